//! What is kept, read from the browser's storage when it is needed and not before: hundreds of Zaps may be kept there.

use super::{Ask, Desk};
use crate::page_map;

impl Desk {
    /// The keys of what has to be here for the page at this address, and for pages that turned out to hold another Zap.
    pub fn needed(&mut self, address: &str) -> Vec<String> {
        self.book.needed(page_map::open_zap(address))
    }

    /// The keys of what has to be here to answer.
    pub fn needed_for(&mut self, ask: &Ask) -> Vec<String> {
        match ask {
            Ask::Known => self.book.to_come(),
            Ask::Report { zap } | Ask::Tick { zap: Some(zap), .. } => self.book.needed(Some(zap)),
            _ => Vec::new(),
        }
    }

    /// The keys of what has to be here to forget what is old; `None` as long as nothing new came.
    #[must_use]
    pub fn needed_to_tidy(&self) -> Option<Vec<String>> {
        self.book.is_untidy().then(|| self.book.to_come())
    }

    /// The texts under these keys came, as far as they are stored.
    pub fn came(&mut self, keys: &[String], texts: Vec<(String, String)>) {
        self.book.came(keys, texts);
    }

    /// Forgets what is old.
    pub fn tidy(&mut self, today: &str) {
        self.book.forget_outdated(today);
    }
}
