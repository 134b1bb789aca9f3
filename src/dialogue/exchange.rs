//! Sending commits and receiving them: what will run is said first, then how it goes, a sentence now and then.

use std::time::{Duration, Instant};

use super::Go;
use super::session::Session;
use crate::model::message::{Text, text};
use crate::ops::remote::{self, Exchanged, Way};

const WILL_RUN: Text = text("Commande\u{a0}: {command}.", "Command: {command}.");
const PUSH: Text = text("Envoyer les validations\u{202f}?", "Push the commits?");
const PULL: Text = text("Recevoir les validations\u{202f}?", "Pull the commits?");
const PUSHING: Text = text("Envoi en cours, Ctrl-C l’interrompt.", "Pushing, Ctrl-C stops it.");
const PULLING: Text = text("Réception en cours, Ctrl-C l’interrompt.", "Pulling, Ctrl-C stops it.");
const NOT_RUN: Text = text("Rien n’est lancé.", "Nothing is run.");
const PUSHED: Text = text("Envoyé au dépôt distant.", "Pushed.");
const PUSHED_N: Text =
    text("{n} {n|validation envoyée|validations envoyées}.", "{n} {n|commit|commits} pushed.");
const PULLED: Text = text("Reçu du dépôt distant.", "Pulled.");
const PULLED_N: Text = text("{n} {n|validation reçue|validations reçues}.", "{n} {n|commit|commits} pulled.");
const UP_TO_DATE: Text =
    text("Rien à recevoir\u{a0}: tout est déjà là.", "Nothing to pull: everything is here already.");

/// How often progress is said.
const EVERY: Duration = Duration::from_secs(5);

impl Session<'_> {
    /// Sends or receives, once what will run was said and agreed to.
    pub fn exchange(&mut self, way: Way) -> Go {
        let run = match remote::prepare(&self.workspace, way) {
            Ok(run) => run,
            Err(error) => return self.say_error(&error),
        };
        self.say(WILL_RUN.msg().with("command", run.command_line()))?;
        run.notes.iter().try_for_each(|note| self.say(note.clone()))?;
        let (question, begun) = if way == Way::Push { (PUSH, PUSHING) } else { (PULL, PULLING) };
        if !self.yes(&question.msg())? {
            return self.say(NOT_RUN.msg());
        }
        self.say(begun.msg())?;
        let mut progress = Progress::new();
        let mut failed = Ok(());
        let workspace = self.workspace.clone();
        let done = remote::exchange(&workspace, &run, &mut |said| {
            if let Some(line) = progress.hear(said, Instant::now())
                && failed.is_ok()
            {
                failed = self.say_words(&line);
            }
        });
        self.forget_interrupts();
        failed?;
        match done {
            Ok(done) => self.exchanged(&done),
            Err(error) => self.say_error(&error),
        }
    }

    fn exchanged(&mut self, done: &Exchanged) -> Go {
        self.say(match (done.way, done.commits) {
            (Way::Push, Some(n)) => PUSHED_N.msg().with("n", n),
            (Way::Push, None) => PUSHED.msg(),
            (Way::Pull, Some(n)) if n > 0 => PULLED_N.msg().with("n", n),
            (Way::Pull, Some(_)) => UP_TO_DATE.msg(),
            (Way::Pull, None) => PULLED.msg(),
        })?;
        if done.way == Way::Pull { self.reload() } else { Ok(()) }
    }
}

/// What git says on its way, of which a line is read now and then: it counts up several times a second.
struct Progress {
    line: String,
    last: Instant,
}

impl Progress {
    fn new() -> Progress {
        Progress { line: String::new(), last: Instant::now() }
    }

    /// Takes in what was said; gives the line to be read, where it is time for one.
    fn hear(&mut self, said: &str, now: Instant) -> Option<String> {
        let mut whole = None;
        for c in said.chars() {
            match c {
                '\n' | '\r' => whole = Some(std::mem::take(&mut self.line)),
                c => self.line.push(c),
            }
        }
        let line = whole.filter(|line| !line.trim().is_empty())?;
        if now.saturating_duration_since(self.last) < EVERY {
            return None;
        }
        self.last = now;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_now_and_then_and_whole() {
        let mut progress = Progress::new();
        let begun = progress.last;
        assert_eq!(progress.hear("Receiving objects: 1%\rReceiving", begun), None, "too soon");
        assert_eq!(
            progress.hear(" objects: 40%\r", begun + EVERY).as_deref(),
            Some("Receiving objects: 40%"),
            "a line that came in two parts"
        );
        assert_eq!(progress.hear("Receiving objects: 50%\r", begun + EVERY), None);
        assert_eq!(progress.hear("half a line", begun + EVERY * 3), None);
    }
}
