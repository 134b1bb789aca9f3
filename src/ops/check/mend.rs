//! The faults that mend themselves: the safe fixes of the rules, made as changes like any other.

use std::collections::BTreeMap;

use super::narrow::Asked;
use crate::check::rule::Rule;
use crate::check::{self, rules};
use crate::model::{Change, Finding, Record, RecordId};
use crate::ops::diff;
use crate::ops::error::OpError;
use crate::ops::workspace::Workspace;

/// So many times at most is what a fix brought to light mended in turn.
const ROUNDS: usize = 8;

/// What was mended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mended {
    /// The findings that are no more, in the order in which they were mended.
    pub findings: Vec<Finding>,
    /// The unified diff of each file that is to be written.
    pub diffs: Vec<String>,
}

/// Makes the safe fixes of what is asked for, in memory: all of them or, on an error, none.
pub fn mend(workspace: &mut Workspace, asked: &Asked) -> Result<Mended, OpError> {
    mend_by(workspace, asked, &rules::get, &Workspace::all_findings)
}

/// The changes that mend one finding; none where that takes judgement.
pub fn fix(workspace: &Workspace, finding: &Finding) -> Vec<Change> {
    match rules::get(finding.code) {
        Some(rule) => check::fixes(rule, workspace.register(), finding, workspace.today),
        None => Vec::new(),
    }
}

type RuleOf<'a> = &'a dyn Fn(&str) -> Option<&'static Rule>;
type Found<'a> = &'a dyn Fn(&Workspace) -> Vec<Finding>;

fn mend_by(
    workspace: &mut Workspace,
    asked: &Asked,
    rule: RuleOf<'_>,
    found: Found<'_>,
) -> Result<Mended, OpError> {
    let before = workspace.clone();
    let mended = mend_in_rounds(workspace, asked, rule, found);
    if mended.is_err() {
        *workspace = before;
    }
    mended
}

fn mend_in_rounds(
    workspace: &mut Workspace,
    asked: &Asked,
    rule: RuleOf<'_>,
    found: Found<'_>,
) -> Result<Mended, OpError> {
    let mut mended = Mended::default();
    for _ in 0..ROUNDS {
        let mut drafts: BTreeMap<RecordId, Draft> = BTreeMap::new();
        let told = mended.findings.len();
        for finding in found(workspace).into_iter().filter(|f| asked.takes(f)) {
            let Some(rule) = rule(finding.code).filter(|r| r.fix.is_some()) else { continue };
            let Some(record) = finding.record.as_ref().and_then(|id| workspace.current.get(id)) else {
                continue;
            };
            let draft = drafts.entry(record.id.clone()).or_insert_with(|| Draft::of(record));
            let changes = check::fixes_in(rule, &workspace.current, &draft.record, &finding, workspace.today);
            // What an earlier fix mended with it is no act of its own.
            if draft.take(changes)? {
                mended.findings.push(finding);
            }
        }
        // Each file is written once, however many faults it has: once for each would take the square of them.
        for draft in drafts.into_values() {
            workspace.apply_all(draft.changes)?;
        }
        if mended.findings.len() == told {
            break;
        }
    }
    mended.diffs = workspace.diffs();
    Ok(mended)
}

/// A record as the fixes of one round leave it, one after the other.
struct Draft {
    record: Record,
    changes: Vec<Change>,
}

impl Draft {
    fn of(record: &Record) -> Draft {
        Draft { record: record.clone(), changes: Vec::new() }
    }

    /// Makes the changes of one fix, which stay inside the record; whether they changed anything.
    fn take(&mut self, changes: Vec<Change>) -> Result<bool, OpError> {
        let mut is_other = false;
        for change in changes {
            let path = change.path();
            let seen = |r: &Record| (r.value(&path).cloned(), r.group(&path).cloned());
            let before = seen(&self.record);
            self.record.apply(&change)?;
            is_other |= seen(&self.record) != before;
            self.changes.push(change);
        }
        Ok(is_other)
    }
}

impl Workspace {
    /// The unified diff of each file that waits to be saved, by record.
    pub fn diffs(&self) -> Vec<String> {
        let old = |id| self.base.sources.get(id).map(|s| s.bytes.clone());
        let diffs = self.waiting.files.iter().map(|(id, new)| {
            diff::unified(&id.path(), &old(id).unwrap_or_default(), new.as_deref().unwrap_or_default())
        });
        diffs.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rule::{On, RULE};
    use crate::model::message::text;
    use crate::model::{Kind, Path, Severity, Value};
    use std::fs;

    /// Owners are written without blanks around; nobody need decide that.
    static BLANKS: Rule = Rule {
        code: "TEST-01",
        name: "blanks-around",
        says: text("Blancs autour.", "Blanks around."),
        mend: text("Les retirer.", "Remove them."),
        on: On::Record(Kind::Activity, |case, found| {
            if case.text("owner").is_some_and(|t| t.trim() != t) {
                found.at("owner");
            }
        }),
        fix: Some(|case, finding| {
            let owner = case.text("owner").unwrap_or_default().trim();
            let (record, path) = (case.record.id.clone(), finding.path.clone());
            vec![Change::Set { record, path, value: Value::Text(owner.to_owned()) }]
        }),
        ..RULE
    };
    /// Its fix asks for what cannot be.
    static WRONG: Rule = Rule {
        code: "TEST-02",
        fix: Some(|case, _| {
            let record = case.record.id.clone();
            vec![Change::Unset { record, path: Path::root().join("no-such-field") }]
        }),
        ..BLANKS
    };

    fn rule(code: &str) -> Option<&'static Rule> {
        [&BLANKS, &WRONG].into_iter().find(|r| r.code == code)
    }

    /// What the rules above find, as the check would tell it.
    fn found(workspace: &Workspace) -> Vec<Finding> {
        let blank = workspace
            .register()
            .of(Kind::Activity)
            .filter(|r| r.fields.get("owner").and_then(Value::as_text).is_some_and(|t| t.trim() != t));
        let one = |r: &std::sync::Arc<crate::model::Record>| Finding {
            code: if r.id.id.as_str() == "wrong" { "TEST-02" } else { "TEST-01" },
            severity: Severity::Error,
            file: r.id.path(),
            record: Some(r.id.clone()),
            path: Path::root().join("owner"),
            span: None,
            message: BLANKS.says.msg(),
            hint: None,
            article: "",
            more: 0,
        };
        blank.map(one).collect()
    }

    fn register(files: &[(&str, &str)]) -> (tempfile::TempDir, Workspace) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("activities")).unwrap();
        fs::write(dir.path().join("register.toml"), "schema = 1\nname = \"A\"\n").unwrap();
        for (name, text) in files {
            fs::write(dir.path().join("activities").join(name), text).unwrap();
        }
        let workspace = Workspace::open(dir.path()).unwrap();
        (dir, workspace)
    }

    #[test]
    fn a_fix_keeps_the_comments_says_its_diff_and_has_nothing_to_do_the_second_time() {
        let (dir, mut workspace) = register(&[
            ("a.toml", "# un mot\nname = \"A\"\nowner = \" RH \" # au siège\n"),
            ("b.toml", "name = \"B\"\nowner = \"RH\"\n"),
        ]);
        let mended = mend_by(&mut workspace, &Asked::default(), &rule, &found).unwrap();
        assert_eq!(mended.findings.len(), 1);
        assert_eq!(mended.diffs.len(), 1);
        let diff = &mended.diffs[0];
        assert!(diff.contains("-owner = \" RH \" # au siège\n+owner = \"RH\" # au siège\n"), "{diff}");
        assert!(fs::read_to_string(dir.path().join("activities/a.toml")).unwrap().contains("\" RH \""));
        workspace.save().unwrap();
        let written = fs::read_to_string(dir.path().join("activities/a.toml")).unwrap();
        assert_eq!(written, "# un mot\nname = \"A\"\nowner = \"RH\" # au siège\n");
        let mut again = Workspace::open(dir.path()).unwrap();
        assert_eq!(mend_by(&mut again, &Asked::default(), &rule, &found).unwrap(), Mended::default());
    }

    #[test]
    fn only_what_is_asked_for_is_mended() {
        let (_dir, mut workspace) =
            register(&[("a.toml", "owner = \" RH \"\n"), ("b.toml", "owner = \" RH \"\n")]);
        let records = vec![crate::ops::testing::id("activities/b.toml")];
        let asked = Asked { records, ..Asked::default() };
        let mended = mend_by(&mut workspace, &asked, &rule, &found).unwrap();
        let files: Vec<&str> = mended.findings.iter().map(|f| f.file.as_str()).collect();
        assert_eq!(files, ["activities/b.toml"]);
    }

    #[test]
    fn when_one_fix_is_refused_none_is_made() {
        let (_dir, mut workspace) =
            register(&[("a.toml", "owner = \" RH \"\n"), ("wrong.toml", "owner = \" RH \"\n")]);
        let refused = mend_by(&mut workspace, &Asked::default(), &rule, &found);
        assert!(refused.is_err());
        assert!(!workspace.is_modified());
    }
}
