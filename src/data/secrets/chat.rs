//! Chat and calls.

use super::{Pattern, Proof, key};

pub(super) static ROWS: [Pattern; 23] = [
    key("slack-bot-token", "a Slack bot token", r"xoxb-\d{8,14}-[\dA-Za-z-]{18,110}"),
    key("slack-user-token", "a Slack user token", r"xoxp-\d{8,14}-\d{8,14}-[\dA-Za-z-]{24,110}"),
    key("slack-app-token", "a Slack app token", r"xapp-\d-[A-Z\d]{1,20}-\d{1,20}-[\da-z]{16,100}"),
    key("slack-config-access-token", "a Slack configuration token", r"xoxe.xox[bp]-\d-\a{100,200}").not_live(),
    key("slack-config-refresh-token", "a Slack refresh token", r"xoxe-\d-\a{100,200}"),
    key("slack-legacy-token", "a Slack token", r"xoxs-\d{8,14}-\d{8,14}-\d{8,14}-\h{10,64}"),
    key("slack-legacy-workspace-token", "a Slack token", r"xoxa-(2-)?[\dA-Za-z-]{20,110}"),
    key("slack-workspace-refresh-token", "a Slack token", r"xoxr-[\dA-Za-z-]{20,110}"),
    key("slack-session-token", "a Slack session token", r"xoxc-\d{8,14}-[\dA-Za-z-]{40,110}"),
    key("slack-session-cookie", "a Slack session cookie", r"xoxd-[\w%+/=-]{40,300}"),
    key("discord-api-token", "a Discord bot token", r"M[DTjz][\w-]{21,26}\.[\w-]{6}\.[\w-]{27,40}")
        .proved_by(Proof::Discord),
    key("discord-api-token", "a Discord bot token", r"N[DTjz][\w-]{21,26}\.[\w-]{6}\.[\w-]{27,40}")
        .proved_by(Proof::Discord),
    key("discord-api-token", "a Discord bot token", r"O[DT][\w-]{21,26}\.[\w-]{6}\.[\w-]{27,40}")
        .proved_by(Proof::Discord),
    key("discord-client-secret", "a Discord client secret", r"<discord>[\w-]{32}").near_its_maker(),
    key("telegram-bot-api-token", "a Telegram bot token", r"(bot)?\d{8,10}<:AA>[\w-]{32,35}"),
    key("mattermost-access-token", "a Mattermost token", r"<mattermost>[\da-z]{26}").near_its_maker(),
    key("twilio-api-key", "a Twilio key", r"SK\h{32}"),
    key("twilio-auth-token", "a Twilio auth token", r"<twilio>\h{32}").near_its_maker(),
    key("facebook-page-access-token", "a Facebook access token", r"EAA[B-Z]\a{80,400}"),
    key("facebook-secret", "a Facebook app secret", r"<facebook>\h{32}").near_its_maker(),
    key("instagram-access-token", "an Instagram access token", r"IGQ[\w-]{100,300}"),
    key("messagebird-api-token", "a MessageBird key", r"<messagebird>\a{25}").near_its_maker(),
    key("vonage-private-token", "a Vonage secret", r"<vonage>\a{16}").near_its_maker(),
];

/// Texts that each pattern must find whole, and texts in which there is none; for the signs see `tests::make`.
#[cfg(test)]
pub(super) const SAMPLES: super::tests::Samples = super::tests::Samples {
    found: &[
        ("slack-bot-token", "xoxb-{d12}-{d13}-{a24}"),
        ("slack-bot-token", "xoxb-{d11}-{a24}"),
        ("slack-user-token", "xoxp-{d12}-{d12}-{d12}-{h32}"),
        ("slack-app-token", "xapp-1-A{u10}-{d13}-{h64}"),
        ("slack-config-access-token", "xoxe.xoxp-1-{a163}"),
        ("slack-config-refresh-token", "xoxe-1-{a146}"),
        ("slack-legacy-token", "xoxs-{d11}-{d11}-{d11}-{h10}"),
        ("slack-legacy-workspace-token", "xoxa-2-{a40}"),
        ("slack-workspace-refresh-token", "xoxr-{a40}"),
        ("slack-session-token", "xoxc-{d12}-{d12}-{d12}-{h64}"),
        ("slack-session-cookie", "xoxd-{a120}"),
        ("discord-api-token", "MTk4NjIyNDgzNDcxOTI1MjQ4.{a6}.{a27}"),
        ("discord-api-token", "NzkyNzE1NDU0MTk2MDg4ODQy.{a6}.{a38}"),
        ("discord-api-token", "ODkyNzE1NDU0MTk2MDg4ODQy.{a6}.{a38}"),
        ("telegram-bot-api-token", "{d10}:AA{a33}"),
        ("telegram-bot-api-token", "bot{d9}:AA{a33}"),
        ("twilio-api-key", "SK{h32}"),
        ("facebook-page-access-token", "EAAG{a180}"),
        ("instagram-access-token", "IGQW{a150}"),
    ],
    near: &[
        "xoxb-token",
        "xoxb-your-token-goes-here-please",
        "xapp-1",
        "the channel C0{u9}",
        "12:AA",
        "10:AAaaBBbbCCccDDddEEeeFFffGGggHHhhII-{a1}",
        "AC{h32}",
        "SM{h32}",
        "SKU-1234",
        "SK{h20}",
        "EAAGleam",
    ],
};
