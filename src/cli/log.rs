//! `registre log [ID]`: who changed what, and when, in the register's own terms.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::context::{Context, day};
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::json;
use super::out::{Line, Style};
use crate::i18n::changes::field_change;
use crate::i18n::format::date;
use crate::model::diff::FieldChange;
use crate::model::message::{Lang, Text, text};
use crate::model::{Path, RecordId, Register};
use crate::ops::committed::{Changed, What};
use crate::ops::error::Exit;
use crate::ops::log::{
    AT_ONCE, CommitInfo, InCommit, SignatureFormat, Touch, changes_of_all, former_name, log, register_log,
    signatures, what,
};
use crate::ops::past::PastRegister;
use crate::ops::{OpError, Workspace};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub id: Option<String>,
    #[arg(long)]
    pub field: Option<String>,
    #[arg(long)]
    pub since: Option<String>,
    #[arg(long)]
    pub until: Option<String>,
    #[arg(short = 'n', long)]
    pub most: Option<usize>,
    #[arg(long)]
    pub oneline: bool,
}

pub const HELP: Help = Help {
    name: "log",
    alias: "historique",
    about: text("Dire qui a changé quoi, et quand", "Say who changed what, and when"),
    args: &[
        (
            "id",
            text("ID", "ID"),
            text(
                "Cette fiche, à travers ses renommages\u{202f}; rien\u{a0}: tout le registre",
                "This record, through its renames; nothing: the whole register",
            ),
        ),
        (
            "field",
            text("CHAMP", "FIELD"),
            text("Seulement ce qui change ce champ", "Only what changes this field"),
        ),
        ("since", text("DATE", "DATE"), text("À partir de ce jour", "From this day on")),
        ("until", text("DATE", "DATE"), text("Jusqu’à ce jour", "Up to this day")),
        ("most", text("N", "N"), text("Au plus tant de commits", "At most so many commits")),
        ("oneline", FLAG, text("Une ligne par commit", "One line a commit")),
    ],
    more: text(
        "\
Exemples\u{a0}:
  registre log --since 01/01/2026
  registre historique paie --field data",
        "\
Examples:
  registre log --since 2026-01-01
  registre log payroll --field data",
    ),
};

const NONE: Text = text("Aucun commit.", "No commit.");
const CUT: Text = text(
    "L’histoire s’arrête ici\u{a0}: clone superficiel (git fetch --unshallow).",
    "The history stops here: shallow clone (git fetch --unshallow).",
);
const MADE: Text = text("fiche créée", "record made");
const MADE_MANY: Text = text("{n} fiches créées", "{n} records made");
/// From so many new records on, a commit tells their number alone.
const MANY: usize = 12;
const DELETED: Text = text("fiche supprimée", "record deleted");
const LAYOUT: Text = text("aucun champ\u{a0}: commentaires ou mise en page", "no field: comments or layout");
const UNREADABLE: Text = text(
    "une des deux versions ne se lit pas comme une fiche",
    "one of the two versions cannot be read as a record",
);
/// That there is a signature, not that it is good.
const SIGNED: Text = text("[signé]", "[signed]");
const RENAMED: Text = text("renommée\u{a0}: auparavant {id}", "renamed: formerly {id}");

/// What is told: until when one looks, and at what.
struct Asked {
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    field: Option<Path>,
    most: usize,
}

/// A commit, how it is signed, and what it made of the records that are asked about.
struct Told {
    commit: CommitInfo,
    signature: Option<SignatureFormat>,
    records: Vec<OfRecord>,
}

/// What a commit made of a record.
struct OfRecord {
    id: RecordId,
    title: String,
    from: Option<RecordId>,
    what: What,
}

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    const BAD_FIELD: Text = text("«\u{a0}{typed}\u{a0}» n’est pas un champ.", "“{typed}” is no field.");
    let field = |typed: &String| {
        let refused = || OpError::new(Exit::Usage, BAD_FIELD.msg().with("typed", typed.as_str()));
        Path::parse(typed).ok_or_else(refused)
    };
    let asked = Asked {
        since: args.since.as_deref().map(day).transpose()?,
        until: args.until.as_deref().map(day).transpose()?,
        field: args.field.as_ref().map(field).transpose()?,
        most: args.most.unwrap_or(usize::MAX),
    };
    let id = args.id.as_deref().map(|typed| named(typed, cx)).transpose()?;
    let workspace = cx.open_to_read()?;
    let (mut told, is_cut) = match &id {
        Some(id) => of_record(&workspace, id, &asked)?,
        None => of_register(&workspace, &asked, cx.lang())?,
    };
    let commits: Vec<&CommitInfo> = told.iter().map(|t| &t.commit).collect();
    let signatures = signatures(&workspace, &commits)?;
    told.iter_mut().zip(signatures).for_each(|(t, signature)| t.signature = signature);
    if cx.is_json() {
        let commits: Vec<Json> = told.iter().map(|t| as_json(t, workspace.register(), cx.lang())).collect();
        cx.json(json!({ "commits": commits, "shallow": is_cut }));
        return Ok(Exit::Ok);
    }
    let lang = cx.lang();
    for (i, t) in told.iter().enumerate() {
        if i > 0 && !args.oneline {
            cx.line(Line::new());
        }
        cx.line(head(t, lang));
        if args.oneline {
            continue;
        }
        let many = t.records.iter().filter(|r| r.what == What::Added).count();
        if many > MANY {
            cx.line(Line::new().plain("  ").plain(MADE_MANY.msg().with("n", many).get(lang)));
        }
        for record in t.records.iter().filter(|r| many <= MANY || r.what != What::Added) {
            let indent = if id.is_some() { "  " } else { "    " };
            if id.is_none() {
                let line = Line::new().plain("  ").with(Style::Bold, &record.title);
                cx.line(line.with(Style::Dim, format!(" ({})", record.id)));
            }
            for said in words(record, workspace.register(), lang) {
                cx.line(Line::new().plain(indent).plain(said));
            }
        }
    }
    if told.is_empty() {
        cx.talk(&NONE.msg());
    }
    if is_cut {
        cx.talk(&CUT.msg());
    }
    Ok(Exit::Ok)
}

/// A record that is there now, else one that the last commit still has.
fn named(typed: &str, cx: &Context) -> Result<RecordId, OpError> {
    cx.pick(typed).or_else(|error| match PastRegister::at(&cx.dir()?, "HEAD") {
        Ok(past) => past.record(typed).map_err(|_| error),
        Err(_) => Err(error),
    })
}

impl Asked {
    fn is_in_time(&self, commit: &CommitInfo) -> bool {
        let on = commit.date.map(|d| d.date_naive());
        self.until.is_none_or(|until| on.is_none_or(|on| on <= until))
            && self.since.is_none_or(|since| on.is_none_or(|on| since <= on))
    }

    /// Whether nothing older is asked for. Commits come newest first but for clocks that were wrong: a month
    /// of grace.
    fn is_past(&self, commit: &CommitInfo) -> bool {
        let grace = self.since.and_then(|since| since.checked_sub_months(chrono::Months::new(1)));
        let on = commit.date.map(|d| d.date_naive());
        grace.is_some_and(|grace| on.is_some_and(|on| on < grace))
    }

    /// What of a change is asked for; `None`: nothing.
    fn of(&self, what: What) -> Option<What> {
        let Some(field) = &self.field else { return Some(what) };
        let near = |c: &FieldChange| field.holds(&c.path) || c.path.holds(field);
        match what {
            What::Fields(fields) => {
                let kept: Vec<FieldChange> = fields.into_iter().filter(near).collect();
                (!kept.is_empty()).then_some(What::Fields(kept))
            }
            What::Added | What::Removed => Some(what),
            What::Layout | What::Unreadable => None,
        }
    }
}

fn of_record(workspace: &Workspace, id: &RecordId, asked: &Asked) -> Result<(Vec<Told>, bool), OpError> {
    let (mut told, mut place, mut is_cut) = (Vec::new(), None, false);
    loop {
        let part = log(workspace, id, place.take(), &|| false)?;
        is_cut |= part.is_cut;
        let mut past = false;
        for touch in &part.touches {
            past |= asked.is_past(&touch.commit);
            if told.len() < asked.most && asked.is_in_time(&touch.commit) {
                told.extend(of_touch(touch, id, asked));
            }
        }
        place = part.rest;
        if place.is_none() || past || told.len() >= asked.most {
            return Ok((told, is_cut));
        }
    }
}

fn of_touch(touch: &Touch, id: &RecordId, asked: &Asked) -> Option<Told> {
    let (record, what) = what(touch);
    let what = asked.of(what)?;
    let id = record.unwrap_or_else(|| id.clone());
    let record = OfRecord { title: id.id.to_string(), id, from: former_name(touch), what };
    Some(Told { commit: touch.commit.clone(), signature: None, records: vec![record] })
}

fn of_register(workspace: &Workspace, asked: &Asked, lang: Lang) -> Result<(Vec<Told>, bool), OpError> {
    let (mut told, mut place, mut is_cut) = (Vec::new(), None, false);
    loop {
        let part = register_log(workspace, place.take(), AT_ONCE.min(asked.most), &|| false)?;
        is_cut |= part.is_cut;
        let mut past = false;
        past |= part.commits.iter().any(|commit| asked.is_past(commit));
        let mut commits = part.commits;
        commits.retain(|commit| asked.is_in_time(commit));
        // Without a field, what comes is what is told: no more is read than that.
        if asked.field.is_none() {
            commits.truncate(asked.most - told.len());
        }
        let changes = changes_of_all(workspace, &commits)?;
        for (commit, changes) in commits.into_iter().zip(changes).take(asked.most - told.len()) {
            let of_record = |record: InCommit| {
                let title = record.title(lang).unwrap_or(record.changed.id.id.as_str()).to_owned();
                let Changed { id, from, what, .. } = record.changed;
                Some(OfRecord { id, title, from, what: asked.of(what)? })
            };
            let records: Vec<OfRecord> = changes.into_iter().filter_map(of_record).collect();
            if !records.is_empty() || asked.field.is_none() {
                told.push(Told { commit, signature: None, records });
            }
        }
        place = part.rest;
        if place.is_none() || past || told.len() >= asked.most {
            return Ok((told, is_cut));
        }
    }
}

fn head(told: &Told, lang: Lang) -> Line {
    let commit = &told.commit;
    let day = commit.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), lang));
    let line = Line::new()
        .with(Style::Warning, commit.id.short())
        .plain("  ")
        .with(Style::Bold, day)
        .plain("  ")
        .plain(&commit.author)
        .plain("  ");
    let line = match told.signature {
        Some(_) => line.with(Style::Dim, SIGNED.get(lang)).plain("  "),
        None => line,
    };
    line.plain(&commit.summary)
}

fn words(record: &OfRecord, register: &Register, lang: Lang) -> Vec<String> {
    let OfRecord { id, from, what, .. } = record;
    let renamed = from.as_ref().map(|id| RENAMED.msg().with("id", id.to_string()).get(lang));
    let mut out: Vec<String> = renamed.into_iter().collect();
    match what {
        What::Added => out.push(MADE.get(lang).to_owned()),
        What::Removed => out.push(DELETED.get(lang).to_owned()),
        What::Layout if from.is_some() => {}
        What::Layout => out.push(LAYOUT.get(lang).to_owned()),
        What::Unreadable => out.push(UNREADABLE.get(lang).to_owned()),
        What::Fields(fields) => {
            out.extend(fields.iter().map(|f| field_change(id, f, register, register, lang)));
        }
    }
    out
}

fn as_json(told: &Told, register: &Register, lang: Lang) -> Json {
    let record = |OfRecord { id, title, from, what }: &OfRecord| {
        let state = match what {
            What::Added => "added",
            What::Removed => "removed",
            What::Fields(_) => "changed",
            What::Layout if from.is_some() => "renamed",
            What::Layout => "layout",
            What::Unreadable => "unreadable",
        };
        let mut out = json!({ "record": json::record_id(id), "title": title, "state": state });
        if let Some(from) = from {
            out["from"] = json::record_id(from);
        }
        if let What::Fields(fields) = what {
            let change = |f: &FieldChange| {
                let said = field_change(id, f, register, register, lang);
                let mut out = json!({ "path": f.path.to_string(), "said": said });
                for (key, value) in [("before", &f.before), ("after", &f.after)] {
                    if let Some(value) = value {
                        out[key] = json::value(value);
                    }
                }
                out
            };
            out["changes"] = fields.iter().map(change).collect();
        }
        out
    };
    json!({
        "id": told.commit.id.to_string(),
        "date": told.commit.date.map(|d| d.to_rfc3339()),
        "author": told.commit.author,
        "summary": told.commit.summary,
        "signature": match told.signature {
            Some(format) => json!({ "state": "signed", "format": format.word() }),
            None => json!({ "state": "unsigned" }),
        },
        "records": told.records.iter().map(record).collect::<Vec<_>>(),
    })
}
