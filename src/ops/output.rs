//! Documents that leave the register: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::error::{Exit, OpError};
use crate::model::message::{Message, Text, text};
use crate::model::system;

const A_RECORD: Text = text(
    "«\u{a0}{path}\u{a0}» est un fichier TOML\u{a0}: un document n’en prend pas la place.",
    "“{path}” is a TOML file: a document never takes its place.",
);
const NOT_WRITTEN: Text =
    text("«\u{a0}{path}\u{a0}» ne peut pas être écrit\u{a0}: {why}.", "“{path}” cannot be written: {why}.");
const NOT_READ: Text =
    text("«\u{a0}{path}\u{a0}» ne peut pas être lu\u{a0}: {why}.", "“{path}” cannot be read: {why}.");
const TOO_LARGE: Text = text(
    "«\u{a0}{path}\u{a0}» dépasse {max}\u{a0}Mio\u{a0}: ce n’est pas un registre.",
    "“{path}” is larger than {max} MiB: it is no register.",
);
const INSIDE: Text = text(
    "«\u{a0}{path}\u{a0}» est dans le dossier du registre, dont il ne fait pas partie\u{a0}: si git le suit un jour, chaque export changera l’empreinte du dossier. Mieux vaut l’écrire ailleurs, par exemple\u{a0}: -o ../{name}",
    "“{path}” is in the register’s folder and no part of it: should git ever track it, each export will change the folder’s fingerprint. Better write it elsewhere, for example: -o ../{name}",
);

/// Writes `bytes` to `path`, over a file of that name if there is one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), OpError> {
    let failed = |e: io::Error| {
        let message = NOT_WRITTEN.msg().with("path", path.display().to_string());
        OpError::new(Exit::Register, message.with("why", system::words(&e)))
    };
    // A link keeps being one: its target is replaced. A device or a pipe is written to.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
        return Err(OpError::new(Exit::Usage, A_RECORD.msg().with("path", path.display().to_string())));
    }
    match fs::metadata(&target) {
        Ok(meta) if meta.is_dir() => return Err(failed(io::Error::from(io::ErrorKind::IsADirectory))),
        Ok(meta) if !meta.is_file() => {
            let device = OpenOptions::new().write(true).open(&target);
            return device.and_then(|mut device| device.write_all(bytes)).map_err(failed);
        }
        _ => {}
    }
    replace(&target, bytes, 0o666).map_err(failed)
}

/// Writes a file of the person's own, outside any register: whole or not at all, for nobody else to read.
///
/// # Errors
/// The disk refuses; what was there stands.
pub fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    replace(&target, bytes, 0o600)
}

/// Writes a file that another program handed over for this and reads at once: whole or not at all, and
/// without waiting for the disk.
///
/// # Errors
/// The disk refuses; what was there stands.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), OpError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    replace_without_waiting(&target, bytes, 0o666).map_err(|e| {
        let message = NOT_WRITTEN.msg().with("path", path.display().to_string());
        OpError::new(Exit::Register, message.with("why", system::words(&e)))
    })
}

fn replace(target: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    replace_with(target, bytes, mode, File::sync_all)
}

fn replace_without_waiting(target: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    replace_with(target, bytes, mode, |_| Ok(()))
}

fn replace_with(
    target: &Path,
    bytes: &[u8],
    mode: u32,
    settle: impl Fn(&File) -> io::Result<()>,
) -> io::Result<()> {
    let name = target.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let temp = target.with_file_name(format!(".{}.{}", name.to_string_lossy(), std::process::id()));
    let new = OpenOptions::new().write(true).create_new(true).mode(mode).open(&temp);
    let written = new.and_then(|mut file| {
        file.write_all(bytes)?;
        if let Ok(meta) = fs::metadata(target) {
            file.set_permissions(meta.permissions())?;
        }
        settle(&file)?;
        fs::rename(&temp, target)
    });
    written.inspect_err(|e| {
        if e.kind() != io::ErrorKind::AlreadyExists {
            let _ = fs::remove_file(&temp);
        }
    })
}

/// Where a document called `name` goes when nobody says where: into the current folder, unless that is
/// the register's or lies in it; then beside the register's folder.
pub fn default_path(name: &str, register: &Path) -> PathBuf {
    default_folder(register).join(name)
}

/// The folder of [`default_path`]; empty for the current one.
pub fn default_folder(register: &Path) -> PathBuf {
    let depth = || {
        let here = fs::canonicalize(".").ok()?;
        let below = here.strip_prefix(fs::canonicalize(register).ok()?).ok()?.components().count();
        Some(below + 1)
    };
    std::iter::repeat_n("..", depth().unwrap_or(0)).collect()
}

/// What to say when `path` lies in the register's folder; `None` elsewhere.
pub fn inside(path: &Path, register: &Path) -> Option<Message> {
    let parent = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    let (parent, register) = (fs::canonicalize(parent).ok()?, fs::canonicalize(register).ok()?);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let said = INSIDE.msg().with("path", path.display().to_string()).with("name", name);
    parent.starts_with(register).then_some(said)
}

/// Reads a file of at most `max` bytes that someone wants imported.
pub fn read(path: &Path, max: usize) -> Result<Vec<u8>, OpError> {
    let shown = path.display().to_string();
    let failed = |e: io::Error| {
        OpError::new(Exit::Usage, NOT_READ.msg().with("path", &shown).with("why", system::words(&e)))
    };
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(max as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > max {
        let message = TOO_LARGE.msg().with("path", &shown).with("max", max >> 20);
        return Err(OpError::new(Exit::Usage, message));
    }
    Ok(bytes)
}
