//! What a step says of itself, whatever stands around it; and the memory of it from one check to the next.

use std::{cell::OnceCell, ops::Range, rc::Rc};

use super::{Secret, Target};
use crate::{
    apps::{self, Destination, Effects, Product},
    code::{Code, Language},
    data::{Class, Classes, ValueFound, classes_of_name, values_in, values_under},
    zap::{Field, Step, Zap},
};

/// What a step says of itself. It takes most of a check to find out, and changes only with the step.
pub struct Own {
    /// The built-in tool or sort of app it is.
    pub product: Product,
    /// Where it sends what it is given; `None` when nothing leaves or the app is not known.
    pub destination: Option<Destination>,
    /// What it changes in the world.
    pub effects: Effects,
    /// The code of a Code step.
    pub code: Option<Code>,
    /// Of something that its code is given it keeps no more than a rest.
    pub(super) masks: bool,
    /// What stands in the typed text of its fields by value: field, place of the text in the field, and what was found.
    values: Vec<(usize, Range<usize>, ValueFound)>,
    /// The addresses it calls, once somebody asked: see [`super::targets()`].
    pub(super) targets: OnceCell<Vec<Target>>,
    /// The addresses in its other fields, once somebody asked: see [`super::addresses`].
    pub(super) links: OnceCell<Vec<Target>>,
    /// The secrets in it, once somebody asked.
    pub(super) secrets: OnceCell<Vec<Secret>>,
}

impl Own {
    pub(super) fn of(step: &Step) -> Self {
        let product = apps::product(step);
        let source = (product == Product::Code).then(|| step.field("code")).flatten().map(Field::text);
        let code = source.map(|source| {
            Code::read(source, Language::of_action(&step.action).unwrap_or_else(|| Language::guess(source)))
        });
        let calls_out = code.as_ref().is_some_and(|code| !code.requests().is_empty());
        let destination = if calls_out { Some(Destination::Http) } else { apps::destination(step) };
        let found = |(at, field)| typed_values(step, field).into_iter().map(move |(text, value)| (at, text, value));
        Self {
            product,
            destination,
            effects: apps::effects(step),
            masks: code.as_ref().is_some_and(Code::masks),
            code,
            values: step.fields.iter().enumerate().flat_map(found).collect(),
            targets: OnceCell::new(),
            links: OnceCell::new(),
            secrets: OnceCell::new(),
        }
    }

    /// What was found in the step's field at this place.
    pub(super) fn values_of<'z>(&self, at: usize, field: &'z Field) -> Vec<(&'z str, ValueFound)> {
        let of_field = self.values.iter().filter(|(of, ..)| *of == at);
        of_field.filter_map(|(_, text, value)| Some((field.text().get(text.clone())?, value.clone()))).collect()
    }
}

/// What was found out about the steps of a Zap when it was checked last.
#[derive(Default)]
pub struct Memory {
    steps: Vec<(Step, Rc<Own>)>,
}

impl Memory {
    /// What each step of the Zap says of itself, in their order: remembered where the step is as it was.
    pub(super) fn of(&mut self, zap: &Zap) -> Vec<Rc<Own>> {
        self.steps.truncate(zap.steps().len());
        for step in zap.steps() {
            match self.steps.get_mut(step.index) {
                Some((known, _)) if known == step => {}
                Some(place) => *place = (step.clone(), Rc::new(Own::of(step))),
                None => self.steps.push((step.clone(), Rc::new(Own::of(step)))),
            }
        }
        self.steps.iter().map(|(_, own)| own.clone()).collect()
    }
}

/// Values in what was typed, each with the place of the text that holds it. Ids of resources and switches hold none, and
/// code is full of numbers: there only cards and accounts count.
fn typed_values(step: &Step, field: &Field) -> Vec<(Range<usize>, ValueFound)> {
    if field.key == "code" {
        let code = field.text();
        let mut found = if has_long_number(code) { values_in(code) } else { Vec::new() };
        found.retain(|value| value.certain && matches!(value.class, Class::Card | Class::Finance));
        return found.into_iter().map(|value| (0..code.len(), value)).collect();
    }
    // `tax_id` holds no resource's id.
    let is_of_a_person = || classes_of_name(field.name()).intersects(NUMBERS);
    if apps::is_id_field(step, field) && !is_of_a_person() || apps::is_setting_field(step, field) {
        return Vec::new();
    }
    let Some(template) = field.template() else {
        return Vec::new();
    };
    let named = || {
        let label = step.labels.get(&field.key).map_or(Classes::NONE, classes_of_name);
        // A cell beside it may be what says so: "SSN" in one column, the number in the next.
        let short = |text: &&str| text.len() <= 32 && text.chars().any(char::is_alphabetic);
        let beside = step.fields.iter().filter(|other| other.key != field.key).filter_map(Field::literal);
        let beside = beside.filter(short).map(classes_of_name).fold(Classes::NONE, Classes::union);
        classes_of_name(field.name()).union(label).union(beside)
    };
    template
        .fixed_ranges()
        .flat_map(|range| {
            let text = template.text().get(range.clone()).unwrap_or_default();
            values_under(text, named).into_iter().map(move |value| (range.clone(), value))
        })
        .collect()
}

/// Numbers that belong to a person.
const NUMBERS: Classes = Classes::of(&[Class::GovId, Class::Finance, Class::Card]);

/// Whether there are thirteen digits, with single signs between them at most.
fn has_long_number(text: &str) -> bool {
    let (mut digits, mut signs) = (0, 0);
    text.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' => (digits, signs) = (digits + 1, 0),
            b' ' | b'-' if signs == 0 => signs = 1,
            _ => (digits, signs) = (0, 0),
        }
        digits == 13
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        lint::{Context, lint_again, lint_with},
        policy::Policy,
        rules::{any_zap::*, testkit::*},
        words::Language,
        zap::Value,
    };

    /// A step, a field of it, and what is typed there.
    fn any_edit() -> impl Strategy<Value = (usize, usize, String)> {
        let text = prop_oneof![
            any_word(),
            any_word().prop_map(|word| format!("http://{word}.example.com/?api_key={word}9f8e7d6c5b4a")),
            Just("{{1__passport_number}} of {{1__email}}".to_owned()),
            Just("4111 1111 1111 1111".to_owned()),
            Just(String::new()),
        ];
        (0_usize..8, 0_usize..5, text)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_check_with_memory_finds_what_a_full_check_finds(
            first in any_nodes(),
            second in any_nodes(),
            edits in prop::collection::vec(any_edit(), 1..6),
        ) {
            let policy = Policy::default();
            let context =
                Context { policy: &policy, history: None, today: "2026-11-24", language: &Language::ENGLISH };
            let mut memory = Memory::default();
            for (name, nodes) in [("First", &first), ("Second", &second)] {
                let made = || {
                    let [zap, _] = zaps(name, nodes);
                    zap
                };
                let mut zap = made();
                for typed in 0..=edits.len() {
                    if let Some(edit) = typed.checked_sub(1) {
                        type_into(&mut zap, &edits[edit]);
                    }
                    // Nothing is known of this one.
                    let mut fresh = made();
                    edits.iter().take(typed).for_each(|edit| type_into(&mut fresh, edit));
                    prop_assert_eq!(
                        format!("{:?}", lint_again(&zap, &zap, &context, &mut memory)),
                        format!("{:?}", lint_with(&fresh, &context))
                    );
                }
            }
        }
    }

    fn type_into(zap: &mut Zap, (step, field, text): &(usize, usize, String)) {
        let step = step % zap.steps().len();
        let key = zap.steps()[step].fields.get(*field).map_or("notes", |field| &field.key).to_owned();
        zap.set_field(step, &key, Value::text(text.as_str()));
    }

    #[test]
    fn only_what_changed_is_looked_at_again() {
        let [mut zap, _] =
            zaps("Leads", &[hook().into(), slack("a").into(), javascript("return {}").into(), slack("b").into()]);
        let mut memory = Memory::default();
        let before = memory.of(&zap);
        zap.set_field(1, "text", Value::text("http://example.com"));
        let after = memory.of(&zap);
        let same: Vec<bool> = before.iter().zip(&after).map(|(before, after)| Rc::ptr_eq(before, after)).collect();
        assert_eq!(same, [true, false, true, true]);
    }
}
