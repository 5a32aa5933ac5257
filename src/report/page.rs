//! What every page that Zaplint makes has around it: no script, nothing loaded from anywhere.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{say, words::Language};

/// Nothing may be loaded or run, whatever the page might hold.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Stands for what is written bit by bit; no text on a page holds such a character.
pub(crate) const HOLE: PreEscaped<&str> = PreEscaped("\0");

/// A page with its body and styles of its own.
pub(crate) fn page(language: &Language, title: &str, styles: &[&str], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(CONTENT_POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(include_str!("html.css"))) }
                @for style in styles { style { (PreEscaped(style)) } }
            }
            body {
                (body)
                footer { (language.said(&say!("Made by Zaplint {}. Nothing was sent anywhere.", env!("CARGO_PKG_VERSION")))) }
            }
        }
    };
    page.into_string()
}

/// What stands before the hole, and behind it.
pub(crate) fn split(page: &str) -> [&str; 2] {
    page.split_once(HOLE.0).map_or([page, ""], |(head, tail)| [head, tail])
}
