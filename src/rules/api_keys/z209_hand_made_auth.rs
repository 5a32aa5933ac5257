//! Z209: a key set by hand for a service that has an app in Zapier.

use crate::{
    address::Piece,
    apps::Domain,
    data::{auth_header, is_placeholder, secret_query_name},
    facts::{Target, ai_provider, is_basic_auth, is_header, is_query_row},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z209",
    name: "hand-made-auth",
    measure: Measure::ApiKeys,
    title: "A key set by hand for a service that has a Zapier app",
    severity: Severity::Low,
    confidence: Confidence::High,
    persona: Persona::Pedantic,
    what: "A Webhooks request or code sends a key of its own to a service for which Zapier has an app (Picsart, Airtable, HubSpot, Slack and others).",
    why: "Zapier could keep that key in a connection. Here it stands beside the step, and nobody finds it in the list of connections \
          on the day it has to be revoked.",
    fix: "Use the app's own action, or its \"API Request (Beta)\": both add the key of the connection by themselves.",
    references: &["CD-SEC-03", "CWE-522"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in all.steps.iter().filter(|facts| matches!(facts.product, Product::Webhooks | Product::Code)) {
        if targets(facts).is_empty() {
            continue;
        }
        outcomes.looked();
        let with_key = |target| Some((target, by_hand(facts, target)?, app_of(all, target)?));
        let Some((target, key, app)) = targets(facts).iter().find_map(with_key) else {
            continue;
        };
        outcomes
            .find(
                Place::field(facts.step, key),
                say!(
                    "The request to {} brings a key of its own, though Zapier has an app for {}.",
                    target.address.host_text(),
                    app
                ),
            )
            .evidence(target.address.host_text());
    }
}

/// The app that could call the address with the key of its connection.
fn app_of(all: &Facts<'_>, target: &Target) -> Option<String> {
    let host = target.address.fixed_host()?;
    apps::app_of_host(host).or_else(|| ai_provider(host)).map(str::to_owned).or_else(|| {
        let domain = Domain::of(host)?;
        let has_app = |facts: &&StepFacts<'_>| !facts.calls_http() && domain.is_of(facts.step);
        all.steps.iter().find(has_app).map(|facts| apps::app_name(facts.step))
    })
}

/// The field by which a key goes along.
fn by_hand<'f>(facts: &'f StepFacts<'_>, target: &'f Target) -> Option<&'f str> {
    if target.field == "code" {
        let code = facts.code.as_ref()?;
        let sends = |url: &str| Address::read_text(url).is_some_and(|address| address.host == target.address.host);
        let has_auth =
            code.requests().iter().any(|request| request.has_auth && request.url.as_deref().is_some_and(sends));
        return has_auth.then_some("code");
    }
    let holds_key = |field: &&Field| {
        let named = (is_header(facts, field) && auth_header(field.name()))
            || is_basic_auth(facts, field)
            || (is_query_row(facts, field) && secret_query_name(field.name()));
        named && !field.text().trim().is_empty() && !is_placeholder(field.text())
    };
    let in_field = facts.step.fields.iter().find(holds_key).map(|field| field.key.as_str());
    let address = &target.address;
    let in_address = || {
        let names_key = |(name, value): &(Piece, Piece)| secret_query_name(&name.text) && !value.text.is_empty();
        address.user.is_some() || address.query.iter().any(names_key)
    };
    in_field.or_else(|| in_address().then_some(target.field.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_set_by_hand_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.picsart.io/tools/1.0/removebg").field("headers.X-Picsart-API-Key", random(32))
            ],
            &[(2, "headers.X-Picsart-API-Key", Severity::Low)],
        );
        finds(
            &RULE,
            steps![hook(), get("https://api.airtable.com/v0/x").field("headers.Authorization", "Bearer {{1__token}}")],
            &[(2, "headers.Authorization", Severity::Low)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://acme.zendesk.com/api/v2/tickets.json")
                    .field("basic_auth", format!("a@example.com/token|{}", random(40)))
            ],
            &[(2, "basic_auth", Severity::Low)],
        );
        finds(
            &RULE,
            steps![hook(), get(&format!("https://api.trello.com/1/boards?key={}", random(32)))],
            &[(2, "url", Severity::Low)],
        );
        finds(
            &RULE,
            steps![hook(), get("https://api.hubapi.com/x").field("data.access_token", "{{1__token}}")],
            &[(2, "data.access_token", Severity::Low)],
        );
    }

    #[test]
    fn keys_set_by_code_are_found() {
        for code in [
            "requests.get('https://api.stripe.com/v1/charges', auth=(input_data['key'], ''))",
            "h = {}\nh['Authorization'] = 'Bearer ' + k\nrequests.get('https://api.notion.com/v1/pages', headers=h)",
            "requests.post('https://api.openai.com/v1/chat/completions', headers={'Authorization': f'Bearer {k}'}, json=d)",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::Low)]);
        }
        for code in [
            "const h = new Headers(); h.append('Authorization', 'Bearer ' + k); await fetch('https://slack.com/api/chat.postMessage', {method: 'POST', headers: h})",
            "await fetch('https://graph.microsoft.com/v1.0/me', {headers: new Headers({Authorization: t})})",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::Low)]);
        }
    }

    #[test]
    fn an_app_of_the_same_zap_is_enough() {
        finds(
            &RULE,
            steps![
                trigger("AcmeDeskCLIAPI@1.0.0", "new_ticket").connection(""),
                get("https://api.acmedesk.com/v1/tickets/{{1__id}}").field("headers.X-Api-Key", random(24)),
            ],
            &[(2, "headers.X-Api-Key", Severity::Low)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x").field("headers.Authorization", "Bearer {{1__token}}"),
                get("https://api.github.com/repos/a/b").field("headers.Accept", "application/json"),
                action("APIRequestCLIAPI@1.0.0", "request")
                    .field("url", "https://api.airtable.com/v0/x")
                    .field("headers.Authorization", "{{1__t}}"),
                action("AirtableCLIAPI@3.0.0", "_zap_raw_request")
                    .field("url", "https://api.airtable.com/v0/x")
                    .field("method", "GET"),
                post("https://api.picsart.io/tools/1.0/removebg").field("headers.X-Picsart-API-Key", "YOUR_KEY"),
                python("requests.get('https://api.github.com/repos/a/b', headers={'Accept': 'application/json'})"),
                python("requests.get('https://api.example.com/x', auth=(k, ''))"),
            ],
        );
    }
}
