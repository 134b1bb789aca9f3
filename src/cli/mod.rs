//! The command line: one file a subcommand, human and JSON output, French and English.
//!
//! Data goes to standard output, talk to standard error. Nothing is asked where there is no terminal.
//! May use picture, ops, model, law, i18n, term; it starts the other face when it is called alone.

mod add;
mod args;
mod ask;
mod at;
mod blame;
mod check;
mod commit;
mod completions;
mod config;
mod conflicts;
mod consolidate;
mod context;
mod deadlines;
mod delete;
mod demo;
mod diff;
mod dpia;
mod explain;
mod export;
mod fail;
mod finding;
mod first;
mod flow;
mod fmt;
mod git_setup;
mod help;
mod import;
mod init;
mod interface;
mod json;
mod law;
mod list;
mod log;
mod man;
mod merge_file;
mod new;
mod out;
mod overview;
mod picture;
mod remove;
mod rename;
mod report;
mod resolve;
mod restore;
mod seal;
mod search;
mod set;
mod show;
mod status;
mod textconv;
mod timeline;
mod undo;
mod usage;
mod uses;
mod waive;

use std::ffi::OsString;

use clap::FromArgMatches as _;

use crate::dialogue;
use crate::ops::error::Exit;
use crate::ops::places;
use crate::term::color::{Vars, is_dumb};
use args::{Cli, Command};
use context::Context;
use fail::Fail;
pub use fail::own_up_to_panics;

/// Runs the program on the arguments of this process; gives its exit code.
pub fn main() -> u8 {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let mut cx = Context::new(&arguments);
    own_up_to_panics(cx.lang());
    completions::answer_shell(cx.lang());
    let exit = match execute(&arguments, &mut cx) {
        Ok(exit) => cx.exit(exit),
        Err(fail) => fail.report(&mut cx),
    };
    // A reader that has seen enough and left is no error.
    match cx.finish() {
        Ok(()) => exit as u8,
        Err(fail) => fail.report(&mut cx) as u8,
    }
}

fn execute(arguments: &[OsString], cx: &mut Context) -> Result<Exit, Fail> {
    let mut parser = help::command(cx.lang());
    let matches = match parser.try_get_matches_from_mut(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, &parser, cx),
    };
    let cli = Cli::from_arg_matches(&matches).map_err(|e| Fail::internal(&e.to_string()))?;
    cx.configure(&cli.global);
    command(&cli, cx)
}

/// Runs what was understood.
fn command(cli: &Cli, cx: &mut Context) -> Result<Exit, Fail> {
    match &cli.command {
        None => alone(cli, cx),
        Some(Command::Init(args)) => init::run(args, cx),
        Some(Command::List(args)) => list::run(args, cx),
        Some(Command::Search(args)) => search::run(args, cx),
        Some(Command::Show(args)) => show::run(args, cx),
        Some(Command::New(args)) => new::run(args, cx),
        Some(Command::Set(args)) => set::run(args, cx),
        Some(Command::Add(args)) => add::run(args, cx),
        Some(Command::Remove(args)) => remove::run(args, cx),
        Some(Command::Rename(args)) => rename::run(args, cx),
        Some(Command::Delete(args)) => delete::run(args, cx),
        Some(Command::Check(args)) => check::run(args, cx),
        Some(Command::Explain(args)) => explain::run(args, cx),
        Some(Command::Waive(args)) => waive::run(args, cx),
        Some(Command::Undo(args)) => undo::run(args, cx),
        Some(Command::Law(args)) => law::run(args, cx),
        Some(Command::Overview(args)) => overview::run(args, cx),
        Some(Command::Consolidate(args)) => consolidate::run(args, cx),
        Some(Command::Deadlines(args)) => deadlines::run(args, cx),
        Some(Command::Uses(args)) => uses::run(args, cx),
        Some(Command::Timeline(args)) => timeline::run(args, cx),
        Some(Command::Flow(args)) => flow::run(args, cx),
        Some(Command::Dpia(args)) => dpia::run(args, cx),
        Some(Command::Fmt(args)) => fmt::run(args, cx),
        Some(Command::Status(args)) => status::run(args, cx),
        Some(Command::Diff(args)) => diff::run(args, cx),
        Some(Command::Log(args)) => log::run(args, cx),
        Some(Command::Blame(args)) => blame::run(args, cx),
        Some(Command::At(args)) => at::run(args, cli, cx),
        Some(Command::Restore(args)) => restore::run(args, cx),
        Some(Command::Commit(args)) => commit::run(args, cx),
        Some(Command::GitSetup(args)) => git_setup::run(args, cx),
        Some(Command::Conflicts(args)) => conflicts::run(args, cx),
        Some(Command::Resolve(args)) => resolve::run(args, cx),
        Some(Command::Seal(args)) => seal::run(args, cx),
        Some(Command::Import(args)) => import::run(args, cx),
        Some(Command::Export(args)) => export::run(args, cx),
        Some(Command::Demo(args)) => demo::run(args, cli, cx),
        Some(Command::Config(args)) => config::run(args, cx),
        Some(Command::Completions(args)) => completions::run(args, cx),
        Some(Command::Man(args)) => man::run(args, cx),
        Some(Command::MergeFile(args)) => merge_file::run(args, cx),
        Some(Command::Textconv(args)) => textconv::run(args, cx),
        Some(Command::Help(args)) => help::run(args, cx),
    }
}

/// `registre` alone: the terminal interface where there is a terminal, else the check.
fn alone(cli: &Cli, cx: &mut Context) -> Result<Exit, Fail> {
    // Asked for, it talks with whoever is there: a script too. What the environment and the
    // settings ask holds for a person.
    // The command line goes before the environment, and that before the settings.
    let asks = || screen_reader_asked().or(cx.config().screen_reader).unwrap_or(false);
    if !cx.is_json() && (cli.screen_reader || (cx.is_interactive() && asks())) {
        return talk(cx);
    }
    if !cx.is_interactive() || cx.is_json() || is_dumb(&Vars::from_env()) {
        return check::run(&check::Args::default(), cx);
    }
    match cx.dir() {
        // Nobody named a folder, and somebody is there to be asked.
        Err(absent) if !cx.is_dir_named() && cx.can_ask() => first::run(&absent, cli, cx),
        dir => interface::open(cli, cx, dir?, None),
    }
}

/// What the person’s environment says of a screen that is read aloud; `None`: nothing.
fn screen_reader_asked() -> Option<bool> {
    let said = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(|v| v != "0");
    let said = ["REGISTRE_LECTEUR", "REGISTRE_SCREEN_READER"].map(said);
    said.into_iter().flatten().reduce(|a, b| a || b)
}

/// The conversation, in place of the terminal interface.
fn talk(cx: &Context) -> Result<Exit, Fail> {
    let options = dialogue::Options {
        dir: cx.dir()?,
        lang: cx.lang(),
        today: context::today(),
        state: places::state(),
    };
    let mut standard = dialogue::Standard::start().map_err(Fail::Output)?;
    match dialogue::run(options, &mut standard) {
        Ok(dialogue::Ended::Left) => Ok(Exit::Ok),
        // A signal has its own code, and all is said.
        Ok(dialogue::Ended::Interrupted) => std::process::exit(130),
        Err(dialogue::Failed::Register(error)) => Err(error.into()),
        Err(dialogue::Failed::Talk(error)) => Err(Fail::Output(error)),
    }
}
