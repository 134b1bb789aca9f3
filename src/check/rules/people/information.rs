//! What people are told when their data is collected (Articles 13 and 14).

use super::{collects, is_ours};
use crate::check::case::{Case, value};
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{OF_CONTROLLERS, On, Rule, gdpr};
use crate::law::notice::{self, When};
use crate::model::message::{Text, text};
use crate::model::{Kind, Severity, Value};

pub static NO_NOTICE: Rule = Rule {
    code: "RGPD-A13-01",
    name: "collection-without-notice",
    says: text(
        "Information des personnes\u{a0}: aucune mention n’est citée.",
        "Information of people: no privacy notice is cited.",
    ),
    why: text(
        "Au moment de la collecte, la personne apprend qui traite ses données, pourquoi, combien de temps, et quels sont ses droits (article 13). C’est la première chose que l’autorité demande à voir.",
        "When data is collected, people learn who processes it, why, for how long, and what their rights are (Article 13). It is the first thing that the authority asks to see.",
    ),
    mend: text(
        "Citer la mention (information.notice_ref)\u{a0}: formulaire, contrat, affiche, politique de confidentialité.",
        "Cite the notice (information.notice_ref): form, contract, poster, privacy policy.",
    ),
    source: gdpr("13"),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_ours(case) || case.has("information.exception") {
            return;
        }
        if collects(case, "direct") {
            found.unanswered("information.notice_ref");
        } else if case.is_open("information.collection") && case.is_open("information.notice_ref") {
            // Nothing is said of how people are informed, nor of how their data is collected.
            found.at("information.notice_ref").severity(Severity::Advice);
        }
    }),
    bad: &[
        "[information]\ncollection = \"direct\"",
        "[information]\ncollection = \"both\"\nnotice_ref = \"\"",
        "name = \"Clients\"",
    ],
    good: &[
        "[information]\nnotice_ref = \"https://exemple.fr/donnees\"",
        "[information]\ncollection = \"direct\"\nnotice_ref = \"https://exemple.fr/donnees\"",
        "[information]\ncollection = \"direct\"\nexception = \"La personne est déjà informée (art. 13(4))\"",
        "role = \"processor\"\n[information]\ncollection = \"direct\"",
    ],
    ..OF_CONTROLLERS
};

pub static NOTICE_INCOMPLETE: Rule = Rule {
    code: "RGPD-A13-02",
    name: "notice-incomplete",
    severity: Severity::Error,
    says: text(
        "La mention d’information ne dit pas\u{a0}: {missing}.",
        "The notice does not say: {missing}.",
    ),
    why: text(
        "Les articles 13 et 14 énumèrent ce que la personne doit lire. Ce que la fiche contient (destinataires, transferts, intérêt légitime, délégué…) décide de ce qui est dû.",
        "Articles 13 and 14 list what people must be able to read. What the sheet holds (recipients, transfers, legitimate interests, officer…) decides what is due.",
    ),
    mend: text(
        "Compléter la mention, puis la liste de ce qu’elle dit (information.notice_items).",
        "Complete the notice, then the list of what it says (information.notice_items).",
    ),
    source: gdpr("13(1), 13(2), 14(1), 14(2)"),
    on: On::Record(Kind::Activity, notice_incomplete),
    bad: &[
        "[information]\ncollection = \"direct\"\nnotice_items = [\"controller\", \"purposes_basis\", \"rights\"]",
        "purposes = [\"p\"]\n[information]\ncollection = \"indirect\"\nnotice_items = [\"controller\", \"purposes_basis\", \"retention\", \"rights\", \"complaint\", \"data_categories\", \"source\"]\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
    ],
    good: &[
        "[information]\ncollection = \"direct\"\nnotice_items = [\"controller\", \"purposes_basis\", \"retention\", \"rights\", \"complaint\", \"mandatory\"]",
        "[information]\ncollection = \"indirect\"\nnotice_items = [\"controller\", \"purposes_basis\", \"retention\", \"rights\", \"complaint\", \"data_categories\", \"source\"]",
        "[information]\ncollection = \"direct\"\nnotice_ref = \"https://exemple.fr/donnees\"",
    ],
    ..OF_CONTROLLERS
};

fn notice_incomplete(case: &Case<'_>, found: &mut Found<'_>) {
    if case.lacks("information.notice_items") || !is_ours(case) {
        return;
    }
    let (direct, indirect) = (collects(case, "direct"), collects(case, "indirect"));
    let explicit =
        || case.rows("special_categories").any(|(_, r)| r.choice("exception").is_some_and(|e| e.id == "a"));
    let due = |when: When| match when {
        When::Always => true,
        When::Officer => {
            let of_register = case.organisation().is_some_and(|o| o.group("dpo").is_some());
            of_register || case.fields().group("dpo").is_some()
        }
        When::LegitimateInterest => case.has_basis("legitimate_interest"),
        When::Recipients => case.has("recipients") || case.has("processors"),
        When::Transfers => case.has("transfers"),
        When::Consent => case.has_basis("consent") || explicit(),
        When::AutomatedDecision => case.fields().group("automated_decision").is_some(),
    };
    let asked = |i: &&notice::Item| {
        let by_way = (direct && !i.direct.is_empty()) || (indirect && !i.indirect.is_empty());
        // Where the way is not said, what both articles ask is asked.
        by_way || (!direct && !indirect && !i.direct.is_empty() && !i.indirect.is_empty())
    };
    let missing = notice::all().iter().filter(asked).filter(|i| due(i.when));
    let missing: Vec<Text> = missing
        .filter(|i| !case.includes("information.notice_items", i.id))
        .map(notice::Item::label)
        .collect();
    if !missing.is_empty() {
        found.at("information.notice_items").with("missing", words::list(&missing));
    }
}

pub static NOTICE_OLD: Rule = Rule {
    code: "RGPD-A13-03",
    name: "notice-older-than-the-sheet",
    severity: Severity::Warning,
    says: text(
        "Mention d’information du {day}, plus ancienne que la fiche ({change}, le {since}).",
        "Notice of {day}, older than the sheet ({change}, on {since}).",
    ),
    why: text(
        "La mention dit les destinataires, les durées, les transferts de la fiche. Ce qui a changé depuis n’y est sans doute pas (articles 5(1)(a), 13 et 14). Le registre compare des dates\u{a0}; il ne lit pas la mention.",
        "The notice tells the recipients, periods and transfers of the sheet. What has changed since is likely not in it (Articles 5(1)(a), 13 and 14). The register compares dates; it does not read the notice.",
    ),
    mend: text(
        "Relire la mention à côté de la fiche, la mettre à jour et noter la date (information.updated_on).",
        "Read the notice beside the sheet, update it and note the date (information.updated_on).",
    ),
    source: gdpr("5(1)(a), 13, 14"),
    on: On::Record(Kind::Activity, notice_old),
    bad: &[
        "updated_on = 2026-03-01\n[information]\nupdated_on = 2024-01-10",
        "started_on = 2025-01-01\n[information]\nnotice_ref = \"https://exemple.fr\"\nupdated_on = 2024-01-10",
        "processors = [\"p\"]\n[information]\nupdated_on = 2024-01-10\n# processors/p.toml\nname = \"P\"\n[contract]\nsigned_on = 2025-06-01",
    ],
    good: &[
        "updated_on = 2026-03-01\n[information]\nupdated_on = 2026-03-01",
        "updated_on = 2026-03-01\n[information]\nnotice_ref = \"https://exemple.fr\"",
        "processors = [\"p\"]\n[information]\nupdated_on = 2025-06-02\n# processors/p.toml\nname = \"P\"\n[contract]\nsigned_on = 2025-06-01",
    ],
    ..OF_CONTROLLERS
};

fn notice_old(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(notice) = case.date("information.updated_on").filter(|_| is_ours(case)) else { return };
    let own = [
        ("updated_on", text("mise à jour", "updated")),
        ("started_on", text("commencée", "begun")),
        ("created_on", text("créée", "created")),
    ];
    // A sheet may be written long after what it describes began.
    let grave = |key: &str| if key == "created_on" { Severity::Advice } else { Severity::Warning };
    let own = own.into_iter().filter_map(|(key, change)| Some((case.date(key)?, change, grave(key))));
    // A processor may have come before its contract, or stand in the notice by its trade alone.
    let signed = case.processors().filter_map(|p| {
        let day = value(&p.fields, "contract.signed_on")?;
        let Value::Date(day) = day else { return None };
        Some((
            *day,
            text("nouveau contrat d’un sous-traitant", "new contract of a processor"),
            Severity::Advice,
        ))
    });
    let newest = own.chain(signed).filter(|(day, ..)| *day > notice).max_by_key(|(day, _, s)| (*s, *day));
    if let Some((day, change, severity)) = newest {
        let told = found.at("information.updated_on").severity(severity);
        told.with("day", words::day(notice)).with("change", change).with("since", words::day(day));
    }
}

pub static NO_SOURCE: Rule = Rule {
    code: "RGPD-A14-01",
    name: "indirect-collection-without-source",
    says: text(
        "Données obtenues d’un tiers\u{a0}: la source n’est pas dite.",
        "Data obtained from a third party: the source is not said.",
    ),
    why: text(
        "La personne apprend d’où viennent ses données et, le cas échéant, qu’elles viennent de sources publiques (article 14(2)(f)). Sans source, on ne peut ni l’informer, ni répondre à une demande d’accès (15(1)(g)).",
        "People learn where their data comes from and whether it came from public sources (Article 14(2)(f)). Without a source they can be neither informed nor answered when they ask for access (15(1)(g)).",
    ),
    mend: text(
        "Nommer le fichier, le partenaire ou la source publique (data.….source_details).",
        "Name the file, the partner or the public source (data.….source_details).",
    ),
    source: gdpr("14(2)(f)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_ours(case) {
            return;
        }
        let from_others = |s: &str| matches!(s, "indirect" | "both" | "purchased");
        let mut rows = case
            .rows("data")
            .filter(|(_, r)| r.choice("source").is_some_and(|s| from_others(s.id)))
            .peekable();
        let provenance = case.has("prospecting.provenance");
        if rows.peek().is_none() {
            // The sheet says it of all its data, and no row says whence.
            let said = case.rows("data").any(|(_, row)| row.text("source_details").is_some());
            if collects(case, "indirect") && !said && !provenance && case.rows("data").next().is_some() {
                found.at("information.collection").severity(Severity::Warning);
            }
            return;
        }
        for row in rows.filter(|_| !provenance) {
            found.unanswered_in("data", row, "source_details");
        }
    }),
    bad: &[
        "[information]\ncollection = \"indirect\"\n[data.contact]\ncategory = \"identity\"",
        "[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
        "[data.contact]\ncategory = \"identity\"\nsource = \"indirect\"\nsource_details = \"\"",
    ],
    good: &[
        "[information]\ncollection = \"indirect\"\n[data.contact]\ncategory = \"identity\"\nsource = \"indirect\"\nsource_details = \"Transporteur\"",
        "[information]\ncollection = \"direct\"\n[data.contact]\ncategory = \"identity\"\nsource = \"direct\"",
        "[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"\n[prospecting]\nprovenance = \"Loueur de fichiers, contrat C-8\"",
    ],
    ..OF_CONTROLLERS
};

pub static NO_TIME: Rule = Rule {
    code: "RGPD-A14-02",
    name: "indirect-collection-without-information",
    says: text(
        "Données obtenues d’un tiers\u{a0}: rien ne dit quand les personnes l’apprennent.",
        "Data obtained from a third party: nothing says when people learn of it.",
    ),
    why: text(
        "L’information est donnée dans un délai raisonnable, un mois au plus, et au plus tard à la première communication (article 14(3)), sauf les cas de l’article 14(5).",
        "Information is given within a reasonable time, a month at most, and at the latest at the first communication (Article 14(3)), save in the cases of Article 14(5).",
    ),
    mend: text(
        "Dire quand elles sont informées (information.timing), ou l’exception qui en dispense (information.exception).",
        "Say when they are informed (information.timing), or the exception that dispenses with it (information.exception).",
    ),
    source: gdpr("14(3), 14(5)"),
    on: On::Record(Kind::Activity, |case, found| {
        if collects(case, "indirect") && is_ours(case) && case.lacks("information.exception") {
            found.unanswered("information.timing");
        }
    }),
    bad: &["[information]\ncollection = \"indirect\"", "[information]\ncollection = \"both\"\ntiming = \"\""],
    good: &[
        "[information]\ncollection = \"indirect\"\ntiming = \"Au premier message\"",
        "[information]\ncollection = \"indirect\"\nexception = \"Secret professionnel (art. 14(5)(d))\"",
    ],
    ..OF_CONTROLLERS
};
