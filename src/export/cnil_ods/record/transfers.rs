//! The transfers of an activity: its own, then those of its processors, which the form does not tell apart.

use super::rows::{hold_line, lost_lines, lost_row};
use super::{Sheet, TRANSFERS, transfer_slots};
use crate::export::cnil_ods::{RowName, Writer};
use crate::law::cnil_form::labels::Section;
use crate::law::cnil_form::{NONE, lists};
use crate::model::{Group, Id, Kind, Path, Record, RecordId, Value};

pub(super) fn fill(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Transfers);
    let at = Path::root().join("transfers");
    let mut names: Vec<RowName> = Vec::new();
    let none = activity.fields.get("transfers") == Some(&Value::None);
    for (rank, (key, row)) in activity.fields.rows("transfers").enumerate() {
        let path = at.join(key);
        let country = row.choice("country");
        let mechanism = row.choice("mechanism");
        // The Privacy Shield, and adequacy of the United States as a whole, are never believed at import.
        let believed = mechanism.filter(|m| {
            m.id != "privacy_shield" && !(m.id == "adequacy" && country.is_some_and(|c| c.id == "US"))
        });
        let recipient = row.text("recipient").unwrap_or_default();
        let document = row.text("document").unwrap_or_default();
        for (field, held) in [("country", country.is_some()), ("mechanism", believed.is_some())] {
            if held {
                out.held.value(&activity.id, path.join(field));
            }
        }
        hold_line(out, &activity.id, path.join("recipient"), recipient);
        hold_line(out, &activity.id, path.join("document"), document);
        let country = country.map_or("", |c| c.label.fr);
        let guarantee = mechanism.map_or("", |m| lists::word(lists::GUARANTEES, m));
        if [recipient, country, guarantee, document].iter().all(|t| t.is_empty()) {
            lost_row(out, s, activity, &path, &["recipient", "country", "mechanism", "document"]);
            continue;
        }
        names.push(RowName::new(key, rank));
        let label = format!("Organisme destinataire {}", names.len());
        let said = |text: &str, field: &str| match text {
            "" => out.lost(&activity.id, &path.join(field)),
            text => text.to_owned(),
        };
        let slots = transfer_slots(
            &said(recipient, "recipient"),
            &said(country, "country"),
            &said(guarantee, "mechanism"),
            &said(document, "document"),
        );
        s.line(&label, slots);
    }
    lost_lines(out, s, activity, "transfers");
    // A sheet whose processors transfer data does not say "none" to the reader of the workbook.
    let none = !through_processors(out, s, activity, &mut names) && none;
    for n in names.len()..TRANSFERS {
        let recipient = if none && n == 0 { NONE } else { "" };
        s.line(&format!("Organisme destinataire {}", n + 1), transfer_slots(recipient, "", "", ""));
    }
    if none {
        out.held.value(&activity.id, at);
    }
    out.remember_rows(&activity.id.id, "transfers", &names);
}

/// The transfers that the activity's processors make, but those that the activity tells itself; whether there is
/// any. An import knows these rows by their names and leaves them to the processors' records.
fn through_processors(out: &Writer<'_>, s: &mut Sheet, activity: &Record, names: &mut Vec<RowName>) -> bool {
    let mut any = false;
    for id in activity.fields.refs("processors") {
        let Some(processor) = out.register.find(Kind::Processor, id) else { continue };
        let by = format!("par le sous-traitant {}", processor.fields.text("name").unwrap_or(id.as_str()));
        for (rank, (_, row)) in processor.fields.rows("transfers").enumerate() {
            any = true;
            if activity.fields.rows("transfers").any(|(_, own)| is_told(own, row, id)) {
                continue;
            }
            names.push(RowName::new(&format!("@{id}"), rank));
            let recipient = row.text("recipient").map_or_else(|| by.clone(), |name| format!("{name} ({by})"));
            let slots = transfer_slots(
                &recipient,
                row.choice("country").map_or("", |c| c.label.fr),
                row.choice("mechanism").map_or("", |m| lists::word(lists::GUARANTEES, m)),
                row.text("document").unwrap_or_default(),
            );
            s.line(&format!("Organisme destinataire {}", names.len()), slots);
        }
        let record = RecordId::new(Kind::Processor, id.clone());
        let rows = processor.fields.get("transfers").and_then(Value::as_rows);
        for mark in out.lost_rows(&record, &Path::root().join("transfers"), rows) {
            any = true;
            s.single("", mark);
        }
    }
    any
}

/// Whether a row of the activity is the processor's transfer, told from the activity's side.
fn is_told(own: &Group, row: &Group, processor: &Id) -> bool {
    let through = own.reference("processor") == Some(processor);
    let same = own.text("recipient").is_some() && own.text("recipient") == row.text("recipient");
    (through || same) && own.get("country") == row.get("country")
}
