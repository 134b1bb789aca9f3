//! Sending commits to the remote repository and receiving them, through the person's own git: prepared
//! and shown first, then run with the terminal, so that passphrases and progress are git's own.
//!
//! What git and the server say passes through us and is cleaned: a server can say anything.

use std::time::SystemTime;

use git2::{BranchType, Config, ConfigLevel, Oid};

use crate::history::commit::OnDetachedHead;
use crate::history::error::{HistoryError, NeedsGit};
use crate::history::plain::{shell_word, visible_line};
use crate::history::program::{Git, Outcome};
use crate::history::repo::{HeadState, Repo};
use crate::history::run_by_commit::RunByCommit;
use crate::history::sentences as say;
use crate::model::message::Message;

/// Which way commits go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Push,
    Pull,
}

/// A run of git with a remote repository, to be shown before it is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteRun {
    pub way: Way,
    args: Vec<String>,
    /// Where to, how much, and what else will run: a sentence each.
    pub notes: Vec<Message>,
}

impl RemoteRun {
    /// The command as it could be typed in the work tree.
    pub fn command_line(&self) -> String {
        let words = std::iter::once("git").chain(self.args.iter().map(String::as_str));
        words.map(|w| shell_word(w.as_ref())).collect::<Vec<_>>().join(" ")
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchanged {
    pub way: Way,
    /// How many commits were sent or received, where that is known.
    pub commits: Option<usize>,
}

/// The branch that the checked-out one follows.
struct Upstream {
    remote: String,
    /// The newest commit of it that is known here.
    at: Option<Oid>,
}

/// Settings of the repository itself that make git start a program on the way to the server.
const PROGRAMS: [&str; 4] = ["core.sshcommand", "core.gitproxy", "core.askpass", "credential.helper"];
/// The hooks that may run on the way.
const PUSH_HOOKS: [(&str, bool); 2] = [("pre-push", true), ("reference-transaction", true)];
const PULL_HOOKS: [(&str, bool); 3] =
    [("post-merge", false), ("reference-transaction", true), ("post-index-change", false)];

impl Repo {
    /// What `git push` or `git pull` would be here; an error says why it cannot be and what to do.
    /// Starts nothing.
    pub fn prepare(&self, way: Way) -> Result<RemoteRun, HistoryError> {
        let work_tree = || self.work_tree().to_owned();
        if Git::find(self.work_tree()).is_none() {
            return Err(HistoryError::NoGit { because: NeedsGit::Remote });
        }
        let branch = match self.check_ready(OnDetachedHead::Refuse)? {
            HeadState::Branch(name) => name,
            HeadState::Unborn(_) if way == Way::Push => return Err(HistoryError::NothingToPush),
            HeadState::Unborn(name) => name,
            HeadState::Detached(id) => {
                return Err(HistoryError::DetachedHead { work_tree: work_tree(), at: id.short() });
            }
        };
        let Some(first) = self.first_remote()? else {
            return Err(HistoryError::NoRemote { work_tree: work_tree() });
        };
        let config = self.config()?;
        let upstream = self.upstream(&branch, &config);
        let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let (remote, args) = match (way, &upstream) {
            (Way::Push, Some(up)) => (up.remote.clone(), words(&["push", "--porcelain", "--progress"])),
            (Way::Push, None) => {
                let set = ["push", "--porcelain", "--progress", "--set-upstream", "--", &first, &branch];
                (first.clone(), words(&set))
            }
            // A repository may name a program for fsmonitor: receiving needs none.
            (Way::Pull, Some(up)) => {
                let pull = ["-c", "core.fsmonitor=false", "pull", "--ff-only", "--progress"];
                (up.remote.clone(), words(&pull))
            }
            (Way::Pull, None) => {
                return Err(HistoryError::NoUpstream { work_tree: work_tree(), branch, remote: first });
            }
        };
        let mut notes = vec![self.whereto(&remote, way, &config)];
        if way == Way::Push {
            match self.apart(upstream.as_ref())? {
                Some((0, _)) => return Err(HistoryError::NothingToPush),
                Some((ahead, _)) => notes.push(say::WILL_SEND.msg().with("n", ahead)),
                None => notes.push(say::WILL_FOLLOW.msg().with("name", visible_line(&branch))),
            }
        }
        let named = if way == Way::Push { &PUSH_HOOKS[..] } else { &PULL_HOOKS[..] };
        let runs = RunByCommit { hooks: self.hooks_named(&config, named), ..RunByCommit::default() };
        notes.extend(runs.messages());
        notes.extend(programs(&config, &remote));
        Ok(RemoteRun { way, args, notes })
    }

    /// Runs what was prepared, with the terminal. `show` gets what git says as it comes, cleaned.
    pub fn exchange(&self, run: &RemoteRun, show: &mut dyn FnMut(&str)) -> Result<Exchanged, HistoryError> {
        let Some(git) = Git::find(self.work_tree()) else {
            return Err(HistoryError::NoGit { because: NeedsGit::Remote });
        };
        let before = self.head_object()?.map(|c| c.id());
        let waiting = self.standing()?.map(|(ahead, _)| ahead);
        let fetched = self.last_fetch();
        let outcome = git.run_shown(&run.args, show)?;
        // Where the server was not reached, how the branches stand is no reason for anything.
        let reached = self.last_fetch().is_some_and(|now| Some(now) != fetched);
        let after = self.head_object()?.map(|c| c.id());
        let commits = match (run.way, before, after) {
            (Way::Push, ..) => waiting,
            (Way::Pull, Some(before), Some(after)) => {
                self.git.graph_ahead_behind(after, before).ok().map(|(n, _)| n)
            }
            _ => None,
        };
        match outcome.success {
            true => Ok(Exchanged { way: run.way, commits }),
            false => Err(self.why_not(run.way, &outcome, reached)?),
        }
    }

    /// Why git would not: from where the branches stand, and from the part of its words that is made for
    /// programs.
    fn why_not(&self, way: Way, outcome: &Outcome, reached: bool) -> Result<HistoryError, HistoryError> {
        let work_tree = self.work_tree().to_owned();
        if outcome.interrupted {
            return Ok(HistoryError::Interrupted { work_tree });
        }
        // `!` TAB refs TAB `[rejected] (fetch first)`: the words are not translated.
        let rejected = |l: &&str| l.starts_with('!') && l.contains("[rejected]");
        let behind = ["(fetch first)", "(non-fast-forward)", "(stale info)"];
        let mut lines = outcome.stdout.lines();
        if way == Way::Push && lines.any(|l| rejected(&l) && behind.iter().any(|words| l.contains(words))) {
            return Ok(HistoryError::Behind { work_tree });
        }
        if way == Way::Pull && reached {
            match self.standing()? {
                Some((ahead, behind)) if ahead > 0 && behind > 0 => {
                    return Ok(HistoryError::Diverged { work_tree, ahead, behind });
                }
                Some((0, behind)) if behind > 0 && self.has_changes()? => {
                    return Ok(HistoryError::WouldOverwrite { work_tree });
                }
                _ => {}
            }
        }
        let mut output = outcome.last_words();
        if output.is_empty() {
            output = visible_line(&outcome.stdout);
        }
        Ok(HistoryError::GitFailed { work_tree, output })
    }

    /// When something was last received, from the file that git leaves; `None` where there is none.
    fn last_fetch(&self) -> Option<SystemTime> {
        let file = self.git.path().join("FETCH_HEAD").metadata().ok().filter(|m| m.len() > 0)?;
        file.modified().ok()
    }

    /// Whether anything tracked differs from the last commit, anywhere in the work tree.
    fn has_changes(&self) -> Result<bool, HistoryError> {
        let mut options = git2::StatusOptions::new();
        options.include_untracked(true).exclude_submodules(true);
        let statuses = self.git.statuses(Some(&mut options)).map_err(|e| self.error(&e))?;
        Ok(!statuses.is_empty())
    }

    /// How many commits the branch and the one it follows have that the other has not.
    fn standing(&self) -> Result<Option<(usize, usize)>, HistoryError> {
        let HeadState::Branch(branch) = self.head()? else { return Ok(None) };
        let config = self.config()?;
        self.apart(self.upstream(&branch, &config).as_ref())
    }

    fn apart(&self, upstream: Option<&Upstream>) -> Result<Option<(usize, usize)>, HistoryError> {
        let (Some(there), Some(here)) = (upstream.and_then(|u| u.at), self.head_object()?) else {
            return Ok(None);
        };
        self.git.graph_ahead_behind(here.id(), there).map(Some).map_err(|e| self.error(&e))
    }

    fn upstream(&self, branch: &str, config: &Config) -> Option<Upstream> {
        let remote = config.get_string(&format!("branch.{branch}.remote")).ok()?;
        config.get_string(&format!("branch.{branch}.merge")).ok()?;
        let local = self.git.find_branch(branch, BranchType::Local).ok();
        let at = local.and_then(|b| b.upstream().ok()?.get().target());
        Some(Upstream { remote, at })
    }

    /// `origin` where there is one, else the first by name.
    fn first_remote(&self) -> Result<Option<String>, HistoryError> {
        let names = self.git.remotes().map_err(|e| self.error(&e))?;
        let names: Vec<String> = names.iter().flatten().flatten().map(str::to_owned).collect();
        Ok(names.iter().find(|n| *n == "origin").or(names.first()).cloned())
    }

    fn whereto(&self, remote: &str, way: Way, config: &Config) -> Message {
        let at = |key: &str| config.get_string(&format!("remote.{remote}.{key}")).ok();
        let url = match way {
            Way::Push => at("pushurl").or_else(|| at("url")),
            Way::Pull => at("url"),
        };
        let url = url.unwrap_or_else(|| remote.to_owned());
        let text = if way == Way::Push { say::SENDS_TO } else { say::RECEIVES_FROM };
        text.msg().with("name", visible_line(remote)).with("url", visible_line(&without_secret(&url)))
    }
}

/// An address without the password that may stand in it.
fn without_secret(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match host.rsplit_once('@') {
        Some((who, host)) => {
            let name = who.split_once(':').map_or(who, |(name, _)| name);
            let hidden = if name.len() < who.len() { ":…" } else { "" };
            format!("{scheme}://{name}{hidden}@{host}{path}")
        }
        None => url.to_owned(),
    }
}

/// A sentence for each program that the repository's own settings put on the way.
fn programs(config: &Config, remote: &str) -> Vec<Message> {
    let of_remote = ["uploadpack", "receivepack", "vcs"].map(|key| format!("remote.{remote}.{key}"));
    let keys = PROGRAMS.iter().map(|k| (*k).to_owned()).chain(of_remote);
    keys.filter_map(|key| {
        let entry = config.get_entry(&key).ok()?;
        let own = matches!(entry.level(), ConfigLevel::Local | ConfigLevel::Worktree);
        let value = String::from_utf8_lossy(entry.value_bytes()).into_owned();
        let said = say::RUNS_PROGRAM.msg().with("key", visible_line(&key)).with("what", visible_line(&value));
        own.then_some(said)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        assert_eq!(without_secret("https://moi:s3cret@hote.fr/r.git"), "https://moi:…@hote.fr/r.git");
        assert_eq!(without_secret("https://moi:p@ss@hote.fr/r.git"), "https://moi:…@hote.fr/r.git");
        assert_eq!(without_secret("https://hote.fr/a@b.git"), "https://hote.fr/a@b.git");
        assert_eq!(without_secret("git@hote.fr:r.git"), "git@hote.fr:r.git");
        assert_eq!(without_secret("/srv/r.git"), "/srv/r.git");
    }
}
