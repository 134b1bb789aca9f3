//! The canonical form of every file, and what would change to get there.

use super::diff;
use super::error::OpError;
use super::workspace::Workspace;
use crate::model::RecordId;
use crate::store::edit;

/// A file that is not in its canonical form.
#[derive(Clone, Debug, PartialEq)]
pub struct Unformatted {
    pub id: RecordId,
    pub old: Vec<u8>,
    pub new: Vec<u8>,
}

/// What formatting would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormatPlan {
    pub changed: Vec<Unformatted>,
    /// Files that are no TOML: they are left as they are.
    pub unreadable: Vec<RecordId>,
    /// How many files were looked at.
    pub seen: usize,
}

/// Compares every file with its canonical form.
pub fn plan(workspace: &Workspace) -> FormatPlan {
    let mut plan = FormatPlan::default();
    for id in workspace.files() {
        let Some(old) = workspace.bytes(id) else { continue };
        plan.seen += 1;
        match edit::canonical(id, &old) {
            Ok(new) if *new == *old => {}
            Ok(new) => plan.changed.push(Unformatted { id: id.clone(), old: old.to_vec(), new }),
            Err(_) => plan.unreadable.push(id.clone()),
        }
    }
    plan
}

/// Gives every file of the plan its canonical form, in memory.
pub fn apply(workspace: &mut Workspace, plan: &FormatPlan) -> Result<(), OpError> {
    workspace.writable()?;
    for file in &plan.changed {
        workspace.replace_bytes(&file.id, file.new.clone());
    }
    Ok(())
}

impl Unformatted {
    /// The unified diff from what stands to the canonical form, with the paths of the register.
    pub fn diff(&self) -> String {
        diff::unified(&self.id.path(), &self.old, &self.new)
    }
}
