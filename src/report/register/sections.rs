//! Where each field of an activity is printed: the thirteen sections of a sheet, and the order of
//! the processor's register (Art. 30(2)). Numbers never change, so that people can refer to them.

use crate::model::message::{Text, text};

/// A section of a sheet.
pub struct Section {
    /// Stable from one printing to the next.
    pub number: u8,
    pub title: Text,
    pub mark: Option<Text>,
    /// Keys of the activity's table, in printing order.
    pub keys: &'static [&'static str],
    /// Printed only where something is filled in.
    pub optional: bool,
}

const BEYOND: Text = text("hors mentions de l’article\u{a0}30", "not asked by Art.\u{a0}30");
const BASIS_BEYOND: Text =
    text("base légale : hors mentions de l’article\u{a0}30", "legal basis: not asked by Art.\u{a0}30");

const IDENTIFICATION: &[&str] = &[
    "name",
    "name_en",
    "ref",
    "status",
    "role",
    "description",
    "description_en",
    "importance",
    "business_function",
    "owner",
    "contact",
    "created_on",
    "updated_on",
    "started_on",
    "ended_on",
    "reviewed_on",
    "reviewed_by",
    "next_review_on",
    "occasional",
    "public",
    "operations",
    "software",
    "media",
    "technologies",
    "storage_places",
    "classification",
    "hosting",
];
const ATTACHED: &[&str] = &["attachments", "breach_ref", "notes", "dpv", "origin"];

const fn section(number: u8, fr: &'static str, en: &'static str, keys: &'static [&'static str]) -> Section {
    Section { number, title: text(fr, en), mark: None, keys, optional: false }
}

/// The sheet of a controller.
pub const CONTROLLER: &[Section] = &[
    section(1, "Identification", "Identification", IDENTIFICATION),
    section(
        2,
        "Acteurs",
        "Who is involved",
        &[
            "controller",
            "representative",
            "dpo",
            "joint_controllers",
            "arrangement_ref",
            "essence_published",
            "clients",
        ],
    ),
    Section {
        mark: Some(BASIS_BEYOND),
        ..section(3, "Finalités", "Purposes", &["purposes", "processing_categories"])
    },
    section(4, "Personnes concernées", "Data subjects", &["data_subjects"]),
    section(
        5,
        "Données",
        "Personal data",
        &["data", "data_combination", "free_text_fields", "free_text_guidance", "accuracy_process"],
    ),
    section(
        6,
        "Données particulières : sensibles, infractions, NIR",
        "Special categories, offences, national number",
        &["special_categories"],
    ),
    section(7, "Durées de conservation", "Retention periods", &["retention_not_possible_reason"]),
    section(8, "Destinataires", "Recipients", &["recipients", "processors", "subprocessors"]),
    section(
        9,
        "Transferts hors de l’Union européenne",
        "Transfers outside the European Union",
        &["transfers"],
    ),
    section(
        10,
        "Mesures de sécurité",
        "Security measures",
        &["security", "security_not_possible_reason", "risks"],
    ),
    Section {
        mark: Some(BEYOND),
        ..section(
            11,
            "Information et droits des personnes",
            "Information and rights of data subjects",
            &["information", "rights", "profiling", "automated_decision", "prospecting"],
        )
    },
    Section { mark: Some(BEYOND), ..section(12, "Analyse d’impact", "Impact assessment", &["dpia"]) },
    Section {
        mark: Some(BEYOND),
        ..section(13, "Pièces jointes et historique", "Attachments and history", ATTACHED)
    },
];

/// The sheet of a processor, in the order of Art. 30(2); what that does not ask comes last.
pub const PROCESSOR: &[Section] = &[
    section(1, "Identification", "Identification", IDENTIFICATION),
    section(
        2,
        "Clients, responsables du traitement — art. 30(2)(a)",
        "Clients, controllers — Art. 30(2)(a)",
        &["clients", "representative", "dpo"],
    ),
    section(
        3,
        "Catégories de traitements effectués — art. 30(2)(b)",
        "Categories of processing carried out — Art. 30(2)(b)",
        &["processing_categories"],
    ),
    section(
        4,
        "Transferts hors de l’Union européenne — art. 30(2)(c)",
        "Transfers outside the European Union — Art. 30(2)(c)",
        &["transfers"],
    ),
    section(
        5,
        "Mesures de sécurité — art. 30(2)(d)",
        "Security measures — Art. 30(2)(d)",
        &["security", "security_not_possible_reason", "risks"],
    ),
    Section {
        mark: Some(BEYOND),
        ..section(6, "Sous-traitants ultérieurs", "Sub-processors", &["subprocessors", "processors"])
    },
    Section {
        mark: Some(BEYOND),
        optional: true,
        ..section(
            7,
            "Autres mentions",
            "Other particulars",
            &[
                "controller",
                "joint_controllers",
                "arrangement_ref",
                "essence_published",
                "purposes",
                "data_subjects",
                "data",
                "data_combination",
                "free_text_fields",
                "free_text_guidance",
                "accuracy_process",
                "special_categories",
                "retention_not_possible_reason",
                "recipients",
                "information",
                "rights",
                "profiling",
                "automated_decision",
                "prospecting",
                "dpia",
            ],
        )
    },
    Section {
        mark: Some(BEYOND),
        ..section(8, "Pièces jointes et historique", "Attachments and history", ATTACHED)
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::fields_of;
    use crate::model::kind::Kind;

    /// A field added to the model must be given a place on paper, once.
    #[test]
    fn every_field_of_an_activity_has_one_place_in_both_sheets() {
        for sections in [CONTROLLER, PROCESSOR] {
            let placed: Vec<&str> = sections.iter().flat_map(|s| s.keys.iter().copied()).collect();
            for field in fields_of(Kind::Activity) {
                assert_eq!(placed.iter().filter(|k| **k == field.key).count(), 1, "{}", field.key);
            }
            assert_eq!(placed.len(), fields_of(Kind::Activity).len());
        }
    }

    #[test]
    fn sections_are_numbered_in_order() {
        for sections in [CONTROLLER, PROCESSOR] {
            for (i, s) in sections.iter().enumerate() {
                assert_eq!(usize::from(s.number), i + 1);
            }
        }
    }
}
