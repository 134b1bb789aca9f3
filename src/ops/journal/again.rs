//! What a session left unsaved, made again on what the disk holds now.

use super::{Entry, Lost, Move, Past, Typed};
use crate::ops::Workspace;
use crate::ops::workspace::{Act, Step, backwards as row_backwards};

/// What becomes of it when what was not saved is made again.
pub struct Plan {
    pub workspace: Workspace,
    /// What can be undone then, what waits to be saved, what is being typed.
    pub past: Past,
    /// What could not be made again, because the files changed since.
    pub lost: Lost,
}

impl Plan {
    /// Whether nothing comes of it: what was undone again, or stands on the disk by other means, is no loss.
    pub fn is_empty(&self) -> bool {
        self.lost.moves.is_empty() && !self.workspace.is_modified()
    }
}

/// Makes again, on a copy of the workspace, what was not saved. `is_there` says whether a text that was being
/// typed can be typed on.
pub fn again(past: &Past, workspace: &Workspace, is_there: impl Fn(&Workspace, &Typed) -> bool) -> Plan {
    let mut workspace = workspace.clone();
    let mut recovered = past.saved();
    let mut lost = Lost::default();
    for step in &past.unsaved {
        // What could not be made again need not be undone: nothing of it is wanted any more.
        if let Some(at) = lost.moves.iter().rposition(|before| before.is_undone_by(step)) {
            lost.moves.remove(at);
            continue;
        }
        let made = match step {
            Move::Did(act) | Move::MadeAgain(act) => workspace.make_again(act),
            Move::TookBack(act) => workspace.take_back(act),
        };
        match made {
            Ok(()) => recovered.take(entry(step, &recovered)),
            Err(_) => lost.moves.push(step.clone()),
        }
    }
    recovered.message = past.message.clone();
    match &past.typing {
        Some(typed) if is_there(&workspace, typed) => recovered.typing = Some(typed.clone()),
        typed => lost.typed = typed.clone(),
    }
    Plan { workspace, past: recovered, lost }
}

/// How a step is told after those before it: where one of them was lost, what it undoes may no longer be
/// the last thing done.
fn entry(step: &Move, past: &Past) -> Entry {
    match step {
        Move::TookBack(act) if past.done.last() == Some(act) => Entry::TookBack,
        Move::MadeAgain(act) if past.undone.last() == Some(act) => Entry::MadeAgain,
        Move::Did(act) | Move::MadeAgain(act) => Entry::Did { act: act.into() },
        Move::TookBack(act) => Entry::Did { act: (&backwards(act)).into() },
    }
}

fn backwards(act: &Act) -> Act {
    let back = |s: &Step| Step { record: s.record.clone(), before: s.after.clone(), after: s.before.clone() };
    Act {
        files: act.files.iter().map(back).collect(),
        renamed: act.renamed.iter().rev().map(|(from, to)| (to.clone(), from.clone())).collect(),
        rows: act.rows.iter().rev().filter_map(row_backwards).collect(),
    }
}
