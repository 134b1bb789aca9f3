//! Programs and samples that a check needs and a machine may not have.
#![allow(dead_code)]

use std::io::Write as _;

/// Says loudly what could not be checked here; where `REGISTRE_REQUIRE_TOOLS` is set, that is a failure.
pub fn absent(what: &str, unchecked: &str) {
    let required = std::env::var_os("REGISTRE_REQUIRE_TOOLS").is_some_and(|v| !v.is_empty());
    assert!(!required, "{what} ABSENT, and required here: {unchecked}");
    // Not by a macro: the test harness would keep the line of a test that passes to itself.
    let _ = writeln!(std::io::stderr(), "!!! {what} ABSENT: {unchecked}");
}
