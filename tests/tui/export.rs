//! A document from the interface: asked for in a window, made on a worker, never over a file unasked.

use std::path::Path;

use registre::model::Lang;
use registre::ops::document::{Outcome, STEPS};
use registre::term::{Input, Key};
use registre::tui::effect::{Effect, exported};
use registre::tui::message::Msg;
use registre::tui::update::update;

use crate::driver::{Driver, small};
use crate::git::snapshot;

fn at(d: &mut Driver, folder: &Path) {
    d.model.beside = folder.to_owned();
}

fn press(d: &mut Driver, keys: &str) -> Vec<Effect> {
    let keys = Key::parse_all(keys).unwrap();
    let effects = keys.into_iter().flat_map(|k| update(&mut d.model, Msg::Input(Input::Key(k)))).collect();
    d.draw();
    effects
}

#[test]
fn the_window_names_the_documents_and_proposes_a_file() {
    for (lang, name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut d = Driver::small(lang, width, height);
            at(&mut d, Path::new("/documents"));
            d.keys("x");
            snapshot(&format!("export-{name}-{width}x{height}"), &d);
        }
    }
}

#[test]
fn each_document_is_written_where_it_is_said() {
    let out = tempfile::tempdir().unwrap();
    for (keys, file, head) in [
        ("", "registre.pdf", "%PDF"),
        ("<down>", "registre-article30.pdf", "%PDF"),
        ("<down><down>", "clients.pdf", "%PDF"),
        ("<down><down><down>", "registre.ods", "PK"),
    ] {
        let mut d = Driver::small(Lang::Fr, 100, 24);
        at(&mut d, out.path());
        d.keys("x").keys(keys).keys("<enter>");
        let bytes =
            std::fs::read(out.path().join(file)).unwrap_or_else(|e| panic!("{file}: {e} {}", d.screen()));
        assert!(bytes.starts_with(head.as_bytes()), "{file}");
        assert!(d.notice().contains(file), "{}", d.notice());
        d.keys("T");
        let line = d.screen().lines().find(|l| l.contains("export")).unwrap_or_default().to_owned();
        assert_eq!(line.matches(file).count(), 1, "{}", d.screen());
    }
}

#[test]
fn a_name_that_was_typed_is_kept_whatever_the_document() {
    let out = tempfile::tempdir().unwrap();
    let mut d = Driver::small(Lang::En, 100, 24);
    at(&mut d, out.path());
    d.keys("x<backspace><backspace><backspace>été<down><up><enter>");
    assert!(out.path().join("registre.été").is_file(), "{}", d.screen());
    // A table of the register never goes for a document.
    let file = d.path("register.toml");
    let before = std::fs::read(&file).unwrap();
    d.keys("x<ctrl-u>").keys(&file.display().to_string()).keys("<enter>p");
    assert!(d.notice().contains("TOML"), "{}", d.notice());
    assert_eq!(std::fs::read(&file).unwrap(), before);
    d.keys("x<ctrl-u><enter>");
    assert!(d.notice().contains("which file"), "{}", d.notice());
}

#[test]
fn a_file_that_exists_goes_only_on_a_yes() {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("registre.pdf");
    std::fs::write(&file, "le mien").unwrap();
    let mut d = Driver::small(Lang::Fr, 100, 24);
    at(&mut d, out.path());
    d.keys("x<enter>");
    assert!(d.sees("existe déjà"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(std::fs::read(&file).unwrap(), b"le mien");
    // The answer comes while a field is being typed in: no question takes the letters.
    let waiting = press(&mut d, "x<enter>");
    d.keys("<enter><enter>");
    d.carry_out(waiting);
    d.keys("p");
    assert!(d.model.form.as_ref().is_some_and(|f| f.typing.is_some()), "{}", d.screen());
    assert_eq!(std::fs::read(&file).unwrap(), b"le mien");
    d.keys("<esc><ctrl-z><esc>x<enter>p");
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"), "{}", d.screen());
}

#[test]
fn what_is_not_saved_is_not_printed_and_that_is_asked_first() {
    for (answer, saved) in [("e", true), ("i", false)] {
        let out = tempfile::tempdir().unwrap();
        let mut d = Driver::small(Lang::Fr, 100, 24);
        at(&mut d, out.path());
        d.keys("<enter><enter> neufs<enter><esc>x<enter>");
        assert!(d.sees("Qu’imprimer"), "{}", d.screen());
        assert!(!out.path().join("registre.pdf").exists());
        d.keys(answer);
        assert!(out.path().join("registre.pdf").is_file(), "{}", d.screen());
        assert_eq!(d.file("activities/clients.toml").contains("neufs"), saved);
        assert_eq!(d.model.is_modified(), !saved);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_nothing_is_written() {
    let (dir, out) = (small(), tempfile::tempdir().unwrap());
    std::fs::write(dir.path().join("activities/cassee.toml"), "name = ").unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 24);
    at(&mut d, out.path());
    d.keys("x<enter>");
    let notice = d.model.notice.clone().unwrap();
    assert!(notice.message.get(Lang::Fr).contains("illisible"), "{notice:?}");
    assert!(notice.hints.iter().any(|h| h.get(Lang::Fr).contains("activities/cassee.toml")), "{notice:?}");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn it_is_called_off_and_leaves_nothing() {
    let out = tempfile::tempdir().unwrap();
    let mut d = Driver::small(Lang::Fr, 100, 24);
    at(&mut d, out.path());
    let waiting = press(&mut d, "x<enter>");
    d.keys("x");
    assert!(d.notice().contains("Un export est en cours"), "{}", d.notice());
    d.keys("T<delete>");
    assert!(d.sees("interruption demandée"), "{}", d.screen());
    d.carry_out(waiting);
    d.draw();
    assert!(d.sees("interrompu") && d.notice().contains("rien n’a été écrit"), "{}", d.screen());
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn how_far_it_got_is_told_in_steps() {
    let out = tempfile::tempdir().unwrap();
    let mut d = Driver::small(Lang::Fr, 100, 24);
    at(&mut d, out.path());
    for effect in press(&mut d, "x<enter>T") {
        let Effect::Export { dir, request, job } = effect else { continue };
        job.reached(1, STEPS);
        d.model.clock += std::time::Duration::from_secs(2);
        d.draw();
        assert!(d.sees("export 1/3") && d.sees("1 sur 3"), "{}", d.screen());
        let request = registre::ops::document::Request { path: out.path().join("a.pdf"), ..request };
        let Msg::Exported { job, result, .. } = exported(&dir, request, job) else {
            panic!("another answer")
        };
        assert!(matches!(result, Ok(Outcome::Written { .. })));
        assert_eq!(job.progress(), Some((3, 3)));
        return;
    }
    panic!("nothing was asked of a worker");
}

#[test]
fn the_document_is_printed_in_the_language_that_was_chosen() {
    for (keys, title) in [
        ("", "Registre des activités"),
        ("<tab>", "Record of processing"),
        ("<tab><tab>", "Registre des activités"),
    ] {
        let mut d = Driver::rich(Lang::Fr, 100, 30);
        let out = d.path("document.pdf");
        d.keys("x").keys(keys).keys("<ctrl-a><ctrl-k>").keys(out.to_str().unwrap());
        assert_eq!(d.sees("anglais"), title.starts_with("Record"), "{}", d.screen());
        d.keys("<enter>");
        let bytes = std::fs::read(&out).unwrap_or_else(|e| panic!("{e}: {}", d.notice()));
        let lang = if title.starts_with("Record") { "/Lang(en)" } else { "/Lang(fr)" };
        let said = String::from_utf8_lossy(&bytes).replace("/Lang (", "/Lang(");
        assert!(said.contains(lang), "{keys}: not {lang}");
    }
}
