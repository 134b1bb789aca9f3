//! The search over everything: what is typed is looked for in all texts of all records, as it is typed.

use crate::model::Severity;
use crate::model::message::{Text, text};
use crate::ops::query::search::{self, Found};
use crate::ops::query::{Query, Scope};
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::Looked;
use crate::tui::theme::{Role, severity};

/// More records than anybody reads: who gets as many types another letter.
const SHOWN: usize = 200;
/// Up to here the texts are folded as they are looked at; beyond, a worker does it first.
const SMALL: usize = 1_000;

const TITLE: Text = text("Chercher partout", "Search everywhere");
const COUNT: Text = text("{title} ({n} {n|fiche|fiches})", "{title} ({n} {n|record|records})");
const HINTS: [Text; 3] = [
    text(
        "Ce que l’on tape est cherché dans tous les textes de toutes les fiches.",
        "What is typed is looked for in all texts of all records.",
    ),
    text("Entre guillemets\u{a0}: plusieurs mots à la suite.", "In quotes: several words in a row."),
    text(
        "clé:valeur restreint, comme dans les listes\u{a0}: statut:active genre:finalité",
        "key:value narrows, as in the lists: status:active kind:purpose",
    ),
];
const PREPARING: Text =
    text("Les textes du registre sont préparés…", "The texts of the register are being prepared…");
const MORE: Text = text(
    "… et {n} {n|autre endroit|autres endroits} dans cette fiche",
    "… and {n} more {n|place|places} in this record",
);
const MORE_RECORDS: Text = text(
    "… et {n} {n|autre fiche|autres fiches}\u{a0}: préciser la recherche",
    "… and {n} more {n|record|records}: search for more words",
);

pub fn page(typed: &str, scope: &Scope<'_>, looked: &Looked<'_>) -> Page {
    let mut page = Page { asks: true, ..Page::new(looked.say(TITLE)) };
    let query = Query::parse(typed);
    if typed.trim().is_empty() {
        HINTS.into_iter().for_each(|hint| page.text(looked.say(hint)));
        return page;
    }
    if scope.texts.is_none() && scope.register.len() > SMALL {
        page.text(looked.say(PREPARING));
        return page;
    }
    let results = search::search(&query, scope, SHOWN);
    if !query.is_empty() {
        page.title = COUNT.msg().with("title", TITLE).with("n", results.total).get(looked.lang);
    }
    for mistake in results.mistakes.iter().filter(|m| !m.unfinished) {
        page.row(Row::new(mistake.message.get(looked.lang), severity(Severity::Warning)));
    }
    let shown = results.found.len();
    for found in results.found {
        record(&found, looked, &mut page);
    }
    if results.total > shown {
        page.text(MORE_RECORDS.msg().with("n", results.total - shown).get(looked.lang));
    }
    page
}

fn record(found: &Found, looked: &Looked<'_>, page: &mut Page) {
    let id = &found.record;
    let colon = if looked.lang == crate::model::Lang::Fr { "\u{a0}: " } else { ": " };
    page.row(
        Row::new(looked.title(id), Role::Title)
            .and(format!("  {}", id.kind.singular().get(looked.lang)), Role::Dim)
            .to(Target::Record(id.clone())),
    );
    for hit in &found.hits {
        let label = search::label(id, &hit.path, looked.lang);
        page.row(
            Row::new(format!("  {label}{colon}"), Role::Dim)
                .and(&hit.before, Role::Plain)
                .and(&hit.hit, Role::Accent)
                .and(&hit.after, Role::Plain)
                .to(Target::Field(id.clone(), hit.path.clone())),
        );
    }
    if found.more > 0 {
        let more = MORE.msg().with("n", found.more).get(looked.lang);
        page.row(Row::new(format!("  {more}"), Role::Dim).to(Target::Record(id.clone())));
    }
}
