//! Joint controllers and processors (Articles 25 to 29).
//!
//! A question left open is found as a warning; "none" is what the record says, and an error.

use crate::check::case::Case;
use crate::check::facts::wording::{self, Words};
use crate::check::facts::words;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::vocabulary::CONTRACT_DESCRIPTION;
use crate::model::{Group, Kind, Severity};

pub(super) const RULES: &[&Rule] = &[
    &BY_DESIGN,
    &ARRANGEMENT,
    &ESSENCE,
    &NO_CONTRACT,
    &CLAUSES,
    &DESCRIPTION,
    &AUTHORISATION,
    &GUARANTEES,
    &NOT_A_PROCESSOR,
    &OWN_PURPOSES,
    &OLD_CONTRACT,
    &CONTRACT_OVER,
];

static BY_DESIGN: Rule = Rule {
    code: "RGPD-A25-01",
    name: "no-protection-by-design",
    severity: Severity::Advice,
    says: text(
        "Projet sans trace d’une réflexion de protection dès la conception.",
        "Project without a trace of data protection by design.",
    ),
    why: text(
        "Les choix de minimisation et de réglages par défaut se font avant la mise en œuvre (article 25)\u{a0}: après, ils coûtent plus cher et se prouvent mal.",
        "Choices of minimisation and default settings are made before processing begins (Article 25): afterwards they cost more and are hard to prove.",
    ),
    mend: text(
        "Consigner ces choix et dire où (design_review_ref).",
        "Record those choices and say where (design_review_ref).",
    ),
    source: gdpr("25(1), 25(2)"),
    on: On::Due(Kind::Activity, "design_review_ref", |case| {
        case.choice("status") == Some("draft") && !case.is_for_clients() && case.lacks("dpia.ref")
    }),
    bad: &["status = \"draft\"", "status = \"draft\"\ndesign_review_ref = \"\""],
    good: &[
        "status = \"draft\"\ndesign_review_ref = \"Note du 4 mai\"",
        "status = \"draft\"\n[dpia]\nref = \"AIPD-2\"",
        "status = \"active\"",
    ],
    ..RULE
};

static ARRANGEMENT: Rule = Rule {
    code: "RGPD-A26-01",
    name: "joint-controllers-without-arrangement",
    severity: Severity::Warning,
    says: text(
        "Responsables conjoints\u{a0}: rien ne dit où est leur accord.",
        "Joint controllers: nothing says where their arrangement is.",
    ),
    why: text(
        "Les responsables conjoints fixent par accord qui fait quoi, notamment pour l’information et les droits des personnes (article 26(1)).",
        "Joint controllers determine by arrangement who does what, notably for information and rights (Article 26(1)).",
    ),
    mend: text("Dire où est l’accord (arrangement_ref).", "Say where the arrangement is (arrangement_ref)."),
    source: gdpr("26(1)"),
    on: On::Record(Kind::Activity, |case, found| {
        if is_joint(case) {
            found.unanswered("arrangement_ref");
        }
    }),
    bad: &[
        "[joint_controllers.b]\nname = \"Banque\"",
        "role = \"joint\"\narrangement_ref = \"\"\n[joint_controllers.b]\nname = \"Banque\"",
    ],
    good: &[
        "arrangement_ref = \"ACC-1\"\n[joint_controllers.b]\nname = \"Banque\"",
        "joint_controllers = \"none\"",
    ],
    ..RULE
};

static ESSENCE: Rule = Rule {
    code: "RGPD-A26-02",
    name: "arrangement-not-made-available",
    severity: Severity::Warning,
    says: text(
        "Responsables conjoints\u{a0}: les grandes lignes de leur accord ne sont pas dites mises à disposition.",
        "Joint controllers: the essence of their arrangement is not said to be made available.",
    ),
    why: text(
        "Les grandes lignes de l’accord sont mises à la disposition des personnes (article 26(2)).",
        "The essence of the arrangement is made available to people (Article 26(2)).",
    ),
    mend: text(
        "Publier un résumé, puis le dire (essence_published = true).",
        "Publish a summary, then say so (essence_published = true).",
    ),
    source: gdpr("26(2)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_joint(case) {
            return;
        }
        if case.is_false("essence_published") {
            found.at("essence_published").severity(Severity::Error);
        } else if case.lacks("essence_published") {
            found.at("essence_published");
        }
    }),
    bad: &[
        "[joint_controllers.b]\nname = \"Banque\"",
        "essence_published = false\n[joint_controllers.b]\nname = \"Banque\"",
    ],
    good: &[
        "essence_published = true\n[joint_controllers.b]\nname = \"Banque\"",
        "essence_published = false\njoint_controllers = \"none\"",
    ],
    ..RULE
};

static NO_CONTRACT: Rule = Rule {
    code: "RGPD-A28-01",
    name: "processor-without-contract",
    severity: Severity::Warning,
    says: text("Contrat du sous-traitant\u{a0}: {fault}.", "Contract with the processor: {fault}."),
    why: text(
        "Un sous-traitant n’agit que sur un contrat écrit (article 28(3) et (9)). La fiche n’en montre ni la référence ni la signature.",
        "A processor acts only on a written contract (Article 28(3) and (9)). The record shows neither its reference nor its signature.",
    ),
    mend: text(
        "Conclure le contrat s’il n’y en a pas (modèle\u{a0}: décision (UE) 2021/915), puis dire sa référence et sa date de signature (contract.ref, contract.signed_on).",
        "Conclude the contract if there is none (model: Decision (EU) 2021/915), then say its reference and the date of signature (contract.ref, contract.signed_on).",
    ),
    source: gdpr("28(3), 28(9)"),
    on: On::Record(Kind::Processor, |case, found| {
        const NONE: Text = text("il n’y en a pas", "there is none");
        const NOT_ENTERED: Text = text("aucun n’est inscrit", "none is entered");
        const NOT_DATED: Text = text("rien ne dit quand il a été signé", "nothing says when it was signed");
        if case.is_none("contract") {
            found.at("contract").severity(Severity::Error).with("fault", NONE);
        } else if case.lacks("contract.ref") && case.lacks("contract.link") {
            found.at("contract.ref").with("fault", NOT_ENTERED);
        } else if case.lacks("contract.signed_on") {
            // General terms are accepted rather than signed.
            found.at("contract.signed_on").severity(Severity::Advice).with("fault", NOT_DATED);
        }
    }),
    bad: &[
        "name = \"Hébergeur\"",
        "name = \"Hébergeur\"\ncontract = \"none\"",
        "name = \"Hébergeur\"\n[contract]\nref = \"C-1\"",
    ],
    good: &[
        "name = \"Hébergeur\"\n[contract]\nref = \"C-1\"\nsigned_on = 2024-01-02",
        "name = \"Hébergeur\"\n[contract]\nlink = \"contrats/1.pdf\"\nsigned_on = 2024-01-02",
    ],
    ..RULE
};

static CLAUSES: Rule = Rule {
    code: "RGPD-A28-02",
    name: "contract-clauses-incomplete",
    severity: Severity::Warning,
    says: text(
        "Contrat de sous-traitance\u{a0}: il manque {missing}.",
        "Processing contract: {missing} missing.",
    ),
    why: text(
        "Le contrat prévoit les huit engagements des lettres a à h de l’article 28(3). Ceux que la fiche liste ne les couvrent pas tous.",
        "The contract provides for the eight commitments of letters a to h of Article 28(3). Those listed do not cover them all.",
    ),
    mend: text(
        "Compléter par avenant, puis la liste (contract.clauses)\u{202f}; modèle\u{a0}: décision (UE) 2021/915.",
        "Complete by amendment, then the list (contract.clauses); model: Decision (EU) 2021/915.",
    ),
    source: gdpr("28(3)(a), 28(3)(h)"),
    on: On::Record(Kind::Processor, |case, found| {
        // A list that was never begun says nothing of the contract.
        if case.lacks("contract.clauses") {
            return;
        }
        let letters = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let missing: Vec<&str> =
            letters.into_iter().filter(|l| !case.includes("contract.clauses", l)).collect();
        if !missing.is_empty() {
            found.at("contract.clauses").with("missing", missing.join(", "));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\"]",
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]",
    ],
    good: &[
        "name = \"H\"\n[contract]\nclauses = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]",
        "name = \"H\"\n[contract]\nref = \"C-1\"",
    ],
    ..RULE
};

static DESCRIPTION: Rule = Rule {
    code: "RGPD-A28-03",
    name: "contract-does-not-describe-the-processing",
    severity: Severity::Warning,
    says: text(
        "Contrat de sous-traitance, qui ne décrit pas\u{a0}: {missing}.",
        "Processing contract, which does not describe: {missing}.",
    ),
    why: text(
        "Le contrat définit l’objet et la durée, la nature et la finalité, les données et les personnes, les obligations et les droits du responsable (article 28(3)). Un contrat-type sans annexe n’en dit rien.",
        "The contract sets out the subject and duration, the nature and purpose, the data and the people, the obligations and rights of the controller (Article 28(3)). A standard contract without its annex says nothing of them.",
    ),
    mend: text(
        "Ajouter l’annexe descriptive, puis la liste (contract.describes).",
        "Add the annex that describes it, then the list (contract.describes).",
    ),
    source: gdpr("28(3)"),
    on: On::Record(Kind::Processor, |case, found| {
        // A list that was never begun says nothing of the contract.
        if case.lacks("contract.describes") {
            return;
        }
        let missing =
            CONTRACT_DESCRIPTION.terms.iter().filter(|t| !case.includes("contract.describes", t.id));
        let missing: Vec<Text> = missing.map(|t| t.label).collect();
        if !missing.is_empty() {
            found.at("contract.describes").with("missing", words::list(&missing));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\ndescribes = [\"subject\"]",
        "name = \"H\"\n[contract]\ndescribes = [\"subject\", \"nature\", \"data\"]",
    ],
    good: &[
        "name = \"H\"\n[contract]\ndescribes = [\"subject\", \"nature\", \"data\", \"controller_rights\"]",
        "name = \"H\"\n[contract]\nref = \"C-1\"",
    ],
    ..RULE
};

static AUTHORISATION: Rule = Rule {
    code: "RGPD-A28-04",
    name: "sub-processors-not-authorised",
    severity: Severity::Warning,
    says: text(
        "Sous-traitants ultérieurs\u{a0}: rien ne dit qu’ils sont autorisés.",
        "Sub-processors: nothing says that they are authorised.",
    ),
    why: text(
        "Un sous-traitant n’en recrute un autre qu’avec l’autorisation écrite du responsable, spécifique ou générale (article 28(2)).",
        "A processor engages another only with the controller’s written authorisation, specific or general (Article 28(2)).",
    ),
    mend: text(
        "Dire l’autorisation donnée (subprocessor_authorisation).",
        "Say the authorisation given (subprocessor_authorisation).",
    ),
    source: gdpr("28(2), 28(4)"),
    on: On::Record(Kind::Processor, |case, found| {
        let dated = case.rows("subprocessors").all(|(_, row)| row.date("authorised_on").is_some());
        if case.rows("subprocessors").next().is_some() && !dated {
            found.unanswered("subprocessor_authorisation");
        }
    }),
    bad: &[
        "name = \"H\"\n[subprocessors.x]\nname = \"X\"",
        "name = \"H\"\nsubprocessor_authorisation = \"none\"\n[subprocessors.x]\nname = \"X\"",
    ],
    good: &[
        "name = \"H\"\nsubprocessor_authorisation = \"general\"\n[subprocessors.x]\nname = \"X\"",
        "name = \"H\"\nsubprocessors = \"none\"",
    ],
    ..RULE
};

static GUARANTEES: Rule = Rule {
    code: "RGPD-A28-05",
    name: "guarantees-not-checked",
    severity: Severity::Advice,
    says: text(
        "Rien ne dit que les garanties du sous-traitant ont été vérifiées.",
        "Nothing says that the processor’s guarantees were checked.",
    ),
    why: text(
        "Le responsable ne fait appel qu’à des sous-traitants qui présentent des garanties suffisantes (article 28(1))\u{a0}: un questionnaire, une certification ou un audit le montre.",
        "The controller uses only processors that provide sufficient guarantees (Article 28(1)): a questionnaire, a certification or an audit shows it.",
    ),
    mend: text(
        "Dire où est la vérification (due_diligence_ref), ou les certifications (certifications).",
        "Say where the check is (due_diligence_ref), or the certifications (certifications).",
    ),
    source: gdpr("28(1)"),
    on: On::Due(Kind::Processor, "due_diligence_ref", |case| {
        case.lacks("certifications") && case.lacks("contract.audited_on")
    }),
    bad: &["name = \"H\"", "name = \"H\"\ndue_diligence_ref = \"\""],
    good: &["name = \"H\"\ndue_diligence_ref = \"Q-2024\"", "name = \"H\"\ncertifications = [\"ISO 27001\"]"],
    ..RULE
};

/// Words are read: a warning.
static NOT_A_PROCESSOR: Rule = Rule {
    code: "RGPD-A28-06",
    name: "provider-not-entered-as-processor",
    severity: Severity::Warning,
    says: text(
        "«\u{a0}{name}\u{a0}» semble traiter des données pour le compte de l’organisme, et n’est pas parmi les sous-traitants.",
        "“{name}” seems to process data on the organisation’s behalf, and is not among the processors.",
    ),
    why: text(
        "Qui héberge, envoie ou maintient avec accès aux données agit d’ordinaire pour le compte du responsable\u{a0}: c’est un sous-traitant, lié par un contrat (articles 4(8) et 28\u{202f}; CEPD, lignes directrices 07/2020). Le registre lit un nom\u{a0}: à vérifier.",
        "Whoever hosts, sends or maintains with access to the data usually acts on the controller’s behalf: that is a processor, bound by a contract (Articles 4(8) and 28; EDPB, Guidelines 07/2020). The register reads a name: to be verified.",
    ),
    mend: text(
        "Le citer parmi les sous-traitants (processors), avec son contrat\u{202f}; s’il n’a pas accès aux données, le retirer des destinataires.",
        "Enter it among the processors (processors), with its contract; if it has no access to the data, take it out of the recipients.",
    ),
    source: Source {
        texts: text("CEPD, lignes directrices 07/2020", "EDPB, Guidelines 07/2020"),
        ..gdpr("4(8), 28(1), 28(3)")
    },
    on: On::Record(Kind::Activity, |case, found| {
        const TRADES: Words = &[
            "hebergeur",
            "hebergement",
            "infogerance",
            "infogerant",
            "maintenance informatique",
            "prestataire informatique",
            "prestataires informatiques",
            "sous-traitant",
            "routeur",
            "routage",
            "prestataire d'envoi",
            "prestataire d'emailing",
            "hosting provider",
            "it provider",
            "it maintenance",
            "managed services",
            "subcontractor",
        ];
        if case.has("processors") || case.is_over() || case.is_for_clients() {
            return;
        }
        for (name, row) in case.rows("recipients") {
            let kind = row.choice("kind").map(|k| k.id);
            let Some(said) = row.text("name").filter(|_| !matches!(kind, Some("internal" | "authority")))
            else {
                continue;
            };
            if kind == Some("processor") || wording::names(said, TRADES).is_some() {
                found.row("recipients", name, "name").with("name", said.trim());
                return;
            }
        }
    }),
    bad: &[
        "[recipients.h]\nkind = \"external\"\nname = \"Hébergeur du site\"",
        "processors = \"none\"\n[recipients.r]\nkind = \"processor\"\nname = \"Société d’envoi de courriels\"",
    ],
    good: &[
        "processors = [\"p\"]\n[recipients.h]\nkind = \"processor\"\nname = \"Hébergeur du site\"\n# processors/p.toml\nname = \"H\"",
        "[recipients.c]\nkind = \"internal\"\nname = \"Service maintenance informatique\"",
        "[recipients.t]\nkind = \"external\"\nname = \"Transporteurs\"",
    ],
    ..RULE
};

static OWN_PURPOSES: Rule = Rule {
    code: "RGPD-A28-07",
    name: "processor-with-purposes-of-its-own",
    severity: Severity::Warning,
    says: text(
        "Le sous-traitant réutilise les données pour lui-même\u{a0}: pour cette part, il en est responsable.",
        "The processor reuses the data for itself: for that part it is a controller.",
    ),
    why: text(
        "Un sous-traitant qui détermine les fins et les moyens est tenu pour responsable (article 28(10)). Lui transmettre les données suppose alors une base et une information propres.",
        "A processor that determines purposes and means is considered a controller (Article 28(10)). Passing data to it then needs a basis and information of its own.",
    ),
    mend: text(
        "Interdire la réutilisation par contrat, ou la déclarer parmi les destinataires de la fiche (recipients) et écarter la règle.",
        "Forbid the reuse by contract, or declare it among the sheet’s recipients (recipients) and waive the rule.",
    ),
    source: gdpr("28(10)"),
    on: On::Record(Kind::Processor, |case, found| {
        if case.is_true("own_purposes") && !is_told_as_recipient(case) {
            found.at("own_purposes");
        }
    }),
    bad: &[
        "name = \"H\"\nown_purposes = true",
        "name = \"Régie\"\nservices = [\"Publicité\"]\nown_purposes = true",
    ],
    good: &[
        "name = \"H\"\nown_purposes = false",
        "name = \"Banque Olivier\"\nown_purposes = true\n# activities/a.toml\nprocessors = [\"exemple\"]\n[recipients.banque]\nkind = \"external\"\nname = \"Banque Olivier, pour ses obligations\"",
    ],
    ..RULE
};

static OLD_CONTRACT: Rule = Rule {
    code: "RGPD-A28-08",
    name: "contract-not-reviewed",
    severity: Severity::Advice,
    says: text(
        "Contrat de sous-traitance relu pour la dernière fois le {day}.",
        "Processing contract last reviewed on {day}.",
    ),
    why: text(
        "Le périmètre, les sous-traitants ultérieurs et les mesures changent\u{a0}: un contrat se relit, tous les trois ans au moins par usage (articles 24 et 28).",
        "Scope, sub-processors and measures change: a contract is reviewed, every three years at least by custom (Articles 24 and 28).",
    ),
    mend: text(
        "Le relire et noter la date (contract.reviewed_on).",
        "Review it and note the date (contract.reviewed_on).",
    ),
    source: gdpr("24(1), 28(3)"),
    on: On::Record(Kind::Processor, |case, found| {
        let last = case.date("contract.reviewed_on").or_else(|| case.date("contract.signed_on"));
        let limit = case.today.checked_sub_months(chrono::Months::new(36));
        if let Some(day) = last.filter(|day| limit.is_some_and(|l| *day < l)) {
            found.at("contract.reviewed_on").with("day", words::day(day));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\nreviewed_on = 2023-11-22",
        "name = \"H\"\n[contract]\nsigned_on = 2019-01-02",
    ],
    good: &[
        "name = \"H\"\n[contract]\nreviewed_on = 2023-11-23",
        "name = \"H\"\n[contract]\nsigned_on = 2019-01-02\nreviewed_on = 2025-01-01",
    ],
    ..RULE
};

static CONTRACT_OVER: Rule = Rule {
    code: "RGPD-A28-09",
    name: "contract-over",
    severity: Severity::Warning,
    says: text(
        "Contrat de sous-traitance terminé le {day}, et une activité en cours emploie ce sous-traitant.",
        "Processing contract that ended on {day}, and a current activity employs this processor.",
    ),
    why: text(
        "Un sous-traitant n’agit que sur un contrat (article 28(3)). Passé son terme, les données sont rendues ou effacées (28(3)(g)), ou le contrat a été renouvelé sans que la fiche le dise.",
        "A processor acts only on a contract (Article 28(3)). Once it has ended the data is returned or deleted (28(3)(g)), or the contract was renewed and the record does not say so.",
    ),
    mend: text(
        "Noter le nouveau terme (contract.ends_on), ou retirer le sous-traitant des activités et consigner la restitution.",
        "Note the new end (contract.ends_on), or take the processor out of the activities and record the return.",
    ),
    source: gdpr("28(3)"),
    on: On::Record(Kind::Processor, |case, found| {
        let current = |a: &crate::model::Record| {
            !a.fields.choice("status").is_some_and(|s| matches!(s.id, "ended" | "draft"))
        };
        if let Some(day) = case.date("contract.ends_on").filter(|day| *day < case.today)
            && case.activities().any(current)
        {
            found.at("contract.ends_on").with("day", words::day(day));
        }
    }),
    bad: &[
        "name = \"H\"\n[contract]\nends_on = 2026-11-22\n# activities/a.toml\nprocessors = [\"exemple\"]",
        "name = \"H\"\n[contract]\nends_on = 2020-01-01\n# activities/a.toml\nstatus = \"active\"\nprocessors = [\"exemple\"]",
    ],
    good: &[
        "name = \"H\"\n[contract]\nends_on = 2026-11-23\n# activities/a.toml\nprocessors = [\"exemple\"]",
        "name = \"H\"\n[contract]\nends_on = 2020-01-01\n# activities/a.toml\nstatus = \"ended\"\nprocessors = [\"exemple\"]",
        "name = \"H\"\n[contract]\nends_on = 2020-01-01",
    ],
    ..RULE
};

/// Whether the sheet names joint controllers.
fn is_joint(case: &Case<'_>) -> bool {
    !case.is_over() && case.rows("joint_controllers").next().is_some()
}

/// Whether an activity that employs it also names it among those who receive the data for themselves.
fn is_told_as_recipient(case: &Case<'_>) -> bool {
    let Some(name) = case.text("name").map(fold) else { return false };
    let tells = |row: &Group| {
        let own = row.choice("kind").is_some_and(|k| k.id != "processor");
        own && row.text("name").is_some_and(|said| fold(said).contains(&name))
    };
    case.activities().any(|a| a.fields.rows("recipients").any(|(_, row)| tells(row)))
}
