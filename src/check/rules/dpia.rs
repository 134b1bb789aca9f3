//! Impact assessment (Articles 35 and 36).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
