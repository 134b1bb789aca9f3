//! Values in words: dates, numbers, yes and no, articles.

use chrono::{Datelike, NaiveDate};

use crate::model::message::{Lang, Text, text};

const YES: Text = text("oui", "yes");
const NO: Text = text("non", "no");
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub fn yes_no(value: bool, lang: Lang) -> &'static str {
    if value { YES.get(lang) } else { NO.get(lang) }
}

/// "11/03/2024" in French; "11 Mar 2024" in English, where figures alone would be read two ways.
pub fn date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Fr => date.format("%d/%m/%Y").to_string(),
        Lang::En => {
            let month: String = month(date, lang).chars().take(3).collect();
            format!("{}\u{a0}{month}\u{a0}{}", date.day(), date.year())
        }
    }
}

/// "1er mars 2024", "1 March 2024".
pub fn long_date(date: NaiveDate, lang: Lang) -> String {
    let day = match (date.day(), lang) {
        (1, Lang::Fr) => "1er".to_owned(),
        (day, _) => day.to_string(),
    };
    format!("{day}\u{a0}{}\u{a0}{}", month(date, lang), date.year())
}

fn month(date: NaiveDate, lang: Lang) -> &'static str {
    let months = if lang == Lang::Fr { MONTHS_FR } else { MONTHS_EN };
    months.get(date.month0() as usize).copied().unwrap_or_default()
}

/// Thousands parted by narrow no-break spaces in French, by commas in English.
pub fn integer(n: i64, lang: Lang) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(if lang == Lang::Fr { '\u{202f}' } else { ',' });
        }
        out.push(c);
    }
    if n < 0 { format!("-{out}") } else { out }
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
    fn dates_and_numbers_follow_each_language() {
        let d = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap();
        assert_eq!(date(d, Lang::Fr), "01/03/2024");
        assert_eq!(date(d, Lang::En), "1\u{a0}Mar\u{a0}2024");
        assert_eq!(long_date(d, Lang::Fr), "1er\u{a0}mars\u{a0}2024");
        assert_eq!(integer(12_000, Lang::Fr), "12\u{202f}000");
        assert_eq!(integer(-1_234_567, Lang::En), "-1,234,567");
        assert_eq!(integer(0, Lang::Fr), "0");
    }

    #[test]
    fn articles_are_named_once() {
        assert_eq!(articles("30(1)(a), 26").as_deref(), Some("art.\u{a0}30(1)(a), 26"));
        assert_eq!(articles("CPCE L34-5, 21(2)").as_deref(), Some("CPCE L34-5, art.\u{a0}21(2)"));
        assert_eq!(articles(""), None);
    }
}
