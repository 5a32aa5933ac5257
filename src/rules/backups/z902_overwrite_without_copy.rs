//! Z902: overwritten, emptied or deleted, and no copy was kept.

use crate::{data::has_phrase, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z902",
    name: "overwrite-without-copy",
    measure: Measure::Backups,
    title: "Data is overwritten or deleted, and no copy is kept",
    severity: Severity::Low,
    confidence: Confidence::Low,
    persona: Persona::Regular,
    what: "A step replaces a file, empties a table, changes many records at once or deletes one, and no step before it keeps a copy.",
    why: "After one bad run there is nothing left to restore from.",
    fix: "Add a step before it that copies or exports what will change, or move the record to an archive instead of deleting it.",
    references: &["GDPR Art. 32(1)(c)", "45 CFR 164.308(a)(7)", "CD-SEC-04"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in &facts.steps {
        if !matches!(step.step.kind, StepKind::Action | StepKind::Search | StepKind::SearchOrCreate) {
            continue;
        }
        let Some((harm, field)) = harm(step) else {
            continue;
        };
        outcomes.looked();
        if is_asked_for(facts, step.step) || has_copy(facts, step) {
            continue;
        }
        let place = field.map_or_else(|| Place::step(step.step), |key| Place::field(step.step, key));
        let found = outcomes.find(
            place,
            say!("“{}” {}, and no step before it keeps a copy.", apps::step_said(step.step), harm.label()),
        );
        if keeps_revisions(step.step) {
            found.severity(Severity::Info);
        } else if harm != Harm::Overwrites {
            found.severity(Severity::Medium);
        }
    }
}

/// What happens to the data.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Harm {
    Overwrites,
    Empties,
    ChangesMany,
    Deletes,
}

impl Harm {
    const fn label(self) -> Word {
        match self {
            Self::Overwrites => word!("overwrites what was there"),
            Self::Empties => word!("empties what was there"),
            Self::ChangesMany => word!("changes many records at once"),
            Self::Deletes => word!("deletes data"),
        }
    }
}

/// What the step does to data that was there, and the field that shows it.
fn harm<'f>(facts: &'f StepFacts<'_>) -> Option<(Harm, Option<&'f str>)> {
    let step = facts.step;
    let kind = apps::kind(step);
    let said = |words: &[&str]| apps::says(step, words);
    let of = |things: &[&str]| has_phrase(&step.action, things);
    if apps::is_http_call(step) {
        let deletes = apps::is_raw_request(step) && keeps_records(kind) && facts.effects.has(Effects::DELETES);
        return deletes.then_some((Harm::Deletes, None));
    }
    if kind == apps::Kind::Database
        && let Some(found) = by_query(step)
    {
        return Some(found);
    }
    if facts.effects == Effects::NONE || kind == apps::Kind::Utility {
        return None;
    }
    let of_records = || keeps_records(kind) || (kind == apps::Kind::Unknown && of(RECORDS));
    if said(&["clear", "truncate", "empty"]) && of_records() && !of(&["filter", "format", "formatting"]) {
        return Some((Harm::Empties, None));
    }
    if said(DELETING) && of_records() && !of(SMALL_THINGS) {
        return Some((Harm::Deletes, None));
    }
    if is_bulk(step) && of_records() && !is_one_state(step) {
        return Some((Harm::ChangesMany, None));
    }
    if matches!(kind, apps::Kind::Files | apps::Kind::Documents | apps::Kind::Unknown) {
        if said(&["replace", "overwrite"]) && !of(&["text", "find", "placeholder", "image", "tag"]) {
            return Some((Harm::Overwrites, None));
        }
        return overwriting_switch(step).map(|key| (Harm::Overwrites, Some(key)));
    }
    None
}

const fn keeps_records(kind: apps::Kind) -> bool {
    use apps::Kind;
    matches!(
        kind,
        Kind::Spreadsheet
            | Kind::Table
            | Kind::Database
            | Kind::Files
            | Kind::Documents
            | Kind::Crm
            | Kind::Publishing
            | Kind::Shop
            | Kind::People
    )
}

const DELETING: &[&str] = &["delete", "purge", "destroy", "erase", "wipe", "drop"];
const RECORDS: &[&str] =
    &["record", "row", "file", "document", "item", "entry", "table", "sheet", "database", "contact", "customer"];
/// Marks and ties: the thing itself stays.
const SMALL_THINGS: &[&str] = &[
    "label", "tag", "reaction", "reminder", "comment", "association", "member", "permission", "share", "link",
    "subscription", "follower", "filter", "formatting", "format", "background", "webhook", "draft",
];

/// Several records in one go.
fn is_bulk(step: &Step) -> bool {
    let said = |words: &[&str]| apps::says(step, words);
    said(&["update", "upsert", "replace", "overwrite", "change", "edit"])
        && !said(&["create", "add", "append"])
        && said(&["bulk", "batch", "many", "multiple", "mass", "all", "rows", "records", "items"])
}

/// A single column with a fixed state is set: what was in the other columns stays. A number there replaces numbers that were counted.
fn is_one_state(step: &Step) -> bool {
    let filled = step.fields.iter().filter(|field| {
        !field.text().trim().is_empty()
            && !apps::is_id_field(step, field)
            && !apps::is_setting_field(step, field)
            && !has_phrase(field.name(), &["row", "id", "key"])
    });
    let is_number =
        |field: &Field| field.text().trim().bytes().all(|byte| byte.is_ascii_digit() || b"+-.,".contains(&byte));
    let filled: Vec<&Field> = filled.take(2).collect();
    filled.len() <= 1 && !filled.iter().any(|field| is_number(field))
}

/// A query of one's own that deletes or changes whatever it matches.
fn by_query(step: &Step) -> Option<(Harm, Option<&str>)> {
    step.fields.iter().find_map(|field| {
        let text = field.text();
        let mut words = text.split_whitespace();
        let first = words.next()?;
        let is = |word: &str| first.eq_ignore_ascii_case(word);
        if is("truncate") || is("drop") {
            return Some((Harm::Empties, Some(field.key.as_str())));
        }
        let has_where = || text.split_whitespace().any(|word| word.eq_ignore_ascii_case("where"));
        let second = words.next().unwrap_or("");
        if is("delete") && second.eq_ignore_ascii_case("from") {
            return Some((if has_where() { Harm::Deletes } else { Harm::Empties }, Some(field.key.as_str())));
        }
        (is("update") && words.any(|word| word.eq_ignore_ascii_case("set")) && !has_where())
            .then_some((Harm::ChangesMany, Some(field.key.as_str())))
    })
}

/// An upload that may overwrite, under a name that is the same in each run.
fn overwriting_switch(step: &Step) -> Option<&str> {
    let switch = step.fields.iter().find(|field| {
        let text = field.literal().unwrap_or("").trim();
        let overwrites =
            has_phrase(field.name(), &["overwrite", "replace", "replace existing"]) && field.switch() == Some(true);
        let chosen = has_phrase(
            field.name(),
            &["conflict", "conflict behavior", "exists", "exist", "mode", "duplicate", "write mode"],
        ) && has_phrase(text, &["overwrite", "replace"]);
        overwrites || chosen
    })?;
    let name = step.fields.iter().find(|field| {
        has_phrase(field.name(), &["name", "filename", "file name", "path", "key", "title"])
            && !has_phrase(field.name(), &["folder", "directory"])
    })?;
    name.literal().filter(|name| !name.trim().is_empty()).map(|_| switch.key.as_str())
}

/// Stores that keep earlier versions, or a waste bin, on their own.
fn keeps_revisions(step: &Step) -> bool {
    apps::kind(step) == apps::Kind::Documents
        || apps::find(step).is_some_and(|app| {
            ["Google Drive", "Dropbox", "Microsoft OneDrive", "OneDrive", "Microsoft SharePoint", "SharePoint", "Box"]
                .contains(&app.name)
        })
}

/// The person asked for it: their data is to go for good.
fn is_asked_for(all: &Facts<'_>, step: &Step) -> bool {
    const ASKED: &[&str] = &[
        "gdpr", "dsgvo", "erasure", "right to be forgotten", "forget me", "deletion request", "delete my data",
        "data deletion", "privacy request",
    ];
    let says = |text: Option<&str>| text.is_some_and(|text| has_phrase(text, ASKED));
    says(step.title.as_deref())
        || says(all.zap.title.as_deref())
        || all.zap.trigger().is_some_and(|trigger| {
            says(Some(&trigger.action))
                || says(trigger.title.as_deref())
                || trigger.labels.values().any(|label| says(Some(label)))
        })
}

/// A step on the way that copies or exports, or that writes at least two of the record's fields somewhere that keeps them.
fn has_copy(all: &Facts<'_>, facts: &StepFacts<'_>) -> bool {
    const COPIES: &[&str] = &[
        "copy", "duplicate", "export", "backup", "back up", "archive", "snapshot", "clone", "sicherung", "sauvegarde",
    ];
    let sources: Vec<usize> = facts
        .step
        .fields
        .iter()
        .flat_map(|field| field.mappings())
        .flat_map(|mapping| &mapping.references)
        .filter_map(|reference| Some(all.source_at(facts.step, reference)?.step.index))
        .collect();
    all.zap.way_to(facts.step).take(60).filter(|before| before.kind != StepKind::Trigger).any(|before| {
        // An app that archives a record puts it out of sight; it makes no second one.
        let hides = has_phrase(&before.action, &["archive"]);
        let copies = has_phrase(&before.action, COPIES) && !hides;
        if copies || before.title.as_deref().is_some_and(|title| has_phrase(title, COPIES)) {
            return true;
        }
        let keeps = all.of(before).is_some_and(|earlier| {
            earlier.writes()
                && !hides
                && matches!(
                    earlier.destination,
                    Some(Destination::Sheet | Destination::File | Destination::SystemOfRecord | Destination::Http)
                )
                && harm(earlier).is_none()
        });
        let of_record = || {
            before
                .fields
                .iter()
                .flat_map(|field| field.mappings())
                .flat_map(|mapping| &mapping.references)
                .filter(|reference| {
                    all.source_at(before, reference).is_some_and(|source| sources.contains(&source.step.index))
                })
                .take(2)
                .count()
                == 2
        };
        keeps && of_record()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn step(app: &str, key: &str) -> StepBuilder {
        action(app, key).field("row", "{{1__id}}")
    }

    #[test]
    fn numbers_written_over_many_rows_are_a_loss_and_a_state_is_none() {
        let rows = |value: &str| {
            let update = action("GoogleSheetsV2CLIAPI@2.9.1", "update_rows").field("rows", "2:500");
            steps![hook(), update.field("COL$D", value)]
        };
        finds(&RULE, rows("0"), &[(2, "", Severity::Medium)]);
        silent(&RULE, rows("done"));
    }

    #[test]
    fn data_lost_without_a_copy_is_found() {
        for (app, key) in [
            ("GoogleSheetsV2CLIAPI@2.9.1", "clear_row"),
            ("GoogleSheetsV2CLIAPI@2.9.1", "Clear Spreadsheet Row(s)"),
            ("GoogleSheetsV2CLIAPI@2.9.1", "delete_row"),
            ("GoogleSheetsV2CLIAPI@2.9.1", "delete_sheet"),
            ("AirtableCLIAPI@3.0.0", "deleteRecord"),
            ("TableCLIAPI@1.0.0", "delete_record"),
            ("HubSpotCLIAPI@1.0.0", "delete_contact"),
            ("AmazonS3CLIAPI@1.0.0", "delete_object"),
            ("ShopifyCLIAPI@1.0.0", "delete_product"),
            ("App123CLIAPI@1.0.0", "delete_record"),
            ("SalesforceCLIAPI@1.0.0", "bulk_update_records"),
        ] {
            finds(
                &RULE,
                steps![new_row(), step(app, key).field("a", "{{1__a}}").field("b", "{{1__b}}")],
                &[(2, "", Severity::Medium)],
            );
        }
        let rows =
            action("GoogleSheetsV2CLIAPI@2.9.1", "update_rows").field("COL$A", "{{1__a}}").field("COL$B", "{{1__b}}");
        finds(&RULE, steps![hook(), rows], &[(2, "", Severity::Medium)]);
        for query in [
            "DELETE FROM orders", "delete from orders where id = 1", "truncate orders", "UPDATE orders SET state = 'x'",
        ] {
            finds(
                &RULE,
                steps![hook(), action("PostgreSQLCLIAPI@1.0.0", "custom_query").field("query", query)],
                &[(2, "query", Severity::Medium)],
            );
        }
    }

    #[test]
    fn what_is_put_out_of_sight_is_no_copy() {
        let archive = step("NotionCLIAPI@2.0.0", "archive_database_item").field("page", "{{1__page}}");
        let delete = step("AirtableCLIAPI@3.0.0", "deleteRecord").field("recordId", "{{1__id}}");
        finds(&RULE, steps![new_row(), archive, delete], &[(3, "", Severity::Medium)]);
        let archive =
            step("NotionCLIAPI@2.0.0", "create_database_item").title("Archive the record").field("a", "{{1__a}}");
        let delete = step("AirtableCLIAPI@3.0.0", "deleteRecord").field("recordId", "{{1__id}}");
        silent(&RULE, steps![new_row(), archive, delete]);
    }

    #[test]
    fn overwritten_files_are_found() {
        finds(
            &RULE,
            steps![hook(), action("AmazonS3CLIAPI@1.0.0", "replace_file").field("key", "x.csv")],
            &[(2, "", Severity::Low)],
        );
        for (key, value) in [
            ("overwrite", "true"),
            ("overwrite", "yes"),
            ("replace_existing", "True"),
            ("conflict_behavior", "replace"),
            ("mode", "overwrite"),
        ] {
            let upload = action("SFTPCLIAPI@1.0.0", "upload_file").field("filename", "latest.csv").field(key, value);
            finds(&RULE, steps![hook(), upload], &[(2, key, Severity::Low)]);
        }
        // These keep earlier versions on their own.
        finds(
            &RULE,
            steps![hook(), action("GoogleDriveCLIAPI@2.0.0", "replace_file").field("file_id", "x")],
            &[(2, "", Severity::Info)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("DropBoxCLIAPI@1.0.0", "upload_file").field("file_name", "a.pdf").field("overwrite", "true")
            ],
            &[(2, "overwrite", Severity::Info)],
        );
    }

    #[test]
    fn what_was_copied_first_is_left_alone() {
        let delete = || step("AirtableCLIAPI@3.0.0", "deleteRecord");
        silent(&RULE, steps![new_row(), action("GoogleDriveCLIAPI@2.0.0", "copy_file").field("file", "x"), delete()]);
        silent(&RULE, steps![new_row(), sheet("COL$A", "{{1__name}}").field("COL$B", "{{1__total}}"), delete()]);
        silent(&RULE, steps![new_row(), action("App1CLIAPI", "run_job").title("Export to backup"), delete()]);
        // A note in the chat keeps no record, and a copy on another Path is not on the way.
        finds(&RULE, steps![new_row(), slack("{{1__name}} {{1__total}}"), delete()], &[(3, "", Severity::Medium)]);
        finds(
            &RULE,
            steps![
                new_row(),
                paths([
                    steps![
                        path_rule("1__a", "iexact", "b"),
                        sheet("COL$A", "{{1__name}}").field("COL$B", "{{1__total}}")
                    ],
                    steps![path_rule("1__a", "iexact", "c"), delete()]
                ])
            ],
            &[(6, "", Severity::Medium)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                sheet("COL$A", "{{1__a}}"),
                action("GoogleSheetsV2CLIAPI@2.9.1", "update_row")
                    .field("row", "{{1__id}}")
                    .field("COL$C", "done")
                    .field("COL$D", "{{1__x}}"),
                action("GoogleSheetsV2CLIAPI@2.9.1", "update_rows").field("rows", "{{1__rows}}").field("COL$C", "done"),
                action("AirtableCLIAPI@3.0.0", "createRecords").field("a", "{{1__a}}").field("b", "{{1__b}}"),
                action("GoogleDriveCLIAPI@2.0.0", "upload_file").field("file", "{{1__file}}"),
                action("SFTPCLIAPI@1.0.0", "upload_file").field("filename", "{{1__id}}.csv").field("overwrite", "true"),
                action("SFTPCLIAPI@1.0.0", "upload_file").field("filename", "x.csv").field("overwrite", "no"),
                action("GoogleMailV2CLIAPI@2.0.0", "remove_label"),
                action("TrelloCLIAPI@1.0.0", "delete_comment"),
                action("HubSpotCLIAPI@1.0.0", "delete_association"),
                action("PicsartCLIAPI@1.0.0", "remove_background"),
                action("GoogleDocsV2CLIAPI@1.0.0", "find_and_replace_text"),
                action("StorageCLIAPI@1.0.0", "delete_value"),
                action("PostgreSQLCLIAPI@1.0.0", "custom_query")
                    .field("query", "update t set a = 1 where id = {{1__id}}"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", "string.replace"),
            ],
        );
        let delete = step("HubSpotCLIAPI@1.0.0", "delete_contact");
        for zap in zaps("GDPR erasure requests", &[hook().into(), delete.into()]) {
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, &crate::policy::Policy::default()), &mut outcomes);
            assert!(outcomes.finish().0.is_empty());
        }
    }
}
