//! Where the register stands: its branch, what is not saved or committed, what is found.

use super::Go;
use super::session::Session;
use super::texts as t;
use crate::model::message::{Text, text};
use crate::model::{Finding, Kind, RecordId, Severity};
use crate::ops::status::{GitStatus, HeadState, status};

const BRANCH: Text = text("Branche {name}.", "Branch {name}.");
const UNBORN: Text = text("Branche {name}, sans aucun commit.", "Branch {name}, without any commit.");
const DETACHED: Text = text("{head}.", "{head}.");
const UNDER_WAY: Text =
    text("Git est au milieu d’une opération\u{a0}: {name}.", "Git is in the middle of something: {name}.");
const OTHERS: Text = text(
    "Et {n} {n|autre fichier|autres fichiers} du dossier, qui n’{n|est pas une fiche|sont pas des fiches}.",
    "And {n} other {n|file|files} of the folder, {n|which is no record|which are no records}.",
);

impl Session<'_> {
    /// What is said of the register at the beginning, and whenever it is asked for.
    pub fn say_state(&mut self) -> Go {
        let name = self.title(&RecordId::organisation());
        self.say(t::WELCOME.msg().with("name", name))?;
        if let Some(newer) = self.workspace.newer() {
            self.say(newer)?;
        }
        let counts: Vec<String> = Kind::MANY.iter().map(|kind| self.count(*kind)).collect();
        self.say(t::COUNTS.msg().with("counts", counts.join(", ")))?;
        let findings = self.findings();
        let said = self.tally(findings.iter()).unwrap_or_else(|| t::NO_FINDING.get(self.lang).to_owned());
        self.say(t::FOUND.msg().with("said", said))?;
        let unreadable: Vec<String> = self.workspace.unreadable().map(|f| f.file.clone()).collect();
        if !unreadable.is_empty() {
            self.say(t::UNREADABLE.msg().with("n", unreadable.len()).with("files", unreadable.join(", ")))?;
        }
        match status(&self.workspace).map(|s| s.git) {
            Ok(Some(git)) => self.say_git(&git)?,
            Ok(None) => self.say(t::NO_GIT.msg())?,
            Err(error) => self.say_error(&error)?,
        }
        self.say_unsaved()
    }

    fn say_git(&mut self, git: &GitStatus) -> Go {
        self.say(match &git.head {
            HeadState::Branch(name) => BRANCH.msg().with("name", name),
            HeadState::Unborn(name) => UNBORN.msg().with("name", name),
            detached => DETACHED.msg().with("head", detached.message()),
        })?;
        if let Some(operation) = git.operation {
            self.say(UNDER_WAY.msg().with("name", operation.name()))?;
        }
        match git.files.len() {
            0 => self.say(t::AS_COMMITTED.msg())?,
            n => self.say(t::UNCOMMITTED.msg().with("n", n))?,
        }
        match git.others.len() {
            0 => Ok(()),
            n => self.say(OTHERS.msg().with("n", n)),
        }
    }

    fn count(&self, kind: Kind) -> String {
        let n = self.register().of(kind).count();
        let label = match kind {
            Kind::Activity => t::N_ACTIVITIES,
            Kind::Purpose => t::N_PURPOSES,
            Kind::Retention => t::N_RETENTION,
            _ => t::N_PROCESSORS,
        };
        label.msg().with("n", n).get(self.lang)
    }

    /// `2 erreurs, 1 conseil`; `None` where there is nothing.
    pub fn tally<'a>(&self, findings: impl IntoIterator<Item = &'a Finding>) -> Option<String> {
        let findings: Vec<&Finding> = findings.into_iter().collect();
        let said = [
            (Severity::Error, t::N_ERRORS),
            (Severity::Warning, t::N_WARNINGS),
            (Severity::Advice, t::N_ADVICE),
        ];
        let said = said.into_iter().filter_map(|(severity, label)| {
            let n: usize = findings.iter().filter(|f| f.severity == severity).map(|f| f.more.max(1)).sum();
            (n > 0).then(|| label.msg().with("n", n).get(self.lang))
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}
