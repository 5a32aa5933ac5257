use super::*;
use proptest::prelude::*;

/// The parts of a number, joined here so that the file holds none.
fn join(parts: &[&str]) -> String {
    parts.concat()
}

fn found(text: &str) -> Vec<(Class, String, bool)> {
    values_in(text).into_iter().map(|value| (value.class, text[value.range].to_owned(), value.certain)).collect()
}

fn expect(class: Class, certain: bool, values: &[String]) {
    for value in values {
        for text in [value.clone(), format!("It is {value}, they say."), format!("\"{value}\"")] {
            assert_eq!(found(&text), [(class, value.clone(), certain)], "{text}");
        }
    }
}

#[test]
fn cards_and_accounts() {
    expect(
        Class::Card,
        true,
        &[
            join(&["4111", "1111", "1111", "1111"]),
            join(&["4111 ", "1111 ", "1111 ", "1111"]),
            join(&["5555-", "5555-", "5555-", "4444"]),
            join(&["3782 ", "822463 ", "10005"]),
            join(&["6011", "1111", "1111", "1117"]),
            join(&["2223", "0031", "2200", "3222"]),
        ],
    );
    expect(
        Class::Finance,
        true,
        &[
            join(&["DE89", "3704004405", "32013000"]),
            join(&["GB82 ", "WEST 1234 ", "5698 7654 32"]),
            join(&["NL91", "ABNA0417164300"]),
        ],
    );
}

#[test]
fn numbers_of_states() {
    expect(
        Class::GovId,
        true,
        &[
            join(&["536-", "90-", "4399"]),
            join(&["AB", "123456", "C"]),
            join(&["AB 12 ", "34 56 C"]),
            join(&["1234", "5678", "Z"]),
            join(&["X123", "4567", "L"]),
            join(&["RSSMRA", "85T10", "A562S"]),
            join(&["131052", "-308T"]),
            join(&["811218", "-9876"]),
            join(&["529.982", ".247-25"]),
        ],
    );
    expect(
        Class::GovId,
        false,
        &[
            join(&["440514", "01359"]),
            join(&["8609574", "2719"]),
            join(&["111222", "333"]),
            join(&["943 476 ", "5919"]),
            join(&["130 692 ", "544"]),
            join(&["2341 ", "2341 ", "2346"]),
        ],
    );
}

#[test]
fn mail_and_telephone() {
    expect(Class::Email, true, &[join(&["anna.smith", "@", "acme-corp.co.uk"]), join(&["x+y", "@", "mail.de"])]);
    expect(
        Class::Phone,
        true,
        &[join(&["+49 30 ", "901820 55"]), join(&["+1 (212) ", "736-5000"]), join(&["+4479", "11123456"])],
    );
}

#[test]
fn what_only_looks_alike_is_nothing() {
    for text in [
        "no digits at all",
        "order 1234567890123456",
        &join(&["4111", "1111", "1111", "1112"]),
        &join(&["9", "4111", "1111", "1111", "1111"]),
        &join(&["4111 1111 ", "1111 1111 ", "1111 1111"]),
        &join(&["4111", "1111", "11111"]),
        "DE00 3704 0044 0532 0130 00",
        "000-12-3456",
        "666-12-3456",
        "123-45-6789",
        "someone@example.com",
        "you@mail.example.com",
        "@channel",
        "logo@2x.png",
        "https://user:pass@host/path",
        "https://user:pass@host.acme.de/path",
        "+1 (212) 555-0142",
        "+12125550142",
        "a+b=12345678901",
        "2026-03-04T10:20:30+00:00",
        "2026-11-24",
        "version 10.2.3.4",
        "7b0f3f9a-2c44-4e0e-9d2a-5b1c8f6e7a90",
        "BG123456A",
        "12345678A",
        "131052-308A",
        "+11111111111",
        "{{123456789__field}}",
        "1700000000",
    ] {
        let certain: Vec<_> = found(text).into_iter().filter(|(_, _, certain)| *certain).collect();
        assert!(certain.is_empty(), "{text}: {certain:?}");
    }
}

#[test]
fn several_values_are_found_in_order() {
    let text = join(&["Mail bob", "@", "acme.de, card 4111 ", "1111 1111 ", "1111, phone +49 30 ", "90182055."]);
    let classes: Vec<Class> = values_in(&text).into_iter().map(|value| value.class).collect();
    assert_eq!(classes, [Class::Email, Class::Card, Class::Phone]);
}

proptest! {
    #[test]
    fn ranges_are_whole_characters(text in "([0-9]{1,12}|[A-Z]{1,6}|[ .@+é/-]|.){0,24}") {
        for value in values_in(&text) {
            prop_assert!(text.get(value.range).is_some());
        }
    }
}
