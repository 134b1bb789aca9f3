//! Recipients, transfers, processors, security.
//!
//! Sources: Regulation (EU) 2016/679, Art. 4(9), 28(3), 32, 44 to 49; CNIL, modèle de registre de base (2018) and modèle
//! simplifié (25/07/2019).

use super::{Vocabulary, term};

/// Recipients, the union of the two CNIL models. An authority in a particular inquiry is not a recipient (Art. 4(9)).
pub static RECIPIENT_KINDS: Vocabulary = Vocabulary {
    name: "recipient_kinds",
    terms: &[
        term("internal", "Destinataires internes", "Internal recipients", ""),
        term("external", "Organismes externes", "External organisations", ""),
        term("processor", "Sous-traitants", "Processors", ""),
        term(
            "third_country",
            "Destinataires dans des pays tiers ou organisations internationales",
            "Recipients in third countries or international organisations",
            "",
        ),
        term("other", "Autre (préciser)", "Other (specify)", ""),
        term(
            "authority",
            "Autorité publique dans une mission d’enquête particulière",
            "Public authority in a particular inquiry",
            "4(9)",
        ),
    ],
};

/// Chapter V: what a transfer rests on. The Privacy Shield is kept to be recognised, never chosen: void since 2020-07-16 (C-311/18).
pub static TRANSFER_MECHANISMS: Vocabulary = Vocabulary {
    name: "transfer_mechanisms",
    terms: &[
        term("adequacy", "Décision d’adéquation", "Adequacy decision", "45"),
        term(
            "public_instrument",
            "Instrument juridiquement contraignant entre autorités ou organismes publics",
            "Legally binding instrument between public authorities",
            "46(2)(a)",
        ),
        term(
            "bcr",
            "Règles d’entreprise contraignantes (BCR)",
            "Binding corporate rules (BCR)",
            "46(2)(b), 47",
        ),
        term(
            "scc",
            "Clauses contractuelles types de la Commission",
            "Commission standard contractual clauses",
            "46(2)(c)",
        ),
        term(
            "scc_authority",
            "Clauses types d’une autorité de contrôle approuvées par la Commission",
            "Supervisory-authority clauses approved by the Commission",
            "46(2)(d)",
        ),
        term(
            "code_of_conduct",
            "Code de conduite approuvé avec engagement contraignant",
            "Approved code of conduct with binding commitments",
            "46(2)(e)",
        ),
        term(
            "certification",
            "Mécanisme de certification approuvé avec engagement contraignant",
            "Approved certification mechanism with binding commitments",
            "46(2)(f)",
        ),
        term(
            "ad_hoc_clauses",
            "Clauses contractuelles spécifiques",
            "Ad hoc contractual clauses",
            "46(3)(a)",
        ),
        term(
            "administrative_arrangement",
            "Arrangement administratif entre autorités publiques",
            "Administrative arrangement between public authorities",
            "46(3)(b)",
        ),
        term(
            "derogation",
            "Dérogation pour situation particulière",
            "Derogation for a specific situation",
            "49(1) premier alinéa",
        ),
        term(
            "compelling_interest",
            "Intérêts légitimes impérieux",
            "Compelling legitimate interests",
            "49(1) second alinéa",
        ),
        term(
            "privacy_shield",
            "Privacy Shield (invalidé le 16/07/2020)",
            "Privacy Shield (void since 16 July 2020)",
            "",
        ),
    ],
};

/// The four modules of Implementing Decision (EU) 2021/914.
pub static SCC_MODULES: Vocabulary = Vocabulary {
    name: "scc_modules",
    terms: &[
        term("1", "Module 1 : responsable vers responsable", "Module 1: controller to controller", ""),
        term("2", "Module 2 : responsable vers sous-traitant", "Module 2: controller to processor", ""),
        term("3", "Module 3 : sous-traitant vers sous-traitant", "Module 3: processor to processor", ""),
        term("4", "Module 4 : sous-traitant vers responsable", "Module 4: processor to controller", ""),
    ],
};

/// Art. 49(1), first subparagraph: the derogations.
pub static DEROGATIONS: Vocabulary = Vocabulary {
    name: "derogations",
    terms: &[
        term(
            "a",
            "Consentement explicite, informé des risques",
            "Explicit consent, informed of the risks",
            "49(1)(a)",
        ),
        term("b", "Contrat avec la personne", "Contract with the person", "49(1)(b)"),
        term(
            "c",
            "Contrat conclu dans l’intérêt de la personne",
            "Contract in the interest of the person",
            "49(1)(c)",
        ),
        term("d", "Motifs importants d’intérêt public", "Important reasons of public interest", "49(1)(d)"),
        term("e", "Constatation, exercice ou défense de droits en justice", "Legal claims", "49(1)(e)"),
        term("f", "Intérêts vitaux", "Vital interests", "49(1)(f)"),
        term("g", "Registre public", "Public register", "49(1)(g)"),
    ],
};

/// Art. 28(3): what the contract with a processor must contain.
pub static CONTRACT_CLAUSES: Vocabulary = Vocabulary {
    name: "contract_clauses",
    terms: &[
        term(
            "a",
            "Instructions documentées, y compris pour les transferts",
            "Documented instructions, including transfers",
            "28(3)(a)",
        ),
        term(
            "b",
            "Confidentialité des personnes autorisées",
            "Confidentiality of authorised persons",
            "28(3)(b)",
        ),
        term("c", "Mesures de sécurité de l’article 32", "Article 32 security measures", "28(3)(c)"),
        term(
            "d",
            "Conditions de recours à un autre sous-traitant (28(2) et 28(4))",
            "Conditions for engaging another processor",
            "28(3)(d)",
        ),
        term(
            "e",
            "Aide pour répondre aux demandes des personnes",
            "Assistance with data subject requests",
            "28(3)(e)",
        ),
        term(
            "f",
            "Aide pour les articles 32 à 36 (sécurité, violations, AIPD, consultation)",
            "Assistance with Articles 32 to 36",
            "28(3)(f)",
        ),
        term(
            "g",
            "Suppression ou restitution en fin de prestation",
            "Deletion or return at the end",
            "28(3)(g)",
        ),
        term(
            "h",
            "Informations démontrant la conformité et audits",
            "Information to demonstrate compliance and audits",
            "28(3)(h)",
        ),
    ],
};

/// Art. 28(3), opening: what the contract must describe.
pub static CONTRACT_DESCRIPTION: Vocabulary = Vocabulary {
    name: "contract_description",
    terms: &[
        term("subject", "Objet et durée du traitement", "Subject-matter and duration", "28(3)"),
        term("nature", "Nature et finalité du traitement", "Nature and purpose", "28(3)"),
        term(
            "data",
            "Type de données et catégories de personnes concernées",
            "Type of data and categories of data subjects",
            "28(3)",
        ),
        term(
            "controller_rights",
            "Obligations et droits du responsable",
            "Obligations and rights of the controller",
            "28(3)",
        ),
    ],
};

/// Families of measures of the CNIL models.
pub static SECURITY_MEASURES: Vocabulary = Vocabulary {
    name: "security_measures",
    terms: &[
        term("access_control", "Contrôle d’accès des utilisateurs", "User access control", ""),
        term("traceability", "Mesures de traçabilité", "Traceability measures", ""),
        term(
            "software_protection",
            "Mesures de protection des logiciels",
            "Software protection measures",
            "",
        ),
        term("backup", "Sauvegarde des données", "Data backup", ""),
        term("encryption", "Chiffrement des données", "Data encryption", ""),
        term("processor_control", "Contrôle des sous-traitants", "Control of processors", ""),
        term("other", "Autres mesures", "Other measures", ""),
    ],
};
