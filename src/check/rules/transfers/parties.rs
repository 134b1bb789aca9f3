//! Who is abroad beside who is among the transfers: one transfer to a country does not stand for all who
//! receive the data there.

use std::collections::BTreeMap;

use crate::check::case::Case;
use crate::check::facts::abroad::{self, By, has_transfer};
use crate::check::facts::words;
use crate::check::rule::{On, RULE, Rule, gdpr};
use crate::model::fold::fold;
use crate::model::message::text;
use crate::model::{Group, Kind, Severity, Term};

pub(super) static UNLISTED: Rule = Rule {
    code: "RGPD-T44-04",
    name: "more-recipients-abroad-than-transfers",
    severity: Severity::Warning,
    says: text(
        "{country}\u{a0}: {count} destinataires y sont (dont {who}), et moins de transferts y sont inscrits.",
        "{country}: {count} recipients are there ({who} among them), and fewer transfers are entered.",
    ),
    why: text(
        "Chaque destinataire d’un pays tiers a sa garantie (article 46)\u{a0}: celle de l’un ne vaut pas pour l’autre. La fiche nomme plus de destinataires et de sous-traitants dans ce pays qu’elle n’y inscrit de transferts, et ceux que le message nomme n’y figurent pas.",
        "Each recipient in a third country has a safeguard of its own (Article 46): that of one does not hold for another. The sheet names more recipients and processors in this country than transfers to it, and those that the message names are not among them.",
    ),
    mend: text(
        "Ajouter une ligne de transfert par destinataire (transfers), avec sa garantie, sur la fiche ou sur celle du sous-traitant.",
        "Add a transfer for each recipient (transfers), with its safeguard, on the sheet or on the processor’s record.",
    ),
    source: gdpr("30(1)(e), 44, 46"),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() {
            return;
        }
        for (country, mut there) in parties(case) {
            // Where none is entered, that is told by itself (A30-10, A30-33).
            let entered: Vec<String> = case
                .rows("transfers")
                .filter(|(_, row)| leads(row, country))
                .map(|(_, row)| fold(row.text("recipient").unwrap_or_default()))
                .collect();
            if entered.is_empty() || there.len() <= entered.len() {
                continue;
            }
            let count = there.len();
            let nameless = entered.iter().filter(|row| !there.keys().any(|p| same(row, p))).count();
            there.retain(|party, _| !entered.iter().any(|row| same(row, party)));
            if let Some(name) = there.values().next().filter(|_| there.len() > nameless) {
                let told = found.at("transfers").with("country", country.label);
                told.with("count", count as u64).with("who", *name);
            }
        }
    }),
    bad: &[
        "processors = [\"p\"]\n[transfers.x]\nrecipient = \"Filiale\"\ncountry = \"US\"\n[recipients.x]\nkind = \"external\"\nname = \"Filiale\"\ncountry = \"US\"\n# processors/p.toml\nname = \"Envois rapides\"\ncountry = \"US\"",
        "processors = [\"p\", \"q\"]\n[transfers.x]\nrecipient = \"Hébergeur\"\ncountry = \"IN\"\n# processors/p.toml\nname = \"P\"\ncountry = \"IN\"\n# processors/q.toml\nname = \"Q\"\nhosting_countries = [\"IN\"]",
    ],
    good: &[
        "processors = [\"p\"]\n[transfers.x]\nrecipient = \"Filiale\"\ncountry = \"US\"\n# processors/p.toml\nname = \"Envois rapides\"\ncountry = \"US\"",
        "processors = [\"p\", \"q\"]\n[transfers.x]\nrecipient = \"Alpha et Bravo\"\ncountry = \"US\"\n# processors/p.toml\nname = \"Alpha Inc.\"\ncountry = \"US\"\n# processors/q.toml\nname = \"Bravo Inc.\"\ncountry = \"US\"",
        "processors = [\"p\", \"q\"]\n[transfers.x]\nrecipient = \"Hébergeur\"\ncountry = \"IN\"\n# processors/p.toml\nname = \"P\"\ncountry = \"IN\"\n# processors/q.toml\nname = \"Q\"\ncountry = \"IN\"\n[transfers.x]\nrecipient = \"Q\"\ncountry = \"IN\"",
    ],
    ..RULE
};

pub(super) static NOT_EMPLOYED: Rule = Rule {
    code: "RGPD-T44-05",
    name: "transfer-by-an-unlisted-processor",
    severity: Severity::Warning,
    says: text(
        "Un transfert est fait par {processor}, qui n’est pas parmi les sous-traitants de la fiche.",
        "A transfer is made by {processor}, which is not among the processors of the sheet.",
    ),
    why: text(
        "La fiche dit qu’un sous-traitant transfère les données de l’activité, et ne l’emploie pas\u{a0}: l’une des deux réponses est fausse (article 30(1)(d) et (e)).",
        "The sheet says that a processor transfers the data of the activity, and does not employ it: one of the two answers is false (Article 30(1)(d) and (e)).",
    ),
    mend: text(
        "Ajouter le sous-traitant (processors), ou corriger celui du transfert (transfers.*.processor).",
        "Add the processor (processors), or correct that of the transfer (transfers.*.processor).",
    ),
    source: gdpr("30(1)(d), 30(1)(e)"),
    on: On::Record(Kind::Activity, |case, found| {
        if case.is_over() || case.is_for_clients() {
            return;
        }
        let employed = |id: &crate::model::Id| case.fields().refs("processors").any(|p| p == id);
        for (name, row) in case.rows("transfers") {
            let Some(id) = row.reference("processor").filter(|id| !employed(id)) else { continue };
            if let Some(processor) = case.register.find(Kind::Processor, id) {
                found.row("transfers", name, "processor").with("processor", words::title(processor));
            }
        }
    }),
    bad: &[
        "processors = []\n[transfers.x]\nprocessor = \"p\"\ncountry = \"US\"\n# processors/p.toml\nname = \"P\"",
        "processors = [\"q\"]\n[transfers.x]\nprocessor = \"p\"\ncountry = \"IN\"\n# processors/p.toml\nname = \"P\"\n# processors/q.toml\nname = \"Q\"",
    ],
    good: &[
        "processors = [\"p\"]\n[transfers.x]\nprocessor = \"p\"\ncountry = \"US\"\n# processors/p.toml\nname = \"P\"",
        "processors = []\n[transfers.x]\nrecipient = \"Filiale\"\ncountry = \"US\"",
    ],
    ..RULE
};

/// Who is in a third country for certain and has no transfer on a record of its own: by the country, then
/// by the name, folded.
fn parties<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'static Term, BTreeMap<String, &'a str>)> {
    let mut all: BTreeMap<&str, (&'static Term, BTreeMap<String, &'a str>)> = BTreeMap::new();
    abroad::touched(case, |touch| {
        let name = match touch.by {
            By::Recipient(_, row) | By::Subprocessor(_, row) => row.text("name"),
            By::Processor(p) if !has_transfer(p, touch.country) => p.fields.text("name"),
            By::Processor(_) | By::Hosting(_) => None,
        };
        if let Some(name) = name.filter(|_| touch.sure) {
            let (_, there) = all.entry(touch.country.id).or_insert((touch.country, BTreeMap::new()));
            there.insert(fold(name), name);
        }
    });
    all.into_values()
}

fn leads(row: &Group, to: &Term) -> bool {
    row.choice("country").is_some_and(|c| c.id == to.id)
}

/// Whether a transfer's recipient and somebody abroad may be the same: one name holds the other, or its
/// first word. Both are folded.
fn same(recipient: &str, party: &str) -> bool {
    let first = party.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or(party);
    let said = |word: &str| recipient.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    said(first) || (!recipient.is_empty() && (party.contains(recipient) || recipient.contains(party)))
}
