//! What is said of what runs away from the screen.

use crate::model::message::{Text, text};

pub const TASKS: Text = text("tâches en cours", "running tasks");
pub const TASKS_HELP: Text = text(
    "Ce qui tourne (lecture, contrôle, git, export)\u{a0}: où cela en est, depuis quand, et comment cela a fini.",
    "What runs (reading, check, git, export): how far it got, since when, and how it ended.",
);
pub const TASKS_TITLE: Text = text("Tâches", "Tasks");
pub const CANCEL: Text = text("interrompre", "cancel");
pub const CANCEL_HELP: Text = text(
    "Interrompt la tâche choisie, si elle peut l’être sans rien laisser à moitié fait.",
    "Cancels the chosen task, where that leaves nothing half done.",
);
pub const NO_TASK: Text = text("Rien ne tourne et rien n’a tourné.", "Nothing runs and nothing ran.");
pub const TASK_OVER: Text = text("C’est déjà fini.", "It is over already.");
pub const TASK_ENDS_ITSELF: Text = text(
    "Cela ne s’interrompt pas\u{a0}: cela finit de soi-même, et rien n’attend que le résultat.",
    "It is not cancelled: it ends by itself, and only what needs its result waits.",
);
pub const TASK_STOPPING: Text = text("interruption demandée…", "asked to stop…");
pub const TASK_CANCELLED: Text = text("interrompu", "cancelled");
pub const TASK_RUNS: Text = text("en cours", "running");
pub const TASK_PROGRESS: Text = text("en cours, {n} sur {of}", "running, {n} of {of}");
pub const TASK_DONE: Text = text("terminé", "done");
pub const TASK_FILES: Text = text("{n} {n|fichier|fichiers}", "{n} {n|file|files}");
pub const TASK_FINDINGS: Text = text("{n} {n|constat|constats}", "{n} {n|finding|findings}");
pub const TASK_ASKS: Text = text("attend une réponse", "waits for an answer");
pub const TASK_LINE: Text = text("{what}\u{a0}: {how}", "{what}: {how}");
pub const UNDER_A_SECOND: Text = text("moins d’une seconde", "under a second");
pub const SECONDS: Text = text("{s}\u{a0}s", "{s} s");
pub const MINUTES: Text = text("{m}\u{a0}min {s}\u{a0}s", "{m} min {s} s");
pub const RUNNING: Text = text("en cours\u{a0}: {what}", "running: {what}");
pub const RUNNING_SEVERAL: Text = text("{n} tâches en cours (T)", "{n} tasks running (T)");

pub const EXPORT: Text = text("exporter", "export");
pub const EXPORT_HELP: Text = text(
    "Imprime le registre en PDF (entier, mentions de l’article 30, une fiche) ou dans le tableur de la CNIL.",
    "Prints the register as PDF (whole, what Art. 30 asks for, one sheet) or as the CNIL’s spreadsheet.",
);
pub const EXPORT_NOW: Text = text("exporter", "export");
pub const EXPORT_NOW_HELP: Text = text(
    "Écrit le document\u{202f}; un fichier qui existe n’est remplacé qu’après l’avoir demandé.",
    "Writes the document; a file that exists is replaced only once that was asked.",
);
pub const EXPORT_TITLE: Text = text("Exporter", "Export");
pub const EXPORT_WHOLE: Text = text("PDF – le registre entier", "PDF – the whole register");
pub const EXPORT_ARTICLE30: Text =
    text("PDF – les mentions de l’article 30 seules", "PDF – what Art. 30 asks for alone");
pub const EXPORT_SHEET: Text =
    text("PDF – cette fiche seule\u{a0}: {name}", "PDF – this sheet alone: {name}");
pub const EXPORT_CNIL: Text = text("Tableur de la CNIL (ODS)", "The CNIL’s spreadsheet (ODS)");
pub const EXPORT_FILE: Text = text("Fichier\u{a0}:", "File:");
pub const EXPORT_NOTE: Text = text(
    "Le registre enregistré, en {language}. ↑ ↓ choisissent le document.",
    "The register as saved, in {language}. ↑ ↓ choose the document.",
);
pub const EXPORT_NOTE_UNSAVED: Text = text(
    "{n} {n|fiche n’est pas enregistrée|fiches ne sont pas enregistrées}\u{a0}: seul ce qui est enregistré s’imprime. {key:accept} demandera.",
    "{n} {n|sheet is|sheets are} not saved: only what is saved is printed. {key:accept} will ask.",
);
pub const EXPORT_UNSAVED: Text = text(
    "{n} {n|fiche n’est pas enregistrée|fiches ne sont pas enregistrées}. Qu’imprimer\u{202f}?",
    "{n} {n|sheet is|sheets are} not saved. What is to be printed?",
);
pub const EXPORT_SAVED_ONLY: Text = text(
    "Le document dit ce qui est sur le disque, et son empreinte le prouve.",
    "The document says what is on the disk, and its fingerprint proves it.",
);
pub const EXPORT_SAVE_FIRST: Text = text("enregistrer, puis exporter", "save, then export");
pub const EXPORT_AS_SAVED: Text =
    text("imprimer le registre tel qu’il est enregistré", "print the register as it is saved");
pub const EXPORT_STARTED: Text = text(
    "Export commencé\u{a0}: {path} (T montre où il en est).",
    "Export begun: {path} (T shows how far it is).",
);
pub const EXPORT_STOPPED: Text =
    text("Export interrompu\u{a0}: rien n’a été écrit.", "Export cancelled: nothing was written.");
pub const EXPORT_NO_PATH: Text = text("Dire dans quel fichier l’écrire.", "Say which file to write it to.");
pub const EXPORT_RUNS: Text = text(
    "Un export est en cours\u{a0}: T le montre et peut l’interrompre.",
    "An export is running: T shows it and can cancel it.",
);
pub const EXPORT_EXISTS: Text =
    text("«\u{a0}{path}\u{a0}» existe déjà. Le remplacer\u{202f}?", "“{path}” exists already. Replace it?");
pub const EXPORT_EXISTED: Text = text(
    "«\u{a0}{path}\u{a0}» existe déjà\u{a0}: rien n’a été écrit. Exporter de nouveau pour le remplacer.",
    "“{path}” exists already: nothing was written. Export again to replace it.",
);
pub const EXPORT_KEEP: Text = text("le garder, ne rien écrire", "keep it, write nothing");
pub const EXPORT_REPLACE: Text = text("le remplacer", "replace it");

/// What a language is called.
pub fn language_name(lang: crate::model::Lang) -> Text {
    match lang {
        crate::model::Lang::Fr => text("français", "French"),
        crate::model::Lang::En => text("anglais", "English"),
    }
}
