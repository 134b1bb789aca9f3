//! When an impact assessment is due, in France: the cases of Art. 35(3), the nine criteria, the two lists of the CNIL.
//!
//! Sources: GDPR Art. 35, in force since 2018-05-25; WP 248 rev.01 (04/10/2017), endorsed by the EDPB on 25/05/2018;
//! CNIL, délib. n° 2018-327 (11/10/2018) and n° 2019-118 (12/09/2019). Read on [`AS_OF`].

use super::retention::Confidence;
use crate::model::message::{Text, text};
use crate::model::vocabulary::{DPIA_CRITERIA, DPIA_EXEMPT, DPIA_REQUIRED, Vocabulary};

/// The day on which the sources were read.
pub const AS_OF: &str = "2026-11-23";

/// So many criteria call for an assessment, as a rule.
pub const THRESHOLD: usize = 2;

/// Which text an item comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The three cases that Art. 35(3) names.
    Statutory,
    /// The nine criteria of WP 248.
    Criteria,
    /// The types for which the CNIL asks for an assessment.
    Required,
    /// The types for which it asks for none.
    Exempt,
}

/// One case, criterion or type.
#[derive(Debug, PartialEq, Eq)]
pub struct Item {
    /// The word of the vocabulary, where there is one.
    pub id: &'static str,
    pub list: List,
    /// What a register does not say, and a person must judge.
    pub judge: Text,
    /// The criteria that a type of the required list combines, in our reading.
    pub criteria: &'static [&'static str],
    own_label: Option<Text>,
}

impl List {
    pub fn title(self) -> Text {
        match self {
            List::Statutory => text("Cas de l’article 35(3)", "Cases of Article 35(3)"),
            List::Criteria => text("Critères de risque élevé", "High-risk criteria"),
            List::Required => text(
                "Types pour lesquels la CNIL demande une analyse",
                "Types for which the CNIL asks for an assessment",
            ),
            List::Exempt => {
                text("Types pour lesquels la CNIL n’en demande pas", "Types for which the CNIL asks for none")
            }
        }
    }

    /// In the notation of the field table.
    pub fn article(self) -> &'static str {
        match self {
            List::Statutory => "35(3)",
            List::Criteria => "35(1)",
            List::Required => "35(4)",
            List::Exempt => "35(5)",
        }
    }

    pub fn source(self) -> Text {
        match self {
            List::Statutory => text("RGPD art. 35(3)", "GDPR, Art. 35(3)"),
            List::Criteria => text("G29, WP 248 rev.01 du 04/10/2017", "WP29, WP 248 rev.01 of 04/10/2017"),
            List::Required => {
                text("CNIL, délib. n° 2018-327 du 11/10/2018", "CNIL, Deliberation 2018-327 of 11/10/2018")
            }
            List::Exempt => {
                text("CNIL, délib. n° 2019-118 du 12/09/2019", "CNIL, Deliberation 2019-118 of 12/09/2019")
            }
        }
    }

    pub fn url(self) -> &'static str {
        match self {
            List::Statutory => "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
            List::Criteria => "https://ec.europa.eu/newsroom/article29/items/611236",
            List::Required => {
                "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-requise.pdf"
            }
            List::Exempt => {
                "https://www.cnil.fr/sites/default/files/atoms/files/liste-traitements-aipd-non-requise.pdf"
            }
        }
    }

    fn vocabulary(self) -> Option<&'static Vocabulary> {
        match self {
            List::Statutory => None,
            List::Criteria => Some(&DPIA_CRITERIA),
            List::Required => Some(&DPIA_REQUIRED),
            List::Exempt => Some(&DPIA_EXEMPT),
        }
    }
}

impl Item {
    pub fn label(&self) -> Text {
        let term = self.list.vocabulary().and_then(|v| v.get(self.id));
        self.own_label.or(term.map(|t| t.label)).unwrap_or(text("", ""))
    }

    /// How sure the legal fact is: the texts were read, or quoted by concordant sources.
    pub fn confidence(&self) -> Confidence {
        Confidence::High
    }
}

/// Every item: the cases of the law, the criteria, the two lists.
pub fn all() -> &'static [Item] {
    ITEMS
}

/// The items of one list.
pub fn of(list: List) -> impl Iterator<Item = &'static Item> {
    ITEMS.iter().filter(move |i| i.list == list)
}

/// The item of this name.
pub fn get(id: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|i| i.id == id)
}

const fn item(id: &'static str, list: List, fr: &'static str, en: &'static str) -> Item {
    Item { id, list, judge: text(fr, en), criteria: &[], own_label: None }
}

impl Item {
    const fn called(mut self, fr: &'static str, en: &'static str) -> Item {
        self.own_label = Some(text(fr, en));
        self
    }

    const fn combines(mut self, criteria: &'static [&'static str]) -> Item {
        self.criteria = criteria;
        self
    }
}

use List::{Criteria, Exempt, Required, Statutory};

static ITEMS: &[Item] = &[
    item(
        "35-3-a",
        Statutory,
        "Si l’évaluation est systématique et approfondie, et l’effet des décisions sur la personne.",
        "Whether the evaluation is systematic and extensive, and what the decisions do to the person.",
    )
    .called(
        "Évaluation systématique et approfondie d’aspects personnels, automatisée, fondant des décisions à effet juridique ou significatif",
        "Systematic and extensive automated evaluation leading to decisions with legal or similarly significant effects",
    ),
    item(
        "35-3-b",
        Statutory,
        "Ce qu’est la grande échelle\u{a0}: aucun texte ne fixe de seuil.",
        "What large scale is: no text sets a threshold.",
    )
    .called(
        "Traitement à grande échelle de catégories particulières de données ou de données d’infraction",
        "Large-scale processing of special categories or criminal-offence data",
    ),
    item(
        "35-3-c",
        Statutory,
        "Ce qu’est la grande échelle, et si la surveillance est systématique.",
        "What large scale is, and whether the monitoring is systematic.",
    )
    .called(
        "Surveillance systématique à grande échelle d’une zone accessible au public",
        "Large-scale systematic monitoring of a publicly accessible area",
    ),
    item(
        "C1",
        Criteria,
        "Si une segmentation ou une note évalue vraiment la personne.",
        "Whether a segment or a score really evaluates the person.",
    ),
    item(
        "C2",
        Criteria,
        "L’effet de la décision sur la personne.",
        "What the decision does to the person.",
    ),
    item(
        "C3",
        Criteria,
        "Si l’observation est systématique ou ponctuelle.",
        "Whether the observation is systematic or occasional.",
    ),
    item(
        "C4",
        Criteria,
        "Ce que les mots libres révèlent, et les correspondances privées.",
        "What free text reveals, and private correspondence.",
    ),
    item(
        "C5",
        Criteria,
        "La durée, l’étendue et la part de la population\u{a0}: aucun texte ne fixe de seuil.",
        "Duration, extent and share of the population: no text sets a threshold.",
    ),
    item(
        "C6",
        Criteria,
        "Si le croisement dépasse ce que la personne peut attendre.",
        "Whether the combination goes beyond what the person may expect.",
    ),
    item(
        "C7",
        Criteria,
        "Si le rapport de force empêche la personne de s’opposer.",
        "Whether the balance of power keeps the person from objecting.",
    ),
    item(
        "C8",
        Criteria,
        "Si la technique est nouvelle, ou l’est dans cet usage.",
        "Whether the technique is new, or new in this use.",
    ),
    item(
        "C9",
        Criteria,
        "Si la personne peut perdre un droit, un service ou un contrat.",
        "Whether the person may lose a right, a service or a contract.",
    ),
    item(
        "FR-REQ-01",
        Required,
        "Si l’organisme est un établissement de santé ou médico-social.",
        "Whether the organisation is a healthcare or medico-social establishment.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-02",
        Required,
        "Si les personnes sont vulnérables au sens de la liste.",
        "Whether the people are vulnerable in the sense of the list.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-03",
        Required,
        "Si le profil sert à gérer le personnel ou à choisir des candidats.",
        "Whether the profile is used to manage staff or choose applicants.",
    )
    .combines(&["C1", "C7"]),
    item("FR-REQ-04", Required, "Si la surveillance est constante.", "Whether the monitoring is constant.")
        .combines(&["C3", "C7"]),
    item(
        "FR-REQ-05",
        Required,
        "Si l’activité gère des signalements sociaux ou sanitaires.",
        "Whether the activity handles reports in the social or health field.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-06",
        Required,
        "Le cadre de l’alerte\u{a0}: loi, code de conduite, procédure interne.",
        "The framework of the reports: law, code of conduct, internal procedure.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-07",
        Required,
        "Si les données forment un entrepôt ou un registre durable.",
        "Whether the data make up a lasting warehouse or registry.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-08",
        Required,
        "Si le profil peut faire refuser, suspendre ou rompre un contrat.",
        "Whether the profile may lead a contract to be refused, suspended or ended.",
    )
    .combines(&["C1", "C9"]),
    item(
        "FR-REQ-09",
        Required,
        "Si plusieurs organismes partagent le fichier des manquements.",
        "Whether several organisations share the file of breaches.",
    )
    .combines(&["C6", "C9"]),
    item(
        "FR-REQ-10",
        Required,
        "Si les données externes nourrissent le profil.",
        "Whether the external data feed the profile.",
    )
    .combines(&["C1", "C6"]),
    item(
        "FR-REQ-11",
        Required,
        "Si la biométrie sert à reconnaître ces personnes.",
        "Whether biometrics serve to recognise these people.",
    )
    .combines(&["C4", "C7"]),
    item(
        "FR-REQ-12",
        Required,
        "Si l’activité porte sur le logement social.",
        "Whether the activity is about social housing.",
    )
    .combines(&["C1", "C4"]),
    item(
        "FR-REQ-13",
        Required,
        "Si l’activité accompagne socialement les personnes.",
        "Whether the activity is social support of people.",
    )
    .combines(&["C1", "C4", "C7"]),
    item(
        "FR-REQ-14",
        Required,
        "Ce qu’est la large échelle\u{a0}: aucun texte ne fixe de seuil.",
        "What large scale is: no text sets a threshold.",
    )
    .combines(&["C4", "C5"]),
    item(
        "FR-EXO-01",
        Exempt,
        "Si l’activité reste dans la gestion du personnel et dans les textes qui la prévoient.",
        "Whether the activity stays within staff management and the laws that provide for it.",
    ),
    item(
        "FR-EXO-02",
        Exempt,
        "Si l’activité ne touche que la relation avec les fournisseurs.",
        "Whether the activity is about the relationship with suppliers alone.",
    ),
    item("FR-EXO-03", Exempt, "Si l’organisme est une commune.", "Whether the organisation is a municipality."),
    item(
        "FR-EXO-04",
        Exempt,
        "Si l’activité est celle du comité social et économique.",
        "Whether the activity is that of the works council.",
    ),
    item(
        "FR-EXO-05",
        Exempt,
        "Si l’organisme est sans but lucratif, et l’activité habituelle.",
        "Whether the organisation is non-profit, and the activity a usual one.",
    ),
    item(
        "FR-EXO-06",
        Exempt,
        "Si le professionnel exerce à titre individuel.",
        "Whether the professional practises individually.",
    ),
    item("FR-EXO-07", Exempt, "Si l’avocat exerce à titre individuel.", "Whether the lawyer practises individually."),
    item(
        "FR-EXO-08",
        Exempt,
        "Si l’organisme est un greffe de tribunal de commerce.",
        "Whether the organisation is a commercial court registry.",
    ),
    item("FR-EXO-09", Exempt, "Si l’organisme est un office notarial.", "Whether the organisation is a notary’s office."),
    item(
        "FR-EXO-10",
        Exempt,
        "Si l’activité porte sur l’école, ses services ou la petite enfance.",
        "Whether the activity is about school, its services or early childhood.",
    ),
    item(
        "FR-EXO-11",
        Exempt,
        "Si l’activité se limite aux accès et au calcul des horaires.",
        "Whether the activity is limited to access and working time.",
    ),
    item(
        "FR-EXO-12",
        Exempt,
        "Si l’éthylotest est encadré par un texte, dans le transport.",
        "Whether the interlock is governed by a law, in transport.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_vocabularies_has_its_item_and_every_item_its_words() {
        for list in [List::Criteria, List::Required, List::Exempt] {
            let terms = list.vocabulary().unwrap().terms;
            let ids: Vec<&str> = of(list).map(|i| i.id).collect();
            assert_eq!(ids, terms.iter().map(|t| t.id).collect::<Vec<_>>());
        }
        assert_eq!(of(List::Statutory).count(), 3);
        for item in all() {
            let texts = [item.label(), item.judge, item.list.source(), item.list.title()];
            for said in texts {
                assert!(!said.fr.is_empty() && !said.en.is_empty() && !said.fr.contains('\''), "{}", item.id);
            }
            assert!(item.list.url().starts_with("https://"));
            assert!(item.criteria.iter().all(|c| get(c).is_some_and(|i| i.list == List::Criteria)));
        }
    }
}
