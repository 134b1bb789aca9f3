//! Every field of every kind through the editor that fits it, and its three states.

use registre::model::{Field, Group, Id, Kind, Lang, Path, Record, RecordId, Shape, Value, fields_of};
use registre::tui::form::{What, lines, reveal};
use registre::tui::model::Form;

use crate::driver::Driver;

/// Every field below a table that is not itself a table, with a row called `ligne` where rows are.
fn leaves(table: &'static [Field], at: &Path, out: &mut Vec<(Path, &'static Field)>) {
    for field in table {
        let path = at.join(field.key);
        match field.shape {
            Shape::Group(inner) => leaves(inner, &path, out),
            Shape::Rows(inner) => leaves(inner, &path.join("ligne"), out),
            _ => out.push((path, field)),
        }
    }
}

/// Puts the mark on a field of the open form, making the rows on the way.
fn go(d: &mut Driver, path: &Path) {
    let form = d.model.form.clone().unwrap();
    let record = d.model.register().unwrap().get(&form.record).unwrap().clone();
    let mut form = Form { typing: None, ..form };
    reveal(&record, &mut form, path);
    d.model.form = Some(form);
    d.draw();
}

/// Keys that answer a field of this shape, and a check of the answer.
fn answer_keys(shape: Shape) -> (&'static str, fn(&Value) -> bool) {
    match shape {
        Shape::Line | Shape::Link => ("Été à Noël<enter>", |v| v.as_text() == Some("Été à Noël")),
        Shape::Paragraph => {
            ("Un cœur<enter>deux lignes<esc>", |v| v.as_text() == Some("Un cœur\ndeux lignes"))
        }
        Shape::Lines => ("nom<enter>prénom<enter>nom<ctrl-s>", |v| v.items().len() == 2),
        Shape::Bool => ("<enter>oui<enter>", |v| *v == Value::Bool(true)),
        Shape::Integer => ("12 000<enter>", |v| *v == Value::Integer(12_000)),
        Shape::Date => ("1/8/2026<tab>", |v| matches!(v, Value::Date(d) if d.to_string() == "2026-08-01")),
        Shape::Period => ("13 mois<enter>", |v| matches!(v, Value::Period(p) if p.to_string() == "P13M")),
        Shape::Choice(_) => ("<enter><down><enter>", |v| v.as_choice().is_some()),
        Shape::Choices(_) => ("<enter><space><down><space><enter>", |v| v.items().len() == 2),
        Shape::Ref(_) => ("<enter><enter>", |v| matches!(v, Value::Ref(_))),
        Shape::Refs(_) => ("<enter><space><enter>", |v| v.items().len() == 1),
        Shape::Group(_) | Shape::Rows(_) => unreachable!(),
    }
}

#[test]
fn every_field_of_every_kind_can_be_answered_emptied_and_said_none() {
    let mut d = Driver::small(Lang::Fr, 100, 30);
    std::fs::create_dir_all(d.path("processors")).unwrap();
    std::fs::write(d.path("processors/p.toml"), "name = \"Hébergeur\"\n").unwrap();
    d.keys("R");
    let mut answered = 0;
    for kind in Kind::ALL {
        let id = match kind {
            Kind::Organisation => RecordId::organisation(),
            _ => RecordId::new(kind, Id::parse("essai").unwrap()),
        };
        let mut record = Record::new(id.clone());
        let mut all = Vec::new();
        leaves(fields_of(kind), &Path::root(), &mut all);
        // An empty record with one row in every table of rows.
        for (path, _) in &all {
            let keys = path.keys();
            for n in 1..keys.len() {
                if keys[n] == "ligne" {
                    let row: Path = keys[..=n].iter().collect();
                    if record.group(&row).is_none() {
                        let value = Value::Group(Group::new());
                        record
                            .apply(&registre::model::Change::Set { record: id.clone(), path: row, value })
                            .unwrap();
                    }
                }
            }
        }
        let ws = d.model.workspace.as_mut().unwrap();
        if kind == Kind::Organisation {
            // It is there already: only its rows are added.
            for (field, value) in record.fields.iter().filter(|(f, _)| matches!(f.shape, Shape::Rows(_))) {
                for (name, row) in value.as_rows().unwrap().iter() {
                    let path = Path::root().join(field.key).join(name);
                    let value = Value::Group(row.clone());
                    ws.apply(registre::model::Change::Set { record: id.clone(), path, value }).unwrap();
                }
            }
        } else {
            ws.apply(registre::model::Change::Create { record }).unwrap();
        }
        let at = kind;
        d.model.choose_kind(at);
        d.model.list();
        d.model.form =
            Some(Form { record: id.clone(), at: 0, open: Default::default(), typing: None, opened: None });
        for (path, field) in all {
            for p in (1..path.keys().len()).map(|n| path.keys()[..n].iter().collect::<Path>()) {
                d.model.form.as_mut().unwrap().open.insert(p);
            }
            go(&mut d, &path);
            let there = {
                let form = d.model.form.as_ref().unwrap();
                let record = d.model.register().unwrap().get(&id).unwrap();
                lines(record, form).get(form.at).map(|l| (l.path.clone(), l.what))
            };
            assert_eq!(there, Some((path.clone(), What::Field)), "{kind} has no line for {path}");
            let value = |d: &Driver| d.model.register().unwrap().get(&id).unwrap().value(&path).cloned();
            if path.to_string() == "schema" {
                // The program's own: each way says so, and nothing else happens.
                for keys in ["<delete>", "<enter>", "<ctrl-n>"] {
                    d.model.notice = None;
                    d.keys(keys);
                    assert!(d.notice().contains("écrite par le programme"), "{keys}: {}", d.notice());
                    assert_eq!(value(&d), Some(Value::Integer(1)));
                    assert!(d.model.form.as_ref().unwrap().typing.is_none() && d.model.layers.is_empty());
                }
                continue;
            }
            d.keys("<delete>");
            assert_eq!(value(&d), None, "{path} not emptied");
            let (keys, holds) = answer_keys(field.shape);
            d.keys(keys);
            let got = value(&d);
            assert!(got.as_ref().is_some_and(holds), "{path}: {keys} gave {got:?}\n{}", d.screen());
            assert!(d.model.layers.is_empty(), "{path} left something open");
            go(&mut d, &path);
            d.keys("<ctrl-n>");
            assert_eq!(value(&d), Some(Value::None), "{path} not said none");
            answered += 1;
        }
    }
    assert!(answered > 250, "only {answered} fields");
}

fn form_on(d: &mut Driver, path: &str) {
    d.keys("<enter>");
    go(d, &Path::parse(path).unwrap());
}

#[test]
fn what_cannot_be_taken_says_why_and_is_not_thrown_away_by_a_reflex() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "created_on");
    d.keys("31/02/2026<enter>");
    assert!(d.sees("Écrire une date"), "{}", d.screen());
    d.keys("<esc>");
    assert!(d.sees("31/02/2026"), "the first Esc keeps it");
    d.keys("<backspace><backspace><backspace><backspace><backspace><backspace><backspace>1/2026<enter>");
    assert!(d.sees("31/01/2026"), "{}", d.screen());
}

#[test]
fn esc_keeps_what_was_typed() {
    let mut d = Driver::small(Lang::En, 80, 24);
    form_on(&mut d, "owner");
    d.keys("Sales<esc>");
    assert!(d.sees("Sales"));
    assert!(d.model.form.is_some(), "one Esc leaves the line alone");
}

#[test]
fn esc_keeps_what_was_ticked_and_nothing_that_was_only_looked_for() {
    let purposes = |d: &Driver| {
        let id = d.model.form.as_ref().unwrap().record.clone();
        d.model.register().unwrap().get(&id).unwrap().fields.refs("purposes").count()
    };
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "purposes");
    assert_eq!(purposes(&d), 1);
    d.keys("<enter>comm<esc>");
    assert_eq!(purposes(&d), 1, "what the list was narrowed to is not picked");
    d.keys("<enter><space><esc>");
    assert_eq!(purposes(&d), 0, "a tick is an answer like another");
    d.keys("<ctrl-z>");
    assert_eq!(purposes(&d), 1);
}

#[test]
fn a_name_begun_comes_back_with_the_same_question() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("dAnnée<esc>");
    assert!(d.model.layers.is_empty());
    d.keys("d");
    assert!(d.sees("Année"), "{}", d.screen());
    d.keys("<esc><f2>");
    assert!(!d.sees("Année"), "another question: {}", d.screen());
}

#[test]
fn a_row_is_added_renamed_filled_and_removed() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "recipients");
    d.keys("<enter><enter><ctrl-a>Équipe ventes<enter>");
    let rows = |d: &Driver| {
        let id = d.model.form.as_ref().unwrap().record.clone();
        let record = d.model.register().unwrap().get(&id).unwrap().clone();
        record.fields.rows("recipients").map(|(k, _)| k.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&d), ["equipe-ventes"], "{}", d.screen());
    d.keys("<f2><ctrl-u>ventes<enter>");
    assert_eq!(rows(&d), ["ventes"]);
    go(&mut d, &Path::parse("recipients.ventes").unwrap());
    d.keys("<delete>");
    assert!(rows(&d).is_empty());
    d.keys("<ctrl-z>");
    assert_eq!(rows(&d), ["ventes"], "and taken back");
}

#[test]
fn a_missing_purpose_is_made_where_it_is_needed() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "purposes");
    d.keys("<enter>Fidéliser les clients<ctrl-a><enter>");
    let id = d.model.form.as_ref().unwrap().record.clone();
    let record = d.model.register().unwrap().get(&id).unwrap();
    let refs: Vec<_> = record.fields.refs("purposes").map(|i| i.to_string()).collect();
    assert_eq!(refs, ["commandes", "fideliser-les-clients"], "{}", d.screen());
    assert_eq!(d.model.register().unwrap().of(Kind::Purpose).count(), 2);
}

#[test]
fn the_law_and_the_findings_stand_beside_the_field() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    form_on(&mut d, "transfers");
    for said in ["demandé le cas échéant", "30(1)(e)", "Une ligne par destinataire"] {
        assert!(d.sees(said), "{said}\n{}", d.screen());
    }
    let found = d.model.findings.iter().any(|f| f.path == Path::parse("transfers").unwrap());
    assert!(found && d.sees("✖"), "{}", d.screen());
    d.keys("<ctrl-n>");
    assert!(d.sees("néant"));
}

#[test]
fn f8_goes_from_finding_to_finding() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    d.keys("<enter><f8>");
    let at = |d: &Driver| d.model.form.as_ref().unwrap().at;
    let first = at(&d);
    d.keys("<f8>");
    assert_ne!(at(&d), first);
}

#[test]
fn pasted_text_is_never_read_as_commands() {
    use registre::term::Input;
    use registre::tui::message::Msg;
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.send(Msg::Input(Input::Paste("qnX\n".into())));
    assert!(d.model.quit.is_none() && d.model.layers.is_empty());
    form_on(&mut d, "owner");
    d.send(Msg::Input(Input::Paste("Service\nclients\n".into())));
    d.keys("<enter>");
    assert!(d.sees("Service clients"), "{}", d.screen());
}

#[test]
fn keys_that_come_all_at_once_run_nothing_and_that_is_said() {
    use registre::term::Input;
    use registre::term::input::Paste;
    use registre::tui::message::Msg;
    let at_once = |text: &str| Msg::Input(Input::Paste(Paste { guessed: true, ..text.into() }));
    let mut d = Driver::small(Lang::Fr, 140, 24);
    let before = d.screen();
    d.send(at_once("qXnd\nq"));
    assert!(d.model.quit.is_none() && d.model.layers.is_empty() && d.model.form.is_none());
    d.draw();
    assert!(d.sees("Rien ne peut être collé ici.") && d.sees("prises pour un texte collé"), "{}", d.screen());
    d.keys("<home>");
    assert_eq!(d.screen(), before);
    // Where letters are typed they are typed, the filter of the list first.
    d.keys("/");
    d.send(at_once("œuvres\n"));
    d.draw();
    assert_eq!(d.model.filter.text(), "œuvres");
    assert!(d.model.filtering && d.model.rows.len() == 1 && d.notice().is_empty(), "{}", d.screen());
    // A question is not answered by them.
    d.keys("<esc><delete>");
    d.send(at_once("soute\n"));
    assert!(d.model.layers.len() == 1 && d.model.rows.len() == 2, "{}", d.screen());
}

#[test]
fn a_paste_that_was_cut_is_said_to_be() {
    use registre::term::Input;
    use registre::term::input::Paste;
    use registre::tui::message::Msg;
    for (lang, said) in [(Lang::Fr, "coupé à 1\u{a0}Mio"), (Lang::En, "cut at 1\u{a0}MiB")] {
        let mut d = Driver::small(lang, 100, 24);
        form_on(&mut d, "owner");
        d.send(Msg::Input(Input::Paste(Paste { cut: true, ..Paste::from("Service") })));
        d.draw();
        assert!(d.notice().contains(said), "{}", d.notice());
        assert!(d.sees("Service"), "{}", d.screen());
    }
}

#[test]
fn a_long_text_goes_to_the_persons_own_editor_and_comes_back() {
    use registre::term::editor::Edited;
    use registre::tui::message::Msg;
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "description");
    d.keys("Avant<f4>");
    assert_eq!(d.edited, ["Avant"]);
    d.send(Msg::Edited(Edited::Changed("Après\nl’éditeur".into())));
    d.keys("<esc>");
    assert!(d.sees("Après l’éditeur"), "{}", d.screen());
}

#[test]
fn a_text_that_is_opened_and_left_alone_is_not_changed_whatever_its_spaces() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    let text = "name = \"  Paie\\u00a0 \"\nref = \"deux\\nlignes\"\nowner = \"a\\tb\\r\"\ndescription = \"\"\"\n\n  Un.  \n\n\n\"\"\"\n\
         software = [\n  \" a; b \",\n  \"c\",\n  \"c\",\n  \"d\\ne\",\n]\nnotes = \"   \"\n\
         [information]\nnotice_ref = \" https://exemple.example \"\n";
    std::fs::write(d.path("activities/clients.toml"), text).unwrap();
    d.keys("R<enter>");
    let ways =
        ["<enter><esc>", "<enter><ctrl-s>", "<enter><home><right><left><esc>", "<enter>x<backspace><esc>"];
    for field in ["name", "ref", "owner", "description", "software", "notes", "information.notice_ref"] {
        for keys in ways {
            go(&mut d, &Path::parse(field).unwrap());
            d.keys(keys);
            assert!(d.model.layers.is_empty(), "{field}: {keys} left something open");
            assert!(!d.model.is_modified() && d.model.past.done.is_empty(), "{field}: {keys} made a change");
        }
    }
    for field in ["name", "description", "software"] {
        go(&mut d, &Path::parse(field).unwrap());
        d.keys("<f4><esc>");
        assert!(!d.model.is_modified(), "{field}: the person’s own editor made a change");
    }
    for field in ["name", "information.notice_ref"] {
        for keys in ["<enter><enter>", "<enter><tab>"] {
            go(&mut d, &Path::parse(field).unwrap());
            d.keys(keys);
            assert!(!d.model.is_modified(), "{field}: {keys} made a change");
        }
    }
    assert_eq!(d.file("activities/clients.toml"), text);
    // What is typed is taken as ever.
    go(&mut d, &Path::parse("description").unwrap());
    d.keys("<enter>Z<esc>");
    assert!(d.model.is_modified());
}

fn on(d: &mut Driver, day: (i32, u32, u32)) {
    d.model.today = chrono::NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
}

fn created(d: &Driver) -> Option<String> {
    let id = d.model.form.as_ref().unwrap().record.clone();
    match d.model.register().unwrap().get(&id).unwrap().fields.get("created_on") {
        Some(Value::Date(day)) => Some(day.to_string()),
        _ => None,
    }
}

#[test]
fn a_date_is_moved_on_its_calendar_or_said_from_today() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    on(&mut d, (2026, 11, 27));
    form_on(&mut d, "created_on");
    d.keys("<enter>");
    assert!(d.sees("novembre\u{a0}2026") && d.sees(" lu  ma  me"), "{}", d.screen());
    d.keys("<right><down>");
    assert!(d.sees("05/12/2026") && d.sees("[ 5]"), "the arrows move an empty date\n{}", d.screen());
    d.keys("<pagedown><left><enter>");
    assert_eq!(created(&d).as_deref(), Some("2027-01-04"));
    // With something typed by hand the plain arrows keep their meaning.
    d.keys("<enter><ctrl-right><backspace>8<up>");
    assert_eq!(created(&d).as_deref(), Some("2028-01-05"), "what was typed is taken on the way up");
    form_on_again(&mut d, "created_on");
    d.keys("<enter><ctrl-u>dans 2 ans");
    assert!(d.sees("novembre\u{a0}2028") && d.sees("[27]"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(created(&d).as_deref(), Some("2028-11-27"));
    d.keys("<enter><ctrl-u>bientôt<enter>");
    assert!(d.sees("Écrire une date"), "{}", d.screen());
}

fn form_on_again(d: &mut Driver, path: &str) {
    go(d, &Path::parse(path).unwrap());
}

#[test]
fn a_period_is_seen_in_both_forms_with_the_references() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    d.keys("<left><down><down><right>");
    form_on(&mut d, "active");
    d.keys("<enter><ctrl-u>18 mois");
    assert!(d.sees("18 mois ⇄ P18M") || d.sees("18\u{a0}mois ⇄ P18M"), "{}", d.screen());
    assert!(d.sees("Repère"), "{}", d.screen());
}

#[test]
fn a_country_says_what_the_law_says_of_it() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<left><up><right>");
    form_on(&mut d, "country");
    d.keys("<enter>france");
    assert!(d.sees("UE"), "{}", d.screen());
    d.keys("<ctrl-u>suisse");
    assert!(d.sees("2000/518/CE"), "{}", d.screen());
}

#[test]
fn what_looks_wrong_is_advised_on_and_taken_all_the_same() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<left><up><right>");
    form_on(&mut d, "email");
    d.keys("contact");
    assert!(d.sees("ne ressemble pas"), "{}", d.screen());
    d.keys("<enter>");
    let organisation = d.model.register().unwrap().organisation().unwrap();
    assert_eq!(organisation.fields.text("email"), Some("contact"));
    assert!(d.sees("ne ressemble pas"), "and afterwards\n{}", d.screen());
}

#[test]
fn a_group_shows_how_far_it_is_answered_and_what_article_30_still_asks() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "data");
    assert!(d.sees("2 à dire"), "{}", d.screen());
    assert!(d.sees("Encore demandé par l’art."), "{}", d.screen());
    assert!(d.sees("3/9"), "and the whole sheet\n{}", d.screen());
}

#[test]
fn a_paste_and_the_editor_are_heeded_like_typing() {
    use registre::model::date;
    use registre::term::Input;
    use registre::term::editor::Edited;
    use registre::tui::message::Msg;
    let to_date = |d: &mut Driver| {
        d.keys("<enter>");
        go(d, &Path::parse("created_on").unwrap());
        d.keys("<enter><ctrl-u>");
    };
    // Esc was warned of once: what is pasted after that is not thrown away by the next one.
    let mut d = Driver::small(Lang::Fr, 100, 30);
    to_date(&mut d);
    d.keys("abc<esc>");
    d.send(Msg::Input(Input::Paste("def\n".into())));
    d.keys("<esc>");
    assert_eq!(d.model.typing().map(|t| t.text).as_deref(), Some("abcdef"), "{}", d.screen());
    // What comes back from the editor is read as what is typed: a day in words too.
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.model.today = date::parse("2026-11-27").unwrap();
    to_date(&mut d);
    d.send(Msg::Edited(Edited::Changed("demain".to_owned())));
    d.keys("<enter>");
    let register = d.model.register().unwrap();
    let record = register.get(d.model.record().unwrap()).unwrap();
    assert_eq!(record.fields.date("created_on"), date::parse("2026-11-28"), "{}", d.screen());
    // The mark of a list that was gone down comes back to what is found.
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys("?<pagedown><pagedown>");
    d.send(Msg::Input(Input::Paste("tableau de bord".into())));
    d.draw();
    assert!(d.sees(">b "), "{}", d.screen());
}

#[test]
fn enter_takes_the_day_that_the_calendar_marks_and_a_day_and_a_month_are_of_this_year() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    on(&mut d, (2026, 11, 27));
    form_on(&mut d, "created_on");
    d.keys("<enter><enter>");
    assert_eq!(created(&d).as_deref(), Some("2026-11-27"));
    d.keys("<enter><ctrl-u>3/4<enter>");
    assert_eq!(created(&d).as_deref(), Some("2026-04-03"));
    // What was emptied on purpose stays so, and Esc leaves an empty date as it was.
    d.keys("<ctrl-z><ctrl-z>");
    form_on_again(&mut d, "created_on");
    d.keys("<enter><esc>");
    assert_eq!(created(&d), None);
}

#[test]
fn enter_takes_the_marked_line_where_nothing_is_ticked() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    form_on(&mut d, "media");
    d.keys("<enter><enter>");
    let id = d.model.form.as_ref().unwrap().record.clone();
    let media = d.model.register().unwrap().get(&id).unwrap().fields.items("media").len();
    assert_eq!(media, 1, "{}", d.screen());
    // What is ticked is what is taken, the marked line or not; and nothing once all is unticked.
    d.keys("<enter><space><enter>");
    let media = d.model.register().unwrap().get(&id).unwrap().fields.items("media").len();
    assert_eq!(media, 0, "{}", d.screen());
}
