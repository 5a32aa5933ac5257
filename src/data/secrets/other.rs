//! Zapier and its neighbours, addresses with a password, headers and signed tokens.

use super::{Pattern, Proof, key};

pub(super) static ROWS: [Pattern; 7] = [
    key("n8n-api-key", "an n8n key", r"n8n_api_\a{40,200}"),
    key("make-api-token", "a Make token", r"<integromat>\h{8}-\h{4}-\h{4}-\h{4}-\h{12}").near_its_maker(),
    key("database-url", "a database password", r#"(postgresql|postgres|mysql|mariadb|mongodb\+srv|mongodb|rediss|redis|amqps|amqp|mssql|sqlserver|clickhouse|cockroachdb|snowflake|oracle)<://>[^\s:/@"'<>{}]{0,100}:[^\s@/"'<>{}]{3,100}"#).proved_by(Proof::Password),
    key("url-with-password", "a password", r#"[a-z][\da-z+]{1,15}<://>[^\s:/@"'<>{}]{0,100}:[^\s@/"'<>{}]{3,100}"#).proved_by(Proof::Password).not_live(),
    key("curl-auth-header", "a key in a header", r"<Authorization:> {0,2}(Bearer|Basic|Token|token|bearer|basic|Key) {1,2}[\w=~@.+/-]{16,600}").proved_by(Proof::Tail).not_live(),
    key("api-key-header", "a key in a header", r"<Api-Key:> {0,2}[\w=~@.+/-]{16,600}").proved_by(Proof::Tail).not_live(),
    key("jwt", "a signed token (JWT)", r"eyJ\a{12,600}\.eyJ[\w-]{8,2000}\.[\w-]{16,800}").proved_by(Proof::Jwt).not_live(),
];

/// Texts that each pattern must find whole, and texts in which there is none; for the signs see `tests::make`.
#[cfg(test)]
pub(super) const SAMPLES: super::tests::Samples = super::tests::Samples {
    found: &[
        ("n8n-api-key", "n8n_api_{h80}"),
        ("jwt", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ{a40}.{a43}"),
        ("jwt", "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJ{a40}.{a43}"),
    ],
    near: &[
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.abc",
        "postgres://localhost:5432/db",
        "https://example.com:8080/path@x",
        "https://user:password@example.com/",
        "postgres://user:{{1__password}}@db.acme.test/x",
        "mailto:anna@acme.test",
        "https://medium.com/@someone:else",
        "Authorization: Bearer YOUR_API_KEY_GOES_HERE",
        "Authorization: Bearer {{1__access_token}}",
        "Authorization: required-for-every-request",
    ],
};
