//! Information and rights of people (Articles 12 to 22).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
