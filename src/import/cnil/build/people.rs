//! The organisation, its representative and its delegate: from the list sheet, and from what every record
//! sheet repeats.

use std::collections::BTreeMap;

use super::super::Parts;
use super::super::form::{Answers, Form};
use super::super::ledger::{Said, one_line};
use super::super::list::{Detail, List, Who};
use super::names::{full_name, is_surname, names_the_organisation, same_person};
use super::{Builder, inner, place, set, wording};
use crate::i18n::changes::label;
use crate::i18n::values::words;
use crate::law::cnil_form::labels::{Actor, Column};
use crate::law::cnil_form::{countries, key, means_none};
use crate::model::field::fields_of;
use crate::model::{Field, Group, Kind, Lang, Path, Record, RecordId, Register, Severity, Text, Value};

/// The columns of the actors' block and the fields they fill.
pub const DETAILS: [(Column, &str); 7] = [
    (Column::Name, "name"),
    (Column::Address, "address"),
    (Column::PostalCode, "postal_code"),
    (Column::City, "city"),
    (Column::Country, "country"),
    (Column::Phone, "phone"),
    (Column::Email, "email"),
];

const LISTED: [(Detail, &str); 8] = [
    (Detail::Name, "name"),
    (Detail::FirstName, "first_name"),
    (Detail::Company, "company"),
    (Detail::Address, "address"),
    (Detail::PostalCode, "postal_code"),
    (Detail::City, "city"),
    (Detail::Phone, "phone"),
    (Detail::Email, "email"),
];

/// Somebody the whole register shares, as the file describes them.
#[derive(Clone, Debug, Default)]
struct Person {
    /// The full name as record sheets write it; `None` when nobody is named.
    full_name: Option<String>,
    /// The file says that there is none.
    none: bool,
    fields: BTreeMap<&'static str, String>,
}

/// Who the file says keeps the register.
#[derive(Clone, Debug, Default)]
pub struct People {
    controller: Person,
    representative: Person,
    dpo: Person,
    /// The head of the organisation, when the list names a person beside the organisation.
    head: BTreeMap<&'static str, String>,
    /// The organisation's own name.
    name: Option<String>,
    /// The person whom the sheets name for the organisation that the list names.
    contact: Option<String>,
}

impl People {
    /// Puts together what the list and the sheets say; where they differ the list leads.
    /// The register's own name for the organisation tells which of the names in the file is that.
    pub fn gather(parts: &Parts<'_>, remembered: Option<&str>, ours: Option<&str>) -> People {
        let list = parts.lists.first();
        let mut people = People {
            controller: person(parts, list, Who::Controller, Actor::Controller),
            representative: person(parts, list, Who::Representative, Actor::Representative),
            dpo: person(parts, list, Who::Dpo, Actor::Dpo),
            ..People::default()
        };
        if !people.dpo.fields.contains_key("company") {
            let company = most_said(parts, Actor::DpoCompany, Column::Name);
            people.dpo.fields.extend(company.map(|c| ("company", c)));
        }
        people.name_the_organisation(parts, list, remembered, ours);
        people
    }

    /// The form has one place for the organisation and for the person at its head; a first name tells them apart.
    fn name_the_organisation(
        &mut self,
        parts: &Parts<'_>,
        list: Option<&List>,
        remembered: Option<&str>,
        ours: Option<&str>,
    ) {
        let listed =
            |d: Detail| list.and_then(|l| l.people.get(&(Who::Controller, d))).map(|s| one_line(&s.text));
        let (name, first) = (listed(Detail::Name), listed(Detail::FirstName));
        // A workbook of ours remembers which of the names is the organisation's.
        let known = remembered.map(str::to_owned).filter(|known| {
            let here = said_on_sheets(parts, Actor::Controller, Column::Name)
                .any(|(_, s)| key(&s.text) == key(known));
            here || (first.is_none() && name.as_ref().is_some_and(|n| key(n) == key(known)))
        });
        let on_sheets = known.or_else(|| most_said(parts, Actor::Controller, Column::Name));
        let full = full_name(name.as_deref(), first.as_deref());
        let sheets_name_the_person = match (&on_sheets, &full) {
            (Some(s), Some(f)) => first.is_some() && same_person(s, f),
            _ => false,
        };
        match (name, first, on_sheets) {
            (name, Some(first), on_sheets) => {
                self.head.extend(name.map(|n| ("name", n)));
                self.head.insert("first_name", first);
                self.name = on_sheets.filter(|_| !sheets_name_the_person);
                self.controller.full_name = self.name.clone().or(full);
            }
            (Some(name), None, Some(on_sheets)) if names_the_organisation(&name, &on_sheets, ours) => {
                self.contact = Some(on_sheets.clone()).filter(|s| key(s) != key(&name));
                if self.contact.is_some() {
                    self.head.insert("name", on_sheets);
                }
                self.controller.full_name = Some(name.clone());
                self.name = Some(name);
            }
            (Some(name), None, Some(on_sheets)) if key(&name) != key(&on_sheets) => {
                self.head.insert("name", name);
                self.name = Some(on_sheets.clone());
                self.controller.full_name = Some(on_sheets);
            }
            (Some(name), None, None)
                if self.dpo.fields.contains_key("company") && is_surname(&name, ours) =>
            {
                self.controller.full_name = Some(name.clone());
                self.head.insert("name", name);
            }
            (name, None, on_sheets) => {
                self.name = name.or(on_sheets);
                self.controller.full_name = self.name.clone();
            }
        }
        self.controller.fields.remove("name");
        self.controller.fields.remove("first_name");
    }

    /// Fills what the organisation does not say yet; what it says otherwise is kept and reported. Somebody else
    /// than the register names, or whom it says there is none of, gives it nothing: two people are not mixed.
    pub fn write(&self, b: &mut Builder<'_>, parts: &Parts<'_>) {
        let id = RecordId::organisation();
        let ours = b.register.organisation().map(|r| r.fields.clone()).unwrap_or_default();
        let table = fields_of(Kind::Organisation);
        let mut record = Record::new(id.clone());
        let own = self.own(&ours);
        let places = Places { parts };
        for block in self.blocks() {
            let said = match block.group {
                None if own.is_some() => Standing::Other(own.clone()),
                None => Standing::Same(ours.clone()),
                Some("legal_representative") if own.is_some() => Standing::Other(None),
                Some(group) => standing(ours.get(group), &block.answers),
            };
            if let (Some(group), Standing::Other(Some(stands))) = (block.group, &said)
                && let Some(field) = table.iter().find(|f| f.key == group)
            {
                let theirs = block.answers.iter().find(|(f, _)| *f == "name").map(|(_, v)| v.clone());
                let at = places.of(&block, "name", theirs.as_ref());
                b.keep_ours(&id, field, stands, &theirs.unwrap_or(Value::None), at);
            }
            for (key, value) in &block.answers {
                let Some(field) = block.table().iter().find(|f| f.key == *key) else { continue };
                let at = places.of(&block, key, Some(value));
                let known = match &said {
                    Standing::Same(ours) => ours.get(key),
                    Standing::Other(_) if block.group.is_none() && *key == "name" => own.as_ref(),
                    Standing::Other(_) => {
                        b.leave_one(&id, at, block.said(field, value));
                        continue;
                    }
                };
                match known {
                    None => block.put(&mut record.fields, key, value.clone()),
                    Some(ours) if same_answer(ours, value) => {}
                    Some(ours) => {
                        b.keep_ours(&id, field, ours, value, at.clone());
                        b.leave_one(&id, at, block.said(field, value));
                    }
                }
            }
        }
        if !record.fields.is_empty() {
            b.wanted.insert(id, record);
        }
    }

    /// The register's own name, where the file is of another organisation.
    fn own(&self, ours: &Group) -> Option<Value> {
        let own = ours.get("name").filter(|v| **v != Value::None)?;
        let theirs = Value::text(self.name.clone()?);
        (!same_answer(own, &theirs)).then(|| own.clone())
    }

    /// What the file says of the organisation and of each person around it.
    fn blocks(&self) -> Vec<Block> {
        let text = |s: &String| Value::text(s.clone());
        let mut own: Vec<(&'static str, Value)> = self.name.iter().map(|n| ("name", text(n))).collect();
        own.extend(fields(&self.controller.fields));
        let block = |group, who, actor, answers| Block { group, who, actor, answers };
        let mut blocks = vec![
            block(None, Who::Controller, Actor::Controller, own),
            block(Some("legal_representative"), Who::Controller, Actor::Controller, fields(&self.head)),
        ];
        for (group, who, actor, person) in [
            ("eu_representative", Who::Representative, Actor::Representative, &self.representative),
            ("dpo", Who::Dpo, Actor::Dpo, &self.dpo),
        ] {
            if person.none && person.fields.is_empty() {
                blocks.push(block(None, who, actor, vec![(group, Value::None)]));
            }
            blocks.push(block(Some(group), who, actor, fields(&person.fields)));
        }
        blocks
    }

    /// What a sheet says of the actors beside the organisation's: another person goes to the sheet's own group,
    /// another detail of the same person to its notes.
    pub fn of_sheet(&self, b: &mut Builder<'_>, id: &RecordId, fields: &mut Group, form: &Form) {
        for (actor, person, group, who) in [
            (Actor::Controller, &self.controller, "controller", wording::CONTROLLER),
            (Actor::Representative, &self.representative, "representative", wording::REPRESENTATIVE),
            (Actor::Dpo, &self.dpo, "dpo", wording::DPO),
        ] {
            for (i, answers) in form.actors.iter().filter(|(a, _)| *a == actor).map(|(_, a)| a).enumerate() {
                if i > 0 {
                    leave(b, id, form, answers, who, |_| true);
                    continue;
                }
                let contact = actor == Actor::Controller
                    && answers
                        .get(&Column::Name)
                        .zip(self.contact.as_ref())
                        .is_some_and(|(said, known)| same_person(&said.text, known));
                let other = match (answers.get(&Column::Name), &person.full_name) {
                    _ if contact => false,
                    (Some(said), _) if means_none(&said.text) && person.none => continue,
                    (Some(said), Some(full)) => !same_person(&said.text, full),
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                if other {
                    self.own_group(b, id, fields, form, answers, group);
                    let message = wording::OTHER_ACTOR.msg().with("who", who);
                    b.remark("IMP-14", Severity::Warning, Some(id), Some(form.sheet.clone()), message);
                } else {
                    let differs = |(column, said): (&Column, &Said)| differs(person, *column, &said.text);
                    let some = answers.iter().any(|(c, s)| *c != Column::Name && differs((c, s)));
                    if some {
                        let message = wording::OTHER_DETAIL.msg().with("who", who);
                        b.remark("IMP-14", Severity::Warning, Some(id), Some(form.sheet.clone()), message);
                        leave(b, id, form, answers, who, |(c, s)| *c != Column::Name && differs((c, s)));
                    }
                }
            }
        }
        self.company_of_sheet(b, id, fields, form);
    }

    fn own_group(
        &self,
        b: &mut Builder<'_>,
        id: &RecordId,
        fields: &mut Group,
        form: &Form,
        answers: &Answers,
        group: &str,
    ) {
        let table = inner(Kind::Activity, group);
        let mut inside = Group::new();
        for (column, field) in DETAILS {
            let Some(said) = answers.get(&column) else { continue };
            if column == Column::Country {
                if let Some(country) = b.country(id, form, said) {
                    set(&mut inside, table, field, Value::Choice(country));
                }
            } else {
                set(&mut inside, table, field, Value::text(one_line(&said.text)));
            }
        }
        let value = match answers.get(&Column::Name) {
            Some(said) if means_none(&said.text) && answers.len() == 1 => Value::None,
            _ => Value::Group(inside),
        };
        set(fields, fields_of(Kind::Activity), group, value);
    }

    /// The company of an external delegate, when it is not the organisation's.
    fn company_of_sheet(&self, b: &mut Builder<'_>, id: &RecordId, fields: &mut Group, form: &Form) {
        let Some(answers) = form.actor(Actor::DpoCompany) else { return };
        let said = answers.get(&Column::Name).map(|s| one_line(&s.text));
        let mut kept_name = false;
        if let Some(said) = said {
            let known = self.dpo.fields.get("company").is_some_and(|c| key(c) == key(&said));
            let own = fields.group("dpo").cloned();
            if let Some(mut own) = own {
                set(&mut own, inner(Kind::Activity, "dpo"), "company", Value::text(said));
                set(fields, fields_of(Kind::Activity), "dpo", Value::Group(own));
                kept_name = true;
            } else {
                kept_name = known || means_none(&said);
            }
        }
        leave(b, id, form, answers, COMPANY, |(c, s)| {
            let same = self.dpo.fields.get(field_of(*c)).is_some_and(|f| key(f) == key(&s.text));
            !(same || *c == Column::Name && kept_name)
        });
    }
}

/// Answers of the file for the organisation, or for one of its groups.
struct Block {
    group: Option<&'static str>,
    who: Who,
    actor: Actor,
    answers: Vec<(&'static str, Value)>,
}

impl Block {
    fn table(&self) -> &'static [Field] {
        self.group.map_or(fields_of(Kind::Organisation), |g| inner(Kind::Organisation, g))
    }

    /// The answer in words, under the labels that lead to it.
    fn said(&self, field: &'static Field, value: &Value) -> String {
        let root = Path::root();
        let path = self.group.map_or(root.clone(), |g| root.join(g)).join(field.key);
        let said = words(value, &field.shape, &Register::new(), Lang::Fr);
        format!("{}\u{a0}: {said}", label(&RecordId::organisation(), &path, Lang::Fr))
    }

    fn put(&self, fields: &mut Group, key: &str, value: Value) {
        match self.group {
            None => set(fields, self.table(), key, value),
            Some(group) => {
                let mut inside = fields.group(group).cloned().unwrap_or_default();
                set(&mut inside, self.table(), key, value);
                set(fields, fields_of(Kind::Organisation), group, Value::Group(inside));
            }
        }
    }
}

/// What the register says where the file has a person.
enum Standing {
    /// The same person, or nobody named yet: what is already known of them.
    Same(Group),
    /// Somebody else, or nobody: the answer that stands, when it is to be reported.
    Other(Option<Value>),
}

fn standing(ours: Option<&Value>, theirs: &[(&'static str, Value)]) -> Standing {
    let name = |field: &str| match theirs.iter().find(|(f, _)| *f == field) {
        Some((_, Value::Text(t))) => Some(t.as_str()),
        _ => None,
    };
    match ours {
        Some(Value::None) if !theirs.is_empty() => Standing::Other(Some(Value::None)),
        Some(Value::Group(group)) => {
            let known = full_name(group.text("name"), group.text("first_name"));
            let said = full_name(name("name"), name("first_name"));
            match known.zip(said) {
                Some((known, said)) if !same_person(&known, &said) => {
                    Standing::Other(Some(Value::text(known)))
                }
                _ => Standing::Same(group.clone()),
            }
        }
        _ => Standing::Same(Group::new()),
    }
}

/// Whether two answers say the same, but for case, spaces and signs.
fn same_answer(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Text(o), Value::Text(t)) => o == t || key(o) == key(t),
        _ => ours == theirs,
    }
}

/// Where the file says what it says of people.
struct Places<'p, 'b> {
    parts: &'p Parts<'b>,
}

impl Places<'_, '_> {
    /// The cell of an answer: in the list, else on the first sheet that says it; the list's sheet at least.
    fn of(&self, block: &Block, field: &str, value: Option<&Value>) -> String {
        let detail = LISTED.iter().find(|(_, f)| *f == field).map(|(d, _)| *d);
        let detail = detail.or(block.table().iter().any(|f| f.key == field).then_some(Detail::Name));
        for list in &self.parts.lists {
            let said = detail.and_then(|d| list.people.get(&(block.who, d)));
            if let Some(said) = said.filter(|s| says(s, value)) {
                return place(&list.sheet, said.row, said.col);
            }
        }
        for (_, form) in self.parts.forms.iter().filter(|(_, f)| !f.example) {
            for (_, answers) in form.actors.iter().filter(|(a, _)| *a == block.actor) {
                if let Some(said) = answers.values().find(|s| says(s, value)) {
                    return place(&form.sheet, said.row, said.col);
                }
            }
        }
        let first = self.parts.forms.iter().find(|(_, f)| !f.example).map(|(_, f)| f.sheet.clone());
        self.parts.lists.first().map(|l| l.sheet.clone()).or(first).unwrap_or_default()
    }
}

fn says(said: &Said, value: Option<&Value>) -> bool {
    match value {
        Some(Value::Text(t)) => key(&one_line(&said.text)) == key(t),
        Some(Value::Choice(term)) => countries::find(&said.text).is_some_and(|t| t.id == term.id),
        Some(Value::None) => means_none(&said.text),
        _ => false,
    }
}

const COMPANY: Text = crate::model::text("La société du délégué", "The DPO’s company");

fn leave(
    b: &mut Builder<'_>,
    id: &RecordId,
    form: &Form,
    answers: &Answers,
    who: Text,
    which: impl Fn((&Column, &Said)) -> bool,
) {
    for (column, said) in answers.iter().filter(|(c, s)| which((c, s))) {
        let label = fields_label(*column);
        let at = place(&form.sheet, said.row, said.col);
        b.leave_one(id, at, format!("{}, {label}\u{a0}: {}", who.fr, said.text));
    }
}

fn field_of(column: Column) -> &'static str {
    DETAILS.iter().find(|(c, _)| *c == column).map_or("", |(_, f)| f)
}

fn fields_label(column: Column) -> String {
    let table = inner(Kind::Organisation, "dpo");
    let label = table.iter().find(|f| f.key == field_of(column)).map_or("", |f| f.label.fr);
    label.to_lowercase()
}

fn differs(person: &Person, column: Column, text: &str) -> bool {
    let Some(known) = person.fields.get(field_of(column)) else { return true };
    match column {
        Column::Country => countries::find(known).map(|t| t.id) != countries::find(text).map(|t| t.id),
        Column::Phone => digits(known) != digits(text),
        _ => key(known) != key(&one_line(text)),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A shared person: the list's details, completed by those on which the sheets agree.
fn person(parts: &Parts<'_>, list: Option<&List>, who: Who, actor: Actor) -> Person {
    let mut out = Person::default();
    for (detail, field) in LISTED {
        let Some(said) = list.and_then(|l| l.people.get(&(who, detail))) else { continue };
        if detail == Detail::Name && means_none(&said.text) {
            out.none = true;
        } else {
            out.fields.insert(field, one_line(&said.text));
        }
    }
    let listed = full_name(
        out.fields.get("name").map(String::as_str),
        out.fields.get("first_name").map(String::as_str),
    );
    let on_sheets = most_said(parts, actor, Column::Name);
    if let (None, Some(name)) = (&listed, &on_sheets) {
        if means_none(name) {
            out.none = true;
        } else if !out.none {
            out.fields.insert("name", name.clone());
        }
    }
    out.full_name = listed.or(on_sheets.filter(|n| !means_none(n) && !out.none));
    // The controller's sheets may bear the organisation's name where the list bears a person's.
    let reference = if actor == Actor::Controller {
        most_said(parts, actor, Column::Name)
    } else {
        out.full_name.clone()
    };
    for (column, field) in DETAILS.into_iter().skip(1) {
        let said = agreed(parts, actor, column, reference.as_deref());
        if let (Some(said), false) = (said, out.fields.contains_key(field))
            && (column != Column::Country || countries::find(&said).is_some())
        {
            out.fields.insert(field, said);
        }
    }
    out
}

/// The answers of all sheets for one actor and column.
fn said_on_sheets<'p>(
    parts: &'p Parts<'_>,
    actor: Actor,
    column: Column,
) -> impl Iterator<Item = (&'p Answers, &'p Said)> {
    // The people of the example are invented, and nobody's.
    parts
        .forms
        .iter()
        .filter(|(_, f)| !f.example)
        .filter_map(move |(_, f)| f.actor(actor))
        .filter_map(move |a| a.get(&column).map(|s| (a, s)))
}

/// What most sheets say; the first among equals.
fn most_said(parts: &Parts<'_>, actor: Actor, column: Column) -> Option<String> {
    let mut counts: Vec<(String, usize, String)> = Vec::new();
    for (_, said) in said_on_sheets(parts, actor, column) {
        let k = key(&said.text);
        match counts.iter_mut().find(|(known, ..)| *known == k) {
            Some((_, n, _)) => *n += 1,
            None => counts.push((k, 1, one_line(&said.text))),
        }
    }
    let most = counts.iter().map(|(_, n, _)| *n).max()?;
    counts.into_iter().find(|(_, n, _)| *n == most).map(|(.., text)| text)
}

/// A detail on which all sheets that name `person` (or name nobody else) agree.
fn agreed(parts: &Parts<'_>, actor: Actor, column: Column, person: Option<&str>) -> Option<String> {
    let mut found: Option<String> = None;
    for (answers, said) in said_on_sheets(parts, actor, column) {
        let named = answers.get(&Column::Name);
        if let (Some(named), Some(person)) = (named, person)
            && !same_person(&named.text, person)
        {
            continue;
        }
        match &found {
            None => found = Some(one_line(&said.text)),
            Some(f) if key(f) == key(&said.text) => {}
            Some(_) => return None,
        }
    }
    found
}

/// Texts as values, countries as their code.
fn fields(said: &BTreeMap<&'static str, String>) -> Vec<(&'static str, Value)> {
    said.iter()
        .filter_map(|(field, text)| match *field {
            "country" => countries::find(text).map(|t| (*field, Value::Choice(t))),
            _ => Some((*field, Value::text(text.clone()))),
        })
        .collect()
}
