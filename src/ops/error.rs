//! Why a use case did not succeed: a sentence, what to do, and the exit code it deserves.

use crate::model::ChangeError;
use crate::model::message::Message;
use crate::store::edit::EditError;
use crate::store::error::{ErrorKind, StoreError};

/// The documented exit codes of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Ok = 0,
    /// Findings at error level, fields that a document could not read, or files not in canonical form with
    /// `--check`.
    Findings = 1,
    /// The command was not understood, or asks for what cannot be done.
    Usage = 2,
    /// The register cannot be read or written.
    Register = 3,
    /// A file changed meanwhile, or git is in the middle of something.
    Conflict = 4,
    /// Nothing to do where something was asked.
    Nothing = 5,
    /// A fault of the program.
    Internal = 70,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct OpError {
    pub exit: Exit,
    /// What happened.
    pub message: Message,
    /// What to do about it, a line each.
    pub hints: Vec<Message>,
}

impl OpError {
    pub fn new(exit: Exit, message: impl Into<Message>) -> OpError {
        OpError { exit, message: message.into(), hints: Vec::new() }
    }

    /// The same with a hint.
    pub fn hint(mut self, hint: impl Into<Message>) -> OpError {
        self.hints.push(hint.into());
        self
    }
}

impl From<ChangeError> for OpError {
    fn from(e: ChangeError) -> OpError {
        OpError::new(Exit::Usage, e.message())
    }
}

impl From<StoreError> for OpError {
    fn from(e: StoreError) -> OpError {
        let exit = if e.kind() == ErrorKind::Conflict { Exit::Conflict } else { Exit::Register };
        OpError::new(exit, e.message())
    }
}

impl From<EditError> for OpError {
    fn from(e: EditError) -> OpError {
        OpError::new(Exit::Register, e.message())
    }
}
