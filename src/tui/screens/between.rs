//! What changed between two points: each record, each field in a sentence, what follows from it in law, what
//! the check says otherwise; and which of it was read.

use crate::i18n::format::article;
use crate::model::message::{Text, text};
use crate::model::{Path, RecordId};
use crate::ops::changes::{Became, Changes, FieldTold, FindingTold, RecordTold, Turn};
use crate::ops::compare::Point;
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::Looked;
use crate::tui::theme::Role;
use crate::tui::versions::{Span, Told};
use crate::tui::window::wrap;

const TITLE: Text = text("Comparaison", "Comparison");
const TITLE_READ: Text = text(
    "Comparaison\u{a0}: {read} {read|fiche relue|fiches relues} sur {n}",
    "Comparison: {read} of {n} {n|sheet|sheets} read",
);
const READING: Text = text("Comparaison en cours…", "Comparing…");
const FROM: Text = text("De\u{a0}: {point}", "From: {point}");
const TO: Text = text("À\u{a0}: {point}", "To: {point}");
const SAME: Text = text("Rien n’a changé de l’un à l’autre.", "Nothing changed from one to the other.");
const UNSAVED: Text =
    text("Ce qui n’est pas enregistré n’est pas comparé.", "What is not saved is not compared.");
const FORMERLY: Text = text("appelée auparavant {id}", "formerly called {id}");
const LAYOUT: Text =
    text("commentaires, blancs ou ordre des clés seulement", "comments, blanks or the order of keys alone");
const UNREADABLE: Text =
    text("l’une des deux versions ne se lit pas", "one of the two versions cannot be read");
const ELSEWHERE: Text = text("Conséquences sur d’autres fiches", "Consequences on other records");
const READ: Text = text("relue", "read");
const UNREAD: Text = text("à relire", "to be read");
const FOLLOWS: Text = text("conséquence\u{a0}: {says}", "consequence: {says}");

pub fn page(span: &Span, looked: &Looked<'_>) -> Page {
    let mut page = Page::new(looked.say(TITLE));
    let known = looked.versions.between.as_ref().filter(|between| between.span == *span);
    let told = match known.and_then(|between| between.told.as_ref()) {
        None => {
            page.text(looked.say(READING));
            return page;
        }
        Some(Err(error)) => {
            for said in std::iter::once(&error.message).chain(&error.hints) {
                wrap(&said.get(looked.lang), looked.columns).into_iter().for_each(|line| page.text(line));
            }
            return page;
        }
        Some(Ok(told)) => told,
    };
    let words = told.words(looked.lang);
    let n = words.records.len();
    if n > 0 {
        let read = told.records.iter().filter(|(_, key)| looked.versions.reviewed.contains(key)).count();
        page.title = TITLE_READ.msg().with("read", read).with("n", n).get(looked.lang);
    }
    head(told, words, looked, &mut page);
    for (i, (record, (id, key))) in words.records.iter().zip(&told.records).enumerate() {
        let is_read = looked.versions.reviewed.contains(key);
        one(i, record, id, is_read, looked, &mut page);
    }
    if !words.elsewhere.is_empty() {
        page.heading(looked.say(ELSEWHERE));
        words.elsewhere.iter().for_each(|f| finding(f, 4, None, "", looked, &mut page));
    }
    page
}

/// The two points, and how much lies between them.
fn head(told: &Told, words: &Changes, looked: &Looked<'_>, page: &mut Page) {
    let mut say = |text: &str, role| {
        for line in wrap(text, looked.columns) {
            page.row(Row { heading: true, ..Row::new(line, role) });
        }
    };
    say(&FROM.msg().with("point", words.from.as_str()).get(looked.lang), Role::Dim);
    say(&TO.msg().with("point", words.to.as_str()).get(looked.lang), Role::Dim);
    if told.to == Point::OnDisk && looked.workspace.is_modified() {
        say(looked.say(UNSAVED), Role::Warning);
    }
    if words.records.is_empty() {
        say("", Role::Plain);
        page.text(looked.say(SAME));
        return;
    }
    let mut counted = words.counted();
    if let Some(turned) = words.turned_words() {
        counted.push_str(&format!("\u{202f}; {turned}"));
    }
    say(&counted, Role::Plain);
    say("", Role::Plain);
}

fn one(i: usize, record: &RecordTold, id: &RecordId, is_read: bool, looked: &Looked<'_>, page: &mut Page) {
    let (mark, role) = match record.became {
        Became::Added => ("+", Role::Added),
        Became::Removed => ("-", Role::Removed),
        Became::Changed | Became::Layout | Became::Renamed => ("~", Role::Changed),
        Became::Unreadable => ("!", Role::Error),
    };
    let is_there = looked.workspace.register().contains(id);
    let tick = if is_read { "[x] " } else { "[ ] " };
    let mut row = Row::new(tick, if is_read { Role::Ok } else { Role::Warning })
        .and(format!("{mark} "), role)
        .and(record.title.as_str(), Role::Accent)
        .and(format!("  {}  {}", record.became.label().get(looked.lang), record.id), Role::Dim);
    let said: Vec<&str> = record.fields.iter().map(|f| f.sentence.as_str()).collect();
    row.words = format!("{} {}", row.line(), said.join(" "));
    row.said = Some(format!(
        "{}, {}, {}",
        record.title,
        record.became.label().get(looked.lang),
        looked.say(if is_read { READ } else { UNREAD })
    ));
    row.change = Some(i);
    row.target = is_there.then(|| Target::Record(id.clone()));
    page.row(row);
    let of =
        Of { change: i, words: record.title.clone(), target: is_there.then(|| Target::Record(id.clone())) };
    if let Some(from) = &record.from {
        lines(
            &FORMERLY.msg().with("id", from.as_str()).get(looked.lang),
            4,
            Role::Changed,
            &of,
            looked,
            page,
        );
    }
    match record.became {
        Became::Layout => lines(looked.say(LAYOUT), 4, Role::Dim, &of, looked, page),
        Became::Unreadable => lines(looked.say(UNREADABLE), 4, Role::Warning, &of, looked, page),
        _ => {}
    }
    for told in &record.fields {
        let path = Path::parse(&told.path).filter(|_| is_there);
        let target = path.map(|path| Target::Field(id.clone(), path)).or_else(|| of.target.clone());
        field(told, &Of { target, words: of.words.clone(), ..of }, looked, page);
    }
    record.findings.iter().for_each(|f| finding(f, 4, Some(&of), &of.words, looked, page));
}

/// What a line speaks of.
struct Of {
    change: usize,
    /// By what it is found besides its own words.
    words: String,
    target: Option<Target>,
}

fn field(told: &FieldTold, of: &Of, looked: &Looked<'_>, page: &mut Page) {
    let (mark, role) = match (&told.before, &told.after) {
        (None, _) => ("+", Role::Added),
        (_, None) => ("-", Role::Removed),
        _ => ("~", Role::Changed),
    };
    lines(&format!("{mark} {}", told.sentence), 4, role, of, looked, page);
    for follows in &told.consequences {
        let mut said = FOLLOWS.msg().with("says", follows.says.as_str()).get(looked.lang);
        if !follows.article.is_empty() {
            said.push_str(&format!(" ({})", article(follows.article, looked.lang)));
        }
        lines(&format!("→ {said}"), 8, Role::Plain, of, looked, page);
    }
    told.findings.iter().for_each(|f| finding(f, 8, Some(of), &of.words, looked, page));
}

fn finding(
    told: &FindingTold,
    indent: usize,
    of: Option<&Of>,
    words: &str,
    looked: &Looked<'_>,
    page: &mut Page,
) {
    let role = match told.turn {
        Turn::New | Turn::Graver => Role::Error,
        Turn::Different | Turn::Waived => Role::Warning,
        Turn::Milder | Turn::Gone => Role::Ok,
    };
    let at = told.record.as_ref().map(|r| format!("{r} – ")).unwrap_or_default();
    let said = format!(
        "{} {} {} {} {at}{}",
        told.severity.mark(),
        told.severity.label().get(looked.lang),
        told.turn.label().get(looked.lang),
        told.code,
        told.says
    );
    match of {
        Some(of) => lines(&said, indent, role, of, looked, page),
        None => {
            for (i, line) in wrap(&said, looked.columns.saturating_sub(indent + 2)).into_iter().enumerate() {
                let hang = if i == 0 { 0 } else { 2 };
                let row = Row::new(format!("{}{line}", " ".repeat(indent + hang)), role);
                page.row(Row { words: format!("{words} {said}"), ..row });
            }
        }
    }
}

/// A sentence on as many lines as it takes, all of them leading to the same place and read aloud once.
fn lines(said: &str, indent: usize, role: Role, of: &Of, looked: &Looked<'_>, page: &mut Page) {
    for (i, line) in wrap(said, looked.columns.saturating_sub(indent + 2)).into_iter().enumerate() {
        let hang = if i == 0 { 0 } else { 2 };
        let row = Row::new(format!("{}{line}", " ".repeat(indent + hang)), role);
        page.row(Row {
            words: format!("{} {said}", of.words),
            target: of.target.clone(),
            said: Some(if i == 0 { said.to_owned() } else { String::new() }),
            change: Some(of.change),
            ..row
        });
    }
}
