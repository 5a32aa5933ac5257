//! Policies in files: JSON or TOML, and files that build on others.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Misfit, Policy, place::Text, shown, text};
use crate::{history::day_number, read::ReadError, say};

/// A policy is written by hand; nothing larger is one.
const LARGEST: u64 = 1 << 20;
/// More files that build on each other nobody can follow.
const MOST_FILES: usize = 16;

/// Why a file cannot be used as a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    /// The file.
    pub file: PathBuf,
    /// Place and reason.
    pub error: ReadError,
}

impl std::fmt::Display for FileError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.file.display(), self.error)
    }
}

impl std::error::Error for FileError {}

impl Policy {
    /// Reads a policy from a file: TOML where its name ends so, otherwise JSON. A file that extends another one is laid over it:
    /// see [`Policy::over`].
    ///
    /// # Errors
    /// With file, place and reason: when it cannot be read, is no policy, or the files extend each other in a circle.
    pub fn read_file(file: &Path) -> Result<Self, FileError> {
        let mut opened = Vec::new();
        let policy = read(file, &mut opened)?;
        // What does not fit may stand in any of the files.
        policy.whole().and_then(Self::plausible).map_err(|misfit| {
            let placed =
                |source: &Source| Some(FileError { file: source.file.clone(), error: source.text().placed(&misfit)? });
            opened.iter().find_map(placed).unwrap_or_else(|| FileError { file: file.to_owned(), error: misfit.into() })
        })
    }

    /// The policy, if what it says can ever count: a domain is one, and so are a host and a day.
    fn plausible(self) -> Result<Self, Misfit> {
        let is_domain = |domain: &&String| !domain.contains(['/', ':', ' ', '*']) && domain.contains('.');
        if let Some(domain) = self.company_domains.iter().find(|domain| !is_domain(domain)) {
            let reason = say!("“company_domains” names “{}”, and that is no domain such as example.org", shown(domain));
            return Err(Misfit::new("company_domains", domain, reason));
        }
        for (place, rule) in self.rules.iter().enumerate() {
            let forbidden = rule.forbid.iter().map(|forbid| ("forbid", &forbid.hosts));
            let allowed = rule.only_apps.iter().map(|only| ("only_apps", &only.hosts));
            for (kind, hosts) in forbidden.chain(allowed) {
                if let Some(host) = hosts.iter().find(|host| !is_host(host)) {
                    let key = format!("rules[{place}].{kind}.hosts");
                    let host_shown = shown(host);
                    let reason = say!(
                        "“{}” names “{}”, and that is no host such as crm.example.org; all below a host counts with it",
                        key,
                        host_shown
                    );
                    return Err(Misfit::new("rules", host, reason));
                }
            }
        }
        for (place, waiver) in self.waivers.iter().enumerate() {
            if let Some(until) = waiver.until.as_deref().filter(|until| day_number(until).is_none()) {
                let key = format!("waivers[{place}].until");
                let reason = say!("“{}” is “{}”, and no day such as 2027-01-31", key, shown(until));
                return Err(Misfit::new("waivers", until, reason));
            }
        }
        Ok(self)
    }

    /// The policy as one JSON that needs no other file, without the keys that say nothing: what [`Policy::read`] reads.
    #[must_use]
    pub fn json(&self) -> String {
        let mut json = serde_json::to_value(self).unwrap_or_default();
        if let Some(keys) = json.as_object_mut() {
            keys.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        }
        serde_json::to_string_pretty(&json).unwrap_or_default()
    }

    /// Reads a policy from its TOML.
    ///
    /// # Errors
    /// As for [`Policy::read`].
    pub fn read_toml(toml: &str) -> Result<Self, ReadError> {
        text::whole(Text::Toml(toml))
    }
}

/// Whether it can be the host of an address: no address itself, no port, no pattern.
fn is_host(host: &str) -> bool {
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|char| char.is_alphanumeric() || "-_".contains(char));
    let name = host.trim_end_matches('.');
    name.split('.').all(is_part) || name.trim_matches(['[', ']']).parse::<std::net::Ipv6Addr>().is_ok()
}

/// A file that was opened.
struct Source {
    file: PathBuf,
    /// Its one name among all that it can have.
    canonical: PathBuf,
    text: String,
}

impl Source {
    fn text(&self) -> Text<'_> {
        let is_toml = self.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        if is_toml { Text::Toml(&self.text) } else { Text::Json(&self.text) }
    }
}

fn read(file: &Path, opened: &mut Vec<Source>) -> Result<Policy, FileError> {
    let wrong = |error: ReadError| FileError { file: file.to_owned(), error };
    let unreadable = |error: std::io::Error| wrong(ReadError::of_file(&error));
    let canonical = file.canonicalize().map_err(unreadable)?;
    if opened.iter().any(|source| source.canonical == canonical) {
        return Err(wrong(ReadError::new(say!("the policies extend each other in a circle"))));
    }
    if opened.len() >= MOST_FILES {
        return Err(wrong(ReadError::new(say!("more than {} policies extend each other", MOST_FILES))));
    }
    if fs::metadata(file).map_err(unreadable)?.len() > LARGEST {
        return Err(wrong(ReadError::new(say!("the file is larger than any policy"))));
    }
    let bytes = fs::read(file).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| wrong(ReadError::new(say!("this is not UTF-8 text"))))?;
    let source = Source { file: file.to_owned(), canonical, text };
    let mut policy = text::read(source.text()).map_err(wrong)?;
    opened.push(source);
    let Some(other) = policy.extends.take() else { return Ok(policy) };
    let other = file.parent().unwrap_or(Path::new("")).join(other);
    Ok(policy.over(read(&other, opened)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Persona, Severity};

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        folder
    }

    fn error(folder: &tempfile::TempDir, name: &str) -> String {
        let error = Policy::read_file(&folder.path().join(name)).unwrap_err().to_string();
        error.replace(&format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR), "")
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let toml =
            "persona = \"auditor\"\nrules_off = [\"Z602\"]\n\n[[waivers]]\nfingerprint = \"f\"\nreason = \"r\"\n";
        let json = r#"{"persona":"auditor","rules_off":["Z602"],"waivers":[{"fingerprint":"f","reason":"r"}]}"#;
        let folder = folder(&[("a.toml", toml), ("a.json", json), ("B.TOML", toml)]);
        let read = |name: &str| Policy::read_file(&folder.path().join(name)).unwrap();
        assert_eq!(read("a.toml"), read("a.json"));
        assert_eq!(read("B.TOML"), Policy::read(json).unwrap());
    }

    /// The example of the README in both forms.
    #[test]
    fn the_examples_of_the_readme_say_the_same() {
        let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
        let example = |form: &str, part: &str| {
            let start = format!("```{form}\n");
            let blocks = readme.split(start.as_str()).skip(1);
            blocks.map(|block| block.split("```").next().unwrap()).find(|block| block.contains(part)).unwrap()
        };
        let toml = Policy::read_toml(example("toml", "persona")).unwrap();
        let json = Policy::read(example("json", "persona")).unwrap();
        assert_eq!(Policy::read_toml(example("toml", "[[rules]]")).unwrap().rules.len(), 3);
        assert_eq!(toml, json);
        assert_eq!((toml.waivers.len(), toml.no_waivers.len()), (1, 1));
    }

    #[test]
    fn what_can_never_count_is_a_mistake() {
        for (toml, expected) in [
            (
                "[[rules]]\nid = \"A\"\ntitle = \"t\"\nforbid = { hosts = [\"a.example\", \"10.0.0.7\", \"[::1]\", \"*.b.example\"] }",
                "a.toml: line 4, column 55: “rules[0].forbid.hosts” names “*.b.example”, and that is no host such as crm.example.org; all below a host counts with it",
            ),
            (
                "company_domains = [\"example.org\", \"https://example.org/\"]",
                "a.toml: line 1, column 35: “company_domains” names “https://example.org/”, and that is no domain such as example.org",
            ),
            (
                "[[waivers]]\nfingerprint = \"f\"\nreason = \"r\"\nuntil = \"tomorrow\"",
                "a.toml: line 4, column 9: “waivers[0].until” is “tomorrow”, and no day such as 2027-01-31",
            ),
        ] {
            assert_eq!(error(&folder(&[("a.toml", toml)]), "a.toml"), expected);
        }
    }

    #[test]
    fn a_policy_builds_on_others() {
        let folder = folder(&[
            (
                "company.toml",
                "persona = \"pedantic\"\nminimum_severity = \"low\"\ndenied_apps = [\"Discord\"]\ncontact = \"it\"",
            ),
            ("teams/base.json", r#"{"extends":"../company.toml","rules_off":["Z602"]}"#),
            (
                "teams/sales.toml",
                "extends = \"base.json\"\npersona = \"auditor\"\ndenied_apps = [\"discord\", \"Telegram\"]",
            ),
        ]);
        let policy = Policy::read_file(&folder.path().join("teams/sales.toml")).unwrap();
        let expected = Policy {
            persona: Some(Persona::Auditor),
            minimum_severity: Some(Severity::Low),
            rules_off: vec!["Z602".into()],
            denied_apps: vec!["Discord".into(), "Telegram".into()],
            contact: Some("it".into()),
            ..Policy::default()
        };
        assert_eq!(policy, expected);
    }

    #[test]
    fn mistakes_name_the_file_they_are_in() {
        let folder = folder(&[
            ("a.json", r#"{"extends":"b.toml"}"#),
            ("b.toml", "extends = \"a.json\""),
            ("c.json", r#"{"extends":"d.toml"}"#),
            ("d.toml", "contact = 5"),
            ("e.json", r#"{"extends":"none.json"}"#),
            ("f.toml", "contact = \"a"),
            ("g.toml", "rules_off = [\"Z999\"]"),
            ("h.toml", "extends = \"g.toml\""),
        ]);
        assert_eq!(error(&folder, "a.json"), "a.json: the policies extend each other in a circle");
        assert_eq!(
            error(&folder, "c.json"),
            "d.toml: line 1, column 11: “contact” must be a text in quotation marks, and this is the number 5"
        );
        assert_eq!(
            error(&folder, "h.toml"),
            "g.toml: line 1, column 14: “rules_off” names “Z999”, and there is no such rule"
        );
        assert!(error(&folder, "e.json").starts_with("none.json: "), "{}", error(&folder, "e.json"));
        assert!(error(&folder, "f.toml").starts_with("f.toml: line 1, column 1"), "{}", error(&folder, "f.toml"));
    }
}
