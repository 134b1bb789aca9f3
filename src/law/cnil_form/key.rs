//! Comparing words as people type them: accents, case, spaces and punctuation do not count.

use unicode_normalization::UnicodeNormalization;

/// A text reduced to what is compared: letters and digits without accents, single spaces.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The part of a label before its parenthesis or its ellipsis.
pub fn head(label: &str) -> &str {
    label.split(['(', '…']).next().unwrap_or(label).trim()
}

/// What a spreadsheet shows in a cell whose formula failed.
fn is_spreadsheet_error(text: &str) -> bool {
    let code =
        text.strip_prefix("Err:").is_some_and(|n| n.len() == 3 && n.bytes().all(|b| b.is_ascii_digit()));
    let named = text.starts_with('#')
        && (text == "#N/A" || text.ends_with(['!', '?']))
        && text.chars().skip(1).all(|c| c.is_ascii_uppercase() || matches!(c, '/' | '0' | '!' | '?'));
    code || named
}

/// Whether a cell says that the answer is not known yet: a drop-down's invitation, "N/A", "à déterminer"…
/// It never says "none".
pub fn is_unknown(text: &str) -> bool {
    let k = key(text);
    k.is_empty()
        || is_spreadsheet_error(text.trim())
        || without_unread(text).is_empty()
        || k.starts_with("selectionnez un element")
        || matches!(
            k.as_str(),
            "n a"
                | "na"
                | "n c"
                | "nc"
                | "n r"
                | "nr"
                | "n d"
                | "nd"
                | "tbd"
                | "tba"
                | "tbc"
                | "todo"
                | "to do"
                | "a determiner"
                | "a completer"
                | "a renseigner"
                | "a definir"
                | "a preciser"
                | "a confirmer"
                | "a remplir"
                | "en attente"
                | "en cours"
                | "non renseigne"
                | "non renseignee"
                | "non determine"
                | "non determinee"
                | "non defini"
                | "non definie"
                | "non connu"
                | "inconnu"
                | "inconnue"
                | "xx"
                | "xxx"
                | "xxxx"
        )
}

/// What a cell of ours says where there is none, and it was looked at; [`means_none`] reads it back.
pub const NONE: &str = "Néant";

/// Whether a line of a cell says that the register's own file could not be read there: the mark that an
/// exported workbook bears.
fn is_unread_mark(line: &str) -> bool {
    let k = key(line);
    k.starts_with("illisible dans le fichier") || k.starts_with("en partie illisible dans le fichier")
}

/// What a cell says without the marks of what could not be read, which are no answers.
pub fn without_unread(text: &str) -> String {
    if !text.contains("illisible") {
        return text.trim().to_owned();
    }
    let lines: Vec<&str> = text.lines().filter(|l| !is_unread_mark(l)).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether a cell says that there is none, and that it was looked at.
pub fn means_none(text: &str) -> bool {
    matches!(
        key(text).as_str(),
        "aucun"
            | "aucune"
            | "neant"
            | "non"
            | "aucun transfert"
            | "aucun transfert hors ue"
            | "pas de transfert"
            | "pas de transfert hors ue"
            | "aucun destinataire"
            | "none"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_what_could_not_be_read_is_no_answer() {
        assert!(is_unknown("illisible dans le fichier (activities/paie.toml:12)"));
        let half =
            "prénom\nen partie illisible dans le fichier (activities/paie.toml:12, activities/paie.toml:14)";
        assert_eq!(without_unread(half), "prénom");
        assert!(!is_unknown(half));
        assert_eq!(without_unread("scan illisible\nphoto"), "scan illisible\nphoto");
    }

    #[test]
    fn accents_case_and_spaces_do_not_count() {
        assert_eq!(key("  N° / RÉF "), "n ref");
        assert_eq!(key("État civil,\nidentité…"), key("ETAT-CIVIL IDENTITE"));
        assert_eq!(key("Œuvres d’art"), "oeuvres d art");
    }

    #[test]
    fn a_formula_that_failed_is_no_answer() {
        for error in ["#VALUE!", "#VALEUR!", "#REF!", "#NOM?", "#N/A", "#DIV/0!", "Err:502"] {
            assert!(is_unknown(error), "{error}");
        }
        assert!(!is_unknown("#lavande") && !is_unknown("Erreur 404"));
    }

    #[test]
    fn what_is_not_known_is_told_from_what_is_none() {
        for unknown in [
            "",
            " ",
            "-",
            "…",
            "...",
            "N/A",
            "n.c.",
            "À déterminer",
            "TBD",
            "?",
            "Sélectionnez un élément dans cette liste déroulante ►",
        ] {
            assert!(is_unknown(unknown) && !means_none(unknown), "{unknown}");
        }
        for none in [NONE, "Aucun", "néant", "Non"] {
            assert!(means_none(none) && !is_unknown(none), "{none}");
        }
        assert!(!is_unknown("Nom") && !means_none("Nom"));
    }
}
