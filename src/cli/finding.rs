//! A finding for people: where, what, the line of the file with a caret, what to do, the article.

use std::collections::BTreeSet;

use super::context::Context;
use super::out::{Line, Style};
use crate::i18n::format::article;
use crate::model::message::Lang;
use crate::model::{Finding, Severity};
use crate::ops::Workspace;
use crate::ops::check::report::doubt;
pub use crate::ops::findings::Placed;
use crate::term::clean;
use crate::term::clean::width;

/// How much of a long line of the file is shown, in characters.
const WINDOW: usize = 100;

/// The findings with their places, in the order in which they are told.
pub fn place<'a>(workspace: &Workspace, findings: &'a [Finding]) -> Vec<Placed<'a>> {
    workspace.placed(findings)
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Advice => Style::Plain,
    }
}

/// The first line that says a finding: where, how grave, by which rule, and what.
pub fn head(placed: &Placed<'_>, lang: Lang) -> Line {
    let Placed { finding, place } = placed;
    let mut head = finding.file.clone();
    if let Some(place) = place {
        head.push_str(&format!(":{}:{}", place.at.line, place.at.column));
    }
    let grade = format!("{} {}", finding.severity.mark(), finding.severity.label().get(lang));
    Line::new()
        .with(Style::Bold, head)
        .plain(" ")
        .with(style(finding.severity), grade)
        .with(Style::Dim, format!(" {} ", finding.code))
        .plain(finding.message.get(lang))
}

/// The lines that say a finding.
pub fn lines(placed: &Placed<'_>, lang: Lang) -> Vec<Line> {
    let Placed { finding, place } = placed;
    let style = style(finding.severity);
    let mut lines = vec![head(placed, lang)];
    // The line of a group that lacks something shows nothing of it: only a place of its own is shown.
    if let Some((place, meant)) = place.as_ref().and_then(|place| Some((place, place.meant?))) {
        lines.extend(excerpt(place.at.line, place.line(), meant, style));
    }
    if let Some(hint) = &finding.hint {
        lines.push(Line::new().with(Style::Dim, "  → ").plain(hint.get(lang)));
    }
    if !finding.article.is_empty() {
        lines.push(Line::new().plain("    ").with(Style::Dim, article(finding.article, lang)));
    }
    if let Some(doubt) = doubt(finding, lang) {
        lines.push(Line::new().plain("    ").with(Style::Warning, doubt));
    }
    lines
}

/// The line of the file (what stands before the place, and the rest) and a caret under what is meant
/// (`len` bytes of it). Of a long line only what is around the place is looked at.
fn excerpt(number: usize, (before, rest): (&str, &str), len: usize, style: Style) -> [Line; 2] {
    let is_long = before.chars().chain(rest.chars()).nth(WINDOW).is_some();
    let from = match before.char_indices().rev().nth(WINDOW / 2 - 1) {
        Some((i, _)) if is_long => i,
        _ => 0,
    };
    let shown_before = &before[from..];
    let room = WINDOW.saturating_sub(shown_before.chars().count());
    let shown_rest = &rest[..rest.char_indices().nth(room).map_or(rest.len(), |(i, _)| i)];
    // The span is in bytes; what of it lies on this line is underlined.
    let mut bytes = 0;
    let meant: String = shown_rest
        .chars()
        .take_while(|c| {
            bytes += c.len_utf8();
            bytes <= len
        })
        .collect();
    let number = number.to_string();
    let margin = " ".repeat(number.len());
    let lead = if from > 0 { "…" } else { "" };
    let tail = if shown_rest.len() < rest.len() { "…" } else { "" };
    let indent = " ".repeat(clean(shown_before).width() + width(lead));
    let caret = "^".repeat(clean(&meant).width().max(1));
    [
        Line::new()
            .with(Style::Dim, format!("  {number} │ "))
            .plain(format!("{lead}{shown_before}{shown_rest}{tail}")),
        Line::new().with(Style::Dim, format!("  {margin} │ ")).plain(indent).with(style, caret),
    ]
}

/// Says findings as data, one after the other.
pub fn print(cx: &mut Context, placed: &[Placed<'_>]) {
    let lang = cx.lang();
    for line in placed.iter().flat_map(|p| lines(p, lang)) {
        cx.line(line);
    }
}

/// Says on standard error what is wrong with the files that could not be read at all.
pub fn warn_of_unreadable(cx: &mut Context, workspace: &Workspace) -> bool {
    let unreadable: Vec<Finding> = workspace.unreadable().cloned().collect();
    let lang = cx.lang();
    for line in place(workspace, &unreadable).iter().flat_map(|p| lines(p, lang)) {
        cx.warn(line);
    }
    !unreadable.is_empty()
}

/// How many fields the findings are about.
pub fn fields(findings: &[Finding]) -> usize {
    findings.iter().map(|f| (&f.record, &f.path)).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: (&str, &str), len: usize) -> (usize, usize) {
        let [first, second] = excerpt(1, line, len, Style::Plain).map(|l| format!("{l:?}"));
        let column = |s: &str| s.matches('^').count();
        (first.chars().count(), column(&second))
    }

    #[test]
    fn the_caret_spans_what_is_meant_in_letters_not_bytes() {
        assert_eq!(shown(("owner = ", "\"été\""), "\"été\"".len()).1, 5);
    }

    #[test]
    fn a_span_of_several_lines_ends_with_its_first_line() {
        assert_eq!(shown(("", "items = ["), 200).1, 9);
    }

    #[test]
    fn a_place_at_the_end_still_has_a_caret() {
        assert_eq!(shown(("x", ""), 0).1, 1);
    }

    #[test]
    fn a_very_long_line_is_shown_around_the_place() {
        let source = "x".repeat(5000);
        let (length, carets) = shown(source.split_at(2999), 3);
        assert!(length < 300, "{length}");
        assert_eq!(carets, 3);
    }
}
