//! Marketing: leads, lists, posts, webinars.

use super::*;

#[test]
fn webinar_guests_to_the_mailing_list() {
    ordinary(
        "Webinar guests who agreed to the newsletter",
        steps![
            trigger("ZoomCLIAPI@1.9.0", "new_registrant").field("webinar_id", "81234567890").connection(""),
            filter("1__custom_questions__Newsletter?", "iexact", "Yes"),
            action("MailchimpCLIAPI@1.10.0", "memberCreate")
                .field("list_id", "4f8a1c2d3e")
                .field("email", "{{1__email}}")
                .field("FNAME", "{{1__first_name}}")
                .field("double_optin", true)
                .field("tags", "webinar")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn ad_leads_to_the_crm() {
    ordinary(
        "Facebook leads into HubSpot",
        steps![
            trigger("FacebookLeadAdsCLIAPI@2.4.0", "lead")
                .field("page", "1029384756")
                .field("form", "5647382910")
                .connection(""),
            formatter("string.titlecase", "{{1__full_name}}"),
            action("HubSpotCLIAPI@1.40.0", "upsert_contact")
                .field("email", "{{1__email}}")
                .field("firstname", "{{2__output}}")
                .field("phone", "{{1__phone_number}}")
                .field("lifecyclestage", "lead")
                .connection(""),
            slack("A new lead is in HubSpot: https://app.hubspot.com/contacts/4711/contact/{{3__id}}"),
        ],
        &[],
    );
}

#[test]
fn blog_posts_to_social_media() {
    ordinary(
        "Share new articles",
        steps![
            trigger("RSSCLIAPI@1.2.0", "new_item_in_feed").field("url", "https://blog.example.com/feed.xml"),
            formatter("string.truncate", r#"{{=gives["1"]["description"]}}"#).field("max_length", "200"),
            action("BufferCLIAPI@2.2.0", "update")
                .field("organizationId", "5f1e")
                .field("channelId", "60aa")
                .field("text", "{{2__output}} {{1__link}}")
                .field("method", "schedule")
                .connection(""),
            action("LinkedInCLIAPI@1.8.0", "create_company_update")
                .field("comment", "{{1__title}}")
                .field("url", "{{1__link}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn event_guests_to_a_sheet() {
    ordinary(
        "Eventbrite guests on a list",
        steps![
            trigger("EventbriteCLIAPI@1.5.0", "attendee_registered").field("event", "998877665544").connection(""),
            action("GoogleSheetsV2CLIAPI@2.9.1", "add_row")
                .field("spreadsheet", "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms")
                .field("worksheet", "0")
                .field("COL$A", "{{1__profile__first_name}} {{1__profile__last_name}}")
                .field("COL$B", "{{1__profile__email}}")
                .field("COL$C", "{{1__ticket_class_name}}")
                .field("COL$D", "{{1__created}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn product_descriptions_by_ai() {
    ordinary(
        "Draft product texts",
        steps![
            trigger("AirtableCLIAPI@4.1.0", "newRecord")
                .field("applicationId", "appAbCdEfGhIjKlMn")
                .field("tableName", "tblAbCdEfGhIjKlMn")
                .connection(""),
            ai("Write 80 words about {{1__fields__Product Name}}. Use: {{1__fields__Features}}"),
            action("AirtableCLIAPI@4.1.0", "updateRecord")
                .field("applicationId", "appAbCdEfGhIjKlMn")
                .field("tableName", "tblAbCdEfGhIjKlMn")
                .field("recordId", "{{1__id}}")
                .field("fields__fldAbCdEfGhIjKlMn", "{{2__Text}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn campaign_numbers_each_week() {
    ordinary(
        "Ad costs of the week",
        steps![
            trigger("ScheduleCLIAPI@1.3.0", "everyWeek").field("day", "Monday").field("hour", "8"),
            search("GoogleAdsCLIAPI@1.0.0", "create_report")
                .field("account", "123-456-7890")
                .field("range", "LAST_7_DAYS")
                .connection(""),
            javascript("const total = Number(inputData.cost) / 1000000;\nreturn {total: total.toFixed(2)};")
                .field("input.cost", "{{2__cost_micros}}"),
            slack("Ads cost {{3__total}} EUR last week ({{2__clicks}} clicks)."),
        ],
        &[],
    );
}
