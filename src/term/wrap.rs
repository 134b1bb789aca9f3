//! How text breaks into lines.

use unicode_segmentation::UnicodeSegmentation;

use super::clean::{clean_multiline, width};

/// Text broken at spaces into lines of at most `columns`, safe to show. A word longer than a line is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut out = Vec::new();
    for line in clean_multiline(text).as_str().split('\n') {
        let mut now = String::new();
        let mut used = 0;
        for word in line.split(' ') {
            let w = width(word);
            if used > 0 && used + 1 + w <= columns {
                now.push(' ');
                now.push_str(word);
                used += 1 + w;
                continue;
            }
            if used > 0 {
                out.push(std::mem::take(&mut now));
                used = 0;
            }
            for g in word.graphemes(true) {
                let w = width(g);
                if used + w > columns {
                    out.push(std::mem::take(&mut now));
                    used = 0;
                }
                now.push_str(g);
                used += w;
            }
        }
        out.push(now);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_at_spaces_but_not_at_hard_ones() {
        assert_eq!(wrap("un deux trois", 8), ["un deux", "trois"]);
        assert_eq!(wrap("durée\u{a0}: 3\u{a0}ans", 8), ["durée\u{a0}:", "3\u{a0}ans"]);
        assert_eq!(wrap("anticonstitutionnellement", 10), ["anticonsti", "tutionnell", "ement"]);
        assert_eq!(wrap("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrap("", 8), [""]);
    }
}
