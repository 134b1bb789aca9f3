//! A finding for people: where, what, the line of the file with a caret, what to do, the article.

use super::context::Context;
use super::out::{Line, Style};
use crate::i18n::format::article;
use crate::model::message::Lang;
use crate::model::{Finding, Position, Severity};
use crate::ops::Workspace;
use crate::term::clean;
use crate::term::clean::width;

/// How much of a long line of the file is shown, in characters.
const WINDOW: usize = 100;

/// A finding and where it stands, with the line of the file.
pub struct Placed<'a> {
    pub finding: &'a Finding,
    pub place: Option<(Position, String)>,
}

/// The findings with their places, by file, line and column.
pub fn place<'a>(workspace: &Workspace, findings: &'a [Finding]) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'a>> =
        findings.iter().map(|finding| Placed { finding, place: workspace.place(finding) }).collect();
    let at = |p: &Placed<'_>| p.place.as_ref().map(|(at, _)| (at.line, at.column));
    placed.sort_by(|a, b| (&a.finding.file, at(a)).cmp(&(&b.finding.file, at(b))));
    placed
}

/// The lines that say a finding.
pub fn lines(placed: &Placed<'_>, lang: Lang) -> Vec<Line> {
    let Placed { finding, place } = placed;
    let style = match finding.severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Advice => Style::Plain,
    };
    let mut head = finding.file.clone();
    if let Some((at, _)) = place {
        head.push_str(&format!(":{}:{}", at.line, at.column));
    }
    let grade = format!("{} {}", finding.severity.mark(), finding.severity.label().get(lang));
    let mut lines = vec![
        Line::new()
            .with(Style::Bold, head)
            .plain(" ")
            .with(style, grade)
            .with(Style::Dim, format!(" {} ", finding.code))
            .plain(finding.message.get(lang)),
    ];
    // The line of a group that lacks something shows nothing of it: only a place of its own is shown.
    if let (Some((at, source)), Some(span)) = (place, &finding.span) {
        lines.extend(excerpt(*at, source, span.len(), style));
    }
    if let Some(hint) = &finding.hint {
        lines.push(Line::new().with(Style::Dim, "  → ").plain(hint.get(lang)));
    }
    if !finding.article.is_empty() {
        lines.push(Line::new().plain("    ").with(Style::Dim, article(finding.article, lang)));
    }
    lines
}

/// The line of the file and a caret under what is meant (`len` bytes of it).
fn excerpt(at: Position, source: &str, len: usize, style: Style) -> [Line; 2] {
    let start = at.column.saturating_sub(1);
    let chars: Vec<char> = source.chars().collect();
    let skipped = start.saturating_sub(WINDOW / 2);
    let skipped = if chars.len() <= WINDOW { 0 } else { skipped };
    let shown: String = chars.iter().skip(skipped).take(WINDOW).collect();
    let before: String = chars.iter().take(start).skip(skipped).collect();
    // The span is in bytes; what of it lies on this line is underlined.
    let mut bytes = 0;
    let meant: String = chars
        .iter()
        .skip(start)
        .take(WINDOW)
        .take_while(|c| {
            bytes += c.len_utf8();
            bytes <= len
        })
        .collect();
    let number = at.line.to_string();
    let margin = " ".repeat(number.len());
    let (lead, tail) =
        (if skipped > 0 { "…" } else { "" }, if chars.len() > skipped + WINDOW { "…" } else { "" });
    let indent = " ".repeat(clean(&before).width() + width(lead));
    let caret = "^".repeat(clean(&meant).width().max(1));
    [
        Line::new().with(Style::Dim, format!("  {number} │ ")).plain(format!("{lead}{shown}{tail}")),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(at: Position, source: &str, len: usize) -> (usize, usize) {
        let [first, second] = excerpt(at, source, len, Style::Plain).map(|l| format!("{l:?}"));
        let column = |s: &str| s.matches('^').count();
        (first.chars().count(), column(&second))
    }

    #[test]
    fn the_caret_spans_what_is_meant_in_letters_not_bytes() {
        let at = Position { line: 3, column: 9 };
        assert_eq!(shown(at, "owner = \"été\"", "\"été\"".len()).1, 5);
    }

    #[test]
    fn a_span_of_several_lines_ends_with_its_first_line() {
        let at = Position { line: 1, column: 1 };
        assert_eq!(shown(at, "items = [", 200).1, 9);
    }

    #[test]
    fn a_place_past_the_end_still_has_a_caret() {
        assert_eq!(shown(Position { line: 1, column: 50 }, "x", 0).1, 1);
    }

    #[test]
    fn a_very_long_line_is_shown_around_the_place() {
        let source = "x".repeat(5000);
        let (length, carets) = shown(Position { line: 1, column: 3000 }, &source, 3);
        assert!(length < 300, "{length}");
        assert_eq!(carets, 3);
    }
}
