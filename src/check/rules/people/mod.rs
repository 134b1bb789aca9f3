//! Information and rights of people (Articles 12 to 22).

mod information;
mod rights;

use crate::check::case::Case;
use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &rights::NO_CONTACT,
    &rights::NO_PROCEDURE,
    &information::NO_NOTICE,
    &information::NOTICE_INCOMPLETE,
    &information::NOTICE_OLD,
    &information::NO_SOURCE,
    &information::NO_TIME,
    &rights::RIGHTS_OTHERWISE,
    &rights::NO_PORTABILITY,
    &rights::NO_OBJECTION,
    &rights::DECISION_WITHOUT_GROUND,
    &rights::DECISION_WITHOUT_HUMAN,
    &rights::DECISION_ON_SENSITIVE,
    &rights::POST_MORTEM,
];

/// Whether the organisation informs people of this activity itself: it is under way and its own.
fn is_ours(case: &Case<'_>) -> bool {
    !case.is_over() && !case.is_for_clients()
}

fn collects(case: &Case<'_>, way: &str) -> bool {
    matches!(case.choice("information.collection"), Some(c) if c == way || c == "both")
}
