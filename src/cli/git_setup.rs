//! `registre git-setup`: records merged by field and compared in words by plain git, put in place and
//! taken away again.

use clap::ValueEnum;
use serde_json::{Value as Json, json};

use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::out::{Line, Style};
use crate::model::message::{Text, text};
use crate::ops::OpError;
use crate::ops::error::Exit;
use crate::ops::git_setup::{Forge, Piece, Planned, Setup, Standing, Wanted, look, look_for_all};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, alias = "partage")]
    pub shared: bool,
    #[arg(long)]
    pub global: bool,
    #[arg(long, alias = "sans-controle")]
    pub no_hook: bool,
    #[arg(long, value_enum, value_name = "github|gitlab", hide_possible_values = true)]
    pub ci: Vec<Ci>,
    #[arg(long, alias = "forcer")]
    pub force: bool,
    #[arg(long, alias = "enlever")]
    pub undo: bool,
    #[arg(long, alias = "etat", conflicts_with = "undo")]
    pub status: bool,
    #[arg(long, alias = "sans-ecrire")]
    pub dry_run: bool,
    #[arg(short, long)]
    pub yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    Github,
    Gitlab,
}

pub const HELP: Help = Help {
    name: "git-setup",
    alias: "git-installer",
    about: text(
        "Faire fusionner et comparer les fiches par git, champ par champ",
        "Make git merge and compare records field by field",
    ),
    args: &[
        (
            "shared",
            FLAG,
            text(
                "Les attributs dans le dossier du registre, pour toute l’équipe (sinon dans .git, pour ce clone)",
                "The attributes in the register’s folder, for the whole team (else in .git, for this clone)",
            ),
        ),
        (
            "global",
            FLAG,
            text(
                "Les réglages dans votre fichier à vous, pour tous vos dépôts (sinon dans .git/config)",
                "The settings in your own file, for all your repositories (else in .git/config)",
            ),
        ),
        (
            "no_hook",
            FLAG,
            text("Sans le contrôle avant chaque commit", "Without the check before each commit"),
        ),
        (
            "ci",
            FLAG,
            text(
                "Écrire aussi un fichier d’intégration continue\u{a0}: le diff en mots sur la demande, et les constats",
                "Write a pipeline file too: the diff in words on the request, and the findings",
            ),
        ),
        (
            "force",
            FLAG,
            text(
                "Remplacer un fichier d’intégration continue qui existe",
                "Write over a pipeline file that exists",
            ),
        ),
        (
            "undo",
            FLAG,
            text("Enlever ce qui a été mis, et rien d’autre", "Take away what was put, and nothing else"),
        ),
        ("status", FLAG, text("Dire seulement ce qui est en place", "Only tell what is in place")),
        ("dry_run", FLAG, text("Dire seulement ce qui serait fait", "Only tell what would be done")),
        (
            "yes",
            FLAG,
            text(
                "Sans demander (nécessaire hors d’un terminal)",
                "Without asking (needed outside a terminal)",
            ),
        ),
    ],
    more: text(
        "\
Ensuite git merge, git rebase et git pull fusionnent les fiches champ par champ, et git diff, git log -p
et git show les disent en mots. Les attributs disent à git quelles fiches, les réglages quel programme\u{a0}:
l’un sans l’autre ne fait rien. Les réglages ne voyagent pas avec le dépôt\u{a0}: chacun lance cette commande
une fois par clone\u{202f}; avec --shared, les attributs voyagent. Rien n’est lu du registre que son dossier.
Ce que quelqu’un a écrit autrement est laissé et nommé. La lancer deux fois ne change rien.
Avant de désinstaller le programme\u{a0}: registre git-setup --undo",
        "\
Then git merge, git rebase and git pull merge records field by field, and git diff, git log -p and git show
tell them in words. The attributes tell git which records, the settings which program: one without the other
does nothing. Settings do not travel with the repository: everybody runs this once a clone; with --shared
the attributes travel. Nothing of the register is read but its folder. What somebody wrote otherwise is left
and named. Running it twice changes nothing.
Before you uninstall the program: registre git-setup --undo",
    ),
};

const SURE_PUT: Text = text("Mettre cela en place\u{202f}?", "Put this in place?");
const SURE_TAKE: Text = text("Enlever cela\u{202f}?", "Take this away?");
const NEEDS_YES: Text = text(
    "Personne à qui demander confirmation\u{a0}: rien n’est changé.",
    "Nobody to ask for confirmation: nothing was changed.",
);
const USE_YES: Text =
    text("Ajouter --yes pour le faire sans demander.", "Add --yes to do it without asking.");
const LEFT: Text = text("Rien n’est changé.", "Nothing was changed.");
const ALL_THERE: Text = text("Tout est en place.", "All is in place.");
const NONE_THERE: Text = text("Rien de tout cela n’est en place.", "None of this is in place.");
const PUT: Text = text(
    "C’est en place. Pour l’enlever\u{a0}: registre git-setup --undo",
    "It is in place. To take it away: registre git-setup --undo",
);
const TAKEN: Text = text("C’est enlevé.", "It is taken away.");
const COMMIT_IT: Text =
    text("À enregistrer dans git pour l’équipe\u{a0}: {files}", "To be committed for the team: {files}");
const FOREIGN: Text = text("laissé tel quel", "left as it is");
const FOUND: Text = text("laissé tel quel\u{a0}: {found}", "left as it is: {found}");
const ADD_LINE: Text = text("y ajouter\u{a0}: {line}", "add to it: {line}");
const INCLUDE: Text = text(
    "Dans .gitlab-ci.yml, ajouter sous «\u{a0}include:\u{a0}»\u{a0}: - local: {file}",
    "In .gitlab-ci.yml, add under “include:”: - local: {file}",
);
const PROGRAM: Text = text(
    "Le fichier d’intégration continue attend le programme dans le PATH\u{a0}: compléter cette étape.",
    "The pipeline file expects the program in the PATH: fill in that step.",
);

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let dir = cx.dir()?;
    let forges = args.ci.iter().map(|ci| match ci {
        Ci::Github => Forge::GitHub,
        Ci::Gitlab => Forge::GitLab,
    });
    let wanted = Wanted {
        global: args.global,
        shared: args.shared,
        no_hook: args.no_hook,
        pipelines: forges.collect(),
    };
    let find = || match args.undo || args.status {
        true => look_for_all(&dir, args.global, cx.lang()),
        false => look(&dir, &wanted, cx.lang()),
    };
    let setup = find()?;
    let act = match (args.status, args.undo) {
        (true, _) => Act::Tell,
        (_, true) => Act::Take,
        _ => Act::Put { force: args.force },
    };
    let changes = setup.planned.iter().any(|p| act.changes(p));
    let only_told = act == Act::Tell || args.dry_run || !changes;
    if only_told {
        if cx.is_json() {
            cx.json(document(&setup, act, false));
            return Ok(Exit::Ok);
        }
        lines(&setup, act, cx).into_iter().for_each(|line| cx.line(line));
        match act {
            Act::Put { .. } if !changes && !setup.planned.iter().any(Planned::is_foreign) => {
                cx.talk(&ALL_THERE.msg());
            }
            Act::Take if !changes => cx.talk(&NONE_THERE.msg()),
            _ => {}
        }
        return Ok(Exit::Ok);
    }
    if !args.yes {
        if !cx.can_ask() {
            return Err(OpError::new(Exit::Usage, NEEDS_YES).hint(USE_YES).into());
        }
        lines(&setup, act, cx).iter().for_each(|line| cx.ask_line(line));
        let question = if act == Act::Take { SURE_TAKE } else { SURE_PUT };
        if !ask::yes(cx, question.msg()) {
            return Err(OpError::new(Exit::Nothing, LEFT).into());
        }
    }
    match act {
        Act::Take => setup.take()?,
        _ => setup.put(args.force)?,
    }
    if cx.is_json() {
        cx.json(document(&setup, act, true));
        return Ok(Exit::Ok);
    }
    if args.yes {
        lines(&setup, act, cx).into_iter().for_each(|line| cx.line(line));
    }
    cx.talk(&if act == Act::Take { TAKEN } else { PUT }.msg());
    what_is_left(&setup, act, cx);
    Ok(Exit::Ok)
}

/// What is still for the person to do.
fn what_is_left(setup: &Setup, act: Act, cx: &mut Context) {
    let changed = || setup.planned.iter().filter(|p| act.changes(p));
    let for_team = changed()
        .filter(|p| matches!(p.piece, Piece::Attributes { shared: true, .. } | Piece::Pipeline { .. }));
    let files: Vec<String> = for_team.map(|p| setup.shown(&p.file)).collect();
    if !files.is_empty() {
        cx.talk(&COMMIT_IT.msg().with("files", files.join(", ")));
    }
    if act == Act::Take {
        return;
    }
    let pipelines: Vec<Forge> = changed()
        .filter_map(|p| match p.piece {
            Piece::Pipeline { forge, .. } => Some(forge),
            _ => None,
        })
        .collect();
    if !pipelines.is_empty() {
        cx.talk(&PROGRAM.msg());
    }
    if pipelines.contains(&Forge::GitLab) {
        cx.talk(&INCLUDE.msg().with("file", Forge::GitLab.path()));
    }
}

/// What the command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Tell,
    Put { force: bool },
    Take,
}

impl Act {
    fn changes(self, planned: &Planned) -> bool {
        match self {
            Act::Tell => false,
            Act::Put { force } => planned.would_put(force),
            Act::Take => planned.would_take(),
        }
    }
}

/// A line for each thing; under what is left as it is, what can be done.
fn lines(setup: &Setup, act: Act, cx: &Context) -> Vec<Line> {
    let lang = cx.lang();
    let mut out = Vec::new();
    for planned in &setup.planned {
        // What somebody else keeps there is no concern of an undoing, unless it bears our name.
        if act == Act::Take && !act.changes(planned) && !is_by_our_name(planned) {
            continue;
        }
        let (mark, style) = match (act, &planned.standing) {
            _ if planned.is_foreign() && !act.changes(planned) => ("!", Style::Warning),
            (Act::Take, _) => ("-", Style::Removed),
            (_, Standing::InPlace) => ("=", Style::Plain),
            (Act::Tell, Standing::Nothing) => ("·", Style::Dim),
            (_, Standing::Older) => ("~", Style::Warning),
            _ => ("+", Style::Added),
        };
        out.push(
            Line::new()
                .with(style, mark)
                .plain(format!(" {}", setup.shown(&planned.file)))
                .plain("  ")
                .plain(planned.what().get(lang)),
        );
        if act.changes(planned) || act == Act::Take && !planned.is_foreign() {
            continue;
        }
        if let Standing::Foreign(found) = &planned.standing {
            let said = match found.is_empty() {
                true => FOREIGN.msg(),
                false => FOUND.msg().with("found", found),
            };
            out.push(Line::new().plain("    ").plain(said.get(lang)));
            if let (Piece::Hook { line, .. }, Act::Put { .. }) = (&planned.piece, act) {
                let said = ADD_LINE.msg().with("line", line);
                out.push(Line::new().plain("    ").plain(said.get(lang)));
            }
        }
    }
    out
}

fn is_by_our_name(planned: &Planned) -> bool {
    planned.is_foreign() && matches!(planned.piece, Piece::Setting { .. } | Piece::Pipeline { .. })
}

fn document(setup: &Setup, act: Act, done: bool) -> Json {
    let one = |planned: &Planned| {
        let (standing, found) = match &planned.standing {
            Standing::Nothing => ("missing", None),
            Standing::InPlace => ("in-place", None),
            Standing::Older => ("older", None),
            Standing::Foreign(found) => ("foreign", Some(found).filter(|f| !f.is_empty())),
        };
        let mut out = json!({ "file": setup.shown(&planned.file), "standing": standing });
        match &planned.piece {
            Piece::Setting { key, value, .. } => {
                out["piece"] = "setting".into();
                out["key"] = (*key).into();
                out["value"] = value.as_str().into();
            }
            Piece::Attributes { lines, shared, .. } => {
                out["piece"] = "attributes".into();
                out["shared"] = (*shared).into();
                out["lines"] = lines.as_slice().into();
            }
            Piece::Hook { line, .. } => {
                out["piece"] = "hook".into();
                out["line"] = line.as_str().into();
            }
            Piece::Pipeline { .. } => out["piece"] = "pipeline".into(),
        }
        if let Some(found) = found {
            out["found"] = found.as_str().into();
        }
        out["changes"] = act.changes(planned).into();
        out
    };
    json!({ "done": done, "pieces": setup.planned.iter().map(one).collect::<Vec<_>>() })
}
