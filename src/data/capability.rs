//! Addresses that are keys themselves: whoever knows one can post there, or join.

use super::anchors::{Anchor, Anchors, long_words};
use super::placeholder::is_placeholder;
use std::ops::Range;
use std::sync::LazyLock;

/// An address that opens something by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// What it is, in plain English with its article.
    pub kind: &'static str,
    /// Where it stands in the text, in bytes, scheme included.
    pub range: Range<usize>,
    /// An invitation to a group, and no door for programs.
    pub invite: bool,
}

/// One kind of such addresses.
struct Kind {
    name: &'static str,
    /// What the host ends with; a leading dot asks for a label before it.
    host: &'static str,
    invite: bool,
    /// Whether the path segments and the query hold the secret part.
    opens: fn(&[&str], &str) -> bool,
}

const fn hook(name: &'static str, host: &'static str, opens: fn(&[&str], &str) -> bool) -> Kind {
    Kind { name, host, invite: false, opens }
}

const fn invite(name: &'static str, host: &'static str, opens: fn(&[&str], &str) -> bool) -> Kind {
    Kind { name, host, invite: true, opens }
}

static KINDS: [Kind; 21] = [
    hook("a Slack webhook address", "hooks.slack.com", |path, _| match path {
        ["services", team, app, secret, ..] => [team, app, secret].into_iter().all(|part| code(part, 8)),
        ["workflows" | "triggers", rest @ ..] => rest.last().is_some_and(|secret| code(secret, 16)),
        _ => false,
    }),
    hook("a Discord webhook address", "discord.com", discord_hook),
    hook("a Discord webhook address", "discordapp.com", discord_hook),
    hook(
        "a Teams webhook address",
        ".webhook.office.com",
        |path, _| matches!(path, [kind, .., last] if kind.starts_with("webhook") && code(last, 16)),
    ),
    hook(
        "a Teams webhook address",
        "outlook.office.com",
        |path, _| matches!(path, ["webhook", .., last] if code(last, 16)),
    ),
    hook("a Microsoft flow address", ".logic.azure.com", |_, query| parameter(query, "sig", 20)),
    hook("a Microsoft flow address", ".api.powerplatform.com", |_, query| parameter(query, "sig", 20)),
    hook("a Google Chat webhook address", "chat.googleapis.com", |_, query| {
        parameter(query, "key", 16) && parameter(query, "token", 16)
    }),
    hook("a Zapier catch address", "hooks.zapier.com", |path, _| match path {
        ["hooks", "catch" | "standard", owner, secret, ..] => {
            owner.bytes().all(|byte| byte.is_ascii_digit()) && code(secret, 5)
        }
        _ => false,
    }),
    hook("a Make webhook address", ".make.com", make_hook),
    hook("a Make webhook address", "hook.integromat.com", make_hook),
    hook(
        "an n8n webhook address",
        ".app.n8n.cloud",
        |path, _| matches!(path, ["webhook" | "webhook-test", rest @ ..] if rest.last().is_some_and(|id| code(id, 8))),
    ),
    hook("a Zapier MCP address", "mcp.zapier.com", |path, query| {
        parameter(query, "token", 16) || path.iter().any(|part| code(part, 32))
    }),
    hook(
        "an IFTTT webhook address",
        "maker.ifttt.com",
        |path, _| matches!(path, ["trigger", .., "key", key] if code(key, 16)),
    ),
    invite("a WhatsApp group invitation", "chat.whatsapp.com", |path, _| match path {
        [secret] | ["invite", secret] => code(secret, 18),
        _ => false,
    }),
    invite("a Telegram group invitation", "t.me", telegram_invite),
    invite("a Telegram group invitation", "telegram.me", telegram_invite),
    invite("a Discord invitation", "discord.gg", |path, _| matches!(path, [secret] if code(secret, 5))),
    invite("a Discord invitation", "discord.com", discord_invite),
    invite("a Discord invitation", "discordapp.com", discord_invite),
    invite(
        "a Slack invitation",
        "join.slack.com",
        |path, _| matches!(path, ["t", _, "shared_invite", secret, ..] if code(secret, 8)),
    ),
];

fn discord_hook(path: &[&str], _: &str) -> bool {
    match path {
        ["api", "webhooks", id, secret, ..] | ["api", _, "webhooks", id, secret, ..] => {
            id.len() >= 15 && id.bytes().all(|byte| byte.is_ascii_digit()) && code(secret, 30)
        }
        _ => false,
    }
}

fn discord_invite(path: &[&str], _: &str) -> bool {
    matches!(path, ["invite", secret] if code(secret, 5))
}

fn telegram_invite(path: &[&str], _: &str) -> bool {
    match path {
        ["joinchat", secret] => code(secret, 10),
        [secret] => secret.strip_prefix('+').is_some_and(|secret| code(secret, 10)),
        _ => false,
    }
}

fn make_hook(path: &[&str], _: &str) -> bool {
    matches!(path, [secret] if code(secret, 16))
}

/// Whether the text can be a random code of at least this length, and no stand-in for one.
fn code(text: &str, least: usize) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_@.~+=%".contains(&byte);
    let mut letters = text.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    // T00000000, B00000000 and XXXXXXXX of the makers' own examples.
    let first = letters.clone().nth(1);
    let repeated = letters.by_ref().skip(1).all(|letter| Some(letter) == first);
    text.len() >= least
        && text.bytes().all(fits)
        && !repeated
        && !is_placeholder(text)
        && !["your", "xxx", "example"].iter().any(|stand_in| text.to_ascii_lowercase().contains(stand_in))
}

/// Whether the query has this parameter with a code.
fn parameter(query: &str, name: &str, least: usize) -> bool {
    query.split('&').filter_map(|pair| pair.split_once('=')).any(|(key, value)| key == name && code(value, least))
}

/// No such address is shorter.
const SHORTEST: usize = 10;

static HOSTS: LazyLock<Anchors> =
    LazyLock::new(|| Anchors::new(KINDS.iter().map(|kind| Anchor { text: kind.host, any_case: true }).collect()));

/// The addresses in a text that are keys themselves, in order. A host without its secret path is none, nor is an example.
#[must_use]
pub fn capability_urls(text: &str) -> Vec<Capability> {
    let mut found: Vec<Capability> = Vec::new();
    if !text.contains('/') {
        return found;
    }
    long_words(text.as_bytes(), SHORTEST, &mut |start, word| {
        HOSTS.find(text.as_bytes(), start..start + word.len(), &mut |row, at| {
            let Some(kind) = KINDS.get(row) else { return };
            if found.last().is_none_or(|earlier| earlier.range.end <= at) {
                found.extend(at_host(text, at..at + kind.host.len(), kind));
            }
        });
    });
    found
}

fn at_host(text: &str, host: Range<usize>, kind: &Kind) -> Option<Capability> {
    let before = text.get(..host.start)?;
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let labels = before.bytes().rev().take_while(is_label).count();
    let start = host.start - labels;
    // A plain host must stand whole, one with a leading dot needs something before it; Make's hooks begin with `hook.`.
    if kind.host.starts_with('.') == (labels == 0) {
        return None;
    }
    if kind.host == ".make.com" && !text.get(start..)?.to_ascii_lowercase().starts_with("hook.") {
        return None;
    }
    let prefix = text.get(..start)?;
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        let from = prefix.len().checked_sub(scheme.len());
        from.and_then(|from| prefix.get(from..)).is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    });
    if scheme.is_none() && prefix.ends_with(['/', '@', '=']) {
        return None;
    }
    let rest = text.get(host.end..)?;
    let length = rest
        .find(|character: char| character.is_whitespace() || "\"'`<>|\\^()[]{},;".contains(character))
        .unwrap_or(rest.len());
    let rest = rest.get(..length)?.trim_end_matches(['.', '!', '?', ':']);
    let address = rest.strip_prefix(":443").unwrap_or(rest);
    let path_and_query = address.strip_prefix('/')?;
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let query = query.split('#').next().unwrap_or(query);
    let path: Vec<&str> =
        path.split('#').next().unwrap_or(path).split('/').filter(|part| !part.is_empty()).take(16).collect();
    (kind.opens)(&path, query).then(|| Capability {
        kind: kind.name,
        range: start - scheme.map_or(0, str::len)..host.end + rest.len(),
        invite: kind.invite,
    })
}

/// What all of them are called.
#[cfg(test)]
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

#[cfg(test)]
mod tests {
    use super::super::secrets::noise;
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<Capability> {
        capability_urls(text)
    }

    #[test]
    fn every_kind_is_found_whole() {
        let examples = [
            format!("https://hooks.slack.com/services/T02A{}/B03C{}/{}", &noise(6), &noise(7), noise(24)),
            format!("https://discord.com/api/webhooks/112233445566778899/{}", noise(68)),
            format!(
                "https://acme.webhook.office.com/webhookb2/{}/IncomingWebhook/{}/{}",
                noise(32),
                noise(32),
                noise(36)
            ),
            format!(
                "https://prod-01.westeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke?sp=1&sig={}",
                noise(43)
            ),
            format!(
                "https://default1a2b.12.environment.api.powerplatform.com:443/powerautomate/x/invoke?sp=1&sig={}",
                noise(43)
            ),
            format!("https://chat.googleapis.com/v1/spaces/AAA/messages?key={}&token={}", noise(39), noise(43)),
            format!("https://hooks.zapier.com/hooks/catch/123456/{}/", noise(7)),
            format!("https://hooks.zapier.com/hooks/standard/123456/{}", noise(7)),
            format!("https://hook.eu2.make.com/{}", noise(32)),
            format!("https://hook.integromat.com/{}", noise(32)),
            format!("https://acme.app.n8n.cloud/webhook/{}", noise(20)),
            format!("https://mcp.zapier.com/api/v1/connect?token={}", noise(32)),
            format!("https://maker.ifttt.com/trigger/door/with/key/{}", noise(22)),
        ];
        for example in examples {
            let text = format!("Post to {example}, then wait.");
            let all = found(&text);
            assert_eq!(all.len(), 1, "{example}");
            assert_eq!(&text[all[0].range.clone()], example);
            assert!(!all[0].invite);
        }
        for example in [
            format!("https://chat.whatsapp.com/{}", noise(22)),
            format!("https://t.me/+{}", noise(16)),
            format!("https://t.me/joinchat/{}", noise(16)),
            format!("https://discord.gg/{}", noise(8)),
            format!("https://discord.com/invite/{}", noise(8)),
            format!("https://join.slack.com/t/acme/shared_invite/zt-{}", noise(20)),
        ] {
            assert!(found(&example).first().is_some_and(|capability| capability.invite), "{example}");
        }
    }

    #[test]
    fn hosts_help_pages_and_examples_are_none() {
        for text in [
            "https://",
            "https://hooks.slack.com/",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
            "https://hooks.zapier.com/hooks/catch/123456/xxxxxx/",
            "https://hooks.zapier.com/hooks/catch/<id>/<code>",
            "https://hooks.zapier.com/hooks/catch/YOUR_ID/YOUR_CODE",
            "https://help.zapier.com/hc/en-us/articles/8496288690317-Trigger-Zaps-from-webhooks",
            "https://www.make.com/en/help/tools/webhooks-and-more",
            "https://hook.eu1.make.com/",
            "https://discord.com/developers/docs/resources/webhook",
            "https://support.discord.com/hc/en-us/articles/228383668",
            "https://t.me/somechannel",
            "https://nothooks.slack.com.evil.example/services",
            "https://mcp.zapier.com/",
            "https://hooks.slack.com/services/{{1__team}}/{{1__app}}/{{1__key}}",
            "https://api.slack.com/messaging/webhooks",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn ranges_are_whole_characters(text in "(https://|hooks.zapier.com/hooks/catch/|é|/|t.me/|.make.com|[a-z0-9]{1,20}|.){0,12}") {
            for capability in capability_urls(&text) {
                prop_assert!(text.get(capability.range).is_some());
            }
        }
    }
}
