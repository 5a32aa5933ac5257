//! Z405: the Zap makes a file public.

use crate::{apps::Kind, rules::prelude::*};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z405",
    name: "public-link",
    measure: Measure::Access,
    title: "The Zap makes a file public",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step makes a link that works for everyone, or a field sets the sharing of a file or page to anyone, public or anonymous.",
    why: "Such a link needs no login: it can be passed on, found and copied, and nobody is told.",
    fix: "Pass on the file itself, or a link for named people, or one that ends by itself and asks for a password; \
          take the sharing back afterwards.",
    references: &["CWE-732", "CWE-552", "CD-SEC-04", "LCNC-SEC-03"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let all = facts;
    for facts in &all.steps {
        let keeps_files = facts.destination == Some(Destination::File);
        let shares = facts.effects.has(Effects::SHARES);
        let by_request =
            facts.step.kind != StepKind::Trigger && apps::is_http_call(facts.step) && asks_for_permissions(facts.step);
        // A post is meant for everyone, a public comment of a help desk for its customer, and a table's column is data.
        let keeps = facts.product == Product::Files;
        let by_switch = (keeps
            || matches!(
                apps::kind(facts.step),
                Kind::Tasks | Kind::CodeHost | Kind::Images | Kind::Other | Kind::Unknown
            ))
            && !apps::says(facts.step, &["comment", "reply", "answer", "post", "ticket", "message", "note", "event"])
            && facts.step.fields.iter().any(|field| {
                let opens = is_public_switch(field.name()) || field.name() == "public" && is_snippet(facts.step);
                opens && field.switch() == Some(true) && field.group() == field.key
            });
        if !(keeps_files || shares || by_request || by_switch) || facts.step.kind == StepKind::Trigger {
            continue;
        }
        outcomes.looked();
        let public = facts.step.fields.iter().find(|field| {
            makes_public(field.name(), field.literal().unwrap_or(""), facts.step.labels.get(&field.key), field.switch())
                || by_request && gives_everyone(field.literal().unwrap_or(""))
        });
        if public.is_none() && !(shares && links_for_everyone(facts.step)) {
            continue;
        }
        let place = public.map_or_else(|| Place::step(facts.step), |field| Place::field(facts.step, &field.key));
        let guarded = ends_and_asks(facts.step);
        let mut message = if guarded {
            say!("Everyone who has the link and its password can open the file until the link ends.")
        } else {
            say!("Everyone who has the link can open the file: it asks for no login.")
        };
        if let Some(picsart) = fed_picsart(all, facts) {
            message = say!(
                "{} Step {} hands the link to Picsart, which takes the file itself just as well (field “image”).",
                message,
                picsart
            );
        }
        let severity = if guarded { Severity::Low } else { Severity::High };
        let found = outcomes.find(place, message).severity(severity);
        if let Some(field) = public {
            found.evidence(format!("{}: {}", field.key, field.text()));
        }
    }
}

/// A request that says who may open a file: Drive's `/files/<id>/permissions`.
fn asks_for_permissions(step: &Step) -> bool {
    step.fields.iter().any(|field| field.name().eq_ignore_ascii_case("url") && field.text().contains("/permissions"))
}

/// The body of such a request: `{"role": "reader", "type": "anyone"}`.
fn gives_everyone(body: &str) -> bool {
    body.contains("\"anyone\"")
}

/// A switch that opens the thing itself. `public` alone may also be a kind of comment.
fn is_public_switch(name: &str) -> bool {
    let words: Vec<_> = data::words(name).collect();
    let [first, second] = words.as_slice() else {
        return false;
    };
    matches!((first.as_str(), second.as_str()), ("is", "shared" | "public") | ("make", "public"))
}

/// A gist or snippet of a code host: a file whose switch is called just `public`.
fn is_snippet(step: &Step) -> bool {
    apps::kind(step) == Kind::CodeHost && apps::says(step, &["gist", "snippet"])
}

/// A field about sharing that says "everyone".
fn makes_public(text: &str, value: &str, label: Option<&str>, switch: Option<bool>) -> bool {
    let name: Vec<data::words::Word> = data::words(text).collect();
    let name: Vec<&str> = name.iter().map(data::words::Word::as_str).collect();
    let named = |words: &[&str]| name.iter().any(|word| words.contains(word));
    if switch == Some(true) {
        return is_public_switch(text) || name == ["public"];
    }
    let about_sharing = named(&[
        "share", "sharing", "shared", "acl", "access", "visibility", "permission", "permissions", "audience", "scope",
        "type", "role",
    ]);
    if !about_sharing {
        return false;
    }
    let says = |text: &str, words: &[&str]| data::words(text).any(|word| words.contains(&word.as_str()));
    let inside =
        ["company", "domain", "organization", "organisation", "restricted", "private", "team", "users", "workspace"];
    let texts = [value, label.unwrap_or("")];
    if texts.iter().any(|text| says(text, &inside) || is_anyone_inside(text)) {
        return false;
    }
    let is_preference = named(&["sharing", "share"]) && named(&["preference"]);
    texts.iter().any(|text| says(text, &["anyone", "public", "anonymous", "everyone"]))
        || (is_preference && says(value, &["reader", "commenter", "writer"]))
}

/// "Anyone at example.com with the link": those of one place, where that place is not the internet.
fn is_anyone_inside(text: &str) -> bool {
    let mut words = data::words(text).skip_while(|word| !matches!(word.as_str(), "anyone" | "everyone")).skip(1);
    let is_inside = words.next().is_some_and(|word| matches!(word.as_str(), "at" | "in" | "from" | "within"));
    is_inside && !words.any(|word| matches!(word.as_str(), "internet" | "web" | "world" | "public"))
}

/// A sharing action that names nobody: neither people nor the own company.
fn links_for_everyone(step: &Step) -> bool {
    let for_somebody = step.fields.iter().any(|field| {
        let about_people = data::words(field.name()).any(|word| {
            matches!(
                word.as_str(),
                "email" | "emails" | "user" | "users" | "member" | "members" | "recipient" | "group" | "domain"
            )
        });
        let about_scope = data::words(field.name()).any(|word| {
            matches!(
                word.as_str(),
                "scope" | "type" | "role" | "access" | "visibility" | "audience" | "sharing" | "permission"
            )
        });
        let inside = ["company", "domain", "organi", "team", "restricted", "private", "user", "workspace"];
        let says_inside = |text: &str| {
            let lower = text.to_ascii_lowercase();
            inside.iter().any(|word| lower.contains(word)) || is_anyone_inside(text)
        };
        let label = step.labels.get(&field.key);
        (about_people && !field.text().trim().is_empty())
            || (about_scope && (says_inside(field.text()) || label.is_some_and(says_inside)))
    });
    !for_somebody
}

/// The link ends by itself and asks for a password.
fn ends_and_asks(step: &Step) -> bool {
    let has = |words: &[&str]| {
        step.fields.iter().any(|field| {
            !field.text().trim().is_empty() && data::words(field.name()).any(|word| words.contains(&word.as_str()))
        })
    };
    has(&["expires", "expiration", "expiry", "expire"]) && has(&["password"])
}

/// The number of a later Picsart step that takes its image from this one.
fn fed_picsart(all: &Facts<'_>, from: &StepFacts<'_>) -> Option<usize> {
    all.of_product(Product::Picsart)
        .find(|picsart| {
            picsart.step.fields.iter().any(|field| {
                field.name().contains("url")
                    && field.mappings().iter().flat_map(|mapping| &mapping.references).any(|reference| {
                        all.source_at(picsart.step, reference)
                            .is_some_and(|source| source.step.index == from.step.index)
                    })
            })
        })
        .map(|picsart| picsart.step.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drive(action_key: &str) -> crate::rules::testkit::StepBuilder {
        action("GoogleDriveCLIAPI@2.0.0", action_key).field("file_id", "{{1__id}}")
    }

    #[test]
    fn public_links_are_found() {
        finds(
            &RULE,
            steps![
                new_row(),
                drive("add_file_sharing_preference").field("sharing_preference", "anyone_with_link_reader")
            ],
            &[(2, "sharing_preference", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                new_row(),
                drive("share_file").field("permission", "a").label("permission", "Anyone with the link can view")
            ],
            &[(2, "permission", Severity::High)],
        );
        finds(
            &RULE,
            steps![new_row(), action("AmazonS3CLIAPI@1.0.0", "upload_file").field("acl", "public-read")],
            &[(2, "acl", Severity::High)],
        );
        finds(
            &RULE,
            steps![new_row(), action("DropBoxCLIAPI@1.0.0", "create_shared_link").field("path", "{{1__path}}")],
            &[(2, "", Severity::High)],
        );
        finds(
            &RULE,
            steps![
                new_row(),
                action("DropBoxCLIAPI@1.0.0", "create_shared_link")
                    .field("path", "{{1__path}}")
                    .field("expires", "+7d")
                    .field("link_password", "{{1__word}}")
            ],
            &[(2, "", Severity::Low)],
        );
    }

    #[test]
    fn everyone_on_the_internet_is_everyone() {
        for label in ["Anyone on the internet with the link", "Anyone in the world can find it", "Anyone with the link"]
        {
            let share = drive("share_file").field("permission", "a").label("permission", label);
            finds(&RULE, steps![new_row(), share], &[(2, "permission", Severity::High)]);
        }
    }

    #[test]
    fn switches_of_other_apps_are_found() {
        let page =
            |key: &str| action("App12CLIAPI@1.0.0", "create_page").field(key, "true").field("title", "{{1__title}}");
        finds(&RULE, steps![new_row(), page("is_shared")], &[(2, "is_shared", Severity::High)]);
        let file =
            action("FilesByZapierCLIAPI@1.1.0", "upload_file").field("file", "{{1__file}}").field("is_shared", true);
        finds(&RULE, steps![new_row(), file], &[(2, "is_shared", Severity::High)]);
        finds(&RULE, steps![new_row(), page("isPublic")], &[(2, "isPublic", Severity::High)]);
        silent(
            &RULE,
            steps![
                new_row(),
                page("is_public_holiday"),
                action("ZendeskCLIAPI@1.0.0", "update_ticket").field("is_public", "true"),
                action("WordPressCLIAPI@1.0.0", "create_post").field("is_public", "true"),
                action("App12CLIAPI@1.0.0", "add_ticket_comment").field("is_public", "true"),
                action("AirtableCLIAPI@3.0.0", "createRecord").field("fields__is_shared", "true"),
            ],
        );
    }

    #[test]
    fn a_public_gist_is_found() {
        let gist = |public: &str| {
            action("GitHubCLIAPI@1.0.0", "create_gist")
                .field("filename", "notes.md")
                .field("content", "{{1__text}}")
                .field("public", public)
        };
        finds(&RULE, steps![new_row(), gist("true")], &[(2, "public", Severity::High)]);
        finds(&RULE, steps![new_row(), gist("yes")], &[(2, "public", Severity::High)]);
        silent(
            &RULE,
            steps![
                new_row(),
                gist("false"),
                gist("{{1__public}}"),
                action("GitHubCLIAPI@1.0.0", "create_issue").field("public", "true"),
                action("App12CLIAPI@1.0.0", "create_event").field("public", "true"),
            ],
        );
    }

    #[test]
    fn a_request_that_opens_a_file_to_everyone_is_found() {
        let request = |who: &str| {
            action("GoogleDriveCLIAPI@2.0.0", "_zap_raw_request")
                .field("method", "POST")
                .field("url", "https://www.googleapis.com/drive/v3/files/{{1__id}}/permissions")
                .field("body", format!("{{\"role\": \"reader\", \"type\": \"{who}\"}}"))
        };
        finds(&RULE, steps![new_row(), request("anyone")], &[(2, "body", Severity::High)]);
        silent(&RULE, steps![new_row(), request("domain")]);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                new_row(),
                drive("share_file").field("email", "ada@example.com").field("role", "reader"),
                drive("share_file")
                    .field("sharing_preference", "domain_reader")
                    .label("sharing_preference", "Anyone in Example Ltd (company)"),
                drive("share_file")
                    .field("permission", "a")
                    .label("permission", "Anyone at example.com with the link can view"),
                drive("upload_file").field("file", "{{1__file}}"),
                action("TrelloCLIAPI@1.0.0", "card").field("visibility", "private"),
                drive("add_file_sharing_preference").field("permission", "domain_reader"),
                action("NotionCLIAPI@1.0.0", "create_database_item").field("Access", "Public transport"),
                action("AirtableCLIAPI@3.0.0", "createRecord").field("fields__Visibility", "Public event"),
                action("YouTubeCLIAPI@1.0.0", "upload_video").field("type", "public"),
            ],
        );
    }
}
