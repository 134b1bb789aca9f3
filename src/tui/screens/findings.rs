//! What the check found, the gravest first: narrowed by typing, each line leading to its field.

use crate::model::message::{Text, text};
use crate::model::{Finding, Severity};
use crate::term::clean::width;
use crate::tui::page::{Page, Row, Target};
use crate::tui::screens::Looked;
use crate::tui::theme::{Role, severity};

const TITLE: Text = text("Constats ({n})", "Findings ({n})");
const PARTS: [(Severity, Text); 3] = [
    (Severity::Error, text("Erreurs ({n})", "Errors ({n})")),
    (Severity::Warning, text("Points d’attention ({n})", "Warnings ({n})")),
    (Severity::Advice, text("Conseils ({n})", "Advice ({n})")),
];
const NOTHING: Text = text("Rien trouvé.", "Nothing found.");

pub fn page(looked: &Looked<'_>) -> Page {
    let mut page = Page::new(TITLE.msg().with("n", looked.findings.len()).get(looked.lang));
    if looked.findings.is_empty() {
        page.row(Row::new(looked.say(NOTHING), Role::Ok));
    }
    for (grade, title) in PARTS {
        let of_grade: Vec<(usize, &Finding)> =
            looked.findings.iter().enumerate().filter(|(_, f)| f.severity == grade).collect();
        if of_grade.is_empty() {
            continue;
        }
        page.heading(title.msg().with("n", of_grade.len()).get(looked.lang));
        for (index, finding) in of_grade {
            page.row(row(index, finding, looked));
        }
    }
    page
}

fn row(index: usize, finding: &Finding, looked: &Looked<'_>) -> Row {
    let lang = looked.lang;
    let name = match &finding.record {
        Some(id) => looked.title(id),
        None => finding.file.clone(),
    };
    let said = finding.message.get(lang);
    let shown = shortened(&name, looked.columns / 3);
    let grade = finding.severity.label().get(lang);
    let words = [&name, &finding.file, finding.code, finding.article, grade, &said].join(" ");
    let sentence = format!("{grade}, {name}, {said}");
    let row = Row::new(finding.severity.mark(), severity(finding.severity))
        .and(format!(" {shown}  "), Role::Accent)
        .and(said, Role::Plain)
        .said(sentence);
    let row = Row { words, finding: Some(index), ..row };
    match &finding.record {
        Some(id) => row.to(Target::Field(id.clone(), finding.path.clone())),
        None => row,
    }
}

/// A name of which enough is left to know it by: what was found must be seen beside it.
fn shortened(name: &str, columns: usize) -> String {
    let columns = columns.max(12);
    if width(name) <= columns {
        return name.to_owned();
    }
    let mut out = String::new();
    for c in name.chars() {
        if width(&out) + 2 > columns {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}
