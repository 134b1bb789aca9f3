//! What helps while a field is typed: a calendar, a period in both its forms, the references, advice on what
//! looks wrong. None of it refuses anything.

use chrono::{Datelike, Days, NaiveDate};

use crate::i18n::format;
use crate::law::retention::{self, Reference};
use crate::model::{Field, Kind, Lang, Record, Shape, Text, Value};
use crate::ops::guide::period_words;
use crate::tui::matching::fold;
use crate::tui::model::Typing;
use crate::tui::texts as t;
use crate::tui::typing;
use crate::tui::typing::parse;

/// The most references that are shown.
const MANY: usize = 3;

/// What is said under a line being typed.
pub fn typing(typing: &Typing, record: &Record, today: NaiveDate, lang: Lang) -> Vec<String> {
    match typing.field.shape {
        Shape::Date => {
            let day = typing::day(typing, today);
            month(day.unwrap_or(today), day, today, lang)
        }
        Shape::Period => period(typing, record, today, lang),
        _ => advice(typing.field, typing.edit.text())
            .map(|said| said.get(lang).to_owned())
            .into_iter()
            .collect(),
    }
}

/// The month of a day: `[27]` is the day typed, `27*` is today.
pub fn month(shown: NaiveDate, chosen: Option<NaiveDate>, today: NaiveDate, lang: Lang) -> Vec<String> {
    let mut out = vec![format::month_and_year(shown, lang), t::WEEKDAYS.get(lang).to_owned()];
    let Some(first) = shown.with_day(1) else { return out };
    let mut line = "    ".repeat(first.weekday().num_days_from_monday() as usize);
    let mut day = Some(first);
    while let Some(d) = day.filter(|d| d.month() == shown.month()) {
        let n = d.day();
        line.push_str(&match (chosen == Some(d), d == today) {
            (true, _) => format!("[{n:>2}]"),
            (false, true) => format!(" {n:>2}*"),
            (false, false) => format!(" {n:>2} "),
        });
        if d.weekday().num_days_from_monday() == 6 {
            out.push(std::mem::take(&mut line));
        }
        day = d.checked_add_days(Days::new(1));
    }
    if !line.is_empty() {
        out.push(line);
    }
    out
}

fn period(typing: &Typing, record: &Record, today: NaiveDate, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    if let Ok(Value::Period(p)) = parse(typing.edit.text(), typing.field, today) {
        out.push(format!("{} ⇄ {p}", p.words(lang)));
    }
    if record.id.kind == Kind::Retention {
        let say = |r: &Reference| {
            t::REFERENCE
                .msg()
                .with("name", r.label.get(lang))
                .with("period", period_words(r, lang))
                .with("source", r.source.as_str())
                .get(lang)
        };
        out.extend(references(record).into_iter().map(say));
    }
    out
}

/// The references that a rule may be compared with: the one that it names, else those whose label has its words.
pub fn references(rule: &Record) -> Vec<&'static Reference> {
    if let Some(named) = rule.fields.text("reference").and_then(retention::get) {
        return vec![named];
    }
    let name = fold(rule.title(Lang::Fr));
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).collect();
    let common = |r: &Reference| {
        let label = fold(&format!("{} {}", r.label.fr, r.label.en));
        words.iter().filter(|w| label.contains(**w)).count()
    };
    let mut found: Vec<(usize, &Reference)> = retention::all()
        .iter()
        .filter(|r| r.active.is_some() || r.archive.is_some())
        .map(|r| (common(r), r))
        .filter(|(n, _)| *n > 0)
        .collect();
    found.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    found.into_iter().take(MANY).map(|(_, r)| r).collect()
}

/// What looks wrong in an address, a number or a link; `None` where nothing does.
pub fn advice(field: &'static Field, typed: &str) -> Option<Text> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    match (field.shape, field.key) {
        (Shape::Line, "email") => (!looks_like_email(typed)).then_some(t::ODD_EMAIL),
        (Shape::Line, "phone") => {
            let digits = typed.chars().filter(char::is_ascii_digit).count();
            (!(6..=20).contains(&digits)).then_some(t::ODD_PHONE)
        }
        (Shape::Link, _) => looks_like_broken_link(typed).then_some(t::ODD_LINK),
        _ => None,
    }
}

fn looks_like_email(typed: &str) -> bool {
    let Some((name, domain)) = typed.split_once('@') else { return false };
    let spaced = typed.contains(char::is_whitespace);
    !spaced
        && !name.is_empty()
        && !domain.contains('@')
        && domain.split('.').count() > 1
        && domain.split('.').all(|p| !p.is_empty())
}

/// A path to a document may be anything; what begins as a web address is one.
fn looks_like_broken_link(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    if lower.starts_with("www.") {
        return true;
    }
    let web = ["http", "https"]
        .iter()
        .any(|s| lower.strip_prefix(s).is_some_and(|rest| rest.starts_with([':', '/'])));
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    web && rest.is_none_or(|r| {
        r.is_empty()
            || r.contains(char::is_whitespace)
            || !r.split('/').next().unwrap_or_default().contains(['.', ':', '['])
                && !r.starts_with("localhost")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields_of;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_month_has_its_days_under_their_names() {
        let lines = month(day(2026, 11, 27), Some(day(2026, 11, 27)), day(2026, 11, 2), Lang::Fr);
        assert_eq!(lines[0], "novembre\u{a0}2026");
        assert_eq!(lines[2], "                          1 ".to_owned(), "the first was a Sunday");
        assert!(lines[3].starts_with("  2*"));
        assert!(lines[6].contains("[27]"), "{lines:?}");
        for n in 0..800 {
            let d = day(2024, 1, 1) + Days::new(n * 11);
            let lines = month(d, Some(d), d, Lang::En);
            assert!(lines.len() <= 8 && lines.iter().skip(2).all(|l| l.len() <= 28), "{lines:?}");
        }
        month(NaiveDate::MAX, None, NaiveDate::MIN, Lang::Fr);
    }

    #[test]
    fn advice_is_given_where_something_surely_looks_wrong() {
        let field = |kind, key: &str| fields_of(kind).iter().find(|f| f.key == key).unwrap();
        let email = field(Kind::Organisation, "email");
        for good in ["a@b.fr", "dpo+x@maison-lavande.example", ""] {
            assert_eq!(advice(email, good), None, "{good}");
        }
        for odd in ["a@b", "a b@c.fr", "contact", "@c.fr", "a@@b.fr", "a@b..fr"] {
            assert!(advice(email, odd).is_some(), "{odd}");
        }
        let phone = field(Kind::Organisation, "phone");
        assert!(advice(phone, "12").is_some() && advice(phone, "+33 4 65 71 12 40").is_none());
        let link = field(Kind::Retention, "source_url");
        for good in
            ["https://www.cnil.fr/x", "dossier rgpd/pssi 2026.pdf", "http://localhost:8000", "http-notes.md"]
        {
            assert_eq!(advice(link, good), None, "{good}");
        }
        for odd in ["www.cnil.fr", "https:/cnil.fr", "https://cnil fr", "http://", "https://cnil"] {
            assert!(advice(link, odd).is_some(), "{odd}");
        }
    }
}
