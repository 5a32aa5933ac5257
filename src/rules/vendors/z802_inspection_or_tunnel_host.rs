//! Z802: data to a request catcher or a tunnel.

use crate::{address::Catcher, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z802",
    name: "inspection-or-tunnel-host",
    measure: Measure::Vendors,
    title: "Data goes to a test or tunnel address",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A request or callback address belongs to a request catcher, a tunnel or a paste site.",
    why: "Such services show or keep everything that is sent, often on a public page; tunnels end on somebody's laptop and their names are used again.",
    fix: "Use the real address of the receiver, and change every key that was sent to this one.",
    references: &["CWE-200", "CWE-829", "CD-SEC-06", "LCNC-SEC-07"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        for (key, address) in addresses(facts) {
            outcomes.looked();
            let Some(catcher) = address.catcher() else {
                continue;
            };
            let mapped = facts.step.fields.iter().any(|field| !field.mappings().is_empty());
            let severity = if mapped && catcher != Catcher::Platform { Severity::High } else { Severity::Medium };
            outcomes
                .find(Place::field(facts.step, key), say!("{} is {}.", address.host_text(), label(catcher)))
                .severity(severity)
                .evidence(address.text.as_str());
        }
    }
}

const fn label(catcher: Catcher) -> Word {
    match catcher {
        Catcher::RequestCatcher => word!("a site that shows every request it gets"),
        Catcher::Tunnel => word!("a tunnel that ends on somebody's own computer"),
        Catcher::PasteSite => word!("a site where anybody can leave and read texts and files"),
        Catcher::Platform => word!("an address that is often used to look at requests"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catchers_and_tunnels_are_found() {
        finds(
            &RULE,
            steps![hook(), post("https://webhook.site/0a1b2c3d").field("data.email", "{{1__email}}")],
            &[(2, "url", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://ab12.ngrok-free.app/x").field("data.a", "b")],
            &[(2, "url", Severity::Medium)],
        );
        for host in ["transfer.sh/a", "enx.requestcatcher.com/x", "x1y2.trycloudflare.com/in"] {
            let called = post(&format!("https://{host}")).field("data.email", "{{1__email}}");
            finds(&RULE, steps![hook(), called], &[(2, "url", Severity::High)]);
        }
        finds(
            &RULE,
            steps![hook(), post("https://eo1abc.m.pipedream.net").field("data.email", "{{1__email}}")],
            &[(2, "url", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                slack("test it on webhook.site"),
                post("https://webhook.site.example.com/x"),
                post("https://mywebhook.site/x")
            ],
        );
    }
}
