//! The arguments, as the parser sees them. What is said of each stands with its subcommand.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::{
    add, at, blame, check, commit, completions, config, conflicts, consolidate, deadlines, delete, demo,
    diff, dpia, explain, export, flow, fmt, git_setup, help, import, init, law, list, log, man, merge_file,
    new, overview, remove, rename, resolve, restore, seal, search, set, show, status, textconv, timeline,
    undo, uses, waive,
};

#[derive(Debug, Parser)]
#[command(name = "registre", version, disable_help_flag = true, disable_help_subcommand = true)]
#[command(disable_version_flag = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[arg(long)]
    pub no_mouse: bool,
    #[arg(long)]
    pub ascii: bool,
    #[arg(long, value_name = "auto|light|dark|contrast|mono")]
    pub theme: Option<String>,
    #[arg(long, alias = "sans-cadre")]
    pub borderless: bool,
    #[arg(long, alias = "lecteur")]
    pub screen_reader: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Global {
    /// What was asked of a command, where nothing is: what was asked of the one that calls it.
    pub fn or(&self, outer: &Global) -> Global {
        Global {
            register: self.register.clone().or_else(|| outer.register.clone()),
            lang: self.lang.or(outer.lang),
            color: self.color.or(outer.color),
            json: self.json || outer.json,
            quiet: self.quiet || outer.quiet,
            help: None,
            version: None,
        }
    }
}

/// What every command takes.
#[derive(Debug, Default, clap::Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub register: Option<PathBuf>,
    #[arg(long, global = true, value_name = "fr|en", value_enum, hide_possible_values = true)]
    pub lang: Option<LangArg>,
    #[arg(long, global = true, value_name = "auto|always|never", value_enum, hide_possible_values = true)]
    pub color: Option<ColorArg>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(short, long, global = true)]
    pub quiet: bool,
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    pub version: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Fr,
    En,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(init::Args),
    List(list::Args),
    Search(search::Args),
    Show(show::Args),
    New(new::Args),
    Set(set::Args),
    Add(add::Args),
    Remove(remove::Args),
    Rename(rename::Args),
    Delete(delete::Args),
    Check(check::Args),
    Explain(explain::Args),
    Waive(waive::Args),
    Undo(undo::Args),
    Law(law::Args),
    Overview(overview::Args),
    Consolidate(consolidate::Args),
    Deadlines(deadlines::Args),
    Uses(uses::Args),
    Timeline(timeline::Args),
    Flow(flow::Args),
    Dpia(dpia::Args),
    Fmt(fmt::Args),
    Status(status::Args),
    Diff(diff::Args),
    Log(log::Args),
    Blame(blame::Args),
    At(at::Args),
    Restore(restore::Args),
    Commit(commit::Args),
    Conflicts(conflicts::Args),
    Resolve(resolve::Args),
    GitSetup(git_setup::Args),
    Seal(seal::Args),
    Import(import::Args),
    Export(export::Args),
    Demo(demo::Args),
    Config(config::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(hide = true)]
    MergeFile(merge_file::Args),
    #[command(hide = true)]
    Textconv(textconv::Args),
    Help(help::Args),
}
