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
pub const INTERRUPT_AGAIN: Text = text(
    "Ctrl-C encore une fois dans les 2\u{a0}s\u{a0}: quitter sans attendre\u{202f}; le journal garde ce qui n’est pas enregistré.",
    "Ctrl-C again within 2\u{a0}s: leave at once; the journal keeps what is not saved.",
);
pub const INTERRUPT_LOSES: Text = text(
    "Ctrl-C encore une fois dans les 2\u{a0}s\u{a0}: quitter sans attendre\u{202f}; ce qui n’est pas enregistré sera perdu.",
    "Ctrl-C again within 2\u{a0}s: leave at once; what is not saved will be lost.",
);
