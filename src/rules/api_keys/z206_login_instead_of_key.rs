//! Z206: the step signs in as a person.

use crate::{
    address::Piece,
    data::{SecretName, secret_name, user_name},
    facts::{is_header, members},
    letters::has_letters,
    rules::prelude::*,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z206",
    name: "login-instead-of-key",
    measure: Measure::ApiKeys,
    title: "The step signs in with a person's login",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A request to a sign-in or token address carries a user name together with a password, or asks for a token with grant_type=password.",
    why: "A login cannot be limited or taken back for this Zap alone. It goes around two-factor sign-in and lets the Zap do everything \
          that person may do.",
    fix: "Use the app's own action, or an API key or OAuth connection with the fewest rights, one for each Zap, so that it can be revoked alone.",
    references: &["CWE-522", "CD-SEC-02", "CD-SEC-03", "API2:2023", "RFC 9700 2.4"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        for target in targets(facts) {
            outcomes.looked();
            let signs_in = signs_in(&target.address.path.text);
            if !signs_in && !may_ask_by_password(facts, &target.address) {
                continue;
            }
            let carried = if target.field == "code" { by_code(facts) } else { by_fields(facts, &target.address) };
            if carried.asks_by_password || (signs_in && carried.user && carried.password) {
                outcomes
                    .find(
                        Place::field(facts.step, &target.field),
                        say!("The step signs in at {} with a user name and a password.", target.address.host_text()),
                    )
                    .evidence(target.address.text.as_str());
                break;
            }
        }
    }
}

/// Says at once of most requests that they do not swap a login for a token.
fn may_ask_by_password(facts: &StepFacts<'_>, address: &Address) -> bool {
    let says_grant = |text: &str| has_letters(text, "grant");
    facts.step.fields.iter().any(|field| says_grant(field.name()) || says_grant(field.text()))
        || says_grant(&address.text)
}

/// What goes with a request.
#[derive(Default)]
struct Carried {
    user: bool,
    password: bool,
    /// OAuth's way to swap a login for a token.
    asks_by_password: bool,
}

impl Carried {
    fn add(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        self.user |= user_name(name);
        self.password |= secret_name(name) == Some(SecretName::Password);
        let grant = ["grant_type", "granttype", "grant-type"].iter().any(|known| name.eq_ignore_ascii_case(known));
        self.asks_by_password |= grant && is_password_grant(value);
    }
}

fn is_password_grant(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    value.eq_ignore_ascii_case("password") || value.ends_with("/password-realm")
}

fn by_fields(facts: &StepFacts<'_>, address: &Address) -> Carried {
    let mut carried = Carried::default();
    for field in facts.step.fields.iter().filter(|field| !is_header(facts, field)) {
        carried.add(field.name(), field.text());
        for (name, value) in members(field.text().trim()) {
            carried.add(&name, &value);
        }
    }
    for (Piece { text: name, .. }, Piece { text: value, .. }) in &address.query {
        carried.add(name, value);
    }
    carried
}

fn by_code(facts: &StepFacts<'_>) -> Carried {
    let Some(code) = facts.code.as_ref() else {
        return Carried::default();
    };
    let names_password = |name: &str| name.len() < 40 && secret_name(name) == Some(SecretName::Password);
    let grants = |text: &str, name: Option<&str>| {
        text.contains("grant_type=password") || (name == Some("grant_type") && is_password_grant(text))
    };
    Carried {
        user: code.names(|name| name.len() < 40 && user_name(name)),
        password: code.names(names_password),
        asks_by_password: code.literals().iter().any(|literal| grants(&literal.text, literal.name.as_deref())),
    }
}

/// The end of a path at which people and programs sign in: `/api/login`, `/oauth/token`, `/v1/sessions`,
/// `/accounts:signInWithPassword`. What only tells of sign-ins (`/login-events`) is none.
fn signs_in(path: &str) -> bool {
    const TELLS: [&str; 14] = [
        "event", "history", "log", "attempt", "page", "activity", "report", "alert", "link", "url", "audit", "stat",
        "count", "setting",
    ];
    const GIVES: [&str; 10] = [
        "token", "session", "auth", "authenticate", "authentication", "authorize", "jwt", "oauth", "oauth2",
        "authorization",
    ];
    // `/auth/users` makes a user.
    const ELSE: [&str; 9] =
        ["user", "register", "registration", "signup", "account", "member", "password", "attendee", "invitation"];
    let segments = path.rsplit('/').filter(|segment| !segment.is_empty());
    let is_else = segments
        .clone()
        .next()
        .is_some_and(|last| data::words(last).any(|word| ELSE.iter().any(|known| word.is(known))));
    segments.take(3).enumerate().any(|(from_end, segment)| {
        let segment = segment.split('.').next().unwrap_or(segment);
        let words: Vec<_> = data::words(segment).collect();
        let pair = |first: &str, second: &str| {
            words.windows(2).any(|pair| matches!(pair, [one, two] if one.as_str() == first && two.as_str() == second))
        };
        let names_login =
            words.iter().any(|word| matches!(word.as_str(), "login" | "signin" | "logon" | "signon" | "userlogin"));
        let is_login = names_login || pair("sign", "in") || pair("log", "in") || pair("sign", "on");
        let tells = words
            .iter()
            .any(|word| TELLS.iter().any(|known| word.is(known)) && word.as_str() != "log" || word.as_str() == "logs");
        let gives = words.last().is_some_and(|last| GIVES.iter().any(|known| last.is(known)));
        (is_login && !tells) || (gives && (from_end == 0 || (from_end == 1 && !is_else)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_found() {
        let high = [(2, "url", Severity::High)];
        finds(
            &RULE,
            steps![
                hook(),
                post("https://crm.example.com/api/login")
                    .field("data.email", "a@example.com")
                    .field("data.password", random(16))
            ],
            &high,
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://crm.example.com/v2/sessions")
                    .field("data", "{\"username\":\"{{1__user}}\",\"password\":\"{{1__pw}}\"}")
            ],
            &high,
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://login.example.com/oauth2/token")
                    .field("data.grant_type", "password")
                    .field("data.client_id", "x")
            ],
            &high,
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://id.example.com/connect").field("data", "grant_type=password&username=a&password=b")
            ],
            &high,
        );
        finds(
            &RULE,
            steps![hook(), get("https://lms.example.com/login/token.php?username=svc&password={{1__pw}}&service=app")],
            &high,
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://identity.example.com/v1/accounts:signInWithPassword")
                    .field("data.email", "a@example.com")
                    .field("data.password", "{{1__pw}}"),
            ],
            &high,
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("App7CLIAPI@1.0.0", "_zap_raw_request")
                    .field("method", "POST")
                    .field("url", "https://x.example.com/auth/sign-in")
                    .field("body.Benutzername", "svc")
                    .field("body.Passwort", "{{1__pw}}")
            ],
            &high,
        );
    }

    #[test]
    fn logins_by_code_are_found() {
        for code in [
            "r = requests.post('https://x.example.com/api/login', json={'email': input_data['mail'], 'password': input_data['pw']})",
            "body = {'username': u, 'password': p}\nr = requests.post('https://x.example.com/auth/token', data=body)",
            "r = requests.post('https://x.example.com/token', data={'grant_type': 'password', 'username': u})",
        ] {
            finds(&RULE, steps![hook(), python(code)], &[(2, "code", Severity::High)]);
        }
        let code = "const {email, password} = inputData;\n\
                    const r = await fetch('https://x.example.com/session', {method: 'POST', body: JSON.stringify({email, password})});";
        finds(&RULE, steps![hook(), javascript(code)], &[(2, "code", Severity::High)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://login.example.com/oauth/token")
                    .field("data.grant_type", "client_credentials")
                    .field("data.client_id", "{{1__id}}")
                    .field("data.client_secret", "{{1__secret}}"),
                get("https://api.example.com/login-events").field("data.user", "{{1__user}}"),
                post("https://api.example.com/login-events").field("data.user", "a").field("data.password", "{{1__p}}"),
                post("https://api.example.com/users")
                    .field("data.email", "{{1__email}}")
                    .field("data.password", "{{1__pw}}"),
                post("https://api.example.com/auth/users")
                    .field("data.email", "{{1__email}}")
                    .field("data.password", "{{1__pw}}"),
                post("https://api.example.com/sessions/12/attendees").field("data.email", "{{1__email}}"),
                post("https://api.example.com/login")
                    .field("data.email", "{{1__email}}")
                    .field("data.api_key", "{{1__key}}"),
                python(
                    "r = requests.post('https://x.example.com/oauth/token', data={'grant_type': 'client_credentials'})"
                ),
                python("# requests.post('https://x.example.com/login', json={'email': a, 'password': b})\nx = 1"),
            ],
        );
    }
}
