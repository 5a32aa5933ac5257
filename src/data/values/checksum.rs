//! Check digits.

/// Luhn: cards, Canadian and Swedish numbers.
pub(super) fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The digits times their weights, summed up. Digits without a weight do not count.
pub(super) fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The rest by 97 of a number whose letters count from 10 (ISO 7064).
pub(super) fn mod_97<I: Iterator<Item = char>>(characters: I) -> Option<u32> {
    characters.into_iter().try_fold(0, |rest, character| {
        let value = character.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}

/// ISO 7064 MOD 11,10: German tax ids.
pub(super) fn mod_11_10(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}

/// Verhoeff's scheme: Aadhaar.
pub(super) fn verhoeff(digits: &[u32]) -> bool {
    const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let rest = digits.iter().rev().enumerate().try_fold(0, |rest, (at, digit)| {
        let permuted = (0..at % 8).try_fold(*digit, |value, _| PERMUTATION.get(value as usize).copied())?;
        Some(dihedral(rest, permuted))
    });
    rest == Some(0)
}

/// The group of the turns and flips of a pentagon: 0 to 4 are turns, 5 to 9 flips.
fn dihedral(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right) % 5 + 5,
        (false, true) => (left + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right % 5) % 5,
    }
}
