//! A running browser.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Error;
use super::client::Client;
use super::element::{Element, find_all};
use super::launch::{Kind, Launch, decode};
use super::process::Process;

/// How long to wait for something that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser under control; it ends when dropped.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    kind: Kind,
    launch: Launch,
    // After the client: the driver must outlive the end of the session.
    _driver: Process,
}

impl Browser {
    /// Starts a browser, with the extension if the launch names one.
    ///
    /// # Errors
    /// When driver or browser do not start, or the browser refuses the extension.
    pub fn start(kind: Kind, launch: Launch) -> Result<Self, Error> {
        let (program, arguments) = Launch::driver(kind);
        let driver = Process::start(program, arguments)?;
        let mut client = Client::new(driver.port);
        client.open(&launch.capabilities(kind)?)?;
        let browser = Self { client, kind, launch, _driver: driver };
        if kind == Kind::Firefox {
            browser.install()?;
        }
        if browser.launch.extension.is_some() {
            browser.close_welcome()?;
        }
        Ok(browser)
    }

    /// Waits for the page that the extension opens once it is installed, and closes it: a tab behind it is a hidden one.
    fn close_welcome(&self) -> Result<(), Error> {
        let is_welcome = |address: &str| address.ends_with("/welcome.html");
        if self.kind == Kind::Chromium {
            // Its driver counts an extension's own page among the tabs only where it went there itself.
            let welcome = self.wait("the welcome page", || {
                let targets = self.devtools("Target.getTargets", json!({}))?;
                let all = targets.get("targetInfos").and_then(Value::as_array).cloned().unwrap_or_default();
                let found =
                    all.into_iter().find(|target| target.get("url").and_then(Value::as_str).is_some_and(is_welcome));
                Ok(found.and_then(|target| target.get("targetId").cloned()))
            })?;
            self.devtools("Target.closeTarget", json!({"targetId": welcome}))?;
            return self.wait_until("the first tab in front", || {
                Ok(self.script("return document.visibilityState", &[])? == json!("visible"))
            });
        }
        self.wait("the welcome page", || {
            let all = self.client.get("/window/handles")?;
            for handle in all.as_array().filter(|all| all.len() > 1).into_iter().flatten() {
                self.client.post("/window", &json!({"handle": handle}))?;
                if is_welcome(&self.address()?) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })?;
        self.close_tab()
    }

    /// Which browser it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Opens an address and waits until it is loaded.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub fn go(&self, address: &str) -> Result<(), Error> {
        self.client.post("/url", &json!({"url": address})).map(drop)
    }

    /// Opens one of the extension's own pages, such as `popup.html`.
    ///
    /// # Errors
    /// When it cannot be loaded, or the browser was started without the extension.
    pub fn go_to_extension(&self, page: &str) -> Result<(), Error> {
        self.go(&format!("{}/{page}", self.extension_origin()?))
    }

    /// The address of the extension's own pages, without a slash at the end.
    ///
    /// # Errors
    /// When the browser was started without the extension.
    pub fn extension_origin(&self) -> Result<String, Error> {
        self.launch.extension_origin(self.kind)
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn reload(&self) -> Result<(), Error> {
        self.client.post("/refresh", &json!({})).map(drop)
    }

    /// The page's address.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn address(&self) -> Result<String, Error> {
        Ok(text(self.client.get("/url")?))
    }

    /// The page's title.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn title(&self) -> Result<String, Error> {
        Ok(text(self.client.get("/title")?))
    }

    /// Runs a function body in the page; `arguments[0]` and so on are the arguments. A promise is awaited.
    ///
    /// # Errors
    /// When it throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Result<Value, Error> {
        self.client.post("/execute/sync", &json!({"script": body, "args": arguments}))
    }

    /// All elements that a CSS selector matches.
    ///
    /// # Errors
    /// When the selector is wrong.
    pub fn find_all(&self, css: &str) -> Result<Vec<Element<'_>>, Error> {
        find_all(self, "", css)
    }

    /// The accessible names of elements, in their order.
    ///
    /// # Errors
    /// When one is gone.
    pub fn names(&self, elements: &[Element<'_>]) -> Result<Vec<String>, Error> {
        if self.kind == Kind::Firefox {
            return elements.iter().map(Element::name).collect();
        }
        // All at once: one by one they take most of the time of a test.
        let references = elements.iter().map(Element::reference).collect();
        let names = self.script("return arguments[0].map((one) => one.computedName ?? '')", &[references])?;
        Ok(serde_json::from_value(names)?)
    }

    /// The first element that a CSS selector matches; waits for it.
    ///
    /// # Errors
    /// When none comes.
    pub fn find(&self, css: &str) -> Result<Element<'_>, Error> {
        self.wait(css, || Ok(self.find_all(css)?.into_iter().next()))
    }

    /// Asks again until there is an answer; `what` says in the error what did not come.
    ///
    /// # Errors
    /// When there is none for ten seconds; the last error, if asking failed to the end.
    pub fn wait<T>(&self, what: &str, mut ask: impl FnMut() -> Result<Option<T>, Error>) -> Result<T, Error> {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = ask();
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            if Instant::now() > end {
                let why = answer.err().map(|error| format!(" ({error})")).unwrap_or_default();
                return Err(Error::new(format!("waited in vain: {what}{why}")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until a question is answered with yes.
    ///
    /// # Errors
    /// When it is not within ten seconds.
    pub fn wait_until(&self, what: &str, mut ask: impl FnMut() -> Result<bool, Error>) -> Result<(), Error> {
        self.wait(what, || Ok(ask()?.then_some(())))
    }

    /// Presses keys one after the other, wherever the focus is. Special keys are WebDriver's private code points
    /// (`\u{e003}` Backspace, `\u{e004}` Tab, `\u{e007}` Enter, `\u{e00c}` Escape).
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn press(&self, keys: &str) -> Result<(), Error> {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})])
            .collect();
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.client.post("/actions", &body).map(drop)
    }

    /// Presses a key while another one is held down, such as Control (`\u{e009}`).
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn press_with(&self, held: &str, key: &str) -> Result<(), Error> {
        let actions = [("keyDown", held), ("keyDown", key), ("keyUp", key), ("keyUp", held)]
            .map(|(kind, value)| json!({"type": kind, "value": value}));
        let body = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.client.post("/actions", &body).map(drop)
    }

    /// Moves the mouse to a point of the window.
    ///
    /// # Errors
    /// When the point is outside of it.
    pub fn point_at(&self, left: f64, top: f64) -> Result<(), Error> {
        let moved = json!({"type": "pointerMove", "duration": 0, "x": left.round(), "y": top.round()});
        let body = json!({"actions": [{"type": "pointer", "id": "mouse", "actions": [moved]}]});
        self.client.post("/actions", &body).map(drop)
    }

    /// Goes on in this frame; [`Browser::leave_frames`] leads back to the page.
    ///
    /// # Errors
    /// When the element is no frame.
    pub fn enter_frame(&self, frame: &Element<'_>) -> Result<(), Error> {
        self.client.post("/frame", &json!({"id": frame.reference()})).map(drop)
    }

    /// Goes on in the page itself.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn leave_frames(&self) -> Result<(), Error> {
        self.client.post("/frame", &json!({"id": null})).map(drop)
    }

    /// Makes the window so wide and high.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn resize(&self, width: u64, height: u64) -> Result<(), Error> {
        self.client.post("/window/rect", &json!({"width": width, "height": height})).map(drop)
    }

    /// A picture of the visible part of the page, as PNG.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn screenshot(&self) -> Result<Vec<u8>, Error> {
        decode(&text(self.client.get("/screenshot")?))
    }

    /// Opens a tab and goes on there.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn open_tab(&self) -> Result<(), Error> {
        let opened = self.client.post("/window/new", &json!({"type": "tab"}))?;
        let handle = opened.get("handle").cloned().unwrap_or_default();
        self.client.post("/window", &json!({"handle": handle})).map(drop)
    }

    /// Closes the current tab and goes on in the first one left.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn close_tab(&self) -> Result<(), Error> {
        let left = self.client.delete("/window")?;
        let handle = left.get(0).cloned().unwrap_or_default();
        self.client.post("/window", &json!({"handle": handle})).map(drop)
    }

    /// Has the extension's background worker stopped, as browsers do with idle ones.
    ///
    /// # Errors
    /// When the browser does not answer or has no worker to stop.
    pub fn stop_worker(&self) -> Result<(), Error> {
        if self.kind == Kind::Firefox {
            // The same as Firefox does by itself after the idle time that it is started with.
            let stop = "const {extension} = WebExtensionPolicy.getByID(arguments[0]);
                return extension.terminateBackground({disableResetIdleForTest: true}).then(() => extension.backgroundState)";
            let state = self.in_firefox(stop, &[self.launch.gecko_id()?.into()])?;
            return if state == "stopped" { Ok(()) } else { Err(Error::new(format!("the worker is {state}"))) };
        }
        let targets = self.devtools("Target.getTargets", json!({"filter": [{}]}))?;
        let is_worker = |target: &&Value| target.get("type").is_some_and(|kind| kind == "service_worker");
        let list = targets.get("targetInfos").and_then(Value::as_array);
        let worker = list.and_then(|targets| targets.iter().find(is_worker)).and_then(|worker| worker.get("targetId"));
        let worker = worker.ok_or_else(|| Error::new("there is no worker to stop"))?;
        self.devtools("Target.closeTarget", json!({"targetId": worker})).map(drop)
    }

    /// Switches the extension off, as an update does first and a person may do in the list of extensions.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn switch_extension_off(&self) -> Result<(), Error> {
        match self.kind {
            Kind::Chromium => self.in_list_of_extensions("api.management.setEnabled(id, false)"),
            Kind::Firefox => {
                self.client.post("/moz/addon/uninstall", &json!({"id": self.launch.gecko_id()?})).map(drop)
            }
        }
    }

    /// Switches it on again.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn switch_extension_on(&self) -> Result<(), Error> {
        match self.kind {
            Kind::Chromium => self.in_list_of_extensions("api.management.setEnabled(id, true)"),
            // To Firefox it is a new one.
            Kind::Firefox => self.install().and_then(|()| self.close_welcome()),
        }
    }

    /// Has the extension loaded anew, as an update does.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn update_extension(&self) -> Result<(), Error> {
        match self.kind {
            Kind::Chromium => self.in_list_of_extensions("api.developerPrivate.reload(id)"),
            Kind::Firefox => self.install(),
        }
    }

    /// Makes the extension forget everything, as if it had just been installed; leaves an empty page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn forget(&self) -> Result<(), Error> {
        if self.launch.extension.is_some() {
            self.go_to_extension("popup.html")?;
            self.script("return chrome.storage.local.clear()", &[])?;
            self.go("about:blank")?;
            self.stop_worker()?;
        }
        Ok(())
    }

    /// Firefox: runs a script in the browser itself.
    fn in_firefox(&self, script: &str, arguments: &[Value]) -> Result<Value, Error> {
        self.client.post("/moz/context", &json!({"context": "chrome"}))?;
        let answer = self.script(script, arguments);
        self.client.post("/moz/context", &json!({"context": "content"}))?;
        answer
    }

    /// Firefox: installs the extension, over one that is there.
    fn install(&self) -> Result<(), Error> {
        if let Some(extension) = &self.launch.extension {
            let install = json!({"path": extension.canonicalize()?, "temporary": true});
            self.client.post("/moz/addon/install", &install)?;
        }
        Ok(())
    }

    /// Chromium: runs something in a tab with the list of extensions, which may do what pages may not.
    fn in_list_of_extensions(&self, call: &str) -> Result<(), Error> {
        let id = self.extension_origin()?.replace("chrome-extension://", "");
        self.open_tab()?;
        self.go("chrome://extensions")?;
        // Outside of developer mode Chromium does not start an unpacked extension a second time.
        let script = format!(
            "const [api, id] = [chrome, arguments[0]];
             return api.developerPrivate.updateProfileConfiguration({{inDeveloperMode: true}}).then(() => {call}).then(() => true)"
        );
        self.script(&script, &[id.into()])?;
        self.close_tab()
    }

    /// Runs a command of Chromium's developer tools.
    ///
    /// # Errors
    /// When the browser does not know it.
    pub fn devtools(&self, command: &str, parameters: Value) -> Result<Value, Error> {
        self.client.post("/goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// The trace that Chromium was started for, event by event, up to now. Only once: afterwards it notes down no more.
    ///
    /// # Errors
    /// When it was started for none.
    pub fn traced(&self) -> Result<Vec<Value>, Error> {
        let log = self.client.post("/se/log", &json!({"type": "performance"}))?;
        let mut events = Vec::new();
        for entry in log.as_array().into_iter().flatten() {
            let text = entry.get("message").and_then(Value::as_str).unwrap_or_default();
            let mut entry: Value = serde_json::from_str(text)?;
            if entry.pointer("/message/method").is_some_and(|method| method == "Tracing.dataCollected") {
                events.extend(entry.pointer_mut("/message/params").map(Value::take));
            }
        }
        Ok(events)
    }

    pub(super) fn get(&self, path: &str) -> Result<Value, Error> {
        self.client.get(path)
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        self.client.post(path, body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends the browser; killing only the driver would leave it running.
        let _ = self.client.delete("");
    }
}

/// The text of a JSON string; empty for anything else.
pub(super) fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        _ => String::new(),
    }
}
