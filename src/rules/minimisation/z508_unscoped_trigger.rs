//! Z508: the trigger takes everything.

use crate::{
    apps::{Kind, Trust},
    data::has_phrase,
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z508",
    name: "unscoped-trigger",
    measure: Measure::Minimisation,
    title: "The trigger takes everything there is",
    severity: Severity::Low,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "The Zap starts for every mail, every file or every public message, and passes it on without a Filter before.",
    why: "Each private item goes through Zapier and stays in its history, wanted or not.",
    fix: "Choose a label, a folder, a channel or a search in the trigger, or put a Filter right behind it.",
    references: &["GDPR Art. 25(2)", "45 CFR 164.502(b)", "API3:2023"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let trigger = facts.zap.trigger().filter(|trigger| !trigger.is_unfinished());
    let Some((trigger, takes)) = trigger.and_then(|trigger| Some((trigger, takes(trigger)?))) else {
        return;
    };
    outcomes.looked();
    let Some(scope) = open_scope(trigger, takes) else {
        return;
    };
    let Some(forwards) = forwarding_step(facts, trigger) else {
        return;
    };
    let place = scope.map_or_else(|| Place::step(trigger), |field| Place::field(trigger, &field.key));
    let mut found = outcomes
        .find(place, say!("The trigger takes {}, and “{}” passes it on.", takes.label(), apps::step_said(forwards)))
        .path(vec![trigger.index, forwards.index]);
    if takes == Takes::Mail {
        found = found.severity(Severity::Medium);
    }
    if let Some(field) = scope {
        found.evidence(format!("{}: {}", field.key, field.text()));
    }
}

/// Of what the trigger takes all.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Takes {
    Mail,
    Files,
    Messages,
}

impl Takes {
    const fn label(self) -> Word {
        match self {
            Self::Mail => word!("every mail that comes in"),
            Self::Files => word!("every new file, in whatever folder"),
            Self::Messages => word!("every message of every public channel"),
        }
    }

    /// Names of fields that narrow it.
    const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::Mail => &[
                "query", "search", "label", "folder", "mailbox", "category", "tag", "from", "sender", "subject",
                "keyword", "to", "recipient", "contain", "filter", "criteria", "rule", "ordner", "dossier", "carpeta",
            ],
            Self::Files => &[
                "folder", "parent", "directory", "path", "bucket", "query", "search", "name", "filter", "ordner",
                "dossier", "carpeta", "library", "prefix",
            ],
            Self::Messages => &["channel", "keyword", "query", "search", "contain", "filter", "tag"],
        }
    }
}

fn takes(trigger: &Step) -> Option<Takes> {
    let said = |words: &[&str]| has_phrase(&trigger.action, words);
    match apps::kind(trigger) {
        // The mailbox of a team's help desk is there to be read.
        Kind::Mailbox if has_phrase(&apps::app_name(trigger), &["front", "missive", "help scout"]) => None,
        Kind::Mailbox => (apps::trust(trigger) == Trust::Mailbox && !said(&["draft", "starred", "star", "flagged"]))
            .then_some(Takes::Mail),
        Kind::Files => {
            (said(&["file", "document", "photo", "image"]) && !said(&["deleted", "starred"])).then_some(Takes::Files)
        }
        Kind::TeamChat => {
            let everywhere = said(&["message"]) && said(&["public", "any", "anywhere", "all"]);
            (everywhere && !said(&["mention", "reaction"])).then_some(Takes::Messages)
        }
        _ => None,
    }
}

/// The field that says "all", or none, where nothing narrows the trigger.
fn open_scope(trigger: &Step, takes: Takes) -> Option<Option<&Field>> {
    let scopes = || trigger.fields.iter().filter(|field| is_scope(field, takes) && !field.text().trim().is_empty());
    if scopes().any(|field| !says_all(trigger, field, takes)) {
        return None;
    }
    let first = scopes().next();
    // "New File in Folder" without a folder is only half built.
    let promises =
        has_phrase(&trigger.action, &["folder", "path", "label", "labeled", "labelled", "search", "matching"]);
    (first.is_some() || !promises).then_some(first)
}

fn is_scope(field: &Field, takes: Takes) -> bool {
    has_phrase(&field.key, takes.scopes())
        && !has_phrase(&field.key, &["include", "subfolder", "trash", "spam", "mark as"])
}

/// A scope that leaves nothing out: the inbox, the root folder, every channel.
fn says_all(trigger: &Step, field: &Field, takes: Takes) -> bool {
    let says = |text: &str| {
        let text = text.trim();
        match takes {
            Takes::Mail => text.split_whitespace().all(is_whole_mailbox),
            Takes::Files => {
                matches!(text, "" | "/" | "." | "*" | "root")
                    || has_phrase(text, &["my drive", "root", "all files"]) && text.len() < 20
            }
            Takes::Messages => has_phrase(text, &["all", "any", "every"]) && text.len() < 24,
        }
    };
    let by_label = || trigger.labels.get(&field.key).is_some_and(|label| says(label) && !label.trim().is_empty());
    field.literal().is_some_and(says) || by_label()
}

/// A word of a search or the name of a label that every mail has.
fn is_whole_mailbox(word: &str) -> bool {
    const ALL: &[&str] = &[
        "inbox", "all", "mail", "any", "everything", "*", "posteingang", "unread", "category_personal", "in:inbox",
        "in:anywhere", "in:all", "is:unread", "label:inbox", "-in:spam", "-in:trash", "-in:chats", "-is:spam",
        "reception", "boite", "bandeja", "entrada", "de", "primary", "category:primary",
    ];
    let word = word.trim_matches(|char: char| matches!(char, '"' | '\'' | '[' | ']' | ',' | '(' | ')'));
    ALL.iter().any(|all| all.eq_ignore_ascii_case(word))
}

/// The first step that sends what the trigger brought to another app, also after Formatter or code has reshaped it, with
/// nothing before it that looks whether it should.
fn forwarding_step<'z>(facts: &Facts<'z>, trigger: &Step) -> Option<&'z Step> {
    let mut carriers = vec![trigger.index];
    for step in facts.steps.iter().skip(1) {
        let mappings = step.step.fields.iter().flat_map(Field::mappings);
        let brings = mappings.flat_map(|mapping| &mapping.references).any(|reference| {
            !has_phrase(reference.name(), &["id", "link", "date", "count"])
                && facts.source_at(step.step, reference).is_some_and(|source| carriers.contains(&source.step.index))
        });
        if !brings {
            continue;
        }
        let to_another = apps::app_name(step.step) != apps::app_name(trigger);
        let leaves = (step.writes() && to_another) || step.sends_to() == Some(Destination::MailOut);
        if leaves && facts.guard(step.step).is_none() {
            return Some(step.step);
        }
        carriers.push(step.step.index);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: Severity = Severity::Low;
    const MEDIUM: Severity = Severity::Medium;

    fn gmail() -> StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.0.0", "message")
    }

    fn excel() -> StepBuilder {
        action("ExcelCLIAPI@1.0.0", "add_row").field("workbook", "w").field("Text", "{{1__body_plain}}")
    }

    #[test]
    fn whole_mailboxes_are_found() {
        finds(&RULE, steps![gmail().field("label_ids", "INBOX"), excel()], &[(1, "label_ids", MEDIUM)]);
        finds(&RULE, steps![gmail(), excel()], &[(1, "", MEDIUM)]);
        finds(&RULE, steps![gmail().field("query", "in:inbox is:unread"), excel()], &[(1, "query", MEDIUM)]);
        finds(
            &RULE,
            steps![
                trigger("MicrosoftOutlookCLIAPI@3.0.0", "new_email")
                    .field("folder", "AAMkAGI1")
                    .label("folder", "Posteingang"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.strip_html")
                    .field("inputs", "{{1__body}}"),
                slack("{{2__output}}"),
            ],
            &[(1, "folder", MEDIUM)],
        );
        finds(
            &RULE,
            steps![
                gmail(),
                action("GoogleMailV2CLIAPI@2.0.0", "message")
                    .field("to", "team@example.com")
                    .field("body", r#"{{=gives["1"]["body_html"]}}"#)
            ],
            &[(1, "", MEDIUM)],
        );
        // Whether there is a subject tells nothing apart.
        finds(&RULE, steps![gmail(), filter("1__subject", "iexist", ""), slack("{{1__subject}}")], &[(1, "", MEDIUM)]);
    }

    #[test]
    fn whole_drives_and_all_channels_are_found() {
        finds(
            &RULE,
            steps![trigger("GoogleDriveCLIAPI@1.0.0", "new_file").field("drive", "My Drive"), slack("{{1__title}}")],
            &[(1, "", LOW)],
        );
        finds(
            &RULE,
            steps![
                trigger("DropBoxCLIAPI@1.0.0", "new_file").field("path", "/"),
                action("GoogleDriveCLIAPI@1.0.0", "upload_file").field("file", "{{1__file}}")
            ],
            &[(1, "path", LOW)],
        );
        finds(
            &RULE,
            steps![trigger("SlackCLIAPI@1.0.0", "public_message"), sheet("COL$A", "{{1__text}}")],
            &[(1, "", LOW)],
        );
        finds(
            &RULE,
            steps![trigger("SlackCLIAPI@1.0.0", "new_message_posted_to_any_public_channel"), ai("{{1__text}}")],
            &[(1, "", LOW)],
        );
    }

    #[test]
    fn narrowed_triggers_are_left_alone() {
        for (key, value) in [
            ("query", "from:billing@example.com"),
            ("label_ids", "Label_12"),
            ("query", "invoice"),
            ("query", "in:inbox has:attachment"),
        ] {
            silent(&RULE, steps![gmail().field(key, value), excel()]);
        }
        silent(&RULE, steps![gmail().field("label_ids", "INBOX").field("query", "subject:order"), excel()]);
        silent(&RULE, steps![gmail(), filter("1__from__email", "icontains", "@vendor.com"), excel()]);
        silent(
            &RULE,
            steps![
                gmail(),
                paths([
                    vec![path_rule("1__subject", "icontains", "invoice").into(), slack("{{1__subject}}").into()],
                    vec![path_rule("1__subject", "icontains", "order").into(), sheet("COL$A", "{{1__subject}}").into()],
                ])
            ],
        );
        silent(&RULE, steps![trigger("GoogleMailV2CLIAPI@2.0.0", "starred_email"), excel()]);
        silent(
            &RULE,
            steps![
                trigger("GoogleDriveCLIAPI@1.0.0", "file_in_folder_v2").field("folder", "1AbC"),
                slack("{{1__title}}")
            ],
        );
        silent(&RULE, steps![trigger("GoogleDriveCLIAPI@1.0.0", "file_in_folder_v2"), slack("{{1__title}}")]);
        silent(
            &RULE,
            steps![
                trigger("SlackCLIAPI@1.0.0", "message").field("channel", "C012345678"),
                sheet("COL$A", "{{1__text}}")
            ],
        );
        silent(&RULE, steps![trigger("ZapierMailCLIAPI@2.0.0", "inbound_v2"), excel()]);
    }

    #[test]
    fn what_stays_in_the_mailbox_is_left_alone() {
        silent(
            &RULE,
            steps![
                gmail(),
                action("GoogleMailV2CLIAPI@2.0.0", "add_label").field("message_id", "{{1__id}}"),
                action("GoogleMailV2CLIAPI@2.0.0", "create_draft").field("body", "{{1__body_plain}}"),
                slack("A mail came: {{1__message_id}}"),
            ],
        );
    }
}
