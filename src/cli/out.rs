//! What is printed: lines of cleaned pieces, coloured only where asked, to outputs that may go away.

use std::io::{self, Write as _};

use crate::term::{clean, clean_multiline};

/// How a piece of a line looks; never the only mark of what it means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    #[default]
    Plain,
    Bold,
    Dim,
    Error,
    Warning,
    Added,
    Removed,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Error | Style::Removed => "31",
            Style::Warning => "33",
            Style::Added => "32",
        }
    }
}

/// A line to print. Whatever is put into it is cleaned: text from files is data.
#[derive(Clone, Debug, Default)]
pub struct Line(Vec<(Style, String)>);

impl Line {
    pub fn new() -> Line {
        Line::default()
    }

    /// A line of plain text; line ends in it stay.
    pub fn of(text: impl AsRef<str>) -> Line {
        Line(vec![(Style::Plain, clean_multiline(text.as_ref()).into_string())])
    }

    /// The line with another piece, whose line ends are shown, not obeyed.
    pub fn with(mut self, style: Style, text: impl AsRef<str>) -> Line {
        self.0.push((style, clean(text.as_ref()).into_string()));
        self
    }

    /// The same, in no style.
    pub fn plain(self, text: impl AsRef<str>) -> Line {
        self.with(Style::Plain, text)
    }

    /// The line followed by another's pieces.
    pub fn and(mut self, other: Line) -> Line {
        self.0.extend(other.0);
        self
    }

    fn render(&self, color: bool) -> String {
        let mut out = String::new();
        for (style, text) in &self.0 {
            match (color, style.code()) {
                (true, code) if !code.is_empty() => {
                    out.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m"));
                }
                _ => out.push_str(text),
            }
        }
        out.push('\n');
        out
    }
}

/// The two outputs. Standard output is gathered and written at the end; standard error at once.
#[derive(Debug, Default)]
pub struct Out {
    gathered: Vec<u8>,
    pub color_out: bool,
    pub color_err: bool,
}

impl Out {
    pub fn out(&mut self, line: &Line) {
        self.gathered.extend(line.render(self.color_out).into_bytes());
    }

    pub fn err(&mut self, line: &Line) {
        // There is nowhere left to say that standard error is gone.
        let _ = io::stderr().lock().write_all(line.render(self.color_err).as_bytes());
    }

    /// Adds text of the program's own, as it is.
    pub fn raw(&mut self, text: &str) {
        self.gathered.extend(text.as_bytes());
        if !text.ends_with('\n') {
            self.gathered.push(b'\n');
        }
    }

    /// Adds a document, byte for byte.
    pub fn bytes(&mut self, bytes: Vec<u8>) {
        self.gathered.extend(bytes);
    }

    /// Writes what was gathered. A reader that has left is no error.
    pub fn flush(&mut self) -> io::Result<()> {
        let gathered = std::mem::take(&mut self.gathered);
        let mut stdout = io::stdout().lock();
        match stdout.write_all(&gathered).and_then(|()| stdout.flush()) {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}

/// Cleaned text followed by spaces up to `columns`.
pub fn padded(text: &str, columns: usize) -> String {
    let text = clean(text);
    let missing = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}
