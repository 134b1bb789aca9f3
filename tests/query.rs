//! Finding records: every kind of term, in both languages, through references; and that any query is
//! answered.

use std::collections::BTreeSet;

use proptest::prelude::*;
use registre::model::{Finding, Kind, Lang, RecordId, Register, date};
use registre::ops::Workspace;
use registre::ops::query::complete::Completer;
use registre::ops::query::{Heads, Query, Scope, Texts, search};

struct Shelf {
    _dir: tempfile::TempDir,
    workspace: Workspace,
    findings: Vec<Finding>,
    heads: Heads,
}

/// Five activities that differ in what is asked below.
fn shelf() -> Shelf {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("register.toml", "schema = 1\nname = \"Atelier\"\nreview_cadence = \"P1Y\"\n");
    write(
        "activities/newsletter.toml",
        "name = \"Lettre d’information\"\nname_en = \"Newsletter\"\nref = \"T-001\"\nstatus = \"draft\"\nowner = \"Communication\"\n\
         created_on = 2024-05-01\nreviewed_on = 2025-06-30\npurposes = [\"newsletter\"]\nprocessors = [\"envoi\"]\ntransfers = \"none\"\n\
         special_categories = \"none\"\n[data.contact]\nitems = [\"adresse électronique\"]\nretention = \"trois-ans\"\n",
    );
    write(
        "activities/paie.toml",
        "name = \"Paie\"\nref = \"T-002\"\nstatus = \"active\"\nowner = \"RH\"\nreviewed_on = 2026-03-01\npurposes = [\"salaires\"]\n\
         [data.identite]\nitems = [\"nom\", \"prénom\"]\nretention = \"cinq-ans\"\n[data.banque]\nitems = [\"IBAN\"]\n\
         [special_categories.nir]\ncategory = \"nir\"\n[data_subjects.salaries]\ncategory = \"employees\"\nvolume = 40\nminors = false\n",
    );
    write(
        "activities/soins.toml",
        "name = \"Suivi des soins\"\nref = \"T-010\"\nstatus = \"active\"\nowner = \"Direction des soins\"\nnext_review_on = 2026-01-15\n\
         [special_categories.dossier]\ncategory = \"health\"\nitems = [\"ordonnances\"]\n[transfers.labo]\nrecipient = \"Laboratoire Nord\"\ncountry = \"CH\"\nmechanism = \"adequacy\"\n",
    );
    write("activities/vide.toml", "name = \"Œuvres sociales\"\n");
    write("activities/casse.toml", "name = \n");
    write(
        "purposes/newsletter.toml",
        "name = \"Envoyer la newsletter\"\nlegal_basis = \"consent\"\nkind = \"prospecting\"\n",
    );
    write("purposes/salaires.toml", "name = \"Payer les salaires\"\nlegal_basis = \"contract\"\n");
    write("retention/trois-ans.toml", "name = \"Contacts\"\nactive = \"P3Y\"\n");
    write("retention/six-heures.toml", "name = \"Images\"\nactive = \"PT6H\"\n");
    write("retention/douze-heures.toml", "name = \"Journaux\"\nactive = \"PT12H\"\n");
    write("retention/cinq-ans.toml", "name = \"Paie\"\nactive = \"P1Y\"\narchive = \"P5Y\"\n");
    write(
        "processors/envoi.toml",
        "name = \"Courrier Clair\"\ncountry = \"FR\"\nhosting_countries = [\"IE\"]\naccess_countries = [\"US\"]\n\
         [transfers.support]\nrecipient = \"Support\"\ncountry = \"US\"\n",
    );
    let workspace = Workspace::open(dir.path()).unwrap();
    let findings = workspace.findings();
    let mut heads = Heads::default();
    heads.refresh(workspace.register(), &Kind::ALL);
    Shelf { _dir: dir, workspace, findings, heads }
}

impl Shelf {
    fn register(&self) -> &Register {
        self.workspace.register()
    }

    fn scope<'a>(&'a self, modified: &'a dyn Fn(&RecordId) -> bool) -> Scope<'a> {
        Scope {
            register: self.register(),
            findings: &self.findings,
            today: date::parse("2026-02-01").unwrap(),
            lang: Lang::Fr,
            modified,
            heads: &self.heads,
            texts: None,
        }
    }

    /// The identifiers of what answers, and what was not understood.
    fn asked(&self, kind: Kind, typed: &str) -> (Vec<String>, Vec<String>) {
        let modified = |id: &RecordId| id.id.as_str() == "paie";
        let scope = self.scope(&modified);
        let query = Query::parse(typed);
        let sieve = query.sieve(kind, &scope);
        let records = self.register().of(kind).filter(|r| sieve.holds(r));
        let mut found: Vec<String> = records.map(|r| r.id.id.to_string()).collect();
        let lost = self.workspace.files().filter(|id| id.kind == kind && !self.register().contains(id));
        found.extend(lost.filter(|id| sieve.holds_file(id)).map(|id| id.id.to_string()));
        (found, sieve.mistakes.iter().map(|m| m.message.get(Lang::Fr)).collect())
    }

    #[track_caller]
    fn finds(&self, typed: &str, wanted: &[&str]) {
        let (found, mistakes) = self.asked(Kind::Activity, typed);
        assert_eq!(mistakes, Vec::<String>::new(), "{typed}");
        assert_eq!(found, wanted, "{typed}");
    }

    #[track_caller]
    fn answers(&self, typed: &str, sentence: &str) {
        let (_, mistakes) = self.asked(Kind::Activity, typed);
        let said = mistakes.join(" ").replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains(sentence), "{typed}: {said}");
    }
}

#[test]
fn words_are_found_in_title_reference_and_identifier() {
    let s = shelf();
    s.finds("", &["newsletter", "paie", "soins", "vide", "casse"]);
    s.finds("paie", &["paie"]);
    s.finds("OEUVRES soc", &["vide"]);
    s.finds("t-00", &["newsletter", "paie"]);
    s.finds("newsletter", &["newsletter"]);
    s.finds("-t-0", &["vide", "casse"]);
    s.finds("\"des soins\"", &["soins"]);
    s.finds("soins paie", &[]);
    s.finds("cass", &["casse"]);
}

#[test]
fn the_fields_of_a_record_are_asked_by_key() {
    let s = shelf();
    s.finds("statut:brouillon", &["newsletter"]);
    s.finds("status:draft,active", &["newsletter", "paie", "soins"]);
    s.finds("service:rh", &["paie"]);
    s.finds("owner:soins", &["soins"]);
    s.finds("-service:rh service:*", &["newsletter", "soins"]);
    s.finds("service:?", &["vide"]);
    s.finds("réf:T-0", &["newsletter", "paie", "soins"]);
    s.finds("donnée:prenom", &["paie"]);
    s.finds("data.items:iban", &["paie"]);
    s.finds("donnée:santé", &["soins"]);
    s.finds("sensible:oui", &["paie", "soins"]);
    s.finds("sensible:non", &["newsletter", "vide"]);
    s.finds("sensible:néant", &["newsletter"]);
    s.finds("sensible:?", &["vide"]);
    s.finds("personne:salariés", &["paie"]);
    s.finds("minors:non", &["paie"]);
    s.finds("volume:>=40", &["paie"]);
    s.finds("volume:>40", &[]);
    s.finds("transfers:laboratoire", &["soins"]);
    s.finds("data_subjects:salar", &["paie"]);
    s.finds("id:pai", &["paie"]);
    s.finds("texte:ordonnances", &["soins"]);
    s.finds("genre:activité paie", &["paie"]);
    s.finds("genre:finalité", &[]);
}

#[test]
fn keys_go_through_references() {
    let s = shelf();
    s.finds("base:consentement", &["newsletter"]);
    s.finds("basis:contrat", &["paie"]);
    s.finds("base:?", &["soins", "vide"]);
    s.finds("finalité:newsletter", &["newsletter"]);
    s.finds("purpose:prospection", &["newsletter"]);
    s.finds("pays:US", &["newsletter"]);
    s.finds("pays:irlande,suisse", &["newsletter", "soins"]);
    s.finds("sous-traitant:clair", &["newsletter"]);
    s.finds("processors.hosting_countries:IE", &["newsletter"]);
    s.finds("transfert:oui", &["newsletter", "soins"]);
    s.finds("transfers.country:*", &["soins"]);
    s.finds("garantie:adéquation", &["soins"]);
    s.finds("durée:>3ans", &["paie"]);
    s.finds("durée:>=\"3 ans\"", &["newsletter", "paie"]);
    s.finds("durée:3years", &["newsletter"]);
    s.finds("durée:<2ans", &["paie"]);
    let rules = |typed: &str| s.asked(Kind::Retention, typed);
    assert_eq!(rules("durée:6h"), (vec!["six-heures".to_owned()], Vec::new()));
    assert_eq!(rules("durée:>6h durée:<36mois").0, ["cinq-ans", "douze-heures"]);
    assert_eq!(rules("durée:36mois").0, ["trois-ans"]);
    s.finds("durée:?", &["paie", "soins", "vide"]);
    s.finds("purposes.legal_basis:consent", &["newsletter"]);
}

#[test]
fn dates_findings_and_changes() {
    let s = shelf();
    s.finds("revue:<2026-01-01", &["newsletter"]);
    s.finds("revue:2026", &["paie"]);
    s.finds("revue:>30/06/2025", &["paie"]);
    s.finds("revue:?", &["soins", "vide"]);
    s.finds("créée:2024-05", &["newsletter"]);
    s.finds("à-revoir:oui", &["soins", "vide"]);
    s.finds("due:no", &["newsletter", "paie"]);
    s.finds("modifiée:oui", &["paie"]);
    s.finds("modified:no soins", &["soins"]);
    let (errors, _) = s.asked(Kind::Activity, "constat:erreur");
    assert!(errors.contains(&"casse".to_owned()) && errors.contains(&"vide".to_owned()), "{errors:?}");
    let (by_code, mistakes) = s.asked(Kind::Activity, "constat:A30");
    assert!(!by_code.is_empty() && mistakes.is_empty());
    let with: BTreeSet<String> = s.asked(Kind::Activity, "constat:oui").0.into_iter().collect();
    let without: BTreeSet<String> = s.asked(Kind::Activity, "constat:non").0.into_iter().collect();
    assert!(with.is_disjoint(&without) && with.len() + without.len() == 5);
}

#[test]
fn what_cannot_be_asked_is_said_and_the_rest_is_asked() {
    let s = shelf();
    s.answers("bose:contrat", "Vouliez-vous écrire « base » ?");
    s.answers("statut:brouilon", "n’est pas dans la liste");
    s.answers("revue:<hier", "« hier » n’est pas une date");
    s.answers("durée:>bientôt", "« bientôt » n’est pas une durée");
    s.answers("service:>b", "ne se compare pas");
    s.answers("modifiée:peut-être", "attend oui ou non");
    s.answers("constat:grave", "« grave » n’est ni");
    s.answers("genre:machin", "« machin » n’est pas un genre de fiche");
    s.answers("headcount:3", "ne se demande pas");
    s.answers("statut:", "attend une valeur");
    for typed in
        ["paie bose:contrat", "paie statut:brouilon", "revue:<hier paie", "paie statut:", "paie modifiée:x"]
    {
        assert_eq!(s.asked(Kind::Activity, typed).0, ["paie"], "{typed}");
    }
    let (found, mistakes) = s.asked(Kind::Purpose, "statut:active");
    assert!(found.is_empty() && mistakes.len() == 1, "known elsewhere: it holds for none here");
    assert_eq!(s.asked(Kind::Purpose, "base:contrat").0, ["salaires"]);
    assert_eq!(s.asked(Kind::Retention, "durée:>4ans").0, ["cinq-ans"]);
    assert_eq!(s.asked(Kind::Processor, "pays:US").0, ["envoi"]);
}

#[test]
fn the_search_over_everything_shows_where_the_words_stand() {
    let s = shelf();
    let modified = |_: &RecordId| false;
    let scope = s.scope(&modified);
    let results = search::search(&Query::parse("ordonnances"), &scope, 50);
    assert_eq!((results.total, results.found.len()), (1, 1));
    let hit = &results.found[0].hits[0];
    assert_eq!(hit.path.to_string(), "special_categories.dossier.items");
    assert_eq!(hit.hit, "ordonnances");
    let results = search::search(&Query::parse("newsletter"), &scope, 50);
    let ids: Vec<String> = results.found.iter().map(|f| f.record.to_string()).collect();
    assert_eq!(ids, ["activity/newsletter", "purpose/newsletter"], "by its own name or its reference");
    assert_eq!(search::search(&Query::parse("newsletter base:consentement"), &scope, 50).total, 2);
    assert_eq!(search::search(&Query::parse("newsletter -statut:brouillon"), &scope, 50).total, 1);
    assert_eq!(search::search(&Query::parse(""), &scope, 50).total, 0);
    let limited = search::search(&Query::parse("e"), &scope, 2);
    assert!(limited.total > 5 && limited.found.len() == 2);
    // With the texts folded beforehand the answer is the same.
    let texts = Texts::of(s.register(), Lang::Fr, None);
    let folded = Scope { texts: Some(&texts), ..s.scope(&modified) };
    for typed in ["ordonnances", "newsletter", "e", "PRÉNOM", "3 ans", "responsable -paie"] {
        let query = Query::parse(typed);
        assert_eq!(search::search(&query, &folded, 9), search::search(&query, &scope, 9), "{typed}");
    }
}

#[test]
fn what_may_come_next_is_proposed() {
    let s = shelf();
    let modified = |_: &RecordId| false;
    let scope = s.scope(&modified);
    let mut completer = Completer::default();
    let mut next = |typed: &str| {
        let c = completer.complete(typed, typed.len(), Kind::Activity, 1, &scope);
        let shown: Vec<String> = c.found.iter().map(|s| s.insert.clone()).collect();
        (typed[c.span].to_owned(), shown)
    };
    assert_eq!(next("").1[0], "statut:");
    assert_eq!(next("paie sta"), ("sta".into(), vec!["statut:".into(), "started_on:".into()]));
    assert_eq!(next("-statut:b").0, "b");
    assert_eq!(next("statut:").1[..2], ["Active", "Projet"], "the most frequent first");
    assert_eq!(next("statut:").1.last().map(String::as_str), Some("néant"));
    assert_eq!(next("service:dir").1, ["\"Direction des soins\""]);
    assert_eq!(next("service:\"dir"), ("\"dir".into(), vec!["\"Direction des soins\"".into()]));
    assert_eq!(next("pays:US,irl"), ("irl".into(), vec!["IE".into()]));
    assert_eq!(next("finalité:new").1, ["\"Envoyer la newsletter\""]);
    assert_eq!(next("constat:").1[0], "erreur");
    assert_eq!(next("modif").1[0], "modifiée:");
    assert_eq!(next("bose:x").1, Vec::<String>::new());
    assert_eq!(next("\"stat").1, Vec::<String>::new());
}

const PARTS: [&str; 34] = [
    "base:",
    "pays:",
    "statut:",
    "durée:",
    "revue:",
    "constat:",
    "modifiée:",
    "à-revoir:",
    "texte:",
    "genre:",
    "x:",
    "data.items:",
    "transfers:",
    "transfert:",
    "sensible:",
    "minors:",
    "volume:",
    "consentement",
    "US",
    "draft",
    ">3ans",
    "<2026-01-01",
    "*",
    "?",
    "néant",
    "oui",
    "non",
    "paie",
    "-",
    "\"",
    ",",
    " ",
    " ",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered_and_completed(parts in prop::collection::vec(0usize..PARTS.len(), 0..14), cut in 0usize..60) {
        let s = shelf_once();
        let typed: String = parts.iter().map(|p| PARTS[*p]).collect();
        let modified = |_: &RecordId| true;
        let scope = s.scope(&modified);
        let query = Query::parse(&typed);
        for kind in Kind::ALL {
            let sieve = query.sieve(kind, &scope);
            for m in &sieve.mistakes {
                prop_assert!(typed.get(m.span.clone()).is_some());
            }
            for record in s.register().of(kind) {
                sieve.holds(record);
            }
            for id in s.workspace.files() {
                sieve.holds_file(id);
            }
            let cut = (0..=cut.min(typed.len())).rev().find(|i| typed.is_char_boundary(*i)).unwrap_or(0);
            let completion = Completer::default().complete(&typed, cut, kind, 0, &scope);
            prop_assert!(typed.get(completion.span.clone()).is_some() && completion.span.end <= cut.max(completion.span.start));
        }
        search::search(&query, &scope, 3);
    }

    #[test]
    fn a_term_and_its_contrary_part_the_records(parts in prop::collection::vec(0usize..PARTS.len(), 1..4)) {
        let s = shelf_once();
        // One term: a quote that opens again would begin another.
        let typed: String = parts.iter().map(|p| PARTS[*p]).collect::<String>().replace(['-', ' ', '"'], "");
        let (plain, mistakes) = s.asked(Kind::Activity, &typed);
        let (contrary, _) = s.asked(Kind::Activity, &format!("-{typed}"));
        if Query::parse(&typed).terms.len() == 1 && mistakes.is_empty() {
            for id in ["newsletter", "paie", "soins", "vide"].map(str::to_owned) {
                prop_assert!(plain.contains(&id) != contrary.contains(&id), "{typed} {id}");
            }
        }
    }
}

fn shelf_once() -> &'static Shelf {
    use std::cell::OnceCell;
    thread_local!(static SHELF: OnceCell<&'static Shelf> = const { OnceCell::new() });
    SHELF.with(|cell| *cell.get_or_init(|| Box::leak(Box::new(shelf()))))
}

mod page {
    //! The page of the queries in the docs, made from the table of the keys and held to it.

    use std::fmt::Write as _;
    use std::path::Path;

    use registre::model::message::text;
    use registre::model::{Kind, Lang, Text};
    use registre::ops::query::keys::KEYS;
    use registre::ops::query::saved::BUILT_IN;

    const TITLE: Text = text("# Filtrer et chercher", "# Filtering and searching");
    const INTRO: Text = text(
        "\
Cette page est produite à partir de la table des clés (`src/ops/query/keys.rs`). La même requête se tape dans le filtre d’une liste
(`/`), dans la recherche partout (`Ctrl-F`) et sur la ligne de commande (`registre list --filter`, `registre search`).

| On écrit | On trouve |
|---|---|
| `paie janvier` | les fiches dont le titre, la référence ou l’identifiant contient les deux mots (dans la recherche partout\u{a0}: n’importe où) |
| `\"service clients\"` | les deux mots à la suite\u{202f}; les guillemets «\u{a0}» font de même |
| `pays:US` | la valeur d’une clé, en français ou en anglais, par son mot, son libellé ou une partie |
| `pays:US,CN` | l’une ou l’autre valeur |
| `-service:RH` | le contraire |
| `réf:*` | ce qui est renseigné |
| `réf:?` | ce que personne n’a dit (dans un tableau\u{a0}: sur une ligne au moins) |
| `transferts:néant` | ce qui a été vérifié\u{a0}: il n’y en a pas |
| `sensible:oui`, `transfert:non` | s’il y en a, s’il n’y en a pas |
| `durée:>3ans`, `revue:<2026-01-01`, `volume:>=1000` | une comparaison\u{a0}: durées, dates (aussi `2026-01`, `2026`, `aujourd’hui`), nombres |
| `owner:RH`, `data.items:nom` | n’importe quel champ, par sa clé ou son chemin ([les champs](champs.md)) |
| `purposes.legal_basis:consent` | un champ de la fiche à laquelle on renvoie |

Les accents et les majuscules ne comptent pas. `Tab` complète la clé, puis la valeur.",
        "\
This page is made from the table of the keys (`src/ops/query/keys.rs`). The same query is typed in the filter of a list (`/`), in
the search over everything (`Ctrl-F`) and on the command line (`registre list --filter`, `registre search`).

| Written | Found |
|---|---|
| `payroll january` | the records whose title, reference or identifier holds both words (in the search over everything: anywhere) |
| `\"customer service\"` | both words in a row |
| `country:US` | the value of a key, in French or English, by its word, its label or a part |
| `country:US,CN` | either value |
| `-owner:HR` | the contrary |
| `ref:*` | what is answered |
| `ref:?` | what nobody has said (in a table: on one row at least) |
| `transfers:none` | what was looked at: there is none |
| `sensitive:yes`, `transfer:no` | whether there are any |
| `period:>3years`, `review:<2026-01-01`, `volume:>=1000` | a comparison: periods, dates (`2026-01`, `2026`, `today` too), numbers |
| `owner:HR`, `data.items:name` | any field, by its key or its path ([the fields](fields.md)) |
| `purposes.legal_basis:consent` | a field of the record that is referred to |

Accents and capitals do not count. `Tab` completes the key, then the value.",
    );
    const KEYS_TITLE: Text = text("## Les clés", "## The keys");
    const HEAD: Text = text(
        "| Clé | Autres noms | Ce qu’elle demande | Fiches |\n|---|---|---|---|",
        "| Key | Other names | What it asks | Records |\n|---|---|---|---|",
    );
    const EVERY: Text = text("toutes", "all");
    const SAVED_TITLE: Text = text("## Les filtres tout prêts", "## The ready-made filters");
    const SAVED_HEAD: Text = text("| Nom | Requête |\n|---|---|", "| Name | Query |\n|---|---|");

    fn page(lang: Lang) -> String {
        let mut out = format!(
            "{}\n\n{}\n\n{}\n\n{}\n",
            TITLE.get(lang),
            INTRO.get(lang),
            KEYS_TITLE.get(lang),
            HEAD.get(lang)
        );
        for key in KEYS {
            let name = key.say(lang);
            let mut others: Vec<&str> =
                [key.name.fr, key.name.en].into_iter().filter(|n| *n != name).collect();
            others.extend(key.others);
            let others: Vec<String> = others.iter().map(|n| format!("`{n}`")).collect();
            let kinds: Vec<&str> =
                Kind::ALL.into_iter().filter(|k| key.holds_for(*k)).map(|k| k.plural().get(lang)).collect();
            let kinds =
                if kinds.len() == Kind::ALL.len() { EVERY.get(lang).to_owned() } else { kinds.join(", ") };
            let _ = writeln!(out, "| `{name}` | {} | {} | {kinds} |", others.join(", "), key.help.get(lang));
        }
        let _ = write!(out, "\n{}\n\n{}\n", SAVED_TITLE.get(lang), SAVED_HEAD.get(lang));
        for filter in BUILT_IN {
            let _ = writeln!(out, "| {} | `{}` |", filter.name.get(lang), filter.query.get(lang));
        }
        out
    }

    #[test]
    fn the_pages_of_the_queries_are_up_to_date() {
        for (file, lang) in [("docs/requetes.md", Lang::Fr), ("docs/queries.md", Lang::En)] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let made = page(lang);
            if std::env::var_os("REGISTRE_BLESS").is_some() {
                std::fs::write(&path, &made).unwrap();
            }
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == made, "{file} is out of date: REGISTRE_BLESS=1 cargo test --test query");
        }
    }

    /// What the page promises is understood.
    #[test]
    fn every_query_of_the_page_is_read_without_a_mistake() {
        for lang in Lang::ALL {
            for line in INTRO.get(lang).lines().filter(|l| l.starts_with("| `")) {
                let written = line.split('|').nth(1).unwrap_or_default();
                for query in written.split('`').skip(1).step_by(2) {
                    let query = registre::ops::query::Query::parse(query);
                    assert!(query.mistakes.is_empty() && !query.is_empty(), "{line}");
                }
            }
        }
    }
}
