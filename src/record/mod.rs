//! The record of processing that GDPR art. 30 asks for, as far as a Zap shows it.
//!
//! What only people know (the purpose, the legal basis, how long data is kept) is left to fill in. What is written here
//! is what Zaplint saw: classes of data by the names of fields, recipients by the steps, and no more.

mod write;

pub use write::{Form, html_part};

use crate::{
    apps::{self, Destination, Kind, Product},
    code::Code,
    data::{Class, Classes, Masker},
    facts::{Facts, Secret, StepFacts, receives, targets},
    lint::masker,
    policy::Policy,
    say,
    vendors::{self, Vendors},
    word,
    words::{Said, Word},
    zap::{StepKind, Zap},
};

/// Left for a person.
pub const TO_FILL_IN: Word = word!("(to fill in)");

/// One Zap as an entry of the record, in no language yet. All texts are without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The Zap's name; empty where it has none.
    pub title: String,
    /// Its number.
    pub id: String,
    /// What helps to name the purpose: the title and the notes.
    pub purpose_hints: Vec<String>,
    /// The classes of data, each with the steps they reach.
    pub data: Vec<Said>,
    /// The classes of persons that the apps suggest.
    pub persons: Vec<Word>,
    /// Who receives data.
    pub recipients: Vec<Recipient>,
    /// Where data is kept, as far as the steps show.
    pub kept: Vec<Said>,
    /// Security measures that are seen, and where one is missing.
    pub measures: Vec<Said>,
    /// What could not be read, so that the record may lack it.
    pub unread: usize,
}

/// An app, or a host, that receives data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The app's name, or the host.
    pub name: String,
    /// What kind of place it is.
    pub kind: Word,
    /// The code of its owner's country; `None` is unknown.
    pub country: Option<String>,
    /// Whether Zaplint sees personal data go there.
    pub personal: bool,
}

impl Record {
    /// Of a Zap, with what is known about vendors.
    #[must_use]
    pub fn of(zap: &Zap, vendors: &Vendors) -> Self {
        let policy = Policy::default();
        let facts = Facts::new(zap, &policy);
        let masker = masker(&facts);
        let shown = |text: &str| masker.mask(text.trim()).into_owned();
        let title = zap.title.as_deref().map(shown).filter(|title| !title.is_empty());
        let hints = [title.clone(), zap.note.as_deref().map(shown)];
        let unread =
            zap.steps().iter().flat_map(|step| &step.fields).filter(|field| field.template().is_none()).count();
        Self {
            title: title.unwrap_or_default(),
            id: shown(&zap.id),
            purpose_hints: hints.into_iter().flatten().filter(|hint| !hint.is_empty()).collect(),
            data: data(&facts),
            persons: persons(&facts),
            recipients: recipients(&facts, vendors, &masker),
            kept: kept(&facts, &masker),
            measures: measures(&facts),
            unread: zap.unread.len() + unread,
        }
    }

    /// Transfers to countries outside the EEA, in sentences.
    #[must_use]
    pub fn transfers(&self) -> Vec<Said> {
        let told = |recipient: &Recipient| match recipient.country.as_deref() {
            None => Some(say!("{}: country unknown, to be found out", &recipient.name)),
            Some(country) if vendors::is_in_eea(country) => None,
            Some(country) => {
                Some(say!("{}: {}; name the basis of the transfer", &recipient.name, vendors::country(country)))
            }
        };
        self.recipients.iter().filter_map(told).collect()
    }
}

/// The classes that are mapped into steps or typed into them.
fn data(facts: &Facts<'_>) -> Vec<Said> {
    let mut found = Vec::new();
    for class in Class::ALL {
        let in_step = |step: &&StepFacts<'_>| {
            let typed = |values: &[(&str, crate::data::ValueFound)]| {
                values.iter().any(|(_, value)| value.certain && value.class == class)
            };
            step.classes().contains(class) || step.fields.iter().any(|field| typed(&field.values))
        };
        let steps: Vec<String> = facts.steps.iter().filter(in_step).map(|step| step.step.number.to_string()).collect();
        match steps.as_slice() {
            [] => {}
            [step] => found.push(say!("{} (step {})", class.label(), step)),
            steps => found.push(say!("{} (steps {})", class.label(), steps.join(", "))),
        }
    }
    found
}

/// What kinds of people the apps have to do with, once there is personal data at all.
fn persons(facts: &Facts<'_>) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    if !facts.holds(Classes::PERSONAL) {
        return found;
    }
    for step in &facts.steps {
        let word = match apps::kind(step.step) {
            Kind::Crm => word!("customers and prospects"),
            Kind::Shop | Kind::Finance => word!("customers and payers"),
            Kind::Marketing | Kind::LeadAds => word!("subscribers and prospects"),
            Kind::Support => word!("people who ask for help"),
            Kind::Forms => word!("people who fill in a form"),
            Kind::Booking | Kind::Calendar => word!("people who have appointments"),
            Kind::People => word!("staff and applicants"),
            Kind::Directory => word!("staff"),
            Kind::Mailbox => word!("people who write or are written to"),
            Kind::Health => word!("patients"),
            Kind::Reviews | Kind::Social => word!("people on social networks"),
            _ => continue,
        };
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn recipients(facts: &Facts<'_>, vendors: &Vendors, masker: &Masker) -> Vec<Recipient> {
    let country = |vendor: Option<&crate::vendors::Vendor>| {
        vendor.and_then(|vendor| vendor.country.as_ref()).map(|fact| fact.value.clone())
    };
    let mut found = vec![Recipient {
        name: "Zapier".to_owned(),
        kind: word!("runs the Zap: all its data goes through"),
        country: country(vendors.named("Zapier")),
        personal: facts.holds(Classes::PERSONAL),
    }];
    let mut add = |recipient: Recipient| match found.iter_mut().find(|known| known.name == recipient.name) {
        Some(known) => known.personal |= recipient.personal,
        None => found.push(recipient),
    };
    for step in &facts.steps {
        let personal = step.classes().intersects(Classes::PERSONAL);
        for target in targets(step).iter().filter(|target| target.carries_data) {
            let host = target.address.host_text();
            add(Recipient {
                name: masker.mask(host).into_owned(),
                kind: word!("called by address"),
                country: country(apps::app_of_host(host).and_then(|app| vendors.of_app(app))),
                personal,
            });
        }
        if receives(step) {
            let sends = step.sends_to().filter(|&place| place != Destination::Http);
            add(Recipient {
                name: masker.mask(&apps::app_name(step.step)).into_owned(),
                kind: sends.map_or(word!("an app that is not known"), Destination::label),
                country: country(vendors.of(step.step)),
                personal,
            });
        }
    }
    found
}

fn kept(facts: &Facts<'_>, masker: &Masker) -> Vec<Said> {
    let keeps = |step: &&StepFacts<'_>| {
        let place = matches!(
            step.destination,
            Some(Destination::Sheet | Destination::File | Destination::SystemOfRecord | Destination::Chat)
        );
        let in_zapier = matches!(step.product, Product::Storage | Product::Tables | Product::Digest);
        let acts = matches!(step.step.kind, StepKind::Action | StepKind::SearchOrCreate);
        acts && (in_zapier || place)
    };
    let told = |step: &StepFacts<'_>| say!("{} (step {})", masker.mask(&apps::app_name(step.step)), step.step.number);
    facts.steps.iter().filter(keeps).map(told).collect()
}

fn measures(facts: &Facts<'_>) -> Vec<Said> {
    let mut seen: Vec<Said> = Vec::new();
    let (mut encrypted, mut plain) = (0_usize, Vec::new());
    for step in &facts.steps {
        for target in targets(step) {
            if target.address.is_http() {
                plain.push(step.step.number.to_string());
            } else if target.address.scheme.literal() == Some("https") {
                encrypted += 1;
            }
        }
    }
    if encrypted > 0 {
        seen.push(say!("Requests with encryption (https): {}", encrypted));
    }
    if !plain.is_empty() {
        seen.push(say!("MISSING: request without encryption in step {}", plain.join(", ")));
    }
    let number = |step: &&StepFacts<'_>| step.step.number.to_string();
    let checks: Vec<String> = facts
        .steps
        .iter()
        .filter_map(|step| facts.caller_check(step.step))
        .map(|check| check.number.to_string())
        .fold(Vec::new(), with);
    if !checks.is_empty() {
        seen.push(say!("The caller is checked (signature or token) in step {}", checks.join(", ")));
    }
    let guards: Vec<String> = facts
        .steps
        .iter()
        .filter_map(|step| facts.guard(step.step))
        .map(|guard| guard.number.to_string())
        .fold(Vec::new(), with);
    if !guards.is_empty() {
        seen.push(say!("Only some runs go on (Filter, Path rule or approval) at step {}", guards.join(", ")));
    }
    let masking = |step: &&StepFacts<'_>| step.code.as_ref().is_some_and(Code::masks);
    let masked: Vec<String> = facts.steps.iter().filter(masking).map(|step| number(&step)).collect();
    if !masked.is_empty() {
        seen.push(say!("Data is shortened, hashed or masked by code in step {}", masked.join(", ")));
    }
    let typed = facts.secrets.iter().filter(|secret| !is_placeholder(secret)).count();
    if typed > 0 {
        seen.push(say!("MISSING: passwords or keys are typed into the Zap ({}); see its checklist", typed));
    } else if facts.steps.iter().any(|step| step.step.connection.is_some()) {
        seen.push(say!("Accounts are connected; no password or key is seen in a field"));
    }
    seen
}

fn is_placeholder(secret: &Secret) -> bool {
    secret.home == crate::facts::Home::Placeholder
}

fn with(mut list: Vec<String>, text: String) -> Vec<String> {
    if !list.contains(&text) {
        list.push(text);
    }
    list
}

#[cfg(test)]
mod tests;
