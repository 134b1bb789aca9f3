//! A record as one reads it: what is answered, and what Art. 30 still asks for.

use crate::i18n::values::{self, row_title, words};
use crate::model::{Field, Group, Lang, Level, Record, Register, Value, fields_of};
use crate::ops::check::completeness::{self, completeness};
use crate::tui::texts as t;
use crate::tui::theme::Role;
use crate::tui::window::wrap;

/// The lines of the preview, in `columns`.
pub fn lines(record: &Record, register: &Register, lang: Lang, columns: usize) -> Vec<(String, Role)> {
    let mut out = Vec::new();
    let role = record.role();
    let say = |label: &str, said: &str, depth: usize, tone: Role, out: &mut Vec<(String, Role)>| {
        let colon = if lang == Lang::Fr { "\u{a0}: " } else { ": " };
        let indent = "  ".repeat(depth);
        let room = columns.saturating_sub(indent.len());
        for (i, line) in
            wrap(&format!("{label}{colon}{said}"), room.saturating_sub(2)).into_iter().enumerate()
        {
            let hang = if i == 0 { "" } else { "  " };
            out.push((format!("{indent}{hang}{line}"), tone));
        }
    };
    if let Some(seen) = completeness(register, record) {
        say(completeness::TITLE.get(lang), &seen.words(lang), 0, Role::Dim, &mut out);
    }
    for field in fields_of(record.id.kind) {
        let label = field.label.get(lang);
        match record.fields.get(field.key) {
            None if field.level_for(role) >= Level::WhereApplicable && !record.settles(field.key) => {
                say(label, t::TO_FILL.get(lang), 0, Role::Warning, &mut out);
            }
            None => {}
            Some(Value::Group(group)) => {
                out.push((label.to_owned(), Role::Accent));
                inner(group, register, lang, 1, &say, &mut out);
            }
            Some(Value::Rows(rows)) => {
                out.push((label.to_owned(), Role::Accent));
                for (name, row) in rows.iter() {
                    out.push((format!("  ▸ {}", row_title(name, row, field, register, lang)), Role::Plain));
                    inner(row, register, lang, 2, &say, &mut out);
                }
            }
            Some(value) => say(label, &words(value, &field.shape, register, lang), 0, Role::Plain, &mut out),
        }
    }
    out
}

type Say<'a> = &'a dyn Fn(&str, &str, usize, Role, &mut Vec<(String, Role)>);

fn inner(
    group: &Group,
    register: &Register,
    lang: Lang,
    depth: usize,
    say: Say<'_>,
    out: &mut Vec<(String, Role)>,
) {
    for (field, value) in group.iter() {
        match value {
            Value::Group(inside) => {
                out.push((format!("{}{}", "  ".repeat(depth), field.label.get(lang)), Role::Accent));
                inner(inside, register, lang, depth + 1, say, out);
            }
            Value::Rows(rows) => {
                out.push((format!("{}{}", "  ".repeat(depth), field.label.get(lang)), Role::Accent));
                for (name, row) in rows.iter() {
                    let title = row_title(name, row, field, register, lang);
                    out.push((format!("{}▸ {title}", "  ".repeat(depth + 1)), Role::Plain));
                    inner(row, register, lang, depth + 2, say, out);
                }
            }
            value => {
                say(
                    field.label.get(lang),
                    &words(value, &field.shape, register, lang),
                    depth,
                    Role::Plain,
                    out,
                );
            }
        }
    }
}

/// What a field holds, on one line, for the form.
pub fn summary(value: Option<&Value>, field: &'static Field, register: &Register, lang: Lang) -> String {
    match value {
        None => values::UNKNOWN.get(lang).to_owned(),
        Some(Value::Rows(rows)) => {
            let titles: Vec<String> =
                rows.iter().map(|(k, g)| row_title(k, g, field, register, lang)).collect();
            format!("{}\u{a0}: {}", rows.len(), titles.join(", "))
        }
        Some(value) => words(value, &field.shape, register, lang).replace('\n', " "),
    }
}
