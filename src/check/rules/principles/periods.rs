//! Retention rules as they are written: a limit, a start, an archive, an end.

use crate::check::case::Case;
use crate::check::facts::wording;
use crate::check::found::Found;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::law::retention;
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Kind, Period, Severity, Value};

const DEVELOPERS: &str = "https://github.com/LINCnil/Guide-RGPD-du-developpeur";

/// Words are read, not understood: a warning, and only where they say nothing else.
pub static UNLIMITED: Rule = Rule {
    code: "RGPD-A05-03",
    name: "unlimited-retention",
    severity: Severity::Warning,
    says: text("La conservation semble sans limite.", "Retention seems to be without limit."),
    why: text(
        "Les données ne sont gardées sous une forme qui identifie les personnes que le temps nécessaire (article 5(1)(e)). Seuls l’archivage dans l’intérêt public, la recherche et les statistiques permettent davantage, avec les garanties de l’article 89.",
        "Data is kept in a form that identifies people for no longer than necessary (Article 5(1)(e)). Only archiving in the public interest, research and statistics allow more, with the safeguards of Article 89.",
    ),
    mend: text(
        "Fixer une durée (active, archive) ou le critère qui y met fin (words).",
        "Set a period (active, archive) or the criterion that ends it (words).",
    ),
    source: gdpr("5(1)(e), 89(1)"),
    on: On::Record(Kind::Retention, unlimited),
    bad: &[
        "words = \"Illimitée\"",
        "words = \"Conservation sans limite de durée.\"",
        "words = \"Durée de vie de l’association\"",
        "active = \"P99Y\"\nfinal = \"delete\"",
    ],
    good: &[
        "words = \"Durée illimitée\"\nfinal = \"historical_archive\"",
        "words = \"Illimitée (données anonymes)\"",
        "words = \"Jusqu’à la désinscription\u{202f}; jamais de conservation illimitée.\"",
        "active = \"P50Y\"",
        "words = \"Toujours effacées à la clôture du dossier\"",
        "words = \"Pendant toute la durée de vie de l’abonnement\"",
        "words = \"Durée indéfinie par le contrat, close à la résiliation\"",
    ],
    ..RULE
};

const ENDLESS: &[&str] = &[
    "illimit",
    "indefini",
    "sans limite",
    "a vie",
    "pour toujours",
    "permanent",
    "unlimited",
    "forever",
    "no limit",
    "vie de l'association",
];
/// What brings an end, or denies that there is none.
const ENDED: &[&str] = &[
    "jusqu",
    "tant que",
    "pas ",
    "non ",
    "jamais",
    "sauf",
    "puis ",
    "until",
    "as long",
    "not ",
    "never",
    "unless",
    "then ",
    "efface",
    "cloture",
    "resilia",
    "par le contrat",
    "erase",
    "closed",
];
/// No longer words are read as a plain "without limit".
const FEW_LETTERS: usize = 80;
/// A century is how people write "for ever".
const CENTURY: Period = Period { years: 90, ..Period::ZERO };

fn unlimited(case: &Case<'_>, found: &mut Found<'_>) {
    if case.choice("final") == Some("historical_archive") {
        return;
    }
    if case.fields().period("active").is_some_and(|p| p.is_longer_than(&CENTURY)) {
        found.at("active");
        return;
    }
    if case.has("active") || case.has("archive") {
        return;
    }
    let Some(words) = case.text("words").filter(|w| w.len() <= FEW_LETTERS) else { return };
    let words = fold(words);
    let says = |list: &[&str]| list.iter().any(|word| words.contains(word));
    // What is anonymous is no personal data, and may be kept.
    let anonymous = ["name", "words", "description"].iter().filter_map(|key| case.text(key));
    if anonymous.clone().any(|said| fold(said).contains("anonym")) {
        return;
    }
    if says(ENDLESS) && !says(ENDED) && !words.bytes().any(|b| b.is_ascii_digit()) {
        found.at("words");
    }
}

pub static NO_TRIGGER: Rule = Rule {
    code: "RGPD-A05-07",
    name: "period-without-start",
    severity: Severity::Warning,
    says: text(
        "Durée sans point de départ\u{a0}: elle ne peut pas être appliquée.",
        "Period without a starting point: it cannot be applied.",
    ),
    why: text(
        "Trois ans à compter de quoi\u{202f}? Sans événement, aucune purge ne peut être calculée, et la personne ne sait pas quand ses données seront effacées (article 5(1)(e), considérant 39).",
        "Three years from what? Without an event no purge can be worked out, and people do not know when their data will be erased (Article 5(1)(e), recital 39).",
    ),
    mend: text(
        "Écrire l’événement qui fait courir la durée (trigger).",
        "Write the event from which the period runs (trigger).",
    ),
    source: Source { texts: text("Considérant 39", "Recital 39"), ..gdpr("5(1)(e)") },
    on: On::Due(Kind::Retention, "trigger", |case| {
        let lasts = |p: Period| p != Period::ZERO;
        case.fields().period("active").is_some_and(lasts)
            && matches!(case.choice("trigger_kind"), None | Some("other"))
            && !tells_a_start(case)
            && !is_of_logs(case)
    }),
    bad: &["name = \"Prospects : 3 ans\"\nactive = \"P3Y\"", "active = \"P1Y\"\ntrigger_kind = \"other\""],
    good: &[
        "active = \"P3Y\"\ntrigger = \"Dernier contact\"",
        "active = \"P3Y\"\ntrigger_kind = \"end_of_contract\"",
        "name = \"Prospects : 3 ans après le dernier contact\"\nactive = \"P3Y\"",
        "active = \"PT0S\"",
        "name = \"Journaux de connexion : 1 an\"\nactive = \"P1Y\"",
    ],
    ..RULE
};

/// Whether the rule is about logs: each line of them is as old as itself.
fn is_of_logs(case: &Case<'_>) -> bool {
    let words = &["journaux", "journal", "log", "logs", "traces"];
    case.text("name").is_some_and(|name| wording::names(name, words).is_some())
}

/// Words by which a name or a sentence likely tells the starting point.
fn tells_a_start(case: &Case<'_>) -> bool {
    let starts = [
        "compter",
        "après",
        "partir",
        "depuis",
        "suivant",
        "dès ",
        "from ",
        "after",
        "since",
        "following",
        "jusqu",
        "until",
    ];
    ["name", "words", "description"]
        .iter()
        .filter_map(|field| case.text(field))
        .any(|said| starts.iter().any(|word| said.contains(word)))
}

/// Whether an archive is open to few, the register sees only if it is told: advice.
pub static ARCHIVE_ACCESS: Rule = Rule {
    code: "RGPD-A05-08",
    name: "archive-without-access",
    severity: Severity::Advice,
    says: text(
        "Archivage intermédiaire\u{a0}: rien ne dit qui y a accès.",
        "Intermediate archive: nothing says who has access to it.",
    ),
    why: text(
        "Ce qui n’est plus d’usage courant est mis à part, et seules des personnes habilitées le consultent, pour un motif précis\u{a0}: c’est ce qui distingue une archive d’une base active trop pleine. La CNIL a sanctionné en 2024 l’absence de ce tri.",
        "What is no longer in everyday use is set apart, and only authorised people consult it, for a precise reason: that is what makes it an archive and not an overfull active database. In 2024 the CNIL fined the lack of such sorting.",
    ),
    mend: text(
        "Dire qui consulte l’archive et pour quel motif (archive_access).",
        "Say who consults the archive and for what reason (archive_access).",
    ),
    source: Source {
        article: "5(1)(e), 32(1)",
        texts: text(
            "CNIL, guide du développeur, fiche 14\u{202f}; CNIL, sanction PAP du 31/01/2024",
            "CNIL, developer’s guide, sheet 14; CNIL, PAP fine of 31 January 2024",
        ),
        url: DEVELOPERS,
    },
    on: On::Due(Kind::Retention, "archive_access", |case| {
        case.fields().period("archive").is_some_and(|p| p != Period::ZERO)
    }),
    bad: &["archive = \"P5Y\"", "active = \"P3Y\"\narchive = \"P2Y\"\narchive_access = \"\""],
    good: &["archive = \"P5Y\"\narchive_access = \"Direction\"", "active = \"P3Y\"\narchive = \"none\""],
    ..RULE
};

/// What becomes of the data is the rule itself; how it is erased, the register sees only if it is told.
pub static NO_ERASURE: Rule = Rule {
    code: "RGPD-A05-09",
    name: "period-without-erasure",
    severity: Severity::Warning,
    says: text(
        "Durée fixée, mais rien ne dit ce qui se passe à son terme.",
        "Period set, but nothing says what happens when it ends.",
    ),
    why: text(
        "Une durée n’est respectée que si quelqu’un ou quelque chose efface\u{a0}: les mesures des articles 24 et 25 comprennent la purge. La CNIL contrôle les données restées en base plus que les durées écrites.",
        "A period is kept only if somebody or something erases: the measures of Articles 24 and 25 include the purge. The CNIL looks at data left in databases more than at written periods.",
    ),
    mend: text(
        "Dire le sort final (final) et comment l’effacement est fait (purge_mechanism).",
        "Say the final action (final) and how the erasure is done (purge_mechanism).",
    ),
    source: Source {
        article: "5(1)(e), 24(1), 25(1)",
        texts: text("CNIL, guide du développeur, fiche 7", "CNIL, developer’s guide, sheet 7"),
        url: DEVELOPERS,
    },
    on: On::Record(Kind::Retention, |case, found| {
        let lasts = |key| case.fields().period(key).is_some_and(|p| p != Period::ZERO);
        if !lasts("active") && !lasts("archive") {
            return;
        }
        if case.lacks("final") {
            found.at("final");
        } else if case.lacks("purge_mechanism") && case.choice("final") != Some("historical_archive") {
            found.at("purge_mechanism").severity(Severity::Advice);
        }
    }),
    bad: &["active = \"P3Y\"", "active = \"P3Y\"\nfinal = \"delete\""],
    good: &[
        "active = \"P3Y\"\nfinal = \"delete\"\npurge_mechanism = \"Tâche mensuelle\"",
        "active = \"PT0S\"",
        "words = \"Jusqu’à la désinscription\"",
    ],
    ..RULE
};

pub static NOT_A_CONTACT: Rule = Rule {
    code: "RGPD-A05-11",
    name: "trigger-not-from-the-person",
    severity: Severity::Warning,
    says: text(
        "Le point de départ n’est pas un contact émanant de la personne\u{a0}: «\u{a0}{trigger}\u{a0}».",
        "The trigger is not a contact coming from the person: “{trigger}”.",
    ),
    why: text(
        "Pour les prospects, le délai court depuis la collecte ou le dernier contact venu d’eux\u{a0}: une demande, un clic, une connexion. La CNIL écrit que l’ouverture d’un courriel n’en est pas un, et un message envoyé encore moins\u{a0}: le délai ne finirait jamais.",
        "For prospects the period runs from collection or from the last contact made by them: a request, a click, a log-in. The CNIL writes that opening an e-mail is none, and a message sent even less: the period would never end.",
    ),
    mend: text(
        "Compter depuis un achat, un clic, une connexion ou une demande (trigger).",
        "Count from a purchase, a click, a log-in or a request (trigger).",
    ),
    source: Source {
        article: "5(1)(e)",
        texts: text(
            "CNIL, référentiel gestion commerciale, délib. n° 2021-131 du 23/09/2021",
            "CNIL, standard on commercial management, Deliberation 2021-131 of 23/09/2021",
        ),
        url: "https://www.cnil.fr/sites/cnil/files/atoms/files/referentiel_traitements-donnees-caractere-personnel_gestion-activites-commerciales.pdf",
    },
    on: On::Record(Kind::Retention, not_a_contact),
    bad: &[
        "trigger = \"Dernière ouverture d’un courriel\"",
        "trigger = \"Dernier courriel envoyé\"\nreference = \"prospect-non-client\"",
        "trigger = \"Dernier envoi\"\n# purposes/p.toml\nkind = \"prospecting\"\nretention = \"exemple\"",
    ],
    good: &[
        "trigger = \"Dernier contact émanant de la personne\u{202f}; l’ouverture d’un courriel ne compte pas\"",
        "trigger = \"Dernier envoi de la facture\"",
        "trigger = \"Ouverture du compte\"\nreference = \"prospect-non-client\"",
    ],
    ..RULE
};

fn not_a_contact(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(trigger) = case.text("trigger") else { return };
    // Folded only where one of the words may be there.
    if !["uvert", "pen", "nvoi", "nvoy", "sen"].iter().any(|part| trigger.contains(part)) {
        return;
    }
    let folded = fold(trigger);
    let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if says(&[" ne ", " n'", "hors ", "sauf", " pas ", " not ", "except"]) {
        return;
    }
    let mail = says(&["courriel", "e-mail", "email", "mail", "newsletter", "lettre d'information"]);
    let opened = mail && says(&["ouverture", "opening", "opened", " open"]);
    let sent = (mail && says(&["envoye", "sent "])) || says(&["dernier envoi", "last sending", "last sent"]);
    if opened || (sent && is_of_marketing(case)) {
        found.at("trigger").with("trigger", trigger);
    }
}

/// Whether the rule compares itself with those of marketing, or a purpose of marketing follows it.
fn is_of_marketing(case: &Case<'_>) -> bool {
    let reference = case.text("reference");
    let users = || case.register.users(&case.record.id).iter().filter(|id| id.kind == Kind::Purpose);
    let markets = |v: Option<&Value>| {
        v.and_then(Value::as_choice).is_some_and(|k| matches!(k.id, "prospecting" | "loyalty"))
    };
    reference.is_some_and(|id| retention::for_purpose("prospecting").any(|r| r.id == id))
        || users().any(|id| case.register.get(id).is_some_and(|p| markets(p.fields.get("kind"))))
}
