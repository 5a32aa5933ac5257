//! Monitoring, logs and incidents.

use super::{Pattern, key};

pub(super) static ROWS: [Pattern; 19] = [
    key("datadog-access-token", "a Datadog key", r"<datadog>\h{32}(\h{8})?").near_its_maker(),
    key("new-relic-user-api-key", "a New Relic key", r"NRAK-[\dA-Z]{27}"),
    key("new-relic-insert-key", "a New Relic key", r"NRII-[\w-]{32}"),
    key("new-relic-license-key", "a New Relic licence key", r"\a{36}<NRAL>"),
    key("sentry-org-token", "a Sentry token", r"sntrys_eyJ[\w+/=]{80,500}"),
    key("sentry-user-token", "a Sentry token", r"sntryu_\h{64}"),
    key("sentry-access-token", "a Sentry token", r"<sentry>\h{64}").near_its_maker(),
    key("grafana-cloud-api-token", "a Grafana token", r"glc_eyJ[\w+/]{30,400}={0,3}"),
    key("grafana-service-account-token", "a Grafana token", r"glsa_\a{32}_[\da-fA-F]{8}"),
    key("grafana-api-key", "a Grafana key", r"eyJrIjoi\a{50,400}={0,3}"),
    key("pagerduty-token", "a PagerDuty key", r"<pagerduty>(u\+)?[\w-]{18,20}").near_its_maker(),
    key("honeycomb-ingest-key", "a Honeycomb key", r"hcaik_[\da-z]{50,64}"),
    key("honeycomb-key", "a Honeycomb key", r"<honeycomb>\a{22,32}").near_its_maker(),
    key("dynatrace-api-token", "a Dynatrace token", r"dt0c01.\a{24}\.\a{64}"),
    key("rollbar-token", "a Rollbar token", r"<rollbar>\h{32}").near_its_maker(),
    key("opsgenie-key", "an Opsgenie key", r"<opsgenie>\h{8}-\h{4}-\h{4}-\h{4}-\h{12}").near_its_maker(),
    key("splunk-token", "a Splunk token", r"<splunk>\h{8}-\h{4}-\h{4}-\h{4}-\h{12}").near_its_maker(),
    key("sumologic-access-token", "a Sumo Logic key", r"<sumo>\a{64}").near_its_maker(),
    key("maxmind-license-key", "a MaxMind licence key", r"\a{6}_\a{29}<_mmk>"),
];

/// Texts that each pattern must find whole, and texts in which there is none; for the signs see `tests::make`.
#[cfg(test)]
pub(super) const SAMPLES: super::tests::Samples = super::tests::Samples {
    found: &[
        ("new-relic-user-api-key", "NRAK-{u27}"),
        ("new-relic-insert-key", "NRII-{a32}"),
        ("new-relic-license-key", "{h36}NRAL"),
        ("sentry-org-token", "sntrys_eyJ{a120}_{a43}"),
        ("sentry-user-token", "sntryu_{h64}"),
        ("grafana-cloud-api-token", "glc_eyJ{a100}="),
        ("grafana-service-account-token", "glsa_{a32}_{h8}"),
        ("grafana-api-key", "eyJrIjoi{a80}=="),
        ("honeycomb-ingest-key", "hcaik_{l58}"),
        ("dynatrace-api-token", "dt0c01.{u24}.{u64}"),
        ("maxmind-license-key", "{a6}_{a29}_mmk"),
    ],
    near: &[
        "NRJS-{h19}",
        "https://{h32}@o123456.ingest.sentry.io/4501234567",
        "datadog",
        "the datadog dashboard abc-def-ghi",
        "trace {h32}",
        "glc_report",
    ],
};
