//! Where the program keeps what is a person's own and no part of a register, and what time it is there.

use std::path::PathBuf;

use crate::model::message::{Text, text};

/// Why something of the person's own has no place.
pub const NO_HOME: Text = text("aucun dossier personnel", "no home folder");

/// The folder for what outlives a session: `$XDG_STATE_HOME/registre`, else `~/.local/state/registre`.
/// `None` without a home.
pub fn state() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let state = var("XDG_STATE_HOME")
        .filter(|p| p.is_absolute())
        .or_else(|| var("HOME").map(|home| home.join(".local/state")))?;
    Some(state.join("registre"))
}

/// The folder of the person's settings: `$XDG_CONFIG_HOME/registre`, else `~/.config/registre`.
pub fn config() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let config = var("XDG_CONFIG_HOME")
        .filter(|p| p.is_absolute())
        .or_else(|| var("HOME").map(|home| home.join(".config")))?;
    Some(config.join("registre"))
}

/// The day where the person is.
pub fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

/// The time where the person is, as `2026-11-27T10:05:00`.
pub fn now() -> String {
    chrono::Local::now().format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The moment at which a day is over where the person is.
pub fn end_of(day: chrono::NaiveDate) -> chrono::DateTime<chrono::Utc> {
    let next = day.succ_opt().unwrap_or(day).and_time(chrono::NaiveTime::MIN);
    // Where the clocks jump over midnight, the day begins a little later.
    let local = next.and_local_timezone(chrono::Local).earliest();
    local.map_or_else(|| next.and_utc(), |moment| moment.to_utc())
}
