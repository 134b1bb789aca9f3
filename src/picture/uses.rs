//! Who uses a record, and what it uses.

use super::{Lead, Line, Picture, Subject, Tone};
use crate::model::message::{Text, text};
use crate::model::{Kind, Path, RecordId};
use crate::ops::uses::uses;

const TITLE: Text = text("Qui utilise «\u{a0}{title}\u{a0}»", "What uses “{title}”");
const NOBODY: Text = text("Aucune fiche n’y renvoie.", "No record refers to it.");
const DIRECT: Text = text("{kind}\u{a0}: {n}", "{kind}: {n}");
const THROUGH: Text = text("Par leur intermédiaire\u{a0}: {n}", "Through these: {n}");
const AT: Text = text("dans {label}", "in {label}");
const REFERS: Text = text("Ce à quoi elle renvoie", "What it refers to");

pub fn draw(id: &RecordId, subject: &Subject<'_>) -> Picture {
    let lang = subject.lang;
    let title = TITLE.msg().with("title", subject.title(id)).get(lang);
    let mut picture = Picture::new(title);
    let found = uses(subject.register, id);
    if found.direct.is_empty() {
        picture.line(Line::plain(subject.say(NOBODY)));
    }
    for kind in Kind::ALL {
        let of_kind: Vec<_> = found.direct.iter().filter(|(r, _)| r.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let label = kind.plural().get(lang);
        picture.heading(DIRECT.msg().with("kind", label).with("n", of_kind.len()).get(lang));
        for (record, path) in of_kind {
            picture.line(line(record, path, subject));
        }
    }
    if !found.further.is_empty() {
        picture.heading(THROUGH.msg().with("n", found.further.len()).get(lang));
        for (record, path) in &found.further {
            picture.line(line(record, path, subject));
        }
    }
    if !found.own.is_empty() {
        picture.heading(subject.say(REFERS));
        for (path, target) in found.own {
            let line = Line::plain(format!("  {}", subject.title(&target)))
                .and(format!("  {}", subject.label(id, &path)), Tone::Dim)
                .to(Lead::Record(target));
            picture.line(line);
        }
    }
    picture.others(id, &Lead::Uses(id.clone()));
    picture
}

fn line(record: &RecordId, path: &Path, subject: &Subject<'_>) -> Line {
    let place = AT.msg().with("label", subject.label(record, path)).get(subject.lang);
    Line::plain(format!("  {}", subject.title(record)))
        .and(format!("  {place}"), Tone::Dim)
        .to(Lead::Field(record.clone(), path.clone()))
}
