use super::patterns::{hex, noise};
use super::*;
use proptest::prelude::*;
use regex_lite::{Regex, escape};

#[test]
fn every_example_is_found_and_no_near_miss_is() {
    for pattern in &PATTERNS {
        let whole = [pattern.before, &escape(pattern.anchor), pattern.after].concat();
        assert!(Regex::new(&whole).is_ok(), "{} is no regular expression", pattern.id);
        for example in (pattern.examples)() {
            let text = format!("send \"{example}\", please");
            let found = secrets_in(&text);
            assert_eq!(found.len(), 1, "{} in {text}", pattern.id);
            assert_eq!(&text[found[0].range.clone()], example, "{}", pattern.id);
            assert_eq!(found[0].pattern.name, pattern.name, "{}", found[0].pattern.id);
        }
        for near in (pattern.near)() {
            assert!(secrets_in(&near).is_empty(), "{} in {near}", pattern.id);
        }
    }
}

#[test]
fn stand_ins_and_publishable_keys_are_no_secrets() {
    for text in [
        ["sk_live_", &"x".repeat(24)].concat(),
        ["pk_live_", &noise(24)].concat(),
        ["pk_test_", &noise(24)].concat(),
        "{{1__sk_live_key}}".to_owned(),
        "a plain sentence with no key in it.".to_owned(),
    ] {
        assert!(secrets_in(&text).is_empty(), "{text}");
    }
}

#[test]
fn looks_tell_secrets_from_ids_and_words() {
    for value in [
        noise(24),
        hex(40),
        format!("Bearer {}", noise(32)),
        "Zq8!kd-93Lx_02hR".to_owned(),
        "ab12-Kd34-ef56-Gh78".to_owned(),
    ] {
        assert!(looks_like_secret(&value), "{value}");
    }
    for value in [
        "{{2__access_token_of_the_step}}",
        "•••••••••••••••••1234",
        "********************",
        "YOUR_API_KEY_GOES_HERE",
        "7b0f3f9a-2c44-4e0e-9d2a-5b1c8f6e7a90",
        "712020:7b0f3f9a-2c44-4e0e-9d2a-5b1c8f6e7a90",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "https://example.com/some/long/path",
        "2026-03-04T10:20:30+00:00",
        "customer_invoice_number_field",
        "this is only a long sentence about keys",
        "someone@some-company.com",
        "short",
        "application/json-patch",
        "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789",
        "authentication-service-v2",
        "oauth2_client_credentials",
        "spring-sale2026-retargeting",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        assert!(!looks_like_secret(value), "{value}");
    }
}

proptest! {
    #[test]
    fn ranges_are_whole_characters(text in "(ghp_|xoxb-|:AA|é|sk-|-us1|.|[a-zA-Z0-9]{1,40}){0,12}") {
        for secret in secrets_in(&text) {
            prop_assert!(text.get(secret.range).is_some());
        }
        let _ = looks_like_secret(&text);
    }
}
