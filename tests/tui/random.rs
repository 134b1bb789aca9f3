//! Whatever happens, the interface stands.

use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend};
use registre::model::{Lang, RecordId};
use registre::ops::Workspace;
use registre::ops::document::Outcome;
use registre::ops::journal::Move;
use registre::term::editor::Edited;
use registre::term::input::{Mouse, MouseAct};
use registre::term::{Input, Key};
use registre::tui::command::COMMANDS;
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::model::Layer;
use registre::tui::update::update;

use crate::driver::Driver;

fn input() -> impl Strategy<Value = Input> {
    let bound: Vec<Key> = COMMANDS.iter().flat_map(|c| c.keys).filter_map(|k| Key::parse(k)).collect();
    let acts = vec![MouseAct::Press, MouseAct::WheelUp, MouseAct::WheelDown, MouseAct::Drag, MouseAct::Menu];
    prop_oneof![
        12 => prop::sample::select(bound).prop_map(Input::Key),
        6 => prop::sample::select("aeéœ 1/-nos\u{301}".chars().collect::<Vec<_>>()).prop_map(|c| Input::Key(Key::char(c))),
        2 => (prop::sample::select(acts), 0u16..90, 0u16..30)
            .prop_map(|(act, column, row)| Input::Mouse(Mouse { act, column, row })),
        1 => ".{0,12}".prop_map(|text| Input::Paste(text.into())),
        1 => (0u16..130, 0u16..45).prop_map(|(width, height)| Input::Resize { width, height }),
        1 => prop::sample::select(vec![Input::Focus(false), Input::Resumed]),
    ]
}

/// What happens.
#[derive(Clone, Debug)]
enum Event {
    Input(Input),
    /// Another program writes one of these in a file.
    Written(&'static str, Option<&'static str>),
    /// Workers become slow, or fast again.
    Slow(bool),
    /// The worker that has waited longest, or the last one, answers.
    Answer {
        first: bool,
    },
    /// What the person's editor gives back, from now on.
    Editor(Option<&'static str>),
    /// The next worker that is awaited fails from the inside.
    Fails,
}

fn event() -> impl Strategy<Value = Event> {
    let names = ["activities/clients.toml", "activities/oeuvres.toml", "purposes/commandes.toml"];
    let texts = [
        None,
        Some("name = \"Ailleurs\"\n"),
        Some("name = \"Ailleurs\"\nref = \"T-9\"\nowner = \"Eux\"\n"),
        Some("name = "),
    ];
    let written = (prop::sample::select(names.to_vec()), prop::sample::select(texts.to_vec()));
    prop_oneof![
        25 => input().prop_map(Event::Input),
        5 => written.prop_map(|(name, text)| Event::Written(name, text)),
        1 => any::<bool>().prop_map(Event::Slow),
        3 => any::<bool>().prop_map(|first| Event::Answer { first }),
        1 => prop::sample::select(vec![None, Some(""), Some("Écrit ailleurs\nsur deux lignes"), Some("2026-02-31")])
            .prop_map(Event::Editor),
        1 => Just(Event::Fails),
    ]
}

/// What was not saved, made again on what the disk held, gives what is here: the journal can be believed.
fn journal_agrees(d: &Driver, written: &[&str]) -> Result<(), TestCaseError> {
    // While another register is shown, that of today waits.
    let living = d.model.as_it_was.as_ref().map(|past| &past.living);
    let Some(here) = living.or(d.model.workspace.as_ref()) else { return Ok(()) };
    let mut again = Workspace::open(here.dir()).map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
    if again.changed_on_disk(here).iter().any(|_| true) {
        return Ok(()); // what was written there is not taken in yet
    }
    // As recovery does it: what cannot be made again and was undone is left out.
    let mut lost: Vec<&Move> = Vec::new();
    for step in &d.model.past.unsaved {
        if let Some(at) = lost.iter().rposition(|before| before.is_undone_by(step)) {
            lost.remove(at);
            continue;
        }
        let made = match step {
            Move::Did(act) | Move::MadeAgain(act) => again.make_again(act),
            Move::TookBack(act) => again.take_back(act),
        };
        if made.is_err() {
            lost.push(step);
        }
    }
    // An act that another's writing stands against is kept whole in a file beside, as `recovery.rs` shows:
    // what is here and what would be recovered then differ, and nothing is lost.
    if !lost.is_empty() {
        return Ok(());
    }
    // A record called otherwise here and removed there is brought back: that loses nothing.
    let acts = d.model.past.unsaved.iter().map(|step| match step {
        Move::Did(act) | Move::MadeAgain(act) | Move::TookBack(act) => act,
    });
    let names: Vec<&(RecordId, RecordId)> = acts.flat_map(|act| &act.renamed).collect();
    let renamed = |id: &RecordId| names.iter().any(|(from, to)| from == id || to == id);
    let ids = |w: &Workspace| w.register().iter().map(|r| r.id.clone()).collect::<Vec<_>>();
    let mut there = ids(&again);
    there.retain(|id| here.register().contains(id) || !renamed(id));
    // One that was removed and made anew there under the name it lost here gets the other name again, with
    // all that they wrote in it.
    let goes_along = |id: &RecordId| {
        let mut other =
            names.iter().filter_map(|(from, to)| (from == id).then_some(to).or((to == id).then_some(from)));
        !again.register().contains(id) && other.any(|new| again.text(new) == here.text(id))
    };
    // One that was removed here and there, and made anew there word for word, is removed again.
    let files = |step: &Move| match step {
        Move::Did(act) | Move::MadeAgain(act) => {
            act.files.iter().filter(|f| f.after.is_none()).map(|f| f.record.clone()).collect::<Vec<_>>()
        }
        Move::TookBack(act) => {
            act.files.iter().filter(|f| f.before.is_none()).map(|f| f.record.clone()).collect()
        }
    };
    let removed: Vec<RecordId> = d.model.past.unsaved.iter().flat_map(files).collect();
    let mut still = ids(here);
    still.retain(|id| !goes_along(id) && (again.register().contains(id) || !removed.contains(id)));
    prop_assert_eq!(&still, &there);
    for id in still {
        // What others took away and put back again, while it was taken away here, cannot be told from what they
        // never touched.
        if written.iter().filter(|path| **path == id.path()).count() > 1 {
            continue;
        }
        prop_assert_eq!(here.text(&id), again.text(&id));
    }
    Ok(())
}

/// How many sessions, of up to 150 messages each: `REGISTRE_FUZZ`, else few.
fn cases() -> u32 {
    std::env::var("REGISTRE_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(32)
}

/// The workers of a session: quick, slow, or broken.
#[derive(Default)]
struct Workers {
    slow: bool,
    fails: bool,
    editor: Option<&'static str>,
    waiting: Vec<Effect>,
}

impl Workers {
    fn take(&mut self, d: &mut Driver, effects: Vec<Effect>) {
        for effect in effects {
            // The journal and the screen are not waited for.
            let at_once = matches!(effect, Effect::Journal(_) | Effect::JournalAnew(_) | Effect::SetAside(_));
            if self.slow && !at_once {
                self.waiting.push(effect);
            } else {
                self.answer(d, effect);
            }
        }
    }

    fn answer(&mut self, d: &mut Driver, effect: Effect) {
        let awaited = matches!(
            effect,
            Effect::Open { .. }
                | Effect::Save(_)
                | Effect::Many { .. }
                | Effect::OpenPast { .. }
                | Effect::PrepareRestore { .. }
                | Effect::PrepareCommit { .. }
                | Effect::PrepareExchange { .. }
        );
        let answer = match effect {
            _ if awaited && std::mem::take(&mut self.fails) => Some(Msg::Broken { awaited, work: None }),
            Effect::Edit(_) => Some(Msg::Edited(match self.editor {
                Some(text) => Edited::Changed(text.to_owned()),
                None => Edited::Unchanged,
            })),
            Effect::Export { request, job, .. } => {
                Some(Msg::Exported { request, job, result: Ok(Outcome::Stopped) })
            }
            other => d.answer(other),
        };
        if let Some(answer) = answer {
            let effects = update(&mut d.model, answer);
            self.take(d, effects);
        }
    }

    /// One that waits answers, in order or not.
    fn one(&mut self, d: &mut Driver, first: bool) {
        if !self.waiting.is_empty() {
            let at = if first { 0 } else { self.waiting.len() - 1 };
            let effect = self.waiting.remove(at);
            let slow = self.slow;
            self.answer(d, effect);
            self.slow = slow;
        }
    }
}

/// What holds in every state.
fn holds(d: &Driver, workers: &Workers) -> Result<(), TestCaseError> {
    let m = &d.model;
    let awaits = |e: &Effect| {
        !matches!(e, Effect::Check { .. } | Effect::LookAgain { .. } | Effect::Page(_) | Effect::Git(_))
    };
    prop_assert!(m.busy.is_none() || m.quit.is_some() || workers.waiting.iter().any(awaits));
    if let Some(form) = &m.form {
        prop_assert!(m.register().is_some_and(|r| r.contains(&form.record)));
    }
    prop_assert!(m.marked.iter().all(|id| m.register().is_some_and(|r| r.contains(id))));
    prop_assert!(m.bulk.is_none() || !m.layers.is_empty());
    prop_assert!(m.rows.len() <= m.listing.total());
    prop_assert!(m.rows.is_empty() || m.row_index() < m.rows.len());
    if let (Some((_, page)), Some(Layer::Page { at, .. })) = (&m.page, m.layers.last()) {
        prop_assert!(*at == 0 || *at < page.rows.len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_input_in_any_order_gives_a_screen(events in prop::collection::vec(event(), 0..150)) {
        let mut d = Driver::small(Lang::Fr, 80, 24);
        let mut workers = Workers::default();
        let mut written = Vec::new();
        for event in events {
            match event {
                Event::Slow(slow) => workers.slow = slow,
                Event::Fails => workers.fails = true,
                Event::Editor(text) => workers.editor = text,
                Event::Answer { first } => workers.one(&mut d, first),
                Event::Written(name, text) => {
                    written.push(name);
                    match text {
                        Some(text) => std::fs::write(d.path(name), text).unwrap(),
                        None => drop(std::fs::remove_file(d.path(name))),
                    }
                    let effects = update(&mut d.model, Msg::DiskChanged);
                    workers.take(&mut d, effects);
                }
                Event::Input(input) => {
                    if let Input::Resize { width, height } = input {
                        d.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
                    }
                    let effects = update(&mut d.model, Msg::Input(input));
                    workers.take(&mut d, effects);
                }
            }
            d.draw();
            if d.model.quit.is_some() {
                break;
            }
            journal_agrees(&d, &written)?;
            holds(&d, &workers)?;
        }
        // At the end all answer, and nothing is left busy.
        workers.slow = false;
        while !workers.waiting.is_empty() && d.model.quit.is_none() {
            workers.one(&mut d, true);
        }
        d.draw();
        if d.model.quit.is_none() {
            journal_agrees(&d, &written)?;
            holds(&d, &workers)?;
        }
    }
}
