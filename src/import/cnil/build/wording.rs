//! What the import says.

use chrono::NaiveDate;

use crate::i18n::format;
use crate::model::{Lang, Message, Text, text};

/// Words that differ by more than their sentence: those of the two languages side by side.
pub fn both(said: impl Fn(Lang) -> String) -> Message {
    text("{fr}", "{en}").msg().with("fr", said(Lang::Fr)).with("en", said(Lang::En))
}

pub fn day(day: NaiveDate) -> Message {
    both(|lang| format::date(day, lang))
}

/// Begins the notes of a record that keep what found no place (the register's values are French here).
pub const KEPT_IN_NOTES: &str = "Repris du tableur, sans place dans le registre\u{a0}:";

/// What the origin of an imported record says.
pub const TOOL: &str = "CNIL, registre simplifié (tableur)";

pub const STILL_EXAMPLE: Text = text(
    "Cette fiche a été faite à partir de l’exemple de la CNIL\u{202f}: vérifiez qu’elle décrit bien votre traitement.",
    "This sheet was made from the CNIL’s example: check that it describes your processing.",
);
pub const EXAMPLE_REMAINS: Text = text(
    "Reste de l’exemple de la CNIL\u{a0}: non importé ({cells}).",
    "Left over from the CNIL’s example: not imported ({cells}).",
);
pub const SAME_REFERENCE: Text = text(
    "Plusieurs fiches portent le même numéro «\u{a0}{ref}\u{a0}»\u{202f}: donnez un numéro à chacune.",
    "Several sheets bear the same number “{ref}”: give each its own.",
);
pub const FOREIGN_SHEET: Text = text(
    "La feuille «\u{a0}{sheet}\u{a0}» n’est ni la liste ni une fiche\u{202f}: rien n’en a été rangé ({n} {n|cellule|cellules}).",
    "The sheet “{sheet}” is neither the list nor a record sheet: nothing of it was placed ({n} {n|cell|cells}).",
);
pub const FOREIGN_TOO_LONG: Text = text(
    "La feuille «\u{a0}{sheet}\u{a0}» est trop longue pour les notes de l’organisme\u{202f}: elle est seulement énumérée ici\u{202f}; gardez le fichier.",
    "The sheet “{sheet}” is too long for the organisation’s notes: it is only listed here; keep the file.",
);
pub const NOTES_FULL: Text = text(
    "Trop d’éléments sans place pour les notes de cette fiche\u{202f}: à partir d’ici ils sont seulement énumérés\u{202f}; gardez le fichier.",
    "Too much without a place for the notes of this record: from here on it is only listed; keep the file.",
);
pub const STALE_ADEQUACY: Text = text(
    "La colonne d’adéquation des listes du tableur date de 2019 et ne vaut plus (arrêt C-311/18 du 16 juillet 2020)\u{202f}: rien n’en a été repris.",
    "The adequacy column of the workbook’s lists dates from 2019 and no longer holds (judgment C-311/18 of 16 July 2020): nothing of it was taken.",
);
pub const PRIVACY_SHIELD: Text = text(
    "Garantie périmée «\u{a0}{word}\u{a0}»\u{202f}: le Privacy Shield a été invalidé le 16 juillet 2020 (C-311/18). La garantie reste à renseigner.",
    "Outdated safeguard “{word}”: the Privacy Shield was invalidated on 16 July 2020 (C-311/18). The safeguard is left to be filled in.",
);
pub const US_ADEQUATE: Text = text(
    "Les États-Unis ne sont «\u{a0}adéquats\u{a0}» que pour un organisme certifié (Data Privacy Framework)\u{202f}: la garantie reste à vérifier et à renseigner.",
    "The United States is “adequate” only for a certified organisation (Data Privacy Framework): the safeguard is left to be checked and filled in.",
);
pub const BAD_DATE: Text = text(
    "«\u{a0}{text}\u{a0}» n’est pas une date JJ/MM/AAAA\u{202f}: gardée dans les notes.",
    "“{text}” is not a date DD/MM/YYYY: kept in the notes.",
);
pub const UNKNOWN_COUNTRY: Text = text(
    "Pays non reconnu\u{a0}: «\u{a0}{text}\u{a0}»\u{202f}; gardé dans les notes.",
    "Country not recognised: “{text}”; kept in the notes.",
);
pub const OWN_WORD: Text = text(
    "«\u{a0}{text}\u{a0}» n’est pas dans la liste du modèle\u{202f}: rangé sous «\u{a0}Autres\u{a0}», vos mots gardés à côté.",
    "“{text}” is not in the form’s list: placed under “Others”, your words kept beside it.",
);
pub const OWN_GUARANTEE: Text = text(
    "«\u{a0}{text}\u{a0}» n’est pas une garantie connue\u{202f}: gardé dans «\u{a0}Garanties documentées\u{a0}».",
    "“{text}” is not a known safeguard: kept in “Documented safeguards”.",
);
pub const LINE_ALONE: Text = text(
    "«\u{a0}{name}\u{a0}» figure dans la liste sans fiche\u{202f}: un projet de fiche est créé.",
    "“{name}” is in the list without a sheet: a draft record is created.",
);
pub const LINE_DIFFERS: Text = text(
    "La liste et la fiche ne disent pas la même chose ({what})\u{202f}: la fiche est suivie, la liste gardée dans les notes.",
    "The list and the sheet disagree ({what}): the sheet is followed, the list is kept in the notes.",
);
pub const OTHER_ACTOR: Text = text(
    "{who} de cette fiche diffère de celui de l’organisme\u{202f}: inscrit sur la fiche seule.",
    "{who} of this sheet differs from the organisation’s: entered on this sheet alone.",
);
pub const OTHER_DETAIL: Text = text(
    "Des coordonnées de cette fiche diffèrent de celles de l’organisme ({who})\u{202f}: gardées dans les notes.",
    "Contact details of this sheet differ from the organisation’s ({who}): kept in the notes.",
);
pub const KEPT_OURS: Text = text(
    "Le registre dit déjà «\u{a0}{ours}\u{a0}» pour «\u{a0}{field}\u{a0}»\u{202f}; le fichier dit «\u{a0}{theirs}\u{a0}»\u{202f}: le registre est gardé, le fichier noté.",
    "The register already says “{ours}” for “{field}”; the file says “{theirs}”: the register is kept, the file noted.",
);
pub const SENSITIVE_SAID_NO: Text = text(
    "La liste dit «\u{a0}Non\u{a0}» aux données sensibles, la fiche en décrit\u{202f}: la fiche est suivie.",
    "The list answers “No” to sensitive data, the sheet describes some: the sheet is followed.",
);
pub const SENSITIVE_SAID_YES: Text = text(
    "La liste dit «\u{a0}Oui\u{a0}» aux données sensibles, la fiche n’en décrit aucune\u{202f}: à préciser.",
    "The list answers “Yes” to sensitive data, the sheet describes none: to be specified.",
);
pub const NONE_HERE: Text = text(
    "Le fichier répond «\u{a0}néant\u{a0}» à «\u{a0}{field}\u{a0}», le registre en a\u{202f}: le registre est gardé.",
    "The file answers “none” to “{field}”, the register has some: the register is kept.",
);
pub const UNSURE_BASIS: Text = text(
    "La base légale «\u{a0}{text}\u{a0}» n’est pas certaine, ou l’on ne sait pas de quelle finalité\u{202f}: gardée dans les notes.",
    "The legal basis “{text}” is not certain, or nobody can tell of which purpose: kept in the notes.",
);
pub const SHARED_PURPOSE: Text = text(
    "D’autres activités du registre ont la même finalité, sans base légale\u{202f}: «\u{a0}{text}\u{a0}» ne leur est pas attribué, et reste dans les notes.",
    "Other activities of the register have the same purpose, without a legal basis: “{text}” is not given to them, and stays in the notes.",
);
pub const KEPT_FIRST: Text = text(
    "Cette feuille dit deux choses de la même finalité («\u{a0}{field}\u{a0}»)\u{202f}: «\u{a0}{first}\u{a0}» est gardé, «\u{a0}{then}\u{a0}» noté.",
    "This sheet says two things of the same purpose (“{field}”): “{first}” is kept, “{then}” noted.",
);
pub const SENSITIVE_NO_ALONE: Text = text(
    "La liste répond «\u{a0}Non\u{a0}» aux données sensibles, mais sa question ne porte pas sur le numéro de sécurité sociale\u{202f}: répondez «\u{a0}néant\u{a0}» dans le registre s’il n’y en a pas non plus.",
    "The list answers “No” to sensitive data, but its question does not cover the national identification number: answer “none” in the register if there is none of that either.",
);
pub const KNOWN_FILE: Text = text(
    "Ce classeur a déjà été importé\u{202f}: {n} {n|fiche en vient et est laissée|fiches en viennent et sont laissées} comme {n|elle est devenue|elles sont devenues}.",
    "This workbook was imported before: {n} {n|record that came|records that came} from it {n|is|are} left as {n|it|they} became.",
);
pub const KNOWN_FILE_SINCE: Text = text(
    "Ce classeur a déjà été importé le {day}\u{202f}: {n} {n|fiche en vient et est laissée|fiches en viennent et sont laissées} comme {n|elle est devenue|elles sont devenues}.",
    "This workbook was imported before, on {day}: {n} {n|record that came|records that came} from it {n|is|are} left as {n|it|they} became.",
);
pub const NUMBER_TAKEN: Text = text(
    "Une autre fiche du registre porte déjà le numéro «\u{a0}{ref}\u{a0}» ({record})\u{202f}: donnez un numéro à chacune.",
    "Another record of the register already bears the number “{ref}” ({record}): give each its own.",
);
pub const NO_NAME: Text = text(
    "Cette fiche n’a pas de nom\u{202f}: celui de la feuille est repris.",
    "This sheet has no name: that of the tab is taken.",
);

pub const CONTROLLER: Text = text("Le responsable du traitement", "The controller");
pub const REPRESENTATIVE: Text = text("Le représentant", "The representative");
pub const DPO: Text = text("Le délégué à la protection des données", "The data protection officer");
