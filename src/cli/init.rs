//! `registre init [DIR]`: a new register, asked for in a few questions.

use std::path::PathBuf;

use serde_json::json;

use super::args::LangArg;
use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::out::Line;
use crate::i18n::values::says_none;
use crate::model::message::{Lang, Text, text};
use crate::model::{Change, RecordId};
use crate::ops::error::Exit;
use crate::ops::init::{NewRegister, init};
use crate::ops::{OpError, assign};

#[derive(Debug, Default, clap::Args)]
pub struct Args {
    pub dir: Option<PathBuf>,
    #[arg(long)]
    pub name: Option<String>,
    #[arg(long)]
    pub address: Option<String>,
    #[arg(long)]
    pub email: Option<String>,
    #[arg(long)]
    pub dpo: Option<String>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub register_lang: Option<LangArg>,
    #[arg(long)]
    pub no_git: bool,
    #[arg(short, long)]
    pub yes: bool,
}

pub const HELP: Help = Help {
    name: "init",
    alias: "creer",
    about: text("Créer un registre", "Make a register"),
    args: &[
        (
            "dir",
            text("DOSSIER", "DIR"),
            text("Où (sinon --register, sinon ./register)", "Where (else --register, else ./register)"),
        ),
        ("name", text("NOM", "NAME"), text("Le nom de l’organisme", "The organisation’s name")),
        ("address", text("ADRESSE", "ADDRESS"), text("Son adresse", "Its address")),
        ("email", text("COURRIEL", "EMAIL"), text("Son adresse électronique", "Its e-mail address")),
        (
            "dpo",
            text("NOM", "NAME"),
            text(
                "Le délégué à la protection des données\u{a0}; «\u{a0}néant\u{a0}» s’il n’y en a pas",
                "The data protection officer; “none” if there is none",
            ),
        ),
        (
            "register_lang",
            text("fr|en", "fr|en"),
            text(
                "La langue du registre (sinon celle de la commande)",
                "The register’s language (else the command’s)",
            ),
        ),
        ("no_git", FLAG, text("Sans dépôt git", "Without a git repository")),
        ("yes", FLAG, text("Sans poser de questions", "Without asking questions")),
    ],
    more: text(
        "\
Rien de ce qui existe n’est jamais écrasé. Un dépôt git est créé si le dossier n’est dans aucun.
Exemple\u{a0}: registre init --name \"Maison Lavande SAS\"",
        "\
Nothing that exists is ever overwritten. A git repository is made if the folder is in none.
Example: registre init --name \"Lavender House Ltd\"",
    ),
};

const ASK_NAME: Text = text("Nom de l’organisme\u{a0}:", "Organisation’s name:");
const ASK_ADDRESS: Text = text("Adresse (vide\u{a0}: plus tard)\u{a0}:", "Address (empty: later):");
const ASK_EMAIL: Text =
    text("Adresse électronique (vide\u{a0}: plus tard)\u{a0}:", "E-mail address (empty: later):");
const ASK_DPO: Text = text(
    "Délégué à la protection des données («\u{a0}néant\u{a0}» s’il n’y en a pas, vide\u{a0}: plus tard)\u{a0}:",
    "Data protection officer (“none” if there is none, empty: later):",
);
const NO_NAME: Text =
    text("Donner le nom de l’organisme (--name).", "Give the organisation’s name (--name).");
const MADE: Text = text("Registre créé dans {dir}", "Register made in {dir}");
const REPOSITORY: Text = text("Dépôt git créé dans {dir}", "Git repository made in {dir}");
const NEXT: Text = text(
    "Ensuite\u{a0}: registre new activity --name \"…\", ou registre import FICHIER",
    "Next: registre new activity --name \"…\", or registre import FILE",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = args.dir.clone().or_else(|| cx.asked_dir().map(PathBuf::from));
    let dir = dir.unwrap_or_else(|| PathBuf::from("register"));
    let mut answers = Answers {
        name: args.name.clone(),
        address: args.address.clone(),
        email: args.email.clone(),
        dpo: args.dpo.clone(),
    };
    let exists = dir.join("register.toml").symlink_metadata().is_ok();
    if answers.name.is_none() && !args.yes && !exists && cx.can_ask() {
        answers.ask(cx);
    }
    if answers.name.as_deref().is_none_or(|n| n.trim().is_empty()) && !exists {
        return Err(OpError::new(Exit::Usage, NO_NAME).into());
    }
    let lang = match args.register_lang {
        Some(LangArg::Fr) => Lang::Fr,
        Some(LangArg::En) => Lang::En,
        None => cx.lang(),
    };
    let new = NewRegister { dir: dir.clone(), lang, answers: answers.changes()?, git: !args.no_git };
    let made = init(&new)?;
    let git_refused = made.git_refused.as_ref().map(|m| m.get(cx.lang()));
    if cx.is_json() {
        cx.json(json!({
            "dir": dir.display().to_string(),
            "files": made.files,
            "repository": made.repository.map(|p| p.display().to_string()),
            "git_refused": git_refused,
        }));
        return Ok(Exit::Ok);
    }
    cx.talk(&MADE.msg().with("dir", dir.display().to_string()));
    if let Some(repository) = &made.repository {
        cx.talk(&REPOSITORY.msg().with("dir", repository.display().to_string()));
    }
    if let Some(refused) = git_refused {
        cx.warn(Line::of(refused));
    }
    cx.talk(&NEXT.msg());
    Ok(Exit::Ok)
}

struct Answers {
    name: Option<String>,
    address: Option<String>,
    email: Option<String>,
    dpo: Option<String>,
}

impl Answers {
    fn ask(&mut self, cx: &Context) {
        let questions = [
            (&mut self.name, ASK_NAME),
            (&mut self.address, ASK_ADDRESS),
            (&mut self.email, ASK_EMAIL),
            (&mut self.dpo, ASK_DPO),
        ];
        for (answer, question) in questions {
            if answer.is_none() {
                match ask::line(cx, &question.msg()) {
                    Some(line) => *answer = Some(line).filter(|a| !a.is_empty()),
                    None => return,
                }
            }
        }
    }

    fn changes(&self) -> Result<Vec<Change>, OpError> {
        let id = RecordId::organisation();
        let mut typed = Vec::new();
        for (key, answer) in [("name", &self.name), ("address", &self.address), ("email", &self.email)] {
            typed.extend(answer.as_ref().map(|a| format!("{key}={a}")));
        }
        typed.extend(self.dpo.as_ref().map(|d| match says_none(d) {
            true => "dpo=".to_owned(),
            false => format!("dpo.name={d}"),
        }));
        typed.iter().map(|t| assign::assignment(&id, t)).collect()
    }
}
