//! Information and rights of people (Articles 12 to 22).

use std::collections::BTreeSet;

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{Confidence, On, RULE, Rule, Source, gdpr, since};
use crate::law::notice::{self, When};
use crate::law::rights;
use crate::model::message::{Message, Text, text};
use crate::model::vocabulary::RIGHTS;
use crate::model::{Kind, Severity, Value};

pub(super) const RULES: &[&Rule] = &[
    &NO_CONTACT,
    &NO_PROCEDURE,
    &NO_NOTICE,
    &NOTICE_INCOMPLETE,
    &NOTICE_OLD,
    &NO_SOURCE,
    &NO_TIME,
    &RIGHTS_OTHERWISE,
    &NO_PORTABILITY,
    &NO_OBJECTION,
    &DECISION_WITHOUT_GROUND,
    &DECISION_WITHOUT_HUMAN,
    &DECISION_ON_SENSITIVE,
    &POST_MORTEM,
];

/// Whether the organisation informs people of this activity itself: it is under way and its own.
fn is_ours(case: &Case<'_>) -> bool {
    !case.is_over() && !case.is_for_clients()
}

fn collects(case: &Case<'_>, way: &str) -> bool {
    matches!(case.choice("information.collection"), Some(c) if c == way || c == "both")
}

static NO_CONTACT: Rule = Rule {
    code: "RGPD-A12-01",
    name: "no-contact-for-rights",
    severity: Severity::Warning,
    says: text(
        "Aucun contact n’est dit pour exercer les droits.",
        "No contact is given for exercising rights.",
    ),
    why: text(
        "Le responsable facilite l’exercice des droits (article 12(2)). Sans adresse, la personne ne sait à qui écrire\u{202f}; le délégué peut en tenir lieu (article 38(4)).",
        "The controller facilitates the exercise of rights (Article 12(2)). Without an address people do not know whom to write to; the officer may serve as contact (Article 38(4)).",
    ),
    mend: text(
        "Donner une adresse suivie (rights_contact).",
        "Give an address that is read (rights_contact).",
    ),
    source: gdpr("12(2), 13(2)(b)"),
    on: On::Record(Kind::Organisation, |case, found| {
        let reached = ["email", "phone", "address"].iter().any(|key| case.has(&format!("dpo.{key}")));
        if !reached {
            found.unanswered("rights_contact");
        }
    }),
    bad: &["name = \"S\"\nemail = \"contact@exemple.fr\"", "name = \"S\"\nrights_contact = \"\""],
    good: &[
        "name = \"S\"\nrights_contact = \"donnees@exemple.fr\"",
        "name = \"S\"\n[dpo]\nname = \"D\"\nemail = \"dpo@exemple.fr\"",
    ],
    ..RULE
};

static NO_PROCEDURE: Rule = Rule {
    code: "RGPD-A12-02",
    name: "no-procedure-for-rights",
    severity: Severity::Warning,
    says: text(
        "Demandes d’exercice des droits\u{a0}: rien n’assure une réponse dans le mois.",
        "Requests about rights: nothing ensures an answer within a month.",
    ),
    why: text(
        "Le responsable répond sans délai injustifié, un mois au plus après la demande\u{202f}; deux mois de plus si elle est complexe, en le disant dans le premier mois (article 12(3)).",
        "The controller answers without undue delay, at most one month after the request; two more where it is complex, saying so within the first month (Article 12(3)).",
    ),
    mend: text(
        "Écrire la procédure et la citer (rights_procedure_ref)\u{202f}; ramener le délai d’une fiche à trente jours (rights.deadline_days).",
        "Write the procedure and cite it (rights_procedure_ref); bring a sheet’s time down to thirty days (rights.deadline_days).",
    ),
    source: gdpr("12(3), 24(1)"),
    on: On::Records(&[Kind::Organisation, Kind::Activity], |case, found| match case.record.id.kind {
        Kind::Organisation => {
            // A procedure of some sheets only is seen on those.
            if case.lacks("rights_procedure_ref") {
                found.at("rights_procedure_ref");
            }
        }
        _ => {
            let days = match case.value("rights.deadline_days") {
                Some(Value::Integer(days)) => *days,
                _ => return,
            };
            // A month may have thirty-one days.
            if days > 31 && is_ours(case) {
                found.at("rights.deadline_days").severity(Severity::Error);
            }
        }
    }),
    bad: &[
        "name = \"S\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\n[rights]\ndeadline_days = 60",
    ],
    good: &[
        "name = \"S\"\nrights_procedure_ref = \"P-3\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\n[rights]\ndeadline_days = 31",
    ],
    ..RULE
};

static NO_NOTICE: Rule = Rule {
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
    ..RULE
};

static NOTICE_INCOMPLETE: Rule = Rule {
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
    ..RULE
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
        found.at("information.notice_items").with("missing", listed(&missing));
    }
}

const AND_THEN: Text = text("{first}, {rest}", "{first}, {rest}");

/// Several words in a row, in either language.
fn listed(words: &[Text]) -> Message {
    const ONE: Text = text("{word}", "{word}");
    let mut rest: Option<Message> = None;
    for word in words.iter().rev() {
        rest = Some(match rest {
            None => ONE.msg().with("word", *word),
            Some(rest) => AND_THEN.msg().with("first", *word).with("rest", rest),
        });
    }
    rest.unwrap_or_else(|| text("", "").msg())
}

static NOTICE_OLD: Rule = Rule {
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
    ..RULE
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
        let day = crate::check::case::value(&p.fields, "contract.signed_on")?;
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

static NO_SOURCE: Rule = Rule {
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
    ..RULE
};

static NO_TIME: Rule = Rule {
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
    ..RULE
};

static RIGHTS_OTHERWISE: Rule = Rule {
    code: "RGPD-A15-01",
    name: "rights-do-not-follow-the-basis",
    severity: Severity::Warning,
    says: text("Droits annoncés\u{a0}: {fault}.", "Rights announced: {fault}."),
    why: text(
        "La base légale décide des droits\u{a0}: la portabilité suppose un consentement ou un contrat, l’opposition un intérêt légitime ou une mission publique\u{202f}; celle à la prospection est ouverte dans tous les cas (articles 15 à 21).",
        "The legal basis decides on the rights: portability supposes consent or a contract, objection legitimate interests or a public task; objection to direct marketing is open in every case (Articles 15 to 21).",
    ),
    mend: text("Corriger la liste (rights.applicable).", "Correct the list (rights.applicable)."),
    source: Source { texts: rights::SOURCE, url: rights::URL, ..gdpr("15, 16, 17, 18, 20, 21") },
    on: On::Record(Kind::Activity, rights_otherwise),
    bad: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\", \"portability\", \"objection\"]\n# purposes/p.toml\nlegal_basis = \"public_task\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
        "purposes = [\"p\"]\nmedia = [\"paper\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\n[rights]\ncontact = \"donnees@exemple.fr\"\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    ..RULE
};

fn rights_otherwise(case: &Case<'_>, found: &mut Found<'_>) {
    if case.lacks("rights.applicable") || !is_ours(case) {
        return;
    }
    let bases: Vec<&str> =
        case.purposes().filter_map(|p| p.fields.choice("legal_basis")).map(|b| b.id).collect();
    let mut due: BTreeSet<&str> =
        bases.iter().filter_map(|b| rights::of(b)).flat_map(|o| o.open).copied().collect();
    if case.has_purpose_kind("prospecting") {
        due.insert("objection");
    }
    if !is_automated(case) {
        due.remove("portability");
    }
    let missing =
        RIGHTS.terms.iter().filter(|r| due.contains(r.id) && !case.includes("rights.applicable", r.id));
    let missing: Vec<Text> = missing.map(|r| r.label).collect();
    const MISSING: Text =
        text("il manque {rights}, que la base légale ouvre", "{rights} missing, which the legal basis opens");
    const EXCESS: Text =
        text("{rights}, qu’aucune base de la fiche n’ouvre", "{rights}, which no basis of the sheet opens");
    if !missing.is_empty() {
        let fault = MISSING.msg().with("rights", listed(&missing));
        found.at("rights.applicable").with("fault", fault);
        return;
    }
    // To grant more than the law asks is no fault; to announce what will be refused misleads.
    let limited = bases.iter().filter_map(|b| rights::of(b)).flat_map(|o| o.limited).copied();
    let open: BTreeSet<&str> = due.iter().copied().chain(limited).collect();
    let every_basis_is_said = case.purposes().all(|p| p.fields.choice("legal_basis").is_some());
    let promised = ["portability", "objection"].into_iter();
    let excess = promised.filter(|r| case.includes("rights.applicable", r) && !open.contains(r));
    let excess: Vec<Text> = excess.filter_map(|r| RIGHTS.get(r)).map(|r| r.label).collect();
    if !excess.is_empty() && !bases.is_empty() && every_basis_is_said {
        let fault = EXCESS.msg().with("rights", listed(&excess));
        found.at("rights.applicable").severity(Severity::Advice).with("fault", fault);
    }
}

/// Whether data is processed by automated means: unless the sheet says that it is on paper.
fn is_automated(case: &Case<'_>) -> bool {
    case.lacks("media") || case.includes("media", "electronic") || case.includes("media", "audio_video")
}

static NO_PORTABILITY: Rule = Rule {
    code: "RGPD-A20-01",
    name: "no-portable-export",
    severity: Severity::Advice,
    says: text(
        "Portabilité due\u{a0}: aucun export n’est décrit.",
        "Portability is due: no export is described.",
    ),
    why: text(
        "Ce que la personne a fourni, sur la base de son consentement ou d’un contrat et par des moyens automatisés, lui est remis dans un format structuré et courant (article 20).",
        "What people provided on the basis of consent or a contract and by automated means is given to them in a structured and common format (Article 20).",
    ),
    mend: text(
        "Dire comment et dans quel format (rights.portability)\u{a0}: CSV, JSON…",
        "Say how and in which format (rights.portability): CSV, JSON…",
    ),
    source: gdpr("20"),
    on: On::Record(Kind::Activity, |case, found| {
        let based = case.has_basis("consent") || case.has_basis("contract");
        // Whoever lists the rights has thought of it.
        if based
            && is_automated(case)
            && is_ours(case)
            && case.includes("rights.applicable", "portability")
            && case.is_open("rights.portability")
            && case.lacks("rights.procedure_ref")
        {
            found.at("rights.portability");
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"portability\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\nmedia = [\"paper\", \"electronic\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"portability\"]\nportability = \"Export CSV\"\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\nmedia = [\"paper\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
    ],
    ..RULE
};

/// Messages and automated calls have their own rule (FR-PRO-03), which says how the law wants it done there.
static NO_OBJECTION: Rule = Rule {
    code: "RGPD-A21-01",
    name: "marketing-without-objection",
    severity: Severity::Warning,
    says: text(
        "Prospection\u{a0}: rien ne dit comment on s’y oppose.",
        "Direct marketing: nothing says how people object.",
    ),
    why: text(
        "L’opposition à la prospection est un droit sans condition, annoncé clairement et à part de toute autre information (article 21(2) à (4)).",
        "Objecting to direct marketing is a right without condition, announced clearly and apart from any other information (Article 21(2) to (4)).",
    ),
    mend: text(
        "Dire le moyen de s’opposer (prospecting.objection_mechanism) et l’annoncer dans la mention.",
        "Say how people object (prospecting.objection_mechanism) and announce it in the notice.",
    ),
    source: gdpr("21(2), 21(3), 21(4)"),
    on: On::Record(Kind::Activity, |case, found| {
        let messages = ["email", "sms", "mms", "automated_call"];
        let told_elsewhere = messages.iter().any(|c| case.includes("prospecting.channels", c));
        if case.has_purpose_kind("prospecting")
            && is_ours(case)
            && !told_elsewhere
            && !case.is_none("prospecting")
            && case.lacks("rights.objection")
        {
            found.unanswered("prospecting.objection_mechanism");
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"postal\"]\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"phone\"]\nobjection_mechanism = \"\"\n# purposes/p.toml\nkind = \"prospecting\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"postal\"]\nobjection_mechanism = \"Par courrier ou en boutique\"\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n[rights]\nobjection = \"Par courriel\"\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"orders\"",
    ],
    ..RULE
};

/// Whether a decision by automated means alone is described, and not denied.
fn decides(case: &Case<'_>) -> bool {
    is_ours(case) && case.fields().group("automated_decision").is_some()
}

static DECISION_WITHOUT_GROUND: Rule = Rule {
    code: "RGPD-A22-01",
    name: "automated-decision-without-ground",
    says: text(
        "Décision entièrement automatisée\u{a0}: aucun des trois cas qui la permettent n’est dit.",
        "Solely automated decision: none of the three cases that allow it is said.",
    ),
    why: text(
        "Une décision fondée sur le seul traitement automatisé, qui produit des effets juridiques ou comparables, n’est permise que si un contrat l’exige, si un texte l’autorise, ou avec un consentement explicite (article 22(2)\u{202f}; loi Informatique et Libertés, article 47).",
        "A decision based solely on automated processing, with legal or similar effects, is allowed only where a contract needs it, a law authorises it, or with explicit consent (Article 22(2); French Data Protection Act, Art. 47).",
    ),
    mend: text(
        "Dire le cas (automated_decision.ground), ou faire décider une personne.",
        "Say which case (automated_decision.ground), or have a person decide.",
    ),
    source: gdpr("22(1), 22(2), LIL 47"),
    on: On::Record(Kind::Activity, |case, found| {
        if decides(case) {
            found.unanswered("automated_decision.ground");
        }
    }),
    bad: &[
        "[automated_decision]\ndescription = \"Refus d’un paiement\"",
        "[automated_decision]\ndescription = \"Refus d’un paiement\"\nground = \"none\"",
    ],
    good: &[
        "[automated_decision]\ndescription = \"Refus d’un paiement\"\nground = \"contract\"",
        "automated_decision = \"none\"",
    ],
    ..RULE
};

static DECISION_WITHOUT_HUMAN: Rule = Rule {
    code: "RGPD-A22-02",
    name: "automated-decision-without-human",
    says: text(
        "Décision entièrement automatisée\u{a0}: rien ne dit comment une personne peut intervenir.",
        "Solely automated decision: nothing says how a person can step in.",
    ),
    why: text(
        "Sur contrat ou consentement explicite, la personne peut obtenir une intervention humaine, dire son point de vue et contester la décision (article 22(3)).",
        "Under a contract or explicit consent, people may obtain human intervention, express their point of view and contest the decision (Article 22(3)).",
    ),
    mend: text(
        "Décrire l’intervention (automated_decision.human_intervention).",
        "Describe the intervention (automated_decision.human_intervention).",
    ),
    source: gdpr("22(3)"),
    on: On::Record(Kind::Activity, |case, found| {
        let asked = matches!(case.choice("automated_decision.ground"), Some("contract" | "explicit_consent"));
        if asked && decides(case) {
            found.unanswered("automated_decision.human_intervention");
        }
    }),
    bad: &[
        "[automated_decision]\nground = \"contract\"",
        "[automated_decision]\nground = \"explicit_consent\"\nhuman_intervention = \"\"",
    ],
    good: &[
        "[automated_decision]\nground = \"contract\"\nhuman_intervention = \"Réexamen sous 48 heures\"",
        "[automated_decision]\nground = \"law\"",
    ],
    ..RULE
};

static DECISION_ON_SENSITIVE: Rule = Rule {
    code: "RGPD-A22-03",
    name: "automated-decision-on-sensitive-data",
    severity: Severity::Warning,
    says: text(
        "Décision entièrement automatisée et données sensibles ({category})\u{a0}: ni consentement explicite, ni motif d’intérêt public important.",
        "Solely automated decision and special categories ({category}): neither explicit consent nor substantial public interest.",
    ),
    why: text(
        "Une telle décision ne se fonde pas sur des données sensibles, sauf les lettres a ou g de l’article 9(2) et des garanties (article 22(4)). La fiche ne dit pas si la décision s’en sert.",
        "Such a decision is not based on special categories, save under letters a or g of Article 9(2) and with safeguards (Article 22(4)). The sheet does not say whether the decision uses them.",
    ),
    mend: text(
        "Écarter ces données de la décision et l’écrire (automated_decision.logic), ou retenir l’exception a ou g.",
        "Keep this data out of the decision and write so (automated_decision.logic), or rely on exception a or g.",
    ),
    source: gdpr("22(4)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !decides(case) {
            return;
        }
        for (name, row) in case.rows("special_categories") {
            let Some(category) = row.choice("category").filter(|c| !matches!(c.id, "criminal" | "nir"))
            else {
                continue;
            };
            if !row.choice("exception").is_some_and(|e| matches!(e.id, "a" | "g")) {
                found.row("special_categories", name, "exception").with("category", category.label);
            }
        }
    }),
    bad: &[
        "[automated_decision]\nground = \"contract\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"h\"",
        "[automated_decision]\nground = \"law\"\n[special_categories.s]\ncategory = \"health\"",
    ],
    good: &[
        "[automated_decision]\nground = \"explicit_consent\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"a\"",
        "automated_decision = \"none\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"h\"",
    ],
    ..RULE
};

/// The Act was renumbered on 1 June 2019; the right itself dates from 2016.
static POST_MORTEM: Rule = Rule {
    code: "LIL-85-01",
    name: "data-after-death-not-foreseen",
    severity: Severity::Advice,
    says: text(
        "Le sort des données après le décès n’est prévu nulle part dans le registre.",
        "What becomes of data after death is foreseen nowhere in the register.",
    ),
    why: text(
        "En France, chacun peut laisser des directives sur la conservation, l’effacement et la communication de ses données après sa mort (loi Informatique et Libertés, article 85), et la mention d’information le dit.",
        "In France anyone may leave directives on the keeping, erasure and disclosure of their data after death (French Data Protection Act, Art. 85), and the notice says so.",
    ),
    mend: text(
        "Le prévoir dans la procédure, et le dire sur les fiches concernées (rights.post_mortem, rights.applicable).",
        "Foresee it in the procedure, and say so on the sheets concerned (rights.post_mortem, rights.applicable).",
    ),
    source: Source { url: "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460", ..gdpr("LIL 85") },
    holds: since(2019, 6, 1),
    confidence: Confidence::High,
    on: On::Register(|case, found| {
        let mut activities = case.register.of(Kind::Activity).peekable();
        let says = |r: &crate::model::Record| {
            let applicable = crate::check::case::value(&r.fields, "rights.applicable");
            crate::check::case::value(&r.fields, "rights.post_mortem").is_some()
                || crate::check::case::includes(applicable, "post_mortem")
        };
        let french = case.choice("country").is_none_or(|c| c == "FR");
        // A procedure that is cited may foresee it: the register does not read it.
        let unseen = case.has("rights_procedure_ref");
        if french && !unseen && activities.peek().is_some() && !activities.any(|r| says(r)) {
            found.at("rights_procedure_ref");
        }
    }),
    bad: &[
        "name = \"S\"\n# activities/a.toml\nname = \"A\"",
        "name = \"S\"\ncountry = \"FR\"\n# activities/a.toml\n[rights]\napplicable = [\"access\"]",
    ],
    good: &[
        "name = \"S\"\n# activities/a.toml\n[rights]\npost_mortem = \"Demande avec acte de décès\"",
        "name = \"S\"\n# activities/a.toml\n[rights]\napplicable = [\"post_mortem\"]",
        "name = \"S\"\ncountry = \"BE\"\n# activities/a.toml\nname = \"A\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\nname = \"A\"",
    ],
    ..RULE
};
