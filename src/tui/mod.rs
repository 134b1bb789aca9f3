//! The terminal interface. State and message make a new state and effects (`update`, pure); the view
//! draws from the state alone; effects run on workers and answer with messages.
//!
//! | module | job |
//! |---|---|
//! | `model`, `message`, `effect` | what is known, what can happen, what is asked of the world |
//! | `update` | message → state and effects, one file for each part of the screen |
//! | `view` | state → screen; neither of the two knows the other |
//! | `drawn`, `theme`, `window` | what drawing told: where the mouse hits, how far things reach; colours; parts of long lists |
//! | `drawing`, `page`, `many` | pages and what they are made from; acts on many files, for a worker |
//! | `help`, `palette`, `template_list`, `typing`, `sheet` | what both faces of the interface read: commands found by typing, what is typed, a record's lines |
//! | `command`, `may`, `shell` | the one table of commands: keys, bottom bar, help; why one cannot be used now; its like on the command line |
//! | `aids` | what helps while a field is typed: calendar, references, advice |
//! | `guide` | the questions of an activity one by one, with what can be proposed |
//! | `listing` | a kind's list: its order, its filter |
//! | `form` | a record's lines, from the field table |
//! | `widgets`, `matching` | texts being typed, pick-lists, finding without accents |
//! | `versions`, `blame` | what was read of git for its views; since when a field says what it says |
//! | `tasks` | what runs away from the screen, how far it got, how it ended |
//! | `app`, `keeper`, `fault` | the loop, the thread that keeps the journal, what is said when the program fails |
//!
//! May use: `picture`, `ops`, `model`, `law`, `i18n`, `term`.

mod aids;
pub mod app;
pub mod blame;
pub mod command;
pub mod drawing;
pub mod drawn;
pub mod effect;
pub mod fault;
pub mod form;
pub mod git;
pub mod guide;
pub mod help;
mod keeper;
pub mod keymap;
pub mod layer;
pub mod listing;
pub mod many;
pub mod matching;
pub mod may;
pub mod message;
pub mod model;
pub mod page;
pub mod palette;
pub mod screens;
pub mod sheet;
pub mod shell;
pub mod tasks;
pub mod template_list;
pub mod texts;
pub mod theme;
pub mod typing;
pub mod update;
pub mod versions;
pub mod view;
pub mod widgets;
pub mod window;

pub use app::{Options, run};
