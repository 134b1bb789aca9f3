//! `registre check --fix`: what mends itself, made or shown.

use serde_json::json;

use super::bare;
use crate::cli::context::Context;
use crate::cli::fail::Fail;
use crate::cli::out::Line;
use crate::cli::{finding, json};
use crate::model::Finding;
use crate::model::message::{Text, text};
use crate::ops::Workspace;
use crate::ops::check::{Asked, mend};
use crate::ops::error::Exit;

const MENDED: Text =
    text("{n} {n|constat corrigé|constats corrigés}\u{a0}:", "{n} {n|finding|findings} mended:");
const WOULD: Text = text(
    "{n} {n|constat serait corrigé|constats seraient corrigés}\u{202f}; rien n’est écrit.",
    "{n} {n|finding|findings} would be mended; nothing was written.",
);
const UNDO: Text = text("Pour revenir en arrière\u{a0}: registre annuler", "To go back: registre undo");
const NOTHING: Text = text(
    "Rien ne se corrige sans jugement parmi ce qui est trouvé.",
    "Nothing that was found can be mended without judgement.",
);

/// Makes the fixes and saves them; gives the findings that are no more.
pub fn make(workspace: &mut Workspace, asked: &Asked, cx: &mut Context) -> Result<Vec<Finding>, Fail> {
    let mended = mend(workspace, asked)?.findings;
    if mended.is_empty() {
        cx.talk(&NOTHING.msg());
        return Ok(mended);
    }
    cx.save(workspace)?;
    cx.talk(&MENDED.msg().with("n", mended.len()));
    for placed in bare(&mended) {
        let said = finding::head(&placed, cx.lang());
        cx.talk_line(Line::new().plain("  ").and(said));
    }
    cx.talk(&UNDO.msg());
    Ok(mended)
}

/// Shows what the fixes would change.
pub fn show(workspace: &mut Workspace, asked: &Asked, cx: &mut Context) -> Result<Exit, Fail> {
    let mended = mend(workspace, asked)?;
    if cx.is_json() {
        let lang = cx.lang();
        cx.json(json!({ "mended": json::findings(&bare(&mended.findings), lang), "diffs": mended.diffs }));
        return Ok(Exit::Ok);
    }
    mended.diffs.iter().for_each(|diff| crate::cli::fmt::diff(cx, diff));
    let n = mended.findings.len();
    cx.talk(&if n == 0 { NOTHING.msg() } else { WOULD.msg().with("n", n) });
    Ok(Exit::Ok)
}
