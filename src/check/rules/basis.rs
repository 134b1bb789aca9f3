//! Legal basis: GDPR Art. 6.

use crate::check::case::Case;
use crate::check::facts::wording;
use crate::check::found::Found;
use crate::check::rule::{On, RULE, Rule, Source, gdpr};
use crate::model::message::text;
use crate::model::{Kind, Record, Severity};

pub(super) const RULES: &[&Rule] = &[
    &Rule {
        code: "RGPD-A06-01",
        name: "no-legal-basis",
        says: text("Finalité sans base légale.", "Purpose with no legal basis."),
        why: text(
            "Un traitement n’est licite que s’il repose sur l’une des six bases de l’article 6. La base décide des droits des personnes et doit leur être dite.",
            "Processing is lawful only if one of the six bases of Article 6 applies. The basis decides which rights people have, and they must be told.",
        ),
        mend: text(
            "Choisir une base par finalité (legal_basis), et l’écrire telle que les personnes l’ont lue.",
            "Choose one basis for each purpose (legal_basis), the one that people were told.",
        ),
        source: gdpr("6(1), 5(1)(a), 13(1)(c)"),
        on: On::Due(Kind::Purpose, "legal_basis", |_| true),
        bad: &[
            "kind = \"customer_file\"",
            "kind = \"prospecting\"\nlegal_basis_detail = \"Voir le contrat.\"",
        ],
        good: &["legal_basis = \"contract\"", "kind = \"prospecting\"\nlegal_basis = \"consent\""],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-03",
        name: "interest-of-a-public-authority",
        says: text(
            "Autorité publique fondant une mission de service public sur l’intérêt légitime.",
            "Public authority relying on legitimate interests for a public task.",
        ),
        why: text(
            "Le dernier alinéa de l’article 6(1) ferme l’intérêt légitime aux autorités publiques dans l’exécution de leurs missions\u{a0}: c’est au législateur de fonder ces traitements (considérant 47). Il leur reste ouvert pour ce qui n’en relève pas, comme la sécurité de leurs locaux.",
            "The last subparagraph of Article 6(1) closes legitimate interests to public authorities in the performance of their tasks: it is for the legislator to provide the basis (recital 47). They may use it for what is no such task, as the security of their premises.",
        ),
        mend: text(
            "Retenir la mission d’intérêt public ou l’obligation légale (legal_basis), ou dire que la finalité n’en relève pas (public_task = false).",
            "Choose the public task or the legal obligation (legal_basis), or say that the purpose is no such task (public_task = false).",
        ),
        source: Source { texts: text("Considérant 47", "Recital 47"), ..gdpr("6(1)") },
        on: On::Record(Kind::Purpose, |case, found| {
            let public = || case.organisation().is_some_and(|o| o.bool("public_body") == Some(true));
            if rests_on(case, "legitimate_interest") && case.is_true("public_task") && public() {
                found.at("legal_basis");
            }
        }),
        bad: &[
            "legal_basis = \"legitimate_interest\"\npublic_task = true\n# register.toml\nname = \"Commune\"\npublic_body = true",
            "kind = \"public_service\"\nlegal_basis = \"legitimate_interest\"\nlegal_basis_detail = \"Servir les usagers.\"\npublic_task = true\n# register.toml\nname = \"Commune\"\npublic_body = true",
        ],
        good: &[
            "legal_basis = \"legitimate_interest\"\npublic_task = false\n# register.toml\nname = \"Commune\"\npublic_body = true",
            "legal_basis = \"legitimate_interest\"\npublic_task = true\n# register.toml\nname = \"Société\"\npublic_body = false",
            "legal_basis = \"public_task\"\npublic_task = true\n# register.toml\nname = \"Commune\"\npublic_body = true",
        ],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-04",
        name: "interest-not-named",
        says: text(
            "Intérêt légitime invoqué sans que l’intérêt soit nommé.",
            "Legitimate interest claimed, the interest itself not named.",
        ),
        why: text(
            "«\u{a0}Intérêt légitime\u{a0}» n’est pas une base tant qu’on ne dit pas lequel\u{a0}: l’article 6(1)(f) demande un intérêt précis, et les articles 13 et 14 demandent de le dire aux personnes.",
            "“Legitimate interest” is no basis until one says which: Article 6(1)(f) asks for a specific interest, and Articles 13 and 14 ask that people be told it.",
        ),
        mend: text(
            "Nommer l’intérêt poursuivi (balancing.interest ou legal_basis_detail).",
            "Name the interest pursued (balancing.interest or legal_basis_detail).",
        ),
        source: gdpr("6(1)(f), 13(1)(d), 14(2)(b)"),
        on: On::Due(Kind::Purpose, "legal_basis_detail", interest_not_named),
        bad: &[
            "legal_basis = \"legitimate_interest\"",
            "legal_basis = \"legitimate_interest\"\n[balancing]\nconclusion = \"favorable\"",
        ],
        good: &[
            "legal_basis = \"legitimate_interest\"\nlegal_basis_detail = \"Prévenir les impayés.\"",
            "legal_basis = \"legitimate_interest\"\n[balancing]\ninterest = \"Sécurité du réseau.\"",
        ],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-05",
        name: "balancing-not-documented",
        severity: Severity::Warning,
        says: text(
            "Intérêt légitime sans mise en balance écrite.",
            "Legitimate interest with no written balancing test.",
        ),
        why: text(
            "L’article 6(1)(f) ne vaut que si les intérêts et les droits des personnes ne prévalent pas\u{202f}; qui l’invoque doit pouvoir le démontrer (article 5(2)). Cela suppose d’avoir écrit l’intérêt, la nécessité, ce à quoi les personnes peuvent s’attendre et les garanties.",
            "Article 6(1)(f) holds only where people’s interests and rights do not override; whoever relies on it must be able to show that (Article 5(2)). That takes having written down the interest, the necessity, what people may expect and the safeguards.",
        ),
        mend: text(
            "Joindre l’analyse (balancing.reference) ou l’écrire ici (balancing.necessity, impact, safeguards, conclusion).",
            "Attach the assessment (balancing.reference) or write it here (balancing.necessity, impact, safeguards, conclusion).",
        ),
        source: gdpr("6(1)(f), 5(2)"),
        on: On::Record(Kind::Purpose, |case, found| {
            if rests_on(case, "legitimate_interest") && !is_balanced(case) {
                found.at("balancing");
            }
        }),
        bad: &[
            "legal_basis = \"legitimate_interest\"\nlegal_basis_detail = \"Prévenir les vols.\"",
            "legal_basis = \"legitimate_interest\"\n[balancing]\ninterest = \"Prévenir les vols.\"",
        ],
        good: &[
            "legal_basis = \"legitimate_interest\"\n[balancing]\ninterest = \"Prévenir les vols.\"\nreference = \"dossier/balance.pdf\"",
            "legal_basis = \"legitimate_interest\"\n[balancing]\nnecessity = \"Les antivols ne suffisent pas.\"\nimpact = \"Les clients s’y attendent.\"",
            "legal_basis = \"contract\"",
        ],
        ..RULE
    },
    // Art. 6(3) wants the obligation to be laid down by law, not the record to cite it: that the law is not cited
    // is a warning, that there is none, an error.
    &Rule {
        code: "RGPD-A06-06",
        name: "legal-obligation-not-cited",
        says: text(
            "Obligation légale invoquée sans citer le texte.",
            "Legal obligation claimed, the law not cited.",
        ),
        why: text(
            "L’obligation de l’article 6(1)(c) est fixée par le droit de l’Union ou d’un État membre (article 6(3))\u{202f}; un contrat, un usage ou une recommandation n’en sont pas. Le texte cité dit aussi ce qui est nécessaire, et combien de temps.",
            "The obligation of Article 6(1)(c) is laid down by Union or Member State law (Article 6(3)); a contract, a custom or a recommendation is none. The law cited also tells what is needed, and for how long.",
        ),
        mend: text(
            "Citer le code ou la loi et l’article (law_refs), ou choisir une autre base (legal_basis).",
            "Cite the code or act and the article (law_refs), or choose another basis (legal_basis).",
        ),
        source: gdpr("6(1)(c), 6(3)"),
        on: On::Record(Kind::Purpose, |case, found| {
            if rests_on(case, "legal_obligation") {
                not_cited(case, found);
            }
        }),
        bad: &[
            "legal_basis = \"legal_obligation\"",
            "legal_basis = \"legal_obligation\"\nlaw_refs = \"none\"",
            "legal_basis = \"legal_obligation\"\nlegal_basis_detail = \"Demandé par le service depuis 2019.\"",
            "legal_basis = \"legal_obligation\"\nlegal_basis_detail = \"Obligation de l’employeur.\"",
        ],
        good: &[
            "legal_basis = \"legal_obligation\"\nlaw_refs = [\"C. com. art. L123-22\"]",
            "legal_basis = \"legal_obligation\"\nlegal_basis_detail = \"Article L123-22 du code de commerce.\"",
            "legal_basis = \"contract\"",
        ],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-07",
        name: "public-task-not-cited",
        says: text(
            "Mission d’intérêt public invoquée sans citer le texte qui la confie.",
            "Public task claimed, the law that entrusts it not cited.",
        ),
        why: text(
            "La mission de l’article 6(1)(e) est confiée par le droit de l’Union ou d’un État membre (article 6(3)), à une autorité publique ou à un organisme privé. Le texte en trace les limites.",
            "The task of Article 6(1)(e) is entrusted by Union or Member State law (Article 6(3)), to a public authority or to a private body. That law draws its limits.",
        ),
        mend: text(
            "Citer le texte (law_refs), ou choisir une autre base (legal_basis).",
            "Cite the law (law_refs), or choose another basis (legal_basis).",
        ),
        source: gdpr("6(1)(e), 6(3)"),
        on: On::Record(Kind::Purpose, |case, found| {
            if rests_on(case, "public_task") {
                not_cited(case, found);
            }
        }),
        bad: &[
            "legal_basis = \"public_task\"",
            "legal_basis = \"public_task\"\nlaw_refs = \"none\"\npublic_task = true",
        ],
        good: &[
            "legal_basis = \"public_task\"\nlaw_refs = [\"CGCT art. L2121-29\"]",
            "legal_basis = \"public_task\"\nlegal_basis_detail = \"Article L2121-29 du CGCT.\"",
        ],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-08",
        name: "contract-out-of-place",
        severity: Severity::Warning,
        says: text(
            "Le contrat fonde rarement une telle finalité\u{a0}: {kind}.",
            "A contract is rarely the basis for such a purpose: {kind}.",
        ),
        why: text(
            "L’article 6(1)(b) ne couvre que ce qui est objectivement nécessaire à l’exécution du contrat avec la personne. Le CEPD (lignes directrices 2/2019) en écarte en général la publicité, le profilage et l’amélioration du service, même prévus au contrat\u{202f}; la Cour de justice l’a suivi (C-252/21).",
            "Article 6(1)(b) covers only what is objectively necessary to perform the contract with the person. The EDPB (Guidelines 2/2019) generally leaves out advertising, profiling and service improvement, even where the contract mentions them; the Court of Justice agrees (C-252/21).",
        ),
        mend: text(
            "Choisir le consentement ou l’intérêt légitime (legal_basis)\u{202f}; la prospection électronique demande le plus souvent un consentement.",
            "Choose consent or legitimate interests (legal_basis); electronic marketing most often requires consent.",
        ),
        source: Source {
            texts: text(
                "CEPD, lignes directrices 2/2019\u{202f}; CJUE, 04/07/2023, C-252/21, Meta Platforms",
                "EDPB, Guidelines 2/2019; CJEU, 4 July 2023, C-252/21, Meta Platforms",
            ),
            ..gdpr("6(1)(b)")
        },
        on: On::Record(Kind::Purpose, |case, found| {
            let kind = case.value("kind").and_then(|v| v.as_choice());
            let out = ["prospecting", "profiling", "analytics", "service_improvement"];
            if let Some(kind) = kind.filter(|k| rests_on(case, "contract") && out.contains(&k.id)) {
                found.at("legal_basis").with("kind", kind.label);
            }
        }),
        bad: &[
            "kind = \"prospecting\"\nlegal_basis = \"contract\"",
            "kind = \"analytics\"\nlegal_basis = \"contract\"\nlegal_basis_detail = \"Conditions générales.\"",
        ],
        good: &[
            "kind = \"loyalty\"\nlegal_basis = \"contract\"",
            "kind = \"prospecting\"\nlegal_basis = \"legitimate_interest\"",
        ],
        ..RULE
    },
    &Rule {
        code: "RGPD-A06-09",
        name: "vital-interests-out-of-place",
        severity: Severity::Warning,
        says: text(
            "La sauvegarde des intérêts vitaux ne convient guère à cette finalité\u{a0}: {kind}.",
            "Vital interests hardly suit this purpose: {kind}.",
        ),
        why: text(
            "Cette base sert à protéger la vie d’une personne\u{a0}: urgences, catastrophes, épidémies. Le considérant 46 la réserve au cas où le traitement ne peut manifestement pas reposer sur une autre.",
            "This basis serves to protect somebody’s life: emergencies, disasters, epidemics. Recital 46 keeps it for where the processing manifestly cannot rest on another.",
        ),
        mend: text("Choisir une autre base (legal_basis).", "Choose another basis (legal_basis)."),
        source: Source { texts: text("Considérant 46", "Recital 46"), ..gdpr("6(1)(d)") },
        on: On::Record(Kind::Purpose, |case, found| {
            let kind = case.value("kind").and_then(|v| v.as_choice());
            if let Some(kind) = kind.filter(|k| rests_on(case, "vital_interests") && TRADE.contains(&k.id)) {
                found.at("legal_basis").with("kind", kind.label);
            }
        }),
        bad: &[
            "kind = \"customer_file\"\nlegal_basis = \"vital_interests\"",
            "kind = \"payroll\"\nlegal_basis = \"vital_interests\"",
        ],
        good: &[
            "kind = \"care\"\nlegal_basis = \"vital_interests\"",
            "kind = \"hr\"\nlegal_basis = \"vital_interests\"\nlegal_basis_detail = \"Prévenir les proches en cas d’accident.\"",
        ],
        ..RULE
    },
    // Only where nobody but employees can have consented: a sheet may name employees who use a tool, and rest on
    // the consent of customers.
    &Rule {
        code: "RGPD-A06-10",
        name: "consent-of-employees",
        severity: Severity::Warning,
        says: text(
            "Consentement demandé à des salariés, sans que la liberté de leur choix soit expliquée.",
            "Consent asked of employees, and nothing explains why their choice is free.",
        ),
        why: text(
            "Un consentement n’est pas libre quand le déséquilibre entre les parties est manifeste (considérant 43)\u{a0}: un salarié est rarement en mesure de refuser à son employeur. Le CEPD (lignes directrices 5/2020) ne l’admet que si le refus est sans aucune conséquence.",
            "Consent is not free where there is a clear imbalance between the parties (recital 43): an employee is seldom in a position to refuse. The EDPB (Guidelines 5/2020) accepts it only where refusing has no consequence at all.",
        ),
        mend: text(
            "Choisir une autre base (legal_basis), ou dire pourquoi le refus est sans conséquence (consent.free_choice_note).",
            "Choose another basis (legal_basis), or say why refusing has no consequence (consent.free_choice_note).",
        ),
        source: Source {
            texts: text(
                "Considérant 43\u{202f}; CEPD, lignes directrices 5/2020",
                "Recital 43; EDPB, Guidelines 5/2020",
            ),
            ..gdpr("4(11), 7(4)")
        },
        on: On::Due(Kind::Purpose, "consent.free_choice_note", |case| {
            rests_on(case, "consent") && case.activities().any(is_of_employees)
        }),
        bad: &[
            "legal_basis = \"consent\"\n# activities/a.toml\npurposes = [\"exemple\"]\n[data_subjects.salaries]\ncategory = \"employees\"",
            "legal_basis = \"consent\"\n[consent]\nproof = \"Formulaire signé.\"\n# activities/a.toml\npurposes = [\"exemple\"]\n[data_subjects.salaries]\ncategory = \"employees\"\n[data_subjects.services]\ncategory = \"internal_services\"",
        ],
        good: &[
            "legal_basis = \"consent\"\n[consent]\nfree_choice_note = \"Le refus est sans conséquence.\"\n# activities/a.toml\npurposes = [\"exemple\"]\n[data_subjects.salaries]\ncategory = \"employees\"",
            "legal_basis = \"consent\"\n# activities/a.toml\npurposes = [\"exemple\"]\n[data_subjects.salaries]\ncategory = \"employees\"\n[data_subjects.clients]\ncategory = \"customers\"",
        ],
        ..RULE
    },
];

/// Kinds of purpose in which no life is at stake.
const TRADE: &[&str] = &[
    "customer_file",
    "orders",
    "accounting",
    "prospecting",
    "loyalty",
    "profiling",
    "analytics",
    "service_improvement",
    "support",
    "debt_recovery",
    "fraud",
    "contests",
    "reviews",
    "suppliers",
    "recruitment",
    "payroll",
    "membership",
    "legal",
];

fn rests_on(case: &Case<'_>, basis: &str) -> bool {
    case.choice("legal_basis") == Some(basis)
}

/// Written elsewhere, or here as far as its outcome can be followed.
fn is_balanced(case: &Case<'_>) -> bool {
    case.has("balancing.reference")
        || case.has("balancing.conclusion")
        || (case.has("balancing.necessity") && case.has("balancing.impact"))
}

/// No law is cited. The words of a detail are no list of laws: with an article's number they are taken for one,
/// without it they are only asked about.
fn not_cited(case: &Case<'_>, found: &mut Found<'_>) {
    if case.has("law_refs") {
        return;
    }
    let severity = match case.text("legal_basis_detail") {
        Some(words) if wording::cites_a_law(words) => return,
        Some(words) if wording::names_a_law(words) => Severity::Advice,
        _ if case.is_none("law_refs") => Severity::Error,
        Some(_) => Severity::Advice,
        None => Severity::Warning,
    };
    found.at("law_refs").severity(severity);
}

/// Whether the people of an activity are employees and nobody else.
fn is_of_employees(activity: &Record) -> bool {
    let inside = ["employees", "internal_services"];
    let mut categories = activity.fields.rows("data_subjects").map(|(_, row)| row.choice("category"));
    let mut employees = false;
    let all = categories.all(|c| {
        employees |= c.is_some_and(|c| c.id == "employees");
        c.is_some_and(|c| inside.contains(&c.id))
    });
    all && employees
}

fn interest_not_named(case: &Case<'_>) -> bool {
    case.choice("legal_basis") == Some("legitimate_interest") && case.lacks("balancing.interest")
}
