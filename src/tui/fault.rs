//! When the program fails while the interface is open.

use crate::model::Lang;
use crate::ops::fault;
use crate::term::Guard;
use crate::term::panic::{self, LastWords};
use crate::tui::texts as t;

/// From here on a fault of the program gives the terminal back, says in three sentences what happened and
/// where the report lies, and ends what must not be left half done with `at_end`. `is_sample`: the register
/// goes with the session, here too.
pub fn own_up(guard: Guard, lang: Lang, is_sample: bool, at_end: impl Fn() + Send + Sync + 'static) {
    let became = if is_sample { t::PANIC_SAMPLE } else { t::PANIC_2 };
    let lines = [t::PANIC_1, became, t::PANIC_3].map(|l| l.get(lang).to_owned());
    panic::install(Some(guard), LastWords { lines }, Box::new(fault::report), at_end);
}
