//! Pages made from tables say what the tables say. `REGISTRE_BLESS=1 cargo test --test docs` writes them anew.

use registre::i18n::format::article;
use registre::model::vocabulary::ALL;
use registre::model::{Field, Kind, Lang, Level, NoneMeans, Shape, Text, fields_of, text};
use std::fmt::Write as _;
use std::path::Path;

const TITLE: Text = text("# Les champs du registre", "# The fields of the register");
const INTRO: Text = text(
    "Cette page est produite à partir de la table des champs (`src/model/fields/`). Une clé absente veut dire «\u{a0}pas encore connu\u{a0}»\u{202f}; `\"none\"` (ou `[]` pour une liste, `\"\"` pour un texte) veut dire «\u{a0}vérifié, il n’y en a pas\u{a0}» (néant).\n\nLes niveaux sont ceux de l’article\u{a0}30\u{a0}: *obligatoire*\u{202f}; *le cas échéant*, si cela s’applique (répondre, ou dire «\u{a0}néant\u{a0}»)\u{202f}; *si possible*, «\u{a0}dans la mesure du possible\u{a0}». *Attendu*\u{a0}: par une autre obligation ou par la bonne pratique.",
    "This page is made from the field table (`src/model/fields/`). A key left out means “not known yet”; `\"none\"` (or `[]` for a list, `\"\"` for a text) means “none, and we looked”.\n\nThe levels are those of Art.\u{a0}30: *mandatory*; *where applicable*, if it applies (answer, or say “none”); *where possible*. *Expected*: by another obligation or by good practice.",
);
const HEAD: Text = text(
    "| Clé | Champ | Forme | Article | Responsable | Sous-traitant | Aide |\n|---|---|---|---|---|---|---|",
    "| Key | Field | Shape | Article | Controller | Processor | Help |\n|---|---|---|---|---|---|---|",
);
const LISTS: Text = text("## Les listes", "## The lists");
const LISTS_INTRO: Text = text(
    "Les choix s’écrivent par leur mot, à gauche. Les pays sont les codes à deux lettres de la norme ISO 3166-1.",
    "Choices are written by their word, on the left. Countries are the two-letter codes of ISO 3166-1.",
);

fn shape(shape: &Shape, lang: Lang) -> String {
    let say = |fr: &'static str, en: &'static str| text(fr, en).get(lang).to_owned();
    match shape {
        Shape::Line => say("texte", "text"),
        Shape::Paragraph => say("texte long", "long text"),
        Shape::Link => say("lien", "link"),
        Shape::Bool => say("oui ou non", "yes or no"),
        Shape::Integer => say("nombre", "number"),
        Shape::Date => say("date", "date"),
        Shape::Period => say("durée (`\"P3Y\"`)", "period (`\"P3Y\"`)"),
        Shape::Choice(v) => format!("{} `{}`", say("un mot de", "one of"), v.name),
        Shape::Choices(v) => format!("{} `{}`", say("des mots de", "some of"), v.name),
        Shape::Ref(k) => format!("{} `{k}`", say("renvoi à", "reference to")),
        Shape::Refs(k) => format!("{} `{k}`", say("renvois à", "references to")),
        Shape::Lines => say("liste de textes", "list of texts"),
        Shape::Group(_) => say("table", "table"),
        Shape::Rows(_) => say("une table par nom", "one table for each name"),
    }
}

fn level(level: Level, none: NoneMeans, lang: Lang) -> String {
    let word = match level {
        Level::Free => return "—".into(),
        Level::Recommended => text("attendu", "expected"),
        Level::WherePossible => text("si possible", "where possible"),
        Level::WhereApplicable => text("le cas échéant", "where applicable"),
        Level::Mandatory => text("obligatoire", "mandatory"),
    };
    let may = if none == NoneMeans::Answer && level > Level::Recommended {
        text(" (ou «\u{a0}néant\u{a0}»)", " (or “none”)").get(lang)
    } else {
        ""
    };
    format!("{}{may}", word.get(lang))
}

fn rows(table: &'static [Field], at: &str, lang: Lang, out: &mut String) {
    for f in table {
        let path = format!("{at}{}", f.key);
        let cell = |s: String| s.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{path}` | {} | {} | {} | {} | {} | {} |",
            cell(f.label.get(lang).into()),
            cell(shape(&f.shape, lang)),
            cell(article(f.article, lang)),
            level(f.controller, f.none, lang),
            level(f.processor, f.none, lang),
            cell(f.help.get(lang).into()),
        );
        match f.shape {
            Shape::Group(inner) => rows(inner, &format!("{path}."), lang, out),
            Shape::Rows(inner) => rows(inner, &format!("{path}.*."), lang, out),
            _ => {}
        }
    }
}

fn page(lang: Lang) -> String {
    let mut out = format!("{}\n\n{}\n", TITLE.get(lang), INTRO.get(lang));
    for kind in Kind::ALL {
        let place = match kind.folder() {
            None => "register.toml".to_owned(),
            Some(folder) => format!("{folder}/<id>.toml"),
        };
        let _ = write!(out, "\n## {} — `{place}`\n\n{}\n", kind.plural().get(lang), HEAD.get(lang));
        rows(fields_of(kind), "", lang, &mut out);
    }
    let _ = write!(out, "\n{}\n\n{}\n", LISTS.get(lang), LISTS_INTRO.get(lang));
    for v in ALL.iter().filter(|v| v.name != "countries") {
        let _ = write!(out, "\n### `{}`\n\n", v.name);
        for t in v.terms {
            let law = article(t.article, lang);
            let law = if law.is_empty() { law } else { format!(" ({law})") };
            let _ = writeln!(out, "- `{}` — {}{law}", t.id, t.label.get(lang));
        }
    }
    out
}

#[test]
fn the_pages_of_the_field_table_are_up_to_date() {
    for (file, lang) in [("docs/champs.md", Lang::Fr), ("docs/fields.md", Lang::En)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let made = page(lang);
        if std::env::var_os("REGISTRE_BLESS").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == made, "{file} is out of date: REGISTRE_BLESS=1 cargo test --test docs");
    }
}
