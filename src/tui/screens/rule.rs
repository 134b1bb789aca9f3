//! A rule: what it says, why, by which text and since when, what to do, and how it is set aside.

use crate::i18n::format::article;
use crate::model::message::{Text, text};
use crate::ops::rules::{self, Confidence, Part, Rule};
use crate::tui::page::{Page, Row};
use crate::tui::screens::Looked;
use crate::tui::theme::Role;
use crate::tui::window::wrap;

const UNKNOWN: Text = text(
    "Ce constat vient de la lecture du fichier, non d’une règle.",
    "This finding comes from reading the file, not from a rule.",
);
const WHY: Text = text("Pourquoi", "Why");
const DO: Text = text("Que faire", "What to do");
const SOURCE: Text = text("Texte", "Text");
const SINCE: Text = text("En vigueur depuis le {day}", "In force since {day}");
const UNTIL: Text = text("Jusqu’au {day}", "Until {day}");
const TO_VERIFY: Text =
    text("À vérifier\u{a0}: une source secondaire.", "To be verified: a secondary source.");
const BAD: Text = text("Ce qu’elle trouve", "What it finds");
const GOOD: Text = text("Ce qu’elle laisse", "What it leaves alone");
const WAIVE: Text = text("L’écarter", "Waiving it");

pub fn page(code: &str, looked: &Looked<'_>) -> Page {
    let Some(rule) = rules::get(code) else {
        let mut page = Page::new(code);
        page.text(looked.say(UNKNOWN));
        return page;
    };
    let lang = looked.lang;
    let mut page = Page::new(format!("{} – {}", rule.code, rule.name));
    let add = |page: &mut Page, said: &str, role: Role| {
        wrap(said, looked.columns).into_iter().for_each(|line| page.row(Row::new(line, role)));
    };
    let grade = format!("{} {}", rule.severity.mark(), rule.severity.label().get(lang));
    add(&mut page, &format!("{grade} – {}", rules::plain(rule.says, lang)), Role::Accent);
    for (title, said) in [(WHY, rule.why), (DO, rule.mend)] {
        page.heading(looked.say(title));
        add(&mut page, said.get(lang), Role::Plain);
    }
    // The files of the register rest on no text of law.
    if rule.part != Part::Register {
        page.heading(looked.say(SOURCE));
        for line in source(rule, looked) {
            add(&mut page, &line, Role::Plain);
        }
    }
    for (title, cases) in [(BAD, rule.bad), (GOOD, rule.good)] {
        if let Some(case) = cases.first() {
            page.heading(looked.say(title));
            let (shown, _) = rules::example(rule, case);
            shown.lines().for_each(|line| page.row(Row::new(format!("  {line}"), Role::Dim)));
        }
    }
    if rule.may_be_waived() {
        page.heading(looked.say(WAIVE));
        let toml = rules::waiver_toml(rule, rules::waiver_until(looked.today), lang);
        toml.lines().for_each(|line| page.row(Row::new(format!("  {line}"), Role::Dim)));
    }
    page
}

fn source(rule: &Rule, looked: &Looked<'_>) -> Vec<String> {
    let lang = looked.lang;
    let day = |(y, m, d): (i32, u32, u32)| {
        chrono::NaiveDate::from_ymd_opt(y, m, d)
            .map(|d| crate::i18n::format::date(d, lang))
            .unwrap_or_default()
    };
    let mut out = vec![article(rule.source.article, lang), rule.source.texts.get(lang).to_owned()];
    out.push(rule.source.url.to_owned());
    out.push(SINCE.msg().with("day", day(rule.holds.since)).get(lang));
    out.extend(rule.holds.until.map(|last| UNTIL.msg().with("day", day(last)).get(lang)));
    if rule.confidence == Confidence::Medium {
        out.push(looked.say(TO_VERIFY).to_owned());
    }
    out.retain(|line| !line.is_empty());
    out
}
