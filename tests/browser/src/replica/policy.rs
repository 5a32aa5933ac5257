//! The Content-Security-Policies that a page may have. Which one Zapier's editor sends is not known, and it may change
//! any day, so the extension is tried under each.

/// A page's Content-Security-Policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// None at all.
    #[default]
    None,
    /// Scripts from the site only: enough for Chromium to refuse WebAssembly to a content script.
    OwnScripts,
    /// Scripts by nonce, and what those load.
    Nonce,
    /// Nothing but what the page needs, and no text turned into HTML.
    Strict,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::OwnScripts, Self::Nonce, Self::Strict];

    /// The header's value.
    pub(super) fn header(self, nonce: &str) -> Option<String> {
        match self {
            Self::None => None,
            Self::OwnScripts => Some("script-src 'self'".to_owned()),
            Self::Nonce => {
                Some(format!("script-src 'nonce-{nonce}' 'strict-dynamic'; object-src 'none'; base-uri 'none'"))
            }
            Self::Strict => Some(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
                 require-trusted-types-for 'script'"
                    .to_owned(),
            ),
        }
    }
}
