//! Z302: a plain address in a file, image or callback field.

use crate::rules::prelude::*;

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z302",
    name: "http-url-field",
    measure: Measure::Encryption,
    title: "A file or callback address without encryption",
    severity: Severity::Medium,
    confidence: Confidence::High,
    persona: Persona::Regular,
    what: "A field for a file, an image or a callback holds an address that starts with http:// instead of https://.",
    why: "The file can be read or swapped on its way, and the receiving app may follow the address with keys of its own.",
    fix: "Use the https:// address, or upload the file itself.",
    references: &["CWE-319", "LCNC-SEC-04"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in &facts.steps {
        let called = targets(facts);
        for FieldFacts { field, .. } in &facts.fields {
            let is_document =
                || ["document", "dokument", "documento"].iter().any(|name| field.name().eq_ignore_ascii_case(name));
            if !(apps::is_url_field(facts.step, field) || apps::is_file_field(facts.step, field) || is_document())
                || called.iter().any(|target| target.field == field.key)
            {
                continue;
            }
            let Some(address) = field.template().and_then(Address::read) else {
                continue;
            };
            outcomes.looked();
            if !address.is_http() || address.is_loopback() || address.is_name_only() {
                continue;
            }
            let persona = if is_mere_link(facts, field.name()) { Persona::Pedantic } else { Persona::Regular };
            outcomes
                .find(
                    Place::field(facts.step, &field.key),
                    say!("The field “{}” points to {} without encryption.", &field.key, address.host_text()),
                )
                .persona(persona)
                .evidence(address.text.as_str());
        }
    }
}

/// A page that people open, such as the website of a contact or the link of a post: a fact about somebody else, and no
/// connection of this Zap.
fn is_mere_link(facts: &StepFacts<'_>, name: &str) -> bool {
    const PAGES: [&str; 15] = [
        "website", "homepage", "site", "domain", "link", "href", "page", "company", "profile", "linkedin", "facebook",
        "twitter", "instagram", "social", "blog",
    ];
    let kept = matches!(
        facts.destination,
        Some(
            Destination::Public
                | Destination::Chat
                | Destination::Sheet
                | Destination::SystemOfRecord
                | Destination::MailOut
        )
    );
    let words: Vec<_> = data::words(name).collect();
    let is_file = words
        .last()
        .is_some_and(|word| ["picture", "photo", "image", "file", "avatar", "logo"].iter().any(|file| word.is(file)));
    (!is_file && words.iter().any(|word| PAGES.contains(&word.as_str())))
        || (kept && words.len() == 1 && name.eq_ignore_ascii_case("url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_addresses_are_found() {
        finds(
            &RULE,
            steps![
                hook(),
                action("App123CLIAPI@1.0.0", "remove_background")
                    .field("image_url", "http://img.example.com/photo.jpg")
            ],
            &[(2, "image_url", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![hook(), post("https://api.example.com/x").field("data.callback", "http://hooks.example.com/in")],
            &[(2, "data.callback", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                action("App123CLIAPI@1.0.0", "update_member")
                    .field("profile_picture", "http://img.example.com/photo.jpg")
            ],
            &[(2, "profile_picture", Severity::Medium)],
        );
    }

    #[test]
    fn links_for_people_are_only_told_to_those_who_want_all() {
        let steps = steps![
            hook(),
            action("HubSpotCLIAPI@1.0.0", "createContact").field("company_url", "http://customer.example.com"),
            action("FacebookPagesCLIAPI@1.0.0", "create_post").field("link", "http://blog.example.com/post"),
        ];
        for zap in zaps("Tell about a new post", &steps) {
            let mut outcomes = Outcomes::new(RULE.severity, RULE.confidence, RULE.persona);
            check(&Facts::new(&zap, &crate::policy::Policy::default()), &mut outcomes);
            let (findings, _) = outcomes.finish();
            assert_eq!(findings.len(), 2);
            assert!(findings.iter().all(|finding| finding.persona == Persona::Pedantic));
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                post("https://api.example.com/x")
                    .field("data.image_url", "{{1__image}}")
                    .field("data.avatar", "https://img.example.com/a.png")
                    .field("data.context_url", "http://schema.org"),
                post("http://crm.example.com/leads"),
            ],
        );
    }

    #[test]
    fn fields_of_other_apps_are_known() {
        for key in [
            "imageUrl", "file[]", "attachments", "video_url", "webhookUrl", "pdf", "document", "media", "cover",
            "redirect_url",
        ] {
            finds(
                &RULE,
                steps![hook(), action("App5CLIAPI@1.0.0", "create").field(key, "http://x.example.com/{{1__name}}.png")],
                &[(2, key, Severity::Medium)],
            );
        }
        finds(
            &RULE,
            steps![
                trigger("RSSCLIAPI@1.0.0", "new_item_in_feed").field("feed_url", "http://blog.example.com/feed.xml"),
                slack("x")
            ],
            &[(1, "feed_url", Severity::Medium)],
        );
    }
}
