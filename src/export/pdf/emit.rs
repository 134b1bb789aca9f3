//! Pages → printpdf operations.

use printpdf::{
    Color, FontId, Line, LineDashPattern, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point, Pt,
    Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

use crate::export::pdf::fonts::Face;
use crate::export::pdf::paginate::{Item, Page};
use crate::export::pdf::shape::NARROW;
use crate::export::pdf::theme::{self, Ink};
use crate::export::pdf::wrap::{Piece, Seg};

/// A page of printpdf from a page of ours. Links and page numbers are not drawn here.
pub fn page(page: &Page, space: impl Fn(Face) -> f32) -> PdfPage {
    let mut e = Emitter { ops: Vec::new(), fill: None, font: None, open: false, space: &space };
    for item in &page.items {
        match item {
            Item::Fill { x, y, w, h, ink } => e.rectangle(*x, *y, *w, *h, *ink),
            Item::Rule { x, y, w, thick, ink } => e.rectangle(*x, *y - thick / 2.0, *w, *thick, *ink),
            Item::Text { x, baseline, seg } => e.text(*x, *baseline, seg),
            Item::Dots { x, right, y, ink } => e.dots(*x, *right, *y, *ink),
            Item::Link { .. } | Item::PageOf { .. } => {}
        }
    }
    e.close();
    let mut out = PdfPage::new(Mm(0.0), Mm(0.0), e.ops);
    let paper = Rect::from_wh(Pt(theme::PAGE_W), Pt(theme::PAGE_H));
    (out.media_box, out.trim_box, out.crop_box) = (paper.clone(), paper.clone(), paper);
    out
}

struct Emitter<'a> {
    ops: Vec<Op>,
    fill: Option<Ink>,
    font: Option<(Face, f32)>,
    /// Between the beginning and the end of a text object.
    open: bool,
    /// Width of a space in font sizes.
    space: &'a dyn Fn(Face) -> f32,
}

impl Emitter<'_> {
    fn close(&mut self) {
        if std::mem::take(&mut self.open) {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn ink(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    fn rectangle(&mut self, x: f32, y: f32, w: f32, h: f32, ink: Ink) {
        self.close();
        self.ink(ink);
        let mut rectangle = Rect::from_xywh(pt(x), pt(theme::PAGE_H - y - h), pt(w), pt(h));
        rectangle.mode = Some(PaintMode::Fill);
        rectangle.winding_order = Some(WindingOrder::NonZero);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn text(&mut self, x: f32, baseline: f32, seg: &Seg) {
        if !self.open {
            self.open = true;
            self.ops.push(Op::StartTextSection);
            self.font = None;
        }
        self.ink(seg.ink);
        if self.font != Some((seg.face, seg.size)) {
            self.font = Some((seg.face, seg.size));
            let font = PdfFontHandle::External(FontId(seg.face.resource().to_owned()));
            self.ops.push(Op::SetFont { font, size: pt(seg.size) });
        }
        self.ops
            .push(Op::SetTextMatrix { matrix: TextMatrix::Translate(pt(x), pt(theme::PAGE_H - baseline)) });
        let mut items = Vec::with_capacity(seg.pieces.len());
        for piece in &seg.pieces {
            match piece {
                Piece::Text(t) => items.push(TextItem::Text(t.clone())),
                Piece::Narrow => {
                    items.push(TextItem::Text(" ".to_owned()));
                    items.push(TextItem::Offset(((self.space)(seg.face) * (1.0 - NARROW) * 1000.0).round()));
                }
            }
        }
        self.ops.push(Op::ShowText { items });
    }

    fn dots(&mut self, x: f32, right: f32, y: f32, ink: Ink) {
        self.close();
        let at = |x: f32| LinePoint { p: Point { x: pt(x), y: pt(theme::PAGE_H - y) }, bezier: false };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetOutlineColor { col: colour(ink) },
            Op::SetOutlineThickness { pt: pt(0.7) },
            Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[0.7, 3.3]) },
            // From the right, so that the dots of all lines stand under each other.
            Op::DrawLine { line: Line { points: vec![at(right), at(x)], is_closed: false } },
            Op::RestoreGraphicsState,
        ]);
    }
}

fn colour(ink: Ink) -> Color {
    let part = |v: u8| (f32::from(v) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(ink.0), g: part(ink.1), b: part(ink.2), icc_profile: None })
}

/// Two decimals: a hundredth of a point is finer than any printer.
fn pt(v: f32) -> Pt {
    Pt((v * 100.0).round() / 100.0)
}
