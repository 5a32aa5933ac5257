//! Payment cards and bank accounts.

use super::checksum::{luhn, mod_97};
use super::{Class, Known, Run};

/// Issuers: lowest and highest beginning, and the lengths they use.
const ISSUERS: [(u32, u32, &[usize]); 12] = [
    (4, 4, &[13, 16, 19]),
    (51, 55, &[16]),
    (2221, 2720, &[16]),
    (34, 34, &[15]),
    (37, 37, &[15]),
    (6011, 6011, &[16, 19]),
    (644, 649, &[16, 19]),
    (65, 65, &[16, 19]),
    (3528, 3589, &[16, 17, 18, 19]),
    (300, 305, &[14]),
    (36, 39, &[14]),
    (62, 62, &[16, 17, 18, 19]),
];

/// A card: the issuer's beginning, a length that this issuer uses, and Luhn; groups of two and more digits.
pub(super) fn card(run: &Run<'_>) -> Option<Known> {
    let digits = run.digits()?;
    let sign = if run.text.contains('-') { '-' } else { ' ' };
    let grouped = run.text.chars().all(|character| character.is_ascii_digit() || character == sign)
        && (run.text.len() == digits.len() || run.text.split(sign).all(|group| (3..=7).contains(&group.len())));
    let begins = |lowest: u32, highest: u32| {
        let len = lowest.ilog10() as usize + 1;
        let start = digits.iter().take(len).fold(0, |number, digit| number * 10 + digit);
        (lowest..=highest).contains(&start)
    };
    let issued =
        ISSUERS.iter().any(|(lowest, highest, lengths)| lengths.contains(&digits.len()) && begins(*lowest, *highest));
    (grouped && issued && luhn(&digits)).then_some((Class::Card, "a payment card number", true))
}

/// Lengths of account numbers by country (the registry of SWIFT).
const IBAN_LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 \
    DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 \
    KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 \
    PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

/// An IBAN: the country's length and the checksum.
pub(super) fn iban(run: &Run<'_>) -> Option<Known> {
    let plain = &run.plain;
    let (country, account) = plain.split_at_checked(2)?;
    let (check, _) = account.split_at_checked(2)?;
    let known = country.bytes().all(|byte| byte.is_ascii_uppercase())
        && check.bytes().all(|byte| byte.is_ascii_digit())
        && !run.text.contains(['.', '/', '+']);
    let length = || {
        let row = IBAN_LENGTHS.split_whitespace().find_map(|row| row.strip_prefix(country));
        row.and_then(|length| length.parse::<usize>().ok())
    };
    if !known || length() != Some(plain.len()) {
        return None;
    }
    let turned = plain.chars().skip(4).chain(plain.chars().take(4));
    (mod_97(turned) == Some(1)).then_some((Class::Finance, "an IBAN", true))
}
