//! Transfers outside the European Economic Area (Articles 44 to 49): on the activity, or on the processor
//! through whom they are made.
//!
//! What is not answered is no proof that the safeguard is missing: it is found as a warning. "None" is what the
//! record says, and an error.

mod derogations;

use chrono::{Months, NaiveDate};

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::rule::{Confidence, On, RULE, Rule, Source, gdpr, since};
use crate::law::places::{AS_OF, Decision, Standing, is_outside, standing};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Group, Kind, Severity, Term, Value, date};

pub(super) const RULES: &[&Rule] = &[
    &NO_SAFEGUARD,
    &REMOTE_ACCESS,
    &DENIED,
    &NOT_ADEQUATE,
    &FRAMEWORK,
    &FRAMEWORK_OLD,
    &CONDITION,
    &DEAD,
    &FALLBACK,
    &ENDS_SOON,
    &CLAUSES,
    &ASSESSMENT,
    &derogations::REGULAR,
    &derogations::COOKIES,
];

/// Where transfers are told.
const BOTH: &[Kind] = &[Kind::Activity, Kind::Processor];

const DECISIONS: &str = "https://commission.europa.eu/law/law-topic/data-protection/international-dimension-data-protection/adequacy-decisions_en";

const fn decided(article: &'static str, fr: &'static str, en: &'static str) -> Source {
    Source { article, texts: text(fr, en), url: DECISIONS }
}

static NO_SAFEGUARD: Rule = Rule {
    code: "RGPD-T44-01",
    name: "transfer-without-safeguard",
    severity: Severity::Warning,
    says: text(
        "Transfert vers {country} sans que la garantie soit dite.",
        "Transfer to {country}, its safeguard not said.",
    ),
    why: text(
        "Un transfert hors de l’Espace économique européen n’est permis que sur une décision d’adéquation, des garanties appropriées ou, par exception, une dérogation de l’article 49. La fiche ne dit pas laquelle.",
        "A transfer outside the European Economic Area is allowed only on an adequacy decision, appropriate safeguards or, exceptionally, a derogation of Article 49. The sheet does not say which.",
    ),
    mend: text("Dire la garantie (mechanism).", "Say the safeguard (mechanism)."),
    source: gdpr("44, 45, 46, 49"),
    on: On::Records(BOTH, |case, found| {
        for (name, row, country) in abroad(case) {
            let severity = match row.get("mechanism") {
                None => Severity::Warning,
                // A decision covers the country, whatever the sheet relies on.
                Some(Value::None) if standing(country.id, case.today) != Standing::Third => Severity::Warning,
                Some(Value::None) => Severity::Error,
                Some(_) => continue,
            };
            found.row("transfers", name, "mechanism").severity(severity).with("country", country.label);
        }
    }),
    bad: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"",
        "[transfers.us]\nrecipient = \"Hébergeur\"\ncountry = \"US\"\nmechanism = \"none\"",
        "[transfers.ch]\nrecipient = \"Filiale\"\ncountry = \"CH\"",
    ],
    good: &[
        "[transfers.be]\nrecipient = \"Filiale\"\ncountry = \"BE\"",
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"",
    ],
    fix: Some(name_the_decision),
    ..RULE
};

/// A country whose decision covers every recipient: the decision is the safeguard.
fn name_the_decision(case: &Case<'_>, finding: &Finding) -> Vec<Change> {
    let adequate = |row: &Group| {
        let decision = row.choice("country").map(|c| standing(c.id, case.today));
        matches!(decision, Some(Standing::Adequate(d)) if d.condition.is_none())
    };
    let open = |row: &Group| row.get("mechanism").is_none() && adequate(row);
    let Some(row) = finding.path.parent().filter(|row| case.record.group(row).is_some_and(open)) else {
        return Vec::new();
    };
    let mechanism = crate::model::vocabulary::TRANSFER_MECHANISMS.get("adequacy");
    let set = |m: &'static Term| Change::Set {
        record: case.record.id.clone(),
        path: row.join("mechanism"),
        value: Value::Choice(m),
    };
    mechanism.map(set).into_iter().collect()
}

static REMOTE_ACCESS: Rule = Rule {
    code: "RGPD-T44-02",
    name: "remote-access-not-declared",
    severity: Severity::Warning,
    says: text(
        "Accès à distance depuis {country}, et aucun transfert n’y est déclaré.",
        "Remote access from {country}, and no transfer there is declared.",
    ),
    why: text(
        "Consulter depuis un pays tiers des données hébergées dans l’Union est un transfert (CEPD, lignes directrices 05/2021). La fiche du sous-traitant dit l’accès et, par ailleurs, qu’il n’y a pas de transfert.",
        "Viewing data hosted in the Union from a third country is a transfer (EDPB, Guidelines 05/2021). The processor’s record says the access and, elsewhere, that there is no transfer.",
    ),
    mend: text(
        "Déclarer le transfert, avec sa garantie ([transfers.…]).",
        "Declare the transfer, with its safeguard ([transfers.…]).",
    ),
    source: Source {
        texts: text("CEPD, lignes directrices 05/2021", "EDPB, Guidelines 05/2021"),
        ..gdpr("44")
    },
    on: On::Record(Kind::Processor, |case, found| {
        if case.is_open("transfers") {
            return; // asked by the field itself
        }
        let leads = |row: &Group, to: &Term| {
            let here = |r: &Group| r.choice("country").is_some_and(|c| c.id == to.id);
            here(row) || row.rows("onward").any(|(_, r)| here(r))
        };
        let access = case.fields().items("access_countries").iter().filter_map(Value::as_choice);
        for country in access.filter(|c| is_outside(c.id)) {
            let told = case.rows("transfers").any(|(_, row)| leads(row, country))
                || case.activities().any(|a| a.fields.rows("transfers").any(|(_, row)| leads(row, country)));
            if !told {
                found.at("access_countries").with("country", country.label);
            }
        }
    }),
    bad: &[
        "access_countries = [\"IN\"]\ntransfers = \"none\"",
        "access_countries = [\"IN\"]\n[transfers.us]\nrecipient = \"Maison mère\"\ncountry = \"US\"",
    ],
    good: &[
        "access_countries = [\"IN\"]\n[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"",
        "access_countries = [\"IE\"]\ntransfers = \"none\"",
        "access_countries = [\"IN\"]",
    ],
    ..RULE
};

static DENIED: Rule = Rule {
    code: "RGPD-T44-03",
    name: "no-transfer-though-a-processor-transfers",
    severity: Severity::Warning,
    says: text(
        "{sheet}, et son sous-traitant {processor} déclare un transfert vers {country}.",
        "{sheet}, and its processor {processor} declares a transfer to {country}.",
    ),
    why: text(
        "Le transfert que fait un sous-traitant est un transfert de l’activité, dont le responsable répond (articles 28(3)(a) et 44). «\u{a0}Néant\u{a0}» n’est vrai que si les données de cette activité n’en font pas partie.",
        "A transfer that a processor makes is a transfer of the activity, for which the controller answers (Articles 28(3)(a) and 44). “None” is true only if the data of this activity is no part of it.",
    ),
    mend: text(
        "Inscrire le transfert sur la fiche (transfers)\u{202f}; si les données de l’activité restent dans l’Union, écarter la règle en le disant.",
        "Enter the transfer on the sheet (transfers); if the data of the activity stays in the Union, waive the rule and say so.",
    ),
    source: gdpr("28(3)(a), 30(1)(e), 44"),
    on: On::Record(Kind::Activity, |case, found| {
        const NONE: Text =
            text("La fiche dit qu’il n’y a pas de transfert", "The sheet says that there is no transfer");
        const SILENT: Text =
            text("La fiche ne dit rien des transferts", "The sheet says nothing of transfers");
        let (sheet, severity) = match case.value("transfers") {
            Some(Value::None) => (NONE, Severity::Warning),
            None => (SILENT, Severity::Advice),
            Some(_) => return,
        };
        if case.is_over() {
            return;
        }
        for processor in case.processors() {
            let country = processor
                .fields
                .rows("transfers")
                .find_map(|(_, row)| row.choice("country").filter(|c| is_outside(c.id)));
            if let Some(country) = country {
                let name = processor.title(crate::model::Lang::Fr).to_owned();
                let told = found.at("transfers").severity(severity).with("sheet", sheet);
                told.with("processor", name).with("country", country.label);
                return;
            }
        }
    }),
    bad: &[
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\n[transfers.us]\nrecipient = \"P\"\ncountry = \"US\"",
        "transfers = \"none\"\nprocessors = [\"q\", \"p\"]\n# processors/q.toml\nname = \"Q\"\ntransfers = \"none\"\n# processors/p.toml\nname = \"P\"\n[transfers.in]\nrecipient = \"P\"\ncountry = \"IN\"",
    ],
    good: &[
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\ntransfers = \"none\"",
        "processors = [\"p\"]\n[transfers.us]\nrecipient = \"P\"\ncountry = \"US\"\n# processors/p.toml\nname = \"P\"\n[transfers.us]\nrecipient = \"P\"\ncountry = \"US\"",
        "transfers = \"none\"\nprocessors = [\"p\"]\n# processors/p.toml\nname = \"P\"\n[transfers.be]\nrecipient = \"P\"\ncountry = \"BE\"",
    ],
    ..RULE
};

static NOT_ADEQUATE: Rule = Rule {
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

static FRAMEWORK: Rule = Rule {
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

static FRAMEWORK_OLD: Rule = Rule {
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

static CONDITION: Rule = Rule {
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

static DEAD: Rule = Rule {
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
            if row.choice("mechanism").is_some_and(|m| m.id == "privacy_shield") {
                found.row("transfers", name, "mechanism").with("what", PRIVACY_SHIELD);
                continue;
            }
            let texts =
                ["document", "safeguards"].into_iter().find_map(|key| Some((key, cited(row.text(key)?)?)));
            if let Some((key, what)) = texts {
                found.row("transfers", name, key).severity(Severity::Warning).with("what", what);
            }
        }
    }),
    bad: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"privacy_shield\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndocument = \"Clauses 2010/87/UE signées\"",
    ],
    good: &[
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\ndocument = \"Clauses 2021/914 signées\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"scc\"\nsafeguards = \"Clauses 2021/914, qui remplacent le Privacy Shield.\"",
    ],
    ..RULE
};

const PRIVACY_SHIELD: Text = text("Privacy Shield (bouclier de protection)", "Privacy Shield");
const SAFE_HARBOR: Text = text("Safe Harbor", "Safe Harbor");
const OLD_CLAUSES: Text = text("clauses types d’avant 2021", "standard contractual clauses from before 2021");

/// The dead instrument that a text names, where it names none that is alive.
fn cited(said: &str) -> Option<Text> {
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
        return Some(PRIVACY_SHIELD);
    }
    if names(&["safe harbor", "safe harbour"]) {
        return Some(SAFE_HARBOR);
    }
    names(&["2010/87", "2001/497", "2004/915"]).then_some(OLD_CLAUSES)
}

static FALLBACK: Rule = Rule {
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

static ENDS_SOON: Rule = Rule {
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

static CLAUSES: Rule = Rule {
    code: "RGPD-T46-01",
    name: "standard-clauses-incomplete",
    severity: Severity::Warning,
    says: text("Clauses types citées sans que {what} soit dit.", "Standard clauses cited, {what} not said."),
    why: text(
        "Les clauses de la décision (UE) 2021/914 ne valent que signées, avec le module qui correspond à la relation et leurs annexes remplies. La fiche doit permettre de les produire.",
        "The clauses of Decision (EU) 2021/914 count only once signed, with the module that fits the relationship and their annexes filled in. The sheet must let one produce them.",
    ),
    mend: text(
        "Dire le module, la date de signature et où est l’acte (module, signed_on, document).",
        "Say the module, the date of signature and where the document is (module, signed_on, document).",
    ),
    source: Source {
        article: "46(2)(c)",
        texts: text("Décision (UE) 2021/914", "Decision (EU) 2021/914"),
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    },
    holds: since(2021, 6, 27),
    on: On::Records(BOTH, |case, found| {
        const ASKED: [(&str, Text); 3] = [
            ("module", text("le module", "the module")),
            ("signed_on", text("la date de signature", "the date of signature")),
            ("document", text("l’acte", "the document")),
        ];
        for (name, row, _) in abroad(case).filter(|(_, row, _)| by(row) == Some("scc")) {
            let Some((key, what)) = ASKED.into_iter().find(|(key, _)| lacks(row, key)) else { continue };
            let severity = if row.get(key).is_some() { Severity::Error } else { Severity::Warning };
            found.row("transfers", name, key).severity(severity).with("what", what);
        }
    }),
    bad: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"",
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"\nmodule = \"2\"\nsigned_on = 2024-01-01",
    ],
    good: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"\nmodule = \"2\"\nsigned_on = 2024-01-01\ndocument = \"CCT-2024-3\"",
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"bcr\"",
    ],
    ..RULE
};

static ASSESSMENT: Rule = Rule {
    code: "RGPD-T46-02",
    name: "transfer-without-assessment",
    severity: Severity::Warning,
    says: text(
        "Transfert vers {country} sur une garantie contractuelle, sans analyse du droit de ce pays.",
        "Transfer to {country} on a contractual safeguard, with no assessment of that country’s law.",
    ),
    why: text(
        "Depuis l’arrêt Schrems\u{a0}II (C-311/18, 16/07/2020), une garantie de l’article 46 suppose de vérifier que le droit du pays de destination permet de la tenir, et d’ajouter au besoin des mesures (clause 14 des clauses types\u{a0}; CEPD, recommandations 01/2020).",
        "Since Schrems II (C-311/18, 16 July 2020), a safeguard of Article 46 requires checking that the law of the destination lets it be kept, and adding measures where needed (clause 14 of the standard clauses; EDPB, Recommendations 01/2020).",
    ),
    mend: text(
        "Mener l’analyse et dire où elle est (tia_ref), avec les mesures ajoutées (supplementary_measures).",
        "Make the assessment and say where it is (tia_ref), with the measures added (supplementary_measures).",
    ),
    source: Source {
        article: "46",
        texts: text(
            "CJUE C-311/18\u{a0}; clauses types 2021/914, clause 14\u{a0}; CEPD, recommandations 01/2020",
            "CJEU C-311/18; standard clauses 2021/914, clause 14; EDPB, Recommendations 01/2020",
        ),
        url: "https://www.edpb.europa.eu/our-work-tools/our-documents/recommendations/recommendations-012020-measures-supplement-transfer_en",
    },
    holds: since(2020, 7, 16),
    on: On::Records(BOTH, |case, found| {
        let contractual = |row: &Group| matches!(by(row), Some("scc" | "bcr" | "ad_hoc_clauses"));
        for (name, row, country) in abroad(case).filter(|(_, row, _)| contractual(row)) {
            // Where a decision also covers the recipient there is nothing to assess.
            let covered =
                matches!(standing(country.id, case.today), Standing::Adequate(d) if d.condition.is_none());
            if covered || !lacks(row, "tia_ref") {
                continue;
            }
            let severity = if row.get("tia_ref").is_some() { Severity::Error } else { Severity::Warning };
            found.row("transfers", name, "tia_ref").severity(severity).with("country", country.label);
        }
    }),
    bad: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"",
        "[transfers.us]\nrecipient = \"Ocean Inc.\"\ncountry = \"US\"\nmechanism = \"bcr\"\ntia_ref = \"\"",
    ],
    good: &[
        "[transfers.inde]\nrecipient = \"Assistance\"\ncountry = \"IN\"\nmechanism = \"scc\"\ntia_ref = \"AIT-2024-1\"",
        "[transfers.ch]\nrecipient = \"Filiale\"\ncountry = \"CH\"\nmechanism = \"scc\"",
    ],
    ..RULE
};

/// The transfers of a record that leave the Area, with their country.
fn abroad<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a str, &'a Group, &'static Term)> + use<'a> {
    let over = case.is_over();
    let rows = case.rows("transfers").filter(move |_| !over);
    rows.filter_map(|(name, row)| {
        let country = row.choice("country").filter(|c| is_outside(c.id))?;
        Some((name, row, country))
    })
}

/// Those that rest on an adequacy decision.
fn adequate<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a str, &'a Group, &'static Term)> + use<'a> {
    abroad(case).filter(|(_, row, _)| by(row) == Some("adequacy"))
}

/// The safeguard of a transfer.
fn by(row: &Group) -> Option<&'static str> {
    row.choice("mechanism").map(|m| m.id)
}

fn lacks(row: &Group, key: &str) -> bool {
    row.get(key).is_none_or(|v| *v == Value::None)
}
