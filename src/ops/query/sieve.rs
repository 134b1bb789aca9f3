//! A query made ready for one kind of record: words folded, ways through the table found, values read.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::heads::Heads;
use super::keys::{self, About, Key, Route, Subject};
use super::parse::{Mistake, Op, Query, Term, Wanted};
use super::reach::{Reach, Seen, Sight, Way, walk};
use super::texts::{self, Texts};
use super::values;
use crate::i18n::values::says_none;
use crate::model::fold::fold;
use crate::model::message::{Message, Text, text};
use crate::model::{Finding, Kind, Lang, Record, RecordId, Register, Severity, Shape, review};

const NOT_HERE: Text =
    text("«\u{a0}{key}\u{a0}» ne se demande pas\u{a0}: {kind}.", "“{key}” cannot be asked of: {kind}.");
const BAD_FINDING: Text = text(
    "«\u{a0}{word}\u{a0}» n’est ni «\u{a0}erreur\u{a0}», «\u{a0}attention\u{a0}» ou «\u{a0}conseil\u{a0}», ni le code d’un constat.",
    "“{word}” is neither “error”, “warning” or “advice”, nor the code of a finding.",
);
const YES_OR_NO: Text = text("«\u{a0}{key}:\u{a0}» attend oui ou non.", "“{key}:” expects yes or no.");
const BAD_KIND: Text =
    text("«\u{a0}{word}\u{a0}» n’est pas un genre de fiche.", "“{word}” is not a kind of record.");

/// What a query looks at.
pub struct Scope<'a> {
    pub register: &'a Register,
    /// The last whole check.
    pub findings: &'a [Finding],
    pub today: NaiveDate,
    pub lang: Lang,
    /// Whether a record differs from the last commit or waits to be saved.
    pub modified: &'a dyn Fn(&RecordId) -> bool,
    pub heads: &'a Heads,
    /// All texts, where they were folded already.
    pub texts: Option<&'a Texts>,
}

/// A query ready to be asked of the records of one kind.
pub struct Sieve<'a> {
    scope: &'a Scope<'a>,
    checks: Vec<(bool, Check)>,
    /// What could not be understood, here or when it was read.
    pub mistakes: Vec<Mistake>,
    everywhere: bool,
}

/// What one term asks.
enum Check {
    /// A word, or several in quotes, in the record's head.
    Word(String),
    Fields {
        reach: Reach,
        any: Vec<Test>,
        needed: Option<Route>,
    },
    /// Whether it is among these.
    Among(HashSet<RecordId>, bool),
    Modified(bool),
    Due(bool),
    Id(Vec<String>),
    Kind(Vec<Kind>),
    Text(Vec<String>),
    Never,
}

/// What is asked of all ways together.
#[derive(Clone, Copy, PartialEq)]
enum Test {
    Present,
    NotPresent,
    Absent,
    SaidNone,
}

impl Query {
    /// Makes the query ready for a kind. What it asks that cannot be asked of that kind holds for no record.
    pub fn sieve<'a>(&self, kind: Kind, scope: &'a Scope<'a>) -> Sieve<'a> {
        let mut sieve =
            Sieve { scope, checks: Vec::new(), mistakes: self.mistakes.clone(), everywhere: false };
        for term in &self.terms {
            if let Some(check) = sieve.check(term, kind) {
                sieve.checks.push((term.negated, check));
            }
        }
        sieve
    }

    /// The same, its words found anywhere in a record.
    pub fn sieve_everywhere<'a>(&self, kind: Kind, scope: &'a Scope<'a>) -> Sieve<'a> {
        Sieve { everywhere: true, ..self.sieve(kind, scope) }
    }

    /// The words that are looked for, folded.
    pub fn words(&self) -> Vec<String> {
        let words = self.terms.iter().filter(|t| t.subject == Subject::Words && !t.negated);
        words.flat_map(|t| &t.values).map(|w| fold(&w.text)).collect()
    }
}

impl Sieve<'_> {
    /// Whether a record answers every term.
    pub fn holds(&self, record: &Record) -> bool {
        self.checks.iter().all(|(negated, check)| self.one(check, record) != *negated)
    }

    /// Whether a file that cannot be read as a record answers: by its name, and by what is found on it.
    pub fn holds_file(&self, id: &RecordId) -> bool {
        let one = |check: &Check| match check {
            Check::Word(word) => fold(&id.path()).contains(word),
            Check::Text(words) => words.iter().any(|word| fold(&id.path()).contains(word)),
            Check::Id(words) => words.iter().any(|word| id.id.as_str().contains(word)),
            Check::Among(ids, yes) => ids.contains(id) == *yes,
            Check::Kind(kinds) => kinds.contains(&id.kind),
            Check::Modified(yes) => (self.scope.modified)(id) == *yes,
            Check::Fields { .. } | Check::Due(_) | Check::Never => false,
        };
        // What cannot be read answers no question about its fields, put one way or the other.
        let silent = |check: &Check| matches!(check, Check::Fields { .. } | Check::Due(_) | Check::Never);
        self.checks.iter().all(|(negated, check)| one(check) != *negated && !silent(check))
    }

    fn one(&self, check: &Check, record: &Record) -> bool {
        let scope = self.scope;
        match check {
            Check::Word(word) if self.everywhere => self.anywhere(record, word),
            Check::Word(word) => scope.heads.holds(record, word),
            Check::Text(words) => words.iter().any(|word| self.anywhere(record, word)),
            Check::Id(words) => words.iter().any(|word| record.id.id.as_str().contains(word)),
            Check::Among(ids, yes) => ids.contains(&record.id) == *yes,
            Check::Modified(yes) => (scope.modified)(&record.id) == *yes,
            Check::Due(yes) => review::is_due(record, scope.register, scope.today) == *yes,
            Check::Kind(kinds) => kinds.contains(&record.id.kind),
            Check::Never => false,
            Check::Fields { reach, any, needed } => {
                let seen = reach.of(&record.fields, scope, !any.is_empty());
                seen.accepted || any.iter().any(|test| self.test(*test, seen, needed.as_ref(), record))
            }
        }
    }

    fn anywhere(&self, record: &Record, word: &str) -> bool {
        match self.scope.texts {
            Some(texts) => texts.holds(record, word, self.scope.lang),
            None => texts::whole(record, self.scope.lang).contains(word),
        }
    }

    fn test(&self, test: Test, seen: Sight, needed: Option<&Route>, record: &Record) -> bool {
        let saw = |route: &Route, wanted: fn(&Seen<'_>) -> bool| {
            walk(&record.fields, route, self.scope.register, &mut |seen| wanted(&seen))
        };
        match (test, needed) {
            (Test::Present, _) => seen.value,
            (Test::NotPresent, _) => !seen.value,
            (Test::SaidNone, None) => seen.none,
            (Test::SaidNone, Some(route)) => saw(route, |s| matches!(s, Seen::None)),
            (Test::Absent, None) => !seen.value && !seen.none,
            (Test::Absent, Some(route)) => saw(route, |s| matches!(s, Seen::Missing)),
        }
    }

    /// A term made ready; `None` where it asks nothing that can be understood.
    fn check(&mut self, term: &Term, kind: Kind) -> Option<Check> {
        let (key, path) = match &term.subject {
            Subject::Words => {
                return term.values.first().map(|w| Check::Word(fold(&w.text)));
            }
            Subject::Key(key) => (Some(*key), key.say(self.scope.lang)),
            Subject::Path(path) => (None, path.as_str()),
        };
        let folded = || term.values.iter().map(|w| fold(&w.text)).collect::<Vec<_>>();
        match key.map(|k| k.about) {
            Some(About::Id) => Some(Check::Id(folded())),
            Some(About::Everything) => Some(Check::Text(folded())),
            Some(About::Modified) => self.yes_or_no(term, path).map(Check::Modified),
            Some(About::Due) if kind != Kind::Activity => Some(self.not_here(term, path, kind)),
            Some(About::Due) => self.yes_or_no(term, path).map(Check::Due),
            Some(About::Findings) => self.findings(term),
            Some(About::Kind) => {
                let kinds: Vec<Kind> = term.values.iter().filter_map(|w| Kind::parse(&w.text)).collect();
                if kinds.is_empty() {
                    self.mistake(term, BAD_KIND.msg().with("word", typed(term)));
                    return None;
                }
                Some(Check::Kind(kinds))
            }
            Some(About::Fields(_)) | None => self.fields(term, key, path, kind),
        }
    }

    fn mistake(&mut self, term: &Term, message: Message) {
        let start = term.values.first().map_or(term.span.start, |w| w.span.start);
        let span = start..term.span.end;
        self.mistakes.push(Mistake { span, message, unfinished: false, elsewhere: false });
    }

    fn not_here(&mut self, term: &Term, key: &str, kind: Kind) -> Check {
        self.mistake(term, NOT_HERE.msg().with("key", key).with("kind", kind.plural()));
        if let Some(mistake) = self.mistakes.last_mut() {
            mistake.elsewhere = true;
        }
        Check::Never
    }

    fn yes_or_no(&mut self, term: &Term, key: &str) -> Option<bool> {
        let said = term.values.first().and_then(says_yes);
        let said = said.or_else(|| (typed(term) == "*").then_some(true));
        if said.is_none() {
            self.mistake(term, YES_OR_NO.msg().with("key", key));
        }
        said
    }

    fn findings(&mut self, term: &Term) -> Option<Check> {
        let mut ids = HashSet::new();
        for wanted in &term.values {
            match (wanted.text.as_str(), says_yes(wanted)) {
                ("*", _) | (_, Some(true)) => return Some(Check::Among(self.found(), true)),
                ("?", _) | (_, Some(false)) => return Some(Check::Among(self.found(), false)),
                _ => {}
            }
            let folded = fold(&wanted.text);
            let severity = match folded.as_str() {
                "erreur" | "erreurs" | "error" | "errors" => Some(Severity::Error),
                "attention" | "avertissement" | "warning" | "warnings" => Some(Severity::Warning),
                "conseil" | "conseils" | "advice" => Some(Severity::Advice),
                _ => None,
            };
            let is_code = |f: &Finding| fold(f.code).contains(&folded);
            let wants = |f: &Finding| severity.map_or_else(|| is_code(f), |s| f.severity == s);
            let found = self.scope.findings.iter().filter(|f| wants(f));
            let before = ids.len();
            ids.extend(found.filter_map(|f| f.record.clone()));
            if ids.len() == before && severity.is_none() {
                self.mistake(term, BAD_FINDING.msg().with("word", wanted.text.as_str()));
            }
        }
        Some(Check::Among(ids, true))
    }

    /// The records on which something is found.
    fn found(&self) -> HashSet<RecordId> {
        self.scope.findings.iter().filter_map(|f| f.record.clone()).collect()
    }

    fn fields(&mut self, term: &Term, key: Option<&'static Key>, name: &str, kind: Kind) -> Option<Check> {
        let (routes, needed): (Vec<Route>, Option<Route>) = match key.map(|k| k.about) {
            Some(About::Fields(all)) => {
                let here = all.iter().find(|f| f.kind == kind);
                let paths = here.map_or(&[] as &[&str], |f| f.paths);
                let needed = here.and_then(|f| keys::route(f.needed, kind));
                (paths.iter().filter_map(|p| keys::route(p, kind)).collect(), needed)
            }
            _ => {
                let routes = keys::routes(name, kind);
                let needed = if let [one] = routes.as_slice() { Some(one.clone()) } else { None };
                (routes, needed)
            }
        };
        if routes.is_empty() {
            return Some(self.not_here(term, name, kind));
        }
        let shapes: Vec<Shape> = routes.iter().filter_map(|r| r.last()).map(|f| f.shape).collect();
        let has_bool = shapes.iter().any(|s| matches!(s, Shape::Bool));
        let mut ways: Vec<Way> = routes.into_iter().map(|route| Way { route, accepts: Vec::new() }).collect();
        let mut any = Vec::new();
        let mut reader = values::Reader::new(self.scope);
        let mut understood = false;
        for wanted in &term.values {
            let test = match (wanted.text.as_str(), says_yes(wanted)) {
                _ if wanted.quoted || wanted.op.is_some() => None,
                ("*", _) => Some(Test::Present),
                ("?", _) => Some(Test::Absent),
                (word, _) if says_none(word) => Some(Test::SaidNone),
                (_, Some(true)) if !has_bool => Some(Test::Present),
                (_, Some(false)) if !has_bool => Some(Test::NotPresent),
                _ => None,
            };
            if let Some(test) = test {
                any.push(test);
                understood = true;
                continue;
            }
            let mut why = None;
            let mut taken = false;
            for (way, shape) in ways.iter_mut().zip(&shapes) {
                match reader.read(wanted, shape) {
                    Ok(accept) => {
                        way.accepts.push(accept);
                        taken = true;
                    }
                    Err(message) => why = why.or(Some(message)),
                }
            }
            match why {
                Some(message) if !taken => self.mistake(term, message),
                _ => understood = true,
            }
        }
        // Nothing that is asked makes sense: the rest of the query is asked alone.
        understood.then(|| Check::Fields { reach: Reach::along(ways), any, needed })
    }
}

fn typed(term: &Term) -> &str {
    term.values.first().map_or("", |w| w.text.as_str())
}

fn says_yes(wanted: &Wanted) -> Option<bool> {
    if wanted.quoted || wanted.op.is_some_and(|op| op != Op::Is) {
        return None;
    }
    match fold(&wanted.text).as_str() {
        "oui" | "yes" | "vrai" | "true" => Some(true),
        "non" | "no" | "faux" | "false" => Some(false),
        _ => None,
    }
}
