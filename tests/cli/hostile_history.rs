//! A repository that names a program wherever git allows one, and whose objects are not what they should be:
//! whoever reads its history runs nothing, sees nothing of what lies outside, and no terminal obeys it.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::support::{PAYROLL, Sandbox};

const HOOKS: [&str; 10] = [
    "pre-commit",
    "post-checkout",
    "post-index-change",
    "reference-transaction",
    "post-merge",
    "pre-push",
    "update",
    "fsmonitor-watchman",
    "post-rewrite",
    "pre-auto-gc",
];

const PROGRAMS: [&str; 26] = [
    "core.fsmonitor",
    "core.pager",
    "pager.log",
    "pager.tag",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "credential.helper",
    "diff.external",
    "diff.trap.textconv",
    "diff.trap.command",
    "filter.trap.clean",
    "filter.trap.smudge",
    "filter.trap.process",
    "merge.trap.driver",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "gpg.ssh.defaultKeyCommand",
    "sequence.editor",
    "alias.log",
    "alias.tag",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
];

/// Text that a terminal would obey, and text that runs backwards.
const NASTY: &str = "\u{1b}]0;pris\u{7}\u{1b}[31m\u{202e}fdp\u{9b}2J\u{200b}";

struct Hostile {
    sandbox: Sandbox,
    /// The commits, the newest last, each with what is wrong in it.
    commits: Vec<(&'static str, String)>,
    tags: Vec<String>,
}

/// Gives a program's input and takes its output, trimmed.
fn git_fed(sandbox: &Sandbox, args: &[&str], input: &[u8]) -> String {
    let mut command = Command::new("git");
    command.args(args).env_clear().envs(sandbox.variables()).current_dir(sandbox.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "git {args:?}");
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

fn object(sandbox: &Sandbox, kind: &str, bytes: &[u8]) -> String {
    git_fed(sandbox, &["hash-object", "--literally", "-t", kind, "-w", "--stdin"], bytes)
}

/// A tree with these entries, whatever their names.
fn tree(sandbox: &Sandbox, entries: &[(&str, &[u8], &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend_from_slice(mode.as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(name);
        bytes.push(0);
        let hex = |i: usize| u8::from_str_radix(&id[i..i + 2], 16).unwrap();
        bytes.extend((0..40).step_by(2).map(hex));
    }
    object(sandbox, "tree", &bytes)
}

/// A commit of a tree whose author and words are not fit for a terminal.
fn commit(sandbox: &Sandbox, tree: &str, parent: &str, date: &str) -> String {
    let name = NASTY;
    let text = format!(
        "tree {tree}\nparent {parent}\nauthor {name} <x@example.org> {date}\ncommitter {name} <x@example.org> {date}\n\n{NASTY} titre\n\n{NASTY}\n"
    );
    object(sandbox, "commit", text.as_bytes())
}

fn hostile() -> Hostile {
    let sandbox = Sandbox::with_git();
    for folder in ["", "register/"] {
        let file = sandbox.path().join(folder).join(".gitattributes");
        fs::write(file, "* filter=trap diff=trap merge=trap ident\n").unwrap();
    }
    sandbox.git(&["add", ".gitattributes", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "attributs"]);
    let parse = |name: &str| sandbox.git(&["rev-parse", name]).trim().to_owned();
    let mut commits = Vec::new();
    // What stands in files.
    sandbox.write(
        "activities/piege.toml",
        "name = \"Pa\\u001b]0;x\\u0007ie \u{202e} \\u009b2J\"\nowner = \"a\"\n",
    );
    sandbox.write("activities/paie.toml", PAYROLL.replace("Ressources humaines", "RH\\u001b[31m"));
    sandbox.git(&["add", "register"]);
    sandbox.git(&["commit", "--quiet", "-m", "contenu"]);
    let register = |name: &str, mode: &str, id: &str, kind: &str| {
        let listed = sandbox.git(&["ls-tree", &format!("HEAD:register/{kind}")]);
        let lines = format!("{listed}{mode} {}\t{name}\n", id);
        git_fed(&sandbox, &["mktree", "--missing"], lines.as_bytes())
    };
    let with = |kind: &str, folder: &str| {
        let listed = sandbox.git(&["ls-tree", "HEAD:register"]);
        let kept: Vec<&str> = listed.lines().filter(|l| !l.ends_with(&format!("\t{kind}"))).collect();
        let lines = format!("{}\n040000 tree {folder}\t{kind}\n", kept.join("\n"));
        let register = git_fed(&sandbox, &["mktree", "--missing"], lines.as_bytes());
        git_fed(&sandbox, &["mktree"], format!("040000 tree {register}\tregister\n").as_bytes())
    };
    let mut head = parse("HEAD");
    commits.push(("contenu", head.clone()));
    let mut add = |what: &'static str, root: &str, date: &str| {
        head = commit(&sandbox, root, &head, date);
        commits.push((what, head.clone()));
    };
    let plain = "1770000000 +0100";
    let link = object(&sandbox, "blob", b"/etc/passwd");
    add("lien", &with("activities", &register("lien.toml", "120000 blob", &link, "activities")), plain);
    // The record's own file as a link, and its folder.
    let root = tree(
        &sandbox,
        &[(
            "40000",
            b"register",
            &tree(
                &sandbox,
                &[
                    ("120000", b"activities", &object(&sandbox, "blob", b"/etc")),
                    ("120000", b"register.toml", &link),
                ],
            ),
        )],
    );
    add("dossier en lien", &root, plain);
    let bad = PAYROLL.as_bytes();
    let blob = object(&sandbox, "blob", bad);
    let names: [&[u8]; 5] =
        [b"..", b".git", b"a\x1b[2J.toml", b"b\xff\xfe.toml", "c\u{202e}.toml".as_bytes()];
    let mut entries: Vec<(&str, &[u8], &str)> = names.iter().map(|n| ("100644", *n, blob.as_str())).collect();
    entries.sort_by_key(|(_, name, _)| name.to_vec());
    let listed = tree(&sandbox, &entries);
    add("noms", &with("activities", &listed), plain);
    let up = tree(&sandbox, &[("40000", b"..", &tree(&sandbox, &[("100644", b"x.toml", &blob)]))]);
    add("dossier ..", &with("purposes", &up), plain);
    let module = parse("HEAD");
    add("sous-module", &with("processors", &register("sub", "160000 commit", &module, "processors")), plain);
    let large = object(&sandbox, "blob", &vec![b'#'; 50 << 20]);
    add("gros", &with("activities", &register("paie-2.toml", "100644 blob", &large, "activities")), plain);
    add("date", &with("activities", &parse("HEAD:register/activities")), "99999999999999999 +9999");
    let file = tree(&sandbox, &[("100644", b"register", &blob)]);
    add("dossier en fichier", &file, plain);
    add("retour", &with("activities", &parse("HEAD:register/activities")), plain);
    sandbox.git(&["update-ref", "refs/heads/main", &head]);
    // Tags of all kinds, and branches, with names that turn round.
    let tags = ["v\u{202e}1\u{9b}31m", "blob", "objet", "sceau", "arbre"].map(str::to_owned);
    sandbox.git(&["update-ref", &format!("refs/tags/{}", tags[0]), &head]);
    sandbox.git(&["update-ref", "refs/heads/b\u{202e}\u{9b}", &head]);
    sandbox.git(&["update-ref", "refs/tags/blob", &large]);
    let who = format!("tagger {NASTY} <x@example.org> 99999999999999999 +9999");
    let said = format!(
        "{NASTY}\n\nRegistre-Fingerprint: {}\nRegistre-Folder: register\n-----BEGIN PGP SIGNATURE-----\n{NASTY}\n-----END PGP SIGNATURE-----\n",
        "a".repeat(40)
    );
    for (name, kind, id) in [("objet", "blob", &large), ("sceau", "commit", &head), ("arbre", "tree", &file)]
    {
        let text = format!("object {id}\ntype {kind}\ntag {name}\n{who}\n\n{said}");
        let id = object(&sandbox, "tag", text.as_bytes());
        sandbox.git(&["update-ref", &format!("refs/tags/{name}"), &id]);
    }
    sandbox.git(&["reset", "--quiet", "--mixed"]);
    traps(&sandbox);
    Hostile { sandbox, commits, tags: tags.to_vec() }
}

/// Names a program everywhere: each leaves its name in `home/ran`.
fn traps(sandbox: &Sandbox) {
    let dir = sandbox.path().join("traps");
    fs::create_dir(&dir).unwrap();
    let program = |path: &std::path::Path, name: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(
            path,
            format!("#!/bin/sh\necho {name} >> {}\ncat\n", sandbox.path().join("home/ran").display()),
        )
        .unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    for name in HOOKS {
        program(&sandbox.path().join(".git/hooks").join(name), name);
        program(&dir.join("hooks").join(name), name);
    }
    let mut included = String::new();
    let mut own = fs::read_to_string(sandbox.path().join(".git/config")).unwrap();
    for (i, key) in PROGRAMS.iter().enumerate() {
        let file = dir.join(key);
        program(&file, key);
        let (section, name) = key.rsplit_once('.').unwrap();
        let section = section.split_once('.').map_or(section.to_owned(), |(a, b)| format!("{a} \"{b}\""));
        let line = format!("[{section}]\n\t{name} = {}\n", file.display());
        // Half of them through a file that is included.
        if i % 2 == 0 { own.push_str(&line) } else { included.push_str(&line) }
    }
    included.push_str(
        "[filter \"trap\"]\n\trequired = true\n[log]\n\tshowSignature = true\n[tag]\n\tgpgSign = true\n",
    );
    fs::write(dir.join("included"), included).unwrap();
    own.push_str(&format!(
        "[core]\n\thooksPath = {}\n[include]\n\tpath = {}\n[diff]\n\ttool = trap\n[submodule \"sub\"]\n\turl = \"ext::sh -c {}\"\n\tupdate = !{}\n",
        dir.join("hooks").display(),
        dir.join("included").display(),
        dir.join("core.pager").display(),
        dir.join("core.pager").display(),
    ));
    fs::write(sandbox.path().join(".git/config"), own).unwrap();
    fs::write(sandbox.path().join(".git/info/attributes"), "* filter=trap diff=trap merge=trap\n").unwrap();
}

#[track_caller]
fn assert_clean(args: &[&str], text: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
    };
    assert_eq!(text.chars().find(|c| bad(*c)), None, "{args:?}: {text:?}");
}

impl Hostile {
    /// Runs a command as a person and as a script; it may refuse, and nothing else.
    #[track_caller]
    fn try_all(&self, args: &[&str]) {
        for json in [false, true] {
            let args = if json { [args, &["--json"]].concat() } else { args.to_vec() };
            let start = Instant::now();
            let ran = self.sandbox.run(&args);
            assert!((0..=5).contains(&ran.code), "{args:?}: {ran:?}");
            assert!(start.elapsed() < Duration::from_secs(20), "{args:?}: {:?}", start.elapsed());
            assert_clean(&args, &ran.all());
            let seen = ran.all().contains("root:x:") || ran.all().contains("/bin/bash");
            assert!(!seen, "{args:?} read outside: {ran:?}");
            let told = fs::read_to_string(self.sandbox.path().join("home/ran")).unwrap_or_default();
            assert_eq!(told, "", "{args:?} ran a program");
        }
    }
}

#[test]
fn reading_a_hostile_history_runs_nothing_and_shows_nothing_unclean() {
    let hostile = hostile();
    let outside = fs::metadata("/etc/passwd").unwrap().modified().unwrap();
    hostile.try_all(&["seal", "--dry-run"]);
    hostile.sandbox.run(&["seal", "--dry-run"]).ok().says("reference-transaction").says("gpg.program");
    // What differs on the disk is what filters are for.
    hostile.sandbox.write("activities/paie.toml", PAYROLL.replace('\n', "\r\n"));
    hostile.sandbox.write("activities/neuve.toml", "name = \"Neuve\"\n");
    for args in [
        &["status"][..],
        &["log"],
        &["log", "--oneline"],
        &["log", "paie"],
        &["log", "piege"],
        &["log", "lien"],
        &["blame", "paie"],
        &["blame", "piege"],
        &["diff"],
        &["diff", "--staged"],
        &["diff", "--format", "markdown"],
        &["diff", "--format", "html"],
        &["seal", "--list"],
        &["seal", "sceau", "--list"],
        &["consolidate", "register", ".#main", "register#b\u{202e}\u{9b}"],
    ] {
        hostile.try_all(args);
    }
    let revisions = hostile.commits.iter().map(|(_, id)| id.clone()).chain(hostile.tags.iter().cloned());
    for revision in revisions {
        let rev = revision.as_str();
        for args in [
            &["diff", rev][..],
            &["diff", rev, "HEAD"],
            &["at", rev, "list"],
            &["at", rev, "check"],
            &["at", rev, "show", "paie"],
            &["show", &format!("{rev}:piege")],
            &["show", &format!("{rev}:lien")],
            &["restore", "lien", "--from", rev],
            &["check", "--base", rev],
            &["consolidate", &format!("register#{rev}"), &format!(".#{rev}")],
        ] {
            hostile.try_all(args);
        }
    }
    assert_eq!(fs::metadata("/etc/passwd").unwrap().modified().unwrap(), outside);
    let made = fs::symlink_metadata(hostile.sandbox.path().join("register/activities/lien.toml"));
    assert!(made.is_err(), "a link was brought back");
}

#[test]
fn what_is_not_a_register_at_a_commit_is_told_and_brings_nothing_from_outside() {
    let hostile = hostile();
    let at = |what: &str| hostile.commits.iter().find(|(w, _)| *w == what).unwrap().1.clone();
    let sandbox = &hostile.sandbox;
    let file = at("dossier en fichier");
    sandbox.run(&["consolidate", &format!("register#{file}")]).exits(3).says("Pas de registre dans");
    let json = sandbox.run(&["at", &at("lien"), "list", "--json"]).json();
    let ids: Vec<&str> =
        json["records"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert!(!ids.contains(&"lien") && ids.contains(&"paie"), "{ids:?}");
    let json = sandbox.run(&["at", &at("noms"), "list", "--json"]).json();
    assert_eq!(
        json["records"].as_array().map(|r| r.iter().filter(|r| r["kind"] == "activity").count()),
        Some(0),
        "{json}"
    );
    for tag in ["objet", "blob", "arbre"] {
        sandbox.run(&["at", tag, "list"]).exits(2).says("Aucun commit");
    }
    // A forged seal is told for what it is; a tag of a file or a folder is none.
    let json = sandbox.run(&["seal", "--list", "--json"]).exits(1).json();
    let seals = json["seals"].as_array().unwrap();
    assert_eq!(seals.len(), 1, "{json}");
    assert_eq!((&seals[0]["name"], &seals[0]["holds"]), (&"sceau".into(), &"other_content".into()));
    assert_eq!(
        (&seals[0]["date"], &seals[0]["signature"]["state"]),
        (&serde_json::Value::Null, &"signed".into())
    );
}

#[test]
fn the_traps_are_real() {
    let hostile = hostile();
    hostile.sandbox.write("activities/paie.toml", PAYROLL);
    let mut command = Command::new("git");
    command.arg("diff").env_clear().envs(hostile.sandbox.variables()).current_dir(hostile.sandbox.path());
    command.output().unwrap();
    let told = fs::read_to_string(hostile.sandbox.path().join("home/ran")).unwrap();
    assert!(told.contains("core.fsmonitor") && told.contains("filter.trap.process"), "{told}");
}

/// Git takes these for orders; a register is where it is.
#[test]
fn variables_of_git_do_not_lead_elsewhere() {
    let other = Sandbox::with_git();
    other.run(&["seal", "ailleurs"]).ok();
    let there = |path: &str| other.path().join(path).display().to_string();
    let of =
        |sandbox: &Sandbox| ["log", "diff", "status"].map(|command| sandbox.run(&[command, "--json"]).out);
    let plain = Sandbox::with_git();
    plain.run(&["set", "paie", "owner=Direction"]).ok();
    let expected = of(&plain);
    let led = plain
        .env("GIT_DIR", &there(".git"))
        .env("GIT_WORK_TREE", &there(""))
        .env("GIT_INDEX_FILE", &there(".git/index"))
        .env("GIT_COMMON_DIR", &there(".git"))
        .env("GIT_OBJECT_DIRECTORY", &there(".git/objects"))
        .env("GIT_ALTERNATE_OBJECT_DIRECTORIES", &there(".git/objects"))
        .env("GIT_NAMESPACE", "x")
        .env("GIT_EXTERNAL_DIFF", "/bin/false")
        .env("GIT_PAGER", "/bin/false");
    assert_eq!(of(&led), expected);
    led.run(&["seal", "--list"]).ok().says("Aucun sceau.");
    led.run(&["commit", "-m", "ici"]).ok();
    led.run(&["seal", "ici"]).ok();
    led.run(&["seal", "--list"]).ok().says("contenu intact, tel qu’au dernier commit");
    assert_eq!(other.git(&["tag"]), "ailleurs\n");
    assert_eq!(other.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

/// The repository says that its work tree is the whole disk.
#[test]
fn a_work_tree_set_elsewhere_is_refused_or_stays_inside() {
    let sandbox = Sandbox::with_git();
    sandbox.git(&["config", "core.worktree", "/"]);
    let start = Instant::now();
    for args in [&["status"][..], &["log"], &["diff"], &["seal", "--list"], &["check", "--base", "HEAD"]] {
        let ran = sandbox.run(args);
        assert!((0..=5).contains(&ran.code) && !ran.all().contains("/etc"), "{args:?}: {ran:?}");
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}
