//! What is said of the session itself: keys that came too early, pastes, leaving.

use crate::model::{Text, text};

pub const TYPED_AHEAD_DROPPED: Text = text(
    "Ce qui a été tapé d’avance n’a pas été pris\u{a0}: une question attend.",
    "What was typed ahead was not taken: a question waits.",
);
