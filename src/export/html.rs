//! A document as one HTML file: no script, nothing loaded from anywhere, readable on paper, in the dark and by a
//! screen reader.

use crate::model::message::Lang;
use crate::report::{Block, Cell, Document, Fact, Note, NoteKind, Part, Rich, Run, Table, Target};

const STYLE: &str = "\
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}\
body{max-width:72rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}\
th,td{border:1px solid #8888;padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
thead th{background:#8882}\
td.more{border-top:none;background:#8881}\
h2,h3,h4{margin:1.8rem 0 .4rem}\
.mark{font-weight:normal;font-style:italic}\
.muted,small{opacity:.75}\
aside{border-left:.3rem solid;padding:.4rem 1rem;margin:1rem 0}\
dt{font-weight:bold}dd{margin:0 0 .5rem}ul{margin:.2rem 0;padding-left:1.2rem}\
@media print{body{margin:0;max-width:none}tr,h2,h3{break-inside:avoid}}";

/// The whole document.
pub fn render(document: &Document) -> String {
    let mut out = Writer { out: String::new(), lang: document.lang };
    out.put("<!doctype html>\n");
    out.put(&format!("<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", document.lang.code()));
    out.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.put(&format!("<title>{} – {}</title>\n", escape(&document.title), escape(&document.author)));
    out.put(&format!("<style>{STYLE}</style>\n</head>\n<body>\n"));
    match &document.cover {
        Some(cover) => {
            out.put(&format!(
                "<p class=\"muted\">{}</p>\n<h1>{}</h1>\n",
                escape(&cover.kicker),
                escape(&cover.title)
            ));
            if let Some(subtitle) = &cover.subtitle {
                out.put(&format!("<p>{}</p>\n", escape(subtitle)));
            }
            if let Some(alert) = &cover.alert {
                out.note(alert);
            }
            out.facts(&cover.facts.0);
        }
        None => out.put(&format!("<h1>{}</h1>\n", escape(&document.title))),
    }
    document.blocks.iter().for_each(|block| out.block(block));
    out.put("</body>\n</html>\n");
    out.out
}

struct Writer {
    out: String,
    lang: Lang,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(h) => {
                let level = h.level.clamp(1, 5) + 1;
                let mark = h.mark.as_ref().map(|m| format!(" <span class=\"mark\">– {}</span>", escape(m)));
                let (id, text) = (escape(h.anchor.as_str()), escape(&h.full()));
                self.put(&format!("<h{level} id=\"{id}\">{text}{}</h{level}>\n", mark.unwrap_or_default()));
            }
            Block::Paragraph(rich) => self.put(&format!("<p>{}</p>\n", inline(rich))),
            Block::List(items) => self.put(&list(items)),
            Block::Facts(facts) => self.facts(&facts.0),
            Block::Answer(cell) => self.put(&format!("<div>{}</div>\n", self.cell(cell))),
            Block::Table(table) => self.table(table),
            Block::Note(note) => self.note(note),
            Block::Contents { .. } | Block::PageBreak => {}
            Block::KeepWithNext(inner) => self.block(inner),
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.put("<dl>\n");
        for fact in facts {
            let hint =
                fact.hint.as_ref().map(|h| format!(" <small>{}</small>", escape(h))).unwrap_or_default();
            let value = self.cell(&fact.value);
            self.put(&format!("<dt>{}{hint}</dt><dd>{value}</dd>\n", escape(&fact.label)));
        }
        self.put("</dl>\n");
    }

    fn note(&mut self, note: &Note) {
        let role = if note.kind == NoteKind::Warning { " role=\"alert\"" } else { "" };
        let title =
            note.title.as_ref().map(|t| format!("<strong>{}</strong> ", escape(t))).unwrap_or_default();
        let body = self.cell(&note.body);
        self.put(&format!("<aside{role}>{title}{body}</aside>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.put("<table>\n<thead><tr>");
        for column in &table.columns {
            self.put(&format!("<th scope=\"col\">{}</th>", escape(&column.title)));
        }
        self.put("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.put("<tr>");
            for (i, cell) in row.cells.iter().enumerate() {
                let said = self.cell(cell);
                self.put(&match i {
                    0 => format!("<th scope=\"row\">{said}</th>"),
                    _ => format!("<td>{said}</td>"),
                });
            }
            self.put("</tr>\n");
            if !row.more.is_empty() {
                let (span, said) = (table.columns.len(), self.cell(&row.more));
                self.put(&format!("<tr><td class=\"more\" colspan=\"{span}\">{said}</td></tr>\n"));
            }
        }
        self.put("</tbody>\n</table>\n");
    }

    fn cell(&self, cell: &Cell) -> String {
        let part = |p: &Part| match p {
            Part::Text(rich) => inline(rich),
            Part::Small(rich) => format!("<small>{}</small>", inline(rich)),
            Part::Bullets(items) => list(items),
            Part::Unknown | Part::Nothing | Part::Unread { .. } => {
                format!("<em>{}</em>", escape(&p.text(self.lang)))
            }
        };
        cell.0.iter().map(part).collect::<Vec<_>>().join("<br>")
    }
}

fn list(items: &[Rich]) -> String {
    let items: String = items.iter().map(|i| format!("<li>{}</li>", inline(i))).collect();
    format!("<ul>{items}</ul>\n")
}

fn inline(rich: &Rich) -> String {
    rich.0.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let mut text = escape(&run.text).replace('\n', "<br>");
    for (so, tag) in [(run.bold, "strong"), (run.italic, "em")] {
        if so {
            text = format!("<{tag}>{text}</{tag}>");
        }
    }
    if run.muted {
        text = format!("<span class=\"muted\">{text}</span>");
    }
    match &run.target {
        Some(Target::Url(url)) => {
            format!("<a href=\"{}\" rel=\"noreferrer\">{text}</a>", escape(url.as_str()))
        }
        Some(Target::Anchor(anchor)) => format!("<a href=\"#{}\">{text}</a>", escape(anchor.as_str())),
        None => text,
    }
}

/// A text of which nothing is markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push('\n'),
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
    fn no_text_of_the_register_becomes_markup() {
        let said = inline(&Rich::linked(
            "<img src=x onerror=alert(1)> \"' javascript:alert(1) https://exemple.fr/?a=1&b=2",
        ));
        assert!(!said.contains("<img") && !said.contains("href=\"javascript"), "{said}");
        assert!(said.contains("<a href=\"https://exemple.fr/?a=1&amp;b=2\" rel=\"noreferrer\">"), "{said}");
    }
}
