//! Boxes side by side, with arrows from one to the next.

use super::Line;
use super::Tone;
use super::signs::fit;
use crate::model::Lang;
use crate::model::message::{Text, text};
use crate::term::clean::{truncate, width};
use crate::term::wrap::wrap;

const MORE: Text = text("… et {n} {n|autre|autres}", "… and {n} more");

/// What stands between two boxes, and where it points.
const ARROW: &str = "─→ ";
const GAP: usize = 3;
/// On which line below the top the arrows stand.
const AT: usize = 1;

/// A box: its title and what is in it.
pub struct Box<'a> {
    pub title: &'a str,
    pub items: Vec<String>,
}

/// Whether boxes of this number can be read side by side.
pub fn fit_in(boxes: usize, columns: usize) -> bool {
    inside(boxes, columns) >= 14
}

/// How wide the text of a box is.
fn inside(boxes: usize, columns: usize) -> usize {
    (columns.saturating_sub(GAP * boxes.saturating_sub(1)) / boxes.max(1)).saturating_sub(4)
}

/// The lines that draw the boxes, at most `rows` of them between the edges.
pub fn draw(boxes: &[Box<'_>], lang: Lang, columns: usize, rows: usize) -> Vec<Line> {
    let inside = inside(boxes.len(), columns);
    let contents: Vec<Vec<String>> = boxes.iter().map(|b| content(&b.items, lang, inside, rows)).collect();
    let height = contents.iter().map(Vec::len).max().unwrap_or(0).max(AT + 1);
    let mut lines = vec![Line::default().said(""); height + 2];
    for (i, (one, content)) in boxes.iter().zip(&contents).enumerate() {
        let last = i + 1 == boxes.len();
        for (row, line) in lines.iter_mut().enumerate() {
            match row {
                0 => edge(line, '┌', '┐', one.title, inside),
                row if row == height + 1 => edge(line, '└', '┘', "", inside),
                row => {
                    let text = content.get(row - 1).map_or("", String::as_str);
                    line.spans.push(("│ ".to_owned(), Tone::Dim));
                    line.spans.push((fit(text, inside), Tone::Plain));
                    line.spans.push((" │".to_owned(), Tone::Dim));
                }
            }
            if !last {
                let between = if row == AT + 1 { ARROW.to_owned() } else { " ".repeat(GAP) };
                line.spans.push((between, Tone::Accent));
            }
        }
    }
    lines
}

fn edge(line: &mut Line, left: char, right: char, title: &str, inside: usize) {
    let title = match title {
        "" => String::new(),
        title => format!(" {} ", truncate(title, inside)),
    };
    let rest = (inside + 2).saturating_sub(width(&title));
    line.spans.push((left.to_string(), Tone::Dim));
    line.spans.push((title, Tone::Title));
    line.spans.push((format!("{}{right}", "─".repeat(rest)), Tone::Dim));
}

/// The items below one another, broken into lines; those that find no room are counted.
fn content(items: &[String], lang: Lang, inside: usize, rows: usize) -> Vec<String> {
    let broken: Vec<Vec<String>> = items
        .iter()
        .map(|item| {
            let lines = wrap(item, inside.saturating_sub(2));
            lines
                .into_iter()
                .enumerate()
                .map(|(i, l)| format!("{}{l}", if i == 0 { "" } else { "  " }))
                .collect()
        })
        .collect();
    let all: usize = broken.iter().map(Vec::len).sum();
    let mut out: Vec<String> = Vec::new();
    for (i, lines) in broken.iter().enumerate() {
        // The last line is kept for the count, where there is more than fits.
        if all > rows && out.len() + lines.len() > rows.saturating_sub(1) {
            out.push(MORE.msg().with("n", items.len() - i).get(lang));
            break;
        }
        out.extend(lines.iter().cloned());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(columns: usize, rows: usize) -> Vec<String> {
        let items = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let boxes = [
            Box { title: "Personnes", items: items(&["Clients", "Prospects de la boutique"]) },
            Box { title: "Données", items: items(&["Identité"]) },
        ];
        draw(&boxes, Lang::Fr, columns, rows).iter().map(Line::text).collect()
    }

    #[test]
    fn boxes_stand_side_by_side_with_an_arrow() {
        assert_eq!(
            drawn(45, 8),
            [
                "┌ Personnes ────────┐   ┌ Données ──────────┐",
                "│ Clients           │   │ Identité          │",
                "│ Prospects de la   │─→ │                   │",
                "│   boutique        │   │                   │",
                "└───────────────────┘   └───────────────────┘",
            ]
        );
    }

    #[test]
    fn what_finds_no_room_is_counted() {
        assert!(drawn(45, 2).iter().any(|l| l.contains("… et 1 autre")), "{:?}", drawn(45, 2));
        assert_eq!(drawn(45, 2).len(), 4);
    }

    #[test]
    fn all_lines_are_as_wide_as_one_another_and_fit() {
        for columns in [45, 60, 100, 140] {
            for rows in 1..6 {
                let lines = drawn(columns, rows);
                assert!(
                    lines.iter().all(|l| width(l) == width(&lines[0]) && width(l) <= columns),
                    "{lines:?}"
                );
            }
        }
        assert!(fit_in(5, 116) && !fit_in(5, 76) && !fit_in(0, 0));
    }
}
