//! Zaps of the mixture people build, of any size: a hook, requests, code, tables, messages, filters, Paths, models.
//!
//! Every step maps data of earlier ones, in both spellings; nothing in them is a secret.

use serde_json::{Value, json};

/// The steps of a Zap as the editor's data holds them.
pub(crate) fn steps(count: usize) -> Vec<Value> {
    (0..count).map(|index| step(index, &id(index), &given_by(index))).collect()
}

/// A Zap as the editor's page holds it.
pub(crate) fn draft(count: usize) -> Value {
    json!({
        "id": id(0), "title": format!("Orders to everyone who needs them ({count})"), "is_enabled": true, "description": "", "zap_note": "",
        "draft": {"zdl": {"id": format!("series_{}", id(0)), "app": "EngineAPI", "type": "run", "zdl_version": "0.4", "steps": steps(count)}},
    })
}

/// A whole account as its owner downloads it: so many Zaps of so many steps each.
pub(crate) fn account(zaps: usize, count: usize) -> Value {
    let zap = |number: usize| {
        let nodes: serde_json::Map<String, Value> = steps(count).into_iter().enumerate().map(node).collect();
        json!({"id": number, "title": format!("Orders of shop {number}"), "nodes": nodes})
    };
    json!({"metadata": {"version": "gdpr_v1"}, "zaps": (0..zaps).map(zap).collect::<Vec<_>>()})
}

/// A step as a node of an export.
fn node((index, step): (usize, Value)) -> (String, Value) {
    let id = 351_813_900 + index;
    let parent = index.checked_sub(1).map(|before| 351_813_900 + before);
    let node = json!({
        "id": id, "account_id": 27_000_001, "customuser_id": 27_000_002, "paused": false, "type_of": step["type"], "params": step["params"],
        "meta": {"$editor": {"has_automatic_issues": false}, "parammap": {"channel": "orders"}},
        "triple_stores": {"copied_from": null, "created_by": null, "polling_interval_override": 0, "block_and_release_limit_override": 0,
            "spread_tasks": 1},
        "folders": null, "parent_id": parent, "root_id": 351_813_900, "action": step["action"], "selected_api": step["app"], "title": null,
        "authentication_id": null, "created_at": "2026-04-18T19:34:47+00:00", "last_changed": "2026-04-18T20:17:26+00:00",
    });
    (id.to_string(), node)
}

/// The page's script for such a Zap.
pub(crate) fn page_data(count: usize) -> String {
    json!({"props": {"pageProps": {"zap": draft(count)}}}).to_string()
}

pub(crate) fn id(index: usize) -> String {
    (351_813_900 + index).to_string()
}

/// Mappings of the step before and of the trigger: `[before, trigger, trigger in the newer spelling]`.
fn given_by(index: usize) -> impl Fn(&str) -> [String; 3] {
    let (before, first) = (id(index.saturating_sub(1)), id(0));
    move |key| {
        [
            format!("{{{{{before}__{key}}}}}"),
            format!("{{{{{first}__{key}}}}}"),
            format!("{{{{=gives[\"{first}\"][\"{key}\"]}}}}"),
        ]
    }
}

fn step(index: usize, id: &str, map: &dyn Fn(&str) -> [String; 3]) -> Value {
    let before = |key| map(key)[0].clone();
    let first = |key| map(key)[1].clone();
    let gives = |key| map(key)[2].clone();
    let (app, kind, action, params) = match index {
        0 => ("WebHookCLIAPI@1.1.1", "read", "hook_v2", json!({})),
        _ => match index % 10 {
            1 => (
                "FilterAPI",
                "filter",
                "filter",
                json!({"filter_criteria": json!([
                {"id": 1, "group": 100, "key": format!("{}__total", self::id(0)), "value": "100", "match": "nlt", "action": "continue"},
                {"id": 2, "group": 100, "key": format!("{}__email", self::id(0)), "value": "", "match": "iexist", "action": "continue"}]).to_string()}),
            ),
            2 => (
                "CodeCLIAPI@1.0.1",
                "write",
                "01929fad-d3dd-62c2-52ed-7868d5fcc691",
                json!({"code": CODE, "input": {"reply": gives("body"), "country": before("country"), "total": first("total")}}),
            ),
            3 => (
                "WebHookCLIAPI@1.1.1",
                "write",
                "post",
                json!({
                "url": format!("https://api.northwind-orders.example/v1/orders/{}", before("id")), "payload_type": "json", "unflatten": "yes",
                "wrap_in_array": "no", "data": {"order": before("order"), "state": "open", "city": gives("city"), "total": first("total"),
                    "note": "Handle with care: glass.", "channel": "web shop"},
                "headers": {"Accept": "application/json", "X-Source": "zap", "Authorization": format!("Bearer {}", before("access_token"))}}),
            ),
            4 => (
                "GoogleSheetsV2CLIAPI@2.9.1",
                "write",
                "add_row",
                json!({
                "drive": "0AKq", "spreadsheet": "orders-of-the-year", "worksheet": "0", "COL$A": before("id"), "COL$B": gives("company"),
                "COL$C": first("total"), "COL$D": "{{zap_meta_human_now}}", "COL$E": format!("{} {}", first("street"), first("city"))}),
            ),
            5 => (
                "SlackCLIAPI@2.12.0",
                "write",
                "channel_message",
                json!({
                "channel": "C04ORDERS01", "as_bot": "yes", "username": "Order bot", "link_names": "no", "icon": ":package:", "text": format!(
                    "New order {} of {}\n{}Total {}, see https://orders.northwind-orders.example/{} for all of it.",
                    before("order__id"), gives("company"), PROSE.repeat(3), first("total"), first("id"))}),
            ),
            6 => (
                "BranchingAPI@1.0.0",
                "filter",
                "filter",
                json!({"filter_criteria": json!([
                {"id": 1, "group": 100, "key": format!("{}__country", self::id(0)), "value": "NL", "match": "iexact", "action": "continue"}]).to_string()}),
            ),
            7 => (
                "ZapierFormatterCLIAPI@1.0.8",
                "write",
                "text_line_item",
                json!({"transform": "string.split", "inputs": format!("{}, {}", gives("tags"), before("text")), "separator": ",", "index": "0"}),
            ),
            8 => (
                "AICLIAPI@1.4.2",
                "write",
                "get_completion",
                json!({
                "provider_id": "openai", "model_id": "openai/gpt-4o-mini", "authentication_id": "0", "outputSchemaIsArray": false,
                "instructions": format!("{}Answer with one word.\n\nOrder: {}", PROSE.repeat(4), before("text")),
                "inputFields": {"Order": gives("note"), "City": first("city")}}),
            ),
            9 => (
                "GoogleMailV2CLIAPI@2.4.0",
                "write",
                "message",
                json!({
                "to": ["orders@northwind-orders.example"], "subject": format!("Order {} of {}", before("id"), first("company")), "body_type": "html",
                "body": format!("<p>Dear team,</p><p>{}</p><p>{}</p>", PROSE.repeat(3), gives("summary")), "signature_delimiter": "no"}),
            ),
            _ => (
                "AirtableCLIAPI@4.1.0",
                "search",
                "findRecord",
                json!({
                "applicationId": "appNorthwind", "tableName": "tblOrders", "search_field": "Order", "search_value": before("id"),
                "use_stored_order": true, "fields__fldCity": gives("city")}),
            ),
        },
    };
    let title = index.is_multiple_of(3).then(|| format!("Step {index} of the order"));
    json!({"id": id, "app": app, "type": kind, "action": action, "title": title, "params": params,
        "meta": {"$editor": {"has_automatic_issues": false}, "params": {"channel": {"label": "orders"}}}})
}

const PROSE: &str = "Please have a look at the order before noon, and tell the warehouse when something is missing. ";

/// Code of some sixty lines, as it is found in Zaps.
pub(crate) const CODE: &str = include_str!("order.js");
