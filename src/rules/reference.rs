//! Where the standards that rules refer to can be read.

/// The public page of a reference such as `CWE-319`; `None` where the standard has none.
#[must_use]
pub fn page(reference: &str) -> Option<String> {
    let after = |start: &str| reference.strip_prefix(start);
    let digits = |text: &str| -> String { text.chars().take_while(char::is_ascii_digit).collect() };
    if let Some(number) = after("CWE-") {
        return Some(format!("https://cwe.mitre.org/data/definitions/{number}.html"));
    }
    if let Some(article) = after("GDPR Art. ") {
        return Some(format!("https://gdpr-info.eu/art-{}-gdpr/", digits(article)));
    }
    if let Some(section) = after("45 CFR ") {
        let section = section.split('(').next().unwrap_or(section);
        return Some(format!("https://www.ecfr.gov/current/title-45/section-{section}"));
    }
    if let Some(technique) = after("MITRE ATT&CK ") {
        return Some(format!("https://attack.mitre.org/techniques/{}/", technique.replace('.', "/")));
    }
    if let Some(number) = after("RFC ") {
        return Some(format!("https://www.rfc-editor.org/rfc/rfc{}", digits(number)));
    }
    const PAGES: [(&str, &str); 7] = [
        ("LCNC-SEC-", "https://owasp.org/www-project-top-10-low-code-no-code-security-risks/"),
        ("CD-SEC-", "https://owasp.org/www-project-citizen-development-top10-security-risks/"),
        ("API", "https://owasp.org/API-Security/editions/2023/en/0x11-t10/"),
        ("LLM", "https://genai.owasp.org/llm-top-10/"),
        ("NIST SP 800-63B", "https://pages.nist.gov/800-63-3/sp800-63b.html"),
        ("PCI DSS", "https://www.pcisecuritystandards.org/document_library/"),
        ("ePrivacy Directive", "https://eur-lex.europa.eu/eli/dir/2002/58/oj"),
    ];
    PAGES.iter().find(|(start, _)| reference.starts_with(start)).map(|(_, page)| (*page).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_reference_has_a_page() {
        for rule in rules::ALL {
            for reference in rule.references {
                let page = page(reference).unwrap_or_else(|| panic!("{} refers to {reference}", rule.id));
                let odd = |sign: char| !(sign.is_ascii_alphanumeric() || ":/.-_".contains(sign));
                assert!(page.starts_with("https://") && !page.contains(odd) && !page.contains("-/"), "{page}");
            }
        }
    }

    #[test]
    fn pages_name_the_place() {
        for (reference, expected) in [
            ("CWE-319", "https://cwe.mitre.org/data/definitions/319.html"),
            ("GDPR Art. 5(1)(c)", "https://gdpr-info.eu/art-5-gdpr/"),
            ("45 CFR 164.312(e)(1)", "https://www.ecfr.gov/current/title-45/section-164.312"),
            ("MITRE ATT&CK T1114.003", "https://attack.mitre.org/techniques/T1114/003/"),
            ("RFC 9700 2.4", "https://www.rfc-editor.org/rfc/rfc9700"),
        ] {
            assert_eq!(page(reference).as_deref(), Some(expected));
        }
        assert_eq!(page("Kim said so"), None);
    }
}
