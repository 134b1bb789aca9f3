//! Who uses a record: what refers to it, and what refers to that.

use crate::model::message::{Text, text};
use crate::model::{Kind, Path, RecordId, Register, field_at};
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::Looked;
use crate::tui::view::theme::Role;

const TITLE: Text = text("Qui utilise «\u{a0}{title}\u{a0}»", "What uses “{title}”");
const NOBODY: Text = text("Aucune fiche n’y renvoie.", "No record refers to it.");
const DIRECT: Text = text("{kind}\u{a0}: {n}", "{kind}: {n}");
const THROUGH: Text = text("Par leur intermédiaire\u{a0}: {n}", "Through these: {n}");
const AT: Text = text("dans {label}", "in {label}");
const REFERS: Text = text("Ce à quoi elle renvoie", "What it refers to");

pub fn page(id: &RecordId, looked: &Looked<'_>) -> Page {
    let register = looked.workspace.register();
    let title = TITLE.msg().with("title", looked.title(id)).get(looked.lang);
    let mut page = Page::new(title);
    let direct = referrers(register, id);
    if direct.is_empty() {
        page.text(looked.say(NOBODY));
    }
    for kind in Kind::ALL {
        let of_kind: Vec<_> = direct.iter().filter(|(r, _)| r.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let label = kind.plural().get(looked.lang);
        page.heading(DIRECT.msg().with("kind", label).with("n", of_kind.len()).get(looked.lang));
        for (record, path) in of_kind {
            page.row(line(record, path, looked));
        }
    }
    let mut further: Vec<(RecordId, Path)> = Vec::new();
    for (through, _) in &direct {
        for (record, path) in referrers(register, through) {
            let known = |list: &[(RecordId, Path)]| list.iter().any(|(r, _)| *r == record);
            if record != *id && !known(&direct) && !known(&further) {
                further.push((record, path));
            }
        }
    }
    if !further.is_empty() {
        page.heading(THROUGH.msg().with("n", further.len()).get(looked.lang));
        for (record, path) in &further {
            page.row(line(record, path, looked));
        }
    }
    let own = register.get(id).map(|r| r.references()).unwrap_or_default();
    if !own.is_empty() {
        page.heading(looked.say(REFERS));
        for (path, kind, target) in own {
            let target = RecordId::new(kind, target.clone());
            let place = field_at(id, path.keys())
                .map_or_else(|| path.to_string(), |f| f.label.get(looked.lang).to_owned());
            let row = Row::new(format!("  {}", looked.title(&target)), Role::Plain)
                .and(format!("  {place}"), Role::Dim)
                .to(Target::Record(target));
            page.row(row);
        }
    }
    page
}

fn line(record: &RecordId, path: &Path, looked: &Looked<'_>) -> Row {
    let label = field_at(record, path.keys())
        .map_or_else(|| path.to_string(), |f| f.label.get(looked.lang).to_owned());
    let place = AT.msg().with("label", label).get(looked.lang);
    Row::new(format!("  {}", looked.title(record)), Role::Plain)
        .and(format!("  {place}"), Role::Dim)
        .to(Target::Field(record.clone(), path.clone()))
}

/// Who refers to `id`, each record once, by title.
fn referrers(register: &Register, id: &RecordId) -> Vec<(RecordId, Path)> {
    let mut found = register.referrers(id);
    found.dedup_by(|a, b| a.0 == b.0);
    found.retain(|(r, _)| r != id);
    found
}
