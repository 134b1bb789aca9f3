//! Dates as people type them.

use super::period::Period;
use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Reads `2026-11-23` or `23/11/2026` (also with `.` or `-`). The year has four digits.
pub fn parse(s: &str) -> Option<NaiveDate> {
    let s = s.trim();
    let parts: Vec<&str> = s.split(['/', '.', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |t: &str, max_len: usize| {
        (!t.is_empty() && t.len() <= max_len && t.bytes().all(|b| b.is_ascii_digit()))
            .then(|| t.parse::<u32>().ok())
            .flatten()
    };
    let (y, m, d) = if a.len() == 4 { (*a, *b, *c) } else { (*c, *b, *a) };
    if y.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(y, 4)?).ok()?, number(m, 2)?, number(d, 2)?)
}

/// Reads a day that is said from another: `demain`, `+3m`, `-10j`, `dans 2 ans`, `in 6 weeks`, `il y a un mois`.
/// `None` where there could be any doubt.
pub fn relative(s: &str, today: NaiveDate) -> Option<NaiveDate> {
    let s = s.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ").replace('\'', "’");
    match s.as_str() {
        "aujourd’hui" | "today" => return Some(today),
        "demain" | "tomorrow" => return today.succ_opt(),
        "hier" | "yesterday" => return today.pred_opt(),
        "après-demain" | "apres-demain" => return today.checked_add_days(Days::new(2)),
        "avant-hier" => return today.checked_sub_days(Days::new(2)),
        _ => {}
    }
    // A day and a month alone are of this year.
    if let Some((day, month)) = s.split_once('/')
        && let (Ok(day), Ok(month)) = (day.trim().parse(), month.trim().parse())
    {
        return NaiveDate::from_ymd_opt(today.year(), month, day);
    }
    let after = ["+", "dans ", "in "].iter().find_map(|p| s.strip_prefix(p));
    let before = ["-", "il y a "].iter().find_map(|p| s.strip_prefix(p)).or_else(|| s.strip_suffix(" ago"));
    let period = Period::from_words(after.or(before)?)?;
    if period == Period::ZERO || period.hours > 0 {
        return None;
    }
    if after.is_some() {
        return period.after(today);
    }
    let months = period.years.checked_mul(12)?.checked_add(period.months)?;
    let days = u64::from(period.weeks) * 7 + u64::from(period.days);
    today.checked_sub_months(Months::new(months))?.checked_sub_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_said_from_another_is_read_where_it_is_certain() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let today = day(2026, 11, 27);
        for (said, meant) in [
            ("demain", day(2026, 11, 28)),
            ("Today", today),
            ("aujourd'hui", today),
            ("+3m", day(2027, 2, 27)),
            ("+10j", day(2026, 12, 7)),
            ("-2 semaines", day(2026, 11, 13)),
            ("dans 2 ans", day(2028, 11, 27)),
            ("dans un an", day(2027, 11, 27)),
            ("in 6 weeks", day(2027, 1, 8)),
            ("il y a 3 mois", day(2026, 8, 27)),
            ("2 years ago", day(2024, 11, 27)),
            ("3/4", day(2026, 4, 3)),
        ] {
            assert_eq!(relative(said, today), Some(meant), "{said}");
        }
        for not in [
            "",
            "+",
            "dans",
            "dans longtemps",
            "bientôt",
            "+3",
            "3 mois",
            "+aucune",
            "dans 5 heures",
            "lundi",
        ] {
            assert_eq!(relative(not, today), None, "{not}");
        }
        assert_eq!(relative("+9999 ans", NaiveDate::MAX), None);
    }

    #[test]
    fn both_ways_of_writing_are_read() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23);
        for s in ["2026-11-23", "23/11/2026", "23.11.2026", " 23-11-2026 "] {
            assert_eq!(parse(s), date, "{s}");
        }
        for s in ["", "11/2026", "23/11/26", "31/02/2026", "2026-13-01", "23/11/2026 10:00", "é/é/2026"] {
            assert_eq!(parse(s), None, "{s}");
        }
    }
}
