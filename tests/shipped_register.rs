//! The register that ships: it loads without a fault, answers what Art. 30 asks, and refers only to what it holds.

use registre::check::check;
use registre::model::{Finding, Kind, Lang};
use registre::store::fs::RealFs;
use registre::store::load::load;

fn shown(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|f| format!("{} {} {}: {}\n", f.code, f.file, f.path, f.message.get(Lang::En)))
        .collect()
}

#[test]
fn the_shipped_register_has_no_fault() {
    let loaded =
        load(&RealFs::new(concat!(env!("CARGO_MANIFEST_DIR"), "/register"))).expect("register/ is there");
    assert!(loaded.findings.is_empty(), "{}", shown(&loaded.findings));
    let found = check(&loaded.register, chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
    assert!(found.is_empty(), "{}", shown(&found));
    // What it sets aside, it sets aside for a reason and for a time.
    let waivers: Vec<_> = loaded.register.iter().flat_map(|r| r.fields.rows("waivers")).collect();
    assert_eq!(waivers.len(), 3);
    for (rule, waiver) in waivers {
        for key in ["reason", "by", "on", "until"] {
            assert!(waiver.get(key).is_some(), "{rule}: {key}");
        }
    }
}

#[test]
fn the_shipped_register_is_as_large_as_promised() {
    let loaded =
        load(&RealFs::new(concat!(env!("CARGO_MANIFEST_DIR"), "/register"))).expect("register/ is there");
    for (kind, least) in
        [(Kind::Activity, 14), (Kind::Purpose, 20), (Kind::Retention, 18), (Kind::Processor, 12)]
    {
        let n = loaded.register.iter().filter(|r| r.id.kind == kind).count();
        assert!(n >= least, "{n} of {}", kind.word());
    }
}

/// The sample that the program carries is the register that ships, no file more or less.
#[test]
fn the_sample_is_the_shipped_register() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/register"));
    let mut names = Vec::new();
    for folder in ["", "activities", "processors", "purposes", "retention"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("register/ is there").flatten() {
            if entry.path().is_file() {
                let path = entry.path();
                let name = path.strip_prefix(root).expect("it lies there").to_string_lossy().into_owned();
                names.push(name);
            }
        }
    }
    names.sort();
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ops/sample/files.rs");
    let kept = std::fs::read_to_string(place).expect("the list is there");
    let (head, _) = kept.split_once("= &[\n").expect("the list begins");
    let line = |n: &String| format!("    (\"{n}\", include_str!(\"../../../register/{n}\")),\n");
    let made = format!("{head}= &[\n{}];\n", names.iter().map(line).collect::<String>());
    if std::env::var_os("REGISTRE_BLESS").is_some() {
        std::fs::write(place, &made).expect("it can be written");
        return;
    }
    assert!(
        kept == made,
        "src/ops/sample/files.rs is out of date: REGISTRE_BLESS=1 cargo test --test shipped_register"
    );
    assert_eq!(registre::ops::sample::FILES.len(), names.len());
}
