//! Whatever the text and its length, nothing on paper is cut, lost, out of its frame or on top of
//! something else. Read from the file's own bytes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use registre::export::pdf::readback::{self, Found};
use registre::export::pdf::{PdfOptions, render};
use registre::report::*;

const PAGE_W: f32 = 595.28;
const PAGE_H: f32 = 841.89;
/// Left and right of the text.
const MARGIN: f32 = 48.0;
/// A letter used in endless words only, so that its occurrences can be counted.
const ENDLESS: char = 'Ж';

fn options() -> PdfOptions {
    PdfOptions { created: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() }
}

/// What a random document must show: words at least once, endless letters exactly so often.
#[derive(Clone, Debug, Default)]
struct Expected {
    words: Vec<String>,
    endless: usize,
}

/// Random pieces of text; each word bears a number, so that it can be found again.
#[derive(Clone, Debug)]
enum Bit {
    Word(usize),
    Endless(usize),
    Newline,
    NoBreak,
    Colon,
}

fn bits(longest: usize) -> impl Strategy<Value = Vec<Bit>> {
    let bit = prop_oneof![
        20 => (1usize..9).prop_map(Bit::Word),
        1 => (1usize..900).prop_map(Bit::Endless),
        2 => Just(Bit::Newline),
        2 => Just(Bit::NoBreak),
        2 => Just(Bit::Colon),
    ];
    prop::collection::vec(bit, 0..longest)
}

/// Columns narrower than a word break it: there only the letters are counted.
fn endless() -> impl Strategy<Value = Vec<Bit>> {
    prop::collection::vec((1usize..200).prop_map(Bit::Endless), 0..3)
}

#[derive(Clone, Debug)]
enum Piece {
    Heading(u8, Vec<Bit>),
    Paragraph(Vec<Bit>),
    List(Vec<Vec<Bit>>),
    /// Label, the article beside it, value.
    Facts(Vec<(Vec<Bit>, Vec<Bit>, Vec<Bit>)>),
    Answer(Vec<Bit>),
    Table(Vec<f32>, Vec<Vec<Vec<Bit>>>),
    Note(Vec<Bit>),
    Contents,
    Break,
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        (1u8..6, bits(30)).prop_map(|(l, b)| Piece::Heading(l, b)),
        bits(900).prop_map(Piece::Paragraph),
        prop::collection::vec(bits(60), 0..12).prop_map(Piece::List),
        prop::collection::vec((bits(12), bits(5), bits(700)), 0..5).prop_map(Piece::Facts),
        prop::collection::vec((bits(5), bits(3), bits(6)), 0..9).prop_map(Piece::Facts),
        bits(60).prop_map(Piece::Answer),
        (
            prop::collection::vec(2.0f32..4.0, 1..6),
            prop::collection::vec(prop::collection::vec(bits(90), 0..6), 0..12)
        )
            .prop_map(|(c, r)| Piece::Table(c, r)),
        (
            prop::collection::vec(0.0f32..9.0, 1..12),
            prop::collection::vec(prop::collection::vec(endless(), 1..12), 0..9)
        )
            .prop_map(|(c, r)| Piece::Table(c, r)),
        bits(600).prop_map(Piece::Note),
        Just(Piece::Contents),
        Just(Piece::Break),
    ]
}

struct Build {
    expected: Expected,
    next: usize,
}

impl Build {
    /// The text of the bits; labels are said again over the page, so endless words are not counted there.
    fn text(&mut self, bits: &[Bit], counted: bool) -> Rich {
        let mut rich = Rich::default();
        for bit in bits {
            let (text, bold) = match bit {
                Bit::Word(n) => {
                    self.next += 1;
                    let word = format!("w{}é", self.next);
                    self.expected.words.push(word.clone());
                    (word + " ", n % 4 == 0)
                }
                Bit::Endless(n) if counted => {
                    self.expected.endless += n;
                    (ENDLESS.to_string().repeat(*n) + " ", false)
                }
                Bit::Endless(n) => ("k".repeat(*n) + " ", false),
                Bit::Newline => ("\n".into(), false),
                Bit::NoBreak => ("\u{a0}".into(), false),
                Bit::Colon => (": ".into(), true),
            };
            rich = rich.then(if bold { Rich::bold(text) } else { Rich::plain(text) });
        }
        rich
    }

    fn block(&mut self, i: usize, piece: &Piece) -> Block {
        match piece {
            Piece::Heading(level, bits) => Block::Heading(Heading::new(
                *level,
                self.text(bits, false).text(),
                Anchor::new(&format!("h{i}")),
            )),
            Piece::Paragraph(bits) => Block::Paragraph(self.text(bits, true)),
            Piece::List(items) => Block::List(items.iter().map(|b| self.text(b, true)).collect()),
            Piece::Facts(facts) => Block::Facts(Facts(
                facts
                    .iter()
                    .map(|(l, h, v)| {
                        let label = self.text(l, false).text();
                        let hint = self.text(h, false).text();
                        Fact::new(label, Cell::text(self.text(v, true))).hint(hint)
                    })
                    .collect(),
            )),
            Piece::Answer(bits) => Block::Answer(Cell::text(self.text(bits, true))),
            Piece::Table(columns, rows) => Block::Table(Table {
                columns: columns.iter().map(|s| Column::new("Titre de colonne", *s)).collect(),
                rows: rows
                    .iter()
                    .enumerate()
                    .map(|(n, cells)| TableRow {
                        // What stands under every other row, as wide as the table.
                        more: match cells.first() {
                            Some(bits) if n % 2 == 1 => Cell::text(self.text(bits, true)),
                            _ => Cell::default(),
                        },
                        cells: cells
                            .iter()
                            .take(columns.len())
                            .enumerate()
                            .map(|(i, b)| Cell::text(self.text(b, i > 0)))
                            .collect(),
                        ..TableRow::default()
                    })
                    .collect(),
            }),
            Piece::Note(bits) => Block::Note(Note {
                kind: NoteKind::Remark,
                title: None,
                body: Cell::text(self.text(bits, true)),
            }),
            Piece::Contents => Block::Contents { title: "Sommaire".into(), depth: 3 },
            Piece::Break => Block::PageBreak,
        }
    }
}

fn overlap(a: &Found, b: &Found) -> bool {
    let inked = |f: &Found| (f.x, f.x + f.width, f.y - 0.2 * f.size, f.y + 0.72 * f.size);
    let ((al, ar, ab, at), (bl, br, bb, bt)) = (inked(a), inked(b));
    al + 0.3 < br && bl + 0.3 < ar && ab + 0.1 < bt && bb + 0.1 < at
}

fn check(pages: &[Vec<Found>], expected: &Expected) {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut endless = 0;
    for (n, page) in pages.iter().enumerate() {
        for f in page {
            let inside = f.x >= MARGIN - 0.1
                && f.x + f.width <= PAGE_W - MARGIN + 0.1
                && f.y > 30.0
                && f.y < PAGE_H - 30.0;
            assert!(inside || f.text.trim().is_empty(), "page {}: {f:?} leaves the frame", n + 1);
            f.text
                .split(|c: char| c.is_whitespace() || c == ':')
                .for_each(|w| *found.entry(w).or_default() += 1);
            endless += f.text.chars().filter(|c| *c == ENDLESS).count();
        }
        let mut sorted: Vec<&Found> = page.iter().filter(|f| !f.text.trim().is_empty()).collect();
        sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
        for (i, a) in sorted.iter().enumerate() {
            for b in sorted.iter().skip(i + 1).take_while(|b| a.y - b.y < 40.0) {
                assert!(!overlap(a, b), "page {}: {a:?} and {b:?} overlap", n + 1);
            }
        }
    }
    let text: String = pages.iter().flatten().map(|f| f.text.as_str()).collect();
    for word in &expected.words {
        // A word may be broken in a column narrower than itself; then it stands in two pieces.
        assert!(found.contains_key(word.as_str()) || text.contains(word.as_str()), "{word} is lost");
    }
    assert_eq!(endless, expected.endless, "letters of endless words");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_is_printed_whole_and_without_overlap(pieces in prop::collection::vec(piece(), 0..14)) {
        let mut build = Build { expected: Expected::default(), next: 100 };
        let blocks = pieces.iter().enumerate().map(|(i, p)| build.block(i, p)).collect();
        let document = Document {
            title: "Essai".into(),
            running: Running {
                header: "Un en-tête ".repeat(30),
                date: "Registre au 23 novembre 2026".into(),
                fingerprint: "4b825dc642cb6eb9a060e54bf8d69288fbee4904".into(),
            },
            blocks,
            ..Document::default()
        };
        let pdf = render(&document, &options()).unwrap();
        check(&readback::pages(&pdf.bytes).unwrap(), &build.expected);
    }
}

#[test]
fn a_cell_of_forty_pages_goes_on_with_its_header_and_label() {
    let long = "Une phrase assez longue pour remplir la cellule, encore et encore. ".repeat(2200);
    let facts = Facts(vec![Fact::new("Étiquette", long.as_str())]);
    let table = Table {
        columns: vec![Column::new("Première colonne", 1.0), Column::new("Seconde", 2.0)],
        rows: vec![TableRow { cells: vec!["clé".into(), long.as_str().into()], ..TableRow::default() }],
    };
    let document = Document { blocks: vec![Block::Facts(facts), Block::Table(table)], ..Document::default() };
    let pdf = render(&document, &options()).unwrap();
    let pages = readback::pages(&pdf.bytes).unwrap();
    assert!(pages.len() > 40, "{}", pages.len());
    let text = |p: &Vec<Found>| p.iter().map(|f| f.text.clone() + " ").collect::<String>();
    let labelled = pages.iter().filter(|p| text(p).contains("Étiquette")).count();
    let headed = pages.iter().filter(|p| text(p).contains("Première colonne")).count();
    assert!(labelled + headed >= pages.len(), "{labelled} + {headed} of {}", pages.len());
    let said: usize = pages.iter().map(|p| text(p).matches("encore. ").count()).sum();
    assert!(said >= 4300, "{said}");
}

#[test]
fn a_character_that_no_font_has_is_shown_and_reported() {
    let document = Document {
        blocks: vec![Block::Paragraph(Rich::plain(
            "Tous les scripts : Ελληνικά, Български, ☐ ☑ → ⚠, 漢字 et \u{7}.",
        ))],
        ..Document::default()
    };
    let pdf = render(&document, &options()).unwrap();
    let text = readback::text(&pdf.bytes).unwrap();
    assert!(text.contains("Ελληνικά") && text.contains("Български") && text.contains('→'), "{text}");
    assert_eq!(text.matches('□').count(), 3, "{text}");
    assert_eq!(pdf.warnings.len(), 1);
    let said = pdf.warnings[0].get(registre::model::message::Lang::Fr);
    assert!(said.contains("漢 (U+6F22)") && said.contains("U+0007"), "{said}");
}

#[test]
fn marks_that_mislead_the_eye_are_not_printed() {
    let document = Document {
        blocks: vec![Block::Paragraph(Rich::plain("a\u{202e}b\u{200b}c\u{ad}d\u{feff}e"))],
        ..Document::default()
    };
    let pdf = render(&document, &options()).unwrap();
    assert!(readback::text(&pdf.bytes).unwrap().contains("abcde"));
}

#[test]
fn an_empty_document_has_one_page() {
    assert_eq!(render(&Document::default(), &options()).unwrap().pages, 1);
}
