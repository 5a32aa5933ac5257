//! Z504: payment card numbers.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z504",
    name: "card-data",
    measure: Measure::Minimisation,
    title: "A payment card number is in the Zap",
    severity: Severity::Critical,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A field holds a payment card number, or a card number or security code is mapped to a step that is not the payment app.",
    why: "Keeping full numbers or security codes breaks the card companies' rules outright, and puts every app in this Zap under these rules.",
    fix: "Use the token your payment provider gives for the card. Delete the test data and the runs that hold the number.",
    references: &["CWE-359", "CWE-311", "PCI DSS 3.3.1", "PCI DSS 3.4.1", "PCI DSS 3.5.1"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        outcomes.looked();
        let reaches = facts.writes() && apps::kind(facts.step) != apps::Kind::Finance && !calls_payment_provider(facts);
        for field in &facts.fields {
            let key = &field.field.key;
            if let Some((text, value)) =
                field.values.iter().find(|(_, value)| value.class == Class::Card && value.certain)
            {
                outcomes
                    .find(Place::field(facts.step, key), say!("The field “{}” holds a payment card number.", key))
                    .confidence(Confidence::High)
                    .evidence(text.get(value.range.clone()).unwrap_or_default());
            } else if reaches && let Some(passage) = field.passage(Class::Card) {
                outcomes
                    .find(
                        Place::field(facts.step, key),
                        say!(
                            "“{}” looks like payment card data and goes to {}.",
                            passage.name,
                            apps::app_said(facts.step)
                        ),
                    )
                    .evidence(passage.mapping)
                    .path(passage.route.clone());
            }
        }
    }
}

/// A request to the payment provider itself.
fn calls_payment_provider(facts: &StepFacts<'_>) -> bool {
    const HOSTS: [&str; 8] = [
        "stripe.com", "braintreegateway.com", "braintree-api.com", "adyen.com", "paypal.com", "squareup.com",
        "authorize.net", "mollie.com",
    ];
    facts.calls_http() && targets(facts).iter().any(|target| target.address.is_at(&HOSTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A test card of the Visa range.
    fn card() -> String {
        format!("4{}{}", "111 1111 ", "1111 1111")
    }

    #[test]
    fn card_data_is_found() {
        finds(&RULE, steps![hook(), sheet("COL$A", "{{1__card_number}}")], &[(2, "COL$A", Severity::Critical)]);
        finds(&RULE, steps![hook(), slack(&format!("card {}", card()))], &[(2, "text", Severity::Critical)]);
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.code", "{{1__cvv}}")],
            &[(2, "data.code", Severity::Critical)],
        );
    }

    #[test]
    fn other_ways_to_write_it_are_found() {
        for name in [
            "cardNumber", "Credit Card Number", "cc_number", "payment__card__number", "CVC", "Kreditkartennummer",
            "numéro de carte bancaire", "número de tarjeta", "What is your credit card number?",
        ] {
            for step in [
                slack(&format!("{{{{1__{name}}}}}")),
                action("GoogleMailV2CLIAPI@2.0.0", "message").field("text", format!("x {{{{1__{name}}}}}")),
                action("App99CLIAPI@1.0.0", "create_booking").field("text", format!("{{{{1__{name}}}}}")),
            ] {
                finds(
                    &RULE,
                    steps![trigger("TypeformCLIAPI@1.0.0", "response"), step],
                    &[(2, "text", Severity::Critical)],
                );
            }
        }
        finds(&RULE, steps![hook(), slack("Card number: {{1__field_12}}")], &[(2, "text", Severity::Critical)]);
        for number in [["3782", "822463", "10005"].concat(), ["5555", "5555", "5555", "4444"].join("-")] {
            finds(&RULE, steps![hook(), sheet("COL$A", &number)], &[(2, "COL$A", Severity::Critical)]);
        }
    }

    #[test]
    fn numbers_typed_into_code_are_found() {
        let code = format!("const test = {{number: '{}'}}; return test", card());
        finds(&RULE, steps![hook(), javascript(&code)], &[(2, "code", Severity::Critical)]);
        silent(
            &RULE,
            steps![hook(), javascript("const id = 1234567890123456; const t = 1763942400000; return {id, t}")],
        );
    }

    #[test]
    fn card_data_is_known_in_other_words() {
        for name in [
            "payment__card__number", "creditCardNo", "primary_account_number", "Kreditkartennummer",
            "Numéro de carte bancaire", "número_de_tarjeta", "CVV2", "card_security_code",
        ] {
            finds(
                &RULE,
                steps![hook(), sheet("COL$A", &format!("{{{{1__{name}}}}}"))],
                &[(2, "COL$A", Severity::Critical)],
            );
        }
        finds(
            &RULE,
            steps![hook(), ai(r#"Pay with {{=gives["1"]["card"]['number']}}"#)],
            &[(2, "instructions", Severity::Critical)],
        );
        for name in ["sim_card_number", "membership_card_number", "card_short_id", "gift_card_code", "postal_code"] {
            silent(&RULE, steps![hook(), sheet("COL$A", &format!("{{{{1__{name}}}}}"))]);
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.stripe.com/v1/tokens").field("data.number", "{{1__card_number}}"),
                sheet("COL$A", "{{1__card_token}}").field("COL$B", "{{1__masked_card_number}}"),
                sheet("COL$A", "4006381333931").field("COL$B", "1234567890123456"),
                slack("{{1__gift_card_number}} {{1__loyalty_card_number}} {{1__id_card_type}} {{1__card_name}}"),
                action("TrelloCLIAPI@1.0.0", "create_card")
                    .field("name", "{{1__card_title}}")
                    .field("desc", "Sort the cards"),
            ],
        );
        silent(
            &RULE,
            steps![
                hook(),
                slack("{{1__card_last4}} {{1__card_brand}} {{1__payment_method}}"),
                slack("{{1__card__exp_year}} {{1__cvc_check}} {{1__credit_card_company}} {{1__library_card_number}}"),
                slack("order 4111111111111112, pm_1Abc"),
                action("TrelloCLIAPI@1.0.0", "update_card").field("card_id", "{{1__card_id}}"),
                action("StripeCLIAPI@2.0.0", "create_payment").field("card_number", "{{1__card_number}}"),
                filter("1__x", "iexact", "y"),
            ],
        );
    }
}
