//! What changed between two states of the register, as a document for reviewers: each record, each field
//! before and after, what follows from it in law, and what the check says otherwise.

use super::{
    Anchor, Block, Cell, Column, Cover, Document, Fact, Facts, Heading, Note, NoteKind, Part, Rich, Running,
    Table, TableRow,
};
use crate::i18n::format::{article, long_date};
use crate::model::Severity;
use crate::model::message::{Lang, Text, text};
use chrono::NaiveDate;

/// Everything that changed, in words of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    pub lang: Lang,
    pub organisation: String,
    /// The two states, as they are called: « main (4f2a9c1d0e) du 12/03/2026 ».
    pub from: String,
    pub to: String,
    pub date: NaiveDate,
    pub records: Vec<RecordTold>,
    /// What the check says otherwise of records that did not change: they refer to one that did.
    pub elsewhere: Vec<FindingTold>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    Added,
    Removed,
    Changed,
    /// Its name, and nothing else.
    Renamed,
    /// Comments, blanks, the order of keys.
    Layout,
    /// It cannot be read on one side at least.
    Unreadable,
}

/// A record that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordTold {
    /// `activity/gestion-clients`.
    pub id: String,
    /// What it was called before, where it was called otherwise.
    pub from: Option<String>,
    pub kind: String,
    pub title: String,
    pub became: Became,
    pub fields: Vec<FieldTold>,
    /// What the check says otherwise of the record, and of no field that changed.
    pub findings: Vec<FindingTold>,
}

/// A field that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldTold {
    pub path: String,
    pub label: String,
    /// All of it in one sentence.
    pub sentence: String,
    /// `None`: not known.
    pub before: Option<String>,
    pub after: Option<String>,
    pub consequences: Vec<ConsequenceTold>,
    pub findings: Vec<FindingTold>,
}

/// What follows from a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsequenceTold {
    pub says: String,
    /// In the notation of the field table; may be empty.
    pub article: &'static str,
}

/// A finding that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingTold {
    pub turn: Turn,
    pub severity: Severity,
    pub code: &'static str,
    pub says: String,
    /// The record, where it is told apart from it.
    pub record: Option<String>,
}

/// Which way a finding turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    New,
    Graver,
    /// As grave, in other words: a period that is longer still.
    Different,
    Milder,
    Gone,
    /// It stands, and is set aside now.
    Waived,
}

impl Turn {
    pub fn label(self) -> Text {
        match self {
            Turn::New => text("nouveau", "new"),
            Turn::Graver => text("plus grave", "graver"),
            Turn::Milder => text("moins grave", "milder"),
            Turn::Gone => text("disparu", "gone"),
            Turn::Different => text("autrement", "different"),
            Turn::Waived => text("écarté", "waived"),
        }
    }

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Turn::New => "new",
            Turn::Graver => "graver",
            Turn::Milder => "milder",
            Turn::Gone => "gone",
            Turn::Different => "different",
            Turn::Waived => "waived",
        }
    }
}

impl Became {
    pub fn label(self) -> Text {
        match self {
            Became::Added => text("ajout", "added"),
            Became::Removed => text("retrait", "removed"),
            Became::Changed => text("modification", "changed"),
            Became::Renamed => text("renommage", "renamed"),
            Became::Layout => text("mise en forme", "layout"),
            Became::Unreadable => text("illisible", "unreadable"),
        }
    }

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Became::Added => "added",
            Became::Removed => "removed",
            Became::Changed => "changed",
            Became::Renamed => "renamed",
            Became::Layout => "layout",
            Became::Unreadable => "unreadable",
        }
    }
}

const KICKER: Text = text("Registre des activités de traitement", "Record of processing activities");
const TITLE: Text = text("Ce qui a changé", "What changed");
const BETWEEN: Text = text("{from} → {to}", "{from} → {to}");
const FROM: Text = text("État de départ", "From");
const TO: Text = text("État d’arrivée", "To");
const COUNT: Text = text("Fiches", "Records");
const COUNTED: Text = text(
    "{added} {added|ajoutée|ajoutées}, {changed} {changed|modifiée|modifiées}, {removed} {removed|retirée|retirées}",
    "{added} added, {changed} changed, {removed} removed",
);
const CHECK: Text = text("Constats", "Findings");
const TURNED: Text = text(
    "{worse} {worse|nouveau ou plus grave|nouveaux ou plus graves}, {better} {better|disparu ou moins grave|disparus ou moins graves}",
    "{worse} new or graver, {better} gone or milder",
);
const NOTHING: Text = text("Rien n’a changé.", "Nothing changed.");
const FIELD: Text = text("Champ", "Field");
const BEFORE: Text = text("Avant", "Before");
const AFTER: Text = text("Après", "After");
const FORMERLY: Text = text("Appelée auparavant {id}.", "Formerly called {id}.");
const ONLY_LAYOUT: Text = text(
    "Aucun champ\u{a0}: des commentaires, des blancs ou l’ordre des clés.",
    "No field: comments, blanks or the order of keys.",
);
const NOT_READ: Text = text(
    "L’une des deux versions ne se lit pas\u{a0}: elle n’est pas comparée.",
    "One of the two versions cannot be read: it is not compared.",
);
const ELSEWHERE: Text = text("Conséquences sur d’autres fiches", "Consequences on other records");
const WORSE: Text = text(
    "{n} {n|constat nouveau ou plus grave|constats nouveaux ou plus graves}.",
    "{n} new or graver {n|finding|findings}.",
);

impl Changes {
    /// Every finding that is not as it was.
    pub fn findings(&self) -> impl Iterator<Item = &FindingTold> {
        self.records.iter().flat_map(RecordTold::all_findings).chain(&self.elsewhere)
    }

    /// How many findings became new or graver, and how many gone or milder.
    pub fn turned(&self) -> (usize, usize) {
        let worse = |f: &&FindingTold| matches!(f.turn, Turn::New | Turn::Graver);
        let better = |f: &&FindingTold| matches!(f.turn, Turn::Gone | Turn::Milder);
        (self.findings().filter(worse).count(), self.findings().filter(better).count())
    }

    /// How many records became this.
    pub fn count(&self, became: Became) -> usize {
        self.records.iter().filter(|r| r.became == became).count()
    }

    /// How many were added, changed and removed, in words.
    pub fn counted(&self) -> String {
        let changed = self.records.len() - self.count(Became::Added) - self.count(Became::Removed);
        let said = COUNTED.msg().with("added", self.count(Became::Added)).with("changed", changed);
        said.with("removed", self.count(Became::Removed)).get(self.lang)
    }

    /// What became of the findings, in words; `None` where nothing did.
    pub fn turned_words(&self) -> Option<String> {
        let (worse, better) = self.turned();
        (worse + better > 0).then(|| TURNED.msg().with("worse", worse).with("better", better).get(self.lang))
    }

    /// The document, with its cover.
    pub fn document(&self) -> Document {
        let lang = self.lang;
        let mut facts = vec![
            Fact::new(FROM.get(lang), self.from.as_str()),
            Fact::new(TO.get(lang), self.to.as_str()),
            Fact::new(COUNT.get(lang), self.counted()),
        ];
        facts.extend(self.turned_words().map(|said| Fact::new(CHECK.get(lang), said)));
        let worse = self.turned().0;
        let alert = (worse > 0).then(|| Note {
            kind: NoteKind::Warning,
            title: None,
            body: Cell::text(WORSE.msg().with("n", worse).get(lang)),
        });
        Document {
            lang,
            title: TITLE.get(lang).to_owned(),
            author: self.organisation.clone(),
            subject: BETWEEN.msg().with("from", self.from.as_str()).with("to", self.to.as_str()).get(lang),
            cover: Some(Cover {
                kicker: KICKER.get(lang).to_owned(),
                title: TITLE.get(lang).to_owned(),
                subtitle: Some(self.organisation.clone()),
                alert,
                facts: Facts(facts),
                note: None,
            }),
            running: Running {
                header: format!("{} – {}", self.organisation, TITLE.get(lang)),
                date: long_date(self.date, lang),
                fingerprint: String::new(),
            },
            blocks: self.blocks(),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if self.records.is_empty() {
            blocks.push(Block::Paragraph(NOTHING.get(lang).into()));
        }
        for record in &self.records {
            self.record(record, &mut blocks);
        }
        if !self.elsewhere.is_empty() {
            blocks.push(Block::Heading(Heading::new(2, ELSEWHERE.get(lang), Anchor::new("elsewhere"))));
            blocks.push(Block::List(self.elsewhere.iter().map(|f| finding(f, lang)).collect()));
        }
        blocks
    }

    fn record(&self, record: &RecordTold, blocks: &mut Vec<Block>) {
        let lang = self.lang;
        let title = format!("{} – {}", record.title, record.kind);
        let heading = Heading::new(2, title, Anchor::new(&record.id));
        blocks.push(Block::Heading(heading));
        // What became of it stands in the text: not every format draws a mark beside a title.
        let became = Rich::bold(record.became.label().get(lang));
        let mut said: Vec<Rich> = vec![became.then(Rich::muted(format!(" – {}", record.id)))];
        said.extend(record.from.as_ref().map(|id| FORMERLY.msg().with("id", id.as_str()).get(lang).into()));
        match record.became {
            Became::Layout => said.push(ONLY_LAYOUT.get(lang).into()),
            Became::Unreadable => said.push(NOT_READ.get(lang).into()),
            Became::Added | Became::Removed | Became::Changed | Became::Renamed => {}
        }
        blocks.extend(said.into_iter().map(Block::Paragraph));
        if !record.fields.is_empty() {
            blocks.push(Block::Table(Table {
                columns: vec![
                    Column::new(FIELD.get(lang), 2.0),
                    Column::new(BEFORE.get(lang), 3.0),
                    Column::new(AFTER.get(lang), 3.0),
                ],
                rows: record.fields.iter().map(|f| row(f, lang)).collect(),
            }));
        }
        if !record.findings.is_empty() {
            blocks.push(Block::List(record.findings.iter().map(|f| finding(f, lang)).collect()));
        }
    }
}

impl RecordTold {
    /// Every finding of the record, those of its fields included.
    pub fn all_findings(&self) -> impl Iterator<Item = &FindingTold> {
        self.fields.iter().flat_map(|f| &f.findings).chain(&self.findings)
    }
}

fn row(field: &FieldTold, lang: Lang) -> TableRow {
    let side = |said: &Option<String>| match said {
        Some(said) => Cell::text(Rich::linked(said)),
        None => Cell::unknown(),
    };
    let mut more: Vec<Rich> = field.consequences.iter().map(|c| consequence(c, lang)).collect();
    more.extend(field.findings.iter().map(|f| finding(f, lang)));
    let more = if more.is_empty() { Cell::default() } else { Cell(vec![Part::Bullets(more)]) };
    TableRow {
        cells: vec![Cell::text(field.label.as_str()), side(&field.before), side(&field.after)],
        more,
        anchor: None,
    }
}

fn consequence(told: &ConsequenceTold, lang: Lang) -> Rich {
    let said = Rich::plain(told.says.as_str());
    match told.article {
        "" => said,
        at => said.then(Rich::muted(format!(" ({})", article(at, lang)))),
    }
}

fn finding(told: &FindingTold, lang: Lang) -> Rich {
    let head = format!("{} {} ({})", told.severity.label().get(lang), told.code, told.turn.label().get(lang));
    let at = told.record.as_ref().map(|r| format!("{r}\u{202f}: ")).unwrap_or_default();
    Rich::bold(head).then(Rich::plain(format!(" – {at}{}", told.says)))
}
