//! Pictures of the main states, to be looked at by a person: `ZAPLINT_PICTURES=FOLDER cargo test -p browser-tests --test looks -- --ignored`.
//! `ZAPLINT_READERS=german,large` takes only those.

use std::path::PathBuf;

use browser_tests::driver::{Browser, Error, Kind, Launch};
use browser_tests::replica::{Layout, Replica};
use browser_tests::{editor, fixture, stage, zaplint};
use serde_json::{Value, json};

type Done = Result<(), Error>;

/// `tests/zaps/lead-intake.json`, and one with nothing to mend.
const LEADS: &str = "351813905";
const ORDERS: &str = "351920410";

struct Camera {
    browser: Browser,
    replica: Replica,
    folder: PathBuf,
    name: String,
}

impl Camera {
    fn take(&self, what: &str) -> Done {
        // Fonts and pictures come a moment later.
        std::thread::sleep(std::time::Duration::from_millis(300));
        let file = format!("{}-{what}.png", self.name);
        Ok(std::fs::write(self.folder.join(file), self.browser.screenshot()?)?)
    }

    /// Opens a Zap with the panel, and waits for what is in it.
    fn open(&self, zap: &str) -> Done {
        editor::open(&self.browser, zap)?;
        self.browser.wait_until("the panel to be ready", || {
            let status = zaplint::read_panel(&self.browser)?.status;
            Ok(!status.is_empty() && !status.ends_with('…'))
        })
    }

    fn press(&self, name: &str) -> Done {
        zaplint::press_in_panel(&self.browser, name)
    }

    /// Opens a part of the panel by its id, and scrolls to it.
    fn part(&self, id: &str) -> Done {
        zaplint::in_panel(&self.browser, || {
            let script = "const part = document.getElementById(arguments[0]); part.open = true; part.scrollIntoView({block: 'start'});
                scrollBy(0, -90)";
            self.browser.script(script, &[id.into()]).map(drop)
        })
    }

    fn top(&self) -> Done {
        zaplint::in_panel(&self.browser, || self.browser.script("scrollTo(0, 0)", &[]).map(drop))
    }

    /// Points at a badge.
    fn point(&self, name: &str) -> Done {
        let badge = zaplint::badge(&self.browser, name)?;
        let [left, top, width, height] = badge.place()?;
        self.browser.point_at(left + width / 2.0, top + height / 2.0)
    }

    /// Sets something, as the options page does.
    fn set(&self, settings: Value) -> Done {
        self.browser.go_to_extension("options.html")?;
        let script = "return chrome.runtime.sendMessage({to: 'desk', tab: -1, ask: {set: {settings: arguments[0]}}}).then(() => true)";
        self.browser.script(script, &[settings]).map(drop)
    }

    fn panel(&self) -> Done {
        editor::open(&self.browser, LEADS)?;
        zaplint::badge(&self.browser, "(Z201)")?;
        self.take("badges")?;
        self.point("(Z201)")?;
        self.take("tip")?;
        self.open(LEADS)?;
        self.take("panel")?;
        self.press("(Z301)")?;
        self.take("finding")?;
        for part in ["measures", "unchecked", "checklist", "checklist-1", "review", "picture"] {
            self.part(part)?;
            self.take(part)?;
        }
        self.top()?;
        for menu in ["exports", "more"] {
            zaplint::in_panel(&self.browser, || self.browser.find(&format!("[popovertarget={menu}]"))?.click())?;
            self.take(menu)?;
            self.browser.press("\u{e00c}")?;
        }
        zaplint::in_panel(&self.browser, || self.browser.find("[id^=c-]")?.click())?;
        self.take("accept")?;
        zaplint::in_panel(&self.browser, || {
            self.browser.find("#reason")?.type_text("a test system that holds no real data")
        })?;
        zaplint::in_panel(&self.browser, || self.browser.find("form .main")?.click())?;
        self.take("accepted")?;
        Ok(())
    }

    fn others(&self) -> Done {
        self.open(ORDERS)?;
        self.take("none")?;
        self.replica.put(fixture::large(60));
        self.open("360000001")?;
        self.take("60-steps")?;
        self.part("picture")?;
        self.take("60-steps-picture")?;
        for (layout, name) in [("no-next-data", "partly"), ("data-without-zap", "cannot-read")] {
            self.replica.set_layout(&Layout::named(layout).ok_or_else(|| Error::new(layout))?);
            let zap = if name == "partly" { LEADS } else { "999" };
            self.open(zap)?;
            self.take(name)?;
        }
        self.replica.set_layout(&Layout::default());
        Ok(())
    }

    fn pages(&self) -> Done {
        for page in [
            "options.html", "popup.html", "side.html", "learn.html", "learn.html#Z301", "sample.html",
            "sample.html?zap=3", "welcome.html",
        ] {
            self.browser.go_to_extension(page)?;
            self.browser.wait_until("a heading", || Ok(!self.browser.find_all("h1:not(:empty)")?.is_empty()))?;
            self.take(&page.replace(".html", "").replace(['#', '?', '='], "-"))?;
            if page == "popup.html" {
                self.browser.find(".known-zap")?.click()?;
                self.take("popup-open")?;
            }
            if page == "options.html" {
                self.browser.script("document.querySelector('h2:last-of-type').scrollIntoView()", &[])?;
                self.take("options-middle")?;
                self.browser.script("scrollTo(0, 99999)", &[])?;
                self.take("options-end")?;
            }
            if page == "sample.html" {
                self.browser.find("#start")?.click()?;
                for stop in 1..=7 {
                    self.take(&format!("tour-{stop}"))?;
                    if stop < 7 {
                        self.browser.find("#next")?.click()?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// How a reader may have set the browser, and a window's size.
const READERS: [(&str, u64, u64); 6] = [
    ("light", 1200, 900),
    ("dark", 1200, 900),
    ("narrow", 320, 640),
    ("german", 1200, 900),
    ("large", 640, 450),
    ("forced", 1200, 900),
];

#[test]
#[ignore = "for a person to look at"]
fn pictures_of_the_main_states() -> Done {
    let Some(folder) = std::env::var_os("ZAPLINT_PICTURES").map(PathBuf::from) else {
        return Err(Error::new("ZAPLINT_PICTURES names no folder"));
    };
    let kinds = std::env::var("ZAPLINT_BROWSERS").unwrap_or_default();
    let readers = std::env::var("ZAPLINT_READERS").unwrap_or_default();
    for kind in Kind::ALL.into_iter().filter(|kind| kinds.is_empty() || kinds.contains(kind.name())) {
        for (reader, width, height) in READERS {
            if !readers.is_empty() && !readers.contains(reader) {
                continue;
            }
            let replica = Replica::start()?;
            let launch = Launch {
                extension: Some(stage::unpacked(kind)),
                proxy: replica.proxy(),
                dark: reader == "dark",
                large: reader == "large",
                forced_colours: reader == "forced",
                ..Launch::default()
            };
            let browser = Browser::start(kind, launch)?;
            browser.resize(width, height)?;
            let name = format!("{}-{reader}", kind.name());
            let camera = Camera { browser, replica, folder: folder.clone(), name };
            if reader == "german" {
                camera.set(json!({"language": "de"}))?;
            }
            camera.panel()?;
            camera.others()?;
            camera.pages()?;
        }
    }
    Ok(())
}
