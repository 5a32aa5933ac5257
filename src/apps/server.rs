//! Steps that talk to a server of one's own, where the owner decides about encryption.

use super::catalog::{self, Kind};
use super::known::known;
use super::product::{Product, product};
use super::words::{has_any, words};
use crate::zap::{Step, StepKind};

/// What sort of server a step talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// One that sends or keeps mail: SMTP, IMAP, POP3.
    Mail,
    /// FTP, which can only encrypt as FTPS.
    Ftp,
    /// SFTP or FTPS.
    SecureFtp,
    /// A database that is reached by host and port.
    Database,
}

/// Databases in somebody's cloud that are only reached by HTTPS.
const BY_HTTPS: [&str; 13] = [
    "Snowflake", "Google BigQuery", "BigQuery", "Supabase", "Firebase", "Firebase / Firestore", "Xano", "Pinecone",
    "Bubble", "Databricks", "Qdrant", "Weaviate", "DynamoDB",
];

/// The sort of server, by the name of the app; of an app that is not known, by the words of its key and its action.
#[must_use]
pub fn server(step: &Step) -> Option<Server> {
    if matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule) {
        return None;
    }
    if let Some(app) = catalog::find(step) {
        return match product(step) {
            Product::Ftp if app.name.starts_with("SFTP") => Some(Server::SecureFtp),
            Product::Ftp => Some(Server::Ftp),
            Product::Smtp => Some(Server::Mail),
            _ if app.name.starts_with("IMAP") => Some(Server::Mail),
            _ if app.kind == Kind::Database && !BY_HTTPS.contains(&app.name) => Some(Server::Database),
            _ => None,
        };
    }
    let mut said = words(catalog::stem(&step.app));
    said.extend(step.app_name.as_deref().map(words).unwrap_or_default());
    let said = |list: &[&str]| has_any(&said, list) || has_any(&known(step).action, list);
    if said(&["sftp", "ftps"]) {
        Some(Server::SecureFtp)
    } else if said(&["ftp"]) {
        Some(Server::Ftp)
    } else if said(&["smtp", "imap", "pop3"]) {
        Some(Server::Mail)
    } else {
        said(&["mysql", "postgres", "postgresql", "mssql", "mongo", "mongodb"]).then_some(Server::Database)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_told_by_words() {
        let of = |app: &str, action: &str| server(&Step { app: app.into(), action: action.into(), ..Step::default() });
        for (app, action, expected) in [
            ("SMTPCLIAPI", "send_email", Some(Server::Mail)),
            ("SMTPByZapierCLIAPI", "send", Some(Server::Mail)),
            ("IMAPByZapierCLIAPI", "new_email", Some(Server::Mail)),
            ("App77CLIAPI", "send_smtp_mail", Some(Server::Mail)),
            ("FTPCLIAPI", "upload_file", Some(Server::Ftp)),
            ("FtpByZapierCLIAPI", "upload", Some(Server::Ftp)),
            ("SFTPCLIAPI", "upload_file", Some(Server::SecureFtp)),
            ("MySQLCLIAPI", "new_row", Some(Server::Database)),
            ("PostgreSQLCLIAPI", "create_row", Some(Server::Database)),
            ("SQLServerCLIAPI", "row", Some(Server::Database)),
            ("BigQueryCLIAPI", "row", None),
            ("SlackCLIAPI", "channel_message", None),
            ("GoogleDriveCLIAPI", "upload_file", None),
        ] {
            assert_eq!(of(app, action), expected, "{app} {action}");
        }
        let shown = Step { app_name: Some("SMTP by Zapier".into()), action: "x".into(), ..Step::default() };
        assert_eq!(server(&shown), Some(Server::Mail));
    }
}
