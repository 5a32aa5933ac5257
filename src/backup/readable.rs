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
    say, told, word,
    words::{Language, Said, Word},
    zap::{Field, Status, Step, StepKind, Value, Zap},
};

/// The Zap as Markdown: steps, fields, mappings by name, code and Paths. Secrets are shown as their first four characters
/// at most.
#[must_use]
pub fn readable(zap: &Zap, language: &Language) -> String {
    Page { zap, masker: masker_of(zap), language }.write()
}

struct Page<'z> {
    zap: &'z Zap,
    masker: Masker,
    language: &'z Language,
}

impl Page<'_> {
    fn write(&self) -> String {
        let title = self.zap.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
        let mut page = format!("# {}\n\n", self.text(title.unwrap_or(self.language.word("Untitled Zap"))));
        page.push_str(self.language.word(
            "A copy of a Zap to read and to build it again by hand. Passwords and keys are hidden: enter them anew.",
        ));
        let status = match self.zap.status {
            Status::On => word!("switched on"),
            Status::Off => word!("switched off"),
            Status::Draft => word!("a draft"),
            Status::Unknown => word!("not known"),
        };
        page.push_str("\n\n");
        self.line(&mut page, &say!("Status: {}", status));
        if !self.zap.id.is_empty() {
            self.line(&mut page, &say!("Number: {}", self.code(&self.zap.id)));
        }
        if let Some(note) = &self.zap.note {
            let _ = writeln!(page, "\n{}", fenced("", &self.masker.mask(note)));
        }
        for step in self.zap.steps() {
            self.step(&mut page, step);
        }
        let unread: Vec<_> = self.zap.unread.iter().filter(|unread| unread.step.is_none()).collect();
        if !unread.is_empty() {
            let _ = writeln!(page, "\n## {}\n", self.language.word("What could not be read"));
            unread.iter().for_each(|unread| {
                let _ = writeln!(page, "- {}", self.said(&unread.reason));
            });
        }
        page
    }

    fn step(&self, page: &mut String, step: &Step) {
        let _ = writeln!(page, "\n## {}. {}\n", step.number, self.text(&apps::step_name(step)));
        self.line(page, &say!("{}: {}", kind(step.kind), self.text(&apps::app_name(step))));
        match &step.app_version {
            _ if step.app.is_empty() => {}
            Some(version) => {
                self.line(page, &say!("App: {}, version {}", self.code(&step.app), self.code(version)));
            }
            None => self.line(page, &say!("App: {}", self.code(&step.app))),
        }
        if !step.action.is_empty() {
            self.line(page, &say!("Action: {}", self.code(&step.action)));
        }
        if let Some(before) = step.previous.and_then(|before| self.zap.step(before))
            && before.index + 1 != step.index
        {
            let name = told::number_and_name(before.number, &apps::step_name(before));
            self.line(page, &say!("Runs after {}", self.said(&name)));
        }
        if let Some(connection) = &step.connection {
            let label = step.labels.get("authentication_id").map(|label| format!("{} ", self.text(label)));
            self.line(page, &say!("Account: {}({})", label.unwrap_or_default(), self.code(connection)));
        }
        if let Some(note) = &step.note {
            let _ = writeln!(page, "- {}\n\n{}", self.language.word("Note:"), fenced("", &self.masker.mask(note)));
        }
        if !step.conditions.is_empty() {
            let _ = writeln!(page, "\n{}\n", self.language.word("Goes on only if:"));
            for row in told::conditions(self.zap, step, self.language) {
                let _ = writeln!(page, "- {}", self.text(&row));
            }
        }
        if !step.fields.is_empty() {
            let _ = writeln!(page, "\n{}\n", self.language.word("Fields:"));
            step.fields.iter().for_each(|field| self.field(page, step, field));
        }
        for unread in self.zap.unread.iter().filter(|unread| unread.step == Some(step.index)) {
            let _ = writeln!(page, "\n{}", self.language.said(&say!("Not read: {}", self.said(&unread.reason))));
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
                self.line(page, &say!("{}: not read, {}", key, self.said(reason)));
                return;
            }
        };
        let text = self.masker.mask(&told::template(self.zap, step, template, self.language)).into_owned();
        let label = step.labels.get(&field.key).map(str::trim).filter(|label| !label.is_empty() && *label != text);
        let label = label.map(|label| format!(" ({})", self.text(label))).unwrap_or_default();
        if text.contains('\n') {
            let _ = writeln!(page, "- {key}{label}:\n\n{}", fenced("", &text));
        } else {
            let _ = writeln!(page, "- {key}{label}: {}", code(&text));
        }
    }

    /// A line of a list; what goes into it is ready for the page.
    fn line(&self, page: &mut String, said: &Said) {
        let _ = writeln!(page, "- {}", self.language.said(said));
    }

    /// A message, ready for the page.
    fn said(&self, said: &Said) -> String {
        self.text(&self.language.said(said))
    }

    fn text(&self, text: &str) -> String {
        escape(&self.masker.mask(text))
    }

    fn code(&self, text: &str) -> String {
        code(&self.masker.mask(text))
    }
}

const fn kind(kind: StepKind) -> Word {
    match kind {
        StepKind::Trigger => word!("Trigger"),
        StepKind::Action => word!("Action"),
        StepKind::Search => word!("Search"),
        StepKind::SearchOrCreate => word!("Search or create"),
        StepKind::Filter => word!("Filter"),
        StepKind::Paths => word!("Paths"),
        StepKind::PathRule => word!("Rule of a Path"),
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
            let page = readable(&zap, &Language::ENGLISH);
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
