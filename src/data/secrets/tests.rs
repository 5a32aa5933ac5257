use super::*;
use proptest::prelude::*;
use proptest::{strategy::ValueTree, test_runner::TestRunner};

/// Letters and digits that follow no rule, put together at run time.
pub(in crate::data) fn noise(len: usize) -> String {
    "q7Zk2mX9vB4tLw8RcN3sHf6JpD1yGe5aVu0Ti".chars().cycle().take(len).collect()
}

/// The samples of a file of patterns, as texts for [`make`].
pub(super) struct Samples {
    /// The id of a pattern, and what it must find.
    pub(super) found: &'static [(&'static str, &'static str)],
    /// In which there is no key.
    pub(super) near: &'static [&'static str],
}

fn all_samples() -> [Samples; 9] {
    use super::*;
    [
        ai::SAMPLES,
        business::SAMPLES,
        chat::SAMPLES,
        cloud::SAMPLES,
        code::SAMPLES,
        mail::SAMPLES,
        monitoring::SAMPLES,
        payment::SAMPLES,
        other::SAMPLES,
    ]
}

/// Signs that follow no rule, other ones for each seed.
fn random(letters: &str, len: usize, seed: &mut u64) -> String {
    let letters = letters.as_bytes();
    let mut next = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        letters[(*seed >> 33) as usize % letters.len()]
    };
    // Real ones of this length nearly always have a digit.
    (0..len).map(|at| if at == 2 && len >= 14 { '7' } else { char::from(next()) }).collect()
}

/// Puts a text together at run time, so that no file holds a key: `{h32}` is 32 hexadecimal digits, `a` letters and digits,
/// `l` small letters and digits, `u` capitals and digits, `d` digits, `{g}` a UUID, `¶` the end of a line.
pub(super) fn make(sample: &str, seed: u64) -> String {
    const SMALL: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    let mut seed = seed.wrapping_add(sample.len() as u64) * 77;
    let mut made = String::new();
    let mut rest = sample;
    while let Some((before, after)) = rest.split_once('{') {
        let (sign, behind) = after.split_once('}').expect("a bracket at the end");
        made += before;
        rest = behind;
        let len = sign[1..].parse().unwrap_or(0);
        made += &match &sign[..1] {
            "h" => random("0123456789abcdef", len, &mut seed),
            "a" => random(&[SMALL, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"].concat(), len, &mut seed),
            "l" => random(SMALL, len, &mut seed),
            "u" => random("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", len, &mut seed),
            "d" => random("123456789", len, &mut seed),
            "g" => [8, 4, 4, 4, 12].map(|len| random("0123456789abcdef", len, &mut seed)).join("-"),
            _ => format!("{{{sign}}}"),
        };
    }
    (made + rest).replace('¶', "\n")
}

#[test]
fn every_sample_is_found_whole_and_no_near_miss_is() {
    for samples in all_samples() {
        for (id, sample) in samples.found {
            for seed in 0..20 {
                let key = make(sample, seed);
                for text in [key.clone(), format!("send \"{key}\", please"), format!("KEY={key}\nx")] {
                    let found = secrets_in(&text);
                    assert_eq!(found.len(), 1, "{id}: {sample}: {text}");
                    // The end of a private key without its last line is not known.
                    let whole = text[found[0].range.clone()].trim_end();
                    assert!(whole == key || id.contains("private-key") && whole.starts_with(&key), "{id}: {text}");
                    assert_eq!(found[0].pattern.id, *id, "{text}");
                }
            }
        }
        for near in samples.near {
            for seed in 0..20 {
                let text = make(near, seed);
                assert!(secrets_in(&text).is_empty(), "{near}: {text} is {}", secrets_in(&text)[0].pattern.id);
            }
        }
    }
}

#[test]
fn every_row_has_samples_and_an_anchor_of_its_own() {
    let near: Vec<&str> = NEAR_MAKERS.iter().map(|(id, _)| *id).collect();
    let mut count = 0;
    for table in TABLES {
        for pattern in table {
            count += 1;
            let (before, anchor, after) = pattern.parts();
            assert!(!anchor.is_empty() && before.len() + after.len() > 0, "{}", pattern.id);
            assert!(!anchor.contains([' ', '"', '\'', '<', '(', '{', ',', ';']), "{}", pattern.id);
            assert!(pattern.name.starts_with("a ") || pattern.name.starts_with("an "), "{}", pattern.name);
            let has_sample = all_samples().iter().any(|samples| samples.found.iter().any(|(id, _)| *id == pattern.id));
            let has_own_test = matches!(pattern.proof, Proof::Password | Proof::Tail | Proof::Service);
            assert!(has_sample || has_own_test || near.contains(&pattern.id), "{} has no sample", pattern.id);
        }
    }
    assert!(count >= 250, "{count} patterns");
}

/// Texts made from the shapes themselves are found; cut in half, or of one letter, they are not.
#[test]
fn whatever_has_the_shape_is_found() {
    let mut runner = TestRunner::deterministic();
    for pattern in TABLES.into_iter().flatten() {
        if pattern.near_maker || !matches!(pattern.proof, Proof::Shape | Proof::Crc) {
            continue;
        }
        if ["[^", "\\s"].iter().any(|blanks| pattern.shape.contains(blanks)) {
            continue;
        }
        let (before, anchor, after) = pattern.parts();
        let bracketed = |shape: &str| {
            let mut inside = false;
            let mut out = String::new();
            let mut signs = shape.chars().peekable();
            while let Some(sign) = signs.next() {
                match (sign, signs.peek()) {
                    ('\\', Some('h')) => {
                        signs.next();
                        out += if inside { "0-9a-f" } else { "[0-9a-f]" };
                    }
                    ('\\', Some('a')) => {
                        signs.next();
                        out += if inside { "0-9A-Za-z" } else { "[0-9A-Za-z]" };
                    }
                    ('\\', Some('w')) => {
                        signs.next();
                        out += if inside { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" };
                    }
                    ('\\', Some('d')) => {
                        signs.next();
                        out += if inside { "0-9" } else { "[0-9]" };
                    }
                    ('\\', Some(other)) => {
                        out.extend(['\\', *other]);
                        signs.next();
                    }
                    ('.' | '$', _) if !inside => out.extend(['\\', sign]),
                    (sign, _) => {
                        inside = sign == '[' || (inside && sign != ']');
                        out.push(sign);
                    }
                }
            }
            out
        };
        let whole = [&bracketed(before), &regex_lite::escape(anchor), &bracketed(after)].map(String::as_str).concat();
        let keys = proptest::string::string_regex(&whole).unwrap_or_else(|error| panic!("{}: {error}", pattern.id));
        for _ in 0..4 {
            let key = keys.new_tree(&mut runner).expect("a key").current();
            let text = format!("it is {key} now");
            let found = secrets_in(&text);
            assert!(found.iter().any(|found| text[found.range.clone()] == key), "{}: {key}", pattern.id);
            let half = format!("it is {} now", &key[..anchor.len() + (key.len() - anchor.len()) / 3]);
            assert!(secrets_in(&half).len() <= 1, "{}: {half}", pattern.id);
        }
        let stand_in = format!("it is {anchor}{} now", "x".repeat(40));
        assert!(secrets_in(&stand_in).is_empty(), "{}: {stand_in}", pattern.id);
    }
}

/// Ids of keys that are known by their makers' names, with sentences that hold one between `[` and `]`.
const NEAR_MAKERS: [(&str, &str); 58] = [
    ("aws-secret-key", "AWS_SECRET_ACCESS_KEY=[{a40}]"),
    ("cloudflare-api-key", "Cloudflare API token: [{a20}_{a19}]"),
    ("heroku-api-key", "HEROKU_API_KEY=[{g}]"),
    ("netlify-token", "netlify token [{a43}]"),
    ("linode-token", "the Linode token is [{h64}]."),
    ("hetzner-token", "token for Hetzner: [{a64}]"),
    ("alibaba-secret-key", "alibaba secret [{a30}]"),
    ("discord-client-secret", "Discord client secret: [{a32}]"),
    ("mattermost-access-token", "Mattermost token [{l26}]"),
    ("twilio-auth-token", "Twilio account AC{h32}, auth token [{h32}]"),
    ("facebook-secret", "facebook_app_secret=[{h32}]"),
    ("messagebird-api-token", "MessageBird key [{a25}]"),
    ("vonage-private-token", "Vonage secret: [{a16}]"),
    ("mailgun-signing-key", "MAILGUN_API_KEY=[{h32}-{h8}-{h8}]"),
    ("mandrill-api-key", "Mandrill API key [{a22}]"),
    ("postmark-token", "Postmark server token: [{g}]"),
    ("mailjet-secret", "mailjet secret key [{h32}]"),
    ("sparkpost-key", "SparkPost key [{h40}]"),
    ("activecampaign-key", "ActiveCampaign key: [{h72}]"),
    ("hubspot-legacy-api-key", "HubSpot API key [{g}]"),
    ("pipedrive-token", "Pipedrive api_token=[{h40}]"),
    ("airtable-api-key", "airtable api key: [key{a14}]"),
    ("asana-client-secret", "Asana client secret [{h32}]"),
    ("atlassian-legacy-token", "Atlassian API token: [{a24}]"),
    ("jira-token", "JIRA_TOKEN=[{a24}]"),
    ("trello-key", "Trello token [{h64}]"),
    ("todoist-token", "Todoist API token: [{h40}]"),
    ("zendesk-secret-key", "Zendesk token [{a40}]"),
    ("freshdesk-key", "Freshdesk key: [{a20}]"),
    ("jotform-key", "Jotform API key [{h32}]"),
    ("smartsheet-token", "Smartsheet token [{a37}]"),
    ("contentful-delivery-api-token", "contentful access token [{a43}]"),
    ("webflow-token", "Webflow API token: [{h64}]"),
    ("dropbox-long-lived-api-token", "Dropbox token: [{a11}AAAAAAAAAA{a43}]"),
    ("algolia-api-key", "Algolia admin key: [{h32}]"),
    ("openweather-key", "OpenWeather key [{h32}]"),
    ("twitter-bearer-token", "Twitter bearer token: [AAAAAAAAAAAAAAAAAAAAAA{a80}]"),
    ("twitch-api-token", "twitch token [{l30}]"),
    ("paypal-client-secret", "PayPal secret: [E{a79}]"),
    ("razorpay-secret", "Razorpay key secret [{a24}]"),
    ("plaid-secret-key", "PLAID_SECRET=[{h30}]"),
    ("mistral-api-key", "MISTRAL_API_KEY=[{a32}]"),
    ("cohere-api-token", "Cohere API key [{a40}]"),
    ("assemblyai-key", "AssemblyAI key [{h32}]"),
    ("deepgram-key", "deepgram key: [{h40}]"),
    ("picsart-legacy-key", "Picsart API key [{a32}]"),
    ("snyk-api-token", "SNYK_TOKEN=[{g}]"),
    ("okta-access-token", "Okta token [00{a40}]"),
    ("auth0-client-secret", "Auth0 client secret: [{a64}]"),
    ("make-api-token", "Integromat token [{g}]"),
    ("datadog-access-token", "DD_API_KEY for Datadog: [{h32}]"),
    ("sentry-access-token", "SENTRY_AUTH_TOKEN=[{h64}]"),
    ("pagerduty-token", "PagerDuty key [u+{a18}]"),
    ("honeycomb-key", "Honeycomb API key: [{a22}]"),
    ("rollbar-token", "Rollbar token [{h32}]"),
    ("opsgenie-key", "OPSGENIE_API_KEY: [{g}]"),
    ("splunk-token", "Splunk HEC token [{g}]"),
    ("sumologic-access-token", "Sumo Logic access key [{a64}]"),
];

#[test]
fn keys_without_a_sign_of_their_own_are_found_behind_their_maker_only() {
    for (id, sample) in NEAR_MAKERS {
        for seed in 0..20 {
            let (before, rest) = sample.split_once('[').expect("a key");
            let (key, after) = rest.split_once(']').expect("a key");
            let key = make(key, seed);
            let text = format!("{}{key}{after}", make(before, seed));
            let found = secrets_in(&text);
            let names: Vec<&str> = found.iter().map(|found| found.pattern.id).collect();
            assert!(found.iter().any(|found| text[found.range.clone()] == key), "{id}: {text}: {names:?}");
            assert!(names.contains(&id), "{id}: {text}: {names:?}");
            let alone = format!("the value is {key}");
            assert!(secrets_in(&alone).is_empty(), "{id}: {alone}");
        }
    }
    for near in [
        "Datadog trace {h32}",
        "Twilio message SM{h32} was sent with the token of the team",
        "The Airtable record rec{a14} has a key field",
        "Heroku app {g}",
        "Trello card {h24}: key account",
        "AWS account 123456789012, see the key facts",
        "aws commit {h40} has the token fix",
        "https://jira.acme.test/browse/KEY-123456",
        "Jira key ACME-2026-0000123456",
        "Cloudflare zone {h32}",
        "Algolia search key {h32}",
        "Sentry issue {h32} key",
        "PayPal order 5O190127TN364715T and key",
        "Intercom conversation 123456789012345678901 auth",
    ] {
        for seed in 0..20 {
            let text = make(near, seed);
            assert!(secrets_in(&text).is_empty(), "{near}: {text}: {}", secrets_in(&text)[0].pattern.id);
        }
    }
}

#[test]
fn a_checksum_that_is_wrong_leaves_a_doubt() {
    let body = make("{a30}", 3);
    let right = ["ghp_", &body, &super::proof::write_checksum(&body)].concat();
    assert!(secrets_in(&right)[0].certain);
    let wrong = ["ghp_", &body, "0000zz"].concat();
    assert!(!secrets_in(&wrong)[0].certain);
    assert!(secrets_in("ghp_ExampleExampleExampleExampleExample1").is_empty());
}

#[test]
fn passwords_in_addresses_are_found_alone() {
    for (text, id, password) in [
        ("postgres://svc:Zq8kd93L@db.acme.test:5432/orders", "database-url", "Zq8kd93L"),
        ("use mongodb+srv://svc:p%40ss-W0rd@cluster0.acme.test/?w=1 for it", "database-url", "p%40ss-W0rd"),
        ("redis://:Zq8kd93LZq8@cache.acme.test", "database-url", "Zq8kd93LZq8"),
        ("amqps://svc:Zq8kd@mq.acme.test/vhost", "database-url", "Zq8kd"),
        ("mysql://root:Zq8kd@10.0.0.3/x", "database-url", "Zq8kd"),
        ("see https://anna:Zq8kd93L@files.acme.test/a", "url-with-password", "Zq8kd93L"),
        ("sftp://anna:Zq8kd93L@files.acme.test", "url-with-password", "Zq8kd93L"),
    ] {
        let found = secrets_in(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].pattern.id, &text[found[0].range.clone()]), (id, password));
    }
    let key = make("key-{h32}", 1);
    let text = format!("https://api:{key}@api.mailgun.net/v3");
    assert_eq!(secrets_in(&text)[0].pattern.id, "mailgun-private-api-token");
}

#[test]
fn keys_in_headers_are_found() {
    for sample in [
        "curl -H 'Authorization: Bearer [{a32}]' https://api.acme.test",
        "authorization: Token [{h40}]",
        "X-Api-Key: [{a24}]\nAccept: text/html",
        "curl -H \"x-api-key:[{a24}]\"",
    ] {
        let (before, rest) = sample.split_once('[').expect("a key");
        let (key, after) = rest.split_once(']').expect("a key");
        let key = make(key, 5);
        let text = format!("{before}{key}{after}");
        let found = secrets_in(&text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(&text[found[0].range.clone()], key);
    }
    let known = format!("Authorization: Bearer {}", make("sk_live_{a24}", 1));
    assert_eq!(secrets_in(&known)[0].pattern.id, "stripe-access-token");
}

/// A signed token with this payload.
fn token(payload: &str) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let parts = ["{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload].map(|part| URL_SAFE_NO_PAD.encode(part));
    format!("{}.{}.{}", parts[0], parts[1], noise(43))
}

#[test]
fn signed_tokens_are_read() {
    let found = |payload: &str| {
        let text = format!("apikey {}", token(payload));
        secrets_in(&text).first().map(|found| (found.pattern.id, found.pattern.live, found.certain))
    };
    assert_eq!(found("{\"sub\":\"1234567890\"}"), Some(("jwt", false, true)));
    assert_eq!(
        found("{\"iss\": \"supabase\", \"role\": \"service_role\"}"),
        Some(("supabase-service-key", true, true))
    );
    assert_eq!(found("{\"iss\":\"supabase\",\"role\":\"anon\"}"), None);
    let unread = format!("eyJ{}.eyJ{}.{}", noise(30), noise(40), noise(43));
    assert!(!secrets_in(&unread)[0].certain);
}

#[test]
fn pictures_are_no_keys() {
    let picture = make("<img src=\"data:image/png;base64,iVBORw0KGgo/EAAB{a90}/SK{h32}+{a40}==\">", 1);
    assert!(secrets_in(&picture).is_empty(), "{picture}");
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

/// A text that gives every pattern something to do does not take longer than its length allows.
#[test]
fn hostile_texts_are_read_in_one_pass() {
    for part in [
        "sk-", "eyJ-", "eyJ.eyJ.", "-----BEGIN PRIVATE KEY-----\n", "ghp_", "AKIA", "://a:b", "T3BlbkFJ",
        "datadog key 1",
    ] {
        let text = part.repeat(50_000 / part.len());
        let _ = secrets_in(&text);
    }
}

proptest! {
    #[test]
    fn ranges_are_whole_characters(text in "(ghp_|xoxb-|:AA|é|sk-|-us1|://|@|datadog token |.|[a-zA-Z0-9]{1,40}){0,12}") {
        for secret in secrets_in(&text) {
            prop_assert!(text.get(secret.range).is_some());
        }
        let _ = looks_like_secret(&text);
    }
}
