//! `registre seal [NAME]`: a tag that says what the register held; and what has become of the seals.

use serde_json::{Value as Json, json};

use super::ask;
use super::context::Context;
use super::fail::Fail;
use super::help::{FLAG, Help};
use super::out::{Line, Style};
use crate::i18n::format::date;
use crate::model::message::{Lang, Text, text};
use crate::ops::error::Exit;
use crate::ops::seal::{
    Holds, Kept, Proposal, SealInfo, Sign, SignatureFormat, Verdict, named, plan_verify, propose, seal,
    seals, verify,
};
use crate::ops::{OpError, Workspace};

#[derive(Debug, clap::Args)]
pub struct Args {
    pub name: Option<String>,
    #[arg(long)]
    pub list: bool,
    #[arg(long)]
    pub verify: bool,
    #[arg(long)]
    pub sign: bool,
    #[arg(long)]
    pub no_sign: bool,
    #[arg(long)]
    pub dry_run: bool,
    #[arg(short, long)]
    pub yes: bool,
}

pub const HELP: Help = Help {
    name: "seal",
    alias: "sceller",
    about: text(
        "Sceller l’état du registre par une étiquette de git, ou dire où en sont les sceaux",
        "Seal the state of the register with a git tag, or tell how the seals stand",
    ),
    args: &[
        (
            "name",
            text("NOM", "NAME"),
            text(
                "Le nom du sceau (sinon registre- et la date)",
                "The name of the seal (else registre- and the date)",
            ),
        ),
        ("list", FLAG, text("Dire les sceaux, sans rien sceller", "Tell the seals, and seal nothing")),
        (
            "verify",
            FLAG,
            text(
                "Vérifier leurs signatures (ou celle du sceau nommé), par votre git\u{202f}; la commande est dite",
                "Verify their signatures (or that of the seal named), by your git; the command is told",
            ),
        ),
        (
            "sign",
            FLAG,
            text(
                "Signer, même si git n’est pas réglé pour (tag.gpgSign)",
                "Sign, even where git is not set to (tag.gpgSign)",
            ),
        ),
        (
            "no_sign",
            FLAG,
            text("Ne pas signer, même si git est réglé pour", "Do not sign, even where git is set to"),
        ),
        (
            "dry_run",
            FLAG,
            text("Dire ce qui serait fait, sans le faire", "Say what would be done, without doing it"),
        ),
        ("yes", FLAG, text("Sans demander", "Without asking")),
    ],
    more: text(
        "\
Un sceau nomme l’empreinte du dossier, les fiches, le contrôle du jour, les dérogations en vigueur et
ce qui a changé depuis le sceau précédent. Il ne se refait pas\u{a0}: pour l’envoyer, git push origin NOM.
Exemples\u{a0}:
  registre sceller
  registre sceller revue-2026 --sign
  registre sceller --list --verify",
        "\
A seal names the fingerprint of the folder, the records, the check of the day, the waivers in force and
what changed since the seal before. It is not made anew; to send it: git push origin NAME.
Examples:
  registre seal
  registre seal review-2026 --sign
  registre seal --list --verify",
    ),
};

const BOTH: Text = text("--sign ou --no-sign, pas les deux.", "--sign or --no-sign, not both.");
const WILL_RUN: Text = text("Commande\u{a0}: {command}", "Command: {command}");
const SURE: Text = text("Sceller sous ce message\u{202f}?", "Seal under this message?");
const LEFT: Text = text("Rien n’est scellé.", "Nothing was sealed.");
const DONE: Text = text("Scellé\u{a0}: {name} ({signature})", "Sealed: {name} ({signature})");
const NONE: Text = text("Aucun sceau.", "No seal.");
const SIGNED: Text = text("signé, non vérifié", "signed, not verified");
const UNSIGNED: Text = text("non signé", "not signed");
const GOOD: Text = text("signature vérifiée\u{a0}: {who}", "signature verified: {who}");
const BAD: Text = text("SIGNATURE FAUSSE {who}", "BAD SIGNATURE {who}");
const UNVERIFIABLE: Text =
    text("signature invérifiable ici\u{a0}: {why}", "signature cannot be verified here: {why}");
const NO_REASON: Text = text("git ne dit pas pourquoi", "git does not say why");
const CURRENT: Text =
    text("contenu intact, tel qu’au dernier commit", "content intact, as in the last commit");
const SAME: Text =
    text("contenu intact\u{202f}; le registre a changé depuis", "content intact; the register changed since");
const OTHER_CONTENT: Text = text(
    "CONTENU AUTRE que celui que le sceau nomme\u{a0}: l’étiquette a été refaite",
    "OTHER CONTENT than the seal names: the tag was made anew",
);
const OTHER_NAME: Text = text(
    "NOM AUTRE que celui que porte l’étiquette\u{a0}: elle a été mise à la place d’une autre",
    "OTHER NAME than the tag bears: it was put in another’s place",
);
const UNKNOWN: Text = text(
    "contenu impossible à comparer ici (commit ou dossier absent)",
    "content cannot be compared here (no such commit or folder)",
);

/// What is known of a signature.
enum State {
    Unsigned,
    Signed(SignatureFormat),
    Verified(SignatureFormat, Verdict),
}

pub fn run(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    if args.list || args.verify {
        return list(args, cx);
    }
    let sign = match (args.sign, args.no_sign) {
        (true, true) => return Err(OpError::new(Exit::Usage, BOTH).into()),
        (true, false) => Sign::Always,
        (false, true) => Sign::Never,
        (false, false) => Sign::AsConfigured,
    };
    let workspace = cx.open()?;
    let proposal = propose(&workspace, args.name.as_deref(), sign)?;
    let asks = !args.dry_run && !args.yes && cx.can_ask();
    if args.dry_run {
        return Ok(dry_run(&proposal, cx));
    }
    if asks {
        cx.ask_line(&Line::of(proposal.message()));
        shown(&proposal, cx).iter().for_each(|line| cx.ask_line(line));
        if !ask::yes(cx, SURE.msg()) {
            return Err(OpError::new(Exit::Nothing, LEFT).into());
        }
    }
    let done = seal(&workspace, &proposal)?;
    let state = done.signature.map_or(State::Unsigned, State::Signed);
    if cx.is_json() {
        let mut said = told(&proposal, cx.lang());
        said["tag"] = done.id.into();
        said["signature"] = as_json(&state);
        cx.json(said);
        return Ok(Exit::Ok);
    }
    if !done.said.is_empty() {
        cx.warn(Line::of(done.said));
    }
    let signature = words(&state, cx.lang());
    cx.talk(&DONE.msg().with("name", proposal.name.as_str()).with("signature", signature));
    Ok(Exit::Ok)
}

fn dry_run(proposal: &Proposal, cx: &mut Context) -> Exit {
    if cx.is_json() {
        let said = told(proposal, cx.lang());
        cx.json(said);
        return Exit::Ok;
    }
    cx.line(Line::of(proposal.message().trim_end()));
    shown(proposal, cx).into_iter().for_each(|line| cx.talk_line(line));
    Exit::Ok
}

/// What will run: the command, and what goes with it.
fn shown(proposal: &Proposal, cx: &Context) -> Vec<Line> {
    let lang = cx.lang();
    let notes = proposal.plan.notes.iter().map(|note| Line::of(note.get(lang)));
    let command = WILL_RUN.msg().with("command", proposal.plan.command_line()).get(lang);
    notes.chain([Line::of(command)]).collect()
}

fn told(proposal: &Proposal, lang: Lang) -> Json {
    let notes: Vec<String> = proposal.plan.notes.iter().map(|note| note.get(lang)).collect();
    json!({
        "name": proposal.name,
        "commit": proposal.plan.commit.id.to_string(),
        "fingerprint": proposal.plan.fingerprint,
        "message": proposal.message(),
        "command": proposal.plan.command_line(),
        "notes": notes,
    })
}

fn list(args: &Args, cx: &mut Context) -> Result<Exit, Fail> {
    let workspace = cx.open_to_read()?;
    let all = seals(&workspace)?;
    let asked: Vec<&Kept> = match &args.name {
        Some(name) => vec![named(&all, name)?],
        None => all.iter().collect(),
    };
    let mut told = Vec::new();
    let mut exit = Exit::Ok;
    for kept in asked {
        let state = state(&workspace, &kept.seal, args.verify, cx)?;
        let fails = matches!(state, State::Verified(_, Verdict::Bad(_)));
        if fails || matches!(kept.seal.holds, Holds::OtherContent | Holds::OtherName) {
            exit = Exit::Findings;
        }
        told.push((kept, state));
    }
    if cx.is_json() {
        let seals: Vec<Json> = told.iter().map(|(kept, state)| seal_json(kept, state)).collect();
        cx.json(json!({ "seals": seals }));
        return Ok(exit);
    }
    for (i, (kept, state)) in told.iter().enumerate() {
        if i > 0 {
            cx.line(Line::new());
        }
        lines(kept, state, cx.lang()).into_iter().for_each(|line| cx.line(line));
    }
    if told.is_empty() {
        cx.talk(&NONE.msg());
    }
    Ok(exit)
}

/// The state of a signature; the command that verifies it is told before it is run.
fn state(workspace: &Workspace, seal: &SealInfo, ask: bool, cx: &mut Context) -> Result<State, OpError> {
    let Some(format) = seal.signature else { return Ok(State::Unsigned) };
    let Some(plan) = plan_verify(workspace, seal)?.filter(|_| ask) else { return Ok(State::Signed(format)) };
    let lang = cx.lang();
    for note in &plan.notes {
        cx.talk_line(Line::of(note.get(lang)));
    }
    cx.talk(&WILL_RUN.msg().with("command", plan.command_line()));
    Ok(State::Verified(format, verify(workspace, &plan)?))
}

fn words(state: &State, lang: Lang) -> String {
    match state {
        State::Unsigned => UNSIGNED.get(lang).to_owned(),
        State::Signed(format) => format!("{} – {}", SIGNED.get(lang), format.word()),
        State::Verified(_, Verdict::Good(who)) => GOOD.msg().with("who", who.as_str()).get(lang),
        State::Verified(_, Verdict::Bad(who)) => {
            BAD.msg().with("who", who.as_str()).get(lang).trim_end().to_owned()
        }
        State::Verified(_, Verdict::Unverifiable(why)) => {
            let why = if why.is_empty() { NO_REASON.get(lang) } else { why.as_str() };
            UNVERIFIABLE.msg().with("why", why).get(lang)
        }
    }
}

fn lines(kept: &Kept, state: &State, lang: Lang) -> Vec<Line> {
    let seal = &kept.seal;
    let day = seal.date.map_or_else(|| "?".to_owned(), |d| date(d.date_naive(), lang));
    let head = Line::new().with(Style::Bold, &seal.name).plain("  ").plain(day).plain("  ");
    let (holds, style) = match seal.holds {
        Holds::Same if kept.is_current => (CURRENT, Style::Plain),
        Holds::Same => (SAME, Style::Plain),
        Holds::OtherContent => (OTHER_CONTENT, Style::Error),
        Holds::OtherName => (OTHER_NAME, Style::Error),
        Holds::Unknown => (UNKNOWN, Style::Warning),
    };
    let signed = match state {
        State::Unsigned | State::Signed(_) => Style::Plain,
        State::Verified(_, Verdict::Good(_)) => Style::Added,
        State::Verified(_, Verdict::Bad(_)) => Style::Error,
        State::Verified(_, Verdict::Unverifiable(_)) => Style::Warning,
    };
    vec![
        head.plain(&seal.author),
        Line::new().plain("  ").plain(&seal.summary),
        Line::new().plain("  ").with(style, holds.get(lang)),
        Line::new().plain("  ").with(signed, words(state, lang)),
    ]
}

fn seal_json(kept: &Kept, state: &State) -> Json {
    let seal = &kept.seal;
    let holds = match seal.holds {
        Holds::Same => "same",
        Holds::OtherContent => "other_content",
        Holds::OtherName => "other_name",
        Holds::Unknown => "unknown",
    };
    json!({
        "name": seal.name,
        "tag": seal.id,
        "commit": seal.commit.as_ref().map(|c| c.id.to_string()),
        "date": seal.date.map(|d| d.to_rfc3339()),
        "author": seal.author,
        "summary": seal.summary,
        "fingerprint": seal.fingerprint,
        "holds": holds,
        "current": kept.is_current,
        "signature": as_json(state),
    })
}

fn as_json(state: &State) -> Json {
    match state {
        State::Unsigned => json!({ "state": "unsigned" }),
        State::Signed(format) => json!({ "state": "signed", "format": format.word() }),
        State::Verified(format, verdict) => {
            let (state, said) = match verdict {
                Verdict::Good(said) => ("good", said),
                Verdict::Bad(said) => ("bad", said),
                Verdict::Unverifiable(said) => ("unverifiable", said),
            };
            json!({ "state": state, "format": format.word(), "said": said })
        }
    }
}
