//! What of the check is asked for.

use crate::model::{Finding, RecordId, Severity};
use crate::ops::error::OpError;
use crate::ops::rules;

/// What of all that is found is told, and counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Only these records; empty: all.
    pub records: Vec<RecordId>,
    /// Only these rules, by code; empty: all.
    pub codes: Vec<String>,
    /// Nothing milder than this.
    pub least: Severity,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked { records: Vec::new(), codes: Vec::new(), least: Severity::Advice }
    }
}

impl Asked {
    /// Whether a finding is among what is asked for.
    pub fn takes(&self, finding: &Finding) -> bool {
        let record = finding.record.as_ref();
        finding.severity >= self.least
            && (self.records.is_empty() || record.is_some_and(|id| self.records.contains(id)))
            && (self.codes.is_empty() || self.codes.iter().any(|code| code == finding.code))
    }

    /// Narrows to rules that a person named by code, the beginning of one, or name; an error for one that is no rule.
    pub fn rules<'a>(mut self, typed: impl IntoIterator<Item = &'a String>) -> Result<Asked, OpError> {
        for word in typed {
            self.codes.extend(rules::under(word)?.iter().map(|rule| rule.code.to_owned()));
        }
        Ok(self)
    }
}
