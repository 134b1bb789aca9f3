//! Special categories, offences, national number (Articles 9, 10 and 87).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
