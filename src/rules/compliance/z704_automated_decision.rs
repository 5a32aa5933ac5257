//! Z704: a machine turns a person down.

mod words;

use words::{
    ADVERSE, APPLICANTS, APPLIED, ASKED_ABOUT, ENDING, GOOD, NOT_PEOPLE, PEOPLE, PRICES, RECORDED, SCORES, SORRY,
};

use crate::{
    data::has_phrase,
    rules::prelude::*,
    zap::{Condition, Reference},
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z704",
    name: "automated-decision",
    measure: Measure::Compliance,
    title: "A machine turns people down",
    severity: Severity::Medium,
    confidence: Confidence::Low,
    persona: Persona::Regular,
    what: "What an AI or a score says leads, by a Filter or Path, to a rejection, a closed account or a price for a person, and nobody looks at it.",
    why: "People have a right not to be judged by a machine alone when it matters to them, and a machine errs without noticing.",
    fix: "Add a \"Human in the Loop\" approval before the step that turns people down, so that a person decides.",
    references: &["GDPR Art. 22", "GDPR Art. 35(3)(a)"],
    check,
};

/// What a machine has said on the way to a step.
#[derive(Clone, Copy, Default)]
struct Way {
    /// The Filter or Path rule that goes by it, and the step that said it.
    gate: Option<(usize, usize)>,
    /// The last step in which a person had to agree.
    approval: Option<usize>,
}

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    let mut ways: Vec<Way> = Vec::with_capacity(facts.steps.len());
    let mut told: Vec<usize> = Vec::new();
    for step in &facts.steps {
        let mut way = step.step.previous.and_then(|before| ways.get(before).copied()).unwrap_or_default();
        if step.product == Product::HumanInTheLoop {
            way.approval = Some(step.step.index);
        }
        if matches!(step.step.kind, StepKind::Filter | StepKind::PathRule) {
            let judge = step.step.conditions.iter().find_map(|condition| judged_by(facts, step.step, condition));
            way.gate = judge.map(|judge| (step.step.index, judge)).or(way.gate);
        }
        ways.push(way);
        let Some((gate, judge)) = way.gate else {
            continue;
        };
        outcomes.looked();
        // One finding for each Filter or Path: at the first step that turns somebody down.
        if told.contains(&gate) || way.approval.is_some_and(|approval| approval > judge) {
            continue;
        }
        let Some(does) = turns_down(facts, gate, judge, step) else {
            continue;
        };
        told.push(gate);
        let judged_by = facts.zap.step(judge).map_or_else(|| say!("{}", ""), apps::step_said);
        outcomes
            .find(
                Place::step(step.step),
                say!(
                    "“{}” {} because of what “{}” gave, and nobody has to agree.",
                    apps::step_said(step.step),
                    does,
                    judged_by
                ),
            )
            .path(vec![judge, gate, step.step.index]);
    }
}

/// The step whose judgement a condition goes by: an AI, or whatever gives a score.
fn judged_by(all: &Facts<'_>, gate: &Step, condition: &Condition) -> Option<usize> {
    if !condition.tests_something() {
        return None;
    }
    judge(all, gate, condition.looks_at.as_ref()?, 0)
}

fn judge(all: &Facts<'_>, step: &Step, reference: &Reference, depth: usize) -> Option<usize> {
    let source = all.source_at(step, reference)?;
    let is_score = || {
        reference
            .path
            .iter()
            .any(|part| has_phrase(part, SCORES) && !has_phrase(part, &["nps", "nps score", "csat", "satisfaction"]))
    };
    if source.step.kind != StepKind::Trigger && source.asks_ai().is_some() || is_score() {
        return Some(source.step.index);
    }
    if !source.reshapes() || source.step.index >= step.index || depth >= 4 {
        return None;
    }
    let references =
        source.step.fields.iter().flat_map(|field| field.mappings()).flat_map(|mapping| &mapping.references);
    references.take(16).find_map(|earlier| judge(all, source.step, earlier, depth + 1))
}

const TURNS_DOWN: Word = word!("turns a person down");

/// What the step does to a person: tells them no, or records it; shuts them out; sets their price.
fn turns_down(all: &Facts<'_>, gate: usize, judge: usize, facts: &StepFacts<'_>) -> Option<Word> {
    let step = facts.step;
    let kind = apps::kind(step);
    let to_person = matches!(facts.destination, Some(Destination::MailOut | Destination::Sms))
        && facts.effects.has(Effects::SENDS)
        && step.fields.iter().any(|field| apps::is_recipient_field(step, field) && !field.mappings().is_empty());
    let of_person = || has_phrase(&step.action, &["user", "member", "customer", "subscriber", "account", "membership"]);
    let shuts_out = has_phrase(&step.action, ENDING) && of_person();
    let speaks = !shuts_out
        && matches!(
            facts.destination,
            Some(Destination::MailOut | Destination::Sms | Destination::Chat | Destination::Public | Destination::Ai)
        );
    let record = facts.effects.has(Effects::WRITES)
        && !to_person
        && !speaks
        && !matches!(
            kind,
            apps::Kind::Calendar
                | apps::Kind::Mailbox
                | apps::Kind::Files
                | apps::Kind::Documents
                | apps::Kind::Social
                | apps::Kind::CodeHost
        );
    if !to_person && !record {
        return None;
    }
    let title = step.title.as_deref().unwrap_or("");
    let is_thing = || has_phrase(&step.action, NOT_PEOPLE) && !judges_people(all, judge);
    if has_phrase(&step.action, &["draft"]) || has_phrase(title, NOT_PEOPLE) || is_thing() {
        return None;
    }
    let says = |words: &[&str]| {
        has_phrase(title, words)
            || has_phrase(&step.action, words)
            || step
                .fields
                .iter()
                .filter(|field| !apps::is_setting_field(step, field))
                .filter_map(|field| field.template())
                .flat_map(|template| template.fixed_texts())
                .any(|text| has_phrase(text, words))
    };
    let gate_says = || all.zap.step(gate).is_some_and(is_adverse);
    if to_person {
        return (says(ADVERSE) || says(SORRY) && says(APPLIED) || gate_says()).then_some(TURNS_DOWN);
    }
    let people = || is_about_people(all, facts) || judges_people(all, judge);
    let acts = || shuts_out || has_phrase(&step.action, ENDING) && people();
    let prices = || {
        let is_price = has_phrase(&step.action, PRICES);
        let sets = |field: &Field| {
            (has_phrase(field.name(), PRICES) || is_price && has_phrase(field.name(), &["amount"]))
                && !field.text().trim().is_empty()
                && !has_phrase(field.name(), &["product", "item"])
        };
        kind != apps::Kind::Shop && facts.classes().intersects(REACHES) && step.fields.iter().any(sets)
    };
    if acts() {
        Some(word!("shuts a person out"))
    } else if (says(RECORDED) || (gate_says() && kind == apps::Kind::People)) && people() {
        Some(TURNS_DOWN)
    } else {
        prices().then_some(word!("sets a price for a person"))
    }
}

/// The Filter or Path rule lets those through of whom the machine said no.
fn is_adverse(gate: &Step) -> bool {
    gate.title.as_deref().is_some_and(|title| has_phrase(title, ADVERSE))
        || gate.conditions.iter().any(|condition| {
            let value = condition.value.text();
            let first = data::words(value).next();
            let says_no = first.is_some_and(|first| ["no", "false", "nein", "non"].contains(&first.as_str()));
            let is_good =
                || condition.looks_at.iter().flat_map(|looked| &looked.path).any(|part| has_phrase(part, GOOD));
            match condition.stops {
                false => has_phrase(value, ADVERSE) || says_no && is_good(),
                true => has_phrase(value, GOOD) && !has_phrase(value, ADVERSE) || !says_no && is_good(),
            }
        })
}

const REACHES: Classes = Classes::of(&[Class::Name, Class::Email, Class::Phone]);

/// The machine was asked about applicants, borrowers and the like.
fn judges_people(all: &Facts<'_>, judge: usize) -> bool {
    let asked = all.zap.step(judge).filter(|judge| judge.kind != StepKind::Trigger);
    let fields = asked.into_iter().flat_map(|judge| &judge.fields);
    fields
        .filter_map(|field| field.template())
        .flat_map(|text| text.fixed_texts())
        .any(|text| has_phrase(text, ASKED_ABOUT))
}

/// Applicants, borrowers, tenants and the like: told by the app or by the words of the step and of the Zap.
fn is_about_people(all: &Facts<'_>, facts: &StepFacts<'_>) -> bool {
    let step = facts.step;
    let is_tasks = matches!(apps::kind(step), apps::Kind::Tasks | apps::Kind::Support);
    let says = |text: &str| has_phrase(text, APPLICANTS) || !is_tasks && has_phrase(text, PEOPLE);
    matches!(apps::kind(step), apps::Kind::People | apps::Kind::Directory)
        || !is_tasks && facts.classes().intersects(REACHES)
        || says(&step.action)
        || step.title.as_deref().is_some_and(says)
        || all.zap.title.as_deref().is_some_and(says)
        || step
            .fields
            .iter()
            .any(|field| says(&field.key) || names_records(field) && has_phrase(field.text(), APPLICANTS))
        || step.labels.values().any(says)
}

/// The choice of what sort of record is written: `object`: `Loan`.
fn names_records(field: &Field) -> bool {
    field.literal().is_some() && has_phrase(field.name(), &["object", "module", "record type", "sobject", "resource"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testkit::{Node, StepBuilder};

    fn applied() -> StepBuilder {
        trigger("TypeformCLIAPI@1.0.0", "entry")
    }

    fn judged() -> StepBuilder {
        ai("Is this candidate suitable? {{1__cv_text}}")
    }

    fn mail(subject: &str, body: &str) -> StepBuilder {
        action("GoogleMailV2CLIAPI@2.0.0", "message")
            .field("to", "{{1__email}}")
            .field("subject", subject)
            .field("body", body)
    }

    fn turned_down(step: StepBuilder) -> Vec<Node> {
        steps![applied(), judged(), filter("2__verdict", "iexact", "not suitable"), step]
    }

    #[test]
    fn a_community_shuts_its_members_out_and_a_price_is_one_by_the_action_too() {
        let judged = || ai("Is this comment abusive? {{1__body}}");
        let gate = || filter("2__response", "icontains", "ABUSE");
        let suspend = action("CircleCLIAPI@1.3.0", "suspend_member").field("member", "{{1__user_id}}");
        finds(
            &RULE,
            steps![trigger("CircleCLIAPI@1.3.0", "new_comment"), judged(), gate(), suspend],
            &[(4, "", Severity::Medium)],
        );
        let price =
            action("StripeCLIAPI@2.0.0", "create_price").field("customer", "{{1__email}}").field("amount", "19900");
        let score = python("output = {'score': int(input_data['age'])}").field("input.age", "{{1__age}}");
        let below = filter("2__score", "iless", "60");
        finds(&RULE, steps![applied(), score, below, price], &[(4, "", Severity::Medium)]);
        let post = action("CircleCLIAPI@1.3.0", "create_post").field("body", "Welcome");
        silent(&RULE, steps![trigger("CircleCLIAPI@1.3.0", "new_comment"), judged(), gate(), post]);
    }

    #[test]
    fn rejections_by_a_machine_are_found() {
        let found = [(4, "", Severity::Medium)];
        finds(&RULE, turned_down(mail("Your application", "Thank you for your interest.")), &found);
        finds(
            &RULE,
            turned_down(action("GreenhouseCLIAPI@1.0.0", "reject_application").field("id", "{{1__id}}")),
            &found,
        );
        finds(
            &RULE,
            turned_down(
                action("AirtableCLIAPI@3.0.0", "updateRecord")
                    .field("record", "{{1__id}}")
                    .field("fields__Status", "Rejected")
                    .title("Update applicant"),
            ),
            &found,
        );
        for text in [
            "We regret to inform you that we go on with other candidates.",
            "Leider müssen wir Ihnen eine Absage erteilen.",
            "Votre candidature n'a pas été retenue : refus.",
            "Lamentamos comunicarle que su solicitud fue denegada.",
            "Unfortunately we chose somebody else for the role.",
        ] {
            finds(&RULE, steps![applied(), judged(), filter("2__score", "iless", "50"), mail("Re", text)], &found);
        }
        // A score that comes in.
        finds(
            &RULE,
            steps![hook(), filter("1__credit_score", "iless", "600"), mail("Your loan", "Your request was declined.")],
            &[(3, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                filter("1__risk_score", "igreater", "80"),
                action("Auth0CLIAPI@1.0.0", "suspend_user").field("user", "{{1__id}}"),
            ],
            &[(3, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                ai("Is this message abusive? {{1__message}}"),
                filter("2__answer", "icontains", "yes"),
                action("ZendeskCLIAPI@2.1.0", "suspend_user").field("email", "{{1__email}}"),
            ],
            &[(4, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                applied(),
                judged(),
                javascript("return {ok: inputData.v === 'yes'}").field("input.v", "{{2__verdict}}"),
                paths([
                    steps![path_rule("3__ok", "iexact", "true"), slack("Invite {{1__name}}")],
                    steps![
                        path_rule("3__ok", "iexact", "false").title("Not suitable"),
                        mail("Your application", "Thank you.")
                    ]
                ])
            ],
            &[(8, "", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                filter("1__risk_score", "igreater", "80"),
                action("SalesforceCLIAPI@1.0.0", "update_record")
                    .field("Email", "{{1__email}}")
                    .field("Premium__c", "980")
            ],
            &[(3, "", Severity::Medium)],
        );
    }

    #[test]
    fn what_the_machine_was_asked_tells_whom_it_is_about() {
        let decided = |prompt: &str| {
            steps![
                hook(),
                ai(prompt),
                filter("2__verdict", "iexact", "reject"),
                action("SalesforceCLIAPI@3.0.0", "update_record").field("id", "{{1__id}}").field("Status", "Rejected")
            ]
        };
        finds(&RULE, decided("Approve or reject this loan: {{1__text}}"), &[(4, "", Severity::Medium)]);
        finds(&RULE, decided("Give a credit decision for an income of {{1__income}}"), &[(4, "", Severity::Medium)]);
        silent(&RULE, decided("Approve or reject this picture: {{1__text}}"));
        silent(&RULE, decided("Is this credit note right? {{1__text}}"));
        let object = |name: &str| {
            let written =
                action("SalesforceCLIAPI@3.0.0", "update_record").field("object", name).field("State", "Declined");
            steps![hook(), ai("Decide about {{1__text}}"), filter("2__verdict", "iexact", "reject"), written]
        };
        finds(&RULE, object("Loan__c"), &[(4, "", Severity::Medium)]);
        silent(&RULE, object("Shipment__c"));
    }

    #[test]
    fn decisions_of_people_are_left_alone() {
        silent(
            &RULE,
            steps![
                applied(),
                judged(),
                action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"),
                filter("2__verdict", "iexact", "not suitable"),
                mail("Your application", "We regret …")
            ],
        );
        silent(
            &RULE,
            steps![
                applied(),
                judged(),
                filter("2__verdict", "iexact", "not suitable"),
                action("HumanInTheLoopCLIAPI@1.0.0", "request_approval"),
                mail("Your application", "We regret …")
            ],
        );
        // A person wrote the verdict into the sheet; a draft is sent by a person; the team is only told.
        silent(
            &RULE,
            steps![new_row(), filter("1__verdict", "iexact", "rejected"), mail("Your application", "We regret …")],
        );
        silent(
            &RULE,
            turned_down(
                action("GoogleMailV2CLIAPI@2.0.0", "create_draft")
                    .field("to", "{{1__email}}")
                    .field("body", "We regret …"),
            ),
        );
        silent(
            &RULE,
            steps![
                applied(),
                judged(),
                filter("2__suitable", "iexact", "Yes"),
                mail("Your application", "See you on Monday.")
            ],
        );
        silent(&RULE, turned_down(slack("AI says: rejected, {{1__name}}")));
        silent(
            &RULE,
            turned_down(mail("Rejected by AI: {{1__name}}", "Please look.").field("to", "hr@acme-corp.test")),
        );
    }

    #[test]
    fn look_alikes_are_left_alone() {
        let sorted = |step: StepBuilder| {
            steps![hook(), ai("How urgent? {{1__subject}}"), filter("2__priority", "iexact", "high"), step]
        };
        silent(
            &RULE,
            sorted(action("ZendeskCLIAPI@1.0.0", "update_ticket").field("priority", "urgent").field("id", "{{1__id}}")),
        );
        silent(&RULE, sorted(mail("We got your message", "We answer within an hour.")));
        silent(&RULE, sorted(mail("We are closed", "Unfortunately nobody is here before Monday.")));
        silent(
            &RULE,
            sorted(
                action("JiraSoftwareCloudCLIAPI@2.0.0", "update_issue")
                    .field("status", "Rejected")
                    .field("application", "shop")
                    .field("reporter", "{{1__email}}"),
            ),
        );
        let scored = |step: StepBuilder| steps![hook(), filter("1__lead_score", "iless", "30"), step];
        silent(
            &RULE,
            scored(
                action("HubSpotCLIAPI@1.0.0", "update_contact")
                    .field("lifecycle", "Disqualified lead")
                    .title("Lower the lead"),
            ),
        );
        silent(&RULE, scored(slack("Low lead: {{1__email}}")));
        silent(
            &RULE,
            scored(action("PipedriveCLIAPI@1.0.0", "update_deal").field("status", "lost").field("label", "rejected")),
        );
        silent(
            &RULE,
            steps![hook(), filter("1__nps_score", "iless", "7"), mail("Sorry", "We regret that you were not happy.")],
        );
        silent(
            &RULE,
            steps![
                trigger("WordPressCLIAPI@1.0.0", "new_comment"),
                ai("Spam? {{1__content}}"),
                filter("2__spam", "iexact", "rejected"),
                action("WordPressCLIAPI@1.0.0", "update_comment").field("status", "rejected")
            ],
        );
        silent(&RULE, steps![hook(), ai("{{1__x}}"), mail("Your application", "We regret …")]);
    }
}
