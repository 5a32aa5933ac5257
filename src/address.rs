//! Addresses in fields, with the parts that are mapped: who decides where a request goes.
//!
//! Only a whole field is read (`https://api.example.com/orders/{{1__id}}`), never an address inside prose. Each mapping
//! is a hole; fixed hosts go through the `url` crate, so that every spelling of an IP address becomes the same.

mod host;

use std::{borrow::Cow, ops::Range};

use crate::zap::Template;
pub(crate) use host::catcher_hosts;
pub use host::{Catcher, Host};

/// Stands for a mapping while an address is cut into parts; no address can hold this character itself.
const HOLE: char = '\u{1}';

/// A part of an address: its text, with `{{}}` where data is mapped in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// The text; `{{}}` stands for each mapping.
    pub text: String,
    /// Which of the field's mappings are in it, as indices into [`Template::mappings`].
    pub holes: Range<usize>,
}

impl Piece {
    /// Whether data is mapped into it.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        !self.holes.is_empty()
    }

    /// The text, if nothing is mapped into it.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        (!self.is_mapped()).then_some(self.text.as_str())
    }
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// All of it as it was written, with `{{}}` where data is mapped in.
    pub text: String,
    /// In lower case, without `://`. Mapped where the address begins with data (`{{1__callback_url}}`).
    pub scheme: Piece,
    /// The user before an `@`.
    pub user: Option<Piece>,
    /// The password before an `@`.
    pub password: Option<Piece>,
    /// The host.
    pub host: Host,
    /// The port, where one is given.
    pub port: Option<Piece>,
    /// The path with its leading `/`; empty if there is none.
    pub path: Piece,
    /// Names and values after the `?`, decoded.
    pub query: Vec<(Piece, Piece)>,
    /// What follows the `#`.
    pub fragment: Option<Piece>,
}

impl Address {
    /// Reads a field. `None` if it is no address with a scheme and does not begin with data either.
    #[must_use]
    pub fn read(template: &Template) -> Option<Self> {
        if !may_be_one(template.text()) {
            return None;
        }
        let mut text = String::with_capacity(template.text().len());
        let fixed = |range| template.text().get::<Range<usize>>(range).unwrap_or("").split(HOLE);
        let mut at = 0;
        for mapping in template.mappings() {
            text.extend(fixed(at..mapping.range.start));
            text.push(HOLE);
            at = mapping.range.end;
        }
        text.extend(fixed(at..template.text().len()));
        parse(&text)
    }

    /// Reads a text in which `{{}}` stands for data.
    #[must_use]
    pub fn read_text(text: &str) -> Option<Self> {
        if !may_be_one(text) {
            return None;
        }
        let text: String = text.chars().filter(|&char| char != HOLE).collect();
        parse(&text.replace("{{}}", "\u{1}"))
    }

    /// The host as people read it; "a mapped host" where data decides it.
    #[must_use]
    pub fn host_text(&self) -> &str {
        match &self.host {
            Host::Fixed(host) | Host::Subdomain(host) => host,
            Host::Unclosed(_) | Host::Mapped => "a mapped host",
        }
    }

    /// Whether it only names something, as XML and JSON-LD do: nobody ever opens it.
    #[must_use]
    pub fn is_name_only(&self) -> bool {
        self.fixed_host().is_some_and(|host| {
            ["schema.org", "www.schema.org", "www.w3.org", "xmlns.com", "purl.org", "json-schema.org"].contains(&host)
        })
    }

    /// Whether it is sent without encryption: its scheme is literally `http`.
    #[must_use]
    pub fn is_http(&self) -> bool {
        self.scheme.literal() == Some("http")
    }

    /// Whether the mapped data decides who receives: scheme, host or port is mapped, or the host is not closed by a `/`
    /// before the data. A mapped subdomain counts ([`Host::Subdomain`] tells which): data holding a `/` ends the host early.
    #[must_use]
    pub fn host_decided_by_data(&self) -> bool {
        self.scheme.is_mapped()
            || !matches!(self.host, Host::Fixed(_))
            || [&self.user, &self.password, &self.port].into_iter().flatten().any(Piece::is_mapped)
    }
}

/// Says at once of most texts that they are none: there is no scheme, and they do not begin with data.
fn may_be_one(text: &str) -> bool {
    text.contains(':') || text.trim_start_matches(|char: char| char.is_whitespace() || char == HOLE).starts_with("{{")
}

/// Cuts pieces off, and counts the holes on the way.
struct Cutter {
    holes: usize,
}

impl Cutter {
    fn piece(&mut self, text: &str) -> Piece {
        let start = self.holes;
        self.holes += text.matches(HOLE).count();
        Piece { text: text.replace(HOLE, "{{}}"), holes: start..self.holes }
    }
}

fn parse(text: &str) -> Option<Address> {
    let text = &*without_breaks(text.trim());
    let mut cut = Cutter { holes: 0 };
    let (scheme, rest) = match cut_scheme(text) {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        // The data may be an address of its own, up to here.
        _ if text.starts_with(HOLE) => (String::new(), text),
        _ => return None,
    };
    let starts_mapped = scheme.is_empty();
    let mut scheme = cut.piece(&scheme);
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    if authority.is_empty() || authority.contains(char::is_whitespace) {
        return None;
    }
    if starts_mapped {
        // The first mapping is scheme and host in one.
        scheme.holes = 0..1;
    }
    let (userinfo, host_port) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    let (user, password) = match userinfo.map(|info| info.split_once(':').map_or((info, None), |(u, p)| (u, Some(p)))) {
        Some((user, password)) => {
            let user = cut.piece(user);
            (Some(user), password.map(|password| cut.piece(password)))
        }
        None => (None, None),
    };
    let (host, port) = split_port(host_port);
    let host = host::read(&cut.piece(host))?;
    let port = port.filter(|port| !port.is_empty()).map(|port| cut.piece(port));
    let (before_fragment, fragment) = rest.split_once('#').map_or((rest, None), |(rest, tail)| (rest, Some(tail)));
    let (path, query) = before_fragment.split_once('?').unwrap_or((before_fragment, ""));
    let path = cut.piece(path);
    let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| read_pair(&mut cut, pair)).collect();
    let fragment = fragment.map(|fragment| cut.piece(fragment));
    let text = text.replace(HOLE, "{{}}");
    Some(Address { text, scheme, user, password, host, port, path, query, fragment })
}

/// Browsers leave out tabs and breaks inside an address. Several addresses, one in each line, stay what they are.
fn without_breaks(text: &str) -> Cow<'_, str> {
    const BREAKS: [char; 3] = ['\t', '\n', '\r'];
    if !text.contains(BREAKS) {
        return Cow::Borrowed(text);
    }
    let joined = text.replace(BREAKS, "");
    if joined.matches("://").count() > 1 || joined.contains(' ') { Cow::Borrowed(text) } else { Cow::Owned(joined) }
}

/// What stands before and behind `://`. Browsers take `http:\\host` and `http:/host` for the same.
fn cut_scheme(text: &str) -> Option<(&str, &str)> {
    text.split_once("://").filter(|(scheme, _)| is_scheme(scheme)).or_else(|| {
        let (scheme, rest) = text.split_once(':')?;
        let is_web = ["http", "https", "ws", "wss", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        let rest = rest.strip_prefix(['/', '\\'])?;
        let rest = rest.strip_prefix(['/', '\\']).unwrap_or(rest);
        is_web.then_some((scheme, rest))
    })
}

fn is_scheme(text: &str) -> bool {
    let allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.' | HOLE);
    !text.is_empty() && text.chars().all(allowed)
}

fn split_port(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        // The colons of `[::1]` are no ports.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    }
}

fn read_pair(cut: &mut Cutter, pair: &str) -> (Piece, Piece) {
    let (name, value) = url::form_urlencoded::parse(pair.as_bytes()).next().unwrap_or_default();
    // Encoded holes (`%01`) are no mappings: only as many as are written count.
    let written = pair.matches(HOLE).count();
    let found = name.matches(HOLE).count() + value.matches(HOLE).count();
    if written == found {
        let name = cut.piece(&name);
        (name, cut.piece(&value))
    } else {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = cut.piece(name);
        (name, cut.piece(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Address {
        Address::read_text(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn an_address_is_cut_into_its_parts() {
        let address = read("HTTPS://svc:{{}}@API.example.com:8443/v1/{{}}?page=2&mail={{}}&q=a%20b#{{}}top");
        assert_eq!(address.scheme.literal(), Some("https"));
        assert_eq!(address.user.as_ref().and_then(Piece::literal), Some("svc"));
        assert_eq!(address.password.map(|piece| piece.holes), Some(0..1));
        assert_eq!(address.host, Host::Fixed("api.example.com".into()));
        assert_eq!(address.port.as_ref().and_then(Piece::literal), Some("8443"));
        assert_eq!(address.path, Piece { text: "/v1/{{}}".into(), holes: 1..2 });
        let query: Vec<_> =
            address.query.iter().map(|(name, value)| (name.text.as_str(), value.text.as_str())).collect();
        assert_eq!(query, [("page", "2"), ("mail", "{{}}"), ("q", "a b")]);
        assert_eq!(address.query[1].1.holes, 2..3);
        assert_eq!(address.fragment.map(|piece| piece.holes), Some(3..4));
    }

    #[test]
    fn holes_are_the_mappings_of_the_field() {
        let template = Template::new("https://api.example.com/{{1__id}}?x={{=gives[\"2\"][\"b/c\"]}}");
        let address = Address::read(&template).unwrap();
        assert_eq!(address.host, Host::Fixed("api.example.com".into()));
        assert_eq!((address.path.holes, address.query[0].1.holes.clone()), (0..1, 1..2));
    }

    #[test]
    fn data_decides_the_receiver() {
        for text in [
            "{{}}", "{{}}/callback", "{{}}://api.example.com/x", "https://{{}}", "https://{{}}/hook",
            "https://api.example.com{{}}", "https://api.example.com{{}}/x", "https://{{}}.example.com/",
            "https://api.example.com:{{}}/", "https://api.example.com:80{{}}", "https://{{}}@api.example.com/",
            "https://{{}}example.com/",
        ] {
            assert!(read(text).host_decided_by_data(), "{text}");
        }
        for text in [
            "https://api.example.com/orders/{{}}", "https://api.example.com/{{}}", "https://api.example.com?x={{}}",
            "https://api.example.com#{{}}", "http://api.example.com:8080/{{}}",
        ] {
            assert!(!read(text).host_decided_by_data(), "{text}");
        }
    }

    #[test]
    fn backslashes_are_slashes_to_a_browser() {
        for text in [
            r"http:\\10.0.0.5\x",
            r"HTTP:\/10.0.0.5",
            r"http:/\10.0.0.5\x?y=https://example.com",
            r"http:\10.0.0.5",
            "http:/10.0.0.5/x",
            "ht\ttp://10.0.\n0.5/x",
        ] {
            let address = read(text);
            assert!(address.is_private() && address.is_http(), "{text}");
        }
        for text in [r"C:\\share\x", r"note:\\x", "note:/10.0.0.5", "https://a.example.com\nhttps://b.example.com"] {
            assert_eq!(Address::read_text(text), None, "{text}");
        }
    }

    #[test]
    fn only_http_is_without_encryption() {
        assert!(read("http://crm.example.com/leads").is_http());
        assert!(read(" HTTP://crm.example.com ").is_http());
        assert!(!read("https://crm.example.com/?next=http%3A%2F%2Fx").is_http());
        assert!(!read("{{}}://crm.example.com/").is_http());
        assert!(read("http://schema.org/Person").is_name_only());
    }

    #[test]
    fn prose_is_no_address() {
        for text in
            ["", "see http://example.com now", "http://", "https:// x/", "mailto:a", "COL$A", "http:///x", "10.0.0.1"]
        {
            assert_eq!(Address::read_text(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,100}", built in "(https?://)?[a-z0-9.:@/?#&=%\\[\\]{}]{0,80}") {
            for text in [text, built] {
                if let Some(address) = Address::read_text(&text) {
                    let _ = (address.is_private(), address.is_metadata(), address.catcher(), address.host_decided_by_data());
                }
            }
        }
    }
}
