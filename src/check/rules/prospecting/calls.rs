//! Calls: before and after 11 August 2026.

use super::{CONSUMER_CODE, basis, channels, has, is_marketing, source, to};
use crate::check::facts::words;
use crate::check::rule::{Confidence, OF_CONTROLLERS, On, Rule, since};
use crate::law::prospecting;
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Kind, Period, Severity, Value};

pub static TELEPHONE: Rule = Rule {
    code: "FR-PRO-05",
    name: "telephone-marketing-without-consent",
    severity: Severity::Warning,
    says: text(
        "Appels à des particuliers\u{a0}: rien ne dit comment leur consentement est recueilli.",
        "Calls to consumers: nothing says how their consent is obtained.",
    ),
    why: text(
        "Depuis le 11 août 2026, démarcher un consommateur par téléphone suppose son consentement préalable (C. conso. L223-1, loi n° 2025-594, art. 13). Restent permis l’appel qui tient à un contrat en cours et à son objet, et la prospection pour la presse. Avant cette date, l’opposition par Bloctel suffisait.",
        "Since 11 August 2026, calling a consumer for marketing needs prior consent (Consumer Code L223-1, Law 2025-594, Art. 13). Still allowed: calls within a current contract and about its object, and marketing for the press. Before that day, objecting through Bloctel was the rule.",
    ),
    mend: text(
        "Décrire le recueil et la preuve du consentement, ou dire que les appels s’en tiennent aux contrats en cours (prospecting.phone_consent, prospecting.phone_exception).",
        "Describe how consent is obtained and proved, or say that calls keep to current contracts (prospecting.phone_consent, prospecting.phone_exception).",
    ),
    source: source(
        "C. conso. L223-1",
        text("Loi n° 2025-594 du 30/06/2025, art. 13", "Law 2025-594 of 30 June 2025, Art. 13"),
        CONSUMER_CODE,
    ),
    holds: since(2026, 8, 11),
    on: On::Record(Kind::Activity, |case, found| {
        // "None" may be said of calls to customers under contract, or for the press.
        let needed = has(case, "phone") && to(case, "consumer") && case.lacks("prospecting.phone_exception");
        if needed && case.lacks("prospecting.phone_consent") {
            found.at("prospecting.phone_consent");
        }
    }),
    bad: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]",
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"\"",
    ],
    good: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"Case du formulaire, datée.\"",
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]",
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_exception = \"contract\"",
        "# today 2026-08-10\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]",
    ],
    ..OF_CONTROLLERS
};

pub static OTHER_BASIS: Rule = Rule {
    code: "FR-PRO-26",
    name: "telephone-marketing-on-another-basis",
    severity: Severity::Warning,
    says: text(
        "Appels à des particuliers\u{a0}: aucune finalité de prospection ne repose sur leur consentement ({basis}).",
        "Calls to consumers: no purpose of marketing rests on their consent ({basis}).",
    ),
    why: text(
        "Depuis le 11 août 2026, appeler un consommateur pour le démarcher suppose son consentement préalable (C. conso. L223-1)\u{a0}: l’intérêt légitime ne suffit plus, hors des contrats en cours et de la presse. La fiche décrit un consentement, ou des appels, que ses finalités ne fondent pas sur lui.",
        "Since 11 August 2026, calling a consumer for marketing needs prior consent (Consumer Code L223-1): legitimate interest no longer suffices, save within current contracts and for the press. The sheet describes a consent, or calls, whose purposes do not rest on it.",
    ),
    mend: text(
        "Fonder les appels sur le consentement (legal_basis de la finalité), ou dire l’exception (prospecting.phone_exception).",
        "Rest the calls on consent (legal_basis of the purpose), or say the exception (prospecting.phone_exception).",
    ),
    source: source(
        "C. conso. L223-1",
        text("Loi n° 2025-594 du 30/06/2025, art. 13", "Law 2025-594 of 30 June 2025, Art. 13"),
        CONSUMER_CODE,
    ),
    holds: since(2026, 8, 11),
    on: On::Record(Kind::Activity, |case, found| {
        // Of professionals called by the same sheet, legitimate interest may be right: one basis each is enough.
        if !has(case, "phone") || !to(case, "consumer") || case.has("prospecting.phone_exception") {
            return;
        }
        let markets = || case.purposes().filter(|p| is_marketing(p));
        // A basis that is still open is found by its own rule.
        if markets().any(|p| matches!(basis(p), None | Some("consent"))) {
            return;
        }
        let said = markets().next().and_then(|p| p.fields.choice("legal_basis"));
        if let Some(said) = said {
            found.at("purposes").with("basis", said.label);
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"Appels à toute la base, sauf opposition.\"\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\", \"phone\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"contract\"",
    ],
    good: &[
        "purposes = [\"p\", \"q\"]\n[prospecting]\naudience = [\"consumer\", \"professional\"]\nchannels = [\"phone\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"\n# purposes/q.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"",
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_exception = \"contract\"\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "# today 2026-08-10\npurposes = [\"p\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
    ],
    ..OF_CONTROLLERS
};

pub static OLD_CONSENT: Rule = Rule {
    code: "FR-PRO-06",
    name: "telephone-consent-not-renewed",
    severity: Severity::Warning,
    says: text(
        "Consentement aux appels\u{a0}: {fault}, un an au plus étant permis.",
        "Consent to calls: {fault}, one year at most being allowed.",
    ),
    why: text(
        "Le consentement à être appelé vaut un an et ne se renouvelle pas en silence\u{202f}; le professionnel en garde la preuve datée (décret n° 2026-662 du 23/07/2026).",
        "Consent to be called is valid for one year and is not renewed by silence; the trader keeps dated proof of it (Decree 2026-662 of 23 July 2026).",
    ),
    mend: text(
        "Redemander le consentement dans l’année et l’écrire (prospecting.phone_consent_validity).",
        "Ask again within the year and write it down (prospecting.phone_consent_validity).",
    ),
    source: source(
        "C. conso. L223-1",
        text("Décret n° 2026-662 du 23/07/2026", "Decree 2026-662 of 23 July 2026"),
        prospecting::CALLS_DECREE_URL,
    ),
    holds: since(2026, 8, 11),
    confidence: Confidence::Medium,
    on: On::Record(Kind::Activity, |case, found| {
        const LONG: Text = text("valable {period}", "valid for {period}");
        const UNTOLD: Text =
            text("rien ne dit quand il est redemandé", "nothing says when it is asked for again");
        const YEAR: Period = Period { years: prospecting::CONSENT_TO_CALLS_YEARS, ..Period::ZERO };
        if !has(case, "phone") || !to(case, "consumer") || case.lacks("prospecting.phone_consent") {
            return;
        }
        let at = "prospecting.phone_consent_validity";
        match case.value(at) {
            Some(Value::Period(period)) if period.is_longer_than(&YEAR) => {
                found.at(at).with("fault", LONG.msg().with("period", words::period(period)));
            }
            Some(_) => {}
            None => drop(found.at(at).severity(Severity::Advice).with("fault", UNTOLD)),
        }
    }),
    bad: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"Case datée\"\nphone_consent_validity = \"P2Y\"",
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"Case datée\"",
    ],
    good: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\nphone_consent = \"Case datée\"\nphone_consent_validity = \"P1Y\"",
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]\nphone_consent = \"Case datée\"",
    ],
    ..OF_CONTROLLERS
};

pub static BANNED_SECTOR: Rule = Rule {
    code: "FR-PRO-07",
    name: "marketing-in-a-banned-sector",
    severity: Severity::Warning,
    says: text(
        "Secteur de l’organisme («\u{a0}{sector}\u{a0}»)\u{a0}: démarcher des particuliers par téléphone, courriel ou messagerie y est peut-être interdit, même avec leur consentement.",
        "Sector of the organisation (“{sector}”): calling, e-mailing or messaging consumers for marketing may be banned there, even with consent.",
    ),
    why: text(
        "La rénovation énergétique, les équipements d’énergies renouvelables et l’adaptation des logements ne se démarchent plus à distance auprès des consommateurs, sauf contrat en cours (C. conso. L223-1 et L223-8). Le secteur est lu dans un texte libre\u{a0}: à vérifier.",
        "Energy renovation, renewable energy equipment and home adaptation may no longer be marketed to consumers at a distance, save within a current contract (Consumer Code L223-1 and L223-8). The sector is read in free text: to be verified.",
    ),
    mend: text(
        "Vérifier si l’interdiction s’applique\u{a0}; si oui, ne rappeler que sur demande.",
        "Check whether the ban applies; if so, call back only on request.",
    ),
    source: source("C. conso. L223-1, L223-8", text("", ""), CONSUMER_CODE),
    holds: since(2026, 8, 11),
    on: On::Record(Kind::Activity, |case, found| {
        let distant = ["phone", "email", "sms", "messaging", "social"].iter().any(|c| has(case, c));
        // Within a current contract and about its object, it is no marketing in the law's sense.
        let under_contract = case.choice("prospecting.phone_exception") == Some("contract");
        if !distant || (under_contract && channels(case).all(|c| c == "phone")) || !to(case, "consumer") {
            return;
        }
        let Some(sector) = case.organisation().and_then(|o| o.text("sector")) else { return };
        let said = fold(sector);
        let words = [
            "renovation energ",
            "energies renouvelables",
            "photovolta",
            "pompes a chaleur",
            "adaptation du logement",
            "adaptation des logements",
        ];
        if words.iter().any(|w| said.contains(w)) {
            found.at("prospecting.channels").with("sector", sector);
        }
    }),
    bad: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\n# register.toml\nname = \"Exemple\"\nsector = \"Rénovation énergétique\"",
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\"]\n# register.toml\nname = \"Exemple\"\nsector = \"Panneaux photovoltaïques\"",
    ],
    good: &[
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]\n# register.toml\nname = \"Exemple\"\nsector = \"Rénovation énergétique\"",
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\n# register.toml\nname = \"Exemple\"\nsector = \"Librairie\"",
    ],
    ..OF_CONTROLLERS
};

pub static HOURS: Rule = Rule {
    code: "FR-PRO-08",
    name: "call-rules-not-written",
    severity: Severity::Advice,
    says: text(
        "Appels à des particuliers\u{a0}: les jours, les heures et la fréquence ne sont pas dits.",
        "Calls to consumers: days, hours and frequency are not said.",
    ),
    why: text(
        "Les appels de prospection ne sont permis que du lundi au vendredi, de 10\u{a0}h à 13\u{a0}h et de 14\u{a0}h à 20\u{a0}h, au plus quatre fois en trente jours, et s’arrêtent soixante jours après un refus (C. conso. D223-9). La fiche ne montre pas que la règle est connue.",
        "Marketing calls are allowed only from Monday to Friday, 10:00 to 13:00 and 14:00 to 20:00, at most four times in thirty days, and stop for sixty days after a refusal (Consumer Code D223-9). The sheet does not show that the rule is known.",
    ),
    mend: text(
        "Écrire les règles d’appel (prospecting.call_policy).",
        "Write the calling rules (prospecting.call_policy).",
    ),
    source: source("C. conso. D223-9", text("", ""), CONSUMER_CODE),
    holds: since(2023, 3, 1),
    confidence: Confidence::Medium,
    on: On::Due(Kind::Activity, "prospecting.call_policy", |case| has(case, "phone") && to(case, "consumer")),
    bad: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]",
        "[prospecting]\naudience = [\"consumer\", \"professional\"]\nchannels = [\"email\", \"phone\"]",
    ],
    good: &[
        "[prospecting]\naudience = [\"consumer\"]\nchannels = [\"phone\"]\ncall_policy = \"Du lundi au vendredi, 10 h-13 h et 14 h-20 h.\"",
        "[prospecting]\naudience = [\"professional\"]\nchannels = [\"phone\"]",
    ],
    ..OF_CONTROLLERS
};

pub static BLOCTEL: Rule = Rule {
    code: "FR-PRO-09",
    name: "relying-on-bloctel",
    severity: Severity::Warning,
    says: text(
        "Bloctel est cité\u{a0}: ce n’est plus le régime du démarchage téléphonique.",
        "Bloctel is cited: it is no longer the rule for telephone marketing.",
    ),
    why: text(
        "Depuis le 11 août 2026 le consentement préalable remplace l’opposition sur la liste Bloctel (loi n° 2025-594, art. 13)\u{a0}: y filtrer ses fichiers ne suffit plus.",
        "Since 11 August 2026 prior consent takes the place of objecting on the Bloctel list (Law 2025-594, Art. 13): filtering files against it no longer suffices.",
    ),
    mend: text(
        "Décrire le consentement à la place (prospecting.phone_consent).",
        "Describe consent instead (prospecting.phone_consent).",
    ),
    source: source(
        "C. conso. L223-1",
        text("Loi n° 2025-594 du 30/06/2025, art. 13", "Law 2025-594 of 30 June 2025, Art. 13"),
        CONSUMER_CODE,
    ),
    holds: since(2026, 8, 11),
    on: On::Record(Kind::Activity, |case, found| {
        if !has(case, "phone") {
            return;
        }
        for path in [
            "prospecting.phone_consent",
            "prospecting.call_policy",
            "prospecting.objection_mechanism",
            "prospecting.suppression_list_ref",
        ] {
            let Some(said) = case.text(path).map(fold) else { continue };
            let replaced = ["remplac", "suffit plus", "n'est plus", "ne sert plus", "replac", "no longer"]
                .iter()
                .any(|w| said.contains(w));
            if said.contains("bloctel") && !replaced {
                found.at(path);
                return;
            }
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"phone\"]\ncall_policy = \"Fichiers filtrés sur Bloctel chaque mois.\"",
        "[prospecting]\nchannels = [\"phone\"]\nobjection_mechanism = \"Inscription sur Bloctel\"",
        "[prospecting]\nchannels = [\"phone\"]\nphone_consent = \"Aucun ; fichiers filtrés sur Bloctel avant chaque campagne\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"phone\"]\ncall_policy = \"Le consentement a remplacé Bloctel.\"",
        "# today 2026-08-10\n[prospecting]\nchannels = [\"phone\"]\ncall_policy = \"Fichiers filtrés sur Bloctel.\"",
    ],
    ..OF_CONTROLLERS
};
