//! Secrets that stand in the Zap as typed text: found once, each with the one rule that speaks of it.
//!
//! The most specific place wins: a password field before a header, a header before an address, an address before
//! plain text. A placeholder is never a secret. Rules only read the list, and every output is masked by it.

mod address;
mod body;
mod code;
mod password;
mod spelling;
mod store;

pub(crate) use body::members;
use password::{can_be_password, is_ticket};
use spelling::split_scheme;

use std::ops::Range;

use super::StepFacts;
use crate::{
    apps::{self, Destination, Product},
    data::mask::shorten,
    data::{
        Capability, Pattern, SecretName, auth_header, capability_urls, is_masked, is_placeholder, looks_like_secret,
        secret_name, secret_query_name, secrets_in,
    },
    finding::{Confidence, Place},
    word,
    words::Word,
    zap::{Field, Segment, StepKind, Template, Zap},
};

/// The rule a secret belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Z101: a password in a field.
    Password,
    /// Z102: user name and password in Basic Auth.
    BasicAuth,
    /// Z201: in a request header.
    Header,
    /// Z202: in an address.
    Url,
    /// Z203: in data, a prompt, a note or a name.
    Text,
    /// Z204: in a Code step.
    Code,
    /// Z205: the secret of Storage by Zapier.
    Store,
    /// Z207: an address that is itself a key.
    Capability,
    /// Z1001: a placeholder where someone will paste one.
    Placeholder,
}

/// A secret as it was typed.
#[derive(Debug, Clone)]
pub struct Secret {
    /// The rule that speaks of it.
    pub home: Home,
    /// Where it stands.
    pub place: Place,
    /// The secret itself: never shown, only masked.
    pub text: String,
    /// The name it stands under: a field, a header, a parameter, a variable.
    pub name: Option<String>,
    /// The user it belongs to, where both stand together.
    pub user: Option<String>,
    /// The provider's pattern it has, if it has one.
    pub pattern: Option<&'static Pattern>,
    /// What sort of capability address it is.
    pub capability: Option<&'static str>,
    /// The address it stands in ends by itself after a while.
    pub expires: bool,
    /// Where the field goes as text that people read or systems keep.
    pub shown_in: Option<Destination>,
    /// What it holds in another spelling: the password of a pair in base64, a text without the codes of addresses.
    written: Vec<String>,
}

impl Secret {
    /// A key that works on live data, by its provider's pattern.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.pattern.is_some_and(|pattern| pattern.live)
    }

    /// It looks like a known kind of key, but its check digits are wrong: it may be made up or cut.
    fn is_doubtful(&self) -> bool {
        self.pattern.is_some() && secrets_in(&self.text).first().is_some_and(|found| !found.certain)
    }

    /// How sure it is that this is a key, where its place or its looks say so.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        if self.is_doubtful() { Confidence::Medium } else { Confidence::High }
    }

    /// The secret as it may be shown.
    #[must_use]
    pub fn shown(&self) -> String {
        shorten(&self.text)
    }

    /// The password itself, also where it stands in a pair in base64.
    #[must_use]
    pub fn password(&self) -> &str {
        self.written.last().filter(|_| self.user.is_some()).unwrap_or(&self.text)
    }

    /// A word such as `password`, or a text of so few characters that it would be hidden in every sentence: that it
    /// stands somewhere tells nobody that it is the secret.
    #[must_use]
    pub fn is_common_word(&self) -> bool {
        let is_word = self.text.bytes().all(|byte| byte.is_ascii_alphabetic()) && secret_name(&self.text).is_some();
        is_word || self.text.chars().count() < 4
    }

    /// What it is, in words: "a Slack bot token", "a key".
    #[must_use]
    pub fn kind(&self) -> Word {
        let known = self.capability.or_else(|| self.pattern.map(|pattern| pattern.name));
        known.map_or(word!("a key or password"), Word::new)
    }
}

/// Finds all of them.
pub(super) fn find(zap: &Zap, steps: &[StepFacts<'_>]) -> Vec<Secret> {
    let mut search = Search { found: Vec::new() };
    for (text, field) in [(&zap.title, "title"), (&zap.note, "note")] {
        if let Some(text) = text {
            search.plain_text(&Spot { step: None, field, shown_in: None }, text);
        }
    }
    for facts in steps {
        search.found.extend_from_slice(facts.secrets.get_or_init(|| of_step(facts)));
    }
    search.found
}

fn of_step(facts: &StepFacts<'_>) -> Vec<Secret> {
    let mut search = Search { found: Vec::new() };
    search.step(facts);
    search.found
}

struct Search {
    found: Vec<Secret>,
}

/// Where the search is.
struct Spot<'s> {
    /// Index of the step.
    step: Option<usize>,
    /// Dotted key of the field.
    field: &'s str,
    shown_in: Option<Destination>,
}

impl Spot<'_> {
    fn is(&self, place: &Place) -> bool {
        self.step == place.step && place.field.as_deref() == Some(self.field)
    }
}

impl Search {
    fn step(&mut self, facts: &StepFacts<'_>) {
        let step = facts.step;
        for (text, field) in [(&step.title, "title"), (&step.note, "note")] {
            if let Some(text) = text {
                self.plain_text(&Spot { step: Some(step.index), field, shown_in: None }, text);
            }
        }
        for condition in &step.conditions {
            let spot = Spot { step: Some(step.index), field: "filter_criteria", shown_in: None };
            condition.value.fixed_texts().for_each(|text| self.plain_text(&spot, text));
        }
        for field in &step.fields {
            self.field(facts, field);
        }
    }

    fn field(&mut self, facts: &StepFacts<'_>, field: &Field) {
        let step = facts.step;
        let Some(template) = field.template() else {
            return;
        };
        if template.is_blank() || is_masked(template.text()) {
            return;
        }
        if is_own_hook(facts, template.text()) {
            return;
        }
        let spot = Spot { step: Some(step.index), field: &field.key, shown_in: shown_in(facts, field) };
        if field.key == "code" && facts.product == Product::Code {
            return facts.code.as_ref().map_or((), |code| self.code(&spot, code, template.text()));
        }
        let text = template.text().trim();
        if store::is_secret_field(facts, field) {
            return self.store(&spot, text, Some(field.name()));
        }
        if is_basic_auth(facts, field) {
            return self.basic_auth(&spot, text);
        }
        if is_headers_text(facts, field) {
            return self.headers_text(&spot, text);
        }
        if is_header(facts, field) {
            return self.header(&spot, field.name(), &mut template.segments());
        }
        let name = secret_name(field.name());
        if name == Some(SecretName::Password) && holds_data(facts, field) {
            let literal = template.literal().filter(|literal| can_be_password(literal));
            if let Some(literal) = literal.filter(|literal| !is_ticket(field.name(), literal)) {
                let home = if is_placeholder(literal) { Home::Placeholder } else { Home::Password };
                self.add(&spot, home, literal.trim(), Some(field.name()), None);
            }
            return;
        }
        if text.contains("://") && (apps::is_url_field(step, field) || is_one_word(text)) {
            return self.address(&spot, template.text());
        }
        if is_query_row(facts, field) {
            let is_key = template.literal().is_some_and(|literal| self.parameter(&spot, field.name(), literal));
            if is_key || secret_query_name(field.name()) {
                return;
            }
        }
        if apps::is_http_call(step) || (holds_data(facts, field) && body::is_json(text)) {
            for (name, value) in members(text) {
                self.member(&spot, &name, &value);
            }
        }
        let home = if facts.product == Product::Code { Home::Code } else { Home::Text };
        if name == Some(SecretName::Secret)
            && holds_data(facts, field)
            && !apps::is_id_field(step, field)
            && let Some(literal) = template.literal().map(str::trim)
        {
            let (_, value) = split_scheme(literal);
            if is_placeholder(literal) || is_placeholder(value) {
                self.add(&spot, Home::Placeholder, literal, Some(field.name()), None);
                return;
            }
            let pattern = secrets_in(value).first().map(|found| found.pattern);
            if pattern.is_some() || looks_like_secret(value) {
                self.add(&spot, home, value, Some(field.name()), pattern);
                return;
            }
        }
        let is_message = apps::is_message_field(step, field);
        for fixed in template.fixed_texts() {
            if is_message {
                self.plain_text(&spot, fixed);
            } else {
                self.text(&spot, home, fixed);
            }
        }
    }

    /// Known patterns and capability addresses in any text.
    fn text(&mut self, spot: &Spot<'_>, home: Home, text: &str) {
        let mut taken: Vec<Range<usize>> = Vec::new();
        for capability in capability_urls(text) {
            taken.push(capability.range.clone());
            self.capability(spot, text, &capability);
        }
        if text.contains("://") && text.contains('?') {
            self.links(spot, text);
        }
        for secret in secrets_in(text) {
            if taken.iter().any(|range| range.start < secret.range.end && secret.range.start < range.end) {
                continue;
            }
            let value = text.get(secret.range.clone()).unwrap_or_default();
            let home = if address::inside_address(text, secret.range.start) { Home::Url } else { home };
            self.add(spot, home, value, None, Some(secret.pattern));
        }
    }

    fn plain_text(&mut self, spot: &Spot<'_>, text: &str) {
        if let Some(secret) = store::secret_in(text) {
            self.store(spot, secret, None);
        }
        self.text(spot, Home::Text, text);
    }

    fn capability(&mut self, spot: &Spot<'_>, text: &str, capability: &Capability) {
        let value = text.get(capability.range.clone()).unwrap_or_default();
        if let Some(secret) = self.add(spot, Home::Capability, value, None, None) {
            secret.capability = Some(capability.kind);
        }
    }

    /// A user name and a password with a line between; the name may be mapped.
    fn basic_auth(&mut self, spot: &Spot<'_>, literal: &str) {
        let Some((user, password)) = literal.split_once('|').or_else(|| literal.split_once(':')) else {
            return;
        };
        if password.contains("{{") || password.contains("}}") {
            return;
        }
        if password.trim().is_empty() {
            // Some services take a key as the user, and no password.
            let pattern = secrets_in(user).first().map(|found| found.pattern);
            if pattern.is_some() || looks_like_secret(user) {
                self.add(spot, Home::BasicAuth, user.trim(), None, pattern);
            }
            return;
        }
        let home = if is_placeholder(literal) || is_placeholder(password.trim()) {
            Home::Placeholder
        } else {
            Home::BasicAuth
        };
        if let Some(secret) = self.add(spot, home, password.trim(), Some(user.trim()), None) {
            secret.user = Some(user.trim().to_owned());
        }
    }

    /// Headers written by hand, one on a line or as JSON.
    fn headers_text(&mut self, spot: &Spot<'_>, text: &str) {
        let lines = text.lines().filter_map(|line| line.split_once([':', '|']));
        let pairs = if text.starts_with('{') {
            members(text)
        } else {
            lines.map(|(name, value)| (name.trim().into(), value.into())).collect()
        };
        for (name, value) in pairs {
            self.header(spot, &name, &mut Template::new(value).segments());
        }
    }

    fn header<'t>(&mut self, spot: &Spot<'_>, name: &str, segments: &mut dyn Iterator<Item = Segment<'t>>) {
        let is_auth = auth_header(name);
        let mut segments = segments.peekable();
        while let Some(segment) = segments.next() {
            let Segment::Text(text) = segment else {
                continue;
            };
            let text = if segments.peek().is_some() { spelling::without_last_name(text) } else { text };
            let text = text.trim();
            let (scheme, value) = split_scheme(text);
            if value.is_empty() {
                continue;
            }
            if is_auth && (is_placeholder(text) || is_placeholder(value)) {
                self.add(spot, Home::Placeholder, text, Some(name), None);
            } else if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic")) {
                self.basic_header(spot, name, value);
            } else {
                let pattern = secrets_in(value).first().map(|found| found.pattern);
                let is_key = value.len() >= 8 && (!name.eq_ignore_ascii_case("cookie") || spelling::holds_key(value));
                if pattern.is_some() || (is_auth && is_key) {
                    self.add(spot, Home::Header, value, Some(name), pattern);
                } else {
                    self.plain_text(spot, text);
                }
            }
        }
    }

    /// `Authorization: Basic <base64 of user:password>`.
    fn basic_header(&mut self, spot: &Spot<'_>, name: &str, value: &str) {
        if value.len() < 8 {
            return;
        }
        let pair = spelling::read_pair(value);
        let is_stand_in = pair.as_ref().is_some_and(|(_, password)| is_placeholder(password));
        let home = if is_stand_in { Home::Placeholder } else { Home::BasicAuth };
        if let Some(secret) = self.add(spot, home, value, Some(name), None) {
            secret.holds_pair(pair);
        }
    }

    /// Takes it down, unless it is known at this place.
    fn add(
        &mut self,
        spot: &Spot<'_>,
        home: Home,
        text: &str,
        name: Option<&str>,
        pattern: Option<&'static Pattern>,
    ) -> Option<&mut Secret> {
        if text.is_empty() || self.found.iter().any(|known| spot.is(&known.place) && known.text == text) {
            return None;
        }
        self.found.push(Secret {
            home,
            place: Place { step: spot.step, field: Some(spot.field.to_owned()) },
            text: text.to_owned(),
            name: name.map(str::to_owned),
            user: None,
            pattern,
            capability: None,
            expires: false,
            shown_in: spot.shown_in,
            written: Vec::new(),
        });
        self.found.last_mut()
    }

    /// Whether this text, or one it is a part of, is told of at this place.
    fn knows(&self, spot: &Spot<'_>, text: &str) -> bool {
        let same = |known: &&Secret| spot.is(&known.place);
        self.found.iter().filter(same).any(|known| known.text.contains(text) || text.contains(known.text.as_str()))
    }
}

/// Whether a name tells what the value is: in a table of the Formatter both are words to be exchanged, and in the
/// output wanted of an AI the value is a description.
fn holds_data(facts: &StepFacts<'_>, field: &Field) -> bool {
    facts.product != Product::Formatter && field.group() != "outputSchema"
}

/// A message, cell or prompt is copied to more people and systems than a header is.
fn shown_in(facts: &StepFacts<'_>, field: &Field) -> Option<Destination> {
    let copied = matches!(
        facts.destination,
        Some(
            Destination::Chat
                | Destination::MailOut
                | Destination::Sheet
                | Destination::Ai
                | Destination::Sms
                | Destination::Public
        )
    );
    let is_content = apps::is_message_field(facts.step, field) || facts.destination == Some(Destination::Sheet);
    facts.destination.filter(|_| copied && is_content && !apps::is_id_field(facts.step, field))
}

/// The trigger's own address, which the editor shows for copying: it belongs there.
fn is_own_hook(facts: &StepFacts<'_>, text: &str) -> bool {
    facts.step.kind == StepKind::Trigger
        && facts.product == Product::Webhooks
        && text.trim().starts_with("https://hooks.zapier.com/")
}

/// Webhooks' own field: a user name and a password with a line between.
pub(crate) fn is_basic_auth(facts: &StepFacts<'_>, field: &Field) -> bool {
    let key = || field.key.to_ascii_lowercase().replace([' ', '-'], "_");
    apps::is_http_call(facts.step)
        && field.key.len() <= "basic_auth".len()
        && matches!(key().as_str(), "basic_auth" | "auth" | "basicauth")
}

/// All headers of a request as one text.
fn is_headers_text(facts: &StepFacts<'_>, field: &Field) -> bool {
    let is_named = field.key.eq_ignore_ascii_case("headers") || field.key.eq_ignore_ascii_case("header");
    is_named && apps::is_http_call(facts.step)
}

/// A row of a request's headers.
pub(crate) fn is_header(facts: &StepFacts<'_>, field: &Field) -> bool {
    let group = field.group();
    apps::is_http_call(facts.step)
        && (group.eq_ignore_ascii_case("headers") || group.eq_ignore_ascii_case("header"))
        && field.key.len() > group.len()
}

/// A row that becomes a part of the address: query parameters, and the data of a GET.
pub(crate) fn is_query_row(facts: &StepFacts<'_>, field: &Field) -> bool {
    if !apps::is_http_call(facts.step) || !field.key.contains('.') {
        return false;
    }
    const ROWS: [&str; 5] = ["params", "query", "querystring", "query_params", "url_params"];
    let is = |name: &str| field.group().eq_ignore_ascii_case(name);
    let is_get = || {
        let method = facts.step.literal("method").unwrap_or_default();
        facts.step.action.eq_ignore_ascii_case("get") || method.eq_ignore_ascii_case("get")
    };
    ROWS.into_iter().any(is) || (is("data") && is_get())
}

fn is_one_word(text: &str) -> bool {
    !text.contains(char::is_whitespace)
}

/// Looks made by a machine or chosen to be secret: one word with a digit or a mark in it.
fn is_keyish(value: &str) -> bool {
    value.len() >= 6
        && is_one_word(value)
        && value.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'!' | b'#' | b'$' | b'%' | b'&' | b'@'))
}
