//! Answers that are still those of the authority's example: its people are invented, and its processing is
//! nobody's. A sheet made from it keeps what its writer put there; the rest is named and not taken.

use std::collections::BTreeMap;

use super::form::{Answers, DataRow, Form};
use super::ledger::Said;
use super::list::Line;
use crate::law::cnil_form::example as theirs;
use crate::law::cnil_form::key;
use crate::law::cnil_form::labels::{Actor, Column};
use crate::model::date;

/// Cells of one row that still say what the example says.
pub type Remains = BTreeMap<(u32, u32), String>;

/// A row's values in the places of the form, told apart from the example's.
struct Seen {
    /// Values that nobody but the example has: one is enough to know where a sheet came from.
    certain: usize,
    /// Values that somebody else could have: two of them, or one among many that are the example's.
    telling: usize,
    all: usize,
}

/// Parts a sheet from what is left of the example, when it was made from it: what remains is taken out of the
/// answers. An untouched example, with nothing of the writer's own, stays whole and is marked as such.
pub fn part(form: &mut Form) {
    if !came_from(form) {
        return;
    }
    let mut ours = form.clone();
    let mut remains = Remains::new();
    strip(&mut ours, &mut remains);
    let unnumbered = ours.reference.is_none();
    if unnumbered
        && ours.has_no_answer()
        && ours.name.as_ref().is_none_or(|n| theirs::is_one_of(theirs::NAMES, &n.text))
    {
        form.example = true;
        return;
    }
    if let Some(said) = &form.introduction {
        remains.insert((said.row, said.col), said.text.clone());
    }
    *form = ours;
    form.remains = remains;
}

/// Whether a sheet was made from the example, whatever its tab and its title became.
fn came_from(form: &Form) -> bool {
    let starts = |s: Option<&Said>, w: &str| s.is_some_and(|s| key(&s.text).starts_with(w));
    let says = |s: &Option<Said>, v: &[&str]| s.as_ref().is_some_and(|s| theirs::is_one_of(v, &s.text));
    let mut seen = Seen { certain: 0, telling: 0, all: 0 };
    seen.certain += usize::from(form.introduction.is_some());
    seen.certain += usize::from(starts(form.title.as_ref(), "exemple"));
    seen.certain += usize::from(says(&form.reference, &[theirs::REFERENCE]));
    seen.certain += usize::from(starts(form.name.as_ref(), "exemple "));
    seen.telling += [&form.created, &form.updated].into_iter().filter(|s| is_date(s)).count();
    for (_, answers) in &form.actors {
        for (column, said) in answers {
            match column {
                Column::Phone if theirs::is_masked_phone(&said.text) => seen.certain += 1,
                Column::Email if theirs::is_example_email(&said.text) => seen.certain += 1,
                Column::Name if theirs::is_one_of(theirs::PEOPLE, &said.text) => seen.telling += 1,
                Column::Address if theirs::is_one_of(&[theirs::ADDRESS], &said.text) => seen.telling += 1,
                _ => {}
            }
        }
    }
    let known = [theirs::TRANSFER[0], theirs::TRANSFER[3], theirs::DETAILS[0]];
    let rows = form.recipients.iter().chain(&form.transfers).flat_map(|a| a.values());
    seen.telling += rows.filter(|s| theirs::is_one_of(&known, &s.text)).count();
    if seen.certain == 0 && seen.telling == 1 {
        let mut remains = Remains::new();
        strip(&mut form.clone(), &mut remains);
        seen.all = remains.len();
    }
    seen.certain > 0 || seen.telling > 1 || seen.all > 4
}

fn is_date(said: &Option<Said>) -> bool {
    said.as_ref().is_some_and(|s| {
        let day = s.date.or_else(|| date::parse(&s.text));
        day.is_some() && theirs::DATES.iter().any(|d| date::parse(d) == day)
    })
}

/// Takes every answer that is still the example's out of a form. Its name stays: a record needs one, and many
/// keep a payroll.
fn strip(form: &mut Form, remains: &mut Remains) {
    let mut slot = |slot: &mut Option<Said>, same: bool| {
        if let (true, Some(said)) = (same, slot.as_ref()) {
            remains.insert((said.row, said.col), said.text.clone());
            *slot = None;
        }
    };
    let says = |s: &Option<Said>, v: &[&str]| s.as_ref().is_some_and(|s| theirs::is_one_of(v, &s.text));
    let same = says(&form.reference, &[theirs::REFERENCE]);
    slot(&mut form.reference, same);
    let marked = form.name.as_ref().is_some_and(|n| key(&n.text).starts_with("exemple "));
    let same = marked && says(&form.name, theirs::NAMES);
    slot(&mut form.name, same);
    let same = is_date(&form.created);
    slot(&mut form.created, same);
    let same = is_date(&form.updated);
    slot(&mut form.updated, same);
    for (actor, answers) in &mut form.actors {
        strip_actor(*actor, answers, remains);
    }
    form.actors.retain(|(_, answers)| !answers.is_empty());
    strip_purposes(form, remains);
    for DataRow { answers, .. } in &mut form.data {
        take(answers, Column::What, theirs::DATA, remains);
        take(answers, Column::Duration, theirs::DURATIONS, remains);
    }
    form.data.retain(|row| !row.answers.is_empty());
    for rows in [&mut form.persons, &mut form.recipients, &mut form.measures] {
        for answers in rows.iter_mut() {
            take(answers, Column::Details, theirs::DETAILS, remains);
            // A word of the list beside details of the writer's own was chosen with them.
            if answers.len() == 1 {
                take(answers, Column::What, theirs::CHOSEN, remains);
            }
        }
        rows.retain(|answers| !answers.is_empty());
    }
    for answers in &mut form.transfers {
        let [recipient, country, guarantee, document] = theirs::TRANSFER;
        take(answers, Column::Recipient, &[recipient], remains);
        take(answers, Column::Document, &[document], remains);
        take(answers, Column::Country, &[country], remains);
        if !answers.contains_key(&Column::Country) {
            take(answers, Column::Guarantee, &[guarantee], remains);
        }
    }
    form.transfers.retain(|answers| !answers.is_empty());
}

fn strip_purposes(form: &mut Form, remains: &mut Remains) {
    let mut kept = Vec::new();
    for (rank, said) in std::mem::take(&mut form.purposes).into_iter().enumerate() {
        if theirs::is_one_of(theirs::PURPOSES, &said.text) {
            remains.insert((said.row, said.col), said.text);
            // A legal basis below stays below those that are left.
            let below = form.bases.iter_mut().filter(|b| b.after > rank);
            below.for_each(|b| b.gone += 1);
        } else {
            kept.push(said);
        }
    }
    form.bases.iter_mut().for_each(|b| b.after -= std::mem::take(&mut b.gone).min(b.after));
    form.purposes = kept;
}

/// A town goes with its postal code and a country with its town: who wrote the one over kept the other.
fn strip_actor(actor: Actor, answers: &mut Answers, remains: &mut Remains) {
    if matches!(actor, Actor::DpoCompany | Actor::Joint) {
        return;
    }
    take(answers, Column::Name, theirs::PEOPLE, remains);
    take(answers, Column::Address, &[theirs::ADDRESS], remains);
    take(answers, Column::PostalCode, &[theirs::POSTAL_CODE], remains);
    if !answers.contains_key(&Column::PostalCode) {
        take(answers, Column::City, &[theirs::CITY], remains);
    }
    if !answers.contains_key(&Column::City) {
        take(answers, Column::Country, &[theirs::COUNTRY], remains);
    }
    take_if(answers, Column::Phone, theirs::is_masked_phone, remains);
    take_if(answers, Column::Email, theirs::is_example_email, remains);
}

fn take(answers: &mut Answers, column: Column, values: &[&str], remains: &mut Remains) {
    take_if(answers, column, |text| theirs::is_one_of(values, text), remains);
}

fn take_if(answers: &mut Answers, column: Column, same: impl Fn(&str) -> bool, remains: &mut Remains) {
    if let Some(said) = answers.get(&column).filter(|s| same(&s.text)) {
        remains.insert((said.row, said.col), said.text.clone());
        answers.remove(&column);
    }
}

/// The same for a line of the list; a line that is not touched stays whole and is marked as the example.
pub fn part_line(line: &mut Line) {
    let says = |s: &Option<Said>, v: &[&str]| s.as_ref().is_some_and(|s| theirs::is_one_of(v, &s.text));
    let marked = line.name.as_ref().is_some_and(|s| key(&s.text).starts_with("exemple "));
    let dates = [&line.created, &line.updated];
    let came = marked
        || says(&line.reference, &[theirs::REFERENCE])
        || says(&line.purpose, &[theirs::LISTED_PURPOSES])
        || dates.into_iter().all(is_date);
    if !came {
        return;
    }
    let mut ours = line.clone();
    let mut remains = Remains::new();
    let mut slot = |slot: &mut Option<Said>, same: bool| {
        if let (true, Some(said)) = (same, slot.as_ref()) {
            remains.insert((said.row, said.col), said.text.clone());
            *slot = None;
        }
    };
    slot(&mut ours.reference, says(&line.reference, &[theirs::REFERENCE]));
    slot(&mut ours.created, is_date(&line.created));
    slot(&mut ours.updated, is_date(&line.updated));
    slot(&mut ours.purpose, says(&line.purpose, &[theirs::LISTED_PURPOSES]));
    slot(&mut ours.sensitive, says(&line.sensitive, &[theirs::LISTED_SENSITIVE]));
    let named = ours.name.is_none() || says(&ours.name, theirs::NAMES);
    let others = [&ours.reference, &ours.created, &ours.updated, &ours.purpose, &ours.sensitive];
    if named && others.into_iter().all(Option::is_none) {
        line.example = true;
        return;
    }
    // The mark goes, the name stays: it leads to the sheet.
    if let Some(name) = ours.name.as_mut().filter(|_| marked) {
        let bare = name.text.split_once(')').map_or("", |(_, rest)| rest.trim()).to_owned();
        if !bare.is_empty() {
            remains.insert((name.row, name.col), name.text.clone());
            name.text = bare;
        }
    }
    *line = ours;
    line.remains = remains;
}
