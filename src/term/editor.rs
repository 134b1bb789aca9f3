//! A long text edited in the person's own editor. Whatever goes wrong there, the text that was given
//! stays; what was typed is kept in its file when it cannot be taken.

use std::{
    env, fs, io,
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::term::{guard::Guard, input::Reader};

/// The largest text taken back, in bytes.
const LIMIT: u64 = 1 << 20;

/// What became of the text.
#[derive(Debug)]
pub enum Edited {
    Changed(String),
    Unchanged,
    /// The old text stays, and this is why.
    Failed(Fault),
}

/// Why a text did not come back.
#[derive(Debug)]
pub enum Fault {
    /// The editor could not be started.
    Start { command: String, error: io::Error },
    /// It ended badly; its exit code, if it had one, and the file where what was written in it still is.
    Exit { command: String, code: Option<i32>, kept: Option<PathBuf> },
    /// The file could not be written before, or read after.
    File { error: io::Error },
    /// What came back is not text in UTF-8 or is too long; it is still in this file.
    NotText { kept: PathBuf },
}

/// The words of the editor's command: `$VISUAL`, else `$EDITOR`, else `nano`, else `vi`.
pub fn command(visual: Option<&str>, editor: Option<&str>, path: Option<&std::ffi::OsStr>) -> Vec<String> {
    for value in [visual, editor].into_iter().flatten() {
        let words = words(value);
        if !words.is_empty() {
            return words;
        }
    }
    // nano before vi: whoever never chose an editor must be able to leave it.
    let found = path.is_some_and(|p| env::split_paths(p).any(|dir| dir.join("nano").is_file()));
    vec![if found { "nano" } else { "vi" }.to_owned()]
}

/// Splits a command into words; quotes hold words together, a backslash takes the next letter as it is.
fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (None, c) if c.is_whitespace() => out.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    out.extend(word);
    out
}

/// Hands the terminal to the person's editor with `text` in a private file, and takes both back.
pub fn edit(text: &str, guard: &Guard, reader: &mut Reader) -> Edited {
    let var = |n| env::var(n).ok();
    let command = command(var("VISUAL").as_deref(), var("EDITOR").as_deref(), env::var_os("PATH").as_deref());
    reader.pause();
    let loan = guard.lend();
    let result = edit_with(&command, text);
    drop(loan);
    reader.unpause();
    result
}

/// [`edit`] with a given command and without the terminal.
pub fn edit_with(command: &[String], text: &str) -> Edited {
    match run(command, text) {
        Ok(Some(new)) => Edited::Changed(new),
        Ok(None) => Edited::Unchanged,
        Err(fault) => Edited::Failed(fault),
    }
}

fn run(command: &[String], text: &str) -> Result<Option<String>, Fault> {
    let file_fault = |error| Fault::File { error };
    let dir = private_dir().map_err(file_fault)?;
    let path = dir.join("texte.txt");
    let outcome = (|| {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .map_err(file_fault)?;
        // A last line without an end is odd in an editor; it is taken off again below.
        file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(file_fault)?;
        drop(file);
        spawn(command, &path)?;
        take_back(&path, text)
    })();
    let outcome = outcome.map_err(|fault| match fault {
        // What was saved in the editor before it ended badly is nobody's to throw away.
        Fault::Exit { command, code, .. } if !matches!(take_back(&path, text), Ok(None)) => {
            Fault::Exit { command, code, kept: Some(path.clone()) }
        }
        other => other,
    });
    if !matches!(outcome, Err(Fault::NotText { .. } | Fault::Exit { kept: Some(_), .. })) {
        let _ = fs::remove_dir_all(&dir);
    }
    outcome
}

fn spawn(command: &[String], path: &Path) -> Result<(), Fault> {
    let said = command.join(" ");
    let Some((program, args)) = command.split_first() else {
        return Err(Fault::Start { command: said, error: io::ErrorKind::NotFound.into() });
    };
    match Command::new(program).args(args).arg(path).status() {
        Err(error) => Err(Fault::Start { command: said, error }),
        Ok(status) if !status.success() => {
            Err(Fault::Exit { command: said, code: status.code(), kept: None })
        }
        Ok(_) => Ok(()),
    }
}

fn take_back(path: &Path, before: &str) -> Result<Option<String>, Fault> {
    let size = fs::metadata(path).map_err(|error| Fault::File { error })?.len();
    let bytes =
        if size <= LIMIT { fs::read(path).map_err(|error| Fault::File { error })? } else { vec![0xff] };
    let text = String::from_utf8(bytes).map_err(|_| Fault::NotText { kept: path.to_owned() })?;
    let text = text.replace("\r\n", "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok((text != before).then(|| text.to_owned()))
}

/// A new folder that only this person can enter.
fn private_dir() -> io::Result<PathBuf> {
    let stamp = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_nanos());
    let dir = env::temp_dir().join(format!("registre-{}-{stamp}", std::process::id()));
    fs::DirBuilder::new().mode(0o700).create(&dir)?;
    Ok(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str) -> Vec<String> {
        vec!["sh".into(), "-c".into(), script.into(), "editor".into()]
    }

    #[test]
    fn the_command_keeps_its_arguments_and_its_quotes() {
        assert_eq!(command(Some("code --wait"), Some("vi"), None), ["code", "--wait"]);
        assert_eq!(
            command(Some("  "), Some(r#""/opt/my editor/ed" -n 'a b' c\ d"#), None),
            ["/opt/my editor/ed", "-n", "a b", "c d"]
        );
        assert_eq!(command(None, None, None), ["vi"]);
    }

    #[test]
    fn what_was_written_before_the_editor_ended_badly_is_kept() {
        let Edited::Failed(Fault::Exit { kept: Some(kept), .. }) =
            edit_with(&sh(r#"printf 'déjà écrit\n' > "$1"; kill -9 $$"#), "avant")
        else {
            panic!()
        };
        assert_eq!(fs::read_to_string(&kept).unwrap(), "déjà écrit\n");
        fs::remove_dir_all(kept.parent().unwrap()).unwrap();
        let Edited::Failed(Fault::Exit { kept, .. }) = edit_with(&sh("exit 3"), "avant") else { panic!() };
        assert_eq!(kept, None, "nothing was written");
    }

    #[test]
    fn an_edited_text_comes_back_without_the_last_line_end() {
        let Edited::Changed(new) = edit_with(&sh(r#"printf 'déjà\nvu\n' > "$1""#), "avant") else {
            panic!()
        };
        assert_eq!(new, "déjà\nvu");
    }

    #[test]
    fn a_text_left_alone_is_unchanged() {
        for text in ["", "une ligne", "une ligne\n", "deux\nlignes"] {
            assert!(matches!(edit_with(&sh("true"), text), Edited::Unchanged), "{text:?}");
        }
    }

    #[test]
    fn every_fault_keeps_the_old_text() {
        use Fault::*;
        assert!(matches!(edit_with(&["/nowhere/ed".into()], "a"), Edited::Failed(Start { .. })));
        assert!(matches!(edit_with(&sh("exit 3"), "a"), Edited::Failed(Exit { code: Some(3), .. })));
        assert!(matches!(edit_with(&sh("kill -9 $$"), "a"), Edited::Failed(Exit { code: None, .. })));
        assert!(matches!(edit_with(&sh(r#"rm "$1""#), "a"), Edited::Failed(File { .. })));
        let Edited::Failed(NotText { kept }) = edit_with(&sh(r#"printf '\377' > "$1""#), "a") else {
            panic!()
        };
        assert_eq!(fs::read(&kept).unwrap(), [0xff], "what was typed is not thrown away");
        fs::remove_dir_all(kept.parent().unwrap()).unwrap();
    }
}
