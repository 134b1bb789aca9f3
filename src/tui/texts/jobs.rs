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
