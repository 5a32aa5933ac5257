//! Z506: personal data in a prompt.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z506",
    name: "personal-data-to-ai",
    measure: Measure::Minimisation,
    title: "Personal data goes into an AI prompt",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A name with contact details, an identity or bank number, health data or a whole mail, chat or transcript is given to an AI step. \
           What people write to a bot is meant for it and weighs little.",
    why: "The AI's provider becomes one more company that holds the data, and with Zapier's own AI account the text goes to Zapier's provider.",
    fix: "Cut out what the AI does not need before this step (Formatter or Code), and use your own provider account under a contract.",
    references: &["CWE-359", "CWE-201", "LLM02:2025", "GDPR Art. 28", "GDPR Art. 44"],
    check,
};

const CONTACT: Classes = Classes::of(&[Class::Email, Class::Phone, Class::Address, Class::BirthDate]);
const NAMED: Classes = Classes::of(&[Class::Name]);
const WHOLE: Classes = Classes::of(&[Class::FreeText]);

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    // One finding for each AI, at the step that gets most.
    let mut worst: Vec<(String, u32, &StepFacts<'_>)> = Vec::new();
    for facts in facts.steps.iter().filter(|facts| facts.step.kind != StepKind::Trigger) {
        let Some(model) = facts.asks_ai() else {
            continue;
        };
        outcomes.looked();
        let weight = weight(facts.classes());
        if weight == 0 {
            continue;
        }
        match worst.iter_mut().find(|(known, ..)| *known == model) {
            Some(known) if known.1 < weight => *known = (model, weight, facts),
            Some(_) => {}
            None => worst.push((model, weight, facts)),
        }
    }
    for (model, _, step) in worst {
        tell(facts, step, &model, outcomes);
    }
}

/// Whether the trigger is a bot's conversation: who writes there writes to a machine.
fn is_of_bot(trigger: &Step) -> bool {
    apps::find(trigger).is_some_and(|app| matches!(app.name, "Telegram" | "Chatbots by Zapier"))
}

/// How much there is to tell; 0 for nothing.
fn weight(classes: Classes) -> u32 {
    let sensitive = count(classes, Classes::SENSITIVE);
    let person = if classes.intersects(NAMED) && classes.intersects(CONTACT) { 1 + count(classes, CONTACT) } else { 0 };
    let whole = u32::from(classes.intersects(WHOLE));
    sensitive * 100 + person + whole
}

fn count(classes: Classes, among: Classes) -> u32 {
    classes.iter().filter(|&class| among.contains(class)).map(|_| 1).sum()
}

fn tell(all: &Facts<'_>, facts: &StepFacts<'_>, model: &str, outcomes: &mut Outcomes) {
    let classes = facts.classes();
    let sensitive = classes.intersects(Classes::SENSITIVE);
    let watched: Classes = if sensitive {
        Classes::SENSITIVE
    } else if classes.intersects(NAMED) && classes.intersects(CONTACT) {
        NAMED.union(CONTACT)
    } else {
        WHOLE
    };
    let share = |field: &&FieldFacts<'_>| count(field.classes(), watched);
    let Some(field) = facts.fields.iter().rev().max_by_key(share).filter(|field| share(field) > 0) else {
        return;
    };
    let Some(passage) = field.passages.iter().find(|passage| watched.contains(passage.class)) else {
        return;
    };
    // Straight from the bot, or said to it and written down, or reshaped on the way.
    let of_writer = |first: &StepFacts<'_>| {
        first.step.kind == StepKind::Trigger
            || matches!(first.product, Product::Code | Product::Formatter)
            || apps::writes_down_speech(first.step)
    };
    let first = passage.route.first().and_then(|&first| all.steps.get(first));
    let to_bot = watched == WHOLE && all.zap.trigger().is_some_and(is_of_bot) && first.is_some_and(of_writer);
    let severity = if sensitive {
        Severity::High
    } else if to_bot {
        Severity::Low
    } else {
        Severity::Medium
    };
    let watched = classes.iter().filter(|&class| watched.contains(class));
    let mut labels: Vec<Said> = watched.map(|class| class.label().into()).collect();
    labels.dedup();
    outcomes
        .find(Place::field(facts.step, &field.field.key), say!("{} is given {}.", model, labels).sentence())
        .severity(severity)
        .evidence(passage.mapping)
        .path(passage.route.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_in_prompts_is_found() {
        finds(
            &RULE,
            steps![hook(), ai("Reply to {{1__full_name}}, {{1__phone}}")],
            &[(2, "instructions", Severity::Medium)],
        );
        finds(&RULE, steps![hook(), ai("Check {{1__passport_number}}")], &[(2, "instructions", Severity::High)]);
        finds(
            &RULE,
            steps![hook(), ai("Sum up").field("inputFields.text", "{{1__transcript}}")],
            &[(2, "inputFields.text", Severity::Medium)],
        );
        // Two steps of the same AI are one finding, at the step that gets most.
        finds(
            &RULE,
            steps![hook(), ai("{{1__full_name}} {{1__email}}"), ai("{{1__full_name}} {{1__email}} {{1__diagnosis}}")],
            &[(3, "instructions", Severity::High)],
        );
    }

    #[test]
    fn personal_data_is_known_however_it_is_written() {
        let ask = |text: &str| action("ChatGPTCLIAPI@3.0.0", "conversation_responses_api").field("user_message", text);
        let found = [(2, "user_message", Severity::Medium)];
        finds(&RULE, steps![hook(), ask("Write to {{1__Vorname}} {{1__Nachname}}, {{1__E-Mail}}")], &found);
        finds(
            &RULE,
            steps![hook(), ask(r#"{{=gives["1"]["customer"]["fullName"]}} {{=gives['1']['customer']["phone"]}}"#)],
            &found,
        );
        let tally = || trigger("TallyCLIAPI@2.0.5", "response");
        finds(
            &RULE,
            steps![tally(), ask("Nombre completo: {{1__question_Dk07el}}\nTeléfono: {{1__question_zyW7ek}}")],
            &found,
        );
        finds(
            &RULE,
            steps![trigger("MicrosoftOutlookCLIAPI@3.0.0", "new_email"), ask("Classify {{1__bodyPreview}}")],
            &found,
        );
        finds(&RULE, steps![hook(), ask("{{1__iban}}")], &[(2, "user_message", Severity::High)]);
        silent(&RULE, steps![hook(), ask("Company {{1__company_name}}, {{1__email}}")]);
        silent(&RULE, steps![tally(), ask("Topic: {{1__question_Dk07el}}, email yes or no: {{1__question_zyW7ek}}")]);
    }

    #[test]
    fn a_bare_name_beside_contact_data_is_a_persons() {
        let contact = || trigger("HubSpotCLIAPI@1.0.0", "new_contact");
        let row = || trigger("AirtableCLIAPI@3.0.0", "newRecord");
        let found = [(2, "instructions", Severity::Medium)];
        finds(&RULE, steps![contact(), ai("{{1__name}} <{{1__email}}>")], &found);
        finds(&RULE, steps![row(), ai("{{1__fields__Name}} <{{1__fields__Email}}>")], &found);
        silent(&RULE, steps![trigger("HubSpotCLIAPI@1.0.0", "new_company"), ai("{{1__name}} {{1__phone}}")]);
        silent(&RULE, steps![trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2"), ai("{{1__name}} {{1__email}}")]);
        silent(&RULE, steps![contact(), ai("{{1__product__name}} {{1__email}}")]);
    }

    #[test]
    fn whole_mails_and_messages_are_found() {
        let mail = || trigger("GoogleMailV2CLIAPI@2.0.0", "message");
        finds(&RULE, steps![mail(), ai("Answer {{1__body_plain}}")], &[(2, "instructions", Severity::Medium)]);
        finds(
            &RULE,
            steps![mail(), ai("Read it").field("inputFields.file", "{{1__attachments[]file}}")],
            &[(2, "inputFields.file", Severity::Medium)],
        );
        silent(&RULE, steps![mail(), ai("Is this spam? {{1__subject}}")]);
    }

    #[test]
    fn what_formatter_takes_out_of_a_mail_is_no_whole_text() {
        let through = |transform: &str, pattern: &str| {
            let formatter = action("ZapierFormatterCLIAPI@1.0.0", "text_line_item").field("transform", transform);
            let formatter = formatter.field("inputs", "{{1__body_plain}}").field("pattern", pattern);
            steps![trigger("GoogleMailV2CLIAPI@2.0.0", "message"), formatter, ai("Look at {{2__output}}")]
        };
        for (transform, pattern) in
            [("string.number_extract", ""), ("string.email_extract", ""), ("string.re_extract", r"Order: (\w+)")]
        {
            silent(&RULE, through(transform, pattern));
        }
        for (transform, pattern) in [("string.trim_whitespace", ""), ("string.re_extract", r"Question: ([\s\S]+)")] {
            finds(&RULE, through(transform, pattern), &[(3, "instructions", Severity::Medium)]);
        }
        let both = ai("{{1__full_name}}: {{2__output}}");
        let formatter = action("ZapierFormatterCLIAPI@1.0.0", "text_line_item");
        let formatter = formatter.field("transform", "string.phone_extract_v2").field("inputs", "{{1__body_plain}}");
        let mail = trigger("GoogleMailV2CLIAPI@2.0.0", "message");
        finds(&RULE, steps![mail, formatter, both], &[(3, "instructions", Severity::Medium)]);
    }

    #[test]
    fn texts_of_products_and_own_tables_are_left_alone() {
        for (app, action, text) in [
            ("ShopifyCLIAPI@1.0.0", "new_product", "{{1__body_html}}"),
            ("AirtableCLIAPI@3.0.0", "newRecord", "{{1__fields__Message}}"),
            ("GoogleSheetsV2CLIAPI@2.9.1", "new_row_notify_hook", "{{1__body}}"),
            ("GitHubCLIAPI@3.0.0", "new_issue", "{{1__body}}"),
            ("RSSCLIAPI@1.0.0", "new_item_in_feed", "{{1__content}}"),
        ] {
            silent(&RULE, steps![trigger(app, action), ai(text)]);
        }
        // A transcript is one wherever it is kept.
        finds(
            &RULE,
            steps![trigger("AirtableCLIAPI@3.0.0", "newRecord"), ai("{{1__fields__Transcript}}")],
            &[(2, "instructions", Severity::Medium)],
        );
    }

    #[test]
    fn what_people_write_to_a_bot_weighs_little() {
        let bot = || trigger("TelegramCLIAPI@3.1.0", "new_message");
        let low = [(2, "instructions", Severity::Low)];
        finds(&RULE, steps![bot(), ai("Answer: {{1__message__text}}")], &low);
        let spoken = || action("OpenAiCLIAPI@1.8.0", "create_transcription").field("file", "{{1__voice}}");
        finds(&RULE, steps![bot(), spoken(), ai("Answer: {{2__text}}")], &[(3, "instructions", Severity::Low)]);
        let mails = search("GoogleMailV2CLIAPI@2.2.0", "find_email").field("query", "{{1__message__text}}");
        let of_mail = [(3, "instructions", Severity::Medium)];
        finds(&RULE, steps![bot(), mails, ai("Answer: {{2__body_plain}}")], &of_mail);
        let medium = [(2, "instructions", Severity::Medium)];
        finds(&RULE, steps![bot(), ai("Answer {{1__full_name}}, {{1__phone}}: {{1__message__text}}")], &medium);
        let intercom = trigger("IntercomCLIAPI@1.0.0", "new_conversation");
        finds(&RULE, steps![intercom, ai("Answer: {{1__message__text}}")], &medium);
    }

    #[test]
    fn mails_that_were_looked_up_and_what_was_said_are_whole_texts() {
        let found = [(3, "instructions", Severity::Medium)];
        let mails = || search("MicrosoftOutlookCLIAPI@3.0.0", "find_email").field("query", "support");
        finds(&RULE, steps![new_row(), mails(), ai("Sum up {{2__body__content}}")], &found);
        finds(&RULE, steps![new_row(), mails(), ai("Sum up {{2__bodyPreview}}")], &found);
        let words = action("OpenAiCLIAPI@1.8.0", "create_transcription").field("file", "{{1__COL$A}}");
        finds(&RULE, steps![new_row(), words, ai("Sum up {{2__text}}")], &found);
        let pages = search("NotionCLIAPI@2.34.0", "find_page").field("title", "FAQ");
        silent(&RULE, steps![new_row(), pages, ai("Sum up {{2__text}}")]);
    }

    #[test]
    fn what_a_model_answered_is_no_letter() {
        let ask = || action("ChatGPTCLIAPI@3.0.0", "conversation_responses_api").field("user_message", "{{1__COL$A}}");
        silent(&RULE, steps![new_row(), ask(), ai("Shorten {{2__message__content__context}} {{2__messages}}")]);
        let transcribe = action("OpenAiCLIAPI@1.8.0", "create_transcription").field("file", "{{1__COL$A}}");
        finds(
            &RULE,
            steps![new_row(), transcribe, ai("Shorten {{2__transcript}}")],
            &[(3, "instructions", Severity::Medium)],
        );
    }

    #[test]
    fn requests_to_a_language_model_are_found() {
        finds(
            &RULE,
            steps![
                trigger("GoogleMailV2CLIAPI@2.0.0", "message"),
                post("https://api.anthropic.com/v1/messages").field("data.messages", "{{1__body_plain}}")
            ],
            &[(2, "data.messages", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                python(
                    "import requests\nu = 'https://api.openai.com/v1/responses'\n\
                     return requests.post(u, json={'input': input_data['id']}).json()"
                )
                .field("input.id", "{{1__ssn}}")
            ],
            &[(2, "input.id", Severity::High)],
        );
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/v1/messages").field("data.m", "{{1__full_name}} {{1__email}}")
            ],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                ai("Write an advert for {{1__product_name}}: {{1__product_description}}"),
                ai("Greet {{1__first_name}}"),
                javascript("return {text: redact(inputData.t)}").title("Redact").field("input.t", "{{1__transcript}}"),
                ai("Sum up {{4__text}}"),
            ],
        );
    }
}
