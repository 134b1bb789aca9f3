//! `registre check --base COMMIT`: what a change made better or worse.

use serde_json::{Value as Json, json};

use super::{Format, bare, exit};
use crate::cli::context::Context;
use crate::cli::fail::Fail;
use crate::cli::out::{Line, Style};
use crate::cli::{finding, json};
use crate::model::Finding;
use crate::model::finding::limit;
use crate::model::message::{Message, Text, text};
use crate::ops::Workspace;
use crate::ops::check::{Asked, Became, Since, since};
use crate::ops::error::Exit;

const NEW: Text = text("Nouveau", "New");
const WORSE: Text = text("Plus grave", "Graver");
const BETTER: Text = text("Moins grave", "Milder");
const CHANGED: Text = text("Autrement", "Different");
const WAIVED: Text = text("Écarté par dérogation", "Waived");
const GONE: Text = text("Disparu", "Gone");
const NAMED: Text = text("{typed} ({commit})", "{typed} ({commit})");
const LEFT_OUT: Text = text(
    "{n} {n|constat laissé|constats laissés} de côté\u{a0}: la fiche ne se lit pas d’un côté ou de l’autre.",
    "{n} {n|finding|findings} left out: the record cannot be read on one side or the other.",
);
const SAID: Text = text(
    "Depuis {commit}\u{a0}: {new} {new|nouveau|nouveaux}, {worse} plus {worse|grave|graves}, {changed} autrement, {better} moins {better|grave|graves}, {waived} {waived|écarté|écartés}, {gone} {gone|disparu|disparus}\u{202f}; {same} {same|inchangé|inchangés}",
    "Since {commit}: {new} new, {worse} graver, {changed} different, {better} milder, {waived} waived, {gone} gone; {same} unchanged",
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

const ALL: [(Became, Text); 6] = [
    (Became::New, NEW),
    (Became::Worse, WORSE),
    (Became::Changed, CHANGED),
    (Became::Better, BETTER),
    (Became::Waived, WAIVED),
    (Became::Gone, GONE),
];

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
        .with("commit", named(since))
        .with("new", count(Became::New))
        .with("worse", count(Became::Worse))
        .with("changed", count(Became::Changed))
        .with("better", count(Became::Better))
        .with("waived", count(Became::Waived))
        .with("gone", count(Became::Gone))
        .with("same", since.same);
    cx.talk(&said);
    if since.left_out > 0 {
        cx.talk(&LEFT_OUT.msg().with("n", since.left_out));
    }
}

/// The commit as it was named, and its short id where that is another.
fn named(since: &Since) -> Message {
    let short = since.commit.id.short();
    if since.commit.id.to_string().starts_with(&since.revision) {
        return text("{commit}", "{commit}").msg().with("commit", short);
    }
    NAMED.msg().with("typed", &since.revision).with("commit", short)
}

fn document(since: &Since, workspace: &Workspace, cx: &Context) -> Json {
    let lang = cx.lang();
    let turned = |became: Became| -> Json {
        let findings = limit(of(since, became).cloned().collect());
        let placed = if became == Became::Gone { bare(&findings) } else { workspace.placed(&findings) };
        json!(json::findings(&placed, lang))
    };
    let mut document = json!({ "revision": since.revision, "commit": since.commit.id.to_string() });
    for (became, _) in ALL {
        document[became.word()] = turned(became);
    }
    document["same"] = since.same.into();
    document["left_out"] = since.left_out.into();
    document
}
