//! Z502: identity or bank numbers leave the system of record.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z502",
    name: "id-or-bank-number",
    measure: Measure::Minimisation,
    title: "An identity or bank number leaves its system",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A passport, social security, tax or bank account number reaches a chat, a table, a mail, an AI or another server.",
    why: "Such a number is all that identity theft needs, and chats and tables keep it for years.",
    fix: "Leave it out, or send only the last four characters. Keep the number in the HR or finance app alone.",
    references: &[
        "CWE-359", "CD-SEC-04", "LCNC-SEC-03", "GDPR Art. 5(1)(c)", "GDPR Art. 87", "45 CFR 164.514(b)(2)(i)",
    ],
    check,
};

const WATCHED: Classes = Classes::of(&[Class::GovId, Class::Finance]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        let Some(destination) = facts.sends_to() else {
            continue;
        };
        if matches!(destination, Destination::SystemOfRecord | Destination::File | Destination::Util) {
            continue;
        }
        outcomes.looked();
        data_goes(facts, WATCHED, &destination.label().into(), outcomes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_items_keep_each_its_own() {
        let items = || {
            action("ZapierFormatterCLIAPI@1.0.8", "util_line_item")
                .field("transform", "util.line_itemizer")
                .field("my_dict.Name", "{{1__name}}")
                .field("my_dict.IBAN", "{{1__iban}}")
        };
        finds(
            &RULE,
            steps![hook(), items(), sheet("COL$A", "{{2__output__Person[]IBAN}}")],
            &[(3, "COL$A", Severity::High)],
        );
        silent(&RULE, steps![hook(), items(), sheet("COL$A", "{{2__output__Person[]Name}}")]);
    }

    #[test]
    fn a_row_that_code_puts_together_holds_what_went_in() {
        let source = "def line(pairs):\n    return '; '.join('{0}={1}'.format(a, b) for a, b in pairs)\n\n\
                      pairs = [('acct', input_data['account'])]\noutput = {'row': line(pairs)}";
        let code = python(source).field("input.account", "{{1__bank_account_number}}");
        finds(&RULE, steps![hook(), code, sheet("COL$A", "{{2__row}}")], &[(3, "COL$A", Severity::High)]);
    }

    #[test]
    fn what_code_has_masked_is_known_by_the_key_that_holds_it() {
        let code = |code: &str| {
            let code = javascript(code).field("input.iban", "{{1__iban}}");
            steps![hook(), code.field("input.ssn", "{{1__ssn}}"), sheet("COL$A", "{{2__iban}}")]
        };
        silent(&RULE, code("return {iban: '****' + inputData.iban.slice(-4)};"));
        silent(&RULE, code("const rest = inputData.iban.slice(-4);\nreturn {iban: rest};"));
        finds(
            &RULE,
            code("return {iban: inputData.iban, ssn: '****' + inputData.ssn.slice(-4)};"),
            &[(3, "COL$A", Severity::High)],
        );
    }

    #[test]
    fn what_code_hands_on_beside_a_mask_is_still_what_it_was() {
        let code = |code: &str| {
            let code = javascript(code).field("input.iban", "{{1__iban}}");
            steps![hook(), code.field("input.ssn", "{{1__ssn}}"), sheet("COL$A", "{{2__a}} {{2__b}}")]
        };
        let found = &[(3, "COL$A", Severity::High)];
        finds(&RULE, code("return {a: '****' + inputData.iban.slice(-4), b: inputData.ssn};"), found);
        finds(&RULE, code("const {iban, ssn} = inputData;\nreturn {a: '****' + iban.slice(-4), b: ssn};"), found);
        silent(
            &RULE,
            code("const rest = '****' + inputData.iban.slice(-4);\nreturn {a: rest, b: inputData.ssn.length};"),
        );
        silent(&RULE, code("inputData.iban = '****' + inputData.iban.slice(-4);\nreturn {a: inputData.iban};"));
        silent(&RULE, code("let iban = inputData.iban;\niban = '****' + iban.slice(-4);\nreturn {a: iban};"));
    }

    #[test]
    fn what_code_hands_on_is_told_by_what_it_makes_of_it() {
        let code = |value: &str, to: &str| {
            let code = javascript(&format!("return {{{value}}};")).field("input.ssn", "{{1__ssn}}");
            steps![hook(), code, sheet("COL$A", to)]
        };
        finds(&RULE, code("id: inputData.ssn.replace(/-/g, '')", "{{2__id}}"), &[(3, "COL$A", Severity::High)]);
        silent(&RULE, code("id: find(inputData.ssn).id", "{{2__id}}"));
        silent(&RULE, code("there: inputData.ssn ? 'yes' : 'no'", "{{2__there}}"));
        silent(&RULE, code("valid: /^[0-9-]+$/.test(inputData.ssn)", "{{2__valid}}"));
        finds(
            &RULE,
            code("there: inputData.ssn ? inputData.ssn : ''", "{{2__there}}"),
            &[(3, "COL$A", Severity::High)],
        );
    }

    #[test]
    fn numbers_typed_into_a_field_named_so_are_found() {
        let typed = |field: &str| {
            let number = ["86095", "742719"].concat();
            steps![hook(), post("https://api.example.com/x").field(field, number)]
        };
        finds(&RULE, typed("data.tax_id"), &[(2, "data.tax_id", Severity::High)]);
        silent(&RULE, typed("data.order_id"));
    }

    #[test]
    fn numbers_that_leave_are_found() {
        finds(&RULE, steps![hook(), sheet("COL$C", "{{1__ssn}}")], &[(2, "COL$C", Severity::High)]);
        finds(&RULE, steps![hook(), slack("Passport: {{1__passport_number}}")], &[(2, "text", Severity::High)]);
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.iban", r#"{{=gives["1"]["field_17"]}}"#)],
            &[(2, "data.iban", Severity::High)],
        );
    }

    #[test]
    fn numbers_are_known_in_other_words() {
        for name in [
            "Steuer-ID", "steuerliche_identifikationsnummer", "employee__personalausweisnummer",
            "Numéro de sécurité sociale", "numero_de_seguro_social", "codice_fiscale", "bank_details__account_number",
            "What is your Social Security Number?", "passportNo",
        ] {
            finds(
                &RULE,
                steps![hook(), sheet("COL$C", &format!("{{{{1__{name}}}}}"))],
                &[(2, "COL$C", Severity::High)],
            );
        }
        finds(
            &RULE,
            steps![hook(), slack(r#"{{=Text.trim(gives["1"]["employee"]['IBAN des Kunden'])}}"#)],
            &[(2, "text", Severity::High)],
        );
        for name in [
            "tax_rate", "Kundennummer", "routing_key", "vat_number", "has_passport", "tin_cans", "Konto",
            "account_name",
        ] {
            silent(&RULE, steps![hook(), sheet("COL$C", &format!("{{{{1__{name}}}}}"))]);
        }
    }

    #[test]
    fn numbers_are_followed_through_other_steps() {
        finds(
            &RULE,
            steps![
                hook(),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.trim")
                    .field("inputs", "{{1__ssn}}"),
                javascript("return {a: inputData.x, b: inputData.y}")
                    .field("input.x", "{{2__output}}")
                    .field("input.y", "{{1__city}}"),
                slack("{{3__a}}"),
                slack("{{3__b}}"),
            ],
            &[(4, "text", Severity::High)],
        );
    }

    #[test]
    fn the_last_four_characters_may_leave() {
        let cut = |pattern: &str| {
            let formatter =
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", "string.re_extract");
            steps![
                hook(),
                formatter.field("inputs", "{{1__iban}}").field("pattern", pattern),
                slack("{{2__output__0}}")
            ]
        };
        for pattern in ["(.{4})$", r"\d{3}$"] {
            silent(&RULE, cut(pattern));
        }
        for pattern in ["(.*)$", "(.{12})$", "(.{4})", ""] {
            finds(&RULE, cut(pattern), &[(3, "text", Severity::High)]);
        }
    }

    #[test]
    fn typed_numbers_are_found_by_their_check_digits() {
        let iban = format!("GB{}WEST{}", "82", "12345698765432");
        finds(&RULE, steps![hook(), slack(&format!("pay to {iban}"))], &[(2, "text", Severity::High)]);
    }

    #[test]
    fn a_number_that_proves_nothing_counts_under_a_name_that_agrees() {
        let number = ["943", "476", "5919"].join(" ");
        let note = |key: &str| action("NotionCLIAPI@1.0.0", "create_database_item").field(key, number.clone());
        finds(&RULE, steps![new_row(), note("NHS number")], &[(2, "NHS number", Severity::High)]);
        silent(&RULE, steps![new_row(), note("Part number")]);
    }

    #[test]
    fn the_cell_beside_says_what_a_number_is() {
        let row = |label: &str| sheet("COL$A", label).field("COL$B", "123 456 782");
        finds(&RULE, steps![new_row(), row("TFN")], &[(2, "COL$B", Severity::High)]);
        silent(&RULE, steps![new_row(), row("Order"), row("The tfn is asked for later on, by the accountant")]);
    }

    #[test]
    fn other_ways_to_write_it_are_found() {
        for name in [
            "Social Security #", "employeeSSN", "national-insurance-number", "Tax ID", "passportNumber",
            "Driver's License No.", "Steuer-ID", "Sozialversicherungsnummer", "IBAN", "Kontonummer",
            "numéro de sécurité sociale", "DNI/NIE", "codice fiscale", "BSN", "PESEL", "CPF",
            "data__bank_account__number", "Routing Number", "aadhaar_no",
        ] {
            for step in [
                sheet("text", &format!("{{{{1__{name}}}}}")),
                slack(&format!("New: {{{{1__{name}}}}}")),
                ai("x").field("text", format!("{{{{1__{name}}}}}")),
                action("GoogleMailV2CLIAPI@2.0.0", "message").field("text", format!("{{{{1__{name}}}}}")),
            ] {
                finds(&RULE, steps![trigger("TypeformCLIAPI@1.0.0", "response"), step], &[(2, "text", Severity::High)]);
            }
        }
        for text in ["SSN: {{1__q7}}", "<b>Passport no.</b>: {{1__answer_3}}", r#"{"iban": "{{1__field_4}}"}"#] {
            finds(&RULE, steps![hook(), slack(text)], &[(2, "text", Severity::High)]);
        }
        let number = ["130", "692", "544"].join(" ");
        finds(&RULE, steps![new_row(), slack(&format!("Her SIN is {number}."))], &[(2, "text", Severity::High)]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                trigger("QuickBooksCLIAPI@1.0.0", "new_invoice"),
                slack(
                    "{{1__EIN}} {{1__vat_number}} {{1__tax_rate}} {{1__bank_name}} {{1__account_number}} {{1__swift_code}}"
                ),
                slack(
                    "{{1__ssn_on_file}} {{1__passport_expiry_date}} {{1__id_verified}} {{1__routing_key}} {{1__masked_iban}}"
                ),
                slack(
                    "{{1__employee_id_number}} {{1__vehicle_identification_number}} {{1__ssn_hash}} {{1__tax_id_type}}"
                ),
                slack("Order 130692544, invoice 240315-1234, tracking 1Z999AA10123456784, EAN 4006381333931"),
                sheet("COL$A", "12345678901").field("COL$B", "943 476 5919"),
            ],
        );
        silent(
            &RULE,
            steps![
                hook(),
                slack("{{1__session_id}} {{1__account_id}} {{1__iban_last4}} {{1__passenger}}"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.truncate")
                    .field("max_length", "4")
                    .field("inputs", "{{1__ssn}}"),
                slack("ends in {{3__output}}"),
                action("HubSpotCLIAPI@1.0.0", "create_contact").field("tax_id", "{{1__tax_id}}"),
            ],
        );
    }
}
