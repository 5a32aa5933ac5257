//! Ordinary Zaps about people: staff, money, sport, animals, schools, newsletters with consent. No rule may call anything
//! in them medium or worse, but for what is noted at the Zap.

use super::testkit::*;

fn form() -> StepBuilder {
    trigger("TypeformCLIAPI@1.9.0", "response").field("form_id", "aBcD12")
}

fn jotform() -> StepBuilder {
    trigger("JotFormV4CLIAPI@1.0.0", "new_submission").field("form", "2314")
}

fn gmail(to: &str, subject: &str, body: &str) -> StepBuilder {
    action("GoogleMailV2CLIAPI@2.2.0", "message")
        .field("to", to)
        .field("subject", subject)
        .field("body_type", "plain")
        .field("body", body)
}

fn airtable(key: &str) -> StepBuilder {
    action("AirtableCLIAPI@3.10.0", key).field("applicationId", "app1").field("tableName", "tbl1")
}

fn mailchimp() -> StepBuilder {
    action("MailchimpCLIAPI@1.14.0", "memberCreate").field("list_id", "a1b2c3d4e5").field("email", "{{1__email}}")
}

#[test]
fn staff() {
    ordinary(
        "First day: accounts, desk and welcome",
        steps![
            trigger("PersonioCLIAPI@1.0.0", "new_employee"),
            action("AsanaCLIAPI@1.0.0", "create_task")
                .field("name", "Desk and laptop for {{1__first_name}}")
                .field("due_on", "{{1__hire_date}}")
                .field("notes", "Department: {{1__department}}, T-shirt: {{1__t_shirt_size}}"),
            action("SlackCLIAPI@1.30.0", "channel_message")
                .field("channel", "C0123456789")
                .field("text", "Welcome {{1__first_name}}, our new {{1__job_title}}!"),
        ],
        &[],
    );
    ordinary(
        "Leave calendar",
        steps![
            trigger("BambooHRCLIAPI@1.0.0", "time_off_approved"),
            action("GoogleCalendarCLIAPI@1.0.0", "detailed_event")
                .field("calendarid", "team@example.com")
                .field("summary", "{{1__employee__first_name}} away ({{1__type}})")
                .field("start__dateTime", "{{1__start}}")
                .field("end__dateTime", "{{1__end}}"),
        ],
        &[],
    );
    ordinary(
        "Hours worked to payroll",
        steps![
            trigger("TogglTrackCLIAPI@1.0.0", "new_time_entry"),
            sheet("COL$A", "{{1__user__name}}")
                .field("COL$B", "{{1__duration}}")
                .field("COL$C", "{{1__project__name}}"),
        ],
        &[],
    );
    ordinary(
        "Interview booked",
        steps![
            trigger("CalendlyCLIAPI@1.0.0", "invitee_created"),
            search("GreenhouseCLIAPI@1.0.0", "find_candidate").field("email", "{{1__invitee__email}}"),
            action("GreenhouseCLIAPI@1.0.0", "move_candidate_stage")
                .field("candidate_id", "{{2__id}}")
                .field("stage", "Interview"),
            slack("Interview at {{1__event__start_time_pretty}} for {{2__job__title}}"),
        ],
        &[],
    );
    ordinary(
        "Applications: sort for the recruiter",
        steps![
            trigger("WorkableCLIAPI@1.0.0", "new_candidate").field("job", "backend"),
            ai("Which of our teams fits this headline best? {{1__headline}}"),
            action("WorkableCLIAPI@1.0.0", "add_tag_to_candidate")
                .field("candidate", "{{1__id}}")
                .field("tag", "{{2__team}}"),
        ],
        &[],
    );
    ordinary(
        "Mileage claims to approval",
        steps![
            jotform(),
            action("HumanInTheLoopCLIAPI@1.0.0", "request_approval")
                .field("message", "{{1__kilometres}} km on {{1__date}}"),
            airtable("createRecord").field("fields__Km", "{{1__kilometres}}").field("fields__Status", "Approved"),
        ],
        &[],
    );
}

#[test]
fn money() {
    ordinary(
        "Company details of new suppliers",
        steps![
            trigger("AirtableCLIAPI@3.10.0", "newRecord").field("applicationId", "app1").field("tableName", "tbl2"),
            action("XeroCLIAPI@1.0.0", "create_contact")
                .field("name", "{{1__fields__Company}}")
                .field("tax_number", "{{1__fields__VAT number}}")
                .field("account_number", "{{1__fields__Supplier no}}"),
            slack("New supplier {{1__fields__Company}}, EIN {{1__fields__EIN}}"),
        ],
        &[],
    );
    ordinary(
        "Expenses to the sheet",
        steps![
            trigger("ExpensifyCLIAPI@1.0.0", "new_report"),
            sheet("COL$A", "{{1__report_name}}")
                .field("COL$B", "{{1__total}}")
                .field("COL$C", "{{1__currency}}")
                .field("COL$D", "Card {{1__card_last4}} ({{1__card_brand}})"),
        ],
        &[],
    );
    ordinary(
        "Subscriptions that end",
        steps![
            trigger("StripeCLIAPI@2.0.0", "canceled_subscription"),
            action("HubSpotCLIAPI@1.10.0", "update_contact")
                .field("email", "{{1__customer__email}}")
                .field("lifecyclestage", "former customer"),
            slack("{{1__plan__name}} ended: {{1__cancellation_details__reason}}"),
        ],
        &[],
    );
    ordinary(
        "Donations and thanks",
        steps![
            trigger("DonorboxCLIAPI@1.0.0", "new_donation"),
            gmail(
                "{{1__donor__email}}",
                "Thank you",
                "Dear {{1__donor__first_name}}, we got your gift of {{1__amount}}."
            ),
            sheet("COL$A", "{{1__amount}}").field("COL$B", "{{1__campaign__name}}"),
        ],
        &[],
    );
    ordinary(
        "Refund requests to the team",
        steps![
            trigger("ZendeskCLIAPI@2.0.0", "new_ticket").field("view", "refunds"),
            action("AsanaCLIAPI@1.0.0", "create_task")
                .field("name", "Refund {{1__custom_fields__order_number}}")
                .field("notes", "Order of {{1__created_at}}, {{1__url}}"),
        ],
        &[],
    );
}

#[test]
fn sport_and_animals() {
    ordinary(
        "New members of the gym",
        steps![
            trigger("MindbodyCLIAPI@1.0.0", "new_client"),
            airtable("createRecord")
                .field("fields__Name", "{{1__first_name}}")
                .field("fields__Plan", "{{1__membership__name}}")
                .field("fields__Trainer", "{{1__trainer_name}}")
                .field("fields__Start", "{{1__start_date}}"),
            slack("New member on plan {{1__membership__name}}"),
        ],
        &[],
    );
    ordinary(
        "Class is full",
        steps![
            trigger("MomenceCLIAPI@1.0.0", "new_booking"),
            filter("1__class__spots_left", "iexact", "0"),
            slack("{{1__class__name}} on {{1__class__starts_at}} is full"),
        ],
        &[],
    );
    ordinary(
        "City run: race numbers",
        steps![
            form(),
            sheet("COL$A", "{{1__race}}")
                .field("COL$B", "{{1__bib_number}}")
                .field("COL$C", "{{1__t_shirt_size}}")
                .field("COL$D", "{{1__expected_race_time}}"),
        ],
        &[],
    );
    ordinary(
        "Golf day: handicaps",
        steps![jotform(), sheet("COL$A", "{{1__team_name}}").field("COL$B", "{{1__golf_handicap}}")],
        &[],
    );
    ordinary(
        "Vet: tomorrow's visits",
        steps![
            trigger("EzyVetCLIAPI@1.0.0", "new_appointment"),
            action("GoogleCalendarCLIAPI@1.0.0", "detailed_event")
                .field("calendarid", "surgery@example.com")
                .field("summary", "{{1__patient_name}} ({{1__species}}): {{1__reason_for_visit}}"),
            sheet("COL$A", "{{1__patient_name}}")
                .field("COL$B", "{{1__diagnosis}}")
                .field("COL$C", "{{1__vaccination_due}}"),
        ],
        &[],
    );
    ordinary(
        "Dog school sign-ups",
        steps![
            jotform(),
            airtable("createRecord")
                .field("fields__Dog", "{{1__dog_name}}")
                .field("fields__Rasse", "{{1__rasse}}")
                .field("fields__Course", "{{1__course}}"),
        ],
        &[],
    );
    ordinary(
        "Dinner guests for the kitchen",
        steps![
            form(),
            sheet("COL$A", "{{1__number_of_guests}}")
                .field("COL$B", "{{1__dietary_requirements}}")
                .field("COL$C", "{{1__seating_wish}}"),
        ],
        &[],
    );
    ordinary(
        "Skin care quiz: product for the customer",
        steps![
            form(),
            airtable("createRecord")
                .field("fields__Skin type", "{{1__skin_type}}")
                .field("fields__Product", "{{1__result}}"),
            gmail("{{1__email}}", "Your result", "Hello {{1__first_name}}, we suggest {{1__result}}."),
        ],
        &[],
    );
}

#[test]
fn schools() {
    ordinary(
        "Course bought, student enrolled",
        steps![
            trigger("StripeCLIAPI@2.0.0", "checkout_session_completed"),
            action("ThinkificCLIAPI@1.0.0", "enroll_user")
                .field("email", "{{1__customer_details__email}}")
                .field("course_id", "1842"),
        ],
        &[],
    );
    ordinary(
        "Homework handed in",
        steps![
            trigger("GoogleClassroomCLIAPI@1.0.0", "new_submission").field("course", "c1"),
            sheet("COL$A", "{{1__student__first_name}}")
                .field("COL$B", "{{1__assignment__title}}")
                .field("COL$C", "{{1__grade}}"),
        ],
        &[],
    );
    ordinary(
        "Quiz passed, certificate sent",
        steps![
            trigger("TypeformCLIAPI@1.9.0", "response").field("form_id", "q1"),
            filter("1__score", "igreater", "79"),
            action("GoogleSlidesCLIAPI@1.0.0", "create_presentation_from_template")
                .field("name", "Certificate {{1__first_name}}"),
            gmail("{{1__email}}", "You passed", "Here it is: {{3__pdf_export}}"),
        ],
        &[],
    );
    ordinary(
        "Parents' evening",
        steps![
            trigger("CalendlyCLIAPI@1.0.0", "invitee_created"),
            action("GoogleCalendarCLIAPI@1.0.0", "detailed_event")
                .field("calendarid", "class7b@example.com")
                .field("summary", "Talk: {{1__questions_and_answers__class}}"),
        ],
        &[],
    );
    ordinary(
        "Open questions of students to the tutors",
        steps![
            trigger("DiscordCLIAPI@1.0.0", "new_forum_message").field("channel", "1101").field("guild", "1100"),
            filter("1__author__bot", "iexact", "false"),
            action("TrelloCLIAPI@1.0.0", "card")
                .field("board", "b")
                .field("list", "l")
                .field("name", "{{1__thread__name}}"),
        ],
        &[],
    );
}

#[test]
fn newsletters_with_consent() {
    ordinary(
        "Newsletter sign-up, asked twice",
        steps![form(), mailchimp().field("double_optin", "true").field("merge_fields.FNAME", "{{1__first_name}}")],
        &[],
    );
    ordinary(
        "Webinar guests who want news",
        steps![
            form(),
            filter("1__I want to receive news by e-mail", "iexact", "Yes"),
            action("ActiveCampaignCLIAPI@1.0.0", "create_contact").field("email", "{{1__email}}").field("list", "3"),
        ],
        &[],
    );
    ordinary(
        "Anmeldung mit Einwilligung",
        steps![
            jotform(),
            paths([
                steps![
                    path_rule("1__Einwilligung Newsletter", "icontains", "ja"),
                    action("BrevoCLIAPI@1.0.0", "add_or_update_contact")
                        .field("email", "{{1__email}}")
                        .field("listIds", "7")
                ],
                steps![path_rule("1__Einwilligung Newsletter", "icontains", "nein"), sheet("COL$A", "{{1__anliegen}}")],
            ]),
        ],
        &[],
    );
    ordinary(
        "Customers who ticked the box",
        steps![
            trigger("ShopifyCLIAPI@1.0.0", "new_customer"),
            filter("1__accepts_marketing", "boolean", ""),
            action("KlaviyoCLIAPI@1.0.0", "subscribe_profile")
                .field("email", "{{1__email}}")
                .field("list_id", "Xy12Za"),
        ],
        &[],
    );
    ordinary(
        "Goodbye list",
        steps![
            trigger("MailchimpCLIAPI@1.14.0", "new_unsubscriber"),
            action("HubSpotCLIAPI@1.10.0", "update_contact").field("email", "{{1__email}}").field("newsletter", "no"),
        ],
        &[],
    );
    ordinary(
        "Thank you after the download",
        steps![
            form(),
            gmail(
                "{{1__email}}",
                "Your checklist",
                "Hello {{1__first_name}}, here it is: https://www.example.com/checklist.pdf"
            ),
            action("HubSpotCLIAPI@1.10.0", "create_contact")
                .field("email", "{{1__email}}")
                .field("source", "checklist"),
        ],
        &[],
    );
}

#[test]
fn what_is_noted() {
    // Whoever fills in the form subscribes anybody.
    ordinary("Newsletter without a question", steps![form(), mailchimp()], &["Z703"]);
    // Pay needs the account, but no sheet does.
    ordinary(
        "Bank details of new colleagues",
        steps![
            trigger("PersonioCLIAPI@1.0.0", "new_employee"),
            sheet("COL$A", "{{1__first_name}}").field("COL$B", "{{1__iban}}")
        ],
        &["Z502"],
    );
    // What a row held is gone.
    ordinary(
        "Done rows are cleared",
        steps![
            new_row(),
            filter("1__status", "iexact", "done"),
            action("GoogleSheetsV2CLIAPI@2.9.1", "delete_row").field("spreadsheet", "s").field("row", "{{1__row}}")
        ],
        &["Z902"],
    );
}
