//! State → screen. Draws from the state alone and says where the mouse can hit what.

mod browse;
mod canvas;
mod export;
mod filter;
mod form;
mod guide;
pub mod help;
mod layers;
mod page;
mod sheet;
mod tasks;
pub mod theme;
pub mod window;

pub use sheet::lines as sheet_lines;

use ratatui::{Frame, buffer::Buffer, layout::Rect};

use crate::tui::model::{Area, Model};
use crate::tui::view::canvas::Canvas;

/// The smallest screen on which anything can be done.
pub const SMALLEST: (u16, u16) = (40, 10);
/// Below this width one part is shown at a time.
const NARROW: u16 = 80;
/// From this width on the form has its help beside it.
const WIDE: u16 = 110;

/// A screen this narrow and this tall shows the list above and the sheet below.
const PORTRAIT: (u16, u16) = (84, 46);

/// Whether the parts lie one above the other.
fn is_portrait(screen: Rect) -> bool {
    screen.width <= PORTRAIT.0 && screen.height >= PORTRAIT.1
}

/// A place that the mouse can hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub area: Rect,
    pub hit: Hit,
}

impl Spot {
    pub fn holds(&self, column: u16, row: u16) -> bool {
        self.area.contains((column, row).into())
    }
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A command, by its place in the table.
    Command(usize),
    Kind(usize),
    Row(usize),
    Area(Area),
    /// A line of the form.
    Line(usize),
    /// A line of what lies on top.
    Item(usize),
}

/// What only drawing tells: where the parts lie, and how far they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    pub spots: Vec<Spot>,
    /// The first line of the preview when its end is shown.
    pub sheet_end: usize,
}

impl Drawn {
    /// What lies under a place of the screen; what was drawn last lies on top.
    pub fn hit(&self, column: u16, row: u16) -> Option<Hit> {
        self.spots.iter().rev().find(|s| s.holds(column, row)).map(|s| s.hit)
    }

    /// The lines that a part of the main screen shows at once, where it is shown.
    pub fn lines_of(&self, part: Area) -> Option<usize> {
        const FRAME: u16 = 2;
        let spot = self.spots.iter().find(|s| s.hit == Hit::Area(part))?;
        Some(usize::from(spot.area.height.saturating_sub(FRAME)).max(1))
    }
}

/// Draws the whole screen.
pub fn draw(model: &Model, frame: &mut Frame<'_>) -> Drawn {
    let area = frame.area();
    let (drawn, cursor) = paint(model, frame.buffer_mut(), area);
    if let Some((x, y)) = cursor {
        frame.set_cursor_position((x, y));
    }
    drawn
}

/// The same on any buffer: what drawing told, and where the cursor stands.
pub fn paint(model: &Model, buffer: &mut Buffer, area: Rect) -> (Drawn, Option<(u16, u16)>) {
    let mut canvas = Canvas::new(buffer, &model.look);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        layers::too_small(&mut canvas, area);
        return canvas.finish();
    }
    let [top, body, bottom] = split_screen(area);
    browse::top_bar(&mut canvas, model, top);
    match (&model.form, is_portrait(area)) {
        (Some(_), true) => {
            let [above, below] = browse::stacked(body, body.height / 4);
            browse::aside(&mut canvas, model, above);
            form::draw(&mut canvas, model, below);
        }
        (Some(_), false) => form::draw(&mut canvas, model, body),
        (None, true) => browse::draw_portrait(&mut canvas, model, body),
        (None, false) => browse::draw(&mut canvas, model, body),
    }
    layers::draw(&mut canvas, model, body);
    layers::bottom(&mut canvas, model, bottom);
    canvas.finish()
}

/// One line above, two below (what was said, the commands), the rest between.
fn split_screen(area: Rect) -> [Rect; 3] {
    let body = area.height.saturating_sub(3);
    [
        Rect { height: area.height.min(1), ..area },
        Rect { y: area.y + area.height.min(1), height: body, ..area },
        Rect { y: area.y + area.height.min(1) + body, height: area.height.saturating_sub(1 + body), ..area },
    ]
}
