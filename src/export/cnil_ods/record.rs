//! A record sheet: the official rows at their official places, and further rows where an activity has more.

mod blocks;
mod rows;
mod transfers;

use super::look::{self, COLUMN, HEADING, LABEL, TEXT, TITLE, VALUE};
use super::{Writer, fixed};
use crate::law::cnil_form::labels::{Actor, FIXED, HEADINGS, Label, Section, columns};
use crate::law::cnil_form::sheets;
use crate::model::{Record, RecordId};
use crate::sheet::Range;
use crate::sheet::write::Page;
use chrono::NaiveDate;

/// Least numbers of rows of each block, as in the official file.
const PURPOSES: usize = 6;
const PERSONS: usize = 2;
const RECIPIENTS: usize = 4;
const MEASURES: usize = 3;
const TRANSFERS: usize = 4;

/// A page being filled from the top.
struct Sheet {
    page: Page,
    row: u32,
}

/// What a cell of a row shows.
enum Shown {
    Text(String),
    Date(NaiveDate),
}

impl From<&str> for Shown {
    fn from(s: &str) -> Shown {
        Shown::Text(s.to_owned())
    }
}

impl From<String> for Shown {
    fn from(s: String) -> Shown {
        Shown::Text(s)
    }
}

/// A cell over several columns: first and last column, what it shows, its list.
struct Slot {
    from: u32,
    to: u32,
    shown: Shown,
    list: Option<usize>,
}

impl Slot {
    fn new(from: u32, to: u32, shown: impl Into<Shown>) -> Slot {
        Slot { from, to, shown: shown.into(), list: None }
    }

    fn listed(mut self, list: usize) -> Slot {
        self.list = Some(list);
        self
    }
}

impl Sheet {
    fn new(name: &str, title: &str, reference: &str, intro: &str) -> Sheet {
        let mut page = Page { landscape: true, ..Page::named(name) };
        page.widths = vec![119.0, 44.7, 64.6, 38.4, 35.5, 37.6, 37.6, 52.0];
        page.put(0, 0, title, TITLE);
        page.put(0, 7, reference, COLUMN);
        page.put(1, 0, intro, TEXT);
        page.merge(Range::sized(1, 0, 1, 8));
        page.heights.insert(0, 10.0);
        let height = look::height(&[(intro, look::width(&page, 0, 7))]);
        page.heights.insert(1, height);
        Sheet { page, row: 2 }
    }

    /// The heading of a block with the titles of its columns, and a hint in our own words.
    fn heading(&mut self, section: Section) {
        let text = HEADINGS.iter().find(|(s, _)| *s == section).map_or("", |(_, t)| *t);
        let row = self.row;
        let entry = self.page.put(row, 0, text, HEADING);
        entry.note = hint(section).map(str::to_owned);
        for (i, (_, offset, title)) in columns(section).iter().enumerate() {
            if title.is_empty() {
                continue;
            }
            self.page.put(row, *offset, *title, COLUMN);
            let last = columns(section).get(i + 1).map_or(7, |(_, next, _)| next - 1);
            self.page.merge(Range::sized(row, *offset, 1, last - offset + 1));
        }
        self.page.heights.insert(row, 8.0);
        self.row += 1;
    }

    fn line(&mut self, label: &str, slots: Vec<Slot>) {
        let row = self.row;
        self.page.put(row, 0, label, LABEL);
        let mut texts: Vec<(String, f32)> = vec![(label.to_owned(), look::width(&self.page, 0, 0))];
        for slot in slots {
            let width = look::width(&self.page, slot.from, slot.to);
            let entry = match slot.shown {
                Shown::Text(text) => {
                    texts.push((text.clone(), width));
                    self.page.put(row, slot.from, text, VALUE)
                }
                Shown::Date(day) => self.page.put_date(row, slot.from, day, VALUE),
            };
            entry.list = slot.list;
            self.page.merge(Range::sized(row, slot.from, 1, slot.to - slot.from + 1));
        }
        let borrowed: Vec<(&str, f32)> = texts.iter().map(|(t, w)| (t.as_str(), *w)).collect();
        self.page.heights.insert(row, look::height(&borrowed));
        self.row += 1;
    }

    /// A note on the label of the line just written.
    fn note(&mut self, note: String) {
        if let Some(entry) = self.row.checked_sub(1).and_then(|row| self.page.cells.get_mut(&(row, 0))) {
            entry.note = Some(note);
        }
    }

    fn blank(&mut self) {
        self.row += 1;
    }

    /// A row over the whole width of the answers.
    fn single(&mut self, label: &str, shown: impl Into<Shown>) {
        self.line(label, vec![Slot::new(1, 7, shown)]);
    }
}

/// The label of a fixed row.
fn label(wanted: Label) -> &'static str {
    FIXED.iter().find(|(l, _)| *l == wanted).map_or("", |(_, t)| *t)
}

/// A hint for the person who fills a block, in our own words.
fn hint(section: Section) -> Option<&'static str> {
    Some(match section {
        Section::Description => {
            "Aide\u{a0}: une fiche par activité. Ce qui compte est ce que l’on fait des données, pas l’outil."
        }
        Section::Actors => {
            "Aide\u{a0}: indiquer de quoi joindre chaque personne. Le représentant ne concerne que les organismes établis hors de l’Union."
        }
        Section::Purposes => {
            "Aide\u{a0}: le but poursuivi, assez précis pour qu’une personne concernée le comprenne."
        }
        Section::Data => {
            "Aide\u{a0}: une donnée par ligne dans la description\u{202f}; une durée, ou à défaut le critère qui la détermine."
        }
        Section::Special => {
            "Aide\u{a0}: ces données sont interdites sauf exception (art. 9 et 10 du RGPD). Ne rien inscrire s’il n’y en a pas."
        }
        Section::Persons => "Aide\u{a0}: toutes les catégories de personnes dont des données sont traitées.",
        Section::Recipients => {
            "Aide\u{a0}: les services et organismes qui reçoivent les données ou peuvent les consulter."
        }
        Section::Security => "Aide\u{a0}: décrire les mesures en général, sans détail utile à un attaquant.",
        Section::Transfers => "Aide\u{a0}: un accès à distance depuis un pays tiers est aussi un transfert.",
    })
}

/// The empty model.
pub fn model() -> Page {
    const INTRO: &str = "Cette fiche est à reprendre et à compléter pour chaque activité\u{a0}: dupliquer l’onglet, puis le renommer. Des lignes peuvent être ajoutées à chaque bloc.";
    let mut s = Sheet::new(sheets::MODEL, "Modèle de fiche de registre à compléter", "ref-001", INTRO);
    blocks::skeleton(
        &mut s,
        &blocks::Filled { reference: "ref-001", invite: true, ..blocks::Filled::default() },
    );
    s.page
}

/// An invented example, marked as such so that it is never imported.
pub fn example() -> Page {
    const INTRO: &str = "Cette fiche décrit un traitement inventé, pour montrer ce que chaque ligne attend. Elle n’est jamais importée.";
    let mut s = Sheet::new(sheets::EXAMPLE, "Exemple de fiche de registre", "1 - Exemple", INTRO);
    blocks::skeleton(
        &mut s,
        &blocks::Filled {
            name: "(EXEMPLE) Prêt de matériel",
            reference: "1 - Exemple",
            purposes: &["Prêter du matériel", "Suivre les retours"],
            data: &[(
                "identity",
                "nom\nprénom\nadresse électronique",
                "3 mois à compter du retour du matériel",
            )],
            persons: &[("Salariés", "Emprunteurs")],
            recipients: &[("Service interne qui traite les données", "Accueil")],
            measures: &[("Contrôle d'accès des utilisateurs", "Comptes nominatifs")],
            ..blocks::Filled::default()
        },
    );
    s.page
}

/// The sheet of an activity.
pub(super) fn page(out: &mut Writer<'_>, activity: &Record, name: String) -> Page {
    let reference = activity.fields.text("ref").unwrap_or_default();
    let mut s = Sheet::new(&name, "Fiche de registre", reference, "");
    rows::fill(out, &mut s, activity);
    s.page
}

/// The columns of the actors' block.
fn actor_slots(texts: [String; 7]) -> Vec<Slot> {
    (1_u32..).zip(texts).map(|(col, text)| Slot::new(col, col, text)).collect()
}

/// A typed row: a word of a list, and details.
fn pair(list: usize, word: &str, details: &str) -> Vec<Slot> {
    vec![Slot::new(1, 3, word).listed(list), Slot::new(4, 7, details)]
}

/// A row of data: its description and how long it is kept.
fn data_slots(description: &str, duration: &str) -> Vec<Slot> {
    vec![Slot::new(1, 3, description), Slot::new(4, 7, duration)]
}

/// A transfer: recipient, country, guarantee, document.
fn transfer_slots(recipient: &str, country: &str, guarantee: &str, document: &str) -> Vec<Slot> {
    vec![
        Slot::new(1, 1, recipient),
        Slot::new(2, 2, country).listed(fixed::COUNTRY),
        Slot::new(3, 4, guarantee).listed(fixed::GUARANTEES),
        Slot::new(5, 7, document),
    ]
}

/// The label of an actor's row.
fn actor_label(actor: Actor) -> &'static str {
    label(Label::Actor(actor))
}

/// The identifier of the one organisation, where the actors of a sheet come from.
fn organisation() -> RecordId {
    RecordId::organisation()
}
