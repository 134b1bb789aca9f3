//! What can go wrong on the way to the disk: what happened, to which file, what to do.
//!
//! No error here loses anything that was typed: the caller keeps its text and may try again.

use std::fmt;
use std::io;

use crate::model::message::{Lang, Message, Text, text};
use crate::model::system;
use crate::store::fs::{FileKind, FsError, RegPath};

const NO_CAUSE: Text = text("sans autre précision", "nothing more is known");

/// The kinds of trouble, as far as a person would act differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// No room, quota reached, or the file-size limit of the session reached.
    DiskFull,
    ReadOnlyFileSystem,
    Permission,
    /// The file's own mode forbids writing, whoever asks.
    WriteProtected,
    /// A folder of the register is no longer there.
    FolderGone,
    /// The file is no longer there.
    FileGone,
    /// Changed, created or deleted by someone else since it was loaded. Nothing was written.
    Conflict,
    /// A link, a folder, a device… where a file was expected.
    NotAFile(FileKind),
    /// Larger than the limit, in bytes.
    TooLarge(u64),
    NameTooLong,
    /// A name that no record may have.
    StrangePath,
    /// The same file twice in one change: a mistake of the program's.
    Twice,
    /// Another `registre` is writing.
    Busy,
    /// The network share let go of the file.
    Stale,
    /// A change to several files is written down but not all of it is in place yet.
    Unfinished,
    /// Any other error of the disk or the system.
    Disk,
}

/// Trouble with one or more files of the register.
#[derive(Debug)]
pub struct StoreError {
    kind: ErrorKind,
    paths: Vec<String>,
    source: Option<io::Error>,
}

impl StoreError {
    pub(in crate::store) fn new(kind: ErrorKind, path: &RegPath) -> StoreError {
        StoreError { kind, paths: vec![path.to_string()], source: None }
    }

    pub(in crate::store) fn strange_path(path: &str) -> StoreError {
        StoreError { kind: ErrorKind::StrangePath, paths: vec![path.to_owned()], source: None }
    }

    pub(in crate::store) fn conflict(paths: &[RegPath]) -> StoreError {
        StoreError {
            kind: ErrorKind::Conflict,
            paths: paths.iter().map(RegPath::to_string).collect(),
            source: None,
        }
    }

    /// A failed call on `path`, sorted by what a person can do about it.
    pub fn from_fs(path: &RegPath, error: FsError) -> StoreError {
        let (kind, source) = match error {
            FsError::Kind(kind) => (ErrorKind::NotAFile(kind), None),
            FsError::TooLarge(max) => (ErrorKind::TooLarge(max), None),
            FsError::Io(e) => (kind_of(&e, path), Some(e)),
        };
        StoreError { kind, paths: vec![path.to_string()], source }
    }

    /// The same trouble, met when the change was already written down in the journal.
    pub(in crate::store) fn unfinished(self) -> StoreError {
        StoreError { kind: ErrorKind::Unfinished, ..self }
    }

    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The files concerned, relative to the register; at least one.
    pub fn paths(&self) -> &[String] {
        &self.paths
    }

    /// The sentence for a person: what happened, where, what to do.
    pub fn message(&self) -> Message {
        let mut m = template(self.kind).msg().with("path", self.paths.join(", ")).with("n", self.paths.len());
        m = match &self.source {
            Some(e) => m.with("cause", system::words(e)),
            None => m.with("cause", NO_CAUSE),
        };
        if let ErrorKind::NotAFile(kind) = self.kind {
            m = m.with("what", kind_name(kind));
        }
        if let ErrorKind::TooLarge(max) = self.kind {
            m = m.with("max", max / 1024);
        }
        m
    }
}

fn kind_of(e: &io::Error, path: &RegPath) -> ErrorKind {
    use io::ErrorKind as K;
    match e.kind() {
        K::StorageFull | K::QuotaExceeded | K::FileTooLarge => ErrorKind::DiskFull,
        K::ReadOnlyFilesystem => ErrorKind::ReadOnlyFileSystem,
        K::PermissionDenied => ErrorKind::Permission,
        K::NotFound if path.is_root() => ErrorKind::FolderGone,
        K::NotFound => ErrorKind::FileGone,
        K::NotADirectory => ErrorKind::FolderGone,
        K::IsADirectory => ErrorKind::NotAFile(FileKind::Folder),
        K::InvalidFilename => ErrorKind::NameTooLong,
        K::StaleNetworkFileHandle => ErrorKind::Stale,
        _ => ErrorKind::Disk,
    }
}

fn kind_name(kind: FileKind) -> Text {
    match kind {
        FileKind::File => text("un fichier", "a file"),
        FileKind::Folder => text("un dossier", "a folder"),
        FileKind::Symlink => text("un lien symbolique", "a symbolic link"),
        FileKind::Fifo => text("un tube nommé", "a named pipe"),
        FileKind::Socket => text("une prise réseau", "a socket"),
        FileKind::Device => text("un périphérique", "a device"),
    }
}

fn template(kind: ErrorKind) -> Text {
    match kind {
        ErrorKind::DiskFull => text(
            "« {path} » n’a pas été enregistré : il n’y a plus de place sur le disque. Libérez de la place, puis enregistrez à nouveau : votre saisie est conservée.",
            "“{path}” was not saved: the disk is full. Make room, then save again: what you typed is kept.",
        ),
        ErrorKind::ReadOnlyFileSystem => text(
            "« {path} » n’a pas été enregistré : le disque est en lecture seule. Rendez-le inscriptible ou copiez le registre ailleurs.",
            "“{path}” was not saved: the disk is read-only. Make it writable or copy the register elsewhere.",
        ),
        ErrorKind::Permission => text(
            "Accès refusé à « {path} ». Demandez le droit d’écrire dans ce dossier, ou changez-en les droits (chmod).",
            "Access to “{path}” denied. Ask for the right to write in this folder, or change its permissions (chmod).",
        ),
        ErrorKind::WriteProtected => text(
            "« {path} » est protégé contre l’écriture : il n’a pas été modifié. Retirez la protection (chmod u+w), puis enregistrez à nouveau.",
            "“{path}” is write-protected: it was not changed. Lift the protection (chmod u+w), then save again.",
        ),
        ErrorKind::FolderGone => text(
            "Le dossier de « {path} » n’est plus là. Remettez-le en place (disque débranché, dossier déplacé ou supprimé ?), puis réessayez.",
            "The folder of “{path}” is no longer there. Put it back (disk unplugged, folder moved or deleted?), then try again.",
        ),
        ErrorKind::FileGone => text(
            "« {path} » n’est plus là : il a été déplacé ou supprimé. Rechargez le registre, ou enregistrez pour le créer à nouveau.",
            "“{path}” is no longer there: it was moved or deleted. Reload the register, or save to create it again.",
        ),
        ErrorKind::Conflict => text(
            "{n|Un fichier a|Des fichiers ont} été modifié{n||s} par quelqu’un d’autre depuis leur lecture : {path}. Rien n’a été écrit ; rechargez, puis reportez vos modifications.",
            "{n|A file was|Some files were} changed by someone else since they were read: {path}. Nothing was written; reload, then apply your changes again.",
        ),
        ErrorKind::NotAFile(_) => text(
            "« {path} » est {what}, pas un fichier : il n’est ni lu ni écrit. Remplacez-le par un vrai fichier.",
            "“{path}” is {what}, not a file: it is neither read nor written. Replace it with a real file.",
        ),
        ErrorKind::TooLarge(_) => text(
            "« {path} » dépasse {max} Kio, la limite d’un fichier du registre. Raccourcissez-le ou partagez-le en plusieurs fiches.",
            "“{path}” is larger than {max} KiB, the limit for a file of the register. Shorten it or split it into several records.",
        ),
        ErrorKind::NameTooLong => text(
            "Le nom « {path} » est trop long pour ce disque. Choisissez un identifiant plus court.",
            "The name “{path}” is too long for this disk. Choose a shorter identifier.",
        ),
        ErrorKind::StrangePath => text(
            "« {path} » ne peut pas être le nom d’un fichier du registre. Employez des lettres minuscules, des chiffres et des tirets.",
            "“{path}” cannot be the name of a file of the register. Use lower-case letters, digits and hyphens.",
        ),
        ErrorKind::Twice => text(
            "« {path} » figure deux fois dans la même opération : rien n’a été écrit. C’est une erreur du programme ; merci de la signaler.",
            "“{path}” appears twice in the same operation: nothing was written. This is a mistake of the program; please report it.",
        ),
        ErrorKind::Busy => text(
            "Un autre registre est en train d’écrire dans ce dossier ({path}). Rien n’a été écrit ; réessayez dans un instant.",
            "Another registre is writing in this folder ({path}). Nothing was written; try again in a moment.",
        ),
        ErrorKind::Stale => text(
            "Le partage réseau a perdu « {path} ». Vérifiez la connexion, puis enregistrez à nouveau : votre saisie est conservée.",
            "The network share lost “{path}”. Check the connection, then save again: what you typed is kept.",
        ),
        ErrorKind::Unfinished => text(
            "L’opération est notée mais pas encore en place partout (arrêt sur « {path} » : {cause}). Elle sera terminée au prochain enregistrement ou au prochain démarrage ; ne supprimez pas « .registre-transaction ».",
            "The operation is written down but not yet in place everywhere (stopped at “{path}”: {cause}). It will be finished at the next save or the next start; do not delete “.registre-transaction”.",
        ),
        ErrorKind::Disk => text(
            "Le disque a refusé une opération sur « {path} » : {cause}. Vérifiez le disque, puis enregistrez à nouveau : votre saisie est conservée.",
            "The disk refused an operation on “{path}”: {cause}. Check the disk, then save again: what you typed is kept.",
        ),
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().get(Lang::En))
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<StoreError> {
        let path = RegPath::new("activities/paie.toml").unwrap();
        let kinds = [
            ErrorKind::DiskFull,
            ErrorKind::ReadOnlyFileSystem,
            ErrorKind::Permission,
            ErrorKind::WriteProtected,
            ErrorKind::FolderGone,
            ErrorKind::FileGone,
            ErrorKind::Conflict,
            ErrorKind::NotAFile(FileKind::Symlink),
            ErrorKind::TooLarge(1 << 20),
            ErrorKind::NameTooLong,
            ErrorKind::StrangePath,
            ErrorKind::Twice,
            ErrorKind::Busy,
            ErrorKind::Stale,
            ErrorKind::Unfinished,
            ErrorKind::Disk,
        ];
        kinds.map(|k| StoreError::new(k, &path)).into()
    }

    #[test]
    fn every_message_names_the_file_and_leaves_no_hole() {
        for e in all() {
            for lang in Lang::ALL {
                let said = e.message().get(lang);
                assert!(said.contains("activities/paie.toml"), "{said}");
                assert!(!said.contains('{') && said.chars().count() > 40, "{said}");
            }
        }
    }

    #[test]
    fn a_conflict_on_several_files_names_them_all() {
        let paths = [RegPath::new("a.toml").unwrap(), RegPath::new("b.toml").unwrap()];
        let said = StoreError::conflict(&paths).message().get(Lang::Fr);
        assert!(
            said.starts_with("Des fichiers ont été modifiés") && said.contains("a.toml, b.toml"),
            "{said}"
        );
    }

    #[test]
    fn system_errors_are_sorted_by_their_cure() {
        let path = RegPath::new("a.toml").unwrap();
        let kind = |errno: i32| StoreError::from_fs(&path, io::Error::from_raw_os_error(errno).into()).kind();
        use rustix::io::Errno;
        assert_eq!(kind(Errno::NOSPC.raw_os_error()), ErrorKind::DiskFull);
        assert_eq!(kind(Errno::DQUOT.raw_os_error()), ErrorKind::DiskFull);
        assert_eq!(kind(Errno::FBIG.raw_os_error()), ErrorKind::DiskFull);
        assert_eq!(kind(Errno::ROFS.raw_os_error()), ErrorKind::ReadOnlyFileSystem);
        assert_eq!(kind(Errno::ACCESS.raw_os_error()), ErrorKind::Permission);
        assert_eq!(kind(Errno::NAMETOOLONG.raw_os_error()), ErrorKind::NameTooLong);
        assert_eq!(kind(Errno::STALE.raw_os_error()), ErrorKind::Stale);
        assert_eq!(kind(Errno::IO.raw_os_error()), ErrorKind::Disk);
    }
}
