//! Which step is meant by a number that a version 2 export has kept from before it numbered the steps anew.
//!
//! The file does not say it, but it leaves little choice: a step takes only from those before it, one number is one
//! step, and some keys only some steps give. What is open after that stays unknown.

use super::{Reference, Step, StepKind};

/// A number and the steps it may mean.
struct Number<'z> {
    text: &'z str,
    may_be: Vec<usize>,
}

/// The numbers for which a single step is left, with its index.
pub(super) fn originals(steps: &[Step]) -> Vec<(String, usize)> {
    let mut numbers: Vec<Number<'_>> = Vec::new();
    for step in steps {
        let mut before: Option<Vec<bool>> = None;
        for reference in references(step).filter(|reference| reference.original_numbering) {
            let before = before.get_or_insert_with(|| before_it(steps, step));
            let may = |index: &usize| {
                before.get(*index) == Some(&true)
                    && steps.get(*index).is_some_and(|source| may_give(source, &reference.path))
            };
            match numbers.iter_mut().find(|number| number.text == reference.step) {
                Some(number) => number.may_be.retain(may),
                None => numbers.push(Number { text: &reference.step, may_be: (0..step.index).filter(may).collect() }),
            }
        }
    }
    let mut known: Vec<(String, usize)> = Vec::new();
    while let Some((text, index)) = numbers.iter().find_map(|number| match number.may_be.as_slice() {
        [only] => Some((number.text.to_owned(), *only)),
        _ => None,
    }) {
        numbers.iter_mut().for_each(|number| number.may_be.retain(|&may| may != index));
        known.push((text, index));
    }
    if is_in_order(&known) { known } else { Vec::new() }
}

/// The trigger is the first step that anybody makes: a smaller number behind it means that the numbers lead elsewhere,
/// as those of deleted steps do.
fn is_in_order(known: &[(String, usize)]) -> bool {
    let number = |text: &str| text.parse::<u64>().ok();
    let trigger = known.iter().find(|(_, index)| *index == 0).and_then(|(text, _)| number(text));
    trigger.is_none_or(|trigger| known.iter().filter_map(|(text, _)| number(text)).all(|other| trigger <= other))
}

fn references(step: &Step) -> impl Iterator<Item = &Reference> {
    let by_fields = step.fields.iter().flat_map(|field| field.mappings());
    let by_values = step.conditions.iter().flat_map(|condition| condition.value.mappings());
    let looked_at = step.conditions.iter().filter_map(|condition| condition.looks_at.as_ref());
    by_fields.chain(by_values).flat_map(|mapping| &mapping.references).chain(looked_at)
}

/// By index: whether a step runs before this one on the way to it.
fn before_it(steps: &[Step], step: &Step) -> Vec<bool> {
    let mut before = vec![false; step.index];
    let mut at = step.previous;
    while let Some(index) = at {
        before.get_mut(index).into_iter().for_each(|before| *before = true);
        at = steps.get(index).and_then(|step| step.previous);
    }
    before
}

/// Whether a step may have this key in what it gives.
fn may_give(step: &Step, path: &[String]) -> bool {
    if matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule) || step.app.starts_with("Delay") {
        return false;
    }
    let Some(key) = path.first() else {
        return true;
    };
    if key.starts_with("COL$") {
        return step.app.contains("Sheet");
    }
    match key.as_str() {
        "_zap_search_was_found_status" => matches!(step.kind, StepKind::Search | StepKind::SearchOrCreate),
        "raw_body" | "querystring" => step.app.starts_with("WebHook"),
        _ if step.app.starts_with("ZapierFormatter") => key.starts_with("output"),
        _ if step.app.starts_with("ZapierLooping") => {
            key.starts_with("loop") || step.group("loop_values").any(|field| key.starts_with(field.name()))
        }
        _ if step.app.starts_with("SubZap") && step.kind == StepKind::Trigger => {
            step.fields.iter().any(|field| field.literal() == Some(key.as_str()))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::zap::{Reference, Zap};

    /// A version 2 export: app, kind and params of each step, one after the other.
    fn zap(steps: &[(&str, &str, &str)]) -> Zap {
        let nodes: Vec<String> = steps
            .iter()
            .enumerate()
            .map(|(index, (app, kind, params))| {
                let parent = if index == 0 { "null".to_owned() } else { index.to_string() };
                let id = index + 1;
                format!(
                    r#""{id}":{{"id":{id},"selected_api":"{app}","type_of":"{kind}","action":"x","parent_id":{parent},"params":{params}}}"#
                )
            })
            .collect();
        let text = format!(
            r#"{{"metadata":{{"version":2}},"zaps":[{{"id":1,"title":"T","nodes":{{{}}}}}]}}"#,
            nodes.join(",")
        );
        crate::read::read(&text).expect("an export").zaps.remove(0)
    }

    /// The number of the step that a number of before means.
    fn means(zap: &Zap, number: &str) -> Option<usize> {
        let reference = Reference { step: number.to_owned(), path: Vec::new(), original_numbering: true };
        zap.leads_to(&reference).map(|step| step.number)
    }

    #[test]
    fn each_number_is_known_once_the_others_are() {
        let zap = zap(&[
            ("TypeformCLIAPI", "read", "{}"),
            ("ChatGPTCLIAPI", "write", r#"{"user_message": "{{=gives['300']['text']}}"}"#),
            ("ZapierFormatterCLIAPI", "write", r#"{"inputs": "{{=gives['312']['reply']}}"}"#),
            ("DelayCLIAPI", "write", r#"{"queue_title": "{{=gives['300']['text']}}"}"#),
            ("SlackCLIAPI", "write", r#"{"text": "{{=gives['315']['output']}} {{=gives['312']['reply']}}"}"#),
        ]);
        assert_eq!(["300", "312", "315", "999"].map(|number| means(&zap, number)), [Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn keys_tell_steps_apart() {
        let zap = zap(&[
            ("SubZapCLIAPI", "read", r#"{"input_list": ["To", "Cc"]}"#),
            ("GoogleSheetsV2CLIAPI", "search", "{}"),
            ("ZapierLoopingCLIAPI", "write", r#"{"loop_values": {"sku": "x"}}"#),
            ("ZapierFormatterCLIAPI", "write", r#"{"inputs": "x"}"#),
            (
                "SlackCLIAPI",
                "write",
                r#"{"text": "{{=gives['7']['output']}} {{=gives['3']['Cc']}} {{=gives['8']['COL$A']}} {{=gives['9']['sku']}}"}"#,
            ),
        ]);
        assert_eq!(["3", "8", "9", "7"].map(|number| means(&zap, number)), [Some(1), Some(2), Some(3), Some(4)]);
    }

    #[test]
    fn what_is_open_stays_unknown() {
        let open = zap(&[
            ("TypeformCLIAPI", "read", "{}"),
            ("HubSpotCLIAPI", "write", "{}"),
            ("SlackCLIAPI", "write", r#"{"text": "{{=gives['300']['a']}} {{=gives['312']['b']}}"}"#),
        ]);
        assert_eq!(["300", "312"].map(|number| means(&open, number)), [None, None]);
        // 290 was there before the trigger, so 300 is not the trigger's number.
        let odd = zap(&[
            ("TypeformCLIAPI", "read", "{}"),
            ("HubSpotCLIAPI", "write", r#"{"name": "{{=gives['300']['a']}}"}"#),
            ("SlackCLIAPI", "write", r#"{"text": "{{=gives['290']['b']}}"}"#),
        ]);
        assert_eq!(["300", "290"].map(|number| means(&odd, number)), [None, None]);
    }
}
