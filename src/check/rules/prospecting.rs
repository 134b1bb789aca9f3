//! Direct marketing.

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
