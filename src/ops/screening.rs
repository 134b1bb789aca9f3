//! Whether an impact assessment is due, as far as a sheet shows.

use crate::check::screening;
use crate::model::{Kind, RecordId, Register};

pub use crate::check::screening::{Outcome, Proposed, Screening, Sign};
pub use crate::law::dpia::List;

/// What the sheet of an activity shows; `None` for a record that is none.
pub fn screening(register: &Register, id: &RecordId) -> Option<Screening> {
    let record = register.get(id).filter(|r| r.id.kind == Kind::Activity)?;
    Some(screening::of(register, record))
}
