//! Values in words: dates, numbers, yes and no, articles.

pub use crate::i18n::format::{date, integer, long_date};
use crate::model::message::{Lang, Text, text};

const YES: Text = text("oui", "yes");
const NO: Text = text("non", "no");
pub fn yes_no(value: bool, lang: Lang) -> &'static str {
    if value { YES.get(lang) } else { NO.get(lang) }
}

/// "30(1)(b), LIL 85" → "art. 30(1)(b), LIL 85"; nothing for nothing.
pub fn articles(list: &str) -> Option<String> {
    if list.is_empty() {
        return None;
    }
    let mut said = false;
    let named = |a: &str| {
        let own = a.starts_with(|c: char| c.is_ascii_digit());
        let first = own && !said;
        said |= own;
        if first { format!("art.\u{a0}{a}") } else { a.to_owned() }
    };
    Some(list.split(", ").map(named).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_named_once() {
        assert_eq!(articles("30(1)(a), 26").as_deref(), Some("art.\u{a0}30(1)(a), 26"));
        assert_eq!(articles("CPCE L34-5, 21(2)").as_deref(), Some("CPCE L34-5, art.\u{a0}21(2)"));
        assert_eq!(articles(""), None);
    }
}
