//! A list to pick one or several things from, narrowed by typing.

use crate::tui::matching::rank;
use crate::tui::widgets::text_edit::TextEdit;

/// One thing to pick.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice<T> {
    pub label: String,
    /// What tells it from its neighbours: an identifier, an article.
    pub detail: String,
    pub value: T,
}

/// The list, what is typed to narrow it, and what is picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker<T> {
    pub filter: TextEdit,
    pub choices: Vec<Choice<T>>,
    /// The choices that match, as indexes.
    pub matches: Vec<usize>,
    /// The place in `matches`.
    pub at: usize,
    /// With several to pick: those picked, in the order of picking. `None` where one is picked.
    pub picked: Option<Vec<usize>>,
    /// Something was picked or unpicked by hand.
    pub touched: bool,
}

impl<T: PartialEq> Picker<T> {
    pub fn new(choices: Vec<Choice<T>>, several: bool, now: &[T]) -> Picker<T> {
        let index = |v: &T| choices.iter().position(|c| c.value == *v);
        let current: Vec<usize> = now.iter().filter_map(index).collect();
        let at = current.first().copied().unwrap_or(0);
        let mut picker = Picker {
            filter: TextEdit::line(""),
            matches: (0..choices.len()).collect(),
            choices,
            at,
            picked: several.then_some(current),
            touched: false,
        };
        if several {
            picker.at = 0;
            picker.narrow();
        }
        picker
    }

    /// Narrows the list to what was typed, the mark on the first that matches.
    pub fn narrow_from_the_first(&mut self) {
        self.narrow();
        self.at = 0;
    }

    /// To be called when the typed filter changed.
    pub fn narrow(&mut self) {
        let texts: Vec<String> = self.choices.iter().map(|c| format!("{} {}", c.label, c.detail)).collect();
        self.matches = rank(self.filter.text(), texts.iter().map(String::as_str));
        if let Some(picked) = self.picked.as_ref().filter(|_| self.filter.is_empty()) {
            // What is picked stands first, in its order, which matters.
            self.matches.sort_by_key(|i| picked.iter().position(|p| p == i).unwrap_or(usize::MAX));
        }
        self.at = self.at.min(self.matches.len().saturating_sub(1));
    }

    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.matches.len().saturating_sub(1));
    }

    /// The choice under the mark.
    pub fn current(&self) -> Option<&Choice<T>> {
        self.choices.get(*self.matches.get(self.at)?)
    }

    /// Picks or unpicks the choice under the mark, where several may be picked.
    pub fn toggle(&mut self) {
        let Some(index) = self.matches.get(self.at).copied() else { return };
        self.touched = true;
        if let Some(picked) = &mut self.picked {
            match picked.iter().position(|p| *p == index) {
                Some(i) => drop(picked.remove(i)),
                None => picked.push(index),
            }
        }
    }

    /// Adds a choice and picks it.
    pub fn add_picked(&mut self, choice: Choice<T>) {
        let index = self.choices.len();
        self.touched = true;
        self.choices.push(choice);
        if let Some(picked) = &mut self.picked {
            picked.push(index);
        }
        self.filter = TextEdit::line("");
        self.narrow();
        self.at = self.matches.iter().position(|i| *i == index).unwrap_or(0);
    }

    /// Before the choice is taken: who picked nothing by hand and typed a name, or has nothing picked at all, means
    /// the line under the mark.
    pub fn settle(&mut self) {
        let found = self.matches.get(self.at).copied();
        if let (Some(picked), Some(index)) = (&mut self.picked, found)
            && !self.touched
            && (!self.filter.is_empty() || picked.is_empty())
            && !picked.contains(&index)
        {
            picked.push(index);
        }
    }

    /// The values picked: those marked where several may be, else the one under the mark.
    pub fn values(&self) -> Vec<&T> {
        match &self.picked {
            Some(picked) => picked.iter().filter_map(|i| self.choices.get(*i)).map(|c| &c.value).collect(),
            None => self.current().map(|c| &c.value).into_iter().collect(),
        }
    }

    pub fn is_picked(&self, index: usize) -> bool {
        self.picked.as_ref().is_some_and(|p| p.contains(&index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picker(several: bool, now: &[u8]) -> Picker<u8> {
        let choice =
            |(i, l): (usize, &str)| Choice { label: l.to_owned(), detail: String::new(), value: i as u8 };
        Picker::new(
            ["France", "États-Unis", "Suède"].into_iter().enumerate().map(choice).collect(),
            several,
            now,
        )
    }

    #[test]
    fn typing_narrows_and_the_mark_stays_inside() {
        let mut p = picker(false, &[2]);
        assert_eq!(p.values(), [&2], "the mark starts on what is chosen now");
        p.filter.insert("etat");
        p.narrow();
        assert_eq!(p.values(), [&1]);
        p.filter.insert("zzz");
        p.narrow();
        assert!(p.values().is_empty());
        p.toggle();
        p.step(5);
    }

    #[test]
    fn several_keep_the_order_of_picking() {
        let mut p = picker(true, &[2]);
        assert_eq!(p.current().map(|c| c.value), Some(2), "what is picked stands first");
        p.step(1);
        p.toggle();
        assert_eq!(p.values(), [&2, &0]);
        p.step(-1);
        p.toggle();
        assert_eq!(p.values(), [&0]);
        p.add_picked(Choice { label: "Ici".into(), detail: String::new(), value: 9 });
        assert_eq!(p.values(), [&0, &9]);
    }

    #[test]
    fn typing_a_name_and_taking_it_picks_it() {
        let mut p = picker(true, &[2]);
        p.filter.insert("france");
        p.narrow();
        p.settle();
        assert_eq!(p.values(), [&2, &0]);
        let mut p = picker(true, &[2]);
        p.toggle();
        p.settle();
        assert!(p.values().is_empty(), "what was unpicked by hand stays so");
    }
}
