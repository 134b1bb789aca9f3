//! The questions of a processing activity, in plain words and in the order of the authority's model.
//!
//! Source: the models of the CNIL (2018, 25/07/2019) and what a control asks besides,
//! <https://www.cnil.fr/fr/RGPD-le-registre-des-activites-de-traitement>.

use crate::model::message::{Text, text};
use crate::model::{Group, Kind, Role};

/// One question; where it is asked of each row, or of each record that a list names, `inner` says what.
#[derive(Debug)]
pub struct Question {
    /// The field of the activity that answers it.
    pub path: &'static str,
    /// The field that says "none" for it, where that is another: a group.
    pub none: &'static str,
    pub ask: Text,
    /// Asked in both roles where it is `None`.
    pub role: Option<Role>,
    /// Asked of each row of the field, or of each record it refers to.
    pub inner: &'static [Inner],
    /// Of which activities it is asked, by what they have answered.
    pub only: fn(&Group) -> bool,
}

/// A question about one row, or about one record that a list refers to.
#[derive(Debug)]
pub struct Inner {
    /// The field: keys joined by dots.
    pub key: &'static str,
    pub ask: Text,
    /// Of which rows, or records, it is asked, by what they have answered.
    pub only: fn(&Group) -> bool,
}

const fn ask(path: &'static str, ask: Text) -> Question {
    Question { path, none: path, ask, role: None, inner: &[], only: always }
}

const fn each(key: &'static str, ask: Text) -> Inner {
    Inner { key, ask, only: always }
}

fn always(_: &Group) -> bool {
    true
}

impl Inner {
    const fn only(mut self, only: fn(&Group) -> bool) -> Inner {
        self.only = only;
        self
    }
}

impl Question {
    const fn of(mut self, role: Role) -> Question {
        self.role = Some(role);
        self
    }

    const fn inner(mut self, inner: &'static [Inner]) -> Question {
        self.inner = inner;
        self
    }

    const fn only(mut self, only: fn(&Group) -> bool) -> Question {
        self.only = only;
        self
    }

    const fn none(mut self, none: &'static str) -> Question {
        self.none = none;
        self
    }
}

fn rests_on_consent(purpose: &Group) -> bool {
    purpose.choice("legal_basis").is_some_and(|basis| basis.id == "consent")
}

fn markets(activity: &Group) -> bool {
    activity.group("prospecting").is_some_and(|p| !p.items("channels").is_empty())
}

/// The exceptions of Art. 9(2) are those of Art. 9 alone: offences and the national number have their own rules.
fn is_of_article_9(row: &Group) -> bool {
    !row.choice("category").is_some_and(|c| matches!(c.id, "criminal" | "nir"))
}

/// The records that a list of an activity refers to and that have questions of their own.
pub const REFERRED: Kind = Kind::Purpose;

use Role::{Controller, Processor};

/// The questions, in order.
pub static QUESTIONS: &[Question] = &[
    ask("name", text("Comment s’appelle cette activité\u{202f}?", "What is this activity called?")),
    ask(
        "role",
        text(
            "L’organisme décide-t-il seul de ce traitement, avec d’autres, ou travaille-t-il pour un client\u{202f}?",
            "Does the organisation decide on this processing alone, with others, or does it work for a client?",
        ),
    ),
    ask("owner", text("Quel service en répond\u{202f}?", "Which department answers for it?")),
    ask(
        "software",
        text("Avec quels logiciels ou applications\u{202f}?", "With which software or applications?"),
    ),
    ask(
        "joint_controllers",
        text(
            "Avec quels autres responsables les décisions sont-elles prises\u{202f}?",
            "With which other controllers are the decisions made?",
        ),
    )
    .of(Controller),
    ask("clients", text("Pour le compte de quels clients\u{202f}?", "On behalf of which clients?"))
        .of(Processor)
        .inner(&[each(
            "email",
            text("Comment joindre ce client\u{202f}?", "How can this client be reached?"),
        )]),
    ask(
        "processing_categories",
        text("Que fait l’organisme pour eux\u{202f}?", "What does the organisation do for them?"),
    )
    .of(Processor),
    ask("purposes", text("À quoi servent ces données\u{202f}?", "What is this data for?"))
        .of(Controller)
        .inner(&[
            each(
                "legal_basis",
                text(
                    "Sur quelle base légale repose cette finalité\u{202f}?",
                    "On which legal basis does this purpose rest?",
                ),
            ),
            each(
                "consent.proof",
                text("Comment ce consentement se prouve-t-il\u{202f}?", "How is that consent proved?"),
            )
            .only(rests_on_consent),
            each("consent.withdrawal", text("Comment se retire-t-il\u{202f}?", "How is it withdrawn?"))
                .only(rests_on_consent),
        ]),
    ask("data_subjects", text("De quelles personnes s’agit-il\u{202f}?", "Which people does it concern?"))
        .of(Controller),
    ask(
        "data",
        text("Quelles données sont collectées sur elles\u{202f}?", "Which data is collected about them?"),
    )
    .of(Controller)
    .inner(&[
        each("items", text("Lesquelles exactement\u{202f}?", "Which ones exactly?")),
        each("source", text("D’où viennent-elles\u{202f}?", "Where do they come from?")),
        each("retention", text("Combien de temps sont-elles conservées\u{202f}?", "How long are they kept?")),
    ]),
    ask(
        "special_categories",
        text(
            "Y a-t-il des données sensibles, des infractions ou le numéro de sécurité sociale\u{202f}?",
            "Is there sensitive data, data on offences or the social security number?",
        ),
    )
    .of(Controller)
    .inner(&[
        each("items", text("Lesquelles exactement\u{202f}?", "Which ones exactly?")),
        each(
            "exception",
            text("Qu’est-ce qui permet de les traiter\u{202f}?", "What allows them to be processed?"),
        )
        .only(is_of_article_9),
        each("retention", text("Combien de temps sont-elles conservées\u{202f}?", "How long are they kept?")),
    ]),
    ask(
        "recipients",
        text("Qui reçoit ces données ou y accède\u{202f}?", "Who receives this data or has access to it?"),
    )
    .of(Controller)
    .inner(&[each("name", text("Qui précisément\u{202f}?", "Who exactly?"))]),
    ask(
        "processors",
        text(
            "Quels sous-traitants les traitent pour l’organisme\u{202f}?",
            "Which processors handle it for the organisation?",
        ),
    )
    .of(Controller),
    ask(
        "subprocessors",
        text(
            "À quels sous-traitants l’organisme fait-il appel à son tour\u{202f}?",
            "Which sub-processors does the organisation use in turn?",
        ),
    )
    .of(Processor),
    ask(
        "transfers",
        text(
            "Des données sortent-elles de l’Union européenne, ou y accède-t-on depuis un autre pays\u{202f}?",
            "Does data leave the European Union, or is it accessed from another country?",
        ),
    )
    .inner(&[
        each("country", text("Vers quel pays\u{202f}?", "To which country?")),
        each("mechanism", text("Avec quelle garantie\u{202f}?", "With which safeguard?")),
    ]),
    ask("security", text("Comment ces données sont-elles protégées\u{202f}?", "How is this data protected?"))
        .inner(&[each(
            "description",
            text("Que fait-on, en général\u{202f}?", "What is done, in general terms?"),
        )]),
    ask(
        "information.collection",
        text(
            "Les données sont-elles recueillies auprès des personnes elles-mêmes\u{202f}?",
            "Is the data collected from the people themselves?",
        ),
    )
    .of(Controller),
    ask("information.notice_ref", text("Quelle mention les informe\u{202f}?", "Which notice informs them?"))
        .of(Controller),
    ask(
        "rights.applicable",
        text("Quels droits peuvent-elles exercer\u{202f}?", "Which rights can they exercise?"),
    )
    .of(Controller),
    ask(
        "automated_decision.description",
        text(
            "Une décision est-elle prise sans intervention humaine\u{202f}?",
            "Is any decision made without human intervention?",
        ),
    )
    .of(Controller)
    .none("automated_decision"),
    ask(
        "prospecting.channels",
        text(
            "L’activité sert-elle à prospecter, et par quels canaux\u{202f}?",
            "Is the activity used for direct marketing, and through which channels?",
        ),
    )
    .of(Controller)
    .none("prospecting"),
    ask(
        "prospecting.objection_mechanism",
        text("Comment s’oppose-t-on à cette prospection\u{202f}?", "How do people object to this marketing?"),
    )
    .of(Controller)
    .only(markets),
    ask(
        "prospecting.suppression_list_ref",
        text(
            "Où les personnes qui s’y opposent sont-elles inscrites\u{202f}?",
            "Where are those who object entered?",
        ),
    )
    .of(Controller)
    .only(markets),
    ask(
        "dpia.decision",
        text("Une analyse d’impact est-elle nécessaire\u{202f}?", "Is an impact assessment needed?"),
    )
    .of(Controller),
    ask(
        "dpia.reason",
        text(
            "Pourquoi cette décision sur l’analyse d’impact\u{202f}?",
            "Why this decision on the impact assessment?",
        ),
    )
    .of(Controller),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Level;
    use crate::model::{Id, Path, RecordId, Shape, field_at, fields_of};

    #[test]
    fn every_question_is_answered_by_a_field() {
        let activity = RecordId::new(Kind::Activity, Id::parse("x").unwrap());
        for q in QUESTIONS {
            for path in [q.path, q.none] {
                let path = Path::parse(path).unwrap();
                assert!(field_at(&activity, path.keys()).is_some(), "{path}");
            }
            let field = field_at(&activity, Path::parse(q.path).unwrap().keys()).unwrap();
            let inside = match field.shape {
                Shape::Rows(inner) => inner,
                Shape::Refs(kind) => fields_of(kind),
                _ => &[],
            };
            for inner in q.inner {
                let mut table = inside;
                for key in inner.key.split('.') {
                    let field = table.iter().find(|f| f.key == key);
                    let field = field.unwrap_or_else(|| panic!("{}.{}", q.path, inner.key));
                    table = field.shape.fields().unwrap_or_default();
                }
            }
        }
    }

    /// Whatever Art. 30 asks of an activity is among the questions, in the role that is asked.
    #[test]
    fn what_article_30_asks_is_asked() {
        for role in [Role::Controller, Role::Processor] {
            for field in
                fields_of(Kind::Activity).iter().filter(|f| f.level_for(role) >= Level::WherePossible)
            {
                let asked =
                    |q: &Question| q.path == field.key && q.role.is_none_or(|asked_of| asked_of == role);
                assert!(QUESTIONS.iter().any(asked), "{}", field.key);
            }
        }
    }
}
