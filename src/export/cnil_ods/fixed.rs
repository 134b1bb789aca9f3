//! The sheets that are the same in every workbook: instructions in our own words, and the lists.

use super::look::{COLUMN, HEADING, TEXT, TITLE, VALUE};
use crate::law::cnil_form::{countries, lists, sheets};
use crate::model::Lang;
use crate::model::field::field_at;
use crate::model::message::{Text, text};
use crate::model::vocabulary::COUNTRIES;
use crate::report::Unread;
use crate::sheet::Range;
use crate::sheet::write::{Choices, Page, Rgb, Style};

/// The drop-down lists, by the index that cells name.
pub const GUARANTEES: usize = 0;
pub const COUNTRY: usize = 1;
pub const PERSONS: usize = 2;
pub const RECIPIENTS: usize = 3;
pub const MEASURES: usize = 4;

/// Columns of the lists on their sheet.
const COLUMNS: [u32; 5] = [0, 2, 5, 7, 9];

/// The void guarantee keeps its place in the list, with the date from which it is void.
const VOID_SHIELD: &str = "Privacy shield (invalidé le 16/07/2020)";

const INCOMPLETE: Text = text(
    "Document incomplet\u{a0}: {n} {n|champ illisible|champs illisibles} dans les fichiers du registre",
    "Incomplete document: {n} unreadable {n|field|fields} in the register’s files",
);

fn words() -> [Vec<&'static str>; 5] {
    let of = |list: lists::List| -> Vec<&'static str> {
        list.iter().map(|(word, id)| if id.is_empty() { VOID_SHIELD } else { *word }).collect()
    };
    let names = countries::LIST.iter().filter_map(|c| COUNTRIES.get(c)).map(|t| t.label.fr).collect();
    [of(lists::GUARANTEES), names, of(lists::PERSONS), of(lists::RECIPIENTS), of(lists::MEASURES)]
}

/// Where each list stands, invitation included.
pub fn choices() -> Vec<Choices> {
    words()
        .iter()
        .zip(COLUMNS)
        .map(|(words, col)| Choices {
            sheet: sheets::LISTS.to_owned(),
            range: Range::sized(1, col, u32::try_from(words.len()).unwrap_or(u32::MAX) + 1, 1),
        })
        .collect()
}

/// The sheet of lists, hidden as in the official file. Its column of adequacy stays empty: that is for the law of the
/// day to say.
pub fn lists() -> Page {
    let mut page = Page { hidden: true, ..Page::named(sheets::LISTS) };
    page.widths = vec![70.0, 12.0, 60.0, 23.0, 12.0, 44.0, 12.0, 95.0, 12.0, 60.0];
    let titles =
        ["Garanties", "Pays", "Catégories de personnes", "Destinataires", "Mesures de sécurité techniques"];
    page.put(0, 3, "Zone", COLUMN);
    for ((title, words), col) in titles.iter().zip(words()).zip(COLUMNS) {
        page.put(0, col, *title, COLUMN);
        page.put(1, col, lists::INVITATION, VALUE);
        for (row, word) in (2_u32..).zip(words) {
            page.put(row, col, word, VALUE);
        }
    }
    page
}

/// The first sheet: what the workbook lacks, if it lacks something, and how it is made up.
pub fn tutorial(unread: &Unread) -> Page {
    let mut page = Page { tab: Some(Rgb(0x2f, 0x5d, 0x9b)), ..Page::named(sheets::TUTORIAL) };
    page.widths = vec![119.0, 96.0];
    const NAME: (&str, Style) = ("Registre des traitements - Fiche tutorielle", TITLE);
    let lines: [(&str, Style); 9] = [
        (
            "Ce classeur suit la disposition du modèle de registre simplifié publié par la CNIL. Il a été composé à partir du registre de l’organisme, qui reste la source\u{a0}: corriger le classeur ne corrige le registre qu’après une importation.",
            TEXT,
        ),
        ("Composition du document", HEADING),
        ("► Onglet 2 «\u{a0}Liste des traitements\u{a0}»", COLUMN),
        (
            "Les coordonnées de l’organisme, de son représentant et de son délégué, puis une ligne par activité.",
            TEXT,
        ),
        ("► Onglet 3 «\u{a0}Modèle de fiche de registre\u{a0}»", COLUMN),
        (
            "La fiche vide, à dupliquer pour chaque nouvelle activité. Des lignes peuvent être ajoutées à chaque bloc.",
            TEXT,
        ),
        ("► Onglet 4 «\u{a0}Exemple de fiche\u{a0}»", COLUMN),
        (
            "Une fiche inventée, qui montre ce que chaque ligne attend\u{202f}; elle n’est jamais importée.",
            TEXT,
        ),
        (
            "Les onglets suivants sont les fiches de l’organisme\u{202f}; l’onglet 5, masqué, nourrit les listes déroulantes.",
            TEXT,
        ),
    ];
    let missing: Vec<(String, Style)> = incomplete(unread);
    let missing = missing.iter().map(|(text, style)| (text.as_str(), *style));
    for (row, (text, style)) in (0_u32..).zip(std::iter::once(NAME).chain(missing).chain(lines)) {
        page.put(row, 0, text, style);
        page.merge(Range::sized(row, 0, 1, 2));
        let width = super::look::width(&page, 0, 1);
        page.heights.insert(row, super::look::height(&[(text, width)]).max(8.0));
    }
    page
}

/// What is said where something could not be read: how many fields, and which.
fn incomplete(unread: &Unread) -> Vec<(String, Style)> {
    if unread.is_empty() {
        return Vec::new();
    }
    let title = INCOMPLETE.msg().with("n", unread.len()).get(Lang::Fr);
    let mut lines = vec![(title, HEADING)];
    lines.extend(unread.iter().map(|(id, path, places)| {
        let field = field_at(id, path.keys()).map_or_else(|| path.to_string(), |f| f.label.fr.to_owned());
        (format!("{id}, {field}\u{a0}: {}", places.join(", ")), VALUE)
    }));
    lines
}
