//! Who uses a record: what refers to it, and what refers to that.

use std::collections::HashSet;

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
    let direct = register.users(id);
    if direct.is_empty() {
        page.text(looked.say(NOBODY));
    }
    for kind in Kind::ALL {
        let of_kind: Vec<_> = direct.iter().filter(|r| r.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let label = kind.plural().get(looked.lang);
        page.heading(DIRECT.msg().with("kind", label).with("n", of_kind.len()).get(looked.lang));
        for record in of_kind {
            page.row(line(record, &place(register, record, id), looked));
        }
    }
    let mut known: HashSet<&RecordId> = direct.iter().chain([id]).collect();
    let mut further: Vec<(&RecordId, &RecordId)> = Vec::new();
    for through in direct {
        let users = register.users(through).iter();
        further.extend(users.filter(|user| known.insert(user)).map(|user| (user, through)));
    }
    if !further.is_empty() {
        page.heading(THROUGH.msg().with("n", further.len()).get(looked.lang));
        for (record, through) in further {
            page.row(line(record, &place(register, record, through), looked));
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

/// Where `record` refers to `target` first.
fn place(register: &Register, record: &RecordId, target: &RecordId) -> Path {
    let references = register.get(record).map(|r| r.references()).unwrap_or_default();
    let found = references.into_iter().find(|(_, kind, id)| *kind == target.kind && **id == target.id);
    found.map(|(path, ..)| path).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Lang, Record, Value, fields_of};

    /// One purpose used by many activities, which another record uses each.
    #[test]
    fn a_record_that_many_use_is_looked_up_once() {
        const MANY: usize = 4_000;
        let mut register = Register::new();
        let purpose = RecordId::new(Kind::Purpose, Id::parse("vendre").unwrap());
        register.insert(Record::new(purpose.clone()));
        for i in 0..MANY {
            let id = RecordId::new(Kind::Activity, Id::parse(&format!("a-{i:05}")).unwrap());
            let mut record = Record::new(id);
            let list = Value::List(vec![Value::Ref(purpose.id.clone())]);
            record.fields.set(fields_of(Kind::Activity), "purposes", list).unwrap();
            register.insert(record);
        }
        let start = std::time::Instant::now();
        assert_eq!(register.users(&purpose).len(), MANY);
        let all = register.users(&purpose).iter().map(|user| register.users(user).len());
        assert_eq!(all.sum::<usize>(), 0);
        assert_eq!(place(&register, &register.users(&purpose)[7], &purpose).to_string(), "purposes");
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
        register.remove(&register.users(&purpose)[0].clone());
        assert_eq!(register.users(&purpose).len(), MANY - 1, "forgotten with a change");
        assert_eq!(register.language(), Lang::Fr);
    }
}
