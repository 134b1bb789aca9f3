//! The conversation for a screen reader: what is typed, and all that is said.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::support::{Ran, Sandbox, ran};

/// Types these lines into the conversation; what is typed is in the transcript where it was asked for.
fn talk(sandbox: &Sandbox, lines: &[&str]) -> Ran {
    let mut command = sandbox.command(&["--screen-reader"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let typed: String = lines.iter().map(|line| format!("{line}\n")).collect();
    // A program that refuses to talk is gone before all is typed.
    if let Err(e) = child.stdin.take().unwrap().write_all(typed.as_bytes()) {
        assert_eq!(e.kind(), std::io::ErrorKind::BrokenPipe);
    }
    let out = child.wait_with_output().unwrap();
    let said = Ran {
        code: out.status.code().unwrap_or(-1),
        out: String::from_utf8(out.stdout).unwrap(),
        err: String::from_utf8(out.stderr).unwrap(),
    };
    let controls = |c: char| c.is_control() && c != '\n';
    assert!(!said.all().contains(controls), "{said:?}");
    said
}

/// The lines that one version of a file has and another has not, and the other way round.
fn differing(before: &str, after: &str) -> Vec<String> {
    let only = |a: &str, b: &str, sign: char| -> Vec<String> {
        a.lines().filter(|l| !b.lines().any(|o| o == *l)).map(|l| format!("{sign}{l}")).collect()
    };
    [only(before, after, '-'), only(after, before, '+')].concat()
}

const READING: &[&str] = &[
    "?",
    "99",
    "zut",
    "1",
    "?",
    "service:comptabilité",
    "tout",
    "paie",
    "1",
    "?",
    "",
    "p",
    "p",
    "référence",
    "i",
    "responsable",
    "personnes concernées",
    "section suivante",
    "sections",
    "1",
    "lire",
    "fiche suivante",
    "constats",
    "manquant",
    "retour",
    "retour",
    "6",
    "retour",
    "quitter",
];

const READING_EN: &[&str] = &[
    "?",
    "99",
    "nonsense",
    "1",
    "?",
    "owner:accounts",
    "all",
    "payroll",
    "1",
    "?",
    "",
    "p",
    "p",
    "reference",
    "i",
    "department",
    "data subjects",
    "next section",
    "sections",
    "1",
    "read",
    "next record",
    "findings",
    "missing",
    "back",
    "back",
    "6",
    "back",
    "quit",
];

#[test]
fn a_register_is_read_aloud_in_both_languages() {
    insta::assert_snapshot!("talk-reading-fr", talk(&Sandbox::with_git(), READING).ok().out);
    let english = Sandbox::with_git().english();
    insta::assert_snapshot!("talk-reading-en", talk(&english, READING_EN).ok().out);
}

#[test]
fn fields_of_every_shape_are_answered() {
    let sandbox = Sandbox::with_git();
    let said = talk(
        &sandbox,
        &[
            "1",
            "1", // the payroll
            "réf",
            "m",
            "?",
            "T-002", // one line
            "annuler",
            "refaire", // and back
            "description",
            "m",
            "Première ligne.",
            "Seconde ligne.",
            ".", // a text
            "statut",
            "m",
            "suspendue", // a word of a list
            "commencé",
            "m",
            "demain",
            "23/11/2026", // a day, told wrongly first
            "logiciels",
            "m",
            "ajouter Agenda",
            "retirer 1",
            "retirer 9",
            "", // a list
            "finalités",
            "m",
            "?",
            "ajouter",
            "zut",
            "",
            "", // references
            "service",
            "inconnu",
            "données sensibles", // not known
            "destinataires",
            "m",
            "ajouter",
            "1",
            "renommer 2 direction",
            "retirer 1",
            "", // rows
            "enregistrer",
            "quitter",
        ],
    );
    insta::assert_snapshot!("talk-answers-fr", said.ok().out);
}

#[test]
fn what_is_saved_differs_by_the_changed_lines_alone() {
    let sandbox = Sandbox::with_git();
    let before = sandbox.read("activities/paie.toml");
    talk(&sandbox, &["1", "1", "réf", "m", "T-002", "quitter", "1"])
        .ok()
        .says("Enregistré : 1 fichier écrit.");
    let after = sandbox.read("activities/paie.toml");
    assert_eq!(differing(&before, &after), ["-ref = \"T-001\"", "+ref = \"T-002\""]);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), " M register/activities/paie.toml\n");
}

#[test]
fn each_choice_of_the_menu_is_reached_by_its_number_and_by_its_word() {
    let sandbox = Sandbox::with_git().english();
    let by_number = [
        ("1", "Activities: 1."),
        ("2", "Purposes: 1."),
        ("3", "Retention: 1."),
        ("4", "Processors: 1."),
        ("5", "Record 1 of 1, Atelier Brume"),
        ("6", "There are no findings."),
        ("7", "Overview – Atelier Brume"),
        ("8", "Deadlines – "),
        ("9", "Nothing changed since the last commit."),
        ("10", "New record, of which kind: 4 choices.\n1. processing activity"),
        ("11", "Activities: 1 choice."),
        ("12", "Look for what"),
        ("13", "There is nothing to undo."),
        ("14", "There is nothing to redo."),
        ("15", "All is saved.\nMenu, number or word"),
        ("16", "Nothing to commit"),
        ("17", "no remote"),
        ("18", "no remote"),
        ("19", "Branch main."),
        ("20", "1. "),
        ("21", "Nothing changed."),
        ("22", "1. main, the current branch"),
        ("23", "Which day, or which commit?"),
        ("24", "Goodbye."),
    ];
    let words = [
        "activities",
        "purposes",
        "retention",
        "processors",
        "organisation",
        "findings",
        "overview",
        "deadlines",
        "changes",
        "new",
        "guide",
        "search",
        "undo",
        "redo",
        "save",
        "commit",
        "push",
        "pull",
        "state",
        "history",
        "compare",
        "branches",
        "past",
        "quit",
    ];
    for ((number, said), word) in by_number.into_iter().zip(words) {
        for typed in [number, word] {
            let ran = talk(&sandbox, &[typed, "back", "quit"]).ok();
            let at = ran.out.find("number or word: ").unwrap();
            assert!(ran.out[at..].replace('\u{a0}', " ").contains(said), "{typed}: {}", ran.out);
        }
    }
}

#[test]
fn a_finding_leads_to_its_field_and_is_gone_once_that_is_answered() {
    let sandbox = Sandbox::new().english();
    let without = sandbox.read("activities/paie.toml").replace("transfers = \"none\"\n", "");
    sandbox.write("activities/paie.toml", without);
    sandbox.write("activities/broken.toml", "name = ");
    let lines = ["6", "9", "?", "zut", "1", "2", "none", "findings", "back", "back", "save", "quit"];
    insta::assert_snapshot!("talk-findings-en", talk(&sandbox, &lines).ok().out);
    assert!(sandbox.read("activities/paie.toml").contains("transfers = \"none\""));
}

#[test]
fn what_a_page_speaks_of_is_reached_by_its_number() {
    let sandbox = Sandbox::new();
    talk(&sandbox, &["tableau", "1", "retour", "redire", "", "quitter"]).ok().says("Activités : 1.");
    let pages = talk(&sandbox, &["1", "1", "usages", "", "flux", "", "frise", "", "quitter"]).ok();
    let pages = pages.says("Paie").out;
    assert!(pages.chars().all(|c| !('\u{2500}'..='\u{257f}').contains(&c)), "a box is drawn:\n{pages}");
}

#[test]
fn records_are_begun_copied_renamed_and_deleted() {
    let sandbox = Sandbox::with_git();
    let said = talk(
        &sandbox,
        &[
            "10",
            "1",
            "1",
            "!!",
            "Accueil des visiteurs", // blank
            "non",                   // no guide now
            "dupliquer",
            "Accueil du soir",
            "renommer",
            "soirée", // a copy
            "supprimer",
            "zut",
            "supprimer",
            "Accueil du soir",
            "fiche suivante",
            "menu", // gone
            "nouvelle activité",
            "2",
            "recrutement",
            "",
            "non",
            "menu", // from a template
            "changements",
            "",
            "sous-traitants",
            "1",
            "supprimer",
            "cabinet-aval",
            "menu", // refused: in use
            "valider",
            "oui",
            "?",
            "Accueil et recrutement",
            "quitter",
        ],
    );
    let said = said.ok().says("1 fiche y renvoie");
    let id = sandbox.git(&["rev-parse", "--short=7", "HEAD"]);
    let masked = mask(&said.out, id.trim());
    insta::assert_snapshot!("talk-records-fr", masked);
    assert_eq!(sandbox.git(&["log", "-1", "--format=%s"]), "Accueil et recrutement\n");
    assert!(
        sandbox.has("activities/accueil-des-visiteurs.toml") && sandbox.has("activities/recrutement.toml")
    );
    assert!(!sandbox.has("activities/soiree.toml"));
}

/// The commit’s own name, which no two runs share.
fn mask(said: &str, id: &str) -> String {
    let digits = |c: char| c.is_ascii_hexdigit();
    match said.find(id) {
        None => said.to_owned(),
        Some(at) => {
            let end = said[at..].find(|c| !digits(c)).map_or(said.len(), |n| at + n);
            said.replace(&said[at..end], "…")
        }
    }
}

#[test]
fn leaving_with_unsaved_work_asks_and_each_answer_does_what_it_says() {
    let change = ["1", "1", "réf", "m", "T-002"];
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    let with = |more: &[&str]| talk(&sandbox, &[&change[..], more].concat()).ok();
    with(&["quitter", "zut", "3", "quitter", "2", "non", "2", "oui"]).says("est abandonné").says("On reste.");
    assert_eq!(sandbox.files(), before);
    let again = talk(&sandbox, &["quitter"]).ok();
    assert!(!again.out.contains("s’est arrêtée"), "{}", again.out);
    with(&["quitter", "1"]).says("Enregistré");
    assert!(sandbox.read("activities/paie.toml").contains("T-002"));
}

#[test]
fn the_end_of_the_input_loses_nothing() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    let begun = ["1", "1", "réf", "m", "T-002", "description", "m", "Un texte commencé"];
    talk(&sandbox, &begun).ok().says("sera proposé au prochain démarrage");
    assert_eq!(sandbox.files(), before);
    // Kept for later once more, then taken.
    talk(&sandbox, &["2"]).ok().says("s’est arrêtée sans enregistrer").says("Un texte commencé");
    let said = talk(&sandbox, &["?", "1", "oui", "enregistrer", "quitter"]).ok();
    insta::assert_snapshot!("talk-recovered-fr", without_moment(&said.out));
    let paie = sandbox.read("activities/paie.toml");
    assert!(paie.contains("T-002") && paie.contains("Un texte commencé"), "{paie}");
    let again = talk(&sandbox, &["quitter"]).ok();
    assert!(!again.out.contains("s’est arrêtée"), "{}", again.out);
}

/// The transcript without the time at which the session before it began.
fn without_moment(said: &str) -> String {
    let line = |l: &str| match l.split_once("ouverte le ").and_then(|(a, b)| Some((a, b.split_once(',')?.1)))
    {
        Some((before, after)) => format!("{before}ouverte le …,{after}\n"),
        None => format!("{l}\n"),
    };
    said.lines().map(line).collect()
}

#[test]
fn what_the_last_session_left_can_be_given_up() {
    let sandbox = Sandbox::new();
    talk(&sandbox, &["1", "1", "réf", "m", "T-002"]).ok();
    talk(&sandbox, &["3", "non", "3", "oui", "quitter"]).ok().says("est abandonné");
    let again = talk(&sandbox, &["quitter"]).ok();
    assert!(!again.out.contains("s’est arrêtée"), "{}", again.out);
}

#[test]
fn text_of_the_files_gives_the_terminal_no_orders() {
    let sandbox = Sandbox::new();
    let hostile = "name = \"Paie\\u001b[2J\\u0007\\u202e\"\ndescription = \"a\\n\\u001b]0;x\\u0007b\"\n";
    sandbox.write("activities/paie.toml", hostile);
    talk(&sandbox, &["1", "1", "lire", "supprimer", "", "constats", "6", "quitter"]).ok();
}

#[test]
fn what_somebody_else_changed_meanwhile_is_asked_about() {
    let sandbox = Sandbox::new();
    let mut live = Live::on(&sandbox);
    live.types(&["1", "1", "réf", "m", "T-002"]);
    live.hears("pris en compte");
    let theirs = sandbox.read("activities/paie.toml").replace("T-001", "T-003");
    sandbox.write("activities/paie.toml", theirs);
    live.types(&["relire", "enregistrer", "zut", "3", "enregistrer", "1", "quitter"]);
    let rest = live.ends();
    for said in
        ["1 champ changé aussi par quelqu’un", "T-002", "T-003", "Rien n’est enregistré.", "1 fichier écrit"]
    {
        assert!(rest.contains(said), "{said}: {rest}");
    }
    assert!(sandbox.read("activities/paie.toml").contains("T-002"));
}

/// A conversation under way, so that something else can happen between two lines.
struct Live {
    child: Child,
    stdin: ChildStdin,
    out: BufReader<ChildStdout>,
}

impl Live {
    fn on(sandbox: &Sandbox) -> Live {
        let mut command = sandbox.command(&["--lecteur"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (stdin, out) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        Live { child, stdin, out: BufReader::new(out) }
    }

    fn types(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| writeln!(self.stdin, "{line}").unwrap());
    }

    /// The next line, its spaces plain.
    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.out.read_line(&mut line).unwrap() > 0, "it ended");
        line.replace(['\u{a0}', '\u{202f}'], " ")
    }

    /// Reads on until a line holds these words.
    fn hears(&mut self, words: &str) {
        while !self.line().contains(words) {}
    }

    /// Asks for something again and again until these words are said.
    fn hears_in_time(&mut self, words: &str) {
        for _ in 0..200 {
            self.types(&["annuler"]);
            loop {
                let line = self.line();
                if line.contains(words) {
                    return;
                }
                if line.contains("Rien à annuler") {
                    break;
                }
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("never heard: {words}");
    }

    fn ends(mut self) -> String {
        drop(self.stdin);
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.out, &mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

#[test]
fn what_others_write_is_taken_in_by_itself_and_said() {
    let sandbox = Sandbox::new();
    let mut live = Live::on(&sandbox);
    live.types(&[""]);
    live.hears("Quitter");
    sandbox.write("activities/conges.toml", "name = \"Congés\"\n");
    live.hears_in_time("« Congés » a été changée sur le disque par quelqu’un d’autre");
    std::fs::remove_file(sandbox.register().join("activities/conges.toml")).unwrap();
    live.hears_in_time("« Congés » a été supprimée du disque par quelqu’un d’autre");
    live.types(&["quitter"]);
    live.ends();
}

#[test]
fn a_record_that_one_deleted_and_another_changed_is_told_as_that_in_its_words() {
    let sandbox = Sandbox::new();
    let mut live = Live::on(&sandbox);
    live.types(&["1", "1", "supprimer", "paie"]);
    live.hears("« Paie » supprimée.");
    let theirs = sandbox.read("activities/paie.toml").replace("T-001", "T-003");
    sandbox.write("activities/paie.toml", theirs);
    live.types(&["enregistrer", "2", "enregistrer", "quitter"]);
    let rest = live.ends().replace('\u{a0}', " ");
    assert!(rest.contains("vous l’avez supprimée, quelqu’un d’autre l’a changée entre-temps"), "{rest}");
    assert!(rest.contains("1. Votre version : n’est plus là"), "{rest}");
    let theirs = rest.lines().find(|l| l.starts_with("2. Celle du disque : ")).unwrap();
    assert!(theirs.contains("Nom du traitement : Paie") && theirs.contains("T-003"), "{theirs}");
    assert!(sandbox.has("activities/paie.toml"));
}

#[test]
fn a_variable_asks_for_it_only_where_somebody_sits() {
    // A pipe gets the check, as ever; the flag is asked for by hand and holds everywhere.
    let sandbox = Sandbox::new().env("REGISTRE_LECTEUR", "1");
    let checked = ran(sandbox.command(&[]));
    assert!(!checked.out.contains("Menu."), "{checked:?}");
    let nowhere = Sandbox::empty();
    talk(&nowhere, &["quitter"]).exits(3);
}

#[test]
fn a_key_that_is_no_text_never_becomes_part_of_an_answer() {
    let sandbox = Sandbox::with_git();
    let said = talk(&sandbox, &["\u{1b}[D\u{1b}[D1", "quitter"]);
    assert!(said.out.contains("n’est pas du texte"), "{said:?}");
}

#[test]
fn the_guide_asks_its_questions_in_order_and_is_left_and_resumed() {
    let sandbox = Sandbox::with_git();
    let lines = [
        "guide paie",
        "?",
        "i",
        "précédent",
        "", // seen, not answered
        "2",
        "annuler", // an answer, taken back
        "menu",
        "1",
        "1",
        "guide", // where it was
        "m",
        "Siège", // its editor
        "retour",
        "zut",
        "retour",
        "menu",
        "enregistrer",
        "quitter",
    ];
    insta::assert_snapshot!("talk-guide-fr", talk(&sandbox, &lines).ok().out);
}

#[test]
fn a_new_activity_is_answered_question_by_question() {
    let sandbox = Sandbox::with_git().english();
    let lines = [
        "new activity",
        "1",
        "Visitors",
        "yes",
        "1",           // the role, on the spot
        "= Reception", // the department, typed
        "skip",        // software
        "1",           // a purpose of the register
        "",
        "missing",
        "back",
        "menu",
        "save",
        "quit",
    ];
    insta::assert_snapshot!("talk-guide-new-en", talk(&sandbox, &lines).ok().out);
    let made = sandbox.read("activities/visitors.toml");
    assert!(made.contains("owner = \"Reception\"") && made.contains("salaires"), "{made}");
}

#[test]
fn words_are_looked_for_everywhere_and_a_result_leads_to_its_place() {
    let sandbox = Sandbox::new();
    let said = talk(
        &sandbox,
        &[
            "chercher aval",
            "?",
            "1",
            "retour",
            "badge",
            "rien de tel",
            "retour",
            "chercher",
            "paie",
            "",
            "r",
            "quitter",
        ],
    );
    insta::assert_snapshot!("talk-search-fr", said.ok().out);
}

#[test]
fn the_branch_and_the_state_are_said_at_the_start_and_on_demand() {
    let sandbox = Sandbox::with_git();
    let said = talk(&sandbox, &["1", "1", "réf", "m", "T-002", "état", "quitter", "2", "oui"]).ok();
    let states: Vec<&str> = said.out.split(": Atelier Brume.").collect();
    assert_eq!(states.len(), 3, "at the start and once more: {}", said.out);
    assert!(states[1].contains("Branche main.") && states[2].contains("Branche main."));
    assert!(states[1].contains("Tout est enregistré.") && states[2].contains("1 fiche non enregistrée."));
    talk(&Sandbox::new(), &["quitter"]).ok().says("dans aucun dépôt git");
}

#[test]
fn the_register_in_time_is_told() {
    let sandbox = Sandbox::with_git();
    let before = sandbox.read("activities/paie.toml");
    sandbox.write("activities/paie.toml", before.replace("T-001", "T-002"));
    sandbox.git(&["commit", "-qam", "Autre numéro"]);
    // What each commit changed, and from there to the record.
    let said = talk(&sandbox, &["historique", "1", "", "", "quitter"]).ok();
    said.says("Autre numéro").says("T-001 devient T-002");
    // Between two points; what cannot be named is said.
    talk(&sandbox, &["comparer HEAD~1", "1", "menu", "quitter"])
        .ok()
        .says("T-001 devient T-002")
        .says("Fiche 1");
    talk(&sandbox, &["comparer nulle-part", "quitter"]).ok().says("nulle-part");
    // Since when, and back.
    let lines = ["1", "1", "origine", "", "réf", "restaurer HEAD~1", "oui", "enregistrer", "quitter"];
    talk(&sandbox, &lines).ok().says("Autre numéro").says("T-002 devient T-001");
    assert_eq!(sandbox.read("activities/paie.toml"), before);
    // As it was: nothing is changed there, and one comes back.
    let lines = ["passé HEAD", "1", "1", "réf", "m", "T-003", "menu", "valider", "présent", "quitter"];
    let said = talk(&sandbox, &lines).ok();
    said.says("tel qu’il était le")
        .says("T-002")
        .says("dans le registre d’aujourd’hui")
        .says("Le registre d’aujourd’hui.");
    assert_eq!(sandbox.read("activities/paie.toml"), before);
}

#[test]
fn records_of_every_kind_are_begun() {
    let sandbox = Sandbox::new();
    let lines = [
        "nouvelle finalité",
        "Prévenir les fraudes",
        "menu",
        "3",
        "nouvelle",
        "Deux ans",
        "menu",
        "10",
        "4",
        "Imprimeur",
        "menu",
        "enregistrer",
        "quitter",
    ];
    talk(&sandbox, &lines).ok().says("3 fichiers écrits");
    for file in ["purposes/prevenir-les-fraudes.toml", "retention/deux-ans.toml", "processors/imprimeur.toml"]
    {
        assert!(sandbox.has(file), "{file}");
    }
}

#[test]
fn a_group_is_read_by_its_heading_and_opened_on_demand() {
    let sandbox = Sandbox::new();
    let lines = [
        "1",
        "1",
        "hébergement",
        "",
        "p",
        "ouvrir",
        "fermer",
        "fermer",
        "ouvrir",
        "m",
        "",
        "menu",
        "1",
        "1",
        "données",
        "",
        "inconnu",
        "ouvrir",
        "",
        "lire",
        "fermer",
        "",
        "pays",
        "menu",
        "quitter",
    ];
    insta::assert_snapshot!("talk-groups-fr", talk(&sandbox, &lines).ok().out);
}

#[test]
fn a_slip_in_a_command_is_answered_by_the_nearest_and_help_explains_one_word() {
    let sandbox = Sandbox::new();
    let said = talk(
        &sandbox,
        &["enregister", "1", "quiter", "1", "supprimmer", "aide usages", "menu", "aide zzz", "quitter"],
    );
    let said = said.ok().says("Est-ce « enregistrer »").says("Est-ce « quitter »");
    said.says("Est-ce « supprimer »").says("dit qui utilise la fiche").says("« zzz » n’est pas compris");
}

#[test]
fn a_field_of_many_records_is_changed_in_one_act() {
    let sandbox = Sandbox::new();
    sandbox.write("activities/conges.toml", "name = \"Congés\"\nstatus = \"active\"\n");
    sandbox.write("activities/visites.toml", "name = \"Visites\"\nstatus = \"draft\"\n");
    let lines = [
        "1",
        "statut:active",
        "modifier tout",
        "service en charge",
        "Siège",
        "non",
        "modifier tout",
        "service en charge",
        "Siège",
        "oui",
        "annuler",
        "refaire",
        "modifier tout",
        "logiciels",
        "retirer",
        "2",
        "oui",
        "enregistrer",
        "quitter",
    ];
    insta::assert_snapshot!("talk-many-fr", talk(&sandbox, &lines).ok().out);
    assert!(sandbox.read("activities/conges.toml").contains("owner = \"Siège\""));
    assert!(sandbox.read("activities/paie.toml").contains("owner = \"Siège\""));
    assert!(!sandbox.read("activities/visites.toml").contains("owner"));
}

#[test]
fn commits_are_sent_and_received_with_what_will_run_said_first() {
    let sandbox = Sandbox::with_git();
    let there = sandbox.path().join("there.git");
    let there = there.to_str().unwrap();
    sandbox.git(&["init", "-q", "--bare", "-b", "main", there]);
    sandbox.git(&["remote", "add", "origin", there]);
    let lines = ["envoyer", "non", "envoyer", "oui", "envoyer", "recevoir", "oui", "quitter"];
    let said = talk(&sandbox, &lines).ok().says("Commande : git").says("Rien n’est lancé.");
    let said = said.says("Envoi en cours").says("Envoyé au dépôt distant.").says("Rien à recevoir");
    assert_eq!(
        said.out.matches("Envoyer les validations").count(),
        2,
        "nothing is left to send: {}",
        said.out
    );
    assert_eq!(sandbox.git(&["--git-dir", there, "log", "--format=%s", "main"]).lines().count(), 1);
}

#[test]
fn going_back_from_an_answer_changes_nothing_and_a_filter_by_key_is_no_slip() {
    let sandbox = Sandbox::new();
    let before = sandbox.files();
    let lines = ["1", "statut:projet", "tout", "1", "m", "retour", "description", "m", "retour", "quitter"];
    let said = talk(&sandbox, &lines).ok().says("filtre « statut:projet » : 0.");
    assert_eq!(said.out.matches("Rien n’est changé.").count(), 2, "{}", said.out);
    assert_eq!(sandbox.files(), before);
    talk(&sandbox, &["1", "1", "m", "=retour", "enregistrer", "quitter"]).ok();
    assert!(sandbox.read("activities/paie.toml").contains("name = \"retour\""));
}
