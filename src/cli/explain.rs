//! `registre explain [CODE|NAME|WORDS]`: a rule's page, or the rules.

use chrono::NaiveDate;
use clap_complete::engine::ArgValueCandidates;
use serde_json::{Value as Json, json};

use super::completions;
use super::context::{Context, today};
use super::fail::Fail;
use super::help::Help;
use super::out::{Line, Style, padded};
use crate::i18n::format::{article, date};
use crate::model::Severity;
use crate::model::message::{Lang, Text, text};
use crate::ops::error::Exit;
use crate::ops::rules::{self, CHAPTERS, Confidence, Day, Part, Rule};
use crate::term::clean::width;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(add = ArgValueCandidates::new(completions::rules))]
    pub words: Vec<String>,
}

pub const HELP: Help = Help {
    name: "explain",
    alias: "expliquer",
    about: text("Expliquer une règle, ou les chercher", "Explain a rule, or search them"),
    args: &[(
        "words",
        text("RÈGLE", "RULE"),
        text(
            "Le code ou le nom d’une règle, ou des mots à chercher\u{202f}; rien\u{a0}: toutes les règles",
            "A rule’s code or name, or words to search; nothing: all the rules",
        ),
    )],
    more: text(
        "\
Exemples\u{a0}:
  registre explain RGPD-A06-04
  registre expliquer intérêt légitime",
        "\
Examples:
  registre explain RGPD-A06-04
  registre explain legitimate interest",
    ),
};

const PART: Text = text("Partie", "Part");
const WHY: Text = text("Pourquoi", "Why");
const MEND: Text = text("Que faire", "What to do");
const SOURCE: Text = text("Source", "Source");
const HOLDS: Text = text("En vigueur", "In force");
const SINCE: Text = text("depuis le {day}", "since {day}");
const UNTIL: Text = text("du {day} au {last}", "from {day} to {last}");
const CONFIDENCE: Text = text("Certitude", "Certainty");
const SURE: Text = text("le texte, ou deux sources concordantes", "the text, or two concordant sources");
const UNSURE: Text = text("à vérifier", "to be verified");
const BAD: Text = text("Ce qu’elle trouve", "What it finds");
const GOOD: Text = text("Ce qu’elle laisse passer", "What it leaves alone");
const AS_OF: Text = text("(comme au {day})", "(as of {day})");
const FIX: Text = text(
    "Se corrige sans jugement\u{a0}: registre check --fix --rule {name}",
    "Mended without judgement: registre check --fix --rule {name}",
);
const NO_FIX: Text = text(
    "Demande un jugement\u{a0}: check --fix n’y touche pas.",
    "Takes judgement: check --fix leaves it alone.",
);
const WAIVE: Text = text("Pour l’écarter d’une fiche", "To waive it for a record");
const NEVER: Text = text(
    "Ne s’écarte pas\u{a0}: sans elle, le registre ne se lit pas.",
    "Cannot be waived: without it, the register cannot be read.",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let typed = args.words.join(" ");
    let found = match rules::named(typed.trim()) {
        Some(rule) => vec![rule],
        None => rules::search(&typed),
    };
    if found.is_empty() {
        return Err(rules::unknown(&typed).into());
    }
    let lang = cx.lang();
    if cx.is_json() {
        cx.json(json!({ "rules": found.iter().map(|r| rule_json(r, lang)).collect::<Json>() }));
        return Ok(Exit::Ok);
    }
    match found.as_slice() {
        [one] => page(one, today(), cx),
        many => list(many, cx),
    }
    Ok(Exit::Ok)
}

/// The rules by chapter, a line each.
fn list(rules: &[&Rule], cx: &mut Context) {
    let lang = cx.lang();
    let codes = rules.iter().map(|r| width(r.code)).max().unwrap_or_default();
    for chapter in CHAPTERS {
        let mut of_chapter =
            rules.iter().filter(|r| chapter.rules.iter().any(|c| c.code == r.code)).peekable();
        if of_chapter.peek().is_some() {
            cx.line(Line::new().with(Style::Bold, chapter.title.get(lang)));
        }
        for rule in of_chapter {
            let mark = Line::new().plain("  ").with(style(rule.severity), rule.severity.mark());
            let line = mark.plain(" ").plain(padded(rule.code, codes)).plain("  ");
            cx.line(line.plain(rules::plain(rule.says, lang)).with(Style::Dim, format!("  {}", rule.name)));
        }
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Advice => Style::Plain,
    }
}

fn page(rule: &Rule, today: NaiveDate, cx: &mut Context) {
    let lang = cx.lang();
    cx.line(Line::new().with(Style::Bold, rule.code).plain("  ").plain(rule.name));
    cx.line(Line::of(rules::plain(rule.says, lang)));
    cx.line(Line::new());
    let grade = format!("{} {}", rule.severity.mark(), rule.severity.label().get(lang));
    let chapter = rules::chapter(rule).map_or("", |c| c.title.get(lang));
    cx.line(Line::new().with(style(rule.severity), grade).with(Style::Dim, format!("  {chapter}")));
    if rules::may_be_milder(rule) {
        cx.line(Line::new().with(Style::Dim, rules::MILDER.get(lang)));
    }
    facts(rule, lang, cx);
    titled(WHY, &[rule.why.get(lang).to_owned()], cx);
    titled(MEND, &[rules::plain(rule.mend, lang)], cx);
    let fix = if rule.fix.is_some() { FIX } else { NO_FIX };
    cx.line(Line::new().plain("  ").plain(fix.msg().with("name", rule.name).get(lang)));
    for (title, case) in [(BAD, rule.bad.first()), (GOOD, rule.good.first())] {
        let Some(case) = case else { continue };
        let (shown, day) = rules::example(rule, case);
        let mut lines: Vec<String> = shown.lines().map(str::to_owned).collect();
        lines.extend(day.map(|day| AS_OF.msg().with("day", day).get(lang)));
        titled(title, &lines, cx);
    }
    if rule.may_be_waived() {
        let toml = rules::waiver_toml(rule, rules::waiver_until(today), lang);
        titled(WAIVE, &toml.lines().map(str::to_owned).collect::<Vec<_>>(), cx);
    } else {
        titled(WAIVE, &[NEVER.get(lang).to_owned()], cx);
    }
}

/// The part of the law, the source, since when, how sure.
fn facts(rule: &Rule, lang: Lang, cx: &mut Context) {
    let mut facts = vec![(PART, rule.part.label().get(lang).to_owned())];
    if rule.part != Part::Register {
        let cited = [article(rule.source.article, lang), rule.source.texts.get(lang).to_owned()];
        let cited: Vec<String> = cited.into_iter().filter(|s| !s.is_empty()).collect();
        facts.push((SOURCE, format!("{} – {}", cited.join("\u{a0}; "), rule.source.url)));
        facts.push((HOLDS, holds(rule, lang)));
        let sure = if rule.confidence == Confidence::High { SURE } else { UNSURE };
        facts.push((CONFIDENCE, sure.get(lang).to_owned()));
    }
    for (name, said) in facts {
        let name = format!("{}{}", name.get(lang), crate::i18n::format::colon(lang));
        cx.line(Line::new().with(Style::Dim, name).plain(said));
    }
}

fn holds(rule: &Rule, lang: Lang) -> String {
    let day = |(y, m, d): Day| NaiveDate::from_ymd_opt(y, m, d).map(|d| date(d, lang)).unwrap_or_default();
    let said = match rule.holds.until {
        None => SINCE.msg(),
        Some(last) => UNTIL.msg().with("last", day(last)),
    };
    said.with("day", day(rule.holds.since)).get(lang)
}

fn titled(title: Text, lines: &[String], cx: &mut Context) {
    cx.line(Line::new());
    cx.line(Line::new().with(Style::Bold, cx.t(title)));
    for line in lines {
        cx.line(if line.is_empty() { Line::new() } else { Line::new().plain("  ").plain(line) });
    }
}

/// A rule, whole; what does not apply has no key.
fn rule_json(rule: &Rule, lang: Lang) -> Json {
    let day = |(y, m, d): Day| format!("{y:04}-{m:02}-{d:02}");
    let mut out = json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.word(),
        "part": rule.part.word(),
        "chapter": rules::chapter(rule).map(|c| c.title.get(lang)),
        "says": rules::plain(rule.says, lang),
        "why": rule.why.get(lang),
        "mend": rules::plain(rule.mend, lang),
        "since": day(rule.holds.since),
        "waivable": rule.may_be_waived(),
        "fixable": rule.fix.is_some(),
        "bad": rule.bad,
        "good": rule.good,
    });
    if let Some(last) = rule.holds.until {
        out["until"] = day(last).into();
    }
    if rule.part != Part::Register {
        out["confidence"] = rule.confidence.word().into();
        out["url"] = rule.source.url.into();
        for (key, said) in [
            ("article", article(rule.source.article, lang)),
            ("text", rule.source.article.to_owned()),
            ("source", rule.source.texts.get(lang).to_owned()),
        ] {
            if !said.is_empty() {
                out[key] = said.into();
            }
        }
    }
    out
}
