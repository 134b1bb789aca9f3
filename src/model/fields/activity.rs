//! `activities/<id>.toml`: one processing activity, in the controller's or the processor's role.

use super::activity_parts::{
    AI, AUTOMATED_DECISION, CLIENT, DATA, DATA_SUBJECT, DPIA, HOSTING, INFORMATION, JOINT_CONTROLLER,
    PROSPECTING, RECIPIENT, RIGHTS, SECURITY, SPECIAL_CATEGORY, VIDEO,
};
use super::shared::{
    ATTACHMENT, CONTROLLER, DESCRIPTION, DESCRIPTION_EN, DPO, DPV, MEDIA, NAME_EN, NOTES, ORIGIN,
    REPRESENTATIVE, SUBPROCESSOR, TRANSFER, WAIVERS,
};
use crate::model::field::Level::{Mandatory, Recommended, WhereApplicable, WherePossible};
use crate::model::field::{Field, Shape, field};
use crate::model::kind::Kind;
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Date, Group, Line, Lines, Link, Paragraph, Refs, Rows};

/// The fields of an activity, in the order of the file: plain values, then tables.
pub static FIELDS: &[Field] = &[
    // Identification
    field("name", Line, "Nom du traitement", "Name of the processing").need(Mandatory).never_none()
        .help("Le nom de l’activité, pas celui du logiciel.", "The name of the activity, not of the software.").eg("Gestion des clients", "Customer management"),
    NAME_EN,
    field("ref", Line, "N° / RÉF", "Reference number").need(Recommended).help("Numéro de la fiche dans le registre imprimé.", "Number of the sheet in the printed register.").eg("T-004", "T-004"),
    DESCRIPTION,
    DESCRIPTION_EN,
    field("status", Choice(&v::STATUSES), "Statut", "Status").need(Recommended).help("Une activité qui cesse est close, pas supprimée : le registre en garde la trace.", "An activity that stops is ended, not deleted: the register keeps its trace."),
    field("role", Choice(&v::ROLES), "Rôle de l’organisme", "Role of the organisation").art("4(7), 4(8), 26").need(Recommended).help("Responsable, responsable conjoint, ou sous-traitant pour des clients.", "Controller, joint controller, or processor for clients."),
    field("importance", Choice(&v::IMPORTANCES), "Activité principale ou auxiliaire", "Main or auxiliary activity").help("Demandé par le modèle belge.", "Asked by the Belgian template."),
    field("business_function", Line, "Fonction de l’entreprise", "Business function").help("Domaine auquel l’activité appartient.", "Area to which the activity belongs.").eg("Ventes", "Sales"),
    field("owner", Line, "Service en charge", "Department in charge").art("5(2)").need(Recommended).help("Le service qui répond de l’activité.", "The department that answers for the activity.").eg("Service clients", "Customer service"),
    field("contact", Line, "Interlocuteur", "Contact").help("Fonction ou adresse de la personne à interroger.", "Position or address of the person to ask.").eg("Responsable du service clients", "Head of customer service"),
    field("created_on", Date, "Fiche créée le", "Sheet created on").need(Recommended).help("Date de création de la fiche.", "Date on which the sheet was created."),
    field("updated_on", Date, "Mise à jour déclarée le", "Declared update on").help("Seulement pour une fiche venue d’ailleurs : ensuite, git connaît la date de chaque modification.", "Only for a sheet from elsewhere: afterwards git knows the date of each change."),
    field("started_on", Date, "Traitement commencé le", "Processing started on").help("Date de mise en œuvre.", "Date on which the processing began."),
    field("ended_on", Date, "Traitement clos le", "Processing ended on").help("Date de fin de l’activité.", "Date on which the activity ended."),
    field("reviewed_on", Date, "Revue le", "Reviewed on").art("24(1)").need(Recommended).help("Date de la dernière relecture par un humain.", "Date of the last review by a person."),
    field("reviewed_by", Line, "Revue par", "Reviewed by").help("Fonction de la personne qui a relu.", "Position of the person who reviewed.").eg("Déléguée à la protection des données", "Data protection officer"),
    field("next_review_on", Date, "Prochaine revue", "Next review").help("Date prévue, si elle diffère du rythme du registre.", "Planned date, if it differs from the register’s cadence."),
    field("occasional", Bool, "Traitement occasionnel", "Occasional processing").art("30(5)").help("Pour la dérogation de l’article 30(5).", "For the exemption of Art. 30(5)."),
    field("public", Bool, "Fiche publiable", "Sheet may be published").help("La fiche peut figurer dans un registre public.", "The sheet may appear in a public register."),
    // Purposes, means
    field("purposes", Refs(Kind::Purpose), "Finalités", "Purposes").art("30(1)(b)").need_controller(Mandatory).never_none()
        .help("La première est la finalité principale, les suivantes les sous-finalités.", "The first is the main purpose, the others are sub-purposes."),
    field("processing_categories", Lines, "Catégories de traitements effectués pour les clients", "Categories of processing carried out for clients").art("30(2)(b)").need_processor(Mandatory).never_none()
        .help("Pour le rôle de sous-traitant.", "For the role of processor.").eg("Routage de courriels", "E-mail routing"),
    field("operations", Lines, "Opérations", "Operations").art("4(2)").help("Collecte, consultation, rapprochement, communication…", "Collection, consultation, matching, disclosure…").eg("Collecte", "Collection"),
    field("software", Lines, "Logiciels et applications", "Software and applications").help("Outils dans lesquels les données sont traitées.", "Tools in which the data is processed.").eg("Logiciel de caisse", "Till software"),
    MEDIA,
    field("technologies", Paragraph, "Technologies", "Technologies").help("Techniques employées, surtout nouvelles.", "Techniques used, especially new ones.").eg("Application web, sans apprentissage automatique", "Web application, no machine learning"),
    field("storage_places", Lines, "Lieux de conservation", "Places of storage").help("Où les données se trouvent.", "Where the data is.").eg("Siège, armoire fermée de la comptabilité", "Head office, locked accounts cabinet"),
    field("data_combination", Paragraph, "Croisement de données", "Combination of data").help("Données rapprochées d’autres fichiers.", "Data matched with other files.").eg("Achats en boutique rapprochés du compte web", "Shop purchases matched with the web account"),
    field("classification", Line, "Niveau de confidentialité", "Classification").help("Classification interne.", "Internal classification.").eg("Interne", "Internal"),
    field("free_text_fields", Lines, "Zones de commentaires libres", "Free-text fields").art("5(1)(c)").help("Champs où l’on peut écrire n’importe quoi.", "Fields in which anything can be written.").eg("Commentaire du compte client", "Comment on the customer account"),
    field("free_text_guidance", Paragraph, "Consignes pour ces zones", "Guidance for those fields").art("5(1)(c)").help("Consigne donnée et contrôle fait.", "Guidance given and checks made.").eg("Propos objectifs seulement ; relecture trimestrielle.", "Objective remarks only; quarterly review."),
    // Recipients, retention, security: the plain parts
    field("processors", Refs(Kind::Processor), "Sous-traitants", "Processors").art("28, 30(1)(d)").need(Recommended).help("Sous-traitants qui reçoivent des données ; « néant » s’il n’y en a pas.", "Processors that receive data; “none” if there are none."),
    field("retention_not_possible_reason", Paragraph, "Pourquoi aucune durée n’est donnée", "Why no retention period is given").art("30(1)(f)").help("L’article demande les délais « dans la mesure du possible ».", "The article asks for time limits “where possible”.").eg("Dépend de la durée de vie de l’association", "Depends on the association’s lifetime"),
    field("security_not_possible_reason", Paragraph, "Pourquoi aucune mesure n’est décrite", "Why no measure is described").art("30(1)(g), 30(2)(d)").help("L’article demande une description « dans la mesure du possible ».", "The article asks for a description “where possible”.").eg("Description tenue par le service informatique", "Description kept by the IT department"),
    field("risks", Paragraph, "Risques", "Risks").art("32(2)").help("Risques pour les personnes et ce qui les réduit.", "Risks for people and what reduces them.").eg("Divulgation des achats ; accès restreint.", "Disclosure of purchases; restricted access."),
    field("accuracy_process", Paragraph, "Tenue à jour des données", "Keeping data accurate").art("5(1)(d)").help("Comment les données sont tenues à jour.", "How data is kept up to date.").eg("Vérification de l’adresse à chaque commande", "Address checked at each order"),
    field("design_review_ref", Link, "Protection dès la conception", "Data protection by design").art("25").help("Où sont consignés les choix de conception : minimisation, réglages par défaut.", "Where the design choices are recorded: minimisation, default settings."),
    field("profiling", Paragraph, "Profilage", "Profiling").art("4(4), 22").help("Évaluation automatisée d’aspects de la personne ; vide (« néant ») s’il n’y en a pas.", "Automated evaluation of personal aspects; empty (“none”) if there is none.").eg("Segmentation selon les achats des douze derniers mois", "Segmentation by purchases over twelve months"),
    field("breach_ref", Link, "Violations de données", "Data breaches").art("33(5)").help("Renvoi aux violations qui ont touché ce traitement.", "Reference to breaches that affected this processing."),
    field("formality_ref", Link, "Formalité auprès de la CNIL", "Formality with the authority").art("LIL 66").help("Référentiel ou méthodologie suivis, ou autorisation, pour un traitement de santé.", "Standard or methodology followed, or authorisation, for processing of health data."),
    field("arrangement_ref", Link, "Accord entre responsables conjoints", "Joint controllers’ arrangement").art("26(1)").help("Référence de l’accord.", "Reference of the arrangement."),
    field("essence_published", Bool, "Grandes lignes de l’accord mises à disposition", "Essence of the arrangement made available").art("26(2)").help("Les personnes peuvent connaître les grandes lignes de l’accord.", "The essence of the arrangement is available to data subjects."),
    DPV,
    NOTES,
    // Tables
    field("controller", Group(CONTROLLER), "Responsable du traitement", "Controller").art("30(1)(a)").help("Seulement s’il diffère de l’organisme qui tient le registre.", "Only if different from the organisation that keeps the register."),
    field("representative", Group(REPRESENTATIVE), "Représentant", "Representative").art("30(1)(a), 30(2)(a), 27").help("Seulement s’il diffère de celui du registre.", "Only if different from the register’s."),
    field("dpo", Group(DPO), "Délégué à la protection des données", "Data protection officer").art("30(1)(a), 30(2)(a)").help("Seulement s’il diffère de celui du registre.", "Only if different from the register’s."),
    field("joint_controllers", Rows(JOINT_CONTROLLER), "Responsables conjoints", "Joint controllers").art("30(1)(a), 26").need_controller(WhereApplicable).help("Ceux qui déterminent avec l’organisme les finalités et les moyens ; « néant » s’il n’y en a pas.", "Those who determine purposes and means together with the organisation; “none” if there are none."),
    field("clients", Rows(CLIENT), "Clients pour lesquels le traitement est effectué", "Clients on whose behalf the processing is carried out").art("30(2)(a)").need_processor(Mandatory).never_none().help("Chaque responsable pour le compte duquel l’organisme agit.", "Each controller on whose behalf the organisation acts."),
    field("data_subjects", Rows(DATA_SUBJECT), "Personnes concernées", "Data subjects").art("30(1)(c)").need_controller(Mandatory).never_none().help("Catégories de personnes dont les données sont traitées.", "Categories of people whose data is processed."),
    field("data", Rows(DATA), "Données", "Personal data").art("30(1)(c), 5(1)(c)").need_controller(Mandatory).never_none().help("Par catégorie : ce qui est collecté, d’où, pourquoi, combien de temps.", "By category: what is collected, from where, why, for how long."),
    field("special_categories", Rows(SPECIAL_CATEGORY), "Données sensibles, infractions, NIR", "Special categories, offences, national number").art("30(1)(c), 9, 10, 87").need_controller(Mandatory).help("Données des articles 9, 10 et 87 ; « néant » si l’on a vérifié qu’il n’y en a pas.", "Data under Art. 9, 10 and 87; “none” if it was checked that there are none."),
    field("recipients", Rows(RECIPIENT), "Destinataires", "Recipients").art("30(1)(d)").need_controller(Mandatory).help("Services et organismes qui reçoivent les données ou y accèdent.", "Departments and organisations that receive or access the data."),
    field("subprocessors", Rows(SUBPROCESSOR), "Sous-traitants ultérieurs", "Sub-processors").art("28(2), 28(4)").help("Pour le rôle de sous-traitant : ceux auxquels l’organisme recourt.", "For the role of processor: those the organisation uses."),
    field("transfers", Rows(TRANSFER), "Transferts hors UE", "Transfers outside the EU").art("30(1)(e), 30(2)(c), 44").need(WhereApplicable).help("Une ligne par destinataire ; « néant » si l’on a vérifié qu’il n’y en a pas.", "One row for each recipient; “none” if it was checked that there are none."),
    field("security", Rows(SECURITY), "Mesures de sécurité", "Security measures").art("30(1)(g), 30(2)(d), 32(1)").need(WherePossible).never_none().help("Description générale des mesures techniques et d’organisation.", "General description of technical and organisational measures."),
    field("hosting", Group(HOSTING), "Hébergement", "Hosting").art("32, 44").help("Qui héberge les données, et où.", "Who hosts the data, and where."),
    field("information", Group(INFORMATION), "Information des personnes", "Information to data subjects").art("13, 14").need_controller(Recommended).help("Où, quand et comment les personnes sont informées.", "Where, when and how people are informed."),
    field("rights", Group(RIGHTS), "Exercice des droits", "Data subject rights").art("12, 15").need_controller(Recommended).help("Les droits ouverts et comment les exercer.", "The rights available and how to exercise them."),
    field("automated_decision", Group(AUTOMATED_DECISION), "Décision entièrement automatisée", "Solely automated decision").art("22, 13(2)(f)").help("Décision produisant des effets juridiques ou similaires ; « néant » s’il n’y en a pas.", "Decision with legal or similar effects; “none” if there is none."),
    field("prospecting", Group(PROSPECTING), "Prospection", "Direct marketing").art("CPCE L34-5, 21(2)").help("Canaux, publics, opposition ; « néant » si l’activité n’en fait pas.", "Channels, audiences, objection; “none” if the activity does none."),
    field("video", Group(VIDEO), "Caméras", "Cameras").art("CSI L252-1").help("Lieux filmés et autorisation.", "Places filmed and authorisation."),
    field("ai", Group(AI), "Intelligence artificielle", "Artificial intelligence").art("IA 50").help("Usages et information ; « néant » s’il n’y en a pas.", "Uses and what people are told; “none” if there is none."),
    field("dpia", Group(DPIA), "Analyse d’impact", "Impact assessment").art("35").need_controller(Recommended).help("Critères, décision et suivi.", "Criteria, decision and follow-up."),
    field("attachments", Rows(ATTACHMENT), "Pièces jointes", "Attachments").help("Documents liés ; des liens, jamais des copies.", "Related documents; links, never copies."),
    WAIVERS,
    ORIGIN,
];
