//! How long data is kept, drawn to one scale: active base, intermediate archive, what becomes of it.

use super::scale::{Scale, Stretch, bar};
use super::signs::fit;
use super::{Lead, Line, Picture, Subject, Tone};
use crate::i18n::values::UNKNOWN;
use crate::model::message::{Text, text};
use crate::model::{Kind, Path, Period, RecordId};
use crate::ops::timeline::{Bar, Held, Length, Rule, timeline};
use crate::ops::uses::records;
use crate::term::wrap::wrap;

const TITLE: Text = text("Durées – {title}", "Retention – {title}");
/// Said of a record that speaks of no period.
pub const NO_TIME: Text = text("Cette fiche ne parle d’aucune durée.", "This record speaks of no period.");
const DATA: Text = text("Données", "Personal data");
const SPECIAL: Text =
    text("Données sensibles, infractions, NIR", "Special categories, offences, national number");
const OF_PURPOSES: Text = text("Durées liées aux finalités", "Retention for the purposes");
const RULES: Text = text("Toutes les règles", "All rules");
const RULE: Text = text("La règle", "The rule");
const USERS: Text = text("Qui s’en sert ({n})", "Who uses it ({n})");
const NO_DATA: Text = text("Aucune donnée n’est inscrite.", "No data is entered.");
const NO_RULES: Text = text("Aucune règle n’est inscrite.", "No rule is entered.");
const REASON: Text = text("Pourquoi aucune durée n’est donnée", "Why no period is given");
const SIGNS: Text = text(
    "━ base active   ─ archive intermédiaire   → sort final",
    "━ active   ─ intermediate archive   → final action",
);
const NO_RULE: Text = text("règle non renseignée", "rule not known yet");
const RULE_NONE: Text = text("règle\u{a0}: néant", "rule: none");
const MISSING: Text = text("règle absente du registre\u{a0}: {id}", "rule not in the register: {id}");
const ACTIVE: Text = text("base active {time}", "active for {time}");
const ACTIVE_NONE: Text = text("base active\u{a0}: néant", "active period: none");
const ACTIVE_UNKNOWN: Text = text("base active non renseignée", "active period not known yet");
const NOT_KEPT: Text = text("aucune conservation", "not kept");
const ARCHIVE: Text = text("archive intermédiaire {time}", "intermediate archive for {time}");
const ARCHIVE_NONE: Text = text("pas d’archive", "no archive");
const ARCHIVE_UNKNOWN: Text = text("archive non renseignée", "archive not known yet");
const ARCHIVE_LINE: Text = text("archive", "archive");
const SINCE: Text = text("à compter de\u{a0}: {event}", "from: {event}");
const SINCE_UNKNOWN: Text = text("point de départ non renseigné", "trigger not known yet");
const ARCHIVE_SINCE: Text = text("archive à compter de\u{a0}: {event}", "archive from: {event}");
const FATE: Text = text("sort final\u{a0}: {fate}", "final action: {fate}");
const FATE_UNKNOWN: Text = text("sort final non renseigné", "final action not known yet");
const BY_RULE: Text = text("règle\u{a0}: {rule}", "rule: {rule}");

pub fn draw(id: &RecordId, subject: &Subject<'_>) -> Picture {
    let lang = subject.lang;
    let mut picture = Picture::new(TITLE.msg().with("title", subject.title(id)).get(lang));
    let Some(seen) = timeline(subject.register, id) else {
        picture.line(Line::plain(subject.say(NO_TIME)));
        return picture;
    };
    let pen = Pen::new(seen.hours(), subject);
    if let Some(reason) = &seen.reason {
        picture.heading(subject.say(REASON));
        let path = Path::root().join("retention_not_possible_reason");
        picture.line(Line::plain(format!("  {reason}")).to(Lead::Field(id.clone(), path)));
    }
    let rules = if id.kind == Kind::Retention { RULE } else { RULES };
    let empty = match id.kind {
        Kind::Activity => Some((DATA, NO_DATA)).filter(|_| seen.data.is_empty()),
        Kind::Organisation => Some((RULES, NO_RULES)).filter(|_| seen.rules.is_empty()),
        _ => None,
    };
    if let Some((title, said)) = empty {
        picture.heading(subject.say(title));
        picture.line(Line::plain(format!("  {}", subject.say(said))));
    }
    let groups =
        [(DATA, &seen.data), (SPECIAL, &seen.special), (OF_PURPOSES, &seen.purposes), (rules, &seen.rules)];
    for (title, bars) in groups.into_iter().filter(|(_, bars)| !bars.is_empty()) {
        picture.heading(subject.say(title));
        pen.scale(&mut picture);
        for bar in bars {
            pen.bar(bar, &mut picture);
        }
    }
    if pen.scale.is_some() {
        picture.line(Line::default().said(""));
        picture.line(Line::new(subject.say(SIGNS), Tone::Dim).said(""));
    }
    if id.kind == Kind::Retention {
        picture.heading(USERS.msg().with("n", records(&seen.users)).get(lang));
        super::uses::places(&mut picture, &seen.users, subject);
    }
    picture.others(id, &Lead::Timeline(id.clone()));
    picture
}

/// Draws bars to one scale.
struct Pen<'a> {
    subject: &'a Subject<'a>,
    scale: Option<Scale>,
    /// How wide the names of the bars are.
    names: usize,
}

impl<'a> Pen<'a> {
    fn new(hours: u64, subject: &'a Subject<'a>) -> Pen<'a> {
        let names = (subject.columns / 4).clamp(10, 30);
        // What becomes of the data is said after the bar.
        let fate = (subject.columns / 5).min(30);
        let scale = Scale::new(hours, subject.columns.saturating_sub(names + fate + 3));
        Pen { subject, scale, names }
    }

    fn scale(&self, picture: &mut Picture) {
        for line in self.scale.iter().flat_map(|s| s.lines(self.subject.lang)) {
            picture.line(Line::new(format!("{}{line}", " ".repeat(self.names + 3)), Tone::Dim).said(""));
        }
    }

    fn bar(&self, bar: &Bar, picture: &mut Picture) {
        let subject = self.subject;
        let name = self.name(bar);
        let field = || Lead::Field(bar.place.record.clone(), bar.place.path.clone());
        match &bar.held {
            Held::Rule(rule) => self.rule(&name, rule, picture),
            Held::Missing(id) => {
                let said = MISSING.msg().with("id", id.id.as_str()).get(subject.lang);
                picture.line(self.remark(&name, &said).to(field()));
            }
            Held::None => picture.line(self.remark(&name, subject.say(RULE_NONE)).to(field())),
            Held::Unknown => picture.line(self.remark(&name, subject.say(NO_RULE)).to(field())),
        }
    }

    /// What is kept.
    fn name(&self, bar: &Bar) -> String {
        match (bar.place.record.kind, bar.place.path.keys()) {
            (Kind::Activity, [holder, key, ..]) => {
                let row = Path::root().join(holder).join(key);
                let row = self.subject.register.get(&bar.place.record).and_then(|r| r.group(&row));
                row.map_or_else(|| key.clone(), |row| super::row_name(key, row, self.subject.lang))
            }
            _ => self.subject.title(&bar.place.record),
        }
    }

    /// A line whose bar cannot be drawn, and why.
    fn remark(&self, name: &str, said: &str) -> Line {
        self.start(name)
            .and(format!("? {said}"), Tone::Warning)
            .said(format!("  {name}{}{said}", self.subject.colon()))
    }

    fn start(&self, name: &str) -> Line {
        Line::plain(format!("  {} ", fit(name, self.names)))
    }

    fn rule(&self, name: &str, rule: &Rule, picture: &mut Picture) {
        let lead = || Lead::Record(rule.id.clone());
        let follows = rule.is_archive_next();
        let mut line = self.start(name);
        line.spans.extend(self.active(rule));
        if follows || matches!(rule.archive, Length::None | Length::Unknown) {
            line = self.fate(line, rule);
        }
        picture.line(line.to(lead()).said(self.sentence(name, rule)));
        if let (false, Length::For(period)) = (follows, rule.archive) {
            let mut line = self.start(&format!("  {}", self.subject.say(ARCHIVE_LINE)));
            line.spans.extend(self.stretches(&[(period, '─', Tone::Plain)]));
            picture.line(self.fate(line, rule).to(lead()).said(""));
        }
        let mut about = vec![self.since(rule)];
        if let Some(event) = rule.archive_from.as_ref().filter(|_| matches!(rule.archive, Length::For(_))) {
            about.push(ARCHIVE_SINCE.msg().with("event", event).get(self.subject.lang));
        }
        let title = self.subject.title(&rule.id);
        if title != name {
            about.push(title);
        }
        for said in wrap(&about.join(" · "), self.subject.columns.saturating_sub(4)) {
            picture.line(Line::new(format!("    {said}"), Tone::Dim).to(lead()).said(""));
        }
    }

    /// The active period, and the archive where it follows.
    fn active(&self, rule: &Rule) -> Vec<(String, Tone)> {
        let archive = match rule.archive {
            Length::For(period) if rule.is_archive_next() => Some((period, '─', Tone::Plain)),
            _ => None,
        };
        match (rule.active, &rule.words) {
            (Length::For(Period::ZERO), _) if archive.is_none() => {
                vec![(format!("│ {}", self.subject.say(NOT_KEPT)), Tone::Accent)]
            }
            (Length::For(Period::ZERO), _) => archive.map(|a| self.stretches(&[a])).unwrap_or_default(),
            (Length::For(period), _) => {
                let active = (period, '━', Tone::Accent);
                self.stretches(&[Some(active), archive].into_iter().flatten().collect::<Vec<_>>())
            }
            (_, Some(words)) => vec![(format!("… {}", on_one_line(words)), Tone::Plain)],
            (Length::None, None) => vec![(format!("│ {}", self.subject.say(ACTIVE_NONE)), Tone::Plain)],
            (Length::Unknown, None) => {
                vec![(format!("? {}", self.subject.say(ACTIVE_UNKNOWN)), Tone::Warning)]
            }
        }
    }

    fn stretches(&self, periods: &[(Period, char, Tone)]) -> Vec<(String, Tone)> {
        let stretches: Vec<Stretch> = periods
            .iter()
            .map(|(period, sign, tone)| Stretch {
                hours: period.hours_about(),
                sign: *sign,
                name: period.words(self.subject.lang),
                tone: *tone,
            })
            .collect();
        match self.scale {
            Some(scale) => bar(&stretches, scale),
            // Nothing can be drawn to a scale: the periods are said.
            None => {
                let said = stretches.iter().map(|s| s.name.clone()).collect::<Vec<_>>();
                vec![(format!("├ {}", said.join(" ┼ ")), Tone::Accent)]
            }
        }
    }

    /// What becomes of the data, after the bar.
    fn fate(&self, line: Line, rule: &Rule) -> Line {
        match rule.last {
            Some(last) => {
                line.and(format!(" → {}", last.label.get(self.subject.lang).to_lowercase()), Tone::Plain)
            }
            None => line.and(format!(" → ? {}", self.subject.say(UNKNOWN)), Tone::Warning),
        }
    }

    /// From when the period runs.
    fn since(&self, rule: &Rule) -> String {
        let lang = self.subject.lang;
        let event = rule.trigger.clone().or_else(|| rule.trigger_kind.map(|t| t.label.get(lang).to_owned()));
        match event {
            Some(event) => SINCE.msg().with("event", event).get(lang),
            None => self.subject.say(SINCE_UNKNOWN).to_owned(),
        }
    }

    /// All of it in one sentence.
    fn sentence(&self, name: &str, rule: &Rule) -> String {
        let (subject, lang) = (self.subject, self.subject.lang);
        let words = rule.words.as_deref().map(on_one_line);
        let mut parts = vec![match (rule.active, words) {
            (Length::For(Period::ZERO), _) => subject.say(NOT_KEPT).to_owned(),
            (Length::For(period), _) => ACTIVE.msg().with("time", period.words(lang)).get(lang),
            (_, Some(words)) => words.trim_end_matches('.').to_owned(),
            (Length::None, None) => subject.say(ACTIVE_NONE).to_owned(),
            (Length::Unknown, None) => subject.say(ACTIVE_UNKNOWN).to_owned(),
        }];
        parts.push(self.since(rule));
        parts.push(match rule.archive {
            Length::For(period) => ARCHIVE.msg().with("time", period.words(lang)).get(lang),
            Length::None => subject.say(ARCHIVE_NONE).to_owned(),
            Length::Unknown => subject.say(ARCHIVE_UNKNOWN).to_owned(),
        });
        if let Some(event) = rule.archive_from.as_ref().filter(|_| matches!(rule.archive, Length::For(_))) {
            parts.push(SINCE.msg().with("event", event).get(lang));
        }
        parts.push(match rule.last {
            Some(last) => FATE.msg().with("fate", last.label.get(lang).to_lowercase()).get(lang),
            None => subject.say(FATE_UNKNOWN).to_owned(),
        });
        let title = subject.title(&rule.id);
        if title != name {
            parts.push(BY_RULE.msg().with("rule", title).get(lang));
        }
        format!("  {name}{}{}", subject.colon(), parts.join(", "))
    }
}

/// A text of any length on one line; spaces that hold words together stay.
fn on_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Lang, Record, Register, Value, fields_of};

    fn rule(set: &[(&str, Value)]) -> Vec<String> {
        let id = RecordId::new(Kind::Retention, Id::parse("r").unwrap());
        let mut record = Record::new(id.clone());
        for (key, value) in set {
            record.fields.set(fields_of(Kind::Retention), key, value.clone()).unwrap();
        }
        let mut register = Register::new();
        register.insert(record);
        let today = chrono::NaiveDate::default();
        let subject = Subject { register: &register, findings: &[], lang: Lang::Fr, columns: 76, today };
        let lines = draw(&id, &subject).lines;
        lines.iter().filter_map(Line::sentence).map(|s| s.replace('\u{a0}', " ")).collect()
    }

    fn period(iso: &str) -> Value {
        Value::Period(Period::parse(iso).unwrap())
    }

    #[test]
    fn what_is_not_known_and_what_is_none_are_said_apart() {
        assert_eq!(
            rule(&[])[1],
            "  r : base active non renseignée, point de départ non renseigné, archive non renseignée, sort final non renseigné"
        );
        assert_eq!(
            rule(&[("active", Value::None), ("archive", Value::None)])[1],
            "  r : base active : néant, point de départ non renseigné, pas d’archive, sort final non renseigné"
        );
    }

    #[test]
    fn a_rule_is_said_in_one_sentence() {
        let set = [
            ("active", period("P3Y")),
            ("archive", period("P5Y")),
            ("archive_from", Value::text("Livraison")),
            ("trigger", Value::text("Commande")),
        ];
        assert_eq!(
            rule(&set)[1],
            "  r : base active 3 ans, à compter de : Commande, archive intermédiaire 5 ans, à compter de : Livraison, sort final non renseigné"
        );
        let words = [("words", Value::text("jusqu’à\nla radiation")), ("active", Value::None)];
        assert!(rule(&words)[1].starts_with("  r : jusqu’à la radiation, "));
        assert!(rule(&[("active", period("PT0S"))])[1].starts_with("  r : aucune conservation, "));
    }
}
