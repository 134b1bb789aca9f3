//! Sectors and frequent cases: health data, cameras, staff and applicants, artificial intelligence.

use chrono::NaiveDate;

use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{Confidence, OF_CONTROLLERS, On, Rule, Source, since};
use crate::model::message::{Text, text};
use crate::model::{Group, Kind, Period, Record, Severity};

pub(super) const RULES: &[&Rule] = &[
    &HEALTH_HOST,
    &HEALTH_CERTIFICATE,
    &HEALTH_FORMALITY,
    &IMAGES_KEPT,
    &NO_AUTHORISATION,
    &FILMED_AT_WORK,
    &CAMERAS_UNTOLD,
    &APPLICANTS_KEPT,
    &POSITIONS_KEPT,
    &CALLS_KEPT,
    &TALKING_MACHINE,
    &HIGH_RISK_MACHINE,
];

const HEALTH_CODE: &str = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665";
const SECURITY_CODE: &str = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000025503132";
const LIL: &str = "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460";
const CNIL_REGISTER: &str = "https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement";
const AI_ACT: &str = "https://eur-lex.europa.eu/eli/reg/2024/1689/oj";
const NOTHING: Text = text("", "");

const fn source(article: &'static str, texts: Text, url: &'static str) -> Source {
    Source { article, texts, url }
}

const MONTH: Period = Period { months: 1, ..Period::ZERO };

/// The rows of data with how long they are kept in use, where a rule says so and gives no reason of its own.
fn kept<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a str, &'a Group, Period)> + use<'a> {
    let register = case.register;
    case.rows("data").filter_map(move |(name, row)| {
        let rule = register.find(Kind::Retention, row.reference("retention")?)?;
        let kept = rule.fields.period("active").filter(|_| rule.fields.text("deviation_reason").is_none())?;
        Some((name, row, kept))
    })
}

/// Whether a row says one of these words, in its items or its label.
fn says(row: &Group, words: Words) -> bool {
    let items = row.items("items").iter().filter_map(|v| v.as_text());
    items.chain(row.text("label")).any(|said| wording::names(said, words).is_some())
}

/// Whether the activity is about this by its name or by those of its purposes.
fn is_named(case: &Case<'_>, words: Words) -> bool {
    let own = case.text("name");
    let purposes: Vec<&str> = case.purposes().filter_map(|p| p.fields.text("name")).collect();
    own.into_iter().chain(purposes).any(|said| wording::names(said, words).is_some())
}

/// Whether an activity holds health data that was collected in care.
fn is_care(register: &crate::model::Register, activity: &Record, today: NaiveDate) -> bool {
    let case = Case { register, record: activity, today };
    !case.is_over() && case.has_category("special_categories", "health") && case.has_purpose_kind("care")
}

static HEALTH_HOST: Rule = Rule {
    code: "FR-HDS-01",
    name: "health-data-host-not-certified",
    severity: Severity::Warning,
    says: text(
        "Hébergement de données de santé issues de soins\u{a0}: {fault}.",
        "Hosting of health data from care: {fault}.",
    ),
    why: text(
        "Qui héberge pour autrui des données de santé recueillies lors d’activités de prévention, de diagnostic, de soins ou de suivi social est certifié (CSP, article L1111-8). Un prestataire qui y accède sans les héberger n’est pas visé.",
        "Whoever hosts for others health data collected in prevention, diagnosis, care or social follow-up is certified (Public Health Code, Art. L1111-8). A provider with access that hosts none is not concerned.",
    ),
    mend: text(
        "Vérifier le certificat (hds_certified, hds_expires) ou choisir un hébergeur certifié\u{202f}; si le prestataire n’héberge rien, l’écarter avec ce motif.",
        "Check the certificate (hds_certified, hds_expires) or choose a certified host; if the provider hosts nothing, waive the rule with that reason.",
    ),
    source: source("CSP L1111-8", text("Arrêté du 26/04/2024", "Order of 26 April 2024"), HEALTH_CODE),
    on: On::Record(Kind::Processor, |case, found| {
        const NOT: Text = text("ce prestataire n’est pas certifié", "this provider is not certified");
        const UNKNOWN: Text = text(
            "rien ne dit si ce prestataire est certifié",
            "nothing says whether this provider is certified",
        );
        let said = !case.fields().items("hosting_countries").is_empty() || case.has("hosting_provider");
        let hosts = said
            || case
                .fields()
                .items("services")
                .iter()
                .filter_map(|v| v.as_text())
                .any(|s| wording::names(s, HOSTS).is_some());
        if !hosts || !case.activities().any(|a| is_care(case.register, a, case.today)) {
            return;
        }
        if case.is_false("hds_certified") {
            // What it does may be read in its words alone: then nothing is certain.
            let severity = if said { Severity::Error } else { Severity::Warning };
            found.at("hds_certified").severity(severity).with("fault", NOT);
        } else if case.lacks("hds_certified") {
            found.at("hds_certified").with("fault", UNKNOWN);
        }
    }),
    bad: &[
        "name = \"H\"\nhds_certified = false\nhosting_countries = [\"FR\"]\n# activities/a.toml\npurposes = [\"p\"]\nprocessors = [\"exemple\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
        "name = \"H\"\nservices = [\"Hébergement du dossier\"]\n# activities/a.toml\npurposes = [\"p\"]\nprocessors = [\"exemple\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
    ],
    good: &[
        "name = \"H\"\nhds_certified = true\nhosting_countries = [\"FR\"]\n# activities/a.toml\npurposes = [\"p\"]\nprocessors = [\"exemple\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
        "name = \"H\"\nhds_certified = false\nhosting_countries = [\"FR\"]\n# activities/a.toml\npurposes = [\"p\"]\nprocessors = [\"exemple\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"hr\"",
        "name = \"H\"\nservices = [\"Maintenance du poste\"]\n# activities/a.toml\npurposes = [\"p\"]\nprocessors = [\"exemple\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
    ],
    ..OF_CONTROLLERS
};

const HOSTS: Words = &[
    "heberg",
    "stockage",
    "sauvegarde",
    "cloud",
    "saas",
    "en ligne",
    "hosting",
    "storage",
    "backup",
    "online",
];

static HEALTH_CERTIFICATE: Rule = Rule {
    code: "FR-HDS-02",
    name: "health-data-certificate-expired",
    severity: Severity::Warning,
    says: text(
        "Certificat d’hébergeur de données de santé\u{a0}: {fault}.",
        "Certificate of health data host: {fault}.",
    ),
    why: text(
        "Le certificat a une fin. Depuis le 16 mai 2026, ceux qui ont été délivrés selon l’ancien référentiel ne valent plus (arrêté du 26 avril 2024).",
        "The certificate is valid for a limited time. Since 16 May 2026 those issued under the former framework are void (order of 26 April 2024).",
    ),
    mend: text(
        "Demander le certificat à jour et la liste des activités qu’il couvre, puis noter son échéance (hds_expires).",
        "Ask for the current certificate and the list of activities it covers, then note its expiry (hds_expires).",
    ),
    source: source("CSP L1111-8", text("Arrêté du 26/04/2024", "Order of 26 April 2024"), HEALTH_CODE),
    on: On::Record(Kind::Processor, |case, found| {
        const OVER: Text = text("a pris fin le {day}", "came to its end on {day}");
        const UNKNOWN: Text = text("l’échéance n’est pas dite", "its expiry is not said");
        if !case.is_true("hds_certified") {
            return;
        }
        match case.date("hds_expires") {
            Some(day) if day < case.today => {
                found.at("hds_expires").with("fault", OVER.msg().with("day", words::day(day)));
            }
            Some(_) => {}
            None => drop(found.at("hds_expires").severity(Severity::Advice).with("fault", UNKNOWN)),
        }
    }),
    bad: &[
        "name = \"H\"\nhds_certified = true\nhds_expires = 2026-11-22",
        "name = \"H\"\nhds_certified = true",
    ],
    good: &[
        "name = \"H\"\nhds_certified = true\nhds_expires = 2026-11-23",
        "name = \"H\"\nhds_certified = false\nhds_expires = 2020-01-01",
    ],
    ..OF_CONTROLLERS
};

static HEALTH_FORMALITY: Rule = Rule {
    code: "FR-HLT-01",
    name: "health-research-without-formality",
    severity: Severity::Warning,
    says: text(
        "Recherche sur des données de santé\u{a0}: ni référentiel, ni autorisation de la CNIL n’est cité.",
        "Research on health data: neither a reference framework nor an authorisation of the CNIL is cited.",
    ),
    why: text(
        "Ces traitements suivent un référentiel ou une méthodologie de référence de la CNIL, ou lui sont soumis (loi Informatique et Libertés, articles 64 et suivants).",
        "Such processing follows a reference framework or methodology of the CNIL, or is submitted to it (French Data Protection Act, Art. 64 and following).",
    ),
    mend: text(
        "Citer l’engagement de conformité ou l’autorisation (formality_ref).",
        "Cite the commitment to comply or the authorisation (formality_ref).",
    ),
    source: source("LIL 64", NOTHING, LIL),
    holds: since(2019, 6, 1),
    confidence: Confidence::Medium,
    on: On::Due(Kind::Activity, "formality_ref", |case| {
        case.has_category("special_categories", "health")
            && case.has_purpose_kind("research")
            && !case.is_over()
    }),
    bad: &[
        "purposes = [\"p\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"research\"",
        "purposes = [\"p\"]\nformality_ref = \"\"\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"research\"",
    ],
    good: &[
        "purposes = [\"p\"]\nformality_ref = \"MR-004, engagement du 3 mars 2026\"\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"research\"",
        "purposes = [\"p\"]\n[special_categories.s]\ncategory = \"health\"\n# purposes/p.toml\nkind = \"care\"",
    ],
    ..OF_CONTROLLERS
};

static IMAGES_KEPT: Rule = Rule {
    code: "FR-VID-01",
    name: "images-kept-over-a-month",
    says: text(
        "Images d’un lieu ouvert au public gardées {period}\u{a0}: un mois au plus.",
        "Images of a place open to the public kept for {period}: one month at most.",
    ),
    why: text(
        "Hors d’une enquête ou d’une information judiciaire, les enregistrements sont détruits dans le délai que fixe l’autorisation, un mois au plus (CSI, article L252-5).",
        "Save for an investigation, recordings are destroyed within the time set by the authorisation, one month at most (Internal Security Code, Art. L252-5).",
    ),
    mend: text(
        "Ramener la règle de conservation à un mois, ou à la durée de l’autorisation.",
        "Bring the retention rule down to one month, or to the time of the authorisation.",
    ),
    source: source("CSI L252-5, 5(1)(e)", NOTHING, SECURITY_CODE),
    on: On::Record(Kind::Activity, |case, found| {
        if case.films_the_public() && case.has_purpose_kind("video_protection") && !case.is_over() {
            images_too_long(case, found);
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[video]\nplaces = [\"open_to_public\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P2M\"",
        "purposes = [\"p\"]\n[video]\nplaces = [\"public_road\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P32D\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[video]\nplaces = [\"open_to_public\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P1M\"",
        "purposes = [\"p\"]\n[video]\nplaces = [\"open_to_public\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P30D\"",
        "purposes = [\"p\"]\n[video]\nplaces = [\"open_to_public\"]\n[data.images]\ncategory = \"identity\"\n[data.badge]\ncategory = \"identity\"\nlabel = \"Nom des agents habilités\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P1Y\"",
        "purposes = [\"p\"]\n[video]\nplaces = [\"not_open\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P2M\"",
    ],
    ..OF_CONTROLLERS
};

/// The images of a sheet on cameras: the rows that say so, and a row that stands alone.
fn images_too_long(case: &Case<'_>, found: &mut Found<'_>) {
    const IMAGES: Words = &["image", "video", "enregistrement", "film", "recording", "footage"];
    const OTHER: Words =
        &["journal", "journaux", "registre", "consultation", "requisition", "log", "extraction", "acces"];
    let alone = case.rows("data").count() == 1;
    let images = |name: &str, row: &Group| {
        !says(row, OTHER) && (alone || says(row, IMAGES) || wording::names(name, IMAGES).is_some())
    };
    // A reference that is named is compared where it stands.
    for (name, row, period) in
        kept(case).filter(|(name, row, p)| p.is_longer_than(&MONTH) && images(name, row))
    {
        if case.retention(row).is_some_and(|r| r.fields.text("reference").is_none()) {
            found.row("data", name, "retention").with("period", words::period(&period));
        }
    }
}

static NO_AUTHORISATION: Rule = Rule {
    code: "FR-VID-02",
    name: "cameras-without-authorisation",
    says: text(
        "Caméras sur un lieu ouvert au public\u{a0}: l’autorisation préfectorale {fault}.",
        "Cameras on a place open to the public: the prefect’s authorisation {fault}.",
    ),
    why: text(
        "Filmer la voie publique ou un lieu ouvert au public demande une autorisation préalable du préfet, donnée pour cinq ans (CSI, articles L252-1 et L252-4).",
        "Filming the public road or a place open to the public needs the prefect’s prior authorisation, given for five years (Internal Security Code, Art. L252-1 and L252-4).",
    ),
    mend: text(
        "Demander l’autorisation et citer l’arrêté (video.authorisation_ref, video.authorised_until).",
        "Apply for the authorisation and cite the decision (video.authorisation_ref, video.authorised_until).",
    ),
    source: source("CSI L252-1", NOTHING, SECURITY_CODE),
    on: On::Record(Kind::Activity, |case, found| {
        const UNTOLD: Text = text("n’est pas citée", "is not cited");
        const OVER: Text = text("a pris fin le {day}", "came to its end on {day}");
        if !case.films_the_public() || case.is_over() {
            return;
        }
        if case.is_none("video.authorisation_ref") {
            found.at("video.authorisation_ref").with("fault", UNTOLD);
        } else if case.is_open("video.authorisation_ref") {
            found.at("video.authorisation_ref").severity(Severity::Warning).with("fault", UNTOLD);
        } else if let Some(day) = case.date("video.authorised_until").filter(|day| *day < case.today) {
            found.at("video.authorised_until").with("fault", OVER.msg().with("day", words::day(day)));
        }
    }),
    bad: &[
        "[video]\nplaces = [\"open_to_public\"]",
        "[video]\nplaces = [\"public_road\"]\nauthorisation_ref = \"\"",
        "[video]\nplaces = [\"open_to_public\"]\nauthorisation_ref = \"Arrêté 2020-12\"\nauthorised_until = 2025-12-31",
    ],
    good: &[
        "[video]\nplaces = [\"open_to_public\"]\nauthorisation_ref = \"Arrêté 2024-118\"",
        "[video]\nplaces = [\"not_open\", \"workplace\"]",
    ],
    ..OF_CONTROLLERS
};

static FILMED_AT_WORK: Rule = Rule {
    code: "FR-VID-03",
    name: "employees-filmed-without-a-break",
    severity: Severity::Warning,
    says: text("Caméras au travail\u{a0}: {fault}.", "Cameras at work: {fault}."),
    why: text(
        "Filmer un poste en continu est disproportionné, sauf circonstances particulières (article 5(1)(c)), et quelques jours suffisent en général à constater un incident\u{202f}; la CNIL retient un mois au plus.",
        "Filming a workstation without a break is disproportionate save in particular circumstances (Article 5(1)(c)), and a few days are usually enough to notice an incident; the CNIL holds to one month at most.",
    ),
    mend: text(
        "Réorienter les caméras (video.workstation), réduire la durée, mener l’analyse d’impact.",
        "Turn the cameras elsewhere (video.workstation), shorten the period, make the impact assessment.",
    ),
    source: source(
        "5(1)(c), 5(1)(e)",
        text("CNIL, liste AIPD, type 4", "CNIL, impact assessment list, type 4"),
        "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-requise.pdf",
    ),
    on: On::Record(Kind::Activity, |case, found| {
        const WORKSTATION: Text =
            text("un poste est filmé en continu", "a workstation is filmed without a break");
        const KEPT: Text = text("images gardées {period}", "images kept for {period}");
        if case.is_over() {
            return;
        }
        if case.is_true("video.workstation") {
            found.at("video.workstation").with("fault", WORKSTATION);
        }
        let at_work = case.includes("video.places", "workplace") && !case.films_the_public();
        if at_work && case.has_purpose_kind("video_protection") {
            for (name, _, period) in kept(case).filter(|(.., p)| p.is_longer_than(&MONTH)) {
                let fault = KEPT.msg().with("period", words::period(&period));
                found.row("data", name, "retention").with("fault", fault);
            }
        }
    }),
    bad: &[
        "[video]\nplaces = [\"workplace\"]\nworkstation = true",
        "purposes = [\"p\"]\n[video]\nplaces = [\"workplace\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P3M\"",
    ],
    good: &[
        "[video]\nplaces = [\"workplace\"]\nworkstation = false",
        "purposes = [\"p\"]\n[video]\nplaces = [\"workplace\"]\n[data.images]\ncategory = \"identity\"\nretention = \"r\"\n# purposes/p.toml\nkind = \"video_protection\"\n# retention/r.toml\nactive = \"P15D\"",
    ],
    ..OF_CONTROLLERS
};

static CAMERAS_UNTOLD: Rule = Rule {
    code: "FR-VID-04",
    name: "filmed-places-not-said",
    severity: Severity::Warning,
    says: text(
        "Des caméras, et rien ne dit quels lieux sont filmés.",
        "Cameras, and nothing says which places are filmed.",
    ),
    why: text(
        "Tout en dépend\u{a0}: l’autorisation du préfet et le mois au plus d’un lieu ouvert au public (CSI, articles L252-1 et L252-5), les limites au travail, l’analyse d’impact.",
        "All depends on it: the prefect’s authorisation and the month at most of a place open to the public (Internal Security Code, Art. L252-1 and L252-5), the limits at work, the impact assessment.",
    ),
    mend: text("Dire les lieux (video.places).", "Say the places (video.places)."),
    source: source("CSI L252-1, 5(2)", NOTHING, SECURITY_CODE),
    on: On::Due(Kind::Activity, "video.places", |case| {
        !case.is_over() && case.has_purpose_kind("video_protection")
    }),
    bad: &[
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"video_protection\"",
        "purposes = [\"p\"]\n[video]\nworkstation = false\n# purposes/p.toml\nkind = \"video_protection\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[video]\nplaces = [\"not_open\"]\n# purposes/p.toml\nkind = \"video_protection\"",
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"security\"",
    ],
    ..OF_CONTROLLERS
};

static APPLICANTS_KEPT: Rule = Rule {
    code: "FR-HR-01",
    name: "applications-kept-over-two-years",
    severity: Severity::Warning,
    says: text(
        "Candidatures gardées {period}\u{a0}: la CNIL retient deux ans après le dernier contact.",
        "Applications kept for {period}: the CNIL holds to two years after the last contact.",
    ),
    why: text(
        "Une candidature qui n’a pas abouti est effacée, ou gardée deux ans au plus si la personne ne s’y oppose pas, pour une autre offre (CNIL, guide du recrutement). Plus longtemps, il faut son accord.",
        "An unsuccessful application is deleted, or kept for two years at most if the person does not object, for another opening (CNIL, recruitment guide). Longer than that takes their agreement.",
    ),
    mend: text(
        "Ramener la règle à deux ans, ou dire pourquoi elle est plus longue (deviation_reason).",
        "Bring the rule down to two years, or say why it is longer (deviation_reason).",
    ),
    source: source(
        "5(1)(e)",
        text("CNIL, guide du recrutement", "CNIL, recruitment guide"),
        "https://orsaylaw.com/donnees-rh-de-lentreprise-quelles-durees-de-conservation",
    ),
    on: On::Record(Kind::Activity, |case, found| {
        const TWO_YEARS: Period = Period { years: 2, ..Period::ZERO };
        // Of a sheet about staff too, a row may be that of the staff.
        let mut people = case.rows("data_subjects").peekable();
        let applicants = |row: &Group| row.choice("category").is_some_and(|c| c.id == "candidates");
        if case.is_over() || people.peek().is_none() || !people.all(|(_, row)| applicants(row)) {
            return;
        }
        for (name, row, period) in kept(case).filter(|(.., p)| p.is_longer_than(&TWO_YEARS)) {
            if case.retention(row).is_some_and(|r| r.fields.text("reference").is_none())
                && !case.has_basis("consent")
            {
                found.row("data", name, "retention").with("period", words::period(&period));
            }
        }
    }),
    bad: &[
        "[data_subjects.c]\ncategory = \"candidates\"\n[data.cv]\ncategory = \"professional_life\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"",
        "[data_subjects.c]\ncategory = \"candidates\"\n[data.cv]\ncategory = \"professional_life\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P25M\"",
    ],
    good: &[
        "[data_subjects.c]\ncategory = \"candidates\"\n[data.cv]\ncategory = \"professional_life\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P2Y\"",
        "[data_subjects.c]\ncategory = \"candidates\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.cv]\ncategory = \"professional_life\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"",
    ],
    ..OF_CONTROLLERS
};

static POSITIONS_KEPT: Rule = Rule {
    code: "FR-HR-02",
    name: "vehicle-positions-kept-too-long",
    severity: Severity::Warning,
    says: text(
        "Positions de véhicules gardées {period}\u{a0}: deux mois est le repère.",
        "Vehicle positions kept for {period}: two months is the benchmark.",
    ),
    why: text(
        "Deux mois suffisent en général\u{202f}; un an pour prouver des interventions, cinq pour le temps de travail, quand rien d’autre ne le permet (repère de l’ancienne norme simplifiée n° 51).",
        "Two months are usually enough; one year to prove interventions, five for working time, where nothing else allows it (benchmark of the former simplified standard no. 51).",
    ),
    mend: text(
        "Réduire la durée, ou dire ce qui la justifie (deviation_reason).",
        "Shorten the period, or say what justifies it (deviation_reason).",
    ),
    source: source(
        "5(1)(e)",
        text("CNIL, repère de la norme simplifiée n° 51", "CNIL, benchmark of simplified standard no. 51"),
        CNIL_REGISTER,
    ),
    confidence: Confidence::Medium,
    on: On::Record(Kind::Activity, |case, found| {
        const TWO_MONTHS: Period = Period { months: 2, ..Period::ZERO };
        const WORDS: Words = &["geolocalis", "position", "trajet", "gps", "location", "journeys"];
        if case.is_over() || !case.has_category("data_subjects", "employees") {
            return;
        }
        for (name, row, period) in kept(case).filter(|(.., p)| p.is_longer_than(&TWO_MONTHS)) {
            let located = row.choice("category").is_some_and(|c| c.id == "location") || says(row, WORDS);
            let compared = case.retention(row).is_some_and(|r| r.fields.text("reference").is_some());
            if located
                && is_named(case, &["geolocalis", "vehicule", "flotte", "vehicle", "fleet"])
                && !compared
            {
                found.row("data", name, "retention").with("period", words::period(&period));
            }
        }
    }),
    bad: &[
        "name = \"Géolocalisation des véhicules\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.positions]\ncategory = \"location\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P6M\"",
        "name = \"Suivi de la flotte\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.trajets]\ncategory = \"professional_life\"\nitems = [\"trajets\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"P1Y\"",
    ],
    good: &[
        "name = \"Géolocalisation des véhicules\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.positions]\ncategory = \"location\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P2M\"",
        "name = \"Géolocalisation des véhicules\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.positions]\ncategory = \"location\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P1Y\"\ndeviation_reason = \"Preuve des interventions\"",
        "name = \"Livraisons\"\n[data_subjects.s]\ncategory = \"employees\"\n[data.adresses]\ncategory = \"location\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P1Y\"",
    ],
    ..OF_CONTROLLERS
};

static CALLS_KEPT: Rule = Rule {
    code: "FR-HR-03",
    name: "call-recordings-kept-too-long",
    severity: Severity::Warning,
    says: text(
        "Enregistrements d’appels gardés {period}\u{a0}: six mois est le repère.",
        "Call recordings kept for {period}: six months is the benchmark.",
    ),
    why: text(
        "Pour former ou évaluer, six mois suffisent (repère de l’ancienne norme simplifiée n° 57)\u{202f}; un texte peut demander davantage, pour des ordres passés par téléphone par exemple.",
        "For training or evaluation six months are enough (benchmark of the former simplified standard no. 57); a law may ask for more, for orders placed by telephone for instance.",
    ),
    mend: text(
        "Réduire la durée, ou citer ce qui la justifie (deviation_reason).",
        "Shorten the period, or cite what justifies it (deviation_reason).",
    ),
    source: source(
        "5(1)(e)",
        text("CNIL, repère de la norme simplifiée n° 57", "CNIL, benchmark of simplified standard no. 57"),
        CNIL_REGISTER,
    ),
    confidence: Confidence::Medium,
    on: On::Record(Kind::Activity, |case, found| {
        const SIX_MONTHS: Period = Period { months: 6, ..Period::ZERO };
        const WORDS: Words = &[
            "enregistrements d'appels",
            "enregistrement d'appels",
            "enregistrement des appels",
            "enregistrements des appels",
            "enregistrements audio",
            "enregistrement audio",
            "enregistrements telephoniques",
            "conversations enregistrees",
            "call recording",
            "recorded calls",
            "audio recording",
        ];
        for (name, row, period) in
            kept(case).filter(|(_, row, p)| p.is_longer_than(&SIX_MONTHS) && says(row, WORDS))
        {
            let compared = case.retention(row).is_some_and(|r| r.fields.text("reference").is_some());
            if !case.is_over() && !compared {
                found.row("data", name, "retention").with("period", words::period(&period));
            }
        }
    }),
    bad: &[
        "[data.appels]\ncategory = \"identity\"\nitems = [\"enregistrements d’appels\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"P1Y\"",
        "[data.appels]\ncategory = \"identity\"\nlabel = \"Enregistrements audio\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P7M\"",
    ],
    good: &[
        "[data.appels]\ncategory = \"identity\"\nitems = [\"enregistrements d’appels\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"P6M\"",
        "[data.appels]\ncategory = \"identity\"\nitems = [\"date et motif de l’appel\"]\nretention = \"r\"\n# retention/r.toml\nactive = \"P3Y\"",
    ],
    ..OF_CONTROLLERS
};

static TALKING_MACHINE: Rule = Rule {
    code: "FR-AI-01",
    name: "people-not-told-of-a-machine",
    severity: Severity::Advice,
    says: text(
        "Un système d’intelligence artificielle échange avec des personnes\u{a0}: rien ne dit qu’elles le savent.",
        "An artificial intelligence system deals with people: nothing says that they know.",
    ),
    why: text(
        "Qui échange avec un tel système l’apprend, sauf si c’est évident (règlement (UE) 2024/1689, article 50). Certaines de ces obligations pèsent sur le fournisseur du système\u{a0}: à vérifier avec lui.",
        "Whoever deals with such a system is told so, unless it is obvious (Regulation (EU) 2024/1689, Art. 50). Some of these obligations lie with the provider of the system: to be checked with it.",
    ),
    mend: text(
        "L’annoncer dès le premier échange, et l’écrire (ai.disclosure).",
        "Say so from the first exchange, and write it down (ai.disclosure).",
    ),
    source: source("IA 50", NOTHING, AI_ACT),
    holds: since(2026, 8, 2),
    confidence: Confidence::Medium,
    on: On::Due(Kind::Activity, "ai.disclosure", |case| {
        case.includes("ai.uses", "conversation") && !case.is_over()
    }),
    bad: &[
        "[ai]\nuses = [\"conversation\"]",
        "[ai]\nuses = [\"content\", \"conversation\"]\ndisclosure = \"\"",
    ],
    good: &[
        "[ai]\nuses = [\"conversation\"]\ndisclosure = \"Annoncé dès le premier message\"",
        "[ai]\nuses = [\"content\"]",
    ],
    ..OF_CONTROLLERS
};

static HIGH_RISK_MACHINE: Rule = Rule {
    code: "FR-AI-02",
    name: "high-risk-machine-without-assessment",
    severity: Severity::Advice,
    says: text(
        "Intelligence artificielle probablement à haut risque ({use})\u{a0}: aucune analyse d’impact n’est citée.",
        "Artificial intelligence that is likely high-risk ({use}): no impact assessment is cited.",
    ),
    why: text(
        "Trier des candidats, évaluer des salariés ou la solvabilité sont des usages à haut risque de l’annexe III du règlement (UE) 2024/1689, dont l’application est reportée au 2 décembre 2027 (règlement (UE) 2026/1744). L’analyse d’impact du RGPD est due dès maintenant si le risque est élevé.",
        "Sorting applicants, evaluating employees or creditworthiness are high-risk uses of Annex III of Regulation (EU) 2024/1689, whose application is postponed to 2 December 2027 (Regulation (EU) 2026/1744). The GDPR’s impact assessment is due now where the risk is high.",
    ),
    mend: text(
        "Mener l’analyse (dpia.ref) et la croiser avec ce que le règlement demandera.",
        "Make the assessment (dpia.ref) and set it beside what the Regulation will ask.",
    ),
    source: source("IA 6, 35", text("Règlement (UE) 2026/1744", "Regulation (EU) 2026/1744"), AI_ACT),
    confidence: Confidence::Medium,
    holds: since(2024, 8, 1),
    on: On::Record(Kind::Activity, |case, found| {
        let uses = case.value("ai.uses").map_or(&[][..], |v| v.items());
        let risky = uses
            .iter()
            .filter_map(|v| v.as_choice())
            .find(|t| matches!(t.id, "recruitment" | "workers" | "credit"));
        if let Some(term) = risky.filter(|_| case.lacks("dpia.ref") && !case.is_over()) {
            found.at("dpia.ref").with("use", term.label);
        }
    }),
    bad: &[
        "[ai]\nuses = [\"recruitment\"]",
        "[ai]\nuses = [\"other\", \"credit\"]\n[dpia]\ndecision = \"not_required\"",
    ],
    good: &["[ai]\nuses = [\"recruitment\"]\n[dpia]\nref = \"AIPD-4\"", "[ai]\nuses = [\"conversation\"]"],
    ..OF_CONTROLLERS
};
