//! The beginning of the conversation, and where it can go.

use super::Go;
use super::commands::{Does, Place, menu};
use super::session::Session;
use super::texts as t;
use super::words::{Anywhere, Typed, index};
use crate::model::{Kind, RecordId};
use crate::picture::Lead;

impl Session<'_> {
    /// The whole conversation; ends by a [`super::Stop`].
    pub fn converse(&mut self) -> Go {
        if !std::mem::replace(&mut self.begun, true) {
            self.say_news()?;
            self.say_state()?;
            self.say(t::TYPE_HELP.msg())?;
            self.offer_back()?;
        }
        self.say_menu()?;
        loop {
            let Some(typed) = self.command(&t::ASK_MENU.msg(), Place::Menu)? else { continue };
            match typed {
                Typed::Nothing | Typed::Does(Does::Back, _) => self.say_menu()?,
                Typed::Number(n) => match index(n, menu().count()).and_then(|i| menu().nth(i)) {
                    Some(command) => self.go(command.does, "")?,
                    None => self.no_such_number(menu().count())?,
                },
                Typed::Does(does, rest) => self.go(does, &rest)?,
                Typed::Words(words) => self.not_understood(&words, Place::Menu)?,
            }
        }
    }

    fn go(&mut self, does: Does, rest: &str) -> Go {
        match does {
            Does::List(kind) => self.list(kind),
            Does::Organisation => self.records(&[RecordId::organisation()], 0, None),
            Does::Findings => self.findings_list(),
            Does::Overview => self.page(&Lead::Overview),
            Does::Deadlines => self.page(&Lead::Deadlines),
            Does::Changes => self.changes(),
            Does::History => self.register_history(),
            Does::Compare => self.compare(rest),
            Does::Branches => self.branches(),
            Does::AsItWas => self.as_it_was(rest),
            Does::Present => self.present(),
            Does::New => self.new_of(rest),
            Does::Guide => self.guide_of(rest),
            other => match self.anywhere(other, rest)? {
                Anywhere::Done | Anywhere::Changed => Ok(()),
                Anywhere::NotHere => self.list(Kind::Activity),
            },
        }
    }

    fn say_menu(&mut self) -> Go {
        self.say(t::MENU.msg())?;
        menu().enumerate().try_for_each(|(i, command)| self.say_numbered(i, command.label(self.lang)))
    }

    /// Says an item of a list under its number.
    pub fn say_numbered(&mut self, index: usize, words: &str) -> Go {
        let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.say(t::NUMBERED.msg().with("n", index + 1).with("words", one_line))
    }
}
