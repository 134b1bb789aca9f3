//! What the conversation says, in French and in English.

use super::commands::Place;
use crate::model::message::{Text, text};

// Everywhere.
pub const NOT_A_LINE: Text = text(
    "Cette ligne contient une touche ou un octet qui n’est pas du texte (une flèche, par exemple)\u{a0}: la retaper.",
    "This line holds a key or a byte that is no text (an arrow, say): type it again.",
);
/// A line of the help.
pub const COMMAND: Text = text("«\u{a0}{word}\u{a0}»\u{a0}: {help}", "“{word}”: {help}");
pub const COMMAND_ALSO: Text =
    text("«\u{a0}{word}\u{a0}» ou {also}\u{a0}: {help}", "“{word}” or {also}: {help}");
pub const QUOTED: Text = text("«\u{a0}{word}\u{a0}»", "“{word}”");
pub const ANYWHERE: Text = text(
    "Partout\u{a0}: {words}. «\u{a0}aide\u{a0}» suivi d’un mot dit ce qu’il fait.",
    "Anywhere: {words}. “help” followed by a word says what it does.",
);
pub const DID_YOU_MEAN: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas compris ici. Est-ce «\u{a0}{near}\u{a0}»\u{202f}? Taper ? pour savoir ce qui peut l’être.",
    "“{typed}” is not understood here. Is it “{near}”? Type ? to hear what is.",
);
pub const YES_NO: Text = text("{question} Oui ou non\u{a0}:", "{question} Yes or no:");
pub const YES_OR_NO: Text = text("Répondre «\u{a0}oui\u{a0}» ou «\u{a0}non\u{a0}».", "Answer “yes” or “no”.");
pub const NOT_UNDERSTOOD: Text = text(
    "«\u{a0}{typed}\u{a0}» n’est pas compris ici. Taper ? pour savoir ce qui peut l’être.",
    "“{typed}” is not understood here. Type ? to hear what is.",
);
pub const NO_SUCH_NUMBER: Text = text(
    "Pas de tel numéro\u{a0}: il y en a {n}, à partir de 1.",
    "There is no such number: there are {n}, from 1.",
);
pub const NUMBERED: Text = text("{n}. {words}", "{n}. {words}");
pub const NO_LONGER_THERE: Text = text("Cette fiche n’est plus là.", "This record is no longer there.");

// The beginning and the menu.
pub const WELCOME: Text = text("Registre\u{a0}: {name}.", "Register: {name}.");
pub const COUNTS: Text = text("{counts}.", "{counts}.");
pub const N_ACTIVITIES: Text = text("{n} {n|activité|activités}", "{n} {n|activity|activities}");
pub const N_PURPOSES: Text = text("{n} {n|finalité|finalités}", "{n} {n|purpose|purposes}");
pub const N_RETENTION: Text = text("{n} {n|durée|durées}", "{n} retention {n|rule|rules}");
pub const N_PROCESSORS: Text = text("{n} {n|sous-traitant|sous-traitants}", "{n} {n|processor|processors}");
pub const FOUND: Text = text("Constats\u{a0}: {said}.", "Findings: {said}.");
pub const NO_FINDING: Text = text("aucun", "none");
pub const N_ERRORS: Text = text("{n} {n|erreur|erreurs}", "{n} {n|error|errors}");
pub const N_WARNINGS: Text = text("{n} {n|point|points} d’attention", "{n} {n|warning|warnings}");
pub const N_ADVICE: Text = text("{n} {n|conseil|conseils}", "{n} {n|piece|pieces} of advice");
pub const UNREADABLE: Text = text(
    "{n} {n|fichier ne peut pas être lu|fichiers ne peuvent pas être lus}\u{a0}: {files}.",
    "{n} {n|file|files} cannot be read: {files}.",
);
pub const NO_GIT: Text = text(
    "Le registre n’est dans aucun dépôt git\u{a0}: son histoire n’est pas gardée.",
    "The register is in no git repository: its history is not kept.",
);
pub const AS_COMMITTED: Text =
    text("Rien n’a changé depuis le dernier commit.", "Nothing changed since the last commit.");
pub const UNCOMMITTED: Text = text(
    "{n} {n|fichier changé|fichiers changés} depuis le dernier commit.",
    "{n} {n|file|files} changed since the last commit.",
);
pub const ALL_SAVED: Text = text("Tout est enregistré.", "All is saved.");
pub const UNSAVED: Text = text(
    "{n} {n|fiche non enregistrée|fiches non enregistrées}.",
    "{n} {n|record is|records are} not saved.",
);
pub const TYPE_HELP: Text = text("Taper ? pour l’aide.", "Type ? for help.");
pub const MENU: Text = text("Menu.", "Menu.");
pub const FINDINGS: Text = text("Constats", "Findings");
pub const OVERVIEW: Text = text("Tableau d’ensemble", "Overview");
pub const DEADLINES: Text = text("Échéances", "Deadlines");
pub const CHANGES: Text = text("Changements depuis le commit", "Changes since the commit");
pub const HISTORY: Text = text("Historique du registre", "History of the register");
pub const COMPARE: Text = text("Comparer deux points", "Compare two points");
pub const BRANCHES: Text = text("Branches", "Branches");
pub const AS_IT_WAS: Text = text("Le registre tel qu’il était", "The register as it was");
pub const NEW: Text = text("Nouvelle fiche", "New record");
pub const GUIDE: Text = text("Guide d’une activité", "Guide through an activity");
pub const SEARCH: Text = text("Chercher partout", "Search everywhere");
pub const PUSH: Text = text("Envoyer au dépôt distant", "Push to the remote repository");
pub const PULL: Text = text("Recevoir du dépôt distant", "Pull from the remote repository");
pub const STATE: Text = text("État du registre", "State of the register");
pub const HELP_LIST_OF: Text = text("la liste de ces fiches.", "the list of these records.");
pub const UNDO: Text = text("Annuler", "Undo");
pub const REDO: Text = text("Refaire", "Redo");
pub const SAVE: Text = text("Enregistrer", "Save");
pub const COMMIT: Text = text("Valider dans git", "Commit to git");
pub const QUIT: Text = text("Quitter", "Quit");
pub const ASK_MENU: Text = text("Menu, numéro ou mot\u{a0}:", "Menu, number or word:");

// Lists.
pub const LIST_HEAD: Text = text("{kind}\u{a0}: {n}.", "{kind}: {n}.");
pub const LIST_HEAD_FILTERED: Text =
    text("{kind}, filtre «\u{a0}{filter}\u{a0}»\u{a0}: {n}.", "{kind}, filter “{filter}”: {n}.");
pub const LIST_PART: Text = text("De {from} à {to}, sur {of}.", "{from} to {to}, of {of}.");
pub const MORE_FOLLOW: Text = text("Encore {n}\u{a0}: taper «\u{a0}suite\u{a0}».", "{n} more: type “more”.");
pub const LAST_PAGE: Text = text("C’est la fin de la liste.", "This is the end of the list.");
pub const NOT_SAVED_YET: Text = text("non enregistrée", "not saved");
pub const ASK_LIST: Text = text("Liste, numéro, filtre ou retour\u{a0}:", "List, number, filter or back:");
pub const NOTHING_FOUND: Text = text("Aucun constat.", "There are no findings.");
pub const FINDINGS_HEAD: Text = text("Constats\u{a0}: {said}.", "Findings: {said}.");
pub const FINDING_AT: Text = text("{severity}, {place}\u{a0}: {message}", "{severity}, {place}: {message}");
pub const PLACE: Text = text("{title}, {label}", "{title}, {label}");
pub const MEND_BY_HAND: Text = text(
    "Le fichier «\u{a0}{file}\u{a0}» ne peut pas être lu\u{a0}: le corriger dans un éditeur de texte.",
    "The file “{file}” cannot be read: mend it in a text editor.",
);
pub const ASK_FINDING: Text = text("Constats, numéro ou retour\u{a0}:", "Findings, number or back:");
pub const FINDING: Text = text("{severity}\u{a0}: {message}", "{severity}: {message}");
pub const HINT: Text = text("Que faire\u{a0}: {hint}", "What to do: {hint}");
pub const ARTICLE: Text = text("Texte\u{a0}: {article}.", "Source: {article}.");

// Pages.
pub const ASK_PAGE: Text =
    text("Numéro pour y aller, Entrée pour revenir\u{a0}:", "Number to go there, Enter to go back:");
pub const CHANGED_HEAD: Text = text(
    "{n} {n|fiche n’est pas comme|fiches ne sont pas comme} au dernier commit.",
    "{n} {n|record is|records are} not as in the last commit.",
);
pub const CHANGED_RECORD: Text = text("{title}, {what}, {saved}", "{title}, {what}, {saved}");
pub const WAS_ADDED: Text = text("ajoutée", "added");
pub const WAS_REMOVED: Text = text("supprimée", "removed");
pub const WAS_CHANGED: Text = text("modifiée", "changed");
pub const WAS_LAID_OUT: Text = text("mise en page seulement", "layout only");
pub const WAS_UNREADABLE: Text = text("illisible", "cannot be read");
pub const UNSAVED_SHORT: Text = text("non enregistrée", "not saved");
pub const SAVED_SHORT: Text = text("enregistrée, pas encore dans git", "saved, not in git yet");

// New records.
pub const NEW_HEAD: Text = text("Nouvelle fiche, de quel genre", "New record, of which kind");
pub const NEW_OF: Text = text("Nouvelle fiche\u{a0}: {kind}.", "New record: {kind}.");
pub const GUIDE_NOW: Text = text(
    "Répondre maintenant aux questions, avec le guide\u{202f}?",
    "Answer the questions now, with the guide?",
);
pub const NEW_BLANK: Text = text("vide", "blank");
pub const NEW_TEMPLATE: Text = text("d’après un modèle", "from a template");
pub const ASK_NEW: Text = text("1, 2, ou Entrée pour revenir\u{a0}:", "1, 2, or Enter to go back:");
pub const HELP_NEW: Text = text(
    "1 commence une fiche vide, 2 fait choisir un modèle dont chaque ligne est à vérifier.",
    "1 begins a blank sheet, 2 lets you choose a template of which every line is to be verified.",
);
pub const TEMPLATES: Text = text("Modèles", "Templates");
pub const ASK_NAME: Text =
    text("Nom de la fiche, ou Entrée pour renoncer\u{a0}:", "Name of the record, or Enter to give up:");
pub const ASK_NAME_OR: Text = text(
    "Nom de la fiche, ou Entrée pour «\u{a0}{name}\u{a0}»\u{a0}:",
    "Name of the record, or Enter for “{name}”:",
);
pub const HELP_NAME: Text = text(
    "Le nom tel qu’on le lira\u{202f}; le nom du fichier en est tiré. «\u{a0}retour\u{a0}» renonce.",
    "The name as it will be read; the name of the file is made from it. “back” gives up.",
);
pub const NO_LETTERS: Text = text(
    "Ce nom ne contient ni lettre ni chiffre dont tirer un identifiant.",
    "This name has no letter or digit to make an identifier from.",
);
pub const MADE: Text = text("«\u{a0}{title}\u{a0}» créée, dans {file}.", "“{title}” made, in {file}.");
pub const MADE_WITH: Text = text(
    "Et {n} {n|fiche dont elle|fiches dont elle} a besoin.",
    "And {n} {n|record|records} that it needs.",
);
pub const ASK_RENAME: Text = text(
    "Nouvel identifiant (à présent {id}), ou Entrée pour renoncer\u{a0}:",
    "New identifier (now {id}), or Enter to give up:",
);
pub const HELP_RENAME: Text = text(
    "L’identifiant est le nom du fichier\u{a0}: minuscules, chiffres, tirets. Les renvois des autres fiches suivent. Le nom lisible est le champ «\u{a0}Nom\u{a0}».",
    "The identifier is the name of the file: lower-case letters, digits, hyphens. References of other records follow. The name that is read is the field “Name”.",
);
pub const RENAMED: Text = text("Renommée\u{a0}: {file}.", "Renamed: {file}.");
pub const ASK_DELETE: Text = text(
    "Pour supprimer «\u{a0}{title}\u{a0}», taper son nom ou {id}, sinon Entrée\u{a0}:",
    "To delete “{title}”, type its name or {id}, else Enter:",
);
pub const NOT_DELETED: Text = text("Rien n’est supprimé.", "Nothing is deleted.");
pub const DELETED: Text = text("«\u{a0}{title}\u{a0}» supprimée.", "“{title}” deleted.");
pub const ONLY_ONE: Text = text(
    "La fiche de l’organisme ne se copie, ne se renomme ni ne se supprime.",
    "The organisation’s record is neither copied, renamed nor deleted.",
);

// A record.
pub const RECORD_HEAD: Text = text("Fiche {n} sur {of}, {words}.", "Record {n} of {of}, {words}.");
pub const RECORD_FIELDS: Text = text(
    "{n} {n|champ|champs}, {known} {known|renseigné|renseignés}, {missing} {missing|demandé|demandés} par l’article 30 et non {missing|renseigné|renseignés}.",
    "{n} {n|field|fields}, {known} answered, {missing} asked by Article 30 and not known yet.",
);
pub const SECTION: Text = text("Section {words}.", "Section {words}.");
pub const SECTION_ROOT: Text = text("de la fiche elle-même", "of the record itself");
pub const IN_ROW: Text = text("{holder}, ligne «\u{a0}{row}\u{a0}»", "{holder}, row “{row}”");
pub const FIELD_HEAD: Text = text("Champ {n} sur {of}, {place}", "Field {n} of {of}, {place}");
pub const FIELD_AND_LEVEL: Text = text("{label}, {level}", "{label}, {level}");
pub const LEVEL_FREE: Text = text("facultatif", "optional");
pub const LEVEL_RECOMMENDED: Text = text("recommandé", "recommended");
pub const LEVEL_POSSIBLE: Text = text("demandé dans la mesure du possible", "asked where possible");
pub const LEVEL_APPLICABLE: Text = text("demandé le cas échéant", "asked where applicable");
pub const LEVEL_IN_GROUP: Text = text("demandé si le groupe est rempli", "asked if the group is answered");
pub const LEVEL_MANDATORY: Text = text("obligatoire", "mandatory");
pub const ANSWER_STATE: Text = text("{begun}, {words}{tally}.", "{begun}, {words}{tally}.");
pub const ANSWER: Text = text("{begun}{tally}\u{a0}: {words}", "{begun}{tally}: {words}");
pub const ANSWER_LINES: Text = text("{begun}, {n} lignes\u{a0}:", "{begun}, {n} lines:");
pub const HOLDER_EMPTY: Text = text(
    "{begun}, rien de répondu ({of} {of|question|questions}){tally}.",
    "{begun}, nothing answered ({of} {of|question|questions}){tally}.",
);
pub const HOLDER: Text = text(
    "{begun}, {n} {n|réponse|réponses} sur {of}{tally}\u{a0}: {words}",
    "{begun}, {n} {n|answer|answers} of {of}{tally}: {words}",
);
pub const SILENT: Text = text("Sans réponse ({n})\u{a0}: {names}.", "Unanswered ({n}): {names}.");
pub const NOTHING_TO_OPEN: Text = text(
    "Ce n’est ni un groupe ni une ligne\u{a0}: «\u{a0}modifier\u{a0}» y répond.",
    "This is neither a group nor a row: “edit” answers it.",
);
pub const NOTHING_TO_CLOSE: Text = text("Rien n’est ouvert ici.", "Nothing is open here.");
pub const A_ROW_IS_TAKEN_OUT: Text = text(
    "Une ligne se retire de sa liste\u{a0}: y aller, puis «\u{a0}modifier\u{a0}» et «\u{a0}retirer\u{a0}».",
    "A row is taken out of its list: go there, then “edit” and “remove”.",
);
pub const ROWS_STATE: Text = text("{n} {n|ligne|lignes}, {names}", "{n} {n|row|rows}, {names}");
pub const ASK_FIELD: Text =
    text("Champ, commande ou Entrée pour le suivant\u{a0}:", "Field, command or Enter for the next:");
pub const LAST_FIELD: Text = text("C’est le dernier champ.", "This is the last field.");
pub const FIRST_FIELD: Text = text("C’est le premier champ.", "This is the first field.");
pub const NO_OTHER_RECORD: Text =
    text("Il n’y a pas d’autre fiche de ce côté.", "There is no other record on that side.");
pub const NO_OTHER_SECTION: Text =
    text("Il n’y a pas d’autre section de ce côté.", "There is no other section on that side.");
pub const BE_PRECISE: Text = text("et {n} de plus\u{a0}: préciser.", "and {n} more: say more words.");
pub const NONE_MISSING: Text =
    text("Tout ce que demande l’article 30 est renseigné.", "All that Article 30 asks is answered.");
pub const ASK_SECTION: Text = text("Section, numéro ou Entrée\u{a0}:", "Section, number or Enter:");
pub const SEVERAL_FIELDS: Text =
    text("{n} champs conviennent\u{a0}; taper un numéro.", "{n} fields match; type a number.");
pub const AT: Text = text("{place}\u{a0}:", "{place}:");
pub const FIELD_IS_FINE: Text = text("Aucun constat sur ce champ.", "There are no findings on this field.");
pub const RECORD_IS_FINE: Text =
    text("Aucun constat sur cette fiche.", "There are no findings on this record.");

// Answers.
pub const EXAMPLE: Text = text("Exemple\u{a0}: {text}", "Example: {text}");
pub const CURRENT: Text = text("À présent\u{a0}: {value}", "Now: {value}");
pub const ASK_ANSWER: Text =
    text("{label}, ou Entrée pour ne rien changer\u{a0}:", "{label}, or Enter to leave it:");
pub const HELP_ANSWER: Text = text(
    "Taper la réponse\u{202f}; «\u{a0}néant\u{a0}» s’il n’y en a pas, «\u{a0}inconnu\u{a0}» pour l’effacer, Entrée pour ne rien changer. Un signe égal devant prend la suite telle quelle\u{a0}: =inconnu.",
    "Type the answer; “none” if there is none, “unknown” to clear it, Enter to leave it. An equals sign before it takes the rest as it is: =unknown.",
);
pub const UNCHANGED: Text = text("Rien n’est changé.", "Nothing is changed.");
pub const NOTHING_CHANGED: Text = text("C’est déjà ainsi.", "It is so already.");
pub const TAKEN: Text = text("{label}\u{a0}: pris en compte.", "{label}: taken.");
pub const PARAGRAPH: Text = text(
    "Texte de plusieurs lignes\u{a0}: finir par une ligne qui ne contient qu’un point. Entrée seule ne change rien.",
    "A text of several lines: end with a line that holds a full stop alone. Enter alone changes nothing.",
);
pub const ASK_LINE: Text = text("Ligne {n}\u{a0}:", "Line {n}:");
pub const HELP_PARAGRAPH: Text = text(
    "Le texte tapé remplace celui d’avant\u{202f}; «\u{a0}néant\u{a0}» et «\u{a0}inconnu\u{a0}», seuls sur la première ligne, sont des réponses.",
    "What is typed takes the place of what was there; “none” and “unknown”, alone on the first line, are answers.",
);
pub const ASK_GROUP: Text = text(
    "{label}, «\u{a0}néant\u{a0}», «\u{a0}inconnu\u{a0}», ou Entrée pour répondre champ par champ\u{a0}:",
    "{label}, “none”, “unknown”, or Enter to answer field by field:",
);
pub const HELP_GROUP: Text = text(
    "Un groupe se remplit par ses champs, qui suivent. Ici\u{a0}: «\u{a0}néant\u{a0}» s’il n’y a rien à dire, «\u{a0}inconnu\u{a0}» pour tout effacer.",
    "A group is answered by its fields, which follow. Here: “none” if there is nothing to say, “unknown” to clear it all.",
);
pub const CHOICES: Text = text("{what}\u{a0}: {n} choix.", "{what}: {n} {n|choice|choices}.");
pub const MANY_CHOICES: Text = text(
    "Taper des mots pour chercher, ou «\u{a0}liste\u{a0}» pour tout entendre.",
    "Type words to search, or “list” to hear them all.",
);
pub const ASK_PICK: Text =
    text("Numéro ou mots, Entrée pour renoncer\u{a0}:", "Number or words, Enter to give up:");
pub const NO_CHOICE: Text = text(
    "Rien ne correspond à «\u{a0}{typed}\u{a0}». Essayer un autre mot, ou «\u{a0}liste\u{a0}».",
    "Nothing matches “{typed}”. Try another word, or “list”.",
);
pub const ITEMS: Text = text("{n} {n|élément|éléments}\u{a0}:", "{n} {n|item|items}:");
pub const ASK_ITEMS: Text =
    text("Ajouter, retirer, ou Entrée pour finir\u{a0}:", "Add, remove, or Enter to finish:");
pub const ASK_ITEM: Text = text("Élément à ajouter, ou Entrée\u{a0}:", "Item to add, or Enter:");
pub const ROWS: Text = text("{n} {n|ligne|lignes}\u{a0}:", "{n} {n|row|rows}:");
pub const ASK_ROWS: Text = text(
    "Ajouter, retirer, renommer, ou Entrée pour finir\u{a0}:",
    "Add, remove, rename, or Enter to finish:",
);
pub const ASK_ROW_NAME: Text = text("Nom de la ligne, ou Entrée\u{a0}:", "Name of the row, or Enter:");
pub const ROW_ADDED: Text = text(
    "Ligne ajoutée\u{a0}: ses champs suivent celui-ci.",
    "The row is added: its fields follow this one.",
);
pub const ROW_TAKEN: Text =
    text("Une ligne «\u{a0}{name}\u{a0}» existe déjà.", "There is a row “{name}” already.");

// Undo, saving, leaving.
/// Between what stood there and what stands there now.
pub const BECOMES: Text = text(" devient ", " becomes ");
pub const NOTHING_TO_UNDO: Text = text("Rien à annuler.", "There is nothing to undo.");
pub const NOTHING_TO_REDO: Text = text("Rien à refaire.", "There is nothing to redo.");
pub const UNDONE: Text = text("Annulé\u{a0}:", "Undone:");
pub const REDONE: Text = text("Refait\u{a0}:", "Done again:");
pub const SAVED: Text =
    text("Enregistré\u{a0}: {n} {n|fichier écrit|fichiers écrits}.", "Saved: {n} {n|file|files} written.");
pub const NOT_SAVED: Text = text("Rien n’est enregistré.", "Nothing is saved.");
pub const MERGED: Text = text(
    "{n} {n|fiche changée|fiches changées} entre-temps par quelqu’un d’autre\u{a0}: les deux versions sont réunies.",
    "{n} {n|record|records} changed meanwhile by somebody else: both versions were brought together.",
);
pub const RELOADED: Text = text("Le disque est relu.", "The disk is read again.");
pub const CLASHES_WAIT: Text = text(
    "{n} {n|champ changé|champs changés} aussi par quelqu’un d’autre\u{a0}: demandé à l’enregistrement.",
    "{n} {n|field|fields} changed by somebody else too: asked about when you save.",
);
pub const CLASH: Text = text(
    "{title}, {place}\u{a0}: changé aussi par quelqu’un d’autre.",
    "{title}, {place}: somebody else changed it too.",
);
pub const CLASH_BOTH_MADE: Text = text(
    "{title}\u{a0}: une autre fiche du même nom a été créée entre-temps.",
    "{title}: another record of this name was made meanwhile.",
);
pub const CLASH_WE_DELETED: Text = text(
    "{title}\u{a0}: vous l’avez supprimée, quelqu’un d’autre l’a changée entre-temps.",
    "{title}: you deleted it, somebody else changed it meanwhile.",
);
pub const CLASH_THEY_DELETED: Text = text(
    "{title}\u{a0}: quelqu’un d’autre l’a supprimée, vous l’avez changée.",
    "{title}: somebody else deleted it, you changed it.",
);
pub const CLASH_OURS: Text = text("1. Votre version\u{a0}: {value}", "1. Your version: {value}");
pub const CLASH_THEIRS: Text = text("2. Celle du disque\u{a0}: {value}", "2. The one on disk: {value}");
pub const GONE: Text = text("n’est plus là", "is no longer there");
pub const ASK_CLASH: Text = text(
    "1 pour garder la vôtre, 2 celle du disque, 3 pour ne rien enregistrer\u{a0}:",
    "1 to keep yours, 2 the one on disk, 3 to save nothing:",
);
pub const HELP_CLASH: Text = text("Taper 1, 2 ou 3.", "Type 1, 2 or 3.");
pub const BYE: Text = text("Au revoir.", "Goodbye.");
pub const ASK_QUIT: Text = text(
    "1 pour enregistrer et quitter, 2 pour abandonner les modifications, 3 pour rester\u{a0}:",
    "1 to save and quit, 2 to throw the changes away, 3 to stay:",
);
pub const HELP_QUIT: Text = text("Taper 1, 2 ou 3.", "Type 1, 2 or 3.");
pub const SURE_DISCARD: Text = text(
    "Abandonner pour de bon ce qui n’est pas enregistré\u{202f}?",
    "Throw away for good what is not saved?",
);
pub const DISCARDED: Text =
    text("Ce qui n’était pas enregistré est abandonné.", "What was not saved is given up.");
pub const STAYING: Text = text("On reste.", "Staying.");
pub const KEPT_FOR_LATER: Text = text(
    "Fin de la saisie. Ce qui n’est pas enregistré est gardé, et sera proposé au prochain démarrage.",
    "End of input. What is not saved is kept, and will be offered at the next start.",
);
pub const INTERRUPTED: Text = text(
    "Interrompu. Tout ce qui a été répondu est gardé, et sera proposé au prochain démarrage.",
    "Interrupted. Everything answered is kept, and will be offered at the next start.",
);
pub const NOTHING_WAITED: Text = text(
    "Interrompu. Tout ce qui a été répondu est enregistré.",
    "Interrupted. Everything answered is saved.",
);
pub const SAVE_FIRST: Text = text("L’enregistrer d’abord\u{202f}?", "Save it first?");
pub const NOT_COMMITTED: Text = text("Rien n’est validé.", "Nothing is committed.");
pub const TO_COMMIT: Text =
    text("À valider\u{a0}: {n} {n|fichier|fichiers}.", "To commit: {n} {n|file|files}.");
pub const PROPOSED: Text = text("Message proposé\u{a0}:", "Proposed message:");
pub const ASK_COMMIT: Text = text(
    "Entrée pour valider sous ce message, un autre message, ou retour\u{a0}:",
    "Enter to commit under this message, another message, or back:",
);
pub const HELP_COMMIT: Text = text(
    "Entrée valide sous le message proposé\u{202f}; ce qui est tapé le remplace\u{202f}; «\u{a0}retour\u{a0}» renonce.",
    "Enter commits under the proposed message; what is typed takes its place; “back” gives up.",
);
pub const COMMITTED: Text =
    text("Commit {id}\u{a0}: {n} {n|fichier|fichiers}.", "Commit {id}: {n} {n|file|files}.");

// What the last session left.
pub const LEFT_UNSAVED: Text = text(
    "La dernière session, ouverte le {since}, s’est arrêtée sans enregistrer\u{a0}:",
    "The last session, begun {since}, ended without saving:",
);
pub const MOMENT: Text = text("{day} à {time}", "{day} at {time}");
pub const AND_MORE: Text = text("et {n} de plus.", "and {n} more.");
pub const WAS_UNDONE: Text = text("annulé\u{a0}: {what}", "undone: {what}");
pub const A_FIELD: Text = text("un champ", "a field");
pub const WAS_TYPING: Text =
    text("Saisie en cours\u{a0}: {title}, {label}\u{a0}: {text}", "Being typed: {title}, {label}: {text}");
pub const ASK_RECOVER: Text = text(
    "1 pour récupérer, 2 pour quitter en gardant tout pour plus tard, 3 pour y renoncer\u{a0}:",
    "1 to recover it, 2 to quit and keep it all for later, 3 to give it up:",
);
pub const HELP_RECOVER: Text = text("Taper 1, 2 ou 3.", "Type 1, 2 or 3.");
pub const SET_ASIDE: Text = text(
    "Ce qui ne peut pas être refait, parce que les fiches ont changé, est dans «\u{a0}{path}\u{a0}».",
    "What cannot be made again, because the records changed, is in “{path}”.",
);
pub const RECOVERED: Text = text("Récupéré.", "Recovered.");
pub const ASK_TYPED: Text = text(
    "Mettre dans «\u{a0}{label}\u{a0}» le texte commencé, «\u{a0}{text}\u{a0}»\u{202f}?",
    "Put into “{label}” the text that was begun, “{text}”?",
);

/// What can be typed at a place besides its commands.
pub fn intro(place: Place) -> Option<Text> {
    Some(match place {
        Place::Menu => text(
            "Taper un numéro du menu ou un de ces mots\u{202f}; Entrée redit le menu.",
            "Type a number of the menu or one of these words; Enter says the menu again.",
        ),
        Place::List => text(
            "Un numéro ouvre la fiche. Tout autre mot filtre\u{a0}: des mots du titre, ou clé:valeur, comme statut:active, constat:erreur, pays:US, durée:>3ans. Entrée redit la liste.",
            "A number opens the record. Any other word filters: words of the title, or key:value, such as status:active, finding:error, country:US, period:>3years. Enter says the list again.",
        ),
        Place::Results => text(
            "Un numéro ouvre la fiche à l’endroit trouvé\u{202f}; d’autres mots cherchent à nouveau.",
            "A number opens the record at the place that was found; other words search anew.",
        ),
        Place::Findings => {
            text("Un numéro mène au champ du constat.", "A number leads to the finding’s field.")
        }
        Place::Page => text(
            "Un numéro mène à ce que dit la ligne\u{202f}; Entrée revient.",
            "A number leads to what the line speaks of; Enter goes back.",
        ),
        Place::Record => text(
            "Entrée lit le champ suivant\u{202f}; un numéro ou des mots de son nom mènent à un champ. Un groupe se lit par son titre et s’ouvre à la demande.",
            "Enter reads the next field; a number or words of its name lead to a field. A group is read by its heading and opened on demand.",
        ),
        Place::Guide => text(
            "Un numéro prend la réponse\u{202f}; Entrée passe sans répondre\u{202f}; un signe égal suivi d’une réponse la donne aussitôt.",
            "A number takes the answer; Enter skips without answering; an equals sign followed by an answer gives it at once.",
        ),
        Place::Pick => text(
            "Un numéro choisit\u{202f}; des mots cherchent\u{202f}; Entrée renonce.",
            "A number chooses; words search; Enter gives up.",
        ),
        Place::Items | Place::Rows => text("Entrée finit.", "Enter finishes."),
        Place::Answer | Place::Name | Place::YesNo => return None,
    })
}
