//! The authority's simplified register, filled as people fill it: both official files as they come, and filled
//! sheets with rows added and deleted, tabs renamed and re-ordered, cells merged and annotated.

#![allow(clippy::unwrap_used, clippy::panic)]

mod sheets_support;

use registre::import::SheetUse;
use registre::import::cnil::{Options, import, import_bytes};
use registre::import::{ImportError, Plan};
use registre::model::{Change, Id, Kind, Lang, Record, RecordId, Register, Severity, Value};
use registre::sheet::write::{Book, Page, Style};
use registre::sheet::{Limits, Range, Sheet, Workbook, read, write_ods};
use sheets_support::*;

/// A sheet that is edited as a person would: by label.
#[derive(Clone)]
struct Hand(Page);

impl Hand {
    /// The official record sheet's labels, at their official rows.
    fn record(tab: &str) -> Hand {
        let mut p = Page::named(tab);
        let mut label = |row: u32, text: &str| {
            p.put(row, 0, text, Style::default());
        };
        for (row, text) in [
            (0, "Modèle de fiche de registre à compléter"),
            (2, "Description  du traitement"),
            (3, "Nom du traitement"),
            (4, "N° / RÉF"),
            (5, "Date de création du traitement"),
            (6, "Mise à jour du traitement"),
            (8, "Acteurs"),
            (9, "Responsable du traitement"),
            (10, "Délégué à la protection des données"),
            (11, "Société du DPO (si celui-ci est externe)"),
            (12, "Représentant"),
            (13, "Responsable(s) conjoint(s)"),
            (15, "Finalité(s) du traitement effectué"),
            (16, "Finalité principale"),
            (17, "Sous-finalité 1"),
            (18, "Sous-finalité 2"),
            (23, "Catégories de données personnelles concernées"),
            (24, "État civil, identité, données d'identification, images…"),
            (25, "Vie personnelle (habitudes de vie, situation familiale, etc.)"),
            (
                26,
                "Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)",
            ),
            (27, "Données de connexion (adress IP, logs, etc.)"),
            (28, "Données de localisation (déplacements, données GPS, GSM, etc.)"),
            (29, "Numéro de Sécurité Sociale (ou NIR)"),
            (31, "Données sensibles"),
            (38, "Données concernant la santé"),
            (42, "Catégories de personnes concernées"),
            (43, "Catégorie de personnes 1"),
            (44, "Catégorie de personnes 2"),
            (46, "Destinataires"),
            (47, "Destinataire 1"),
            (48, "Destinataire 2"),
            (52, "Mesures de sécurité"),
            (53, "Mesure de sécurité 1"),
            (54, "Mesure de sécurité 2"),
            (57, "Transferts hors UE"),
            (58, "Organisme destinataire 1"),
            (59, "Organisme destinataire 2"),
        ] {
            label(row, text);
        }
        for (row, headers) in [
            (
                8,
                vec![
                    (1, "Nom"),
                    (2, "Adresse"),
                    (3, "Code Postal"),
                    (4, "Ville"),
                    (5, "Pays"),
                    (6, "Téléphone"),
                    (7, "Adresse mél"),
                ],
            ),
            (23, vec![(1, "Description"), (4, "Durée de conservation")]),
            (31, vec![(1, "Description"), (4, "Durée de conservation")]),
            (42, vec![(1, "Description"), (4, "Précisions")]),
            (46, vec![(1, "Type de destinataire"), (4, "Précisions")]),
            (52, vec![(1, "Type de mesure de sécurité"), (4, "Précisions")]),
            (
                57,
                vec![
                    (1, "Destinataire"),
                    (2, "Pays"),
                    (3, "Type de Garanties"),
                    (5, "Liens vers la documentation"),
                ],
            ),
        ] {
            for (col, text) in headers {
                p.put(row, col, text, Style::default());
            }
        }
        Hand(p)
    }

    /// The list sheet with its titles.
    fn list(tab: &str) -> Hand {
        let mut p = Page::named(tab);
        for (row, col, text) in [
            (
                0,
                0,
                "Coordonnées du responsable de l’organisme\n(responsable de traitement ou son représentant)",
            ),
            (0, 1, "Nom :"),
            (0, 3, "Prénom :"),
            (0, 5, "Adresse :"),
            (0, 7, "Adresse mél :"),
            (1, 1, "Code postal :"),
            (1, 3, "Ville :"),
            (1, 5, "Téléphone :"),
            (2, 0, "Coordonnées du représentant"),
            (2, 1, "Nom :"),
            (4, 0, "Coordonnées du délégué à la protection des données (DPO)"),
            (4, 1, "Nom :"),
            (4, 3, "Prénom :"),
            (4, 5, "Société (si DPO externe) :"),
            (5, 7, "Adresse mél :"),
            (6, 0, "Identification du traitement"),
            (6, 4, "Finalité du traitement"),
            (6, 7, "Données sensibles ?"),
            (7, 0, "Nom du traitement"),
            (7, 1, "N° / RÉF"),
            (7, 2, "Date de création de la fiche"),
            (7, 3, "Dernière mise à jour de la fiche"),
            (7, 7, "Oui/non"),
            (8, 0, "(EXEMPLE) Gestion de la paie"),
            (8, 1, "1 - Exemple"),
        ] {
            p.put(row, col, text, Style::default());
        }
        Hand(p)
    }

    fn put(mut self, at: &str, text: &str) -> Hand {
        let (row, col) = registre::sheet::parse_address(at).unwrap();
        self.0.put(row, col, text, Style::default());
        self
    }

    fn note(mut self, at: &str, text: &str) -> Hand {
        let (row, col) = registre::sheet::parse_address(at).unwrap();
        self.0.cells.entry((row, col)).or_default().note = Some(text.into());
        self
    }

    fn merge(mut self, range: &str) -> Hand {
        self.0.merge(Range::parse(range).unwrap());
        self
    }

    /// Deletes rows, numbered as people see them; what is below moves up.
    fn delete(mut self, rows: std::ops::RangeInclusive<u32>) -> Hand {
        let (first, last) = (rows.start() - 1, rows.end() - 1);
        let n = last - first + 1;
        let cells = std::mem::take(&mut self.0.cells);
        self.0.cells = cells
            .into_iter()
            .filter(|((r, _), _)| *r < first || *r > last)
            .map(|((r, c), e)| ((if r > last { r - n } else { r }, c), e))
            .collect();
        self
    }

    /// Inserts blank rows above the row of that number.
    fn insert(mut self, above: u32, n: u32) -> Hand {
        let cells = std::mem::take(&mut self.0.cells);
        self.0.cells =
            cells.into_iter().map(|((r, c), e)| ((if r + 1 >= above { r + n } else { r }, c), e)).collect();
        self
    }
}

fn workbook(sheets: Vec<Hand>) -> Vec<u8> {
    let pages = sheets.into_iter().map(|h| h.0).collect();
    write_ods(&Book { language: "fr-FR".into(), pages, ..Book::default() }).unwrap()
}

fn plan(sheets: Vec<Hand>) -> Plan {
    import_bytes(&workbook(sheets), &Register::new(), &Options::default()).unwrap_or_else(|e| panic!("{e:?}"))
}

fn applied(plan: &Plan, mut register: Register) -> Register {
    for change in &plan.changes {
        register.apply(change).unwrap_or_else(|e| panic!("{e:?}: {change:?}"));
    }
    register
}

fn activity(plan: &Plan, id: &str) -> Record {
    let register = applied(plan, Register::new());
    Record::clone(
        register
            .find(Kind::Activity, &Id::parse(id).unwrap())
            .unwrap_or_else(|| panic!("{:?}", register.iter().map(|r| r.id.to_string()).collect::<Vec<_>>())),
    )
}

/// A record in short: `path=value` for each value, notes and origin left out.
fn short(record: &Record) -> Vec<String> {
    fn walk(g: &registre::model::Group, at: &str, out: &mut Vec<String>) {
        for (f, v) in g.iter().filter(|(f, _)| !matches!(f.key, "notes" | "origin")) {
            let path = if at.is_empty() { f.key.to_owned() } else { format!("{at}.{}", f.key) };
            match v {
                Value::Group(g) => walk(g, &path, out),
                Value::Rows(r) => r.iter().for_each(|(k, g)| walk(g, &format!("{path}.{k}"), out)),
                v => out.push(format!("{path}={}", say(v))),
            }
        }
    }
    fn say(v: &Value) -> String {
        match v {
            Value::Text(t) => t.clone(),
            Value::Choice(t) => t.id.to_owned(),
            Value::Date(d) => d.to_string(),
            Value::Period(p) => p.to_string(),
            Value::Ref(i) => format!("@{i}"),
            Value::List(l) => l.iter().map(say).collect::<Vec<_>>().join(" | "),
            Value::None => "none".into(),
            other => format!("{other:?}"),
        }
    }
    let mut out = Vec::new();
    walk(&record.fields, "", &mut out);
    out
}

fn notes(record: &Record) -> &str {
    record.fields.text("notes").unwrap_or_default()
}

fn codes(plan: &Plan) -> Vec<&'static str> {
    plan.remarks.iter().map(|r| r.code).collect()
}

#[test]
fn the_official_files_as_they_come_hold_nothing_to_import() {
    for (name, bytes) in official() {
        let plan = import_bytes(&bytes, &Register::new(), &Options::default()).unwrap();
        assert_eq!(plan.changes, Vec::<Change>::new(), "{name}");
        assert_eq!(plan.unplaced, Vec::new(), "{name}: the form's own words are not left over");
        let uses: Vec<SheetUse> = plan.sheets.into_iter().map(|(_, u)| u).collect();
        use SheetUse::{EmptyModel, Example, Help, List};
        assert_eq!(uses, [Help, List, EmptyModel, Example, Help], "{name}");
        assert_eq!(plan.remarks.iter().map(|r| r.code).collect::<Vec<_>>(), ["FR-IMP-01"], "{name}");
    }
}

#[test]
fn the_official_example_is_read_whole_when_it_is_asked_for() {
    for (name, bytes) in official() {
        let plan =
            import_bytes(&bytes, &Register::new(), &Options { with_example: true, today: None }).unwrap();
        let a = activity(&plan, "gestion-de-la-paie");
        let s = short(&a);
        for expected in [
            "ref=1 - Exemple",
            "created_on=2018-05-26",
            "updated_on=2019-05-13",
            "data.identity.items=Noms | prénoms | adresses",
            "data.identity.retention=@5-ans-a-compter-du-versement-de-la-paie",
            "special_categories.nir.category=nir",
            "recipients.organismes-sociaux.kind=external",
            "transfers.banque-d-andorre.country=AD",
            "transfers.banque-d-andorre.mechanism=scc",
            "transfers.banque-d-andorre.document=Contrat en date du 23/01/2018",
        ] {
            assert!(s.iter().any(|l| l == expected), "{name}: {expected} not in {s:#?}");
        }
        let register = applied(&plan, Register::new());
        let rule = register
            .find(Kind::Retention, &Id::parse("5-ans-a-compter-du-versement-de-la-paie").unwrap())
            .unwrap();
        assert_eq!(rule.fields.period("active").map(|p| p.to_string()).as_deref(), Some("P5Y"));
        assert_eq!(rule.fields.text("trigger"), Some("versement de la paie"));
        assert_eq!(register.of(Kind::Retention).count(), 1, "one rule for three rows of the same words");
        assert!(plan.unknown.iter().any(|p| p.ends_with("!B12")), "N/A is not known: {:?}", plan.unknown);
    }
}

#[test]
fn the_official_files_read_the_same_through_xlsx() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in official() {
        let file = dir.path().join(name);
        std::fs::write(&file, &bytes).unwrap();
        let Some(xlsx) = convert(&file, "xlsx", dir.path()) else { return };
        let options = Options { with_example: true, today: None };
        let ods = import_bytes(&bytes, &Register::new(), &options).unwrap();
        let back = import_bytes(&std::fs::read(xlsx).unwrap(), &Register::new(), &options).unwrap();
        assert_eq!(back.changes, ods.changes);
        assert_eq!(back.unplaced, ods.unplaced);
    }
}

fn club() -> Hand {
    Hand::record("Bénévoles")
        .put("B4", "Gestion des bénévoles")
        .put("B5", "T-01")
        .put("B6", "01/06/2026")
        .put("B10", "Volley des Trois Ponts")
        .put("C10", "Halle des sports, 3 rue du Stade")
        .put("D10", "31000")
        .put("E10", "Toulouse")
        .put("F10", "France")
        .put("B17", "Organiser le bénévolat lors des rencontres")
        .put("B18", "Accréditer les bénévoles")
        .put("B25", "nom, prénom, date de naissance\nphoto d'accréditation")
        .put("E25", "Durée de l'engagement + 1 saison")
        .put("B28", "journaux de connexion")
        .put("E28", "3 ans après le dernier contact")
        .put("B44", "Autres (préciser)")
        .put("E44", "Bénévoles de 15 ans et plus")
        .put("B48", "Sous-traitants")
        .put("E48", "Hébergeur de la base (Irlande)")
        .put("B54", "Contrôle d'accès des utilisateurs")
        .put("E54", "lien de connexion à usage unique")
        .put("B59", "Nuage Exemple")
        .put("C59", "Etats-Unis")
        .put("D59", "Clauses contractuelles types (CCT)")
        .put("F59", "dossier/cct.pdf")
}

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
        .put("A8", "Base légale")
        .put("B8", "Contrat")
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
            ("Bénévoles!B8", "Base légale\u{a0}: Contrat"),
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
fn an_import_into_a_register_with_entries_touches_only_what_differs() {
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
    assert_eq!(said, ["recipients.mairie", "security.access-control.description"]);
    let after = applied(&again, register);
    assert_eq!(after.get(&id).unwrap().fields.text("owner"), Some("Bureau"));
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

#[test]
fn our_filled_sheets_read_the_same_after_libreoffice() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("club.ods");
    let sheets = || {
        vec![
            Hand::list("2").put("C1", "Volley des Trois Ponts"),
            club().note("B25", "à revoir").merge("E25:E28").put("E28", ""),
        ]
    };
    std::fs::write(&file, workbook(sheets())).unwrap();
    let Some(xlsx) = convert(&file, "xlsx", dir.path()) else { return };
    let ours = plan(sheets());
    let theirs = import_bytes(&std::fs::read(xlsx).unwrap(), &Register::new(), &Options::default()).unwrap();
    assert_eq!(theirs.changes, ours.changes);
    assert_eq!(theirs.unplaced, ours.unplaced);
}

/// The official sheet's own labels stand at the same cells in ours.
#[test]
fn our_model_and_list_have_the_labels_of_the_official_file_at_the_same_cells() {
    let ours = registre::export::cnil_ods::export(&Register::new()).unwrap().bytes;
    let ours = read(&ours, &Limits::default()).unwrap();
    for (name, bytes) in official() {
        let theirs = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(names(&theirs), names(&ours), "{name}");
        let (model, list) = (&theirs.sheets[2], &theirs.sheets[1]);
        let differing: Vec<String> = [(model, &ours.sheets[2], 8), (list, &ours.sheets[1], 9)]
            .into_iter()
            .flat_map(|(a, b, columns)| labels_that_differ(a, b, columns))
            .collect();
        assert_eq!(differing, Vec::<String>::new(), "{name}");
        {
            let (a, b) = (model, &ours.sheets[2]);
            let missing: Vec<Range> = a
                .merges
                .iter()
                .copied()
                .filter(|m| m.first_row > 2 && !b.merges.contains(m))
                .filter(|m| *m != Range::parse("B56:D56").unwrap() && *m != Range::parse("E56:H56").unwrap())
                // The official file merges one document cell less far than the three above it.
                .filter(|m| *m != Range::parse("F62:G62").unwrap())
                .collect();
            assert_eq!(missing, [], "{name}: merges");
        }
        assert!(theirs.sheets[4].hidden && ours.sheets[4].hidden);
        for (at, words) in [
            ("A9", "Dérogations (art 49)"),
            ("F10", "Autres (préciser)"),
            ("H7", "Autre (Préciser)"),
            ("J9", "Autres mesures (à préciser)"),
        ] {
            let (row, col) = registre::sheet::parse_address(at).unwrap();
            assert_eq!(theirs.sheets[4].text(row, col), words);
            assert_eq!(ours.sheets[4].text(row, col), words);
        }
    }
    fn names(b: &Workbook) -> Vec<&str> {
        b.sheets.iter().map(|s| s.name.as_str()).collect()
    }
    fn labels_that_differ(theirs: &Sheet, ours: &Sheet, columns: u32) -> Vec<String> {
        theirs
            .cells
            .iter()
            .filter(|((row, col), c)| {
                *col < columns && !c.text.trim().is_empty() && *row != 1 && !c.text.contains("(EXEMPLE)")
                    || (*row == 1 && theirs.name.starts_with('2') && *col < columns)
            })
            // The line of the example in the list is the official file's own.
            .filter(|((row, _), _)| !(theirs.name.starts_with('2') && *row == 8))
            .filter(|((row, col), c)| {
                let said: Vec<&str> = c.text.split_whitespace().collect();
                let shown: Vec<&str> = ours.text(*row, *col).split_whitespace().collect();
                said != shown
            })
            .map(|((row, col), c)| {
                format!("{} {:?} / {:?}", theirs.place(*row, *col), c.text, ours.text(*row, *col))
            })
            .collect()
    }
}

#[test]
fn published_registers_fill_the_form_and_come_back() {
    let Some(dir) = samples() else { return };
    let mut sheets = Vec::new();
    let mut facts: Vec<(String, String)> = Vec::new();
    for path in files(&dir.join("registers"), "md") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (title, rows) in tables(&text) {
            let n = sheets.len() + 1;
            let mut sheet =
                Hand::record(&format!("Fiche {n}")).put("B4", &title).put("B5", &format!("P-{n}"));
            let mut filled = 0;
            for (label, value) in rows {
                let l = label.to_lowercase();
                let cell = if l.starts_with("finalité") {
                    "B17"
                } else if l.starts_with("personnes") {
                    "E44"
                } else if l.contains("conservation") {
                    "E25"
                } else if l.starts_with("catégories de données") || l.starts_with("données") {
                    "B25"
                } else if l.starts_with("destinataires") {
                    "E48"
                } else if l.starts_with("sous-traitants") {
                    "E49"
                } else if l.starts_with("sécurité") {
                    "E54"
                } else {
                    continue;
                };
                let value: String = value.replace("**", "").replace('`', "");
                if registre::law::cnil_form::is_unknown(&value)
                    || registre::law::cnil_form::means_none(&value)
                {
                    continue;
                }
                let (row, col) = registre::sheet::parse_address(cell).unwrap();
                if sheet.0.cells.contains_key(&(row, col)) {
                    continue;
                }
                sheet = sheet.put(cell, &value);
                facts.push((format!("P-{n}"), value));
                filled += 1;
            }
            if filled > 2 {
                sheets.push(sheet);
            } else {
                facts.retain(|(r, _)| *r != format!("P-{n}"));
            }
        }
    }
    assert!(sheets.len() >= 10, "only {} tables", sheets.len());
    let book = read(&workbook(sheets), &Limits::default()).unwrap();
    let plan = import(&book, &Register::new(), &Options::default()).unwrap();
    let register = applied(&plan, Register::new());
    assert_eq!(plan.unplaced, Vec::new());
    // Every word of every fact is somewhere in its activity, its purposes or its retention rules.
    for (reference, fact) in facts {
        let a = register.of(Kind::Activity).find(|r| r.fields.text("ref") == Some(&reference)).unwrap();
        let mut all = short(a).join(" ");
        for (_, kind, id) in a.references() {
            all.push_str(&short(register.find(kind, id).unwrap()).join(" "));
        }
        let all = registre::law::cnil_form::key(&all);
        for word in registre::law::cnil_form::key(&fact).split(' ') {
            assert!(all.contains(word), "{reference}: {word} of {fact} is lost");
        }
    }
}

/// The two-column tables of a Markdown register, with the heading above each.
fn tables(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let mut title = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            title = heading.trim_matches(['#', ' ']).to_owned();
            out.push((title.clone(), Vec::new()));
        } else if let Some(row) = line.strip_prefix('|') {
            let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
            let [label, value] = cells.as_slice() else { continue };
            if value.is_empty() || value.starts_with("--") {
                continue;
            }
            if let Some((_, rows)) = out.last_mut() {
                rows.push((label.replace("**", ""), (*value).to_owned()));
            }
        }
    }
    out.retain(|(t, rows)| !t.is_empty() && !rows.is_empty());
    let _ = title;
    out
}
