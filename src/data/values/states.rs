//! Numbers that states give to people.

use super::checksum::{luhn, mod_11_10, verhoeff, weighted};
use super::{Class, Known, Run};

const fn certain(kind: &'static str) -> Known {
    (Class::GovId, kind, true)
}

const fn weak(kind: &'static str) -> Known {
    (Class::GovId, kind, false)
}

/// The state's number that the run is. Where several countries fit, one that proves more goes first.
pub(super) fn number(run: &Run<'_>) -> Option<Known> {
    if let Some(digits) = run.digits() {
        return digits_only(run, &digits);
    }
    if is_italian(run) {
        return Some(certain("an Italian codice fiscale"));
    }
    if is_finnish(run) {
        return Some(certain("a Finnish personal identity code"));
    }
    if run.text.contains(['.', '/']) {
        return None;
    }
    if is_nino(run) {
        return Some(certain("a UK National Insurance number"));
    }
    is_spanish(run).then_some(certain("a Spanish NIF or NIE"))
}

fn digits_only(run: &Run<'_>, digits: &[u32]) -> Option<Known> {
    if run.is_written("###-##-####") && is_ssn(digits) {
        return Some(certain("a US Social Security number"));
    }
    if run.is_written("###.###.###-##") && is_cpf(digits) {
        return Some(certain("a Brazilian CPF"));
    }
    if (run.is_written("#### #### ####") || run.is_written("####-####-####"))
        && digits.first().is_some_and(|first| *first >= 2)
        && verhoeff(digits)
    {
        // One in ten rows of three times four digits passes, but hardly anything else is written so.
        return Some(weak("an Indian Aadhaar number"));
    }
    if (run.is_written("### ### ####") || run.is_written("###-###-####")) && is_nhs(digits) {
        // Telephone numbers are written in the same groups.
        return Some(weak("a UK NHS number"));
    }
    if (run.is_written("### ### ###") || run.is_written("###-###-###"))
        && digits.first().is_some_and(|first| !matches!(first, 0 | 8))
        && luhn(digits)
    {
        return Some(weak("a Canadian Social Insurance number"));
    }
    let swedish = digits.get(digits.len().saturating_sub(10)..).unwrap_or(&[]);
    if (run.is_written("######-####") || run.is_written("########-####")) && is_date(swedish, 60) && luhn(swedish) {
        return Some(certain("a Swedish personnummer"));
    }
    if run.text.len() != digits.len() {
        return None;
    }
    match digits.len() {
        11 if is_pesel(digits) => Some(weak("a Polish PESEL")),
        11 if is_german(digits) => Some(weak("a German tax id")),
        11 if is_cpf(digits) => Some(weak("a Brazilian CPF")),
        10 if is_nhs(digits) => Some(weak("a UK NHS number")),
        9 if is_bsn(digits) => Some(weak("a Dutch BSN")),
        9 if luhn(digits) && digits.first().is_some_and(|first| !matches!(first, 0 | 8)) => {
            Some(weak("a Canadian Social Insurance number"))
        }
        _ => None,
    }
}

/// The value of some digits as one number.
fn value(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |number, digit| number.wrapping_mul(10).wrapping_add(*digit))
}

fn part(digits: &[u32], from: usize, len: usize) -> u32 {
    value(digits.get(from..from + len).unwrap_or(&[]))
}

fn same(digits: &[u32]) -> bool {
    digits.windows(2).all(|pair| matches!(pair, [left, right] if left == right))
}

/// Year, month and day, two digits each; `shift` may be added to the day (Swedish coordination numbers).
fn is_date(digits: &[u32], shift: u32) -> bool {
    let day = part(digits, 4, 2);
    let day = if day > shift { day - shift } else { day };
    (1..=12).contains(&part(digits, 2, 2)) && (1..=31).contains(&day)
}

/// The ranges that were never given out, and those the agency itself printed on samples.
fn is_ssn(digits: &[u32]) -> bool {
    let (area, group, serial) = (part(digits, 0, 3), part(digits, 3, 2), part(digits, 5, 4));
    let made_up = [(78, 5, 1120), (219, 9, 9999), (123, 45, 6789), (111, 11, 1111), (333, 33, 3333)];
    !matches!(area, 0 | 666 | 900..) && group > 0 && serial > 0 && !made_up.contains(&(area, group, serial))
}

fn is_nhs(digits: &[u32]) -> bool {
    let rest = weighted(digits, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    digits.len() == 10 && !same(digits) && digits.get(9).is_some_and(|check| (11 - rest) % 11 == *check)
}

fn is_bsn(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    !same(digits) && weighted(body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == *check
}

fn is_pesel(digits: &[u32]) -> bool {
    let month = part(digits, 2, 2) % 20;
    let sum = weighted(digits, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
    sum.is_multiple_of(10) && (1..=12).contains(&month) && (1..=31).contains(&part(digits, 4, 2))
}

/// Of the first ten digits exactly one stands there two or three times.
fn is_german(digits: &[u32]) -> bool {
    let body = digits.get(..10).unwrap_or(&[]);
    let often = |digit: u32| body.iter().filter(|other| **other == digit).count();
    let repeated = (0..10).filter(|digit| often(*digit) > 1).count();
    digits.first() != Some(&0) && repeated == 1 && (0..10).all(|digit| often(digit) <= 3) && mod_11_10(digits)
}

fn is_cpf(digits: &[u32]) -> bool {
    let check = |len: usize| {
        let weights: Vec<u32> = (2..=len as u32 + 1).rev().collect();
        weighted(digits, &weights) * 10 % 11 % 10
    };
    digits.len() == 11 && !same(digits) && digits.get(9..) == Some(&[check(9), check(10)])
}

fn is_nino(run: &Run<'_>) -> bool {
    let written = ["@@######@", "@@ ## ## ## @", "@@-##-##-##-@", "@@ ###### @"];
    let mut letters = run.plain.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    let start: String = [first, second].iter().collect();
    let upper = run.text.bytes().all(|byte| !byte.is_ascii_lowercase());
    upper
        && written.iter().any(|shape| run.is_written(shape))
        && !"DFIQUV".contains(first)
        && !"DFIOQUV".contains(second)
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&start.as_str())
        && run.plain.ends_with(['A', 'B', 'C', 'D'])
}

fn is_spanish(run: &Run<'_>) -> bool {
    const LETTERS: &str = "TRWAGMYFPDXBNJZSQVHLCKE";
    let written = ["########@", "########-@", "@#######@", "@-#######-@", "@#######-@"];
    if run.text.bytes().any(|byte| byte.is_ascii_lowercase()) || !written.iter().any(|shape| run.is_written(shape)) {
        return false;
    }
    let mut number = String::with_capacity(8);
    for (at, character) in run.plain.chars().take(8).enumerate() {
        number.push(match (at, character) {
            (0, 'X') => '0',
            (0, 'Y') => '1',
            (0, 'Z') => '2',
            (_, digit) if digit.is_ascii_digit() => digit,
            _ => return false,
        });
    }
    let letter = number.parse::<usize>().ok().and_then(|number| LETTERS.chars().nth(number % 23));
    letter.is_some() && run.plain.chars().nth(8) == letter
}

fn is_finnish(run: &Run<'_>) -> bool {
    const LETTERS: &str = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    let sign = run.text.chars().nth(6);
    let shape = ["######-###*", "######+###*"].iter().any(|shape| run.is_written(shape))
        || run.is_written("######@###*") && matches!(sign, Some('A'..='F' | 'U'..='Y'));
    let digits: Vec<u32> = run.text.chars().filter_map(|character| character.to_digit(10)).take(9).collect();
    let day = part(&digits, 0, 2);
    let month = part(&digits, 2, 2);
    shape
        && digits.len() == 9
        && (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && LETTERS.chars().nth(value(&digits) as usize % 31) == run.text.chars().nth(10)
}

fn is_italian(run: &Run<'_>) -> bool {
    // What a character at an odd place counts, for 0 to 9 and A to J alike and then K to Z.
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let shape = run.is_written("@@@@@@**@**@***@");
    let month = run.plain.chars().nth(8).is_some_and(|month| "ABCDEHLMPRST".contains(month));
    // Digits may be replaced by these letters if two people would have the same code.
    let is_number =
        |at: usize| run.plain.chars().nth(at).is_some_and(|sign| sign.is_ascii_digit() || "LMNPQRSTUV".contains(sign));
    if !shape || !month || ![6, 7, 9, 10, 12, 13, 14].into_iter().all(is_number) {
        return false;
    }
    let order = |sign: char| sign.to_digit(10).or_else(|| sign.to_digit(36).map(|value| value - 10)).unwrap_or(0);
    let worth = |(at, sign): (usize, char)| match at % 2 {
        0 => ODD.get(order(sign) as usize).copied().unwrap_or(0),
        _ => order(sign),
    };
    let sum: u32 = run.plain.chars().take(15).enumerate().map(worth).sum();
    run.plain.chars().nth(15).map(order) == Some(sum % 26)
}
