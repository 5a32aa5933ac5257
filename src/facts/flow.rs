//! What reaches what: classes of data followed through mappings from the step that first gives them to the step
//! where they leave.
//!
//! A mapping's class comes from the name of the field it takes. Steps that only reshape data (Formatter, Looping,
//! Code, AI, Digest, look-ups) carry the classes of what they are given on to what they give, so that a
//! number that went through `Formatter` as `output` is still known for what it is.

use std::collections::HashMap;

use super::{Payload, StepFacts};
use crate::{
    apps::{self, Product, Trust},
    code::{Code, Outputs, Sources},
    data::{Class, Classes, classes_of_name, is_reduced, names::may_be_a_name},
    zap::{Field, Mapping, Reference, Resolved, Step, StepKind, Zap},
};

/// One class of data on its way into a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'z> {
    /// What it is.
    pub class: Class,
    /// The name by which it is known, as written in the mapping that first took it.
    pub name: &'z str,
    /// The mapping in the field, as written.
    pub mapping: &'z str,
    /// The steps it came through, by index: where it was first given, those that carried it, the step it reaches.
    pub route: Vec<usize>,
}

/// What a step gives on: for one output key, or for all of them.
struct Given<'z> {
    key: Option<String>,
    class: Class,
    name: &'z str,
    route: Vec<usize>,
}

/// Fills in what reaches each field, step by step from the first.
pub(super) fn follow<'z>(zap: &'z Zap, steps: &mut [StepFacts<'z>]) {
    let mut flow = Flow { zap, names: HashMap::new(), given: Vec::with_capacity(steps.len()) };
    for facts in steps {
        let step = facts.step;
        for field in &mut facts.fields {
            field.passages = flow.reaching(step, field.field);
            field.payload = field.field.mappings().iter().find_map(|mapping| flow.payload(mapping));
        }
        name_people(facts);
        let given = flow.given_by(facts);
        flow.given.push(given);
    }
}

/// A bare `name` is a person's where contact details are taken beside it, else anything's.
fn name_people(facts: &mut StepFacts<'_>) {
    let contact = Classes::of(&[Class::Email, Class::Phone, Class::Address, Class::BirthDate]);
    if !facts.classes().intersects(contact) {
        return;
    }
    let index = facts.step.index;
    for field in &mut facts.fields {
        for mapping in field.field.mappings() {
            let bare = mapping.references.iter().find(|reference| {
                may_be_a_name(reference.name()) && reference.path.len() == 1 && mapping.function.is_none()
            });
            if let Some(reference) = bare {
                field.passages.push(Passage {
                    class: Class::Name,
                    name: reference.name(),
                    mapping: &mapping.text,
                    route: vec![index],
                });
            }
        }
    }
}

struct Flow<'z> {
    zap: &'z Zap,
    /// Classes by name: the same names come up many times in a Zap.
    names: HashMap<&'z str, Classes>,
    /// What each step so far gives on.
    given: Vec<Vec<Given<'z>>>,
}

impl<'z> Flow<'z> {
    fn reaching(&mut self, step: &'z Step, field: &'z Field) -> Vec<Passage<'z>> {
        let mut passages = Vec::new();
        for mapping in field.mappings() {
            let before = passages.len();
            for reference in &mapping.references {
                self.along(step, mapping, reference, &mut passages);
            }
            if passages.len() == before && !mapping.references.is_empty() {
                self.by_target(step, field, mapping, &mut passages);
            }
        }
        passages
    }

    /// Follows one reference.
    fn along(
        &mut self,
        step: &'z Step,
        mapping: &'z Mapping,
        reference: &'z Reference,
        passages: &mut Vec<Passage<'z>>,
    ) {
        let source = match self.zap.resolve(reference) {
            Resolved::Step(source) => Some(source),
            Resolved::Missing | Resolved::OtherNumbering => None,
        };
        let mut add = |class: Class, name: &'z str, mut route: Vec<usize>| {
            if passages.iter().any(|passage| passage.class == class && passage.mapping == mapping.text) {
                return;
            }
            route.push(step.index);
            passages.push(Passage { class, name, mapping: &mapping.text, route });
        };
        let applied = Applied::of(mapping.function.as_deref());
        if applied == Applied::Ends {
            return;
        }
        let own = self.classes_of(step, reference, source);
        let from = || source.map(|source| source.index).into_iter().collect::<Vec<_>>();
        match applied {
            Applied::Gives(class) => return add(class, reference.name(), from()),
            Applied::Keeps | Applied::Ends => {}
        }
        for class in own.iter() {
            add(class, reference.name(), from());
        }
        let Some(given) = source.and_then(|source| self.given.get(source.index)) else {
            return;
        };
        if is_reduced(reference.name()) || is_status(reference.name()) {
            return;
        }
        for given in given {
            let taken = match &given.key {
                None => true,
                Some(key) => reference.path.is_empty() || reference.path.iter().any(|part| part == key),
            };
            if taken && !own.contains(given.class) {
                add(given.class, given.name, given.route.clone());
            }
        }
    }

    /// The classes a reference's own name tells.
    fn classes_of(&mut self, step: &'z Step, reference: &'z Reference, source: Option<&'z Step>) -> Classes {
        let mut classes = self.named(reference.name());
        if classes.is_empty() && reference.path.len() > 1 && !is_reduced(reference.name()) {
            // `payment__card__number`: the last word alone says nothing, the words before it do.
            let longest = reference.path.len().min(3);
            for words in 2..=longest {
                let tail = reference.path.get(reference.path.len() - words..).unwrap_or_default();
                classes = classes_of_name(&tail.join(" "));
                if !classes.is_empty() {
                    break;
                }
            }
        }
        if classes.is_empty()
            && !step.mapped_names.is_empty()
            && let Some(label) = step.mapped_names.get(&format!("{}__{}", reference.step, reference.key()))
        {
            classes = self.named(label);
        }
        if classes.is_empty() && source.is_some_and(|source| gives_messages(source, reference.name())) {
            classes = Classes::of(&[Class::FreeText]);
        }
        classes
    }

    fn named(&mut self, name: &'z str) -> Classes {
        *self.names.entry(name).or_insert_with(|| classes_of_name(name))
    }

    /// A mapping whose own name says nothing (`field_17`) is known by the field it is put into.
    fn by_target(&mut self, step: &'z Step, field: &'z Field, mapping: &'z Mapping, passages: &mut Vec<Passage<'z>>) {
        let name = mapping.references.first().map_or("", Reference::name);
        let ends = Applied::of(mapping.function.as_deref()) == Applied::Ends;
        if ends
            || is_reduced(name)
            || field.mappings().len() > 1
            || field.template().is_some_and(|template| template.fixed_texts().next().is_some())
            || apps::is_recipient_field(step, field)
            || apps::is_setting_field(step, field)
        {
            return;
        }
        let label = step.labels.get(&field.key).map(String::as_str);
        let classes = self.named(field.name());
        let classes = if classes.is_empty() { label.map_or(classes, |label| self.named(label)) } else { classes };
        let from = mapping.references.first().and_then(|reference| match self.zap.resolve(reference) {
            Resolved::Step(source) => Some(source.index),
            Resolved::Missing | Resolved::OtherNumbering => None,
        });
        for class in classes.iter().filter(|&class| class != Class::FreeText) {
            let route = from.into_iter().chain([step.index]).collect();
            passages.push(Passage { class, name: field.name(), mapping: &mapping.text, route });
        }
    }

    /// What a step gives on of what it was given.
    fn given_by(&self, facts: &StepFacts<'z>) -> Vec<Given<'z>> {
        if facts.step.kind == StepKind::Trigger || says_reduced(facts) {
            return Vec::new();
        }
        let all = |passages: &mut dyn Iterator<Item = &Passage<'z>>| -> Vec<Given<'z>> {
            passages.map(|passage| give(None, passage)).collect()
        };
        match facts.product {
            Product::Formatter if formatter_ends(facts.step) => Vec::new(),
            Product::Formatter | Product::Ai | Product::AiByZapier | Product::Digest => all(&mut of_fields(facts)),
            Product::Looping => facts
                .fields
                .iter()
                .flat_map(|field| {
                    let name = field.field.name();
                    field.passages.iter().map(move |passage| give(Some(name.to_owned()), passage))
                })
                .collect(),
            Product::Code => {
                facts.code.as_ref().map_or_else(|| all(&mut of_fields(facts)), |code| by_code(facts, code))
            }
            _ if matches!(facts.step.kind, StepKind::Search | StepKind::SearchOrCreate) => by_search(facts),
            _ => Vec::new(),
        }
    }

    /// Everything in one piece: a whole step, its raw body or query.
    fn payload(&self, mapping: &Mapping) -> Option<Payload> {
        let reference = mapping.references.first()?;
        let source = match self.zap.resolve(reference) {
            Resolved::Step(source) => Some(source),
            Resolved::Missing | Resolved::OtherNumbering => None,
        };
        let is_whole = reference.path.is_empty()
            || matches!(reference.name(), "raw_body" | "querystring" | "raw_payload" | "raw_request_body")
            || (reference.path.len() == 1 && matches!(reference.name(), "all_data" | "raw__body" | "full_payload"));
        is_whole.then(|| Payload { mapping: mapping.text.clone(), from: source.map(|source| source.index) })
    }
}

fn of_fields<'f, 'z>(facts: &'f StepFacts<'z>) -> impl Iterator<Item = &'f Passage<'z>> {
    facts.fields.iter().flat_map(|field| &field.passages)
}

fn give<'z>(key: Option<String>, passage: &Passage<'z>) -> Given<'z> {
    Given { key, class: passage.class, name: passage.name, route: passage.route.clone() }
}

/// A Code step gives on, for each output key, what the code shows to feed it; else everything.
fn by_code<'z>(facts: &StepFacts<'z>, code: &Code) -> Vec<Given<'z>> {
    let inputs: Vec<(&str, &Passage<'z>)> = facts
        .fields
        .iter()
        .filter(|field| matches!(field.field.group(), "input" | "inputs"))
        .flat_map(|field| field.passages.iter().map(|passage| (field.field.name(), passage)))
        .collect();
    if inputs.is_empty() || masks(facts.step.field("code").map_or("", Field::text)) {
        return Vec::new();
    }
    match code.outputs() {
        Outputs::Unknown => inputs.iter().map(|(_, passage)| give(None, passage)).collect(),
        Outputs::Keys(keys) => {
            let mut given = Vec::new();
            for (key, sources) in keys {
                for (input, passage) in &inputs {
                    let feeds = match sources {
                        Sources::All => true,
                        Sources::Inputs(names) => names.contains(*input),
                    };
                    if feeds && !is_reduced(key) {
                        given.push(give(Some(key.clone()), passage));
                    }
                }
            }
            given
        }
    }
}

/// A look-up gives back the record it found: what was looked up is in it, under the column that was searched and in
/// everything that holds the record in one piece.
fn by_search<'z>(facts: &StepFacts<'z>) -> Vec<Given<'z>> {
    let columns: Vec<&str> = facts
        .step
        .fields
        .iter()
        .filter(|field| {
            let name = field.name().to_ascii_lowercase();
            name.contains("key") || name.contains("column") || name.contains("field")
        })
        .filter_map(Field::literal)
        .filter(|column| !column.is_empty())
        .collect();
    let mut given = Vec::new();
    for passage in of_fields(facts) {
        for whole in ["output", "result", "results", "raw", "record", "records", "rows", "text"] {
            given.push(give(Some(whole.to_owned()), passage));
        }
        for column in &columns {
            given.push(give(Some((*column).to_owned()), passage));
        }
    }
    given
}

/// What a function around a mapping leaves of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Applied {
    /// All of it.
    Keeps,
    /// Nothing.
    Ends,
    /// Just this.
    Gives(Class),
}

impl Applied {
    fn of(function: Option<&str>) -> Self {
        let Some(function) = function else {
            return Self::Keeps;
        };
        let name = function.to_ascii_lowercase();
        let has = |word: &str| name.contains(word);
        if has("extract_email") {
            Self::Gives(Class::Email)
        } else if has("extract_phone") {
            Self::Gives(Class::Phone)
        } else if ["hash", "length", "count", "mask", "redact", "sha256", "md5"].into_iter().any(has) {
            Self::Ends
        } else {
            Self::Keeps
        }
    }
}

/// Found or not, how many: says nothing about the data itself.
fn is_status(name: &str) -> bool {
    matches!(name, "_zap_search_was_found_status" | "found" | "count" | "length" | "id" | "row_id" | "row")
        || name.ends_with("_id")
        || name.ends_with("_count")
}

/// The text of mails and chat messages has plain names (`text`, `body`), its source tells what it is.
fn gives_messages(source: &Step, name: &str) -> bool {
    let is_plain =
        matches!(name, "text" | "body" | "body_plain" | "body_html" | "content" | "message" | "snippet" | "plain_text");
    let is_message_source = matches!(apps::trust(source), Trust::Mailbox)
        || matches!(apps::kind(source), apps::Kind::TeamChat | apps::Kind::OpenChat);
    is_plain && source.kind == StepKind::Trigger && is_message_source
}

/// The step's name says that it hides what it is given.
fn says_reduced(facts: &StepFacts<'_>) -> bool {
    let reshapes = matches!(facts.product, Product::Formatter | Product::Code | Product::Ai | Product::AiByZapier);
    reshapes && facts.step.title.as_deref().is_some_and(is_reduced)
}

/// A Formatter transform after which nothing of the data is left, or four characters at most.
fn formatter_ends(step: &Step) -> bool {
    let transform = step.literal("transform").unwrap_or("").to_ascii_lowercase();
    if ["length", "count", "hash", "mask", "redact"].into_iter().any(|word| transform.contains(word)) {
        return true;
    }
    let number = |key: &str| {
        step.fields.iter().find(|field| field.name() == key).and_then(Field::literal)?.trim().parse::<u32>().ok()
    };
    transform.contains("truncate") && number("max_length").is_some_and(|length| length <= 4)
}

/// Code that keeps a few characters or a hash of what it is given.
fn masks(code: &str) -> bool {
    let lower = code.to_ascii_lowercase();
    [
        "slice(-4)",
        "[-4:]",
        "substr(-4)",
        "createhash",
        "hashlib",
        "redact",
        "'****",
        "\"****",
        "'***-",
        "\"***-",
        "`****",
    ]
    .into_iter()
    .any(|mark| lower.contains(mark))
}
