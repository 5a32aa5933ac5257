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
        let server = server_of(facts);
        let server = server.iter().map(|(key, address)| (*key, address));
        for (key, address) in addresses(facts).chain(server) {
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

/// The host that a step of a mail server, file server or database connects to, typed into a field of its own.
fn server_of<'z>(facts: &StepFacts<'z>) -> Option<(&'z str, Address)> {
    apps::server(facts.step)?;
    let named = |name: &str| {
        ["host", "hostname", "server", "address"].iter().any(|known| data::words(name).any(|word| word.is(known)))
    };
    let hosts = facts.step.fields.iter().filter(|field| named(field.name()));
    hosts.filter_map(|field| Some((field.key.as_str(), field.literal()?.trim()))).find_map(|(key, host)| {
        let is_host =
            !host.is_empty() && !host.contains(|char: char| char.is_whitespace() || matches!(char, '/' | '@'));
        Some((key, Address::read_text(&format!("https://{host}")).filter(|_| is_host)?))
    })
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
        finds(
            &RULE,
            steps![new_row(), get("http://metadata.google.internal/computeMetadata/v1/")],
            &[(2, "url", Severity::Critical)],
        );
        for url in [
            "https://10.1.2.3/x", "http://localhost:3000/", "https://[::1]/x", "https://db.internal/x",
            "http://2130706433/",
        ] {
            finds(&RULE, steps![new_row(), get(url)], &[(2, "url", Severity::High)]);
        }
        finds(
            &RULE,
            steps![new_row(), python("requests.get('https://192.168.0.7/x')")],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                new_row(),
                slack("the printer is at 10.0.0.1"),
                get("https://8.8.8.8/x"),
                get("https://{{1__host}}/")
            ],
        );
    }

    #[test]
    fn servers_of_mails_files_and_databases_are_looked_at_too() {
        let row = |host: &str| action("MySQLCLIAPI@1.0.0", "create_row").field("host", host);
        for host in ["10.0.0.4", "db.internal", "192.168.1.7:3306"] {
            finds(&RULE, steps![new_row(), row(host)], &[(2, "host", Severity::High)]);
        }
        silent(
            &RULE,
            steps![
                new_row(),
                row("db.example.com"),
                row("{{1__host}}"),
                action("HubSpotCLIAPI@1.0.0", "createContact").field("host", "10.0.0.4")
            ],
        );
    }

    #[test]
    fn files_are_looked_at_too() {
        finds(
            &RULE,
            steps![
                new_row(),
                action("GoogleDriveCLIAPI@1.0.0", "upload_file").field("file", "https://192.168.0.2/x.png")
            ],
            &[(2, "file", Severity::High)],
        );
        let files = serde_json::json!(["https://a.example.com/x.png", "http://10.0.0.1/y.png"]);
        finds(
            &RULE,
            steps![new_row(), action("App5CLIAPI@1.0.0", "create").field("files", files)],
            &[(2, "files", Severity::High)],
        );
        silent(&RULE, steps![new_row(), get("https://internal.example.com/?ip=10.0.0.1"), get("https://172.32.0.1/x")]);
    }
}
