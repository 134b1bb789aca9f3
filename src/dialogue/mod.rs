//! The third face, for a screen reader: a conversation in the plain terminal, one line an event.
//!
//! No redrawing, no cursor, no colour, no box: what is said once is read once. What is typed is edited by
//! the terminal itself. May use picture, ops, model, law, i18n, term; it knows nothing of the other faces.
//!
//! | module | job |
//! |---|---|
//! | `talk` | lines out, lines in |
//! | `session` | the open register, undo, redo, the journal |
//! | `saving` | to the disk, to git, out |
//! | `words` | what can be typed everywhere |
//! | `menu` | the beginning, and where to go |
//! | `list`, `pages`, `begin` | the records, what is seen of them, new ones |
//! | `record`, `spots` | one record, field by field |
//! | `answer`, `many`, `pick` | answering a field |

mod answer;
mod begin;
mod list;
mod many;
mod menu;
mod pages;
mod pick;
mod record;
mod recovery;
mod saving;
mod session;
mod spots;
mod talk;
mod texts;
mod words;

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::model::Lang;
use crate::ops::OpError;
use session::Session;
pub use talk::{Standard, Talk};

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

/// Talks until the person leaves.
///
/// # Errors
/// The register cannot be opened, or what is said cannot be written.
pub fn run(options: Options, talk: &mut dyn Talk) -> Result<(), Failed> {
    let mut session = Session::open(options, talk).map_err(Failed::Register)?;
    loop {
        match session.converse() {
            Ok(()) | Err(Stop::Menu) => {}
            Err(Stop::Quit) => return Ok(()),
            Err(Stop::End) => return session.ended().map_err(Failed::Talk),
            Err(Stop::Talk(error)) => return Err(Failed::Talk(error)),
        }
    }
}
