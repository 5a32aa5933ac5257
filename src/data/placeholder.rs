//! Texts that stand where a secret will be, and secrets that are already hidden.

use super::words::words;

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
    if let Some(name) = value.strip_prefix("{{").and_then(|value| value.strip_suffix("}}")) {
        // As templates write it; Zapier's own mappings have numbers.
        return is_capitals(name.trim());
    }
    if value.is_empty() || value.contains("{{") {
        return false;
    }
    let bracketed = [('<', '>'), ('[', ']'), ('{', '}'), ('%', '%')];
    if value.len() > 2 && bracketed.iter().any(|(open, close)| value.starts_with(*open) && value.ends_with(*close)) {
        return !value.contains(['"', ':']);
    }
    if value.starts_with("${") || is_variable(value) || is_filler(value) {
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
    const SCHEMES: [&str; 5] = ["bearer", "basic", "token", "apikey", "key"];
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
            "YOUR_KEY", "YOUR_API_KEY", "your-api-key-here", "changeme", "xxxx", "xxx", "XXXX-XXXX", "<token>",
            "user|pass", "username|password", "REPLACE_ME", "TODO", "insert key", "Bearer YOUR_KEY", "Bearer <token>",
            "Basic <base64>", "example-api-key", "my_secret_key", "{token}", "{{YOUR_API_KEY}}", "${API_KEY}",
            "[your token]", "Bearer xxx", "dummy", "sk-xxxxxxxx", "paste your key here", "...", "Bearer DEIN_API_KEY",
            "DEIN-API-SCHLÜSSEL", "VOTRE_CLE_API", "votre clé API ici", "TU_API_KEY", "$API_KEY", "__API_KEY__",
            "sk-your-key-here", "yourapikey", "pon_tu_clave_aqui", "Füge hier deinen API-Key ein",
            "Remplacez par votre clé", "ACCESS_TOKEN", "Bearer TOKEN",
        ] {
            assert!(is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn values_are_no_stand_ins() {
        for value in [
            "", "{{2__access_token}}", "Bearer {{2__access_token}}", "Welcome1", "password", "hunter2",
            "svc-user|Zq8!kd", "return=representation", "application/json", "mycompany", "$Zq8kd", "access_token",
            "WINTERMUTE", "true", "{\"a\":1}", "correct horse battery staple", "2024-01-01", "555 0100 1234",
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
