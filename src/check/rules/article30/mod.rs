//! What Art. 30 demands: most of it found by the field table (`check::article30`) and told here, the rest found
//! here.

mod fields;
mod register;
mod sheets;

use self::fields as f;
use self::register as r;
use self::sheets as s;
use crate::check::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &f::CONTROLLER,
    &f::JOINT_CONTROLLERS,
    &f::REPRESENTATIVE,
    &f::OFFICER,
    &f::PURPOSES,
    &s::VAGUE_PURPOSE,
    &f::DATA_SUBJECTS,
    &f::DATA,
    &f::RECIPIENTS,
    &s::TRANSFERS,
    &f::SAFEGUARDS,
    &f::RETENTION,
    &f::SECURITY,
    &s::FUTURE,
    &s::UNDATED,
    &s::REVIEW,
    &r::SAME_REFERENCE,
    &s::SOFTWARE,
    &s::ONE_PERIOD,
    &r::EXEMPTION,
    &r::REFORM,
    &r::NO_PROCESSOR_RECORD,
    &f::CLIENTS,
    &f::PROCESSING_CATEGORIES,
    &s::TRANSFERS_FOR_CLIENTS,
    &f::SECURITY_FOR_CLIENTS,
    &s::SUBPROCESSORS,
];
