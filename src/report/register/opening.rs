//! What comes before the sheets: cover, contents, who keeps the register.

use std::sync::Arc;

use crate::i18n::format::colon;
use crate::model::field::{Role, Shape, field_at};
use crate::model::id::RecordId;
use crate::model::kind::Kind;
use crate::model::message::{Text, text};
use crate::model::record::Record;
use crate::report::register::extent::Extent;
use crate::report::register::format;
use crate::report::register::print::{Printer, in_a_run};
use crate::report::register::view::View;
use crate::report::{
    Anchor, Block, Cell, Cover, Document, Fact, Facts, Heading, NOTHING, Note, NoteKind, Part, Rich, Run,
    Running, UNKNOWN, UNREADABLE,
};

const KICKER: Text = text("Registre des activités de traitement de", "Record of processing activities of");
const TITLE: Text =
    text("Registre des activités de traitement — {name}", "Record of processing activities — {name}");
const SHEET_TITLE: Text =
    text("Fiche de registre — {sheet} — {name}", "Sheet of the record — {sheet} — {name}");
const SHEET_KICKER: Text =
    text("Fiche de registre de l’activité", "Sheet of the record of processing activities");
const SUBTITLE: Text =
    text("Article 30 du règlement (UE) 2016/679 (RGPD)", "Article 30 of Regulation (EU) 2016/679 (GDPR)");
const UNNAMED: Text = text("Organisme sans nom", "Unnamed organisation");
const DATE: Text = text("Date du registre", "Date of the register");
const AS_OF: Text = text("Registre au {date}", "Register as of {date}");
const FINGERPRINT: Text = text("Empreinte du contenu", "Fingerprint of the content");
const FINGERPRINT_HINT: Text = text("arbre git du dossier du registre", "git tree of the register’s folder");
const COMMIT: Text = text("Enregistrement (commit)", "Commit");
const COMMIT_OF: Text = text("{id}\ndu {date}", "{id}\nof {date}");
const HOLDS: Text = text("Contenu", "Content");
const COUNTS: Text = text(
    "{own} {own|activité|activités} comme responsable, {others} comme sous-traitant{unsaid} ; {purposes} {purposes|finalité|finalités}, {rules} {rules|règle|règles} de conservation, {processors} {processors|sous-traitant|sous-traitants}",
    "{own} {own|activity|activities} as controller, {others} as processor{unsaid}; {purposes} {purposes|purpose|purposes}, {rules} retention {rules|rule|rules}, {processors} {processors|processor|processors}",
);
const UNSAID: Text = text(", {n} dont le rôle n’est pas renseigné", ", {n} whose role is not known yet");
const NOTE: Text = text(
    "L’empreinte désigne le contenu exact du registre imprimé ici : elle se retrouve, la même, dans chaque enregistrement qui porte ce contenu. Elle figure au bas de chaque page.",
    "The fingerprint stands for the exact content printed here: every commit that holds this content has the same one. It stands at the foot of each page.",
);
const CONTENTS: Text = text("Sommaire", "Contents");
const HOW_TO_READ: Text = text("Comment lire ce registre", "How to read this register");
const READ_UNKNOWN: Text = text(
    "\u{a0}: la question est posée et attend sa réponse. L’article\u{a0}30 demande certaines mentions «\u{a0}le cas échéant\u{a0}» (responsable conjoint, représentant, délégué, transferts), d’autres «\u{a0}dans la mesure du possible\u{a0}» (délais d’effacement, mesures de sécurité).",
    ": the question is asked and awaits its answer. Art.\u{a0}30 asks for some entries “where applicable” (joint controller, representative, data protection officer, transfers), for others “where possible” (time limits for erasure, security measures).",
);
const READ_NOTHING: Text = text(
    " : la question a été examinée, et il n’y en a pas.",
    ": the question was examined, and there is none.",
);
const READ_BEYOND: Text = text(
    " : tenu pour d’autres obligations, ou utile à la lecture ; l’article 30 ne le demande pas.",
    ": kept for other obligations, or useful to the reader; Art. 30 does not ask for it.",
);
const READ_UNREAD: Text = text(
    " : le fichier contient une réponse que le programme ne peut pas lire telle qu’elle est écrite.",
    ": the file holds an answer that the program cannot read as it is written.",
);
const INCOMPLETE: Text = text(
    "Document incomplet\u{a0}: {n} {n|champ illisible|champs illisibles}",
    "Incomplete document: {n} unreadable {n|field|fields}",
);
const INCOMPLETE_WHY: Text = text(
    "{n|Sa|Leur} réponse se trouve dans {n|un fichier|les fichiers} du registre, mais ne peut pas être lue telle qu’elle est écrite. {n|Il|Chacun} porte ici la mention «\u{a0}illisible dans le fichier\u{a0}» et sa place.",
    "{n|Its|Their} answer stands in the register’s files, but cannot be read as it is written. Here {n|it|each} bears the words “unreadable in the file” and its place.",
);
const EDITION: Text = text("Édition", "Edition");
const STRICT: Text = text(
    "mentions de l’article\u{a0}30, avec noms, rôles, statuts, dates et références, mécanismes et dérogations des transferts, pays des sous-traitants",
    "what Art.\u{a0}30 asks for, with names, roles, statuses, dates and references, mechanisms and derogations of transfers, processors’ countries",
);
const BEYOND: Text = text("Hors mentions de l’article\u{a0}30", "Not asked by Art.\u{a0}30");
const ORGANISATION: Text =
    text("Organisme et délégué à la protection des données", "Organisation and data protection officer");
const CONTROLLER: Text = text("Responsable du traitement", "Controller");
const PROCESSOR: Text = text("Sous-traitant", "Processor");
const IDENTIFICATION: Text = text("Identification de l’organisme", "Identification of the organisation");

/// The table of contents, the key to the two silences, and what could not be read.
pub fn contents(printer: &Printer) -> Vec<Block> {
    let lang = printer.lang;
    let mut blocks = vec![Block::Contents { title: CONTENTS.get(lang).into(), depth: 2 }];
    if let Some(note) = unread_list(printer) {
        blocks.push(Block::Note(note));
    }
    let unknown = Run { text: format!("◌\u{a0}{}", UNKNOWN.get(lang)), italic: true, ..Run::default() };
    let mut key = vec![
        Rich(vec![unknown]).then(READ_UNKNOWN.get(lang).into()),
        Rich::plain(format!("∅\u{a0}{}", NOTHING.get(lang))).then(READ_NOTHING.get(lang).into()),
    ];
    if !printer.edition.unread.is_empty() {
        let said = UNREADABLE.msg().with("place", "…").get(lang);
        key.push(Rich::bold(format!("⚠\u{a0}{said}")).then(READ_UNREAD.get(lang).into()));
    }
    if printer.edition.extent == Extent::Full {
        key.push(Rich::italic(BEYOND.get(lang)).then(READ_BEYOND.get(lang).into()));
    }
    let title = Some(HOW_TO_READ.get(lang).to_owned());
    blocks.push(Block::Note(Note { kind: NoteKind::Remark, title, body: Cell(vec![Part::Bullets(key)]) }));
    blocks.push(Block::PageBreak);
    blocks
}

/// Says that the document is incomplete, and by how many fields; `None` where everything was read.
fn incomplete(printer: &Printer) -> Option<Note> {
    let lang = printer.lang;
    let n = printer.edition.unread.len();
    let title = INCOMPLETE.msg().with("n", n).get(lang);
    let body = INCOMPLETE_WHY.msg().with("n", n).get(lang).into();
    (n > 0).then_some(Note { kind: NoteKind::Warning, title: Some(title), body })
}

/// The same with each field and its place.
fn unread_list(printer: &Printer) -> Option<Note> {
    let note = incomplete(printer)?;
    let colon = colon(printer.lang);
    let items = printer.edition.unread.iter().map(|(id, path, places)| {
        let sheet = match printer.register.get(id) {
            Some(record) => printer.link(record),
            None => Rich::plain(id.to_string()),
        };
        let field =
            field_at(id, path.keys()).map_or_else(|| path.to_string(), |f| f.label.get(printer.lang).into());
        sheet.then(Rich::plain(format!(", {field}{colon}{}", places.join(", "))))
    });
    let items: Vec<Rich> = items.collect();
    Some(Note { body: note.body.with(Part::Bullets(items)), ..note })
}

/// Who keeps the register: every field of the organisation, its people each under a band.
pub fn organisation(printer: &Printer) -> Vec<Block> {
    let lang = printer.lang;
    let anchor = printer.section_anchor("organisation");
    let mut blocks = vec![Block::Heading(Heading::new(1, ORGANISATION.get(lang), anchor))];
    let id = RecordId::organisation();
    let view = own_view(printer, &id);
    // What the file says of itself comes after what it says of the organisation.
    let (mut plain, mut last) = (Vec::new(), Vec::new());
    let mut groups = Vec::new();
    for field in view.fields() {
        match (field.shape, view.group(field.key)) {
            (Shape::Group(_), Some(inner)) => {
                groups.push(band(printer, field.key, field.label));
                groups.push(Block::Facts(Facts(printer.facts(&inner))));
            }
            (Shape::Group(_), None) => {
                if let Some(fact) = printer.fact(&view, field) {
                    groups.push(band(printer, field.key, field.label));
                    groups.push(Block::Facts(Facts(vec![fact])));
                }
            }
            (_, _) => {
                let about = matches!(field.key, "schema" | "language");
                let list = if about { &mut last } else { &mut plain };
                list.extend(printer.fact(&view, field));
            }
        }
    }
    plain.append(&mut last);
    blocks.push(band(printer, "identification", IDENTIFICATION));
    blocks.push(Block::Facts(Facts(plain)));
    blocks.extend(groups);
    blocks
}

/// The organisation as this edition sees it; nothing is known of it where its file is absent.
fn own_view<'v>(printer: &'v Printer, id: &'v RecordId) -> View<'v> {
    match printer.register.organisation() {
        Some(organisation) => printer.view(organisation),
        None => View::blank(printer.edition, id),
    }
}

fn band(printer: &Printer, key: &str, title: Text) -> Block {
    Block::Heading(Heading::new(3, title.get(printer.lang), Anchor::new(&format!("organisation.{key}"))))
}

/// Who answers for a sheet: the organisation, its DPO and its representative, in the order of the
/// authority's sheet.
pub fn who(printer: &Printer, role: Role) -> Vec<Fact> {
    let title = if role == Role::Controller { CONTROLLER } else { PROCESSOR };
    let article = if role == Role::Controller { "30(1)(a)" } else { "30(2)(a)" };
    let hint = format::articles(article).unwrap_or_default();
    let id = RecordId::organisation();
    let view = own_view(printer, &id);
    let cell =
        |parts: Vec<Part>| if parts.is_empty() { Cell::unknown() } else { Cell(in_a_run(parts, " · ")) };
    let mut facts = vec![Fact::new(title.get(printer.lang), cell(printer.reach(&view))).hint(hint.clone())];
    for key in ["dpo", "eu_representative"] {
        let Some(field) = view.field(key) else { continue };
        let parts = match view.group(key) {
            Some(inner) => printer.reach(&inner),
            None => printer.said(&view, field),
        };
        facts.push(Fact::new(field.label.get(printer.lang), cell(parts)).hint(hint.clone()));
    }
    facts
}

fn head_of_organisation(printer: &Printer) -> Option<Fact> {
    let view = printer.view(printer.register.organisation()?);
    let field = view.field("legal_representative")?;
    let parts = match view.group(field.key) {
        Some(head) => printer.reach(&head),
        None => printer.said(&view, field),
    };
    (!parts.is_empty()).then(|| Fact::new(field.label.get(printer.lang), Cell(in_a_run(parts, " · "))))
}

fn name(printer: &Printer) -> String {
    match printer.register.organisation() {
        Some(o) if o.fields.text("name").is_some() => o.title(printer.lang).to_owned(),
        _ => UNNAMED.get(printer.lang).to_owned(),
    }
}

/// The facts that say which state of the register this is.
fn state(printer: &Printer) -> Vec<Fact> {
    let (lang, edition) = (printer.lang, printer.edition);
    let mut facts = vec![Fact::new(DATE.get(lang), format::long_date(edition.date, lang))];
    if edition.extent == Extent::Article30 {
        facts.push(Fact::new(EDITION.get(lang), STRICT.get(lang)));
    }
    if let Some((id, date)) = &edition.commit {
        let said = COMMIT_OF.msg().with("id", id).with("date", format::long_date(*date, lang)).get(lang);
        facts.push(Fact::new(COMMIT.get(lang), said));
    }
    if !edition.fingerprint.is_empty() {
        let fact = Fact::new(FINGERPRINT.get(lang), edition.fingerprint.as_str());
        facts.push(fact.hint(FINGERPRINT_HINT.get(lang)));
    }
    facts
}

fn running(printer: &Printer, header: String) -> Running {
    let date = format::long_date(printer.edition.date, printer.lang);
    Running {
        header,
        date: AS_OF.msg().with("date", date).get(printer.lang),
        fingerprint: printer.edition.fingerprint.clone(),
    }
}

/// The whole register's document around its blocks.
pub fn document(printer: &Printer, blocks: Vec<Block>) -> Document {
    let lang = printer.lang;
    let name = name(printer);
    let title = TITLE.msg().with("name", &name).get(lang);
    // As on the authority's cover page: the organisation, its head, its DPO.
    let mut people = who(printer, Role::Controller).into_iter();
    let mut facts: Vec<Fact> = people.next().into_iter().collect();
    facts.extend(head_of_organisation(printer));
    facts.extend(people.next());
    facts.iter_mut().for_each(|f| f.hint = None);
    facts.extend(state(printer));
    let count = |kind| printer.register.of(kind).count();
    // A role that nobody has said is not counted as one.
    let is_said = |r: &Record| r.fields.choice("role").is_some();
    let activities = || printer.register.of(Kind::Activity);
    let of_role = |role| activities().filter(|r| is_said(r) && r.role() == role).count();
    let unsaid = activities().filter(|r| !is_said(r)).count();
    let unsaid = if unsaid == 0 { String::new() } else { UNSAID.msg().with("n", unsaid).get(lang) };
    let counts = COUNTS
        .msg()
        .with("own", of_role(Role::Controller))
        .with("others", of_role(Role::Processor))
        .with("unsaid", unsaid)
        .with("purposes", count(Kind::Purpose))
        .with("rules", count(Kind::Retention))
        .with("processors", count(Kind::Processor));
    facts.push(Fact::new(HOLDS.get(lang), counts.get(lang)));
    let note = (!printer.edition.fingerprint.is_empty()).then(|| Rich::plain(NOTE.get(lang)));
    let cover = Cover {
        kicker: KICKER.get(lang).into(),
        title: name.clone(),
        subtitle: Some(SUBTITLE.get(lang).into()),
        alert: incomplete(printer),
        facts: Facts(facts),
        note,
    };
    Document {
        lang,
        running: running(printer, title.clone()),
        title,
        author: name,
        subject: SUBTITLE.get(lang).into(),
        cover: Some(cover),
        blocks,
    }
}

/// What stands above a sheet printed alone.
pub fn sheet_head(printer: &Printer) -> Vec<Block> {
    let lang = printer.lang;
    let said = format!(" — {} — {}", SHEET_KICKER.get(lang), SUBTITLE.get(lang));
    let mut blocks = vec![Block::Paragraph(Rich::bold(name(printer)).then(Rich::muted(said)))];
    blocks.extend(unread_list(printer).map(Block::Note));
    blocks.push(Block::Facts(Facts(state(printer))));
    blocks
}

/// One sheet's document around its blocks.
pub fn sheet_document(printer: &Printer, record: &Arc<Record>, blocks: Vec<Block>) -> Document {
    let lang = printer.lang;
    let name = name(printer);
    let title = SHEET_TITLE.msg().with("sheet", record.title(lang)).with("name", &name).get(lang);
    let header = TITLE.msg().with("name", &name).get(lang);
    Document {
        lang,
        title,
        author: name,
        subject: SUBTITLE.get(lang).into(),
        cover: None,
        running: running(printer, header),
        blocks,
    }
}
