//! Z305: the target is a private or metadata address.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z305",
    name: "internal-address",
    measure: Measure::Encryption,
    title: "The address is inside a private network",
    severity: Severity::High,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A request, file or callback address names a private network, the own machine or a cloud's metadata service.",
    why: "From Zapier's servers such an address leads to Zapier's own network or nowhere: it cannot do what was meant, and it is the classic \
          way to ask a server for its own secrets.",
    fix: "Use a public https:// address that asks for a key.",
    references: &["CWE-918", "API7:2023"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        for (key, address) in addresses(facts) {
            outcomes.looked();
            if !address.is_private() {
                continue;
            }
            let (severity, what) = if address.is_metadata() {
                (Severity::Critical, word!("hands out the keys of the cloud machine that asks"))
            } else {
                (Severity::High, word!("can only be reached from inside a private network"))
            };
            outcomes
                .find(Place::field(facts.step, key), say!("The address {} {}.", address.host_text(), what))
                .severity(severity)
                .evidence(address.text.as_str());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_addresses_are_found() {
        finds(
            &RULE,
            steps![new_row(), get("http://169.254.169.254/latest/meta-data/")],
            &[(2, "url", Severity::Critical)],
        );
        for url in ["https://10.1.2.3/x", "http://localhost:3000/", "https://[::1]/x", "https://db.internal/x", "http://2130706433/"] {
            finds(&RULE, steps![new_row(), get(url)], &[(2, "url", Severity::High)]);
        }
        finds(&RULE, steps![new_row(), python("requests.get('https://192.168.0.7/x')")], &[(2, "code", Severity::High)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(&RULE, steps![new_row(), slack("the printer is at 10.0.0.1"), get("https://8.8.8.8/x"), get("https://{{1__host}}/")]);
    }

    #[test]
    fn files_are_looked_at_too() {
        finds(
            &RULE,
            steps![new_row(), action("GoogleDriveCLIAPI@1.0.0", "upload_file").field("file", "https://192.168.0.2/x.png")],
            &[(2, "file", Severity::High)],
        );
        silent(&RULE, steps![new_row(), get("https://internal.example.com/?ip=10.0.0.1"), get("https://172.32.0.1/x")]);
    }
}
