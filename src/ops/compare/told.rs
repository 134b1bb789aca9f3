//! What lies between two states, in the words of one language.

use std::collections::BTreeMap;

use super::{Changed, CommitInfo, Compared, Point, What};
use crate::check::consequence::consequences;
use crate::i18n::changes::{field_change, label};
use crate::i18n::format;
use crate::i18n::values::words;
use crate::model::diff::{FieldChange, diff_records};
use crate::model::message::{Lang, Text, text};
use crate::model::{Finding, Record, RecordId, Register, Value, field_at};
use crate::ops::check::{Became as Turned, Turned as Turn};
use crate::report::changes::{
    Became, Changes, ConsequenceTold, FieldTold, FindingTold, RecordTold, Turn as Way,
};

const COMMIT: Text = text("{id} du {date}, {author}\u{a0}: {summary}", "{id} of {date}, {author}: {summary}");
const NOTHING: Text = text("rien\u{a0}: avant le premier commit", "nothing: before the first commit");
const STAGED: Text = text("ce qui est prêt à être validé", "what is staged");
const ON_DISK: Text = text("le registre sur le disque", "the register on disk");
const NOBODY: Text = text("organisme sans nom", "nameless organisation");

/// How a state is called.
pub fn point(point: &Point, lang: Lang) -> String {
    match point {
        Point::Commit(commit) => commit_words(commit, lang),
        Point::Nothing => NOTHING.get(lang).to_owned(),
        Point::Staged => STAGED.get(lang).to_owned(),
        Point::OnDisk => ON_DISK.get(lang).to_owned(),
    }
}

fn commit_words(commit: &CommitInfo, lang: Lang) -> String {
    let date = commit.date.map_or_else(|| "?".to_owned(), |d| format::date(d.date_naive(), lang));
    let said = COMMIT.msg().with("id", commit.id.short()).with("date", date);
    said.with("author", commit.author.as_str()).with("summary", commit.summary.as_str()).get(lang)
}

/// Everything that changed, in words.
pub fn told(compared: &Compared, lang: Lang) -> Changes {
    let organisation = compared.after().organisation().or(compared.before().organisation());
    let organisation = organisation.map(|o| o.title(lang)).filter(|name| !name.is_empty());
    // What is gone bears the name that the record had.
    let mut turned: BTreeMap<RecordId, Vec<&Turn>> = BTreeMap::new();
    let now: BTreeMap<&RecordId, &RecordId> =
        compared.records.iter().filter_map(|c| Some((c.from.as_ref()?, &c.id))).collect();
    let mut elsewhere = Vec::new();
    for turn in &compared.turned {
        match &turn.finding.record {
            Some(id) => {
                let gone = turn.became == Turned::Gone;
                let id = if gone { now.get(id).copied().unwrap_or(id) } else { id };
                turned.entry(id.clone()).or_default().push(turn);
            }
            None => elsewhere.push(finding(turn, Some(turn.finding.file.clone()), lang)),
        }
    }
    let records = compared
        .records
        .iter()
        .map(|changed| record(changed, compared, turned.remove(&changed.id).unwrap_or_default(), lang))
        .collect();
    for (id, turns) in turned {
        let title = title(&id, compared.after(), compared.before(), lang);
        elsewhere.extend(turns.into_iter().map(|turn| finding(turn, Some(title.clone()), lang)));
    }
    Changes {
        lang,
        organisation: organisation.unwrap_or(NOBODY.get(lang)).to_owned(),
        from: point(&compared.from, lang),
        to: point(&compared.to, lang),
        date: compared.today,
        records,
        elsewhere,
    }
}

fn title(id: &RecordId, after: &Register, before: &Register, lang: Lang) -> String {
    let record = after.get(id).or_else(|| before.get(id));
    record.map_or_else(|| id.id.to_string(), |r| r.title(lang).to_owned())
}

fn record(changed: &Changed, compared: &Compared, mut turned: Vec<&Turn>, lang: Lang) -> RecordTold {
    let (before, after) = (compared.before(), compared.after());
    let id = &changed.id;
    let fresh: Vec<FieldChange>;
    let (became, fields, is_new): (Became, &[FieldChange], bool) = match &changed.what {
        What::Added => {
            fresh = after.get(id).map(|r| diff_records(&Record::new(id.clone()), r)).unwrap_or_default();
            (Became::Added, &fresh, true)
        }
        What::Removed => (Became::Removed, &[], false),
        What::Fields(fields) => (Became::Changed, fields, false),
        What::Layout if changed.from.is_some() && changed.before == changed.after => {
            (Became::Renamed, &[], false)
        }
        What::Layout => (Became::Layout, &[], false),
        What::Unreadable => (Became::Unreadable, &[], false),
    };
    let fields = fields
        .iter()
        .map(|change| {
            let near =
                |f: &Finding| change.path.holds(&f.path) || (!f.path.is_root() && f.path.holds(&change.path));
            let (mine, others): (Vec<&Turn>, Vec<&Turn>) = turned.iter().partition(|t| near(&t.finding));
            turned = others;
            let consequences = consequences(id, change, compared.today).into_iter();
            FieldTold {
                path: change.path.to_string(),
                label: label(id, &change.path, lang),
                sentence: field_change(id, change, before, after, lang),
                before: side(id, change, change.before.as_ref(), before, lang),
                after: side(id, change, change.after.as_ref(), after, lang),
                // Of a record that is new all is new: only what weighs by itself is told.
                consequences: consequences
                    .filter(|c| !is_new || c.weighs)
                    .map(|c| ConsequenceTold { says: c.says.get(lang), article: c.article })
                    .collect(),
                findings: mine.into_iter().map(|turn| finding(turn, None, lang)).collect(),
            }
        })
        .collect();
    RecordTold {
        id: id.to_string(),
        from: changed.from.as_ref().map(RecordId::to_string),
        kind: id.kind.singular().get(lang).to_owned(),
        title: title(id, after, before, lang),
        became,
        fields,
        findings: turned.into_iter().map(|turn| finding(turn, None, lang)).collect(),
    }
}

fn side(
    id: &RecordId,
    change: &FieldChange,
    value: Option<&Value>,
    register: &Register,
    lang: Lang,
) -> Option<String> {
    let field = field_at(id, change.path.keys())?;
    Some(words(value?, &field.shape, register, lang))
}

fn finding(turn: &Turn, record: Option<String>, lang: Lang) -> FindingTold {
    FindingTold {
        turn: match turn.became {
            Turned::New => Way::New,
            Turned::Worse => Way::Graver,
            Turned::Changed => Way::Different,
            Turned::Better => Way::Milder,
            Turned::Waived => Way::Waived,
            Turned::Gone => Way::Gone,
        },
        severity: turn.finding.severity,
        code: turn.finding.code,
        says: turn.finding.message.get(lang),
        record,
    }
}
