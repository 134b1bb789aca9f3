//! Principles (Article 5).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
