//! The third face, for a screen reader: a conversation in the plain terminal, one line an event.
//!
//! No redrawing, no cursor, no colour, no box: what is said once is read once. What is typed is edited by
//! the terminal itself. May use picture, ops, model, law, i18n, term; it knows nothing of the other faces.
//!
//! | module | job |
//! |---|---|
//! | `talk` | lines out, lines in |
//! | `commands` | the table of what can be typed: understood, helped with, numbered in the menu |
//! | `words` | what was typed, taken apart; what holds anywhere |
//! | `session` | the open register, undo, redo, the journal |
//! | `others` | what others write is taken in |
//! | `state` | where the register stands |
//! | `saving`, `exchange` | to the disk, to git, to the others, out |
//! | `menu` | the beginning, and where to go |
//! | `leaf` | leafing through what is numbered: `list`, `found`, `search` |
//! | `pages`, `begin`, `bulk` | what is seen of the records, new ones, many at once |
//! | `record`, `spots`, `reading`, `places` | one record, place by place |
//! | `versions` | what git knows: histories, comparisons, who said what, the register as it was |
//! | `guide` | the questions of an activity |
//! | `answer`, `many`, `pick` | answering a field |

mod answer;
mod begin;
mod bulk;
mod commands;
mod exchange;
mod found;
mod guide;
mod leaf;
mod list;
mod many;
mod menu;
mod others;
mod pages;
mod pick;
mod places;
mod reading;
mod record;
mod recovery;
mod saving;
mod search;
mod session;
mod spots;
mod state;
mod talk;
mod texts;
mod versions;
mod words;

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::model::Lang;
use crate::ops::OpError;
use session::Session;
pub use talk::{Heard, Standard, Talk};

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The register's folder.
    pub dir: PathBuf,
    pub lang: Lang,
    pub today: NaiveDate,
    /// Where the journal lies; `None`: nowhere.
    pub state: Option<PathBuf>,
}

/// Why the conversation did not come to its end.
#[derive(Debug)]
pub enum Failed {
    /// The register cannot be opened.
    Register(OpError),
    /// Nobody is there to read what is said.
    Talk(io::Error),
}

/// Why a part of the conversation is left.
#[derive(Debug)]
enum Stop {
    /// The person leaves; what was to be asked is answered.
    Quit,
    /// There are no more answers.
    End,
    /// Ctrl-C.
    Interrupt,
    /// Back to the menu.
    Menu,
    Talk(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Talk(error)
    }
}

type Go<T = ()> = Result<T, Stop>;

/// How the conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person left, or there were no more answers.
    Left,
    /// By Ctrl-C.
    Interrupted,
}

/// Talks until the person leaves.
///
/// # Errors
/// The register cannot be opened, or what is said cannot be written.
pub fn run(options: Options, talk: &mut dyn Talk) -> Result<Ended, Failed> {
    let mut session = Session::open(options, talk).map_err(Failed::Register)?;
    loop {
        match session.converse() {
            Ok(()) | Err(Stop::Menu) => {}
            Err(Stop::Quit) => return Ok(Ended::Left),
            Err(Stop::End) => return session.ended(Ended::Left).map_err(Failed::Talk),
            Err(Stop::Interrupt) => return session.ended(Ended::Interrupted).map_err(Failed::Talk),
            Err(Stop::Talk(error)) => return Err(Failed::Talk(error)),
        }
    }
}
