//! The check in the formats of other programs, hostile texts included.

use serde_json::Value as Json;

use super::support::Sandbox;

/// Ends an XML section, begins a workflow command, closes a string, drives a terminal.
const NASTY: &str = "transfers = \"none\"\nname = \"x\"\n\"a]]>b::error file=x::\\\"<b>\\n::warning::\\u001b[31m\\u202e%0A,c\" = 1\n";

fn nasty() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.write("purposes/piege.toml", NASTY);
    sandbox
}

fn format(sandbox: &Sandbox, format: &str) -> String {
    let ran = sandbox.run(&["check", "--format", format]).exits(1);
    let bad = |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(ran.out.chars().find(bad), None, "{:?}", ran.out);
    ran.out
}

#[test]
fn github_gets_one_command_a_finding_whatever_the_register_says() {
    let sandbox = nasty();
    let count = sandbox.run(&["check", "--json"]).json()["findings"].as_array().unwrap().len();
    let said = format(&sandbox, "github");
    assert_eq!(said.lines().count(), count, "{said}");
    for line in said.lines() {
        let (head, message) = line.split_once(",title=").unwrap();
        assert!(
            ["::error file=register/", "::warning file=register/", "::notice file=register/"]
                .iter()
                .any(|start| head.starts_with(start)),
            "{line}"
        );
        let (title, message) = message.split_once("::").unwrap();
        assert!(!title.contains([':', ',']) && !message.is_empty(), "{line}");
    }
    let unknown = said.lines().find(|l| l.contains("]]>")).unwrap();
    assert!(unknown.contains("%250A,c"), "what looks escaped is no line end: {unknown}");
}

/// Ends lines as Unicode does, in words of the register that a finding repeats.
const LINES: &str =
    "G\u{2028}::error file=x::INJECTED\u{2029}::add-mask::a\u{85}::stop-commands::x\u{b}y\u{c}z";

#[test]
fn no_line_end_of_any_sort_begins_a_command_or_a_finding() {
    let sandbox = Sandbox::with_git();
    let said: String = LINES.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let own = format!(
        "[rules.a]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"name_de\"\nsays = \"{said}\"\n"
    );
    let own = own.replace("name_de", "reviewed_on").replace("kind =", "severity = \"error\"\nkind =");
    sandbox.write("register.toml", format!("{}\n{own}", super::support::ORGANISATION));
    let github = sandbox.run(&["check", "--format", "github"]).exits(1).out;
    assert!(github.contains("INJECTED"), "{github}");
    let ends = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}');
    for line in github.lines() {
        let begins = ["::error file=register/", "::warning file=register/", "::notice file=register/"];
        assert!(begins.iter().any(|start| line.starts_with(start)) && !line.contains(ends), "{line}");
    }
    let junit = sandbox.run(&["check", "--format", "junit"]).exits(1).out;
    assert!(junit.contains("INJECTED") && !junit.contains(ends), "{junit}");
    assert!(!junit.lines().any(|l| l.trim_start().starts_with("::")), "{junit}");
    for format in ["sarif", "gitlab"] {
        let ran = sandbox.run(&["check", "--format", format]).exits(1);
        assert!(serde_json::from_str::<Json>(&ran.out).is_ok() && !ran.out.contains(ends), "{ran:?}");
    }
}

#[test]
fn a_path_is_told_as_it_is_on_disk() {
    let sandbox = Sandbox::with_git();
    // A joiner that nobody sees, and an end of line.
    for (folder, github, junit) in
        [("a\u{200d}b", "a\u{200d}b/", "a\u{200d}b/"), ("a\u{2028}b", "a%25E2%2580%25A8b/", "a&#x2028;b/")]
    {
        std::fs::create_dir(sandbox.path().join(folder)).unwrap();
        std::fs::write(sandbox.path().join(folder).join("register.toml"), "schema = 1\nname = \"A\"\n")
            .unwrap();
        let ran = sandbox.run(&["check", "--register", folder, "--format", "github"]).exits(1);
        assert!(ran.out.lines().all(|l| l.contains(&format!(" file={github}register.toml,"))), "{ran:?}");
        let ran = sandbox.run(&["check", "--register", folder, "--format", "junit"]).exits(1);
        assert!(ran.out.contains(&format!("file=\"{junit}register.toml\"")), "{ran:?}");
    }
}

#[test]
fn sarif_says_where_by_which_rule_and_stays_the_same_when_lines_move() {
    let sandbox = nasty();
    let log: Json = serde_json::from_str(&format(&sandbox, "sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let mut prints = Vec::new();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().starts_with("register/"));
        assert!(
            place["region"]["startLine"].as_u64() >= Some(1)
                && place["region"]["startColumn"].as_u64() >= Some(1)
        );
        prints.push(result["partialFingerprints"]["registre/v1"].as_str().unwrap().to_owned());
    }
    let basis = rules.iter().find(|r| r["id"] == "RGPD-A06-01").unwrap();
    assert_eq!(basis["name"], "no-legal-basis");
    assert_eq!(basis["defaultConfiguration"]["level"], "error");
    for key in ["shortDescription", "fullDescription", "help"] {
        assert!(!basis[key]["text"].as_str().unwrap().is_empty(), "{key}");
    }
    assert!(basis["helpUri"].as_str().unwrap().starts_with("https://"));
    let mut once = prints.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), prints.len(), "no fingerprint twice");
    sandbox.write("purposes/piege.toml", format!("# une ligne\n# et une autre\n{NASTY}"));
    let moved: Json = serde_json::from_str(&format(&sandbox, "sarif")).unwrap();
    let moved: Vec<&str> = moved["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["partialFingerprints"]["registre/v1"].as_str().unwrap())
        .collect();
    assert_eq!(moved, prints);
}

#[test]
fn sarif_keeps_what_is_waived_as_suppressed_with_its_reason() {
    let sandbox = Sandbox::new().english();
    sandbox.write(
        "purposes/sans.toml",
        "name = \"Écrire aux anciens clients\"\n[waivers.no-legal-basis]\nreason = \"Under study\"\nby = \"DPO\"\nuntil = 2099-12-31\n",
    );
    let ran = sandbox.run(&["check", "--format", "sarif"]).ok();
    let log: Json = serde_json::from_str(&ran.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let results: Vec<&Json> = results.iter().filter(|r| r["ruleId"] == "RGPD-A06-01").collect();
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["suppressions"][0]["kind"], "inSource");
    assert_eq!(results[0]["suppressions"][0]["justification"], "Under study (DPO, 2099-12-31)");
}

#[test]
fn gitlab_gets_a_list_of_findings_each_known_again() {
    let list: Json = serde_json::from_str(&format(&nasty(), "gitlab")).unwrap();
    for finding in list.as_array().unwrap() {
        assert!(["major", "minor", "info"].contains(&finding["severity"].as_str().unwrap()), "{finding}");
        assert_eq!(finding["fingerprint"].as_str().unwrap().len(), 40);
        assert!(finding["location"]["path"].as_str().unwrap().starts_with("register/"));
        assert!(finding["location"]["lines"]["begin"].as_u64() >= Some(1));
        assert!(!finding["description"].as_str().unwrap().is_empty() && finding["check_name"].is_string());
    }
}

#[test]
fn junit_is_sound_xml_with_a_case_a_record() {
    use quick_xml::events::Event;
    let sandbox = nasty();
    let said = format(&sandbox, "junit");
    let mut reader = quick_xml::Reader::from_str(&said);
    let (mut cases, mut failures, mut depth) = (0, 0, 0);
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e}\n{said}"));
        match event {
            Event::Eof => break,
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == "testcase" => cases += 1,
            Event::Start(e) if e.name().as_ref() == "failure" => failures += 1,
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => panic!("{said}"),
            _ => depth += 1,
        }
    }
    let records = sandbox.run(&["list", "--json"]).json()["records"].as_array().unwrap().len();
    assert_eq!((cases, failures), (records, 1), "{depth} {said}");
    assert!(said.contains(&format!("tests=\"{records}\" failures=\"1\"")), "{said}");
    assert!(said.contains("]]&gt;") && !said.contains("<b>"), "{said}");
}

#[test]
fn the_messages_are_in_the_language_spoken() {
    let french = Sandbox::new();
    french.write("purposes/sans.toml", "name = \"Écrire aux anciens clients\"\n");
    let says = |sandbox: &Sandbox, words: &str| {
        for format in ["github", "sarif", "gitlab", "junit"] {
            sandbox.run(&["check", "--format", format]).exits(1).says(words);
        }
    };
    says(&french, "Finalité sans base légale.");
    says(&french.english(), "Purpose with no legal basis.");
}

#[test]
fn one_answer_is_asked_for_at_a_time() {
    let sandbox = Sandbox::new();
    sandbox.run(&["check", "--json", "--format", "sarif"]).exits(2);
    sandbox.run(&["check", "--format", "github", "--summary"]).exits(2).says("--summary");
    sandbox.run(&["check", "--format", "pdf"]).exits(2).says("human, json, sarif, github, gitlab, junit");
    assert_eq!(sandbox.run(&["check", "--format", "json"]).ok().json()["version"], 2);
}
