//! Z901: a link that dies is saved as the record.

use crate::{code::Whole, data::has_phrase, facts::formatter_keeps, rules::prelude::*, zap::Reference};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z901",
    name: "expiring-link-stored",
    measure: Measure::Backups,
    title: "A link that soon stops working is saved",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A temporary link (a Picsart result, a signed or temporary download link) is written as text into a table, a CRM or a document.",
    why: "Picsart keeps results for 24 hours at most, other links end even sooner: what is left is a record that points to nothing.",
    fix: "Add a step that uploads the file to your own storage (Drive, Dropbox, S3), and save that link instead.",
    references: &["CWE-672", "GDPR Art. 32(1)(b)", "GDPR Art. 32(1)(c)", "45 CFR 164.308(a)(7)(ii)(A)"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in &all.steps {
        let keeps =
            matches!(facts.sends_to(), Some(Destination::Sheet | Destination::SystemOfRecord | Destination::File));
        let mails = matches!(facts.sends_to(), Some(Destination::MailOut | Destination::Chat | Destination::Sms));
        if !keeps && !mails {
            continue;
        }
        for FieldFacts { field, .. } in &facts.fields {
            let temporary = field.mappings().iter().find_map(|mapping| {
                let found = |reference| Some((Some(reference), kind(all, facts.step, reference, 0)?));
                Some((mapping.text.as_str(), mapping.references.iter().find_map(found)?))
            });
            let typed = || {
                let template = field.template()?;
                template.fixed_texts().find_map(|text| Some((text, (None, typed(text)?))))
            };
            let Some((shown, (reference, kind))) = temporary.or_else(typed) else {
                continue;
            };
            outcomes.looked();
            let is_whole = field.text().trim() == shown.trim();
            match takes(field.name(), facts.destination) {
                // The app fetches the file at once and keeps its own copy.
                Takes::File if is_whole => continue,
                Takes::Unknown if is_whole => {
                    outcomes.not_checked(
                        Place::field(facts.step, &field.key),
                        say!("the table does not say whether this column keeps the file itself or only the link to it"),
                    );
                    continue;
                }
                Takes::File | Takes::Unknown | Takes::Text => {}
            }
            let route = reference
                .and_then(|reference| all.source_at(facts.step, reference))
                .map(|source| source.step.index)
                .into_iter()
                .chain([facts.step.index])
                .collect();
            let found = outcomes
                .find(
                    Place::field(facts.step, &field.key),
                    say!("The field “{}” keeps {} as text; soon it leads nowhere.", &field.key, kind),
                )
                .evidence(shown)
                .path(route);
            if mails {
                // A mail that is read at once is fine; one that is read next week is not.
                found.severity(Severity::Low).persona(Persona::Pedantic);
            }
        }
    }
}

/// What sort of temporary link a mapping gives, if it gives one.
fn kind(all: &Facts<'_>, step: &Step, reference: &Reference, depth: usize) -> Option<Word> {
    let source = all.source_at(step, reference);
    let by_code = source.is_some_and(|source| source.product == Product::Code);
    let may_be = may_be_a_link(reference.name());
    if !may_be && !by_code && !reference.path.first().is_some_and(|first| first.starts_with("output")) {
        return None;
    }
    let earlier = source.filter(|source| source.step.index < step.index && depth < 4);
    if let Some((source, fields)) = earlier.and_then(|source| Some((source, handed_on(source, reference)?))) {
        let mut given = fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references);
        return given.find_map(|earlier| kind(all, source.step, earlier, depth + 1));
    }
    if !may_be {
        return None;
    }
    let is = |words: &[&str]| has_phrase(reference.name(), words);
    let is_link = is(&["url", "link", "uri", "href"]);
    if is_link && source.is_some_and(makes_pictures) {
        return Some(word!("a Picsart link, which works for 24 hours at most,"));
    }
    // `signed_url` ends; the address of a signed contract does not.
    const ENDING: &[&str] = &[
        "signed url", "signed link", "signed uri", "presigned", "pre signed", "temporary", "temp", "expiring",
        "sas url",
    ];
    if is_link && is(ENDING) {
        return Some(word!("a temporary link"));
    }
    let source = source?;
    const GIVES_ENDING: &[&str] =
        &["temporary link", "temporary url", "temp link", "temp url", "presigned url", "pre signed url", "signed url"];
    if is_link && has_phrase(&source.step.action, GIVES_ENDING) {
        return Some(word!("a temporary link"));
    }
    let made_picture = source.asks_ai().is_some()
        && has_phrase(&source.step.action, &["image", "picture", "dalle", "dall e", "photo"]);
    if is_link && made_picture {
        return Some(word!("a link to a picture that an AI made, which works for hours,"));
    }
    let attached = || reference.path.iter().any(|part| has_phrase(part, ATTACHED));
    let app = apps::find(source.step).map_or("", |app| app.name);
    match app {
        "Notion" if is_link && attached() => Some(word!("a Notion file link, which works for an hour,")),
        "Airtable" if is_link && attached() => Some(word!("an Airtable file link, which works for two hours,")),
        // Zapier gives the file itself as an address of its own that fetches it.
        _ if apps::kind(source.step) == apps::Kind::Mailbox
            && data::words(reference.name()).last().is_some_and(|last| last.is("attachment")) =>
        {
            Some(word!("Zapier's own link to an attachment, which ends soon,"))
        }
        _ => None,
    }
}

/// The fields of a step that leaves a link what it is: those of a Formatter or a loop; of Code the Input Data that it hands on,
/// as it came, under the key of this mapping.
fn handed_on<'z>(source: &StepFacts<'z>, reference: &Reference) -> Option<&'z [Field]> {
    if passes_on(source) {
        return Some(&source.step.fields);
    }
    let [key] = reference.path.as_slice() else { return None };
    let (_, whole) = source.code.as_ref()?.wholes().iter().find(|(known, _)| known == key)?;
    let Whole::Input(input) = whole else { return None };
    let is_input = |field: &&Field| field.group() == "input" && field.name() == input.as_str();
    source.step.fields.iter().find(is_input).map(std::slice::from_ref)
}

/// A Formatter step that leaves a link what it is.
fn passes_on(source: &StepFacts<'_>) -> bool {
    source.product == Product::Looping || source.product == Product::Formatter && formatter_keeps(source.step)
}

/// Most names are told at a glance from those that are looked at word by word.
fn may_be_a_link(name: &str) -> bool {
    const MARKS: [&[u8]; 5] = [b"url", b"uri", b"lin", b"hre", b"tac"];
    name.as_bytes().windows(3).any(|part| MARKS.iter().any(|mark| part.eq_ignore_ascii_case(mark)))
}

const ATTACHED: &[&str] = &["file", "attachment", "photo", "image", "picture", "media", "document"];

/// A typed link that ends: of Picsart's store, or one that says when.
fn typed(text: &str) -> Option<Word> {
    if !text.contains(['/', '=']) {
        // None of these marks is in it.
        return None;
    }
    if text.contains("cdn.picsart.io/") {
        return Some(word!("a Picsart link, which works for 24 hours at most,"));
    }
    let ends = ["X-Amz-Expires=", "X-Goog-Expires=", "dl.dropboxusercontent.com/cd/", "zapier.com/engine/hydrate"];
    ends.iter().any(|mark| text.contains(mark)).then_some(word!("a temporary link"))
}

/// A Picsart step, or a request to Picsart's own address.
fn makes_pictures(source: &StepFacts<'_>) -> bool {
    source.product == Product::Picsart
        || targets(source).iter().any(|target| {
            target.address.fixed_host().is_some_and(|host| host == "api.picsart.io" || host == "genai-api.picsart.io")
        })
}

/// What a column makes of a link.
enum Takes {
    /// It fetches the file and keeps it.
    File,
    /// It keeps the text.
    Text,
    /// Its key does not tell.
    Unknown,
}

fn takes(name: &str, destination: Option<Destination>) -> Takes {
    let has = |words: &[&str]| data::words(name).any(|word| words.contains(&word.as_str()));
    const FILES: &[&str] = &[
        "file", "files", "attachment", "attachments", "image", "images", "photo", "photos", "picture", "upload",
        "media", "src",
    ];
    // Airtable's column of files is given the address of each.
    if name.ends_with("[]url") && has(FILES) {
        return Takes::File;
    }
    if has(&["url", "link", "uri", "href", "note", "notes", "description", "text", "body", "message"]) {
        return Takes::Text;
    }
    if has(FILES) {
        return Takes::File;
    }
    // Airtable and Tables name columns by an id that hides their type.
    let is_opaque = name.contains("__fld") || name.starts_with("fld") || name.contains("__f");
    if is_opaque && destination == Some(Destination::Sheet) { Takes::Unknown } else { Takes::Text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Outcome;

    fn picsart() -> crate::rules::testkit::StepBuilder {
        action("PicsartCLIAPI@1.0.0", "remove_background").field("image_url", "{{1__photo}}")
    }

    fn airtable(key: &str, value: &str) -> crate::rules::testkit::StepBuilder {
        action("AirtableCLIAPI@3.0.0", "createRecord").field(key, value)
    }

    #[test]
    fn a_column_of_files_takes_the_file_and_code_may_rename_a_link() {
        silent(&RULE, steps![hook(), picsart(), airtable("fields__Attachments[]url", "{{2__data__url}}")]);
        let renamed = |code: &str| {
            let code = javascript(code).field("input.u", "{{2__data__url}}");
            let update = action("HubSpotCLIAPI@2.0.0", "update_company").field("logo", "{{3__logo}}");
            steps![hook(), picsart(), code, update]
        };
        finds(&RULE, renamed("const {u} = inputData;\nreturn {logo: u};"), &[(4, "logo", Severity::Medium)]);
        silent(&RULE, renamed("return {logo: inputData.u.split('/').pop()};"));
    }

    #[test]
    fn stored_links_are_found() {
        finds(
            &RULE,
            steps![hook(), picsart(), airtable("fields__Result URL", "{{2__data__url}}")],
            &[(3, "fields__Result URL", Severity::Medium)],
        );
        finds(&RULE, steps![hook(), picsart(), sheet("COL$D", "{{2__data__url}}")], &[(3, "COL$D", Severity::Medium)]);
        finds(
            &RULE,
            steps![
                hook(),
                post("https://api.picsart.io/tools/1.0/removebg").field("data.image_url", "{{1__photo}}"),
                sheet("COL$D", r#"{{=gives["2"]["data"]["url"]}}"#)
            ],
            &[(3, "COL$D", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![search("DropBoxCLIAPI@1.0.0", "find_file"), sheet("COL$A", "{{1__temporary_link}}")],
            &[(2, "COL$A", Severity::Medium)],
        );
    }

    #[test]
    fn links_are_followed_through_a_formatter() {
        let through = |transform: &str| {
            let formatter = action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", transform);
            steps![hook(), picsart(), formatter.field("inputs", "{{2__data__url}}"), sheet("COL$D", "{{3__output}}")]
        };
        finds(&RULE, through("string.trim"), &[(4, "COL$D", Severity::Medium)]);
        finds(&RULE, through("string.url_extract"), &[(4, "COL$D", Severity::Medium)]);
        silent(&RULE, through("string.split"));
    }

    #[test]
    fn an_action_that_gives_a_temporary_link_says_so() {
        let made = |name: &str| {
            let contact = action("HubSpotCLIAPI@1.0.0", "update_contact").field("file_link", "{{2__link}}");
            steps![hook(), action("DropBoxCLIAPI@1.0.0", name).field("path", "{{1__path}}"), contact]
        };
        finds(&RULE, made("get_temporary_link"), &[(3, "file_link", Severity::Medium)]);
        silent(&RULE, made("create_shared_link"));
    }

    #[test]
    fn other_links_that_end_are_found() {
        for (source, link) in [
            (trigger("AirtableCLIAPI@3.0.0", "newRecord"), "{{1__fields__Photo[]url}}"),
            (trigger("NotionCLIAPI@3.0.0", "new_database_item"), "{{1__properties__Files__file__url}}"),
            (trigger("GoogleMailV2CLIAPI@2.2.0", "message"), "{{1__attachment}}"),
            (hook(), "{{1__presigned_url}}"),
            (hook(), "{{1__file__temporary_link}}"),
            (hook(), "https://cdn.picsart.io/7b0f.png?type=PNG"),
        ] {
            finds(&RULE, steps![source, sheet("COL$D", link)], &[(2, "COL$D", Severity::Medium)]);
        }
        finds(
            &RULE,
            steps![
                hook(),
                action("OpenAiCLIAPI@1.0.0", "create_image").field("prompt", "x"),
                action("HubSpotCLIAPI@1.0.0", "update_contact")
                    .field("avatar_link", r#"{{=gives["2"]["data"]["url"]}}"#)
            ],
            &[(3, "avatar_link", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                picsart(),
                action("GoogleMailV2CLIAPI@2.0.0", "message").field("body", "See {{2__data__url}}")
            ],
            &[(3, "body", Severity::Low)],
        );
    }

    #[test]
    fn files_and_other_links_are_left_alone() {
        silent(
            &RULE,
            steps![
                trigger("GoogleMailV2CLIAPI@2.2.0", "message"),
                sheet("COL$A", "{{1__attachment_name}} {{1__subject}}")
            ],
        );
        silent(
            &RULE,
            steps![
                hook(),
                picsart(),
                action("GoogleDriveCLIAPI@2.0.0", "upload_file").field("file", "{{2__data__url}}"),
                airtable("fields__Attachments", "{{2__data__url}}"),
                sheet("COL$D", "{{3__alternateLink}}"),
                sheet("COL$D", "{{1__url}} {{1__signed_contract_url}} {{1__temperature_link}} {{1__template_url}}"),
                sheet("COL$D", "{{3__webViewLink}} {{1__attachment_count}} https://www.picsart.com/create"),
                sheet("COL$D", "{{2__data__id}}"),
            ],
        );
    }

    #[test]
    fn a_column_that_hides_its_type_is_not_checked() {
        comes_out(
            &RULE,
            steps![hook(), picsart(), airtable("fields__fldA1b2C3d4E5f6G7", "{{2__data__url}}")],
            Outcome::NotChecked,
        );
    }
}
