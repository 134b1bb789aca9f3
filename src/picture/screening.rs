//! Whether an impact assessment is due: what the sheet shows for each case, type and criterion, with why, beside what
//! was decided. A proposal: a person decides.

use super::{Lead, Line, Picture, Subject, Tone, whole};
use crate::model::message::{Message, Text, text};
use crate::model::{Path, RecordId};
use crate::ops::screening::{List, Outcome, Proposed, Screening, screening};

const TITLE: Text = text("Analyse d’impact – {title}", "Impact assessment – {title}");
/// Said of a record that has none.
pub const NO_SCREENING: Text =
    text("Seule une activité demande une analyse d’impact.", "Only an activity needs an impact assessment.");

const STATUTORY: Text = text(
    "La fiche montre un cas où la loi demande une analyse\u{a0}: {item}.",
    "The sheet shows a case in which the law asks for an assessment: {item}.",
);
const LISTED: Text = text(
    "La fiche montre un type pour lequel la CNIL demande une analyse\u{a0}: {item}.",
    "The sheet shows a type for which the CNIL asks for an assessment: {item}.",
);
const EXEMPT: Text = text(
    "La fiche montre un type que la CNIL dispense d’analyse\u{a0}: {item}.",
    "The sheet shows a type that the CNIL exempts from an assessment: {item}.",
);
const CRITERIA: Text = text(
    "{n} critères de risque élevé\u{a0}: une analyse est en principe à mener.",
    "{n} high-risk criteria: an assessment is due as a rule.",
);
const ONE: Text = text(
    "Un seul critère de risque élevé ({item})\u{a0}: à peser par écrit.",
    "One high-risk criterion ({item}): to be weighed in writing.",
);
const NOTHING: Text = text(
    "Rien sur la fiche n’appelle une analyse. Ce qu’elle ne montre pas peut exister.",
    "Nothing on the sheet calls for an assessment. What it does not show may exist.",
);
const A_PERSON: Text =
    text("C’est une proposition\u{a0}: une personne décide.", "This is a proposal: a person decides.");
const DECIDED: Text = text("Décision inscrite\u{a0}: {decision}", "Decision recorded: {decision}");
const UNDECIDED: Text = text("Aucune décision n’est inscrite.", "No decision is recorded.");
const BECAUSE: Text = text("Motif\u{a0}: {reason}", "Reason: {reason}");
const WITHOUT_REASON: Text = text("Sans motif.", "Without a reason.");
const DISPUTED: Text =
    text("à revoir, car la fiche montre autre chose", "to be reviewed, as the sheet shows otherwise");
const SHOWN: Text = text("Montré par la fiche", "Shown by the sheet");
const LIKELY: Text = text("Possible", "Possibly met");
const NOT_SHOWN: Text = text("Rien ne le montre", "Nothing shows it");
const TICKED: Text = text("retenu", "chosen");
const OUTSIDE: Text = text("Hors de ses limites", "Outside its limits");
const SAID: Text = text("{found}\u{a0}: {item}", "{found}: {item}");
const TO_JUDGE: Text = text("À apprécier\u{a0}: {judge}", "To be judged: {judge}");
const OTHERS: Text = text(
    "{n} {n|autre type, que rien|autres types, que rien} sur la fiche n’évoque.",
    "{n} more {n|type|types}, of which nothing on the sheet speaks.",
);

pub fn draw(id: &RecordId, subject: &Subject<'_>) -> Picture {
    let lang = subject.lang;
    let mut picture = Picture::new(TITLE.msg().with("title", subject.title(id)).get(lang));
    let Some(seen) = screening(subject.register, id) else {
        picture.line(Line::plain(subject.say(NO_SCREENING)));
        return picture;
    };
    let (said, tone) = outcome(&seen);
    whole(&mut picture, "", &said.get(lang), subject, |text| Line::new(text, tone));
    whole(&mut picture, "", subject.say(A_PERSON), subject, |text| Line::new(text, Tone::Dim));
    decision(&mut picture, id, subject);
    for (list, items) in [
        (List::Statutory, &seen.statutory),
        (List::Required, &seen.required),
        (List::Exempt, &seen.exempt),
        (List::Criteria, &seen.criteria),
    ] {
        picture.heading(list.title().get(lang));
        let is_told = |p: &&Proposed| {
            let is_spoken_of = !p.signs.is_empty() || p.recorded == Some(true);
            is_spoken_of || matches!(list, List::Statutory | List::Criteria)
        };
        let (told, others): (Vec<_>, Vec<_>) = items.iter().partition(is_told);
        for item in told {
            proposed(&mut picture, id, item, subject);
        }
        if !others.is_empty() {
            let said = OTHERS.msg().with("n", others.len()).get(lang);
            whole(&mut picture, "  ", &said, subject, |text| Line::new(text, Tone::Dim));
        }
    }
    picture.others(id, &Lead::Screening(id.clone()));
    picture
}

/// What follows, in one sentence.
pub fn outcome(seen: &Screening) -> (Message, Tone) {
    match seen.outcome() {
        Outcome::Statutory(item) => (STATUTORY.msg().with("item", item.label()), Tone::Warning),
        Outcome::Listed(item) => (LISTED.msg().with("item", item.label()), Tone::Warning),
        Outcome::Exempt(item) => (EXEMPT.msg().with("item", item.label()), Tone::Ok),
        Outcome::Criteria(n) => (CRITERIA.msg().with("n", n), Tone::Warning),
        Outcome::One(item) => (ONE.msg().with("item", item.label()), Tone::Accent),
        Outcome::Nothing => (NOTHING.msg(), Tone::Plain),
    }
}

fn decision(picture: &mut Picture, id: &RecordId, subject: &Subject<'_>) {
    let lang = subject.lang;
    let dpia = subject.register.get(id).and_then(|r| r.fields.group("dpia"));
    let lead = |key: &str| Lead::Field(id.clone(), Path::root().join("dpia").join(key));
    match dpia.and_then(|g| g.choice("decision")) {
        Some(term) => {
            let said = DECIDED.msg().with("decision", term.label).get(lang);
            picture.line(Line::plain(said).to(lead("decision")));
            let reason = dpia.and_then(|g| g.text("reason"));
            let said = match reason {
                Some(reason) => {
                    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
                    BECAUSE.msg().with("reason", reason).get(lang)
                }
                None => subject.say(WITHOUT_REASON).to_owned(),
            };
            whole(picture, "", &said, subject, |text| Line::plain(text).to(lead("reason")));
        }
        None => picture.line(Line::plain(subject.say(UNDECIDED)).to(lead("decision"))),
    }
}

fn proposed(picture: &mut Picture, id: &RecordId, item: &Proposed, subject: &Subject<'_>) {
    let lang = subject.lang;
    let (shown, tone) = match item {
        p if !p.against.is_empty() && p.recorded == Some(true) => (OUTSIDE, Tone::Error),
        p if p.is_sure() => (SHOWN, Tone::Warning),
        p if p.is_likely() => (LIKELY, Tone::Accent),
        p if !p.against.is_empty() => (OUTSIDE, Tone::Plain),
        _ => (NOT_SHOWN, Tone::Plain),
    };
    let mut said = vec![shown.get(lang)];
    said.extend((item.recorded == Some(true)).then(|| TICKED.get(lang)));
    said.extend(item.is_disputed().then(|| DISPUTED.get(lang)));
    let key = match item.item.list {
        List::Statutory => "decision",
        List::Criteria => "criteria",
        List::Required => "cnil_list_item",
        List::Exempt => "exempt_item",
    };
    let lead = Lead::Field(id.clone(), Path::root().join("dpia").join(key));
    // What was found goes first: the law's own words are long.
    let said = SAID.msg().with("found", said.join(", ")).with("item", item.item.label()).get(lang);
    whole(picture, "  ", &said, subject, |text| Line::new(text, tone).to(lead.clone()));
    for sign in item.signs.iter().chain(&item.against) {
        let lead = Lead::Field(sign.record.clone(), sign.path.clone());
        let seen = |text: &str| Line::new(text, Tone::Dim).to(lead.clone());
        whole(picture, "      ", &sign.says.get(lang), subject, seen);
    }
    let weighs = item.is_likely() || item.recorded == Some(true);
    if weighs && !item.item.judge.get(lang).is_empty() {
        let judge = TO_JUDGE.msg().with("judge", item.item.judge).get(lang);
        whole(picture, "      ", &judge, subject, |text| Line::new(text, Tone::Dim));
    }
}
