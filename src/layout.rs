//! The layout of a page that cannot be read, for those who mend the page map: kinds of elements and how many there are, and the
//! keys of the page's data. No text, no value, no number of a Zap is in it. It is in English, whatever language the reader speaks.

use std::fmt::Write;

use serde::Deserialize;

use crate::read::Json;

/// What the content script saw of an element.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ElementSeen {
    /// How deep it stands: 0 for the page's body.
    pub depth: usize,
    /// `div`.
    pub name: String,
    /// The names of its attributes.
    pub attributes: Vec<String>,
    /// What stands in the few attributes that say of what kind it is: `role=textbox`.
    pub kinds: Vec<String>,
    /// Its text begins as that of a step's card does.
    pub numbered: bool,
}

/// What Zaplint made of the page.
#[derive(Debug, Clone, Copy)]
pub struct Found<'f> {
    /// The page's address.
    pub address: &'f str,
    /// The text of the script with the page's data, where there is one.
    pub data: Option<&'f str>,
    /// How many cards were found.
    pub cards: usize,
    /// How many fields.
    pub fields: usize,
}

/// Deeper elements are left out.
const DEEPEST: usize = 64;
/// So many levels of the data are told: `props.pageProps.zap.draft.zdl` and what is in it. Below that people choose the keys.
const LEVELS: usize = 6;
/// Longer names are not told, since they may be no names; of more keys of one object only these.
const LONGEST: usize = 40;

/// Describes it, in lines.
#[must_use]
pub fn describe(found: Found<'_>, elements: &[ElementSeen]) -> String {
    let mut text = String::new();
    let version = env!("CARGO_PKG_VERSION");
    let _ = writeln!(
        text,
        "Layout of a page, seen by Zaplint {version}: kinds and numbers of elements, no texts, no values"
    );
    let path = found.address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let _ = writeln!(text, "\nPage: {}", path.split('/').map(plain).collect::<Vec<_>>().join("/"));
    let _ = writeln!(text, "Cards found: {}, fields found: {}", found.cards, found.fields);
    text.push_str("\nData in the page\n");
    match found.data.map(serde_json::from_str::<Json<'_>>) {
        None => text.push_str("  none\n"),
        Some(Err(_)) => text.push_str("  no JSON\n"),
        Some(Ok(json)) => keys(&json, 1, &mut text),
    }
    text.push_str("\nElements\n");
    let mut rest = elements.iter().peekable();
    for (count, lines) in folded(&mut rest, 0) {
        write_folded(count, &lines, &mut text);
    }
    text
}

/// The keys of the data, each with the kind of what stands under it.
fn keys(json: &Json<'_>, level: usize, text: &mut String) {
    let Some(members) = json.members().filter(|_| level <= LEVELS) else { return };
    for (key, member) in members.iter().take(LONGEST) {
        let kind = match member {
            Json::Null => "null".to_owned(),
            Json::Switch(_) => "yes or no".to_owned(),
            Json::Number(_) => "number".to_owned(),
            Json::Text(_) => "text".to_owned(),
            Json::List(items) => format!("list of {}", items.len()),
            Json::Object(members) => format!("object of {}", members.len()),
        };
        let _ = writeln!(text, "{}{}: {kind}", "  ".repeat(level), plain(key));
        keys(member, level + 1, text);
    }
}

/// An element and what is in it as lines, as often as it stands there one after the other.
type Folded = (usize, Vec<String>);

/// The elements of this depth that come next, each with what is in it.
fn folded<'e>(rest: &mut std::iter::Peekable<impl Iterator<Item = &'e ElementSeen>>, depth: usize) -> Vec<Folded> {
    let mut all: Vec<Folded> = Vec::new();
    while let Some(element) = rest.next_if(|element| element.depth >= depth) {
        let mut lines = vec![line(element)];
        if depth < DEEPEST {
            for (count, inside) in folded(rest, depth + 1) {
                let mut text = String::new();
                write_folded(count, &inside, &mut text);
                lines.extend(text.lines().map(|line| format!("  {line}")));
            }
        }
        match all.last_mut() {
            Some((count, before)) if *before == lines => *count += 1,
            _ => all.push((1, lines)),
        }
    }
    all
}

fn write_folded(count: usize, lines: &[String], text: &mut String) {
    for (at, line) in lines.iter().enumerate() {
        text.push_str(line);
        if at == 0 && count > 1 {
            let _ = write!(text, " ×{count}");
        }
        text.push('\n');
    }
}

/// `div [role=button data-testid=step-node-#] (aria-label, tabindex) numbered`.
fn line(element: &ElementSeen) -> String {
    let listed = |list: &[String], between: &str| {
        list.iter().take(LONGEST).map(|one| plain(one)).collect::<Vec<_>>().join(between)
    };
    let mut line = plain(&element.name);
    if !element.kinds.is_empty() {
        let _ = write!(line, " [{}]", listed(&element.kinds, " "));
    }
    if !element.attributes.is_empty() {
        let _ = write!(line, " ({})", listed(&element.attributes, ", "));
    }
    line.push_str(if element.numbered { " numbered" } else { "" });
    line
}

/// A name without its numbers, since Zaps and steps have such. What does not look like a name is not told.
fn plain(name: &str) -> String {
    let is_name = name.chars().all(|sign| sign.is_ascii_alphanumeric() || "-_:.=".contains(sign));
    if name.chars().count() > LONGEST || !is_name {
        return "…".to_owned();
    }
    let mut plain = String::new();
    for sign in name.chars() {
        let sign = if sign.is_ascii_digit() { '#' } else { sign };
        if sign != '#' || !plain.ends_with('#') {
            plain.push(sign);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(depth: usize, name: &str, kinds: &[&str]) -> ElementSeen {
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        ElementSeen { depth, name: name.to_owned(), kinds, ..ElementSeen::default() }
    }

    fn found<'f>(data: Option<&'f str>) -> Found<'f> {
        Found { address: "https://zapier.com/editor/351813905/draft/351813907/fields?x=1", data, cards: 0, fields: 2 }
    }

    #[test]
    fn like_elements_in_a_row_are_told_once_with_their_number() {
        let mut elements = vec![element(0, "body", &[]), element(1, "main", &["role=main"])];
        for id in ["351813905", "351813906"] {
            elements.push(element(2, "div", &[&format!("data-testid=step-node-{id}")]));
            elements.push(ElementSeen {
                numbered: true,
                attributes: vec!["tabindex".into()],
                ..element(3, "span", &[])
            });
        }
        elements.push(element(2, "p", &[]));
        let text = describe(found(None), &elements);
        let expected = "Page: zapier.com/editor/#/draft/#/fields\nCards found: 0, fields found: 2\n\nData in the page\n  none\n\nElements\n\
                        body\n  main [role=main]\n    div [data-testid=step-node-#] ×2\n      span (tabindex) numbered\n    p\n";
        assert!(text.ends_with(expected), "{text}");
    }

    #[test]
    fn neither_texts_nor_values_nor_what_people_chose_is_told() {
        let data = r#"{"props":{"pageProps":{"zap":{"id":351813905,"title":"Leads of Ada","draft":{"zdl":{"steps":[{"params":{"ada@example.org":"x"}}],
            "zap meta of Ada":{"ada":1}}}}}},"ada@example.org":true}"#;
        let elements =
            [element(0, "body", &["data-testid=Leads of Ada", "role=note"]), element(1, &"x".repeat(90), &[])];
        let text = describe(found(Some(data)), &elements);
        for secret in ["Ada", "ada@", "3518", "xxx"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
        assert!(
            text.contains("          zdl: object of 2\n            steps: list of 1\n            …: object of 1\n"),
            "{text}"
        );
        assert!(describe(found(Some("<html>")), &[]).contains("no JSON"));
    }

    #[test]
    fn whatever_is_sent_is_described() {
        let deep: Vec<ElementSeen> = (0..5_000).map(|depth| element(depth, "div", &[])).collect();
        assert!(describe(found(None), &deep).lines().count() < 100);
        let odd = [element(9, "div", &[]), element(0, "p", &[]), element(usize::MAX, "b", &[])];
        assert!(describe(found(None), &odd).contains("p\n  b\n"));
    }
}
