//! What is found on a sheet by looking at it.

use crate::check::case::Case;
use crate::check::facts::abroad::{self, By};
use crate::check::facts::words;
use crate::check::found::{Found, Told};
use crate::check::rule::{On, Part, RULE, Rule, Source, gdpr};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Kind, RecordId, Severity, review};

const CNIL_RECORD: &str = "https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement";

pub static VAGUE_PURPOSE: Rule = Rule {
    code: "RGPD-A30-06",
    name: "vague-purpose",
    severity: Severity::Warning,
    says: text(
        "Finalité trop vague pour dire à quoi servent les données\u{a0}: «\u{a0}{name}\u{a0}».",
        "Purpose too vague to tell what the data is for: “{name}”.",
    ),
    why: text(
        "L’article 5(1)(b) veut des finalités déterminées et explicites. Le G29 (avis 03/2013) tient pour insuffisants «\u{a0}améliorer l’expérience\u{a0}», «\u{a0}fins commerciales\u{a0}» ou «\u{a0}sécurité informatique\u{a0}» sans autre précision. Une personne doit comprendre ce que l’on fait de ses données.",
        "Article 5(1)(b) wants specified and explicit purposes. The Article 29 Working Party (Opinion 03/2013) finds “improving users’ experience”, “marketing purposes” or “IT security” too vague without more detail. People must understand what is done with their data.",
    ),
    mend: text(
        "Écrire la finalité comme une phrase – verbe, objet, personnes (name) – ou l’expliquer (description).",
        "Write the purpose as a sentence – verb, object, people (name) – or explain it (description).",
    ),
    source: Source {
        texts: text("G29, avis 03/2013 (WP 203)", "Article 29 Working Party, Opinion 03/2013 (WP 203)"),
        ..gdpr("5(1)(b), 30(1)(b)")
    },
    on: On::Record(Kind::Purpose, vague_purpose),
    bad: &["name = \"Gestion\"", "name = \"Améliorer nos services\"", "name = \"Clients\""],
    good: &[
        "name = \"Envoyer aux clients des offres de produits analogues\"",
        "name = \"Marketing\"\ndescription = \"Envoyer la lettre d’information aux abonnés.\"",
        "name = \"Gestion des clients\"",
    ],
    ..RULE
};

/// Names that say nothing of the use, folded.
const VAGUE: &[&str] = &[
    "gestion",
    "divers",
    "diverses finalites",
    "autre",
    "autres",
    "marketing",
    "usage interne",
    "interne",
    "statistiques",
    "administration",
    "gestion administrative",
    "ameliorer nos services",
    "amelioration des services",
    "amelioration du service",
    "fins commerciales",
    "besoins du service",
    "traitement des donnees",
    "improve our services",
    "service improvement",
    "internal use",
    "other",
    "miscellaneous",
    "marketing purposes",
    "statistics",
    "data processing",
];

/// A description says what a short name does not.
fn vague_purpose(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(name) = case.text("name").filter(|_| case.lacks("description")) else { return };
    let words = || name.split([' ', '\u{a0}', '\u{202f}', '’', '\'']).filter(|w| !w.is_empty());
    // No vague name has more words; nothing is folded for the others.
    if words().nth(3).is_some() {
        return;
    }
    let folded = fold(name);
    if VAGUE.contains(&folded.trim().trim_end_matches('.')) {
        found.at("name").with("name", name);
    } else if words().nth(1).is_none() {
        // One word may well be clear to those who know the trade: it is for them to judge.
        found.at("name").with("name", name).severity(Severity::Advice);
    }
}

pub static TRANSFERS: Rule = Rule {
    code: "RGPD-A30-10",
    name: "transfer-not-entered",
    part: Part::Article30,
    says: text(
        "{who} ({country}), hors de l’Espace économique européen\u{a0}: aucune ligne de transfert.",
        "{who} ({country}), outside the European Economic Area: no transfer entered.",
    ),
    why: text(
        "L’article 30(1)(d) et (e) demande les destinataires situés dans des pays tiers et l’identification de ces pays, pays adéquats compris. Un hébergement ou un accès à distance depuis un tel pays est un transfert (CEPD, lignes directrices 05/2021), y compris par un sous-traitant.",
        "Article 30(1)(d) and (e) asks for recipients in third countries and for the identification of those countries, adequate ones included. Hosting or remote access in such a country is a transfer (EDPB, Guidelines 05/2021), by a processor too.",
    ),
    mend: text(
        "Ajouter une ligne de transfert vers ce pays, avec la garantie et son document (transfers), sur la fiche ou sur celle du sous-traitant\u{202f}; ou corriger le pays.",
        "Add a transfer to this country, with the safeguard and its document (transfers), on the sheet or on the processor’s record; or correct the country.",
    ),
    source: Source {
        texts: text("CEPD, lignes directrices 05/2021", "EDPB, Guidelines 05/2021"),
        ..gdpr("30(1)(d), 30(1)(e)")
    },
    on: On::Record(Kind::Activity, |case, found| {
        if !case.is_for_clients() {
            transfers(case, found);
        }
    }),
    bad: &[
        "transfers = \"none\"\n[recipients.x]\nkind = \"external\"\nname = \"Filiale\"\ncountry = \"US\"",
        "processors = [\"p\"]\n[transfers.x]\nrecipient = \"X\"\ncountry = \"CH\"\n# processors/p.toml\nname = \"P\"\ncountry = \"US\"",
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\ncountry = \"FR\"\naccess_countries = [\"IN\"]",
        "transfers = \"none\"\n[hosting]\ncountries = [\"FR\", \"GB\"]",
        "transfers = \"none\"\n[recipients.x]\nkind = \"third_country\"\nname = \"Filiale\"",
    ],
    good: &[
        "[transfers.x]\nrecipient = \"Filiale\"\ncountry = \"US\"\n[recipients.x]\nkind = \"external\"\nname = \"Filiale\"\ncountry = \"US\"",
        "transfers = \"none\"\n[recipients.x]\nkind = \"external\"\nname = \"Filiale\"\ncountry = \"NO\"",
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\ncountry = \"FR\"\nparent_country = \"US\"",
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\ncountry = \"US\"\n[transfers.us]\nrecipient = \"P\"\ncountry = \"US\"",
        "transfers = \"none\"\n[hosting]\ncountries = [\"CH\"]\n# register.toml\nname = \"Suisse\"\ncountry = \"CH\"",
    ],
    ..RULE
};

pub static TRANSFERS_FOR_CLIENTS: Rule = Rule {
    code: "RGPD-A30-33",
    name: "transfer-for-clients-not-entered",
    says: text(
        "{who} ({country}), hors de l’Espace économique européen\u{a0}: aucune ligne de transfert au registre de sous-traitant.",
        "{who} ({country}), outside the European Economic Area: no transfer entered in the processor’s record.",
    ),
    why: text(
        "L’article 30(2)(c) demande au sous-traitant d’identifier les pays tiers vers lesquels il transfère les données de ses clients, ses propres sous-traitants compris. Il ne transfère que sur leur instruction (article 28(3)(a)).",
        "Article 30(2)(c) asks the processor to identify the third countries to which it transfers its clients’ data, its own sub-processors included. It transfers only on their instructions (Article 28(3)(a)).",
    ),
    source: gdpr("30(2)(c), 28(3)(a)"),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_for_clients() {
            transfers(case, found);
        }
    }),
    bad: &[
        "role = \"processor\"\ntransfers = \"none\"\n[subprocessors.x]\nname = \"X\"\ncountry = \"US\"",
        "role = \"processor\"\ntransfers = \"none\"\n[subprocessors.x]\nprocessor = \"p\"\n# processors/p.toml\nname = \"P\"\ncountry = \"FR\"\nhosting_countries = [\"US\"]",
    ],
    good: &[
        "role = \"processor\"\ntransfers = \"none\"\n[subprocessors.x]\nname = \"X\"\ncountry = \"DE\"",
        "role = \"processor\"\n[subprocessors.x]\nname = \"X\"\ncountry = \"US\"\n[transfers.x]\nrecipient = \"X\"\ncountry = \"US\"",
    ],
    ..TRANSFERS
};

const SOME_RECIPIENT: Text = text("Destinataire", "Recipient");
const SOME_SUBPROCESSOR: Text = text("Sous-traitant ultérieur", "Sub-processor");
const HOSTED: Text = text("Données hébergées", "Data hosted");
const ACCESSED: Text = text("Accès aux données", "Access to the data");
const THIRD_COUNTRY: Text = text("pays tiers", "third country");

/// As long as the question of transfers is open, the field table says so: one lack, one finding.
fn transfers(case: &Case<'_>, found: &mut Found<'_>) {
    if case.is_open("transfers") || case.is_over() {
        return;
    }
    let mut told: Vec<(&RecordId, &str)> = Vec::new();
    abroad::touched(case, |touch| {
        let country = touch.country;
        if abroad::has_transfer(case.record, country) {
            return;
        }
        match touch.by {
            By::Recipient(name, row) => {
                let told = found.row("recipients", name, "country");
                who(told, row.text("name"), SOME_RECIPIENT).with("country", country.label);
            }
            By::Subprocessor(name, row) => {
                let told = found.row("subprocessors", name, "country");
                who(told, row.text("name"), SOME_SUBPROCESSOR).with("country", country.label);
            }
            By::Hosting(key) => {
                let (at, who) = match key {
                    "countries" => ("hosting.countries", HOSTED),
                    _ => ("hosting.access_countries", ACCESSED),
                };
                found.at(at).with("who", who).with("country", country.label);
            }
            By::Processor(p) if abroad::has_transfer(p, country) => {}
            By::Processor(p) if told.contains(&(&p.id, country.id)) => {}
            By::Processor(p) => {
                told.push((&p.id, country.id));
                let at = if case.is_for_clients() { "subprocessors" } else { "processors" };
                let severity = if touch.sure { Severity::Error } else { Severity::Warning };
                let finding = found.at(at).severity(severity);
                who(finding, p.fields.text("name"), SOME_RECIPIENT).with("country", country.label);
            }
        }
    });
    // "None" and a recipient in a third country cannot both be.
    let none = case.is_none("transfers");
    for (name, row) in case.rows("recipients").filter(|_| none) {
        let third = row.choice("kind").is_some_and(|k| k.id == "third_country");
        if third && row.choice("country").is_none() {
            let told = found.row("recipients", name, "kind");
            who(told, row.text("name"), SOME_RECIPIENT).with("country", THIRD_COUNTRY);
        }
    }
}

fn who<'a>(told: Told<'a>, name: Option<&str>, else_: Text) -> Told<'a> {
    match name {
        Some(name) => told.with("who", name),
        None => told.with("who", else_),
    }
}

/// Days on which something was done.
const DONE: &[&str] = &[
    "created_on",
    "updated_on",
    "reviewed_on",
    "dpia.done_on",
    "information.updated_on",
    "contract.signed_on",
    "contract.reviewed_on",
    "contract.audited_on",
    "dpo.designated_on",
];

/// No text of law: what is said to have been done is not still to come.
pub static FUTURE: Rule = Rule {
    code: "REG-25",
    name: "done-in-the-future",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "«\u{a0}{day}\u{a0}» est à venir, et le champ dit ce qui est déjà fait.",
        "“{day}” is still to come, and the field tells what is done.",
    ),
    why: text(
        "Une revue, une analyse ou une signature datée d’un jour à venir n’a pas eu lieu\u{a0}: le plus souvent, l’année est mal tapée. Les rappels et les âges qui se comptent depuis ce jour seraient faux.",
        "A review, an assessment or a signature dated on a day to come did not take place: most often the year is mistyped. Reminders and ages counted from that day would be wrong.",
    ),
    mend: text("Corriger la date.", "Correct the date."),
    on: On::Records(&[Kind::Activity, Kind::Processor, Kind::Organisation], |case, found| {
        for path in DONE {
            if let Some(day) = case.date(path).filter(|day| *day > case.today) {
                found.at(path).with("day", words::day(day));
            }
        }
    }),
    bad: &["reviewed_on = 2126-05-04", "[dpia]\ndone_on = 2026-11-24\ndecision = \"done\""],
    good: &["reviewed_on = 2026-11-23", "next_review_on = 2027-05-04"],
    ..RULE
};

/// The CNIL's template asks for both days; git knows that of the last change, so only the first is asked here.
pub static UNDATED: Rule = Rule {
    code: "RGPD-A30-14",
    name: "sheet-not-dated",
    severity: Severity::Advice,
    says: text("Fiche sans date de création.", "Sheet with no date of creation."),
    why: text(
        "Les modèles de la CNIL datent chaque fiche. L’article 30 ne le demande pas, mais une date montre que le registre est tenu (article 5(2)). Celle de la dernière modification se lit dans l’historique.",
        "The CNIL’s templates date each sheet. Article 30 does not ask for it, but a date shows that the record is kept (Article 5(2)). That of the last change is read in the history.",
    ),
    mend: text("Dater la fiche (created_on).", "Date the sheet (created_on)."),
    source: Source {
        article: "5(2)",
        texts: text("CNIL, modèles de registre", "CNIL, record templates"),
        url: CNIL_RECORD,
    },
    on: On::Due(Kind::Activity, "created_on", |case| !case.is_over()),
    bad: &["name = \"Clients\"", "status = \"active\"\nupdated_on = 2026-01-01"],
    good: &["created_on = 2026-01-01", "status = \"ended\""],
    ..RULE
};

pub static REVIEW: Rule = Rule {
    code: "RGPD-A30-15",
    name: "review-overdue",
    severity: Severity::Advice,
    says: text("Fiche à relire\u{a0}: {since}.", "Sheet to be reviewed: {since}."),
    why: text(
        "Le registre doit dire ce qui est fait aujourd’hui\u{a0}: les mesures de l’article 24(1) sont réexaminées et actualisées si nécessaire. Le rythme est celui que l’organisme s’est donné\u{202f}; au-delà de deux fois ce rythme, la fiche a toutes chances d’être dépassée.",
        "The record must tell what is done today: the measures of Article 24(1) are reviewed and updated where necessary. The pace is the one that the organisation set itself; past twice that pace, the sheet has every chance of being out of date.",
    ),
    mend: text(
        "La relire avec le service concerné, puis dater la relecture (reviewed_on).",
        "Review it with the department, then date the review (reviewed_on).",
    ),
    source: Source {
        article: "24(1), 5(2)",
        texts: text("CNIL, tenue du registre", "CNIL, on keeping the record"),
        url: CNIL_RECORD,
    },
    on: On::Record(Kind::Activity, review_overdue),
    bad: &[
        "reviewed_on = 2025-06-01\n# register.toml\nname = \"Exemple\"\nreview_cadence = \"P1Y\"",
        "next_review_on = 2026-11-01",
        "name = \"Jamais relue\"\n# register.toml\nname = \"Exemple\"\nreview_cadence = \"P1Y\"",
    ],
    good: &[
        "reviewed_on = 2026-06-01\n# register.toml\nname = \"Exemple\"\nreview_cadence = \"P1Y\"",
        "reviewed_on = 2020-06-01",
        "status = \"ended\"\nreviewed_on = 2020-06-01\n# register.toml\nname = \"Exemple\"\nreview_cadence = \"P1Y\"",
    ],
    ..RULE
};

const DUE_SINCE: Text = text("relecture attendue le {day}", "its review was due on {day}");
const NO_DAY: Text = text(
    "elle ne dit ni quand elle a été relue, ni quand elle a été créée",
    "it says neither when it was reviewed nor when it was created",
);

fn review_overdue(case: &Case<'_>, found: &mut Found<'_>) {
    if !review::is_due(case.record, case.register, case.today) {
        return;
    }
    let cadence = review::cadence(case.register);
    match review::day(case.record, cadence) {
        Some((on, field)) => {
            let twice = review::next(Some(on), cadence).is_some_and(|late| late < case.today);
            let severity = if twice { Severity::Warning } else { Severity::Advice };
            let since = DUE_SINCE.msg().with("day", words::day(on));
            found.at(field).with("since", since).severity(severity);
        }
        None => {
            found.at("reviewed_on").with("since", NO_DAY);
        }
    }
}

pub static SOFTWARE: Rule = Rule {
    code: "RGPD-A30-17",
    name: "sheet-named-after-software",
    severity: Severity::Warning,
    says: text(
        "La fiche porte le nom d’un logiciel, non d’une activité\u{a0}: «\u{a0}{name}\u{a0}».",
        "The sheet is named after a piece of software, not an activity: “{name}”.",
    ),
    why: text(
        "Le registre recense des activités, chacune avec ses finalités\u{202f}; un logiciel sert souvent à plusieurs. La CNIL demande une fiche par activité.",
        "The record lists activities, each with its purposes; one piece of software often serves several. The CNIL asks for one sheet for each activity.",
    ),
    mend: text(
        "Nommer la fiche d’après l’activité (name)\u{202f}; le logiciel reste à sa place (software).",
        "Name the sheet after the activity (name); the software stays in its place (software).",
    ),
    source: Source {
        article: "30(1)",
        texts: text("CNIL, une fiche par activité", "CNIL, one sheet for each activity"),
        url: CNIL_RECORD,
    },
    on: On::Record(Kind::Activity, |case, found| {
        let Some(name) = case.text("name") else { return };
        let mut software = case.fields().items("software").iter().filter_map(|v| v.as_text());
        if software.any(|s| s.trim().eq_ignore_ascii_case(name.trim())) {
            found.at("name").with("name", name);
        }
    }),
    bad: &[
        "name = \"GestiClient\"\nsoftware = [\"GestiClient\"]",
        "name = \"gesticlient\"\nsoftware = [\"Tableur\", \"GestiClient \"]",
    ],
    good: &[
        "name = \"Gestion des clients\"\nsoftware = [\"GestiClient\"]",
        "name = \"GestiClient : fichier des clients\"\nsoftware = [\"GestiClient\"]",
    ],
    ..RULE
};

pub static ONE_PERIOD: Rule = Rule {
    code: "RGPD-A30-18",
    name: "one-period-for-all",
    severity: Severity::Warning,
    says: text(
        "Une seule durée couvre la prospection et la comptabilité.",
        "One period covers both direct marketing and accounting.",
    ),
    why: text(
        "Les pièces comptables se gardent dix ans parce qu’un texte l’impose (C. com. art. L123-22)\u{202f}; la prospection n’a pas ce motif. Une durée commune garde trop longtemps les unes ou trop peu les autres (article 5(1)(e)). Le modèle de la CNIL demande de faire apparaître des durées distinctes.",
        "Accounting records are kept for ten years because a law says so (French Commercial Code, Art. L123-22); marketing has no such ground. A common period keeps the one too long or the other too short (Article 5(1)(e)). The CNIL’s template asks that distinct periods be shown.",
    ),
    mend: text(
        "Donner sa durée à chaque catégorie de données (data.*.retention) ou à chaque finalité (retention).",
        "Give each category of data (data.*.retention) or each purpose (retention) a period of its own.",
    ),
    source: Source {
        article: "5(1)(e), 30(1)(f)",
        texts: text("CNIL, modèle de registre", "CNIL, record template"),
        url: CNIL_RECORD,
    },
    on: On::Record(Kind::Activity, one_period),
    bad: &[
        "purposes = [\"a\", \"b\"]\n[data.nom]\ncategory = \"identity\"\nretention = \"r\"\n[data.achats]\ncategory = \"economic\"\nretention = \"r\"\n# purposes/a.toml\nkind = \"prospecting\"\n# purposes/b.toml\nkind = \"accounting\"\n# retention/r.toml\nname = \"R\"",
        "purposes = [\"a\", \"b\", \"c\"]\n[data.nom]\ncategory = \"identity\"\nretention = \"r\"\n[data.achats]\ncategory = \"economic\"\nretention = \"r\"\n[data.web]\ncategory = \"internet\"\nretention = \"r\"\n# purposes/a.toml\nkind = \"prospecting\"\n# purposes/b.toml\nkind = \"accounting\"\n# purposes/c.toml\nkind = \"orders\"\n# retention/r.toml\nname = \"R\"",
    ],
    good: &[
        "purposes = [\"a\", \"b\"]\n[data.nom]\ncategory = \"identity\"\nretention = \"r\"\n[data.achats]\ncategory = \"economic\"\nretention = \"s\"\n# purposes/a.toml\nkind = \"prospecting\"\n# purposes/b.toml\nkind = \"accounting\"\n# retention/r.toml\nname = \"R\"\n# retention/s.toml\nname = \"S\"",
        "purposes = [\"a\", \"b\"]\n[data.nom]\ncategory = \"identity\"\nretention = \"r\"\n[data.achats]\ncategory = \"economic\"\nretention = \"r\"\n# purposes/a.toml\nkind = \"prospecting\"\nretention = \"s\"\n# purposes/b.toml\nkind = \"accounting\"\n# retention/r.toml\nname = \"R\"\n# retention/s.toml\nname = \"S\"",
        "purposes = [\"a\"]\n[data.nom]\ncategory = \"identity\"\nretention = \"r\"\n[data.achats]\ncategory = \"economic\"\nretention = \"r\"\n# purposes/a.toml\nkind = \"accounting\"\n# retention/r.toml\nname = \"R\"",
    ],
    ..RULE
};

fn one_period(case: &Case<'_>, found: &mut Found<'_>) {
    let mut rows = case.rows("data").map(|(_, row)| row.reference("retention"));
    let Some(Some(first)) = rows.next() else { return };
    let same = rows.all(|other| other == Some(first));
    let both = || case.has_category("data", "identity") && case.has_category("data", "economic");
    let purposes = || case.has_purpose_kind("prospecting") && case.has_purpose_kind("accounting");
    if same
        && both()
        && purposes()
        && !case.is_over()
        && case.purposes().all(|p| p.fields.reference("retention").is_none())
    {
        found.at("data");
    }
}

pub static SUBPROCESSORS: Rule = Rule {
    code: "RGPD-A30-35",
    name: "subprocessor-not-authorised",
    severity: Severity::Warning,
    says: text(
        "Sous-traitant ultérieur inscrit sans que la fiche dise quand les clients l’ont autorisé.",
        "Sub-processor entered, and the sheet does not say when the clients authorised it.",
    ),
    why: text(
        "Un sous-traitant n’en recrute un autre qu’avec l’autorisation écrite, spécifique ou générale, de son client\u{202f}; en cas d’autorisation générale, il l’informe de chaque changement pour qu’il puisse s’y opposer (article 28(2)).",
        "A processor engages another only with the written authorisation, specific or general, of its client; under a general one it tells the client of each change so that it may object (Article 28(2)).",
    ),
    mend: text(
        "Dater l’autorisation, ou l’information restée sans opposition (authorised_on).",
        "Date the authorisation, or the notice to which nobody objected (authorised_on).",
    ),
    source: gdpr("28(2), 28(4)"),
    on: On::DueInRows(Kind::Activity, "subprocessors", "authorised_on", |case, _| {
        case.is_for_clients() && !case.is_over()
    }),
    bad: &[
        "role = \"processor\"\n[subprocessors.x]\nname = \"X\"",
        "role = \"processor\"\n[subprocessors.x]\nname = \"X\"\nauthorised_on = 2026-01-01\n[subprocessors.y]\nname = \"Y\"",
    ],
    good: &[
        "role = \"processor\"\n[subprocessors.x]\nname = \"X\"\nauthorised_on = 2026-01-01",
        "role = \"processor\"\nsubprocessors = \"none\"",
    ],
    ..RULE
};
