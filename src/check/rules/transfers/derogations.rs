//! Derogations for specific situations (Article 49): read strictly, and for transfers that are not repeated.

use super::{BOTH, abroad, by};
use crate::check::facts::wording;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Kind, Severity};

pub static REGULAR: Rule = Rule {
    code: "RGPD-T49-01",
    name: "derogation-for-regular-transfers",
    severity: Severity::Warning,
    says: text(
        "Dérogation de l’article 49 pour un transfert qui se répète ({how}).",
        "Derogation of Article 49 for a transfer that is repeated ({how}).",
    ),
    why: text(
        "Les dérogations s’interprètent strictement (CEPD, lignes directrices 2/2018)\u{a0}: celles qui tiennent au contrat ou à la défense de droits supposent un transfert occasionnel.",
        "Derogations are read strictly (EDPB, Guidelines 2/2018): those that rest on a contract or on legal claims suppose an occasional transfer.",
    ),
    mend: text(
        "Passer à une garantie de l’article 46 (mechanism), ou dire en quoi le transfert reste occasionnel (frequency).",
        "Move to a safeguard of Article 46 (mechanism), or say how the transfer stays occasional (frequency).",
    ),
    source: Source {
        texts: text("CEPD, lignes directrices 2/2018", "EDPB, Guidelines 2/2018"),
        ..gdpr("49(1)")
    },
    on: On::Records(BOTH, |case, found| {
        for (name, row, _) in abroad(case).filter(|(_, row, _)| by(row) == Some("derogation")) {
            // Consent, public interest and public registers do not suppose an occasional transfer.
            let occasional = row.choice("derogation").is_some_and(|d| matches!(d.id, "b" | "c" | "e"));
            let said = row.text("frequency").filter(|said| occasional && is_regular(said));
            let Some(said) = said else { continue };
            found.row("transfers", name, "frequency").with("how", said);
        }
    }),
    bad: &[
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"\nderogation = \"b\"\nfrequency = \"Hebdomadaire\"",
        "[transfers.in]\nrecipient = \"Hotel\"\ncountry = \"IN\"\nmechanism = \"derogation\"\nderogation = \"e\"\nfrequency = \"daily\"",
    ],
    good: &[
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"\nderogation = \"b\"\nfrequency = \"Occasionnelle\"",
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"scc\"\nfrequency = \"Hebdomadaire\"",
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"\nfrequency = \"Jamais régulière\"",
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"\nderogation = \"a\"\nfrequency = \"Hebdomadaire\"",
    ],
    ..RULE
};

/// Words that say plainly that it is repeated, and nothing that takes them back.
fn is_regular(said: &str) -> bool {
    const REGULAR: &[&str] = &[
        "quotidien",
        "hebdo",
        "tous les jours",
        "toutes les semaines",
        "tous les mois",
        "mensuel",
        "continu",
        "permanent",
        "regulier",
        "chaque",
        "daily",
        "weekly",
        "monthly",
        "continuous",
        "regular",
        "every",
    ];
    const DENIED: &[&str] = &["pas ", "non ", "jamais", "ni ", "not ", "never", "no ", "irregul"];
    const LONGEST: usize = 80;
    if said.len() > LONGEST {
        return false;
    }
    let said = fold(said);
    REGULAR.iter().any(|w| said.contains(w)) && !DENIED.iter().any(|w| said.contains(w))
}

pub static WHICH: Rule = Rule {
    code: "RGPD-T49-03",
    name: "derogation-not-named",
    severity: Severity::Warning,
    says: text(
        "Dérogation de l’article 49 invoquée sans dire laquelle ({country}).",
        "Derogation of Article 49 claimed, and which one is not said ({country}).",
    ),
    why: text(
        "L’article 49(1) énumère ses cas, chacun avec ses conditions\u{a0}: consentement explicite, contrat, intérêt public, défense de droits… Sans la lettre, aucune ne peut être vérifiée.",
        "Article 49(1) lists its cases, each with its conditions: explicit consent, contract, public interest, legal claims… Without the letter none can be verified.",
    ),
    mend: text(
        "Dire la lettre (derogation), ou choisir une garantie de l’article 46 (mechanism).",
        "Say the letter (derogation), or choose a safeguard of Article 46 (mechanism).",
    ),
    source: Source {
        texts: text("CEPD, lignes directrices 2/2018", "EDPB, Guidelines 2/2018"),
        ..gdpr("49(1)")
    },
    on: On::Records(BOTH, |case, found| {
        for (name, row, country) in abroad(case).filter(|(_, row, _)| by(row) == Some("derogation")) {
            let severity = match row.get("derogation") {
                None => Severity::Warning,
                Some(crate::model::Value::None) => Severity::Error,
                Some(_) => continue,
            };
            found.row("transfers", name, "derogation").severity(severity).with("country", country.label);
        }
    }),
    bad: &[
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"",
        "[transfers.in]\nrecipient = \"Hotel\"\ncountry = \"IN\"\nmechanism = \"derogation\"\nderogation = \"none\"",
    ],
    good: &[
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"derogation\"\nderogation = \"b\"",
        "[transfers.br]\nrecipient = \"Hôtel\"\ncountry = \"BR\"\nmechanism = \"scc\"",
    ],
    ..RULE
};

pub static COOKIES: Rule = Rule {
    code: "RGPD-T49-02",
    name: "cookie-consent-for-a-transfer",
    severity: Severity::Warning,
    says: text(
        "Transfert fondé sur le consentement, qui n’est recueilli que par le bandeau des cookies.",
        "Transfer based on consent, which is collected by the cookie banner alone.",
    ),
    why: text(
        "L’article 49(1)(a) demande un consentement explicite au transfert lui-même, après information sur ses risques. Accepter des traceurs n’est pas consentir à un transfert.",
        "Article 49(1)(a) asks for explicit consent to the transfer itself, after information about its risks. To accept trackers is not to consent to a transfer.",
    ),
    mend: text(
        "Choisir une autre garantie (mechanism), ou décrire le consentement propre au transfert (consent.collected).",
        "Choose another safeguard (mechanism), or describe the consent to the transfer itself (consent.collected).",
    ),
    source: gdpr("49(1)(a)"),
    on: On::Record(Kind::Activity, |case, found| {
        let banner = |p: &crate::model::Record| {
            let consent = p.fields.group("consent");
            let mechanism = consent.and_then(|c| c.choice("mechanism"));
            let of_transfer = consent.and_then(|c| c.text("collected")).is_some_and(|said| {
                wording::names(said, &["transfer", "pays tiers", "hors de l'union", "third countr"]).is_some()
            });
            mechanism.is_some_and(|m| m.id == "banner") && !of_transfer
        };
        let rests =
            |p: &crate::model::Record| p.fields.choice("legal_basis").is_some_and(|b| b.id == "consent");
        let consents = || case.purposes().filter(|p| rests(p));
        if consents().next().is_none() || !consents().all(banner) {
            return;
        }
        for (name, row, _) in abroad(case) {
            if by(row) == Some("derogation") && row.choice("derogation").is_some_and(|d| d.id == "a") {
                found.row("transfers", name, "derogation");
            }
        }
    }),
    bad: &[
        "purposes = [\"mesure\"]\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"derogation\"\nderogation = \"a\"\n# purposes/mesure.toml\nlegal_basis = \"consent\"\n[consent]\nmechanism = \"banner\"",
        "purposes = [\"mesure\", \"contrat\"]\n[transfers.in]\nrecipient = \"Ocean Ltd\"\ncountry = \"IN\"\nmechanism = \"derogation\"\nderogation = \"a\"\n# purposes/mesure.toml\nlegal_basis = \"consent\"\n[consent]\nmechanism = \"banner\"\n# purposes/contrat.toml\nlegal_basis = \"contract\"",
    ],
    good: &[
        "purposes = [\"mesure\"]\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"derogation\"\nderogation = \"a\"\n# purposes/mesure.toml\nlegal_basis = \"consent\"\n[consent]\nmechanism = \"signature\"",
        "purposes = [\"mesure\"]\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"derogation\"\nderogation = \"a\"\n# purposes/mesure.toml\nlegal_basis = \"consent\"\n[consent]\nmechanism = \"banner\"\ncollected = \"Case distincte pour le transfert, risques annoncés\"",
        "purposes = [\"mesure\"]\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\n# purposes/mesure.toml\nlegal_basis = \"consent\"\n[consent]\nmechanism = \"banner\"",
    ],
    ..RULE
};
