//! The editor's own format (ZDL 0.4), wherever it stands: in the page's data (`__NEXT_DATA__`), in an
//! autosave body, in a list of drafts, or by itself. Steps are nested lists.

use super::tree::Json;
use super::{ReadError, Reading, json};
use crate::say;
use crate::zap::{Source, Status, Step, StepKind, Unread, Zap, app_key};

/// Containers nested deeper than this are reported as unread.
const DEEPEST: usize = 40;

/// Page data wraps a Zap no deeper than this.
const MOST_WRAPPED: usize = 5;

/// Reads a Zap from JSON that holds a ZDL; `None` if it is none of the known shapes.
pub(super) fn read(document: &Json<'_>) -> Option<Result<Reading, ReadError>> {
    if let Some(props) = page_props(document) {
        return Some(read_page_props(props));
    }
    read_zap(document).or_else(|| read_below(document, 0)).map(|zap| Ok(one(zap)))
}

fn one(zap: Zap) -> Reading {
    Reading { zaps: vec![zap], errors: Vec::new() }
}

/// The first Zap somewhere below: page data that is kept in another place.
fn read_below(json: &Json<'_>, depth: usize) -> Option<Zap> {
    if depth > MOST_WRAPPED {
        return None;
    }
    let inner = json.members()?.iter().map(|(_, member)| member).filter(|member| member.members().is_some());
    inner.clone().find_map(read_whole_zap).or_else(|| inner.clone().find_map(|member| read_below(member, depth + 1)))
}

/// A Zap with its ZDL in it; a list of steps alone may be anything.
fn read_whole_zap(json: &Json<'_>) -> Option<Zap> {
    let has_zdl = ["draft", "current_version"].iter().any(|version| json.at(&[version, "zdl"]).is_some_and(has_steps));
    if has_zdl { read_zap(json) } else { None }
}

/// `props.pageProps` of the page's data, or the `pageProps` themselves.
fn page_props<'j, 't>(document: &'j Json<'t>) -> Option<&'j Json<'t>> {
    document.at(&["props", "pageProps"]).or_else(|| document.get("pageProps"))
}

fn read_page_props(props: &Json<'_>) -> Result<Reading, ReadError> {
    match props.get("zap") {
        Some(zap @ Json::Object(_)) => read_zap(zap).map(one).ok_or_else(|| {
            ReadError::at(say!("the page's data"), say!("the Zap in it has neither a draft nor a published version"))
        }),
        Some(Json::Null) | None => Err(ReadError::at(
            say!("the page's data"),
            say!("it holds no Zap; perhaps this account may not open it, or it was never saved"),
        )),
        Some(_) => Err(ReadError::at(say!("the page's data"), say!("the Zap in it has an unknown shape"))),
    }
}

/// A Zap around its ZDL: the draft first, since that is what is being edited.
fn read_zap(zap: &Json<'_>) -> Option<Zap> {
    let draft = zap.at(&["draft", "zdl"]).or_else(|| zap.get("zdl")).filter(|zdl| has_steps(zdl));
    let published = || zap.at(&["current_version", "zdl"]).filter(|zdl| has_steps(zdl));
    let itself = || Some(zap).filter(|zdl| has_steps(zdl));
    let zdl = draft.or_else(published).or_else(itself)?;
    let mut unread = Vec::new();
    let mut steps = Vec::new();
    read_steps(zdl.get("steps"), None, 0, &mut steps, &mut unread);
    let id = json::text(zap, "id").filter(|id| !id.starts_with("series_"));
    let trigger_id = || steps.first().map(|step: &Step| step.id.clone());
    let id = id
        .or_else(|| json::text(zap, "zap_id"))
        .or_else(|| json::text(zdl, "id").and_then(series_id))
        .or_else(trigger_id);
    let mut read = Zap::new(id.unwrap_or_default(), Source::Zdl, steps);
    read.title = json::title(zap);
    read.note = join(json::text(zap, "description"), json::text(zap, "zap_note"));
    read.status = match zap.get("is_enabled").and_then(Json::switch) {
        _ if draft.is_some() && zap.get("draft").is_some() => Status::Draft,
        Some(true) => Status::On,
        Some(false) => Status::Off,
        None => Status::Unknown,
    };
    read.unread = unread;
    Some(read)
}

fn has_steps(zdl: &Json<'_>) -> bool {
    zdl.get("steps").is_some_and(|steps| steps.list().is_some())
}

/// `299667490` of `series_299667490`: the trigger's id is the Zap's.
fn series_id(id: String) -> Option<String> {
    id.strip_prefix("series_").map(str::to_owned)
}

fn join(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}\n{second}")),
        (first, second) => first.or(second),
    }
}

/// Reads a list of steps that follow `previous`; gives the index of the last one on the way.
fn read_steps(
    list: Option<&Json<'_>>,
    mut previous: Option<usize>,
    depth: usize,
    steps: &mut Vec<Step>,
    unread: &mut Vec<Unread>,
) {
    let Some(Json::List(list)) = list else {
        return;
    };
    if depth > DEEPEST {
        unread.push(Unread { step: previous, field: None, reason: say!("steps are nested too deeply") });
        return;
    }
    for (place, item) in list.iter().enumerate() {
        if item.members().is_none() {
            unread.push(Unread {
                step: previous,
                field: None,
                reason: say!("entry {} of the steps is no step", place + 1),
            });
            continue;
        }
        let inner = item.get("steps");
        if is_wrapper(item) {
            read_steps(inner, previous, depth + 1, steps, unread);
            continue;
        }
        let index = steps.len();
        let mut step = read_step(item, index, unread);
        step.previous = previous;
        steps.push(step);
        previous = Some(index);
        read_steps(inner, previous, depth + 1, steps, unread);
    }
}

/// Wraps the steps of one Path (or of the whole Zap) and is no step of its own.
fn is_wrapper(item: &Json<'_>) -> bool {
    let is = |key: &str, word: &str| item.get(key).and_then(Json::text) == Some(word);
    is("type", "series") || (is("type", "run") && is("action", "series_skip_errors"))
}

fn read_step(item: &Json<'_>, index: usize, unread: &mut Vec<Unread>) -> Step {
    let (app, version) = app_key(json::shown(item, "app").unwrap_or_default());
    let action = json::text(item, "action").unwrap_or_default();
    let meta = item.get("meta");
    let params = item.get("params");
    let conditions = json::conditions(params).unwrap_or_else(|reason| {
        unread.push(Unread { step: Some(index), field: Some("filter_criteria".to_owned()), reason });
        Vec::new()
    });
    if params.is_some_and(|params| !matches!(params, Json::Object(_) | Json::Null)) {
        unread.push(Unread { step: Some(index), field: None, reason: say!("its fields have an unknown shape") });
    }
    Step {
        id: json::text(item, "id").unwrap_or_default(),
        kind: kind(item, app, &action, index == 0),
        app: app.to_owned(),
        app_version: version.map(str::to_owned),
        action,
        title: json::text(item, "title").or_else(|| meta.and_then(|meta| json::text(meta, "stepTitle"))),
        note: json::text(item, "comment"),
        connection: json::connection(item),
        fields: json::fields(params),
        conditions,
        labels: json::labels(item, meta),
        mapped_names: json::mapped_names(meta),
        ai_written: json::ai_written(meta),
        ..Step::default()
    }
}

fn kind(item: &Json<'_>, app: &str, action: &str, is_first: bool) -> StepKind {
    match (app, action, item.get("type").and_then(Json::text)) {
        ("EngineAPI", "parallel_paths", _) | ("BranchingAPI", "branch", _) => StepKind::Paths,
        ("BranchingAPI", _, _) => StepKind::PathRule,
        (_, _, Some("filter")) => StepKind::Filter,
        (_, _, Some("search")) => StepKind::Search,
        (_, _, Some("search_or_write")) => StepKind::SearchOrCreate,
        (_, _, Some("read")) if is_first => StepKind::Trigger,
        (_, _, None) if is_first => StepKind::Trigger,
        _ => StepKind::Action,
    }
}
