//! From what the sheets say to records and changes.

mod activity;
mod bases;
mod memory;
mod merge;
mod names;
mod people;
mod rows;
mod seen;
mod shared;
mod wording;

use std::collections::BTreeMap;

use super::example::Remains;
use super::ledger::{Left, one_line};
use super::list::Line;
use super::{Options, Parts, looks_like_example};
use crate::i18n::values::words;
use crate::import::plan::{Plan, Remark, SheetUse, Unplaced};
use crate::law::cnil_form::{is_unknown, key};
use crate::model::field::fields_of;
use crate::model::{Field, Group, Id, Kind, Message, Record, RecordId, Register, Severity, Shape, Value};
use crate::sheet::{Sheet, Workbook, address};

use memory::Memory;
use people::People;
use seen::Seen;

/// How many cells of a sheet that is no part of the form are kept in the notes of the organisation.
const FOREIGN_CELLS: usize = 300;

/// Everything that is gathered while the plan is made.
struct Builder<'r> {
    register: &'r Register,
    book: &'r Workbook,
    memory: Memory,
    /// New records, and what is wanted of those that exist.
    wanted: BTreeMap<RecordId, Record>,
    /// Pieces without a place, by record.
    left: BTreeMap<RecordId, Vec<(String, String)>>,
    plan: Plan,
    shared: shared::Shared,
    /// Activities of the register by their name, accents and case apart.
    names: BTreeMap<String, Vec<RecordId>>,
    /// The sheet that each activity was read from.
    sheets: BTreeMap<RecordId, String>,
    /// Pieces and bytes already kept for the notes of each record.
    noted: BTreeMap<RecordId, (usize, usize)>,
}

/// How much the notes of one record keep: pieces, and bytes. What is beyond is listed only.
const NOTES: (usize, usize) = (500, 200 << 10);

fn names(register: &Register) -> BTreeMap<String, Vec<RecordId>> {
    let mut names: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
    for r in register.of(Kind::Activity) {
        names.entry(key(r.fields.text("name").unwrap_or_default())).or_default().push(r.id.clone());
    }
    names
}

pub(super) fn plan(book: &Workbook, mut parts: Parts<'_>, register: &Register, options: &Options) -> Plan {
    let mut b = Builder {
        register,
        book,
        memory: Memory::read(&book.properties),
        wanted: BTreeMap::new(),
        left: BTreeMap::new(),
        plan: Plan::default(),
        shared: shared::Shared::of(register),
        names: names(register),
        sheets: BTreeMap::new(),
        noted: BTreeMap::new(),
    };
    let lines = lines(&parts, options);
    let ours = register.organisation().and_then(|o| o.fields.text("name"));
    let people = People::gather(&parts, b.memory.organisation.as_deref(), ours);
    let mut seen = Seen::of(register, options.fingerprint.as_deref());
    let known = seen.is_known();
    if !known {
        people.write(&mut b, &parts);
    }

    b.plan.blank = parts.forms.is_empty()
        && parts.foreign.is_empty()
        && lines.is_empty()
        && parts.lists.iter().all(|l| l.people.is_empty() && l.left.is_empty());
    let mut used = vec![false; lines.len()];
    let forms = std::mem::take(&mut parts.forms);
    let repeated =
        repeated_references(forms.iter().filter_map(|(_, f)| f.reference.as_ref()).map(|r| &r.text));
    for (at, form) in &forms {
        let line = matching_line(form, &lines, &used, &repeated);
        if let Some(i) = line
            && let Some(slot) = used.get_mut(i)
        {
            *slot = true;
        }
        let line = line.and_then(|i| lines.get(i));
        let source = source(form, line);
        let name = form.name.as_ref().or(line.and_then(|l| l.line.name.as_ref())).map(|n| n.text.as_str());
        if let Some(id) = seen.take(&source, name) {
            if let Some(slot) = parts.uses.get_mut(*at) {
                slot.1 = Some(SheetUse::Record(id));
            }
            continue;
        }
        let id = b.activity(form, line, &source, &people, options);
        for (row, col) in &form.unknown {
            b.plan.unknown.push(place(&form.sheet, *row, *col));
        }
        b.remains(&id, &form.sheet, &form.remains);
        if looks_like_example(form) && !form.example {
            b.remark(
                "IMP-02",
                Severity::Advice,
                Some(&id),
                Some(form.sheet.clone()),
                wording::STILL_EXAMPLE.msg(),
            );
        }
        if let Some(slot) = parts.uses.get_mut(*at) {
            slot.1 = Some(SheetUse::Record(id));
        }
    }
    for text in &repeated {
        b.remark("IMP-03", Severity::Warning, None, None, wording::SAME_REFERENCE.msg().with("ref", text));
    }
    for (line, _) in lines.iter().zip(&used).filter(|(_, used)| !**used) {
        let named = line.line.name.as_ref().or(line.line.reference.as_ref());
        let source = line.line.reference.as_ref().or(named).map_or("", |s| s.text.as_str());
        if seen.take(&one_line(source), named.map(|n| n.text.as_str())).is_none() {
            b.line_alone(line, options);
        }
    }
    for list in parts.lists.iter().filter(|_| !known) {
        b.leave(&RecordId::organisation(), &list.sheet, &list.left);
        b.plan.unknown.extend(list.unknown.iter().map(|(r, c)| place(&list.sheet, *r, *c)));
    }
    for sheet in parts.foreign.iter().filter(|_| !known) {
        b.foreign(sheet);
    }
    if !known {
        b.stale_adequacy(parts.words);
    }
    seen.remark(&mut b);
    b.plan.sheets = parts.uses.into_iter().map(|(n, u)| (n, u.unwrap_or(SheetUse::Foreign))).collect();
    merge::changes(&mut b);
    b.plan
}

/// What tells a sheet from the others of its file: its reference, else its tab.
fn source(form: &super::form::Form, line: Option<&ListedLine>) -> String {
    let reference = form.reference.as_ref().or(line.and_then(|l| l.line.reference.as_ref()));
    reference.map_or_else(|| form.sheet.clone(), |r| one_line(&r.text))
}

/// A line of the list with the name of its sheet.
struct ListedLine {
    sheet: String,
    line: Line,
}

fn lines(parts: &Parts<'_>, options: &Options) -> Vec<ListedLine> {
    let all = parts.lists.iter().flat_map(|l| l.lines.iter().map(|line| (l.sheet.clone(), line.clone())));
    all.filter(|(_, line)| options.with_example || !line.example)
        .map(|(sheet, line)| ListedLine { sheet, line })
        .collect()
}

fn repeated_references<'t>(references: impl Iterator<Item = &'t String>) -> Vec<String> {
    let mut seen: BTreeMap<String, (usize, &String)> = BTreeMap::new();
    for r in references {
        seen.entry(key(r)).or_insert((0, r)).0 += 1;
    }
    seen.into_values().filter(|(n, _)| *n > 1).map(|(_, r)| r.clone()).collect()
}

/// The line of the list that a record sheet details: same reference, else same name.
fn matching_line(
    form: &super::form::Form,
    lines: &[ListedLine],
    used: &[bool],
    repeated: &[String],
) -> Option<usize> {
    let free = |i: &usize| used.get(*i) == Some(&false);
    let same = |a: Option<&super::ledger::Said>, b: Option<&super::ledger::Said>| {
        a.zip(b).is_some_and(|(a, b)| key(&a.text) == key(&b.text))
    };
    let by_name = (0..lines.len())
        .filter(free)
        .find(|i| lines.get(*i).is_some_and(|l| same(l.line.name.as_ref(), form.name.as_ref())));
    by_name.or_else(|| {
        let reference = form.reference.as_ref().filter(|r| !repeated.iter().any(|x| key(x) == key(&r.text)));
        (0..lines.len())
            .filter(free)
            .find(|i| lines.get(*i).is_some_and(|l| same(l.line.reference.as_ref(), reference)))
    })
}

impl Builder<'_> {
    fn remark(
        &mut self,
        code: &'static str,
        severity: Severity,
        record: Option<&RecordId>,
        place: Option<String>,
        message: Message,
    ) {
        self.plan.remarks.push(Remark { code, severity, record: record.cloned(), place, message });
    }

    /// Reports that an answer of the register stands against another of the file.
    fn keep_ours(&mut self, id: &RecordId, field: &Field, ours: &Value, theirs: &Value, at: String) {
        self.keep_ours_in(self.register, id, field, ours, theirs, at);
    }

    /// The same, with the titles of references found in `titles`.
    fn keep_ours_in(
        &mut self,
        titles: &Register,
        id: &RecordId,
        field: &Field,
        ours: &Value,
        theirs: &Value,
        at: String,
    ) {
        let said = |v: &Value| wording::both(|lang| words(v, &field.shape, titles, lang));
        let message = wording::KEPT_OURS
            .msg()
            .with("ours", said(ours))
            .with("theirs", said(theirs))
            .with("field", field.label);
        self.remark("IMP-13", Severity::Warning, Some(id), Some(at), message);
    }

    /// Names what is left of the example in a sheet, row by row: it is not taken.
    fn remains(&mut self, id: &RecordId, sheet: &str, remains: &Remains) {
        let mut rows: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
        for ((row, col), text) in remains {
            rows.entry(*row).or_default().push((*col, text));
        }
        for (row, cells) in rows {
            let first = cells.first().map_or(0, |(col, _)| *col);
            let said = |(col, text): &(u32, &str)| {
                format!("{} «\u{a0}{}\u{a0}»", address(row, *col), one_line(text))
            };
            let cells: Vec<String> = cells.iter().map(said).collect();
            let message = wording::EXAMPLE_REMAINS.msg().with("cells", cells.join(", "));
            self.remark("IMP-20", Severity::Warning, Some(id), Some(place(sheet, row, first)), message);
        }
    }

    /// Keeps pieces of a sheet for the notes of a record.
    fn leave(&mut self, record: &RecordId, sheet: &str, pieces: &[Left]) {
        for p in pieces {
            self.leave_one(record, place(sheet, p.row, p.col), p.text.clone());
        }
    }

    fn leave_one(&mut self, record: &RecordId, place: String, text: String) {
        let noted = self.noted.entry(record.clone()).or_default();
        let room = noted.0 < NOTES.0 && noted.1 + text.len() <= NOTES.1;
        let first_refusal = !room && noted.0 != usize::MAX;
        *noted = if room { (noted.0 + 1, noted.1 + text.len()) } else { (usize::MAX, noted.1) };
        if first_refusal {
            let message = wording::NOTES_FULL.msg();
            self.remark("IMP-16", Severity::Warning, Some(record), Some(place.clone()), message);
        }
        if room {
            self.left.entry(record.clone()).or_default().push((place.clone(), text.clone()));
        }
        self.plan.unplaced.push(Unplaced { record: room.then(|| record.clone()), place, text });
    }

    /// A sheet that is no part of the form: listed, and kept in the organisation's notes within reason.
    fn foreign(&mut self, sheet: &Sheet) {
        let filled: Vec<(u32, u32, &str)> = sheet
            .cells
            .iter()
            .map(|((r, c), cell)| (*r, *c, cell.text.trim()))
            .filter(|(_, _, t)| !t.is_empty() && !is_unknown(t))
            .collect();
        let org = RecordId::organisation();
        let message = wording::FOREIGN_SHEET.msg().with("sheet", &sheet.name).with("n", filled.len());
        self.remark("IMP-04", Severity::Warning, None, Some(sheet.name.clone()), message);
        let kept = filled.len() <= FOREIGN_CELLS;
        for (row, col, text) in filled {
            let at = place(&sheet.name, row, col);
            if kept {
                self.leave_one(&org, at, text.to_owned());
            } else {
                self.plan.unplaced.push(Unplaced { record: None, place: at, text: text.to_owned() });
            }
        }
        if !kept {
            let message = wording::FOREIGN_TOO_LONG.msg().with("sheet", &sheet.name);
            self.remark("IMP-04", Severity::Warning, None, Some(sheet.name.clone()), message);
        }
    }

    /// The column of adequacy of the lists dates from before the decision that ended the Privacy Shield.
    fn stale_adequacy(&mut self, words: Option<&Sheet>) {
        let Some(sheet) = words else { return };
        let Some((col, _)) = sheet.row(0).find(|(_, c)| key(&c.text) == "zone") else { return };
        let filled = sheet
            .cells
            .iter()
            .any(|((r, c), cell)| *r > 0 && *c == col && key(&cell.text).contains("adequat"));
        if filled {
            let at = format!("{}!{}", sheet.name, crate::sheet::column_name(col));
            self.remark("FR-IMP-01", Severity::Advice, None, Some(at), wording::STALE_ADEQUACY.msg());
        }
    }

    /// Writes what found no place into the notes of its record.
    fn notes(&mut self) {
        for (id, pieces) in std::mem::take(&mut self.left) {
            let mut note = String::from(wording::KEPT_IN_NOTES);
            for (place, text) in pieces {
                note.push_str("\n- ");
                note.push_str(&place);
                note.push_str(" — ");
                note.push_str(&text.replace("\r\n", "\n").replace('\n', "\n  "));
            }
            let record = self.wanted.entry(id.clone()).or_insert_with(|| Record::new(id));
            let table = fields_of(record.id.kind);
            let old = record.fields.text("notes").map(str::to_owned);
            let text = old.map_or(note.clone(), |o| format!("{o}\n\n{note}"));
            set(&mut record.fields, table, "notes", Value::text(text));
        }
    }

    /// An identifier of `kind` that neither the register nor this import has taken.
    fn free_id(&self, kind: Kind, wish: Option<Id>, otherwise: &str) -> Option<Id> {
        let id = wish.or_else(|| Id::parse(otherwise))?;
        Some(id.free(|c| {
            let id = RecordId::new(kind, c.clone());
            self.register.contains(&id) || self.wanted.contains_key(&id)
        }))
    }
}

/// `Sheet!C12`.
fn place(sheet: &str, row: u32, col: u32) -> String {
    format!("{sheet}!{}", address(row, col))
}

/// Answers a field of a table; a value that does not fit its field would be a fault of ours, and is left out.
fn set(group: &mut Group, table: &'static [Field], key: &str, value: Value) {
    let refused = group.set(table, key, value);
    debug_assert!(refused.is_ok(), "{key} cannot hold {refused:?}");
}

/// The table of a group or of rows inside a kind.
fn inner(kind: Kind, key: &str) -> &'static [Field] {
    fields_of(kind).iter().find(|f| f.key == key).map_or(&[], |f| match f.shape {
        Shape::Group(fields) | Shape::Rows(fields) => fields,
        _ => &[],
    })
}
