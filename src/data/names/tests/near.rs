//! Names of fields that ordinary apps really have, and that hold nothing personal that could be told from them.

use super::super::*;

/// By the app they are seen in.
#[rustfmt::skip]
const ORDINARY: &[(&str, &str)] = &[
    ("Salesforce", "OwnerId; AccountId; AccountNumber; AccountSource; AnnualRevenue; BillingCity; BillingCountry; BillingPostalCode; BillingState; \
        Industry; LastModifiedById; MasterRecordId; NumberOfEmployees; Ownership; Rating; Site; TickerSymbol; Tradestyle; YearStarted; NaicsCode; LeadSource; \
        HasOptedOutOfEmail; HasOptedOutOfFax; DoNotCall; EmailBouncedDate; EmailBouncedReason; IsEmailBounced; PhotoUrl; Probability; StageName; \
        ForecastCategoryName; CloseDate; RecordTypeId; MailingCity; ReportsToId; SystemModstamp; ConvertedContactId; PersonHasOptedOutOfEmail"),
    ("HubSpot", "hs_object_id; hs_lead_status; lifecyclestage; hubspot_owner_id; hs_email_domain; hs_email_open; hs_email_last_open_date; hs_email_optout; \
        hs_email_bounce; hs_email_hard_bounce_reason; hs_analytics_source; hs_timezone; hs_language; num_associated_deals; dealname; dealstage; \
        numberofemployees; notes_last_contacted; recent_conversion_event_name; hs_marketable_status; hs_ip_timezone; ip_country; ip_city; ip_state; \
        ip_country_code; hs_latest_meeting_activity; hs_email_first_click_date; hs_email_quarantined; hs_email_sends_since_last_engagement; \
        hs_email_last_email_name; hs_calculated_phone_number_country_code; hs_sequences_is_enrolled"),
    ("Pipedrive", "org_id; person_id; stage_order_nr; add_time; visible_to; won_deals_count; email_messages_count; next_activity_date; expected_close_date; \
        weighted_value; picture_id; marketing_status; lost_reason; org_name; formatted_value"),
    ("Shopify", "order_number; order_status_url; financial_status; fulfillment_status; total_price; total_tax; taxes_included; tax_lines; tax_exempt; gateway; \
        landing_site; referring_site; source_name; discount_codes; line_items; note_attributes; processing_method; location_id; customer_locale; \
        buyer_accepts_marketing; payment_gateway_names; vendor; variant_title; sku; gift_card; admin_graphql_api_id; confirmation_number; po_number; \
        shipping_address city; shipping_address province; shipping_address country_code; shipping_address zip; billing_address company; \
        default_address province_code; shipping_lines title; email_marketing_consent state; sms_marketing_consent; total_shipping_price_set"),
    ("WooCommerce", "shipping_method; payment_method_title; transaction_id; cart_hash; date_paid; needs_payment; coupon_lines; fee_lines; meta_data; \
        customer_user_agent; created_via; billing city; billing postcode; shipping state"),
    ("Stripe", "payment_intent; payment_method; balance_transaction; card_brand; card_exp_month; card_exp_year; card_fingerprint; card_funding; card_country; \
        cvc_check; address_line1_check; address_zip_check; receipt_number; receipt_url; statement_descriptor; tax_exempt; default_source; livemode; \
        risk_level; risk_score; account_country; tax_id_type; bank_name; last4; routing_number_last4; payment_method_types; hosted_invoice_url; \
        default_tax_rates; card network; billing_details address postal_code; dispute_reason; application_fee_amount"),
    ("QuickBooks, Xero", "DocNumber; TxnDate; TotalAmt; CurrencyRef; ClassRef; SyncToken; InvoiceNumber; BrandingThemeID; AccountCode; BankAccountType; \
        LineAmountTypes; TaxType; AmountDue; IsReconciled; ContactStatus; DefaultCurrency; EIN; employer_identification_number; FEIN; vat_number; VAT ID; \
        company_registration_number; chart_of_accounts"),
    ("Mailchimp", "email_type; list_id; member_rating; unique_email_id; web_id; tags_count; unsubscribe_reason; last_changed; timestamp_opt; \
        timestamp_signup; email_settings; contact_status; campaign_title; subject_line; preview_text"),
    ("Klaviyo, ActiveCampaign", "profile_id; sms_marketing_status; email_deliverability; predicted_clv; segment_name; flow_id; list_count; bounced_hard; \
        email_empty; deleted_at; score_values; phone_verification_status; email_sent_count"),
    ("Typeform, Tally, Jotform", "form_id; landed_at; submitted_at; utm_source; calculated score; response_id; formTitle; submission_id; formID; ending_ref; \
        respondentId; How did you hear about us?; Rate our service; Preferred contact method; Best time to call; Which size?; Any comments?; \
        Number of guests; Party size; Do you accept the terms?; Company size; Your message to the team; What is your budget?; Favourite colour"),
    ("Calendly, Acuity", "event_type_name; invitee_uuid; cancel_url; reschedule_url; start_time_pretty; tracking utm_campaign; questions_and_answers; \
        location join_url; no_show; rescheduled; canceler_type; calendarTimezone; appointmentTypeID; confirmationPage; labels; price; paid"),
    ("Google Calendar", "summary; hangoutLink; htmlLink; iCalUID; eventType; transparency; visibility; sequence; recurringEventId; start dateTime; \
        reminders useDefault; colorId; attendees responseStatus; conferenceId"),
    ("GitHub, GitLab", "node_id; html_url; commit message; author_association; default_branch; license name; license spdx_id; stargazers_count; head_ref; \
        merge_commit_sha; mergeable_state; gravatar_id; avatar_url; issue_number; pull_request; path_with_namespace; web_url; iid; upvotes; \
        merge_request; detailed_merge_status; runner_id; pipeline_status; branch; tag_name"),
    ("Jira, Linear", "issuetype; issuekey; project_key; customfield_10011; fixVersions; storyPoints; sprint; epic_link; accountId; environment; \
        resolution; duedate; statuscategorychangedate; worklog; votes; cycle; team_key; branchName; estimate; snoozedUntil"),
    ("Trello, Asana, monday, ClickUp", "idBoard; idList; idShort; shortLink; dateLastActivity; dueComplete; idMembers; card_name; list_name; board_name; \
        checkItemState; assignee_section; approval_status; custom_fields; num_hearts; permalink_url; resource_subtype; pulseId; columnTitle; \
        time_estimate; orderindex; date_closed; list_access; space_id; linked_tasks"),
    ("Notion, Airtable, Coda", "database_id; created_time; parent type; last_edited_by; archived; record_id; baseId; tableId; viewId; Created By; \
        Last modified; Attachments; Formula; rollup; checkbox; rowIndex"),
    ("Google Analytics, Mixpanel, Segment", "client_id; ga_session_number; page_location; page_referrer; page_title; engagement_time_msec; user_pseudo_id; \
        device_category; geo_country; traffic_source; screen_resolution; measurement_id; debug_mode; operating_system; distinct_id; anonymousId; \
        sentAt; receivedAt; mp_country_code; initial_referrer; insert_id; library_version; event_params; is_mobile; mobile_brand_name"),
    ("Facebook and Google ads", "ad_id; adset_id; campaign_name; leadgen_id; is_organic; platform; page_id; ad_name; retailer_item_id; gclid; keyword; \
        match_type; conversion_action; cost_micros; impressions; ad_group_id; headline; final_url; search_term; quality_score; phone_calls; \
        phone_impressions; call_duration; caller_country_code"),
    ("Zendesk, Intercom, Freshdesk", "ticket_form_id; requester_id; satisfaction_rating; via channel; organization_id; brand_id; has_incidents; is_public; \
        email_cc_ids; sla_policy; routing; ticket_url; conversation_rating; contact_type; has_hard_bounced; marked_email_as_spam; unsubscribed_from_emails; \
        language_override; signed_up_at; last_seen_at; last_email_opened_at; admin_assignee_id; email_config_id; fr_escalated; spam"),
    ("Slack, Discord", "thread_ts; channel_name; team_domain; event_ts; bot_id; blocks; is_private; image_48; permalink; reaction; num_members; unfurl_links; \
        guild_id; webhook_id; mention_everyone; embed_title; user name; username; global_name"),
    ("Twilio, Aircall", "MessageSid; AccountSid; NumMedia; FromCountry; FromZip; FromState; ToCountry; CallSid; CallStatus; Direction; CallerCity; \
        CallDuration; RecordingUrl; number_id; missed_call_reason; voicemail; phone_number_sid; SmsStatus; ErrorCode"),
    ("BambooHR, Greenhouse, Gusto", "employeeNumber; jobTitle; department; hireDate; employmentHistoryStatus; payRate; paySchedule; supervisorId; \
        terminationDate; exempt; standardHoursPerWeek; application_id; candidate_id; rejected_at; rejection_reason; credited_to; offer_status; \
        gender; maritalStatus; pronouns; t_shirt_size; work_location; cost_center; years_of_experience; notice_period; conviction; unionized; ssn_on_file; iban_provided; drivers_license_state; drivers_license_expiry; needs_passport; bank_country; swift_code; employee_id_number; Student ID Number; Employee Number"),
    ("Eventbrite, Meetup, gyms, races", "ticket_class_name; checked_in; barcode; guestlist_id; race_name; race_distance; race_category; race_id; bib_number; \
        golf_handicap; handicap_index; membership_plan; class_name; visits_left; belt_color; locker_number; waiver_signed; party_name; start_wave"),
    ("Schools, shops for courses", "course_name; lesson_id; quiz_score; school_name; enrollment_date; certificate_url; assignment; grade; semester; \
        cohort; module_title; attempt_count; passed; classroom; credits"),
    ("Vets and pets", "pet_name; breed; species; microchip_number; coat_color; neutered; pet_weight; reminder_type"),
    ("Travel, rooms, cars", "passenger_count; flight_number; booking_reference; room_type; check_in; nights; license_plate; vehicle_identification_number; vehicle_id; vin; mileage; \
        drivers_license_front; Führerschein Rückseite; visa_required; passport_required; passport_photo_url; passport_expiry_date; passport_country; id_verified; seat; luggage; driver_rating; party_of; street_view_url; compass_heading"),
    ("Websites and servers", "server_name; domain; path; host; port; ssl_expiry; health_check; uptime; response_time; error_message; stack_trace; \
        build_number; release_name; mac_address; contract_address; base_address; memory_address; url_address; user_agent; http_status; ip_version; \
        ip_range_name; system_health; pan_zoom; sin_wave; routing_key; license_key; sort_order; touch_id; faceId; session; cookie_banner; page_token; max_tokens; nextToken"),
    ("Words in other languages", "Bestellnummer; Rechnungsnummer; Kundennummer; Lieferdatum; Postleitzahl; Stadt; Menge; Betrag; Artikelname; Betreff; \
        numéro de commande; code postal; ville; quantité; montant; objet; número de pedido; código postal; ciudad; cantidad; asunto; numero ordine; \
        città; quantità; ordernummer; woonplaats; aantal; numer zamówienia; miasto; kwota; número do pedido; cidade; quantidade; assunto; \
        Passwort-Richtlinie; Glaubhaftigkeit; Rasse; Raza; Nombre del niño; Adresse du site; Dirección web; servicio a domicilio; adres strony; numéro de compte client; Partei der ersten Stunde; Rassenhund; Handyhülle; Kartenfarbe"),
];

#[test]
fn names_of_ordinary_apps_have_no_class() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (app, names) in ORDINARY {
        for name in names.split("; ") {
            count += 1;
            let found: Vec<Class> = classes_of_name(name).iter().collect();
            if !found.is_empty() {
                wrong.push(format!("{app}: {name} is {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 200, "{count}");
}
