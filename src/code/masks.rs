//! Whether code keeps only a rest of what it is given: the last few characters, a hash, stars or a tag in place of what stood
//! there. Asked of the tokens: what a comment says or a text quotes masks nothing.

use std::ops::Range;

use super::token::{Kind, Tokens};
use crate::data::words;

/// Names of what makes a hash.
const HASHING: [&str; 8] = ["createHash", "hashlib", "sha256", "sha1", "sha512", "md5", "bcrypt", "CryptoJS"];

/// At most this many characters are a rest.
const REST: u32 = 4;

/// Whether something in these tokens masks.
pub(super) fn any(tokens: &Tokens, range: Range<usize>) -> bool {
    range.into_iter().any(|at| match tokens.kind(at) {
        Kind::Name => hashes(tokens, at) || (tokens.is(at + 1, "(") && hides(tokens.text(at))),
        Kind::Open => keeps_end(tokens, at) || replaces(tokens, at) || repeats(tokens, at),
        Kind::Text | Kind::Piece => is_stars(&tokens.value(at)),
        Kind::Sign => tokens.is(at, "*") && is_star(tokens, at.wrapping_sub(1)),
        _ => false,
    })
}

/// `hashlib.sha256(mail)`, `md5(mail)`. What proves the caller, `hmac.new(key, body, hashlib.sha256)`, leaves the data what it is.
fn hashes(tokens: &Tokens, at: usize) -> bool {
    let signs = || {
        let call = tokens.outer(at).map(|open| tokens.callee(open));
        call.is_some_and(|call| call.starts_with("hmac.")) || tokens.text(at + 2).starts_with("Hmac")
    };
    tokens.is_any(at, &HASHING) && tokens.is_any(at + 1, &["(", "."]) && !signs()
}

/// `redact(text)`, `maskIban(iban)`.
fn hides(name: &str) -> bool {
    words(name).any(|word| matches!(word.as_str(), "redact" | "redacted" | "mask" | "anonymize" | "anonymise"))
}

/// `.slice(-4)`, `.substring(iban.length - 4)`, `[-4:]`, `[len(iban) - 4:]`.
fn keeps_end(tokens: &Tokens, open: usize) -> bool {
    let close = tokens.partner(open).unwrap_or(open);
    let method = open.wrapping_sub(1);
    let is_rest =
        |at: usize| tokens.kind(at) == Kind::Number && tokens.text(at).parse().is_ok_and(|kept: u32| kept <= REST);
    let ends = |minus: usize, end: usize| {
        let counts_back =
            minus == open + 1 || tokens.is(minus.wrapping_sub(1), "length") || tokens.is(minus.wrapping_sub(1), ")");
        tokens.is(minus, "-") && counts_back && is_rest(minus + 1) && minus + 2 == end
    };
    if tokens.is_any(method, &["slice", "substr", "substring"]) && tokens.is_member(method) {
        return ends(close.wrapping_sub(2), close);
    }
    let colon = close.wrapping_sub(1);
    tokens.python() && tokens.is(open, "[") && tokens.is(colon, ":") && ends(colon.wrapping_sub(2), colon)
}

/// `.replace(pattern, '[email]')`, `re.sub(r'\d', '*', text)`.
fn replaces(tokens: &Tokens, open: usize) -> bool {
    let method = open.wrapping_sub(1);
    let is_sub = tokens.is_any(method, &["sub", "subn"]);
    if !tokens.is(open, "(")
        || !(is_sub || tokens.is_any(method, &["replace", "replaceAll"]))
        || !tokens.is_member(method)
    {
        return false;
    }
    let parts = tokens.parts(open);
    let compiled = is_sub && !tokens.is(method.wrapping_sub(2), "re");
    let put = if compiled { parts.first() } else { parts.get(1) };
    let looked_for = parts.first().filter(|_| !compiled).map(|part| part.start);
    put.filter(|put| put.len() == 1).is_some_and(|put| {
        let of_class = || looked_for.is_none_or(|at| is_class(tokens, at));
        tokens.kind(put.start) == Kind::Text && is_tag(&tokens.value(put.start))
            || is_star(tokens, put.start) && of_class()
    })
}

/// What is looked for is a class of characters, no single sign.
fn is_class(tokens: &Tokens, at: usize) -> bool {
    let pattern = matches!(tokens.kind(at), Kind::Pattern | Kind::Text).then(|| tokens.text(at)).unwrap_or_default();
    ["\\d", "\\w", "[0-9", "[a-z", "[A-Z", "[^", "/.", "'.", "\"."].iter().any(|any| pattern.contains(any))
}

/// `'*'.repeat(n)`.
fn repeats(tokens: &Tokens, open: usize) -> bool {
    let method = open.wrapping_sub(1);
    tokens.is(method, "repeat") && tokens.is_member(method) && is_star(tokens, method.wrapping_sub(2))
}

fn is_star(tokens: &Tokens, at: usize) -> bool {
    tokens.kind(at) == Kind::Text && matches!(tokens.value(at).as_ref(), "*" | "•" | "X" | "x" | "#")
}

/// `****`, `***-**-`: what stands there instead, and no rule between two parts of a text.
fn is_stars(text: &str) -> bool {
    let stars = text.trim().chars().take_while(|sign| matches!(sign, '*' | '•')).count();
    let rest = text.trim().trim_start_matches(['*', '•']);
    stars >= 4 && rest.chars().all(|sign| !sign.is_alphabetic())
        || stars >= 3 && rest.starts_with('-') && rest.contains('*')
}

/// `[email]`, `<phone number>`.
fn is_tag(text: &str) -> bool {
    let inside = text.strip_prefix('[').and_then(|tag| tag.strip_suffix(']'));
    let inside = inside.or_else(|| text.strip_prefix('<').and_then(|tag| tag.strip_suffix('>')));
    inside.is_some_and(|tag| {
        (3..=24).contains(&tag.len())
            && tag.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '_' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Language};

    fn masks(source: &str) -> bool {
        let python =
            source.contains("re.sub") || source.contains("len(") || source.contains("[-") || source.contains('#');
        Code::read(source, if python { Language::Python } else { Language::JavaScript }).masks()
    }

    #[test]
    fn code_that_leaves_a_rest_is_known() {
        for code in [
            "return {iban: '****' + inputData.iban.slice(-4)}",
            "return {iban: inputData.iban.substr(-4)}",
            "text.replace(/[\\w.]+@[\\w.]+/g, '[mail]')",
            "re.sub(r'\\d{6,}', \"<phone number>\", text)",
            "pattern = re.compile('x')\ntext = pattern.sub('[name]', text)  # re.sub",
            "iban.replace(/.(?=.{4})/g, '*')",
            "re.sub(r'\\d(?=\\d{4})', '*', iban)",
            "'XXXX-' + iban.substring(iban.length - 4)",
            "'*' * (len(v) - 4) + v[len(v) - 4:]",
            "return {'last': input_data['iban'][-4:]}",
            "const h = require('crypto').createHash('sha256').update(inputData.mail).digest('hex')",
            "return {text: redact(inputData.text)}",
            "return {mail: CryptoJS.SHA256(inputData.mail).toString()}",
            "from hashlib import md5\nreturn {'mail': md5(input_data['mail'].encode()).hexdigest()}  # re.sub",
            "return {ssn: `***-**-${last}`}",
            "const stars = '*'.repeat(12)",
        ] {
            assert!(masks(code), "{code}");
        }
    }

    #[test]
    fn what_only_looks_like_it_masks_nothing() {
        for code in [
            "text.replace('[name]', inputData.name)",
            "const parts = text.split(',');\nreturn {first: parts['total'], note: text.replace('a', 'b')}",
            "return {tags: ['new', '[lead]']}",
            "text.replace(/x/g, '[]')",
            "text.replace(/-/g, '*')",
            "call('a', '*')",
            // What a signature is held against.
            "const mine = crypto.createHmac('sha256', inputData.key).update(inputData.raw).digest('hex');\nreturn {ok: mine}",
            "import hmac, hashlib\nmine = hmac.new(key, raw, hashlib.sha256).hexdigest()  # re.sub",
            "const mine = CryptoJS.HmacSHA256(inputData.raw, inputData.key)",
            // Comments and texts, and more than a rest.
            "// redact(iban) and slice(-4) come later\nreturn {iban: inputData.iban}",
            "return {text: 'Never send it before redact(text) or hashlib'}",
            "return {iban: inputData.iban.slice(-14)}",
            "return {rows: list.slice(0, -4)}",
            "return {area: inputData.a * 4 - 4}",
            "const text = '**** NEW LEAD ****'",
            "return {redacted_by: inputData.user}",
        ] {
            assert!(!masks(code), "{code}");
        }
    }
}
