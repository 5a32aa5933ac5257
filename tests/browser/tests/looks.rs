//! Pictures of the main states, to be looked at by a person: `ZAPLINT_PICTURES=FOLDER cargo test -p browser-tests --test looks -- --ignored`.

use std::path::PathBuf;

use browser_tests::driver::{Browser, Error, Kind, Launch};
use browser_tests::replica::{Layout, Replica};
use browser_tests::{editor, fixture, stage, zaplint};

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
            Ok(!status.is_empty() && !status.starts_with("Reading"))
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

    fn panel(&self) -> Done {
        self.open(LEADS)?;
        self.take("panel")?;
        self.press("(Z301)")?;
        self.take("finding")?;
        self.press("Accept …")?;
        self.take("accept")?;
        self.top()?;
        self.press("Export")?;
        self.take("exports")?;
        // Closes the menu.
        self.browser.press("\u{e00c}")?;
        for part in ["measures", "unchecked", "checklist", "checklist-1", "review", "picture"] {
            self.part(part)?;
            self.take(part)?;
        }
        Ok(())
    }

    fn others(&self) -> Done {
        self.open(ORDERS)?;
        self.take("none")?;
        self.replica.put(fixture::large(60));
        self.open("360000001")?;
        self.take("60-steps")?;
        self.replica.set_layout(&Layout::named("no-data-no-cards").or_else(|| Layout::all().pop()).unwrap_or_default());
        for page in ["options.html", "popup.html", "learn.html", "sample.html", "welcome.html"] {
            self.browser.go_to_extension(page)?;
            self.browser.wait_until("a heading", || Ok(!self.browser.find_all("h1")?.is_empty()))?;
            self.take(page.trim_end_matches(".html"))?;
        }
        Ok(())
    }
}

#[test]
#[ignore = "for a person to look at"]
fn pictures_of_the_main_states() -> Done {
    let Some(folder) = std::env::var_os("ZAPLINT_PICTURES").map(PathBuf::from) else {
        return Err(Error::new("ZAPLINT_PICTURES names no folder"));
    };
    let kinds = std::env::var("ZAPLINT_BROWSERS").unwrap_or_default();
    for kind in Kind::ALL.into_iter().filter(|kind| kinds.is_empty() || kinds.contains(kind.name())) {
        for (theme, width, height) in [("light", 1200, 900), ("dark", 1200, 900), ("narrow", 330, 640)] {
            let replica = Replica::start()?;
            let launch = Launch {
                extension: Some(stage::unpacked(kind)),
                proxy: replica.proxy(),
                dark: theme == "dark",
                ..Launch::default()
            };
            let browser = Browser::start(kind, launch)?;
            browser.resize(width, height)?;
            let name = format!("{}-{theme}", kind.name());
            let camera = Camera { browser, replica, folder: folder.clone(), name };
            camera.panel()?;
            camera.others()?;
        }
    }
    Ok(())
}
