//! Security and breaches (Articles 32 to 34).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
