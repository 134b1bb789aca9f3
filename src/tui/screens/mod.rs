//! The views that look at the register as a whole, or at a record from the side: one file each, a pure
//! function from what is known to a [`Page`].

mod search;
mod uses;

use chrono::NaiveDate;

use crate::model::{Finding, Lang, RecordId, Text};
use crate::ops::Workspace;
use crate::ops::query::Scope;
use crate::tui::page::Page;
use crate::tui::texts as t;

/// A view, and what it looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// Which records use one, at whatever distance.
    Uses(RecordId),
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
    /// What is typed.
    pub typed: &'a str,
    /// The register and all that a query may ask of it.
    pub scope: &'a Scope<'a>,
}

impl View {
    /// What it shows.
    pub fn page(&self, looked: &Looked<'_>) -> Page {
        match self {
            View::Uses(id) => uses::page(id, looked),
            View::Search => search::page(looked.typed, looked.scope, looked),
        }
    }

    /// What it is called in the help.
    pub fn title(&self) -> Text {
        match self {
            View::Uses(_) => t::USES,
            View::Search => t::SEARCH,
        }
    }

    /// Whether what is typed is its own question, so that its lines are not narrowed by it once more.
    pub fn asks(&self) -> bool {
        *self == View::Search
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
