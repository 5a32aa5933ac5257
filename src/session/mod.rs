//! What goes on with one open editor: messages in, what to paint out.
//!
//! The content script sends what the page holds and what is being typed; a session keeps the Zap and its report and
//! answers with badges and a state. It is plain data on both sides and runs without a browser. The browser may
//! throw the session away at any moment: it then answers [`Reply::Again`] and gets the whole page once more.

mod answer;
mod ask;
mod desk;
mod export;
mod message;
mod paint;
mod place;
mod view;

pub use answer::{Answer, ExportedFile, KnownZap, Locked, SavedFinding, SavedReport, Sheet};
pub use ask::{Ask, CopyForm, ExportFormat};
pub use desk::{Desk, Tell};
pub use message::{CardSeen, FieldSeen, Message, PageSeen};
pub use paint::{Anchor, Badge, Line, OwnWords, Paint, State};
pub use view::{
    Accepted, Checked, Entry, Group, Item, MeasureCount, Pauses, Reference, Reviewed, Safer, Section, Summary,
    Unchecked, View,
};

use crate::{
    facts::Memory,
    lint::{self, Context},
    policy::Policy,
    read::{self, ReadError, open_fields},
    report::{
        ZapReport,
        picture::{Frame, Picture},
    },
    say,
    words::Said,
    zap::Zap,
};

/// One editor page, as far as it was read.
#[derive(Default)]
pub struct Session {
    page: Option<Page>,
    memory: Memory,
}

/// What a session answers.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// What to show.
    Paint(Paint),
    /// The session does not know the page (any more): send it once more.
    Again,
}

struct Page {
    seen: PageSeen,
    /// For each open field the step and the key it was taken for.
    keys: Vec<Option<(usize, String)>>,
    /// As it was saved, without what is being typed.
    saved: Result<Zap, Said>,
    report: Option<ZapReport>,
    paint: Paint,
}

impl Session {
    /// Takes a message and says what to show now.
    pub fn handle(&mut self, message: Message, context: &Context<'_>) -> Reply {
        let mut words = None;
        match message {
            Message::Open { data, page } => {
                words = Some(Box::new(OwnWords::new(context.language)));
                let saved = read_page(data.as_deref(), &page);
                self.page = Some(Page::new(page, saved, self.page.as_ref(), &mut self.memory, context));
            }
            Message::Changed { page } => {
                let Some(before) = self.page.take() else {
                    return Reply::Again;
                };
                // Without the page's data the cards are all there is: read them anew.
                let from_cards = before.saved.as_ref().map_or(true, |zap| zap.source == crate::zap::Source::Page);
                let saved =
                    if from_cards { read_page(None, &page).or(before.saved.clone()) } else { before.saved.clone() };
                self.page = Some(Page::new(page, saved, Some(&before), &mut self.memory, context));
            }
            Message::Closed => {
                self.page = None;
                return Reply::Again;
            }
        }
        self.page.as_ref().map_or(Reply::Again, |page| Reply::Paint(Paint { words, ..page.paint.clone() }))
    }

    /// The report of the page, if it could be read.
    #[must_use]
    pub fn report(&self) -> Option<&ZapReport> {
        self.page.as_ref()?.report.as_ref()
    }

    /// The way of the data through the page's Zap as it is now, for those who ask: it takes longer than a check.
    #[must_use]
    pub fn picture(&self, policy: &Policy, frame: Frame) -> Option<Picture> {
        let page = self.page.as_ref()?;
        let (saved, report) = (page.saved.as_ref().ok()?, page.report.as_ref()?);
        let mut zap = saved.clone();
        lay_over(&mut zap, &page.seen, Some(page));
        Some(Picture::new(&zap, report, policy, frame))
    }

    /// The handle of a step's card, if the card is in the document.
    fn card_of(&self, step: &str) -> Option<u32> {
        let page = self.page.as_ref()?;
        let zap = page.saved.as_ref().ok()?;
        let index = zap.step_by_id(step)?.index;
        page.seen.cards.iter().find(|card| place::step_of_card(card, zap) == Some(index)).map(|card| card.handle)
    }

    /// What is shown now.
    #[must_use]
    pub fn paint(&self) -> Option<&Paint> {
        self.page.as_ref().map(|page| &page.paint)
    }
}

impl Page {
    fn new(
        seen: PageSeen,
        saved: Result<Zap, Said>,
        before: Option<&Self>,
        memory: &mut Memory,
        context: &Context<'_>,
    ) -> Self {
        match &saved {
            Ok(zap) => {
                let mut zap = zap.clone();
                let keys = lay_over(&mut zap, &seen, before);
                let report = lint::lint_again(&zap, context, memory);
                let paint = paint::paint(&report, &zap, &seen, &keys);
                Self { seen, keys, saved, report: Some(report), paint }
            }
            Err(reason) => {
                let paint = paint::unreadable(reason, context.language);
                Self { seen, keys: Vec::new(), saved, report: None, paint }
            }
        }
    }

    /// The key that the field with this handle was taken for, in this step.
    fn key_of(&self, handle: u32, step: usize) -> Option<&str> {
        let index = self.seen.fields.iter().position(|field| field.handle == handle)?;
        let (known, key) = self.keys.get(index)?.as_ref()?;
        (*known == step).then_some(key.as_str())
    }
}

/// The Zap out of the page's data, else out of its cards.
fn read_page(data: Option<&str>, page: &PageSeen) -> Result<Zap, Said> {
    let from_data = match data.map(read::page::read_data) {
        Some(Ok(mut reading)) if !reading.zaps.is_empty() => return Ok(reading.zaps.swap_remove(0)),
        Some(Ok(reading)) => reading.errors.first().map(ReadError::said),
        Some(Err(error)) => Some(error.said()),
        None => None,
    };
    if page.cards.is_empty() {
        return Err(from_data.unwrap_or_else(|| say!("it does not hold the Zap's data in a form that is known")));
    }
    let cards: Vec<read::page::Card> = page
        .cards
        .iter()
        .map(|card| read::page::Card { id: card.ids.first().cloned(), text: card.text.clone() })
        .collect();
    Ok(read::page::from_cards(&cards))
}

/// Lays the open fields over their steps; gives for each field the step and the key it was taken for.
fn lay_over(zap: &mut Zap, page: &PageSeen, before: Option<&Page>) -> Vec<Option<(usize, String)>> {
    page.fields
        .iter()
        .map(|field| {
            let step = place::step_of_field(field, page, zap)?;
            let before = before.and_then(|before| before.key_of(field.handle, step));
            Some((step, open_fields::lay_over(zap, step, &field.field, before)?))
        })
        .collect()
}
