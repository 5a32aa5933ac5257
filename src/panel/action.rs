//! What can happen on a page of ours, and what then is to be done outside of its data.

use super::{Node, account::Deed, options::Field};
use crate::{
    account::Wish,
    finding::Severity,
    report::picture::Picture,
    session::{Answer, Ask, ExportedFile},
};

/// Something was used. What was typed or chosen comes beside it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Ask the worker.
    Ask(Ask),
    /// Open or close a finding, by its fingerprint.
    Finding(String),
    /// Show a finding that was pointed at outside of the panel.
    Find(String),
    /// Go on to the next finding, or back to the one before.
    Walk {
        /// To the one before.
        back: bool,
        /// By keys: the keyboard goes there, too.
        leads: bool,
    },
    /// Show the finding that the keyboard came to outside of the panel.
    At(String),
    /// A part of the page was opened or closed, by its id.
    Part(String),
    /// Show findings of this severity, or no longer only those.
    Severity(Severity),
    /// Show findings of this measure alone, or no longer.
    Measure(u8),
    /// Show what came since the last review alone, or no longer.
    New,
    /// Show what holds these words.
    Search,
    /// Show everything.
    ShowAll,
    /// Copy a text.
    Copy(String),
    /// Think about accepting a finding.
    Consider(String),
    /// Why it is accepted.
    Reason,
    /// Until when it is accepted.
    Until,
    /// Accept it.
    Accept,
    /// Rather not.
    Cancel,
    /// Leave what was begun, or the panel.
    Leave,
    /// An item of the checklist was ticked, or no longer.
    Tick(String),
    /// Something was noted beside an item.
    Note(String),
    /// Write a note beside an item.
    Write(String),
    /// Take over a checklist from another machine.
    Import,
    /// A setting was changed.
    Set(Field),
    /// Take over a file of settings.
    ReadSettings,
    /// Think about deleting everything.
    ConsiderForget,
    /// Something about a whole account.
    Account(Deed),
}

/// What is to be done outside of the page's data.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Ask the worker.
    Ask(Ask),
    /// Give the keyboard to the element with this id.
    Focus(String),
    /// Scroll to the element with this id.
    Reveal(String),
    /// Have this read out, if nothing newer comes.
    Say(String),
    /// Put a text where it can be pasted from.
    Copy(String),
    /// Save a file.
    Save(ExportedFile),
    /// Draw the way of the data.
    Picture(Box<Picture>),
    /// Ask those who have checked an account.
    Account(Wish),
    /// End the checking of an account.
    EndAccount,
    /// Speak the language that is set now.
    Language(Option<String>),
}

/// A page that can be drawn, used and told.
pub trait Screen {
    /// What it shows now.
    fn draw(&self) -> Node;

    /// Something on it was used; `value` is what was typed or chosen.
    fn act(&mut self, action: &Action, value: &str) -> Vec<Effect>;

    /// The worker answered, or did not.
    fn answered(&mut self, ask: &Ask, answer: Option<Answer>) -> Vec<Effect>;

    /// Something that was to be done outside did not work.
    fn failed(&mut self, effect: &Effect);

    /// The reader's language is another one now.
    fn speak(&mut self, language: crate::words::Language);
}
