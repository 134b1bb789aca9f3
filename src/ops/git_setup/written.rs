//! What the setup writes, word for word, and how it knows its own words again.
//!
//! Nothing here comes from the register but its folder's name, which is quoted wherever a shell, git or a
//! pipeline reads it.

use std::path::Path;

use crate::history::shell_word;
use crate::model::Kind;
use crate::model::message::{Text, text};

/// The first line of a file of attributes that the setup made.
pub(super) const TITLE: &str = "# registre git-setup";

/// What git calls the driver.
pub(super) const NAMES: Text =
    text("fiches du registre, champ par champ", "records of the register, field by field");

const MERGE: &str =
    " merge-file %O %A %B --path=%P --marker-size=%L --base-label=%S --our-label=%X --their-label=%Y";
const TEXTCONV: &str = " textconv";

/// The values of git's settings, for a program that a shell calls by `word`.
pub(super) fn settings(word: &str, name: &str) -> Vec<(&'static str, String)> {
    vec![
        ("merge.registre.name", name.to_owned()),
        // Git fills in what a `%` begins.
        ("merge.registre.driver", format!("{}{MERGE}", word.replace('%', "%%"))),
        ("diff.registre.textconv", format!("{word}{TEXTCONV}")),
        ("diff.registre.cachetextconv", "false".to_owned()),
    ]
}

/// Whether a value is one that the setup writes, whatever the place of the program and the language.
pub(super) fn is_own_setting(key: &str, value: &str) -> bool {
    match key {
        "merge.registre.name" => [NAMES.fr, NAMES.en].contains(&value),
        "merge.registre.driver" => value.strip_suffix(MERGE).is_some_and(is_program),
        "diff.registre.textconv" => value.strip_suffix(TEXTCONV).is_some_and(is_program),
        "diff.registre.cachetextconv" => value == "false",
        _ => false,
    }
}

/// Whether this is one word of a shell that ends in the program's name.
fn is_program(word: &str) -> bool {
    let (bare, quoted) = match word.strip_prefix('\'').and_then(|w| w.strip_suffix('\'')) {
        Some(inner) => (inner, true),
        None => (word, false),
    };
    let plain = |c: char| c.is_alphanumeric() || "-_./:@%+=,".contains(c);
    let one_word = if quoted { !bare.replace(r"'\''", "").contains('\'') } else { bare.chars().all(plain) };
    one_word && bare.rsplit('/').next().is_some_and(|name| name == "registre")
}

/// The lines of attributes for a register whose folder is `prefix`, as patterns below the file's folder.
pub(super) fn attributes(prefix: &Path) -> Vec<String> {
    let mut root = String::new();
    for part in prefix.components() {
        root.push('/');
        for c in part.as_os_str().to_string_lossy().chars() {
            if matches!(c, '*' | '?' | '[' | ']' | '\\' | '!' | '#') {
                root.push('\\');
            }
            root.push(c);
        }
    }
    let folders = Kind::MANY.into_iter().filter_map(Kind::folder).map(|folder| format!("{folder}/*.toml"));
    std::iter::once("register.toml".to_owned())
        .chain(folders)
        .map(|file| format!("{} merge=registre diff=registre", pattern(&format!("{root}/{file}"))))
        .collect()
}

/// A pattern as git reads it: quoted as in C where it holds a space or what a quote would be taken for.
fn pattern(plain: &str) -> String {
    match plain.contains([' ', '"', '\t']) {
        true => format!("\"{}\"", plain.replace('\\', r"\\").replace('"', "\\\"").replace('\t', r"\t")),
        false => plain.to_owned(),
    }
}

/// The hook, which a shell runs from the root of the work tree before each commit.
pub(super) fn hook(word: &str, prefix: &Path) -> String {
    let register = register_word(prefix);
    format!(
        "#!/bin/sh\n{TITLE}\n\
         # Avant chaque commit : les erreurs du registre. Before each commit: the register’s errors.\n\
         # Pour l’enlever, to take it away: registre git-setup --undo\n\
         git diff --cached --quiet -- {register} && exit 0\n\
         exec {word}{}\n",
        check(prefix)
    )
}

/// The line of the hook that checks, for somebody’s own hook.
pub(super) fn hook_line(word: &str, prefix: &Path) -> String {
    format!("{word}{} || exit 1", check(prefix))
}

fn check(prefix: &Path) -> String {
    format!(" check --register={} --min-severity error --quiet", register_word(prefix))
}

fn register_word(prefix: &Path) -> String {
    shell_word(Path::new(".").join(prefix).as_os_str())
}

/// Whether a hook is one that the setup writes, whatever the place of the program.
pub(super) fn is_own_hook(bytes: &[u8], prefix: &Path) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let last = text.lines().last().and_then(|line| line.strip_prefix("exec "));
    let word = last.and_then(|line| line.strip_suffix(&check(prefix)));
    word.is_some_and(|word| is_program(word) && hook(word, prefix) == text)
}

/// A pipeline that tells of a change for review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forge {
    GitHub,
    GitLab,
}

impl Forge {
    pub const ALL: [Forge; 2] = [Forge::GitHub, Forge::GitLab];

    /// Where its file lies, from the root of the work tree.
    pub fn path(self) -> &'static str {
        match self {
            Forge::GitHub => ".github/workflows/registre.yml",
            Forge::GitLab => ".gitlab/registre.gitlab-ci.yml",
        }
    }

    /// The file; `None` where the folder's name holds what a pipeline would take for its own.
    pub(super) fn file(self, prefix: &Path) -> Option<String> {
        let folder = prefix.to_str()?.to_owned();
        let plain = |c: char| c.is_alphanumeric() || "-_./ ’".contains(c);
        if !folder.chars().all(plain) {
            return None;
        }
        let (folder, below) = match folder.is_empty() {
            true => (".".to_owned(), String::new()),
            false => (format!("./{folder}"), format!("{folder}/")),
        };
        let template = match self {
            Forge::GitHub => include_str!("github.yml"),
            Forge::GitLab => include_str!("gitlab.yml"),
        };
        Some(template.replace("@REGISTER@", &folder).replace("@BELOW@", &below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_known_again() {
        for word in ["registre", "/opt/outils/registre", "'/home/l'\\''été/mon outil/registre'"] {
            for (key, value) in settings(word, NAMES.fr) {
                assert!(is_own_setting(key, &value), "{key} = {value}");
            }
            let prefix = Path::new("mon registre");
            assert!(is_own_hook(hook(word, prefix).as_bytes(), prefix), "{word}");
            assert!(!is_own_hook(format!("{}\n", hook(word, prefix)).as_bytes(), prefix));
            assert!(!is_own_hook(hook(word, prefix).as_bytes(), Path::new("")));
        }
        for strange in ["rm -rf /; registre textconv", "a'b/registre' textconv", "other textconv"] {
            assert!(!is_own_setting("diff.registre.textconv", strange), "{strange}");
        }
    }

    #[test]
    fn patterns_stand_for_the_very_folder() {
        assert_eq!(attributes(Path::new(""))[0], "/register.toml merge=registre diff=registre");
        assert_eq!(
            attributes(Path::new("mon été/a[1]"))[1],
            r#""/mon été/a\\[1\\]/activities/*.toml" merge=registre diff=registre"#
        );
        assert_eq!(attributes(Path::new("a[1]"))[0], r"/a\[1\]/register.toml merge=registre diff=registre");
    }

    #[test]
    fn no_pipeline_is_written_for_a_folder_that_would_speak_in_it() {
        for forge in Forge::ALL {
            assert!(forge.file(Path::new("mon registre/été")).is_some());
            for hostile in ["${{ x }}", "a\"b", "a$(id)", "a\nb", "a: b", "a'b", "a`b"] {
                assert_eq!(forge.file(Path::new(hostile)), None, "{hostile}");
            }
        }
    }
}
