//! The keys that a query knows: short ones that go through references, and every field of the table.

use crate::model::fold::fold;
use crate::model::message::{Lang, Text, text};
use crate::model::{Field, Kind, Shape, fields_of};

/// What a term is about.
#[derive(Clone, Copy, Debug)]
pub enum About {
    /// These fields, for each kind that has them. Dots lead into groups, into any row of a table, and
    /// through a reference into the record that it leads to.
    Fields(&'static [Fields]),
    Id,
    Kind,
    Findings,
    /// Changed since the last commit or save.
    Modified,
    /// Whether its review is due.
    Due,
    /// All that the record says.
    Everything,
}

/// Where a key looks in one kind.
#[derive(Debug)]
pub struct Fields {
    pub kind: Kind,
    pub paths: &'static [&'static str],
    /// The one whose absence anywhere makes the key's; empty: the key is absent where none of them says
    /// anything.
    pub needed: &'static str,
}

/// A key with a name of its own.
#[derive(Debug)]
pub struct Key {
    pub name: Text,
    pub others: &'static [&'static str],
    pub help: Text,
    pub about: About,
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.name == other.name
    }
}

/// What a term asks about, as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A word in the title, the reference or the identifier.
    Words,
    Key(&'static Key),
    /// A field by its key, or by the path of keys that leads to it.
    Path(String),
}

const fn on(kind: Kind, paths: &'static [&'static str]) -> Fields {
    Fields { kind, paths, needed: "" }
}

const fn needing(kind: Kind, paths: &'static [&'static str], needed: &'static str) -> Fields {
    Fields { kind, paths, needed }
}

use Kind::{Activity, Organisation, Processor, Purpose, Retention};

/// The table, the most useful first.
pub static KEYS: &[Key] = &[
    Key {
        name: text("statut", "status"),
        others: &["etat"],
        help: text("projet, active, suspendue, close", "draft, active, suspended, ended"),
        about: About::Fields(&[needing(Activity, &["status"], "status")]),
    },
    Key {
        name: text("constat", "finding"),
        others: &["constats", "findings", "controle"],
        help: text(
            "erreur, attention, conseil, ou le code d’un contrôle",
            "error, warning, advice, or the code of a check",
        ),
        about: About::Findings,
    },
    Key {
        name: text("base", "basis"),
        others: &["base-legale", "legal-basis", "legal_basis"],
        help: text("la base légale des finalités", "the legal basis of the purposes"),
        about: About::Fields(&[
            needing(Activity, &["purposes.legal_basis"], "purposes.legal_basis"),
            needing(Purpose, &["legal_basis"], "legal_basis"),
        ]),
    },
    Key {
        name: text("finalité", "purpose"),
        others: &["finalites", "purposes"],
        help: text("une finalité, par son nom", "a purpose, by its name"),
        about: About::Fields(&[
            on(Activity, &["purposes", "purposes.kind", "purposes.description", "data.purposes"]),
            on(Purpose, &["name", "name_en", "kind", "description"]),
        ]),
    },
    Key {
        name: text("service", "owner"),
        others: &["departement", "department"],
        help: text("le service en charge", "the department in charge"),
        about: About::Fields(&[needing(Activity, &["owner"], "owner")]),
    },
    Key {
        name: text("durée", "period"),
        others: &["durees", "retention", "conservation"],
        help: text(
            "la durée de conservation\u{a0}: >3ans, 6mois, ?",
            "the retention period: >3years, 6months, ?",
        ),
        about: About::Fields(&[
            needing(
                Activity,
                &[
                    "data.retention.active",
                    "data.retention.archive",
                    "data.retention.words",
                    "data.retention",
                    "special_categories.retention.active",
                    "special_categories.retention.archive",
                    "special_categories.retention.words",
                    "special_categories.retention",
                    "purposes.retention.active",
                    "purposes.retention.archive",
                    "purposes.retention",
                ],
                "data.retention",
            ),
            on(Purpose, &["retention.active", "retention.archive", "retention.words", "retention"]),
            on(Retention, &["active", "archive", "words"]),
        ]),
    },
    Key {
        name: text("donnée", "data"),
        others: &["donnees"],
        help: text("une donnée ou une catégorie de données", "an item or a category of data"),
        about: About::Fields(&[on(
            Activity,
            &[
                "data.items",
                "data.category",
                "data.label",
                "special_categories.category",
                "special_categories.items",
            ],
        )]),
    },
    Key {
        name: text("sensible", "sensitive"),
        others: &["sensibles", "special"],
        help: text(
            "données des articles 9, 10 et 87\u{a0}: oui, santé…",
            "data under Art. 9, 10 and 87: yes, health…",
        ),
        about: About::Fields(&[on(
            Activity,
            &["special_categories.category", "special_categories.items", "special_categories"],
        )]),
    },
    Key {
        name: text("personne", "people"),
        others: &["personnes", "subject", "subjects"],
        help: text("une catégorie de personnes concernées", "a category of data subjects"),
        about: About::Fields(&[on(Activity, &["data_subjects.category", "data_subjects.details"])]),
    },
    Key {
        name: text("sous-traitant", "processor"),
        others: &["sous-traitants", "processors"],
        help: text("un sous-traitant, par son nom", "a processor, by its name"),
        about: About::Fields(&[
            on(
                Activity,
                &["processors", "transfers.processor", "subprocessors.processor", "subprocessors.name"],
            ),
            on(Processor, &["name", "subprocessors.processor", "subprocessors.name"]),
        ]),
    },
    Key {
        name: text("destinataire", "recipient"),
        others: &["destinataires", "recipients"],
        help: text("qui reçoit les données", "who receives the data"),
        about: About::Fields(&[on(
            Activity,
            &["recipients.name", "recipients.kind", "transfers.recipient", "processors"],
        )]),
    },
    Key {
        name: text("pays", "country"),
        others: &["countries"],
        help: text(
            "un pays de transfert, d’hébergement ou d’accès, aussi par les sous-traitants",
            "a country of transfer, hosting or access, through processors too",
        ),
        about: About::Fields(&[
            on(
                Activity,
                &[
                    "transfers.country",
                    "transfers.onward.country",
                    "recipients.country",
                    "hosting.countries",
                    "hosting.access_countries",
                    "subprocessors.country",
                    "processors.country",
                    "processors.hosting_countries",
                    "processors.access_countries",
                    "processors.transfers.country",
                    "processors.subprocessors.country",
                ],
            ),
            on(
                Processor,
                &[
                    "country",
                    "hosting_countries",
                    "access_countries",
                    "parent_country",
                    "transfers.country",
                    "transfers.onward.country",
                    "subprocessors.country",
                ],
            ),
            on(Organisation, &["country"]),
        ]),
    },
    Key {
        name: text("transfert", "transfer"),
        others: &["transferts", "transfers"],
        help: text(
            "un transfert hors UE, de la fiche ou d’un sous-traitant\u{a0}: oui, non, un pays, un destinataire",
            "a transfer outside the EU, of the record or of a processor: yes, no, a country, a recipient",
        ),
        about: About::Fields(&[
            needing(
                Activity,
                &[
                    "transfers.country",
                    "transfers.recipient",
                    "transfers.mechanism",
                    "transfers",
                    "processors.transfers.country",
                    "processors.transfers.recipient",
                    "processors.transfers.mechanism",
                    "processors.transfers",
                ],
                "transfers",
            ),
            needing(
                Processor,
                &["transfers.country", "transfers.recipient", "transfers.mechanism", "transfers"],
                "transfers",
            ),
        ]),
    },
    Key {
        name: text("garantie", "safeguard"),
        others: &["garanties", "safeguards"],
        help: text("ce qui permet un transfert", "what allows a transfer"),
        about: About::Fields(&[
            needing(Activity, &["transfers.mechanism", "transfers.onward.mechanism"], "transfers.mechanism"),
            needing(Processor, &["transfers.mechanism", "transfers.onward.mechanism"], "transfers.mechanism"),
        ]),
    },
    Key {
        name: text("sécurité", "security"),
        others: &["mesure", "measure"],
        help: text("une mesure de sécurité", "a security measure"),
        about: About::Fields(&[on(Activity, &["security.kind", "security.description"])]),
    },
    Key {
        name: text("logiciel", "software"),
        others: &["logiciels", "application"],
        help: text("un logiciel", "a piece of software"),
        about: About::Fields(&[needing(Activity, &["software"], "software")]),
    },
    Key {
        name: text("rôle", "role"),
        others: &[],
        help: text("responsable, conjoint, sous-traitant", "controller, joint, processor"),
        about: About::Fields(&[needing(Activity, &["role"], "role")]),
    },
    Key {
        name: text("client", "client"),
        others: &["clients"],
        help: text("un client, dans le rôle de sous-traitant", "a client, in the role of processor"),
        about: About::Fields(&[on(Activity, &["clients.name"])]),
    },
    Key {
        name: text("aipd", "dpia"),
        others: &["pia"],
        help: text("la décision sur l’analyse d’impact", "the decision on the impact assessment"),
        about: About::Fields(&[needing(Activity, &["dpia.decision"], "dpia.decision")]),
    },
    Key {
        name: text("revue", "review"),
        others: &["revu", "revue-le", "reviewed"],
        help: text("la dernière revue\u{a0}: <2026-01-01, 2025, ?", "the last review: <2026-01-01, 2025, ?"),
        about: About::Fields(&[
            needing(Activity, &["reviewed_on"], "reviewed_on"),
            needing(Processor, &["contract.reviewed_on"], "contract.reviewed_on"),
            needing(Organisation, &["reviewed_on"], "reviewed_on"),
        ]),
    },
    Key {
        name: text("à-revoir", "due"),
        others: &["revoir", "echue"],
        help: text(
            "oui\u{a0}: la date de revue est passée, ou le rythme du registre",
            "yes: the review date is past, or the register’s cadence",
        ),
        about: About::Due,
    },
    Key {
        name: text("créée", "created"),
        others: &["cree", "creation"],
        help: text("la date de création de la fiche", "the date the record was created"),
        about: About::Fields(&[needing(Activity, &["created_on"], "created_on")]),
    },
    Key {
        name: text("fin", "ends"),
        others: &["echeance"],
        help: text(
            "une fin de contrat, de service ou de traitement",
            "the end of a contract, service or processing",
        ),
        about: About::Fields(&[
            on(Activity, &["ended_on", "clients.ends_on"]),
            on(Processor, &["contract.ends_on", "hds_expires"]),
        ]),
    },
    Key {
        name: text("modifiée", "modified"),
        others: &["modifie", "change", "changed"],
        help: text(
            "oui\u{a0}: changée depuis la dernière validation git ou l’enregistrement",
            "yes: changed since the last commit or save",
        ),
        about: About::Modified,
    },
    Key {
        name: text("réf", "ref"),
        others: &["numero", "number"],
        help: text("le numéro de la fiche", "the number of the record"),
        about: About::Fields(&[needing(Activity, &["ref"], "ref")]),
    },
    Key {
        name: text("nom", "name"),
        others: &["titre", "title"],
        help: text("le nom de la fiche", "the name of the record"),
        about: About::Fields(&[
            on(Organisation, &["name"]),
            on(Activity, &["name", "name_en"]),
            on(Purpose, &["name", "name_en"]),
            on(Retention, &["name", "name_en"]),
            on(Processor, &["name"]),
        ]),
    },
    Key {
        name: text("id", "id"),
        others: &["identifiant", "identifier"],
        help: text("l’identifiant", "the identifier"),
        about: About::Id,
    },
    Key {
        name: text("genre", "kind"),
        others: &["rubrique"],
        help: text("activité, finalité, durée, sous-traitant", "activity, purpose, retention, processor"),
        about: About::Kind,
    },
    Key {
        name: text("texte", "text"),
        others: &["partout", "anywhere"],
        help: text("un mot n’importe où dans la fiche", "a word anywhere in the record"),
        about: About::Everything,
    },
];

/// What a key means; an error gives the nearest one.
pub fn find(typed: &str) -> Result<Subject, Option<Text>> {
    let folded = fold(typed);
    if let Some(key) = KEYS.iter().find(|k| k.answers_to(&folded)) {
        return Ok(Subject::Key(key));
    }
    let path = folded.replace('-', "_");
    if Kind::ALL.iter().any(|kind| !routes(&path, *kind).is_empty()) {
        return Ok(Subject::Path(path));
    }
    let near = names()
        .map(|(name, said)| (strsim::jaro_winkler(&fold(name), &folded), said))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    Err(near.map(|(_, said)| said))
}

/// Whether a key of the field table has a name of its own here.
pub fn is_named(key: &str) -> bool {
    KEYS.iter().any(|k| k.answers_to(key))
}

/// Every name that a key has, then the keys of the fields; and what it is called in each language.
fn names() -> impl Iterator<Item = (&'static str, Text)> {
    let own = KEYS.iter().flat_map(|k| [(k.name.fr, k.name), (k.name.en, k.name)]);
    let fields = Kind::ALL.iter().flat_map(|kind| fields_of(*kind)).map(|f| f.key);
    let fields = fields.filter(|key| !is_named(key));
    own.chain(fields.map(|key| (key, text(key, key))))
}

impl Key {
    fn answers_to(&self, folded: &str) -> bool {
        fold(self.name.fr) == folded || self.name.en == folded || self.others.contains(&folded)
    }

    /// What it is called in a language.
    pub fn say(&self, lang: Lang) -> &'static str {
        self.name.get(lang)
    }

    /// Whether it means something for this kind.
    pub fn holds_for(&self, kind: Kind) -> bool {
        match self.about {
            About::Fields(all) => all.iter().any(|f| f.kind == kind),
            About::Due => kind == Kind::Activity,
            _ => true,
        }
    }
}

/// The way to a field, through groups, rows and references.
pub type Route = Vec<&'static Field>;

/// The ways that a path of keys may mean in a kind: from the record's own fields, else to any field that
/// is called so further down.
pub fn routes(path: &str, kind: Kind) -> Vec<Route> {
    if let Some(route) = route(path, kind) {
        return vec![route];
    }
    let mut found = Vec::new();
    if !path.contains('.') {
        below(fields_of(kind), path, &mut Vec::new(), &mut found);
    }
    found
}

/// The way that a whole path of keys means.
pub fn route(path: &str, kind: Kind) -> Option<Route> {
    let mut table = fields_of(kind);
    let mut route = Vec::new();
    for key in path.split('.') {
        let field = table.iter().find(|f| f.key == key)?;
        route.push(field);
        table = match field.shape {
            Shape::Group(inner) | Shape::Rows(inner) => inner,
            Shape::Ref(kind) | Shape::Refs(kind) => fields_of(kind),
            _ => &[],
        };
    }
    Some(route)
}

fn below(table: &'static [Field], key: &str, at: &mut Route, found: &mut Vec<Route>) {
    for field in table {
        at.push(field);
        if field.key == key {
            found.push(at.clone());
        } else if let Some(inner) = field.shape.fields() {
            below(inner, key, at, found);
        }
        at.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_of_the_table_leads_somewhere() {
        for key in KEYS {
            let About::Fields(all) = key.about else { continue };
            for fields in all {
                for path in fields.paths {
                    assert!(route(path, fields.kind).is_some(), "{}: {path}", key.name.en);
                }
                assert!(fields.needed.is_empty() || fields.paths.contains(&fields.needed), "{}", key.name.en);
            }
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let mut seen = Vec::new();
        for key in KEYS {
            let mut names = vec![fold(key.name.fr)];
            names.extend(
                (key.name.en != key.name.fr && key.name.en != names[0]).then(|| key.name.en.to_owned()),
            );
            names.extend(key.others.iter().map(|n| (*n).to_owned()));
            for name in names {
                assert_eq!(fold(&name), name, "names are written folded");
                assert!(!seen.contains(&name), "{name} twice");
                seen.push(name);
            }
        }
    }

    #[test]
    fn every_field_of_the_table_is_a_key() {
        fn walk(table: &'static [Field], at: &str) {
            for field in table {
                let path = if at.is_empty() { field.key.to_owned() } else { format!("{at}.{}", field.key) };
                assert!(find(&path).is_ok(), "{path}");
                if let Some(inner) = field.shape.fields() {
                    walk(inner, &path);
                }
            }
        }
        for kind in Kind::ALL {
            walk(fields_of(kind), "");
        }
        assert_eq!(find("mechanism"), Ok(Subject::Path("mechanism".into())), "further down too");
        assert_eq!(find("purposes.consent.proof"), Ok(Subject::Path("purposes.consent.proof".into())));
        assert_eq!(find("statu"), Err(Some(text("statut", "status"))));
        assert_eq!(find("xyzzy"), Err(None));
    }
}
