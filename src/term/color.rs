//! Whether colours and letters beyond ASCII may be used: decided once, from the flag, the terminal and
//! the environment. The library below us has its own idea of `NO_COLOR` (it prints a reset that wipes
//! reverse video too); it is turned off in [`take_over`].

use std::ffi::OsString;

/// What `--color` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    #[default]
    Auto,
    Always,
    Never,
}

/// The environment variables that matter here; read once by the caller.
#[derive(Clone, Debug, Default)]
pub struct Vars {
    pub no_color: Option<OsString>,
    pub clicolor: Option<OsString>,
    pub clicolor_force: Option<OsString>,
    pub term: Option<OsString>,
    pub lc_all: Option<OsString>,
    pub lc_ctype: Option<OsString>,
    pub lang: Option<OsString>,
}

impl Vars {
    /// The variables of this process.
    pub fn from_env() -> Vars {
        let get = |name| std::env::var_os(name);
        Vars {
            no_color: get("NO_COLOR"),
            clicolor: get("CLICOLOR"),
            clicolor_force: get("CLICOLOR_FORCE"),
            term: get("TERM"),
            lc_all: get("LC_ALL"),
            lc_ctype: get("LC_CTYPE"),
            lang: get("LANG"),
        }
    }
}

/// Whether colour may be written to an output that is (`tty`) or is not a terminal.
pub fn allowed(choice: Choice, vars: &Vars, tty: bool) -> bool {
    let set = |v: &Option<OsString>| v.as_ref().is_some_and(|v| !v.is_empty());
    let zero = |v: &Option<OsString>| v.as_ref().is_some_and(|v| v == "0");
    match choice {
        Choice::Always => true,
        Choice::Never => false,
        Choice::Auto if set(&vars.no_color) || is_dumb(vars) => false,
        Choice::Auto if set(&vars.clicolor_force) && !zero(&vars.clicolor_force) => true,
        Choice::Auto => tty && !zero(&vars.clicolor),
    }
}

/// Whether the terminal can only print lines: no full-screen interface there.
pub fn is_dumb(vars: &Vars) -> bool {
    vars.term.as_ref().is_some_and(|t| t == "dumb")
}

/// Whether letters beyond ASCII can be shown. As in the C library the first of `LC_ALL`, `LC_CTYPE`,
/// `LANG` that is set decides; where none is, today's terminals are UTF-8.
pub fn unicode(vars: &Vars) -> bool {
    [&vars.lc_all, &vars.lc_ctype, &vars.lang].into_iter().flatten().find(|v| !v.is_empty()).is_none_or(|v| {
        let v = v.to_string_lossy().to_ascii_lowercase();
        v.contains("utf-8") || v.contains("utf8")
    })
}

/// Stops the terminal library from deciding about colour behind our back.
pub fn take_over() {
    crossterm::style::force_color_output(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vars(f: impl FnOnce(&mut Vars)) -> Vars {
        let mut v = Vars::default();
        f(&mut v);
        v
    }

    #[test]
    fn a_flag_beats_the_environment() {
        let v = vars(|v| v.no_color = Some("1".into()));
        assert!(allowed(Choice::Always, &v, false));
        assert!(!allowed(Choice::Never, &Vars::default(), true));
    }

    #[test]
    fn no_color_counts_when_it_is_not_empty() {
        assert!(!allowed(Choice::Auto, &vars(|v| v.no_color = Some("0".into())), true));
        assert!(allowed(Choice::Auto, &vars(|v| v.no_color = Some("".into())), true));
    }

    #[test]
    fn a_file_gets_no_colour_unless_forced() {
        assert!(!allowed(Choice::Auto, &Vars::default(), false));
        assert!(allowed(Choice::Auto, &vars(|v| v.clicolor_force = Some("1".into())), false));
        assert!(!allowed(Choice::Auto, &vars(|v| v.clicolor = Some("0".into())), true));
        assert!(!allowed(Choice::Auto, &vars(|v| v.term = Some("dumb".into())), true));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        assert!(unicode(&Vars::default()));
        assert!(unicode(&vars(|v| v.lang = Some("fr_FR.UTF-8".into()))));
        assert!(!unicode(&vars(|v| {
            v.lang = Some("fr_FR.UTF-8".into());
            v.lc_all = Some("C".into());
        })));
    }
}
