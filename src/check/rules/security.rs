//! Security and breaches (Articles 32 to 34).
//!
//! Measures are appropriate to the risk: what a sheet does not describe may well be done. Where only that can be
//! seen, it is advice. Breaches themselves (notice within 72 hours, people told) are records of their own, which a
//! register does not hold yet.

use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{Confidence, On, RULE, Rule, Source, gdpr};
use crate::model::message::{Message, Text, text};
use crate::model::vocabulary::SECURITY_MEASURES;
use crate::model::{Group, Kind, Period, Severity};

pub(super) const RULES: &[&Rule] = &[
    &FAMILIES,
    &NO_ENCRYPTION,
    &LOGS,
    &SHARED_ACCOUNTS,
    &HOSTING,
    &CARD_CODE,
    &CARD_KEPT,
    &BACKUP_NEVER_TRIED,
    &BREACH_REGISTER,
    &BREACH_PROCEDURE,
];

const GUIDE: Text =
    text("CNIL, guide de la sécurité des données personnelles", "CNIL, guide on security of personal data");
const LOGS_URL: &str =
    "https://www.cnil.fr/sites/default/files/atoms/files/recommandation_-_journalisation.pdf";
const CARDS_URL: &str = "https://www.legifrance.gouv.fr/cnil/";

fn describes(case: &Case<'_>, measure: &str) -> bool {
    case.rows("security").any(|(_, row)| row.choice("kind").is_some_and(|k| k.id == measure))
}

static FAMILIES: Rule = Rule {
    code: "RGPD-A32-01",
    name: "security-family-not-described",
    severity: Severity::Advice,
    says: text("Mesures de sécurité\u{a0}: rien sur {missing}.", "Security measures: nothing on {missing}."),
    why: text(
        "Le modèle de la CNIL range les mesures en six familles, et un contrôle les passe en revue. Une famille peut être sans objet\u{a0}: la fiche ne dit pas si elle a été examinée.",
        "The CNIL’s template sorts measures into six families, and an inspection goes through them. A family may not apply: the sheet does not say whether it was considered.",
    ),
    mend: text(
        "Décrire la mesure, ou écrire pourquoi elle est sans objet (security)\u{202f}; citer la politique de sécurité (security_policy_ref).",
        "Describe the measure, or write why it does not apply (security); cite the security policy (security_policy_ref).",
    ),
    source: Source {
        texts: text("CNIL, modèle de registre", "CNIL, template of the register"),
        url: "https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement",
        ..gdpr("32(1)")
    },
    on: On::Record(Kind::Activity, |case, found| {
        // A sheet without measures is another rule's; a policy that is cited says what sheets need not repeat.
        let policy = case.organisation().is_some_and(|o| o.text("security_policy_ref").is_some());
        if case.is_over() || policy || case.rows("security").next().is_none() {
            return;
        }
        let asked = |id: &str| match id {
            "other" => false,
            "processor_control" => case.has("processors"),
            _ => true,
        };
        let missing = SECURITY_MEASURES.terms.iter().filter(|t| asked(t.id) && !describes(case, t.id));
        let missing: Vec<Text> = missing.map(|t| t.label).collect();
        if !missing.is_empty() {
            found.at("security").with("missing", words::list(&missing));
        }
    }),
    bad: &[
        "[security.acces]\nkind = \"access_control\"",
        "processors = [\"p\"]\n[security.a]\nkind = \"access_control\"\n[security.t]\nkind = \"traceability\"\n[security.l]\nkind = \"software_protection\"\n[security.s]\nkind = \"backup\"\n[security.c]\nkind = \"encryption\"\n# processors/p.toml\nname = \"P\"",
    ],
    good: &[
        "[security.a]\nkind = \"access_control\"\n[security.t]\nkind = \"traceability\"\n[security.l]\nkind = \"software_protection\"\n[security.s]\nkind = \"backup\"\n[security.c]\nkind = \"encryption\"",
        "[security.acces]\nkind = \"access_control\"\n# register.toml\nname = \"S\"\nsecurity_policy_ref = \"PSSI\"",
        "security_not_possible_reason = \"Tenue par le service informatique\"",
    ],
    ..RULE
};

const BANK: Words = &[
    "rib",
    "iban",
    "coordonnees bancaires",
    "compte bancaire",
    "carte bancaire",
    "numero de carte",
    "carte de paiement",
    "bank account",
    "bank details",
    "card number",
    "payment card",
];

/// The first data of the sheet that Article 9, 10 or 87 is about, or that money can be taken with.
fn at_risk<'a>(case: &Case<'a>) -> Option<(&'static str, &'a str, Message)> {
    const WORD: Text = text("{word}", "{word}");
    let special = case.rows("special_categories").find_map(|(name, row)| {
        let label = row.choice("category")?.label;
        Some(("special_categories", name, WORD.msg().with("word", label)))
    });
    special.or_else(|| {
        case.rows("data").filter(|(_, row)| !is_elsewhere(row)).find_map(|(name, row)| {
            let items = row.items("items").iter().filter_map(|v| v.as_text());
            let said = items.chain(row.text("label")).find(|said| wording::names(said, BANK).is_some())?;
            Some(("data", name, WORD.msg().with("word", said.trim())))
        })
    })
}

static NO_ENCRYPTION: Rule = Rule {
    code: "RGPD-A32-02",
    name: "risky-data-without-encryption",
    severity: Severity::Warning,
    says: text(
        "Données à risque ({what})\u{a0}: aucun chiffrement n’est décrit.",
        "Data at risk ({what}): no encryption is described.",
    ),
    why: text(
        "Le chiffrement est la première des mesures que nomme l’article 32(1)(a). Pour des données sensibles, bancaires ou le numéro de sécurité sociale, son absence doit se justifier.",
        "Encryption is the first measure that Article 32(1)(a) names. For special categories, bank data or the national number, doing without must be justified.",
    ),
    mend: text(
        "Décrire le chiffrement, en transit et au repos (security, kind = \"encryption\").",
        "Describe encryption, in transit and at rest (security, kind = \"encryption\").",
    ),
    source: Source { texts: GUIDE, ..gdpr("32(1)(a)") },
    on: On::Record(Kind::Activity, |case, found| {
        // Measures that are nowhere described are another rule's; paper is not encrypted.
        let described = case.rows("security").next().is_some();
        let on_paper = case.includes("media", "paper") && !case.includes("media", "electronic");
        let policy = case.organisation().is_some_and(|o| o.text("security_policy_ref").is_some());
        if case.is_over() || !described || on_paper || policy || names_encryption(case) {
            return;
        }
        if let Some((rows, name, what)) = at_risk(case) {
            found.row(rows, name, "").with("what", what);
        }
    }),
    bad: &[
        "[special_categories.s]\ncategory = \"health\"\n[security.a]\nkind = \"access_control\"",
        "[data.paiement]\ncategory = \"economic\"\nitems = [\"IBAN\"]\n[security.a]\nkind = \"access_control\"",
    ],
    good: &[
        "[special_categories.s]\ncategory = \"health\"\n[security.c]\nkind = \"encryption\"",
        "[data.paiement]\ncategory = \"economic\"\nitems = [\"IBAN\"]\n[security.a]\nkind = \"access_control\"\ndescription = \"Base chiffrée, accès nominatif\"",
        "[data.contact]\ncategory = \"identity\"\nitems = [\"nom\"]\n[security.a]\nkind = \"access_control\"",
    ],
    ..RULE
};

/// Whether encryption is described, under whatever family.
fn names_encryption(case: &Case<'_>) -> bool {
    const WORDS: Words = &["chiffr", "encrypt", "tls", "https", "ssl", "crypt"];
    describes(case, "encryption")
        || case
            .rows("security")
            .any(|(_, row)| row.text("description").is_some_and(|d| wording::names(d, WORDS).is_some()))
}

static LOGS: Rule = Rule {
    code: "RGPD-A32-03",
    name: "logs-kept-too-short-or-too-long",
    severity: Severity::Warning,
    says: text(
        "Journaux gardés {period}\u{a0}: hors de la fourchette de six mois à un an.",
        "Logs kept for {period}: outside the range of six months to one year.",
    ),
    why: text(
        "La CNIL recommande de garder les journaux de six mois à un an\u{202f}; plus longtemps, jusqu’à trois ans, pour un motif précis (délib. n° 2021-122).",
        "The CNIL recommends keeping logs from six months to one year; longer, up to three years, for a precise reason (decision 2021-122).",
    ),
    mend: text(
        "Fixer six mois à un an (log_retention), ou écrire pourquoi la durée en sort (log_retention_reason).",
        "Set six months to one year (log_retention), or write why it is outside (log_retention_reason).",
    ),
    source: Source {
        texts: text("CNIL, délib. n° 2021-122 du 14/10/2021", "CNIL, decision 2021-122 of 14 October 2021"),
        url: LOGS_URL,
        ..gdpr("32(1), 5(1)(e)")
    },
    holds: crate::check::rule::since(2021, 10, 14),
    on: On::Record(Kind::Activity, |case, found| {
        const LEAST: Period = Period { months: 6, ..Period::ZERO };
        const MOST: Period = Period { years: 1, ..Period::ZERO };
        for (name, row) in case.rows("security") {
            let Some(kept) = row.period("log_retention") else { continue };
            let outside = LEAST.is_longer_than(&kept) || kept.is_longer_than(&MOST);
            if outside && !case.is_over() && row.text("log_retention_reason").is_none() {
                found.row("security", name, "log_retention").with("period", words::period(&kept));
            }
        }
    }),
    bad: &[
        "[security.t]\nkind = \"traceability\"\nlog_retention = \"P3M\"",
        "[security.t]\nkind = \"traceability\"\nlog_retention = \"P2Y\"",
    ],
    good: &[
        "[security.t]\nkind = \"traceability\"\nlog_retention = \"P1Y\"",
        "[security.t]\nkind = \"traceability\"\nlog_retention = \"P6M\"",
        "[security.t]\nkind = \"traceability\"\nlog_retention = \"P3Y\"\nlog_retention_reason = \"Détection de fraudes lentes\"",
    ],
    ..RULE
};

static SHARED_ACCOUNTS: Rule = Rule {
    code: "RGPD-A32-04",
    name: "shared-accounts-or-weak-remote-access",
    severity: Severity::Warning,
    says: text("Accès aux systèmes\u{a0}: {fault}.", "Access to systems: {fault}."),
    why: text(
        "Sans compte nominatif, aucune trace ne désigne personne\u{202f}; un accès à distance que seul protège un mot de passe est ouvert à qui le devine ou l’achète (guide de la sécurité, délib. n° 2022-100).",
        "Without personal accounts no log points to anybody; remote access that a password alone protects is open to whoever guesses or buys it (security guide, decision 2022-100).",
    ),
    mend: text(
        "Donner à chacun son compte\u{202f}; demander plusieurs facteurs à distance (shared_accounts, strong_authentication).",
        "Give everybody their own account; ask for several factors at a distance (shared_accounts, strong_authentication).",
    ),
    source: Source {
        texts: text(
            "CNIL, guide de la sécurité\u{202f}; délib. n° 2022-100",
            "CNIL, security guide; decision 2022-100",
        ),
        ..gdpr("32(1)")
    },
    on: On::Record(Kind::Organisation, |case, found| {
        const SHARED: Text =
            text("plusieurs personnes utilisent le même compte", "several people use the same account");
        const WEAK: Text =
            text("l’accès à distance ne demande qu’un facteur", "remote access asks for one factor only");
        if case.is_true("shared_accounts") {
            found.at("shared_accounts").with("fault", SHARED);
        }
        if case.is_true("remote_access") && case.is_false("strong_authentication") {
            found.at("strong_authentication").with("fault", WEAK);
        }
    }),
    bad: &[
        "name = \"S\"\nshared_accounts = true",
        "name = \"S\"\nremote_access = true\nstrong_authentication = false",
    ],
    good: &[
        "name = \"S\"\nshared_accounts = false\nremote_access = true\nstrong_authentication = true",
        "name = \"S\"\nremote_access = true",
    ],
    ..RULE
};

static HOSTING: Rule = Rule {
    code: "RGPD-A32-05",
    name: "hosting-not-known",
    severity: Severity::Advice,
    says: text(
        "Hébergement\u{a0}: rien ne dit chez qui, ni dans quel pays, sont les données.",
        "Hosting: nothing says with whom, nor in which country, the data is.",
    ),
    why: text(
        "Qui ignore où sont ses données ne peut dire ni qui les reçoit, ni si elles sont transférées (articles 30(1)(d) et (e), 32, 44).",
        "Whoever does not know where their data is can say neither who receives it nor whether it is transferred (Articles 30(1)(d) and (e), 32, 44).",
    ),
    mend: text(
        "Dire l’hébergeur et le pays (hosting.provider, hosting.countries), ou ceux du sous-traitant (hosting_countries).",
        "Say the provider and the country (hosting.provider, hosting.countries), or those of the processor (hosting_countries).",
    ),
    source: gdpr("30(1)(d), 30(1)(e), 32(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        let by_processor = |p: &crate::model::Record| {
            !p.fields.items("hosting_countries").is_empty() || p.fields.text("hosting_provider").is_some()
        };
        let known =
            case.has("hosting.provider") || case.has("hosting.countries") || case.has("storage_places");
        let electronic = case.includes("media", "electronic") || case.has("software");
        if electronic
            && !known
            && !case.is_over()
            && !case.processors().any(by_processor)
            && !case.is_none("hosting")
        {
            found.at("hosting.provider");
        }
    }),
    bad: &[
        "media = [\"electronic\"]",
        "software = [\"Logiciel de caisse\"]\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"",
    ],
    good: &[
        "software = [\"Logiciel de caisse\"]\n[hosting]\nprovider = \"Serveur interne\"",
        "media = [\"electronic\"]\nprocessors = [\"p\"]\n# processors/p.toml\nhosting_countries = [\"FR\"]",
        "media = [\"paper\"]",
    ],
    ..RULE
};

const CARD_CODES: Words = &[
    "cryptogramme",
    "cvv",
    "cvc",
    "code de securite de la carte",
    "card security code",
    "card verification",
];

static CARD_CODE: Rule = Rule {
    code: "RGPD-A32-06",
    name: "card-code-kept",
    severity: Severity::Warning,
    says: text(
        "Le cryptogramme de la carte figure parmi les données{kept}.",
        "The security code of the card is among the data{kept}.",
    ),
    why: text(
        "Le cryptogramme ne sert qu’à la transaction\u{a0}: le garder après elle est interdit, même chiffré, même avec un consentement (CNIL, délib. n° 2018-303).",
        "The security code serves the transaction alone: keeping it afterwards is forbidden, even encrypted, even with consent (CNIL, decision 2018-303).",
    ),
    mend: text(
        "Ne pas le conserver, et l’écrire (items\u{a0}: «\u{a0}cryptogramme, non conservé\u{a0}»)\u{202f}; confier le paiement à un prestataire.",
        "Do not keep it, and write so (items: “security code, not kept”); leave payment to a provider.",
    ),
    source: Source {
        texts: text("CNIL, délib. n° 2018-303 du 06/09/2018", "CNIL, decision 2018-303 of 6 September 2018"),
        url: CARDS_URL,
        ..gdpr("5(1)(e), 32(1)")
    },
    holds: crate::check::rule::since(2018, 9, 6),
    on: On::Record(Kind::Activity, card_code),
    bad: &[
        "[data.carte]\ncategory = \"economic\"\nitems = [\"numéro de carte\", \"cryptogramme visuel\"]",
        "[data.carte]\ncategory = \"economic\"\nitems = [\"CVV\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"P13M\"",
    ],
    good: &[
        "[data.carte]\ncategory = \"economic\"\nitems = [\"cryptogramme non conservé\"]",
        "[data.carte]\ncategory = \"economic\"\nitems = [\"cryptogramme\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"PT0S\"",
        "[data.carte]\ncategory = \"economic\"\nlabel = \"Saisie chez le prestataire, jamais en base\"\nitems = [\"CVV\"]",
        "[data.carte]\ncategory = \"economic\"\nitems = [\"quatre derniers chiffres de la carte\"]",
    ],
    ..RULE
};

/// Whether a row says of its data that it never comes into the organisation's own files.
fn is_elsewhere(row: &Group) -> bool {
    const WORDS: &[&str] =
        &["jamais en base", "jamais stocke", "jamais conserve", "never stored", "pas conserve"];
    let said = ["label", "necessity"].into_iter().filter_map(|key| row.text(key));
    said.map(crate::model::fold::fold).any(|said| WORDS.iter().any(|w| said.contains(w)))
}

fn card_code(case: &Case<'_>, found: &mut Found<'_>) {
    const KEPT: Text = text(", gardées {period}", ", kept for {period}");
    if case.is_over() {
        return;
    }
    for (name, row) in case.rows("data") {
        let items = row.items("items").iter().filter_map(|v| v.as_text());
        let named = items.chain(row.text("label")).any(|said| wording::names(said, CARD_CODES).is_some());
        if !named || is_elsewhere(row) {
            continue;
        }
        match case.retention(row).and_then(|r| r.fields.period("active")) {
            Some(Period::ZERO) => {}
            // Days at most may well be the time of the transaction.
            Some(kept) if kept.is_longer_than(&Period { days: 7, ..Period::ZERO }) => {
                let kept = KEPT.msg().with("period", words::period(&kept));
                found.row("data", name, "items").severity(Severity::Error).with("kept", kept);
            }
            _ => drop(found.row("data", name, "items").with("kept", "")),
        }
    }
}

static CARD_KEPT: Rule = Rule {
    code: "RGPD-A32-07",
    name: "card-kept-without-consent",
    severity: Severity::Warning,
    says: text(
        "Carte gardée pour de futurs achats\u{a0}: cette finalité ne repose pas sur le consentement.",
        "Card kept for future purchases: this purpose does not rest on consent.",
    ),
    why: text(
        "Faciliter un achat ultérieur n’est pas nécessaire au contrat en cours\u{a0}: la CNIL demande un consentement propre, sauf pour un abonnement (délib. n° 2018-303).",
        "Making a later purchase easier is not necessary for the contract under way: the CNIL asks for consent of its own, save for a subscription (decision 2018-303).",
    ),
    mend: text(
        "Fonder la finalité sur le consentement (legal_basis), ou confier la carte à un prestataire de paiement (jeton).",
        "Rest the purpose on consent (legal_basis), or leave the card to a payment provider (token).",
    ),
    source: Source {
        texts: text("CNIL, délib. n° 2018-303 du 06/09/2018", "CNIL, decision 2018-303 of 6 September 2018"),
        url: CARDS_URL,
        ..gdpr("6(1)(a)")
    },
    holds: crate::check::rule::since(2018, 9, 6),
    confidence: Confidence::Medium,
    on: On::Record(Kind::Purpose, |case, found| {
        const CARD: Words = &["carte", "moyen de paiement", "card", "payment means"];
        const LATER: Words = &[
            "achats ulterieurs",
            "achat ulterieur",
            "futurs achats",
            "prochains achats",
            "prochain achat",
            "un clic",
            "future purchase",
            "later purchase",
            "one-click",
            "one click",
        ];
        let said = || ["name", "description"].into_iter().filter_map(|key| case.text(key));
        let both = said().any(|t| wording::names(t, CARD).is_some())
            && said().any(|t| wording::names(t, LATER).is_some());
        if both && matches!(case.choice("legal_basis"), Some(basis) if basis != "consent") {
            found.at("legal_basis");
        }
    }),
    bad: &[
        "name = \"Garder la carte bancaire pour de futurs achats\"\nlegal_basis = \"legitimate_interest\"",
        "name = \"Paiement en un clic\"\ndescription = \"Conservation du numéro de carte.\"\nlegal_basis = \"contract\"",
    ],
    good: &[
        "name = \"Garder la carte bancaire pour de futurs achats\"\nlegal_basis = \"consent\"",
        "name = \"Paiement par carte\"\nlegal_basis = \"contract\"",
        "name = \"Prélèvement de l’abonnement sur la carte\"\nlegal_basis = \"contract\"",
    ],
    ..RULE
};

static BACKUP_NEVER_TRIED: Rule = Rule {
    code: "RGPD-A32-08",
    name: "backup-never-tried",
    severity: Severity::Advice,
    says: text(
        "Sauvegarde\u{a0}: rien ne dit qu’une restauration a été essayée.",
        "Backup: nothing says that a restoration was tried.",
    ),
    why: text(
        "L’article 32 demande de pouvoir rétablir les données (c) et de tester les mesures régulièrement (d)\u{a0}: une sauvegarde qui n’a jamais été restaurée n’est qu’un espoir.",
        "Article 32 asks for the ability to restore data (c) and for regular tests of the measures (d): a backup that was never restored is but a hope.",
    ),
    mend: text(
        "Essayer une restauration et noter la date (checked_on).",
        "Try a restoration and note the date (checked_on).",
    ),
    source: gdpr("32(1)(c), 32(1)(d)"),
    on: On::DueInRows(Kind::Activity, "security", "checked_on", |case, row: &Group| {
        row.choice("kind").is_some_and(|k| k.id == "backup") && !case.is_over() && !says_it_was_tried(row)
    }),
    bad: &[
        "[security.s]\nkind = \"backup\"",
        "[security.s]\nkind = \"backup\"\ndescription = \"Tous les jours, hors site\"",
    ],
    good: &[
        "[security.s]\nkind = \"backup\"\nchecked_on = 2026-09-02",
        "[security.s]\nkind = \"backup\"\ndescription = \"Quotidienne, restauration testée chaque trimestre\"",
        "[security.a]\nkind = \"access_control\"",
    ],
    ..RULE
};

fn says_it_was_tried(row: &Group) -> bool {
    const TRIED: Words = &["restaur", "teste", "essaye", "restor", "tested"];
    row.text("description").is_some_and(|d| wording::names(d, TRIED).is_some())
}

static BREACH_REGISTER: Rule = Rule {
    code: "RGPD-A33-01",
    name: "no-breach-register",
    says: text(
        "Violations de données\u{a0}: rien ne dit où elles sont consignées.",
        "Data breaches: nothing says where they are recorded.",
    ),
    why: text(
        "Toute violation est documentée, même quand elle n’est pas à notifier\u{a0}: faits, effets, mesures prises. L’autorité peut demander ce document (article 33(5)).",
        "Every breach is documented, even where it need not be notified: facts, effects, remedial action. The authority may ask for that document (Article 33(5)).",
    ),
    mend: text(
        "Ouvrir ce registre et dire où il est (breach_register_ref).",
        "Open that register and say where it is (breach_register_ref).",
    ),
    source: gdpr("33(5)"),
    on: On::Record(Kind::Organisation, |_, found| found.unanswered("breach_register_ref")),
    bad: &["name = \"S\"", "name = \"S\"\nbreach_register_ref = \"\""],
    good: &[
        "name = \"S\"\nbreach_register_ref = \"Registre des violations\"",
        "name = \"S\"\nbreach_register_ref = \"https://exemple.fr/violations\"",
    ],
    ..RULE
};

static BREACH_PROCEDURE: Rule = Rule {
    code: "RGPD-A33-03",
    name: "no-breach-procedure",
    severity: Severity::Warning,
    says: text(
        "Violations de données\u{a0}: aucune procédure n’est citée.",
        "Data breaches: no procedure is cited.",
    ),
    why: text(
        "Soixante-douze heures passent vite (article 33(1))\u{a0}: il faut savoir d’avance qui qualifie, qui décide, qui notifie et qui prévient les personnes (article 34).",
        "Seventy-two hours go by quickly (Article 33(1)): one must know beforehand who assesses, who decides, who notifies and who tells the people (Article 34).",
    ),
    mend: text(
        "Écrire la procédure et la citer (breach_procedure_ref).",
        "Write the procedure and cite it (breach_procedure_ref).",
    ),
    source: Source { texts: GUIDE, ..gdpr("33(1), 34(1), 24(1)") },
    on: On::Due(Kind::Organisation, "breach_procedure_ref", |_| true),
    bad: &["name = \"S\"", "name = \"S\"\nbreach_procedure_ref = \"\""],
    good: &[
        "name = \"S\"\nbreach_procedure_ref = \"P-7\"",
        "name = \"S\"\nbreach_procedure_ref = \"https://exemple.fr/violations\"",
    ],
    ..RULE
};
