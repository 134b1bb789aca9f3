//! Every key that is bound does something in its context: what the help promises, the keyboard does.

use registre::model::{Lang, Severity};
use registre::term::{Input, Key};
use registre::tui::command::{Context, commands_of, context};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::model::Model;
use registre::tui::update::update;

use crate::driver::Driver;
use crate::findings::transfer_to_switzerland;
use crate::git::committed_and_changed;

type Make = fn(Lang, u16, u16) -> Driver;

/// Ways into each context, on a register where there is something to do.
const WAYS: &[(Context, Make, &str)] = &[
    (Context::Browse, Driver::rich, "<down><down>"),
    (Context::Browse, Driver::rich, "<down><down> <down>"),
    (Context::Browse, committed_and_changed, "<home><enter><down><down><enter>8<enter><ctrl-z><esc>"),
    (Context::Browse, Driver::rich, "/st<enter>"),
    (Context::Filter, Driver::rich, "/st"),
    (Context::Filter, Driver::rich, "<down>/"),
    (Context::Form, Driver::rich, "<enter><down><down>"),
    (Context::Form, Driver::small, "<enter><end><up><up><up><up><up>"),
    (Context::Form, Driver::small, "<enter><down><down><enter>8<enter>"),
    (Context::Form, Driver::small, "<enter><down><down><enter>8<enter><ctrl-z>"),
    (Context::Form, Driver::small, "<left>jj<right><enter>"),
    (Context::Form, Driver::small, "<enter><end><right><down>"),
    (Context::Form, on_rows, ""),
    (Context::Form, on_a_row, ""),
    (Context::Form, transfer_to_switzerland, "<f8>"),
    (Context::Page, transfer_to_switzerland, "<f9>garantie"),
    (Context::Typing, Driver::rich, "<enter><down><down><enter>9"),
    (Context::Text, Driver::rich, "<enter><down><down><down><enter>Une<enter>suite"),
    (Context::Pick, Driver::small, "<enter><down><down><down><down><down><enter><down>"),
    (Context::Pick, Driver::small, "<enter><down><down><down><down><down><enter><down><down>"),
    (Context::Pick, committed_and_changed, "<ctrl-a>Bfinalités ajouter<enter>"),
    (Context::Pick, committed_and_changed, "<ctrl-a>Bfinalités ajouter<enter>Nouvelle"),
    (Context::Ask, Driver::small, "r<ctrl-u>autre"),
    (Context::Decide, Driver::small, "<down><delete><down>"),
    (Context::Decide, Driver::small, "<down><delete>"),
    (Context::Decide, Driver::small, "<enter><down><down><enter>9<enter><esc>q<ctrl-c>"),
    (Context::Commit, committed_and_changed, "<ctrl-s>c"),
    (Context::Export, Driver::rich, "x<down>"),
    (Context::Tasks, exporting, "T"),
    (Context::Tasks, Driver::rich, "T"),
    (Context::Tasks, Driver::rich, "T<down>"),
    (Context::Page, Driver::rich, "!<down><down>"),
    (Context::Page, Driver::rich, "b<down><down><down><down>"),
    (Context::Page, committed_and_changed, "D"),
    (Context::Page, committed_and_changed, "C<enter>"),
    (Context::Page, as_it_was, "b"),
    (Context::Browse, as_it_was, ""),
    (Context::Form, as_it_was, "<enter>"),
    (Context::Page, crate::git::committed_often, "J"),
    (Context::Page, crate::git::committed_often, "H"),
    (Context::Page, committed_and_changed, "C<enter><tab>"),
    (Context::Page, committed_and_changed, "D<enter><delete>"),
    (Context::Page, committed_and_changed, "D<enter><delete><ctrl-z>"),
    (Context::Palette, Driver::rich, ":<down><down>"),
    (Context::Templates, Driver::rich, "n<down><down>"),
    (Context::Guide, Driver::rich, "<ctrl-g><tab><down>"),
    (Context::Guide, Driver::rich, "<ctrl-g><tab><tab><end><up>"),
    (Context::Guide, Driver::rich, "<ctrl-g><tab><tab>"),
    (Context::Guide, Driver::small, "<ctrl-g><tab>Ventes<enter>"),
    (Context::Guide, Driver::small, "<ctrl-g><tab>Ventes<enter><ctrl-z>"),
    (Context::Choose, Driver::rich, "s<down>"),
    (Context::Choose, Driver::rich, "f<down>"),
    (Context::Choose, Driver::rich, "/st<ctrl-s>Projets<enter><esc>f"),
    (Context::Help, Driver::rich, "?<down><down>"),
];

/// The register is shown as it was.
fn as_it_was(lang: Lang, width: u16, height: u16) -> Driver {
    let mut d = crate::git::committed_often(lang, width, height);
    d.keys("PHEAD<enter>");
    d
}

/// The mark stands on a table of rows.
pub fn on_rows(lang: Lang, width: u16, height: u16) -> Driver {
    form_on("data_subjects", lang, width, height)
}

/// The mark stands on a row.
pub fn on_a_row(lang: Lang, width: u16, height: u16) -> Driver {
    form_on("data.contact", lang, width, height)
}

fn form_on(path: &str, lang: Lang, width: u16, height: u16) -> Driver {
    let mut d = Driver::small(lang, width, height);
    d.keys("<enter>");
    let id = d.model.form.as_ref().unwrap().record.clone();
    let record = d.model.register().unwrap().get(&id).unwrap().clone();
    let path = registre::model::Path::parse(path).unwrap();
    registre::tui::form::reveal(&record, d.model.form.as_mut().unwrap(), &path);
    d.draw();
    d
}

/// A document is being made, and a worker has not answered yet.
fn exporting(lang: Lang, width: u16, height: u16) -> Driver {
    let mut d = Driver::rich(lang, width, height);
    for key in ["x", "<enter>"] {
        let key = Key::parse_all(key).unwrap()[0];
        drop(update(&mut d.model, Msg::Input(Input::Key(key))));
    }
    d
}

/// Whether something that is done there is seen, or asks something of the world.
fn does_something(
    make: Make,
    way: &str,
    wanted: Context,
    act: impl FnOnce(&mut Model) -> Vec<Effect>,
) -> bool {
    let mut d = make(Lang::Fr, 100, 30);
    d.keys(way);
    assert_eq!(context(&d.model), wanted, "{way} leads elsewhere: {}", d.screen());
    d.model.notice = None;
    d.draw();
    let before = (d.screen(), d.model.quit, d.terminal.backend().cursor_position());
    let effects = act(&mut d.model);
    // That it is refused, and why, is no effect.
    d.model.notice.take_if(|n| n.severity == Some(Severity::Warning));
    d.draw();
    !effects.is_empty() || before != (d.screen(), d.model.quit, d.terminal.backend().cursor_position())
}

#[test]
fn every_bound_key_does_something() {
    let mut dead = Vec::new();
    for wanted in Context::ALL {
        let ways: Vec<_> = WAYS.iter().filter(|(context, ..)| *context == wanted).collect();
        assert!(!ways.is_empty(), "{wanted:?}: no way leads there");
        for command in commands_of(wanted) {
            // What only the palette offers is carried out as it does it.
            let run = |m: &mut Model| {
                let mut effects = registre::tui::update::run(m, wanted, command.act);
                effects.extend(registre::tui::update::pages::refresh(m));
                effects
            };
            let found = || ways.iter().any(|(_, make, way)| does_something(*make, way, wanted, run));
            if command.keys.is_empty() && !found() {
                dead.push(format!("{wanted:?}: {}, from the palette", command.title.en));
            }
            for name in command.keys {
                let key = Key::parse(name).unwrap();
                let press = |m: &mut Model| update(m, Msg::Input(Input::Key(key)));
                if !ways.iter().any(|(_, make, way)| does_something(*make, way, wanted, press)) {
                    dead.push(format!("{wanted:?}: {name} ({})", command.title.en));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}
