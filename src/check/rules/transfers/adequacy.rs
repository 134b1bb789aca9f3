//! Adequacy decisions, what they ask besides, and mechanisms that are dead (Articles 45 and 46).

use chrono::{Months, NaiveDate};

use super::{BOTH, abroad, adequate, decided, lacks};
use crate::check::facts::words;
use crate::check::rule::{Confidence, Day, Holds, On, RULE, Rule, since};
use crate::law::places::{AS_OF, Decision, Standing, standing};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Severity, date};

pub static NOT_ADEQUATE: Rule = Rule {
    code: "RGPD-T45-01",
    name: "adequacy-not-decided",
    says: text(
        "{country}\u{a0}: aucune décision d’adéquation en vigueur.",
        "{country}: no adequacy decision in force.",
    ),
    why: text(
        "Seules les décisions de la Commission rendent un pays adéquat (article 45). La liste embarquée est celle relevée le 23/11/2026\u{a0}: une décision plus récente se vérifie sur le site de la Commission.",
        "Only decisions of the Commission make a country adequate (Article 45). The list embedded is that of 2026-11-23: a newer decision is to be checked on the Commission’s site.",
    ),
    mend: text(
        "Prévoir une autre garantie (mechanism), par exemple des clauses types.",
        "Provide another safeguard (mechanism), such as standard clauses.",
    ),
    source: decided("45", "", ""),
    on: On::Records(BOTH, |case, found| {
        for (name, _, country) in adequate(case) {
            if standing(country.id, case.today) == Standing::Third {
                // Long after the list was read, there may be a decision that it does not know.
                let severity = if is_old_list(case.today) { Severity::Warning } else { Severity::Error };
                found.row("transfers", name, "mechanism").severity(severity).with("country", country.label);
            }
        }
    }),
    bad: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"adequacy\"",
        "# today 2032-01-05\n[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"",
    ],
    good: &[
        "[transfers.ch]\nrecipient = \"Filiale\"\ncountry = \"CH\"\nmechanism = \"adequacy\"",
        "[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"",
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"",
    ],
    ..RULE
};

/// Whether the list of decisions was read more than a year before this day.
fn is_old_list(today: NaiveDate) -> bool {
    let read = date::parse(AS_OF.en).and_then(|day| day.checked_add_months(Months::new(12)));
    read.is_none_or(|until| until < today)
}

pub static FRAMEWORK: Rule = Rule {
    code: "RGPD-T45-02",
    name: "framework-listing-not-checked",
    severity: Severity::Warning,
    says: text(
        "États-Unis\u{a0}: l’adéquation ne vaut que pour un organisme inscrit au Data Privacy Framework, et la fiche ne le montre pas.",
        "United States: adequacy covers only an organisation on the Data Privacy Framework list, and the sheet does not show it.",
    ),
    why: text(
        "La décision (UE) 2023/1795 ne couvre que les organismes inscrits et actifs sur la liste, pour le type de données pour lequel ils le sont (RH ou non). Une autre société du groupe n’est pas couverte par l’inscription.",
        "Decision (EU) 2023/1795 covers only organisations active on the list, for the type of data for which they are (HR or not). Another company of the group is not covered by the listing.",
    ),
    mend: text(
        "Noter l’entité exacte, les données couvertes et la date de vérification (dpf_entity_name, dpf_covered_data, dpf_checked_on).",
        "Note the exact entity, the data covered and the date of the check (dpf_entity_name, dpf_covered_data, dpf_checked_on).",
    ),
    source: decided("45", "Décision (UE) 2023/1795", "Decision (EU) 2023/1795"),
    holds: since(2023, 7, 10),
    on: On::Records(BOTH, |case, found| {
        for (name, row, _) in adequate(case).filter(|(.., c)| c.id == "US") {
            let keys = ["dpf_entity_name", "dpf_covered_data", "dpf_checked_on"];
            let Some(key) = keys.into_iter().find(|k| lacks(row, k)) else { continue };
            let severity = if row.get(key).is_some() { Severity::Error } else { Severity::Warning };
            found.row("transfers", name, key).severity(severity);
        }
    }),
    bad: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_entity_name = \"Ocean Inc.\"",
    ],
    good: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_entity_name = \"Ocean Inc.\"\ndpf_covered_data = \"non-HR\"\ndpf_checked_on = 2026-03-01",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"",
    ],
    ..RULE
};

pub static FRAMEWORK_OLD: Rule = Rule {
    code: "RGPD-T45-03",
    name: "framework-check-out-of-date",
    severity: Severity::Warning,
    says: text(
        "Inscription au Data Privacy Framework vérifiée pour la dernière fois le {day}.",
        "Listing on the Data Privacy Framework last checked on {day}.",
    ),
    why: text(
        "L’inscription se renouvelle chaque année\u{a0}: un organisme qui ne le fait pas quitte la liste, et le transfert perd sa base.",
        "The listing is renewed every year: an organisation that does not leaves the list, and the transfer loses its ground.",
    ),
    mend: text(
        "Revoir la liste et noter la date (dpf_checked_on).",
        "Look at the list again and note the date (dpf_checked_on).",
    ),
    source: decided("45", "Décision (UE) 2023/1795", "Decision (EU) 2023/1795"),
    holds: since(2023, 7, 10),
    on: On::Records(BOTH, |case, found| {
        let last_year = case.today.checked_sub_months(Months::new(12));
        for (name, row, _) in adequate(case).filter(|(.., c)| c.id == "US") {
            if let Some(day) = row.date("dpf_checked_on").filter(|day| last_year.is_some_and(|y| *day < y)) {
                found.row("transfers", name, "dpf_checked_on").with("day", words::day(day));
            }
        }
    }),
    bad: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_checked_on = 2025-11-22",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_checked_on = 2023-09-01",
    ],
    good: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_checked_on = 2025-11-23",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndpf_checked_on = 2023-09-01",
    ],
    ..RULE
};

pub static CONDITION: Rule = Rule {
    code: "RGPD-T45-04",
    name: "adequacy-condition-open",
    severity: Severity::Warning,
    says: text(
        "{country}\u{a0}: l’adéquation ne couvre que certains destinataires ({condition})\u{a0}; rien ne dit que celui-ci en est.",
        "{country}: adequacy covers only some recipients ({condition}); nothing says that this one is among them.",
    ),
    why: text(
        "Plusieurs décisions d’adéquation ne valent que pour les organismes soumis à une loi donnée, ou excluent certains traitements. Hors de ce périmètre, le transfert n’a pas de base.",
        "Several adequacy decisions cover only organisations subject to a given law, or carve some processing out. Beyond that the transfer has no ground.",
    ),
    mend: text(
        "Vérifier, puis le dire (condition_confirmed = true), ou choisir une autre garantie.",
        "Check, then say so (condition_confirmed = true), or choose another safeguard.",
    ),
    source: decided("45", "", ""),
    on: On::Records(BOTH, |case, found| {
        for (name, row, country) in adequate(case).filter(|(.., c)| c.id != "US") {
            let Standing::Adequate(Decision { condition: Some(condition), .. }) =
                standing(country.id, case.today)
            else {
                continue;
            };
            let severity = match row.bool("condition_confirmed") {
                Some(true) => continue,
                Some(false) => Severity::Error,
                None => Severity::Warning,
            };
            let told = found.row("transfers", name, "condition_confirmed").severity(severity);
            told.with("country", country.label).with("condition", *condition);
        }
    }),
    bad: &[
        "[transfers.ca]\nrecipient = \"Filiale\"\ncountry = \"CA\"\nmechanism = \"adequacy\"",
        "[transfers.jp]\nrecipient = \"Université\"\ncountry = \"JP\"\nmechanism = \"adequacy\"\ncondition_confirmed = false",
    ],
    good: &[
        "[transfers.ca]\nrecipient = \"Filiale\"\ncountry = \"CA\"\nmechanism = \"adequacy\"\ncondition_confirmed = true",
        "[transfers.ch]\nrecipient = \"Filiale\"\ncountry = \"CH\"\nmechanism = \"adequacy\"",
    ],
    ..RULE
};

pub static DEAD: Rule = Rule {
    code: "RGPD-T45-05",
    name: "safeguard-no-longer-in-force",
    says: text(
        "La garantie citée n’a plus d’effet\u{a0}: {what}.",
        "The safeguard cited has no effect any more: {what}.",
    ),
    why: text(
        "La Cour de justice a invalidé Safe Harbor (C-362/14, 06/10/2015) et le Privacy Shield (C-311/18, 16/07/2020). Les clauses types d’avant 2021 ont été abrogées par la décision (UE) 2021/914, article 4. Un transfert qui ne repose que sur elles est sans base.",
        "The Court of Justice struck down Safe Harbor (C-362/14, 6 October 2015) and the Privacy Shield (C-311/18, 16 July 2020). The standard clauses from before 2021 were repealed by Decision (EU) 2021/914, Article 4. A transfer that rests on them alone has no ground.",
    ),
    mend: text(
        "Choisir une garantie en vigueur (mechanism) et en joindre l’acte (document).",
        "Choose a safeguard in force (mechanism) and attach its document (document).",
    ),
    source: decided(
        "44, 46",
        "CJUE C-362/14 et C-311/18\u{a0}; décision (UE) 2021/914, art. 4",
        "CJEU C-362/14 and C-311/18; Decision (EU) 2021/914, Art. 4",
    ),
    on: On::Records(BOTH, |case, found| {
        for (name, row, _) in abroad(case) {
            // Chosen in the list it is certain; in free words it may stand among what was replaced.
            let by = row.choice("mechanism").map(|m| m.id);
            if by == Some("privacy_shield") {
                if PRIVACY_SHIELD.is_dead(case.today) {
                    found.row("transfers", name, "mechanism").with("what", PRIVACY_SHIELD.name);
                }
                continue;
            }
            let texts =
                ["document", "safeguards"].into_iter().find_map(|key| Some((key, cited(row.text(key)?)?)));
            // Signed before the clauses in force were adopted, they are others.
            let signed = row.date("signed_on").filter(|day| by == Some("scc") && !NEW_CLAUSES.on(*day));
            let old = texts.or(signed.map(|_| ("signed_on", &OLD_CLAUSES)));
            if let Some((key, what)) = old.filter(|(_, what)| what.is_dead(case.today)) {
                found.row("transfers", name, key).severity(Severity::Warning).with("what", what.name);
            }
        }
    }),
    bad: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"privacy_shield\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndocument = \"Clauses 2010/87/UE signées\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\nsigned_on = 2015-03-03",
    ],
    good: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndocument = \"Clauses 2021/914 signées\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\nsafeguards = \"Clauses 2021/914, qui remplacent le Privacy Shield.\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\nsigned_on = 2021-06-27",
        "# today 2020-07-15\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"privacy_shield\"",
        "# today 2022-12-26\n[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndocument = \"Clauses 2010/87/UE signées\"",
    ],
    ..RULE
};

/// An instrument on which transfers rested once.
struct Instrument {
    name: Text,
    /// The first day on which it had no effect any more.
    dead: Day,
}

impl Instrument {
    fn is_dead(&self, today: NaiveDate) -> bool {
        Holds { since: self.dead, until: None }.on(today)
    }
}

/// CJEU C-311/18, 16 July 2020.
static PRIVACY_SHIELD: Instrument = Instrument {
    name: text("Privacy Shield (bouclier de protection)", "Privacy Shield"),
    dead: (2020, 7, 16),
};
/// CJEU C-362/14, 6 October 2015.
static SAFE_HARBOR: Instrument = Instrument { name: text("Safe Harbor", "Safe Harbor"), dead: (2015, 10, 6) };
/// Decision (EU) 2021/914, Art. 4: contracts made on them held until 27 December 2022.
static OLD_CLAUSES: Instrument = Instrument {
    name: text("clauses types d’avant 2021", "standard contractual clauses from before 2021"),
    dead: (2022, 12, 27),
};
/// From when on the clauses of Decision (EU) 2021/914 could be used (Art. 4(1)).
const NEW_CLAUSES: Holds = since(2021, 6, 27);

/// The dead instrument that a text names, where it names none that is alive.
fn cited(said: &str) -> Option<&'static Instrument> {
    const LONGEST: usize = 400;
    if said.len() > LONGEST {
        return None;
    }
    let said = fold(said);
    if ["2021/914", "remplac", "replac", "2023/1795"].iter().any(|alive| said.contains(alive)) {
        return None;
    }
    let names = |words: &[&str]| words.iter().any(|w| said.contains(w));
    if names(&["privacy shield", "bouclier de protection"]) {
        return Some(&PRIVACY_SHIELD);
    }
    if names(&["safe harbor", "safe harbour"]) {
        return Some(&SAFE_HARBOR);
    }
    names(&["2010/87", "2001/497", "2004/915"]).then_some(&OLD_CLAUSES)
}

pub static FALLBACK: Rule = Rule {
    code: "RGPD-T45-06",
    name: "no-fallback-for-the-united-states",
    severity: Severity::Advice,
    says: text(
        "États-Unis\u{a0}: aucune garantie de repli n’est prévue.",
        "United States: no fallback safeguard is provided for.",
    ),
    why: text(
        "La décision (UE) 2023/1795 reste en vigueur\u{a0}; un recours est pendant devant la Cour de justice (C-703/25 P). Si elle tombait, un transfert qui ne repose que sur elle perdrait sa base du jour au lendemain, comme en 2015 et en 2020.",
        "Decision (EU) 2023/1795 stands; an appeal is pending before the Court of Justice (C-703/25 P). If it fell, a transfer that rests on it alone would lose its ground overnight, as in 2015 and in 2020.",
    ),
    mend: text(
        "Prévoir des clauses types de repli (fallback_mechanism).",
        "Provide standard clauses to fall back on (fallback_mechanism).",
    ),
    source: decided("45", "CJUE C-703/25 P, pendante", "CJEU C-703/25 P, pending"),
    holds: since(2023, 7, 10),
    confidence: Confidence::Medium,
    on: On::Records(BOTH, |case, found| {
        for (name, row, _) in adequate(case).filter(|(.., c)| c.id == "US") {
            if row.get("fallback_mechanism").is_none() {
                found.row("transfers", name, "fallback_mechanism");
            }
        }
    }),
    bad: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\ndpf_entity_name = \"Ocean Inc.\"",
    ],
    good: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"adequacy\"\nfallback_mechanism = \"scc\"",
        "[transfers.ch]\nrecipient = \"Filiale\"\ncountry = \"CH\"\nmechanism = \"adequacy\"",
    ],
    ..RULE
};

pub static ENDS_SOON: Rule = Rule {
    code: "RGPD-T45-07",
    name: "adequacy-ends-soon",
    severity: Severity::Advice,
    says: text(
        "{country}\u{a0}: la décision d’adéquation vaut jusqu’au {day}.",
        "{country}: the adequacy decision holds until {day}.",
    ),
    why: text(
        "Une décision qui a un terme cesse ce jour-là si la Commission ne la renouvelle pas. Une autre garantie se prépare avant.",
        "A decision with an end ceases on that day unless the Commission renews it. Another safeguard is prepared before.",
    ),
    mend: text(
        "Préparer une garantie de remplacement (fallback_mechanism).",
        "Prepare a safeguard to take its place (fallback_mechanism).",
    ),
    source: decided("45(3)", "", ""),
    on: On::Records(BOTH, |case, found| {
        let Some(horizon) = case.today.checked_add_months(Months::new(12)) else { return };
        for (name, _, country) in adequate(case).filter(|(_, row, _)| lacks(row, "fallback_mechanism")) {
            let Standing::Adequate(decision) = standing(country.id, case.today) else { continue };
            if let Some(day) = decision.last_day().filter(|day| *day < horizon) {
                let told = found.row("transfers", name, "mechanism").with("country", country.label);
                told.with("day", words::day(day));
            }
        }
    }),
    bad: &[
        "# today 2031-06-01\n[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"",
        "# today 2031-12-27\n[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"",
    ],
    good: &[
        "[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"",
        "# today 2031-06-01\n[transfers.gb]\nrecipient = \"Filiale\"\ncountry = \"GB\"\nmechanism = \"adequacy\"\nfallback_mechanism = \"scc\"",
    ],
    ..RULE
};
