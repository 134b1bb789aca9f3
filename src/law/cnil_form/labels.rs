//! The labels of the workbook's sheets, and how a label that was retyped is still recognised.

use std::sync::LazyLock;

use super::key::{head, key};

/// A block of a record sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    Description,
    Actors,
    Purposes,
    Data,
    Special,
    Persons,
    Recipients,
    Security,
    Transfers,
}

/// Somebody named in the block of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    Controller,
    Dpo,
    DpoCompany,
    Representative,
    Joint,
}

/// What a label of a record sheet announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Heading(Section),
    Name,
    Reference,
    Created,
    Updated,
    Actor(Actor),
    MainPurpose,
    SubPurpose,
    /// A group of data of `data_groups`.
    Data(&'static str),
    /// A category of `special_categories`.
    Special(&'static str),
    Person,
    Recipient,
    Measure,
    Transfer,
}

impl Label {
    /// The block a row with this label belongs to.
    pub fn section(self) -> Section {
        match self {
            Label::Heading(s) => s,
            Label::Name | Label::Reference | Label::Created | Label::Updated => Section::Description,
            Label::Actor(_) => Section::Actors,
            Label::MainPurpose | Label::SubPurpose => Section::Purposes,
            // The workbook lists the national number among ordinary data.
            Label::Data(_) | Label::Special("nir") => Section::Data,
            Label::Special(_) => Section::Special,
            Label::Person => Section::Persons,
            Label::Recipient => Section::Recipients,
            Label::Measure => Section::Security,
            Label::Transfer => Section::Transfers,
        }
    }
}

/// Headings of the blocks.
pub static HEADINGS: &[(Section, &str)] = &[
    (Section::Description, "Description du traitement"),
    (Section::Actors, "Acteurs"),
    (Section::Purposes, "Finalité(s) du traitement effectué"),
    (Section::Data, "Catégories de données personnelles concernées"),
    (Section::Special, "Données sensibles"),
    (Section::Persons, "Catégories de personnes concernées"),
    (Section::Recipients, "Destinataires"),
    (Section::Security, "Mesures de sécurité"),
    (Section::Transfers, "Transferts hors UE"),
];

/// Labels of the description, of the actors and of the main purpose, as written.
pub static FIXED: &[(Label, &str)] = &[
    (Label::Name, "Nom du traitement"),
    (Label::Reference, "N° / RÉF"),
    (Label::Created, "Date de création du traitement"),
    (Label::Updated, "Mise à jour du traitement"),
    (Label::Actor(Actor::Controller), "Responsable du traitement"),
    (Label::Actor(Actor::Dpo), "Délégué à la protection des données"),
    (Label::Actor(Actor::DpoCompany), "Société du DPO (si celui-ci est externe)"),
    (Label::Actor(Actor::Representative), "Représentant"),
    (Label::Actor(Actor::Joint), "Responsable(s) conjoint(s)"),
    (Label::MainPurpose, "Finalité principale"),
];

/// Labels of the rows of data, in the order of the sheet; the national number is the last.
pub static DATA: &[(&str, &str)] = &[
    ("identity", "État civil, identité, données d'identification, images…"),
    ("personal_life", "Vie personnelle (habitudes de vie, situation familiale, etc.)"),
    (
        "economic",
        "Informations d'ordre économique et financier (revenus, situation financière, situation fiscale, etc.)",
    ),
    ("connection", "Données de connexion (adress IP, logs, etc.)"),
    ("location", "Données de localisation (déplacements, données GPS, GSM, etc.)"),
];

/// Groups of data that the sheet has no row for.
pub static MORE_DATA: &[(&str, &str)] = &[
    ("professional_life", "Vie professionnelle"),
    ("internet", "Internet"),
    ("other", "Autres catégories de données"),
];

/// Begins the note on an official label that keeps the register's own words for a group of data.
pub const OWN_LABEL: &str = "Intitulé\u{a0}: ";

/// The national number's row.
pub const NIR: &str = "Numéro de Sécurité Sociale (ou NIR)";

/// Labels of the rows of sensitive data.
pub static SPECIAL: &[(&str, &str)] = &[
    ("racial_ethnic", "Données révélant l'origine raciale ou ethnique"),
    ("political", "Données révélant les opinions politiques"),
    ("religious_philosophical", "Données révélant les convictions religieuses ou philosophiques"),
    ("trade_union", "Données révélant l'appartenance syndicale"),
    ("genetic", "Données génétiques"),
    ("biometric", "Données biométriques aux fins d'identifier une personne physique de manière unique"),
    ("health", "Données concernant la santé"),
    ("sex_life", "Données concernant la vie sexuelle ou l'orientation sexuelle"),
    ("criminal", "Données relatives à des condamnations pénales ou  infractions"),
];

/// Labels that bear a number.
pub static NUMBERED: &[(Label, &str)] = &[
    (Label::SubPurpose, "Sous-finalité"),
    (Label::Person, "Catégorie de personnes"),
    (Label::Recipient, "Destinataire"),
    (Label::Measure, "Mesure de sécurité"),
    (Label::Transfer, "Organisme destinataire"),
];

/// Other wordings seen in filled sheets.
static ALIASES: &[(Label, &str)] = &[
    (Label::Name, "Nom de l'activité"),
    (Label::Name, "Intitulé du traitement"),
    (Label::Reference, "N°"),
    (Label::Reference, "REF"),
    (Label::Reference, "Référence"),
    (Label::Created, "Date de création"),
    (Label::Created, "Date de création de la fiche"),
    (Label::Updated, "Dernière mise à jour de la fiche"),
    (Label::Updated, "Date de mise à jour"),
    (Label::Updated, "Mise à jour"),
    (Label::Updated, "Dernière mise à jour"),
    (Label::Actor(Actor::Controller), "Responsable de traitement"),
    (Label::Actor(Actor::Dpo), "DPO"),
    (Label::Actor(Actor::Dpo), "Délégué à la protection des données (DPO)"),
    (Label::Actor(Actor::DpoCompany), "Société du DPO"),
    (Label::Actor(Actor::Joint), "Responsable conjoint"),
    (Label::Actor(Actor::Joint), "Responsables conjoints"),
    (Label::MainPurpose, "Finalité"),
    (Label::Transfer, "Organisme"),
    (Label::Heading(Section::Purposes), "Finalités"),
    (Label::Heading(Section::Data), "Catégories de données"),
    (Label::Heading(Section::Data), "Données personnelles concernées"),
    (Label::Heading(Section::Persons), "Personnes concernées"),
    (Label::Heading(Section::Transfers), "Transferts hors de l'UE"),
    (Label::Special("nir"), "NIR"),
    (Label::Special("nir"), "Numéro INSEE"),
    (Label::Special("health"), "Santé"),
    (Label::Special("health"), "Données de santé"),
    (Label::Special("criminal"), "Infractions"),
    (Label::Special("biometric"), "Données biométriques"),
    (Label::Special("trade_union"), "Appartenance syndicale"),
    (Label::Special("political"), "Opinions politiques"),
    (Label::Data("economic"), "Données économiques et financières"),
    (Label::Data("other"), "Autres données"),
    (Label::Data("other"), "Autres"),
];

/// All labels with the text they are known by.
fn all() -> impl Iterator<Item = (Label, &'static str)> {
    let headings = HEADINGS.iter().map(|(s, t)| (Label::Heading(*s), *t));
    let data = DATA.iter().chain(MORE_DATA).map(|(id, t)| (Label::Data(id), *t));
    let special = SPECIAL.iter().map(|(id, t)| (Label::Special(id), *t));
    headings
        .chain(FIXED.iter().copied())
        .chain(NUMBERED.iter().copied())
        .chain(data)
        .chain(std::iter::once((Label::Special("nir"), NIR)))
        .chain(special)
        .chain(ALIASES.iter().copied())
}

/// Recognises a label however it was typed; the text is the words of its own that follow the label of a
/// group of data (`Données de connexion : journaux`).
pub fn recognise(text: &str) -> Option<(Label, Option<String>)> {
    let split =
        [" : ", "\u{a0}: "].into_iter().filter_map(|sep| text.split_once(sep)).min_by_key(|(b, _)| b.len());
    if let Some((before, own)) = split {
        let found = exact(before).filter(|l| matches!(l, Label::Data(_)));
        if let (Some(label), false) = (found, own.trim().is_empty()) {
            return Some((label, Some(own.trim().to_owned())));
        }
    }
    if let Some(found) = exact(text) {
        return Some((found, None));
    }
    near(text).map(|label| (label, None))
}

/// A label with what it is compared by.
struct Known {
    label: Label,
    key: String,
    head: String,
    numbered: bool,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    all()
        .map(|(label, text)| Known {
            label,
            key: key(text),
            head: key(head(text)),
            numbered: NUMBERED.iter().any(|(n, _)| *n == label),
        })
        .collect()
});

/// Recognises a label that is written as the form writes it, up to accents, case and spaces.
pub fn exact(text: &str) -> Option<Label> {
    if text.len() > LONGEST {
        return None;
    }
    let whole = key(text);
    let unnumbered = without_number(&whole);
    if unnumbered.is_empty() {
        return None;
    }
    let short = key(head(text));
    let by_head = |k: &Known| {
        matches!(k.label, Label::Data(_) | Label::Special(_)) && !short.is_empty() && k.head == short
    };
    KNOWN
        .iter()
        .find(|k| k.key == whole)
        .or_else(|| KNOWN.iter().find(|k| (k.numbered && k.key == unnumbered) || by_head(k)))
        .map(|k| k.label)
}

/// The longest text that can be a label, in bytes.
const LONGEST: usize = 320;

fn without_number(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

/// The label that differs by a slip of the keyboard only.
fn near(text: &str) -> Option<Label> {
    let whole = key(text);
    let unnumbered = without_number(&whole);
    if unnumbered.len() < 8 || text.len() > LONGEST {
        return None;
    }
    let short = key(head(text));
    KNOWN
        .iter()
        .map(|k| {
            let by_head = if short.len() > 8 { likeness(&k.head, &short) } else { 0.0 };
            (likeness(&k.key, unnumbered).max(by_head), k.label)
        })
        .filter(|(score, _)| *score >= LIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, l)| l)
}

/// How alike two texts must be, from 0 to 1.
const LIKE: f64 = 0.87;

/// Texts of clearly different lengths cannot be alike, and are not compared.
fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short * 100 < long * 80 { 0.0 } else { strsim::normalized_levenshtein(a, b) }
}

/// A column of a block, by the text of its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Name,
    Address,
    PostalCode,
    City,
    Country,
    Phone,
    Email,
    /// What is described, or the type chosen in a list.
    What,
    Details,
    Duration,
    Recipient,
    Guarantee,
    Document,
}

/// The headers of each kind of block: the column, its offset from the labels, its text.
pub fn columns(section: Section) -> &'static [(Column, u32, &'static str)] {
    match section {
        Section::Description | Section::Purposes => &[(Column::What, 1, "")],
        Section::Actors => &[
            (Column::Name, 1, "Nom"),
            (Column::Address, 2, "Adresse"),
            (Column::PostalCode, 3, "Code Postal"),
            (Column::City, 4, "Ville"),
            (Column::Country, 5, "Pays"),
            (Column::Phone, 6, "Téléphone"),
            (Column::Email, 7, "Adresse mél"),
        ],
        Section::Data | Section::Special => {
            &[(Column::What, 1, "Description"), (Column::Duration, 4, "Durée de conservation")]
        }
        Section::Persons => &[(Column::What, 1, "Description"), (Column::Details, 4, "Précisions")],
        Section::Recipients => {
            &[(Column::What, 1, "Type de destinataire"), (Column::Details, 4, "Précisions")]
        }
        Section::Security => {
            &[(Column::What, 1, "Type de mesure de sécurité"), (Column::Details, 4, "Précisions")]
        }
        Section::Transfers => &[
            (Column::Recipient, 1, "Destinataire"),
            (Column::Country, 2, "Pays"),
            (Column::Guarantee, 3, "Type de Garanties"),
            (Column::Document, 5, "Liens vers la documentation"),
        ],
    }
}

/// Recognises the header of a column in a block.
pub fn header(section: Section, text: &str) -> Option<Column> {
    let said = key(text);
    if said.is_empty() {
        return None;
    }
    let exact = columns(section).iter().find(|(_, _, t)| key(t) == said).map(|(c, _, _)| *c);
    exact.or_else(|| {
        let has = |w: &str| said.contains(w);
        let found = match section {
            Section::Data | Section::Special if has("duree") || has("delai") || has("conservation") => {
                Column::Duration
            }
            Section::Actors if has("courriel") || has("mail") || has("adresse electronique") => Column::Email,
            Section::Actors if has("telephone") || said == "tel" => Column::Phone,
            Section::Actors if said == "cp" => Column::PostalCode,
            Section::Persons | Section::Recipients | Section::Security
                if has("precision") || has("detail") =>
            {
                Column::Details
            }
            Section::Recipients | Section::Security if said.starts_with("type") => Column::What,
            Section::Transfers if has("garantie") => Column::Guarantee,
            Section::Transfers if has("documentation") || has("lien") => Column::Document,
            _ => return None,
        };
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_official_label_is_recognised_as_itself() {
        for (label, text) in all() {
            assert_eq!(recognise(text), Some((label, None)), "{text}");
        }
        for (label, text) in NUMBERED {
            assert_eq!(recognise(&format!("{text} 12")), Some((*label, None)));
        }
    }

    #[test]
    fn a_label_retyped_is_still_recognised() {
        for (text, label) in [
            ("DONNÉES DE CONNEXION (adresse IP, logs)", Label::Data("connection")),
            ("Donnees de conexion (adress IP, logs, etc.)", Label::Data("connection")),
            ("État-civil, identité, données d’identification, images", Label::Data("identity")),
            ("Vie personnelle", Label::Data("personal_life")),
            ("  sous finalité 3", Label::SubPurpose),
            ("Destinataires", Label::Heading(Section::Recipients)),
            ("Destinataire 1", Label::Recipient),
            ("Mesures de securité", Label::Heading(Section::Security)),
            ("Mesure de sécurite 2", Label::Measure),
            ("Responsable(s) conjoint(s) 2", Label::Actor(Actor::Joint)),
            ("Finalité principale :", Label::MainPurpose),
        ] {
            assert_eq!(recognise(text).map(|r| r.0), Some(label), "{text}");
        }
    }

    #[test]
    fn a_group_of_data_may_carry_words_of_its_own() {
        assert_eq!(
            recognise("Données de connexion (adress IP, logs, etc.)\u{a0}: Journaux du site"),
            Some((Label::Data("connection"), Some("Journaux du site".into())))
        );
        for other in ["Photographies", "Base légale", "AIPD", "12", ""] {
            assert_eq!(recognise(other), None, "{other}");
        }
    }
}
