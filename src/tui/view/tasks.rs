//! What runs and what ran, a line each, and the word in the bar that something does.

use ratatui::layout::Rect;

use crate::model::Lang;
use crate::term::clean::width;
use crate::tui::drawn::Hit;
use crate::tui::model::Model;
use crate::tui::tasks::{End, Task, lasted};
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::view::canvas::Canvas;
use crate::tui::view::layers;
use crate::tui::window;

/// What the bar at the top says of what runs; empty where nothing does for long.
pub fn word(model: &Model, lang: Lang) -> Option<String> {
    let said = model.tasks.said(model.clock);
    match said.as_slice() {
        [] => None,
        [one] => {
            let mut what = one.work.title().get(lang).to_owned();
            if let Some((n, of)) = one.job.progress() {
                what.push_str(&format!(" {n}/{of}"));
            }
            Some(t::RUNNING.msg().with("what", what).get(lang))
        }
        several => Some(t::RUNNING_SEVERAL.msg().with("n", several.len()).get(lang)),
    }
}

pub fn draw(c: &mut Canvas<'_>, model: &Model, at: usize, area: Rect) {
    let lang = c.lang();
    let title = c.say(t::TASKS_TITLE).to_owned();
    let rows = (model.tasks.len() + 2).max(3) as u16;
    let inside = layers::open(c, &title, layers::middle(area, 100, rows));
    if model.tasks.is_empty() {
        c.text(inside.x, inside.y, inside.width, c.say(t::NO_TASK), Role::Dim);
        return;
    }
    let top = window::top(at, model.tasks.len(), usize::from(inside.height));
    for (i, task) in model.tasks.listed().enumerate().skip(top).take(usize::from(inside.height)) {
        let line = Rect { y: inside.y + (i - top) as u16, height: 1, ..inside };
        let chosen = i == at;
        let (sign, sign_role) = match &task.end {
            None => ("…", Role::Accent),
            Some((End::Done(_), _)) => ("✓", Role::Ok),
            Some((End::Failed(_), _)) => ("✖", Role::Error),
            Some((End::Cancelled, _)) => ("–", Role::Dim),
        };
        let role = if chosen { Role::Chosen } else { Role::Plain };
        c.line(line, if chosen { ">" } else { " " }, role);
        c.text(line.x + 1, line.y, 1, sign, if chosen { role } else { sign_role });
        let (said, time) = said(model, task, lang);
        let columns = width(&time) as u16;
        c.text(line.x + 3, line.y, line.width.saturating_sub(columns + 4), &said, role);
        c.text(line.right().saturating_sub(columns), line.y, columns, &time, role);
        c.spot(line, Hit::Item(i));
        if chosen {
            c.cursor(line.x, line.y);
        }
    }
    c.scrollbar(inside, top, model.tasks.len());
}

/// What a task does or did, and how long.
fn said(model: &Model, task: &Task, lang: Lang) -> (String, String) {
    let mut what = task.work.title().get(lang).to_owned();
    let (how, time) = match &task.end {
        None => {
            let how = match task.job.progress() {
                _ if task.job.stop.is_stopped() => t::TASK_STOPPING.get(lang).to_owned(),
                Some((n, of)) => t::TASK_PROGRESS.msg().with("n", n).with("of", of).get(lang),
                None => t::TASK_RUNS.get(lang).to_owned(),
            };
            (how, model.clock.saturating_sub(task.started))
        }
        Some((End::Done(said) | End::Failed(said), time)) => (said.get(lang), *time),
        Some((End::Cancelled, time)) => (t::TASK_CANCELLED.get(lang).to_owned(), *time),
    };
    // The outcome may name it already.
    if !task.about.is_empty() && !how.contains(&task.about) {
        what.push_str(&format!(" – {}", task.about));
    }
    (t::TASK_LINE.msg().with("what", what).with("how", how).get(lang), lasted(time).get(lang))
}
