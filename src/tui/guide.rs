//! What the interface keeps of the guide; its questions and answers are those of [`crate::ops::guide`].

use std::sync::Arc;

use crate::model::Lang;
use crate::ops::guide::{Answer, Does, Looked, look};
use crate::tui::model::{Guide, Model};

/// What the guide shows, kept until the register, the question or the language is another: a proposal may look
/// through thousands of records, and a screen is drawn at every key.
#[derive(Clone, Debug)]
pub struct Seen {
    generation: u64,
    lang: Lang,
    guide: Guide,
    pub looked: Arc<Looked>,
}

impl Seen {
    /// Looks, unless that was done: `model` holds what was seen last.
    pub fn of(model: &Model, guide: &Guide) -> Option<Seen> {
        let (generation, lang) = (model.generation, model.lang());
        let same = |seen: &&Seen| {
            let same_place = seen.guide.activity == guide.activity && seen.guide.at == guide.at;
            (seen.generation, seen.lang) == (generation, lang) && same_place
        };
        if let Some(seen) = model.guide_seen.as_ref().filter(same) {
            return Some(seen.clone());
        }
        let looked = look(model.workspace.as_ref()?, &guide.activity, guide.at.as_ref(), lang)?;
        Some(Seen { generation, lang, guide: guide.clone(), looked: Arc::new(looked) })
    }
}

/// Where the mark stands at first: never on an answer that nobody chose.
pub fn first_choice(answers: &[Answer]) -> usize {
    let at = |wanted: fn(&Does) -> bool| answers.iter().position(|a| wanted(&a.does));
    at(|d| matches!(d, Does::Continue | Does::Edit | Does::Leave))
        .or_else(|| at(|d| matches!(d, Does::Unknown)))
        .unwrap_or(0)
}
