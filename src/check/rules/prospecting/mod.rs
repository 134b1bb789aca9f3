//! Direct marketing: each channel and audience has its rule (CPCE L34-5, Consumer Code L223-1, GDPR Art. 21).
//!
//! A sheet tells what is done in general: consent given by a person, the hours of a call, what a message says are
//! not in it. Where only they could tell, the rule is silent or says what it cannot see.

mod calls;
mod files;
mod messages;

use crate::check::case::Case;
use crate::check::rule::{Rule, Source};
use crate::model::Record;
use crate::model::message::Text;

pub(super) const RULES: &[&Rule] = &[
    &messages::WITHOUT_CONSENT,
    &messages::SIMILAR_PRODUCTS,
    &messages::NO_WAY_OUT,
    &messages::AUTOMATED,
    &calls::TELEPHONE,
    &calls::OTHER_BASIS,
    &calls::OLD_CONSENT,
    &calls::BANNED_SECTOR,
    &calls::HOURS,
    &calls::BLOCTEL,
    &messages::POST,
    &messages::SUPPRESSION,
    &messages::LIST_TOO_LARGE,
    &files::PARTNERS,
    &files::PARTNERS_LIST,
    &files::PARTNERS_POST,
    &files::BOUGHT,
    &files::SOLD,
    &files::OLD_PROSPECTS,
    &messages::PIXELS,
    &messages::HIDDEN_SENDER,
    &files::UNRELATED,
    &files::PROFESSIONALS,
    &files::LOYALTY,
    &files::MINORS,
    &messages::UNTOLD,
];

const CPCE: &str = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070987";
const CONSUMER_CODE: &str =
    "https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006069565/LEGISCTA000032221441/2026-08-11";
const COMMERCE: &str = "https://www.cnil.fr/sites/cnil/files/atoms/files/referentiel_traitements-donnees-caractere-personnel_gestion-activites-commerciales.pdf";
const TO_PARTNERS: &str = "https://www.cnil.fr/fr/la-prospection-vers-les-particuliers-b-c-quelles-regles-pour-transmettre-des-donnees-des-partenaires";

/// The law on confidence in the digital economy, which made Article L34-5, entered into force the day after it was
/// published; it is checked from the day on which the GDPR applies, before which there was no register.
const fn source(article: &'static str, texts: Text, url: &'static str) -> Source {
    Source { article, texts, url }
}

/// Whether the sheet markets: it says channels, or has a purpose of that kind.
fn is_marketed(case: &Case<'_>) -> bool {
    !case.is_over() && (case.has("prospecting.channels") || case.purposes().any(is_marketing))
}

fn is_marketing(purpose: &Record) -> bool {
    purpose.fields.choice("kind").is_some_and(|k| k.id == "prospecting")
}

fn basis(purpose: &Record) -> Option<&'static str> {
    purpose.fields.choice("legal_basis").map(|b| b.id)
}

fn has(case: &Case<'_>, channel: &str) -> bool {
    !case.is_over() && case.includes("prospecting.channels", channel)
}

fn to(case: &Case<'_>, audience: &str) -> bool {
    case.includes("prospecting.audience", audience)
}

/// The words of the channels.
fn channels<'a>(case: &Case<'a>) -> impl Iterator<Item = &'static str> + use<'a> {
    case.value("prospecting.channels")
        .map_or(&[][..], |v| v.items())
        .iter()
        .filter_map(|v| Some(v.as_choice()?.id))
}

/// E-mail as the law has it: SMS and MMS are electronic mail too.
fn electronic(case: &Case<'_>) -> bool {
    ["email", "sms", "mms"].iter().any(|c| has(case, c))
}
