//! Questions, on a terminal and only there.

use std::io::{Read as _, Write as _};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

use super::support::Sandbox;

/// The program at a terminal, with someone who reads and answers.
pub struct Terminal {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn std::io::Write + Send>,
    shown: std::sync::mpsc::Receiver<Vec<u8>>,
    text: String,
}

impl Terminal {
    pub fn start(sandbox: &Sandbox, args: &[&str]) -> Terminal {
        let size = PtySize { rows: 24, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_registre"));
        command.args(args);
        command.env_clear();
        for (name, value) in sandbox.variables() {
            command.env(name, value);
        }
        command.cwd(sandbox.path());
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (tx, shown) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || tx.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal { pair, child, writer, shown, text: String::new() }
    }

    /// Waits until the screen has said `words`.
    #[track_caller]
    pub fn wait_for(&mut self, words: &str) {
        while !self.text.replace(['\u{a0}', '\u{202f}'], " ").contains(words) {
            match self.shown.recv_timeout(std::time::Duration::from_secs(60)) {
                Ok(bytes) => self.text.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => panic!("never said “{words}”: {}", self.text),
            }
        }
    }

    pub fn answer(&mut self, line: &str) {
        writeln!(self.writer, "{line}").unwrap();
    }

    /// Waits for the end: the exit code and all that was said.
    pub fn end(mut self) -> (u32, String) {
        let code = self.child.wait().unwrap().exit_code();
        drop(self.writer);
        drop(self.pair);
        while let Ok(bytes) = self.shown.recv() {
            self.text.push_str(&String::from_utf8_lossy(&bytes));
        }
        (code, self.text.replace(['\u{a0}', '\u{202f}'], " "))
    }
}

#[test]
fn a_deletion_is_asked_and_no_is_the_default() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::start(&sandbox, &["delete", "paie"]);
    terminal.wait_for("Supprimer activity/paie (« Paie ») ?");
    terminal.answer("");
    assert_eq!(terminal.end().0, 5);
    assert!(sandbox.has("activities/paie.toml"));
    let mut terminal = Terminal::start(&sandbox, &["delete", "paie"]);
    terminal.wait_for("[o/N]");
    terminal.answer("o");
    assert_eq!(terminal.end().0, 0);
    assert!(!sandbox.has("activities/paie.toml"));
}

#[test]
fn a_new_register_is_asked_for_in_a_few_questions() {
    let sandbox = Sandbox::empty().english();
    let mut terminal = Terminal::start(&sandbox, &["init"]);
    for (question, answer) in [
        ("Organisation’s name:", "Mist Workshop"),
        ("Address", "3 Mill Quay"),
        ("E-mail", ""),
        ("Data protection officer", "none"),
    ] {
        terminal.wait_for(question);
        terminal.answer(answer);
    }
    let (code, said) = terminal.end();
    assert_eq!(code, 0, "{said}");
    let text = sandbox.read("register.toml");
    for line in
        ["name = \"Mist Workshop\"", "address = \"3 Mill Quay\"", "dpo = \"none\"", "language = \"en\""]
    {
        assert!(text.contains(line), "{text}");
    }
    assert!(!text.contains("email"), "no answer is not known yet");
}

#[test]
fn a_commit_shows_its_message_before_it_is_made() {
    let sandbox = Sandbox::with_git();
    sandbox.run(&["set", "paie", "owner=Direction"]).ok();
    let mut terminal = Terminal::start(&sandbox, &["commit"]);
    terminal.wait_for("Paie : Service en charge : Ressources humaines → Direction");
    terminal.wait_for("Enregistrer sous ce message ?");
    terminal.answer("non");
    assert_eq!(terminal.end().0, 5);
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "1\n");
    let mut terminal = Terminal::start(&sandbox, &["commit"]);
    terminal.wait_for("[o/N]");
    terminal.answer("oui");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(sandbox.git(&["rev-list", "--count", "HEAD"]), "2\n");
}

#[test]
fn a_seal_is_shown_before_it_is_made() {
    let sandbox = Sandbox::with_git();
    let mut terminal = Terminal::start(&sandbox, &["sceller", "revue"]);
    terminal.wait_for("Commande : git tag");
    terminal.wait_for("Sceller sous ce message ?");
    terminal.answer("n");
    let (code, said) = terminal.end();
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("Empreinte du dossier") && said.contains("Rien n’est scellé"), "{said}");
    assert_eq!(sandbox.git(&["tag"]), "");
    let mut terminal = Terminal::start(&sandbox, &["sceller", "revue"]);
    terminal.wait_for("Sceller sous ce message ?");
    terminal.answer("o");
    assert_eq!(terminal.end().0, 0);
    assert_eq!(sandbox.git(&["tag"]), "revue\n");
}
