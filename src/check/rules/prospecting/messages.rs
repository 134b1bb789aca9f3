//! Messages and post: consent, the exception, the way out, the list of those who objected.

use super::{COMMERCE, CPCE, basis, channels, electronic, has, is_marketed, is_marketing, source, to};
use crate::check::case::Case;
use crate::check::rule::{OF_CONTROLLERS, On, Rule, gdpr, since};
use crate::model::message::text;
use crate::model::vocabulary::SOFT_OPTIN_CONDITIONS;
use crate::model::{Kind, Severity};

pub static WITHOUT_CONSENT: Rule = Rule {
    code: "FR-PRO-01",
    name: "electronic-marketing-without-consent",
    severity: Severity::Warning,
    says: text(
        "Prospection électronique de particuliers\u{a0}: ni consentement, ni exception des produits analogues.",
        "Electronic marketing to consumers: neither consent nor the similar products exception.",
    ),
    why: text(
        "Le courriel, le SMS et le MMS adressés à des particuliers supposent leur consentement préalable (CPCE L34-5). La seule exception est celle du client à qui l’on propose des produits ou services analogues à ceux qu’il a achetés.",
        "E-mail, SMS and MMS to private individuals need their prior consent (CPCE L34-5). The only exception is the customer who is offered products or services similar to those bought.",
    ),
    mend: text(
        "Fonder la prospection sur le consentement (legal_basis = \"consent\" de la finalité), ou dire si l’exception vaut (prospecting.soft_optin).",
        "Rest the marketing on consent (legal_basis = \"consent\" of the purpose), or say whether the exception applies (prospecting.soft_optin).",
    ),
    source: source("CPCE L34-5", text("", ""), CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        if !is_marketed(case)
            || !electronic(case)
            || !to(case, "consumer")
            || (case.is_true("prospecting.soft_optin") && has_customers(case))
        {
            return;
        }
        // A basis that is still open is found by its own rule.
        let mut bases = case.purposes().filter(|p| is_marketing(p)).map(|p| basis(p)).peekable();
        if bases.peek().is_none() || bases.any(|b| matches!(b, None | Some("consent"))) {
            return;
        }
        // Of several audiences or channels, the sheet does not say which goes with which.
        let alone = !to(case, "professional") && channels(case).all(|c| matches!(c, "email" | "sms" | "mms"));
        let denied = case.is_false("prospecting.soft_optin") && alone;
        let severity = if denied { Severity::Error } else { Severity::Warning };
        found.at("prospecting.soft_optin").severity(severity);
    }),
    bad: &[
        "purposes = [\"lettre\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\"]\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"lettre\"]\n[data_subjects.p]\ncategory = \"prospects\"\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\"]\nsoft_optin = true\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"lettre\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"sms\"]\nsoft_optin = false\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"contract\"",
    ],
    good: &[
        "purposes = [\"lettre\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\"]\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"consent\"",
        "purposes = [\"lettre\"]\n[prospecting]\naudience = [\"consumer\"]\nchannels = [\"email\"]\nsoft_optin = true\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"lettre\"]\n[prospecting]\naudience = [\"professional\"]\nchannels = [\"email\"]\n# purposes/lettre.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
    ],
    ..OF_CONTROLLERS
};

/// Whether somebody on the sheet may have bought something: the exception is for customers. A sheet that says
/// nothing of its people is not held against it.
fn has_customers(case: &Case<'_>) -> bool {
    let mut people = case.rows("data_subjects").filter_map(|(_, row)| row.choice("category")).peekable();
    let strangers = ["prospects", "website_visitors", "candidates"];
    people.peek().is_none() || people.any(|c| !strangers.contains(&c.id))
}

pub static SIMILAR_PRODUCTS: Rule = Rule {
    code: "FR-PRO-02",
    name: "similar-products-exception-doubtful",
    severity: Severity::Warning,
    says: text(
        "Exception des produits analogues invoquée, dont les conditions ne semblent pas toutes remplies.",
        "Similar products exception claimed, whose conditions do not all seem to be met.",
    ),
    why: text(
        "L’exception ne vaut que pour des coordonnées recueillies auprès de la personne elle-même, à l’occasion d’une vente ou d’une prestation, par la même entreprise, avec une opposition offerte à la collecte et dans chaque message (CPCE L34-5, al. 4\u{a0}; CJUE C-654/23, 13/11/2025).",
        "The exception covers only contact details obtained from the person, in the course of a sale or service, by the same company, with an objection offered when they are collected and in each message (CPCE L34-5, para. 4; CJEU C-654/23, 13 November 2025).",
    ),
    mend: text(
        "Écarter les contacts venus d’ailleurs, remplir chaque condition (prospecting.soft_optin_conditions), ou recueillir le consentement.",
        "Leave out contacts from elsewhere, meet each condition (prospecting.soft_optin_conditions), or obtain consent.",
    ),
    source: source(
        "CPCE L34-5",
        text("CJUE C-654/23 (13/11/2025)", "CJEU C-654/23 (13 November 2025)"),
        CPCE,
    ),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_true("prospecting.soft_optin") && electronic(case) {
            let said = case.value("prospecting.soft_optin_conditions").map_or(&[][..], |v| v.items());
            if !said.is_empty() && said.len() < SOFT_OPTIN_CONDITIONS.terms.len() {
                found.at("prospecting.soft_optin_conditions");
                return;
            }
            let elsewhere = |s: &str| matches!(s, "purchased" | "indirect" | "both");
            for (name, row) in case.rows("data") {
                if row.choice("source").is_some_and(|s| elsewhere(s.id)) {
                    found.row("data", name, "source");
                    return;
                }
            }
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\nsoft_optin = true\n[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
        "[prospecting]\nchannels = [\"sms\"]\nsoft_optin = true\n[data.contact]\ncategory = \"identity\"\nsource = \"indirect\"",
        "[prospecting]\nchannels = [\"email\"]\nsoft_optin = true\nsoft_optin_conditions = [\"sale\", \"similar\", \"same_company\"]",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nsoft_optin = true\n[data.contact]\ncategory = \"identity\"\nsource = \"direct\"",
        "[prospecting]\nchannels = [\"email\"]\nsoft_optin = true\nsoft_optin_conditions = [\"sale\", \"similar\", \"same_company\", \"refusal_at_collection\", \"refusal_in_messages\"]",
        "[prospecting]\nchannels = [\"postal\"]\nsoft_optin = true\n[data.contact]\ncategory = \"identity\"\nsource = \"purchased\"",
    ],
    ..OF_CONTROLLERS
};

pub static NO_WAY_OUT: Rule = Rule {
    code: "FR-PRO-03",
    name: "no-way-out-of-messages",
    severity: Severity::Warning,
    says: text(
        "Messages de prospection\u{a0}: rien ne dit comment on s’y oppose.",
        "Marketing messages: nothing says how people object.",
    ),
    why: text(
        "Chaque message indique des coordonnées auxquelles demander qu’il cesse, sans autre frais que ceux de l’envoi (CPCE L34-5, al. 5), et l’opposition à la prospection est un droit sans condition (RGPD, article 21(2)).",
        "Each message gives a contact at which to ask that they stop, at no cost but that of sending (CPCE L34-5, para. 5), and objecting to direct marketing is a right without condition (GDPR, Article 21(2)).",
    ),
    mend: text(
        "Décrire le lien de désinscription ou la mention STOP (prospecting.objection_mechanism).",
        "Describe the unsubscribe link or the STOP notice (prospecting.objection_mechanism).",
    ),
    source: source("CPCE L34-5, 21(2)", text("", ""), CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        if electronic(case) || has(case, "automated_call") {
            found.unanswered("prospecting.objection_mechanism");
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]",
        "[prospecting]\nchannels = [\"sms\"]\nobjection_mechanism = \"\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nobjection_mechanism = \"Lien dans chaque message.\"",
        "[prospecting]\nchannels = [\"in_person\"]",
    ],
    ..OF_CONTROLLERS
};

pub static AUTOMATED: Rule = Rule {
    code: "FR-PRO-04",
    name: "automated-calls-without-consent",
    says: text(
        "Automates d’appel\u{a0}: l’exception des produits analogues ne s’y applique pas.",
        "Automated calls: the similar products exception does not apply to them.",
    ),
    why: text(
        "L’exception du client ne vise que le courrier électronique (CPCE L34-5, al. 4). Un automate d’appel suppose toujours le consentement préalable.",
        "The customer exception covers electronic mail alone (CPCE L34-5, para. 4). An automated call always needs prior consent.",
    ),
    mend: text(
        "Fonder ces appels sur le consentement, ou y renoncer (prospecting.channels).",
        "Rest these calls on consent, or give them up (prospecting.channels).",
    ),
    source: source("CPCE L34-5", text("", ""), CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        let consents = || case.purposes().any(|p| matches!(basis(p), None | Some("consent")));
        if has(case, "automated_call") && case.is_true("prospecting.soft_optin") && !consents() {
            // The exception may be claimed for the e-mails alone, and the purpose may lie elsewhere.
            let sure = !electronic(case) && case.purposes().next().is_some();
            let severity = if sure { Severity::Error } else { Severity::Warning };
            found.at("prospecting.channels").severity(severity);
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"automated_call\"]\nsoft_optin = true",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\", \"automated_call\"]\nsoft_optin = true\n# purposes/p.toml\nlegal_basis = \"contract\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"automated_call\"]\nsoft_optin = false",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"automated_call\"]\nsoft_optin = true\n# purposes/p.toml\nlegal_basis = \"consent\"",
    ],
    ..OF_CONTROLLERS
};

pub static POST: Rule = Rule {
    code: "FR-PRO-10",
    name: "no-objection-to-post",
    severity: Severity::Warning,
    says: text(
        "Prospection par courrier\u{a0}: rien ne dit comment on s’y oppose.",
        "Marketing by post: nothing says how people object.",
    ),
    why: text(
        "La prospection postale n’exige pas de consentement, mais chacun peut s’y opposer à tout moment, et en est informé au plus tard au premier contact (article 21(2) à (4)).",
        "Marketing by post needs no consent, but anyone may object at any time, and is told so at the first contact at the latest (Article 21(2) to (4)).",
    ),
    mend: text(
        "Décrire la case à la collecte et l’adresse (prospecting.objection_mechanism).",
        "Describe the box where data is collected and the address (prospecting.objection_mechanism).",
    ),
    source: gdpr("21(2), 21(4), 13(2)(b)"),
    on: On::Record(Kind::Activity, |case, found| {
        if has(case, "postal") && !electronic(case) && !has(case, "automated_call") {
            found.unanswered("prospecting.objection_mechanism");
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"postal\"]",
        "[prospecting]\nchannels = [\"postal\"]\nobjection_mechanism = \"\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"postal\"]\nobjection_mechanism = \"Case du bon de commande.\"",
        "[prospecting]\nchannels = [\"in_person\"]",
    ],
    ..OF_CONTROLLERS
};

pub static SUPPRESSION: Rule = Rule {
    code: "FR-PRO-11",
    name: "no-suppression-list",
    severity: Severity::Warning,
    says: text("Prospection sans liste d’opposition.", "Marketing without a suppression list."),
    why: text(
        "Pour respecter une opposition il faut s’en souvenir\u{a0}: une liste minimale (une empreinte ou l’adresse), consultée avant chaque envoi et gardée au moins trois ans (CNIL, référentiel de la gestion commerciale, délib. n° 2021-131).",
        "To honour an objection one must remember it: a minimal list (a hash or the address), looked at before each sending and kept for at least three years (CNIL, reference framework for commercial activities, decision 2021-131).",
    ),
    mend: text(
        "Dire où est la liste (prospecting.suppression_list_ref).",
        "Say where the list is (prospecting.suppression_list_ref).",
    ),
    source: source("21(3)", text("CNIL, délib. n° 2021-131", "CNIL, decision 2021-131"), COMMERCE),
    on: On::Record(Kind::Activity, |case, found| {
        if case.has("prospecting.channels") && case.lacks("prospecting.suppression_list_ref") {
            let open = case.is_open("prospecting.suppression_list_ref");
            let severity = if open { Severity::Advice } else { Severity::Warning };
            found.at("prospecting.suppression_list_ref").severity(severity);
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]",
        "[prospecting]\nchannels = [\"postal\"]\nsuppression_list_ref = \"\"",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nsuppression_list_ref = \"crm/opposition\"",
        "prospecting = \"none\"",
    ],
    ..OF_CONTROLLERS
};

pub static PIXELS: Rule = Rule {
    code: "FR-PRO-19",
    name: "tracking-pixels-without-consent",
    severity: Severity::Warning,
    says: text(
        "Pixels de suivi dans les courriels, et aucune finalité de la fiche ne repose sur le consentement.",
        "Tracking pixels in e-mails, and no purpose of the sheet rests on consent.",
    ),
    why: text(
        "Lire sur le terminal si un courriel est ouvert relève de l’article 82 de la loi Informatique et Libertés\u{a0}: il faut un consentement propre, sauf sécurité ou délivrabilité d’un service demandé (CNIL, délib. n° 2026-042, applicable depuis le 14/04/2026\u{a0}; la mesure transitoire pour les adresses plus anciennes a pris fin le 14/07/2026).",
        "Reading on the device whether an e-mail was opened falls under Article 82 of the French Data Protection Act: it needs a consent of its own, save for security or the deliverability of a service asked for (CNIL, decision 2026-042, applicable since 14 April 2026; the transitional measure for older addresses ended on 14 July 2026).",
    ),
    mend: text(
        "Recueillir un consentement au suivi, dire ce qui en dispense (prospecting.pixel_ground), ou s’en tenir à un taux global anonyme (prospecting.email_tracking_pixel).",
        "Obtain consent to tracking, say what makes it unnecessary (prospecting.pixel_ground), or keep to an anonymous overall rate (prospecting.email_tracking_pixel).",
    ),
    source: source(
        "LIL 82",
        text("CNIL, délib. n° 2026-042 du 12/03/2026", "CNIL, decision 2026-042 of 12 March 2026"),
        "https://www.cnil.fr/fr/recommandation-pixel-suivi-courriels",
    ),
    holds: since(2026, 4, 14),
    on: On::Record(Kind::Activity, |case, found| {
        let mut bases = case.purposes().map(|p| basis(p)).peekable();
        if case.is_true("prospecting.email_tracking_pixel")
            && !case.is_over()
            && case.lacks("prospecting.pixel_ground")
            && bases.peek().is_some()
            && bases.all(|b| !matches!(b, None | Some("consent")))
        {
            found.at("prospecting.email_tracking_pixel");
        }
    }),
    bad: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\nemail_tracking_pixel = true\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "purposes = [\"p\"]\n[prospecting]\nemail_tracking_pixel = true\n# purposes/p.toml\nlegal_basis = \"contract\"",
    ],
    good: &[
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\nemail_tracking_pixel = true\n# purposes/p.toml\nlegal_basis = \"consent\"",
        "purposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\nemail_tracking_pixel = true\npixel_ground = \"security\"\n# purposes/p.toml\nkind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        "# today 2026-04-13\npurposes = [\"p\"]\n[prospecting]\nchannels = [\"email\"]\nemail_tracking_pixel = true\n# purposes/p.toml\nlegal_basis = \"legitimate_interest\"",
    ],
    ..OF_CONTROLLERS
};

pub static LIST_TOO_LARGE: Rule = Rule {
    code: "FR-PRO-12",
    name: "suppression-list-used-otherwise",
    severity: Severity::Warning,
    says: text(
        "La liste d’opposition contient trop de données, ou sert à autre chose.",
        "The suppression list holds too much data, or serves something else.",
    ),
    why: text(
        "Elle ne sert qu’à ne plus solliciter la personne, et ne contient que de quoi la reconnaître\u{a0}: une adresse ou son empreinte (article 5(1)(b) et (c)\u{202f}; CNIL, délib. n° 2021-131).",
        "It serves only to stop contacting the person, and holds only what recognises them: an address or its hash (Article 5(1)(b) and (c); CNIL, decision 2021-131).",
    ),
    mend: text(
        "La réduire à son seul usage, puis l’écrire (prospecting.suppression_list_limited).",
        "Keep it to its one use, then write so (prospecting.suppression_list_limited).",
    ),
    source: source("5(1)(b), 5(1)(c)", text("CNIL, délib. n° 2021-131", "CNIL, decision 2021-131"), COMMERCE),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_false("prospecting.suppression_list_limited") && !case.is_over() {
            found.at("prospecting.suppression_list_limited");
        }
    }),
    bad: &[
        "[prospecting]\nsuppression_list_limited = false",
        "[prospecting]\nchannels = [\"postal\"]\nsuppression_list_ref = \"L-1\"\nsuppression_list_limited = false",
    ],
    good: &[
        "[prospecting]\nsuppression_list_ref = \"L-1\"\nsuppression_list_limited = true",
        "[prospecting]\nsuppression_list_ref = \"L-1\"",
    ],
    ..OF_CONTROLLERS
};

pub static HIDDEN_SENDER: Rule = Rule {
    code: "FR-PRO-20",
    name: "sender-hidden-or-subject-misleading",
    says: text(
        "Messages qui ne disent pas de qui ils viennent, ou dont l’objet trompe.",
        "Messages that do not say whom they come from, or whose subject misleads.",
    ),
    why: text(
        "Dissimuler l’identité de celui pour qui le message est envoyé, ou mentionner un objet sans rapport avec ce qui est proposé, est interdit dans tous les cas (CPCE L34-5, al. 5).",
        "Hiding on whose behalf a message is sent, or giving a subject unrelated to what is offered, is forbidden in every case (CPCE L34-5, para. 5).",
    ),
    mend: text(
        "Nommer l’annonceur dans chaque message, puis l’écrire (prospecting.sender_identified).",
        "Name the sender in each message, then write so (prospecting.sender_identified).",
    ),
    source: source("CPCE L34-5", text("", ""), CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_false("prospecting.sender_identified") && !case.is_over() {
            found.at("prospecting.sender_identified");
        }
    }),
    bad: &[
        "[prospecting]\nchannels = [\"email\"]\nsender_identified = false",
        "[prospecting]\nsender_identified = false",
    ],
    good: &[
        "[prospecting]\nchannels = [\"email\"]\nsender_identified = true",
        "[prospecting]\nchannels = [\"email\"]",
    ],
    ..OF_CONTROLLERS
};

pub static UNTOLD: Rule = Rule {
    code: "FR-PRO-25",
    name: "marketing-not-described",
    severity: Severity::Warning,
    says: text(
        "Une finalité de prospection, et la fiche dit qu’elle n’en fait pas.",
        "A purpose of direct marketing, and the sheet says that it does none.",
    ),
    why: text(
        "Chaque canal et chaque public a sa règle (consentement, opposition, sources)\u{a0}: sans eux, rien de ce qui précède ne peut être vérifié. «\u{a0}Néant\u{a0}» sous la prospection contredit la finalité.",
        "Each channel and each audience has its rule (consent, objection, sources): without them none of it can be checked. “None” under direct marketing contradicts the purpose.",
    ),
    mend: text(
        "Dire les canaux et les publics (prospecting.channels, prospecting.audience), ou changer la nature de la finalité.",
        "Say the channels and the audiences (prospecting.channels, prospecting.audience), or change the kind of the purpose.",
    ),
    source: source("CPCE L34-5, 21(2)", text("", ""), CPCE),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_none("prospecting") && case.purposes().any(is_marketing) && !case.is_over() {
            found.at("prospecting");
        }
    }),
    bad: &[
        "purposes = [\"lettre\"]\nprospecting = \"none\"\n# purposes/lettre.toml\nkind = \"prospecting\"",
        "purposes = [\"clients\", \"lettre\"]\nprospecting = \"none\"\n# purposes/lettre.toml\nkind = \"prospecting\"\n# purposes/clients.toml\nkind = \"customer_file\"",
    ],
    good: &[
        "purposes = [\"lettre\"]\n[prospecting]\nchannels = [\"email\"]\n# purposes/lettre.toml\nkind = \"prospecting\"",
        "purposes = [\"clients\"]\nprospecting = \"none\"\n# purposes/clients.toml\nkind = \"customer_file\"",
    ],
    ..OF_CONTROLLERS
};
