//! Where the register is.

use std::path::{Path, PathBuf};

use super::error::{Exit, OpError};
use crate::store::messages::NO_REGISTER;

/// Finds the register's folder: the one asked for, else `$REGISTRE_DIR`, else the first, from `here`
/// upwards, that holds `register.toml` or `register/register.toml`.
pub fn locate(asked: Option<&Path>, from_env: Option<&Path>, here: &Path) -> Result<PathBuf, OpError> {
    if let Some(dir) = asked.or(from_env) {
        return match holder(dir) {
            Some(found) => Ok(found),
            None => Err(absent(dir)),
        };
    }
    here.ancestors().find_map(holder).ok_or_else(|| absent(here))
}

fn holder(dir: &Path) -> Option<PathBuf> {
    [dir.to_owned(), dir.join("register")].into_iter().find(|d| d.join("register.toml").is_file())
}

fn absent(dir: &Path) -> OpError {
    OpError::new(Exit::Register, NO_REGISTER.msg().with("dir", dir.display().to_string()))
}
