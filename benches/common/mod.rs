//! Registers made up for measuring.

use std::fs;
use std::path::Path;

/// Writes a register of `n` activities, `n` purposes, `n` retention rules and `n` processors, some 1 kB each, into `dir`.
pub fn write(dir: &Path, n: usize) {
    let put = |path: String, text: String| {
        let path = dir.join(path);
        let _ = path.parent().map(fs::create_dir_all);
        if let Err(e) = fs::write(&path, text) {
            panic!("{}: {e}", path.display());
        }
    };
    put("register.toml".into(), ORGANISATION.into());
    for i in 0..n {
        let fill = |text: &str| {
            text.replace("{i}", &format!("{i:05}")).replace("{j}", &format!("{:05}", (i * 7) % n))
        };
        put(format!("activities/activite-{i:05}.toml"), fill(ACTIVITY));
        put(format!("purposes/finalite-{i:05}.toml"), fill(PURPOSE));
        put(format!("retention/duree-{i:05}.toml"), fill(RETENTION));
        put(format!("processors/sous-traitant-{i:05}.toml"), fill(PROCESSOR));
    }
}

const ORGANISATION: &str = "schema = 1\nlanguage = \"fr\"\nname = \"Banc d’essai SAS\"\naddress = \"1 rue du Banc\"\ndpo = \"none\"\n";

const ACTIVITY: &str = r#"name = "Suivi des commandes du service {i}"
ref = "T-{i}"
status = "active"
role = "controller"
owner = "Service {i}"
created_on = 2024-03-11
reviewed_on = 2026-09-02
purposes = [
    "finalite-{i}",
    "finalite-{j}",
]
software = ["Logiciel de vente"]
processors = [
    "sous-traitant-{i}",
    "sous-traitant-{j}",
]
transfers = "none"
special_categories = "none"
joint_controllers = "none"
notes = """
Une note de quelques lignes, comme en écrivent les services.
Elle dit pourquoi le traitement existe et ce qui reste à faire."""

[data_subjects.clients]
category = "customers"
volume = 12000
[data_subjects.prospects]
category = "prospects"
details = "Personnes qui ont demandé un devis"

[data.contact]
category = "identity"
items = [
    "nom",
    "prénom",
    "adresse électronique",
    "numéro de téléphone",
]
source = "direct"
mandatory = true
necessity = "Sans adresse, aucun message ne peut être remis."
retention = "duree-{i}"
[data.achats]
category = "economic"
items = ["commandes", "paiements"]
source = "generated"
mandatory = true
necessity = "Suivi de la commande et preuve du contrat."
retention = "duree-{j}"

[recipients.ventes]
kind = "internal"
name = "Service des ventes"
[recipients.transporteur]
kind = "external"
name = "Transporteur"

[security.acces]
kind = "access_control"
description = "Comptes nominatifs et double authentification."
[security.sauvegarde]
kind = "backup"
description = "Sauvegarde chiffrée chaque nuit, restauration essayée chaque trimestre."

[information]
collection = "direct"
notice_ref = "https://banc.example/confidentialite"
updated_on = 2026-09-02

[dpia]
criteria = []
decision = "not_required"
reason = "Aucun critère ; ni grande échelle ni profilage."
"#;

const PURPOSE: &str = r#"name = "Suivre les commandes des clients du service {i}"
kind = "orders"
legal_basis = "contract"
legal_basis_detail = "Exécution de la vente conclue avec le client."
law_refs = []
retention = "duree-{i}"
notes = """
Finalité tenue par le service des ventes.
Elle couvre la préparation, l'expédition, la livraison, le retour et l'échange des articles.
Les réclamations font l'objet d'une autre finalité."""
"#;

const RETENTION: &str = r#"name = "Commandes : 5 ans après la livraison ({i})"
trigger = "Livraison de la commande"
trigger_kind = "transaction"
active = "P3Y"
archive = "P2Y"
archive_ground = "Prescription de droit commun."
final = "delete_or_anonymise"
source = [
    "C. civ. art. 2224",
    "C. com. art. L110-4",
]
purge_mechanism = "Tâche mensuelle du logiciel de vente"
last_purge_on = 2026-11-02
"#;

const PROCESSOR: &str = r#"name = "Sous-traitant {i} SAS"
address = "{i} rue des Essais"
postal_code = "26000"
city = "Valence"
country = "FR"
email = "contact-{i}@exemple.example"
services = ["Hébergement", "Maintenance"]
hosting_countries = ["FR", "BE"]
due_diligence_ref = "dossier/{i}.pdf"
transfers = "none"

[contract]
ref = "CST-{i}"
signed_on = 2025-02-14
reviewed_on = 2026-02-10
ends_on = 2028-02-13
clauses = ["a", "b", "c", "d", "e", "f", "g", "h"]
"#;
