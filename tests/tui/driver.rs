//! Drives the interface without a terminal: keys in, a drawn screen out; effects are carried out at
//! once, so that a test reads from top to bottom.

use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::{Terminal, backend::TestBackend};
use registre::model::Lang;
use registre::model::message::text;
use registre::ops::Workspace;
use registre::ops::journal::{Entry, Lost, Past};
use registre::ops::query::{Texts, saved};
use registre::term::clipboard::Wrap;
use registre::term::{Input, Key};
use registre::tui::effect::{Effect, exported, reviewed};
use registre::tui::git;
use registre::tui::message::{How, Msg, Opening};
use registre::tui::model::{Look, Model};
use registre::tui::theme::Theme;
use registre::tui::update::{start, update};
use registre::tui::view;

pub struct Driver {
    pub model: Model,
    pub terminal: Terminal<TestBackend>,
    /// Texts handed to the editor and to the clipboard.
    pub edited: Vec<String>,
    pub copied: Vec<String>,
    /// Texts shown on the normal screen.
    pub shown: Vec<String>,
    /// What git said while it had the terminal.
    pub lent: String,
    /// What was written down in the journal, and what the last session had left there.
    pub journal: Vec<Entry>,
    pub aside: Vec<Lost>,
    /// How many records each act touched that was given to a worker.
    pub works: Vec<usize>,
    /// Nothing can be set aside: the disk is full.
    pub full: bool,
    past: Past,
    /// The person's own folder.
    pub state: tempfile::TempDir,
    _dir: Option<tempfile::TempDir>,
}

/// A small register: one activity, a purpose it uses, and a retention rule.
pub fn small() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("register.toml", "schema = 1\nname = \"Atelier des Œillets\"\n");
    write(
        "activities/clients.toml",
        "name = \"Gestion des clients\" # à relire\nref = \"T-001\"\nstatus = \"active\"\npurposes = [\n  \"commandes\",\n]\n\n\
         [data.contact]\nitems = [\n  \"nom\",\n  \"adresse\",\n]\n",
    );
    write("activities/oeuvres.toml", "name = \"Œuvres sociales\"\nref = \"T-002\"\nstatus = \"draft\"\n");
    write("purposes/commandes.toml", "name = \"Suivi des commandes\"\nlegal_basis = \"contract\"\n");
    write("retention/clients-3-ans.toml", "name = \"Clients\"\nactive = \"P3Y\"\n");
    dir
}

impl Driver {
    pub fn small(lang: Lang, width: u16, height: u16) -> Driver {
        let dir = small();
        let mut driver = Driver::on(dir.path().to_owned(), lang, width, height);
        driver._dir = Some(dir);
        driver
    }

    pub fn on(dir: PathBuf, lang: Lang, width: u16, height: u16) -> Driver {
        Driver::after(Past::default(), dir, lang, width, height)
    }

    /// A session that comes after another, which left this.
    pub fn after(past: Past, dir: PathBuf, lang: Lang, width: u16, height: u16) -> Driver {
        let look = Look { lang, theme: Theme::Sixteen, borders: true, unicode: true };
        let mut model = Model::new(dir, look, (width, height));
        model.today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let first = start(&mut model);
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut driver = Driver {
            model,
            terminal,
            edited: Vec::new(),
            copied: Vec::new(),
            shown: Vec::new(),
            lent: String::new(),
            journal: past.entries(),
            aside: Vec::new(),
            works: Vec::new(),
            full: false,
            past,
            state: tempfile::tempdir().unwrap(),
            _dir: None,
        };
        driver.carry_out(first);
        driver.draw();
        driver
    }

    /// The same, its folder kept as long as it.
    pub fn holding(mut self, dir: tempfile::TempDir) -> Driver {
        self._dir = Some(dir);
        self
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.model.dir.join(file)
    }

    pub fn file(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file)).unwrap()
    }

    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.carry_out(effects);
    }

    /// Types keys as `j<enter>été<ctrl-s>`.
    pub fn keys(&mut self, keys: &str) -> &mut Driver {
        for key in Key::parse_all(keys).unwrap() {
            self.send(Msg::Input(Input::Key(key)));
            self.draw();
        }
        self
    }

    pub fn draw(&mut self) {
        let mut drawn = registre::tui::drawn::Drawn::default();
        let model = &self.model;
        self.terminal.draw(|frame| drawn = view::draw(model, frame)).unwrap();
        self.model.drawn = drawn;
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        self.send(Msg::Input(Input::Resize { width, height }));
        self.draw();
    }

    pub fn screen(&self) -> String {
        self.terminal.backend().to_string()
    }

    pub fn sees(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    pub fn notice(&self) -> String {
        let (lang, context) = (self.model.lang(), registre::tui::command::context(&self.model));
        let keys = |name: &str| self.model.keymap.named(name, context, lang);
        self.model.notice.as_ref().map_or_else(String::new, |n| n.message.get_with(lang, &keys))
    }

    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(answer) = self.answer(effect) {
                self.send(answer);
            }
        }
    }

    /// Does what an effect asks; `None` where nothing answers.
    pub fn answer(&mut self, effect: Effect) -> Option<Msg> {
        let answer = match effect {
            Effect::Open { dir, first } => Msg::Opened(Workspace::open(&dir).map(|mut w| {
                // A test is of no day in particular: always the same one.
                w.set_today(NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
                let news = w.news();
                Opening { workspace: Box::new(w), news, past: first.then(|| self.past.clone()) }
            })),
            Effect::JournalAnew(past) => {
                self.journal = past.entries();
                return None;
            }
            Effect::Journal(entries) => {
                // The program may end between two lines: none gives up what the next tells again.
                assert!(!entries.contains(&Entry::Discarded));
                self.journal.extend(entries);
                return None;
            }
            Effect::SetAside(_) if self.full => Msg::Aside(Err(text("plein", "full").msg())),
            Effect::SetAside(lost) => {
                // The journal forgets nothing before this is done.
                assert!(Past::of(self.journal.clone()).holds_work());
                self.aside.push(*lost);
                Msg::Aside(Ok(PathBuf::from("/aside/recovered-1.txt")))
            }
            Effect::Save(mut workspace) => {
                let result = workspace.save();
                Msg::Saved { workspace, result }
            }
            Effect::Many { mut workspace, act } => {
                // Nothing is changed until the worker is through.
                assert!(self.model.busy.is_some());
                self.works.push(act.files());
                let result = registre::tui::many::many(&mut workspace, *act);
                Msg::ManyDone { workspace, result }
            }
            Effect::Check { generation, workspace } => {
                Msg::Checked { generation, findings: registre::tui::model::Found::of(workspace.findings()) }
            }
            Effect::LookAgain { generation, mut workspace } => {
                let result = workspace.refresh();
                Msg::LookedAgain { generation, workspace, result }
            }
            Effect::ReadHead(workspace) => Msg::HeadRead(git::head(&workspace)),
            Effect::ReadLog { workspace, record, place, stop } => {
                let result = git::log(&workspace, &record, place, &stop);
                Msg::LogRead { stop, result }
            }
            Effect::ReadRegisterLog { workspace, place, stop } => {
                let result = git::register_log(&workspace, place, &stop);
                Msg::RegisterLogRead { stop, result }
            }
            Effect::Compare { workspace, span, stop } => {
                let result = git::between(&workspace, &span);
                Msg::Compared { stop, result }
            }
            Effect::Blame { workspace, record, stop } => {
                let result = git::blame(&workspace, &record, &stop);
                Msg::Blamed { stop, result }
            }
            Effect::OpenPast { dir, name } => Msg::PastOpened(git::past(&dir, &name)),
            Effect::PrepareRestore { workspace, version } => {
                let result = git::restore(*workspace, &version);
                Msg::RestoreReady { result, from: version.from }
            }
            Effect::Branches(workspace) => Msg::Branches(git::branches(&workspace)),
            Effect::Review(marked) => Msg::Reviewed(reviewed(Some(self.state.path()), marked)),
            Effect::Git(workspace) => Msg::Git(git::view(&workspace)),
            Effect::PrepareCommit { workspace, lang } => Msg::CommitReady(git::prepare(&workspace, lang)),
            Effect::Commit { workspace, message } => Msg::Committed(git::commit(&workspace, &message)),
            Effect::PrepareExchange { workspace, way } => {
                Msg::ExchangeReady(git::prepare_exchange(&workspace, way))
            }
            Effect::Exchange { workspace, run } => {
                Msg::Exchanged(git::exchange(&workspace, &run, &mut |said| self.lent.push_str(said)))
            }
            Effect::Edit(text) => {
                self.edited.push(text);
                return None;
            }
            Effect::Copy { text, said } => {
                self.copied.push(text);
                Msg::Copied { said, how: Some(How::Terminal(Wrap::Nothing)) }
            }
            Effect::Show(text) => {
                self.shown.push(text);
                return None;
            }
            Effect::Fold { register, lang, older } => Msg::Folded(Texts::of(&register, lang, older.as_ref())),
            Effect::Filters(edit) => {
                let state = Some(self.state.path());
                let result = match &edit {
                    Some(edit) => saved::edit(state, edit),
                    None => saved::load(state),
                };
                Msg::Filters { edit, result }
            }
            Effect::Export { dir, request, job } => exported(&dir, request, job),
            Effect::Page(drawing) => drawing.draw(),
            Effect::Mouse(_) | Effect::Suspend | Effect::Redraw | Effect::Forget(_) => return None,
        };
        Some(answer)
    }
}
