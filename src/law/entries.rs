//! What the legal reference data says, table after table, in one form: to be listed and searched.
//!
//! A new table is one line of [`TABLES`].

use chrono::NaiveDate;

use super::retention::{self, Bound, Confidence, Reference, Said};
use super::{dpia, notice, places, prospecting, rights};
use crate::model::message::{Lang, Text, text};
use crate::model::vocabulary::{
    CONTRACT_CLAUSES, CONTRACT_DESCRIPTION, COUNTRIES, LEGAL_BASES, RIGHTS, Term,
};
use crate::model::{Period, date};

/// One thing that the law, or the authority, says.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name in its table.
    pub id: String,
    /// The title of its table.
    pub subject: Text,
    pub label: Said,
    pub said: Said,
    /// As it is cited in either language; empty where that is not certain.
    pub source: Said,
    pub url: String,
    /// The day on which the source was read.
    pub read_on: NaiveDate,
    pub confidence: Confidence,
}

/// The entries of one table.
pub struct Table {
    pub subject: Text,
    pub entries: fn(Text) -> Vec<Entry>,
}

/// The tables, in the order in which they are listed.
pub static TABLES: &[Table] = &[
    Table {
        subject: text("Durées de conservation de référence", "Reference retention periods"),
        entries: periods,
    },
    Table {
        subject: text("Décisions d’adéquation (article 45)", "Adequacy decisions (Article 45)"),
        entries: adequacy,
    },
    Table {
        subject: text("Analyse d’impact (article 35)", "Impact assessment (Article 35)"),
        entries: assessment,
    },
    Table {
        subject: text("Prospection, par canal et par public", "Direct marketing, by channel and audience"),
        entries: marketing,
    },
    Table {
        subject: text(
            "Contrat de sous-traitance (article 28(3))",
            "Contract with a processor (Article 28(3))",
        ),
        entries: contract,
    },
    Table {
        subject: text(
            "Information des personnes (articles 13 et 14)",
            "Information of people (Articles 13 and 14)",
        ),
        entries: told,
    },
    Table { subject: text("Droits, par base légale", "Rights, by legal basis"), entries: opened },
];

/// Every entry, table after table.
pub fn all() -> impl Iterator<Item = Entry> {
    TABLES.iter().flat_map(|t| (t.entries)(t.subject))
}

/// A text in both languages, made by the same sentence.
fn both(say: impl Fn(Lang) -> String) -> Said {
    Said { fr: say(Lang::Fr), en: say(Lang::En) }
}

fn periods(subject: Text) -> Vec<Entry> {
    let entry = |r: &Reference| Entry {
        id: r.id.clone(),
        subject,
        label: r.label.clone(),
        said: both(|lang| period(r, lang)),
        source: both(|_| r.source.clone()),
        url: r.url.clone(),
        read_on: retention::as_of(),
        confidence: r.confidence,
    };
    retention::all().iter().map(entry).collect()
}

const AT_MOST: Text = text("{period} au plus", "{period} at most");
const AT_LEAST: Text = text("{period} au moins", "{period} at least");
const BETWEEN: Text = text("de {least} à {period}", "from {least} to {period}");
const PLAIN: Text = text("{period}", "{period}");
const ARCHIVE: Text = text("archive\u{a0}: {period}", "archive: {period}");
const AND: Text = text("\u{202f}; ", "; ");
const OPEN: Text = text("pas de durée certaine", "no period is certain");

fn period(r: &Reference, lang: Lang) -> String {
    let words = |p: &Period| p.words(lang);
    let mut parts = Vec::new();
    match (&r.active, &r.until) {
        (Some(active), _) => {
            let said = match &r.bound {
                Bound::Max => AT_MOST.msg(),
                Bound::Min => AT_LEAST.msg(),
                Bound::From(least) => BETWEEN.msg().with("least", words(least)),
                Bound::Benchmark => PLAIN.msg(),
            };
            parts.push(said.with("period", words(active)).get(lang));
        }
        (None, Some(until)) => parts.push(until.get(lang).to_owned()),
        (None, None) if r.archive.is_none() => parts.push(OPEN.get(lang).to_owned()),
        (None, None) => {}
    }
    parts.extend(r.archive.as_ref().map(|archive| ARCHIVE.msg().with("period", words(archive)).get(lang)));
    parts.push(r.trigger.get(lang).to_owned());
    parts.extend(r.note.as_ref().map(|note| note.get(lang).to_owned()));
    parts.join(AND.get(lang))
}

fn adequacy(subject: Text) -> Vec<Entry> {
    let entry = |d: &places::Decision| {
        let country = COUNTRIES.get(d.code).map_or(text("", ""), |t| t.label);
        Entry {
            // An earlier decision on a country goes by its year.
            id: match places::decisions().iter().rfind(|last| last.code == d.code) {
                Some(last) if last.since != d.since => format!("{}-{}", d.code, d.since.0),
                _ => d.code.to_owned(),
            },
            subject,
            label: both(|lang| country.get(lang).to_owned()),
            said: both(|lang| d.told().get(lang)),
            source: d.number.map_or_else(Said::default, |n| both(|lang| n.get(lang).to_owned())),
            url: places::DECISIONS_URL.to_owned(),
            read_on: date::parse(places::AS_OF.en).unwrap_or_default(),
            confidence: if d.number.is_some() { Confidence::High } else { Confidence::Medium },
        }
    };
    places::decisions().iter().map(entry).collect()
}

fn assessment(subject: Text) -> Vec<Entry> {
    let entry = |item: &dpia::Item| Entry {
        id: item.id.to_owned(),
        subject,
        label: both(|lang| item.label().get(lang).to_owned()),
        said: both(|lang| TO_JUDGE.msg().with("list", item.list.title()).with("judge", item.judge).get(lang)),
        source: both(|lang| item.list.source().get(lang).to_owned()),
        url: item.list.url().to_owned(),
        read_on: date::parse(dpia::AS_OF).unwrap_or_default(),
        confidence: item.confidence(),
    };
    dpia::all().iter().map(entry).collect()
}

fn marketing(subject: Text) -> Vec<Entry> {
    const PARTS: [Text; 4] = [
        text("sauf\u{a0}: {what}", "save: {what}"),
        text("conditions\u{a0}: {what}", "conditions: {what}"),
        text("depuis le {what}", "since {what}"),
        text("jusqu’au {what}", "until {what}"),
    ];
    let said = |r: &prospecting::Regime, lang: Lang| {
        let day = |d: Option<prospecting::Day>| {
            let day = d.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d))?;
            Some(match lang {
                Lang::Fr => day.format("%d/%m/%Y").to_string(),
                Lang::En => day.to_string(),
            })
        };
        let words = |t: Option<Text>| t.map(|t| t.get(lang).to_owned());
        let more = [words(r.exception), words(r.condition), day(r.since), day(r.until)];
        let more =
            PARTS.iter().zip(more).filter_map(|(part, what)| Some(part.msg().with("what", what?).get(lang)));
        std::iter::once(r.rule.label().get(lang).to_owned())
            .chain(more)
            .collect::<Vec<_>>()
            .join(AND.get(lang))
    };
    let entry = |(n, r): (usize, &prospecting::Regime)| Entry {
        id: format!("prospecting-{}", n + 1),
        subject,
        label: both(|lang| {
            let sector = r.sector.map_or(String::new(), |s| format!(" – {}", s.get(lang)));
            format!("{} – {}{sector}", r.label.get(lang), r.audience.label().get(lang).to_lowercase())
        }),
        said: both(|lang| said(r, lang)),
        source: both(|lang| r.source.get(lang).to_owned()),
        url: r.url.to_owned(),
        read_on: date::parse(prospecting::AS_OF).unwrap_or_default(),
        confidence: r.confidence,
    };
    prospecting::all().iter().enumerate().map(entry).collect()
}

/// The articles alone are the source.
fn of_gdpr(subject: Text, id: String, label: Said, said: Said, article: &str) -> Entry {
    let cited = |lang| match lang {
        Lang::Fr => format!("RGPD, art.\u{a0}{article}"),
        Lang::En => format!("GDPR, Art.\u{a0}{article}"),
    };
    Entry {
        id,
        subject,
        label,
        said,
        source: both(cited),
        url: GDPR_URL.to_owned(),
        read_on: date::parse(notice::AS_OF).unwrap_or_default(),
        confidence: Confidence::High,
    }
}

const GDPR_URL: &str = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";

fn contract(subject: Text) -> Vec<Entry> {
    const CLAUSE: Text = text("clause que le contrat comporte", "clause that the contract contains");
    const DESCRIBED: Text = text("décrit par le contrat", "described by the contract");
    let entry = |term: &Term, what: Text| {
        let id = format!("contract-{}", term.id);
        let plain = |t: Text| both(|lang| t.get(lang).to_owned());
        of_gdpr(subject, id, plain(term.label), plain(what), term.article)
    };
    let described = CONTRACT_DESCRIPTION.terms.iter().map(|t| entry(t, DESCRIBED));
    described.chain(CONTRACT_CLAUSES.terms.iter().map(|t| entry(t, CLAUSE))).collect()
}

fn told(subject: Text) -> Vec<Entry> {
    const DIRECT: Text = text("{when}, collecte directe seulement", "{when}, direct collection alone");
    const INDIRECT: Text = text("{when}, collecte indirecte seulement", "{when}, indirect collection alone");
    const EITHER: Text = text("{when}", "{when}");
    let entry = |i: &notice::Item| {
        let (says, articles) = match (i.direct, i.indirect) {
            (direct, "") => (DIRECT, direct.to_owned()),
            ("", indirect) => (INDIRECT, indirect.to_owned()),
            (direct, indirect) => (EITHER, format!("{direct}, {indirect}")),
        };
        let label = both(|lang| i.label().get(lang).to_owned());
        let said = both(|lang| says.msg().with("when", i.when.label()).get(lang));
        of_gdpr(subject, format!("notice-{}", i.id), label, said, &articles)
    };
    notice::all().iter().map(entry).collect()
}

fn opened(subject: Text) -> Vec<Entry> {
    let words = |ids: &[&str], lang: Lang| {
        let labels = ids.iter().filter_map(|id| RIGHTS.get(id)).map(|t| t.label.get(lang).to_lowercase());
        labels.collect::<Vec<_>>().join(", ")
    };
    let entry = |o: &rights::Opened| Entry {
        id: format!("rights-{}", o.basis),
        subject,
        label: both(|lang| LEGAL_BASES.get(o.basis).map_or("", |t| t.label.get(lang)).to_owned()),
        said: both(|lang| {
            let note = o.note.map_or(String::new(), |n| format!("{}{}", AND.get(lang), n.get(lang)));
            format!("{}{note}", words(o.open, lang))
        }),
        source: both(|lang| rights::SOURCE.get(lang).to_owned()),
        url: rights::URL.to_owned(),
        read_on: date::parse(rights::AS_OF).unwrap_or_default(),
        confidence: o.confidence,
    };
    rights::all().iter().map(entry).collect()
}

const TO_JUDGE: Text = text("{list}. À apprécier\u{a0}: {judge}", "{list}. To be judged: {judge}");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_says_something_in_both_languages_with_a_link_and_a_day() {
        let mut seen = 0;
        for entry in all() {
            let texts = [&entry.label.fr, &entry.label.en, &entry.said.fr, &entry.said.en, &entry.id];
            assert!(texts.iter().all(|t| !t.is_empty()), "{entry:?}");
            assert!(!entry.said.fr.contains('\'') && !entry.said.fr.contains('{'), "{entry:?}");
            assert!(entry.url.starts_with("https://"), "{entry:?}");
            assert!(entry.read_on > NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), "{entry:?}");
            seen += 1;
        }
        let tables = [
            retention::all().len(),
            places::decisions().len(),
            dpia::all().len(),
            prospecting::all().len(),
            CONTRACT_CLAUSES.terms.len() + CONTRACT_DESCRIPTION.terms.len(),
            notice::all().len(),
            rights::all().len(),
        ];
        assert_eq!(seen, tables.iter().sum::<usize>());
    }

    #[test]
    fn a_table_names_each_entry_once() {
        for table in TABLES {
            let mut ids: Vec<String> = (table.entries)(table.subject).into_iter().map(|e| e.id).collect();
            let all = ids.len();
            ids.sort();
            ids.dedup();
            assert!(ids.len() == all && all > 0, "{:?}", table.subject);
        }
    }

    #[test]
    fn a_period_keeps_its_direction() {
        let said = |id: &str| all().find(|e| e.id == id).unwrap().said.en.replace('\u{a0}', " ");
        assert!(said("videoprotection-public").contains("at most"));
        assert!(said("consentement-telephone-preuve").contains("at least"));
        assert!(said("journaux-securite").starts_with("from 6 months to"));
    }
}
