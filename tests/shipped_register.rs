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
    let found = check(&loaded.register);
    assert!(found.is_empty(), "{}", shown(&found));
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
