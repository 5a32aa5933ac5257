//! The replica by itself, in real browsers under each page policy: what the extension's tests rest on.

use browser_tests::driver::Error;
use browser_tests::editor::{self, field, open_step};
use browser_tests::replica::Layout;
use browser_tests::stage::{Stage, for_each_browser};
use serde_json::Value;

const LEADS: &str = "351813905";
const POST: &str = "351813907";

type Done = Result<(), Error>;

fn number(stage: &Stage, script: &str) -> Result<u64, Error> {
    Ok(stage.browser.script(script, &[])?.as_u64().unwrap_or_default())
}

fn text(stage: &Stage, script: &str) -> Result<String, Error> {
    Ok(stage.browser.script(script, &[])?.as_str().unwrap_or_default().to_owned())
}

#[test]
fn steps_open_without_loading_the_page() -> Done {
    for_each_browser(false, |stage| {
        editor::open(&stage.browser, LEADS)?;
        let cards = stage.browser.wait("four cards", || {
            let cards = stage.browser.find_all("[data-testid^='step-node-'][role=button]")?;
            Ok((cards.len() == 4).then_some(cards))
        })?;
        let names: Vec<String> = cards.iter().map(|card| card.text()).collect::<Result<_, _>>()?;
        assert_eq!(names, ["1. Catch Hook", "2. Only the contact form", "3. POST", "4. Send Channel Message"]);
        assert_eq!(stage.browser.title()?, "Leads from the website to the CRM | Zapier");

        stage.browser.script("window.stillHere = true", &[])?;
        open_step(&stage.browser, POST)?;
        assert_eq!(stage.browser.address()?, format!("https://zapier.com/editor/{LEADS}/draft/{POST}/fields"));
        let url = field(&stage.browser, "URL, required")?;
        assert_eq!(url.text()?, "http://crm.northwind-leads.example/api/leads");
        assert_eq!((url.role()?.as_str(), url.name()?.as_str()), ("textbox", "URL, required"));

        stage.browser.find("[aria-label='Show Setup']")?.click()?;
        assert!(stage.browser.address()?.ends_with("/setup"));
        stage.browser.script("history.back()", &[])?;
        field(&stage.browser, "URL, required")?;
        assert_eq!(stage.browser.script("return window.stillHere", &[])?, Value::Bool(true));
        assert_eq!(stage.replica.strangers(), [""; 0]);
        Ok(())
    })
}

#[test]
fn typing_is_saved_and_read_back() -> Done {
    for_each_browser(false, |stage| {
        editor::open(&stage.browser, LEADS)?;
        open_step(&stage.browser, POST)?;
        field(&stage.browser, "URL, required")?.type_text("/new")?;
        stage.browser.wait_until("the autosave", || Ok(stage.replica.writes() == 1))?;
        let url = "http://crm.northwind-leads.example/api/leads/new";
        let saved = stage.replica.zap(LEADS);
        assert_eq!(saved["draft"]["zdl"]["steps"][2]["params"]["url"], url);
        // Nothing else was changed on the way: the mappings come back from the pills as they were.
        assert_eq!(
            saved["draft"]["zdl"]["steps"][2]["params"]["data"]["birthday"],
            r#"{{=gives["351813905"]["birthday"]}}"#
        );

        let again = text(
            stage,
            "return fetch(location.href, {cache: 'no-store'}).then((answer) => answer.text()).then((page) => {
               const data = page.match(/id=\"__NEXT_DATA__\"[^>]*>(.*?)<\\/script>/)[1];
               return JSON.parse(data).props.pageProps.zap.draft.zdl.steps[2].params.url;
             });",
        )?;
        assert_eq!(again, url);
        assert_eq!(stage.replica.writes(), 1);
        assert_eq!(stage.browser.script("return window.__foreignMutations", &[])?, Value::Array(Vec::new()));
        Ok(())
    })
}

#[test]
fn empty_fields_rows_and_mapped_values_can_be_typed_into() -> Done {
    for_each_browser(false, |stage| {
        editor::open(&stage.browser, LEADS)?;
        open_step(&stage.browser, POST)?;
        stage.browser.find("[aria-label='Add a row to Headers']")?.click()?;
        let names = stage.browser.find_all("input[placeholder=key]")?;
        let name = names.last().ok_or_else(|| Error::new("no row"))?;
        name.type_text("X-Trace")?;
        let values = stage.browser.find_all("[role=textbox][aria-label=Headers]")?;
        values.last().ok_or_else(|| Error::new("no row"))?.type_text("on and off")?;

        let rows = stage.browser.find_all("[role=textbox][aria-label=Data]")?;
        let shown: Vec<String> = rows.iter().map(|row| row.text()).collect::<Result<_, _>>()?;
        let first_name = shown.iter().position(|text| text.contains("1. First name: sample"));
        rows[first_name.ok_or_else(|| Error::new(format!("no first name in {shown:?}")))?].type_text(" x")?;
        stage.browser.wait_until("the autosave", || {
            let params = &stage.replica.zap(LEADS)["draft"]["zdl"]["steps"][2]["params"];
            Ok(params["headers"]["X-Trace"] == "on and off"
                && params["data"]["first_name"] == "{{351813905__first_name}} x")
        })?;
        assert_eq!(number(stage, "return document.querySelectorAll('[data-slate-void]').length")?, 5);
        assert_eq!(stage.browser.script("return window.__foreignMutations", &[])?, Value::Array(Vec::new()));
        Ok(())
    })
}

#[test]
fn changes_that_the_page_did_not_make_are_counted() -> Done {
    for_each_browser(false, |stage| {
        editor::open(&stage.browser, LEADS)?;
        open_step(&stage.browser, POST)?;
        let foreign = stage.browser.script(
            "document.querySelector('[role=textbox]').setAttribute('title', 'x');
             document.querySelector('h2').append('y');
             document.body.append(document.createElement('zaplint-overlay'));
             return window.__foreignMutations;",
            &[],
        )?;
        assert_eq!(foreign, serde_json::json!(["attributes title on DIV", "childList  on H2"]));
        Ok(())
    })
}

#[test]
fn a_large_zap_has_only_the_cards_in_view() -> Done {
    for_each_browser(false, |stage| {
        editor::open(&stage.browser, "360000001")?;
        stage.browser.find("[data-testid='step-node-360000001']")?;
        let count = "return document.querySelectorAll('[data-testid^=step-node-]').length";
        assert!((5..40).contains(&number(stage, count)?));
        stage.browser.script("document.querySelector('.css-canvas').scrollTop = 1e6", &[])?;
        let last = stage.browser.find("[data-testid='step-node-360000300']")?;
        assert_eq!(last.text()?, "300. Request 299");
        assert!(stage.browser.find_all("[data-testid='step-node-360000001']")?.is_empty());
        assert!((5..40).contains(&number(stage, count)?));
        Ok(())
    })
}

#[test]
fn each_layout_shows_the_same_zap_in_its_own_way() -> Done {
    for_each_browser(false, |stage| {
        for name in ["usual", "no-testids", "aria-only", "no-next-data", "read-only"] {
            let layout = Layout::named(name).ok_or_else(|| Error::new(name))?;
            stage.replica.set_layout(&layout);
            editor::open(&stage.browser, LEADS)?;
            let cards = stage.browser.wait(layout.name(), || {
                let cards = stage.browser.find_all("main [role=button]")?;
                Ok((cards.len() == 4).then_some(cards))
            })?;
            assert_eq!(cards[2].name()?, "3. POST", "{name}");
            let with_ids = stage.browser.find_all("[data-testid]")?.len();
            assert_eq!(with_ids == 0, ["no-testids", "aria-only"].contains(&name), "{name}");
            cards[2].click()?;
            stage.browser.find("[aria-label='Show Configure'][aria-pressed=true]")?;
            let fields = stage.browser.find_all("[role=textbox][aria-label='URL, required']")?.len();
            assert_eq!(fields, usize::from(name != "read-only"), "{name}");
            let slate = stage.browser.find_all("[data-slate-editor]")?.len();
            assert_eq!(slate == 0, ["aria-only", "read-only"].contains(&name), "{name}");
            let data = stage.browser.find_all("script#__NEXT_DATA__")?.len();
            assert_eq!(data == 0, name == "no-next-data", "{name}");
        }
        Ok(())
    })
}

#[test]
fn other_pages_of_the_site_are_there() -> Done {
    for_each_browser(false, |stage| {
        let browser = &stage.browser;
        browser.go("https://zapier.com/app/assets/zaps")?;
        browser.find(&format!("tr a[href='/webintent/edit-zap/{LEADS}']"))?.click()?;
        browser.wait_until("the editor", || Ok(browser.address()?.ends_with(&format!("/editor/{LEADS}"))))?;
        browser.find(&format!("[data-testid='step-node-{POST}']"))?;

        browser.go("https://zapier.com/editor?attempt_id=7f3a")?;
        let first = browser.find("[data-testid='step-node-1']")?;
        assert_eq!(first.text()?, "Trigger 1. Select the event that starts your Zap");
        assert_eq!(browser.title()?, "New Zap | Zapier");

        browser.go("https://zapier.com/editor/100000001")?;
        assert_eq!(browser.find("h1")?.text()?, "You do not have access to this Zap");

        browser.go(&format!("https://zapier.com/editor/{LEADS}/published/{POST}/fields"))?;
        browser.find(".css-value")?;
        assert!(browser.find_all("[contenteditable=true]")?.is_empty());

        browser.go("https://zapier.com/editor/352004771/draft")?;
        browser.find("[data-testid='step-node-352004813']")?;
        let numbered: Vec<String> =
            browser.find_all("main [role=button]")?.iter().map(|card| card.text()).collect::<Result<_, _>>()?;
        assert_eq!((numbered.len(), numbered[2].as_str()), (15, "3. By topic"));
        Ok(())
    })
}
