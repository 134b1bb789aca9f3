//! What a page is made from, and the making of one that takes longer than a frame may.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{Finding, Lang};
use crate::ops::Workspace;
use crate::tui::message::Msg;
use crate::tui::model::Model;
use crate::tui::screens::{Looked, View};
use crate::tui::versions::Versions;

/// What a page was made from: it is made anew when any of this is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    pub view: View,
    pub generation: u64,
    pub findings: u64,
    pub today: NaiveDate,
    pub lang: Lang,
    pub columns: usize,
    pub typed: String,
    pub versions: u64,
    /// For a view that asks: whether the texts were folded already.
    pub folded: bool,
    /// It only says that the page is being made.
    pub waits: bool,
}

/// A page to be made away from the keys, and all that it is made from.
pub struct Drawing {
    pub made: Made,
    pub workspace: Workspace,
    pub findings: Arc<Vec<Finding>>,
    pub versions: Versions,
}

impl Drawing {
    /// Makes it.
    pub fn draw(self) -> Msg {
        let looked = Looked {
            workspace: &self.workspace,
            findings: &self.findings,
            lang: self.made.lang,
            columns: self.made.columns,
            today: self.made.today,
            versions: &self.versions,
            typed: "",
            scope: None,
        };
        let page = self.made.view.page(&looked);
        Msg::PageMade(Box::new((self.made, page)))
    }
}

/// The finding that a line of the page on top tells, if the check has not answered anew since.
pub fn finding_at(model: &Model, at: usize) -> Option<&Finding> {
    let (made, page) = model.page.as_ref()?;
    let index = page.rows.get(at)?.finding?;
    model.findings.get(index).filter(|_| made.findings == model.findings_seen)
}
