//! The disks that POSIX allows after a power cut.
//!
//! * A file's bytes since its last sync: none of them, all of them, or half of them.
//! * A folder's name changes since its last sync: any of them may be stored and any lost, whatever
//!   their order; one rename is stored whole or not at all.
//! * Nothing that was synced is lost; a file and its folder are synced apart.
//!
//! Real file systems are kinder. What is not imagined here: a disk that lies about having synced.

use std::collections::BTreeMap;

use super::disk::{Content, Disk, Ino, NameStep, Node, apply};

/// Up to this many disks are all listed; beyond, they are sampled.
const ALL: usize = 1024;
/// How many are drawn at random beyond that.
const DRAWN: usize = 96;

/// One thing that may have gone several ways, each of them a node to find after the crash.
type Choice = (Ino, Vec<Node>);

pub(super) fn possible_disks(disk: &Disk) -> Vec<Disk> {
    let mut settled = disk.clone();
    let mut choices: Vec<Choice> = Vec::new();
    for (ino, node) in &disk.nodes {
        let ways = ways(node);
        if ways.len() > 1 {
            choices.push((*ino, ways));
        } else if let Some(only) = ways.into_iter().next() {
            settled.nodes.insert(*ino, only);
        }
    }
    pick(&choices)
        .into_iter()
        .map(|picked| {
            let mut after = settled.clone();
            for ((ino, ways), which) in choices.iter().zip(picked) {
                if let Some(node) = ways.get(which) {
                    after.nodes.insert(*ino, node.clone());
                }
            }
            after
        })
        .collect()
}

fn ways(node: &Node) -> Vec<Node> {
    match node {
        Node::File { seen, stored } if seen == stored => vec![node.clone()],
        Node::File { seen, stored } => {
            let half = seen.bytes.get(..seen.bytes.len() / 2).unwrap_or_default().to_vec();
            let torn = Content { bytes: half, mode: stored.mode };
            [stored.clone(), torn, seen.clone()].map(|c| Node::File { seen: c.clone(), stored: c }).into()
        }
        Node::Folder { stored, pending, .. } => {
            subsets(pending.len()).iter().map(|kept| folder_after(stored, pending, kept)).collect()
        }
        Node::Other(_) => vec![node.clone()],
    }
}

fn folder_after(stored: &BTreeMap<String, Ino>, pending: &[NameStep], kept: &[bool]) -> Node {
    let mut names = stored.clone();
    for (step, _) in pending.iter().zip(kept).filter(|(_, kept)| **kept) {
        apply(&mut names, step);
    }
    Node::Folder { stored: names.clone(), names, pending: Vec::new() }
}

/// Which of `n` steps were stored: every answer for a few; else every cut, every single loss, every
/// single survivor, and some drawn.
fn subsets(n: usize) -> Vec<Vec<bool>> {
    if n <= 6 {
        return (0..1usize << n).map(|mask| (0..n).map(|i| mask >> i & 1 == 1).collect()).collect();
    }
    let mut all: Vec<Vec<bool>> = (0..=n).map(|cut| (0..n).map(|i| i < cut).collect()).collect();
    for one in 0..n {
        all.push((0..n).map(|i| i != one).collect());
        all.push((0..n).map(|i| i == one).collect());
    }
    let mut dice = Dice(n as u64);
    all.extend((0..32).map(|_| (0..n).map(|_| dice.roll(2) == 1).collect::<Vec<_>>()));
    all
}

fn pick(choices: &[Choice]) -> Vec<Vec<usize>> {
    let sizes: Vec<usize> = choices.iter().map(|(_, ways)| ways.len()).collect();
    let product = sizes.iter().try_fold(1usize, |p, n| p.checked_mul(*n)).filter(|p| *p <= ALL);
    if let Some(product) = product {
        return (0..product).map(|n| digits(n, &sizes)).collect();
    }
    let lost: Vec<usize> = sizes.iter().map(|_| 0).collect();
    let kept: Vec<usize> = sizes.iter().map(|n| n - 1).collect();
    let mut picked = Vec::new();
    for (at, n) in sizes.iter().enumerate() {
        for way in 0..*n {
            for base in [&lost, &kept] {
                picked.push(base.iter().enumerate().map(|(i, b)| if i == at { way } else { *b }).collect());
            }
        }
    }
    let mut dice = Dice(sizes.iter().sum::<usize>() as u64);
    picked.extend((0..DRAWN).map(|_| sizes.iter().map(|n| dice.roll(*n)).collect::<Vec<_>>()));
    picked
}

fn digits(mut n: usize, sizes: &[usize]) -> Vec<usize> {
    sizes
        .iter()
        .map(|size| {
            let digit = n % size;
            n /= size;
            digit
        })
        .collect()
}

/// Numbers that are the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RegPath;

    fn path(p: &str) -> RegPath {
        RegPath::new(p).unwrap()
    }

    fn contents(disk: &Disk, p: &str) -> Vec<Option<Vec<u8>>> {
        let mut all: Vec<_> = possible_disks(disk).iter().map(|d| d.get(p)).collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn what_was_synced_is_certain() {
        let mut disk = Disk::new();
        disk.put("a", b"one");
        assert_eq!(possible_disks(&disk), [disk]);
    }

    #[test]
    fn an_unsynced_file_may_be_absent_empty_torn_or_whole() {
        let mut disk = Disk::new();
        let ino = disk.create(&path("a"), 0o644).unwrap();
        disk.append(ino, b"abcd");
        let found = contents(&disk, "a");
        assert_eq!(found, [None, Some(vec![]), Some(b"ab".into()), Some(b"abcd".into())]);
        disk.sync_dir(&RegPath::root()).unwrap();
        assert_eq!(contents(&disk, "a").len(), 3, "the name is safe, the bytes are not");
        disk.sync_file(ino);
        assert_eq!(contents(&disk, "a"), [Some(b"abcd".into())]);
    }

    #[test]
    fn a_rename_without_a_sync_of_the_file_may_leave_it_empty() {
        let mut disk = Disk::new();
        disk.put("a", b"old");
        let ino = disk.create(&path("t"), 0o644).unwrap();
        disk.append(ino, b"new!");
        disk.rename(&path("t"), &path("a")).unwrap();
        assert!(contents(&disk, "a").contains(&Some(vec![])), "the mistake that the store must not make");
    }

    #[test]
    fn many_pending_names_are_sampled_with_both_extremes() {
        let mut disk = Disk::new();
        for n in 0..20 {
            let ino = disk.create(&path(&format!("f{n}")), 0o644).unwrap();
            disk.sync_file(ino);
        }
        let counts: Vec<usize> = possible_disks(&disk).iter().map(|d| d.files().len()).collect();
        assert!(counts.contains(&0) && counts.contains(&20) && counts.contains(&19) && counts.contains(&1));
    }
}
