//! `registre at WHEN COMMAND`: any reading command, on the register as it was.

use std::ffi::OsString;

use clap::FromArgMatches as _;

use super::args::{Cli, Command};
use super::context::Context;
use super::fail::Fail;
use super::help::{self, Help};
use super::usage;
use crate::i18n::format::long_date;
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::past::PastRegister;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub when: String,
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub command: Vec<OsString>,
}

pub const HELP: Help = Help {
    name: "at",
    alias: "au",
    about: text("Lire le registre tel qu’il était", "Read the register as it was"),
    args: &[
        (
            "when",
            text("QUAND", "WHEN"),
            text(
                "Un jour (le dernier commit de ce jour), une branche, une étiquette ou un commit",
                "A day (the last commit of that day), a branch, a tag or a commit",
            ),
        ),
        (
            "command",
            text("COMMANDE", "COMMAND"),
            text(
                "list, search, show, check, overview, deadlines, uses, timeline, flow, dpia ou export\u{202f}; rien\u{a0}: overview",
                "list, search, show, check, overview, deadlines, uses, timeline, flow, dpia or export; nothing: overview",
            ),
        ),
    ],
    more: text(
        "\
Les règles, les échéances et la date des documents sont celles de ce jour-là. Rien n’est écrit.
Exemples\u{a0}:
  registre au 31/05/2025 export pdf -o ../registre-2025-05-31.pdf
  registre at v2025 check
  registre at HEAD~3 show paie",
        "\
Rules, deadlines and the date of documents are those of that day. Nothing is written.
Examples:
  registre at 2025-05-31 export pdf -o ../register-2025-05-31.pdf
  registre at v2025 check
  registre at HEAD~3 show payroll",
    ),
};

const NOT_READING: Text = text(
    "Cette commande ne lit pas le registre\u{a0}: d’un état passé, seul se lit.",
    "This command does not read the register: a past state is only read.",
);
const READING: Text = text(
    "Celles qui le font\u{a0}: list, search, show, check, overview, deadlines, uses, timeline, flow, dpia, export",
    "Those that do: list, search, show, check, overview, deadlines, uses, timeline, flow, dpia, export",
);
const SAID: Text = text(
    "Registre au {day}\u{a0}: commit {id} ({author}, {summary})",
    "Register on {day}: commit {id} ({author}, {summary})",
);

pub fn run(args: &Args, outer: &Cli, cx: &mut Context) -> Result<Exit, Fail> {
    let mut words: Vec<OsString> = vec!["registre".into()];
    match args.command.as_slice() {
        [] => words.push("overview".into()),
        command => words.extend_from_slice(command),
    }
    let mut parser = help::command(cx.lang());
    let matches = match parser.try_get_matches_from_mut(&words) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, &parser, cx),
    };
    let mut inner = Cli::from_arg_matches(&matches).map_err(|e| Fail::internal(&e.to_string()))?;
    inner.global = inner.global.or(&outer.global);
    cx.configure(&inner.global);
    if !inner.command.as_ref().is_some_and(reads) {
        return Err(OpError::new(Exit::Usage, NOT_READING).hint(READING).into());
    }
    let past = PastRegister::at(&cx.dir()?, &args.when)?;
    let (lang, commit) = (cx.lang(), &past.commit);
    let said = SAID.msg().with("day", long_date(past.day, lang)).with("id", commit.id.short());
    cx.talk(&said.with("author", commit.author.as_str()).with("summary", commit.summary.as_str()));
    cx.go_back_to(past);
    super::command(&inner, cx)
}

/// Whether a command reads the register and no more, as it was asked.
fn reads(command: &Command) -> bool {
    match command {
        Command::List(_)
        | Command::Search(_)
        | Command::Show(_)
        | Command::Overview(_)
        | Command::Deadlines(_)
        | Command::Uses(_)
        | Command::Timeline(_)
        | Command::Flow(_)
        | Command::Dpia(_)
        | Command::Export(_) => true,
        Command::Check(args) => !args.fix && !args.dry_run && args.base.is_none(),
        _ => false,
    }
}
