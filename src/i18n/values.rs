//! A value as people read it, and as they type it.

use super::format;
use crate::model::Term;
use crate::model::message::{Message, Text, text};
use crate::model::vocabulary::NOT_LISTED;
use crate::model::{
    Field, Group, Id, Kind, Lang, Period, RecordId, Register, Shape, Value, Vocabulary, date,
};

pub const UNKNOWN: Text = text("non renseigné", "not known yet");
/// What an empty answer is called: the one word in French that agrees with whatever it answers.
pub const NONE: Text = text("néant", "none");
pub const YES: Text = text("oui", "yes");
pub const NO: Text = text("non", "no");

/// The value in words. References show the title of what they lead to. Lists are joined by `; `; groups
/// and rows are summed up by their fields.
pub fn words(value: &Value, shape: &Shape, register: &Register, lang: Lang) -> String {
    match value {
        Value::None => NONE.get(lang).to_owned(),
        Value::Text(s) => s.clone(),
        Value::Bool(b) => (if *b { YES } else { NO }).get(lang).to_owned(),
        Value::Integer(n) => format::integer(*n, lang),
        Value::Date(d) => format::date(*d, lang),
        Value::Period(p) => p.words(lang),
        Value::Choice(t) => t.label.get(lang).to_owned(),
        Value::Ref(id) => title(shape.refers_to(), id, register, lang),
        Value::List(items) => join(items.iter().map(|i| words(i, shape, register, lang)), lang),
        Value::Group(group) => group_words(group, register, lang),
        Value::Rows(rows) => join(rows.iter().map(|(_, g)| group_words(g, register, lang)), lang),
    }
}

/// The title of a record, or its identifier when it is not there.
pub fn title(kind: Option<Kind>, id: &Id, register: &Register, lang: Lang) -> String {
    kind.and_then(|k| register.get(&RecordId::new(k, id.clone())))
        .map_or_else(|| id.to_string(), |r| r.title(lang).to_owned())
}

/// The fields of a group, each with its label.
pub fn group_words(group: &Group, register: &Register, lang: Lang) -> String {
    let separator = format::colon(lang);
    let parts = group.iter().map(|(field, value)| {
        format!("{}{separator}{}", field.label.get(lang), words(value, &field.shape, register, lang))
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// What to call a row: its name or its category, else its first answer, else its key.
pub fn row_title(key: &str, row: &Group, field: &'static Field, register: &Register, lang: Lang) -> String {
    let table = match field.shape {
        Shape::Rows(table) => table,
        _ => &[],
    };
    let telling = ["name", "label", "recipient", "category", "kind", "measure", "title"];
    let named = telling.iter().find_map(|k| table.iter().find(|f| f.key == *k).zip(row.get(k)));
    let first = || table.first().and_then(|f| Some((f, row.get(f.key)?)));
    match named.or_else(first) {
        Some((f, value)) if *value != Value::None => {
            let said = words(value, &f.shape, register, lang);
            said.split('\n').next().unwrap_or_default().to_owned()
        }
        _ => key.to_owned(),
    }
}

fn join(parts: impl Iterator<Item = String>, lang: Lang) -> String {
    parts.collect::<Vec<_>>().join(if lang == Lang::Fr { "\u{202f}; " } else { "; " })
}

const BAD_BOOL: Text = text("Répondre «\u{a0}oui\u{a0}» ou «\u{a0}non\u{a0}».", "Answer “yes” or “no”.");
const BAD_INTEGER: Text =
    text("Écrire un nombre entier, par exemple 12000.", "Write a whole number, such as 12000.");
const BAD_DATE: Text =
    text("Écrire une date\u{a0}: 23/11/2026 ou 2026-11-23.", "Write a date: 2026-11-23 or 23/11/2026.");
const BAD_PERIOD: Text = text(
    "Écrire une durée\u{a0}: 3 ans, 13 mois, 30 jours, ou P3Y.",
    "Write a period: 3 years, 13 months, 30 days, or P3Y.",
);
const BAD_WORD_AMONG: Text = text(
    "«\u{a0}{word}\u{a0}» n’est pas dans la liste\u{a0}: {words}.",
    "“{word}” is not in the list: {words}.",
);
const LISTED: Text = text("{all}, {word}", "{all}, {word}");
/// The same where a word of the list is near.
pub const NOT_LISTED_NEAR: Text = text(
    "«\u{a0}{word}\u{a0}» n’est pas dans la liste. Vouliez-vous écrire «\u{a0}{near}\u{a0}»\u{202f}?",
    "“{word}” is not in the list. Did you mean “{near}”?",
);
const BAD_ID: Text = text(
    "«\u{a0}{word}\u{a0}» n’est pas un identifiant (minuscules sans accent, chiffres, tirets).",
    "“{word}” is not an identifier (lower-case letters, digits, hyphens).",
);
const NOT_ONE_VALUE: Text = text(
    "«\u{a0}{key}\u{a0}» contient d’autres champs\u{a0}: donner le chemin complet, comme {key}.{inner}.",
    "“{key}” holds other fields: give the whole path, such as {key}.{inner}.",
);

/// Reads what a person typed into `field`: words in either language, figures, dates both ways.
/// An empty text and, but in a field of text, the words of [`says_none`] mean [`Value::None`]. Words and
/// identifiers are parted by `;` or line ends; free texts, which may hold a `;`, by line ends alone.
pub fn parse(typed: &str, field: &'static Field) -> Result<Value, Message> {
    let trimmed = typed.trim();
    let is_text = matches!(field.shape, Shape::Line | Shape::Paragraph | Shape::Link);
    if trimmed.is_empty() || (says_none(trimmed) && !is_text) {
        return Ok(Value::None);
    }
    match field.shape {
        Shape::Line | Shape::Link => Ok(Value::text(trimmed)),
        Shape::Paragraph => Ok(Value::text(typed.trim_end())),
        Shape::Lines | Shape::Choices(_) | Shape::Refs(_) => {
            let free = matches!(field.shape, Shape::Lines);
            let items: Result<Vec<Value>, Message> = trimmed
                .split(|c| c == '\n' || (c == ';' && !free))
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .map(|s| parse_item(s, field))
                .collect();
            items.map(Value::list)
        }
        Shape::Group(inner) | Shape::Rows(inner) => {
            let first = inner.first().map_or("", |f| f.key);
            let path =
                if matches!(field.shape, Shape::Rows(_)) { format!("nom.{first}") } else { first.to_owned() };
            Err(NOT_ONE_VALUE.msg().with("key", field.key).with("inner", path))
        }
        _ => parse_scalar(trimmed, field),
    }
}

/// Whether a person who typed this means "none, and we looked": `néant`, `aucun`, `aucune`, `none`, `[]`.
pub fn says_none(typed: &str) -> bool {
    matches!(typed.trim().to_lowercase().as_str(), "none" | "aucun" | "aucune" | "néant" | "neant" | "[]")
}

/// Reads one item of a list as a person typed it.
pub fn parse_item(typed: &str, field: &'static Field) -> Result<Value, Message> {
    match field.shape {
        Shape::Choices(words) => parse_word(typed, words).map(Value::Choice),
        Shape::Refs(_) => parse_id(typed),
        _ => Ok(Value::text(typed.trim())),
    }
}

fn parse_scalar(typed: &str, field: &'static Field) -> Result<Value, Message> {
    match field.shape {
        Shape::Bool => match typed.to_lowercase().as_str() {
            "oui" | "o" | "yes" | "y" | "true" | "vrai" => Ok(Value::Bool(true)),
            "non" | "n" | "no" | "false" | "faux" => Ok(Value::Bool(false)),
            _ => Err(BAD_BOOL.msg()),
        },
        Shape::Integer => {
            // No comma: in French it parts the decimals, and 1,5 must not become 15.
            let digits: String =
                typed.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_')).collect();
            digits.parse().map(Value::Integer).map_err(|_| BAD_INTEGER.msg())
        }
        Shape::Date => date::parse(typed).map(Value::Date).ok_or_else(|| BAD_DATE.msg()),
        Shape::Period => Period::from_words(typed).map(Value::Period).ok_or_else(|| BAD_PERIOD.msg()),
        Shape::Choice(words) => parse_word(typed, words).map(Value::Choice),
        Shape::Ref(_) => parse_id(typed),
        _ => Ok(Value::text(typed)),
    }
}

fn parse_word(typed: &str, words: &'static Vocabulary) -> Result<&'static crate::model::Term, Message> {
    let lower = typed.to_lowercase();
    let exact = words.terms.iter().find(|t| {
        t.id.to_lowercase() == lower
            || t.label.fr.to_lowercase() == lower
            || t.label.en.to_lowercase() == lower
    });
    exact.ok_or_else(|| match words.nearest(typed) {
        Some(near) => NOT_LISTED_NEAR.msg().with("word", typed).with("near", typed_word(near)),
        None if words.terms.len() <= 16 => {
            let all = words.terms.iter().map(|t| Message::from(typed_word(t)));
            let all = all.reduce(|all, word| LISTED.msg().with("all", all).with("word", word));
            BAD_WORD_AMONG.msg().with("word", typed).with("words", all.unwrap_or_else(|| NONE.msg()))
        }
        None => NOT_LISTED.msg().with("word", typed),
    })
}

/// The word that a reader would type: its label in French, the word of the files in English.
fn typed_word(term: &'static Term) -> Text {
    Text { fr: term.label.fr, en: term.id }
}

fn parse_id(typed: &str) -> Result<Value, Message> {
    Id::parse(typed).map(Value::Ref).ok_or_else(|| BAD_ID.msg().with("word", typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Path, field_at};

    fn read(kind: Kind, path: &str, typed: &str) -> Result<String, String> {
        let id = RecordId::new(kind, Id::parse("x").unwrap());
        let field = field_at(&id, Path::parse(path).unwrap().keys()).unwrap();
        parse(typed, field)
            .map(|v| words(&v, &field.shape, &Register::new(), Lang::Fr))
            .map_err(|m| m.get(Lang::Fr))
    }

    /// One word, whatever the gender of what it answers and whatever the shape of the field.
    #[test]
    fn none_is_one_word_everywhere() {
        for kind in Kind::ALL {
            for field in crate::model::fields_of(kind) {
                assert_eq!(words(&Value::None, &field.shape, &Register::new(), Lang::Fr), "néant");
                assert_eq!(words(&Value::None, &field.shape, &Register::new(), Lang::En), "none");
            }
        }
        for typed in ["néant", "Néant", "NEANT", "aucun", "aucune", "none", "[]"] {
            assert_eq!(read(Kind::Activity, "transfers", typed).as_deref(), Ok("néant"), "{typed}");
        }
    }

    #[test]
    fn people_type_in_words() {
        assert_eq!(read(Kind::Retention, "active", "3 ans").as_deref(), Ok("3\u{a0}ans"));
        assert_eq!(read(Kind::Activity, "created_on", "1/8/2026").as_deref(), Ok("01/08/2026"));
        assert_eq!(read(Kind::Activity, "status", "Projet").as_deref(), Ok("Projet"));
        assert_eq!(
            read(Kind::Activity, "status", "actve").unwrap_err(),
            "«\u{a0}actve\u{a0}» n’est pas dans la liste. Vouliez-vous écrire «\u{a0}Active\u{a0}»\u{202f}?"
        );
        assert_eq!(read(Kind::Activity, "transfers", "aucun").as_deref(), Ok("néant"));
        assert_eq!(read(Kind::Activity, "owner", "aucun").as_deref(), Ok("aucun"));
        assert_eq!(read(Kind::Organisation, "headcount", "1 250").as_deref(), Ok("1\u{202f}250"));
        assert!(read(Kind::Organisation, "headcount", "1,5").is_err());
        assert!(read(Kind::Organisation, "dpo", "quelqu’un").is_err());
        assert_eq!(read(Kind::Activity, "software", "a; b\n\nc\r\n").as_deref(), Ok("a; b\u{202f}; c"));
        assert_eq!(read(Kind::Activity, "purposes", "a; b").as_deref(), Ok("a\u{202f}; b"));
    }
}
