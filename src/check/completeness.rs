//! How much of the authority's model a sheet answers, by section: a measure of work done, not of lawfulness.

use crate::law::questions::{Inner, QUESTIONS, Question};
use crate::model::message::{Lang, Text, text};
use crate::model::{Group, Kind, Path, Record, Register, Role, Shape, Value, field_at};

/// A part of the authority's model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Identity,
    Purposes,
    People,
    Data,
    Recipients,
    Transfers,
    Security,
    Information,
    Impact,
}

impl Section {
    pub const ALL: [Section; 9] = [
        Section::Identity,
        Section::Purposes,
        Section::People,
        Section::Data,
        Section::Recipients,
        Section::Transfers,
        Section::Security,
        Section::Information,
        Section::Impact,
    ];

    pub fn label(self) -> Text {
        match self {
            Section::Identity => text("Identification et acteurs", "Identification and parties"),
            Section::Purposes => text("Finalités", "Purposes"),
            Section::People => text("Personnes concernées", "Data subjects"),
            Section::Data => text("Données et durées", "Data and retention"),
            Section::Recipients => text("Destinataires", "Recipients"),
            Section::Transfers => text("Transferts hors UE", "Transfers outside the EU"),
            Section::Security => text("Sécurité", "Security"),
            Section::Information => text("Information et droits", "Information and rights"),
            Section::Impact => text("Analyse d’impact", "Impact assessment"),
        }
    }

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Section::Identity => "identity",
            Section::Purposes => "purposes",
            Section::People => "data_subjects",
            Section::Data => "data",
            Section::Recipients => "recipients",
            Section::Transfers => "transfers",
            Section::Security => "security",
            Section::Information => "information",
            Section::Impact => "dpia",
        }
    }

    /// The section that a question belongs to.
    fn of(question: &Question) -> Section {
        match question.path.split('.').next().unwrap_or_default() {
            "purposes" | "processing_categories" => Section::Purposes,
            "data_subjects" => Section::People,
            "data" | "special_categories" => Section::Data,
            "recipients" | "processors" | "subprocessors" => Section::Recipients,
            "transfers" => Section::Transfers,
            "security" => Section::Security,
            "information" | "rights" | "automated_decision" | "prospecting" => Section::Information,
            "dpia" => Section::Impact,
            _ => Section::Identity,
        }
    }
}

/// Questions answered of those asked; "none, and we looked" is an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub answered: usize,
    pub asked: usize,
}

impl Share {
    /// In percent, rounded down, so that only what is whole says 100; what asks nothing is whole.
    pub fn percent(self) -> usize {
        (self.answered * 100).checked_div(self.asked).unwrap_or(100)
    }

    fn add(&mut self, answered: bool) {
        self.asked += 1;
        self.answered += usize::from(answered);
    }
}

/// How far a sheet is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    pub whole: Share,
    /// Only the sections in which something is asked of this sheet.
    pub sections: Vec<(Section, Share)>,
}

/// What the measure is called.
pub const TITLE: Text = text("Questions du modèle répondues", "Questions of the template answered");
const PERCENT: Text = text("{n}\u{202f}%", "{n}%");
const SECTION: Text = text("{section} {percent}", "{section} {percent}");
const LACKING: Text =
    text("{percent} – à compléter\u{a0}: {sections}", "{percent} – to be completed: {sections}");

impl Share {
    /// In percent, as one writes it.
    pub fn words(self, lang: Lang) -> String {
        PERCENT.msg().with("n", self.percent()).get(lang)
    }
}

impl Completeness {
    /// The whole in percent, then each section that is not complete.
    pub fn words(&self, lang: Lang) -> String {
        let whole = self.whole.words(lang);
        let lacking = self.sections.iter().filter(|(_, share)| share.answered < share.asked);
        let lacking: Vec<String> = lacking
            .map(|(section, share)| {
                SECTION.msg().with("section", section.label()).with("percent", share.words(lang)).get(lang)
            })
            .collect();
        match lacking.is_empty() {
            true => whole,
            false => LACKING.msg().with("percent", whole).with("sections", lacking.join(", ")).get(lang),
        }
    }
}

/// How much of the model an activity answers; `None` for any other kind of record.
pub fn completeness(register: &Register, record: &Record) -> Option<Completeness> {
    if record.id.kind != Kind::Activity {
        return None;
    }
    let role = record.role();
    let mut shares = Section::ALL.map(|section| (section, Share::default()));
    for question in
        QUESTIONS.iter().filter(|q| asked_of(q, role) && (q.only)(&record.fields) && !record.settles(q.path))
    {
        let section = Section::of(question);
        if let Some((_, share)) = shares.iter_mut().find(|(s, _)| *s == section) {
            count(register, record, question, share);
        }
    }
    let sections: Vec<(Section, Share)> = shares.into_iter().filter(|(_, s)| s.asked > 0).collect();
    let whole = sections.iter().fold(Share::default(), |sum, (_, share)| Share {
        answered: sum.answered + share.answered,
        asked: sum.asked + share.asked,
    });
    Some(Completeness { whole, sections })
}

fn asked_of(question: &Question, role: Role) -> bool {
    question.role.is_none_or(|r| r == role)
}

fn count(register: &Register, record: &Record, question: &Question, share: &mut Share) {
    let value = super::case::value(&record.fields, question.path);
    let none = super::case::value(&record.fields, question.none) == Some(&Value::None);
    share.add(value.is_some() || none);
    match value {
        Some(Value::Rows(rows)) => rows.iter().for_each(|(_, row)| inside(row, question.inner, share)),
        Some(Value::List(ids)) => {
            let path = Path::parse(question.path).unwrap_or_default();
            let Some(Shape::Refs(kind)) = field_at(&record.id, path.keys()).map(|f| f.shape) else { return };
            let ids = ids.iter().filter_map(|v| match v {
                Value::Ref(id) => Some(id),
                _ => None,
            });
            // What is referred to and is not there answers nothing.
            for id in ids {
                match register.find(kind, id) {
                    Some(other) => inside(&other.fields, question.inner, share),
                    None => share.add(false),
                }
            }
        }
        _ => {}
    }
}

fn inside(group: &Group, inner: &[Inner], share: &mut Share) {
    let asked = inner.iter().filter(|i| (i.only)(group));
    asked.for_each(|i| share.add(super::case::value(group, i.key).is_some()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Id, RecordId};

    fn sheet(answers: &[(&str, Value)]) -> Record {
        let id = RecordId::new(Kind::Activity, Id::parse("a").unwrap());
        let mut record = Record::new(id.clone());
        for (path, value) in answers {
            let path = Path::parse(path).unwrap();
            record.apply(&Change::Set { record: id.clone(), path, value: value.clone() }).unwrap();
        }
        record
    }

    fn of(record: &Record) -> Completeness {
        completeness(&Register::new(), record).unwrap()
    }

    #[test]
    fn an_empty_sheet_answers_nothing_and_every_section_asks() {
        let seen = of(&sheet(&[]));
        assert_eq!((seen.whole.answered, seen.whole.percent()), (0, 0));
        assert_eq!(seen.sections.len(), Section::ALL.len());
    }

    #[test]
    fn it_is_said_as_a_whole_and_where_something_lacks() {
        let seen = Completeness {
            whole: Share { answered: 3, asked: 4 },
            sections: vec![
                (Section::Purposes, Share { answered: 2, asked: 2 }),
                (Section::Security, Share { answered: 1, asked: 2 }),
            ],
        };
        assert_eq!(seen.words(Lang::En), "75% – to be completed: Security 50%");
        assert_eq!(seen.words(Lang::Fr), "75\u{202f}% – à compléter\u{a0}: Sécurité 50\u{202f}%");
        let whole = Completeness { whole: Share { answered: 4, asked: 4 }, sections: Vec::new() };
        assert_eq!(whole.words(Lang::En), "100%");
    }

    #[test]
    fn none_answers_and_a_row_asks_more() {
        let section = |c: &Completeness, of| c.sections.iter().find(|(s, _)| *s == of).unwrap().1;
        let none = of(&sheet(&[("transfers", Value::None)]));
        assert_eq!(section(&none, Section::Transfers).percent(), 100);
        let begun = of(&sheet(&[("transfers.x.recipient", Value::text("Océan"))]));
        assert_eq!(section(&begun, Section::Transfers), Share { answered: 1, asked: 3 });
    }

    #[test]
    fn a_processor_is_asked_what_processors_are_asked() {
        let role = Value::Choice(crate::model::vocabulary::ROLES.get("processor").unwrap());
        let seen = of(&sheet(&[("role", role)]));
        assert!(seen.sections.iter().all(|(s, _)| *s != Section::Impact));
        assert!(seen.sections.iter().any(|(s, _)| *s == Section::Purposes));
    }

    #[test]
    fn only_what_is_whole_says_a_hundred() {
        assert_eq!(Share { answered: 199, asked: 200 }.percent(), 99);
        assert_eq!(Share { answered: 0, asked: 0 }.percent(), 100);
    }
}
