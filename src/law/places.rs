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
    /// As it is cited in either language; `None`: the source does not settle it.
    pub number: Option<Text>,
    /// The act that renewed it and gave it its end.
    pub renewed: Option<&'static str>,
    /// It covers only some recipients, and which.
    pub condition: Option<Text>,
    /// The day on which it was adopted, as year, month, day.
    pub since: (i32, u32, u32),
    /// The last day on which it holds, as year, month, day; `None`: no end was set.
    pub until: Option<(i32, u32, u32)>,
}

impl Decision {
    /// The day on which it was adopted.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let (y, m, d) = self.since;
        NaiveDate::from_ymd_opt(y, m, d)
    }

    /// The last day on which it holds; `None`: no end was set.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.until.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d))
    }
}

const fn decision(code: &'static str, since: (i32, u32, u32), number: Text) -> Decision {
    Decision { code, number: Some(number), since, renewed: None, condition: None, until: None }
}

static UNION: &[&str] = &[
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
    "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES",
    "SE", // the outermost regions with codes of their own
    "GP", "MQ", "GF", "RE", "YT", "MF",
];

static AREA: &[&str] = &["IS", "LI", "NO"];

static DECISIONS: &[Decision] = &[
    decision("AD", (2010, 10, 19), text("2010/625/UE", "2010/625/EU")),
    decision("AR", (2003, 6, 30), text("2003/490/CE", "2003/490/EC")),
    // Its number in the Official Journal was not seen.
    Decision {
        number: None,
        condition: Some(text(
            "responsable ou sous-traitant soumis à la LGPD brésilienne",
            "controller or processor subject to the Brazilian LGPD",
        )),
        ..decision("BR", (2026, 1, 26), text("", ""))
    },
    Decision {
        condition: Some(text(
            "organisme commercial soumis à la loi fédérale LPRPDE (PIPEDA)",
            "commercial organisation subject to PIPEDA",
        )),
        ..decision("CA", (2001, 12, 20), text("2002/2/CE", "2002/2/EC"))
    },
    decision("CH", (2000, 7, 26), text("2000/518/CE", "2000/518/EC")),
    decision("FO", (2010, 3, 5), text("2010/146/UE", "2010/146/EU")),
    Decision {
        renewed: Some("C(2025) 8771 final"),
        until: Some((2031, 12, 27)),
        ..decision("GB", (2021, 6, 28), text("(UE) 2021/1772", "(EU) 2021/1772"))
    },
    decision("GG", (2003, 11, 21), text("2003/821/CE", "2003/821/EC")),
    Decision {
        condition: Some(text(
            "transferts automatisés, ou non automatisés suivis d’un traitement automatisé en Israël\u{202f}; territoires occupés depuis 1967 exclus",
            "automated transfers, or non-automated ones further processed by automated means in Israel; territories administered since 1967 excluded",
        )),
        ..decision("IL", (2011, 1, 31), text("2011/61/UE", "2011/61/EU"))
    },
    decision("IM", (2004, 4, 28), text("2004/411/CE", "2004/411/EC")),
    decision("JE", (2008, 5, 8), text("2008/393/CE", "2008/393/EC")),
    Decision {
        condition: Some(text(
            "opérateur économique soumis à l’APPI complétée par les règles supplémentaires (hors presse, universités, activités religieuses ou politiques pour ces finalités)",
            "business operator subject to APPI as complemented by the Supplementary Rules (press, universities, religious or political bodies carved out for those purposes)",
        )),
        ..decision("JP", (2019, 1, 23), text("(UE) 2019/419", "(EU) 2019/419"))
    },
    Decision {
        condition: Some(text(
            "responsable soumis à la PIPA et aux règles complémentaires\u{202f}; activités missionnaires, partis politiques et données de crédit sous supervision financière exclus",
            "controller subject to PIPA and the supplementary rules; missionary activities, political parties and credit data under financial supervision excluded",
        )),
        ..decision("KR", (2021, 12, 17), text("(UE) 2022/254", "(EU) 2022/254"))
    },
    decision("NZ", (2012, 12, 19), text("2013/65/UE", "2013/65/EU")),
    // The Privacy Shield, until the judgment C-311/18.
    Decision {
        condition: Some(text(
            "organisme inscrit au Privacy Shield",
            "organisation on the Privacy Shield list",
        )),
        until: Some((2020, 7, 15)),
        ..decision("US", (2016, 7, 12), text("(UE) 2016/1250", "(EU) 2016/1250"))
    },
    Decision {
        condition: Some(text(
            "organisme inscrit et actif sur la liste Data Privacy Framework (UE-US), pour le type de données couvert (RH ou hors RH)",
            "organisation active on the EU-U.S. Data Privacy Framework list, for the covered data type (HR or non-HR)",
        )),
        ..decision("US", (2023, 7, 10), text("(UE) 2023/1795", "(EU) 2023/1795"))
    },
    decision("UY", (2012, 8, 21), text("2012/484/UE", "2012/484/EU")),
];

/// Where the Commission lists its decisions.
pub const DECISIONS_URL: &str = "https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en";

/// Every decision, those that have come to their end included.
pub fn decisions() -> &'static [Decision] {
    DECISIONS
}

/// What the law says of the place with this ISO 3166-1 code, on a day. Until its decision was adopted the United
/// Kingdom was a Member State, then in a transition (Withdrawal Agreement, Art. 127; Trade and Cooperation
/// Agreement, Art. FINPROV.10A).
pub fn standing(code: &str, today: NaiveDate) -> Standing {
    if UNION.contains(&code) {
        return Standing::Union;
    }
    if AREA.contains(&code)
        || (code == "GB" && NaiveDate::from_ymd_opt(2021, 6, 28).is_some_and(|d| today < d))
    {
        return Standing::Area;
    }
    let holds = |d: &&Decision| {
        d.code == code
            && d.first_day().is_none_or(|first| first <= today)
            && d.last_day().is_none_or(|last| today <= last)
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
const ADEQUATE: Text = text("adéquat", "adequate");
const ADEQUATE_IN_PART: Text = text("adéquat sous condition", "adequate on a condition");
const DECIDED: Text = text("{said}\u{a0}: {decision}", "{said}: {decision}");
const RENEWED: Text = text("{decision}, renouvelée par {by}", "{decision}, renewed by {by}");
const UNTIL: Text = text("{said}, jusqu’au {day}", "{said}, until {day}");
const CONDITION: Text = text("{said} – {condition}", "{said} – {condition}");
const EITHER: Text = text("{fr}", "{en}");
const SINCE: Text = text("{said}, depuis le {day}", "{said}, since {day}");
const READ_ON: Text = text("{said} (relevé du {day})", "{said} (as read on {day})");

impl Standing {
    /// In a few words; `None` for a third country without a decision.
    pub fn words(self) -> Option<Message> {
        match self {
            Standing::Union => Some(IN_UNION.msg()),
            Standing::Area => Some(IN_AREA.msg()),
            Standing::Adequate(d) => Some(d.words(d.number.map(|n| n.msg()))),
            Standing::Third => None,
        }
    }
}

impl Decision {
    fn words(&self, cited: Option<Message>) -> Message {
        let said = if self.condition.is_some() { ADEQUATE_IN_PART } else { ADEQUATE };
        match cited {
            Some(cited) => DECIDED.msg().with("said", said).with("decision", cited),
            None => said.msg(),
        }
    }

    /// All that is known of it: what renewed it, until when it holds, for whom, and as of when this was read.
    pub fn told(&self) -> Message {
        let cited = self.number.map(|number| match self.renewed {
            Some(by) => RENEWED.msg().with("decision", number).with("by", by),
            None => number.msg(),
        });
        let mut said = self.words(cited);
        if let Some(condition) = self.condition {
            said = CONDITION.msg().with("said", said).with("condition", condition);
        }
        for (text, day) in [(SINCE, self.first_day()), (UNTIL, self.last_day())] {
            let Some(day) = day else { continue };
            let day = EITHER.msg().with("fr", day.format("%d/%m/%Y").to_string()).with("en", day.to_string());
            said = text.msg().with("said", said).with("day", day);
        }
        READ_ON.msg().with("said", said).with("day", AS_OF)
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
        assert_eq!(standing("KR", day(2021, 12, 16)), Standing::Third);
        assert!(matches!(standing("KR", day(2021, 12, 17)), Standing::Adequate(_)));
        assert!(matches!(standing("US", day(2020, 7, 15)), Standing::Adequate(_)), "the Privacy Shield");
        assert_eq!(standing("US", day(2020, 7, 16)), Standing::Third);
        assert_eq!(standing("GB", day(2021, 6, 27)), Standing::Area);
        assert!(is_outside("GB") && is_outside("IN") && !is_outside("NO") && !is_outside("RE"));
        assert_eq!(standing("GI", day(2026, 11, 27)), Standing::Third);
    }

    /// Each language cites it as that language does; the condition, the end and the day of the reading are said.
    #[test]
    fn a_decision_is_told_in_both_languages() {
        use crate::model::Lang;
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let said = |code: &str, lang: Lang| {
            let Standing::Adequate(decision) = standing(code, today) else { panic!("{code}") };
            let words = decision.told().get(lang);
            words.replace(['\u{a0}', '\u{202f}'], " ")
        };
        assert_eq!(said("FO", Lang::En), "adequate: 2010/146/EU, since 2010-03-05 (as read on 2026-11-23)");
        assert_eq!(
            said("FO", Lang::Fr),
            "adéquat : 2010/146/UE, depuis le 05/03/2010 (relevé du 23/11/2026)"
        );
        assert_eq!(
            said("GB", Lang::En),
            "adequate: (EU) 2021/1772, renewed by C(2025) 8771 final, since 2021-06-28, until 2031-12-27 (as read on 2026-11-23)"
        );
        assert!(
            said("GB", Lang::Fr)
                .contains("renouvelée par C(2025) 8771 final, depuis le 28/06/2021, jusqu’au 27/12/2031")
        );
        let brazil = said("BR", Lang::Fr);
        assert!(brazil.starts_with("adéquat sous condition – responsable") && !brazil.contains("C(2026)"));
        for d in DECISIONS {
            let english = said(d.code, Lang::En);
            assert!(
                !english.contains("UE)") && !english.contains("/UE") && !english.contains("/CE"),
                "{english}"
            );
        }
        let partial: Vec<&str> = DECISIONS.iter().filter(|d| d.condition.is_some()).map(|d| d.code).collect();
        assert_eq!(partial, ["BR", "CA", "IL", "JP", "KR", "US", "US"]);
    }
}
