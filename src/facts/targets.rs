//! Addresses a step calls: of its own request, or of the requests in its code.

use super::StepFacts;
use crate::{
    address::Address,
    apps::{self, Destination},
    zap::{Field, Step},
};

/// An address that the step calls.
#[derive(Debug, Clone)]
pub struct Target {
    /// Dotted key of the field it stands in; `code` for one in code.
    pub field: String,
    /// The address.
    pub address: Address,
    /// Data or keys go with the request.
    pub carries_data: bool,
}

/// The addresses a step calls, each once.
#[must_use]
pub fn targets<'f>(facts: &'f StepFacts<'_>) -> &'f [Target] {
    facts.targets.get_or_init(|| find(facts))
}

/// Every address that stands in the step, with its field: those it calls, then those in its other address fields.
pub fn addresses<'f>(facts: &'f StepFacts<'_>) -> impl Iterator<Item = (&'f str, &'f Address)> {
    let links = facts.links.get_or_init(|| links(facts));
    targets(facts).iter().chain(links).map(|target| (target.field.as_str(), &target.address))
}

/// Whether the step's app, one of somebody else, is given data.
#[must_use]
pub fn receives(step: &StepFacts<'_>) -> bool {
    let sends = step.sends_to().is_some_and(|place| place != Destination::Http);
    (sends || (step.writes() && step.destination.is_none())) && !apps::is_built_in(step.step)
}

fn links(facts: &StepFacts<'_>) -> Vec<Target> {
    let called = targets(facts);
    let mut links: Vec<Target> = Vec::new();
    for field in &facts.step.fields {
        // A list of files has one key for all.
        let is_new = || !called.iter().any(|known| known.field == field.key);
        if (apps::is_url_field(facts.step, field) || apps::is_file_field(facts.step, field))
            && is_new()
            && let Some(address) = field.template().and_then(Address::read)
        {
            links.push(Target { field: field.key.clone(), address, carries_data: false });
        }
    }
    links
}

fn find(facts: &StepFacts<'_>) -> Vec<Target> {
    let mut targets: Vec<Target> = Vec::new();
    let step = facts.step;
    if apps::is_http_call(step) {
        let carries_data = sends_data(step);
        for field in step.fields.iter().filter(|field| is_request_address(field)) {
            if let Some(address) = field.template().and_then(Address::read) {
                let carries_data = carries_data || !field.mappings().is_empty();
                targets.push(Target { field: field.key.clone(), address, carries_data });
            }
        }
    }
    for request in facts.code.iter().flat_map(|code| code.requests()) {
        if let Some(address) = request.url.as_deref().and_then(Address::read_text) {
            let known = targets.iter().any(|known| known.address.text.as_str() == address.text.as_str());
            if !known {
                let carries_data = request.sends_data || request.has_auth || address.text.as_str().contains("{{");
                targets.push(Target { field: "code".to_owned(), address, carries_data });
            }
        }
    }
    targets.extend(chosen(facts, &targets));
    targets
}

/// The addresses of requests that go to one of several: of a list, a table, or one after the other.
fn chosen(facts: &StepFacts<'_>, known: &[Target]) -> Vec<Target> {
    let Some(code) = &facts.code else { return Vec::new() };
    let mut chosen: Vec<Target> = Vec::new();
    for request in code.requests().iter().filter(|request| request.url.is_none()) {
        for address in code.choices(request) {
            let Some(address) = Address::read_text(&address) else { continue };
            let is_new = |target: &Target| target.address.text.as_str() != address.text.as_str();
            if known.iter().chain(&chosen).all(is_new) {
                let carries_data = request.sends_data || request.has_auth;
                chosen.push(Target { field: "code".to_owned(), address, carries_data });
            }
        }
    }
    chosen
}

/// Whether the field holds the address that the step calls.
pub(crate) fn is_request_address(field: &Field) -> bool {
    ["url", "uri", "endpoint", "request_url"].iter().any(|name| field.key.eq_ignore_ascii_case(name))
}

/// A body, headers beside the ordinary ones, or a method that sends.
pub(crate) fn sends_data(step: &Step) -> bool {
    const HARMLESS: [&str; 6] = ["url", "method", "fail_on_errors", "as_json", "json_key", "unflatten"];
    let method = step.literal("method").unwrap_or(&step.action);
    let sends = ["post", "put", "patch"].iter().any(|verb| method.to_ascii_lowercase().contains(verb));
    let has = step.fields.iter().any(|field| {
        let quiet_header = ["accept", "content-type", "user-agent", "cache-control"]
            .iter()
            .any(|name| field.name().eq_ignore_ascii_case(name));
        let is_data = !HARMLESS.contains(&field.key.as_str()) && field.switch().is_none() && !quiet_header;
        is_data && !field.text().trim().is_empty() && field.key != "payload_type"
    });
    sends || has
}
