//! The options page: what is set, by whom, and how it is changed.

use super::{Answer, Ask, Desk, ExportedFile, Locked, Sheet, rule_text};
use crate::{
    notebook::Settings,
    policy::Policy,
    read::{Json, tree::in_order},
    rules, say,
};

impl Desk {
    /// Answers what is not about the Zap in a tab; `None` for anything else.
    pub(super) fn about_all(&mut self, ask: &Ask, today: &str) -> Option<Answer> {
        match ask {
            Ask::Settings => {}
            Ask::Set { settings } => {
                // What was wrong before does not keep anybody from changing something else.
                if let Some(fault) = settings.fault().filter(|_| self.book.settings().fault().is_none()) {
                    return Some(self.sorry(&say!("This was not saved: {}.", fault)));
                }
                self.set(Settings::clone(settings), today);
            }
            Ask::SettingsFile => return Some(Answer::File(self.settings_file())),
            Ask::ReadSettings { text } => match Settings::read(text, self.book.settings()) {
                Ok(settings) => self.set(settings, today),
                Err(reason) => {
                    return Some(self.sorry(&say!("This file of settings was not taken over: {}.", reason)));
                }
            },
            Ask::Pause { everywhere: true, on } => {
                self.set(Settings { paused: *on, ..self.book.settings().clone() }, today);
                return Some(Answer::Done);
            }
            Ask::Rule { rule, on } => {
                let mut settings = self.book.settings().clone();
                settings.policy.rules_off.retain(|id| !id.eq_ignore_ascii_case(rule));
                if let Some(rule) = rules::by_id(rule).filter(|_| !on) {
                    settings.policy.rules_off.push(rule.id.to_owned());
                }
                self.set(settings, today);
                return Some(Answer::Done);
            }
            Ask::Known => return Some(self.known()),
            Ask::Rules => return Some(Answer::Rules(rule_text::all(&self.language))),
            Ask::Report { zap } => return Some(self.saved_report(zap)),
            Ask::Forget { zap } => {
                match zap {
                    Some(zap) => self.book.forget(zap),
                    None => self.book.forget_all(),
                }
                self.recheck(today);
                return Some(Answer::Done);
            }
            _ => return None,
        }
        Some(Answer::Settings(Box::new(self.sheet())))
    }

    fn set(&mut self, settings: Settings, today: &str) {
        self.book.set(settings, today);
        self.recheck(today);
    }

    fn sheet(&mut self) -> Sheet {
        Sheet {
            settings: self.book.settings().clone(),
            company: locked(&self.company.policy),
            contact: self.company.policy.contact.clone(),
            notices: self.notices(true),
            zaps: self.book.count(),
            rules: rules::ALL.iter().map(|rule| rule.id.to_owned()).collect(),
        }
    }

    fn settings_file(&self) -> ExportedFile {
        ExportedFile {
            name: "zaplint-settings.json".to_owned(),
            mime: "application/json".to_owned(),
            text: self.book.settings().to_file(),
        }
    }
}

/// The keys of a policy that say something, but for the contact.
fn locked(company: &Policy) -> Vec<Locked> {
    let keys = serde_json::to_string(company).unwrap_or_default();
    let Ok(Json::Object(keys)) = serde_json::from_str(&keys) else { return Vec::new() };
    let lists = |key: &str| !matches!(key, "persona" | "minimum_severity" | "review_days" | "approved_apps");
    in_order(&keys)
        .into_iter()
        .filter(|(key, _)| key != "contact")
        .filter_map(|(key, value)| {
            let value = match value {
                Json::Text(text) => text.to_string(),
                Json::Number(number) => number.clone(),
                Json::List(items) if !items.is_empty() => texts(items),
                _ => return None,
            };
            Some(Locked { adds: lists(key), setting: key.to_string(), value })
        })
        .collect()
}

/// "a, b, c"; of what is no text only the number is told.
fn texts(items: &[Json<'_>]) -> String {
    let texts: Vec<&str> = items.iter().filter_map(Json::text).collect();
    if texts.len() == items.len() { texts.join(", ") } else { items.len().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        finding::Severity,
        notebook::{Company, Notebook},
    };

    const TODAY: &str = "2026-11-24";

    fn sheet(answer: Answer) -> Sheet {
        match answer {
            Answer::Settings(sheet) => *sheet,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_sheet_tells_what_the_company_has_set() {
        let company = Company::read(
            r#"{"approved_apps":["Gmail","Slack"],"minimum_severity":"medium","contact":"it@example.org","no_waivers":["Z101"],"what":1}"#,
        );
        let mut desk = Desk::open(Notebook::default(), company);
        let sheet = sheet(desk.ask(0, &Ask::Settings, TODAY).0);
        let told: Vec<_> =
            sheet.company.iter().map(|locked| (locked.setting.as_str(), locked.value.as_str(), locked.adds)).collect();
        assert!(
            told.contains(&("approved_apps", "Gmail, Slack", false)) && told.contains(&("no_waivers", "Z101", true))
        );
        assert!(told.contains(&("minimum_severity", "medium", false)) && told.len() == 3, "{told:?}");
        assert_eq!((sheet.contact.as_deref(), sheet.notices.len()), (Some("it@example.org"), 1));
    }

    #[test]
    fn settings_go_into_a_file_and_come_back() {
        let mut desk = Desk::default();
        let settings = Settings {
            name: "Kim".into(),
            badges_from: Some(Severity::High),
            policy: Policy { company_domains: vec!["example.org".into()], ..Policy::default() },
            ..Settings::default()
        };
        desk.ask(0, &Ask::Set { settings: Box::new(settings.clone()) }, TODAY);
        let Answer::File(file) = desk.ask(0, &Ask::SettingsFile, TODAY).0 else { panic!() };
        let mut other = Desk::default();
        assert_eq!(sheet(other.ask(0, &Ask::ReadSettings { text: file.text }, TODAY).0).settings, settings);
        assert!(other.take_saves().iter().any(|save| save.key == "settings" && save.text.is_some()));
        // A policy file, as the command line takes it, is the policy alone.
        let policy = r#"{"rules_off":["Z602"]}"#.to_owned();
        let read = sheet(other.ask(0, &Ask::ReadSettings { text: policy }, TODAY).0).settings;
        assert_eq!((read.name.as_str(), read.policy.rules_off), ("Kim", vec!["Z602".to_owned()]));
        for text in ["", "[]", r#"{"rules_off":["Z999"]}"#, r#"{"version":2,"content":{}}"#] {
            let answer = other.ask(0, &Ask::ReadSettings { text: text.into() }, TODAY).0;
            assert!(matches!(answer, Answer::Sorry { .. }), "{text}");
        }
        other.ask(0, &Ask::Forget { zap: None }, TODAY);
        assert_eq!(sheet(other.ask(0, &Ask::Settings, TODAY).0).settings, Settings::default());
        assert!(other.take_saves().iter().any(|save| save.key == "settings" && save.text.is_none()));
    }
}
