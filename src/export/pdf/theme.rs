//! The look: page, inks, sizes. Everything is in points (1/72 inch); y goes down from the top edge.

/// An ink, red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

pub const TEXT: Ink = Ink(0x1c, 0x22, 0x2b);
pub const MUTED: Ink = Ink(0x56, 0x60, 0x6e);
pub const ACCENT: Ink = Ink(0x10, 0x39, 0x6b);
pub const LINK: Ink = Ink(0x1a, 0x4f, 0x96);
pub const AMBER: Ink = Ink(0x8a, 0x4b, 0x08);
pub const WHITE: Ink = Ink(0xff, 0xff, 0xff);
pub const BAND: Ink = Ink(0xe2, 0xe9, 0xf2);
pub const LABEL: Ink = Ink(0xf4, 0xf6, 0xf9);
pub const RULE: Ink = Ink(0xc6, 0xd0, 0xdc);
pub const REMARK: Ink = Ink(0xf1, 0xf5, 0xfa);
pub const WARNING: Ink = Ink(0xfd, 0xf4, 0xe3);
pub const COVER_PALE: Ink = Ink(0xc9, 0xd8, 0xea);

/// A4, upright.
pub const PAGE_W: f32 = 595.28;
pub const PAGE_H: f32 = 841.89;
pub const LEFT: f32 = 48.0;
pub const RIGHT: f32 = PAGE_W - 48.0;
pub const WIDTH: f32 = RIGHT - LEFT;
/// The frame that the text of a page never leaves.
pub const TOP: f32 = 53.0;
pub const BOTTOM: f32 = PAGE_H - 51.0;
pub const HEADER_BASE: f32 = 33.0;
pub const FOOTER_BASE: f32 = PAGE_H - 31.5;

pub const BODY: f32 = 8.7;
/// Labels of facts.
pub const TAG: f32 = 8.3;
/// Text of tables, and of what stands under their rows.
pub const CELL: f32 = 8.2;
pub const UNDER: f32 = 7.9;
pub const SMALL: f32 = 7.6;
/// Articles of law beside a label.
pub const HINT: f32 = 7.0;
pub const RUNNING: f32 = 7.6;
/// Distance between baselines, in font sizes.
pub const LEADING: f32 = 1.25;

/// Share of a fact sheet's width that its labels take.
pub const LABEL_SHARE: f32 = 0.29;
pub const PAD_X: f32 = 5.5;
pub const PAD_Y: f32 = 2.0;
