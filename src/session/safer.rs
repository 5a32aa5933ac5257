//! A value that would be safer in a field, to copy.

use super::view::Safer;
use crate::{
    data::Masker,
    report::ReportedFinding,
    word,
    words::{Language, Word},
    zap::Zap,
};

/// The value for the field of a finding, where there is one: without secrets, and only where nothing is mapped into the field,
/// because mapped values cannot be pasted.
pub(super) fn safer(
    zap: &Zap,
    finding: &ReportedFinding,
    masker: &dyn Fn() -> Masker,
    language: &Language,
) -> Option<Safer> {
    let field = zap.step_by_id(finding.step.as_deref()?)?.field(finding.field.as_deref()?)?;
    let value = field.literal()?.trim();
    let (label, text): (Word, String) = match &*finding.rule {
        "Z301" | "Z302" => (word!("The address with https"), with_https(value)?),
        "Z202" => (word!("The address without the key"), without_secrets(value, &masker())?),
        _ => return None,
    };
    // What would show a secret, or a part of one, is nothing to copy.
    let is_clean = masker().mask(&text) == text;
    is_clean.then(|| Safer { label: language.word(label).to_owned(), text })
}

/// With another port than the usual one nobody knows where the encrypted one is.
fn with_https(value: &str) -> Option<String> {
    let (scheme, rest) = value.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let host = authority.strip_suffix(":80").unwrap_or(authority);
    let is_plain = !host.is_empty() && !host.contains([':', '@', ' ']) && !value.contains(char::is_whitespace);
    (scheme.eq_ignore_ascii_case("http") && is_plain).then(|| format!("https://{host}{path}"))
}

/// The address without those parts of its query that hold a secret.
fn without_secrets(value: &str, masker: &Masker) -> Option<String> {
    let (address, fragment) = match value.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (value, String::new()),
    };
    let (page, query) = address.split_once('?')?;
    let kept: Vec<&str> = query.split('&').filter(|pair| masker.mask(pair) == **pair).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{page}{query}{fragment}")).filter(|safer| safer != value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lint::{lint, masker_of},
        policy::Policy,
        rules::testkit::*,
    };

    /// What is offered for the address of a request.
    fn offered(url: &str) -> Vec<String> {
        let nodes = steps![hook(), post(url)];
        let [zap, _] = zaps("Leads", &nodes);
        let report = lint(&zap, &Policy::default(), "2026-11-24");
        let masker = || masker_of(&zap);
        let found = report.findings.iter();
        found.filter_map(|finding| safer(&zap, finding, &masker, &Language::ENGLISH)).map(|safer| safer.text).collect()
    }

    #[test]
    fn an_address_is_offered_with_https() {
        assert_eq!(offered("http://crm.example.com/leads?new=1"), ["https://crm.example.com/leads?new=1"]);
        assert_eq!(offered("HTTP://crm.example.com:80"), ["https://crm.example.com"]);
        for none in [
            "https://crm.example.com", "http://crm.example.com:8080/x", "http://{{1__host}}/x",
            "http://a.example/{{1__id}}",
        ] {
            assert_eq!(offered(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn an_address_is_offered_without_its_key() {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let offers = offered(&format!("https://api.example.com/v1?size=2&api_key={token}#top"));
        assert_eq!(offers, ["https://api.example.com/v1?size=2#top"]);
        // Where the key is in another part of it nothing is offered.
        let offers = offered(&format!("http://user:{token}@api.example.com/v1"));
        assert!(offers.iter().all(|offer| !offer.contains(&token[8..])), "{offers:?}");
    }
}
