//! Consent and minors (Articles 7 and 8).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
