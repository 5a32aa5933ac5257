//! The rules: one file each, in a folder for each of the ten measures.
//!
//! A rule is one `RULE` constant (id, texts, references, how bad) and the check beside it, with its tests. To add
//! one: write the file and name it in the list below. Everything else (`zaplint rules`, `zaplint explain`,
//! SARIF, the reports) is made from it.

#[cfg(test)]
pub(crate) mod any_zap;
pub(crate) mod company;
#[cfg(test)]
mod ordinary;
#[cfg(test)]
mod ordinary_people;
mod prelude;
pub mod reference;
#[cfg(test)]
pub(crate) mod testkit;

use std::borrow::Cow;

use crate::{
    facts::Facts,
    finding::{Confidence, Measure, Outcomes, Persona, Severity},
};

/// A rule's id: of one that is built in, or of one that a company wrote.
pub type RuleId = Cow<'static, str>;

/// What a rule is.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `Z301`: never used again for something else.
    pub id: &'static str,
    /// A short name in English: `http-request`.
    pub name: &'static str,
    /// The measure it belongs to.
    pub measure: Measure,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// How bad it is, where a finding does not say otherwise.
    pub severity: Severity,
    /// How sure it is, where a finding does not say otherwise.
    pub confidence: Confidence,
    /// For whom it is, where a finding does not say otherwise.
    pub persona: Persona,
    /// What it looks for, one or two sentences.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do next.
    pub fix: &'static str,
    /// Standards and pages: `CWE-319`.
    pub references: &'static [&'static str],
    /// The check.
    pub check: fn(&Facts<'_>, &mut Outcomes),
}

macro_rules! rules {
    ($($measure:ident { $($rule:ident)* })*) => {
        $(mod $measure { $(pub(super) mod $rule;)* })*

        /// All rules, by id.
        pub const ALL: &[Rule] = &[$($($measure::$rule::RULE,)*)*];
    };
}

rules! {
    credentials {
        z101_literal_password
        z102_basic_auth_literal
        z103_weak_or_shared_password
        z104_login_code_relayed
    }
    api_keys {
        z201_secret_in_header
        z202_secret_in_url
        z203_secret_in_body_or_text
        z204_secret_in_code
        z205_storage_secret
        z206_login_instead_of_key
        z207_capability_url
        z208_personal_account_connection
        z209_hand_made_auth
    }
    encryption {
        z301_http_request
        z302_http_url_field
        z303_cleartext_protocol
        z304_tls_check_off
        z305_internal_address
        z306_dynamic_destination
    }
    access {
        z401_open_catch_hook
        z402_open_inbox
        z403_public_input_privileged_action
        z404_wide_connection_or_folder
        z405_public_link
        z406_outsider_added
        z407_unguarded_destructive
        z408_self_trigger
        z409_prompt_injection_path
        z410_query_injection
        z411_code_injection
        z412_markup_injection
    }
    minimisation {
        z501_whole_payload
        z502_id_or_bank_number
        z503_personal_data_to_chat
        z504_card_data
        z505_personal_data_in_url
        z506_personal_data_to_ai
        z507_leftover_person
        z508_unscoped_trigger
        z509_external_autoforward
        z510_unused_input
    }
    auditing {
        z601_swallowed_failure
        z602_unidentified_zap
        z603_sensitive_log
        z604_review_due
        z605_dead_mapping
    }
    compliance {
        z701_health_data
        z702_special_category
        z703_marketing_without_consent
        z704_automated_decision
        z705_id_or_face_image
    }
    vendors {
        z801_app_not_approved
        z802_inspection_or_tunnel_host
        z803_legacy_app
        z804_remote_or_unpinned_code
    }
    backups {
        z901_expiring_link_stored
        z902_overwrite_without_copy
        z903_storage_as_database
        z904_no_recent_export
    }
    training {
        z1001_placeholder_credential
        z1002_ai_code_unreviewed
    }
}

/// The rule with this id; capitals do not matter.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.id.eq_ignore_ascii_case(id.trim()))
}

/// Whether an id is one of a built-in rule, as `Z301` is: a company's rules have none like it. Knows it by its form, where the rules
/// themselves are not at hand.
#[must_use]
pub fn is_built_in(id: &str) -> bool {
    id.strip_prefix('Z').is_some_and(|number| number.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_in_order_and_of_their_measure() {
        let numbers: Vec<u32> = ALL.iter().map(|rule| rule.id[1..].parse().unwrap()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        for (rule, number) in ALL.iter().zip(numbers) {
            assert_eq!(number / 100, u32::from(rule.measure.number()), "{}", rule.id);
        }
    }

    #[test]
    fn every_measure_lives() {
        for measure in Measure::ALL {
            assert!(ALL.iter().any(|rule| rule.measure == measure), "{measure:?}");
        }
    }

    #[test]
    fn texts_are_whole_sentences() {
        for rule in ALL {
            for text in [rule.what, rule.why, rule.fix] {
                assert!(text.ends_with('.') && text.len() > 20, "{}: {text}", rule.id);
            }
            assert!(!rule.title.ends_with('.') && rule.title.len() <= 60, "{}: {}", rule.id, rule.title);
            assert!(!rule.references.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn rules_are_found_by_id() {
        assert_eq!(by_id("z301").map(|rule| rule.name), Some("http-request"));
        assert!(by_id("Z999").is_none());
        assert!(ALL.iter().all(|rule| is_built_in(rule.id)) && !is_built_in("ORG-1") && !is_built_in("ZIP"));
    }
}
