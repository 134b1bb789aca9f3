//! What can be proposed as an answer: from reference data, and from what other activities answer.

use std::collections::BTreeMap;

use super::{Answer, Does, Step, set};
use crate::i18n::values;
use crate::law::retention::{self, Reference};
use crate::law::templates::{self, Template};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::vocabulary::{DATA_GROUPS, DATA_SUBJECTS};
use crate::model::{Change, Group, Id, Kind, Lang, Record, Register, Rows, Shape, Value};
use crate::ops::Workspace;
use crate::ops::templates::{free_id, row_key, rule_from, rule_of};

/// The most that is proposed for one question.
const MANY: usize = 6;

const MAKE_RULE: Text = text("créer\u{a0}: {name}", "make: {name}");
const ADD_THIS: Text = text("ajouter\u{a0}: {name}", "add: {name}");
const AS_ELSEWHERE: Text = text("dans {n} {n|activité|activités}", "in {n} {n|activity|activities}");

pub(super) fn proposals(workspace: &Workspace, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let register = workspace.register();
    let mut out = match (step.field.shape, step.path.last()) {
        (Shape::Ref(Kind::Retention), _) => rules(workspace, activity, step, lang),
        (Shape::Refs(kind), _) => records(register, activity, step, kind, lang),
        (Shape::Rows(_), Some("data_subjects")) => persons(register, activity, step, lang),
        (Shape::Rows(_), Some("data")) => data(register, activity, step, lang),
        (Shape::Line | Shape::Lines, Some(_)) => as_elsewhere(register, activity, step, lang),
        _ => Vec::new(),
    };
    out.truncate(MANY);
    out
}

/// What several other activities answer to the same question, the commonest first: the service in charge, the
/// software.
fn as_elsewhere(register: &Register, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    /// What tells one activity from another.
    const OWN: [&str; 3] = ["name", "name_en", "ref"];
    if step.record != activity.id || step.path.keys().iter().any(|key| OWN.contains(&key.as_str())) {
        return Vec::new();
    }
    let here = activity.value(&step.path);
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for value in
        register.of(Kind::Activity).filter(|r| r.id != activity.id).filter_map(|r| r.value(&step.path))
    {
        let items = value.as_text().into_iter().chain(value.items().iter().filter_map(Value::as_text));
        items.for_each(|text| *counted.entry(text).or_default() += 1);
    }
    let there = |text: &str| here.is_some_and(|v| v.items().contains(&Value::text(text)));
    let mut found: Vec<(&str, usize)> =
        counted.into_iter().filter(|(text, n)| *n > 1 && !there(text)).collect();
    found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let list = step.field.shape.is_list();
    if !list && here.is_some() {
        return Vec::new();
    }
    let answer = |(text, n): (&str, usize)| {
        let (record, path) = (step.record.clone(), step.path.clone());
        let item = Value::text(text);
        let change = if list {
            Change::AddItem { record, path, item }
        } else {
            Change::Set { record, path, value: item }
        };
        Answer {
            label: text.to_owned(),
            detail: AS_ELSEWHERE.msg().with("n", n).get(lang),
            does: Does::Take { changes: vec![change], stays: list },
        }
    };
    found.into_iter().map(answer).collect()
}

/// The kinds of the activity's purposes.
fn kinds(register: &Register, activity: &Record) -> Vec<&'static str> {
    let purposes = activity.fields.refs("purposes").filter_map(|id| register.find(Kind::Purpose, id));
    purposes.filter_map(|p| p.fields.choice("kind").map(|k| k.id)).collect()
}

/// The templates of the same kind of processing.
fn alike(register: &Register, activity: &Record) -> Vec<&'static Template> {
    let kinds = kinds(register, activity);
    templates::ALL.iter().filter(|t| t.purposes.iter().any(|p| kinds.contains(&p.kind))).collect()
}

/// Retention rules: the references that the purposes and the category call for, the register's own rule where it
/// follows one.
fn rules(workspace: &Workspace, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let register = workspace.register();
    let now = register.get(&step.record).and_then(|r| r.value(&step.path)).cloned();
    let row = step.path.parent().and_then(|row| activity.group(&row));
    let category = row.and_then(|r| r.choice("category")).map(|c| c.id).unwrap_or_default();
    let purposes = kinds(register, activity);
    let wanted = purposes.iter().flat_map(|k| retention::for_purpose(k)).chain(retention::for_data(category));
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for reference in wanted {
        if seen.contains(&reference.id.as_str()) {
            continue;
        }
        seen.push(&reference.id);
        let (label, id, mut changes) = match rule_of(register, reference) {
            Some(id) => {
                let title = values::title(Some(Kind::Retention), &id, register, lang);
                (title, id, Vec::new())
            }
            None => {
                let own = register.language();
                let name = reference.label.get(own);
                let Some(id) = free_id(workspace, Kind::Retention, name) else { continue };
                let record = rule_from(reference, id.clone(), own);
                let label = MAKE_RULE.msg().with("name", reference.label.get(lang)).get(lang);
                (label, id, vec![Change::Create { record }])
            }
        };
        let value = Value::Ref(id);
        if now.as_ref() == Some(&value) {
            continue;
        }
        changes.extend(set(step, value));
        out.push(Answer {
            label,
            detail: period_words(reference, lang),
            does: Does::Take { changes, stays: false },
        });
    }
    out
}

/// How long a reference keeps, in a few words.
pub fn period_words(reference: &Reference, lang: Lang) -> String {
    let active = reference.active.map(|p| p.words(lang));
    let archive = reference.archive.map(|p| p.words(lang));
    match (active, archive) {
        (Some(active), Some(archive)) => format!("{active} + {archive}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => String::new(),
    }
}

/// Records of the register that the list does not name yet, those whose words the activity's name has first.
fn records(register: &Register, activity: &Record, step: &Step, kind: Kind, lang: Lang) -> Vec<Answer> {
    let name = fold(activity.title(lang));
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).collect();
    let named: Vec<&Id> = activity.fields.refs(step.field.key).collect();
    let mut found: Vec<(usize, String, Id)> = register
        .of(kind)
        .filter(|r| !named.contains(&&r.id.id))
        .map(|r| {
            let title = r.title(lang).to_owned();
            let folded = fold(&title);
            let common = words.iter().filter(|w| folded.contains(**w)).count();
            (common, title, r.id.id.clone())
        })
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| fold(&a.1).cmp(&fold(&b.1))));
    let add = |(_, title, id): (usize, String, Id)| {
        let item = Value::Ref(id.clone());
        let change = Change::AddItem { record: step.record.clone(), path: step.path.clone(), item };
        Answer {
            label: ADD_THIS.msg().with("name", title).get(lang),
            detail: id.to_string(),
            does: Does::Take { changes: vec![change], stays: true },
        }
    };
    found.into_iter().take(MANY).map(add).collect()
}

fn add_row(step: &Step, key: &str, label: &str, detail: String, row: Group, lang: Lang) -> Answer {
    let set =
        Change::Set { record: step.record.clone(), path: step.path.join(key), value: Value::Group(row) };
    Answer {
        label: ADD_THIS.msg().with("name", label).get(lang),
        detail,
        does: Does::Take { changes: vec![set], stays: true },
    }
}

fn rows_now(activity: &Record, step: &Step) -> Rows {
    activity.value(&step.path).and_then(Value::as_rows).cloned().unwrap_or_default()
}

/// The categories of persons of such activities.
fn persons(register: &Register, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let now = rows_now(activity, step);
    let inner = step.field.shape.fields().unwrap_or_default();
    let mut out: Vec<Answer> = Vec::new();
    let mut seen: Vec<&str> = now.iter().filter_map(|(_, r)| r.choice("category")).map(|c| c.id).collect();
    for word in alike(register, activity).iter().flat_map(|t| t.persons) {
        let (Some(term), false) = (DATA_SUBJECTS.get(word), seen.contains(word)) else { continue };
        seen.push(word);
        let mut row = Group::new();
        let _ = row.set(inner, "category", Value::Choice(term));
        if let Some(key) = row_key(&now, term.label.get(register.language())) {
            out.push(add_row(step, &key, term.label.get(lang), String::new(), row, lang));
        }
    }
    out
}

/// The data of such activities.
fn data(register: &Register, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let now = rows_now(activity, step);
    let inner = step.field.shape.fields().unwrap_or_default();
    let own = register.language();
    let mut seen: Vec<Option<Id>> =
        now.iter().map(|(key, r)| Id::from_name(r.text("label").unwrap_or(key))).collect();
    let mut out = Vec::new();
    for d in alike(register, activity).iter().flat_map(|t| t.data) {
        let name = Id::from_name(d.label.get(own));
        let (Some(term), false) = (DATA_GROUPS.get(d.category), seen.contains(&name)) else { continue };
        seen.push(name);
        let mut row = Group::new();
        let _ = row.set(inner, "category", Value::Choice(term));
        let _ = row.set(inner, "label", Value::text(d.label.get(own)));
        let items: Vec<Value> = d.items.iter().map(|i| Value::text(i.get(own))).collect();
        let _ = row.set(inner, "items", Value::list(items));
        if let Some(key) = row_key(&now, d.label.get(own)) {
            let items: Vec<&str> = d.items.iter().map(|i| i.get(lang)).collect();
            out.push(add_row(step, &key, d.label.get(lang), items.join(", "), row, lang));
        }
    }
    out
}
