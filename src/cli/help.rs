//! The help, in the reader's language: what the parser knows, said with the words of each subcommand.

use clap::CommandFactory as _;

use super::args::Cli;
use super::context::Context;
use super::fail::Fail;
use super::{
    add, at, blame, check, commit, completions, config, conflicts, consolidate, deadlines, delete, demo,
    diff, dpia, explain, export, flow, fmt, git_setup, import, init, law, list, log, man, merge_file, new,
    overview, remove, rename, resolve, restore, seal, search, set, show, status, textconv, timeline, undo,
    uses, waive,
};
use crate::model::message::{Lang, Text, text};
use crate::ops::error::Exit;

/// What is said of a subcommand.
pub struct Help {
    pub name: &'static str,
    /// Its French name, which does the same.
    pub alias: &'static str,
    pub about: Text,
    /// Each argument: its name in the code, what stands for its value, what it does.
    pub args: &'static [(&'static str, Text, Text)],
    /// What follows: notes and examples.
    pub more: Text,
}

/// French names as they are spelt: the names proper have no accent, so that any keyboard types them.
const ACCENTED: &[(&str, &str)] = &[
    ("completion", "complétion"),
    ("creer", "créer"),
    ("definir", "définir"),
    ("etat", "état"),
    ("reglages", "réglages"),
    ("deroger", "déroger"),
    ("verifier", "vérifier"),
];

/// No placeholder: the argument takes no value, or one whose form is its name.
pub const FLAG: Text = text("", "");

/// Every subcommand, in the order of the list.
pub const ALL: &[&Help] = &[
    &init::HELP,
    &list::HELP,
    &search::HELP,
    &show::HELP,
    &new::HELP,
    &set::HELP,
    &add::HELP,
    &remove::HELP,
    &rename::HELP,
    &delete::HELP,
    &check::HELP,
    &explain::HELP,
    &waive::HELP,
    &undo::HELP,
    &law::HELP,
    &overview::HELP,
    &consolidate::HELP,
    &deadlines::HELP,
    &uses::HELP,
    &timeline::HELP,
    &flow::HELP,
    &dpia::HELP,
    &fmt::HELP,
    &status::HELP,
    &diff::HELP,
    &log::HELP,
    &blame::HELP,
    &at::HELP,
    &restore::HELP,
    &commit::HELP,
    &conflicts::HELP,
    &resolve::HELP,
    &git_setup::HELP,
    &seal::HELP,
    &import::HELP,
    &export::HELP,
    &demo::HELP,
    &config::HELP,
    &completions::HELP,
    &man::HELP,
    &merge_file::HELP,
    &textconv::HELP,
    &HELP,
];

#[derive(Debug, clap::Args)]
pub struct Args {
    pub topic: Option<String>,
}

pub const HELP: Help = Help {
    name: "help",
    alias: "aide",
    about: text(
        "Expliquer le programme ou une de ses commandes",
        "Explain the program or one of its commands",
    ),
    args: &[(
        "topic",
        text("COMMANDE", "COMMAND"),
        text("La commande à expliquer", "The command to explain"),
    )],
    more: text("", ""),
};

const ABOUT: Text = text(
    "Le registre des activités de traitement (art. 30 du RGPD), en TOML et sous git.",
    "The record of processing activities (GDPR Art. 30), in TOML and under git.",
);

const GLOBAL: &[(&str, Text, Text)] = &[
    (
        "register",
        text("DOSSIER", "DIR"),
        text(
            "Le dossier du registre (sinon $REGISTRE_DIR, sinon le premier trouvé en remontant)",
            "The register’s folder (else $REGISTRE_DIR, else the first one found upwards)",
        ),
    ),
    (
        "lang",
        FLAG,
        text(
            "La langue\u{a0}: fr ou en (sinon celle du système)",
            "The language: fr or en (else the locale’s)",
        ),
    ),
    ("color", FLAG, text("Les couleurs\u{a0}: auto, always, never", "Colours: auto, always, never")),
    (
        "json",
        FLAG,
        text("Répondre en JSON (schéma dans docs/json.md)", "Answer in JSON (schema in docs/json.md)"),
    ),
    ("quiet", FLAG, text("Ne dire que les données et les erreurs", "Say only data and errors")),
    (
        "no_mouse",
        FLAG,
        text(
            "Laisser la souris au terminal (interface de terminal)",
            "Leave the mouse to the terminal (terminal interface)",
        ),
    ),
    (
        "ascii",
        FLAG,
        text("Dessiner en ASCII seul (interface de terminal)", "Draw in ASCII alone (terminal interface)"),
    ),
    (
        "theme",
        FLAG,
        text(
            "Le thème\u{a0}: auto, clair, sombre, contraste, mono (interface de terminal)",
            "The theme: auto, light, dark, contrast, mono (terminal interface)",
        ),
    ),
    (
        "borderless",
        FLAG,
        text("Sans cadres, pour copier à la souris", "Without frames, to copy with the mouse"),
    ),
    (
        "screen_reader",
        FLAG,
        text(
            "Dialoguer ligne par ligne, pour un lecteur d’écran (ou --lecteur, REGISTRE_LECTEUR=1)",
            "Talk line by line, for a screen reader (or REGISTRE_SCREEN_READER=1)",
        ),
    ),
    ("help", FLAG, text("Afficher cette aide", "Print this help")),
    ("version", FLAG, text("Afficher la version", "Print the version")),
];

const MORE: Text = text(
    "\
Sans commande\u{a0}: l’interface de terminal, ou «\u{a0}check\u{a0}» s’il n’y a pas de terminal.

Codes de sortie\u{a0}:
   0  tout va bien
   1  erreurs trouvées (check\u{202f}; avec --strict, points d’attention aussi), champs illisibles
      (export, overview, deadlines, uses, timeline, flow, dpia), fichiers pas mis en forme (fmt --check),
      réglages pas compris (config)
   2  la commande n’est pas comprise, ou demande ce qui ne se peut pas
   3  le registre ne peut pas être lu ou écrit\u{202f}; une commande qui le lit en entier a rencontré
      un fichier illisible (check donne 1)\u{202f}; ou un contrôle de git (hook) a refusé le commit
   4  conflit\u{a0}: un fichier a changé entre-temps, ou git est au milieu d’une opération
   5  rien à faire, alors que quelque chose était demandé
  70  faute du programme",
    "\
Without a command: the terminal interface, or “check” where there is no terminal.

Exit codes:
   0  all is well
   1  errors found (check; warnings too with --strict), unreadable fields (export, overview,
      deadlines, uses, timeline, flow, dpia), files not formatted (fmt --check), settings not understood
      (config)
   2  the command was not understood, or asks for what cannot be done
   3  the register cannot be read or written; a command that reads all of it met a file that cannot
      be read (check gives 1); or a git hook refused the commit
   4  conflict: a file changed meanwhile, or git is in the middle of something
   5  nothing to do where something was asked
  70  a fault of the program",
);

/// The parser, with all that it says in `lang`.
pub fn command(lang: Lang) -> clap::Command {
    let mut root = Cli::command().about(ABOUT.get(lang)).after_help(MORE.get(lang));
    root = with_args(root, GLOBAL, true, lang);
    root = with_template(root, lang)
        .subcommand_value_name(text("COMMANDE", "COMMAND").get(lang))
        .subcommand_help_heading(heading(text("Commandes", "Commands"), lang));
    for help in ALL {
        root = root.mut_subcommand(help.name, |command| {
            // In French, the French name is said beside the English one.
            let about = match lang {
                Lang::Fr if help.alias != help.name => format!("{} [{}]", help.about.fr, help.alias),
                _ => help.about.get(lang).to_owned(),
            };
            let accented = ACCENTED.iter().filter(|(plain, _)| *plain == help.alias).map(|(_, with)| *with);
            let mut command = command.about(about).alias(help.alias).aliases(accented);
            if !help.more.get(lang).is_empty() {
                command = command.after_help(help.more.get(lang));
            }
            with_template(with_args(command, help.args, false, lang), lang)
        });
    }
    root
}

fn with_args(
    mut command: clap::Command,
    args: &[(&'static str, Text, Text)],
    global: bool,
    lang: Lang,
) -> clap::Command {
    for (order, (name, value, said)) in args.iter().enumerate() {
        command = command.mut_arg(*name, |arg| {
            let title = match (global, arg.is_positional()) {
                (true, _) => text("Options générales", "General options"),
                (_, true) => text("Arguments", "Arguments"),
                _ => text("Options", "Options"),
            };
            let arg = arg.help(said.get(lang)).help_heading(heading(title, lang)).display_order(order);
            if value.get(lang).is_empty() { arg } else { arg.value_name(value.get(lang)) }
        });
    }
    command
}

fn with_template(command: clap::Command, lang: Lang) -> clap::Command {
    command.help_template(match lang {
        Lang::Fr => "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}",
        Lang::En => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    })
}

/// The parser adds `:` to a heading; French wants a space before it.
fn heading(title: Text, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{}\u{a0}", title.fr),
        Lang::En => title.en.to_owned(),
    }
}

/// `help [COMMAND]`.
pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let mut root = command(cx.lang());
    root.build();
    let shown = match &args.topic {
        None => root.render_help(),
        Some(topic) => match root.find_subcommand_mut(topic) {
            Some(command) => command.render_help(),
            None => return Err(super::usage::unknown_command(topic)),
        },
    };
    cx.print(&shown.to_string());
    Ok(Exit::Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_and_no_other() {
        let root = Cli::command();
        let mut unsaid = Vec::new();
        for command in root.get_subcommands() {
            match ALL.iter().find(|h| h.name == command.get_name()) {
                None => unsaid.push(command.get_name().to_owned()),
                Some(help) => {
                    for arg in command.get_arguments() {
                        if !help.args.iter().any(|(name, ..)| arg.get_id() == name) {
                            unsaid.push(format!("{} {}", help.name, arg.get_id()));
                        }
                    }
                }
            }
        }
        for arg in root.get_arguments() {
            if !GLOBAL.iter().any(|(name, ..)| arg.get_id() == name) {
                unsaid.push(arg.get_id().to_string());
            }
        }
        assert_eq!(unsaid, Vec::<String>::new());
        assert_eq!(ALL.len(), root.get_subcommands().count());
    }

    #[test]
    fn french_help_has_no_english_heading() {
        let mut root = command(Lang::Fr);
        root.build();
        for help in ALL {
            let shown = root.find_subcommand_mut(help.name).unwrap().render_long_help().to_string();
            assert!(shown.contains("Utilisation\u{a0}:"), "{shown}");
            for english in
                ["Usage", "Print ", "aliases", "default:", "possible values", "COMMAND]", "Options:"]
            {
                assert!(!shown.contains(english), "{}: {english}\n{shown}", help.name);
            }
        }
    }
}
