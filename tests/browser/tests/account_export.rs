//! A whole account on the options page: dropped, checked aside, shown, ended.

use std::path::PathBuf;

use browser_tests::driver::{Browser, Error};
use browser_tests::replica::Policy;
use browser_tests::stage::{Stage, for_each_browser};
use serde_json::{Value, json};

type Done = Result<(), Error>;

/// Our own pages have a policy of their own: one round in each browser is enough.
fn once_in_each_browser(scenario: impl Fn(&Stage) -> Done + Sync) -> Done {
    for_each_browser(true, |stage| if stage.policy == Policy::None { scenario(stage) } else { Ok(()) })
}

/// A Zap of an account's export that asks without encryption.
fn zap(id: usize) -> String {
    let post = format!(
        r#"{{"id":{id}1,"parent_id":{id},"type_of":"write","action":"post","selected_api":"WebHookCLIAPI@1.1.1","params":{{"url":"http://crm.example.com/{id}"}}}}"#
    );
    let hook = format!(
        r#"{{"id":{id},"parent_id":null,"type_of":"read","action":"hook_v2","selected_api":"WebHookCLIAPI@1.1.1","params":{{}}}}"#
    );
    format!(r#"{{"id":{id},"title":"Orders {id}","status":"on","nodes":{{"{id}":{hook},"{id}1":{post}}}}}"#)
}

fn export(zaps: &[String]) -> String {
    format!("{{\"metadata\":{{\"version\":\"gdpr_v1\"}},\"zaps\":[{}]}}", zaps.join(","))
}

fn options(browser: &Browser) -> Done {
    browser.go_to_extension("options.html")?;
    browser.wait_until("the options", || Ok(browser.find_all("#account-files")?.len() == 1))
}

/// Drops files on the page; a file whose name ends with `.zip` is packed first, by the browser.
fn drop_files(browser: &Browser, files: &[(&str, &str)]) -> Done {
    let files: Vec<Value> = files.iter().map(|(name, text)| json!([name, text])).collect();
    browser.script(DROP, &[Value::Array(files)]).map(drop)
}

/// The page's script may not come from elsewhere, so the ZIP is made here: one file, deflated, and where it lies.
const DROP: &str = "
    const crcOf = (bytes) => {
      let crc = ~0;
      for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? crc >>> 1 ^ 0xedb88320 : crc >>> 1;
      }
      return ~crc >>> 0;
    };
    const number = (value, size) => Array.from({length: size}, (_, place) => value >>> 8 * place & 255);
    const pack = async (name, bytes) => {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const packed = new Uint8Array(await new Response(stream).arrayBuffer());
      const path = new TextEncoder().encode(name);
      const about = [...number(20, 2), 0, 0, 8, 0, 0, 0, 0, 0, ...number(crcOf(bytes), 4), ...number(packed.length, 4),
        ...number(bytes.length, 4), ...number(path.length, 2), 0, 0];
      const head = new Uint8Array([80, 75, 3, 4, ...about, ...path]);
      const entry = new Uint8Array([80, 75, 1, 2, 20, 0, ...about, ...number(0, 14), ...path]);
      const end = new Uint8Array([80, 75, 5, 6, ...number(0, 4), 1, 0, 1, 0, ...number(entry.length, 4),
        ...number(head.length + packed.length, 4), 0, 0]);
      return new Blob([head, packed, entry, end]);
    };
    return Promise.all(arguments[0].map(async ([name, text]) => {
      const bytes = new TextEncoder().encode(text);
      const packed = name.endsWith('.zip') && !text.startsWith('PK') ? await pack('export/Zapfile.json', bytes) : bytes;
      return new File([packed], name);
    })).then((files) => {
      const transfer = new DataTransfer();
      files.forEach((file) => transfer.items.add(file));
      document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: transfer, bubbles: true, cancelable: true}));
    });";

fn line(browser: &Browser) -> Result<String, Error> {
    browser.find("#account [role=status]")?.text()
}

fn picture(stage: &Stage, name: &str) -> Done {
    if let Some(folder) = std::env::var_os("ZAPLINT_PICTURES") {
        let file = format!("{}-{name}.png", stage.browser.kind().name());
        std::fs::write(PathBuf::from(folder).join(file), stage.browser.screenshot()?)?;
    }
    Ok(())
}

#[test]
fn a_dropped_export_is_checked_and_what_cannot_be_read_is_named() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        options(browser)?;
        let broken = zap(2).replace("\"Orders 2\"", "\"Orders 2");
        let zaps = export(&[zap(1), broken, zap(3)]);
        drop_files(browser, &[("account.zip", &zaps), ("notes.zip", "PK is no ZIP"), ("one.json", &zap(7))])?;
        browser.wait_until("the report", || Ok(line(browser)?.starts_with("3 Zaps checked: ")))?;
        assert!(line(browser)?.ends_with("2 inputs not read"), "{}", line(browser)?);
        let errors = browser.find("#account .warning")?.text()?;
        assert!(errors.contains("account.zip: export/Zapfile.json: Zap 2 of the file: line 1, column "), "{errors}");
        assert!(errors.contains("notes.zip: this ZIP file is damaged or is none"), "{errors}");
        let all = browser.find("#account")?.text()?;
        for wanted in ["Findings by measure", "Outside hosts that are called", "crm.example.com", "account.zip"] {
            assert!(all.contains(wanted), "{wanted} is not in {all}");
        }
        browser.find("#account .link")?.click()?;
        browser.wait_until("the Zap", || Ok(!browser.find_all("#account .sheet .findings li")?.is_empty()))?;
        let sheet = browser.find("#account .sheet")?.text()?;
        assert!(sheet.contains("Request without encryption (Z301), step 2"), "{sheet}");
        browser.script("document.getElementById('account').scrollIntoView()", &[])?;
        picture(stage, "account")?;
        browser.find("#account .buttons button")?.click()?;
        assert!(stage.download(".html")?.contains("crm.example.com"));
        Ok(())
    })
}

#[test]
fn a_long_check_can_be_ended_and_another_one_begun() -> Done {
    once_in_each_browser(|stage| {
        let browser = &stage.browser;
        options(browser)?;
        let many = export(&(1..20_000).map(zap).collect::<Vec<_>>());
        drop_files(browser, &[("many.json", &many)])?;
        browser.wait_until("progress", || {
            let running = browser.find_all("#account progress")?;
            let value = "return document.querySelector('#account progress')?.value ?? 0";
            Ok(!running.is_empty() && browser.script(value, &[])?.as_f64().is_some_and(|value| value > 0.0))
        })?;
        browser.find("#account-cancel")?.click()?;
        browser.wait_until("the end", || Ok(line(browser)? == "Ended before everything was checked."))?;
        drop_files(browser, &[("one.json", &zap(7))])?;
        browser.wait_until("the report", || Ok(line(browser)?.starts_with("1 Zap checked: ")))
    })
}
