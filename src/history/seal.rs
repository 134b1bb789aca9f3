//! Making a seal and verifying its signature, through the user's own git: prepared first, so that the command
//! can be shown, then run.

use git2::{Config, ConfigLevel};

use crate::history::commit_message::CommitMessage;
use crate::history::error::{HistoryError, NeedsGit};
use crate::history::past::CommitInfo;
use crate::history::plain::{shell_word, visible_line};
use crate::history::program::{Git, Outcome};
use crate::history::repo::Repo;
use crate::history::run_by_commit::{RunByCommit, signing_program};
use crate::history::seals::{FINGERPRINT, FOLDER, SealInfo};
use crate::history::sentences as say;
use crate::history::signature::{self, SignatureFormat};
use crate::model::message::Message;

/// Whether a seal is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// As git's settings have it (`tag.gpgSign`).
    #[default]
    AsConfigured,
    Always,
    Never,
}

/// A seal to be made: nothing is run yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealPlan {
    pub commit: CommitInfo,
    /// The fingerprint of the folder in that commit.
    pub fingerprint: String,
    args: Vec<String>,
    /// What will run besides git: a sentence each.
    pub notes: Vec<Message>,
    name: String,
    folder: String,
}

/// A seal that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The tag's own id.
    pub id: String,
    pub signature: Option<SignatureFormat>,
    /// What git and the hooks said.
    pub said: String,
}

/// A signature to be verified: nothing is run yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyPlan {
    args: Vec<String>,
    pub notes: Vec<Message>,
}

/// What verifying a signature came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Good, by whom the program says.
    Good(String),
    /// It is not of this content.
    Bad(String),
    /// The key or the program is not here, or the key is not trusted: in the program's words.
    Unverifiable(String),
}

/// The hook that a new tag runs.
const HOOKS: [(&str, bool); 1] = [("reference-transaction", true)];

/// The settings that name a program to verify with, each with what git runs where nothing is set.
const PROGRAMS: [(&str, &str); 4] = [
    ("gpg.program", "gpg"),
    ("gpg.openpgp.program", "gpg"),
    ("gpg.ssh.program", "ssh-keygen"),
    ("gpg.x509.program", "gpgsm"),
];

impl Repo {
    /// What making a seal of the last commit would be; an error says why it cannot be. Starts nothing.
    pub fn plan_seal(&self, name: &str, sign: Sign) -> Result<SealPlan, HistoryError> {
        if Git::find(self.work_tree()).is_none() {
            return Err(HistoryError::NoGit { because: NeedsGit::Seal });
        }
        let (Some(commit), Some(fingerprint)) = (self.head_commit()?, self.head_fingerprint()?) else {
            return Err(HistoryError::NothingToCommit);
        };
        let config = self.config()?;
        let mut args = vec!["tag"];
        match sign {
            // A tag with a message is annotated; saying so would set `tag.forceSignAnnotated` aside.
            Sign::AsConfigured => {}
            Sign::Always => args.push("--sign"),
            Sign::Never => args.extend(["--annotate", "--no-sign"]),
        }
        let id = commit.id.to_string();
        args.extend(["--cleanup=whitespace", "--file=-", name, &id]);
        let is_set = |key: &str| config.get_bool(key).unwrap_or(false);
        let signs = match sign {
            Sign::AsConfigured => is_set("tag.gpgsign") || is_set("tag.forcesignannotated"),
            Sign::Always => true,
            Sign::Never => false,
        };
        let runs = RunByCommit { hooks: self.hooks_named(&config, &HOOKS), ..RunByCommit::default() };
        let mut notes = runs.messages();
        if signs {
            let by = signing_program(&config);
            let said = say::SEAL_SIGNED.msg().with("format", visible_line(&by.format));
            notes.push(said.with("what", visible_line(&by.program)));
        }
        Ok(SealPlan {
            commit,
            fingerprint: fingerprint.to_string(),
            args: args.into_iter().map(str::to_owned).collect(),
            notes,
            name: name.to_owned(),
            folder: self.folder_name(),
        })
    }

    /// Makes the seal with this message. Runs the user's `git`.
    pub fn seal(&self, plan: &SealPlan, message: &CommitMessage) -> Result<Sealed, HistoryError> {
        let Some(git) = Git::find(self.work_tree()) else {
            return Err(HistoryError::NoGit { because: NeedsGit::Seal });
        };
        self.check_identity(&git)?;
        let outcome = git.run(&plan.args, plan.message(message).as_bytes())?;
        if !outcome.success {
            let config = self.config()?;
            let hooks = self.hooks_named(&config, &HOOKS);
            return Err(self.explain(&outcome, &RunByCommit { hooks, ..RunByCommit::default() }));
        }
        let error = |e: git2::Error| self.error(&e);
        let reference = self.git.find_reference(&format!("refs/tags/{}", plan.name)).map_err(error)?;
        let Some(id) = reference.target() else { return Err(self.failed(&outcome)) };
        let raw = self.git.odb().and_then(|odb| Ok(odb.read(id)?.data().to_vec())).map_err(error)?;
        let signature = signature::of_tag(&raw).map(|(format, _)| format);
        Ok(Sealed { id: id.to_string(), signature, said: outcome.said() })
    }

    /// How the signature of a seal would be verified. Starts nothing.
    ///
    /// A repository can be somebody else's in all but the disk it lies on: the program that verifies is that
    /// of the person's own settings, whatever the repository names.
    pub fn plan_verify(&self, seal: &SealInfo) -> Result<VerifyPlan, HistoryError> {
        let config = self.config()?;
        let mut args = Vec::new();
        let mut notes = Vec::new();
        let mut openpgp: Option<String> = None;
        for (key, default) in PROGRAMS {
            let (own, of_repository) = by_level(&config, key);
            let fallback = || if default == "gpg" { openpgp.clone() } else { None };
            let program = own.or_else(fallback).unwrap_or_else(|| default.to_owned());
            if let Some(named) = of_repository.filter(|named| *named != program) {
                notes.push(say::OWN_PROGRAM_LEFT.msg().with("what", visible_line(&named)));
            }
            args.extend(["-c".to_owned(), format!("{key}={program}")]);
            openpgp.get_or_insert(program);
        }
        if let (_, Some(file)) = by_level(&config, "gpg.ssh.allowedsignersfile") {
            notes.push(say::OWN_SIGNERS.msg().with("what", visible_line(&file)));
        }
        args.extend(["verify-tag", "--raw", &seal.id].map(str::to_owned));
        Ok(VerifyPlan { args, notes })
    }

    /// Verifies it. Runs the user's `git`, and that the program which knows the keys.
    pub fn verify(&self, plan: &VerifyPlan) -> Result<Verdict, HistoryError> {
        let Some(git) = Git::find(self.work_tree()) else {
            return Err(HistoryError::NoGit { because: NeedsGit::Seal });
        };
        Ok(verdict(&git.run(&plan.args, b"")?))
    }

    /// The name under which a seal would be made, as far as the settings say it.
    pub fn identity_name(&self) -> Option<String> {
        let from_env = std::env::var("GIT_COMMITTER_NAME").ok();
        let name = from_env.or_else(|| self.config().ok()?.get_string("user.name").ok())?;
        let name = visible_line(name.trim());
        (!name.is_empty()).then_some(name)
    }

    fn failed(&self, outcome: &Outcome) -> HistoryError {
        HistoryError::GitFailed { work_tree: self.work_tree().to_owned(), output: outcome.said() }
    }
}

impl SealPlan {
    /// The command as it could be typed in the work tree.
    pub fn command_line(&self) -> String {
        command_line(&self.args)
    }

    /// The whole message, with the lines by which the seal is known again.
    pub fn message(&self, message: &CommitMessage) -> String {
        format!("{}\n\n{FINGERPRINT}{}\n{FOLDER}{}\n", message.as_str(), self.fingerprint, self.folder)
    }
}

impl VerifyPlan {
    /// The command as it could be typed in the work tree.
    pub fn command_line(&self) -> String {
        command_line(&self.args)
    }
}

fn command_line(args: &[String]) -> String {
    let words = std::iter::once("git").chain(args.iter().map(String::as_str));
    words.map(|w| shell_word(w.as_ref())).collect::<Vec<_>>().join(" ")
}

/// What the person's settings say of a key, and what the repository's own say.
fn by_level(config: &Config, key: &str) -> (Option<String>, Option<String>) {
    let (mut own, mut of_repository) = (None, None);
    let pattern = format!("^{}$", key.replace('.', r"\."));
    if let Ok(entries) = config.entries(Some(&pattern)) {
        let _ = entries.for_each(|entry| {
            let value = String::from_utf8_lossy(entry.value_bytes()).into_owned();
            match entry.level() {
                ConfigLevel::Local | ConfigLevel::Worktree => of_repository = Some(value),
                // Levels come from the widest to the nearest.
                _ => own = Some(value),
            }
        });
    }
    (own, of_repository)
}

/// Reads what the verifying program said: GnuPG's lines for programs, or those of ssh-keygen.
fn verdict(outcome: &Outcome) -> Verdict {
    let said = outcome.said();
    let status = |word: &str| {
        let head = format!("[GNUPG:] {word} ");
        said.lines().find_map(|l| l.strip_prefix(head.as_str()).map(str::to_owned))
    };
    let has = |words: &str| said.contains(words);
    // Of `[GNUPG:] GOODSIG KEY NAME` the name.
    let who = |rest: String| rest.split_once(' ').map_or(rest.clone(), |(_, name)| name.to_owned());
    if let Some(bad) = status("BADSIG") {
        return Verdict::Bad(who(bad));
    }
    if let (true, Some(good)) = (outcome.success && !has("[GNUPG:] TRUST_NEVER"), status("GOODSIG")) {
        return Verdict::Good(who(good));
    }
    if !has("[GNUPG:]") {
        let principal = said.lines().find_map(|l| {
            let rest = l.strip_prefix("Good \"git\" signature for ")?;
            Some(rest.rsplit_once(" with ").map_or(rest, |(who, _)| who).to_owned())
        });
        if let (true, Some(principal)) = (outcome.success, principal) {
            return Verdict::Good(principal);
        }
        // ssh-keygen's words for a signature of other content.
        if has("incorrect signature") || has("Signature verification failed") {
            return Verdict::Bad(String::new());
        }
    }
    let last = said.lines().rev().find(|l| !l.trim().is_empty() && !l.starts_with("[GNUPG:]"));
    let missing = status("NO_PUBKEY").map(|key| format!("NO_PUBKEY {key}"));
    Verdict::Unverifiable(missing.or(last.map(str::to_owned)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(success: bool, stderr: &str) -> Verdict {
        let (stdout, stderr) = (String::new(), stderr.to_owned());
        verdict(&Outcome { success, stdout, stderr, interrupted: false })
    }

    #[test]
    fn a_verdict_is_good_only_where_the_program_says_by_whom() {
        let good =
            "[GNUPG:] NEWSIG\n[GNUPG:] GOODSIG 0011 Camille <c@example.org>\n[GNUPG:] TRUST_ULTIMATE 0\n";
        assert_eq!(read(true, good), Verdict::Good("Camille <c@example.org>".into()));
        assert!(matches!(read(false, good), Verdict::Unverifiable(_)));
        assert_eq!(read(false, "[GNUPG:] BADSIG 0011 Camille\n"), Verdict::Bad("Camille".into()));
        let missing = "[GNUPG:] ERRSIG 0011 1 10 00 1 9\n[GNUPG:] NO_PUBKEY 0011\n";
        assert_eq!(read(false, missing), Verdict::Unverifiable("NO_PUBKEY 0011".into()));
        let never = "[GNUPG:] GOODSIG 0011 Camille\n[GNUPG:] TRUST_NEVER 0\n";
        assert!(matches!(read(true, never), Verdict::Unverifiable(_)));
    }

    #[test]
    fn an_ssh_key_that_nobody_vouches_for_is_not_good() {
        let good = "Good \"git\" signature for c@example.org with ED25519 key SHA256:x\n";
        assert_eq!(read(true, good), Verdict::Good("c@example.org".into()));
        let unknown = "Good \"git\" signature with ED25519 key SHA256:x\nNo principal matched.\n";
        assert_eq!(read(false, unknown), Verdict::Unverifiable("No principal matched.".into()));
        assert!(matches!(read(true, unknown), Verdict::Unverifiable(_)));
        assert_eq!(read(true, ""), Verdict::Unverifiable(String::new()));
    }
}
