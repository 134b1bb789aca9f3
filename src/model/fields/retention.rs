//! `retention/<id>.toml`: how long, from when, then what, and why.

use super::shared::{DESCRIPTION, DESCRIPTION_EN, NAME_EN, NOTES, ORIGIN, WAIVERS};
use crate::model::field::Level::{Mandatory, Recommended, WherePossible};
use crate::model::field::{Field, Shape, field};
use crate::model::vocabulary as v;
use Shape::{Choice, Date, Line, Lines, Link, Paragraph, Period};

/// The fields of a retention rule.
pub static FIELDS: &[Field] = &[
    field("name", Line, "Nom de la règle", "Name of the rule")
        .need(Mandatory)
        .never_none()
        .help(
            "Ce que l’on conserve et combien de temps, en quelques mots.",
            "What is kept and how long, in a few words.",
        )
        .eg("Prospects : 3 ans après le dernier contact", "Prospects: 3 years after the last contact"),
    NAME_EN,
    DESCRIPTION,
    DESCRIPTION_EN,
    field("words", Paragraph, "Durée en toutes lettres", "Period in words")
        .art("13(2)(a)")
        .help(
            "La durée telle qu’elle a été écrite, ou le critère qui la détermine.",
            "The period as it was written, or the criterion that determines it.",
        )
        .eg("5 ans à compter du versement de la paie", "5 years from payment of the salary"),
    field("trigger", Line, "Point de départ", "Trigger")
        .art("5(1)(e)")
        .need(Recommended)
        .never_none()
        .help("L’événement à partir duquel la durée court.", "The event from which the period runs.")
        .eg("Dernier contact émanant de la personne", "Last contact coming from the person"),
    field("trigger_kind", Choice(&v::TRIGGER_KINDS), "Nature du point de départ", "Kind of trigger").help(
        "Sert à contrôler un fichier réel contre la règle.",
        "Used to check a real file against the rule.",
    ),
    field("active", Period, "Base active", "Active database")
        .art("30(1)(f), 5(1)(e)")
        .need_controller(WherePossible)
        .never_none()
        .help(
            "Durée d’utilisation courante. À défaut de durée, écrire le critère en toutes lettres.",
            "Period of everyday use. Failing a period, write the criterion in words.",
        ),
    field("archive", Period, "Archivage intermédiaire", "Intermediate archive").art("5(1)(e)").help(
        "Durée d’archivage à accès restreint, après la base active.",
        "Period of restricted archiving, after the active database.",
    ),
    field("archive_from", Line, "Point de départ de l’archivage", "Archive trigger")
        .help(
            "Si l’archivage ne suit pas simplement la base active.",
            "If the archive does not simply follow the active database.",
        )
        .eg("Fin du contrat", "End of the contract"),
    field("archive_ground", Paragraph, "Motif de l’archivage", "Ground of the archive")
        .art("5(1)(e)")
        .help(
            "Prescription ou obligation qui le justifie.",
            "Limitation period or obligation that justifies it.",
        )
        .eg(
            "Prescription quinquennale, C. civ. art. 2224",
            "Five-year limitation, French Civil Code, Art. 2224",
        ),
    field("archive_access", Line, "Accès à l’archive", "Access to the archive")
        .art("32")
        .help("Qui peut consulter l’archive.", "Who may consult the archive.")
        .eg("Direction et comptabilité", "Management and accounts"),
    field("final", Choice(&v::FINAL_ACTIONS), "Sort final", "Final action")
        .art("5(1)(e)")
        .need(Recommended)
        .never_none()
        .help("Ce qui arrive aux données à l’échéance.", "What happens to the data at the end."),
    field("binding", Choice(&v::BINDING), "Nature de la durée", "Nature of the period")
        .help("Fixée par un texte, recommandée, ou choisie.", "Fixed by law, recommended, or chosen."),
    field("source", Lines, "Sources", "Sources")
        .art("5(2)")
        .need(Recommended)
        .help(
            "Textes, délibérations ou motifs qui fondent la durée.",
            "Laws, deliberations or reasons that support the period.",
        )
        .eg("CNIL, délib. n° 2021-131 du 23/09/2021", "CNIL, Deliberation 2021-131 of 23/09/2021"),
    field("source_url", Link, "Lien vers la source", "Link to the source")
        .help("Adresse du texte.", "Address of the text."),
    field("reference", Line, "Repère", "Reference entry")
        .help(
            "Identifiant du repère embarqué auquel la durée se compare.",
            "Identifier of the embedded reference to which the period is compared.",
        )
        .eg("prospect-non-client", "prospect-non-client"),
    field("deviation_reason", Paragraph, "Motif de l’écart", "Reason for deviating")
        .art("5(2)")
        .help("Pourquoi la durée dépasse le repère.", "Why the period exceeds the reference.")
        .eg(
            "Cycle d’achat de quatre ans constaté sur cinq exercices.",
            "Four-year buying cycle observed over five years.",
        ),
    field("purge_mechanism", Line, "Mécanisme de purge", "Purge mechanism")
        .art("5(1)(e)")
        .help("Comment l’effacement est fait.", "How the erasure is done.")
        .eg("Tâche mensuelle de l’outil de vente", "Monthly task of the sales tool"),
    field("last_purge_on", Date, "Dernière purge", "Last purge")
        .art("5(2)")
        .help("Date de la dernière purge constatée.", "Date of the last purge observed."),
    field("purge_proof_ref", Link, "Preuve de purge", "Proof of purge")
        .help("Référence du compte rendu de purge.", "Reference of the purge report."),
    NOTES,
    WAIVERS,
    ORIGIN,
];
