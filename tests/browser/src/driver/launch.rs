//! How each browser is started: with the extension, through the replica's proxy, and quiet otherwise.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Error;

/// A browser that can be driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chromium, with chromedriver.
    Chromium,
    /// Firefox, with geckodriver.
    Firefox,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// Lower case, as on a command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The folder below `dist` with the extension for it.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Chromium => "chrome",
            Self::Firefox => "firefox",
        }
    }
}

/// What a browser is started with.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// The unpacked extension, if one is wanted.
    pub extension: Option<PathBuf>,
    /// `host:port` of the proxy that all pages come through.
    pub proxy: String,
    /// Whether to show a window.
    pub visible: bool,
    /// Where downloads go without asking.
    pub downloads: Option<PathBuf>,
    /// Whether the reader has set dark colours.
    pub dark: bool,
    /// Whether everything is shown twice as large.
    pub large: bool,
    /// Whether the reader has set colours that hold for every page.
    pub forced_colours: bool,
    /// What Chromium notes down of its own work: the categories of its traces, with commas.
    pub trace: Option<&'static str>,
}

/// The UUID that the extension has in Firefox during tests; Firefox would draw one.
const FIREFOX_UUID: &str = "6d1f2b0e-52a4-4c6e-9f3b-8b7a0c9d1e2f";

impl Launch {
    pub(super) fn driver(kind: Kind) -> (&'static str, &'static [&'static str]) {
        match kind {
            Kind::Chromium => ("chromedriver", &["--port=0"]),
            // System access is what lets a test open the extension's own pages.
            Kind::Firefox => ("geckodriver", &["--port", "0", "--allow-system-access"]),
        }
    }

    pub(super) fn capabilities(&self, kind: Kind) -> Result<Value, Error> {
        let options = match kind {
            Kind::Chromium if self.trace.is_some() => {
                json!({"goog:chromeOptions": self.chromium()?, "goog:loggingPrefs": {"performance": "ALL"}})
            }
            Kind::Chromium => json!({"goog:chromeOptions": self.chromium()?}),
            Kind::Firefox => json!({"moz:firefoxOptions": self.firefox()?}),
        };
        let mut capabilities = json!({
            "acceptInsecureCerts": true,
            "proxy": {"proxyType": "manual", "sslProxy": self.proxy, "httpProxy": self.proxy},
            "timeouts": {"script": 30_000, "pageLoad": 30_000, "implicit": 0},
        });
        if let (Value::Object(all), Value::Object(options)) = (&mut capabilities, options) {
            all.extend(options);
        }
        Ok(capabilities)
    }

    fn chromium(&self) -> Result<Value, Error> {
        let mut arguments = vec![
            "--no-first-run".to_owned(),
            "--window-size=1280,900".to_owned(),
            // Nothing but the replica is to be asked for anything.
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-default-apps".to_owned(),
            "--allow-browser-signin=false".to_owned(),
            // Drawing is most of the work otherwise, where there is no graphics card.
            "--disable-gpu".to_owned(),
            // `computedRole` and `computedName` of elements, see `Element::name`.
            "--enable-blink-features=ComputedAccessibilityInfo".to_owned(),
            "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,DisableLoadExtensionCommandLineSwitch"
                .to_owned(),
        ];
        if !self.visible {
            arguments.push("--headless=new".to_owned());
        }
        let scheme = if self.dark { 0 } else { 1 };
        arguments.push(format!("--blink-settings=preferredColorScheme={scheme}"));
        if self.large {
            arguments.push("--force-device-scale-factor=2".to_owned());
        }
        if self.forced_colours {
            arguments.push("--force-high-contrast".to_owned());
        }
        if !can_have_a_sandbox() {
            arguments.push("--no-sandbox".to_owned());
        }
        if let Some(extension) = &self.extension {
            arguments.push(format!("--load-extension={}", extension.canonicalize()?.display()));
        }
        let mut options = json!({"args": arguments});
        name_program(&mut options, "ZAPLINT_CHROMIUM");
        // Spell checking would fetch a dictionary as soon as somebody types.
        let mut preferences = json!({"browser.enable_spellchecking": false, "spellcheck.dictionaries": []});
        if let (Some(downloads), Value::Object(preferences)) = (&self.downloads, &mut preferences) {
            preferences.insert("download.default_directory".to_owned(), json!(downloads));
            preferences.insert("download.prompt_for_download".to_owned(), json!(false));
        }
        if let Value::Object(options) = &mut options {
            options.insert("prefs".to_owned(), preferences);
        }
        if let (Some(categories), Value::Object(options)) = (self.trace, &mut options) {
            options.insert("perfLoggingPrefs".to_owned(), json!({"traceCategories": categories}));
        }
        Ok(options)
    }

    fn firefox(&self) -> Result<Value, Error> {
        let mut preferences = json!({
            "app.normandy.enabled": false,
            "app.update.disabledForTesting": true,
            "browser.contentblocking.report.lockwise.enabled": false,
            "browser.newtabpage.activity-stream.feeds.telemetry": false,
            "browser.region.network.url": "",
            "browser.safebrowsing.downloads.enabled": false,
            "browser.search.update": false,
            "captivedetect.canonicalURL": "",
            "datareporting.healthreport.uploadEnabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "dom.push.connection.enabled": false,
            // Firefox stops an idle worker after half a minute; a few seconds show more, and are enough for a slow machine
            // to answer in.
            "extensions.background.idle.timeout": 3000,
            "extensions.blocklist.enabled": false,
            "layout.css.prefers-color-scheme.content-override": if self.dark { 0 } else { 1 },
            "extensions.getAddons.cache.enabled": false,
            "media.gmp-manager.updateEnabled": false,
            "messaging-system.rsexperimentloader.enabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "services.settings.server": "data:,#remote-settings-dummy/v1",
            "toolkit.telemetry.enabled": false,
            "toolkit.telemetry.unified": false,
        });
        if let Value::Object(preferences) = &mut preferences {
            if let Some(extension) = &self.extension {
                let uuids = json!({gecko_id(extension)?: FIREFOX_UUID}).to_string();
                preferences.insert("extensions.webextensions.uuids".to_owned(), uuids.into());
            }
            if self.large {
                preferences.insert("layout.css.devPixelsPerPx".to_owned(), "2.0".into());
            }
            if self.forced_colours {
                preferences.insert("browser.display.document_color_use".to_owned(), 2.into());
            }
            if let Some(downloads) = &self.downloads {
                preferences.insert("browser.download.folderList".to_owned(), 2.into());
                preferences.insert("browser.download.dir".to_owned(), json!(downloads));
            }
        }
        let arguments: &[&str] = if self.visible { &[] } else { &["-headless"] };
        let mut options = json!({"args": arguments, "prefs": preferences});
        name_program(&mut options, "ZAPLINT_FIREFOX");
        Ok(options)
    }

    /// The name by which Firefox knows the extension.
    pub(super) fn gecko_id(&self) -> Result<String, Error> {
        gecko_id(self.extension.as_deref().ok_or_else(|| Error::new("started without the extension"))?)
    }

    /// The address of the extension's own pages, without a slash at the end.
    pub(super) fn extension_origin(&self, kind: Kind) -> Result<String, Error> {
        let extension = self.extension.as_deref().ok_or_else(|| Error::new("started without the extension"))?;
        Ok(match kind {
            Kind::Chromium => format!("chrome-extension://{}", chromium_id(&extension.canonicalize()?)),
            Kind::Firefox => format!("moz-extension://{FIREFOX_UUID}"),
        })
    }
}

/// The identifier that Chromium gives an unpacked extension: its path's SHA-256, the first 16 bytes as letters a to p.
fn chromium_id(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let letter = |half: u8| char::from(b'a' + half);
    digest.iter().take(16).flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]).collect()
}

fn gecko_id(extension: &Path) -> Result<String, Error> {
    let path = extension.join("manifest.json");
    let text = std::fs::read_to_string(&path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    let manifest: Value = serde_json::from_str(&text)?;
    let id = manifest.pointer("/browser_specific_settings/gecko/id").and_then(Value::as_str);
    id.map(str::to_owned).ok_or_else(|| Error::new(format!("{} has no gecko id", path.display())))
}

/// Names the browser to start, where it is not the one that the driver would find.
fn name_program(options: &mut Value, variable: &str) {
    if let (Some(program), Value::Object(options)) = (std::env::var_os(variable), options) {
        options.insert("binary".to_owned(), json!(PathBuf::from(program)));
    }
}

/// Chromium's sandbox does not start for root, nor where only programs that the system knows may have one (Ubuntu). The browser
/// sees nothing here but the replica.
fn can_have_a_sandbox() -> bool {
    use std::os::unix::fs::MetadataExt;
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|data| data.uid() == 0);
    let restricted = std::fs::read_to_string("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
    !is_root && !restricted.is_ok_and(|text| text.trim() == "1")
}

/// Decodes what the driver sends as base64.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    Ok(BASE64.decode(text)?)
}
