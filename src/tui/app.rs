//! The loop: input, signals and workers feed one channel; a message is taken in, effects are handed
//! out, the screen is drawn once a batch. Idle is asleep.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};

use crate::model::{Lang, Message};
use crate::ops::config::{Config, ThemeName};
use crate::ops::sample::ThrowAway;
use crate::ops::{output, places};
use crate::term::clipboard::Way;
use crate::term::guard::Writer;
use crate::term::panic;
use crate::term::{Guard, Reader, clipboard, color, editor, show, signals};
use crate::tui::drawn::Drawn;
use crate::tui::effect::{Effect, Workers};
use crate::tui::fault;
use crate::tui::git;
use crate::tui::keymap::Keymap;
use crate::tui::message::{How, Msg};
use crate::tui::model::{Look, Model};
use crate::tui::texts as t;
use crate::tui::theme::Theme;
use crate::tui::update::{start, update};
use crate::tui::view;

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The register's folder.
    pub dir: PathBuf,
    pub lang: Lang,
    pub color: color::Choice,
    pub mouse: bool,
    /// Show ASCII alone, whatever the locale says.
    pub ascii: bool,
    pub theme: ThemeName,
    /// Draw frames around the parts.
    pub borders: bool,
    /// The person's settings: their keys, and what is to be said of them.
    pub config: Config,
    /// Said once the register is open.
    pub greeting: Option<Message>,
    /// The register is a copy that goes when the program ends, whatever ends it.
    pub throw_away: Option<ThrowAway>,
}

type Screen = Terminal<CrosstermBackend<Writer>>;

/// Runs the interface until it ends; gives the exit code.
///
/// # Errors
/// There is no terminal, or it went away.
pub fn run(options: Options) -> io::Result<i32> {
    let copy = options.throw_away.clone();
    let ended = run_on(options);
    if let Some(copy) = copy {
        copy.throw_away();
    }
    ended
}

fn run_on(options: Options) -> io::Result<i32> {
    color::take_over();
    let vars = color::Vars::from_env();
    let look = Look {
        lang: options.lang,
        theme: theme(options.theme, color::allowed(options.color, &vars, true)),
        borders: options.borders,
        unicode: !options.ascii && color::unicode(&vars),
    };
    let guard = Guard::open()?;
    let (tx, rx) = mpsc::channel::<Msg>();
    let send = {
        let tx = tx.clone();
        move |input| tx.send(Msg::Input(input)).is_ok()
    };
    let copy = options.throw_away.clone();
    let state = copy.as_ref().map_or_else(places::state, |c| Some(c.state()));
    let workers = Workers::start(options.dir.clone(), state, tx.clone())?;
    let is_sample = copy.is_some();
    let finish = workers.finisher();
    let at_end = move || {
        finish();
        if let Some(copy) = &copy {
            copy.throw_away();
        }
    };
    fault::own_up(guard.clone(), options.lang, is_sample, at_end.clone());
    signals::watch(guard.clone(), send.clone(), at_end)?;
    guard.set_mouse(options.mouse)?;
    let _entered = guard.entered()?;
    let reader = Reader::start(send)?;
    let screen = new_screen(&guard)?;
    let size = screen.size()?;
    let mut model = Model::new(options.dir, look, (size.width, size.height));
    model.mouse = options.mouse;
    model.throw_away = options.throw_away.is_some();
    model.beside = output::default_folder(&model.dir);
    let (keymap, problems) = Keymap::new(&options.config);
    model.keymap = Arc::new(keymap);
    model.greeting = options.greeting;
    model.settings_said = options.config.problems.into_iter().chain(problems).collect();
    App { workers, tx, guard, reader, screen, model, began: Instant::now() }.live(&rx)
}

/// The theme asked for; none where colour is not allowed.
fn theme(name: ThemeName, color: bool) -> Theme {
    match name {
        ThemeName::Contrast => Theme::Contrast,
        _ if !color => Theme::Mono,
        ThemeName::Auto => Theme::Sixteen,
        ThemeName::Light => Theme::Light,
        ThemeName::Dark => Theme::Dark,
        ThemeName::Mono => Theme::Mono,
    }
}

fn new_screen(guard: &Guard) -> io::Result<Screen> {
    Terminal::new(CrosstermBackend::new(guard.writer()))
}

struct App {
    workers: Workers,
    tx: Sender<Msg>,
    guard: Guard,
    reader: Reader,
    screen: Screen,
    model: Model,
    began: Instant,
}

impl App {
    fn live(mut self, rx: &Receiver<Msg>) -> io::Result<i32> {
        self.model.today = places::today();
        for effect in start(&mut self.model) {
            self.carry_out(effect)?;
        }
        self.draw()?;
        loop {
            // Asleep, unless something runs whose time is shown.
            let next = match self.model.tasks.wake(self.model.clock) {
                None => rx.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => rx.recv_timeout(wait),
            };
            self.model.clock = self.began.elapsed();
            let today = places::today();
            if self.model.is_of_another_day(today) {
                self.take(Msg::Day(today))?;
            }
            match next {
                Ok(msg) => self.take(msg)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(panic::EXIT_CODE),
            }
            // All that came meanwhile, then one drawing.
            while let Ok(msg) = rx.try_recv() {
                if self.model.quit.is_some() {
                    break;
                }
                self.take(msg)?;
            }
            if let Some(code) = self.model.quit {
                self.workers.finish();
                return Ok(code);
            }
            self.draw()?;
        }
    }

    fn take(&mut self, msg: Msg) -> io::Result<()> {
        for effect in update(&mut self.model, msg) {
            self.carry_out(effect)?;
        }
        Ok(())
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<()> {
        match self.workers.take(effect) {
            Some(Effect::Redraw) => self.redraw(),
            Some(Effect::Edit(text)) => {
                let edited = editor::edit(&text, &self.guard, &mut self.reader);
                let _ = self.tx.send(Msg::Edited(edited));
                self.redraw()
            }
            Some(Effect::Commit { workspace, message }) => {
                // The person's git may run hooks or ask for a passphrase: it gets the terminal, and
                // Ctrl-C ends it and not us.
                self.reader.pause();
                let loan = self.guard.lend();
                let done = git::commit(&workspace, &message);
                drop(loan);
                self.reader.unpause();
                let _ = self.tx.send(Msg::Committed(done));
                self.redraw()
            }
            Some(Effect::Exchange { workspace, run }) => {
                self.reader.pause();
                let loan = self.guard.lend();
                let done = git::exchange(&workspace, &run, &mut |said| loan.show(said));
                drop(loan);
                self.reader.unpause();
                let _ = self.tx.send(Msg::Exchanged(done));
                self.redraw()
            }
            Some(Effect::Copy { text, said }) => {
                self.copy(text, said);
                Ok(())
            }
            Some(Effect::Show(text)) => {
                let prompt = t::SHOWN_PROMPT.get(self.model.lang());
                show::until_enter(&text, prompt, &self.guard, &mut self.reader);
                self.redraw()
            }
            Some(Effect::Mouse(on)) => self.guard.set_mouse(on),
            Some(Effect::Suspend) => {
                signals::stop(&self.guard);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Through the terminal where it listens, else with a program, for which nobody waits.
    fn copy(&self, text: String, said: Message) {
        let ways = clipboard::Place::from_env().ways(&text);
        let (tx, mut out) = (self.tx.clone(), self.guard.messenger());
        let failed = Msg::Copied { said: said.clone(), how: None };
        let at_once = matches!(ways.first(), Some(Way::Terminal(_)));
        let job = move || {
            let how = clipboard::copy_by(&ways, &text, &mut out).map(|way| match way {
                Way::Terminal(wrap) => How::Terminal(wrap),
                Way::Program(program) => How::Program(program.name),
            });
            let _ = tx.send(Msg::Copied { said, how });
        };
        if at_once {
            return job();
        }
        if std::thread::Builder::new().name(format!("{}-copy", panic::WORKER)).spawn(job).is_err() {
            let _ = self.tx.send(failed);
        }
    }

    /// Forgets what is on the screen, so that all of it is drawn again. The library's own `clear` asks
    /// the terminal where its cursor is, and the answer would go to our reader.
    fn redraw(&mut self) -> io::Result<()> {
        let size = crossterm::terminal::size()?;
        self.model.size = size;
        self.screen = new_screen(&self.guard)?;
        self.screen.backend_mut().write_all(b"\x1b[0m\x1b[2J")
    }

    fn draw(&mut self) -> io::Result<()> {
        let mut drawn = Drawn::default();
        self.guard.hold_frame();
        let model = &self.model;
        let done = self.screen.draw(|frame| drawn = view::draw(model, frame)).map(drop);
        self.guard.release_frame();
        done?;
        Backend::flush(self.screen.backend_mut())?;
        self.model.drawn = drawn;
        Ok(())
    }
}
