//! The field table: every field of every kind, said once.
//!
//! From it come the TOML key order, the forms, what is required and by which article, the columns of
//! documents, the mapping of imports. Names follow the GDPR's own terms.
//!
//! Sources: GDPR Art. 30, <https://eur-lex.europa.eu/eli/reg/2016/679/oj>; the two models of the CNIL (2018, 25/07/2019),
//! <https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement>; the Belgian, Greek and British templates for
//! what those do not ask.

pub mod activity;
mod activity_parts;
pub mod organisation;
pub mod processor;
pub mod purpose;
pub mod retention;
mod shared;

#[cfg(test)]
mod tests {
    use crate::model::field::{Field, Level, NoneMeans, Shape, fields_of};
    use crate::model::kind::Kind;

    fn walk(table: &'static [Field], at: &str, seen: &mut Vec<(String, &'static Field)>) {
        for field in table {
            let path = format!("{at}.{}", field.key);
            seen.push((path.clone(), field));
            if let Some(inner) = field.shape.fields() {
                walk(inner, &path, seen);
            }
        }
    }

    fn all() -> Vec<(String, &'static Field)> {
        let mut seen = Vec::new();
        for kind in Kind::ALL {
            walk(fields_of(kind), kind.word(), &mut seen);
        }
        seen
    }

    #[test]
    fn keys_are_snake_case_and_stand_once_in_their_table() {
        let all = all();
        for (i, (path, field)) in all.iter().enumerate() {
            assert!(
                field.key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{path}"
            );
            assert!(all[..i].iter().all(|(other, _)| other != path), "{path} twice");
        }
    }

    #[test]
    fn every_field_is_named_and_explained_in_both_languages() {
        for (path, f) in all() {
            for t in [f.label.fr, f.label.en, f.help.fr, f.help.en] {
                assert!(!t.is_empty(), "{path} lacks a label or a help");
            }
            assert_eq!(f.example.fr.is_empty(), f.example.en.is_empty(), "{path}");
            let text = matches!(f.shape, Shape::Line | Shape::Paragraph | Shape::Lines);
            assert!(!text || !f.example.fr.is_empty(), "{path} is a text and has no example");
        }
    }

    #[test]
    fn plain_values_come_before_tables() {
        fn ordered(table: &'static [Field], at: &str) {
            let first = table.iter().position(|f| f.shape.is_table()).unwrap_or(table.len());
            assert!(
                table[first..].iter().all(|f| f.shape.is_table()),
                "{at}: a plain value stands after a table"
            );
            for f in table {
                if let Some(inner) = f.shape.fields() {
                    ordered(inner, f.key);
                }
            }
        }
        for kind in Kind::ALL {
            ordered(fields_of(kind), kind.word());
        }
    }

    /// Each letter of Art. 30(1) and 30(2) has a field that is asked for, in the right role.
    #[test]
    fn every_letter_of_article_30_is_covered() {
        let all = all();
        let covers = |article: &str, path: &str, processor: bool| {
            let f = all.iter().find(|(p, _)| p == path).map(|(_, f)| *f).expect(path);
            assert!(
                f.article.split(", ").any(|a| a == article),
                "{path} does not name {article}: {}",
                f.article
            );
            let level = if processor { f.processor } else { f.controller };
            assert!(level >= Level::WherePossible, "{path} is not asked for {article}");
        };
        for (article, paths) in [
            (
                "30(1)(a)",
                &[
                    "organisation.name",
                    "organisation.address",
                    "organisation.email",
                    "organisation.dpo",
                    "organisation.dpo.name",
                    "organisation.eu_representative",
                    "organisation.eu_representative.name",
                    "activity.joint_controllers",
                    "activity.joint_controllers.name",
                    "activity.joint_controllers.email",
                ][..],
            ),
            ("30(1)(b)", &["activity.purposes"]),
            (
                "30(1)(c)",
                &[
                    "activity.data_subjects",
                    "activity.data",
                    "activity.data.items",
                    "activity.special_categories",
                ],
            ),
            ("30(1)(d)", &["activity.recipients"]),
            (
                "30(1)(e)",
                &[
                    "activity.transfers",
                    "activity.transfers.recipient",
                    "activity.transfers.country",
                    "activity.transfers.safeguards",
                ],
            ),
            ("30(1)(f)", &["activity.data.retention", "retention.active"]),
            ("30(1)(g)", &["activity.security"]),
        ] {
            paths.iter().for_each(|p| covers(article, p, false));
        }
        for (article, paths) in [
            (
                "30(2)(a)",
                &[
                    "organisation.name",
                    "organisation.dpo",
                    "organisation.eu_representative",
                    "activity.clients",
                    "activity.clients.name",
                    "activity.clients.email",
                ][..],
            ),
            ("30(2)(b)", &["activity.processing_categories"]),
            (
                "30(2)(c)",
                &["activity.transfers", "activity.transfers.country", "activity.transfers.safeguards"],
            ),
            ("30(2)(d)", &["activity.security"]),
        ] {
            paths.iter().for_each(|p| covers(article, p, true));
        }
    }

    /// Art. 30 says "where possible" of erasure and security alone, and "where applicable" of those who may not
    /// be there and of transfers: no field takes the one for the other.
    #[test]
    fn where_possible_and_where_applicable_are_said_of_what_the_article_says_them() {
        let names = |f: &Field, letters: &[&str]| f.article.split(", ").any(|a| letters.contains(&a));
        let mut applicable = Vec::new();
        for (path, f) in all() {
            for level in [f.controller, f.processor] {
                match level {
                    Level::WherePossible => assert!(
                        names(f, &["30(1)(f)", "30(1)(g)", "30(2)(d)"]),
                        "{path} is not asked where possible: {}",
                        f.article
                    ),
                    Level::WhereApplicable => {
                        assert!(
                            names(f, &["30(1)(a)", "30(1)(e)", "30(2)(a)", "30(2)(c)"]),
                            "{path} is not asked where applicable: {}",
                            f.article
                        );
                        assert_eq!(f.none, NoneMeans::Answer, "{path} may be none");
                    }
                    _ => {}
                }
            }
            if f.level() == Level::WhereApplicable {
                applicable.push(path);
            }
        }
        assert_eq!(
            applicable,
            [
                "organisation.eu_representative",
                "organisation.dpo",
                "activity.joint_controllers",
                "activity.clients.representative",
                "activity.clients.dpo",
                "activity.transfers",
                "activity.transfers.safeguards",
                "processor.transfers.safeguards",
            ]
        );
    }

    /// Art. 30(2) asks a processor neither for the categories of people and data, nor for recipients or periods.
    #[test]
    fn a_processor_is_asked_by_article_30_2_alone() {
        for (path, f) in all().iter().filter(|(p, _)| p.starts_with("activity.")) {
            if f.processor >= Level::WherePossible && f.article.contains("30(") {
                assert!(f.article.contains("30(2)") || names_a_row(f), "{path}: {}", f.article);
            }
        }
        // What a row is a row of: without it nobody knows what the row says.
        fn names_a_row(f: &Field) -> bool {
            matches!(f.key, "name" | "category" | "kind")
        }
    }

    /// Whoever Art. 30(1)(a) or 30(2)(a) names is named with contact details.
    #[test]
    fn everybody_named_in_letter_a_is_asked_for_contact_details() {
        let all = all();
        for holder in [
            "organisation",
            "organisation.eu_representative",
            "organisation.dpo",
            "activity.controller",
            "activity.representative",
            "activity.dpo",
            "activity.joint_controllers",
            "activity.clients",
        ] {
            for key in ["name", "email"] {
                let path = format!("{holder}.{key}");
                let f = all.iter().find(|(p, _)| *p == path).map(|(_, f)| *f).expect(holder);
                assert_eq!(f.level(), Level::Mandatory, "{path}");
                assert!(f.article.contains("30(1)(a)") || f.article.contains("30(2)(a)"), "{path}");
            }
        }
    }

    /// What the Belgian, Greek and British templates ask and the French ones do not.
    #[test]
    fn the_wider_european_templates_have_a_place() {
        let all = all();
        for path in [
            // Belgium
            "activity.importance",
            "activity.data_combination",
            "activity.storage_places",
            "activity.technologies",
            "activity.risks",
            "activity.classification",
            "activity.recipients.purpose",
            "activity.transfers.data",
            "activity.transfers.nature",
            "activity.operations",
            "purpose.balancing",
            "organisation.dpo.company",
            "activity.data_subjects.vulnerable",
            // Greece
            "activity.owner",
            "activity.software",
            "activity.processors",
            "processor.contract.ref",
            "activity.information.notice_ref",
            "activity.dpia.prior_consultation_ref",
            // United Kingdom
            "activity.business_function",
            "activity.joint_controllers.arrangement_ref",
            "purpose.legal_basis",
            "activity.special_categories.exception",
            "purpose.balancing.reference",
            "activity.rights.applicable",
            "activity.automated_decision",
            "activity.data.source",
            "purpose.consent.proof",
            "activity.dpia.ref",
            "activity.breach_ref",
            "activity.special_categories.law_ref",
            "retention.source",
            "organisation.retention_policy_ref",
        ] {
            assert!(all.iter().any(|(p, _)| p == path), "no place for {path}");
        }
    }
}
