//! The regimes of direct marketing in France, by channel and by whom it is aimed at, as they stood on [`AS_OF`].
//!
//! Sources: the articles named below, read in versions of March and April 2026; the regime of telephone calls to
//! consumers that began on 11 August 2026 was read in the act that made it (no. 2025-594 of 30 June 2025, Art. 13)
//! and, for its decree, through secondary sources. Messages on social networks and private messaging have no
//! line of their own: what the sources settle for them is the ban of some sectors alone.

use chrono::NaiveDate;

use super::retention::Confidence;
use crate::model::message::{Text, text};

/// A day of the law, as year, month, day.
pub type Day = (i32, u32, u32);

/// The day on which the texts were read.
pub const AS_OF: &str = "2026-11-23";

/// The first day on which a consumer may be called with prior consent alone.
pub const CONSENT_TO_CALLS: Day = (2026, 8, 11);
/// The last day of the regime before it.
pub const CALLS_AGAINST_A_LIST: Day = (2026, 8, 10);
/// Consent to calls lapses after this, and is not renewed by silence.
pub const CONSENT_TO_CALLS_YEARS: u32 = 1;
/// The first day of the CNIL's recommendation on tracking pixels in e-mails.
pub const PIXELS: Day = (2026, 4, 14);
/// The first day after the time that it left for addresses collected before it.
pub const PIXELS_OF_OLD_ADDRESSES: Day = (2026, 7, 14);

pub const CPCE_URL: &str = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070987";
pub const CALLS_URL: &str =
    "https://www.legifrance.gouv.fr/codes/section_lc/LEGITEXT000006069565/LEGISCTA000032221441/2026-08-11";
pub const CALLS_DECREE_URL: &str = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000054483939";
pub const PIXELS_URL: &str = "https://www.cnil.fr/fr/recommandation-pixel-suivi-courriels";
const GDPR_URL: &str = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";

/// What is asked before somebody is approached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Prior consent.
    Consent,
    /// Information, and a way to object at any time.
    Objection,
    /// Never, even with consent.
    Banned,
}

impl Rule {
    pub fn label(self) -> Text {
        match self {
            Rule::Consent => text("consentement préalable", "prior consent"),
            Rule::Objection => text("information et droit d’opposition", "information and right to object"),
            Rule::Banned => text("interdit, même avec consentement", "banned, even with consent"),
        }
    }
}

/// Who is approached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Consumers,
    Professionals,
    Anyone,
}

impl Audience {
    pub fn label(self) -> Text {
        match self {
            Audience::Consumers => text("Consommateurs", "Consumers"),
            Audience::Professionals => text("Professionnels", "Professionals"),
            Audience::Anyone => text("Toute personne physique", "Any natural person"),
        }
    }

    fn includes(self, word: &str) -> bool {
        match self {
            Audience::Consumers => word == "consumer",
            Audience::Professionals => word == "professional",
            Audience::Anyone => true,
        }
    }
}

/// The regime of some channels towards some people.
#[derive(Debug, PartialEq)]
pub struct Regime {
    /// The words of the channels, as in a sheet; `email_tracking_pixel` is none.
    pub channels: &'static [&'static str],
    pub label: Text,
    pub audience: Audience,
    /// The only trades that it is about; `None`: all of them.
    pub sector: Option<Text>,
    pub rule: Rule,
    /// When less is asked.
    pub exception: Option<Text>,
    /// What else is asked.
    pub condition: Option<Text>,
    pub source: Text,
    pub url: &'static str,
    /// The first day; `None`: older than the GDPR.
    pub since: Option<Day>,
    /// The last day; `None`: still in force.
    pub until: Option<Day>,
    pub confidence: Confidence,
}

impl Regime {
    /// Whether it is in force on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        let date = |(y, m, d): Day| NaiveDate::from_ymd_opt(y, m, d);
        self.since.and_then(date).is_none_or(|first| first <= day)
            && self.until.and_then(date).is_none_or(|last| day <= last)
    }
}

/// What most have in common, to be completed.
const REGIME: Regime = Regime {
    channels: &[],
    label: text("", ""),
    audience: Audience::Consumers,
    sector: None,
    rule: Rule::Consent,
    exception: None,
    condition: None,
    source: text("", ""),
    url: CPCE_URL,
    since: None,
    until: None,
    confidence: Confidence::High,
};

static REGIMES: &[Regime] = &[
    Regime {
        channels: &["email"],
        label: text("Courriel", "E-mail"),
        exception: Some(text(
            "Client\u{a0}: coordonnées recueillies auprès de lui lors d’une vente ou d’une prestation, produits ou services analogues de la même entreprise, opposition offerte à la collecte et dans chaque message",
            "Customer: details collected from the person at a sale or a service, similar products or services of the same company, means of objecting offered at collection and in each message",
        )),
        source: text(
            "CPCE, art. L34-5\u{202f}; CJUE, C-654/23 (13/11/2025)",
            "CPCE, Art. L34-5; CJEU, C-654/23 (13 November 2025)",
        ),
        ..REGIME
    },
    Regime {
        channels: &["sms", "mms"],
        label: text("SMS et MMS", "SMS and MMS"),
        exception: Some(text(
            "La même que pour le courriel\u{a0}: le SMS et le MMS entrent dans la définition du courrier électronique",
            "The same as for e-mail: SMS and MMS fall within the definition of electronic mail",
        )),
        source: text(
            "CPCE, art. L34-5\u{202f}; loi n° 2004-575 (LCEN)",
            "CPCE, Art. L34-5; Act no. 2004-575 (LCEN)",
        ),
        ..REGIME
    },
    Regime {
        channels: &["automated_call"],
        label: text("Automate d’appel", "Automated call"),
        audience: Audience::Anyone,
        condition: Some(text(
            "Aucune exception pour les clients\u{a0}: celle des produits analogues ne vise que le courrier électronique",
            "No exception for customers: that of similar products is about electronic mail alone",
        )),
        source: text("CPCE, art. L34-5", "CPCE, Art. L34-5"),
        ..REGIME
    },
    Regime {
        channels: &["phone"],
        label: text("Appel d’une personne", "Call by a person"),
        rule: Rule::Objection,
        exception: Some(text(
            "Contrat en cours\u{202f}; journaux, périodiques ou magazines",
            "Ongoing contract; newspapers, periodicals or magazines",
        )),
        condition: Some(text(
            "Fichiers confrontés à la liste d’opposition au démarchage téléphonique (Bloctel)",
            "Files screened against the list of those who object to telephone marketing (Bloctel)",
        )),
        source: text(
            "C. conso., art. L223-1 (rédaction antérieure à la loi n° 2025-594)",
            "Consumer Code, Art. L223-1 (wording before Act no. 2025-594)",
        ),
        url: CALLS_URL,
        until: Some(CALLS_AGAINST_A_LIST),
        ..REGIME
    },
    Regime {
        channels: &["phone"],
        label: text("Appel d’une personne", "Call by a person"),
        exception: Some(text(
            "Sollicitation dans le cadre d’un contrat en cours et en rapport avec son objet\u{202f}; prospection pour des journaux, périodiques ou magazines",
            "Call made under an ongoing contract and related to its subject; marketing of newspapers, periodicals or magazines",
        )),
        condition: Some(text(
            "Consentement valable un an, sans renouvellement tacite, prouvé par le professionnel",
            "Consent valid for one year, not renewed by silence, proved by the trader",
        )),
        source: text(
            "C. conso., art. L223-1 et L223-5 (loi n° 2025-594 du 30/06/2025, art. 13)\u{202f}; décret n° 2026-662 du 23/07/2026",
            "Consumer Code, Art. L223-1 and L223-5 (Act no. 2025-594 of 30 June 2025, Art. 13); Decree no. 2026-662 of 23 July 2026",
        ),
        url: CALLS_URL,
        since: Some(CONSENT_TO_CALLS),
        ..REGIME
    },
    // Older in part, for telephone calls: the first day of the version that was read stands here.
    Regime {
        channels: &["phone", "email", "sms", "mms", "messaging", "social"],
        label: text(
            "Téléphone, courriel, SMS, messageries et réseaux sociaux",
            "Telephone, e-mail, SMS, messaging and social networks",
        ),
        sector: Some(text(
            "Rénovation énergétique, équipements d’énergies renouvelables, adaptation du logement au vieillissement ou au handicap",
            "Energy renovation, renewable energy equipment, adaptation of housing to ageing or disability",
        )),
        rule: Rule::Banned,
        exception: Some(text(
            "Sollicitation dans le cadre d’un contrat en cours et en rapport avec son objet",
            "Solicitation under an ongoing contract and related to its subject",
        )),
        source: text(
            "C. conso., art. L223-1 et L223-8 (loi n° 2025-594 du 30/06/2025)",
            "Consumer Code, Art. L223-1 and L223-8 (Act no. 2025-594 of 30 June 2025)",
        ),
        url: CALLS_URL,
        since: Some(CONSENT_TO_CALLS),
        confidence: Confidence::Medium,
        ..REGIME
    },
    Regime {
        channels: &["postal"],
        label: text("Courrier postal", "Post"),
        audience: Audience::Anyone,
        rule: Rule::Objection,
        source: text("RGPD, art. 6(1)(f) et 21(2)-(3)", "GDPR, Art. 6(1)(f) and 21(2)-(3)"),
        url: GDPR_URL,
        ..REGIME
    },
    Regime {
        channels: &["email"],
        label: text("Courriel", "E-mail"),
        audience: Audience::Professionals,
        rule: Rule::Objection,
        condition: Some(text(
            "Objet en rapport avec la profession\u{202f}; information et opposition dans chaque message\u{202f}; l’adresse générique d’une personne morale n’est pas une donnée personnelle",
            "Subject related to the person’s profession; information and means of objecting in each message; the generic address of a legal person is no personal data",
        )),
        source: text(
            "CPCE, art. L34-5, tel que la CNIL le lit\u{202f}; RGPD, art. 6(1)(f), 14 et 21",
            "CPCE, Art. L34-5, as the CNIL reads it; GDPR, Art. 6(1)(f), 14 and 21",
        ),
        ..REGIME
    },
    Regime {
        channels: &["phone"],
        label: text("Appel d’une personne", "Call by a person"),
        audience: Audience::Professionals,
        rule: Rule::Objection,
        condition: Some(text(
            "En rapport avec la profession\u{202f}; information et opposition",
            "Related to the person’s profession; information and means of objecting",
        )),
        source: text("RGPD, art. 6(1)(f), 14 et 21", "GDPR, Art. 6(1)(f), 14 and 21"),
        url: GDPR_URL,
        ..REGIME
    },
    Regime {
        channels: &["email_tracking_pixel"],
        label: text("Pixel de suivi dans un courriel", "Tracking pixel in an e-mail"),
        audience: Audience::Anyone,
        exception: Some(text(
            "Sécurité ou authentification\u{202f}; mesure individuelle de la délivrabilité liée à un service demandé",
            "Security or authentication; individual measure of deliverability tied to a service that was asked for",
        )),
        condition: Some(text(
            "Adresses recueillies avant le 14/04/2026\u{a0}: information et opposition avant le 14/07/2026",
            "Addresses collected before 14 April 2026: information and means of objecting before 14 July 2026",
        )),
        source: text(
            "LIL, art. 82\u{202f}; CNIL, délib. n° 2026-042 du 12/03/2026",
            "LIL, Art. 82; CNIL, Deliberation no. 2026-042 of 12 March 2026",
        ),
        url: PIXELS_URL,
        since: Some(PIXELS),
        ..REGIME
    },
];

/// Every regime, those that have ended included.
pub fn all() -> &'static [Regime] {
    REGIMES
}

/// The regime of a channel towards consumers or professionals, whatever the trade, on a day; `None` where the
/// sources settle nothing.
pub fn by(channel: &str, audience: &str, day: NaiveDate) -> Option<&'static Regime> {
    REGIMES.iter().find(|r| {
        r.sector.is_none() && r.channels.contains(&channel) && r.audience.includes(audience) && r.holds(day)
    })
}

/// The ban of some trades on a channel towards consumers, on a day.
pub fn ban(channel: &str, day: NaiveDate) -> Option<&'static Regime> {
    REGIMES.iter().find(|r| r.rule == Rule::Banned && r.channels.contains(&channel) && r.holds(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::{AUDIENCES, CHANNELS};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn each_regime_is_about_known_channels_and_says_where_it_comes_from() {
        for r in all() {
            let known = |c: &&str| CHANNELS.get(c).is_some() || *c == "email_tracking_pixel";
            assert!(!r.channels.is_empty() && r.channels.iter().all(known), "{:?}", r.channels);
            for text in [r.label, r.source] {
                assert!(!text.fr.is_empty() && !text.en.is_empty());
            }
            assert!(r.url.starts_with("https://"));
        }
    }

    #[test]
    fn calls_to_consumers_ask_for_consent_from_11_august_2026() {
        let rule = |audience, day| by("phone", audience, day).map(|r| r.rule);
        assert_eq!(rule("consumer", day(2026, 8, 10)), Some(Rule::Objection));
        assert_eq!(rule("consumer", day(2026, 8, 11)), Some(Rule::Consent));
        assert_eq!(rule("professional", day(2026, 8, 11)), Some(Rule::Objection));
        assert!(ban("phone", day(2026, 8, 10)).is_none() && ban("sms", day(2026, 8, 11)).is_some());
    }

    #[test]
    fn one_regime_at_most_holds_for_a_channel_on_a_day() {
        for on in [day(2018, 5, 25), day(2026, 8, 10), day(2026, 8, 11), day(2026, 11, 23)] {
            for channel in CHANNELS.terms {
                for audience in AUDIENCES.terms {
                    let holds = all().iter().filter(|r| r.sector.is_none() && r.holds(on));
                    let fits = holds
                        .filter(|r| r.channels.contains(&channel.id) && r.audience.includes(audience.id));
                    assert!(fits.count() <= 1, "{} {} {on}", channel.id, audience.id);
                }
            }
        }
        assert_eq!(by("email", "consumer", day(2018, 5, 25)).map(|r| r.rule), Some(Rule::Consent));
        assert_eq!(by("in_person", "consumer", day(2026, 11, 23)), None);
    }
}
