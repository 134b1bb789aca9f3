//! What git knows, said: the histories, what lies between two points, who said what, the register as it was.

use super::Go;
use super::commands::{Does, Place};
use super::leaf::PAGE;
use super::session::Session;
use super::texts as t;
use super::words::{Typed, index};
use crate::i18n::changes::{field_change, label};
use crate::i18n::format::{article, date};
use crate::model::message::{Text, text};
use crate::model::{Path, RecordId};
use crate::ops::blame::{Since, blame};
use crate::ops::changes::{Changes, FindingTold};
use crate::ops::committed::What;
use crate::ops::compare::{Compared, Request, beginning, branches, brought_by, compare, made_by, told};
use crate::ops::log::{AT_ONCE, CommitId, CommitInfo, log, register_log, what};
use crate::ops::past::PastRegister;
use crate::ops::restore::restore;
use crate::ops::{OpError, Workspace};

const COMMIT: Text = text("{day}, {author}\u{a0}: {summary} ({id})", "{day}, {author}: {summary} ({id})");
const OLDER: Text = text("les commits plus anciens", "the older commits");
const NONE: Text = text("Aucun commit.", "No commit.");
const CUT: Text =
    text("L’histoire s’arrête ici\u{a0}: clone superficiel.", "The history stops here: shallow clone.");
const MADE: Text = text("fiche créée.", "record made.");
const DELETED: Text = text("fiche supprimée.", "record deleted.");
const LAYOUT: Text =
    text("aucun champ\u{a0}: commentaires ou mise en page.", "no field: comments or layout.");
const UNREADABLE: Text =
    text("une des deux versions ne se lit pas.", "one of the two versions cannot be read.");
const BETWEEN: Text = text("De\u{a0}: {from}. À\u{a0}: {to}.", "From: {from}. To: {to}.");
const SAME: Text = text("Rien n’a changé.", "Nothing changed.");
const RECORD: Text = text("{title}, {kind}\u{a0}: {became}.", "{title}, {kind}: {became}.");
const FOLLOWS: Text = text("Conséquence\u{a0}: {says} {article}", "Consequence: {says} {article}");
const TURNED: Text = text("{severity}, {turn}, {code}\u{a0}: {says}", "{severity}, {turn}, {code}: {says}");
const CURRENT: Text = text("{name}, la branche courante\u{a0}: {last}", "{name}, the current branch: {last}");
const BRANCH: Text = text("{name}\u{a0}: {last}", "{name}: {last}");
const UNCOMMITTED: Text = text("pas encore validé", "not committed yet");
const BEFORE: Text =
    text("avant l’histoire de ce clone superficiel", "before the history of this shallow clone");
const ORIGIN: Text = text("{label}\u{a0}: {since}.", "{label}: {since}.");
const WHICH_DAY: Text = text("Quel jour, ou quel commit\u{202f}?", "Which day, or which commit?");
const SAVE_FIRST: Text = text(
    "Enregistrer d’abord\u{a0}: ce qui ne l’est pas resterait en suspens.",
    "Save first: what is not saved would be left hanging.",
);
const SHOWN: Text = text(
    "Le registre tel qu’il était le {day} ({commit}). Rien ne s’y modifie. «\u{a0}présent\u{a0}» au menu revient.",
    "The register as it was on {day} ({commit}). Nothing is changed there. “present” at the menu comes back.",
);
const OF_TODAY: Text = text(
    "Cela ne se fait que dans le registre d’aujourd’hui\u{a0}: taper «\u{a0}présent\u{a0}» au menu.",
    "That is done in the register of today alone: type “present” at the menu.",
);
const TODAY: Text = text("Le registre d’aujourd’hui.", "The register of today.");
const TODAY_ALREADY: Text =
    text("C’est déjà le registre d’aujourd’hui.", "This is the register of today already.");
const SAME_VERSION: Text = text("C’est déjà cette version.", "It is that version already.");
const BRING_BACK: Text = text("Reprendre cette version\u{202f}?", "Bring that version back?");

/// Where a numbered line leads.
#[derive(Clone)]
enum Lead {
    Field(RecordId, Option<Path>),
    Commit(CommitId),
    Branch(String, bool),
    Older,
}

type Said = (String, Option<Lead>);

impl Session<'_> {
    /// The commits that touched the register.
    pub fn register_history(&mut self) -> Go {
        let mut lines: Vec<Said> = Vec::new();
        let mut place = None;
        loop {
            let part = match register_log(&self.workspace, place.take(), AT_ONCE, &|| false) {
                Ok(part) => part,
                Err(error) => return self.say_error(&error),
            };
            let from = lines.len();
            for commit in &part.commits {
                lines.push((self.commit_words(commit), Some(Lead::Commit(commit.id))));
            }
            place = part.rest;
            if !self.leaf_commits(&mut lines, from, place.is_some(), part.is_cut)? {
                return Ok(());
            }
        }
    }

    /// Reads a page of commits aloud, with what stands under its last one; whether the next page is asked for.
    fn leaf_commits(&mut self, lines: &mut Vec<Said>, from: usize, is_more: bool, is_cut: bool) -> Go<bool> {
        match (is_more, is_cut) {
            (true, _) => lines.push((OLDER.get(self.lang).to_owned(), Some(Lead::Older))),
            (false, true) => lines.push((CUT.get(self.lang).to_owned(), None)),
            (false, false) if lines.is_empty() => return self.say(NONE.msg()).map(|()| false),
            (false, false) => {}
        }
        let goes_on = self.leaf_lines(lines, from)?;
        if goes_on {
            lines.pop();
        }
        Ok(goes_on)
    }

    /// The commits that touched a record, with what each one changed.
    pub fn history(&mut self, id: &RecordId) -> Go {
        let mut lines: Vec<Said> = Vec::new();
        let mut place = None;
        loop {
            let part = match log(&self.workspace, id, place.take(), &|| false) {
                Ok(part) => part,
                Err(error) => return self.say_error(&error),
            };
            let from = lines.len();
            for touch in &part.touches {
                lines.push((self.commit_words(&touch.commit), None));
                let (called, what) = what(touch);
                let then = called.unwrap_or_else(|| id.clone());
                let said = |text: Text| vec![(text.get(self.lang).to_owned(), None)];
                lines.extend(match what {
                    What::Added => said(MADE),
                    What::Removed => said(DELETED),
                    What::Layout => said(LAYOUT),
                    What::Unreadable => said(UNREADABLE),
                    What::Fields(fields) => {
                        let register = self.register();
                        let line =
                            |f| self.aloud_words(&field_change(&then, f, register, register, self.lang));
                        fields.iter().map(|f| (line(f), None)).collect()
                    }
                });
            }
            place = part.rest;
            if !self.leaf_commits(&mut lines, from, place.is_some(), part.is_cut)? {
                return Ok(());
            }
        }
    }

    /// What changed between the points that are named; without any, since the branch left the main one, else
    /// since the last commit.
    pub fn compare(&mut self, names: &str) -> Go {
        if self.living.is_some() {
            return self.say_of_today();
        }
        let names = names.replace("..", " ");
        let mut names = names.split_whitespace().map(str::to_owned);
        let (from, to) = (names.next(), names.next());
        let compared = match from {
            None => beginning(&self.workspace),
            named => Ok(named),
        }
        .and_then(|from| compare(&self.workspace, &Request { from, to, check: true, ..Request::default() }));
        self.say_compared(compared)
    }

    /// The branches, each leading to what it brings.
    pub fn branches(&mut self) -> Go {
        if self.living.is_some() {
            return self.say_of_today();
        }
        let branches = match branches(&self.workspace) {
            Ok(branches) => branches,
            Err(error) => return self.say_error(&error),
        };
        let line = |b: &crate::ops::compare::Branch| {
            let said = if b.is_current { CURRENT } else { BRANCH }.msg().with("name", b.name.as_str());
            let lead = Lead::Branch(b.name.clone(), b.is_current);
            (said.with("last", self.commit_words(&b.last)).get(self.lang), Some(lead))
        };
        let lines: Vec<Said> = branches.iter().map(line).collect();
        if lines.is_empty() {
            return self.say(NONE.msg());
        }
        self.leaf_lines(&lines, 0).map(drop)
    }

    /// Since when each field of a record says what it says.
    pub fn origin(&mut self, id: &RecordId) -> Go {
        if self.living.is_some() {
            return self.say_of_today();
        }
        let lines = match blame(&self.workspace, id, &|| false) {
            Ok(lines) => lines,
            Err(error) => return self.say_error(&error),
        };
        let line = |line: &crate::ops::blame::Line| {
            let since = match &line.since {
                Since::Commit(commit) => self.commit_words(commit),
                Since::Uncommitted => UNCOMMITTED.get(self.lang).to_owned(),
                Since::BeforeHistory => BEFORE.get(self.lang).to_owned(),
            };
            let said = ORIGIN.msg().with("label", label(id, &line.path, self.lang)).with("since", since);
            (self.aloud(&said), Some(Lead::Field(id.clone(), Some(line.path.clone()))))
        };
        let lines: Vec<Said> = lines.iter().map(line).collect();
        self.leaf_lines(&lines, 0).map(drop)
    }

    /// Brings back the field at hand, or the whole record, as it was at a commit or on a day.
    pub fn restore(&mut self, id: &RecordId, path: &Path, typed: &str) -> Go {
        if self.living.is_some() {
            return self.say_of_today();
        }
        let (path, from) = match typed.split_once(char::is_whitespace) {
            Some((all, from)) if ["tout", "all"].contains(&all) => (None, from.trim()),
            _ => (Some(path).filter(|path| !path.is_root()), typed),
        };
        if from.is_empty() {
            return self.say(WHICH_DAY.msg());
        }
        let act = match restore(&mut self.workspace.clone(), id, path, from) {
            Ok(Some(act)) => act,
            Ok(None) => return self.say(SAME_VERSION.msg()),
            Err(error) => return self.say_error(&error),
        };
        let words = act.words(self.register(), self.lang);
        words.iter().try_for_each(|line| self.say_change(line))?;
        if self.yes(&BRING_BACK.msg())? && self.make(&act)? {
            self.say_unsaved()?;
        }
        Ok(())
    }

    /// Shows the register as it was on a day or at a commit.
    pub fn as_it_was(&mut self, name: &str) -> Go {
        if self.workspace.is_modified() {
            return self.say(SAVE_FIRST.msg());
        }
        let name = match name.trim() {
            "" => self.ask(&WHICH_DAY.msg())?.trim().to_owned(),
            name => name.to_owned(),
        };
        if name.is_empty() {
            return Ok(());
        }
        let opened = PastRegister::at(self.workspace.dir(), &name).and_then(|past| Ok((past.open()?, past)));
        let (workspace, past): (Workspace, PastRegister) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.say_error(&error),
        };
        let shown = std::mem::replace(&mut self.workspace, workspace);
        let today = std::mem::replace(&mut self.today, past.day);
        self.living.get_or_insert((shown, today));
        self.changed();
        let said = SHOWN.msg().with("day", date(past.day, self.lang)).with("commit", past.commit.id.short());
        self.say(said)
    }

    /// Back to the register of today.
    pub fn present(&mut self) -> Go {
        let Some((living, today)) = self.living.take() else { return self.say(TODAY_ALREADY.msg()) };
        self.workspace = living;
        self.today = today;
        self.changed();
        self.say(TODAY.msg())?;
        self.take_in_others().map(drop)
    }

    /// Says that something is done in the register of today alone.
    pub fn say_of_today(&mut self) -> Go {
        self.say(OF_TODAY.msg())
    }

    fn say_compared(&mut self, compared: Result<Compared, OpError>) -> Go {
        let compared = match compared {
            Ok(compared) => compared,
            Err(error) => return self.say_error(&error),
        };
        let words = told(&compared, self.lang);
        let between = BETWEEN.msg().with("from", words.from.as_str()).with("to", words.to.as_str());
        self.say(between)?;
        if words.records.is_empty() {
            return self.say(SAME.msg());
        }
        let ids: Vec<RecordId> = compared.records.iter().map(|c| c.id.clone()).collect();
        let lines = self.told(&words, &ids);
        self.leaf_lines(&lines, 0).map(drop)
    }

    /// What changed, a sentence a line; a record that is still there has a number.
    fn told(&self, words: &Changes, ids: &[RecordId]) -> Vec<Said> {
        let mut counted = words.counted();
        if let Some(turned) = words.turned_words() {
            counted.push_str(&format!("\u{202f}; {turned}"));
        }
        let mut lines: Vec<Said> = vec![(counted, None)];
        for (record, id) in words.records.iter().zip(ids) {
            let head = RECORD.msg().with("title", record.title.as_str()).with("kind", record.kind.as_str());
            let head = head.with("became", record.became.label()).get(self.lang);
            let lead = self.register().contains(id).then(|| Lead::Field(id.clone(), None));
            lines.push((head, lead));
            for field in &record.fields {
                lines.push((self.aloud_words(&field.sentence), None));
                for follows in &field.consequences {
                    let cited = match follows.article {
                        "" => String::new(),
                        named => format!("({})", article(named, self.lang)),
                    };
                    let said = FOLLOWS.msg().with("says", follows.says.as_str()).with("article", cited);
                    lines.push((said.get(self.lang).trim_end().to_owned(), None));
                }
                lines.extend(field.findings.iter().map(|f| (self.turned(f), None)));
            }
            lines.extend(record.findings.iter().map(|f| (self.turned(f), None)));
        }
        lines.extend(words.elsewhere.iter().map(|f| (self.turned(f), None)));
        lines
    }

    fn turned(&self, told: &FindingTold) -> String {
        let at = told.record.as_ref().map(|r| format!("{r}, ")).unwrap_or_default();
        let said = TURNED.msg().with("severity", told.severity.label()).with("turn", told.turn.label());
        said.with("code", told.code).with("says", format!("{at}{}", told.says)).get(self.lang)
    }

    fn commit_words(&self, commit: &CommitInfo) -> String {
        let day = commit.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), self.lang));
        let said = COMMIT.msg().with("day", day).with("author", commit.author.as_str());
        said.with("summary", commit.summary.as_str()).with("id", commit.id.short()).get(self.lang)
    }

    /// A sentence without the signs that do not read aloud.
    fn aloud_words(&self, words: &str) -> String {
        words.trim_start().replace(" › ", ", ").replace(" → ", t::BECOMES.get(self.lang))
    }

    /// Says lines a page at a time from one on; what leads somewhere has a number. `true`: older ones are asked
    /// for.
    fn leaf_lines(&mut self, lines: &[Said], first: usize) -> Go<bool> {
        let leads: Vec<(usize, Lead)> =
            lines.iter().enumerate().filter_map(|(i, (_, lead))| Some((i, lead.clone()?))).collect();
        let (mut from, mut say) = (first, true);
        loop {
            if std::mem::take(&mut say) {
                let to = (from + PAGE).min(lines.len());
                for (i, (words, _)) in lines.iter().enumerate().take(to).skip(from) {
                    match leads.iter().position(|(at, _)| *at == i) {
                        Some(n) => self.say_numbered(n, words)?,
                        None => self.say_words(words)?,
                    }
                }
                self.say_more(lines.len() - to)?;
            }
            let typed = self.command(&t::ASK_PAGE.msg(), Place::Page)?;
            match typed.unwrap_or(Typed::Does(Does::Again, String::new())) {
                Typed::Nothing | Typed::Does(Does::Back, _) => return Ok(false),
                Typed::Does(Does::Again, _) => say = true,
                Typed::Does(turn, _) => say = self.turn(&mut from, turn, lines.len())?,
                Typed::Number(n) => match index(n, leads.len()).and_then(|i| leads.get(i).cloned()) {
                    Some((_, Lead::Older)) => return Ok(true),
                    Some((_, lead)) => self.follow_version(lead)?,
                    None => self.no_such_number(leads.len())?,
                },
                Typed::Words(words) => self.not_understood(&words, Place::Page)?,
            }
        }
    }

    fn follow_version(&mut self, lead: Lead) -> Go {
        match lead {
            Lead::Field(id, path) => self.records(&[id], 0, path),
            Lead::Commit(commit) => {
                let compared = made_by(&self.workspace, commit);
                self.say_compared(compared)
            }
            Lead::Branch(_, true) => self.compare(""),
            Lead::Branch(name, false) => {
                let compared = brought_by(&self.workspace, &name);
                self.say_compared(compared)
            }
            Lead::Older => Ok(()),
        }
    }
}
