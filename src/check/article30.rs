//! What GDPR Art. 30 demands of a record: <https://eur-lex.europa.eu/eli/reg/2016/679/oj>, in force since 2018-05-25.
//!
//! The field table says what is mandatory, what is asked "where applicable" and what "where possible"; this
//! file says when a written reason, or another field, answers instead.

use crate::law::places::is_outside;
use crate::model::message::{Text, text};
use crate::model::{
    Field, Finding, Group, Kind, Level, Message, NoneMeans, Path, Record, RecordId, Register, Role, Severity,
    Shape, Value, field_at, fields_of,
};

const UNKNOWN: Text = text("{label}\u{a0}: non renseigné.", "{label}: not filled in.");
const UNKNOWN_WHERE_APPLICABLE: Text = text(
    "{label}\u{a0}: non renseigné (demandé «\u{a0}le cas échéant\u{a0}»).",
    "{label}: not filled in (asked “where applicable”).",
);
const UNKNOWN_WHERE_POSSIBLE: Text = text(
    "{label}\u{a0}: non renseigné (demandé «\u{a0}dans la mesure du possible\u{a0}»).",
    "{label}: not filled in (asked “where possible”).",
);
const NONE: Text = text(
    "{label}\u{a0}: «\u{a0}néant\u{a0}» n’est pas une réponse possible.",
    "{label}: “none” is no possible answer.",
);
const IN_ROW: Text = text("{holder} «\u{a0}{row}\u{a0}» › {label}", "{holder} “{row}” › {label}");
const IN_GROUP: Text = text("{holder} › {label}", "{holder} › {label}");
const SAY_NONE: Text = text(
    "{help} S’il n’y en a pas, après vérification, répondre «\u{a0}néant\u{a0}» ({key} = \"none\").",
    "{help} If there is none, once checked, answer “none” ({key} = \"none\").",
);
const HELP: Text = text("{help}", "{help}");
const ONE_IS_ENOUGH: Text = text(
    "Une adresse, un numéro de téléphone ou une adresse mél suffit.",
    "An address, a telephone number or an e-mail address is enough.",
);
const REPRESENTATIVE: Text = text(
    "Organisme établi hors de l’Union sans représentant inscrit.",
    "Organisation established outside the Union, with no representative entered.",
);
const JOINT: Text = text(
    "Responsabilité conjointe sans responsable conjoint inscrit.",
    "Joint controllership with no joint controller entered.",
);
const UNKNOWN_ROLE: Text = text(
    "Responsables conjoints\u{a0}: non renseignés, et le rôle de l’organisme ne l’est pas non plus.",
    "Joint controllers: not filled in, and neither is the role of the organisation.",
);
const SAY_ROLE: Text = text(
    "Dire le rôle (role)\u{a0}: responsable, responsable conjoint ou sous-traitant.",
    "Say the role (role): controller, joint controller or processor.",
);
const UNKNOWN_PLACE: Text = text(
    "Représentant dans l’Union\u{a0}: non renseigné, et rien ne dit si l’organisme est établi dans l’Union.",
    "Representative in the Union: not filled in, and nothing says whether the organisation is established in the Union.",
);
const SAY_PLACE: Text = text(
    "Dire si l’organisme est établi dans l’Union (eu_established).",
    "Say whether the organisation is established in the Union (eu_established).",
);
const SAFEGUARDS: Text = text(
    "Transfert fondé sur des intérêts légitimes impérieux sans garanties documentées.",
    "Transfer based on compelling legitimate interests without documented safeguards.",
);
const NO_ORGANISATION: Text = text(
    "Le registre n’a pas de fiche d’organisme (register.toml).",
    "The register has no organisation record (register.toml).",
);
const INIT: Text = text("La créer\u{a0}: registre init", "Make it: registre init");

/// The stable code of each obligation: kind, path without the names of rows, code.
const CODES: &[(Kind, &str, &str)] = &[
    (Kind::Organisation, "name", "RGPD-A30-01"),
    (Kind::Organisation, "address", "RGPD-A30-01"),
    (Kind::Organisation, "email", "RGPD-A30-01"),
    (Kind::Organisation, "eu_representative", "RGPD-A30-03"),
    (Kind::Organisation, "dpo", "RGPD-A30-04"),
    (Kind::Activity, "controller", "RGPD-A30-01"),
    (Kind::Activity, "joint_controllers", "RGPD-A30-02"),
    (Kind::Activity, "representative", "RGPD-A30-03"),
    (Kind::Activity, "dpo", "RGPD-A30-04"),
    (Kind::Activity, "purposes", "RGPD-A30-05"),
    (Kind::Activity, "data_subjects", "RGPD-A30-07"),
    (Kind::Activity, "data.retention", "RGPD-A30-12"),
    (Kind::Activity, "special_categories.retention", "RGPD-A30-12"),
    (Kind::Activity, "data", "RGPD-A30-08"),
    (Kind::Activity, "special_categories", "RGPD-A30-08"),
    (Kind::Activity, "recipients", "RGPD-A30-09"),
    (Kind::Activity, "transfers.safeguards", "RGPD-A30-11"),
    (Kind::Activity, "transfers", "RGPD-A30-10"),
    (Kind::Activity, "security", "RGPD-A30-13"),
    (Kind::Activity, "clients", "RGPD-A30-31"),
    (Kind::Activity, "processing_categories", "RGPD-A30-32"),
    (Kind::Processor, "transfers", "RGPD-A30-10"),
    (Kind::Retention, "active", "RGPD-A30-12"),
];

/// The same obligations in the processor's register, Art. 30(2)(c) and (d), have codes of their own.
const FOR_CLIENTS: &[(&str, &str)] =
    &[("RGPD-A30-10", "RGPD-A30-33"), ("RGPD-A30-11", "RGPD-A30-33"), ("RGPD-A30-13", "RGPD-A30-34")];

/// A record without a name: no article, but nobody could find it again.
const NAMELESS: &str = "REG-09";

pub(super) fn check_register(register: &Register, findings: &mut Vec<Finding>) {
    if register.organisation().is_none() {
        let id = RecordId::organisation();
        findings.push(Finding {
            code: "RGPD-A30-01",
            severity: Severity::Error,
            file: id.path(),
            record: Some(id),
            path: Path::root(),
            span: None,
            message: NO_ORGANISATION.msg(),
            hint: Some(INIT.msg()),
            article: "30(1)(a)",
            more: 0,
        });
    }
}

pub(super) fn check(register: &Register, record: &Record, findings: &mut Vec<Finding>) {
    let visit = Visit { register, record, role: record.role() };
    visit.group(&record.fields, fields_of(record.id.kind), &Path::root(), &mut String::new(), findings);
}

struct Visit<'a> {
    register: &'a Register,
    record: &'a Record,
    role: Role,
}

impl Visit<'_> {
    /// `plain` is the path without the names of rows, the form in which [`CODES`] names places.
    fn group(
        &self,
        group: &Group,
        table: &'static [Field],
        at: &Path,
        plain: &mut String,
        out: &mut Vec<Finding>,
    ) {
        for field in table {
            let before = plain.len();
            if before > 0 {
                plain.push('.');
            }
            plain.push_str(field.key);
            let value = group.get(field.key);
            self.field(field, value, group, at, plain, out);
            match (value, field.shape.fields()) {
                (Some(Value::Group(inner)), Some(fields)) => {
                    self.group(inner, fields, &at.join(field.key), plain, out)
                }
                (Some(Value::Rows(rows)), Some(fields)) => {
                    for (name, row) in rows.iter() {
                        self.group(row, fields, &at.join(field.key).join(name), plain, out);
                    }
                }
                _ => {}
            }
            plain.truncate(before);
        }
    }

    fn field(
        &self,
        field: &'static Field,
        value: Option<&Value>,
        group: &Group,
        at: &Path,
        plain: &str,
        out: &mut Vec<Finding>,
    ) {
        let level = if self.record.id.kind == Kind::Organisation {
            field.level()
        } else {
            field.level_for(self.role)
        };
        let answered = match value {
            None => false,
            Some(Value::None) => field.none == NoneMeans::Answer,
            Some(_) => true,
        };
        if answered || level < Level::WherePossible {
            return;
        }
        let mut open = None;
        let (message, severity) = match self.judge(plain, group, level) {
            Verdict::Excused => return,
            Verdict::Due(message) => (message.msg(), Severity::Error),
            Verdict::Open(message, hint) => {
                open = Some(hint);
                (message.msg(), Severity::Advice)
            }
            Verdict::Missing(severity) => {
                let said = match level {
                    _ if value.is_some() => NONE,
                    Level::WhereApplicable => UNKNOWN_WHERE_APPLICABLE,
                    Level::WherePossible => UNKNOWN_WHERE_POSSIBLE,
                    _ => UNKNOWN,
                };
                (said.msg().with("label", self.label(field, at)), severity)
            }
        };
        let hint = match field.none {
            _ if is_way_to_reach(plain) => ONE_IS_ENOUGH.msg(),
            NoneMeans::Answer if value.is_none() => {
                SAY_NONE.msg().with("help", field.help).with("key", field.key)
            }
            _ => HELP.msg().with("help", field.help),
        };
        out.push(Finding {
            code: code(self.record.id.kind, self.role, plain),
            severity: self.soften(severity),
            file: self.record.id.path(),
            record: Some(self.record.id.clone()),
            path: at.join(field.key),
            span: None,
            message,
            hint: Some(open.map_or(hint, |open| open.msg())),
            article: field.article,
            more: 0,
        });
    }

    /// The field's label, after those of the groups and the names of the rows that lead to it.
    fn label(&self, field: &'static Field, at: &Path) -> Message {
        let mut label = Message::from(field.label);
        let keys = at.keys();
        let mut end = keys.len();
        while end > 0 {
            let row =
                field_at(&self.record.id, &keys[..end - 1]).filter(|f| matches!(f.shape, Shape::Rows(_)));
            let (holder, name, taken) = match row {
                Some(holder) if end >= 2 => (Some(holder), Some(&keys[end - 1]), 2),
                _ => (field_at(&self.record.id, &keys[..end]), None, 1),
            };
            let Some(holder) = holder else { break };
            label = match name {
                Some(name) => {
                    IN_ROW.msg().with("holder", holder.label).with("row", name).with("label", label)
                }
                None => IN_GROUP.msg().with("holder", holder.label).with("label", label),
            };
            end -= taken;
        }
        label
    }

    fn judge(&self, plain: &str, group: &Group, level: Level) -> Verdict {
        let record = &self.record.fields;
        let known = |group: &Group, key: &str| group.get(key).is_some_and(|v| *v != Value::None);
        let reachable = |group: &Group| ["address", "phone", "email"].iter().any(|k| known(group, k));
        match (self.record.id.kind, plain) {
            (_, plain) if is_way_to_reach(plain) && reachable(group) => Verdict::Excused,
            // The address has said it: one lack, one finding.
            (Kind::Organisation, "email") => Verdict::Excused,
            (Kind::Organisation | Kind::Activity, "eu_representative" | "joint_controllers")
                if self.record.settles(plain) =>
            {
                Verdict::Excused
            }
            // An address in the Area has said it.
            (Kind::Organisation, "eu_representative")
                if record.bool("eu_established") != Some(false)
                    && record.choice("country").is_some_and(|c| !is_outside(c.id)) =>
            {
                Verdict::Excused
            }
            (Kind::Organisation, "eu_representative") => match record.bool("eu_established") {
                Some(_) => Verdict::Due(REPRESENTATIVE),
                None => Verdict::Open(UNKNOWN_PLACE, SAY_PLACE),
            },
            (Kind::Activity, "joint_controllers") => match record.choice("role") {
                Some(_) => Verdict::Due(JOINT),
                None => Verdict::Open(UNKNOWN_ROLE, SAY_ROLE),
            },
            // What the client knows better than its processor.
            (Kind::Activity, "clients.representative" | "clients.dpo") => Verdict::Missing(Severity::Warning),
            // The category is named already: what is missing is its description.
            (Kind::Activity, "data.items" | "special_categories.items" | "recipients.name") => {
                Verdict::Missing(Severity::Warning)
            }
            (_, "transfers.safeguards") => match group.choice("mechanism").map(|t| t.id) {
                Some("compelling_interest") => Verdict::Due(SAFEGUARDS),
                _ => Verdict::Excused,
            },
            (Kind::Activity, "security") if known(record, "security_not_possible_reason") => Verdict::Excused,
            (Kind::Activity, "data.retention" | "special_categories.retention")
                if known(record, "retention_not_possible_reason") || self.purposes_have_retention() =>
            {
                Verdict::Excused
            }
            (Kind::Retention, "active") if known(record, "words") => Verdict::Excused,
            // The data is listed: whether some of it is of these kinds is a question that was not answered.
            (Kind::Activity, "special_categories") if known(record, "data") => {
                Verdict::Missing(Severity::Warning)
            }
            // Where the text asks "where applicable", silence proves nothing.
            _ if level > Level::WhereApplicable => Verdict::Missing(Severity::Error),
            _ => Verdict::Missing(Severity::Warning),
        }
    }

    /// A period may hang on the purpose rather than on each datum.
    fn purposes_have_retention(&self) -> bool {
        let mut purposes = self.record.fields.refs("purposes").peekable();
        purposes.peek().is_some()
            && purposes.all(|id| {
                self.register
                    .find(Kind::Purpose, id)
                    .is_some_and(|p| p.fields.reference("retention").is_some())
            })
    }

    /// A draft is not in force yet: what it lacks is to be done, not a fault.
    fn soften(&self, severity: Severity) -> Severity {
        match (self.record.fields.choice("status").map(|t| t.id), severity) {
            (Some("draft"), Severity::Error) => Severity::Warning,
            // What is over is a trace.
            (Some("draft" | "ended"), _) => Severity::Advice,
            _ => severity,
        }
    }
}

enum Verdict {
    /// Another field, or a written reason, answers.
    Excused,
    /// The case that the article names has arisen, and the sentence that says so.
    Due(Text),
    /// Nobody can tell whether the case has arisen, for another question awaits its answer: the sentence
    /// that says so, and what to do.
    Open(Text, Text),
    Missing(Severity),
}

/// Whether the place is one of those contact details of which any one is enough.
fn is_way_to_reach(plain: &str) -> bool {
    matches!(
        plain,
        "address"
            | "email"
            | "eu_representative.email"
            | "dpo.email"
            | "controller.email"
            | "representative.email"
            | "joint_controllers.email"
            | "clients.email"
    )
}

fn code(kind: Kind, role: Role, plain: &str) -> &'static str {
    let of_table = CODES
        .iter()
        .filter(|(k, path, _)| {
            *k == kind
                && (plain == *path || plain.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
        })
        .max_by_key(|(_, path, _)| path.len())
        .map_or(NAMELESS, |(_, _, code)| code);
    let mut for_clients = FOR_CLIENTS.iter().filter(|_| kind == Kind::Activity && role == Role::Processor);
    for_clients.find(|(code, _)| *code == of_table).map_or(of_table, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Id, Lang};

    fn record(kind: Kind, id: &str, set: &[(&str, Value)]) -> Record {
        let mut r = Record::new(RecordId::new(kind, Id::parse(id).unwrap()));
        for (key, value) in set {
            r.fields.set(fields_of(kind), key, value.clone()).unwrap();
        }
        r
    }

    fn codes(record: &Record) -> Vec<(String, Severity, &'static str)> {
        let mut findings = Vec::new();
        check(&Register::new(), record, &mut findings);
        for f in &findings {
            assert!(!f.message.get(Lang::Fr).contains('{') && !f.message.get(Lang::En).contains('{'));
        }
        findings.into_iter().map(|f| (f.path.to_string(), f.severity, f.code)).collect()
    }

    #[test]
    fn each_code_of_the_table_has_its_rule() {
        let of_table = CODES.iter().map(|(.., code)| code);
        let for_clients = FOR_CLIENTS.iter().flat_map(|(code, other)| [code, other]);
        for code in of_table.chain(for_clients).chain([&NAMELESS]) {
            assert!(crate::check::rules::get(code).is_some(), "{code} has no rule");
        }
    }

    #[test]
    fn the_processor_s_register_has_codes_of_its_own() {
        let role = |role: &str| Value::Choice(crate::model::vocabulary::ROLES.get(role).unwrap());
        let code = |r: &str, path: &str| {
            let found = codes(&record(Kind::Activity, "a", &[("role", role(r))]));
            found.into_iter().find(|(p, ..)| p == path).map(|(.., code)| code)
        };
        assert_eq!(code("controller", "transfers"), Some("RGPD-A30-10"));
        assert_eq!(code("processor", "transfers"), Some("RGPD-A30-33"));
        assert_eq!(code("processor", "security"), Some("RGPD-A30-34"));
    }

    #[test]
    fn an_empty_controller_sheet_lacks_each_letter_of_30_1() {
        let found = codes(&record(Kind::Activity, "a", &[]));
        let paths: Vec<&str> = found.iter().map(|(p, ..)| p.as_str()).collect();
        assert_eq!(
            paths,
            [
                "name",
                "purposes",
                "joint_controllers",
                "data_subjects",
                "data",
                "special_categories",
                "recipients",
                "transfers",
                "security"
            ]
        );
    }

    #[test]
    fn a_processor_sheet_is_asked_what_30_2_asks_and_no_more() {
        let role = Value::Choice(crate::model::vocabulary::ROLES.get("processor").unwrap());
        let found = codes(&record(Kind::Activity, "a", &[("role", role)]));
        let paths: Vec<&str> = found.iter().map(|(p, ..)| p.as_str()).collect();
        assert_eq!(paths, ["name", "processing_categories", "clients", "transfers", "security"]);
    }

    fn said(record: &Record, path: &str, lang: Lang) -> (String, String) {
        let mut findings = Vec::new();
        check(&Register::new(), record, &mut findings);
        let found = findings.into_iter().find(|f| f.path.to_string() == path).expect(path);
        (found.message.get(lang), found.hint.expect("a hint").get(lang))
    }

    #[test]
    fn an_unanswered_role_or_place_settles_nothing() {
        let asked = |r: &Record, path: &str| codes(r).into_iter().find(|(p, ..)| p == path);
        let open = |path: &str, code| Some((path.to_owned(), Severity::Advice, code));
        let sheet = record(Kind::Activity, "a", &[]);
        assert_eq!(asked(&sheet, "joint_controllers"), open("joint_controllers", "RGPD-A30-02"));
        let (message, hint) = said(&sheet, "joint_controllers", Lang::En);
        assert!(message.contains("neither is the role") && hint.contains("role"), "{message} {hint}");
        let none = record(Kind::Activity, "a", &[("joint_controllers", Value::None)]);
        assert_eq!(asked(&none, "joint_controllers"), None);
        for (role, severity) in [("controller", None), ("processor", None), ("joint", Some(Severity::Error))]
        {
            let role = Value::Choice(crate::model::vocabulary::ROLES.get(role).unwrap());
            let found = asked(&record(Kind::Activity, "a", &[("role", role)]), "joint_controllers");
            assert_eq!(found.map(|(_, s, _)| s), severity);
        }
        let organisation = |set: &[(&str, Value)]| record(Kind::Organisation, "register", set);
        let unknown = organisation(&[]);
        assert_eq!(asked(&unknown, "eu_representative"), open("eu_representative", "RGPD-A30-03"));
        assert!(said(&unknown, "eu_representative", Lang::En).1.contains("eu_established"));
        for (inside, severity) in [(true, None), (false, Some(Severity::Error))] {
            let found = asked(&organisation(&[("eu_established", Value::Bool(inside))]), "eu_representative");
            assert_eq!(found.map(|(_, s, _)| s), severity);
        }
    }

    #[test]
    fn a_finding_says_how_the_article_asks() {
        let sheet = record(Kind::Activity, "a", &[]);
        let (message, hint) = said(&sheet, "transfers", Lang::Fr);
        assert_eq!(
            message,
            "Transferts hors UE\u{a0}: non renseigné (demandé «\u{a0}le cas échéant\u{a0}»)."
        );
        assert!(
            hint.ends_with(
                "S’il n’y en a pas, après vérification, répondre «\u{a0}néant\u{a0}» (transfers = \"none\")."
            ),
            "{hint}"
        );
        assert_eq!(
            said(&sheet, "transfers", Lang::En).0,
            "Transfers outside the EU: not filled in (asked “where applicable”)."
        );
        assert_eq!(
            said(&sheet, "security", Lang::Fr).0,
            "Mesures de sécurité\u{a0}: non renseigné (demandé «\u{a0}dans la mesure du possible\u{a0}»)."
        );
        assert_eq!(
            said(&sheet, "security", Lang::En).0,
            "Security measures: not filled in (asked “where possible”)."
        );
        assert_eq!(said(&sheet, "purposes", Lang::Fr).0, "Finalités\u{a0}: non renseigné.");
    }

    fn answer(record: &mut Record, path: &str, value: Value) {
        let (id, path) = (record.id.clone(), Path::parse(path).unwrap());
        record.apply(&Change::Set { record: id, path, value }).unwrap();
    }

    fn with_row(kind: Kind, rows: &str, set: &[(&str, Value)], role: &str) -> Record {
        let mut r = record(kind, "a", &[]);
        if kind == Kind::Activity {
            let role = Value::Choice(crate::model::vocabulary::ROLES.get(role).unwrap());
            r.fields.set(fields_of(kind), "role", role).unwrap();
        }
        for (key, value) in set {
            answer(&mut r, &format!("{rows}.x.{key}"), value.clone());
        }
        r
    }

    #[test]
    fn a_client_is_asked_for_what_30_2_a_asks_where_applicable() {
        let r = with_row(
            Kind::Activity,
            "clients",
            &[("name", Value::text("Commune")), ("phone", Value::text("01"))],
            "processor",
        );
        let found = codes(&r);
        let of_clients: Vec<_> = found.iter().filter(|(p, ..)| p.starts_with("clients.")).cloned().collect();
        assert_eq!(
            of_clients,
            [
                ("clients.x.representative".into(), Severity::Warning, "RGPD-A30-31"),
                ("clients.x.dpo".into(), Severity::Warning, "RGPD-A30-31"),
            ]
        );
    }

    #[test]
    fn a_dpo_without_a_way_to_reach_them_is_not_identified() {
        let mut r = record(Kind::Organisation, "register", &[("name", Value::text("X"))]);
        answer(&mut r, "dpo.name", Value::text("Déléguée"));
        assert!(codes(&r).contains(&("dpo.email".into(), Severity::Error, "RGPD-A30-04")), "{:?}", codes(&r));
        answer(&mut r, "dpo.phone", Value::text("01"));
        assert!(!codes(&r).iter().any(|(p, ..)| p == "dpo.email"));
    }

    #[test]
    fn one_lack_of_contact_details_is_one_finding() {
        let set = [("name", Value::text("X")), ("eu_established", Value::Bool(true))];
        let found = codes(&record(Kind::Organisation, "register", &set));
        assert_eq!(
            found,
            [
                ("address".into(), Severity::Error, "RGPD-A30-01"),
                ("dpo".into(), Severity::Warning, "RGPD-A30-04")
            ]
        );
    }

    #[test]
    fn none_answers_for_transfers_and_not_for_purposes() {
        let found =
            codes(&record(Kind::Activity, "a", &[("transfers", Value::None), ("purposes", Value::None)]));
        assert!(!found.iter().any(|(p, ..)| p == "transfers"));
        assert!(found.contains(&("purposes".into(), Severity::Error, "RGPD-A30-05")));
    }

    #[test]
    fn a_draft_is_to_be_completed_not_at_fault() {
        let draft = Value::Choice(crate::model::vocabulary::STATUSES.get("draft").unwrap());
        let found = codes(&record(Kind::Activity, "a", &[("status", draft)]));
        assert!(found.iter().all(|(_, s, _)| *s < Severity::Error), "{found:?}");
    }

    #[test]
    fn a_written_reason_answers_for_security_and_a_sentence_for_a_period() {
        let found =
            codes(&record(Kind::Activity, "a", &[("security_not_possible_reason", Value::text("x"))]));
        assert!(!found.iter().any(|(p, ..)| p == "security"));
        let named = ("name", Value::text("Règle"));
        assert_eq!(
            codes(&record(Kind::Retention, "r", std::slice::from_ref(&named))),
            [("active".into(), Severity::Warning, "RGPD-A30-12")]
        );
        assert_eq!(
            codes(&record(Kind::Retention, "r", &[named, ("words", Value::text("jusqu’à la radiation"))])),
            []
        );
    }
}
