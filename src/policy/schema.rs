//! The JSON Schema of a policy, for editors and for whoever writes one.
//!
//! The browser's own is the source (`extension/managed_schema.json`): Chrome knows only some words of JSON Schema in it, and refuses
//! the whole extension for any other. What is published says more: which keys there are, no others, `extends` and `$schema`.

use serde_json::{Value, json};

const MANAGED: &str = include_str!("../../extension/managed_schema.json");

/// The schema, indented, with a line break at the end.
#[must_use]
pub fn schema() -> String {
    let mut schema: Value = serde_json::from_str(MANAGED).unwrap_or_default();
    close(&mut schema);
    if let Some(top) = schema.as_object_mut() {
        top.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        if let Some(properties) = top.get_mut("properties").and_then(Value::as_object_mut) {
            let description = "Another policy's file, relative to this one, that this policy is laid over.";
            properties.insert("extends".to_owned(), json!({"type": "string", "description": description}));
            let description = "The address or file of this schema, for editors.";
            properties.insert("$schema".to_owned(), json!({"type": "string", "description": description}));
        }
    }
    format!("{schema:#}\n")
}

/// No object has other keys than those that are named.
fn close(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        properties.values_mut().for_each(close);
        object.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    if let Some(items) = object.get_mut("items") {
        close(items);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::policy::Policy;

    /// A policy that sets every key there is.
    const WHOLE: &str = r#"{"persona":"auditor","minimum_severity":"low","rules_off":["Z602"],"company_domains":["a.example"],
        "approved_apps":["Gmail"],"denied_apps":["Discord"],"review_days":9,"reviewed_code":["ab"],
        "waivers":[{"fingerprint":"f","reason":"r","by":"b","until":"2027-01-31"}],
        "no_waivers":["Z101"],"required_items":["K1"],"contact":"c","rules":[
            {"id":"ORG-1","title":"t","why":"w","fix":"f","severity":"high","measure":7,
             "forbid":{"data":["health"],"apps":["Slack"],"hosts":["x.example"],"destinations":["ai"]}},
            {"id":"ORG-2","title":"t","only_apps":{"apps":["Slack"],"hosts":["x.example"],"data":["health"]}},
            {"id":"ORG-3","title":"t","require_guard":{"apps":["Slack"],"actions":["send"],"field":"f","guards":["path"]}}]}"#;

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    /// Every key below, by its path; lists add nothing to it.
    fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(members) => members.iter().for_each(|(key, member)| {
                let path = format!("{path}/{key}");
                keys(member, &path, found);
                found.insert(path);
            }),
            Value::Array(items) => items.iter().for_each(|item| keys(item, path, found)),
            _ => {}
        }
    }

    fn keys_of_schema(schema: &Value, path: &str, found: &mut BTreeSet<String>) {
        for (key, member) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{path}/{key}");
            keys_of_schema(member, &path, found);
            found.insert(path);
        }
        if let Some(items) = schema.get("items") {
            keys_of_schema(items, path, found);
        }
    }

    #[test]
    fn the_schema_has_the_keys_of_the_policy_and_no_others() {
        let policy = Policy::read(WHOLE).unwrap();
        let (mut of_policy, mut of_managed, mut of_published) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        keys(&serde_json::to_value(&policy).unwrap(), "", &mut of_policy);
        keys_of_schema(&parsed(MANAGED), "", &mut of_managed);
        assert_eq!(of_managed, of_policy);
        keys_of_schema(&parsed(&schema()), "", &mut of_published);
        of_policy.extend(["/extends", "/$schema"].map(str::to_owned));
        assert_eq!(of_published, of_policy);
    }

    /// What the reader takes the schema takes, and what it refuses for its form the schema refuses.
    #[test]
    fn the_schema_and_the_reader_agree() {
        let validator = jsonschema::validator_for(&parsed(&schema())).unwrap();
        let rule = |what: &str| format!(r#"{{"rules":[{{"id":"A","title":"t",{what}}}]}}"#);
        for fine in [
            "{}",
            r#"{"$schema":"policy.schema.json","persona":"auditor"}"#,
            WHOLE,
            &rule(r#""forbid":{"data":["card"]}"#),
        ] {
            assert!(Policy::read(fine).is_ok() && validator.is_valid(&parsed(fine)), "{fine}");
        }
        let written = serde_json::to_value(Policy::read(WHOLE).unwrap()).unwrap();
        // As the extension reads it.
        assert_eq!(crate::read::typed::read(WHOLE), Ok(Policy::read(WHOLE).unwrap()));
        assert!(validator.is_valid(&written) && validator.is_valid(&serde_json::to_value(Policy::default()).unwrap()));
        for wrong in [
            r#"{"aproved_apps":[]}"#,
            r#"{"persona":"expert"}"#,
            r#"{"minimum_severity":"High"}"#,
            r#"{"rules_off":"Z602"}"#,
            r#"{"review_days":-1}"#,
            r#"{"waivers":[{"fingerprint":"f"}]}"#,
            r#"{"waivers":[{"fingerprint":"f","reason":"r","who":"x"}]}"#,
            r#"{"rules":[{"id":"A"}]}"#,
            &rule(r#""forbid":{"data":["e-mail"]}"#),
            &rule(r#""forbid":{"destinations":["nowhere"]}"#),
            &rule(r#""forbid":{"apps":["a"]},"measure":11"#),
            &rule(r#""require_guard":{"apps":["a"],"guards":["dog"]}"#),
            r#"{"rules":[{"id":"A B","title":"t","forbid":{"apps":["a"]}}]}"#,
            "[]",
        ] {
            assert!(Policy::read(wrong).is_err() && !validator.is_valid(&parsed(wrong)), "{wrong}");
        }
    }

    /// Each word of every list of choices is one that the reader knows, and the other way round.
    #[test]
    fn the_choices_are_those_of_the_reader() {
        let schema = parsed(MANAGED);
        let rule = &schema["properties"]["rules"]["items"]["properties"];
        let choices = |value: &Value| -> Vec<String> {
            value["enum"].as_array().unwrap().iter().map(|choice| choice.as_str().unwrap().to_owned()).collect()
        };
        let known = |json: &str| -> Vec<String> {
            let error = Policy::read(json).unwrap_err().to_string();
            error
                .split("it can be: ")
                .nth(1)
                .unwrap_or_else(|| panic!("{error}"))
                .split(", ")
                .map(str::to_owned)
                .collect()
        };
        let top = &schema["properties"];
        assert_eq!(choices(&top["persona"]), known(r#"{"persona":"xxxxxxxxx"}"#));
        assert_eq!(choices(&top["minimum_severity"]), known(r#"{"minimum_severity":"xxxxxxxxx"}"#));
        let in_rule = |what: &str| format!(r#"{{"rules":[{{"id":"A","title":"t",{what}}}]}}"#);
        let forbid = &rule["forbid"]["properties"];
        assert_eq!(choices(&forbid["data"]["items"]), known(&in_rule(r#""forbid":{"data":["xxxxxxxxx"]}"#)));
        let places = known(&in_rule(r#""forbid":{"destinations":["xxxxxxxxx"]}"#));
        assert_eq!(choices(&forbid["destinations"]["items"]), places);
        assert_eq!(choices(&rule["only_apps"]["properties"]["data"]["items"]), choices(&forbid["data"]["items"]));
        let guards = known(&in_rule(r#""require_guard":{"guards":["xxxxxxxxx"]}"#));
        assert_eq!(choices(&rule["require_guard"]["properties"]["guards"]["items"]), guards);
        assert_eq!(choices(&rule["severity"]), choices(&top["minimum_severity"]));
    }

    /// Chrome does not load an extension whose schema uses another word, has no type somewhere or a list without items.
    #[test]
    fn chrome_takes_the_schema_of_the_managed_storage() {
        fn check(schema: &Value, path: &str) {
            let object = schema.as_object().unwrap();
            let known: &[&str] = match object["type"].as_str().unwrap() {
                "object" => &["properties", "required"],
                "array" => &["items"],
                "string" => &["enum", "pattern"],
                "integer" => &["enum", "minimum", "maximum"],
                other => panic!("{path}: {other}"),
            };
            for key in object.keys() {
                assert!(
                    ["type", "title", "description"].contains(&key.as_str()) || known.contains(&key.as_str()),
                    "{path}: {key}"
                );
            }
            let properties = object.get("properties").and_then(Value::as_object);
            for (key, member) in properties.into_iter().flatten() {
                check(member, &format!("{path}/{key}"));
            }
            if object["type"] == "array" {
                check(&object["items"], &format!("{path}[]"));
            }
            for required in object.get("required").and_then(Value::as_array).into_iter().flatten() {
                assert!(properties.unwrap().contains_key(required.as_str().unwrap()), "{path}: {required}");
            }
        }
        let schema = parsed(MANAGED);
        assert_eq!(schema["type"], "object");
        check(&schema, "");
    }
}
