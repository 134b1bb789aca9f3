//! The guide: questions in order, answered, left and resumed.

use registre::model::{Id, Kind, Lang, Path, RecordId, Shape, Value};
use registre::term::Input;
use registre::term::input::{Mouse, MouseAct};
use registre::tui::command;
use registre::tui::message::Msg;
use registre::tui::model::Layer;

use crate::driver::Driver;

fn value(d: &Driver, id: &str, path: &str) -> Option<Value> {
    let id = RecordId::new(Kind::Activity, Id::parse(id).unwrap());
    d.model.register().unwrap().get(&id).unwrap().value(&Path::parse(path).unwrap()).cloned()
}

/// The path of the question on the screen; empty at the end.
fn at(d: &Driver) -> String {
    match d.model.layers.last() {
        Some(Layer::Guide(g)) => g.at.as_ref().map(|(_, p)| p.to_string()).unwrap_or_default(),
        other => panic!("no guide: {other:?}\n{}", d.screen()),
    }
}

/// On to the question of this path.
fn seek(d: &mut Driver, path: &str) {
    for _ in 0..60 {
        if at(d) == path {
            return;
        }
        d.keys("<tab>");
    }
    panic!("no question {path}\n{}", d.screen());
}

#[test]
fn the_questions_come_in_order_and_enter_alone_invents_nothing() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter>");
    let before = d.model.register().unwrap().clone();
    d.keys("<ctrl-g>");
    assert_eq!(at(&d), "role", "the name is answered: the first open question comes first");
    let mut seen = vec![at(&d)];
    for _ in 0..60 {
        if at(&d).is_empty() {
            break;
        }
        // Enter opens an editor or says "not yet": leaving the editor as it is answers nothing.
        d.keys("<tab>");
        seen.push(at(&d));
    }
    assert_eq!(*d.model.register().unwrap(), before);
    assert_eq!(seen.last().map(String::as_str), Some(""), "the end is reached");
    let order = [
        "role",
        "purposes",
        "data_subjects",
        "data",
        "special_categories",
        "recipients",
        "transfers",
        "security",
    ];
    let places: Vec<_> = order.iter().map(|p| seen.iter().position(|s| s == p).expect(p)).collect();
    assert!(places.is_sorted(), "{seen:?}");
}

#[test]
fn a_question_is_answered_by_typing_and_the_next_one_comes() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g><tab>");
    assert_eq!(at(&d), "owner");
    d.keys("CSE<enter>");
    assert_eq!(value(&d, "oeuvres", "owner"), Some(Value::text("CSE")));
    assert_eq!(at(&d), "software");
    d.keys("Tableur<ctrl-s>");
    assert_eq!(value(&d, "oeuvres", "software").map(|v| v.items().len()), Some(1));
    assert_eq!(at(&d), "joint_controllers", "the role is not known: it may be a joint one");
}

#[test]
fn a_list_of_few_words_is_answered_on_the_spot_and_none_is_said_on_purpose() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g>");
    assert!(d.sees("Responsable conjoint"), "{}", d.screen());
    d.keys("<up><up><up><up><enter>");
    assert_eq!(value(&d, "oeuvres", "role").and_then(|v| v.as_choice().map(|c| c.id)), Some("controller"));
    seek(&mut d, "transfers");
    d.keys("<ctrl-n>");
    assert_eq!(value(&d, "oeuvres", "transfers"), Some(Value::None));
    assert_eq!(at(&d), "security");
    d.keys("<ctrl-z><left>");
    assert_eq!(value(&d, "oeuvres", "transfers"), None);
}

#[test]
fn rows_are_picked_and_each_of_them_is_asked_about() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g>");
    seek(&mut d, "data");
    d.keys("<enter><space><down><space><enter>");
    let rows = value(&d, "oeuvres", "data").unwrap();
    assert_eq!(rows.as_rows().map(|r| r.len()), Some(2), "{}", d.screen());
    assert_eq!(at(&d), "data", "more may be added");
    d.keys("<enter>");
    assert!(at(&d).ends_with(".items"), "{}", at(&d));
    d.keys("nom<enter>prénom<esc>");
    assert!(at(&d).ends_with(".source"), "{}", at(&d));
}

#[test]
fn a_rule_is_proposed_from_the_references_and_made_with_its_source() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    std::fs::write(
        d.path("purposes/commandes.toml"),
        "name = \"Suivi des commandes\"\nlegal_basis = \"contract\"\nkind = \"orders\"\n",
    )
    .unwrap();
    d.keys("R<enter><ctrl-g>");
    seek(&mut d, "data.contact.retention");
    assert!(d.sees("Clients : gestion de la relation"), "{}", d.screen());
    // The mark starts on "answer…": what is proposed is taken on purpose.
    let up = "<up>".repeat(10);
    d.keys(&format!("{up}<enter>"));
    let Some(Value::Ref(id)) = value(&d, "clients", "data.contact.retention") else {
        panic!("{}", d.screen())
    };
    let rule = d.model.register().unwrap().find(Kind::Retention, &id).unwrap().clone();
    assert_eq!(rule.fields.text("reference"), Some("client-gestion-relation"));
    assert!(rule.fields.get("source").is_some() && rule.fields.text("source_url").is_some());
    d.keys("<ctrl-z>");
    assert_eq!(value(&d, "clients", "data.contact.retention"), None);
    assert!(d.model.register().unwrap().find(Kind::Retention, &id).is_none(), "one undo");
}

#[test]
fn a_purpose_is_asked_about_in_its_own_sheet() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<enter><ctrl-g>");
    seek(&mut d, "legal_basis");
    assert!(d.sees("Suivi des commandes"), "{}", d.screen());
    assert!(d.sees("La fiche dit"), "{}", d.screen());
    d.keys("<down><enter>");
    d.keys("<esc>");
    assert!(d.model.layers.is_empty());
    assert_eq!(d.model.form.as_ref().unwrap().record.to_string(), "activity/clients");
}

#[test]
fn the_guide_is_left_and_resumed_where_it_was() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g><tab><tab><tab><tab>");
    let left = at(&d);
    d.keys("<esc><esc>");
    d.keys("<ctrl-g>");
    assert_eq!(at(&d), left);
}

#[test]
fn the_guide_is_of_activities_alone() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<left><down><right><ctrl-g>");
    assert!(d.notice().contains("activité"), "{}", d.notice());
    assert!(d.model.layers.is_empty());
}

#[test]
fn what_several_other_activities_answer_is_proposed() {
    let dir = crate::driver::small();
    for (n, software) in ["\"Tableur\", \"Caisse\"", "\"Tableur\"", "\"Agenda\""].iter().enumerate() {
        let text = format!("name = \"Autre {n}\"\nowner = \"Marketing\"\nsoftware = [{software}]\n");
        std::fs::write(dir.path().join(format!("activities/autre-{n}.toml")), text).unwrap();
    }
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("<end><ctrl-g><tab>");
    while !d.sees("Quel service en répond") {
        d.keys("<tab>");
    }
    assert!(d.sees("Marketing") && d.sees("dans 3 activités"), "{}", d.screen());
    d.keys("<up><enter>");
    let owner = |d: &Driver| {
        let register = d.model.register().unwrap();
        register.get(d.model.record().unwrap()).unwrap().fields.text("owner").map(str::to_owned)
    };
    assert_eq!(owner(&d).as_deref(), Some("Marketing"), "{}", d.screen());
    while !d.sees("logiciel") || d.sees("Quel service") {
        d.keys("<tab>");
    }
    assert!(d.sees("Tableur") && d.sees("dans 2 activités"), "{}", d.screen());
    assert!(!d.sees("Agenda"), "one activity is no habit: {}", d.screen());
}

#[test]
fn a_click_beside_what_is_being_typed_answers_nothing() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g>");
    let types = |d: &Driver| command::context(&d.model) == command::Context::Typing;
    let typed = |path: &str| {
        let id = RecordId::new(Kind::Activity, Id::parse("oeuvres").unwrap());
        let field = registre::model::field_at(&id, Path::parse(path).unwrap().keys());
        field.is_some_and(|f| matches!(f.shape, Shape::Line | Shape::Integer | Shape::Date))
    };
    while !typed(&at(&d)) {
        assert!(!at(&d).is_empty(), "no question of the guide is typed on a line");
        d.keys("<tab>");
    }
    d.keys("1");
    assert!(types(&d), "{}", d.screen());
    let (asked, before) = (at(&d), d.model.register().unwrap().clone());
    // The last two lines are commands, which a press carries out.
    for row in 0..22 {
        for act in [MouseAct::Press, MouseAct::Release, MouseAct::Press, MouseAct::WheelDown] {
            d.send(Msg::Input(Input::Mouse(Mouse { act, column: 10, row })));
            d.draw();
        }
    }
    assert_eq!(at(&d), asked);
    assert_eq!(*d.model.register().unwrap(), before);
    assert!(d.model.typing().is_some_and(|t| t.text == "1"), "{}", d.screen());
}

#[test]
fn what_is_proposed_is_worked_out_once_a_question_and_again_when_something_changed() {
    use std::sync::Arc;
    let seen = |d: &Driver| d.model.guide_seen.as_ref().map(|seen| seen.looked.clone()).unwrap();
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("<down><enter><ctrl-g>");
    let first = seen(&d);
    d.keys("<down><up><down>?<esc>");
    d.resize(90, 30);
    d.draw();
    assert!(Arc::ptr_eq(&first, &seen(&d)), "neither a key nor a frame looks again");
    d.keys("<tab>");
    let second = seen(&d);
    assert!(!Arc::ptr_eq(&first, &second), "another question");
    d.keys("CSE<enter>");
    assert_eq!(at(&d), "software");
    let third = seen(&d);
    d.keys("<ctrl-z>");
    assert!(!Arc::ptr_eq(&third, &seen(&d)), "the same question of a register that changed");
    d.keys("<esc>");
    assert!(d.model.guide_seen.is_none(), "nothing is kept of a guide that was left");
}

#[test]
fn what_an_answer_brings_with_it_is_asked_too() {
    let asked = |basis: &str, channels: &str| {
        let dir = crate::driver::small();
        let write = |file: &str, text: String| std::fs::write(dir.path().join(file), text).unwrap();
        write("purposes/commandes.toml", format!("name = \"Lettre\"\nlegal_basis = \"{basis}\"\n"));
        write(
            "activities/oeuvres.toml",
            format!("name = \"Lettre\"\npurposes = [\"commandes\"]\n{channels}"),
        );
        let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24).holding(dir);
        d.keys("<down><enter><ctrl-g><home>");
        let mut seen = vec![at(&d)];
        while !at(&d).is_empty() {
            d.keys("<tab>");
            seen.push(at(&d));
        }
        let of = ["consent.proof", "consent.withdrawal", "prospecting.objection_mechanism"];
        of.map(|path| seen.iter().any(|s| s == path))
    };
    let by_mail = "[prospecting]\nchannels = [\n  \"email\",\n]\n";
    assert_eq!(asked("consent", by_mail), [true, true, true]);
    assert_eq!(asked("contract", by_mail), [false, false, true]);
    assert_eq!(asked("contract", "prospecting = \"none\"\n"), [false, false, false]);
}
