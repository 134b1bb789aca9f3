//! Pages: opening them, keeping them true, and where their lines lead.

use crate::model::RecordId;
use crate::tui::command::Do;
use crate::tui::drawing::{Drawing, Made};
use crate::tui::effect::Effect;
use crate::tui::form::reveal;
use crate::tui::model::{Area, Layer, Model};
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::{Looked, View};
use crate::tui::texts as t;
use crate::tui::update::versions;
use crate::tui::versions::Versions;
use crate::tui::widgets::text_edit::TextEdit;

/// The widest page: longer lines are hard to read.
const WIDEST: usize = 140;

/// From so many records on, a view of the whole register takes longer than a frame may.
const LARGE: usize = 2_000;

pub fn open(model: &mut Model, view: View) {
    open_narrowed(model, view, "");
}

/// The same, narrowed to the lines that hold these words.
pub fn open_narrowed(model: &mut Model, view: View, words: &str) {
    // One whose making failed is tried again.
    model.page_asked = None;
    model.layers.push(Layer::Page { view, filter: TextEdit::line(words), at: 0 });
}

/// Makes the page on top anew where what it was made from has changed; one that would take long is asked of a
/// worker, and what stood there stays until it comes.
pub fn refresh(model: &mut Model) -> Option<Effect> {
    let Some(Layer::Page { view, filter, .. }) = model.layers.last() else {
        model.page = None;
        return None;
    };
    let made = Made {
        view: view.clone(),
        generation: model.generation,
        findings: model.findings_seen,
        today: model.today,
        lang: model.lang(),
        columns: usize::from(model.size.0).saturating_sub(4).clamp(20, WIDEST),
        typed: filter.text().to_owned(),
        versions: model.versions.seen,
        folded: model.listing.texts.is_some(),
        waits: false,
    };
    if model.page.as_ref().is_some_and(|(m, _)| *m == made) {
        return None;
    }
    let asks = made.view.asks();
    if asks {
        model.take_heads();
    }
    // Typing narrows what is there, unless it is itself what is asked; all else makes the page anew.
    let same = |m: &Made| Made { typed: made.typed.clone(), ..m.clone() } == made;
    let typed_alone = model.page.as_ref().is_some_and(|(m, _)| same(m));
    let kept = model.whole_page.take().filter(|_| typed_alone && !asks);
    let came = model.page_made.take_if(|(m, _)| same(m)).map(|(_, page)| page);
    let whole = match kept.or(came) {
        Some(page) => page,
        None if takes_long(model, &made.view) => return ask(model, made),
        None => draw(model, &made)?,
    };
    show(model, made, whole);
    None
}

/// Whether a page is better made by a worker.
fn takes_long(model: &Model, view: &View) -> bool {
    // The history is read page by page, and what is typed is answered at once.
    let of_whole =
        !matches!(view, View::Search | View::History(_) | View::Rule(_) | View::Log | View::Branches);
    of_whole && model.register().is_some_and(|r| r.len() > LARGE)
}

fn ask(model: &mut Model, made: Made) -> Option<Effect> {
    let workspace = model.workspace.clone()?;
    let shown = model.page.as_ref().map(|(m, _)| &m.view);
    if shown != Some(&made.view) {
        let mut page = Page::new(t::PAGE_COMES.get(made.lang));
        page.text("…");
        model.page = Some((Made { waits: true, ..made.clone() }, page));
    }
    let made = Made { typed: String::new(), ..made };
    if model.page_asked.as_ref() == Some(&made) {
        return None;
    }
    model.page_asked = Some(made.clone());
    // What was read of a history can be long, and only its own view shows it.
    let of_git = Versions {
        committed: model.versions.committed.clone(),
        between: model.versions.between.clone(),
        reviewed: model.versions.reviewed.clone(),
        ..Versions::default()
    };
    let versions = Versions { open: model.versions.open.clone(), ..of_git };
    let findings = model.findings.clone();
    Some(Effect::Page(Box::new(Drawing { made, workspace, findings, versions })))
}

/// Takes in a page that a worker made, if it is still the one that is wanted.
pub fn came(model: &mut Model, made: Made, page: Page) {
    if model.page_asked.as_ref() == Some(&made) {
        model.page_asked = None;
        model.page_made = Some((made, page));
    }
}

/// The making of a page failed: what stands there says so, and how it is tried again. It is not made anew by
/// itself, or it would fail at every key.
pub fn failed(model: &mut Model) {
    let lang = model.lang();
    if let Some((_, page)) = model.page.as_mut().filter(|(made, _)| made.waits) {
        *page = Page::new(t::PAGE_FAILED.get(lang));
        page.text(t::PAGE_FAILED_ADVICE.get(lang));
    }
}

fn draw(model: &Model, made: &Made) -> Option<Page> {
    let (workspace, known) = model.workspace.as_ref().zip(model.known())?;
    let modified = |id: &RecordId| known.is_modified(id);
    let scope = model.scope(&known, &modified, &model.listing);
    let looked = Looked {
        workspace,
        findings: &model.findings,
        lang: made.lang,
        columns: made.columns,
        today: model.today,
        versions: &model.versions,
        typed: &made.typed,
        scope: Some(&scope),
    };
    Some(made.view.page(&looked))
}

/// Puts a page on the screen, its mark on a line that is there.
fn show(model: &mut Model, made: Made, whole: Page) {
    let (page, whole) = match made.view.asks() {
        true => (whole, None),
        false => (whole.clone().narrowed(&made.typed), Some(whole)),
    };
    let last = page.rows.len().saturating_sub(1);
    // The first line that leads somewhere, or speaks of a change, is the one to start from.
    let first = page.rows.iter().position(|r| r.target.is_some() || r.change.is_some()).unwrap_or(0);
    let typed = model.page.as_ref().is_some_and(|(m, _)| m.view == made.view && m.typed != made.typed);
    let begins = |m: &Made| m.waits || m.view != made.view || m.versions != made.versions;
    let begins = model.page.as_ref().is_none_or(|(m, _)| begins(m));
    if let Some(Layer::Page { at, .. }) = model.layers.last_mut() {
        let before = model.page.as_ref().filter(|(m, _)| m.view == made.view && !m.waits);
        let same = before.and_then(|(_, old)| same_line(old, *at, &page));
        *at = match same {
            _ if typed || (begins && *at == 0) => first,
            Some(same) => same,
            None => (*at).min(last),
        };
    }
    model.page = Some((made, page));
    model.whole_page = whole;
}

/// The line of a page made anew that the mark stood on: the very same one, else one that leads where it led,
/// the nearest of several.
fn same_line(old: &Page, at: usize, new: &Page) -> Option<usize> {
    let marked = old.rows.get(at).filter(|row| row.target.is_some())?;
    let nearest = |is: &dyn Fn(&Row) -> bool| {
        let like = new.rows.iter().enumerate().filter(|(_, row)| row.target == marked.target && is(row));
        like.map(|(i, _)| i).min_by_key(|i| i.abs_diff(at))
    };
    nearest(&|row| row.spans == marked.spans).or_else(|| nearest(&|_| true))
}

pub fn page(model: &Model) -> Option<&Page> {
    model.page.as_ref().map(|(_, page)| page)
}

pub fn step(model: &mut Model, by: isize) {
    let last = page(model).map_or(0, |p| p.rows.len().saturating_sub(1));
    if let Some(Layer::Page { at, .. }) = model.layers.last_mut() {
        *at = at.saturating_add_signed(by).min(last);
    }
}

/// On to the next change, or the next part where the page shows none; back to the one before.
pub fn leap(model: &mut Model, forward: bool) {
    let Some(Layer::Page { at, .. }) = model.layers.last() else { return };
    let rows = page(model).map_or(&[][..], |p| &p.rows);
    let shows_changes = rows.iter().any(|row| row.change.is_some());
    let begins = |i: &usize| {
        let before = i.checked_sub(1).and_then(|i| rows.get(i));
        let Some(row) = rows.get(*i) else { return false };
        match shows_changes {
            true => row.change.is_some() && before.is_none_or(|b| b.change != row.change),
            false => !row.heading && before.is_none_or(|b| b.heading),
        }
    };
    let other = match forward {
        true => (*at + 1..rows.len()).find(begins),
        false => (0..*at).rev().find(begins),
    };
    match other {
        Some(other) => stand_at(model, other),
        None => model.refuse(t::NO_OTHER_CHANGE),
    }
}

/// Puts the mark on a line.
pub fn stand_at(model: &mut Model, line: usize) {
    if let Some(Layer::Page { at, .. }) = model.layers.last_mut() {
        *at = line;
    }
}

/// Enter: goes where the chosen line leads.
pub fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Layer::Page { at, .. }) = model.layers.last() else { return Vec::new() };
    let target = page(model).and_then(|p| p.rows.get(*at)).and_then(|r| r.target.clone());
    match target {
        None => model.refuse(t::LEADS_NOWHERE),
        Some(Target::View(view @ View::Between(_))) => return versions::open(model, view),
        Some(Target::View(view)) => open(model, view),
        Some(Target::Fold(fold)) => model.versions.turn(fold),
        Some(Target::More) => return versions::read_on(model),
        Some(Target::List(kind, words)) => {
            model.layers.clear();
            model.form = None;
            model.choose_kind(kind);
            model.area = Area::List;
            model.filter = TextEdit::line(&words);
            model.list();
        }
        Some(Target::Record(id)) => go(model, id, None),
        Some(Target::Field(id, path)) => go(model, id, Some(path)),
    }
    Vec::new()
}

/// Opens a record's form; leaving it leads back to the page.
fn go(model: &mut Model, id: crate::model::RecordId, path: Option<crate::model::Path>) {
    let Some(record) = model.register().and_then(|r| r.get(&id)).cloned() else {
        let is_there = model.workspace.as_ref().is_some_and(|ws| ws.bytes(&id).is_some());
        model.refuse(if is_there { t::MEND_BY_HAND } else { t::NO_RECORD });
        return;
    };
    model.return_to = std::mem::take(&mut model.layers);
    let mut form = crate::tui::form::new_form(id.clone());
    if let Some(path) = path {
        reveal(&record, &mut form, &path);
    }
    model.choose_kind(id.kind);
    model.chosen.insert(id.kind, id);
    model.form = Some(form);
}

/// Copies the page as plain text.
pub fn copy(model: &Model) -> Vec<Effect> {
    let Some(text) = page(model).map(Page::plain) else { return Vec::new() };
    let said = t::COPIED.msg().with("text", page(model).map_or("", |p| &p.title));
    vec![Effect::Copy { text, said }]
}

/// The view that a command opens, of the record it would act on.
pub fn view_of(model: &Model, act: Do) -> Option<View> {
    let record = || model.record().cloned();
    match act {
        Do::Problems => Some(View::Findings),
        Do::Overview => Some(View::Overview),
        Do::Deadlines => Some(View::Deadlines),
        Do::Timeline => record().map(View::Timeline),
        Do::Flow => record().map(View::Flow),
        Do::Screening => record().map(View::Screening),
        Do::Uses => record().map(View::Uses),
        Do::Changes => Some(View::Changes),
        Do::History => record().map(View::History),
        Do::Log => Some(View::Log),
        Do::Branches => Some(View::Branches),
        Do::Search => Some(View::Search),
        _ => None,
    }
}
