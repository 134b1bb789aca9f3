//! A page a rule, and their list, say what the rules say. `REGISTRE_BLESS=1 cargo test --test rule_pages`
//! writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use registre::i18n::format::{article, date};
use registre::model::{Lang, Text, text};
use registre::ops::rules::{self, CHAPTERS, Confidence, Part, Rule};

const LIST: Text = text("# Les règles", "# The rules");
const LIST_INTRO: Text = text(
    "Ces pages sont produites à partir des règles (`src/check/rules/`). `registre expliquer CODE` dit la même chose.",
    "These pages are made from the rules (`src/check/rules/`). `registre explain CODE` says the same.",
);
const LIST_HEAD: Text = text(
    "| Code | Nom | Gravité | Constat |\n|---|---|---|---|",
    "| Code | Name | Severity | Finding |\n|---|---|---|---|",
);
const FACTS: Text = text("| | |\n|---|---|", "| | |\n|---|---|");
const SEVERITY: Text = text("Gravité", "Severity");
const PART: Text = text("Partie", "Part");
const CHAPTER: Text = text("Chapitre", "Chapter");
const SOURCE: Text = text("Source", "Source");
const SINCE: Text = text("En vigueur depuis le", "In force since");
const UNTIL: Text = text("Jusqu’au", "Until");
const CONFIDENCE: Text = text("Certitude", "Certainty");
const SURE: Text = text("le texte, ou deux sources concordantes", "the text, or two concordant sources");
const UNSURE: Text = text("**à vérifier**", "**to be verified**");
const WHY: Text = text("Pourquoi", "Why");
const MEND: Text = text("Que faire", "What to do");
const FIX: Text = text(
    "Se corrige sans jugement\u{a0}: `registre check --fix`.",
    "Mended without judgement: `registre check --fix`.",
);
const BAD: Text = text("Ce qu’elle trouve", "What it finds");
const GOOD: Text = text("Ce qu’elle laisse passer", "What it leaves alone");
const AS_OF: Text = text("Vérifié comme au", "Checked as of");
const WAIVE: Text = text("Pour l’écarter", "To waive it");
const NEVER: Text = text(
    "Elle ne s’écarte pas\u{a0}: sans elle, le registre ne se lit pas.",
    "It cannot be waived: without it, the register cannot be read.",
);

fn day((y, m, d): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn half(rule: &Rule, lang: Lang, out: &mut String) {
    let t = |text: Text| text.get(lang);
    let _ = writeln!(out, "{}\n\n{}", rules::plain(rule.says, lang), t(FACTS));
    let mut facts = vec![
        (SEVERITY, rule.severity.label().get(lang).to_owned()),
        (PART, rule.part.label().get(lang).to_owned()),
        (CHAPTER, rules::chapter(rule).unwrap().title.get(lang).to_owned()),
    ];
    if rule.part != Part::Register {
        let cited = [article(rule.source.article, lang), t(rule.source.texts).to_owned()];
        let cited: Vec<String> = cited.into_iter().filter(|s| !s.is_empty()).collect();
        facts.push((SOURCE, format!("[{}]({})", cited.join("\u{a0}; "), rule.source.url)));
        facts.push((SINCE, date(day(rule.holds.since), lang)));
        facts.extend(rule.holds.until.map(|last| (UNTIL, date(day(last), lang))));
        let sure = if rule.confidence == Confidence::High { SURE } else { UNSURE };
        facts.push((CONFIDENCE, t(sure).to_owned()));
    }
    for (name, said) in facts {
        let _ = writeln!(out, "| {} | {} |", t(name), cell(&said));
    }
    if rules::may_be_milder(rule) {
        let _ = writeln!(out, "\n{}", t(rules::MILDER));
    }
    let _ = writeln!(out, "\n**{}.** {}\n", t(WHY), t(rule.why));
    let _ = writeln!(out, "**{}.** {}", t(MEND), rules::plain(rule.mend, lang));
    if rule.fix.is_some() {
        let _ = writeln!(out, "{}", t(FIX));
    }
}

fn page(rule: &Rule) -> String {
    let mut out = format!("# {} `{}`\n\n", rule.code, rule.name);
    for lang in Lang::ALL {
        let _ = writeln!(out, "## {}\n", if lang == Lang::Fr { "Français" } else { "English" });
        half(rule, lang, &mut out);
        out.push('\n');
    }
    let both = |text: Text| format!("{} / {}", text.fr, text.en);
    for (title, case) in [(BAD, rule.bad.first()), (GOOD, rule.good.first())] {
        let Some(case) = case else { continue };
        let (shown, day) = rules::example(rule, case);
        let _ = writeln!(out, "## {}\n", both(title));
        if let Some(day) = day {
            let _ = writeln!(out, "{}: {day}\n", both(AS_OF));
        }
        let _ = writeln!(out, "```toml\n{shown}```\n");
    }
    let _ = writeln!(out, "## {}\n", both(WAIVE));
    if rule.may_be_waived() {
        let toml = rules::waiver_toml(rule, NaiveDate::from_ymd_opt(2027, 6, 30).unwrap(), Lang::Fr);
        let _ = writeln!(out, "```toml\n{toml}```");
    } else {
        let _ = writeln!(out, "{}\n\n{}", NEVER.fr, NEVER.en);
    }
    out
}

fn list() -> String {
    let mut out = String::new();
    for lang in Lang::ALL {
        let _ = writeln!(out, "{}\n\n{}", LIST.get(lang), LIST_INTRO.get(lang));
        for chapter in CHAPTERS.iter().filter(|c| !c.rules.is_empty()) {
            let _ = writeln!(out, "\n## {}\n\n{}", chapter.title.get(lang), LIST_HEAD.get(lang));
            for rule in chapter.rules {
                let said = cell(&rules::plain(rule.says, lang));
                let severity = rule.severity.label().get(lang);
                let _ =
                    writeln!(out, "| [{0}]({0}.md) | `{1}` | {severity} | {said} |", rule.code, rule.name);
            }
        }
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

/// Every page by its file's name.
fn pages() -> BTreeMap<String, String> {
    let mut pages: BTreeMap<String, String> =
        rules::all().map(|rule| (format!("{}.md", rule.code), page(rule))).collect();
    pages.insert("README.md".to_owned(), list());
    pages
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

#[test]
fn the_pages_of_the_rules_are_up_to_date() {
    let (folder, made) = (folder(), pages());
    let names = || -> Vec<String> {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect()
    };
    if std::env::var_os("REGISTRE_BLESS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, page) in &made {
            fs::write(folder.join(name), page).unwrap();
        }
        for name in names().iter().filter(|name| !made.contains_key(*name)) {
            fs::remove_file(folder.join(name)).unwrap();
        }
    }
    let mut stale: Vec<String> = names().into_iter().filter(|name| !made.contains_key(name)).collect();
    for (name, page) in &made {
        if fs::read_to_string(folder.join(name)).unwrap_or_default() != *page {
            stale.push(name.clone());
        }
    }
    assert!(stale.is_empty(), "REGISTRE_BLESS=1 cargo test --test rule_pages: {stale:?}");
}

#[test]
fn a_page_says_in_both_languages_all_that_a_reader_needs() {
    for rule in rules::all() {
        let page = page(rule);
        for said in [rule.why.fr, rule.why.en, rule.code, rule.name] {
            assert!(page.contains(said), "{}: {said}", rule.code);
        }
        assert!(!page.contains("{n"), "{}", rule.code);
        assert_eq!(page.contains("[waivers."), rule.may_be_waived(), "{}", rule.code);
        assert_eq!(page.contains(rule.source.url), rule.part != Part::Register, "{}", rule.code);
        assert!(list().contains(&format!("({}.md)", rule.code)), "{}", rule.code);
    }
}
