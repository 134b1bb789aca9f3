//! The dashboard: the state of the register in figures, each leading to what it counts.

use std::collections::BTreeSet;

use super::part::Part;
use super::signs::{Count, fit, names};
use super::words::{NO_COUNTRY, NO_FATE, NO_MECHANISM, NO_STATUS, TRANSFERS, term};
use super::{Lead, Line, Picture, Subject, Tone};
use crate::i18n::format::{article, date, long_date};
use crate::model::message::{Text, text};
use crate::model::{Kind, RecordId, Severity, Term};
use crate::ops::deadlines::Deadline;
use crate::ops::overview::{Country, NEAR, Overview, Tally, overview};

const TITLE: Text = text("Tableau de bord – {name} – {day}", "Overview – {name} – {day}");
const NAMELESS: Text = text("registre sans nom", "unnamed register");
const RECORDS: Text = text("Fiches", "Records");
const STATUSES: Text = text("Activités par statut", "Activities by status");
const FINDINGS: Text = text("Contrôles", "Findings");
const NO_FINDING: Text = text("✓ Aucun constat.", "✓ No finding.");
const ERRORS: Text = text("Erreurs", "Errors");
const WARNINGS: Text = text("Points d’attention", "Warnings");
const ADVICE: Text = text("Conseils", "Advice");
const ARTICLES: Text = text("Contrôles par article", "Findings by article");
const NO_ARTICLE: Text = text("Hors article (forme, renvois)", "No article (form, references)");
const REVIEWS: Text = text("Revues", "Reviews");
const OVERDUE: Text = text("En retard", "Overdue");
const NEARBY: Text = text("Dans les {n} jours", "Within {n} days");
const UNPLANNED: Text = text("Sans date de revue", "No review date");
const REVIEW_OF: Text = text("revue prévue le {day}", "review due on {day}");
const ACTIVITIES: Text = text("{n} {n|activité|activités}", "{n} {n|activity|activities}");
const PROCESSORS: Text = text("{n} {n|sous-traitant|sous-traitants}", "{n} {n|processor|processors}");
const COUNTED: Text =
    text("{n} {n|transfert|transferts} ({sheets})", "{n} {n|transfer|transfers} ({sheets})");
const NO_TRANSFER: Text = text("Activités qui disent «\u{a0}néant\u{a0}»", "Activities that say “none”");
const TRANSFER_UNKNOWN: Text = text("Activités sans réponse", "Activities without an answer");
const RETENTION: Text = text("Conservation", "Retention");
const UNRULED: Text = text("Activités avec des données sans règle", "Activities with data under no rule");
const ROWS: Text =
    text("{n} {n|catégorie de données|catégories de données}", "{n} {n|category|categories} of data");
const FATES: Text = text("Règles par sort final", "Rules by final action");
const LONGEST: Text = text("Bases actives les plus longues", "Longest active periods");
const TIDYING: Text = text("À ranger", "Loose ends");
const UNSIGNED: Text = text("Sous-traitants sans contrat signé", "Processors without a signed contract");
const UNUSED_PURPOSES: Text = text("Finalités inutilisées", "Unused purposes");
const UNUSED_RULES: Text = text("Durées inutilisées", "Unused retention rules");
const UNUSED_PROCESSORS: Text = text("Sous-traitants inutilisés", "Unused processors");
const MORE: Text = text("… et {n} {n|autre|autres}", "… and {n} more");
const NO_ACTIVITY: Text = text("Aucune activité.", "No activity.");

/// How many names stand under a figure; the others are behind the last line.
const SOME: usize = 5;

pub fn draw(subject: &Subject<'_>) -> Picture {
    let seen = overview(subject.register, subject.findings, subject.today);
    let name = subject.register.organisation().map(|o| o.title(subject.lang).to_owned());
    let title = TITLE
        .msg()
        .with("name", name.unwrap_or_else(|| subject.say(NAMELESS).to_owned()))
        .with("day", long_date(subject.today, subject.lang));
    let mut picture = Picture::new(title.get(subject.lang));
    records(&mut picture, &seen, subject);
    statuses(&mut picture, &seen, subject);
    findings(&mut picture, &seen, subject);
    reviews(&mut picture, &seen, subject);
    transfers(&mut picture, &seen, subject);
    retention(&mut picture, &seen, subject);
    loose_ends(&mut picture, &seen, subject);
    picture
}

fn records(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(RECORDS));
    let kinds = || seen.kinds.iter().filter(|(k, _)| *k != Kind::Organisation);
    let whole = kinds().map(|(_, n)| n).sum();
    for (kind, n) in kinds() {
        let name = kind.plural().get(subject.lang);
        let count = Count { name, more: "", n: *n, whole, tone: Tone::Accent };
        picture.line(count.line(subject).to(Lead::List(*kind)));
    }
}

fn statuses(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(STATUSES));
    if seen.statuses.is_empty() {
        picture.line(Line::plain(format!("  {}", subject.say(NO_ACTIVITY))));
        return;
    }
    let whole = seen.statuses.iter().map(|(_, ids)| ids.len()).sum();
    let name = |status: &Option<&'static Term>| term(*status, NO_STATUS, subject);
    for (status, ids) in &seen.statuses {
        let is_draft = status.is_some_and(|t| t.id == "draft");
        let tone = if is_draft || status.is_none() { Tone::Warning } else { Tone::Accent };
        let part = Part::Status(status.map(|t| t.id));
        let count = Count { name: name(status), more: "", n: ids.len(), whole, tone };
        picture.line(count.line(subject).to(Lead::Part(part.clone())));
        // A draft is work that waits: it is named.
        if is_draft {
            some(picture, ids, &part, subject);
        }
    }
}

/// The first of these records, and how many more there are.
fn some(picture: &mut Picture, ids: &[RecordId], part: &Part, subject: &Subject<'_>) {
    for id in ids.iter().take(SOME) {
        picture.line(Line::plain(format!("    {}", subject.title(id))).to(Lead::Record(id.clone())));
    }
    more(picture, ids.len(), Lead::Part(part.clone()), subject);
}

fn more(picture: &mut Picture, all: usize, lead: Lead, subject: &Subject<'_>) {
    if all > SOME {
        let said = MORE.msg().with("n", all - SOME).get(subject.lang);
        picture.line(Line::new(format!("    {said}"), Tone::Dim).to(lead));
    }
}

/// What a severity looks like.
pub(super) fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Advice => Tone::Dim,
    }
}

/// What several findings of a severity are called.
pub(super) fn several(severity: Severity) -> Text {
    match severity {
        Severity::Error => ERRORS,
        Severity::Warning => WARNINGS,
        Severity::Advice => ADVICE,
    }
}

/// The article that asks, or what to call what no text asks.
pub(super) fn asked_by(text: &str, subject: &Subject<'_>) -> String {
    match text {
        "" => subject.say(NO_ARTICLE).to_owned(),
        text => article(text, subject.lang),
    }
}

fn findings(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(FINDINGS));
    let found = &seen.findings;
    if found.severities.is_empty() {
        picture.line(Line::new(format!("  {}", subject.say(NO_FINDING)), Tone::Ok));
        return;
    }
    let whole = found.severities.iter().map(|(_, n)| n).sum();
    for (severity, n) in &found.severities {
        let name = &format!("{} {}", severity.mark(), subject.say(several(*severity)));
        let count = Count { name, more: "", n: *n, whole, tone: tone(*severity) };
        let mut line = count.line(subject).to(Lead::Part(Part::Severity(*severity)));
        // The mark is drawn, the word is said.
        line.said = line.said.map(|s| s.replacen(&format!("{} ", severity.mark()), "", 1));
        picture.line(line);
    }
    picture.heading(subject.say(ARTICLES));
    // Many articles share the findings: each is measured against the one that has most.
    let whole = found.articles.first().map_or(0, |(_, tally)| tally.total());
    for (article, tally) in &found.articles {
        let name = &asked_by(article, subject);
        let tone = if tally.errors > 0 { Tone::Error } else { Tone::Accent };
        let count = Count { name, more: &marks(*tally), n: tally.total(), whole, tone };
        let said = Count { more: &words(*tally, subject), ..count }.line(subject).said;
        let line = Line { said, ..count.line(subject) };
        picture.line(line.to(Lead::Part(Part::Article(article))));
    }
}

/// The severities of which there are any.
fn some_of(tally: Tally) -> impl Iterator<Item = (Severity, usize)> {
    let all = [
        (Severity::Error, tally.errors),
        (Severity::Warning, tally.warnings),
        (Severity::Advice, tally.advice),
    ];
    all.into_iter().filter(|(_, n)| *n > 0)
}

fn marks(tally: Tally) -> String {
    some_of(tally).map(|(s, n)| format!("{} {n}", s.mark())).collect::<Vec<_>>().join("  ")
}

fn words(tally: Tally, subject: &Subject<'_>) -> String {
    let said = |(s, n): (Severity, usize)| {
        format!("{}{}{n}", subject.say(several(s)).to_lowercase(), subject.colon())
    };
    some_of(tally).map(said).collect::<Vec<_>>().join(", ")
}

fn reviews(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(REVIEWS));
    let near = NEARBY.msg().with("n", NEAR).get(subject.lang);
    let all = [subject.say(OVERDUE), &near, subject.say(UNPLANNED)];
    let whole = subject.register.of(Kind::Activity).count();
    let due = [(all[0], &seen.reviews.overdue, Tone::Warning), (all[1], &seen.reviews.near, Tone::Accent)];
    for (name, reviews, tone) in due {
        let tone = if reviews.is_empty() { Tone::Ok } else { tone };
        let count = Count { name, more: "", n: reviews.len(), whole, tone };
        picture.line(count.line(subject).to(Lead::Deadlines));
        for review in reviews.iter().take(SOME) {
            picture.line(due_on(review, subject));
        }
        more(picture, reviews.len(), Lead::Deadlines, subject);
    }
    let n = seen.reviews.unplanned.len();
    let tone = if n == 0 { Tone::Ok } else { Tone::Warning };
    let count = Count { name: all[2], more: "", n, whole, tone };
    picture.line(count.line(subject).to(Lead::Part(Part::Unplanned)));
}

fn due_on(review: &Deadline, subject: &Subject<'_>) -> Line {
    let said = REVIEW_OF.msg().with("day", date(review.on, subject.lang)).get(subject.lang);
    Line::plain(format!("    {}", subject.title(&review.record)))
        .and(format!("  {said}"), Tone::Dim)
        .to(Lead::Field(review.record.clone(), review.path.clone()))
}

fn transfers(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(TRANSFERS));
    let transfers = &seen.transfers;
    let name = |c: &Country| term(c.country, NO_COUNTRY, subject);
    let others = [subject.say(NO_TRANSFER), subject.say(TRANSFER_UNKNOWN)];
    let whole = transfers.countries.iter().map(Country::total).sum();
    for country in &transfers.countries {
        let tone = if country.country.is_none() { Tone::Warning } else { Tone::Accent };
        let part = Part::Country(country.country.map(|t| t.id));
        let more = sheets(country, subject);
        let count = Count { name: name(country), more: &more, n: country.total(), whole, tone };
        let mut line = count.line(subject);
        // What is drawn stands under a heading that names what is counted; what is said must say it.
        let said = COUNTED.msg().with("n", country.total()).with("sheets", more).get(subject.lang);
        line.said = Some(format!("  {}{}{said}", name(country), subject.colon()));
        picture.line(line.to(Lead::Part(part.clone())));
        for (mechanism, places) in &country.mechanisms {
            let said = term(*mechanism, NO_MECHANISM, subject);
            let tone = if mechanism.is_none() { Tone::Warning } else { Tone::Plain };
            let lead = match places.as_slice() {
                [one] => Lead::Field(one.record.clone(), one.path.clone()),
                _ => Lead::Part(part.clone()),
            };
            let line = Line::new(format!("    {said}"), tone)
                .and(format!("{}{}", subject.colon(), places.len()), Tone::Dim);
            picture.line(line.to(lead));
        }
    }
    let activities = subject.register.of(Kind::Activity).count();
    let said = [
        (others[0], transfers.none.len(), Part::NoTransfer, Tone::Accent),
        (others[1], transfers.unknown.len(), Part::TransferUnknown, Tone::Warning),
    ];
    for (name, n, part, tone) in said {
        let tone = if n == 0 && tone == Tone::Warning { Tone::Ok } else { tone };
        let count = Count { name, more: "", n, whole: activities, tone };
        picture.line(count.line(subject).to(Lead::Part(part)));
    }
}

/// How many sheets speak of a country: an activity and its processor may well tell the same transfer.
fn sheets(country: &Country, subject: &Subject<'_>) -> String {
    let places = || country.mechanisms.iter().flat_map(|(_, places)| places);
    let of = |kind: Kind| {
        let records: BTreeSet<_> = places().map(|p| &p.record).filter(|r| r.kind == kind).collect();
        records.len()
    };
    let said = [(ACTIVITIES, of(Kind::Activity)), (PROCESSORS, of(Kind::Processor))];
    let said = said.into_iter().filter(|(_, n)| *n > 0);
    said.map(|(t, n)| t.msg().with("n", n).get(subject.lang)).collect::<Vec<_>>().join(", ")
}

fn retention(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    let retention = &seen.retention;
    picture.heading(subject.say(RETENTION));
    let (n, rows) = (retention.activities(), retention.unruled.len());
    let more = if n == 0 { String::new() } else { ROWS.msg().with("n", rows).get(subject.lang) };
    let tone = if n == 0 { Tone::Ok } else { Tone::Warning };
    let name = subject.say(UNRULED);
    let whole = subject.register.of(Kind::Activity).count();
    let count = Count { name, more: &more, n, whole, tone };
    picture.line(count.line(subject).to(Lead::Part(Part::Unruled)));
    if !retention.finals.is_empty() {
        picture.heading(subject.say(FATES));
        let whole = retention.finals.iter().map(|(_, rules)| rules.len()).sum();
        let name = |fate: Option<&'static Term>| term(fate, NO_FATE, subject);
        for (fate, rules) in &retention.finals {
            let tone = if fate.is_none() { Tone::Warning } else { Tone::Accent };
            let count = Count { name: name(*fate), more: "", n: rules.len(), whole, tone };
            picture.line(count.line(subject).to(Lead::Part(Part::Final(fate.map(|t| t.id)))));
        }
    }
    if !retention.longest.is_empty() {
        picture.heading(subject.say(LONGEST));
        for (id, period) in retention.longest.iter().take(SOME) {
            let title = &subject.title(id);
            let words = period.words(subject.lang);
            let line = Line::plain(format!("  {}", fit(title, names(subject))))
                .and(format!("  {words}"), Tone::Accent)
                .said(format!("  {title}{}{words}", subject.colon()));
            picture.line(line.to(Lead::Record(id.clone())));
        }
    }
}

fn loose_ends(picture: &mut Picture, seen: &Overview, subject: &Subject<'_>) {
    picture.heading(subject.say(TIDYING));
    let called = |kind: Kind| match kind {
        Kind::Purpose => UNUSED_PURPOSES,
        Kind::Retention => UNUSED_RULES,
        _ => UNUSED_PROCESSORS,
    };
    let unused = seen.unused.iter().map(|(k, ids)| (*k, called(*k), ids, Part::Unused(*k)));
    let ends = unused.chain([(Kind::Processor, UNSIGNED, &seen.unsigned, Part::Unsigned)]);
    for (kind, name, ids, part) in ends {
        let tone = if ids.is_empty() { Tone::Ok } else { Tone::Warning };
        let whole = subject.register.of(kind).count();
        let count = Count { name: subject.say(name), more: "", n: ids.len(), whole, tone };
        picture.line(count.line(subject).to(Lead::Part(part)));
    }
}
