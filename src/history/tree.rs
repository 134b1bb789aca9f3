//! Git's tree objects, hashed without being written.

use std::collections::BTreeMap;

use git2::{ObjectType, Oid};

/// What stands under one name of a folder.
enum Node {
    Leaf { mode: u32, id: Oid },
    Folder(BTreeMap<Vec<u8>, Node>),
}

/// The tree id of a folder with these files: path from the folder, git's mode, object id.
pub(super) fn tree_id<'f>(files: impl Iterator<Item = (&'f [u8], u32, Oid)>) -> Result<Oid, git2::Error> {
    let mut root = BTreeMap::new();
    for (path, mode, id) in files {
        insert(&mut root, path, Node::Leaf { mode, id });
    }
    hash(&root)
}

fn insert(folder: &mut BTreeMap<Vec<u8>, Node>, path: &[u8], leaf: Node) {
    match path.iter().position(|b| *b == b'/') {
        None => {
            folder.insert(path.to_vec(), leaf);
        }
        Some(slash) => {
            let (name, rest) = (&path[..slash], &path[slash + 1..]);
            let below = folder.entry(name.to_vec()).or_insert_with(|| Node::Folder(BTreeMap::new()));
            if let Node::Folder(below) = below {
                insert(below, rest, leaf);
            }
        }
    }
}

fn hash(folder: &BTreeMap<Vec<u8>, Node>) -> Result<Oid, git2::Error> {
    let mut entries = Vec::with_capacity(folder.len());
    for (name, node) in folder {
        let mut sort_key = name.clone();
        let (mode, id) = match node {
            Node::Leaf { mode, id } => (*mode, *id),
            Node::Folder(below) => {
                // Git sorts a folder as if its name ended with `/`.
                sort_key.push(b'/');
                (0o40000, hash(below)?)
            }
        };
        entries.push((sort_key, name, mode, id));
    }
    entries.sort_by(|a, b| a.0.cmp(&b.0));
    let mut bytes = Vec::new();
    for (_, name, mode, id) in entries {
        bytes.extend_from_slice(format!("{mode:o} ").as_bytes());
        bytes.extend_from_slice(name);
        bytes.push(0);
        bytes.extend_from_slice(id.as_bytes());
    }
    Oid::hash_object(ObjectType::Tree, &bytes)
}
