//! Addresses as people say them: `C12` for the third column of the twelfth row.

/// A rectangle of cells, 0-based, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    pub first_row: u32,
    pub first_col: u32,
    pub last_row: u32,
    pub last_col: u32,
}

impl Range {
    /// The rectangle from a corner and its size in rows and columns (at least one each).
    pub fn sized(row: u32, col: u32, rows: u32, cols: u32) -> Range {
        Range {
            first_row: row,
            first_col: col,
            last_row: row.saturating_add(rows.max(1) - 1),
            last_col: col.saturating_add(cols.max(1) - 1),
        }
    }

    pub fn contains(&self, row: u32, col: u32) -> bool {
        (self.first_row..=self.last_row).contains(&row) && (self.first_col..=self.last_col).contains(&col)
    }

    /// Reads `B2:D4`, or `B2` alone.
    pub fn parse(text: &str) -> Option<Range> {
        let (a, b) = text.split_once(':').unwrap_or((text, text));
        let (first_row, first_col) = parse_address(a)?;
        let (last_row, last_col) = parse_address(b)?;
        (first_row <= last_row && first_col <= last_col).then_some(Range {
            first_row,
            first_col,
            last_row,
            last_col,
        })
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn column_name(col: u32) -> String {
    let mut letters = Vec::new();
    let mut n = u64::from(col) + 1;
    while n > 0 {
        let rest = u8::try_from((n - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + rest));
        n = (n - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The address of a cell from its 0-based row and column.
pub fn address(row: u32, col: u32) -> String {
    format!("{}{}", column_name(col), u64::from(row) + 1)
}

/// The 0-based row and column of an address (`$` signs allowed); `None` when it is not one.
pub fn parse_address(text: &str) -> Option<(u32, u32)> {
    let mut col: u32 = 0;
    let mut row: u32 = 0;
    let mut letters = 0;
    let mut digits = 0;
    for c in text.bytes() {
        match c {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if digits == 0 => {
                letters += 1;
                col = col.checked_mul(26)?.checked_add(u32::from(c.to_ascii_uppercase() - b'A') + 1)?;
            }
            b'0'..=b'9' if letters > 0 => {
                digits += 1;
                row = row.checked_mul(10)?.checked_add(u32::from(c - b'0'))?;
            }
            _ => return None,
        }
    }
    (letters > 0 && row > 0).then(|| (row - 1, col - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_back_as_it_was_said() {
        for (row, col, said) in
            [(0, 0, "A1"), (11, 2, "C12"), (0, 25, "Z1"), (0, 26, "AA1"), (9, 701, "ZZ10")]
        {
            assert_eq!(address(row, col), said);
            assert_eq!(parse_address(said), Some((row, col)));
        }
        assert_eq!(parse_address("$B$3"), Some((2, 1)));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for bad in ["", "A", "12", "A0", "1A", "A1B", "é1", "ZZZZZZZZZZ1", "A99999999999"] {
            assert_eq!(parse_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_range_holds_its_corners() {
        let r = Range::parse("B2:D4").unwrap();
        assert!(r.contains(1, 1) && r.contains(3, 3) && !r.contains(4, 3) && !r.contains(1, 0));
        assert_eq!(r, Range::sized(1, 1, 3, 3));
        assert_eq!(Range::parse("D4:B2"), None);
    }
}
