//! What the system says when it refuses, in both languages.
//!
//! Its own words come in the language of its making, often English; what has a sentence here is said in ours,
//! the rest is quoted.

use std::io::{Error, ErrorKind};

use super::message::{Message, Text, text};

const QUOTED: Text = text("le système répond «\u{a0}{words}\u{a0}»", "the system answers “{words}”");

/// Why a call failed, in words that stand after a colon or in brackets: no capital, no full stop.
pub fn words(error: &Error) -> Message {
    match known(error) {
        Some(said) => said.msg(),
        None => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or_default();
            let said: String = said.chars().filter(|c| !c.is_control()).collect();
            QUOTED.msg().with("words", said)
        }
    }
}

fn known(error: &Error) -> Option<Text> {
    Some(match error.kind() {
        ErrorKind::NotFound => text("fichier ou dossier introuvable", "no such file or folder"),
        ErrorKind::PermissionDenied => text("accès refusé", "permission denied"),
        ErrorKind::AlreadyExists => text("ce nom est déjà pris", "the name is taken already"),
        ErrorKind::IsADirectory => text("c’est un dossier", "it is a folder"),
        ErrorKind::NotADirectory => {
            text("une partie du chemin n’est pas un dossier", "a part of the path is not a folder")
        }
        ErrorKind::DirectoryNotEmpty => text("le dossier n’est pas vide", "the folder is not empty"),
        ErrorKind::InvalidFilename => {
            text("le nom est trop long pour ce disque", "the name is too long for this disk")
        }
        ErrorKind::ReadOnlyFilesystem => text("le disque est en lecture seule", "the disk is read-only"),
        ErrorKind::StorageFull => text("il n’y a plus de place sur le disque", "the disk is full"),
        ErrorKind::QuotaExceeded => text("le quota de disque est atteint", "the disk quota is reached"),
        ErrorKind::FileTooLarge => {
            text("le fichier dépasse la taille permise", "the file is larger than allowed")
        }
        ErrorKind::WriteZero => text("rien n’a pu être écrit", "nothing could be written"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            text("le fichier est occupé par un autre programme", "the file is in use by another program")
        }
        ErrorKind::StaleNetworkFileHandle => {
            text("le partage réseau a perdu le fichier", "the network share lost the file")
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            text("le réseau ne répond pas", "the network does not answer")
        }
        ErrorKind::TimedOut => text("la réponse a trop tardé", "the answer took too long"),
        ErrorKind::Interrupted => text("l’opération a été interrompue", "the operation was interrupted"),
        ErrorKind::BrokenPipe => {
            text("le programme qui lisait la suite s’est arrêté", "the program that was reading has stopped")
        }
        ErrorKind::UnexpectedEof => text("le fichier s’arrête trop tôt", "the file ends too soon"),
        ErrorKind::CrossesDevices => text(
            "les deux endroits ne sont pas sur le même disque",
            "the two places are not on the same disk",
        ),
        ErrorKind::TooManyLinks => text("trop de liens y mènent", "too many links lead there"),
        ErrorKind::InvalidInput => {
            text("le chemin ou l’opération n’est pas valable", "the path or the operation is not valid")
        }
        ErrorKind::Unsupported => text("ce système ne sait pas le faire", "this system cannot do it"),
        ErrorKind::OutOfMemory => text("il n’y a plus de mémoire", "there is no memory left"),
        _ => return of_number(error.raw_os_error()?),
    })
}

/// Troubles that have a number and no kind of their own yet.
fn of_number(number: i32) -> Option<Text> {
    use rustix::io::Errno;
    let is = |errno: Errno| errno.raw_os_error() == number;
    Some(if is(Errno::MFILE) || is(Errno::NFILE) {
        text("trop de fichiers sont ouverts", "too many files are open")
    } else if is(Errno::IO) {
        text(
            "le disque signale une erreur de lecture ou d’écriture",
            "the disk reports a read or write error",
        )
    } else if is(Errno::LOOP) {
        text("les liens du chemin tournent en rond", "the links of the path go round in circles")
    } else if is(Errno::NXIO) || is(Errno::NODEV) {
        text("le périphérique ne répond pas", "the device does not answer")
    } else if is(Errno::NOEXEC) {
        text("ce fichier n’est pas un programme", "this file is not a program")
    } else {
        return None;
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message::Lang;
    use rustix::io::Errno;

    #[test]
    fn what_the_system_often_says_is_said_in_both_languages() {
        let often = [
            (Errno::NOENT, "fichier ou dossier introuvable"),
            (Errno::ACCESS, "accès refusé"),
            (Errno::PERM, "accès refusé"),
            (Errno::NOSPC, "il n’y a plus de place sur le disque"),
            (Errno::DQUOT, "le quota de disque est atteint"),
            (Errno::FBIG, "le fichier dépasse la taille permise"),
            (Errno::ROFS, "le disque est en lecture seule"),
            (Errno::ISDIR, "c’est un dossier"),
            (Errno::NOTDIR, "une partie du chemin n’est pas un dossier"),
            (Errno::NOTEMPTY, "le dossier n’est pas vide"),
            (Errno::EXIST, "ce nom est déjà pris"),
            (Errno::NAMETOOLONG, "le nom est trop long pour ce disque"),
            (Errno::MFILE, "trop de fichiers sont ouverts"),
            (Errno::NFILE, "trop de fichiers sont ouverts"),
            (Errno::INTR, "l’opération a été interrompue"),
            (Errno::PIPE, "le programme qui lisait la suite s’est arrêté"),
            (Errno::STALE, "le partage réseau a perdu le fichier"),
            (Errno::XDEV, "les deux endroits ne sont pas sur le même disque"),
            (Errno::BUSY, "le fichier est occupé par un autre programme"),
            (Errno::IO, "le disque signale une erreur de lecture ou d’écriture"),
            (Errno::LOOP, "les liens du chemin tournent en rond"),
            (Errno::INVAL, "le chemin ou l’opération n’est pas valable"),
        ];
        for (errno, french) in often {
            let error = Error::from_raw_os_error(errno.raw_os_error());
            assert_eq!(words(&error).get(Lang::Fr), french);
            let english = words(&error).get(Lang::En);
            assert!(!english.contains("answers") && english.is_ascii(), "{english}");
        }
    }

    #[test]
    fn what_has_no_sentence_of_ours_is_quoted_without_its_number() {
        let error = Error::from_raw_os_error(Errno::PROTO.raw_os_error());
        assert_eq!(words(&error).get(Lang::Fr), "le système répond «\u{a0}Protocol error\u{a0}»");
        let own = Error::other("{n} things");
        assert_eq!(words(&own).get(Lang::En), "the system answers “{n} things”");
    }
}
