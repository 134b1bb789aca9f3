//! Legal bases, from rows that the form does not have, to the purposes of their sheet.

use super::super::form::{Basis, Form};
use super::super::ledger::one_line;
use super::{Builder, place, set, wording};
use crate::i18n::values::words;
use crate::law::cnil_form::{key, legal_basis};
use crate::model::field::fields_of;
use crate::model::{Group, Id, Kind, Record, RecordId, Severity, Term, Value};

/// What a sheet or a record says of the basis of a purpose, in a form that compares; `None` when it says
/// nothing. A basis that is not certain is none of ours, and like nothing but itself.
pub type Ground = Option<String>;

fn ground(term: &Term, detail: Option<&str>) -> String {
    format!("{} {}", term.id, detail.map(key).unwrap_or_default())
}

/// What a purpose of the register says of its basis.
pub fn ground_of(purpose: &Group) -> Ground {
    let detail = purpose.text("legal_basis_detail");
    match purpose.choice("legal_basis") {
        Some(term) => Some(ground(term, detail)),
        None => purpose.get("legal_basis").or(purpose.get("legal_basis_detail")).map(|v| format!("? {v:?}")),
    }
}

/// What a sheet says of the basis of each of its purposes.
pub fn grounds(form: &Form, purposes: usize) -> Vec<Ground> {
    let mut out: Vec<Ground> = vec![None; purposes];
    for (i, basis) in form.bases.iter().enumerate() {
        let own = whose(&form.bases, i, purposes);
        let said = match legal_basis::read(&basis.said.text) {
            Some((term, detail)) if !own.is_empty() => ground(term, detail.as_deref()),
            _ => format!("? {}", key(&basis.said.text)),
        };
        // Where nobody can tell whose it is, it may be any purpose's.
        let own = if own.is_empty() { 0..purposes } else { own };
        for slot in out.get_mut(own).into_iter().flatten() {
            match slot {
                None => *slot = Some(said.clone()),
                Some(other) => *other = format!("{other} / {said}"),
            }
        }
    }
    out
}

impl Builder<'_> {
    /// Gives the bases of a sheet to its purposes, in the order of the sheet; a basis that is not certain, or of
    /// which nobody can tell whose it is, stays in the notes.
    pub fn legal_bases(&mut self, id: &RecordId, form: &Form, purposes: &[Option<Id>]) {
        let read: Vec<_> = form.bases.iter().map(|b| legal_basis::read(&b.said.text)).collect();
        for (i, (basis, found)) in form.bases.iter().zip(&read).enumerate() {
            let targets: Vec<&Id> =
                purposes.get(whose(&form.bases, i, purposes.len())).into_iter().flatten().flatten().collect();
            match found {
                Some((term, detail)) if !targets.is_empty() => {
                    for purpose in targets {
                        self.legal_basis(id, form, basis, purpose, term, detail.as_deref());
                    }
                }
                _ => {
                    let at = place(&form.sheet, basis.said.row, basis.said.col);
                    let message = wording::UNSURE_BASIS.msg().with("text", one_line(&basis.said.text));
                    self.remark("IMP-17", Severity::Advice, Some(id), Some(at.clone()), message);
                    self.leave_one(id, at, said(basis));
                }
            }
        }
    }

    /// The basis of one purpose, unless it has another, or is also that of activities which do not say so.
    fn legal_basis(
        &mut self,
        activity: &RecordId,
        form: &Form,
        basis: &Basis,
        purpose: &Id,
        term: &'static Term,
        detail: Option<&str>,
    ) {
        let id = RecordId::new(Kind::Purpose, purpose.clone());
        let table = fields_of(Kind::Purpose);
        let field = |key: &str| table.iter().find(|f| f.key == key);
        let at = place(&form.sheet, basis.said.row, basis.said.col);
        let answered = |b: &Builder<'_>, key: &str| {
            let ours = b.register.get(&id).and_then(|r| r.fields.get(key).cloned());
            ours.or_else(|| b.wanted.get(&id).and_then(|r| r.fields.get(key).cloned()))
        };
        let theirs =
            [("legal_basis", Some(Value::Choice(term))), ("legal_basis_detail", detail.map(Value::text))];
        let registered = self.register.get(&id).map(|r| ground_of(&r.fields));
        if registered == Some(None) && self.is_shared(purpose, activity) {
            let message = wording::SHARED_PURPOSE.msg().with("text", one_line(&basis.said.text));
            self.remark("IMP-17", Severity::Warning, Some(activity), Some(at.clone()), message);
            self.leave_one(activity, at, said(basis));
            return;
        }
        let mut other = false;
        for (key, value) in theirs {
            let Some(value) = value else { continue };
            match (answered(self, key), field(key)) {
                (None, _) if !other => {
                    let record = self.wanted.entry(id.clone()).or_insert_with(|| Record::new(id.clone()));
                    set(&mut record.fields, table, key, value);
                }
                (Some(ours), Some(field)) if ours != value && !other => {
                    other = true;
                    if registered.is_some() {
                        self.keep_ours(&id, field, &ours, &value, at.clone());
                    } else {
                        let said =
                            |v: &Value| wording::both(|lang| words(v, &field.shape, self.register, lang));
                        let message = wording::KEPT_FIRST
                            .msg()
                            .with("first", said(&ours))
                            .with("then", said(&value))
                            .with("field", field.label);
                        self.remark("IMP-13", Severity::Warning, Some(&id), Some(at.clone()), message);
                    }
                }
                _ => {}
            }
        }
        if other {
            self.leave_one(&id, at, said(basis));
        }
    }
}

/// The purposes that a basis is of: all where it is the only one, else those between it and the basis above,
/// provided that none is left without.
fn whose(bases: &[Basis], i: usize, purposes: usize) -> std::ops::Range<usize> {
    let first = match bases {
        [_] => return 0..purposes,
        _ if i == 0 => 0,
        _ => bases.get(i - 1).map_or(0, |b| b.after),
    };
    let each_has_its_own = bases.last().is_some_and(|b| b.after >= purposes)
        && bases.windows(2).all(|w| matches!(w, [a, b] if a.after < b.after));
    let last = bases.get(i).map_or(first, |b| b.after).min(purposes);
    if each_has_its_own && first <= last { first..last } else { 0..0 }
}

fn said(basis: &Basis) -> String {
    format!("{}\u{a0}: {}", basis.label, basis.said.text)
}
