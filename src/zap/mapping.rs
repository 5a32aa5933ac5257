//! Mappings: the `{{…}}` tokens by which a field takes data from an earlier step.
//!
//! Two spellings live side by side in one Zap: `{{<step>__<key>}}`, nested keys joined by `__`, and
//! `{{=gives["<step>"]["key"]["sub"]}}`, with either quote in each bracket and functions around it
//! (`Text.extract_email(gives[…])`, `Object.to_json(output['<step>'])`).

use std::ops::Range;

/// One `{{…}}` in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Where it stands in the text, in bytes, braces included.
    pub range: Range<usize>,
    /// As it is written, braces included.
    pub text: String,
    /// The steps and fields it takes data from; empty for constants of the run (`{{zap_meta_human_now}}`).
    pub references: Vec<Reference>,
    /// The outermost function applied, for example `Text.extract_email`.
    pub function: Option<String>,
}

/// A step's output, or one field of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The id of the step as written; `_GEN_…` for one that is not saved yet.
    pub step: String,
    /// The keys into its output, outermost first; empty for the whole output.
    pub path: Vec<String>,
    /// Whether the spelling keeps the original step number in version 2 exports (the `gives` form does).
    pub original_numbering: bool,
}

impl Reference {
    /// Reads a bare `<step>__<key>`, the form of filter keys and of the classic mapping.
    #[must_use]
    pub fn classic(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits_from = text.strip_prefix("_GEN_").map_or(0, |_| "_GEN_".len());
        let rest = text.get(digits_from..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return None;
        }
        let (step, rest) = text.split_at_checked(digits_from + digits)?;
        let key = rest.strip_prefix("__")?;
        let path = if key.contains('_') {
            key.split("__").filter(|part| !part.is_empty()).map(str::to_owned).collect()
        } else {
            Vec::from_iter((!key.is_empty()).then(|| key.to_owned()))
        };
        Some(Self { step: step.to_owned(), path, original_numbering: false })
    }

    /// The field's name for people: the last key that is not a number, `output` and `data` kept as they are.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.iter().rev().find(|part| !part.bytes().all(|byte| byte.is_ascii_digit())).map_or("", String::as_str)
    }

    /// All keys joined as in the classic spelling: `start__dateTime`.
    #[must_use]
    pub fn key(&self) -> String {
        self.path.join("__")
    }
}

/// All mappings of a text, in order.
pub(super) fn find(text: &str) -> Vec<Mapping> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| double(rest, '{')).map(|open| at + open) {
        let inside = open + 2;
        let Some(close) = text.get(inside..).and_then(closing) else {
            break;
        };
        let end = inside + close + 2;
        let expression = text.get(inside..inside + close).unwrap_or("").trim();
        if let Some((references, function)) = read_expression(expression) {
            found.push(Mapping {
                range: open..end,
                text: text.get(open..end).unwrap_or("").to_owned(),
                references,
                function,
            });
            at = end;
        } else {
            at = inside;
        }
    }
    found
}

/// Where the `}}` of an expression is. Braces inside a quoted key do not end it.
fn closing(text: &str) -> Option<usize> {
    if !text.trim_start().starts_with('=') {
        return double(text, '}');
    }
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(open), _) if byte == open => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at),
            _ => {}
        }
        at += 1;
    }
    // A quote that never closes (a half-typed expression): take the first braces after all.
    double(text, '}')
}

/// Where this brace first stands twice. Most texts have none, which a search for one brace tells at once.
fn double(text: &str, brace: char) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find(brace)?;
        if text.get(at + 1..)?.starts_with(brace) {
            return Some(at);
        }
        at += 1;
    }
}

type Read = (Vec<Reference>, Option<String>);

/// Reads what stands between the braces; `None` if it is no mapping (`@param {{inputData: InputData}}`, and the holes of other
/// programs' templates: `{{YOUR_API_KEY}}`).
fn read_expression(expression: &str) -> Option<Read> {
    if let Some(expression) = expression.strip_prefix('=') {
        return Some((gives(expression), function_name(expression)));
    }
    if let Some(reference) = Reference::classic(expression) {
        return Some((vec![reference], None));
    }
    let is_constant = expression.starts_with("zap_meta_") || expression.starts_with("zap.meta");
    is_constant.then(|| (Vec::new(), None))
}

/// The references of a `{{=…}}` expression: every `gives[…]…` and `output[…]…`.
fn gives(expression: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = expression.get(at..).and_then(|rest| rest.find('[')).map(|open| at + open) {
        at = open + 1;
        let (before, after) = expression.split_at_checked(open).unwrap_or_default();
        let Some(before) = before.strip_suffix("gives").or_else(|| before.strip_suffix("output")) else { continue };
        let (keys, read) = brackets(after);
        let mut keys = keys.into_iter();
        let joins = |char: char| char.is_alphanumeric() || matches!(char, '_' | '"' | '\'');
        if !before.ends_with(joins)
            && let Some(step) = keys.next()
        {
            found.push(Reference { step, path: keys.collect(), original_numbering: true });
        }
        at = at.max(open + read);
    }
    found
}

/// Reads `["a"]['b'][0]…`; gives the keys and how many bytes they took.
fn brackets(text: &str) -> (Vec<String>, usize) {
    let mut keys = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix('[')) {
        // In some sources the quotes still carry their JSON escape.
        let unescaped = rest.strip_prefix('\\').unwrap_or(rest);
        let escape = rest.len() - unescaped.len();
        let Some(quote @ ('"' | '\'')) = unescaped.chars().next() else {
            let Some(end) = rest.find(']') else { break };
            keys.push(rest.get(..end).unwrap_or("").trim().to_owned());
            at += end + 2;
            continue;
        };
        let body = unescaped.get(1..).unwrap_or("");
        let Some((key, read)) = quoted(body, quote) else {
            break;
        };
        keys.push(key);
        at += 1 + escape + 1 + read;
    }
    (keys, at)
}

/// Reads up to the closing quote and bracket; gives the key and the bytes read.
fn quoted(body: &str, quote: char) -> Option<(String, usize)> {
    // Nearly every key is plain.
    let plain = body.find([quote, '\\'])?;
    if body
        .get(plain..)
        .is_some_and(|rest| rest.starts_with(quote) && rest.get(1..).is_some_and(|rest| rest.starts_with(']')))
    {
        return Some((body.get(..plain)?.to_owned(), plain + 2));
    }
    let mut key = String::new();
    let mut chars = body.char_indices();
    while let Some((at, char)) = chars.next() {
        let closes = char == quote && body.get(at + 1..).is_some_and(|rest| rest.starts_with(']'));
        if closes {
            return Some((key, at + 2));
        }
        if char == '\\' {
            match chars.next() {
                Some((next_at, next)) if next == quote => {
                    // An escaped quote that is followed by the bracket closes the key.
                    if body.get(next_at + 1..).is_some_and(|rest| rest.starts_with(']')) {
                        return Some((key, next_at + 2));
                    }
                    key.push(next);
                }
                Some((_, next)) => key.push(next),
                None => return None,
            }
        } else {
            key.push(char);
        }
    }
    None
}

/// `Text.extract_email` of `Text.extract_email(gives[…])`.
fn function_name(expression: &str) -> Option<String> {
    let (name, _) = expression.trim().split_once('(')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Mapping {
        let mut found = find(text);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    fn reference(text: &str) -> (String, Vec<String>) {
        let mut mapping = one(text);
        assert_eq!(mapping.references.len(), 1, "{text}");
        let reference = mapping.references.remove(0);
        (reference.step, reference.path)
    }

    fn expected(step: &str, path: &[&str]) -> (String, Vec<String>) {
        (step.to_owned(), path.iter().map(|&key| key.to_owned()).collect())
    }

    #[test]
    fn both_spellings_are_read() {
        for (text, step, path) in [
            ("{{1__email}}", "1", &["email"][..]),
            ("{{ 1__email }}", "1", &["email"]),
            ("{{324747441__messages[]content[]text}}", "324747441", &["messages[]content[]text"]),
            ("{{5__COL$A}}", "5", &["COL$A"]),
            ("{{289877647__answers__Role Type:}}", "289877647", &["answers", "Role Type:"]),
            ("{{7___zap_search_was_found_status}}", "7", &["_zap_search_was_found_status"]),
            ("{{_GEN_1748188434247__url}}", "_GEN_1748188434247", &["url"]),
            (r#"{{=gives["12"]["key"]["sub"]}}"#, "12", &["key", "sub"]),
            (r#"{{=gives['12']["a"]['list[]x']}}"#, "12", &["a", "list[]x"]),
            (r#"{{=gives[\"12\"][\"a\"]}}"#, "12", &["a"]),
            (r#"{{=gives["12"]}}"#, "12", &[]),
            (r#"{{=gives["12"]["who's }} there?"]}}"#, "12", &["who's }} there?"]),
            ("{{=Object.to_json(output['12'])}}", "12", &[]),
        ] {
            assert_eq!(reference(text), expected(step, path), "{text}");
        }
    }

    #[test]
    fn functions_are_kept() {
        let mapping = one(r#"{{=Text.extract_email(gives['12']["emails"])}}"#);
        assert_eq!(mapping.function.as_deref(), Some("Text.extract_email"));
        assert_eq!(mapping.references.len(), 1);
        assert_eq!(one(r#"{{=gives['12']["f(x)"]}}"#).function, None);
    }

    #[test]
    fn constants_take_nothing_from_a_step() {
        for text in ["{{zap_meta_human_now}}", r#"{{=meta["human_now"]}}"#] {
            assert!(one(text).references.is_empty(), "{text}");
        }
    }

    #[test]
    fn braces_in_code_are_no_mappings() {
        for text in [
            "@param {{inputData: InputData}}", "{{", "{{}}", "}}{{", "{{ a b }}", "{{YOUR_API_KEY}}",
            "Hi {{first_name}}",
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn text_around_mappings_is_left_alone() {
        let found = find("{{8__start__dateTime_pretty}} -1h and {{9__x}}s");
        let texts: Vec<_> = found.iter().map(|mapping| mapping.text.as_str()).collect();
        assert_eq!(texts, ["{{8__start__dateTime_pretty}}", "{{9__x}}"]);
    }

    #[test]
    fn a_filter_key_is_read_bare() {
        assert_eq!(Reference::classic("8__summary").map(|reference| reference.step), Some("8".to_owned()));
        assert_eq!(Reference::classic("summary"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[{}=gives\\[\\]\"'\\\\_0-9a-zä ]{0,80}") {
            for mapping in find(&text) {
                proptest::prop_assert_eq!(text.get(mapping.range.clone()), Some(mapping.text.as_str()));
            }
        }
    }
}
