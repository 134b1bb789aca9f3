//! Number formats: what a stored number looks like in its cell, and whether it is a date.

use chrono::{Days, NaiveDate};

use crate::sheet::container::Container;
use crate::sheet::error::SheetError;
use crate::sheet::limits::Limits;
use crate::sheet::xml::{Node, Xml, decode};

/// How a cell style shows a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    General,
    Date,
    DateTime,
    Time,
    /// Percentage with that many decimals.
    Percent(usize),
    /// That many decimals.
    Fixed(usize),
    /// A pattern of digits (`00000`, `0# ## ## ## ##`), as postal codes and telephone numbers have.
    Digits(String),
}

/// A number as displayed, with the date it means.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub text: String,
    pub date: Option<NaiveDate>,
}

/// The formats of the cell styles, by their index.
pub fn read(container: &mut Container<'_>, part: &str, limits: &Limits) -> Result<Vec<Format>, SheetError> {
    let text = decode(container.part(part)?, part)?;
    let mut xml = Xml::new(&text, part, limits);
    let mut own: std::collections::BTreeMap<u32, String> = std::collections::BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "numFmt" => {
                    if let (Some(Ok(id)), Some(code)) =
                        (tag.attr("numFmtId").map(|i| i.parse::<u32>()), tag.attr("formatCode"))
                    {
                        own.insert(id, code);
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "cellStyleXfs" | "cellStyles" | "dxfs" => in_cell_styles = false,
                "xf" if in_cell_styles => {
                    let id = tag.attr("numFmtId").and_then(|i| i.parse::<u32>().ok()).unwrap_or(0);
                    formats.push(match own.get(&id) {
                        Some(code) => Format::from_code(code),
                        None => Format::built_in(id),
                    });
                }
                _ => {}
            },
            Node::End => return Ok(formats),
            _ => {}
        }
    }
}

impl Format {
    fn built_in(id: u32) -> Format {
        match id {
            1 | 3 => Format::Fixed(0),
            2 | 4 => Format::Fixed(2),
            9 => Format::Percent(0),
            10 => Format::Percent(2),
            14..=17 => Format::Date,
            18..=21 | 45..=47 => Format::Time,
            22 => Format::DateTime,
            _ => Format::General,
        }
    }

    fn from_code(code: &str) -> Format {
        let bare = bare(code.split(';').next().unwrap_or_default());
        let lower = bare.to_ascii_lowercase();
        let has = |letters: &[char]| lower.contains(letters);
        if lower.contains("general") || lower.contains("standard") || lower.contains('@') {
            return Format::General;
        }
        // `j` and `a` are the French letters for day and year, which some producers leave in the file.
        let day = has(&['y', 'd', 'j', 'a']) || (has(&['m']) && !has(&['h', 's']));
        match (day, has(&['h', 's'])) {
            (true, true) => return Format::DateTime,
            (true, false) => return Format::Date,
            (false, true) => return Format::Time,
            (false, false) => {}
        }
        let decimals =
            bare.split_once('.').map_or(0, |(_, d)| d.chars().filter(|c| matches!(c, '0' | '#')).count());
        if bare.contains('%') {
            return Format::Percent(decimals.min(15));
        }
        let pattern = bare.trim();
        let zeros = pattern.chars().filter(|c| *c == '0').count();
        let plain = pattern.chars().all(|c| matches!(c, '0' | '#' | ' ' | '-' | '.' | '+' | '(' | ')'));
        if plain && pattern.len() <= 64 && (zeros > 1 || pattern.starts_with("0#")) && !pattern.contains('.')
        {
            return Format::Digits(pattern.to_owned());
        }
        if bare.contains(['0', '#']) && bare.contains('.') {
            Format::Fixed(decimals.min(15))
        } else {
            Format::General
        }
    }

    /// What the cell shows for a stored value; text that is no number is shown as it stands.
    pub fn show(&self, value: &str, from_1904: bool) -> Shown {
        let Some(number) = value.parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() < 1e15) else {
            return Shown { text: value.to_owned(), date: None };
        };
        match self {
            Format::Date | Format::DateTime => match date(number, from_1904) {
                Some(day) => {
                    let mut text = day.format("%d/%m/%Y").to_string();
                    if *self == Format::DateTime {
                        text.push(' ');
                        text.push_str(&clock(number));
                    }
                    Shown { text, date: Some(day) }
                }
                None => Shown { text: plain(number), date: None },
            },
            Format::Time => Shown { text: clock(number), date: None },
            Format::Percent(decimals) => text(format!("{:.decimals$} %", number * 100.0)),
            Format::Fixed(decimals) => text(format!("{number:.decimals$}")),
            Format::Digits(pattern) if number >= 0.0 && number.fract() == 0.0 => {
                Shown { text: digits(pattern, &format!("{number:.0}")), date: None }
            }
            Format::Digits(_) | Format::General => Shown { text: plain(number), date: None },
        }
    }
}

/// Numbers are shown with the comma of a French spreadsheet.
fn text(s: String) -> Shown {
    Shown { text: s.replace('.', ","), date: None }
}

fn plain(number: f64) -> String {
    // Ten decimals is what a cell shows at most; beyond is noise of the binary form.
    let rounded = format!("{number:.10}").trim_end_matches('0').trim_end_matches('.').replace('.', ",");
    if rounded == "-0" { "0".into() } else { rounded }
}

fn date(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !(0.0..3_000_000.0).contains(&serial) {
        return None;
    }
    let epoch =
        if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) }?;
    // The range above makes the conversion exact.
    epoch.checked_add_days(Days::new(serial.floor() as u64))
}

fn clock(number: f64) -> String {
    let minutes = (number.fract().abs() * 1_440.0).round() as u64;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

/// Lays the digits of a whole number into a pattern, from the right.
fn digits(pattern: &str, number: &str) -> String {
    let mut rest: Vec<char> = number.chars().collect();
    let mut out: Vec<char> = Vec::new();
    for p in pattern.chars().rev() {
        match p {
            '0' => out.push(rest.pop().unwrap_or('0')),
            '#' => out.extend(rest.pop()),
            other => out.push(other),
        }
    }
    out.extend(rest.iter().rev());
    out.iter().rev().collect::<String>().trim().to_owned()
}

/// A format without its quoted words (their spaces are kept), colours and locale marks.
fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                for q in chars.by_ref() {
                    if q == '"' {
                        break;
                    }
                    if q == ' ' {
                        out.push(' ');
                    }
                }
            }
            '[' => {
                for q in chars.by_ref() {
                    if q == ']' {
                        break;
                    }
                }
            }
            '\\' | '_' | '*' => {
                if chars.next() == Some(' ') && c == '\\' {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: &str) -> String {
        Format::from_code(code).show(value, false).text
    }

    #[test]
    fn a_date_format_gives_the_day() {
        for code in ["dd/mm/yyyy", "[$-40C]d mmmm yyyy;@", "DD/MM/YY", "jj/mm/aaaa"] {
            let s = Format::from_code(code).show("43246", false);
            assert_eq!(
                (s.text.as_str(), s.date),
                ("26/05/2018", NaiveDate::from_ymd_opt(2018, 5, 26)),
                "{code}"
            );
        }
        assert_eq!(Format::Date.show("41784", true).text, "26/05/2018");
        assert_eq!(shown("dd/mm/yyyy hh:mm", "43246.5"), "26/05/2018 12:00");
    }

    #[test]
    fn postal_codes_and_telephones_keep_their_zeros() {
        assert_eq!(shown("00000", "1000"), "01000");
        assert_eq!(shown("0#\" \"##\" \"##\" \"##\" \"##", "123456789"), "01 23 45 67 89");
        assert_eq!(shown("00 00 00 00 00", "123456789"), "01 23 45 67 89");
    }

    #[test]
    fn numbers_are_written_the_french_way() {
        assert_eq!(Format::General.show("12.5", false).text, "12,5");
        assert_eq!(Format::General.show("0.1", false).text, "0,1");
        assert_eq!(Format::General.show("33612345678", false).text, "33612345678");
        assert_eq!(shown("0.00%", "0.125"), "12,50 %");
        assert_eq!(shown("0.00", "3"), "3,00");
    }

    #[test]
    fn what_is_not_a_number_is_left_alone() {
        for odd in ["", "abc", "NaN", "inf", "1e400"] {
            assert_eq!(Format::Date.show(odd, false), Shown { text: odd.into(), date: None });
        }
    }
}
