//! Labels by name.

/// Texts under names, such as the label of a chosen value under the key of its field. There are only a few.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels(Vec<(String, String)>);

impl Labels {
    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The label under this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rfind(|(known, _)| known == name).map(|(_, label)| label.as_str())
    }

    /// Adds a label; the last one under a name counts.
    pub fn add(&mut self, name: &str, label: &str) {
        self.0.push((name.to_owned(), label.to_owned()));
    }

    /// Names and labels in the order of the source.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, label)| (name.as_str(), label.as_str()))
    }

    /// The labels alone.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(_, label)| label)
    }
}
