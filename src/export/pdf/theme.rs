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
pub const LEFT: f32 = 56.0;
pub const RIGHT: f32 = PAGE_W - 56.0;
pub const WIDTH: f32 = RIGHT - LEFT;
/// The frame that the text of a page never leaves.
pub const TOP: f32 = 68.0;
pub const BOTTOM: f32 = PAGE_H - 66.0;
pub const HEADER_BASE: f32 = 40.0;
pub const FOOTER_BASE: f32 = PAGE_H - 36.0;

pub const BODY: f32 = 9.6;
pub const SMALL: f32 = 8.0;
pub const RUNNING: f32 = 7.6;
/// Distance between baselines, in font sizes.
pub const LEADING: f32 = 1.36;

/// Share of a fact sheet's width that its labels take.
pub const LABEL_SHARE: f32 = 0.29;
pub const PAD_X: f32 = 6.5;
pub const PAD_Y: f32 = 3.5;
