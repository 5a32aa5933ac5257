//! Payment cards and bank accounts.

use super::checksum::{luhn, mod_97, part, same, weighted};
use super::{Class, Run};
use crate::{word, words::Word};

/// Issuers: lowest and highest beginning, how many digits that is, and the lengths they use. The last three are Maestro's.
const ISSUERS: [(u64, u64, usize, &[usize]); 15] = [
    (4, 4, 1, &[13, 16, 19]),
    (51, 55, 2, &[16]),
    (2221, 2720, 4, &[16]),
    (34, 34, 2, &[15]),
    (37, 37, 2, &[15]),
    (6011, 6011, 4, &[16, 19]),
    (644, 649, 3, &[16, 19]),
    (65, 65, 2, &[16, 19]),
    (3528, 3589, 4, &[16, 17, 18, 19]),
    (300, 305, 3, &[14]),
    (36, 39, 2, &[14]),
    (62, 62, 2, &[16, 17, 18, 19]),
    (5018, 5018, 4, &[16, 18, 19]),
    (6304, 6304, 4, &[16, 18, 19]),
    (6759, 6763, 4, &[16, 18, 19]),
];

/// A card: the issuer's beginning, a length that this issuer uses, and Luhn; groups of three and more digits.
pub(super) fn is_card(run: &Run<'_>) -> bool {
    let digits = run.plain();
    if run.digits != run.len || !(13..=19).contains(&run.len) {
        return false;
    }
    let sign = if run.text.contains('-') { '-' } else { ' ' };
    let grouped = run.text.chars().all(|character| character.is_ascii_digit() || character == sign)
        && (run.text.len() == digits.len() || run.text.split(sign).all(|group| (3..=7).contains(&group.len())));
    let issued = ISSUERS.iter().any(|(lowest, highest, begins, lengths)| {
        lengths.contains(&digits.len()) && (*lowest..=*highest).contains(&part(digits, 0, *begins))
    });
    grouped && issued && luhn(digits)
}

/// Old cards of 13 digits look like the codes of goods (EAN) and the ids of shops: one in ten of those passes.
pub(super) fn may_be_goods(run: &Run<'_>) -> bool {
    run.text.len() == 13
}

/// Words that say that a number is a card's.
pub(super) const CARD_WORDS: &[&str] =
    &["card", "visa", "credit", "cc", "karte", "kreditkarte", "carte", "tarjeta", "carta", "kaart"];

/// Lengths of account numbers by country (the registry of SWIFT).
const IBAN_LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 \
    DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 \
    KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 \
    PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

/// An IBAN: the country's length and the checksum.
pub(super) fn iban(run: &Run<'_>) -> Option<(Class, Word)> {
    let plain = run.plain();
    let (country, account) = plain.split_at_checked(2)?;
    let (check, _) = account.split_at_checked(2)?;
    let begins = country.iter().all(u8::is_ascii_uppercase) && check.iter().all(u8::is_ascii_digit);
    if !begins || run.text.contains(['.', '/', '+']) {
        return None;
    }
    let row = IBAN_LENGTHS.split(' ').find_map(|row| row.as_bytes().strip_prefix(country))?;
    let whole = part(row, 0, 2) == plain.len() as u64;
    (whole && mod_97(plain.iter().skip(4).chain(plain.iter().take(4))) == 1)
        .then_some((Class::Finance, word!("an IBAN")))
}

/// Where an account of the USA is kept: the district's number and a checksum.
pub(super) fn routing(plain: &[u8]) -> bool {
    matches!(part(plain, 0, 2), 1..=12 | 21..=32) && weighted(plain, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// Bank, place, account and check digit; each product counts by its last digit.
pub(super) fn clabe(plain: &[u8]) -> bool {
    const WEIGHTS: [u64; 17] = [3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7];
    !same(plain) && (10 - weighted(plain, &WEIGHTS) % 10) % 10 == part(plain, 17, 1)
}
