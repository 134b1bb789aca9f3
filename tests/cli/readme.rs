//! The five minutes of the two front pages, done as they are written.

use super::support::{Sandbox, ran};

/// The commands of the shell block that follows a heading.
fn commands(page: &str, heading: &str) -> Vec<Vec<String>> {
    let block = page.split_once(heading).and_then(|(_, rest)| rest.split_once("```sh\n")).unwrap().1;
    let block = block.split_once("```").unwrap().0;
    block.lines().map(words).filter(|w| !w.is_empty()).collect()
}

/// The words of a line, its quotes taken off and its comment left out.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut is_word, mut is_quoted) = (String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => {
                is_quoted = !is_quoted;
                is_word = true;
            }
            '#' if !is_quoted && !is_word => break,
            ' ' if !is_quoted => {
                if is_word {
                    words.push(std::mem::take(&mut word));
                }
                is_word = false;
            }
            c => {
                word.push(c);
                is_word = true;
            }
        }
    }
    words.extend(is_word.then_some(word));
    words
}

/// Runs each command where the ones before it lead; the check may find something, nothing else may fail.
fn follow(sandbox: &Sandbox, page: &str, heading: &str) -> usize {
    let mut folder = sandbox.path().to_owned();
    let all = commands(page, heading);
    for words in &all {
        let args: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        match words[0].as_str() {
            // They open on a terminal.
            "registre" if matches!(args[..], [] | ["demo"] | ["exemple"]) => {}
            "cd" => folder = folder.join(args[0]),
            "registre" => {
                let mut command = sandbox.command(&args);
                command.current_dir(&folder);
                let done = ran(command);
                let may_find = matches!(args.first(), None | Some(&"check" | &"verifier"));
                assert!(done.code == 0 || (may_find && done.code == 1), "{words:?}: {done:?}");
            }
            other => panic!("{other}: {words:?}"),
        }
    }
    all.len()
}

#[test]
fn the_five_minutes_of_both_front_pages_can_be_done_as_they_are_written() {
    let english = include_str!("../../README.md");
    let french = include_str!("../../LISEZMOI.md");
    let mut done = Vec::new();
    for (page, heading, sandbox) in
        [(english, "## Five minutes", Sandbox::new().english()), (french, "## Cinq minutes", Sandbox::new())]
    {
        sandbox.run(&["export", "cnil-ods", "-o", "registre-cnil.ods"]).ok();
        done.push(follow(&sandbox, page, heading));
    }
    assert!(done[0] > 15 && done[0] == done[1], "both pages show the same: {done:?}");
}

/// What stands on one page stands on the other: the commands of the blocks by which the program is built.
#[test]
fn both_front_pages_build_it_alike() {
    let of = |page: &str, headings: [&str; 2]| headings.map(|h| commands(page, h));
    let english = of(include_str!("../../README.md"), ["## Two commands", "## Install"]);
    let french = of(include_str!("../../LISEZMOI.md"), ["## Deux commandes", "## Installation"]);
    assert_eq!(english, french);
    assert_eq!(english[0][0], ["cargo", "run", "--release"]);
}
