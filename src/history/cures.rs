//! The sentence of each refusal and the commands that cure it.

use std::ffi::OsStr;
use std::path::Path;

use crate::history::error::{HistoryError, IoProblem, NeedsGit, Unsupported};
use crate::history::plain::{git_bytes, path_from_git, shell_word, visible_line, visible_path};
use crate::history::repo::{HeadState, Operation};
use crate::history::sentences as say;
use crate::model::message::{Message, Text};

/// How many names a sentence lists before it says "…".
const NAMED: usize = 3;

impl HistoryError {
    /// What happened, where, and what to type to cure it.
    pub fn message(&self) -> Message {
        let cures = self.cures();
        let mut cures = cures.into_iter();
        let message = self.template();
        let message = match cures.next() {
            Some(cure) => message.with("cure", cure),
            None => message,
        };
        match cures.next() {
            Some(cure) => message.with("cure2", cure),
            None => message,
        }
    }

    /// The commands that cure it, the recommended one first; empty when the cure is no command.
    /// Every path in them is absolute and quoted for a POSIX shell.
    pub fn cures(&self) -> Vec<String> {
        match self {
            HistoryError::Bare { git_dir } => vec![bare_cure(git_dir)],
            HistoryError::ForeignOwner { repository } => {
                vec![format!("git config --global --add safe.directory {}", word(repository))]
            }
            HistoryError::Unsupported { repository, format, .. } => format_cures(repository, *format),
            HistoryError::OutsideWorkTree { register, .. } => vec![format!("git init {}", word(register))],
            HistoryError::NoGit { .. } | HistoryError::GitTooOld { .. } => vec![install_git().to_owned()],
            HistoryError::MissingIdentity { .. } => vec![
                "git config --global user.name 'Alix Martin' && git config --global user.email alix@example.org"
                    .to_owned(),
            ],
            HistoryError::DetachedHead { work_tree, .. } => {
                vec![git(work_tree, "switch -c registre"), git(work_tree, "switch -")]
            }
            HistoryError::UnderWay { work_tree, operation } => operation.cures(work_tree),
            HistoryError::Unmerged { work_tree, paths } => {
                let names: Vec<String> = paths.iter().map(|p| word(p)).collect();
                vec![git(work_tree, &format!("add -- {}", names.join(" ")))]
            }
            HistoryError::Locked { lock } => vec![format!("rm {}", word(lock))],
            HistoryError::HookRefused { work_tree, .. } => {
                vec![git(work_tree, "rev-parse --path-format=absolute --git-path hooks")]
            }
            HistoryError::SigningFailed { work_tree, .. } => {
                vec![git(work_tree, "config --show-origin --get-regexp '^(gpg|user[.]signingkey|(commit|tag)[.]gpgsign)'")]
            }
            HistoryError::Ignored { work_tree, path } => vec![
                git(work_tree, &format!("check-ignore -v -- {}", word(path))),
                git(work_tree, &format!("add -f -- {}", word(path))),
            ],
            HistoryError::LeftInIndex { work_tree, paths, .. } => {
                let names: Vec<String> = paths.iter().map(|p| word(p)).collect();
                vec![git(work_tree, &format!("rm --cached --quiet -- {}", names.join(" ")))]
            }
            HistoryError::GitFailed { work_tree, .. } => vec![git(work_tree, "status")],
            HistoryError::Damaged { repository, .. } => vec![git(repository, "fsck")],
            HistoryError::Io { path, problem: IoProblem::Denied } => vec![format!("ls -ld {}", word(path))],
            HistoryError::Io { path, problem: IoProblem::Full } => vec![format!("df -h {}", word(path))],
            HistoryError::NoRemote { work_tree } => {
                vec![git(work_tree, "remote add origin git@example.org:registre.git")]
            }
            HistoryError::NoUpstream { work_tree, branch, remote } => {
                let (branch, remote) = (OsStr::new(branch), OsStr::new(remote));
                let mut there = remote.to_owned();
                there.push("/");
                there.push(branch);
                vec![
                    git(work_tree, &format!("fetch {}", shell_word(remote))),
                    git(
                        work_tree,
                        &format!("branch --set-upstream-to={} {}", shell_word(&there), shell_word(branch)),
                    ),
                ]
            }
            HistoryError::Behind { work_tree } => vec![git(work_tree, "pull --ff-only")],
            HistoryError::Diverged { work_tree, .. } => {
                vec![git(work_tree, "pull --rebase"), git(work_tree, "pull --no-rebase")]
            }
            HistoryError::WouldOverwrite { work_tree } => vec![git(work_tree, "status")],
            HistoryError::NothingToPush
            | HistoryError::Interrupted { .. }
            | HistoryError::NothingToCommit
            | HistoryError::BadPath { .. }
            | HistoryError::EmptyMessage
            | HistoryError::TooLarge { .. }
            | HistoryError::TooDeep { .. }
            | HistoryError::Io { .. } => Vec::new(),
        }
    }

    fn template(&self) -> Message {
        let at = |text: Text, path: &Path| text.msg().with("where", visible_path(path));
        match self {
            HistoryError::Bare { git_dir } if is_dot_git_dir(git_dir) => at(say::BARE_BY_CONFIG, git_dir),
            HistoryError::Bare { git_dir } => at(say::BARE, git_dir),
            HistoryError::ForeignOwner { repository } => at(say::FOREIGN_OWNER, repository),
            HistoryError::Unsupported { repository, format, detail } => {
                let text = match format {
                    Unsupported::Sha256 => say::SHA256,
                    Unsupported::Reftable => say::REFTABLE,
                    Unsupported::PartialClone => say::PARTIAL_CLONE,
                    Unsupported::SplitIndex => say::SPLIT_INDEX,
                    Unsupported::SparseIndex => say::SPARSE_INDEX,
                    Unsupported::Other => say::OTHER_FORMAT,
                };
                at(text, repository).with("detail", detail)
            }
            HistoryError::OutsideWorkTree { register, work_tree } => {
                at(say::OUTSIDE, work_tree).with("register", visible_path(register))
            }
            HistoryError::NoGit { because } => match because {
                NeedsGit::Hooks(hooks) => {
                    say::NO_GIT_HOOKS.msg().with("n", hooks.len()).with("what", list(hooks))
                }
                NeedsGit::Remote => say::NO_GIT_REMOTE.msg(),
                NeedsGit::Seal => say::NO_GIT_SEAL.msg(),
                NeedsGit::Signing => say::NO_GIT_SIGNING.msg(),
                NeedsGit::Filter(name) => say::NO_GIT_FILTER.msg().with("what", visible_line(name)),
            },
            HistoryError::GitTooOld { .. } => say::GIT_TOO_OLD.msg(),
            HistoryError::MissingIdentity { .. } => say::IDENTITY.msg(),
            HistoryError::DetachedHead { work_tree, at: id } => at(say::DETACHED, work_tree).with("at", id),
            HistoryError::UnderWay { work_tree, operation: Operation::Bisect } => {
                at(say::BISECT_UNDER_WAY, work_tree)
            }
            HistoryError::UnderWay { work_tree, operation } => {
                at(say::UNDER_WAY, work_tree).with("what", operation.name())
            }
            HistoryError::Unmerged { paths, .. } => {
                let names: Vec<String> = paths.iter().map(|p| visible_path(p)).collect();
                say::UNMERGED.msg().with("n", paths.len()).with("what", list(&names))
            }
            HistoryError::Locked { lock } => at(say::LOCKED, lock),
            HistoryError::HookRefused { hooks, output, .. } => {
                let message = say::HOOK_REFUSED.msg().with("what", hooks.join(", "));
                match output.is_empty() {
                    true => message.with("output", say::HOOK_SAYS_NOTHING),
                    false => message.with("output", output),
                }
            }
            HistoryError::SigningFailed { output, .. } => say::SIGNING_FAILED.msg().with("output", output),
            HistoryError::NothingToCommit => say::NOTHING.msg(),
            HistoryError::Ignored { path, .. } => at(say::IGNORED, path),
            HistoryError::BadPath { path } => at(say::BAD_PATH, path),
            HistoryError::EmptyMessage => say::EMPTY_MESSAGE.msg(),
            HistoryError::TooLarge { path, bytes, limit } => {
                at(say::TOO_LARGE, path).with("size", bytes.div_ceil(1 << 20)).with("limit", limit >> 20)
            }
            HistoryError::TooDeep { path } => at(say::TOO_DEEP, path),
            HistoryError::LeftInIndex { paths, cause, .. } => {
                say::LEFT_IN_INDEX.msg().with("cause", cause.message()).with("n", paths.len())
            }
            HistoryError::NoRemote { work_tree } => at(say::NO_REMOTE, work_tree),
            HistoryError::NoUpstream { branch, .. } => {
                say::NO_UPSTREAM.msg().with("name", visible_line(branch))
            }
            HistoryError::NothingToPush => say::NOTHING_TO_PUSH.msg(),
            HistoryError::Behind { .. } => say::BEHIND.msg(),
            HistoryError::Diverged { ahead, behind, .. } => {
                say::DIVERGED.msg().with("n", *ahead).with("there", say::COMMITS.msg().with("n", *behind))
            }
            HistoryError::WouldOverwrite { .. } => say::WOULD_OVERWRITE.msg(),
            HistoryError::Interrupted { .. } => say::INTERRUPTED.msg(),
            HistoryError::GitFailed { output, .. } => say::GIT_FAILED.msg().with("output", output),
            HistoryError::Io { path, problem } => match problem {
                IoProblem::Absent => at(say::IO_ABSENT, path),
                IoProblem::Denied => at(say::IO_DENIED, path),
                IoProblem::ReadOnly => at(say::IO_READ_ONLY, path),
                IoProblem::Full => at(say::IO_FULL, path),
                IoProblem::Other(detail) => at(say::IO_OTHER, path).with("detail", detail.clone()),
            },
            HistoryError::Damaged { repository, detail } => {
                at(say::DAMAGED, repository).with("detail", detail)
            }
        }
    }
}

impl Operation {
    /// Its name, for a sentence.
    pub fn name(self) -> Text {
        match self {
            Operation::Merge => say::MERGE,
            Operation::Rebase => say::REBASE,
            Operation::CherryPick => say::CHERRY_PICK,
            Operation::Revert => say::REVERT,
            Operation::Bisect => say::BISECT,
            Operation::ApplyPatches => say::PATCHES,
        }
    }

    fn cures(self, work_tree: &Path) -> Vec<String> {
        let command = match self {
            Operation::Bisect => return vec![git(work_tree, "bisect reset")],
            Operation::Merge => "merge",
            Operation::Rebase => "rebase",
            Operation::CherryPick => "cherry-pick",
            Operation::Revert => "revert",
            Operation::ApplyPatches => "am",
        };
        ["--continue", "--abort"].iter().map(|end| git(work_tree, &format!("{command} {end}"))).collect()
    }
}

impl HeadState {
    /// Where a commit would go, in words.
    pub fn message(&self) -> Message {
        match self {
            HeadState::Branch(name) => say::ON_BRANCH.msg().with("name", visible_line(name)),
            HeadState::Unborn(name) => say::ON_UNBORN.msg().with("name", visible_line(name)),
            HeadState::Detached(id) => say::ON_DETACHED.msg().with("at", id.short()),
        }
    }
}

/// `a, b, c…`
pub(super) fn list(names: &[String]) -> String {
    let mut out = names.iter().take(NAMED).map(|n| visible_line(n)).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        out.push('…');
    }
    out
}

fn git(work_tree: &Path, command: &str) -> String {
    format!("git -C {} {command}", word(work_tree))
}

fn word(path: &Path) -> String {
    // As git writes paths: with `/`, also where the system has another separator.
    match path.is_absolute() {
        true => shell_word(path.as_os_str()),
        false => {
            let path = path_from_git(&git_bytes(path)).unwrap_or_default();
            shell_word(path.as_os_str())
        }
    }
}

fn is_dot_git_dir(git_dir: &Path) -> bool {
    git_dir.file_name() == Some(OsStr::new(".git"))
}

fn bare_cure(git_dir: &Path) -> String {
    match (is_dot_git_dir(git_dir), git_dir.parent()) {
        (true, Some(work_tree)) => git(work_tree, "config core.bare false"),
        _ => {
            let name = git_dir.file_stem().unwrap_or(OsStr::new("registre"));
            let mut folder = name.to_owned();
            folder.push("-travail");
            format!("git clone {} {}", word(git_dir), shell_word(&folder))
        }
    }
}

fn format_cures(repository: &Path, format: Unsupported) -> Vec<String> {
    let copy = |suffix: &str| {
        let mut copy = repository.as_os_str().to_owned();
        copy.push(suffix);
        shell_word(&copy)
    };
    match format {
        Unsupported::Sha256 => {
            let copy = copy("-sha1");
            let export = git(repository, "fast-export --all");
            vec![format!("git init --object-format=sha1 {copy} && {export} | git -C {copy} fast-import")]
        }
        Unsupported::Reftable => vec![
            git(repository, "refs migrate --ref-format=files"),
            format!("git clone --ref-format=files {} {}", word(repository), copy("-files")),
        ],
        Unsupported::PartialClone => {
            let fetch = git(repository, "fetch --refetch --no-filter");
            let unset = git(repository, "config --unset extensions.partialClone");
            vec![format!("{fetch} && {unset}")]
        }
        Unsupported::SplitIndex => vec![git(repository, "update-index --no-split-index")],
        Unsupported::SparseIndex => vec![git(repository, "sparse-checkout reapply --no-sparse-index")],
        Unsupported::Other => vec![git(repository, "config --local --list")],
    }
}

fn install_git() -> &'static str {
    if cfg!(target_os = "macos") {
        "xcode-select --install"
    } else if cfg!(windows) {
        "winget install --id Git.Git"
    } else {
        "sudo apt install git"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::message::Lang;

    /// Cases that the tests on real repositories do not make.
    fn rare() -> Vec<HistoryError> {
        let output = "fatal: it is so".to_owned();
        let here = || Path::new("/srv/mon registre").to_owned();
        let io = |problem| HistoryError::Io { path: here(), problem };
        let git_failed = HistoryError::GitFailed { work_tree: here(), output: output.clone() };
        let left = HistoryError::LeftInIndex {
            work_tree: here(),
            paths: vec!["a b.toml".into(), "c.toml".into()],
            cause: Box::new(git_failed.clone()),
        };
        vec![
            git_failed,
            left,
            HistoryError::GitTooOld { output },
            HistoryError::NoGit { because: NeedsGit::Remote },
            HistoryError::NoRemote { work_tree: here() },
            HistoryError::NoUpstream {
                work_tree: here(),
                branch: "été".to_owned(),
                remote: "chez moi".to_owned(),
            },
            HistoryError::NothingToPush,
            HistoryError::Behind { work_tree: here() },
            HistoryError::Diverged { work_tree: here(), ahead: 1, behind: 2 },
            HistoryError::WouldOverwrite { work_tree: here() },
            HistoryError::Interrupted { work_tree: here() },
            HistoryError::EmptyMessage,
            HistoryError::BadPath { path: "../x".into() },
            io(IoProblem::Absent),
            io(IoProblem::Denied),
            io(IoProblem::ReadOnly),
            io(IoProblem::Full),
            io(IoProblem::Other(crate::model::system::words(&std::io::Error::other("it is so")))),
        ]
    }

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        for error in rare() {
            for lang in Lang::ALL {
                let said = error.message().get(lang);
                assert!(!said.contains(['{', '}']), "{said}");
                for cure in error.cures() {
                    assert!(said.contains(&cure), "{cure} is not in: {said}");
                }
            }
        }
    }

    #[test]
    fn cures_quote_what_a_shell_would_split() {
        let cures: Vec<String> = rare().iter().flat_map(HistoryError::cures).collect();
        assert!(cures.contains(&"df -h '/srv/mon registre'".to_owned()), "{cures:?}");
        let left = "git -C '/srv/mon registre' rm --cached --quiet -- 'a b.toml' c.toml".to_owned();
        assert!(cures.contains(&left), "{cures:?}");
    }
}
