//! What is said of the session itself: keys that came too early, pastes, leaving.

use crate::model::{Text, text};

pub const TYPED_AHEAD_DROPPED: Text = text(
    "Ce qui a été tapé d’avance n’a pas été pris\u{a0}: une question attend.",
    "What was typed ahead was not taken: a question waits.",
);
pub const PASTE_GUESSED: Text = text(
    "Des touches qui arrivent toutes à la fois sont prises pour un texte collé.",
    "Keys that come all at once are taken for a pasted text.",
);
pub const PASTE_CUT: Text = text(
    "Le texte collé a été coupé à 1\u{a0}Mio\u{a0}: le reste n’est pas là.",
    "The pasted text was cut at 1\u{a0}MiB: the rest is not there.",
);
