//! Transfers outside the European Economic Area (Articles 44 to 49).

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
