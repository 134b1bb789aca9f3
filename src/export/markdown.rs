//! A document as Markdown, for a comment on a pull request: headings, lists and tables of GitHub's and GitLab's
//! common dialect.
//!
//! Texts from the register are data: no word of theirs becomes a mark, a link, a mention of somebody or a
//! reference to an issue.

use crate::model::message::Lang;
use crate::report::{Block, Cell, Document, Fact, Note, Part, Rich, Table, TableRow};

/// The whole document.
pub fn render(document: &Document) -> String {
    let mut out = Writer { out: String::new(), lang: document.lang };
    match &document.cover {
        Some(cover) => {
            out.heading(2, &cover.title, None);
            if let Some(alert) = &cover.alert {
                out.note(alert);
            }
            out.facts(&cover.facts.0);
        }
        None => out.heading(2, &document.title, None),
    }
    document.blocks.iter().for_each(|block| out.block(block));
    let mut text = out.out.trim_end().to_owned();
    text.push('\n');
    text
}

struct Writer {
    out: String,
    lang: Lang,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str, mark: Option<&str>) {
        let mark = mark.map(|m| format!(" – *{}*", escape(m))).unwrap_or_default();
        self.line(&format!("{} {}{mark}\n", "#".repeat(level.min(6)), escape(text)));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(h) => {
                self.out.push('\n');
                self.heading(usize::from(h.level) + 1, &h.full(), h.mark.as_deref());
            }
            Block::Paragraph(rich) => self.line(&format!("{}\n", inline(rich))),
            Block::List(items) => self.list(items),
            Block::Facts(facts) => self.facts(&facts.0),
            Block::Answer(cell) => {
                let said = self.cell(cell);
                self.line(&format!("{said}\n"));
            }
            Block::Table(table) => self.table(table),
            Block::Note(note) => self.note(note),
            Block::Contents { .. } | Block::PageBreak => {}
            Block::KeepWithNext(inner) => self.block(inner),
        }
    }

    fn list(&mut self, items: &[Rich]) {
        items.iter().for_each(|item| self.line(&format!("- {}", inline(item))));
        self.out.push('\n');
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            let value = self.cell(&fact.value);
            self.line(&format!("- **{}** {value}", escape(&fact.label)));
        }
        self.out.push('\n');
    }

    fn note(&mut self, note: &Note) {
        let body = self.cell(&note.body);
        let title = note.title.as_deref().map(|t| format!("**{}** ", escape(t))).unwrap_or_default();
        self.line(&format!("> {title}{body}\n"));
    }

    fn table(&mut self, table: &Table) {
        let titles: Vec<String> = table.columns.iter().map(|c| escape(&c.title)).collect();
        self.line(&format!("| {} |", titles.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(titles.len())));
        for row in &table.rows {
            let line = self.row(row);
            self.line(&line);
        }
        self.out.push('\n');
    }

    /// What has no column stands under the last one.
    fn row(&self, row: &TableRow) -> String {
        let mut cells: Vec<String> = row.cells.iter().map(|c| self.cell(c)).collect();
        if let (Some(last), false) = (cells.last_mut(), row.more.is_empty()) {
            last.push_str("<br>");
            last.push_str(&self.cell(&row.more));
        }
        format!("| {} |", cells.join(" | "))
    }

    fn cell(&self, cell: &Cell) -> String {
        let part = |p: &Part| match p {
            Part::Text(rich) => inline(rich),
            Part::Small(rich) => format!("<sub>{}</sub>", inline(rich)),
            Part::Bullets(items) => {
                items.iter().map(|i| format!("• {}", inline(i))).collect::<Vec<_>>().join("<br>")
            }
            Part::Unknown | Part::Nothing | Part::Unread { .. } => {
                format!("*{}*", escape(&p.text(self.lang)))
            }
        };
        cell.0.iter().map(part).collect::<Vec<_>>().join("<br>")
    }
}

fn inline(rich: &Rich) -> String {
    let run = |run: &crate::report::Run| {
        let text = escape(&run.text);
        match (run.bold, run.italic || run.muted) {
            _ if text.trim().is_empty() => text,
            (true, _) => marked("**", &text),
            (_, true) => marked("*", &text),
            _ => text,
        }
    };
    rich.0.iter().map(run).collect()
}

/// A text between two marks, which stand beside its words, not beside blanks.
fn marked(mark: &str, text: &str) -> String {
    let (head, tail) = (text.trim_start(), text.trim_end());
    let (before, after) = (&text[..text.len() - head.len()], &text[tail.len()..]);
    format!("{before}{mark}{}{mark}{after}", text.trim())
}

/// A text of which nothing is a mark: what could be one is written as a character reference.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_end_matches('\n').chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '#' | '@' | '~' | '\\' | '!' | '$' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c if super::is_unseen(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_the_register_becomes_a_mark() {
        let said = escape("**gras** <script> | @equipe #12 [lien](http://x)\nsuite");
        for mark in ["**", "<script", "|", "@", "[", "\n"] {
            assert!(!said.contains(mark), "{mark} in {said}");
        }
        assert!(said.contains("<br>suite"));
    }
}
