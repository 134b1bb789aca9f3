//! `registre status`: what changed since the last commit, in words.

use serde_json::{Value as Json, json};

use super::context::Context;
use super::fail::Fail;
use super::finding;
use super::help::Help;
use super::json;
use super::out::{Line, Style};
use super::report;
use crate::i18n::changes;
use crate::model::message::{Text, text};
use crate::ops::committed::NO_GIT;
use crate::ops::error::Exit;
use crate::ops::status::{FileState, FileStatus, GitStatus, HeadState, record_of, status};

#[derive(Debug, clap::Args)]
pub struct Args {}

pub const HELP: Help = Help {
    name: "status",
    alias: "etat",
    about: text("Dire ce qui a changé depuis le dernier commit", "Say what changed since the last commit"),
    args: &[],
    more: text("", ""),
};

const CLEAN: Text =
    text("Rien n’a changé depuis le dernier commit.", "Nothing changed since the last commit.");
const UNDER_WAY: Text =
    text("Git est au milieu d’une opération ({what}).", "Git is in the middle of something ({what}).");
const UNSETTLED: Text = text(
    "Git a laissé {n} {n|fiche|fiches} à concilier\u{a0}: registre conflicts",
    "Git left {n} {n|record|records} to be settled: registre conflicts",
);
const OTHERS: Text = text(
    "Hors du registre, dans le même dossier\u{a0}: {n} {n|fichier changé|fichiers changés}.",
    "Outside the register, in the same folder: {n} changed {n|file|files}.",
);

pub fn run(_: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let workspace = cx.open_to_read()?;
    let status = status(&workspace)?;
    let unreadable: Vec<_> = workspace.unreadable().cloned().collect();
    let exit = if unreadable.is_empty() { Exit::Ok } else { Exit::Register };
    let lang = cx.lang();
    let mut words = changes::lines(&status.changes, &status.before, workspace.saved(), lang);
    words.extend(status.unreadable_words(lang));
    if cx.is_json() {
        let document = json!({
            "git": status.git.as_ref().map(git_json),
            "files": status.git.iter().flat_map(|g| &g.files).map(file_json).collect::<Vec<_>>(),
            "changes": report::files(&status.changes),
            "words": words,
            "unreadable": json::findings(&finding::place(&workspace, &unreadable), lang),
        });
        cx.json(document);
        return Ok(exit);
    }
    finding::warn_of_unreadable(cx, &workspace);
    let Some(git) = &status.git else {
        cx.talk(&NO_GIT.msg());
        return Ok(exit);
    };
    cx.talk(&git.head.message());
    if let Some(operation) = git.operation {
        cx.talk(&UNDER_WAY.msg().with("what", operation.name()));
    }
    let unsettled = git.files.iter().filter(|f| f.state == FileState::Conflicted).count();
    if unsettled > 0 {
        cx.talk(&UNSETTLED.msg().with("n", unsettled));
    }
    for file in &git.files {
        cx.line(file_line(file));
    }
    if !words.is_empty() {
        cx.line(Line::new());
        report::indented(cx, &words, "");
    }
    if git.files.is_empty() {
        cx.talk(&CLEAN.msg());
    }
    if !git.others.is_empty() {
        cx.talk(&OTHERS.msg().with("n", git.others.len()));
    }
    Ok(exit)
}

fn shown(path: &impl AsRef<std::path::Path>) -> String {
    path.as_ref().to_string_lossy().replace('\\', "/")
}

fn file_line(file: &FileStatus) -> Line {
    let (mark, style) = match &file.state {
        FileState::Added | FileState::Untracked => ("+", Style::Added),
        FileState::Deleted => ("-", Style::Removed),
        FileState::Renamed { .. } => ("→", Style::Plain),
        FileState::Conflicted => ("!", Style::Error),
        FileState::Modified | FileState::TypeChanged => ("~", Style::Warning),
    };
    let line = Line::new().with(style, mark).plain(" ");
    match &file.state {
        FileState::Renamed { from } => line.plain(shown(from)).plain(" → ").plain(shown(&file.path)),
        _ => line.plain(shown(&file.path)),
    }
}

fn file_json(file: &FileStatus) -> Json {
    let state = match &file.state {
        FileState::Added => "added",
        FileState::Untracked => "untracked",
        FileState::Modified => "modified",
        FileState::Deleted => "deleted",
        FileState::Renamed { .. } => "renamed",
        FileState::TypeChanged => "type-changed",
        FileState::Conflicted => "conflicted",
    };
    let mut out = json!({ "file": shown(&file.path), "state": state, "staged": file.staged });
    if let FileState::Renamed { from } = &file.state {
        out["from"] = shown(from).into();
    }
    if let Some(id) = record_of(&file.path) {
        out["record"] = json::record_id(&id);
    }
    out
}

fn git_json(git: &GitStatus) -> Json {
    let (branch, detached) = match &git.head {
        HeadState::Branch(name) | HeadState::Unborn(name) => (Some(name.clone()), false),
        HeadState::Detached(_) => (None, true),
    };
    json!({
        "branch": branch,
        "detached": detached,
        "operation": git.operation.map(|o| o.name().en),
        "commit": git.last.as_ref().map(|c| json!({
            "id": c.id.to_string(),
            "date": c.date.map(|d| d.to_rfc3339()),
            "author": c.author,
            "summary": c.summary,
        })),
    })
}
