//! New sheets from what the law's tables offer: an activity from a template, a rule from a reference period.

use std::path::Path as FsPath;

use super::create::NO_LETTERS;
use super::error::{Exit, OpError};
use super::pick::NEAR;
use super::workspace::Workspace;
use crate::i18n::format;
use crate::law::retention::{self, Bound, Confidence, Reference};
use crate::law::templates::{self as offered, Data, Template};
use crate::model::message::{Text, text};
use crate::model::vocabulary::{DATA_GROUPS, DATA_SUBJECTS, PURPOSE_KINDS, SPECIAL_CATEGORIES, STATUSES};
use crate::model::{
    Change, Field, Group, Id, Kind, Lang, Record, RecordId, Register, Rows, Shape, Value, Vocabulary,
    fields_of,
};

const FROM_TEMPLATE: Text = text(
    "Fiche commencée d’après le modèle «\u{a0}{name}\u{a0}»\u{a0}: chaque ligne est à vérifier. Questions à se poser\u{a0}:",
    "Sheet begun from the template “{name}”: every line is to be verified. Questions to answer:",
);
const READ_ON: Text = text("Repère relevé le {date}.", "Reference read on {date}.");
const CONFIRM: Text = text(
    "À confirmer à la source\u{a0}: lu par une source secondaire.",
    "To be confirmed at the source: read through a secondary source.",
);
const VERIFY: Text = text(
    "À vérifier\u{a0}: aucune durée certaine n’a été trouvée pour ce repère.",
    "To be verified: no certain period was found for this reference.",
);

const AT_MOST: Text =
    text("Durée maximale\u{a0}: ne pas la dépasser.", "A longest period: do not exceed it.");
const AT_LEAST: Text = text(
    "Durée minimale\u{a0}: ne pas garder moins longtemps.",
    "A shortest period: do not keep it for less.",
);
const AT_MOST_ADVISED: Text = text("Durée maximale recommandée.", "A recommended longest period.");
const AT_LEAST_ADVISED: Text = text("Durée minimale recommandée.", "A recommended shortest period.");
const AT_LEAST_OF: Text = text("Au moins {least}.", "At least {least}.");
const BENCHMARK: Text = text(
    "Repère\u{a0}: s’en écarter se justifie par écrit.",
    "A benchmark: deviating from it is justified in writing.",
);
const LIMITATION: Text = text(
    "Délai de prescription\u{a0}: il motive une archive, aucun texte n’oblige à conserver aussi longtemps.",
    "A limitation period: it is the ground of an archive, no text obliges anybody to keep data for that long.",
);

const NO_SUCH: Text = text("Aucun modèle «\u{a0}{typed}\u{a0}».", "There is no template “{typed}”.");
const LIST: Text =
    text("Les voir tous\u{a0}: registre new --templates", "See them all: registre new --templates");
/// The template that a person names: by its identifier, or by its name in either language.
pub fn find(typed: &str) -> Result<&'static Template, OpError> {
    let folded = Id::from_name(typed);
    let same = |t: &&Template| {
        t.id == typed || [t.name.fr, t.name.en].iter().any(|n| folded.is_some() && Id::from_name(n) == folded)
    };
    offered::ALL.iter().find(same).ok_or_else(|| {
        let error = OpError::new(Exit::Usage, NO_SUCH.msg().with("typed", typed));
        let near = offered::ALL.iter().map(|t| (strsim::jaro_winkler(t.id, typed), t.id));
        match near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((_, near)) => error.hint(NEAR.msg().with("near", near)),
            None => error.hint(LIST),
        }
    })
}

/// Opens the register in `dir` and makes an activity from a template, in memory.
pub fn create(
    dir: &FsPath,
    template: &Template,
    id: Option<Id>,
    name: Option<&str>,
) -> Result<(Workspace, RecordId), OpError> {
    let mut workspace = Workspace::open(dir)?;
    let made = from_template(&workspace, template, id, name)
        .ok_or_else(|| OpError::new(Exit::Usage, NO_LETTERS.msg().with("name", name.unwrap_or_default())))?;
    workspace.apply_all(made.changes)?;
    Ok((workspace, made.activity))
}

/// What a template makes: the activity, and every change that makes it and what it needs.
#[derive(Clone, Debug)]
pub struct Made {
    pub activity: RecordId,
    pub changes: Vec<Change>,
}

/// A free identifier for a new record of a kind, from its name.
pub fn free_id(workspace: &Workspace, kind: Kind, name: &str) -> Option<Id> {
    free_among(workspace, &[], kind, name)
}

fn free_among(workspace: &Workspace, coming: &[Change], kind: Kind, name: &str) -> Option<Id> {
    let taken = |id: &Id| {
        let id = RecordId::new(kind, id.clone());
        workspace.register().contains(&id)
            || workspace.saved().contains(&id)
            || workspace.files().any(|f| *f == id)
            || coming.iter().any(|c| *c.record() == id)
    };
    Some(Id::from_name(name)?.free(taken))
}

/// The changes that make an activity from a template, called `name` (the template's own where none is given).
/// Purposes and retention rules that the register has are used; the others are made with it. `None`: the name
/// makes no identifier.
pub fn from_template(
    workspace: &Workspace,
    template: &Template,
    id: Option<Id>,
    name: Option<&str>,
) -> Option<Made> {
    let lang = workspace.register().language();
    let own = name.unwrap_or(template.name.get(lang)).trim();
    let id = match id {
        Some(id) => id,
        None => free_id(workspace, Kind::Activity, own)?,
    };
    let mut maker = Maker { workspace, lang, changes: Vec::new() };
    let mut record = Record::new(RecordId::new(Kind::Activity, id));
    let table = fields_of(Kind::Activity);
    let mut put = |key: &str, value: Value| drop(record.fields.set(table, key, value));
    put("name", Value::text(own));
    if lang == Lang::Fr && own == template.name.fr {
        put("name_en", Value::text(template.name.en));
    }
    put_choice(&mut put, "status", &STATUSES, "draft");
    put("created_on", Value::Date(workspace.today()));
    let purposes = template.purposes.iter().filter_map(|p| maker.purpose(p.name, p.kind)).map(Value::Ref);
    put("purposes", Value::list(purposes.collect()));
    put("notes", Value::text(notes(template, lang)));
    put("data_subjects", persons(template, lang));
    let (special, ordinary): (Vec<&Data>, Vec<&Data>) =
        template.data.iter().partition(|d| SPECIAL_CATEGORIES.get(d.category).is_some());
    put("data", maker.rows("data", &ordinary, &DATA_GROUPS));
    if !special.is_empty() {
        put("special_categories", maker.rows("special_categories", &special, &SPECIAL_CATEGORIES));
    }
    let activity = record.id.clone();
    let mut changes = maker.changes;
    changes.push(Change::Create { record });
    Some(Made { activity, changes })
}

fn put_choice(put: &mut impl FnMut(&str, Value), key: &str, words: &'static Vocabulary, word: &str) {
    if let Some(term) = words.get(word) {
        put(key, Value::Choice(term));
    }
}

fn notes(template: &Template, lang: Lang) -> String {
    let mut notes = FROM_TEMPLATE.msg().with("name", template.name).get(lang);
    for question in template.questions {
        notes.push_str("\n- ");
        notes.push_str(question.get(lang));
    }
    notes
}

fn persons(template: &Template, lang: Lang) -> Value {
    let inner = row_fields("data_subjects");
    let mut rows = Rows::new();
    for term in template.persons.iter().filter_map(|w| DATA_SUBJECTS.get(w)) {
        let mut row = Group::new();
        let _ = row.set(inner, "category", Value::Choice(term));
        if let Some(key) = row_key(&rows, term.label.get(lang)) {
            rows.set(&key, row);
        }
    }
    Value::rows(rows)
}

/// The fields of the rows under `key` of an activity.
fn row_fields(key: &str) -> &'static [Field] {
    let field = fields_of(Kind::Activity).iter().find(|f| f.key == key);
    field.and_then(|f| f.shape.fields()).unwrap_or_default()
}

/// A free name for a new row, from the words that it is about.
pub fn row_key(rows: &Rows, words: &str) -> Option<String> {
    Some(Id::from_name(words)?.free(|id| rows.get(id.as_str()).is_some()).to_string())
}

/// The record that answers to this name in either language.
fn named(register: &Register, kind: Kind, name: [&str; 2]) -> Option<Id> {
    let folded = |s: &str| Id::from_name(s);
    let wanted = name.map(folded);
    let same = |r: &Record| {
        ["name", "name_en"].iter().filter_map(|k| r.fields.text(k)).any(|n| wanted.contains(&folded(n)))
    };
    register.of(kind).find(|r| same(r)).map(|r| r.id.id.clone())
}

/// Makes what an activity refers to, unless it is there.
struct Maker<'a> {
    workspace: &'a Workspace,
    lang: Lang,
    changes: Vec<Change>,
}

impl Maker<'_> {
    fn purpose(&mut self, name: Text, kind: &str) -> Option<Id> {
        if let Some(id) = named(self.workspace.register(), Kind::Purpose, [name.fr, name.en]) {
            return Some(id);
        }
        let id = free_among(self.workspace, &self.changes, Kind::Purpose, name.get(self.lang))?;
        let mut record = Record::new(RecordId::new(Kind::Purpose, id.clone()));
        let table = fields_of(Kind::Purpose);
        let mut put = |key: &str, value: Value| drop(record.fields.set(table, key, value));
        put("name", Value::text(name.get(self.lang)));
        if self.lang == Lang::Fr {
            put("name_en", Value::text(name.en));
        }
        put_choice(&mut put, "kind", &PURPOSE_KINDS, kind);
        self.changes.push(Change::Create { record });
        Some(id)
    }

    fn rows(&mut self, key: &str, data: &[&Data], words: &'static Vocabulary) -> Value {
        let inner = row_fields(key);
        let mut rows = Rows::new();
        for d in data {
            let mut row = Group::new();
            let mut put = |key: &str, value: Value| drop(row.set(inner, key, value));
            put_choice(&mut put, "category", words, d.category);
            put("label", Value::text(d.label.get(self.lang)));
            put("items", Value::list(d.items.iter().map(|i| Value::text(i.get(self.lang))).collect()));
            if let Some(id) = retention::get(d.retention).and_then(|r| self.rule(r)) {
                put("retention", Value::Ref(id));
            }
            if let Some(key) = row_key(&rows, d.label.get(self.lang)) {
                rows.set(&key, row);
            }
        }
        Value::rows(rows)
    }

    /// The rule that follows a reference: the register's own, or a new one.
    fn rule(&mut self, reference: &Reference) -> Option<Id> {
        if let Some(id) = rule_of(self.workspace.register(), reference) {
            return Some(id);
        }
        let coming = self.changes.iter().find_map(|c| match c {
            Change::Create { record } => {
                (record.fields.text("reference") == Some(&reference.id)).then(|| record.id.id.clone())
            }
            _ => None,
        });
        if coming.is_some() {
            return coming;
        }
        let label = reference.label.get(self.lang);
        let id = free_among(self.workspace, &self.changes, Kind::Retention, label)?;
        self.changes.push(Change::Create { record: rule_from(reference, id.clone(), self.lang) });
        Some(id)
    }
}

/// The register's own rule that follows a reference: the one that names it, else one of its name.
pub fn rule_of(register: &Register, reference: &Reference) -> Option<Id> {
    let names_it = |r: &Record| r.fields.text("reference") == Some(reference.id.as_str());
    let by_reference = register.of(Kind::Retention).find(|r| names_it(r)).map(|r| r.id.id.clone());
    by_reference.or_else(|| named(register, Kind::Retention, [&reference.label.fr, &reference.label.en]))
}

/// A retention rule as a reference has it, with its source. What is not certain gives no period.
pub fn rule_from(reference: &Reference, id: Id, lang: Lang) -> Record {
    let mut record = Record::new(RecordId::new(Kind::Retention, id));
    let table = fields_of(Kind::Retention);
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            let _ = record.fields.set(table, key, value);
        }
    };
    put("name", Some(Value::text(reference.label.get(lang))));
    if lang == Lang::Fr {
        put("name_en", Some(Value::text(&reference.label.en)));
    }
    put("words", reference.until.as_ref().map(|s| Value::text(s.get(lang))));
    put("trigger", Some(Value::text(reference.trigger.get(lang))));
    put("trigger_kind", reference.trigger_kind.map(Value::Choice));
    put("active", reference.active.map(Value::Period));
    put("archive", reference.archive.map(Value::Period));
    put("archive_from", reference.archive_from.as_ref().map(|s| Value::text(s.get(lang))));
    put("archive_ground", reference.archive_ground.as_ref().map(|s| Value::text(s.get(lang))));
    let sure = reference.confidence > Confidence::Low;
    put("final", reference.end.filter(|_| sure).map(Value::Choice));
    put("binding", reference.binding.filter(|_| sure).map(Value::Choice));
    put("source", Some(Value::list(vec![Value::text(&reference.source)])));
    put("source_url", Some(Value::text(&reference.url)));
    put("reference", Some(Value::text(&reference.id)));
    put("notes", Some(Value::text(notes_of(reference, lang))));
    record
}

/// What must be known beside the figure: how sure it is, in which direction it binds, what the source adds, when it
/// was read.
fn notes_of(reference: &Reference, lang: Lang) -> String {
    let more = match reference.confidence {
        Confidence::Low => Some(VERIFY),
        Confidence::Medium => Some(CONFIRM),
        Confidence::High => None,
    };
    let has_figure = reference.active.is_some() || reference.archive.is_some();
    let by_law = reference.binding.is_some_and(|t| t.id == "legal");
    let bound = match reference.bound {
        _ if reference.is_limitation => Some(LIMITATION.msg()),
        _ if !has_figure => None,
        Bound::Max => Some(if by_law { AT_MOST } else { AT_MOST_ADVISED }.msg()),
        Bound::Min => Some(if by_law { AT_LEAST } else { AT_LEAST_ADVISED }.msg()),
        Bound::From(least) => Some(AT_LEAST_OF.msg().with("least", least.words(lang))),
        Bound::Benchmark => Some(BENCHMARK.msg()),
    };
    let said = [
        more.map(|m| m.get(lang).to_owned()),
        bound.map(|m| m.get(lang)),
        reference.note.as_ref().map(|n| n.get(lang).to_owned()),
        Some(READ_ON.msg().with("date", format::date(retention::as_of(), lang)).get(lang)),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The field that tells the rows of a table apart by a closed list, with its words: the first of the table.
pub fn row_words(table: &'static [Field]) -> Option<(&'static Field, &'static Vocabulary)> {
    match table.first() {
        Some(field) => match field.shape {
            Shape::Choice(words) => Some((field, words)),
            _ => None,
        },
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A longest period, a shortest one and a limitation period must not be told alike.
    #[test]
    fn a_rule_says_in_which_direction_its_figure_binds() {
        let rule = |name: &str| {
            let reference = retention::get(name).unwrap();
            rule_from(reference, Id::parse("r").unwrap(), Lang::Fr).fields
        };
        for (name, said, binding) in [
            ("videoprotection-public", "Durée maximale : ne pas la dépasser.", Some("legal")),
            ("videoprotection-public", "L’autorisation préfectorale (L252-1)", Some("legal")),
            ("consentement-telephone-preuve", "Durée minimale : ne pas garder moins", Some("legal")),
            ("journaux-securite", "Au moins 6 mois. Au-delà d’un an", Some("recommended")),
            ("candidatures", "Durée maximale recommandée.", Some("recommended")),
            ("prescription-civile", "aucun texte n’oblige à conserver", None),
        ] {
            let fields = rule(name);
            let notes = fields.text("notes").unwrap().replace('\u{a0}', " ");
            assert!(notes.contains(said), "{name}: {notes}");
            assert_eq!(fields.choice("binding").map(|t| t.id), binding, "{name}");
        }
        let low = rule("alertes-sans-suite");
        assert!(!low.text("notes").unwrap().contains("Durée maximale"), "no figure, no bound");
    }
}
