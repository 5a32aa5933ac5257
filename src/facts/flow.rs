//! What reaches what: classes of data followed through mappings from the step that first gives them to the step
//! where they leave.
//!
//! A mapping's class comes from the name of the field it takes. Steps that only reshape data (Formatter, Looping,
//! Code, AI, Digest, look-ups) carry the classes of what they are given on to what they give, so that a
//! number that went through `Formatter` as `output` is still known for what it is.

mod code;

use std::borrow::Cow;

use super::reshape::{
    Applied, formatter_ends, formatter_keeps, formatter_takes_out, gives_messages, is_status, says_reduced,
};
use super::stored::Stored;
use super::{Payload, StepFacts};
use crate::{
    apps::{self, Product},
    code::Whole,
    data::{Class, Classes, classes_of_name, has_phrase, is_reduced, may_be_a_name, may_be_any_text, words},
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
#[derive(Clone)]
pub(super) struct Given<'z> {
    key: Option<Cow<'z, str>>,
    class: Class,
    name: &'z str,
    route: Vec<usize>,
}

/// Fills in what reaches each field, step by step from the first.
pub(super) fn follow<'z>(zap: &'z Zap, steps: &mut [StepFacts<'z>]) {
    let mut flow = Flow {
        zap,
        given: Vec::with_capacity(steps.len()),
        whole: Vec::with_capacity(steps.len()),
        masked: Vec::with_capacity(steps.len()),
        stored: Stored::default(),
    };
    for facts in steps {
        let step = facts.step;
        for field in &mut facts.fields {
            field.passages = flow.reaching(step, field.field);
            field.payload = field.field.mappings().iter().find_map(|mapping| flow.payload(step, mapping));
        }
        flow.bare_names(facts);
        flow.whole.push(handed_on_whole(facts));
        flow.masked.push(code::masked(facts));
        let mut given = flow.given_by(facts);
        given.extend(flow.stored.taken(zap, facts));
        flow.stored.put(facts);
        flow.given.push(given);
    }
}

/// The step that a reference in a field of `step` leads to. Where a version 2 export has lost the number, it is known
/// only if no other step can be meant, or a single step before this one gives any data.
pub(super) fn origin<'z>(zap: &'z Zap, step: &Step, reference: &Reference) -> Option<&'z Step> {
    zap.leads_to(reference).or_else(|| {
        let gives = |step: &&Step| !matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule);
        let is_lost = zap.resolve(reference) == Resolved::OtherNumbering;
        let mut before = zap.way_to(step).filter(|_| is_lost).filter(gives);
        before.next().filter(|_| before.next().is_none())
    })
}

/// A key under which a step hands on everything that came in.
struct Handed {
    key: String,
    /// Only the fields that somebody chose for the step are in it.
    chosen: bool,
}

struct Flow<'z> {
    zap: &'z Zap,
    /// What each step so far gives on.
    given: Vec<Vec<Given<'z>>>,
    /// Under which keys the steps so far hand on everything that came in, in one piece.
    whole: Vec<Vec<Handed>>,
    /// Which keys of the steps so far hold only what is left after masking.
    masked: Vec<Vec<String>>,
    stored: Stored<'z>,
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
            if passages.len() == before {
                by_words_before(self.zap, step, field, mapping, &mut passages);
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
        let source = origin(self.zap, step, reference);
        let mut add = |class: Class, name: &'z str, mut route: Vec<usize>| {
            if passages.iter().any(|passage| passage.class == class && passage.mapping == mapping.text) {
                return;
            }
            route.push(step.index);
            passages.push(Passage { class, name, mapping: &mapping.text, route });
        };
        let applied = Applied::of(mapping.function.as_deref());
        let masked = source
            .and_then(|source| self.masked.get(source.index))
            .is_some_and(|masked| reference.path.first().is_some_and(|first| masked.contains(first)));
        if applied == Applied::Ends || masked {
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
        if is_reduced(reference.name()) {
            return;
        }
        let status = is_status(reference.name());
        for given in given {
            let taken = match &given.key {
                None => !status,
                Some(key) if status => key == reference.name(),
                Some(key) => reference.path.is_empty() || reference.path.iter().any(|part| is_key(part, key)),
            };
            if taken && !own.contains(given.class) {
                add(given.class, given.name, given.route.clone());
            }
        }
    }

    /// The classes a reference's own name tells.
    fn classes_of(&mut self, step: &'z Step, reference: &'z Reference, source: Option<&'z Step>) -> Classes {
        let mut classes = classes_of_name(reference.name());
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
            classes = classes_of_name(label);
        }
        if classes.is_empty() && source.is_some_and(|source| gives_messages(source, reference)) {
            classes = Classes::of(&[Class::FreeText]);
        }
        if classes.contains(Class::FreeText) && may_be_any_text(reference.name()) {
            let source = source.or_else(|| self.zap.trigger());
            if source.is_some_and(|source| !apps::has_peoples_messages(source)) {
                classes = classes.without(Class::FreeText.into());
            }
        }
        if classes.contains(Class::FreeText) && source.is_some_and(writes_itself) {
            classes = classes.without(Class::FreeText.into());
        }
        let of_repository = || reference.path.iter().any(|part| has_phrase(part, &["repository", "repo"]));
        if classes.contains(Class::Name) && reference.path.len() > 1 && of_repository() {
            // The account that a repository belongs to.
            classes = classes.without(Class::Name.into());
        }
        classes
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
        let label = step.labels.get(&field.key);
        let classes = classes_of_name(field.name());
        let classes = if classes.is_empty() { label.map_or(classes, classes_of_name) } else { classes };
        let from = mapping.references.first().and_then(|reference| origin(self.zap, step, reference));
        let from = from.map(|source| source.index);
        for class in classes.iter().filter(|&class| class != Class::FreeText) {
            let route = from.into_iter().chain([step.index]).collect();
            passages.push(Passage { class, name: field.name(), mapping: &mapping.text, route });
        }
    }

    /// A bare `name` that comes from beside an e-mail address or a phone number is a person's.
    fn bare_names(&self, facts: &mut StepFacts<'z>) {
        const REACHES: Classes = Classes::of(&[Class::Email, Class::Phone]);
        let step = facts.step;
        if !facts.classes().intersects(REACHES) {
            return;
        }
        let references = || step.fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references);
        let group =
            |reference: &'z Reference| reference.path.split_last().map(|(_, group)| (reference.step.as_str(), group));
        let about_people: Vec<_> = references()
            .filter(|reference| classes_of_name(reference.name()).intersects(REACHES))
            .filter_map(group)
            .collect();
        for field in &mut facts.fields {
            for mapping in field.field.mappings() {
                for reference in &mapping.references {
                    if !may_be_a_name(reference.name())
                        || !group(reference).is_some_and(|group| about_people.contains(&group))
                    {
                        continue;
                    }
                    let source = origin(self.zap, step, reference);
                    let known = |passage: &Passage<'_>| passage.class == Class::Name && passage.mapping == mapping.text;
                    let nested = reference.path.len() > 1;
                    if source.or_else(|| self.zap.trigger()).is_some_and(|source| apps::names_people(source, nested))
                        && !field.passages.iter().any(known)
                    {
                        let route = source.map(|source| source.index).into_iter().chain([step.index]).collect();
                        let (class, name) = (Class::Name, reference.name());
                        field.passages.push(Passage { class, name, mapping: &mapping.text, route });
                    }
                }
            }
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
            Product::Formatter if makes_line_items(facts.step) => by_key(facts),
            Product::Formatter => {
                let mut given = all(&mut of_fields(facts));
                if let Some(left) = formatter_takes_out(facts.step) {
                    given.retain_mut(|given| {
                        let is_text = given.class == Class::FreeText;
                        if let Some(left) = left.filter(|_| is_text) {
                            given.class = left;
                        }
                        !is_text || left.is_some()
                    });
                }
                given
            }
            Product::Ai | Product::AiByZapier | Product::Digest => all(&mut of_fields(facts)),
            Product::Looping => by_key(facts),
            Product::Code => {
                facts.code.as_ref().map_or_else(|| all(&mut of_fields(facts)), |code| code::by_code(facts, code))
            }
            _ if matches!(facts.step.kind, StepKind::Search | StepKind::SearchOrCreate) => by_search(facts),
            _ => Vec::new(),
        }
    }

    /// Everything in one piece: a whole step, its raw body or query.
    fn payload(&self, step: &Step, mapping: &Mapping) -> Option<Payload> {
        let reference = mapping.references.first()?;
        let source = origin(self.zap, step, reference);
        let given = |chosen| Payload { mapping: mapping.text.clone(), from: source.map(|source| source.index), chosen };
        // What code gives under such a name it has made itself; whether it is all that came in is told below.
        let names_whole = || {
            !source.is_some_and(|source| apps::product(source) == Product::Code)
                && is_whole(reference.name(), reference.path.len() == 1)
        };
        if reference.path.is_empty() || names_whole() {
            return Some(given(false));
        }
        let [key] = reference.path.as_slice() else { return None };
        let handed = self.whole.get(source?.index)?.iter().find(|handed| handed.key == *key)?;
        Some(given(handed.chosen))
    }
}

/// A model's answer (`message__content`) is no letter of anybody's, unless it writes down what somebody said.
fn writes_itself(source: &Step) -> bool {
    matches!(apps::product(source), Product::Ai | Product::AiByZapier) && !apps::writes_down_speech(source)
}

/// Under which keys a step hands on all that it was given: a Formatter that leaves a text what it is, Code that makes one
/// text of it.
fn handed_on_whole(facts: &StepFacts<'_>) -> Vec<Handed> {
    /// With fewer fields nobody would call it everything.
    const MANY: usize = 3;
    let is_given = facts.fields.iter().any(|field| field.payload.is_some());
    if facts.product == Product::Formatter && is_given && formatter_keeps(facts.step) {
        return vec![Handed { key: "output".to_owned(), chosen: false }];
    }
    let Some(code) = &facts.code else { return Vec::new() };
    let inputs = || facts.fields.iter().filter(|field| matches!(field.field.group(), "input" | "inputs"));
    let mapped = inputs().filter(|field| !field.field.mappings().is_empty()).take(MANY).count();
    let makes_text = || code.has_word(&["stringify", "dumps", "str", "String"]);
    if !is_given && (mapped < MANY || !makes_text()) {
        return Vec::new();
    }
    let handed = code.wholes().iter().filter_map(|(key, whole)| match whole {
        Whole::Inputs => Some(Handed { key: key.clone(), chosen: !is_given }),
        Whole::Input(name) => {
            let field = inputs().find(|field| field.field.name() == name)?;
            field.payload.as_ref().map(|payload| Handed { key: key.clone(), chosen: payload.chosen })
        }
    });
    handed.collect()
}

/// A name for everything that came in: `raw_body`, `rawBody`; some only at the top.
fn is_whole(name: &str, at_top: bool) -> bool {
    const ANYWHERE: [&str; 5] = ["rawbody", "querystring", "rawpayload", "rawrequestbody", "rawrequest"];
    const AT_TOP: [&str; 5] = ["alldata", "fullpayload", "wholepayload", "entirepayload", "allfields"];
    let is = |known: &&str| {
        let letters = || name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
        known.len() <= name.len() && letters().eq(known.bytes())
    };
    (7..=20).contains(&name.len()) && (ANYWHERE.iter().any(&is) || (at_top && AT_TOP.iter().any(&is)))
}

/// A mapping whose own name says nothing is known by what is typed before it: `SSN: {{1__field_17}}`. Only what is about a
/// person is looked for so.
fn by_words_before<'z>(
    zap: &'z Zap,
    step: &'z Step,
    field: &'z Field,
    mapping: &'z Mapping,
    passages: &mut Vec<Passage<'z>>,
) {
    let [reference] = mapping.references.as_slice() else { return };
    if !says_nothing(reference.name()) || Applied::of(mapping.function.as_deref()) == Applied::Ends {
        return;
    }
    let Some(name) = words_before(field.text(), mapping.range.start) else { return };
    for class in classes_of_name(name).intersection(Classes::PERSONAL).iter() {
        let from = origin(zap, step, reference).map(|source| source.index);
        let route = from.into_iter().chain([step.index]).collect();
        passages.push(Passage { class, name, mapping: &mapping.text, route });
    }
}

/// `field_17`, `Answer 3`, `COL$B`, `dRb3vJk`.
fn says_nothing(name: &str) -> bool {
    const NOTHING: [&str; 12] = [
        "field", "question", "answer", "answers", "value", "input", "text", "col", "column", "response", "item",
        "custom",
    ];
    name != "id"
        && words(name).all(|word| {
            let word = word.as_str();
            word.len() <= 2 || word.bytes().all(|byte| byte.is_ascii_digit()) || NOTHING.contains(&word)
        })
}

/// What is typed before this place of a text as a label: the words before a colon or equals sign.
fn words_before(text: &str, place: usize) -> Option<&str> {
    const QUOTES: [char; 6] = ['"', '\'', '*', '_', '`', '\\'];
    let clean = |text: &'_ str| text.trim_end().trim_end_matches(QUOTES).trim_end().len();
    let mut before = text.get(..place)?;
    before = before.get(..clean(before))?;
    for tag in ["</b>", "</strong>", "</td><td>", "<td>", "</th><td>"] {
        before = before.strip_suffix(tag).unwrap_or(before);
    }
    before = before.strip_suffix([':', '='])?;
    before = before.get(..clean(before))?;
    for tag in ["</b>", "</strong>"] {
        before = before.strip_suffix(tag).unwrap_or(before);
    }
    let label = before.rsplit(['\n', ',', ';', '|', '{', '}', '(', ')', '<', '>', '•', '&']).next()?;
    Some(label.trim().trim_matches(QUOTES)).filter(|label| (2..=60).contains(&label.len()))
}

fn of_fields<'f, 'z>(facts: &'f StepFacts<'z>) -> impl Iterator<Item = &'f Passage<'z>> {
    facts.fields.iter().flat_map(|field| &field.passages)
}

pub(super) fn give<'z>(key: Option<Cow<'z, str>>, passage: &Passage<'z>) -> Given<'z> {
    Given { key, class: passage.class, name: passage.name, route: passage.route.clone() }
}

/// Each of its fields under its own name.
fn by_key<'z>(facts: &StepFacts<'z>) -> Vec<Given<'z>> {
    let given = facts.fields.iter().flat_map(|field| {
        let name = field.field.name();
        field.passages.iter().map(move |passage| give(Some(name.into()), passage))
    });
    given.collect()
}

/// Whether this part of a mapping takes the key: by itself, or of each item of a list (`rows[]iban`).
fn is_key(part: &str, key: &str) -> bool {
    part == key || part.rsplit_once("[]").is_some_and(|(_, of_item)| of_item == key)
}

/// Formatter's "Create Line Item(s)", whose output has a list with the keys that were given.
fn makes_line_items(step: &Step) -> bool {
    step.literal("transform").is_some_and(|transform| transform.ends_with("line_itemizer"))
}

/// A look-up gives back the record it found: what was looked up is in it, under the column that was searched and in
/// everything that holds the record in one piece.
fn by_search<'z>(facts: &StepFacts<'z>) -> Vec<Given<'z>> {
    let columns: Vec<&'z str> = facts
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
            given.push(give(Some(whole.into()), passage));
        }
        for column in &columns {
            given.push(give(Some((*column).into()), passage));
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::{says_nothing, words_before};

    #[test]
    fn words_before_a_mapping_are_its_label() {
        for (text, expected) in [
            ("New: a\nSSN: ", Some("SSN")),
            ("*Passport no.:* ", Some("Passport no.")),
            ("<b>IBAN:</b> ", Some("IBAN")),
            ("<b>IBAN</b>: ", Some("IBAN")),
            ("{\"a\": 1, \"ssn\": \"", Some("ssn")),
            ("name=x&ssn=", Some("ssn")),
            ("The SSN is ", None),
            ("", None),
            (": ", None),
        ] {
            assert_eq!(words_before(text, text.len()), expected, "{text}");
        }
    }

    #[test]
    fn names_that_say_nothing_are_known() {
        for name in ["field_17", "q7", "Answer 3", "COL$B", "dRb3vJk", "text", ""] {
            assert!(says_nothing(name), "{name}");
        }
        for name in ["race_name", "id", "total", "order_number"] {
            assert!(!says_nothing(name), "{name}");
        }
    }
}
