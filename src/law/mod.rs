//! What the law says, as embedded data with its sources.

pub mod cnil_form;
pub mod dpia;
pub mod entries;
pub mod notice;
pub mod places;
pub mod prospecting;
pub mod questions;
pub mod retention;
pub mod rights;
pub mod templates;
