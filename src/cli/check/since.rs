//! `registre check --base COMMIT`: what a change made better or worse.

use serde_json::{Value as Json, json};

use super::{Format, bare, exit};
use crate::cli::context::Context;
use crate::cli::fail::Fail;
use crate::cli::out::{Line, Style};
use crate::cli::{finding, json};
use crate::model::Finding;
use crate::model::finding::limit;
use crate::model::message::{Text, text};
use crate::ops::Workspace;
use crate::ops::check::{Asked, Became, Since, since};
use crate::ops::error::Exit;

const NEW: Text = text("Nouveau", "New");
const WORSE: Text = text("Plus grave", "Graver");
const BETTER: Text = text("Moins grave", "Milder");
const GONE: Text = text("Disparu", "Gone");
const SAID: Text = text(
    "Depuis {commit}\u{a0}: {new} {new|nouveau|nouveaux}, {worse} plus {worse|grave|graves}, {better} moins {better|grave|graves}, {gone} {gone|disparu|disparus}\u{202f}; {same} {same|inchangé|inchangés}",
    "Since {commit}: {new} new, {worse} graver, {better} milder, {gone} gone; {same} unchanged",
);

pub fn run(
    workspace: &Workspace,
    revision: &str,
    asked: &Asked,
    strict: bool,
    format: Format,
    cx: &mut Context,
) -> Result<Exit, Fail> {
    let since = since(workspace, revision, asked)?;
    let made: Vec<Finding> = of(&since, Became::New).chain(of(&since, Became::Worse)).cloned().collect();
    let exit = exit(&made, strict);
    match format {
        Format::Json => {
            let document = document(&since, workspace, cx);
            cx.json(document);
        }
        Format::Human => human(&since, workspace, cx),
        // Another program is told what the change made, and nothing that was there before.
        _ => super::print(&workspace.placed(&limit(made)), &[], workspace, strict, format, cx),
    }
    Ok(exit)
}

fn of(since: &Since, became: Became) -> impl Iterator<Item = &Finding> {
    since.turned.iter().filter(move |t| t.became == became).map(|t| &t.finding)
}

const ALL: [(Became, Text); 4] =
    [(Became::New, NEW), (Became::Worse, WORSE), (Became::Better, BETTER), (Became::Gone, GONE)];

fn human(since: &Since, workspace: &Workspace, cx: &mut Context) {
    for (became, title) in ALL {
        let findings = limit(of(since, became).cloned().collect());
        if findings.is_empty() {
            continue;
        }
        cx.line(Line::new().with(Style::Bold, cx.t(title)));
        if became == Became::Gone {
            // It stands nowhere any more.
            let lines: Vec<Line> = bare(&findings).iter().map(|p| finding::head(p, cx.lang())).collect();
            lines.into_iter().for_each(|line| cx.line(line));
        } else {
            finding::print(cx, &workspace.placed(&findings));
        }
    }
    let count = |became| of(since, became).count();
    let said = SAID
        .msg()
        .with("commit", since.commit.id.short())
        .with("new", count(Became::New))
        .with("worse", count(Became::Worse))
        .with("better", count(Became::Better))
        .with("gone", count(Became::Gone))
        .with("same", since.same);
    cx.talk(&said);
}

fn document(since: &Since, workspace: &Workspace, cx: &Context) -> Json {
    let lang = cx.lang();
    let turned = |became: Became| -> Json {
        let findings = limit(of(since, became).cloned().collect());
        let placed = if became == Became::Gone { bare(&findings) } else { workspace.placed(&findings) };
        json!(json::findings(&placed, lang))
    };
    let mut document = json!({ "commit": since.commit.id.to_string() });
    for (became, _) in ALL {
        document[became.word()] = turned(became);
    }
    document["same"] = since.same.into();
    document
}
