//! The blocks of a sheet that no activity fills: the model and the example.

use super::{
    MEASURES, PERSONS, PURPOSES, RECIPIENTS, Sheet, TRANSFERS, actor_label, actor_slots, data_slots, label,
    pair, transfer_slots,
};
use crate::export::cnil_ods::fixed;
use crate::law::cnil_form::labels::{Actor, DATA, Label, NIR, SPECIAL, Section};
use crate::law::cnil_form::lists::INVITATION;

/// What the model or the example shows.
#[derive(Default)]
pub struct Filled {
    pub name: &'static str,
    pub reference: &'static str,
    pub purposes: &'static [&'static str],
    /// Group, description, duration.
    pub data: &'static [(&'static str, &'static str, &'static str)],
    /// Word of the list, details.
    pub persons: &'static [(&'static str, &'static str)],
    pub recipients: &'static [(&'static str, &'static str)],
    pub measures: &'static [(&'static str, &'static str)],
    /// Whether the first cell of each list invites to choose.
    pub invite: bool,
}

pub const ACTORS: [Actor; 5] =
    [Actor::Controller, Actor::Dpo, Actor::DpoCompany, Actor::Representative, Actor::Joint];

/// The label of a purpose by its rank.
pub fn purpose_label(rank: usize) -> String {
    if rank == 0 { label(Label::MainPurpose).to_owned() } else { format!("Sous-finalité {rank}") }
}

pub(super) fn skeleton(s: &mut Sheet, f: &Filled) {
    s.heading(Section::Description);
    s.single(label(Label::Name), f.name);
    s.single(label(Label::Reference), f.reference);
    s.single(label(Label::Created), "");
    s.single(label(Label::Updated), "");
    s.blank();
    s.heading(Section::Actors);
    for actor in ACTORS {
        s.line(actor_label(actor), actor_slots(Default::default()));
    }
    s.blank();
    s.heading(Section::Purposes);
    for rank in 0..PURPOSES {
        s.single(&purpose_label(rank), f.purposes.get(rank).copied().unwrap_or_default());
    }
    s.blank();
    s.heading(Section::Data);
    for (group, text) in DATA {
        let row = f.data.iter().find(|(g, ..)| g == group);
        s.line(text, data_slots(row.map_or("", |r| r.1), row.map_or("", |r| r.2)));
    }
    s.line(NIR, data_slots("", ""));
    s.blank();
    s.heading(Section::Special);
    for (_, text) in SPECIAL {
        s.line(text, data_slots("", ""));
    }
    s.blank();
    typed(s, Section::Persons, "Catégorie de personnes", PERSONS, fixed::PERSONS, f.persons, f.invite);
    typed(s, Section::Recipients, "Destinataire", RECIPIENTS, fixed::RECIPIENTS, f.recipients, f.invite);
    typed(s, Section::Security, "Mesure de sécurité", MEASURES, fixed::MEASURES, f.measures, f.invite);
    s.heading(Section::Transfers);
    for n in 0..TRANSFERS {
        let invitation = if n == 0 && f.invite { INVITATION } else { "" };
        s.line(&format!("Organisme destinataire {}", n + 1), transfer_slots("", invitation, invitation, ""));
    }
}

fn typed(
    s: &mut Sheet,
    section: Section,
    label: &str,
    least: usize,
    list: usize,
    rows: &[(&str, &str)],
    invite: bool,
) {
    s.heading(section);
    for n in 0..least.max(rows.len()) {
        let (word, details) = rows.get(n).copied().unwrap_or_default();
        let word = if n == 0 && invite { INVITATION } else { word };
        s.line(&format!("{label} {}", n + 1), pair(list, word, details));
    }
    s.blank();
}
