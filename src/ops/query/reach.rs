//! The ways from a record to the values that a term asks about. What lies behind a reference is looked at
//! once, however many records refer to it.

use std::cell::RefCell;
use std::collections::HashMap;

use super::keys::Route;
use super::sieve::Scope;
use super::values::Accept;
use crate::model::{Field, Group, Id, Kind, Register, Value};

/// A way to a field, and which of its values will do.
pub(super) struct Way {
    pub route: Route,
    pub accepts: Vec<Accept>,
}

/// All ways of a term: those that stay in the record, and those that go on in another.
#[derive(Default)]
pub(super) struct Reach {
    near: Vec<Way>,
    hops: Vec<Hop>,
}

/// References, and the ways that go on behind them.
struct Hop {
    route: Route,
    kind: Kind,
    behind: Reach,
    seen: RefCell<HashMap<Id, Sight>>,
}

/// What was seen along the ways.
#[derive(Clone, Copy, Default)]
pub(super) struct Sight {
    /// A value that will do.
    pub accepted: bool,
    pub value: bool,
    pub none: bool,
}

impl Sight {
    fn and(self, other: Sight) -> Sight {
        Sight {
            accepted: self.accepted || other.accepted,
            value: self.value || other.value,
            none: self.none || other.none,
        }
    }
}

impl Reach {
    pub fn along(ways: Vec<Way>) -> Reach {
        let mut reach = Reach::default();
        let mut far: Vec<(Route, Kind, Vec<Way>)> = Vec::new();
        for mut way in ways {
            let last = way.route.len().saturating_sub(1);
            let hop = way.route.iter().take(last).position(|f| f.shape.refers_to().is_some());
            let kind = hop.and_then(|at| way.route.get(at)?.shape.refers_to());
            let (Some(at), Some(kind)) = (hop, kind) else {
                reach.near.push(way);
                continue;
            };
            let behind = Way { route: way.route.split_off(at + 1), accepts: way.accepts };
            let same = |route: &Route| {
                route.len() == way.route.len() && route.iter().zip(&way.route).all(|(a, b)| a.key == b.key)
            };
            match far.iter_mut().find(|(route, ..)| same(route)) {
                Some((.., ways)) => ways.push(behind),
                None => far.push((way.route, kind, vec![behind])),
            }
        }
        let hop =
            |(route, kind, ways)| Hop { route, kind, behind: Reach::along(ways), seen: RefCell::default() };
        reach.hops = far.into_iter().map(hop).collect();
        reach
    }

    /// What is seen from a group; all of it where `whole`, else enough to know whether something is accepted.
    pub fn of(&self, group: &Group, scope: &Scope<'_>, whole: bool) -> Sight {
        let mut sight = Sight::default();
        for way in self.near.iter().filter(|way| whole || !way.accepts.is_empty()) {
            walk(group, &way.route, scope.register, &mut |seen| {
                match seen {
                    Seen::Value(value) => {
                        sight.value = true;
                        sight.accepted |= way.accepts.iter().any(|a| a.takes(value, scope));
                    }
                    Seen::None => sight.none = true,
                    Seen::Missing => {}
                }
                sight.accepted && !whole
            });
            if sight.accepted && !whole {
                return sight;
            }
        }
        for hop in &self.hops {
            walk(group, &hop.route, scope.register, &mut |seen| {
                match seen {
                    Seen::Value(Value::Ref(id)) => sight = sight.and(hop.behind(id, scope, whole)),
                    Seen::None => sight.none = true,
                    Seen::Value(_) | Seen::Missing => {}
                }
                sight.accepted && !whole
            });
            if sight.accepted && !whole {
                return sight;
            }
        }
        sight
    }
}

impl Hop {
    fn behind(&self, id: &Id, scope: &Scope<'_>, whole: bool) -> Sight {
        if let Some(sight) = self.seen.borrow().get(id) {
            return *sight;
        }
        let record = scope.register.find(self.kind, id);
        let sight = record.map_or_else(Sight::default, |r| self.behind.of(&r.fields, scope, whole));
        self.seen.borrow_mut().insert(id.clone(), sight);
        sight
    }
}

/// What stands at the end of a way.
pub(super) enum Seen<'a> {
    Value(&'a Value),
    /// Looked at, and there is none.
    None,
    /// Nobody has said.
    Missing,
}

/// Follows a way through groups, rows and references; `true` as soon as `wanted` is.
pub(super) fn walk<'a>(
    group: &'a Group,
    route: &[&'static Field],
    register: &'a Register,
    wanted: &mut dyn FnMut(Seen<'a>) -> bool,
) -> bool {
    let Some((field, rest)) = route.split_first() else { return false };
    let mut follow = |id: &Id| match field.shape.refers_to().and_then(|kind| register.find(kind, id)) {
        Some(record) => walk(&record.fields, rest, register, wanted),
        None => wanted(Seen::Missing),
    };
    match group.get(field.key) {
        None => wanted(Seen::Missing),
        Some(Value::None) => wanted(Seen::None),
        Some(Value::Ref(id)) if !rest.is_empty() => follow(id),
        Some(Value::List(items)) if !rest.is_empty() => {
            items.iter().any(|item| matches!(item, Value::Ref(id) if follow(id)))
        }
        Some(Value::List(items)) => items.iter().any(|item| wanted(Seen::Value(item))),
        Some(Value::Group(inner)) if !rest.is_empty() => walk(inner, rest, register, wanted),
        Some(Value::Rows(rows)) if !rest.is_empty() => {
            rows.iter().any(|(_, row)| walk(row, rest, register, wanted))
        }
        Some(value) => wanted(Seen::Value(value)),
    }
}
