//! The views that look at the register as a whole, or at a record from the side. What they show is drawn in
//! [`crate::picture`], which the command line prints too; here it becomes a [`Page`].
//! What git says has a page of its own.

mod between;
mod branches;
mod changes;
mod diff;
mod findings;
mod history;
mod log;
mod rule;
mod search;

use chrono::NaiveDate;

use crate::model::{Finding, Lang, RecordId, Text};
use crate::ops::Workspace;
use crate::ops::query::Scope;
use crate::picture::part::Part;
use crate::picture::{self, Lead, Line, Picture, Subject, Tone};
use crate::tui::page::{Page, Row, Target};
use crate::tui::theme::Role;
use crate::tui::versions::{Span, Versions};

/// A view, and what it looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// The state of the register in figures.
    Overview,
    /// What stands behind one of those figures.
    Part(Part),
    /// What the check found.
    Findings,
    /// What a rule of it says, by its code.
    Rule(&'static str),
    /// What falls due.
    Deadlines,
    /// How long what a record speaks of is kept.
    Timeline(RecordId),
    /// Where the data of an activity goes.
    Flow(RecordId),
    Screening(RecordId),
    /// Which records use one, and which use those.
    Uses(RecordId),
    /// What changed since the last commit, saved or not.
    Changes,
    /// The commits that touched a record.
    History(RecordId),
    /// The commits that touched the register.
    Log,
    /// What changed between two points.
    Between(Span),
    /// The branches, to compare with.
    Branches,
    /// What is typed, in all texts of all records.
    Search,
}

/// All that a view may look at.
pub struct Looked<'a> {
    pub workspace: &'a Workspace,
    /// The last whole check.
    pub findings: &'a [Finding],
    pub lang: Lang,
    /// How wide a line may be.
    pub columns: usize,
    pub today: NaiveDate,
    /// What was read of git.
    pub versions: &'a Versions,
    /// What is typed.
    pub typed: &'a str,
    /// The register and all that a query may ask of it; for the search alone.
    pub scope: Option<&'a Scope<'a>>,
}

impl View {
    /// What it shows.
    pub fn page(&self, looked: &Looked<'_>) -> Page {
        let subject = Subject {
            register: looked.workspace.register(),
            findings: looked.findings,
            lang: looked.lang,
            columns: looked.columns,
            today: looked.today,
        };
        let picture = match self {
            View::Search => {
                return looked
                    .scope
                    .map_or_else(Page::default, |scope| search::page(looked.typed, scope, looked));
            }
            View::Findings => return findings::page(looked),
            View::Rule(code) => return rule::page(code, looked),
            View::Changes => return changes::page(looked),
            View::Log => return log::page(looked),
            View::Between(span) => return between::page(span, looked),
            View::Branches => return branches::page(looked),
            View::History(id) => return history::page(id, looked),
            View::Overview => picture::overview::draw(&subject),
            View::Part(part) => picture::part::draw(part, &subject),
            View::Deadlines => picture::deadlines::draw(None, &subject),
            View::Timeline(id) => picture::timeline::draw(id, &subject),
            View::Flow(id) => picture::flow::draw(id, &subject),
            View::Screening(id) => picture::screening::draw(id, &subject),
            View::Uses(id) => picture::uses::draw(id, &subject),
        };
        page(picture.with_others(looked.lang))
    }

    /// Whether what is typed is its own question, so that its lines are not narrowed by it once more.
    pub fn asks(&self) -> bool {
        *self == View::Search
    }
}

fn page(picture: Picture) -> Page {
    Page {
        title: picture.title,
        asks: false,
        calendar: picture.calendar,
        rows: picture.lines.into_iter().map(row).collect(),
    }
}

/// What a tone is on the screen.
pub fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Plain,
        Tone::Dim => Role::Dim,
        Tone::Title => Role::Title,
        Tone::Accent => Role::Accent,
        Tone::Ok => Role::Ok,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    }
}

fn row(line: Line) -> Row {
    Row {
        spans: line.spans.into_iter().map(|(text, tone)| (text, role(tone))).collect(),
        target: line.leads.map(target),
        words: String::new(),
        said: line.said,
        heading: line.heading,
        day: line.day,
        finding: None,
        change: None,
    }
}

fn target(lead: Lead) -> Target {
    match lead {
        Lead::Record(id) => Target::Record(id),
        Lead::Field(id, path) => Target::Field(id, path),
        Lead::List(kind) => Target::List(kind, String::new()),
        Lead::Overview => Target::View(View::Overview),
        Lead::Part(part) => Target::View(View::Part(part)),
        Lead::Deadlines => Target::View(View::Deadlines),
        Lead::Timeline(id) => Target::View(View::Timeline(id)),
        Lead::Flow(id) => Target::View(View::Flow(id)),
        Lead::Screening(id) => Target::View(View::Screening(id)),
        Lead::Uses(id) => Target::View(View::Uses(id)),
    }
}

impl Looked<'_> {
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// What to call a record; its identifier where it is not there.
    pub fn title(&self, id: &RecordId) -> String {
        self.workspace.register().get(id).map_or_else(|| id.to_string(), |r| r.title(self.lang).to_owned())
    }
}
