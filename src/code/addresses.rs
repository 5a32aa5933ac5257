//! Whole addresses that the code uses as values; not prefixes that it looks for, not names of XML namespaces.

use super::role::Role;
use super::token::{Kind, Tokens};
use super::{Address, Code};

/// Functions that look at an address, or show it, and do not go there.
const LOOKS: [&str; 30] = [
    "mount", "startsWith", "startswith", "endsWith", "endswith", "replace", "replaceAll", "includes", "indexOf",
    "split", "match", "test", "search", "sub", "removeprefix", "removesuffix", "find", "localeCompare", "lstrip",
    "strip", "print", "log", "error", "warn", "info", "Error", "Exception", "ValueError", "RegExp", "compile",
];

/// What an address begins with.
const SCHEMES: [&str; 27] = [
    "http", "https", "ftp", "ftps", "tftp", "telnet", "ldap", "ldaps", "ws", "wss", "redis", "rediss", "amqp", "amqps",
    "mqtt", "mqtts", "mongodb", "postgres", "postgresql", "mysql", "mariadb", "imap", "pop", "pop3", "smtp", "stomp",
    "sqlserver",
];

/// Hosts that stand in names, which nobody fetches.
const NAMES: [&str; 6] =
    ["www.w3.org", "schema.org", "www.schema.org", "schemas.xmlsoap.org", "schemas.microsoft.com", "purl.org"];

pub(super) fn find(code: &Code) -> Vec<Address> {
    let tokens = &code.tokens;
    let mut found: Vec<Address> = Vec::new();
    let (literals, joined) = (code.literals(), code.joined());
    for joined in joined {
        if is_whole(&joined.text) && used(tokens, joined.range.start) {
            found.push(Address { text: joined.text.clone(), range: joined.range.clone() });
        }
    }
    let mut at = 0;
    for literal in literals {
        while joined.get(at).is_some_and(|joined| joined.range.end <= literal.range.start) {
            at += 1;
        }
        let part = joined.get(at).is_some_and(|joined| {
            joined.range.start == literal.range.start
                || is_whole(&joined.text) && joined.range.contains(&literal.range.start)
        });
        if !part && is_whole(&literal.text) && used(tokens, literal.range.start) {
            found.push(Address { text: literal.text.clone(), range: literal.range.clone() });
        }
    }
    crate::sorted::sort_by_numbers(&mut found, |address| [address.range.start as u64, 0]);
    found
}

fn is_whole(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let known = SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    known
        && !rest.contains(char::is_whitespace)
        && !host.is_empty()
        && !NAMES.contains(&host)
        && !rest.contains(['<', '"'])
}

/// Whether the text that starts at this byte is used as a value.
fn used(tokens: &Tokens, start: usize) -> bool {
    let index = tokens.list.partition_point(|token| (token.start as usize) < start);
    let (before, after) = (index.wrapping_sub(1), tokens.after(index));
    const COMPARES: [&str; 7] = ["===", "!==", "==", "!=", "in", "case", "not"];
    if tokens.is_any(before, &COMPARES) || tokens.is_any(after, &["===", "!==", "==", "!=", "in"]) {
        return false;
    }
    let key = tokens.is(after, ":")
        && tokens.is_any(before, &["{", ","])
        && tokens.outer(index).is_some_and(|open| tokens.role(open) == Role::Object);
    // A string that stands alone on its line, a docstring.
    let alone = tokens.at(index).newline && tokens.outer(index).is_none() && tokens.at(after).newline;
    let continued = matches!(tokens.kind(before), Kind::Sign);
    if key || alone && !continued {
        return false;
    }
    let Some(open) = tokens.outer(index) else { return true };
    !(tokens.role(open) == Role::Call && tokens.is_any(open.wrapping_sub(1), &LOOKS))
}
