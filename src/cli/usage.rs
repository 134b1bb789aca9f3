//! What the parser refuses, said in the reader's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::context::Context;
use super::fail::Fail;
use super::help;
use crate::model::message::{Lang, Message, Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::pick::NEAR;

const UNKNOWN_COMMAND: Text =
    text("Commande inconnue\u{a0}: «\u{a0}{word}\u{a0}».", "Unknown command: “{word}”.");
const UNKNOWN_ARGUMENT: Text =
    text("Argument inattendu\u{a0}: «\u{a0}{word}\u{a0}».", "Unexpected argument: “{word}”.");
const BAD_VALUE: Text =
    text("«\u{a0}{value}\u{a0}» n’est pas une valeur de {word}.", "“{value}” is not a value of {word}.");
const NO_VALUE: Text = text("{word} attend une valeur.", "{word} expects a value.");
const MISSING: Text = text("Il manque\u{a0}: {word}", "Missing: {word}");
const TWICE: Text =
    text("{word} est donné deux fois, ou avec {other}.", "{word} is given twice, or with {other}.");
const NOT_UTF8: Text = text("Un argument n’est pas en UTF-8.", "An argument is not UTF-8.");
const OTHER: Text = text("La commande n’est pas comprise.", "The command was not understood.");
const CHOICES: Text = text("Au choix\u{a0}: {words}.", "One of: {words}.");
const SEE: Text = text("Voir\u{a0}: registre {command}--help", "See: registre {command}--help");

/// Help and version are printed; anything else is an error of usage.
pub fn explain(error: &clap::Error, command: &clap::Command, cx: &mut Context) -> Result<Exit, Fail> {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let shown = error.render();
            cx.print(&shown.to_string());
            return Ok(Exit::Ok);
        }
        _ => {}
    }
    if let (ErrorKind::InvalidSubcommand, [word]) =
        (error.kind(), words(error, ContextKind::InvalidSubcommand).as_slice())
    {
        return Err(unknown_command(word));
    }
    let mut said = OpError::new(Exit::Usage, sentence(error));
    // The parser guesses at words that have little in common: only a slip is worth a guess.
    let typed = words(error, ContextKind::InvalidValue).join(" ");
    let is_near = |word: &String| strsim::jaro_winkler(word, &typed) > 0.8;
    let values = words(error, ContextKind::SuggestedValue).into_iter().filter(is_near);
    if let Some(near) = words(error, ContextKind::SuggestedArg).into_iter().chain(values).next() {
        let near = if cx.lang() == Lang::Fr { french(&near).to_owned() } else { near };
        said = said.hint(NEAR.msg().with("near", near));
    }
    let mut choices = words(error, ContextKind::ValidValue);
    if cx.lang() == Lang::Fr {
        choices.iter_mut().for_each(|word| *word = french(word).to_owned());
    }
    if !choices.is_empty() {
        said = said.hint(CHOICES.msg().with("words", choices.join(", ")));
    }
    let topic = subcommand(error, command).map(|name| format!("{name} ")).unwrap_or_default();
    Err(said.hint(SEE.msg().with("command", topic)).into())
}

/// The word that a French reader may type instead.
fn french(word: &str) -> &str {
    match word {
        "full" => "complete",
        "article30" => "article-30",
        "error" => "erreur",
        "warning" => "attention",
        "advice" => "conseil",
        other => other,
    }
}

/// The error for a command that does not exist.
pub fn unknown_command(word: &str) -> Fail {
    let near = help::ALL
        .iter()
        .map(|h| (strsim::jaro_winkler(h.name, word).max(strsim::jaro_winkler(h.alias, word)), h.name))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let error = OpError::new(Exit::Usage, UNKNOWN_COMMAND.msg().with("word", word));
    let error = match near {
        Some((_, near)) => error.hint(NEAR.msg().with("near", near)),
        None => error,
    };
    error.hint(SEE.msg().with("command", "")).into()
}

fn sentence(error: &clap::Error) -> Message {
    let word = |kind| words(error, kind).join(", ");
    let argument = word(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => UNKNOWN_ARGUMENT.msg().with("word", argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = word(ContextKind::InvalidValue);
            if value.is_empty() {
                NO_VALUE.msg().with("word", argument)
            } else {
                BAD_VALUE.msg().with("value", value).with("word", argument)
            }
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            NO_VALUE.msg().with("word", argument)
        }
        ErrorKind::MissingRequiredArgument => MISSING.msg().with("word", argument),
        ErrorKind::ArgumentConflict => {
            TWICE.msg().with("word", argument).with("other", word(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => NOT_UTF8.msg(),
        _ => OTHER.msg(),
    }
}

fn words(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(s)) => vec![s.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        Some(ContextValue::StyledStr(s)) => vec![s.to_string()],
        _ => Vec::new(),
    }
}

/// The subcommand in which it happened, from the usage line that the parser gives.
fn subcommand(error: &clap::Error, command: &clap::Command) -> Option<String> {
    let usage = match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(s) => s.to_string(),
        _ => return None,
    };
    let known = |w: &&str| command.get_subcommands().any(|c| c.get_name() == *w);
    usage.split_whitespace().find(known).map(str::to_owned)
}
