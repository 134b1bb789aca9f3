//! The first start: no register anywhere, and a person who can be asked what to do.

use std::path::PathBuf;

use super::args::Cli;
use super::context::Context;
use super::fail::Fail;
use super::out::Line;
use super::{ask, demo, import, init, interface};
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;

const SENTENCES: [Text; 3] = [
    text(
        "Il n’y a pas encore de registre ici, ni dans les dossiers au-dessus.",
        "There is no register here yet, nor in the folders above.",
    ),
    text(
        "Un registre est un dossier de petits fichiers texte, un par traitement, que git garde et date.",
        "A register is a folder of small text files, one for each processing activity, which git keeps and dates.",
    ),
    text("Rien n’est écrit avant que vous ayez choisi.", "Nothing is written before you have chosen."),
];
const CHOICES: [Text; 4] = [
    text("  1  créer un registre, dans ./register", "  1  make a register, in ./register"),
    text(
        "  2  importer un registre tenu dans le tableur de la CNIL (.ods, .xlsx)",
        "  2  import a register kept in the CNIL’s spreadsheet (.ods, .xlsx)",
    ),
    text(
        "  3  voir l’exemple, une copie qui est effacée en quittant",
        "  3  see the sample, a copy that is thrown away on leaving",
    ),
    text("  q  quitter", "  q  quit"),
];
const ASK: Text = text("Votre choix\u{a0}:", "Your choice:");
const AGAIN: Text = text("Répondre 1, 2, 3 ou q.", "Answer 1, 2, 3 or q.");
const WORKBOOK: Text = text("Le classeur (vide\u{a0}: revenir)\u{a0}:", "The workbook (empty: go back):");
const NO_FILE: Text = text(
    "«\u{a0}{path}\u{a0}» n’est pas un fichier que l’on peut lire.",
    "“{path}” is no file that can be read.",
);

/// Asks what to do; where the input ends instead of an answer, says what is said without a terminal.
pub fn run(absent: &OpError, cli: &Cli, cx: &mut Context) -> Result<Exit, Fail> {
    for sentence in SENTENCES {
        cx.ask_line(&Line::of(sentence.get(cx.lang())));
    }
    loop {
        for choice in CHOICES {
            cx.ask_line(&Line::of(choice.get(cx.lang())));
        }
        let Some(answer) = ask::line(cx, &ASK.msg()) else { return Err(absent.clone().into()) };
        match answer.to_lowercase().as_str() {
            "1" => {
                init::run(&init::Args::default(), cx)?;
                return interface::open(cli, cx, cx.dir()?, None);
            }
            "2" => {
                let Some(file) = workbook(cx) else { continue };
                init::run(&init::Args::default(), cx)?;
                import::run(&import::Args { file, dry_run: false, with_example: false }, cx)?;
                return interface::open(cli, cx, cx.dir()?, None);
            }
            "3" => return demo::run(&demo::Args::default(), cli, cx),
            "q" => return Ok(Exit::Ok),
            _ => cx.ask_line(&Line::of(AGAIN.get(cx.lang()))),
        }
    }
}

/// A file that can be read; `None` to go back. Asked before anything is made.
fn workbook(cx: &mut Context) -> Option<PathBuf> {
    loop {
        let typed = ask::line(cx, &WORKBOOK.msg()).filter(|typed| !typed.is_empty())?;
        if std::fs::File::open(&typed).is_ok() && std::path::Path::new(&typed).is_file() {
            return Some(PathBuf::from(typed));
        }
        cx.ask_line(&Line::of(NO_FILE.msg().with("path", typed).get(cx.lang())));
    }
}
