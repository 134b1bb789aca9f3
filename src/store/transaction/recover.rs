//! What a start finds after a crash: an unfinished change is finished, leftovers are removed.

use std::time::Duration;

use super::apply::{Beside, Kept, apply, place_beside};
use super::intent::{Intent, MAX_JOURNAL, journal_path};
use crate::model::message::{Message, text};
use crate::store::atomic;
use crate::store::error::StoreError;
use crate::store::fs::{Entry, FileKind, Fs, FsResult, RegPath};

/// How long a start waits for another `registre` that is writing, before it looks without touching.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a start found and did. All empty when the last session ended well.
#[derive(Debug, Default)]
pub struct Recovery {
    /// The files of a change that was written down and is now in place.
    pub finished: Vec<RegPath>,
    /// Leftovers of saves that never took place, removed.
    pub undone: usize,
    /// Files that somebody else changed meanwhile: theirs stands, ours lies beside it.
    pub kept: Vec<Kept>,
    /// A journal that cannot be read, set aside under this name.
    pub unreadable: Option<RegPath>,
    /// What stopped the recovery (a read-only folder, say). The register can be read, but a change to
    /// several files may be half in place.
    pub blocked: Option<StoreError>,
    /// Another `registre` is writing: nothing was touched.
    pub busy: bool,
}

/// Puts the register in order at a start. Never fails: a register that cannot be mended is still read,
/// and [`Recovery`] says what is amiss.
pub fn recover(fs: &dyn Fs) -> Recovery {
    if in_order(fs) {
        return Recovery::default();
    }
    let lock = fs.lock(PATIENCE);
    if lock.is_busy() {
        return Recovery { busy: true, ..Recovery::default() };
    }
    let mut recovery = resume(fs);
    // Temporary files still belong to the journal while it stands.
    if recovery.blocked.is_none() {
        recovery.undone = sweep(fs);
    }
    recovery
}

/// Finishes the change that the journal tells of, if there is one.
pub(super) fn resume(fs: &dyn Fs) -> Recovery {
    let mut recovery = Recovery::default();
    if let Err(e) = resume_into(fs, &mut recovery) {
        recovery.blocked = Some(e);
    }
    recovery
}

fn resume_into(fs: &dyn Fs, recovery: &mut Recovery) -> Result<(), StoreError> {
    let journal = journal_path();
    let bytes = match fs.read(&journal, MAX_JOURNAL) {
        Ok(bytes) => bytes,
        Err(e) if e.is_absent() => return Ok(()),
        Err(e) => return Err(StoreError::from_fs(&journal, e)),
    };
    match Intent::decode(&bytes) {
        Some(intent) => {
            recovery.kept = apply(fs, &intent)?;
            recovery.finished = intent
                .steps
                .into_iter()
                .map(|s| s.path)
                .filter(|p| !recovery.kept.iter().any(|k| k.path == *p))
                .collect();
        }
        // A torn journal cannot come from a crash, since it is whole before it has its name: somebody
        // else wrote or cut it. What it holds may still be of use to a person.
        None => {
            let aside = match place_beside(fs, &journal, &bytes)? {
                Beside::There(path) | Beside::Free(path) => path,
            };
            fs.rename(&journal, &aside).map_err(|e| StoreError::from_fs(&journal, e))?;
            atomic::sync_parent(fs, &journal)?;
            recovery.unreadable = Some(aside);
        }
    }
    Ok(())
}

/// Whether there is nothing to do; looked at without the lock, which most starts then never take.
fn in_order(fs: &dyn Fs) -> bool {
    let no_journal = fs.metadata(&journal_path()).is_err_and(|e| e.is_absent());
    no_journal && temps(fs).is_empty()
}

fn sweep(fs: &dyn Fs) -> usize {
    temps(fs).iter().filter(|temp| fs.remove(temp).is_ok()).count()
}

/// Our temporary files, in the root and in the folders just below it.
fn temps(fs: &dyn Fs) -> Vec<RegPath> {
    let mut found = Vec::new();
    let root = RegPath::root();
    let Ok(entries) = fs.list(&root) else { return found };
    let folders: Vec<RegPath> = entries
        .iter()
        .filter(|e| e.kind == FileKind::Folder)
        .filter_map(|e| root.join(e.name.to_str()?).ok())
        .filter(|p| !p.is_hidden())
        .collect();
    temps_among(&root, Ok(entries), &mut found);
    for folder in folders {
        temps_among(&folder, fs.list(&folder), &mut found);
    }
    found
}

fn temps_among(folder: &RegPath, entries: FsResult<Vec<Entry>>, found: &mut Vec<RegPath>) {
    for entry in entries.into_iter().flatten().filter(|e| e.kind == FileKind::File) {
        if let Some(name) = entry.name.to_str().filter(|n| atomic::is_temp(n)) {
            found.extend(folder.join(name).ok());
        }
    }
}

impl Recovery {
    /// What a person should know of it; empty when there is nothing to say.
    pub fn messages(&self) -> Vec<Message> {
        let mut said = Vec::new();
        if !self.finished.is_empty() {
            let t = text(
                "La dernière opération avait été interrompue ; elle est maintenant terminée ({n} {n|fichier|fichiers} : {paths}).",
                "The last operation had been interrupted; it is now finished ({n} {n|file|files}: {paths}).",
            );
            said.push(t.msg().with("n", self.finished.len()).with("paths", joined(&self.finished)));
        }
        if self.undone > 0 {
            let t = text(
                "{n|Un enregistrement interrompu n’a|Des enregistrements interrompus n’ont} pas eu lieu : {n} {n|fichier temporaire retiré|fichiers temporaires retirés}. Aucune fiche n’est touchée.",
                "{n|A save was|Some saves were} interrupted and did not take place: {n} temporary {n|file|files} removed. No record is touched.",
            );
            said.push(t.msg().with("n", self.undone));
        }
        said.extend(self.kept.iter().map(Kept::message));
        if let Some(aside) = &self.unreadable {
            let t = text(
                "Le journal « .registre-transaction » est illisible ; il a été mis de côté sous « {path} ». Comparez-le avec vos fiches, puis supprimez-le.",
                "The journal “.registre-transaction” cannot be read; it was set aside as “{path}”. Compare it with your records, then delete it.",
            );
            said.push(t.msg().with("path", aside.as_str()));
        }
        if let Some(error) = &self.blocked {
            let t = text(
                "Une opération interrompue n’a pas pu être terminée : certaines fiches peuvent être à moitié modifiées. {why}",
                "An interrupted operation could not be finished: some records may be half changed. {why}",
            );
            said.push(t.msg().with("why", error.message()));
        }
        if self.busy {
            let t = text(
                "Un autre registre est en train d’écrire ici ; ce que vous voyez peut changer.",
                "Another registre is writing here; what you see may change.",
            );
            said.push(t.msg());
        }
        said
    }
}

impl Kept {
    /// Where each version is, and what to do.
    pub fn message(&self) -> Message {
        match &self.ours {
            Some(ours) => text(
                "« {path} » a été modifié par quelqu’un d’autre au même moment. Sa version est en place ; la vôtre est dans « {ours} ». Reportez-y ce qui manque, puis supprimez ce fichier.",
                "“{path}” was changed by someone else at the same moment. Their version stands; yours is in “{ours}”. Copy over what is missing, then delete that file.",
            )
            .msg()
            .with("ours", ours.as_str()),
            None => text(
                "« {path} » a été modifié par quelqu’un d’autre au moment où vous le supprimiez : il n’a pas été supprimé.",
                "“{path}” was changed by someone else just as you were deleting it: it was not deleted.",
            )
            .msg(),
        }
        .with("path", self.path.as_str())
    }
}

fn joined(paths: &[RegPath]) -> String {
    paths.iter().map(RegPath::as_str).collect::<Vec<_>>().join(", ")
}
