//! The whole way, from a text to every report: nothing makes it panic, and no secret comes out.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::{Value, json};
use zaplint::{
    backup,
    diff::{Snapshot, changes},
    lint::lint,
    policy::Policy,
    read,
    record::{self, Record},
    redact,
    report::{self, Report},
    session::{Answer, Ask, Desk, Message, PageSeen},
    vendors::Vendors,
    words::Language,
    zap::Zap,
};

const TODAY: &str = "2026-11-24";

/// Everything that can leave the core for this text.
fn outputs(text: &str) -> Vec<String> {
    let Ok(reading) = read::read(text) else {
        return Vec::new();
    };
    let policy = Policy { persona: Some(zaplint::finding::Persona::Auditor), ..Policy::default() };
    let zaps = reading.zaps.iter().map(|zap| lint(zap, &policy, TODAY)).collect();
    let report = Report { zaps, ..Report::default() };
    let mut desk = Desk::default();
    let page = PageSeen { address: "https://zapier.com/editor/1/draft/2/fields".to_owned(), ..PageSeen::default() };
    let data =
        json!({"props": {"pageProps": {"zap": serde_json::from_str::<Value>(text).unwrap_or_default()}}}).to_string();
    let painted = desk.message(1, Message::Open { data: Some(data), page }, TODAY);
    let (answer, _) = desk.ask(1, &Ask::View, "2026-11-24");
    assert!(matches!(answer, Answer::View { .. }), "a page that was opened has a view");
    let zap = reading.zaps.first();
    let record: Vec<Record> = zap.map(|zap| Record::of(zap, Vendors::built_in())).into_iter().collect();
    let bare = zap.map(|zap| Zap::new(zap.id.clone(), zap.source, Vec::new()));
    let changes = zap
        .zip(bare.as_ref())
        .map(|(zap, bare)| [changes(zap, bare, &Language::ENGLISH), changes(bare, zap, &Language::ENGLISH)]);
    vec![
        redact::redact(text).unwrap_or_else(|refused| refused.to_string()),
        zap.map(|zap| backup::readable(zap, &Language::ENGLISH)).unwrap_or_default(),
        zap.map(|zap| String::from(Snapshot::of(zap))).unwrap_or_default(),
        serde_json::to_string(&changes).unwrap(),
        record::Form::Markdown.write(&record, &Language::ENGLISH),
        record::Form::Html.write(&record, &Language::ENGLISH),
        record::Form::Csv.write(&record, &Language::ENGLISH),
        report::text::write(&report),
        report::json::write(&report),
        report::sarif::write(&report),
        report::csv::write(&report),
        report::markdown::write(&report),
        report::html::write(&report),
        serde_json::to_string(&painted).unwrap(),
        serde_json::to_string(&answer).unwrap(),
    ]
}

/// A secret of a known kind, made here from random letters so that no file holds one.
fn secret() -> impl Strategy<Value = String> {
    let letters = "[A-Za-z0-9]";
    prop_oneof![
        proptest::string::string_regex(&format!("{letters}{{24}}"))
            .unwrap()
            .prop_map(|rest| format!("xo{}-123456789012-1234567890123-{rest}", "xb")),
        proptest::string::string_regex(&format!("{letters}{{36}}"))
            .unwrap()
            .prop_map(|rest| format!("gh{}_{rest}", "p")),
        proptest::string::string_regex(&format!("{letters}{{24}}"))
            .unwrap()
            .prop_map(|rest| format!("sk_{}_{rest}", "live")),
        proptest::string::string_regex("[0-9a-f]{64}")
            .unwrap()
            .prop_map(|rest| format!("pa{}Ab12Cd34Ef56Gh.{rest}", "t")),
    ]
}

/// A Zap with the secret in one of many places.
fn zap_with(secret: &str, place: usize) -> String {
    let mut title = "A Zap with a name".to_owned();
    let mut note = String::new();
    let mut step_title = "Send it".to_owned();
    let mut params = json!({"url": "https://api.example.com/x", "data": {"a": "b"}, "headers": {}});
    let mut label = "General".to_owned();
    match place {
        0 => title = format!("Use {secret} here"),
        1 => note = format!("the key is {secret}"),
        2 => step_title = format!("Send {secret}"),
        3 => params["url"] = format!("https://api.example.com/x?token={secret}").into(),
        4 => params["url"] = format!("http://me:{secret}@api.example.com/x").into(),
        5 => params["headers"]["Authorization"] = format!("Bearer {secret}").into(),
        6 => params["headers"]["X-Api-Key"] = secret.into(),
        7 => params["data"]["client_secret"] = secret.into(),
        8 => params["data"]["text"] = format!("please use {secret}, thanks").into(),
        9 => params["basic_auth"] = format!("user|{secret}").into(),
        10 => params["data"]["password"] = secret.into(),
        11 => label = format!("key {secret}"),
        12 => params["data"][secret] = "a value under a key that is one".into(),
        _ => params["code"] = format!("const apiKey = '{secret}'; fetch('http://api.example.com/?k=' + apiKey)").into(),
    }
    let code = place > 12;
    let (app, action) = if code {
        ("CodeCLIAPI@1.0.1", "01929fad-d3dd-62c2-52ed-7868d5fcc691")
    } else {
        ("WebHookCLIAPI@1.1.1", "post")
    };
    json!({"id": "1", "title": title, "zap_note": note, "draft": {"zdl": {"steps": [
        {"id": "1", "app": "WebHookCLIAPI@1.1.1", "type": "read", "action": "hook_v2", "params": {}},
        {"id": "2", "app": app, "type": "write", "action": action, "title": step_title, "params": params,
         "meta": {"params": {"data": {"label": label}}}},
        {"id": "3", "app": "SlackCLIAPI@1.0.0", "type": "write", "action": "channel_message", "params": {"text": "{{2__x}}"}}]}}})
    .to_string()
}

/// JSON of any shape, with the keys of a Zap more often than others.
fn any_zap() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        Just("steps".to_owned()),
        Just("id".to_owned()),
        Just("app".to_owned()),
        Just("action".to_owned()),
        Just("type".to_owned()),
        Just("params".to_owned()),
        Just("meta".to_owned()),
        Just("title".to_owned()),
        Just("url".to_owned()),
        Just("code".to_owned()),
        Just("filter_criteria".to_owned()),
        Just("headers".to_owned()),
        Just("nodes".to_owned()),
        Just("parent_id".to_owned()),
        "[a-z_.]{0,8}"
    ];
    let text = prop_oneof![
        "\\PC{0,30}",
        Just("{{1__email}}".to_owned()),
        Just("{{=gives[\"1\"][\"ssn\"]}}".to_owned()),
        Just("CodeCLIAPI".to_owned()),
        Just("WebHookCLIAPI@1".to_owned()),
        Just("post".to_owned()),
        Just("read".to_owned()),
        Just("http://a.example/{{1__x}}".to_owned()),
        Just("1".to_owned())
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        text.prop_map(Value::from)
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Steps as apps have them, with texts that each reader and rule has to take apart.
fn any_step() -> impl Strategy<Value = Value> {
    let apps = [
        "WebHookCLIAPI@1.1.1", "CodeCLIAPI@1.0.1", "FilterAPI", "BranchingAPI", "EngineAPI", "SlackCLIAPI@1.30.0",
        "GoogleMailV2CLIAPI@2.7.1", "GoogleSheetsV2CLIAPI", "AICLIAPI@3.7.1", "ZapierLoopingCLIAPI@1.2.6",
        "SubZapCLIAPI@0.12.1", "App7CLIAPI", "",
    ];
    let actions = [
        "hook_v2", "post", "get", "poll", "_zap_raw_request", "filter", "branch", "parallel_paths", "channel_message",
        "message", "01929fad-d3dd-62c2-52ed-7868d5fcc691", "run_python_37", "",
    ];
    let keys = [
        "url", "code", "headers", "data", "input", "basic_auth", "password", "api_key", "filter_criteria", "text",
        "COL$A", "callback_url", "image_url", "params|||x|||é", "",
    ];
    let text = prop_oneof![
        "\\PC{0,40}",
        "(https?://)?([a-zé]{0,4}:?[a-z%0-9]{0,6}@)?[a-z0-9.\\[\\]:{}_-]{0,20}[/?#&=%a-z0-9{}_é]{0,30}",
        "\\{\\{=?(gives|output)?[0-9_\\[\\]\"'a-z(). é]{0,20}\\}?\\}",
        "(const|def|return|fetch|requests\\.post|\\(|\\)|\\{|\\}|'|\"|`|\\$\\{|=|\\+|//|#|\\n|inputData|\\.|api_key|Bearer|http://|,|:| |é){0,30}",
        "\\{(\"|password|:|,|\\{|\\}|\\\\|token|é| ){0,16}",
        "(Basic|Bearer|token)? ?[A-Za-z0-9+/=]{0,40}",
        "[%0-9a-fA-Fé€]{0,30}",
    ];
    let value = prop_oneof![
        4 => text.prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
    ];
    let nested = prop_oneof![
        4 => value.clone(),
        1 => prop::collection::vec(value.clone(), 0..3).prop_map(Value::from),
        2 => prop::collection::btree_map(prop::sample::select(keys.to_vec()).prop_map(str::to_owned), value, 0..4)
            .prop_map(|map| Value::Object(map.into_iter().collect())),
    ];
    let params = prop::collection::btree_map(prop::sample::select(keys.to_vec()).prop_map(str::to_owned), nested, 0..6)
        .prop_map(|map| Value::Object(map.into_iter().collect()));
    let kinds = prop::sample::select(vec!["read", "write", "search", "search_or_write", "filter", "run", "series"]);
    let app = prop::sample::select(apps.to_vec());
    (app, prop::sample::select(actions.to_vec()), kinds, params, "\\PC{0,12}", 0_i64..9, any::<bool>()).prop_map(
        |(app, action, kind, params, title, parent, root)| {
            let parent = if root { Value::Null } else { parent.into() };
            json!({"app": app, "selected_api": app, "action": action, "type": kind, "type_of": kind, "params": params,
                   "title": title, "parent_id": parent, "meta": {"stepTitle": title, "parammap": {"url": title}}})
        },
    )
}

/// Steps with their numbers; every third one inside the one before.
fn numbered(steps: Vec<Value>) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (number, mut step) in (1..).zip(steps) {
        step["id"] = number.into();
        match all.last_mut().filter(|_| number % 3 == 0) {
            Some(outer) => outer["steps"] = json!([step]),
            None => all.push(step),
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_secret_comes_out(secret in secret(), place in 0_usize..14) {
        let rest = &secret[..5];
        for output in outputs(&zap_with(&secret, place)) {
            prop_assert!(!output.contains(&secret), "place {place}: the whole secret in {output}");
            prop_assert!(!output.contains(&secret[4..]), "place {place}: its end in {output}");
            // The first five letters of `sk_live_…` and the like are no secret; of others they are.
            if !["sk_li", "xoxb-", "ghp_"].iter().any(|start| rest.starts_with(start)) {
                prop_assert!(!output.contains(rest), "place {place}: {rest} in {output}");
            }
        }
    }

    #[test]
    fn no_zap_makes_anything_panic(steps in prop::collection::vec(any_zap(), 0..6), nodes in any_zap()) {
        let _ = outputs(&json!({"id": "1", "steps": steps}).to_string());
        let _ = outputs(&json!({"metadata": {"version": "gdpr_v1"}, "zaps": [{"id": 1, "nodes": nodes}]}).to_string());
        let _ = outputs(&json!({"metadata": {"version": 2}, "zaps": [{"id": 1, "nodes": steps}]}).to_string());
    }

    #[test]
    fn no_steps_make_anything_panic(steps in prop::collection::vec(any_step(), 0..8), title in "\\PC{0,20}") {
        let nodes = numbered(steps.clone());
        let _ = outputs(&json!({"id": "1", "title": title, "steps": nodes}).to_string());
        for version in [json!("gdpr_v1"), json!(2), Value::Null] {
            let zap = json!({"id": 1, "title": title, "nodes": nodes});
            let _ = outputs(&json!({"metadata": {"version": version}, "zaps": [zap]}).to_string());
        }
    }
}
