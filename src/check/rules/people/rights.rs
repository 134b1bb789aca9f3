//! How people exercise their rights, and which they have (Articles 12 and 15 to 22).

use std::collections::BTreeSet;

use super::is_ours;
use crate::check::case::{Case, includes, value};
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{OF_CONTROLLERS, On, Rule, Source, gdpr, since};
use crate::law::rights;
use crate::model::message::{Text, text};
use crate::model::vocabulary::RIGHTS;
use crate::model::{Kind, Record, Severity, Value};

pub static NO_CONTACT: Rule = Rule {
    code: "RGPD-A12-01",
    name: "no-contact-for-rights",
    severity: Severity::Warning,
    says: text(
        "Aucun contact n’est dit pour exercer les droits.",
        "No contact is given for exercising rights.",
    ),
    why: text(
        "Le responsable facilite l’exercice des droits (article 12(2)). Sans adresse, la personne ne sait à qui écrire\u{202f}; le délégué peut en tenir lieu (article 38(4)).",
        "The controller facilitates the exercise of rights (Article 12(2)). Without an address people do not know whom to write to; the officer may serve as contact (Article 38(4)).",
    ),
    mend: text(
        "Donner une adresse suivie (rights_contact).",
        "Give an address that is read (rights_contact).",
    ),
    source: gdpr("12(2), 13(2)(b)"),
    on: On::Record(Kind::Organisation, |case, found| {
        let reached = ["email", "phone", "address"].iter().any(|key| case.has(&format!("dpo.{key}")));
        if !reached {
            found.unanswered("rights_contact");
        }
    }),
    bad: &["name = \"S\"\nemail = \"contact@exemple.fr\"", "name = \"S\"\nrights_contact = \"\""],
    good: &[
        "name = \"S\"\nrights_contact = \"donnees@exemple.fr\"",
        "name = \"S\"\n[dpo]\nname = \"D\"\nemail = \"dpo@exemple.fr\"",
    ],
    ..OF_CONTROLLERS
};

pub static NO_PROCEDURE: Rule = Rule {
    code: "RGPD-A12-02",
    name: "no-procedure-for-rights",
    severity: Severity::Warning,
    says: text(
        "Demandes d’exercice des droits\u{a0}: rien n’assure une réponse dans le mois.",
        "Requests about rights: nothing ensures an answer within a month.",
    ),
    why: text(
        "Le responsable répond sans délai injustifié, un mois au plus après la demande\u{202f}; deux mois de plus si elle est complexe, en le disant dans le premier mois (article 12(3)).",
        "The controller answers without undue delay, at most one month after the request; two more where it is complex, saying so within the first month (Article 12(3)).",
    ),
    mend: text(
        "Écrire la procédure et la citer (rights_procedure_ref)\u{202f}; ramener le délai d’une fiche à trente jours (rights.deadline_days).",
        "Write the procedure and cite it (rights_procedure_ref); bring a sheet’s time down to thirty days (rights.deadline_days).",
    ),
    source: gdpr("12(3), 24(1)"),
    on: On::Records(&[Kind::Organisation, Kind::Activity], |case, found| match case.record.id.kind {
        Kind::Organisation => {
            // A procedure of some sheets only is seen on those.
            if case.lacks("rights_procedure_ref") {
                found.at("rights_procedure_ref");
            }
        }
        _ => {
            let days = match case.value("rights.deadline_days") {
                Some(Value::Integer(days)) => *days,
                _ => return,
            };
            // A month may have thirty-one days.
            if days > 31 && is_ours(case) {
                found.at("rights.deadline_days").severity(Severity::Error);
            }
        }
    }),
    bad: &[
        "name = \"S\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\n[rights]\ndeadline_days = 60",
    ],
    good: &[
        "name = \"S\"\nrights_procedure_ref = \"P-3\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\n[rights]\ndeadline_days = 31",
    ],
    ..OF_CONTROLLERS
};

pub static RIGHTS_OTHERWISE: Rule = Rule {
    code: "RGPD-A15-01",
    name: "rights-do-not-follow-the-basis",
    severity: Severity::Warning,
    says: text("Droits annoncés\u{a0}: {fault}.", "Rights announced: {fault}."),
    why: text(
        "La base légale décide des droits\u{a0}: la portabilité suppose un consentement ou un contrat, l’opposition un intérêt légitime ou une mission publique\u{202f}; celle à la prospection est ouverte dans tous les cas (articles 15 à 21).",
        "The legal basis decides on the rights: portability supposes consent or a contract, objection legitimate interests or a public task; objection to direct marketing is open in every case (Articles 15 to 21).",
    ),
    mend: text("Corriger la liste (rights.applicable).", "Correct the list (rights.applicable)."),
    source: Source { texts: rights::SOURCE, url: rights::URL, ..gdpr("15, 16, 17, 18, 20, 21") },
    on: On::Record(Kind::Activity, rights_otherwise),
    bad: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
        "rights = \"none\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\", \"portability\", \"objection\"]\n# purposes/p.toml\nlegal_basis = \"public_task\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
        "purposes = [\"p\"]\nmedia = [\"paper\"]\n[rights]\napplicable = [\"access\", \"rectification\", \"erasure\", \"restriction\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\n[rights]\ncontact = \"donnees@exemple.fr\"\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    ..OF_CONTROLLERS
};

fn rights_otherwise(case: &Case<'_>, found: &mut Found<'_>) {
    const NONE: Text = text("la fiche dit qu’il n’y en a aucun", "the sheet says that there is none");
    if !is_ours(case) {
        return;
    }
    // Access and rectification are open whatever the basis.
    for path in ["rights", "rights.applicable"] {
        if case.is_none(path) {
            found.at(path).severity(Severity::Error).with("fault", NONE);
            return;
        }
    }
    if case.lacks("rights.applicable") {
        return;
    }
    let bases: Vec<&str> =
        case.purposes().filter_map(|p| p.fields.choice("legal_basis")).map(|b| b.id).collect();
    let mut due: BTreeSet<&str> =
        bases.iter().filter_map(|b| rights::of(b)).flat_map(|o| o.open).copied().collect();
    if case.has_purpose_kind("prospecting") {
        due.insert("objection");
    }
    if !is_automated(case) {
        due.remove("portability");
    }
    let missing =
        RIGHTS.terms.iter().filter(|r| due.contains(r.id) && !case.includes("rights.applicable", r.id));
    let missing: Vec<Text> = missing.map(|r| r.label).collect();
    const MISSING: Text =
        text("il manque {rights}, que la base légale ouvre", "{rights} missing, which the legal basis opens");
    const EXCESS: Text =
        text("{rights}, qu’aucune base de la fiche n’ouvre", "{rights}, which no basis of the sheet opens");
    if !missing.is_empty() {
        let fault = MISSING.msg().with("rights", words::list(&missing));
        found.at("rights.applicable").with("fault", fault);
        return;
    }
    // To grant more than the law asks is no fault; to announce what will be refused misleads.
    let limited = bases.iter().filter_map(|b| rights::of(b)).flat_map(|o| o.limited).copied();
    let open: BTreeSet<&str> = due.iter().copied().chain(limited).collect();
    let every_basis_is_said = case.purposes().all(|p| p.fields.choice("legal_basis").is_some());
    let promised = ["portability", "objection"].into_iter();
    let excess = promised.filter(|r| case.includes("rights.applicable", r) && !open.contains(r));
    let excess: Vec<Text> = excess.filter_map(|r| RIGHTS.get(r)).map(|r| r.label).collect();
    if !excess.is_empty() && !bases.is_empty() && every_basis_is_said {
        let fault = EXCESS.msg().with("rights", words::list(&excess));
        found.at("rights.applicable").severity(Severity::Advice).with("fault", fault);
    }
}

/// Whether data is processed by automated means: unless the sheet says that it is on paper.
fn is_automated(case: &Case<'_>) -> bool {
    case.lacks("media") || case.includes("media", "electronic") || case.includes("media", "audio_video")
}

pub static NO_PORTABILITY: Rule = Rule {
    code: "RGPD-A20-01",
    name: "no-portable-export",
    severity: Severity::Advice,
    says: text(
        "Portabilité due\u{a0}: aucun export n’est décrit.",
        "Portability is due: no export is described.",
    ),
    why: text(
        "Ce que la personne a fourni, sur la base de son consentement ou d’un contrat et par des moyens automatisés, lui est remis dans un format structuré et courant (article 20).",
        "What people provided on the basis of consent or a contract and by automated means is given to them in a structured and common format (Article 20).",
    ),
    mend: text(
        "Dire comment et dans quel format (rights.portability)\u{a0}: CSV, JSON…",
        "Say how and in which format (rights.portability): CSV, JSON…",
    ),
    source: gdpr("20"),
    on: On::Record(Kind::Activity, |case, found| {
        let based = case.has_basis("consent") || case.has_basis("contract");
        // Whoever lists the rights has thought of it.
        if based
            && is_automated(case)
            && is_ours(case)
            && case.includes("rights.applicable", "portability")
            && case.is_open("rights.portability")
            && case.lacks("rights.procedure_ref")
        {
            found.at("rights.portability");
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"access\", \"portability\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\nmedia = [\"paper\", \"electronic\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[rights]\napplicable = [\"portability\"]\nportability = \"Export CSV\"\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\nmedia = [\"paper\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"contract\"",
        "purposes = [\"p\"]\n[rights]\napplicable = [\"portability\"]\n# purposes/p.toml\nlegal_basis = \"legal_obligation\"",
    ],
    ..OF_CONTROLLERS
};

/// Messages and automated calls have their own rule (FR-PRO-03), which says how the law wants it done there.
pub static NO_OBJECTION: Rule = Rule {
    code: "RGPD-A21-01",
    name: "marketing-without-objection",
    severity: Severity::Warning,
    says: text(
        "Prospection\u{a0}: rien ne dit comment on s’y oppose.",
        "Direct marketing: nothing says how people object.",
    ),
    why: text(
        "L’opposition à la prospection est un droit sans condition, annoncé clairement et à part de toute autre information (article 21(2) à (4)).",
        "Objecting to direct marketing is a right without condition, announced clearly and apart from any other information (Article 21(2) to (4)).",
    ),
    mend: text(
        "Dire le moyen de s’opposer (prospecting.objection_mechanism) et l’annoncer dans la mention.",
        "Say how people object (prospecting.objection_mechanism) and announce it in the notice.",
    ),
    source: gdpr("21(2), 21(3), 21(4)"),
    on: On::Record(Kind::Activity, |case, found| {
        let messages = ["email", "sms", "mms", "automated_call"];
        let told_elsewhere = messages.iter().any(|c| case.includes("prospecting.channels", c));
        if case.has_purpose_kind("prospecting")
            && is_ours(case)
            && !told_elsewhere
            && !case.is_none("prospecting")
            && case.lacks("rights.objection")
        {
            found.unanswered("prospecting.objection_mechanism");
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"postal\"]\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"phone\"]\nobjection_mechanism = \"\"\n# purposes/p.toml\nkind = \"prospecting\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"postal\"]\nobjection_mechanism = \"Par courrier ou en boutique\"\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n[rights]\nobjection = \"Par courriel\"\n# purposes/p.toml\nkind = \"prospecting\"",
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"orders\"",
    ],
    ..OF_CONTROLLERS
};

/// Whether a decision by automated means alone is described, and not denied.
fn decides(case: &Case<'_>) -> bool {
    is_ours(case) && case.fields().group("automated_decision").is_some()
}

pub static DECISION_WITHOUT_GROUND: Rule = Rule {
    code: "RGPD-A22-01",
    name: "automated-decision-without-ground",
    says: text(
        "Décision entièrement automatisée\u{a0}: aucun des trois cas qui la permettent n’est dit.",
        "Solely automated decision: none of the three cases that allow it is said.",
    ),
    why: text(
        "Une décision fondée sur le seul traitement automatisé, qui produit des effets juridiques ou comparables, n’est permise que si un contrat l’exige, si un texte l’autorise, ou avec un consentement explicite (article 22(2)\u{202f}; loi Informatique et Libertés, article 47).",
        "A decision based solely on automated processing, with legal or similar effects, is allowed only where a contract needs it, a law authorises it, or with explicit consent (Article 22(2); French Data Protection Act, Art. 47).",
    ),
    mend: text(
        "Dire le cas (automated_decision.ground), ou faire décider une personne.",
        "Say which case (automated_decision.ground), or have a person decide.",
    ),
    source: gdpr("22(1), 22(2), LIL 47"),
    on: On::Record(Kind::Activity, |case, found| {
        if decides(case) {
            found.unanswered("automated_decision.ground");
        }
    }),
    bad: &[
        "[automated_decision]\ndescription = \"Refus d’un paiement\"",
        "[automated_decision]\ndescription = \"Refus d’un paiement\"\nground = \"none\"",
    ],
    good: &[
        "[automated_decision]\ndescription = \"Refus d’un paiement\"\nground = \"contract\"",
        "automated_decision = \"none\"",
    ],
    ..OF_CONTROLLERS
};

pub static DECISION_WITHOUT_HUMAN: Rule = Rule {
    code: "RGPD-A22-02",
    name: "automated-decision-without-human",
    says: text(
        "Décision entièrement automatisée\u{a0}: rien ne dit comment une personne peut intervenir.",
        "Solely automated decision: nothing says how a person can step in.",
    ),
    why: text(
        "Sur contrat ou consentement explicite, la personne peut obtenir une intervention humaine, dire son point de vue et contester la décision (article 22(3)).",
        "Under a contract or explicit consent, people may obtain human intervention, express their point of view and contest the decision (Article 22(3)).",
    ),
    mend: text(
        "Décrire l’intervention (automated_decision.human_intervention).",
        "Describe the intervention (automated_decision.human_intervention).",
    ),
    source: gdpr("22(3)"),
    on: On::Record(Kind::Activity, |case, found| {
        let asked = matches!(case.choice("automated_decision.ground"), Some("contract" | "explicit_consent"));
        if asked && decides(case) {
            found.unanswered("automated_decision.human_intervention");
        }
    }),
    bad: &[
        "[automated_decision]\nground = \"contract\"",
        "[automated_decision]\nground = \"explicit_consent\"\nhuman_intervention = \"\"",
    ],
    good: &[
        "[automated_decision]\nground = \"contract\"\nhuman_intervention = \"Réexamen sous 48 heures\"",
        "[automated_decision]\nground = \"law\"",
    ],
    ..OF_CONTROLLERS
};

pub static DECISION_ON_SENSITIVE: Rule = Rule {
    code: "RGPD-A22-03",
    name: "automated-decision-on-sensitive-data",
    severity: Severity::Warning,
    says: text(
        "Décision entièrement automatisée et données sensibles ({category})\u{a0}: ni consentement explicite, ni motif d’intérêt public important.",
        "Solely automated decision and special categories ({category}): neither explicit consent nor substantial public interest.",
    ),
    why: text(
        "Une telle décision ne se fonde pas sur des données sensibles, sauf les lettres a ou g de l’article 9(2) et des garanties (article 22(4)). La fiche ne dit pas si la décision s’en sert.",
        "Such a decision is not based on special categories, save under letters a or g of Article 9(2) and with safeguards (Article 22(4)). The sheet does not say whether the decision uses them.",
    ),
    mend: text(
        "Écarter ces données de la décision et l’écrire (automated_decision.logic), ou retenir l’exception a ou g.",
        "Keep this data out of the decision and write so (automated_decision.logic), or rely on exception a or g.",
    ),
    source: gdpr("22(4)"),
    on: On::Record(Kind::Activity, |case, found| {
        if !decides(case) {
            return;
        }
        for (name, row) in case.rows("special_categories") {
            let Some(category) = row.choice("category").filter(|c| !matches!(c.id, "criminal" | "nir"))
            else {
                continue;
            };
            if !row.choice("exception").is_some_and(|e| matches!(e.id, "a" | "g")) {
                found.row("special_categories", name, "exception").with("category", category.label);
            }
        }
    }),
    bad: &[
        "[automated_decision]\nground = \"contract\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"h\"",
        "[automated_decision]\nground = \"law\"\n[special_categories.s]\ncategory = \"health\"",
    ],
    good: &[
        "[automated_decision]\nground = \"explicit_consent\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"a\"",
        "automated_decision = \"none\"\n[special_categories.s]\ncategory = \"health\"\nexception = \"h\"",
    ],
    ..OF_CONTROLLERS
};

/// The Act was renumbered on 1 June 2019; the right itself dates from 2016.
pub static POST_MORTEM: Rule = Rule {
    code: "LIL-85-01",
    name: "data-after-death-not-foreseen",
    severity: Severity::Advice,
    says: text(
        "Le sort des données après le décès n’est prévu nulle part dans le registre.",
        "What becomes of data after death is foreseen nowhere in the register.",
    ),
    why: text(
        "En France, chacun peut laisser des directives sur la conservation, l’effacement et la communication de ses données après sa mort (loi Informatique et Libertés, article 85), et la mention d’information le dit.",
        "In France anyone may leave directives on the keeping, erasure and disclosure of their data after death (French Data Protection Act, Art. 85), and the notice says so.",
    ),
    mend: text(
        "Le prévoir dans la procédure, et le dire sur les fiches concernées (rights.post_mortem, rights.applicable).",
        "Foresee it in the procedure, and say so on the sheets concerned (rights.post_mortem, rights.applicable).",
    ),
    source: Source { url: "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000886460", ..gdpr("LIL 85") },
    holds: since(2019, 6, 1),
    on: On::Register(|case, found| {
        let mut activities = case.register.of(Kind::Activity).peekable();
        let says = |r: &Record| {
            let applicable = value(&r.fields, "rights.applicable");
            value(&r.fields, "rights.post_mortem").is_some() || includes(applicable, "post_mortem")
        };
        let french = case.choice("country").is_none_or(|c| c == "FR");
        // A procedure that is cited may foresee it: the register does not read it.
        let unseen = case.has("rights_procedure_ref");
        if french && !unseen && activities.peek().is_some() && !activities.any(|r| says(r)) {
            found.at("rights_procedure_ref");
        }
    }),
    bad: &[
        "name = \"S\"\n# activities/a.toml\nname = \"A\"",
        "name = \"S\"\ncountry = \"FR\"\n# activities/a.toml\n[rights]\napplicable = [\"access\"]",
    ],
    good: &[
        "name = \"S\"\n# activities/a.toml\n[rights]\npost_mortem = \"Demande avec acte de décès\"",
        "name = \"S\"\n# activities/a.toml\n[rights]\napplicable = [\"post_mortem\"]",
        "name = \"S\"\ncountry = \"BE\"\n# activities/a.toml\nname = \"A\"",
        "name = \"S\"\nrights_procedure_ref = \"P-3\"\n# activities/a.toml\nname = \"A\"",
    ],
    ..OF_CONTROLLERS
};
