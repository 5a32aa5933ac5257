//! Ordinary Zaps of sales, support, staff, money and operations: no rule may call anything in them medium or worse, but
//! for what is noted at the Zap.

mod engineering;
mod helpdesk;
mod marketing;
mod operations;
mod personal;
mod shop;

use super::testkit::*;

fn gmail() -> StepBuilder {
    trigger("GoogleMailV2CLIAPI@2.2.0", "message")
}

fn form() -> StepBuilder {
    trigger("TypeformCLIAPI@1.9.0", "response").field("form_id", "aBcD12")
}

fn tally() -> StepBuilder {
    trigger("TallyCLIAPI@2.0.5", "response").field("formId", "31OJK1")
}

fn mail(to: &str, subject: &str, body: &str) -> StepBuilder {
    action("GoogleMailV2CLIAPI@2.2.0", "message")
        .field("to", to)
        .field("subject", subject)
        .field("body_type", "plain")
        .field("body", body)
}

fn formatter(transform: &str, inputs: &str) -> StepBuilder {
    action("ZapierFormatterCLIAPI@1.0.8", "text_line_item").field("transform", transform).field("inputs", inputs)
}

#[test]
fn sales() {
    ordinary(
        "New leads from the form to HubSpot",
        steps![
            form(),
            search("HubSpotCLIAPI@1.10.0", "contact_search").field("email", "{{1__email}}"),
            action("HubSpotCLIAPI@1.10.0", "create_contact")
                .field("email", "{{1__email}}")
                .field("firstname", "{{1__first_name}}")
                .field("company", "{{1__company}}"),
            slack("New lead: {{1__company}}"),
        ],
        &[],
    );
    ordinary(
        "Facebook leads to the sheet",
        steps![
            trigger("FacebookLeadAdsCLIAPI@1.0.0", "lead").field("page", "1234").field("form", "5678"),
            formatter("string.titlecase", "{{1__full_name}}"),
            sheet("COL$A", "{{2__output}}").field("COL$B", "{{1__email}}"),
            mail("sales@example.com", "A new lead", "Name: {{2__output}}"),
        ],
        &[],
    );
    ordinary(
        "Deal won: tell the team and start the project",
        steps![
            trigger("PipedriveCLIAPI@1.0.0", "updated_deal_stage").field("pipeline", "1").field("stage", "7"),
            filter("1__status", "iexact", "won"),
            action("AsanaCLIAPI@1.0.0", "create_project").field("name", "{{1__title}}").field("team", "12"),
            slack("We won {{1__title}}"),
        ],
        &[],
    );
    ordinary(
        "Booked calls to the CRM",
        steps![
            trigger("CalendlyCLIAPI@1.0.0", "invitee_created"),
            action("PipedriveCLIAPI@1.0.0", "create_activity")
                .field("subject", "Call with {{1__invitee__name}}")
                .field("due_date", "{{=gives['1'][\"event\"][\"start_time\"]}}"),
        ],
        &[],
    );
    ordinary(
        "Enquiries: sum up and tell the team",
        steps![
            form(),
            ai("Sum up this enquiry in one sentence: {{1__what_do_you_need}}"),
            action("HubSpotCLIAPI@1.10.0", "create_contact")
                .field("email", "{{1__email}}")
                .field("notes", "{{2__response}}"),
            slack("{{2__response}}"),
        ],
        &[],
    );
    ordinary(
        "Thank you for your enquiry",
        steps![
            tally(),
            mail("{{1__question_mail}}", "We got your enquiry", "Hi {{1__question_name}}, we will be in touch.")
        ],
        &[],
    );
}

#[test]
fn support() {
    ordinary(
        "Support mails to tickets",
        steps![
            gmail().field("label_ids", "Label_12").label("label_ids", "support"),
            action("ZendeskCLIAPI@2.0.0", "create_ticket")
                .field("subject", "{{1__subject}}")
                .field("comment", "{{1__body_plain}}"),
        ],
        &[],
    );
    ordinary(
        "Triage of tickets",
        steps![
            trigger("ZendeskCLIAPI@2.0.0", "new_ticket").field("view", "123"),
            ai("Which topic is this? Answer billing, bug or other: {{1__subject}}"),
            paths([
                steps![path_rule("2__topic", "iexact", "billing"), slack("Billing: {{1__subject}}")],
                steps![
                    path_rule("2__topic", "iexact", "bug"),
                    action("JiraSoftwareCloudCLIAPI@2.34.0", "create_issue")
                        .field("project", "10000")
                        .field("string::summary", "{{1__subject}}")
                ],
            ]),
        ],
        &[],
    );
    ordinary(
        "Draft an answer for me",
        steps![
            gmail().field("query", "label:support is:unread"),
            ai("Draft an answer to a question about {{1__subject}}"),
            action("GoogleMailV2CLIAPI@2.2.0", "create_draft")
                .field("to", "{{1__from__email}}")
                .field("subject", "Re: {{1__subject}}")
                .field("body", "{{2__response}}"),
        ],
        &[],
    );
    ordinary(
        "Bad reviews to the channel",
        steps![
            trigger("TrustpilotCLIAPI@1.0.0", "new_review"),
            filter("1__stars", "iless", "3"),
            slack("{{1__stars}} stars: {{1__title}}"),
            action("TrelloCLIAPI@1.0.0", "card").field("board", "b1").field("list", "l1").field("name", "{{1__title}}"),
        ],
        &[],
    );
    ordinary(
        "Answers of the survey",
        steps![
            trigger("SurveyMonkeyCLIAPI@1.0.0", "response"),
            formatter("number.format", "{{1__score}}"),
            action("AirtableCLIAPI@3.10.0", "createRecord")
                .field("applicationId", "app92aloH3oAKCOL9")
                .field("tableName", "tblLaKbrhat8NEmY5")
                .field("fields__Score", "{{2__output}}")
                .field("fields__Remark", "{{1__remark}}"),
        ],
        &[],
    );
}

#[test]
fn staff() {
    ordinary(
        "New colleagues",
        steps![
            trigger("BambooHRCLIAPI@1.0.0", "new_employee"),
            action("GoogleAdminCLIAPI@1.0.0", "create_user")
                .field("given_name", "{{1__first_name}}")
                .field("org_unit", "/Staff"),
            action("SlackCLIAPI@1.30.0", "invite_user_to_channel")
                .field("channel", "C0123456789")
                .field("user", "{{1__work_email}}"),
            action("AsanaCLIAPI@1.0.0", "create_task")
                .field("name", "Laptop for {{1__first_name}}")
                .field("project", "12"),
        ],
        &[],
    );
    ordinary(
        "Applicants to the table",
        steps![
            trigger("GreenhouseCLIAPI@1.0.0", "new_candidate_application"),
            action("NotionCLIAPI@2.37.0", "create_database_item")
                .field("datasource", "346c7255-43b7-80f6-973f-000bd9e88651")
                .field("properties|||Role|||rich_text", "{{1__job__name}}"),
        ],
        &[],
    );
    ordinary(
        "Leave requests",
        steps![
            tally(),
            action("HumanInTheLoopCLIAPI@1.0.0", "request_approval")
                .field("message", "{{1__question_name}} asks for leave"),
            action("GoogleCalendarCLIAPI@1.0.0", "create_event")
                .field("calendarid", "team@example.com")
                .field("summary", "Away: {{1__question_name}}"),
        ],
        &[],
    );
    ordinary(
        "Birthdays of the team",
        steps![
            trigger("ScheduleCLIAPI@1.0.0", "everyDay").field("time", "8am"),
            search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row")
                .field("spreadsheet", "s1")
                .field("lookup_key", "COL$B")
                .field("lookup_value", "{{zap_meta_human_now}}"),
            action("SlackCLIAPI@1.30.0", "channel_message")
                .field("channel", "C0123456789")
                .field("text", "Cake today!"),
        ],
        &[],
    );
}

#[test]
fn money() {
    ordinary(
        "Payments to the book",
        steps![
            trigger("StripeCLIAPI@2.0.0", "charge_hook"),
            filter("1__status", "iexact", "succeeded"),
            action("QuickBooksCLIAPI@3.0.0", "create_sales_receipt")
                .field("amount", "{{1__amount}}")
                .field("customer", "{{1__customer}}"),
            sheet("COL$A", "{{1__amount}}"),
        ],
        &[],
    );
    ordinary(
        "Receipts to the drive",
        steps![
            gmail().field("query", "from:receipts@shop.example has:attachment"),
            action("GoogleDriveCLIAPI@1.18.2", "upload_file")
                .field("folder", "1UwdfdiG6WfXi2d")
                .field("file", "{{1__attachment}}"),
            sheet("COL$A", "{{1__subject}}"),
        ],
        &[],
    );
    ordinary(
        "Failed payments: remind us",
        steps![
            trigger("StripeCLIAPI@2.0.0", "failed_payment"),
            action("DelayCLIAPI@1.1.1", "delay_for").field("delay_for_value", "1").field("delay_for_unit", "days"),
            slack("A payment of {{1__amount}} failed"),
        ],
        &[],
    );
    ordinary(
        "Paid invoices close the deal",
        steps![
            trigger("XeroCLIAPI@1.0.0", "new_paid_invoice"),
            search("HubSpotCLIAPI@1.10.0", "deal_search").field("name", "{{1__reference}}"),
            action("HubSpotCLIAPI@1.10.0", "update_deal").field("deal_id", "{{2__id}}").field("stage", "closedwon"),
        ],
        &[],
    );
    ordinary(
        "Monthly invoices of the table",
        steps![
            trigger("AirtableCLIAPI@3.10.0", "newRecordInView")
                .field("applicationId", "app1")
                .field("tableName", "tbl1"),
            action("XeroCLIAPI@1.0.0", "create_invoice")
                .field("contact", "{{1__fields__Customer}}")
                .field("amount", "{{1__fields__Amount}}"),
            action("AirtableCLIAPI@3.10.0", "updateRecord")
                .field("applicationId", "app1")
                .field("tableName", "tbl1")
                .field("rowId", "{{1__id}}")
                .field("fields__Status", "Billed"),
        ],
        &[],
    );
}

#[test]
fn operations() {
    ordinary(
        "Orders to the warehouse",
        steps![
            trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2").field("store", "shop"),
            sheet("COL$A", "{{1__order_number}}").field("COL$B", "{{1__line_items[]title}}"),
            action("TrelloCLIAPI@1.0.0", "card").field("list", "l1").field("name", "Pack {{1__order_number}}"),
            action("ShopifyCLIAPI@1.0.0", "update_order").field("order_id", "{{1__id}}").field("tags", "packed"),
        ],
        &[],
    );
    ordinary(
        "Tickets from the sheet",
        steps![
            trigger("GoogleSheetsV2CLIAPI@2.10.1", "updated_row_notify_hook")
                .field("spreadsheet", "s1")
                .field("worksheet", "0")
                .field("dedupe_column", "RUN"),
            filter("1__COL$A", "iexact", "true"),
            action("JiraSoftwareCloudCLIAPI@2.34.0", "create_issue")
                .field("project", "10000")
                .field("string::summary", "{{1__COL$E}}"),
            action("GoogleSheetsV2CLIAPI@2.10.1", "update_row")
                .field("spreadsheet", "s1")
                .field("worksheet", "0")
                .field("row", "{{1__row}}")
                .field("COL$M", "{{3__key}}"),
        ],
        &[],
    );
    ordinary(
        "Stock of the morning",
        steps![
            trigger("ScheduleCLIAPI@1.0.0", "everyDay"),
            search("PostgreSQLCLIAPI@1.0.0", "row_custom_query")
                .field("query", "SELECT sku, qty FROM stock WHERE qty < 10"),
            slack("Low: {{2__sku}}"),
        ],
        &[],
    );
    ordinary(
        "New files to Notion",
        steps![
            trigger("GoogleDriveCLIAPI@1.18.2", "file_in_folder_v2").field("folder", "1UwdfdiG6WfXi2d"),
            action("NotionCLIAPI@2.32.0", "create_database_item")
                .field("datasource", "346c7255-43b7-80f6-973f-000bd9e88651")
                .field("properties|||Doc name|||title", "{{=gives[\"1\"][\"title\"]}}"),
        ],
        &[],
    );
    ordinary(
        "Blog posts to LinkedIn",
        steps![
            trigger("RSSCLIAPI@1.0.0", "new_item_in_feed").field("feed_url", "https://blog.example.com/feed.xml"),
            ai("Write a short post about {{1__title}}"),
            action("BufferCLIAPI@1.0.0", "update").field("text", "{{2__response}} {{1__link}}"),
        ],
        &[],
    );
    ordinary(
        "Saved messages to tasks",
        steps![
            trigger("SlackCLIAPI@1.30.0", "star_added"),
            action("TodoistCLIAPI@2.0.0", "new_task").field("content", "{{1__text}}").field("project_id", "377061993"),
        ],
        &[],
    );
    ordinary(
        "Deploys to the channel",
        steps![
            trigger("GitHubCLIAPI@3.0.0", "new_commit").field("repo", "example/app"),
            javascript("return {short: inputData.message.slice(0, 80)}")
                .field("input.message", "{{1__commit__message}}"),
            slack("{{2__short}}"),
        ],
        &[],
    );
    ordinary(
        "Monitor to tasks",
        steps![
            trigger("WebHookCLIAPI@1.1.1", "hook_v2"),
            filter("1__token", "iexact", "a-long-shared-token"),
            action("PagerDutyCLIAPI@1.0.0", "create_incident").field("title", "{{1__check}}"),
        ],
        &[],
    );
    ordinary(
        "Pictures for the shop",
        steps![
            trigger("AirtableCLIAPI@3.10.0", "newRecord").field("applicationId", "app1").field("tableName", "tbl1"),
            action("PicsartCLIAPI@1.0.0", "remove_background").field("image", "{{1__fields__Picture}}"),
            action("GoogleDriveCLIAPI@1.18.2", "upload_file").field("folder", "f1").field("file", "{{2__data__url}}"),
        ],
        &[],
    );
}

#[test]
fn what_is_noted() {
    // An open hook that starts something is what Z401 is for.
    ordinary("Web shop calls in", steps![hook(), sheet("COL$A", "{{1__sku}}"), slack("Sold: {{1__sku}}")], &["Z401"]);
    // The answer of an AI goes out to whoever wrote in.
    ordinary(
        "Answer enquiries at once",
        steps![form(), ai("Answer kindly: {{1__question}}"), mail("{{1__email}}", "Your question", "{{2__response}}"),],
        &["Z409"],
    );
}
