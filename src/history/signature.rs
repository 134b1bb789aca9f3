//! Whether a commit or a tag bears a signature. Read from the object itself, through libgit2: whether it is
//! good is another question, and asking it runs a program.

use crate::history::error::HistoryError;
use crate::history::past::CommitId;
use crate::history::repo::Repo;

/// How a signature is made, as its first line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureFormat {
    OpenPgp,
    Ssh,
    X509,
    /// A signature that begins otherwise.
    Other,
}

impl SignatureFormat {
    /// The word of git's own settings (`gpg.format`), and of JSON.
    pub fn word(self) -> &'static str {
        match self {
            SignatureFormat::OpenPgp => "openpgp",
            SignatureFormat::Ssh => "ssh",
            SignatureFormat::X509 => "x509",
            SignatureFormat::Other => "other",
        }
    }

    fn of_line(line: &[u8]) -> Option<SignatureFormat> {
        const BEGINNINGS: [(&[u8], SignatureFormat); 4] = [
            (b"-----BEGIN PGP SIGNATURE-----", SignatureFormat::OpenPgp),
            (b"-----BEGIN PGP MESSAGE-----", SignatureFormat::OpenPgp),
            (b"-----BEGIN SSH SIGNATURE-----", SignatureFormat::Ssh),
            (b"-----BEGIN SIGNED MESSAGE-----", SignatureFormat::X509),
        ];
        BEGINNINGS.into_iter().find(|(words, _)| line.starts_with(words)).map(|(_, format)| format)
    }
}

/// The signature at the end of a tag, found as git finds it: a line that begins one, the last of them.
/// Gives where it begins too.
pub(super) fn of_tag(raw: &[u8]) -> Option<(SignatureFormat, usize)> {
    let mut found = None;
    let mut at = 0;
    for line in raw.split_inclusive(|b| *b == b'\n') {
        if let Some(format) = SignatureFormat::of_line(line) {
            found = Some((format, at));
        }
        at += line.len();
    }
    found
}

impl Repo {
    /// The signature that a commit bears; `None` where it bears none. Runs no command.
    pub fn signature_of(&self, commit: CommitId) -> Result<Option<SignatureFormat>, HistoryError> {
        match self.git.extract_signature(&commit.0, None) {
            Ok((signature, _)) => {
                Ok(Some(SignatureFormat::of_line(&signature).unwrap_or(SignatureFormat::Other)))
            }
            Err(e) if e.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(e) => Err(self.error(&e)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_that_begins_a_signature_counts_and_one_within_a_line_does_not() {
        assert_eq!(of_tag(b"a\n- -----BEGIN PGP SIGNATURE-----\n"), None);
        let two = b"a\n-----BEGIN PGP SIGNATURE-----\nx\n-----BEGIN SSH SIGNATURE-----\ny\n";
        assert_eq!(of_tag(two), Some((SignatureFormat::Ssh, 34)));
        assert_eq!(of_tag(b"-----BEGIN SIGNED MESSAGE-----").map(|f| f.0.word()), Some("x509"));
        assert_eq!(of_tag(b"\xff\xfe\n"), None);
    }
}
