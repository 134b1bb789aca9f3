//! Countries by the name that a French sheet gives them.

use crate::model::Term;
use crate::model::vocabulary::COUNTRIES;

use super::key::key;

/// Names of the workbook's list, and everyday ones, that differ from the vocabulary's.
static OTHER_NAMES: &[(&str, &str)] = &[
    ("birmanie", "MM"),
    ("myanmar", "MM"),
    ("congo", "CG"),
    ("rep dem du congo", "CD"),
    ("republique democratique du congo", "CD"),
    ("rdc", "CD"),
    ("hong kong", "HK"),
    ("macao", "MO"),
    ("iraq", "IQ"),
    ("iles feroe", "FO"),
    ("macedoine", "MK"),
    ("marshall", "MH"),
    ("palestine", "PS"),
    ("salomon", "SB"),
    ("swaziland", "SZ"),
    ("vatican", "VA"),
    ("republique tcheque", "CZ"),
    ("usa", "US"),
    ("us", "US"),
    ("etats unis d amerique", "US"),
    ("united states", "US"),
    ("grande bretagne", "GB"),
    ("angleterre", "GB"),
    ("uk", "GB"),
    ("r u", "GB"),
    ("hollande", "NL"),
    ("coree", "KR"),
    ("vietnam", "VN"),
    ("reunion", "RE"),
    ("france metropolitaine", "FR"),
    ("belarus", "BY"),
    ("emirats", "AE"),
    ("eau", "AE"),
];

/// The country that a cell names, by its French or English name or its two-letter code.
pub fn find(name: &str) -> Option<&'static Term> {
    let said = key(name);
    if said.is_empty() {
        return None;
    }
    if let Some((_, code)) = OTHER_NAMES.iter().find(|(n, _)| *n == said) {
        return COUNTRIES.get(code);
    }
    let bare = |label: &str| key(label.split('(').next().unwrap_or(label));
    COUNTRIES.terms.iter().find(|t| {
        key(t.label.fr) == said
            || key(t.label.en) == said
            || bare(t.label.fr) == said
            || (name.trim().len() == 2 && t.id.eq_ignore_ascii_case(name.trim()))
    })
}

/// The countries of the workbook's list, in its order: those it called adequate first. Its column of adequacy,
/// out of date, is not kept. Kosovo has no ISO code of its own and is left out.
pub static LIST: &[&str] = &[
    "AD", "AR", "CA", "US", "GG", "IM", "FO", "IL", "JE", "NZ", "CH", "UY", "AF", "ZA", "AL", "DZ", "AO",
    "AG", "SA", "AM", "AU", "AZ", "BS", "BH", "BD", "BB", "BZ", "BJ", "BM", "BT", "BY", "MM", "BO", "BA",
    "BW", "BR", "BN", "BF", "BI", "KH", "CM", "CV", "CL", "CN", "CO", "KM", "CG", "KP", "KR", "CR", "CI",
    "CU", "DJ", "DM", "EG", "AE", "EC", "ER", "ET", "FJ", "GA", "GM", "GE", "GH", "GI", "GD", "GL", "GT",
    "GN", "GQ", "GW", "GY", "HT", "HN", "HK", "IN", "ID", "IQ", "IR", "JM", "JP", "JO", "KZ", "KE", "KG",
    "KI", "KW", "LA", "LS", "LB", "LR", "LY", "MK", "MG", "MY", "MW", "MV", "ML", "MA", "MH", "MU", "MR",
    "MX", "FM", "MD", "MC", "MN", "ME", "MZ", "NA", "NR", "NP", "NI", "NE", "NG", "OM", "UG", "UZ", "PK",
    "PW", "PS", "PA", "PG", "PY", "PE", "PH", "PR", "QA", "CD", "CF", "DO", "RU", "RW", "EH", "KN", "LC",
    "SM", "VC", "SB", "SV", "WS", "ST", "SN", "RS", "SC", "SL", "SG", "SO", "SD", "SS", "LK", "SR", "SZ",
    "SY", "TJ", "TW", "TZ", "TD", "TH", "TL", "TG", "TO", "TT", "TN", "TM", "TR", "TV", "UA", "VU", "VE",
    "VN", "YE", "ZM", "ZW",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found_by_the_names_people_use() {
        for (name, code) in [
            ("France", "FR"),
            ("Etats-Unis", "US"),
            ("ÉTATS UNIS", "US"),
            ("Iles FEROE", "FO"),
            ("Hong-Kong", "HK"),
            ("Rép. dém. du Congo", "CD"),
            ("Viêt Nam", "VN"),
            ("fr", "FR"),
            ("Ireland", "IE"),
            ("Tchéquie", "CZ"),
        ] {
            assert_eq!(find(name).map(|t| t.id), Some(code), "{name}");
        }
        assert_eq!(find("Irlande, UE"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn every_country_can_be_written_and_read_back() {
        for t in COUNTRIES.terms {
            assert_eq!(find(t.label.fr).map(|f| f.id), Some(t.id));
        }
        assert!(LIST.iter().all(|code| COUNTRIES.get(code).is_some()));
    }
}
