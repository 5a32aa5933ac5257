//! Z703: subscribed, or sent advertising, without a question for consent.

use crate::{
    data::has_phrase,
    facts::every_way,
    rules::prelude::*,
    zap::{Condition, Match, Reference, Value},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z703",
    name: "marketing-without-consent",
    measure: Measure::Compliance,
    title: "People are added to marketing without asking them",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "People from a form, an advertisement or a hook are put on a mailing list or campaign, or are sent advertising, and no Filter \
           asks whether they agreed.",
    why: "The law wants proof of consent for each person. And whoever knows the form or hook can subscribe other people.",
    fix: "Add a Filter that goes on only if the consent field is ticked, and switch double opt-in on: then people confirm by mail. \
          Keep date and wording as proof.",
    references: &["GDPR Art. 6(1)(a)", "GDPR Art. 7", "ePrivacy Directive Art. 13"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.steps.first().filter(|facts| brings_strangers(facts.step)) else {
        return;
    };
    for step in &facts.steps {
        let Some(what) = markets(facts, step) else {
            continue;
        };
        outcomes.looked();
        if step.step.fields.iter().any(|field| is_confirmation(field.name()) && matches!(field.value, Value::Unread(_)))
        {
            outcomes.not_checked(
                Place::step(step.step),
                say!("whether double opt-in is on could not be read, so it is not known if people are asked first"),
            );
            continue;
        }
        if asks_itself(facts, step)
            || is_moved(facts, step)
            || facts.zap.way_to(step.step).any(|guard| asks_consent(facts, guard))
        {
            continue;
        }
        outcomes
            .find(
                Place::step(step.step),
                say!("“{}” {}, whether they agreed or not.", apps::step_said(step.step), what),
            )
            .path(vec![trigger.step.index, step.step.index]);
    }
}

/// A form, an advertisement, a hook, a chat, a mailbox: people the company does not know yet. One that is itself about
/// people who signed up asks nothing more.
fn brings_strangers(trigger: &Step) -> bool {
    if trigger.kind != StepKind::Trigger
        || has_phrase(&trigger.action, &["optin", "opt in", "subscriber", "subscribe", "consent"])
    {
        return false;
    }
    let lead = || apps::kind(trigger) == apps::Kind::Crm && has_phrase(&trigger.action, &["lead", "prospect"]);
    match apps::kind(trigger) {
        apps::Kind::Feed | apps::Kind::Social | apps::Kind::Reviews => has_phrase(&trigger.action, &["lead", "form"]),
        _ => apps::trust(trigger).is_untrusted() || lead(),
    }
}

/// What the step does to the people, if it is marketing.
fn markets(all: &Facts<'_>, facts: &StepFacts<'_>) -> Option<Word> {
    const SUBSCRIBES: Word = word!("puts everyone who comes in by step 1 on its list");
    if facts.effects.has(Effects::SUBSCRIBES) {
        return (!takes_out(facts.step)).then_some(SUBSCRIBES);
    }
    if facts.effects.has(Effects::SENDS) && advertises(all, facts) {
        return Some(word!("sends advertising to everyone who comes in by step 1"));
    }
    let called = facts.calls_http() && facts.writes() && targets(facts).iter().any(|target| is_list(&target.address));
    called.then_some(SUBSCRIBES)
}

/// A state that takes people off the list, or never lets advertising reach them.
fn takes_out(step: &Step) -> bool {
    step.fields.iter().any(|field| {
        let text = field.literal().unwrap_or("");
        has_phrase(field.name(), &["status", "state", "subscribed", "subscription"])
            && (has_phrase(
                text,
                &[
                    "unsubscribe", "unsubscribed", "cleaned", "transactional", "archived", "never subscribed",
                    "non subscribed",
                ],
            ) || field.name().eq_ignore_ascii_case("subscribed") && field.switch() == Some(false))
    })
}

/// Words of advertising in what is typed, and a recipient that the trigger brought.
fn advertises(all: &Facts<'_>, facts: &StepFacts<'_>) -> bool {
    if !matches!(facts.destination, Some(Destination::MailOut | Destination::Sms | Destination::Chat))
        || all.trust() == apps::Trust::Mailbox
    {
        return false;
    }
    let step = facts.step;
    let to_stranger = |field: &crate::zap::Field| {
        apps::is_recipient_field(step, field)
            && field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
                all.source_at(step, reference).is_none_or(|source| source.step.kind == StepKind::Trigger)
            })
    };
    let says = |text: &str| has_phrase(text, ADVERTISING) || text.contains("% off") || text.contains("% OFF");
    step.fields.iter().any(to_stranger)
        && (step
            .title
            .as_deref()
            .is_some_and(|title| has_phrase(title, ADVERTISING) || has_phrase(title, &["marketing", "newsletter"]))
            || step
                .fields
                .iter()
                .filter(|field| apps::is_message_field(step, field))
                .filter_map(|field| field.template())
                .flat_map(|template| template.fixed_texts())
                .any(says))
}

/// The address of a mailing service's list of people.
fn is_list(address: &Address) -> bool {
    const SERVICES: [&str; 9] = [
        "api.mailchimp.com", "a.klaviyo.com", "api.convertkit.com", "api.kit.com", "api.brevo.com",
        "api.sendinblue.com", "connect.mailerlite.com", "api.getresponse.com", "api-us1.com",
    ];
    address.is_at(&SERVICES)
        && has_phrase(address.text.as_str(), &["member", "subscriber", "subscribe", "contact", "profile subscription"])
}

/// The step asks the person to confirm, or decides by the person's own answer.
fn asks_itself(all: &Facts<'_>, facts: &StepFacts<'_>) -> bool {
    let step = facts.step;
    if has_phrase(&step.action, &["doi", "double optin", "double opt in"]) {
        return true;
    }
    step.fields.iter().any(|field| {
        let name = field.name();
        let answered = || {
            !field.key.to_ascii_lowercase().contains("merge")
                && (is_confirmation(name)
                    || has_phrase(
                        name,
                        &["status", "consent", "permission", "opt in", "optin", "subscribed", "subscribe"],
                    ))
                && field
                    .mappings()
                    .iter()
                    .flat_map(|mapping| &mapping.references)
                    .any(|reference| is_consent(all, step, reference, 0))
        };
        let text = field.literal().unwrap_or("");
        match is_confirmation(name) {
            true => match has_phrase(name, &["skip", "disable", "no", "silent"]) {
                true => field.switch() == Some(false),
                false => {
                    field.switch() == Some(true)
                        || has_phrase(text, &["double", "pending", "confirmed opt in"])
                        || answered()
                }
            },
            false => {
                has_phrase(name, &["status", "state"]) && has_phrase(text, &["pending", "unconfirmed"]) || answered()
            }
        }
    })
}

/// The way took the people off another list of the same app: they were asked when they came on that one.
fn is_moved(all: &Facts<'_>, facts: &StepFacts<'_>) -> bool {
    all.zap.way_to(facts.step).any(|before| {
        before.kind != StepKind::Trigger
            && before.app == facts.step.app
            && before.app_name == facts.step.app_name
            && has_phrase(&before.action, &["unsubscribe", "remove", "delete"])
    })
}

/// A switch by which the mailing service asks the person to confirm.
fn is_confirmation(name: &str) -> bool {
    has_phrase(
        name,
        &[
            "double opt in", "double optin", "doubleoptin", "doi", "confirmation", "confirm", "optin mode",
            "optin type", "opt in mode", "opt in type",
        ],
    )
}

/// A Filter or Path rule each way through which asks for consent.
fn asks_consent(all: &Facts<'_>, step: &Step) -> bool {
    matches!(step.kind, StepKind::Filter | StepKind::PathRule)
        && every_way(step, |condition| tests_consent(all, step, condition))
}

fn tests_consent(all: &Facts<'_>, step: &Step, condition: &Condition) -> bool {
    let Some(reference) = condition.looks_at.as_ref().filter(|_| condition.tests_something()) else {
        return false;
    };
    let value = condition.value.text();
    if !is_consent(all, step, reference, 0) && !has_phrase(value, CONSENT) {
        return false;
    }
    let first = data::words(value).next();
    let says_no = first.is_some_and(|first| NO.contains(&first.as_str()))
        || has_phrase(value, &["not agree", "do not", "unsubscribed", "opted out"])
        || matches!(&condition.compare, Match::Other(word) if has_phrase(word, &["false", "not"]));
    let is_refusal = reference.path.iter().any(|part| has_phrase(part, REFUSAL));
    // Goes on with "yes" of a consent, or with "no" of a refusal.
    (says_no ^ condition.stops) == is_refusal
}

/// The reference leads to somebody's answer whether they agree, by its name or through steps that reshape it.
fn is_consent(all: &Facts<'_>, step: &Step, reference: &Reference, depth: usize) -> bool {
    let label = || step.mapped_names.get(&format!("{}__{}", reference.step, reference.key()));
    if reference.path.iter().any(|part| has_phrase(part, CONSENT))
        || label().is_some_and(|label| has_phrase(label, CONSENT))
    {
        return true;
    }
    let reshapes = |source: &&StepFacts<'_>| source.reshapes() && source.step.index < step.index;
    depth < 4
        && all.source_at(step, reference).filter(reshapes).is_some_and(|source| {
            let references =
                source.step.fields.iter().flat_map(|field| field.mappings()).flat_map(|mapping| &mapping.references);
            references.take(16).any(|earlier| is_consent(all, source.step, earlier, depth + 1))
        })
}

#[rustfmt::skip]
const CONSENT: &[&str] = &[
    "consent", "consented", "opt in", "optin", "opted in", "opt out", "optout", "opted out", "unsubscribed",
    "subscribe", "subscribed", "subscription status", "newsletter", "gdpr", "permission", "agree", "agreed", "accept",
    "accepted", "allow", "mailing list", "accepts marketing", "marketing email", "email marketing", "sms marketing",
    "marketing communication", "marketing message", "marketing allowed", "marketing ok", "receive", "keep me posted",
    "keep me informed", "keep me updated", "stay in touch", "keep in touch", "contact me", "email me", "text me",
    "communication preference", "email preference", "einwilligung", "einverstanden", "einverstandnis", "zustimmung",
    "zugestimmt", "werbung", "werbeeinwilligung", "dsgvo", "consentement", "accepte", "rgpd", "consentimiento",
    "acepto", "acepta", "consentimento", "aceito", "aceita", "lgpd", "consenso", "acconsento", "accetto", "autorizzo",
    "toestemming", "akkoord", "zgoda", "zgody", "rodo",
];

const NO: &[&str] = &["no", "false", "0", "off", "nein", "non", "nee", "nie", "nao", "declined", "denied", "never"];

#[rustfmt::skip]
const REFUSAL: &[&str] = &[
    "opt out", "optout", "opted out", "unsubscribed", "unsubscribe", "do not contact", "no marketing",
];

#[rustfmt::skip]
const ADVERTISING: &[&str] = &[
    "discount", "coupon", "promo", "promotion", "promotional", "special offer", "exclusive offer", "limited time",
    "flash sale", "black friday", "save up to", "shop now", "buy now", "order now", "upsell", "rabatt", "gutschein",
    "sonderangebot", "promotionnelle", "code promo", "offre speciale", "descuento", "oferta", "promocion", "desconto",
    "promocao", "sconto", "promozione", "korting", "aanbieding", "rabat", "promocja", "summer sale", "winter sale",
    "spring sale", "on sale", "big sale", "hot deal", "best deal", "special deal", "exclusive deal", "welcome offer",
    "free trial", "aktionspreis", "soldes", "rebajas", "saldi",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn mailchimp() -> StepBuilder {
        action("MailchimpCLIAPI@1.14.0", "memberCreate").field("list_id", "ab12cd34ef").field("email", "{{1__email}}")
    }

    fn form() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "entry")
    }

    #[test]
    fn people_added_without_a_question_are_found() {
        let found = [(2, "", Severity::Medium)];
        finds(&RULE, steps![hook(), mailchimp()], &found);
        finds(&RULE, steps![hook(), mailchimp().field("double_optin", "false")], &found);
        finds(
            &RULE,
            steps![form(), action("KlaviyoCLIAPI@1.0.0", "subscribe_profile").field("email", "{{1__email}}")],
            &found,
        );
        for (app, key) in [
            ("ActiveCampaignCLIAPI@1.0.0", "create_contact"),
            ("MailerLiteCLIAPI@1.0.0", "subscriber_create"),
            ("ConvertKitCLIAPI@1.0.0", "add_subscriber_to_form"),
            ("HubSpotCLIAPI@1.0.0", "add_contact_to_list"),
            ("LemlistCLIAPI@1.0.0", "add_lead_to_campaign"),
            ("AttentiveCLIAPI@1.0.0", "subscribe_user"),
            ("App4711CLIAPI@1.0.0", "add_subscriber"),
        ] {
            finds(
                &RULE,
                steps![trigger("FacebookLeadAdsCLIAPI@1.0.0", "lead"), action(app, key).field("email", "{{1__email}}")],
                &found,
            );
        }
        // A tested consent on another Path, after the step, or with a "no" asks nobody.
        finds(&RULE, steps![form(), mailchimp(), filter("1__consent", "iexact", "true")], &found);
        finds(&RULE, steps![form(), filter("1__email", "icontains", "@"), mailchimp()], &[(3, "", Severity::Medium)]);
        finds(&RULE, steps![form(), filter("1__consent", "iexact", "no"), mailchimp()], &[(3, "", Severity::Medium)]);
        finds(&RULE, steps![form(), filter("1__consent", "iexist", ""), mailchimp()], &[(3, "", Severity::Medium)]);
        finds(
            &RULE,
            steps![
                form(),
                paths([
                    steps![path_rule("1__consent", "iexact", "yes"), slack("x")],
                    steps![path_rule("1__a", "iexact", "b"), mailchimp()]
                ])
            ],
            &[(6, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![form(), filter("1__consent", "iexact", "yes").or("1__source", "iexact", "web"), mailchimp()],
            &[(3, "", Severity::Medium)],
        );
        // The answer kept as a merge field is proof, but it decides nothing.
        finds(&RULE, steps![form(), mailchimp().field("merge_fields.CONSENT", "{{1__consent}}")], &found);
    }

    #[test]
    fn advertising_to_new_leads_is_found() {
        let lead = || trigger("FacebookLeadAdsCLIAPI@1.0.0", "lead");
        let sms = |text: &str| {
            action("TwilioCLIAPI@2.0.0", "smsv2").field("to_number", "{{1__phone}}").field("message", text)
        };
        finds(
            &RULE,
            steps![lead(), sms("Hi {{1__first_name}}, 20% off this week only!")],
            &[(2, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                form(),
                action("GoogleMailV2CLIAPI@2.0.0", "message")
                    .field("to", "{{1__email}}")
                    .field("subject", "Ein Gutschein für Sie")
                    .field("body", "…")
            ],
            &[(2, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                post("https://us5.api.mailchimp.com/3.0/lists/ab12/members")
                    .field("data.email_address", "{{1__email}}")
                    .field("data.status", "subscribed")
            ],
            &[(2, "", Severity::Medium)],
        );
        silent(
            &RULE,
            steps![
                lead(),
                sms("Thanks {{1__first_name}}, we call you back on Monday. Your reference is {{1__id}}."),
                action("GoogleMailV2CLIAPI@2.0.0", "message")
                    .field("to", "sales@acme-corp.test")
                    .field("body", "New lead asks for a discount"),
            ],
        );
    }

    #[test]
    fn people_who_were_asked_are_left_alone() {
        for (key, compare, value) in [
            ("1__consent", "iexact", "true"),
            ("1__marketing_opt_in", "boolean", ""),
            ("1__answers__I agree to receive e-mails", "icontains", "yes"),
            ("1__Newsletter?", "iexact", "Ja"),
            ("1__einwilligung_werbung", "iexact", "ja"),
            ("1__answers__q7", "icontains", "Yes, I want to receive news"),
            ("1__answers__q7", "iexact", "I agree, but no calls please"),
            ("1__opted_out", "iexact", "false"),
        ] {
            silent(&RULE, steps![form(), filter(key, compare, value), mailchimp()]);
            silent(
                &RULE,
                steps![
                    form(),
                    paths([
                        steps![path_rule(key, compare, value), mailchimp()],
                        steps![path_rule("", "", ""), slack("x")]
                    ])
                ],
            );
        }
        for (field, value) in [
            ("double_optin", "true"),
            ("double_optin", "yes"),
            ("doubleOptIn", "True"),
            ("status", "pending"),
            ("optin_mode", "double"),
            ("skip_confirmation", "false"),
            ("status", "{{1__marketing_consent}}"),
        ] {
            silent(&RULE, steps![hook(), mailchimp().field(field, value)]);
        }
        silent(&RULE, steps![form(), action("BrevoCLIAPI@1.0.0", "create_doi_contact").field("email", "{{1__email}}")]);
        silent(
            &RULE,
            steps![
                form(),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.lowercase")
                    .field("inputs", "{{1__consent}}"),
                filter("2__output", "iexact", "yes"),
                mailchimp()
            ],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                action("SendyCLIAPI@1.0.0", "unsubscribe").field("email", "{{1__email}}"),
                mailchimp().field("status", "unsubscribed"),
                action("MailchimpCLIAPI@1.14.0", "add_tag_to_subscriber").field("email", "{{1__email}}"),
                action("SendGridCLIAPI@1.0.0", "send_email")
                    .field("to", "{{1__email}}")
                    .field("subject", "Your order {{1__id}}")
                    .field("body", "Paid."),
                action("ThinkificCLIAPI@1.0.0", "enroll_user").field("email", "{{1__email}}"),
                action("TrelloCLIAPI@1.0.0", "add_card_to_list").field("name", "{{1__name}}"),
                action("HubSpotCLIAPI@1.0.0", "create_contact").field("email", "{{1__email}}"),
            ],
        );
        // From one list to another.
        silent(
            &RULE,
            steps![hook(), action("SendyCLIAPI@1.0.0", "unsubscribe"), action("SendyCLIAPI@1.0.0", "subscribe")],
        );
        silent(&RULE, steps![new_row(), mailchimp()]);
        silent(&RULE, steps![trigger("ShopifyCLIAPI@1.0.0", "new_order_hook_v2"), mailchimp()]);
        silent(&RULE, steps![trigger("OptinMonsterCLIAPI@1.0.0", "new_optin"), mailchimp()]);
        silent(&RULE, steps![trigger("ConvertKitCLIAPI@1.0.0", "new_form_subscriber"), mailchimp()]);
    }
}
