//! Clients of mail, file and database servers that are told, or made, to talk without encryption.

use std::ops::Range;

use super::token::{Kind, Tokens};
use crate::{word, words::Word};

/// Python's own clients: module, class, what it talks to, and the call that encrypts after all.
const PYTHON: [(&str, &str, Word, &str); 5] = [
    ("ftplib", "FTP", word!("an FTP server"), ""),
    ("telnetlib", "Telnet", word!("a Telnet server"), ""),
    ("smtplib", "SMTP", word!("a mail server"), "starttls"),
    ("imaplib", "IMAP4", word!("a mail server"), "starttls"),
    ("poplib", "POP3", word!("a mail server"), "stls"),
];

/// Packages for FTP; one of them can encrypt when it is told to.
const FTP_PACKAGES: [&str; 4] = ["ftp", "jsftp", "promise-ftp", "basic-ftp"];

/// What a switch must stand beside to be one of a database's.
const DATABASES: [&str; 16] = [
    "pg", "mysql", "mysql2", "mysql2/promise", "mssql", "tedious", "mongodb", "redis", "ioredis", "psycopg2",
    "pymysql", "pymongo", "MongoClient", "connector", "ldap3", "ldapjs",
];

/// What switches the encryption of a client on or off.
const SWITCHES: [&str; 9] =
    ["sslmode", "ssl_disabled", "ignoreTLS", "port", "ssl", "tls", "encrypt", "useTLS", "use_ssl"];

/// How many candidates are looked at closely; keeps hostile input linear.
const MOST: usize = 16;

pub(super) fn find(tokens: &Tokens) -> Vec<(Word, Range<usize>)> {
    let mut found = Vec::new();
    let clients = || {
        if tokens.python() {
            PYTHON.iter().any(|(_, class, ..)| tokens.may_say(&[class]))
        } else {
            tokens.may_say(&["require"])
        }
    };
    if !tokens.may_say(&SWITCHES) && !clients() {
        return found;
    }
    let may_be = |index: &usize| {
        let names = matches!(tokens.kind(*index), Kind::Name | Kind::Text);
        names && (is_client(tokens, *index) || tokens.is_any(index + 1, &["=", ":"]) && is_switch(tokens, *index))
    };
    for index in (0..tokens.len()).filter(may_be).take(MOST) {
        let seen = match tokens.kind(index) {
            Kind::Name if tokens.is(index + 1, "(") => client(tokens, index),
            Kind::Name | Kind::Text if tokens.is_any(index + 1, &["=", ":"]) => switch(tokens, index),
            _ => None,
        };
        if let Some((what, last)) = seen {
            found.push((what, tokens.bytes(index, last)));
        }
    }
    found
}

fn is_client(tokens: &Tokens, index: usize) -> bool {
    tokens.is(index + 1, "(")
        && if tokens.python() {
            PYTHON.iter().any(|(_, class, ..)| tokens.is(index, class))
        } else {
            tokens.is(index, "require") && FTP_PACKAGES.contains(&&*tokens.value(index + 2))
        }
}

fn is_switch(tokens: &Tokens, index: usize) -> bool {
    let name = tokens.text(index).trim_matches(['\'', '"']);
    SWITCHES.contains(&name)
}

fn client(tokens: &Tokens, index: usize) -> Option<(Word, usize)> {
    let close = tokens.after(index + 1).saturating_sub(1);
    if tokens.python() {
        let (module, _, what, encrypts) = PYTHON.iter().find(|(_, class, ..)| tokens.is(index, class))?;
        let encrypted = !encrypts.is_empty() && holds(tokens, encrypts);
        return (holds(tokens, module) && !encrypted).then_some((*what, close));
    }
    let encrypted = (0..tokens.len()).any(|at| tokens.is(at, "secure") && !tokens.is(at + 2, "false"));
    (!encrypted).then_some((word!("an FTP server"), close))
}

/// `sslmode='disable'`, `ignoreTLS: true`, a mail server's port 25, a database's `ssl: false`.
fn switch(tokens: &Tokens, index: usize) -> Option<(Word, usize)> {
    let name = tokens.text(index).trim_matches(['\'', '"']);
    let value = index + 2;
    let is_off = tokens.is_any(value, &["false", "False"]);
    let is_on = tokens.is_any(value, &["true", "True"]);
    let seen = match name {
        "sslmode" => (tokens.value(value) == "disable").then_some(word!("a database")),
        "ssl_disabled" => is_on.then_some(word!("a database")),
        "ignoreTLS" => is_on.then_some(word!("a mail server")),
        "port" => (tokens.text(value) == "25" && holds(tokens, "createTransport")).then_some(word!("a mail server")),
        "ssl" | "tls" | "encrypt" | "useTLS" | "use_ssl" if is_off => {
            DATABASES.iter().any(|database| holds(tokens, database)).then_some(word!("a database"))
        }
        _ => None,
    };
    seen.map(|what| (what, value))
}

/// Whether the name or the string stands anywhere in the code.
fn holds(tokens: &Tokens, word: &str) -> bool {
    (0..tokens.len()).any(|index| match tokens.kind(index) {
        Kind::Name => tokens.is(index, word),
        Kind::Text => tokens.value(index) == word,
        _ => false,
    })
}
