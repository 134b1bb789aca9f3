//! What a person typed on a command line → changes: `FIELD=VALUE`, `FIELD`, items of a list.

use std::path::Path as FsPath;

use super::error::{Exit, OpError};
use super::pick;
use crate::i18n::values;
use crate::model::change::NO_FIELD;
use crate::model::message::{Text, text};
use crate::model::path::is_key;
use crate::model::{Change, Field, Path, RecordId, Shape, Value, fields_of};

const NO_EQUALS: Text =
    text("«\u{a0}{typed}\u{a0}»\u{a0}: écrire CHAMP=VALEUR.", "“{typed}”: write FIELD=VALUE.");
const NEAR: Text = text("Vouliez-vous écrire «\u{a0}{near}\u{a0}»\u{202f}?", "Did you mean “{near}”?");
const NEEDS_ROW: Text = text(
    "«\u{a0}{path}\u{a0}»\u{a0}: nommer la ligne, comme {path}.nom.{inner}.",
    "“{path}”: name the row, such as {path}.name.{inner}.",
);
const IN_FIELD: Text = text("{path}\u{a0}: {why}", "{path}: {why}");
const NOT_A_LIST: Text = text("«\u{a0}{path}\u{a0}» n’est pas une liste.", "“{path}” is not a list.");
const USE_SET: Text = text(
    "Pour un champ simple\u{a0}: registre set ID {path}=VALEUR (ou --unset {path}).",
    "For a plain field: registre set ID {path}=VALUE (or --unset {path}).",
);
const DANGLING: Text = text(
    "{path}\u{a0}: aucune fiche «\u{a0}{id}\u{a0}» dans le registre.",
    "{path}: the register has no record “{id}”.",
);
const MAKE: Text =
    text("La créer d’abord\u{a0}: registre new {kind} {id}", "Make it first: registre new {kind} {id}");

/// A place that a person named.
pub struct Place {
    pub path: Path,
    pub field: &'static Field,
    /// Whether the path names one row of a field that holds rows.
    pub is_row: bool,
}

/// Finds the place called `typed` (`owner`, `information.place`, `data.contact.items`, `data.contact`).
pub fn place(record: &RecordId, typed: &str) -> Result<Place, OpError> {
    let unknown = || {
        let error = OpError::new(
            Exit::Usage,
            NO_FIELD.msg().with("path", typed).with("kind", record.kind.singular()),
        );
        match nearest(record, typed) {
            Some(near) => error.hint(NEAR.msg().with("near", near)),
            None => error,
        }
    };
    let path = Path::parse(typed).ok_or_else(unknown)?;
    let mut table = fields_of(record.kind);
    let mut keys = path.keys().iter();
    loop {
        let key = keys.next().ok_or_else(unknown)?;
        let field = table.iter().find(|f| f.key == key).ok_or_else(unknown)?;
        let row = matches!(field.shape, Shape::Rows(_)).then(|| keys.next()).flatten();
        if keys.as_slice().is_empty() {
            return Ok(Place { path: path.clone(), field, is_row: row.is_some() });
        }
        table = field.shape.fields().ok_or_else(unknown)?;
    }
}

/// Reads `FIELD=VALUE`; an empty value means "none, and we looked".
pub fn assignment(record: &RecordId, typed: &str) -> Result<Change, OpError> {
    let (name, value) = typed
        .split_once('=')
        .ok_or_else(|| OpError::new(Exit::Usage, NO_EQUALS.msg().with("typed", typed)))?;
    let place = place(record, name.trim())?;
    if place.is_row {
        let inner = place.field.shape.fields().and_then(<[Field]>::first).map_or("", |f| f.key);
        let said = text(
            "«\u{a0}{path}\u{a0}» est une ligne\u{a0}: donner un de ses champs, comme {path}.{inner}.",
            "“{path}” is a row: give one of its fields, such as {path}.{inner}.",
        );
        let message = said.msg().with("path", place.path.to_string()).with("inner", inner);
        return Err(OpError::new(Exit::Usage, message));
    }
    let value = values::parse(value, place.field).map_err(|why| {
        let path = place.path.to_string();
        match place.field.shape {
            Shape::Rows(inner) => {
                let inner = inner.first().map_or("", |f| f.key);
                OpError::new(Exit::Usage, NEEDS_ROW.msg().with("path", path).with("inner", inner))
            }
            _ => OpError::new(Exit::Usage, IN_FIELD.msg().with("path", path).with("why", why)),
        }
    })?;
    Ok(Change::Set { record: record.clone(), path: place.path, value })
}

/// Reads `FIELD` as a place to be put back to "not known yet".
pub fn unset(record: &RecordId, typed: &str) -> Result<Change, OpError> {
    Ok(Change::Unset { record: record.clone(), path: place(record, typed)?.path })
}

/// Reads items to add to the list `typed`.
pub fn add_items(record: &RecordId, typed: &str, items: &[String]) -> Result<Vec<Change>, OpError> {
    let (path, values) = list_items(record, typed, items)?;
    Ok(values.map(|item| Change::AddItem { record: record.clone(), path: path.clone(), item }).collect())
}

/// Reads items to take out of the list `typed`; without items, `typed` is a row that goes.
pub fn remove_items(record: &RecordId, typed: &str, items: &[String]) -> Result<Vec<Change>, OpError> {
    if items.is_empty() {
        let place = place(record, typed)?;
        if place.is_row {
            return Ok(vec![Change::Unset { record: record.clone(), path: place.path }]);
        }
        let which = text(
            "Dire quels éléments retirer de «\u{a0}{path}\u{a0}».",
            "Say which items to take out of “{path}”.",
        );
        let clear = text(
            "Pour vider le champ\u{a0}: registre set ID {path}= (néant) ou --unset {path} (non renseigné).",
            "To clear the field: registre set ID {path}= (none) or --unset {path} (not known yet).",
        );
        return Err(
            OpError::new(Exit::Usage, which.msg().with("path", typed)).hint(clear.msg().with("path", typed))
        );
    }
    let (path, values) = list_items(record, typed, items)?;
    Ok(values.map(|item| Change::RemoveItem { record: record.clone(), path: path.clone(), item }).collect())
}

fn list_items(
    record: &RecordId,
    typed: &str,
    items: &[String],
) -> Result<(Path, impl Iterator<Item = Value> + use<>), OpError> {
    let place = place(record, typed)?;
    let path = place.path.to_string();
    if place.is_row || !place.field.shape.is_list() {
        let message = NOT_A_LIST.msg().with("path", &path);
        let error = OpError::new(Exit::Usage, message);
        return Err(if place.field.shape.is_table() {
            error
        } else {
            error.hint(USE_SET.msg().with("path", path))
        });
    }
    let mut values = Vec::new();
    for item in items.iter().map(|i| i.trim()).filter(|i| !i.is_empty()) {
        let value = values::parse_item(item, place.field)
            .map_err(|why| OpError::new(Exit::Usage, IN_FIELD.msg().with("path", &path).with("why", why)))?;
        values.push(value);
    }
    Ok((place.path, values.into_iter()))
}

/// Refuses a change that would refer to a record that is not there.
pub fn check_references(dir: &FsPath, changes: &[Change]) -> Result<(), OpError> {
    for change in changes {
        let (Change::Set { record, path, value } | Change::AddItem { record, path, item: value }) = change
        else {
            continue;
        };
        let Ok(place) = place(record, &path.to_string()) else { continue };
        let Some(kind) = place.field.shape.refers_to() else { continue };
        for item in std::slice::from_ref(value).iter().chain(value.items()) {
            let Value::Ref(id) = item else { continue };
            if pick::exists(dir, &RecordId::new(kind, id.clone())) {
                continue;
            }
            let message = DANGLING.msg().with("path", path.to_string()).with("id", id.to_string());
            let error = OpError::new(Exit::Usage, message);
            return Err(match pick::nearest(dir, &[kind], id.as_str()) {
                Some(near) => error.hint(NEAR.msg().with("near", near.id.to_string())),
                None => error.hint(MAKE.msg().with("kind", kind.typed()).with("id", id.to_string())),
            });
        }
    }
    Ok(())
}

/// The path nearest to what was typed: same rows, a key of the same table.
fn nearest(record: &RecordId, typed: &str) -> Option<String> {
    let mut table = fields_of(record.kind);
    let mut good: Vec<&str> = Vec::new();
    let mut keys = typed.split('.');
    while let Some(key) = keys.next() {
        let Some(field) = table.iter().find(|f| f.key == key) else {
            let near = table
                .iter()
                .map(|f| (strsim::jaro_winkler(f.key, key), f.key))
                .filter(|(score, _)| *score > 0.75)
                .max_by(|a, b| a.0.total_cmp(&b.0))?
                .1;
            good.push(near);
            good.extend(keys.filter(|k| is_key(k)));
            return Some(good.join("."));
        };
        good.push(key);
        if matches!(field.shape, Shape::Rows(_)) {
            good.extend(keys.next());
        }
        table = field.shape.fields()?;
    }
    None
}
