//! What is known about the companies behind the apps: who owns them, where their papers are, what they claim.
//!
//! A table of facts (`extension/data/vendors.json`), each with the page it was seen on and the day it was looked up. What
//! was not looked up is not in the table, and is called unknown: nothing is filled in from memory. The table is no part
//! of the WebAssembly; the extension can read it with [`Vendors::read`].

mod country;

use serde::{Deserialize, Serialize};

use crate::{
    apps,
    history::day_number,
    say, word,
    words::{Language, Said, Word},
    zap::{Step, Zap},
};

pub use country::{country, is_in_eea};

/// After so many days a fact should be looked up again.
pub const STALE_AFTER: u16 = 180;

/// The table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendors {
    /// The version of its form.
    schema: u32,
    /// One row for each company.
    vendors: Vec<Vendor>,
}

/// A company and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// As people know it.
    pub name: String,
    /// Its apps, as the catalogue names them; Zapier's own tools are Zapier's.
    pub apps: Vec<String>,
    /// The company's name in its own papers.
    pub owner: Option<Fact>,
    /// The country of the owner, as its code of two letters (ISO 3166).
    pub country: Option<Fact>,
    /// Its page about security.
    pub security_page: Option<Fact>,
    /// Its data processing agreement.
    pub dpa: Option<Fact>,
    /// Its list of sub-processors.
    pub sub_processors: Option<Fact>,
    /// The certifications it claims.
    pub certifications: Option<Fact>,
    /// What it says of HIPAA and of a business associate agreement.
    pub hipaa: Option<Fact>,
    /// Breaches that became known.
    pub breaches: Option<Fact>,
}

/// One fact with its source.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What is known.
    pub value: String,
    /// The page it was seen on.
    pub source: String,
    /// The day it was looked up.
    pub checked: String,
    /// Where it was seen, where that was not the owner's own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_in: Option<SeenIn>,
    /// What to bear in mind, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A place that tells of many companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenIn {
    /// A list of companies that others keep.
    Register,
    /// A list of words that a program found on the owner's page.
    Probe,
}

/// A fact as a reader gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<'v> {
    /// What it is about: "Owner".
    pub name: &'v str,
    /// What is known, or "unknown".
    pub value: String,
    /// The page it was seen on and the day; `None` where nothing is known.
    pub seen: Option<(&'v str, String)>,
    /// What to bear in mind; empty where nothing is.
    pub remarks: String,
}

impl SeenIn {
    const fn label(self) -> Word {
        match self {
            Self::Register => word!("From a public register of vendors, not from the vendor’s own page."),
            Self::Probe => {
                word!("Words that a program found on the vendor’s page: that they occur there, not what was certified.")
            }
        }
    }
}

impl Vendor {
    /// All there is to know, by name, in the order of reading; `None` is unknown.
    #[must_use]
    pub fn facts(&self) -> [(Word, Option<&Fact>); 8] {
        [
            (word!("Owner"), self.owner.as_ref()),
            (word!("Country of the owner"), self.country.as_ref()),
            (word!("Security page"), self.security_page.as_ref()),
            (word!("Data processing agreement"), self.dpa.as_ref()),
            (word!("Sub-processors"), self.sub_processors.as_ref()),
            (word!("Certifications claimed"), self.certifications.as_ref()),
            (word!("HIPAA"), self.hipaa.as_ref()),
            (word!("Known breaches"), self.breaches.as_ref()),
        ]
    }

    /// The same for a reader. What is known stays in the language of its page.
    pub fn told<'v>(&'v self, language: &'v Language) -> impl Iterator<Item = Told<'v>> {
        let unknown =
            |name| Told { name, value: language.word(word!("unknown")).to_owned(), seen: None, remarks: String::new() };
        let is_country = |fact: &Fact| self.country.as_ref().is_some_and(|country| std::ptr::eq(country, fact));
        self.facts().into_iter().map(move |(name, fact)| {
            let name = language.word(name);
            let Some(fact) = fact else { return unknown(name) };
            let seen_in = fact.seen_in.map(|place| language.word(place.label()));
            let remarks: Vec<&str> = seen_in.into_iter().chain(fact.note.as_deref()).collect();
            Told {
                name,
                value: if is_country(fact) { language.said(&country(&fact.value)) } else { fact.value.clone() },
                seen: Some((&fact.source, language.day(&fact.checked))),
                remarks: remarks.join(" "),
            }
        })
    }

    /// How many days ago the oldest of its facts was looked up.
    #[must_use]
    pub fn age(&self, today: &str) -> Option<i64> {
        let today = day_number(today)?;
        let days = self.facts().into_iter().filter_map(|(_, fact)| Some(today - day_number(&fact?.checked)?));
        days.max()
    }
}

/// An app of a Zap with the company behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AppVendor<'v> {
    /// The app's name.
    pub app: String,
    /// What is known; `None` where nobody has looked.
    pub vendor: Option<&'v Vendor>,
    /// For how many days the facts have not been looked up, where that is too long.
    pub stale_days: Option<i64>,
}

impl AppVendor<'_> {
    /// "last checked more than 180 days ago", where it is so.
    #[must_use]
    pub fn stale(&self) -> Option<Said> {
        self.stale_days.map(|_| say!("last checked more than {} days ago: look it up again", usize::from(STALE_AFTER)))
    }
}

impl Vendors {
    /// The version of the form that is read.
    const SCHEMA: u32 = 1;

    /// Reads a table.
    ///
    /// # Errors
    /// With place and reason, when it is none.
    pub fn read(text: &str) -> Result<Self, String> {
        let table: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if table.schema == Self::SCHEMA { Ok(table) } else { Err(format!("its schema is {}", table.schema)) }
    }

    /// The table that comes with this version.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn built_in() -> &'static Self {
        static TABLE: std::sync::LazyLock<Vendors> = std::sync::LazyLock::new(|| {
            let empty = Vendors { schema: Vendors::SCHEMA, vendors: Vec::new() };
            Vendors::read(include_str!("../../extension/data/vendors.json")).unwrap_or(empty)
        });
        &TABLE
    }

    /// The company with this name.
    pub(crate) fn named(&self, name: &str) -> Option<&Vendor> {
        self.vendors.iter().find(|vendor| vendor.name == name)
    }

    /// The company behind a step's app.
    #[must_use]
    pub fn of(&self, step: &Step) -> Option<&Vendor> {
        if apps::is_built_in(step) {
            return self.named("Zapier");
        }
        if apps::product(step) == apps::Product::Picsart {
            return self.named("Picsart");
        }
        self.of_app(apps::find(step)?.name)
    }

    /// The company behind an app, by the catalogue's name.
    #[must_use]
    pub fn of_app(&self, app: &str) -> Option<&Vendor> {
        self.vendors.iter().find(|vendor| vendor.apps.iter().any(|known| known == app))
    }

    /// The apps of a Zap, each once, Zapier itself first: all data goes through it.
    #[must_use]
    pub fn of_zap<'v>(&'v self, zap: &Zap, today: &str) -> Vec<AppVendor<'v>> {
        let mut found: Vec<AppVendor<'v>> = Vec::new();
        let mut add = |app: String, vendor: &dyn Fn() -> Option<&'v Vendor>| {
            if found.iter().all(|known| known.app != app) {
                let vendor = vendor();
                let stale_days =
                    vendor.and_then(|vendor| vendor.age(today)).filter(|&days| days > i64::from(STALE_AFTER));
                found.push(AppVendor { app, vendor, stale_days });
            }
        };
        add("Zapier".to_owned(), &|| self.named("Zapier"));
        for step in zap.steps().iter().filter(|step| !step.is_unfinished() && !apps::is_built_in(step)) {
            add(apps::app_name(step), &|| self.of(step));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    /// The shape alone: that facts grow old is said in reports, not here.
    #[test]
    fn every_fact_has_a_page_and_a_day() {
        let table = Vendors::read(include_str!("../../extension/data/vendors.json")).expect("a table");
        let mut apps: Vec<&String> = table.vendors.iter().flat_map(|vendor| &vendor.apps).collect();
        let all = apps.len();
        apps.sort();
        apps.dedup();
        assert_eq!(apps.len(), all, "an app stands twice");
        assert!(all >= 60, "{all} apps");
        assert_eq!([&table.vendors[0].name, &table.vendors[1].name], ["Zapier", "Picsart"]);
        for vendor in &table.vendors {
            for (name, fact) in vendor.facts() {
                let Some(fact) = fact else { continue };
                let place = format!("{}, {}", vendor.name, name.english());
                assert!(fact.source.starts_with("http") && !fact.source.contains(' '), "{place}: {}", fact.source);
                assert!(day_number(&fact.checked).is_some() && fact.checked.len() == 10, "{place}: {}", fact.checked);
                assert!(
                    name.english() != "Country of the owner" || country(&fact.value).to_string() != fact.value,
                    "{place}"
                );
                assert!(!fact.value.trim().is_empty() && !fact.value.eq_ignore_ascii_case("unknown"), "{place}");
            }
            for app in &vendor.apps {
                let step = Step { app_name: Some(app.clone()), action: "x".into(), ..Step::default() };
                assert!(apps::find(&step).is_some_and(|known| known.name == app) || app == "Picsart", "{app}");
            }
        }
    }

    #[test]
    fn a_reader_gets_labels_and_countries_in_their_language() {
        let monday = Vendors::built_in().named("monday.com").expect("in the table");
        let told = |tag: &str| {
            let language = Language::built_in(tag).expect("a language");
            let country = monday.told(&language).nth(1).expect("the country");
            let (_, day) = country.seen.expect("known");
            (country.name.to_owned(), country.value, day, country.remarks)
        };
        let (name, value, day, remarks) = told("en");
        assert_eq!((&*name, &*value, &*day), ("Country of the owner", "Israel", "28 Nov 2026"));
        assert_eq!(
            remarks,
            "From a public register of vendors, not from the vendor’s own page. Its address there is in Tel Aviv."
        );
        let (name, value, day, remarks) = told("de");
        assert_eq!((&*name, &*value, &*day), ("Land des Eigentümers", "Israel", "28.11.2026"));
        assert!(remarks.starts_with("Aus einem öffentlichen Verzeichnis"), "{remarks}");
        let german = Language::built_in("de").expect("a language");
        assert_eq!(german.said(&country("US")), "Vereinigte Staaten");
    }

    #[test]
    fn the_apps_of_a_zap_are_told_with_what_is_unknown() {
        let nodes = steps![hook(), slack("x"), sheet("COL$A", "x"), action("AcmeDeskCLIAPI@1.0.0", "do"), slack("y")];
        for zap in zaps("One", &nodes) {
            let found = Vendors::built_in().of_zap(&zap, "2026-11-26");
            let names: Vec<(&str, Option<&str>)> = found
                .iter()
                .map(|entry| (entry.app.as_str(), entry.vendor.as_ref().map(|vendor| vendor.name.as_str())))
                .collect();
            let expected = [
                ("Zapier", Some("Zapier")),
                ("Slack", Some("Slack")),
                ("Google Sheets", Some("Google")),
                ("Acme Desk", None),
            ];
            assert_eq!(names, expected);
            assert!(found.iter().all(|entry| entry.stale().is_none()));
            let later = Vendors::built_in().of_zap(&zap, "2027-11-26");
            assert_eq!(later[1].stale_days, Some(366));
            assert!(later[1].stale().unwrap().to_string().contains("more than 180 days ago"));
        }
    }
}
