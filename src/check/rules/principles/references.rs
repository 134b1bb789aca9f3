//! Periods compared with the embedded references (`law::retention`).
//!
//! A reference binds nobody by itself. Only one that is sure and fixed by law makes an error, and only where the
//! sheet gives both figures and no reason; one that is not certain has no figure to be compared with.

use crate::check::case::Case;
use crate::check::facts::{wording, words};
use crate::check::found::Found;
use crate::check::rule::{Holds, On, RULE, Rule, Source, gdpr, since};
use crate::law::retention::{self, Bound, Confidence, Reference};
use crate::model::message::text;
use crate::model::{Kind, Period, Severity};

pub static TOO_LONG: Rule = Rule {
    code: "RGPD-A05-04",
    name: "period-over-legal-maximum",
    says: text(
        "Durée de {period}\u{a0}: le maximum légal est de {limit} – {source}.",
        "Period of {period}: the legal maximum is {limit} – {source}.",
    ),
    why: text(
        "Certains textes fixent une durée à ne pas dépasser\u{a0}: ainsi un mois pour les images de vidéoprotection (CSI art. L252-5). Garder plus longtemps viole ce texte et l’article 5(1)(e).",
        "Some laws set a period not to be exceeded: one month, for instance, for images of video protection (French Internal Security Code, Art. L252-5). Keeping longer breaks that law and Article 5(1)(e).",
    ),
    mend: text(
        "Ramener la durée au maximum (active), ou dire quel texte permet davantage (deviation_reason).",
        "Bring the period down to the maximum (active), or say which law allows more (deviation_reason).",
    ),
    source: Source {
        texts: text("Texte cité par le repère", "The law cited by the reference entry"),
        ..gdpr("5(1)(e)")
    },
    french: true,
    on: On::Record(Kind::Retention, |case, found| {
        let Some(r) = reference(case).filter(|r| r.bound == Bound::Max && is_legal(r)) else { return };
        if let (Some(active), Some(limit)) = (case.fields().period("active"), r.active)
            && active.is_longer_than(&limit)
        {
            let severity = severity(case, r);
            tell(found, "active", r, &active, &limit, severity);
        }
    }),
    bad: &[
        "reference = \"videoprotection-public\"\nactive = \"P2M\"",
        "reference = \"consentement-telephone-validite\"\nactive = \"P18M\"",
    ],
    good: &[
        "reference = \"videoprotection-public\"\nactive = \"P31D\"",
        "reference = \"consentement-telephone-validite\"\nactive = \"P1Y\"\narchive = \"P5Y\"",
        "reference = \"alertes-sans-suite\"\nactive = \"P2Y\"",
        "# today 2026-08-10\nreference = \"consentement-telephone-validite\"\nactive = \"P18M\"",
    ],
    ..RULE
};

pub static TOO_SHORT: Rule = Rule {
    code: "RGPD-A05-05",
    name: "period-under-minimum",
    says: text(
        "Durée totale de {period}\u{a0}: le minimum est de {limit} – {source}.",
        "Period of {period} in all: the minimum is {limit} – {source}.",
    ),
    why: text(
        "Certains textes obligent à garder\u{a0}: dix ans pour les pièces comptables (C. com. art. L123-22), cinq ans pour les bulletins de paie. Le temps en base active et en archive intermédiaire compte ensemble\u{202f}; l’archive est la place de ce que seule la loi fait garder.",
        "Some laws oblige one to keep: ten years for accounting records (French Commercial Code, Art. L123-22), five for payslips. Time in the active database and in the archive counts together; the archive is the place of what only the law has one keep.",
    ),
    mend: text(
        "Allonger la conservation, en archivage intermédiaire (archive), ou dire pourquoi le texte ne s’applique pas (deviation_reason).",
        "Keep longer, in an intermediate archive (archive), or say why the law does not apply (deviation_reason).",
    ),
    source: Source {
        article: "5(1)(e), 6(1)(c)",
        texts: text("Texte cité par le repère", "The law cited by the reference entry"),
        url: "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000005634379",
    },
    french: true,
    on: On::Record(Kind::Retention, too_short),
    bad: &[
        "reference = \"pieces-comptables\"\nactive = \"P1Y\"\narchive = \"P5Y\"",
        "reference = \"decompte-horaires\"\nactive = \"P6M\"\narchive = \"none\"",
        "reference = \"liste-opposition\"\nactive = \"P1Y\"\narchive = \"none\"",
    ],
    good: &[
        "reference = \"pieces-comptables\"\nwords = \"Exercice en cours.\"\narchive = \"P10Y\"",
        "reference = \"pieces-comptables\"\nactive = \"P10Y\"",
        "reference = \"decompte-horaires\"\nactive = \"P365D\"\narchive = \"none\"",
        "reference = \"prescription-civile\"\nactive = \"P1Y\"\narchive = \"none\"",
    ],
    ..RULE
};

fn too_short(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(r) = reference(case) else { return };
    let least = match r.bound {
        // What is kept in the archive comes after a criterion, which has no length.
        Bound::Min => r.archive.or(r.active),
        Bound::From(least) => Some(least),
        Bound::Max | Bound::Benchmark => None,
    };
    let (active, archive) = (case.fields().period("active"), case.fields().period("archive"));
    let total = match (active, archive) {
        (Some(active), Some(archive)) => active.then(&archive),
        (one, other) => one.or(other),
    };
    let (Some(least), Some(total)) = (least, total) else { return };
    if !least.is_longer_than(&total) {
        return;
    }
    // Certain only of a sum that is whole: both parts said, and one following upon the other.
    let whole = active.is_some() && !case.is_open("archive") && case.lacks("archive_from");
    match (is_legal(r), whole) {
        (true, true) => tell(found, "active", r, &total, &least, severity(case, r)),
        (true, false) => tell(found, "archive", r, &total, &least, Severity::Warning.min(severity(case, r))),
        (false, _) if case.lacks("deviation_reason") => {
            tell(found, "active", r, &total, &least, benchmark(r));
        }
        (false, _) => {}
    }
}

pub static BEYOND_BENCHMARK: Rule = Rule {
    code: "RGPD-A05-06",
    name: "period-over-benchmark",
    severity: Severity::Warning,
    says: text(
        "Durée de {period} sans motif écrit\u{a0}: le repère est de {limit} – {source}.",
        "Period of {period} with no written reason: the benchmark is {limit} – {source}.",
    ),
    why: text(
        "Les durées des référentiels de la CNIL ne lient pas, mais la formation restreinte s’en sert de repère\u{a0}: qui s’en écarte doit pouvoir dire pourquoi (article 5(2)). Quatre ans ont été jugés excessifs là où trois suffisaient (SAN-2020-008).",
        "The periods of the CNIL’s standards do not bind, but its restricted committee uses them as benchmarks: whoever departs from them must be able to say why (Article 5(2)). Four years were found excessive where three were enough (SAN-2020-008).",
    ),
    mend: text(
        "Réduire la durée (active, archive) ou écrire pourquoi elle est nécessaire (deviation_reason).",
        "Shorten the period (active, archive) or write why it is needed (deviation_reason).",
    ),
    source: Source {
        article: "5(1)(e), 5(2)",
        texts: text(
            "CNIL, délib. n° 2021-131\u{202f}; CNIL, SAN-2020-008 du 18/11/2020",
            "CNIL, Deliberation 2021-131; CNIL, SAN-2020-008 of 18/11/2020",
        ),
        url: "https://www.cnil.fr/sites/cnil/files/atoms/files/referentiel_traitements-donnees-caractere-personnel_gestion-activites-commerciales.pdf",
    },
    french: true,
    on: On::Record(Kind::Retention, beyond_benchmark),
    bad: &[
        "reference = \"prospect-non-client\"\nactive = \"P4Y\"",
        "reference = \"journaux-securite\"\nactive = \"P2Y\"\ndeviation_reason = \"\"",
        "reference = \"carte-bancaire-transaction\"\narchive = \"P3Y\"",
    ],
    good: &[
        "reference = \"prospect-non-client\"\nactive = \"P36M\"",
        "reference = \"prospect-non-client\"\nactive = \"P4Y\"\ndeviation_reason = \"Cycle d’achat de quatre ans.\"",
        "reference = \"client-gestion-relation\"\narchive = \"P10Y\"\narchive_ground = \"C. com. art. L123-22\"",
        "active = \"P4Y\"",
    ],
    ..RULE
};

fn beyond_benchmark(case: &Case<'_>, found: &mut Found<'_>) {
    let Some(r) = reference(case).filter(|r| !is_legal(r) && r.bound != Bound::Min && !r.is_limitation)
    else {
        return;
    };
    if case.has("deviation_reason") {
        return;
    }
    let parts = [("active", r.active), ("archive", r.archive.filter(|_| case.lacks("archive_ground")))];
    for (key, limit) in parts {
        if let (Some(period), Some(limit)) = (case.fields().period(key), limit)
            && period.is_longer_than(&limit)
        {
            tell(found, key, r, &period, &limit, benchmark(r));
        }
    }
}

/// The reference with which a rule compares itself, on the day of the check.
fn reference(case: &Case<'_>) -> Option<&'static Reference> {
    let sure = retention::get(case.text("reference")?).filter(|r| r.confidence > Confidence::Low);
    sure.filter(|r| !r.id.starts_with("consentement-telephone") || TELEPHONE.on(case.today))
}

/// The consent that C. conso. L223-1 asks for before a call (loi n° 2025-594, art. 13).
const TELEPHONE: Holds = since(2026, 8, 11);

fn is_legal(r: &Reference) -> bool {
    r.binding.is_some_and(|b| b.id == "legal")
}

/// Of a breach of a period fixed by law: an error only of one that is sure, and where nobody says why; no
/// less than a warning unless another law is cited.
fn severity(case: &Case<'_>, r: &Reference) -> Severity {
    let reason = case.text("deviation_reason");
    match (r.confidence, reason) {
        (Confidence::High, None) => Severity::Error,
        (Confidence::Medium, None) => Severity::Warning,
        // No preference sets a law aside; another law may.
        (Confidence::High, Some(reason)) if !wording::cites_a_law(reason) => Severity::Warning,
        _ => Severity::Advice,
    }
}

fn benchmark(r: &Reference) -> Severity {
    if r.confidence == Confidence::High { Severity::Warning } else { Severity::Advice }
}

fn tell(
    found: &mut Found<'_>,
    key: &str,
    r: &'static Reference,
    period: &Period,
    limit: &Period,
    severity: Severity,
) {
    let told = found.at(key).severity(severity);
    told.with("period", words::period(period)).with("limit", words::period(limit)).with("source", &r.source);
}
