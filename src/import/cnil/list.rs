//! Reads the list sheet: the organisation's details above, one line an activity below.

use std::collections::BTreeMap;

use super::example::{self, Remains};
use super::form::is_placeholder;
use super::hints;
use super::ledger::{Ledger, Left, Said};
use crate::law::cnil_form::key;
use crate::sheet::Sheet;

/// Whose details a block of the sheet gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Controller,
    Representative,
    Dpo,
}

/// A detail of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    Name,
    FirstName,
    Company,
    Address,
    PostalCode,
    City,
    Phone,
    Email,
}

/// What the list sheet says.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub sheet: String,
    pub people: BTreeMap<(Who, Detail), Said>,
    pub lines: Vec<Line>,
    pub left: Vec<Left>,
    pub unknown: Vec<(u32, u32)>,
}

/// One activity in the list.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub row: u32,
    pub name: Option<Said>,
    pub reference: Option<Said>,
    pub created: Option<Said>,
    pub updated: Option<Said>,
    pub purpose: Option<Said>,
    pub sensitive: Option<Said>,
    /// Whether it is the example that came with the form, left as it came.
    pub example: bool,
    /// What is left of the example in a line that was made from it.
    pub remains: Remains,
}

impl Line {
    fn is_empty(&self) -> bool {
        self.name.is_none() && self.reference.is_none() && self.purpose.is_none() && self.created.is_none()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Col {
    Name,
    Reference,
    Created,
    Updated,
    Purpose,
    Sensitive,
}

/// Reads the sheet when it is a list of activities.
pub fn read(sheet: &Sheet) -> Option<List> {
    let (header, columns) = header(sheet)?;
    let mut ledger = Ledger::new(sheet);
    let mut list = List { sheet: sheet.name.clone(), ..List::default() };
    people(&mut ledger, header, &mut list);
    for row in header.saturating_sub(1)..=header {
        let titles: Vec<u32> = sheet
            .row(row)
            .filter(|(_, c)| column(&c.text).is_some() || is_title(&c.text))
            .map(|(c, _)| c)
            .collect();
        titles.into_iter().for_each(|col| ledger.use_cell(row, col));
    }
    let rows: Vec<u32> = sheet.rows().filter(|r| *r > header).collect();
    for row in rows {
        let mut line = line(&mut ledger, row, &columns);
        example::part_line(&mut line);
        line.reference = line.reference.filter(|r| !is_placeholder(&r.text));
        if !line.is_empty() {
            list.lines.push(line);
        } else {
            // A line without a name is nobody's: what it says is left over.
            for said in [line.updated, line.sensitive].into_iter().flatten() {
                ledger.leave(&said, "");
            }
        }
    }
    list.left = ledger.rest(
        None,
        |row, col, cell| {
            hints::is_form_text(&cell.text)
                || hints::is_link(col, &cell.text)
                || (row < header && block(&cell.text).is_some())
        },
        hints::is_form_note,
    );
    list.unknown = ledger.unknown;
    Some(list)
}

fn is_title(text: &str) -> bool {
    matches!(key(text).as_str(), "identification du traitement" | "oui non")
}

/// The row of column titles, and where each column begins.
fn header(sheet: &Sheet) -> Option<(u32, BTreeMap<u32, Col>)> {
    for row in sheet.rows().take(200) {
        let mut columns: BTreeMap<u32, Col> = BTreeMap::new();
        // Titles stand on two rows: groups above, columns below.
        for r in [row.saturating_sub(1), row] {
            for (col, cell) in sheet.row(r) {
                if let Some(c) = column(&cell.text) {
                    columns.entry(col).or_insert(c);
                }
            }
        }
        let here = |wanted: Col| sheet.row(row).any(|(_, c)| column(&c.text) == Some(wanted));
        let dates = columns.values().any(|c| matches!(c, Col::Created | Col::Updated));
        if here(Col::Name) && (here(Col::Reference) || dates) && columns.len() >= 3 {
            return Some((row, columns));
        }
    }
    None
}

fn column(text: &str) -> Option<Col> {
    let k = key(text);
    Some(match k.as_str() {
        "nom du traitement" | "nom de l activite" | "traitement" => Col::Name,
        "n ref" | "ref" | "n" | "reference" | "numero" => Col::Reference,
        "finalite du traitement" | "finalite" | "finalites" | "finalite s du traitement" => Col::Purpose,
        "donnees sensibles" => Col::Sensitive,
        _ if k.starts_with("date de creation") => Col::Created,
        _ if k.starts_with("derniere mise a jour")
            || k.starts_with("date de mise a jour")
            || k == "mise a jour" =>
        {
            Col::Updated
        }
        _ => return None,
    })
}

fn line(ledger: &mut Ledger<'_>, row: u32, columns: &BTreeMap<u32, Col>) -> Line {
    let mut line = Line { row, ..Line::default() };
    let cols: Vec<u32> = ledger.sheet.row(row).map(|(c, _)| c).collect();
    let end = columns.keys().next_back().map_or(0, |c| c + 1);
    for col in cols.into_iter().filter(|c| *c <= end) {
        let Some((_, column)) = columns.range(..=col).next_back() else { continue };
        let Some(said) = ledger.answer(row, col) else { continue };
        let slot = match column {
            Col::Name => &mut line.name,
            Col::Reference => &mut line.reference,
            Col::Created => &mut line.created,
            Col::Updated => &mut line.updated,
            Col::Purpose => &mut line.purpose,
            Col::Sensitive => &mut line.sensitive,
        };
        match slot {
            None => *slot = Some(said),
            Some(first) => {
                first.text.push('\n');
                first.text.push_str(&said.text);
            }
        }
    }
    line
}

/// The block that a title in the first columns opens.
fn block(text: &str) -> Option<Who> {
    let k = key(text);
    if k.starts_with("coordonnees du responsable") || k.starts_with("responsable de l organisme") {
        Some(Who::Controller)
    } else if k.starts_with("coordonnees du representant") {
        Some(Who::Representative)
    } else if k.starts_with("coordonnees du delegue") || k.starts_with("coordonnees du dpo") {
        Some(Who::Dpo)
    } else {
        None
    }
}

fn detail(text: &str) -> Option<Detail> {
    Some(match key(text).as_str() {
        "nom" | "nom de l organisme" | "nom du dpo" => Detail::Name,
        "prenom" => Detail::FirstName,
        "societe si dpo externe" | "societe" | "societe du dpo" => Detail::Company,
        "adresse" => Detail::Address,
        "code postal" | "cp" => Detail::PostalCode,
        "ville" => Detail::City,
        "telephone" | "tel" => Detail::Phone,
        "adresse mel" | "courriel" | "mail" | "e mail" | "email" | "adresse mail" => Detail::Email,
        _ => return None,
    })
}

fn people(ledger: &mut Ledger<'_>, header: u32, list: &mut List) {
    let mut who: Option<Who> = None;
    let rows: Vec<u32> = ledger.sheet.rows().filter(|r| *r < header).collect();
    for row in rows {
        let cells: Vec<(u32, String)> =
            ledger.sheet.row(row).map(|(c, cell)| (c, cell.text.clone())).collect();
        let mut wanted: Option<Detail> = None;
        for (col, text) in cells {
            if hints::is_link(col, &text) {
                continue;
            }
            if let Some(found) = block(&text) {
                (who, wanted) = (Some(found), None);
                ledger.use_cell(row, col);
                continue;
            }
            if let Some(found) = detail(&text) {
                wanted = Some(found);
                ledger.use_cell(row, col);
                continue;
            }
            // "Nom : Durand" in one cell, for want of a second one.
            if let Some((label, value)) = text.split_once(':')
                && let (Some(found), Some(who), false) = (detail(label), who, value.trim().is_empty())
            {
                if let Some(mut said) = ledger.answer(row, col) {
                    said.text = value.trim().to_owned();
                    list.people.entry((who, found)).or_insert(said);
                }
                wanted = None;
                continue;
            }
            let (Some(who), Some(found)) = (who, wanted) else { continue };
            let Some(said) = ledger.answer(row, col) else { continue };
            match list.people.get_mut(&(who, found)) {
                None => {
                    list.people.insert((who, found), said);
                }
                Some(first) => {
                    first.text.push('\n');
                    first.text.push_str(&said.text);
                }
            }
        }
    }
}
