//! Finding records: what is typed in a filter, on the command line, in the search over everything.
//!
//! ```text
//! paie base:consentement pays:US -service:RH durée:>3ans revue:<2026-01-01 constat:erreur data.items:nom
//! ```
//!
//! Free words are looked for in the title, the reference and the identifier; `key:value` in fields, through
//! references; several values with commas: any of them; `-` asks for the contrary; `*` for anything, `?` for
//! what nobody has said; quotes hold a value with spaces. Accents and capitals make no difference.
//!
//! | module | job |
//! |---|---|
//! | `parse` | text → query, total |
//! | `keys` | the names of the keys, and where each looks |
//! | `sieve`, `reach`, `values` | query and kind → what holds of a record |
//! | `heads`, `texts` | folded texts, made once |
//! | `complete` | what may be typed next |
//! | `sort` | the order of a list |
//! | `saved` | filters that are kept |
//! | `search` | where in a record the words stand |
//! | `select` | a query asked of a whole register |

pub mod complete;
mod heads;
pub mod keys;
pub mod parse;
mod reach;
pub mod saved;
pub mod search;
pub mod select;
mod sieve;
pub mod sort;
mod texts;
mod values;

pub use heads::Heads;
pub use parse::{Mistake, Query};
pub use sieve::{Scope, Sieve};
pub use texts::Texts;
