//! What every command needs: the language, the outputs, the register's folder.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::args::{ColorArg, Global, LangArg};
use super::fail::Fail;
use super::json;
use super::out::{Line, Out};
use crate::i18n;
use crate::model::message::{Lang, Message, Text};
use crate::ops::{OpError, Workspace, locate};

/// The setting in which a command runs.
#[derive(Debug)]
pub struct Context {
    lang: Lang,
    json: bool,
    quiet: bool,
    register: Option<PathBuf>,
    out: Out,
}

impl Context {
    /// From the environment, and from those arguments that decide how an error in the others is said.
    pub fn new(arguments: &[OsString]) -> Context {
        let words: Vec<&str> =
            arguments.iter().filter_map(|a| a.to_str()).take_while(|a| *a != "--").collect();
        let asked = words.iter().enumerate().find_map(|(i, w)| match w.strip_prefix("--lang") {
            Some("") => words.get(i + 1).copied(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        });
        let var = |name: &str| std::env::var(name).ok();
        let lang = i18n::choose_lang(asked, &[var("LC_ALL"), var("LC_MESSAGES"), var("LANG")]);
        let json = words.contains(&"--json");
        let mut out = Out::default();
        out.color_out = allowed(ColorArg::Auto, std::io::stdout().is_terminal());
        out.color_err = allowed(ColorArg::Auto, std::io::stderr().is_terminal());
        Context { lang, json, quiet: false, register: None, out }
    }

    /// Takes in the arguments once they are understood.
    pub fn configure(&mut self, global: &Global) {
        match global.lang {
            Some(LangArg::Fr) => self.lang = Lang::Fr,
            Some(LangArg::En) => self.lang = Lang::En,
            None => {}
        }
        self.json = global.json;
        self.quiet = global.quiet;
        self.register = global.register.clone();
        let color = global.color.unwrap_or_default();
        self.out.color_out = allowed(color, std::io::stdout().is_terminal());
        self.out.color_err = allowed(color, std::io::stderr().is_terminal());
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub fn is_json(&self) -> bool {
        self.json
    }

    /// The folder asked for with `--register`.
    pub fn asked_dir(&self) -> Option<&Path> {
        self.register.as_deref()
    }

    /// Whether someone sits in front of it and can answer.
    pub fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    /// Whether a question can be asked: someone can read it and answer.
    pub fn can_ask(&self) -> bool {
        !self.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// The register's folder.
    pub fn dir(&self) -> Result<PathBuf, OpError> {
        let from_env = std::env::var_os("REGISTRE_DIR").filter(|v| !v.is_empty()).map(PathBuf::from);
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        locate::locate(self.register.as_deref(), from_env.as_deref(), &here)
    }

    /// The whole register. What a crash had left half done is finished, and said.
    pub fn open(&mut self) -> Result<Workspace, OpError> {
        let (workspace, recovery) = Workspace::open(&self.dir()?)?;
        for message in recovery.messages() {
            self.talk(&message);
        }
        Ok(workspace)
    }

    /// A text in the reader's language.
    pub fn t(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// A line of data, on standard output.
    pub fn line(&mut self, line: Line) {
        self.out.out(&line);
    }

    /// A sentence, on standard error; not said with `--quiet` nor with `--json`.
    pub fn talk(&mut self, message: &Message) {
        if !self.quiet && !self.json {
            let line = Line::of(message.get(self.lang));
            self.out.err(&line);
        }
    }

    /// A line on standard error that no option silences.
    pub fn warn(&mut self, line: Line) {
        if !self.json {
            self.out.err(&line);
        }
    }

    /// A question or its frame, on standard error.
    pub fn ask_line(&mut self, line: &Line) {
        self.out.err(line);
    }

    /// The one JSON document of a command, on standard output.
    pub fn json(&mut self, document: Json) {
        self.out.raw(&json::document(document));
    }

    /// Text of the program's own (help), on standard output.
    pub fn print(&mut self, text: &str) {
        self.out.raw(text);
    }

    /// Brings what was gathered to standard output.
    pub fn finish(&mut self) -> Result<(), Fail> {
        self.out.flush().map_err(Fail::Output)
    }
}

fn allowed(color: ColorArg, tty: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let off = set("NO_COLOR")
                || std::env::var_os("CLICOLOR").is_some_and(|v| v == "0")
                || std::env::var_os("TERM").is_some_and(|v| v == "dumb");
            tty && !off
        }
    }
}
