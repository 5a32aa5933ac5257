//! Who wrote a value: whoever starts the Zap, a customer, the author of a fetched page, a language model that read
//! one of these, or the owner's own systems.
//!
//! Worked out once for each Zap, and only when a rule asks. Where it cannot be told, nobody is accused.

use super::{Facts, StepFacts, reshape::extracts_plain, targets};
use crate::{
    address::Address,
    apps::{self, Kind, Product, Trust},
    code::{Outputs, Request, Sources},
    zap::{Field, Mapping, Reference, Resolved, Step, StepKind},
};

/// Who had a hand in a value, and what is left of what they wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin(u16);

impl Origin {
    /// Nobody that matters.
    pub const NONE: Self = Self(0);
    /// Whoever starts the Zap: forms, hooks, mails, chats.
    pub const STRANGER: Self = Self(1);
    /// A customer: the text in an order, a booking, a ticket.
    pub const CUSTOMER: Self = Self(1 << 1);
    /// The author of a page that was fetched.
    pub const PAGE: Self = Self(1 << 2);
    /// A language model that read a text of one of these.
    pub const AI: Self = Self(1 << 3);
    /// The owner's record, but a model's text decided which.
    pub const PICKED_BY_AI: Self = Self(1 << 4);
    /// It cannot be told: an app that is not known, a colleague, a Sub-Zap's caller.
    pub const UNKNOWN: Self = Self(1 << 5);
    /// It can still hold any text: it was not brought into the shape of a number, a date or one of a list.
    pub const TEXT: Self = Self(1 << 6);
    /// It can still hold HTML.
    pub const MARKUP: Self = Self(1 << 7);
    /// Any person or page outside, a model that read them among them.
    pub const OUTSIDE: Self = Self(0b1111);

    const FREE: Self = Self(Self::TEXT.0 | Self::MARKUP.0);

    /// Whether one of `other` is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// What a step gives: under a key, or under all of them.
pub(super) type Given = Vec<(Option<String>, Origin)>;

impl Facts<'_> {
    /// Who wrote what a reference in a field of `step` takes.
    #[must_use]
    pub fn origin(&self, step: &Step, reference: &Reference) -> Origin {
        let given = self.origins.get_or_init(|| self.follow_origins());
        self.origin_among(given, step, reference)
    }

    /// Who wrote what a mapping brings.
    #[must_use]
    pub fn origin_of(&self, step: &Step, mapping: &Mapping) -> Origin {
        let given = self.origins.get_or_init(|| self.follow_origins());
        self.of_mapping(given, step, mapping)
    }

    /// Who had a hand in what is mapped into a field.
    #[must_use]
    pub fn origin_in(&self, step: &Step, field: &Field) -> Origin {
        field.mappings().iter().fold(Origin::NONE, |all, mapping| all.and(self.origin_of(step, mapping)))
    }

    fn follow_origins(&self) -> Vec<Given> {
        let mut given: Vec<Given> = Vec::with_capacity(self.steps.len());
        for facts in &self.steps {
            let gives = self.gives(&given, facts);
            given.push(gives);
        }
        given
    }

    fn origin_among(&self, given: &[Given], step: &Step, reference: &Reference) -> Origin {
        let Some(source) = self.source_at(step, reference) else {
            let lost = self.zap.resolve(reference) == Resolved::OtherNumbering;
            return if lost { Origin::UNKNOWN.and(Origin::FREE) } else { Origin::NONE };
        };
        let origin = given.get(source.step.index).map_or(Origin::NONE, |given| {
            let taken = |key: &Option<String>| {
                key.as_ref().is_none_or(|key| reference.path.is_empty() || reference.path.contains(key))
            };
            given.iter().filter(|(key, _)| taken(key)).fold(Origin::NONE, |all, (_, origin)| all.and(*origin))
        });
        if is_of_the_app(source, reference) {
            // A record that was picked stays the one picked.
            return if origin.any(Origin::PICKED_BY_AI) { Origin::PICKED_BY_AI } else { Origin::NONE };
        }
        origin
    }

    fn of_mapping(&self, given: &[Given], step: &Step, mapping: &Mapping) -> Origin {
        let origin = mapping
            .references
            .iter()
            .fold(Origin::NONE, |all, reference| all.and(self.origin_among(given, step, reference)));
        match &mapping.function {
            Some(function) => shaped(origin, function),
            None => origin,
        }
    }

    fn of_fields(&self, given: &[Given], step: &Step, takes: &dyn Fn(&Field) -> bool) -> Origin {
        let mappings = step.fields.iter().filter(|field| takes(field)).flat_map(Field::mappings);
        mappings.fold(Origin::NONE, |all, mapping| all.and(self.of_mapping(given, step, mapping)))
    }

    fn gives(&self, given: &[Given], facts: &StepFacts<'_>) -> Given {
        let step = facts.step;
        let of_all = || self.of_fields(given, step, &|_| true);
        let origin = match step.kind {
            StepKind::Trigger => started_by(step),
            StepKind::Filter | StepKind::Paths | StepKind::PathRule => return Vec::new(),
            _ if facts.is_ai() => of_model(step, of_all()),
            _ if facts.product == Product::Code => return self.by_code(given, facts),
            _ if reads_page(facts) => Origin::PAGE.and(Origin::FREE),
            StepKind::Search | StepKind::SearchOrCreate => looked_up(of_all()),
            _ => match facts.product {
                Product::Formatter => formatted(step, of_all()),
                Product::Webhooks | Product::ApiByZapier | Product::HumanInTheLoop => Origin::NONE,
                Product::Storage if apps::says(step, &["get", "find"]) => looked_up(of_all()),
                _ if apps::is_raw_request(step) => Origin::NONE,
                // It gives back the record it made, with what was put in.
                _ => of_all(),
            },
        };
        if origin == Origin::NONE { Vec::new() } else { vec![(None, origin)] }
    }

    /// Each key of a Code step has what the code shows to feed it.
    fn by_code(&self, given: &[Given], facts: &StepFacts<'_>) -> Given {
        let is_input = |field: &Field| matches!(field.group(), "input" | "inputs");
        let mut all = self.of_fields(given, facts.step, &is_input);
        if all == Origin::NONE {
            return Vec::new();
        }
        if facts.code.iter().flat_map(|code| code.requests()).any(is_anybodys) {
            all = all.and(Origin::PAGE).and(Origin::FREE);
            return vec![(None, all)];
        }
        let code = facts.step.field("code").map_or("", Field::text);
        if ["escapeHtml", "escape_html", "html.escape", "&lt;", "<[^>", "bleach."]
            .iter()
            .any(|mark| code.contains(mark))
        {
            all = all.without(Origin::MARKUP);
            return vec![(None, all)];
        }
        let Some(Outputs::Keys(keys)) = facts.code.as_ref().map(|code| code.outputs()) else {
            return vec![(None, all)];
        };
        let of_key = |sources: &Sources| match sources {
            Sources::All => all,
            Sources::Inputs(names) => {
                self.of_fields(given, facts.step, &|field| is_input(field) && names.contains(field.name()))
            }
        };
        keys.iter().map(|(key, sources)| (Some(key.clone()), of_key(sources))).collect()
    }
}

fn started_by(trigger: &Step) -> Origin {
    let trust = apps::trust(trigger);
    if trust.is_untrusted() {
        Origin::STRANGER.and(Origin::FREE)
    } else if apps::has_strangers_text(trigger) {
        Origin::CUSTOMER.and(Origin::FREE)
    } else if trust == Trust::Unknown {
        Origin::UNKNOWN.and(Origin::FREE)
    } else {
        Origin::NONE
    }
}

/// What a model makes of a text is its own: but the text may have told it what to write.
fn of_model(step: &Step, read: Origin) -> Origin {
    let repeats = ["transcribe", "transcription", "translate", "translation", "moderation", "moderate", "embedding"];
    if !read.any(Origin::OUTSIDE) || apps::says(step, &repeats) {
        return read;
    }
    // Of customers alone: told apart from strangers.
    let customer = read.any(Origin::CUSTOMER) && !read.any(Origin::STRANGER.and(Origin::PAGE));
    let told = Origin::AI.and(Origin::TEXT);
    if customer { told.and(Origin::CUSTOMER) } else { told }
}

fn looked_up(by: Origin) -> Origin {
    if by.any(Origin::AI.and(Origin::PICKED_BY_AI)) { Origin::PICKED_BY_AI } else { Origin::NONE }
}

/// Whether a Formatter step gives a number, a date or one of the owner's own texts, whatever it is given.
#[must_use]
pub fn gives_no_free_text(step: &Step) -> bool {
    apps::product(step) == Product::Formatter && !formatted(step, Origin::TEXT).any(Origin::TEXT)
}

/// What a Formatter step leaves.
fn formatted(step: &Step, origin: Origin) -> Origin {
    if extracts_plain(step) {
        return origin.without(Origin::FREE);
    }
    shaped(origin, step.literal("transform").unwrap_or(""))
}

/// What a function or a Formatter transform leaves.
fn shaped(origin: Origin, how: &str) -> Origin {
    if origin == Origin::NONE || how.is_empty() {
        return origin;
    }
    let how = how.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| how.contains(word));
    if says(&["lookup"]) {
        // One of the owner's own texts.
        Origin::NONE
    } else if says(&["number", "currency", "length", "count", "hash", "date", "phone", "extract_number", "random"]) {
        origin.without(Origin::FREE)
    } else if says(&["html", "markdown", "strip_tags", "escape", "url_encode", "urlencode"]) {
        origin.without(Origin::MARKUP)
    } else {
        origin
    }
}

/// A key that the app itself gives, not the person who starts it: ids and dates. Through a hook everything comes
/// from the caller.
fn is_of_the_app(source: &StepFacts<'_>, reference: &Reference) -> bool {
    const IDS: &[&str] = &[
        "id", "response_id", "responseid", "submission_id", "submissionid", "respondent_id", "respondentid", "form_id",
        "formid", "entry_id", "message_id", "messageid", "thread_id", "threadid", "created_at", "createdat",
        "submitted_at", "submittedat", "updated_at", "landed_at", "timestamp", "created_time",
        "_zap_search_was_found_status",
    ];
    const COUNTED: &[&str] = &["number", "order_number", "invoice_number", "ticket_number"];
    let by_caller = source.step.kind == StepKind::Trigger && source.product == Product::Webhooks;
    let reshapes = matches!(
        source.product,
        Product::Code | Product::Formatter | Product::Looping | Product::SubZap | Product::Ai | Product::AiByZapier
    );
    let is = |ids: &[&str]| ids.iter().any(|id| id.eq_ignore_ascii_case(reference.name()));
    let counted = || is(COUNTED) && !apps::trust(source.step).is_untrusted();
    !by_caller && !reshapes && (is(IDS) || counted())
}

/// A request whose server the data decides.
fn is_anybodys(request: &Request) -> bool {
    let Some(url) = request.url.as_deref() else {
        return match &request.url_from {
            Sources::All => true,
            Sources::Inputs(keys) => keys.iter().next().is_some(),
        };
    };
    url.starts_with("{{}}") || Address::read_text(url).is_some_and(|address| address.host_decided_by_data())
}

/// Fetches a page that somebody else may write: an address that data decides, or one that is no API of the owner's.
fn reads_page(facts: &StepFacts<'_>) -> bool {
    let step = facts.step;
    if apps::find(step).is_some_and(|app| matches!(app.name, "ScrapingBee" | "Apify" | "Browse AI" | "Browserless"))
        || apps::says(step, &["scrape", "scraper", "crawl", "webpage"])
    {
        return true;
    }
    let reads = apps::is_http_call(step) && apps::says(step, &["get"]) && apps::kind(step) == Kind::Http;
    reads
        && step.group("headers").next().is_none()
        && targets(facts).iter().any(|target| match target.address.fixed_host() {
            None => true,
            Some(host) => {
                let path = target.address.path.text.as_str();
                let is_api = host.split(['.', '-']).any(|label| label == "api")
                    || path
                        .split(['/', '.'])
                        .any(|part| matches!(part, "api" | "json" | "csv" | "rest" | "v1" | "v2" | "v3"));
                !is_api && target.address.query.is_empty()
            }
        })
}
