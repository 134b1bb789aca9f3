//! Text from files is data: no terminal obeys it.

use super::support::Sandbox;

const NASTY: &str = r#"name = "Pa\u001b]0;pris\u0007ie \u202Efdp.exe \u001b[31mrouge\u0000"
owner = "a\r\nactivities/fausse.toml:1:1 ✖ erreur \u009b2J"
"#;

fn nasty() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("activities/piege.toml", NASTY);
    sandbox.write("activities/piege2.toml", "name = \"\u{1b}[2J\nstatus = \u{202e}\n");
    sandbox
}

#[track_caller]
fn assert_clean(text: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
    };
    assert_eq!(text.chars().find(|c| bad(*c)), None, "{text:?}");
}

#[test]
fn no_command_prints_a_control_or_a_turned_direction() {
    let sandbox = nasty();
    for args in [
        &["list"][..],
        &["show", "piege"],
        &["show", "piege2"],
        &["check"],
        &["status"],
        &["fmt", "--check"],
        &["set", "piege", "owner=\u{1b}[31m\u{202e}"],
        &["set", "piege", "owner=x"],
        &["show", "\u{1b}[31m"],
        &["\u{1b}[31m"],
        &["delete", "piege", "--yes"],
    ] {
        assert_clean(&sandbox.run(args).all());
    }
}

#[test]
fn a_value_cannot_pretend_to_be_a_line_of_the_program() {
    let ran = nasty().run(&["list", "activity"]);
    assert!(!ran.out.lines().any(|l| l.starts_with("activities/fausse")), "{}", ran.out);
    let shown = nasty().run(&["show", "piege"]);
    assert!(!shown.out.lines().any(|l| l.starts_with("activities/fausse")), "{}", shown.out);
}

#[test]
fn json_escapes_what_it_cannot_leave_out() {
    let ran = nasty().run(&["show", "piege", "--json"]);
    assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'), "{:?}", ran.out);
    let title = ran.json()["record"]["title"].as_str().unwrap().to_owned();
    assert!(title.contains('\u{1b}'), "the data itself is told as it is");
}

#[test]
fn names_that_lead_out_of_the_register_lead_nowhere() {
    let sandbox = Sandbox::new();
    for name in ["../register", "activities/../../etc/passwd", "/etc/passwd", "activity/../paie", ".", ""] {
        assert_eq!(sandbox.run(&["show", name]).code, 2, "{name}");
    }
}
