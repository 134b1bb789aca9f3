//! The guide in the conversation: the questions of an activity one by one, with what can be answered.

use super::Go;
use super::commands::{Does, Place};
use super::pick::Option_;
use super::session::Session;
use super::spots::{Spot, What};
use super::texts as t;
use super::words::{Typed, index};
use crate::i18n::values;
use crate::model::message::{Text, text};
use crate::model::{Change, Kind, RecordId, Shape, Value};
use crate::ops::guide::{self, Answer, Looked, Step, begin, first_open, is_answered, look};

const HEAD: Text = text("Guide, {title}.", "Guide, {title}.");
const QUESTION: Text = text("Question {n} sur {of}. {ask}", "Question {n} of {of}. {ask}");
const ABOUT: Text = text("À propos de\u{a0}: {what}.", "About: {what}.");
const SAYS: Text = text("La fiche dit\u{a0}: {answer}", "The record says: {answer}");
const SAYS_NOTHING: Text = text("La fiche ne dit rien encore.", "The record says nothing yet.");
const ANSWER: Text = text("{label}, {detail}", "{label}, {detail}");
const ASK: Text = text("Guide, numéro, ou Entrée pour passer\u{a0}:", "Guide, number, or Enter to skip:");
const ASK_AT_END: Text = text(
    "Fin du guide, numéro, ou Entrée pour revenir\u{a0}:",
    "End of the guide, number, or Enter to go back:",
);
const DONE: Text = text("Toutes les questions ont été posées.", "All the questions were asked.");
const LEFT: Text = text(
    "{n} {n|question reste|questions restent} sans réponse.",
    "{n} {n|question is|questions are} still unanswered.",
);
const NOTHING_LEFT: Text = text("Il n’en reste aucune sans réponse.", "None is left unanswered.");
const LEAVING: Text =
    text("Guide quitté\u{a0}: «\u{a0}guide\u{a0}» reprend ici.", "The guide is left: “guide” resumes here.");
const OF_ACTIVITIES: Text = text(
    "Le guide pose les questions d’une activité\u{a0}: en ouvrir une.",
    "The guide asks the questions of an activity: open one.",
);
const NO_ACTIVITY: Text = text(
    "Il n’y a pas encore d’activité\u{a0}: «\u{a0}nouvelle\u{a0}» en commence une.",
    "There is no activity yet: “new” begins one.",
);

impl Session<'_> {
    /// The guide through the activity of this name, or through one that is chosen.
    pub fn guide_of(&mut self, name: &str) -> Go {
        let (ids, options) = self.referable(Kind::Activity);
        if ids.is_empty() {
            return self.say(NO_ACTIVITY.msg());
        }
        let named = Option_::only(&options, name);
        let at = match named {
            Some(at) => Some(at),
            None => self.pick(Kind::Activity.plural().msg(), &options)?,
        };
        match at.and_then(|at| ids.get(at)).cloned() {
            Some(id) => self.guide(&id),
            None => Ok(()),
        }
    }

    /// The guide through an activity, from where it was left.
    pub fn guide(&mut self, activity: &RecordId) -> Go {
        if activity.kind != Kind::Activity {
            return self.say(OF_ACTIVITIES.msg());
        }
        let Some(record) = self.record(activity) else { return self.say(t::NO_LONGER_THERE.msg()) };
        let left = self.guide_at.get(activity);
        let mut at = begin(self.register(), record, left, self.lang);
        let title = self.title(activity);
        self.say(HEAD.msg().with("title", title))?;
        loop {
            let Some(looked) = look(&self.workspace, activity, at.as_ref(), self.lang) else {
                return self.say(t::NO_LONGER_THERE.msg());
            };
            // However the guide is left, it goes on from here.
            match looked.step() {
                Some(step) => self.guide_at.insert(activity.clone(), step.place()),
                None => self.guide_at.remove(activity),
            };
            self.say_question(&looked)?;
            match self.guided(&looked)? {
                Next::Question(index) => at = looked.place(index),
                Next::Same => {}
                Next::Leave => return self.say(LEAVING.msg()),
            }
        }
    }

    fn say_question(&mut self, looked: &Looked) -> Go {
        match (looked.at, looked.step()) {
            (Some(at), Some(step)) => self.say_step(at, step, looked.steps.len())?,
            _ => {
                self.say(DONE.msg())?;
                let open = looked.steps.iter().filter(|s| !is_answered(self.register(), s)).count();
                match open {
                    0 => self.say(NOTHING_LEFT.msg())?,
                    n => self.say(LEFT.msg().with("n", n))?,
                }
            }
        }
        looked.answers.iter().enumerate().try_for_each(|(i, answer)| {
            let words = self.answer_words(answer);
            self.say_numbered(i, &words)
        })
    }

    fn say_step(&mut self, at: usize, step: &Step, of: usize) -> Go {
        self.say(QUESTION.msg().with("n", at + 1).with("of", of).with("ask", step.ask))?;
        if !step.about.is_empty() {
            self.say(ABOUT.msg().with("what", &step.about))?;
        }
        let record = self.record(&step.record);
        let now = record.and_then(|r| r.value(&step.path).or_else(|| r.value(&step.none))).cloned();
        match now.filter(|_| is_answered(self.register(), step)) {
            Some(Value::Rows(rows)) => {
                let (register, lang) = (self.register(), self.lang);
                let title = |(key, row)| values::row_title(key, row, step.field, register, lang);
                let titles: Vec<String> = rows.iter().map(title).collect();
                self.say(SAYS.msg().with("answer", titles.join(", ")))?;
            }
            Some(value) => {
                let words = values::words(&value, &step.field.shape, self.register(), self.lang);
                self.say(SAYS.msg().with("answer", words))?;
            }
            None => self.say(SAYS_NOTHING.msg())?,
        }
        let found = self.workspace.findings_of(&step.record);
        let here = found.iter().filter(|f| f.path == step.path || f.path == step.none);
        here.into_iter().try_for_each(|finding| self.say_finding(finding))
    }

    fn answer_words(&self, answer: &Answer) -> String {
        if answer.detail.is_empty() {
            return answer.label.clone();
        }
        ANSWER.msg().with("label", &answer.label).with("detail", &answer.detail).get(self.lang)
    }

    /// One answer to the question at hand.
    fn guided(&mut self, looked: &Looked) -> Go<Next> {
        let open = |session: &Self| first_open(session.register(), &looked.steps);
        loop {
            let asked = if looked.step().is_some() { ASK } else { ASK_AT_END };
            let Some(typed) = self.command(&asked.msg(), Place::Guide)? else { return Ok(Next::Same) };
            match (&typed, looked.step()) {
                (Typed::Nothing | Typed::Does(Does::Next, _), Some(_)) => {
                    return Ok(Next::Question(looked.after()));
                }
                (Typed::Nothing | Typed::Does(Does::Back | Does::Next, _), None)
                | (Typed::Does(Does::Back, _), _) => return Ok(Next::Leave),
                (Typed::Does(Does::Previous, _), _) => return Ok(Next::Question(looked.before())),
                (Typed::Does(Does::Again, _), _) => return Ok(Next::Same),
                (Typed::Does(Does::Missing, _), _) => match open(self) {
                    Some(index) => return Ok(Next::Question(index)),
                    None => self.say(NOTHING_LEFT.msg())?,
                },
                (Typed::Number(n), _) => {
                    match index(*n, looked.answers.len()).and_then(|i| looked.answers.get(i)) {
                        Some(answer) => return self.take_answer(looked, answer),
                        None => self.no_such_number(looked.answers.len())?,
                    }
                }
                (Typed::Does(Does::Info, _), Some(step)) => self.explain(&spot(step))?,
                (Typed::Does(Does::Edit, _), Some(step)) => return self.answer_step(looked, step),
                (Typed::Does(Does::None, _), Some(step)) => return self.say_none(looked, step),
                (Typed::Does(Does::Unknown, _), Some(step)) => {
                    let (record, path) = (step.record.clone(), step.path.clone());
                    self.act_on(step, vec![Change::Unset { record, path }])?;
                    return Ok(Next::Same);
                }
                (Typed::Words(words), Some(step)) if words.starts_with('=') && !holds_several(step) => {
                    match values::parse(words.trim_start_matches('='), step.field) {
                        Ok(value) => {
                            let (record, path) = (step.record.clone(), step.path.clone());
                            let done = self.act_on(step, vec![Change::Set { record, path, value }])?;
                            return Ok(if done { Next::Question(looked.after()) } else { Next::Same });
                        }
                        Err(why) => self.say(why)?,
                    }
                }
                _ => self.no_such(&typed, looked.answers.len(), Place::Guide)?,
            }
        }
    }

    fn take_answer(&mut self, looked: &Looked, answer: &Answer) -> Go<Next> {
        use guide::Does as Can;
        Ok(match (&answer.does, looked.step()) {
            (Can::Take { changes, stays }, Some(step)) => {
                let done = self.act_on(step, changes.clone())?;
                if done && !stays { Next::Question(looked.after()) } else { Next::Same }
            }
            (Can::Edit, Some(step)) => self.answer_step(looked, step)?,
            (Can::None, Some(step)) => self.say_none(looked, step)?,
            (Can::Leave, _) => Next::Leave,
            (Can::Resume, _) => Next::Question(first_open(self.register(), &looked.steps).unwrap_or(0)),
            _ => Next::Question(looked.after()),
        })
    }

    /// Answers a question as its field is answered; a row is added, and more may follow.
    fn answer_step(&mut self, looked: &Looked, step: &Step) -> Go<Next> {
        if let Shape::Rows(table) = step.field.shape {
            self.add_row(&step.record, &spot(step), table, "")?;
            return Ok(Next::Same);
        }
        self.answer(&step.record, &spot(step))?;
        let done = is_answered(self.register(), step);
        Ok(if done { Next::Question(looked.after()) } else { Next::Same })
    }

    fn say_none(&mut self, looked: &Looked, step: &Step) -> Go<Next> {
        let (record, path) = (step.record.clone(), step.none.clone());
        let done = self.act_on(step, vec![Change::Set { record, path, value: Value::None }])?;
        Ok(if done { Next::Question(looked.after()) } else { Next::Same })
    }

    /// Makes the changes of an answer, and says what is found of it then.
    fn act_on(&mut self, step: &Step, changes: Vec<Change>) -> Go<bool> {
        if !self.act(changes)? {
            return Ok(false);
        }
        self.say(t::TAKEN.msg().with("label", step.field.label))?;
        Ok(true)
    }
}

/// What comes after an answer.
enum Next {
    /// The question of this index; the end, where there is none.
    Question(usize),
    /// The same question, as the register stands now.
    Same,
    Leave,
}

fn holds_several(step: &Step) -> bool {
    step.field.shape.is_table() || step.field.shape.is_list()
}

/// The place of a question's answer.
fn spot(step: &Step) -> Spot {
    let what = if matches!(step.field.shape, Shape::Group(_)) { What::Group } else { What::Field };
    let section = step.path.parent().unwrap_or_default();
    Spot { path: step.path.clone(), field: step.field, what, section }
}
