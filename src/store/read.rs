//! One file's TOML → a record and what is wrong with it. All that can be read is read.

use chrono::NaiveDate;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::messages as m;
use crate::model::finding::{MAX_PER_FILE, limit_file};
use crate::model::message::{Arg, Message, Text};
use crate::model::path::is_key;
use crate::model::vocabulary::{LEGAL_BASES, NOT_LISTED};
use crate::model::{
    Field, Finding, Group, Id, Path, Period, Record, RecordId, Rows, Severity, Shape, Value, Vocabulary,
    fields_of,
};

/// At most this many syntax errors are shown for a file: the parser's later ones are echoes.
const MAX_SYNTAX: usize = 5;
/// At most this many unknown keys are named in a file: past that, it is no record.
const MAX_UNKNOWN: usize = 200;
/// How deep tables and lists may stand in one another; ours do not go beyond five.
const MAX_DEPTH: usize = 16;
/// The longest list, and the largest number of rows.
const MAX_ITEMS: usize = 10_000;

/// Reads `text` (no byte-order mark) as the record `id`. The record is `None` when the file is not
/// TOML; a field that cannot be read is left out of it and named among the findings.
pub fn read_record(id: &RecordId, text: &str) -> (Option<Record>, Vec<Finding>) {
    let mut reader = Reader { id, file: id.path(), findings: Vec::new(), unknown: 0 };
    match DeTable::parse(text) {
        Ok(table) if let Some(span) = deeper_than(MAX_DEPTH, table.get_ref()) => {
            reader.too_deep(span);
            (None, reader.findings)
        }
        Ok(table) => {
            let fields = reader.group(table.get_ref(), fields_of(id.kind), &Path::root());
            limit_file(&mut reader.findings);
            (Some(Record { id: id.clone(), fields }), reader.findings)
        }
        Err(_) => {
            reader.syntax(text);
            (None, reader.findings)
        }
    }
}

struct Reader<'a> {
    id: &'a RecordId,
    file: String,
    findings: Vec<Finding>,
    unknown: usize,
}

type Cell<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn add(
        &mut self,
        code: &'static str,
        path: Path,
        span: Option<Range<usize>>,
        message: Message,
        hint: Option<Message>,
    ) {
        self.say(code, Severity::Error, path, span, message, hint);
    }

    fn say(
        &mut self,
        code: &'static str,
        severity: Severity,
        path: Path,
        span: Option<Range<usize>>,
        message: Message,
        hint: Option<Message>,
    ) {
        // A file of nothing but faults must not fill the memory with sentences.
        if self.findings.len() >= 2 * MAX_PER_FILE {
            limit_file(&mut self.findings);
        }
        self.findings.push(Finding {
            code,
            severity,
            file: self.file.clone(),
            record: Some(self.id.clone()),
            path,
            span,
            message,
            hint,
            article: "",
            more: 0,
        });
    }

    /// Whether what is found from now on will most likely only be counted: not worth a search.
    fn is_full(&self) -> bool {
        self.findings.len() >= MAX_PER_FILE
    }

    fn syntax(&mut self, text: &str) {
        let (_, errors) = DeTable::parse_recoverable(text);
        // The parser has a limit of its own, which keeps it from being drowned: what it says besides is noise.
        if let Some(error) = errors.iter().find(|e| e.message().contains("recurs")) {
            return self.too_deep(error.span().unwrap_or(0..0));
        }
        // The parser's second error on a line is nearly always an echo of the first.
        let mut end_of_line = 0;
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            if span.start < end_of_line {
                continue;
            }
            let start = span.start.min(text.len());
            end_of_line = text.as_bytes()[start..]
                .iter()
                .position(|b| *b == b'\n')
                .map_or(text.len(), |n| start + n + 1);
            let (message, hint) = super::syntax::explain(text, &span, error.message());
            self.add("TOML-01", Path::root(), Some(span), message, hint);
            if self.findings.len() == MAX_SYNTAX {
                return;
            }
        }
    }

    fn too_deep(&mut self, span: Range<usize>) {
        let message = m::TOO_DEEP.msg().with("max", MAX_DEPTH);
        self.add("TOML-03", Path::root(), Some(span.start..span.start + 1), message, None);
    }

    fn group(&mut self, table: &DeTable<'_>, fields: &'static [Field], at: &Path) -> Group {
        let mut group = Group::new();
        for (key, cell) in table.iter() {
            let name = key.get_ref().as_ref();
            match fields.iter().position(|f| f.key == name) {
                Some(index) => {
                    let path = at.join(name);
                    // A header stands before its key, the braces of an inline table after it.
                    let is_header = cell.span().start <= key.span().start;
                    if is_header && matches!(cell.get_ref(), DeValue::Table(t) if t.is_empty()) {
                        self.empty_header(cell, &fields[index], path);
                    } else if let Some(value) = self.value(cell, &fields[index], &path) {
                        group.put(fields, index, value);
                    }
                }
                None => self.unknown_key(name, key.span(), fields, at),
            }
        }
        group
    }

    /// `[transfers]` and nothing under it: somebody began to answer.
    fn empty_header(&mut self, cell: &Cell<'_>, field: &Field, path: Path) {
        if !field.shape.is_table() {
            return self.no_answer(cell, &field.shape, &path, format!("[{path}]"));
        }
        let holder = path.parent().filter(|p| !p.is_root());
        let hint = match holder {
            None => m::EMPTY_TABLE_HINT.msg().with("key", field.key),
            Some(holder) => {
                m::EMPTY_INNER_HINT.msg().with("key", field.key).with("holder", holder.to_string())
            }
        };
        let message = m::EMPTY_TABLE.msg().with("path", path.to_string());
        self.say("REG-11", Severity::Warning, path, Some(cell.span()), message, Some(hint));
    }

    fn no_answer(&mut self, cell: &Cell<'_>, shape: &Shape, path: &Path, written: impl Into<Arg>) {
        let message = m::NO_ANSWER.msg().with("path", path.to_string()).with("written", written);
        let hint = m::NO_ANSWER_HINT.msg().with("none", none(shape));
        self.add("REG-02", path.clone(), Some(cell.span()), message, Some(hint));
    }

    fn unknown_key(&mut self, name: &str, span: Range<usize>, fields: &'static [Field], at: &Path) {
        self.unknown += 1;
        if self.unknown > MAX_UNKNOWN {
            return;
        }
        let typed = name.to_lowercase();
        let nearest = fields
            .iter()
            // No key of ours is as long: comparing letter by letter would take seconds.
            .filter(|_| typed.len() <= 100)
            .map(|f| (strsim::jaro_winkler(f.key, &typed), f.key))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(score, _)| *score > 0.8);
        let hint = nearest.map(|(_, key)| m::DID_YOU_MEAN.msg().with("word", key));
        let message = m::UNKNOWN_KEY.msg().with("key", name).with("kind", self.id.kind.singular());
        self.say("REG-01", Severity::Warning, at.join(name), Some(span), message, hint);
    }

    fn value(&mut self, cell: &Cell<'_>, field: &'static Field, path: &Path) -> Option<Value> {
        if is_none(cell.get_ref(), &field.shape) {
            return Some(Value::None);
        }
        if let Some(written) = nothing(cell.get_ref()) {
            self.no_answer(cell, &field.shape, path, written);
            return None;
        }
        match field.shape {
            Shape::Group(inner) => match cell.get_ref() {
                DeValue::Table(table) => Some(Value::Group(self.group(table, inner, path))),
                _ => self.wrong(cell, path, m::WANTS_TABLE.msg().with("path", path.to_string())),
            },
            Shape::Rows(inner) => self.rows(cell, inner, path),
            shape if shape.is_list() => self.list(cell, &shape, path),
            shape => self.scalar(cell, &shape, path),
        }
    }

    fn rows(&mut self, cell: &Cell<'_>, inner: &'static [Field], path: &Path) -> Option<Value> {
        let DeValue::Table(table) = cell.get_ref() else {
            return self.wrong(cell, path, m::WANTS_ROWS.msg().with("path", path.to_string()));
        };
        // The parser sorts keys; the file's own order is that of their places.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        if entries.len() > MAX_ITEMS {
            return self.wrong(cell, path, m::TOO_MANY.msg().with("max", MAX_ITEMS));
        }
        let mut rows = Rows::new();
        for (key, cell) in entries {
            let name = key.get_ref().as_ref();
            if !is_key(name) {
                self.add(
                    "REG-05",
                    path.clone(),
                    Some(key.span()),
                    m::ROW_NAME.msg().with("name", name),
                    Some(m::ROW_NAME_HINT.msg()),
                );
                continue;
            }
            let at = path.join(name);
            match cell.get_ref() {
                DeValue::Table(table) => rows.push(name, self.group(table, inner, &at)),
                _ => drop(self.wrong(cell, &at, m::WANTS_TABLE.msg().with("path", at.to_string()))),
            }
        }
        // Rows that were all refused are not "none": nothing is known of them.
        (!rows.is_empty()).then_some(Value::Rows(rows))
    }

    fn list(&mut self, cell: &Cell<'_>, shape: &Shape, path: &Path) -> Option<Value> {
        let item_shape = match *shape {
            Shape::Choices(v) => Shape::Choice(v),
            Shape::Refs(kind) => Shape::Ref(kind),
            _ => Shape::Line,
        };
        let DeValue::Array(array) = cell.get_ref() else {
            let hint = matches!(cell.get_ref(), DeValue::String(_)).then(|| m::WANTS_LIST_HINT.msg());
            self.add(
                "REG-02",
                path.clone(),
                Some(cell.span()),
                m::WANTS_LIST.msg().with("path", path.to_string()),
                hint,
            );
            return None;
        };
        if array.len() > MAX_ITEMS {
            return self.wrong(cell, path, m::TOO_MANY.msg().with("max", MAX_ITEMS));
        }
        let mut items: Vec<Value> = Vec::with_capacity(array.len());
        let mut seen: HashSet<Id> = HashSet::new();
        for item in array.iter() {
            if matches!(item.get_ref(), DeValue::String(s) if s.is_empty()) {
                self.add("REG-02", path.clone(), Some(item.span()), m::EMPTY_ITEM.msg(), None);
            } else if let Some(value) = self.scalar(item, &item_shape, path) {
                match &value {
                    Value::Ref(id) if !seen.insert(id.clone()) => {
                        self.add("REG-08", path.clone(), Some(item.span()), m::TWICE.msg(), None);
                    }
                    _ => items.push(value),
                }
            }
        }
        // A list whose every item was refused is not "none": nothing is known of it.
        (!items.is_empty()).then_some(Value::List(items))
    }

    fn scalar(&mut self, cell: &Cell<'_>, shape: &Shape, path: &Path) -> Option<Value> {
        let value = cell.get_ref();
        match (shape, value) {
            (Shape::Line | Shape::Paragraph | Shape::Link, DeValue::String(s)) => {
                // A file that passed through Windows says the same as before.
                Some(Value::Text(s.replace("\r\n", "\n")))
            }
            (Shape::Bool, DeValue::Boolean(b)) => Some(Value::Bool(*b)),
            (Shape::Integer, DeValue::Integer(i)) => match i64::from_str_radix(i.as_str(), i.radix()) {
                Ok(n) => Some(Value::Integer(n)),
                Err(_) => self.wrong(cell, path, m::NUMBER_RANGE.msg()),
            },
            (Shape::Date, DeValue::Datetime(d)) => {
                let date =
                    d.date.and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
                match date {
                    Some(date) if d.time.is_none() => Some(Value::Date(date)),
                    _ => self.malformed(cell, path, m::BAD_DATE, None),
                }
            }
            (Shape::Date, DeValue::String(s)) => {
                let hint = crate::model::date::parse(s).map(|d| m::WRITE.msg().with("word", d.to_string()));
                self.malformed(cell, path, m::BAD_DATE, hint)
            }
            (Shape::Period, DeValue::String(s)) => match Period::parse(s) {
                Some(p) => Some(Value::Period(p)),
                None => {
                    let hint = Period::from_words(s).map(|p| m::WRITE.msg().with("word", format!("\"{p}\"")));
                    self.malformed(cell, path, m::BAD_PERIOD, hint)
                }
            },
            (Shape::Choice(words), DeValue::String(s)) => match words.get(s) {
                Some(term) => Some(Value::Choice(term)),
                None => self.unknown_word(cell, s, words, path),
            },
            (Shape::Ref(_), DeValue::String(s)) => match Id::parse(s) {
                Some(id) => Some(Value::Ref(id)),
                None => {
                    let hint = Id::from_name(s).map(|id| m::WRITE.msg().with("word", format!("\"{id}\"")));
                    self.malformed(cell, path, m::BAD_ID, hint)
                }
            },
            (shape, value) => {
                let message = m::WRONG_TYPE.msg().with("wanted", wanted(shape)).with("found", found(value));
                let hint = match (shape, value) {
                    (Shape::Choice(words), DeValue::Array(_)) => Some(one_of_many(words).msg()),
                    _ => None,
                };
                self.add("REG-02", path.clone(), Some(cell.span()), message, hint);
                None
            }
        }
    }

    fn unknown_word(
        &mut self,
        cell: &Cell<'_>,
        word: &str,
        words: &'static Vocabulary,
        path: &Path,
    ) -> Option<Value> {
        let several = !self.is_full() && words.holds_each(word);
        let hint = match if self.is_full() { None } else { words.nearest(word) } {
            _ if several => one_of_many(words).msg(),
            Some(term) => m::DID_YOU_MEAN.msg().with("word", term.id),
            None if words.terms.len() <= 16 => {
                let all: Vec<&str> = words.terms.iter().map(|t| t.id).collect();
                m::ONE_OF.msg().with("words", all.join(", "))
            }
            None => m::SEE_LIST.msg().with("list", words.name),
        };
        self.add("REG-03", path.clone(), Some(cell.span()), NOT_LISTED.msg().with("word", word), Some(hint));
        None
    }

    fn wrong(&mut self, cell: &Cell<'_>, path: &Path, message: Message) -> Option<Value> {
        self.add("REG-02", path.clone(), Some(cell.span()), message, None);
        None
    }

    fn malformed(
        &mut self,
        cell: &Cell<'_>,
        path: &Path,
        what: Text,
        hint: Option<Message>,
    ) -> Option<Value> {
        self.add("REG-04", path.clone(), Some(cell.span()), what.msg(), hint);
        None
    }
}

/// Where a table or a list first stands deeper than `max` in others.
fn deeper_than(max: usize, table: &DeTable<'_>) -> Option<Range<usize>> {
    fn within(cell: &Cell<'_>, left: usize) -> Option<Range<usize>> {
        match cell.get_ref() {
            DeValue::Table(_) | DeValue::Array(_) if left == 0 => Some(cell.span()),
            DeValue::Table(table) => table.iter().find_map(|(_, inner)| within(inner, left - 1)),
            DeValue::Array(array) => array.iter().find_map(|inner| within(inner, left - 1)),
            _ => None,
        }
    }
    table.iter().find_map(|(_, cell)| within(cell, max))
}

/// Looked at, and there is none: `"none"`, for a list also `[]`, for a table also `{}` and `[]`. Of a text
/// only `""` says so: there, "none" is a word like any other.
fn is_none(value: &DeValue<'_>, shape: &Shape) -> bool {
    match shape {
        Shape::Line | Shape::Paragraph | Shape::Link => matches!(value, DeValue::String(s) if s.is_empty()),
        _ => match value {
            DeValue::String(s) => s == "none",
            DeValue::Array(array) => array.is_empty() && (shape.is_list() || shape.is_table()),
            DeValue::Table(table) => table.is_empty() && shape.is_table(),
            _ => false,
        },
    }
}

/// How "none" is best written.
fn none(shape: &Shape) -> &'static str {
    match shape {
        Shape::Line | Shape::Paragraph | Shape::Link => "\"\"",
        shape if shape.is_list() => "[]",
        _ => "\"none\"",
    }
}

/// What was written where nothing was.
fn nothing(value: &DeValue<'_>) -> Option<&'static str> {
    match value {
        DeValue::String(s) if s.is_empty() => Some("\"\""),
        DeValue::Array(array) if array.is_empty() => Some("[]"),
        DeValue::Table(table) if table.is_empty() => Some("{}"),
        _ => None,
    }
}

/// What to write instead of several words where one stands.
fn one_of_many(words: &'static Vocabulary) -> Text {
    if std::ptr::eq(words, &LEGAL_BASES) { m::ONE_BASIS } else { m::ONE_WORD }
}

fn wanted(shape: &Shape) -> Text {
    match shape {
        Shape::Bool => m::A_BOOL,
        Shape::Integer => m::AN_INTEGER,
        Shape::Date => m::A_DATE,
        Shape::Period => m::A_PERIOD,
        Shape::Choice(_) => m::A_WORD,
        Shape::Ref(_) => m::AN_ID,
        _ => m::A_TEXT,
    }
}

fn found(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => m::A_TEXT,
        DeValue::Integer(_) => m::AN_INTEGER,
        DeValue::Float(_) => m::A_FLOAT,
        DeValue::Boolean(_) => m::A_BOOL,
        DeValue::Datetime(_) => m::A_DATE,
        DeValue::Array(_) => m::A_LIST,
        DeValue::Table(_) => m::A_TABLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Lang, Position};

    fn id(kind: Kind, id: &str) -> RecordId {
        RecordId::new(kind, Id::parse(id).unwrap())
    }

    fn activity(text: &str) -> (Option<Record>, Vec<String>) {
        let (record, findings) = read_record(&id(Kind::Activity, "paie"), text);
        let said = findings
            .iter()
            .map(|f| {
                let p = Position::of(text, f.span.as_ref().map_or(0, |s| s.start));
                format!("{}:{} {} {}", p.line, p.column, f.code, f.message.get(Lang::En))
            })
            .collect();
        (record, said)
    }

    #[test]
    fn unknown_is_not_none() {
        let none = [
            ("purposes", "[]"),
            ("software", "\"none\""),
            ("profiling", "\"\""),
            ("transfers", "\"none\""),
            ("data", "{}"),
            ("special_categories", "[]"),
            ("dpia", "{ }"),
            ("created_on", "\"none\""),
            ("public", "\"none\""),
            ("status", "\"none\""),
        ];
        let text: String = none.iter().map(|(key, none)| format!("{key} = {none}\n")).collect();
        let (record, said) = activity(&text);
        let record = record.unwrap();
        assert!(said.is_empty(), "{said:?}");
        for (key, _) in none {
            assert_eq!(record.fields.get(key), Some(&Value::None), "{key}");
        }
        assert_eq!(record.fields.get("recipients"), None);
    }

    #[test]
    fn a_table_that_was_begun_and_left_empty_is_not_known_yet() {
        let (record, said) =
            activity("[transfers] # à voir\n[information]\n[data.contact]\n[ dpia ]\n[special_categories]\n");
        let fields = record.unwrap().fields;
        for key in ["transfers", "information", "dpia", "special_categories"] {
            assert_eq!(fields.get(key), None, "{key}");
        }
        assert_eq!(fields.rows("data").count(), 1, "a row says by its name what there is");
        let warned = [
            "4:1 REG-11 “[dpia]” holds nothing: the field counts as not known yet.",
            "2:1 REG-11 “[information]” holds nothing: the field counts as not known yet.",
            "5:1 REG-11 “[special_categories]” holds nothing: the field counts as not known yet.",
            "1:1 REG-11 “[transfers]” holds nothing: the field counts as not known yet.",
        ];
        assert_eq!(said, warned);
        let (_, findings) = read_record(&id(Kind::Activity, "paie"), "[transfers]\n");
        assert_eq!(findings[0].severity, Severity::Warning);
        let hint = findings[0].hint.as_ref().map(|h| h.get(Lang::En));
        let wanted = "If there is none, once checked: write transfers = \"none\" before the first table, instead of this line.";
        assert_eq!(hint.as_deref(), Some(wanted));
        let (_, findings) = read_record(&id(Kind::Activity, "paie"), "[transfers.inde.onward]\n");
        let hint = findings[0].hint.as_ref().map(|h| h.get(Lang::En)).unwrap();
        assert!(hint.contains("write onward = \"none\" under [transfers.inde]"), "{hint}");
        let (_, said) = activity("[owner]\n");
        assert_eq!(said, ["1:1 REG-02 “owner”: [owner] is no answer."]);
    }

    #[test]
    fn nothing_between_quotes_or_brackets_is_none_only_where_it_can_mean_it() {
        for (key, written, wanted) in [
            ("created_on", "\"\"", "\"none\""),
            ("created_on", "[]", "\"none\""),
            ("public", "{}", "\"none\""),
            ("public", "\"\"", "\"none\""),
            ("status", "\"\"", "\"none\""),
            ("transfers", "\"\"", "\"none\""),
            ("information", "\"\"", "\"none\""),
            ("purposes", "\"\"", "[]"),
            ("software", "{}", "[]"),
            ("owner", "[]", "\"\""),
            ("description", "{}", "\"\""),
        ] {
            let text = format!("{key} = {written}\n");
            let (record, findings) = read_record(&id(Kind::Activity, "paie"), &text);
            assert_eq!(record.unwrap().fields.get(key), None, "{text}");
            let [finding] = &findings[..] else { panic!("{text}: {findings:?}") };
            assert_eq!((finding.code, finding.severity), ("REG-02", Severity::Error), "{text}");
            assert_eq!(finding.message.get(Lang::En), format!("“{key}”: {written} is no answer."));
            let hint = finding.hint.as_ref().unwrap().get(Lang::En);
            assert_eq!(
                hint,
                format!(
                    "If there is none, once checked: write {wanted}. If it is not known yet: take the line out."
                )
            );
        }
        // A period, a number and a reference; and inside a row.
        for (kind, text) in [
            (Kind::Retention, "active = \"\"\n"),
            (Kind::Organisation, "headcount = []\n"),
            (Kind::Activity, "[data.contact]\nretention = \"\"\n"),
        ] {
            let (_, findings) = read_record(&id(kind, "register"), text);
            assert_eq!(findings.iter().map(|f| f.code).collect::<Vec<_>>(), ["REG-02"], "{text}");
        }
    }

    #[test]
    fn two_legal_bases_in_one_purpose_are_two_purposes() {
        for written in ["[\"contract\", \"consent\"]", "\"contract, consent\"", "\"contract + consentement\""]
        {
            let (_, findings) =
                read_record(&id(Kind::Purpose, "livrer"), &format!("legal_basis = {written}\n"));
            let [finding] = &findings[..] else { panic!("{written}: {findings:?}") };
            let hint = finding.hint.as_ref().unwrap().get(Lang::En);
            assert!(hint.starts_with("One legal basis a purpose"), "{written}: {hint}");
        }
    }

    #[test]
    fn rows_that_could_not_be_read_are_not_none() {
        for text in ["[transfers.\"Hébergeur US\"]\nrecipient = \"Acme\"\n", "transfers = { acme = 1 }\n"] {
            let (record, said) = activity(text);
            assert!(!said.is_empty(), "{text}");
            assert_eq!(record.unwrap().fields.get("transfers"), None, "{text}");
        }
    }

    #[test]
    fn rows_keep_the_order_of_the_file() {
        let (record, _) = activity("[data.zebre]\nitems = [\"nom\"]\n[data.abeille]\nitems = [\"rue\"]\n");
        let record = record.unwrap();
        let keys: Vec<&str> = record.fields.rows("data").map(|(k, _)| k).collect();
        assert_eq!(keys, ["zebre", "abeille"]);
    }

    #[test]
    fn each_fault_is_named_where_it_stands_and_the_rest_is_read() {
        let text = "name = \"Paie\"\nstatut = \"active\"\nstatus = \"actif\"\ncreated_on = \"23/11/2026\"\npublic = \"oui\"\npurposes = [\"Gérer la paie\"]\n";
        let (record, said) = activity(text);
        assert_eq!(record.unwrap().fields.text("name"), Some("Paie"));
        assert_eq!(
            said.iter().map(|s| s.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>(),
            ["4:14 REG-04", "5:10 REG-02", "6:13 REG-04", "3:10 REG-03", "2:1 REG-01"],
            "{said:#?}"
        );
    }

    #[test]
    fn several_syntax_faults_are_told_at_once() {
        let (record, said) = activity("name = Paie\nref = \"T-1\"\nowner = \n");
        assert!(record.is_none());
        assert!(said.len() >= 2, "{said:?}");
        assert!(said[0].starts_with("1:8 TOML-01"), "{said:?}");
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_at_its_place() {
        let refusal = |text: &str| {
            let (record, said) = activity(text);
            assert_eq!(said.len(), usize::from(record.is_none()), "{said:?}");
            said.first().cloned()
        };
        let arrays = |n: usize| format!("x = {}1{}\n", "[".repeat(n), "]".repeat(n));
        let tables = |n: usize| format!("[{}]\ny = 1\n", vec!["x"; n].join("."));
        let braces = |n: usize| format!("x = {}1{}\n", "{ a = ".repeat(n), " }".repeat(n));
        let words = "TOML-03 Tables or lists nested more than 16 deep: the file is refused.";
        for nested in [arrays, tables, braces] {
            let (_, said) = activity(&nested(16));
            assert!(said.iter().all(|s| s.contains("REG-01")), "{said:?}");
            for n in [17, 79, 81, 100_000] {
                let said = refusal(&nested(n)).unwrap_or_default();
                assert!(said.starts_with("1:") && said.ends_with(words), "{n}: {said}");
            }
        }
        assert!(refusal(&arrays(17)).unwrap().starts_with("1:21 "));
    }
}
