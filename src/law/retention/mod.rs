//! Reference retention periods, each with its source, its link and the date on which it was read.
//!
//! None of them binds the organisation by itself: a rule made from one says where it comes from, and one that is
//! not certain proposes no period at all.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::model::vocabulary::{BINDING, FINAL_ACTIONS, TRIGGER_KINDS};
use crate::model::{Lang, Period, Term, date};

/// A text of the data, which is read and not written here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    pub fr: String,
    pub en: String,
}

impl Said {
    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::Fr { &self.fr } else { &self.en }
    }
}

/// How sure a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// To be verified: nothing rests on it.
    Low,
    /// One secondary source.
    Medium,
    /// The text, or two concordant sources.
    High,
}

/// How a period may be compared with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It must not be longer.
    Max,
    /// It must not be shorter.
    Min,
    /// Between this and the reference's period.
    From(Period),
    /// A benchmark: one may deviate for a written reason.
    Benchmark,
}

/// One reference period.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    pub id: String,
    pub label: Said,
    pub trigger: Said,
    pub trigger_kind: Option<&'static Term>,
    /// The period in the active database; `None` where a criterion stands instead, or nothing is certain.
    pub active: Option<Period>,
    /// The criterion, where there is no figure.
    pub until: Option<Said>,
    pub archive: Option<Period>,
    pub archive_from: Option<Said>,
    pub archive_ground: Option<Said>,
    pub end: Option<&'static Term>,
    /// Fixed by law or recommended; `None` where it is a limitation period, which binds nobody to keep anything.
    pub binding: Option<&'static Term>,
    /// Whether it is a limitation period: the ground of an archive, never a duty to keep.
    pub is_limitation: bool,
    pub bound: Bound,
    /// What the source adds to the figure.
    pub note: Option<Said>,
    pub source: String,
    pub url: String,
    pub confidence: Confidence,
}

struct Data {
    as_of: NaiveDate,
    references: Vec<Reference>,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let table: toml::Table = include_str!("retention.toml").parse().unwrap_or_default();
    let as_of = table.get("as_of").and_then(|d| date::parse(&d.to_string())).unwrap_or_default();
    let entries = table.get("retention").and_then(toml::Value::as_array).into_iter().flatten();
    Data { as_of, references: entries.filter_map(|e| reference(e.as_table()?)).collect() }
});

/// Every reference period.
pub fn all() -> &'static [Reference] {
    &DATA.references
}

/// The day on which they were read.
pub fn as_of() -> NaiveDate {
    DATA.as_of
}

/// The reference of this name.
pub fn get(id: &str) -> Option<&'static Reference> {
    all().iter().find(|r| r.id == id)
}

/// The references that a kind of purpose (a word of the vocabulary) calls for, the nearest first.
pub fn for_purpose(kind: &str) -> impl Iterator<Item = &'static Reference> {
    purpose_ids(kind).iter().filter_map(|id| get(id))
}

fn purpose_ids(kind: &str) -> &'static [&'static str] {
    match kind {
        "customer_file" => &["client-gestion-relation", "client-prospection", "compte-client-inactif"],
        "orders" => &["client-gestion-relation", "contrat-electronique-120", "carte-bancaire-transaction"],
        "accounting" => &["pieces-comptables", "documents-fiscaux"],
        "prospecting" => {
            &["prospect-non-client", "client-prospection", "newsletter", "contact-b2b", "liste-opposition"]
        }
        "loyalty" => &["programme-fidelite"],
        "analytics" => &["donnees-audience-exempte", "traceur-audience-exempte", "cookies-choix"],
        "support" => &["sav-garantie-legale", "reclamations-clients"],
        "debt_recovery" => &["impayes"],
        "suppliers" => &["fournisseurs", "pieces-comptables"],
        "recruitment" => &["candidatures"],
        "hr" => &["dossier-salarie", "registre-unique-personnel", "decompte-horaires"],
        "payroll" => &["bulletins-paie", "cotisations-sociales"],
        "security" => &["journaux-securite", "badges-acces", "registre-visiteurs"],
        "video_protection" => &["videoprotection-public", "videosurveillance-travail"],
        "rights" => &["demandes-droits", "copie-identite-droits"],
        "whistleblowing" => &["alertes-sans-suite"],
        "care" => &["dossier-medical"],
        "legal" => &["prescription-civile", "prescription-commerciale"],
        _ => &[],
    }
}

/// The references that a category of data (a word of the vocabulary) calls for whatever the purpose.
pub fn for_data(category: &str) -> impl Iterator<Item = &'static Reference> {
    data_ids(category).iter().filter_map(|id| get(id))
}

fn data_ids(category: &str) -> &'static [&'static str] {
    match category {
        "economic" => &["pieces-comptables", "carte-bancaire-transaction"],
        "connection" => &["journaux-securite"],
        "internet" => &["donnees-audience-exempte", "traceur-audience-exempte"],
        "location" => &["geolocalisation-vehicules"],
        "nir" => &["cotisations-sociales"],
        _ => &[],
    }
}

fn reference(entry: &toml::Table) -> Option<Reference> {
    let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
    let said = |key: &str| {
        let side = |lang: &str| text(&format!("{key}_{lang}")).map(str::to_owned);
        Some(Said { fr: side("fr")?, en: side("en")? })
    };
    let confidence = match text("confidence")? {
        "high" => Confidence::High,
        "medium" => Confidence::Medium,
        _ => Confidence::Low,
    };
    // Nothing that must still be verified is given out as a figure or as a criterion.
    let sure = confidence > Confidence::Low;
    let period = |key: &str| text(key).filter(|_| sure).and_then(Period::parse);
    let is_limitation = text("family")? == "limitation";
    let bound = match text("bound")? {
        "max" => Bound::Max,
        "min" => Bound::Min,
        "range" => Bound::From(text("active_min").and_then(Period::parse)?),
        _ => Bound::Benchmark,
    };
    Some(Reference {
        id: text("id")?.to_owned(),
        label: said("label")?,
        trigger: said("trigger")?,
        trigger_kind: text("trigger_kind").and_then(|w| TRIGGER_KINDS.get(w)),
        active: period("active"),
        until: said("until").filter(|_| sure),
        archive: period("archive"),
        archive_from: said("archive_from").filter(|_| sure),
        archive_ground: said("archive_ground").filter(|_| sure),
        end: FINAL_ACTIONS.get(text("final")?),
        binding: BINDING.get(text("kind")?).filter(|_| !is_limitation),
        is_limitation,
        bound,
        note: said("note"),
        source: text("reference")?.to_owned(),
        url: text("url")?.to_owned(),
        confidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::{DATA_GROUPS, PURPOSE_KINDS, SPECIAL_CATEGORIES};

    #[test]
    fn every_entry_is_read_whole_and_says_where_it_comes_from() {
        let written = include_str!("retention.toml").matches("[[retention]]").count();
        assert_eq!(all().len(), written);
        assert_eq!(as_of().to_string(), "2026-11-23");
        for (i, r) in all().iter().enumerate() {
            assert!(all()[..i].iter().all(|o| o.id != r.id), "{} twice", r.id);
            assert!(r.end.is_some() && r.binding.is_some() != r.is_limitation, "{}", r.id);
            assert!(!r.source.is_empty() && r.url.starts_with("https://"), "{}", r.id);
            for said in [&r.label, &r.trigger].into_iter().chain(&r.note) {
                assert!(!said.fr.is_empty() && !said.en.is_empty() && !said.fr.contains('\''), "{}", r.id);
            }
            let sure = r.confidence > Confidence::Low;
            assert_eq!(sure, r.active.is_some() || r.until.is_some() || r.archive.is_some(), "{}", r.id);
        }
    }

    #[test]
    fn a_reference_that_is_not_certain_gives_no_period() {
        let low = get("alertes-sans-suite").unwrap();
        assert_eq!((low.confidence, low.active, &low.until), (Confidence::Low, None, &None));
        assert_eq!(get("prospect-non-client").unwrap().active, Period::parse("P3Y"));
    }

    #[test]
    fn the_direction_of_a_figure_is_kept() {
        let bound = |id: &str| get(id).unwrap().bound;
        assert_eq!(bound("videoprotection-public"), Bound::Max);
        assert_eq!(bound("consentement-telephone-preuve"), Bound::Min);
        assert_eq!(bound("journaux-securite"), Bound::From(Period::parse("P6M").unwrap()));
        assert_eq!(bound("prospect-non-client"), Bound::Benchmark);
        assert_eq!(all().iter().filter(|r| r.is_limitation).count(), 6);
    }

    /// A name in the lists that leads nowhere would offer nothing, silently.
    #[test]
    fn what_a_purpose_or_a_category_calls_for_exists() {
        for term in PURPOSE_KINDS.terms {
            purpose_ids(term.id).iter().for_each(|id| assert!(get(id).is_some(), "{}: {id}", term.id));
        }
        for term in DATA_GROUPS.terms.iter().chain(SPECIAL_CATEGORIES.terms) {
            data_ids(term.id).iter().for_each(|id| assert!(get(id).is_some(), "{}: {id}", term.id));
        }
        assert!(!purpose_ids("hr").is_empty() && !data_ids("economic").is_empty());
    }

    /// The twenty years of a medical record bind healthcare establishments, not an employer's sick leaves.
    #[test]
    fn health_data_calls_for_no_medical_record_by_itself() {
        assert!(for_data("health").next().is_none());
        assert!(for_purpose("care").any(|r| r.id == "dossier-medical"));
    }
}
