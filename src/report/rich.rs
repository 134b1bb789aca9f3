//! Text with emphasis and links.

/// The name of a place in the document: stable from one export to the next, so that a link from
/// outside (`file.pdf#activity-payroll`) keeps its target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// An anchor from a record's kind, id and the like; every other character becomes `-`.
    pub fn new(name: &str) -> Anchor {
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        Anchor(name.chars().map(safe).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A place in the same document.
    Anchor(Anchor),
    /// An address outside; made with [`Target::external`] only.
    Url(Url),
}

/// An address that a document may link to: `http`, `https` or `mailto`, nothing that runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url(String);

impl Url {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Target {
    /// The target of an outside link, or `None` if the scheme is not `http(s)` or `mailto` or the
    /// address holds anything but visible ASCII.
    pub fn external(address: &str) -> Option<Target> {
        let scheme = address.split(':').next()?.to_ascii_lowercase();
        let allowed = matches!(scheme.as_str(), "http" | "https" | "mailto");
        let visible = address.bytes().all(|b| b.is_ascii_graphic());
        (allowed && visible && address.len() > scheme.len() + 1).then(|| Target::Url(Url(address.to_owned())))
    }

    pub fn anchor(anchor: &Anchor) -> Target {
        Target::Anchor(anchor.clone())
    }
}

/// A stretch of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    /// Secondary text: same size, lighter ink.
    pub muted: bool,
    pub target: Option<Target>,
}

/// Styled text; a newline in a run is a line break on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich(pub Vec<Run>);

impl Rich {
    /// Plain text as it stands.
    pub fn plain(text: impl Into<String>) -> Rich {
        Rich(vec![Run { text: text.into(), ..Run::default() }])
    }

    pub fn bold(text: impl Into<String>) -> Rich {
        Rich(vec![Run { text: text.into(), bold: true, ..Run::default() }])
    }

    pub fn italic(text: impl Into<String>) -> Rich {
        Rich(vec![Run { text: text.into(), italic: true, ..Run::default() }])
    }

    pub fn muted(text: impl Into<String>) -> Rich {
        Rich(vec![Run { text: text.into(), muted: true, ..Run::default() }])
    }

    pub fn link(text: impl Into<String>, target: Target) -> Rich {
        Rich(vec![Run { text: text.into(), target: Some(target), ..Run::default() }])
    }

    /// Text whose web and e-mail addresses become links; nothing of the text is changed.
    pub fn linked(text: &str) -> Rich {
        let mut out = Rich::default();
        let mut rest = text;
        while !rest.is_empty() {
            let word_end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(word_end);
            let core = word.trim_matches(|c: char| "()[]<>«»\"'’,;.!?".contains(c));
            match address_of(core).and_then(|a| Target::external(&a)) {
                Some(target) => {
                    let start = word.find(core).unwrap_or(0);
                    out.push(&word[..start], None);
                    out.push(core, Some(target));
                    out.push(&word[start + core.len()..], None);
                }
                None => out.push(word, None),
            }
            let space_end = after.find(|c: char| !c.is_whitespace()).unwrap_or(after.len());
            out.push(&after[..space_end], None);
            rest = &after[space_end..];
        }
        out
    }

    /// Adds the other text after this one.
    pub fn then(mut self, other: Rich) -> Rich {
        self.0.extend(other.0);
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|r| r.text.trim().is_empty())
    }

    /// The words alone, without style.
    pub fn text(&self) -> String {
        self.0.iter().map(|r| r.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, target: Option<Target>) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.target == target => last.text.push_str(text),
            _ => self.0.push(Run { text: text.to_owned(), target, ..Run::default() }),
        }
    }
}

impl From<&str> for Rich {
    fn from(s: &str) -> Rich {
        Rich::plain(s)
    }
}

impl From<String> for Rich {
    fn from(s: String) -> Rich {
        Rich::plain(s)
    }
}

/// The address that a word stands for: itself for a web address, `mailto:` for an e-mail address.
fn address_of(word: &str) -> Option<String> {
    if word.starts_with("http://") || word.starts_with("https://") || word.starts_with("mailto:") {
        return Some(word.to_owned());
    }
    let (user, host) = word.split_once('@')?;
    let plain =
        |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b));
    let domain = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (plain(user) && plain(host) && domain).then(|| format!("mailto:{word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_become_links() {
        assert!(Target::external("https://www.exemple.fr/a?b=c").is_some());
        assert!(Target::external("mailto:dpo@exemple.fr").is_some());
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "https:", "http://a b", "data:x", ""] {
            assert_eq!(Target::external(bad), None, "{bad}");
        }
    }

    #[test]
    fn linked_text_keeps_every_character() {
        let s = "Voir (https://www.exemple.fr/x), ou écrire à dpo@exemple.fr.\nMerci @ tous";
        let rich = Rich::linked(s);
        assert_eq!(rich.text(), s);
        let links: Vec<_> = rich.0.iter().filter(|r| r.target.is_some()).map(|r| r.text.as_str()).collect();
        assert_eq!(links, ["https://www.exemple.fr/x", "dpo@exemple.fr"]);
    }

    #[test]
    fn an_anchor_is_safe_in_an_address() {
        assert_eq!(Anchor::new("activity/été 1").as_str(), "activity--t--1");
    }
}
