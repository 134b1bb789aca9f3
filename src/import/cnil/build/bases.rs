//! Legal bases, from rows that the form does not have, to the purposes of their sheet.

use super::super::form::{Basis, Form};
use super::super::ledger::one_line;
use super::{Builder, place, set, wording};
use crate::law::cnil_form::legal_basis;
use crate::model::field::fields_of;
use crate::model::{Id, Kind, Record, RecordId, Severity, Term, Value};

impl Builder<'_> {
    /// Gives the bases of a sheet to its purposes, in the order of the sheet; a basis that is not certain, or of
    /// which nobody can tell whose it is, stays in the notes.
    pub fn legal_bases(&mut self, id: &RecordId, form: &Form, purposes: &[Option<Id>]) {
        let read: Vec<_> = form.bases.iter().map(|b| legal_basis::read(&b.said.text)).collect();
        for (i, (basis, found)) in form.bases.iter().zip(&read).enumerate() {
            let targets = whose(&form.bases, i, purposes);
            match found {
                Some((term, detail)) if !targets.is_empty() => {
                    for purpose in targets {
                        self.legal_basis(form, basis, purpose, term, detail.as_deref());
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

    /// The basis of one purpose, unless it has another: in the register, or by another sheet of the file.
    fn legal_basis(
        &mut self,
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
                    self.keep_ours(&id, field, &ours, &value, at.clone());
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
fn whose<'p>(bases: &[Basis], i: usize, purposes: &'p [Option<Id>]) -> Vec<&'p Id> {
    let first = match bases {
        [_] => return purposes.iter().flatten().collect(),
        _ if i == 0 => 0,
        _ => bases.get(i - 1).map_or(0, |b| b.after),
    };
    let each_has_its_own = bases.last().is_some_and(|b| b.after >= purposes.len())
        && bases.windows(2).all(|w| matches!(w, [a, b] if a.after < b.after));
    let last = bases.get(i).map_or(first, |b| b.after).min(purposes.len());
    match purposes.get(first..last) {
        Some(own) if each_has_its_own => own.iter().flatten().collect(),
        _ => Vec::new(),
    }
}

fn said(basis: &Basis) -> String {
    format!("{}\u{a0}: {}", basis.label, basis.said.text)
}
