//! What changed since the last commit, saved or not: by record and field in words, and as the lines of
//! the file.

use crate::i18n::{changes as words, format};
use crate::model::diff::FieldChange;
use crate::model::message::{Message, Text, text};
use crate::model::{Lang, RecordId};
use crate::ops::committed::{Changed, CommitInfo, Committed, What};
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::{Looked, diff};
use crate::tui::theme::Role;
use crate::tui::versions::Fold;

pub const TITLE: Text = text("Depuis la dernière validation", "Since the last commit");
const TITLE_N: Text = text(
    "Depuis la dernière validation\u{a0}: {n} {n|fiche modifiée|fiches modifiées}",
    "Since the last commit: {n} changed {n|sheet|sheets}",
);
const TITLE_NEW: Text = text(
    "Depuis la dernière validation\u{a0}: {n} {n|fiche|fiches}, dont {new} {new|nouvelle|nouvelles}",
    "Since the last commit: {n} {n|sheet|sheets}, {new} of them new",
);
const READING: Text = text("Lecture de la dernière validation…", "Reading the last commit…");
const NOTHING: Text = text(
    "Rien n’a changé\u{a0}: le registre est tel qu’il a été validé.",
    "Nothing changed: the register is as it was committed.",
);
const LAST: Text =
    text("Validé le {date} par {author}\u{a0}: {summary}", "Committed {date} by {author}: {summary}");
const NEVER: Text = text("Rien n’a encore été validé.", "Nothing was committed yet.");
const NEW: Text = text("nouvelle", "new");
const GONE: Text = text("supprimée", "deleted");
const LAYOUT: Text = text("commentaires ou mise en page", "comments or layout");
pub const RENAMED: Text = text("appelée auparavant «\u{a0}{id}\u{a0}»", "called “{id}” before");
const UNREADABLE: Text = text("ne se lit pas comme une fiche", "cannot be read as a record");
const UNSAVED: Text = text("non enregistré", "not saved");

pub fn page(looked: &Looked<'_>) -> Page {
    let mut page = Page::new(looked.say(TITLE));
    let committed = match &looked.versions.committed {
        None => {
            page.text(looked.say(READING));
            return page;
        }
        Some(Err(error)) => {
            for said in std::iter::once(&error.message).chain(&error.hints) {
                page.text(said.get(looked.lang));
            }
            return page;
        }
        Some(Ok(committed)) => committed,
    };
    let changes = committed.changes(looked.workspace);
    let new = changes.iter().filter(|c| matches!(c.what, What::Added)).count();
    let title = if new == 0 { TITLE_N } else { TITLE_NEW };
    page.title = title.msg().with("n", changes.len()).with("new", new).get(looked.lang);
    page.row(Row {
        heading: true,
        ..Row::new(last(committed.last(), looked.lang).get(looked.lang), Role::Dim)
    });
    page.row(Row { heading: true, ..Row::default() });
    if changes.is_empty() {
        page.text(looked.say(NOTHING));
    }
    for changed in &changes {
        record(changed, committed, looked, &mut page);
    }
    page
}

fn last(commit: Option<&CommitInfo>, lang: Lang) -> Message {
    let Some(commit) = commit else { return NEVER.msg() };
    LAST.msg()
        .with("date", date(commit, lang))
        .with("author", commit.author.as_str())
        .with("summary", commit.summary.as_str())
}

/// The day of a commit, where its author was.
pub fn date(commit: &CommitInfo, lang: Lang) -> String {
    commit.date.map_or_else(|| "–".to_owned(), |d| format::date(d.date_naive(), lang))
}

fn record(changed: &Changed, committed: &Committed, looked: &Looked<'_>, page: &mut Page) {
    let id = &changed.id;
    let (before, after) = (committed.register(), looked.workspace.register());
    let renamed = changed.from.as_ref().map(|old| RENAMED.msg().with("id", old.to_string()).get(looked.lang));
    let title = after.get(id).or_else(|| before.get(id));
    let title = title.map_or_else(|| id.to_string(), |r| r.title(looked.lang).to_owned());
    let (mark, role, aside) = match &changed.what {
        What::Added => ("+", Role::Added, Some(NEW)),
        What::Removed => ("-", Role::Removed, Some(GONE)),
        What::Fields(_) => ("~", Role::Changed, None),
        What::Layout => ("~", Role::Changed, Some(LAYOUT)),
        What::Unreadable => ("!", Role::Error, Some(UNREADABLE)),
    };
    let fields: &[FieldChange] = match &changed.what {
        What::Fields(fields) => fields,
        _ => &[],
    };
    let said: Vec<String> =
        fields.iter().map(|f| words::field_change(id, f, before, after, looked.lang)).collect();
    let mut row = Row::new(format!("{mark} "), role)
        .and(title.as_str(), Role::Accent)
        .and(format!("  {id}"), Role::Dim);
    // A record that was renamed and otherwise left alone has no other layout.
    let aside =
        aside.map(|a| looked.say(a)).filter(|_| changed.from.is_none() || changed.before != changed.after);
    for aside in renamed.as_deref().into_iter().chain(aside) {
        row = row.and(format!("  {aside}"), Role::Dim);
    }
    if looked.workspace.is_record_modified(id) {
        row = row.and(format!("  ({})", looked.say(UNSAVED)), Role::Warning);
    }
    row.words = format!("{} {}", row.line(), said.join(" "));
    page.row(row.to(Target::Fold(Fold::Diff(id.clone()))));
    for (field, said) in fields.iter().zip(&said) {
        page.row(Row { words: format!("{title} {said}"), ..field_row(id, field, said) });
    }
    if looked.versions.open.contains(&Fold::Diff(id.clone())) {
        for row in diff::rows(changed.before.as_deref(), changed.after.as_deref(), looked) {
            page.row(Row { words: format!("{title} {}", row.line()), ..row });
        }
    }
}

/// One field that changed, marked.
pub fn field_row(id: &RecordId, field: &FieldChange, said: &str) -> Row {
    let (mark, role) = match (&field.before, &field.after) {
        (None, _) => ("+", Role::Added),
        (_, None) => ("-", Role::Removed),
        _ => ("~", Role::Changed),
    };
    Row::new(format!("    {mark} "), role)
        .and(said, Role::Plain)
        .to(Target::Field(id.clone(), field.path.clone()))
}
