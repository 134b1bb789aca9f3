//! From what is typed to what is asked. Total: any text gives a query, and what cannot be understood is
//! named with its place and asks nothing.

use std::ops::Range;

use super::keys::{self, Subject};
use crate::model::message::{Message, Text, text};

const UNKNOWN: Text = text("Clé inconnue\u{a0}: «\u{a0}{key}\u{a0}».", "Unknown key: “{key}”.");
const UNKNOWN_NEAR: Text = text(
    "Clé inconnue\u{a0}: «\u{a0}{key}\u{a0}». Vouliez-vous écrire «\u{a0}{near}\u{a0}»\u{202f}?",
    "Unknown key: “{key}”. Did you mean “{near}”?",
);
const NO_VALUE: Text = text("«\u{a0}{key}:\u{a0}» attend une valeur.", "“{key}:” expects a value.");

/// What is asked: a record answers when it answers every term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub mistakes: Vec<Mistake>,
}

/// A word to be found, or something asked of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Where it stands in what was typed.
    pub span: Range<usize>,
    /// Whether it asks for the contrary.
    pub negated: bool,
    pub subject: Subject,
    /// Any of these will do.
    pub values: Vec<Wanted>,
}

/// A value that is asked for, as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub span: Range<usize>,
    pub op: Option<Op>,
    pub text: String,
    pub quoted: bool,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Less,
    AtMost,
    Is,
    AtLeast,
    More,
}

/// Something that could not be understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    pub span: Range<usize>,
    pub message: Message,
    /// It may yet become something: a key without its value.
    pub unfinished: bool,
    /// It can be asked, of another kind.
    pub elsewhere: bool,
}

impl Query {
    /// Reads what was typed.
    pub fn parse(typed: &str) -> Query {
        let mut query = Query::default();
        let mut reader = Reader { text: typed, at: 0 };
        while reader.skip_spaces() {
            reader.term(&mut query);
        }
        query
    }

    /// Whether a term of it is about this.
    pub fn asks(&self, about: impl Fn(&keys::About) -> bool) -> bool {
        self.terms.iter().any(|t| matches!(&t.subject, Subject::Key(key) if about(&key.about)))
    }

    /// Whether it asks for words anywhere in a record.
    pub fn reads_everything(&self) -> bool {
        self.asks(|about| matches!(about, keys::About::Everything))
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A key and its colon at the beginning of `text`: the key, and where what follows begins. French puts a
/// no-break space before the colon.
pub fn key_of(text: &str) -> Option<(&str, usize)> {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '’' | '\'');
    let end = text.find(|c| !is_key(c))?;
    let key = text.get(..end).filter(|k| !k.is_empty())?;
    let rest = text.get(end..)?;
    let after = rest.trim_start_matches(['\u{a0}', '\u{202f}']).strip_prefix(':')?;
    Some((key, text.len() - after.len()))
}

/// Where the term begins that the end of a text stands in; `None` where the next one begins there.
pub fn open_term(text: &str) -> Option<usize> {
    let mut reader = Reader { text, at: 0 };
    while reader.skip_spaces() {
        let start = reader.at;
        reader.term(&mut Query::default());
        if reader.at >= text.len() {
            return Some(start);
        }
    }
    None
}

/// The marks that hold a text with spaces together, each with the one that ends it.
pub const QUOTES: [(char, char); 3] = [('"', '"'), ('«', '»'), ('“', '”')];

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes on to the next term; `false` at the end.
    fn skip_spaces(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start().len();
        self.at < self.text.len()
    }

    fn term(&mut self, query: &mut Query) {
        let start = self.at;
        let negated = self.rest().starts_with('-');
        if negated {
            self.at += 1;
        }
        if let Some((key, after)) = key_of(self.rest()) {
            let key_span = self.at..self.at + key.len();
            self.at += after;
            let values = self.values();
            let span = start..self.at;
            match keys::find(key) {
                Err(near) => {
                    let message = match near {
                        Some(near) => UNKNOWN_NEAR.msg().with("near", near),
                        None => UNKNOWN.msg(),
                    };
                    let message = message.with("key", key);
                    query.mistakes.push(Mistake {
                        span: key_span,
                        message,
                        unfinished: false,
                        elsewhere: false,
                    });
                }
                Ok(_) if values.is_empty() => {
                    let message = NO_VALUE.msg().with("key", key);
                    query.mistakes.push(Mistake { span, message, unfinished: true, elsewhere: false });
                }
                Ok(subject) => query.terms.push(Term { span, negated, subject, values }),
            }
            return;
        }
        let word = self.value(|c| c.is_whitespace());
        // A hyphen alone is one that a word will follow.
        if !word.text.is_empty() {
            let span = start..self.at;
            query.terms.push(Term { span, negated, subject: Subject::Words, values: vec![word] });
        }
    }

    /// The values after a key, with commas between them.
    fn values(&mut self) -> Vec<Wanted> {
        let mut values = Vec::new();
        loop {
            let start = self.at;
            let op = self.op();
            let value = self.value(|c| c.is_whitespace() || c == ',');
            if !value.text.is_empty() {
                values.push(Wanted { span: start..self.at, op, ..value });
            }
            match self.rest().strip_prefix(',') {
                Some(_) => self.at += 1,
                None => return values,
            }
        }
    }

    fn op(&mut self) -> Option<Op> {
        const OPS: [(&str, Op); 7] = [
            (">=", Op::AtLeast),
            ("<=", Op::AtMost),
            ("≥", Op::AtLeast),
            ("≤", Op::AtMost),
            (">", Op::More),
            ("<", Op::Less),
            ("=", Op::Is),
        ];
        let (mark, op) = OPS.iter().find(|(mark, _)| self.rest().starts_with(mark))?;
        self.at += mark.len();
        Some(*op)
    }

    /// A text up to where it ends, or up to its closing mark; one that is never closed goes to the end.
    fn value(&mut self, ends: impl Fn(char) -> bool) -> Wanted {
        let start = self.at;
        let rest = self.rest();
        let quote = QUOTES.iter().find(|(open, _)| rest.starts_with(*open));
        let text = match quote {
            Some((open, close)) => {
                let inside = rest.get(open.len_utf8()..).unwrap_or_default();
                let text = inside.find(*close).and_then(|end| inside.get(..end));
                self.at += open.len_utf8() + text.map_or(inside.len(), |t| t.len() + close.len_utf8());
                text.unwrap_or(inside).trim()
            }
            None => {
                let text = rest.find(ends).and_then(|end| rest.get(..end)).unwrap_or(rest);
                self.at += text.len();
                text
            }
        };
        Wanted { span: start..self.at, op: None, text: text.to_owned(), quoted: quote.is_some() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Lang;

    fn shown(typed: &str) -> Vec<String> {
        let subject = |s: &Subject| match s {
            Subject::Words => String::new(),
            Subject::Key(key) => format!("{}:", key.name.en),
            Subject::Path(path) => format!("{path}:"),
        };
        let value = |w: &Wanted| format!("{}{}", w.op.map_or(String::new(), |o| format!("{o:?} ")), w.text);
        Query::parse(typed)
            .terms
            .iter()
            .map(|t| {
                let values: Vec<String> = t.values.iter().map(value).collect();
                format!("{}{}{}", if t.negated { "-" } else { "" }, subject(&t.subject), values.join("|"))
            })
            .collect()
    }

    #[test]
    fn words_and_fields_in_any_order_and_either_language() {
        assert_eq!(
            shown("paie base:consentement -service:RH country:US,CN"),
            ["paie", "basis:consentement", "-owner:RH", "country:US|CN"]
        );
        assert_eq!(shown("DURÉE:>3ans duree:<=\"6 mois\""), ["period:More 3ans", "period:AtMost 6 mois"]);
        assert_eq!(shown("data.items:nom"), ["data.items:nom"]);
        assert_eq!(shown("revue\u{a0}:<2026-01-01"), ["review:Less 2026-01-01"]);
    }

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(shown("\"ressources humaines\" a"), ["ressources humaines", "a"]);
        assert_eq!(shown("service:«\u{a0}service clients\u{a0}» a"), ["owner:service clients", "a"]);
        assert_eq!(shown("-\"non fini"), ["-non fini"]);
        assert_eq!(shown("\"12:30\" l’été"), ["12:30", "l’été"]);
    }

    #[test]
    fn what_is_not_understood_is_named_where_it_stands() {
        let typed = "paie bose:contrat";
        let query = Query::parse(typed);
        assert_eq!(query.terms.len(), 1, "the rest is still asked");
        let mistake = &query.mistakes[0];
        assert_eq!(&typed[mistake.span.clone()], "bose");
        assert_eq!(
            mistake.message.get(Lang::Fr),
            "Clé inconnue\u{a0}: «\u{a0}bose\u{a0}». Vouliez-vous écrire «\u{a0}base\u{a0}»\u{202f}?"
        );
        let query = Query::parse("statut:");
        assert!(query.is_empty() && query.mistakes[0].unfinished);
        assert_eq!(Query::parse("- -").terms, []);
    }

    proptest! {
        #[test]
        fn any_text_is_read(typed in ".{0,60}") {
            let query = Query::parse(&typed);
            for span in query.terms.iter().map(|t| &t.span).chain(query.mistakes.iter().map(|m| &m.span)) {
                prop_assert!(typed.get(span.clone()).is_some());
            }
        }

        #[test]
        fn any_query_like_text_is_read(parts in prop::collection::vec(0usize..24, 0..20)) {
            const PARTS: [&str; 24] = ["base", "pays", ":", "\"", "«", "»", "-", ",", ">", "<=", "*", "?", " ", "\u{a0}",
                "US", "3ans", "data.items", "é", "“", "2026-01-01", "constat", "néant", "x", ".."];
            let typed: String = parts.iter().map(|p| PARTS[*p]).collect();
            let query = Query::parse(&typed);
            for term in &query.terms {
                prop_assert!(!term.values.is_empty());
                prop_assert!(typed.get(term.span.clone()).is_some());
                prop_assert!(term.values.iter().all(|w| typed.get(w.span.clone()).is_some()));
            }
        }
    }
}
