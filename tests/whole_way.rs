//! The whole way of a register: the authority's own spreadsheet, filled in; imported; edited in a terminal;
//! committed; printed; and every value read back from the paper.

#![allow(clippy::unwrap_used, clippy::panic)]

mod pty;
mod sheets_support;

use std::collections::BTreeSet;
use std::process::Command;

use pty::ground::Ground;
use pty::{Screen, Session, plain};
use registre::export::{cnil_ods, pdf::readback};
use registre::i18n::values::words;
use registre::model::{Field, Group, Lang, Register, Value};
use registre::ops::Workspace;
use registre::sheet::write::{Book, Page};
use registre::sheet::{Limits, read, write_ods};
use sheets_support::{absent, fill, fill_row, official, page_of};

/// A record sheet: what is typed beside each label, as (column, text).
type Filled = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// What the association says of itself and lists, by address.
const LIST: &[(&str, &str)] = &[
    ("C1", "Carrère"),
    ("E1", "Inès"),
    ("G1", "4 place de la Fontaine"),
    ("I1", "bureau@val-d-ombre.exemple"),
    ("C2", "30120"),
    ("E2", "Valombre-le-Vieux"),
    ("G2", "04 00 00 00 01"),
    ("C5", "Ould-Amara"),
    ("E5", "Noëlle"),
    ("I6", "dpo@val-d-ombre.exemple"),
    ("A10", "Fichier des adhérents"),
    ("B10", "A-01"),
    ("C10", "12/01/2026"),
    ("H10", "Non"),
    ("A11", "Récits et enregistrements de témoins"),
    ("B11", "A-02"),
    ("H11", "Oui"),
    ("A12", "Journal technique du site"),
    ("B12", "A-03"),
    ("H12", "Non"),
];

const MEMBERS: Filled = &[
    ("Nom du traitement", &[("B", "Fichier des adhérents")]),
    ("N° / RÉF", &[("B", "A-01")]),
    ("Date de création du traitement", &[("B", "12/01/2026")]),
    ("Mise à jour du traitement", &[("B", "03/04/2026")]),
    (
        "Responsable du traitement",
        &[
            ("B", "Mémoire du Val d’Ombre"),
            ("C", "4 place de la Fontaine"),
            ("D", "30120"),
            ("E", "Valombre-le-Vieux"),
            ("F", "France"),
        ],
    ),
    ("Finalité principale", &[("B", "Tenir la liste des membres et leur écrire")]),
    ("Sous-finalité 1", &[("B", "Ouvrir l’espace réservé du site aux membres à jour")]),
    (
        "État civil, identité, données d'identification, images…",
        &[
            ("B", "nom, courriel, rôle au sein du bureau, acceptation de la charte"),
            ("E", "Durée de l’adhésion + 5 ans"),
        ],
    ),
    (
        "Données de connexion (adress IP, logs, etc.)",
        &[("B", "mot de passe haché, dernière visite"), ("E", "12 mois après la dernière visite")],
    ),
    ("Catégorie de personnes 1", &[("B", "Autres (préciser)"), ("E", "Membres et anciens membres")]),
    ("Destinataire 1", &[("B", "Service interne qui traite les données"), ("E", "Bureau de l’association")]),
    ("Destinataire 2", &[("B", "Sous-traitants"), ("E", "Hébergeur du site, à Nîmes")]),
    (
        "Mesure de sécurité 1",
        &[("B", "Contrôle d'accès des utilisateurs"), ("E", "comptes nominatifs, douze tours de hachage")],
    ),
    ("Mesure de sécurité 2", &[("B", "Chiffrement des données"), ("E", "liaison chiffrée de bout en bout")]),
    ("Organisme destinataire 1", &[("B", "Aucun")]),
];

const TALES: Filled = &[
    ("Nom du traitement", &[("B", "Récits et enregistrements de témoins")]),
    ("N° / RÉF", &[("B", "A-02")]),
    ("Date de création du traitement", &[("B", "20/02/2026")]),
    ("Finalité principale", &[("B", "Garder la mémoire orale de la vallée")]),
    ("Sous-finalité 1", &[("B", "Illustrer les fiches de lieux par la voix et l’image")]),
    (
        "État civil, identité, données d'identification, images…",
        &[("B", "voix, portrait, surnom de famille"), ("E", "Jusqu’au retrait de l’accord du témoin")],
    ),
    (
        "Vie personnelle (habitudes de vie, situation familiale, etc.)",
        &[("B", "liens de parenté, métiers, souvenirs d’école"), ("E", "Vie de l’association")],
    ),
    (
        "Données révélant les convictions religieuses ou philosophiques",
        &[("B", "pratiques évoquées de plein gré par le témoin"), ("E", "Vie de l’association")],
    ),
    ("Catégorie de personnes 1", &[("B", "Autres (préciser)"), ("E", "Témoins et aïeux cités")]),
    (
        "Destinataire 1",
        &[("B", "Partenaires institutionnels ou commerciaux"), ("E", "Archives départementales")],
    ),
    (
        "Mesure de sécurité 1",
        &[("B", "Sauvegarde des données"), ("E", "copie hebdomadaire dans un coffre ignifugé")],
    ),
    (
        "Organisme destinataire 1",
        &[
            ("B", "Studio de mixage Laurentides"),
            ("C", "Canada"),
            ("D", "Clauses contractuelles types (CCT)"),
            ("F", "convention du 14 février 2026"),
        ],
    ),
];

const LOG: Filled = &[
    ("Nom du traitement", &[("B", "Journal technique du site")]),
    ("N° / RÉF", &[("B", "A-03")]),
    ("Finalité principale", &[("B", "Retrouver l’auteur d’une dégradation des pages")]),
    (
        "Données de connexion (adress IP, logs, etc.)",
        &[("B", "adresse du poste, geste fait, heure"), ("E", "12 mois")],
    ),
    ("Catégorie de personnes 1", &[("B", "Autres (préciser)"), ("E", "Visiteurs connectés")]),
    ("Destinataire 1", &[("B", "Aucun")]),
    ("Mesure de sécurité 1", &[("B", "Mesures de traçabilité"), ("E", "journal en ajout seul")]),
    ("Organisme destinataire 1", &[("B", "Aucun transfert")]),
];

const SHEETS: &[(&str, Filled)] = &[("Adhérents", MEMBERS), ("Récits", TALES), ("Journal", LOG)];

/// The authority's workbook with three sheets made from its model and filled in, as a person would.
fn filled_in(template: &[u8]) -> Vec<u8> {
    let official = read(template, &Limits::default()).unwrap();
    let mut pages: Vec<Page> = official.sheets.iter().map(page_of).collect();
    for (at, text) in LIST {
        fill(&mut pages[1], at, text);
    }
    let model = pages[2].clone();
    for (i, (tab, rows)) in SHEETS.iter().enumerate() {
        let mut page = Page { name: (*tab).to_owned(), ..model.clone() };
        rows.iter().for_each(|(label, cells)| fill_row(&mut page, label, cells));
        pages.insert(3 + i, page);
    }
    write_ods(&Book { language: "fr-FR".into(), pages, ..Book::default() }).unwrap()
}

/// Where the register is kept.
enum Home {
    /// `registre init` makes its repository.
    ItsOwn,
    /// A folder of a repository that holds other things, one of them staged.
    Larger,
}

const LINE: &str = "Secrétariat – pôle « adhésions »";
const TEXT: [&str; 2] = [
    "L’œuvre de l’été : accueillir, dès l’arrivée, ceux qui s’engagent.",
    "À Noël, un rappel part aux absents.",
];

#[test]
fn the_2020_edition_goes_the_whole_way_in_a_repository_of_its_own() {
    edition("2020").into_iter().for_each(|template| whole_way(&template, Home::ItsOwn));
}

#[test]
fn the_2024_edition_goes_the_whole_way_in_a_larger_repository() {
    edition("2024").into_iter().for_each(|template| whole_way(&template, Home::Larger));
}

/// Also where the samples are not at hand: an empty register in the authority's layout is an empty form.
#[test]
fn our_own_empty_form_goes_the_whole_way() {
    whole_way(&cnil_ods::export(&Register::new()).unwrap().bytes, Home::ItsOwn);
}

/// The authority's file of that year; `None`, said loudly, where the samples are absent.
fn edition(year: &str) -> Option<Vec<u8>> {
    let all = official();
    assert!(all.is_empty() || all.iter().any(|(name, _)| name.contains(year)), "no edition of {year}");
    all.into_iter().find(|(name, _)| name.contains(year)).map(|(_, bytes)| bytes)
}

fn whole_way(template: &[u8], home: Home) {
    let ground = Ground::new();
    std::fs::write(ground.project().join("cnil.ods"), filled_in(template)).unwrap();
    let staged = match home {
        Home::ItsOwn => "",
        Home::Larger => {
            ground.write("lisez-moi.txt", "Les papiers de l’association\n");
            ground.git(&["init", "-q"]);
            ground.git(&["add", "lisez-moi.txt"]);
            ground.git(&["commit", "-qm", "Début"]);
            ground.write(".git/info/exclude", "cnil.ods\nregistre.pdf\n");
            ground.write("budget.txt", "en cours\n");
            ground.git(&["add", "budget.txt"]);
            "A  budget.txt\n"
        }
    };
    ground.registre(&["init", "--name", "Mémoire du Val d’Ombre"]);
    ground.registre(&["import", "cnil.ods"]);
    ground.registre(&["commit", "--yes"]);
    assert_eq!(git(&ground, &["status", "--porcelain"]), staged);

    edit_and_commit(&ground);

    assert_eq!(git(&ground, &["status", "--porcelain"]), staged, "nothing is left, what was staged stays so");
    assert_committed(&ground);
    ground.registre(&["export", "pdf"]);
    assert_printed(&ground);
}

/// Git in the folder of the register.
fn git(ground: &Ground, args: &[&str]) -> String {
    ground.git(&[&["-C", "register"], args].concat())
}

/// Four answers of two records: a line, a long text, a choice, a period.
fn edit_and_commit(ground: &Ground) {
    let mut tui = ground.interface();
    tui.wait_to_see("> A-01 Fichier des adhérents");
    tui.keys("<enter>").wait_to_see("Activités › Fichier des adhérents");
    go_to(&mut tui, "Service en charge");
    tui.keys("<enter>").keys(LINE).wait_to_see(LINE);
    tui.keys("<enter>").wait_to_see("Activités › Fichier des adhérents *");
    go_to(&mut tui, "Description");
    tui.keys("<enter>").wait_to_see("┌ Description ───");
    tui.keys(TEXT[0]).keys("<enter>").keys(TEXT[1]).wait_to_see(TEXT[1]);
    tui.keys("<ctrl-s>").wait_to_lose(TEXT[1]);
    go_to(&mut tui, "Activité principale ou aux");
    tui.keys("<enter>é aux").wait_to_see("/ é aux");
    tui.keys("<enter>").wait_to_lose("/ é aux");
    tui.keys("<ctrl-s>").wait_to_see("1 fichier enregistré.");
    tui.keys("<esc>").wait_to_lose("Activités › Fichier des adhérents");
    tui.keys("<left><down><down><right>/adhesion<enter>").wait_to_see("> Durée de l’adhésion + 5 ans");
    tui.keys("<enter>").wait_to_see("Durées › Durée de l’adhésion + 5 ans");
    go_to(&mut tui, "Archivage intermédiaire");
    tui.keys("<enter>5 années").wait_to_see("5 années");
    tui.keys("<enter>").wait_to_see("Durées › Durée de l’adhésion + 5 ans *");
    tui.keys("<esc>").wait_to_see(">*Durée de l’adhésion + 5 ans");
    // What waits is saved before it is committed.
    let proposed = tui.keys("c").wait_to_see("Valider dans git");
    for said in ["2 fiches modifiées", LINE, "Archivage intermédiaire : 5 ans"] {
        assert!(proposed.shows(said), "{said} is not proposed:\n{proposed}");
    }
    tui.keys("<ctrl-s>").wait_to_see("Validé dans git");
    tui.keys("q").ends_restored(0);
}

/// The last commit says in words what was edited, and holds that alone.
fn assert_committed(ground: &Ground) {
    let message = plain(&git(ground, &["log", "-1", "--format=%an: %B"]));
    let text = TEXT.join(" ");
    let said = format!(
        "Déléguée d’essai: 2 fiches modifiées\n\n\
         Fichier des adhérents (activity/fichier-des-adherents)\n\
         \u{20} Description : {text}\n\
         \u{20} Activité principale ou auxiliaire : Activité auxiliaire\n\
         \u{20} Service en charge : {LINE}\n\
         Durée de l’adhésion + 5 ans (retention/duree-de-l-adhesion-5-ans)\n\
         \u{20} Archivage intermédiaire : 5 ans\n\n"
    );
    assert_eq!(message, plain(&said));
    let files = git(ground, &["show", "--relative", "--name-status", "--format="]);
    assert_eq!(
        files,
        "M\tactivities/fichier-des-adherents.toml\nM\tretention/duree-de-l-adhesion-5-ans.toml\n"
    );
    assert_eq!(git(ground, &["show", "--name-status", "--format="]).lines().count(), 2, "and nothing else");
    let diff = git(ground, &["show", "--unified=0", "--format="]);
    let sign = |l: &&str| {
        (l.starts_with('+') || l.starts_with('-')) && !l.starts_with("+++") && !l.starts_with("---")
    };
    let lines: Vec<&str> = diff.lines().filter(sign).collect();
    let first = format!("+{}", TEXT[0]);
    let second = format!("+{}\"\"\"", TEXT[1]);
    let owner = format!("+owner = \"{LINE}\"");
    assert_eq!(
        lines,
        [
            "+description = \"\"\"",
            &first,
            &second,
            "+importance = \"auxiliary\"",
            &owner,
            "+archive = \"P5Y\""
        ]
    );
}

/// Puts the mark of the form on the field of that label.
fn go_to(tui: &mut Session, label: &str) {
    tui.keys("<home>");
    tui.wait_until("the first field", |s| s.marked().is_some_and(|(_, r)| r.contains("Nom ")));
    loop {
        let now = tui.screen();
        let marked = now.marked().map(|(_, r)| r.to_owned()).unwrap();
        if marked.contains(&plain(label)) {
            return;
        }
        assert!(!marked.contains("Origine"), "the form has no “{label}”");
        let place = |s: &Screen| s.marked().map(|(i, r)| (i, r.to_owned()));
        let before = place(&now);
        tui.keys("<down>").wait_until("the next field", |s| place(s).is_some() && place(s) != before);
    }
}

/// Letters and digits alone: what is left of a text however it is set on paper.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Everything that was typed into the workbook or the interface is on the paper, and so is every value of
/// the register.
fn assert_printed(ground: &Ground) {
    let file = ground.project().join("registre.pdf");
    let mut papers = vec![("in-process", readback::text(&std::fs::read(&file).unwrap()).unwrap())];
    // In the order in which the page was drawn: cell after cell.
    match Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output() {
        Ok(out) => papers.push(("pdftotext", String::from_utf8_lossy(&out.stdout).into_owned())),
        Err(_) => absent("pdftotext", "the printed register was not read by another program"),
    }
    let typed = LIST.iter().map(|(_, text)| *text).chain(
        SHEETS.iter().flat_map(|(_, rows)| rows.iter().flat_map(|(_, cells)| cells.iter().map(|(_, t)| *t))),
    );
    let typed: Vec<String> =
        typed.chain([LINE, TEXT[0], TEXT[1], "Activité auxiliaire", "5 ans"]).map(in_print).collect();
    let workspace = Workspace::open(&ground.project().join("register")).unwrap();
    let mut held = Vec::new();
    for record in workspace.register().iter() {
        values(&record.fields, &mut |field, value| {
            // The content of the imported file is a mark for the next import, not for a reader.
            if field.key == "file" {
                return;
            }
            // Item by item: each has its own place on the paper.
            let items = if field.shape.is_list() { value.items() } else { std::slice::from_ref(value) };
            held.extend(items.iter().map(|v| words(v, &field.shape, workspace.register(), Lang::Fr)));
        });
    }
    // And what the paper says of itself leads back to what git holds.
    held.push(git(ground, &["rev-parse", "HEAD"]).trim().to_owned());
    held.push(git(ground, &["rev-parse", "HEAD:./"]).trim().to_owned());
    assert!(held.len() > 100, "only {} values", held.len());
    for (reader, paper) in papers {
        let paper = letters(&paper);
        let lost: BTreeSet<&String> =
            typed.iter().chain(&held).filter(|t| !paper.contains(&letters(t))).collect();
        assert!(lost.is_empty(), "{reader} does not find {lost:#?}");
    }
}

/// What a word of the authority's lists becomes in print.
fn in_print(typed: &str) -> String {
    match typed {
        "Service interne qui traite les données" => "Destinataires internes",
        "Partenaires institutionnels ou commerciaux" => "Organismes externes",
        "Autres (préciser)" => "Autres",
        "Aucun" | "Aucun transfert" => "néant, vérifié",
        other => other.trim_end_matches(" (CCT)"),
    }
    .to_owned()
}

/// Every value of a record that is not a table.
fn values(group: &Group, take: &mut dyn FnMut(&'static Field, &Value)) {
    for (field, value) in group.iter() {
        match value {
            Value::Group(inner) => values(inner, take),
            Value::Rows(rows) => rows.iter().for_each(|(_, row)| values(row, take)),
            value => take(field, value),
        }
    }
}
