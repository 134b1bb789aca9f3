//! Where the data of an activity goes: from the persons to the countries.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::overview::Place;
use crate::law::places::{self, Standing};
use crate::model::{Group, Kind, Message, Path, Record, RecordId, Register, Term, Value};

/// What a sheet answers to a question of which the answer may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Not known yet.
    Unknown,
    /// None, and somebody looked.
    None,
    Given,
}

impl Answer {
    fn of(value: Option<&Value>) -> Answer {
        match value {
            None => Answer::Unknown,
            Some(Value::None) => Answer::None,
            Some(_) => Answer::Given,
        }
    }

    /// One answer of two questions: given where either is, unknown where either is not known.
    fn or(self, other: Answer) -> Answer {
        match (self, other) {
            (Answer::Given, _) | (_, Answer::Given) => Answer::Given,
            (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
            _ => Answer::None,
        }
    }
}

/// The steps of a flow, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Persons,
    Data,
    Service,
    Recipients,
    Countries,
}

impl Stage {
    pub const ALL: [Stage; 5] =
        [Stage::Persons, Stage::Data, Stage::Service, Stage::Recipients, Stage::Countries];

    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Persons => "persons",
            Stage::Data => "data",
            Stage::Service => "service",
            Stage::Recipients => "recipients",
            Stage::Countries => "countries",
        }
    }
}

/// Something that stands in a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub what: What,
    /// The field that says so.
    pub place: Place,
    /// Its nature: the category of persons or of data, the kind of recipient.
    pub nature: Option<&'static Term>,
    /// The sheet's own words for it.
    pub name: Option<String>,
    /// More of it, in the sheet's own words.
    pub details: Vec<String>,
    /// How many persons.
    pub volume: Option<i64>,
    /// Where data comes from.
    pub source: Option<&'static Term>,
    /// The countries it is said to be in.
    pub countries: Vec<&'static Term>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Persons,
    Data,
    Special,
    /// The department in charge.
    Owner,
    Software,
    Host,
    Recipient,
    Processor,
    Subprocessor,
}

impl What {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            What::Persons => "persons",
            What::Data => "data",
            What::Special => "special",
            What::Owner => "owner",
            What::Software => "software",
            What::Host => "host",
            What::Recipient => "recipient",
            What::Processor => "processor",
            What::Subprocessor => "subprocessor",
        }
    }
}

/// A country to which something goes, or from which it is seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// `None`: a transfer whose country is not known yet.
    pub country: Option<&'static Term>,
    pub ways: Vec<Way>,
}

impl Country {
    /// Whether a transfer goes there, as far as the sheets say so.
    pub fn is_reached_by_transfer(&self) -> bool {
        self.ways.iter().any(|w| w.how.is_transfer())
    }

    /// What is known of the decision on which a transfer there rests; `None` where none does, or none holds.
    pub fn decision(&self, today: NaiveDate) -> Option<Message> {
        let rests = |w: &Way| w.how.mechanism().is_some_and(|m| m.id == "adequacy");
        match places::standing(self.country?.id, today) {
            Standing::Adequate(decision) if self.ways.iter().any(rests) => Some(decision.told()),
            _ => None,
        }
    }

    /// Whether it lies outside the Economic Area, so that what goes or is seen there is a transfer.
    pub fn is_outside(&self) -> bool {
        self.country.is_some_and(|c| places::is_outside(c.id))
    }
}

/// How something comes to a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    pub how: How,
    /// Who is there, in the sheet's words, else the record.
    pub who: Who,
    pub place: Place,
}

/// Who is in a country.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    Name(String),
    Record(RecordId),
    /// The organisation's own host, without a name.
    Unnamed,
}

/// What brings data to a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum How {
    /// It is established there.
    Seat,
    /// It stores the data there.
    Hosting,
    /// It sees the data from there.
    Access,
    /// A transfer, with what it rests on as the sheet says it.
    Transfer(Option<&'static Term>),
    /// What the recipient of a transfer passes on.
    Onward(Option<&'static Term>),
}

impl How {
    /// The stable English word of JSON.
    pub fn word(self) -> &'static str {
        match self {
            How::Seat => "seat",
            How::Hosting => "hosting",
            How::Access => "access",
            How::Transfer(_) => "transfer",
            How::Onward(_) => "onward",
        }
    }

    /// What a transfer rests on; nothing for what is no transfer.
    pub fn mechanism(self) -> Option<&'static Term> {
        match self {
            How::Transfer(mechanism) | How::Onward(mechanism) => mechanism,
            _ => None,
        }
    }

    pub fn is_transfer(self) -> bool {
        matches!(self, How::Transfer(_) | How::Onward(_))
    }
}

/// The flow of an activity's data.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    pub persons: Vec<Node>,
    pub data: Vec<Node>,
    pub service: Vec<Node>,
    pub recipients: Vec<Node>,
    /// Those to which a transfer goes first, then by code.
    pub countries: Vec<Country>,
    /// How the sheet answers for each step.
    pub answers: BTreeMap<Stage, Answer>,
    /// How the sheet answers whether data leaves the Union.
    pub transfers: Answer,
    /// How the data is collected.
    pub collection: Option<&'static Term>,
}

impl Flow {
    /// What stands in a step; nothing for the countries, which are no nodes.
    pub fn nodes(&self, stage: Stage) -> &[Node] {
        match stage {
            Stage::Persons => &self.persons,
            Stage::Data => &self.data,
            Stage::Service => &self.service,
            Stage::Recipients => &self.recipients,
            Stage::Countries => &[],
        }
    }
}

/// The flow of an activity; `None` for a record that is not there or is no activity.
pub fn flow(register: &Register, id: &RecordId) -> Option<Flow> {
    if id.kind != Kind::Activity {
        return None;
    }
    let record = register.get(id)?;
    let answer = |key: &str| Answer::of(record.fields.get(key));
    let mut ways = Ways::default();
    // The activity's own transfers first: what its processors say of the same ones adds nothing.
    transfers(record, &mut ways);
    let data =
        [nodes(record, "data", What::Data), nodes(record, "special_categories", What::Special)].concat();
    let service = service(record, &mut ways);
    let recipients = recipients(register, record, &mut ways);
    let countries = ways.countries();
    let given = |nothing: bool| if nothing { Answer::Unknown } else { Answer::Given };
    let answers = [
        (Stage::Persons, answer("data_subjects")),
        (Stage::Data, answer("data")),
        (Stage::Service, given(service.is_empty())),
        (Stage::Recipients, answer("recipients").or(answer("processors"))),
        (Stage::Countries, given(countries.is_empty())),
    ];
    Some(Flow {
        persons: nodes(record, "data_subjects", What::Persons),
        data,
        service,
        recipients,
        countries,
        answers: answers.into(),
        transfers: answer("transfers"),
        collection: record.fields.group("information").and_then(|i| i.choice("collection")),
    })
}

fn place(record: &Record, path: Path) -> Place {
    Place { record: record.id.clone(), path }
}

fn at(key: &str) -> Path {
    Path::root().join(key)
}

fn node(what: What, place: Place, name: Option<&str>) -> Node {
    Node {
        what,
        place,
        nature: None,
        name: name.map(str::to_owned),
        details: Vec::new(),
        volume: None,
        source: None,
        countries: Vec::new(),
    }
}

/// The texts of a list.
fn texts(group: &Group, key: &str) -> Vec<String> {
    group.items(key).iter().filter_map(|v| v.as_text()).map(str::to_owned).collect()
}

/// The words of a list.
fn terms(group: &Group, key: &str) -> Vec<&'static Term> {
    group.items(key).iter().filter_map(Value::as_choice).collect()
}

/// The rows that tell persons or data.
fn nodes(record: &Record, key: &str, what: What) -> Vec<Node> {
    let one = |(name, row): (&str, &Group)| {
        let mut node = node(what, place(record, at(key).join(name)), row.text("label"));
        node.nature = row.choice("category");
        node.source = row.choice("source");
        node.details = texts(row, "items");
        node.details.extend(row.text("details").map(str::to_owned));
        node.volume = match row.get("volume") {
            Some(Value::Integer(n)) => Some(*n),
            _ => None,
        };
        node
    };
    record.fields.rows(key).map(one).collect()
}

/// The department in charge, its software and where it keeps the data.
fn service(record: &Record, ways: &mut Ways) -> Vec<Node> {
    let fields = &record.fields;
    let mut out = Vec::new();
    if let Some(owner) = fields.text("owner") {
        out.push(node(What::Owner, place(record, at("owner")), Some(owner)));
    }
    for software in texts(fields, "software") {
        out.push(node(What::Software, place(record, at("software")), Some(&software)));
    }
    if let Some(hosting) = fields.group("hosting") {
        let provider = hosting.text("provider");
        let who = || provider.map_or(Who::Unnamed, |p| Who::Name(p.to_owned()));
        let (stored, seen) = (terms(hosting, "countries"), terms(hosting, "access_countries"));
        if provider.is_some() || !stored.is_empty() {
            let mut host = node(What::Host, place(record, at("hosting")), provider);
            host.countries = stored.clone();
            out.push(host);
        }
        for country in stored {
            ways.put(Some(country), How::Hosting, who(), place(record, at("hosting").join("countries")));
        }
        for country in seen {
            ways.put(
                Some(country),
                How::Access,
                who(),
                place(record, at("hosting").join("access_countries")),
            );
        }
    }
    out
}

/// Who receives the data: departments and organisations, processors, those they call on.
fn recipients(register: &Register, record: &Record, ways: &mut Ways) -> Vec<Node> {
    let fields = &record.fields;
    let mut out = Vec::new();
    for (key, row) in fields.rows("recipients") {
        let mut one = node(What::Recipient, place(record, at("recipients").join(key)), row.text("name"));
        one.nature = row.choice("kind");
        one.details.extend(row.text("purpose").map(str::to_owned));
        if let Some(country) = row.choice("country") {
            one.countries.push(country);
            let who = one.name.clone().map_or(Who::Unnamed, Who::Name);
            ways.put(Some(country), How::Seat, who, one.place.clone());
        }
        out.push(one);
    }
    for id in fields.refs("processors") {
        let id = RecordId::new(Kind::Processor, id.clone());
        let mut one = node(What::Processor, place(record, at("processors")), None);
        match register.get(&id) {
            Some(processor) => {
                one.place = place(processor, Path::root());
                one.details = texts(&processor.fields, "services");
                one.countries = terms(&processor.fields, "hosting_countries");
                of_processor(processor, ways);
            }
            // What is referred to and is not there is still named.
            None => one.name = Some(id.id.to_string()),
        }
        out.push(one);
    }
    for (key, row) in fields.rows("subprocessors") {
        let mut one =
            node(What::Subprocessor, place(record, at("subprocessors").join(key)), row.text("name"));
        one.details.extend(row.text("service").map(str::to_owned));
        if let Some(country) = row.choice("country") {
            one.countries.push(country);
            let who = one.name.clone().map_or(Who::Unnamed, Who::Name);
            ways.put(Some(country), How::Seat, who, one.place.clone());
        }
        out.push(one);
    }
    out
}

/// The countries that a processor brings in.
fn of_processor(processor: &Record, ways: &mut Ways) {
    let fields = &processor.fields;
    let who = || Who::Record(processor.id.clone());
    if let Some(country) = fields.choice("country") {
        ways.put(Some(country), How::Seat, who(), place(processor, at("country")));
    }
    for country in terms(fields, "hosting_countries") {
        ways.put(Some(country), How::Hosting, who(), place(processor, at("hosting_countries")));
    }
    for country in terms(fields, "access_countries") {
        ways.put(Some(country), How::Access, who(), place(processor, at("access_countries")));
    }
    for (key, row) in fields.rows("subprocessors") {
        if let Some(country) = row.choice("country") {
            let other =
                || row.reference("processor").map(|p| Who::Record(RecordId::new(Kind::Processor, p.clone())));
            let who =
                row.text("name").map(|n| Who::Name(n.to_owned())).or_else(other).unwrap_or(Who::Unnamed);
            ways.put(Some(country), How::Seat, who, place(processor, at("subprocessors").join(key)));
        }
    }
    transfers(processor, ways);
}

/// The transfers that a sheet tells, and what their recipients pass on.
fn transfers(record: &Record, ways: &mut Ways) {
    for (key, row) in record.fields.rows("transfers") {
        let path = at("transfers").join(key);
        let named = |row: &Group| row.text("recipient").map(|n| Who::Name(n.to_owned()));
        let through =
            row.reference("processor").map(|p| Who::Record(RecordId::new(Kind::Processor, p.clone())));
        let who = named(row).or(through).unwrap_or(Who::Unnamed);
        let how = How::Transfer(row.choice("mechanism"));
        ways.put(row.choice("country"), how, who, place(record, path.clone()));
        for (next, onward) in row.rows("onward") {
            let how = How::Onward(onward.choice("mechanism"));
            let who = named(onward).unwrap_or(Who::Unnamed);
            ways.put(onward.choice("country"), how, who, place(record, path.join("onward").join(next)));
        }
    }
}

/// The ways found so far, by country.
#[derive(Default)]
struct Ways(Vec<Country>);

impl Ways {
    fn put(&mut self, country: Option<&'static Term>, how: How, who: Who, place: Place) {
        let way = Way { how, who, place };
        match self.0.iter_mut().find(|c| c.country == country) {
            Some(known) if known.ways.iter().any(|w| w.how == way.how && w.who == way.who) => {}
            Some(known) => known.ways.push(way),
            None => self.0.push(Country { country, ways: vec![way] }),
        }
    }

    fn countries(mut self) -> Vec<Country> {
        self.0.sort_by_key(|c| (!c.is_reached_by_transfer(), c.country.map_or("~", |t| t.id)));
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::{id, register};

    const ACTIVITY: &str = r#"owner = "Ventes"
software = ["Caisse", "Tableur"]
processors = ["routeur", "perdu"]

[data_subjects.clients]
category = "customers"
volume = 12000

[data.contact]
category = "identity"
label = "Coordonnées"
items = ["nom", "adresse"]
source = "direct"

[special_categories.sante]
category = "health"
items = ["allergies"]

[recipients.compta]
kind = "internal"
name = "Comptabilité"

[recipients.transport]
kind = "external"
name = "Transporteur"
country = "FR"

[transfers.appui]
recipient = "Appui"
country = "IN"
mechanism = "scc"

[transfers.appui.onward.tickets]
recipient = "Tickets"
country = "SG"

[transfers.autre]
processor = "routeur"

[hosting]
countries = ["FR"]
access_countries = ["BE"]

[information]
collection = "direct"
"#;

    const PROCESSOR: &str = r#"name = "Routeur"
country = "FR"
services = ["Envoi"]
hosting_countries = ["FR", "BE"]
access_countries = ["IN"]

[transfers.nuit]
recipient = "Filiale"
country = "IN"
mechanism = "bcr"
"#;

    fn seen() -> Flow {
        let register = register(&[("activities/a.toml", ACTIVITY), ("processors/routeur.toml", PROCESSOR)]);
        flow(&register, &id("activities/a.toml")).unwrap()
    }

    fn names(nodes: &[Node]) -> Vec<(&str, &str)> {
        nodes.iter().map(|n| (n.what.word(), n.name.as_deref().unwrap_or("-"))).collect()
    }

    #[test]
    fn each_step_holds_what_the_sheet_and_its_processors_say() {
        let flow = seen();
        assert_eq!(flow.persons[0].volume, Some(12_000));
        assert_eq!(names(&flow.data), [("data", "Coordonnées"), ("special", "-")]);
        assert_eq!(
            names(&flow.service),
            [("owner", "Ventes"), ("software", "Caisse"), ("software", "Tableur"), ("host", "-")]
        );
        assert_eq!(
            names(&flow.recipients),
            [
                ("recipient", "Comptabilité"),
                ("recipient", "Transporteur"),
                ("processor", "-"),
                ("processor", "perdu")
            ]
        );
        assert_eq!(flow.collection.map(|t| t.id), Some("direct"));
    }

    #[test]
    fn countries_tell_how_they_are_reached_and_by_whom() {
        let told: Vec<String> = seen()
            .countries
            .iter()
            .map(|c| {
                let ways = c.ways.iter().map(|w| {
                    let who = match &w.who {
                        Who::Name(name) => name.clone(),
                        Who::Record(id) => id.id.to_string(),
                        Who::Unnamed => "?".into(),
                    };
                    let on = w.how.mechanism().map_or(String::new(), |m| format!(" ({})", m.id));
                    format!("{} {who}{on}", w.how.word())
                });
                format!("{}: {}", c.country.map_or("-", |t| t.id), ways.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let outside: Vec<bool> = seen().countries.iter().map(Country::is_outside).collect();
        assert_eq!(outside, [true, true, false, false, false]);
        assert_eq!(
            told,
            [
                "IN: transfer Appui (scc), access routeur, transfer Filiale (bcr)",
                "SG: onward Tickets",
                "-: transfer routeur",
                "BE: access ?, hosting routeur",
                "FR: hosting ?, seat Transporteur, seat routeur, hosting routeur",
            ]
        );
    }

    #[test]
    fn none_and_not_known_are_told_apart_at_each_step() {
        let empty = register(&[(
            "activities/a.toml",
            "recipients = \"none\"\nprocessors = \"none\"\ntransfers = \"none\"\n",
        )]);
        let flow = flow(&empty, &id("activities/a.toml")).unwrap();
        let answers: Vec<Answer> = flow.answers.into_values().collect();
        use Answer::{None, Unknown};
        assert_eq!(answers, [Unknown, Unknown, Unknown, None, Unknown]);
        assert_eq!(flow.transfers, None);
        assert_eq!(Answer::Unknown.or(Answer::None), Unknown);
    }

    #[test]
    fn only_an_activity_has_a_flow() {
        let register = register(&[("processors/routeur.toml", PROCESSOR)]);
        assert_eq!(flow(&register, &id("processors/routeur.toml")), None);
        assert_eq!(flow(&register, &id("activities/gone.toml")), None);
    }
}
