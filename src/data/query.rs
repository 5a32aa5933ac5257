//! Which query language a text is in, where data is put into it.
//!
//! [`HOLE`] stands for each piece of data. A language is told by the shape of the text; the name of the field helps where
//! a shape alone could be prose.

use std::borrow::Cow;

use super::words::words;
use crate::{
    word,
    words::Word,
    zap::{Segment, Template},
};

/// Stands for a piece of data; no text can hold this character itself.
pub const HOLE: char = '\u{1}';

/// A query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Query {
    /// SQL of a database.
    Sql,
    /// SOQL of Salesforce, COQL of Zoho and the like: SELECT, but only to read.
    Soql,
    /// Airtable's formulas.
    Formula,
    /// JQL of Jira, CQL of Confluence.
    Jql,
    /// GraphQL with the data in its text.
    GraphQl,
    /// Search terms of Google Drive.
    Drive,
    /// `$filter` of Microsoft's services.
    OData,
    /// A query written in JSON, as MongoDB takes it.
    Json,
}

impl Query {
    /// Its name for people, with article.
    #[must_use]
    pub const fn label(self) -> Word {
        match self {
            Self::Sql => word!("an SQL query"),
            Self::Soql => word!("a SELECT query"),
            Self::Formula => word!("a filter formula"),
            Self::Jql => word!("a JQL query"),
            Self::GraphQl => word!("a GraphQL query"),
            Self::Drive => word!("a search query of Google Drive"),
            Self::OData => word!("a filter query"),
            Self::Json => word!("a database query"),
        }
    }
}

/// The languages that a field's name or a variable's name speaks of.
#[must_use]
pub fn named(name: &str) -> Option<Query> {
    words(name).find_map(|word| match word.as_str() {
        "sql" | "statement" => Some(Query::Sql),
        "soql" | "sosl" | "coql" => Some(Query::Soql),
        "formula" | "filterbyformula" => Some(Query::Formula),
        "jql" | "cql" => Some(Query::Jql),
        "graphql" | "gql" => Some(Query::GraphQl),
        "odata" => Some(Query::OData),
        _ => None,
    })
}

/// Whether the name may be that of a query: then the text is worth a look.
#[must_use]
pub fn may_be_named(name: &str) -> bool {
    words(name).any(|word| {
        matches!(
            word.as_str(),
            "q" | "query"
                | "where"
                | "filter"
                | "condition"
                | "clause"
                | "search"
                | "expression"
                | "tq"
                | "sql"
                | "statement"
                | "soql"
                | "sosl"
                | "coql"
                | "formula"
                | "filterbyformula"
                | "jql"
                | "cql"
                | "graphql"
                | "gql"
                | "odata"
        )
    })
}

/// A piece of a text that may be a query of its own, under its name.
type Part<'t> = (Cow<'t, str>, Cow<'t, str>);

/// The first query in a text that holds data, with the piece of the text that is the query. Looked for in the whole
/// text, in the parameters of an address, and in the texts of a JSON body.
#[must_use]
pub fn find<'t>(name: &'t str, text: &'t str) -> Option<(Query, Cow<'t, str>)> {
    let drive = is_drive_address(text);
    parts(name, text).into_iter().find_map(|(name, part)| {
        if !part.contains(HOLE) {
            return None;
        }
        let query = language(&name, &part).or_else(|| (drive && is_drive_terms(&name, &part)).then_some(Query::Drive));
        query.map(|query| (query, part))
    })
}

/// An address of Google Drive's API.
#[must_use]
pub fn is_drive_address(text: &str) -> bool {
    text.trim_start().starts_with("https://www.googleapis.com/drive/")
}

/// `q` of a request to Google Drive: `name = '…'` alone could be many a language.
#[must_use]
pub fn is_drive_terms(name: &str, text: &str) -> bool {
    name == "q" && text.contains(['\'', '"']) && has_operator(&text.to_ascii_lowercase())
}

fn parts<'t>(name: &'t str, text: &'t str) -> Vec<Part<'t>> {
    let start = text.trim_start();
    if start.starts_with("http://") || start.starts_with("https://") {
        let query = start.split_once('?').map_or("", |(_, query)| query);
        return url::form_urlencoded::parse(query.as_bytes()).collect();
    }
    if is_json(start) {
        let mut found = members(start);
        if named(name).is_none() && found.is_empty() {
            found.push((name.into(), text.into()));
        }
        return found;
    }
    vec![(name.into(), text.into())]
}

/// Begins as JSON does: a brace and a quote.
fn is_json(text: &str) -> bool {
    let inner = text.strip_prefix(['{', '[']).map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with(['"', '{', '[']))
}

/// Names and texts of a JSON body, quotes unescaped. It need not be well-formed.
fn members(body: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut name: Cow<'_, str> = "".into();
    let mut rest = body;
    while let Some((between, after)) = rest.split_once('"') {
        let is_value = between.trim_end().ends_with(':');
        let mut end = 0;
        let mut escaped = false;
        for byte in after.bytes() {
            if byte == b'"' && !escaped {
                break;
            }
            escaped = byte == b'\\' && !escaped;
            end += 1;
        }
        let (text, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        rest = tail.get(1..).unwrap_or("");
        let text: Cow<'_, str> =
            if text.contains('\\') { text.replace("\\\"", "\"").replace("\\n", " ").into() } else { text.into() };
        if is_value {
            found.push((std::mem::take(&mut name), text));
        } else {
            name = text;
        }
    }
    found
}

/// The language of a text with holes.
#[must_use]
pub fn language(name: &str, text: &str) -> Option<Query> {
    let lower: String =
        text.chars().map(|char| if char.is_whitespace() { ' ' } else { char.to_ascii_lowercase() }).collect();
    let lower = lower.trim_start();
    let said = named(name);
    if is_select(lower, may_be_named(name)) {
        return Some(if said == Some(Query::Soql) { Query::Soql } else { Query::Sql });
    }
    // The end of a statement that code puts together piece by piece.
    let compares_text = ["= '", "='", "= \"", "=\"", "like '", "like \""].iter().any(|compare| lower.contains(compare));
    if lower.starts_with("where ") && compares_text {
        return Some(Query::Sql);
    }
    if is_graphql(lower) {
        return Some(Query::GraphQl);
    }
    let tests = has_operator(lower);
    match said {
        Some(Query::Sql) if !tests => return None,
        Some(Query::GraphQl | Query::OData) => {}
        Some(query) => return Some(query),
        None => {}
    }
    if is_formula(lower) {
        return Some(Query::Formula);
    }
    if is_drive(lower) {
        return Some(Query::Drive);
    }
    if words(name).any(|word| word.is("filter")) && is_odata(lower) {
        return Some(Query::OData);
    }
    None
}

/// A whole statement: its words in their order, from the beginning or behind a quote, an `=` or a bracket.
fn is_select(lower: &str, named: bool) -> bool {
    const STATEMENTS: [(&str, &[&str], &[&str]); 5] = [
        ("select ", &[" from "], &[" where ", "*", " limit ", " join ", " order by ", ",", " having "]),
        ("insert into ", &[" values"], &[]),
        ("insert into ", &["select "], &[]),
        ("update ", &[" set ", "="], &[]),
        ("delete from ", &[" where "], &[]),
    ];
    STATEMENTS.iter().any(|(start, then, hints)| {
        let Some(at) = lower.find(start) else {
            return false;
        };
        let before = lower.get(..at).unwrap_or("").trim_end();
        let begins = before.is_empty()
            || before.ends_with(['"', '\'', '`', '=', '(', ';', ':'])
            || before.ends_with(" as")
            || before.starts_with("with ")
            || before.ends_with("begin");
        let mut rest = lower.get(at + start.len()..).unwrap_or("");
        // The columns may be data too, but words follow.
        let in_order = then.iter().all(|word| match rest.split_once(word) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        });
        begins && in_order && (named || hints.is_empty() || hints.iter().any(|hint| lower.contains(hint)))
    })
}

fn is_graphql(lower: &str) -> bool {
    let body = lower
        .strip_prefix("query")
        .or_else(|| lower.strip_prefix("mutation"))
        .or_else(|| lower.strip_prefix("subscription"));
    let starts = match body {
        Some(body) => body.starts_with([' ', '{', '(']) && body.contains('{'),
        None => lower
            .strip_prefix('{')
            .is_some_and(|body| body.trim_start().starts_with(|char: char| char.is_ascii_alphabetic())),
    };
    // `{Zip} = "…"` is a formula: in GraphQL an argument follows.
    starts
        && lower.contains('(')
        && lower.contains(':')
        && lower.rfind('}') > lower.find('(')
        && lower.split_once('(').is_some_and(|(_, arguments)| {
            arguments.trim_start().starts_with(|char: char| char.is_ascii_alphabetic() || char == '$')
        })
}

/// `{Field} = '…'`, `FIND("…", {Field})`.
fn is_formula(lower: &str) -> bool {
    const FUNCTIONS: [&str; 9] =
        ["find(", "search(", "and(", "or(", "if(", "lower(", "exact(", "is_same(", "regex_match("];
    let mut fields = lower.split('{').skip(1).filter(|field| {
        let inner = field.split('}').next().unwrap_or("");
        !inner.is_empty() && inner.len() < 60 && field.contains('}') && !inner.contains(['"', '\'', ':', ';', HOLE])
    });
    let calls = FUNCTIONS.iter().any(|function| lower.contains(function));
    match fields.next() {
        Some(field) => {
            let after = field.split_once('}').map_or("", |(_, after)| after.trim_start());
            let compares = after.starts_with(['=', '<', '>']) || after.starts_with("!=");
            (compares || calls) && has_operator(lower)
        }
        None => calls && lower.contains("record_id()"),
    }
}

fn is_drive(lower: &str) -> bool {
    let quoted = ['\'', '"'].iter().any(|&quote| {
        ["contains ", "name = ", "name=", "title = ", "title="].iter().any(|word| {
            lower
                .match_indices(word)
                .any(|(at, _)| lower.get(at + word.len()..).is_some_and(|after| after.trim_start().starts_with(quote)))
        })
    });
    let about_files = ["name contains ", "fulltext contains ", "title contains ", "mimetype", " in parents", "trashed"];
    quoted && about_files.iter().any(|word| lower.contains(word))
        || (lower.contains(" in parents") && lower.contains(HOLE))
}

fn is_odata(lower: &str) -> bool {
    [" eq ", " ne ", "startswith(", "contains(", "substringof(", " gt ", " lt "].iter().any(|word| lower.contains(word))
}

/// Something is compared: not only words to look for.
#[must_use]
pub fn has_operator(lower: &str) -> bool {
    lower.contains(['=', '~', '<', '>', '('])
        || [" like ", " in ", " contains ", " eq ", " is ", " between "].iter().any(|word| lower.contains(word))
}

/// A text with its mappings as holes; behind each stands its number, see [`holes`].
#[must_use]
pub fn with_holes(template: &Template) -> String {
    let mut text = String::with_capacity(template.text().len());
    let mut number = 0;
    for segment in template.segments() {
        match segment {
            Segment::Text(fixed) => text.extend(fixed.chars().filter(|&char| char != HOLE)),
            Segment::Mapping(_) => {
                text.push(HOLE);
                text.extend(char::from_u32(FIRST + number));
                number += 1;
            }
        }
    }
    text
}

/// The numbers behind holes are signs that no language uses.
const FIRST: u32 = 0xE000;

/// The number of each hole of [`with_holes`] in a piece of the text, and the quotes it stands between, if any.
#[must_use]
pub fn holes(text: &str) -> Vec<(usize, Option<char>)> {
    let mut quote = None;
    let mut holes = Vec::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match (quote, char) {
            (_, HOLE) => {
                let number = chars.next().and_then(|number| u32::from(number).checked_sub(FIRST));
                holes.extend(number.map(|number| (number as usize, quote)));
            }
            (None, '\'' | '"') => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            _ => {}
        }
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(name: &str, text: &str) -> Option<Query> {
        find(name, &text.replace("{{}}", "\u{1}")).map(|(query, _)| query)
    }

    #[test]
    fn languages_are_told_by_their_shape() {
        for (name, text, expected) in [
            ("query", "SELECT * FROM users WHERE email = '{{}}'", Query::Sql),
            ("x", "select id, name\nfrom users\nwhere name = {{}}", Query::Sql),
            ("q", "INSERT INTO log (a) VALUES ('{{}}')", Query::Sql),
            ("body", r#"{"statement": "UPDATE t SET a = '{{}}' WHERE b = 1"}"#, Query::Sql),
            ("url", "https://x.example/query?q=SELECT+Id+FROM+Contact+WHERE+Email='{{}}'", Query::Sql),
            ("sql", " WHERE email = '{{}}'", Query::Sql),
            ("soql", "SELECT Id FROM Contact WHERE Email = '{{}}'", Query::Soql),
            ("filterByFormula", "AND({Zip}='{{}}')", Query::Formula),
            ("a", "FIND(\"{{}}\", {Services})", Query::Formula),
            ("a", "{Zip} = \"{{}}\"", Query::Formula),
            ("url", "https://api.airtable.com/v0/a/b?filterByFormula=%7BEmail%7D%3D'{{}}'", Query::Formula),
            ("jql", "project = OPS AND summary ~ \"{{}}\"", Query::Jql),
            ("query", "query { customer(email: \"{{}}\") { id } }", Query::GraphQl),
            ("data", r#"{"query": "mutation { add(name: \"{{}}\") { id } }"}"#, Query::GraphQl),
            ("q", "name contains '{{}}' and trashed = false", Query::Drive),
            ("$filter", "mail eq '{{}}'", Query::OData),
        ] {
            assert_eq!(seen(name, text), Some(expected), "{name}: {text}");
        }
    }

    #[test]
    fn prose_and_data_are_no_queries() {
        for (name, text) in [
            ("text", "Please select a plan from the list: {{}}, where you like"),
            ("query", "{{}} site:example.com"),
            ("query", "subject:\"{{}}\""),
            ("search", "\"{{}}\" CEO"),
            ("body", r#"{"email": "{{}}", "note": "select one"}"#),
            ("body", r#"{"query": "query q($e: String!) { customer(email: $e) { id } }", "variables": {"e": "{{}}"}}"#),
            ("url", "https://api.example.com/v1/users/{{}}?page=2"),
            ("message", "Update your details, {{}}: set a new address"),
            ("text", "Hi {name}, {{}} is here (at last)"),
            ("description", "We find({{}})"),
            ("text", "Where are you, {{}}?"),
        ] {
            assert_eq!(seen(name, text), None, "{name}: {text}");
        }
    }

    #[test]
    fn quotes_are_told_from_bare_places() {
        let text = with_holes(&Template::new("a = '{{1__a}}' and b = {{1__b}} and c = \"x{{1__c}}\""));
        assert_eq!(holes(&text), [(0, Some('\'')), (1, None), (2, Some('"'))]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(name in ".{0,20}", text in "[{}'\"\\\\a-z=()\u{1}:, ?&%]{0,80}") {
            let _ = find(&name, &text);
            let _ = find(&name, &format!("https://{text}"));
            let _ = holes(&text);
        }
    }
}
