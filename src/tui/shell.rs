//! What does on the command line what a command does here.

use crate::model::message::{Text, text};
use crate::tui::command::{Command, Context, Do};

const NOTHING: Text = text("", "");

impl Command {
    /// What does the same on the command line, after `registre`; empty where nothing does. The words in
    /// capitals stand for what is to be put there, as the help of the command line names them.
    pub fn cli(&self) -> Text {
        match self.act {
            Do::New => text("new GENRE --name NOM", "new KIND --name NAME"),
            Do::Duplicate => text("new GENRE --from ID", "new KIND --from ID"),
            Do::Rename => text("rename ID NOUVEAU", "rename ID NEW"),
            Do::Delete => same("delete ID"),
            Do::Export => same("export FORMAT"),
            Do::Commit => same("commit"),
            Do::Problems => same("check"),
            Do::Overview => same("overview"),
            Do::Deadlines => same("deadlines"),
            Do::Timeline => same("timeline ID"),
            Do::Flow => same("flow ID"),
            Do::Screening => same("dpia ID"),
            Do::Uses => same("uses ID"),
            Do::Changes => same("status"),
            Do::History => same("log ID"),
            Do::Log => same("log"),
            Do::Blame => same("blame ID"),
            Do::AsItWas => text("at QUAND", "at WHEN"),
            Do::Restore => text("restore ID --from ÉTAT", "restore ID --from STATE"),
            Do::Compare => same("diff"),
            Do::Search => text("search MOTS", "search WORDS"),
            Do::Filter => text("list GENRE --filter REQUÊTE", "list KIND --filter QUERY"),
            Do::Sort => text("list GENRE --sort CLÉ", "list KIND --sort KEY"),
            Do::Accept if self.contexts == [Context::Browse] => same("show ID"),
            _ => NOTHING,
        }
    }
}

/// The same words in both languages.
const fn same(words: &'static str) -> Text {
    text(words, words)
}
