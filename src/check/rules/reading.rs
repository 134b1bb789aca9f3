//! What is found while the files are read, and in the waivers.

use crate::check::rule::{On, Part, RULE, Rule};
use crate::model::Severity;
use crate::model::message::{Text, text};

pub const DID_YOU_MEAN: Text =
    text("Vouliez-vous écrire «\u{a0}{name}\u{a0}»\u{202f}?", "Did you mean “{name}”?");

/// Found by the field table (`check::article30`): no article asks for it, but nobody could find the record again.
static NAMELESS: Rule = Rule {
    code: "REG-09",
    name: "record-without-name",
    part: Part::Register,
    says: text("Fiche sans nom, ou incomplète.", "Record without a name, or incomplete."),
    why: text(
        "Une fiche se cherche, se lit et s’imprime par son nom. Sans lui, il ne reste que celui de son fichier.",
        "A record is looked for, read and printed by its name. Without it only that of its file is left.",
    ),
    mend: text("Nommer la fiche (name).", "Name the record (name)."),
    on: On::Fields,
    bad: &["status = \"active\""],
    good: &["name = \"Gestion des clients\""],
    ..RULE
};

pub static WAIVER_UNKNOWN: Rule = Rule {
    code: "REG-14",
    name: "waiver-of-no-rule",
    why: text(
        "Une dérogation porte le nom de la règle qu’elle écarte. Sous un autre nom, elle n’écarte rien.",
        "A waiver bears the name of the rule that it sets aside. Under any other name it sets nothing aside.",
    ),
    part: Part::Register,
    says: text(
        "Dérogation à une règle qui n’existe pas\u{a0}: «\u{a0}{name}\u{a0}».",
        "Waiver of a rule that does not exist: “{name}”.",
    ),
    mend: text(
        "Nommer la dérogation comme la règle\u{a0}; registre explain en donne la liste.",
        "Call the waiver like the rule; registre explain lists them.",
    ),
    on: On::Reading,
    ..RULE
};

pub static WAIVER_INCOMPLETE: Rule = Rule {
    code: "REG-15",
    name: "waiver-without-reason",
    why: text(
        "Écarter une règle est une décision\u{a0}: quelqu’un en répond, pour une raison, jusqu’à une date (article 5(2), responsabilité).",
        "To set a rule aside is a decision: somebody answers for it, for a reason, until a date (Article 5(2), accountability).",
    ),
    part: Part::Register,
    says: text(
        "Dérogation à {rule} sans motif, sans auteur ou sans fin\u{a0}: elle ne compte pas.",
        "Waiver of {rule} without a reason, an author or an end: it does not count.",
    ),
    mend: text("Donner reason, by et until.", "Give reason, by and until."),
    on: On::Reading,
    ..RULE
};

pub static WAIVER_OVER: Rule = Rule {
    code: "REG-16",
    name: "waiver-over",
    why: text(
        "Une dérogation a une fin, pour que la question revienne.",
        "A waiver has an end, so that the question comes back.",
    ),
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Dérogation à {rule} échue depuis le {day}\u{a0}: elle ne compte plus.",
        "Waiver of {rule} ended on {day}: it no longer counts.",
    ),
    mend: text(
        "Mettre la fiche en règle et retirer la dérogation, ou la renouveler avec un nouveau motif.",
        "Put the record right and remove the waiver, or renew it with a new reason.",
    ),
    on: On::Reading,
    ..RULE
};

pub static WAIVER_UNUSED: Rule = Rule {
    code: "REG-17",
    name: "waiver-unused",
    why: text(
        "Une dérogation qui n’écarte plus rien cache la prochaine faute.",
        "A waiver that sets nothing aside any more hides the next fault.",
    ),
    severity: Severity::Advice,
    part: Part::Register,
    says: text(
        "Dérogation à {rule} sans objet\u{a0}: la règle ne trouve rien ici.",
        "Waiver of {rule} without object: the rule finds nothing here.",
    ),
    mend: text("La retirer.", "Remove it."),
    on: On::Reading,
    ..RULE
};

/// Said of such a waiver whose rule does find something on the record.
pub const COVERS_NOTHING: Text = text(
    "Dérogation à {rule} sans effet\u{a0}: elle ne couvre aucun des constats de la règle ici.",
    "Waiver of {rule} without effect: it covers none of the rule’s findings here.",
);
pub const CHECK_PLACES: Text = text(
    "Vérifier places\u{a0}: chaque champ comme le constat le dit (data.contact)\u{202f}; sans places, toute la fiche.",
    "Check places: each field as the finding says it (data.contact); without places, the whole record.",
);
/// Said of a waiver of what cannot be waived.
pub const NEVER_WAIVED: Text = text(
    "Dérogation à {rule} sans effet\u{a0}: un tel constat ne s’écarte pas.",
    "Waiver of {rule} without effect: such a finding cannot be waived.",
);

pub static WAIVER_TWICE: Rule = Rule {
    code: "REG-18",
    name: "waiver-twice",
    why: text(
        "Une règle n’est écartée qu’une fois par fiche, par son nom ou par son code\u{a0}: de deux motifs et de deux fins, nul ne sait lesquels valent. Aucune des deux ne compte si l’une est échue ou incomplète.",
        "A rule is waived once a record, by its name or by its code: of two reasons and two ends nobody knows which hold. Neither counts where one has ended or is incomplete.",
    ),
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "{rule} est écartée deux fois\u{a0}: «\u{a0}{first}\u{a0}» et «\u{a0}{name}\u{a0}».",
        "{rule} is waived twice: “{first}” and “{name}”.",
    ),
    mend: text("N’en garder qu’une.", "Keep one of them."),
    on: On::Reading,
    ..RULE
};

pub static WAIVER_TOO_LONG: Rule = Rule {
    code: "REG-19",
    name: "waiver-too-long",
    why: text(
        "Une dérogation qui vaut plus de trois ans après sa décision (on, ou aujourd’hui) n’est plus une décision que quelqu’un revoit. Aucun texte ne fixe ce délai\u{a0}: c’est une bonne pratique du programme.",
        "A waiver that stands for more than three years after it was decided (on, or today) is no longer a decision that anybody looks at again. No text sets this time: it is a good practice of the program’s.",
    ),
    severity: Severity::Advice,
    part: Part::Register,
    says: text(
        "Dérogation à {rule} jusqu’au {day}\u{a0}: plus de trois ans après sa décision.",
        "Waiver of {rule} until {day}: more than three years after it was decided.",
    ),
    mend: text(
        "Donner une fin plus proche (until), et décider alors de nouveau.",
        "Give a nearer end (until), and decide again then.",
    ),
    on: On::Reading,
    ..RULE
};

pub(super) const RULES: &[&Rule] = &[
    &NAMELESS,
    &WAIVER_UNKNOWN,
    &WAIVER_INCOMPLETE,
    &WAIVER_OVER,
    &WAIVER_UNUSED,
    &WAIVER_TWICE,
    &WAIVER_TOO_LONG,
];
