//! Whose API answers at which host: services that have an app in Zapier.

use super::known::known;
use super::words::{fold, letters};
use crate::zap::Step;

/// Hosts, each with all below it, and the app of Zapier that calls them.
const HOSTS: &[(&str, &str)] = &[
    ("picsart.io", "Picsart"),
    ("api.airtable.com", "Airtable"),
    ("hubapi.com", "HubSpot"),
    ("slack.com", "Slack"),
    ("api.notion.com", "Notion"),
    ("googleapis.com", "Google"),
    ("graph.microsoft.com", "Microsoft 365"),
    ("api.stripe.com", "Stripe"),
    ("api.github.com", "GitHub"),
    ("gitlab.com", "GitLab"),
    ("api.bitbucket.org", "Bitbucket"),
    ("api.trello.com", "Trello"),
    ("app.asana.com", "Asana"),
    ("api.clickup.com", "ClickUp"),
    ("api.monday.com", "monday.com"),
    ("api.linear.app", "Linear"),
    ("atlassian.net", "Jira"),
    ("api.atlassian.com", "Jira"),
    ("zendesk.com", "Zendesk"),
    ("api.intercom.io", "Intercom"),
    ("freshdesk.com", "Freshdesk"),
    ("freshservice.com", "Freshservice"),
    ("service-now.com", "ServiceNow"),
    ("pipedrive.com", "Pipedrive"),
    ("salesforce.com", "Salesforce"),
    ("zohoapis.com", "Zoho"),
    ("zohoapis.eu", "Zoho"),
    ("myshopify.com", "Shopify"),
    ("api.mailchimp.com", "Mailchimp"),
    ("api.sendgrid.com", "SendGrid"),
    ("api.mailgun.net", "Mailgun"),
    ("api.postmarkapp.com", "Postmark"),
    ("api.brevo.com", "Brevo"),
    ("api.sendinblue.com", "Brevo"),
    ("a.klaviyo.com", "Klaviyo"),
    ("api-us1.com", "ActiveCampaign"),
    ("api.convertkit.com", "Kit"),
    ("mailerlite.com", "MailerLite"),
    ("api.twilio.com", "Twilio"),
    ("api.telegram.org", "Telegram"),
    ("discord.com", "Discord"),
    ("graph.facebook.com", "Facebook"),
    ("api.twitter.com", "X (Twitter)"),
    ("api.x.com", "X (Twitter)"),
    ("api.linkedin.com", "LinkedIn"),
    ("api.calendly.com", "Calendly"),
    ("api.typeform.com", "Typeform"),
    ("api.tally.so", "Tally"),
    ("api.jotform.com", "Jotform"),
    ("api.webflow.com", "Webflow"),
    ("dropboxapi.com", "Dropbox"),
    ("api.box.com", "Box"),
    ("api.cloudinary.com", "Cloudinary"),
    ("api.zoom.us", "Zoom"),
    ("webexapis.com", "Webex"),
    ("api.xero.com", "Xero"),
    ("api.intuit.com", "QuickBooks Online"),
    ("paypal.com", "PayPal"),
    ("connect.squareup.com", "Square"),
    ("api.bamboohr.com", "BambooHR"),
    ("coda.io", "Coda"),
    ("api.todoist.com", "Todoist"),
    ("supabase.co", "Supabase"),
    ("api.pagerduty.com", "PagerDuty"),
    ("sentry.io", "Sentry"),
    ("okta.com", "Okta"),
    ("api.pandadoc.com", "PandaDoc"),
    ("docusign.net", "DocuSign"),
    ("api.remove.bg", "remove.bg"),
    ("api.bannerbear.com", "Bannerbear"),
    ("api.cloudconvert.com", "CloudConvert"),
    ("api.elevenlabs.io", "ElevenLabs"),
    ("api.assemblyai.com", "AssemblyAI"),
    ("api.deepl.com", "DeepL"),
    ("api-free.deepl.com", "DeepL"),
    ("api-ssl.bitly.com", "Bitly"),
    ("api.apollo.io", "Apollo"),
    ("api.close.com", "Close"),
];
/// All hosts that are known by name.
pub(crate) fn public_hosts() -> impl Iterator<Item = &'static str> {
    HOSTS.iter().map(|(host, _)| *host)
}

/// The app of Zapier that calls this host with a key of its own connection.
#[must_use]
pub fn app_of_host(host: &str) -> Option<&'static str> {
    let below = |known: &str| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    HOSTS.iter().find(|(known, _)| below(known)).map(|&(_, app)| app)
}

/// The name in a host's domain: `acme` and `com` of `api.acme.com`.
#[derive(Debug, Clone)]
pub struct Domain {
    /// Folded, as names of apps are.
    name: String,
    /// With the top: `acmecom`.
    whole: String,
}

impl Domain {
    /// That of a host; `None` where the name is too short to tell one company from another.
    #[must_use]
    pub fn of(host: &str) -> Option<Self> {
        let mut labels = host.rsplit('.');
        let top = labels.next()?;
        let mut name = labels.next()?;
        if top.len() == 2 && matches!(name, "co" | "com" | "org" | "net") {
            name = labels.next()?;
        }
        (name.len() >= 3).then(|| Self { name: fold(name), whole: fold(name) + &fold(top) })
    }

    /// Whether the app of this step has that name: "Acme", "AcmeCLIAPI", or "Acme.com".
    #[must_use]
    pub fn is_of(&self, step: &Step) -> bool {
        let known = known(step);
        let is = |name: &str| letters(name).eq(self.name.chars()) || letters(name).eq(self.whole.chars());
        known.folded == self.name
            || known.folded == self.whole
            || step.app_name.as_deref().is_some_and(is)
            || known.app.is_some_and(|app| is(app.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_known_with_all_below_them() {
        for (host, app) in [
            ("api.picsart.io", Some("Picsart")),
            ("genai-api.picsart.io", Some("Picsart")),
            ("slack.com", Some("Slack")),
            ("sheets.googleapis.com", Some("Google")),
            ("acme.zendesk.com", Some("Zendesk")),
            ("notpicsart.io", None),
            ("api.example.com", None),
            ("slack.com.example.org", None),
        ] {
            assert_eq!(app_of_host(host), app, "{host}");
        }
    }

    #[test]
    fn an_apps_own_host_has_its_name() {
        let step = |app: &str| Step { app: app.into(), ..Step::default() };
        for (app, host) in [
            ("AcmeCLIAPI", "api.acme.com"),
            ("AcmeDeskCLIAPI", "eu.acme-desk.co.uk"),
            ("MondayCLIAPI", "api.monday.com"),
            ("GumroadCLIAPI", "api.gumroad.com"),
        ] {
            assert!(Domain::of(host).is_some_and(|domain| domain.is_of(&step(app))), "{app} {host}");
        }
        for (app, host) in
            [("AcmeCLIAPI", "acme.example.com"), ("AcmeCLIAPI", "acmeco.com"), ("", "x.com"), ("CLIAPI", "")]
        {
            assert!(!Domain::of(host).is_some_and(|domain| domain.is_of(&step(app))), "{app} {host}");
        }
    }
}
