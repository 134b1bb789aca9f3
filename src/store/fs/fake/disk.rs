//! Files and folders in memory, each with what is seen now and what is known to be stored.

use std::collections::BTreeMap;
use std::io;

use crate::store::fs::{Entry, FileKind, FsError, FsResult, Metadata, RegPath};

/// The number of a file or folder, apart from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ino(u64);

pub(super) const ROOT: Ino = Ino(0);

/// One step on a folder's names that is not stored yet: all of its lines happen, or none.
pub(super) type NameStep = Vec<(String, Option<Ino>)>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    File { seen: Content, stored: Content },
    Folder { names: BTreeMap<String, Ino>, stored: BTreeMap<String, Ino>, pending: Vec<NameStep> },
    Other(FileKind),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub bytes: Vec<u8>,
    pub mode: u32,
}

/// The whole disk. The methods that take text paths are what "somebody else" does: stored at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    pub(super) nodes: BTreeMap<Ino, Node>,
    next: u64,
    read_only: bool,
}

impl Default for Disk {
    fn default() -> Disk {
        Disk { nodes: BTreeMap::from([(ROOT, folder())]), next: 1, read_only: false }
    }
}

fn folder() -> Node {
    Node::Folder { names: BTreeMap::new(), stored: BTreeMap::new(), pending: Vec::new() }
}

fn error<T>(kind: io::ErrorKind) -> FsResult<T> {
    Err(FsError::Io(kind.into()))
}

impl Disk {
    /// An empty register.
    pub fn new() -> Disk {
        Disk::default()
    }

    /// Puts a stored file there, with its folder, over anything that had the name.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        let Ok(path) = RegPath::new(path) else { return };
        let mode = self.metadata(&path).map_or(0o644, |m| m.mode);
        let content = Content { bytes: bytes.to_vec(), mode };
        self.place(&path, Node::File { seen: content.clone(), stored: content });
    }

    /// Puts a link, a pipe… there.
    pub fn put_other(&mut self, path: &str, kind: FileKind) {
        if let Ok(path) = RegPath::new(path) {
            self.place(&path, Node::Other(kind));
        }
    }

    /// Changes the mode of a file, as `chmod` does.
    pub fn chmod(&mut self, path: &str, to: u32) {
        let ino = RegPath::new(path).ok().and_then(|p| self.find(&p).ok());
        if let Some(Node::File { seen, stored }) = ino.and_then(|i| self.nodes.get_mut(&i)) {
            (seen.mode, stored.mode) = (to, to);
        }
    }

    /// Takes a name away, whatever stands there.
    pub fn take(&mut self, path: &str) {
        let Ok(path) = RegPath::new(path) else { return };
        if self.step(&path.parent(), vec![(path.name().to_owned(), None)]).is_ok() {
            let _ = self.sync_dir(&path.parent());
        }
    }

    /// Refuses every change from now on, or allows them again.
    pub fn set_read_only(&mut self, on: bool) {
        self.read_only = on;
    }

    /// Every file by path, with what is seen in it now.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        self.collect(ROOT, "", &mut found);
        found
    }

    /// The content seen at a path, if a file stands there.
    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.files().remove(path)
    }

    /// The permission bits of a file.
    pub fn mode(&self, path: &str) -> Option<u32> {
        self.metadata(&RegPath::new(path).ok()?).ok().map(|m| m.mode)
    }

    fn collect(&self, at: Ino, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        let Some(Node::Folder { names, .. }) = self.nodes.get(&at) else { return };
        for (name, ino) in names {
            match self.nodes.get(ino) {
                Some(Node::File { seen, .. }) => {
                    found.insert(format!("{prefix}{name}"), seen.bytes.clone());
                }
                Some(Node::Folder { .. }) => self.collect(*ino, &format!("{prefix}{name}/"), found),
                _ => {}
            }
        }
    }

    fn place(&mut self, path: &RegPath, node: Node) {
        let parent = path.parent();
        if !parent.is_root() && self.find(&parent).is_err() {
            self.place(&parent, folder());
        }
        let ino = self.add(node);
        if self.step(&parent, vec![(path.name().to_owned(), Some(ino))]).is_ok() {
            let _ = self.sync_dir(&parent);
        }
    }

    fn add(&mut self, node: Node) -> Ino {
        let ino = Ino(self.next);
        self.next += 1;
        self.nodes.insert(ino, node);
        ino
    }

    fn find(&self, path: &RegPath) -> FsResult<Ino> {
        let mut at = ROOT;
        for part in path.parts() {
            at = match self.nodes.get(&at) {
                Some(Node::Folder { names, .. }) => {
                    names.get(part).copied().ok_or_else(|| FsError::Io(io::ErrorKind::NotFound.into()))?
                }
                Some(Node::Other(kind)) => return Err(FsError::Kind(*kind)),
                _ => return Err(FsError::Kind(FileKind::File)),
            };
        }
        Ok(at)
    }

    fn step(&mut self, folder: &RegPath, step: NameStep) -> FsResult<()> {
        let ino = self.find(folder)?;
        let Some(Node::Folder { names, pending, .. }) = self.nodes.get_mut(&ino) else {
            return error(io::ErrorKind::NotADirectory);
        };
        apply(names, &step);
        pending.push(step);
        Ok(())
    }

    fn writable(&self) -> FsResult<()> {
        if self.read_only { error(io::ErrorKind::ReadOnlyFilesystem) } else { Ok(()) }
    }

    fn free(&self, path: &RegPath) -> FsResult<()> {
        self.find(&path.parent())?;
        if self.find(path).is_ok() { error(io::ErrorKind::AlreadyExists) } else { Ok(()) }
    }

    pub(super) fn read(&self, path: &RegPath, max: u64) -> FsResult<Vec<u8>> {
        match self.nodes.get(&self.find(path)?) {
            Some(Node::File { seen, .. }) if seen.bytes.len() as u64 > max => Err(FsError::TooLarge(max)),
            Some(Node::File { seen, .. }) => Ok(seen.bytes.clone()),
            Some(Node::Other(kind)) => Err(FsError::Kind(*kind)),
            _ => Err(FsError::Kind(FileKind::Folder)),
        }
    }

    pub(super) fn metadata(&self, path: &RegPath) -> FsResult<Metadata> {
        Ok(match self.nodes.get(&self.find(path)?) {
            Some(Node::File { seen, .. }) => {
                Metadata { kind: FileKind::File, mode: seen.mode, len: seen.bytes.len() as u64 }
            }
            Some(Node::Other(kind)) => Metadata { kind: *kind, mode: 0o777, len: 0 },
            _ => Metadata { kind: FileKind::Folder, mode: 0o755, len: 0 },
        })
    }

    pub(super) fn list(&self, path: &RegPath) -> FsResult<Vec<Entry>> {
        let Some(Node::Folder { names, .. }) = self.nodes.get(&self.find(path)?) else {
            return error(io::ErrorKind::NotADirectory);
        };
        let kind = |ino: &Ino| match self.nodes.get(ino) {
            Some(Node::File { .. }) => FileKind::File,
            Some(Node::Other(kind)) => *kind,
            _ => FileKind::Folder,
        };
        Ok(names.iter().map(|(name, ino)| Entry { name: name.into(), kind: kind(ino) }).collect())
    }

    pub(super) fn create(&mut self, path: &RegPath, mode: u32) -> FsResult<Ino> {
        self.writable()?;
        self.free(path)?;
        let empty = Content { bytes: Vec::new(), mode };
        let ino = self.add(Node::File { seen: empty.clone(), stored: empty });
        self.step(&path.parent(), vec![(path.name().to_owned(), Some(ino))])?;
        Ok(ino)
    }

    pub(super) fn create_dir(&mut self, path: &RegPath) -> FsResult<()> {
        self.writable()?;
        self.free(path)?;
        let ino = self.add(folder());
        self.step(&path.parent(), vec![(path.name().to_owned(), Some(ino))])
    }

    /// Within one folder, the only renames that the store makes.
    pub(super) fn rename(&mut self, from: &RegPath, to: &RegPath) -> FsResult<()> {
        self.writable()?;
        let ino = self.find(from)?;
        if from.parent() != to.parent() {
            return error(io::ErrorKind::CrossesDevices);
        }
        let step = vec![(from.name().to_owned(), None), (to.name().to_owned(), Some(ino))];
        self.step(&to.parent(), step)
    }

    pub(super) fn remove(&mut self, path: &RegPath) -> FsResult<()> {
        self.writable()?;
        if let Some(Node::Folder { .. }) = self.nodes.get(&self.find(path)?) {
            return error(io::ErrorKind::IsADirectory);
        }
        self.step(&path.parent(), vec![(path.name().to_owned(), None)])
    }

    pub(super) fn sync_dir(&mut self, path: &RegPath) -> FsResult<()> {
        let ino = self.find(path)?;
        let Some(Node::Folder { names, stored, pending }) = self.nodes.get_mut(&ino) else {
            return error(io::ErrorKind::NotADirectory);
        };
        stored.clone_from(names);
        pending.clear();
        Ok(())
    }

    pub(super) fn append(&mut self, ino: Ino, bytes: &[u8]) {
        if let Some(Node::File { seen, .. }) = self.nodes.get_mut(&ino) {
            seen.bytes.extend_from_slice(bytes);
        }
    }

    pub(super) fn set_mode(&mut self, ino: Ino, mode: u32) {
        if let Some(Node::File { seen, .. }) = self.nodes.get_mut(&ino) {
            seen.mode = mode;
        }
    }

    pub(super) fn sync_file(&mut self, ino: Ino) {
        if let Some(Node::File { seen, stored }) = self.nodes.get_mut(&ino) {
            stored.clone_from(seen);
        }
    }
}

pub(super) fn apply(names: &mut BTreeMap<String, Ino>, step: &NameStep) {
    for (name, ino) in step {
        match ino {
            Some(ino) => names.insert(name.clone(), *ino),
            None => names.remove(name),
        };
    }
}
