//! What is found while the files are read, and in the waivers.

use crate::check::rule::{On, Part, RULE, Rule};
use crate::model::Severity;
use crate::model::message::{Text, text};

pub const DID_YOU_MEAN: Text =
    text("Vouliez-vous écrire «\u{a0}{name}\u{a0}»\u{202f}?", "Did you mean “{name}”?");

static UNKNOWN_KEY: Rule = Rule {
    code: "REG-01",
    name: "unknown-key",
    severity: Severity::Warning,
    part: Part::Register,
    says: text("Clé inconnue\u{202f}; elle est gardée telle quelle.", "Unknown key; it is kept as it is."),
    why: text(
        "Ce qui est écrit sous une clé que le programme ne connaît pas n’est ni vérifié ni imprimé. C’est le plus souvent une faute de frappe.",
        "What is written under a key that the program does not know is neither checked nor printed. Most often it is a slip of the keyboard.",
    ),
    mend: text(
        "Corriger la clé\u{202f}; docs/champs.md les donne toutes.",
        "Correct the key; docs/fields.md lists them all.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\nnmae = \"Paie\""],
    good: &["# activities/exemple.toml\nname = \"Paie\""],
    ..RULE
};

static WRONG_SORT: Rule = Rule {
    code: "REG-02",
    name: "value-of-another-sort",
    part: Part::Register,
    says: text(
        "La valeur n’est pas de la sorte attendue, ou n’est pas une réponse.",
        "The value is not of the sort expected, or is no answer.",
    ),
    why: text(
        "Un champ attend un texte, une date, une liste, une table… Ce qui est d’une autre sorte n’est pas lu\u{a0}: le champ compte comme non renseigné.",
        "A field expects a text, a date, a list, a table… What is of another sort is not read: the field counts as not known yet.",
    ),
    mend: text(
        "Écrire la valeur comme le constat le dit\u{202f}; pas encore connue\u{a0}: retirer la ligne.",
        "Write the value as the finding says; not known yet: take the line out.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\npurposes = \"gestion\"", "# activities/exemple.toml\nowner = 3"],
    good: &["# activities/exemple.toml\npurposes = [\"gestion\"]"],
    ..RULE
};

static NOT_LISTED: Rule = Rule {
    code: "REG-03",
    name: "word-not-listed",
    part: Part::Register,
    says: text("Le mot n’est pas dans la liste.", "The word is not in the list."),
    why: text(
        "Certains champs n’admettent que les mots d’une liste, que le programme et d’autres outils comprennent. Un autre mot n’est pas lu.",
        "Some fields admit only the words of a list, which the program and other tools understand. Any other word is not read.",
    ),
    mend: text(
        "Choisir un mot de la liste (registre loi et le nom de la liste)\u{202f}; les mots libres vont dans un champ voisin.",
        "Choose a word of the list (registre law and the name of the list); free words go into a field beside it.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\nstatus = \"actif\""],
    good: &["# activities/exemple.toml\nstatus = \"active\""],
    ..RULE
};

static MALFORMED: Rule = Rule {
    code: "REG-04",
    name: "malformed-value",
    part: Part::Register,
    says: text("Date, durée ou identifiant mal formé.", "Malformed date, period or identifier."),
    why: text(
        "Une date mal écrite pourrait se lire de deux façons\u{202f}; elle n’est pas devinée.",
        "A date written otherwise could be read two ways; it is not guessed.",
    ),
    mend: text(
        "Une date s’écrit 2026-11-23, sans guillemets\u{202f}; une durée \"P3Y\"\u{202f}; un identifiant en minuscules sans accent, chiffres et tirets.",
        "Write a date 2026-11-23, without quotes; a period \"P3Y\"; an identifier in lower-case letters, digits and hyphens.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\nreviewed_on = \"23/11/2026\""],
    good: &["# activities/exemple.toml\nreviewed_on = 2026-11-23"],
    ..RULE
};

static ROW_NAME: Rule = Rule {
    code: "REG-05",
    name: "row-name-refused",
    part: Part::Register,
    says: text("Ce nom ne peut pas être celui d’une ligne.", "A row cannot bear this name."),
    why: text(
        "Le nom d’une ligne fait partie de l’adresse de ses champs (data.contact.items)\u{a0}: il ne tient que des lettres sans accent, des chiffres et des tirets.",
        "The name of a row is part of the address of its fields (data.contact.items): it holds plain letters, digits and hyphens alone.",
    ),
    mend: text("Changer le nom de la ligne.", "Give the row another name."),
    on: On::Reading,
    bad: &["# activities/exemple.toml\n[data.\"coordonnées\"]\ncategory = \"identity\""],
    good: &["# activities/exemple.toml\n[data.coordonnees]\ncategory = \"identity\""],
    ..RULE
};

static NOT_READ: Rule = Rule {
    code: "REG-06",
    name: "file-not-read",
    part: Part::Register,
    says: text("Fichier ou dossier qui n’est pas lu.", "A file or folder that is not read."),
    why: text(
        "Un lien, un fichier trop grand, illisible ou mal nommé n’est pas une fiche\u{a0}: ce qu’il dit manque au registre.",
        "A link, or a file that is too large, cannot be read or is misnamed, is no record: what it says is missing from the register.",
    ),
    mend: text(
        "Faire ce que le constat dit\u{a0}: renommer, copier à la place du lien, rendre lisible.",
        "Do what the finding says: rename, copy in place of the link, make it readable.",
    ),
    on: On::Reading,
    ..RULE
};

static STRAY: Rule = Rule {
    code: "REG-07",
    name: "stray-file",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Ce fichier n’a pas sa place dans un registre\u{202f}; il est laissé de côté.",
        "This file has no place in a register; it is left alone.",
    ),
    why: text(
        "À la racine d’un registre, seul register.toml est une fiche. Une fiche tombée là n’est ni vérifiée ni imprimée.",
        "At the root of a register only register.toml is a record. A record that fell there is neither checked nor printed.",
    ),
    mend: text(
        "Le ranger dans le dossier de sa sorte (activities, purposes, retention, processors), ou ailleurs.",
        "Put it into the folder of its kind (activities, purposes, retention, processors), or elsewhere.",
    ),
    on: On::Reading,
    ..RULE
};

static ITEM_TWICE: Rule = Rule {
    code: "REG-08",
    name: "reference-twice",
    part: Part::Register,
    says: text(
        "La même fiche est nommée deux fois dans une liste.",
        "The same record is named twice in a list.",
    ),
    why: text(
        "Une liste de renvois n’a que faire d’un double\u{202f}; c’est souvent la trace d’une fusion, ou d’un autre nom oublié.",
        "A list of references has no use for a double; often it is what a merge left, or another name was meant.",
    ),
    mend: text("Retirer l’un des deux.", "Take one of the two out."),
    on: On::Reading,
    bad: &["# activities/exemple.toml\npurposes = [\"gestion\", \"gestion\"]"],
    good: &["# activities/exemple.toml\npurposes = [\"gestion\", \"suivi\"]"],
    ..RULE
};

static NOWHERE: Rule = Rule {
    code: "REG-10",
    name: "reference-to-nothing",
    part: Part::Register,
    says: text("Renvoi à une fiche qui n’existe pas.", "Reference to a record that does not exist."),
    why: text(
        "Ce que la fiche absente devait dire (une base légale, une durée, un sous-traitant) manque au registre.",
        "What the missing record was to say (a legal basis, a period, a processor) is missing from the register.",
    ),
    mend: text(
        "Corriger l’identifiant, ou créer la fiche (registre new).",
        "Correct the identifier, or make the record (registre new).",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\npurposes = [\"gestion\"]"],
    good: &[
        "# activities/exemple.toml\npurposes = [\"gestion\"]\n# purposes/gestion.toml\nname = \"Gestion\"",
    ],
    ..RULE
};

static EMPTY_TABLE: Rule = Rule {
    code: "REG-11",
    name: "empty-table",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Une table est ouverte et ne contient rien\u{a0}: le champ compte comme non renseigné.",
        "A table is begun and holds nothing: the field counts as not known yet.",
    ),
    why: text(
        "«\u{a0}Rien encore\u{a0}» et «\u{a0}rien, après vérification\u{a0}» ne sont pas la même réponse. Une table vide n’en est aucune.",
        "“Nothing yet” and “none, once checked” are not the same answer. An empty table is neither.",
    ),
    mend: text(
        "Remplir la table, ou écrire \"none\" à sa place s’il n’y en a pas.",
        "Fill the table in, or write \"none\" in its place if there is none.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\n[transfers]"],
    good: &["# activities/exemple.toml\ntransfers = \"none\""],
    ..RULE
};

static MORE: Rule = Rule {
    code: "REG-12",
    name: "more-findings",
    part: Part::Register,
    says: text(
        "D’autres constats sur ce fichier, qui ne sont pas montrés.",
        "More findings in this file, which are not shown.",
    ),
    why: text(
        "D’un même fichier, mille constats sont montrés, les plus graves\u{202f}; le code de sortie, --rule et --base tiennent compte de tous ceux que les règles trouvent.",
        "Of one file a thousand findings are shown, the gravest; the exit code, --rule and --base count all that the rules find.",
    ),
    mend: text(
        "Traiter d’abord ceux qui sont montrés, puis vérifier de nouveau.",
        "See to those that are shown first, then check again.",
    ),
    on: On::Reading,
    ..RULE
};

static NEWER: Rule = Rule {
    code: "REG-13",
    name: "newer-format",
    severity: Severity::Warning,
    part: Part::Register,
    says: text(
        "Ce registre est d’un format que le programme ne connaît pas encore\u{a0}: rien n’est écrit.",
        "This register is in a format that the program does not know yet: nothing is written.",
    ),
    why: text(
        "Écrire dans un format plus récent pourrait perdre ce que le programme n’en comprend pas.",
        "To write into a newer format could lose what the program does not understand of it.",
    ),
    mend: text("Mettre le programme à jour.", "Update the program."),
    on: On::Reading,
    bad: &["# register.toml\nschema = 99"],
    good: &["# register.toml\nschema = 1"],
    ..RULE
};

static SYNTAX: Rule = Rule {
    code: "TOML-01",
    name: "not-toml",
    part: Part::Register,
    says: text("Ce n’est pas du TOML.", "Not TOML."),
    why: text(
        "Un fichier mal écrit ne se lit pas du tout\u{a0}: rien de la fiche n’est vérifié ni imprimé.",
        "A file that is badly written cannot be read at all: nothing of the record is checked or printed.",
    ),
    mend: text(
        "Corriger à la ligne dite\u{a0}: un guillemet, un crochet, une clé écrite deux fois, une marque de conflit.",
        "Correct the line that is told: a quote, a bracket, a key written twice, a conflict marker.",
    ),
    on: On::Reading,
    bad: &["# activities/exemple.toml\nname = Paie"],
    good: &["# activities/exemple.toml\nname = \"Paie\""],
    ..RULE
};

static NOT_UTF8: Rule = Rule {
    code: "TOML-02",
    name: "not-utf8",
    part: Part::Register,
    says: text("Le fichier n’est pas en UTF-8.", "The file is not UTF-8."),
    why: text(
        "TOML est toujours en UTF-8\u{a0}: dans un autre codage, les accents seraient lus de travers.",
        "TOML is always UTF-8: in any other encoding accents would be misread.",
    ),
    mend: text(
        "L’enregistrer en UTF-8 (par exemple\u{a0}: iconv -f WINDOWS-1252 -t UTF-8).",
        "Save it as UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8).",
    ),
    on: On::Reading,
    ..RULE
};

static TOO_DEEP: Rule = Rule {
    code: "TOML-03",
    name: "nested-too-deep",
    part: Part::Register,
    says: text(
        "Tables ou listes imbriquées trop profondément\u{a0}: le fichier est refusé.",
        "Tables or lists nested too deep: the file is refused.",
    ),
    why: text(
        "Aucun champ d’un registre n’est aussi profond\u{202f}; un tel fichier n’est lu que pour épuiser le programme.",
        "No field of a register is as deep; such a file would be read only to wear the program out.",
    ),
    mend: text("Retirer ces imbrications.", "Take these out."),
    on: On::Reading,
    bad: &["# activities/exemple.toml\nx = [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]"],
    good: &["# activities/exemple.toml\nsoftware = [\"x\"]"],
    ..RULE
};

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
    &UNKNOWN_KEY,
    &WRONG_SORT,
    &NOT_LISTED,
    &MALFORMED,
    &ROW_NAME,
    &NOT_READ,
    &STRAY,
    &ITEM_TWICE,
    &NAMELESS,
    &NOWHERE,
    &EMPTY_TABLE,
    &MORE,
    &NEWER,
    &WAIVER_UNKNOWN,
    &WAIVER_INCOMPLETE,
    &WAIVER_OVER,
    &WAIVER_UNUSED,
    &WAIVER_TWICE,
    &WAIVER_TOO_LONG,
    &SYNTAX,
    &NOT_UTF8,
    &TOO_DEEP,
];
