//! Support: tickets, answers, feedback.

use super::*;

#[test]
fn urgent_tickets_to_the_team() {
    ordinary(
        "Tell the team about urgent tickets",
        steps![
            trigger("ZendeskCLIAPI@3.1.0", "new_ticket").field("view", "360001234567").connection(""),
            filter("1__priority", "iexact", "urgent"),
            slack("Ticket {{1__id}} is urgent: {{1__subject}}\nhttps://acme.zendesk.com/agent/tickets/{{1__id}}"),
        ],
        &[],
    );
}

#[test]
fn form_to_ticket() {
    ordinary(
        "Contact form to Freshdesk",
        steps![
            trigger("TypeformCLIAPI@1.14.0", "response").field("form_id", "aBcDeF").connection(""),
            action("FreshdeskCLIAPI@1.7.0", "create_ticket")
                .field("email", "{{1__answers__E-mail}}")
                .field("subject", "{{1__answers__Subject}}")
                .field("description", "{{1__answers__How can we help?}}")
                .field("priority", "2")
                .field("status", "2")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn low_scores_become_tasks() {
    ordinary(
        "Call back after a low score",
        steps![
            trigger("DelightedCLIAPI@1.2.0", "new_response").connection(""),
            filter("1__score", "iless", "7"),
            action("AsanaCLIAPI@2.6.0", "create_task")
                .field("workspace", "1200001")
                .field("projects", "1200002")
                .field("name", "Score {{1__score}}: call the customer back")
                .field("notes", "{{1__permalink}}")
                .field("assignee", "1200003")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn tickets_sorted_by_ai() {
    ordinary(
        "Sort tickets by topic",
        steps![
            trigger("IntercomCLIAPI@2.0.0", "new_conversation").connection(""),
            ai("Choose one topic of billing, bug, question. Subject: {{1__source__subject}}")
                .field("outputSchema.topic", "one of the three"),
            paths([
                vec![
                    path_rule("2__topic", "iexact", "bug").into(),
                    action("LinearCLIAPI@1.0.0", "create_issue")
                        .field("team", "ENG")
                        .field("title", "Reported: {{1__source__subject}}")
                        .field("description", "https://app.intercom.com/a/inbox/conversation/{{1__id}}")
                        .connection("")
                        .into(),
                ],
                vec![
                    path_rule("2__topic", "iexact", "billing").into(),
                    action("IntercomCLIAPI@2.0.0", "add_tag")
                        .field("conversation_id", "{{1__id}}")
                        .field("tag", "billing")
                        .connection("")
                        .into(),
                ],
            ]),
        ],
        &[],
    );
}

#[test]
fn missed_calls_are_noted() {
    ordinary(
        "Missed calls in the CRM",
        steps![
            trigger("AircallCLIAPI@1.4.0", "new_call").connection(""),
            filter("1__status", "iexact", "missed"),
            search("PipedriveCLIAPI@3.0.0", "find_person")
                .field("phone", "{{1__raw_digits}}")
                .field("_zap_search_success_on_miss", false)
                .connection(""),
            action("PipedriveCLIAPI@3.0.0", "create_activity")
                .field("subject", "Call back")
                .field("person_id", "{{3__id}}")
                .field("type", "call")
                .field("due_date", "{{zap_meta_human_now}}")
                .connection(""),
        ],
        &[],
    );
}
