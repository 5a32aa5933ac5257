//! Z410: mapped text inside a query.

mod cleaned;
mod fields;

use cleaned::loses_quote;
use fields::{by_app, may_hold_query, of_app};

use crate::{
    code::{Code, Sources},
    data::query::{self, HOLE, Query},
    facts::{Origin, gives_no_free_text},
    rules::prelude::*,
    zap::{Mapping, Match, Reference},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z410",
    name: "query-injection",
    measure: Measure::Access,
    title: "Mapped text can change a query",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A value is mapped into the text of a query (SQL, a filter formula, JQL, GraphQL and the like), or code builds such a text from its \
           Input Data.",
    why: "A quote in the value ends the text and changes the query: it then reads or changes the rows of other people.",
    fix: "Use the app's own search with a column and a value. If it must be a query, first let only the letters and digits that are needed \
          through, or pass the value as a parameter.",
    references: &["CWE-89", "CWE-943", "LCNC-SEC-06", "CD-SEC-08"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in facts.steps.iter().filter(|step| step.step.kind != StepKind::Trigger) {
        let found = match &step.code {
            Some(code) => by_code(facts, step, code, outcomes),
            None => by_fields(facts, step, outcomes),
        };
        let Some(found) = found else {
            continue;
        };
        let from = found.from.into_iter().chain([step.step.index]).collect();
        outcomes
            .find(
                Place::field(step.step, &found.key),
                say!(
                    "{} stands inside {}: a quote in it changes what the query asks for.",
                    who(found.origin),
                    found.query.label()
                ),
            )
            .severity(found.severity)
            .evidence(found.evidence)
            .path(from);
    }
}

/// The worst place of a step.
struct Found {
    severity: Severity,
    query: Query,
    origin: Origin,
    key: String,
    evidence: String,
    from: Option<usize>,
}

fn by_fields(facts: &Facts<'_>, step: &StepFacts<'_>, outcomes: &mut Outcomes) -> Option<Found> {
    let mut worst: Option<Found> = None;
    for field in step.step.fields.iter().filter(|field| !field.mappings().is_empty() && may_hold_query(step, field)) {
        let Some(template) = field.template() else {
            continue;
        };
        let text = query::with_holes(template);
        let Some((query, part)) = query::find(field.name(), &text)
            .map(|(query, part)| (of_app(step, query), part))
            .or_else(|| by_app(step, field, &text).map(|query| (query, text.as_str().into())))
        else {
            continue;
        };
        outcomes.looked();
        let alone = part.trim().chars().count() == 2;
        for (number, quoted) in query::holes(&part) {
            let Some(mapping) = field.mappings().get(number) else {
                continue;
            };
            let origin = facts.origin_of(step.step, mapping);
            if is_harmless(facts, step.step, mapping, origin, quoted, alone) {
                continue;
            }
            let severity = severity(query, origin);
            if worst.as_ref().is_none_or(|worst| severity > worst.severity) {
                let from = source(facts, step, mapping);
                worst = Some(Found {
                    severity,
                    query,
                    origin,
                    key: field.key.clone(),
                    evidence: mapping.text.clone(),
                    from,
                });
            }
        }
    }
    worst
}

/// The step that a mapping's data comes from.
fn source(facts: &Facts<'_>, step: &StepFacts<'_>, mapping: &Mapping) -> Option<usize> {
    let reference = mapping.references.first()?;
    Some(facts.source_at(step.step, reference)?.step.index)
}

/// Nothing in the value can change the query.
fn is_harmless(
    facts: &Facts<'_>,
    step: &Step,
    mapping: &Mapping,
    origin: Origin,
    quoted: Option<char>,
    alone: bool,
) -> bool {
    let outside = origin.any(Origin::OUTSIDE.and(Origin::UNKNOWN));
    if mapping.references.is_empty() || (outside && !origin.any(Origin::TEXT)) {
        return true;
    }
    mapping.references.iter().all(|reference| {
        let source = facts.source_at(step, reference);
        // A query that code put together is told where it was put together.
        let told = || {
            source
                .and_then(|source| source.code.as_ref())
                .is_some_and(|code| alone || code.gives_tame(reference.name()))
        };
        let by_shape = || is_number(reference.name(), quoted.is_some(), !outside) && !is_whole(reference);
        let shaped = || source.is_some_and(|source| gives_no_free_text(source.step));
        let cleaned = || source.is_some_and(|source| quoted.is_some_and(|quote| loses_quote(source.step, quote)));
        source.is_none() && !outside
            || by_shape()
            || shaped()
            || cleaned()
            || told()
            || is_one_of_a_list(facts, step, reference)
    })
}

fn is_whole(reference: &Reference) -> bool {
    reference.path.is_empty()
}

/// A count of something; or the id of a record of one's own.
fn is_number(name: &str, quoted: bool, own: bool) -> bool {
    const COUNTS: &[&str] = &[
        "quantity", "qty", "count", "amount", "price", "total", "subtotal", "age", "rating", "score", "cents", "menge",
        "anzahl", "quantite", "cantidad", "importe", "betrag",
    ];
    const OWN: &[&str] =
        &["id", "ids", "uuid", "row", "number", "index", "date", "time", "timestamp", "at", "year", "month", "day"];
    let counts = data::words(name).any(|word| COUNTS.contains(&word.as_str()));
    (counts && !quoted) || (own && data::words(name).last().is_some_and(|word| OWN.contains(&word.as_str())))
}

/// A Filter or Path rule lets only fixed values through.
fn is_one_of_a_list(facts: &Facts<'_>, step: &Step, reference: &Reference) -> bool {
    facts.lets_only(step, reference, &|compare, _| *compare == Match::Exact)
}

fn severity(query: Query, origin: Origin) -> Severity {
    let public = origin.any(Origin::STRANGER.and(Origin::PAGE).and(Origin::AI));
    if !origin.any(Origin::OUTSIDE.and(Origin::UNKNOWN)) {
        Severity::Low
    } else if public || query == Query::Sql {
        Severity::High
    } else {
        Severity::Medium
    }
}

fn who(origin: Origin) -> Word {
    if origin.any(Origin::AI) {
        word!("What an AI made of somebody's text")
    } else if origin.any(Origin::STRANGER) {
        word!("What anybody can type")
    } else if origin.any(Origin::CUSTOMER) {
        word!("What a customer typed")
    } else if origin.any(Origin::PAGE) {
        word!("Text of a fetched page")
    } else if origin.any(Origin::UNKNOWN) {
        word!("Text of an earlier step")
    } else {
        word!("A value of your own records")
    }
}

/// More queries than these in one Code step are not looked at; keeps hostile input linear.
const MOST: usize = 32;

/// Code that puts Input Data into a query.
fn by_code(facts: &Facts<'_>, step: &StepFacts<'_>, code: &Code, outcomes: &mut Outcomes) -> Option<Found> {
    let mut worst: Option<Found> = None;
    let mut left = MOST;
    for joined in code.joined().iter().filter(|joined| joined.text.contains("{{}}")) {
        let text: String = joined.text.replace("{{}}", HOLE.encode_utf8(&mut [0; 4]));
        let name = joined.name.as_deref().unwrap_or("");
        let Some((query, _)) = query::find(name, &text) else {
            continue;
        };
        outcomes.looked();
        if left == 0 || worst.as_ref().is_some_and(|worst| worst.severity == Severity::High) {
            break;
        }
        left -= 1;
        let soql =
            query == Query::Sql && code.literals().iter().any(|literal| literal.text.contains("/services/data/"));
        let query = if soql { Query::Soql } else { query };
        let sources = code.untamed_at(&joined.range);
        let feeds = |field: &&Field| {
            matches!(field.group(), "input" | "inputs")
                && match &sources {
                    Sources::All => true,
                    Sources::Inputs(keys) => keys.contains(field.name()),
                }
        };
        for mapping in step.step.fields.iter().filter(feeds).flat_map(Field::mappings) {
            let origin = facts.origin_of(step.step, mapping);
            if is_harmless(facts, step.step, mapping, origin, Some('\''), false) {
                continue;
            }
            let severity = severity(query, origin);
            if worst.as_ref().is_none_or(|worst| severity > worst.severity) {
                let (key, evidence) = ("code".to_owned(), joined.text.chars().take(120).collect());
                worst = Some(Found { severity, query, origin, key, evidence, from: source(facts, step, mapping) });
            }
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn tally() -> StepBuilder {
        trigger("TallyCLIAPI@2.0.5", "response").field("formId", "abc")
    }

    fn airtable(formula: &str) -> StepBuilder {
        get("https://api.airtable.com/v0/app123/Providers").field("data.filterByFormula", formula)
    }

    fn sql(text: &str) -> StepBuilder {
        search("PostgreSQLCLIAPI@1.0.0", "row_custom_query").field("query", text)
    }

    #[test]
    fn public_text_in_queries_is_found() {
        let high = |field| [(2, field, Severity::High)];
        finds(&RULE, steps![tally(), airtable("\n\nAND({Zip}='{{1__question_zip}}')")], &high("data.filterByFormula"));
        finds(&RULE, steps![tally(), airtable("{Email}=\"{{=gives['1'][\"mail\"]}}\"")], &high("data.filterByFormula"));
        finds(
            &RULE,
            steps![tally(), get("https://api.airtable.com/v0/a/b?filterByFormula={Email}='{{1__mail}}'")],
            &high("url"),
        );
        finds(&RULE, steps![hook(), sql("SELECT * FROM users WHERE email = '{{1__email}}'")], &high("query"));
        // Without quotes it is worse, not better.
        finds(&RULE, steps![hook(), sql("SELECT * FROM users WHERE name = {{1__name}}")], &high("query"));
        finds(&RULE, steps![hook(), sql("{{1__sql}}")], &high("query"));
        for (app, key, field, text) in [
            ("MySQLCLIAPI@1.0.0", "custom_query", "sql", "update users set plan = '{{1__plan}}' where id = 1"),
            ("SnowflakeCLIAPI@1.0.0", "Execute SQL", "statement", "DELETE FROM t WHERE mail = '{{1__mail}}'"),
            ("MSSQLCLIAPI@1.0.0", "row_custom_query", "query", "SELECT TOP 1 * FROM t WHERE mail = '{{1__mail}}'"),
            (
                "GoogleBigQueryCLIAPI@1.0.0",
                "run_query",
                "query",
                "SELECT a FROM `p.d.t` WHERE mail = '{{1__mail}}' LIMIT 1",
            ),
            ("SalesforceCLIAPI@1.0.0", "find_by_query", "soql", "SELECT Id FROM Contact WHERE Email = '{{1__mail}}'"),
            ("SalesforceCLIAPI@1.0.0", "find_record_by_query", "where_clause", "Email = '{{1__mail}}'"),
            ("JiraSoftwareCloudCLIAPI@1.0.0", "find_issue", "jql", "project = OPS AND summary ~ \"{{1__subject}}\""),
            ("GoogleDriveCLIAPI@1.0.0", "find_files", "q", "name contains '{{1__name}}' and trashed = false"),
            ("AirtableCLIAPI@3.0.0", "findRecord", "searchFormula", "{Mail} = '{{1__mail}}'"),
            ("MongoDBCLIAPI@1.0.0", "find_document", "query", "{\"mail\": \"{{1__mail}}\"}"),
            ("MicrosoftSharePointCLIAPI@1.0.0", "find_items", "$filter", "Title eq '{{1__title}}'"),
        ] {
            finds(&RULE, steps![hook(), search(app, key).field(field, text)], &high(field));
        }
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/graphql")
                    .field("data.query", "query { user(mail: \"{{1__mail}}\") { id } }")
            ],
            &high("data.query"),
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://x.example.com/graphql")
                    .field("data", "{\"query\": \"{ user(mail: \\\"{{1__mail}}\\\") { id } }\"}")
            ],
            &high("data"),
        );
    }

    #[test]
    fn search_terms_of_a_request_to_drive_are_found() {
        let files = "https://www.googleapis.com/drive/v3/files";
        let mapped = ["{{1__name}}", "{{=gives['1'][\"name\"]}}"];
        for name in mapped {
            let address = format!("{files}?q=name='{name}'&fields=files(id)");
            finds(&RULE, steps![hook(), get(&address)], &[(2, "url", Severity::High)]);
            finds(
                &RULE,
                steps![hook(), get(files).field("data.q", format!("name = '{name}'"))],
                &[(2, "data.q", Severity::High)],
            );
        }
        silent(
            &RULE,
            steps![
                hook(),
                get(&format!("{files}?q={{{{1__name}}}}")),
                get("https://www.googleapis.com/drive/v3/files/abc?fields={{1__fields}}"),
                get("https://api.example.com/search?q=name='{{1__name}}'"),
            ],
        );
    }

    #[test]
    fn one_step_is_told_once_and_own_data_is_low() {
        finds(
            &RULE,
            steps![
                hook(),
                sql("SELECT * FROM t WHERE a = '{{1__a}}' AND b = '{{1__b}}'").field("where", "c = '{{1__c}}'")
            ],
            &[(2, "query", Severity::High)],
        );
        finds(
            &RULE,
            steps![new_row(), sql("SELECT * FROM t WHERE a = '{{1__COL$A}}'")],
            &[(2, "query", Severity::Low)],
        );
        finds(
            &RULE,
            steps![trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2"), airtable("{Note}='{{1__note}}'")],
            &[(2, "data.filterByFormula", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![trigger("App5CLIAPI@1.0.0", "new_thing"), sql("SELECT * FROM t WHERE a = '{{1__a}}'")],
            &[(2, "query", Severity::High)],
        );
        finds(
            &RULE,
            steps![hook(), ai("Write a filter for {{1__wish}}"), sql("SELECT * FROM t WHERE a = '{{2__filter}}'")],
            &[(3, "query", Severity::High)],
        );
    }

    #[test]
    fn code_that_builds_queries_is_found() {
        let found = [(2, "code", Severity::High)];
        let services = "const services = (inputData.services || '').split(',').map(s => s.trim());\n\
            const parts = services.map(service => `FIND(\"${service}\", {Services})`).join(' + ');\n\
            output = {filterByFormula: `AND(${parts} > 0, {Zip} = \"${inputData.zip || ''}\")`};";
        finds(
            &RULE,
            steps![
                tally(),
                javascript(services)
                    .field("input.services", "{{1__question_a}}")
                    .field("input.zip", "{{1__question_b}}"),
                // The finished text is not told again where it is used.
                airtable("{{2__filterByFormula}}")
            ],
            &found,
        );
        finds(
            &RULE,
            steps![
                hook(),
                python("q = f\"SELECT * FROM users WHERE email = '{input_data['email']}'\"\nreturn {'q': q}")
                    .field("input.email", "{{1__email}}")
            ],
            &found,
        );
        finds(
            &RULE,
            steps![
                hook(),
                javascript("const r = await fetch('https://api.airtable.com/v0/a/b?filterByFormula=' + encodeURIComponent(`{Mail}='${inputData.mail}'`)); return r.json()")
                    .field("input.mail", "{{1__mail}}")
            ],
            &found,
        );
    }

    #[test]
    fn tamed_code_is_left_alone() {
        for code in [
            "const zip = inputData.zip.replace(/[^0-9]/g, ''); return {f: `{Zip} = \"${zip}\"`}",
            "if (!/^\\d{5}$/.test(inputData.zip)) throw new Error('zip'); return {f: `{Zip} = \"${inputData.zip}\"`}",
            "return {f: `{Zip} = ${Number(inputData.zip)}`}",
            "const rows = await db.query('SELECT * FROM t WHERE zip = $1', [inputData.zip]); return {rows}",
            "return {text: `Hello ${inputData.zip}, select one from {list}`}",
        ] {
            silent(&RULE, steps![tally(), javascript(code).field("input.zip", "{{1__zip}}")]);
        }
        silent(
            &RULE,
            steps![tally(), javascript("return {f: `{Zip} = \"${inputData.zip}\"`}").field("input.zip", "12345")],
        );
        silent(
            &RULE,
            steps![
                tally(),
                javascript("const zip = inputData.zip.replace(/\\D/g, ''); return {zip}")
                    .field("input.zip", "{{1__zip}}"),
                airtable("{Zip}='{{2__zip}}'")
            ],
        );
    }

    #[test]
    fn own_searches_and_checked_values_are_left_alone() {
        silent(
            &RULE,
            steps![
                tally(),
                search("AirtableCLIAPI@3.0.0", "findRecord")
                    .field("searchByField", "Zip")
                    .field("searchByValue", "{{1__zip}}"),
                search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row")
                    .field("lookup_key", "COL$A")
                    .field("lookup_value", "{{1__zip}}"),
                sql("SELECT * FROM t WHERE id = {{2__id}}"),
                sql("UPDATE stock SET left = left - {{1__quantity}} WHERE id = {{2__id}}"),
                search("GoogleMailV2CLIAPI@2.0.0", "message")
                    .field("query", "from:{{1__mail}} subject:\"{{1__subject}}\""),
                action("NotionCLIAPI@2.37.0", "create_database_item")
                    .field("properties|||Query|||rich_text", "{{1__question}}"),
                post("https://api.example.com/search").field("data.query", "{{1__question}}"),
                post("https://x.example.com/graphql")
                    .field("data.query", "query q($m: String!) { user(mail: $m) { id } }")
                    .field("data.variables.m", "{{1__mail}}"),
                ai("Write SQL: SELECT * FROM t WHERE name = '{{1__name}}'"),
                slack("SELECT * FROM t WHERE name = '{{1__name}}'"),
            ],
        );
        silent(
            &RULE,
            steps![tally(), filter("1__plan", "iexact", "pro"), sql("SELECT * FROM t WHERE plan = '{{1__plan}}'")],
        );
        silent(
            &RULE,
            steps![
                tally(),
                action("ZapierFormatterCLIAPI@1.0.8", "util_line_item")
                    .field("transform", "util.lookup")
                    .field("inputs", "{{1__plan}}"),
                sql("SELECT * FROM t WHERE plan = '{{2__output}}'")
            ],
        );
        silent(
            &RULE,
            steps![trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2"), sql("SELECT * FROM t WHERE id = {{1__id}}")],
        );
    }
}
