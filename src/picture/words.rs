//! The words that several pictures share.

use super::Subject;
use crate::model::Term;
use crate::model::message::{Text, text};

pub const NO_STATUS: Text = text("Statut non renseigné", "Status not known yet");
pub const NO_COUNTRY: Text = text("Pays non renseigné", "Country not known yet");
pub const NO_MECHANISM: Text = text("garantie non renseignée", "safeguard not known yet");
pub const NO_FATE: Text = text("Sort final non renseigné", "Final action not known yet");
pub const TRANSFERS: Text = text("Transferts hors UE", "Transfers outside the EU");

/// What a word of a list is called, or that it is not known.
pub fn term(term: Option<&'static Term>, unknown: Text, subject: &Subject<'_>) -> &'static str {
    term.map_or(subject.say(unknown), |t| t.label.get(subject.lang))
}
