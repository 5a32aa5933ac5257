//! What is kept between sessions, in real browsers: asked and decided as the panel does, from inside its frame.

use browser_tests::driver::{Error, Kind};
use browser_tests::editor::{self, field, open_step};
use browser_tests::stage::{Stage, once_in_each_browser};
use browser_tests::zaplint;
use serde_json::{Value, json};

/// A POST without encryption: `tests/zaps/lead-intake.json`.
const LEADS: &str = "351813905";
const POST: &str = "351813907";

type Done = Result<(), Error>;

/// Runs something in the panel, which may do what extension pages may.
fn run(stage: &Stage, script: &str, arguments: &[Value]) -> Result<Value, Error> {
    zaplint::in_panel(&stage.browser, || stage.browser.script(script, arguments))
}

/// Asks the worker as the panel does: once more where it was stopped, and has to get the page first.
fn ask(stage: &Stage, question: &Value) -> Result<Value, Error> {
    stage.browser.wait("an answer of the worker", || {
        let question = question.clone();
        let answer = run(stage, "return chrome.runtime.sendMessage({to: 'desk', ask: arguments[0]})", &[question])?;
        Ok(Some(answer).filter(|answer| !answer.is_null() && answer.get("reading").is_none()))
    })
}

/// What the panel shows, once there is something.
fn view(stage: &Stage) -> Result<Value, Error> {
    stage.browser.wait("a view", || Ok(ask(stage, &json!("view"))?.pointer("/view/view").cloned()))
}

/// The first finding of a rule.
fn entry(stage: &Stage, rule: &str) -> Result<Value, Error> {
    let view = view(stage)?;
    let groups = view.get("groups").and_then(Value::as_array).into_iter().flatten();
    let mut findings = groups.flat_map(|group| group["findings"].as_array().into_iter().flatten());
    let found = findings.find(|entry| entry["rule"] == rule);
    found.cloned().ok_or_else(|| Error::new(format!("no {rule} in {view}")))
}

fn has_badge(stage: &Stage, rule: &str) -> Result<bool, Error> {
    Ok(zaplint::badges(&stage.browser)?.iter().any(|name| name.contains(rule)))
}

/// The state beside the button.
fn status(stage: &Stage) -> Result<String, Error> {
    let state = zaplint::overlay(&stage.browser)?.find_all("[role=status]")?;
    state.first().map_or_else(|| Ok(String::new()), |state| state.text())
}

#[test]
fn what_was_decided_outlives_the_worker_and_a_waiver_ends_with_its_field() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        open_step(browser, POST)?;
        zaplint::badge(browser, "High: Request without encryption (Z301)")?;
        let fingerprint = entry(stage, "Z301")?["fingerprint"].clone();
        let waive = json!({"waive": {"fingerprint": fingerprint, "reason": "a test system", "until": null}});
        assert_eq!(ask(stage, &waive)?, "done");
        browser.wait_until("no badge for what was accepted", || Ok(!has_badge(stage, "High: Request without")?))?;
        for (item, note) in [("K1", "all have it"), ("K16", "")] {
            assert_eq!(ask(stage, &json!({"tick": {"item": item, "done": true, "note": note}}))?, "done");
        }
        browser.stop_worker()?;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        let check = || -> Done {
            assert_eq!(entry(stage, "Z301")?["accepted"]["sentence"], "Accepted: a test system");
            let sections = view(stage)?["checklist"].clone();
            let items = sections.as_array().into_iter().flatten().flat_map(|section| section["items"].as_array());
            let done: Vec<Value> =
                items.flatten().filter(|item| item["tick"]["done"] == true).map(|item| item["id"].clone()).collect();
            assert_eq!(done, ["K1", "K16"]);
            Ok(())
        };
        check()?;
        // The open field shows the same value in its own way: that is no change.
        open_step(browser, POST)?;
        browser.wait_until("the field is read", || has_badge(stage, "(Z201)"))?;
        check()?;
        let url = field(browser, "URL, required")?;
        url.type_text("/x")?;
        zaplint::badge(browser, "High: Request without encryption (Z301)")?;
        assert_eq!(ask(stage, &json!({"forget": {"zap": null}}))?, "done");
        let left = run(stage, "return chrome.storage.local.get(null).then(Object.keys)", &[])?;
        assert!(left.as_array().is_some_and(|keys| keys.iter().all(|key| *key == format!("zap:{LEADS}"))), "{left}");
        Ok(())
    })
}

#[test]
fn a_tick_is_kept_where_the_page_is_left_at_once() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        view(stage)?;
        let is_ticked = "const part = document.getElementById('t-K16'); return part ? part.checked : null";
        browser.wait_until("the checklist", || Ok(run(stage, is_ticked, &[])? == json!(false)))?;
        // It starts anew with the tick, and knows nothing of the page. Once it runs nobody has to wait for more.
        browser.stop_worker()?;
        let tick = "document.getElementById('t-K16').click();
            return chrome.runtime.sendMessage({to: 'desk', ask: 'rules'}).then(() => true)";
        run(stage, tick, &[])?;
        browser.reload()?;
        browser.wait_until("the tick", || Ok(run(stage, is_ticked, &[])? == json!(true)))
    })
}

#[test]
fn settings_and_pauses_hold_at_once() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        let button =
            "return chrome.tabs.query({active: true, currentWindow: true}).then(([{id: tabId}]) => Promise.all([
            chrome.action.getBadgeText({tabId}), chrome.action.getTitle({tabId})]))";
        // A frame in a page may ask this in Chromium alone.
        let can_ask = browser.kind() == Kind::Chromium;
        browser.wait_until("the count on the toolbar", || {
            let shown = if can_ask { run(stage, button, &[])? } else { json!(["1", "finding"]) };
            Ok(shown[0].as_str().is_some_and(|text| !text.is_empty())
                && shown[1].as_str().is_some_and(|title| title.contains("finding")))
        })?;
        for everywhere in [false, true] {
            ask(stage, &json!({"pause": {"everywhere": everywhere, "on": true}}))?;
            browser
                .wait_until("the pause", || Ok(status(stage)?.starts_with("Paused: ") && !has_badge(stage, "(Z")?))?;
            if can_ask {
                assert_eq!(run(stage, button, &[])?[0], "");
            }
            ask(stage, &json!({"pause": {"everywhere": everywhere, "on": false}}))?;
            zaplint::badge(browser, "(Z201)")?;
        }
        let set = |settings: Value| ask(stage, &json!({"set": {"settings": settings}}));
        set(json!({"badges_from": "critical"}))?;
        browser.wait_until("no badges", || Ok(!has_badge(stage, "(Z201)")?))?;
        set(json!({"language": "de"}))?;
        browser.wait_until("German", || Ok(status(stage)?.contains("Befunde")))?;
        zaplint::badge(browser, "Hoch: ")?;
        ask(stage, &json!({"forget": {"zap": null}}))?;
        browser.wait_until("English again", || Ok(status(stage)?.contains("finding")))
    })
}

#[test]
fn a_damaged_store_is_set_aside_and_the_zap_is_checked() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        let break_it =
            "return chrome.storage.local.set({settings: '{', account: 7, [arguments[0]]: {}}).then(() => true)";
        run(stage, break_it, &[format!("zap:{LEADS}").into()])?;
        browser.stop_worker()?;
        editor::open(browser, LEADS)?;
        zaplint::badge(browser, "(Z201)")?;
        // The panel tells it once, the options page as long as it lies there.
        let told = ask(stage, &json!("settings"))?;
        assert_eq!(told["settings"]["notices"].as_array().map(Vec::len), Some(1), "{told}");
        let kept = run(stage, "return chrome.storage.local.get(null)", &[])?;
        for key in ["damaged:settings", "damaged:account", &format!("damaged:zap:{LEADS}")] {
            assert!(kept[key].is_string(), "{key} in {kept}");
        }
        ask(stage, &json!({"forget": {"zap": null}})).map(drop)
    })
}
