//! What several tests need: records that answer every field, a small sure source of chance.
#![allow(dead_code)]

use chrono::NaiveDate;
use registre::model::{
    Change, Field, Group, Id, Kind, Path, Period, Record, RecordId, Rows, Shape, Value, fields_of,
};

/// A record that answers every field of its kind; `n` varies the values.
pub fn full_record(kind: Kind, id: &str, n: usize) -> Record {
    let id = match kind {
        Kind::Organisation => RecordId::organisation(),
        _ => RecordId::new(kind, Id::parse(id).unwrap()),
    };
    Record { id, fields: full_group(fields_of(kind), n) }
}

fn full_group(table: &'static [Field], n: usize) -> Group {
    let mut group = Group::new();
    for (i, field) in table.iter().enumerate() {
        let value = if field.key == "schema" { Value::Integer(1) } else { full_value(field, n + i) };
        group.set(table, field.key, value).unwrap();
    }
    group
}

/// A value that fits the field.
pub fn full_value(field: &'static Field, n: usize) -> Value {
    let words = |key: &str| format!("Été n° {n} « {key} » : œuvre, façade & co");
    let id = |kind: Kind| Value::Ref(Id::parse(&format!("{}-{}", kind.word(), n % 3)).unwrap());
    match field.shape {
        Shape::Line => Value::Text(words(field.key)),
        Shape::Paragraph => Value::Text(format!("{}.\nSeconde phrase n° {n}.", words(field.key))),
        Shape::Link => Value::Text(format!("https://maison.example/{}/{n}", field.key)),
        Shape::Bool => Value::Bool(n.is_multiple_of(2)),
        Shape::Integer => Value::Integer(n as i64 * 12),
        Shape::Date => Value::Date(
            NaiveDate::from_ymd_opt(2020 + (n % 6) as i32, 1 + (n % 12) as u32, 1 + (n % 28) as u32).unwrap(),
        ),
        Shape::Period => Value::Period(Period { years: 1 + (n % 9) as u32, ..Period::ZERO }),
        Shape::Choice(v) => Value::Choice(&v.terms[n % v.terms.len()]),
        Shape::Ref(kind) => id(kind),
        Shape::Lines => {
            Value::List((0..3).map(|i| Value::Text(format!("{} {i}", words(field.key)))).collect())
        }
        Shape::Choices(v) => Value::List(
            (0..v.terms.len().min(3)).map(|i| Value::Choice(&v.terms[(n + i) % v.terms.len()])).collect(),
        ),
        Shape::Refs(kind) => Value::List(
            (0..3).map(|i| Value::Ref(Id::parse(&format!("{}-{i}", kind.word())).unwrap())).collect(),
        ),
        Shape::Group(inner) => Value::Group(full_group(inner, n)),
        Shape::Rows(inner) => {
            let mut rows = Rows::new();
            rows.set("premier", full_group(inner, n));
            rows.set("second", full_group(inner, n + 1));
            Value::Rows(rows)
        }
    }
}

/// A small generator whose sequence depends on its seed alone.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `n` (0 when `n` is 0).
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }
}

/// How many rounds a fuzzing test makes: `REGISTRE_FUZZ`, else `default`.
pub fn rounds(default: usize) -> usize {
    std::env::var("REGISTRE_FUZZ").ok().and_then(|s| s.parse().ok()).unwrap_or(default)
}

/// The paths of the plain fields that a record answers.
pub fn leaves(group: &Group, at: &Path, out: &mut Vec<(Path, &'static Field)>) {
    for (field, value) in group.iter() {
        let path = at.join(field.key);
        match value {
            Value::Group(inner) => leaves(inner, &path, out),
            Value::Rows(rows) => rows.iter().for_each(|(name, row)| leaves(row, &path.join(name), out)),
            _ => out.push((path, field)),
        }
    }
}

/// A change to any field of the record's kind, answered or not.
pub fn any_change(record: &Record, chance: &mut Chance) -> Change {
    let id = record.id.clone();
    let mut table = fields_of(id.kind);
    let mut path = Path::root();
    let (field, path) = loop {
        let field = &table[chance.below(table.len())];
        let here = path.join(field.key);
        match field.shape {
            Shape::Group(inner) if chance.below(6) > 0 => (table, path) = (inner, here),
            Shape::Rows(inner) => {
                let row = ["premier", "second", "tiers"][chance.below(3)];
                let row_path = here.join(row);
                let exists = record.group(&row_path).is_some();
                match chance.below(8) {
                    0 => break (field, here),
                    1 if exists => return Change::Unset { record: id, path: row_path },
                    2 if exists => {
                        let to = format!("autre-{}", chance.below(100));
                        return Change::RenameRow { record: id, path: row_path, to };
                    }
                    3 => {
                        let mut row = record.group(&row_path).cloned().unwrap_or_default();
                        let f = &inner[chance.below(inner.len())];
                        let _ = row.set(inner, f.key, full_value(f, chance.below(50)));
                        return Change::Set { record: id, path: row_path, value: Value::Group(row) };
                    }
                    _ => (table, path) = (inner, row_path),
                }
            }
            _ => break (field, here),
        }
    };
    let n = chance.below(50);
    match (chance.below(6), field.shape.is_list()) {
        (0, _) => Change::Unset { record: id, path },
        (1, _) => Change::Set { record: id, path, value: Value::None },
        (2 | 3, true) => {
            let item = full_value(field, n).items()[0].clone();
            Change::AddItem { record: id, path, item }
        }
        (4, true) => {
            let items = record.value(&path).map(|v| v.items().to_vec()).unwrap_or_default();
            let item = items.get(chance.below(items.len())).cloned();
            let item = item.unwrap_or_else(|| full_value(field, n).items()[0].clone());
            Change::RemoveItem { record: id, path, item }
        }
        (5, true) => {
            let mut items = full_value(field, n).items().to_vec();
            items.extend(record.value(&path).map(|v| v.items().to_vec()).unwrap_or_default());
            items.rotate_left(chance.below(3));
            items.dedup();
            let twice = |i: usize| items[..i].contains(&items[i]);
            let once = (0..items.len()).filter(|i| !twice(*i)).map(|i| items[i].clone()).collect();
            Change::Set { record: id, path, value: Value::List(once) }
        }
        _ => Change::Set { record: id, path, value: full_value(field, n) },
    }
}

/// A record of any kind, with some of its fields unanswered.
pub fn record_for(chance: &mut Chance) -> Record {
    let kind = Kind::ALL[chance.below(Kind::ALL.len())];
    let mut record = full_record(kind, "graine", chance.below(9));
    // Some fields unanswered, so that a change also adds.
    for _ in 0..chance.below(12) {
        let mut all = Vec::new();
        leaves(&record.fields, &Path::root(), &mut all);
        let (path, _) = all.swap_remove(chance.below(all.len()));
        let _ = record.apply(&Change::Unset { record: record.id.clone(), path });
    }
    let tables: Vec<&str> = fields_of(kind).iter().filter(|f| f.shape.is_table()).map(|f| f.key).collect();
    for _ in 0..chance.below(4) {
        let table = tables[chance.below(tables.len())];
        let _ = record.apply(&Change::Unset { record: record.id.clone(), path: Path::root().join(table) });
    }
    record
}
