//! Principles (Article 5).

mod periods;
mod references;
mod sheets;

use self::periods as p;
use self::references as r;
use self::sheets as s;
use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &s::DATA_WITHOUT_PURPOSE,
    &s::FREE_TEXT,
    &p::UNLIMITED,
    &r::TOO_LONG,
    &r::TOO_SHORT,
    &r::BEYOND_BENCHMARK,
    &p::NO_TRIGGER,
    &p::ARCHIVE_ACCESS,
    &p::NO_ERASURE,
    &s::ACCURACY,
    &p::NOT_A_CONTACT,
    &s::REUSE,
    &s::DATE_OF_BIRTH,
    &s::NO_OWNER,
    &s::TEMPLATE_LEFT,
    &s::TWO_PERIODS,
];
