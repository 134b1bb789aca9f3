//! A page: lines to look at and to go from. Every view that is no list and no form is one, so that all
//! of them are moved in, narrowed, hit by the mouse, copied and read aloud in the same way.

use chrono::NaiveDate;

use crate::model::{Kind, Path, RecordId};
use crate::picture::calendar::Calendar;
use crate::tui::matching::fold;
use crate::tui::screens::View;
use crate::tui::theme::Role;
use crate::tui::versions::Fold;

/// What a view shows, in the language and at the width it was made for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub title: String,
    /// The months shown above, around the day of the chosen line.
    pub calendar: Option<Calendar>,
    pub rows: Vec<Row>,
    /// It answers what is typed: the line in which it is typed is always seen.
    pub asks: bool,
}

/// One line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub spans: Vec<(String, Role)>,
    /// Where Enter leads.
    pub target: Option<Target>,
    /// What is to be found by typing; the line itself where it is empty.
    pub words: String,
    /// The line as a sentence, where what is drawn does not read aloud; empty: another line says it.
    pub said: Option<String>,
    /// Lines that stay when the page is narrowed: titles of parts.
    pub heading: bool,
    /// The day on which it stands.
    pub day: Option<NaiveDate>,
    /// Its place among the findings of the check that the page shows.
    pub finding: Option<usize>,
    /// Its place among the changed records that the page shows.
    pub change: Option<usize>,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Record(RecordId),
    Field(RecordId, Path),
    /// A kind's list, narrowed by these words.
    List(Kind, String),
    View(View),
    /// More under the line itself, shown or hidden.
    Fold(Fold),
    /// More of the same, to be read.
    More,
}

impl Page {
    pub fn new(title: impl Into<String>) -> Page {
        Page { title: title.into(), ..Page::default() }
    }

    pub fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// A line of plain text.
    pub fn text(&mut self, text: impl Into<String>) {
        self.rows.push(Row::new(text, Role::Plain));
    }

    /// The title of a part, after an empty line where something stands above.
    pub fn heading(&mut self, text: impl Into<String>) {
        if !self.rows.is_empty() {
            self.rows.push(Row { heading: true, ..Row::default() });
        }
        self.rows.push(Row { heading: true, ..Row::new(text, Role::Title) });
    }

    /// The page as plain text: what is copied, printed by a command, read by a screen reader.
    pub fn plain(&self) -> String {
        let mut out = format!("{}\n\n", self.title);
        for row in self.rows.iter().filter(|row| row.said.as_deref() != Some("")) {
            out.push_str(row.said.clone().unwrap_or_else(|| row.line()).trim_end());
            out.push('\n');
        }
        out
    }

    /// The same page with those lines alone that hold every word typed, and the titles above them.
    pub fn narrowed(mut self, typed: &str) -> Page {
        let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return self;
        }
        let holds = |row: &Row| {
            let text = fold(&if row.words.is_empty() { row.line() } else { row.words.clone() });
            words.iter().all(|w| text.contains(w.as_str()))
        };
        let mut kept: Vec<Row> = Vec::new();
        for row in self.rows {
            if row.heading {
                // A title without lines goes when the next one comes.
                while kept.last().is_some_and(|r| r.heading) && !row.line().is_empty() {
                    kept.pop();
                }
                if !row.line().is_empty() {
                    kept.push(row);
                }
            } else if holds(&row) {
                kept.push(row);
            }
        }
        while kept.last().is_some_and(|r| r.heading) {
            kept.pop();
        }
        self.rows = kept;
        self
    }
}

impl Row {
    pub fn new(text: impl Into<String>, role: Role) -> Row {
        Row { spans: vec![(text.into(), role)], ..Row::default() }
    }

    /// The same followed by more.
    pub fn and(mut self, text: impl Into<String>, role: Role) -> Row {
        self.spans.push((text.into(), role));
        self
    }

    /// The same, leading somewhere.
    pub fn to(mut self, target: Target) -> Row {
        self.target = Some(target);
        self
    }

    /// The same, read as this sentence.
    pub fn said(mut self, sentence: impl Into<String>) -> Row {
        self.said = Some(sentence.into());
        self
    }

    /// Its text.
    pub fn line(&self) -> String {
        self.spans.iter().map(|(text, _)| text.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_narrowed_to_its_lines_and_their_titles() {
        let mut page = Page::new("Échéances");
        page.heading("Revues");
        page.text("Paie : 3 mars");
        page.text("Clients : 4 mars");
        page.heading("Contrats");
        page.text("Courrier Clair");
        let lines = |typed: &str| page.clone().narrowed(typed).rows.iter().map(Row::line).collect::<Vec<_>>();
        assert_eq!(lines("clients"), ["Revues", "Clients : 4 mars"]);
        assert_eq!(lines("CLAIR"), ["Contrats", "Courrier Clair"]);
        assert_eq!(lines("rien"), Vec::<String>::new());
        assert_eq!(lines("").len(), 6);
        assert!(page.plain().starts_with("Échéances\n\nRevues\nPaie"));
    }
}
