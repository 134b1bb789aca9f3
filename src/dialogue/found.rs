//! What is found: the list of it, and each finding in words.

use super::Go;
use super::commands::Place;
use super::leaf::Leaves;
use super::session::Session;
use super::texts as t;
use crate::i18n::format::article;
use crate::model::{Finding, Message, Severity};

struct Findings;

impl Leaves for Findings {
    type Item = Finding;
    const PLACE: Place = Place::Findings;

    fn question(&self) -> Message {
        t::ASK_FINDING.msg()
    }

    /// The worst first.
    fn items(&mut self, session: &mut Session<'_>) -> Go<Option<Vec<Finding>>> {
        let mut findings = session.findings().to_vec();
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
        if findings.is_empty() {
            return session.say(t::NOTHING_FOUND.msg()).map(|()| None);
        }
        Ok(Some(findings))
    }

    fn say_head(&self, session: &mut Session<'_>, findings: &[Finding]) -> Go {
        let tally = session.tally(findings).unwrap_or_default();
        session.say(t::FINDINGS_HEAD.msg().with("said", tally))
    }

    fn words(&self, session: &mut Session<'_>, finding: &Finding) -> String {
        session.finding_words(finding)
    }

    fn open(&self, session: &mut Session<'_>, findings: &[Finding], index: usize) -> Go {
        let Some(finding) = findings.get(index) else { return Ok(()) };
        match &finding.record {
            Some(id) if session.register().contains(id) => {
                session.records(std::slice::from_ref(id), 0, Some(finding.path.clone()))
            }
            _ => session.say(t::MEND_BY_HAND.msg().with("file", &finding.file)),
        }
    }
}

impl Session<'_> {
    /// What is found, the worst first; a number leads to its field.
    pub fn findings_list(&mut self) -> Go {
        self.leaf_through(&mut Findings)
    }

    /// A finding with its place, unless it begins with the name of the field itself.
    fn finding_words(&self, finding: &Finding) -> String {
        let message = self.aloud(&finding.message);
        let place = match &finding.record {
            Some(id) => {
                let label =
                    if finding.path.is_root() { String::new() } else { self.label(id, &finding.path) };
                match label.is_empty() || message.starts_with(&label) {
                    true => self.title(id),
                    false => t::PLACE.msg().with("title", self.title(id)).with("label", label).get(self.lang),
                }
            }
            None => finding.file.clone(),
        };
        let said = t::FINDING_AT.msg().with("severity", finding.severity.label()).with("place", place);
        said.with("message", message).get(self.lang)
    }

    /// Says a finding of the field at hand: what, what to do, who asks.
    pub fn say_finding(&mut self, finding: &Finding) -> Go {
        let severity: Severity = finding.severity;
        let said = t::FINDING.msg().with("severity", severity.label());
        let message = self.aloud(&finding.message);
        self.say(said.with("message", message))?;
        if let Some(hint) = &finding.hint {
            self.say(t::HINT.msg().with("hint", hint.clone()))?;
        }
        if !finding.article.is_empty() {
            let article = article(finding.article, self.lang);
            self.say(t::ARTICLE.msg().with("article", article))?;
        }
        Ok(())
    }
}
