//! Sealing the register: a tag that says what it held on a day, and what has become of the seals since.

mod message;

use super::committed::{repository, repository_of};
use super::compare::{Compared, Request, compare};
use super::error::{Exit, OpError};
use super::status::{Status, status};
use super::workspace::Workspace;
use crate::history::{CommitMessage, Repo};
pub use crate::history::{Holds, SealInfo, SealPlan, Sealed, Sign, SignatureFormat, Verdict, VerifyPlan};
use crate::model::RecordId;
use crate::model::message::{Text, text};

const UNCOMMITTED: Text = text(
    "Rien n’a été scellé\u{a0}: {n} {n|fichier du registre n’est pas validé|fichiers du registre ne sont pas validés} ({files}).",
    "Nothing was sealed: {n} {n|file of the register is|files of the register are} not committed ({files}).",
);
const COMMIT_FIRST: Text = text("Valider d’abord\u{a0}: registre valider", "Commit first: registre commit");
const UNREADABLE: Text = text(
    "Rien n’a été scellé\u{a0}: {n} {n|fichier ne peut pas être lu|fichiers ne peuvent pas être lus} ({files}).",
    "Nothing was sealed: {n} {n|file|files} cannot be read ({files}).",
);
const SEE_CHECK: Text = text("Voir où\u{a0}: registre verifier", "See where: registre check");
const NO_COMMIT: Text = text(
    "Rien n’a été scellé\u{a0}: rien du registre n’est encore validé.",
    "Nothing was sealed: nothing of the register is committed yet.",
);
const EXISTS: Text = text(
    "L’étiquette «\u{a0}{name}\u{a0}» existe déjà\u{a0}: un sceau ne se refait pas.",
    "The tag “{name}” exists already: a seal is not made anew.",
);
const ANOTHER: Text =
    text("Donner un autre nom\u{a0}: registre sceller {name}", "Give another name: registre seal {name}");
const BAD_NAME: Text = text(
    "«\u{a0}{name}\u{a0}» ne peut pas être le nom d’une étiquette de git.",
    "“{name}” cannot be the name of a git tag.",
);
const NO_SEAL: Text =
    text("Aucun sceau «\u{a0}{name}\u{a0}» de ce registre.", "This register has no seal “{name}”.");
const LIST: Text = text("Les voir\u{a0}: registre sceller --list", "To see them: registre seal --list");

/// How many names of files an error says.
const NAMED: usize = 5;

/// A seal that could be made.
#[derive(Debug)]
pub struct Proposal {
    pub name: String,
    pub plan: SealPlan,
    message: CommitMessage,
    /// The seal before it.
    pub last: Option<SealInfo>,
}

impl Proposal {
    /// The whole message, in the register's language.
    pub fn message(&self) -> String {
        self.plan.message(&self.message)
    }
}

/// What there is to seal; an error when it cannot be. Runs no command.
pub fn propose(workspace: &Workspace, name: Option<&str>, sign: Sign) -> Result<Proposal, OpError> {
    let repo = repository(workspace)?;
    is_settled(&status(workspace)?)?;
    let lost: Vec<String> = workspace.unreadable().map(|f| f.file.clone()).collect();
    if !lost.is_empty() {
        let message = UNREADABLE.msg().with("n", lost.len()).with("files", some(&lost));
        return Err(OpError::new(Exit::Register, message).hint(SEE_CHECK));
    }
    if repo.head_fingerprint()?.is_none() {
        return Err(OpError::new(Exit::Nothing, NO_COMMIT).hint(COMMIT_FIRST));
    }
    let day = workspace.today().to_string();
    let name = name.map_or_else(|| format!("registre-{day}"), str::to_owned);
    free(&repo, &name)?;
    let plan = repo.plan_seal(&name, sign)?;
    let last = repo.seals()?.into_iter().find(|seal| seal.holds == Holds::Same);
    let since = match &last {
        Some(seal) => since(workspace, seal)?,
        None => None,
    };
    let who = repo.identity_name();
    let said = message::message(workspace, &plan, last.as_ref().zip(since.as_ref()), who.as_deref());
    Ok(Proposal { name, message: CommitMessage::parse(&said)?, plan, last })
}

/// Makes the seal, through the person's own git.
pub fn seal(workspace: &Workspace, proposal: &Proposal) -> Result<Sealed, OpError> {
    let repo = repository(workspace)?;
    free(&repo, &proposal.name)?;
    Ok(repo.seal(&proposal.plan, &proposal.message)?)
}

/// A seal, and whether the register is still what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub seal: SealInfo,
    /// Whether the last commit has the content that it names.
    pub is_current: bool,
}

/// The seals of the register in a folder, the newest first. Runs no command.
pub fn seals(workspace: &Workspace) -> Result<Vec<Kept>, OpError> {
    let repo = repository(workspace)?;
    let now = repo.head_fingerprint()?;
    let kept = |seal: SealInfo| Kept { is_current: now.is_some_and(|now| seal.is_of(now)), seal };
    Ok(repo.seals()?.into_iter().map(kept).collect())
}

/// The seal of this name among them.
pub fn named<'k>(seals: &'k [Kept], name: &str) -> Result<&'k Kept, OpError> {
    let found = seals.iter().find(|kept| kept.seal.name == name);
    found.ok_or_else(|| OpError::new(Exit::Usage, NO_SEAL.msg().with("name", name)).hint(LIST))
}

/// How the signature of a seal would be verified; `None` where it has none. Runs no command.
pub fn plan_verify(workspace: &Workspace, seal: &SealInfo) -> Result<Option<VerifyPlan>, OpError> {
    if seal.signature.is_none() {
        return Ok(None);
    }
    Ok(Some(repository(workspace)?.plan_verify(seal)?))
}

/// Verifies it, through the person's own git.
pub fn verify(workspace: &Workspace, plan: &VerifyPlan) -> Result<Verdict, OpError> {
    Ok(repository_of(workspace.dir())?.verify(plan)?)
}

/// Refuses what is not committed: a seal says what the history holds.
fn is_settled(status: &Status) -> Result<(), OpError> {
    let files = status.git.iter().flat_map(|git| &git.files);
    let names: Vec<String> = files.map(|f| f.path.as_path().to_string_lossy().into_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let message = UNCOMMITTED.msg().with("n", names.len()).with("files", some(&names));
    Err(OpError::new(Exit::Usage, message).hint(COMMIT_FIRST))
}

fn some(names: &[String]) -> String {
    let more = if names.len() > NAMED { ", …" } else { "" };
    let first: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    format!("{}{more}", first.join(", "))
}

fn free(repo: &Repo, name: &str) -> Result<(), OpError> {
    if !Repo::is_tag_name(name) {
        return Err(OpError::new(Exit::Usage, BAD_NAME.msg().with("name", name)));
    }
    if repo.has_tag(name)? {
        let another = ANOTHER.msg().with("name", format!("{name}-2"));
        return Err(OpError::new(Exit::Usage, EXISTS.msg().with("name", name)).hint(another));
    }
    Ok(())
}

/// What changed since a seal; `None` where nothing did.
fn since(workspace: &Workspace, seal: &SealInfo) -> Result<Option<Compared>, OpError> {
    let Some(commit) = &seal.commit else { return Ok(None) };
    let request = Request {
        from: Some(commit.id.to_string()),
        to: Some("HEAD".to_owned()),
        only: Vec::<RecordId>::new(),
        ..Request::default()
    };
    compare(workspace, &request).map(Some)
}
