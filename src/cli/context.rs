//! What every command needs: the language, the outputs, the register's folder.

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::args::{ColorArg, Global, LangArg};
use super::fail::Fail;
use super::json;
use super::out::{Line, Out};
use crate::i18n;
use crate::model::RecordId;
use crate::model::date;
use crate::model::message::{Lang, Message, Text, text};
use crate::ops::config::{Config, Origin};
use crate::ops::error::Exit;
use crate::ops::journal::last::ToWrite;
use crate::ops::past::PastRegister;
use crate::ops::workspace::Saved;
use crate::ops::{OpError, Workspace, locate, pick, places};
use crate::term::color::{self, Choice, Vars};

const MERGED: Text = text(
    "{n} {n|fiche changée entre-temps par quelqu’un d’autre\u{a0}: ses modifications sont gardées avec les vôtres.|fiches changées entre-temps par quelqu’un d’autre\u{a0}: leurs modifications sont gardées avec les vôtres.}",
    "{n} {n|record|records} changed meanwhile by somebody else: those changes were kept together with yours.",
);

const BAD_DATE: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas une date\u{a0}: écrire 2026-11-23 ou 23/11/2026.",
    "“{typed}” is not a date: write 2026-11-23 or 23/11/2026.",
);
const NO_JSON: Text = text(
    "{command} n’écrit pas de données\u{a0}: --json n’y a pas de sens.",
    "{command} writes no data: --json makes no sense there.",
);

/// The setting in which a command runs.
#[derive(Debug)]
pub struct Context {
    lang: Lang,
    asked_lang: Option<Lang>,
    /// What the locale says, if it says anything.
    locale: Option<Lang>,
    color: Choice,
    json: bool,
    quiet: bool,
    register: Option<PathBuf>,
    /// The register of a commit, read in place of the one on disk.
    past: Option<PastRegister>,
    /// Whether a save left somebody else's version beside ours.
    kept: bool,
    config: Config,
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
        let config = Config::load(places::config().as_deref());
        let locales = [var("LC_ALL"), var("LC_MESSAGES"), var("LANG")];
        let lang = match (asked, config.lang) {
            (None, Some(lang)) => lang,
            _ => i18n::choose_lang(asked, &locales),
        };
        let json = words.contains(&"--json");
        let mut out = Out::default();
        (out.color_out, out.color_err) = colors(Choice::Auto);
        Context {
            lang,
            asked_lang: None,
            locale: i18n::lang_of(&locales),
            color: Choice::Auto,
            json,
            quiet: false,
            register: None,
            past: None,
            kept: false,
            config,
            out,
        }
    }

    /// Takes in the arguments once they are understood.
    pub fn configure(&mut self, global: &Global) {
        match global.lang {
            Some(LangArg::Fr) => self.asked_lang = Some(Lang::Fr),
            Some(LangArg::En) => self.asked_lang = Some(Lang::En),
            None => {}
        }
        self.lang = self.asked_lang.unwrap_or(self.lang);
        self.json = global.json;
        self.quiet = global.quiet;
        self.register = global.register.clone();
        self.color = match global.color {
            Some(ColorArg::Always) => Choice::Always,
            Some(ColorArg::Never) => Choice::Never,
            Some(ColorArg::Auto) | None => Choice::Auto,
        };
        (self.out.color_out, self.out.color_err) = colors(self.color);
    }

    /// The person's settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The language asked for with `--lang`, if any.
    pub fn asked_lang(&self) -> Option<Lang> {
        self.asked_lang
    }

    /// Where the language that is spoken comes from.
    pub fn lang_origin(&self) -> Origin {
        match (self.asked_lang, self.config.lang, self.locale) {
            (Some(_), ..) => Origin::Option,
            (_, Some(_), _) => Origin::File,
            (.., Some(_)) => Origin::Locale,
            _ => Origin::Default,
        }
    }

    /// What `--color` says.
    pub fn color(&self) -> Choice {
        self.color
    }

    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Answers in JSON, as if `--json` were given.
    pub fn answer_in_json(&mut self) {
        self.json = true;
    }

    /// Refuses `--json` for a command whose output is for another program to run or to show, not data.
    pub fn refuse_json(&self, command: &str) -> Result<(), OpError> {
        match self.json {
            true => Err(OpError::new(Exit::Usage, NO_JSON.msg().with("command", command))),
            false => Ok(()),
        }
    }

    /// The folder asked for with `--register`.
    pub fn asked_dir(&self) -> Option<&Path> {
        self.register.as_deref()
    }

    /// Whether someone sits in front of it and can answer.
    pub fn is_interactive(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
    }

    pub fn stdout_is_terminal(&self) -> bool {
        std::io::stdout().is_terminal()
    }

    /// Whether a question can be asked: someone can read it and answer.
    pub fn can_ask(&self) -> bool {
        !self.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Whether somebody said which folder it is, with an option or `$REGISTRE_DIR`.
    pub fn is_dir_named(&self) -> bool {
        self.register.is_some() || std::env::var_os("REGISTRE_DIR").is_some_and(|v| !v.is_empty())
    }

    /// The register's folder.
    pub fn dir(&self) -> Result<PathBuf, OpError> {
        let from_env = std::env::var_os("REGISTRE_DIR").filter(|v| !v.is_empty()).map(PathBuf::from);
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        locate::locate(self.register.as_deref(), from_env.as_deref(), &here)
    }

    /// The whole register. What a crash had left half done is finished, and said.
    pub fn open(&mut self) -> Result<Workspace, OpError> {
        let mut workspace = match &self.past {
            Some(past) => past.open()?,
            None => Workspace::open(&self.dir()?)?,
        };
        self.tell(&mut workspace);
        Ok(workspace)
    }

    /// From here on the register is that of a commit.
    pub fn go_back_to(&mut self, past: PastRegister) {
        self.past = Some(past);
    }

    /// The record that a person names, in the register that is read.
    pub fn pick(&self, typed: &str) -> Result<RecordId, OpError> {
        match &self.past {
            Some(past) => past.record(typed),
            None => pick::record(&self.dir()?, typed),
        }
    }

    /// The day to reckon from: that of the register that is read.
    pub fn today(&self) -> NaiveDate {
        self.past.as_ref().map_or_else(today, |past| past.day)
    }

    /// The same to be read: that its format is newer than what the program knows is said.
    pub fn open_to_read(&mut self) -> Result<Workspace, OpError> {
        let workspace = self.open()?;
        if let Some(newer) = workspace.newer() {
            self.warn(Line::of(newer.get(self.lang)));
        }
        Ok(workspace)
    }

    /// Saves what waits, and keeps how to undo it. Where somebody else's version of a file stands beside ours, that is said and the
    /// command ends with [`Exit::Conflict`].
    pub fn save(&mut self, workspace: &mut Workspace) -> Result<Saved, Fail> {
        self.tell(workspace);
        let to_write = ToWrite::of(workspace);
        let saved = workspace.save();
        self.tell(workspace);
        let saved = saved?;
        to_write.keep(places::state().as_deref(), workspace, &saved);
        self.kept |= !saved.kept.is_empty();
        if !saved.merged.is_empty() {
            self.talk(&MERGED.msg().with("n", saved.merged.len()));
        }
        Ok(saved)
    }

    /// Says what a person must know, on standard error, whatever the options.
    fn tell(&mut self, workspace: &mut Workspace) {
        for message in workspace.news() {
            let line = Line::of(message.get(self.lang));
            self.out.err(&line);
        }
    }

    /// The exit code of a command that thinks it ended with `exit`.
    pub fn exit(&self, exit: Exit) -> Exit {
        if self.kept && exit == Exit::Ok { Exit::Conflict } else { exit }
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

    /// The same, as a line.
    pub fn talk_line(&mut self, line: Line) {
        if !self.quiet && !self.json {
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

    /// A JSON document in the form of another program, on standard output.
    pub fn foreign_json(&mut self, document: &Json) {
        self.out.raw(&json::pretty(document));
    }

    /// Text of the program's own (help, a report whose pieces are clean already), on standard output.
    pub fn print(&mut self, text: &str) {
        self.out.raw(text);
    }

    /// A document, byte for byte, on standard output.
    pub fn bytes(&mut self, bytes: Vec<u8>) {
        self.out.bytes(bytes);
    }

    /// Brings what was gathered to standard output.
    pub fn finish(&mut self) -> Result<(), Fail> {
        self.out.flush().map_err(Fail::Output)
    }
}

/// Whether standard output and standard error may be coloured.
fn colors(choice: Choice) -> (bool, bool) {
    let vars = Vars::from_env();
    (
        color::allowed(choice, &vars, std::io::stdout().is_terminal()),
        color::allowed(choice, &vars, std::io::stderr().is_terminal()),
    )
}

/// The day that was typed.
pub fn day(typed: &str) -> Result<NaiveDate, OpError> {
    date::parse(typed).ok_or_else(|| OpError::new(Exit::Usage, BAD_DATE.msg().with("typed", typed)))
}

/// The day it is, where the person is.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
