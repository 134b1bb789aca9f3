//! `processors/<id>.toml`: who processes data on the organisation's behalf, and under which contract.

use super::shared::{
    ADDRESS, CITY, CONTACT, COUNTRY, DESCRIPTION, DESCRIPTION_EN, EMAIL, NOTES, ORIGIN, PHONE, POSTAL_CODE,
    SUBPROCESSOR, TRANSFER, WAIVERS,
};
use crate::model::field::Level::{Mandatory, Recommended};
use crate::model::field::{Field, Shape, field};
use crate::model::vocabulary as v;
use Shape::{Bool, Choice, Choices, Date, Group, Line, Lines, Link, Paragraph, Rows};

/// The fields of a processor.
pub static FIELDS: &[Field] = &[
    field("name", Line, "Nom", "Name").art("28, 30(1)(d)").need(Mandatory).never_none().help("Dénomination du sous-traitant.", "Name of the processor.").eg("Courrier Clair SAS", "Courrier Clair SAS"),
    field("registration", Line, "Immatriculation", "Registration number").help("SIREN ou immatriculation étrangère.", "SIREN or foreign registration.").eg("RCS Lyon 000 000 000", "RCS Lyon 000 000 000"),
    DESCRIPTION,
    DESCRIPTION_EN,
    ADDRESS,
    POSTAL_CODE,
    CITY,
    COUNTRY.art("44").need(Recommended),
    PHONE,
    EMAIL.art("28").need(Recommended),
    field("website", Link, "Site internet", "Web site").help("Adresse du site.", "Address of the site."),
    field("services", Lines, "Prestations", "Services").art("28(3)").need(Recommended).help("Ce qu’il fait pour l’organisme.", "What it does for the organisation.").eg("Envoi de courriels et mesure", "E-mail sending and measurement"),
    field("hosting_countries", Choices(&v::COUNTRIES), "Pays d’hébergement", "Hosting countries").art("44").need(Recommended).help("Pays où les données sont stockées.", "Countries where the data is stored."),
    field("hosting_provider", Line, "Hébergeur", "Hosting provider").help("Qui exploite les serveurs.", "Who runs the servers.").eg("Hébergeur Lyonnais SA", "Hébergeur Lyonnais SA"),
    field("access_countries", Choices(&v::COUNTRIES), "Pays d’accès à distance", "Remote access countries").art("44").help("Pays d’où les données sont consultées : par un autre organisme, c’est aussi un transfert.", "Countries from which the data is accessed: by another organisation, that is a transfer too."),
    field("parent_company", Line, "Société mère", "Parent company").help("Société qui le contrôle, si un droit étranger peut l’atteindre.", "Company that controls it, if foreign law may reach it.").eg("Groupe Exemple", "Example Group"),
    field("parent_country", Choice(&v::COUNTRIES), "Pays de la société mère", "Parent company’s country").help("Pays de la société mère.", "The parent company’s country."),
    field("due_diligence_ref", Link, "Garanties suffisantes", "Sufficient guarantees").art("28(1)").need(Recommended).help("Référence de l’évaluation faite avant de le choisir.", "Reference of the assessment made before choosing it."),
    field("certifications", Lines, "Certifications", "Certifications").art("28(5)").help("Certifications ou codes de conduite, avec leur échéance.", "Certifications or codes of conduct, with their expiry.").eg("ISO/IEC 27001 jusqu’au 30/06/2027", "ISO/IEC 27001 until 30/06/2027"),
    field("hds_certified", Bool, "Hébergeur de données de santé certifié", "Certified health data host").art("CSP L1111-8").help("Pour les données de santé recueillies lors d’activités de prévention, de diagnostic, de soins ou de suivi social ou médico-social.", "For health data collected in prevention, diagnosis, care, or social or medico-social follow-up."),
    field("hds_expires", Date, "Échéance du certificat", "Certificate expiry").help("Fin de validité du certificat d’hébergement.", "End of validity of the hosting certificate."),
    field("subprocessor_authorisation", Choice(&v::AUTHORISATIONS), "Autorisation de sous-traiter", "Authorisation to sub-process").art("28(2)").help("Autorisation écrite, spécifique ou générale.", "Written authorisation, specific or general."),
    field("own_purposes", Bool, "Réutilise les données pour lui-même", "Reuses the data for itself").art("28(10)").help("S’il détermine ses propres finalités, il devient responsable pour elles.", "If it determines its own purposes, it becomes a controller for them."),
    NOTES,
    field("contact", Group(CONTACT), "Interlocuteur", "Contact person").help("Personne à joindre.", "Person to contact."),
    field("representative", Group(CONTACT), "Représentant", "Representative").art("27").help("Représentant dans l’Union, s’il est établi hors de l’Union.", "Representative in the Union, if established outside it."),
    field("dpo", Group(CONTACT), "Délégué du sous-traitant", "Processor’s DPO").art("37").help("Délégué désigné par le sous-traitant.", "DPO designated by the processor."),
    field("contract", Group(CONTRACT), "Contrat", "Contract").art("28(3)").need(Recommended).help("Le contrat ou l’acte juridique qui lie le sous-traitant.", "The contract or legal act that binds the processor."),
    field("subprocessors", Rows(SUBPROCESSOR), "Sous-traitants ultérieurs", "Sub-processors").art("28(2), 28(4)").help("Ceux auxquels il recourt.", "Those it uses."),
    field("transfers", Rows(TRANSFER), "Transferts hors UE", "Transfers outside the EU").art("30(1)(e), 44").need(Recommended).help("Transferts faits par le sous-traitant ou ses propres prestataires ; « néant » s’il n’y en a pas.", "Transfers made by the processor or its own providers; “none” if there are none."),
    WAIVERS,
    ORIGIN,
];

const CONTRACT: &[Field] = &[
    field("ref", Line, "Référence", "Reference")
        .art("28(3)")
        .need(Recommended)
        .help("Référence du contrat.", "Reference of the contract.")
        .eg("CST-2025-017", "DPA-2025-017"),
    field("link", Link, "Lien", "Link").help("Où trouver le contrat.", "Where to find the contract."),
    field("signed_on", Date, "Signé le", "Signed on")
        .art("28(9)")
        .need(Recommended)
        .help("Date de signature.", "Date of signature."),
    field("reviewed_on", Date, "Revu le", "Reviewed on")
        .help("Date de la dernière relecture.", "Date of the last review."),
    field("ends_on", Date, "Échéance", "Ends on").help("Fin du contrat.", "End of the contract."),
    field("clauses", Choices(&v::CONTRACT_CLAUSES), "Clauses de l’article 28(3)", "Clauses of Art. 28(3)")
        .art("28(3)")
        .need(Recommended)
        .help(
            "Les huit clauses que le contrat doit comporter.",
            "The eight clauses that the contract must contain.",
        ),
    field(
        "describes",
        Choices(&v::CONTRACT_DESCRIPTION),
        "Description du traitement",
        "Description of the processing",
    )
    .art("28(3)")
    .help("Ce que le contrat décrit.", "What the contract describes."),
    field(
        "end_of_contract",
        Paragraph,
        "Sort des données en fin de contrat",
        "Data at the end of the contract",
    )
    .art("28(3)(g)")
    .help("Restitution ou suppression, et délai.", "Return or deletion, and the time allowed.")
    .eg(
        "Restitution sous 30 jours puis suppression attestée.",
        "Return within 30 days, then certified deletion.",
    ),
    field("audited_on", Date, "Audité le", "Audited on").art("28(3)(h)").help(
        "Date du dernier audit ou de la dernière preuve reçue.",
        "Date of the last audit or proof received.",
    ),
];
