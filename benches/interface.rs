//! Key to frame on 5,000 activities (20,000 records): the real `update` and `view` on a buffer of
//! 120 × 40, for moving, filtering, changing view, what changed since the commit, opening a form, typing,
//! answering, and one change of all activities. Prints the median, the 99th centile and the longest of
//! each, and the most memory that the process took.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use ratatui::{Terminal, backend::TestBackend};
use registre::model::Lang;
use registre::ops::Workspace;
use registre::term::{Input, Key};
use registre::tui::effect::Effect;
use registre::tui::git;
use registre::tui::message::{Msg, Opening};
use registre::tui::model::{Look, Model};
use registre::tui::theme::Theme;
use registre::tui::update::update;
use registre::tui::view;

const ACTIVITIES: usize = 5_000;

struct Bench {
    model: Model,
    terminal: Terminal<TestBackend>,
    took: Vec<Duration>,
}

impl Bench {
    /// One message, and the frame after it.
    fn send(&mut self, msg: Msg) -> Duration {
        let start = Instant::now();
        let effects = update(&mut self.model, msg);
        let mut drawn = registre::tui::drawn::Drawn::default();
        let model = &self.model;
        let done = self.terminal.draw(|frame| drawn = view::draw(model, frame)).map(drop);
        let took = start.elapsed();
        let Ok(()) = done;
        self.model.drawn = drawn;
        // What workers do is not waited for by a key; its answer is one more message.
        for effect in effects {
            let answer = match effect {
                Effect::Check { generation, workspace } => Msg::Checked {
                    generation,
                    findings: registre::tui::model::Found::of(workspace.findings()),
                },
                Effect::Many { mut workspace, act } => {
                    let result = registre::tui::many::many(&mut workspace, *act);
                    Msg::ManyDone { workspace, result }
                }
                Effect::Page(drawing) => drawing.draw(),
                Effect::ReadHead(workspace) => Msg::HeadRead(git::head(&workspace)),
                _ => continue,
            };
            let took = self.send(answer);
            self.took.push(took);
        }
        took
    }

    fn keys(&mut self, keys: &str) {
        let Some(keys) = Key::parse_all(keys) else { panic!("{keys}: no keys") };
        for key in keys {
            let took = self.send(Msg::Input(Input::Key(key)));
            self.took.push(took);
        }
    }

    /// One line for each of these keys.
    fn each(&mut self, what: &str, keys: &str) {
        self.keys(keys);
        self.report(what);
    }

    fn report(&mut self, what: &str) {
        let mut ms: Vec<f64> = self.took.drain(..).map(|d| d.as_secs_f64() * 1e3).collect();
        ms.sort_by(f64::total_cmp);
        let at = |share: f64| ms[((ms.len() - 1) as f64 * share) as usize];
        println!(
            "{what:<28} {:>5} frames   median {:>7.2} ms   p99 {:>7.2} ms   longest {:>7.2} ms",
            ms.len(),
            at(0.5),
            at(0.99),
            at(1.0)
        );
    }
}

/// A processor that every activity employs, the first of its list.
fn share_a_processor(dir: &Path) {
    let shared = fs::write(dir.join("processors/aa-partage.toml"), "name = \"Aa partagé\"\n");
    let Ok(()) = shared else { panic!("no shared processor") };
    for entry in fs::read_dir(dir.join("activities")).into_iter().flatten().flatten() {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        let text = text.replace("processors = [", "processors = [\n    \"aa-partage\",");
        let Ok(()) = fs::write(entry.path(), text) else { panic!("no activity") };
    }
}

/// Commits all that is there.
fn commit(dir: &Path) {
    for args in [
        &["init", "-q"][..],
        &["add", "."],
        &["-c", "user.name=Banc", "-c", "user.email=banc@banc.example", "commit", "-q", "-m", "Registre"],
    ] {
        let done = Command::new("git").args(args).current_dir(dir).status();
        assert!(done.is_ok_and(|s| s.success()), "git {args:?}");
    }
}

/// The most memory that this process had, as the system counts it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known".to_owned(), |l| l.trim().to_owned())
}

fn main() {
    let Ok(dir) = tempfile::tempdir() else { panic!("no temporary folder") };
    common::write(dir.path(), ACTIVITIES);
    share_a_processor(dir.path());
    commit(dir.path());
    let look = Look { lang: Lang::Fr, theme: Theme::Sixteen, borders: true, unicode: true };
    let model = Model::new(dir.path().to_owned(), look, (120, 40));
    let Ok(terminal) = Terminal::new(TestBackend::new(120, 40));
    let mut bench = Bench { model, terminal, took: Vec::new() };
    let start = Instant::now();
    let Ok(workspace) = Workspace::open(dir.path()) else { panic!("the register does not open") };
    println!("opening {} records: {:.0} ms", ACTIVITIES * 4, start.elapsed().as_secs_f64() * 1e3);
    let opening = Opening { workspace: Box::new(workspace), news: Vec::new(), past: None };
    let took = bench.send(Msg::Opened(Ok(opening)));
    bench.took.push(took);
    bench.report("opened");
    bench.keys(&"<down>".repeat(400));
    bench.keys(&"<pagedown>".repeat(100));
    bench.keys(&"G<up>g<down>".repeat(50));
    bench.report("scrolling the list");
    for _ in 0..10 {
        bench.keys("/service 01<esc>");
    }
    bench.report("filtering");
    bench.keys(&"<left>j<right><down><left>k<right>".repeat(20));
    bench.report("changing kind");
    bench.each("findings", &"!<down><esc>".repeat(10));
    bench.each("uses", &"w<esc>".repeat(10));
    bench.each("palette and help", &":co<esc>?fil<esc>".repeat(10));
    bench.each("overview", "b<pagedown><end><esc>");
    bench.each("deadlines", "E<pagedown><end><esc>");
    bench.each("time line", "t<end><esc>");
    bench.each("data flow", "F<end><esc>");
    bench.each("changes, none yet", "D<esc>");
    bench.keys("<left>jjj<right>g");
    for _ in 0..10 {
        bench.keys("wservice 01<esc><esc>");
    }
    bench.keys("<left>kkk<right>g");
    bench.report("uses of a much-used record");
    bench.keys(&"<enter><down><down><down><esc><down>".repeat(20));
    bench.report("opening forms");
    bench.keys("<enter><down><down><enter>");
    bench.keys(&"été".repeat(60));
    bench.report("typing in a line");
    bench.keys("<enter>");
    bench.report("answering, and its check");
    for _ in 0..10 {
        bench.keys("<enter>x<enter><ctrl-z>");
    }
    bench.report("answering and undoing");
    bench.each("changes, some", "D<down><enter><down><esc>");
    bench.each("marking all activities", "<esc><ctrl-a>");
    bench.each("what a bulk edit would do", "Bservice<enter>Direction<enter>");
    bench.each("changing 5,000 records", "m");
    bench.each("changes, 5,000", "D<down><pagedown><enter><esc>");
    bench.each("undoing it", "<ctrl-z>");
    println!("most memory: {}", peak());
}
