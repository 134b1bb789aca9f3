//! Since when a field says what it says, in words.

use crate::i18n::format::date;
use crate::model::message::{Lang, Text, text};
use crate::model::{Path, RecordId};
use crate::ops::blame::Since;
use crate::ops::log::CommitInfo;
use crate::tui::versions::Blame;

const SINCE: Text = text(
    "Depuis le {day}, {author}\u{a0}: {summary} ({commit})",
    "Since {day}, {author}: {summary} ({commit})",
);
const LAST: Text = text(
    "Dernier changement le {day}, {author}\u{a0}: {summary} ({commit})",
    "Last changed {day}, {author}: {summary} ({commit})",
);
const READING: Text = text("Recherche de l’origine…", "Looking for the origin…");
const UNCOMMITTED: Text = text("Pas encore validé.", "Not committed yet.");
const BEFORE: Text =
    text("Avant l’histoire de ce clone superficiel.", "Before the history of this shallow clone.");
const UNCOMMITTED_SHORT: Text = text("non validé", "uncommitted");

/// Since when the field, or what the group or row holds, says what it says; `None` where it says nothing.
fn since<'a>(blame: &'a Blame, record: &RecordId, path: &Path) -> Option<(&'a Since, bool)> {
    blame.of.as_ref().filter(|(of, _)| of == record)?;
    let lines = blame.lines.as_ref()?.as_ref().ok()?;
    if let Some(line) = lines.iter().find(|line| line.path == *path) {
        return Some((&line.since, false));
    }
    // Of several the newest; what is not committed is newer still.
    let day = |since: &Since| match since {
        Since::Uncommitted => (2, None),
        Since::Commit(commit) => (1, commit.date),
        Since::BeforeHistory => (0, None),
    };
    let inside = lines.iter().filter(|line| path.holds(&line.path)).map(|line| &line.since);
    inside.max_by_key(|since| day(since)).map(|since| (since, true))
}

/// The sentence below a field; `None` where nothing is to be said.
pub fn sentence(blame: &Blame, record: &RecordId, path: &Path, lang: Lang) -> Option<String> {
    match &blame.lines {
        None => return Some(READING.get(lang).to_owned()),
        Some(Err(error)) => return Some(error.message.get(lang)),
        Some(Ok(_)) => {}
    }
    let (since, several) = since(blame, record, path)?;
    Some(match since {
        Since::Uncommitted => UNCOMMITTED.get(lang).to_owned(),
        Since::BeforeHistory => BEFORE.get(lang).to_owned(),
        Since::Commit(commit) => {
            let said = if several { LAST } else { SINCE }.msg().with("day", day(commit, lang));
            let said = said.with("author", commit.author.as_str()).with("summary", commit.summary.as_str());
            said.with("commit", commit.id.short()).get(lang)
        }
    })
}

/// The same in few words, for the end of a line.
pub fn short(blame: &Blame, record: &RecordId, path: &Path, lang: Lang) -> Option<String> {
    Some(match since(blame, record, path)?.0 {
        Since::Uncommitted => UNCOMMITTED_SHORT.get(lang).to_owned(),
        Since::BeforeHistory => "…".to_owned(),
        Since::Commit(commit) => format!("{} {}", day(commit, lang), commit.author),
    })
}

fn day(commit: &CommitInfo, lang: Lang) -> String {
    commit.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), lang))
}
