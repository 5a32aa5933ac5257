//! How the page is laid out: the usual way, or with something missing, moved or added that the extension must live with. The
//! switches of each layout stand in `replica-page/layouts.json`, and the page's scripts read them too.

use serde_json::{Map, Value, json};

const LAYOUTS: &str = include_str!("../../replica-page/layouts.json");

/// A layout.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    name: String,
    switches: Map<String, Value>,
}

impl Layout {
    /// All of them.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let all: Map<String, Value> = serde_json::from_str(LAYOUTS).unwrap_or_default();
        all.into_iter()
            .filter_map(|(name, switches)| match switches {
                Value::Object(switches) => Some(Self { name, switches }),
                _ => None,
            })
            .collect()
    }

    /// The one with this name, by which also `?replica-layout=` knows it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|layout| layout.name == name)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One of its switches; empty where it is not set.
    #[must_use]
    pub fn switch(&self, name: &str) -> &str {
        self.switches.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// The width of the window that it is for, if it is for one.
    #[must_use]
    pub fn width(&self) -> Option<u64> {
        self.switches.get("width").and_then(Value::as_u64)
    }

    /// For the page's scripts.
    pub(super) fn switches(&self) -> &Map<String, Value> {
        &self.switches
    }

    /// The scripts with the page's data: their ids and what is in them.
    pub(super) fn scripts(&self, mut props: Value) -> Vec<(&'static str, Value)> {
        if let Some(zap) = props.get_mut("zap").filter(|zap| !zap.is_null()) {
            match self.switch("data") {
                "null" => *zap = Value::Null,
                "no-draft" => publish(zap),
                "numbers" => number_ids(zap),
                _ => {}
            }
        }
        let data = |props: Value| {
            json!({
                "props": {"pageProps": props, "__N_SSP": true},
                "page": "/editor/[[...slug]]", "query": {}, "buildId": "replica", "isFallback": false, "gssp": true,
            })
        };
        match self.switch("data") {
            "none" => Vec::new(),
            "other-id" => vec![("page-state", data(props))],
            "several" => {
                let flags = json!({"flags": {"steps": 3}});
                vec![("flags", flags), ("__NEXT_DATA__", data(json!({"userEmail": null}))), ("page-state", data(props))]
            }
            "elsewhere" => vec![("__NEXT_DATA__", json!({"props": {"initialState": {"editor": props}}}))],
            _ => vec![("__NEXT_DATA__", data(props))],
        }
    }
}

/// A Zap without a draft.
fn publish(zap: &mut Value) {
    if let Value::Object(zap) = zap
        && let Some(draft) = zap.remove("draft")
    {
        zap.insert("current_version".to_owned(), draft);
    }
}

/// All ids as numbers, where they are some.
fn number_ids(json: &mut Value) {
    match json {
        Value::Object(members) => {
            for (key, value) in members {
                let number = value.as_str().filter(|_| key == "id").and_then(|id| id.parse::<u64>().ok());
                match number {
                    Some(number) => *value = number.into(),
                    None => number_ids(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(number_ids),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_found_by_their_names() {
        assert_eq!(Layout::named("usual").map(|layout| layout.scripts(json!({})).len()), Some(1));
        assert_eq!(Layout::named("no-next-data").map(|layout| layout.scripts(json!({})).len()), Some(0));
        assert!(Layout::named("none of them").is_none());
    }
}
