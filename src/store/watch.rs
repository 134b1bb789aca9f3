//! Noticing that somebody else writes in the register's folder: an editor, git, another `registre`.
//!
//! It only says that something may have changed; what did is seen by reading. Asleep until then.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::model::Kind;
use crate::store::atomic;

/// Programs write in bursts (git checks out file by file): one word for all that comes within this.
const PAUSE: Duration = Duration::from_millis(250);
/// Whoever never stops writing does not put off the word for ever.
const LONGEST: Duration = Duration::from_secs(2);

/// Calls `changed` after each burst of changes to record files in `dir`, on a thread named `name`, until
/// it gives `false`.
///
/// # Errors
/// What the system says where it cannot watch all of it: the register is used as before, and reread on
/// demand.
pub fn watch(dir: &Path, name: String, changed: impl Fn() -> bool + Send + 'static) -> notify::Result<()> {
    let (events, seen) = mpsc::channel();
    let tell = move |event| drop(events.send(event));
    let watcher = RecommendedWatcher::new(tell, Config::default())?;
    let mut watched = Watched { dir: dir.to_owned(), watcher, folders: Vec::new() };
    watched.watcher.watch(dir, RecursiveMode::NonRecursive)?;
    watched.follow_folders()?;
    thread::Builder::new()
        .name(name)
        .spawn(move || watched.live(&seen, &changed))
        .map_err(notify::Error::io)?;
    Ok(())
}

struct Watched {
    dir: PathBuf,
    watcher: RecommendedWatcher,
    folders: Vec<PathBuf>,
}

impl Watched {
    fn live(mut self, seen: &Receiver<notify::Result<notify::Event>>, changed: &dyn Fn() -> bool) {
        while let Ok(event) = seen.recv() {
            let latest = Instant::now() + LONGEST;
            let mut ours = self.take(event);
            let left = || PAUSE.min(latest.saturating_duration_since(Instant::now()));
            while let Ok(event) = seen.recv_timeout(left()) {
                ours |= self.take(event);
            }
            // What cannot be watched now is tried again after the next burst.
            let _ = self.follow_folders();
            if ours && !changed() {
                return;
            }
        }
    }

    /// The folders of records are watched one by one: a watch of all below would also see git at work.
    fn follow_folders(&mut self) -> notify::Result<()> {
        let mut followed = Ok(());
        self.folders.retain(|f| f.is_dir());
        for folder in Kind::MANY.into_iter().filter_map(Kind::folder) {
            let path = self.dir.join(folder);
            if path.is_dir() && !self.folders.contains(&path) {
                // Nothing is left of a watch whose folder went and came back.
                let _ = self.watcher.unwatch(&path);
                match self.watcher.watch(&path, RecursiveMode::NonRecursive) {
                    Ok(()) => self.folders.push(path),
                    Err(e) if path.is_dir() => followed = Err(e),
                    Err(_) => {}
                }
            }
        }
        followed
    }

    /// Whether something that the watch saw is about the register. A folder that came or went is to be
    /// watched anew, for one of the same name may be another; what was not seen may have been anything.
    fn take(&mut self, event: notify::Result<notify::Event>) -> bool {
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            self.folders.clear();
            return true;
        }
        if event.kind.is_create() || event.kind.is_remove() || event.kind.is_modify() {
            self.folders.retain(|folder| !event.paths.contains(folder));
        }
        self.concerns(&event)
    }

    fn concerns(&self, event: &notify::Event) -> bool {
        if event.kind.is_access() {
            return false;
        }
        event.paths.iter().any(|path| {
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            let folder =
                Kind::MANY.into_iter().any(|k| k.folder() == Some(name)) && path.parent() == Some(&self.dir);
            folder || (name.ends_with(".toml") && !atomic::is_temp(name))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn said(seen: &Receiver<()>) -> bool {
        seen.recv_timeout(Duration::from_secs(5)).is_ok()
    }

    #[test]
    fn a_record_written_by_another_program_is_noticed_also_in_a_new_folder() {
        let dir = tempfile::tempdir().unwrap();
        let (tell, seen) = mpsc::channel();
        watch(dir.path(), "watch".to_owned(), move || tell.send(()).is_ok()).unwrap();
        fs::write(dir.path().join("register.toml"), "schema = 1\n").unwrap();
        assert!(said(&seen));
        fs::create_dir(dir.path().join("activities")).unwrap();
        assert!(said(&seen), "a folder of records");
        fs::write(dir.path().join("activities/paie.toml"), "name = \"Paie\"\n").unwrap();
        assert!(said(&seen), "a record in it");
        fs::remove_file(dir.path().join("activities/paie.toml")).unwrap();
        assert!(said(&seen), "its removal");
    }

    #[test]
    fn a_folder_that_went_and_came_back_in_one_burst_is_still_watched() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("activities");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("paie.toml"), "name = \"Paie\"\n").unwrap();
        let (tell, seen) = mpsc::channel();
        watch(dir.path(), "watch".to_owned(), move || tell.send(()).is_ok()).unwrap();
        for _ in 0..3 {
            fs::remove_dir_all(&folder).unwrap();
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("paie.toml"), "name = \"Paie\"\n").unwrap();
            assert!(said(&seen), "the folder");
            // Words that are still on their way are about the same.
            while seen.recv_timeout(Duration::from_millis(800)).is_ok() {}
            fs::write(folder.join("ventes.toml"), "name = \"Ventes\"\n").unwrap();
            assert!(said(&seen), "a record in the folder that came back");
            while seen.recv_timeout(Duration::from_millis(800)).is_ok() {}
        }
    }

    #[test]
    fn a_writer_that_never_stops_does_not_put_off_the_word() {
        let dir = tempfile::tempdir().unwrap();
        let (tell, seen) = mpsc::channel();
        watch(dir.path(), "watch".to_owned(), move || tell.send(()).is_ok()).unwrap();
        let end = Instant::now() + Duration::from_secs(8);
        let mut heard = false;
        while Instant::now() < end && !heard {
            fs::write(dir.path().join("register.toml"), "schema = 1\n").unwrap();
            heard = seen.recv_timeout(Duration::from_millis(60)).is_ok();
        }
        assert!(heard);
    }

    #[test]
    fn what_is_no_record_is_nobodys_business() {
        let dir = tempfile::tempdir().unwrap();
        let (tell, seen) = mpsc::channel();
        watch(dir.path(), "watch".to_owned(), move || tell.send(()).is_ok()).unwrap();
        fs::create_dir(dir.path().join(".git")).unwrap();
        fs::write(dir.path().join(".git/index.toml"), "x").unwrap();
        fs::write(dir.path().join("notes.txt"), "x").unwrap();
        assert!(seen.recv_timeout(Duration::from_millis(800)).is_err());
    }
}
