//! What the example sheet says, so that it is never taken for somebody's own answers.
//!
//! Source: the sheet "4 - Exemple de fiche" and the first line of "2 - Liste des traitements" of the workbook
//! published on 25/07/2019, which warns that its processing is invented and not to be taken over as it stands.
//! The last values of some lists are those of the example in our own workbooks.

use super::key::key;

/// Names of the processing, as the sheet and the list give them.
pub const NAMES: &[&str] =
    &["Gestion de la paie", "(EXEMPLE) Gestion de la paie", "(EXEMPLE) Prêt de matériel", "Prêt de matériel"];

/// Its number.
pub const REFERENCE: &str = "1 - Exemple";

/// The days on which the sheet was made and updated.
pub const DATES: &[&str] = &["26/05/2018", "13/05/2019"];

/// Its controller and its delegate.
pub const PEOPLE: &[&str] = &["Louise DUPONT", "Martin HENRI"];
pub const ADDRESS: &str = "1 rue Rivoli";
pub const POSTAL_CODE: &str = "75001";
pub const CITY: &str = "Paris";
pub const COUNTRY: &str = "France";

pub const PURPOSES: &[&str] = &[
    "Gestion de la paie",
    "Calcul des rémunérations",
    "Calcul du montant des versements adressés aux organismes sociaux",
    "Ordre de virement à la banque",
    "Prêter du matériel",
    "Suivre les retours",
];

/// The purposes as the list sums them up.
pub const LISTED_PURPOSES: &str = "Gestion de la paie, Calcul des rémunérations, Calcul du montant des versements adressés aux organismes sociaux";

/// The answer of the list to "Données sensibles ?".
pub const LISTED_SENSITIVE: &str = "Non";

pub const DATA: &[&str] = &[
    "Noms, prénoms, adresses",
    "RIB",
    "Numéros de sécurité sociale des salariés",
    "nom\nprénom\nadresse électronique",
];
pub const DURATIONS: &[&str] =
    &["5 ans à compter du versement de la paie", "3 mois à compter du retour du matériel"];

/// Words chosen in the lists of persons, recipients and measures.
pub const CHOSEN: &[&str] = &[
    "Salariés",
    "Service interne qui traite les données",
    "Partenaires institutionnels ou commerciaux",
    "Destinataires dans des pays tiers ou organisations internationales",
    "Mesures de protection des logiciels",
    "Sauvegarde des données",
    "Contrôle d'accès des utilisateurs",
    "Autres mesures (à préciser)",
];
/// What stands beside those words.
pub const DETAILS: &[&str] = &[
    "Dir. Administrative et Financière",
    "Organismes sociaux",
    "Banque d'Andorre",
    "Emprunteurs",
    "Accueil",
    "Comptes nominatifs",
];

/// The one transfer: recipient, country, guarantee, document.
pub const TRANSFER: [&str; 4] =
    ["Banque d'Andorre", "Andorre", "Clauses contractuelles types (CCT)", "Contrat en date du 23/01/2018"];

/// How the instruction of the sheet begins, in the official workbook and in ours.
const INTRODUCTIONS: [&str; 2] =
    ["cet exemple est base sur un traitement fictif", "cette fiche decrit un traitement invente"];

/// Whether a text is one of these values, accents, case and signs apart.
pub fn is_one_of(values: &[&str], text: &str) -> bool {
    let said = key(text);
    values.iter().any(|v| key(v) == said)
}

/// Whether a text is the instruction of the example sheet.
pub fn is_introduction(text: &str) -> bool {
    let said = key(text);
    INTRODUCTIONS.iter().any(|start| said.starts_with(start))
}

/// Whether a number is a mask, as in `01 xx xx xx xx`: nobody's.
pub fn is_masked_phone(text: &str) -> bool {
    let words: Vec<String> = key(text).split(' ').map(str::to_owned).collect();
    words.iter().filter(|w| *w == "xx").count() >= 2
        && words.iter().all(|w| w == "xx" || w.chars().all(|c| c.is_ascii_digit()))
}

/// Whether an address of mail is the example's, as in `exemple1@ets.com`: nobody's.
pub fn is_example_email(text: &str) -> bool {
    let Some((user, domain)) = text.trim().split_once('@') else { return false };
    let user = user.to_lowercase();
    let digits = user.strip_prefix("exemple").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    digits && domain.eq_ignore_ascii_case("ets.com")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_real_numbers_and_addresses() {
        assert!(is_masked_phone("01 xx xx xx xx") && is_masked_phone("01.XX.XX.XX.XX"));
        assert!(!is_masked_phone("01 42 00 00 00") && !is_masked_phone("xx") && !is_masked_phone(""));
        assert!(is_example_email("exemple1@ets.com") && is_example_email("Exemple2@ETS.com"));
        for ours in ["contact@exemple.fr", "exemplaires@ets.com", "exemple1@lavande.fr", "exemple"] {
            assert!(!is_example_email(ours), "{ours}");
        }
    }

    #[test]
    fn values_are_compared_as_people_type_them() {
        assert!(is_one_of(PEOPLE, "louise dupont") && is_one_of(&[REFERENCE], "1 – exemple"));
        assert!(!is_one_of(PEOPLE, "Louise DURAND"));
        assert!(is_introduction(
            "Cet exemple est basé sur un traitement fictif qu'il ne faut pas reprendre tel quel."
        ));
    }
}
