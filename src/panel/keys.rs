//! The keys that Zaplint answers to, told on the options page: nobody finds a key that is written nowhere.

use super::node::{Node, node, text};
use crate::{
    word,
    words::{Language, Word},
};

/// As the manifest suggests them and [`super::walk`] takes them.
const KEYS: [(&str, Word); 5] = [
    ("Alt+Shift+Z", word!("opens the panel in the editor, and closes it")),
    ("Alt+Shift+N", word!("goes to the next badge in the editor")),
    ("Alt+Shift+P", word!("goes to the badge before it")),
    ("Alt+↓", word!("goes to the next finding in the panel")),
    ("Alt+↑", word!("goes to the finding before it")),
];

/// The part of the page.
pub(super) fn draw(language: &Language) -> Node {
    let rows =
        KEYS.iter().flat_map(|(keys, does)| [node("dt").child(text("kbd", keys)), text("dd", language.word(*does))]);
    let about = language.word("The browser can give the first three other keys: where it lists its extensions.");
    node("section")
        .key("keys")
        .child(text("h2", language.word("Keys")))
        .child(node("dl").class("keys").children(rows.collect()))
        .child(text("p", about).class("quiet"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_the_manifest() {
        let manifest = include_str!("../../extension/manifest.json");
        let suggested = KEYS.iter().filter(|(keys, _)| manifest.contains(&format!("\"default\": \"{keys}\"")));
        assert_eq!((suggested.count(), manifest.matches("\"suggested_key\"").count()), (3, 3));
    }
}
