//! Names of fields, headers and URL parameters that hold a credential.

use super::Class;
use super::names::classes_of_name;
use super::words::{has_phrase, words};
use crate::memo::Memo;

/// What kind of credential a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretName {
    /// A password.
    Password,
    /// A key, a token or another credential of a program.
    Secret,
}

/// Whether a field of this name holds a credential. `key` alone is none (see [`secret_query_name`]); neither are
/// counts (`max_tokens`), ids of keys, public keys, addresses (`token_url`) and rules about passwords.
#[must_use]
pub fn secret_name(name: &str) -> Option<SecretName> {
    thread_local! {
        static READ: Memo<Option<SecretName>> = const { Memo::new() };
    }
    READ.with(|read| read.get(name, read_secret_name))
}

fn read_secret_name(name: &str) -> Option<SecretName> {
    let classes = classes_of_name(name);
    if classes.contains(Class::Password) || is_told_around(name) {
        Some(SecretName::Password)
    } else {
        classes.contains(Class::Secret).then_some(SecretName::Secret)
    }
}

/// Passwords that are made to be told to guests. One that comes along in a Zap's data is nobody's login, but one that
/// is typed into a step opens the same thing for everyone who can read the step.
fn is_told_around(name: &str) -> bool {
    const DOORS: &[&str] = &[
        "wifi password", "wi fi password", "wlan password", "wlan passwort", "gallery password", "pdf password",
        "zoom password", "meeting password", "webinar password",
    ];
    let is_last = |last: super::words::Word| matches!(last.as_str(), "password" | "passwort");
    words(name).last().is_some_and(is_last) && has_phrase(name, DOORS)
}

/// Whether a parameter of an address holds a credential: like [`secret_name`], and also `key`, `sig` and `signature`.
#[must_use]
pub fn secret_query_name(name: &str) -> bool {
    let short =
        ["key", "sig", "signature", "hmac", "code_verifier", "x-amz-signature", "hapikey", "appid_key", "user_key"];
    short.iter().any(|known| name.eq_ignore_ascii_case(known)) || secret_name(name).is_some()
}

/// Whether a field of this name says who signs in: `username`, `Login`, `user_email`, `Benutzername`.
#[must_use]
pub fn user_name(name: &str) -> bool {
    const LAST: [&str; 22] = [
        "user", "username", "userid", "login", "loginname", "loginid", "logon", "email", "mail", "account",
        "accountname", "identifier", "uid", "usr", "benutzer", "benutzername", "usuario", "utilisateur", "identifiant",
        "utente", "gebruiker", "gebruikersnaam",
    ];
    let mut last = None;
    let mut of_user = false;
    for word in words(name) {
        of_user |= matches!(word.as_str(), "user" | "login" | "account" | "email" | "sign");
        last = Some(word);
    }
    last.is_some_and(|last| {
        LAST.contains(&last.as_str()) || of_user && matches!(last.as_str(), "name" | "id" | "address" | "email")
    })
}

/// Whether a request header of this name carries a credential: `Authorization`, `Cookie`, `X-…-Api-Key`,
/// `X-…-Token`. Headers against forged requests and repeated ones (`X-CSRF-Token`, `Idempotency-Key`) open nothing.
#[must_use]
pub fn auth_header(name: &str) -> bool {
    thread_local! {
        static READ: Memo<bool> = const { Memo::new() };
    }
    READ.with(|read| read.get(name, is_auth_header))
}

fn is_auth_header(name: &str) -> bool {
    const KNOWN: [&str; 10] = [
        "authorization", "authentication", "proxy-authorization", "cookie", "apikey", "api-key", "x-api-key", "token",
        "x-auth-key", "auth",
    ];
    let name = name.trim().trim_end_matches(':');
    if KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known)) || secret_name(name).is_some() {
        return true;
    }
    let Some(last) = words(name).last() else { return false };
    let begins_with_x = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"));
    let ordinary = [
        "idempotency", "csrf", "xsrf", "cache", "request", "public", "publishable", "surrogate", "routing",
        "correlation", "partition", "tracking",
    ];
    begins_with_x
        && matches!(last.as_str(), "token" | "key" | "secret" | "auth" | "password")
        && !words(name).any(|word| ordinary.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_told_by_their_name() {
        for name in [
            "password", "Passwd", "pwd", "passphrase", "pass", "Kennwort", "contraseña", "mot de passe", "senha",
            "db_password", "Adgangskode", "passord", "pw", "пароль",
        ] {
            assert_eq!(secret_name(name), Some(SecretName::Password), "{name}");
        }
        for name in [
            "api key", "apikey", "access_token", "authToken", "secret", "client_secret", "signing key", "private key",
            "token", "bearer", "credentials", "x-api-key", "slack_bot_token", "API-Schlüssel", "Zugangsschlüssel",
            "Geheimer Client-Schlüssel", "Client-Geheimnis", "Zugriffstoken", "jeton d'accès", "clé secrète",
            "clef API", "token de acceso", "clave secreta", "chave secreta", "token de acesso", "token di accesso",
            "chiave segreta", "geheime sleutel", "token dostępu", "SUPABASE_SERVICE_ROLE_KEY",
            "Ocp-Apim-Subscription-Key", "OPENAI_API_KEY", "openai_key", "pre-shared key", "SSH key", "AccountKey",
            "api key (prod)", "Geheimschlüssel", "llave secreta", "Enter your API key", "hmac_key",
        ] {
            assert_eq!(secret_name(name), Some(SecretName::Secret), "{name}");
        }
        for name in [
            "Password policy", "passwordPattern", "password_chars", "auth_type", "password_reset_url", "passenger",
            "passenger_name", "bypass", "max_tokens", "token_count", "page_token", "next_token", "json_key",
            "lookup_key", "field_data_key", "issueKey", "__key", "primary key", "public key", "publishable key",
            "key id", "dedupe_column", "authentication_id", "tokenEndpoint", "token_url", "secret_name", "sort key",
            "keyword", "idempotency key", "key", "SUPABASE_ANON_KEY", "recaptcha site key", "vapid public key",
            "license key", "key vault", "keynote", "key/value", "api version", "apiKeyId", "token symbol",
            "tokenLimit", "token name", "tokenized", "author", "authority", "auth domain", "secretary", "secret level",
            "monkey", "turkey", "password_hash", "private_key_id", "client_email", "key performance indicator",
        ] {
            assert_eq!(secret_name(name), None, "{name}");
        }
    }

    #[test]
    fn parameters_of_addresses() {
        for name in [
            "key", "api_key", "apikey", "token", "access_token", "auth", "secret", "client_secret", "sig", "signature",
            "password", "pwd",
        ] {
            assert!(secret_query_name(name), "{name}");
        }
        for name in ["page_token", "utm_token", "page", "q", "keyword", "id", "code", "publishable_key"] {
            assert!(!secret_query_name(name), "{name}");
        }
    }

    #[test]
    fn users() {
        for name in
            ["user", "username", "user_name", "userName", "Login", "e-mail", "emailAddress", "loginId", "Usuario"]
        {
            assert!(user_name(name), "{name}");
        }
        for name in ["name", "first_name", "id", "page", "message", "users_count", "usage", "mailbox"] {
            assert!(!user_name(name), "{name}");
        }
    }

    #[test]
    fn headers() {
        for name in [
            "Authorization", "Proxy-Authorization", "Authentication", "Cookie", "X-API-Key", "apikey", "api-key",
            "X-Auth-Token", "X-Picsart-API-Key", "X-Shopify-Access-Token", "X-Acme-Token", "X-Goog-Api-Key",
            "Ocp-Apim-Subscription-Key",
        ] {
            assert!(auth_header(name), "{name}");
        }
        for name in [
            "Content-Type", "Prefer", "X-Request-Id", "Idempotency-Key", "X-Idempotency-Key", "X-CSRF-Token", "Accept",
            "User-Agent", "Notion-Version", "X-Api-Version", "Origin",
        ] {
            assert!(!auth_header(name), "{name}");
        }
    }
}
