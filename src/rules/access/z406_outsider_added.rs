//! Z406: membership goes to a mapped address.

use crate::{
    apps::{Kind, Trust},
    data::Class,
    facts::Origin,
    rules::prelude::*,
    zap::{Condition, Match},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z406",
    name: "outsider-added",
    measure: Measure::Access,
    title: "Whoever is named in the data becomes a member",
    severity: Severity::High,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A step adds a member, collaborator or guest whose address comes from the data, and no Filter looks at the address's domain.",
    why: "Anybody who gets their address into that data becomes a member, with all that members may see.",
    fix: "Put a Filter before the step that lets only your company's domain through, or let a person approve it.",
    references: &["CWE-269", "CWE-863", "API5:2023", "CD-SEC-03", "LCNC-SEC-02"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in facts.steps.iter().filter(|step| step.effects.has(Effects::ADDS_MEMBER)) {
        // Making a login on a stranger's wish is Z403; giving a card to a colleague is no membership.
        let elsewhere = step.effects.has(Effects::CREATES_USER) && facts.is_untrusted();
        if step.step.kind == StepKind::Trigger
            || elsewhere
            || apps::says(step.step, &["card", "task", "issue", "subtask", "remove", "delete", "attendee"])
        {
            continue;
        }
        let Some((field, origin)) = newcomer(facts, step) else {
            continue;
        };
        outcomes.looked();
        if is_guarded(facts, step.step, field) {
            continue;
        }
        let sources = || {
            let references = field.mappings().iter().flat_map(|mapping| &mapping.references);
            references.filter_map(|reference| facts.source_at(step.step, reference))
        };
        if !origin.any(Origin::OUTSIDE.and(Origin::UNKNOWN))
            && sources().any(|source| source.step.kind != StepKind::Trigger && !source.reshapes())
        {
            // Looked up among the owner's own.
            continue;
        }
        let severity = match facts.trust() {
            _ if origin.any(Origin::OUTSIDE) && facts.is_untrusted() => Severity::High,
            // People of the company's own list, and customers who paid to join.
            _ if facts.zap.trigger().is_some_and(keeps_members) => continue,
            Trust::Untrusted(_) | Trust::Mailbox | Trust::Trusted | Trust::Unknown => Severity::Low,
        };
        let from = sources().map(|source| source.step.index).min();
        let who = if severity == Severity::High {
            word!("Whoever starts this Zap types")
        } else {
            word!("The data of an earlier step says")
        };
        outcomes
            .find(
                Place::field(step.step, &field.key),
                say!("{} who becomes a member, and nothing looks at the address's domain.", who),
            )
            .severity(severity)
            .evidence(field.text())
            .path(from.into_iter().chain([step.step.index]).collect());
    }
}

/// The mapped field that says who is added.
fn newcomer<'z>(facts: &Facts<'_>, step: &StepFacts<'z>) -> Option<(&'z Field, Origin)> {
    const PEOPLE: &[&str] = &[
        "email", "emails", "mail", "invitee", "invitees", "user", "users", "username", "login", "member", "members",
        "collaborator", "collaborators", "guest", "guests", "person", "people", "handle", "address", "teammate",
        "contact", "correo", "courriel",
    ];
    // What it is that somebody is added to.
    const PLACES: &[&str] =
        &["group", "team", "role", "organization", "org", "channel", "workspace", "board", "type", "message"];
    let fields = step.step.fields.iter().filter(|field| !field.mappings().is_empty());
    let says = |field: &Field, list: &[&str]| data::words(field.name()).any(|word| list.contains(&word.as_str()));
    let about_people = |field: &&Field| {
        let by_class =
            step.fields.iter().any(|known| known.field.key == field.key && known.classes().contains(Class::Email));
        (says(field, PEOPLE) || by_class) && !says(field, PLACES) && !apps::is_message_field(step.step, field)
    };
    fields
        .filter(about_people)
        .map(|field| (field, facts.origin_in(step.step, field)))
        .max_by_key(|(_, origin)| origin.any(Origin::OUTSIDE))
}

/// The trigger tells of people who belong: staff, accounts, buyers, invited guests. Anybody can book.
fn keeps_members(trigger: &Step) -> bool {
    !apps::says(trigger, &["attendee", "registrant", "registration"])
        && matches!(
            apps::kind(trigger),
            Kind::People
                | Kind::Directory
                | Kind::Shop
                | Kind::Finance
                | Kind::Calendar
                | Kind::Signing
                | Kind::CodeHost
        )
}

fn is_guarded(facts: &Facts<'_>, step: &Step, newcomer: &Field) -> bool {
    facts.caller_check(step).is_some()
        || facts.guarded_by(step, &|guard, condition| {
            compares_domain(facts, guard, condition) && is_of_newcomer(facts, guard, condition, newcomer)
                || is_own(facts, guard, condition)
        })
}

/// The row looks at the address that is added, or at what was made of it; a web site that was typed beside it proves nothing.
fn is_of_newcomer(facts: &Facts<'_>, guard: &Step, condition: &Condition, newcomer: &Field) -> bool {
    condition.looks_at.as_ref().is_some_and(|reference| {
        let from_trigger =
            || facts.source_at(guard, reference).is_some_and(|source| source.step.kind == StepKind::Trigger);
        let mut added = newcomer.mappings().iter().flat_map(|mapping| &mapping.references);
        data::classes_of_name(reference.name()).contains(Class::Email)
            || data::has_phrase(reference.name(), &["mail", "domain"])
            || added.any(|added| added.path == reference.path)
            || !from_trigger()
    })
}

/// Lets only addresses of one domain, or one address, through.
fn compares_domain(facts: &Facts<'_>, guard: &Step, condition: &Condition) -> bool {
    if condition.stops {
        return false;
    }
    let Some(reference) = &condition.looks_at else {
        return false;
    };
    let value = condition.value.text();
    let by_value = matches!(condition.compare, Match::Exact | Match::EndsWith | Match::Contains | Match::Other(_))
        && value.contains('.')
        && value.len() > 3;
    // "Is of the company", worked out by code that knows the domain.
    let by_code = || {
        facts.source_at(guard, reference).and_then(|source| source.code.as_ref()).is_some_and(|code| {
            code.literals().iter().any(|literal| {
                let text = literal.text.trim_start_matches('@');
                text.contains('.') && !text.contains(' ') && text.len() > 3 && !text.contains("//")
            })
        })
    };
    by_value || by_code()
}

/// Looks at the owner's own records, not at what the newcomer typed.
fn is_own(facts: &Facts<'_>, guard: &Step, condition: &Condition) -> bool {
    condition.looks_at.as_ref().is_some_and(|reference| {
        facts.source_at(guard, reference).is_some_and(|source| source.step.kind != StepKind::Trigger)
            && !facts.origin(guard, reference).any(Origin::OUTSIDE.and(Origin::UNKNOWN))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::StepBuilder;

    fn form() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "response")
    }

    fn collaborator(who: &str) -> StepBuilder {
        action("GitHubCLIAPI@3.0.0", "add_collaborator").field("repo", "example/app").field("username", who)
    }

    #[test]
    fn the_domain_of_something_else_proves_nothing() {
        let group = || action("GoogleGroupsCLIAPI@1.0.0", "add_group_member").field("email", "{{1__email}}");
        let guarded = |key: &str| steps![form(), filter(key, "icontains", "acme.example"), group()];
        finds(&RULE, guarded("1__website"), &[(3, "email", Severity::High)]);
        silent(&RULE, guarded("1__email"));
        silent(&RULE, guarded("1__email_domain"));
    }

    #[test]
    fn an_address_in_another_spelling_was_not_looked_up() {
        let lower = action("ZapierFormatterCLIAPI@1.0.8", "text_line_item").field("transform", "string.lowercase");
        let invite = action("SlackCLIAPI@1.30.0", "invite_user_to_channel").field("email", "{{2__output}}");
        finds(&RULE, steps![new_row(), lower.field("inputs", "{{1__COL$B}}"), invite], &[(3, "email", Severity::Low)]);
    }

    #[test]
    fn strangers_who_become_members_are_found() {
        finds(&RULE, steps![form(), collaborator("{{1__github}}")], &[(2, "username", Severity::High)]);
        finds(
            &RULE,
            steps![form(), filter("1__plan", "iexact", "pro"), collaborator("{{=gives['1'][\"github\"]}}")],
            &[(3, "username", Severity::High)],
        );
        for (app, key, field) in [
            ("SlackCLIAPI@1.30.0", "invite_user_to_channel", "email"),
            ("GoogleGroupsCLIAPI@1.0.0", "add_group_member", "member_email"),
            ("App9CLIAPI@1.0.0", "Add Guest", "E-Mail"),
            ("MicrosoftTeamsCLIAPI@1.0.0", "add_team_member", "user"),
        ] {
            finds(&RULE, steps![form(), action(app, key).field(field, "{{1__email}}")], &[(2, field, Severity::High)]);
        }
    }

    #[test]
    fn whoever_books_is_a_stranger_and_who_has_paid_is_none() {
        let group = || action("GoogleGroupsCLIAPI@1.0.0", "add_group_member").field("email", "{{1__email}}");
        for (app, event) in [("CalendlyCLIAPI@2.0.0", "invitee_created"), ("EventbriteCLIAPI@1.2.0", "new_attendee")] {
            finds(&RULE, steps![trigger(app, event), group()], &[(2, "email", Severity::Low)]);
        }
        silent(&RULE, steps![trigger("StripeCLIAPI@2.0.0", "new_payment"), group()]);
    }

    #[test]
    fn own_tables_are_a_hint_only() {
        let group = || action("GoogleGroupsCLIAPI@1.0.0", "add_group_member").field("email", "{{1__COL$B}}");
        finds(&RULE, steps![new_row(), group()], &[(2, "email", Severity::Low)]);
        silent(&RULE, steps![trigger("BambooHRCLIAPI@1.0.0", "new_employee"), group()]);
        silent(&RULE, steps![trigger("StripeCLIAPI@2.0.0", "new_payment"), group()]);
    }

    #[test]
    fn filtered_domains_and_approvals_are_left_alone() {
        for guard in [
            filter("1__email", "iendswith", "@example.com"),
            filter("1__email", "icontains", "example.com"),
            path_rule("1__email", "iexact", "ada@example.com"),
            action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"),
        ] {
            silent(&RULE, steps![form(), guard, collaborator("{{1__email}}")]);
        }
        silent(
            &RULE,
            steps![
                form(),
                javascript("return {staff: inputData.mail.endsWith('@example.com')}")
                    .field("input.mail", "{{1__email}}"),
                filter("2__staff", "boolean", "true"),
                collaborator("{{1__email}}")
            ],
        );
        finds(
            &RULE,
            steps![form(), filter("1__email", "icontains", "@"), collaborator("{{1__email}}")],
            &[(3, "username", Severity::High)],
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                form(),
                collaborator("ada@example.com"),
                action("GitHubCLIAPI@3.0.0", "remove_collaborator").field("username", "{{1__github}}"),
                action("SlackCLIAPI@1.30.0", "remove_member").field("email", "{{1__email}}"),
                search("SlackCLIAPI@1.30.0", "user_by_email").field("email", "{{1__email}}"),
                action("SlackCLIAPI@1.30.0", "invite_user_to_channel").field("user", "{{5__id}}"),
                action("TrelloCLIAPI@1.0.0", "add_member_to_card").field("member", "{{1__owner}}"),
                action("MailchimpCLIAPI@1.12.0", "memberCreate").field("email", "{{1__email}}"),
                action("GoogleCalendarCLIAPI@1.0.0", "add_attendees").field("attendees", "{{1__email}}"),
                action("MailerLiteCLIAPI@1.0.0", "add_subscriber_to_group").field("email", "{{1__email}}"),
            ],
        );
    }
}
