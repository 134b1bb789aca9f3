//! What a register is. Pure: no file, no clock, no terminal, no environment.

pub mod change;
pub mod date;
pub mod diff;
pub mod field;
pub mod fields;
pub mod finding;
pub mod fold;
pub mod id;
pub mod kind;
pub mod lines;
pub mod merge;
pub mod message;
pub mod path;
pub mod period;
pub mod record;
pub mod review;
pub mod system;
pub mod value;
pub mod vocabulary;

pub use change::{Change, ChangeError};
pub use field::{Field, Level, NoneMeans, Role, Shape, field_at, fields_of};
pub use finding::{Finding, Position, Severity};
pub use id::{Id, RecordId};
pub use kind::Kind;
pub use lines::LineIndex;
pub use message::{Lang, Message, Text, text};
pub use path::Path;
pub use period::Period;
pub use record::{Record, Register, table_at};
pub use value::{Group, Rows, Value};
pub use vocabulary::{Term, Vocabulary};
