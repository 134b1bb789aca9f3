//! The form's own words that are neither labels nor answers: titles, instructions, links, hints kept as notes.

use crate::law::cnil_form::key;
use crate::sheet::Sheet;

/// The titles of record sheets; any other title is the writer's own words.
const TITLES: [&str; 6] = [
    "modele de fiche de registre a completer",
    "modele de fiche de registre",
    "exemple de fiche de registre",
    "exemple de fiche",
    "fiche de registre",
    "fiche de registre de l activite",
];

/// Short texts of the form, complete.
const SHORT: [&str; 3] = ["description du traitement", "oui non", "ref 001"];

/// How the instructions of the official sheets, and of ours, begin.
const TEXTS: [&str; 6] = [
    "cet onglet est un modele de fiche",
    "cet exemple est base sur un traitement fictif",
    "cette fiche est a reprendre",
    "cette fiche decrit un traitement invente",
    "consulter les guides et definitions",
    "consulter la page dediee",
];

/// How the hints begin that the official sheets keep as notes, and those that ours do.
const NOTES: [&str; 14] = [
    "un traitement de donnees personnelles",
    "si le responsable du traitement est situe",
    "responsable du traitement la personne physique",
    "representant une personne physique ou morale",
    "a completer lorsque deux responsables",
    "un traitement de donnees doit avoir un objectif",
    "dans certains cas gestion des paies",
    "duree de conservation dans certains cas",
    "cf article 87",
    "lorsque vous traitez certains types",
    "lister tous les types de personnes",
    "lister l ensemble des personnes",
    "securisez vos donnees",
    "lorsque vous transferez des donnees",
];

/// How the notes begin that our own workbooks carry as hints.
pub const OWN_HINT: &str = "Aide\u{a0}: ";

/// The title of a record sheet, with its row and column.
pub fn title(sheet: &Sheet) -> Option<(u32, u32, String)> {
    sheet.cells.range((0, 0)..=(2, u32::MAX)).find_map(|(&(row, col), cell)| {
        let k = key(&cell.text);
        TITLES.contains(&k.as_str()).then(|| (row, col, cell.text.trim().to_owned()))
    })
}

/// Whether a text is an instruction of the form.
pub fn is_form_text(text: &str) -> bool {
    let k = key(text);
    k.is_empty()
        || TITLES.contains(&k.as_str())
        || SHORT.contains(&k.as_str())
        || TEXTS.iter().any(|t| k.starts_with(t))
}

/// Whether a cell is one of the links to guides that stand on the right of the sheets.
pub fn is_link(col: u32, text: &str) -> bool {
    text.trim_start().starts_with('►') || (col > 7 && is_form_text(text))
}

/// Whether a note is one of the form's hints.
pub fn is_form_note(note: &str) -> bool {
    let k = key(note);
    note.starts_with(OWN_HINT) || NOTES.iter().any(|n| k.starts_with(n))
}
