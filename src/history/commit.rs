//! Committing the register's own files through the user's git, and nothing else.
//!
//! `git commit --only` takes the named files as they are on the disk, runs the hooks and signs, and
//! leaves whatever else is staged as it was. New files must first be announced (`git add
//! --intent-to-add`); when the commit is refused they are taken out of the index again. Paths are
//! written `:(top,literal)…` so that no name is read as a pattern; the option `--literal-pathspecs`
//! would do it too, but hooks would inherit it.

use std::ffi::OsString;

use crate::history::before_commit::Selection;
use crate::history::commit_message::CommitMessage;
use crate::history::error::{HistoryError, IoProblem};
use crate::history::past::CommitId;
use crate::history::plain::{RegisterPath, git_bytes, visible_path};
use crate::history::program::{Git, Outcome, args};
use crate::history::repo::{HeadState, Repo};
use crate::history::run_by_commit::RunByCommit;
use crate::history::sentences as say;
use crate::model::message::Message;

/// What to do when no branch is checked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnDetachedHead {
    #[default]
    Refuse,
    Commit,
}

/// Choices of a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommitOptions {
    pub detached: OnDetachedHead,
}

/// A commit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    pub id: CommitId,
    /// The files it holds, relative to the register.
    pub paths: Vec<RegisterPath>,
    /// What the person should know: words of hooks, files that a hook added…
    pub warnings: Vec<Message>,
}

impl Repo {
    /// Commits the changed ones among these files, as they are on the disk; a renamed file's old name
    /// comes with it, unchanged files are left out.
    ///
    /// Runs the user's `git`, with hooks, filters and signing; a program that asks for a passphrase
    /// may use the terminal. Without a `git` program the commit is made by libgit2 when nothing would
    /// be skipped by it, and refused otherwise. On a refusal the index is as it was.
    pub fn commit(
        &self,
        paths: &[RegisterPath],
        message: &CommitMessage,
        options: CommitOptions,
    ) -> Result<Committed, HistoryError> {
        let head = self.check_ready(options.detached)?;
        let selection = self.select(paths)?;
        let runs = self.hooks_and_signing(&selection.paths)?;
        let mut warnings = Vec::new();
        let id = match Git::find(self.work_tree()) {
            Some(git) => {
                let outcome = self.commit_with_git(&git, &selection, message, &runs)?;
                let said = outcome.said();
                if !said.is_empty() {
                    warnings.push(say::WARN_OUTPUT.msg().with("output", said));
                }
                let id = self.head_object()?.map(|commit| CommitId(commit.id()));
                id.ok_or(HistoryError::NothingToCommit)?
            }
            None => {
                warnings.push(say::WARN_NO_GIT.msg());
                self.commit_without_git(&selection, message, &runs)?
            }
        };
        warnings.extend(self.added_by_hooks(id, &selection)?);
        if let HeadState::Detached(_) = head {
            warnings.push(say::WARN_DETACHED.msg().with("at", id.short()));
        }
        Ok(Committed { id, paths: selection.paths, warnings })
    }

    fn commit_with_git(
        &self,
        git: &Git,
        selection: &Selection,
        message: &CommitMessage,
        runs: &RunByCommit,
    ) -> Result<Outcome, HistoryError> {
        self.check_identity(git)?;
        let before = self.head_object()?.map(|commit| commit.id());
        if !selection.unknown.is_empty() {
            let announce = args(["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"]);
            let outcome = git.run(&announce, &self.pathspecs(&selection.unknown))?;
            if !outcome.success {
                return Err(self.undo_announcement(git, selection, self.explain(&outcome, runs)));
            }
        }
        let mut commit =
            args(["commit", "--quiet", "--only", "--cleanup=whitespace", "--pathspec-from-file=-"]);
        commit.push(OsString::from("--pathspec-file-nul"));
        commit.push(OsString::from(format!("--message={}", message.as_str())));
        let outcome = match git.run(&commit, &self.pathspecs(&selection.paths)) {
            Ok(outcome) => outcome,
            Err(error) => return Err(self.undo_announcement(git, selection, error)),
        };
        let moved = self.head_object()?.map(|commit| commit.id()) != before;
        match outcome.success && moved {
            true => Ok(outcome),
            false => Err(self.undo_announcement(git, selection, self.explain(&outcome, runs))),
        }
    }

    /// Git would guess an identity from the account and the machine; a register's history wants a
    /// person who gave their name.
    pub(super) fn check_identity(&self, git: &Git) -> Result<(), HistoryError> {
        for who in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            let outcome = git.run(&args(["-c", "user.useConfigOnly=true", "var", who]), b"")?;
            if !outcome.success {
                let error = self.explain(&outcome, &RunByCommit::default());
                return Err(match error {
                    HistoryError::GitFailed { .. } => self.missing_identity(),
                    other => other,
                });
            }
        }
        Ok(())
    }

    pub(super) fn missing_identity(&self) -> HistoryError {
        HistoryError::MissingIdentity { work_tree: self.work_tree().to_owned() }
    }

    /// Takes out of the index the new files that were announced for a commit that was refused.
    fn undo_announcement(&self, git: &Git, selection: &Selection, cause: HistoryError) -> HistoryError {
        let announced: Vec<&RegisterPath> =
            selection.unknown.iter().filter(|path| self.is_only_announced(path)).collect();
        if announced.is_empty() {
            return cause;
        }
        let mut input = Vec::new();
        for path in &announced {
            input.extend(git_bytes(&self.in_work_tree(path)));
            input.push(0);
        }
        match git.run(&args(["update-index", "--force-remove", "-z", "--stdin"]), &input) {
            Ok(outcome) if outcome.success => cause,
            _ => HistoryError::LeftInIndex {
                work_tree: self.work_tree().to_owned(),
                paths: announced.iter().map(|path| self.in_work_tree(path)).collect(),
                cause: Box::new(cause),
            },
        }
    }

    fn is_only_announced(&self, path: &RegisterPath) -> bool {
        let entry = self.git.index().ok().and_then(|mut index| {
            index.read(true).ok()?;
            index.get_path(&self.in_work_tree(path), 0)
        });
        entry.is_some_and(|entry| {
            entry.flags_extended & git2::IndexEntryExtendedFlag::INTENT_TO_ADD.bits() != 0
        })
    }

    fn pathspecs(&self, paths: &[RegisterPath]) -> Vec<u8> {
        let mut out = Vec::new();
        for path in paths {
            out.extend_from_slice(b":(top,literal)");
            out.extend(git_bytes(&self.in_work_tree(path)));
            out.push(0);
        }
        out
    }

    /// What made git fail, from its own (untranslated) words.
    pub(super) fn explain(&self, outcome: &Outcome, runs: &RunByCommit) -> HistoryError {
        let work_tree = self.work_tree().to_owned();
        let output = outcome.said();
        let git_says = |words: &str| outcome.stderr.contains(words);
        if git_says(".lock': File exists") {
            // The path in git's words may hold a quote: look for the lock itself.
            let lock = self.head().ok().and_then(|head| self.lock(&head));
            let lock = lock.unwrap_or_else(|| self.git.path().join("index.lock"));
            HistoryError::Locked { lock }
        } else if let Some(problem) = IoProblem::said_by_git(&outcome.stderr) {
            HistoryError::Io { path: self.git.path().to_owned(), problem }
        } else if git_says("unknown option `pathspec-from-file") {
            HistoryError::GitTooOld { output }
        } else if git_says("detected dubious ownership") {
            HistoryError::ForeignOwner { repository: work_tree }
        } else if git_says("Please tell me who you are") || git_says("empty ident name") {
            self.missing_identity()
        } else if git_says("failed to sign the data")
            || git_says("failed to write commit object")
            || git_says("unable to sign the tag")
        {
            HistoryError::SigningFailed { work_tree, output }
        } else {
            let hooks = runs.refusing_hooks();
            // Git reports its own failures with "fatal:"; a refusing hook just ends the commit.
            let git_failed = outcome.stderr.lines().any(|line| line.starts_with("fatal: "));
            match (hooks.is_empty() || git_failed, output.is_empty()) {
                (false, _) => HistoryError::HookRefused { work_tree, hooks, output },
                (true, true) => HistoryError::NothingToCommit,
                (true, false) => HistoryError::GitFailed { work_tree, output },
            }
        }
    }

    /// A warning when the commit holds other files than those that were asked for.
    fn added_by_hooks(&self, id: CommitId, selection: &Selection) -> Result<Option<Message>, HistoryError> {
        let commit = self.git.find_commit(id.0).map_err(|e| self.error(&e))?;
        let tree = commit.tree().map_err(|e| self.error(&e))?;
        let parent = commit.parent(0).ok().and_then(|parent| parent.tree().ok());
        let diff =
            self.git.diff_tree_to_tree(parent.as_ref(), Some(&tree), None).map_err(|e| self.error(&e))?;
        let mut others = Vec::new();
        for delta in diff.deltas() {
            let bytes = delta.new_file().path_bytes().or_else(|| delta.old_file().path_bytes());
            let bytes = bytes.unwrap_or_default();
            let asked =
                self.in_register(bytes).is_some_and(|path| selection.paths.binary_search(&path).is_ok());
            if !asked {
                others.push(visible_path(std::path::Path::new(&*String::from_utf8_lossy(bytes))));
            }
        }
        if others.is_empty() {
            return Ok(None);
        }
        let what = crate::history::cures::list(&others);
        Ok(Some(say::WARN_MORE_FILES.msg().with("n", others.len()).with("what", what)))
    }
}
