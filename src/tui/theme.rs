//! Roles → styles. The sixteen colours of the terminal only, no background set; without colour every
//! role is still told by its mark, bold or reverse.

use ratatui::style::{Color, Modifier, Style};

use crate::model::Severity;

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Plain,
    Dim,
    Title,
    Accent,
    Chosen,
    /// Chosen, in a part of the screen that does not have the keys.
    ChosenAside,
    Ok,
    Warning,
    Error,
    Bar,
    /// What came, went or is another, in a difference.
    Added,
    Removed,
    Changed,
}

/// How roles are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours; no background is set.
    #[default]
    Sixteen,
    /// For a light background.
    Light,
    /// For a dark background.
    Dark,
    /// Black on white or white on black, bold and underlined: nothing faint.
    Contrast,
    /// No colour at all.
    Mono,
}

/// Foreground and background, as red, green, blue; the ground is the terminal's own.
type Ink = (u8, u8, u8);

/// The inks of a theme of its own: accent, ok, warning, error, dim; and the ground they are read on.
pub(crate) const fn inks(theme: Theme) -> Option<([Ink; 5], Ink)> {
    match theme {
        Theme::Light => {
            Some(([(0, 70, 140), (20, 100, 30), (130, 75, 0), (170, 0, 20), (90, 90, 90)], (255, 255, 255)))
        }
        Theme::Dark => Some((
            [(130, 190, 255), (130, 215, 130), (240, 190, 80), (255, 130, 130), (160, 160, 160)],
            (0, 0, 0),
        )),
        _ => None,
    }
}

pub fn style(role: Role, theme: Theme) -> Style {
    let plain = Style::new();
    let ink = |place: usize, sixteen: Color| match (theme, inks(theme)) {
        (_, Some((inks, _))) => {
            let (r, g, b) = inks[place];
            plain.fg(Color::Rgb(r, g, b))
        }
        (Theme::Sixteen, _) => plain.fg(sixteen),
        _ => plain,
    };
    let faint = match theme {
        Theme::Light | Theme::Dark => ink(4, Color::Reset),
        // Nothing faint where contrast is what is asked for.
        Theme::Contrast => plain,
        _ => plain.add_modifier(Modifier::DIM),
    };
    let strong = Modifier::BOLD;
    match role {
        Role::Plain => plain,
        Role::Dim => faint,
        Role::Title => ink(0, Color::Cyan).add_modifier(strong),
        Role::Accent => plain.add_modifier(strong),
        Role::Chosen | Role::Bar => plain.add_modifier(Modifier::REVERSED),
        Role::ChosenAside => plain.add_modifier(strong | Modifier::UNDERLINED),
        Role::Ok | Role::Added => ink(1, Color::Green),
        Role::Removed => ink(3, Color::Red),
        Role::Changed => ink(2, Color::Yellow),
        Role::Warning => ink(2, Color::Yellow).add_modifier(strong),
        Role::Error if theme == Theme::Contrast => plain.add_modifier(strong | Modifier::UNDERLINED),
        Role::Error => ink(3, Color::Red).add_modifier(strong),
    }
}

pub fn severity(severity: Severity) -> Role {
    match severity {
        Severity::Advice => Role::Dim,
        Severity::Warning => Role::Warning,
        Severity::Error => Role::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours as WCAG 2.1 defines it.
    fn contrast(a: Ink, b: Ink) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let light = |(r, g, b): Ink| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        let (a, b) = (light(a), light(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_ink_can_be_read_on_its_ground() {
        for theme in [Theme::Light, Theme::Dark] {
            let (inks, ground) = inks(theme).unwrap();
            for ink in inks {
                let c = contrast(ink, ground);
                assert!(c >= 4.5, "{theme:?} {ink:?}: {c:.2}");
            }
        }
    }

    #[test]
    fn without_colour_and_with_contrast_nothing_is_coloured() {
        let roles = [
            Role::Plain,
            Role::Dim,
            Role::Title,
            Role::Accent,
            Role::Chosen,
            Role::ChosenAside,
            Role::Ok,
            Role::Warning,
            Role::Error,
            Role::Bar,
        ];
        for role in roles {
            for theme in [Theme::Mono, Theme::Contrast] {
                assert_eq!((style(role, theme).fg, style(role, theme).bg), (None, None), "{role:?}");
            }
        }
    }
}
