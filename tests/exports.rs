//! `exports/` is what the program prints today of the register that ships: same input, same bytes.
//! `REGISTRE_BLESS=1 cargo test --test exports` prints it anew.

use std::path::Path;
use std::process::Command;

/// File, and the arguments that print it.
const EXPORTS: &[(&str, &[&str])] = &[
    ("registre-maison-lavande.pdf", &["pdf"]),
    ("registre-maison-lavande-article-30.pdf", &["pdf", "--edition", "article-30"]),
    ("loyalty-programme-en.pdf", &["pdf", "--only", "fidelite", "--lang", "en"]),
];

#[test]
fn exports_are_what_the_program_prints_today() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = tempfile::tempdir().unwrap();
    for (file, arguments) in EXPORTS {
        let printed = temp.path().join(file);
        let done = Command::new(env!("CARGO_BIN_EXE_registre"))
            .args(["--register", "register", "export"])
            .args(*arguments)
            .args(["--date", "2026-11-23", "--no-git", "-o"])
            .arg(&printed)
            .env("LANG", "fr_FR.UTF-8")
            .current_dir(root)
            .output()
            .unwrap();
        assert!(done.status.success(), "{file}: {}", String::from_utf8_lossy(&done.stderr));
        let printed = std::fs::read(&printed).unwrap();
        let kept = root.join("exports").join(file);
        if std::env::var_os("REGISTRE_BLESS").is_some() {
            std::fs::write(&kept, &printed).unwrap();
        }
        let kept = std::fs::read(&kept).unwrap_or_default();
        assert!(
            kept == printed,
            "exports/{file} is not what is printed today ({} bytes kept, {} printed): REGISTRE_BLESS=1 cargo test --test exports",
            kept.len(),
            printed.len()
        );
    }
}
