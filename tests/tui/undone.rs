//! Every command that changes the register is undone, to the byte.

use std::collections::BTreeMap;

use registre::model::{Lang, RecordId};
use registre::tui::command::{COMMANDS, Do};

use crate::driver::Driver;
use crate::findings::transfer_to_switzerland;
use crate::git::committed_and_changed;
use crate::keys_live::{on_a_row, on_rows};

type Make = fn(Lang, u16, u16) -> Driver;

/// Commands that change the register, and a way to carry each out; several where it is several things.
const CHANGE: &[(Do, Make, &str)] = &[
    (Do::New, Driver::small, "n<enter>Jeu-concours<enter>"),
    (Do::New, Driver::small, "ncourriel<enter><enter>"),
    (Do::New, on_rows, "<ctrl-a>Prospects<enter>"),
    (Do::Duplicate, Driver::small, "d<enter>"),
    (Do::Duplicate, Driver::small, "<ctrl-a>d"),
    (Do::Rename, Driver::small, "r<ctrl-u>acheteurs<enter>"),
    (Do::Rename, Driver::small, "<left>j<right>r<ctrl-u>achats<enter>"),
    (Do::Rename, on_a_row, "<f2><ctrl-u>joindre<enter>"),
    (Do::Delete, Driver::small, "<down><delete>s"),
    (Do::Delete, Driver::small, "<left>jj<right><ctrl-a><delete>s"),
    (Do::Unknown, Driver::small, "<enter><down><down><delete>"),
    (Do::Unknown, on_a_row, "<delete>"),
    (Do::None, on_rows, "<ctrl-n>"),
    (Do::Accept, Driver::small, "<enter><down><down><enter>9<enter>"),
    (Do::Accept, Driver::small, "<enter><down><down><down><enter>Long<enter>texte<esc>"),
    (Do::Bulk, Driver::small, "<ctrl-a>Bstatut<enter>suspendue<enter>m"),
    (Do::Mend, transfer_to_switzerland, "<f8><ctrl-x>"),
    (Do::Waive, transfer_to_switzerland, "<f8><ctrl-o>Le contrat arrive.<enter><enter>"),
    (Do::Reference, Driver::small, "<left>jj<right>n<enter>Candidats<enter><ctrl-r>recru<enter>"),
    (Do::Discard, committed_and_changed, "D<delete>"),
    (Do::Discard, committed_and_changed, "D<down><down><delete>"),
    (Do::DiscardAll, committed_and_changed, "D<ctrl-p>tout remettre<enter>t"),
    (Do::Restore, committed_and_changed, "H<f5>v"),
    (Do::Guide, Driver::small, "<down><enter><ctrl-g><tab>Ventes<enter>"),
];

/// Commands that change nothing of the register, whatever they show, write elsewhere or ask.
const LEAVE: &[Do] = &[
    Do::Up,
    Do::Down,
    Do::PageUp,
    Do::PageDown,
    Do::First,
    Do::Last,
    Do::Next,
    Do::Previous,
    Do::Back,
    Do::Toggle,
    Do::Range,
    Do::MarkAll,
    Do::Unmark,
    Do::Unfold,
    Do::Fold,
    Do::External,
    Do::NextFinding,
    Do::Explain,
    Do::Filter,
    Do::Save,
    Do::Filters,
    Do::KeepFilter,
    Do::Sort,
    Do::Commit,
    Do::Export,
    Do::Undo,
    Do::Redo,
    Do::Problems,
    Do::Tasks,
    Do::Cancel,
    Do::Reload,
    Do::Language,
    Do::Mouse,
    Do::Copy,
    Do::ShowText,
    Do::Overview,
    Do::Deadlines,
    Do::Timeline,
    Do::Flow,
    Do::Screening,
    Do::Search,
    Do::Uses,
    Do::Changes,
    Do::History,
    Do::Log,
    Do::Compare,
    Do::Branches,
    Do::MarkRead,
    Do::Blame,
    Do::AsItWas,
    Do::Present,
    Do::Push,
    Do::Pull,
    Do::Palette,
    Do::Suspend,
    Do::Redraw,
    Do::Help,
    Do::Quit,
    Do::QuitNow,
];

/// What the files would hold.
fn bytes(d: &Driver) -> BTreeMap<RecordId, Vec<u8>> {
    let ws = d.model.workspace.as_ref().unwrap();
    let ids = ws.register().iter().map(|r| r.id.clone()).chain(ws.files().cloned());
    ids.filter_map(|id| Some((id.clone(), ws.bytes(&id)?.to_vec()))).collect()
}

#[test]
fn every_command_either_changes_nothing_or_is_undone_here() {
    for command in COMMANDS {
        let changes = CHANGE.iter().any(|(act, ..)| *act == command.act);
        assert!(changes || LEAVE.contains(&command.act), "{:?}: is it undone?", command.act);
        assert!(!(changes && LEAVE.contains(&command.act)), "{:?} is in both lists", command.act);
    }
}

#[test]
fn what_a_command_changed_is_undone_to_the_byte_and_made_again() {
    for (act, make, way) in CHANGE {
        let mut d = make(Lang::Fr, 100, 30);
        let before = bytes(&d);
        d.keys(way);
        let after = bytes(&d);
        assert_ne!(before, after, "{act:?}: {way} changes nothing\n{}", d.screen());
        d.keys("<esc><esc><esc><esc>");
        let mut steps = 0;
        while bytes(&d) != before {
            steps += 1;
            assert!(steps < 10, "{act:?}: {way} is not undone\n{}", d.screen());
            d.keys("u");
        }
        d.keys(&"U".repeat(steps));
        assert_eq!(bytes(&d), after, "{act:?}: {way} is not made again");
    }
}
