//! Z303: FTP, plain mail servers, plain databases.

use crate::{
    apps::{Kind, Server},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z303",
    name: "cleartext-protocol",
    measure: Measure::Encryption,
    title: "A connection that sends the password in clear text",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step or code uses FTP, Telnet, or a mail server, database or other server (ldap://, ws://, redis://, mongodb:// and the like) \
           with encryption switched off.",
    why: "Anyone on the way can read the password itself and everything that is sent after it.",
    fix: "Use the encrypted kind of the same connection: SFTP or FTPS, mail on port 587 with TLS, a database with its SSL mode on \
          \"require\". Then change the password.",
    references: &["CWE-319", "CWE-523", "LCNC-SEC-04", "CD-SEC-05"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut unknown: Vec<&str> = Vec::new();
    for facts in &facts.steps {
        if by_address(facts, outcomes) || by_code(facts, outcomes) || facts.calls_http() {
            continue;
        }
        let step = facts.step;
        let sort = apps::server(step);
        // Of apps that are not known, only those with a server in their fields.
        let has_server =
            || step.fields.iter().any(|field| names(field, &["host", "hostname", "server", "smtp", "ftp"]));
        if sort.is_none() && !(matches!(apps::kind(step), Kind::Unknown | Kind::Files) && has_server()) {
            continue;
        }
        match encryption(step, sort) {
            Encryption::On => outcomes.looked(),
            Encryption::Off(field) => {
                let message = say!("“{}” leaves the connection without encryption.", &field.key);
                outcomes.find(Place::field(step, &field.key), message).evidence(format!(
                    "{}: {}",
                    field.key,
                    field.text().trim()
                ));
            }
            Encryption::Unknown => match sort {
                Some(Server::Ftp) => {
                    outcomes
                        .find(Place::step(step), say!("FTP sends the password and the files in clear text."))
                        .evidence(apps::app_name(step));
                }
                Some(Server::Mail | Server::Database) if !unknown.contains(&step.app.as_str()) => {
                    unknown.push(&step.app);
                    let app = apps::app_name(step);
                    outcomes.not_checked(
                        Place::step(step),
                        say!("whether {} encrypts its connection is set in the connected account, which is not in the data that was read", app),
                    );
                }
                Some(Server::SecureFtp) => outcomes.looked(),
                _ => {}
            },
        }
    }
}

/// Addresses that begin with the name of a protocol without encryption, and what they begin with instead.
const PLAIN: [(&str, &str); 11] = [
    ("tftp", "sftp://"),
    ("telnet", "ssh://"),
    ("ldap", "ldaps://"),
    ("ws", "wss://"),
    ("redis", "rediss://"),
    ("amqp", "amqps://"),
    ("mqtt", "mqtts://"),
    ("imap", "imaps://"),
    ("pop", "pop3s://"),
    ("pop3", "pop3s://"),
    ("stomp", "stomp+ssl://"),
];

/// Those for which it takes more than another beginning.
const PLAIN_OTHERWISE: [(&str, Word); 3] = [
    ("ftp", word!("ftps:// or sftp://")),
    ("mongodb", word!("tls=true in the address")),
    ("smtp", word!("port 587 with TLS")),
];

/// What to use instead of a protocol without encryption.
fn instead_of(scheme: &str) -> Option<Said> {
    let is = |plain: &str| scheme.eq_ignore_ascii_case(plain);
    let begins = PLAIN.iter().find(|(plain, _)| is(plain)).map(|(_, instead)| say!("{}", instead));
    begins.or_else(|| PLAIN_OTHERWISE.iter().find(|(plain, _)| is(plain)).map(|(_, instead)| (*instead).into()))
}

/// What is wrong with an address, as the end of "The address …".
fn is_plain(text: &str) -> Option<Said> {
    let (scheme, _) = text.split_once("://")?;
    if ["http", "https", "wss", "sftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let off = turns_encryption_off(text);
    let known = instead_of(scheme);
    if known.is_none() && !off {
        return None;
    }
    if let Some(address) = Address::read_text(text) {
        let turns_on = |name: &str, value: &str| {
            let value = value.trim().to_ascii_lowercase();
            matches!(&*name.to_ascii_lowercase(), "tls" | "ssl" | "sslmode" | "usessl" | "encrypt")
                && !matches!(
                    value.as_str(),
                    "" | "false" | "0" | "no" | "disable" | "disabled" | "none" | "prefer" | "allow"
                )
        };
        let is_on = address.query.iter().any(|(name, value)| turns_on(&name.text, &value.text));
        let port = address.port.as_ref().map_or("", |port| port.text.as_str());
        let may_start_tls = scheme.eq_ignore_ascii_case("smtp") && port != "25";
        if address.is_loopback() || (!off && (is_on || may_start_tls)) {
            return None;
        }
    }
    Some(match known.filter(|_| !off) {
        Some(instead) => {
            say!("begins with {}:// and is not encrypted; use {}", scheme.to_ascii_lowercase(), instead)
        }
        None => say!("switches the encryption off"),
    })
}

/// A connection's own text switches it off: `sslmode=disable`, `useSSL=false`, `Encrypt=no`.
fn turns_encryption_off(text: &str) -> bool {
    const OFF: [&str; 9] = [
        "sslmode=disable", "ssl-mode=disabled", "usessl=false", "ssl=false", "ssl=0", "tls=false", "encrypt=false",
        "encrypt=no", "sslmode=none",
    ];
    let is_connection = text.contains("://") || (text.contains('=') && (text.contains(';') || text.contains("host=")));
    is_connection && {
        let lower = text.to_ascii_lowercase();
        OFF.iter().any(|off| lower.contains(off))
    }
}

/// Any field that is such an address as a whole; says whether one was found.
fn by_address(facts: &StepFacts<'_>, outcomes: &mut Outcomes) -> bool {
    let step = facts.step;
    let may_be = |field: &&Field| {
        let text = field.text();
        field.key != "code" && (text.contains("://") || text.contains('=') && text.contains(';'))
    };
    for field in step.fields.iter().filter(may_be) {
        let text = field.text().trim();
        if text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http")) || is_only_kept(facts, field) {
            continue;
        }
        let is_one = !text.contains(char::is_whitespace) || text.contains(';');
        if !is_one {
            continue;
        }
        outcomes.looked();
        let found = is_plain(text).or_else(|| {
            (!text.contains("://") && turns_encryption_off(text)).then(|| say!("switches the encryption off"))
        });
        if let Some(what) = found {
            outcomes
                .find(Place::field(step, &field.key), say!("The address in “{}” {}.", &field.key, what))
                .evidence(text);
            return true;
        }
    }
    false
}

/// A text for people, or a link that is only written down.
fn is_only_kept(facts: &StepFacts<'_>, field: &Field) -> bool {
    let kept = matches!(
        facts.destination,
        Some(
            Destination::Chat
                | Destination::Sheet
                | Destination::MailOut
                | Destination::Sms
                | Destination::Public
                | Destination::Ai
        )
    );
    apps::is_message_field(facts.step, field) || (kept && !apps::is_file_field(facts.step, field))
}

fn by_code(facts: &StepFacts<'_>, outcomes: &mut Outcomes) -> bool {
    let Some(code) = facts.code.as_ref() else {
        return false;
    };
    outcomes.looked();
    let place = || Place::field(facts.step, "code");
    let source = facts.step.field("code").map_or("", Field::text);
    let plain = code.addresses().iter().find_map(|address| Some((address, is_plain(&address.text)?)));
    if let Some((address, what)) = plain {
        // LDAP can begin plain and be encrypted before the password is sent.
        let starts_tls = source.contains("start_tls") || source.contains("starttls");
        if !starts_tls {
            outcomes.find(place(), say!("An address in the code {}.", what)).evidence(address.text.as_str());
            return true;
        }
    }
    if let Some((what, range)) = code.plain_clients().into_iter().next() {
        outcomes
            .find(place(), say!("The code talks to {} without encryption.", what))
            .evidence(source.get(range).unwrap_or_default());
        return true;
    }
    let off = code.literals().iter().find(|literal| turns_encryption_off(&literal.text));
    if let Some(literal) = off {
        outcomes
            .find(place(), say!("A connection in the code switches its encryption off."))
            .evidence(literal.text.as_str());
    }
    off.is_some()
}

/// What the fields of a step say about its connection.
enum Encryption<'z> {
    On,
    /// This field leaves it without.
    Off(&'z Field),
    Unknown,
}

fn encryption(step: &Step, sort: Option<Server>) -> Encryption<'_> {
    let mut off = None;
    let mut may_be_on = false;
    for field in &step.fields {
        match said_by(field, sort) {
            // On port 587 encryption begins only once it is asked for: a switch that is off leaves it out.
            Some(true) if field.literal().is_some_and(|text| text.trim().ends_with("587")) => may_be_on = true,
            Some(true) => return Encryption::On,
            // A switch says it plainer than a port.
            Some(false) if off.is_none() || field.switch().is_some() => off = Some(field),
            Some(false) => {}
            None => {}
        }
    }
    match off {
        Some(field) => Encryption::Off(field),
        None if may_be_on => Encryption::On,
        None => Encryption::Unknown,
    }
}

/// What one field says: a switch, a choice, a port or a protocol.
fn said_by(field: &Field, sort: Option<Server>) -> Option<bool> {
    let value = field.literal()?.trim();
    if value.is_empty() {
        return None;
    }
    if names(field, &["port", "puerto"]) || names(field, &["host", "hostname", "server"]) {
        let port = value.rsplit(':').next().unwrap_or(value);
        let port: u16 = port.parse().ok()?;
        return match (port, sort) {
            (25 | 110 | 143, Some(Server::Mail) | None) | (21, Some(Server::Ftp) | None) | (23 | 389 | 1883, None) => {
                Some(false)
            }
            (465 | 587 | 993 | 995, Some(Server::Mail) | None) | (22 | 990, _) => Some(true),
            _ => None,
        };
    }
    if names(field, &["protocol", "protocolo", "protokoll", "protocole"]) {
        return match &*value.to_ascii_lowercase() {
            "ftp" | "telnet" | "plain" => Some(false),
            "sftp" | "ftps" | "ssh" | "smtps" | "imaps" => Some(true),
            _ => None,
        };
    }
    let about = names(
        field,
        &[
            "tls", "ssl", "starttls", "ftps", "encryption", "encrypted", "encrypt", "secure", "security", "sslmode",
            "verschlusselung", "cifrado", "chiffrement",
        ],
    );
    let about_something_else = names(
        field,
        &[
            "verify", "verification", "certificate", "cert", "certs", "ca", "key", "reject", "version", "check",
            "token", "password", "code", "question",
        ],
    );
    if !about || about_something_else {
        return None;
    }
    let turned = names(field, &["disable", "disabled", "no", "skip", "without", "ignore", "not", "un"]);
    Some(is_on(value)? != turned)
}

fn is_on(value: &str) -> Option<bool> {
    const OFF: [&str; 22] = [
        "false", "no", "0", "off", "none", "disable", "disabled", "never", "plain", "plaintext", "cleartext",
        "unencrypted", "insecure", "not", "nein", "keine", "aus", "non", "aucun", "aucune", "ninguno", "ninguna",
    ];
    const ON: [&str; 18] = [
        "true", "yes", "1", "on", "tls", "ssl", "starttls", "require", "required", "verify", "implicit", "explicit",
        "enable", "enabled", "always", "ja", "oui", "si",
    ];
    let said = |list: &[&str]| data::words(value).any(|word| list.contains(&word.as_str()));
    if said(&OFF) { Some(false) } else { said(&ON).then_some(true) }
}

/// Whether one of these words is in the field's name.
fn names(field: &Field, list: &[&str]) -> bool {
    data::words(&field.key).any(|word| list.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Outcome;

    fn smtp() -> StepBuilder {
        action("SMTPCLIAPI@1.0.0", "send_email")
            .field("host", "mail.example.com")
            .field("subject", "Security: no TLS here")
    }

    #[test]
    fn plain_addresses_are_found() {
        for url in [
            "ftp://files.example.com/in/a.csv",
            "ws://push.example.com/{{1__id}}",
            "LDAP://dir.example.com",
            "mongodb://svc@db.example.com/x",
            "redis://cache.example.com:6379",
            "amqp://mq.example.com",
            "telnet://10.example.com",
            "postgres://db.example.com/x?sslmode=disable",
        ] {
            finds(&RULE, steps![hook(), post(url)], &[(2, "url", Severity::High)]);
            finds(
                &RULE,
                steps![hook(), javascript("return {}").field("input.address", url)],
                &[(2, "input.address", Severity::High)],
            );
            finds(
                &RULE,
                steps![hook(), javascript(&format!("const c = connect('{}')", url.replace("{{1__id}}", "x")))],
                &[(2, "code", Severity::High)],
            );
        }
        finds(
            &RULE,
            steps![
                hook(),
                action("PicsartCLIAPI@1.0.0", "remove_background").field("image_url", "ftp://files.example.com/a.png")
            ],
            &[(2, "image_url", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("App5CLIAPI@1.0.0", "query")
                    .field("connection", "Server=db.example.com;Database=x;Encrypt=False")
            ],
            &[(2, "connection", Severity::High)],
        );
    }

    #[test]
    fn plain_mail_servers_are_found() {
        for (key, value) in [
            ("use_tls", "False"),
            ("use_tls", "no"),
            ("tls", "0"),
            ("Use TLS", "false"),
            ("useSSL", "off"),
            ("encryption", "None"),
            ("security", "plain"),
            ("port", "25"),
            ("smtp_port", "25"),
            ("disable_tls", "yes"),
            ("server", "mail.example.com:25"),
            ("Verschlüsselung", "keine"),
        ] {
            finds(&RULE, steps![new_row(), smtp().field(key, value)], &[(2, key, Severity::High)]);
        }
        for port in [25, 587] {
            finds(
                &RULE,
                steps![new_row(), smtp().field("port", port).field("use_tls", false)],
                &[(2, "use_tls", Severity::High)],
            );
        }
        silent(&RULE, steps![new_row(), smtp().field("port", 465).field("starttls", false), smtp().field("port", 587)]);
        finds(
            &RULE,
            steps![
                new_row(),
                action("App77CLIAPI@1.0.0", "send").field("smtp_host", "mail.example.com").field("smtp_port", "25")
            ],
            &[(2, "smtp_port", Severity::High)],
        );
    }

    #[test]
    fn ftp_and_plain_databases_are_found() {
        finds(
            &RULE,
            steps![new_row(), action("FTPCLIAPI@1.0.0", "upload_file").field("file", "{{1__file}}")],
            &[(2, "", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                new_row(),
                action("App9CLIAPI@1.0.0", "upload").field("host", "files.example.com").field("protocol", "FTP")
            ],
            &[(2, "protocol", Severity::High)],
        );
        for (key, value) in
            [("ssl", "false"), ("ssl_mode", "disable"), ("SSL mode", "DISABLED"), ("options.useSSL", "No")]
        {
            finds(
                &RULE,
                steps![
                    new_row(),
                    action("MySQLCLIAPI@1.0.0", "create_row").field("host", "db.example.com").field(key, value)
                ],
                &[(2, key, Severity::High)],
            );
        }
        finds(
            &RULE,
            steps![hook(), python("import ftplib\nf = ftplib.FTP('files.example.com')\nf.login('a', input_data['p'])")],
            &[(2, "code", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), python("c = psycopg2.connect('host=db.example.com user=a sslmode=disable')")],
            &[(2, "code", Severity::High)],
        );
    }

    #[test]
    fn what_stands_in_the_account_is_not_checked() {
        comes_out(&RULE, steps![new_row(), smtp()], Outcome::NotChecked);
        comes_out(
            &RULE,
            steps![new_row(), action("MySQLCLIAPI@1.0.0", "create_row").field("table", "x")],
            Outcome::NotChecked,
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                smtp().field("port", "587").field("use_tls", "yes"),
                smtp().field("port", "25").field("starttls", "Required"),
                action("SFTPCLIAPI@1.0.0", "upload_file").field("host", "files.example.com"),
                action("MySQLCLIAPI@1.0.0", "create_row").field("ssl", "true").field("verify_certificate", "false"),
                action("PostgreSQLCLIAPI@1.0.0", "create_row").field("sslmode", "require"),
                action("App9CLIAPI@1.0.0", "create_site").field("ssl", "false"),
                slack("Put it on ftp://files.example.com, the FTP server"),
                slack("ftp://files.example.com"),
                sheet("COL$A", "ftp://files.example.com/a.csv"),
            ],
        );
        for url in [
            "sftp://files.example.com", "ftps://files.example.com", "rediss://cache.example.com",
            "wss://push.example.com", "mongodb+srv://db.example.com", "mongodb://db.example.com/?tls=true",
            "postgres://db.example.com/x", "ws://localhost:9000", "https://example.com/?next=ftp://x",
            "smtp://mail.example.com:587",
        ] {
            silent(&RULE, steps![hook(), javascript(&format!("const c = connect('{url}')")).field("input.u", url)]);
        }
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x")
                    .field("data.ssl", "false")
                    .field("data.smtp_port", "25")
                    .field("data.host", "h"),
                python("if u.startswith('ftp://'): x = 1\n# ws://x.example.com\nprint('use ftp://x for files')"),
            ],
        );
    }
}
