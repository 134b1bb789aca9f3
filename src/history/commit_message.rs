//! A commit message that says what it was given and nothing else.
//!
//! The title is one line, so that no line feed in it can begin a trailer or a body; no line begins
//! with `#`, which git could later take for a comment and drop; no control character stays.

use crate::history::error::HistoryError;
use crate::history::plain::is_unsafe;

/// A longer message than this many bytes is cut: it would not fit an argument of a program.
const MAX_BYTES: usize = 64 << 10;

/// A cleaned commit message with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitMessage(String);

impl CommitMessage {
    /// Cleans a title and a body (which may be empty); refuses a title without any visible character.
    pub fn new(title: &str, body: &str) -> Result<CommitMessage, HistoryError> {
        let title = clean_line(title);
        let title = title.trim_start_matches(['#', ' ']).trim();
        if title.is_empty() {
            return Err(HistoryError::EmptyMessage);
        }
        let mut text = title.to_owned();
        let lines: Vec<String> = body.lines().map(body_line).collect();
        let body = lines.join("\n");
        let body = body.trim_matches('\n');
        if !body.is_empty() {
            text.push_str("\n\n");
            text.push_str(body);
        }
        let mut end = text.len().min(MAX_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        Ok(CommitMessage(text))
    }

    /// Reads a whole message as typed: the first line is the title, the rest the body.
    pub fn parse(text: &str) -> Result<CommitMessage, HistoryError> {
        let text = text.trim();
        let (title, body) = text.split_once('\n').unwrap_or((text, ""));
        CommitMessage::new(title, body)
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One line: line ends and tabs become spaces, unsafe characters go.
fn clean_line(line: &str) -> String {
    let spaced = line.replace(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], " ");
    spaced.chars().filter(|c| !is_unsafe(*c)).collect()
}

fn body_line(line: &str) -> String {
    let line = clean_line(line);
    let line = line.trim_end();
    match line.starts_with('#') {
        true => format!(" {line}"),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_and_brings_no_trailer() {
        let message = CommitMessage::new("Paie\n\nSigned-off-by: quelqu'un", "").unwrap();
        assert_eq!(message.as_str(), "Paie  Signed-off-by: quelqu'un");
    }

    #[test]
    fn no_line_begins_with_a_hash() {
        let message = CommitMessage::new("## 3 fiches", "# une\ndeux\n#trois").unwrap();
        assert_eq!(message.as_str(), "3 fiches\n\n # une\ndeux\n #trois");
    }

    #[test]
    fn controls_and_bidi_go_and_accents_stay() {
        let message = CommitMessage::new("é\u{1b}[31m\u{202e}œ\u{0}", "a\tb\r\nc\u{7}").unwrap();
        assert_eq!(message.as_str(), "é[31mœ\n\na b\nc");
    }

    #[test]
    fn a_message_without_a_title_is_refused() {
        for empty in ["", "  \n ", "###", "\u{200b}"] {
            assert_eq!(CommitMessage::new(empty, "corps"), Err(HistoryError::EmptyMessage), "{empty:?}");
        }
    }

    #[test]
    fn a_typed_message_has_its_first_line_for_title() {
        assert_eq!(CommitMessage::parse("\nTitre\n\n\ncorps\n").unwrap().as_str(), "Titre\n\ncorps");
    }

    #[test]
    fn a_long_message_is_cut_between_two_characters() {
        let message = CommitMessage::new("t", &"é".repeat(MAX_BYTES)).unwrap();
        assert!(message.as_str().len() <= MAX_BYTES);
    }
}
