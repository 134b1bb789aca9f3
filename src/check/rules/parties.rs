//! Joint controllers and processors (Articles 25 to 29).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
