//! Mail and newsletters.

use super::{Pattern, Proof, key};

pub(super) static ROWS: [Pattern; 21] = [
    key("sendgrid-api-token", "a SendGrid key", r"SG.[\w-]{16,32}\.[\w-]{32,64}"),
    key("mailgun-private-api-token", "a Mailgun key", r"key-\h{32}"),
    key("mailgun-signing-key", "a Mailgun key", r"<mailgun>\h{32}(-\h{8}-\h{8})?").near_its_maker(),
    key("mailchimp-api-key", "a Mailchimp key", r"\h{32}<-us>\d{1,2}"),
    key("mandrill-api-key", "a Mandrill key", r"<mandrill>(md-)?[\w-]{22}").near_its_maker(),
    key("sendinblue-api-token", "a Brevo key", r"xkeysib-\h{64}-\a{16}"),
    key("brevo-smtp-key", "a Brevo mail password", r"xsmtpsib-\h{64}-\a{16}"),
    key("resend-api-key", "a Resend key", r"re_\a{6,10}_\a{20,32}").proved_by(Proof::Random),
    key("postmark-token", "a Postmark token", r"<postmark>\h{8}-\h{4}-\h{4}-\h{4}-\h{12}").near_its_maker(),
    key("mailjet-secret", "a Mailjet key", r"<mailjet>\h{32}").near_its_maker(),
    key("mailersend-token", "a MailerSend token", r"mlsn.\h{64}"),
    key("sparkpost-key", "a SparkPost key", r"<sparkpost>\h{40}").near_its_maker(),
    key("klaviyo-private-key", "a Klaviyo private key", r"pk_(\a{6}_)?\h{34}"),
    key("activecampaign-key", "an ActiveCampaign key", r"<activecampaign>\h{64,72}").near_its_maker(),
    key("convertkit-secret", "a Kit key", r"kit_\h{32}"),
    key("lob-api-key", "a Lob key", r"live_\h{35}"),
    key("lob-test-api-key", "a Lob test key", r"test_\h{35}").not_live(),
    key("easypost-api-token", "an EasyPost key", r"EZAK\a{54}"),
    key("easypost-test-api-token", "an EasyPost test key", r"EZTK\a{54}").not_live(),
    key("shippo-api-token", "a Shippo token", r"shippo_live_\h{40}"),
    key("shippo-test-api-token", "a Shippo test token", r"shippo_test_\h{40}").not_live(),
];

/// Texts that each pattern must find whole, and texts in which there is none; for the signs see `tests::make`.
#[cfg(test)]
pub(super) const SAMPLES: super::tests::Samples = super::tests::Samples {
    found: &[
        ("sendgrid-api-token", "SG.{a22}.{a43}"),
        ("mailgun-private-api-token", "key-{h32}"),
        ("mailchimp-api-key", "{h32}-us12"),
        ("sendinblue-api-token", "xkeysib-{h64}-{a16}"),
        ("brevo-smtp-key", "xsmtpsib-{h64}-{a16}"),
        ("resend-api-key", "re_{a8}_{a24}"),
        ("mailersend-token", "mlsn.{h64}"),
        ("klaviyo-private-key", "pk_{h34}"),
        ("klaviyo-private-key", "pk_{a6}_{h34}"),
        ("convertkit-secret", "kit_{h32}"),
        ("lob-api-key", "live_{h35}"),
        ("lob-test-api-key", "test_{h35}"),
        ("easypost-api-token", "EZAK{a54}"),
        ("easypost-test-api-token", "EZTK{a54}"),
        ("shippo-api-token", "shippo_live_{h40}"),
        ("shippo-test-api-token", "shippo_test_{h40}"),
    ],
    near: &[
        "SG.{a12}",
        "key-value",
        "key-{h12}",
        "contact-us1",
        "{h12}-us12",
        "live_pub_{h31}",
        "pubkey-{h32}",
        "re_send_the_invoice_of_the_customer",
        "re_invoices_overdue_customers_of_the_month",
        "live_streaming_of_the_event",
        "kit_for_beginners",
    ],
};
