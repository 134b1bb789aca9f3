//! The commits that touched a record, the newest first, and what each one changed.

use crate::i18n::changes as words;
use crate::model::message::{Text, text};
use crate::model::{RecordId, Register};
use crate::ops::committed::What;
use crate::ops::log::{Touch, former_name, what};
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::Looked;
use crate::tui::screens::changes::{RENAMED, date, field_row};
use crate::tui::theme::Role;
use crate::tui::versions::{Fold, RecordPast};

const TITLE: Text = text("Historique de «\u{a0}{title}\u{a0}»", "History of “{title}”");
pub const READING: Text = text("Lecture de l’historique…", "Reading the history…");
const NONE: Text =
    text("Aucune validation n’a encore touché cette fiche.", "No commit has touched this sheet yet.");
pub const MORE: Text = text("… lire les validations plus anciennes", "… read older commits");
pub const CUT: Text = text(
    "L’histoire s’arrête ici\u{a0}: ce dépôt est un clone superficiel. Pour l’avoir en entier\u{a0}: git fetch --unshallow",
    "The history stops here: this is a shallow clone. To have all of it: git fetch --unshallow",
);
const MADE: Text = text("fiche créée", "sheet made");
const DELETED: Text = text("fiche supprimée", "sheet deleted");
const LAYOUT: Text = text("aucun champ\u{a0}: commentaires ou mise en page", "no field: comments or layout");
const UNREADABLE: Text = text(
    "une des deux versions ne se lit pas comme une fiche",
    "one of the two versions cannot be read as a sheet",
);

pub fn page(id: &RecordId, looked: &Looked<'_>) -> Page {
    let mut page = Page::new(TITLE.msg().with("title", looked.title(id)).get(looked.lang));
    let Some(past) = looked.versions.past.as_ref().filter(|past| past.record == *id) else {
        page.text(looked.say(READING));
        return page;
    };
    for touch in &past.touches {
        commit(id, touch, looked, &mut page);
    }
    end(past, looked, &mut page);
    page
}

/// What stands under the last commit.
fn end(past: &RecordPast, looked: &Looked<'_>, page: &mut Page) {
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
    } else if past.touches.is_empty() {
        page.text(looked.say(NONE));
    }
}

fn commit(id: &RecordId, touch: &Touch, looked: &Looked<'_>, page: &mut Page) {
    let commit = &touch.commit;
    let fold = Fold::Commit(commit.id);
    let is_open = looked.versions.open.contains(&fold);
    let row = Row::new(date(commit, looked.lang), Role::Accent)
        .and(format!("  {}", commit.author), Role::Dim)
        .and(format!("  {}", commit.summary), Role::Plain);
    let line = row.line();
    page.row(row.to(Target::Fold(fold)));
    if !is_open {
        return;
    }
    let mut note = |text: String, role| {
        let row = Row::new(format!("    {text}"), role);
        page.row(Row { words: format!("{line} {}", row.line()), ..row });
    };
    note(commit.id.short(), Role::Dim);
    if let Some(old) = former_name(touch) {
        note(RENAMED.msg().with("id", old.id.to_string()).get(looked.lang), Role::Changed);
    }
    let (called, what) = what(touch);
    match what {
        What::Layout if touch.from.is_some() && touch.before == touch.after => {}
        What::Added => note(format!("+ {}", looked.say(MADE)), Role::Added),
        What::Removed => note(format!("- {}", looked.say(DELETED)), Role::Removed),
        What::Layout => note(looked.say(LAYOUT).to_owned(), Role::Dim),
        What::Unreadable => note(looked.say(UNREADABLE).to_owned(), Role::Warning),
        What::Fields(fields) => {
            // What is referred to has the titles of today: those of then may be gone.
            let register: &Register = looked.workspace.register();
            let then = called.unwrap_or_else(|| id.clone());
            for field in &fields {
                let said = words::field_change(&then, field, register, register, looked.lang);
                page.row(Row { words: format!("{line} {said}"), ..field_row(id, field, &said) });
            }
        }
    }
}
