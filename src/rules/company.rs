//! What the rules of a company's policy look for: see [`CompanyRule`].

use super::prelude::*;
use crate::{
    address::Host,
    facts::every_way,
    policy::{CompanyRule, DataName, Forbid, GuardName, OnlyApps, RequireGuard, is_under},
    zap::Condition,
};

/// Looks for what the rule says.
pub(crate) fn check(rule: &CompanyRule, facts: &Facts<'_>, outcomes: &mut Outcomes) {
    if let Some(forbid) = &rule.forbid {
        check_forbidden(forbid, facts, outcomes);
    }
    if let Some(only) = &rule.only_apps {
        check_only(only, facts, outcomes);
    }
    if let Some(guard) = &rule.require_guard {
        check_guarded(guard, facts, outcomes);
    }
}

fn check_forbidden(forbid: &Forbid, facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let classes = DataName::all(&forbid.data);
    for step in facts.steps.iter().filter(|step| uses_app(step.step)) {
        let Some(reached) = reached(forbid, step, outcomes) else { continue };
        outcomes.looked();
        if classes.is_empty() {
            let message = say!("This step uses {}.", reached.who);
            outcomes.find(reached.place, message).confidence(Confidence::High).evidence(reached.evidence);
        } else if step.step.kind != StepKind::Trigger {
            data_goes(step, classes, &reached.who, outcomes);
        }
    }
}

/// A forbidden place that a step leads to.
struct Reached {
    who: Said,
    place: Place,
    evidence: String,
}

fn reached(forbid: &Forbid, step: &StepFacts<'_>, outcomes: &mut Outcomes) -> Option<Reached> {
    let whole = |who: Said| Reached { who, place: Place::step(step.step), evidence: step.step.app.clone() };
    if is_one_of(step.step, &forbid.apps) {
        return Some(whole(apps::app_said(step.step)));
    }
    if !forbid.hosts.is_empty() || !forbid.apps.is_empty() {
        for target in targets(step) {
            let place = || Place::field(step.step, &target.field);
            match host(&target.address) {
                Some(host) if is_listed(host, &forbid.hosts, &forbid.apps) => {
                    return Some(Reached {
                        who: say!("{}", host),
                        place: place(),
                        evidence: target.address.text.clone(),
                    });
                }
                Some(_) => {}
                None => outcomes.not_checked(place(), say!("data decides where this request goes")),
            }
        }
    }
    let to = step.sends_to();
    if to.is_some_and(|to| forbid.destinations.iter().any(|kind| kind.is(to))) {
        return to.map(|to| whole(to.label().into()));
    }
    let nowhere = forbid.apps.is_empty() && forbid.hosts.is_empty() && forbid.destinations.is_empty();
    (nowhere && leaves(step)).then(|| whole(receiver(step.step, to)))
}

fn check_only(only: &OnlyApps, facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let classes = DataName::all(&only.data);
    let mut told: Vec<String> = Vec::new();
    for step in facts.steps.iter().filter(|step| uses_app(step.step)) {
        if !classes.is_empty() && (step.step.kind == StepKind::Trigger || !leaves(step)) {
            continue;
        }
        outcomes.looked();
        let Some(who) = not_allowed(only, step) else { continue };
        if !classes.is_empty() {
            data_goes(step, classes, &who, outcomes);
            continue;
        }
        let name = who.to_string();
        if !told.contains(&name) {
            told.push(name);
            outcomes
                .find(Place::step(step.step), say!("{} is not among the apps that may be used here.", who).sentence())
                .confidence(Confidence::High)
                .evidence(step.step.app.as_str());
        }
    }
}

/// Who gets what the step is given, where the list does not have them.
fn not_allowed(only: &OnlyApps, step: &StepFacts<'_>) -> Option<Said> {
    if is_one_of(step.step, &only.apps) {
        return None;
    }
    let to = step.sends_to();
    let called = targets(step);
    if !called.is_empty() {
        let other = called
            .iter()
            .find(|target| !host(&target.address).is_some_and(|host| is_listed(host, &only.hosts, &only.apps)));
        return other.map(|target| match host(&target.address) {
            Some(host) => say!("{}", host),
            None => receiver(step.step, to),
        });
    }
    let stays = !matches!(
        to,
        Some(
            Destination::Ai
                | Destination::Chat
                | Destination::Http
                | Destination::MailOut
                | Destination::Public
                | Destination::Sms
        )
    );
    (!(apps::is_built_in(step.step) && stays)).then(|| apps::app_said(step.step))
}

fn check_guarded(rule: &RequireGuard, facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for step in facts.zap.steps().iter().filter(|step| uses_app(step) && step.kind != StepKind::Trigger) {
        let is_meant = (rule.apps.is_empty() || is_one_of(step, &rule.apps))
            && (rule.actions.is_empty() || rule.actions.iter().any(|action| is_action(step, action)));
        if !is_meant {
            continue;
        }
        outcomes.looked();
        if facts.zap.way_to(step).any(|guard| is_guard(rule, facts, guard)) {
            continue;
        }
        let step_name = apps::step_said(step);
        let message = match &rule.field {
            Some(field) => say!("Nothing before “{}” looks at “{}” and can stop the run.", step_name, field),
            None => say!("Nothing before “{}” can stop the run.", step_name),
        };
        outcomes.find(Place::step(step), message).confidence(Confidence::High);
    }
}

fn is_guard(rule: &RequireGuard, facts: &Facts<'_>, guard: &Step) -> bool {
    let counts = |name: GuardName| rule.guards.is_empty() || rule.guards.contains(&name);
    let row = |condition: &Condition| {
        let looks_at = |field: &String| {
            let path = condition.looks_at.as_ref().map(|reference| reference.path.as_slice()).unwrap_or_default();
            path.iter().any(|part| apps::is_same_name(part, field))
        };
        facts.tests(guard, condition) && rule.field.as_ref().is_none_or(looks_at)
    };
    match guard.kind {
        StepKind::Filter => counts(GuardName::Filter) && every_way(guard, row),
        StepKind::PathRule => counts(GuardName::Path) && every_way(guard, row),
        _ => counts(GuardName::Approval) && facts.is_approval(guard),
    }
}

/// A step with an app of its own.
fn uses_app(step: &Step) -> bool {
    !step.is_unfinished() && !matches!(step.kind, StepKind::Filter | StepKind::Paths | StepKind::PathRule)
}

/// What the step is given leaves for somewhere.
fn leaves(step: &StepFacts<'_>) -> bool {
    step.sends_to().is_some() || (step.writes() && step.destination != Some(Destination::Util))
}

fn is_one_of(step: &Step, names: &[String]) -> bool {
    names.iter().any(|name| apps::is_called(step, name))
}

/// The host, or the domain below which data chooses one.
fn host(address: &Address) -> Option<&str> {
    match &address.host {
        Host::Fixed(_) => address.fixed_host(),
        Host::Subdomain(domain) => Some(domain),
        Host::Unclosed(_) | Host::Mapped => None,
    }
}

/// The host is named, is below one that is, or belongs to one of the apps.
fn is_listed(host: &str, hosts: &[String], names: &[String]) -> bool {
    let of_app = |app: &str| names.iter().any(|name| apps::is_same_name(name, app));
    hosts.iter().any(|listed| is_under(host, listed)) || apps::app_of_host(host).is_some_and(of_app)
}

fn is_action(step: &Step, action: &str) -> bool {
    step.action.eq_ignore_ascii_case(action) || apps::says(step, &[action.to_ascii_lowercase().as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lint::lint, policy::Policy, report::ReportedFinding};

    /// What one rule finds, in both forms: step, field, the message.
    #[track_caller]
    fn found(rule: &str, nodes: Vec<Node>) -> Vec<ReportedFinding> {
        let json = format!(r#"{{"rules":[{{"id":"ORG-1","title":"Ours","severity":"high",{rule}}}]}}"#);
        let policy = Policy::read(&json).unwrap();
        let [draft, export] = zaps("Sample", &nodes).map(|zap| {
            let mut report = lint(&zap, &policy, "2026-11-24");
            report.findings.retain(|finding| finding.rule == "ORG-1");
            report.findings
        });
        let seen = |findings: &[ReportedFinding]| -> Vec<_> {
            findings
                .iter()
                .map(|finding| (finding.step_number, finding.field.clone(), finding.message.clone()))
                .collect()
        };
        assert_eq!(seen(&draft), seen(&export));
        assert!(draft.iter().all(|finding| finding.severity == Severity::High && finding.title == "Ours"));
        draft
    }

    #[track_caller]
    fn finds(rule: &str, nodes: Vec<Node>, expected: &[(usize, &str)]) {
        let found = found(rule, nodes);
        let seen: Vec<_> = found
            .iter()
            .map(|finding| (finding.step_number.unwrap_or_default(), finding.field.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(seen, expected, "{rule}");
    }

    #[test]
    fn data_must_not_reach_a_place() {
        let health =
            r#""forbid":{"data":["health"],"apps":["Slack"],"hosts":["lab.example.com"],"destinations":["ai"]}"#;
        let diagnosis = "Result: {{1__diagnosis}}";
        finds(health, steps![hook(), slack(diagnosis)], &[(2, "text")]);
        finds(
            health,
            steps![hook(), post("https://eu.lab.example.com/x").field("data.d", "{{1__diagnosis}}")],
            &[(2, "data.d")],
        );
        finds(
            health,
            steps![hook(), post("https://hooks.slack.com/x").field("data.d", "{{1__diagnosis}}")],
            &[(2, "data.d")],
        );
        finds(health, steps![hook(), ai(diagnosis)], &[(2, "instructions")]);
        // Other data, other places.
        finds(health, steps![hook(), slack("{{1__email}}"), sheet("COL$A", diagnosis)], &[]);
        finds(health, steps![hook(), post("https://notlab.example.com/x").field("data.d", "{{1__diagnosis}}")], &[]);
        // Typed in, and on its way through a Formatter.
        let card = ["4111 1111", " 1111 1111"].concat();
        finds(r#""forbid":{"data":["card"],"destinations":["chat"]}"#, steps![hook(), slack(&card)], &[(2, "text")]);
        let way = found(
            r#""forbid":{"data":["email"],"destinations":["chat"]}"#,
            steps![
                hook(),
                action("FormatterCLIAPI@1.0.0", "text_line_item")
                    .field("inputs", "{{1__email}}")
                    .field("transform", "text.lowercase"),
                slack("{{2__output}}")
            ],
        );
        assert_eq!((way.len(), way[0].path.as_slice()), (1, ["1", "2", "3"].map(str::to_owned).as_slice()));
        assert_eq!(way[0].evidence.as_deref(), Some("{{2__output}}"));
    }

    #[test]
    fn a_place_or_data_can_be_forbidden_altogether() {
        let place = r#""forbid":{"apps":["Discord"],"hosts":["webhook.example.com"]}"#;
        finds(
            place,
            steps![hook(), post("https://webhook.example.com/x"), post("https://example.com/webhook.example.com")],
            &[(2, "url")],
        );
        finds(place, steps![trigger("DiscordCLIAPI@1.0.0", "new_message"), slack("x")], &[(1, "")]);
        let data = r#""forbid":{"data":["identity_number"]}"#;
        finds(data, steps![hook(), sheet("COL$A", "{{1__ssn}}"), slack("{{1__name}}")], &[(2, "COL$A")]);
        // Where data decides on the host, nobody can tell.
        let nodes = steps![hook(), post("{{1__url}}")];
        let policy = Policy::read(&format!(r#"{{"rules":[{{"id":"ORG-1","title":"Ours",{place}}}]}}"#)).unwrap();
        let report = lint(&zaps("Sample", &nodes)[0], &policy, "2026-11-24");
        let entry = report.not_checked.iter().find(|entry| entry.rule.as_deref() == Some("ORG-1"));
        assert_eq!(entry.map(|entry| entry.reason.as_str()), Some("data decides where this request goes"));
    }

    #[test]
    fn only_these_apps() {
        let crm = r#""only_apps":{"apps":["HubSpot"],"hosts":["crm.example.com"],"data":["email"]}"#;
        let create = || action("HubSpotCLIAPI@1.0.0", "create_contact").field("email", "{{1__email}}");
        let send = |url: &str| post(url).field("data.email", "{{1__email}}");
        finds(crm, steps![hook(), create(), send("https://crm.example.com/a"), send("https://api.hubapi.com/a")], &[]);
        finds(
            crm,
            steps![hook(), slack("{{1__email}}"), send("https://x.example.com/a")],
            &[(2, "text"), (3, "data.email")],
        );
        finds(crm, steps![hook(), slack("{{1__order_id}}"), send("{{1__url}}")], &[(3, "data.email")]);
        let all = r#""only_apps":{"apps":["Gmail","Slack"]}"#;
        finds(
            all,
            steps![
                new_row(),
                filter("1__a", "iexact", "b"),
                javascript("return {a: 1}"),
                slack("x"),
                post("https://x.example.com")
            ],
            &[(1, ""), (5, "")],
        );
        finds(
            r#""only_apps":{"apps":["Webhooks by Zapier","Slack"]}"#,
            steps![hook(), slack("x"), post("https://x.example.com")],
            &[],
        );
    }

    #[test]
    fn a_guard_before_a_step() {
        let refund = || action("StripeCLIAPI@2.0.0", "create_refund").field("charge", "{{1__charge}}");
        let any = r#""require_guard":{"apps":["Stripe"],"actions":["refund"]}"#;
        finds(any, steps![hook(), refund()], &[(2, "")]);
        finds(any, steps![hook(), filter("1__amount", "less", "50"), refund()], &[]);
        finds(any, steps![hook(), filter("1__amount", "iexist", ""), refund()], &[(3, "")]);
        finds(any, steps![hook(), refund(), filter("1__amount", "less", "50")], &[(2, "")]);
        finds(any, steps![hook(), action("StripeCLIAPI@2.0.0", "create_customer")], &[]);
        let amount = r#""require_guard":{"actions":["create_refund"],"field":"Amount Due","guards":["filter"]}"#;
        finds(amount, steps![hook(), filter("1__amount_due", "less", "50"), refund()], &[]);
        finds(amount, steps![hook(), filter("1__status", "iexact", "ok"), refund()], &[(3, "")]);
        let ways = || {
            paths([
                steps![path_rule("1__amount_due", "less", "50"), refund()],
                steps![path_rule("1__b", "iexact", "c"), slack("x")],
            ])
        };
        finds(amount, steps![hook(), ways()], &[(4, "")]);
        finds(any, steps![hook(), ways()], &[]);
    }

    #[test]
    fn it_is_told_like_any_other_and_hides_secrets() {
        let key = ["sk_l", "ive_4eC39HqLyjWDarjtT1zdp7dc"].concat();
        let json = format!(
            r#"{{"rules_off":["ORG-2"],"rules":[
                {{"id":"ORG-1","title":"No \u001b[31m{key}","why":"Because.","measure":7,"forbid":{{"apps":["Slack"]}}}},
                {{"id":"ORG-2","title":"Off","forbid":{{"apps":["Slack"]}}}},
                {{"id":"ORG-3","title":"Passed","forbid":{{"apps":["Slack"],"data":["health"]}}}}]}}"#
        );
        let mut policy = Policy::read(&json).unwrap();
        let [zap, _] = zaps("Sample", &[hook().into(), slack(&key).into()]);
        let report = lint(&zap, &policy, "2026-11-24");
        let finding = report.findings.iter().find(|finding| finding.rule == "ORG-1").unwrap().clone();
        assert_eq!((&*finding.title, &*finding.why), ("No ␛[31msk_l…", "Because."));
        assert_eq!((finding.severity, finding.measure), (Severity::Medium, Measure::Compliance));
        assert_eq!(finding.fix, "Change the step, or ask in your company who made the rule.");
        assert!(report.not_checked.iter().any(|entry| entry.rule.as_deref() == Some("ORG-2")));
        assert!(report.passed_of(Measure::Minimisation).any(|id| id == "ORG-3"));
        // Accepted like any other, unless that is forbidden.
        policy.waivers.push(crate::policy::Waiver {
            fingerprint: finding.fingerprint,
            reason: "known".into(),
            by: None,
            until: None,
        });
        let waived = |policy: &Policy| {
            let report = lint(&zap, policy, "2026-11-24");
            report.findings.iter().any(|finding| finding.rule == "ORG-1" && finding.waived.is_some())
        };
        assert!(waived(&policy));
        policy.no_waivers.push("ORG-1".into());
        assert!(!waived(&policy));
    }
}
