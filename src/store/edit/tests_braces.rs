//! Edits between braces, where comments stand as TOML 1.1 lets them; and edits of a great many things.

use super::apply;
use crate::model::{Change, Id, Kind, Path, RecordId, Value};

#[test]
fn a_comment_between_braces_stays_with_what_it_stands_by() {
    let text = "name = \"Paie\"\nhosting = {\n    provider = \"OVH\", # contrat 12\n    # les pays\n    countries = [\"FR\"], # vu le 3 mars\n}\n";
    let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
    let path = |p: &str| Path::parse(p).unwrap();
    let unset = |p: &str| Change::Unset { record: id.clone(), path: path(p) };
    let after = |text: &str, change: &Change| {
        String::from_utf8(apply(text.as_bytes(), change).unwrap_or_else(|e| panic!("{e:?}\n{text}"))).unwrap()
    };
    let gone = text.replace("countries = [\"FR\"], # vu", "# vu");
    assert_eq!(after(text, &unset("hosting.countries")), gone);
    let first = text.replace("provider = \"OVH\", # contrat", "# contrat");
    assert_eq!(after(text, &unset("hosting.provider")), first);
    let back =
        Change::Set { record: id.clone(), path: path("hosting.provider"), value: Value::text("Gandi") };
    let expected = first.replacen("    # contrat", "    provider = \"Gandi\",\n    # contrat", 1);
    assert_eq!(after(&first, &back), expected);
    // Others on the same line, no comma, a list with comments of its own.
    for (text, expected) in [
        (
            "hosting = { provider = \"OVH\", countries = [\"FR\"] # vu\n}\n",
            "hosting = { provider = \"OVH\", \n    # vu\n}\n",
        ),
        (
            "hosting = {\n  countries = [ # la liste\n    \"FR\", # vu\n  ],\n  provider = \"OVH\"\n}\n",
            "hosting = {\n  # la liste\n  # vu\n  provider = \"OVH\"\n}\n",
        ),
        ("hosting = { # h\n  countries = [\"FR\"] }\n", "# h\n"),
    ] {
        let said = after(text, &unset("hosting.countries"));
        assert_eq!(said, expected, "of {text}");
    }
}

#[test]
fn a_row_that_was_emptied_between_braces_can_be_filled_again() {
    let text = "name = \"Paie\"\n\n[data]\ncontact = { label = \"L\" }\nautre = { label = \"M\" }\n";
    let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
    let path = Path::parse("data.contact.label").unwrap();
    let empty = apply(text.as_bytes(), &Change::Unset { record: id.clone(), path: path.clone() }).unwrap();
    let set = Change::Set { record: id, path, value: Value::text("ZZ") };
    let full = String::from_utf8(apply(&empty, &set).unwrap()).unwrap();
    assert_eq!(full, text.replace("\"L\"", "\"ZZ\""));
}

#[test]
fn a_great_many_rows_and_items_go_at_once() {
    let rows: String = (0..6000).map(|n| format!("\n[data.r{n}]\nlabel = \"L{n}\"\n")).collect();
    let items: String = (0..4000).map(|n| format!("    \"logiciel {n}\",\n")).collect();
    let text = format!("name = \"Paie\"\nsoftware = [\n{items}]\n{rows}");
    let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
    let path = |p: &str| Path::parse(p).unwrap();
    let after = |change: Change| String::from_utf8(apply(text.as_bytes(), &change).unwrap()).unwrap();
    let gone = after(Change::Unset { record: id.clone(), path: path("data") });
    assert_eq!(gone, format!("name = \"Paie\"\nsoftware = [\n{items}]\n"));
    let none = after(Change::Set { record: id.clone(), path: path("data"), value: Value::None });
    assert!(none.ends_with("]\ndata = \"none\"\n"), "{}", &none[none.len() - 40..]);
    let more = after(Change::AddItem { record: id, path: path("software"), item: Value::text("x") });
    assert_eq!(more, text.replace("3999\",\n", "3999\",\n    \"x\",\n"));
}
