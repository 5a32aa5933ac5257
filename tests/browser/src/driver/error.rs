//! What can go wrong, as one sentence.

/// A sentence that says what did not work.
#[derive(Debug)]
pub struct Error(String);

impl Error {
    /// An error with this sentence.
    #[must_use]
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

macro_rules! from {
    ($($other:ty),*) => {$(
        impl From<$other> for Error {
            fn from(error: $other) -> Self {
                Self(error.to_string())
            }
        }
    )*};
}

from!(std::io::Error, serde_json::Error, ureq::Error, base64::DecodeError, rcgen::Error, rustls::Error);
