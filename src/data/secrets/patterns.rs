//! The makers' patterns. Ids are those of gitleaks where it has one; the shapes are from the makers' own documentation.

use super::Pattern;

/// Letters and digits that follow no rule, put together at run time.
pub(in crate::data) fn noise(len: usize) -> String {
    "q7Zk2mX9vB4tLw8RcN3sHf6JpD1yGe5aVu0Ti".chars().cycle().take(len).collect()
}

/// Hexadecimal digits that follow no rule.
pub(super) fn hex(len: usize) -> String {
    "9f3a7c1e5b8d2046".chars().cycle().skip(3).take(len).collect()
}

fn digits(len: usize) -> String {
    "7391846205".chars().cycle().take(len).collect()
}

macro_rules! pattern {
    ($id:literal, $name:literal, $live:literal, $before:literal, $anchor:literal, $after:literal,
     [$($example:expr),* $(,)?], [$($near:expr),* $(,)?]) => {
        Pattern {
            id: $id, name: $name, live: $live, before: $before, anchor: $anchor, after: $after,
            examples: || vec![$($example.concat()),*],
            near: || vec![$($near.concat()),*],
        }
    };
}

/// All patterns.
pub static PATTERNS: [Pattern; 43] = [
    pattern!(
        "aws-access-token",
        "an AWS access key id",
        true,
        "",
        "AKIA",
        "[A-Z2-7]{16}",
        [["AKIA".to_owned(), "QWERTZ2345ABCDEF".to_owned()]],
        [["AKIA".to_owned(), "SHORT".to_owned()]]
    ),
    pattern!(
        "github-pat",
        "a GitHub token",
        true,
        "",
        "ghp_",
        "[0-9A-Za-z]{36}",
        [["ghp_".to_owned(), noise(36)]],
        [["ghp_".to_owned(), noise(12)]]
    ),
    pattern!(
        "github-oauth",
        "a GitHub sign-in token",
        true,
        "",
        "gho_",
        "[0-9A-Za-z]{36}",
        [["gho_".to_owned(), noise(36)]],
        [["gho_".to_owned(), noise(12)]]
    ),
    pattern!(
        "github-app-token",
        "a GitHub app token",
        true,
        "",
        "ghs_",
        "[0-9A-Za-z]{36}",
        [["ghs_".to_owned(), noise(36)]],
        [["ghs_".to_owned(), noise(12)]]
    ),
    pattern!(
        "github-fine-grained-pat",
        "a GitHub token",
        true,
        "",
        "github_pat_",
        "[0-9A-Za-z_]{82}",
        [["github_pat_".to_owned(), noise(82)]],
        [["github_pat_".to_owned(), noise(30)]]
    ),
    pattern!(
        "gitlab-pat",
        "a GitLab token",
        true,
        "",
        "glpat-",
        "[0-9A-Za-z_-]{20,60}",
        [["glpat-".to_owned(), noise(20)]],
        [["glpat-".to_owned(), noise(9)]]
    ),
    pattern!(
        "slack-bot-token",
        "a Slack bot token",
        true,
        "",
        "xoxb-",
        "[0-9]{10,13}-[0-9]{10,13}[0-9A-Za-z-]{16,100}",
        [["xoxb-".to_owned(), digits(12), "-".to_owned(), digits(12), "-".to_owned(), noise(24)]],
        [["xoxb-".to_owned(), "token".to_owned()]]
    ),
    pattern!(
        "slack-user-token",
        "a Slack user token",
        true,
        "",
        "xoxp-",
        "[0-9]{10,13}-[0-9]{10,13}-([0-9]{10,13}-)?[0-9A-Za-z-]{24,100}",
        [[
            "xoxp-".to_owned(),
            digits(12),
            "-".to_owned(),
            digits(12),
            "-".to_owned(),
            digits(12),
            "-".to_owned(),
            hex(32)
        ]],
        [["xoxp-".to_owned(), "token".to_owned()]]
    ),
    pattern!(
        "slack-app-token",
        "a Slack app token",
        true,
        "",
        "xapp-",
        "[0-9]-[A-Z0-9]{1,20}-[0-9]{1,20}-[0-9a-z]{16,100}",
        [["xapp-1-A".to_owned(), digits(10), "-".to_owned(), digits(13), "-".to_owned(), hex(64)]],
        [["xapp-".to_owned(), "1".to_owned()]]
    ),
    pattern!(
        "openai-api-key",
        "an OpenAI key",
        true,
        "sk-(proj-|svcacct-|admin-)?[0-9A-Za-z_-]{16,100}",
        "T3BlbkFJ",
        "[0-9A-Za-z_-]{16,100}",
        [["sk-proj-".to_owned(), noise(74), "T3Blbk".to_owned(), "FJ".to_owned(), noise(74)]],
        [["T3Blbk".to_owned(), "FJ".to_owned()]]
    ),
    pattern!(
        "openai-project-key",
        "an OpenAI key",
        true,
        "",
        "sk-proj-",
        "[0-9A-Za-z_-]{40,200}",
        [["sk-proj-".to_owned(), noise(64)]],
        [["sk-proj-".to_owned(), "alpha".to_owned()]]
    ),
    pattern!(
        "openai-legacy-key",
        "an OpenAI-style key",
        true,
        "",
        "sk-",
        "[0-9A-Za-z]{48}",
        [["sk-".to_owned(), noise(48)]],
        [["sk-".to_owned(), noise(20)], ["ask-me-anything-about-this".to_owned()]]
    ),
    pattern!(
        "anthropic-api-key",
        "an Anthropic key",
        true,
        "",
        "sk-ant-",
        "(api|admin)[0-9]{2}-[0-9A-Za-z_-]{80,110}",
        [["sk-ant-api03-".to_owned(), noise(95)]],
        [["sk-ant-".to_owned(), noise(9)]]
    ),
    pattern!(
        "stripe-access-token",
        "a Stripe live key",
        true,
        "",
        "sk_live_",
        "[0-9A-Za-z]{16,120}",
        [["sk_live_".to_owned(), noise(24)]],
        [["pk_live_".to_owned(), noise(24)]]
    ),
    pattern!(
        "stripe-restricted-key",
        "a Stripe live key",
        true,
        "",
        "rk_live_",
        "[0-9A-Za-z]{16,120}",
        [["rk_live_".to_owned(), noise(24)]],
        [["rk_live_".to_owned(), noise(4)]]
    ),
    pattern!(
        "stripe-test-key",
        "a Stripe test key",
        false,
        "",
        "sk_test_",
        "[0-9A-Za-z]{16,120}",
        [["sk_test_".to_owned(), noise(24)]],
        [["pk_test_".to_owned(), noise(24)]]
    ),
    pattern!(
        "stripe-webhook-secret",
        "a Stripe webhook secret",
        true,
        "",
        "whsec_",
        "[0-9A-Za-z+/=]{24,80}",
        [["whsec_".to_owned(), noise(32)]],
        [["whsec_".to_owned(), noise(5)]]
    ),
    pattern!(
        "airtable-personnal-access-token",
        "an Airtable token",
        true,
        "",
        "pat",
        r"[0-9A-Za-z]{14}\.[0-9a-f]{64}",
        [["pat".to_owned(), noise(14), ".".to_owned(), hex(64)]],
        [["pat".to_owned(), noise(14)], ["patience is a virtue of those who wait".to_owned()]]
    ),
    pattern!(
        "notion-api-token",
        "a Notion token",
        true,
        "",
        "ntn_",
        "[0-9A-Za-z]{40,60}",
        [["ntn_".to_owned(), noise(46)]],
        [["ntn_".to_owned(), noise(8)]]
    ),
    pattern!(
        "notion-secret",
        "a Notion token",
        true,
        "",
        "secret_",
        "[0-9A-Za-z]{43}",
        [["secret_".to_owned(), noise(43)]],
        [["secret_name_of_something".to_owned()]]
    ),
    pattern!(
        "hubspot-api-key",
        "a HubSpot token",
        true,
        "",
        "pat-",
        "(na|eu|ap)[0-9]-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        [[
            "pat-na1-".to_owned(),
            hex(8),
            "-".to_owned(),
            hex(4),
            "-".to_owned(),
            hex(4),
            "-".to_owned(),
            hex(4),
            "-".to_owned(),
            hex(12)
        ]],
        [["pat-na1-".to_owned(), hex(8)]]
    ),
    pattern!(
        "sendgrid-api-token",
        "a SendGrid key",
        true,
        "",
        "SG.",
        r"[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}",
        [["SG.".to_owned(), noise(22), ".".to_owned(), noise(43)]],
        [["SG.".to_owned(), noise(12)]]
    ),
    pattern!(
        "twilio-api-key",
        "a Twilio key",
        true,
        "",
        "SK",
        "[0-9a-f]{32}",
        [["SK".to_owned(), hex(32)]],
        [["SKU-1234".to_owned()], ["SK".to_owned(), hex(20)]]
    ),
    pattern!(
        "mailgun-private-api-token",
        "a Mailgun key",
        true,
        "",
        "key-",
        "[0-9a-f]{32}",
        [["key-".to_owned(), hex(32)]],
        [["key-value".to_owned()]]
    ),
    pattern!(
        "mailchimp-api-key",
        "a Mailchimp key",
        true,
        "[0-9a-f]{32}",
        "-us",
        "[0-9]{1,2}",
        [[hex(32), "-us12".to_owned()]],
        [["contact-us1".to_owned()]]
    ),
    pattern!(
        "telegram-bot-api-token",
        "a Telegram bot token",
        true,
        "(bot)?[0-9]{8,10}",
        ":AA",
        "[0-9A-Za-z_-]{33}",
        [[digits(10), ":AA".to_owned(), noise(33)], ["bot".to_owned(), digits(10), ":AA".to_owned(), noise(33)]],
        [["12:AA".to_owned()]]
    ),
    pattern!(
        "shopify-access-token",
        "a Shopify token",
        true,
        "",
        "shpat_",
        "[0-9a-fA-F]{32}",
        [["shpat_".to_owned(), hex(32)]],
        [["shpat_".to_owned(), hex(8)]]
    ),
    pattern!(
        "shopify-shared-secret",
        "a Shopify secret",
        true,
        "",
        "shpss_",
        "[0-9a-fA-F]{32}",
        [["shpss_".to_owned(), hex(32)]],
        [["shpss_".to_owned(), hex(8)]]
    ),
    pattern!(
        "shopify-custom-access-token",
        "a Shopify token",
        true,
        "",
        "shpca_",
        "[0-9a-fA-F]{32}",
        [["shpca_".to_owned(), hex(32)]],
        [["shpca_".to_owned(), hex(8)]]
    ),
    pattern!(
        "gcp-api-key",
        "a Google API key",
        true,
        "",
        "AIza",
        "[0-9A-Za-z_-]{35}",
        [["AIza".to_owned(), noise(35)]],
        [["AIza".to_owned(), noise(12)]]
    ),
    pattern!(
        "google-oauth-secret",
        "a Google client secret",
        true,
        "",
        "GOCSPX-",
        "[0-9A-Za-z_-]{28}",
        [["GOCSPX-".to_owned(), noise(28)]],
        [["GOCSPX-".to_owned(), noise(8)]]
    ),
    pattern!(
        "google-access-token",
        "a Google access token",
        false,
        "",
        "ya29.",
        "[0-9A-Za-z_-]{30,}",
        [["ya29.".to_owned(), noise(60)]],
        [["ya29.".to_owned(), noise(8)]]
    ),
    pattern!(
        "jwt",
        "a signed token (JWT)",
        false,
        "",
        "eyJ",
        r"[0-9A-Za-z_-]{12,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{16,}",
        [["eyJ".to_owned(), noise(30), ".eyJ".to_owned(), noise(40), ".".to_owned(), noise(43)]],
        [["eyJ".to_owned(), noise(30)]]
    ),
    pattern!(
        "private-key",
        "a private key",
        true,
        "",
        "-----BEGIN",
        r" ((RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY( BLOCK)?-----[0-9A-Za-z+/=\s\\:,_-]{24,}",
        [["-----BEGIN ".to_owned(), "PRIVATE KEY-----\n".to_owned(), noise(64)]],
        [["-----BEGIN ".to_owned(), "PUBLIC KEY-----\n".to_owned(), noise(64)]]
    ),
    pattern!(
        "linear-api-key",
        "a Linear key",
        true,
        "",
        "lin_api_",
        "[0-9A-Za-z]{40}",
        [["lin_api_".to_owned(), noise(40)]],
        [["lin_api_".to_owned(), noise(9)]]
    ),
    pattern!(
        "figma-token",
        "a Figma token",
        true,
        "",
        "figd_",
        "[0-9A-Za-z_-]{40}",
        [["figd_".to_owned(), noise(40)]],
        [["figd_".to_owned(), noise(9)]]
    ),
    pattern!(
        "npm-access-token",
        "an npm token",
        true,
        "",
        "npm_",
        "[0-9A-Za-z]{36}",
        [["npm_".to_owned(), noise(36)]],
        [["npm_config_registry".to_owned()]]
    ),
    pattern!(
        "pypi-upload-token",
        "a PyPI token",
        true,
        "",
        "pypi-AgE",
        "[0-9A-Za-z_-]{50,}",
        [["pypi-".to_owned(), "AgE".to_owned(), noise(80)]],
        [["pypi-AgE".to_owned()]]
    ),
    pattern!(
        "dropbox-token",
        "a Dropbox token",
        true,
        "",
        "sl.",
        r"(u\.)?[0-9A-Za-z_-]{120,}",
        [["sl.".to_owned(), noise(136)]],
        [["sl.".to_owned(), noise(20)]]
    ),
    pattern!(
        "digitalocean-pat",
        "a DigitalOcean token",
        true,
        "",
        "dop_v1_",
        "[0-9a-f]{64}",
        [["dop_v1_".to_owned(), hex(64)]],
        [["dop_v1_".to_owned(), hex(9)]]
    ),
    pattern!(
        "square-access-token",
        "a Square token",
        true,
        "",
        "EAAA",
        "[0-9A-Za-z_-]{60}",
        [["EAAA".to_owned(), noise(60)]],
        [["EAAA".to_owned(), noise(9)]]
    ),
    pattern!(
        "square-secret",
        "a Square secret",
        true,
        "",
        "sq0csp-",
        "[0-9A-Za-z_-]{43}",
        [["sq0csp-".to_owned(), noise(43)]],
        [["sq0csp-".to_owned(), noise(9)]]
    ),
    pattern!(
        "huggingface-access-token",
        "a Hugging Face token",
        true,
        "",
        "hf_",
        "[0-9A-Za-z]{34}",
        [["hf_".to_owned(), noise(34)]],
        [["hf_".to_owned(), noise(9)]]
    ),
];
