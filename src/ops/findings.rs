//! What is found on an open register, and where it stands in the files.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::workspace::Workspace;
use crate::check::{self, Checked};
use crate::model::finding::{limit, limit_file};
use crate::model::{Finding, LineIndex, Path, Position, RecordId, Severity};
use crate::store::load;
use crate::store::places::Places;

/// Where a finding stands.
#[derive(Clone, Debug)]
pub struct Place {
    pub at: Position,
    /// How many bytes of the text are meant; `None` where what is meant is not there, and the place is the nearest.
    pub meant: Option<usize>,
    offset: usize,
    lines: Arc<LineIndex>,
}

impl Place {
    /// The line of the file: what stands before the place, and the rest.
    pub fn line(&self) -> (&str, &str) {
        self.lines.line_around(self.offset)
    }
}

/// A finding and where it stands.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    pub finding: &'a Finding,
    pub place: Option<Place>,
}

impl Workspace {
    /// Findings with their places, by file, line and column; what only counts others comes last.
    pub fn placed<'a>(&self, findings: &'a [Finding]) -> Vec<Placed<'a>> {
        let places = self.places(findings);
        let mut placed: Vec<Placed<'a>> =
            findings.iter().zip(places).map(|(finding, place)| Placed { finding, place }).collect();
        let order = |p: &Placed<'a>| (p.finding.more > 0, p.place.as_ref().map(|p| (p.at.line, p.at.column)));
        placed.sort_by(|a, b| a.finding.file.cmp(&b.finding.file).then_with(|| order(a).cmp(&order(b))));
        placed
    }

    /// What is found, as it is shown: in the files as they would be saved, then by the check; of a file that has
    /// very many, the gravest and how many others there are.
    pub fn findings(&self) -> Vec<Finding> {
        limit(self.all_findings())
    }

    /// The same, all of it: for what narrows, compares or judges, which must not take the unshown for absent.
    pub fn all_findings(&self) -> Vec<Finding> {
        let touched = |f: &&Finding| f.record.as_ref().is_some_and(|id| self.waiting.files.contains_key(id));
        let mut findings: Vec<Finding> = self.base.findings.iter().filter(|f| !touched(f)).cloned().collect();
        for (id, bytes) in &self.waiting.files {
            if let Some(bytes) = bytes {
                findings.extend(load::parse(id, bytes).1);
            }
        }
        gather(findings, self.checked().findings(), &|id| self.is_unread(id))
    }

    /// Whether a file stands where this record would, and is none.
    pub(super) fn is_unread(&self, id: &RecordId) -> bool {
        self.base.sources.contains_key(id) && !self.current.contains(id)
    }

    /// Everything found that a waiver sets aside.
    pub fn waived(&self) -> Vec<Finding> {
        self.checked().waived().cloned().collect()
    }

    /// The check of the whole register: only what changed since the last one is looked at.
    pub fn checked(&self) -> Checked {
        let mut last = self.checked.lock().unwrap_or_else(|e| e.into_inner());
        let fresh = match last.take() {
            Some(checked) => checked.again(&self.current, self.today),
            None => Checked::of(&self.current, self.today),
        };
        *last = Some(fresh.clone());
        fresh
    }

    /// What is found on one record: cheap enough for every key.
    pub fn findings_of(&self, id: &RecordId) -> Vec<Finding> {
        let mut findings = match self.bytes(id) {
            Some(bytes) => load::parse(id, &bytes).1,
            None => Vec::new(),
        };
        if let Some(record) = self.current.get(id) {
            let misread = misread(&findings);
            let checked = check::check_record(&self.current, record, self.today);
            findings.extend(checked.findings.into_iter().filter(|f| !is_misread(&misread, f)));
        }
        limit_file(&mut findings);
        findings
    }

    /// Where a finding stands: its own place, else that of the nearest group or row that holds it.
    /// `None` when the file says nothing of it.
    pub fn place(&self, finding: &Finding) -> Option<Place> {
        self.places(std::slice::from_ref(finding)).pop().flatten()
    }

    /// The same for many findings, in their order. Each file is read through once.
    pub fn places(&self, findings: &[Finding]) -> Vec<Option<Place>> {
        let mut by_file: BTreeMap<&RecordId, Vec<usize>> = BTreeMap::new();
        for (i, finding) in findings.iter().enumerate() {
            if let Some(id) = &finding.record {
                by_file.entry(id).or_default().push(i);
            }
        }
        let mut places = vec![None; findings.len()];
        for (id, of_file) in by_file {
            let lines = Arc::new(LineIndex::new(self.text(id)));
            let mut values = None;
            for i in of_file {
                let finding = &findings[i];
                let (offset, meant) = match &finding.span {
                    Some(span) => (Some(span.start), Some(span.len())),
                    None => {
                        let values = values.get_or_insert_with(|| Places::of(lines.text())).as_ref();
                        let own = values.and_then(|values| values.value(&finding.path));
                        (values.and_then(|values| values.nearest(&finding.path)), own.map(|own| own.len()))
                    }
                };
                places[i] = offset.map(|offset| {
                    let at = lines.position(offset);
                    Place { at, meant, offset, lines: lines.clone() }
                });
            }
        }
        places
    }
}

/// What was read wrong and what was found, all of it, by file and place. `is_unread` says which files are no records.
pub(super) fn gather(
    mut read: Vec<Finding>,
    checked: Vec<Finding>,
    is_unread: &dyn Fn(&RecordId) -> bool,
) -> Vec<Finding> {
    let misread: HashSet<(RecordId, Path)> = misread(&read);
    read.extend(checked.into_iter().filter(|f| {
        // A file that is broken is named once, not once more for each thing it might have said.
        let named_already = f.span.is_none() && f.record.as_ref().is_some_and(is_unread);
        !named_already && !is_misread(&misread, f)
    }));
    read.sort_by(|a, b| {
        (&a.file, a.span.as_ref().map(|s| s.start)).cmp(&(&b.file, b.span.as_ref().map(|s| s.start)))
    });
    read
}

/// The fields that stand in the files and could not be read as meant.
pub(super) fn misread(findings: &[Finding]) -> HashSet<(RecordId, Path)> {
    let errors = findings.iter().filter(|f| f.severity == Severity::Error && !f.path.is_root());
    errors.filter_map(|f| Some((f.record.clone()?, f.path.clone()))).collect()
}

/// Whether a field is said to be missing only because what stands there could not be read.
fn is_misread(misread: &HashSet<(RecordId, Path)>, finding: &Finding) -> bool {
    let record = finding.record.as_ref();
    finding.span.is_none() && record.is_some_and(|id| misread.contains(&(id.clone(), finding.path.clone())))
}
