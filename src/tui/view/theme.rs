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

pub fn style(role: Role, color: bool) -> Style {
    let plain = Style::new();
    let tint = |c: Color| if color { plain.fg(c) } else { plain };
    match role {
        Role::Plain => plain,
        Role::Dim => plain.add_modifier(Modifier::DIM),
        Role::Title => tint(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Accent => plain.add_modifier(Modifier::BOLD),
        Role::Chosen | Role::Bar => plain.add_modifier(Modifier::REVERSED),
        Role::ChosenAside => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Ok | Role::Added => tint(Color::Green),
        Role::Removed => tint(Color::Red),
        Role::Changed => tint(Color::Yellow),
        Role::Warning => tint(Color::Yellow).add_modifier(Modifier::BOLD),
        Role::Error => tint(Color::Red).add_modifier(Modifier::BOLD),
    }
}

pub fn severity(severity: Severity) -> Role {
    match severity {
        Severity::Advice => Role::Dim,
        Severity::Warning => Role::Warning,
        Severity::Error => Role::Error,
    }
}
