//! What can be seen of a register at a glance: lines that draw, and the sentences that say the same.
//!
//! A picture knows nothing of keys or terminals: the interface shows it as a page, the command line prints its
//! sentences. What is counted and reckoned stands in [`crate::ops`]; here it is put into words and signs.

mod boxes;
pub mod calendar;
pub mod deadlines;
pub mod flow;
pub mod overview;
pub mod part;
mod scale;
pub mod screening;
mod signs;
pub mod timeline;
pub mod uses;
mod words;

use chrono::NaiveDate;

use crate::i18n::format::colon;
use crate::i18n::values::title;
use crate::model::message::text;
use crate::model::{Finding, Group, Kind, Lang, Path, RecordId, Register, Text, field_at};
use crate::ops::timeline::speaks_of_time;
use crate::term::wrap::wrap;
use calendar::Calendar;
use part::Part;

const SEE_ALSO: Text = text("Voir aussi", "See also");
const SEE_TIMELINE: Text = text("Les durées de conservation", "How long data is kept");
const SEE_FLOW: Text = text("Le flux de données", "Where the data goes");
const SEE_SCREENING: Text =
    text("Si une analyse d’impact semble due", "Whether an impact assessment seems due");
const SEE_USES: Text = text(
    "Qui utilise cette fiche, et ce à quoi elle renvoie",
    "What uses this record, and what it refers to",
);
const IN_ROW: Text = text("{holder} «\u{a0}{row}\u{a0}»", "{holder} “{row}”");

/// What a picture is drawn of, and how.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub register: &'a Register,
    /// The last whole check.
    pub findings: &'a [Finding],
    pub lang: Lang,
    /// How wide a line may be.
    pub columns: usize,
    pub today: NaiveDate,
}

/// Lines to look at and to go from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub title: String,
    /// The months to be shown above, where the lines stand on days.
    pub calendar: Option<Calendar>,
    pub lines: Vec<Line>,
    /// The other pictures of the same record.
    pub others: Vec<Lead>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub spans: Vec<(String, Tone)>,
    /// Where it leads.
    pub leads: Option<Lead>,
    /// The line as a sentence, where what is drawn does not read aloud; empty: the line only draws what
    /// another one says.
    pub said: Option<String>,
    /// The title of a part.
    pub heading: bool,
    /// The day on which it stands.
    pub day: Option<NaiveDate>,
}

/// How a piece of a line looks; never the only mark of what it means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Dim,
    Title,
    Accent,
    Ok,
    Warning,
    Error,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    Record(RecordId),
    Field(RecordId, Path),
    List(Kind),
    Overview,
    Part(Part),
    Deadlines,
    Timeline(RecordId),
    Flow(RecordId),
    Screening(RecordId),
    Uses(RecordId),
}

impl Subject<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// What to call a record; its identifier where it is not there.
    fn title(&self, id: &RecordId) -> String {
        title(Some(id.kind), &id.id, self.register, self.lang)
    }

    /// What a field is called; the path where nobody knows it.
    fn label(&self, record: &RecordId, path: &Path) -> String {
        field_at(record, path.keys()).map_or_else(|| path.to_string(), |f| f.label.get(self.lang).to_owned())
    }

    /// What a place is called: in a row, the field that holds it and the row's own name.
    fn place(&self, record: &RecordId, path: &Path) -> String {
        let (holder, key) = match path.keys() {
            [holder, key, ..] => (Path::root().join(holder), key),
            _ => return self.label(record, path),
        };
        let at = holder.join(key);
        match self.register.get(record).and_then(|r| r.group(&at)) {
            Some(row) => {
                let row = row_name(key, row, self.lang);
                IN_ROW.msg().with("holder", self.label(record, &holder)).with("row", row).get(self.lang)
            }
            None => self.label(record, path),
        }
    }

    /// What stands between a name and what is said of it.
    fn colon(&self) -> &'static str {
        colon(self.lang)
    }
}

/// What to call a row: its own words, else its category, else its key.
fn row_name(key: &str, row: &Group, lang: Lang) -> String {
    let words = ["label", "name", "recipient"].iter().find_map(|k| row.text(k));
    let choice = || ["category", "kind"].iter().find_map(|k| row.choice(k)).map(|t| t.label.get(lang));
    words.or_else(choice).unwrap_or(key).to_owned()
}

/// A sentence of which nothing may be cut off: on as many lines as it takes, and said as one.
fn whole(
    picture: &mut Picture,
    indent: &str,
    sentence: &str,
    subject: &Subject<'_>,
    line: impl Fn(&str) -> Line,
) {
    let columns = subject.columns.saturating_sub(indent.len() + 1);
    for (i, part) in wrap(sentence, columns).into_iter().enumerate() {
        let said = if i == 0 { format!("{indent}{sentence}") } else { String::new() };
        picture.line(line(&format!("{indent}{part}")).said(said));
    }
}

impl Picture {
    pub fn new(title: impl Into<String>) -> Picture {
        Picture { title: title.into(), ..Picture::default() }
    }

    pub fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    /// The title of a part, after an empty line where something stands above.
    pub fn heading(&mut self, text: impl Into<String>) {
        if !self.lines.is_empty() {
            // Below what is only drawn, the empty line is only drawn too.
            let is_drawn = |line: &Line| line.said.as_deref() == Some("");
            let said = self.lines.iter().all(is_drawn).then(String::new);
            self.lines.push(Line { heading: true, said, ..Line::default() });
        }
        self.lines.push(Line { heading: true, ..Line::new(text, Tone::Title) });
    }

    /// The other pictures of the record of this one.
    fn others(&mut self, id: &RecordId, this: &Lead) {
        let all = [
            (Lead::Timeline(id.clone()), speaks_of_time(id.kind)),
            (Lead::Flow(id.clone()), id.kind == Kind::Activity),
            (Lead::Screening(id.clone()), id.kind == Kind::Activity),
            (Lead::Uses(id.clone()), true),
        ];
        self.others = all.into_iter().filter(|(l, there)| *there && l != this).map(|(l, _)| l).collect();
    }

    /// The same with lines that lead to the other pictures, for whoever can follow them.
    pub fn with_others(mut self, lang: Lang) -> Picture {
        let others = std::mem::take(&mut self.others);
        if !others.is_empty() {
            self.heading(SEE_ALSO.get(lang));
        }
        for lead in others {
            let text = match &lead {
                Lead::Timeline(_) => SEE_TIMELINE,
                Lead::Flow(_) => SEE_FLOW,
                Lead::Screening(_) => SEE_SCREENING,
                _ => SEE_USES,
            };
            self.line(Line::plain(format!("  {}", text.get(lang))).to(lead));
        }
        self
    }
}

impl Line {
    pub fn new(text: impl Into<String>, tone: Tone) -> Line {
        Line { spans: vec![(text.into(), tone)], ..Line::default() }
    }

    pub fn plain(text: impl Into<String>) -> Line {
        Line::new(text, Tone::Plain)
    }

    /// The same followed by more.
    pub fn and(mut self, text: impl Into<String>, tone: Tone) -> Line {
        self.spans.push((text.into(), tone));
        self
    }

    /// The same, leading somewhere.
    pub fn to(mut self, lead: Lead) -> Line {
        self.leads = Some(lead);
        self
    }

    /// The same, read as this sentence.
    pub fn said(mut self, sentence: impl Into<String>) -> Line {
        self.said = Some(sentence.into());
        self
    }

    /// The same, standing on a day.
    pub fn on(mut self, day: NaiveDate) -> Line {
        self.day = Some(day);
        self
    }

    /// Its text as it is drawn.
    pub fn text(&self) -> String {
        self.spans.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Its text as it is said; `None` where another line says it.
    pub fn sentence(&self) -> Option<String> {
        match &self.said {
            Some(said) if said.is_empty() => None,
            Some(said) => Some(said.clone()),
            None => Some(self.text().trim_end().to_owned()),
        }
    }
}
