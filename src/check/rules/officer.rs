//! Data protection officer (Articles 37 to 39).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
