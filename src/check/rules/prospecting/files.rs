//! Whom it is sent to: partners, bought files, prospects, professionals, members of a scheme, minors.

use super::{COMMERCE, TO_PARTNERS, basis, channels, electronic, has, is_marketed, source, to};
use crate::check::rule::{Confidence, OF_CONTROLLERS, On, Rule, gdpr};
use crate::model::message::text;
use crate::model::{Kind, Severity};

pub static PARTNERS: Rule = Rule {
    code: "FR-PRO-13",
    name: "partners-without-consent",
    severity: Severity::Warning,
    says: text(
        "Coordonnées transmises à des partenaires pour de la prospection électronique, et aucune finalité de la fiche ne repose sur le consentement.",
        "Contact details passed to partners for electronic marketing, and no purpose of the sheet rests on consent.",
    ),
    why: text(
        "La transmission à des partenaires qui démarchent par voie électronique suppose un consentement propre, donné à la collecte, avec la liste des partenaires (CPCE L34-5\u{a0}; CNIL, 28/12/2018).",
        "Passing data to partners who market electronically needs a consent of its own, given when the data is collected, with the list of partners (CPCE L34-5; CNIL, 28 December 2018).",
    ),
    mend: text(
        "Recueillir un consentement à la transmission (prospecting.partners_consent) et en faire une finalité (legal_basis = \"consent\").",
        "Obtain consent to the passing on (prospecting.partners_consent) and make it a purpose (legal_basis = \"consent\").",
    ),
    source: source("CPCE L34-5, 6(1)(a), 7", text("CNIL, 28/12/2018", "CNIL, 28 December 2018"), TO_PARTNERS),
    on: On::Record(Kind::Activity, |case, found| {
        let shared =
            case.is_true("prospecting.partners_sharing") && (electronic(case) || has(case, "automated_call"));
        let mut bases = case.purposes().map(|p| basis(p)).peekable();
        let shared = shared && !case.is_over() && case.lacks("prospecting.partners_consent");
        if shared && bases.peek().is_some() && bases.all(|b| !matches!(b, None | Some("consent"))) {
            let denied = case.is_none("prospecting.partners_consent");
            let severity = if denied { Severity::Error } else { Severity::Warning };
            found.at("prospecting.partners_sharing").severity(severity);
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\npartners_sharing = true\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"sms\"]\npartners_sharing = true\nsoft_optin = true\n# purposes/p.toml\nlegal_basis = \"contract\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\npartners_sharing = true\n# purposes/p.toml\nlegal_basis = \"consent\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"postal\"]\npartners_sharing = true\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
    ],
    ..OF_CONTROLLERS
};

pub static PARTNERS_LIST: Rule = Rule {
    code: "FR-PRO-14",
    name: "partners-not-listed",
    severity: Severity::Warning,
    says: text(
        "Transmission à des partenaires\u{a0}: rien ne dit où leur liste se trouve.",
        "Passing to partners: nothing says where their list is.",
    ),
    why: text(
        "La personne qui consent doit savoir à qui\u{a0}: la CNIL demande une liste à jour, accessible depuis le formulaire (SAN-2023-015). La question de savoir s’il faut nommer chacun est devant la Cour de justice (C-317/25).",
        "Whoever consents must know to whom: the CNIL asks for an up-to-date list reached from the form (SAN-2023-015). Whether each must be named is before the Court of Justice (C-317/25).",
    ),
    mend: text(
        "Dire où est la liste (prospecting.partners_list_ref).",
        "Say where the list is (prospecting.partners_list_ref).",
    ),
    source: source(
        "13(1)(e), 7",
        text(
            "CNIL, SAN-2023-015\u{a0}; CJUE C-317/25, pendante",
            "CNIL, SAN-2023-015; CJEU C-317/25, pending",
        ),
        TO_PARTNERS,
    ),
    confidence: Confidence::Medium,
    on: On::Due(Kind::Activity, "prospecting.partners_list_ref", |case| {
        case.is_true("prospecting.partners_sharing") && !case.is_over()
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\npartners_sharing = true",
        "[prospecting]\nchannels = [\"email\"]\npartners_sharing = true\npartners_list_ref = \"\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\npartners_sharing = true\npartners_list_ref = \"https://exemple.fr/partenaires\"",
        "[prospecting]\nchannels = [\"email\"]\npartners_sharing = false",
    ],
    ..OF_CONTROLLERS
};

pub static PARTNERS_POST: Rule = Rule {
    code: "FR-PRO-15",
    name: "partners-without-notice",
    severity: Severity::Warning,
    says: text(
        "Transmission à des partenaires sans information des personnes.",
        "Passing to partners, people not informed.",
    ),
    why: text(
        "Même là où le consentement n’est pas requis (courrier postal), la personne est informée de la transmission et peut s’y opposer avant qu’elle ait lieu (articles 13 et 21).",
        "Even where consent is not required (post), people are told of the passing on and may object before it takes place (Articles 13 and 21).",
    ),
    mend: text(
        "Dire quelle mention l’annonce (information.notice_ref).",
        "Say which notice announces it (information.notice_ref).",
    ),
    source: source("13(1)(e), 21(2)", text("CNIL, 28/12/2018", "CNIL, 28 December 2018"), TO_PARTNERS),
    on: On::Record(Kind::Activity, |case, found| {
        // A notice that is still open is asked by the rules on information.
        let shared = case.is_true("prospecting.partners_sharing") && !case.is_over();
        if shared && case.is_none("information.notice_ref") {
            found.at("information.notice_ref").severity(Severity::Error);
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"postal\"]\npartners_sharing = true\n[information]\nnotice_ref = \"\"",
        "[prospecting]\nchannels = [\"email\"]\npartners_sharing = true\n[information]\ncollection = \"direct\"\nnotice_ref = \"\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"postal\"]\npartners_sharing = true\n[information]\nnotice_ref = \"https://exemple.fr/confidentialite\"",
        "[prospecting]\nchannels = [\"postal\"]\npartners_sharing = false\n[information]\nnotice_ref = \"\"",
    ],
    ..OF_CONTROLLERS
};

pub static BOUGHT: Rule = Rule {
    code: "FR-PRO-16",
    name: "bought-file-without-provenance",
    severity: Severity::Warning,
    says: text(
        "Fichier acheté ou loué\u{a0}: rien ne dit d’où viennent les contacts ni ce à quoi ils ont consenti.",
        "Bought or rented file: nothing says where the contacts come from, nor what they consented to.",
    ),
    why: text(
        "Qui utilise un fichier répond de sa licéité\u{a0}: il doit pouvoir produire les formulaires, les dates et les preuves (CNIL, SAN-2025-001), et informer les personnes de la source au premier contact (article 14).",
        "Whoever uses a file answers for its lawfulness: they must be able to produce the forms, dates and proofs (CNIL, SAN-2025-001), and tell people the source at the first contact (Article 14).",
    ),
    mend: text(
        "Décrire l’origine, les preuves et les oppositions reprises (prospecting.provenance).",
        "Describe the origin, the proofs and the objections taken over (prospecting.provenance).",
    ),
    source: source(
        "5(2), 7(1), 14(2)(f)",
        text("CNIL, SAN-2025-001", "CNIL, SAN-2025-001"),
        crate::check::rule::GDPR_URL,
    ),
    on: On::Record(Kind::Activity, |case, found| {
        let bought =
            case.rows("data").any(|(_, row)| row.choice("source").is_some_and(|s| s.id == "purchased"));
        if bought && is_marketed(case) {
            found.unanswered("prospecting.provenance");
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\n[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
        "[prospecting]\nchannels = [\"postal\"]\nprovenance = \"\"\n[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nprovenance = \"Loueur, formulaires et dates joints.\"\n[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
        "[prospecting]\nchannels = [\"email\"]\n[data.contact]\ncategory = \"identity\"\nsource = \"direct\"",
    ],
    ..OF_CONTROLLERS
};

pub static SOLD: Rule = Rule {
    code: "FR-PRO-17",
    name: "file-sold-without-limits",
    severity: Severity::Warning,
    says: text(
        "Fichier cédé ou loué\u{a0}: rien ne dit que {missing}.",
        "File sold or rented: nothing says that {missing}.",
    ),
    why: text(
        "Un fichier ne se cède qu’avec les clients actifs depuis moins de trois ans, sans ceux qui s’y sont opposés, et avec le consentement de ceux que l’acheteur démarchera par voie électronique (CNIL, 05/12/2022).",
        "A file is sold only with customers active within three years, without those who objected, and with the consent of those whom the buyer will approach electronically (CNIL, 5 December 2022).",
    ),
    mend: text(
        "Tenir chaque limite et l’écrire (prospecting.file_sale_conditions).",
        "Keep each limit and write it down (prospecting.file_sale_conditions).",
    ),
    source: source(
        "6(1), 21(2)",
        text("CNIL, rappel du 05/12/2022", "CNIL, reminder of 5 December 2022"),
        "https://larevue.squirepattonboggs.com/la-cnil-rappelle-les-regles-sappliquant-aux-transferts-de-fichiers-clients.html",
    ),
    on: On::Record(Kind::Activity, |case, found| {
        if !case.is_true("prospecting.file_sold") || case.is_over() {
            return;
        }
        let by_post = !channels(case).any(|c| c != "postal") && case.has("prospecting.channels");
        let limits = [
            ("active_only", text("les inactifs sont écartés", "inactive people are left out")),
            ("no_objectors", text("les personnes opposées sont retirées", "objectors are removed")),
            (
                "consented",
                text(
                    "le consentement à l’électronique est recueilli",
                    "consent to electronic channels is obtained",
                ),
            ),
        ];
        let kept = |limit: &str| case.includes("prospecting.file_sale_conditions", limit);
        let missing =
            limits.into_iter().find(|(limit, _)| !kept(limit) && (*limit != "consented" || !by_post));
        if let Some((_, missing)) = missing {
            found.at("prospecting.file_sale_conditions").with("missing", missing);
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\nfile_sold = true",
        "[prospecting]\nchannels = [\"email\"]\nfile_sold = true\nfile_sale_conditions = [\"active_only\", \"no_objectors\"]",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nfile_sold = true\nfile_sale_conditions = [\"active_only\", \"no_objectors\", \"consented\"]",
        "[prospecting]\nchannels = [\"postal\"]\nfile_sold = true\nfile_sale_conditions = [\"active_only\", \"no_objectors\"]",
        "[prospecting]\nchannels = [\"email\"]\nfile_sold = false",
    ],
    ..OF_CONTROLLERS
};

pub static UNRELATED: Rule = Rule {
    code: "FR-PRO-21",
    name: "marketing-unrelated-to-the-profession",
    severity: Severity::Warning,
    says: text(
        "Courriels à des professionnels sans rapport avec leur fonction\u{a0}: il y faut leur consentement.",
        "E-mails to professionals unrelated to their function: their consent is needed.",
    ),
    why: text(
        "L’opposition ne suffit, envers des professionnels, que si l’objet de la sollicitation est en rapport avec leur profession\u{202f}; sinon la personne est un consommateur comme un autre (CPCE L34-5, tel que la CNIL le lit).",
        "Towards professionals, objection is enough only if the subject of the message is related to their profession; otherwise the person is a consumer like any other (CPCE L34-5, as the CNIL reads it).",
    ),
    mend: text(
        "Cibler selon la fonction (prospecting.related_to_profession), ou recueillir un consentement.",
        "Target by function (prospecting.related_to_profession), or obtain consent.",
    ),
    source: source("CPCE L34-5", text("CNIL, prospection B to B", "CNIL, B2B marketing"), super::CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        let unrelated = case.is_false("prospecting.related_to_profession") && to(case, "professional");
        if unrelated && electronic(case) && !case.has_basis("consent") {
            found.at("prospecting.related_to_profession");
        }
    }),
    bad: &[
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\nrelated_to_profession = false",
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"professional\"]\nchannels = [\"sms\"]\nrelated_to_profession = false\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
    ],
    good: &[
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\nrelated_to_profession = true",
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\nrelated_to_profession = false\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    ..OF_CONTROLLERS
};

pub static OLD_PROSPECTS: Rule = Rule {
    code: "FR-PRO-18",
    name: "prospects-kept-too-long",
    severity: Severity::Warning,
    says: text(
        "Prospects gardés {period}\u{a0}: la CNIL recommande trois ans au plus après leur dernier contact.",
        "Prospects kept for {period}: the CNIL recommends three years at most after their last contact.",
    ),
    why: text(
        "Qui ne répond plus depuis trois ans est recontacté, puis effacé (CNIL, référentiel de la gestion commerciale, délib. n° 2021-131). Une durée plus longue se justifie par écrit.",
        "Whoever has not answered for three years is contacted once more, then deleted (CNIL, reference framework for commercial activities, decision 2021-131). A longer period is justified in writing.",
    ),
    mend: text(
        "Ramener la règle à trois ans, ou écrire pourquoi elle est plus longue (deviation_reason).",
        "Bring the rule down to three years, or write why it is longer (deviation_reason).",
    ),
    source: source("5(1)(e)", text("CNIL, délib. n° 2021-131", "CNIL, decision 2021-131"), COMMERCE),
    on: On::Record(Kind::Activity, |case, found| {
        let mut people = case.rows("data_subjects").peekable();
        let prospects =
            |row: &crate::model::Group| row.choice("category").is_some_and(|c| c.id == "prospects");
        if people.peek().is_none() || !people.all(|(_, row)| prospects(row)) {
            return;
        }
        let Some(limit) = crate::model::Period::parse("P3Y") else { return };
        for (name, row) in case.rows("data") {
            let Some(rule) = case.retention(row) else { continue };
            let kept = rule.fields.period("active").filter(|p| p.is_longer_than(&limit));
            // A rule that names a reference is compared with it elsewhere.
            if let Some(kept) = kept
                && rule.fields.text("deviation_reason").is_none()
                && rule.fields.text("reference").is_none()
            {
                found
                    .row("data", name, "retention")
                    .with("period", crate::check::facts::words::period(&kept));
            }
        }
    }),
    bad: &[
        "[data_subjects.p]\ncategory = \"prospects\"\n[data.contact]\ncategory = \"identity\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"",
        "[data_subjects.p]\ncategory = \"prospects\"\n[data.contact]\ncategory = \"identity\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P37M\"",
    ],
    good: &[
        "[data_subjects.p]\ncategory = \"prospects\"\n[data.contact]\ncategory = \"identity\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P3Y\"",
        "[data_subjects.p]\ncategory = \"customers\"\n[data.contact]\ncategory = \"identity\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"",
    ],
    ..OF_CONTROLLERS
};

pub static PROFESSIONALS: Rule = Rule {
    code: "FR-PRO-22",
    name: "professionals-not-informed",
    severity: Severity::Warning,
    says: text(
        "Professionnels démarchés sans information.",
        "Professionals contacted for marketing and not informed.",
    ),
    why: text(
        "L’adresse nominative d’un professionnel est une donnée personnelle\u{a0}: il est informé de la source, du but et de son droit de refuser (articles 13, 14 et 21), même si son consentement n’est pas requis pour ce qui touche à sa fonction.",
        "A professional’s named address is personal data: they are told the source, the purpose and their right to refuse (Articles 13, 14 and 21), even though consent is not required for what relates to their function.",
    ),
    mend: text(
        "Dire quelle mention les informe (information.notice_ref).",
        "Say which notice informs them (information.notice_ref).",
    ),
    source: gdpr("13, 14, 21"),
    on: On::Record(Kind::Activity, |case, found| {
        // A notice that is still open is asked by the rules on information.
        if to(case, "professional") && !to(case, "consumer") && case.is_none("information.notice_ref") {
            found.at("information.notice_ref").severity(Severity::Error);
        }
    }),
    bad: &[
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\n[information]\nnotice_ref = \"\"",
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]\n[information]\nnotice_ref = \"\"",
    ],
    good: &[
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\n[information]\nnotice_ref = \"https://exemple.fr/pro\"",
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]",
    ],
    ..OF_CONTROLLERS
};

pub static LOYALTY: Rule = Rule {
    code: "FR-PRO-23",
    name: "loyalty-period-without-activity",
    severity: Severity::Warning,
    says: text(
        "Programme de fidélité\u{a0}: la durée ne part pas de la dernière activité.",
        "Loyalty scheme: the period does not run from the last activity.",
    ),
    why: text(
        "Une carte qui ne sert plus ne justifie plus de garder les achats\u{a0}: la durée part de la dernière activité de la personne, et la gestion de la carte se distingue de la prospection (CNIL, SAN-2020-008).",
        "A card that is no longer used no longer justifies keeping purchases: the period runs from the person’s last activity, and running the card is kept apart from marketing (CNIL, SAN-2020-008).",
    ),
    mend: text(
        "Faire partir la durée de la dernière activité (trigger_kind = \"last_activity\").",
        "Let the period run from the last activity (trigger_kind = \"last_activity\").",
    ),
    source: source(
        "5(1)(b), 5(1)(e)",
        text("CNIL, SAN-2020-008", "CNIL, SAN-2020-008"),
        crate::check::rule::GDPR_URL,
    ),
    on: On::Record(Kind::Purpose, |case, found| {
        if case.choice("kind") != Some("loyalty") {
            return;
        }
        let Some(rule) = case.retention(case.fields()) else { return };
        let from = rule.fields.choice("trigger_kind").map(|t| t.id);
        if matches!(from, Some("collection" | "recording" | "end_of_year")) {
            found.at("retention");
        }
    }),
    bad: &[
        "kind = \"loyalty\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P3Y\"\ntrigger_kind = \"collection\"",
        "kind = \"loyalty\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"\ntrigger_kind = \"end_of_year\"",
    ],
    good: &[
        "kind = \"loyalty\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P3Y\"\ntrigger_kind = \"last_activity\"",
        "kind = \"orders\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P3Y\"\ntrigger_kind = \"transaction\"",
    ],
    ..OF_CONTROLLERS
};

pub static MINORS: Rule = Rule {
    code: "FR-PRO-24",
    name: "marketing-to-minors",
    severity: Severity::Warning,
    says: text("Prospection qui vise aussi des mineurs.", "Marketing that is also aimed at minors."),
    why: text(
        "Les enfants méritent une protection particulière, notamment quand leurs données servent à la prospection ou au profilage (considérants 38 et 71).",
        "Children merit specific protection, in particular where their data serves marketing or profiling (recitals 38 and 71).",
    ),
    mend: text(
        "Écarter les mineurs des ciblages, ou écrire pourquoi ils y sont (data_subjects.….details).",
        "Leave minors out of the targeting, or write why they are in it (data_subjects.….details).",
    ),
    source: gdpr("6(1)(f), 8"),
    on: On::Record(Kind::Activity, |case, found| {
        if !case.has("prospecting.channels") {
            return;
        }
        let minors =
            |row: &crate::model::Group| row.bool("minors") == Some(true) && row.text("details").is_none();
        for (name, _) in case.rows("data_subjects").filter(|(_, row)| minors(row)) {
            found.row("data_subjects", name, "minors");
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\n[data_subjects.c]\ncategory = \"customers\"\nminors = true",
        "[prospecting]\nchannels = [\"social\"]\n[data_subjects.e]\ncategory = \"prospects\"\nminors = true",
    ],
    good: &[
        "prospecting = \"none\"\n[data_subjects.c]\ncategory = \"customers\"\nminors = true",
        "[prospecting]\nchannels = [\"email\"]\n[data_subjects.c]\ncategory = \"customers\"\nminors = false",
    ],
    ..OF_CONTROLLERS
};
