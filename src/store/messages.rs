//! What the store says of a file.

use crate::model::message::{Text, text};

pub const TOO_MANY: Text = text("Plus de {max} éléments.", "More than {max} items.");
pub const NOT_UTF8: Text = text("Le fichier n’est pas en UTF-8.", "The file is not UTF-8.");
pub const NOT_UTF8_HINT: Text = text(
    "L’enregistrer en UTF-8 (par exemple\u{a0}: iconv -f WINDOWS-1252 -t UTF-8).",
    "Save it as UTF-8 (for example: iconv -f WINDOWS-1252 -t UTF-8).",
);
pub const UNKNOWN_KEY: Text = text(
    "Clé inconnue «\u{a0}{key}\u{a0}» ({kind})\u{a0}; elle est gardée telle quelle.",
    "Unknown key “{key}” ({kind}); it is kept as it is.",
);
pub const DID_YOU_MEAN: Text =
    text("Vouliez-vous écrire «\u{a0}{word}\u{a0}»\u{202f}?", "Did you mean “{word}”?");
pub const WRITE: Text = text("Écrire {word}.", "Write {word}.");
pub const ONE_OF: Text = text("Au choix\u{a0}: {words}.", "One of: {words}.");
pub const SEE_LIST: Text =
    text("Voir la liste\u{a0}: registre loi {list}", "See the list: registre law {list}");
pub const WANTS_TABLE: Text = text(
    "«\u{a0}{path}\u{a0}» attend une table ([{path}]) ou \"none\".",
    "“{path}” expects a table ([{path}]) or \"none\".",
);
pub const WANTS_ROWS: Text = text(
    "«\u{a0}{path}\u{a0}» attend une table par ligne ([{path}.nom]) ou \"none\".",
    "“{path}” expects one table for each row ([{path}.name]) or \"none\".",
);
pub const WANTS_LIST: Text = text("«\u{a0}{path}\u{a0}» attend une liste.", "“{path}” expects a list.");
pub const WANTS_LIST_HINT: Text =
    text("Mettre la valeur entre crochets\u{a0}: [\"…\"].", "Put the value in brackets: [\"…\"].");
pub const EMPTY_TABLE: Text = text(
    "«\u{a0}[{path}]\u{a0}» ne contient rien\u{a0}: le champ compte comme non renseigné.",
    "“[{path}]” holds nothing: the field counts as not known yet.",
);
pub const EMPTY_TABLE_HINT: Text = text(
    "S’il n’y en a pas, après vérification\u{a0}: écrire {key} = \"none\" avant la première table, au lieu de cette ligne.",
    "If there is none, once checked: write {key} = \"none\" before the first table, instead of this line.",
);
pub const EMPTY_INNER_HINT: Text = text(
    "S’il n’y en a pas, après vérification\u{a0}: écrire {key} = \"none\" sous [{holder}], au lieu de cette ligne.",
    "If there is none, once checked: write {key} = \"none\" under [{holder}], instead of this line.",
);
pub const NO_ANSWER: Text =
    text("«\u{a0}{path}\u{a0}»\u{a0}: {written} n’est pas une réponse.", "“{path}”: {written} is no answer.");
pub const NO_ANSWER_HINT: Text = text(
    "S’il n’y en a pas, après vérification\u{a0}: écrire {none}. Si ce n’est pas encore connu\u{a0}: retirer la ligne.",
    "If there is none, once checked: write {none}. If it is not known yet: take the line out.",
);
pub const EMPTY_ITEM: Text = text("Élément vide dans la liste.", "Empty item in the list.");
pub const TWICE: Text = text("Élément en double.", "The item stands twice.");
pub const ROW_NAME: Text =
    text("«\u{a0}{name}\u{a0}» ne peut pas nommer une ligne.", "“{name}” cannot name a row.");
pub const ROW_NAME_HINT: Text = text(
    "Lettres sans accent, chiffres, tirets\u{a0}; les mots libres vont dans un champ.",
    "Plain letters, digits, hyphens; free words go into a field.",
);
pub const NUMBER_RANGE: Text = text("Nombre trop grand.", "The number is too large.");
pub const BAD_DATE: Text = text(
    "Date mal formée\u{a0}: une date s’écrit 2026-11-23, sans guillemets ni heure.",
    "Malformed date: write 2026-11-23, without quotes or time.",
);
pub const BAD_PERIOD: Text = text(
    "Durée mal formée\u{a0}: écrire \"P3Y\" (3 ans), \"P13M\" (13 mois), \"P30D\" (30 jours).",
    "Malformed period: write \"P3Y\" (3 years), \"P13M\" (13 months), \"P30D\" (30 days).",
);
pub const BAD_ID: Text = text(
    "Identifiant mal formé\u{a0}: minuscules sans accent, chiffres et tirets.",
    "Malformed identifier: lower-case letters, digits and hyphens.",
);
pub const WRONG_TYPE: Text =
    text("{wanted} est attendu, {found} est écrit.", "Expected {wanted}, found {found}.");
pub const ONE_WORD: Text = text("Un seul mot ici, sans crochets.", "A single word here, without brackets.");
pub const ONE_BASIS: Text = text(
    "Une base légale par finalité (RGPD, art. 6(1))\u{a0}: faire de chaque base une finalité, qui dit ce qu’elle sert.",
    "One legal basis a purpose (GDPR, Art. 6(1)): make of each basis a purpose, which says what it serves.",
);
pub const A_TEXT: Text = text("un texte", "a text");
pub const A_BOOL: Text = text("un booléen (true ou false)", "a boolean (true or false)");
pub const AN_INTEGER: Text = text("un nombre entier", "an integer");
pub const A_FLOAT: Text = text("un nombre à virgule", "a float");
pub const A_DATE: Text = text("une date", "a date");
pub const A_PERIOD: Text = text("une durée (\"P3Y\")", "a period (\"P3Y\")");
pub const A_WORD: Text = text("un mot de la liste", "a word of the list");
pub const AN_ID: Text = text("un identifiant", "an identifier");
pub const A_LIST: Text = text("une liste", "a list");
pub const A_TABLE: Text = text("une table", "a table");

pub const SYNTAX: Text =
    text("Ce n’est pas du TOML\u{a0}: l’écriture est incorrecte à cet endroit.", "Not TOML: {detail}.");
pub const TOO_DEEP: Text = text(
    "Tables ou listes imbriquées sur plus de {max} niveaux\u{a0}: le fichier est refusé.",
    "Tables or lists nested more than {max} deep: the file is refused.",
);
pub const CONFLICT_MARKERS: Text = text(
    "Des marques de conflit git sont restées dans le fichier.",
    "Git conflict markers were left in the file.",
);
pub const CONFLICT_MARKERS_HINT: Text = text(
    "Garder l’une des versions, retirer les lignes <<<<<<<, ======= et >>>>>>>.",
    "Keep one of the versions and remove the lines <<<<<<<, ======= and >>>>>>>.",
);
pub const UNQUOTED: Text = text(
    "Un texte doit être entre guillemets\u{a0}: {key} = \"…\".",
    "A text must be quoted: {key} = \"…\".",
);
pub const DUPLICATE_KEY: Text =
    text("La clé «\u{a0}{key}\u{a0}» est écrite deux fois.", "The key “{key}” stands twice.");
pub const UNCLOSED: Text =
    text("Un guillemet ou un crochet n’est pas refermé.", "A quote or a bracket is not closed.");

pub const SYMLINK: Text =
    text("Lien symbolique\u{a0}: il n’est pas suivi.", "Symbolic link: it is not followed.");
pub const NOT_A_FILE: Text = text("Ce n’est pas un fichier ordinaire.", "Not a regular file.");
pub const TOO_LARGE: Text =
    text("Fichier de plus de {max}\u{a0}Mio\u{a0}: refusé.", "File larger than {max} MiB: refused.");
pub const UNREADABLE: Text = text("Lecture impossible\u{a0}: {reason}.", "Cannot be read: {reason}.");
pub const STRANGE_NAME: Text = text(
    "Nom de fichier refusé\u{a0}: minuscules sans accent, chiffres, tirets, puis .toml.",
    "File name refused: lower-case letters, digits, hyphens, then .toml.",
);
pub const RENAME_TO: Text = text("Le renommer «\u{a0}{name}\u{a0}».", "Rename it “{name}”.");
pub const STRANGE_PLACE: Text = text(
    "Ce fichier n’a pas sa place dans un registre\u{a0}; il est laissé de côté.",
    "This file has no place in a register; it is left alone.",
);
pub const TOO_MANY_RECORDS: Text = text(
    "Plus de {max} fiches\u{a0}: les suivantes ne sont pas lues.",
    "More than {max} records: the others are not read.",
);
pub const TOO_MUCH: Text = text(
    "Le registre dépasse 64\u{a0}Mio\u{a0}: les fichiers suivants ne sont pas lus.",
    "The register exceeds 64 MiB: the next files are not read.",
);
pub const NO_REGISTER: Text = text(
    "Aucun registre dans «\u{a0}{dir}\u{a0}» (register.toml manque). Pour en créer un\u{a0}: registre init.",
    "No register in “{dir}” (register.toml is missing). To make one: registre init.",
);
pub const NEWER: Text = text(
    "Ce registre est au format {found}\u{a0}; ce programme connaît le format {known}. Mettre le programme à jour\u{a0}: rien n’est écrit.",
    "This register is in format {found}; this program knows format {known}. Update the program: nothing is written.",
);
