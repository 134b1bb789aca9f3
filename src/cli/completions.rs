//! `registre completions SHELL`: what makes a shell complete commands, options and record identifiers.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap_complete::CompleteEnv;
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::Shells;

use super::context::Context;
use super::fail::Fail;
use super::help::{self, Help};
use crate::model::message::{Lang, Text, text};
use crate::model::{Kind, RecordId};
use crate::ops::error::Exit;
use crate::ops::glimpse::glimpse;
use crate::ops::{OpError, locate, rules};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub shell: String,
}

pub const HELP: Help = Help {
    name: "completions",
    alias: "completion",
    about: text("Faire compléter les commandes par le shell", "Make the shell complete commands"),
    args: &[(
        "shell",
        text("SHELL", "SHELL"),
        text("bash, zsh, fish, elvish ou powershell", "bash, zsh, fish, elvish or powershell"),
    )],
    more: text(
        "\
Complète aussi les identifiants des fiches du registre où l’on se trouve.
  bash : echo 'source <(registre completions bash)' >> ~/.bashrc
  zsh  : echo 'source <(registre completions zsh)' >> ~/.zshrc
  fish : registre completions fish > ~/.config/fish/completions/registre.fish",
        "\
Completes the identifiers of the records of the register at hand, too.
  bash: echo 'source <(registre completions bash)' >> ~/.bashrc
  zsh:  echo 'source <(registre completions zsh)' >> ~/.zshrc
  fish: registre completions fish > ~/.config/fish/completions/registre.fish",
    ),
};

const NO_SHELL: Text = text(
    "Shell inconnu\u{a0}: «\u{a0}{shell}\u{a0}». Il y a\u{a0}: {all}.",
    "Unknown shell “{shell}”. There are: {all}.",
);

/// The variable by which a shell asks for completions.
const VARIABLE: &str = "REGISTRE_COMPLETE";

/// Answers a shell that asks what may come next, and ends; does nothing otherwise.
pub fn answer_shell(lang: Lang) {
    CompleteEnv::with_factory(move || help::command(lang)).var(VARIABLE).complete();
}

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    cx.refuse_json("completions")?;
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&args.shell) else {
        let all: Vec<&str> = shells.names().collect();
        let message = NO_SHELL.msg().with("shell", &args.shell).with("all", all.join(", "));
        return Err(OpError::new(Exit::Usage, message).into());
    };
    let mut script = Vec::new();
    shell
        .write_registration(VARIABLE, "registre", "registre", "registre", &mut script)
        .map_err(Fail::Output)?;
    cx.bytes(script);
    Ok(Exit::Ok)
}

/// The identifiers of the register at hand, with their titles; none where there is none.
pub fn ids() -> Vec<CompletionCandidate> {
    let from_env =
        std::env::var_os("REGISTRE_DIR").filter(|v: &OsString| !v.is_empty()).map(std::path::PathBuf::from);
    let here = std::env::current_dir().unwrap_or_default();
    let Ok(dir) = locate::locate(None, from_env.as_deref(), &here) else {
        return Vec::new();
    };
    let of_kind = |kind: Kind| {
        let Ok(seen) = glimpse(&dir, kind, MOST) else { return Vec::new() };
        let records: Vec<(RecordId, String)> =
            seen.register.of(kind).map(|r| (r.id.clone(), r.title(Lang::Fr).to_owned())).collect();
        records
    };
    Kind::MANY
        .into_iter()
        .flat_map(of_kind)
        .map(|(id, title)| {
            let title: String = title.chars().filter(|c| !c.is_control()).collect();
            CompletionCandidate::new(id.id.to_string()).help(Some(StyledStr::from(title)))
        })
        .collect()
}

/// The names of the rules, and their codes, with what they say.
pub fn rules() -> Vec<CompletionCandidate> {
    let one = |word: &str, rule: &rules::Rule| {
        CompletionCandidate::new(word).help(Some(StyledStr::from(rules::plain(rule.says, Lang::Fr))))
    };
    rules::all().flat_map(|rule| [one(rule.name, rule), one(rule.code, rule)]).collect()
}

/// More identifiers than a person would look through.
const MOST: usize = 2_000;
