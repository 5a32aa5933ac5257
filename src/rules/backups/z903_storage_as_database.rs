//! Z903: Storage by Zapier is the only copy.

use crate::{code::Sources, data::has_phrase, rules::prelude::*, zap::Reference};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z903",
    name: "storage-as-database",
    measure: Measure::Backups,
    title: "Storage by Zapier is the only place that keeps this data",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "Whole records are put into Storage by Zapier (or StoreClient in code), and no step writes them anywhere else.",
    why: "Storage forgets a key that nobody touched for three months, and takes 500 keys of 2,500 bytes at most.",
    fix: "Write the records to Zapier Tables, a sheet or a database, and keep only counters and marks in Storage.",
    references: &["GDPR Art. 32(1)(b)"],
    check,
};

/// Something that is stored: by a field or by code.
struct Stored<'f, 'z> {
    place: &'f str,
    evidence: &'f str,
    references: Vec<&'z Reference>,
    /// Each record has its own key, or is added to a list.
    keyed: bool,
    /// A step's whole output is in it.
    whole: bool,
}

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in &facts.steps {
        let stored = match step.product {
            Product::Storage => by_fields(step),
            Product::Code => by_code(step),
            Product::Webhooks | Product::ApiByZapier => by_request(step),
            _ => None,
        };
        let Some(stored) = stored else {
            continue;
        };
        outcomes.looked();
        if !is_record(&stored) || is_kept_elsewhere(facts, step, &stored) {
            continue;
        }
        let from = stored.references.first().and_then(|reference| facts.source_at(step.step, reference));
        let found = outcomes
            .find(
                Place::field(step.step, stored.place),
                say!(
                    "“{}” is the only step that keeps this data, and it keeps it in Storage by Zapier.",
                    apps::step_said(step.step)
                ),
            )
            .path(from.map(|source| source.step.index).into_iter().chain([step.step.index]).collect());
        if !stored.evidence.is_empty() {
            found.evidence(stored.evidence);
        }
    }
}

/// A step of Storage by Zapier that puts something in.
fn by_fields<'f, 'z>(facts: &'f StepFacts<'z>) -> Option<Stored<'f, 'z>> {
    let step = facts.step;
    let puts = has_phrase(&step.action, &["set", "push", "add", "save", "store", "create", "update", "put", "append"])
        && !has_phrase(&step.action, &["increment", "decrement", "remove", "delete", "clear", "pop", "get", "find"]);
    if !puts {
        return None;
    }
    let is_key = |field: &Field| {
        has_phrase(field.name(), &["key", "secret", "storage", "index", "list name"]) && field.group() == field.key
    };
    let keys = || step.fields.iter().filter(|field| is_key(field));
    let key_text = || keys().filter_map(Field::template).flat_map(|key| key.fixed_texts()).any(is_bookkeeping_key);
    let pushes = has_phrase(&step.action, &["push", "append", "list"]);
    let mut values_names = step.fields.iter().filter(|field| field.group() != field.key).map(|field| field.name());
    let keyed = pushes || keys().any(|key| !key.mappings().is_empty()) || values_names.any(|name| name.contains("{{"));
    let values = || step.fields.iter().filter(|field| !is_key(field) && !apps::is_setting_field(step, field));
    let first = values().find(|field| !field.mappings().is_empty())?;
    (!key_text()).then(|| Stored {
        place: &first.key,
        evidence: first.text(),
        references: references(values()),
        keyed,
        whole: facts.fields.iter().any(|field| field.payload.is_some() && !is_key(field.field)),
    })
}

/// Code that sets something in a `StoreClient`, out of its Input Data.
fn by_code<'f, 'z>(facts: &'f StepFacts<'z>) -> Option<Stored<'f, 'z>> {
    let sets = facts.code.as_ref()?.stores().iter().flat_map(|store| &store.sets);
    for set in sets.filter(|set| !is_bookkeeping_key(&set.key)) {
        let feeds = |field: &&FieldFacts<'_>| {
            field.field.key != "code"
                && match &set.value {
                    Sources::All => true,
                    Sources::Inputs(names) => names.contains(field.field.name()),
                }
        };
        let mut whole = facts.fields.iter().filter(feeds).filter(|field| field.payload.is_some());
        let stored = Stored {
            place: "code",
            evidence: "",
            references: references(facts.fields.iter().filter(feeds).map(|field| field.field)),
            keyed: set.keyed,
            whole: whole.next().is_some(),
        };
        if is_record(&stored) {
            return Some(stored);
        }
    }
    None
}

/// A request to Storage's own address.
fn by_request<'f, 'z>(facts: &'f StepFacts<'z>) -> Option<Stored<'f, 'z>> {
    let stores =
        facts.writes() && targets(facts).iter().any(|target| target.address.fixed_host() == Some("store.zapier.com"));
    let data = || facts.step.fields.iter().filter(|field| matches!(field.group(), "data" | "body"));
    let first = data().find(|field| !field.mappings().is_empty()).filter(|_| stores)?;
    Some(Stored {
        place: &first.key,
        evidence: first.text(),
        references: references(data()),
        keyed: true,
        whole: facts.fields.iter().any(|field| field.payload.is_some()),
    })
}

fn references<'z>(fields: impl Iterator<Item = &'z Field>) -> Vec<&'z Reference> {
    fields.flat_map(Field::mappings).flat_map(|mapping| &mapping.references).collect()
}

/// A record: a whole output, several facts, or one under a key of its own. Ids, times, counts and states are marks.
fn is_record(stored: &Stored<'_, '_>) -> bool {
    let mut facts = stored.references.iter().filter(|reference| !is_mark(reference.name()));
    let (first, second) = (facts.next(), facts.next());
    stored.whole || second.is_some() || (first.is_some() && stored.keyed)
}

fn is_mark(name: &str) -> bool {
    const MARKS: &[&str] = &[
        "id", "ids", "uuid", "guid", "gid", "ts", "timestamp", "time", "date", "day", "at", "count", "counter",
        "index", "number", "cursor", "offset", "page", "token", "etag", "hash", "checksum", "md5", "version", "status",
        "state", "stage", "flag", "lock", "row", "sequence", "found", "exists", "seen", "position", "now", "created",
        "updated", "modified", "key",
    ];
    data::words(name)
        .last()
        .is_none_or(|last| MARKS.contains(&last.as_str()) || last.as_str().bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_bookkeeping_key(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "last", "latest", "previous", "prev", "seen", "count", "counter", "lock", "locked", "cursor", "checkpoint",
        "dedupe", "dedup", "duplicate", "processed", "sequence", "token", "state", "flag", "cache", "cached",
        "current", "next", "index", "rate limit", "round robin", "letzte", "zahler",
    ];
    has_phrase(key, KEYS)
}

/// The data came out of a table, or another step writes some of it where it stays.
fn is_kept_elsewhere(all: &Facts<'_>, facts: &StepFacts<'_>, stored: &Stored<'_, '_>) -> bool {
    let from_table = stored.references.iter().any(|reference| {
        all.source_at(facts.step, reference).is_some_and(|source| {
            matches!(apps::kind(source.step), apps::Kind::Spreadsheet | apps::Kind::Table | apps::Kind::Database)
        })
    });
    let writes_it = |other: &&StepFacts<'_>| {
        let keeps = matches!(
            other.destination,
            Some(Destination::Sheet | Destination::SystemOfRecord | Destination::File | Destination::Http)
        );
        let to_storage = || targets(other).iter().any(|target| target.address.fixed_host() == Some("store.zapier.com"));
        keeps && other.writes() && other.step.index != facts.step.index && !to_storage()
    };
    from_table
        || all.steps.iter().filter(writes_it).any(|other| {
            let mut written =
                other.step.fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references);
            written.any(|written| {
                stored.references.iter().any(|stored| {
                    stored.step == written.step
                        && !is_mark(written.name())
                        && (stored.path == written.path || stored.path.is_empty() || written.path.is_empty())
                })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn store(key: &str, value: &str) -> StepBuilder {
        action("StorageCLIAPI@1.0.0", "set_value").field("key", key).field("value", value)
    }

    fn order() -> StepBuilder {
        trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2")
    }

    #[test]
    fn records_kept_in_storage_alone_are_found() {
        let found = [(2, "value", Severity::Medium)];
        finds(
            &RULE,
            steps![order(), store("{{1__id}}", r#"{"name":"{{1__name}}","total":"{{1__total_price}}"}"#)],
            &found,
        );
        finds(&RULE, steps![hook(), store("customer_{{1__id}}", "{{1__email}}")], &found);
        finds(&RULE, steps![hook(), store("order", "{{1__name}}, {{1__email}}")], &found);
        finds(&RULE, steps![hook(), store("{{1__id}}", r#"{{=Object.to_json(output["1"])}}"#)], &found);
        finds(
            &RULE,
            steps![
                hook(),
                action("StorageCLIAPI@1.0.0", "push_value_onto_list")
                    .field("key", "signups")
                    .field("value", "{{1__email}}"),
                slack("{{1__email}}")
            ],
            &found,
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("StorageCLIAPI@1.0.0", "set_multiple_values")
                    .field("values.a", "{{1__name}}")
                    .field("values.b", "{{1__email}}")
            ],
            &[(2, "values.a", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("StorageCLIAPI@1.0.0", "set_multiple_values").field("values.{{1__mail}}", "{{1__answer}}")
            ],
            &[(2, "values.{{1__mail}}", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://store.zapier.com/api/records").field("data.order", "{{1__order}}")],
            &[(2, "data.order", Severity::Medium)],
        );
    }

    #[test]
    fn code_that_keeps_records_is_found() {
        let javascript_set = "const store = StoreClient(inputData.secret); await store.set(inputData.orderId, JSON.stringify(inputData)); return {ok: 1}";
        finds(
            &RULE,
            steps![
                order(),
                javascript(javascript_set)
                    .field("input.orderId", "{{1__id}}")
                    .field("input.customer", "{{1__customer}}")
            ],
            &[(2, "code", Severity::Medium)],
        );
        let python_set =
            "store = StoreClient(input_data['s'])\nstore.set(input_data['id'], input_data['mail'])\nreturn {}";
        finds(
            &RULE,
            steps![hook(), python(python_set).field("input.id", "{{1__id}}").field("input.mail", "{{1__email}}")],
            &[(2, "code", Severity::Medium)],
        );
        let python_many =
            "store = StoreClient(input_data['s'])\nstore.set_many({input_data['id']: input_data['mail']})\nreturn {}";
        finds(
            &RULE,
            steps![hook(), python(python_many).field("input.id", "{{1__id}}").field("input.mail", "{{1__email}}")],
            &[(2, "code", Severity::Medium)],
        );
        for code in [
            "store = StoreClient(input_data['s'])\nstore.set_many({'mode': input_data['mail']})\nreturn {}",
            "store = StoreClient(input_data['s'])\nstore.increment_by('count', 1)\nreturn {}",
            "store = StoreClient(input_data['s'])\nstore.set('last_mail', input_data['mail'])\nreturn {}",
            "store = StoreClient(input_data['s'])\nreturn {'mail': store.get(input_data['mail'])}",
            "store = StoreClient(input_data['s'])\nstore.set('seen', 1)\nreturn {'mail': input_data['mail']}",
        ] {
            silent(
                &RULE,
                steps![hook(), python(code).field("input.id", "{{1__id}}").field("input.mail", "{{1__email}}")],
            );
        }
    }

    #[test]
    fn marks_and_second_copies_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                store("last_id", "{{1__id}}"),
                store("last_order", "{{1__name}} {{1__email}}"),
                store("thread_{{1__ticket_id}}", "{{1__thread_ts}}"),
                store("lock", "on"),
                store("state_{{1__id}}", "{{1__status}}"),
                store("greeting", "Hello"),
                action("StorageCLIAPI@1.0.0", "increment_value")
                    .field("key", "{{1__name}}")
                    .field("amount", "{{1__quantity}}"),
                action("StorageCLIAPI@1.0.0", "get_value").field("key", "{{1__name}}"),
            ],
        );
        silent(&RULE, steps![hook(), store("{{1__id}}", "{{1__name}} {{1__email}}"), sheet("COL$A", "{{1__email}}")]);
        silent(
            &RULE,
            steps![
                hook(),
                action("HubSpotCLIAPI@1.0.0", "create_contact").field("email", "{{1__email}}"),
                store("{{1__id}}", "{{1__email}}")
            ],
        );
        silent(&RULE, steps![new_row(), store("{{1__id}}", "{{1__name}} {{1__email}}")]);
    }
}
