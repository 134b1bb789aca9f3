//! Workbooks as cells: what a spreadsheet file says, cell by cell, and a plain way to write one.
//!
//! Both readers (OpenDocument and Office Open XML) are bounded: a hostile or damaged file ends in a
//! [`SheetError`], never in a panic, a hang or an exhausted memory. Which of the two a file is, is told
//! by its content, never by its name.

mod a1;
mod container;
mod error;
mod limits;
mod ods;
mod workbook;
pub mod write;
mod xlsx;
mod xml;

pub use a1::{Range, address, column_name, parse_address};
pub use error::SheetError;
pub use limits::Limits;
pub use workbook::{Cell, Sheet, Workbook};
pub use write::write_ods;

use container::{Container, Kind};

/// Reads a workbook (`.ods` or `.xlsx`, told apart by content) within `limits`.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, SheetError> {
    let mut container = Container::open(bytes, limits)?;
    match container.kind()? {
        Kind::Ods => ods::read(&mut container, limits),
        Kind::Xlsx => xlsx::read(&mut container, limits),
    }
}
