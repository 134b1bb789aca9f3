//! The names and explanations of the commands and of the keys.

use crate::model::message::{Text, text};

pub const UP: Text = text("monter", "up");
pub const UP_HELP: Text = text("La ligne du dessus.", "The line above.");
pub const DOWN: Text = text("descendre", "down");
pub const DOWN_HELP: Text = text("La ligne du dessous.", "The line below.");
pub const PAGE_UP: Text = text("page précédente", "page up");
pub const PAGE_DOWN: Text = text("page suivante", "page down");
pub const PAGE_HELP: Text = text("Une page plus haut ou plus bas.", "One page up or down.");
pub const FIRST: Text = text("début", "first");
pub const LAST: Text = text("fin", "last");
pub const FIRST_HELP: Text = text("Va à la première ligne.", "Goes to the first line.");
pub const LAST_HELP: Text = text("Va à la dernière ligne.", "Goes to the last line.");
pub const NEXT_AREA: Text = text("partie suivante", "next part");
pub const PREVIOUS_AREA: Text = text("partie précédente", "previous part");
pub const AREA_HELP: Text = text(
    "Passe des rubriques à la liste, puis à l’aperçu.",
    "Moves from the kinds to the list, then to the preview.",
);
pub const NEXT_FIELD: Text = text("champ suivant", "next field");
pub const PREVIOUS_FIELD: Text = text("champ précédent", "previous field");
pub const NEXT_FIELD_HELP: Text = text("Passe d’un champ à l’autre.", "Moves from field to field.");
pub const NEXT_ANSWER: Text = text("réponse suivante", "next answer");
pub const PREVIOUS_ANSWER: Text = text("réponse précédente", "previous answer");
pub const NEXT_ANSWER_HELP: Text = text(
    "Passe d’une réponse à l’autre\u{202f}; la lettre de la réponse la donne aussitôt.",
    "Moves between answers; an answer’s letter gives it at once.",
);
pub const OPEN: Text = text("ouvrir", "open");
pub const OPEN_HELP: Text = text("Ouvre la fiche pour la modifier.", "Opens the sheet to edit it.");
pub const KEEP_FILTER: Text = text("garder le filtre", "keep the filter");
pub const KEEP_FILTER_HELP: Text = text("Revient à la liste filtrée.", "Goes back to the filtered list.");
pub const COMPLETE: Text = text("compléter", "complete");
pub const COMPLETE_BACK: Text = text("valeur précédente", "previous value");
pub const COMPLETE_HELP: Text = text(
    "Prend la clé ou la valeur proposée sous le filtre\u{202f}; encore, la valeur suivante.",
    "Takes the key or the value proposed under the filter; again, the next value.",
);
pub const EDIT: Text = text("modifier", "edit");
pub const EDIT_HELP: Text = text(
    "Modifie le champ avec l’éditeur qui lui convient, ou déplie un groupe. Taper une lettre commence aussitôt.",
    "Edits the field with the editor that fits it, or unfolds a group. Typing a letter starts at once.",
);
pub const TAKE: Text = text("valider", "take");
pub const TAKE_HELP: Text =
    text("Prend ce qui est tapé comme réponse.", "Takes what is typed as the answer.");
pub const CHOOSE: Text = text("choisir", "choose");
pub const CHOOSE_HELP: Text =
    text("Prend la ligne, ou toutes les lignes cochées.", "Takes the line, or all the ticked lines.");
pub const ANSWER: Text = text("répondre", "answer");
pub const ANSWER_HELP: Text = text("Donne cette réponse.", "Gives this answer.");
pub const COMMIT_NOW: Text = text("valider dans git", "commit");
pub const COMMIT_NOW_HELP: Text = text(
    "Valide les fichiers du registre avec ce message.",
    "Commits the register’s files with this message.",
);
pub const RUN: Text = text("exécuter", "run");
pub const RUN_HELP: Text = text(
    "Exécute la commande, si elle a un sens à cet endroit.",
    "Runs the command, if it makes sense here.",
);
pub const MARK: Text = text("cocher", "tick");
pub const MARK_HELP: Text = text(
    "Coche ou décoche la ligne\u{202f}; l’ordre des coches est gardé.",
    "Ticks or unticks the line; the order of ticking is kept.",
);
pub const MARK_RECORD: Text = text("cocher la fiche", "mark the record");
pub const MARK_RECORD_HELP: Text = text(
    "Coche la fiche ou la décoche, et passe à la suivante. Supprimer, dupliquer et copier portent alors sur les fiches cochées.",
    "Marks the record or unmarks it, and goes on to the next. Delete, duplicate and copy then act on the marked ones.",
);
pub const MARK_RANGE: Text = text("cocher jusqu’ici", "mark up to here");
pub const MARK_RANGE_HELP: Text = text(
    "Coche tout, de la dernière fiche cochée à celle-ci.",
    "Marks all, from the last marked record to this one.",
);
pub const MARK_ALL: Text = text("tout cocher", "mark all");
pub const MARK_ALL_HELP: Text =
    text("Coche toutes les fiches que la liste montre.", "Marks all records that the list shows.");
pub const UNMARK: Text = text("tout décocher", "unmark all");
pub const UNMARK_HELP: Text = text("Décoche toutes les fiches.", "Unmarks all records.");
pub const BULK: Text = text("modifier toutes", "change all");
pub const BULK_HELP: Text = text(
    "Modifie un champ de toutes les fiches cochées, après avoir montré ce qui change\u{202f}; une seule annulation.",
    "Changes one field of all marked records, after showing what changes; a single undo.",
);
pub const GO: Text = text("y aller", "go there");
pub const GO_HELP: Text =
    text("Va à la fiche, au champ ou à la vue de cette ligne.", "Goes to this line’s record, field or view.");
pub const COPY_PAGE: Text = text("copier la vue", "copy the view");
pub const COPY_PAGE_HELP: Text =
    text("Copie la vue entière comme du texte.", "Copies the whole view as text.");
pub const OVERVIEW: Text = text("tableau de bord", "overview");
pub const OVERVIEW_HELP: Text = text(
    "L’état du registre en chiffres\u{a0}: statuts, constats, revues, transferts, durées, oublis.",
    "The state of the register in figures: statuses, findings, reviews, transfers, retention, loose ends.",
);
pub const DEADLINES: Text = text("échéances", "deadlines");
pub const DEADLINES_HELP: Text = text(
    "Ce qui arrive à échéance\u{a0}: revues, contrats, analyses d’impact, certificats.",
    "What falls due: reviews, contracts, impact assessments, certificates.",
);
pub const TIMELINE: Text = text("durées", "retention time line");
pub const TIMELINE_HELP: Text = text(
    "Dessine les durées de conservation de la fiche\u{a0}: base active, archive, sort final.",
    "Draws how long the record’s data is kept: active period, archive, final action.",
);
pub const FLOW: Text = text("flux", "data flow");
pub const FLOW_HELP: Text = text(
    "Dessine où vont les données de l’activité\u{a0}: personnes, données, service, destinataires, pays.",
    "Draws where the activity’s data goes: persons, data, service, recipients, countries.",
);
pub const SCREENING: Text = text("analyse d’impact", "impact assessment");
pub const SCREENING_HELP: Text = text(
    "Dit si une analyse d’impact semble due, avec ce qui sur la fiche le montre, et ce qui a été décidé.",
    "Says whether an impact assessment seems due, with what on the sheet shows it, and what was decided.",
);
pub const SEARCH: Text = text("chercher partout", "search everywhere");
pub const SEARCH_HELP: Text = text(
    "Cherche dans tous les textes de toutes les fiches et mène au champ.",
    "Looks in all texts of all records and leads to the field.",
);
pub const USES: Text = text("qui l’utilise", "what uses it");
pub const USES_HELP: Text = text(
    "Montre toutes les fiches qui renvoient à celle-ci, directement ou par une autre.",
    "Shows every record that refers to this one, directly or through another.",
);
pub const PALETTE: Text = text("commandes", "commands");
pub const PALETTE_HELP: Text = text(
    "Toutes les commandes possibles ici\u{a0}: taper quelques lettres, puis {key:accept}.",
    "All commands that make sense here: type a few letters, then {key:accept}.",
);
pub const UNFOLD: Text = text("déplier", "unfold");
pub const UNFOLD_HELP: Text =
    text("Montre les champs du groupe ou de la ligne.", "Shows the fields of the group or row.");
pub const FOLD: Text = text("replier", "fold");
pub const FOLD_HELP: Text = text(
    "Cache les champs du groupe, ou remonte au groupe.",
    "Hides the fields of the group, or goes up to it.",
);
pub const CLEAR_FILTER: Text = text("effacer le filtre", "clear the filter");
pub const CLEAR_FILTER_HELP: Text = text("Montre de nouveau toute la liste.", "Shows the whole list again.");
pub const BACK: Text = text("retour", "back");
pub const BACK_HELP: Text =
    text("Revient en arrière\u{202f}; rien n’est perdu.", "Goes back; nothing is lost.");
pub const LEAVE_TYPING: Text = text("garder et quitter", "keep and leave");
pub const LEAVE_TYPING_HELP: Text =
    text("Garde ce qui est tapé et revient à la fiche.", "Keeps what is typed and goes back to the sheet.");
pub const NONE: Text = text("néant", "none");
pub const NONE_HELP: Text = text(
    "Répond «\u{a0}néant, c’est vérifié\u{a0}»\u{a0}: autre chose qu’un champ non renseigné.",
    "Answers “none, and we looked”: not the same as not known yet.",
);
pub const UNKNOWN: Text = text("vider", "clear");
pub const UNKNOWN_HELP: Text = text(
    "Remet le champ à «\u{a0}non renseigné\u{a0}», ou retire la ligne.",
    "Puts the field back to “not known yet”, or removes the row.",
);
pub const EXTERNAL: Text = text("éditeur", "editor");
pub const EXTERNAL_HELP: Text =
    text("Ouvre le texte dans $VISUAL ou $EDITOR.", "Opens the text in $VISUAL or $EDITOR.");
pub const NEXT_FINDING: Text = text("constat suivant", "next finding");
pub const NEXT_FINDING_HELP: Text =
    text("Va au prochain champ qui pose problème.", "Goes to the next field with a problem.");
pub const NEW: Text = text("nouveau", "new");
pub const NEW_HELP: Text = text("Crée une fiche à partir de son nom.", "Makes a sheet from its name.");
pub const NEW_ROW: Text = text("ajouter", "add");
pub const NEW_ROW_HELP: Text = text(
    "Ajoute une ligne\u{202f}; dans une liste de fiches, crée la fiche dont le nom est tapé.",
    "Adds a row; in a list of sheets, makes the sheet whose name is typed.",
);
pub const FILTER: Text = text("filtrer", "filter");
pub const FILTER_HELP: Text = text(
    "Restreint la liste à ce que l’on tape\u{a0}: des mots, ou clé:valeur (statut:projet pays:US -service:RH durée:>3ans)\u{202f}; les accents ne comptent pas.",
    "Narrows the list to what is typed: words, or key:value (status:draft country:US -owner:HR period:>3years); accents do not count.",
);
pub const FILTERS: Text = text("filtres gardés", "kept filters");
pub const FILTERS_HELP: Text = text(
    "Choisit un filtre tout prêt\u{a0}: ceux du programme et les vôtres.",
    "Picks a ready-made filter: the program’s and your own.",
);
pub const KEEP_NAMED: Text = text("garder ce filtre sous un nom", "keep this filter under a name");
pub const KEEP_NAMED_HELP: Text = text(
    "Garde le filtre de la liste parmi les vôtres, hors du registre.",
    "Keeps the list’s filter among your own, outside the register.",
);
pub const SORT: Text = text("trier", "sort");
pub const SORT_HELP: Text = text(
    "Choisit l’ordre de la liste\u{202f}; le même une seconde fois, dans l’autre sens.",
    "Picks the order of the list; the same again turns it round.",
);
pub const DROP: Text = text("retirer", "drop");
pub const DROP_HELP: Text = text("Retire un filtre que vous avez gardé.", "Drops a filter that you kept.");
pub const SAVE: Text = text("enregistrer", "save");
pub const SAVE_HELP: Text =
    text("Écrit sur le disque tout ce qui a été modifié.", "Writes everything that was changed to the disk.");
pub const COMMIT: Text = text("valider (git)", "commit");
pub const COMMIT_HELP: Text = text(
    "Montre ce qui a changé et propose un message de validation.",
    "Shows what changed and proposes a commit message.",
);
pub const DUPLICATE: Text = text("dupliquer", "duplicate");
pub const DUPLICATE_HELP: Text =
    text("Crée une fiche semblable sous un autre nom.", "Makes a similar sheet under another name.");
pub const RENAME: Text = text("renommer", "rename");
pub const RENAME_HELP: Text = text(
    "Change l’identifiant, et tous les renvois avec lui.",
    "Changes the identifier, and every reference with it.",
);
pub const RENAME_ROW: Text = text("renommer la ligne", "rename the row");
pub const RENAME_ROW_HELP: Text = text("Donne un autre nom à la ligne.", "Gives the row another name.");
pub const DELETE: Text = text("supprimer", "delete");
pub const DELETE_HELP: Text = text(
    "Supprime la fiche si rien n’y renvoie, après confirmation.",
    "Deletes the sheet if nothing refers to it, once confirmed.",
);
pub const UNDO: Text = text("annuler", "undo");
pub const UNDO_HELP: Text = text("Revient sur la dernière modification.", "Takes back the last change.");
pub const REDO: Text = text("rétablir", "redo");
pub const REDO_HELP: Text = text("Refait ce qui a été annulé.", "Makes again what was undone.");
pub const PROBLEMS: Text = text("contrôles", "findings");
pub const PROBLEMS_HELP: Text = text(
    "La liste de ce qui manque ou ne va pas dans tout le registre.",
    "The list of what is missing or wrong in the whole register.",
);
pub const RELOAD: Text = text("relire", "reload");
pub const RELOAD_HELP: Text =
    text("Relit le registre sur le disque.", "Reads the register from the disk again.");
pub const LANGUAGE: Text = text("English", "français");
pub const LANGUAGE_HELP: Text = text("Change la langue de l’écran.", "Changes the language of the screen.");
pub const MOUSE: Text = text("souris", "mouse");
pub const MOUSE_HELP: Text = text(
    "Rend la souris au terminal pour sélectionner du texte, ou la reprend.",
    "Gives the mouse back to the terminal to select text, or takes it.",
);
pub const COPY: Text = text("copier", "copy");
pub const COPY_HELP: Text =
    text("Copie le nom de la fiche dans le presse-papiers.", "Copies the sheet’s name to the clipboard.");
pub const SHOW_TEXT: Text = text("montrer le texte", "show the text");
pub const SHOW_TEXT_HELP: Text = text(
    "Montre la fiche ou la vue en texte simple, hors de l’interface, pour la sélectionner à la souris.",
    "Shows the sheet or the view as plain text, outside the interface, to be selected with the mouse.",
);
pub const CHANGES: Text = text("modifications", "changes");
pub const CHANGES_HELP: Text = text(
    "Ce qui a changé depuis la dernière validation, enregistré ou non.",
    "What changed since the last commit, saved or not.",
);
pub const HISTORY: Text = text("historique", "history");
pub const HISTORY_HELP: Text = text(
    "Les validations qui ont touché la fiche\u{202f}; {key:accept} dit ce que chacune a changé.",
    "The commits that touched the sheet; {key:accept} says what each one changed.",
);
pub const LOG: Text = text("historique du registre", "history of the register");
pub const LOG_HELP: Text = text(
    "Les validations qui ont touché le registre\u{202f}; {key:accept} ouvre ce que chacune a changé.",
    "The commits that touched the register; {key:accept} opens what each one changed.",
);
pub const COMPARE: Text = text("comparer", "compare");
pub const COMPARE_HELP: Text = text(
    "Ce qui a changé entre deux points (branche, étiquette, validation, jour), avec les conséquences\u{a0}; à relire fiche par fiche.",
    "What changed between two points (branch, tag, commit, day), with the consequences; to be read sheet by sheet.",
);
pub const BRANCHES: Text = text("branches", "branches");
pub const BRANCHES_HELP: Text = text(
    "Les branches du dépôt\u{202f}; {key:accept} ouvre ce que chacune apporte.",
    "The branches of the repository; {key:accept} opens what each one brings.",
);
pub const BLAME: Text = text("depuis quand, par qui", "since when, by whom");
pub const BLAME_HELP: Text = text(
    "Montre pour chaque champ la validation qui en a fait ce qu’il est, ou cesse de la montrer.",
    "Shows for each field the commit that made it what it is, or stops showing it.",
);
pub const AS_IT_WAS: Text = text("le registre tel qu’il était", "the register as it was");
pub const AS_IT_WAS_HELP: Text = text(
    "Montre tout le registre tel qu’il était un jour ou à une validation\u{202f}; rien ne s’y modifie. {key:present} revient.",
    "Shows the whole register as it was on a day or at a commit; nothing is changed there. {key:present} comes back.",
);
pub const PRESENT: Text = text("revenir au présent", "back to the present");
pub const PRESENT_HELP: Text = text(
    "Revient du registre tel qu’il était au registre d’aujourd’hui.",
    "Comes back from the register as it was to that of today.",
);
pub const RESTORE: Text = text("restaurer", "restore");
pub const RESTORE_HELP: Text = text(
    "Reprend la version choisie de la fiche ou du champ, après l’avoir montrée\u{202f}; {key:undo} annule.",
    "Brings back the chosen version of the sheet or the field, once it was shown; {key:undo} takes it back.",
);
pub const MARK_READ: Text = text("relu", "read");
pub const MARK_READ_HELP: Text = text(
    "Marque la fiche comparée comme relue et passe à la suivante, ou ôte la marque\u{202f}; retenu sur cet ordinateur seulement.",
    "Marks the compared sheet as read and goes on to the next one, or takes the mark off; remembered on this computer alone.",
);
pub const NEXT_CHANGE: Text = text("changement suivant", "next change");
pub const PREVIOUS_CHANGE: Text = text("changement précédent", "previous change");
pub const NEXT_CHANGE_HELP: Text = text(
    "Va au changement ou à la partie d’avant ou d’après.",
    "Goes to the change or the part before or after.",
);
pub const PUSH: Text = text("envoyer (push)", "push");
pub const PUSH_HELP: Text = text(
    "Envoie les validations au dépôt distant par votre git, après avoir montré la commande.",
    "Sends the commits to the remote repository through your git, once the command was shown.",
);
pub const PULL: Text = text("recevoir (pull)", "pull");
pub const PULL_HELP: Text = text(
    "Reçoit les validations du dépôt distant par votre git, après avoir montré la commande.",
    "Receives the commits of the remote repository through your git, once the command was shown.",
);
pub const DISCARD: Text = text("remettre", "set back");
pub const DISCARD_HELP: Text = text(
    "Remet le champ, ou la fiche entière, tel qu’il a été validé\u{202f}; {key:undo} annule.",
    "Sets the field, or the whole sheet, back to what was committed; {key:undo} takes it back.",
);
pub const DISCARD_ALL: Text = text("tout remettre", "set everything back");
pub const DISCARD_ALL_HELP: Text = text(
    "Remet tout le registre tel qu’il a été validé, après confirmation\u{202f}; {key:undo} annule.",
    "Sets the whole register back to what was committed, once confirmed; {key:undo} takes it back.",
);
pub const SUSPEND: Text = text("suspendre", "suspend");
pub const SUSPEND_HELP: Text = text(
    "Revient à l’interpréteur de commandes\u{202f}; «\u{a0}fg\u{a0}» ramène ici.",
    "Goes back to the shell; “fg” returns here.",
);
pub const REDRAW: Text = text("redessiner", "redraw");
pub const REDRAW_HELP: Text = text("Redessine tout l’écran.", "Draws the whole screen again.");
pub const HELP: Text = text("aide", "help");
pub const HELP_HELP: Text = text(
    "Toutes les commandes, à chercher par mot ou par touche.",
    "All the commands, to be searched by word or by key.",
);
pub const QUIT: Text = text("quitter", "quit");
pub const QUIT_HELP: Text = text(
    "Quitte\u{202f}; demande que faire de ce qui n’est pas enregistré.",
    "Leaves; asks what to do with what is not saved.",
);
pub const QUIT_NOW: Text = text("quitter sans attendre", "leave at once");
pub const QUIT_NOW_HELP: Text = text(
    "Quitte sans rien demander ni enregistrer, même si une tâche n’en finit pas\u{202f}; la session suivante propose de reprendre ce qui ne l’était pas.",
    "Leaves without asking or saving anything, even if a task never ends; the next session offers to take up what was not saved.",
);
pub const SHIFT: Text = text("Maj-", "Shift-");
pub const EXPLAIN: Text = text("expliquer le constat", "explain the finding");
pub const EXPLAIN_HELP: Text = text(
    "Montre la règle\u{a0}: ce qu’elle dit, le texte, depuis quand, que faire.",
    "Shows the rule: what it says, the text, since when, what to do.",
);
pub const MEND: Text = text("corriger", "mend");
pub const MEND_HELP: Text = text(
    "Fait la correction sûre du constat, s’il y en a une\u{202f}; {key:undo} annule.",
    "Makes the safe fix of the finding, if there is one; {key:undo} takes it back.",
);
pub const WAIVE: Text = text("écarter la règle", "waive the rule");
pub const WAIVE_HELP: Text = text(
    "Écarte la règle à cet endroit, avec un motif, un auteur et une fin d’ici un an.",
    "Sets the rule aside at this place, with a reason, an author and an end a year from now.",
);
pub const EXPORT_LANGUAGE: Text = text("autre langue", "other language");
pub const EXPORT_LANGUAGE_HELP: Text = text(
    "Le document en français ou en anglais\u{202f}; le classeur de la CNIL est en français.",
    "The document in French or in English; the CNIL’s workbook is French.",
);
pub const KEY_ENTER: Text = text("Entrée", "Enter");
pub const KEY_ESC: Text = text("Échap", "Esc");
pub const KEY_DELETE: Text = text("Suppr", "Del");
pub const KEY_INSERT: Text = text("Inser", "Ins");
pub const KEY_SPACE: Text = text("Espace", "Space");
pub const KEY_HOME: Text = text("Début", "Home");
pub const KEY_END: Text = text("Fin", "End");
pub const KEY_PAGE_UP: Text = text("PgPréc", "PgUp");
pub const KEY_PAGE_DOWN: Text = text("PgSuiv", "PgDn");
