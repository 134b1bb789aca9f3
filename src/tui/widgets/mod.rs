//! Parts of screens that hold a state of their own: a text being typed, a list to pick from.

pub mod picker;
pub mod text_edit;
