//! `registre check [ID]…`: what is found wrong with the register.

mod args;
mod human;
mod mending;
mod since;

use clap::ValueEnum as _;
use serde_json::{Value as Json, json};

pub use self::args::{Args, Format, HELP};
use super::context::{Context, day};
use super::fail::Fail;
use super::json;
use crate::model::finding::limit;
use crate::model::message::{Text, text};
use crate::model::{Finding, Severity};
use crate::ops::check::{Asked, Standing, report, summary};
use crate::ops::error::Exit;
use crate::ops::findings::Placed;
use crate::ops::{OpError, Workspace};
use crate::term::clean;

const TWO_FORMATS: Text = text(
    "--json et --format {format} demandent deux réponses à la fois.",
    "--json and --format {format} ask for two answers at once.",
);
const HUMAN_ONLY: Text = text(
    "{option} se lit, ou se demande en JSON\u{a0}: pas avec --format {format}.",
    "{option} is for people, or for JSON: not with --format {format}.",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let format = format(args, cx)?;
    let records = args.ids.iter().map(|t| cx.pick(t)).collect::<Result<Vec<_>, _>>()?;
    let least = args.min_severity.map_or(Severity::Advice, Severity::from);
    let asked = Asked { records, least, ..Asked::default() }.rules(&args.rule)?;
    let mut workspace = cx.open()?;
    if let Some(typed) = &args.today {
        workspace.set_today(day(typed)?);
    }
    if args.dry_run {
        return mending::show(&mut workspace, &asked, cx);
    }
    if let Some(revision) = &args.base {
        return since::run(&workspace, revision, &asked, args.strict, format, cx);
    }
    let mended = if args.fix { mending::make(&mut workspace, &asked, cx)? } else { Vec::new() };
    let look = Look::of(&workspace, &asked);
    let exit = exit(look.findings.iter(), args.strict);
    match format {
        Format::Json => {
            let mut document = document(&look, &workspace, args, cx);
            if args.fix {
                document["mended"] = json!(json::findings(&bare(&mended), cx.lang()));
            }
            cx.json(document);
        }
        Format::Human => human::print(&look, &workspace, args, cx),
        _ => print(&workspace.placed(&look.shown()), &look.waived, &workspace, args.strict, format, cx),
    }
    Ok(exit)
}

/// What is found of what is asked for, all of it: what is shown is less where a file has very many.
struct Look {
    findings: Vec<Finding>,
    waived: Vec<Finding>,
    /// How many records were looked at.
    records: usize,
}

impl Look {
    fn of(workspace: &Workspace, asked: &Asked) -> Look {
        let taken = |findings: Vec<Finding>| findings.into_iter().filter(|f| asked.takes(f)).collect();
        let all = workspace.register().len();
        Look {
            findings: taken(workspace.all_findings()),
            waived: taken(workspace.waived()),
            records: if asked.records.is_empty() { all } else { asked.records.len() },
        }
    }

    /// The findings that are told one by one.
    fn shown(&self) -> Vec<Finding> {
        limit(self.findings.clone())
    }
}

/// The exit code that some findings deserve.
fn exit<'a>(findings: impl IntoIterator<Item = &'a Finding>, strict: bool) -> Exit {
    let grave = if strict { Severity::Warning } else { Severity::Error };
    if findings.into_iter().any(|f| f.severity >= grave) { Exit::Findings } else { Exit::Ok }
}

/// The format that is asked for, one way or the other.
fn format(args: &Args, cx: &mut Context) -> Result<Format, OpError> {
    let asked = args.format.unwrap_or(if cx.is_json() { Format::Json } else { Format::Human });
    let word = asked.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
    if cx.is_json() && asked != Format::Json {
        return Err(OpError::new(Exit::Usage, TWO_FORMATS.msg().with("format", word)));
    }
    if asked == Format::Json {
        cx.answer_in_json();
    } else if asked != Format::Human {
        let options = [("--summary", args.summary), ("--waived", args.waived), ("--dry-run", args.dry_run)];
        if let Some((option, _)) = options.into_iter().find(|(_, is_asked)| *is_asked) {
            let message = HUMAN_ONLY.msg().with("option", option).with("format", word);
            return Err(OpError::new(Exit::Usage, message));
        }
    }
    Ok(asked)
}

/// Findings that stand nowhere any more.
fn bare(findings: &[Finding]) -> Vec<Placed<'_>> {
    findings.iter().map(|finding| Placed { finding, place: None }).collect()
}

/// In a format of another program.
fn print(
    found: &[Placed<'_>],
    waived: &[Finding],
    workspace: &Workspace,
    strict: bool,
    format: Format,
    cx: &mut Context,
) {
    let report = report::Report {
        register: workspace.register(),
        found,
        waived: &workspace.placed(waived),
        today: workspace.today(),
        folder: &report::folder(workspace),
        strict,
        lang: cx.lang(),
        one_line: |text| clean(text).into_string(),
    };
    match format {
        Format::Sarif => cx.foreign_json(&report::sarif(&report)),
        Format::Gitlab => cx.foreign_json(&report::gitlab(&report)),
        // Both are cleaned where each piece is known: here a path would be changed with the rest.
        Format::Junit => cx.print(&report::junit(&report)),
        Format::Github => report::github(&report).iter().for_each(|line| cx.print(line)),
        Format::Human | Format::Json => {}
    }
}

fn document(look: &Look, workspace: &Workspace, args: &Args, cx: &Context) -> Json {
    let lang = cx.lang();
    let counts = summary(&look.findings);
    let mut document = json!({
        "findings": json::findings(&workspace.placed(&look.shown()), lang),
        "summary": json::summary(&look.findings),
        "parts": counts.parts.iter().map(|(part, tally)| {
            json!({ "part": part.word(), "summary": json::tally(tally) })
        }).collect::<Json>(),
    });
    if args.summary {
        document["records"] = counts
            .records
            .iter()
            .map(|(id, tally)| match id {
                Some(id) => json!({ "record": json::record_id(id), "summary": json::tally(tally) }),
                None => json!({ "summary": json::tally(tally) }),
            })
            .collect();
        document["articles"] = counts
            .articles
            .iter()
            .map(|(part, article, tally)| json::by_article(part.word(), article, tally, lang))
            .collect();
    }
    if args.waived {
        let placed = workspace.placed(&look.waived);
        let mut standing = Standing::of(workspace.register(), workspace.today());
        let told = json::findings(&placed, lang).into_iter().zip(&placed);
        document["waived"] = told
            .map(|(finding, placed)| json::waived(&finding, standing.waiver(placed.finding).as_ref()))
            .collect();
    }
    document
}
