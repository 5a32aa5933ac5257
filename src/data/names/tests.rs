mod known;
mod near;

use super::*;
use proptest::prelude::*;

fn expect(class: Class, names: &[&str]) {
    for name in names {
        assert!(classes_of_name(name).contains(class), "{name} should be {}", class.label().english());
    }
}

fn expect_only(class: Class, names: &[&str]) {
    for name in names {
        let found: Vec<Class> = classes_of_name(name).iter().collect();
        assert_eq!(found, [class], "{name}");
    }
}

#[test]
fn the_tables_hold_phrases_as_names_are_read() {
    for entry in &PHRASES.0 {
        assert_eq!(entry.phrase, folded(&entry.phrase), "as it should stand in the tables");
    }
}

#[test]
fn people_are_known() {
    expect_only(
        Class::Name,
        &[
            "customer_name", "full_name", "last_name", "Contact Name", "guest_name", "lastName", "Nachname",
            "Apellidos", "What is your name?",
        ],
    );
    expect_only(Class::FirstName, &["first_name", "firstName", "Vorname", "prénom", "Given name"]);
    expect_only(
        Class::Email,
        &[
            "email", "Email", "e-mail", "customer__email", "emailAddress", "email_id", "fromAddress", "existingEmails",
            "Email 2", "properties|||Primary Email|||email", "billing_email", "Correo electrónico",
        ],
    );
    expect_only(
        Class::Phone,
        &[
            "phone", "phone_number", "mobilePhone", "tel", "Mobile", "Telefonnummer", "Numéro de téléphone",
            "Phone (home)", "cell_phone",
        ],
    );
    expect_only(
        Class::Address,
        &["address", "addressLine1", "street_address", "Straße", "Anschrift", "billing_address", "Dirección", "street"],
    );
    expect_only(
        Class::BirthDate,
        &[
            "dob", "birthday", "date_of_birth", "Geburtsdatum", "Please enter your date of birth", "birthDate",
            "Date de naissance",
        ],
    );
    expect_only(Class::IpAddress, &["ip", "ip_address", "clientIP", "IPAddress", "remote_addr"]);
    expect(Class::Email, &["Name and email", "Email, phone"]);
    expect(Class::Phone, &["Email, phone", "Email or phone number"]);
}

#[test]
fn identity_numbers_are_known() {
    expect_only(
        Class::GovId,
        &[
            "ssn", "SSN", "What is your Social Security Number?", "sin", "customer_sin", "nino", "nhs_number", "ITIN",
            "passport_number", "passportNo", "drivers_license", "Driver's License Number", "tax_id", "Aadhaar Number",
            "pan_card", "pan", "personnummer", "TFN", "NRIC", "rrn", "national_id", "id card number", "Steuernummer",
            "Steuer-ID", "Sozialversicherungsnummer", "Ausweisnummer", "Numéro de sécurité sociale", "codice fiscale",
            "CPF", "BSN", "PESEL", "DNI", "NIE", "NIF", "DNI/NIE", "passport",
        ],
    );
    expect_only(
        Class::Finance,
        &["iban", "IBAN", "bank_account_number", "routing_number", "Kontonummer", "sort code", "bankAccount"],
    );
    expect_only(
        Class::Card,
        &["card_number", "creditCardNumber", "cvv", "CVC", "cvv code", "Kreditkarte", "What is your credit card?"],
    );
}

#[test]
fn health_and_special_data_are_known() {
    expect(
        Class::Health,
        &[
            "diagnosis", "medication", "prescription", "Do you have any allergies?", "blood_type", "patient_name",
            "patient_id", "mrn", "icd10", "icd_10_code", "insurance_member_id", "treatment_plan", "medical history",
            "Diagnose", "Blutgruppe", "has_allergies", "Patient email", "diagnosis_type",
        ],
    );
    expect(
        Class::Special,
        &[
            "religion", "employee_religion", "ethnicity", "race", "What is your race?", "Race/Ethnicity",
            "sexual_orientation", "trade_union", "union_membership", "criminal_record", "Konfession", "Gewerkschaft",
            "political_party", "biometric_id", "convictions",
        ],
    );
    assert_eq!(health_hint("treatment"), Some(HealthHint::Weak));
    assert_eq!(health_hint("symptoms"), Some(HealthHint::Weak));
    assert_eq!(health_hint("treatment_plan"), Some(HealthHint::Strong));
    assert_eq!(health_hint("patience"), None);
    assert_eq!(health_hint("appointment_type"), None);
}

#[test]
fn credentials_and_texts_are_known() {
    expect_only(
        Class::Password,
        &[
            "password", "user_password", "Passwort", "pwd", "pass", "generated_password", "Mot de passe", "passwords",
            "password_confirmation",
        ],
    );
    expect_only(
        Class::LoginCode,
        &[
            "otp", "verification_code", "one-time code", "magic_link", "password_reset_url", "resetLink", "2faCode",
            "recovery codes",
        ],
    );
    expect_only(
        Class::Secret,
        &[
            "api_key", "apiKey", "access_token", "token", "client_secret", "webhookSecret", "x-api-key", "private_key",
            "secret_value", "bot_token",
        ],
    );
    expect_only(
        Class::FreeText,
        &["body_plain", "message_body", "transcript", "conversation", "chat_log", "email_body", "body", "message"],
    );
}

#[test]
fn ordinary_names_have_no_class() {
    for name in [
        "max_tokens", "json_key", "lookup_key", "field_data_key", "issueKey", "__key", "dedupe_column",
        "authentication_id", "page_token", "passenger", "bypass", "compass", "session", "lesson", "zip_code",
        "discount_code", "race_time", "orientation", "orientation: landscape", "party_size", "union_type", "card_id",
        "card_last4", "card__exp_year", "card_expiry", "cvc_check", "cvv_result_code", "credit_card_company",
        "credit_card_bin", "library card number", "loyalty_card_number", "idCard", "personal number of guests",
        "company_tax_id", "account_id", "patience", "remove_background", "regex.exec(", "mother_tongue", "iban_last4",
        "email_sha256", "email_hash", "ssn_last4", "Last 4 digits of your SSN", "masked_card_number", "email_verified",
        "is_email_verified", "phone_type", "email_count", "passport_required", "email_subject", "email_template_id",
        "company_name", "file_name", "product_name", "user_name", "username", "user__name", "app_name", "event_name",
        "name", "password policy", "passwordPolicy", "token_count", "next_token", "totalTokens", "tokens", "token_url",
        "tokenEndpoint", "secret_name", "public_key", "publishable_key", "api_key_id", "sort key", "keyword",
        "keywords", "idempotency_key", "session_id", "order_id", "card_brand", "iPhone", "has_email", "send_email",
        "inputFieldConfig_Email_isFileUrl", "inputFieldConfig_Email_isImageUrl", "required_Email", "message_id",
        "conversation_id", "body_type", "union", "party", "Be patient", "appointment_type", "city", "country",
        "ip_country", "MAC address", "third party", "tax_rate", "phone_call", "spanning", "racecar", "primary key",
        "utm_token", "gift card", "start__dateTime_pretty", "COL$A", "webContentLink", "signature_delimiter",
    ] {
        let found: Vec<Class> = classes_of_name(name).iter().collect();
        assert!(found.is_empty(), "{name} is {found:?}");
    }
}

#[test]
fn a_bare_name_may_be_anybodys() {
    assert!(may_be_a_name("Name") && may_be_a_name("name"));
    assert!(!may_be_a_name("file_name") && !may_be_a_name("full name"));
}

#[test]
fn no_phrase_stands_in_the_tables_twice() {
    let mut seen = std::collections::HashMap::new();
    for (means, phrases) in TABLES.into_iter().flatten() {
        for phrase in phrases.split(',') {
            let key: Vec<String> = words(phrase).map(|word| word.as_str().to_owned()).collect();
            let key = key.join(" ");
            assert!(!key.is_empty(), "an empty phrase beside {phrases}");
            if let Some(other) = seen.insert(key.clone(), means) {
                panic!("{key}: {other:?} and {means:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_name_can_be_read(name in ".{0,120}") {
        let _ = classes_of_name(&name);
        let _ = health_hint(&name);
    }
}

#[test]
fn umlauts_may_be_spelled_out() {
    for name in ["gewerkschaftszugehörigkeit", "gewerkschaftszugehoerigkeit", "Gewerkschaftszugehorigkeit"] {
        assert!(classes_of_name(name).contains(Class::Special), "{name}");
    }
    assert!(classes_of_name("fuehrerscheinnummer").contains(Class::GovId));
}

#[test]
fn texts_of_any_kind_are_known() {
    for name in ["body", "Message", "body_html", "plain_body", "full text", "content"] {
        assert!(may_be_any_text(name), "{name}");
    }
    for name in ["transcript", "email_body", "chat_log", "plain", "message_history", ""] {
        assert!(!may_be_any_text(name), "{name}");
    }
}
