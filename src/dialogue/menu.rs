//! The beginning of the conversation, and where it can go.

use super::Go;
use super::session::Session;
use super::texts as t;
use super::words::{BACK, is, is_number, number};
use crate::model::{Finding, Kind, Severity, Text};
use crate::picture::Lead;

/// Where one can go from the menu: what it is called, and the words that lead there.
type Entry = (Text, &'static [&'static str], Choice);

#[derive(Clone, Copy)]
enum Choice {
    List(Kind),
    Organisation,
    Findings,
    Overview,
    Deadlines,
    Changes,
    New,
    Undo,
    Redo,
    Save,
    Commit,
    Quit,
}

use Choice::{
    Changes, Commit, Deadlines, Findings, List, New, Organisation, Overview, Quit, Redo, Save, Undo,
};

const MENU: &[Entry] = &[
    (Kind::Activity.plural(), &["activites", "activities", "traitements"], List(Kind::Activity)),
    (Kind::Purpose.plural(), &["finalites", "purposes"], List(Kind::Purpose)),
    (Kind::Retention.plural(), &["durees", "retention"], List(Kind::Retention)),
    (Kind::Processor.plural(), &["sous-traitants", "processors"], List(Kind::Processor)),
    (Kind::Organisation.plural(), &["organisme", "organisation"], Organisation),
    (t::FINDINGS, &["constats", "findings"], Findings),
    (t::OVERVIEW, &["tableau", "overview"], Overview),
    (t::DEADLINES, &["echeances", "deadlines"], Deadlines),
    (t::CHANGES, &["changements", "changes"], Changes),
    (t::NEW, &["nouvelle", "nouveau", "new"], New),
    (t::UNDO, &["annuler", "undo"], Undo),
    (t::REDO, &["refaire", "redo"], Redo),
    (t::SAVE, &["enregistrer", "save"], Save),
    (t::COMMIT, &["valider", "commit"], Commit),
    (t::QUIT, &["quitter", "quit"], Quit),
];

impl Session<'_> {
    /// The whole conversation; ends by a [`super::Stop`].
    pub fn converse(&mut self) -> Go {
        if !std::mem::replace(&mut self.begun, true) {
            self.begin()?;
            self.offer_back()?;
        }
        self.say_menu()?;
        loop {
            let typed = self.command(&t::ASK_MENU.msg(), &[t::HELP_MENU])?.unwrap_or_default();
            if typed.is_empty() || is(&typed, BACK) {
                self.say_menu()?;
                continue;
            }
            let chosen = match number(&typed, MENU.len()) {
                Some(at) => MENU.get(at),
                None => MENU.iter().find(|(_, words, _)| is(&typed, words)),
            };
            match chosen {
                Some((_, _, choice)) => self.go(*choice)?,
                None if is_number(&typed) => self.no_such_number(MENU.len())?,
                None => self.not_understood(&typed)?,
            }
        }
    }

    fn go(&mut self, choice: Choice) -> Go {
        match choice {
            List(kind) => self.list(kind),
            Organisation => self.records(&[crate::model::RecordId::organisation()], 0, None),
            Findings => self.findings_list(),
            Overview => self.page(&Lead::Overview),
            Deadlines => self.page(&Lead::Deadlines),
            Changes => self.changes(),
            New => self.new_activity(),
            Undo => self.undo(),
            Redo => self.redo(),
            Save => self.save().map(drop),
            Commit => self.commit(),
            Quit => self.quit(),
        }
    }

    fn say_menu(&mut self) -> Go {
        self.say(t::MENU.msg())?;
        for (i, (label, ..)) in MENU.iter().enumerate() {
            self.say_numbered(i, label.get(self.lang))?;
        }
        Ok(())
    }

    /// Says an item of a list under its number.
    pub fn say_numbered(&mut self, index: usize, words: &str) -> Go {
        let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.say(t::NUMBERED.msg().with("n", index + 1).with("words", one_line))
    }

    fn begin(&mut self) -> Go {
        self.say_news()?;
        let name = self.title(&crate::model::RecordId::organisation());
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
        let changed = crate::ops::status::status(&self.workspace).ok().and_then(|s| s.git);
        match changed.map(|git| git.files.len()) {
            None => self.say(t::NO_GIT.msg())?,
            Some(0) => self.say(t::AS_COMMITTED.msg())?,
            Some(n) => self.say(t::UNCOMMITTED.msg().with("n", n))?,
        }
        self.say_unsaved()?;
        self.say(t::TYPE_HELP.msg())
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
