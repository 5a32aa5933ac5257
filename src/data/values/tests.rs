use super::*;
use proptest::prelude::*;

/// The number without the marks that keep it from standing in this file as one.
fn join(number: &str) -> String {
    number.replace('~', "")
}

fn found(text: &str) -> Vec<(Class, String, bool)> {
    values_in(text).into_iter().map(|value| (value.class, text[value.range].to_owned(), value.certain)).collect()
}

/// By class: what is proved by its look alone.
#[rustfmt::skip]
const PROVED: &[(Class, &str)] = &[
    (Class::Card, "4111~1111~1111~1111; 4111 ~1111 ~1111 ~1111; 5555-~5555-~5555-~4444; 3782 ~822463 ~10005; 6011~1111~1111~1117; 2223~0031~2200~3222; \
        3056~9309~0259~04; 3530~1113~3330~0000; 6200~0000~0000~0005; 6759~6498~2643~8453"),
    (Class::Finance, "DE89~3704004405~32013000; GB82 ~WEST 1234 ~5698 7654 32; NL91~ABNA0417164300; FR14~2004~1010~0505~0001~3M02~606; ES91~2100~0418~4502~0005~1332; \
        IT60~X054~2811~1010~0000~0123~456; PL61 ~1090 1014 ~0000 0712 ~1981 2874; PT50~0002~0123~1234~5678~9015~4; BE68 ~5390 0754 ~7034; AT61~1904~3002~3457~3201; \
        CH93~0076~2011~6238~5295~7; SE45~5000~0000~0583~9825~7466; NO93~8601~1117~947; IE29~AIBK~9311~5212~3456~78; de89 ~3704 0044 ~0532 0130 00"),
    (Class::GovId, "536-~90-~4399; 912-~90-~3456; AB 12 ~34 56 C; AB-12-~34-56-C; 1234~5678~Z; 1234~5678-~Z; X123~4567~L; X-123~4567-~L; RSSMRA~85T10~A562S; \
        131052~-308T; 529.982~.247-25; 85.07.30~-033.28; 04.02.15~-123.39; 1 85 05 78 ~006 084 ~91; 18505~78006~08491; X-~2482300W; 85.07.30~-033 28; 756.9217.~0769.85; BOXW310820~HNERXN09"),
    (Class::Health, "1EG4-~TE5-~MK73"),
    (Class::Email, "anna.smith~@acme-corp.co.uk; x+y~@mail.de"),
    (Class::Phone, "+49 30 ~901820 55; +1 (212) ~736-5000; +4479~11123456; (212) ~736-5000; (212)~736-5000"),
];

/// What one in ten random numbers would be, too: with the word that proves it beside it.
#[rustfmt::skip]
const OPEN: &[(Class, &str, &str)] = &[
    (Class::GovId, "SSN", "53690~4399; 536 90 ~4399"),
    (Class::GovId, "Taxpayer", "91290~3456"),
    (Class::GovId, "NINO", "AB123~456C; AB 123~456 C"),
    (Class::GovId, "NHS", "943 476 ~5919; 94347~65919; 943-476-~5919"),
    (Class::GovId, "SIN", "130 692 ~544; 130692~544; 130-692-~544; 046 454 ~286"),
    (Class::GovId, "TFN", "123 456 ~782"),
    (Class::GovId, "Aadhaar no.", "2341 ~2341 ~2346; 2341~2341~2346"),
    (Class::GovId, "PAN", "ACUPA~7085R"),
    (Class::GovId, "NRIC", "S123~4567D; T123~4567J; F123~4567N; G123~4567X; M123~4567K"),
    (Class::GovId, "PESEL:", "440514~01359"),
    (Class::GovId, "Steuer-ID", "8609574~2719; 86 095 ~742 719"),
    (Class::GovId, "BSN", "11122~2333; 1112.~22.~333"),
    (Class::GovId, "CPF", "52998~224725"),
    (Class::GovId, "NIF", "24567~8913"),
    (Class::GovId, "NISS", "85073~003328"),
    (Class::GovId, "Personnummer", "811218~-9876; 19811218~-9876; 81121~89876"),
    (Class::GovId, "Fødselsnummer", "151086~95088; 151086 ~95088"),
    (Class::GovId, "RRN", "850101-~1234566"),
    (Class::GovId, "RRN", "971013-~9019902"),
    (Class::GovId, "AHV-Nr.", "75692~17076985"),
    (Class::GovId, "CPR", "211062~-5629; 21106~25629"),
    (Class::GovId, "rodné číslo", "710319~/2745"),
    (Class::GovId, "CNP", "16306~15123457"),
    (Class::GovId, "EGN", "75231~69263"),
    (Class::GovId, "TC Kimlik No", "17291~716060"),
    (Class::GovId, "PPS number", "64334~35F; 64334~35OA"),
    (Class::GovId, "SV-Nummer", "1237 ~010180"),
    (Class::Card, "Visa", "4222~2222~22222"),
    (Class::Health, "Medicare", "1EG4~TE5~MK73"),
    (Class::Finance, "Routing", "02100~0021"),
    (Class::Finance, "CLABE", "03218000~0118359719"),
];

#[test]
fn what_its_look_proves_is_certain() {
    for (class, values) in PROVED {
        for value in values.split("; ").map(join) {
            for text in [value.clone(), format!("It is {value}, they say."), format!("\"{value}\"")] {
                assert_eq!(found(&text), [(*class, value.clone(), true)], "{text}");
            }
        }
    }
}

#[test]
fn other_numbers_need_a_word_or_a_name() {
    for (class, word, values) in OPEN {
        for value in values.split("; ").map(join) {
            let only = found(&format!("ref {value} ok"));
            assert!(matches!(only.as_slice(), [(_, text, false)] if *text == value), "{value}: {only:?}");
            for text in [format!("{word}: {value}"), format!("Your {word} {value}."), format!("{value} ({word})")] {
                assert_eq!(found(&text), [(*class, value.clone(), true)], "{text}");
            }
            let named = values_under(&value, || Classes::of(&[*class]));
            assert!(named.iter().any(|value| value.class == *class && value.certain), "{value}: {named:?}");
        }
    }
}

#[test]
fn a_name_makes_a_number_a_telephone_or_an_address_on_the_internet() {
    let under = |class: Class, text: &str| {
        values_under(text, || class.into()).iter().any(|value| value.class == class && value.certain)
    };
    for text in [
        "212-736-~5000", "0171 ~2345678", "(030) ~901820", "2127~365000", "07911 ~123456", "01 42 ~68 53 00",
        "943 476 ~5919",
    ] {
        assert!(under(Class::Phone, &join(text)), "{text}");
    }
    for text in ["1234", "212-555-0142", "1234567890", "call me", "99999999", "2026-11-24T10:00"] {
        assert!(!under(Class::Phone, text), "{text}");
    }
    for text in ["81.2.69.142", "2a02:898:146:64::8d3"] {
        assert!(under(Class::IpAddress, text), "{text}");
    }
    for text in ["10.1.2.3", "192.168.0.1", "127.0.0.1", "203.0.113.9", "1.2.3", "10:20:30", "fe80::1", "1.2.3.400"] {
        assert!(!under(Class::IpAddress, text), "{text}");
    }
}

/// Numbers of ordinary Zaps.
#[rustfmt::skip]
const NUMBERS: &str = "no digits at all; order 1234567890123456; 4111~1111~1111~1112; 9~4111~1111~1111~1111; 4111 1111 ~1111 1111 ~1111 1111; 4111~1111~11111; \
    DE00 3704 0044 0532 0130 00; 000-12-3456; 666-12-3456; 123-45-6789; someone@example.com; you@mail.example.com; @channel; logo@2x.png; https://user:pass@host/path; \
    https://user:pass@host.acme.de/path; +1 (212) 555-0142; (212) 555-0142; +12125550142; a+b=12345678901; 2026-03-04T10:20:30+00:00; 2026-11-24; version 10.2.3.4; \
    7b0f3f9a-2c44-4e0e-9d2a-5b1c8f6e7a90; BG123456A; 12345678A; 131052-308A; +11111111111; {{123456789__field}}; 1700000000; 1763942400; 1763942400000; 20261124; \
    20261124A; 20260101N; 251124-0042; 20261124-0001; 240315-1234; INV-2026-000123; PO 4500012345; SO-00012345; ticket 1000000123; #10045; 1Z999AA10123456784; \
    9400 1000 0000 0000 0000 00; RR123456785CN; JD014600003000001234; 00340434161094042557; C0123456789; recA1b2C3d4E5f6G7; 0036F00003abcDE; 8b1a9953c4611296a827abf8c47804d7; \
    ISBN 978-3-16-148410-0; EAN 4006381333931; 4006381333931; 4006~3813~33954; 5901234123457; UPC 036000291452; IMEI 356938035643809; VIN 1HGCM82633A004352; 12.345.678,90; 1,234,567.89; \
    52.520008, 13.404954; 10:30-11:45; 24/11/2026; 24.11.2026 10:30; 100000000; 999999999; 555-1234; 800 555 0199; ext. 4521; room 12-34-56; 192.168.1.10; \
    AB12 CDE; SW1A 1AA; K1A 0B1; 12345-6789; 1.000.000; 3.14159265358979; 0x1f9840a85d5af5bf1d1762f925bdaddc4201f984; U024BE7LH; T0123ABCD; 712020:5f1c2e; 120000000000; \
    AB123456C; S1234567A; 12345678901; 98765432109; cus_9s6XKzkNRiz8i3; 1234567890; 17639424001";

#[test]
fn what_only_looks_alike_is_nothing() {
    for text in NUMBERS.split("; ").map(join) {
        let certain: Vec<_> = found(&text).into_iter().filter(|(_, _, certain)| *certain).collect();
        assert!(certain.is_empty(), "{text}: {certain:?}");
    }
}

#[test]
fn random_numbers_of_orders_prove_nothing() {
    let mut state = 7_u64;
    for _ in 0..4000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let number = state >> 20;
        for text in [
            format!("order {:09}", number % 1_000_000_000),
            format!("order {:011}", number % 100_000_000_000),
            format!("order {:06}-{:04}", 240_101 + number % 1200, number / 7 % 10_000),
            format!("#{:010}", number % 10_000_000_000),
            format!("A{:07}B", number % 10_000_000),
        ] {
            assert!(found(&text).iter().all(|(_, _, certain)| !certain), "{text}");
        }
    }
}

#[test]
fn several_values_are_found_in_order() {
    let text = join("Mail bob~@acme.de, card 4111 ~1111 1111 ~1111, phone +49 30 ~90182055.");
    let classes: Vec<Class> = values_in(&text).into_iter().map(|value| value.class).collect();
    assert_eq!(classes, [Class::Email, Class::Card, Class::Phone]);
}

proptest! {
    #[test]
    fn ranges_are_whole_characters(text in "([0-9]{1,12}|[A-Z]{1,6}|[ .@+é/-]|.){0,24}") {
        for value in values_under(&text, || Classes::PERSONAL) {
            prop_assert!(text.get(value.range).is_some());
        }
    }
}
