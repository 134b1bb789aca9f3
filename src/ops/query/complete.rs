//! What may be typed next: the names of keys, then the values that the register holds.

use std::collections::HashMap;
use std::ops::Range;

use super::keys::{self, About, KEYS, Route, Subject};
use super::parse::{QUOTES, key_of, open_term};
use super::reach::{Seen, walk};
use super::sieve::Scope;
use crate::model::fold::fold;
use crate::model::message::{Lang, Text, text};
use crate::model::{Field, Kind, RecordId, Shape, Term, Value, fields_of};

const ANSWERED: Text = text("renseigné", "answered");
const UNKNOWN: Text = text("non renseigné", "not known yet");
const SAID_NONE: Text = text("vérifié, il n’y en a pas", "looked at, there is none");
const NONE: Text = text("néant", "none");
const YES: Text = text("oui", "yes");
const NO: Text = text("non", "no");

/// A label longer than this is no word to type: the word of the file is.
const SHORT: usize = 24;
/// More values than anybody reads.
const MANY: usize = 200;

/// Something that may be typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Suggestion {
    /// What is typed for it.
    pub insert: String,
    /// What it is, where that is something else.
    pub note: String,
}

/// What may stand at the cursor, and the part of what was typed that it takes the place of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    pub span: Range<usize>,
    pub found: Vec<Suggestion>,
    /// The key whose values these are.
    pub key: Option<String>,
}

/// Completes queries; the values of a key are gathered once for as long as the register is the same.
#[derive(Debug, Default)]
pub struct Completer {
    memo: Option<(Memo, Vec<Suggestion>)>,
}

#[derive(Debug, PartialEq)]
struct Memo {
    key: String,
    kind: Kind,
    generation: u64,
    lang: Lang,
}

impl Completer {
    /// What may be typed at `cursor`. `generation` tells one state of the register from another.
    pub fn complete(
        &mut self,
        typed: &str,
        cursor: usize,
        kind: Kind,
        generation: u64,
        scope: &Scope<'_>,
    ) -> Completion {
        let before = typed.get(..cursor).unwrap_or(typed);
        let start = open_term(before).unwrap_or(before.len());
        let term = before.get(start..).unwrap_or_default();
        let start = start + usize::from(term.starts_with('-'));
        let term = term.strip_prefix('-').unwrap_or(term);
        let Some((key, after)) = key_of(term) else {
            let found = if term.starts_with(QUOTES.map(|(open, _)| open)) {
                Vec::new()
            } else {
                names(term, kind, scope.lang)
            };
            return Completion { span: start..before.len(), found, key: None };
        };
        let Ok(subject) = keys::find(key) else { return Completion::default() };
        let (at, partial) = last_value(term, after);
        let memo = Memo { key: key.to_owned(), kind, generation, lang: scope.lang };
        if self.memo.as_ref().is_none_or(|(m, _)| *m != memo) {
            self.memo = Some((memo, values(&subject, kind, scope)));
        }
        let all = self.memo.as_ref().map_or(&[] as &[_], |(_, all)| all.as_slice());
        let wanted = fold(partial);
        let fits = |s: &&Suggestion| fold(&s.insert).contains(&wanted) || fold(&s.note).contains(&wanted);
        let mut found: Vec<Suggestion> = all.iter().filter(fits).cloned().collect();
        let bare = |s: &Suggestion| fold(s.insert.trim_start_matches(['"', '«', '\u{a0}']));
        found.sort_by_key(|s| !bare(s).starts_with(&wanted) && !fold(&s.note).starts_with(&wanted));
        Completion { span: start + at..before.len(), found, key: Some(key.to_owned()) }
    }
}

/// The value under way in a term, after its comma and its operator: where it begins, and its text.
fn last_value(term: &str, after: usize) -> (usize, &str) {
    let mut at = after;
    let mut open = None;
    for (i, c) in term.char_indices().filter(|(i, _)| *i >= after) {
        match open {
            Some(close) if c == close => open = None,
            Some(_) => {}
            None => match QUOTES.iter().find(|(o, _)| *o == c) {
                Some((_, close)) if i == at => open = Some(*close),
                _ if c == ',' => at = i + 1,
                _ if i == at && matches!(c, '<' | '>' | '=' | '≤' | '≥') => at = i + c.len_utf8(),
                _ => {}
            },
        }
    }
    let partial = term.get(at..).unwrap_or_default();
    (at, partial.trim_start_matches(QUOTES.map(|(o, _)| o)).trim_start())
}

fn names(partial: &str, kind: Kind, lang: Lang) -> Vec<Suggestion> {
    let wanted = fold(partial);
    if let Some((holder, last)) = wanted.rsplit_once('.') {
        let inside = keys::route(holder, kind).and_then(|route| route.last().map(|f| f.shape));
        let table = match inside {
            Some(Shape::Group(inner) | Shape::Rows(inner)) => inner,
            Some(Shape::Ref(kind) | Shape::Refs(kind)) => fields_of(kind),
            _ => &[],
        };
        let fits = table.iter().filter(|f| f.key.starts_with(last));
        return fits.map(|f| named(&format!("{holder}.{}", f.key), f, lang)).collect();
    }
    let starts = |name: &&'static str| fold(name).starts_with(&wanted);
    let known = KEYS.iter().filter(|k| k.holds_for(kind));
    let mut found: Vec<Suggestion> = known
        .filter(|k| [k.name.fr, k.name.en].iter().chain(k.others).any(starts))
        .map(|k| Suggestion { insert: format!("{}:", k.say(lang)), note: k.help.get(lang).to_owned() })
        .collect();
    if !wanted.is_empty() {
        // What begins as it was typed comes before what only has another name that does.
        found.sort_by_key(|s| !fold(&s.insert).starts_with(&wanted));
        let fields = fields_of(kind).iter().filter(|f| f.key.starts_with(&wanted));
        // One that has a name of its own is proposed by that.
        let fields = fields.filter(|f| !keys::is_named(f.key));
        let new =
            fields.map(|f| named(f.key, f, lang)).filter(|s| found.iter().all(|k| k.insert != s.insert));
        let new: Vec<Suggestion> = new.collect();
        found.extend(new);
    }
    found
}

fn named(path: &str, field: &Field, lang: Lang) -> Suggestion {
    Suggestion { insert: format!("{path}:"), note: field.label.get(lang).to_owned() }
}

/// All values of a key, the most frequent first.
fn values(subject: &Subject, kind: Kind, scope: &Scope<'_>) -> Vec<Suggestion> {
    let lang = scope.lang;
    let plain = |insert: &str| Suggestion { insert: insert.to_owned(), note: String::new() };
    let routes: Vec<Route> = match subject {
        Subject::Words => return Vec::new(),
        Subject::Path(path) => keys::routes(path, kind),
        Subject::Key(key) => match key.about {
            About::Fields(all) => {
                let paths = all.iter().find(|f| f.kind == kind).map_or(&[] as &[&str], |f| f.paths);
                paths.iter().filter_map(|p| keys::route(p, kind)).collect()
            }
            About::Modified | About::Due => return [YES, NO].map(|t| plain(t.get(lang))).into(),
            About::Kind => return Kind::ALL.map(|k| plain(k.typed().get(lang))).into(),
            About::Findings => {
                use crate::model::Severity::{Advice, Error, Warning};
                let mut found: Vec<Suggestion> =
                    [Error, Warning, Advice].map(|s| plain(s.label().get(lang))).into();
                let of_kind = |id: &Option<RecordId>| id.as_ref().is_some_and(|id| id.kind == kind);
                let mut codes: Vec<&str> =
                    scope.findings.iter().filter(|f| of_kind(&f.record)).map(|f| f.code).collect();
                codes.sort_unstable();
                codes.dedup();
                found.extend(codes.into_iter().map(plain));
                return found;
            }
            About::Id => {
                let ids = scope.register.of(kind).take(MANY);
                return ids.map(|r| plain(r.id.id.as_str())).collect();
            }
            About::Everything => return Vec::new(),
        },
    };
    let mut counted: HashMap<Suggestion, usize> = HashMap::new();
    for record in scope.register.of(kind) {
        for route in &routes {
            walk(&record.fields, route, scope.register, &mut |seen| {
                let leaf = route.last().map(|f| f.shape);
                if let (Seen::Value(value), Some(shape)) = (seen, leaf)
                    && let Some(suggestion) = suggestion(value, &shape, scope)
                {
                    *counted.entry(suggestion).or_default() += 1;
                }
                false
            });
        }
    }
    let mut found: Vec<(Suggestion, usize)> = counted.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| fold(&a.0.insert).cmp(&fold(&b.0.insert))));
    let mut found: Vec<Suggestion> = found.into_iter().take(MANY).map(|(s, _)| s).collect();
    let mut add = |s: Suggestion| {
        if !found.contains(&s) {
            found.push(s);
        }
    };
    let shapes: Vec<Shape> = routes.iter().filter_map(|r| r.last()).map(|f| f.shape).collect();
    for shape in &shapes {
        match shape {
            Shape::Bool => [YES, NO].map(|t| plain(t.get(lang))).into_iter().for_each(&mut add),
            Shape::Choice(words) | Shape::Choices(words) => {
                words.terms.iter().for_each(|t| add(of_term(t, words.name, lang)));
            }
            Shape::Group(_) | Shape::Rows(_) => add(plain(YES.get(lang))),
            _ => {}
        }
    }
    for (mark, note) in [("*", ANSWERED), ("?", UNKNOWN), (NONE.get(lang), SAID_NONE)] {
        add(Suggestion { insert: mark.to_owned(), note: note.get(lang).to_owned() });
    }
    found
}

fn suggestion(value: &Value, shape: &Shape, scope: &Scope<'_>) -> Option<Suggestion> {
    let typed = |text: &str| Some(Suggestion { insert: quoted(text)?, note: String::new() });
    match (value, shape) {
        (Value::Choice(term), Shape::Choice(words) | Shape::Choices(words)) => {
            Some(of_term(term, words.name, scope.lang))
        }
        (Value::Ref(id), Shape::Ref(kind) | Shape::Refs(kind)) => {
            let title = scope.register.find(*kind, id)?.title(scope.lang);
            if title.chars().count() <= 2 * SHORT {
                typed(title)
            } else {
                Some(Suggestion { insert: id.to_string(), note: title.to_owned() })
            }
        }
        (Value::Text(text), _) if text.chars().count() <= 2 * SHORT && !text.contains('\n') => typed(text),
        (Value::Period(period), _) => typed(&period.words(scope.lang).replace('\u{a0}', " ")),
        _ => None,
    }
}

/// A word of a list as it is typed: its label where that is short, else the word of the file.
fn of_term(term: &Term, list: &str, lang: Lang) -> Suggestion {
    let label = term.label.get(lang);
    match quoted(label) {
        Some(insert) if list != "countries" && label.chars().count() <= SHORT => {
            Suggestion { insert, note: String::new() }
        }
        _ => Suggestion { insert: term.id.to_owned(), note: label.to_owned() },
    }
}

/// A text as a value; `None` where no marks can hold it.
fn quoted(text: &str) -> Option<String> {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '’' | '\'' | '@' | '/' | ':');
    if text.chars().all(is_plain) && text.chars().next().is_some_and(char::is_alphanumeric) {
        return Some(text.to_owned());
    }
    let (open, close) =
        QUOTES.iter().find(|(open, close)| !text.contains(*open) && !text.contains(*close))?;
    Some(format!("{open}{text}{close}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_under_way_is_the_last_one() {
        let at = |term: &'static str| last_value(term, term.find(':').map_or(0, |i| i + 1)).1;
        assert_eq!(at("pays:US,F"), "F");
        assert_eq!(at("durée:>3"), "3");
        assert_eq!(at("service:\"res, hum"), "res, hum");
        assert_eq!(at("service:«\u{a0}res"), "res");
        assert_eq!(at("pays:"), "");
    }

    #[test]
    fn keys_are_proposed_in_the_readers_language_whatever_language_is_typed() {
        let said = |typed: &str, lang| names(typed, Kind::Activity, lang)[0].insert.clone();
        assert_eq!(said("st", Lang::Fr), "statut:");
        assert_eq!(said("status", Lang::Fr), "statut:");
        assert_eq!(said("dure", Lang::En), "period:");
        assert_eq!(said("data.it", Lang::Fr), "data.items:");
        assert_eq!(said("bus", Lang::Fr), "business_function:");
        assert_eq!(said("purposes.legal", Lang::Fr), "purposes.legal_basis:");
    }

    #[test]
    fn every_word_proposed_is_read_as_itself() {
        for text in ["Active", "En service", "l’été", "a,b", "dit «\u{a0}x\u{a0}»", "<5", "3 ans"] {
            let typed = format!("x:{}", quoted(text).unwrap());
            let (_, after) = key_of(&typed).unwrap();
            assert!(after == 2 && open_term(&typed) == Some(0), "{typed}");
            let query = super::super::Query::parse(&format!("service:{}", quoted(text).unwrap()));
            assert_eq!(query.terms[0].values[0].text, text, "{typed}");
        }
        assert_eq!(quoted("\" « “"), None);
    }
}
