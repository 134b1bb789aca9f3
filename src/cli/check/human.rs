//! The check for a person.

use super::{Args, Look};
use crate::cli::context::Context;
use crate::cli::finding;
use crate::cli::out::{Line, Style, padded};
use crate::i18n::format::{article, colon, date};
use crate::model::Finding;
use crate::model::message::{Lang, Message, Text, text};
use crate::ops::Workspace;
use crate::ops::check::{Part, Standing, Summary, Tally, summary};
use crate::ops::findings::Placed;

const SUMMARY: Text =
    text("{records} {records|fiche|fiches}\u{a0}: {counts}", "{records} {records|record|records}: {counts}");
const COUNTS: Text = text(
    "{errors} {errors|erreur|erreurs}, {warnings} {warnings|point|points} d’attention, {advice} {advice|conseil|conseils}",
    "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {advice} advice",
);
const PART: Text = text("{part}\u{a0}: {counts}", "{part}: {counts}");
const NOTHING_FOUND: Text = text(
    "{records} {records|fiche|fiches}\u{a0}: rien trouvé",
    "{records} {records|record|records}: nothing found",
);
const WAIVED: Text = text(
    "{n} {n|constat écarté|constats écartés} par dérogation (--waived les montre)",
    "{n} {n|finding|findings} waived (--waived shows them)",
);
const WAIVED_HEAD: Text = text("Écarté par dérogation", "Waived");
const REASON: Text =
    text("{reason} ({by}, jusqu’au {day}\u{202f}; {file})", "{reason} ({by}, until {day}; {file})");
const BY_RECORD: Text = text("Par fiche", "By record");
const BY_ARTICLE: Text = text("{part}, par article", "{part}, by article");
const NO_ARTICLE: Text = text("sans article", "no article");
const NO_RECORD: Text = text("(aucune fiche)", "(no record)");

/// The findings, or their counts; then what is waived, if asked; then how many there are.
pub fn print(look: &Look, workspace: &Workspace, args: &Args, cx: &mut Context) {
    let counts = summary(&look.findings);
    if args.summary {
        tables(&counts, cx);
    } else {
        finding::print(cx, &workspace.placed(&look.shown()));
    }
    if args.waived && !look.waived.is_empty() {
        cx.line(Line::new());
        cx.line(Line::new().with(Style::Bold, cx.t(WAIVED_HEAD)));
        let mut standing = Standing::of(workspace.register(), workspace.today());
        for placed in workspace.placed(&look.waived) {
            waived(&placed, &mut standing, cx);
        }
    }
    said(&look.findings, look.records, cx);
    if !args.waived && !look.waived.is_empty() {
        cx.talk(&WAIVED.msg().with("n", look.waived.len()));
    }
}

/// How many findings there are, and how many that Art. 30 asks for apart.
fn said(findings: &[Finding], records: usize, cx: &mut Context) {
    if findings.is_empty() {
        cx.talk(&NOTHING_FOUND.msg().with("records", records));
        return;
    }
    let mut all = Tally::default();
    findings.iter().for_each(|f| all.count(f.severity));
    cx.talk(&SUMMARY.msg().with("records", records).with("counts", counted(&all)));
    for (part, tally) in summary(findings).parts {
        if tally.total() > 0 || part != Part::Register {
            cx.talk(&text("  {line}", "  {line}").msg().with("line", part_line(part, &tally)));
        }
    }
}

fn part_line(part: Part, tally: &Tally) -> Message {
    PART.msg().with("part", part.label()).with("counts", counted(tally))
}

pub fn counted(tally: &Tally) -> Message {
    COUNTS.msg().with("errors", tally.errors).with("warnings", tally.warnings).with("advice", tally.advice)
}

fn waived(placed: &Placed<'_>, standing: &mut Standing<'_>, cx: &mut Context) {
    let lang = cx.lang();
    cx.line(finding::head(placed, lang));
    let Some(waiver) = standing.waiver(placed.finding) else { return };
    let said = REASON
        .msg()
        .with("reason", waiver.reason)
        .with("by", waiver.by)
        .with("day", date(waiver.until, lang))
        .with("file", waiver.holder.path());
    cx.line(Line::new().with(Style::Dim, "  → ").plain(said.get(lang)));
}

fn tables(counts: &Summary, cx: &mut Context) {
    let lang = cx.lang();
    let records = counts.records.iter().map(|(id, tally)| {
        (id.as_ref().map_or_else(|| NO_RECORD.get(lang).to_owned(), |id| id.path()), *tally)
    });
    table(BY_RECORD.msg(), records.collect(), lang, cx);
    for part in Part::ALL {
        let of_part = counts.articles.iter().filter(|(p, ..)| *p == part);
        let rows = of_part.map(|(_, text, tally)| match article(text, lang) {
            none if none.is_empty() => (NO_ARTICLE.get(lang).to_owned(), *tally),
            said => (said, *tally),
        });
        table(BY_ARTICLE.msg().with("part", part.label()), rows.collect(), lang, cx);
    }
}

fn table(title: Message, rows: Vec<(String, Tally)>, lang: Lang, cx: &mut Context) {
    if rows.is_empty() {
        return;
    }
    cx.line(Line::new().with(Style::Bold, title.get(lang)));
    let width = rows.iter().map(|(name, _)| crate::term::clean::width(name)).max().unwrap_or_default();
    for (name, tally) in rows {
        let counts = counted(&tally).get(lang);
        let line =
            Line::new().plain("  ").plain(padded(&format!("{name}{}", colon(lang).trim_end()), width + 2));
        cx.line(line.plain(" ").plain(counts));
    }
}
