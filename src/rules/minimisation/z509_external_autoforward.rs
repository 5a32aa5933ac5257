//! Z509: mail leaves the company by itself.

use crate::{
    apps::{Kind, Trust},
    data::{has_phrase, is_free_mail},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z509",
    name: "external-autoforward",
    measure: Measure::Minimisation,
    title: "Mail is passed on outside the company",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "The text or the attachments of incoming mail go by themselves to an address at a free mail service or at another company.",
    why: "This is how mailboxes leak, by mistake or on purpose, and it goes round the mail system's own block on forwarding.",
    fix: "Remove the step, or send to an address of the company.",
    references: &["CWE-200", "CD-SEC-04", "MITRE ATT&CK T1114.003"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let Some(trigger) = facts.zap.trigger().filter(|trigger| is_mailbox(trigger)) else {
        return;
    };
    let knows_company = !facts.policy.company_domains.is_empty();
    for step in &facts.steps {
        let Some(destination) = step.sends_to() else {
            continue;
        };
        if !matches!(destination, Destination::MailOut | Destination::Chat | Destination::Http)
            || !(forwards(facts, trigger, step)
                || step.step.fields.iter().any(|field| takes_content(facts, trigger, step, field)))
        {
            continue;
        }
        outcomes.looked();
        if destination == Destination::Http {
            to_host(facts, trigger, step, outcomes);
            continue;
        }
        let mut unknown = None;
        let outside = step.step.fields.iter().filter(|field| says_to_whom(step.step, field)).find_map(|field| {
            let address = domains(field).find(|domain| {
                let is_outside = if knows_company { !facts.policy.owns(domain) } else { is_free_mail(domain) };
                if !is_outside && !knows_company {
                    unknown = Some(field);
                }
                is_outside && !is_own_account(trigger, domain)
            })?;
            Some((field, address))
        });
        if let Some((field, domain)) = outside {
            let found = outcomes
                .find(
                    Place::field(step.step, &field.key),
                    say!("What comes in by mail is passed on to an address at {}.", domain),
                )
                .evidence(format!("…@{domain}"))
                .path(vec![trigger.index, step.step.index]);
            if knows_company {
                found.confidence(Confidence::High);
            }
        } else if let Some(field) = unknown {
            outcomes.not_checked(Place::field(step.step, &field.key), whose_is_unknown());
        }
    }
}

/// Without the company's own domains, another one may as well be the company's.
fn whose_is_unknown() -> Said {
    say!("mail is passed on to this address, and which domains are the company's own is not in the settings")
}

/// A person's or a team's mailbox: not the addresses that Zapier makes for its own triggers.
fn is_mailbox(trigger: &Step) -> bool {
    apps::trust(trigger) == Trust::Mailbox && apps::kind(trigger) == Kind::Mailbox
}

/// "Forward Email" takes the whole mail by its id.
fn forwards(facts: &Facts<'_>, trigger: &Step, step: &StepFacts<'_>) -> bool {
    let mut references = step.step.fields.iter().flat_map(Field::mappings).flat_map(|mapping| &mapping.references);
    has_phrase(&step.step.action, &["forward"])
        && references.any(|reference| {
            facts.source_at(step.step, reference).is_some_and(|source| source.step.index == trigger.index)
        })
}

/// The field is fed with the text or the attachments of the mail, at once or after a step that reshapes them.
fn takes_content(facts: &Facts<'_>, trigger: &Step, step: &StepFacts<'_>, field: &Field) -> bool {
    const CONTENT: &[&str] =
        &["body", "html", "text", "plain", "content", "message", "attachment", "snippet", "raw", "file", "eml", "mime"];
    let at_once = field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
        let is_content = reference.path.is_empty() || has_phrase(reference.name(), CONTENT);
        let is_mark = has_phrase(reference.name(), &["id", "count", "name", "date", "url"]);
        is_content
            && !is_mark
            && facts.source_at(step.step, reference).is_some_and(|source| source.step.index == trigger.index)
    });
    let of_field = || step.fields.iter().find(|known| std::ptr::eq(known.field, field));
    at_once
        || of_field().is_some_and(|known| {
            known.passages.iter().any(|passage| {
                passage.class == Class::FreeText
                    && passage.route.first() == Some(&trigger.index)
                    && !passage.route.iter().any(|&index| is_model(facts, index))
            })
        })
}

/// What a model makes of a mail is no longer the mail.
fn is_model(facts: &Facts<'_>, step: usize) -> bool {
    facts.steps.get(step).is_some_and(|step| matches!(step.product, Product::Ai | Product::AiByZapier))
}

/// Fields for the address of whoever gets it; the sender's own are none.
fn says_to_whom(step: &Step, field: &Field) -> bool {
    let is_sender = has_phrase(&field.key, &["from", "sender", "reply", "absender"]);
    let is_chat = apps::destination(step) == Some(Destination::Chat);
    !is_sender
        && (apps::is_recipient_field(step, field)
            || has_phrase(
                &field.key,
                &["to", "cc", "bcc", "recipient", "email", "empfanger", "destinataire", "destinatario"],
            )
            || (is_chat && has_phrase(&field.key, &["user", "channel", "member"])))
}

/// The domains of the addresses typed into a field: `acme.example` of "Kim <kim@acme.example>, …".
fn domains(field: &Field) -> impl Iterator<Item = &str> {
    let texts = field.template().into_iter().flat_map(|template| template.fixed_texts());
    let words = texts
        .flat_map(|text| text.split(|char: char| char.is_whitespace() || matches!(char, ',' | ';' | '<' | '>' | '"')));
    words.filter_map(|word| {
        let (local, domain) = word.rsplit_once('@')?;
        let domain = domain.trim_end_matches(['.', ')', ']']);
        let is_domain = domain.contains('.')
            && domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        (is_domain && !local.is_empty()).then_some(domain)
    })
}

/// The mailbox itself is at this domain, by the name of its connection: it is the owner's own mail.
fn is_own_account(trigger: &Step, domain: &str) -> bool {
    trigger.labels.values().any(|label| {
        let word = label.split_whitespace().find_map(|word| word.split_once('@'));
        word.is_some_and(|(_, own)| {
            own.trim_matches(|char: char| !char.is_ascii_alphanumeric()).eq_ignore_ascii_case(domain)
        })
    })
}

/// A request takes the mail to a server that is neither the company's nor that of a service with an app of its own.
fn to_host(facts: &Facts<'_>, trigger: &Step, step: &StepFacts<'_>, outcomes: &mut Outcomes) {
    let outside = targets(step).iter().find_map(|target| {
        let host = target.address.fixed_host()?;
        let is_outside =
            !facts.policy.owns(host) && apps::app_of_host(host).is_none() && crate::facts::ai_provider(host).is_none();
        is_outside.then_some((target, host))
    });
    let Some((target, host)) = outside else {
        return;
    };
    let place = Place::field(step.step, &target.field);
    if facts.policy.company_domains.is_empty() {
        outcomes.not_checked(place, whose_is_unknown());
    } else {
        outcomes
            .find(place, say!("What comes in by mail is passed on to {}, which is none of the company's.", host))
            .evidence(host)
            .path(vec![trigger.index, step.step.index]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{finding::Outcome, policy::Policy};

    const HIGH: Severity = Severity::High;

    fn inbox() -> StepBuilder {
        trigger("GoogleMailV2CLIAPI@2.0.0", "message").field("query", "invoice")
    }

    fn mail(to: &str, body: &str) -> StepBuilder {
        action("GoogleMailV2CLIAPI@2.0.0", "message")
            .field("to", to)
            .field("subject", "Fwd: {{1__subject}}")
            .field("body", body)
    }

    fn company() -> Policy {
        Policy { company_domains: vec!["acme.example".to_owned()], ..Policy::default() }
    }

    #[test]
    fn mail_to_private_addresses_is_found() {
        let found = [(2, "to", HIGH)];
        finds(&RULE, steps![inbox(), mail("kim.lee@gmail.com", "{{1__body_plain}}")], &found);
        finds(&RULE, steps![inbox(), mail("Kim <kim.lee@web.de>", r#"{{=gives["1"]["body_html"]}}"#)], &found);
        finds(
            &RULE,
            steps![
                inbox(),
                mail("boss@acme.example", "See below")
                    .field("bcc", "kim@gmx.net")
                    .field("file", "{{1__all_attachments}}")
            ],
            &[(2, "bcc", HIGH)],
        );
        finds(
            &RULE,
            steps![
                trigger("MicrosoftOutlookCLIAPI@3.0.0", "new_email"),
                action("MicrosoftOutlookCLIAPI@3.0.0", "forward_email")
                    .field("message_id", "{{1__id}}")
                    .field("toRecipients", "kim@gmail.com"),
            ],
            &[(2, "toRecipients", HIGH)],
        );
        finds(
            &RULE,
            steps![
                trigger("MicrosoftOutlookCLIAPI@3.0.0", "new_email"),
                action("ZapierFormatterCLIAPI@1.0.0", "text_line_item")
                    .field("transform", "string.strip_html")
                    .field("inputs", "{{1__body}}"),
                action("ZapierMailCLIAPI@2.0.0", "outbound")
                    .field("to", "kim@yahoo.com")
                    .field("body", "{{2__output}}"),
            ],
            &[(3, "to", HIGH)],
        );
    }

    #[test]
    fn mail_to_other_companies_is_found_where_the_own_are_known() {
        let forward = || steps![inbox(), mail("team@other.example", "{{1__body_plain}}")];
        finds_under(&company(), &RULE, forward(), &[(2, "to", HIGH)]);
        comes_out(&RULE, forward(), Outcome::NotChecked);
        let request =
            || steps![inbox(), post("https://intake.other.example/mails").field("data.text", "{{1__body_plain}}")];
        comes_out(&RULE, request(), Outcome::NotChecked);
        finds_under(&company(), &RULE, request(), &[(2, "url", HIGH)]);
    }

    #[test]
    fn the_own_domain_and_replies_are_left_alone() {
        for nodes in [
            steps![inbox(), mail("team@acme.example, sales@mail.acme.example", "{{1__body_plain}}")],
            steps![inbox(), mail("{{1__from__email}}", "Thank you, we will answer soon.")],
            steps![inbox(), mail("{{1__from__email}}", "You wrote: {{1__body_plain}}")],
            steps![inbox(), post("https://hooks.acme.example/mails").field("data.text", "{{1__body_plain}}")],
            steps![inbox(), post("https://api.airtable.com/v0/x").field("data.text", "{{1__body_plain}}")],
        ] {
            finds_under(&company(), &RULE, nodes, &[]);
        }
        silent(&RULE, steps![inbox(), mail("kim.lee@gmail.com", "A mail came: {{1__subject}}, {{1__message_url}}")]);
        silent(
            &RULE,
            steps![inbox(), mail("{{1__to__email}}", "{{1__body_plain}}").field("from", "kim.lee@gmail.com")],
        );
        silent(&RULE, steps![hook(), mail("kim.lee@gmail.com", "{{1__body}}")]);
        silent(
            &RULE,
            steps![inbox().connection("Gmail kim.lee@gmail.com"), mail("kim.work@gmail.com", "{{1__body_plain}}")],
        );
        silent(&RULE, steps![inbox(), ai("Sum up {{1__body_plain}}"), mail("kim.lee@gmail.com", "{{2__summary}}")]);
    }
}
