//! What only drawing tells: where the mouse can hit what, and how far the parts reach.

use ratatui::layout::Rect;

use crate::tui::model::Area;

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
