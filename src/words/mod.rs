//! Texts that people read, in their language.
//!
//! English stands where it is used, and is the key to every other language: [`say!`](crate::say) makes a text with holes,
//! [`word!`](crate::word) marks one without, and [`Language`] says either in the reader's language, by a dictionary from
//! English to that language (`extension/_locales/<language>/texts.json`). A test compares the dictionary with what the
//! sources say, so both spellings are looked for by name: write them with the English text right behind.

mod language;
mod said;
#[cfg(test)]
mod scan;
#[cfg(test)]
mod tests;

pub use language::Language;
pub use said::{Argument, Day, Said, Sayable, Word, holes};

/// A text with what goes into its holes, in their order: `say!("The request to {} travels unencrypted.", host)`.
///
/// What goes in is a text, a number, a [`Day`](crate::words::Day) or another text to be said.
#[macro_export]
macro_rules! say {
    ($english:literal $(, $argument:expr)* $(,)?) => {{
        const {
            assert!(
                $crate::words::holes($english) == <[&str]>::len(&[$(stringify!($argument)),*]),
                "as many arguments as holes"
            );
        }
        $crate::words::Said::new($english, &[$(&$argument as &dyn $crate::words::Sayable),*])
    }};
}

/// Marks a text without holes that is said elsewhere, as a label in a table is: `word!("an AI model")`.
#[macro_export]
macro_rules! word {
    ($english:literal) => {
        $crate::words::Word::new($english)
    };
}
