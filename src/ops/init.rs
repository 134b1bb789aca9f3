//! A new register: one file for the organisation, a folder for each kind, git.

use std::path::{Path as FsPath, PathBuf};
use std::sync::Arc;

use super::error::{Exit, OpError};
use super::workspace::{SaveError, Workspace};
use crate::history::{self, Initialised};
use crate::model::message::{Lang, Message, Text, text};
use crate::model::system;
use crate::model::{Change, Record, RecordId, Value, fields_of, vocabulary};
use crate::store::fs::RealFs;
use crate::store::load::SCHEMA;

const ALREADY: Text = text(
    "Il y a déjà un registre dans «\u{a0}{dir}\u{a0}»\u{a0}; rien n’a été touché.",
    "There is a register in “{dir}” already; nothing was touched.",
);
const NOT_A_FOLDER: Text = text(
    "Le dossier «\u{a0}{dir}\u{a0}» ne peut pas être créé\u{a0}: {why}.",
    "The folder “{dir}” cannot be made: {why}.",
);

/// What a new register says of its organisation.
#[derive(Clone, Debug, Default)]
pub struct NewRegister {
    pub dir: PathBuf,
    pub lang: Lang,
    /// Other answers of the organisation, as changes to [`RecordId::organisation`].
    pub answers: Vec<Change>,
    /// Whether to make a git repository where the folder is in none.
    pub git: bool,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    /// The files written, relative to the register.
    pub files: Vec<String>,
    /// The repository made for it; `None` when it already was in one, or git was not wanted.
    pub repository: Option<PathBuf>,
    /// Why git could not be set up; the register itself is there.
    pub git_refused: Option<Message>,
}

/// Makes the register. Nothing that exists is ever overwritten.
pub fn init(new: &NewRegister) -> Result<Made, OpError> {
    let shown = new.dir.display().to_string();
    if new.dir.join("register.toml").symlink_metadata().is_ok() {
        return Err(OpError::new(Exit::Usage, ALREADY.msg().with("dir", &shown)));
    }
    std::fs::create_dir_all(&new.dir).map_err(|e| {
        let why = system::words(&e);
        OpError::new(Exit::Register, NOT_A_FOLDER.msg().with("dir", &shown).with("why", why))
    })?;
    let mut workspace = Workspace::open_on(&new.dir, Arc::new(RealFs::new(&new.dir)))?;
    let mut changes = vec![Change::Create { record: organisation(new.lang) }];
    changes.extend(new.answers.iter().cloned());
    workspace.apply_all(changes)?;
    workspace.save().map_err(|e| match e {
        SaveError::Other(e) => e,
        SaveError::Clash(_) => OpError::new(Exit::Conflict, ALREADY.msg().with("dir", &shown)),
    })?;
    let mut made = Made { files: vec![RecordId::organisation().path()], ..Made::default() };
    if new.git {
        set_up_git(&new.dir, &mut made);
    }
    Ok(made)
}

fn organisation(lang: Lang) -> Record {
    let id = RecordId::organisation();
    let mut record = Record::new(id.clone());
    let table = fields_of(id.kind);
    let _ = record.fields.set(table, "schema", Value::Integer(SCHEMA));
    if let Some(word) = vocabulary::LANGUAGES.get(lang.code()) {
        let _ = record.fields.set(table, "language", Value::Choice(word));
    }
    record
}

fn set_up_git(dir: &FsPath, made: &mut Made) {
    let written = match history::init(dir) {
        Ok(Initialised::Created { repo, files }) => {
            made.repository = Some(repo.work_tree().to_owned());
            Ok(files)
        }
        Ok(Initialised::AlreadyInside(_)) => history::write_defaults(dir),
        Err(e) => Err(e),
    };
    match written {
        Ok(files) => made.files.extend(files.iter().filter_map(|f| match f {
            history::Written::New(path) => Some(path.file_name()?.to_string_lossy().into_owned()),
            _ => None,
        })),
        Err(e) => made.git_refused = Some(e.message()),
    }
}
