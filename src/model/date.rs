//! Dates as people type them.

use chrono::NaiveDate;

/// Reads `2026-11-23` or `23/11/2026` (also with `.` or `-`). The year has four digits.
pub fn parse(s: &str) -> Option<NaiveDate> {
    let s = s.trim();
    let parts: Vec<&str> = s.split(['/', '.', '-']).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |t: &str, max_len: usize| {
        (!t.is_empty() && t.len() <= max_len && t.bytes().all(|b| b.is_ascii_digit()))
            .then(|| t.parse::<u32>().ok())
            .flatten()
    };
    let (y, m, d) = if a.len() == 4 { (*a, *b, *c) } else { (*c, *b, *a) };
    if y.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(y, 4)?).ok()?, number(m, 2)?, number(d, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_are_read() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23);
        for s in ["2026-11-23", "23/11/2026", "23.11.2026", " 23-11-2026 "] {
            assert_eq!(parse(s), date, "{s}");
        }
        for s in ["", "11/2026", "23/11/26", "31/02/2026", "2026-13-01", "23/11/2026 10:00", "é/é/2026"] {
            assert_eq!(parse(s), None, "{s}");
        }
    }
}
