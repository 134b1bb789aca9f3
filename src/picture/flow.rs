//! Where the data of an activity goes: boxes with arrows where there is room, and always the same as a list.

use super::boxes::{self, Box};
use super::words::{NO_COUNTRY, NO_MECHANISM, TRANSFERS, term};
use super::{Lead, Line, Picture, Subject, Tone, whole};
use crate::i18n::format::integer;
use crate::i18n::values::{NONE, UNKNOWN};
use crate::model::fold::fold;
use crate::model::message::{Text, text};
use crate::model::{Kind, Path, RecordId, Term};
use crate::ops::flow::{Answer, Country, Flow, How, Node, Stage, Way, What, Who, flow};

const TITLE: Text = text("Flux de données – {title}", "Data flow – {title}");
/// Said of a record that has no flow.
pub const NO_FLOW: Text =
    text("Seule une activité a un flux de données.", "Only an activity has a data flow.");
const COLLECTION: Text = text("collecte\u{a0}: {how}", "collection: {how}");
const PERSONS: Text = text("{figure} {n|personne|personnes}", "{figure} {n|person|persons}");
const IN_CHARGE: Text = text("Service", "Department");
const SOFTWARE: Text = text("Logiciel", "Software");
const HOST: Text = text("Hébergement", "Hosting");
const PROCESSOR: Text = text("sous-traitant", "processor");
const SUBPROCESSOR: Text = text("sous-traitant ultérieur", "sub-processor");
const SUBPROCESSOR_OF: Text = text("sous-traitant ultérieur de {of}", "sub-processor of {of}");
const SEAT: Text = text("établi dans ce pays", "established there");
const HOSTING: Text = text("hébergement", "hosting");
const ACCESS: Text = text("accès à distance", "remote access");
const TRANSFER: Text = text("transfert, {on}", "transfer, {on}");
const ONWARD: Text = text("transfert ultérieur, {on}", "onward transfer, {on}");
const ANSWERS_NONE: Text = text("la fiche répond «\u{a0}néant\u{a0}»", "the sheet answers “none”");
const LEADS_OUTSIDE: Text = text(
    "À vérifier\u{a0}: des données vont ou se consultent hors de l’EEE ({countries}), et la fiche ne le dit pas.",
    "To be verified: data goes, or is seen, outside the EEA ({countries}), and the sheet does not say so.",
);
const UNNAMED_HOST: Text = text("l’organisme", "the organisation");

/// What each step is called.
pub fn label(stage: Stage) -> Text {
    match stage {
        Stage::Persons => text("Personnes", "Persons"),
        Stage::Data => text("Données", "Data"),
        Stage::Service => text("Service, outils", "Service, tools"),
        Stage::Recipients => text("Destinataires", "Recipients"),
        Stage::Countries => text("Pays", "Countries"),
    }
}

/// The field that answers for a step.
fn field(stage: Stage) -> &'static str {
    match stage {
        Stage::Persons => "data_subjects",
        Stage::Data => "data",
        Stage::Service => "owner",
        Stage::Recipients => "recipients",
        Stage::Countries => "transfers",
    }
}

/// How many lines a box may take.
const ROWS: usize = 12;

pub fn draw(id: &RecordId, subject: &Subject<'_>) -> Picture {
    let lang = subject.lang;
    let mut picture = Picture::new(TITLE.msg().with("title", subject.title(id)).get(lang));
    let Some(mut seen) = flow(subject.register, id) else {
        picture.line(Line::plain(subject.say(NO_FLOW)));
        return picture;
    };
    // As a reader looks for them: by name, not by code.
    let called = |c: &Country| c.country.map(|t| fold(t.label.get(lang)));
    seen.countries.sort_by_key(|c| (!c.is_reached_by_transfer(), c.country.is_none(), called(c)));
    // The mark of the chosen line takes one column.
    let columns = subject.columns.saturating_sub(1);
    if boxes::fit_in(Stage::ALL.len(), columns) {
        let drawn: Vec<Box<'_>> = Stage::ALL
            .into_iter()
            .map(|stage| Box { title: subject.say(label(stage)), items: items(&seen, stage, subject) })
            .collect();
        picture.lines.extend(boxes::draw(&drawn, lang, columns, ROWS));
    }
    for stage in Stage::ALL {
        heading(&mut picture, stage, &seen, subject);
        for node in seen.nodes(stage) {
            picture.line(line(node, subject));
        }
        if stage == Stage::Countries {
            for country in &seen.countries {
                countries(&mut picture, country, subject);
            }
            transfers(&mut picture, &seen, id, subject);
        } else if seen.nodes(stage).is_empty() {
            let given = seen.answers.get(&stage).copied().unwrap_or(Answer::Unknown);
            let said = silent(given, subject).unwrap_or(subject.say(UNKNOWN));
            picture.line(answer(&format!("  {said}"), given, id, field(stage)));
        }
    }
    picture.others(id, &Lead::Flow(id.clone()));
    picture
}

/// What the sheet answers of transfers where it names none, and whether the countries above say otherwise.
fn transfers(picture: &mut Picture, seen: &Flow, id: &RecordId, subject: &Subject<'_>) {
    let said = match seen.transfers {
        Answer::Given => return,
        // The sheet speaks for itself alone: what its processors do stands above.
        Answer::None => subject.say(ANSWERS_NONE),
        Answer::Unknown => subject.say(UNKNOWN),
    };
    let said = format!("  {}{}{said}", subject.say(TRANSFERS), subject.colon());
    picture.line(answer(&said, seen.transfers, id, "transfers"));
    let outside = seen.countries.iter().filter(|c| c.is_outside());
    let outside: Vec<&str> = outside.map(|c| term(c.country, NO_COUNTRY, subject)).collect();
    if !outside.is_empty() {
        let said = LEADS_OUTSIDE.msg().with("countries", outside.join(", ")).get(subject.lang);
        whole(picture, "  ", &format!("! {said}"), subject, |l| answer(l, Answer::Unknown, id, "transfers"));
    }
}

/// What an answer that gives nothing is called.
fn silent(answer: Answer, subject: &Subject<'_>) -> Option<&'static str> {
    match answer {
        Answer::Given => None,
        Answer::None => Some(subject.say(NONE)),
        Answer::Unknown => Some(subject.say(UNKNOWN)),
    }
}

fn answer(said: &str, answer: Answer, id: &RecordId, key: &str) -> Line {
    let tone = if answer == Answer::Unknown { Tone::Warning } else { Tone::Plain };
    Line::new(said, tone).to(Lead::Field(id.clone(), Path::root().join(key)))
}

fn heading(picture: &mut Picture, stage: Stage, seen: &Flow, subject: &Subject<'_>) {
    let mut title = subject.say(label(stage)).to_owned();
    if let (Stage::Data, Some(how)) = (stage, seen.collection) {
        let how = COLLECTION.msg().with("how", how.label).get(subject.lang);
        title = format!("{title} – {how}");
    }
    picture.heading(title.clone());
    // The list goes on from step to step, as the arrows of the boxes do.
    if let (true, Some(line)) = (stage != Stage::Persons, picture.lines.last_mut()) {
        line.spans.insert(0, ("↓ ".to_owned(), Tone::Accent));
        line.said = Some(title);
    }
}

/// What a node is called.
fn name(node: &Node, subject: &Subject<'_>) -> String {
    let nature = || node.nature.map(|t| t.label.get(subject.lang).to_owned());
    match node.what {
        What::Processor if node.place.path.is_root() => subject.title(&node.place.record),
        What::Host => node.name.clone().unwrap_or_else(|| subject.say(HOST).to_owned()),
        _ => node.name.clone().or_else(nature).unwrap_or_else(|| "?".to_owned()),
    }
}

/// What stands in the box of a step.
fn items(seen: &Flow, stage: Stage, subject: &Subject<'_>) -> Vec<String> {
    if stage == Stage::Countries {
        return seen.countries.iter().map(|c| country_in_box(c, subject)).collect();
    }
    let nodes = seen.nodes(stage);
    if nodes.is_empty() {
        let given = seen.answers.get(&stage).copied().unwrap_or(Answer::Unknown);
        return vec![silent(given, subject).unwrap_or(subject.say(UNKNOWN)).to_owned()];
    }
    nodes.iter().map(|node| name(node, subject)).collect()
}

/// A country, and what the transfers to it rest on.
fn country_in_box(country: &Country, subject: &Subject<'_>) -> String {
    let called = term(country.country, NO_COUNTRY, subject);
    let mut on: Vec<&str> = Vec::new();
    for way in country.ways.iter().filter(|w| w.how.is_transfer()) {
        let said = way.how.mechanism().map_or(NO_MECHANISM, short).get(subject.lang);
        if !on.contains(&said) {
            on.push(said);
        }
    }
    if on.is_empty() { called.to_owned() } else { format!("{called}{}{}", subject.colon(), on.join(", ")) }
}

/// What a transfer rests on, where there is little room.
fn short(mechanism: &'static Term) -> Text {
    match mechanism.id {
        "adequacy" => text("adéquation", "adequacy"),
        "bcr" => text("BCR", "BCR"),
        "scc" | "scc_authority" => text("clauses types", "standard clauses"),
        "ad_hoc_clauses" => text("clauses spécifiques", "ad hoc clauses"),
        "code_of_conduct" => text("code de conduite", "code of conduct"),
        "certification" => text("certification", "certification"),
        "derogation" => text("dérogation", "derogation"),
        _ => mechanism.label,
    }
}

fn line(node: &Node, subject: &Subject<'_>) -> Line {
    let lang = subject.lang;
    let called = name(node, subject);
    let before = match node.what {
        What::Owner => Some(IN_CHARGE),
        What::Software => Some(SOFTWARE),
        What::Host if node.name.is_some() => Some(HOST),
        _ => None,
    };
    let nature = node.nature.map(|t| t.label.get(lang).to_owned()).filter(|n| *n != called);
    let mut more: Vec<String> = Vec::new();
    match node.what {
        What::Processor => more.push(subject.say(PROCESSOR).to_owned()),
        What::Subprocessor => more.push(subject.say(SUBPROCESSOR).to_owned()),
        What::Recipient => more.extend(nature.clone()),
        _ => {}
    }
    if !node.details.is_empty() {
        more.push(node.details.join(", "));
    }
    if matches!(node.what, What::Persons | What::Data | What::Special) {
        more.extend(nature);
    }
    if let Some(n) = node.volume {
        let count = PERSONS.msg().with("n", u64::try_from(n).unwrap_or_default());
        more.push(count.with("figure", integer(n, lang)).get(lang));
    }
    more.extend(node.source.map(|t| t.label.get(lang).to_lowercase()));
    if !node.countries.is_empty() {
        more.push(node.countries.iter().map(|t| t.label.get(lang)).collect::<Vec<_>>().join(", "));
    }
    let mut line = Line::plain("  ");
    if let Some(before) = before {
        line = line.and(format!("{}{}", subject.say(before), subject.colon()), Tone::Plain);
    }
    let tone = if node.what == What::Special { Tone::Warning } else { Tone::Accent };
    line = line.and(called, tone);
    if !more.is_empty() {
        line = line.and(format!("  {}", more.join(" · ")), Tone::Dim);
    }
    let place = &node.place;
    line.to(match place.path.is_root() {
        true => Lead::Record(place.record.clone()),
        false => Lead::Field(place.record.clone(), place.path.clone()),
    })
}

/// A country, and under it how it is reached.
fn countries(picture: &mut Picture, country: &Country, subject: &Subject<'_>) {
    let leaves = country.is_reached_by_transfer();
    let tone = if leaves { Tone::Warning } else { Tone::Accent };
    let mut line = Line::new(format!("  {}", term(country.country, NO_COUNTRY, subject)), tone);
    if let Some(first) = country.ways.first() {
        line = line.to(Lead::Field(first.place.record.clone(), first.place.path.clone()));
    }
    picture.line(line);
    // What "adequacy" rests on, and its condition: a country is seldom adequate for everybody in it.
    if let Some(decision) = country.decision(subject.today) {
        whole(picture, "    ", &decision.get(subject.lang), subject, |l| Line::new(l, Tone::Dim));
    }
    for way in &country.ways {
        picture.line(reached(way, subject));
    }
}

/// Whose sub-processor it is, where a row of sub-processors names it: the same name may be a processor's own.
fn role(way: &Way, subject: &Subject<'_>) -> Option<String> {
    let of_row = way.place.path.keys().first().is_some_and(|key| key == "subprocessors");
    let of = &way.place.record;
    of_row.then(|| match of.kind {
        Kind::Processor => SUBPROCESSOR_OF.msg().with("of", subject.title(of)).get(subject.lang),
        _ => subject.say(SUBPROCESSOR).to_owned(),
    })
}

fn reached(way: &Way, subject: &Subject<'_>) -> Line {
    let who = match &way.who {
        Who::Name(name) => name.clone(),
        Who::Record(id) => subject.title(id),
        Who::Unnamed => subject.say(UNNAMED_HOST).to_owned(),
    };
    let on = way.how.mechanism().map_or(NO_MECHANISM, |t| t.label);
    let how = match way.how {
        How::Seat => SEAT.msg(),
        How::Hosting => HOSTING.msg(),
        How::Access => ACCESS.msg(),
        How::Transfer(_) => TRANSFER.msg().with("on", on),
        How::Onward(_) => ONWARD.msg().with("on", on),
    };
    let how = match (role(way, subject), how.get(subject.lang)) {
        (Some(role), how) => format!("{role}, {how}"),
        (None, how) => how,
    };
    let unsaid = way.how.is_transfer() && way.how.mechanism().is_none();
    let tone = if unsaid { Tone::Warning } else { Tone::Dim };
    Line::plain(format!("    {who}"))
        .and(format!("  {how}"), tone)
        .to(Lead::Field(way.place.record.clone(), way.place.path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::ops::testing::{day, id, register};

    /// What must be verified is read whole where there is little room, and once.
    #[test]
    fn a_warning_is_cut_nowhere() {
        let register = register(&[
            ("activities/a.toml", "processors = [\"p\"]\ntransfers = \"none\"\n"),
            ("processors/p.toml", "[transfers.x]\ncountry = \"US\"\nmechanism = \"adequacy\"\n"),
        ]);
        let today = day("2026-11-23");
        let subject = Subject { register: &register, findings: &[], lang: Lang::Fr, columns: 40, today };
        let lines = draw(&id("activities/a.toml"), &subject).lines;
        let broken = lines.iter().filter(|l| l.said.is_some() && !l.heading);
        assert!(broken.clone().count() > 4 && broken.clone().all(|l| l.text().chars().count() <= 40));
        let drawn: String = lines.iter().map(|l| format!("{} ", l.text().trim())).collect();
        let said: Vec<String> = lines.iter().filter_map(Line::sentence).collect();
        for sentence in
            ["la fiche ne le dit pas.", "organisme inscrit et actif sur la liste Data Privacy Framework"]
        {
            assert!(drawn.contains(sentence), "{drawn}");
            assert_eq!(said.iter().filter(|s| s.contains(sentence)).count(), 1, "{said:?}");
        }
    }
}
