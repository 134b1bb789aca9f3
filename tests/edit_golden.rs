//! What each kind of change does to a file, as a reviewer sees it: `tests/golden/edit/*.txt`.
//!
//! A case is its title (comment lines), the change, the file before, and the unified diff. To write the
//! diffs anew: `REGISTRE_BLESS=1 cargo test --test edit_golden`, then read them in git.
//!
//! Changes: `set PATH = VALUE`, `unset PATH`, `add PATH = [ITEM]`, `remove PATH = [ITEM]`,
//! `rename-row PATH NAME`, `fmt`.

use registre::model::{Change, Id, Kind, Path, RecordId, Value};
use registre::store::{edit, read};
use similar::TextDiff;

fn id() -> RecordId {
    RecordId::new(Kind::Activity, Id::parse("exemple").unwrap())
}

fn value(path: &Path, toml: &str) -> Value {
    let (record, findings) = read::read_record(&id(), &format!("{path} = {toml}\n"));
    assert!(findings.is_empty(), "{findings:?}");
    let record = record.unwrap();
    record.value(path).cloned().or_else(|| record.group(path).cloned().map(Value::Group)).unwrap()
}

fn changed(before: &str, command: &str) -> String {
    let (verb, rest) = command.split_once(' ').unwrap_or((command, ""));
    let (path, toml) = rest.split_once(" = ").unwrap_or((rest, ""));
    let record = id();
    let at = || Path::parse(path).unwrap();
    let item = || value(&at(), toml).items()[0].clone();
    let change = match verb {
        "set" => Change::Set { record, path: at(), value: value(&at(), toml) },
        "unset" => Change::Unset { record, path: at() },
        "add" => Change::AddItem { record, path: at(), item: item() },
        "remove" => Change::RemoveItem { record, path: at(), item: item() },
        "rename-row" => {
            let (path, to) = rest.split_once(' ').unwrap();
            Change::RenameRow { record, path: Path::parse(path).unwrap(), to: to.to_owned() }
        }
        "fmt" => return String::from_utf8(edit::canonical(&record, before.as_bytes()).unwrap()).unwrap(),
        _ => panic!("{verb}: no such change"),
    };
    String::from_utf8(edit::apply(before.as_bytes(), &change).unwrap()).unwrap()
}

#[test]
fn every_change_looks_as_shown() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/edit");
    let mut cases: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 12, "only {} cases", cases.len());
    for case in cases {
        let text = std::fs::read_to_string(&case).unwrap();
        let (head, rest) = text.split_once("--- before\n").unwrap();
        let (before, shown) = rest.split_once("--- diff\n").unwrap();
        let command = head.lines().find(|l| !l.starts_with('#') && !l.is_empty()).unwrap();
        let after = changed(before, command);
        let diff = TextDiff::from_lines(before, &after).unified_diff().context_radius(2).to_string();
        if std::env::var_os("REGISTRE_BLESS").is_some() {
            std::fs::write(&case, format!("{head}--- before\n{before}--- diff\n{diff}")).unwrap();
            continue;
        }
        assert_eq!(diff, shown, "{}\n{after}", case.display());
    }
}
