//! Which step a card or a field of the page belongs to. Where that is not certain there is none: a badge at the wrong step is
//! worse than none.

use super::{CardSeen, FieldSeen, PageSeen};
use crate::{page_map, zap::Zap};

/// The index of the step that a card shows: by its id, else by the number it begins with, else by its title.
pub(super) fn step_of_card(card: &CardSeen, zap: &Zap) -> Option<usize> {
    let numbered = page_map::card_number(&card.text).and_then(|number| number.checked_sub(1));
    step_by_ids(&card.ids, zap, numbered)
        .or_else(|| numbered.filter(|&index| index < zap.steps().len()))
        .or_else(|| step_by_title(&card.text, zap))
}

/// The index of the step that a field belongs to: by the ids around it, by the headings above it, else the step that is open
/// by the page's address.
pub(super) fn step_of_field(field: &FieldSeen, page: &PageSeen, zap: &Zap) -> Option<usize> {
    let open = page_map::open_step(&page.address).and_then(|id| zap.step_by_id(id)).map(|step| step.index);
    step_by_ids(&field.ids, zap, open)
        .or_else(|| field.form.iter().find_map(|heading| step_by_heading(heading, page, zap)))
        .or(open)
}

/// The first id that is a step's. The trigger's is the Zap's own as well, and may stand anywhere: it counts only where nothing
/// speaks against the trigger.
fn step_by_ids(ids: &[String], zap: &Zap, otherwise: Option<usize>) -> Option<usize> {
    let steps = || ids.iter().filter_map(|id| zap.step_by_id(id)).map(|step| step.index);
    steps().find(|&index| index > 0).or_else(|| steps().next().filter(|_| otherwise.unwrap_or(0) == 0))
}

/// "3. POST" above a form: the step of the card with the same text, or with that number and name.
fn step_by_heading(heading: &str, page: &PageSeen, zap: &Zap) -> Option<usize> {
    if let Some(card) = page.cards.iter().find(|card| same(&card.text, heading)) {
        return step_of_card(card, zap);
    }
    let index = page_map::card_number(heading)?.checked_sub(1)?;
    let title = zap.step(index)?.title.as_deref()?;
    same(page_map::card_title(heading), title).then_some(index)
}

/// The only step with this title.
fn step_by_title(text: &str, zap: &Zap) -> Option<usize> {
    let mut named = zap.steps().iter().filter(|step| step.title.as_deref().is_some_and(|title| same(title, text)));
    let step = named.next()?;
    named.next().is_none().then_some(step.index)
}

/// Whether two texts are the same but for spaces and case.
fn same(left: &str, right: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !left.trim().is_empty() && plain(left) == plain(right)
}
