//! Texts that stand where a secret will be, and secrets that are already hidden.

use super::words::{Word, words};

/// Words that only a stand-in for a value has.
const MARKERS: [&str; 18] = [
    "changeme", "placeholder", "replaceme", "insert", "yourkey", "yourtoken", "yourpassword", "yoursecret", "dummy",
    "todo", "tbd", "fixme", "redacted", "foobar", "yourapikey", "myapikey", "remplacez", "inserez",
];

/// Words that make up a stand-in, if there are no others: `example-api-key`, `user|pass`, `test_token`.
const PARTS: [&str; 90] = [
    "my", "your", "the", "a", "an", "some", "here", "example", "sample", "test", "fake", "demo", "api", "app", "key",
    "token", "secret", "password", "passwd", "pass", "pwd", "user", "username", "name", "login", "email", "value",
    "auth", "access", "client", "id", "bearer", "basic", "goes", "enter", "paste", "put", "add", "type", "change",
    "me", "replace", "this", "with", "it", "apikey", "credential", "credentials", "string", "dein", "deine", "deinen",
    "ihr", "ihren", "mein", "meine", "hier", "schlussel", "passwort", "kennwort", "geheim", "votre", "ton", "ta",
    "mon", "ma", "cle", "jeton", "ici", "tu", "su", "mi", "clave", "aqui", "seu", "sua", "chave", "contrasena", "fuge",
    "einfugen", "eintragen", "ein", "den", "par", "pon", "introduce", "tuo", "tua", "chiave", "sk",
];

/// Words that speak to the one who is to put the value in.
const YOURS: [&str; 22] = [
    "your", "example", "my", "replace", "paste", "enter", "dein", "deine", "deinen", "ihr", "ihren", "mein", "meine",
    "votre", "ton", "mon", "tu", "su", "seu", "sua", "tuo", "tua",
];

/// Whether the value only shows where a credential belongs: `YOUR_KEY`, `changeme`, `xxxx`, `<token>`, `user|pass`,
/// also behind `Bearer` or `Basic`. An empty value is none, and neither is a bare word such as `password`:
/// people do use that one.
#[must_use]
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let value = scheme_stripped(value).trim_matches(['"', '\'', '`']);
    if value.contains("{{") {
        return names_template(value);
    }
    if value.is_empty() {
        return false;
    }
    let bracketed = [('<', '>'), ('[', ']'), ('{', '}'), ('%', '%')];
    if value.len() > 2 && bracketed.iter().any(|(open, close)| value.starts_with(*open) && value.ends_with(*close)) {
        return !value.contains(['"', ':']);
    }
    if value.starts_with("${")
        || is_variable(value)
        || is_filler(value)
        || is_cut_short(value)
        || names_credential(value)
    {
        return true;
    }
    let mut count = 0;
    let (mut marked, mut only_parts, mut yours, mut worded) = (false, true, false, false);
    for word in words(value) {
        let text = word.as_str();
        count += 1;
        marked |= MARKERS.contains(&text) || (text.len() >= 3 && is_filler(text));
        yours |= YOURS.contains(&text);
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        worded |= !is_number;
        only_parts &= is_number || PARTS.contains(&text) || MARKERS.contains(&text);
    }
    let is_pair = value.contains('|') && only_parts;
    marked && (only_parts || count <= 4) && value.len() < 48
        || count >= 2 && only_parts && worded && (yours || is_pair || count >= 3 || is_capitals(value))
        || count == 1 && matches!(value, "TOKEN" | "KEY" | "APIKEY" | "SECRET" | "CREDENTIALS")
}

/// `{{YOUR_API_KEY}}`, `{{ slack oauth token }}`: holes as other programs' templates have them. Zapier's own mappings begin with the
/// number of a step, with `=` or with `zap`.
fn names_template(value: &str) -> bool {
    let mut holes = value.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap_or("").trim()).peekable();
    holes.peek().is_some()
        && holes.all(|hole| {
            let is_mapping = ["=", "_GEN_", "zap_meta", "zap.meta"].iter().any(|start| hole.starts_with(start));
            !is_mapping && hole.starts_with(|first: char| first.is_alphabetic() || matches!(first, '$' | '_' | '<'))
        })
}

/// `abcd1234...`: the rest was left out.
fn is_cut_short(value: &str) -> bool {
    value.len() > 4 && value.ends_with("...")
}

/// What is wanted is said instead of given, the maker's name along with it: `YOUR_REPLICATE_API_KEY`, `enter-your-acme-token`,
/// `ACME_API_KEY`, `acme_api_key`, `<token> // from the portal`.
fn names_credential(value: &str) -> bool {
    const WANTED: [&str; 22] = [
        "key", "keys", "apikey", "token", "secret", "password", "passwd", "pwd", "passwort", "kennwort", "credential",
        "credentials", "api", "accesstoken", "auth", "schlussel", "cle", "clave", "chave", "chiave", "jeton", "bearer",
    ];
    const ASKING: [&str; 13] = [
        "your", "enter", "paste", "insert", "replace", "put", "dein", "deine", "deinen", "ihr", "ihren", "votre", "seu",
    ];
    const PAIRS: [&str; 6] = ["api key", "api token", "access token", "auth token", "bearer token", "oauth token"];
    if value.len() > 80 {
        return false;
    }
    if let Some((inside, _)) = value.strip_prefix('<').and_then(|value| value.split_once('>'))
        && inside.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        return inside.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'_'));
    }
    let said: Vec<_> = words(value).collect();
    let is_wanted = |word: &Word| WANTED.contains(&word.as_str());
    let Some((first, behind)) = said.split_first() else { return false };
    let asks = ASKING.contains(&first.as_str()) && behind.iter().any(is_wanted);
    let in_capitals = || value.contains('_') && is_capitals(value) && behind.last().is_some_and(is_wanted);
    // Two words alone may be the name of a kind of key, which is a value of its own (`grant: access_token`).
    let in_small = || {
        let of_words = value.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-' | b' '));
        let ends = |pair: &&str| value.replace(['_', '-'], " ").ends_with(*pair);
        of_words && behind.len() >= 2 && PAIRS.iter().any(ends)
    };
    let run_together = || {
        let letters: String = value.chars().filter(char::is_ascii_alphabetic).collect();
        let letters = letters.to_ascii_lowercase();
        let wanted = letters.strip_prefix("your").is_some_and(|wanted| WANTED.contains(&wanted));
        wanted || matches!(letters.as_str(), "yourapitoken" | "youraccesstoken")
    };
    asks || in_capitals() || in_small() || run_together()
}

/// `$API_KEY`: the name of a variable of a shell.
fn is_variable(value: &str) -> bool {
    value.strip_prefix('$').is_some_and(|name| name.len() >= 3 && is_capitals(name))
}

/// `API_KEY`: a name in capitals, as nobody writes a value.
fn is_capitals(value: &str) -> bool {
    let value = value.trim_matches('_');
    value.starts_with(|first: char| first.is_ascii_uppercase())
        && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

/// Whether the value is hidden: `••••1234`, `********`, `sk-…`.
#[must_use]
pub fn is_masked(value: &str) -> bool {
    if value.is_ascii() {
        return value.as_bytes().contains(&b'*') && value.contains("***");
    }
    let hidden = value.chars().filter(|character| matches!(character, '•' | '●' | '∙' | '*' | '…' | '█')).count();
    let dots = value.contains('•') || value.contains('●') || value.contains('█');
    dots && hidden >= 2 || value.contains("***") || (value.ends_with('…') && value.chars().count() <= 12)
}

/// One letter again and again: `xxxx`, `XXX-XXX`, `......`, `0000`.
fn is_filler(text: &str) -> bool {
    let mut letters = text.chars().filter(|character| !matches!(character, '-' | '_' | ' ' | '|' | ':'));
    let Some(first) = letters.next().map(|letter| letter.to_ascii_lowercase()) else { return false };
    let is_stand_in = matches!(first, 'x' | '.' | '0' | '?' | '#' | '_');
    is_stand_in && text.len() >= 3 && letters.all(|letter| letter.to_ascii_lowercase() == first)
}

/// The value without the name of an authentication scheme before it.
#[must_use]
pub(super) fn scheme_stripped(value: &str) -> &str {
    const SCHEMES: [&str; 7] = ["bearer", "basic", "token", "apikey", "key", "oauth", "bot"];
    match value.split_once(' ') {
        Some((scheme, rest)) if SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)) => rest.trim(),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stand_ins_are_known() {
        for value in [
            "YOUR_KEY",
            "YOUR_API_KEY",
            "your-api-key-here",
            "changeme",
            "xxxx",
            "xxx",
            "XXXX-XXXX",
            "<token>",
            "user|pass",
            "username|password",
            "REPLACE_ME",
            "TODO",
            "insert key",
            "Bearer YOUR_KEY",
            "Bearer <token>",
            "Basic <base64>",
            "example-api-key",
            "my_secret_key",
            "{token}",
            "{{YOUR_API_KEY}}",
            "${API_KEY}",
            "[your token]",
            "Bearer xxx",
            "dummy",
            "sk-xxxxxxxx",
            "paste your key here",
            "...",
            "Bearer DEIN_API_KEY",
            "DEIN-API-SCHLÜSSEL",
            "VOTRE_CLE_API",
            "votre clé API ici",
            "TU_API_KEY",
            "$API_KEY",
            "__API_KEY__",
            "sk-your-key-here",
            "yourapikey",
            "pon_tu_clave_aqui",
            "Füge hier deinen API-Key ein",
            "Remplacez par votre clé",
            "ACCESS_TOKEN",
            "Bearer TOKEN",
            // With the name of the one who makes the keys, and as other programs' templates have it.
            "Bearer YOUR_ACMECLOUD_API_KEY",
            "Key YOUR_acmecloud_api_key",
            "your_acme_key",
            "\"your_acmecloud_key\"",
            "yourAPIkey",
            "Bearer yourAPIkey",
            "YOUR ACME X-API",
            "enter-your-acmeform-api",
            "your acme api key",
            "your_acme_accesstoken like this: acme_57xx78xx",
            "Bearer YOUR_TOKEN_HERE -1234567890abcdef1234567890demo",
            "ACMECLOUD_API_KEY",
            "PROXY_AUTH",
            "acmecloud_api_key",
            "acme-cloud-access-token",
            "OAuth <token>",
            "Bearer <token> //move this up",
            "acme_abc123xyz...",
            "Bearer {{ acme oauth token }}",
            "Bearer {{$credentials.acmeApiKey}}",
            "Token {{YOUR ACME TOKEN HERE}}",
            "{{token}}",
            "session={{session}}",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn values_are_no_stand_ins() {
        for value in [
            "", "{{2__access_token}}", "Bearer {{2__access_token}}", "Welcome1", "password", "hunter2",
            "svc-user|Zq8!kd", "return=representation", "application/json", "mycompany", "$Zq8kd", "access_token",
            "WINTERMUTE", "true", "{\"a\":1}", "client_credentials", "keep-your-secret-safe-2019!", "Put1tHere!now",
            "{{=gives['2'][\"token\"]}}", "Bearer {{_GEN_1748188434247__token}}", "{{zap_meta_human_now}}", "{{}}",
            "a<b>c9Kd!", "secret-santa", "acme_Zq8kd93L_key", "correct horse battery staple", "2024-01-01",
            "555 0100 1234",
        ] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn hidden_values_are_known() {
        for value in ["••••", "••••1234", "********", "abcd***", "pat1…"] {
            assert!(is_masked(value), "{value}");
        }
        for value in ["a*b", "**bold**", "Loading more of the text…", "", "plain"] {
            assert!(!is_masked(value), "{value}");
        }
    }

    proptest! {
        #[test]
        fn any_value_can_be_asked(value in ".{0,60}") {
            let _ = (is_placeholder(&value), is_masked(&value));
        }
    }
}
