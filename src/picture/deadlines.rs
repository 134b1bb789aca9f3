//! The deadlines: what falls due, grouped by how near it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::signs::{fit, widest};
use super::{Lead, Line, Picture, Subject, Tone};
use crate::i18n::format::{date, long_date, month_and_year};
use crate::model::message::{Message, Text, text};
use crate::ops::deadlines::{Deadline, Deadlines, Undated, What, When, deadlines};
use crate::term::clean::width;

const TITLE: Text = text("Échéances – {day}", "Deadlines – {day}");
const NOTHING: Text = text("Aucune échéance.", "No deadline.");
const NOTHING_WITHIN: Text =
    text("Aucune échéance dans les {n} {n|jour|jours}.", "No deadline within {n} {n|day|days}.");
const OVERDUE: Text = text("En retard ({n})", "Overdue ({n})");
const THIS_MONTH: Text = text("Ce mois-ci, {month} ({n})", "This month, {month} ({n})");
const NEXT_MONTHS: Text = text("Les trois mois suivants ({n})", "The next three months ({n})");
const LATER: Text = text("Plus tard ({n})", "Later ({n})");
const UNDATED: Text = text("Sans date ({n})", "Without a date ({n})");
const LATE: Text = text("depuis {time}", "{time} ago");
const TODAY: Text = text("aujourd’hui", "today");
const IN: Text = text("dans {time}", "in {time}");
const DAYS: Text = text("{n} {n|jour|jours}", "{n} {n|day|days}");
const MONTHS: Text = text("{n} mois", "{n} {n|month|months}");
const YEARS: Text = text("{n} {n|an|ans}", "{n} {n|year|years}");
const RECKONED: Text = text("d’après le rythme de revue", "from the review cadence");

/// What falls due, in a few words.
pub fn label(what: What) -> Text {
    match what {
        What::RegisterReview => text("Revue du registre", "Register review"),
        What::Review => text("Revue", "Review"),
        What::Dpia => text("Analyse d’impact", "Impact assessment"),
        What::End => text("Fin du traitement", "End of processing"),
        What::Service => text("Fin de prestation", "End of service"),
        What::Contract => text("Fin de contrat", "End of contract"),
        What::Certificate => text("Fin de certificat", "Certificate expiry"),
        What::HealthCertificate => text("Certificat santé", "Health certificate"),
    }
}

/// The deadlines, all or those of the next `within` days.
pub fn draw(within: Option<u32>, subject: &Subject<'_>) -> Picture {
    let lang = subject.lang;
    let mut found = deadlines(subject.register, subject.today);
    if let Some(days) = within {
        found = found.within(days, subject.today);
    }
    let day = long_date(subject.today, lang);
    let mut picture = Picture::new(TITLE.msg().with("day", day).get(lang));
    if found == Deadlines::default() {
        let nothing = match within {
            Some(n) => NOTHING_WITHIN.msg().with("n", n as usize).get(lang),
            None => subject.say(NOTHING).to_owned(),
        };
        picture.line(Line::plain(nothing));
        return picture;
    }
    let mut marked: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for deadline in &found.dated {
        *marked.entry(deadline.on).or_default() += 1;
    }
    if !marked.is_empty() {
        picture.calendar = Some(Calendar { marked, today: subject.today });
    }
    let dated = found.dated.iter().map(|d| subject.say(label(d.what)));
    let undated = found.undated.iter().map(|u| subject.say(label(u.what)));
    let names = widest(dated.chain(undated), subject.columns / 3);
    for when in When::ALL {
        let group: Vec<_> = found.when(when, subject.today).collect();
        if group.is_empty() {
            continue;
        }
        let title = match when {
            When::Overdue => OVERDUE.msg(),
            When::ThisMonth => THIS_MONTH.msg().with("month", month_and_year(subject.today, lang)),
            When::NextMonths => NEXT_MONTHS.msg(),
            When::Later => LATER.msg(),
        };
        picture.heading(title.with("n", group.len()).get(lang));
        for deadline in group {
            picture.line(line(deadline, when, names, subject));
        }
    }
    if !found.undated.is_empty() {
        picture.heading(UNDATED.msg().with("n", found.undated.len()).get(lang));
        for undated in &found.undated {
            picture.line(without_day(undated, names, subject));
        }
    }
    picture
}

/// How wide a day is written.
const DAY: usize = 11;

fn line(deadline: &Deadline, when: When, names: usize, subject: &Subject<'_>) -> Line {
    let lang = subject.lang;
    let (mark, tone) = match when {
        When::Overdue => ("▲", Tone::Warning),
        When::ThisMonth => (" ", Tone::Accent),
        _ => (" ", Tone::Plain),
    };
    let day = date(deadline.on, lang);
    let what = subject.say(label(deadline.what));
    let title = subject.title(&deadline.record);
    let far = how_far(deadline.on, subject.today).get(lang);
    let mut more = vec![far.clone()];
    if deadline.reckoned {
        more.push(subject.say(RECKONED).to_owned());
    }
    more.extend(deadline.words.clone());
    let said = format!("{day}{}{what}, {title}, {}", subject.colon(), more.join(", "));
    // The name of the record is what must be read; the rest is cut first.
    let left = DAY + names + 6;
    let room = subject.columns.saturating_sub(left + width(&far) + 2);
    let title = if width(&title) > room && room >= 12 { fit(&title, room) } else { title };
    Line::new(format!("{mark} {} ", fit(&day, DAY)), tone)
        .and(format!("{}  ", fit(what, names)), Tone::Plain)
        .and(title, Tone::Accent)
        .and(format!("  {}", more.join(", ")), Tone::Dim)
        .said(said)
        .to(Lead::Field(deadline.record.clone(), deadline.path.clone()))
        .on(deadline.on)
}

fn without_day(undated: &Undated, names: usize, subject: &Subject<'_>) -> Line {
    let what = subject.say(label(undated.what));
    let title = subject.title(&undated.record);
    let said = format!("{what}{}{title}", subject.colon());
    Line::plain(format!("  {} {}  ", fit("–", DAY), fit(what, names)))
        .and(title, Tone::Accent)
        .said(said)
        .to(Lead::Field(undated.record.clone(), undated.path.clone()))
}

/// How far a day is, in the unit that says most.
fn how_far(on: NaiveDate, today: NaiveDate) -> Message {
    let days = (on - today).num_days();
    let n = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    let time = match n {
        0 => return TODAY.msg(),
        1..=60 => DAYS.msg().with("n", n),
        61..=730 => MONTHS.msg().with("n", n * 12 / 365),
        _ => YEARS.msg().with("n", n / 365),
    };
    if days < 0 { LATE } else { IN }.msg().with("time", time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;

    #[test]
    fn a_distance_is_said_in_its_own_unit() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let said = |days: i64| how_far(today + chrono::TimeDelta::days(days), today).get(Lang::Fr);
        for (days, words) in [
            (0, "aujourd’hui"),
            (1, "dans 1 jour"),
            (60, "dans 60 jours"),
            (61, "dans 2 mois"),
            (730, "dans 24 mois"),
            (731, "dans 2 ans"),
            (-1, "depuis 1 jour"),
            (-400, "depuis 13 mois"),
        ] {
            assert_eq!(said(days), words);
        }
    }
}
