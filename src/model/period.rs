//! ISO 8601 periods, kept as they were written: `P13M` stays thirteen months.

use super::message::Lang;
use chrono::{Days, Months, NaiveDate};
use std::fmt;

/// A calendar period. `P18M` and `P1Y6M` are different texts of the same length and both are kept.
///
/// Seconds exist only as `PT0S`, "not kept at all"; hours (`PT72H`) are allowed because recordings
/// and logs are sometimes kept for less than a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub years: u32,
    pub months: u32,
    pub weeks: u32,
    pub days: u32,
    pub hours: u32,
}

/// The largest figure of one unit: enough for any archive, small enough for any calendar.
const MAX_UNIT: u32 = 9_999;

impl Period {
    pub const ZERO: Period = Period { years: 0, months: 0, weeks: 0, days: 0, hours: 0 };

    /// Reads an ISO 8601 duration: `P3Y`, `P1Y6M`, `P13M`, `P6W`, `P30D`, `PT72H`, `PT0S`.
    pub fn parse(s: &str) -> Option<Period> {
        let mut rest = s.strip_prefix('P')?;
        if s == "PT0S" {
            return Some(Period::ZERO);
        }
        let mut p = Period::ZERO;
        let mut last = 0;
        let mut in_time = false;
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T') {
                if in_time || time.is_empty() {
                    return None;
                }
                in_time = true;
                rest = time;
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let n: u32 = rest.get(..digits)?.parse().ok().filter(|n| *n <= MAX_UNIT)?;
            let unit = rest.as_bytes().get(digits)?;
            let (order, slot) = match (unit, in_time) {
                (b'Y', false) => (1, &mut p.years),
                (b'M', false) => (2, &mut p.months),
                (b'W', false) => (3, &mut p.weeks),
                (b'D', false) => (4, &mut p.days),
                (b'H', true) => (5, &mut p.hours),
                _ => return None,
            };
            if order <= last {
                return None;
            }
            *slot = n;
            last = order;
            rest = rest.get(digits + 1..)?;
        }
        (last > 0).then_some(p)
    }

    /// Reads a period as a person types it, in French or English ("3 ans", "13 mois", "2 ans et
    /// 6 mois", "30 jours", "18 months", "aucune") or in ISO 8601.
    pub fn from_words(s: &str) -> Option<Period> {
        let s = s.trim().to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
        if let Some(p) = Period::parse(&s.to_uppercase()) {
            return Some(p);
        }
        if matches!(s.as_str(), "aucune" | "aucune conservation" | "none" | "not kept") {
            return Some(Period::ZERO);
        }
        let spaced = s.replace([','], " ").replace(" et ", " ").replace(" and ", " ");
        let mut p = Period::ZERO;
        let mut words = spaced.split_whitespace().peekable();
        words.peek()?;
        let mut seen = [false; 5];
        while let Some(word) = words.next() {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let (number, glued) = word.split_at(digits);
            let n = match number {
                "" => number_word(word)?,
                _ => number.parse().ok().filter(|n| *n <= MAX_UNIT)?,
            };
            let unit = if digits > 0 && !glued.is_empty() { glued } else { words.next()? };
            let (i, slot) = match unit {
                "an" | "ans" | "année" | "années" | "annee" | "annees" | "year" | "years" | "y" | "a" => {
                    (0, &mut p.years)
                }
                "mois" | "month" | "months" | "m" => (1, &mut p.months),
                "semaine" | "semaines" | "week" | "weeks" | "w" | "sem" => (2, &mut p.weeks),
                "jour" | "jours" | "day" | "days" | "d" | "j" => (3, &mut p.days),
                "heure" | "heures" | "hour" | "hours" | "h" => (4, &mut p.hours),
                _ => return None,
            };
            if std::mem::replace(&mut seen[i], true) {
                return None;
            }
            *slot = n;
        }
        Some(p)
    }

    /// The period in words: "3 ans", "13 mois", "aucune conservation". Months never become years.
    pub fn words(&self, lang: Lang) -> String {
        let units: [(u32, [&str; 2], [&str; 2]); 5] = [
            (self.years, ["an", "ans"], ["year", "years"]),
            (self.months, ["mois", "mois"], ["month", "months"]),
            (self.weeks, ["semaine", "semaines"], ["week", "weeks"]),
            (self.days, ["jour", "jours"], ["day", "days"]),
            (self.hours, ["heure", "heures"], ["hour", "hours"]),
        ];
        let parts: Vec<String> = units
            .iter()
            .filter(|(n, ..)| *n > 0)
            .map(|(n, fr, en)| {
                let forms = if lang == Lang::Fr { fr } else { en };
                let word = forms[usize::from(!lang.is_singular(u64::from(*n)))];
                format!("{n}\u{a0}{word}")
            })
            .collect();
        match (parts.split_last(), lang) {
            (None, Lang::Fr) => "aucune conservation".to_owned(),
            (None, Lang::En) => "not kept".to_owned(),
            (Some((last, [])), _) => last.clone(),
            (Some((last, head)), Lang::Fr) => format!("{} et {last}", head.join(", ")),
            (Some((last, head)), Lang::En) => format!("{} and {last}", head.join(", ")),
        }
    }

    /// The date one period after `date`, by the calendar (29 February + 1 year = 28 February).
    /// Hours count as the whole days they fill. `None` past the calendar's end.
    pub fn after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let months = self.years.checked_mul(12)?.checked_add(self.months)?;
        let days = u64::from(self.weeks) * 7 + u64::from(self.days) + u64::from(self.hours) / 24;
        date.checked_add_months(Months::new(months))?.checked_add_days(Days::new(days))
    }

    /// About how many hours it lasts, a month being the twelfth of a year of the calendar: to compare
    /// periods and to draw them, never to reckon a date.
    pub fn hours_about(&self) -> u64 {
        let months = u64::from(self.years) * 12 + u64::from(self.months);
        let days = u64::from(self.weeks) * 7 + u64::from(self.days);
        months * 730_485 / 1_000 + days * 24 + u64::from(self.hours)
    }

    /// Whether it ends after `other` from whatever day both run: thirty-one days are not longer than a month.
    pub fn is_longer_than(&self, other: &Period) -> bool {
        // A leap year and a plain one, two long months in a row, and February.
        let starts = [(2028, 1, 1), (2028, 7, 1), (2029, 12, 1), (2027, 1, 1), (2027, 2, 1)];
        let longer = |(y, m, d)| {
            let start = NaiveDate::from_ymd_opt(y, m, d)?;
            Some(self.after(start)? > other.after(start)?)
        };
        starts.into_iter().all(|start| longer(start) == Some(true))
    }

    /// One after the other; `None` where a figure would outgrow any calendar.
    pub fn then(&self, other: &Period) -> Option<Period> {
        Some(Period {
            years: self.years.checked_add(other.years)?,
            months: self.months.checked_add(other.months)?,
            weeks: self.weeks.checked_add(other.weeks)?,
            days: self.days.checked_add(other.days)?,
            hours: self.hours.checked_add(other.hours)?,
        })
    }
}

fn number_word(w: &str) -> Option<u32> {
    Some(match w {
        "un" | "une" | "one" | "a" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        "quatre" | "four" => 4,
        "cinq" | "five" => 5,
        "six" => 6,
        "sept" | "seven" => 7,
        "huit" | "eight" => 8,
        "neuf" | "nine" => 9,
        "dix" | "ten" => 10,
        "douze" | "twelve" => 12,
        "treize" | "thirteen" => 13,
        "quinze" | "fifteen" => 15,
        "vingt" | "twenty" => 20,
        "trente" | "thirty" => 30,
        _ => return None,
    })
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Period::ZERO {
            return f.write_str("PT0S");
        }
        f.write_str("P")?;
        for (n, unit) in [(self.years, 'Y'), (self.months, 'M'), (self.weeks, 'W'), (self.days, 'D')] {
            if n > 0 {
                write!(f, "{n}{unit}")?;
            }
        }
        if self.hours > 0 { write!(f, "T{}H", self.hours) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_period_is_longer_than_another_from_whatever_day_they_run() {
        let longer = |a: &str, b: &str| Period::parse(a).unwrap().is_longer_than(&Period::parse(b).unwrap());
        for (a, b) in [("P4Y", "P3Y"), ("P32D", "P1M"), ("P13M", "P1Y"), ("P1D", "PT0S"), ("P63D", "P2M")] {
            assert!(longer(a, b) && !longer(b, a), "{a} {b}");
        }
        for (a, b) in [("P31D", "P1M"), ("P12M", "P1Y"), ("P366D", "P1Y"), ("P365D", "P1Y"), ("P62D", "P2M")]
        {
            assert!(!longer(a, b) && !longer(b, a), "{a} {b}");
        }
    }

    #[test]
    fn iso_is_kept_as_written() {
        for s in ["P3Y", "P13M", "P18M", "P1Y6M", "P6W", "P30D", "P1Y2M3W4D", "PT72H", "PT0S", "P1DT12H"] {
            assert_eq!(Period::parse(s).map(|p| p.to_string()).as_deref(), Some(s));
        }
        for s in ["", "P", "PT", "P3", "3Y", "P-1Y", "P1M2Y", "P1Y1Y", "PT5M", "P1.5Y", "P99999Y", "P1Y "] {
            assert_eq!(Period::parse(s), None, "{s}");
        }
    }

    #[test]
    fn words_go_both_ways() {
        for (words, iso) in [
            ("3 ans", "P3Y"),
            ("13 mois", "P13M"),
            ("2 ans et 6 mois", "P2Y6M"),
            ("trois ans", "P3Y"),
            ("30j", "P30D"),
            ("18 months", "P18M"),
            ("aucune", "PT0S"),
            ("p5y", "P5Y"),
        ] {
            assert_eq!(Period::from_words(words).map(|p| p.to_string()).as_deref(), Some(iso), "{words}");
        }
        for not in ["durée du contrat", "3", "ans", "3 ans environ", "3 ans 2 ans", ""] {
            assert_eq!(Period::from_words(not), None, "{not}");
        }
        assert_eq!(
            Period::parse("P2Y6M").map(|p| p.words(Lang::Fr)).as_deref(),
            Some("2\u{a0}ans et 6\u{a0}mois")
        );
    }

    #[test]
    fn periods_of_different_units_can_be_compared() {
        let order = ["PT0S", "PT12H", "P1D", "P6W", "P12M", "P1Y1D", "P13M", "P400D", "P2Y", "P9999Y9999M"];
        let hours: Vec<u64> = order.iter().map(|s| Period::parse(s).unwrap().hours_about()).collect();
        assert!(hours.windows(2).all(|w| w[0] < w[1]), "{hours:?}");
        let same = |a: &str, b: &str| {
            Period::parse(a).map(|p| p.hours_about()) == Period::parse(b).map(|p| p.hours_about())
        };
        assert!(same("P1Y", "P12M") && same("P1D", "PT24H"));
    }

    #[test]
    fn the_calendar_is_kept() {
        let feb29 = NaiveDate::from_ymd_opt(2024, 2, 29);
        let p = Period::parse("P1Y");
        assert_eq!(feb29.zip(p).and_then(|(d, p)| p.after(d)), NaiveDate::from_ymd_opt(2025, 2, 28));
    }
}
