//! The rows of an activity: data, persons, recipients, measures, transfers, joint controllers.

use super::super::form::{Answers, DataRow, Form, What};
use super::super::ledger::{Said, one_line};
use super::memory::RowName;
use super::{Builder, inner, place, set, wording};
use crate::law::cnil_form::labels::{Actor, Column, SPECIAL};
use crate::law::cnil_form::{countries, key, lists, means_none};
use crate::model::field::fields_of;
use crate::model::vocabulary as v;
use crate::model::{Group, Id, Kind, RecordId, Rows, Severity, Term, Value, Vocabulary};

/// A row to be named: what its name is made from, and its fields.
type Named = (String, Group);

/// Whether a row of data says that there is none of it.
pub fn description_is_none(row: &DataRow) -> bool {
    row.answers.get(&Column::What).is_some_and(|s| means_none(&s.text))
}

/// Whether there is no sensitive data at all: each category of the form is answered "none", or the list says so
/// of them together; and so is the national number, which stands elsewhere and which neither covers.
fn all_special_are_none(form: &Form, said_no: bool) -> bool {
    let rows = |category: &'static str| form.data.iter().filter(move |d| d.what == What::Special(category));
    let none = |category: &'static str| {
        let mut rows = rows(category).peekable();
        rows.peek().is_some() && rows.all(description_is_none)
    };
    let free = |category: &'static str| none(category) || (said_no && rows(category).next().is_none());
    SPECIAL.iter().all(|(category, _)| free(category)) && none("nir")
}

impl Builder<'_> {
    /// The rows of a sheet; `said_no` is the answer of the list to the question of sensitive data.
    pub fn rows(
        &mut self,
        id: &RecordId,
        remembered: Option<&Id>,
        fields: &mut Group,
        form: &Form,
        said_no: bool,
    ) {
        self.data(id, remembered, fields, form, said_no);
        self.persons(id, remembered, fields, form);
        self.recipients(id, remembered, fields, form);
        self.measures(id, remembered, fields, form);
        self.transfers(id, remembered, fields, form);
    }

    fn data(
        &mut self,
        id: &RecordId,
        remembered: Option<&Id>,
        fields: &mut Group,
        form: &Form,
        said_no: bool,
    ) {
        let (mut ordinary, mut special): (Vec<Named>, Vec<Named>) = (Vec::new(), Vec::new());
        let count = |special: bool| {
            let said = form.data.iter().filter(|d| !description_is_none(d));
            said.filter(|d| matches!(d.what, What::Special(_)) == special).count()
        };
        let names = |field: &str, special: bool| {
            self.memory.rows(remembered, field, count(special)).map(<[RowName]>::to_vec).unwrap_or_default()
        };
        let (data_names, special_names) = (names("data", false), names("special_categories", true));
        let no_special = all_special_are_none(form, said_no);
        for row in &form.data {
            if no_special && matches!(row.what, What::Special(_)) && row.answers.len() == 1 {
                continue;
            }
            if description_is_none(row) {
                // "None" of one group alone is no answer to the whole question: it stays in the notes.
                self.leave_answers(id, form, &row.answers, row_title(row));
                continue;
            }
            let (field, name) = match row.what {
                What::Group(group) => ("data", group),
                What::Special(category) => ("special_categories", category),
            };
            let table = inner(Kind::Activity, field);
            let mut group = Group::new();
            let vocabulary = if field == "data" { &v::DATA_GROUPS } else { &v::SPECIAL_CATEGORIES };
            if let Some(term) = vocabulary.get(name) {
                set(&mut group, table, "category", Value::Choice(term));
            }
            if let (Some(label), "data") = (&row.own_label, field) {
                set(&mut group, table, "label", Value::text(one_line(label)));
            }
            if let Some(said) = row.answers.get(&Column::What) {
                set(&mut group, table, "items", Value::list(items(&said.text)));
            }
            let known = if field == "data" {
                data_names.get(ordinary.len())
            } else {
                special_names.get(special.len())
            };
            let rule = known.and_then(|n| n.retention.as_ref());
            if let Some(rule) = row.answers.get(&Column::Duration).and_then(|d| self.rule(&d.text, rule)) {
                set(&mut group, table, "retention", Value::Ref(rule));
            }
            let base = row.own_label.clone().unwrap_or_else(|| name.to_owned());
            if field == "data" { ordinary.push((base, group)) } else { special.push((base, group)) }
        }
        if no_special && special.is_empty() {
            set(fields, fields_of(Kind::Activity), "special_categories", Value::None);
        }
        self.finish(remembered, fields, "data", ordinary);
        self.finish(remembered, fields, "special_categories", special);
    }

    fn persons(&mut self, id: &RecordId, remembered: Option<&Id>, fields: &mut Group, form: &Form) {
        let table = inner(Kind::Activity, "data_subjects");
        let mut rows = Vec::new();
        for answers in &form.persons {
            let mut group = Group::new();
            let (term, details) = self.choice(id, form, answers, lists::PERSONS, &v::DATA_SUBJECTS, "others");
            if let Some(term) = term {
                set(&mut group, table, "category", Value::Choice(term));
            }
            if let Some(details) = &details {
                set(&mut group, table, "details", Value::text(one_line(details)));
            }
            let base = match term {
                Some(t) if t.id != "others" => t.label.fr.to_owned(),
                _ => details.unwrap_or_else(|| "autres".into()),
            };
            rows.push((base, group));
        }
        self.finish(remembered, fields, "data_subjects", rows);
    }

    fn recipients(&mut self, id: &RecordId, remembered: Option<&Id>, fields: &mut Group, form: &Form) {
        let table = inner(Kind::Activity, "recipients");
        if self.says_none(fields, "recipients", &form.recipients, Column::What) {
            return;
        }
        let names: Option<Vec<RowName>> =
            self.memory.rows(remembered, "recipients", form.recipients.len()).map(<[RowName]>::to_vec);
        let mut rows = Vec::new();
        let mut processors: Vec<(usize, Value)> = Vec::new();
        let mut kept_names: Vec<RowName> = Vec::new();
        for (i, answers) in form.recipients.iter().enumerate() {
            let name = names.as_ref().and_then(|n| n.get(i));
            let (term, details) =
                self.choice(id, form, answers, lists::RECIPIENTS, &v::RECIPIENT_KINDS, "other");
            // A row that our export made out of the activity's processors goes back to them.
            if let (Some(RowName { name, rank, .. }), Some(details)) = (name, &details)
                && name.starts_with('@')
                && let Some(processor) = self.processor(details)
            {
                processors.push((*rank, Value::Ref(processor)));
                continue;
            }
            let mut group = Group::new();
            if let Some(term) = term {
                set(&mut group, table, "kind", Value::Choice(term));
            }
            if let Some(details) = &details {
                set(&mut group, table, "name", Value::text(one_line(details)));
            }
            kept_names.extend(name.cloned());
            rows.push((details.or(term.map(|t| t.id.to_owned())).unwrap_or_default(), group));
        }
        if !processors.is_empty() {
            processors.sort_by_key(|(rank, _)| *rank);
            let processors = processors.into_iter().map(|(_, p)| p).collect();
            set(fields, fields_of(Kind::Activity), "processors", Value::list(processors));
        }
        let names = names.is_some().then_some(kept_names);
        put_rows(fields, "recipients", rows, names.as_deref());
    }

    fn measures(&mut self, id: &RecordId, remembered: Option<&Id>, fields: &mut Group, form: &Form) {
        let table = inner(Kind::Activity, "security");
        let mut rows = Vec::new();
        for answers in &form.measures {
            let mut group = Group::new();
            let (term, details) =
                self.choice(id, form, answers, lists::MEASURES, &v::SECURITY_MEASURES, "other");
            if let Some(term) = term {
                set(&mut group, table, "kind", Value::Choice(term));
            }
            if let Some(details) = details {
                set(&mut group, table, "description", Value::text(details));
            }
            rows.push((term.map_or("mesure", |t| t.id).to_owned(), group));
        }
        self.finish(remembered, fields, "security", rows);
    }

    fn transfers(&mut self, id: &RecordId, remembered: Option<&Id>, fields: &mut Group, form: &Form) {
        let table = inner(Kind::Activity, "transfers");
        if self.says_none(fields, "transfers", &form.transfers, Column::Recipient) {
            return;
        }
        let names: Option<Vec<RowName>> =
            self.memory.rows(remembered, "transfers", form.transfers.len()).map(<[RowName]>::to_vec);
        let mut rows = Vec::new();
        let mut kept_names: Vec<RowName> = Vec::new();
        for (i, answers) in form.transfers.iter().enumerate() {
            let name = names.as_ref().and_then(|n| n.get(i));
            // A row that our export made out of a processor's record is that record's, not the activity's.
            if name.is_some_and(|n| n.name.starts_with('@')) {
                continue;
            }
            kept_names.extend(name.cloned());
            let mut group = Group::new();
            let recipient = answers.get(&Column::Recipient).map(|s| one_line(&s.text));
            if let Some(recipient) = &recipient {
                set(&mut group, table, "recipient", Value::text(recipient));
            }
            let country = answers.get(&Column::Country).and_then(|said| self.country(id, form, said));
            if let Some(country) = country {
                set(&mut group, table, "country", Value::Choice(country));
            }
            if let Some(said) = answers.get(&Column::Guarantee) {
                self.guarantee(id, form, &mut group, said, country);
            }
            if let Some(said) = answers.get(&Column::Document) {
                set(&mut group, table, "document", Value::text(one_line(&said.text)));
            }
            let base =
                recipient.or(country.map(|c| c.label.fr.to_owned())).unwrap_or_else(|| "transfert".into());
            rows.push((base, group));
        }
        let names = names.is_some().then_some(kept_names);
        put_rows(fields, "transfers", rows, names.as_deref());
    }

    /// The guarantee of a transfer: what the 2019 list offers and no longer holds is reported, never believed.
    fn guarantee(
        &mut self,
        id: &RecordId,
        form: &Form,
        group: &mut Group,
        said: &Said,
        country: Option<&'static Term>,
    ) {
        let table = inner(Kind::Activity, "transfers");
        let at = place(&form.sheet, said.row, said.col);
        if lists::is_privacy_shield(&said.text) {
            let message = wording::PRIVACY_SHIELD.msg().with("word", &said.text);
            self.remark("FR-IMP-01", Severity::Error, Some(id), Some(at.clone()), message);
            self.leave_one(id, at, format!("Type de garanties\u{a0}: {}", said.text));
            return;
        }
        match lists::guarantee(&said.text) {
            Some(term) if term.id == "adequacy" && country.is_some_and(|c| c.id == "US") => {
                self.remark(
                    "FR-IMP-01",
                    Severity::Error,
                    Some(id),
                    Some(at.clone()),
                    wording::US_ADEQUATE.msg(),
                );
                self.leave_one(id, at, format!("Type de garanties\u{a0}: {}", said.text));
            }
            Some(term) => set(group, table, "mechanism", Value::Choice(term)),
            None => {
                let message = wording::OWN_GUARANTEE.msg().with("text", &said.text);
                self.remark("IMP-10", Severity::Advice, Some(id), Some(at), message);
                set(group, table, "safeguards", Value::text(said.text.clone()));
            }
        }
    }

    /// The country a cell names; one that is not recognised is reported and left over.
    pub fn country(&mut self, id: &RecordId, form: &Form, said: &Said) -> Option<&'static Term> {
        let found = countries::find(&said.text);
        if found.is_none() {
            let at = place(&form.sheet, said.row, said.col);
            let message = wording::UNKNOWN_COUNTRY.msg().with("text", &said.text);
            self.remark("IMP-11", Severity::Warning, Some(id), Some(at.clone()), message);
            self.leave_one(id, at, format!("Pays\u{a0}: {}", said.text));
        }
        found
    }

    pub fn joint_controllers(
        &mut self,
        id: &RecordId,
        remembered: Option<&Id>,
        fields: &mut Group,
        form: &Form,
    ) {
        let answers: Vec<Answers> =
            form.actors.iter().filter(|(a, _)| *a == Actor::Joint).map(|(_, a)| a.clone()).collect();
        if self.says_none(fields, "joint_controllers", &answers, Column::Name) {
            return;
        }
        let table = inner(Kind::Activity, "joint_controllers");
        let mut rows = Vec::new();
        for answers in &answers {
            let mut group = Group::new();
            for (column, field) in super::people::DETAILS {
                let Some(said) = answers.get(&column) else { continue };
                if column == Column::Country {
                    if let Some(country) = self.country(id, form, said) {
                        set(&mut group, table, field, Value::Choice(country));
                    }
                } else {
                    set(&mut group, table, field, Value::text(one_line(&said.text)));
                }
            }
            let base =
                answers.get(&Column::Name).map_or_else(|| "conjoint".to_owned(), |s| one_line(&s.text));
            rows.push((base, group));
        }
        self.finish(remembered, fields, "joint_controllers", rows);
    }

    /// Whether the block's only row says "none"; the field is then answered so.
    fn says_none(&self, fields: &mut Group, field: &str, rows: &[Answers], column: Column) -> bool {
        let [only] = rows else { return false };
        let said = only.len() == 1 && only.get(&column).is_some_and(|s| means_none(&s.text));
        if said {
            set(fields, fields_of(Kind::Activity), field, Value::None);
        }
        said
    }

    /// A word of a list and the details beside it. A word of the writer's own goes to `otherwise`, and its
    /// text to the details.
    fn choice(
        &mut self,
        id: &RecordId,
        form: &Form,
        answers: &Answers,
        list: lists::List,
        vocabulary: &'static Vocabulary,
        otherwise: &str,
    ) -> (Option<&'static Term>, Option<String>) {
        let details = answers.get(&Column::Details).map(|s| s.text.clone());
        let Some(said) = answers.get(&Column::What) else { return (None, details) };
        if let Some(term) = lists::meaning(list, vocabulary, &said.text) {
            return (Some(term), details);
        }
        let message = wording::OWN_WORD.msg().with("text", &said.text);
        let at = place(&form.sheet, said.row, said.col);
        self.remark("IMP-12", Severity::Advice, Some(id), Some(at), message);
        let details = match details {
            Some(d) => format!("{}\u{a0}: {d}", said.text),
            None => said.text.clone(),
        };
        (vocabulary.get(otherwise), Some(details))
    }

    fn leave_answers(&mut self, id: &RecordId, form: &Form, answers: &Answers, label: String) {
        for said in answers.values() {
            self.leave_one(
                id,
                place(&form.sheet, said.row, said.col),
                format!("{label}\u{a0}: {}", said.text),
            );
        }
    }

    fn finish(&self, remembered: Option<&Id>, fields: &mut Group, field: &str, rows: Vec<Named>) {
        let names = self.memory.rows(remembered, field, rows.len());
        put_rows(fields, field, rows, names);
    }
}

/// Names the rows and puts them into the activity.
fn put_rows(fields: &mut Group, field: &str, named: Vec<Named>, names: Option<&[RowName]>) {
    if named.is_empty() {
        return;
    }
    let mut ranked: Vec<(usize, String, Group)> = Vec::new();
    let mut rows = Rows::new();
    for (i, (base, group)) in named.into_iter().enumerate() {
        let remembered = names
            .and_then(|n| n.get(i))
            .filter(|n| rows.get(&n.name).is_none() && crate::model::path::is_key(&n.name));
        let (name, rank) = match remembered {
            Some(n) => (n.name.clone(), n.rank),
            None => (row_name(&base, field, &rows), i),
        };
        rows.set(&name, group.clone());
        ranked.push((rank, name, group));
    }
    if names.is_some() {
        ranked.sort_by_key(|(rank, ..)| *rank);
        rows = Rows::new();
        for (_, name, group) in ranked {
            rows.set(&name, group);
        }
    }
    set(fields, fields_of(Kind::Activity), field, Value::rows(rows));
}

fn row_name(base: &str, field: &str, rows: &Rows) -> String {
    let fallback = field.replace('_', "-");
    let id = Id::from_name(base).or_else(|| Id::parse(&fallback));
    id.map_or(fallback, |id| id.free(|c| rows.get(c.as_str()).is_some()).to_string())
}

fn row_title(row: &DataRow) -> String {
    let term = match row.what {
        What::Group(g) => v::DATA_GROUPS.get(g),
        What::Special(c) => v::SPECIAL_CATEGORIES.get(c),
    };
    row.own_label.clone().unwrap_or_else(|| term.map_or(String::new(), |t| t.label.fr.to_owned()))
}

/// The items of a description: its lines, or what commas and semicolons part when they part short words.
pub fn items(text: &str) -> Vec<Value> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let bulleted = lines.iter().any(|l| l.starts_with(BULLETS));
    let parts: Vec<String> = match lines.as_slice() {
        [one] if !bulleted => split_list(one),
        _ => lines.iter().map(|l| l.trim_start_matches(BULLETS).trim().to_owned()).collect(),
    };
    parts.into_iter().filter(|p| !key(p).is_empty()).map(Value::Text).collect()
}

const BULLETS: [char; 5] = ['•', '-', '–', '*', '·'];

fn split_list(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '[' | '«' => depth += 1,
            ')' | ']' | '»' => depth -= 1,
            _ => {}
        }
        match (c, parts.last_mut()) {
            (',' | ';', _) if depth <= 0 => parts.push(String::new()),
            (c, Some(last)) => last.push(c),
            _ => {}
        }
    }
    let trimmed: Vec<String> =
        parts.iter().map(|p| p.trim().trim_end_matches('.').trim().to_owned()).collect();
    // A sentence is not a list, whatever its commas.
    let is_list = trimmed.iter().all(|p| p.chars().count() <= 60 && !p.contains(". "));
    if is_list && trimmed.len() > 1 { trimmed } else { vec![text.trim().to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        items(text).iter().filter_map(|v| v.as_text().map(str::to_owned)).collect()
    }

    #[test]
    fn a_description_becomes_its_items() {
        assert_eq!(said("Noms, prénoms, adresses"), ["Noms", "prénoms", "adresses"]);
        assert_eq!(said("identité (nom, prénom) ; photo"), ["identité (nom, prénom)", "photo"]);
        assert_eq!(said("RIB"), ["RIB"]);
        assert_eq!(said("- nom, prénom\n- adresse"), ["nom, prénom", "adresse"]);
        assert_eq!(said("• nom, prénom"), ["nom, prénom"]);
    }

    #[test]
    fn a_sentence_stays_whole() {
        let sentence = "Les notes prises par le conseiller, relues chaque trimestre. Rien d'autre, jamais";
        assert_eq!(said(sentence), [sentence]);
    }
}
