//! What the guide and the templates say.

use crate::model::message::{Text, text};

pub const TEMPLATES_TITLE: Text =
    text("Nouvelle activité – de quoi partir\u{202f}?", "New activity – what to start from?");
pub const BLANK_SHEET: Text = text("fiche vide", "empty sheet");
pub const BLANK_SHEET_NAMED: Text =
    text("fiche vide nommée «\u{a0}{name}\u{a0}»", "empty sheet called “{name}”");
pub const ASK_FROM_TEMPLATE: Text = text("Nouvelle activité\u{a0}: {name}", "New activity: {name}");
pub const FROM_TEMPLATE: Text = text(
    "Fiche créée, avec {n} {n|fiche liée|fiches liées}. Tout est à vérifier\u{a0}: répondre maintenant aux questions\u{202f}?",
    "Sheet made, with {n} linked {n|sheet|sheets}. Everything is to be verified: answer the questions now?",
);
pub const GUIDE_NOW: Text = text("répondre avec le guide", "answer with the guide");
pub const GUIDE_LATER: Text = text("plus tard ({key:guide})", "later ({key:guide})");
pub const GUIDE: Text = text("guide", "guide");
pub const GUIDE_HELP: Text = text(
    "Pose les questions de la fiche une à une, dans l’ordre du modèle de l’autorité\u{202f}; on peut le quitter et y revenir.",
    "Asks the sheet’s questions one by one, in the order of the authority’s model; it can be left and resumed.",
);
pub const GUIDE_TITLE: Text = text("Guide – {title} – {at} / {of}", "Guide – {title} – {at} / {of}");
pub const GUIDE_END_TITLE: Text = text("Guide – {title} – fin", "Guide – {title} – end");
pub const GUIDE_ACTIVITIES: Text = text(
    "Le guide pose les questions d’une activité\u{a0}: en choisir une.",
    "The guide asks the questions of an activity: choose one.",
);
pub const GUIDE_NEXT: Text = text("question suivante", "next question");
pub const GUIDE_PREVIOUS: Text = text("question précédente", "previous question");
pub const GUIDE_MOVE_HELP: Text = text(
    "Passe d’une question à l’autre sans rien répondre.",
    "Moves from question to question without answering.",
);
pub const GUIDE_LEAVE: Text = text("quitter le guide", "leave the guide");
pub const GUIDE_LEAVE_HELP: Text = text(
    "Revient à la fiche\u{202f}; {key:guide} reprend à la même question.",
    "Goes back to the sheet; {key:guide} resumes at the same question.",
);
pub const GUIDE_ANSWER_HELP: Text = text(
    "Prend la réponse marquée. Taper une lettre commence aussitôt une réponse.",
    "Takes the marked answer. Typing a letter starts an answer at once.",
);
pub const GUIDE_NOW_SAYS: Text = text("La fiche dit\u{a0}: {answer}", "The sheet says: {answer}");
pub const GUIDE_SAYS_NOTHING: Text = text("La fiche ne dit rien encore.", "The sheet says nothing yet.");
pub const GUIDE_ABOUT: Text = text("À propos de\u{a0}: {what}", "About: {what}");
pub const GUIDE_DONE: Text = text("Toutes les questions ont été posées.", "All the questions were asked.");
pub const GUIDE_FOUND: Text = text(
    "{n} {n|constat|constats} sur cette fiche et sur celles qu’elle cite.",
    "{n} {n|finding|findings} on this record and on those it refers to.",
);
pub const GUIDE_LEFT: Text = text(
    "{n} {n|question reste|questions restent} sans réponse\u{a0}:",
    "{n} {n|question is|questions are} still unanswered:",
);
pub const GUIDE_NOTHING_LEFT: Text = text("Il n’en reste aucune sans réponse.", "None is left unanswered.");
pub const PICK_TEMPLATE_HELP: Text = text(
    "Part de ce modèle, ou d’une fiche vide. Taper filtre les modèles.",
    "Starts from this template, or from an empty sheet. Typing filters the templates.",
);

pub const WEEKDAYS: Text = text(" lu  ma  me  je  ve  sa  di", " Mo  Tu  We  Th  Fr  Sa  Su");
pub const REFERENCE: Text =
    text("Repère\u{a0}: {name} – {period} ({source})", "Reference: {name} – {period} ({source})");
pub const REFERENCE_TAKE: Text = text("remplir d’après un repère", "fill in from a reference");
pub const REFERENCE_TAKE_HELP: Text = text(
    "Remplit une durée de conservation d’après un repère, avec sa source\u{a0}: seulement ce qui n’est pas encore dit.",
    "Fills in a retention rule from a reference, with its source: only what is not said yet.",
);
pub const REFERENCE_RULES: Text = text(
    "Les repères remplissent une durée de conservation\u{a0}: en ouvrir une.",
    "References fill in a retention rule: open one.",
);
pub const REFERENCES: Text = text("Repères de durée ({n})", "Reference periods ({n})");
pub const NO_FIGURE: Text = text("selon un critère", "by a criterion");
pub const FILLED: Text = text(
    "{n} {n|champ rempli|champs remplis} d’après «\u{a0}{name}\u{a0}»\u{a0}; {kept} {kept|réponse différente gardée|réponses différentes gardées}. À vérifier avec la source.",
    "{n} {n|field|fields} filled in from “{name}”; {kept} different {kept|answer|answers} kept. To be verified with the source.",
);
pub const NOTHING_TO_FILL: Text = text(
    "La fiche dit déjà tout ce que dit le repère «\u{a0}{name}\u{a0}».",
    "The record already says all that the reference “{name}” says.",
);
pub const ODD_EMAIL: Text = text(
    "Cela ne ressemble pas à une adresse électronique (nom@domaine.fr).",
    "This does not look like an e-mail address (name@example.org).",
);
pub const ODD_PHONE: Text =
    text("Cela ne ressemble pas à un numéro de téléphone.", "This does not look like a telephone number.");
pub const ODD_LINK: Text = text(
    "Une adresse web commence par https:// et ne contient pas d’espace.",
    "A web address begins with https:// and holds no space.",
);
pub const PROGRESS: Text = text("Renseigné\u{a0}: {n} sur {of}.", "Answered: {n} of {of}.");
pub const STILL_ASKED: Text =
    text("Encore demandé par l’art.\u{a0}30\u{a0}: {fields}.", "Still asked by Art.\u{a0}30: {fields}.");
pub const ART30_PROGRESS: Text = text("art.\u{a0}30\u{a0}: {n}/{of}", "Art.\u{a0}30: {n}/{of}");
pub const ART30_LEFT: Text = text("art.\u{a0}30\u{a0}: {n} à dire", "Art.\u{a0}30: {n} to say");
