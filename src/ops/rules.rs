//! The rules of the check, as a person looks them up.

use chrono::NaiveDate;

use super::error::{Exit, OpError};
pub use super::pick::NEAR;
use crate::check::Named;
pub use crate::check::rule::{Confidence, Day, Holds, On, Part, Rule, Source};
pub use crate::check::rules::{CHAPTERS, Chapter, all, get, named, nearest};
use crate::model::Severity;
use crate::model::fold::fold;
use crate::model::message::{Lang, Text, text};

const NO_RULE: Text = text("Aucune règle «\u{a0}{typed}\u{a0}».", "There is no rule “{typed}”.");
const LIST: Text = text("Les voir toutes\u{a0}: registre explain", "See them all: registre explain");
const REASON: Text = text("Pourquoi la règle est écartée ici.", "Why the rule is set aside here.");
const BY: Text = text("Fonction de qui en répond", "Position of who answers for it");

/// The rule that a person named by code or name; else the nearest is proposed.
pub fn find(typed: &str) -> Result<&'static Rule, OpError> {
    named(typed).ok_or_else(|| unknown(typed))
}

/// Said of a rule whose severity may be told milder.
pub const MILDER: Text = text(
    "La gravité dite peut être plus douce\u{a0}: une question encore sans réponse est dite un degré plus bas, un brouillon aussi.",
    "The severity told can be milder: a question that has no answer yet is told one degree lower, and so is a draft.",
);

/// Whether a rule is told milder of what is not answered yet, and of drafts: what is found while reading is not.
pub fn may_be_milder(rule: &Rule) -> bool {
    rule.severity > Severity::Advice && !matches!(rule.on, On::Reading)
}

/// The rules that a person named: by code or name, or all those under the beginning of a code.
pub fn under(typed: &str) -> Result<Vec<&'static Rule>, OpError> {
    if let Some(rule) = named(typed) {
        return Ok(vec![rule]);
    }
    let head = format!("{}-", typed.trim_end_matches('-').to_uppercase());
    let found: Vec<_> = all().filter(|r| head.len() > 1 && r.code.starts_with(&head)).collect();
    if found.is_empty() { Err(unknown(typed)) } else { Ok(found) }
}

/// What a person would waive, by the rule's code or name, or by that of one own rule of the organisation.
pub fn to_waive(typed: &str) -> Result<Named<'_>, OpError> {
    Named::by(typed).ok_or_else(|| unknown(typed))
}

/// The error for a word that is no rule.
pub fn unknown(typed: &str) -> OpError {
    let error = OpError::new(Exit::Usage, NO_RULE.msg().with("typed", typed));
    // A name holds no digit: who typed one meant a code.
    let is_code = typed.contains(|c: char| c.is_ascii_digit()) && typed.len() <= 100;
    let near = |rule: &&'static Rule| strsim::jaro_winkler(rule.code, &typed.to_uppercase());
    let code = all().filter(|r| is_code && near(r) > 0.8).max_by(|a, b| near(a).total_cmp(&near(b)));
    match code.map(|rule| rule.code).or_else(|| nearest(typed).map(|rule| rule.name)) {
        Some(near) => error.hint(NEAR.msg().with("near", near)),
        None => error.hint(LIST),
    }
}

/// What a rule says of any register: its arguments as `…`.
pub fn plain(said: Text, lang: Lang) -> String {
    let mut out = String::new();
    let mut rest = said.get(lang);
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inner, after)) = after.split_once('}') else { break };
        out.push_str(before);
        // A word that agrees with a count is told of several.
        out.push_str(inner.split('|').nth(2).unwrap_or("…"));
        rest = after;
    }
    out + rest
}

/// The chapter in which a rule stands.
pub fn chapter(rule: &Rule) -> Option<&'static Chapter> {
    CHAPTERS.iter().find(|c| c.rules.iter().any(|r| r.code == rule.code))
}

/// The rules of which each of these words is a part of what they say, in either language: accents and
/// capitals do not count.
pub fn search(words: &str) -> Vec<&'static Rule> {
    let words: Vec<String> = words.split_whitespace().map(fold).collect();
    let mut found = Vec::new();
    for chapter in CHAPTERS {
        for rule in chapter.rules {
            let both = [rule.says, rule.why, rule.mend, rule.source.texts, chapter.title];
            let mut text = format!("{} {} {}", rule.code, rule.name, rule.source.article);
            both.iter().for_each(|t| text.push_str(&format!(" {} {}", t.fr, t.en)));
            let text = fold(&text);
            if words.iter().all(|word| text.contains(word)) {
                found.push(*rule);
            }
        }
    }
    found
}

/// A waiver of the rule, ready to be pasted into a record and completed.
pub fn waiver_toml(rule: &Rule, until: NaiveDate, lang: Lang) -> String {
    format!(
        "[waivers.{}]\nreason = \"{}\"\nby = \"{}\"\nuntil = {until}\n",
        rule.name,
        REASON.get(lang),
        BY.get(lang)
    )
}

/// The last day that a waiver made today proposes: a year ahead.
pub fn waiver_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(chrono::Months::new(12)).unwrap_or(today)
}

/// A piece of a register as it is shown: its first file named like the others, the day as of which it is
/// checked apart.
pub fn example(rule: &Rule, case: &str) -> (String, Option<String>) {
    let mut day = None;
    let mut shown = String::new();
    for line in case.lines() {
        match line.strip_prefix("# today ") {
            Some(said) => day = Some(said.trim().to_owned()),
            None => shown.push_str(&format!("{line}\n")),
        }
    }
    let shown = shown.trim_start_matches('\n');
    let names_file = |line: &str| line.starts_with("# ") && line.ends_with(".toml");
    let file = rule.on.kind().map(|kind| match kind.folder() {
        Some(folder) => format!("# {folder}/exemple.toml\n"),
        None => "# register.toml\n".to_owned(),
    });
    let is_named = shown.lines().next().is_some_and(names_file);
    (format!("{}{shown}", file.filter(|_| !is_named).unwrap_or_default()), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_code_name_and_words_without_accents() {
        assert_eq!(find("rgpd-a06-04").unwrap().name, "interest-not-named");
        assert_eq!(find("Interest-Not-Named").unwrap().code, "RGPD-A06-04");
        let codes = |words: &str| search(words).iter().map(|r| r.code).collect::<Vec<_>>();
        assert!(codes("intérêt legitime NOMME").contains(&"RGPD-A06-04"));
        assert!(codes("legitimate interest").contains(&"RGPD-A06-04"));
        assert_eq!(codes("zzzz"), Vec::<&str>::new());
    }

    #[test]
    fn a_sentence_is_told_without_its_arguments() {
        let said = text("{n} {n|fiche|fiches} de {who}.", "{n} {n|record|records} of {who}.");
        assert_eq!(plain(said, Lang::Fr), "… fiches de ….");
        for rule in all() {
            assert!(!plain(rule.says, Lang::En).contains('{'), "{}", rule.code);
        }
    }

    #[test]
    fn what_is_no_rule_is_answered_with_the_nearest() {
        let error = find("interest-not-name").err().unwrap();
        assert_eq!(error.exit, Exit::Usage);
        assert!(error.hints[0].get(Lang::En).contains("interest-not-named"), "{error:?}");
        assert!(find("xx").err().unwrap().hints[0].get(Lang::En).contains("registre explain"));
    }

    #[test]
    fn the_beginning_of_a_code_stands_for_all_under_it_and_a_slip_in_a_code_is_answered_with_a_code() {
        let codes = |typed: &str| under(typed).map(|r| r.iter().map(|r| r.code).collect::<Vec<_>>());
        assert!(codes("rgpd-a28").unwrap().iter().all(|c| c.starts_with("RGPD-A28-")));
        assert_eq!(codes("RGPD-A06-04").unwrap(), ["RGPD-A06-04"]);
        assert_eq!(codes("HOUSE").unwrap(), ["HOUSE"]);
        assert!(codes("RGPD-A2").is_err() && codes("").is_err() && codes("-").is_err());
        let near = |typed: &str| codes(typed).err().unwrap().hints[0].get(Lang::En);
        assert!(near("RGPD-A28-99").contains("RGPD-A28-"), "{}", near("RGPD-A28-99"));
    }

    #[test]
    fn the_pasted_waiver_can_be_read_and_names_the_rule() {
        for lang in Lang::ALL {
            let toml =
                waiver_toml(find("RGPD-A06-04").unwrap(), waiver_until("2028-02-29".parse().unwrap()), lang);
            let id = crate::ops::testing::id("purposes/a.toml");
            let (record, faults) = crate::store::load::parse(&id, toml.as_bytes());
            assert!(faults.is_empty(), "{faults:?}");
            let record = record.unwrap();
            let (name, row) = record.fields.rows("waivers").next().unwrap();
            assert_eq!((name, row.date("until")), ("interest-not-named", "2029-02-28".parse().ok()));
        }
    }

    #[test]
    fn an_example_names_its_first_file_and_tells_its_day_apart() {
        let rule = find("RGPD-A06-04").unwrap();
        let (shown, day) =
            example(rule, "# today 2026-01-02\nkind = \"x\"\n# activities/a.toml\nname = \"A\"");
        assert_eq!(shown, "# purposes/exemple.toml\nkind = \"x\"\n# activities/a.toml\nname = \"A\"\n");
        assert_eq!(day.as_deref(), Some("2026-01-02"));
        assert_eq!(example(rule, "# purposes/b.toml\nkind = \"x\"").0, "# purposes/b.toml\nkind = \"x\"\n");
    }
}
