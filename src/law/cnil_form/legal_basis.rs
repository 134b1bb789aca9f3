//! "Base légale" rows: the form has none, and many people add one.
//!
//! Source of the six grounds: GDPR Art. 6(1), <https://eur-lex.europa.eu/eli/reg/2016/679/oj>.

use super::key::key;
use crate::model::Term;
use crate::model::vocabulary::LEGAL_BASES;

/// How the label of such a row begins.
const LABELS: [&str; 6] = [
    "base legale",
    "bases legales",
    "base juridique",
    "bases juridiques",
    "fondement juridique",
    "fondement legal",
];

/// The longest text that can be a label, in characters.
const LONGEST: usize = 80;

/// Wordings of the six grounds, without accents or signs, and the word of ours that each means.
const WORDINGS: &[(&str, &str)] = &[
    ("consentement", "consent"),
    ("consentement de la personne", "consent"),
    ("consentement de la personne concernee", "consent"),
    ("consentement des personnes", "consent"),
    ("consentement des personnes concernees", "consent"),
    ("contrat", "contract"),
    ("execution du contrat", "contract"),
    ("execution d un contrat", "contract"),
    ("mesures precontractuelles", "contract"),
    ("contrat ou mesures precontractuelles", "contract"),
    ("execution d un contrat ou de mesures precontractuelles", "contract"),
    ("obligation legale", "legal_obligation"),
    ("obligations legales", "legal_obligation"),
    ("respect d une obligation legale", "legal_obligation"),
    ("respect des obligations legales", "legal_obligation"),
    ("interets vitaux", "vital_interests"),
    ("sauvegarde des interets vitaux", "vital_interests"),
    ("sauvegarde des interets vitaux de la personne", "vital_interests"),
    ("mission d interet public", "public_task"),
    ("execution d une mission d interet public", "public_task"),
    ("mission d interet public ou exercice de l autorite publique", "public_task"),
    ("interet legitime", "legitimate_interest"),
    ("interets legitimes", "legitimate_interest"),
    ("interet legitime du responsable de traitement", "legitimate_interest"),
    ("interet legitime du responsable du traitement", "legitimate_interest"),
    ("interets legitimes du responsable du traitement", "legitimate_interest"),
];

/// Words that name a ground wherever they stand: a text that holds those of two grounds is not certain.
const TELLING: &[(&str, &str)] = &[
    ("consentement", "consent"),
    ("contrat", "contract"),
    ("precontractuelles", "contract"),
    ("obligation legale", "legal_obligation"),
    ("obligations legales", "legal_obligation"),
    ("interets vitaux", "vital_interests"),
    ("interet public", "public_task"),
    ("autorite publique", "public_task"),
    ("interet legitime", "legitimate_interest"),
    ("interets legitimes", "legitimate_interest"),
];

/// Words that take a ground back, in the form that [`key`] gives them.
const DENYING: &[&str] = &[
    "non",
    "ne",
    "n est",
    "pas",
    "sans",
    "aucun",
    "aucune",
    "ni",
    "jamais",
    "exclu",
    "exclue",
    "inapplicable",
    "not",
    "none",
    "without",
];

/// How the words begin that take a ground back in any form: "écarté", "écartée", "refusé par la CNIL".
const DENYING_STEMS: &[&str] = &["ecarte", "refus", "rejet", "invalid"];

/// Whether words beside a ground may deny it. A "sans" that speaks of something else only leaves the cell to be
/// read by a person; a basis that the cell denies would be told to the authority.
fn denies(said: &str) -> bool {
    let holds = |words: &&str| format!(" {said} ").contains(&format!(" {words} "));
    said == "no"
        || DENYING.iter().any(holds)
        || said.split(' ').any(|w| DENYING_STEMS.iter().any(|stem| w.starts_with(stem)))
}

/// Whether a label announces the legal basis.
pub fn is_label(text: &str) -> bool {
    let said = key(text);
    let after = LABELS.iter().find_map(|label| said.strip_prefix(label));
    text.chars().count() <= LONGEST && after.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The ground that a cell names with certainty, and what it says beside: the law, the contract, the interest.
pub fn read(text: &str) -> Option<(&'static Term, Option<String>)> {
    let text = text.trim();
    if let Some(term) = named(&key(text)).or_else(|| of_article(&key(text))) {
        return Some((term, None));
    }
    let cuts = text.match_indices([':', '(', '—', '–', ',', ';', '\n']);
    let (term, rest) = cuts.into_iter().find_map(|(at, sign)| {
        let head = key(text.get(..at)?);
        Some((named(&head).or_else(|| of_article(&head))?, text.get(at + sign.len()..)?))
    })?;
    let rest = rest.trim().trim_end_matches(|c| c == ')' && !rest.contains('(')).trim();
    let said = key(rest);
    let holds = |words: &str| format!(" {said} ").contains(&format!(" {words} "));
    let other = TELLING.iter().any(|(words, id)| *id != term.id && holds(words));
    match of_article(&said) {
        _ if other || denies(&said) => None,
        Some(same) => (same.id == term.id).then_some((term, None)),
        None if said.is_empty() => Some((term, None)),
        None => Some((term, Some(rest.to_owned()))),
    }
}

fn named(said: &str) -> Option<&'static Term> {
    let by_wording =
        WORDINGS.iter().find(|(words, _)| *words == said).and_then(|(_, id)| LEGAL_BASES.get(id));
    by_wording
        .or_else(|| LEGAL_BASES.terms.iter().find(|t| key(t.label.fr) == said || key(t.label.en) == said))
}

/// The ground of `art. 6(1)(b)`, when nothing else is said.
fn of_article(said: &str) -> Option<&'static Term> {
    const AROUND: [&str; 9] = ["art", "article", "l", "du", "rgpd", "gdpr", "paragraphe", "point", "lettre"];
    let told: String = said.split(' ').filter(|w| !AROUND.contains(w)).collect();
    let letter = told.strip_prefix("61").filter(|l| l.len() == 1)?;
    let article = format!("6(1)({letter})");
    LEGAL_BASES.terms.iter().find(|t| t.article == article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_however_they_are_typed() {
        for label in
            ["Base légale", "BASES LEGALES :", "Base juridique (art. 6)", "Fondement légal du traitement"]
        {
            assert!(is_label(label), "{label}");
        }
        for other in ["Base légalement", "Bases de données", "La base légale est le contrat", ""] {
            assert!(!is_label(other), "{other}");
        }
    }

    #[test]
    fn every_wording_means_a_ground_and_each_ground_has_one() {
        for (words, id) in WORDINGS.iter().chain(TELLING) {
            assert!(LEGAL_BASES.get(id).is_some() && key(words) == *words, "{words}");
        }
        for term in LEGAL_BASES.terms {
            assert_eq!(read(term.label.fr).map(|(t, _)| t.id), Some(term.id));
            assert_eq!(read(&format!("RGPD, article {}", term.article)).map(|(t, _)| t.id), Some(term.id));
        }
    }

    #[test]
    fn what_is_said_beside_is_kept_and_what_contradicts_makes_it_uncertain() {
        let said = |text: &str| read(text).map(|(t, detail)| (t.id, detail.unwrap_or_default()));
        let owned = |id: &'static str, detail: &str| Some((id, detail.to_owned()));
        assert_eq!(
            said("Obligation légale (C. com. art. L123-22)"),
            owned("legal_obligation", "C. com. art. L123-22")
        );
        assert_eq!(said("Contrat : vente (en ligne)"), owned("contract", "vente (en ligne)"));
        assert_eq!(said("Contrat (art. 6.1.b)"), owned("contract", ""));
        assert_eq!(
            said("art. 6(1)(f) : prévention des vols"),
            owned("legitimate_interest", "prévention des vols")
        );
        for unsure in [
            "Contrat (art. 6.1.f)",
            "Contrat, intérêt légitime",
            "Consentement ; à défaut contrat",
            "Pas de consentement",
            "Consentement : non",
            "Consentement (non requis)",
            "Contrat – non applicable",
            "Contrat, ne s’applique pas",
            "Intérêt légitime : écarté par la CNIL",
            "Intérêt légitime (refusée en 2024)",
            "Obligation légale : aucune",
            "Consentement (sans objet)",
            "Consent: not needed",
            "art. 6(1)(a) : n’est plus invoqué",
            "intérêt public",
            "article 6",
            "?",
        ] {
            assert_eq!(said(unsure), None, "{unsure}");
        }
    }
}
