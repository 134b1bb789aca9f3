//! Persons, data, legal bases: the lists of GDPR Art. 6, 9, 10 and of the two CNIL models.
//!
//! Sources: Regulation (EU) 2016/679, <https://eur-lex.europa.eu/eli/reg/2016/679/oj>; CNIL, modèle de registre de base
//! (2018) and modèle simplifié (25/07/2019), <https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement>.

use super::{Vocabulary, term};

/// Art. 6(1): the six legal bases.
pub static LEGAL_BASES: Vocabulary = Vocabulary {
    name: "legal_bases",
    terms: &[
        term("consent", "Consentement", "Consent", "6(1)(a)"),
        term(
            "contract",
            "Exécution d’un contrat ou mesures précontractuelles",
            "Contract or pre-contractual steps",
            "6(1)(b)",
        ),
        term("legal_obligation", "Obligation légale", "Legal obligation", "6(1)(c)"),
        term("vital_interests", "Sauvegarde des intérêts vitaux", "Vital interests", "6(1)(d)"),
        term(
            "public_task",
            "Mission d’intérêt public ou exercice de l’autorité publique",
            "Public interest task or official authority",
            "6(1)(e)",
        ),
        term("legitimate_interest", "Intérêt légitime", "Legitimate interests", "6(1)(f)"),
    ],
};

/// Art. 9(2): what lifts the prohibition on special categories.
pub static ART9_EXCEPTIONS: Vocabulary = Vocabulary {
    name: "art9_exceptions",
    terms: &[
        term("a", "Consentement explicite", "Explicit consent", "9(2)(a)"),
        term(
            "b",
            "Droit du travail, sécurité sociale et protection sociale",
            "Employment, social security and social protection law",
            "9(2)(b)",
        ),
        term(
            "c",
            "Intérêts vitaux, personne incapable de consentir",
            "Vital interests, person incapable of consenting",
            "9(2)(c)",
        ),
        term(
            "d",
            "Fondation, association ou organisme sans but lucratif à finalité politique, philosophique, religieuse ou syndicale",
            "Non-profit body with a political, philosophical, religious or trade union aim",
            "9(2)(d)",
        ),
        term(
            "e",
            "Données manifestement rendues publiques par la personne",
            "Data manifestly made public by the data subject",
            "9(2)(e)",
        ),
        term(
            "f",
            "Constatation, exercice ou défense d’un droit en justice",
            "Legal claims or courts",
            "9(2)(f)",
        ),
        term(
            "g",
            "Motifs d’intérêt public important, sur la base d’un texte",
            "Substantial public interest, on the basis of law",
            "9(2)(g)",
        ),
        term(
            "h",
            "Médecine préventive ou du travail, diagnostics, soins, prise en charge sanitaire ou sociale",
            "Preventive or occupational medicine, diagnosis, care",
            "9(2)(h)",
        ),
        term(
            "i",
            "Intérêt public dans le domaine de la santé publique",
            "Public interest in public health",
            "9(2)(i)",
        ),
        term(
            "j",
            "Archives dans l’intérêt public, recherche scientifique ou historique, statistiques",
            "Archiving in the public interest, research, statistics",
            "9(2)(j)",
        ),
    ],
};

/// Art. 9(1) special categories, with Art. 10 offences and the Art. 87 national number as in the CNIL models.
pub static SPECIAL_CATEGORIES: Vocabulary = Vocabulary {
    name: "special_categories",
    terms: &[
        term(
            "racial_ethnic",
            "Données révélant l’origine raciale ou ethnique",
            "Data revealing racial or ethnic origin",
            "9(1)",
        ),
        term(
            "political",
            "Données révélant les opinions politiques",
            "Data revealing political opinions",
            "9(1)",
        ),
        term(
            "religious_philosophical",
            "Données révélant les convictions religieuses ou philosophiques",
            "Data revealing religious or philosophical beliefs",
            "9(1)",
        ),
        term(
            "trade_union",
            "Données révélant l’appartenance syndicale",
            "Data revealing trade union membership",
            "9(1)",
        ),
        term("genetic", "Données génétiques", "Genetic data", "9(1), 4(13)"),
        term(
            "biometric",
            "Données biométriques aux fins d’identifier une personne physique de manière unique",
            "Biometric data for uniquely identifying a natural person",
            "9(1), 4(14)",
        ),
        term("health", "Données concernant la santé", "Data concerning health", "9(1), 4(15)"),
        term(
            "sex_life",
            "Données concernant la vie sexuelle ou l’orientation sexuelle",
            "Data concerning sex life or sexual orientation",
            "9(1)",
        ),
        term(
            "criminal",
            "Données relatives à des condamnations pénales ou infractions",
            "Data relating to criminal convictions and offences",
            "10",
        ),
        term(
            "nir",
            "Numéro d’identification national unique (NIR)",
            "National identification number (NIR)",
            "87",
        ),
    ],
};

/// The groups of data of the CNIL models; the national number is a special category here.
pub static DATA_GROUPS: Vocabulary = Vocabulary {
    name: "data_groups",
    terms: &[
        term(
            "identity",
            "État-civil, identité, données d’identification, images",
            "Civil status, identity, identification data, images",
            "",
        ),
        term("personal_life", "Vie personnelle", "Personal life", ""),
        term("professional_life", "Vie professionnelle", "Professional life", ""),
        term(
            "economic",
            "Informations d’ordre économique et financier",
            "Economic and financial information",
            "",
        ),
        term("connection", "Données de connexion", "Connection data", ""),
        term("location", "Données de localisation", "Location data", ""),
        term("internet", "Internet", "Internet", ""),
        term("other", "Autres catégories de données", "Other categories of data", ""),
    ],
};

/// Categories of persons; the first eight are the drop-down list of the CNIL workbook.
pub static DATA_SUBJECTS: Vocabulary = Vocabulary {
    name: "data_subjects",
    terms: &[
        term("employees", "Salariés", "Employees", ""),
        term("internal_services", "Services internes", "Internal departments", ""),
        term("customers", "Clients", "Customers", ""),
        term("suppliers", "Fournisseurs", "Suppliers", ""),
        term("service_providers", "Prestataires", "Service providers", ""),
        term("prospects", "Prospects", "Prospects", ""),
        term("candidates", "Candidats", "Job applicants", ""),
        term("others", "Autres", "Others", ""),
        term("users", "Usagers", "Public service users", ""),
        term("beneficiaries", "Bénéficiaires", "Beneficiaries", ""),
        term("website_visitors", "Visiteurs du site internet", "Website visitors", ""),
        term("premises_visitors", "Visiteurs des locaux", "Visitors to premises", ""),
        term("former_customers", "Anciens clients", "Former customers", ""),
        term("business_contacts", "Contacts professionnels", "Business contacts", ""),
        term("loyalty_members", "Adhérents au programme de fidélité", "Loyalty programme members", ""),
        term("members_donors", "Adhérents, donateurs", "Members, donors", ""),
        term("minors", "Mineurs", "Minors", ""),
        term("patients", "Patients", "Patients", ""),
    ],
};
