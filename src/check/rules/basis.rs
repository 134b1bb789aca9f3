//! Legal basis: GDPR Art. 6.

use crate::check::case::Case;
use crate::check::rule::{On, RULE, Rule, gdpr};
use crate::model::Kind;
use crate::model::message::text;

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
        code: "RGPD-A06-04",
        name: "interest-not-named",
        says: text(
            "Intérêt légitime invoqué sans que l’intérêt soit nommé.",
            "Legitimate interest claimed, the interest itself not named.",
        ),
        why: text(
            "« Intérêt légitime » n’est pas une base tant qu’on ne dit pas lequel : l’article 6(1)(f) demande un intérêt précis, et les articles 13 et 14 demandent de le dire aux personnes.",
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
];

fn interest_not_named(case: &Case<'_>) -> bool {
    case.choice("legal_basis") == Some("legitimate_interest") && case.lacks("balancing.interest")
}
