//! One field of all the records that a filter leaves, changed in one act, once it was said what changes.

use super::Go;
use super::commands::{Does, Place, is};
use super::pick::Option_;
use super::session::Session;
use super::texts as t;
use crate::i18n::values::{self, parse, says_none};
use crate::model::message::{Text, text};
use crate::model::{Field, Path, RecordId, Shape, Value, field_at};
use crate::ops::bulk::{Edit, How, Plan, fields, items_there, plan};

const WHICH: Text =
    text("Champ à changer dans {n} {n|fiche|fiches}", "Field to change in {n} {n|record|records}");
const NO_RECORD: Text = text("Aucune fiche à changer.", "There is no record to change.");
const HOW: Text = text("{label}, que faire", "{label}, what to do");
const REPLACE: Text = text("remplacer", "replace");
const ADD: Text = text("ajouter", "add");
const REMOVE: Text = text("retirer", "remove");
const ASK: Text = text(
    "{label} pour toutes, «\u{a0}néant\u{a0}», «\u{a0}inconnu\u{a0}», ou Entrée pour renoncer\u{a0}:",
    "{label} for all, “none”, “unknown”, or Enter to give up:",
);
const EMPTY: Text = text(
    "{label}\u{a0}: rien à retirer, c’est vide partout.",
    "{label}: nothing to remove, it is empty everywhere.",
);
const ITEM: Text = text("{label}, dans {n} {n|fiche|fiches}", "{label}, in {n} {n|record|records}");
const LINE: Text = text("{title}\u{a0}: {before} devient {after}", "{title}: {before} becomes {after}");
const SAME: Text = text(
    "{n} {n|fiche a|fiches ont} déjà cette réponse.",
    "{n} {n|record has|records have} this answer already.",
);
const SURE: Text = text(
    "Changer «\u{a0}{label}\u{a0}» dans {n} {n|fiche|fiches}\u{202f}?",
    "Change “{label}” in {n} {n|record|records}?",
);
const DONE: Text = text(
    "{n} {n|fiche changée|fiches changées}\u{a0}; «\u{a0}annuler\u{a0}» défait tout d’un coup.",
    "{n} {n|record|records} changed; “undo” takes it all back at once.",
);

/// How many changes are said before the question.
const SAID: usize = 6;

/// What is to be put into the field of all.
struct Put {
    value: Value,
    none_on_purpose: bool,
}

impl Session<'_> {
    /// Changes one field of all these records, which are of one kind.
    pub fn change_all(&mut self, ids: &[RecordId]) -> Go {
        let Some(first) = ids.first() else { return self.say(NO_RECORD.msg()) };
        let all = fields(first.kind);
        let options: Vec<Option_> =
            all.iter().map(|(path, field)| Option_::new(&self.label(first, path), field.key)).collect();
        let which = WHICH.msg().with("n", ids.len());
        let Some((path, field)) = self.pick(which, &options)?.and_then(|at| all.get(at)).cloned() else {
            return Ok(());
        };
        let Some(how) = self.ask_how(first, &path, field)? else { return Ok(()) };
        let Some(put) = self.ask_put(ids, &path, field, how)? else { return self.say(t::UNCHANGED.msg()) };
        let edit = Edit { path, how, value: put.value, none_on_purpose: put.none_on_purpose };
        let planned = plan(self.register(), ids, &edit);
        self.carry_out(first, &edit, planned)
    }

    fn ask_how(&mut self, first: &RecordId, path: &Path, field: &'static Field) -> Go<Option<How>> {
        if !field.shape.is_list() {
            return Ok(Some(How::Set));
        }
        let ways = [(How::Add, ADD), (How::Remove, REMOVE), (How::Set, REPLACE)];
        let options = ways.map(|(_, label)| Option_::new(label.get(self.lang), ""));
        let asked = HOW.msg().with("label", self.label(first, path));
        Ok(self.pick(asked, &options)?.and_then(|at| ways.get(at)).map(|(how, _)| *how))
    }

    fn ask_put(&mut self, ids: &[RecordId], path: &Path, field: &'static Field, how: How) -> Go<Option<Put>> {
        let meant = |value| Put { value, none_on_purpose: true };
        if how == How::Remove {
            let items = items_there(self.register(), ids, path, field, self.lang);
            if items.is_empty() {
                return self.say(EMPTY.msg().with("label", field.label)).map(|()| None);
            }
            let words = |(label, (_, n)): (&String, &(Value, usize))| {
                Option_::new(&ITEM.msg().with("label", label).with("n", *n).get(self.lang), "")
            };
            let options: Vec<Option_> = items.iter().map(words).collect();
            let at = self.pick(field.label.msg(), &options)?;
            let item = at.and_then(|at| items.into_values().nth(at)).map(|(item, _)| item);
            return Ok(item.map(|item| meant(Value::list(vec![item]))));
        }
        let list = |value| if field.shape.is_list() { Value::list(vec![value]) } else { value };
        match field.shape {
            Shape::Choice(words) | Shape::Choices(words) => {
                let options = self.terms(words);
                let at = self.pick(field.label.msg(), &options)?;
                Ok(at.and_then(|at| words.terms.get(at)).map(|term| meant(list(Value::Choice(term)))))
            }
            Shape::Ref(kind) | Shape::Refs(kind) => {
                let (ids, options) = self.referable(kind);
                let at = self.pick(kind.plural().msg(), &options)?;
                Ok(at.and_then(|at| ids.get(at)).map(|id| meant(list(Value::Ref(id.id.clone())))))
            }
            _ => self.ask_typed(field),
        }
    }

    fn ask_typed(&mut self, field: &'static Field) -> Go<Option<Put>> {
        loop {
            let typed = self.ask(&ASK.msg().with("label", field.label))?;
            match typed.trim() {
                "" => return Ok(None),
                other if says_none(other) => {
                    return Ok(Some(Put { value: Value::None, none_on_purpose: true }));
                }
                other if is(other, Does::Unknown, Place::Answer) => {
                    return Ok(Some(Put { value: Value::None, none_on_purpose: false }));
                }
                other if is(other, Does::Help, Place::Answer) => {
                    self.say_words(field.help.get(self.lang))?;
                    self.say(t::HELP_ANSWER.msg())?;
                }
                other => match parse(other.strip_prefix('=').unwrap_or(other), field) {
                    Ok(value) => return Ok(Some(Put { value, none_on_purpose: true })),
                    Err(why) => self.say(why)?,
                },
            }
        }
    }

    /// Says what would change, asks, and does it.
    fn carry_out(&mut self, first: &RecordId, edit: &Edit, planned: Plan) -> Go {
        if planned.touched.is_empty() {
            return self.say(SAME.msg().with("n", planned.same));
        }
        for (id, before, after) in planned.touched.iter().take(SAID) {
            let words = |value: &Option<Value>| match (value, field_at(id, edit.path.keys())) {
                (Some(value), Some(field)) => values::words(value, &field.shape, self.register(), self.lang),
                _ => values::UNKNOWN.get(self.lang).to_owned(),
            };
            let line = LINE.msg().with("title", self.title(id));
            let line = line.with("before", words(before)).with("after", words(after));
            self.say(line)?;
        }
        let n = planned.touched.len();
        if n > SAID {
            self.say(t::AND_MORE.msg().with("n", n - SAID))?;
        }
        if planned.same > 0 {
            self.say(SAME.msg().with("n", planned.same))?;
        }
        let label = self.label(first, &edit.path);
        if !self.yes(&SURE.msg().with("label", label).with("n", n))? {
            return self.say(t::UNCHANGED.msg());
        }
        if self.act(planned.changes)? {
            self.say(DONE.msg().with("n", n))?;
            self.say_unsaved()?;
        }
        Ok(())
    }
}
