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
    let all = plan(vec![sheet.clone()]);
    assert_eq!(short(&activity(&all, "journal")), ["name=Journal", "special_categories=none"]);
    assert_eq!(all.unplaced, Vec::new());
    let some = plan(vec![sheet.put("B33", "")]);
    assert_eq!(short(&activity(&some, "journal")), ["name=Journal"]);
    assert_eq!(some.unplaced.len(), 8);
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
    Hand::record("4 - Exemple de fiche")
        .put("A1", "Exemple de fiche de registre")
        .put("B4", "Gestion de la paie")
        .put("B5", "1 - Exemple")
        .put("B10", "Louise Dupont")
        .put("C10", "1 rue de l'Invention")
        .put("B11", "Jean Inventé")
        .put("H11", "dpo@invente.example")
        .put("B12", "Société inventée")
        .put("B17", "Payer les salaires")
        .put("E54", "badge")
        .put("B54", "Contrôle d'accès des utilisateurs")
}

#[test]
fn nobody_of_the_example_enters_the_organisation() {
    let options = Options { with_example: true, ..Options::default() };
    let alone =
        import_bytes(&workbook(vec![Hand::list("2"), example()]), &Register::new(), &options).unwrap();
    let register = applied(&alone, Register::new());
    assert_eq!(register.organisation(), None, "{:#?}", register.organisation());
    let a = short(&activity(&alone, "gestion-de-la-paie"));
    for own in ["controller.name=Louise Dupont", "dpo.name=Jean Inventé", "dpo.company=Société inventée"]
    {
        assert!(a.contains(&own.to_owned()), "{own}: {a:#?}");
    }
    let both = vec![Hand::list("2"), example(), club()];
    let both = import_bytes(&workbook(both), &Register::new(), &options).unwrap();
    let register = applied(&both, Register::new());
    let org = short(register.organisation().unwrap());
    assert_eq!(org[0], "name=Volley des Trois Ponts");
    assert!(!org.join("\n").contains("nvent"), "{org:#?}");
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
