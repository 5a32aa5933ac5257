//! Check digits. All take digits as they are written, in ASCII.

/// The digit at a place.
pub(super) fn digit(plain: &[u8], at: usize) -> u64 {
    plain.get(at).map_or(0, |byte| u64::from(byte.wrapping_sub(b'0')))
}

/// Some of the digits as one number.
pub(super) fn part(plain: &[u8], from: usize, len: usize) -> u64 {
    let digits = plain.get(from..from + len).unwrap_or(&[]);
    digits.iter().fold(0_u64, |number, byte| number.wrapping_mul(10).wrapping_add(u64::from(byte.wrapping_sub(b'0'))))
}

/// One digit again and again.
pub(super) fn same(plain: &[u8]) -> bool {
    plain.windows(2).all(|pair| matches!(pair, [left, right] if left == right))
}

/// Luhn: cards, Canadian and Swedish numbers.
pub(super) fn luhn(plain: &[u8]) -> bool {
    let sum: u64 = (0..plain.len())
        .map(|from_end| match (from_end % 2, digit(plain, plain.len() - 1 - from_end)) {
            (0, digit) => digit,
            (_, digit) if digit > 4 => digit * 2 - 9,
            (_, digit) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The digits times their weights, summed up. Digits without a weight do not count.
pub(super) fn weighted(plain: &[u8], weights: &[u64]) -> u64 {
    weights.iter().enumerate().map(|(at, weight)| digit(plain, at) * weight).sum()
}

/// The rest by 97 of a number whose letters count from 10 (ISO 7064).
pub(super) fn mod_97<'p>(signs: impl Iterator<Item = &'p u8>) -> u64 {
    signs.fold(0, |rest, sign| {
        if sign.is_ascii_digit() {
            (rest * 10 + u64::from(sign - b'0')) % 97
        } else {
            (rest * 100 + u64::from(sign.wrapping_sub(b'A' - 10))) % 97
        }
    })
}

/// ISO 7064 MOD 11,10: German tax ids.
pub(super) fn mod_11_10(plain: &[u8]) -> bool {
    let body = plain.len().saturating_sub(1);
    let product = (0..body).fold(10, |product, at| {
        let sum = (digit(plain, at) + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == digit(plain, body)
}

/// Verhoeff's scheme: Aadhaar.
pub(super) fn verhoeff(plain: &[u8]) -> bool {
    const PERMUTATION: [u64; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let mut rest = 0;
    for from_end in 0..plain.len() {
        let mut value = digit(plain, plain.len() - 1 - from_end);
        for _ in 0..from_end % 8 {
            value = PERMUTATION.get(value as usize).copied().unwrap_or(0);
        }
        rest = dihedral(rest, value);
    }
    rest == 0
}

/// The group of the turns and flips of a pentagon: 0 to 4 are turns, 5 to 9 flips.
fn dihedral(left: u64, right: u64) -> u64 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right) % 5 + 5,
        (false, true) => (left + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right % 5) % 5,
    }
}
