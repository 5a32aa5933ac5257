//! One manifest for both browsers, and what it promises.
//!
//! **Permissions.** Only `storage` (settings and waivers), and in Chrome `sidePanel`, which lets the panel be opened beside the
//! page and warns of nothing. No host permission, no `tabs`, no `scripting`, no
//! `webNavigation`: the browser then warns of nothing but the content script's one site.
//!
//! **Where it runs.** The content script matches the editor's addresses and nothing else. The list of Zaps leads to the editor
//! through a redirect (`/webintent/edit-zap/…`), which loads the page anew, and so does typing the address. Should Zapier one
//! day lead there without a load, the browser does not start the script: that could only be mended by running on
//! every page of zapier.com, or by a permission to watch navigation, and both are more than Zaplint may ask for.
//! The toolbar popup then says what to do (reload the page), since nothing answers it in that tab.
//!
//! **`use_dynamic_url`.** The panel is a frame in the page, so its HTML must be web-accessible. Its own scripts,
//! styles and the WebAssembly are loaded by the extension's own page and need not be.
//!
//! **`background`.** Chromium starts `service_worker` and leaves `scripts` alone, Firefox the other way round.

use std::path::Path;

use serde_json::{Map, Value};

use crate::error::Error;

/// The name browsers look for.
pub(crate) const FILE: &str = "manifest.json";

/// A browser to pack for.
pub(crate) struct Browser {
    /// What people call it.
    pub(crate) name: &'static str,
    /// Its folder below `dist`.
    pub(crate) folder: &'static str,
    /// Keys and permissions it would complain of in its list of extensions, as paths.
    unknown: &'static [&'static [&'static str]],
}

/// All of them.
pub(crate) const BROWSERS: [Browser; 2] = [
    Browser {
        name: "Chrome, Chromium and Edge",
        folder: "chrome",
        // It loads with it, but in developer mode chrome://extensions shows "'background.scripts' requires manifest
        // version of 2 or lower", which would worry people for nothing. Firefox's own settings are passed over in silence.
        unknown: &[&["background", "scripts"], &["sidebar_action"]],
    },
    // `web-ext lint` warns that `service_worker` is not used; Firefox checks no managed storage.
    Browser {
        name: "Firefox",
        folder: "firefox",
        unknown: &[&["background", "service_worker"], &["storage"], &["side_panel"], &["permissions", "sidePanel"]],
    },
];

/// The manifest both are made from.
pub(crate) struct Source(Map<String, Value>);

impl Source {
    /// Reads it.
    pub(crate) fn read(extension: &Path) -> Result<Self, Error> {
        let path = extension.join(FILE);
        let say = |error: String| Error::new(format!("{}: {error}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(|error| say(error.to_string()))?;
        serde_json::from_str(&text).map(Self).map_err(|error| say(error.to_string()))
    }

    /// The text for one browser, with the version of the Rust package.
    pub(crate) fn for_browser(&self, browser: &Browser, version: &str) -> Result<String, Error> {
        let mut manifest = self.0.clone();
        manifest.insert("version".into(), version.into());
        let mut manifest = Value::Object(manifest);
        for path in browser.unknown {
            if let Some((last, parents)) = path.split_last() {
                let parent = parents.iter().try_fold(&mut manifest, |value, key| value.get_mut(*key));
                match parent {
                    Some(Value::Object(parent)) => drop(parent.remove(*last)),
                    Some(Value::Array(list)) => list.retain(|one| one.as_str() != Some(last)),
                    _ => {}
                }
            }
        }
        Ok(serde_json::to_string_pretty(&manifest)? + "\n")
    }
}

/// `version` of the `[package]` table.
pub(crate) fn version_of(cargo_toml: &str) -> Result<String, Error> {
    let package = cargo_toml.lines().skip_while(|line| line.trim() != "[package]").skip(1);
    package
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| {
            line.strip_prefix("version")?.trim().strip_prefix('=')?.trim().strip_prefix('"')?.strip_suffix('"')
        })
        .map(str::to_owned)
        .ok_or_else(|| Error::new("Cargo.toml names no version of the package"))
}

/// Every file the manifest names must be there: a browser refuses the whole extension otherwise.
pub(crate) fn check_files(folder: &Path) -> Result<(), Error> {
    let manifest: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(FILE))?)?;
    let mut missing = Vec::new();
    each_text(&manifest, &mut |text| {
        let is_file = [".js", ".html", ".css", ".png", ".json"].iter().any(|end| text.ends_with(end));
        if is_file && !text.contains("://") && !folder.join(text).is_file() {
            missing.push(text.to_owned());
        }
    });
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("the manifest names files that extension/ does not have: {}", missing.join(", "))))
}

fn each_text<'value>(value: &'value Value, found: &mut impl FnMut(&'value str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, found)),
        Value::Object(values) => values.values().for_each(|value| each_text(value, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_package_s() {
        let text = "[workspace.package]\nversion = \"9\"\n[package]\nname = \"x\"\nversion = \"0.1.0\"\n[lib]\n";
        assert_eq!(version_of(text).expect("a version"), "0.1.0");
        assert!(version_of("[package]\nname = \"x\"\n[dependencies]\nversion = \"1\"").is_err());
    }

    #[test]
    fn each_browser_gets_the_keys_it_knows() {
        let source = r#"{"background": {"service_worker": "b.js", "scripts": ["b.js"]}, "browser_specific_settings": {},
                "permissions": ["storage", "sidePanel"], "side_panel": {}, "sidebar_action": {}}"#;
        let source = Source(serde_json::from_str(source).expect("JSON"));
        let [chrome, firefox] = BROWSERS.each_ref().map(|browser| {
            serde_json::from_str::<Value>(&source.for_browser(browser, "1.2.3").expect("JSON")).expect("JSON")
        });
        assert_eq!(
            chrome,
            serde_json::json!({"background": {"service_worker": "b.js"}, "browser_specific_settings": {},
                "permissions": ["storage", "sidePanel"], "side_panel": {}, "version": "1.2.3"})
        );
        assert_eq!(firefox["permissions"], serde_json::json!(["storage"]));
        assert!(firefox.get("side_panel").is_none() && firefox.get("sidebar_action").is_some());
        let background = serde_json::json!({"scripts": ["b.js"]});
        assert_eq!((&firefox["background"], &firefox["version"]), (&background, &"1.2.3".into()));
    }
}
