//! The rows of an activity, and the account of what they hold.

use super::blocks::purpose_label;
use super::{
    MEASURES, PERSONS, PURPOSES, RECIPIENTS, Sheet, Shown, actor_label, actor_slots, data_slots, label,
    organisation, pair,
};
use crate::export::cnil_ods::held::{survives, survives_lines};
use crate::export::cnil_ods::unread::says;
use crate::export::cnil_ods::{RowName, Writer, fixed};
use crate::law::cnil_form::NONE;
use crate::law::cnil_form::labels::{Actor, DATA, Label, MORE_DATA, NIR, OWN_LABEL, SPECIAL, Section};
use crate::law::cnil_form::{durations, key, lists};
use crate::model::{Group, Id, Kind, Path, Record, RecordId, Value};

/// Fills the sheet of an activity from its first heading on.
pub(super) fn fill(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    let f = &activity.fields;
    out.remember(Kind::Activity, &activity.id.id, f.text("name").unwrap_or_default());
    s.heading(Section::Description);
    for (wanted, field) in [(Label::Name, "name"), (Label::Reference, "ref")] {
        let text = f.text(field).unwrap_or_default();
        hold_line(out, &activity.id, Path::root().join(field), text);
        s.single(label(wanted), out.and_lost(text, &activity.id, &Path::root().join(field)));
    }
    for (wanted, field) in [(Label::Created, "created_on"), (Label::Updated, "updated_on")] {
        match f.date(field) {
            Some(day) => {
                out.held.value(&activity.id, Path::root().join(field));
                s.single(label(wanted), Shown::Date(day));
            }
            None => s.single(label(wanted), out.lost(&activity.id, &Path::root().join(field))),
        }
    }
    s.blank();
    actors(out, s, activity);
    purposes(out, s, activity);
    data(out, s, activity);
    special(out, s, activity);
    persons(out, s, activity);
    recipients(out, s, activity);
    measures(out, s, activity);
    super::transfers::fill(out, s, activity);
}

pub(super) fn hold_line(out: &mut Writer<'_>, record: &RecordId, path: Path, text: &str) {
    if survives(text) {
        out.held.value(record, path);
    }
}

const COLUMNS: [&str; 7] = ["name", "address", "postal_code", "city", "country", "phone", "email"];

/// The texts of somebody's row, noting those that come back from it.
fn person(out: &mut Writer<'_>, record: &RecordId, at: &Path, group: &Group) -> [String; 7] {
    COLUMNS.map(|field| {
        let text = match group.get(field) {
            Some(Value::Choice(country)) => {
                out.held.value(record, at.join(field));
                return country.label.fr.to_owned();
            }
            Some(Value::Text(text)) => text.clone(),
            Some(_) => return String::new(),
            None => return out.lost(record, &at.join(field)),
        };
        // A first name has no column of its own here: it stands before the name.
        match group.text("first_name").filter(|_| field == "name") {
            Some(first) => format!("{first} {text}"),
            None => {
                hold_line(out, record, at.join(field), &text);
                text
            }
        }
    })
}

fn actors(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    let org = out.register.organisation().map(|o| o.fields.clone()).unwrap_or_default();
    s.heading(Section::Actors);
    let own = |field: &str| activity.fields.group(field).cloned();
    for (actor, field, shared) in [
        (Actor::Controller, "controller", Some(org.clone())),
        (Actor::Dpo, "dpo", org.group("dpo").cloned()),
        (Actor::DpoCompany, "dpo", None),
        (Actor::Representative, "representative", org.group("eu_representative").cloned()),
    ] {
        if actor == Actor::DpoCompany {
            company(out, s, activity, &org);
            continue;
        }
        let texts = match own(field) {
            Some(group) => person(out, &activity.id, &Path::root().join(field), &group),
            None => {
                // The list sheet has these details already, all but the country.
                let shared = shared.unwrap_or_default();
                let at = match actor {
                    Actor::Controller => Path::root(),
                    Actor::Dpo => Path::root().join("dpo"),
                    _ => Path::root().join("eu_representative"),
                };
                let texts = person(out, &organisation(), &at, &shared);
                if let (Actor::Dpo | Actor::Representative, Some(name), Some(_)) =
                    (actor, shared.text("name"), shared.text("first_name"))
                {
                    hold_line(out, &organisation(), at.join("name"), name);
                }
                texts
            }
        };
        let none = activity.fields.get(field) == Some(&Value::None);
        let texts = match out.lost(&activity.id, &Path::root().join(field)) {
            lost if activity.fields.get(field).is_none() && !lost.is_empty() => only_first(lost),
            _ => texts,
        };
        s.line(actor_label(actor), actor_slots(texts));
        if none && org.get(field).is_some_and(|v| *v != Value::None) && actor == Actor::Dpo {
            s.page.put(s.row - 1, 1, NONE, super::VALUE);
            out.held.value(&activity.id, Path::root().join(field));
        }
    }
    joint(out, s, activity);
    s.blank();
}

fn only_first(text: String) -> [String; 7] {
    let mut texts: [String; 7] = Default::default();
    texts[0] = text;
    texts
}

/// The lines that say where rows of the block could not be read; they bear no label, and so are no rows
/// when the workbook comes back.
pub(super) fn lost_lines(out: &Writer<'_>, s: &mut Sheet, activity: &Record, field: &str) {
    let rows = activity.fields.get(field).and_then(Value::as_rows);
    for mark in out.lost_rows(&activity.id, &Path::root().join(field), rows) {
        s.single("", mark);
    }
}

/// The line of a row of which nothing could be read.
pub(super) fn lost_row(out: &Writer<'_>, s: &mut Sheet, activity: &Record, row: &Path, fields: &[&str]) {
    let mark = out.with_lost("", &activity.id, row, fields);
    if !mark.is_empty() {
        s.single("", mark);
    }
}

/// The company of an external delegate stands on a row of its own.
fn company(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record, org: &Group) {
    let own = activity.fields.group("dpo");
    let text = match own {
        Some(group) => {
            let text = group.text("company").unwrap_or_default();
            hold_line(out, &activity.id, Path::root().join("dpo").join("company"), text);
            text
        }
        None => org.group("dpo").and_then(|g| g.text("company")).unwrap_or_default(),
    };
    let mut texts: [String; 7] = Default::default();
    texts[0] = text.to_owned();
    s.line(actor_label(Actor::DpoCompany), actor_slots(texts));
}

fn joint(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    let at = Path::root().join("joint_controllers");
    let mut names: Vec<RowName> = Vec::new();
    for (rank, (key, row)) in activity.fields.rows("joint_controllers").enumerate() {
        let texts = person(out, &activity.id, &at.join(key), row);
        let label = actor_label(Actor::Joint);
        let label = if rank == 0 { label.to_owned() } else { format!("{label} {}", rank + 1) };
        s.line(&label, actor_slots(texts));
        names.push(RowName::new(key, rank));
    }
    if names.is_empty() {
        let mut texts: [String; 7] = Default::default();
        if activity.fields.get("joint_controllers") == Some(&Value::None) {
            texts[0] = NONE.to_owned();
            out.held.value(&activity.id, at);
        }
        s.line(actor_label(Actor::Joint), actor_slots(texts));
    }
    lost_lines(out, s, activity, "joint_controllers");
    out.remember_rows(&activity.id.id, "joint_controllers", &names);
}

fn purposes(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Purposes);
    let names: Vec<(Id, Option<String>)> = activity
        .fields
        .refs("purposes")
        .map(|id| {
            let record = out.register.find(Kind::Purpose, id);
            (id.clone(), record.and_then(|r| r.fields.text("name")).map(str::to_owned))
        })
        .collect();
    let mut all = !names.is_empty();
    for (rank, (id, name)) in names.iter().enumerate() {
        let text = name.clone().unwrap_or_else(|| id.to_string());
        let purpose = RecordId::new(Kind::Purpose, id.clone());
        let shown = out.and_lost(&text, &purpose, &Path::root().join("name"));
        if name.is_some() && survives(&text) {
            out.held.value(&RecordId::new(Kind::Purpose, id.clone()), Path::root().join("name"));
            out.remember(Kind::Purpose, id, &text);
        } else {
            all = false;
        }
        s.single(&purpose_label(rank), shown);
    }
    let lost = out.lost(&activity.id, &Path::root().join("purposes"));
    if !lost.is_empty() {
        s.single("", lost);
    }
    if all {
        out.held.value(&activity.id, Path::root().join("purposes"));
    }
    for rank in names.len()..PURPOSES {
        s.single(&purpose_label(rank), "");
    }
    s.blank();
}

/// The description of a row of data: one item a line.
fn items(out: &mut Writer<'_>, record: &RecordId, path: Path, row: &Group) -> String {
    let items: Vec<&str> = row.items("items").iter().filter_map(Value::as_text).collect();
    let plain = |i: &&str| survives(i) && !i.starts_with(['•', '-', '–', '*', '·']) && !key(i).is_empty();
    if !items.is_empty() && items.iter().all(plain) {
        out.held.value(record, path.join("items"));
    }
    let said = match items.as_slice() {
        // A bullet keeps one item whole that could be taken for several.
        [one] if one.contains([',', ';']) || one.ends_with('.') => format!("• {one}"),
        items => items.join("\n"),
    };
    let said = out.and_lost(&said, record, &path.join("items"));
    out.with_lost(&said, record, &path, &["category", "label"])
}

/// The words of the retention rule that a row refers to.
fn duration(out: &mut Writer<'_>, record: &RecordId, path: Path, row: &Group) -> String {
    let Some(id) = row.reference("retention") else { return out.lost(record, &path.join("retention")) };
    let Some(rule) = out.register.find(Kind::Retention, id).cloned() else { return id.to_string() };
    const SAID: [&str; 5] = ["words", "active", "trigger", "archive", "archive_from"];
    let marked = |out: &Writer<'_>, words: &str| out.with_lost(words, &rule.id, &Path::root(), &SAID);
    let Some(words) = durations::words(&rule.fields).filter(|w| survives_lines(w)) else {
        let name = rule.fields.text("name").unwrap_or(id.as_str());
        return marked(out, &out.and_lost(name, &rule.id, &Path::root().join("name")));
    };
    out.held.value(record, path.join("retention"));
    out.remember(Kind::Retention, id, &words);
    let at = |field: &str| Path::root().join(field);
    for field in ["words", "name"] {
        if rule.fields.text(field) == Some(words.as_str()) {
            out.held.value(&rule.id, at(field));
        }
    }
    if let Some(read) = durations::read(&words) {
        let same = [
            ("active", rule.fields.period("active") == Some(read.active)),
            ("archive", read.archive.is_some() && rule.fields.period("archive") == read.archive),
            (
                "archive_from",
                read.archive_from.is_some()
                    && rule.fields.text("archive_from") == read.archive_from.as_deref(),
            ),
            ("trigger", read.trigger.is_some() && rule.fields.text("trigger") == read.trigger.as_deref()),
            (
                "trigger_kind",
                read.trigger_kind.is_some()
                    && rule.fields.choice("trigger_kind").map(|t| t.id) == read.trigger_kind,
            ),
        ];
        for (field, _) in same.into_iter().filter(|(_, same)| *same) {
            out.held.value(&rule.id, at(field));
        }
    }
    marked(out, &words)
}

/// A row of data ready to be written: name, rank, label, description, duration.
struct Row {
    key: String,
    rank: usize,
    label: String,
    /// Own words for the group of data, which stand in a note where the label is the official one.
    own: Option<String>,
    official: bool,
    description: String,
    duration: String,
    retention: Option<Id>,
}

impl Row {
    /// Whether it is a row again when the workbook comes back.
    fn counts(&self) -> bool {
        says(&self.description) || says(&self.duration)
    }

    fn name(&self) -> RowName {
        RowName { retention: self.retention.clone(), ..RowName::new(&self.key, self.rank) }
    }
}

/// Writes the official rows in their order, then the others; gives the names in the order of the sheet.
fn write_rows(s: &mut Sheet, official: &[&str], rows: Vec<Row>) -> Vec<RowName> {
    let mut names = Vec::new();
    let (fixed, more): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| r.official);
    for label in official {
        let row = fixed.iter().find(|r| r.label == *label);
        s.line(label, data_slots(row.map_or("", |r| &r.description), row.map_or("", |r| &r.duration)));
        if let Some(own) = row.and_then(|r| r.own.as_ref()) {
            s.note(format!("{OWN_LABEL}{own}"));
        }
        names.extend(row.filter(|r| r.counts()).map(Row::name));
    }
    for row in more {
        // A row of which nothing could be read is none when the workbook comes back.
        let label = if row.counts() { row.label.as_str() } else { "" };
        s.line(label, data_slots(&row.description, &row.duration));
        names.extend(Some(row.name()).filter(|_| row.counts()));
    }
    names
}

fn data(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Data);
    let at = Path::root().join("data");
    let mut rows: Vec<Row> = Vec::new();
    for (rank, (key, group)) in activity.fields.rows("data").enumerate() {
        let path = at.join(key);
        let category = group.choice("category").map_or("other", |t| t.id);
        let official = DATA.iter().find(|(id, _)| *id == category).map(|(_, t)| *t);
        let known = official
            .or(MORE_DATA.iter().find(|(id, _)| *id == category).map(|(_, t)| *t))
            .unwrap_or_default();
        let own = group.text("label");
        let first = official.is_some() && rows.iter().all(|r| r.label != known);
        let label = match own.filter(|_| !first) {
            Some(own) => format!("{known}\u{a0}: {own}"),
            None => known.to_owned(),
        };
        let description = items(out, &activity.id, path.clone(), group);
        let duration = duration(out, &activity.id, path.clone(), group);
        // A row with neither would look like one that was not filled in.
        if !description.is_empty() || !duration.is_empty() {
            if group.get("category").is_some() {
                out.held.value(&activity.id, path.join("category"));
            }
            if let Some(own) = own {
                hold_line(out, &activity.id, path.join("label"), own);
            }
            let retention = group.reference("retention").cloned();
            let (key, own) = (key.to_owned(), own.filter(|_| first).map(str::to_owned));
            rows.push(Row { key, rank, label, own, official: first, description, duration, retention });
        }
    }
    let nir = special_rows(out, activity).into_iter().filter(|r| r.label == NIR).collect::<Vec<_>>();
    let official: Vec<&str> = DATA.iter().map(|(_, t)| *t).collect();
    let (fixed, more): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|r| r.official);
    let mut names = write_rows(s, &official, fixed);
    if activity.fields.get("special_categories") == Some(&Value::None) {
        // The list's "Non" is of the sensitive data alone: the number is answered here.
        s.line(NIR, data_slots(NONE, ""));
        out.held.value(&activity.id, Path::root().join("special_categories"));
    } else {
        write_rows(s, &[NIR], nir);
    }
    names.extend(write_rows(s, &[], more));
    lost_lines(out, s, activity, "data");
    out.remember_rows(&activity.id.id, "data", &names);
    s.blank();
}

fn special_rows(out: &mut Writer<'_>, activity: &Record) -> Vec<Row> {
    let at = Path::root().join("special_categories");
    let mut rows: Vec<Row> = Vec::new();
    for (rank, (key, group)) in activity.fields.rows("special_categories").enumerate() {
        let path = at.join(key);
        let Some(category) = group.choice("category").map(|t| t.id) else { continue };
        let label = SPECIAL.iter().find(|(id, _)| *id == category).map_or(NIR, |(_, t)| *t);
        let description = items(out, &activity.id, path.clone(), group);
        let duration = duration(out, &activity.id, path.clone(), group);
        if description.is_empty() && duration.is_empty() {
            continue;
        }
        out.held.value(&activity.id, path.join("category"));
        let official = rows.iter().all(|r| r.label != label);
        let retention = group.reference("retention").cloned();
        let (key, label) = (key.to_owned(), label.to_owned());
        rows.push(Row { key, rank, label, own: None, official, description, duration, retention });
    }
    rows
}

fn special(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Special);
    let (nir, rows): (Vec<Row>, Vec<Row>) =
        special_rows(out, activity).into_iter().partition(|r| r.label == NIR);
    let official: Vec<&str> = SPECIAL.iter().map(|(_, t)| *t).collect();
    // The national number's rows stand above, in the block of ordinary data.
    let mut names: Vec<RowName> = nir.iter().filter(|r| r.counts()).map(Row::name).collect();
    names.extend(write_rows(s, &official, rows));
    let at = Path::root().join("special_categories");
    for (key, _) in activity.fields.rows("special_categories").filter(|(_, g)| g.get("category").is_none()) {
        let mark = out.lost(&activity.id, &at.join(key));
        if !mark.is_empty() {
            s.single("", mark);
        }
    }
    lost_lines(out, s, activity, "special_categories");
    out.remember_rows(&activity.id.id, "special_categories", &names);
    s.blank();
}

fn persons(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Persons);
    let at = Path::root().join("data_subjects");
    let mut names: Vec<RowName> = Vec::new();
    for (rank, (key, row)) in activity.fields.rows("data_subjects").enumerate() {
        let path = at.join(key);
        let word = row.choice("category").map(|t| lists::word(lists::PERSONS, t)).unwrap_or_default();
        let details = row.text("details").unwrap_or_default();
        if word.is_empty() && details.is_empty() {
            lost_row(out, s, activity, &path, &["category", "details"]);
            continue;
        }
        if !word.is_empty() {
            out.held.value(&activity.id, path.join("category"));
        }
        hold_line(out, &activity.id, path.join("details"), details);
        names.push(RowName::new(key, rank));
        let details = out.with_lost(details, &activity.id, &path, &["category", "details"]);
        s.line(&format!("Catégorie de personnes {}", names.len()), pair(fixed::PERSONS, word, &details));
    }
    lost_lines(out, s, activity, "data_subjects");
    for n in names.len()..PERSONS {
        s.line(&format!("Catégorie de personnes {}", n + 1), pair(fixed::PERSONS, "", ""));
    }
    out.remember_rows(&activity.id.id, "data_subjects", &names);
    s.blank();
}

fn recipients(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Recipients);
    let at = Path::root().join("recipients");
    let mut names: Vec<RowName> = Vec::new();
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut lost: Vec<Path> = Vec::new();
    for (rank, (key, row)) in activity.fields.rows("recipients").enumerate() {
        let path = at.join(key);
        let word = row.choice("kind").map(|t| lists::word(lists::RECIPIENTS, t)).unwrap_or_default();
        let name = row.text("name").unwrap_or_default();
        if word.is_empty() && name.is_empty() {
            lost.push(path);
            continue;
        }
        if !word.is_empty() {
            out.held.value(&activity.id, path.join("kind"));
        }
        hold_line(out, &activity.id, path.join("name"), name);
        names.push(RowName::new(key, rank));
        lines.push((word.to_owned(), out.with_lost(name, &activity.id, &path, &["kind", "name"])));
    }
    if activity.fields.get("recipients") == Some(&Value::None) {
        out.held.value(&activity.id, at);
        lines.push((NONE.to_owned(), String::new()));
    } else {
        processors(out, activity, &mut names, &mut lines);
    }
    for n in 0..lines.len().max(RECIPIENTS) {
        let (word, name) = lines.get(n).cloned().unwrap_or_default();
        s.line(&format!("Destinataire {}", n + 1), pair(fixed::RECIPIENTS, &word, &name));
    }
    for row in lost {
        lost_row(out, s, activity, &row, &["kind", "name"]);
    }
    lost_lines(out, s, activity, "recipients");
    let mark = out.lost(&activity.id, &Path::root().join("processors"));
    if !mark.is_empty() {
        s.single("", mark);
    }
    out.remember_rows(&activity.id.id, "recipients", &names);
    s.blank();
}

/// The activity's processors, which the form knows only as recipients.
fn processors(
    out: &mut Writer<'_>,
    activity: &Record,
    names: &mut Vec<RowName>,
    lines: &mut Vec<(String, String)>,
) {
    let word = lists::RECIPIENTS.iter().find(|(_, id)| *id == "processor").map_or("", |(w, _)| *w);
    let ids: Vec<Id> = activity.fields.refs("processors").cloned().collect();
    let mut all = !ids.is_empty();
    for (rank, id) in ids.iter().enumerate() {
        let record = out.register.find(Kind::Processor, id).cloned();
        let name = record.as_ref().and_then(|r| r.fields.text("name")).filter(|n| survives(n));
        let Some(name) = name else {
            let mark = out.lost(&RecordId::new(Kind::Processor, id.clone()), &Path::root().join("name"));
            if !mark.is_empty() {
                lines.push((String::new(), mark));
            }
            all = false;
            continue;
        };
        out.held.value(&RecordId::new(Kind::Processor, id.clone()), Path::root().join("name"));
        out.remember(Kind::Processor, id, name);
        names.push(RowName::new(&format!("@{id}"), rank));
        lines.push((word.to_owned(), name.to_owned()));
    }
    if all {
        out.held.value(&activity.id, Path::root().join("processors"));
    }
}

fn measures(out: &mut Writer<'_>, s: &mut Sheet, activity: &Record) {
    s.heading(Section::Security);
    let at = Path::root().join("security");
    let mut names: Vec<RowName> = Vec::new();
    for (rank, (key, row)) in activity.fields.rows("security").enumerate() {
        let path = at.join(key);
        let word = row.choice("kind").map(|t| lists::word(lists::MEASURES, t)).unwrap_or_default();
        let description = row.text("description").unwrap_or_default();
        if word.is_empty() && description.is_empty() {
            lost_row(out, s, activity, &path, &["kind", "description"]);
            continue;
        }
        if !word.is_empty() {
            out.held.value(&activity.id, path.join("kind"));
        }
        if survives_lines(description) {
            out.held.value(&activity.id, path.join("description"));
        }
        names.push(RowName::new(key, rank));
        let said = out.with_lost(description, &activity.id, &path, &["kind", "description"]);
        s.line(&format!("Mesure de sécurité {}", names.len()), pair(fixed::MEASURES, word, &said));
    }
    lost_lines(out, s, activity, "security");
    for n in names.len()..MEASURES {
        s.line(&format!("Mesure de sécurité {}", n + 1), pair(fixed::MEASURES, "", ""));
    }
    out.remember_rows(&activity.id.id, "security", &names);
    s.blank();
}
