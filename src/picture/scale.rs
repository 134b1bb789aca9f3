//! A scale of time, and periods drawn to it.

use super::Tone;
use crate::model::{Lang, Period};
use crate::term::clean::width;

/// How far apart two marks are at least, so that their names do not touch.
const APART: usize = 10;

/// So many hours over so many columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    hours: u64,
    columns: usize,
}

impl Scale {
    /// From nothing to `hours`, in `columns` at most; `None` where there is nothing to draw, or nowhere.
    pub fn new(hours: u64, columns: usize) -> Option<Scale> {
        (hours > 0 && columns >= APART).then(|| Scale { hours, columns: columns - 1 })
    }

    /// The columns that so many hours take; something for anything.
    pub fn columns(self, hours: u64) -> usize {
        let all = u128::from(self.hours);
        let exact = (u128::from(hours) * self.columns as u128 + all / 2) / all;
        let exact = usize::try_from(exact).unwrap_or(self.columns).min(self.columns);
        if hours > 0 { exact.max(1) } else { 0 }
    }

    /// The names of the marks, and the line with the marks below them.
    pub fn lines(self, lang: Lang) -> [String; 2] {
        let step = self.step();
        let mut names = "0".to_owned();
        let mut marks: Vec<char> = vec!['─'; self.columns + 1];
        if let Some(first) = marks.first_mut() {
            *first = '├';
        }
        // No more marks than columns, however long the time.
        for n in 1..=u32::try_from(self.columns).unwrap_or(0) {
            let Some(period) = times(step, n) else { break };
            if period.hours_about() > self.hours {
                break;
            }
            let at = self.columns(period.hours_about());
            if let Some(mark) = marks.get_mut(at) {
                *mark = '┼';
            }
            let name = period.words(lang);
            let used = width(&names);
            if used < at {
                names.push_str(&" ".repeat(at - used));
                names.push_str(&name);
            }
        }
        [names, marks.into_iter().collect()]
    }

    /// The smallest step whose marks stand far enough apart.
    fn step(self) -> Period {
        let of = |years, months, weeks, days| Period { years, months, weeks, days, hours: 0 };
        let days = [1, 2].map(|n| of(0, 0, 0, n));
        let weeks = [1, 2].map(|n| of(0, 0, n, 0));
        let months = [1, 3, 6].map(|n| of(0, n, 0, 0));
        let years = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map(|n| of(n, 0, 0, 0));
        let far_enough = |step: &Period| self.columns(step.hours_about()) >= APART;
        let steps = days.into_iter().chain(weeks).chain(months).chain(years);
        steps.into_iter().find(far_enough).unwrap_or(of(5_000, 0, 0, 0))
    }
}

/// `n` times a step; whole years are years, others stay months.
fn times(step: Period, n: u32) -> Option<Period> {
    let months = step.months.checked_mul(n)?;
    let (years, months) = if months % 12 == 0 { (months / 12, 0) } else { (0, months) };
    Some(Period {
        years: step.years.checked_mul(n)?.checked_add(years)?,
        months,
        weeks: step.weeks.checked_mul(n)?,
        days: step.days.checked_mul(n)?,
        hours: 0,
    })
}

/// A stretch of a bar: how long, what it is drawn with, and what it is called.
pub struct Stretch {
    pub hours: u64,
    pub sign: char,
    pub name: String,
    pub tone: Tone,
}

/// Stretches one after the other; those names that find no room inside follow the bar.
pub fn bar(stretches: &[Stretch], scale: Scale) -> Vec<(String, Tone)> {
    let mut spans = Vec::new();
    let mut outside = Vec::new();
    let mut begun = 0;
    let mut at = 0;
    for (i, stretch) in stretches.iter().enumerate() {
        begun += stretch.hours;
        // From end to end, so that what is rounded does not add up.
        let end = scale.columns(begun).max(at + 1);
        let room = end - at - 1;
        at = end;
        let mut drawn = if i == 0 { "├".to_owned() } else { String::new() };
        let name = format!(" {} ", stretch.name);
        let sign = stretch.sign.to_string();
        match room.checked_sub(width(&name)) {
            Some(left) => {
                drawn.push_str(&sign.repeat(left / 2));
                drawn.push_str(&name);
                drawn.push_str(&sign.repeat(left - left / 2));
            }
            None => {
                drawn.push_str(&sign.repeat(room));
                outside.push(stretch.name.clone());
            }
        }
        drawn.push(if i + 1 < stretches.len() { '┼' } else { '┤' });
        spans.push((drawn, stretch.tone));
    }
    if !outside.is_empty() {
        spans.push((format!(" {}", outside.join(" + ")), Tone::Plain));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(period: &str) -> u64 {
        Period::parse(period).unwrap().hours_about()
    }

    fn drawn(stretches: &[(&str, char)], scale: Scale) -> String {
        let stretches: Vec<Stretch> = stretches
            .iter()
            .map(|(p, sign)| Stretch {
                hours: hours(p),
                sign: *sign,
                name: Period::parse(p).unwrap().words(Lang::Fr).replace('\u{a0}', " "),
                tone: Tone::Plain,
            })
            .collect();
        bar(&stretches, scale).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn periods_are_drawn_to_the_scale() {
        let scale = Scale::new(hours("P8Y"), 41).unwrap();
        assert_eq!(drawn(&[("P3Y", '━'), ("P5Y", '─')], scale), "├━━━ 3 ans ━━━━┼──────── 5 ans ─────────┤");
        assert_eq!(drawn(&[("P8Y", '━')], scale).chars().count(), 41);
        assert_eq!(drawn(&[("P15D", '━')], scale), "├┤ 15 jours");
        assert_eq!(drawn(&[("P15D", '━'), ("P5Y", '─')], scale), "├┼──────── 5 ans ────────┤ 15 jours");
    }

    #[test]
    fn the_marks_stand_on_round_figures_that_do_not_touch() {
        for (period, columns, first) in [
            ("P3Y", 60, "6\u{a0}mois"),
            ("P3Y", 30, "1\u{a0}an"),
            ("P10Y", 60, "2\u{a0}ans"),
            ("P6M", 60, "1\u{a0}mois"),
            ("P15D", 60, "1\u{a0}semaine"),
            ("PT72H", 60, "1\u{a0}jour"),
            ("P99Y", 60, "20\u{a0}ans"),
            ("P9999Y", 60, "2000\u{a0}ans"),
        ] {
            let [names, marks] = Scale::new(hours(period), columns).unwrap().lines(Lang::Fr);
            assert_eq!(names.split_whitespace().nth(1).map(|_| ()), Some(()), "{names}");
            assert!(names.trim_start_matches('0').trim_start().starts_with(first), "{period}: {names}");
            assert_eq!(marks.chars().count(), columns);
        }
    }

    #[test]
    fn every_mark_stands_under_its_name() {
        let [names, marks] = Scale::new(hours("P10Y"), 61).unwrap().lines(Lang::Fr);
        assert_eq!(
            names.replace('\u{a0}', " "),
            "0           2 ans       4 ans       6 ans       8 ans       10 ans"
        );
        assert_eq!(marks, "├───────────┼───────────┼───────────┼───────────┼───────────┼");
    }

    #[test]
    fn no_scale_is_too_small_or_too_large_to_be_drawn() {
        assert_eq!(Scale::new(0, 60), None);
        assert_eq!(Scale::new(100, 3), None);
        for h in [1, 23, 24, 1_000, u64::from(u32::MAX), u64::MAX] {
            for columns in [12, 13, 40, 140] {
                let scale = Scale::new(h, columns).unwrap();
                assert_eq!(scale.columns(h), columns - 1);
                assert_eq!(scale.columns(u64::MAX), columns - 1);
                assert_eq!(scale.lines(Lang::En)[1].chars().count(), columns);
            }
        }
    }
}
