//! What an edit does to a file, seen as a reviewer would: by its diff.

use similar::TextDiff;

use super::{apply, apply_all, canonical, create};
use crate::model::{Change, Id, Kind, Path, Period, Record, RecordId, Rows, Value, fields_of, vocabulary};
use crate::store::read::read_record;

fn id() -> RecordId {
    RecordId::new(Kind::Activity, Id::parse("prospection").unwrap())
}

fn path(p: &str) -> Path {
    Path::parse(p).unwrap()
}

fn set(p: &str, value: Value) -> Change {
    Change::Set { record: id(), path: path(p), value }
}

fn unset(p: &str) -> Change {
    Change::Unset { record: id(), path: path(p) }
}

fn text(s: &str) -> Value {
    Value::Text(s.to_owned())
}

fn reference(s: &str) -> Value {
    Value::Ref(Id::parse(s).unwrap())
}

fn add(p: &str, item: Value) -> Change {
    Change::AddItem { record: id(), path: path(p), item }
}

fn take(p: &str, item: Value) -> Change {
    Change::RemoveItem { record: id(), path: path(p), item }
}

fn word(p: &str, term: &str) -> Value {
    let field = crate::model::field_at(&id(), path(p).keys()).unwrap();
    match field.shape {
        crate::model::Shape::Choice(v) | crate::model::Shape::Choices(v) => {
            Value::Choice(v.get(term).unwrap())
        }
        _ => panic!("{p} is no choice"),
    }
}

fn edited(file: &str, change: &Change) -> String {
    String::from_utf8(apply(file.as_bytes(), change).unwrap_or_else(|e| panic!("{e:?}\n{file}"))).unwrap()
}

/// The changed lines alone.
fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.iter_all_changes()
        .filter(|c| c.tag() != similar::ChangeTag::Equal)
        .map(|c| format!("{}{}\n", c.tag(), c.value().trim_end_matches('\n')))
        .collect()
}

#[track_caller]
fn expect(file: &str, change: &Change, wanted: &str) {
    let after = edited(file, change);
    let lines = wanted.lines().map(|l| l.trim_start_matches("        ")).filter(|l| !l.trim().is_empty());
    let wanted: String = lines.map(|l| format!("{l}\n")).collect();
    assert_eq!(diff(file, &after), wanted, "\n{after}");
}

const FILE: &str = r#"# Fiche tenue par le service marketing

name = "Prospection par courriel"   # le nom du registre imprimé
status = 'active'
reviewed_on = 2026-09-02
# voir aussi la fiche « fidélité »
purposes = [
    "envoi-lettre-information", # depuis 2019
    # en attente d'avis :
    "offres-produits-analogues",
]
software = ["Courrier Clair", "Mesure"]
interne = { clef = 1, autre = [1, 2] } # pas à nous

[data_subjects.clients]
category = "customers"
volume = 12000                        # un ordre de grandeur
[data_subjects.prospects]
category = "prospects"

[data.contact]
category = "identity"
items = [
    "nom",
    "prénom",
]
# pourquoi : sans adresse rien ne part
mandatory = true

[information]
collection = "direct"

[[waiver]]
rule = "RGPD-A32-05"
"#;

#[test]
fn a_value_changes_on_its_line_and_keeps_its_comment_and_its_quotes() {
    expect(
        FILE,
        &set("name", text("Lettre d'information")),
        r#"
        -name = "Prospection par courriel"   # le nom du registre imprimé
        +name = "Lettre d'information"   # le nom du registre imprimé
        "#,
    );
    expect(
        FILE,
        &set("status", word("status", "ended")),
        r#"
        -status = 'active'
        +status = 'ended'
        "#,
    );
    expect(
        FILE,
        &set("data_subjects.clients.volume", Value::Integer(15_000)),
        r#"
        -volume = 12000                        # un ordre de grandeur
        +volume = 15000                        # un ordre de grandeur
        "#,
    );
}

#[test]
fn a_new_field_takes_its_place_in_the_order_of_the_table() {
    expect(FILE, &set("owner", text("Service marketing")), "\n        +owner = \"Service marketing\"\n");
    let after = edited(FILE, &set("owner", text("Service marketing")));
    assert!(after.contains("status = 'active'\nowner = \"Service marketing\"\nreviewed_on"), "{after}");
    let after = edited(FILE, &set("data.contact.source", word("data.contact.source", "direct")));
    assert!(after.contains("]\nsource = \"direct\"\n# pourquoi"), "{after}");
}

#[test]
fn a_new_table_takes_its_place_too() {
    let file = FILE;
    let after = edited(file, &set("rights.withdrawal", text("Lien")));
    assert!(
        after.contains("collection = \"direct\"\n\n[rights]\nwithdrawal = \"Lien\"\n\n[[waiver]]"),
        "{after}"
    );
    let after = edited(file, &set("recipients.marketing.name", text("Service marketing")));
    assert!(after.contains("mandatory = true\n\n[recipients.marketing]\nname = "), "{after}");
    let after = edited(
        file,
        &set("data_subjects.anciens.category", word("data_subjects.anciens.category", "customers")),
    );
    assert!(
        after.contains("\"prospects\"\n[data_subjects.anciens]\ncategory = \"customers\"\n\n[data."),
        "{after}"
    );
    expect(
        "name = \"x\"\n",
        &set("dpia.reason", text("Aucun critère")),
        "\n        +\n        +[dpia]\n        +reason = \"Aucun critère\"\n",
    );
}

#[test]
fn items_come_and_go_with_their_own_comments() {
    expect(FILE, &add("purposes", reference("mesure")), "\n        +    \"mesure\",\n");
    expect(
        FILE,
        &take("purposes", reference("offres-produits-analogues")),
        "\n        -    \"offres-produits-analogues\",\n",
    );
    expect(
        FILE,
        &take("purposes", reference("envoi-lettre-information")),
        r#"
        -    "envoi-lettre-information", # depuis 2019
        +    # depuis 2019
        "#,
    );
    expect(
        FILE,
        &add("software", text("CRM")),
        r#"
        -software = ["Courrier Clair", "Mesure"]
        +software = ["Courrier Clair", "Mesure", "CRM"]
        "#,
    );
    expect(
        FILE,
        &take("software", text("Courrier Clair")),
        r#"
        -software = ["Courrier Clair", "Mesure"]
        +software = ["Mesure"]
        "#,
    );
    expect(
        "name = \"x\"\nsoftware = [] # à voir\n",
        &add("software", text("CRM")),
        r#"
        -software = [] # à voir
        +software = [
        +    "CRM",
        +] # à voir
        "#,
    );
    expect(
        "software = [\n    \"a\" # premier\n]\n",
        &add("software", text("b")),
        r#"
        -    "a" # premier
        +    "a", # premier
        +    "b"
        "#,
    );
    expect(
        "software = [\n    \"a\",\n    \"b\", # deux\n    \"c\",\n]\n",
        &set("software", Value::List(vec![text("c"), text("b"), text("d")])),
        r#"
        -    "a",
        +    "c",
        -    "c",
        +    "d",
        "#,
    );
}

#[test]
fn nothing_is_an_answer_and_unknown_is_a_silence() {
    expect(FILE, &unset("reviewed_on"), "\n        -reviewed_on = 2026-09-02\n");
    let after = edited(FILE, &unset("name"));
    assert!(after.contains("# le nom du registre imprimé\nstatus"), "the comment stays:\n{after}");
    expect(
        FILE,
        &unset("information.collection"),
        "\n        -[information]\n        -collection = \"direct\"\n        -\n",
    );
    expect(FILE, &set("transfers", Value::None), "\n        +transfers = \"none\"\n");
    let none = edited(FILE, &set("transfers", Value::None));
    let after = edited(&none, &set("transfers.inde.country", word("transfers.inde.country", "IN")));
    assert!(!after.contains("\"none\"") && after.contains("[transfers.inde]\ncountry = \"IN\"\n"), "{after}");
    let after = edited(FILE, &set("data_subjects", Value::None));
    assert!(after.contains("# un ordre de grandeur\n"), "{after}");
    assert!(!after.contains("[data_subjects"), "{after}");
}

#[test]
fn a_table_that_was_begun_and_left_empty_is_edited_like_any_other() {
    let file = "name = \"x\"\n\n[transfers] # à voir\n\n[information]\n\n[dpia]\n# rien\nreason = \"r\"\n";
    expect(
        file,
        &set("transfers", Value::None),
        r#"
        +transfers = "none"
        -[transfers] # à voir
        +# à voir
        "#,
    );
    expect(
        file,
        &set("transfers.inde.country", word("transfers.inde.country", "IN")),
        "\n        +[transfers.inde]\n        +country = \"IN\"\n        +\n",
    );
    expect(
        file,
        &set("information.collection", word("information.collection", "direct")),
        "\n        +collection = \"direct\"\n",
    );
    let inner = crate::model::table_at(Kind::Activity, &path("information")).unwrap();
    let mut group = crate::model::Group::new();
    group.set(inner, "place", text("Accueil")).unwrap();
    expect(file, &set("information", Value::Group(group)), "\n        +place = \"Accueil\"\n");
    expect(file, &unset("information"), "\n        -[information]\n        -\n");
    expect(
        file,
        &set("information", Value::None),
        "\n        +information = \"none\"\n        -\n        -[information]\n",
    );
    // Taking the last answer away leaves no table that looks begun.
    expect(file, &unset("dpia.reason"), "\n        -[dpia]\n        -reason = \"r\"\n");
    let nested = "[transfers.inde]\ncountry = \"IN\"\n[transfers.inde.onward]\n";
    expect(
        nested,
        &set("transfers.inde.onward", Value::None),
        r#"
        -[transfers.inde.onward]
        +onward = "none"
        "#,
    );
}

#[test]
fn a_row_comes_goes_and_takes_another_name() {
    expect(
        FILE,
        &Change::RenameRow { record: id(), path: path("data_subjects.clients"), to: "acheteurs".into() },
        "\n        -[data_subjects.clients]\n        +[data_subjects.acheteurs]\n",
    );
    expect(
        FILE,
        &unset("data_subjects.prospects"),
        "\n        -[data_subjects.prospects]\n        -category = \"prospects\"\n",
    );
    let one = edited(FILE, &unset("data.contact"));
    assert!(one.contains("\n\n# pourquoi : sans adresse rien ne part\n\n[information]"), "{one}");
    assert!(read_record(&id(), &one).0.unwrap().fields.get("data").is_none());
}

#[test]
fn inline_tables_and_dotted_keys_are_edited_where_they_are() {
    let file = "information = { collection = \"direct\", updated_on = 2026-01-02 } # ici\ndata.contact.category = \"identity\"\ndata.contact.mandatory = true\n";
    expect(
        file,
        &set("information.notice_ref", text("https://exemple.fr")),
        r#"
        -information = { collection = "direct", updated_on = 2026-01-02 } # ici
        +information = { collection = "direct", notice_ref = "https://exemple.fr", updated_on = 2026-01-02 } # ici
        "#,
    );
    expect(
        file,
        &unset("information.collection"),
        r#"
        -information = { collection = "direct", updated_on = 2026-01-02 } # ici
        +information = { updated_on = 2026-01-02 } # ici
        "#,
    );
    expect(
        file,
        &set("data.contact.items", Value::List(vec![text("nom"), text("rue")])),
        "\n        +data.contact.items = [\n        +    \"nom\",\n        +    \"rue\",\n        +]\n",
    );
    expect(
        file,
        &set("data.paiement.mandatory", Value::Bool(false)),
        "\n        +data.paiement.mandatory = false\n",
    );
    expect(
        "data = { contact = { mandatory = true } }\n",
        &set("data.paiement.mandatory", Value::Bool(false)),
        r#"
        -data = { contact = { mandatory = true } }
        +data = { contact = { mandatory = true }, paiement = { mandatory = false } }
        "#,
    );
    expect(
        "data = { contact = { mandatory = true } }\n",
        &Change::RenameRow { record: id(), path: path("data.contact"), to: "identite".into() },
        r#"
        -data = { contact = { mandatory = true } }
        +data = { identite = { mandatory = true } }
        "#,
    );
}

#[test]
fn what_surrounds_the_text_survives() {
    let set_owner = set("owner", text("Paie"));
    for (file, wanted) in [
        ("name = \"x\"", "name = \"x\"\nowner = \"Paie\""),
        ("name = \"x\"\r\n", "name = \"x\"\r\nowner = \"Paie\"\r\n"),
        ("\u{feff}name = \"x\"\r\n[dpia]\r\n", "\u{feff}name = \"x\"\r\nowner = \"Paie\"\r\n[dpia]\r\n"),
        ("", "owner = \"Paie\"\n"),
        ("# vide\n", "# vide\nowner = \"Paie\"\n"),
        ("  name = \"x\"\n", "  name = \"x\"\n  owner = \"Paie\"\n"),
    ] {
        assert_eq!(edited(file, &set_owner), wanted, "{file:?}");
    }
}

#[test]
fn several_lines_in_a_windows_file_keep_its_line_ends_and_their_meaning() {
    let file = "name = \"x\"\r\ndescription = \"\"\"\r\nUn.\r\nDeux.\"\"\"\r\n";
    let after = edited(file, &set("description", text("Un.\nTrois.")));
    assert_eq!(after, file.replace("Deux", "Trois"));
}

#[test]
fn a_word_that_could_not_be_read_stays_in_its_list() {
    let file = "security_note = 1\n[prospecting]\nchannels = [\n    \"pigeon\", # hum\n    \"email\",\n]\n";
    expect(
        file,
        &add("prospecting.channels", word("prospecting.channels", "sms")),
        "\n        +    \"sms\",\n",
    );
    // Without the other, "none" would be untrue and the word lost: it must be mended first.
    let last = take("prospecting.channels", word("prospecting.channels", "email"));
    assert!(apply(file.as_bytes(), &last).is_err());
}

#[test]
fn a_faulty_value_can_be_mended_or_taken_away() {
    let file = "name = \"x\"\nstatus = \"actif\" # ?\n";
    expect(
        file,
        &set("status", word("status", "active")),
        "\n        -status = \"actif\" # ?\n        +status = \"active\" # ?\n",
    );
    expect(file, &unset("status"), "\n        -status = \"actif\" # ?\n        +# ?\n");
}

#[test]
fn setting_what_is_there_already_changes_no_byte() {
    let file = "name = 'x'\n[data]\n";
    assert_eq!(edited(file, &set("name", text("x"))), file);
    assert_eq!(edited(FILE, &add("software", text("Mesure"))), FILE);
}

#[test]
fn a_change_and_its_inverse_give_the_same_bytes() {
    let canon = String::from_utf8(canonical(&id(), FILE.as_bytes()).unwrap()).unwrap();
    let pairs = [
        (set("name", text("Autre")), set("name", text("Prospection par courriel"))),
        (set("owner", text("Paie")), unset("owner")),
        (add("purposes", reference("mesure")), take("purposes", reference("mesure"))),
        (add("operations", text("Collecte")), unset("operations")),
        (set("rights.withdrawal", text("Lien")), unset("rights.withdrawal")),
        (set("recipients.a.name", text("A")), unset("recipients.a")),
        (set("transfers", Value::None), unset("transfers")),
        (
            Change::RenameRow { record: id(), path: path("data.contact"), to: "b".into() },
            Change::RenameRow { record: id(), path: path("data.b"), to: "contact".into() },
        ),
        (set("data_subjects.x.volume", Value::Integer(3)), unset("data_subjects.x")),
    ];
    for (change, inverse) in pairs {
        let there = edited(&canon, &change);
        assert_ne!(there, canon);
        assert_eq!(edited(&there, &inverse), canon, "{change:?}\n{there}");
    }
}

#[test]
fn a_whole_row_is_set_field_by_field() {
    let record = read_record(&id(), FILE).0.unwrap();
    let mut row = record.group(&path("data.contact")).unwrap().clone();
    let table = crate::model::table_at(Kind::Activity, &path("data.contact")).unwrap();
    row.set(table, "mandatory", Value::Bool(false)).unwrap();
    expect(
        FILE,
        &set("data.contact", Value::Group(row)),
        "\n        -mandatory = true\n        +mandatory = false\n",
    );
}

#[test]
fn canonical_form_orders_and_keeps_every_comment() {
    let file = r#"#:schema ./schema.json
# Fiche du service

[information]  # de quoi
collection = 'direct'
# fin de l'information

# Données
[data.contact]
items = ["nom", # le nom
  'prénom' ]
category = "identity"
[special_categories]
[data.paiement]
mandatory = true

[x]
y = { z = 1 }
"#;
    // What stands before the first header is above it in the file.
    let file = file.replace(
        "# Fiche du service\n\n",
        "# Fiche du service\n\nstatut = 1\nowner = \"o\" # qui\n# le nom\nname = \"\"\"\nX\"\"\"\n\n",
    );
    let wanted = r#"#:schema ./schema.json
# Fiche du service

# le nom
name = """
X"""
owner = "o" # qui
statut = 1

# Données
[data.contact]
category = "identity"
items = [
    "nom", # le nom
    "prénom",
]

[data.paiement]
mandatory = true

[special_categories]

[information] # de quoi
collection = "direct"
# fin de l'information

[x]
y = { z = 1 }
"#;
    let got = String::from_utf8(canonical(&id(), file.as_bytes()).unwrap()).unwrap();
    assert_eq!(got, wanted);
    assert_eq!(canonical(&id(), got.as_bytes()).unwrap(), got.as_bytes());
}

#[test]
fn canonical_form_turns_braces_and_dots_into_tables() {
    let file = "data.contact = { category = \"identity\", items = [ ] }\ndata.b.mandatory = true # oui\ninformation.collection = \"direct\"\ntransfers = {}\nprofiling = \"\"\nhosting = []\n";
    let got = String::from_utf8(canonical(&id(), file.as_bytes()).unwrap()).unwrap();
    assert_eq!(
        got,
        "profiling = \"\"\ntransfers = \"none\"\nhosting = \"none\"\n\n[data.contact]\ncategory = \"identity\"\nitems = []\n\n[data.b]\nmandatory = true # oui\n\n[information]\ncollection = \"direct\"\n"
    );
}

#[test]
fn canonical_form_keeps_windows_line_ends_and_drops_the_mark() {
    let got = canonical(&id(), "\u{feff}owner = 'o'\r\nname = 'x'".as_bytes()).unwrap();
    assert_eq!(got, b"name = \"x\"\r\nowner = \"o\"\r\n");
}

#[test]
fn a_new_file_is_canonical_and_says_what_the_record_says() {
    let mut record = Record::new(id());
    let table = fields_of(Kind::Activity);
    for (key, value) in [
        ("name", text("Prospection")),
        ("status", word("status", "draft")),
        ("created_on", Value::Date(chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())),
        ("description", text("Une phrase.\nUne « autre ».\n")),
        ("software", Value::List(vec![text("L'outil \"A\""), text("B\\C")])),
        ("processors", Value::None),
        ("transfers", Value::None),
    ] {
        let _ = record.fields.set(table, key, value);
    }
    let mut rows = Rows::new();
    let mut row = crate::model::Group::new();
    let inner = crate::model::table_at(Kind::Activity, &path("data.x")).unwrap();
    row.set(inner, "mandatory", Value::Bool(true)).unwrap();
    rows.set("contact", row);
    rows.set("vide", crate::model::Group::new());
    record.fields.set(table, "data", Value::Rows(rows)).unwrap();
    let bytes = create(&record);
    let written = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(read_record(&id(), &written).0.unwrap(), record, "{written}");
    assert_eq!(canonical(&id(), &bytes).unwrap(), bytes, "{written}");
    assert!(written.ends_with("[data.contact]\nmandatory = true\n\n[data.vide]\n"), "{written}");
    let _ = (Period::parse("P3Y"), vocabulary::COUNTRIES.name);
}

#[test]
fn a_file_that_is_not_toml_is_left_alone_with_a_reason() {
    // The last three would be TOML if their line ends were mended on the way in: that is not ours to do.
    let stray_returns = [&b"name = 'x'\r\r\n"[..], b"name = 'x'\r", b"# c\r\r\nname = 'x'\r\n"];
    let others = [&b"name = "[..], b"\xff", b"a = 1\na = 2\n"];
    for bad in others.into_iter().chain(stray_returns) {
        let e = apply(bad, &set("name", text("x"))).unwrap_err();
        assert!(e.message().get(crate::model::Lang::Fr).contains("activities/prospection.toml"));
        assert!(canonical(&id(), bad).is_err());
    }
}

#[test]
fn several_changes_are_written_as_they_would_be_one_after_the_other() {
    let file = "# tête\nname = \"A\" # nom\nsoftware = [\n    \"x\", # ici\n]\n[transfers.a]\n# sous a\ncountry = \"CH\"\n";
    let changes = [
        set("owner", text("RH")),
        add("software", text("y")),
        set("transfers.a.recipient", text("B")),
        set("transfers.a.recipient", text("C")),
        Change::RenameRow { record: id(), path: path("transfers.a"), to: "b".to_owned() },
        set("transfers.b.guarantee_ref", text("G")),
        unset("name"),
        take("software", text("x")),
    ];
    for n in 0..=changes.len() {
        let changes = &changes[..n];
        let mut one_by_one = Ok(file.as_bytes().to_vec());
        for change in changes {
            one_by_one = one_by_one.and_then(|bytes| apply(&bytes, change));
        }
        let said = |bytes: Result<Vec<u8>, super::EditError>| match bytes {
            Ok(bytes) => String::from_utf8(bytes).unwrap(),
            Err(_) => "refused".to_owned(),
        };
        assert_eq!(said(apply_all(file.as_bytes(), changes)), said(one_by_one), "{n}");
    }
}
