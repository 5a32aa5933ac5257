//! What the replica of zapier.com answers.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::http::{Answer, Request};
use super::layout::Layout;
use super::page;
use super::policy::Policy;
use crate::driver::Error;
use crate::fixture;

/// The site's state.
#[derive(Debug, Default)]
pub(super) struct Site {
    pub(super) zaps: BTreeMap<String, Value>,
    pub(super) policy: Policy,
    pub(super) layout: Layout,
    /// The status with which the editor's pages are answered instead, if any.
    pub(super) trouble: Option<u16>,
    /// How long the editor's pages stop after their head.
    pub(super) pause: Duration,
    /// Autosaves that were stored.
    pub(super) writes: usize,
    /// Requests for zapier.com: method and target.
    pub(super) requests: Vec<String>,
    /// Other hosts that were asked for, with their port.
    pub(super) strangers: Vec<String>,
}

impl Site {
    /// A site with all Zaps of `tests/zaps` and one with 300 steps.
    pub(super) fn new() -> Result<Self, Error> {
        let mut site = Self::default();
        for name in fixture::NAMES {
            site.put(fixture::load(name)?);
        }
        site.put(fixture::large(300));
        Ok(site)
    }

    /// Adds or replaces a Zap.
    pub(super) fn put(&mut self, zap: Value) {
        if let Some(id) = zap.get("id").and_then(Value::as_str) {
            self.zaps.insert(id.to_owned(), zap);
        }
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, request: &Request) -> Answer {
        self.requests.push(format!("{} {}", request.method, request.target));
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match (request.method.as_str(), &parts[..]) {
            ("GET", ["editor"]) => self.editor("sandbox", query),
            ("GET", ["editor", id, ..]) => self.editor(id, query),
            ("GET", ["webintent", "edit-zap", id]) => {
                Answer::new(302, "text/plain", "").with("location", format!("/editor/{id}"))
            }
            ("GET", ["app", "assets", "zaps"]) => self.page("Zaps | Zapier", None, &self.layout),
            ("GET", ["api", "gulliver", "storage", "v1", "zaps"]) => {
                json_answer(&json!({"results": self.zaps.values().collect::<Vec<_>>(), "cursor": null}))
            }
            ("GET", ["api", "gulliver", "storage", "v1", "zaps", id]) => match self.zaps.get(*id) {
                Some(zap) => json_answer(zap),
                None => not_found(),
            },
            ("PATCH", ["api", "gulliver", "storage", "v1", "zaps", id]) => self.save(id, &request.body),
            ("GET", ["__replica", "state"]) => json_answer(&json!({"writes": self.writes, "requests": self.requests})),
            ("GET", ["__replica", file]) => static_file(file),
            _ => not_found(),
        }
    }

    fn editor(&self, id: &str, query: &str) -> Answer {
        if let Some(status) = self.trouble {
            return Answer::new(status, "text/plain", "");
        }
        let wanted = query.split('&').find_map(|pair| pair.strip_prefix("replica-layout=")).and_then(Layout::named);
        let layout = wanted.as_ref().unwrap_or(&self.layout);
        let zap = self.zaps.get(id);
        let title = match zap.and_then(|zap| zap.get("title")?.as_str()) {
            _ if id == "sandbox" => "New Zap",
            Some(title) => title,
            None => "Zap",
        };
        let props = json!({"zap": zap, "zapId": id, "currentAccountId": 1, "userEmail": "pat@northwind-leads.example"});
        self.page(&format!("{title} | Zapier"), Some(&props), layout)
    }

    fn page(&self, title: &str, props: Option<&Value>, layout: &Layout) -> Answer {
        // Fresh for each answer, as a nonce has to be.
        let nonce = format!("{:016x}", RandomState::new().hash_one(self.requests.len()));
        let answer = Answer::new(200, "text/html; charset=utf-8", page::html(title, props, layout, &nonce));
        let answer = Answer { pause: self.pause, ..answer.with("cache-control", "private, no-store") };
        match self.policy.header(&nonce) {
            Some(policy) => answer.with("content-security-policy", policy),
            None => answer,
        }
    }

    /// Stores an autosave: the draft and what belongs to the Zap as a whole.
    fn save(&mut self, id: &str, body: &[u8]) -> Answer {
        let (Some(Value::Object(zap)), Ok(Value::Object(mut sent))) =
            (self.zaps.get_mut(id), serde_json::from_slice(body))
        else {
            return not_found();
        };
        if let Some(zdl) = sent.remove("zdl") {
            zap.insert("draft".to_owned(), json!({"zdl": zdl}));
        }
        for key in ["title", "description", "is_enabled", "zap_note"] {
            if let Some(value) = sent.remove(key) {
                zap.insert(key.to_owned(), value);
            }
        }
        self.writes += 1;
        json_answer(&Value::Object(zap.clone()))
    }
}

fn json_answer(json: &Value) -> Answer {
    Answer::new(200, "application/json", json.to_string()).with("cache-control", "no-store")
}

fn not_found() -> Answer {
    Answer::new(404, "text/plain", "not found")
}

/// A file of `replica-page/`.
fn static_file(name: &str) -> Answer {
    let media_type = match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "css")) => "text/css",
        Some((_, "json")) => "application/json",
        Some((_, "svg")) => "image/svg+xml",
        _ => return not_found(),
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("replica-page").join(name);
    std::fs::read(path).map_or_else(|_| not_found(), |body| Answer::new(200, media_type, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(site: &mut Site, method: &str, target: &str, body: &str) -> Answer {
        site.answer(&Request { method: method.into(), target: target.into(), body: body.into() })
    }

    #[test]
    fn what_is_saved_is_in_the_page_afterwards() {
        let mut site = Site::new().expect("the Zaps");
        let saved = ask(
            &mut site,
            "PATCH",
            "/api/gulliver/storage/v1/zaps/351813905?account_id=1",
            r#"{"zdl":{"steps":[{"id":"new-step"}]}}"#,
        );
        assert_eq!((saved.status, site.writes), (200, 1));
        let page = String::from_utf8(ask(&mut site, "GET", "/editor/351813905/draft", "").body).expect("HTML");
        assert!(page.contains("new-step") && page.contains("Leads from the website"));
    }

    #[test]
    fn addresses_lead_where_they_do_on_the_real_site() {
        let mut site = Site::new().expect("the Zaps");
        assert_eq!(ask(&mut site, "GET", "/webintent/edit-zap/351813905", "").status, 302);
        let body = |answer: Answer| String::from_utf8(answer.body).expect("HTML");
        assert!(body(ask(&mut site, "GET", "/editor?attempt_id=1", "")).contains("New Zap | Zapier"));
        assert!(body(ask(&mut site, "GET", "/editor/1", "")).contains(r#""zap":null"#));
        assert!(
            !body(ask(&mut site, "GET", "/editor/351813905?replica-layout=no-next-data", "")).contains("__NEXT_DATA__")
        );
        assert_eq!(ask(&mut site, "GET", "/__replica/../Cargo.toml", "").status, 404);
    }
}
