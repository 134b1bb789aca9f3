//! What is filled in is printed: no value of a register is missing from its document.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use registre::export::pdf::{PdfOptions, readback, render};
use registre::model::field::{Field, Shape, fields_of};
use registre::model::*;
use registre::report::register::{Edition, sheet, whole};
use registre::report::{Document, NOTHING, UNKNOWN};

fn edition(lang: Lang) -> Edition {
    Edition {
        lang,
        date: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        fingerprint: "4b825dc642cb6eb9a060e54bf8d69288fbee4904".into(),
        commit: Some((
            "0123456789abcdef0123456789abcdef01234567".into(),
            NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        )),
        all_fields: true,
        ..Edition::default()
    }
}

fn id(s: &str) -> Id {
    Id::parse(s).unwrap()
}

/// Fills every field of a table with a value found nowhere else, as far as its shape allows.
struct Filler {
    next: usize,
}

impl Filler {
    fn word(&mut self) -> String {
        self.next += 1;
        format!("valeur{}œ", self.next)
    }

    fn group(&mut self, fields: &'static [Field]) -> Group {
        let mut group = Group::new();
        for field in fields {
            let value = self.value(field);
            group.set(fields, field.key, value).unwrap();
        }
        group
    }

    fn value(&mut self, field: &'static Field) -> Value {
        match field.shape {
            Shape::Line => Value::Text(self.word()),
            Shape::Paragraph => Value::Text(format!("{}\n{}", self.word(), self.word())),
            Shape::Link => {
                Value::Text(format!("https://exemple.fr/{}", self.next + 1)).tap(|| self.next += 1)
            }
            Shape::Bool => Value::Bool(true),
            Shape::Integer => Value::Integer(10_000 + self.next as i64).tap(|| self.next += 1),
            Shape::Date => Value::Date(
                NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(self.next as u64),
            )
            .tap(|| self.next += 1),
            Shape::Period => Value::Period(Period::parse(&format!("P{}M", 100 + self.next)).unwrap())
                .tap(|| self.next += 1),
            Shape::Choice(v) => Value::Choice(&v.terms[self.next % v.terms.len()]),
            Shape::Choices(v) => Value::List(v.terms.iter().map(Value::Choice).collect()),
            Shape::Ref(kind) => Value::Ref(id(&format!("un-{}", kind.word()))),
            Shape::Refs(kind) => Value::List(vec![
                Value::Ref(id(&format!("un-{}", kind.word()))),
                Value::Ref(id(&format!("deux-{}", kind.word()))),
            ]),
            Shape::Lines => Value::List(vec![Value::Text(self.word()), Value::Text(self.word())]),
            Shape::Group(inner) => Value::Group(self.group(inner)),
            Shape::Rows(inner) => {
                let mut rows = Rows::new();
                rows.set("premier", self.group(inner));
                rows.set("second", self.group(inner));
                Value::Rows(rows)
            }
        }
    }
}

trait Tap: Sized {
    fn tap(self, f: impl FnOnce()) -> Self {
        f();
        self
    }
}
impl Tap for Value {}

fn full(role: &str) -> Register {
    let mut filler = Filler { next: 0 };
    let mut register = Register::new();
    let mut organisation = Record::new(RecordId::organisation());
    organisation.fields = filler.group(fields_of(Kind::Organisation));
    register.insert(organisation);
    for kind in Kind::MANY {
        for name in ["un", "deux"] {
            let mut record = Record::new(RecordId::new(kind, id(&format!("{name}-{}", kind.word()))));
            record.fields = filler.group(fields_of(kind));
            if kind == Kind::Activity {
                let term = vocabulary::ROLES.get(role).unwrap();
                record.fields.set(fields_of(kind), "role", Value::Choice(term)).unwrap();
            }
            register.insert(record);
        }
    }
    register
}

/// The leaves of a group in the words a reader looks for.
fn leaves(register: &Register, fields: &[(&'static Field, Value)], lang: Lang, out: &mut BTreeSet<String>) {
    for (field, value) in fields {
        let kind = field.shape.refers_to();
        leaf(register, kind, value, lang, out);
    }
}

fn leaf(register: &Register, kind: Option<Kind>, value: &Value, lang: Lang, out: &mut BTreeSet<String>) {
    let entries = |g: &Group| g.iter().map(|(f, v)| (f, v.clone())).collect::<Vec<_>>();
    match value {
        Value::Text(s) => out.extend(s.lines().map(str::to_owned)),
        Value::Bool(_) | Value::None => {}
        Value::Integer(n) => out.extend([n.to_string()]),
        Value::Date(d) => out.extend([match lang {
            Lang::Fr => d.format("%d/%m/%Y").to_string(),
            Lang::En => d.format("%-d%b%Y").to_string(),
        }]),
        Value::Period(p) => out.extend([p.words(lang)]),
        Value::Choice(t) => out.extend([t.label.get(lang).to_owned()]),
        Value::Ref(id) => {
            let record = kind.and_then(|k| register.find(k, id));
            out.extend([record.map_or(id.as_str(), |r| r.title(lang)).to_owned()]);
        }
        Value::List(items) => items.iter().for_each(|i| leaf(register, kind, i, lang, out)),
        Value::Group(g) => leaves(register, &entries(g), lang, out),
        Value::Rows(rows) => rows.iter().for_each(|(_, g)| leaves(register, &entries(g), lang, out)),
    }
}

/// Spaces and separators of thousands aside: they are the typography's affair.
fn bare(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace() && *c != ',').collect()
}

fn missing(register: &Register, document: &Document) -> Vec<String> {
    let text = bare(&document.plain_text());
    let mut wanted = BTreeSet::new();
    for record in register.iter() {
        let entries: Vec<_> = record.fields.iter().map(|(f, v)| (f, v.clone())).collect();
        leaves(register, &entries, document.lang, &mut wanted);
    }
    wanted.into_iter().filter(|w| !text.contains(&bare(w))).collect()
}

#[test]
fn every_field_of_the_model_is_printed_in_both_roles_and_languages() {
    for role in ["controller", "joint", "processor"] {
        let register = full(role);
        for lang in Lang::ALL {
            let lost = missing(&register, &whole(&register, &edition(lang)));
            assert!(lost.is_empty(), "{role}, {lang:?}: {lost:?}");
        }
    }
}

#[test]
fn the_shipped_register_is_printed_whole() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/register");
    let loaded = registre::store::load::load(&registre::store::fs::RealFs::new(root)).unwrap();
    assert!(loaded.register.of(Kind::Activity).count() >= 14);
    for lang in Lang::ALL {
        let document = whole(&loaded.register, &edition(lang));
        let lost = missing(&loaded.register, &document);
        assert!(lost.is_empty(), "{lang:?}: {lost:?}");
    }
}

#[test]
fn a_sheet_alone_holds_every_field_of_its_activity() {
    for role in ["controller", "processor"] {
        let register = full(role);
        let activity = register.find(Kind::Activity, &id("un-activity")).unwrap();
        let document = sheet(&register, &edition(Lang::Fr), &id("un-activity")).unwrap();
        let mut wanted = BTreeSet::new();
        let entries: Vec<_> = activity.fields.iter().map(|(f, v)| (f, v.clone())).collect();
        leaves(&register, &entries, Lang::Fr, &mut wanted);
        let text = bare(&document.plain_text());
        let lost: Vec<_> = wanted.into_iter().filter(|w| !text.contains(&bare(w))).collect();
        assert!(lost.is_empty(), "{role}: {lost:?}");
    }
}

#[test]
fn a_full_register_reaches_the_paper() {
    let register = full("controller");
    let document = whole(&register, &edition(Lang::Fr));
    let created = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let pdf = render(&document, &PdfOptions { created }).unwrap();
    assert!(pdf.warnings.is_empty(), "{:?}", pdf.warnings);
    let text = bare(&readback::text(&pdf.bytes).unwrap());
    for n in 1..400 {
        let word = format!("valeur{n}œ");
        if bare(&document.plain_text()).contains(&word) {
            assert!(text.contains(&word), "{word}");
        }
    }
}

#[test]
fn an_empty_activity_says_what_is_not_known_and_claims_nothing() {
    let mut register = Register::new();
    register.insert(Record::new(RecordId::new(Kind::Activity, id("vide"))));
    for lang in Lang::ALL {
        let text = sheet(&register, &edition(lang), &id("vide")).unwrap().plain_text();
        assert!(text.matches(UNKNOWN.get(lang)).count() > 10, "{text}");
        assert!(!text.contains(NOTHING.get(lang)), "{text}");
    }
}

#[test]
fn none_and_not_known_are_told_apart() {
    let mut register = Register::new();
    let mut record = Record::new(RecordId::new(Kind::Activity, id("vide")));
    for field in fields_of(Kind::Activity) {
        record.fields.set(fields_of(Kind::Activity), field.key, Value::None).unwrap();
    }
    register.insert(record);
    let text = sheet(&register, &edition(Lang::Fr), &id("vide")).unwrap().plain_text();
    let fields = fields_of(Kind::Activity).len();
    assert!(text.matches(NOTHING.fr).count() >= fields, "{text}");
}

#[test]
fn a_sheet_alone_says_who_answers_for_it() {
    let register = full("controller");
    let organisation = register.organisation().unwrap();
    let document = sheet(&register, &edition(Lang::Fr), &id("un-activity")).unwrap();
    let text = document.plain_text();
    for key in ["name", "address", "email"] {
        assert!(text.contains(organisation.fields.text(key).unwrap()), "{key}");
    }
    let dpo = organisation.fields.group("dpo").unwrap();
    assert!(text.contains(dpo.text("name").unwrap()) && text.contains(dpo.text("email").unwrap()));
    assert!(sheet(&register, &edition(Lang::Fr), &id("inconnue")).is_none());
}

#[test]
fn the_cover_counts_no_role_that_nobody_has_said() {
    let mut register = full("controller");
    register.insert(Record::new(RecordId::new(Kind::Activity, id("vide"))));
    let text = |lang| whole(&register, &edition(lang)).plain_text();
    assert!(
        text(Lang::En).contains("2 activities as controller, 0 as processor, 1 whose role is not known yet;")
    );
    let french = text(Lang::Fr);
    assert!(
        french.contains("2 activités comme responsable, 0 comme sous-traitant, 1 dont le rôle n’est pas"),
        "{french}"
    );
}

#[test]
fn what_only_the_program_needs_is_printed_on_demand_alone() {
    let register = full("controller");
    let brief = whole(&register, &Edition { all_fields: false, ..edition(Lang::Fr) }).plain_text();
    let long = whole(&register, &edition(Lang::Fr)).plain_text();
    for label in ["Version du format", "Empreinte du fichier"] {
        assert!(long.contains(label) && !brief.contains(label), "{label}");
    }
}

#[test]
fn a_recipient_that_is_a_processor_answers_for_processors() {
    let mut record = Record::new(RecordId::new(Kind::Activity, id("vide")));
    let said = |record: &Record| {
        let mut register = Register::new();
        register.insert(record.clone());
        let edition = Edition { all_fields: false, ..edition(Lang::Fr) };
        sheet(&register, &edition, &id("vide")).unwrap().plain_text()
    };
    let lines = |text: &str| text.lines().filter(|l| *l == "Sous-traitants").count();
    let before = lines(&said(&record));
    let kind = field_at(&record.id, Path::parse("recipients.x.kind").unwrap().keys()).unwrap();
    let Shape::Choice(kinds) = kind.shape else { panic!("recipients.kind is no choice") };
    record
        .apply(&Change::Set {
            record: record.id.clone(),
            path: Path::parse("recipients.x.kind").unwrap(),
            value: Value::Choice(kinds.get("processor").unwrap()),
        })
        .unwrap();
    // The one line left is the kind of the recipient.
    assert_eq!((before, lines(&said(&record))), (1, 1), "{}", said(&record));
}

#[test]
fn an_empty_register_is_printed() {
    let document = whole(&Register::new(), &edition(Lang::Fr));
    assert!(document.plain_text().contains("aucune activité"));
}

/// Names with an accent stand where a reader looks for them, and the column that holds purposes too is not called
/// "Activities".
#[test]
fn annexes_stand_in_the_order_of_names_and_say_who_uses_each_record() {
    let mut register = Register::new();
    let named = |kind: Kind, key: &str, name: &str| {
        let mut record = Record::new(RecordId::new(kind, id(key)));
        record.fields.set(fields_of(kind), "name", Value::text(name)).unwrap();
        record
    };
    for (key, name) in [("a", "Voix des Baronnies"), ("b", "Étal Numérique"), ("c", "Zinc")] {
        register.insert(named(Kind::Processor, key, name));
    }
    register.insert(named(Kind::Activity, "x", "Écoute"));
    register.insert(named(Kind::Activity, "y", "Vente"));
    register.insert(named(Kind::Retention, "r", "Trois ans"));
    let mut purpose = named(Kind::Purpose, "p", "Livrer les colis");
    purpose.fields.set(fields_of(Kind::Purpose), "retention", Value::Ref(id("r"))).unwrap();
    register.insert(purpose);
    let text = whole(&register, &edition(Lang::Fr)).plain_text();
    for (first, then) in [("Étal Numérique", "Voix des Baronnies"), ("Écoute", "Vente")] {
        let at = |name: &str| text.find(name).unwrap();
        assert!(at(first) < at(then), "{first} stands before {then}");
    }
    let annexes = text.rsplit_once("Durées de conservation").unwrap().1;
    assert!(annexes.contains("Utilisée par") && annexes.contains("Livrer les colis"), "{annexes}");
}
