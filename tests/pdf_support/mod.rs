//! A made-up register document, as large as wanted.

use registre::model::message::Lang;
use registre::report::*;

fn sentence(n: usize) -> String {
    const WORDS: [&str; 12] = [
        "Le responsable conserve les données des clients pendant trois ans après le dernier contact",
        "les accès sont nominatifs",
        "une purge est faite chaque mois",
        "le prestataire d'hébergement n'accède pas au contenu",
        "la personne peut s'opposer à tout moment",
        "« sans justification » et gratuitement",
        "œuvre, cœur, Ÿ et Æ compris",
        "12\u{a0}000\u{a0}personnes environ",
        "voir https://www.exemple.fr/confidentialite",
        "les journaux sont gardés six mois",
        "aucune décision n'est automatisée",
        "le contrat est revu tous les ans",
    ];
    (0..=n % 5).map(|i| WORDS[(n * 7 + i * 5) % WORDS.len()]).collect::<Vec<_>>().join(" ; ") + "."
}

/// A document of `n` sheets.
pub fn document(n: usize, lang: Lang) -> Document {
    let mut blocks = vec![
        Block::Contents { title: "Sommaire".into(), depth: 2 },
        Block::PageBreak,
        Block::Heading(Heading::new(1, "Organisme", Anchor::new("organisation"))),
        Block::Paragraph(
            Rich::plain("Ce registre est tenu en application de ")
                .then(Rich::bold("l'article\u{a0}30"))
                .then(Rich::plain(" du règlement général sur la protection des données ; il est "))
                .then(Rich::italic("versionné"))
                .then(Rich::plain(" et remis à l'autorité sur demande (art. 30(4)).")),
        ),
        Block::Note(Note {
            kind: NoteKind::Warning,
            title: Some("Trois fiches sont des brouillons".into()),
            body: Cell::text(
                "Elles sont imprimées telles quelles ; ce qui n'y est pas renseigné est signalé.",
            ),
        }),
        Block::Heading(Heading::new(1, "Liste des traitements", Anchor::new("list"))),
        list(n),
    ];
    blocks.extend([
        Block::PageBreak,
        Block::Heading(Heading::new(1, "Fiches de registre", Anchor::new("sheets"))),
    ]);
    for i in 0..n {
        if i > 0 {
            blocks.push(Block::PageBreak);
        }
        sheet(i, &mut blocks);
    }
    Document {
        lang,
        title: "Registre des activités de traitement — Exemple SAS".into(),
        author: "Exemple SAS".into(),
        subject: "Article 30 du RGPD".into(),
        cover: Some(Cover {
            kicker: "Registre des activités de traitement de".into(),
            title: "Exemple SAS".into(),
            subtitle: Some("Article 30 du règlement (UE) 2016/679".into()),
            alert: None,
            facts: Facts(vec![
                Fact::new("Délégué à la protection des données", "Camille Exemple, dpo@exemple.fr"),
                Fact::new("Date du registre", "23 novembre 2026"),
                Fact::new("Représentant dans l'Union", Cell::nothing()),
                Fact::new("Empreinte du contenu", "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
                    .hint("arbre git du dossier"),
            ]),
            note: Some("L'empreinte désigne le contenu exact du registre imprimé.".into()),
        }),
        running: Running {
            header: "Registre des activités de traitement — Exemple SAS".into(),
            date: "Registre au 23 novembre 2026".into(),
            fingerprint: "4b825dc642cb6eb9a060e54bf8d69288fbee4904".into(),
        },
        blocks,
    }
}

fn list(n: usize) -> Block {
    let columns = vec![
        Column::new("Nom du traitement", 3.0),
        Column::new("N°\u{a0}/\u{a0}RÉF", 1.0),
        Column::new("Création", 1.2),
        Column::new("Finalité du traitement", 3.0),
        Column::new("Données sensibles\u{202f}?", 1.1),
    ];
    let row = |i: usize| TableRow {
        cells: vec![
            Cell::text(Rich::link(format!("Activité de traitement {i}"), Target::anchor(&anchor(i)))),
            format!("T-{i:03}").into(),
            "11/03/2024".into(),
            sentence(i).into(),
            if i.is_multiple_of(4) { "Oui".into() } else { "Non".into() },
        ],
        ..TableRow::default()
    };
    Block::Table(Table { columns, rows: (0..n).map(row).collect() })
}

fn anchor(i: usize) -> Anchor {
    Anchor::new(&format!("activity-{i}"))
}

fn sheet(i: usize, blocks: &mut Vec<Block>) {
    let section = |k: usize, title: &str| {
        Heading::new(3, title, Anchor::new(&format!("a{i}-{k}"))).number(k.to_string())
    };
    blocks.extend([
        Block::Heading(Heading::new(2, format!("Activité de traitement {i}"), anchor(i))),
        Block::Heading(section(1, "Identification")),
        Block::Facts(Facts(vec![
            Fact::new("Référence", format!("T-{i:03}")),
            Fact::new("Service pilote", "Service marketing"),
            Fact::new("Logiciels", Cell::list(vec!["Courrier Clair".into(), "Fichier clients".into()])),
            Fact::new("Dernière revue", Cell::unknown()),
        ])),
        Block::Heading(section(3, "Finalités").mark("base légale : hors mentions de l'article 30")),
        Block::Facts(Facts(vec![
            Fact::new("Finalité principale", Cell::text(Rich::linked(&sentence(i + 1))))
                .hint("art. 30(1)(b)"),
            Fact::new("Base légale", "Consentement — art. 6(1)(a)").hint("art. 6"),
        ])),
        Block::Heading(section(5, "Données")),
        Block::Table(Table {
            columns: vec![
                Column::new("Catégorie", 1.4),
                Column::new("Détail et nécessité", 2.6),
                Column::new("Source", 0.9),
                Column::new("Durée", 1.6),
            ],
            rows: (0..3 + i % 4)
                .map(|k| TableRow {
                    cells: vec![
                        "État civil, identité, images".into(),
                        Cell::list((0..=k % 3).map(|j| sentence(i + j).into()).collect())
                            .with(Part::Small(sentence(k).into())),
                        "directe".into(),
                        if k == 2 { Cell::unknown() } else { sentence(i + k).into() },
                    ],
                    ..TableRow::default()
                })
                .collect(),
        }),
        Block::Heading(section(9, "Transferts hors UE")),
        Block::Facts(Facts(vec![Fact::new("Transferts", Cell::nothing()).hint("art. 30(1)(e)")])),
        Block::Heading(section(10, "Sécurité")),
        Block::Facts(Facts(vec![Fact::new(
            "Mesures",
            Cell::list((0..4).map(|k| Rich::from(format!("☑ {}", sentence(i + k)))).collect()),
        )])),
        Block::Heading(section(11, "Information et droits").mark("hors mentions de l'article 30")),
        Block::Facts(Facts(vec![
            Fact::new("Notice", Cell::text(Rich::linked("https://www.exemple.fr/confidentialite"))),
            Fact::new("Droits", sentence(i + 3)),
        ])),
    ]);
}
