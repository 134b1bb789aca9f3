//! Sectors and frequent cases.

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
