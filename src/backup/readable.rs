//! A Zap as a page to read: enough to build it again by hand, without its secrets.

use std::fmt::Write as _;

use crate::{
    apps,
    data::Masker,
    lint::masker_of,
    report::{
        markdown::{code, escape},
        visible,
    },
    told,
    words::Language,
    zap::{Field, Status, Step, StepKind, Value, Zap},
};

/// The Zap as Markdown: steps, fields, mappings by name, code and Paths. Secrets are shown as their first four characters
/// at most.
#[must_use]
pub fn readable(zap: &Zap) -> String {
    Page { zap, masker: masker_of(zap) }.write()
}

struct Page<'z> {
    zap: &'z Zap,
    masker: Masker,
}

impl Page<'_> {
    fn write(&self) -> String {
        let title = self.zap.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let mut page = format!("# {}\n\n", self.text(title.unwrap_or("Untitled Zap")));
        page.push_str("A copy of a Zap to read and to build it again by hand. Passwords and keys are hidden: enter them anew.\n\n");
        let status = match self.zap.status {
            Status::On => "switched on",
            Status::Off => "switched off",
            Status::Draft => "a draft",
            Status::Unknown => "not known",
        };
        let _ = writeln!(page, "- Status: {status}");
        if !self.zap.id.is_empty() {
            let _ = writeln!(page, "- Number: {}", self.code(&self.zap.id));
        }
        if let Some(note) = &self.zap.note {
            let _ = writeln!(page, "\n{}", fenced("", &self.masker.mask(note)));
        }
        for step in self.zap.steps() {
            self.step(&mut page, step);
        }
        let unread: Vec<_> = self.zap.unread.iter().filter(|unread| unread.step.is_none()).collect();
        if !unread.is_empty() {
            page.push_str("\n## What could not be read\n\n");
            unread.iter().for_each(|unread| {
                let _ = writeln!(page, "- {}", self.text(&unread.reason.to_string()));
            });
        }
        page
    }

    fn step(&self, page: &mut String, step: &Step) {
        let _ = writeln!(page, "\n## {}. {}\n", step.number, self.text(&apps::step_name(step)));
        let _ = writeln!(page, "- {}: {}", kind(step.kind), self.text(&apps::app_name(step)));
        let version = step.app_version.as_ref().map(|version| format!(", version {}", self.code(version)));
        if !step.app.is_empty() {
            let _ = writeln!(page, "- App: {}{}", self.code(&step.app), version.unwrap_or_default());
        }
        if !step.action.is_empty() {
            let _ = writeln!(page, "- Action: {}", self.code(&step.action));
        }
        if let Some(before) = step.previous.and_then(|before| self.zap.step(before))
            && before.index + 1 != step.index
        {
            let name = told::number_and_name(before.number, &apps::step_name(before)).to_string();
            let _ = writeln!(page, "- Runs after {}", self.text(&name));
        }
        if let Some(connection) = &step.connection {
            let label = step.labels.get("authentication_id").map(|label| format!("{} ", self.text(label)));
            let _ = writeln!(page, "- Account: {}({})", label.unwrap_or_default(), self.code(connection));
        }
        if let Some(note) = &step.note {
            let _ = writeln!(page, "- Note:\n\n{}", fenced("", &self.masker.mask(note)));
        }
        if !step.conditions.is_empty() {
            page.push_str("\nGoes on only if:\n\n");
            for row in told::conditions(self.zap, step, &Language::ENGLISH) {
                let _ = writeln!(page, "- {}", self.text(&row));
            }
        }
        if !step.fields.is_empty() {
            page.push_str("\nFields:\n\n");
            step.fields.iter().for_each(|field| self.field(page, step, field));
        }
        for unread in self.zap.unread.iter().filter(|unread| unread.step == Some(step.index)) {
            let _ = writeln!(page, "\nNot read: {}", self.text(&unread.reason.to_string()));
        }
    }

    fn field(&self, page: &mut String, step: &Step, field: &Field) {
        let key = self.code(&field.key);
        let template = match &field.value {
            Value::Text(template) if field.key == "code" => {
                let _ = writeln!(page, "- {key}:\n\n{}", fenced("", &self.masker.mask(template.text())));
                return;
            }
            Value::Text(template) if template.is_blank() => return,
            Value::Text(template) => template,
            Value::Unread(reason) => {
                let _ = writeln!(page, "- {key}: not read, {}", self.text(&reason.to_string()));
                return;
            }
        };
        let text = self.masker.mask(&told::template(self.zap, step, template, &Language::ENGLISH)).into_owned();
        let label = step.labels.get(&field.key).map(str::trim).filter(|label| !label.is_empty() && *label != text);
        let label = label.map(|label| format!(" ({})", self.text(label))).unwrap_or_default();
        if text.contains('\n') {
            let _ = writeln!(page, "- {key}{label}:\n\n{}", fenced("", &text));
        } else {
            let _ = writeln!(page, "- {key}{label}: {}", code(&text));
        }
    }

    fn text(&self, text: &str) -> String {
        escape(&self.masker.mask(text))
    }

    fn code(&self, text: &str) -> String {
        code(&self.masker.mask(text))
    }
}

const fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Trigger => "Trigger",
        StepKind::Action => "Action",
        StepKind::Search => "Search",
        StepKind::SearchOrCreate => "Search or create",
        StepKind::Filter => "Filter",
        StepKind::Paths => "Paths",
        StepKind::PathRule => "Rule of a Path",
    }
}

/// A block of code, in a fence longer than any in it; whatever would steer the reader's screen is shown by name.
#[must_use]
pub fn fenced(language: &str, text: &str) -> String {
    let text = visible::lines(text);
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::*;

    #[test]
    fn all_that_is_needed_to_build_it_again_is_told() {
        let token = ["sk_li", "ve_", &random(24)].concat();
        let nodes = steps![
            hook(),
            post("https://a.example.com/{{1__id}}")
                .field("headers.Authorization", format!("Bearer {token}"))
                .connection("Kim's account"),
            javascript("const a = '```';\nreturn a;").title("Count <b>them</b>"),
            paths([vec![
                path_rule("1__status", "iexact", "open").into(),
                slack("*Hi*").label("channel", "#design").into()
            ]]),
        ];
        for zap in zaps("All of it", &nodes) {
            let page = readable(&zap);
            for piece in [
                "# All of it",
                "## 2. POST in Webhooks by Zapier",
                "- `url`: `https://a.example.com/{{id of step 1 “Catch Hook in Webhooks by Zapier”}}`",
                "- `headers.Authorization`: `Bearer sk_l…`",
                "- Account: Kim's account (`50674384`)",
                "## 3. Count \\<b\\>them\\</b\\>",
                "````\nconst a = '```';\nreturn a;\n````",
                "- status of step 1 “Catch Hook in Webhooks by Zapier” is exactly “open”",
                "- `channel` (\\#design): `C0123456789`",
                "- `text`: `*Hi*`",
            ] {
                assert!(page.contains(piece), "{piece}\n{page}");
            }
            assert!(!page.contains(&token));
        }
    }
}
