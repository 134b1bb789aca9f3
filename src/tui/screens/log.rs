//! The commits that touched the register, the newest first; each leads to what it changed.

use crate::model::message::{Text, text};
use crate::ops::log::CommitInfo;
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::changes::date;
use crate::tui::screens::history::{CUT, MORE, READING};
use crate::tui::screens::{Looked, View};
use crate::tui::theme::Role;
use crate::tui::versions::Span;

const TITLE: Text = text("Historique du registre", "History of the register");
const NONE: Text =
    text("Aucune validation n’a encore touché le registre.", "No commit has touched the register yet.");

pub fn page(looked: &Looked<'_>) -> Page {
    let mut page = Page::new(looked.say(TITLE));
    let Some(past) = &looked.versions.log else {
        page.text(looked.say(READING));
        return page;
    };
    for commit in &past.commits {
        page.row(row(commit, looked).to(Target::View(View::Between(Span::MadeBy(commit.id)))));
    }
    if let Some(error) = &past.error {
        for said in std::iter::once(&error.message).chain(&error.hints) {
            page.text(said.get(looked.lang));
        }
    } else if past.is_reading {
        page.row(Row::new(looked.say(READING), Role::Dim));
    } else if past.rest.is_some() {
        page.row(Row::new(looked.say(MORE), Role::Accent).to(Target::More));
    } else if past.is_cut {
        page.row(Row::new(looked.say(CUT), Role::Warning));
    } else if past.commits.is_empty() {
        page.text(looked.say(NONE));
    }
    page
}

/// The day of a commit, who made it, and its first line.
pub fn row(commit: &CommitInfo, looked: &Looked<'_>) -> Row {
    let row = Row::new(date(commit, looked.lang), Role::Accent)
        .and(format!("  {}", commit.author), Role::Dim)
        .and(format!("  {}", commit.summary), Role::Plain);
    // Whoever knows the commit by its number finds it by that.
    Row { words: format!("{} {}", row.line(), commit.id), ..row }
}
