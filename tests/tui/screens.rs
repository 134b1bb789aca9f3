//! What each screen looks like, in both languages, at the two usual sizes; and that no size breaks one.

use ratatui::style::{Color, Modifier};
use registre::model::Lang;
use registre::tui::theme::Theme;

use crate::driver::Driver;
use crate::git::{committed_and_changed, committed_often};

/// The screens, by the keys that lead to them from the start.
const SCREENS: &[(&str, &str)] = &[
    ("start", ""),
    ("kinds", "<left><down>"),
    ("filter", "/oeuv"),
    ("form", "<enter>"),
    ("form-rows", "<enter><end><up><up><up><up><up>"),
    ("typing", "<enter><down>Café"),
    ("date-fault", "<enter><down><down><down><down><down><down><down><down><down><down><down>31/02/2026"),
    ("pick-one", "<enter><down><down><down><down><down><enter>"),
    (
        "pick-country",
        "<left><up><right><enter><down><down><down><down><down><down><down><down><down><down><down><down><down><down><enter>fran",
    ),
    (
        "long-text",
        "<enter><down><down><down><enter>Une description<enter>sur deux lignes, dont une assez longue pour passer à la ligne",
    ),
    ("new", "n<enter>"),
    ("templates", "n"),
    ("templates-typed", "ncourriel"),
    ("template-made", "nrecru<enter><enter>"),
    (
        "calendar",
        "<enter><down><down><down><down><down><down><down><down><down><down><down><enter><right><down>",
    ),
    (
        "period",
        "<left><down><down><right><enter><down><down><down><down><down><down><down><enter><ctrl-u>18 mois",
    ),
    ("guide-first", "nrecru<enter><enter><enter>"),
    ("guide-data", "nrecru<enter><enter><enter><tab><tab><tab><tab><tab><tab><tab>"),
    ("guide-rule", "<enter><ctrl-g><tab><tab><tab><tab><tab><tab>"),
    ("guide-typing", "<enter><ctrl-g><tab>Ventes"),
    (
        "guide-end",
        "<down><enter><ctrl-g><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab><tab>",
    ),
    ("delete", "<down><delete>"),
    ("quit", "<enter><down>x<enter><esc>q"),
    ("findings", "!"),
    ("help", "?"),
    ("help-filtered", "?ctrl-s"),
    ("export-from-the-list", "<down>x<down>"),
    ("tasks-at-rest", "T"),
    ("palette", ":"),
    ("palette-typed", ":copier"),
    ("filter-keys", "/st"),
    ("filter-values", "/statut:<tab>"),
    ("filter-mistake", "/statu:x"),
    ("sort", "sref<enter>s"),
    ("filters", "f"),
    ("keep-filter", "/pays:US<ctrl-s>"),
    ("search", "<ctrl-f>commande"),
    ("search-empty", "<ctrl-f>"),
    ("marked", "<ctrl-a>"),
    ("bulk-field", "<ctrl-a>Bstatut"),
    ("bulk-date", "<ctrl-a>B<ctrl-u>reviewed_on<enter>bientôt<enter>"),
    ("bulk-date-in-words", "<ctrl-a>B<ctrl-u>reviewed_on<enter>demain<enter>"),
    ("bulk-confirm", "<ctrl-a>Bstatus<enter>active<enter>"),
    ("delete-marked", "<ctrl-a><delete>"),
    ("uses", "<left>j<right>w"),
    ("references", "<left>jj<right><enter><ctrl-r>prosp"),
];

/// The screens of a register that has something to look at.
const VIEWS: &[(&str, &str)] = &[
    ("overview", "b"),
    ("overview-below", "b<pagedown><pagedown>"),
    ("overview-end", "b<end>"),
    ("overview-narrowed", "b30(1)(c)"),
    ("overview-part", "b30(1)(c)<enter>"),
    ("deadlines", "E"),
    ("deadlines-later", "E<end>"),
    ("timeline", "<down><down>t"),
    ("timeline-end", "<down><down>t<end>"),
    ("timeline-rule", "<left>jj<right><down>t"),
    ("timeline-all", "<left>k<right>t"),
    ("timeline-purpose", "<left>j<right>t"),
    ("flow", "<down><down>F"),
    ("screening", "<down><down>i"),
    ("flow-end", "<down><down>F<end>"),
    ("flow-unknown", "<end>F"),
];

/// The screens of a register that differs from the last commit.
const GIT: &[(&str, &str)] = &[
    ("changes", "D"),
    ("changes-open", "D<enter>"),
    ("changes-end", "D<end>"),
    ("changes-narrowed", "Dœuvres"),
    ("history-of-none", "<home>jjH"),
    ("commit", "<ctrl-s>c"),
    ("compare-asked", "C"),
    ("comparison", "C<enter>"),
    ("comparison-read", "C<enter><ctrl-r><tab>"),
    ("branches", ":branches<enter>"),
];

const HISTORY: &[(&str, &str)] = &[
    ("history", "H"),
    ("history-narrowed", "Hrévision"),
    ("register-history", "J"),
    ("first-commit", "J<end><enter>"),
    ("blame", "<enter><ctrl-t>"),
    ("as-it-was-asked", "P"),
    ("as-it-was", "PHEAD<enter>"),
    ("restore", "H<end><f5>"),
];

type Make = fn(Lang, u16, u16) -> Driver;

/// Every screen, and the register on which it is looked at.
fn screens() -> impl Iterator<Item = (&'static str, &'static str, Make)> {
    let small = SCREENS.iter().map(|(name, keys)| (*name, *keys, Driver::small as Make));
    let rich = VIEWS.iter().map(|(name, keys)| (*name, *keys, Driver::rich as Make));
    let git = GIT.iter().map(|(name, keys)| (*name, *keys, committed_and_changed as Make));
    let past = HISTORY.iter().map(|(name, keys)| (*name, *keys, committed_often as Make));
    small.chain(rich).chain(git).chain(past)
}

/// The sizes at which each screen is kept: the smallest, the usual one, a wide one, a whole display.
const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

#[test]
fn every_screen_looks_as_drawn_here() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, keys, make) in screens() {
            for (lang, lang_name) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
                let mut all = String::new();
                for (width, height) in SIZES {
                    let mut d = make(lang, width, height);
                    d.keys(keys);
                    let (text, coloured) = (text(&d), styles(&d));
                    d.model.look.theme = Theme::Mono;
                    d.draw();
                    assert_eq!(self::text(&d), text, "{name}: colour changes no word");
                    all.push_str(&format!("=== {width}x{height}\n{text}--- colour\n{coloured}--- none\n"));
                    all.push_str(&styles(&d));
                }
                insta::assert_snapshot!(format!("{name}-{lang_name}"), all);
            }
        }
    });
}

/// The letters on the screen.
fn text(d: &Driver) -> String {
    nameless(&d.screen()).lines().map(|l| format!("{}\n", l.trim_matches('"').trim_end())).collect()
}

/// The same without the names of commits, which depend on the machine's git: ten hexadecimal digits.
fn nameless(screen: &str) -> String {
    let mut out = String::new();
    for word in screen.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let name = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_name = name.len() == 10 && name.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        out.push_str(if is_name { "commitname" } else { name });
        out.push_str(&word[name.len()..]);
    }
    out
}

/// How they are drawn, where that is not plainly: the row, the columns, the style.
fn styles(d: &Driver) -> String {
    let buffer = d.terminal.backend().buffer();
    let style = |x: u16, y: u16| {
        let cell = &buffer[(x, y)];
        let colour = |name: &str, c: Color| match c {
            Color::Reset => String::new(),
            c => format!(" {name}{c}"),
        };
        let modifier = match cell.modifier {
            m if m.is_empty() => String::new(),
            m => format!(" {m:?}").to_lowercase(),
        };
        format!("{}{}{modifier}", colour("", cell.fg), colour("on ", cell.bg))
    };
    let mut all = String::new();
    for y in 0..buffer.area.height {
        let row: Vec<String> = (0..buffer.area.width).map(|x| style(x, y)).collect();
        let mut from = 0;
        for run in row.chunk_by(|a, b| a == b) {
            let to = from + run.len();
            if !run[0].is_empty() {
                all.push_str(&format!("{}: {}-{}{}\n", y + 1, from + 1, to, run[0]));
            }
            from = to;
        }
    }
    all
}

#[test]
fn no_size_breaks_a_screen() {
    for (_, keys, make) in screens() {
        let mut d = make(Lang::Fr, 80, 24);
        d.keys(keys);
        for width in 0..=40 {
            for height in 0..=20 {
                d.resize(width, height);
            }
        }
        for (width, height) in [(1, 200), (300, 1), (300, 100), (79, 24), (109, 11), (110, 11), (40, 10)] {
            d.resize(width, height);
        }
    }
}

#[test]
fn what_the_mouse_can_hit_lies_on_the_screen() {
    for (_, keys, make) in screens() {
        for (width, height) in [(40, 10), (80, 24), (120, 40)] {
            let mut d = make(Lang::Fr, width, height);
            d.keys(keys);
            let screen = ratatui::layout::Rect::new(0, 0, width, height);
            for spot in &d.model.drawn.spots {
                assert_eq!(spot.area.intersection(screen), spot.area, "{keys}");
                assert!(!spot.area.is_empty());
            }
        }
    }
}

#[test]
fn without_colour_nothing_is_coloured_and_the_choice_is_still_seen() {
    for (_, keys, make) in screens() {
        let mut d = make(Lang::Fr, 80, 24);
        d.model.look.theme = Theme::Mono;
        d.keys(keys).draw();
        let cells = &d.terminal.backend().buffer().content;
        assert!(cells.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset), "{keys}");
        assert!(cells.iter().any(|c| c.modifier.contains(Modifier::REVERSED)), "{keys}");
    }
}

#[test]
fn without_utf8_the_screen_is_plain_ascii() {
    for (_, keys, make) in screens() {
        let mut d = make(Lang::Fr, 80, 24);
        d.model.look.unicode = false;
        d.keys(keys).draw();
        assert!(d.terminal.backend().buffer().content.iter().all(|c| c.symbol().is_ascii()), "{keys}");
    }
}

#[test]
fn hostile_text_reaches_no_screen() {
    let mut d = Driver::small(Lang::Fr, 120, 40);
    let evil = "name = \"a\\u001b[2J\\u202eb\\u200b\\u0007\"\ndescription = \"x\\u001b]0;t\\u0007\"\n";
    std::fs::write(d.path("activities/mal.toml"), evil).unwrap();
    d.keys("R");
    assert!(d.sees("a␛[2J"), "{}", d.screen());
    for keys in ["", "<enter>", "<down><down><down><enter>"] {
        d.keys(keys);
        let screen = d.screen();
        assert!(!screen.contains(['\u{1b}', '\u{202e}', '\u{200b}', '\u{7}']), "{screen}");
    }
}

/// Tall and narrow: the list above, the sheet or its form below.
#[test]
fn a_tall_narrow_screen_lies_in_portrait() {
    for (lang, language) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
        for (name, keys) in
            [("portrait", ""), ("portrait-form", "<enter><down><down>"), ("portrait-help", "?")]
        {
            let mut d = Driver::small(lang, 80, 50);
            d.keys(keys);
            crate::git::snapshot(&format!("{name}-{language}-80x50"), &d);
        }
    }
    // From there on it is so, and no sooner.
    let lies = |width, height| {
        let mut d = Driver::small(Lang::Fr, width, height);
        d.keys("<enter>");
        d.sees("Activités (2)") && d.sees("Nom du traitement")
    };
    assert!(lies(84, 46) && lies(50, 46));
    assert!(!lies(85, 46) && !lies(84, 45));
    // Narrower still, each part is reached in turn, and the sheet is always seen.
    let mut d = Driver::small(Lang::Fr, 50, 46);
    assert!(d.sees("Activités (2)") && d.sees("Statut"), "{}", d.screen());
    d.keys("<left>");
    assert!(d.sees("Sous-traitants") && d.sees("Statut"), "{}", d.screen());
}
