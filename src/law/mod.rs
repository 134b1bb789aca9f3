//! What the law says, as embedded data with its sources.

pub mod cnil_form;
pub mod dpia;
pub mod entries;
pub mod places;
pub mod questions;
pub mod retention;
pub mod templates;
