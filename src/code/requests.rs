//! Calls that go to the network, with what the code shows of them.

use std::{borrow::Cow, ops::Range};

use super::definitions::How;
use super::flow::sources;
use super::fold::{HOLE, fold};
use super::role::Role;
use super::token::{Kind, Tokens};
use super::{Code, Keys, Request, Sources};

/// How a function takes its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `fetch(url, {…})`, `requests.post(url, data)`; the method, if the name says it.
    Url(Option<&'static str>),
    /// `requests.request(method, url)`
    MethodUrl,
    /// `http.client.HTTPConnection(host)`, with what its addresses begin with.
    Host(&'static str),
}

const VERBS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("post", "POST"),
    ("put", "PUT"),
    ("patch", "PATCH"),
    ("delete", "DELETE"),
    ("del", "DELETE"),
    ("head", "HEAD"),
    ("options", "OPTIONS"),
];
const JAVASCRIPT: [&str; 9] = ["axios", "got", "request", "superagent", "needle", "ky", "http", "https", "undici"];
const PYTHON: [&str; 2] = ["requests", "httpx"];
/// What a client of one's own is made of.
const CLIENTS: [&str; 6] = ["Session", "session", "PoolManager", "ClientSession", "Client", "AsyncClient"];
const BODY: [&str; 7] = ["body", "data", "json", "form", "params", "files", "formData"];
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

pub(super) fn find(code: &Code) -> Vec<Request> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    for open in 0..tokens.len() {
        let last = open.wrapping_sub(1);
        if !tokens.is(open, "(") || !tokens.is_name(last) || tokens.role(open) != Role::Call {
            continue;
        }
        if tokens.is_member(last) && !may_call_out(tokens.text(last)) {
            continue;
        }
        let call = tokens.callee(open);
        if let Some(shape) = shape(code, open, &call) {
            found.push(request(code, open, call.into_owned(), shape));
        }
    }
    found
}

/// Says at once of most methods that they do not.
fn may_call_out(method: &str) -> bool {
    let ends = ["fetch", "request", "open", "Request", "Connection"];
    VERBS.iter().any(|(verb, _)| *verb == method) || ends.iter().any(|end| method.ends_with(end))
}

fn shape(code: &Code, open: usize, call: &str) -> Option<Shape> {
    let tokens = &code.tokens;
    let (root, method) = call.split_once('.').map_or((call, None), |(root, method)| (root, Some(method)));
    let verb = |name: &str| VERBS.iter().find(|(verb, _)| *verb == name).map(|(_, method)| Shape::Url(Some(method)));
    let own_client = || {
        let first = tokens.chain_start(open.wrapping_sub(1));
        is_client(code, first)
    };
    if tokens.python() {
        return match (root, method) {
            ("urlopen" | "urlretrieve", None) => Some(Shape::Url(None)),
            ("urllib" | "urllib2", Some(path)) if path.ends_with("urlopen") || path.ends_with("Request") => {
                Some(Shape::Url(None))
            }
            ("Request", None) => Some(Shape::Url(None)),
            _ if call.ends_with("HTTPConnection") => Some(Shape::Host("http://")),
            _ if call.ends_with("HTTPSConnection") => Some(Shape::Host("https://")),
            (root, Some("request")) if PYTHON.contains(&root) || own_client() => Some(Shape::MethodUrl),
            (root, Some(method)) => verb(method).filter(|_| PYTHON.contains(&root) || own_client()),
            _ => None,
        };
    }
    match (root, method) {
        ("fetch" | "nodeFetch" | "node_fetch" | "axios" | "got" | "request" | "ky" | "needle", None) => {
            Some(Shape::Url(None))
        }
        ("globalThis" | "window" | "undici", Some("fetch")) => Some(Shape::Url(None)),
        ("z", Some("request")) | ("http" | "https" | "axios" | "undici", Some("request")) => Some(Shape::Url(None)),
        (root, Some(method)) if JAVASCRIPT.contains(&root) => verb(method),
        (_, None) if required(code, root) => Some(Shape::Url(None)),
        (_, Some("open")) => Some(Shape::MethodUrl).filter(|_| own_client()),
        (_, Some("request")) => Some(Shape::Url(None)).filter(|_| own_client()),
        (_, Some(method)) => verb(method).filter(|_| own_client()),
        _ => None,
    }
}

/// Whether the name is given `require('node-fetch')` or the like.
fn required(code: &Code, name: &str) -> bool {
    let Some(value) = code.definitions().constant(super::token::hash(name)) else { return false };
    let tokens = &code.tokens;
    tokens.is(value.start, "require")
        && matches!(&*tokens.value(value.start + 2), "node-fetch" | "axios" | "got" | "request" | "cross-fetch")
}

/// Whether the name is a session or client made with one of the known libraries.
fn is_client(code: &Code, name: usize) -> bool {
    let tokens = &code.tokens;
    let Some(value) = code.definitions().start_value(tokens.hash(name)) else { return false };
    let mut words = value.clone().take(10);
    let library = words.any(|index| {
        let known = tokens.is_any(index, &["requests", "httpx", "urllib3", "aiohttp", "axios", "XMLHttpRequest"]);
        let made = tokens.is_any(index + 2, &CLIENTS) || tokens.is(index + 2, "create");
        known && (made || tokens.is(index, "XMLHttpRequest"))
    });
    library || tokens.python() && tokens.is_any(value.start, &["Session", "PoolManager", "ClientSession"])
}

fn request(code: &Code, open: usize, call: String, shape: Shape) -> Request {
    let tokens = &code.tokens;
    let close = tokens.partner(open).unwrap_or(open);
    let parts = tokens.parts(open);
    let named = |part: &Range<usize>| tokens.python() && tokens.is_name(part.start) && tokens.is(part.start + 1, "=");
    let plain: Vec<Range<usize>> = parts.iter().filter(|part| !named(part)).cloned().collect();
    let mut details = Details { code, url: None, query: None, method: None, sends_data: false, has_auth: false };
    let url_at = match shape {
        Shape::Url(method) => {
            details.method = method.map(str::to_owned);
            0
        }
        Shape::MethodUrl => {
            details.method = plain.first().and_then(|part| details.method_of(part.clone()));
            1
        }
        Shape::Host(scheme) => {
            let host = plain.first().and_then(|part| details.text(part.clone()));
            details.url = host.map(|host| format!("{scheme}{host}"));
            // What is sent through the connection comes later.
            details.sends_data =
                (0..tokens.len()).any(|index| matches!(&*tokens.value(index), "POST" | "PUT" | "PATCH"));
            0
        }
    };
    for part in parts.iter().filter(|part| named(part)) {
        details.option(tokens.text(part.start), part.start + 2..part.end);
    }
    for (number, part) in plain.iter().enumerate() {
        let object = details.object(part.clone());
        match object {
            // The second argument of `axios.post` is the body itself.
            _ if number == url_at + 1 && details.takes_body(&call) => details.sends_data = true,
            Some(object) => details.options(object),
            None if number == url_at => details.url = details.url.take().or_else(|| details.text(part.clone())),
            None => {}
        }
    }
    if details.url.as_deref().is_some_and(|url| url.starts_with('/'))
        && let Some(base) = details.base(tokens.chain_start(open.wrapping_sub(1)))
    {
        details.url = details.url.map(|path| format!("{}{path}", base.trim_end_matches('/')));
    }
    if let Some(url) = &details.url {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let host = url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
        details.sends_data |= query.contains(HOLE);
        details.has_auth |=
            host.contains('@') || query.split('&').any(|pair| is_auth(pair.split('=').next().unwrap_or_default()));
    }
    let from = |part: Option<&Range<usize>>| match part {
        Some(part) => sources(code.flow().mask(tokens, code.reads(), part.clone()), code.reads()),
        None => Sources::Inputs(Keys::default()),
    };
    // `requests.post(url=…)`
    let by_name = parts.iter().find(|part| named(part) && tokens.is(part.start, "url"));
    let by_name = by_name.map(|part| part.start + 2..part.end);
    let (url_from, query_from) = (from(by_name.as_ref().or(plain.get(url_at))), from(details.query.as_ref()));
    let first = tokens.chain_start(open.wrapping_sub(1));
    let Details { url, method, sends_data, has_auth, .. } = details;
    Request { call, url, url_from, query_from, range: tokens.bytes(first, close), method, sends_data, has_auth }
}

/// Whether a header or query name carries a key.
pub(super) fn is_auth(name: &str) -> bool {
    let name: String =
        name.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect();
    name == "key"
        || name == "cookie"
        || ["authorization", "apikey", "token", "secret", "password", "accesskey", "authkey", "xauth"]
            .iter()
            .any(|word| name.ends_with(word))
}

struct Details<'a> {
    code: &'a Code,
    url: Option<String>,
    /// The value of `params`.
    query: Option<Range<usize>>,
    method: Option<String>,
    sends_data: bool,
    has_auth: bool,
}

impl Details<'_> {
    fn tokens(&self) -> &Tokens {
        &self.code.tokens
    }

    fn takes_body(&self, call: &str) -> bool {
        let verb = call.rsplit('.').next().unwrap_or_default();
        let has_verb = call.contains('.') && matches!(verb, "post" | "put" | "patch");
        has_verb && (self.tokens().python() || !matches!(call.split('.').next(), Some("got" | "request" | "ky")))
    }

    /// What the addresses of this client begin with: `axios.create({baseURL: …})`.
    fn base(&self, client: usize) -> Option<String> {
        let tokens = self.tokens();
        let value = self.code.definitions().start_value(tokens.hash(client))?;
        let key = value.take(64).find(|&index| {
            tokens.is_any(index, &["baseURL", "base_url", "prefixUrl"]) && tokens.is_any(index + 1, &[":", "="])
        })?;
        self.text(key + 2..tokens.expression_end(key + 2))
    }

    fn text(&self, range: Range<usize>) -> Option<String> {
        let tokens = self.tokens();
        let is_url = |at: usize| tokens.is(at, "new") && tokens.is(at + 1, "URL");
        let alone = tokens.is_name(range.start) && range.len() == 1;
        let given = alone.then(|| self.code.definitions().start_value(tokens.hash(range.start))).flatten();
        let range = given.filter(|value| is_url(value.start)).unwrap_or(range);
        if is_url(range.start) {
            // `new URL('/path', 'https://host')`
            let mut parts = tokens.parts(range.start + 2).into_iter();
            let path = parts.next().and_then(|part| self.folded(part));
            return match parts.next().and_then(|part| self.folded(part)) {
                Some(base) => Some(base + path.as_deref().unwrap_or_default()),
                None => path,
            };
        }
        self.folded(range)
    }

    fn folded(&self, range: Range<usize>) -> Option<String> {
        let folded = fold(self.tokens(), self.code.definitions(), range);
        folded.some.then_some(folded.text)
    }

    fn method_of(&self, range: Range<usize>) -> Option<String> {
        let method = self.text(range)?.to_ascii_uppercase();
        METHODS.contains(&method.as_str()).then_some(method)
    }

    /// The brace of an object, written here or given to the variable named here.
    fn object(&self, range: Range<usize>) -> Option<usize> {
        let tokens = self.tokens();
        let first = range.start;
        if tokens.is(first, "{") {
            return Some(first);
        }
        let alone = tokens.is_name(first) && range.len() == 1;
        let value = alone.then(|| self.code.definitions().start_value(tokens.hash(first))).flatten()?;
        tokens.is(value.start, "{").then_some(value.start)
    }

    fn options(&mut self, open: usize) {
        let code = self.code;
        let tokens = &code.tokens;
        let (mut host, mut path) = (None, None);
        for part in tokens.parts(open).into_iter().take(64) {
            let key = part.start;
            let name = if tokens.kind(key) == Kind::Text {
                tokens.value(key).into_owned()
            } else {
                tokens.text(key).to_owned()
            };
            let value = if tokens.is(key + 1, ":") { key + 2..part.end } else { part };
            match name.as_str() {
                "hostname" | "host" => host = self.text(value),
                "path" | "pathname" => path = self.text(value),
                name => self.option(name, value),
            }
        }
        if self.url.is_none()
            && let Some(host) = host
        {
            self.url = Some(format!("https://{host}{}", path.unwrap_or_default()));
        }
    }

    fn option(&mut self, name: &str, value: Range<usize>) {
        match name {
            "url" | "uri" => self.url = self.text(value),
            "method" | "type" => self.method = self.method_of(value).or(self.method.take()),
            "auth" => self.has_auth = true,
            "headers" => self.has_auth |= self.auth_headers(value),
            name if BODY.contains(&name) => {
                if name == "params" {
                    self.query = Some(value.clone());
                }
                let tokens = self.tokens();
                self.sends_data |= !tokens.is_any(value.start, &["None", "null", "undefined"]);
            }
            _ => {}
        }
    }

    /// Whether a header that carries a key is among these: in braces, or put into the variable named here.
    fn auth_headers(&self, value: Range<usize>) -> bool {
        let tokens = self.tokens();
        let in_braces = |range: Range<usize>| {
            let open = range.take(8).find(|&index| tokens.is(index, "{"));
            open.is_some_and(|open| tokens.parts(open).into_iter().take(64).any(|part| is_auth(&self.word(part.start))))
        };
        if in_braces(value.clone()) {
            return true;
        }
        tokens.is_name(value.start)
            && value.len() == 1
            && self.code.definitions().of(tokens.hash(value.start)).iter().take(64).any(|definition| {
                match definition.how {
                    How::Whole => in_braces(definition.value.clone()),
                    How::Part(Some(key)) => is_auth(&self.word(key)),
                    How::Item | How::Mixed => {
                        is_auth(&self.word(definition.value.start)) || in_braces(definition.value.clone())
                    }
                    _ => false,
                }
            })
    }

    /// A key as it is written, or the string that is one.
    fn word(&self, index: usize) -> Cow<'_, str> {
        let tokens = self.tokens();
        if tokens.kind(index) == Kind::Text { tokens.value(index) } else { Cow::Borrowed(tokens.text(index)) }
    }
}
