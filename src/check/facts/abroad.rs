//! The countries outside the European Economic Area that an activity touches, and by whom.

use crate::check::case::Case;
use crate::law::places;
use crate::model::{Group, Kind, Record, Term};

/// A country outside the Area, and by whom it is touched.
#[derive(Clone, Copy)]
pub struct Touch<'a> {
    pub country: &'static Term,
    pub by: By<'a>,
    /// The data of this activity goes there for certain; else only some of what a processor does for its
    /// clients does.
    pub sure: bool,
}

/// By whom data leaves the Area.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// A row of the recipients.
    Recipient(&'a str, &'a Group),
    /// A row of the sub-processors of the sheet itself.
    Subprocessor(&'a str, &'a Group),
    /// The hosting said on the sheet itself: the key of the list.
    Hosting(&'static str),
    /// A processor of the activity, and all that its record says of where it works and through whom.
    Processor(&'a Record),
}

/// Tells every country outside the Area that an activity touches, more than once where it is said more than once.
pub fn touched<'a>(activity: &Case<'a>, mut tell: impl FnMut(Touch<'a>)) {
    let home = activity.organisation().and_then(|o| o.choice("country"));
    let outside = |country: &&'static Term| {
        // Of an organisation that is itself outside, what stays at home is not transferred.
        places::is_outside(country.id) && home.is_none_or(|h| h.id != country.id)
    };
    for (name, row) in activity.rows("recipients") {
        if let Some(country) = row.choice("country").filter(outside) {
            tell(Touch { country, by: By::Recipient(name, row), sure: true });
        }
    }
    for (name, row) in activity.rows("subprocessors") {
        if let Some(country) = row.choice("country").filter(outside) {
            tell(Touch { country, by: By::Subprocessor(name, row), sure: true });
        }
    }
    if let Some(hosting) = activity.fields().group("hosting") {
        for key in ["countries", "access_countries"] {
            for country in countries(hosting, key).filter(outside) {
                tell(Touch { country, by: By::Hosting(key), sure: true });
            }
        }
    }
    let of_rows = activity.rows("subprocessors").filter_map(|(_, row)| row.reference("processor"));
    let register = activity.register;
    let of_rows = of_rows.filter_map(|id| register.find(Kind::Processor, id)).map(AsRef::as_ref);
    for processor in activity.processors().chain(of_rows) {
        of_processor(processor, &outside, &mut tell);
    }
}

fn of_processor<'a>(
    processor: &'a Record,
    outside: &impl Fn(&&'static Term) -> bool,
    tell: &mut impl FnMut(Touch<'a>),
) {
    let by = By::Processor(processor);
    let fields = &processor.fields;
    if let Some(country) = fields.choice("country").filter(outside) {
        tell(Touch { country, by, sure: true });
    }
    // One that also hosts inside may well keep this activity's data there.
    let sure = countries(fields, "hosting_countries").all(|c| places::is_outside(c.id));
    for country in countries(fields, "hosting_countries").filter(outside) {
        tell(Touch { country, by, sure });
    }
    let others = fields.rows("subprocessors").filter_map(|(_, row)| row.choice("country"));
    for country in countries(fields, "access_countries").chain(others).filter(outside) {
        tell(Touch { country, by, sure: false });
    }
}

fn countries<'a>(group: &'a Group, key: &str) -> impl Iterator<Item = &'static Term> + use<'a> {
    group.items(key).iter().filter_map(|v| v.as_choice())
}

/// Whether a record, an activity or a processor, has a transfer that leads to a country, at once or in the end.
pub fn has_transfer(record: &Record, country: &Term) -> bool {
    let leads = |row: &Group| row.choice("country").is_some_and(|c| c.id == country.id);
    record.fields.rows("transfers").any(|(_, row)| leads(row) || row.rows("onward").any(|(_, r)| leads(r)))
}
