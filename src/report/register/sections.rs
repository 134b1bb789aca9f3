//! Where each field of an activity is printed: the thirteen sections of a sheet, and the order of
//! the processor's register (Art. 30(2)). Numbers never change, so that people can refer to them.

use crate::model::message::{Text, text};

/// A section of a sheet.
pub struct Section {
    /// Stable from one printing to the next.
    pub number: u8,
    pub title: Text,
    /// A remark on the whole section; else its article stands in that place.
    pub mark: Option<Text>,
    /// What asks for it, as in the field table; empty where nothing does.
    pub article: &'static str,
    /// Keys of the activity's table, in printing order.
    pub keys: &'static [&'static str],
    /// Printed only where something is filled in.
    pub optional: bool,
}

const BEYOND: Text = text("hors mentions de l’article\u{a0}30", "not asked by Art.\u{a0}30");
const BASIS_BEYOND: Text =
    text("base légale : hors mentions de l’article\u{a0}30", "legal basis: not asked by Art.\u{a0}30");

/// Short answers stand together, so that two share a line on paper.
const IDENTIFICATION: &[&str] = &[
    "name",
    "name_en",
    "ref",
    "status",
    "description",
    "description_en",
    "role",
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
    "classification",
    "media",
    "operations",
    "software",
    "technologies",
    "storage_places",
    "hosting",
];
const ATTACHED: &[&str] = &["attachments", "breach_ref", "notes", "waivers", "dpv", "origin"];

const fn section(number: u8, fr: &'static str, en: &'static str, keys: &'static [&'static str]) -> Section {
    Section { number, title: text(fr, en), mark: None, article: "", keys, optional: false }
}

const fn asked(
    number: u8,
    article: &'static str,
    fr: &'static str,
    en: &'static str,
    keys: &'static [&'static str],
) -> Section {
    Section { article, ..section(number, fr, en, keys) }
}

/// The sheet of a controller.
pub const CONTROLLER: &[Section] = &[
    section(1, "Identification", "Identification", IDENTIFICATION),
    asked(
        2,
        "30(1)(a)",
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
        ..asked(3, "30(1)(b)", "Finalités", "Purposes", &["purposes", "processing_categories"])
    },
    asked(4, "30(1)(c)", "Personnes concernées", "Data subjects", &["data_subjects"]),
    asked(
        5,
        "30(1)(c)",
        "Données",
        "Personal data",
        &[
            "data",
            "data_combination",
            "free_text_fields",
            "free_text_guidance",
            "accuracy_process",
            "design_review_ref",
        ],
    ),
    asked(
        6,
        "30(1)(c), 9, 10, 87",
        "Données particulières : sensibles, infractions, NIR",
        "Special categories, offences, national number",
        &["special_categories"],
    ),
    asked(7, "30(1)(f)", "Durées de conservation", "Retention periods", &["retention_not_possible_reason"]),
    asked(8, "30(1)(d)", "Destinataires", "Recipients", &["recipients", "processors", "subprocessors"]),
    asked(
        9,
        "30(1)(e)",
        "Transferts hors de l’Union européenne",
        "Transfers outside the European Union",
        &["transfers"],
    ),
    asked(
        10,
        "30(1)(g)",
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
            &["information", "rights", "profiling", "automated_decision", "prospecting", "video", "ai"],
        )
    },
    Section {
        mark: Some(BEYOND),
        ..section(12, "Analyse d’impact", "Impact assessment", &["dpia", "formality_ref"])
    },
    Section {
        mark: Some(BEYOND),
        ..section(13, "Pièces jointes et historique", "Attachments and history", ATTACHED)
    },
];

/// The sheet of a processor, in the order of Art. 30(2); what that does not ask comes last.
pub const PROCESSOR: &[Section] = &[
    section(1, "Identification", "Identification", IDENTIFICATION),
    asked(
        2,
        "30(2)(a)",
        "Clients, responsables du traitement",
        "Clients, controllers",
        &["clients", "representative", "dpo"],
    ),
    asked(
        3,
        "30(2)(b)",
        "Catégories de traitements effectués pour les clients",
        "Categories of processing carried out",
        &["processing_categories"],
    ),
    asked(
        4,
        "30(2)(c)",
        "Transferts hors de l’Union européenne",
        "Transfers outside the European Union",
        &["transfers"],
    ),
    asked(
        5,
        "30(2)(d)",
        "Mesures de sécurité",
        "Security measures",
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
                "design_review_ref",
                "special_categories",
                "retention_not_possible_reason",
                "recipients",
                "information",
                "rights",
                "profiling",
                "automated_decision",
                "prospecting",
                "video",
                "ai",
                "dpia",
                "formality_ref",
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
