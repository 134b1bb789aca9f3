//! The list sheet: the organisation's details, then one line an activity.

use super::Writer;
use super::held::survives;
use super::look::{self, COLUMN, HEADING, LABEL, VALUE};
use crate::law::cnil_form::NONE;
use crate::law::cnil_form::lists::is_sensitive;
use crate::law::cnil_form::properties::ORGANISATION;
use crate::law::cnil_form::sheets;
use crate::model::{Group, Kind, Path, Record, RecordId, Value};
use crate::sheet::Range;
use crate::sheet::write::Page;

/// A detail of a block: row and column of its label, label, field.
type Detail = (u32, u32, &'static str, &'static str);

const PERSON: [Detail; 7] = [
    (0, 1, "Nom :", "name"),
    (0, 3, "Prénom :", "first_name"),
    (0, 5, "Adresse :", "address"),
    (0, 7, "Adresse mél :", "email"),
    (1, 1, "Code postal :", "postal_code"),
    (1, 3, "Ville :", "city"),
    (1, 5, "Téléphone :", "phone"),
];
const DPO: [Detail; 8] = [
    (4, 1, "Nom :", "name"),
    (4, 3, "Prénom :", "first_name"),
    (4, 5, "Société (si DPO externe) :", "company"),
    (4, 7, "Adresse :", "address"),
    (5, 1, "Code postal :", "postal_code"),
    (5, 3, "Ville :", "city"),
    (5, 5, "Téléphone :", "phone"),
    (5, 7, "Adresse mél :", "email"),
];

/// First row of the activities.
const FIRST_LINE: u32 = 8;
/// The official sheet has this many lines ready.
const READY_LINES: u32 = 22;

pub fn page(out: &mut Writer<'_>, activities: &[&Record]) -> Page {
    let mut page = Page { landscape: true, ..Page::named(sheets::LIST) };
    page.widths = vec![53.0, 27.0, 34.0, 27.0, 40.0, 32.0, 54.5, 32.0, 60.0];
    organisation(out, &mut page, activities);
    titles(&mut page);
    let mut row = FIRST_LINE;
    for activity in activities {
        line(out, &mut page, row, activity);
        row += 1;
    }
    for empty in row..row.max(FIRST_LINE + READY_LINES) {
        for col in 0..9 {
            page.put(empty, col, "", VALUE);
        }
        page.merge(Range::sized(empty, 4, 1, 3));
        page.merge(Range::sized(empty, 7, 1, 2));
    }
    page
}

fn organisation(out: &mut Writer<'_>, page: &mut Page, activities: &[&Record]) {
    const ROLE: &str =
        "\n(responsable de traitement ou son représentant si le responsable est situé en dehors de l’UE)";
    for (row, title) in [
        (0, format!("Coordonnées du responsable de l’organisme{ROLE}")),
        (2, format!("Coordonnées du représentant{ROLE}")),
        (4, "Coordonnées du délégué à la protection des données (DPO)".to_owned()),
    ] {
        // The title stands over two rows, which share its height; bold letters are wider.
        let half = look::height(&[(&title, look::width(page, 0, 0) * 0.7)]) / 2.0;
        page.put(row, 0, title, HEADING);
        page.merge(Range::sized(row, 0, 2, 1));
        page.heights.insert(row, half.max(16.0));
        page.heights.insert(row + 1, half.max(16.0));
    }
    let organisation = out.register.organisation().cloned();
    let fields = organisation.as_ref().map(|o| o.fields.clone()).unwrap_or_default();
    if let Some(name) = fields.text("name").filter(|n| survives(n)) {
        out.properties.push((ORGANISATION.to_owned(), name.to_owned()));
    }
    let named_on_a_sheet = activities.iter().any(|a| a.fields.get("controller").is_none());
    let head = fields.group("legal_representative").cloned().unwrap_or_default();
    let at_head = Path::root().join("legal_representative");
    let unread = |field: &str| !out.lost(&RecordId::organisation(), &at_head.join(field)).is_empty();
    let lost_head = fields.get("legal_representative").is_none()
        && !out.lost(&RecordId::organisation(), &at_head).is_empty();
    let says = |field: &str| head.get(field).is_some() || unread(field);
    let has_head = (says("first_name") || says("name") || lost_head) && named_on_a_sheet;
    for (row, col, label, field) in PERSON {
        let (group, path) = match field {
            "name" if lost_head => (&head, at_head.clone()),
            "name" | "first_name" if has_head => (&head, at_head.join(field)),
            "first_name" => (&Group::new(), Path::root()),
            _ => (&fields, Path::root().join(field)),
        };
        detail(out, page, (row, col, label), group.get(field), path);
    }
    if named_on_a_sheet && fields.text("name").is_some_and(survives) {
        out.held.value(&RecordId::organisation(), Path::root().join("name"));
    }
    let shifted = PERSON.map(|(row, col, label, field)| (row + 2, col, label, field));
    block(out, page, &shifted, &fields, "eu_representative");
    block(out, page, &DPO, &fields, "dpo");
}

/// A block of somebody's details; [`NONE`] where the register says that there is nobody.
fn block(out: &mut Writer<'_>, page: &mut Page, details: &[Detail], fields: &Group, key: &str) {
    let empty = Group::new();
    let group = fields.group(key).unwrap_or(&empty);
    let none = fields.get(key) == Some(&Value::None);
    for (row, col, label, field) in details.iter().copied() {
        let path = Path::root().join(key).join(field);
        detail(out, page, (row, col, label), group.get(field), path);
        if none && field == "name" {
            page.put(row, col + 1, NONE, VALUE);
            out.held.value(&RecordId::organisation(), Path::root().join(key));
        }
        let lost = out.lost(&RecordId::organisation(), &Path::root().join(key));
        if fields.get(key).is_none() && !lost.is_empty() && field == "name" {
            page.put(row, col + 1, lost, VALUE);
        }
    }
}

fn detail(out: &mut Writer<'_>, page: &mut Page, at: (u32, u32, &str), value: Option<&Value>, path: Path) {
    let (row, col, label) = at;
    page.put(row, col, label, LABEL);
    let text = value.and_then(Value::as_text).unwrap_or_default();
    let shown = match value {
        None => out.lost(&RecordId::organisation(), &path),
        Some(_) => text.to_owned(),
    };
    page.put(row, col + 1, shown.as_str(), VALUE);
    if survives(text) {
        out.held.value(&RecordId::organisation(), path);
    }
    let height = look::height(&[(&shown, look::width(page, col + 1, col + 1))]);
    let row_height = page.heights.entry(row).or_insert(16.0);
    *row_height = row_height.max(height);
}

fn titles(page: &mut Page) {
    page.put(6, 0, "Identification du traitement", HEADING);
    page.merge(Range::sized(6, 0, 1, 4));
    page.put(6, 4, "Finalité du traitement", HEADING);
    page.merge(Range::sized(6, 4, 1, 3));
    page.put(6, 7, "Données sensibles ?", HEADING);
    page.merge(Range::sized(6, 7, 1, 2));
    for (col, title) in [
        (0, "Nom du traitement"),
        (1, "N° / RÉF"),
        (2, "Date de création de la fiche"),
        (3, "Dernière mise à jour de la fiche"),
        (4, ""),
        (7, "Oui/non"),
    ] {
        page.put(7, col, title, COLUMN);
    }
    page.merge(Range::sized(7, 4, 1, 3));
    page.merge(Range::sized(7, 7, 1, 2));
    page.heights.insert(7, 12.0);
}

fn line(out: &mut Writer<'_>, page: &mut Page, row: u32, activity: &Record) {
    let f = &activity.fields;
    let at = |field: &str| Path::root().join(field);
    let said = |field: &str| out.and_lost(f.text(field).unwrap_or_default(), &activity.id, &at(field));
    let name = said("name");
    page.put(row, 0, name.as_str(), VALUE);
    page.put(row, 1, said("ref"), VALUE);
    for (col, field) in [(2, "created_on"), (3, "updated_on")] {
        match f.date(field) {
            Some(day) => page.put_date(row, col, day, VALUE),
            None => page.put(row, col, out.lost(&activity.id, &at(field)), VALUE),
        };
    }
    let purposes: Vec<String> = f
        .refs("purposes")
        .map(|id| {
            let record = out.register.find(Kind::Purpose, id);
            record.and_then(|r| r.fields.text("name")).map_or_else(|| id.to_string(), str::to_owned)
        })
        .collect();
    let purposes = out.and_lost(&purposes.join(", "), &activity.id, &at("purposes"));
    page.put(row, 4, &purposes, VALUE);
    page.merge(Range::sized(row, 4, 1, 3));
    let sensitive = sensitive(f);
    let shown = match sensitive {
        "" => out.lost(&activity.id, &at("special_categories")),
        said => said.to_owned(),
    };
    page.put(row, 7, shown, VALUE);
    page.merge(Range::sized(row, 7, 1, 2));
    if sensitive == "Non" && f.get("special_categories") == Some(&Value::None) {
        out.held.value(&activity.id, Path::root().join("special_categories"));
    }
    let wide = look::width(page, 4, 6);
    page.heights.insert(row, look::height(&[(&name, 53.0), (&purposes, wide)]));
}

/// The answer to "Données sensibles ?": the national number, which the form lists elsewhere, is not one.
fn sensitive(fields: &Group) -> &'static str {
    match fields.get("special_categories") {
        Some(Value::Rows(rows)) => {
            let other = |g: &Group| g.choice("category").is_none_or(|t| is_sensitive(t.id));
            if rows.iter().any(|(_, g)| other(g)) { "Oui" } else { "Non" }
        }
        Some(_) => "Non",
        None => "",
    }
}
