//! What the law says, as embedded data with its sources.

pub mod cnil_form;
