//! The check as other programs read it: one file a format, none of which knows of files or terminals.

mod fingerprint;
mod github;
mod gitlab;
mod junit;
mod sarif;

pub use self::fingerprint::fingerprints;
pub use self::github::github;
pub use self::gitlab::gitlab;
pub use self::junit::junit;
pub use self::sarif::sarif;

use chrono::NaiveDate;

use crate::history::Repo;
use crate::i18n::format::article;
use crate::model::message::{Lang, Text, text};
use crate::model::{Finding, Register};
use crate::ops::findings::Placed;
use crate::ops::rules::{self, Confidence, Rule};
use crate::ops::workspace::Workspace;

/// What is reported.
pub struct Report<'a> {
    pub register: &'a Register,
    pub found: &'a [Placed<'a>],
    pub waived: &'a [Placed<'a>],
    /// The day as of which was checked.
    pub today: NaiveDate,
    /// The register's folder in its repository, with `/` at its end; empty where it is the root.
    pub folder: &'a str,
    /// Warnings count as failures.
    pub strict: bool,
    pub lang: Lang,
    /// Brings text to one line in which nothing is obeyed; what a terminal obeys is known where it is written to.
    pub one_line: fn(&str) -> String,
}

/// The register's folder as the repository names it, with `/` at its end; empty at the root and outside git.
pub fn folder(workspace: &Workspace) -> String {
    let Ok(Some(repo)) = Repo::discover(workspace.dir()) else { return String::new() };
    let parts: Vec<_> = repo.prefix().components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.iter().map(|part| format!("{part}/")).collect()
}

const VERIFY: Text = text("à vérifier\u{a0}: {url}", "to be verified: {url}");

/// What is said of a finding besides what is wrong: what to do, the article, the doubt; a line each.
pub fn besides(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = finding.hint.iter().map(|hint| hint.get(lang)).collect();
    if !finding.article.is_empty() {
        lines.push(article(finding.article, lang));
    }
    lines.extend(doubt(finding, lang));
    lines
}

/// That the legal fact is to be verified, and where, for a rule that is not sure of it.
pub fn doubt(finding: &Finding, lang: Lang) -> Option<String> {
    let rule = rules::get(finding.code).filter(|r| r.confidence == Confidence::Medium)?;
    Some(VERIFY.msg().with("url", rule.source.url).get(lang))
}

/// What is wrong, and all the rest under it.
fn whole(finding: &Finding, lang: Lang) -> String {
    let mut lines = vec![finding.message.get(lang)];
    lines.extend(besides(finding, lang));
    lines.join("\n")
}

/// The name of a finding's rule; its code where it is no rule's.
fn name(finding: &Finding) -> &'static str {
    rules::get(finding.code).map_or(finding.code, |rule: &Rule| rule.name)
}

/// The line and column of a finding, from 1; the first of its file when it is about no text.
fn position(placed: &Placed<'_>) -> (usize, usize) {
    placed.place.as_ref().map_or((1, 1), |place| (place.at.line, place.at.column))
}

/// Whether somebody who reads a report obeys this character instead of showing it: controls, other line ends, and
/// what turns the direction of text. One that is only unseen harms nobody, and may be part of a path.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}
