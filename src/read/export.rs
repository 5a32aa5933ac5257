//! Zapier's two exports: `metadata.version` 2 (from the editor) and `gdpr_v1` (the account's data), and a
//! single Zap object cut out of either. Steps are nodes that name their parent.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value as Json;

use super::{ReadError, Reading, json};
use crate::zap::{Source, Status, Step, StepKind, Unread, Zap, app_key};

/// Whether the JSON is an export, or one Zap of an export.
pub(super) fn is_export(document: &Json) -> bool {
    document.get("zaps").is_some_and(Json::is_array) || document.get("nodes").is_some()
}

/// Reads every Zap of an export.
pub(super) fn read(document: &Json) -> Reading {
    let mut reading = Reading::default();
    let version = document.pointer("/metadata/version").and_then(json::as_text);
    let alone = std::slice::from_ref(document);
    let zaps = document.get("zaps").and_then(Json::as_array).map_or(alone, Vec::as_slice);
    for (index, zap) in zaps.iter().enumerate() {
        match read_zap(zap, version.as_deref()) {
            Ok(zap) => reading.zaps.push(zap),
            Err(reason) => reading.errors.push(ReadError::at(format!("Zap {} of the file", index + 1), reason)),
        }
    }
    reading
}

fn read_zap(zap: &Json, version: Option<&str>) -> Result<Zap, String> {
    let nodes: Vec<&Json> = match zap.get("nodes") {
        Some(Json::Object(nodes)) => nodes.values().collect(),
        Some(Json::Array(nodes)) => nodes.iter().collect(),
        Some(Json::Null) | None if zap.is_object() => Vec::new(),
        Some(_) => return Err("its steps (\"nodes\") are neither an object nor a list".to_owned()),
        None => return Err("it is not an object".to_owned()),
    };
    let ordered = in_order(&nodes);
    let mut unread = Vec::new();
    let mut steps: Vec<Step> = Vec::with_capacity(ordered.len());
    let mut places = HashMap::new();
    for node in ordered {
        let index = steps.len();
        let mut step = read_step(node, index, &mut unread);
        step.previous = parent(node).and_then(|parent| places.get(&parent).copied());
        places.insert(step.id.clone(), index);
        steps.push(step);
    }
    let trigger = nodes.iter().find(|node| parent(node).is_none());
    let mut read = Zap::new(json::text(zap, "id").unwrap_or_default(), source(version, &nodes), steps);
    // The trigger repeats the Zap's name; a Zap cut out by itself may have it there alone.
    let titles = [json::title(zap), trigger.and_then(|node| json::title(node))];
    read.title = titles.into_iter().flatten().max_by_key(|title| !title.is_empty());
    read.note = json::text(zap, "description");
    read.status = status(zap, trigger.copied());
    read.unread = unread;
    Ok(read)
}

/// Exports of the account carry account and dates in every node; a lone Zap object is known by that.
fn source(version: Option<&str>, nodes: &[&Json]) -> Source {
    match version {
        Some("gdpr_v1") => Source::ExportGdpr,
        Some(_) => Source::Export2,
        None if nodes.iter().any(|node| node.get("account_id").is_some()) => Source::ExportGdpr,
        None => Source::Export2,
    }
}

fn status(zap: &Json, trigger: Option<&Json>) -> Status {
    match zap.get("status").and_then(Json::as_str) {
        Some("on") => Status::On,
        Some("off") => Status::Off,
        Some("draft") => Status::Draft,
        Some(_) => Status::Unknown,
        None => match trigger.and_then(|node| node.get("paused")).and_then(Json::as_bool) {
            Some(false) => Status::On,
            Some(true) => Status::Off,
            None => Status::Unknown,
        },
    }
}

fn id(node: &Json) -> String {
    json::text(node, "id").unwrap_or_default()
}

fn parent(node: &Json) -> Option<String> {
    json::text(node, "parent_id")
}

/// The nodes as the editor shows them: each after its parent, Paths one after the other in their order.
/// Nodes whose parent is not in the file, and those in a circle, come last.
fn in_order<'j>(nodes: &[&'j Json]) -> Vec<&'j Json> {
    let mut children: BTreeMap<Option<String>, Vec<&'j Json>> = BTreeMap::new();
    for node in nodes {
        children.entry(parent(node)).or_default().push(node);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_cached_key(|node| (path_index(node), numeric(&id(node))));
    }
    let known: HashSet<String> = nodes.iter().map(|node| id(node)).collect();
    let orphans = children.iter().filter(|(parent, _)| parent.as_ref().is_some_and(|parent| !known.contains(parent)));
    let roots: Vec<&Json> =
        children.get(&None).into_iter().chain(orphans.map(|(_, nodes)| nodes)).flatten().copied().collect();

    let mut ordered = Vec::with_capacity(nodes.len());
    let mut seen = HashSet::new();
    let mut place = |start: &'j Json| {
        let mut waiting = vec![start];
        while let Some(node) = waiting.pop() {
            if seen.insert(std::ptr::from_ref(node)) {
                ordered.push(node);
                let below = children.get(&Some(id(node))).map_or(&[][..], Vec::as_slice);
                waiting.extend(below.iter().rev());
            }
        }
    };
    roots.into_iter().for_each(&mut place);
    nodes.iter().copied().for_each(place);
    ordered
}

fn path_index(node: &Json) -> u64 {
    let index = node.pointer("/params/path_eval_index");
    index.and_then(json::as_text).and_then(|text| text.parse().ok()).unwrap_or(u64::MAX)
}

/// Ids sort by number, those of unsaved steps after them.
fn numeric(id: &str) -> (u64, String) {
    (id.parse().unwrap_or(u64::MAX), id.to_owned())
}

fn read_step(node: &Json, index: usize, unread: &mut Vec<Unread>) -> Step {
    let selected = json::text(node, "selected_api").unwrap_or_default();
    let (app, version) = app_key(&selected);
    let action = json::text(node, "action").unwrap_or_default();
    let meta = node.get("meta");
    let params = node.get("params");
    let conditions = json::conditions(params).unwrap_or_else(|reason| {
        unread.push(Unread { step: Some(index), field: Some("filter_criteria".to_owned()), reason });
        Vec::new()
    });
    let is_trigger = parent(node).is_none();
    let own_title = json::text(node, "title").filter(|_| !is_trigger);
    Step {
        id: id(node),
        kind: kind(node, app, &action, is_trigger),
        app: app.to_owned(),
        app_version: version.map(str::to_owned),
        action,
        title: meta.and_then(|meta| json::text(meta, "stepTitle")).or(own_title),
        connection: json::connection(node),
        fields: json::fields(params),
        conditions,
        labels: json::labels(meta),
        mapped_names: json::mapped_names(meta),
        ai_written: json::ai_written(meta),
        ..Step::default()
    }
}

fn kind(node: &Json, app: &str, action: &str, is_trigger: bool) -> StepKind {
    match (app, action, node.get("type_of").and_then(Json::as_str)) {
        ("BranchingAPI", "branch", _) => StepKind::Paths,
        ("BranchingAPI", _, _) => StepKind::PathRule,
        (_, _, Some("filter")) => StepKind::Filter,
        (_, _, Some("search")) => StepKind::Search,
        (_, _, Some("search_or_write")) => StepKind::SearchOrCreate,
        (_, _, Some("read")) if is_trigger => StepKind::Trigger,
        (_, _, None) if is_trigger => StepKind::Trigger,
        _ => StepKind::Action,
    }
}
