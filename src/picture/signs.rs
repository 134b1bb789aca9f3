//! Bars and columns.

use super::{Line, Subject, Tone};
use crate::i18n::format::integer;
use crate::term::clean::{clean, truncate, width};

/// How long a bar is.
const BAR: usize = 20;

/// `text` filled with spaces to `columns`, or cut to them.
pub fn fit(text: &str, columns: usize) -> String {
    let safe = clean(text);
    let cut = truncate(safe.as_str(), columns);
    let missing = columns.saturating_sub(width(&cut));
    format!("{cut}{}", " ".repeat(missing))
}

/// A part of a whole, drawn: nothing for nothing, something for anything, all only for all.
pub fn bar(part: usize, whole: usize, columns: usize) -> String {
    let full = match (part, whole) {
        (0, _) | (_, 0) => 0,
        (part, whole) if part >= whole => columns,
        (part, whole) if columns > 1 => (part * columns / whole).clamp(1, columns - 1),
        _ => 0,
    };
    format!("{}{}", "█".repeat(full), "░".repeat(columns - full))
}

/// Something counted: its name, how many, and how much of the whole that is.
#[derive(Clone, Copy)]
pub struct Count<'a> {
    pub name: &'a str,
    /// What is said after the figure.
    pub more: &'a str,
    pub n: usize,
    pub whole: usize,
    pub tone: Tone,
}

/// How wide the names of figures are, so that the bars of all groups stand below one another.
pub fn names(subject: &Subject<'_>) -> usize {
    (subject.columns / 2).clamp(12, 40).min(subject.columns.saturating_sub(12))
}

impl Count<'_> {
    /// The line of a figure with its bar, in a place that may be narrow.
    pub fn line(&self, subject: &Subject<'_>) -> Line {
        let figure = integer(i64::try_from(self.n).unwrap_or(i64::MAX), subject.lang);
        let names = names(subject);
        // What follows takes the same room in every line, so that the bars of a group are of one length.
        let more = if self.more.is_empty() { 0 } else { (clean(self.more).width() + 2).max(16) };
        let room = subject.columns.saturating_sub(names + 12 + more);
        let mut line =
            Line::plain(format!("  {}", fit(self.name, names))).and(format!("{figure:>7}  "), self.tone);
        if room >= 5 {
            line = line.and(bar(self.n, self.whole, room.min(BAR)), Tone::Dim);
        }
        if self.tone == Tone::Ok {
            line = line.and("  ✓", Tone::Ok);
        }
        if !self.more.is_empty() {
            line = line.and(format!("  {}", self.more), Tone::Dim);
        }
        let said = format!("  {}{}{figure}", self.name, subject.colon());
        line.said(if self.more.is_empty() { said } else { format!("{said}, {}", self.more) })
    }
}

/// How wide the widest of these is, within bounds.
pub fn widest<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> usize {
    names.map(|name| clean(name).width()).max().unwrap_or(0).clamp(12, most.max(12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_empty_for_nothing_and_full_for_all_alone() {
        assert_eq!(bar(0, 10, 5), "░░░░░");
        assert_eq!(bar(1, 1000, 5), "█░░░░");
        assert_eq!(bar(999, 1000, 5), "████░");
        assert_eq!(bar(10, 10, 5), "█████");
        assert_eq!(bar(3, 0, 5), "░░░░░");
        assert_eq!(bar(1, 2, 0), "");
    }

    #[test]
    fn a_name_takes_its_columns_and_no_more() {
        assert_eq!(fit("été", 5), "été  ");
        assert_eq!(fit("durées", 4), "dur…");
        assert_eq!(fit("", 0), "");
    }
}
