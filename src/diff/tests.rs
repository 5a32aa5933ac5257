//! What is said of changed Zaps.

use proptest::prelude::*;

use super::*;
use crate::{
    history::content_hash,
    rules::{any_zap::*, testkit::*},
};

/// What is said of a change from one list of steps to another, in the editor's format.
#[track_caller]
fn said(old: &[Node], new: &[Node]) -> Vec<String> {
    let [old, _] = zaps("One", old);
    let [new, _] = zaps("One", new);
    let told = changes(&old, &new, &Language::ENGLISH);
    // The kept snapshot says the same.
    let kept = Snapshot::read(&String::from(Snapshot::of(&old))).expect("a snapshot");
    let since: Vec<String> =
        kept.changes_to(&Snapshot::of(&new)).into_iter().map(|change| change.sentence.to_string()).collect();
    let told: Vec<String> = told.into_iter().map(|change| change.sentence.to_string()).collect();
    assert_eq!(told, since);
    told
}

#[test]
fn each_kind_of_change_is_said() {
    let old = steps![hook(), filter("1__status", "iexact", "open"), post("https://a.example.com").connection("")];
    let same = |step: StepBuilder| steps![hook(), filter("1__status", "iexact", "open"), step];
    let name = "Step 3 “POST in Webhooks by Zapier”";
    for (new, sentence) in [
        (same(post("https://b.example.com").connection("")), format!("{name}: the field url changed.")),
        (same(post("https://a.example.com")), format!("{name}: no account is connected any more.")),
        (
            same(post("https://a.example.com").connection("").field("data.b", "{{1__b}}")),
            format!("{name}: the field data.b is filled in now."),
        ),
        (
            same(post("https://a.example.com").connection("").title("Send it")),
            "Step 3 was named “POST in Webhooks by Zapier” and is named “Send it” now.".to_owned(),
        ),
        (
            steps![hook(), filter("1__status", "iexact", "shut"), post("https://a.example.com").connection("")],
            "Step 2 “Filter by Zapier”: its conditions changed.".to_owned(),
        ),
        (
            steps![hook(), filter("1__status", "iexact", "open")],
            "Step 3 “POST in Webhooks by Zapier” was removed.".to_owned(),
        ),
        (
            steps![hook(), filter("1__status", "iexact", "open"), slack("x")],
            "Step 3 “Send Channel Message in Slack”: it did “POST in Webhooks by Zapier” and does “Send Channel Message in Slack” now.".to_owned(),
        ),
    ] {
        let said = said(&old, &new);
        assert!(said.contains(&sentence), "{sentence}\n{said:#?}");
    }
}

#[test]
fn data_of_another_field_is_told_by_the_name_of_its_step() {
    let (old, new) = (steps![hook(), slack("Hi {{1__name}}")], steps![hook(), slack("Hi {{1__last}}")]);
    let said = said(&old, &new);
    let hook = "step 1 “Catch Hook in Webhooks by Zapier”";
    assert_eq!(
        said,
        [format!(
            "Step 2 “Send Channel Message in Slack”: the field text changed: it takes last of {hook} now, not name of {hook}."
        )]
    );
}

fn draft(steps: &str) -> Zap {
    crate::read::read(&format!(r#"{{"id":"1","title":"T","steps":[{steps}]}}"#)).expect("a Zap").zaps.remove(0)
}

fn step(id: u32, app: &str) -> String {
    format!(r#"{{"id":"{id}","app":"{app}CLIAPI","type":"write","action":"do","params":{{"a":"{{{{1__x}}}}"}}}}"#)
}

#[test]
fn steps_that_move_or_come_in_between_leave_the_others_alone() {
    let zap = |ids: &[(u32, &str)]| draft(&ids.iter().map(|(id, app)| step(*id, app)).collect::<Vec<_>>().join(","));
    let sentences = |old: &Zap, new: &Zap| -> Vec<String> {
        changes(old, new, &Language::ENGLISH).into_iter().map(|change| change.sentence.to_string()).collect()
    };
    let old = zap(&[(1, "Aa"), (2, "Bb"), (3, "Cc"), (4, "Dd")]);
    assert_eq!(
        sentences(&old, &zap(&[(1, "Aa"), (9, "Ee"), (2, "Bb"), (3, "Cc"), (4, "Dd")])),
        ["Step 2 “Do in Ee” is new."]
    );
    assert_eq!(
        sentences(&old, &zap(&[(1, "Aa"), (4, "Dd"), (2, "Bb"), (3, "Cc")])),
        ["Step 2 “Do in Dd” moved: it was step 4."]
    );
    assert_eq!(sentences(&old, &zap(&[(1, "Aa"), (3, "Cc"), (4, "Dd")])), ["Step 2 “Do in Bb” was removed."]);
}

#[test]
fn a_step_that_goes_to_another_path_is_told() {
    let ways = |first: Vec<Node>, second: Vec<Node>| {
        let rule = |word: &str| -> Vec<Node> { steps![path_rule("1__x", "iexact", word)] };
        steps![hook(), paths([[rule("a"), first].concat(), [rule("b"), second].concat()])]
    };
    // The ids stand in the order of the steps in both, so that only the way is another.
    let export = |text: &str| crate::read::read(text).expect("a Zap").zaps.remove(0);
    let [_, old] = texts("One", &ways(steps![slack("x")], Vec::new()));
    let new = old.replace("\"id\":4,", "\"id\":4,\"moved\":1,").replace("\"parent_id\":3", "\"parent_id\":5");
    let told: Vec<String> = changes(&export(&old), &export(&new), &Language::ENGLISH)
        .into_iter()
        .map(|change| change.sentence.to_string())
        .collect();
    let (before, now) = ("step 3 “Paths by Zapier”", "step 4 “Paths by Zapier”");
    assert_eq!(told, [format!("Step 5 “Send Channel Message in Slack” runs after {now} now, not after {before}.")]);
}

#[test]
fn exports_that_number_anew_are_matched_by_what_the_steps_do() {
    let node = |id: u32, app: &str, text: &str| {
        let parent = if id == 1 { "null".to_owned() } else { (id - 1).to_string() };
        format!(
            r#""{id}":{{"id":{id},"parent_id":{parent},"selected_api":"{app}CLIAPI@1.0.0","type_of":"write","action":"do","params":{{"text":"{text}"}}}}"#
        )
    };
    let export = |nodes: &[String]| {
        let text = format!(
            r#"{{"metadata":{{"version":2}},"zaps":[{{"id":1,"title":"T","nodes":{{{}}}}}]}}"#,
            nodes.join(",")
        );
        crate::read::read(&text).expect("a Zap").zaps.remove(0)
    };
    let gives = r#"{{=gives[\"4711\"][\"x\"]}}"#;
    let old =
        export(&[node(1, "Hook", ""), node(2, "Bb", "{{1__x}}"), node(3, "Cc", gives), node(4, "Cc", "{{2__x}}")]);
    let new = export(&[
        node(1, "Hook", ""),
        node(2, "New", "{{1__x}}"),
        node(3, "Bb", "{{1__x}}"),
        node(4, "Cc", gives),
        node(5, "Cc", "{{3__x}}"),
    ]);
    let told: Vec<String> =
        changes(&old, &new, &Language::ENGLISH).into_iter().map(|change| change.sentence.to_string()).collect();
    assert_eq!(told, ["Step 2 “Do in New” is new."]);
}

#[test]
fn values_are_shown_without_secrets_and_code_line_by_line() {
    let token = ["sk_li", "ve_", &random(24)].concat();
    let old =
        steps![hook(), post(&format!("https://a.example.com/?key={token}")), javascript("const a = 1;\nreturn a;")];
    let new = steps![
        hook(),
        post("https://a.example.com/?key={{1__key}}"),
        javascript(&format!("const a = 1;\nconst apiKey = '{token}';\nreturn a;"))
    ];
    let ([old, _], [new, _]) = (zaps("One", &old), zaps("One", &new));
    let changes = changes(&old, &new, &Language::ENGLISH);
    let [url, code] = &changes[..] else { panic!("{changes:#?}") };
    assert_eq!(url.old.as_deref(), Some("https://a.example.com/?key=sk_l…"));
    assert_eq!(
        url.new.as_deref(),
        Some("https://a.example.com/?key={{key of step 1 “Catch Hook in Webhooks by Zapier”}}")
    );
    let lines: Vec<(Side, usize)> = code.lines.iter().map(|line| (line.side, line.number)).collect();
    assert_eq!(lines, [(Side::Both, 1), (Side::New, 2), (Side::Both, 3)]);
    assert!(!serde_json::to_string(&changes).unwrap().contains(&token));
}

proptest! {
    #[test]
    fn a_zap_is_as_it_was(nodes in any_nodes()) {
        for zap in zaps("One", &nodes) {
            prop_assert_eq!(changes(&zap, &zap, &Language::ENGLISH), vec![]);
        }
        // Nor does the format change anything.
        let [draft, export] = zaps("One", &nodes);
        prop_assert_eq!(changes(&draft, &export, &Language::ENGLISH), vec![]);
    }

    /// Whatever the history takes for a change has a sentence.
    #[test]
    fn what_counts_as_changed_is_said(old in any_nodes(), new in any_nodes()) {
        for (old, new) in zaps("One", &old).iter().zip(&zaps("One", &new)) {
            let is_said = !changes(old, new, &Language::ENGLISH).is_empty();
            prop_assert!(is_said || content_hash(old) == content_hash(new));
        }
    }

    #[test]
    fn one_more_step_is_the_only_change(nodes in any_nodes(), more in any_step(), at in 1_usize..6) {
        one_step_more_is_all(nodes, more, at);
    }
}

#[test]
fn a_step_before_paths_is_the_only_change() {
    let call = |host: &str| post(&format!("https://{host}.example.com/a?token={}", random(24)));
    let ways = [
        steps![path_rule("1__status", "iexact", "kovux"), call("fipoz")],
        steps![path_rule("1__status", "icontains", "kovux").stops(), call("bepiz")],
    ];
    one_step_more_is_all(steps![hook(), paths(ways)], call("fuvex"), 2);
}

/// A Zap with one more step differs from the Zap without it by that step alone.
fn one_step_more_is_all(nodes: Vec<Node>, more: StepBuilder, at: usize) {
    // Before the Paths, if there are any.
    let at = at.min(nodes.iter().filter(|node| matches!(node, Node::Step(_))).count());
    let mut longer = nodes.clone();
    longer.insert(at, more.into());
    // Its steps keep their ids, as in the editor; the new one gets another.
    let old = crate::read::read(&renumbered(&texts("One", &nodes)[0], usize::MAX)).unwrap().zaps.remove(0);
    let new = crate::read::read(&renumbered(&texts("One", &longer)[0], at + 1)).unwrap().zaps.remove(0);
    let added: Vec<What> = changes(&old, &new, &Language::ENGLISH).into_iter().map(|change| change.what).collect();
    assert_eq!(added, vec![What::Added]);
}

/// The draft with other ids for all steps but the trigger, which all mappings lead to: the one at `new` (counted from 1)
/// is 999, those behind it have the ids they have without it.
fn renumbered(draft: &str, new: usize) -> String {
    let mut draft: serde_json::Value = serde_json::from_str(draft).unwrap();
    let id = |old: usize| match old.cmp(&new) {
        _ if old == 1 => 1,
        std::cmp::Ordering::Less => 100 + old,
        std::cmp::Ordering::Equal => 999,
        std::cmp::Ordering::Greater => 99 + old,
    };
    fn walk(json: &mut serde_json::Value, id: &dyn Fn(usize) -> usize) {
        match json {
            serde_json::Value::Array(items) => items.iter_mut().for_each(|item| walk(item, id)),
            serde_json::Value::Object(members) => {
                if let Some(own) = members.get("id").and_then(|own| own.as_str()?.parse().ok()) {
                    members.insert("id".into(), id(own).to_string().into());
                }
                members.iter_mut().filter(|(key, _)| *key != "params").for_each(|(_, member)| walk(member, id));
            }
            _ => {}
        }
    }
    walk(&mut draft["draft"]["zdl"]["steps"], &id);
    draft.to_string()
}

#[test]
fn changes_are_told_in_the_readers_language() {
    let german = Language::built_in("de").unwrap();
    let [old, _] = zaps("One", &[hook().into(), slack("Hi {{1__name}}").into()]);
    let [new, _] = zaps("Two", &[hook().into(), slack("Hi {{1__email}}").into(), slack("Bye").into()]);
    let changes = changes(&old, &new, &german);
    let told: Vec<String> = changes.iter().map(|change| german.said(&change.sentence)).collect();
    assert_eq!(told[0], "Der Name des Zaps war „One“ und ist jetzt „Two“.");
    assert!(told[1].starts_with("Schritt 2 „") && told[1].contains("das Feld text hat sich geändert"), "{told:?}");
    assert!(told[2].starts_with("Schritt 3 „") && told[2].ends_with(" ist neu."), "{told:?}");
    assert_eq!(changes[1].old.as_deref(), Some("Hi {{name aus Schritt 1 „Catch Hook in Webhooks by Zapier“}}"));
    assert!(changes.iter().all(|change| german.unknown(&change.sentence).is_empty()));
}
