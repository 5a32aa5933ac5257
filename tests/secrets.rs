//! No secret comes out: whatever kind it is, wherever it stands, at most its first four characters are in any output.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use zaplint::{
    finding::Persona,
    lint::lint,
    policy::Policy,
    read::{self, open_fields::OpenField},
    report::{self, Report},
    session::{Answer, Ask, CardSeen, Desk, ExportFormat, FieldSeen, Message, PageSeen},
};

const TODAY: &str = "2026-11-24";
const USER: &str = "svc-robot";

/// A secret and how it can be known to be one.
#[derive(Debug, Clone)]
enum Secret {
    /// Known by its maker's pattern, wherever it stands.
    Token(String),
    /// Known by the field it is typed into.
    Key(String),
    /// Known by the field it is typed into.
    Password(String),
}

impl Secret {
    fn text(&self) -> &str {
        match self {
            Self::Token(text) | Self::Key(text) | Self::Password(text) => text,
        }
    }
}

fn letters(shape: &str) -> impl Strategy<Value = String> + use<> {
    proptest::string::string_regex(shape).unwrap()
}

/// Random letters in the makers' shapes; put together here, so that no file holds a key.
fn secret() -> impl Strategy<Value = Secret> {
    prop_oneof![
        letters("[g-zG-Z2-9]{24}")
            .prop_map(|rest| Secret::Token(format!("xo{}-123456789012-1234567890123-{rest}", "xb"))),
        letters("[g-zG-Z2-9]{36}").prop_map(|rest| Secret::Token(format!("gh{}_{rest}", "p"))),
        letters("[g-zG-Z2-9]{24}").prop_map(|rest| Secret::Token(format!("sk_{}_{rest}", "live"))),
        letters("[g-zG-Z2-9]{33}").prop_map(|rest| Secret::Token(format!("7391846205:A{}{rest}", "A"))),
        letters("[g-zG-Z2-9]{35}").prop_map(|rest| Secret::Token(format!("AI{}{rest}", "za"))),
        letters("[g-z]{6}[2-9]{6}[G-Z]{6}[g-zG-Z2-9]{14}").prop_map(Secret::Key),
        letters("[G-Z][g-z]{5}[2-9][!#$+/&=@%][g-zG-Z2-9]{4,9}[!$/=][2-9]{2}").prop_map(Secret::Password),
        letters("[g-z]{5}[2-9]{2}[G-Z]{3}").prop_map(Secret::Password),
    ]
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |written, byte| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => written + &char::from(byte).to_string(),
        _ => written + &format!("%{byte:02X}"),
    })
}

fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |plain, part| match part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
        Some(byte) => plain + &char::from(byte).to_string() + &part[2..],
        None => plain + "%" + part,
    })
}

/// Places where the secret is known by its place. Each is a step's app and fields.
fn carrier(secret: &Secret, place: usize) -> (&'static str, Value) {
    const HOOK: &str = "WebHookCLIAPI@1.1.1";
    const CODE: &str = "CodeCLIAPI@1.0.1";
    let text = secret.text();
    let api = "http://api.example.com/x";
    let quoted = Value::from(text).to_string();
    match (secret, place % 10) {
        (Secret::Password(_), 0) => ("App77CLIAPI@1.0.0", json!({"user": {"password": text}})),
        (Secret::Password(_), 1) => (HOOK, json!({"url": api, "basic_auth": format!("{USER}|{text}")})),
        (Secret::Password(_), 2) => {
            (HOOK, json!({"url": format!("http://{USER}:{}@api.example.com/x", encoded(text))}))
        }
        (Secret::Password(_), 3) => {
            let pair = STANDARD.encode(format!("{USER}:{text}"));
            (HOOK, json!({"url": api, "headers": {"Authorization": format!("Basic {pair}")}}))
        }
        (Secret::Password(_), 4) => (HOOK, json!({"url": api, "data": format!("{{\"password\": {quoted}}}")})),
        (Secret::Password(_), 5) => (CODE, json!({"code": "return {}", "input": {"db_password": text}})),
        (Secret::Password(_), 6) => {
            (CODE, json!({"code": format!("const login = {{password: {quoted}}}; return {{}}")}))
        }
        (Secret::Password(_), _) => (HOOK, json!({"url": api, "data": {"Kennwort": text}})),
        (_, 0) => (HOOK, json!({"url": api, "headers": {"X-Api-Key": text}})),
        (_, 1) => (HOOK, json!({"url": api, "headers": {"Authorization": format!("Bearer {text}")}})),
        (_, 2) => (HOOK, json!({"url": format!("{api}?a=b&api_key={}", encoded(text))})),
        (_, 3) => (HOOK, json!({"url": api, "data": {"client_secret": text}})),
        (_, 4) => (CODE, json!({"code": format!("const apiKey = '{text}'; fetch('{api}?k=' + apiKey)")})),
        (_, 5) => (CODE, json!({"code": format!("fetch('{api}', {{headers: {{'Authorization': 'Bearer {text}'}}}})")})),
        (_, 6) => (CODE, json!({"code": "return {}", "input": {"api_key": text}})),
        (_, 7) => (HOOK, json!({"url": api, "data": format!("{{\"access_token\": {quoted}}}")})),
        (_, 8) => (HOOK, json!({"url": api, "basic_auth": format!("{text}|")})),
        _ => (HOOK, json!({"url": format!("http://{text}@api.example.com/x")})),
    }
}

/// Whether the place holds the secret as the password of a user.
fn is_pair(secret: &Secret, place: usize) -> bool {
    matches!((secret, place), (Secret::Password(_), 1..=3))
}

/// A Zap that holds the secret at its place and once more somewhere else, in three formats.
fn zaps(secret: &Secret, place: usize, echo: usize) -> [Value; 3] {
    let text = secret.text();
    let (app, mut params) = carrier(secret, place);
    let mut title = "Send the leads on".to_owned();
    let mut note = "What it is for".to_owned();
    let (mut step_title, mut comment, mut label) = ("Send it".to_owned(), String::new(), "General".to_owned());
    let mut message = Map::from_iter([("text".to_owned(), json!("{{1__email}}"))]);
    let mut condition = "yes".to_owned();
    let mut url = "http://plain.example.com/x".to_owned();
    match echo {
        0 => title = format!("Use {text}"),
        1 => note = format!("it is {text}."),
        2 => step_title = format!("Send {text}"),
        3 => comment = text.to_owned(),
        4 => label = format!("key {text}"),
        5 => message = Map::from_iter([("text".to_owned(), format!("Hi, {text} and {{{{1__email}}}}").into())]),
        6 => message = Map::from_iter([(format!("note {text}"), json!("{{1__ssn}} http://a.example.com"))]),
        7 => condition = text.to_owned(),
        8 => url = format!("http://plain.example.com/{}/x", encoded(text)),
        9 => url = format!("http://plain.example.com/x?q={text}"),
        10 => {
            url = format!("http://plain.example.com/x?q={}", encoded(text).replace("%2F", "%2f").replace("%3D", "%3d"))
        }
        11 if is_pair(secret, place) => title = format!("Pair {}", STANDARD.encode(format!("{USER}:{text}"))),
        12 => params["note"] = format!("once more: {text}").into(),
        13 => params["code"] = format!("{} // {text}", params["code"].as_str().unwrap_or("")).into(),
        _ => {}
    }
    let code = app.starts_with("Code");
    let action = if code { "01929fad-d3dd-62c2-52ed-7868d5fcc691" } else { "post" };
    let criteria =
        json!([{"id": 1, "group": 1, "key": "1__email", "match": "iexact", "value": condition, "action": "continue"}]);
    let steps = [
        ("WebHookCLIAPI@1.1.1", "read", "hook_v2", json!({})),
        ("FilterAPI", "filter", "filter", json!({"filter_criteria": criteria})),
        (app, "write", action, params),
        ("WebHookCLIAPI@1.1.1", "write", "post", json!({"url": url, "data": {"ssn": "{{1__ssn}}"}})),
        ("SlackCLIAPI@1.0.0", "write", "channel_message", Value::Object(message)),
    ];
    let draft: Vec<Value> = (1..)
        .zip(&steps)
        .map(|(id, (app, kind, action, params))| {
            json!({"id": id.to_string(), "app": app, "type": kind, "action": action, "title": step_title, "params": params,
                   "comment": comment, "meta": {"params": {"data": {"label": label}}}})
        })
        .collect();
    let nodes: Map<String, Value> = (1..)
        .zip(&steps)
        .map(|(id, (app, kind, action, params))| {
            let parent = if id == 1 { Value::Null } else { Value::from(id - 1) };
            let node = json!({"id": id, "parent_id": parent, "selected_api": app, "type_of": kind, "action": action,
                              "params": params, "meta": {"stepTitle": step_title, "parammap": {"data": label}}});
            (id.to_string(), node)
        })
        .collect();
    let export = |version: Value| {
        json!({"metadata": {"version": version}, "zaps": [
            {"id": 1, "title": title, "description": note, "status": "on", "nodes": nodes}]})
    };
    let draft = json!({"id": "1", "title": title, "zap_note": note, "draft": {"zdl": {"steps": draft}}});
    [draft, export(json!("gdpr_v1")), export(json!(2))]
}

/// Everything that can leave the core for this Zap, read from a file of this name or seen on a page with this text.
fn outputs(zap: &Value, file: &str, seen: &str) -> Vec<String> {
    let policy = Policy { persona: Some(Persona::Auditor), ..Policy::default() };
    let reading = read::read(&zap.to_string()).unwrap();
    let zaps = reading.zaps.into_iter().map(|mut zap| {
        zap.file = Some(format!("exports/{file}.json"));
        lint(&zap, &policy, TODAY)
    });
    let report = Report { zaps: zaps.collect(), ..Report::default() };
    assert!(report.zaps.iter().any(|zap| !zap.findings.is_empty()), "each sample has something to tell");
    let mut desk = Desk::default();
    let field = serde_json::from_value::<OpenField>(json!({"label": seen, "row": null, "parts": [{"text": seen}]}));
    let page = PageSeen {
        address: "https://zapier.com/editor/1/draft/3/fields".to_owned(),
        cards: vec![CardSeen { handle: 1, ids: vec!["3".to_owned()], text: format!("3. {seen}") }],
        fields: vec![FieldSeen { handle: 2, field: field.unwrap(), ..FieldSeen::default() }],
        ..PageSeen::default()
    };
    let data = json!({"props": {"pageProps": {"zap": zap}}}).to_string();
    let mut outputs = vec![
        report::text::write(&report),
        report::json::write(&report),
        report::sarif::write(&report),
        report::csv::write(&report),
        report::markdown::write(&report),
        report::html::write(&report),
    ];
    // The page with its data, and the cards alone.
    for data in [Some(data), None] {
        let painted = desk.message(1, Message::Open { data, page: page.clone() }, TODAY);
        outputs.push(serde_json::to_string(&painted).unwrap());
        for ask in [Ask::View, Ask::Export { format: ExportFormat::Markdown }] {
            let (answer, _) = desk.ask(1, &ask, "2026-11-24");
            assert!(!matches!(answer, Answer::Reading { .. }), "a page that was opened has an answer");
            outputs.push(serde_json::to_string(&answer).unwrap());
        }
    }
    outputs
}

/// A piece of the secret that is more than its first four characters, if the output holds one.
fn leaked(output: &str, secret: &str) -> Option<String> {
    let pieces = std::iter::once(&secret[..5]).chain((6..=secret.len()).map(|end| &secret[end - 6..end]));
    // Each piece holds three letters that begin at a multiple of four; most outputs hold none of those.
    let is_clean = (0..secret.len().saturating_sub(2)).step_by(4).all(|at| !output.contains(&secret[at..at + 3]));
    if is_clean {
        return None;
    }
    pieces.into_iter().find(|piece| output.contains(piece)).map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_secret_comes_out(secret in secret(), place in 0_usize..10, echo in 0_usize..16) {
        let text = secret.text();
        let pair = STANDARD.encode(format!("{USER}:{text}"));
        // The pair begins with the user's name, which is no secret.
        let pair = &pair[USER.len().div_ceil(3) * 4..];
        // Cards alone do not tell that a word on them is a key.
        let seen = if echo == 14 && matches!(secret, Secret::Token(_)) { text } else { "orders" };
        let file = if echo == 15 { text } else { "orders" };
        for zap in zaps(&secret, place, echo) {
            for output in outputs(&zap, file, seen) {
                let plain = decoded(&output);
                for (output, secret) in [(&output, text), (&plain, text), (&output, pair)] {
                    let leaked = leaked(output, secret);
                    prop_assert!(leaked.is_none(), "{place}/{echo}: {} of {secret} in {output}", leaked.unwrap_or_default());
                }
            }
        }
    }
}
