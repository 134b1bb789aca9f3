//! What several registers have in common: processors, what the check asks for, activities.

use std::collections::{BTreeMap, BTreeSet};

use super::entity::{Entity, SeenProcessor};
use crate::law::templates;
use crate::model::Severity;
use crate::model::fold::fold;

/// A processor, and the entities that have it.
#[derive(Clone, Debug)]
pub struct SharedProcessor {
    pub name: String,
    pub registration: Option<String>,
    pub uses: Vec<Use>,
}

/// What one entity tells of it.
#[derive(Clone, Debug)]
pub struct Use {
    /// Which of the entities.
    pub entity: usize,
    pub seen: SeenProcessor,
}

/// What a rule finds, and where.
#[derive(Clone, Debug)]
pub struct Lack {
    pub article: &'static str,
    pub code: &'static str,
    /// Which of the entities, and how often in each.
    pub entities: Vec<(usize, usize)>,
    /// The gravest.
    pub severity: Severity,
}

/// An activity that several entities have, or that a template of the program offers.
#[derive(Clone, Debug)]
pub struct SameActivity {
    pub name: String,
    /// The template of this name.
    pub template: Option<&'static str>,
    pub entities: Vec<usize>,
}

/// By what a processor is known again: its registration number where it has one, else its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Registered(String),
    Named(String),
}

/// The processors of all, those of the most entities first.
pub(super) fn processors(entities: &[Entity]) -> Vec<SharedProcessor> {
    let all = || entities.iter().enumerate().flat_map(|(i, e)| e.processors.iter().map(move |p| (i, p)));
    // One that says its number here and not there is the same, unless two numbers bear the name.
    let mut numbers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, seen) in all() {
        if let Some(number) = number(seen) {
            numbers.entry(name(&seen.name)).or_default().insert(number);
        }
    }
    let known = |seen: &SeenProcessor| match number(seen) {
        Some(number) => Known::Registered(number),
        None => match numbers.get(&name(&seen.name)).map(|n| (n.len(), n.first())) {
            Some((1, Some(number))) => Known::Registered(number.clone()),
            _ => Known::Named(name(&seen.name)),
        },
    };
    let mut shared: BTreeMap<Known, SharedProcessor> = BTreeMap::new();
    for (entity, seen) in all() {
        let one = shared.entry(known(seen)).or_insert_with(|| SharedProcessor {
            name: seen.name.clone(),
            registration: None,
            uses: Vec::new(),
        });
        if one.registration.is_none() {
            one.registration = seen.registration.clone();
        }
        one.uses.push(Use { entity, seen: seen.clone() });
    }
    let mut shared: Vec<SharedProcessor> = shared.into_values().collect();
    shared.sort_by_cached_key(|p| (std::cmp::Reverse(p.entities()), fold(&p.name)));
    shared
}

impl SharedProcessor {
    /// How many entities have it.
    pub fn entities(&self) -> usize {
        self.uses.iter().map(|u| u.entity).collect::<BTreeSet<_>>().len()
    }
}

/// The number by which a company is known: of a French one the nine digits of its SIREN, which a SIRET begins with.
fn number(seen: &SeenProcessor) -> Option<String> {
    let written = seen.registration.as_ref()?;
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    if digits.bytes().all(|b| b == b'0') {
        // No number, or the example of the form.
        return None;
    }
    match digits.len() {
        9 => Some(digits),
        14 => digits.get(..9).map(str::to_owned),
        _ => Some(fold(written).chars().filter(char::is_ascii_alphanumeric).collect()),
    }
}

fn name(written: &str) -> String {
    let folded = fold(written);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What the check asks of the entities, what most of them lack first, the gravest before.
pub(super) fn lacks(entities: &[Entity]) -> Vec<Lack> {
    let mut found: BTreeMap<(&'static str, &'static str), Lack> = BTreeMap::new();
    for (i, entity) in entities.iter().enumerate() {
        for ((article, code), (n, severity)) in &entity.findings {
            let lack = found.entry((article, code)).or_insert_with(|| Lack {
                article,
                code,
                entities: Vec::new(),
                severity: *severity,
            });
            lack.severity = lack.severity.max(*severity);
            lack.entities.push((i, *n));
        }
    }
    let mut lacks: Vec<Lack> = found.into_values().collect();
    lacks.sort_by_key(|l| (std::cmp::Reverse((l.severity, l.entities.len())), l.article, l.code));
    lacks
}

/// The activities of the same name in several entities, and those of a template, by name.
pub(super) fn activities(entities: &[Entity]) -> Vec<SameActivity> {
    let mut offered: BTreeMap<String, &'static str> = BTreeMap::new();
    for template in templates::ALL {
        for said in [template.name.fr, template.name.en] {
            offered.insert(fold(said), template.id);
        }
    }
    let mut found: BTreeMap<String, SameActivity> = BTreeMap::new();
    for (i, entity) in entities.iter().enumerate() {
        for (name, folded) in &entity.activities {
            let template = offered.get(folded).copied();
            let key = template.map_or_else(|| folded.clone(), str::to_owned);
            let one = found.entry(key).or_insert_with(|| SameActivity {
                name: name.clone(),
                template,
                entities: Vec::new(),
            });
            if one.entities.last() != Some(&i) && !one.entities.contains(&i) {
                one.entities.push(i);
            }
        }
    }
    let shared = |a: &SameActivity| a.entities.len() > 1 || (a.template.is_some() && entities.len() > 1);
    let mut found: Vec<SameActivity> = found.into_values().filter(shared).collect();
    found.sort_by_cached_key(|a| (std::cmp::Reverse(a.entities.len()), fold(&a.name)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::consolidate::{Contract, Safeguard};

    fn seen(name: &str, registration: Option<&str>) -> SeenProcessor {
        SeenProcessor {
            id: "x".into(),
            name: name.into(),
            registration: registration.map(str::to_owned),
            activities: 0,
            hosting: Vec::new(),
            contract: Contract::Unknown,
            outside: Vec::new(),
            safeguard: Safeguard::NotNeeded,
        }
    }

    #[test]
    fn a_company_is_known_by_its_siren_however_it_is_written() {
        let of = |written: &str| number(&seen("x", Some(written)));
        assert_eq!(of("RCS Lyon 123 456 789"), Some("123456789".into()));
        assert_eq!(of("123 456 789 00012"), Some("123456789".into()));
        assert_eq!(of("HRB 1234 B"), Some("hrb1234b".into()));
        assert_eq!((of("RCS Lyon 000 000 000"), of("sans")), (None, None));
    }

    #[test]
    fn a_name_is_the_same_with_other_capitals_accents_and_points() {
        assert_eq!(name("Hébergeur  S.A.S."), name("HEBERGEUR s a s"));
        assert_ne!(name("Nuage Nord"), name("Nuage Sud"));
    }
}
