//! Who uses a record, and what it uses.

use super::{Lead, Line, Picture, Subject, Tone};
use crate::model::message::{Text, text};
use crate::model::{Kind, RecordId};
use crate::ops::uses::{Use, records, uses};

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
        let of_kind: Vec<Use> = found.direct.iter().filter(|(r, _)| r.kind == kind).cloned().collect();
        if of_kind.is_empty() {
            continue;
        }
        let label = kind.plural().get(lang);
        picture.heading(DIRECT.msg().with("kind", label).with("n", records(&of_kind)).get(lang));
        places(&mut picture, &of_kind, subject);
    }
    if !found.further.is_empty() {
        picture.heading(THROUGH.msg().with("n", records(&found.further)).get(lang));
        places(&mut picture, &found.further, subject);
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

/// The places of each record under its title, which stands once.
pub(super) fn places(picture: &mut Picture, uses: &[Use], subject: &Subject<'_>) {
    let mut last = None;
    for (record, path) in uses {
        let place = AT.msg().with("label", subject.place(record, path)).get(subject.lang);
        let line = match last == Some(record) {
            true => Line::new(format!("    {place}"), Tone::Dim),
            false => Line::plain(format!("  {}", subject.title(record))).and(format!("  {place}"), Tone::Dim),
        };
        picture.line(line.to(Lead::Field(record.clone(), path.clone())));
        last = Some(record);
    }
}
