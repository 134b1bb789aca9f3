//! Filled forms as people make them: the official labels, cells put by address, rows added and deleted.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use registre::import::Plan;
use registre::import::cnil::{Options, import_bytes};
use registre::model::{Id, Kind, Record, Register, Value};
use registre::sheet::Range;
use registre::sheet::write::{Book, Page, Style};
use registre::sheet::write_ods;

/// A sheet that is edited as a person would: by label.
#[derive(Clone)]
pub struct Hand(pub Page);

impl Hand {
    /// The official record sheet's labels, at their official rows.
    pub fn record(tab: &str) -> Hand {
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
    pub fn list(tab: &str) -> Hand {
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

    pub fn put(mut self, at: &str, text: &str) -> Hand {
        let (row, col) = registre::sheet::parse_address(at).unwrap();
        self.0.put(row, col, text, Style::default());
        self
    }

    pub fn note(mut self, at: &str, text: &str) -> Hand {
        let (row, col) = registre::sheet::parse_address(at).unwrap();
        self.0.cells.entry((row, col)).or_default().note = Some(text.into());
        self
    }

    pub fn merge(mut self, range: &str) -> Hand {
        self.0.merge(Range::parse(range).unwrap());
        self
    }

    /// Deletes rows, numbered as people see them; what is below moves up.
    pub fn delete(mut self, rows: std::ops::RangeInclusive<u32>) -> Hand {
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
    pub fn insert(mut self, above: u32, n: u32) -> Hand {
        let cells = std::mem::take(&mut self.0.cells);
        self.0.cells =
            cells.into_iter().map(|((r, c), e)| ((if r + 1 >= above { r + n } else { r }, c), e)).collect();
        self
    }
}

pub fn workbook(sheets: Vec<Hand>) -> Vec<u8> {
    let pages = sheets.into_iter().map(|h| h.0).collect();
    write_ods(&Book { language: "fr-FR".into(), pages, ..Book::default() }).unwrap()
}

pub fn plan(sheets: Vec<Hand>) -> Plan {
    import_bytes(&workbook(sheets), &Register::new(), &Options::default()).unwrap_or_else(|e| panic!("{e:?}"))
}

pub fn applied(plan: &Plan, mut register: Register) -> Register {
    for change in &plan.changes {
        register.apply(change).unwrap_or_else(|e| panic!("{e:?}: {change:?}"));
    }
    register
}

pub fn activity(plan: &Plan, id: &str) -> Record {
    let register = applied(plan, Register::new());
    Record::clone(
        register
            .find(Kind::Activity, &Id::parse(id).unwrap())
            .unwrap_or_else(|| panic!("{:?}", register.iter().map(|r| r.id.to_string()).collect::<Vec<_>>())),
    )
}

/// A record in short: `path=value` for each value, notes and origin left out.
pub fn short(record: &Record) -> Vec<String> {
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

pub fn notes(record: &Record) -> &str {
    record.fields.text("notes").unwrap_or_default()
}

pub fn codes(plan: &Plan) -> Vec<&'static str> {
    plan.remarks.iter().map(|r| r.code).collect()
}

/// A sports club's record of its volunteers.
pub fn club() -> Hand {
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
