//! Shops: orders, stock, invoices.

use super::*;

fn order() -> StepBuilder {
    trigger("ShopifyCLIAPI@4.2.0", "new_order_hook_v2").field("status", "open").connection("")
}

#[test]
fn orders_on_a_list() {
    ordinary(
        "Orders to the packing list",
        steps![
            order(),
            action("GoogleSheetsV2CLIAPI@2.9.1", "add_row")
                .field("spreadsheet", "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms")
                .field("worksheet", "0")
                .field("COL$A", "{{1__order_number}}")
                .field("COL$B", "{{1__line_items[]sku}}")
                .field("COL$C", "{{1__line_items[]quantity}}")
                .field("COL$D", r#"{{=gives["1"]["shipping_lines"]["0"]["title"]}}"#)
                .connection(""),
            slack("Order {{1__order_number}} over {{1__total_price}} {{1__currency}} is on the list."),
        ],
        &[],
    );
}

#[test]
fn payments_to_the_books() {
    ordinary(
        "Stripe payments into Xero",
        steps![
            trigger("StripeCLIAPI@1.20.0", "charge_hook").connection(""),
            filter("1__status", "iexact", "succeeded"),
            search("XeroCLIAPI@2.1.0", "find_contact").field("email", "{{1__billing_details__email}}").connection(""),
            action("XeroCLIAPI@2.1.0", "create_invoice")
                .field("contact", "{{3__ContactID}}")
                .field("reference", "{{1__id}}")
                .field("amount", "{{1__amount}}")
                .field("currency", "EUR")
                .field("account_code", "200")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn low_stock_alerts() {
    ordinary(
        "Warn when stock runs low",
        steps![
            trigger("ScheduleCLIAPI@1.3.0", "everyDay").field("hour", "7"),
            search("GoogleSheetsV2CLIAPI@2.9.1", "find_many_rows")
                .field("spreadsheet", "1BxiMVs0XRA5")
                .field("worksheet", "0")
                .field("lookup_key", "COL$D")
                .field("lookup_value", "low")
                .connection(""),
            action("DigestCLIAPI@1.0.0", "append_entry")
                .field("digest_title", "Low stock")
                .field("entry", "{{2__rows[]COL$A}}"),
            action("MicrosoftTeamsCLIAPI@2.5.0", "send_channel_message")
                .field("team", "19:abc")
                .field("channel", "19:def")
                .field("message", "{{3__digest}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn thank_you_mail_after_a_while() {
    ordinary(
        "Ask how the order went",
        steps![
            order(),
            filter("1__customer__accepts_marketing", "boolean", "true"),
            action("DelayCLIAPI@1.1.1", "delay_for").field("delay_for_value", "10").field("delay_for_unit", "days"),
            mail(
                "{{1__email}}",
                "How was it?",
                "Hello {{1__customer__first_name}},\n\nhow do you like {{1__line_items[]title}}?"
            ),
        ],
        &[],
    );
}

#[test]
fn returns_with_a_check() {
    ordinary(
        "Refund approved returns",
        steps![
            trigger("AirtableCLIAPI@4.1.0", "updatedRecord")
                .field("applicationId", "appAbCdEfGhIjKlMn")
                .field("tableName", "tblReturns0000001")
                .field("viewName", "viwApproved000001")
                .connection(""),
            filter("1__fields__State", "iexact", "approved"),
            action("HumanInTheLoopCLIAPI@1.0.0", "request_approval")
                .field("message", "Refund order {{1__fields__Order}}?"),
            action("ShopifyCLIAPI@4.2.0", "create_refund")
                .field("order_id", "{{1__fields__Order Id}}")
                .field("amount", "{{1__fields__Amount}}")
                .connection(""),
        ],
        &[],
    );
}

#[test]
fn product_pictures_without_background() {
    ordinary(
        "Cut out new product pictures",
        steps![
            trigger("GoogleDriveCLIAPI@1.18.2", "file_in_folder_v2")
                .field("drive", "")
                .field("folder", "1UwdfdiG6WfXi2dKNABT")
                .connection(""),
            action("PicsartCLIAPI@1.0.0", "remove_background")
                .field("image", "{{1__file}}")
                .field("format", "PNG")
                .connection(""),
            action("GoogleDriveCLIAPI@1.18.2", "upload_file")
                .field("folder", "1AbCdEfGhIjK")
                .field("file", "{{2__data__url}}")
                .field("new_name", "{{1__title}}")
                .connection(""),
        ],
        &[],
    );
}
