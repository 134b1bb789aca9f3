//! Transfers outside the European Economic Area (Articles 44 to 49): on the activity, or on the processor
//! through whom they are made.
//!
//! What is not answered is no proof that the safeguard is missing: it is found as a warning. "None" is what the
//! record says, and an error.

mod adequacy;
mod derogations;
mod parties;

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::rule::{On, RULE, Rule, Source, gdpr, since};
use crate::law::places::{Standing, is_outside, standing};
use crate::model::message::{Text, text};
use crate::model::{Change, Finding, Group, Kind, Severity, Term, Value};

pub(super) const RULES: &[&Rule] = &[
    &NO_SAFEGUARD,
    &REMOTE_ACCESS,
    &DENIED,
    &parties::UNLISTED,
    &parties::NOT_EMPLOYED,
    &adequacy::NOT_ADEQUATE,
    &adequacy::FRAMEWORK,
    &adequacy::FRAMEWORK_OLD,
    &adequacy::CONDITION,
    &adequacy::DEAD,
    &adequacy::FALLBACK,
    &adequacy::ENDS_SOON,
    &CLAUSES,
    &ASSESSMENT,
    &derogations::REGULAR,
    &derogations::COOKIES,
    &derogations::WHICH,
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
        "Transfert hors de l’EEE ({country})\u{a0}: la garantie n’est pas dite.",
        "Transfer outside the EEA ({country}): its safeguard is not said.",
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
    // What else the row says of a safeguard may be another than the decision.
    let silent = |row: &Group| {
        let others = ["derogation", "safeguards", "document", "module", "signed_on", "tia_ref"];
        row.get("mechanism").is_none() && others.iter().all(|key| row.get(key).is_none())
    };
    let open = |row: &Group| silent(row) && adequate(row);
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
        "Accès à distance ({country}), et aucun transfert n’y est déclaré.",
        "Remote access ({country}), and no transfer there is declared.",
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
        "Le sous-traitant {processor} déclare un transfert ({country}), et la fiche {sheet}.",
        "The processor {processor} declares a transfer ({country}), and the sheet {sheet}.",
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
        const NONE: Text = text("dit qu’il n’y en a pas", "says that there is none");
        const SILENT: Text = text("n’en dit rien", "says nothing of any");
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
                let told = found.at("transfers").severity(severity).with("sheet", sheet);
                told.with("processor", words::title(processor)).with("country", country.label);
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
        "Transfert ({country}) sur une garantie contractuelle, sans analyse du droit de ce pays.",
        "Transfer ({country}) on a contractual safeguard, with no assessment of that country’s law.",
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
