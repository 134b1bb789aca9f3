//! From the records that are wanted to the changes that lead there: new records whole, known ones field by
//! field. Nothing that the register has and the file does not is taken away, and no answer that stands is
//! replaced: what the file says otherwise is reported and kept in the notes.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ledger::one_line;
use super::shared::same_words;
use super::{Builder, place, wording};
use crate::i18n::changes::label;
use crate::i18n::values::words;
use crate::law::cnil_form::means_none;
use crate::model::{
    Change, Field, Group, Id, Kind, Lang, Path, Record, RecordId, Register, Rows, Severity, Value, date,
};

pub(super) fn changes(b: &mut Builder<'_>) {
    // What is referred to comes before what refers to it.
    const ORDER: [Kind; 5] =
        [Kind::Organisation, Kind::Retention, Kind::Purpose, Kind::Processor, Kind::Activity];
    let register = b.register;
    let wanted = std::mem::take(&mut b.wanted);
    let mut updates: BTreeMap<RecordId, Vec<Change>> = BTreeMap::new();
    let mut all = register.clone();
    wanted.values().filter(|r| !register.contains(&r.id)).for_each(|r| all.insert(r.clone()));
    for (id, record) in &wanted {
        if let Some(ours) = register.get(id) {
            let mut merge = Merge { b, id, all: &all, out: Vec::new() };
            merge.group(&ours.fields, &record.fields, &Path::root());
            updates.insert(id.clone(), merge.out);
        }
    }
    b.wanted = wanted;
    // The differences are left over by now.
    b.notes();
    let mut wanted = std::mem::take(&mut b.wanted);
    drop_unused(register, &mut wanted, &updates);
    for kind in ORDER {
        for (id, record) in wanted.iter().filter(|(id, _)| id.kind == kind) {
            let Some(ours) = register.get(id) else {
                b.plan.changes.push(Change::Create { record: record.clone() });
                continue;
            };
            b.plan.changes.extend(updates.remove(id).unwrap_or_default());
            let note = record.fields.text("notes").and_then(|n| add_note(ours.fields.text("notes"), n));
            if let Some(text) = note {
                let path = Path::root().join("notes");
                b.plan.changes.push(Change::Set { record: id.clone(), path, value: Value::Text(text) });
            }
        }
    }
}

/// Purposes, rules and processors made for an answer that was not taken in the end go with it.
fn drop_unused(
    register: &Register,
    wanted: &mut BTreeMap<RecordId, Record>,
    updates: &BTreeMap<RecordId, Vec<Change>>,
) {
    let shared = |id: &RecordId| matches!(id.kind, Kind::Purpose | Kind::Retention | Kind::Processor);
    let mut used: BTreeSet<RecordId> = BTreeSet::new();
    let mut see = |record: &Record| {
        used.extend(record.references().into_iter().map(|(_, kind, id)| RecordId::new(kind, id.clone())));
    };
    wanted.values().filter(|r| !register.contains(&r.id)).for_each(&mut see);
    for (id, changes) in updates {
        let Some(ours) = register.get(id) else { continue };
        let mut after = Record::clone(ours);
        for change in changes {
            // A change that does not fit will be refused, with its reason, when the plan is applied.
            let _ = after.apply(change);
        }
        see(&after);
    }
    wanted.retain(|id, _| register.contains(id) || !shared(id) || used.contains(id));
}

/// Our note with theirs below, unless it says it already.
fn add_note(ours: Option<&str>, theirs: &str) -> Option<String> {
    match ours {
        None => Some(theirs.to_owned()),
        Some(ours) if ours.contains(theirs) => None,
        Some(ours) => Some(format!("{ours}\n\n{theirs}")),
    }
}

/// One record of the register beside what the file says of it.
struct Merge<'m, 'r> {
    b: &'m mut Builder<'r>,
    id: &'m RecordId,
    /// The register with the records of the file, for the titles of what is referred to.
    all: &'m Register,
    out: Vec<Change>,
}

impl Merge<'_, '_> {
    fn group(&mut self, ours: &Group, theirs: &Group, at: &Path) {
        for (field, value) in theirs.iter() {
            let path = at.join(field.key);
            match (ours.get(field.key), value) {
                (None, v) => self.set(path, v.clone()),
                (Some(o), v) if o == v => {}
                (Some(Value::Group(o)), Value::Group(t)) => self.group(o, t, &path),
                (Some(Value::Rows(o)), Value::Rows(t)) => self.rows(o, t, &path),
                (Some(Value::List(o)), Value::List(t)) => {
                    for item in t.iter().filter(|i| !o.contains(i)) {
                        let (record, path, item) = (self.id.clone(), path.clone(), item.clone());
                        self.out.push(Change::AddItem { record, path, item });
                    }
                }
                // Line ends and spaces do not survive a cell, and are no difference.
                (Some(Value::Text(o)), Value::Text(t))
                    if same_words(o) == same_words(t) || one_line(o) == *t => {}
                (Some(o), v) => self.stands(field, &path, o, v),
            }
        }
    }

    fn set(&mut self, path: Path, value: Value) {
        self.out.push(Change::Set { record: self.id.clone(), path, value });
    }

    /// Our answer stands: theirs is reported and left over.
    fn stands(&mut self, field: &'static Field, path: &Path, ours: &Value, theirs: &Value) {
        let at = self.cell(theirs);
        match (ours, theirs) {
            (Value::Rows(_) | Value::List(_) | Value::Group(_), Value::None) => {
                let message = wording::NONE_HERE.msg().with("field", field.label);
                self.b.remark("IMP-15", Severity::Warning, Some(self.id), Some(at.clone()), message);
            }
            _ => self.b.keep_ours_in(self.all, self.id, field, ours, theirs, at.clone()),
        }
        let said = words(theirs, &field.shape, self.all, Lang::Fr);
        let text = format!("{}\u{a0}: {said}", label(self.id, path, Lang::Fr));
        self.b.leave_one(self.id, at, text);
    }

    /// The cell that says this, where one alone does; else its sheet.
    fn cell(&self, value: &Value) -> String {
        let Some(name) = self.b.sheets.get(self.id) else { return String::new() };
        let Some(sheet) = self.b.book.sheets.iter().find(|s| s.name == *name) else { return name.clone() };
        let wanted = match value {
            Value::Text(text) => Some(text.clone()),
            Value::Ref(id) => {
                let named = |kind| self.all.find(kind, id);
                let rule = named(Kind::Retention).and_then(|r| r.fields.text("words").map(str::to_owned));
                rule.or_else(|| named(Kind::Processor).map(|r| r.title(Lang::Fr).to_owned()))
            }
            _ => None,
        };
        let says = |cell: &crate::sheet::Cell| match value {
            Value::Date(day) => cell.date == Some(*day) || date::parse(cell.text.trim()) == Some(*day),
            Value::None => means_none(&cell.text),
            _ => wanted.as_deref().is_some_and(|w| same_words(&one_line(&cell.text)) == same_words(w)),
        };
        let mut found = sheet.cells.iter().filter(|(_, cell)| says(cell));
        match (found.next(), found.next()) {
            (Some((&(row, col), _)), None) => place(name, row, col),
            _ => name.clone(),
        }
    }

    /// Rows keep their name where they say the same; else they are matched by what they are about.
    fn rows(&mut self, ours: &Rows, theirs: &Rows, at: &Path) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut rest: Vec<(&str, &Group)> = Vec::new();
        for (name, row) in theirs.iter() {
            let says_all = |g: &Group| row.iter().all(|(f, v)| g.get(f.key) == Some(v));
            let same = ours.iter().find(|(k, g)| !taken.contains(*k) && says_all(g));
            match same {
                Some((k, _)) => {
                    taken.insert(k.to_owned());
                }
                None => rest.push((name, row)),
            }
        }
        for (name, row) in rest {
            let about = |g: &Group| {
                ["name", "recipient", "label", "category", "kind"]
                    .into_iter()
                    .filter_map(|k| row.get(k).map(|v| (k, v)))
                    .next()
                    .is_some_and(|(k, v)| g.get(k) == Some(v))
            };
            let near = ours.iter().find(|(k, g)| !taken.contains(*k) && about(g));
            match near {
                Some((k, g)) => {
                    taken.insert(k.to_owned());
                    self.group(g, row, &at.join(k));
                }
                None => {
                    let free = Id::parse(name).map(|n| {
                        n.free(|c| ours.get(c.as_str()).is_some() || taken.contains(c.as_str())).to_string()
                    });
                    let name = free.unwrap_or_else(|| name.to_owned());
                    taken.insert(name.clone());
                    self.set(at.join(&name), Value::Group(row.clone()));
                }
            }
        }
    }
}
