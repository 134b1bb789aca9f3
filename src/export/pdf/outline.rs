//! Bookmarks: the titles of the document as a tree.

use lopdf::{Document as LoDocument, Object, ObjectId, dictionary};

use crate::export::pdf::finish::{destination, utf16};
use crate::export::pdf::paginate::Bookmark;

struct Node {
    id: ObjectId,
    title: Object,
    at: Object,
    level: u8,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Writes the tree; `None` where there is no title. Parts are open, sheets closed.
pub fn write(file: &mut LoDocument, bookmarks: &[Bookmark], pages: &[ObjectId]) -> Option<Object> {
    let mut nodes: Vec<Node> = Vec::with_capacity(bookmarks.len());
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for b in bookmarks.iter().filter(|b| !b.text.trim().is_empty()) {
        let Some(at) = destination(b.place, pages) else { continue };
        while open.last().and_then(|i| nodes.get(*i)).is_some_and(|n| n.level >= b.level) {
            open.pop();
        }
        let parent = open.last().copied();
        let i = nodes.len();
        let id = file.new_object_id();
        nodes.push(Node { id, title: utf16(&b.text), at, level: b.level, parent, children: Vec::new() });
        match parent.and_then(|p| nodes.get_mut(p)) {
            Some(p) => p.children.push(i),
            None => top.push(i),
        }
        open.push(i);
    }
    let (first, last) = (id_at(&nodes, &top, 0)?, id_at(&nodes, &top, top.len() - 1)?);
    let root = file.new_object_id();
    let shown = top.iter().map(|i| 1 + nodes.get(*i).map_or(0, |n| n.children.len())).sum::<usize>();
    for (i, node) in nodes.iter().enumerate() {
        let siblings = match node.parent.and_then(|p| nodes.get(p)) {
            Some(p) => &p.children,
            None => &top,
        };
        let parent = node.parent.and_then(|p| nodes.get(p)).map_or(root, |p| p.id);
        let mut entry =
            dictionary! { "Title" => node.title.clone(), "Parent" => parent, "Dest" => node.at.clone() };
        let here = siblings.iter().position(|s| *s == i).unwrap_or_default();
        if let Some(previous) = here.checked_sub(1).and_then(|h| id_at(&nodes, siblings, h)) {
            entry.set("Prev", previous);
        }
        if let Some(next) = id_at(&nodes, siblings, here + 1) {
            entry.set("Next", next);
        }
        if let (Some(first), Some(last)) = (
            id_at(&nodes, &node.children, 0),
            node.children.len().checked_sub(1).and_then(|l| id_at(&nodes, &node.children, l)),
        ) {
            let count = node.children.len() as i64;
            entry.set("First", first);
            entry.set("Last", last);
            entry.set("Count", if node.parent.is_none() { count } else { -count });
        }
        file.objects.insert(node.id, Object::Dictionary(entry));
    }
    let tree =
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => shown as i64 };
    file.objects.insert(root, Object::Dictionary(tree));
    Some(Object::Reference(root))
}

fn id_at(nodes: &[Node], list: &[usize], i: usize) -> Option<ObjectId> {
    nodes.get(*list.get(i)?).map(|n| n.id)
}
