//! The documented exit codes, each of them. 4 is in `conflict` and `git`.

use std::process::{Command, Stdio};

use super::support::{Sandbox, ran};

#[test]
fn the_help_names_every_code() {
    for sandbox in [Sandbox::empty(), Sandbox::empty().english()] {
        let help = sandbox.run(&["--help"]).ok().out;
        let codes: Vec<&str> = help
            .lines()
            .skip_while(|l| !l.starts_with("Codes de sortie") && !l.starts_with("Exit codes"))
            .skip(1)
            .filter_map(|l| l.split_whitespace().next())
            .filter(|w| w.parse::<u8>().is_ok())
            .collect();
        assert_eq!(codes, ["0", "1", "2", "3", "4", "5", "70"]);
    }
}

#[test]
fn each_code_comes_with_its_word_in_json() {
    let sandbox = Sandbox::new();
    let kind = |args: &[&str], code: i32| {
        let json = sandbox.run(&[args, &["--json"]].concat()).exits(code).json();
        assert_eq!(json["version"], 2);
        assert_eq!(json["error"]["exit"], code);
        assert!(!json["error"]["message"].as_str().unwrap().is_empty());
        json["error"]["kind"].as_str().unwrap().to_owned()
    };
    assert_eq!(kind(&["show", "absente"], 2), "usage");
    assert_eq!(kind(&["lst"], 2), "usage");
    assert_eq!(kind(&["list", "--register", "/nulle/part"], 3), "register");
    assert_eq!(kind(&["commit"], 3), "register");
    assert_eq!(kind(&["set", "paie", "--unset", "notes"], 5), "nothing");
}

#[test]
fn an_error_in_json_says_nothing_on_standard_error() {
    let ran = Sandbox::new().run(&["show", "absente", "--json"]).exits(2);
    assert_eq!(ran.err, "");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let sandbox = Sandbox::new();
    let mut child = sandbox.command(&["list"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let sandbox = Sandbox::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = sandbox.command(&["list"]);
    command.stdout(full).stderr(Stdio::piped());
    let out = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&out.stderr).contains("erreur"), "{out:?}");
}

/// Runs itself: the child, known by the variable, fails as a fault of the program would.
#[test]
fn a_fault_of_the_program_owns_up_with_70_and_a_report() {
    if std::env::var_os("REGISTRE_TEST_FAULT").is_some() {
        registre::cli::own_up_to_panics(registre::model::Lang::Fr);
        let secret = "Mme Dupont, salariée";
        panic!("{secret}");
    }
    let sandbox = Sandbox::empty();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "exit_codes::a_fault_of_the_program_owns_up_with_70_and_a_report",
        "--nocapture",
    ]);
    command.env_clear().envs(sandbox.variables()).env("REGISTRE_TEST_FAULT", "1");
    let ran = ran(command).exits(70).says("Le programme s’est trompé");
    assert!(!ran.err.contains("Dupont"), "what the fault held is not shown");
    let report = ran.err.split("rapport\u{a0}: ").nth(1).unwrap().trim();
    let text = std::fs::read_to_string(report).unwrap();
    assert!(text.starts_with("registre ") && text.contains("exit_codes.rs"), "{text}");
    assert!(!text.contains("Dupont"));
}
