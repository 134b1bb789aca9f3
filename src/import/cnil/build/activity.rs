//! One activity out of its record sheet and its line of the list.

use chrono::NaiveDate;

use super::super::Options;
use super::super::form::{Form, What};
use super::super::ledger::{Said, one_line};
use super::bases::grounds;
use super::people::People;
use super::rows::description_is_none;
use super::{Builder, ListedLine, inner, place, set, wording};
use crate::law::cnil_form::{key, means_none};
use crate::model::field::fields_of;
use crate::model::{Group, Id, Kind, Record, RecordId, Severity, Value, date};

impl Builder<'_> {
    /// Makes the record of a sheet, and gives its identifier.
    pub fn activity(
        &mut self,
        form: &Form,
        line: Option<&ListedLine>,
        source: &str,
        people: &People,
        options: &Options,
    ) -> RecordId {
        let listed_name = line.and_then(|l| l.line.name.as_ref());
        let name =
            form.name.as_ref().or(listed_name).map_or_else(|| tab_name(&form.sheet), |n| one_line(&n.text));
        let reference = form.reference.as_ref().or(line.and_then(|l| l.line.reference.as_ref()));
        let remembered = self.memory.take(Kind::Activity, &name);
        let id = self.activity_id(&name, reference, remembered.clone(), form.example);
        let is_new = !self.register.contains(&id);
        self.sheets.insert(id.clone(), form.sheet.clone());
        let table = fields_of(Kind::Activity);
        let mut record = Record::new(id.clone());
        let fields = &mut record.fields;

        set(fields, table, "name", Value::text(name));
        if form.name.is_none() && listed_name.is_none() {
            self.remark(
                "IMP-05",
                Severity::Warning,
                Some(&id),
                Some(form.sheet.clone()),
                wording::NO_NAME.msg(),
            );
        }
        if let Some(reference) = reference {
            set(fields, table, "ref", Value::text(one_line(&reference.text)));
            self.number_taken(&id, reference, is_new, form);
        }
        for (field, here, there) in [
            ("created_on", form.created.as_ref(), line.and_then(|l| l.line.created.as_ref())),
            ("updated_on", form.updated.as_ref(), line.and_then(|l| l.line.updated.as_ref())),
        ] {
            self.date(&id, fields, field, here.map(|s| (form.sheet.as_str(), s)), line.zip(there));
        }
        let purposes = self.purposes(&id, fields, form, line);
        self.legal_bases(&id, form, &purposes);
        let said_no = line.and_then(|l| l.line.sensitive.as_ref()).is_some_and(|s| means_none(&s.text));
        self.rows(&id, remembered.as_ref(), fields, form, said_no);
        if let Some(line) = line {
            self.remains(&id, &line.sheet, &line.line.remains);
            self.compare_with_line(&id, fields, form, line);
        }
        people.of_sheet(self, &id, fields, form);
        self.joint_controllers(&id, remembered.as_ref(), fields, form);
        if is_new {
            set(fields, table, "origin", Value::Group(origin(source, options)));
        }
        self.wanted.insert(id.clone(), record);
        self.leave(&id, &form.sheet, &form.left);
        id
    }

    /// A line of the list that no sheet details becomes a draft.
    pub fn line_alone(&mut self, line: &ListedLine, options: &Options) {
        let Some(name) = line.line.name.as_ref().or(line.line.reference.as_ref()).map(|n| one_line(&n.text))
        else {
            if let Some(said) = &line.line.purpose {
                let at = place(&line.sheet, said.row, said.col);
                self.leave_one(&RecordId::organisation(), at, said.text.clone());
            }
            return;
        };
        let form = Form { sheet: line.sheet.clone(), name: line.line.name.clone(), ..Form::default() };
        let message = wording::LINE_ALONE.msg().with("name", &name);
        let at = Some(place(&line.sheet, line.line.row, 0));
        let source = line.line.reference.as_ref().map_or_else(|| name.clone(), |r| one_line(&r.text));
        let id = self.activity(&form, Some(line), &source, &People::default(), options);
        if let Some(record) = self.wanted.get_mut(&id) {
            let table = fields_of(Kind::Activity);
            if let Some(draft) = crate::model::vocabulary::STATUSES.get("draft")
                && !self.register.contains(&id)
            {
                set(&mut record.fields, table, "status", Value::Choice(draft));
            }
        }
        self.remark("IMP-06", Severity::Warning, Some(&id), at, message);
    }

    /// The activity that already has this name, or came from this sheet before; else a new identifier.
    /// The example is nobody's processing, and meets only what came from it.
    fn activity_id(
        &mut self,
        name: &str,
        reference: Option<&Said>,
        remembered: Option<Id>,
        example: bool,
    ) -> RecordId {
        let free = |id: &RecordId| !self.wanted.contains_key(id);
        let named = |r: &Record| r.fields.text("name").is_some_and(|n| key(n) == key(name));
        let remembered_here = remembered
            .clone()
            .map(|id| RecordId::new(Kind::Activity, id))
            .filter(|id| self.register.get(id).is_some_and(|r| named(r)) && free(id));
        let existing = remembered_here.or_else(|| {
            let named = self.names.get(&key(name)).filter(|_| !example);
            let by_name = named.and_then(|ids| ids.iter().find(|id| free(id)));
            by_name.cloned().or_else(|| {
                let wanted = key(&reference?.text);
                let came = |r: &Record| {
                    r.fields.group("origin").is_some_and(|o| {
                        o.text("tool") == Some(wording::TOOL)
                            && o.text("id").is_some_and(|i| key(i) == wanted)
                    })
                };
                let mut same = self.register.of(Kind::Activity).filter(|r| came(r) && free(&r.id));
                same.next().filter(|_| wanted != "ref 001" && same.next().is_none()).map(|r| r.id.clone())
            })
        });
        existing.unwrap_or_else(|| {
            let wish = remembered.or_else(|| Id::from_name(name));
            let id = self.free_id(Kind::Activity, wish, "activite");
            // "activite" is well formed, so there always is one.
            id.map_or_else(RecordId::organisation, |id| RecordId::new(Kind::Activity, id))
        })
    }

    /// A date of the sheet, else of the list; what is no date, or differs, is left over.
    fn date(
        &mut self,
        id: &RecordId,
        fields: &mut Group,
        field: &str,
        here: Option<(&str, &Said)>,
        there: Option<(&ListedLine, &Said)>,
    ) {
        let read = |s: &Said| s.date.or_else(|| date::parse(&s.text)).or_else(|| in_words(&s.text));
        let there = there.map(|(l, s)| (l.sheet.as_str(), s));
        let mut kept = None;
        for (sheet, said) in here.into_iter().chain(there) {
            let at = place(sheet, said.row, said.col);
            let label = fields_of(Kind::Activity).iter().find(|f| f.key == field).map_or("", |f| f.label.fr);
            match (read(said), kept) {
                (Some(day), None) => {
                    kept = Some(day);
                    set(fields, fields_of(Kind::Activity), field, Value::Date(day));
                }
                (Some(day), Some(other)) if day == other => {}
                (Some(_), Some(_)) => {
                    let what = fields_of(Kind::Activity).iter().find(|f| f.key == field).map(|f| f.label);
                    let message = wording::LINE_DIFFERS.msg().with("what", what.unwrap_or(wording::DPO));
                    self.remark("IMP-07", Severity::Warning, Some(id), Some(at.clone()), message);
                    self.leave_one(id, at, format!("{label}\u{a0}: {}", said.text));
                }
                (None, _) => {
                    let message = wording::BAD_DATE.msg().with("text", &said.text);
                    self.remark("IMP-08", Severity::Warning, Some(id), Some(at.clone()), message);
                    self.leave_one(id, at, format!("{label}\u{a0}: {}", said.text));
                }
            }
        }
    }

    /// Reports that a new sheet bears the number of another record of the register.
    fn number_taken(&mut self, id: &RecordId, reference: &Said, is_new: bool, form: &Form) {
        let wanted = key(&reference.text);
        let bears = |r: &Record| r.fields.text("ref").is_some_and(|n| key(n) == wanted);
        let other = self.register.of(Kind::Activity).find(|r| is_new && bears(r)).map(|r| r.id.clone());
        if let Some(other) = other {
            let message =
                wording::NUMBER_TAKEN.msg().with("ref", &reference.text).with("record", other.to_string());
            let at = place(&form.sheet, reference.row, reference.col);
            self.remark("IMP-19", Severity::Warning, Some(id), Some(at), message);
        }
    }

    /// The purposes of the sheet, in its order; none for a text that makes no identifier.
    fn purposes(
        &mut self,
        id: &RecordId,
        fields: &mut Group,
        form: &Form,
        line: Option<&ListedLine>,
    ) -> Vec<Option<Id>> {
        let mut texts: Vec<String> = form.purposes.iter().map(|p| p.text.clone()).collect();
        if texts.is_empty() {
            texts.extend(line.and_then(|l| l.line.purpose.as_ref()).map(|p| p.text.clone()));
        }
        let of = fields.text("name").unwrap_or_default().to_owned();
        let grounds = grounds(form, texts.len());
        let found: Vec<Option<Id>> =
            texts.iter().zip(&grounds).map(|(text, ground)| self.purpose(text, ground, id, &of)).collect();
        let mut ids: Vec<Value> = Vec::new();
        for id in found.iter().flatten().cloned().map(Value::Ref) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if !ids.is_empty() {
            set(fields, fields_of(Kind::Activity), "purposes", Value::list(ids));
        }
        found
    }

    /// What the list says beside the sheet: kept where it says something else.
    fn compare_with_line(&mut self, id: &RecordId, fields: &mut Group, form: &Form, line: &ListedLine) {
        let sheet = &line.sheet;
        if let (Some(purpose), false) = (&line.line.purpose, form.purposes.is_empty()) {
            let listed = key(&purpose.text);
            let mut rest = listed.clone();
            let mut all: Vec<String> = form.purposes.iter().map(|p| key(&p.text)).collect();
            all.sort_by_key(|p| std::cmp::Reverse(p.len()));
            for p in &all {
                rest = rest.replacen(p.as_str(), " ", 1);
            }
            let covered = rest.split_whitespace().all(|w| matches!(w, "et" | "e" | "etc"));
            let contained = all.iter().any(|p| p.contains(&listed));
            if !covered && !contained {
                self.leave_one(
                    id,
                    place(sheet, purpose.row, purpose.col),
                    format!("Finalité (liste)\u{a0}: {}", purpose.text),
                );
            }
        }
        for (here, there, label) in [
            (form.name.as_ref(), line.line.name.as_ref(), "Nom (liste)"),
            (form.reference.as_ref(), line.line.reference.as_ref(), "Réf. (liste)"),
        ] {
            if let (Some(here), Some(there)) = (here, there)
                && key(&here.text) != key(&there.text)
            {
                self.leave_one(
                    id,
                    place(sheet, there.row, there.col),
                    format!("{label}\u{a0}: {}", there.text),
                );
            }
        }
        self.sensitive(id, fields, form, line);
    }

    /// "Oui/non" to sensitive data, a question that the national number is no part of: "Non" is an answer to
    /// ours only beside another to the number, and any contradiction is reported.
    fn sensitive(&mut self, id: &RecordId, fields: &Group, form: &Form, line: &ListedLine) {
        let Some(said) = &line.line.sensitive else { return };
        let at = place(&line.sheet, said.row, said.col);
        let described = form
            .data
            .iter()
            .any(|d| matches!(d.what, What::Special(c) if c != "nir") && !description_is_none(d));
        let kept = format!("Données sensibles (liste)\u{a0}: {}", said.text);
        let (severity, message) = match (means_none(&said.text), key(&said.text) == "oui") {
            (true, _) if described => (Severity::Warning, wording::SENSITIVE_SAID_NO),
            // With a number described, its row says what there is; with "none", the question is answered.
            (true, _) if fields.get("special_categories").is_some() => return,
            (true, _) => {
                self.leave_one(id, at.clone(), kept);
                (Severity::Advice, wording::SENSITIVE_NO_ALONE)
            }
            (_, true) if described => return,
            (_, true) => {
                self.leave_one(id, at.clone(), kept);
                (Severity::Warning, wording::SENSITIVE_SAID_YES)
            }
            _ => return self.leave_one(id, at, kept),
        };
        self.remark("IMP-09", severity, Some(id), Some(at), message.msg());
    }
}

/// A date with its month in French words: `26 mai 2018`, `1er juin 2026`.
fn in_words(text: &str) -> Option<NaiveDate> {
    const MONTHS: [&str; 12] = [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ];
    let flat = key(text);
    let [day, month, year] = flat.split(' ').collect::<Vec<_>>()[..] else { return None };
    let day = day.strip_suffix("er").unwrap_or(day).parse().ok()?;
    let month = u32::try_from(MONTHS.iter().position(|m| *m == month)?).ok()? + 1;
    (year.len() == 4).then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)).flatten()
}

/// The name of a tab without the number and underscores that the form gives its tabs.
fn tab_name(sheet: &str) -> String {
    let spaced = sheet.replace('_', " ");
    let bare = spaced.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.'));
    let bare = bare.trim();
    if bare.is_empty() { sheet.to_owned() } else { bare.to_owned() }
}

fn origin(source: &str, options: &Options) -> Group {
    let table = inner(Kind::Activity, "origin");
    let mut group = Group::new();
    set(&mut group, table, "tool", Value::text(wording::TOOL));
    set(&mut group, table, "id", Value::text(source));
    if let Some(fingerprint) = &options.fingerprint {
        set(&mut group, table, "file", Value::text(fingerprint));
    }
    if let Some(today) = options.today {
        set(&mut group, table, "imported_on", Value::Date(today));
    }
    group
}
