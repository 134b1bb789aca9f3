//! `registre fmt [--check]`: the canonical form of the files.

use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style};
use crate::model::message::{Text, text};
use crate::model::{Finding, RecordId};
use crate::ops::error::Exit;
use crate::ops::fmt::{apply, plan};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long)]
    pub check: bool,
}

pub const HELP: Help = Help {
    name: "fmt",
    alias: "formater",
    about: text("Mettre les fichiers en forme", "Put the files into their canonical form"),
    args: &[(
        "check",
        FLAG,
        text(
            "Montrer les différences sans rien écrire\u{a0}; code 1 s’il y en a",
            "Show the differences without writing; code 1 if there are any",
        ),
    )],
    more: text(
        "L’ordre des champs, les espaces, les listes à un élément par ligne\u{a0}; ni le sens ni les commentaires ne changent.",
        "The order of fields, spaces, lists with one item a line; neither meaning nor comments change.",
    ),
};

const DONE: Text = text("{n} {n|fichier mis|fichiers mis} en forme", "{n} {n|file|files} formatted");
const WOULD: Text = text(
    "{n} {n|fichier n’est pas|fichiers ne sont pas} en forme",
    "{n} {n|file is|files are} not formatted",
);
const FINE: Text =
    text("{n} {n|fichier|fichiers}\u{a0}: tout est en forme", "{n} {n|file|files}: all formatted");

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let mut workspace = cx.open()?;
    let plan = plan(&workspace);
    if !args.check {
        apply(&mut workspace, &plan)?;
        cx.save(&mut workspace)?;
    }
    let unreadable: Vec<Finding> = workspace.unreadable().cloned().collect();
    let exit = match (plan.changed.is_empty(), unreadable.is_empty()) {
        (_, false) => Exit::Register,
        (false, _) if args.check => Exit::Findings,
        _ => Exit::Ok,
    };
    if cx.is_json() {
        let files: Vec<_> = plan
            .changed
            .iter()
            .map(|f| match args.check {
                true => json!({ "file": f.id.path(), "diff": f.diff() }),
                false => json!({ "file": f.id.path() }),
            })
            .collect();
        let findings = json::findings(&finding::place(&workspace, &unreadable), cx.lang());
        cx.json(json!({ "files": files, "unreadable": findings }));
        return Ok(exit);
    }
    finding::warn_of_unreadable(cx, &workspace);
    for file in &plan.changed {
        if args.check {
            diff(cx, &file.diff());
        } else {
            cx.line(Line::of(RecordId::path(&file.id)));
        }
    }
    let n = plan.changed.len();
    let said = match (n, args.check) {
        (0, _) => FINE.msg().with("n", plan.seen),
        (_, true) => WOULD.msg().with("n", n),
        (_, false) => DONE.msg().with("n", n),
    };
    cx.talk(&said);
    Ok(exit)
}

/// Shows a unified diff.
pub(super) fn diff(cx: &mut Context, text: &str) {
    for line in text.lines() {
        let style = match line.as_bytes().first() {
            _ if line.starts_with("+++") || line.starts_with("---") => Style::Bold,
            Some(b'+') => Style::Added,
            Some(b'-') => Style::Removed,
            Some(b'@') => Style::Dim,
            _ => Style::Plain,
        };
        cx.line(Line::new().with(style, line));
    }
}
