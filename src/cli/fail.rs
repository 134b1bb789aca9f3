//! A command that did not succeed: what is said, and the exit code.

use std::io;

use serde_json::{Value as Json, json};

use super::context::Context;
use super::json as j;
use super::out::{Line, Style};
use crate::i18n::values::{UNKNOWN, words};
use crate::model::merge::Clash;
use crate::model::message::{Arg, Lang, Message, Text, text};
use crate::model::{Register, Value, field_at, system};
use crate::ops::error::Exit;
use crate::ops::workspace::SaveError;
use crate::ops::{OpError, fault};
use crate::term::panic::{self, LastWords};

const INTERNAL: Text = text(
    "Le programme s’est trompé ({detail}). Rien n’est perdu de ce qui était enregistré\u{a0}; merci de le signaler.",
    "The program went wrong ({detail}). Nothing that was saved is lost; please report it.",
);
const PANIC: Text = text("Le programme s’est trompé ({place}).", "The program went wrong ({place}).");
const PANIC_SAFE: Text = text(
    "Rien de ce qui était enregistré n’est perdu\u{202f}; la commande en cours n’a peut-être rien fait.",
    "Nothing that was saved is lost; the command under way may have done nothing.",
);
const PANIC_REPORT: Text =
    text("Merci de le signaler avec ce rapport\u{a0}: {report}", "Please report it with this file: {report}");
const CLASH: Text = text(
    "Le registre a changé entre-temps\u{a0}: {n} {n|champ touché|champs touchés} des deux côtés. Rien n’a été écrit.",
    "The register changed meanwhile: {n} {n|field was|fields were} changed on both sides. Nothing was written.",
);
const CLASH_HINT: Text = text(
    "Regarder la fiche (registre show), puis refaire la commande si elle vaut encore.",
    "Look at the record (registre show), then repeat the command if it still holds.",
);
const CLASH_FIELD: Text = text(
    "{place}\u{a0}: avant «\u{a0}{base}\u{a0}», ici «\u{a0}{ours}\u{a0}», sur le disque «\u{a0}{theirs}\u{a0}»",
    "{place}: before “{base}”, here “{ours}”, on disk “{theirs}”",
);
const CLASH_RECORD: Text = text(
    "{place}\u{a0}: créée ou supprimée d’un côté, changée de l’autre",
    "{place}: created or deleted on one side, changed on the other",
);
const OUTPUT: Text =
    text("La sortie ne peut pas être écrite\u{a0}: {why}.", "The output cannot be written: {why}.");

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Fail {
    Op(OpError),
    /// Someone else changed the same fields.
    Clash(Vec<Clash>),
    /// Standard output could not be written.
    Output(io::Error),
}

impl Fail {
    /// A fault of the program.
    pub fn internal(detail: &str) -> Fail {
        Fail::Op(OpError::new(Exit::Internal, INTERNAL.msg().with("detail", detail)))
    }

    fn exit(&self) -> Exit {
        match self {
            Fail::Op(e) => e.exit,
            Fail::Clash(_) => Exit::Conflict,
            Fail::Output(_) => Exit::Register,
        }
    }

    /// Says it, and gives the exit code.
    pub fn report(&self, cx: &mut Context) -> Exit {
        let error = match self {
            Fail::Op(e) => e.clone(),
            Fail::Clash(clashes) => {
                OpError::new(Exit::Conflict, CLASH.msg().with("n", clashes.len())).hint(CLASH_HINT)
            }
            Fail::Output(e) => OpError::new(Exit::Register, OUTPUT.msg().with("why", system::words(e))),
        };
        let clashes: &[Clash] = if let Fail::Clash(c) = self { c } else { &[] };
        if cx.is_json() {
            cx.json(document(&error, clashes, cx));
            return self.exit();
        }
        let lang = cx.lang();
        let label = format!("{} ", cx.t(text("erreur\u{a0}:", "error:")));
        cx.warn(Line::new().with(Style::Error, label).and(Line::of(error.message.get(lang))));
        for clash in clashes {
            let said = clash_words(clash, lang).get(lang);
            cx.warn(Line::new().plain("  ").plain(said));
        }
        for hint in &error.hints {
            cx.warn(Line::new().with(Style::Dim, "  → ").and(Line::of(hint.get(lang))));
        }
        self.exit()
    }
}

/// The JSON form of an error.
fn document(error: &OpError, clashes: &[Clash], cx: &Context) -> Json {
    let lang = cx.lang();
    let mut said = json!({
        "exit": error.exit as u8,
        "kind": kind(error.exit),
        "message": error.message.get(lang),
        "hints": error.hints.iter().map(|h| h.get(lang)).collect::<Vec<_>>(),
    });
    if !clashes.is_empty() {
        said["clashes"] = clashes
            .iter()
            .map(|c| {
                let mut clash = json!({ "record": j::record_id(&c.record), "path": c.path.to_string() });
                for (side, value) in [("base", &c.base), ("ours", &c.ours), ("theirs", &c.theirs)] {
                    if let Some(value) = value.as_ref().filter(|_| !c.path.is_root()) {
                        clash[side] = j::value(value);
                    }
                }
                clash
            })
            .collect();
    }
    json!({ "error": said })
}

/// The stable word of an exit code.
fn kind(exit: Exit) -> &'static str {
    match exit {
        Exit::Ok => "ok",
        Exit::Findings => "findings",
        Exit::Usage => "usage",
        Exit::Register => "register",
        Exit::Conflict => "conflict",
        Exit::Nothing => "nothing",
        Exit::Internal => "internal",
    }
}

fn clash_words(clash: &Clash, lang: Lang) -> Message {
    if clash.path.is_root() {
        return CLASH_RECORD.msg().with("place", clash.record.to_string());
    }
    let place = format!("{} {}", clash.record, clash.path);
    let mut said = CLASH_FIELD.msg().with("place", place);
    for (name, side) in [("base", &clash.base), ("ours", &clash.ours), ("theirs", &clash.theirs)] {
        said = said.with(name, side_words(clash, side.as_ref(), lang));
    }
    said
}

fn side_words(clash: &Clash, side: Option<&Value>, lang: Lang) -> Arg {
    match (side, field_at(&clash.record, clash.path.keys())) {
        (None, _) => UNKNOWN.into(),
        (Some(value), Some(field)) => {
            // References are said by their identifiers: the rest of the register may not be open.
            words(value, &field.shape, &Register::new(), lang).into()
        }
        (Some(_), None) => "…".into(),
    }
}

/// From here on a fault of the program ends it with code 70 and three sentences instead of a page of
/// Rust; the report that they name says where it happened and nothing of the register.
pub fn own_up_to_panics(lang: Lang) {
    let lines = [PANIC, PANIC_SAFE, PANIC_REPORT].map(|line| line.get(lang).to_owned());
    panic::install(None, LastWords { lines }, Box::new(fault::report), || {});
}

impl From<OpError> for Fail {
    fn from(e: OpError) -> Fail {
        Fail::Op(e)
    }
}

impl From<SaveError> for Fail {
    fn from(e: SaveError) -> Fail {
        match e {
            SaveError::Clash(clashes) => Fail::Clash(clashes),
            SaveError::Other(e) => Fail::Op(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Kind, Path, RecordId};

    fn clash(path: &str, base: Option<Value>, ours: Option<Value>, theirs: Option<Value>) -> Clash {
        let record = RecordId::new(Kind::Activity, Id::parse("paie").unwrap());
        Clash { record, path: Path::parse(path).unwrap_or_default(), base, ours, theirs }
    }

    #[test]
    fn a_clash_shows_its_three_sides_in_words() {
        let both = clash("owner", None, Some(Value::text("RH")), Some(Value::None));
        assert_eq!(
            clash_words(&both, Lang::Fr).get(Lang::Fr).replace('\u{a0}', " "),
            "activity/paie owner : avant « non renseigné », ici « RH », sur le disque « néant »"
        );
        assert_eq!(
            clash_words(&both, Lang::En).get(Lang::En),
            "activity/paie owner: before “not known yet”, here “RH”, on disk “none”"
        );
        let whole = clash("", None, None, None);
        assert!(clash_words(&whole, Lang::En).get(Lang::En).contains("deleted on one side"));
    }

    #[test]
    fn a_side_that_is_not_known_has_no_key_in_json_and_none_is_said() {
        let error = OpError::new(Exit::Conflict, CLASH.msg().with("n", 1usize));
        let mut cx = Context::new(&[]);
        cx.configure(&super::super::args::Global::default());
        let said = document(&error, &[clash("owner", None, Some(Value::text("RH")), Some(Value::None))], &cx);
        let clash = &said["error"]["clashes"][0];
        assert_eq!(said["error"]["exit"], 4);
        assert_eq!((clash.get("base"), clash.get("theirs")), (None, Some(&json!({ "none": true }))));
        assert_eq!(clash["ours"], "RH");
    }
}
