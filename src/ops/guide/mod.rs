//! The guide: the questions of an activity one by one, what the register says now, and what can be proposed.
//!
//! Nothing here changes anything: an answer is a list of changes that the person takes or not.

mod propose;

use crate::i18n::values::{NO, YES, row_title};
use crate::law::questions::{QUESTIONS, Question};
use crate::model::message::{Text, text};
use crate::model::{
    Change, Field, Kind, Lang, NoneMeans, Path, Record, RecordId, Register, Shape, Value, Vocabulary,
    field_at,
};
use crate::ops::Workspace;
use crate::ops::templates::row_words;
pub use propose::period_words;

const CONTINUE: Text = text("c’est bien cela, continuer", "that is right, go on");
const EDIT: Text = text("répondre…", "answer…");
const CHANGE: Text = text("changer la réponse…", "change the answer…");
const ADD: Text = text("ajouter…", "add…");
const NONE: Text = text("néant, c’est vérifié", "none, and we looked");
const UNKNOWN: Text = text("je ne sais pas encore", "I do not know yet");
const BACK_TO_SHEET: Text = text("revenir à la fiche", "back to the sheet");
const FIRST_LEFT: Text = text("reprendre à la première sans réponse", "resume at the first unanswered one");

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

impl Step {
    /// Where its answer stands.
    pub fn place(&self) -> Place {
        (self.record.clone(), self.path.clone())
    }
}

/// The record and the field that a question is about.
pub type Place = (RecordId, Path);

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

/// The questions of an activity, as it stands.
pub fn steps(register: &Register, activity: &Record, lang: Lang) -> Vec<Step> {
    let role = activity.role();
    let mut out = Vec::new();
    for q in QUESTIONS.iter().filter(|q| q.role.is_none_or(|r| r == role)) {
        let (Some(path), Some(none)) = (Path::parse(q.path), Path::parse(q.none)) else { continue };
        let settled = path.keys().first().is_some_and(|key| activity.settles(key));
        let is_asked = !settled && (q.only)(&activity.fields);
        let (true, Some(field)) = (is_asked, field_at(&activity.id, path.keys())) else { continue };
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
        for inner in q.inner.iter().filter(|inner| (inner.only)(row)) {
            let path = inner.key.split('.').fold(at.join(key), |path, key| path.join(key));
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
        for inner in q.inner.iter().filter(|inner| (inner.only)(&record.fields)) {
            let path = Path::parse(inner.key).unwrap_or_default();
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

/// Where the guide stands among the questions; `None` at its end.
pub fn place(at: Option<&Place>, steps: &[Step]) -> Option<usize> {
    let (record, path) = at?;
    let exact = steps.iter().position(|s| s.record == *record && s.path == *path);
    // The row it was about is gone: the question that holds it.
    exact.or_else(|| steps.iter().rposition(|s| s.record == *record && s.path.holds(path)))
}

/// Where the guide through an activity begins: where it was left, else at the first question without an
/// answer. Left at the end while something is open again, that is where to go on.
pub fn begin(register: &Register, activity: &Record, left: Option<&Place>, lang: Lang) -> Option<Place> {
    let steps = steps(register, activity, lang);
    let known = |(record, path): &&Place| steps.iter().any(|s| s.record == *record && s.path == *path);
    let open = || first_open(register, &steps).and_then(|i| steps.get(i)).map(Step::place);
    left.filter(known).cloned().or_else(open)
}

/// What the guide through an activity shows where it stands: worked out once, however often it is read.
#[derive(Clone, Debug)]
pub struct Looked {
    pub steps: Vec<Step>,
    /// The question it stands at; `None` at the end.
    pub at: Option<usize>,
    pub answers: Vec<Answer>,
}

impl Looked {
    /// The question it stands at.
    pub fn step(&self) -> Option<&Step> {
        self.at.and_then(|i| self.steps.get(i))
    }

    /// The question at an index, as a place; `None`: the end.
    pub fn place(&self, index: usize) -> Option<Place> {
        self.steps.get(index).map(Step::place)
    }

    /// The index of the question after this one; after the last, that of the end.
    pub fn after(&self) -> usize {
        self.at.map_or(self.steps.len(), |i| i + 1)
    }

    /// The index of the question before this one.
    pub fn before(&self) -> usize {
        self.at.unwrap_or(self.steps.len()).saturating_sub(1)
    }
}

/// Looks at the questions of an activity and at the answers that can be given at one of them; `None` where
/// there is no such activity.
pub fn look(workspace: &Workspace, activity: &RecordId, at: Option<&Place>, lang: Lang) -> Option<Looked> {
    let register = workspace.register();
    let activity = register.get(activity)?;
    let steps = steps(register, activity, lang);
    let at = place(at, &steps);
    let answers = match at.and_then(|i| steps.get(i)) {
        Some(step) => answers(workspace, activity, step, lang),
        None => last_answers(register, &steps, lang),
    };
    Some(Looked { steps, at, answers })
}

/// The answers that can be given to a question.
pub fn answers(workspace: &Workspace, activity: &Record, step: &Step, lang: Lang) -> Vec<Answer> {
    let register = workspace.register();
    let answered = is_answered(register, step);
    let mut out = Vec::new();
    let plain =
        |label: Text, does: Does| Answer { label: label.get(lang).to_owned(), detail: String::new(), does };
    if answered {
        out.push(plain(CONTINUE, Does::Continue));
    }
    let spot = on_the_spot(step, lang);
    let on_spot = !spot.is_empty();
    out.extend(spot);
    out.extend(propose::proposals(workspace, activity, step, lang));
    if !on_spot {
        let edit = match (step.field.shape, answered) {
            (Shape::Rows(_), _) => ADD,
            (_, true) => CHANGE,
            (_, false) => EDIT,
        };
        out.push(plain(edit, Does::Edit));
    }
    // "None" among a few words is no answer that a person means.
    if step.field.none == NoneMeans::Answer && !on_spot {
        out.push(plain(NONE, Does::None));
    }
    if !answered {
        out.push(plain(UNKNOWN, Does::Unknown));
    }
    out
}

/// The answers at the guide's end.
pub fn last_answers(register: &Register, steps: &[Step], lang: Lang) -> Vec<Answer> {
    let plain =
        |label: Text, does: Does| Answer { label: label.get(lang).to_owned(), detail: String::new(), does };
    let mut out = vec![plain(BACK_TO_SHEET, Does::Leave)];
    if first_open(register, steps).is_some() {
        out.push(plain(FIRST_LEFT, Does::Resume));
    }
    out
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
        Shape::Bool => vec![one(YES, "", Value::Bool(true)), one(NO, "", Value::Bool(false))],
        _ => Vec::new(),
    }
}

/// The words of the rows that can be added at a place, where its rows are told apart by a closed list.
pub fn words_of_rows(field: &'static Field) -> Option<(&'static Field, &'static Vocabulary)> {
    field.shape.fields().and_then(row_words)
}
