//! The guide: the questions of an activity one by one, what the register says now, and what can be proposed.
//!
//! Nothing here changes anything: an answer is a list of changes that the person takes or not.

use std::collections::BTreeMap;

use crate::i18n::values;
use crate::law::questions::{Inner, QUESTIONS, Question};
use crate::law::retention::{self, Reference};
use crate::law::templates::{self, Template};
use crate::model::vocabulary::{DATA_GROUPS, DATA_SUBJECTS};
use crate::model::{
    Change, Field, Group, Id, Kind, Lang, NoneMeans, Path, Record, RecordId, Register, Rows, Shape, Text,
    Value, field_at,
};
use crate::ops::Workspace;
use crate::ops::templates::{free_id, row_key, row_words, rule_from, rule_of};
use crate::tui::matching::fold;
use crate::tui::model::Guide;
use crate::tui::sheet::row_title;
use crate::tui::texts as t;

/// The most that is proposed for one question.
const MANY: usize = 6;
/// Lists of at most this many words are answered on the spot.
const FEW: usize = 10;

/// One question, about one place of the register.
#[derive(Clone, Debug)]
pub struct Step {
    pub record: RecordId,
    pub path: Path,
    /// The place where "none" is said.
    pub none: Path,
    pub field: &'static Field,
    pub ask: Text,
    /// The row or the record that it is about, where the question is asked of several.
    pub about: String,
}

/// One answer that can be given.
#[derive(Clone, Debug)]
pub struct Answer {
    pub label: String,
    pub detail: String,
    pub does: Does,
}

#[derive(Clone, Debug)]
pub enum Does {
    /// On to the next question.
    Continue,
    /// Makes these changes; `stays` where more of the kind may follow.
    Take {
        changes: Vec<Change>,
        stays: bool,
    },
    /// Opens the editor of the field.
    Edit,
    None,
    Unknown,
    /// Back to the sheet.
    Leave,
    /// To the first question without an answer.
    Resume,
}

/// What a guide knows: the questions, where it stands (`None`: at the end), and what can be answered there.
#[derive(Clone, Debug)]
pub struct Looked {
    pub steps: Vec<Step>,
    pub at: Option<usize>,
    pub answers: Vec<Answer>,
}

impl Looked {
    /// Looks at a guide as the register stands; `None` where its activity is gone.
    pub fn at(workspace: &Workspace, guide: &Guide, lang: Lang) -> Option<Looked> {
        let register = workspace.register();
        let activity = register.get(&guide.activity)?;
        let steps = steps(register, activity, lang);
        let at = place(guide, &steps);
        let answers = match at.and_then(|i| steps.get(i)) {
            Some(step) => answers(workspace, activity, step, lang),
            None => last_answers(register, &steps, lang),
        };
        Some(Looked { steps, at, answers })
    }
}

/// The questions of an activity, as it stands.
pub fn steps(register: &Register, activity: &Record, lang: Lang) -> Vec<Step> {
    let role = activity.role();
    let mut out = Vec::new();
    for q in QUESTIONS.iter().filter(|q| q.role.is_none_or(|r| r == role)) {
        let (Some(path), Some(none)) = (Path::parse(q.path), Path::parse(q.none)) else { continue };
        let settled = path.keys().first().is_some_and(|key| activity.settles(key));
        let (false, Some(field)) = (settled, field_at(&activity.id, path.keys())) else { continue };
        let record = activity.id.clone();
        let step = Step { record, path: path.clone(), none, field, ask: q.ask, about: String::new() };
        out.push(step);
        match field.shape {
            Shape::Rows(_) => of_rows(register, activity, q, field, &path, lang, &mut out),
            Shape::Refs(kind) => of_records(register, activity, q, kind, lang, &mut out),
            _ => {}
        }
    }
    out
}

fn of_rows(
    register: &Register,
    activity: &Record,
    q: &Question,
    field: &'static Field,
    at: &Path,
    lang: Lang,
    out: &mut Vec<Step>,
) {
    let rows = activity.value(at).and_then(Value::as_rows);
    for (key, row) in rows.iter().flat_map(|r| r.iter()) {
        for inner in q.inner.iter().filter(|inner| applies(inner, row)) {
            let path = at.join(key).join(inner.key);
            let Some(inner_field) = field_at(&activity.id, path.keys()) else { continue };
            out.push(Step {
                record: activity.id.clone(),
                none: path.clone(),
                path,
                field: inner_field,
                ask: inner.ask,
                about: row_title(key, row, field, register, lang),
            });
        }
    }
}

/// The exceptions of Art. 9(2) are those of Art. 9 alone: offences and the national number have their own rules.
fn applies(inner: &Inner, row: &Group) -> bool {
    let own_rules = row.choice("category").is_some_and(|c| matches!(c.id, "criminal" | "nir"));
    !(inner.key == "exception" && own_rules)
}

fn of_records(
    register: &Register,
    activity: &Record,
    q: &Question,
    kind: Kind,
    lang: Lang,
    out: &mut Vec<Step>,
) {
    for id in activity.fields.refs(q.path) {
        let Some(record) = register.find(kind, id) else { continue };
        for inner in q.inner {
            let path = Path::root().join(inner.key);
            let Some(field) = field_at(&record.id, path.keys()) else { continue };
            out.push(Step {
                record: record.id.clone(),
                none: path.clone(),
                path,
                field,
                ask: inner.ask,
                about: record.title(lang).to_owned(),
            });
        }
    }
}

/// Whether the question has an answer, be it "none".
pub fn is_answered(register: &Register, step: &Step) -> bool {
    let Some(record) = register.get(&step.record) else { return false };
    let said = record.value(&step.path);
    said.is_some() || (step.none != step.path && record.value(&step.none) == Some(&Value::None))
}

/// The first question without an answer.
pub fn first_open(register: &Register, steps: &[Step]) -> Option<usize> {
    steps.iter().position(|s| !is_answered(register, s))
}

/// The place of the guide among the questions; `None` at its end.
pub fn place(guide: &Guide, steps: &[Step]) -> Option<usize> {
    let (record, path) = guide.at.as_ref()?;
    let exact = steps.iter().position(|s| s.record == *record && s.path == *path);
    // The row it was about is gone: the question that holds it.
    exact.or_else(|| steps.iter().rposition(|s| s.record == *record && s.path.holds(path)))
}

/// The answers that can be given to a question.
pub fn answers(workspace: &Workspace, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let register = workspace.register();
    let answered = is_answered(register, step);
    let mut out = Vec::new();
    let plain =
        |label: Text, does: Does| Answer { label: label.get(lang).to_owned(), detail: String::new(), does };
    if answered {
        out.push(plain(t::GUIDE_CONTINUE, Does::Continue));
    }
    let spot = on_the_spot(step, lang);
    let on_spot = !spot.is_empty();
    out.extend(spot);
    out.extend(proposals(workspace, activity, step, lang));
    if !on_spot {
        let edit = match (step.field.shape, answered) {
            (Shape::Rows(_), _) => t::GUIDE_ADD,
            (_, true) => t::GUIDE_CHANGE,
            (_, false) => t::GUIDE_EDIT,
        };
        out.push(plain(edit, Does::Edit));
    }
    // "None" among a few words is no answer that a person means.
    if step.field.none == NoneMeans::Answer && !on_spot {
        out.push(plain(t::GUIDE_NONE, Does::None));
    }
    if !answered {
        out.push(plain(t::GUIDE_UNKNOWN, Does::Unknown));
    }
    out
}

/// The answers at the guide's end.
pub fn last_answers(register: &Register, steps: &[Step], lang: Lang) -> Vec<Answer> {
    let plain =
        |label: Text, does: Does| Answer { label: label.get(lang).to_owned(), detail: String::new(), does };
    let mut out = vec![plain(t::GUIDE_BACK_TO_SHEET, Does::Leave)];
    if first_open(register, steps).is_some() {
        out.push(plain(t::GUIDE_FIRST_LEFT, Does::Resume));
    }
    out
}

/// Where the mark stands at first: never on an answer that nobody chose.
pub fn first_choice(answers: &[Answer]) -> usize {
    let at = |wanted: fn(&Does) -> bool| answers.iter().position(|a| wanted(&a.does));
    at(|d| matches!(d, Does::Continue | Does::Edit | Does::Leave))
        .or_else(|| at(|d| matches!(d, Does::Unknown)))
        .unwrap_or(0)
}

fn set(step: &Step, value: Value) -> Vec<Change> {
    vec![Change::Set { record: step.record.clone(), path: step.path.clone(), value }]
}

/// A short list of words, or yes and no, is answered without opening it.
fn on_the_spot(step: &Step, lang: Lang) -> Vec<Answer> {
    let one = |label: Text, article: &str, value: Value| Answer {
        label: label.get(lang).to_owned(),
        detail: if article.is_empty() { String::new() } else { format!("art. {article}") },
        does: Does::Take { changes: set(step, value), stays: false },
    };
    match step.field.shape {
        Shape::Choice(words) if words.terms.len() <= FEW => {
            words.terms.iter().map(|w| one(w.label, w.article, Value::Choice(w))).collect()
        }
        Shape::Bool => vec![one(t::YES, "", Value::Bool(true)), one(t::NO, "", Value::Bool(false))],
        _ => Vec::new(),
    }
}

fn proposals(workspace: &Workspace, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
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
            detail: t::AS_ELSEWHERE.msg().with("n", n).get(lang),
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
                let label = t::GUIDE_MAKE_RULE.msg().with("name", reference.label.get(lang)).get(lang);
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
            label: t::GUIDE_ADD_THIS.msg().with("name", title).get(lang),
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
        label: t::GUIDE_ADD_THIS.msg().with("name", label).get(lang),
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

/// The words of the rows that can be added at a place, where its rows are told apart by a closed list.
pub fn words_of_rows(field: &'static Field) -> Option<(&'static Field, &'static crate::model::Vocabulary)> {
    field.shape.fields().and_then(row_words)
}
