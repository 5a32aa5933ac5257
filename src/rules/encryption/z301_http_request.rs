//! Z301: a request without encryption.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z301",
    name: "http-request",
    measure: Measure::Encryption,
    title: "Request without encryption",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A request of Webhooks, API Request or code goes to an address that starts with http:// instead of https://.",
    why: "Anyone on the way can read and change what is sent, keys and customers' data included.",
    fix: "Change http:// to https:// in the address. If that does not work, the receiver has no encryption: do not send data there.",
    references: &["CWE-319", "CD-SEC-05", "LCNC-SEC-04", "GDPR Art. 32(1)(a)", "45 CFR 164.312(e)(1)", "PCI DSS 4.2.1"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        for target in targets(facts) {
            outcomes.looked();
            if !target.address.is_http() || target.address.is_loopback() {
                continue;
            }
            let (severity, what) = if target.carries_data {
                (Severity::High, word!("with the data in it"))
            } else {
                (Severity::Medium, word!("and the answer comes back the same way"))
            };
            outcomes
                .find(
                    Place::field(facts.step, &target.field),
                    say!("The request to {} travels unencrypted, {}.", target.address.host_text(), what),
                )
                .severity(severity)
                .evidence(target.address.text.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_list_are_found() {
        for code in [
            "for (const u of ['http://a.example.com/x', 'https://b.example.com']) { await fetch(u); }",
            "async function load(u) { return fetch(u); }\nawait load('http://a.example.com/x');",
            "const all = ['http://a.example.com/x'];\nawait Promise.all(all.map(u => fetch(u)));",
            "const base = {test: 'http://a.example.com/x'};\nawait fetch(base.test);",
            "let next = 'http://a.example.com/x';\nwhile (next) { const r = await (await fetch(next)).json(); next = r.next; }",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::Medium)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                javascript(
                    "const site = 'http://a.example.com/x';\nawait fetch('https://b.example.com');\nreturn {site}"
                )
            ],
        );
        for code in [
            "const site = 'http://a.example.com/x';\nawait fetch(inputData.url);\nreturn {site}",
            "const all = ['https://b.example.com'];\nfor (const u of all) { await fetch(u); }\nreturn {help: 'http://a.example.com'}",
            "const all = ['https://b.example.com'];\nfor (const u of all) { await fetch(u, {body: 'http://a.example.com'}); }",
        ] {
            silent(&RULE, steps![hook(), javascript(code)]);
        }
    }

    #[test]
    fn plain_requests_are_found() {
        finds(
            &RULE,
            steps![hook(), post("http://crm.example.com/leads").field("data.email", "{{1__email}}")],
            &[(2, "url", Severity::High)],
        );
        finds(&RULE, steps![new_row(), get("http://status.example.com/ping")], &[(2, "url", Severity::Medium)]);
        finds(
            &RULE,
            steps![trigger("WebHookCLIAPI@1.1.1", "poll").field("url", "http://feed.example.com/x.json"), slack("x")],
            &[(1, "url", Severity::Medium)],
        );
        finds(&RULE, steps![new_row(), get("HTTP://status.example.com/{{1__id}}")], &[(2, "url", Severity::High)]);
        finds(
            &RULE,
            steps![
                new_row(),
                action("SlackCLIAPI@1.0.0", "_zap_raw_request")
                    .field("method", "POST")
                    .field("url", "http://api.example.com/x")
            ],
            &[(2, "url", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), python("u = 'http://api.example.com/x'\nrequests.post(u, json=input_data)")],
            &[(2, "code", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), javascript("await fetch('http://api.example.com/x', {method: 'POST', body: inputData.a})")],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://crm.example.com/leads?next=http%3A%2F%2Fexample.com")
                    .field("data.xml", "<a xmlns=\"http://www.w3.org/2005/Atom\"/>"),
                post("http://localhost:8080/x"),
                post("{{1__url}}"),
                slack("see http://example.com"),
                python(
                    "s.mount('http://', a)\nif x.startswith('http://'): x = x.replace('http://', 'https://')\n# http://x.example.com"
                ),
            ],
        );
    }

    #[test]
    fn code_of_every_style_is_read() {
        for code in [
            "import http.client\nc = http.client.HTTPConnection('api.example.com')\nc.request('GET', '/x')",
            "BASE = 'http://api.example.com'\nr = requests.get(BASE + '/x')",
            "s = requests.Session()\ns.get('http://api.example.com/x')",
        ] {
            finds(&RULE, steps![new_row(), python(code)], &[(2, "code", Severity::Medium)]);
        }
        for code in [
            "const res = await fetch(new URL('/x', 'http://api.example.com'))",
            "const api = axios.create({baseURL: 'http://api.example.com'}); await api.get('/x')",
            "const http = require('http'); http.get('http://api.example.com/x', cb)",
        ] {
            finds(&RULE, steps![new_row(), javascript(code)], &[(2, "code", Severity::Medium)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                javascript(
                    "const u = inputData.u.startsWith('http') ? inputData.u : 'http://' + inputData.u; return {u}"
                ),
                javascript("throw new Error('Only http:// and https:// work')"),
                python("NS = '{http://purl.org/rss/1.0/}'\nx = root.find(NS + 'item')"),
                post("https://x.example.com/?next=http://y.example.com")
                    .field("data", "{\"@context\": \"http://schema.org\"}"),
            ],
        );
    }
}
