//! Several registers in one overview, as a document for who answers for them all.

use chrono::NaiveDate;

use super::{
    Anchor, Block, Cell, Column, Cover, Document, Fact, Facts, Heading, Note, NoteKind, Part, Rich, Running,
    Table, TableRow,
};
use crate::i18n::format::long_date;
use crate::model::Severity;
use crate::model::message::{Lang, Text, text};

/// The overview, in words of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Consolidation {
    pub lang: Lang,
    pub date: NaiveDate,
    pub rows: Vec<RowTold>,
    pub processors: Vec<ProcessorTold>,
    pub lacks: Vec<LackTold>,
    /// What several entities do: the name, who does it, and who does not.
    pub activities: Vec<(String, String, String)>,
    /// What could not be read: as it was named, and why.
    pub unreadable: Vec<(String, String)>,
}

/// An entity.
#[derive(Clone, Debug, PartialEq)]
pub struct RowTold {
    /// The name by which it is told from the others.
    pub name: String,
    /// Where it was read.
    pub source: String,
    pub activities: usize,
    pub records: String,
    pub statuses: String,
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
    /// In percent; empty where there is no activity.
    pub completeness: String,
    /// The last review; empty where none is told.
    pub last_review: String,
    pub overdue: usize,
    /// The countries outside the Economic Area; empty for none.
    pub transfers: String,
    /// How many files could not be read.
    pub unread: usize,
}

/// A processor of several registers.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessorTold {
    pub name: String,
    pub entities: usize,
    pub uses: Vec<UseTold>,
}

/// What one of them tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct UseTold {
    pub entity: String,
    pub activities: usize,
    pub hosting: String,
    pub contract: String,
    pub safeguard: String,
    /// Whether the contract or the safeguard is missing.
    pub lacks: bool,
}

/// What the check asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct LackTold {
    /// As it is cited; may be empty.
    pub article: String,
    pub code: &'static str,
    pub says: String,
    pub severity: Severity,
    /// How many entities.
    pub count: usize,
    pub entities: String,
}

const KICKER: Text = text("Registres des activités de traitement", "Records of processing activities");
const TITLE: Text = text("Vue d’ensemble des registres", "Overview of the registers");
const REGISTERS: Text = text("{n} {n|registre|registres}", "{n} {n|register|registers}");
const READ: Text = text("Registres lus", "Registers read");
const NOT_READ: Text = text("Registres illisibles", "Unreadable registers");
const DAY: Text = text("Au", "As of");
const ALERT: Text = text(
    "{n} {n|registre n’a pas pu être lu et manque|registres n’ont pas pu être lus et manquent} ci-dessous.",
    "{n} {n|register|registers} could not be read and {n|is|are} missing below.",
);
const ENTITIES: Text = text("Entités", "Entities");
const PROCESSORS: Text = text("Sous-traitants", "Processors");
const LACKS: Text = text("Ce qui manque", "What is missing");
const ACTIVITIES: Text = text("Mêmes activités", "Same activities");
const ENTITY: Text = text("Entité", "Entity");
const RECORDS: Text = text("Fiches et statuts", "Records and statuses");
const FOUND: Text = text("Constats", "Findings");
const COMPLETE: Text = text("Complétude", "Completeness");
const REVIEW: Text = text("Dernière revue", "Last review");
const OUTSIDE: Text = text("Transferts hors EEE", "Transfers outside the EEA");
const COUNTED: Text = text(
    "{errors} {errors|erreur|erreurs}, {warnings} {warnings|point|points} d’attention, {advice} {advice|conseil|conseils}",
    "{errors} {errors|error|errors}, {warnings} {warnings|warning|warnings}, {advice} {advice|piece|pieces} of advice",
);
const OVERDUE: Text = text("{n} en retard", "{n} overdue");
const UNREAD: Text = text("{n} {n|fichier illisible|fichiers illisibles}", "{n} unreadable {n|file|files}");
const NEVER: Text = text("aucune", "none");
const USED: Text = text("Activités", "Activities");
const HOSTED: Text = text("Hébergement", "Hosting");
const CONTRACT: Text = text("Contrat", "Contract");
const SAFEGUARD: Text = text("Garantie hors EEE", "Safeguard outside the EEA");
const BY: Text = text("{n} {n|entité|entités}", "{n} {n|entity|entities}");
const ASKED: Text = text("Ce que le contrôle demande", "What the check asks for");
const WHO: Text = text("Entités", "Entities");
const HAVE: Text = text("L’ont", "Have it");
const HAVE_NOT: Text = text("Ne l’ont pas", "Do not have it");

impl RowTold {
    /// What the check found, in words.
    pub fn counted(&self, lang: Lang) -> String {
        let said = COUNTED.msg().with("errors", self.errors).with("warnings", self.warnings);
        said.with("advice", self.advice).get(lang)
    }
}

impl Consolidation {
    /// The document, with its cover.
    pub fn document(&self) -> Document {
        let lang = self.lang;
        let mut facts = vec![
            Fact::new(DAY.get(lang), long_date(self.date, lang)),
            Fact::new(READ.get(lang), self.rows.len().to_string()),
        ];
        let lost = self.unreadable.len();
        if lost > 0 {
            facts.push(Fact::new(NOT_READ.get(lang), lost.to_string()));
        }
        let alert = (lost > 0).then(|| Note {
            kind: NoteKind::Warning,
            title: None,
            body: Cell::text(ALERT.msg().with("n", lost).get(lang)),
        });
        let registers = REGISTERS.msg().with("n", self.rows.len()).get(lang);
        Document {
            lang,
            title: TITLE.get(lang).to_owned(),
            author: String::new(),
            subject: registers.clone(),
            cover: Some(Cover {
                kicker: KICKER.get(lang).to_owned(),
                title: TITLE.get(lang).to_owned(),
                subtitle: Some(registers),
                alert,
                facts: Facts(facts),
                note: None,
            }),
            running: Running {
                header: TITLE.get(lang).to_owned(),
                date: long_date(self.date, lang),
                fingerprint: String::new(),
            },
            blocks: self.blocks(),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let lang = self.lang;
        let part =
            |title: Text, anchor: &str| Block::Heading(Heading::new(1, title.get(lang), Anchor::new(anchor)));
        let mut blocks = vec![part(ENTITIES, "entities"), self.entities()];
        if !self.processors.is_empty() {
            blocks.push(part(PROCESSORS, "processors"));
        }
        for (i, processor) in self.processors.iter().enumerate() {
            let heading = Heading::new(2, processor.name.as_str(), Anchor::new(&format!("processor-{i}")));
            blocks.push(Block::Heading(heading.mark(BY.msg().with("n", processor.entities).get(lang))));
            blocks.push(uses(processor, lang));
        }
        if !self.lacks.is_empty() {
            blocks.extend([part(LACKS, "lacks"), self.lacking()]);
        }
        if !self.activities.is_empty() {
            let columns = [(USED, 2.0), (HAVE, 3.0), (HAVE_NOT, 3.0)];
            let rows = self.activities.iter().map(|(name, have, have_not)| cells([name, have, have_not]));
            blocks.extend([part(ACTIVITIES, "activities"), table(&columns, rows.collect(), lang)]);
        }
        if !self.unreadable.is_empty() {
            let said = |(source, why): &(String, String)| {
                Rich::bold(source.as_str()).then(Rich::plain(format!(" – {why}")))
            };
            blocks.push(part(NOT_READ, "unreadable"));
            blocks.push(Block::List(self.unreadable.iter().map(said).collect()));
        }
        blocks
    }

    fn entities(&self) -> Block {
        let lang = self.lang;
        let columns =
            [(ENTITY, 3.0), (RECORDS, 3.0), (FOUND, 3.0), (COMPLETE, 1.6), (REVIEW, 2.0), (OUTSIDE, 2.0)];
        let row = |row: &RowTold| {
            let name = Cell::text(row.name.as_str()).with(Part::Small(row.source.as_str().into()));
            let records = Cell::text(row.records.as_str()).with(Part::Small(row.statuses.as_str().into()));
            let mut found = Cell::text(row.counted(lang));
            if row.unread > 0 {
                found = found.with(Part::Text(Rich::bold(UNREAD.msg().with("n", row.unread).get(lang))));
            }
            let review = match row.last_review.as_str() {
                "" => NEVER.get(lang),
                day => day,
            };
            let mut reviewed = Cell::text(review);
            if row.overdue > 0 {
                reviewed = reviewed.with(Part::Small(OVERDUE.msg().with("n", row.overdue).get(lang).into()));
            }
            let cell = |said: &str| Cell::text(if said.is_empty() { "–" } else { said });
            let cells = vec![name, records, found, cell(&row.completeness), reviewed, cell(&row.transfers)];
            TableRow { cells, ..TableRow::default() }
        };
        table(&columns, self.rows.iter().map(row).collect(), lang)
    }

    fn lacking(&self) -> Block {
        let lang = self.lang;
        let row = |lack: &LackTold| {
            let label = format!("{} {}", lack.severity.label().get(lang), lack.code);
            let mut asked = Cell::text(lack.says.as_str()).with(Part::Small(label.into()));
            if !lack.article.is_empty() {
                asked = asked.with(Part::Small(lack.article.as_str().into()));
            }
            let who = Cell::text(BY.msg().with("n", lack.count).get(lang))
                .with(Part::Small(lack.entities.as_str().into()));
            TableRow { cells: vec![asked, who], ..TableRow::default() }
        };
        table(&[(ASKED, 3.0), (WHO, 2.0)], self.lacks.iter().map(row).collect(), lang)
    }
}

fn uses(processor: &ProcessorTold, lang: Lang) -> Block {
    let columns = [(ENTITY, 2.5), (USED, 1.2), (HOSTED, 2.0), (CONTRACT, 2.0), (SAFEGUARD, 2.5)];
    let row = |u: &UseTold| {
        let n = u.activities.to_string();
        cells([&u.entity, &n, &u.hosting, &u.contract, &u.safeguard])
    };
    table(&columns, processor.uses.iter().map(row).collect(), lang)
}

fn cells<const N: usize>(said: [&String; N]) -> TableRow {
    let cells = said.map(|s| Cell::text(if s.is_empty() { "–" } else { s.as_str() }));
    TableRow { cells: cells.into(), ..TableRow::default() }
}

fn table(columns: &[(Text, f32)], rows: Vec<TableRow>, lang: Lang) -> Block {
    let columns = columns.iter().map(|(title, share)| Column::new(title.get(lang), *share)).collect();
    Block::Table(Table { columns, rows })
}
