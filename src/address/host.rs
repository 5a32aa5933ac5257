//! Hosts: fixed or mapped, private, or of a kind that shows what is sent to it.

use std::{
    borrow::Cow,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    ops::RangeInclusive,
};

use super::{Address, Piece};

/// The host of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// Typed by the owner; in lower case, IP addresses in their usual form, IPv6 in brackets.
    Fixed(String),
    /// Data from its beginning on: anybody's host.
    Mapped,
    /// Fixed at first, but data follows before a `/` closes it: `https://api.example.com{{1__x}}`.
    Unclosed(String),
    /// A mapped subdomain of this fixed domain: `https://{{1__shop}}.example.com/`.
    Subdomain(String),
}

/// A host that shows or keeps what is sent to it, or ends on somebody's own machine (Z802).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Catcher {
    /// Shows every request, often on a public page.
    RequestCatcher,
    /// Ends on somebody's computer; names get used again.
    Tunnel,
    /// Pastes and dropped files.
    PasteSite,
    /// A real platform whose addresses also serve as request catchers: Pipedream.
    Platform,
}

/// Hosts by the end of their name.
#[rustfmt::skip]
const CATCHERS: &[(&str, Catcher)] = &[
    ("webhook.site", Catcher::RequestCatcher), ("webhook.cool", Catcher::RequestCatcher),
    ("requestbin.com", Catcher::RequestCatcher), ("requestbin.net", Catcher::RequestCatcher),
    ("requestbin.io", Catcher::RequestCatcher), ("requestb.in", Catcher::RequestCatcher),
    ("requestcatcher.com", Catcher::RequestCatcher), ("beeceptor.com", Catcher::RequestCatcher),
    ("hookbin.com", Catcher::RequestCatcher), ("hookb.in", Catcher::RequestCatcher), ("postb.in", Catcher::RequestCatcher),
    ("ptsv2.com", Catcher::RequestCatcher),
    ("ptsv3.com", Catcher::RequestCatcher), ("mockbin.org", Catcher::RequestCatcher),
    ("mockbin.io", Catcher::RequestCatcher), ("httpbin.org", Catcher::RequestCatcher),
    ("typedwebhook.tools", Catcher::RequestCatcher), ("interact.sh", Catcher::RequestCatcher),
    ("webhook-test.com", Catcher::RequestCatcher), ("postman-echo.com", Catcher::RequestCatcher),
    ("smee.io", Catcher::RequestCatcher), ("play.svix.com", Catcher::RequestCatcher),
    ("webhookinbox.com", Catcher::RequestCatcher), ("requestinspector.com", Catcher::RequestCatcher),
    ("oastify.com", Catcher::RequestCatcher), ("oast.fun", Catcher::RequestCatcher),
    ("oast.pro", Catcher::RequestCatcher), ("oast.live", Catcher::RequestCatcher), ("oast.site", Catcher::RequestCatcher),
    ("oast.online", Catcher::RequestCatcher), ("oast.me", Catcher::RequestCatcher), ("burpcollaborator.net", Catcher::RequestCatcher),
    ("ngrok.io", Catcher::Tunnel), ("ngrok.app", Catcher::Tunnel), ("ngrok.dev", Catcher::Tunnel),
    ("ngrok-free.app", Catcher::Tunnel), ("ngrok-free.dev", Catcher::Tunnel), ("ngrok.com", Catcher::Tunnel),
    ("trycloudflare.com", Catcher::Tunnel), ("loca.lt", Catcher::Tunnel), ("localtunnel.me", Catcher::Tunnel),
    ("serveo.net", Catcher::Tunnel), ("tunnelmole.net", Catcher::Tunnel), ("tunnelmole.com", Catcher::Tunnel),
    ("localhost.run", Catcher::Tunnel), ("lhr.life", Catcher::Tunnel), ("pinggy.link", Catcher::Tunnel),
    ("pagekite.me", Catcher::Tunnel), ("devtunnels.ms", Catcher::Tunnel), ("bore.pub", Catcher::Tunnel),
    ("loclx.io", Catcher::Tunnel), ("zrok.io", Catcher::Tunnel), ("sharedwithexpose.com", Catcher::Tunnel), ("webhookrelay.com", Catcher::Tunnel),
    ("pastebin.com", Catcher::PasteSite), ("hastebin.com", Catcher::PasteSite), ("paste.ee", Catcher::PasteSite),
    ("transfer.sh", Catcher::PasteSite), ("file.io", Catcher::PasteSite), ("0x0.st", Catcher::PasteSite),
    ("tmpfiles.org", Catcher::PasteSite), ("dpaste.com", Catcher::PasteSite), ("dpaste.org", Catcher::PasteSite),
    ("gofile.io", Catcher::PasteSite), ("bashupload.com", Catcher::PasteSite),
    ("x.pipedream.net", Catcher::RequestCatcher), ("m.pipedream.net", Catcher::Platform),
];

/// All hosts by which one that shows what is sent to it is known.
pub(crate) fn catcher_hosts() -> impl Iterator<Item = &'static str> {
    CATCHERS.iter().map(|(host, _)| *host)
}

/// Second levels under which everybody can register: no owner is fixed by them.
const SHARED_SECOND_LEVELS: &[&str] = &["co", "com", "org", "net", "ac", "gov", "edu", "ne", "or"];

/// Reads the host. `None` if there is nothing in it.
pub(super) fn read(piece: &Piece) -> Option<Host> {
    if let Some(host) = piece.literal() {
        if host.is_empty() {
            return None;
        }
        if is_plain(host) {
            return Some(Host::Fixed(host.to_owned()));
        }
        let host = narrow(host);
        let known = url::Host::parse(&host).map(|host| host.to_string());
        return Some(Host::Fixed(known.unwrap_or_else(|_| host.to_ascii_lowercase())));
    }
    let first = piece.text.split("{{}}").next().unwrap_or("");
    let last = piece.text.rsplit("{{}}").next().unwrap_or("");
    if let Some(domain) = last.strip_prefix('.').filter(|domain| has_owner(domain)) {
        return Some(Host::Subdomain(domain.to_ascii_lowercase()));
    }
    Some(if first.is_empty() { Host::Mapped } else { Host::Unclosed(first.to_ascii_lowercase()) })
}

/// Wide letters, digits and dots (`１０。0.0.1`) are to a browser what the usual ones are.
fn narrow(host: &str) -> Cow<'_, str> {
    if host.is_ascii() {
        return Cow::Borrowed(host);
    }
    const WIDE: RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
    let usual = |char: char| match char {
        '\u{3002}' | '\u{ff0e}' | '\u{ff61}' => '.',
        wide if WIDE.contains(&wide) => char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide),
        other => other,
    };
    Cow::Owned(host.chars().map(usual).collect())
}

/// Whether it is a name as it comes out of every parser: small letters, and no number or punycode that would be read
/// as something else. Nearly all hosts are.
fn is_plain(host: &str) -> bool {
    host.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_lowercase()) && !last.is_empty())
        && host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
        && !host.contains("--")
}

/// Whether a domain belongs to somebody: `example.com`, not `com` or `co.uk`.
fn has_owner(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    match labels.as_slice() {
        [] | [_] => false,
        ["", _] => false,
        [second, top] => top.len() != 2 || !SHARED_SECOND_LEVELS.contains(second),
        _ => true,
    }
}

impl Address {
    /// The host, if no data is in it.
    #[must_use]
    pub fn fixed_host(&self) -> Option<&str> {
        match &self.host {
            Host::Fixed(host) => Some(host.trim_end_matches('.')),
            _ => None,
        }
    }

    /// Whether its server is one of these, or one below them: `api.stripe.com` is below `stripe.com`.
    #[must_use]
    pub fn is_at(&self, servers: &[&str]) -> bool {
        self.fixed_host().is_some_and(|host| servers.iter().any(|server| is_under(host, server)))
    }

    /// Whether it leads to the machine itself: `localhost`, `127.0.0.0/8`, `::1`, `0.0.0.0`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.ip() {
            Some(ip) => ip.is_loopback() || ip.is_unspecified(),
            None => self.fixed_host().is_some_and(|host| is_under(host, "localhost")),
        }
    }

    /// Whether it leads into a private network: loopback, RFC 1918, link-local, `fc00::/7`, `fe80::/10`, metadata, and
    /// the names `*.internal`, `*.local`, `*.localhost`. A name without a dot is not counted: it may be a placeholder.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.is_loopback()
            || self.is_metadata()
            || match self.ip() {
                Some(IpAddr::V4(ip)) => ip.is_private() || ip.is_link_local(),
                Some(IpAddr::V6(ip)) => ip.is_unique_local() || ip.is_unicast_link_local(),
                None => self.fixed_host().is_some_and(|host| host.ends_with(".internal") || host.ends_with(".local")),
            }
    }

    /// Whether it is the address by which a cloud tells its machines their keys.
    #[must_use]
    pub fn is_metadata(&self) -> bool {
        match self.ip() {
            Some(IpAddr::V4(ip)) => ip == Ipv4Addr::new(169, 254, 169, 254) || ip == Ipv4Addr::new(100, 100, 100, 200),
            Some(IpAddr::V6(ip)) => ip == Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
            None => self.fixed_host() == Some("metadata.google.internal"),
        }
    }

    /// Whether the host is known to show or keep what is sent, by its own name or as a subdomain.
    #[must_use]
    pub fn catcher(&self) -> Option<Catcher> {
        let host = match &self.host {
            Host::Fixed(host) | Host::Subdomain(host) => host.trim_end_matches('.'),
            Host::Mapped | Host::Unclosed(_) => return None,
        };
        CATCHERS.iter().find(|(suffix, _)| is_under(host, suffix)).map(|&(_, catcher)| catcher)
    }

    /// The IP address, if the host is one; IPv4 inside IPv6 is taken out.
    fn ip(&self) -> Option<IpAddr> {
        let host = self.fixed_host()?;
        if let Some(inside) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            let ip: Ipv6Addr = inside.parse().ok()?;
            return Some(ip.to_ipv4_mapped().map_or(IpAddr::V6(ip), IpAddr::V4));
        }
        host.parse().ok().map(IpAddr::V4)
    }
}

/// Whether `host` is `domain` or below it.
fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Address {
        Address::read_text(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_mapped_host_says_how_much_of_it_is_fixed() {
        for (text, expected) in [
            ("https://{{}}/x", Host::Mapped),
            ("https://{{}}.com/x", Host::Mapped),
            ("https://{{}}.co.uk/x", Host::Mapped),
            ("https://{{}}.example.com/x", Host::Subdomain("example.com".into())),
            ("https://{{}}.Example.com", Host::Subdomain("example.com".into())),
            ("https://eu-{{}}.example.com/", Host::Subdomain("example.com".into())),
            ("https://{{}}example.com/", Host::Mapped),
            ("https://api.example.com{{}}", Host::Unclosed("api.example.com".into())),
            ("https://api.example.com/{{}}", Host::Fixed("api.example.com".into())),
        ] {
            assert_eq!(read(text).host, expected, "{text}");
        }
    }

    #[test]
    fn every_spelling_of_a_private_address_is_known() {
        for host in [
            "localhost", "app.localhost", "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127。0。0。1", "[::1]",
            "[::ffff:127.0.0.1]", "0.0.0.0",
        ] {
            let address = read(&format!("http://{host}:8080/x"));
            assert!(address.is_loopback() && address.is_private(), "{host}");
        }
        for host in [
            "10.0.0.1", "１０.0.0.1", "172.16.4.2", "192.168.1.1", "169.254.1.1", "[fc00::1]", "[fd12::1]",
            "[fe80::1]", "db.internal", "nas.local", "3232235777", "[::ffff:10.0.0.1]", "DB.Internal.",
        ] {
            let address = read(&format!("http://{host}/"));
            assert!(address.is_private() && !address.is_loopback() && !address.is_metadata(), "{host}");
        }
        for host in ["169.254.169.254", "2852039166", "metadata.google.internal", "[fd00:ec2::254]", "100.100.100.200"]
        {
            assert!(read(&format!("http://{host}/latest")).is_metadata(), "{host}");
        }
        for host in [
            "8.8.8.8", "172.32.0.1", "example.com", "internal.example.com", "local.dev", "８.8.8.8", "[2606:4700::1]",
            "intranet", "notlocalhost",
        ] {
            assert!(!read(&format!("http://{host}/")).is_private(), "{host}");
        }
        assert!(!read("https://{{}}.internal/").is_private());
    }

    #[test]
    fn catchers_are_known_by_the_end_of_the_host() {
        for (host, expected) in [
            ("webhook.site", Some(Catcher::RequestCatcher)),
            ("abc.beeceptor.com", Some(Catcher::RequestCatcher)),
            ("AB12.ngrok-free.app", Some(Catcher::Tunnel)),
            ("x-y.trycloudflare.com", Some(Catcher::Tunnel)),
            ("transfer.sh", Some(Catcher::PasteSite)),
            ("smee.io", Some(Catcher::RequestCatcher)),
            ("a1b2-3000.euw.devtunnels.ms", Some(Catcher::Tunnel)),
            ("tmpfiles.org", Some(Catcher::PasteSite)),
            ("mybore.pub", None),
            ("eo1.m.pipedream.net", Some(Catcher::Platform)),
            ("api.pipedream.com", None),
            ("mywebhook.site", None),
            ("webhook.site.example.com", None),
            ("profile.io", None),
        ] {
            assert_eq!(read(&format!("https://{host}/webhook.site")).catcher(), expected, "{host}");
        }
        assert_eq!(read("https://{{}}.ngrok.io/x").catcher(), Some(Catcher::Tunnel));
    }
}
