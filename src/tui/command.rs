//! The one table of commands. Keys, the bottom bar, the help and the documentation come from it.

use crate::model::message::{Text, text};
use crate::tui::model::{Layer, Model};
use crate::tui::texts as t;

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    Browse,
    /// Typing in the list's filter.
    Filter,
    Form,
    /// Typing in a line of the form.
    Typing,
    /// Typing a long text.
    Text,
    Pick,
    Ask,
    Decide,
    Commit,
    /// Saying what to print, and where.
    Export,
    /// Looking at what runs.
    Tasks,
    /// Looking at a page.
    Page,
    Palette,
    /// Choosing what a new activity starts from.
    Templates,
    Guide,
    /// A pick-list that answers no field.
    Choose,
    Help,
}

impl Context {
    pub const ALL: [Context; 17] = [
        Context::Browse,
        Context::Filter,
        Context::Form,
        Context::Typing,
        Context::Text,
        Context::Pick,
        Context::Ask,
        Context::Decide,
        Context::Commit,
        Context::Export,
        Context::Tasks,
        Context::Page,
        Context::Palette,
        Context::Templates,
        Context::Guide,
        Context::Choose,
        Context::Help,
    ];

    /// What it is called in the person's settings.
    pub fn id(self) -> String {
        kebab(&format!("{self:?}"))
    }

    /// Whether letters are typed there.
    pub fn types(self) -> bool {
        !matches!(self, Browse | Decide | Tasks)
    }

    pub fn title(self) -> Text {
        match self {
            Context::Browse => text("Registre", "Register"),
            Context::Filter => text("Filtre", "Filter"),
            Context::Form => text("Fiche", "Sheet"),
            Context::Typing => text("Saisie", "Typing"),
            Context::Text => text("Texte long", "Long text"),
            Context::Pick => text("Choix dans une liste", "Pick-list"),
            Context::Ask => text("Question", "Question"),
            Context::Decide => text("Décision", "Decision"),
            Context::Commit => text("Validation git", "Commit"),
            Context::Export => text("Export", "Export"),
            Context::Tasks => text("Tâches", "Tasks"),
            Context::Page => text("Vue", "View"),
            Context::Palette => text("Commandes", "Commands"),
            Context::Templates => text("Modèles d’activité", "Activity templates"),
            Context::Guide => text("Guide", "Guide"),
            Context::Choose => text("Liste", "List"),
            Context::Help => text("Aide", "Help"),
        }
    }
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Next,
    Previous,
    Unfold,
    Fold,
    Accept,
    Back,
    Toggle,
    None,
    Unknown,
    External,
    NextFinding,
    Explain,
    Mend,
    Waive,
    Reference,
    New,
    Range,
    MarkAll,
    Unmark,
    Bulk,
    Duplicate,
    Rename,
    Delete,
    Filter,
    Filters,
    KeepFilter,
    Sort,
    Save,
    Commit,
    Export,
    Undo,
    Redo,
    Problems,
    Tasks,
    Cancel,
    Reload,
    Language,
    Mouse,
    Copy,
    ShowText,
    Palette,
    Overview,
    Deadlines,
    Timeline,
    Flow,
    Screening,
    Search,
    Uses,
    Changes,
    History,
    Log,
    Compare,
    Branches,
    MarkRead,
    Blame,
    AsItWas,
    Present,
    Restore,
    Discard,
    DiscardAll,
    Guide,
    Push,
    Pull,
    Help,
    Suspend,
    Redraw,
    Quit,
    QuitNow,
}

/// `NextFinding` → `next-finding`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

impl Do {
    /// What it is called in the person's settings.
    pub fn id(self) -> String {
        kebab(&format!("{self:?}"))
    }

    /// Whether it only moves about.
    pub fn moves(self) -> bool {
        matches!(
            self,
            Do::Up
                | Do::Down
                | Do::PageUp
                | Do::PageDown
                | Do::First
                | Do::Last
                | Do::Next
                | Do::Previous
                | Do::Back
        )
    }
}

/// A command as it stands in some contexts.
pub struct Command {
    pub act: Do,
    pub contexts: &'static [Context],
    /// Names that [`crate::term::Key::parse`] reads; the first is shown. None: it is found in the palette alone.
    pub keys: &'static [&'static str],
    pub title: Text,
    pub help: Text,
    /// Its place in the bottom bar, the least first; 0: not shown there.
    pub rank: u8,
}

const fn command(
    act: Do,
    contexts: &'static [Context],
    keys: &'static [&'static str],
    rank: u8,
    title: Text,
    help: Text,
) -> Command {
    Command { act, contexts, keys, title, help, rank }
}

use Context::{
    Ask, Browse, Choose, Commit, Decide, Export, Filter, Form, Guide, Help, Page, Palette, Pick, Tasks,
    Templates, Text as Long, Typing,
};

const LISTS: &[Context] = &[Browse, Tasks, Decide];
const TYPED_LISTS: &[Context] = &[Filter, Form, Export, Pick, Page, Palette, Templates, Guide, Choose, Help];
const PAGED: &[Context] = &[Browse, Form, Pick, Tasks, Page, Palette, Templates, Choose, Help];
const EVERYWHERE: &[Context] = &[
    Browse, Filter, Form, Typing, Long, Pick, Ask, Decide, Commit, Export, Tasks, Page, Palette, Templates,
    Guide, Choose, Help,
];

/// The table.
pub static COMMANDS: &[Command] = &[
    command(Do::Up, LISTS, &["up", "k"], 0, t::UP, t::UP_HELP),
    command(Do::Down, LISTS, &["down", "j"], 0, t::DOWN, t::DOWN_HELP),
    command(Do::Up, TYPED_LISTS, &["up"], 0, t::UP, t::UP_HELP),
    command(Do::Down, TYPED_LISTS, &["down"], 0, t::DOWN, t::DOWN_HELP),
    command(Do::PageUp, PAGED, &["pageup"], 0, t::PAGE_UP, t::PAGE_HELP),
    command(Do::PageDown, PAGED, &["pagedown"], 0, t::PAGE_DOWN, t::PAGE_HELP),
    command(Do::First, &[Browse], &["home", "g"], 0, t::FIRST, t::FIRST_HELP),
    command(Do::Last, &[Browse], &["end", "G"], 0, t::LAST, t::LAST_HELP),
    command(Do::First, &[Form, Page, Guide], &["home"], 0, t::FIRST, t::FIRST_HELP),
    command(Do::Last, &[Form, Page, Guide], &["end"], 0, t::LAST, t::LAST_HELP),
    command(Do::Next, &[Browse], &["tab", "right", "l"], 0, t::NEXT_AREA, t::AREA_HELP),
    command(Do::Previous, &[Browse], &["shift-tab", "left", "h"], 0, t::PREVIOUS_AREA, t::AREA_HELP),
    command(Do::Next, &[Form], &["tab"], 0, t::NEXT_FIELD, t::NEXT_FIELD_HELP),
    command(Do::Previous, &[Form], &["shift-tab"], 0, t::PREVIOUS_FIELD, t::NEXT_FIELD_HELP),
    command(Do::Next, &[Page], &["tab"], 0, t::NEXT_CHANGE, t::NEXT_CHANGE_HELP),
    command(Do::Previous, &[Page], &["shift-tab"], 0, t::PREVIOUS_CHANGE, t::NEXT_CHANGE_HELP),
    command(Do::Next, &[Typing], &["tab", "down"], 2, t::NEXT_FIELD, t::TAKE_HELP),
    command(Do::Previous, &[Typing], &["shift-tab", "up"], 0, t::PREVIOUS_FIELD, t::TAKE_HELP),
    command(Do::Next, &[Filter], &["tab"], 2, t::COMPLETE, t::COMPLETE_HELP),
    command(Do::Previous, &[Filter], &["shift-tab"], 0, t::COMPLETE_BACK, t::COMPLETE_HELP),
    command(Do::Next, &[Decide], &["tab", "right", "l"], 0, t::NEXT_ANSWER, t::NEXT_ANSWER_HELP),
    command(Do::Previous, &[Decide], &["shift-tab", "left", "h"], 0, t::PREVIOUS_ANSWER, t::NEXT_ANSWER_HELP),
    command(Do::Accept, &[Browse], &["enter"], 1, t::OPEN, t::OPEN_HELP),
    command(Do::Accept, &[Filter], &["enter"], 1, t::KEEP_FILTER, t::KEEP_FILTER_HELP),
    command(Do::Accept, &[Form], &["enter"], 1, t::EDIT, t::EDIT_HELP),
    command(Do::Accept, &[Typing], &["enter"], 1, t::TAKE, t::TAKE_HELP),
    command(Do::Accept, &[Long], &["ctrl-s"], 1, t::TAKE, t::TAKE_HELP),
    command(Do::Accept, &[Pick, Choose], &["enter"], 1, t::CHOOSE, t::CHOOSE_HELP),
    command(Do::Accept, &[Ask, Decide], &["enter"], 1, t::ANSWER, t::ANSWER_HELP),
    command(Do::Accept, &[Commit], &["ctrl-s"], 1, t::COMMIT_NOW, t::COMMIT_NOW_HELP),
    command(Do::Next, &[Export], &["tab"], 2, t::EXPORT_LANGUAGE, t::EXPORT_LANGUAGE_HELP),
    command(Do::Accept, &[Export], &["enter"], 1, t::EXPORT_NOW, t::EXPORT_NOW_HELP),
    command(Do::Accept, &[Help, Palette], &["enter"], 1, t::RUN, t::RUN_HELP),
    command(Do::Accept, &[Page], &["enter"], 1, t::GO, t::GO_HELP),
    command(Do::Accept, &[Templates], &["enter"], 1, t::CHOOSE, t::PICK_TEMPLATE_HELP),
    command(Do::Accept, &[Guide], &["enter"], 1, t::ANSWER, t::GUIDE_ANSWER_HELP),
    command(Do::Next, &[Guide], &["tab", "right", "pagedown"], 2, t::GUIDE_NEXT, t::GUIDE_MOVE_HELP),
    command(
        Do::Previous,
        &[Guide],
        &["shift-tab", "left", "pageup"],
        3,
        t::GUIDE_PREVIOUS,
        t::GUIDE_MOVE_HELP,
    ),
    command(Do::Toggle, &[Pick], &["space", "tab"], 2, t::MARK, t::MARK_HELP),
    command(Do::Toggle, &[Browse], &["space"], 15, t::MARK_RECORD, t::MARK_RECORD_HELP),
    command(Do::Range, &[Browse], &["v"], 0, t::MARK_RANGE, t::MARK_RANGE_HELP),
    command(Do::MarkAll, &[Browse], &["ctrl-a"], 0, t::MARK_ALL, t::MARK_ALL_HELP),
    command(Do::Unmark, &[Browse], &["V"], 0, t::UNMARK, t::UNMARK_HELP),
    command(Do::Bulk, &[Browse], &["B"], 2, t::BULK, t::BULK_HELP),
    command(Do::Unfold, &[Form], &["right"], 0, t::UNFOLD, t::UNFOLD_HELP),
    command(Do::Fold, &[Form], &["left"], 0, t::FOLD, t::FOLD_HELP),
    command(Do::Back, &[Browse], &["esc"], 0, t::CLEAR_FILTER, t::CLEAR_FILTER_HELP),
    command(Do::Back, &[Filter], &["esc"], 3, t::CLEAR_FILTER, t::CLEAR_FILTER_HELP),
    command(Do::Back, &[Form], &["esc"], 2, t::BACK, t::BACK_HELP),
    command(Do::Back, &[Typing, Long], &["esc"], 3, t::LEAVE_TYPING, t::LEAVE_TYPING_HELP),
    command(Do::Back, &[Tasks], &["esc", "q"], 3, t::BACK, t::BACK_HELP),
    command(
        Do::Back,
        &[Pick, Ask, Decide, Commit, Export, Page, Palette, Templates, Choose, Help],
        &["esc"],
        3,
        t::BACK,
        t::BACK_HELP,
    ),
    command(Do::Back, &[Guide], &["esc"], 4, t::GUIDE_LEAVE, t::GUIDE_LEAVE_HELP),
    command(Do::None, &[Form, Pick, Guide], &["ctrl-n"], 3, t::NONE, t::NONE_HELP),
    command(Do::Unknown, &[Form, Guide], &["delete"], 4, t::UNKNOWN, t::UNKNOWN_HELP),
    command(Do::External, &[Form, Typing, Long, Commit], &["f4"], 8, t::EXTERNAL, t::EXTERNAL_HELP),
    command(Do::NextFinding, &[Form], &["f8"], 5, t::NEXT_FINDING, t::NEXT_FINDING_HELP),
    command(Do::Explain, &[Form, Page], &["ctrl-e"], 0, t::EXPLAIN, t::EXPLAIN_HELP),
    command(Do::Mend, &[Form, Page], &["ctrl-x"], 0, t::MEND, t::MEND_HELP),
    command(Do::Waive, &[Form, Page], &["ctrl-o"], 0, t::WAIVE, t::WAIVE_HELP),
    command(Do::Reference, &[Form], &["ctrl-r"], 0, t::REFERENCE_TAKE, t::REFERENCE_TAKE_HELP),
    command(Do::New, &[Browse], &["n"], 2, t::NEW, t::NEW_HELP),
    command(Do::New, &[Form, Pick], &["ctrl-a", "insert"], 7, t::NEW_ROW, t::NEW_ROW_HELP),
    command(Do::Filter, &[Browse], &["/"], 3, t::FILTER, t::FILTER_HELP),
    command(Do::Save, &[Browse, Form, Guide], &["ctrl-s"], 1, t::SAVE, t::SAVE_HELP),
    command(Do::Save, &[Typing], &["ctrl-s"], 0, t::SAVE, t::SAVE_HELP),
    command(Do::Filters, &[Browse], &["f"], 13, t::FILTERS, t::FILTERS_HELP),
    command(Do::KeepFilter, &[Browse], &["S"], 0, t::KEEP_NAMED, t::KEEP_NAMED_HELP),
    command(Do::KeepFilter, &[Filter], &["ctrl-s"], 4, t::KEEP_NAMED, t::KEEP_NAMED_HELP),
    command(Do::Sort, &[Browse], &["s"], 0, t::SORT, t::SORT_HELP),
    command(Do::Commit, &[Browse], &["c"], 5, t::COMMIT, t::COMMIT_HELP),
    command(Do::Export, &[Browse], &["x"], 0, t::EXPORT, t::EXPORT_HELP),
    command(Do::Export, &[Form, Page], &[], 0, t::EXPORT, t::EXPORT_HELP),
    command(Do::Duplicate, &[Browse], &["d"], 6, t::DUPLICATE, t::DUPLICATE_HELP),
    command(Do::Rename, &[Browse], &["r", "f2"], 7, t::RENAME, t::RENAME_HELP),
    command(Do::Rename, &[Form], &["f2"], 8, t::RENAME_ROW, t::RENAME_ROW_HELP),
    command(Do::Delete, &[Browse], &["delete", "X"], 8, t::DELETE, t::DELETE_HELP),
    command(Do::Delete, &[Choose], &["delete"], 4, t::DROP, t::DROP_HELP),
    command(Do::Undo, &[Browse], &["u"], 9, t::UNDO, t::UNDO_HELP),
    command(Do::Redo, &[Browse], &["U", "ctrl-y"], 0, t::REDO, t::REDO_HELP),
    command(Do::Undo, &[Form, Page, Guide], &["ctrl-z"], 9, t::UNDO, t::UNDO_HELP),
    command(Do::Redo, &[Form, Page, Guide], &["ctrl-y"], 0, t::REDO, t::REDO_HELP),
    command(Do::Problems, &[Browse], &["!", "f9"], 10, t::PROBLEMS, t::PROBLEMS_HELP),
    command(Do::Problems, &[Form, Guide], &["f9"], 10, t::PROBLEMS, t::PROBLEMS_HELP),
    command(Do::Problems, &[Page], &["f9"], 0, t::PROBLEMS, t::PROBLEMS_HELP),
    command(Do::Tasks, &[Browse], &["T"], 0, t::TASKS, t::TASKS_HELP),
    command(Do::Tasks, &[Form, Page], &[], 0, t::TASKS, t::TASKS_HELP),
    command(Do::Cancel, &[Tasks], &["delete", "x"], 1, t::CANCEL, t::CANCEL_HELP),
    command(Do::Reload, &[Browse], &["R", "f5"], 0, t::RELOAD, t::RELOAD_HELP),
    command(Do::Language, &[Browse], &["L"], 11, t::LANGUAGE, t::LANGUAGE_HELP),
    command(Do::Language, &[Form, Guide], &["f3"], 11, t::LANGUAGE, t::LANGUAGE_HELP),
    command(Do::Mouse, &[Browse], &["m"], 0, t::MOUSE, t::MOUSE_HELP),
    command(Do::Copy, &[Browse], &["y"], 0, t::COPY, t::COPY_HELP),
    command(Do::Copy, &[Page], &["f6"], 4, t::COPY_PAGE, t::COPY_PAGE_HELP),
    command(Do::ShowText, &[Browse], &["Y"], 0, t::SHOW_TEXT, t::SHOW_TEXT_HELP),
    command(Do::ShowText, &[Form, Page], &[], 0, t::SHOW_TEXT, t::SHOW_TEXT_HELP),
    command(Do::Overview, &[Browse], &["b"], 0, t::OVERVIEW, t::OVERVIEW_HELP),
    command(Do::Overview, &[Form, Page], &[], 0, t::OVERVIEW, t::OVERVIEW_HELP),
    command(Do::Deadlines, &[Browse], &["E"], 0, t::DEADLINES, t::DEADLINES_HELP),
    command(Do::Deadlines, &[Form, Page], &[], 0, t::DEADLINES, t::DEADLINES_HELP),
    command(Do::Timeline, &[Browse], &["t"], 0, t::TIMELINE, t::TIMELINE_HELP),
    command(Do::Timeline, &[Form], &[], 0, t::TIMELINE, t::TIMELINE_HELP),
    command(Do::Flow, &[Browse], &["F"], 0, t::FLOW, t::FLOW_HELP),
    command(Do::Flow, &[Form], &[], 0, t::FLOW, t::FLOW_HELP),
    command(Do::Screening, &[Browse], &["i"], 0, t::SCREENING, t::SCREENING_HELP),
    command(Do::Screening, &[Form], &["f12"], 0, t::SCREENING, t::SCREENING_HELP),
    command(Do::Search, &[Browse, Form], &["ctrl-f"], 14, t::SEARCH, t::SEARCH_HELP),
    command(Do::Uses, &[Browse], &["w"], 0, t::USES, t::USES_HELP),
    command(Do::Uses, &[Form], &["f7"], 0, t::USES, t::USES_HELP),
    command(Do::Changes, &[Browse], &["D"], 0, t::CHANGES, t::CHANGES_HELP),
    command(Do::History, &[Browse], &["H"], 0, t::HISTORY, t::HISTORY_HELP),
    command(Do::History, &[Form], &[], 0, t::HISTORY, t::HISTORY_HELP),
    command(Do::Log, &[Browse], &["J"], 0, t::LOG, t::LOG_HELP),
    command(Do::Log, &[Form, Page], &[], 0, t::LOG, t::LOG_HELP),
    command(Do::Compare, &[Browse], &["C"], 0, t::COMPARE, t::COMPARE_HELP),
    command(Do::Compare, &[Form, Page], &[], 0, t::COMPARE, t::COMPARE_HELP),
    command(Do::Branches, &[Browse, Form, Page], &[], 0, t::BRANCHES, t::BRANCHES_HELP),
    command(Do::Blame, &[Form], &["ctrl-t"], 0, t::BLAME, t::BLAME_HELP),
    command(Do::AsItWas, &[Browse], &["P"], 0, t::AS_IT_WAS, t::AS_IT_WAS_HELP),
    command(Do::AsItWas, &[Page], &[], 0, t::AS_IT_WAS, t::AS_IT_WAS_HELP),
    command(Do::Present, &[Browse], &["N"], 2, t::PRESENT, t::PRESENT_HELP),
    command(Do::Present, &[Form, Page], &[], 0, t::PRESENT, t::PRESENT_HELP),
    command(Do::Restore, &[Page], &["f5"], 5, t::RESTORE, t::RESTORE_HELP),
    command(Do::MarkRead, &[Page], &["ctrl-r"], 2, t::MARK_READ, t::MARK_READ_HELP),
    command(Do::Push, &[Browse, Form, Page], &[], 0, t::PUSH, t::PUSH_HELP),
    command(Do::Pull, &[Browse, Form, Page], &[], 0, t::PULL, t::PULL_HELP),
    command(Do::Discard, &[Page], &["delete"], 2, t::DISCARD, t::DISCARD_HELP),
    command(Do::DiscardAll, &[Page], &[], 0, t::DISCARD_ALL, t::DISCARD_ALL_HELP),
    command(Do::Guide, &[Browse], &["ctrl-g", "f10"], 11, t::GUIDE, t::GUIDE_HELP),
    command(Do::Guide, &[Form], &["ctrl-g", "f10"], 7, t::GUIDE, t::GUIDE_HELP),
    command(Do::Palette, &[Browse], &[":", "ctrl-p"], 240, t::PALETTE, t::PALETTE_HELP),
    command(Do::Palette, &[Filter, Form, Page, Guide], &["ctrl-p"], 240, t::PALETTE, t::PALETTE_HELP),
    command(Do::Suspend, &[Browse], &["ctrl-z"], 0, t::SUSPEND, t::SUSPEND_HELP),
    command(Do::Redraw, EVERYWHERE, &["ctrl-l"], 0, t::REDRAW, t::REDRAW_HELP),
    command(Do::Help, &[Browse], &["?", "f1"], 250, t::HELP, t::HELP_HELP),
    command(
        Do::Help,
        &[
            Filter, Form, Typing, Long, Pick, Ask, Decide, Commit, Export, Tasks, Page, Palette, Templates,
            Guide, Choose,
        ],
        &["f1"],
        250,
        t::HELP,
        t::HELP_HELP,
    ),
    command(Do::QuitNow, &[Tasks], &["Q"], 4, t::QUIT_NOW, t::QUIT_NOW_HELP),
    command(Do::QuitNow, &[Browse, Form, Page, Guide], &[], 0, t::QUIT_NOW, t::QUIT_NOW_HELP),
    command(Do::Quit, &[Browse], &["q", "ctrl-c"], 12, t::QUIT, t::QUIT_HELP),
    command(
        Do::Quit,
        &[
            Filter, Form, Typing, Long, Pick, Ask, Decide, Commit, Export, Tasks, Page, Palette, Templates,
            Guide, Choose, Help,
        ],
        &["ctrl-c"],
        0,
        t::QUIT,
        t::QUIT_HELP,
    ),
];

/// What has the keys now.
pub fn context(model: &Model) -> Context {
    context_of(model, model.layers.len())
}

/// What would have the keys with only this many layers.
pub fn context_of(model: &Model, layers: usize) -> Context {
    match model.layers.get(..layers).and_then(<[Layer]>::last) {
        Some(Layer::Page { .. }) => Page,
        Some(Layer::Palette { .. }) => Palette,
        Some(Layer::Templates { .. }) => Templates,
        Some(Layer::Guide(_)) if model.form.as_ref().is_some_and(|f| f.typing.is_some()) => Typing,
        Some(Layer::Guide(_)) => Guide,
        Some(Layer::Choose { .. }) => Choose,
        Some(Layer::Help { .. }) => Help,
        Some(Layer::Pick { .. }) => Pick,
        Some(Layer::Text { .. }) => Long,
        Some(Layer::Ask { .. }) => Ask,
        Some(Layer::Decide { .. }) => Decide,
        Some(Layer::Commit { .. }) => Commit,
        Some(Layer::Export(_)) => Export,
        Some(Layer::Tasks { .. }) => Tasks,
        None => match &model.form {
            Some(form) if form.typing.is_some() => Typing,
            Some(_) => Form,
            None if model.filtering => Filter,
            None => Browse,
        },
    }
}

/// The commands of a context, in the order of the table.
pub fn commands_of(context: Context) -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().filter(move |c| c.contexts.contains(&context))
}

/// A key as a person reads it on the keyboard.
pub fn key_label(name: &str, lang: crate::model::Lang) -> String {
    let (modifiers, last) = match name.rfind('-') {
        Some(i) if i > 0 && name.len() > i + 1 => name.split_at(i + 1),
        _ => ("", name),
    };
    let modifiers =
        modifiers.replace("ctrl-", "Ctrl-").replace("shift-", t::SHIFT.get(lang)).replace("alt-", "Alt-");
    let said = match last {
        "enter" => t::KEY_ENTER.get(lang).to_owned(),
        "esc" => t::KEY_ESC.get(lang).to_owned(),
        "delete" => t::KEY_DELETE.get(lang).to_owned(),
        "insert" => t::KEY_INSERT.get(lang).to_owned(),
        "space" => t::KEY_SPACE.get(lang).to_owned(),
        "home" => t::KEY_HOME.get(lang).to_owned(),
        "end" => t::KEY_END.get(lang).to_owned(),
        "pageup" => t::KEY_PAGE_UP.get(lang).to_owned(),
        "pagedown" => t::KEY_PAGE_DOWN.get(lang).to_owned(),
        "tab" => "Tab".to_owned(),
        "up" => "↑".to_owned(),
        "down" => "↓".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        one if modifiers.is_empty() && one.chars().count() == 1 => one.to_owned(),
        other => other.to_uppercase(),
    };
    format!("{modifiers}{said}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::term::Key;

    #[test]
    fn every_key_can_be_read() {
        for c in COMMANDS {
            // What has no key is found in the palette, and cannot stand in the bottom bar.
            assert!(!c.keys.is_empty() || c.rank == 0, "{}", c.title.en);
            assert!(!c.contexts.is_empty(), "{}", c.title.en);
            for k in c.keys {
                assert!(Key::parse(k).is_some(), "{k}");
            }
        }
    }

    #[test]
    fn every_command_has_a_key_or_the_palette() {
        for c in COMMANDS.iter().filter(|c| c.keys.is_empty()) {
            for context in c.contexts {
                assert!(commands_of(*context).any(|p| p.act == Do::Palette), "{} in {context:?}", c.title.en);
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_a_context() {
        for context in Context::ALL {
            let mut seen = Vec::new();
            for c in commands_of(context) {
                for k in c.keys {
                    assert!(!seen.contains(k), "{k} twice in {context:?}");
                    seen.push(k);
                }
            }
        }
    }

    #[test]
    fn every_context_has_a_way_out_and_a_help() {
        for context in Context::ALL {
            let has = |act| commands_of(context).any(|c| c.act == act);
            assert!(has(Do::Back) || has(Do::Quit), "{context:?}");
            assert!(has(Do::Quit), "{context:?}");
            assert!(context == Help || has(Do::Help), "{context:?}");
        }
    }

    #[test]
    fn a_letter_is_no_command_where_letters_are_typed() {
        for context in Context::ALL.into_iter().filter(|c| c.types()) {
            for c in commands_of(context).filter(|c| c.act != Do::Toggle) {
                for k in c.keys {
                    assert!(Key::parse(k).unwrap().typed().is_none(), "{k} in {context:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_needs_alt_or_altgr() {
        for c in COMMANDS {
            assert!(c.keys.iter().all(|k| !k.contains("alt-")), "{}", c.title.en);
        }
    }

    #[test]
    fn keys_are_named_as_on_the_keyboard() {
        assert_eq!(key_label("ctrl-s", Lang::Fr), "Ctrl-S");
        assert_eq!(key_label("delete", Lang::Fr), "Suppr");
        assert_eq!(key_label("shift-tab", Lang::Fr), "Maj-Tab");
        assert_eq!(key_label("G", Lang::En), "G");
        assert_eq!(key_label("f2", Lang::En), "F2");
    }
}
