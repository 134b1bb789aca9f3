//! Special categories, offences, national number (Articles 9, 10 and 87).

use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::check::found::Found;
use crate::check::rule::{Confidence, OF_CONTROLLERS, On, Rule, Source, gdpr, since};
use crate::model::message::text;
use crate::model::vocabulary::SPECIAL_CATEGORIES;
use crate::model::{Group, Kind, Severity};

pub(super) const RULES: &[&Rule] = &[
    &NO_EXCEPTION,
    &NO_PROOF,
    &NO_LAW,
    &UNDECLARED,
    &BIOMETRICS_AT_WORK,
    &OFFENCES,
    &NIR_WITHOUT_CASE,
    &NIR_OF_CUSTOMERS,
];

const LIL: &str = "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460";

/// The rows of special categories with the word of their category.
fn rows<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a str, &'a Group, &'static str)> + use<'a> {
    case.rows("special_categories").filter_map(|(name, row)| Some((name, row, row.choice("category")?.id)))
}

/// Whether Art. 9 is about it: offences are Art. 10, the national number Art. 87.
fn is_of_article_9(category: &str) -> bool {
    !matches!(category, "criminal" | "nir")
}

fn exception(row: &Group) -> Option<&'static str> {
    row.choice("exception").map(|e| e.id)
}

/// Whether the sheet cites a text that allows it: in the row, or for one of its purposes.
fn cites_a_text(case: &Case<'_>, row: &Group) -> bool {
    row.text("law_ref").is_some() || case.purposes().any(|p| !p.fields.items("law_refs").is_empty())
}

static NO_EXCEPTION: Rule = Rule {
    code: "RGPD-A09-01",
    name: "sensitive-data-without-exception",
    severity: Severity::Warning,
    says: text(
        "Donnée sensible ({category})\u{a0}: aucune exception de l’article 9(2) n’est retenue.",
        "Special category ({category}): no exception of Article 9(2) is relied on.",
    ),
    why: text(
        "Traiter ces données est interdit, sauf l’un des dix cas de l’article 9(2). La base légale de l’article 6 ne suffit pas\u{a0}: il faut les deux.",
        "Processing this data is prohibited, save in one of the ten cases of Article 9(2). The legal basis of Article 6 is not enough: both are needed.",
    ),
    mend: text(
        "Choisir l’exception (exception) et la justifier, ou ne plus collecter la donnée.",
        "Choose the exception (exception) and justify it, or stop collecting the data.",
    ),
    source: Source { texts: text("LIL, art. 6", "French Data Protection Act, Art. 6"), ..gdpr("9(1), 9(2)") },
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() || case.is_for_clients() {
            return;
        }
        for (name, row, category) in rows(case).filter(|(.., c)| is_of_article_9(c)) {
            if exception(row).is_none() {
                let label = SPECIAL_CATEGORIES.get(category).map_or(text("", ""), |t| t.label);
                let open = row.get("exception").is_none();
                let severity = if open { Severity::Warning } else { Severity::Error };
                let told = found.row("special_categories", name, "exception").severity(severity);
                told.with("category", label);
            }
        }
    }),
    bad: &[
        "[special_categories.sante]\ncategory = \"health\"\nitems = [\"allergies\"]",
        "[special_categories.syndicat]\ncategory = \"trade_union\"\nlaw_ref = \"Code du travail\"",
    ],
    good: &[
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"b\"",
        "[special_categories.infractions]\ncategory = \"criminal\"",
        "status = \"ended\"\n[special_categories.sante]\ncategory = \"health\"",
    ],
    ..OF_CONTROLLERS
};

static NO_PROOF: Rule = Rule {
    code: "RGPD-A09-02",
    name: "explicit-consent-without-proof",
    says: text(
        "Consentement explicite à une donnée sensible\u{a0}: rien ne dit comment il est prouvé.",
        "Explicit consent to a special category: nothing says how it is proved.",
    ),
    why: text(
        "Le responsable doit pouvoir démontrer que la personne a consenti (article 7(1)), ici par un accord exprès et distinct, pour chaque finalité (article 9(2)(a)).",
        "The controller must be able to show that the person consented (Article 7(1)), here by an express and separate statement, for each purpose (Article 9(2)(a)).",
    ),
    mend: text(
        "Dire où est la preuve (consent_proof), ou retenir une autre exception.",
        "Say where the proof is (consent_proof), or rely on another exception.",
    ),
    source: gdpr("9(2)(a), 7(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        // A purpose that rests on consent says how that consent is proved.
        let proved = case.purposes().any(|p| crate::check::case::value(&p.fields, "consent.proof").is_some());
        for (name, row, _) in rows(case).filter(|(_, row, _)| exception(row) == Some("a")) {
            if !case.is_over() && !proved {
                found.unanswered_in("special_categories", (name, row), "consent_proof");
            }
        }
    }),
    bad: &[
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"a\"",
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"a\"\nconsent_proof = \"\"",
    ],
    good: &[
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"a\"\nconsent_proof = \"Formulaire F-12\"",
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"h\"",
        "purposes = [\"p\"]\n[special_categories.sante]\ncategory = \"health\"\nexception = \"a\"\n# purposes/p.toml\nlegal_basis = \"consent\"\n[consent]\nproof = \"Journal des consentements\"",
    ],
    ..OF_CONTROLLERS
};

static NO_LAW: Rule = Rule {
    code: "RGPD-A09-03",
    name: "exception-without-its-law",
    says: text(
        "Exception fondée sur un texte (9(2)({letter})), qui n’est pas cité.",
        "Exception that rests on a law (9(2)({letter})), which is not cited.",
    ),
    why: text(
        "Les lettres b, g, h, i et j ne valent que dans la mesure où le droit de l’Union ou de l’État le prévoit\u{a0}: sans le texte, l’exception ne peut pas être vérifiée.",
        "Letters b, g, h, i and j hold only as far as Union or Member State law provides: without the text the exception cannot be verified.",
    ),
    mend: text(
        "Citer l’article de loi (law_ref), ou les textes de la finalité (law_refs).",
        "Cite the article of law (law_ref), or the laws of the purpose (law_refs).",
    ),
    source: gdpr("9(2)(b), 9(2)(g), 9(2)(h), 9(2)(i), 9(2)(j)"),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() || case.is_for_clients() {
            return;
        }
        for (name, row, _) in rows(case) {
            let letter = exception(row).filter(|e| matches!(*e, "b" | "g" | "h" | "i" | "j"));
            if let Some(letter) = letter.filter(|_| !cites_a_text(case, row)) {
                let open = row.get("law_ref").is_none();
                let severity = if open { Severity::Warning } else { Severity::Error };
                found.row("special_categories", name, "law_ref").severity(severity).with("letter", letter);
            }
        }
    }),
    bad: &[
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"b\"",
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"h\"\nlaw_ref = \"\"",
    ],
    good: &[
        "[special_categories.sante]\ncategory = \"health\"\nexception = \"b\"\nlaw_ref = \"C. trav., art. L4624-1\"",
        "[special_categories.opinion]\ncategory = \"political\"\nexception = \"d\"",
        "purposes = [\"p\"]\n[special_categories.sante]\ncategory = \"health\"\nexception = \"b\"\n# purposes/p.toml\nlaw_refs = [\"C. trav., art. L4624-1\"]",
    ],
    ..OF_CONTROLLERS
};

/// Words by which a datum likely reveals a special category, and which.
const TELLING: &[(&str, Words)] = &[
    (
        "health",
        &[
            "sante",
            "medica",
            "maladie",
            "handicap",
            "grossesse",
            "enceinte",
            "allergi",
            "pathologi",
            "arret de travail",
            "accident du travail",
            "groupe sanguin",
            "rqth",
            "invalidite",
            "blood group",
            "regime alimentaire",
            "health",
            "disabilit",
            "pregnan",
            "sick leave",
            "dietary",
        ],
    ),
    ("trade_union", &["syndical", "syndicat de salarie", "cgt ", "cfdt ", "trade union"]),
    ("religious_philosophical", &["religi", "confession", "casher", "halal", "kosher"]),
    ("sex_life", &["orientation sexuelle", "vie sexuelle", "sexual orientation", "sex life"]),
    ("racial_ethnic", &["origine ethnique", "origine raciale", "appartenance ethnique", "ethnic", "racial"]),
    ("political", &["opinion politique", "opinions politiques", "parti politique", "political opinion"]),
    (
        "biometric",
        &["biometri", "empreinte digitale", "reconnaissance faciale", "fingerprint", "facial recognition"],
    ),
    ("genetic", &["genetique", "adn ", "genetic", "dna "]),
    (
        "criminal",
        &[
            "casier judiciaire",
            "casier ",
            "condamnation",
            "infraction",
            "criminal record",
            "criminal conviction",
        ],
    ),
    ("nir", &["numero de secu", "n° de secu", "nir ", "numero insee"]),
];

static UNDECLARED: Rule = Rule {
    code: "RGPD-A09-04",
    name: "sensitive-data-not-declared",
    severity: Severity::Warning,
    says: text(
        "«\u{a0}{item}\u{a0}» touche peut-être une catégorie que la fiche ne déclare pas\u{a0}: {category}.",
        "“{item}” may touch a category that the sheet does not declare: {category}.",
    ),
    why: text(
        "Une donnée qui révèle même indirectement une information sensible suit l’article 9 (CJUE, C-184/20). Le registre lit des mots\u{a0}: à une personne de dire ce qu’ils recouvrent.",
        "Data that reveals sensitive information even indirectly falls under Article 9 (CJEU, C-184/20). The register reads words: a person says what they stand for.",
    ),
    mend: text(
        "Déclarer la catégorie (special_categories), ou dire la donnée autrement si elle ne révèle rien de tel.",
        "Declare the category (special_categories), or word the data otherwise if it reveals no such thing.",
    ),
    source: Source { texts: text("CJUE, C-184/20", "CJEU, C-184/20"), ..gdpr("9(1), 10, 87") },
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() {
            return;
        }
        let mut told: Vec<&str> = rows(case).map(|(.., category)| category).collect();
        for (name, row) in case.rows("data") {
            let items = row.items("items").iter().filter_map(|v| v.as_text());
            for said in items.chain(row.text("label")) {
                for (category, words) in TELLING {
                    if !told.contains(category) && wording::names(said, words).is_some() {
                        told.push(category);
                        let label = SPECIAL_CATEGORIES.get(category).map_or(text("", ""), |t| t.label);
                        found.row("data", name, "items").with("item", said.trim()).with("category", label);
                    }
                }
            }
        }
    }),
    bad: &[
        "special_categories = \"none\"\n[data.repas]\ncategory = \"personal_life\"\nitems = [\"régime alimentaire\"]",
        "[data.dossier]\ncategory = \"professional_life\"\nlabel = \"Arrêts maladie\"",
        "[data.paie]\ncategory = \"identity\"\nitems = [\"nom\", \"numéro de sécurité sociale\"]",
    ],
    good: &[
        "[data.repas]\ncategory = \"personal_life\"\nitems = [\"régime alimentaire\"]\n[special_categories.sante]\ncategory = \"health\"",
        "[data.contact]\ncategory = \"identity\"\nitems = [\"nom\", \"adresse du syndic\", \"date de naissance\"]",
        "[data.acces]\ncategory = \"identity\"\nitems = [\"badge, sans biométrie\"]",
        "[data.salle]\ncategory = \"personal_life\"\nitems = [\"Nirvana (nom de la salle)\", \"Adnan : prénom\"]",
    ],
    ..OF_CONTROLLERS
};

static BIOMETRICS_AT_WORK: Rule = Rule {
    code: "RGPD-A09-05",
    name: "biometrics-at-work-without-regulation",
    severity: Severity::Warning,
    says: text(
        "Contrôle d’accès biométrique de salariés\u{a0}: le règlement type de la CNIL n’est pas cité.",
        "Biometric access control of employees: the CNIL’s model regulation is not cited.",
    ),
    why: text(
        "Au travail, l’employeur ne contrôle des accès par biométrie qu’en suivant le règlement type, qui est contraignant\u{a0}: il justifie le besoin, choisit le mode de conservation du gabarit et mène une analyse d’impact.",
        "At work, an employer controls access by biometrics only under the model regulation, which is binding: it justifies the need, chooses how the template is kept and makes an impact assessment.",
    ),
    mend: text(
        "Citer le règlement type et ce qui justifie d’y recourir (law_ref), ou abandonner la biométrie.",
        "Cite the model regulation and what justifies it (law_ref), or give up biometrics.",
    ),
    source: Source {
        article: "9, LIL 8",
        texts: text(
            "CNIL, délib. n° 2019-001 du 10/01/2019 (règlement type)",
            "CNIL, decision 2019-001 of 10 January 2019 (model regulation)",
        ),
        url: "https://www.legifrance.gouv.fr/cnil/",
    },
    holds: since(2019, 1, 10),
    confidence: Confidence::Medium,
    french: true,
    on: On::Record(Kind::Activity, |case, found| {
        let at_work = case.has_category("data_subjects", "employees");
        let cites = |row: &Group| {
            row.text("law_ref").is_some_and(|l| wording::names(l, &["2019-001", "reglement type"]).is_some())
        };
        for (name, row, _) in rows(case).filter(|(.., c)| *c == "biometric") {
            if at_work && !case.is_over() && !cites(row) {
                found.row("special_categories", name, "law_ref");
            }
        }
    }),
    bad: &[
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.b]\ncategory = \"biometric\"",
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.b]\ncategory = \"biometric\"\nlaw_ref = \"Code du travail\"",
    ],
    good: &[
        "[data_subjects.s]\ncategory = \"employees\"\n[special_categories.b]\ncategory = \"biometric\"\nlaw_ref = \"Règlement type CNIL n° 2019-001\"",
        "[data_subjects.v]\ncategory = \"customers\"\n[special_categories.b]\ncategory = \"biometric\"",
    ],
    ..OF_CONTROLLERS
};

static OFFENCES: Rule = Rule {
    code: "RGPD-A10-01",
    name: "offences-without-authority",
    says: text(
        "Données d’infraction\u{a0}: rien ne dit ce qui autorise à les traiter.",
        "Data on offences: nothing says what authorises the processing.",
    ),
    why: text(
        "Hors du contrôle de l’autorité publique, ces données ne se traitent que si un texte l’autorise (article 10)\u{202f}; l’article 46 de la loi Informatique et Libertés dit qui le peut en France.",
        "Outside the control of official authority, such data is processed only where a law authorises it (Article 10); Article 46 of the French Data Protection Act says who may in France.",
    ),
    mend: text(
        "Citer l’habilitation (authority) ou le texte (law_ref), ou supprimer la donnée.",
        "Cite the authority (authority) or the law (law_ref), or remove the data.",
    ),
    source: Source { article: "10, LIL 46", texts: text("", ""), url: LIL },
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() {
            return;
        }
        for (name, row, _) in rows(case).filter(|(.., c)| *c == "criminal") {
            if !cites_a_text(case, row) {
                found.unanswered_in("special_categories", (name, row), "authority");
            }
        }
    }),
    bad: &[
        "[special_categories.i]\ncategory = \"criminal\"",
        "[special_categories.i]\ncategory = \"criminal\"\nauthority = \"\"",
    ],
    good: &[
        "[special_categories.i]\ncategory = \"criminal\"\nauthority = \"LIL 46, 3°\"",
        "[special_categories.i]\ncategory = \"criminal\"\nlaw_ref = \"C. com., art. L123-5\"",
    ],
    ..OF_CONTROLLERS
};

/// The Act was renumbered on 1 June 2019; its Article 30 takes the decree over.
static NIR_WITHOUT_CASE: Rule = Rule {
    code: "LIL-NIR-01",
    name: "national-number-without-case",
    says: text(
        "Numéro de sécurité sociale\u{a0}: le cas du décret qui le permet n’est pas cité.",
        "National identification number: the case of the decree that allows it is not cited.",
    ),
    why: text(
        "En France le NIR ne se traite que dans les cas du décret n° 2019-341 (paie et déclarations sociales, santé, action sociale…), pour les seules finalités qu’il dit (article 87\u{202f}; loi Informatique et Libertés, article 30).",
        "In France the NIR is processed only in the cases of Decree 2019-341 (payroll and social declarations, health, social action…), for the purposes it names alone (Article 87; French Data Protection Act, Art. 30).",
    ),
    mend: text(
        "Citer le cas (law_ref), ou supprimer la donnée.",
        "Cite the case (law_ref), or remove the data.",
    ),
    source: Source {
        article: "87, LIL 30",
        texts: text("Décret n° 2019-341 du 19/04/2019", "Decree 2019-341 of 19 April 2019"),
        url: LIL,
    },
    holds: since(2019, 6, 1),
    on: On::Record(Kind::Activity, |case, found| {
        for (name, row, _) in rows(case).filter(|(.., c)| *c == "nir") {
            if !case.is_over() && !cites_a_text(case, row) {
                found.unanswered_in("special_categories", (name, row), "law_ref");
            }
        }
    }),
    bad: &[
        "[special_categories.n]\ncategory = \"nir\"",
        "[special_categories.n]\ncategory = \"nir\"\nlaw_ref = \"\"",
    ],
    good: &[
        "[special_categories.n]\ncategory = \"nir\"\nlaw_ref = \"Décret n° 2019-341, art. 2\"",
        "purposes = [\"p\"]\n[special_categories.n]\ncategory = \"nir\"\n# purposes/p.toml\nlaw_refs = [\"CSS, art. L133-5-3\"]",
    ],
    ..OF_CONTROLLERS
};

static NIR_OF_CUSTOMERS: Rule = Rule {
    code: "LIL-NIR-02",
    name: "national-number-of-customers",
    severity: Severity::Warning,
    says: text(
        "Numéro de sécurité sociale de clients ou de prospects\u{a0}: il ne peut pas servir à les identifier.",
        "National identification number of customers or prospects: it cannot serve to identify them.",
    ),
    why: text(
        "Aucun cas du décret ne permet d’en faire un numéro de client, sauf pour les organismes qu’il nomme (santé, assurance, protection sociale).",
        "No case of the decree allows it as a customer number, save for the bodies that it names (health, insurance, social protection).",
    ),
    mend: text(
        "Utiliser un numéro interne\u{202f}; si l’organisme est de ceux que le décret nomme, citer l’article (law_ref).",
        "Use a number of your own; if the organisation is one that the decree names, cite the article (law_ref).",
    ),
    source: Source {
        article: "87, LIL 30",
        texts: text("Décret n° 2019-341 du 19/04/2019", "Decree 2019-341 of 19 April 2019"),
        url: LIL,
    },
    holds: since(2019, 6, 1),
    on: On::Record(Kind::Activity, nir_of_customers),
    bad: &[
        "[data_subjects.c]\ncategory = \"customers\"\n[special_categories.n]\ncategory = \"nir\"",
        "[data_subjects.c]\ncategory = \"prospects\"\n[data_subjects.d]\ncategory = \"employees\"\n[special_categories.n]\ncategory = \"nir\"",
    ],
    good: &[
        "[data_subjects.c]\ncategory = \"employees\"\n[special_categories.n]\ncategory = \"nir\"",
        "[data_subjects.c]\ncategory = \"customers\"\n[special_categories.n]\ncategory = \"nir\"\nlaw_ref = \"Décret n° 2019-341, art. 2, 3°\"",
    ],
    ..OF_CONTROLLERS
};

fn nir_of_customers(case: &Case<'_>, found: &mut Found<'_>) {
    let bought = |c: &str| {
        matches!(c, "customers" | "prospects" | "former_customers" | "loyalty_members" | "website_visitors")
    };
    let people: Vec<&str> =
        case.rows("data_subjects").filter_map(|(_, row)| row.choice("category")).map(|t| t.id).collect();
    if case.is_over() || !people.iter().any(|c| bought(c)) {
        return;
    }
    for (name, row, _) in rows(case).filter(|(_, row, c)| *c == "nir" && !cites_a_text(case, row)) {
        // Of a sheet about several kinds of people, it does not say whose number it is.
        let sure = people.iter().all(|c| bought(c)) && row.get("law_ref").is_some();
        let severity = if sure { Severity::Error } else { Severity::Warning };
        found.row("special_categories", name, "category").severity(severity);
    }
}
