//! Where personal data may flow: the Union, the European Economic Area, and the countries of which the Commission
//! decided that they protect it adequately (GDPR Art. 45), as these decisions stood on [`AS_OF`].
//!
//! Sources: Art. 52 TEU and Art. 349 TFEU; Decision 154/2018 of the EEA Joint Committee, 6 July 2018; the decisions
//! named below, <https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en>.

use chrono::NaiveDate;

use crate::model::message::{Message, Text, text};

/// The day on which the decisions were read.
pub const AS_OF: Text = text("23/11/2026", "2026-11-23");

/// What the law says of a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// A Member State, or one of its outermost regions.
    Union,
    /// In the Economic Area without being in the Union.
    Area,
    Adequate(&'static Decision),
    /// A third country without a decision, or one that the tables do not settle.
    Third,
}

/// An adequacy decision.
#[derive(Debug, PartialEq)]
pub struct Decision {
    pub code: &'static str,
    /// `None` where it was not read in the Official Journal.
    pub number: Option<Text>,
    /// Whom it covers, where not everybody: to be verified for each recipient.
    pub condition: Option<Text>,
    /// The last day on which it holds, as year, month, day; `None`: no end was set.
    pub until: Option<(i32, u32, u32)>,
}

static UNION: &[&str] = &[
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES",
    "SE", // the outermost regions with codes of their own
    "GP", "MQ", "GF", "RE", "YT", "MF",
];

static AREA: &[&str] = &["IS", "LI", "NO"];

static DECISIONS: &[Decision] = &[
    Decision { code: "AD", number: Some(text("2010/625/UE", "2010/625/EU")), condition: None, until: None },
    Decision { code: "AR", number: Some(text("2003/490/CE", "2003/490/EC")), condition: None, until: None },
    Decision {
        code: "BR",
        number: None,
        condition: Some(text(
            "Responsable ou sous-traitant soumis à la LGPD brésilienne",
            "Controller or processor subject to the Brazilian LGPD",
        )),
        until: None,
    },
    Decision {
        code: "CA",
        number: Some(text("2002/2/CE", "2002/2/EC")),
        condition: Some(text(
            "Organisme commercial soumis à la loi fédérale LPRPDE (PIPEDA)",
            "Commercial organisation subject to PIPEDA",
        )),
        until: None,
    },
    Decision { code: "CH", number: Some(text("2000/518/CE", "2000/518/EC")), condition: None, until: None },
    Decision { code: "FO", number: Some(text("2010/146/UE", "2010/146/EU")), condition: None, until: None },
    Decision {
        code: "GB",
        number: Some(text(
            "(UE) 2021/1772, renouvelée par C(2025) 8771 final",
            "(EU) 2021/1772, renewed by C(2025) 8771 final",
        )),
        condition: None,
        until: Some((2031, 12, 27)),
    },
    Decision { code: "GG", number: Some(text("2003/821/CE", "2003/821/EC")), condition: None, until: None },
    Decision {
        code: "IL",
        number: Some(text("2011/61/UE", "2011/61/EU")),
        condition: Some(text(
            "Transferts automatisés, ou non automatisés suivis d’un traitement automatisé en Israël\u{a0}; territoires occupés depuis 1967 exclus",
            "Automated transfers, or non-automated ones further processed by automated means in Israel; territories administered since 1967 excluded",
        )),
        until: None,
    },
    Decision { code: "IM", number: Some(text("2004/411/CE", "2004/411/EC")), condition: None, until: None },
    Decision { code: "JE", number: Some(text("2008/393/CE", "2008/393/EC")), condition: None, until: None },
    Decision {
        code: "JP",
        number: Some(text("(UE) 2019/419", "(EU) 2019/419")),
        condition: Some(text(
            "Opérateur économique soumis à l’APPI complétée par les règles supplémentaires (hors presse, universités, activités religieuses ou politiques pour ces finalités)",
            "Business operator subject to APPI as complemented by the Supplementary Rules (press, universities, religious or political bodies carved out for those purposes)",
        )),
        until: None,
    },
    Decision {
        code: "KR",
        number: Some(text("(UE) 2022/254", "(EU) 2022/254")),
        condition: Some(text(
            "Responsable soumis à la PIPA et aux règles complémentaires\u{a0}; activités missionnaires, partis politiques et données de crédit sous supervision financière exclus",
            "Controller subject to PIPA and the supplementary rules; missionary activities, political parties and credit data under financial supervision excluded",
        )),
        until: None,
    },
    Decision { code: "NZ", number: Some(text("2013/65/UE", "2013/65/EU")), condition: None, until: None },
    Decision {
        code: "US",
        number: Some(text("(UE) 2023/1795", "(EU) 2023/1795")),
        condition: Some(text(
            "Organisme inscrit et actif sur la liste Data Privacy Framework (UE-US), pour le type de données couvert (RH ou hors RH)",
            "Organisation active on the EU-U.S. Data Privacy Framework list, for the covered data type (HR or non-HR)",
        )),
        until: None,
    },
    Decision { code: "UY", number: Some(text("2012/484/UE", "2012/484/EU")), condition: None, until: None },
];

/// What the law says of the place with this ISO 3166-1 code, on a day.
pub fn standing(code: &str, today: NaiveDate) -> Standing {
    if UNION.contains(&code) {
        return Standing::Union;
    }
    if AREA.contains(&code) {
        return Standing::Area;
    }
    let holds = |d: &&Decision| {
        let last = d.until.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
        d.code == code && last.is_none_or(|last| today <= last)
    };
    DECISIONS.iter().find(holds).map_or(Standing::Third, Standing::Adequate)
}

/// Whether a place lies outside the Union and the Economic Area, adequate or not: data that goes there is
/// transferred.
pub fn is_outside(code: &str) -> bool {
    !UNION.contains(&code) && !AREA.contains(&code)
}

const IN_UNION: Text = text("UE", "EU");
const IN_AREA: Text = text("EEE", "EEA");
const ADEQUATE: Text = text("adéquat au {as_of}", "adequate as of {as_of}");
const NUMBER: Text = text("{said}\u{a0}: {number}", "{said}: {number}");
const CONDITION: Text =
    text("{said} – sous condition\u{a0}: {condition}", "{said} – on a condition: {condition}");

impl Standing {
    /// In a few words; `None` for a third country without a decision.
    pub fn words(self) -> Option<Message> {
        match self {
            Standing::Union => Some(IN_UNION.msg()),
            Standing::Area => Some(IN_AREA.msg()),
            Standing::Adequate(d) => {
                let said = ADEQUATE.msg().with("as_of", AS_OF);
                let said = match d.number {
                    Some(number) => NUMBER.msg().with("said", said).with("number", number),
                    None => said,
                };
                Some(match d.condition {
                    Some(condition) => CONDITION.msg().with("said", said).with("condition", condition),
                    None => said,
                })
            }
            Standing::Third => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::COUNTRIES;

    #[test]
    fn every_code_is_a_country() {
        let codes = UNION.iter().chain(AREA).copied().chain(DECISIONS.iter().map(|d| d.code));
        codes.for_each(|code| assert!(COUNTRIES.get(code).is_some(), "{code}"));
        assert_eq!(UNION.len(), 27 + 6);
    }

    #[test]
    fn a_decision_is_named_in_both_languages_with_its_condition_and_the_day_it_was_read() {
        use crate::model::Lang::{En, Fr};
        let day = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let words = |code, lang| standing(code, day).words().unwrap().get(lang);
        assert_eq!(words("FO", En), "adequate as of 2026-11-23: 2010/146/EU");
        assert_eq!(words("FO", Fr), "adéquat au 23/11/2026\u{a0}: 2010/146/UE");
        assert!(words("GB", Fr).ends_with("renouvelée par C(2025) 8771 final"));
        assert!(
            words("CA", En)
                .ends_with("2002/2/EC – on a condition: Commercial organisation subject to PIPEDA")
        );
        assert!(!words("BR", Fr).contains("C(2026)"), "its number was not read in the Official Journal");
        for d in DECISIONS.iter().flat_map(|d| d.number) {
            assert!(!d.en.contains("UE") && !d.en.contains("/CE"), "{}", d.en);
        }
    }

    #[test]
    fn a_decision_that_has_ended_no_longer_counts() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert!(matches!(standing("GB", day(2031, 12, 27)), Standing::Adequate(_)));
        assert_eq!(standing("GB", day(2031, 12, 28)), Standing::Third);
        assert_eq!(standing("FR", day(2026, 11, 27)), Standing::Union);
        assert!(is_outside("GB") && is_outside("IN") && !is_outside("NO") && !is_outside("RE"));
        assert_eq!(standing("GI", day(2026, 11, 27)), Standing::Third);
    }
}
