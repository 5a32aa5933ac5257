//! What goes on with one open editor: messages in, what to paint out.
//!
//! The content script sends what the page holds and what is being typed; a session keeps the Zap and its report and
//! answers with badges and a state. It is plain data on both sides and runs without a browser. The browser may
//! throw the session away at any moment: it then answers [`Reply::Again`] and gets the whole page once more.

mod answer;
mod ask;
mod decide;
mod desk;
mod export;
mod kept;
mod known;
mod message;
mod paint;
mod place;
mod rehearsal;
mod rule_text;
mod safer;
mod sheet;
#[cfg(test)]
mod tests;
mod toolbar;
mod view;

pub use answer::{Answer, ExportedFile, KnownZap, Locked, SavedFinding, SavedReport, Sheet};
pub use ask::{Ask, ExportFormat};
pub use desk::{Command, Desk, Tell};
pub use message::{CardSeen, FieldSeen, Message, PageSeen};
pub use paint::{Anchor, Badge, Line, OwnWords, Paint, State};
pub use rehearsal::rehearsal;
pub use rule_text::RuleText;
pub use toolbar::Toolbar;
pub use view::{
    Accepted, Entry, Group, Item, MeasureCount, Pauses, Reference, Reviewed, Safer, Section, Summary, Unchecked, View,
};

use crate::{
    facts::Memory,
    finding::Severity,
    layout::Found,
    lint::{self, Context},
    notebook::Notebook,
    page_map,
    policy::Policy,
    read::{self, open_fields},
    report::{
        ZapReport,
        picture::{Frame, Picture},
    },
    say,
    words::{Language, Said},
    zap::Zap,
};

/// What holds for all pages: what is checked by, and how it is said.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'t> {
    /// What the person and the company have decided.
    pub policy: &'t Policy,
    /// The language of everything that is said.
    pub language: &'t Language,
    /// The day, `2026-11-24`.
    pub today: &'t str,
    /// Findings below this severity have no badge.
    pub badges_from: Option<Severity>,
    /// Nothing is checked, on no Zap.
    pub paused: bool,
}

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
    /// The page's data as it came, for copies.
    data: Option<String>,
    /// For each open field the step and the key it was taken for.
    keys: Vec<Option<(usize, String)>>,
    /// As it was saved, without what is being typed.
    saved: Result<Zap, Said>,
    /// None where nothing could be read, and while it is paused.
    report: Option<ZapReport>,
    paint: Paint,
    /// Which badge was gone to last.
    badge: Option<usize>,
}

impl Session {
    /// Takes a message and says what to show now.
    pub fn handle(&mut self, message: Message, book: &mut Notebook, terms: &Terms<'_>) -> Reply {
        let mut words = None;
        match message {
            Message::Open { data, page } => {
                words = Some(Box::new(OwnWords::new(terms.language)));
                let saved = read_page(data.as_deref(), &page);
                if must_wait(&saved, book) {
                    self.page = None;
                    return Reply::Again;
                }
                let page =
                    Page::new(Source { seen: page, data, saved }, self.page.as_ref(), &mut self.memory, book, terms);
                page.remember(book, terms.today);
                let at = page.seen.at;
                self.page = Some(page);
                if let Some(handle) = at {
                    self.note_badge(handle);
                }
            }
            Message::Changed { page } => {
                let Some(before) = self.page.take() else {
                    return Reply::Again;
                };
                // Without the page's data the cards are all there is: read them anew.
                let from_cards = before.saved.as_ref().map_or(true, |zap| zap.source == crate::zap::Source::Page);
                let saved =
                    if from_cards { read_page(None, &page).or(before.saved.clone()) } else { before.saved.clone() };
                if must_wait(&saved, book) {
                    return Reply::Again;
                }
                let data = before.data.clone();
                self.page =
                    Some(Page::new(Source { seen: page, data, saved }, Some(&before), &mut self.memory, book, terms));
            }
            Message::Closed => {
                self.page = None;
                return Reply::Again;
            }
        }
        self.page.as_ref().map_or(Reply::Again, |page| Reply::Paint(Paint { words, ..page.paint.clone() }))
    }

    /// Checks the page again after something was decided; gives whether there is one.
    pub fn recheck(&mut self, book: &mut Notebook, terms: &Terms<'_>) -> bool {
        let Some(before) = self.page.take() else { return false };
        let source = Source { seen: before.seen.clone(), data: before.data.clone(), saved: before.saved.clone() };
        self.page = Some(Page::new(source, Some(&before), &mut self.memory, book, terms));
        true
    }

    /// The page's data as it came.
    fn data(&self) -> Option<&str> {
        self.page.as_ref()?.data.as_deref()
    }

    /// The Zap as it was saved.
    fn saved(&self) -> Option<&Zap> {
        self.page.as_ref()?.saved.as_ref().ok()
    }

    /// The Zap with what is being typed.
    fn zap(&self) -> Option<Zap> {
        let page = self.page.as_ref()?;
        let mut zap = page.saved.as_ref().ok()?.clone();
        lay_over(&mut zap, &page.seen, Some(page));
        Some(zap)
    }

    /// The report of the page, if it could be read.
    #[must_use]
    pub fn report(&self) -> Option<&ZapReport> {
        self.page.as_ref()?.report.as_ref()
    }

    /// The way of the data through the page's Zap as it is now, for those who ask: it takes longer than a check.
    #[must_use]
    pub fn picture(&self, policy: &Policy, frame: Frame) -> Option<Picture> {
        Some(Picture::new(&self.zap()?, self.report()?, policy, frame))
    }

    /// The handle of a step's field where that is open, else of its card, if that is in the document.
    fn place_of(&self, step: &str, field: Option<&str>) -> Option<u32> {
        let page = self.page.as_ref()?;
        let zap = page.saved.as_ref().ok()?;
        let index = zap.step_by_id(step)?.index;
        let is_it = |key: &Option<(usize, String)>| {
            key.as_ref().is_some_and(|(at, key)| *at == index && Some(key.as_str()) == field)
        };
        let open = page.keys.iter().position(is_it).and_then(|at| page.seen.fields.get(at));
        if let Some(open) = open {
            return Some(open.handle);
        }
        page.seen.cards.iter().find(|card| place::step_of_card(card, zap) == Some(index)).map(|card| card.handle)
    }

    /// The badge after the one that was gone to last, or the one before it, from the last one to the first and round again. Where
    /// the keyboard is in a card or field of the page, given by its handle, it is gone on from there.
    fn walk(&mut self, back: bool, from: Option<u32>) -> Option<Anchor> {
        let page = self.page.as_mut()?;
        let last = page.paint.badges.len().checked_sub(1)?;
        let next = match page.before(from, back) {
            Some(before) if back => before.checked_sub(1).unwrap_or(last).min(last),
            Some(before) if before < last => before + 1,
            None if back => last,
            _ => 0,
        };
        page.badge = Some(next);
        page.paint.badges.get(next).map(|badge| badge.anchor)
    }

    /// From the badge beside the element with this handle it is gone on to the next one.
    fn note_badge(&mut self, handle: u32) {
        if let Some(page) = &mut self.page {
            let at = page.paint.badges.iter().position(|badge| badge.anchor.handle() == handle);
            page.badge = at.or(page.badge);
        }
    }

    /// The fingerprint of the finding that the badge gone to last names.
    fn at_hand(&self) -> Option<&str> {
        let page = self.page.as_ref()?;
        page.paint.badges.get(page.badge?).map(|badge| badge.fingerprint.as_str())
    }

    /// What was made of the page.
    fn found(&self) -> Option<Found<'_>> {
        let page = self.page.as_ref()?;
        let seen = &page.seen;
        let (cards, fields) = (seen.cards.len(), seen.fields.len());
        Some(Found { address: &seen.address, data: page.data.as_deref(), cards, fields })
    }

    /// What is shown now.
    #[must_use]
    pub fn paint(&self) -> Option<&Paint> {
        self.page.as_ref().map(|page| &page.paint)
    }
}

impl Page {
    /// The badge from which it is gone on: that beside the card or field with this handle or, to come to it, the one before it;
    /// without any such place the badge that was gone to last.
    fn before(&self, from: Option<u32>, back: bool) -> Option<usize> {
        let of = |handle: u32| self.paint.badges.iter().position(|badge| badge.anchor.handle() == handle);
        let places =
            || self.seen.cards.iter().map(|card| card.handle).chain(self.seen.fields.iter().map(|field| field.handle));
        let Some(from) = from.filter(|&from| places().any(|handle| handle == from)) else { return self.badge };
        let own = of(from);
        // Whoever was at this badge and went into its field to mend it, goes on.
        if own.is_some() && own == self.badge {
            return self.badge;
        }
        let ahead = places().skip_while(|&handle| handle != from).find_map(of).unwrap_or(self.paint.badges.len());
        if back { Some(ahead) } else { ahead.checked_sub(1) }
    }

    fn new(source: Source, before: Option<&Self>, memory: &mut Memory, book: &mut Notebook, terms: &Terms<'_>) -> Self {
        let Source { seen, data, saved } = source;
        let badge = before.and_then(|before| before.badge);
        let (keys, report, paint) = match &saved {
            Ok(saved) => {
                let mut zap = saved.clone();
                let keys = lay_over(&mut zap, &seen, before);
                let paper = book.paper(&zap.id);
                if terms.paused || paper.is_paused() {
                    (keys, None, paint::paused(terms))
                } else {
                    let &Terms { policy, today, language, .. } = terms;
                    let context = Context { policy, history: paper.record(), today, language };
                    let mut report = lint::lint_again(&zap, saved, &context, memory);
                    paper.mark(&mut report, &zap, policy, today);
                    let paint = paint::paint(&report, &zap, &seen, &keys, terms.badges_from);
                    (keys, Some(report), paint)
                }
            }
            Err(reason) => (Vec::new(), None, paint::unreadable(reason, terms.language)),
        };
        Self { seen, data, keys, saved, report, paint, badge }
    }

    /// Remembers how the Zap stands. The samples of the extension's own pages are nobody's Zaps.
    fn remember(&self, book: &mut Notebook, today: &str) {
        if let Some(report) = self.report.as_ref().filter(|_| page_map::is_zapier(&self.seen.address)) {
            book.note(&report.id, today, |notes| notes.checked(report, today));
        }
    }

    /// The key that the field with this handle was taken for, in this step.
    fn key_of(&self, handle: u32, step: usize) -> Option<&str> {
        let index = self.seen.fields.iter().position(|field| field.handle == handle)?;
        let (known, key) = self.keys.get(index)?.as_ref()?;
        (*known == step).then_some(key.as_str())
    }
}

/// What a page is made of.
struct Source {
    seen: PageSeen,
    data: Option<String>,
    saved: Result<Zap, Said>,
}

/// Whether what is kept of the Zap is not here yet: nothing is shown without it. It comes with the next message.
fn must_wait(saved: &Result<Zap, Said>, book: &mut Notebook) -> bool {
    saved.as_ref().is_ok_and(|zap| book.wants(&zap.id))
}

/// The Zap out of the page's data, else out of its cards.
fn read_page(data: Option<&str>, page: &PageSeen) -> Result<Zap, Said> {
    let from_data = match data.map(read::page::read_data) {
        Some(Ok(mut reading)) if !reading.zaps.is_empty() => return Ok(reading.zaps.swap_remove(0)),
        // That it is about the page is said already.
        Some(Ok(reading)) => reading.errors.first().map(|error| error.reason.clone()),
        Some(Err(error)) => Some(error.reason),
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
