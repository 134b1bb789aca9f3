//! The authority's simplified register, filled as people fill it: rows added and deleted, tabs renamed and
//! re-ordered, cells merged and annotated.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sheets_support;

use registre::import::ImportError;
use registre::import::cnil::{Options, import_bytes};
use registre::model::{Change, Id, Kind, Lang, Record, RecordId, Register, Severity, Value};
use registre::sheet::write::{Page, Style};
use sheets_support::hand::*;

#[test]
fn a_filled_sheet_gives_a_record_field_by_field() {
    let plan = plan(vec![Hand::list("2 - Liste"), club()]);
    assert_eq!(
        short(&activity(&plan, "gestion-des-benevoles")),
        [
            "name=Gestion des bénévoles",
            "ref=T-01",
            "created_on=2026-06-01",
            "purposes=@organiser-le-benevolat-lors-des-rencontres | @accrediter-les-benevoles",
            "data_subjects.benevoles-de-15-ans-et-plus.category=others",
            "data_subjects.benevoles-de-15-ans-et-plus.details=Bénévoles de 15 ans et plus",
            "data.identity.category=identity",
            "data.identity.items=nom, prénom, date de naissance | photo d'accréditation",
            "data.identity.retention=@duree-de-l-engagement-1-saison",
            "data.connection.category=connection",
            "data.connection.items=journaux de connexion",
            "data.connection.retention=@3-ans-apres-le-dernier-contact",
            "recipients.hebergeur-de-la-base-irlande.kind=processor",
            "recipients.hebergeur-de-la-base-irlande.name=Hébergeur de la base (Irlande)",
            "transfers.nuage-exemple.recipient=Nuage Exemple",
            "transfers.nuage-exemple.country=US",
            "transfers.nuage-exemple.mechanism=scc",
            "transfers.nuage-exemple.document=dossier/cct.pdf",
            "security.access-control.kind=access_control",
            "security.access-control.description=lien de connexion à usage unique",
        ]
    );
    assert_eq!(plan.unplaced, Vec::new());
    let register = applied(&plan, Register::new());
    let org = register.organisation().unwrap();
    assert_eq!(
        short(org)[..3],
        ["name=Volley des Trois Ponts", "address=Halle des sports, 3 rue du Stade", "postal_code=31000"]
    );
    let rule = |id: &str| Record::clone(register.find(Kind::Retention, &Id::parse(id).unwrap()).unwrap());
    let vague = rule("duree-de-l-engagement-1-saison");
    assert_eq!(
        (vague.fields.text("words"), vague.fields.period("active")),
        (Some("Durée de l'engagement + 1 saison"), None)
    );
    let certain = rule("3-ans-apres-le-dernier-contact");
    assert_eq!(certain.fields.period("active").map(|p| p.to_string()).as_deref(), Some("P3Y"));
    assert_eq!(certain.fields.get("trigger_kind"), None, "whose contact is not said");
}

#[test]
fn rows_added_deleted_and_tabs_renamed_and_reordered_change_nothing_of_it() {
    let plain = short(&activity(&plan(vec![Hand::list("2 - Liste"), club()]), "gestion-des-benevoles"));
    // Empty rows go, blank rows come, the tab has another name and stands first.
    let mut moved = club().delete(50..=51).delete(38..=41).delete(27..=27).insert(25, 2).insert(9, 1);
    moved.0.name = "Feuille 7".into();
    let plan = plan(vec![moved, Hand::list("zz")]);
    assert_eq!(short(&activity(&plan, "gestion-des-benevoles")), plain);
    assert_eq!(plan.unplaced, Vec::new());
}

#[test]
fn rows_may_be_added_to_every_block_with_or_without_a_label() {
    let sheet = club()
        .insert(46, 2)
        .put("B46", "Salariés")
        .put("A47", "Catégorie de personnes 4")
        .put("B47", "Clients")
        .insert(29, 1)
        .put("A29", "Vie professionnelle")
        .put("B29", "diplômes")
        .insert(19, 1)
        .put("B19", "Remercier les bénévoles")
        .insert(15, 1)
        .put("B14", "Club voisin")
        .put("H14", "club@exemple.fr")
        .put("B15", "Ligue régionale");
    let s = short(&activity(&plan(vec![sheet]), "gestion-des-benevoles"));
    for expected in [
        "data_subjects.salaries.category=employees",
        "data_subjects.clients.category=customers",
        "data.professional-life.category=professional_life",
        "joint_controllers.club-voisin.email=club@exemple.fr",
        "joint_controllers.ligue-regionale.name=Ligue régionale",
    ] {
        assert!(s.iter().any(|l| l == expected), "{expected} not in {s:#?}");
    }
    assert!(s.iter().any(|l| l.ends_with("| @remercier-les-benevoles")), "{s:#?}");
}

#[test]
fn merged_cells_answer_for_all_the_rows_they_cover() {
    let sheet = club()
        .put("B26", "situation de famille")
        .put("E28", "")
        .put("E27", "")
        .merge("E25:E28")
        .merge("B4:H4");
    let s = short(&activity(&plan(vec![sheet]), "gestion-des-benevoles"));
    let rule = "retention=@duree-de-l-engagement-1-saison";
    for row in ["identity", "personal-life", "connection"] {
        assert!(s.iter().any(|l| *l == format!("data.{row}.{rule}")), "{row}: {s:#?}");
    }
}

#[test]
fn notes_on_cells_are_kept_with_their_address_and_hints_are_not() {
    let sheet = club()
        .note("B25", "Vu avec le bureau le 3 mai")
        .note("A47", "Lister l'ensemble des personnes qui ont accès aux données ; par exemple : direction.");
    let plan = plan(vec![sheet]);
    let a = activity(&plan, "gestion-des-benevoles");
    assert_eq!(plan.unplaced.len(), 1);
    assert_eq!(plan.unplaced[0].place, "Bénévoles!B25");
    assert!(notes(&a).contains("Bénévoles!B25 — Note sur État civil"), "{}", notes(&a));
    assert!(notes(&a).contains("Vu avec le bureau le 3 mai"));
}

#[test]
fn what_has_no_place_is_listed_and_kept_in_the_notes() {
    let sheet = club()
        .put("A8", "Délai de réponse")
        .put("B8", "Un mois")
        .put("K30", "à revoir avec l'avocat")
        .put("A63", "AIPD")
        .put("B63", "Non requise")
        .put("A65", "Fiche relue par le bureau");
    let plan = plan(vec![sheet]);
    let a = activity(&plan, "gestion-des-benevoles");
    let places: Vec<(&str, &str)> =
        plan.unplaced.iter().map(|u| (u.place.as_str(), u.text.as_str())).collect();
    assert_eq!(
        places,
        [
            ("Bénévoles!B8", "Délai de réponse\u{a0}: Un mois"),
            ("Bénévoles!K30", "Numéro de Sécurité Sociale (ou NIR)\u{a0}: à revoir avec l'avocat"),
            ("Bénévoles!B63", "AIPD\u{a0}: Non requise"),
            ("Bénévoles!A65", "Fiche relue par le bureau"),
        ]
    );
    for (place, text) in places {
        assert!(notes(&a).contains(&format!("- {place} — {text}")), "{}", notes(&a));
    }
}

#[test]
fn unanswered_lists_and_placeholders_are_not_known_and_never_none() {
    let sheet = Hand::record("Vide ou presque")
        .put("B4", "Newsletter")
        .put("B6", "à déterminer")
        .put("B10", "N/A")
        .put("B25", "À déterminer")
        .put("E25", "TBD")
        .put("B44", "Sélectionnez un élément dans cette liste déroulante ►")
        .put("B48", "-")
        .put("B54", "…")
        .put("B59", "n.c.")
        .put("C59", "Sélectionnez un élément dans cette liste déroulante ►");
    let plan = plan(vec![sheet]);
    assert_eq!(short(&activity(&plan, "newsletter")), ["name=Newsletter"]);
    assert_eq!(plan.unknown.len(), 9);
    assert_eq!(plan.unplaced, Vec::new());
}

#[test]
fn none_is_an_answer() {
    let sheet = Hand::record("Journal")
        .put("B4", "Journal")
        .put("B14", "Aucun")
        .put("B30", "Non")
        .put("B48", "Aucun")
        .put("B59", "Aucun transfert");
    let list = Hand::list("2").put("A10", "Journal").put("H10", "Non");
    let s = short(&activity(&plan(vec![list, sheet]), "journal"));
    assert_eq!(
        s,
        [
            "name=Journal",
            "joint_controllers=none",
            "special_categories=none",
            "recipients=none",
            "transfers=none"
        ]
    );
}

#[test]
fn no_to_every_sensitive_category_is_an_answer_and_to_some_is_a_note() {
    let labels = registre::law::cnil_form::labels::SPECIAL;
    let mut sheet = Hand::record("Journal").put("B4", "Journal");
    for (row, (_, label)) in (33..).zip(labels) {
        sheet = sheet.put(&format!("A{row}"), label).put(&format!("B{row}"), "Non");
    }
    // The national number stands in another block: nothing is said of it by these.
    let without_number = plan(vec![sheet.clone()]);
    assert_eq!(short(&activity(&without_number, "journal")), ["name=Journal"]);
    assert_eq!(without_number.unplaced.len(), 9);
    let sheet = sheet.put("B30", "Non");
    let all = plan(vec![sheet.clone()]);
    assert_eq!(short(&activity(&all, "journal")), ["name=Journal", "special_categories=none"]);
    assert_eq!(all.unplaced, Vec::new());
    let some = plan(vec![sheet.put("B33", "")]);
    assert_eq!(short(&activity(&some, "journal")), ["name=Journal"]);
    assert_eq!(some.unplaced.len(), 9);
}

#[test]
fn dates_are_read_as_people_write_them() {
    for (said, day) in [
        ("26/05/2018", "2018-05-26"),
        ("2018-05-26", "2018-05-26"),
        ("1er juin 2026", "2026-06-01"),
        ("26 Août 2018", "2018-08-26"),
    ] {
        let s = short(&activity(&plan(vec![club().put("B6", said)]), "gestion-des-benevoles"));
        assert!(s.contains(&format!("created_on={day}")), "{said}: {s:?}");
    }
    for said in ["mai 2018", "26/05/18", "31/02/2018", "26 mai"] {
        let plan = plan(vec![club().put("B6", said)]);
        assert_eq!(codes(&plan), ["IMP-08"], "{said}");
        assert!(plan.unplaced[0].text.ends_with(said));
    }
}

#[test]
fn the_privacy_shield_and_an_adequate_united_states_are_reported_and_not_believed() {
    for word in ["Privacy shield", "Pays adéquat"] {
        let plan = plan(vec![club().put("D59", word)]);
        let a = activity(&plan, "gestion-des-benevoles");
        assert!(short(&a).iter().all(|l| !l.contains("mechanism")), "{word}");
        let remark = plan.remarks.iter().find(|r| r.code == "FR-IMP-01").unwrap();
        assert_eq!((remark.severity, remark.place.as_deref()), (Severity::Error, Some("Bénévoles!D59")));
        assert!(notes(&a).contains(word), "the word itself is kept");
    }
    let japan = plan(vec![club().put("C59", "Japon").put("D59", "Pays adéquat")]);
    assert!(
        short(&activity(&japan, "gestion-des-benevoles")).iter().any(|l| l.ends_with("mechanism=adequacy"))
    );
    assert_eq!(codes(&japan), Vec::<&str>::new());
}

#[test]
fn words_of_the_writers_own_are_kept_beside_the_list() {
    let plan = plan(vec![
        club().put("B44", "Bénévoles").put("B54", "Coffre").put("C59", "Atlantide").put("D59", "Accord oral"),
    ]);
    let a = activity(&plan, "gestion-des-benevoles");
    let s = short(&a);
    for expected in [
        "data_subjects.benevoles-benevoles-de-15-ans-et-plus.details=Bénévoles\u{a0}: Bénévoles de 15 ans et plus",
        "security.other.kind=other",
        "security.other.description=Coffre\u{a0}: lien de connexion à usage unique",
        "transfers.nuage-exemple.safeguards=Accord oral",
    ] {
        assert!(s.iter().any(|l| l == expected), "{expected} not in {s:#?}");
    }
    assert!(notes(&a).contains("Bénévoles!C59 — Pays\u{a0}: Atlantide"));
    assert_eq!(codes(&plan), ["IMP-12", "IMP-12", "IMP-11", "IMP-10"]);
}

#[test]
fn the_list_gives_the_organisation_and_what_the_sheets_do_not_say() {
    let list = Hand::list("2_-_Liste_des_traitements")
        .put("C1", "Martin")
        .put("E1", "Claire")
        .put("G1", "3 rue du Stade")
        .put("C2", "31000")
        .put("C5", "Benali")
        .put("E5", "Samia")
        .put("G5", "Conseil Données SARL")
        .put("A10", "Gestion des bénévoles")
        .put("B10", "T-01")
        .put("D10", "02/07/2026")
        .put("E10", "Organiser le bénévolat lors des rencontres, Accréditer les bénévoles")
        .put("A11", "Buvette")
        .put("B11", "T-02")
        .put("E11", "Tenir la buvette");
    let sheet =
        club().put("B11", "Samia Benali").put("B12", "Conseil Données SARL").put("C10", "3 rue du Stade");
    let plan = plan(vec![list, sheet]);
    let register = applied(&plan, Register::new());
    assert_eq!(
        short(register.organisation().unwrap()),
        [
            "name=Volley des Trois Ponts",
            "address=3 rue du Stade",
            "postal_code=31000",
            "city=Toulouse",
            "country=FR",
            "legal_representative.name=Martin",
            "legal_representative.first_name=Claire",
            "dpo.name=Benali",
            "dpo.first_name=Samia",
            "dpo.company=Conseil Données SARL",
        ]
    );
    let a = activity(&plan, "gestion-des-benevoles");
    assert!(short(&a).contains(&"updated_on=2026-07-02".to_owned()));
    assert_eq!(plan.unplaced, Vec::new(), "the list's summary says nothing new");
    let alone = activity(&plan, "buvette");
    assert_eq!(
        short(&alone)[..4],
        ["name=Buvette", "ref=T-02", "status=draft", "purposes=@tenir-la-buvette"]
    );
    assert_eq!(codes(&plan), ["IMP-06"]);
}

#[test]
fn another_controller_or_delegate_stays_on_its_own_sheet_and_is_reported() {
    let mut second =
        club().put("B4", "Buvette").put("B5", "T-02").put("B10", "Comité des fêtes").put("F10", "Belgique");
    second.0.name = "Buvette".into();
    let mut third = club().put("B4", "Licences").put("B5", "T-03").put("C10", "Autre adresse");
    third.0.name = "Licences".into();
    let plan = plan(vec![
        Hand::list("2").put("C1", "Volley des Trois Ponts").put("G1", "Halle des sports, 3 rue du Stade"),
        club(),
        second,
        third,
    ]);
    let s = short(&activity(&plan, "buvette"));
    assert!(s.contains(&"controller.name=Comité des fêtes".to_owned()), "{s:#?}");
    assert!(s.contains(&"controller.country=BE".to_owned()));
    let licences = activity(&plan, "licences");
    assert!(
        notes(&licences)
            .contains("Licences!C10 — Le responsable du traitement, adresse\u{a0}: Autre adresse"),
        "{}",
        notes(&licences)
    );
    assert_eq!(codes(&plan), ["IMP-14", "IMP-14"]);
}

#[test]
fn contradictions_and_unreadable_dates_are_reported_and_kept() {
    let list = Hand::list("2").put("A10", "Gestion des bénévoles").put("C10", "05/05/2025").put("H10", "Oui");
    let plan = plan(vec![list, club().put("B7", "printemps 2025")]);
    let a = activity(&plan, "gestion-des-benevoles");
    assert!(short(&a).contains(&"created_on=2026-06-01".to_owned()), "the sheet is followed");
    assert!(notes(&a).contains("2!C10 — Fiche créée le\u{a0}: 05/05/2025"), "{}", notes(&a));
    assert!(notes(&a).contains("Bénévoles!B7 — Mise à jour déclarée le\u{a0}: printemps 2025"));
    assert_eq!(codes(&plan), ["IMP-07", "IMP-08", "IMP-09"]);
}

#[test]
fn a_sheet_of_another_kind_is_listed_and_kept() {
    let mut other = Page::named("Budget");
    other.put(0, 0, "Poste", Style::default());
    other.put(1, 1, "1 200", Style::default());
    let plan = plan(vec![club(), Hand(other)]);
    let register = applied(&plan, Register::new());
    assert!(notes(register.organisation().unwrap()).contains("Budget!B2 — 1 200"));
    assert_eq!(codes(&plan), ["IMP-04"]);
}

#[test]
fn a_second_import_of_the_same_file_changes_nothing() {
    let sheets = || {
        vec![
            Hand::list("2").put("C1", "Volley des Trois Ponts"),
            club().put("K2", "hors cadre").put("D59", "Privacy shield"),
        ]
    };
    let bytes = workbook(sheets());
    let register = applied(&plan(sheets()), Register::new());
    let again = import_bytes(&bytes, &register, &Options::default()).unwrap();
    assert_eq!(again.changes, Vec::<Change>::new());
}

#[test]
fn an_import_into_a_register_with_entries_adds_what_is_new_and_replaces_nothing() {
    let mut register = applied(&plan(vec![club()]), Register::new());
    let id = RecordId::new(Kind::Activity, Id::parse("gestion-des-benevoles").unwrap());
    let owner = Change::Set {
        record: id.clone(),
        path: registre::model::Path::parse("owner").unwrap(),
        value: Value::text("Bureau"),
    };
    register.apply(&owner).unwrap();
    let bytes = workbook(vec![
        club().put("E54", "clé matérielle").put("B49", "Autre (Préciser)").put("E49", "Mairie"),
    ]);
    let again = import_bytes(&bytes, &register, &Options::default()).unwrap();
    let said: Vec<String> = again.changes.iter().map(|c| c.path().to_string()).collect();
    assert_eq!(said, ["recipients.mairie", "notes"]);
    let after = applied(&again, register);
    let after = after.get(&id).unwrap();
    assert_eq!(after.fields.text("owner"), Some("Bureau"));
    assert!(
        short(after).contains(&"security.access-control.description=lien de connexion à usage unique".into())
    );
    assert!(
        notes(after).contains(
            "- Bénévoles!E54 — Mesures de sécurité › access-control › Description\u{a0}: clé matérielle"
        ),
        "{}",
        notes(after)
    );
}

#[test]
fn a_workbook_that_is_not_the_form_says_so() {
    let mut p = Page::named("Feuille1");
    p.put(0, 0, "bonjour", Style::default());
    let result = import_bytes(&workbook(vec![Hand(p)]), &Register::new(), &Options::default());
    let Err(e @ ImportError::NotTheForm) = result else { panic!("{result:?}") };
    assert!(e.message().get(Lang::Fr).contains("liste des traitements"));
    assert!(matches!(import_bytes(b"PK", &Register::new(), &Options::default()), Err(ImportError::Sheet(_))));
}

#[test]
fn a_sheet_without_a_name_takes_that_of_its_tab() {
    let mut sheet = club().put("B4", "");
    sheet.0.name = "12 - Gestion_du_stade".into();
    let plan = plan(vec![sheet]);
    assert_eq!(short(&activity(&plan, "gestion-du-stade"))[0], "name=Gestion du stade");
    assert_eq!(codes(&plan), ["IMP-05"]);
}

#[test]
fn the_same_reference_on_several_sheets_is_reported() {
    let mut second = club().put("B4", "Buvette");
    second.0.name = "Buvette".into();
    assert_eq!(codes(&plan(vec![club(), second])), ["IMP-03"]);
}

fn set(register: &mut Register, id: &RecordId, path: &str, value: Value) {
    let path = registre::model::Path::parse(path).unwrap();
    register.apply(&Change::Set { record: id.clone(), path, value }).unwrap();
}

fn of(register: &Register, kind: Kind, id: &str) -> Record {
    Record::clone(register.find(kind, &Id::parse(id).unwrap()).unwrap_or_else(|| panic!("{id}")))
}

/// The authority's example, which names invented people.
fn example() -> Hand {
    let mut hand = Hand::record("4 - Exemple de fiche");
    for (at, text) in [
        ("A1", "Exemple de fiche de registre"),
        ("A2", "Cet exemple est basé sur un traitement fictif qu'il ne faut pas reprendre tel quel."),
        ("B4", "Gestion de la paie"),
        ("B5", "1 - Exemple"),
        ("B6", "26/05/2018"),
        ("B7", "13/05/2019"),
        ("B10", "Louise DUPONT"),
        ("C10", "1 rue Rivoli"),
        ("D10", "75001"),
        ("E10", "Paris"),
        ("F10", "France"),
        ("G10", "01 xx xx xx xx"),
        ("H10", "exemple1@ets.com"),
        ("B11", "Martin HENRI"),
        ("C11", "1 rue Rivoli"),
        ("D11", "75001"),
        ("E11", "Paris"),
        ("F11", "France"),
        ("G11", "01 xx xx xx xx"),
        ("H11", "exemple2@ets.com"),
        ("B12", "N/A"),
        ("B17", "Gestion de la paie"),
        ("B18", "Calcul des rémunérations"),
        ("B19", "Ordre de virement à la banque"),
        ("B25", "Noms, prénoms, adresses"),
        ("E25", "5 ans à compter du versement de la paie"),
        ("B27", "RIB"),
        ("E27", "5 ans à compter du versement de la paie"),
        ("B30", "Numéros de sécurité sociale des salariés"),
        ("E30", "5 ans à compter du versement de la paie"),
        ("B44", "Salariés"),
        ("B48", "Service interne qui traite les données"),
        ("E48", "Dir. Administrative et Financière"),
        ("B49", "Destinataires dans des pays tiers ou organisations internationales"),
        ("E49", "Banque d'Andorre"),
        ("B54", "Sauvegarde des données"),
        ("B55", "Contrôle d'accès des utilisateurs"),
        ("B59", "Banque d'Andorre"),
        ("C59", "Andorre"),
        ("D59", "Clauses contractuelles types (CCT)"),
        ("F59", "Contrat en date du 23/01/2018"),
    ] {
        hand = hand.put(at, text);
    }
    hand
}

/// Values that the authority invented, and that no register may hold.
const INVENTED: [&str; 14] = [
    "louise dupont",
    "martin henri",
    "rivoli",
    "75001",
    "xx xx",
    "ets com",
    "1 exemple",
    "2018 05 26",
    "2019 05 13",
    "andorre",
    "23 01 2018",
    "traitement fictif",
    "securite sociale des salaries",
    "administrative et financiere",
];

fn everything(register: &Register) -> String {
    let mut all = String::new();
    for record in register.iter() {
        all.push_str(&format!("{}\n{}\n{}\n", record.id, short(record).join("\n"), notes(record)));
    }
    registre::law::cnil_form::key(&all)
}

/// Nothing of the example is in the register or among what was kept; each row of it is named with its cells.
fn assert_nothing_invented(plan: &registre::import::Plan, at: &[&str]) {
    let all = everything(&applied(plan, Register::new()));
    let kept: String = plan.unplaced.iter().map(|u| registre::law::cnil_form::key(&u.text)).collect();
    for invented in INVENTED {
        assert!(!all.contains(invented) && !kept.contains(invented), "{invented}: {all} / {kept}");
    }
    let remarks: Vec<_> = plan.remarks.iter().filter(|r| r.code == "IMP-20").collect();
    assert!(remarks.iter().all(|r| r.severity == Severity::Warning));
    for cell in at {
        let named = remarks.iter().any(|r| {
            let said = r.message.get(Lang::Fr);
            said.contains("este de l’exemple de la CNIL") && said.contains(&format!("{cell} «"))
        });
        assert!(named, "{cell}: {remarks:#?}");
    }
}

#[test]
fn what_is_left_of_the_example_in_a_sheet_made_from_it_is_named_and_not_taken() {
    let mut sheet = example()
        .put("A1", "Fiche")
        .put("B4", "Déroulement de la compétition")
        .put("B5", "002")
        .put("B17", "Calculer les classements")
        .put("B18", "")
        .put("B27", "Numéro de dossard");
    sheet.0.name = "Compétition".into();
    let plan = plan(vec![Hand::list("2"), sheet]);
    let every =
        ["A2", "B6", "B10", "H10", "C11", "G11", "B19", "E25", "E27", "B30", "B44", "E49", "B54", "F59"];
    assert_nothing_invented(&plan, &every);
    let a = activity(&plan, "deroulement-de-la-competition");
    assert_eq!(
        short(&a),
        [
            "name=Déroulement de la compétition",
            "ref=002",
            "purposes=@calculer-les-classements",
            "data.economic.category=economic",
            "data.economic.items=Numéro de dossard",
        ]
    );
    assert_eq!(applied(&plan, Register::new()).organisation(), None);
}

#[test]
fn an_actor_written_over_the_examples_keeps_only_what_is_ones_own() {
    let sheet = example()
        .put("B4", "Vidéosurveillance")
        .put("B10", "Mairie des Trois Ponts")
        .put("C10", "1 place du Marché")
        .put("H10", "mairie@trois-ponts.example");
    let plan = plan(vec![sheet]);
    assert_nothing_invented(&plan, &["D10", "G10", "B11"]);
    let register = applied(&plan, Register::new());
    assert_eq!(
        short(register.organisation().unwrap()),
        ["name=Mairie des Trois Ponts", "address=1 place du Marché", "email=mairie@trois-ponts.example"]
    );
}

#[test]
fn a_sheet_made_from_the_example_with_answers_is_no_example() {
    for (what, sheet) in [
        ("another purpose", example().put("B19", "Calcul des indemnités des élus")),
        ("details of a measure", example().put("E54", "copie chaque nuit")),
        (
            "one more measure",
            example().put("B56", "Chiffrement des données").put("A56", "Mesure de sécurité 3"),
        ),
        ("a number", example().put("B5", "P-12")),
        ("a note of its own", example().note("B27", "à voir avec la trésorière")),
    ] {
        let plan = plan(vec![sheet]);
        let a = activity(&plan, "gestion-de-la-paie");
        assert!(short(&a).len() > 1 || !notes(&a).is_empty(), "{what}: {:?}", short(&a));
        assert_nothing_invented(&plan, &["B10", "B11", "B59"]);
    }
    let untouched = plan(vec![Hand::list("2"), example()]);
    assert_eq!(untouched.changes, Vec::<Change>::new());
    assert_eq!(codes(&untouched), Vec::<&str>::new());
}

#[test]
fn a_real_person_of_the_same_name_is_not_taken_for_the_example() {
    let plan = plan(vec![club().put("B11", "Martin HENRI").put("C11", "4 rue du Puits")]);
    assert!(!codes(&plan).contains(&"IMP-20"), "{:?}", plan.remarks);
    let register = applied(&plan, Register::new());
    assert!(short(register.organisation().unwrap()).contains(&"dpo.name=Martin HENRI".to_owned()));
}

#[test]
fn a_line_of_the_list_made_from_the_example_keeps_what_was_changed() {
    let list = Hand::list("2").put("B9", "P-12").put("C9", "26/05/2018").put("H9", "Oui");
    let plan = plan(vec![list, example().put("B10", "Jean Maire").put("C10", "")]);
    assert_nothing_invented(&plan, &["C9"]);
    let a = activity(&plan, "gestion-de-la-paie");
    assert_eq!(short(&a)[..2], ["name=Gestion de la paie", "ref=P-12"]);
    assert!(notes(&a).contains("2!H9 — Données sensibles (liste)\u{a0}: Oui"), "{}", notes(&a));
}

#[test]
fn nobody_of_the_example_enters_the_organisation() {
    let options = Options { with_example: true, ..Options::default() };
    let alone =
        import_bytes(&workbook(vec![Hand::list("2"), example()]), &Register::new(), &options).unwrap();
    let register = applied(&alone, Register::new());
    assert_eq!(register.organisation(), None, "{:#?}", register.organisation());
    let a = short(&activity(&alone, "gestion-de-la-paie"));
    for own in ["controller.name=Louise DUPONT", "dpo.name=Martin HENRI"] {
        assert!(a.contains(&own.to_owned()), "{own}: {a:#?}");
    }
    let both = vec![Hand::list("2"), example(), club()];
    let both = import_bytes(&workbook(both), &Register::new(), &options).unwrap();
    let register = applied(&both, Register::new());
    let org = short(register.organisation().unwrap());
    assert_eq!(org[0], "name=Volley des Trois Ponts");
    assert!(!org.join("\n").contains("Rivoli"), "{org:#?}");
}

#[test]
fn the_example_is_never_mixed_into_a_sheet_of_ours() {
    let options = Options { with_example: true, ..Options::default() };
    let id = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
    let mut register = Register::new();
    register.insert(Record::new(id.clone()));
    set(&mut register, &id, "name", Value::text("Gestion de la paie"));
    let before = register.get(&id).cloned();
    let bytes = workbook(vec![example()]);
    let plan = import_bytes(&bytes, &register, &options).unwrap();
    let after = applied(&plan, register);
    assert_eq!(after.get(&id).cloned(), before);
    assert_eq!(after.of(Kind::Activity).count(), 2);
    let again = import_bytes(&bytes, &after, &options).unwrap();
    assert_eq!(again.changes, Vec::<Change>::new());
}

#[test]
fn a_legal_basis_that_is_certain_goes_to_the_purposes_of_the_sheet() {
    for (typed, basis) in [
        ("Contrat", "contract"),
        ("exécution d'un contrat", "contract"),
        ("Consentement des personnes", "consent"),
        ("OBLIGATION LEGALE", "legal_obligation"),
        ("Intérêts légitimes", "legitimate_interest"),
        ("Mission d'intérêt public", "public_task"),
        ("Sauvegarde des intérêts vitaux", "vital_interests"),
        ("art. 6.1.f RGPD", "legitimate_interest"),
    ] {
        let plan = plan(vec![club().put("A20", "Base légale").put("B20", typed)]);
        let register = applied(&plan, Register::new());
        for id in ["organiser-le-benevolat-lors-des-rencontres", "accrediter-les-benevoles"] {
            let purpose = of(&register, Kind::Purpose, id);
            assert_eq!(purpose.fields.choice("legal_basis").map(|t| t.id), Some(basis), "{typed}");
        }
        assert_eq!(plan.unplaced, Vec::new(), "{typed}");
    }
}

#[test]
fn what_follows_a_legal_basis_is_its_detail() {
    let sheet = club().put("A20", "Base juridique :").put("B20", "Obligation légale : C. sport, art. L131-1");
    let register = applied(&plan(vec![sheet]), Register::new());
    let purpose = of(&register, Kind::Purpose, "accrediter-les-benevoles");
    assert_eq!(purpose.fields.choice("legal_basis").map(|t| t.id), Some("legal_obligation"));
    assert_eq!(purpose.fields.text("legal_basis_detail"), Some("C. sport, art. L131-1"));
}

#[test]
fn a_legal_basis_under_each_purpose_goes_to_that_purpose() {
    let sheet = club()
        .insert(18, 1)
        .put("A18", "Base légale")
        .put("B18", "Contrat")
        .put("A20", "Base légale")
        .put("B20", "Consentement");
    let register = applied(&plan(vec![sheet]), Register::new());
    let basis = |id: &str| of(&register, Kind::Purpose, id).fields.choice("legal_basis").map(|t| t.id);
    assert_eq!(basis("organiser-le-benevolat-lors-des-rencontres"), Some("contract"));
    assert_eq!(basis("accrediter-les-benevoles"), Some("consent"));
}

#[test]
fn a_legal_basis_that_is_not_certain_is_kept_with_its_cell() {
    for typed in [
        "Contrat et intérêt légitime",
        "Contrat ou consentement",
        "Contrat (art. 6.1.f)",
        "Intérêt du service",
        "Pas de consentement",
        "Sans obligation légale",
    ] {
        let plan = plan(vec![club().put("A20", "Base légale").put("B20", typed)]);
        let a = activity(&plan, "gestion-des-benevoles");
        assert!(
            notes(&a).contains(&format!("- Bénévoles!B20 — Base légale\u{a0}: {typed}")),
            "{}",
            notes(&a)
        );
        assert_eq!(codes(&plan), ["IMP-17"], "{typed}");
        let register = applied(&plan, Register::new());
        assert!(register.of(Kind::Purpose).all(|p| p.fields.get("legal_basis").is_none()), "{typed}");
    }
}

#[test]
fn a_legal_basis_that_stands_is_not_replaced() {
    let mut register = applied(&plan(vec![club()]), Register::new());
    let id = RecordId::new(Kind::Purpose, Id::parse("accrediter-les-benevoles").unwrap());
    let consent = registre::model::vocabulary::LEGAL_BASES.get("consent").unwrap();
    set(&mut register, &id, "legal_basis", Value::Choice(consent));
    let bytes = workbook(vec![club().put("A20", "Base légale").put("B20", "Contrat")]);
    let again = import_bytes(&bytes, &register, &Options::default()).unwrap();
    assert!(codes(&again).contains(&"IMP-13"), "{:?}", again.remarks);
    let after = applied(&again, register);
    let basis = |id: &str| of(&after, Kind::Purpose, id).fields.choice("legal_basis").map(|t| t.id);
    assert_eq!(basis("accrediter-les-benevoles"), Some("consent"));
    assert_eq!(basis("organiser-le-benevolat-lors-des-rencontres"), Some("contract"), "nobody had answered");
    let purpose = of(&after, Kind::Purpose, "accrediter-les-benevoles");
    assert!(notes(&purpose).contains("Bénévoles!B20 — Base légale"), "{}", notes(&purpose));
}

#[test]
fn a_delegate_that_we_said_there_is_none_of_is_not_named_by_a_workbook() {
    let id = RecordId::organisation();
    let mut register = Register::new();
    register.insert(Record::new(id.clone()));
    set(&mut register, &id, "name", Value::text("Volley des Trois Ponts"));
    set(&mut register, &id, "dpo", Value::None);
    let list = Hand::list("2").put("C5", "Benali").put("E5", "Samia").put("I6", "dpo@club.example");
    let bytes = workbook(vec![list, club()]);
    let plan = import_bytes(&bytes, &register, &Options::default()).unwrap();
    let after = applied(&plan, register);
    let org = after.organisation().unwrap();
    assert_eq!(org.fields.get("dpo"), Some(&Value::None));
    assert!(codes(&plan).contains(&"IMP-13"), "{:?}", plan.remarks);
    for said in
        ["2!C5 — Délégué à la protection des données › Nom\u{a0}: Benali", "Samia", "dpo@club.example"]
    {
        assert!(notes(org).contains(said), "{said}: {}", notes(org));
    }
    assert!(plan.unplaced.iter().any(|u| u.text.contains("Benali")));
    let again = import_bytes(&bytes, &after, &Options::default()).unwrap();
    assert_eq!(again.changes, Vec::<Change>::new(), "the note says it already");
}

/// Two people are not mixed: the address of one is not given to the other.
#[test]
fn the_details_of_another_delegate_do_not_complete_ours() {
    let id = RecordId::organisation();
    let mut register = Register::new();
    register.insert(Record::new(id.clone()));
    set(&mut register, &id, "name", Value::text("Volley des Trois Ponts"));
    set(&mut register, &id, "dpo.name", Value::text("Camille Roche"));
    let list = Hand::list("2").put("C5", "Benali").put("E5", "Samia").put("I6", "dpo@club.example");
    let plan = import_bytes(&workbook(vec![list, club()]), &register, &Options::default()).unwrap();
    let after = applied(&plan, register);
    let org = after.organisation().unwrap();
    let dpo: Vec<String> = short(org).into_iter().filter(|s| s.starts_with("dpo")).collect();
    assert_eq!(dpo, ["dpo.name=Camille Roche"]);
    assert!(notes(org).contains("dpo@club.example"), "{}", notes(org));
}

#[test]
fn no_answer_of_a_sheet_of_ours_is_replaced_and_each_difference_is_reported() {
    let mut register = applied(&plan(vec![club()]), Register::new());
    let id = RecordId::new(Kind::Activity, Id::parse("gestion-des-benevoles").unwrap());
    let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 6, d).unwrap();
    set(&mut register, &id, "ref", Value::text("B-07"));
    set(&mut register, &id, "created_on", Value::Date(day(15)));
    set(&mut register, &id, "transfers", Value::None);
    set(&mut register, &id, "data_subjects.benevoles-de-15-ans-et-plus.details", Value::text("Bénévoles"));
    let before = short(register.get(&id).unwrap());
    let bytes = workbook(vec![club()]);
    let again = import_bytes(&bytes, &register, &Options::default()).unwrap();
    assert!(codes(&again).iter().filter(|c| **c == "IMP-13").count() >= 3, "{:?}", again.remarks);
    let after = applied(&again, register);
    let record = after.get(&id).unwrap();
    let left: Vec<String> = short(record).into_iter().filter(|s| !before.contains(s)).collect();
    assert_eq!(left, Vec::<String>::new(), "only the notes grew");
    for said in [
        "Bénévoles!B5 — N° / RÉF\u{a0}: T-01",
        "Bénévoles!B6 — Fiche créée le\u{a0}: 01/06/2026",
        "Transferts hors UE\u{a0}: Destinataire\u{a0}: Nuage Exemple",
        "Précisions\u{a0}: Bénévoles de 15 ans et plus",
    ] {
        assert!(notes(record).contains(said), "{said}: {}", notes(record));
    }
    let third = import_bytes(&bytes, &after, &Options::default()).unwrap();
    assert_eq!(third.changes, Vec::<Change>::new());
}

#[test]
fn none_in_the_file_replaces_nothing_either() {
    let register = applied(&plan(vec![club()]), Register::new());
    let mut sheet = club().put("B59", "Aucun");
    for cell in ["C59", "D59", "F59"] {
        sheet = sheet.put(cell, "");
    }
    let plan = import_bytes(&workbook(vec![sheet]), &register, &Options::default()).unwrap();
    let after = applied(&plan, register);
    let record = of(&after, Kind::Activity, "gestion-des-benevoles");
    assert!(short(&record).contains(&"transfers.nuage-exemple.country=US".to_owned()));
    assert!(notes(&record).contains("Transferts hors UE\u{a0}: néant"), "{}", notes(&record));
    assert_eq!(codes(&plan), ["IMP-15"]);
}

/// Renamed since, the records of the file are still its own: nothing is doubled, and it is said.
#[test]
fn the_same_file_is_seen_whatever_became_of_its_records() {
    let bytes = workbook(vec![Hand::list("2").put("C5", "Benali"), club().put("B5", "")]);
    let options = Options { fingerprint: Some("c0ffee".into()), ..Options::default() };
    let first = import_bytes(&bytes, &Register::new(), &options).unwrap();
    let mut register = applied(&first, Register::new());
    let activity = RecordId::new(Kind::Activity, Id::parse("gestion-des-benevoles").unwrap());
    let purpose = RecordId::new(Kind::Purpose, Id::parse("accrediter-les-benevoles").unwrap());
    set(&mut register, &activity, "name", Value::text("Bénévolat"));
    set(&mut register, &purpose, "name", Value::text("Délivrer les accréditations"));
    register.apply(&Change::Rename { record: activity, to: Id::parse("benevolat").unwrap() }).unwrap();
    let again = import_bytes(&bytes, &register, &options).unwrap();
    assert_eq!(again.changes, Vec::<Change>::new());
    assert_eq!(codes(&again), ["IMP-18"]);
    let said = again.remarks[0].message.get(Lang::Fr);
    assert!(said.contains("déjà été importé"), "{said}");
    let uses: Vec<String> = again.sheets.iter().map(|(_, u)| format!("{u:?}")).collect();
    assert!(uses[1].contains("benevolat"), "{uses:?}");
}

#[test]
fn a_record_that_was_deleted_comes_back_from_the_same_file() {
    let bytes = workbook(vec![club()]);
    let options = Options { fingerprint: Some("c0ffee".into()), ..Options::default() };
    let mut register = applied(&import_bytes(&bytes, &Register::new(), &options).unwrap(), Register::new());
    let id = RecordId::new(Kind::Activity, Id::parse("gestion-des-benevoles").unwrap());
    register.apply(&Change::Delete { record: id.clone() }).unwrap();
    let again = import_bytes(&bytes, &register, &options).unwrap();
    assert!(applied(&again, register).contains(&id));
}

#[test]
fn a_number_that_is_taken_is_reported() {
    let mut register = Register::new();
    let id = RecordId::new(Kind::Activity, Id::parse("stages").unwrap());
    register.insert(Record::new(id.clone()));
    set(&mut register, &id, "name", Value::text("Stages d’été"));
    set(&mut register, &id, "ref", Value::text("T-01"));
    let plan = import_bytes(&workbook(vec![club()]), &register, &Options::default()).unwrap();
    assert_eq!(codes(&plan), ["IMP-19"]);
    assert_eq!(applied(&plan, register).of(Kind::Activity).count(), 2);
}

fn gestion(tab: &str, basis: &str) -> Hand {
    let mut sheet = Hand::record(tab).put("B4", tab).put("B5", tab).put("B17", "Gestion");
    if !basis.is_empty() {
        sheet = sheet.put("A20", "Base légale").put("B20", basis);
    }
    sheet
}

fn bases(register: &Register) -> Vec<(String, String, Option<&'static str>)> {
    let mut out = Vec::new();
    for activity in register.of(Kind::Activity) {
        for id in activity.fields.refs("purposes") {
            let purpose = register.find(Kind::Purpose, id).unwrap();
            let basis = purpose.fields.choice("legal_basis").map(|t| t.id);
            out.push((activity.id.id.to_string(), id.to_string(), basis));
        }
    }
    out
}

/// The basis of one sheet never becomes that of another, however alike their purposes are worded.
#[test]
fn sheets_share_a_purpose_only_when_they_say_the_same_basis() {
    let owned = |a: &str, p: &str, b| (a.to_owned(), p.to_owned(), b);
    for clients_first in [true, false] {
        let mut sheets = vec![gestion("Clients", "Consentement"), gestion("Paie", "")];
        if !clients_first {
            sheets.reverse();
        }
        let plan = plan(sheets.clone());
        let register = applied(&plan, Register::new());
        let (clients, paie) =
            if clients_first { ("gestion", "gestion-paie") } else { ("gestion-clients", "gestion") };
        assert_eq!(bases(&register), [owned("clients", clients, Some("consent")), owned("paie", paie, None)]);
        assert_eq!(codes(&plan), Vec::<&str>::new());
        let again = import_bytes(&workbook(sheets), &register, &Options::default()).unwrap();
        assert_eq!(again.changes, Vec::<Change>::new());
    }
    let three = [
        gestion("Clients", "Consentement"),
        gestion("Paie", "Obligation légale"),
        gestion("Prospects", "consentement"),
        gestion("Stock", "à voir : consentement ?"),
    ];
    let register = applied(&plan(three.to_vec()), Register::new());
    assert_eq!(
        bases(&register),
        [
            owned("clients", "gestion", Some("consent")),
            owned("paie", "gestion-paie", Some("legal_obligation")),
            owned("prospects", "gestion", Some("consent")),
            owned("stock", "gestion-stock", None),
        ]
    );
    let neither = applied(&plan(vec![gestion("Clients", ""), gestion("Paie", "")]), Register::new());
    assert_eq!(neither.of(Kind::Purpose).count(), 1);
}

#[test]
fn a_purpose_of_the_register_lends_its_basis_to_no_sheet_and_takes_none_for_another() {
    let register = applied(&plan(vec![gestion("Clients", "Consentement")]), Register::new());
    let paie = import_bytes(&workbook(vec![gestion("Paie", "")]), &register, &Options::default()).unwrap();
    let after = applied(&paie, register);
    assert_eq!(bases(&after)[1], ("paie".to_owned(), "gestion-paie".to_owned(), None));
    // Shared without a basis, it gets none from one of its two sheets.
    let shared = applied(&plan(vec![gestion("Clients", ""), gestion("Paie", "")]), Register::new());
    let one = workbook(vec![gestion("Clients", "Consentement")]);
    let one = import_bytes(&one, &shared, &Options::default()).unwrap();
    let after = applied(&one, shared);
    assert!(bases(&after).iter().all(|(.., basis)| basis.is_none()), "{:?}", bases(&after));
    let clients = of(&after, Kind::Activity, "clients");
    assert!(notes(&clients).contains("Clients!B20 — Base légale\u{a0}: Consentement"), "{}", notes(&clients));
    assert_eq!(codes(&one), ["IMP-17"]);
}

#[test]
fn yes_to_sensitive_data_that_nothing_describes_is_kept_with_its_cell() {
    let list = Hand::list("2").put("A10", "Boîte à idées").put("H10", "Oui");
    let plan = plan(vec![list]);
    let a = activity(&plan, "boite-a-idees");
    assert!(notes(&a).contains("2!H10 — Données sensibles (liste)\u{a0}: Oui"), "{}", notes(&a));
    assert_eq!(plan.unplaced.len(), 1);
    assert_eq!(codes(&plan), ["IMP-09", "IMP-06"]);
}

/// The question of the list is about the block of sensitive data, where the national number does not stand.
#[test]
fn no_to_sensitive_data_says_nothing_of_the_national_number() {
    let list = || Hand::list("2").put("A10", "Journal").put("H10", "Non");
    let sheet = || Hand::record("Journal").put("B4", "Journal").put("B25", "nom");
    let none = "special_categories=none".to_owned();
    for sheets in [vec![list()], vec![list(), sheet()]] {
        let plan = plan(sheets);
        let a = activity(&plan, "journal");
        assert!(!short(&a).contains(&none));
        assert!(notes(&a).contains("2!H10 — Données sensibles (liste)\u{a0}: Non"), "{}", notes(&a));
        assert!(codes(&plan).contains(&"IMP-09"));
    }
    let answered = plan(vec![list(), sheet().put("B30", "Néant")]);
    assert!(short(&activity(&answered, "journal")).contains(&none));
    assert_eq!(answered.unplaced, Vec::new());
    let number = plan(vec![list(), sheet().put("B30", "NIR des salariés")]);
    let a = activity(&number, "journal");
    assert!(short(&a).contains(&"special_categories.nir.category=nir".to_owned()));
    assert_eq!(codes(&number), Vec::<&str>::new(), "the answer and the number do not contradict each other");
}

fn named(name: &str) -> Register {
    let id = RecordId::organisation();
    let mut register = Register::new();
    register.insert(Record::new(id.clone()));
    if !name.is_empty() {
        set(&mut register, &id, "name", Value::text(name));
    }
    register
}

#[test]
fn the_lists_details_are_the_organisations_when_sheets_name_a_person() {
    let list = || {
        Hand::list("2")
            .put("C1", "Maison Lavande SAS")
            .put("G1", "12 rue des Lilas")
            .put("I1", "contact@lavande.example")
            .put("G2", "04 75 00 00 00")
    };
    let sheet = || {
        Hand::record("Paie")
            .put("B4", "Paie")
            .put("B10", "Louise DURAND")
            .put("H10", "l.durand@lavande.example")
    };
    for register in [Register::new(), named(""), named("Maison Lavande SAS")] {
        let bytes = workbook(vec![list(), sheet()]);
        let plan = import_bytes(&bytes, &register, &Options::default()).unwrap();
        let after = applied(&plan, register);
        let org = after.organisation().unwrap();
        assert_eq!(
            short(org)[..4],
            [
                "name=Maison Lavande SAS",
                "address=12 rue des Lilas",
                "phone=04 75 00 00 00",
                "email=contact@lavande.example"
            ]
        );
        assert_eq!(notes(org), "");
        let all = everything(&after);
        assert!(all.contains("louise durand") && all.contains("l durand lavande example"), "{all}");
    }
}

#[test]
fn a_name_without_a_first_name_beside_a_company_is_a_person() {
    for register in [Register::new(), named("Maison Lavande SAS")] {
        let list = Hand::list("2").put("C1", "DURAND").put("G1", "12 rue des Lilas");
        let sheet = Hand::record("Paie").put("B4", "Paie").put("B10", "Maison Lavande SAS");
        let bytes = workbook(vec![list, sheet]);
        let plan = import_bytes(&bytes, &register, &Options::default()).unwrap();
        let after = applied(&plan, register);
        let org = short(after.organisation().unwrap());
        assert!(org.contains(&"name=Maison Lavande SAS".to_owned()), "{org:?}");
        assert!(org.contains(&"legal_representative.name=DURAND".to_owned()), "{org:?}");
    }
}

/// A list without sheets: its surname is the head's where the list has its companies in a place of their own.
#[test]
fn a_surname_alone_beside_the_company_of_a_delegate_is_a_person() {
    for (register, own) in [(Register::new(), None), (named("Mairie des Lilas"), Some("Mairie des Lilas"))] {
        let list =
            Hand::list("2").put("C1", "DURAND").put("G1", "1 rue de la Loi").put("G5", "Cabinet RGPD SARL");
        let bytes = workbook(vec![list.put("A10", "Paie")]);
        let plan = import_bytes(&bytes, &register, &Options::default()).unwrap();
        let after = applied(&plan, register);
        let org = after.organisation().unwrap();
        assert_eq!(org.fields.text("name"), own);
        let org = short(org);
        assert!(org.contains(&"legal_representative.name=DURAND".to_owned()), "{org:?}");
        assert!(org.contains(&"address=1 rue de la Loi".to_owned()), "{org:?}");
    }
    let company = plan(vec![Hand::list("2").put("C1", "Lavande SAS").put("G5", "Cabinet RGPD SARL")]);
    let register = applied(&company, Register::new());
    assert_eq!(register.organisation().unwrap().fields.text("name"), Some("Lavande SAS"));
}

#[test]
fn the_models_own_number_is_no_reference() {
    let plan = plan(vec![club().put("B5", "ref-001")]);
    assert!(short(&activity(&plan, "gestion-des-benevoles")).iter().all(|l| !l.starts_with("ref=")));
    assert_eq!(plan.unplaced, Vec::new());
}

/// A long table may say the same few words over and over: "N" is no number of a record.
#[test]
fn a_table_whose_cells_repeat_a_word_of_the_form_is_not_the_form() {
    let mut page = Page::named("Sheet1");
    for row in 0..40 {
        page.put(row, 1, format!("Field {row}"), Style::default());
        page.put(row, 2, if row % 3 == 0 { "Y" } else { "N" }, Style::default());
    }
    let result = import_bytes(&workbook(vec![Hand(page)]), &Register::new(), &Options::default());
    assert!(matches!(result, Err(ImportError::NotTheForm)), "{result:?}");
}

#[test]
fn a_blank_workbook_is_known_from_one_that_says_nothing_new() {
    let blank = plan(vec![Hand::list("2"), Hand::record("3 - Modèle"), example()]);
    assert!(blank.blank && blank.changes.is_empty());
    let bytes = workbook(vec![Hand::list("2"), club()]);
    let register = applied(&plan(vec![Hand::list("2"), club()]), Register::new());
    let again = import_bytes(&bytes, &register, &Options::default()).unwrap();
    assert!(!again.blank && again.changes.is_empty());
}
