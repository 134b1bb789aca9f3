//! Months side by side, with the days on which something stands.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};

use super::{Line, Tone};
use crate::i18n::format::month_and_year;
use crate::model::Lang;
use crate::model::message::{Text, text};
use crate::ops::deadlines::month;
use crate::term::clean::width;

/// The days on which something stands, and how much.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    pub marked: BTreeMap<NaiveDate, usize>,
    pub today: NaiveDate,
}

const LEGEND: Text = text("› aujourd’hui   ● échéance   [ ] choisie", "› today   ● deadline   [ ] chosen");
const WEEKDAYS: Text = text("lu ma me je ve sa di", "Mo Tu We Th Fr Sa Su");

/// How wide a day is: a sign, two figures, a sign.
const DAY: usize = 4;
const MONTH: usize = 7 * DAY;
const BETWEEN: usize = 2;
/// Never more months than a quarter and one.
const MOST: usize = 4;
/// A month may touch six weeks; every month takes as many lines, so that nothing jumps.
const WEEKS: u64 = 6;

/// How many lines a calendar takes.
pub const HEIGHT: usize = 3 + WEEKS as usize;

impl Calendar {
    /// The month of `day` and those after it, as many as fit, then what the signs mean. Nothing where not
    /// even one month fits.
    pub fn lines(&self, day: Option<NaiveDate>, lang: Lang, columns: usize) -> Vec<Line> {
        let fit = ((columns + BETWEEN) / (MONTH + BETWEEN)).min(MOST);
        let first = day.unwrap_or(self.today);
        let months: Vec<NaiveDate> = (0..fit as i32).filter_map(|i| month(first, i)).collect();
        if months.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![Line::default(); HEIGHT - 1];
        for (i, month) in months.iter().enumerate() {
            for (line, spans) in lines.iter_mut().zip(self.month(*month, day, lang)) {
                if i > 0 {
                    line.spans.push((" ".repeat(BETWEEN), Tone::Plain));
                }
                line.spans.extend(spans);
            }
        }
        lines.push(Line::new(LEGEND.get(lang), Tone::Dim));
        lines
    }

    /// One month, each line as wide as all others.
    fn month(&self, first: NaiveDate, chosen: Option<NaiveDate>, lang: Lang) -> Vec<Vec<(String, Tone)>> {
        let name = month_and_year(first, lang);
        let left = MONTH.saturating_sub(width(&name)) / 2;
        let right = MONTH.saturating_sub(width(&name) + left);
        let name = format!("{}{name}{}", " ".repeat(left), " ".repeat(right));
        let days: String = WEEKDAYS.get(lang).split(' ').map(|d| format!(" {d} ")).collect();
        let mut lines = vec![vec![(name, Tone::Title)], vec![(days, Tone::Dim)]];
        let monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()));
        for week in 0..WEEKS {
            let of_week = (0..7).map(|day| {
                let day = monday.and_then(|m| m.checked_add_days(Days::new(week * 7 + day)));
                match day.filter(|d| d.month() == first.month()) {
                    Some(day) => self.day(day, chosen),
                    None => (" ".repeat(DAY), Tone::Plain),
                }
            });
            lines.push(of_week.collect());
        }
        lines
    }

    fn day(&self, day: NaiveDate, chosen: Option<NaiveDate>) -> (String, Tone) {
        let is_marked = self.marked.contains_key(&day);
        let (before, after) = match (chosen == Some(day), day == self.today) {
            (true, _) => ("[", "]"),
            (false, true) if is_marked => ("›", "●"),
            (false, true) => ("›", " "),
            (false, false) if is_marked => (" ", "●"),
            (false, false) => (" ", " "),
        };
        let tone = match (is_marked, day == self.today) {
            (true, _) if day < self.today => Tone::Warning,
            (true, _) | (_, true) => Tone::Accent,
            _ => Tone::Plain,
        };
        (format!("{before}{:>2}{after}", day.day()), tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(day: Option<(i32, u32, u32)>, columns: usize) -> Vec<String> {
        let date = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let marked = [(2026, 11, 2), (2026, 11, 30), (2026, 12, 25)].map(|d| (date(d), 1));
        let calendar = Calendar { marked: marked.into(), today: date((2026, 11, 23)) };
        calendar.lines(day.map(date), Lang::Fr, columns).iter().map(Line::text).collect()
    }

    #[test]
    fn a_month_shows_today_the_chosen_day_and_those_marked() {
        assert_eq!(
            drawn(Some((2026, 11, 30)), 40),
            [
                "       novembre\u{a0}2026        ",
                " lu  ma  me  je  ve  sa  di ",
                "                          1 ",
                "  2●  3   4   5   6   7   8 ",
                "  9  10  11  12  13  14  15 ",
                " 16  17  18  19  20  21  22 ",
                "›23  24  25  26  27  28  29 ",
                "[30]                        ",
                "› aujourd’hui   ● échéance   [ ] choisie",
            ]
        );
    }

    #[test]
    fn as_many_months_stand_side_by_side_as_fit() {
        assert_eq!(drawn(None, 27), Vec::<String>::new());
        for (columns, months) in [(28, 1), (57, 1), (58, 2), (88, 3), (118, 4), (500, 4)] {
            let lines = drawn(None, columns);
            assert_eq!((lines.len(), lines[0].matches("20").count()), (HEIGHT, months), "{columns}");
            assert!(lines[..HEIGHT - 1].iter().all(|l| width(l) <= columns), "{lines:?}");
        }
        assert!(drawn(Some((2026, 12, 25)), 58)[0].contains("décembre\u{a0}2026"));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            let calendar = Calendar { marked: BTreeMap::new(), today: day };
            for lang in Lang::ALL {
                assert!(calendar.lines(Some(day), lang, 120).len() <= HEIGHT);
            }
        }
    }
}
