//! Several registers side by side, in the words of one language, and as a document in each format.

use std::collections::BTreeMap;

use chrono::NaiveTime;

use super::entity::country;
use super::{Consolidated, Contract, Entity, Safeguard, SharedProcessor, Use};
use crate::export::pdf::{PdfError, PdfOptions, render};
use crate::export::{html as as_html, markdown as as_markdown};
use crate::i18n::format::{article, date};
use crate::law::templates;
use crate::model::Term;
use crate::model::message::{Lang, Text, text};
use crate::ops::error::{Exit, OpError};
use crate::ops::rules;
use crate::report::consolidation::{Consolidation, LackTold, ProcessorTold, RowTold, UseTold};

const PERCENT: Text = text("{n}\u{a0}%", "{n}%");
const NO_STATUS: Text = text("statut non renseigné", "no status yet");
const SIGNED: Text = text("signé", "signed");
const UNSIGNED: Text = text("sans date de signature", "no day of signature");
const WITHOUT: Text = text("aucun", "none");
const UNKNOWN: Text = text("non renseigné", "not known yet");
const MISSING: Text = text("MANQUE ({countries})", "MISSING ({countries})");
const SAID: Text = text("dite ({countries})", "said ({countries})");
const NUMBERED: Text = text("{name} ({number})", "{name} ({number})");
const OF: Text = text("{name} [{source}]", "{name} [{source}]");

/// Everything that is told.
pub fn told(all: &Consolidated, lang: Lang) -> Consolidation {
    let names = names(&all.entities);
    let list = |of: &mut dyn Iterator<Item = usize>| {
        of.filter_map(|i| names.get(i).cloned()).collect::<Vec<_>>().join(", ")
    };
    let rows = all.entities.iter().zip(&names).map(|(e, name)| row(e, name, lang)).collect();
    let processors = all.processors.iter().map(|p| processor(p, &names, lang)).collect();
    let lacks = all.lacks.iter().map(|lack| LackTold {
        article: if lack.article.is_empty() { String::new() } else { article(lack.article, lang) },
        code: lack.code,
        says: rules::get(lack.code).map(|r| rules::plain(r.says, lang)).unwrap_or_default(),
        severity: lack.severity,
        count: lack.entities.len(),
        entities: list(&mut lack.entities.iter().map(|(i, _)| *i)),
    });
    let activities = all.activities.iter().map(|a| {
        let template = a.template.and_then(templates::get).map(|t| t.name.get(lang).to_owned());
        let others = (0..all.entities.len()).filter(|i| !a.entities.contains(i));
        let have = list(&mut a.entities.iter().copied());
        (template.unwrap_or_else(|| a.name.clone()), have, list(&mut others.into_iter()))
    });
    Consolidation {
        lang,
        date: all.today,
        rows,
        processors,
        lacks: lacks.collect(),
        activities: activities.collect(),
        unreadable: all.unreadable.iter().map(|(s, e)| (s.clone(), e.message.get(lang))).collect(),
    }
}

/// The names of the entities; those of the same name are told apart by where they were read.
fn names(entities: &[Entity]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in entities {
        *counts.entry(entity.name.as_str()).or_default() += 1;
    }
    let name = |e: &Entity| match counts.get(e.name.as_str()) {
        Some(n) if *n > 1 => {
            OF.msg().with("name", e.name.as_str()).with("source", e.source.as_str()).get(Lang::Fr)
        }
        _ => e.name.clone(),
    };
    entities.iter().map(name).collect()
}

fn row(entity: &Entity, name: &str, lang: Lang) -> RowTold {
    let kinds = entity.kinds.iter().filter(|(kind, n)| kind.folder().is_some() && *n > 0);
    let records = kinds.map(|(kind, n)| format!("{n} {}", kind.plural().get(lang).to_lowercase()));
    let statuses = entity.statuses.iter().map(|(status, n)| {
        let label = status.map_or(NO_STATUS.get(lang), |term| term.label.get(lang));
        format!("{n} {}", label.to_lowercase())
    });
    let abroad = entity.transfers.iter().filter_map(|(code, n)| {
        let label = country(code)?.label.get(lang);
        Some(if *n > 1 { format!("{label} ({n})") } else { label.to_owned() })
    });
    let commit = entity.commit.as_ref().map(|c| format!(" ({})", c.id.short())).unwrap_or_default();
    let activities = entity.kinds.iter().find(|(kind, _)| kind.word() == "activity");
    RowTold {
        name: name.to_owned(),
        source: format!("{}{commit}", entity.source),
        activities: activities.map_or(0, |(_, n)| *n),
        records: records.collect::<Vec<_>>().join(", "),
        statuses: statuses.collect::<Vec<_>>().join(", "),
        errors: entity.tally.errors,
        warnings: entity.tally.warnings,
        advice: entity.tally.advice,
        completeness: entity.completeness.map(|n| PERCENT.msg().with("n", n).get(lang)).unwrap_or_default(),
        last_review: entity.last_review.map(|day| date(day, lang)).unwrap_or_default(),
        overdue: entity.overdue,
        transfers: abroad.collect::<Vec<_>>().join(", "),
        unread: entity.unread,
    }
}

fn processor(shared: &SharedProcessor, names: &[String], lang: Lang) -> ProcessorTold {
    let name = match &shared.registration {
        Some(number) => {
            NUMBERED.msg().with("name", shared.name.as_str()).with("number", number.as_str()).get(lang)
        }
        None => shared.name.clone(),
    };
    let labels =
        |terms: &[&'static Term]| terms.iter().map(|t| t.label.get(lang)).collect::<Vec<_>>().join(", ");
    let one = |u: &Use| {
        let seen = &u.seen;
        let contract = match seen.contract {
            Contract::Signed => SIGNED,
            Contract::Unsigned => UNSIGNED,
            Contract::Without => WITHOUT,
            Contract::Unknown => UNKNOWN,
        };
        let countries = labels(&seen.outside);
        let safeguard = match seen.safeguard {
            Safeguard::NotNeeded => String::new(),
            Safeguard::Said => SAID.msg().with("countries", countries).get(lang),
            Safeguard::Missing => MISSING.msg().with("countries", countries).get(lang),
        };
        UseTold {
            entity: names.get(u.entity).cloned().unwrap_or_default(),
            activities: seen.activities,
            hosting: labels(&seen.hosting),
            contract: contract.get(lang).to_owned(),
            safeguard,
            lacks: seen.contract != Contract::Signed || seen.safeguard == Safeguard::Missing,
        }
    };
    ProcessorTold { name, entities: shared.entities(), uses: shared.uses.iter().map(one).collect() }
}

/// For a page of a wiki, or a comment.
pub fn markdown(told: &Consolidation) -> String {
    as_markdown::render(&told.document())
}

/// One file.
pub fn html(told: &Consolidation) -> String {
    as_html::render(&told.document())
}

/// The report.
pub fn pdf(told: &Consolidation) -> Result<Vec<u8>, OpError> {
    let created = told.date.and_time(NaiveTime::MIN);
    let made = render(&told.document(), &PdfOptions { created });
    made.map(|pdf| pdf.bytes).map_err(|e: PdfError| OpError::new(Exit::Internal, e.message().clone()))
}
