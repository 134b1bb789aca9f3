//! Leafing through what is numbered: a page at a time, by number.

use super::Go;
use super::commands::{Does, Place};
use super::session::Session;
use super::texts as t;
use super::words::{Typed, index};
use crate::model::Message;

/// How many lines are said at a time.
pub const PAGE: usize = 20;

/// Something that is leafed through.
pub trait Leaves {
    type Item: Clone + PartialEq;
    const PLACE: Place;

    fn question(&self) -> Message;

    /// What there is now; `None`: nothing, and that was said.
    fn items(&mut self, session: &mut Session<'_>) -> Go<Option<Vec<Self::Item>>>;

    /// What is said before the items.
    fn say_head(&self, session: &mut Session<'_>, items: &[Self::Item]) -> Go;

    fn words(&self, session: &mut Session<'_>, item: &Self::Item) -> String;

    fn open(&self, session: &mut Session<'_>, items: &[Self::Item], index: usize) -> Go;

    /// What else can be typed there.
    fn obey(&mut self, session: &mut Session<'_>, _: &[Self::Item], typed: &Typed) -> Go<Then> {
        session.no_such(typed, 0, Self::PLACE)?;
        Ok(Then::Ask)
    }
}

/// What comes after something was typed.
pub enum Then {
    Ask,
    /// The list is another: it is said from its beginning.
    Anew,
}

impl Session<'_> {
    /// Leafs through until one goes back.
    pub fn leaf_through<L: Leaves>(&mut self, leaves: &mut L) -> Go {
        let mut from = 0;
        let mut say = true;
        let mut said: Vec<L::Item> = Vec::new();
        loop {
            let Some(items) = leaves.items(self)? else { return Ok(()) };
            let of = items.len();
            if from >= of {
                from = 0;
            }
            // What was said and still is so is not said again: whoever comes back knows it.
            if std::mem::take(&mut say) || said != items {
                leaves.say_head(self, &items)?;
                self.say_leaf(leaves, &items, from)?;
                said.clone_from(&items);
            }
            let Some(typed) = self.command(&leaves.question(), L::PLACE)? else { continue };
            match &typed {
                Typed::Nothing => say = true,
                Typed::Does(Does::Back, _) => return Ok(()),
                Typed::Does(turn @ (Does::Next | Does::Previous), _) => {
                    say = self.turn(&mut from, *turn, of)?
                }
                Typed::Number(n) => match index(*n, of) {
                    Some(at) => leaves.open(self, &items, at)?,
                    None => self.no_such_number(of)?,
                },
                _ => match leaves.obey(self, &items, &typed)? {
                    Then::Ask => {}
                    Then::Anew => (from, say) = (0, true),
                },
            }
        }
    }

    fn say_leaf<L: Leaves>(&mut self, leaves: &L, items: &[L::Item], from: usize) -> Go {
        let of = items.len();
        let to = (from + PAGE).min(of);
        if of > PAGE {
            self.say(t::LIST_PART.msg().with("from", from + 1).with("to", to).with("of", of))?;
        }
        for (i, item) in items.iter().enumerate().take(to).skip(from) {
            let words = leaves.words(self, item);
            self.say_numbered(i, &words)?;
        }
        self.say_more(of - to)
    }

    /// Turns the page; `false`: there is none on that side, and that was said.
    pub fn turn(&mut self, from: &mut usize, does: Does, of: usize) -> Go<bool> {
        match does {
            Does::Next if *from + PAGE >= of => return self.say(t::LAST_PAGE.msg()).map(|()| false),
            Does::Next => *from += PAGE,
            _ => *from = from.saturating_sub(PAGE),
        }
        Ok(true)
    }

    /// Says how much follows, where something does.
    pub fn say_more(&mut self, n: usize) -> Go {
        if n == 0 { Ok(()) } else { self.say(t::MORE_FOLLOW.msg().with("n", n)) }
    }
}
