//! Countries by their codes (ISO 3166), as far as the table of vendors names them.

use crate::{say, word, words::Said};

/// The name of a country for people; a code that has none here as it stands.
#[must_use]
pub fn country(code: &str) -> Said {
    let name = match code {
        "AU" => word!("Australia"),
        "BE" => word!("Belgium"),
        "CA" => word!("Canada"),
        "ES" => word!("Spain"),
        "FR" => word!("France"),
        "IE" => word!("Ireland"),
        "IL" => word!("Israel"),
        "US" => word!("United States"),
        other => return say!("{}", other),
    };
    name.into()
}

/// Whether a country belongs to the European Economic Area.
#[must_use]
pub fn is_in_eea(code: &str) -> bool {
    const EEA: [&str; 30] = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ];
    EEA.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_is_one_out_of_the_eea() {
        assert!(is_in_eea("IE") && is_in_eea("NO"));
        assert!(!is_in_eea("US") && !is_in_eea("GB") && !is_in_eea("CH"));
        assert_eq!(country("ZZ").to_string(), "ZZ");
    }
}
