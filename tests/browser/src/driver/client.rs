//! WebDriver commands over HTTP (<https://www.w3.org/TR/webdriver2/>).

use std::time::Duration;

use serde_json::{Value, json};

use super::Error;

/// The longest that one command may take; starting a browser on a busy machine is the slowest.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection to a driver, and after [`Client::open`] to a session in it.
#[derive(Debug)]
pub(super) struct Client {
    agent: ureq::Agent,
    base: String,
}

impl Client {
    /// A driver on this port of this machine.
    pub(super) fn new(port: u16) -> Self {
        // No proxy from the environment: the driver is here.
        let settings =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).proxy(None);
        Self { agent: settings.build().into(), base: format!("http://127.0.0.1:{port}") }
    }

    /// Starts a session with these capabilities; later commands go to it.
    pub(super) fn open(&mut self, capabilities: &Value) -> Result<(), Error> {
        let opened = self.post("/session", &json!({"capabilities": {"alwaysMatch": capabilities}}))?;
        let session =
            opened.get("sessionId").and_then(Value::as_str).ok_or_else(|| Error::new("the driver named no session"))?;
        self.base = format!("{}/session/{session}", self.base);
        Ok(())
    }

    pub(super) fn get(&self, path: &str) -> Result<Value, Error> {
        value(path, self.agent.get(format!("{}{path}", self.base)).call()?)
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Value, Error> {
        value(path, self.agent.post(format!("{}{path}", self.base)).send_json(body)?)
    }

    pub(super) fn delete(&self, path: &str) -> Result<Value, Error> {
        value(path, self.agent.delete(format!("{}{path}", self.base)).call()?)
    }
}

/// The `value` of an answer, or its error as a sentence.
fn value(path: &str, mut answer: ureq::http::Response<ureq::Body>) -> Result<Value, Error> {
    let failed = !answer.status().is_success();
    let mut json: Value = answer.body_mut().with_config().limit(200_000_000).read_json()?;
    let value = json.get_mut("value").map(Value::take).unwrap_or_default();
    if failed {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        return Err(Error::new(format!("{path}: {}: {}", text("error"), text("message"))));
    }
    Ok(value)
}
