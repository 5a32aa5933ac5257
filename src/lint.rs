//! From a Zap and a policy to its report.
//!
//! Every text that leaves goes through one [`Masker`] here: no reporter and no page can show a secret.

mod checked;

use sha2::{Digest, Sha256};

use self::checked::Checked;
use crate::{
    apps::{self, Product},
    checklist::{self, Concerns},
    data::{Class, Classes, Masker},
    facts::{Facts, Home, Memory, StepFacts, targets},
    finding::{Finding, Outcome, Place},
    history::{History, Past},
    letters,
    policy::Policy,
    report::{Passed, ReportedFinding, ReportedNotChecked, StepName, ZapReport},
    say,
    sorted::sort_by_numbers,
    words::{Language, Said},
    zap::{Step, Value, Zap},
};

/// Checks a Zap with every rule. `today` is the day waivers are held against (`2026-11-24`).
#[must_use]
pub fn lint(zap: &Zap, policy: &Policy, today: &str) -> ZapReport {
    lint_with(zap, &Context { policy, history: None, today, language: &Language::ENGLISH })
}

/// What a Zap is checked with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// What was decided.
    pub policy: &'c Policy,
    /// The local record of reviews and exports, where there is one.
    pub history: Option<&'c History>,
    /// The day waivers are held against, `2026-11-24`.
    pub today: &'c str,
    /// The language of the report.
    pub language: &'c Language,
}

impl<'c> Context<'c> {
    /// What the local record says of a Zap.
    fn past(&self, zap: &Zap) -> Option<Past<'c>> {
        Some(self.history?.of(zap, self.today))
    }
}

/// The same with all there is to check with.
#[must_use]
pub fn lint_with(zap: &Zap, context: &Context<'_>) -> ZapReport {
    report(zap, Facts::new(zap, context.policy), context)
}

/// The same for a Zap that is checked again and again while it changes, as each keystroke does: only steps that are not
/// as they were the last time are looked at themselves. What reaches what, and what the rules make of it, is worked out anew.
/// The local record is about the Zap as it was `saved`.
#[must_use]
pub fn lint_again(zap: &Zap, saved: &Zap, context: &Context<'_>, memory: &mut Memory) -> ZapReport {
    report(saved, Facts::again(zap, context.policy, memory), context)
}

/// The same, with what the account's report needs of the Zap.
#[must_use]
pub fn lint_in_account(zap: &Zap, context: &Context<'_>) -> (ZapReport, crate::account::Outline) {
    let facts = Facts::new(zap, context.policy).with_past(context.past(zap));
    let masker = masker(&facts);
    let report = report_of(&facts, &masker, context);
    let outline = crate::account::Outline::of(&facts, &masker, &report);
    (report, outline)
}

fn report(saved: &Zap, facts: Facts<'_>, context: &Context<'_>) -> ZapReport {
    let facts = facts.with_past(context.past(saved));
    report_of(&facts, &masker(&facts), context)
}

fn report_of(facts: &Facts<'_>, masker: &Masker, context: &Context<'_>) -> ZapReport {
    let &Context { policy, today, language, .. } = context;
    let zap = facts.zap;
    let mask = Mask { masker, zap, language };
    let mut findings = Vec::new();
    let mut not_checked = unread(zap, &mask);
    let mut passed = Vec::new();
    for rule in Checked::all(policy) {
        if let Some(by) = policy.off_by(&rule.id()) {
            let reason = policy.why_off(by).into();
            not_checked.push(mask.not_checked(Some(rule), &Place::zap(), &reason));
            continue;
        }
        let outcomes = rule.check(facts);
        if outcomes.outcome() == Outcome::Passed {
            passed.push(Passed { rule: rule.id(), measure: rule.measure() });
        }
        let (found, unchecked) = outcomes.finish();
        not_checked.extend(unchecked.iter().map(|entry| mask.not_checked(Some(rule), &entry.place, &entry.reason)));
        // What is not shown is not put into words.
        for (occurrence, finding) in numbered(found).filter(|(_, finding)| is_wanted(finding, policy)) {
            let reported = mask.finding(rule, finding, occurrence);
            findings.push(waived(reported, policy, today));
        }
    }
    // The worst first; then in the order of the steps and the rules.
    sort_by_numbers(&mut findings, |finding| {
        [!(finding.severity as u64), finding.step_number.map_or(0, |number| number as u64)]
    });
    let all_read = not_checked.iter().all(|entry| entry.rule.is_some());
    let mut checklist = checklist::items(&concerns(facts, all_read), language);
    checklist.iter_mut().for_each(|item| item.required = policy.requires(item.id));
    ZapReport {
        id: zap.id.clone(),
        title: mask.text(zap.title.as_deref().unwrap_or("")),
        file: zap.file.as_deref().map(|file| mask.text(file)),
        source: zap.source,
        status: zap.status,
        steps: zap.steps().iter().map(|step| mask.step_name(step)).collect(),
        findings,
        not_checked,
        passed,
        checklist,
        language: language.clone(),
        picture: None,
        trend: None,
        notes: None,
        #[cfg(target_arch = "wasm32")]
        vendors: Vec::new(),
        #[cfg(not(target_arch = "wasm32"))]
        vendors: crate::vendors::Vendors::built_in()
            .of_zap(zap, today)
            .into_iter()
            .map(|entry| crate::vendors::AppVendor { app: mask.text(&entry.app), ..entry })
            .collect(),
        #[cfg(not(target_arch = "wasm32"))]
        record: None,
        #[cfg(not(target_arch = "wasm32"))]
        places: None,
    }
}

/// Whether the policy's reader is to see the finding.
fn is_wanted(finding: &Finding, policy: &Policy) -> bool {
    finding.persona <= policy.persona.unwrap_or_default()
        && policy.minimum_severity.is_none_or(|minimum| finding.severity >= minimum)
}

/// The fingerprint of code by which a review of it is remembered: SHA-256, hexadecimal.
#[must_use]
pub fn code_hash(code: &str) -> String {
    hex(&Sha256::digest(code.as_bytes()))
}

/// A Zap's title as it may be shown and kept: without secrets; empty where it has none.
#[must_use]
pub fn shown_title(zap: &Zap) -> String {
    masker_of(zap).mask(zap.title.as_deref().unwrap_or("")).into_owned()
}

/// What must never be shown of a Zap, where nothing else of it is asked for.
pub(crate) fn masker_of(zap: &Zap) -> Masker {
    masker(&Facts::new(zap, &Policy::default()))
}

/// What must never be shown: every secret in the Zap, and every number that is one by its check digits.
pub(crate) fn masker(facts: &Facts<'_>) -> Masker {
    let mut masker = Masker::default();
    for secret in facts.secrets.iter().filter(|secret| secret.home != Home::Placeholder && !secret.is_common_word()) {
        masker.add(&secret.text);
        secret.spellings().iter().for_each(|spelling| masker.add(spelling));
    }
    let sensitive = Classes::of(&[Class::Card, Class::GovId, Class::Finance]);
    for (text, value) in facts.steps.iter().flat_map(|facts| &facts.fields).flat_map(|field| &field.values) {
        if value.certain && sensitive.contains(value.class) {
            masker.add(text.get(value.range.clone()).unwrap_or_default());
        }
    }
    masker
}

/// Turns what rules say into what is reported, masking every text on its way.
struct Mask<'m> {
    masker: &'m Masker,
    zap: &'m Zap,
    language: &'m Language,
}

impl Mask<'_> {
    fn text(&self, text: &str) -> String {
        self.masker.mask(text).into_owned()
    }

    fn said(&self, said: &Said) -> String {
        self.text(&self.language.said(said))
    }

    fn step_name(&self, step: &Step) -> StepName {
        StepName { id: self.text(&step.id), number: step.number, name: self.said(&apps::step_said(step)) }
    }

    fn finding(&self, rule: Checked<'_>, finding: Finding, occurrence: usize) -> ReportedFinding {
        let step = finding.place.step.and_then(|index| self.zap.step(index));
        let fingerprint = fingerprint(self.zap, &rule.id(), step, finding.place.field.as_deref(), occurrence);
        ReportedFinding {
            rule: rule.id(),
            severity: finding.severity,
            confidence: finding.confidence,
            persona: finding.persona,
            measure: rule.measure(),
            step: step.map(|step| step.id.clone()),
            step_number: step.map(|step| step.number),
            field: finding.place.field.map(|field| self.text(&field)),
            title: rule.title(self),
            message: self.said(&finding.message),
            evidence: finding.evidence.map(|evidence| shorten(&self.text(evidence.trim()))),
            path: finding.path.iter().filter_map(|&index| self.zap.step(index)).map(|step| step.id.clone()).collect(),
            why: rule.why(self),
            fix: finding.fix.map_or_else(|| rule.fix(self).into_owned(), |fix| self.said(&fix)),
            references: rule.references(),
            fingerprint,
            waived: None,
            refused: None,
            language: self.language.clone(),
        }
    }

    fn not_checked(&self, rule: Option<Checked<'_>>, place: &Place, reason: &Said) -> ReportedNotChecked {
        let step = place.step.and_then(|index| self.zap.step(index));
        ReportedNotChecked {
            rule: rule.map(Checked::id),
            measure: rule.map(Checked::measure),
            step: step.map(|step| step.id.clone()),
            step_number: step.map(|step| step.number),
            field: place.field.as_deref().map(|field| self.text(field)),
            reason: self.said(reason),
            language: self.language.clone(),
        }
    }
}

/// What no rule could look at, because it could not be read.
fn unread(zap: &Zap, mask: &Mask<'_>) -> Vec<ReportedNotChecked> {
    let mut unread: Vec<ReportedNotChecked> = zap
        .unread
        .iter()
        .map(|unread| mask.not_checked(None, &Place { step: unread.step, field: unread.field.clone() }, &unread.reason))
        .collect();
    for step in zap.steps() {
        for field in &step.fields {
            if let Value::Unread(reason) = &field.value {
                unread.push(mask.not_checked(None, &Place::field(step, &field.key), reason));
            }
        }
        let is_code = apps::product(step) == Product::Code && !step.is_unfinished();
        if is_code && step.field("code").is_none_or(|code| code.text().trim().is_empty()) {
            let reason = say!("the code is not in the data that was read; Zapier sometimes leaves it out");
            unread.push(mask.not_checked(None, &Place::field(step, "code"), &reason));
        }
    }
    unread
}

fn waived(mut finding: ReportedFinding, policy: &Policy, today: &str) -> ReportedFinding {
    if let Some(waiver) = policy.waiver(&finding.fingerprint, today) {
        finding.accept(waiver, policy);
    }
    finding
}

/// Numbers findings of one rule at the same place, in their order.
fn numbered(findings: Vec<Finding>) -> impl Iterator<Item = (usize, Finding)> {
    let before = |at: usize, place: &Place| findings.iter().take(at).filter(|finding| finding.place == *place).count();
    let numbers: Vec<usize> = findings.iter().enumerate().map(|(at, finding)| before(at, &finding.place)).collect();
    numbers.into_iter().zip(findings)
}

/// Rests on the Zap, the rule and the place alone: neither on values (a new password is the same finding) nor on
/// the file's name, the titles or the order of keys.
fn fingerprint(zap: &Zap, rule: &str, step: Option<&Step>, field: Option<&str>, occurrence: usize) -> String {
    let mut hash = Sha256::new();
    for part in [rule, &zap.id, step.map_or("", |step| &step.id), field.unwrap_or(""), &occurrence.to_string()] {
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex(hash.finalize().get(..8).unwrap_or_default())
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Evidence is a pointer, not a copy: at most 160 characters of it are shown.
fn shorten(text: &str) -> String {
    letters::cut(text, 160)
}

/// What the checklist has to ask about. Of a Zap that could not be read whole everything is asked.
fn concerns(facts: &Facts<'_>, all_read: bool) -> Concerns {
    if !all_read {
        return Concerns::ALL;
    }
    let product = |product| facts.of_product(product).next().is_some();
    let starts_by_hook = facts.zap.trigger().is_some_and(|trigger| {
        apps::product(trigger) == Product::Webhooks && trigger.action.to_ascii_lowercase().contains("hook")
    });
    let health = Classes::of(&[Class::Health]);
    Concerns {
        picsart: product(Product::Picsart) || facts.steps.iter().any(calls_picsart),
        webhooks: facts.steps.iter().any(StepFacts::calls_http),
        catch_hook: starts_by_hook,
        forms_or_tables: product(Product::Interfaces) || product(Product::Tables),
        personal_data: facts.holds(Classes::PERSONAL),
        health_data: facts.holds(health)
            || facts.steps.iter().any(|facts| apps::health_app(facts.step) == Some(apps::Patients::People)),
        connections: facts.steps.iter().any(|facts| facts.step.connection.is_some()),
        mcp: facts.steps.iter().any(|facts| letters::has_letters(&facts.step.app, "mcp")),
    }
}

fn calls_picsart(facts: &StepFacts<'_>) -> bool {
    targets(facts).iter().any(|target| target.address.fixed_host().is_some_and(|host| host.ends_with(".picsart.io")))
}
