//! What is stored about Zaps and was not read yet: some of it with its text, the rest known by its key alone.

/// The Zaps, each with its text where that is here already.
#[derive(Debug, Default)]
pub(super) struct Unread(Vec<(String, Option<String>)>);

impl Unread {
    /// Adds a Zap that is not there yet.
    pub(super) fn add(&mut self, zap: &str, text: Option<String>) {
        if self.zaps().all(|known| known != zap) {
            self.0.push((zap.to_owned(), text));
        }
    }

    /// All of them.
    pub(super) fn zaps(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(zap, _)| zap.as_str())
    }

    /// Those whose text is not here.
    pub(super) fn without_text(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, text)| text.is_none()).map(|(zap, _)| zap.as_str())
    }

    /// The text of a Zap came; `None` where there is none after all. Nothing happens where it has been read or forgotten by now.
    pub(super) fn came(&mut self, zap: &str, text: Option<String>) {
        match text {
            None => self.0.retain(|(known, text)| known != zap || text.is_some()),
            Some(_) => {
                self.0.iter_mut().filter(|(known, _)| known == zap).for_each(|(_, known)| known.clone_from(&text))
            }
        }
    }

    /// Takes a text that is here out of it.
    pub(super) fn take(&mut self, zap: &str) -> Option<String> {
        let place = self.0.iter().position(|(known, text)| known == zap && text.is_some())?;
        self.0.swap_remove(place).1
    }

    /// A Zap whose text is here.
    pub(super) fn next(&self) -> Option<String> {
        self.0.iter().find(|(_, text)| text.is_some()).map(|(zap, _)| zap.clone())
    }

    /// Forgets a Zap.
    pub(super) fn forget(&mut self, zap: &str) {
        self.0.retain(|(known, _)| known != zap);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_late_changes_nothing() {
        let mut unread = Unread::default();
        unread.add("1", None);
        unread.add("2", Some("two".into()));
        unread.add("2", None);
        assert_eq!((unread.zaps().count(), unread.without_text().collect::<Vec<_>>()), (2, vec!["1"]));
        assert_eq!((unread.take("1"), unread.take("2").as_deref()), (None, Some("two")));
        // It was read meanwhile, and may have changed.
        unread.came("2", Some("old".into()));
        unread.came("1", Some("one".into()));
        unread.came("1", None);
        assert_eq!((unread.next().as_deref(), unread.take("1").as_deref()), (Some("1"), Some("one")));
        assert_eq!(unread.zaps().count(), 0);
    }
}
