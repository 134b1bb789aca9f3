//! Where the lines of the views lead, and that what is drawn is also said.

use chrono::NaiveDate;
use registre::model::{Lang, RecordId, Severity};
use registre::picture::{self, Picture, Subject};
use registre::tui::effect::Effect;
use registre::tui::message::Msg;
use registre::tui::model::{Area, Layer};
use registre::tui::page::{Page, Target};
use registre::tui::screens::View;
use registre::tui::update::update;

use crate::driver::Driver;

fn page(d: &Driver) -> &Page {
    &d.model.page.as_ref().expect("a page is open").1
}

/// Moves to the first line that holds these words.
fn go(d: &mut Driver, words: &str) {
    let find = |row: &registre::tui::page::Row| row.target.is_some() && row.line().contains(words);
    let to = page(d).rows.iter().position(find).unwrap_or_else(|| panic!("{words}: {}", page(d).plain()));
    if let Some(Layer::Page { at, .. }) = d.model.layers.last_mut() {
        *at = to;
    }
    d.draw();
}

fn open_record(d: &Driver) -> Option<String> {
    d.model.form.as_ref().map(|f| f.record.to_string())
}

#[test]
fn every_figure_of_the_overview_leads_to_what_it_counts() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("b");
    let leads: Vec<Target> = page(&d).rows.iter().filter_map(|r| r.target.clone()).collect();
    assert!(leads.len() > 40, "{}", leads.len());
    for row in page(&d).rows.iter().filter(|r| !r.heading) {
        assert!(row.target.is_some(), "{} leads nowhere", row.line());
    }
    // Each part holds as many lines as the figure says.
    for lead in leads {
        if let Target::View(view @ View::Part(_)) = lead {
            let mut d = Driver::rich(Lang::Fr, 120, 40);
            registre::tui::update::pages::open(&mut d.model, view);
            registre::tui::update::pages::refresh(&mut d.model);
            d.draw();
            let page = page(&d);
            let n: usize = page.title.rsplit_once('(').unwrap().1.trim_end_matches(')').parse().unwrap();
            let lines = page.rows.iter().filter(|r| r.target.is_some()).count();
            assert_eq!(n, lines, "{}", page.plain());
        }
    }
}

#[test]
fn a_draft_a_finding_and_a_review_are_reached_from_the_overview_and_left_back_to_it() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("b");
    go(&mut d, "Recrutement");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("activity/recrutement"));
    d.keys("<esc>");
    assert!(d.sees("Tableau de bord"), "{}", d.screen());
    go(&mut d, "Erreurs");
    d.keys("<enter><enter>");
    assert!(d.model.form.is_some(), "{}", d.screen());
    d.keys("<esc><esc>");
    go(&mut d, "Gestion des clients");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("activity/clients"));
}

#[test]
fn the_overview_is_made_anew_when_the_register_changes() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("b");
    let before = page(&d).plain();
    d.keys("<esc>nFormation<enter><esc>b");
    let after = page(&d).plain();
    assert_ne!(before, after);
    assert!(after.contains("Activités : 7") || after.contains("Activités\u{a0}: 7"), "{after}");
}

#[test]
fn a_deadline_leads_to_its_field_and_the_calendar_follows_the_line() {
    let mut d = Driver::rich(Lang::Fr, 80, 24);
    d.keys("E");
    go(&mut d, "de la ville");
    assert!(d.sees("[30]") && d.sees("novembre"), "{}", d.screen());
    go(&mut d, "27001");
    assert!(d.sees("[15]") && d.sees("décembre"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("processor/courrier-clair"));
    assert!(d.sees("Certifications"), "{}", d.screen());
}

#[test]
fn the_views_are_reached_from_the_form_and_from_one_another_through_the_palette() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("<enter><ctrl-p>tableau<enter>");
    assert!(d.sees("Tableau de bord –"), "{}", d.screen());
    d.keys("<ctrl-p>échéances<enter>");
    assert!(d.sees("Échéances – 23"), "{}", d.screen());
    d.keys("<esc><esc>");
    assert!(d.model.layers.is_empty() && d.model.form.is_some());
}

#[test]
fn nothing_drawn_is_said_with_signs() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    for keys in ["b", "E", "<down><down>t", "F", "w"] {
        d.keys(keys);
        let said = page(&d).plain();
        assert!(!said.contains(['█', '░', '▲', '✖', '├', '│', '●', '━', '→', '↓']), "{said}");
        d.keys("<esc>");
    }
}

#[test]
fn a_view_of_a_record_that_is_gone_says_so_without_harm() {
    let mut d = Driver::rich(Lang::Fr, 80, 24);
    let id = RecordId::from_path("activities/absente.toml").unwrap();
    for view in
        [View::Uses(id.clone()), View::Timeline(id.clone()), View::Screening(id.clone()), View::Flow(id)]
    {
        registre::tui::update::pages::open(&mut d.model, view);
        registre::tui::update::pages::refresh(&mut d.model);
        d.draw();
        assert!(d.sees("absente"), "{}", d.screen());
    }
}

#[test]
fn what_is_typed_narrows_the_page_and_taking_it_back_shows_all_again() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("b");
    let whole = page(&d).clone();
    d.keys("30(1)(c)");
    assert!(page(&d).rows.len() < whole.rows.len());
    d.keys(&"<backspace>".repeat(8));
    assert_eq!(*page(&d), whole);
    // Another width is another page, narrowed as before.
    d.keys("conserv");
    d.send(registre::tui::message::Msg::Input(registre::term::Input::Resize { width: 90, height: 40 }));
    assert!(page(&d).rows.len() < whole.rows.len() && page(&d).plain().contains("aucune conservation"));
}

#[test]
fn the_time_line_and_the_flow_lead_to_rules_fields_and_records() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("<down><down>t");
    go(&mut d, "Coordonnées");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("retention/clients-3-ans"));
    d.keys("<esc>");
    go(&mut d, "Avis déposés");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("activity/clients"));
    assert!(d.sees("Durée de conservation"), "{}", d.screen());
    d.keys("<esc>");
    go(&mut d, "Le flux");
    d.keys("<enter>");
    go(&mut d, "Courrier Clair SAS");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("processor/courrier-clair"));
    d.keys("<esc>");
    assert!(d.sees("Flux de données – Gestion des clients"), "{}", d.screen());
    go(&mut d, "Mesure Lointaine");
    d.keys("<enter>");
    assert_eq!(open_record(&d).as_deref(), Some("activity/clients"));
}

#[test]
fn a_record_without_time_or_flow_says_why_there_is_no_picture() {
    let mut d = Driver::rich(Lang::Fr, 120, 40);
    d.keys("<left>jjj<right>t");
    assert!(d.notice().contains("ne parle d’aucune durée"), "{}", d.notice());
    d.keys("F");
    assert!(d.notice().contains("Seule une activité"), "{}", d.notice());
    assert!(d.model.layers.is_empty());
}

/// Every picture of every record of the shipped register, at widths from the narrowest to the widest.
#[test]
fn what_a_picture_says_does_not_hang_on_how_wide_it_is_drawn() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("register");
    let workspace = registre::ops::Workspace::open(&dir).unwrap();
    let (register, findings) = (workspace.register(), workspace.findings());
    let drawn = |lang: Lang, columns: usize| -> Vec<Picture> {
        let subject = Subject { register, findings: &findings, lang, columns, today: crate::rich::today() };
        let whole = [picture::overview::draw(&subject), picture::deadlines::draw(None, &subject)];
        let of = |id: &RecordId| {
            [
                picture::uses::draw(id, &subject),
                picture::timeline::draw(id, &subject),
                picture::flow::draw(id, &subject),
            ]
        };
        whole.into_iter().chain(register.iter().flat_map(|r| of(&r.id))).collect()
    };
    let said = |picture: &Picture| {
        picture.lines.iter().filter_map(registre::picture::Line::sentence).collect::<Vec<_>>().join("\n")
    };
    for lang in Lang::ALL {
        let first: Vec<String> = drawn(lang, 100).iter().map(said).collect();
        for text in &first {
            assert!(!text.trim().is_empty() && !text.contains(['{', '}', '█', '░', '├', '━']), "{text}");
        }
        for columns in [20, 37, 76, 116, 140] {
            for (picture, text) in drawn(lang, columns).iter().zip(&first) {
                assert_eq!(said(picture), *text, "{} {columns}", picture.title);
            }
        }
    }
}

#[test]
fn an_empty_register_has_its_views_too() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("register.toml"), "").unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24).holding(dir);
    for keys in ["b", "E"] {
        d.keys(keys);
        assert!(!page(&d).rows.is_empty());
        d.keys("<esc>");
    }
}

/// A page is what is seen, and the preview stops where its end is shown.
#[test]
fn a_page_down_jumps_over_nothing_and_the_end_is_the_end() {
    for (width, height) in [(80, 24), (140, 40), (60, 20), (70, 60)] {
        let mut d = Driver::small(Lang::Fr, width, height);
        d.keys("<tab>");
        let seen = |d: &Driver| d.model.sheet_top;
        let lines = d.model.drawn.lines_of(Area::Sheet).unwrap_or_default();
        assert!(lines > 0, "{width}×{height}\n{}", d.screen());
        d.keys("<pagedown>");
        assert!(seen(&d) <= lines, "{width}×{height}: a page of {} where {lines} are seen", seen(&d));
        let end = d.model.drawn.sheet_end;
        d.keys(&"<pagedown>".repeat(40));
        assert_eq!(seen(&d), end, "{width}×{height}");
        d.keys("<up>");
        assert_eq!(seen(&d), end.saturating_sub(1), "one line up moves at once: {width}×{height}");
    }
}

#[test]
fn a_view_is_made_anew_when_the_check_answers_and_when_the_day_turns() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("b");
    let before = d.screen();
    let generation = d.model.generation;
    let mut findings = d.model.findings.to_vec();
    let other = findings.iter_mut().find(|f| f.severity != Severity::Error).unwrap();
    other.severity = Severity::Error; // as many as before, and not the same
    d.send(Msg::Checked { generation, findings: registre::tui::model::Found::of(findings) });
    d.draw();
    assert_ne!(d.screen(), before);
    d.keys("<esc>");
    d.model.today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    d.keys("E");
    let before = d.screen();
    d.model.today = NaiveDate::from_ymd_opt(2029, 1, 1).unwrap();
    d.keys("<home>");
    assert_ne!(d.screen(), before);
}

/// On a large register a view is made away from the keys.
#[test]
fn a_view_of_a_large_register_is_made_by_a_worker_and_an_old_one_is_not_shown() {
    let dir = crate::driver::small();
    for n in 0..2_001 {
        let text = format!("name = \"Finalité {n}\"\nlegal_basis = \"contract\"\n");
        std::fs::write(dir.path().join(format!("purposes/p{n}.toml")), text).unwrap();
    }
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24).holding(dir);
    let key = |k: &str| Msg::Input(registre::term::Input::Key(registre::term::Key::parse_all(k).unwrap()[0]));
    let asked = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|e| match e {
            Effect::Page(drawing) => Some(*drawing),
            _ => None,
        })
    };
    let first = asked(update(&mut d.model, key("b"))).expect("a page is asked for");
    d.draw();
    assert!(d.sees("…") && !d.sees("Échéances"), "{}", d.screen());
    assert!(asked(update(&mut d.model, key("<down>"))).is_none(), "it is asked for once");
    d.keys("<esc>E<esc>b");
    assert!(d.sees("Tableau de bord"), "{}", d.screen());
    let shown = d.screen();
    update(&mut d.model, first.draw());
    d.draw();
    assert_eq!(d.screen(), shown, "what comes late changes nothing");
}

/// More records than a view may look through at once.
fn large() -> Driver {
    let dir = crate::driver::small();
    for n in 0..2_001 {
        let text = format!("name = \"Fiche {n}\"\nstatus = \"draft\"\n");
        std::fs::write(dir.path().join(format!("activities/f{n}.toml")), text).unwrap();
    }
    Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24).holding(dir)
}

#[test]
fn a_view_whose_making_failed_says_so_and_is_made_when_it_is_opened_again() {
    let mut d = large();
    let key = Msg::Input(registre::term::Input::Key(registre::term::Key::parse("f9").unwrap()));
    let asked = update(&mut d.model, key);
    assert!(asked.iter().any(|e| matches!(e, Effect::Page(_))));
    drop(asked);
    d.send(Msg::Broken { awaited: false, work: Some(registre::tui::tasks::Work::Page) });
    d.draw();
    assert!(d.sees("n’a pas pu être préparée"), "{}", d.screen());
    // Not at each key: it would fail again.
    d.keys("x<backspace>");
    assert!(d.sees("n’a pas pu être préparée"), "{}", d.screen());
    d.keys("<esc><f9>");
    assert!(d.sees("Constats ("), "{}", d.screen());
}

#[test]
fn the_mark_stays_on_its_line_when_the_page_is_made_anew() {
    let mut d = Driver::small(Lang::Fr, 80, 40);
    d.keys("<f9>");
    let marked = |d: &Driver| match d.model.layers.last() {
        Some(Layer::Page { at, .. }) => page(d).rows[*at].clone(),
        _ => panic!("{}", d.screen()),
    };
    d.keys("<end>");
    let before = marked(&d);
    assert!(before.target.is_some());
    // Another program adds a sheet with faults: there are more lines above.
    std::fs::write(d.path("activities/aa.toml"), "name = \"Avant\"\nrole = \"controller\"\n").unwrap();
    d.send(Msg::DiskChanged);
    d.draw();
    assert_eq!(marked(&d).line(), before.line());
}
