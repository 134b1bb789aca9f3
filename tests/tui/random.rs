//! Whatever happens, the interface stands.

use proptest::prelude::*;
use registre::model::Lang;
use registre::term::input::{Mouse, MouseAct};
use registre::term::{Input, Key};
use registre::tui::command::COMMANDS;
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
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
        1 => ".{0,12}".prop_map(Input::Paste),
        1 => (0u16..130, 0u16..45).prop_map(|(width, height)| Input::Resize { width, height }),
        1 => prop::sample::select(vec![Input::Focus(false), Input::Resumed]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_input_in_any_order_gives_a_screen(inputs in prop::collection::vec(input(), 0..150)) {
        let mut d = Driver::small(Lang::Fr, 80, 24);
        for input in inputs {
            if let Input::Resize { width, height } = input {
                d.resize(width, height);
                continue;
            }
            // In memory alone: what touches the disk is tested elsewhere.
            let mut effects = update(&mut d.model, Msg::Input(input));
            while let Some(effect) = effects.pop() {
                match effect {
                    Effect::Save(workspace) => {
                        let result = Ok(Default::default());
                        effects.extend(update(&mut d.model, Msg::Saved { workspace, result }));
                    }
                    Effect::Check { generation, workspace } => {
                        let findings = workspace.findings();
                        effects.extend(update(&mut d.model, Msg::Checked { generation, findings }));
                    }
                    Effect::Open { .. }
                    | Effect::PrepareCommit { .. } | Effect::Commit { .. } => {
                        effects.extend(update(&mut d.model, Msg::Broken));
                    }
                    _ => {}
                }
            }
            d.draw();
            // What holds in every state.
            let m = &d.model;
            prop_assert!(m.busy.is_none() || m.quit.is_some());
            if let Some(form) = &m.form {
                prop_assert!(m.register().is_some_and(|r| r.contains(&form.record)));
            }
            prop_assert!(m.marked.iter().all(|id| m.register().is_some_and(|r| r.contains(id))));
            prop_assert!(m.bulk.is_none() || !m.layers.is_empty());
            prop_assert!(m.rows.len() <= m.listing.total());
            if m.quit.is_some() {
                break;
            }
        }
    }
}
