//! How much of the register an edition shows: all of it, or what Art. 30 asks and no more.

use crate::model::field::{Field, Role, fields_of};
use crate::model::kind::Kind;
use crate::model::path::Path;
use crate::report::register::print::REACH;

/// How much of each record is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Everything that is answered.
    #[default]
    Full,
    /// What Art. 30 asks of that role, with names, roles, statuses, dates and references, the mechanisms and
    /// derogations of transfers and the processors' countries.
    Article30,
}

/// Fields of a record that identify it, date it, or complete what Art. 30 asks (a period is one only
/// with its starting point).
fn identifies(kind: Kind, key: &str) -> bool {
    let keys: &[&str] = match kind {
        Kind::Organisation => &["postal_code", "city", "country"],
        Kind::Activity => &[
            "name",
            "ref",
            "status",
            "role",
            "created_on",
            "updated_on",
            "started_on",
            "ended_on",
            "reviewed_on",
            "representative",
            "dpo",
        ],
        Kind::Purpose => &[],
        Kind::Retention => &["name", "words", "trigger", "archive", "archive_from", "final"],
        // A sheet names its processors; where they are and what they transfer stands in their records.
        Kind::Processor => &["country", "transfers"],
    };
    keys.contains(&key)
}

/// The same for a field of a group or of a row: what says which category, recipient, safeguard or
/// measure is meant.
fn specifies(holder: &str, key: &str) -> bool {
    let keys: &[&str] = match holder {
        "data" => &["label"],
        "data_subjects" => &["details"],
        "special_categories" => &["category"],
        "recipients" => &["country"],
        "transfers" => &["mechanism", "derogation", "document"],
        "security" => &["kind", "description"],
        "controller"
        | "representative"
        | "eu_representative"
        | "dpo"
        | "legal_representative"
        | "joint_controllers"
        | "clients" => &REACH,
        _ => &[],
    };
    keys.contains(&key)
}

fn asked_by_article30(field: &Field, role: Role) -> bool {
    let point = match role {
        Role::Controller => "30(1)",
        Role::Processor => "30(2)",
    };
    field.article.split(", ").any(|a| a.starts_with(point))
}

impl Extent {
    /// Whether this edition shows the field of a record of that kind; `holder` is the group or the
    /// table of rows in which it stands, if it stands in one.
    pub fn holds(self, kind: Kind, holder: Option<&Field>, field: &Field, role: Role) -> bool {
        if self == Extent::Full || asked_by_article30(field, role) {
            return true;
        }
        match holder {
            None => identifies(kind, field.key),
            Some(holder) => specifies(holder.key, field.key),
        }
    }

    /// The same for a place in a record, names of rows included.
    pub fn holds_path(self, kind: Kind, path: &Path, role: Role) -> bool {
        let mut table = fields_of(kind);
        let mut holder: Option<&'static Field> = None;
        let mut keys = path.keys().iter();
        while let Some(key) = keys.next() {
            let Some(field) = table.iter().find(|f| f.key == key) else { return self == Extent::Full };
            if !self.holds(kind, holder, field, role) {
                return false;
            }
            if let crate::model::field::Shape::Rows(_) = field.shape {
                keys.next();
            }
            table = field.shape.fields().unwrap_or_default();
            holder = Some(field);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(kind: Kind, path: &str, role: Role) -> bool {
        Extent::Article30.holds_path(kind, &Path::parse(path).unwrap(), role)
    }

    #[test]
    fn article_30_holds_its_points_and_what_makes_them_readable() {
        for path in [
            "name",
            "ref",
            "status",
            "created_on",
            "purposes",
            "data_subjects.clients.category",
            "data.identite.items",
            "data.identite.retention",
            "special_categories.sante.category",
            "recipients.banque.name",
            "transfers.paie.country",
            "security.acces.description",
            "joint_controllers.autre.email",
            "dpo.phone",
        ] {
            assert!(held(Kind::Activity, path, Role::Controller), "{path}");
        }
        for path in [
            "owner",
            "software",
            "information",
            "rights.contact",
            "dpia",
            "notes",
            "data.identite.necessity",
            "special_categories.sante.exception",
            "dpo.designation_ref",
            "security.acces.reference",
            "processing_categories",
        ] {
            assert!(!held(Kind::Activity, path, Role::Controller), "{path}");
        }
    }

    #[test]
    fn a_processor_is_asked_for_less() {
        for path in ["clients.a.name", "clients.a.dpo", "processing_categories", "transfers", "security"] {
            assert!(held(Kind::Activity, path, Role::Processor), "{path}");
        }
        for path in ["purposes", "data", "recipients", "data_subjects"] {
            assert!(!held(Kind::Activity, path, Role::Processor), "{path}");
        }
    }

    #[test]
    fn a_legal_basis_is_not_asked_a_period_is() {
        assert!(held(Kind::Purpose, "name", Role::Controller));
        assert!(!held(Kind::Purpose, "legal_basis", Role::Controller));
        assert!(held(Kind::Retention, "trigger", Role::Controller));
        assert!(!held(Kind::Retention, "source", Role::Controller));
        assert!(held(Kind::Organisation, "eu_representative.name", Role::Controller));
        assert!(!held(Kind::Organisation, "legal_representative", Role::Controller));
        assert!(!held(Kind::Organisation, "headcount", Role::Controller));
    }
}
