//! What git knows, in the interface: changes since the last commit, setting back, history, push and pull.

use std::path::Path;
use std::process::Command;

use registre::model::Lang;

use crate::driver::{Driver, small};

/// Runs git on a sealed ground: no configuration of the person's, a fixed author and day.
pub fn git(dir: &Path, args: &[&str]) -> String {
    let out = Command::new("git")
        .current_dir(dir)
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_DATE", "2026-11-23T10:00:00+01:00")
        .env("GIT_COMMITTER_DATE", "2026-11-23T10:00:00+01:00")
        .output()
        .unwrap();
    assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).trim_end().to_owned()
}

/// The small register, committed.
pub fn in_git() -> tempfile::TempDir {
    let dir = small();
    git(dir.path(), &["init", "-q", "-b", "main"]);
    git(dir.path(), &["config", "user.name", "Alix Martin"]);
    git(dir.path(), &["config", "user.email", "alix@example.org"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "Premier registre"]);
    dir
}

/// One of each: a field saved, a field not saved, a new record, a deleted one, a comment.
fn with_changes(dir: &Path, lang: Lang, width: u16, height: u16) -> Driver {
    let edit = |file: &str, from: &str, to: &str| {
        let path = dir.join(file);
        let text = std::fs::read_to_string(&path).unwrap().replace(from, to);
        std::fs::write(path, text).unwrap();
    };
    edit("activities/clients.toml", "T-001", "T-009");
    edit("purposes/commandes.toml", "\nlegal_basis", "\n\n# à revoir\nlegal_basis");
    std::fs::remove_file(dir.join("retention/clients-3-ans.toml")).unwrap();
    std::fs::write(dir.join("activities/paie.toml"), "name = \"Paie\"\n").unwrap();
    let mut d = Driver::on(dir.to_owned(), lang, width, height);
    // The second of the list, "Œuvres sociales", gets another reference that is not saved.
    d.keys("<home><down><enter><down><down><enter>9<enter><esc>");
    d
}

/// A register that is committed, and was changed since.
pub fn committed_and_changed(lang: Lang, width: u16, height: u16) -> Driver {
    let dir = in_git();
    with_changes(dir.path(), lang, width, height).holding(dir)
}

pub fn snapshot(name: &str, d: &Driver) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, d.terminal.backend()));
}

#[test]
fn nothing_changed_and_no_git_are_said() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    d.keys("D");
    assert!(d.sees("Rien n’a changé") && d.sees("23/11/2026") && d.sees("Alix Martin"), "{}", d.screen());
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("D");
    assert!(d.sees("aucun dépôt git") && d.sees("git init"), "{}", d.screen());
}

/// All the files, as they would be written.
fn files(d: &Driver) -> Vec<(String, Vec<u8>)> {
    let ws = d.model.workspace.as_ref().unwrap();
    let mut all: Vec<_> =
        ws.register().iter().map(|r| (r.id.path(), ws.bytes(&r.id).unwrap().to_vec())).collect();
    all.sort();
    all
}

#[test]
fn each_change_is_set_back_byte_for_byte_and_undone() {
    // Which line is set back, and what is then as committed.
    for (line, file) in [
        ("", "activities/clients.toml"),
        ("<down>", "activities/clients.toml"),
        ("œuvres", "activities/oeuvres.toml"),
        ("suivi", "purposes/commandes.toml"),
        ("3-ans", "retention/clients-3-ans.toml"),
    ] {
        let dir = in_git();
        let mut d = with_changes(dir.path(), Lang::Fr, 100, 30);
        let before = files(&d);
        d.keys("D").keys(line).keys("<delete>");
        let committed = git(dir.path(), &["show", &format!("HEAD:{file}")]);
        let after = files(&d);
        let bytes =
            &after.iter().find(|(f, _)| f == file).unwrap_or_else(|| panic!("{file}: {}", d.notice())).1;
        assert_eq!(String::from_utf8_lossy(bytes).trim_end(), committed, "{line}: {}", d.notice());
        assert!(d.notice().contains("Ctrl-Z"), "{}", d.notice());
        d.keys("<ctrl-z>");
        assert_eq!(files(&d), before, "{line}");
        d.keys("<ctrl-y><esc>");
        assert_eq!(files(&d), after, "{line}");
    }
}

#[test]
fn a_field_is_set_back_alone() {
    let dir = in_git();
    let path = dir.path().join("activities/clients.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("T-001", "T-009").replace("\"adresse\"", "\"telephone\"")).unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("D<down>");
    assert!(d.sees("T-001 → T-009"), "{}", d.screen());
    d.keys("<delete>");
    let now = files(&d);
    let text = String::from_utf8(now[0].1.clone()).unwrap();
    assert!(text.contains("T-001") && text.contains("telephone"), "{text}");
    assert!(!d.sees("T-009") && d.sees("1 fiche"), "{}", d.screen());
}

#[test]
fn a_new_record_that_is_referred_to_stays_and_who_refers_is_said() {
    let dir = in_git();
    std::fs::write(
        dir.path().join("purposes/relance.toml"),
        "name = \"Relance\"\nlegal_basis = \"contract\"\n",
    )
    .unwrap();
    let path = dir.path().join("activities/clients.toml");
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("  \"commandes\",\n", "  \"commandes\",\n  \"relance\",\n");
    std::fs::write(&path, text).unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("Dpurpose/relance<delete>");
    assert!(d.notice().contains("activity/clients"), "{}\n{}", d.notice(), d.screen());
    assert_eq!(files(&d).len(), 6);
    // Both together can be set back.
    d.keys("<esc>D<ctrl-p>tout remettre<enter>");
    assert!(d.sees("Remettre 2 fiches"), "{}", d.screen());
    d.keys("<esc>");
    assert!(d.sees("relance") && files(&d).len() == 6, "{}", d.screen());
    d.keys("<ctrl-p>tout remettre<enter>t");
    assert!(d.sees("Rien n’a changé") && files(&d).len() == 5, "{}", d.screen());
    d.keys("<ctrl-z>");
    assert_eq!(files(&d).len(), 6);
    d.keys("<ctrl-y><esc><ctrl-s>");
    assert_eq!(git(dir.path(), &["status", "--porcelain"]), "");
}

#[test]
fn a_record_called_otherwise_is_set_back_with_all_the_rest() {
    for save in ["", "<ctrl-s>"] {
        let dir = in_git();
        let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
        let before = files(&d);
        d.keys("r<ctrl-u>acheteurs<enter>").keys(save);
        assert!(files(&d).iter().any(|(f, _)| f == "activities/acheteurs.toml"));
        d.keys("D<ctrl-p>tout remettre<enter>t<esc><ctrl-s>");
        assert!(files(&d) == before, "{}", d.notice());
        assert_eq!(git(dir.path(), &["status", "--porcelain"]), "", "{}", d.notice());
        assert!(!d.path("activities/acheteurs.toml").exists());
    }
}

#[test]
fn setting_back_has_no_sense_elsewhere() {
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("w<delete>");
    assert!(d.notice().contains("pas de sens"), "{}", d.notice());
}

#[test]
fn a_renamed_record_is_one_change_and_gets_its_name_back() {
    // Not saved, saved, and renamed again after that.
    for keys in [
        "<f2><ctrl-u>achats<enter>",
        "<f2><ctrl-u>achats<enter><ctrl-s>",
        "<f2><ctrl-u>ventes<enter><ctrl-s><f2><ctrl-u>achats<enter>",
    ] {
        let dir = in_git();
        let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
        let before = files(&d);
        d.keys("<left>j<right>").keys(keys).keys("D");
        assert!(d.sees("2 fiches modifiées"), "the purpose, and who uses it: {keys}: {}", d.screen());
        assert!(d.sees("purpose/achats") && d.sees("appelée auparavant"), "{keys}: {}", d.screen());
        assert!(!d.sees("supprimée") && !d.sees("nouvelle"), "{keys}: {}", d.screen());
        d.keys("<end><delete>");
        assert!(d.notice().contains("de nouveau son nom"), "{keys}: {}", d.notice());
        assert!(files(&d) == before, "{keys}");
        assert!(d.sees("Rien n’a changé"), "{keys}: {}", d.screen());
    }
}

#[test]
fn a_renamed_record_that_was_changed_too_says_both() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys("<f2><ctrl-u>acheteurs<enter><enter><down><down><enter>9<enter><esc>D");
    assert!(d.sees("1 fiche modifiée") && d.sees("appelée auparavant"), "{}", d.screen());
    assert!(d.sees("T-001 → T-0019"), "{}", d.screen());
}

/// A record with a short past: made, renamed, changed, and touched only in its layout.
fn with_past() -> tempfile::TempDir {
    let dir = in_git();
    let commit = |message: &str| {
        git(dir.path(), &["commit", "-qam", message]);
    };
    git(dir.path(), &["mv", "activities/clients.toml", "activities/acheteurs.toml"]);
    commit("Renommée");
    let path = dir.path().join("activities/acheteurs.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("T-001", "T-009").replace("\"adresse\"", "\"telephone\"")).unwrap();
    commit("Révision annuelle\u{1b}[2J\u{202e}");
    std::fs::write(&path, std::fs::read_to_string(&path).unwrap() + "# fin\n").unwrap();
    commit("Commentaire");
    dir
}

/// A register whose first record has a past.
pub fn committed_often(lang: Lang, width: u16, height: u16) -> Driver {
    let dir = with_past();
    Driver::on(dir.path().to_owned(), lang, width, height).holding(dir)
}

#[test]
fn the_history_of_a_record_goes_through_its_renames() {
    for lang in [Lang::Fr, Lang::En] {
        let dir = with_past();
        let mut d = Driver::on(dir.path().to_owned(), lang, 80, 24);
        d.keys("H");
        // All unfolded, from the last line up. The names of commits depend on the machine's git.
        d.keys("<end><enter><up><enter><up><enter><up><enter>");
        let screen = d.screen();
        for said in ["T-001 → T-009", "clients", "telephone"] {
            assert!(screen.contains(said), "{said}: {screen}");
        }
        assert!(!screen.contains(['\u{1b}', '\u{202e}']), "{screen}");
        for said in match lang {
            Lang::Fr => ["fiche créée", "aucun champ", "appelée auparavant"],
            Lang::En => ["sheet made", "no field", "called"],
        } {
            assert!(screen.contains(said), "{said}: {screen}");
        }
    }
}

#[test]
fn a_long_history_is_read_in_parts_and_left_at_will() {
    let dir = in_git();
    // 450 commits, through git's own fast way in.
    let mut stream = String::new();
    for i in 0..450 {
        let text = format!("name = \"Clients {i}\"\n");
        stream.push_str(&format!(
            "commit refs/heads/main\ncommitter A <a@example.org> {} +0000\ndata 5\nn {i:03}{}M 100644 inline activities/clients.toml\ndata {}\n{text}\n",
            1_800_000_000 + i,
            if i == 0 { "\nfrom refs/heads/main^0\n" } else { "\n" },
            text.len(),
        ));
    }
    let mut child = Command::new("git")
        .current_dir(dir.path())
        .args(["fast-import", "--quiet"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), stream.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    git(dir.path(), &["reset", "-q", "--hard"]);
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    let count = |d: &Driver| d.model.versions.past.as_ref().map_or(0, |p| p.touches.len());
    d.keys("H<end>");
    assert_eq!(count(&d), 200);
    assert!(d.sees("plus anciennes"), "{}", d.screen());
    d.keys("<enter>");
    assert_eq!(count(&d), 400);
    d.keys("<end><enter><end>");
    assert_eq!(count(&d), 451);
    assert!(!d.sees("plus anciennes") && d.sees("Premier registre"), "{}", d.screen());
    let stop = d.model.versions.past.as_ref().unwrap().stop.clone();
    d.keys("<esc>");
    assert!(stop.is_stopped() && d.model.versions.past.is_none());
    // An answer that comes too late is let go.
    let late = registre::tui::message::Msg::LogRead { stop, result: Ok(Default::default()) };
    d.send(late);
    assert!(d.model.versions.past.is_none());
}

#[test]
fn history_is_reached_from_the_form_and_says_when_there_is_none() {
    let dir = in_git();
    std::fs::write(dir.path().join("activities/aaa.toml"), "name = \"Aaa\"\n").unwrap();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 80, 24);
    d.keys("<enter><ctrl-p>historique<enter>");
    assert!(d.sees("Historique de «\u{a0}Aaa\u{a0}»") && d.sees("Aucune validation"), "{}", d.screen());
    d.keys("<esc>");
    assert!(d.model.form.is_some(), "back in the form");
    let mut d = Driver::small(Lang::Fr, 80, 24);
    d.keys("H");
    assert!(d.sees("git init"), "{}", d.screen());
}

/// A register with a bare remote repository that it follows, and the clone of somebody else.
struct Shared {
    root: tempfile::TempDir,
}

impl Shared {
    fn new() -> Shared {
        let root = tempfile::tempdir().unwrap();
        let small = in_git();
        let at = |name: &str| root.path().join(name).to_str().unwrap().to_owned();
        git(root.path(), &["clone", "-q", "--bare", small.path().to_str().unwrap(), &at("remote.git")]);
        for name in ["mine", "theirs"] {
            git(root.path(), &["clone", "-q", &at("remote.git"), &at(name)]);
            let dir = root.path().join(name);
            git(&dir, &["config", "user.name", "Alix Martin"]);
            git(&dir, &["config", "user.email", "alix@example.org"]);
        }
        Shared { root }
    }

    fn dir(&self, name: &str) -> std::path::PathBuf {
        self.root.path().join(name)
    }

    /// Commits a change of the reference of "Gestion des clients".
    fn commit(&self, name: &str, reference: &str) {
        let dir = self.dir(name);
        let path = dir.join("activities/clients.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("T-001", reference)).unwrap();
        git(&dir, &["commit", "-qam", &format!("Référence {reference}")]);
    }

    fn open(&self, lang: Lang) -> Driver {
        Driver::on(self.dir("mine"), lang, 100, 30)
    }
}

#[test]
fn a_push_is_shown_then_run() {
    let shared = Shared::new();
    let mut d = shared.open(Lang::Fr);
    d.keys(":envoyer<enter>");
    assert!(d.notice().contains("Rien à envoyer"), "{}", d.notice());
    shared.commit("mine", "T-111");
    d.keys(":envoyer<enter>");
    assert!(
        d.sees("git push --porcelain --progress") && d.sees("1 validation sera envoyée"),
        "{}",
        d.screen()
    );
    assert!(d.sees("remote.git"), "{}", d.screen());
    let remote = || git(&shared.dir("remote.git"), &["log", "-1", "--format=%s", "main"]);
    d.keys("<esc>");
    assert_eq!(remote(), "Premier registre", "nothing runs before the yes");
    d.keys(":envoyer<enter><down><enter>");
    assert!(d.notice().contains("1 validation envoyée"), "{}", d.notice());
    assert_eq!(remote(), "Référence T-111");
    assert!(d.lent.starts_with("$ git push --porcelain --progress\n"), "{}", d.lent);
}

#[test]
fn a_pull_is_shown_then_run_and_the_register_is_read_again() {
    let shared = Shared::new();
    let mut d = shared.open(Lang::En);
    shared.commit("theirs", "T-222");
    git(&shared.dir("theirs"), &["push", "-q"]);
    d.keys(":pull<enter>");
    assert!(d.sees("git -c core.fsmonitor=false pull --ff-only --progress"), "{}", d.screen());
    d.keys("e");
    assert!(d.sees("T-222"), "{}\n{}", d.notice(), d.screen());
    d.keys(":pull<enter>e");
    assert!(d.notice().contains("everything already"), "{}", d.notice());
}

#[test]
fn what_cannot_be_sent_or_received_says_why_and_what_to_do() {
    let shared = Shared::new();
    let mut d = shared.open(Lang::Fr);
    shared.commit("theirs", "T-222");
    git(&shared.dir("theirs"), &["push", "-q"]);
    // Something that is not committed, in the same file.
    let path = shared.dir("mine").join("activities/clients.toml");
    let committed = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, committed.replace("T-001", "T-333")).unwrap();
    d.keys(":recevoir<enter>e");
    assert!(d.notice().contains("pas validés"), "{}", d.notice());
    // Committed: the two sides go apart.
    std::fs::write(&path, &committed).unwrap();
    shared.commit("mine", "T-444");
    d.keys(":envoyer<enter>e");
    assert!(d.notice().contains("Recevez-les d’abord"), "{}", d.notice());
    d.keys(":recevoir<enter>e");
    assert!(d.notice().contains("pull --rebase"), "{}", d.notice());
    assert_eq!(git(&shared.dir("mine"), &["log", "-1", "--format=%s"]), "Référence T-444");
    // What is not saved is saved first.
    d.keys("<enter><down><down><enter>9<enter><esc>:recevoir<enter>");
    assert!(d.notice().contains("Ctrl-S"), "{}", d.notice());
    // A server that says anything, and one that is gone.
    let mut d = shared.open(Lang::Fr);
    std::fs::rename(shared.dir("remote.git"), shared.dir("gone.git")).unwrap();
    d.keys(":recevoir<enter>e");
    assert!(d.notice().contains("Git a refusé") && d.notice().contains("remote.git"), "{}", d.notice());
}

#[test]
fn what_a_server_says_is_cleaned() {
    let shared = Shared::new();
    let hook = shared.dir("remote.git").join("hooks/pre-receive");
    std::fs::write(&hook, "#!/bin/sh\nprintf 'non \\033]0;titre\\007\\342\\200\\256!\\n' >&2\nexit 1\n")
        .unwrap();
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    shared.commit("mine", "T-555");
    let mut d = shared.open(Lang::Fr);
    d.keys(":envoyer<enter>e");
    for said in [d.lent.clone(), d.notice(), d.screen()] {
        assert!(said.contains("non"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn without_a_remote_or_a_branch_to_follow_the_cure_is_said() {
    let dir = in_git();
    let mut d = Driver::on(dir.path().to_owned(), Lang::Fr, 100, 30);
    d.keys(":envoyer<enter>");
    assert!(d.notice().contains("remote add origin"), "{}", d.notice());
    let shared = tempfile::tempdir().unwrap();
    let bare = shared.path().join("r.git");
    git(shared.path(), &["init", "-q", "--bare", bare.to_str().unwrap()]);
    git(dir.path(), &["remote", "add", "origin", bare.to_str().unwrap()]);
    d.keys(":recevoir<enter>");
    assert!(d.notice().contains("--set-upstream-to=origin/main main"), "{}", d.notice());
    d.keys(":envoyer<enter>");
    assert!(d.sees("--set-upstream -- origin"), "{}", d.screen());
    d.keys("e");
    assert!(d.notice().contains("Envoyé"), "{}", d.notice());
    d.keys(":recevoir<enter>e");
    assert!(d.notice().contains("déjà tout"), "{}", d.notice());
    let mut d = Driver::small(Lang::Fr, 100, 30);
    d.keys(":envoyer<enter>");
    let hints = d.model.notice.as_ref().map(|n| n.hints.iter().map(|h| h.get(Lang::Fr)).collect::<String>());
    assert!(hints.is_some_and(|h| h.contains("git init")), "{}", d.screen());
}

#[test]
fn what_the_repository_runs_on_the_way_is_told_before() {
    let shared = Shared::new();
    shared.commit("mine", "T-666");
    let mine = shared.dir("mine");
    git(&mine, &["config", "core.sshCommand", "/tmp/mechant"]);
    git(&mine, &["remote", "set-url", "--push", "origin", "https://moi:secret@example.org/r.git"]);
    let hook = mine.join(".git/hooks/pre-push");
    std::fs::write(&hook, "#!/bin/sh\nexit 0\n").unwrap();
    std::fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    std::fs::write(mine.join("activities/paie.toml"), "name = \"Paie\"\n").unwrap();
    let mut d = shared.open(Lang::Fr);
    d.keys(":envoyer<enter>");
    for said in ["pre-push", "/tmp/mechant", "moi:…@example.org", "1 fichier n’est pas validé"] {
        assert!(d.sees(said), "{said}: {}", d.screen());
    }
    assert!(!d.sees("secret"), "{}", d.screen());
}
