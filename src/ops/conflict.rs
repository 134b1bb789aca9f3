//! Two hands on the same record: which fields both changed.

use crate::model::diff::diff_records;
use crate::model::{Change, Path, RecordId, Register, Value};
use crate::store::load::FileRead;

/// A field that both changed, to different values.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    pub record: RecordId,
    /// The field; the root when one side deleted or created the whole record.
    pub path: Path,
    pub base: Option<Value>,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// The clashes between our `edits` of one record and what the disk holds of it now (`None`: the file is gone).
pub fn clashes(
    id: &RecordId,
    edits: &[Change],
    base: &Register,
    current: &Register,
    theirs: Option<&FileRead>,
) -> Vec<Clash> {
    let whole = |path: Path| Clash { record: id.clone(), path, base: None, ours: None, theirs: None };
    let theirs = theirs.and_then(|read| read.record.as_ref());
    let (base, ours) = (base.get(id), current.get(id));
    match (base, ours, theirs) {
        // Both deleted it, or nothing of ours is left to lose.
        (_, None, None) => Vec::new(),
        (Some(base), Some(ours), Some(theirs)) => {
            let changed = diff_records(base, theirs);
            // Adding to a list, or taking from it, goes together with whatever else happened to the list.
            let touched: Vec<Path> = edits
                .iter()
                .filter(|c| !matches!(c, Change::AddItem { .. } | Change::RemoveItem { .. }))
                .map(Change::path)
                .collect();
            changed
                .iter()
                .filter(|c| touched.iter().any(|p| p.holds(&c.path) || c.path.holds(p)))
                .filter(|c| ours.value(&c.path) != theirs.value(&c.path))
                .map(|c| Clash {
                    record: id.clone(),
                    path: c.path.clone(),
                    base: c.before.clone(),
                    ours: ours.value(&c.path).cloned(),
                    theirs: c.after.clone(),
                })
                .collect()
        }
        // Created by both: the same content is no clash.
        (None, Some(ours), Some(theirs)) if ours.fields == theirs.fields => Vec::new(),
        // Edited by one and deleted by the other, or created by both.
        _ => vec![whole(Path::root())],
    }
}
