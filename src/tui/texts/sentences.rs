//! What the interface says.

use crate::model::message::{Text, text};

pub const REGISTER: Text = text("Registre", "Register");
pub const OPENING: Text = text("Ouverture du registre…", "Opening the register…");
pub const ANSWER_FIRST: Text = text("Répondre d’abord à la question.", "Answer the question first.");
pub const CHANGING: Text = text("Modification des fiches…", "Changing the records…");
pub const SAVING: Text = text("Enregistrement…", "Saving…");
pub const PREPARING: Text =
    text("Comparaison avec la dernière validation…", "Comparing with the last commit…");
pub const COMMITTING: Text = text("Validation dans git…", "Committing…");
pub const NO_REGISTER: Text = text("Aucun registre n’est ouvert.", "No register is open.");
pub const NO_MATCH: Text = text("Rien ne correspond.", "Nothing matches.");
pub const NOTHING_TO_COMPLETE: Text = text("Rien à proposer ici.", "Nothing to propose here.");
pub const FILTER_HINT: Text = text(
    "mots ou clé:valeur · - contraire · * connu · ? inconnu",
    "words or key:value · - contrary · * known · ? unknown",
);
pub const MARKED: Text = text("{n} {n|cochée|cochées}", "{n} marked");
pub const MARKED_HIDDEN: Text =
    text("{n} {n|cochée|cochées} ({h} {h|cachée|cachées})", "{n} marked ({h} hidden)");
pub const NOTHING_MARKED: Text = text(
    "Aucune fiche n’est cochée\u{a0}: {key:toggle} en coche une, {key:mark-all} toutes.",
    "No record is marked: {key:toggle} marks one, {key:mark-all} all.",
);
pub const BULK_FIELD: Text = text(
    "Modifier {n} {n|fiche|fiches}\u{a0}: quel champ\u{202f}?",
    "Change {n} {n|record|records}: which field?",
);
pub const BULK_EMPTY: Text = text(
    "Rien à retirer\u{a0}: «\u{a0}{label}\u{a0}» est vide partout.",
    "Nothing to remove: “{label}” is empty everywhere.",
);
pub const BULK_NO_ITEM: Text = text("Rien n’est choisi.", "Nothing is chosen.");
pub const IN_RECORDS: Text = text("{n} {n|fiche|fiches}", "{n} {n|record|records}");
pub const ASK_BULK: Text = text("{label} ({n} {n|fiche|fiches})", "{label} ({n} {n|record|records})");
pub const ASK_BULK_NOTE: Text = text(
    "La réponse pour toutes\u{202f}; rien\u{a0}: remet à «\u{a0}non renseigné\u{a0}». On vous montrera ce qui change.",
    "The answer for all; nothing: back to “not known yet”. You will be shown what changes.",
);
pub const BULK_LINE: Text = text("· {title}\u{a0}: {before} → {after}", "· {title}: {before} → {after}");
pub const BULK_SAME: Text = text(
    "{n} {n|fiche a|fiches ont} déjà cette réponse.",
    "{n} {n|record has|records have} this answer already.",
);
pub const BULK_NOTHING: Text = text(
    "Rien à changer\u{a0}: toutes les fiches cochées ont déjà cette réponse.",
    "Nothing to change: all marked records have this answer already.",
);
pub const BULK_ASK: Text = text(
    "Modifier «\u{a0}{label}\u{a0}» dans {n} {n|fiche|fiches}\u{202f}?",
    "Change “{label}” in {n} {n|record|records}?",
);
pub const BULK_YES: Text = text("modifier", "make the change");
pub const BULK_DONE: Text = text(
    "{n} {n|fiche modifiée|fiches modifiées}\u{202f}; u annule.",
    "{n} {n|record|records} changed; u takes it back.",
);
pub const DUPLICATED: Text = text(
    "{n} {n|fiche dupliquée|fiches dupliquées}\u{202f}; u annule.",
    "{n} {n|record|records} duplicated; u takes it back.",
);
pub const MARKED_REFERRED: Text = text(
    "Suppression refusée\u{a0}: {n} {n|fiche renvoie|fiches renvoient} à celles qui sont cochées ({who}).",
    "Not deleted: {n} {n|record refers|records refer} to the marked ones ({who}).",
);
pub const DELETE_MARKED: Text =
    text("Supprimer {n} {n|fiche|fiches}\u{202f}?", "Delete {n} {n|record|records}?");
pub const DELETE_MARKED_YES: Text = text("supprimer les fiches cochées", "delete the marked records");
pub const DELETED_MARKED: Text = text(
    "{n} {n|fiche supprimée|fiches supprimées}\u{202f}; u annule.",
    "{n} {n|record|records} deleted; u takes it back.",
);
pub const NAME_LINE: Text = text("· {title}", "· {title}");
pub const AND_MORE_RECORDS: Text =
    text("… et {n} {n|autre fiche|autres fiches}", "… and {n} more {n|record|records}");
pub const COPIED_MARKED: Text =
    text("{n} {n|nom copié|noms copiés} par {how}.", "{n} {n|name|names} copied through {how}.");
pub const NO_FILTER: Text = text(
    "Aucun filtre à garder\u{a0}: «\u{a0}/\u{a0}» en commence un.",
    "No filter to keep: “/” begins one.",
);
pub const SORT_TITLE: Text = text("Trier par", "Sort by");
pub const SORT_AGAIN: Text =
    text("en place\u{202f}; encore\u{a0}: dans l’autre sens", "in force; again: turned round");
pub const FILTERS_TITLE: Text = text("Filtres gardés", "Kept filters");
pub const FILTER_KEPT: Text = text(
    "Filtre «\u{a0}{name}\u{a0}» gardé\u{202f}; «\u{a0}f\u{a0}» le retrouve.",
    "Filter “{name}” kept; “f” finds it again.",
);
pub const FILTER_DROPPED: Text = text("Filtre «\u{a0}{name}\u{a0}» retiré.", "Filter “{name}” dropped.");
pub const NOT_YOUR_FILTER: Text =
    text("Ce filtre est celui du programme\u{a0}: il reste.", "This filter is the program’s: it stays.");
pub const DROP_FILTER: Text =
    text("Retirer le filtre «\u{a0}{name}\u{a0}»\u{202f}?", "Drop the filter “{name}”?");
pub const DROP_FILTER_YES: Text = text("retirer le filtre", "drop the filter");
pub const FILTER_LINE: Text = text("{query}", "{query}");
pub const ASK_KEEP_FILTER: Text = text("Garder ce filtre", "Keep this filter");
pub const ASK_KEEP_FILTER_NOTE: Text = text(
    "Son nom. Il est gardé dans votre dossier personnel, jamais dans le registre.",
    "Its name. It is kept in your own folder, never in the register.",
);
pub const NO_MATCH_CREATE: Text = text(
    "Rien ne correspond\u{202f}; {key:new} crée une fiche de ce nom.",
    "Nothing matches; {key:new} makes a sheet of this name.",
);
pub const EMPTY_LIST: Text =
    text("Aucune fiche. «\u{a0}{key:new}\u{a0}» en crée une.", "No sheet. “{key:new}” makes one.");
pub const GIT_CHANGED: Text =
    text("{n} {n|fichier non validé|fichiers non validés}", "{n} uncommitted {n|file|files}");
pub const ENTER_TO_EDIT: Text =
    text("{key:accept} pour modifier cette réponse.", "{key:accept} to change this answer.");
pub const UNSAVED: Text =
    text("{n} {n|fiche non enregistrée|fiches non enregistrées}", "{n} unsaved {n|sheet|sheets}");
pub const TO_FILL: Text = text("à renseigner", "to be filled in");
pub const MANDATORY: Text = text("obligatoire", "mandatory");
pub const WHERE_POSSIBLE: Text = text("demandé dans la mesure du possible", "asked where possible");
pub const WHERE_APPLICABLE: Text = text(
    "demandé le cas échéant\u{a0}: répondre, ou dire «\u{a0}néant\u{a0}»",
    "asked where applicable: answer, or say “none”",
);
pub const RECOMMENDED: Text = text("recommandé", "recommended");
pub const FREE: Text = text("facultatif", "optional");
pub const NEVER_NONE: Text = text("«\u{a0}néant\u{a0}» n’est pas une réponse", "“none” is no answer");
pub const EXAMPLE: Text = text("Exemple\u{a0}: {example}", "Example: {example}");
pub const ADD_ROW: Text = text("ajouter…", "add…");
pub const YES: Text = text("oui", "yes");
pub const NO: Text = text("non", "no");
pub const MISSING_RECORD: Text = text("{id} (fiche absente)", "{id} (no such sheet)");
pub const TOO_SMALL: Text = text(
    "Fenêtre trop petite\u{a0}: il faut au moins {w} colonnes et {h} lignes.",
    "Window too small: at least {w} columns and {h} lines are needed.",
);
pub const HELP_TITLE: Text =
    text("Commandes – taper un mot ou une touche", "Commands – type a word or a key");
pub const EVERYWHERE: Text = text("partout", "everywhere");
pub const AND_MORE: Text = text("… et {n} {n|autre ligne|autres lignes}", "… and {n} more {n|line|lines}");
pub const ONE_A_LINE: Text = text("Un élément par ligne.", "One item a line.");
pub const COMMIT_TITLE: Text = text("Valider dans git", "Commit");
pub const COMMIT_NOTE: Text = text(
    "Première ligne\u{a0}: le titre. {key:accept} valide, {key:back} revient sans valider.",
    "First line: the title. {key:accept} commits, {key:back} goes back without committing.",
);
pub const ASK_NEW: Text = text("Nouvelle fiche\u{a0}: {kind}", "New sheet: {kind}");
pub const ASK_NEW_NOTE: Text = text(
    "Son nom\u{202f}; l’identifiant du fichier en est tiré.",
    "Its name; the identifier of the file is made from it.",
);
pub const ASK_DUPLICATE: Text = text("Dupliquer la fiche", "Duplicate the sheet");
pub const ASK_RENAME: Text = text("Nouvel identifiant", "New identifier");
pub const ASK_RENAME_NOTE: Text = text(
    "Minuscules sans accent, chiffres, tirets. Les renvois suivent.",
    "Lower-case letters, digits, hyphens. References follow.",
);
pub const ASK_ROW: Text = text("Ajouter une ligne", "Add a row");
pub const ASK_RENAME_ROW: Text = text("Renommer la ligne", "Rename the row");
pub const ASK_ROW_NOTE: Text = text(
    "Son nom\u{202f}; les accents et les espaces en sont retirés pour le fichier.",
    "Its name; accents and spaces are taken out for the file.",
);
pub const COPY_OF: Text = text("{title} (copie)", "{title} (copy)");
pub const TYPE_A_NAME: Text = text(
    "Taper un nom qui contient au moins une lettre ou un chiffre.",
    "Type a name with at least one letter or digit.",
);
pub const BAD_ID: Text = text(
    "Un identifiant\u{a0}: minuscules sans accent, chiffres, tirets (par exemple «\u{a0}gestion-clients\u{a0}»).",
    "An identifier: lower-case letters, digits, hyphens (such as “customer-management”).",
);
pub const NO_RECORD: Text = text("Aucune fiche n’est choisie.", "No sheet is chosen.");
pub const ONE_ORGANISATION: Text = text(
    "L’organisme est unique\u{a0}: sa fiche se modifie, elle ne se crée ni ne se supprime.",
    "There is one organisation: its sheet is edited, never made nor deleted.",
);
pub const BROKEN: Text = text(
    "Ce fichier ne peut pas être lu\u{a0}: le corriger avec un éditeur de texte, puis R pour relire.",
    "This file cannot be read: mend it in a text editor, then R to reload.",
);
pub const MEND_BY_HAND: Text =
    text("Ce fichier se corrige avec un éditeur de texte.", "This file is to be mended in a text editor.");
pub const REFERRED: Text = text(
    "Suppression refusée\u{a0}: {n} {n|fiche y renvoie|fiches y renvoient} ({who}). Retirer d’abord {n|ce renvoi|ces renvois}.",
    "Not deleted: {n} {n|sheet refers|sheets refer} to it ({who}). Remove {n|that reference|those references} first.",
);
pub const DELETE_ASK: Text = text("Supprimer «\u{a0}{title}\u{a0}»\u{202f}?", "Delete “{title}”?");
pub const DELETE_ADVICE: Text = text(
    "Une activité qui cesse se clôt plutôt (champ «\u{a0}Statut\u{a0}»)\u{a0}: le registre en garde la trace.",
    "An activity that stops is better ended (field “Status”): the register keeps its trace.",
);
pub const DELETE_YES: Text = text("supprimer la fiche", "delete the sheet");
pub const DELETED: Text = text("Fiche supprimée\u{202f}; u annule.", "Sheet deleted; u takes it back.");
pub const RENAMED: Text = text(
    "Fiche renommée\u{202f}; {n} {n|renvoi suit|renvois suivent}.",
    "Sheet renamed; {n} {n|reference follows|references follow}.",
);
pub const STAY: Text = text("rester", "stay");
pub const QUIT_ASK: Text = text(
    "{n} {n|fiche n’est pas enregistrée|fiches ne sont pas enregistrées}. Quitter\u{202f}?",
    "{n} {n|sheet is|sheets are} not saved. Quit?",
);
pub const SAVE_AND_QUIT: Text = text("enregistrer et quitter", "save and quit");
pub const THROW_AWAY: Text =
    text("abandonner les modifications et quitter", "throw the changes away and quit");
pub const SAVE_BEFORE_RELOAD: Text = text(
    "Des modifications ne sont pas enregistrées\u{a0}: {key:save} d’abord.",
    "Some changes are not saved: {key:save} first.",
);
pub const RELOADED: Text = text("Registre relu.", "Register reloaded.");
pub const NOTHING_TO_SAVE: Text = text("Rien à enregistrer.", "Nothing to save.");
pub const SAVED: Text = text("{n} {n|fichier enregistré|fichiers enregistrés}.", "{n} {n|file|files} saved.");
pub const MERGED: Text = text(
    "{n} {n|fiche modifiée par ailleurs a été fusionnée|fiches modifiées par ailleurs ont été fusionnées}.",
    "{n} {n|sheet|sheets} changed elsewhere {n|was|were} merged.",
);
pub const TAKEN_IN: Text = text(
    "«\u{a0}{title}\u{a0}» a changé sur le disque\u{a0}: fiche relue.",
    "“{title}” changed on disk: read again.",
);
pub const TAKEN_IN_SEVERAL: Text = text(
    "{n} fiches ont changé sur le disque («\u{a0}{title}\u{a0}»…)\u{a0}: relues.",
    "{n} records changed on disk (“{title}”…): read again.",
);
pub const TAKEN_AWAY: Text = text(
    "«\u{a0}{title}\u{a0}» a été supprimée du disque par un autre programme.",
    "“{title}” was deleted from the disk by another program.",
);
pub const TAKEN_UNREADABLE: Text = text(
    "«\u{a0}{title}\u{a0}» a changé sur le disque et ne se lit plus\u{a0}: voir les contrôles (!).",
    "“{title}” changed on disk and cannot be read any more: see the findings (!).",
);
pub const OPEN_GONE: Text = text(
    "«\u{a0}{file}\u{a0}» vient d’être supprimé du disque. Ce que vous tapez ici est gardé\u{a0}; l’enregistrement demandera que faire.",
    "“{file}” was just deleted from the disk. What you type here is kept; saving will ask what to do.",
);
pub const OPEN_UNREADABLE: Text = text(
    "«\u{a0}{file}\u{a0}» a changé sur le disque et ne se lit plus. Ce que vous tapez ici est gardé\u{a0}; le fichier est à corriger avant d’enregistrer.",
    "“{file}” changed on disk and cannot be read any more. What you type here is kept; the file must be mended before saving.",
);
pub const CLASH_WAITS: Text = text(
    "«\u{a0}{title}\u{a0}» a aussi changé sur le disque, {n|au même endroit|aux mêmes endroits}\u{a0}: le choix sera demandé à l’enregistrement ({key:save}).",
    "“{title}” changed on disk too, in the same {n|place|places}: you will be asked which stands when you save ({key:save}).",
);
pub const CHOOSE_A_CHANGE: Text =
    text("Choisir une fiche ou un champ modifié.", "Choose a sheet or a field that changed.");
pub const FIELD_SET_BACK: Text = text(
    "Champ remis tel que validé\u{202f}; {key:undo} annule.",
    "Field set back as committed; {key:undo} takes it back.",
);
pub const NAME_SET_BACK: Text = text(
    "La fiche a de nouveau son nom validé, «\u{a0}{id}\u{a0}», partout où l’on y renvoie\u{202f}; {key:undo} annule.",
    "The record has its committed name “{id}” again, wherever it is referred to; {key:undo} takes it back.",
);
pub const RECORD_SET_BACK: Text = text(
    "Fiche «\u{a0}{title}\u{a0}» remise telle que validée\u{202f}; {key:undo} annule.",
    "“{title}” is as committed again; {key:undo} takes it back.",
);
pub const RECORD_TAKEN_AWAY: Text = text(
    "Fiche «\u{a0}{title}\u{a0}» supprimée\u{a0}: elle n’avait pas été validée\u{202f}; {key:undo} annule.",
    "“{title}” is deleted, as it was never committed; {key:undo} takes it back.",
);
pub const NOTHING_TO_DISCARD: Text =
    text("Tout est déjà tel que validé.", "Everything is as committed already.");
pub const DISCARD_ALL_ASK: Text = text(
    "Remettre {n} {n|fiche|fiches} {n|telle que validée|telles que validées}\u{202f}?",
    "Set {n} {n|sheet|sheets} back to what was committed?",
);
pub const DISCARD_ALL_NOTE: Text = text(
    "Rien n’est écrit avant l’enregistrement, et {key:undo} annule.",
    "Nothing is written before you save, and {key:undo} takes it back.",
);
pub const DISCARD_ALL_YES: Text = text("tout remettre", "set everything back");
pub const ALL_SET_BACK: Text = text(
    "{n} {n|fiche remise telle que validée|fiches remises telles que validées}\u{202f}; {key:undo} annule.",
    "{n} {n|sheet|sheets} set back as committed; {key:undo} takes it back.",
);
pub const EXCHANGING: Text = text("Échange avec le dépôt distant…", "Exchanging with the remote repository…");
pub const SAVE_BEFORE_EXCHANGE: Text = text(
    "Des modifications ne sont pas enregistrées\u{a0}: les enregistrer d’abord ({key:save}).",
    "Some changes are not saved: save them first ({key:save}).",
);
pub const PUSH_ASK: Text = text("Envoyer les validations au dépôt distant\u{202f}?", "Push the commits?");
pub const PULL_ASK: Text = text("Recevoir les validations du dépôt distant\u{202f}?", "Pull the commits?");
pub const WILL_RUN: Text = text("Commande\u{a0}: {command}", "Command: {command}");
pub const PUSH_YES: Text = text("lancer l’envoi (Ctrl-C l’interrompt)", "push (Ctrl-C stops it)");
pub const PULL_YES: Text = text("lancer la réception (Ctrl-C l’interrompt)", "pull (Ctrl-C stops it)");
pub const PUSHED: Text = text("Envoyé au dépôt distant.", "Pushed.");
pub const PUSHED_N: Text =
    text("{n} {n|validation envoyée|validations envoyées}.", "{n} {n|commit|commits} pushed.");
pub const PULLED: Text = text("Reçu du dépôt distant.", "Pulled.");
pub const PULLED_N: Text =
    text("{n} {n|validation reçue|validations reçues}.", "{n} {n|commit|commits} pulled.");
pub const UP_TO_DATE: Text =
    text("Rien à recevoir\u{a0}: vous avez déjà tout.", "Nothing to pull: you have everything already.");
pub const PALETTE_TITLE: Text = text("Commandes", "Commands");
pub const NO_CHANGE_HERE: Text =
    text("Cette ligne ne parle d’aucune fiche comparée.", "This line speaks of no compared sheet.");
pub const NO_OTHER_CHANGE: Text = text("C’est le dernier dans ce sens.", "It is the last one that way.");
pub const ALL_READ: Text = text("Tout est relu.", "All is read.");
pub const ASK_COMPARE: Text = text("Comparer depuis", "Compare from");
pub const ASK_COMPARE_NOTE: Text = text(
    "Une branche, une étiquette, un commit ou un jour, puis un second s’il le faut (main v2, 01/01/2026). Vide\u{a0}: depuis la branche principale ou la dernière validation.",
    "A branch, a tag, a commit or a day, then a second one if need be (main v2, 2026-01-01). Empty: from the main branch or the last commit.",
);
pub const ASK_AS_IT_WAS: Text = text("Le registre tel qu’il était", "The register as it was");
pub const ASK_AS_IT_WAS_NOTE: Text = text(
    "Un jour, une branche, une étiquette ou un commit\u{a0}: 31/05/2025, v1, HEAD~1, 4f2a9c1.",
    "A day, a branch, a tag or a commit: 2025-05-31, v1, HEAD~1, 4f2a9c1.",
);
pub const SAVE_BEFORE_PAST: Text = text(
    "Enregistrer d’abord ({key:save})\u{a0}: ce qui ne l’est pas resterait en suspens.",
    "Save first ({key:save}): what is not saved would be left hanging.",
);
pub const SHOWN_AS_IT_WAS: Text = text(
    "Le registre tel qu’il était le {fr} ({commit})\u{202f}; {key:present} revient au présent.",
    "The register as it was on {en} ({commit}); {key:present} comes back to the present.",
);
pub const IN_THE_PAST: Text = text(
    "Le registre est montré tel qu’il était le {fr}\u{a0}: cela ne se fait qu’au présent ({key:present}).",
    "The register is shown as it was on {en}: that is done in the present alone ({key:present}).",
);
pub const NOT_IN_THE_PAST: Text =
    text("C’est déjà le registre d’aujourd’hui.", "This is the register of today already.");
pub const IN_THE_PRESENT: Text = text("Le registre d’aujourd’hui.", "The register of today.");
pub const BANNER: Text = text("AU {fr}, LECTURE SEULE", "AS OF {en}, READ ONLY");
pub const CHOOSE_A_VERSION: Text = text(
    "Choisir une validation de l’historique, ou une fiche ou un champ comparé.",
    "Choose a commit of the history, or a sheet or a field that is compared.",
);
pub const RESTORE_ASK: Text =
    text("Reprendre la version de {commit}\u{202f}?", "Bring back the version of {commit}?");
/// Words that stand in a language already.
pub const AS_SAID: Text = text("{words}", "{words}");
pub const RESTORE_YES: Text = text("reprendre cette version", "bring it back");
pub const RESTORE_SAME: Text = text("C’est déjà cette version.", "It is that version already.");
pub const RESTORED: Text =
    text("Version reprise\u{202f}; {key:undo} annule.", "Version brought back; {key:undo} takes it back.");
pub const TWO_POINTS: Text = text("Deux points au plus.", "Two points at most.");
pub const LEADS_NOWHERE: Text = text("Cette ligne ne mène nulle part.", "This line leads nowhere.");
pub const RECOVER_ASK: Text = text(
    "La dernière session (ouverte le {since}) s’est arrêtée sans enregistrer. Que faire de ce qu’elle avait fait\u{202f}?",
    "The last session (begun {since}) ended without saving. What shall become of what it did?",
);
/// A day and a time.
pub const MOMENT: Text = text("{day} à {hour}\u{a0}h\u{a0}{minute}", "{day} at {hour}:{minute}");
pub const RECOVER_LINE: Text = text("· {line}", "· {line}");
pub const WAS_TYPING: Text =
    text("saisie en cours\u{a0}: {title} › {label}\u{a0}: {text}", "being typed: {title} › {label}: {text}");
pub const WAS_UNDONE: Text = text("annulé\u{a0}: {what}", "undone: {what}");
pub const RECOVER: Text = text("récupérer (à enregistrer ensuite)", "recover it (to be saved then)");
pub const DECIDE_LATER: Text =
    text("quitter, en gardant tout pour plus tard", "quit and keep it all for later");
pub const GIVE_UP: Text = text("y renoncer définitivement", "give it up for good");
pub const GAVE_UP: Text =
    text("Ce qui n’était pas enregistré est abandonné.", "What was not saved is given up.");
pub const RECOVERED: Text = text(
    "{n} {n|modification récupérée|modifications récupérées}\u{a0}; à enregistrer ({key:save}).",
    "{n} {n|change|changes} recovered; still to be saved ({key:save}).",
);
pub const RECOVERED_IN_PART: Text = text(
    "{n} {n|modification n’a pas pu être refaite|modifications n’ont pas pu être refaites}\u{a0}: les fiches ont changé depuis.",
    "{n} {n|change|changes} could not be made again: the records changed since.",
);
pub const RECOVERED_TYPING: Text =
    text("La saisie en cours est récupérée.", "What was being typed is recovered.");
pub const TYPED_NOWHERE: Text = text(
    "Le champ où l’on écrivait n’existe plus\u{a0}: le texte n’a pas pu y être remis.",
    "The field that was being typed in is no longer there: the text could not be put back.",
);
pub const SET_ASIDE: Text = text("À retrouver dans «\u{a0}{path}\u{a0}».", "To be found in “{path}”.");
pub const SETTING_ASIDE: Text = text("Mise de côté…", "Setting aside…");
pub const JOURNAL_AGAIN: Text =
    text("Le journal de secours est de nouveau écrit.", "The recovery journal is being written again.");
pub const CHOOSE_ANSWER: Text = text("Choisir une réponse.", "Choose an answer.");
pub const CLASH_ASK: Text = text(
    "«\u{a0}{title}\u{a0}» a changé des deux côtés. Quelle version garder\u{202f}? ({n} {n|différence|différences} à trancher)",
    "“{title}” changed on both sides. Which version stands? ({n} {n|difference|differences} to decide)",
);
pub const CLASH_PLACE: Text = text("{place}", "{place}");
pub const CLASH_BASE: Text = text("avant\u{a0}: {value}", "before: {value}");
pub const CLASH_OURS: Text = text("vous\u{a0}: {value}", "you: {value}");
pub const CLASH_THEIRS: Text = text("sur le disque\u{a0}: {value}", "on disk: {value}");
pub const CLASH_GONE: Text = text("n’y est pas", "is not there");
pub const CLASH_BOTH_MADE: Text = text(
    "Une autre fiche du même nom a été créée entre-temps.",
    "Another sheet of this name was made meanwhile.",
);
pub const CLASH_WE_DELETED: Text = text(
    "Vous l’avez supprimée\u{a0}; quelqu’un d’autre l’a modifiée entre-temps. «\u{a0}Garder ma version\u{a0}», c’est la supprimer, ses modifications comprises.",
    "You deleted it; somebody else changed it meanwhile. “Keep my version” deletes it, their changes included.",
);
pub const CLASH_THEY_DELETED: Text = text(
    "Quelqu’un d’autre l’a supprimée entre-temps\u{a0}; vous l’avez modifiée. «\u{a0}Garder ma version\u{a0}», c’est la remettre en place.",
    "Somebody else deleted it meanwhile; you changed it. “Keep my version” puts it back.",
);
pub const KEEP_OURS: Text = text("garder ma version", "keep my version");
pub const KEEP_THEIRS: Text = text("prendre celle du disque", "take the one on the disk");
pub const NO_FLOW: Text =
    text("Seule une activité a un flux de données.", "Only an activity has a data flow.");
pub const NO_SCREENING: Text =
    text("Seule une activité demande une analyse d’impact.", "Only an activity needs an impact assessment.");
pub const NO_TIME: Text =
    text("Une fiche de sous-traitant ne parle d’aucune durée.", "A processor’s record speaks of no period.");
pub const NOTHING_TO_UNDO: Text = text("Rien à annuler.", "Nothing to undo.");
pub const NOTHING_TO_REDO: Text = text("Rien à rétablir.", "Nothing to redo.");
pub const UNDONE: Text = text("Annulé\u{a0}: {what}", "Undone: {what}");
pub const REDONE: Text = text("Rétabli\u{a0}: {what}", "Redone: {what}");
pub const SAID_NONE: Text = text("Répondu\u{a0}: néant, c’est vérifié.", "Answered: none, and we looked.");
pub const UNREAD_FIELD: Text = text("illisible dans le fichier", "unreadable in the file");
pub const SAID_UNKNOWN: Text =
    text("Champ remis à «\u{a0}non renseigné\u{a0}».", "Field put back to “not known yet”.");
pub const ROW_GONE: Text =
    text("Ligne retirée\u{202f}; {key:undo} annule.", "Row removed; {key:undo} takes it back.");
pub const NOT_A_FIELD: Text = text(
    "Une ligne ne se répond pas\u{a0}: répondre à ses champs, ou à la rubrique qui la contient.",
    "A row is not answered: answer its fields, or the field that holds it.",
);
pub const NOT_A_TEXT: Text = text("Ce champ n’est pas un texte.", "This field is not a text.");
pub const NO_ROWS_HERE: Text = text("Ce champ n’a pas de lignes.", "This field has no rows.");
pub const UNFOLD_FIRST: Text = text(
    "Déplier d’abord la rubrique ({key:accept}), puis choisir un champ.",
    "Unfold it first ({key:accept}), then choose a field.",
);
pub const FINDING_AT: Text = text("Constat {at} sur {n}.", "Finding {at} of {n}.");
pub const NO_FINDING_BUT: Text = text(
    "Aucun constat sur cette fiche\u{202f}; {n} sur celles qu’elle cite ({key:problems}).",
    "No finding on this record; {n} on those it refers to ({key:problems}).",
);
pub const NO_FINDING: Text = text("Aucun constat.", "No finding.");
pub const CLOSED_LIST: Text = text(
    "Cette liste est fermée\u{a0}: on n’y ajoute rien.",
    "This list is closed: nothing can be added to it.",
);
pub const PICKS_ONE: Text = text(
    "Ici, on n’en choisit qu’un\u{a0}: {key:accept} le prend.",
    "Only one is chosen here: {key:accept} takes it.",
);
pub const NOT_HERE: Text =
    text("Cette commande n’a pas de sens à cet endroit.", "This command makes no sense here.");
pub const NOWHERE_TO_PASTE: Text = text("Rien ne peut être collé ici.", "Nothing can be pasted here.");
pub const ESC_AGAIN: Text = text(
    "Ce qui est tapé ne peut pas être pris tel quel\u{202f}; {key:back} une seconde fois pour l’abandonner.",
    "What is typed cannot be taken as it is; {key:back} again gives it up.",
);
pub const GIVEN_UP: Text =
    text("Saisie abandonnée\u{202f}; l’ancienne réponse reste.", "Typing given up; the old answer stays.");
pub const EMPTY_MESSAGE: Text =
    text("Un message est nécessaire\u{a0}: dire ce qui change.", "A message is needed: say what changes.");
pub const NOTHING_TO_COMMIT: Text =
    text("Rien à valider\u{a0}: tout est déjà dans git.", "Nothing to commit: everything is in git already.");
pub const COMMITTED: Text = text("Validé dans git\u{a0}: {id}.", "Committed: {id}.");
pub const DRAFT_KEPT: Text = text("Message gardé pour la prochaine fois.", "Message kept for the next time.");
pub const NO_FINDING_HERE: Text = text("Aucun constat à cet endroit.", "No finding here.");
pub const NO_RULE: Text = text(
    "Ce constat vient de la lecture du fichier\u{a0}: il se corrige, il ne s’écarte pas.",
    "This finding comes from reading the file: it is mended, not waived.",
);
pub const NO_FIX: Text =
    text("Aucune correction ne va de soi\u{a0}: {hint}", "No fix goes without saying: {hint}");
pub const FIXED: Text = text(
    "{title}\u{a0}: {code} corrigé\u{202f}; {key:undo} annule.",
    "{title}: {code} mended; {key:undo} takes it back.",
);
pub const NOT_SO_ANY_MORE: Text = text(
    "Ce constat ne tient plus\u{a0}: la fiche a changé depuis.",
    "This finding no longer holds: the record has changed since.",
);
pub const ASK_WAIVE: Text = text("Écarter {code}\u{a0}: pourquoi\u{202f}?", "Waive {code}: why?");
pub const ASK_WAIVE_NOTE: Text = text(
    "Le motif reste dans la fiche, avec qui en répond et une fin.",
    "The reason stays in the sheet, with who answers for it and an end.",
);
pub const ASK_WAIVED_BY: Text =
    text("Écarter {code}\u{a0}: qui en répond\u{202f}?", "Waive {code}: who answers for it?");
pub const ASK_WAIVED_BY_NOTE: Text = text("Une fonction plutôt qu’un nom.", "A position rather than a name.");
pub const WAIVED: Text = text(
    "{code} écartée ici jusqu’au {day}\u{202f}; {key:undo} annule.",
    "{code} waived here until {day}; {key:undo} takes it back.",
);
pub const THE_DPO: Text = text("Délégué à la protection des données", "Data protection officer");
pub const EMPTY_ANSWER: Text = text("Il manque une réponse.", "An answer is missing.");
pub const PAGE_COMES: Text = text("Préparation de la vue…", "Preparing the view…");
pub const PAGE_FAILED: Text = text("La vue n’a pas pu être préparée", "The view could not be prepared");
pub const PAGE_FAILED_ADVICE: Text = text(
    "Fermer cette page et l’ouvrir de nouveau\u{a0}: elle sera préparée une autre fois.",
    "Close this page and open it again: it will be prepared once more.",
);
pub const ANSWER_KEPT: Text = text(
    "Ce qui était écrit reviendra avec la même question.",
    "What was typed will come back with the same question.",
);
pub const COPIED: Text = text("Copié par {how}\u{a0}: {text}", "Copied through {how}: {text}");
pub const THE_TERMINAL: Text = text("le terminal", "the terminal");
pub const THROUGH_TMUX: Text =
    text("le terminal, si tmux laisse passer", "the terminal, if tmux lets it through");
pub const INTO_TMUX: Text = text(
    "tmux (son tampon, et le presse-papiers du terminal s’il l’accepte)",
    "tmux (its buffer, and the terminal’s clipboard if that accepts it)",
);
pub const THROUGH_SCREEN: Text = text("le terminal, à travers screen", "the terminal, by way of screen");
pub const NOT_COPIED: Text = text(
    "Rien n’a été copié\u{a0}: le terminal ne prend pas ce texte, et aucun de wl-copy, xclip, xsel ou pbcopy ne l’a pris. Y montre le texte, à sélectionner.",
    "Nothing was copied: the terminal does not take this text, and none of wl-copy, xclip, xsel or pbcopy took it. Y shows the text, to be selected.",
);
pub const SHOWN_PROMPT: Text = text("– Entrée pour revenir –", "– Enter to go back –");
pub const MOUSE_ON: Text =
    text("Souris prise par le programme (m la rend).", "The program has the mouse (m gives it back).");
pub const MOUSE_OFF: Text = text(
    "Souris rendue au terminal\u{a0}: on peut sélectionner du texte.",
    "The terminal has the mouse: text can be selected.",
);
pub const EDITOR_START: Text = text(
    "L’éditeur «\u{a0}{command}\u{a0}» n’a pas pu être lancé ({why}).",
    "The editor “{command}” could not be started ({why}).",
);
pub const EDITOR_EXIT: Text = text(
    "L’éditeur «\u{a0}{command}\u{a0}» s’est mal terminé (code {code}).",
    "The editor “{command}” ended badly (code {code}).",
);
pub const EDITOR_EXIT_KEPT: Text = text(
    "L’éditeur «\u{a0}{command}\u{a0}» s’est mal terminé (code {code})\u{a0}; ce qui y a été écrit est dans «\u{a0}{path}\u{a0}».",
    "The editor “{command}” ended badly (code {code}); what was written in it is in “{path}”.",
);
pub const EDITOR_FILE: Text = text(
    "Le texte n’a pas pu être passé à l’éditeur ({why}).",
    "The text could not be passed to the editor ({why}).",
);
pub const EDITOR_NOT_TEXT: Text = text(
    "Ce qui revient de l’éditeur n’est pas du texte UTF-8 ou est trop long\u{202f}; c’est gardé dans {path}.",
    "What came back from the editor is not UTF-8 text or is too long; it is kept in {path}.",
);
pub const TEXT_KEPT: Text = text("L’ancien texte reste.", "The old text stays.");
pub const WORKER_FAILED: Text = text(
    "Une opération a échoué de l’intérieur\u{a0}: c’est un défaut du programme. Rien d’enregistré n’est perdu.",
    "An operation failed from the inside: a fault of the program. Nothing saved is lost.",
);
pub const PANIC_1: Text = text(
    "registre s’est arrêté sur un défaut du programme ({place}).",
    "registre stopped on a fault of the program ({place}).",
);
pub const PANIC_2: Text = text(
    "Ce qui était enregistré est intact\u{202f}; le terminal a été remis en état.",
    "What was saved is intact; the terminal was restored.",
);
pub const PANIC_SAMPLE: Text = text(
    "L’exemple est effacé\u{202f}; le terminal a été remis en état.",
    "The sample is gone; the terminal was restored.",
);
pub const PANIC_3: Text = text(
    "Merci de signaler ce défaut. Rapport\u{a0}: {report}",
    "Please report this fault. Report: {report}",
);
