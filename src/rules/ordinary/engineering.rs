//! Ordinary Zaps of IT operations, developers, picture work and shops.

use crate::rules::testkit::*;

/// A request by API by Zapier, which keeps its key in a connection.
fn api_request(method: &str, url: &str) -> StepBuilder {
    action("APIRequestCLIAPI@1.0.0", "request").field("method", method).field("url", url).connection("")
}

/// A raw request of an app.
fn raw(app: &str, method: &str, url: &str) -> StepBuilder {
    action(app, "_zap_raw_request").field("method", method).field("url", url).connection("")
}

fn schedule() -> StepBuilder {
    trigger("ScheduleCLIAPI@1.1.0", "everyDay").field("time", "7:00am")
}

fn picsart(key: &str) -> StepBuilder {
    action("PicsartCLIAPI@1.0.0", key).connection("")
}

fn shopify(event: &str) -> StepBuilder {
    trigger("ShopifyCLIAPI@1.0.0", event).connection("")
}

#[test]
fn operations() {
    ordinary(
        "Password expiry reminders",
        steps![
            schedule(),
            search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row")
                .field("spreadsheet", "s1")
                .field("lookup_key", "Password expires on")
                .field("lookup_value", "{{zap_meta_human_now}}"),
            action("SlackCLIAPI@1.30.0", "direct_message")
                .field("channel", "{{2__COL$C}}")
                .field("text", "Your password expires on {{2__password_expiry_date}}. Please change it in the portal."),
        ],
        &[],
    );
    ordinary(
        "Reset requests to the help desk",
        steps![
            trigger("JiraServiceManagementCLIAPI@1.0.0", "new_request").field("request_type", "Password reset"),
            action("FreshserviceCLIAPI@1.0.0", "create_ticket")
                .field("subject", "Password reset for {{1__reporter__displayName}}")
                .field("priority", "2"),
            action("MicrosoftTeamsCLIAPI@1.0.0", "channel_message").field("message", "New reset request: {{1__key}}"),
        ],
        &[],
    );
    ordinary(
        "Offboarding: close the accounts",
        steps![
            trigger("BambooHRCLIAPI@1.0.0", "employee_terminated"),
            filter("1__status", "iexact", "Terminated"),
            action("OktaCLIAPI@1.0.0", "deactivate_user").field("user_id", "{{1__employee_number}}"),
            action("GoogleAdminCLIAPI@1.0.0", "suspend_user").field("user_key", "{{1__work_email}}"),
            slack("Accounts of {{1__employee_number}} are closed"),
        ],
        &[],
    );
    ordinary(
        "Certificates that end soon",
        steps![
            schedule(),
            api_request("GET", "https://monitor.example.com/api/v1/certificates?expires_in=30"),
            action("ZapierLoopingCLIAPI@1.2.6", "loop_values_line_items").field("loop_values.host", "{{2__host}}"),
            action("JiraSoftwareCloudCLIAPI@2.34.0", "create_issue")
                .field("project", "OPS")
                .field("string::summary", "Renew the certificate of {{3__host}}"),
        ],
        &[],
    );
    ordinary(
        "Page the person on duty",
        steps![
            trigger("DatadogCLIAPI@1.0.0", "new_event").field("tags", "env:prod"),
            filter("1__alert_type", "iexact", "error"),
            action("PagerDutyCLIAPI@1.0.0", "create_incident")
                .field("title", "{{1__title}}")
                .field("service_id", "PABC123")
                .field("incident_key", "{{1__aggregation_key}}"),
            action("TwilioCLIAPI@2.0.0", "smsv2").field("to_number", "+15550100123").field("message", "{{1__title}}"),
        ],
        &[],
    );
    ordinary(
        "Disk space over SNMP, by mail",
        steps![
            trigger("EmailParserCLIAPI@1.0.0", "new_email").field("mailbox", "1234"),
            filter("1__used_percent", "igreater", "90"),
            slack("{{1__server_name}} has little room left"),
        ],
        &[],
    );
    ordinary(
        "Backups to cold storage",
        steps![
            trigger("SFTPByZapierCLIAPI@1.0.0", "new_file").field("host", "files.example.com").field("path", "/out"),
            action("AmazonS3CLIAPI@1.0.0", "upload_file")
                .field("bucket", "backups")
                .field("key", "daily/{{1__name}}")
                .field("acl", "private")
                .field("file", "{{1__file}}"),
        ],
        &[],
    );
    ordinary(
        "Mail a report through our own server",
        steps![
            schedule(),
            search("MySQLCLIAPI@1.0.0", "find_row_query")
                .field("query", "SELECT COUNT(*) AS n FROM tickets")
                .field("ssl", "true"),
            action("SMTPByZapierCLIAPI@1.0.0", "send_email")
                .field("host", "smtp.example.com")
                .field("port", "587")
                .field("use_tls", "Yes")
                .field("to", "it@example.com")
                .field("subject", "Open tickets: {{2__n}}")
                .field("body", "See the board. FTP access is on the old page."),
        ],
        &[],
    );
}

#[test]
fn mails_about_security() {
    for query in [
        "from:security@okta.example subject:\"MFA enrollment\"",
        "subject:(\"password expired\" OR \"password will expire\")",
        "subject:\"new sign-in\" from:no-reply@accounts.example",
        "subject:\"discount code\" has:attachment",
        "subject:\"order confirmation\" -otp",
        "label:security-advisories",
    ] {
        ordinary(
            "Security notes to the channel",
            steps![
                trigger("GoogleMailV2CLIAPI@2.2.0", "message").field("query", query),
                slack("{{1__subject}}, see the mailbox"),
            ],
            &[],
        );
    }
    ordinary(
        "Sign-ins that failed",
        steps![
            trigger("OktaCLIAPI@1.0.0", "new_event").field("event_type", "user.authentication.failed"),
            filter("1__outcome__reason", "icontains", "INVALID_CREDENTIALS"),
            slack("{{1__displayMessage}}: {{1__actor__alternateId}} ({{1__debugContext__loginCount}})"),
        ],
        &[],
    );
    ordinary(
        "Accounts for the course",
        steps![
            trigger("StripeCLIAPI@2.0.0", "new_payment"),
            action("ThinkificCLIAPI@1.0.0", "create_enrollment")
                .field("email", "{{1__receipt_email}}")
                .field("send_welcome_email", "true")
                .field("password_setup", "send_link"),
        ],
        &[],
    );
}

#[test]
fn developers() {
    ordinary(
        "Issues between two trackers",
        steps![
            trigger("GitHubCLIAPI@3.0.0", "new_issue").field("repo", "example/app"),
            filter("1__labels[]name", "icontains", "bug"),
            action("LinearCLIAPI@1.0.0", "create_issue").field("team", "t1").field("title", "{{1__title}}"),
            action("GitHubCLIAPI@3.0.0", "create_comment")
                .field("issue", "{{1__number}}")
                .field("body", "Followed in {{3__url}}"),
        ],
        &[],
    );
    ordinary(
        "Releases from tags",
        steps![
            trigger("GitLabCLIAPI@1.0.0", "new_tag"),
            javascript("const [major, minor] = inputData.tag.replace(/^v/, '').split('.'); return {name: `${major}.${minor}`, key: inputData.tag}")
                .field("input.tag", "{{1__ref}}")
                .field("packages_enabled", "False"),
            raw("JiraSoftwareCloudCLIAPI@2.34.0", "POST", "https://example.atlassian.net/rest/api/3/version")
                .field("body", "{\"name\": \"{{2__name}}\", \"projectId\": 10000}"),
            slack("Version {{2__name}} is there"),
        ],
        &[],
    );
    ordinary(
        "Signed hook to the queue",
        steps![
            trigger("WebHookCLIAPI@1.1.1", "hook_raw"),
            javascript(
                "const crypto = require('crypto');\n\
                 const store = StoreClient(inputData.store);\n\
                 const secret = await store.get('signing_key');\n\
                 const mac = crypto.createHmac('sha256', secret).update(inputData.raw).digest('hex');\n\
                 const valid = crypto.timingSafeEqual(Buffer.from(mac), Buffer.from(inputData.signature));\n\
                 const body = JSON.parse(inputData.raw);\n\
                 return {valid, id: body.id, kind: body.kind};",
            )
            .field("input.store", "{{1__headers__X_Store}}")
            .field("input.raw", "{{1__raw_body}}")
            .field("input.signature", "{{1__headers__HTTP_X_SIGNATURE}}"),
            filter("2__valid", "iboolean", "true"),
            api_request("POST", "https://queue.example.com/v1/jobs")
                .field("body.id", "{{2__id}}")
                .field("body.kind", "{{2__kind}}"),
        ],
        &[],
    );
    ordinary(
        "Token by client credentials, then the call",
        steps![
            new_row(),
            api_request("POST", "https://login.example.com/oauth2/token")
                .field("body.grant_type", "client_credentials")
                .field("body.scope", "orders.read"),
            api_request("GET", "https://api.example.com/v1/orders/{{1__COL$A}}"),
            sheet("COL$B", "{{3__status}}"),
        ],
        &[],
    );
    ordinary(
        "Exchange rates",
        steps![
            schedule(),
            get("https://api.frankfurter.example/latest?base=EUR&symbols=USD").field("as_json", "True").field("json_key", "rates"),
            python("rate = float(input_data['usd'])\nkey = 'EURUSD'\ntoken_count = 1\noutput = {'rate': round(rate, 4), 'key': key}")
                .field("input.usd", "{{2__USD}}"),
            sheet("COL$A", "{{zap_meta_human_now}}").field("COL$B", "{{3__rate}}"),
        ],
        &[],
    );
    ordinary(
        "Errors to a card",
        steps![
            trigger("SentryCLIAPI@1.0.0", "new_issue"),
            python(
                "import re, json, hashlib\n\
                 title = input_data.get('title', '')\n\
                 # looks like https://host/issues/1, never http://\n\
                 short = re.sub(r'https?://\\S+', '', title)\n\
                 fingerprint = hashlib.sha256(short.encode()).hexdigest()\n\
                 output = {'short': short[:80], 'fingerprint': fingerprint}",
            )
            .field("input.title", "{{1__title}}"),
            action("TrelloCLIAPI@1.0.0", "card")
                .field("list", "l1")
                .field("name", "{{2__short}}")
                .field("desc", "{{1__permalink}}"),
        ],
        &[],
    );
    ordinary(
        "Build status to Discord",
        steps![
            trigger("CircleCICLIAPI@1.0.0", "new_job").field("project", "gh/example/app"),
            paths([
                steps![
                    path_rule("1__status", "iexact", "failed"),
                    action("DiscordCLIAPI@1.0.0", "channel_message").field("text", "Build {{1__number}} failed")
                ],
                steps![
                    path_rule("1__status", "iexact", "success"),
                    action("DiscordCLIAPI@1.0.0", "channel_message").field("text", "Build {{1__number}} is fine")
                ],
            ]),
        ],
        &[],
    );
    ordinary(
        "Feature flags from a table",
        steps![
            trigger("TableCLIAPI@1.0.0", "updated_record")
                .field("table_id", "01JABCDEF0123456789ABCDEFG")
                .field("field_ids", "f1"),
            filter("1__new__data__f3", "iexact", "approved"),
            api_request("PATCH", "https://flags.example.com/api/v2/flags/{{1__record_id}}")
                .field("headers.Content-Type", "application/json")
                .field("headers.Idempotency-Key", "{{1__record_id}}-{{1__changed_at}}")
                .field("headers.X-Request-Id", "4f9d2c1a-7b3e-4d58-9a06-c1e2f3a4b5d6")
                .field("body", "{\"on\": {{1__new__data__f2}}}"),
        ],
        &[],
    );
    ordinary(
        "Pull requests that wait",
        steps![
            schedule(),
            raw("GitHubCLIAPI@3.0.0", "GET", "https://api.github.com/repos/example/app/pulls?state=open&per_page=50"),
            javascript(
                "const rows = JSON.parse(inputData.body);\n\
                 const old = rows.filter(row => Date.now() - new Date(row.created_at) > 3 * 864e5);\n\
                 return {count: old.length, text: old.map(row => `#${row.number} ${row.title}`).join('\\n')};",
            )
            .field("input.body", "{{2__response__body}}"),
            filter("3__count", "igreater", "0"),
            slack("Waiting:\n{{3__text}}"),
        ],
        &[],
    );
    ordinary(
        "Links made short",
        steps![
            new_row(),
            action("URLShortenerCLIAPI@1.0.0", "shorten").field("url", "{{1__COL$B}}"),
            action("GoogleSheetsV2CLIAPI@2.9.1", "update_row")
                .field("spreadsheet", "s1")
                .field("row", "{{1__row}}")
                .field("COL$C", "{{2__url}}"),
        ],
        &[],
    );
    ordinary(
        "Answers of a model, from code",
        steps![
            trigger("NotionCLIAPI@2.37.0", "updated_database_item")
                .field("datasource", "346c7255-43b7-80f6-973f-000bd9e88651"),
            action("OpenAiCLIAPI@1.0.0", "conversation_responses_api")
                .field("instructions", "Sum up in two lines. Never ask for a password.")
                .field("user_message", "{{1__properties__Notes}}")
                .field("max_tokens", "2000")
                .connection(""),
            javascript("const text = inputData.answer.trim(); return {text, words: text.split(/\\s+/).length}")
                .field("input.answer", "{{2__output_text}}"),
            action("NotionCLIAPI@2.37.0", "update_database_item")
                .field("page", "{{1__id}}")
                .field("properties|||Summary|||rich_text", "{{3__text}}"),
        ],
        &[],
    );
}

#[test]
fn pictures() {
    ordinary(
        "Product photos without background",
        steps![
            trigger("GoogleDriveCLIAPI@1.18.2", "new_file_in_folder").field("folder", "1UwdfdiG6WfXi2d"),
            filter("1__mimeType", "icontains", "image/"),
            picsart("remove_background")
                .field("image", "{{1__file}}")
                .field("output_type", "cutout")
                .field("format", "PNG")
                .field("bg_blur", "0"),
            action("GoogleDriveCLIAPI@1.18.2", "upload_file")
                .field("folder", "1Xyz")
                .field("file", "{{3__data__url}}")
                .field("name", "{{1__title}}"),
        ],
        &[],
    );
    ordinary(
        "Larger pictures for print",
        steps![
            trigger("DropBoxCLIAPI@1.0.0", "new_file").field("path", "/in"),
            picsart("upscale").field("image", "{{1__file}}").field("upscale_factor", "4"),
            action("DropBoxCLIAPI@1.0.0", "upload_file")
                .field("path", "/out")
                .field("file", "{{2__data__url}}")
                .field("overwrite", "false"),
            slack("{{1__name}} is ready"),
        ],
        &[],
    );
    ordinary(
        "Mark pictures with our logo",
        steps![
            trigger("AirtableCLIAPI@3.10.0", "newRecordInView")
                .field("applicationId", "app92aloH3oAKCOL9")
                .field("tableName", "tblLaKbrhat8NEmY5"),
            picsart("add_watermark")
                .field("image", "{{1__fields__Photo[]url}}")
                .field("logo_url", "https://www.example.com/logo.png"),
            action("AirtableCLIAPI@3.10.0", "updateRecord")
                .field("applicationId", "app92aloH3oAKCOL9")
                .field("tableName", "tblLaKbrhat8NEmY5")
                .field("rowId", "{{1__id}}")
                .field("fields__Photo with logo", "{{2__data__url}}"),
        ],
        &[],
    );
    ordinary(
        "Posts with a picture",
        steps![
            schedule(),
            search("GoogleSheetsV2CLIAPI@2.9.1", "lookup_row")
                .field("spreadsheet", "s1")
                .field("lookup_key", "COL$A")
                .field("lookup_value", "next"),
            picsart("text_to_image").field("prompt", "{{2__COL$B}}").field("width", "1024").field("count", "1"),
            action("BufferCLIAPI@2.2.0", "update")
                .field("text", "{{2__COL$C}}")
                .field("attachment", "{{3__data__url}}")
                .field("method", "queue"),
        ],
        &[],
    );
    ordinary(
        "Background by address",
        steps![
            trigger("TallyCLIAPI@2.0.5", "response").field("formId", "31OJK1"),
            picsart("replace_background")
                .field("image", "{{1__question_photo}}")
                .field("bg_image_url", "https://cdn.example.com/bg/wood.jpg"),
            action("MicrosoftOneDriveCLIAPI@1.0.0", "upload_file")
                .field("folder", "f1")
                .field("file", "{{2__data__url}}"),
        ],
        &[],
    );
}

#[test]
fn shops() {
    ordinary(
        "Orders to the carrier",
        steps![
            shopify("new_paid_order"),
            filter("1__shipping_lines[]code", "icontains", "express"),
            action("ShipStationCLIAPI@1.0.0", "create_order")
                .field("orderNumber", "{{1__order_number}}")
                .field("orderKey", "{{1__id}}"),
            slack("Express order {{1__order_number}}"),
        ],
        &[],
    );
    ordinary(
        "Voucher codes for good customers",
        steps![
            shopify("new_order_hook_v2"),
            filter("1__total_price", "igreater", "200"),
            action("ZapierFormatterCLIAPI@1.0.8", "util_line_item")
                .field("transform", "util.lookup")
                .field("inputs", "{{1__currency}}"),
            raw(
                "ShopifyCLIAPI@1.0.0",
                "POST",
                "https://example.myshopify.com/admin/api/2024-10/price_rules/12/discount_codes.json"
            )
            .field("body", "{\"discount_code\": {\"code\": \"THANKS-{{1__order_number}}\"}}"),
        ],
        &[],
    );
    ordinary(
        "Stock that runs low",
        steps![
            trigger("WooCommerceCLIAPI@1.0.0", "product_updated"),
            filter("1__stock_quantity", "iless", "5"),
            action("GoogleMailV2CLIAPI@2.2.0", "message")
                .field("to", "buying@example.com")
                .field("subject", "Order more of {{1__sku}}")
                .field("body_type", "plain")
                .field("body", "Only {{1__stock_quantity}} left. Security code of the warehouse: ask Kim."),
        ],
        &[],
    );
    ordinary(
        "Returns to the sheet",
        steps![
            trigger("StripeCLIAPI@2.0.0", "refund_hook"),
            sheet("COL$A", "{{1__id}}").field("COL$B", "{{1__amount}}").field("COL$C", "{{1__reason}}"),
        ],
        &[],
    );
    ordinary(
        "Products from the supplier's feed",
        steps![
            schedule(),
            get("https://feeds.supplier.example/v2/products.json?page_size=100&key_field=sku"),
            action("ZapierLoopingCLIAPI@1.2.6", "loop_values_line_items")
                .field("loop_values.sku", "{{2__products[]sku}}")
                .field("loop_values.price", "{{2__products[]price}}"),
            search("ShopifyCLIAPI@1.0.0", "find_product").field("title", "{{3__sku}}"),
            filter("4__id", "iexist", ""),
            action("ShopifyCLIAPI@1.0.0", "update_product")
                .field("product_id", "{{4__id}}")
                .field("price", "{{3__price}}"),
        ],
        &[],
    );
    ordinary(
        "Reviews to the team",
        steps![
            trigger("JudgemeCLIAPI@1.0.0", "new_review"),
            filter("1__rating", "iless", "3"),
            slack("{{1__rating}} stars for {{1__product_title}}"),
        ],
        &[],
    );
    ordinary(
        "Wholesale orders by web hook",
        steps![
            hook(),
            filter("1__headers__x_shop_token", "iexact", "Aq7Zk2Wm9Xr4"),
            sheet("COL$A", "{{1__order__number}}").field("COL$B", "{{1__order__total}}"),
            action("XeroCLIAPI@1.0.0", "create_invoice")
                .field("contact", "{{1__order__customer_id}}")
                .field("amount", "{{1__order__total}}"),
        ],
        &[],
    );
}
