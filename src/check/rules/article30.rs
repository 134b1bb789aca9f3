//! What Art. 30 demands: found by the field table (`check::article30`), told here.

use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[];
