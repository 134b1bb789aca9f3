//! Questions, asked only of someone who can answer.

use std::io::{self, BufRead as _, Write as _};

use super::context::Context;
use crate::model::message::{Message, Text, text};
use crate::term::clean;

const YES_NO: Text = text("[o/N]", "[y/N]");

/// One answer to one question, trimmed; `None` when the input has ended.
pub fn line(cx: &Context, question: &Message) -> Option<String> {
    let asked = clean(&question.get(cx.lang()));
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "{asked} ").and_then(|()| stderr.flush());
    let mut answer = String::new();
    match io::stdin().lock().read_line(&mut answer) {
        Ok(n) if n > 0 => Some(answer.trim().to_owned()),
        _ => None,
    }
}

/// Whether the person says yes; anything else is no.
pub fn yes(cx: &Context, question: Message) -> bool {
    let both = text("{question} {choice}", "{question} {choice}");
    let asked = both.msg().with("question", question).with("choice", YES_NO);
    let answer = line(cx, &asked).unwrap_or_default().to_lowercase();
    matches!(answer.as_str(), "o" | "oui" | "y" | "yes")
}
