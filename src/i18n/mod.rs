//! How things are said in French and in English: dates, numbers, values, changes, typography.

pub mod changes;
pub mod format;
pub mod values;

use crate::model::Lang;

/// The language to speak: what was asked for, else the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`, in this
/// order, as given), else French.
pub fn choose_lang(asked: Option<&str>, locales: &[Option<String>]) -> Lang {
    if let Some(lang) = asked.and_then(Lang::from_locale) {
        return lang;
    }
    // An unset language says nothing of the reader: the register's first readers are French.
    lang_of(locales).unwrap_or(Lang::Fr)
}

/// The language of the locale; `None` where it says nothing of the reader.
pub fn lang_of(locales: &[Option<String>]) -> Option<Lang> {
    match locales.iter().flatten().find(|l| !l.is_empty())?.as_str() {
        "C" | "POSIX" | "C.UTF-8" | "C.utf8" => None,
        l if l.starts_with("fr") => Some(Lang::Fr),
        _ => Some(Lang::En),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_wins_then_the_locale_then_french() {
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(choose_lang(Some("en"), &[some("fr_FR.UTF-8")]), Lang::En);
        assert_eq!(choose_lang(None, &[None, some(""), some("en_GB.UTF-8")]), Lang::En);
        assert_eq!(choose_lang(None, &[some("de_DE")]), Lang::En);
        assert_eq!(choose_lang(None, &[some("C.UTF-8")]), Lang::Fr);
        assert_eq!(choose_lang(None, &[]), Lang::Fr);
    }
}
