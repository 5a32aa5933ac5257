//! An earlier report to compare with: only what is new since then counts.

use std::collections::HashMap;

use super::{ZapReport, sarif::uri};
use crate::{read::Json, say, words::Said};
use serde::Serialize;

/// The findings of an earlier report.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    findings: Vec<Known>,
    by_fingerprint: HashMap<String, Vec<usize>>,
}

/// A finding of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Known {
    /// The rule's id.
    pub rule: String,
    /// The Zap's name, as the report showed it.
    pub zap: String,
    /// The step's number, where it was one.
    pub step_number: Option<usize>,
    /// As in the earlier report.
    pub fingerprint: String,
    #[serde(skip)]
    file: String,
}

/// What has become of the earlier findings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// So many are as they were, and are not shown.
    pub known: usize,
    /// These were not found again.
    pub gone: Vec<Known>,
}

impl Baseline {
    /// Reads a report that was written with `--format json` or `--format sarif`.
    ///
    /// # Errors
    /// With the reason, when it is none.
    pub fn read(text: &str) -> Result<Self, Said> {
        let report: Json<'_> = serde_json::from_str(text)
            .map_err(|error| say!("line {}, column {}: this is not valid JSON", error.line(), error.column()))?;
        let findings: Vec<Known> = match (report.get("zaps"), report.get("runs")) {
            (Some(Json::List(zaps)), _) => zaps.iter().flat_map(of_zap).collect(),
            (None, Some(Json::List(runs))) => {
                runs.iter().flat_map(|run| list(run, "results")).filter_map(of_result).collect()
            }
            _ => {
                return Err(say!("this is no report of Zaplint: write one with --format json or --format sarif"));
            }
        };
        let mut by_fingerprint: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| !finding.fingerprint.is_empty()) {
            by_fingerprint.entry(finding.fingerprint.clone()).or_default().push(at);
        }
        Ok(Self { findings, by_fingerprint })
    }

    /// Takes the findings out of a Zap's report that were there before, and says which of the earlier ones these are.
    ///
    /// A Zap export numbers its Zaps anew, so that two Zaps of two files can have the same fingerprint: the Zap's name or
    /// the file has to be the same as well.
    pub fn take_known(&self, zap: &mut ZapReport) -> Vec<usize> {
        let mut known = Vec::new();
        let (title, file) = (zap.title.clone(), base_name(&uri(zap.file.as_deref())).to_owned());
        zap.findings.retain(|finding| {
            let places = self.by_fingerprint.get(&finding.fingerprint).map(Vec::as_slice).unwrap_or_default();
            let is_same = |place: &&usize| {
                let earlier = self.findings.get(**place);
                earlier.is_some_and(|earlier| earlier.zap == title || earlier.file == file)
            };
            let same: Vec<usize> = places.iter().filter(is_same).copied().collect();
            known.extend(&same);
            same.is_empty()
        });
        known
    }

    /// What has become of the earlier findings, by those that were found again.
    #[must_use]
    pub fn compared(&self, found: &[usize]) -> Compared {
        let mut gone: Vec<Option<&Known>> = self.findings.iter().map(Some).collect();
        for &place in found {
            if let Some(known) = gone.get_mut(place) {
                *known = None;
            }
        }
        let gone: Vec<Known> = gone.into_iter().flatten().cloned().collect();
        Compared { known: self.findings.len() - gone.len(), gone }
    }
}

impl Compared {
    /// How many are known, and how many are gone, for people.
    #[must_use]
    pub fn said(&self) -> Said {
        say!("Known from the baseline and not shown: {}. No longer found: {}.", self.known, self.gone.len())
    }
}

impl Known {
    /// "Z301, Lead intake, step 2".
    #[must_use]
    pub fn said(&self) -> Said {
        match self.step_number {
            Some(number) => say!("{}, {}, {}", self.rule, self.zap, say!("step {}", number)),
            None => say!("{}, {}, {}", self.rule, self.zap, say!("the whole Zap")),
        }
    }
}

fn of_zap<'j>(zap: &'j Json<'_>) -> impl Iterator<Item = Known> {
    let file = text(zap, &["file"]);
    let known = move |finding: &'j Json<'_>| {
        Some(Known {
            rule: text(finding, &["rule"])?,
            zap: text(zap, &["title"])?,
            step_number: finding.get("step_number").and_then(number),
            fingerprint: text(finding, &["fingerprint"])?,
            file: base_name(&uri(file.as_deref())).to_owned(),
        })
    };
    list(zap, "findings").iter().filter_map(known)
}

fn of_result(result: &Json<'_>) -> Option<Known> {
    let location = list(result, "locations").first()?;
    let logical = list(location, "logicalLocations");
    let step = logical.iter().find(|place| place.get("kind").and_then(Json::text) == Some("step"));
    let place = step.and_then(|step| step.get("fullyQualifiedName")?.text()?.rsplit('/').next()?.parse().ok());
    let file = text(location, &["physicalLocation", "artifactLocation", "uri"]).unwrap_or_default();
    Some(Known {
        rule: text(result, &["ruleId"])?,
        // A Zap without a name is shown with one; its report has none.
        zap: text(logical.first()?, &["properties", "title"])?,
        step_number: place,
        fingerprint: text(result, &["partialFingerprints", "zaplint/v1"])?,
        file: base_name(&file).to_owned(),
    })
}

fn list<'j, 't>(json: &'j Json<'t>, key: &str) -> &'j [Json<'t>] {
    json.get(key).and_then(Json::list).unwrap_or_default()
}

fn text(json: &Json<'_>, keys: &[&str]) -> Option<String> {
    json.at(keys)?.text().map(str::to_owned)
}

fn number(json: &Json<'_>) -> Option<usize> {
    if let Json::Number(number) = json { number.parse().ok() } else { None }
}

fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lint::lint,
        policy::Policy,
        report::{Report, json, sarif},
        rules::testkit::*,
    };

    fn report(title: &str, url: &str) -> ZapReport {
        let nodes = steps![hook(), post(url), slack("{{1__email}}")];
        let [mut zap, _] = zaps(title, &nodes);
        zap.file = Some("here/zap [1].json".to_owned());
        lint(&zap, &Policy::default(), "2026-11-24")
    }

    #[test]
    fn only_what_is_new_stays() {
        let before = Report { zaps: vec![report("Leads", "http://crm.example.com")], ..Report::default() };
        let all = before.zaps[0].findings.len();
        for text in [json::write(&before), sarif::write(&before)] {
            let baseline = Baseline::read(&text).expect("a report");
            let mut same = report("Leads", "http://crm.example.com");
            let known = baseline.take_known(&mut same);
            assert_eq!(
                (same.findings.len(), baseline.compared(&known)),
                (0, Compared { known: all, gone: Vec::new() })
            );

            let mut other = report("Leads", "https://crm.example.com/{{1__x}}?token={{1__email}}");
            let known = baseline.take_known(&mut other);
            assert!(other.findings.iter().all(|finding| finding.rule != "Z301") && !other.findings.is_empty());
            let compared = baseline.compared(&known);
            assert_eq!(compared.gone[0].said().to_string(), "Z301, Leads, step 2");
            assert_eq!(compared.known + compared.gone.len(), all);

            // Another Zap with the same number in another file is another Zap.
            let mut elsewhere = report("Orders", "http://crm.example.com");
            elsewhere.file = Some("there/zap [2].json".to_owned());
            assert!(baseline.take_known(&mut elsewhere).is_empty());
        }
    }

    #[test]
    fn what_is_no_report_is_refused() {
        for text in ["", "[]", "{}", "7", "{\"zaps\": "] {
            assert!(Baseline::read(text).is_err(), "{text}");
        }
        assert!(Baseline::read("{\"zaps\": [7, {\"findings\": [{}, null]}]}").is_ok());
    }
}
