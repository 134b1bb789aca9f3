//! `registre man`: the manual page, made from the same words as the help.

use super::context::Context;
use super::fail::Fail;
use super::help::{self, Help};
use crate::model::message::text;
use crate::ops::error::Exit;

#[derive(Debug, clap::Args)]
pub struct Args {
    pub topic: Option<String>,
}

pub const HELP: Help = Help {
    name: "man",
    alias: "manuel",
    about: text("Écrire la page de manuel", "Write the manual page"),
    args: &[(
        "topic",
        text("COMMANDE", "COMMAND"),
        text("La page d’une seule commande", "The page of one command alone"),
    )],
    more: text(
        "  registre man > ~/.local/share/man/man1/registre.1\n  registre man | man -l -",
        "  registre man > ~/.local/share/man/man1/registre.1\n  registre man | man -l -",
    ),
};

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    cx.refuse_json("man")?;
    let mut command = help::command(cx.lang());
    command.build();
    let mut page = Vec::new();
    match &args.topic {
        None => clap_mangen::Man::new(command).render(&mut page).map_err(Fail::Output)?,
        Some(topic) => {
            let found = command
                .get_subcommands()
                .find(|c| c.get_name() == topic || c.get_all_aliases().any(|alias| alias == topic));
            let Some(found) = found else { return Err(super::usage::unknown_command(topic)) };
            let named = found.clone().name(format!("registre-{}", found.get_name()));
            clap_mangen::Man::new(named).render(&mut page).map_err(Fail::Output)?;
        }
    }
    cx.bytes(page);
    Ok(Exit::Ok)
}
