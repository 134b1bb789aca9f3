//! A register with something of everything that the views show, and the day on which it is looked at.

use std::path::Path;

use chrono::NaiveDate;
use registre::model::Lang;

use crate::driver::Driver;

const FILES: &[(&str, &str)] = &[
    (
        "register.toml",
        r#"schema = 1
name = "Atelier des Œillets"
address = "3 quai des Moulins, Vernon"
review_cadence = "P1Y"
reviewed_on = 2026-03-02
dpo = "none"
"#,
    ),
    (
        "activities/clients.toml",
        r#"name = "Gestion des clients"
name_en = "Customer management"
ref = "T-001"
status = "active"
owner = "Service clients"
reviewed_on = 2025-09-14
purposes = [
    "commandes",
    "lettre",
]
software = [
    "Logiciel de caisse",
]
processors = [
    "courrier-clair",
]
special_categories = "none"

[data_subjects.acheteurs]
category = "customers"
details = "Clients de la boutique de Vernon"
volume = 12000

[data_subjects.prospects]
category = "prospects"

[data.contact]
category = "identity"
label = "Coordonnées"
items = [
    "nom",
    "adresse",
    "mél",
]
source = "direct"
retention = "clients-3-ans"

[data.achats]
category = "economic"
label = "Historique des achats"
items = [
    "commandes",
    "paiements",
]
source = "generated"
retention = "pieces-10-ans"

[data.carte]
category = "economic"
label = "Cryptogramme de la carte"
items = [
    "cryptogramme",
]
retention = "cryptogramme"

[data.avis]
category = "other"
label = "Avis déposés"
items = [
    "texte",
]

[recipients.boutique]
kind = "internal"
name = "Équipe de la boutique"

[recipients.transporteur]
kind = "external"
name = "Transporteur"
purpose = "Livraison des colis"
country = "FR"

[transfers.appui]
recipient = "Équipe d’appui de nuit"
processor = "courrier-clair"
country = "IN"
mechanism = "scc"
module = "3"

[transfers.appui.onward.tickets]
recipient = "Outil de tickets"
country = "SG"
mechanism = "scc"

[transfers.mesure]
recipient = "Mesure Lointaine Inc."
country = "US"

[security.acces]
kind = "access_control"
description = "Comptes nominatifs."

[hosting]
provider = "Serveur de l’atelier"
countries = [
    "FR",
]

[information]
collection = "direct"

[dpia]
decision = "done"
done_on = 2024-01-15
review_on = 2027-01-15
"#,
    ),
    (
        "activities/paie.toml",
        r#"name = "Paie"
ref = "T-002"
status = "active"
reviewed_on = 2026-09-01
next_review_on = 2026-12-01
purposes = [
    "commandes",
]
transfers = "none"
processors = "none"

[data_subjects.salaries]
category = "employees"

[data.identite]
category = "identity"
items = [
    "nom",
]
retention = "selon-contrat"

[special_categories.nir]
category = "nir"
items = [
    "numéro de sécurité sociale",
]
retention = "pieces-10-ans"

[dpia]
decision = "required"
"#,
    ),
    (
        "activities/recrutement.toml",
        "name = \"Recrutement\"\nref = \"T-003\"\nstatus = \"draft\"\nprocessors = [\n    \"vivier\",\n]\n",
    ),
    ("activities/oeuvres.toml", "name = \"Œuvres sociales\"\n"),
    (
        "activities/ancien.toml",
        "name = \"Ancien fichier\"\nstatus = \"ended\"\nnext_review_on = 2020-01-01\ntransfers = \"none\"\n",
    ),
    (
        "activities/ville.toml",
        r#"name = "Billetterie de la ville"
role = "processor"
status = "active"
next_review_on = 2028-02-29
transfers = "none"

[clients.ville]
name = "Ville de Vernon"
ends_on = 2026-11-30
"#,
    ),
    (
        "purposes/commandes.toml",
        "name = \"Suivi des commandes\"\nlegal_basis = \"contract\"\nretention = \"clients-3-ans\"\n",
    ),
    ("purposes/lettre.toml", "name = \"Lettre d’information\"\nlegal_basis = \"consent\"\n"),
    ("purposes/seule.toml", "name = \"Finalité sans fiche\"\n"),
    (
        "retention/clients-3-ans.toml",
        r#"name = "Clients : 3 ans après le dernier contact"
trigger = "Dernier contact venu de la personne"
trigger_kind = "last_contact_from_person"
active = "P3Y"
archive = "P5Y"
final = "delete"
"#,
    ),
    (
        "retention/pieces-10-ans.toml",
        r#"name = "Pièces comptables : 10 ans"
trigger = "Clôture de l’exercice"
active = "P1Y"
archive = "P10Y"
archive_from = "Clôture de l’exercice"
final = "delete_or_anonymise"
"#,
    ),
    (
        "retention/cryptogramme.toml",
        "name = \"Cryptogramme : aucune conservation\"\ntrigger = \"Paiement\"\nactive = \"PT0S\"\narchive = \"none\"\nfinal = \"delete\"\n",
    ),
    (
        "retention/selon-contrat.toml",
        "name = \"Durée du contrat\"\nwords = \"Tant que dure le contrat de travail\"\nactive = \"none\"\narchive = \"P5Y\"\n",
    ),
    ("retention/oubliee.toml", "name = \"Règle sans données\"\nactive = \"P15D\"\n"),
    (
        "processors/courrier-clair.toml",
        r#"name = "Courrier Clair SAS"
country = "FR"
services = [
    "Envoi de courriels",
]
hosting_countries = [
    "FR",
    "BE",
]
access_countries = [
    "IN",
]
certifications = [
    "ISO/IEC 27001 jusqu’au 15/12/2026",
    "SOC 2, rapport du 30/06/2026",
]

[contract]
ref = "C-17"
signed_on = 2025-02-14
ends_on = 2026-02-13

[transfers.nuit]
recipient = "Filiale indienne"
country = "IN"
mechanism = "scc"
"#,
    ),
    (
        "processors/vivier.toml",
        "name = \"Vivier Clair\"\ncountry = \"FR\"\ntransfers = \"none\"\ncontract = \"none\"\n",
    ),
    ("processors/inutile.toml", "name = \"Prestataire oublié\"\ntransfers = \"none\"\n"),
];

/// The day on which it is looked at.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

pub fn write(dir: &Path) {
    for (path, text) in FILES {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

impl Driver {
    /// At work on that register, on that day.
    pub fn rich(lang: Lang, width: u16, height: u16) -> Driver {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path());
        let mut driver = Driver::on(dir.path().to_owned(), lang, width, height).holding(dir);
        driver.model.today = today();
        driver
    }
}
