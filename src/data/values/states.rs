//! Check digits and structures of the numbers that states give to people. Each is asked for a number that is written in
//! one of its ways; letters come in upper case, signs not at all.

use super::checksum::{digit, luhn, mod_11_10, part, same, verhoeff, weighted};

/// Year, month and day, two digits each; `shift` may be added to the day (Swedish coordination numbers).
fn is_date(plain: &[u8], shift: u64) -> bool {
    let day = part(plain, 4, 2);
    let day = if day > shift { day - shift } else { day };
    (1..=12).contains(&part(plain, 2, 2)) && (1..=31).contains(&day)
}

/// The ranges that were never given out, and those the agency itself printed on samples.
pub(super) fn ssn(plain: &[u8]) -> bool {
    let (area, group, serial) = (part(plain, 0, 3), part(plain, 3, 2), part(plain, 5, 4));
    let made_up = [(78, 5, 1120), (219, 9, 9999), (123, 45, 6789), (111, 11, 1111), (333, 33, 3333), (987, 65, 4321)];
    !matches!(area, 0 | 666 | 900..) && group > 0 && serial > 0 && !made_up.contains(&(area, group, serial))
}

pub(super) fn itin(plain: &[u8]) -> bool {
    let group = part(plain, 3, 2);
    part(plain, 0, 1) == 9 && matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99) && part(plain, 5, 4) != 4321
}

pub(super) fn nhs(plain: &[u8]) -> bool {
    let rest = weighted(plain, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    !same(plain) && (11 - rest) % 11 == digit(plain, 9)
}

pub(super) fn dutch(plain: &[u8]) -> bool {
    !same(plain) && weighted(plain, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digit(plain, 8)
}

pub(super) fn canadian(plain: &[u8]) -> bool {
    // None begins with 8; those with 0 are made up, as in everybody's examples, and still show that the field holds one.
    digit(plain, 0) != 8 && !same(plain) && luhn(plain)
}

pub(super) fn australian(plain: &[u8]) -> bool {
    !same(plain) && weighted(plain, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11)
}

pub(super) fn portuguese(plain: &[u8]) -> bool {
    let rest = weighted(plain, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    matches!(digit(plain, 0), 1..=3) && !same(plain) && digit(plain, 8) == if rest < 2 { 0 } else { 11 - rest }
}

/// Ten or, with the century, twelve digits.
pub(super) fn swedish(plain: &[u8]) -> bool {
    let short = plain.get(plain.len().saturating_sub(10)..).unwrap_or(&[]);
    let century = plain.len() == 10 || matches!(part(plain, 0, 2), 18..=20);
    century && is_date(short, 60) && luhn(short)
}

pub(super) fn pesel(plain: &[u8]) -> bool {
    let month = part(plain, 2, 2) % 20;
    let sum = weighted(plain, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]);
    sum.is_multiple_of(10) && (1..=12).contains(&month) && (1..=31).contains(&part(plain, 4, 2))
}

/// Of the first ten digits exactly one stands there two or three times.
pub(super) fn german(plain: &[u8]) -> bool {
    let body = plain.get(..10).unwrap_or(&[]);
    let often = |digit: u8| body.iter().filter(|other| **other == digit).count();
    let repeated = (b'0'..=b'9').filter(|digit| often(*digit) > 1).count();
    digit(plain, 0) != 0 && repeated == 1 && (b'0'..=b'9').all(|digit| often(digit) <= 3) && mod_11_10(plain)
}

pub(super) fn cpf(plain: &[u8]) -> bool {
    let check = |weights: &[u64]| weighted(plain, weights) * 10 % 11 % 10;
    !same(plain)
        && digit(plain, 9) == check(&[10, 9, 8, 7, 6, 5, 4, 3, 2])
        && digit(plain, 10) == check(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
}

pub(super) fn norwegian(plain: &[u8]) -> bool {
    let first = weighted(plain, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
    let second = weighted(plain, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]);
    let day = part(plain, 0, 2);
    (1..=71).contains(&day)
        && (1..=12).contains(&part(plain, 2, 2))
        && first.is_multiple_of(11)
        && second.is_multiple_of(11)
}

/// Whoever was born from 2000 on has a 2 before the number when the rest is taken.
pub(super) fn belgian(plain: &[u8]) -> bool {
    let (number, check) = (part(plain, 0, 9), part(plain, 9, 2));
    let month = part(plain, 2, 2) % 20;
    month <= 12
        && part(plain, 4, 2) <= 31
        && number > 0
        && (97 - number % 97 == check || 97 - (number + 2_000_000_000) % 97 == check)
}

/// Sex, year, month, place, order, and 97 less the rest by 97.
pub(super) fn french(plain: &[u8]) -> bool {
    let month = part(plain, 3, 2);
    matches!(digit(plain, 0), 1..=2)
        && matches!(month, 1..=12 | 20..=42 | 50..)
        && part(plain, 5, 2) > 0
        && 97 - part(plain, 0, 13) % 97 == part(plain, 13, 2)
}

pub(super) fn korean(plain: &[u8]) -> bool {
    let sum = weighted(plain, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    is_date(plain, 99) && (11 - sum % 11) % 10 == digit(plain, 12)
}

pub(super) fn aadhaar(plain: &[u8]) -> bool {
    digit(plain, 0) >= 2 && !same(plain) && verhoeff(plain)
}

/// Five letters, of which the fourth says who holds it, four digits, a letter.
pub(super) fn pan(plain: &[u8]) -> bool {
    plain.get(3).is_some_and(|holder| b"ABCFGHJLPT".contains(holder))
}

/// A first letter for the century, seven digits, a check letter.
pub(super) fn singapore(plain: &[u8]) -> bool {
    let sum = weighted(plain.get(1..).unwrap_or(&[]), &[2, 7, 6, 5, 4, 3, 2]);
    let (letters, more): (&[u8], u64) = match plain.first() {
        Some(b'S') => (b"JZIHGFEDCBA", 0),
        Some(b'T') => (b"JZIHGFEDCBA", 4),
        Some(b'F') => (b"XWUTRQPNMLK", 0),
        Some(b'G') => (b"XWUTRQPNMLK", 4),
        Some(b'M') => (b"XWUTRQPNJLK", 3),
        _ => return false,
    };
    letters.get(((sum + more) % 11) as usize) == plain.get(8)
}

/// Digits and letters in fixed places; letters that look like digits are not used.
pub(super) fn medicare(plain: &[u8]) -> bool {
    let is_clear = |at: usize| plain.get(at).is_some_and(|sign| !b"SLOIBZ".contains(sign));
    digit(plain, 0) > 0 && [1, 2, 4, 5, 7, 8].into_iter().all(is_clear)
}

pub(super) fn nino(plain: &[u8]) -> bool {
    let letter = |at: usize, others: &[u8]| plain.get(at).is_some_and(|letter| !others.contains(letter));
    let start = plain.get(..2).unwrap_or(&[]);
    letter(0, b"DFIQUV")
        && letter(1, b"DFIOQUV")
        && ![b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].iter().any(|unused| start == *unused)
        && matches!(plain.last(), Some(b'A'..=b'D'))
}

/// Eight digits and the letter of their rest by 23. A day with a letter behind it (`20261124A`) is rather a day.
pub(super) fn nif(plain: &[u8]) -> bool {
    let is_day = matches!(part(plain, 0, 2), 19..=20) && is_date(plain.get(2..).unwrap_or(&[]), 99);
    !is_day && spanish(part(plain, 0, 8), plain)
}

pub(super) fn nie(plain: &[u8]) -> bool {
    let first = match plain.first() {
        Some(letter @ b'X'..=b'Z') => u64::from(letter - b'X'),
        _ => return false,
    };
    spanish(first * 10_000_000 + part(plain, 1, 7), plain)
}

fn spanish(number: u64, plain: &[u8]) -> bool {
    b"TRWAGMYFPDXBNJZSQVHLCKE".get((number % 23) as usize) == plain.get(8)
}

/// Day, month and year, a sign or letter for the century, three digits, and a sign for the rest by 31.
pub(super) fn finnish(plain: &[u8]) -> bool {
    let century = plain.get(6).filter(|_| plain.len() == 11);
    let own = plain.len() - 4..plain.len() - 1;
    let number = part(plain, 0, 6) * 1000 + part(plain, own.start, own.len());
    let known = century.is_none_or(|century| matches!(century, b'A'..=b'F' | b'U'..=b'Y'));
    known
        && (1..=31).contains(&part(plain, 0, 2))
        && (1..=12).contains(&part(plain, 2, 2))
        && b"0123456789ABCDEFHJKLMNPRSTUVWXY".get((number % 31) as usize) == plain.last()
}

/// Letters of the names, the day, the place, and a check letter.
pub(super) fn italian(plain: &[u8]) -> bool {
    // What a character at an odd place counts, for 0 to 9 and A to J alike and then K to Z.
    const ODD: [u64; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    // Digits may be replaced by these letters if two people would have the same code.
    let is_number = |at: usize| plain.get(at).is_some_and(|sign| sign.is_ascii_digit() || b"LMNPQRSTUV".contains(sign));
    if !plain.get(8).is_some_and(|month| b"ABCDEHLMPRST".contains(month))
        || ![6, 7, 9, 10, 12, 13, 14].into_iter().all(is_number)
    {
        return false;
    }
    let order = |sign: u8| u64::from(if sign.is_ascii_digit() { sign - b'0' } else { sign.saturating_sub(b'A') });
    let worth = |(at, sign): (usize, &u8)| match at % 2 {
        0 => ODD.get(order(*sign) as usize).copied().unwrap_or(0),
        _ => order(*sign),
    };
    let sum: u64 = plain.iter().take(15).enumerate().map(worth).sum();
    plain.get(15).is_some_and(|check| order(*check) == sum % 26)
}

/// The goods' check digit (EAN) over twelve digits.
pub(super) fn swiss(plain: &[u8]) -> bool {
    let sum = weighted(plain, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]);
    sum.is_multiple_of(10) && !same(plain.get(3..).unwrap_or(&[]))
}

/// Letters of the names, the birth date, sex, state, and a check digit.
pub(super) fn mexican(plain: &[u8]) -> bool {
    // Letters count from 10; the Spanish Ñ stands between N and O, so those behind it count one more.
    let worth = |sign: &u8| match sign {
        b'0'..=b'9' => u64::from(sign - b'0'),
        b'A'..=b'N' => u64::from(sign - b'A') + 10,
        _ => u64::from(sign.saturating_sub(b'A')) + 11,
    };
    let sum: u64 = plain.iter().take(17).zip((2..=18).rev()).map(|(sign, weight)| worth(sign) * weight).sum();
    let is_sex = plain.get(10).is_some_and(|sign| b"HMX".contains(sign));
    is_sex && is_date(plain.get(4..10).unwrap_or(&[]), 99) && (10 - sum % 10) % 10 == digit(plain, 17)
}

/// Day, month, year and four more digits; of those given out before 2007 the weights tell, of later ones nothing does.
pub(super) fn danish(plain: &[u8]) -> bool {
    let checked = weighted(plain, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11);
    (1..=31).contains(&part(plain, 0, 2)) && (1..=12).contains(&part(plain, 2, 2)) && checked
}

/// Year, month (more by 20, 50 or 70 for women and late ones) and day; the whole is a multiple of 11.
pub(super) fn czech(plain: &[u8]) -> bool {
    let month = part(plain, 2, 2);
    let known = [0, 20, 50, 70].into_iter().any(|more| (1..=12).contains(&month.wrapping_sub(more)));
    known && (1..=31).contains(&part(plain, 4, 2)) && part(plain, 0, 10).is_multiple_of(11)
}

/// Sex and century, date, district, order, and a check digit.
pub(super) fn romanian(plain: &[u8]) -> bool {
    let rest = weighted(plain, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    let known = digit(plain, 0) > 0 && is_date(plain.get(1..7).unwrap_or(&[]), 99);
    known && digit(plain, 12) == if rest == 10 { 1 } else { rest }
}

/// Year, month (more by 20 or 40 for other centuries), day, three digits, and a check digit.
pub(super) fn bulgarian(plain: &[u8]) -> bool {
    let month = part(plain, 2, 2);
    let known = [0, 20, 40].into_iter().any(|more| (1..=12).contains(&month.wrapping_sub(more)));
    let check = weighted(plain, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
    known && (1..=31).contains(&part(plain, 4, 2)) && check == digit(plain, 9)
}

/// Two check digits: of the odd and even places, and of all before.
pub(super) fn turkish(plain: &[u8]) -> bool {
    let odd: u64 = [0, 2, 4, 6, 8].into_iter().map(|at| digit(plain, at)).sum();
    let even: u64 = [1, 3, 5, 7].into_iter().map(|at| digit(plain, at)).sum();
    let ninth = (odd * 7 + 100 - even) % 10;
    let known = digit(plain, 0) > 0 && !same(plain);
    known && digit(plain, 9) == ninth && digit(plain, 10) == (odd + even + ninth) % 10
}

/// Seven digits and the letter of their rest by 23; a second letter counts nine times.
pub(super) fn irish(plain: &[u8]) -> bool {
    let second = plain.get(8).map_or(0, |sign| u64::from(sign.saturating_sub(b'A' - 1)) * 9);
    // W as the second letter is an old sign for wives and counts nothing.
    let second = if plain.get(8) == Some(&b'W') { 0 } else { second };
    let rest = (weighted(plain, &[8, 7, 6, 5, 4, 3, 2]) + second) % 23;
    b"WABCDEFGHIJKLMNOPQRSTUV".get(rest as usize) == plain.get(7)
}

/// Three digits, a check digit, and day, month and year.
pub(super) fn austrian(plain: &[u8]) -> bool {
    let rest = weighted(plain, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
    let known = digit(plain, 0) > 0 && (1..=31).contains(&part(plain, 4, 2)) && (1..=15).contains(&part(plain, 6, 2));
    known && rest == digit(plain, 3)
}
