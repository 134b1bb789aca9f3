//! A value → its TOML text.

use std::fmt::Write as _;

use crate::model::{Shape, Value};

/// How the text stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner<'a> {
    pub newline: &'a str,
    /// Between braces a list stays on its line.
    pub inline: bool,
    /// The white space before the key.
    pub indent: &'a str,
}

/// The TOML of a plain value (not of a group or of rows). `old` is what stood there before, whose
/// quotes are kept where they fit.
pub(super) fn plain(value: &Value, shape: &Shape, old: Option<&str>, manner: Manner<'_>) -> String {
    match value {
        Value::None if shape.is_list() => "[]".to_owned(),
        Value::None if matches!(shape, Shape::Line | Shape::Paragraph | Shape::Link) => "\"\"".to_owned(),
        Value::None => "\"none\"".to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Integer(n) => n.to_string(),
        Value::Date(d) => d.to_string(),
        Value::List(items) => list(items, manner),
        _ => string(&words(value), old, manner.newline),
    }
}

fn list(items: &[Value], manner: Manner<'_>) -> String {
    let items = items.iter().map(|i| string(&words(i), None, manner.newline));
    if manner.inline {
        return format!("[{}]", items.collect::<Vec<_>>().join(", "));
    }
    let Manner { newline, indent, .. } = manner;
    let lines: String = items.map(|i| format!("{indent}    {i},{newline}")).collect();
    format!("[{newline}{lines}{indent}]")
}

/// What a plain value that is written between quotes says.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Text(s) => s.clone(),
        Value::Period(p) => p.to_string(),
        Value::Choice(t) => t.id.to_owned(),
        Value::Ref(id) => id.to_string(),
        _ => String::new(),
    }
}

/// A string between the quotes that suit it: `"…"`; `'…'` where that spares escapes or where they
/// stood before; `"""` for several lines.
pub(super) fn string(text: &str, old: Option<&str>, newline: &str) -> String {
    if text.contains('\n') {
        return lines(text, newline);
    }
    let literal_fits = !text.contains('\'') && !text.chars().any(|c| c.is_control());
    let was_literal = old.is_some_and(|o| o.starts_with('\'') && !o.starts_with("'''"));
    if literal_fits && (was_literal || text.contains(['"', '\\'])) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    text.chars().for_each(|c| escape(c, true, &mut out));
    out.push('"');
    out
}

fn lines(text: &str, newline: &str) -> String {
    let mut out = format!("\"\"\"{newline}");
    let mut quotes = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        quotes = if c == '"' { quotes + 1 } else { 0 };
        match c {
            '\n' => out.push_str(newline),
            '"' if quotes == 3 || chars.peek().is_none() => {
                out.push_str("\\\"");
                quotes = 0;
            }
            _ => escape(c, false, &mut out),
        }
    }
    out.push_str("\"\"\"");
    out
}

fn escape(c: char, quote: bool, out: &mut String) {
    match c {
        '"' if quote => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\t' => out.push(c),
        '\r' => out.push_str("\\r"),
        c if c.is_control() => {
            let _ = write!(out, "\\u{:04X}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> String {
        let table: toml::Table = toml::from_str(&format!("v = {toml}")).unwrap();
        table["v"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_string_is_read_as_it_was_written() {
        for s in [
            "",
            "Paie",
            "l'oiseau",
            "dit \"oui\"",
            "c:\\x",
            "'\"\\",
            "tab\there",
            "nul\0 bell\u{7} del\u{7f} c1\u{9b}",
            "a\nb",
            "\na",
            "a\n",
            "\n",
            "x\n\"\"\"\"\"",
            "\"\"\"\n",
            "fin \\\nligne",
            "a\r\nb",
            "a\r",
            "émoji 🦀 \u{202e}",
            "'''\n",
        ] {
            assert_eq!(read(&string(s, None, "\n")), s, "{s:?} as {}", string(s, None, "\n"));
            assert_eq!(read(&string(s, Some("'x'"), "\n")), s);
        }
    }

    #[test]
    fn quotes_are_those_that_read_best_or_stood_before() {
        assert_eq!(string("Paie", None, "\n"), "\"Paie\"");
        assert_eq!(string("Paie", Some("'Solde'"), "\n"), "'Paie'");
        assert_eq!(string("l'eau", Some("'Solde'"), "\n"), "\"l'eau\"");
        assert_eq!(string("dit \"oui\"", None, "\n"), "'dit \"oui\"'");
        assert_eq!(string("Un.\nDeux.\n", None, "\n"), "\"\"\"\nUn.\nDeux.\n\"\"\"");
        assert_eq!(string("Un.\nDeux.", None, "\r\n"), "\"\"\"\r\nUn.\r\nDeux.\"\"\"");
    }
}
