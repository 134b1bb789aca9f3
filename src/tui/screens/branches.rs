//! The branches of the repository; each leads to what it brings.

use crate::model::message::{Text, text};
use crate::ops::compare::Branch;
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::changes::date;
use crate::tui::screens::{Looked, View};
use crate::tui::theme::Role;
use crate::tui::versions::Span;

const TITLE: Text = text("Branches", "Branches");
const READING: Text = text("Lecture des branches…", "Reading the branches…");
const NONE: Text = text("Aucune branche n’a encore de validation.", "No branch has a commit yet.");
const CURRENT: Text = text("la branche courante", "the current branch");
const NOTE: Text = text(
    "Une branche mène à ce qu’elle apporte\u{202f}; la courante, à ce qu’elle a changé. Pour en changer\u{a0}: git switch NOM",
    "A branch leads to what it brings; the current one, to what it changed. To change it: git switch NAME",
);

pub fn page(looked: &Looked<'_>) -> Page {
    let mut page = Page::new(looked.say(TITLE));
    match &looked.versions.branches {
        None => page.text(looked.say(READING)),
        Some(Err(error)) => {
            for said in std::iter::once(&error.message).chain(&error.hints) {
                page.text(said.get(looked.lang));
            }
        }
        Some(Ok(branches)) if branches.is_empty() => page.text(looked.say(NONE)),
        Some(Ok(branches)) => {
            branches.iter().for_each(|branch| page.row(row(branch, looked)));
            page.text("");
            for line in crate::tui::window::wrap(looked.say(NOTE), looked.columns) {
                page.row(Row::new(line, Role::Dim));
            }
        }
    }
    page
}

fn row(branch: &Branch, looked: &Looked<'_>) -> Row {
    let span = match branch.is_current {
        true => Span::From { from: None, to: None },
        false => Span::BroughtBy(branch.name.clone()),
    };
    let mut row = Row::new(if branch.is_current { "* " } else { "  " }, Role::Ok)
        .and(branch.name.as_str(), if branch.is_remote { Role::Dim } else { Role::Accent });
    if branch.is_current {
        row = row.and(format!("  ({})", looked.say(CURRENT)), Role::Ok);
    }
    row.and(format!("  {}  {}", date(&branch.last, looked.lang), branch.last.author), Role::Dim)
        .and(format!("  {}", branch.last.summary), Role::Plain)
        .to(Target::View(View::Between(span)))
}
