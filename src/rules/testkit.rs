//! Sample Zaps for the tests of rules: written once, read both as the editor's draft and as an account export.

use std::sync::LazyLock;

use serde_json::{Map, Value as Json, json};

use super::Rule;
use crate::{
    facts::Facts,
    finding::{Outcome, Outcomes, Severity},
    policy::Policy,
    read,
    words::Language,
    zap::Zap,
};

/// A step, or a split into Paths. Steps get the ids 1, 2, 3 … in order, the split itself counts too.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    Step(StepBuilder),
    Paths(Vec<Vec<Node>>),
}

/// A step to be written in both formats.
#[derive(Debug, Clone)]
pub(crate) struct StepBuilder {
    kind: &'static str,
    app: String,
    action: String,
    title: Option<String>,
    params: Map<String, Json>,
    criteria: Vec<Json>,
    labels: Map<String, Json>,
    connection: Option<String>,
    ai_written: bool,
}

fn step(kind: &'static str, app: &str, action: &str) -> StepBuilder {
    StepBuilder {
        kind,
        app: app.to_owned(),
        action: action.to_owned(),
        title: None,
        params: Map::new(),
        criteria: Vec::new(),
        labels: Map::new(),
        connection: None,
        ai_written: false,
    }
}

/// The step that starts the Zap.
pub(crate) fn trigger(app: &str, action: &str) -> StepBuilder {
    step("read", app, action)
}

/// A step that does something.
pub(crate) fn action(app: &str, action: &str) -> StepBuilder {
    step("write", app, action)
}

/// A step that looks something up.
pub(crate) fn search(app: &str, action: &str) -> StepBuilder {
    step("search", app, action)
}

/// A Catch Hook.
pub(crate) fn hook() -> StepBuilder {
    trigger("WebHookCLIAPI@1.1.1", "hook_v2")
}

/// A trigger of a table of one's own: nothing a stranger could start.
pub(crate) fn new_row() -> StepBuilder {
    trigger("GoogleSheetsV2CLIAPI@2.9.1", "new_row_notify_hook")
}

/// A POST of Webhooks by Zapier.
pub(crate) fn post(url: &str) -> StepBuilder {
    action("WebHookCLIAPI@1.1.1", "post").field("url", url)
}

/// A GET of Webhooks by Zapier.
pub(crate) fn get(url: &str) -> StepBuilder {
    action("WebHookCLIAPI@1.1.1", "get").field("url", url)
}

/// A Slack channel message.
pub(crate) fn slack(text: &str) -> StepBuilder {
    action("SlackCLIAPI@1.30.0", "channel_message").field("channel", "C0123456789").field("text", text)
}

/// A row of a Google Sheet.
pub(crate) fn sheet(column: &str, value: &str) -> StepBuilder {
    action("GoogleSheetsV2CLIAPI@2.9.1", "add_row").field("spreadsheet", "sheet").field(column, value)
}

/// JavaScript in Code by Zapier.
pub(crate) fn javascript(code: &str) -> StepBuilder {
    action("CodeCLIAPI@1.0.1", "01929fad-d3dd-62c2-52ed-7868d5fcc691").field("code", code)
}

/// Python in Code by Zapier.
pub(crate) fn python(code: &str) -> StepBuilder {
    action("CodeCLIAPI@1.0.1", "01929fad-d3f6-c57c-1b40-ef8691be1f86").field("code", code)
}

/// AI by Zapier.
pub(crate) fn ai(instructions: &str) -> StepBuilder {
    action("AICLIAPI@1.0.0", "get_completion").field("instructions", instructions).field("provider_id", "openai")
}

/// A Filter with one condition.
pub(crate) fn filter(key: &str, compare: &str, value: &str) -> StepBuilder {
    step("filter", "FilterAPI", "filter").condition(key, compare, value)
}

/// The rule at the start of a Path.
pub(crate) fn path_rule(key: &str, compare: &str, value: &str) -> StepBuilder {
    step("filter", "BranchingAPI", "filter").condition(key, compare, value)
}

impl StepBuilder {
    /// Sets a field; dots in the key nest.
    pub(crate) fn field(mut self, key: &str, value: impl Into<Json>) -> Self {
        let mut params = &mut self.params;
        let mut parts = key.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                params.insert(part.to_owned(), value.into());
                break;
            }
            params = params.entry(part).or_insert_with(|| json!({})).as_object_mut().expect("a group");
        }
        self
    }

    /// Names the step.
    pub(crate) fn title(mut self, title: &str) -> Self {
        self.title = Some(title.to_owned());
        self
    }

    /// The label of a chosen value.
    pub(crate) fn label(mut self, key: &str, label: &str) -> Self {
        self.labels.insert(key.to_owned(), json!(label));
        self
    }

    /// Connects an account under this name.
    pub(crate) fn connection(mut self, name: &str) -> Self {
        self.connection = Some("50674384".to_owned());
        if name.is_empty() { self } else { self.label("authentication_id", name) }
    }

    /// Marks it as written by Zapier's AI.
    pub(crate) fn ai_written(mut self) -> Self {
        self.ai_written = true;
        self
    }

    /// Adds a condition to a Filter or Path rule, joined by "and".
    pub(crate) fn condition(self, key: &str, compare: &str, value: &str) -> Self {
        self.row("1", key, compare, value)
    }

    /// Adds a condition in a group of its own, joined by "or".
    pub(crate) fn or(self, key: &str, compare: &str, value: &str) -> Self {
        let group = format!("or{}", self.criteria.len());
        self.row(&group, key, compare, value)
    }

    /// Turns the last condition round: "does not contain".
    pub(crate) fn stops(mut self) -> Self {
        if let Some(row) = self.criteria.last_mut() {
            row["action"] = json!("stop");
        }
        self
    }

    fn row(mut self, group: &str, key: &str, compare: &str, value: &str) -> Self {
        self.criteria.push(
            json!({"id": "9", "group": group, "key": key, "match": compare, "value": value, "action": "continue"}),
        );
        self
    }

    fn params(&self, criteria_as_text: bool) -> Json {
        let mut params = self.params.clone();
        if self.kind == "filter" {
            let criteria = Json::Array(self.criteria.clone());
            params.insert(
                "filter_criteria".into(),
                if criteria_as_text { json!(criteria.to_string()) } else { criteria },
            );
        }
        Json::Object(params)
    }

    fn guesser(&self) -> Json {
        if self.ai_written { json!({"$zap_guesser": {"generated_by_ai": true}}) } else { json!({}) }
    }
}

/// A Zap that splits.
pub(crate) fn paths<const N: usize>(ways: [Vec<Node>; N]) -> Node {
    Node::Paths(ways.into())
}

/// A list of steps and splits.
macro_rules! steps {
    ($($step:expr),* $(,)?) => { vec![$($crate::rules::testkit::Node::from($step)),*] };
}
pub(crate) use steps;

impl From<StepBuilder> for Node {
    fn from(step: StepBuilder) -> Self {
        Self::Step(step)
    }
}

/// The Zap as the editor's draft.
fn as_draft(nodes: &[Node], id: &mut usize) -> Vec<Json> {
    nodes
        .iter()
        .map(|node| {
            *id += 1;
            let own = *id;
            match node {
                Node::Step(step) => json!({
                    "id": own.to_string(), "app": step.app, "type": step.kind, "action": step.action, "title": step.title,
                    "params": step.params(true), "authentication_id": step.connection,
                    "meta": {"$editor": step.guesser(), "params": step.labels.iter()
                        .map(|(key, label)| (key.clone(), json!({"label": label}))).collect::<Map<_, _>>()},
                }),
                Node::Paths(ways) => json!({
                    "id": own.to_string(), "app": "EngineAPI", "type": "run", "action": "parallel_paths",
                    "steps": ways.iter().map(|way| json!({"type": "series", "steps": as_draft(way, id)})).collect::<Vec<_>>(),
                }),
            }
        })
        .collect()
}

/// The Zap as nodes of an account export.
fn as_export(nodes: &[Node], mut parent: Option<usize>, id: &mut usize, out: &mut Map<String, Json>) {
    for node in nodes {
        *id += 1;
        let own = *id;
        let mut add = |app: &str, kind: &str, action: &str, params: Json, meta: Json, connection: Option<&String>| {
            out.insert(
                own.to_string(),
                json!({"id": own, "parent_id": parent, "selected_api": app, "type_of": kind, "action": action,
                       "params": params, "meta": meta, "authentication_id": connection, "paused": true}),
            );
        };
        match node {
            Node::Step(step) => {
                let meta = json!({"$editor": step.guesser(), "parammap": step.labels, "stepTitle": step.title});
                add(&step.app, step.kind, &step.action, step.params(false), meta, step.connection.as_ref());
                parent = Some(own);
            }
            Node::Paths(ways) => {
                add("BranchingAPI", "write", "branch", json!({}), json!({}), None);
                for way in ways {
                    as_export(way, Some(own), id, out);
                }
            }
        }
    }
}

/// The sample as the editor's draft and as an account export.
pub(crate) fn texts(title: &str, nodes: &[Node]) -> [String; 2] {
    let draft = json!({"id": "1", "title": title, "draft": {"zdl": {
        "app": "EngineAPI", "type": "run", "zdl_version": "0.4", "steps": as_draft(nodes, &mut 0)}}});
    let mut exported = Map::new();
    as_export(nodes, None, &mut 0, &mut exported);
    let export = json!({"metadata": {"version": "gdpr_v1"}, "zaps": [
        {"id": 1, "title": title, "status": "on", "nodes": exported}]});
    [draft.to_string(), export.to_string()]
}

/// The sample, read by the real readers from both formats.
pub(crate) fn zaps(title: &str, nodes: &[Node]) -> [Zap; 2] {
    texts(title, nodes).map(|text| {
        let mut reading = read::read(&text).expect("a sample");
        assert_eq!((reading.zaps.len(), &reading.errors), (1, &vec![]));
        reading.zaps.remove(0)
    })
}

/// What rules say must be sayable in every language, labels and all.
static GERMAN: LazyLock<Language> = LazyLock::new(|| Language::built_in("de").expect("a dictionary"));

/// What a rule finds: step number (0 for the whole Zap), field ("" for the whole step) and severity.
type Seen = (usize, String, Severity);

fn run(rule: &Rule, zap: &Zap, policy: &Policy) -> (Vec<Seen>, Outcome) {
    let mut outcomes = Outcomes::new(rule.severity, rule.confidence, rule.persona);
    (rule.check)(&Facts::new(zap, policy), &mut outcomes);
    let outcome = outcomes.outcome();
    let (findings, not_checked) = outcomes.finish();
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let said = findings.iter().map(|finding| &finding.message).chain(fixes);
    for said in said.chain(not_checked.iter().map(|entry| &entry.reason)) {
        assert_eq!(GERMAN.unknown(said), Vec::<&str>::new(), "{}: not in German", rule.id);
    }
    let seen = findings.into_iter().map(|finding| {
        let step = finding.place.step.map_or(0, |step| step + 1);
        (step, finding.place.field.unwrap_or_default(), finding.severity)
    });
    (seen.collect(), outcome)
}

/// The rule finds exactly this, in both formats.
#[track_caller]
pub(crate) fn finds(rule: &Rule, nodes: Vec<Node>, expected: &[(usize, &str, Severity)]) {
    finds_titled(rule, "Sample for a rule", nodes, expected);
}

/// The same, with a title of one's own.
#[track_caller]
pub(crate) fn finds_titled(rule: &Rule, title: &str, nodes: Vec<Node>, expected: &[(usize, &str, Severity)]) {
    check(rule, &Policy::default(), title, &nodes, expected);
}

/// The same, under a policy.
#[track_caller]
pub(crate) fn finds_under(policy: &Policy, rule: &Rule, nodes: Vec<Node>, expected: &[(usize, &str, Severity)]) {
    check(rule, policy, "Sample for a rule", &nodes, expected);
}

#[track_caller]
fn check(rule: &Rule, policy: &Policy, title: &str, nodes: &[Node], expected: &[(usize, &str, Severity)]) {
    let expected: Vec<Seen> =
        expected.iter().map(|&(step, field, severity)| (step, field.to_owned(), severity)).collect();
    for zap in zaps(title, nodes) {
        let (mut seen, _) = run(rule, &zap, policy);
        seen.sort();
        let mut expected = expected.clone();
        expected.sort();
        assert_eq!(seen, expected, "{} read as {:?}", rule.id, zap.source);
    }
}

/// The rule finds nothing, in both formats.
#[track_caller]
pub(crate) fn silent(rule: &Rule, nodes: Vec<Node>) {
    finds(rule, nodes, &[]);
}

/// How the rule comes out, in both formats.
#[track_caller]
pub(crate) fn comes_out(rule: &Rule, nodes: Vec<Node>, expected: Outcome) {
    comes_out_under(&Policy::default(), rule, nodes, expected);
}

/// The same, under a policy.
#[track_caller]
pub(crate) fn comes_out_under(policy: &Policy, rule: &Rule, nodes: Vec<Node>, expected: Outcome) {
    for zap in zaps("Sample for a rule", &nodes) {
        assert_eq!(run(rule, &zap, policy).1, expected, "{} read as {:?}", rule.id, zap.source);
    }
}

/// A text of random-looking letters and digits, made here so that no file holds anything that looks like a key.
pub(crate) fn random(length: usize) -> String {
    let letters: Vec<char> = "k7Qw2Zr9Xc4Vb8Nm1Lp6Ht3Gd5Fs0JyTeUi".chars().collect();
    (0..length).map(|at| letters[(at * 17 + at / 7 + 3) % letters.len()]).collect()
}

/// No rule calls anything in the Zap medium or worse, in either format, but the rules that are noted: each of those does.
#[track_caller]
pub(crate) fn ordinary(title: &str, nodes: Vec<Node>, noted: &[&str]) {
    for zap in zaps(title, &nodes) {
        let mut ids = Vec::new();
        for rule in super::ALL {
            for (step, field, severity) in run(rule, &zap, &Policy::default()).0 {
                if severity >= Severity::Medium {
                    assert!(noted.contains(&rule.id), "{title}: {} at step {step}, {field:?}, {severity:?}", rule.id);
                    ids.push(rule.id);
                }
            }
        }
        for id in noted {
            assert!(ids.contains(id), "{title}: {id} is noted and says nothing");
        }
    }
}
