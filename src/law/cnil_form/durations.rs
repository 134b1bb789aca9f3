//! Durations as they are worded in registers, and what is certain in them.
//!
//! The words themselves always stay; a period is read out of them only where no second reading is possible:
//! one figure, one unit, and at most one event from which it runs.

use crate::model::{Group, Lang, Period, Value};

use super::key::key;

/// What is certain in the words of a duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    pub active: Period,
    /// The event from which it runs, in the sheet's own words.
    pub trigger: Option<String>,
    /// The word of `trigger_kinds` that the event surely means.
    pub trigger_kind: Option<&'static str>,
    /// A period of restricted archive that follows, or runs from an event of its own.
    pub archive: Option<Period>,
    /// The event from which the archive runs, where it does not follow the active period.
    pub archive_from: Option<String>,
}

/// Stands before an archive that runs from an event of its own.
const OWN_ARCHIVE: &str = " ; archive intermédiaire ";

/// Words that join a period to its starting event, longest first.
const JOINTS: &[&str] = &[
    "à compter de l'événement suivant :",
    "à compter de la date de",
    "à compter de :",
    "à compter de la",
    "à compter de l'",
    "à compter de",
    "à compter du",
    "à compter des",
    "à partir de la",
    "à partir de l'",
    "à partir de",
    "à partir du",
    "à partir des",
    "à dater de la",
    "à dater de l'",
    "à dater du",
    "après la",
    "après le",
    "après les",
    "après l'",
    "après",
    "suivant la",
    "suivant le",
    "suivant l'",
    "depuis la",
    "depuis le",
    "depuis l'",
];

/// Reads a duration out of its words; `None` where they could mean something else.
pub fn read(words: &str) -> Option<Duration> {
    let flat = plain(words);
    let text = flat.trim().trim_end_matches('.').trim();
    if let Some((head, tail)) = text.split_once(OWN_ARCHIVE) {
        let ((active, trigger), (archive, from)) = (running(head)?, running(tail)?);
        // Without an event of its own nobody can tell whether the archive follows or is counted in.
        return Some(Duration {
            archive: Some(archive),
            archive_from: Some(from?.to_owned()),
            ..Duration::new(active, trigger)
        });
    }
    let (text, archive) = match split_archive(text) {
        Some((head, period)) => (head, Some(period)),
        None => (text, None),
    };
    let (active, trigger) = running(text)?;
    Some(Duration { archive, ..Duration::new(active, trigger) })
}

impl Duration {
    fn new(active: Period, trigger: Option<&str>) -> Duration {
        Duration {
            active,
            trigger_kind: trigger.and_then(kind_of),
            trigger: trigger.map(str::to_owned),
            archive: None,
            archive_from: None,
        }
    }
}

/// One period, and the event from which it runs where there is one.
fn running(text: &str) -> Option<(Period, Option<&str>)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let joint = JOINTS
        .iter()
        .filter_map(|j| lower.find(&format!(" {j}")).map(|at| (at, j)))
        .min_by_key(|(at, j)| (*at, std::cmp::Reverse(j.len())));
    let (period, trigger) = match joint {
        Some((at, joint)) => (text.get(..at)?, Some(text.get(at + 1 + joint.len()..)?.trim())),
        None => (text, None),
    };
    let period = certain_period(period)?;
    if let Some(trigger) = trigger {
        // A second figure or a second sentence means conditions that one rule cannot hold.
        let doubtful = trigger.is_empty()
            || trigger.bytes().any(|b| b.is_ascii_digit())
            || trigger.contains([';', '\n'])
            || [". ", " puis ", " sauf ", " ou ", " + ", " si "].iter().any(|s| trigger.contains(s));
        if doubtful {
            return None;
        }
    }
    Some((period, trigger))
}

/// One apostrophe for all, spaces for the rest.
fn plain(words: &str) -> String {
    words.replace('’', "'").replace(['\u{a0}', '\u{202f}', '\n', '\t'], " ")
}

/// One figure and one unit (or "2 ans et 6 mois"), with nothing around them.
fn certain_period(text: &str) -> Option<Period> {
    let text = text.trim();
    let text = text.strip_prefix("Durée :").or_else(|| text.strip_prefix("durée :")).unwrap_or(text).trim();
    if key(text) == "aucune conservation" {
        return Some(Period::ZERO);
    }
    // "aucune" alone says that nobody gave a duration as often as that nothing is kept.
    if !text.bytes().any(|b| b.is_ascii_digit()) && text.split_whitespace().count() != 2 {
        return None;
    }
    if text.starts_with('P') {
        return None;
    }
    Period::from_words(text).filter(|p| *p != Period::ZERO)
}

/// "…, puis 5 ans en archivage intermédiaire".
fn split_archive(text: &str) -> Option<(&str, Period)> {
    let (head, tail) = text.rsplit_once(", puis ")?;
    let k = key(tail);
    let words = tail.split(" en archiv").next().and_then(|t| t.split(" d'archiv").next())?;
    (k.ends_with("en archivage intermediaire")
        || k.ends_with("d archivage intermediaire")
        || k.ends_with("en archive"))
    .then(|| certain_period(words).map(|p| (head.trim(), p)))
    .flatten()
}

fn kind_of(trigger: &str) -> Option<&'static str> {
    let k = key(trigger);
    let has = |w: &str| k.contains(w);
    if has("dernier contact")
        && (has("emanant de la personne") || has("emanant du prospect") || has("emanant du client"))
    {
        return Some("last_contact_from_person");
    }
    if has("dernier contact") || k.contains(" et ") {
        return None;
    }
    match k.as_str() {
        "collecte" | "collecte des donnees" | "leur collecte" => Some("collection"),
        "derniere activite" => Some("last_activity"),
        "fin du contrat"
        | "fin de la relation commerciale"
        | "fin de la relation contractuelle"
        | "fin de la relation"
        | "terme du contrat" => Some("end_of_contract"),
        "depart du salarie" | "depart de l employe" | "depart du collaborateur" => Some("end_of_employment"),
        "cloture de l exercice" | "cloture de l exercice comptable" => Some("end_of_year"),
        "retrait du consentement" | "opposition" => Some("withdrawal"),
        _ => None,
    }
}

/// The words of a retention rule: its own where it has some, else its period and the event it runs from, else
/// its name.
pub fn words(rule: &Group) -> Option<String> {
    if let Some(words) = rule.text("words") {
        return Some(words.to_owned());
    }
    let Some(active) = rule.period("active").filter(|p| *p != Period::ZERO) else {
        return rule.text("name").map(str::to_owned);
    };
    let mut out = from_event(active, rule.text("trigger"));
    if let Some(Value::Period(archive)) = rule.get("archive") {
        match rule.text("archive_from") {
            // It does not follow: both periods run from their own events, and "then" would add them up.
            Some(event) => {
                let archive = from_event(*archive, Some(event));
                out.push_str(&format!("\u{a0}; archive intermédiaire {archive}"));
            }
            None => out.push_str(&format!(", puis {} en archivage intermédiaire", archive.words(Lang::Fr))),
        }
    }
    Some(out)
}

fn from_event(period: Period, event: Option<&str>) -> String {
    let words = period.words(Lang::Fr);
    event.map_or(words.clone(), |event| format!("{words} à compter de\u{a0}: {event}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Option<(String, Option<String>)> {
        read(words).map(|d| (d.active.to_string(), d.trigger))
    }

    #[test]
    fn one_period_and_one_event_are_read() {
        for (words, period, trigger) in [
            ("5 ans à compter du versement de la paie", "P5Y", Some("versement de la paie")),
            ("3 ans après le dernier contact", "P3Y", Some("dernier contact")),
            ("13 mois", "P13M", None),
            ("2 ans et 6 mois.", "P2Y6M", None),
            ("30 jours à compter de l’enregistrement", "P30D", Some("enregistrement")),
            ("Dix ans après la clôture de l'exercice", "P10Y", Some("clôture de l'exercice")),
            (
                "3\u{a0}ans à compter de\u{a0}: Dernier contact émanant de la personne",
                "P3Y",
                Some("Dernier contact émanant de la personne"),
            ),
        ] {
            assert_eq!(said(words), Some((period.to_owned(), trigger.map(str::to_owned))), "{words}");
        }
    }

    #[test]
    fn what_could_mean_something_else_stays_words() {
        for words in [
            "Jusqu'à la radiation",
            "Durée du contrat + 1 an",
            "3 ans",
            "Aucune",
            "3 ans environ",
            "5 ans pour les factures, 10 ans pour les contrats",
            "3 ans après le dernier contact puis 2 ans",
            "3 ans après le dernier contact ou 5 ans après l'achat",
            "Compte actif : durée d'engagement + 1 saison",
            "1 à 3 ans",
            "2 ans maximum",
            "P3Y",
            "",
        ] {
            let expected = if words == "3 ans" { Some(("P3Y".to_owned(), None)) } else { None };
            assert_eq!(said(words), expected, "{words}");
        }
    }

    #[test]
    fn an_archive_that_follows_is_read() {
        let d = read("3 ans à compter de la fin du contrat, puis 5 ans en archivage intermédiaire").unwrap();
        assert_eq!(d.active.to_string(), "P3Y");
        assert_eq!(d.archive.map(|p| p.to_string()).as_deref(), Some("P5Y"));
        assert_eq!((d.trigger.as_deref(), d.trigger_kind), (Some("fin du contrat"), Some("end_of_contract")));
    }

    #[test]
    fn an_archive_with_an_event_of_its_own_is_not_added_to_the_active_period() {
        let table = crate::model::field::fields_of(crate::model::Kind::Retention);
        let mut rule = Group::new();
        for (key, value) in [
            ("trigger", Value::text("Livraison")),
            ("active", Value::Period(Period::from_words("2 ans").unwrap())),
            ("archive", Value::Period(Period::from_words("5 ans").unwrap())),
            ("archive_from", Value::text("Livraison")),
        ] {
            rule.set(table, key, value).unwrap();
        }
        let said = words(&rule).unwrap();
        assert_eq!(
            said.replace('\u{a0}', " "),
            "2 ans à compter de : Livraison ; archive intermédiaire 5 ans à compter de : Livraison"
        );
        let d = read(&said).unwrap();
        assert_eq!(
            (d.active.to_string(), d.archive.map(|p| p.to_string())),
            ("P2Y".into(), Some("P5Y".into()))
        );
        assert_eq!((d.trigger.as_deref(), d.archive_from.as_deref()), (Some("Livraison"), Some("Livraison")));
        // Counted in or following: nobody can tell.
        assert_eq!(read("2 ans à compter de l'achat ; archive intermédiaire 5 ans"), None);
        assert_eq!(read("2 ans ; archive intermédiaire 5 ans après l'achat ; puis rien"), None);
    }
}
