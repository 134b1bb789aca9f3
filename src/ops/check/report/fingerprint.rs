//! What a finding is known by from one run to the next.

use std::collections::HashMap;

use crate::ops::findings::Placed;
use crate::store::hash::ContentHash;

/// A fingerprint of each finding, none twice: of its file, rule and path, not of its line, so that it stays
/// when lines move. `folder` is the register's: one repository may hold several.
pub fn fingerprints(placed: &[Placed<'_>], folder: &str) -> Vec<String> {
    let mut seen: HashMap<(&str, String), usize> = HashMap::new();
    let mut one = |p: &Placed<'_>| {
        let f = p.finding;
        let (path, file) = (f.path.to_string(), format!("{folder}{}", f.file));
        let nth = seen.entry((f.code, format!("{file}\0{path}"))).or_default();
        *nth += 1;
        ContentHash::of(format!("{file}\0{}\0{path}\0{nth}", f.code).as_bytes()).to_string()
    };
    placed.iter().map(&mut one).collect()
}
