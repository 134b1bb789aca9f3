//! Impact assessment: the nine criteria and the two CNIL lists.
//!
//! Sources: WP 248 rev.01 (04/10/2017); CNIL, délib. n° 2018-327 (11/10/2018) and n° 2019-118 (12/09/2019).

use super::{Vocabulary, term};

/// The nine criteria of high risk, WP 248 rev.01.
pub static DPIA_CRITERIA: Vocabulary = Vocabulary {
    name: "dpia_criteria",
    terms: &[
        term(
            "C1",
            "Évaluation ou notation (y compris profilage)",
            "Evaluation or scoring (incl. profiling)",
            "35",
        ),
        term(
            "C2",
            "Décision automatisée avec effet juridique ou similaire significatif",
            "Automated decision with legal or similarly significant effect",
            "35",
        ),
        term("C3", "Surveillance systématique", "Systematic monitoring", "35"),
        term(
            "C4",
            "Données sensibles ou à caractère hautement personnel",
            "Sensitive data or data of a highly personal nature",
            "35",
        ),
        term("C5", "Traitement à grande échelle", "Large-scale processing", "35"),
        term(
            "C6",
            "Croisement ou combinaison d’ensembles de données",
            "Matching or combining datasets",
            "35",
        ),
        term("C7", "Personnes vulnérables", "Vulnerable data subjects", "35"),
        term(
            "C8",
            "Usage innovant ou nouvelle solution technologique ou organisationnelle",
            "Innovative use or new technological or organisational solution",
            "35",
        ),
        term(
            "C9",
            "Traitement pouvant empêcher d’exercer un droit ou de bénéficier d’un service ou d’un contrat",
            "Processing that may prevent exercising a right or using a service or contract",
            "35",
        ),
    ],
};

/// CNIL list of processing that requires an assessment, délib. n° 2018-327, Art. 35(4).
pub static DPIA_REQUIRED: Vocabulary = Vocabulary {
    name: "dpia_required",
    terms: &[
        term(
            "FR-REQ-01",
            "Traitements de données de santé mis en œuvre par les établissements de santé ou les établissements médico-sociaux pour la prise en charge des personnes",
            "Health data processed by healthcare or medico-social establishments for the care of persons",
            "35(4)",
        ),
        term(
            "FR-REQ-02",
            "Traitements portant sur des données génétiques de personnes dites « vulnérables » (patients, employés, enfants, etc.)",
            "Genetic data of so-called vulnerable persons",
            "35(4)",
        ),
        term(
            "FR-REQ-03",
            "Traitements établissant des profils de personnes physiques à des fins de gestion des ressources humaines",
            "Profiling of natural persons for human resources management",
            "35(4)",
        ),
        term(
            "FR-REQ-04",
            "Traitements ayant pour finalité de surveiller de manière constante l’activité des employés concernés",
            "Constant monitoring of employees' activity",
            "35(4)",
        ),
        term(
            "FR-REQ-05",
            "Traitements ayant pour finalité la gestion des alertes et des signalements en matière sociale et sanitaire",
            "Alerts and reports in the social and health field",
            "35(4)",
        ),
        term(
            "FR-REQ-06",
            "Traitements ayant pour finalité la gestion des alertes et des signalements en matière professionnelle",
            "Workplace alerts and reports (whistleblowing)",
            "35(4)",
        ),
        term(
            "FR-REQ-07",
            "Traitements des données de santé nécessaires à la constitution d’un entrepôt de données ou d’un registre",
            "Health data warehouse or registry",
            "35(4)",
        ),
        term(
            "FR-REQ-08",
            "Traitements impliquant le profilage des personnes pouvant aboutir à leur exclusion du bénéfice d’un contrat ou à la suspension voire à la rupture de celui-ci",
            "Profiling that may lead to exclusion from, suspension or termination of a contract",
            "35(4)",
        ),
        term(
            "FR-REQ-09",
            "Traitements mutualisés de manquements contractuels constatés, susceptibles d’aboutir à une décision d’exclusion ou de suspension du bénéfice d’un contrat",
            "Pooled records of contractual breaches that may lead to exclusion from a contract",
            "35(4)",
        ),
        term(
            "FR-REQ-10",
            "Traitements de profilage faisant appel à des données provenant de sources externes",
            "Profiling using data from external sources",
            "35(4)",
        ),
        term(
            "FR-REQ-11",
            "Traitements de données biométriques aux fins de reconnaissance des personnes parmi lesquelles figurent des personnes dites « vulnérables » (élèves, personnes âgées, patients, demandeurs d’asile, etc.)",
            "Biometric recognition where data subjects include vulnerable persons",
            "35(4)",
        ),
        term(
            "FR-REQ-12",
            "Instruction des demandes et gestion des logements sociaux",
            "Applications for and management of social housing",
            "35(4)",
        ),
        term(
            "FR-REQ-13",
            "Traitements ayant pour finalité l’accompagnement social ou médico-social des personnes",
            "Social or medico-social support of persons",
            "35(4)",
        ),
        term(
            "FR-REQ-14",
            "Traitements de données de localisation à large échelle",
            "Large-scale location data",
            "35(4)",
        ),
    ],
};

/// CNIL list of processing that requires none, délib. n° 2019-118, Art. 35(5).
pub static DPIA_EXEMPT: Vocabulary = Vocabulary {
    name: "dpia_exempt",
    terms: &[
        term(
            "FR-EXO-01",
            "Traitements mis en œuvre uniquement à des fins de ressources humaines et dans les conditions prévues par les textes applicables, pour la seule gestion du personnel des organismes qui emploient moins de 250 personnes, à l’exception du recours au profilage",
            "HR management in organisations with fewer than 250 staff, excluding profiling",
            "35(5)",
        ),
        term(
            "FR-EXO-02",
            "Traitements de gestion de la relation fournisseurs",
            "Supplier relationship management",
            "35(5)",
        ),
        term(
            "FR-EXO-03",
            "Traitements mis en œuvre dans les conditions prévues par les textes relatifs à la gestion du fichier électoral des communes",
            "Municipal electoral roll",
            "35(5)",
        ),
        term(
            "FR-EXO-04",
            "Traitements destinés à la gestion des activités des comités d’entreprise et d’établissement",
            "Activities of works councils (today CSE)",
            "35(5)",
        ),
        term(
            "FR-EXO-05",
            "Traitements mis en œuvre par une association, une fondation ou toute autre institution sans but lucratif pour la gestion de ses membres et de ses donateurs dans le cadre de ses activités habituelles dès lors que les données ne sont pas sensibles",
            "Members and donors of a non-profit body in its usual activities, without sensitive data",
            "35(5)",
        ),
        term(
            "FR-EXO-06",
            "Traitements de données de santé nécessaires à la prise en charge d’un patient par un professionnel de santé exerçant à titre individuel au sein d’un cabinet médical, d’une officine de pharmacie ou d’un laboratoire de biologie médicale",
            "Patient care by an individual health professional (practice, pharmacy, laboratory)",
            "35(5)",
        ),
        term(
            "FR-EXO-07",
            "Traitements mis en œuvre par les avocats dans le cadre de l’exercice de leur profession à titre individuel",
            "Lawyers practising individually",
            "35(5)",
        ),
        term(
            "FR-EXO-08",
            "Traitements mis en œuvre par les greffiers des tribunaux de commerce aux fins d’exercice de leur activité",
            "Commercial court registrars",
            "35(5)",
        ),
        term(
            "FR-EXO-09",
            "Traitements mis en œuvre par les notaires aux fins d’exercice de leur activité notariale et de rédaction des documents des offices notariaux",
            "Notaries, notarial activity and drafting",
            "35(5)",
        ),
        term(
            "FR-EXO-10",
            "Traitements mis en œuvre par les collectivités territoriales et les personnes morales de droit public et de droit privé aux fins de gérer les services en matière d’affaires scolaires, périscolaires et de la petite enfance",
            "School, after-school and early-childhood services",
            "35(5)",
        ),
        term(
            "FR-EXO-11",
            "Traitements mis en œuvre aux seules fins de gestion des contrôles d’accès physiques et des horaires pour le calcul du temps de travail, en dehors de tout dispositif biométrique (hors données sensibles ou hautement personnelles)",
            "Physical access control and working-time calculation, without biometrics or sensitive data",
            "35(5)",
        ),
        term(
            "FR-EXO-12",
            "Traitements relatifs aux éthylotests, strictement encadrés par un texte et mis en œuvre dans le cadre d’activités de transport aux seules fins d’empêcher les conducteurs de conduire un véhicule sous l’influence de l’alcool ou de stupéfiants",
            "Breath-alcohol interlocks in transport activities, governed by a specific text",
            "35(5)",
        ),
    ],
};
