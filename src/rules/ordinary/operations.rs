//! Operations: tasks, people, reports, code.

use super::*;

#[test]
fn signed_contracts_start_a_project() {
    ordinary(
        "Start a project when a contract is signed",
        steps![
            trigger("DocuSignCLIAPI@1.6.0", "envelope_completed").connection(""),
            action("GoogleDriveCLIAPI@1.18.2", "create_folder")
                .field("parent", "1AbC")
                .field("title", "{{1__subject}}")
                .connection(""),
            action("GoogleDriveCLIAPI@1.18.2", "upload_file")
                .field("folder", "{{2__id}}")
                .field("file", "{{1__document}}")
                .connection(""),
            action("ClickUpCLIAPI@1.3.0", "create_task")
                .field("list", "9001")
                .field("name", "Kick-off: {{1__subject}}")
                .field("content", "{{2__alternateLink}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn issues_from_a_sheet() {
    ordinary(
        "Jira issues out of the plan",
        steps![
            trigger("GoogleSheetsV2CLIAPI@2.10.1", "new_row_notify_hook")
                .field("spreadsheet", "1Ccv8")
                .field("worksheet", "0")
                .connection(""),
            action("JiraSoftwareCloudCLIAPI@1.9.0", "create_issue")
                .field("project", "10001")
                .field("issuetype", "10002")
                .field("string::summary", r#"{{=gives["1"]["COL$E"]}}"#)
                .field("string::description", r#"{{=gives["1"]["COL$F"]}}"#)
                .field("user::assignee", "712020:0f8fad5b-d9cb-469f-a165-70867728950e")
                .connection(""),
            action("GoogleSheetsV2CLIAPI@2.10.1", "update_row")
                .field("spreadsheet", "1Ccv8")
                .field("worksheet", "0")
                .field("row", "{{1__id}}")
                .field("COL$J", "{{2__key}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn deployments_are_told() {
    ordinary(
        "Releases to the team",
        steps![
            trigger("GitHubCLIAPI@2.4.0", "new_release").field("repo", "acme/shop").connection(""),
            action("SlackCLIAPI@1.30.0", "channel_message")
                .field("channel", "C0123456789")
                .field("text", "{{1__tag_name}} is out: {{1__html_url}}\n{{1__body}}")
                .field("as_bot", "yes")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn records_looked_up_in_an_own_api() {
    ordinary(
        "Sync projects from our own system",
        steps![
            trigger("ScheduleCLIAPI@1.3.0", "everyHour"),
            get("https://api.acme.io/v2/projects").field("headers.Accept", "application/json").field("data.updated_since", "{{1__timestamp}}").field("as_json", true),
            python("rows = [row for row in input_data['names'].split(',') if row]\nreturn {'count': len(rows), 'names': ', '.join(rows)}").field("input.names", "{{2__projects[]name}}"),
            filter("3__count", "igreater", "0"),
            action("NotionCLIAPI@2.34.0", "create_database_item").field("datasource", "1a2b3c").field("properties|||Name|||title", "{{3__names}}").connection(""),
        ],
        &[],
    );
}

#[test]
fn holidays_in_the_calendar() {
    ordinary(
        "Approved holidays to the team calendar",
        steps![
            trigger("BambooHRCLIAPI@1.3.0", "time_off_request_updated").connection(""),
            filter("1__status", "iexact", "approved"),
            action("GoogleCalendarCLIAPI@1.12.0", "detailed_event")
                .field("calendarid", "abc123@group.calendar.google.com")
                .field("summary", "{{1__employee__first_name}} is away")
                .field("start__dateTime", "{{1__start}}")
                .field("end__dateTime", "{{1__end}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn sub_zap_for_each_file() {
    ordinary(
        "Make thumbnails of each file",
        steps![
            trigger("SubZapCLIAPI@0.12.1", "start_subzap").field("input_list", "files"),
            action("ZapierLoopingCLIAPI@1.2.6", "loop_values_line_items")
                .field("loop_values.file", r#"{{=gives["1"]["files"]}}"#)
                .field("iteration_limit", "500"),
            action("CloudConvertCLIAPI@1.2.0", "convert_file")
                .field("file", "{{2__file}}")
                .field("output_format", "webp")
                .connection(""),
            action("SubZapCLIAPI@0.12.1", "return_subzap").field("output_dict.file", "{{3__file}}"),
        ],
        &[],
    );
}

#[test]
fn meeting_reminders() {
    ordinary(
        "Remind the team of the weekly meeting",
        steps![
            trigger("GoogleCalendarCLIAPI@1.12.0", "event_start")
                .field("calendarid", "abc123@group.calendar.google.com")
                .field("time_length", "15")
                .field("time_unit", "minutes")
                .field("search_term", "Weekly")
                .connection(""),
            filter("1__summary", "icontains", "Weekly"),
            slack("{{1__summary}} starts {{1__start__dateTime_pretty}}: {{1__hangoutLink}}"),
        ],
        &[],
    );
}
