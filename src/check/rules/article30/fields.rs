//! What the field table finds missing.

use crate::check::rule::{On, Part, RULE, Rule, Source, gdpr};
use crate::model::message::text;

/// What these rules have in common.
const ASKED: Rule = Rule { part: Part::Article30, on: On::Fields, ..RULE };

pub static CONTROLLER: Rule = Rule {
    code: "RGPD-A30-01",
    name: "controller-not-identified",
    says: text(
        "Nom ou coordonnées du responsable du traitement manquants.",
        "Name or contact details of the controller missing.",
    ),
    why: text(
        "Le registre s’ouvre sur l’identité de celui qui le tient\u{a0}: l’article 30 demande, depuis le 25 mai 2018, son nom et ses coordonnées. Sans eux, ni une personne ni une autorité ne saurait à qui s’adresser.",
        "The record opens with the identity of whoever keeps it: since 25 May 2018, Article 30 asks for the name and contact details. Without them neither a person nor an authority would know whom to turn to.",
    ),
    mend: text(
        "Donner le nom (name) et au moins une adresse, un numéro ou une adresse mél (address, phone, email).",
        "Give the name (name) and at least an address, a number or an e-mail address (address, phone, email).",
    ),
    source: gdpr("30(1)(a), 30(2)(a)"),
    bad: &["# register.toml\nname = \"Exemple\""],
    good: &["# register.toml\nname = \"Exemple\"\nphone = \"01 99 00 00 00\""],
    ..ASKED
};

pub static JOINT_CONTROLLERS: Rule = Rule {
    code: "RGPD-A30-02",
    name: "joint-controller-not-identified",
    says: text(
        "Responsable conjoint absent, ou cité sans nom ou sans coordonnées.",
        "Joint controller missing, or listed without name or contact details.",
    ),
    why: text(
        "Quand plusieurs organismes décident ensemble des finalités et des moyens, chacun inscrit les autres à son registre (article 30(1)(a)). La question se pose «\u{a0}le cas échéant\u{a0}»\u{a0}: le rôle de l’organisme y répond.",
        "When several organisations decide purposes and means together, each enters the others in its record (Article 30(1)(a)). The question arises “where applicable”: the role of the organisation answers it.",
    ),
    mend: text(
        "Inscrire chaque responsable conjoint avec son nom et un moyen de le joindre (joint_controllers), ou dire le rôle (role).",
        "Enter each joint controller with its name and a way to reach it (joint_controllers), or say the role (role).",
    ),
    source: gdpr("30(1)(a), 26"),
    bad: &["role = \"joint\""],
    good: &["role = \"controller\""],
    ..ASKED
};

pub static REPRESENTATIVE: Rule = Rule {
    code: "RGPD-A30-03",
    name: "representative-not-identified",
    says: text(
        "Organisme hors de l’Union sans représentant inscrit, ou sans ses coordonnées.",
        "Organisation outside the Union with no representative entered, or no contact details.",
    ),
    why: text(
        "Un organisme établi hors de l’Union, auquel le règlement s’applique, y désigne par écrit un représentant, sauf dans les cas de l’article 27(2). Le registre le nomme et donne ses coordonnées.",
        "An organisation established outside the Union to which the Regulation applies designates a representative in it in writing, save in the cases of Article 27(2). The record names it and gives its contact details.",
    ),
    mend: text(
        "Inscrire le représentant (eu_representative), répondre «\u{a0}néant\u{a0}» si l’article 27(2) en dispense, ou dire que l’organisme est établi dans l’Union (eu_established).",
        "Enter the representative (eu_representative), answer “none” if Article 27(2) exempts you, or say that the organisation is established in the Union (eu_established).",
    ),
    source: gdpr("30(1)(a), 30(2)(a), 27"),
    bad: &["# register.toml\nname = \"Exemple\"\neu_established = false"],
    good: &["# register.toml\nname = \"Exemple\"\neu_established = true"],
    ..ASKED
};

pub static OFFICER: Rule = Rule {
    code: "RGPD-A30-04",
    name: "officer-not-identified",
    says: text(
        "Délégué à la protection des données\u{a0}: rien n’est dit, ou son nom ou ses coordonnées manquent.",
        "Data protection officer: nothing is said, or the name or contact details are missing.",
    ),
    why: text(
        "Le registre donne le nom et les coordonnées du délégué, s’il y en a un (article 30(1)(a)). Tant que la question n’a pas de réponse, nul ne sait s’il y en a un.",
        "The record gives the name and contact details of the officer, where there is one (Article 30(1)(a)). As long as the question has no answer, nobody knows whether there is one.",
    ),
    mend: text(
        "Remplir le délégué (dpo), ou répondre «\u{a0}néant\u{a0}» (dpo = \"none\").",
        "Fill in the officer (dpo), or answer “none” (dpo = \"none\").",
    ),
    source: gdpr("30(1)(a), 30(2)(a), 37"),
    bad: &["# register.toml\nname = \"Exemple\"\n[dpo]\nname = \"Déléguée\""],
    good: &["# register.toml\nname = \"Exemple\"\ndpo = \"none\""],
    ..ASKED
};

pub static PURPOSES: Rule = Rule {
    code: "RGPD-A30-05",
    name: "no-purpose",
    says: text("Aucune finalité.", "No purpose."),
    why: text(
        "La finalité est ce pour quoi les données sont traitées\u{a0}: tout le reste – données, durées, destinataires – se juge par rapport à elle. L’article 30(1)(b) la demande pour chaque activité.",
        "The purpose is what the data is processed for: all else – data, periods, recipients – is judged against it. Article 30(1)(b) asks for it in each activity.",
    ),
    mend: text("Rattacher au moins une finalité (purposes).", "Attach at least one purpose (purposes)."),
    source: gdpr("30(1)(b), 5(1)(b)"),
    bad: &["name = \"Clients\""],
    good: &["purposes = [\"p\"]\n# purposes/p.toml\nname = \"Livrer les commandes\""],
    ..ASKED
};

pub static DATA_SUBJECTS: Rule = Rule {
    code: "RGPD-A30-07",
    name: "no-data-subjects",
    says: text("Aucune catégorie de personnes concernées.", "No category of data subjects."),
    why: text(
        "L’article 30(1)(c) demande une description des catégories de personnes. Elles décident aussi d’autres règles\u{a0}: mineurs, salariés, patients.",
        "Article 30(1)(c) asks for a description of the categories of people. Other rules hang on them too: minors, employees, patients.",
    ),
    mend: text(
        "Choisir les catégories de personnes (data_subjects).",
        "Choose the categories of people (data_subjects).",
    ),
    source: gdpr("30(1)(c)"),
    bad: &["name = \"Clients\""],
    good: &["[data_subjects.clients]\ncategory = \"customers\""],
    ..ASKED
};

pub static DATA: Rule = Rule {
    code: "RGPD-A30-08",
    name: "no-categories-of-data",
    says: text(
        "Catégories de données, ou leur détail, non renseignés.",
        "Categories of data, or their detail, not filled in.",
    ),
    why: text(
        "L’article 30(1)(c) demande les catégories de données, données sensibles comprises. Le détail permet de juger si chacune est nécessaire (article 5(1)(c)).",
        "Article 30(1)(c) asks for the categories of data, sensitive data included. The detail lets one judge whether each is needed (Article 5(1)(c)).",
    ),
    mend: text(
        "Choisir les catégories et citer les données (data, special_categories)\u{202f}; répondre «\u{a0}néant\u{a0}» s’il n’y a pas de données sensibles.",
        "Choose the categories and list the data (data, special_categories); answer “none” if there is no sensitive data.",
    ),
    source: gdpr("30(1)(c), 5(1)(c)"),
    bad: &["special_categories = \"none\""],
    good: &["special_categories = \"none\"\n[data.contact]\ncategory = \"identity\"\nitems = [\"Nom\"]"],
    ..ASKED
};

pub static RECIPIENTS: Rule = Rule {
    code: "RGPD-A30-09",
    name: "no-recipients",
    says: text("Aucune catégorie de destinataires.", "No category of recipients."),
    why: text(
        "L’article 30(1)(d) demande les catégories de destinataires auxquels les données ont été ou seront communiquées. Services internes habilités, sous-traitants et tiers y ont leur place.",
        "Article 30(1)(d) asks for the categories of recipients to whom the data has been or will be disclosed. Authorised departments, processors and third parties belong there.",
    ),
    mend: text(
        "Citer services, sous-traitants et tiers (recipients), ou répondre «\u{a0}néant\u{a0}» (recipients = \"none\").",
        "List departments, processors and third parties (recipients), or answer “none” (recipients = \"none\").",
    ),
    source: gdpr("30(1)(d)"),
    bad: &["name = \"Clients\""],
    good: &["recipients = \"none\""],
    ..ASKED
};

pub static SAFEGUARDS: Rule = Rule {
    code: "RGPD-A30-11",
    name: "safeguards-not-documented",
    says: text(
        "Transfert fondé sur des intérêts légitimes impérieux sans garanties documentées.",
        "Transfer based on compelling legitimate interests without documented safeguards.",
    ),
    why: text(
        "Le second alinéa de l’article 49(1) permet un transfert ponctuel pour des intérêts légitimes impérieux, à la condition d’une évaluation et de garanties. L’article 30(1)(e) et l’article 49(6) veulent qu’elles figurent au registre.",
        "The second subparagraph of Article 49(1) allows a one-off transfer for compelling legitimate interests, provided there are an assessment and safeguards. Articles 30(1)(e) and 49(6) want them in the record.",
    ),
    mend: text(
        "Décrire l’évaluation et les garanties (safeguards), ou choisir un autre mécanisme (mechanism).",
        "Describe the assessment and the safeguards (safeguards), or choose another mechanism (mechanism).",
    ),
    source: gdpr("30(1)(e), 49(1), 49(6)"),
    bad: &["[transfers.x]\nrecipient = \"X\"\ncountry = \"US\"\nmechanism = \"compelling_interest\""],
    good: &["[transfers.x]\nrecipient = \"X\"\ncountry = \"US\"\nmechanism = \"scc\""],
    ..ASKED
};

pub static RETENTION: Rule = Rule {
    code: "RGPD-A30-12",
    name: "no-retention-period",
    says: text("Ni durée ni critère de conservation.", "Neither a retention period nor a criterion."),
    why: text(
        "L’article 30(1)(f) demande, dans la mesure du possible, les délais prévus pour l’effacement de chaque catégorie de données. L’article 5(1)(e) interdit de garder sans limite, et l’article 13(2)(a) veut que la durée soit dite aux personnes. La CNIL a relevé en 2022 l’absence de durée dans le registre d’un organisme qu’elle a sanctionné.",
        "Article 30(1)(f) asks, where possible, for the time limits envisaged for erasing each category of data. Article 5(1)(e) forbids keeping without limit, and Article 13(2)(a) wants people to be told the period. In 2022 the CNIL noted the lack of any period in the record of an organisation that it fined.",
    ),
    mend: text(
        "Rattacher une durée à chaque donnée ou finalité (retention), ou dire pourquoi ce n’est pas possible (retention_not_possible_reason).",
        "Attach a retention rule to each datum or purpose (retention), or say why it is not possible (retention_not_possible_reason).",
    ),
    source: Source {
        texts: text("CNIL, SAN-2022-020", "CNIL, SAN-2022-020"),
        ..gdpr("30(1)(f), 5(1)(e), 13(2)(a)")
    },
    bad: &["[data.contact]\ncategory = \"identity\"\nitems = [\"Nom\"]"],
    good: &[
        "retention_not_possible_reason = \"Durée de vie de l’association.\"\n[data.contact]\ncategory = \"identity\"\nitems = [\"Nom\"]",
    ],
    ..ASKED
};

pub static SECURITY: Rule = Rule {
    code: "RGPD-A30-13",
    name: "no-security-measures",
    says: text(
        "Aucune description générale des mesures de sécurité.",
        "No general description of the security measures.",
    ),
    why: text(
        "L’article 30(1)(g) demande, dans la mesure du possible, une description générale des mesures de l’article 32. Plusieurs autorités européennes ont cité cette omission dans une sanction.",
        "Article 30(1)(g) asks, where possible, for a general description of the measures of Article 32. Several European authorities have cited this omission in a fine.",
    ),
    mend: text(
        "Décrire les mesures, au moins par famille (security), ou dire pourquoi elles ne le sont pas (security_not_possible_reason).",
        "Describe the measures, at least by family (security), or say why they are not (security_not_possible_reason).",
    ),
    source: gdpr("30(1)(g), 32(1)"),
    bad: &["name = \"Clients\""],
    good: &["security_not_possible_reason = \"Décrites par le service informatique.\""],
    ..ASKED
};

pub static CLIENTS: Rule = Rule {
    code: "RGPD-A30-31",
    name: "client-not-identified",
    says: text(
        "Client pour le compte duquel l’organisme agit\u{a0}: absent, ou sans nom ou coordonnées.",
        "Client on whose behalf the organisation acts: missing, or without name or contact details.",
    ),
    why: text(
        "Le sous-traitant tient son propre registre\u{a0}: l’article 30(2)(a) y demande le nom et les coordonnées de chaque responsable pour lequel il agit et, le cas échéant, de leur représentant et de leur délégué.",
        "A processor keeps a record of its own: Article 30(2)(a) asks there for the name and contact details of each controller on whose behalf it acts and, where applicable, of its representative and officer.",
    ),
    mend: text(
        "Inscrire chaque client avec un moyen de le joindre, son représentant et son délégué, ou «\u{a0}néant\u{a0}» (clients).",
        "Enter each client with a way to reach it, its representative and its officer, or “none” (clients).",
    ),
    source: gdpr("30(2)(a)"),
    bad: &["role = \"processor\""],
    good: &[
        "role = \"processor\"\n[clients.ville]\nname = \"Ville\"\nemail = \"dpo@ville.example\"\nrepresentative = \"none\"\ndpo = \"none\"",
    ],
    ..ASKED
};

pub static PROCESSING_CATEGORIES: Rule = Rule {
    code: "RGPD-A30-32",
    name: "no-processing-categories",
    says: text(
        "Aucune catégorie de traitement effectué pour les clients.",
        "No category of processing carried out for the clients.",
    ),
    why: text(
        "L’article 30(2)(b) demande les catégories de traitements effectués pour le compte de chaque responsable\u{a0}: ce que la prestation fait des données.",
        "Article 30(2)(b) asks for the categories of processing carried out on behalf of each controller: what the service does with the data.",
    ),
    mend: text(
        "Décrire les prestations (processing_categories).",
        "Describe the services (processing_categories).",
    ),
    source: gdpr("30(2)(b)"),
    bad: &["role = \"processor\""],
    good: &["role = \"processor\"\nprocessing_categories = [\"Routage de courriels\"]"],
    ..ASKED
};

pub static SECURITY_FOR_CLIENTS: Rule = Rule {
    code: "RGPD-A30-34",
    name: "no-security-measures-for-clients",
    says: text(
        "Mesures de sécurité absentes du registre de sous-traitant.",
        "Security measures missing from the processor’s record.",
    ),
    why: text(
        "L’article 30(2)(d) demande au sous-traitant, dans la mesure du possible, une description générale de ses mesures de sécurité. Ses clients la lui demanderont aussi (article 28(1)).",
        "Article 30(2)(d) asks the processor, where possible, for a general description of its security measures. Its clients will ask for it too (Article 28(1)).",
    ),
    mend: text(
        "Décrire les mesures, au moins par famille (security), ou dire pourquoi elles ne le sont pas (security_not_possible_reason).",
        "Describe the measures, at least by family (security), or say why they are not (security_not_possible_reason).",
    ),
    source: gdpr("30(2)(d), 32(1)"),
    bad: &["role = \"processor\""],
    good: &[
        "role = \"processor\"\n[security.acces]\nkind = \"access_control\"\ndescription = \"Comptes nominatifs.\"",
    ],
    ..ASKED
};
