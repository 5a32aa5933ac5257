//! Things people do for themselves.

use super::*;

#[test]
fn starred_mail_becomes_a_task() {
    ordinary(
        "Starred mail to Todoist",
        steps![
            trigger("GoogleMailV2CLIAPI@2.5.0", "starred_email").connection(""),
            action("TodoistCLIAPI@1.9.0", "task")
                .field("project_id", "220474322")
                .field("content", "Answer: {{1__subject}}")
                .field("due_string", "tomorrow")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn saved_messages_become_tasks() {
    ordinary(
        "Saved Slack messages to Todoist",
        steps![
            trigger("SlackCLIAPI@1.30.0", "star_added").connection(""),
            action("TodoistCLIAPI@1.9.0", "task")
                .field("project_id", "220474322")
                .field("content", "{{1__text}} ({{1__user__name}})")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn rain_in_the_morning() {
    ordinary(
        "Take an umbrella",
        steps![
            trigger("WeatherCLIAPI@1.0.0", "will_it_rain").field("latitude", "52.52").field("longitude", "13.40"),
            action("PushoverCLIAPI@1.0.0", "send_notification")
                .field("message", "It will rain: {{1__summary}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn receipts_to_the_folder() {
    ordinary(
        "Keep receipts",
        steps![
            trigger("GoogleMailV2CLIAPI@2.5.0", "new_attachment")
                .field("query", "label:receipts has:attachment")
                .connection(""),
            action("DropBoxCLIAPI@1.12.0", "upload_file")
                .field("folder", "/Receipts/2026")
                .field("file", "{{1__attachment}}")
                .field("overwrite", false)
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn articles_to_read_later() {
    ordinary(
        "Liked videos into my notes",
        steps![
            trigger("YouTubeCLIAPI@1.3.0", "new_liked_video").connection(""),
            action("NotionCLIAPI@2.34.0", "create_database_item")
                .field("datasource", "1a2b3c")
                .field("properties|||Name|||title", "{{1__title}}")
                .field("properties|||Link|||url", "{{1__url}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn hours_of_the_week() {
    ordinary(
        "My hours each Friday",
        steps![
            trigger("ScheduleCLIAPI@1.3.0", "everyWeek").field("day", "Friday"),
            search("TogglTrackCLIAPI@1.0.0", "find_time_entries").field("workspace", "77").connection(""),
            formatter("string.length", "{{2__entries[]duration}}"),
            action("SlackCLIAPI@1.30.0", "direct_message")
                .field("channel", "U0123456789")
                .field("text", "This week: {{2__total_hours}} hours")
                .connection(""),
        ],
        &[],
    );
}
