//! What changed, in words: for the commit message, the status, the differences.

use std::collections::BTreeMap;

use super::values::{UNKNOWN, words};
use crate::model::diff::{FieldChange, RecordChange};
use crate::model::message::{Text, text};
use crate::model::{Lang, Path, RecordId, Register, Shape, Value, field_at};

const ADDED: Text = text("{kind} «\u{a0}{title}\u{a0}» ajoutée", "{kind} “{title}” added");
const REMOVED: Text = text("{kind} «\u{a0}{title}\u{a0}» retirée", "{kind} “{title}” removed");
const CHANGED: Text = text("{title}\u{a0}: {fields}", "{title}: {fields}");
const MANY: Text = text("{n} {n|fiche modifiée|fiches modifiées}", "{n} {n|record|records} changed");
const MANY_ADDED: Text = text("{n} {n|fiche ajoutée|fiches ajoutées}", "{n} {n|record|records} added");
const MANY_REMOVED: Text = text("{n} {n|fiche retirée|fiches retirées}", "{n} {n|record|records} removed");
const FROM_TO: Text = text("{label}\u{a0}: {before} → {after}", "{label}: {before} → {after}");
const NOW: Text = text("{label}\u{a0}: {after}", "{label}: {after}");
const ROW_ADDED: Text =
    text("{label}\u{a0}: ajout de «\u{a0}{row}\u{a0}» ({after})", "{label}: “{row}” added ({after})");
const ROW_REMOVED: Text = text("{label}\u{a0}: retrait de «\u{a0}{row}\u{a0}»", "{label}: “{row}” removed");
const ITEMS: Text = text("{label}\u{a0}: {items}", "{label}: {items}");

/// The longest first line of a commit message, in characters.
const TITLE_MAX: usize = 72;

/// One sentence for one field, on one line.
pub fn field_change(
    id: &RecordId,
    change: &FieldChange,
    before: &Register,
    after: &Register,
    lang: Lang,
) -> String {
    one_line(&sentence(id, change, before, after, lang))
}

/// A text without its line ends: a line of its own in a commit message could pass for a trailer.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(|l| l.trim_matches([' ', '\t'])).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn sentence(id: &RecordId, change: &FieldChange, before: &Register, after: &Register, lang: Lang) -> String {
    let keys = change.path.keys();
    let Some(field) = field_at(id, keys) else { return change.path.to_string() };
    let label = label(id, &change.path, lang);
    // A whole row that came or went: its name says more than its fields.
    if matches!(field.shape, Shape::Rows(_)) && is_row(&change.before, &change.after) {
        let row = change.path.last().unwrap_or_default();
        return match &change.after {
            Some(value) => {
                let said = words(value, &field.shape, after, lang);
                ROW_ADDED.msg().with("label", label).with("row", row).with("after", said).get(lang)
            }
            None => ROW_REMOVED.msg().with("label", label).with("row", row).get(lang),
        };
    }
    if let (Some(old), Some(new)) = (&change.before, &change.after)
        && field.shape.is_list()
        && !old.items().is_empty()
        && !new.items().is_empty()
    {
        let gone = old
            .items()
            .iter()
            .filter(|i| !new.items().contains(i))
            .map(|i| format!("− {}", words(i, &field.shape, before, lang)));
        let come = new
            .items()
            .iter()
            .filter(|i| !old.items().contains(i))
            .map(|i| format!("+ {}", words(i, &field.shape, after, lang)));
        let items: Vec<String> = gone.chain(come).collect();
        if !items.is_empty() {
            return ITEMS.msg().with("label", label).with("items", items.join(", ")).get(lang);
        }
    }
    let say = |v: &Option<Value>, register| match v {
        Some(v) => words(v, &field.shape, register, lang),
        None => UNKNOWN.get(lang).to_owned(),
    };
    let new = say(&change.after, after);
    match &change.before {
        None => NOW.msg().with("label", label).with("after", new).get(lang),
        Some(_) => {
            let old = say(&change.before, before);
            FROM_TO.msg().with("label", label).with("before", old).with("after", new).get(lang)
        }
    }
}

fn is_row(before: &Option<Value>, after: &Option<Value>) -> bool {
    matches!((before, after), (None, Some(Value::Group(_))) | (Some(Value::Group(_)), None))
}

/// The label of the field at `path`, after those of the groups and the names of the rows that lead to it.
pub fn label(id: &RecordId, path: &Path, lang: Lang) -> String {
    let keys = path.keys();
    let mut parts = Vec::new();
    let mut i = 1;
    while i <= keys.len() {
        let Some(field) = field_at(id, &keys[..i]) else { break };
        parts.push(field.label.get(lang).to_owned());
        if matches!(field.shape, Shape::Rows(_)) && i < keys.len() {
            if i + 1 < keys.len() {
                parts.push(keys[i].clone());
            }
            i += 1;
        }
        i += 1;
    }
    parts.join(" › ")
}

/// All that changed, a line each: a record's own line, then its fields indented. Records of the same title are
/// told apart by their identifiers.
pub fn lines(changes: &[RecordChange], before: &Register, after: &Register, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    let said = |change: &RecordChange| match change {
        RecordChange::Added(id) => Some((id.clone(), whole(ADDED, id, after, lang))),
        RecordChange::Removed(id) => Some((id.clone(), whole(REMOVED, id, before, lang))),
        RecordChange::Changed(..) => None,
    };
    for (_, line) in changes.iter().filter_map(said) {
        *titles.entry(line).or_default() += 1;
    }
    for change in changes {
        match change {
            RecordChange::Added(_) | RecordChange::Removed(_) => {
                if let Some((id, line)) = said(change) {
                    let alone = titles.get(&line).is_none_or(|n| *n < 2);
                    out.push(if alone { line } else { format!("{line} ({id})") });
                }
            }
            RecordChange::Changed(id, fields) => {
                out.push(format!("{} ({})", title(id, after, lang), id));
                out.extend(fields.iter().map(|f| format!("  {}", field_change(id, f, before, after, lang))));
            }
        }
    }
    out
}

/// A message for the commit: a first line of at most 72 characters, then the details.
pub fn commit_message(changes: &[RecordChange], before: &Register, after: &Register, lang: Lang) -> String {
    let title = match changes {
        [RecordChange::Added(id)] => whole(ADDED, id, after, lang),
        [RecordChange::Removed(id)] => whole(REMOVED, id, before, lang),
        [RecordChange::Changed(id, fields)] => {
            let said: Vec<String> = match fields.as_slice() {
                [one] => vec![field_change(id, one, before, after, lang)],
                many => many.iter().map(|f| label(id, &f.path, lang)).collect(),
            };
            CHANGED.msg().with("title", title(id, after, lang)).with("fields", said.join(", ")).get(lang)
        }
        many => {
            let added = |c: &RecordChange| matches!(c, RecordChange::Added(_));
            let removed = |c: &RecordChange| matches!(c, RecordChange::Removed(_));
            let said = match () {
                () if many.iter().all(added) => MANY_ADDED,
                () if many.iter().all(removed) => MANY_REMOVED,
                () => MANY,
            };
            said.msg().with("n", many.len()).get(lang)
        }
    };
    let short: String = if title.chars().count() > TITLE_MAX {
        title.chars().take(TITLE_MAX - 1).chain(['…']).collect()
    } else {
        title.clone()
    };
    let body = lines(changes, before, after, lang);
    if body.len() <= 1 && short == title { short } else { format!("{short}\n\n{}", body.join("\n")) }
}

fn title(id: &RecordId, register: &Register, lang: Lang) -> String {
    register.get(id).map_or_else(|| id.id.to_string(), |r| one_line(r.title(lang)))
}

fn whole(said: Text, id: &RecordId, register: &Register, lang: Lang) -> String {
    let kind = id.kind.singular().get(lang);
    let mut chars = kind.chars();
    let kind: String = chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
    let mut said = said.msg().with("kind", kind).with("title", title(id, register, lang)).get(lang);
    // French agrees: "sous-traitant … ajouté".
    if lang == Lang::Fr && matches!(id.kind, crate::model::Kind::Processor | crate::model::Kind::Organisation)
    {
        for (feminine, masculine) in [("ajoutée", "ajouté"), ("retirée", "retiré")] {
            if let Some(stem) = said.strip_suffix(feminine) {
                said = format!("{stem}{masculine}");
                break;
            }
        }
    }
    said
}
