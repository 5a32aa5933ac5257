//! Which fields hold a query, and of what kind, where its own shape does not tell.

use crate::{
    apps::Kind,
    data::query::{self, Query},
    rules::prelude::*,
};

/// Fields that may hold a query: worth reading.
pub(super) fn may_hold_query(step: &StepFacts<'_>, field: &Field) -> bool {
    if apps::is_http_call(step.step) {
        let alone = field.template().is_some_and(|template| template.fixed_texts().next().is_none());
        return field.group() != "headers" && (!alone || query::may_be_named(field.name()));
    }
    if step.is_ai() || matches!(step.product, Product::Formatter | Product::Looping | Product::SubZap) {
        return false;
    }
    let database = apps::kind(step.step) == Kind::Database;
    query::may_be_named(field.name())
        || (database && !apps::is_id_field(step.step, field) && field.text().contains(' '))
}

/// SELECT in Salesforce, a book-keeping or another business app only reads.
pub(super) fn of_app(step: &StepFacts<'_>, query: Query) -> Query {
    const READ_ONLY: [&str; 4] = ["salesforce.com", "force.com", "intuit.com", "zohoapis.com"];
    let host = || targets(step).iter().any(|target| target.address.is_at(&READ_ONLY));
    let business = !matches!(apps::kind(step.step), Kind::Database | Kind::Http | Kind::Unknown | Kind::Utility);
    if query == Query::Sql && (business || host()) { Query::Soql } else { query }
}

/// What the shape leaves open, the app tells.
pub(super) fn by_app(step: &StepFacts<'_>, field: &Field, text: &str) -> Option<Query> {
    if apps::is_http_call(step.step) {
        let drive = step.step.field("url").is_some_and(|url| query::is_drive_address(url.text()));
        return (drive && query::is_drive_terms(field.name(), text)).then_some(Query::Drive);
    }
    if !query::may_be_named(field.name()) {
        return None;
    }
    let app = apps::find(step.step).map_or("", |app| app.name);
    let lower = text.to_ascii_lowercase();
    let compares = query::has_operator(&lower);
    let has_quote = text.contains(['\'', '"']);
    let named = |list: &[&str]| data::words(field.name()).any(|word| list.contains(&word.as_str()));
    let alone = text.trim().chars().count() == 2;
    match apps::kind(step.step) {
        Kind::Database if app == "MongoDB" => has_quote.then_some(Query::Json),
        Kind::Database => (compares || (alone && named(&["query", "sql", "statement"]))).then_some(Query::Sql),
        Kind::Files if app == "Google Drive" => (compares && has_quote).then_some(Query::Drive),
        Kind::Files | Kind::Mailbox | Kind::Calendar | Kind::TeamChat => None,
        Kind::Tasks | Kind::Support | Kind::Documents if app.starts_with("Jira") || app.starts_with("Confluence") => {
            compares.then_some(Query::Jql)
        }
        Kind::Crm => {
            (compares && has_quote && named(&["where", "query", "clause", "condition"])).then_some(Query::Soql)
        }
        Kind::Table => (compares && has_quote && named(&["filter", "formula"])).then_some(Query::Formula),
        _ => None,
    }
}
