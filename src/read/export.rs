//! Zapier's two exports: `metadata.version` 2 (from the editor) and `gdpr_v1` (the account's data), and a
//! single Zap object cut out of either. Steps are nodes that name their parent.

use super::tree::{self, Json};
use super::{ReadError, Reading, json};
use crate::index::Index;
use crate::say;
use crate::sorted::sort_by_numbers;
use crate::words::Said;
use crate::zap::{Source, Status, Step, StepKind, Unread, Zap, app_key};

/// Whether the JSON is an export, or one Zap of an export. Other programs' automations have "nodes", too, but no node of theirs
/// names an app of Zapier's.
pub(super) fn is_export(document: &Json<'_>) -> bool {
    const OF_ZAPIER: [&str; 5] = ["selected_api", "type_of", "parent_id", "root_id", "triple_stores"];
    let is_zap = |nodes: &Json<'_>| {
        nodes.list().is_none_or(|nodes| {
            nodes.is_empty() || nodes.iter().any(|node| OF_ZAPIER.iter().any(|key| node.get(key).is_some()))
        })
    };
    document.get("zaps").is_some_and(|zaps| zaps.list().is_some()) || document.get("nodes").is_some_and(is_zap)
}

/// Reads every Zap of an export.
pub(super) fn read(document: &Json<'_>) -> Reading {
    let mut reading = Reading::default();
    let version = document.at(&["metadata", "version"]).and_then(json::as_text);
    let alone = std::slice::from_ref(document);
    let zaps = document.get("zaps").and_then(Json::list).unwrap_or(alone);
    for (index, zap) in zaps.iter().enumerate() {
        match read_zap(zap, version) {
            Ok(zap) => reading.zaps.push(zap),
            Err(reason) => reading.errors.push(ReadError::at(say!("Zap {} of the file", index + 1), reason)),
        }
    }
    reading
}

/// Reads one Zap of an export that is of this version.
pub(super) fn read_zap(zap: &Json<'_>, version: Option<&str>) -> Result<Zap, Said> {
    let nodes: Vec<&Json<'_>> = match zap.get("nodes") {
        Some(Json::Object(nodes)) => tree::in_order(nodes).into_iter().map(|(_, node)| node).collect(),
        Some(Json::List(nodes)) => nodes.iter().collect(),
        Some(Json::Null) | None if zap.members().is_some() => Vec::new(),
        Some(_) => return Err(say!("its steps (\"nodes\") are neither an object nor a list")),
        None => return Err(say!("it is not an object")),
    };
    let mut unread = Vec::new();
    let mut steps: Vec<Step> = Vec::with_capacity(nodes.len());
    for (node, previous) in in_order(&nodes) {
        let mut step = read_step(node, steps.len(), &mut unread);
        step.previous = previous;
        steps.push(step);
    }
    let trigger = nodes.iter().find(|node| parent(node).is_none());
    let mut read = Zap::new(json::text(zap, "id").unwrap_or_default(), source(version, &nodes), steps);
    // The trigger repeats the Zap's name; a Zap cut out by itself may have it there alone.
    let titles = [json::title(zap), trigger.and_then(|node| json::title(node))];
    read.title = titles.into_iter().flatten().max_by_key(|title| !title.is_empty());
    read.note = json::text(zap, "description");
    read.status = status(zap, trigger.copied());
    let days = nodes.iter().filter_map(|node| json::shown(node, "last_changed")?.get(..10));
    read.changed = days.max().map(str::to_owned);
    read.unread = unread;
    Ok(read)
}

/// Exports of the account carry account and dates in every node; a lone Zap object is known by that.
fn source(version: Option<&str>, nodes: &[&Json<'_>]) -> Source {
    match version {
        Some("gdpr_v1") => Source::ExportGdpr,
        Some(_) => Source::Export2,
        None if nodes.iter().any(|node| node.get("account_id").is_some()) => Source::ExportGdpr,
        None => Source::Export2,
    }
}

fn status(zap: &Json<'_>, trigger: Option<&Json<'_>>) -> Status {
    match zap.get("status").and_then(Json::text) {
        Some("on") => Status::On,
        Some("off") => Status::Off,
        Some("draft") => Status::Draft,
        Some(_) => Status::Unknown,
        None => match trigger.and_then(|node| node.get("paused")).and_then(Json::switch) {
            Some(false) => Status::On,
            Some(true) => Status::Off,
            None => Status::Unknown,
        },
    }
}

fn id<'j>(node: &'j Json<'_>) -> &'j str {
    json::shown(node, "id").unwrap_or_default()
}

fn parent<'j>(node: &'j Json<'_>) -> Option<&'j str> {
    json::shown(node, "parent_id")
}

/// The nodes as the editor shows them, each with the place of its parent in that order: each after its parent, Paths
/// one after the other. Nodes whose parent is not in the file, and those in a circle, come last.
fn in_order<'n, 't>(nodes: &[&'n Json<'t>]) -> Vec<(&'n Json<'t>, Option<usize>)> {
    let mut siblings: Vec<usize> = (0..nodes.len()).collect();
    sort_by_numbers(&mut siblings, |&index| nodes.get(index).map_or([0; 2], |node| [path_index(node), age(id(node))]));
    let places = Index::of(nodes.iter().map(|node| id(node)));
    let place_of = |wanted: &str| places.find(wanted, |index| nodes.get(index).is_some_and(|node| id(node) == wanted));
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let (mut roots, mut orphans) = (Vec::new(), Vec::new());
    for index in siblings {
        let parent = nodes.get(index).and_then(|node| parent(node));
        match parent.map(|parent| place_of(parent).and_then(|place| children.get_mut(place))) {
            Some(Some(list)) => list.push(index),
            Some(None) => orphans.push(index),
            None => roots.push(index),
        }
    }
    let mut waiting: Vec<(usize, Option<usize>)> = (0..nodes.len()).rev().map(|index| (index, None)).collect();
    waiting.extend(roots.into_iter().chain(orphans).rev().map(|index| (index, None)));
    let mut ordered = Vec::with_capacity(nodes.len());
    let mut placed = vec![false; nodes.len()];
    while let Some((index, parent)) = waiting.pop() {
        if let (Some(node), Some(below)) = (nodes.get(index), children.get_mut(index).map(std::mem::take))
            && placed.get_mut(index).is_some_and(|placed| !std::mem::replace(placed, true))
        {
            waiting.extend(below.iter().rev().map(|&child| (child, Some(ordered.len()))));
            ordered.push((*node, parent));
        }
    }
    ordered
}

fn path_index(node: &Json<'_>) -> u64 {
    let index = node.at(&["params", "path_eval_index"]).and_then(json::as_text);
    index.and_then(|text| text.parse().ok()).unwrap_or(u64::MAX)
}

/// Ids sort by number, those of steps that are not saved yet after them.
fn age(id: &str) -> u64 {
    const UNSAVED: u64 = 1 << 63;
    id.parse().unwrap_or_else(|_| {
        let digits = id.trim_start_matches(|char: char| !char.is_ascii_digit());
        UNSAVED | digits.parse::<u64>().unwrap_or(UNSAVED)
    })
}

fn read_step(node: &Json<'_>, index: usize, unread: &mut Vec<Unread>) -> Step {
    let (app, version) = app_key(json::shown(node, "selected_api").unwrap_or_default());
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
        id: id(node).to_owned(),
        kind: kind(node, app, &action, is_trigger),
        app: app.to_owned(),
        app_version: version.map(str::to_owned),
        action,
        title: meta.and_then(|meta| json::text(meta, "stepTitle")).or(own_title),
        connection: json::connection(node),
        fields: json::fields(params),
        conditions,
        labels: json::labels(node, meta),
        mapped_names: json::mapped_names(meta),
        ai_written: json::ai_written(meta),
        ..Step::default()
    }
}

fn kind(node: &Json<'_>, app: &str, action: &str, is_trigger: bool) -> StepKind {
    match (app, action, node.get("type_of").and_then(Json::text)) {
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
