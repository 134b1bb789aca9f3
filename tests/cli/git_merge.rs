//! Plain git on records, once git-setup is done: merges by field, differences in words.

use std::fs;
use std::process::Command;

use super::support::{Ran, Sandbox, ran};

const PAIE: &str = "activities/paie.toml";

/// A repository in which git-setup is done, without its hook: the tests write what they like.
pub fn ready() -> Sandbox {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["git-setup", "--no-hook", "--yes"]).ok();
    sandbox
}

pub fn git(sandbox: &Sandbox, args: &[&str]) -> Ran {
    let mut command = Command::new("git");
    command.args(args).env_clear().envs(sandbox.variables()).current_dir(sandbox.path());
    command.env("GIT_EDITOR", "true");
    ran(command)
}

/// Two branches from here, each with its work; `main` is checked out again.
pub fn branches(sandbox: &Sandbox, ours: impl Fn(&Sandbox), theirs: impl Fn(&Sandbox)) {
    sandbox.git(&["switch", "--quiet", "-c", "autre"]);
    theirs(sandbox);
    commit(sandbox, "la leur");
    sandbox.git(&["switch", "--quiet", "main"]);
    ours(sandbox);
    commit(sandbox, "la nôtre");
}

pub fn commit(sandbox: &Sandbox, message: &str) {
    sandbox.git(&["add", "--all", "register"]);
    sandbox.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
}

fn set(args: &'static [&'static str]) -> impl Fn(&Sandbox) {
    move |sandbox| drop(sandbox.run(args).ok())
}

fn replace(file: &'static str, from: &'static str, to: &'static str) -> impl Fn(&Sandbox) {
    move |sandbox| {
        let text = sandbox.read(file);
        assert!(text.contains(from), "{from} is not in {text}");
        sandbox.write(file, text.replace(from, to));
    }
}

#[track_caller]
fn merges(sandbox: &Sandbox) -> String {
    let merged = git(sandbox, &["merge", "--quiet", "--no-edit", "autre"]);
    assert_eq!(merged.code, 0, "{merged:?}\n{}", git(sandbox, &["diff"]).out);
    sandbox.read(PAIE)
}

#[test]
fn fields_side_by_side_go_together() {
    let sandbox = ready();
    // Lines that touch: git alone would ask.
    branches(
        &sandbox,
        replace(PAIE, "status = \"active\"", "status = \"draft\""),
        replace(PAIE, "owner = \"Ressources humaines\"", "owner = \"Direction\""),
    );
    let text = merges(&sandbox);
    assert!(text.contains("status = \"draft\"\nowner = \"Direction\"   # au siège\n"), "{text}");
}

#[test]
fn a_rebase_and_a_cherry_pick_use_it_too() {
    for act in [&["rebase", "--quiet", "autre"][..], &["cherry-pick", "autre"]] {
        let sandbox = ready();
        branches(
            &sandbox,
            replace(PAIE, "status = \"active\"", "status = \"draft\""),
            replace(PAIE, "owner = \"Ressources humaines\"", "owner = \"Direction\""),
        );
        let done = git(&sandbox, act);
        assert_eq!(done.code, 0, "{done:?}");
        let text = sandbox.read(PAIE);
        assert!(text.contains("\"draft\"") && text.contains("\"Direction\""), "{text}");
    }
}

#[test]
fn both_may_add_to_a_list_to_rows_and_write_comments() {
    let sandbox = ready();
    branches(
        &sandbox,
        |s| {
            s.run(&["add", "paie", "software", "Courrier"]).ok();
            s.run(&["set", "paie", "data.sante.category=health"]).all();
            s.run(&["set", "paie", "data_subjects.anciens.category=employees"]).ok();
            replace(PAIE, "ref = \"T-001\"", "# numéro donné par la direction\nref = \"T-001\"")(s);
        },
        |s| {
            s.run(&["add", "paie", "software", "Agenda"]).ok();
            s.run(&["set", "paie", "data_subjects.stagiaires.category=employees"]).ok();
            replace(PAIE, "ref = \"T-001\"", "ref = \"T-001\" # ancien\nx-outil = 3")(s);
        },
    );
    let text = merges(&sandbox);
    let expected =
        ["Courrier", "Agenda", "anciens", "stagiaires", "# numéro donné", "# ancien", "x-outil = 3"];
    for said in expected {
        assert!(text.contains(said), "{said} is lost in\n{text}");
    }
}

#[test]
fn one_field_that_both_changed_is_the_only_conflict() {
    let sandbox = ready();
    branches(
        &sandbox,
        |s| {
            s.run(&["set", "paie", "owner=Direction", "ref=T-002"]).ok();
        },
        |s| {
            s.run(&["set", "paie", "owner=Comptabilité", "status=draft"]).ok();
        },
    );
    let before = sandbox.read(PAIE);
    let merged = git(&sandbox, &["merge", "autre"]);
    assert_eq!(merged.code, 1, "{merged:?}");
    assert!(merged.all().contains("register/activities/paie.toml"), "{merged:?}");
    let text = sandbox.read(PAIE);
    let shown: Vec<&str> = text.lines().take(15).filter(|l| !l.starts_with("|||||||")).collect();
    insta::assert_snapshot!(shown.join("\n"));
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    // What is in question is told in words too, and nothing else is.
    let diff = sandbox.git(&["diff"]).replace('\u{a0}', " ");
    assert!(diff.contains(" +Service en charge : Direction\n++|||||||\n"), "{diff}");
    assert!(!diff.contains("owner = "), "{diff}");
    sandbox.run(&["status"]).says("activities/paie.toml");
    // Taken back, all is as before.
    assert_eq!(git(&sandbox, &["merge", "--abort"]).code, 0);
    assert_eq!(sandbox.read(PAIE), before);
    // Once more, and settled by hand.
    assert_eq!(git(&sandbox, &["merge", "autre"]).code, 1);
    let side = |text: &str| {
        let (head, rest) = text.split_once("<<<<<<<").unwrap();
        let (ours, rest) = rest.split_once('\n').unwrap().1.split_once("|||||||").unwrap();
        let tail = rest.split_once(">>>>>>>").unwrap().1.split_once('\n').unwrap().1;
        format!("{head}{ours}{tail}")
    };
    sandbox.write(PAIE, side(&sandbox.read(PAIE)));
    sandbox.git(&["add", "register"]);
    sandbox.git(&["commit", "--quiet", "--no-edit"]);
    let json = sandbox.run(&["show", "paie", "--json"]).ok().json();
    let fields = &json["record"]["fields"];
    assert_eq!(
        (&fields["owner"], &fields["ref"], &fields["status"]),
        (&"Direction".into(), &"T-002".into(), &"draft".into())
    );
}

#[test]
fn the_sides_of_a_conflict_can_be_taken_by_git() {
    for (side, owner) in [("--ours", "Direction"), ("--theirs", "Comptabilité")] {
        let sandbox = ready();
        branches(
            &sandbox,
            set(&["set", "paie", "owner=Direction"]),
            set(&["set", "paie", "owner=Comptabilité"]),
        );
        assert_eq!(git(&sandbox, &["merge", "autre"]).code, 1);
        sandbox.git(&["checkout", side, "register"]);
        assert!(sandbox.read(PAIE).contains(owner));
    }
}

#[test]
fn an_edit_against_a_deletion_is_asked_as_ever() {
    let sandbox = ready();
    branches(&sandbox, set(&["set", "paie", "owner=Direction"]), |s| {
        fs::remove_file(s.register().join(PAIE)).unwrap();
    });
    let merged = git(&sandbox, &["merge", "autre"]);
    assert_eq!(merged.code, 1);
    assert!(merged.out.contains("modify/delete"), "{merged:?}");
    assert!(sandbox.read(PAIE).contains("Direction"));
}

#[test]
fn two_new_records_of_one_name_clash_where_they_differ() {
    let sandbox = ready();
    branches(
        &sandbox,
        |s| s.write("purposes/former.toml", "name = \"Former\"\nlegal_basis = \"contract\"\n"),
        |s| s.write("purposes/former.toml", "name = \"Former\"\nlegal_basis = \"consent\"\nnotes = \"x\"\n"),
    );
    assert_eq!(git(&sandbox, &["merge", "autre"]).code, 1);
    let text = sandbox.read("purposes/former.toml");
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    assert!(text.starts_with("name = \"Former\"\n") && text.contains("\nnotes = \"x\"\n"), "{text}");
}

#[test]
fn a_renamed_record_takes_the_edits_of_the_other_side_along() {
    let sandbox = ready();
    branches(&sandbox, set(&["rename", "paie", "salaires"]), set(&["set", "paie", "owner=Direction"]));
    assert_eq!(git(&sandbox, &["merge", "--quiet", "--no-edit", "autre"]).code, 0);
    assert!(!sandbox.has(PAIE));
    assert!(sandbox.read("activities/salaires.toml").contains("owner = \"Direction\""));
}

#[test]
fn a_row_called_otherwise_takes_the_edits_of_the_other_side_along() {
    let sandbox = ready();
    branches(
        &sandbox,
        replace(PAIE, "[data.identite]", "[data.etat-civil]"),
        set(&["add", "paie", "data.identite.items", "photo"]),
    );
    let text = merges(&sandbox);
    assert!(text.contains("[data.etat-civil]") && text.contains("photo"), "{text}");
    assert!(!text.contains("identite]"), "{text}");
}

/// Branches that were merged into each other have two bases, of which git makes one; it may hold a conflict.
#[test]
fn branches_that_crossed_are_merged_by_field_too() {
    let sandbox = ready();
    branches(&sandbox, set(&["set", "paie", "owner=Direction"]), set(&["set", "paie", "owner=Comptabilité"]));
    let (ours, theirs) = (sandbox.git(&["rev-parse", "main"]), sandbox.git(&["rev-parse", "autre"]));
    let cross = |here: &str, there: &str, owner: &str| {
        sandbox.git(&["switch", "--quiet", here]);
        assert_eq!(git(&sandbox, &["merge", "--no-edit", there.trim()]).code, 1);
        sandbox.run(&["resolve", "paie", owner, "--add"]).ok();
        sandbox.git(&["commit", "--quiet", "--no-edit"]);
    };
    cross("main", &theirs, "--ours");
    cross("autre", &ours, "--ours");
    drop(sandbox.run(&["set", "paie", "status=draft"]).ok());
    commit(&sandbox, "d’un côté");
    sandbox.git(&["switch", "--quiet", "main"]);
    drop(sandbox.run(&["set", "paie", "notes=Une note"]).ok());
    commit(&sandbox, "de l’autre");
    assert_eq!(git(&sandbox, &["merge", "--no-edit", "autre"]).code, 1);
    // What they never agreed on is asked again, and nothing else.
    let told = sandbox.run(&["conflicts"]).exits(4).out;
    assert!(told.contains("Direction") && told.contains("Comptabilité"), "{told}");
    sandbox.run(&["resolve", "paie", "--ours", "--add"]).ok();
    let text = sandbox.read(PAIE);
    assert!(text.contains("Direction") && text.contains("draft") && text.contains("Une note"), "{text}");
}

#[test]
fn line_ends_and_a_byte_order_mark_are_no_conflict() {
    let sandbox = ready();
    sandbox.write(PAIE, format!("\u{feff}{}", sandbox.read(PAIE).replace('\n', "\r\n")));
    commit(&sandbox, "d’un autre système");
    branches(&sandbox, replace(PAIE, "status = \"active\"", "status = \"draft\""), |s| {
        let text = s.read(PAIE).replace("\r\n", "\n").replace('\u{feff}', "");
        s.write(PAIE, text.replace("\"Ressources humaines\"", "\"Direction\""));
    });
    let text = merges(&sandbox);
    assert!(text.contains("\"draft\"") && text.contains("\"Direction\"") && !text.contains('\r'), "{text}");
}

#[test]
fn paths_with_spaces_and_accents_are_found() {
    let sandbox = Sandbox::empty();
    let dir = sandbox.path().join("été 2026/mon registre [1]");
    fs::create_dir_all(&dir).unwrap();
    sandbox.git(&["init", "--quiet"]);
    let dir = dir.to_str().unwrap();
    sandbox.run(&["init", dir, "--name", "Maison", "--yes"]).ok();
    sandbox.run(&["new", "purpose", "--name", "Former", "--register", dir]).ok();
    sandbox.git(&["add", "été 2026"]);
    sandbox.git(&["commit", "--quiet", "-m", "début"]);
    sandbox.run(&["git-setup", "--register", dir, "--no-hook", "--yes"]).ok();
    let seen =
        git(&sandbox, &["check-attr", "-z", "merge", "été 2026/mon registre [1]/purposes/former.toml"]);
    assert!(seen.out.contains("registre\0") || seen.out.ends_with("registre\0"), "{seen:?}");
    let set = |args: &[&str]| drop(sandbox.run(&[args, &["--register", dir]].concat()).ok());
    sandbox.git(&["switch", "--quiet", "-c", "autre"]);
    set(&["set", "former", "legal_basis=contract"]);
    sandbox.git(&["commit", "--quiet", "-am", "la leur"]);
    sandbox.git(&["switch", "--quiet", "main"]);
    set(&["set", "former", "notes=Une note"]);
    sandbox.git(&["commit", "--quiet", "-am", "la nôtre"]);
    let merged = git(&sandbox, &["merge", "--quiet", "--no-edit", "autre"]);
    assert_eq!(merged.code, 0, "{merged:?}");
    let diff = git(&sandbox, &["show", "HEAD^1"]).out;
    assert!(diff.contains("+Notes"), "{diff}");
}

#[test]
fn differences_are_told_in_words_by_plain_git() {
    let sandbox = ready();
    sandbox.run(&["set", "paie", "status=draft", "transfers=none"]).ok();
    sandbox.run(&["add", "paie", "software", "Agenda"]).ok();
    replace(PAIE, "# Tenue par", "# Suivie par")(&sandbox);
    let diff = sandbox.git(&["diff"]).replace('\u{a0}', " ");
    for said in
        ["-Statut : Active", "+Statut : Projet", "+  - Agenda", "+  # Suivie par le cabinet comptable."]
    {
        assert!(diff.contains(said), "{said} is not in\n{diff}");
    }
    commit(&sandbox, "en mots");
    let log = sandbox.git(&["log", "-p", "-1"]).replace('\u{a0}', " ");
    assert!(log.contains("+Statut : Projet"), "{log}");
}

#[test]
fn a_file_that_is_no_record_is_shown_as_it_is_without_its_controls() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/cassee.toml", "name = \"a\u{1b}[31m\nx");
    let ran = sandbox.run(&["textconv", "register/activities/cassee.toml"]).ok();
    assert!(ran.out.contains("name = \"a") && !ran.out.contains('\u{1b}'), "{ran:?}");
    sandbox.run(&["textconv", "absent.toml"]).exits(2);
}

/// Small firm sources of chance, so that a failure can be seen again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }
}

/// Something that a person does to a register in a day's work.
fn act(sandbox: &Sandbox, side: &str, n: usize, chance: &mut Chance, ids: &[String]) {
    let id = ids[chance.below(ids.len())].clone();
    let id = id.as_str();
    let new = format!("{side}-{n}-{}", chance.below(1000));
    let args: Vec<String> = match chance.below(12) {
        0 | 1 => vec!["add".into(), id.into(), "software".into(), format!("Outil {new}")],
        2 => vec!["set".into(), id.into(), format!("data_subjects.p{new}.category=employees")],
        3 => vec!["set".into(), id.into(), format!("recipients.r{new}.name=Service {new}")],
        4 => vec!["set".into(), id.into(), format!("security.m{new}.description=Mesure {new}")],
        5 => vec!["set".into(), id.into(), format!("owner=Service {}", chance.below(40))],
        6 => vec!["set".into(), id.into(), "status=ended".into(), "ended_on=2026-11-23".into()],
        7 => vec!["set".into(), id.into(), format!("notes=Note {new}")],
        8 => vec!["set".into(), id.into(), format!("contact=Personne {}", chance.below(40))],
        9 => vec!["new".into(), "activity".into(), "--name".into(), format!("Activité {new}")],
        10 => vec!["set".into(), id.into(), "status=active".into()],
        _ => vec!["set".into(), id.into(), format!("information.notice_ref=Notice {new}")],
    };
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    sandbox.run(&args);
}

/// A team’s merges: 300 with `REGISTRE_MERGES=300`, each of five acts a side on a register of sixty
/// activities. Of a hundred at most one asks.
#[test]
fn merges_of_a_team_seldom_ask() {
    let rounds: usize = std::env::var("REGISTRE_MERGES").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let sandbox = ready();
    let ids: Vec<String> = (0..60).map(|n| format!("activite-{n}")).collect();
    for id in &ids {
        let text = sandbox.read(PAIE).replace("name = \"Paie\"", &format!("name = \"{id}\""));
        sandbox.write(&format!("activities/{id}.toml"), text);
    }
    commit(&sandbox, "soixante");
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut asked = Vec::new();
    for round in 0..rounds {
        sandbox.git(&["switch", "--quiet", "-C", "autre"]);
        (0..5).for_each(|n| act(&sandbox, &format!("t{round}"), n, &mut chance, &ids));
        commit(&sandbox, "la leur");
        sandbox.git(&["switch", "--quiet", "main"]);
        (0..5).for_each(|n| act(&sandbox, &format!("o{round}"), n, &mut chance, &ids));
        commit(&sandbox, "la nôtre");
        let merged = git(&sandbox, &["merge", "--quiet", "--no-edit", "autre"]);
        if merged.code != 0 {
            asked.push(git(&sandbox, &["diff"]).out);
            sandbox.git(&["merge", "--abort"]);
            sandbox.git(&["reset", "--quiet", "--hard", "autre"]);
        }
    }
    println!("{} of {rounds} merges asked\n{}", asked.len(), asked.join("\n"));
    assert!(asked.len() * 100 <= rounds.max(100), "{} of {rounds}", asked.len());
    sandbox.run(&["check"]).all();
}

/// Called by hand, by an older git that knows no labels, with other markers, on what is no text.
#[test]
fn the_driver_takes_what_git_may_give() {
    let sandbox = Sandbox::new();
    let write = |name: &str, text: &[u8]| fs::write(sandbox.path().join(name), text).unwrap();
    let base = "name = \"Payer\"\nlegal_basis = \"contract\"\n";
    write("base", base.as_bytes());
    write("theirs", base.replace("Payer", "Verser").as_bytes());
    let args = ["merge-file", "base", "ours", "theirs", "--path=-étrange/purposes/a.toml"];
    let labels = ["--marker-size=9", "--base-label=%S", "--our-label=%X", "--their-label=une branche"];
    write("ours", base.replace("Payer", "Régler").as_bytes());
    sandbox.run(&[&args[..], &labels].concat()).exits(1).says("les deux ont changé");
    let text = fs::read_to_string(sandbox.path().join("ours")).unwrap();
    let expected = "<<<<<<<<< notre version\nname = \"Régler\"\n||||||||| base\nname = \"Payer\"\n\
                    =========\nname = \"Verser\"\n>>>>>>>>> une branche\nlegal_basis = \"contract\"\n";
    assert_eq!(text, expected);
    // Nothing but the three files, and no half of one beside them.
    write("ours", b"\0\x01");
    sandbox.run(&args).exits(4).says("n’est pas du texte");
    assert_eq!(fs::read(sandbox.path().join("ours")).unwrap(), b"\0\x01");
    sandbox.run(&["merge-file", "base", "absent", "theirs"]).exits(2);
    let strange: Vec<String> = fs::read_dir(sandbox.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .filter(|name| !["home", "register", "base", "ours", "theirs"].contains(&name.as_str()))
        .collect();
    assert_eq!(strange, Vec::<String>::new());
}
