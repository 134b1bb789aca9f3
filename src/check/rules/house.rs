//! The organisation's own rules and retention references, kept as rows of `register.toml`.
//!
//! A row of `[rules.*]` says what is asked, of which records and in which cases; what it lacks to be followed is a
//! finding on the organisation's record, and it then finds nothing. A row of `[references.*]` is a period that a
//! retention rule may name in `reference` as it may name one of the embedded ones, which go first.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::check::case::Case;
use crate::check::facts::words;
use crate::check::found::Found;
use crate::check::rule::{On, Part, RULE, Rule, gdpr};
use crate::law::retention;
use crate::model::message::{Arg, Message, Text, text};
use crate::model::{
    Field, Finding, Group, Kind, NoneMeans, Path, Period, Record, Severity, Shape, Value, fields_of,
};

pub(super) const RULES: &[&Rule] = &[&OWN_RULE, &UNUSABLE, &OWN_REFERENCE, &REFERENCE_UNUSABLE, &UNKNOWN];

const EVERY: &[Kind] = &[Kind::Activity, Kind::Purpose, Kind::Retention, Kind::Processor, Kind::Organisation];

/// The rows of `register.toml` that hold the organisation's own rules.
pub const OWN_RULES: &str = "rules";
/// What the waiver of one own rule begins with, before the name of its row.
pub const OWN_PREFIX: &str = "own-rule-";

/// The own rule of which a finding is; `None` where it is of no own rule.
pub fn own_rule_of(finding: &Finding) -> Option<&str> {
    (finding.code == OWN_RULE.code).then(|| finding.message.words("rule")).flatten()
}

pub static OWN_RULE: Rule = Rule {
    code: "HOUSE",
    name: "own-rule",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "{said} (règle de l’organisme «\u{a0}{rule}\u{a0}»)",
        "{said} (the organisation’s own rule “{rule}”)",
    ),
    why: text(
        "L’organisme peut exiger de son registre davantage que la loi\u{a0}: chaque ligne de rules, dans register.toml, est une de ses règles. Le responsable met en œuvre des politiques appropriées (article 24(2)) et doit pouvoir montrer qu’il les suit.",
        "The organisation may ask more of its register than the law does: each row of rules, in register.toml, is one of its rules. The controller implements appropriate policies (Article 24(2)) and must be able to show that it follows them.",
    ),
    mend: text(
        "Suivre la règle, l’écarter ici avec un motif (waivers.own-rule-{rule}\u{202f}; own-rule les écarterait toutes), ou la changer dans register.toml (rules.{rule}).",
        "Follow the rule, waive it here with a reason (waivers.own-rule-{rule}; own-rule would waive them all), or change it in register.toml (rules.{rule}).",
    ),
    source: gdpr("24(2)"),
    on: On::Records(EVERY, follow),
    bad: &[
        "name = \"A\"\n# register.toml\n[rules.mention]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notice_ref\"",
        "[data.d]\ncategory = \"identity\"\n# register.toml\n[rules.necessite]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"data.necessity\"\nsays = \"La charte demande pourquoi.\"",
        "[data.d]\ncategory = \"economic\"\nretention = \"r\"\n# retention/r.toml\nactive = \"P5Y\"\n# register.toml\n[rules.banque]\nkind = \"maximum_period\"\nof = \"activity\"\ndata_categories = [\"economic\"]\nperiod = \"P3Y\"",
        "name = \"A\"\n# retention/r.toml\nactive = \"P11Y\"\n# register.toml\n[rules.dix-ans]\nkind = \"maximum_period\"\nperiod = \"P10Y\"\nseverity = \"error\"",
        "name = \"A\"\n# retention/r.toml\nactive = \"P1D\"\n# register.toml\n[rules.preuve]\nkind = \"minimum_period\"\nperiod = \"P1M\"",
        "[recipients.r]\nkind = \"external\"\ncountry = \"RU\"\n# register.toml\n[rules.pays]\nkind = \"forbidden_country\"\ncountries = [\"RU\", \"CN\"]",
        "name = \"A\"\n# processors/p.toml\nhosting_countries = [\"FR\", \"CN\"]\n# register.toml\n[rules.pays]\nkind = \"forbidden_country\"\nof = \"processor\"\ncountries = [\"CN\"]",
        "[security.s]\nkind = \"backup\"\n[special_categories.h]\ncategory = \"health\"\n# register.toml\n[rules.chiffrer]\nkind = \"required_measure\"\nmeasures = [\"encryption\"]\nspecial_categories = [\"health\"]",
    ],
    good: &[
        "[information]\nnotice_ref = \"https://exemple.fr\"\n# register.toml\n[rules.mention]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notice_ref\"",
        "status = \"ended\"\n# register.toml\n[rules.mention]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notice_ref\"",
        "name = \"A\"\n# today 2026-06-30\n# register.toml\n[rules.mention]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notice_ref\"\nsince = 2026-07-01",
        "purposes = [\"p\"]\n# purposes/p.toml\nkind = \"orders\"\n# register.toml\n[rules.mention]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notice_ref\"\npurpose_kinds = [\"prospecting\"]",
        "[data.d]\ncategory = \"identity\"\nretention = \"r\"\n[data.e]\ncategory = \"economic\"\n# retention/r.toml\nactive = \"P5Y\"\n# register.toml\n[rules.banque]\nkind = \"maximum_period\"\nof = \"activity\"\ndata_categories = [\"economic\"]\nperiod = \"P3Y\"",
        "name = \"A\"\n# retention/r.toml\nactive = \"P120M\"\n# register.toml\n[rules.dix-ans]\nkind = \"maximum_period\"\nperiod = \"P10Y\"",
        "[security.s]\nkind = \"encryption\"\n# register.toml\n[rules.chiffrer]\nkind = \"required_measure\"\nmeasures = [\"encryption\"]",
    ],
    ..RULE
};

const LACKS: Text = text("{field}\u{a0}: non renseigné.", "{field}: not filled in.");
const LONGER: Text = text("Durée de {period}, au-delà de {limit}.", "Period of {period}, beyond {limit}.");
const SHORTER: Text = text("Durée de {period}, sous {limit}.", "Period of {period}, below {limit}.");
const EXCLUDED: Text = text("Pays exclu\u{a0}: {country}.", "Country excluded: {country}.");
const NO_MEASURE: Text =
    text("Mesure de sécurité absente\u{a0}: {measure}.", "Security measure missing: {measure}.");
const EITHER: Text = text("{fr}", "{en}");

fn follow(case: &Case<'_>, found: &mut Found<'_>) {
    OwnRules::of(case.organisation(), case.today).look(case, found);
}

/// The organisation's own rules that can be followed, by the kind of records that they look at: validated once for a
/// whole check, not once more for each record.
pub struct OwnRules<'a>(BTreeMap<Kind, Vec<OwnRule<'a>>>);

struct OwnRule<'a> {
    name: &'a str,
    rule: &'a Group,
    /// The field that it names, without the names of rows.
    keys: Option<Path>,
}

impl<'a> OwnRules<'a> {
    pub fn of(organisation: Option<&'a Group>, today: NaiveDate) -> OwnRules<'a> {
        let mut by_kind: BTreeMap<Kind, Vec<OwnRule<'a>>> = BTreeMap::new();
        for (name, rule) in organisation.into_iter().flat_map(|o| o.rows(OWN_RULES)) {
            let begun = rule.date("since").is_none_or(|since| since <= today);
            if !begun || faults(rule).is_some() {
                continue;
            }
            for kind in EVERY.iter().filter(|kind| is_of(rule, **kind)) {
                let keys = rule.text("field").and_then(Path::parse);
                by_kind.entry(*kind).or_default().push(OwnRule { name, rule, keys });
            }
        }
        OwnRules(by_kind)
    }

    /// Looks at one record for what they say.
    pub fn look(&self, case: &Case<'_>, found: &mut Found<'_>) {
        for own in self.0.get(&case.record.id.kind).into_iter().flatten() {
            let OwnRule { name, rule, keys } = own;
            if !concerns(case, rule) {
                continue;
            }
            let mut own = Own { case, name, rule, keys: keys.as_ref(), found };
            match word(rule, "kind") {
                "required_field" => own.required_field(),
                "maximum_period" => own.period(LONGER, |period, limit| period.is_longer_than(limit)),
                "minimum_period" => own.period(SHORTER, |period, limit| limit.is_longer_than(period)),
                "forbidden_country" => own.forbidden_country(),
                "required_measure" => own.required_measure(),
                _ => {}
            }
        }
    }
}

/// One rule of the organisation looking at one record.
struct Own<'a, 'f, 'g> {
    case: &'a Case<'a>,
    name: &'a str,
    rule: &'a Group,
    keys: Option<&'a Path>,
    found: &'f mut Found<'g>,
}

impl Own<'_, '_, '_> {
    fn tell(&mut self, path: Path, otherwise: Message) {
        let said: Arg = match (self.rule.text("says"), self.rule.text("says_en")) {
            (Some(fr), en) => EITHER.msg().with("fr", fr).with("en", en.unwrap_or(fr)).into(),
            (None, _) => otherwise.into(),
        };
        let severity = match word(self.rule, "severity") {
            "error" => Severity::Error,
            "advice" => Severity::Advice,
            _ => Severity::Warning,
        };
        self.found.on(path).severity(severity).with("said", said).with("rule", self.name);
    }

    fn required_field(&mut self) {
        let Some(keys) = self.keys else { return };
        let mut missing = Vec::new();
        let table = fields_of(self.case.record.id.kind);
        walk(Some(self.case.fields()), table, keys.keys(), &Path::root(), None, &mut |place| {
            let answered = match place.value {
                None => false,
                Some(Value::None) => place.field.none == NoneMeans::Answer,
                Some(_) => true,
            };
            if !answered && place.row.is_none_or(|(rows, row)| self.is_about(rows, row)) {
                missing.push((place.path, place.field.label));
            }
        });
        for (path, label) in missing {
            self.tell(path, LACKS.msg().with("field", label));
        }
    }

    /// The categories that the rule names of such rows.
    fn categories(&self, rows: &str) -> &[Value] {
        match rows {
            "data" => self.rule.items("data_categories"),
            "special_categories" => self.rule.items("special_categories"),
            _ => &[],
        }
    }

    /// Whether a row is one of those that the rule is about, where it names categories of them.
    fn is_about(&self, rows: &str, row: &Group) -> bool {
        let asked = self.categories(rows);
        asked.is_empty() || row.get("category").is_some_and(|c| asked.contains(c))
    }

    fn period(&mut self, says: Text, breaks: fn(&Period, &Period) -> bool) {
        let Some(limit) = self.rule.period("period") else { return };
        let field = self.rule.text("field").unwrap_or("active");
        let mut broken = Vec::new();
        if self.case.record.id.kind == Kind::Activity {
            const TABLES: [&str; 2] = ["data", "special_categories"];
            // A rule about some data says nothing of the rest.
            let names_some = TABLES.iter().any(|t| !self.categories(t).is_empty());
            for rows in TABLES.into_iter().filter(|t| !names_some || !self.categories(t).is_empty()) {
                for (name, row) in self.case.rows(rows).filter(|(_, row)| self.is_about(rows, row)) {
                    let period = self.case.retention(row).and_then(|r| r.fields.period(field));
                    if let Some(period) = period.filter(|p| breaks(p, &limit)) {
                        broken.push((Path::root().join(rows).join(name).join("retention"), period));
                    }
                }
            }
        } else if let Some(keys) = Path::parse(field) {
            let table = fields_of(self.case.record.id.kind);
            walk(Some(self.case.fields()), table, keys.keys(), &Path::root(), None, &mut |place| {
                if let Some(Value::Period(period)) = place.value
                    && breaks(period, &limit)
                {
                    broken.push((place.path, *period));
                }
            });
        }
        for (path, period) in broken {
            let said = says.msg().with("period", words::period(&period)).with("limit", words::period(&limit));
            self.tell(path, said);
        }
    }

    fn forbidden_country(&mut self) {
        let excluded = self.rule.items("countries");
        let only = self.keys;
        let mut met = Vec::new();
        countries(self.case.fields(), &Path::root(), &mut |path, value| {
            let asked = only.is_none_or(|only| is_under(path, only));
            if asked && excluded.contains(value) {
                met.extend(value.as_choice().map(|country| (path.clone(), country.label)));
            }
        });
        for (path, country) in met {
            self.tell(path, EXCLUDED.msg().with("country", country));
        }
    }

    fn required_measure(&mut self) {
        let (case, rule) = (self.case, self.rule);
        for measure in rule.items("measures").iter().filter_map(Value::as_choice) {
            if !case.rows("security").any(|(_, row)| word(row, "kind") == measure.id) {
                self.tell(Path::root().join("security"), NO_MEASURE.msg().with("measure", measure.label));
            }
        }
    }
}

/// A place of a record that a path without the names of rows leads to.
struct Place<'a> {
    path: Path,
    field: &'static Field,
    value: Option<&'a Value>,
    /// The outermost row on the way, and the key of its rows.
    row: Option<(&'static str, &'a Group)>,
}

/// Tells every place that the keys lead to: one in each row on the way. What was answered "none" holds no place.
fn walk<'a>(
    group: Option<&'a Group>,
    table: &'static [Field],
    keys: &[String],
    at: &Path,
    row: Option<(&'static str, &'a Group)>,
    tell: &mut dyn FnMut(Place<'a>),
) {
    let Some((key, rest)) = keys.split_first() else { return };
    let Some(field) = table.iter().find(|f| f.key == key) else { return };
    let path = at.join(key);
    let value = group.and_then(|g| g.get(key));
    match (field.shape, value) {
        _ if rest.is_empty() => tell(Place { path, field, value, row }),
        (Shape::Group(inner), Some(Value::Group(g))) => walk(Some(g), inner, rest, &path, row, tell),
        (Shape::Group(inner), None) => walk(None, inner, rest, &path, row, tell),
        (Shape::Rows(inner), Some(Value::Rows(rows))) => {
            for (name, of) in rows.iter() {
                walk(Some(of), inner, rest, &path.join(name), row.or(Some((field.key, of))), tell);
            }
        }
        _ => {}
    }
}

/// Tells every country of a record, with its place.
fn countries(group: &Group, at: &Path, tell: &mut dyn FnMut(&Path, &Value)) {
    for (field, value) in group.iter() {
        let holds = match field.shape {
            Shape::Choice(list) | Shape::Choices(list) => list.name == "countries",
            Shape::Group(_) | Shape::Rows(_) => !matches!(field.key, "rules" | "waivers"),
            _ => false,
        };
        if !holds {
            continue;
        }
        let path = at.join(field.key);
        match value {
            Value::Choice(_) => tell(&path, value),
            Value::List(items) => items.iter().for_each(|i| tell(&path, i)),
            Value::Group(inner) => countries(inner, &path, tell),
            Value::Rows(rows) => rows.iter().for_each(|(name, row)| countries(row, &path.join(name), tell)),
            _ => {}
        }
    }
}

/// Whether a path with the names of rows lies under one without them.
fn is_under(path: &Path, plain: &Path) -> bool {
    let mut keys = path.keys().iter();
    plain.keys().iter().all(|wanted| keys.any(|key| key == wanted))
}

/// Whether a rule looks at records of a kind.
fn is_of(rule: &Group, kind: Kind) -> bool {
    match rule.choice("of").and_then(|t| kind_of(t.id)) {
        Some(of) => of == kind,
        None => match word(rule, "kind") {
            "maximum_period" | "minimum_period" => kind == Kind::Retention,
            "required_measure" => kind == Kind::Activity,
            _ => kind != Kind::Organisation,
        },
    }
}

/// Whether a rule on records of this kind looks at this one.
fn concerns(case: &Case<'_>, rule: &Group) -> bool {
    let statuses = rule.items("statuses");
    let state = match case.value("status") {
        Some(status) if !statuses.is_empty() => statuses.contains(status),
        _ => statuses.is_empty() && !case.is_over(),
    };
    state && is_narrowed_to(case, rule)
}

/// Whether the activity, or one that uses the record, is one of those to which the rule is narrowed.
fn is_narrowed_to(case: &Case<'_>, rule: &Group) -> bool {
    let tables = [("data_categories", "data"), ("special_categories", "special_categories")];
    let of = |activity: &Case<'_>| {
        let kinds = rule.items("purpose_kinds");
        let categories = tables.iter().all(|(key, rows)| {
            let asked = rule.items(key);
            let has = |(_, row): (&str, &Group)| row.get("category").is_some_and(|c| asked.contains(c));
            asked.is_empty() || activity.rows(rows).any(has)
        });
        let has = |p: &Record| p.fields.get("kind").is_some_and(|k| kinds.contains(k));
        categories && (kinds.is_empty() || activity.purposes().any(has))
    };
    let narrowings = ["purpose_kinds", "data_categories", "special_categories"];
    match case.record.id.kind {
        _ if narrowings.iter().all(|key| rule.items(key).is_empty()) => true,
        Kind::Activity => of(case),
        Kind::Organisation => false,
        _ => case.activities().any(|record| of(&Case { record, ..*case })),
    }
}

fn word(group: &Group, key: &str) -> &'static str {
    group.choice(key).map_or("", |t| t.id)
}

fn kind_of(word: &str) -> Option<Kind> {
    Some(match word {
        "organisation" => Kind::Organisation,
        "activity" => Kind::Activity,
        "purpose" => Kind::Purpose,
        "retention" => Kind::Retention,
        "processor" => Kind::Processor,
        _ => return None,
    })
}

static UNUSABLE: Rule = Rule {
    code: "HOUSE-01",
    name: "own-rule-unusable",
    part: Part::Register,
    says: text(
        "La règle «\u{a0}{rule}\u{a0}» de l’organisme ne peut pas être suivie\u{a0}: {fault}.",
        "The organisation’s own rule “{rule}” cannot be followed: {fault}.",
    ),
    why: text(
        "Une règle sans ce qu’elle demande ne trouve rien, et laisse croire que tout va bien.",
        "A rule without what it asks finds nothing, and lets one believe that all is well.",
    ),
    mend: text("Compléter la règle (rules.{rule}).", "Complete the rule (rules.{rule})."),
    on: On::Record(Kind::Organisation, |case, found| {
        for (name, rule) in case.rows(OWN_RULES) {
            if let Some((key, fault)) = faults(rule) {
                found.row("rules", name, key).with("rule", name).with("fault", fault);
            }
        }
    }),
    bad: &[
        "[rules.x]\nof = \"activity\"\nfield = \"owner\"",
        "[rules.x]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"information.notise_ref\"",
        "[rules.x]\nkind = \"required_field\"\nfield = \"owner\"",
        "[rules.x]\nkind = \"maximum_period\"\nof = \"activity\"",
        "[rules.x]\nkind = \"maximum_period\"\nof = \"purpose\"\nfield = \"name\"\nperiod = \"P1Y\"",
        "[rules.x]\nkind = \"forbidden_country\"\ncountries = []",
        "[rules.x]\nkind = \"required_measure\"\nof = \"processor\"\nmeasures = [\"backup\"]",
    ],
    good: &[
        "[rules.x]\nkind = \"required_field\"\nof = \"activity\"\nfield = \"data.necessity\"",
        "[rules.x]\nkind = \"maximum_period\"\nperiod = \"P10Y\"",
        "[rules.x]\nkind = \"minimum_period\"\nof = \"activity\"\nfield = \"archive\"\nperiod = \"P1Y\"",
        "[rules.x]\nkind = \"maximum_period\"\nof = \"organisation\"\nfield = \"review_cadence\"\nperiod = \"P1Y\"",
    ],
    ..RULE
};

/// What keeps a rule from being followed, with the key where it is missing.
fn faults(rule: &Group) -> Option<(&'static str, Text)> {
    let lacks = |key: &str| rule.get(key).is_none_or(|v| *v == Value::None);
    let of = rule.choice("of").and_then(|t| kind_of(t.id));
    let field = |of: Kind| shape(of, rule.text("field")?);
    let unknown = text("ce champ n’existe pas dans ces fiches", "there is no such field in these records");
    let fault = match word(rule, "kind") {
        "" => ("kind", text("ce qu’elle demande n’est pas dit", "what it asks is not said")),
        "required_field" if lacks("of") => {
            ("of", text("les fiches concernées ne sont pas dites", "the records concerned are not said"))
        }
        "required_field" if lacks("field") => {
            ("field", text("le champ n’est pas dit", "the field is not said"))
        }
        "required_field" if of.and_then(field).is_none() => ("field", unknown),
        "maximum_period" | "minimum_period" if lacks("period") => {
            ("period", text("la durée n’est pas dite", "the period is not said"))
        }
        "maximum_period" | "minimum_period" => {
            // An activity has periods by the retention rules of its data.
            let of = of.filter(|of| *of != Kind::Activity).unwrap_or(Kind::Retention);
            match shape(of, rule.text("field").unwrap_or("active")) {
                Some(Shape::Period) => return None,
                Some(_) => ("field", text("ce champ n’est pas une durée", "this field is no period")),
                None => ("field", unknown),
            }
        }
        "forbidden_country" if lacks("countries") => {
            ("countries", text("aucun pays n’est dit", "no country is said"))
        }
        "required_measure" if lacks("measures") => {
            ("measures", text("aucune mesure n’est dite", "no measure is said"))
        }
        "required_measure" if of.is_some_and(|of| of != Kind::Activity) => {
            ("of", text("seules les activités ont des mesures", "only activities have measures"))
        }
        _ => return None,
    };
    Some(fault)
}

/// The shape of the field that a path without the names of rows leads to.
fn shape(kind: Kind, plain: &str) -> Option<Shape> {
    let mut table = fields_of(kind);
    let mut shape = None;
    for key in plain.split('.') {
        let field = table.iter().find(|f| f.key == key)?;
        table = field.shape.fields().unwrap_or_default();
        shape = Some(field.shape);
    }
    shape
}

static OWN_REFERENCE: Rule = Rule {
    code: "HOUSE-02",
    name: "period-outside-own-reference",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Durée de {period}\u{202f}; le repère «\u{a0}{reference}\u{a0}» de l’organisme donne {limit}.",
        "Period of {period}; the organisation’s own reference “{reference}” gives {limit}.",
    ),
    why: text(
        "L’organisme a ses propres durées (references, dans register.toml), que ses règles de conservation nomment comme repère. S’en écarter demande une raison écrite (article 5(2)).",
        "The organisation has its own periods (references, in register.toml), which its retention rules name as their reference. To depart from them takes a written reason (Article 5(2)).",
    ),
    mend: text(
        "Suivre le repère ({key}), ou écrire pourquoi la durée s’en écarte (deviation_reason).",
        "Follow the reference ({key}), or write why the period departs from it (deviation_reason).",
    ),
    on: On::Record(Kind::Retention, |case, found| {
        let Some((id, own)) = own_reference(case).filter(|_| case.lacks("deviation_reason")) else { return };
        for key in ["active", "archive"] {
            let (Some(period), Some(limit)) = (case.fields().period(key), own.period(key)) else { continue };
            let outside = match word(own, "bound") {
                "min" => limit.is_longer_than(&period),
                _ => period.is_longer_than(&limit),
            };
            if outside {
                let told = found.at(key).with("reference", id).with("key", key);
                told.with("period", words::period(&period)).with("limit", words::period(&limit));
            }
        }
    }),
    bad: &[
        "reference = \"sinistres\"\nactive = \"P4Y\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"",
        "reference = \"sinistres\"\nactive = \"P2Y\"\narchive = \"P1Y\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"\narchive = \"P5Y\"\nbound = \"min\"",
    ],
    good: &[
        "reference = \"sinistres\"\nactive = \"P24M\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"\nbound = \"max\"",
        "reference = \"sinistres\"\nactive = \"P4Y\"\ndeviation_reason = \"Procès en cours.\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"",
        "reference = \"autres\"\nactive = \"P4Y\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"",
    ],
    ..RULE
};

/// The reference of the organisation that a retention rule names, where no embedded one bears that name.
fn own_reference<'a>(case: &Case<'a>) -> Option<(&'a str, &'a Group)> {
    let id = case.text("reference")?;
    let own = case.organisation()?.rows("references").find(|(name, _)| *name == id);
    own.filter(|_| retention::get(id).is_none())
}

static REFERENCE_UNUSABLE: Rule = Rule {
    code: "HOUSE-03",
    name: "own-reference-unusable",
    part: Part::Register,
    says: text(
        "Le repère «\u{a0}{reference}\u{a0}» de l’organisme ne sert pas\u{a0}: {fault}.",
        "The organisation’s own reference “{reference}” is of no use: {fault}.",
    ),
    why: text(
        "Un repère sans durée ne se compare à rien, et celui qui porte le nom d’un repère du programme lui cède la place.",
        "A reference without a period is compared with nothing, and one that bears the name of a reference of the program gives way to it.",
    ),
    mend: text(
        "Donner une durée (active, archive), ou un autre nom (references.{reference}).",
        "Give a period (active, archive), or another name (references.{reference}).",
    ),
    on: On::Record(Kind::Organisation, |case, found| {
        for (name, own) in case.rows("references") {
            let (key, fault) = if retention::get(name).is_some() {
                (
                    "",
                    text(
                        "ce nom est celui d’un repère du programme",
                        "the name is that of a reference of the program",
                    ),
                )
            } else if own.period("active").is_none() && own.period("archive").is_none() {
                ("active", text("aucune durée n’est donnée", "no period is given"))
            } else {
                continue;
            };
            found.row("references", name, key).with("reference", name).with("fault", fault);
        }
    }),
    bad: &[
        "[references.sinistres]\nlabel = \"Dossiers de sinistre\"",
        "[references.prospect-non-client]\nactive = \"P2Y\"",
    ],
    good: &["[references.sinistres]\nactive = \"P2Y\"", "[references.sinistres]\narchive = \"P5Y\""],
    ..RULE
};

static UNKNOWN: Rule = Rule {
    code: "HOUSE-04",
    name: "reference-unknown",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Repère inconnu\u{a0}: «\u{a0}{reference}\u{a0}»\u{202f}; la durée n’est comparée à rien.",
        "Unknown reference: “{reference}”; the period is compared with nothing.",
    ),
    why: text(
        "Une règle de conservation nomme un repère pour que sa durée y soit comparée. Celui-ci n’est ni du programme ni de l’organisme.",
        "A retention rule names a reference so that its period is compared with it. This one is neither the program’s nor the organisation’s.",
    ),
    mend: text(
        "Corriger le nom (reference), ou ajouter le repère à l’organisme (references, dans register.toml).",
        "Correct the name (reference), or add it to the organisation’s own (references, in register.toml).",
    ),
    on: On::Record(Kind::Retention, |case, found| {
        if let Some(id) = case.text("reference")
            && retention::get(id).is_none()
            && own_reference(case).is_none()
        {
            found.at("reference").with("reference", id);
        }
    }),
    bad: &["reference = \"prospects-non-clients\"\nactive = \"P3Y\"", "reference = \"CNIL\""],
    good: &[
        "reference = \"prospect-non-client\"\nactive = \"P3Y\"",
        "reference = \"sinistres\"\n# register.toml\n[references.sinistres]\nactive = \"P2Y\"",
        "active = \"P3Y\"",
    ],
    ..RULE
};
