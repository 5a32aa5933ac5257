//! Names that say that nothing, or only a harmless rest, is left of the data: `ssn_last4`, `email_hash`, "Redact".

use super::words::words;

/// Whether a field's or a step's name says that what it gives was masked, hashed or cut to its end.
pub(super) fn says_reduced(name: &str) -> bool {
    const WORDS: [&str; 38] = [
        "mask", "masked", "masking", "redact", "redacted", "redaction", "hash", "hashed", "hashing", "sha", "md",
        "anonymize", "anonymized", "anonymise", "anonymised", "anonymous", "anonymisation", "anonymization",
        "pseudonymize", "pseudonymized", "pseudonymise", "pseudonymised", "tokenize", "tokenized", "tokenise",
        "tokenised", "obfuscated", "scrubbed", "anonymisieren", "anonymisiert", "anonymisierung", "pseudonymisieren",
        "pseudonymisiert", "pseudonymisierung", "maskiert", "maskieren", "geschwarzt", "schwarzung",
    ];
    let mut after_last = false;
    words(name).any(|word| {
        let word = word.as_str();
        let is_end = after_last && matches!(word, "4" | "four" | "3" | "digits");
        after_last = word == "last";
        is_end || WORDS.contains(&word)
    })
}

#[cfg(test)]
mod tests {
    use super::says_reduced as is_reduced;

    #[test]
    fn names_of_what_is_left_are_known() {
        for name in [
            "ssn_last4", "email_sha256", "Redact the transcript", "maskedIban", "last four", "hash",
            "Namen anonymisieren", "iban_maskiert", "IBAN geschwärzt",
        ] {
            assert!(is_reduced(name), "{name}");
        }
        for name in ["ssn", "last_name", "Last 7 days", "hashtag", "maskara", "token", "Schwarzes Kleid"] {
            assert!(!is_reduced(name), "{name}");
        }
    }
}
