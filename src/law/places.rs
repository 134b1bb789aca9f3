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
    pub number: &'static str,
    /// It covers only some recipients: the condition is to be verified.
    pub partial: bool,
    /// The last day on which it holds, as year, month, day; `None`: no end was set.
    pub until: Option<(i32, u32, u32)>,
}

const fn decision(code: &'static str, number: &'static str, partial: bool) -> Decision {
    Decision { code, number, partial, until: None }
}

static UNION: &[&str] = &[
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES",
    "SE", // the outermost regions with codes of their own
    "GP", "MQ", "GF", "RE", "YT", "MF",
];

static AREA: &[&str] = &["IS", "LI", "NO"];

static DECISIONS: &[Decision] = &[
    decision("AD", "2010/625/UE", false),
    decision("AR", "2003/490/CE", false),
    decision("BR", "C(2026) 373 final", true),
    decision("CA", "2002/2/CE", true),
    decision("CH", "2000/518/CE", false),
    decision("FO", "2010/146/UE", false),
    Decision { code: "GB", number: "(UE) 2021/1772", partial: false, until: Some((2031, 12, 27)) },
    decision("GG", "2003/821/CE", false),
    decision("IL", "2011/61/UE", true),
    decision("IM", "2004/411/CE", false),
    decision("JE", "2008/393/CE", false),
    decision("JP", "(UE) 2019/419", true),
    decision("KR", "(UE) 2022/254", true),
    decision("NZ", "2013/65/UE", false),
    decision("US", "(UE) 2023/1795", true),
    decision("UY", "2012/484/UE", false),
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
const ADEQUATE: Text = text("adéquat\u{a0}: {decision}", "adequate: {decision}");
const ADEQUATE_IN_PART: Text =
    text("adéquat sous condition\u{a0}: {decision}", "adequate on a condition: {decision}");

impl Standing {
    /// In a few words; `None` for a third country without a decision.
    pub fn words(self) -> Option<Message> {
        match self {
            Standing::Union => Some(IN_UNION.msg()),
            Standing::Area => Some(IN_AREA.msg()),
            Standing::Adequate(d) => {
                let said = if d.partial { ADEQUATE_IN_PART } else { ADEQUATE };
                Some(said.msg().with("decision", d.number))
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
    fn a_decision_that_has_ended_no_longer_counts() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert!(matches!(standing("GB", day(2031, 12, 27)), Standing::Adequate(_)));
        assert_eq!(standing("GB", day(2031, 12, 28)), Standing::Third);
        assert_eq!(standing("FR", day(2026, 11, 27)), Standing::Union);
        assert!(is_outside("GB") && is_outside("IN") && !is_outside("NO") && !is_outside("RE"));
        assert_eq!(standing("GI", day(2026, 11, 27)), Standing::Third);
    }
}
