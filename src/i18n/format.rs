//! Dates, numbers and typography.

use chrono::{Datelike, NaiveDate};

use crate::model::Lang;

/// A date in figures: `23/11/2026`, `23 Nov 2026` in English so that nobody takes the day for the month.
pub fn date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Fr => date.format("%d/%m/%Y").to_string(),
        Lang::En => {
            format!("{} {} {}", date.day(), &MONTHS_EN[date.month0() as usize % 12][..3], date.year())
        }
    }
}

/// A date in words: `23 novembre 2026`, `23 November 2026`.
pub fn long_date(date: NaiveDate, lang: Lang) -> String {
    let month = date.month0() as usize % 12;
    match lang {
        Lang::Fr if date.day() == 1 => format!("1er\u{a0}{}\u{a0}{}", MONTHS_FR[month], date.year()),
        Lang::Fr => format!("{}\u{a0}{}\u{a0}{}", date.day(), MONTHS_FR[month], date.year()),
        Lang::En => format!("{}\u{a0}{}\u{a0}{}", date.day(), MONTHS_EN[month], date.year()),
    }
}

/// A month: `novembre 2026`, `November 2026`.
pub fn month_and_year(date: NaiveDate, lang: Lang) -> String {
    let names = if lang == Lang::Fr { MONTHS_FR } else { MONTHS_EN };
    format!("{}\u{a0}{}", names[date.month0() as usize % 12], date.year())
}

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

/// What stands between a name and what is said of it.
pub fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}: ",
        Lang::En => ": ",
    }
}

/// A whole number with its thousands apart: `12 000`, `12,000`.
pub fn integer(n: i64, lang: Lang) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(if lang == Lang::Fr { '\u{202f}' } else { ',' });
        }
        out.push(c);
    }
    if n < 0 { format!("-{out}") } else { out }
}

/// An article of the field table, as it is cited: `art. 30(1)(b) RGPD`, `CPCE L34-5`.
pub fn article(article: &str, lang: Lang) -> String {
    if article.is_empty() {
        return String::new();
    }
    let gdpr = article.starts_with(|c: char| c.is_ascii_digit());
    match (gdpr, lang) {
        (true, Lang::Fr) => format!("RGPD, art.\u{a0}{article}"),
        (true, Lang::En) => format!("GDPR, Art.\u{a0}{article}"),
        (false, _) => article.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_words() {
        let d = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        assert_eq!(date(d, Lang::Fr), "01/08/2026");
        assert_eq!(date(d, Lang::En), "1 Aug 2026");
        assert_eq!(long_date(d, Lang::Fr), "1er\u{a0}août\u{a0}2026");
        assert_eq!((colon(Lang::Fr), colon(Lang::En)), ("\u{a0}: ", ": "));
        assert_eq!(month_and_year(d, Lang::Fr), "août\u{a0}2026");
        assert_eq!(integer(12_000, Lang::Fr), "12\u{202f}000");
        assert_eq!(integer(-1_234_567, Lang::En), "-1,234,567");
        assert_eq!(integer(i64::MIN, Lang::En), "-9,223,372,036,854,775,808");
    }
}
