//! The checklist as one page to read, print and file: no script, nothing loaded from anywhere, and what comes
//! from a Zap is only ever text.

use crate::letters::{lowercase, sentence};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    ChecklistItem, ItemState, NOT_CHECKED_MEANS, Report, ReportedFinding, ReportedNotChecked, ZapReport, count, visible,
};
use crate::finding::{Measure, Severity};

/// Nothing may be loaded or run, whatever the page might hold.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The report as a page.
#[must_use]
pub fn write(report: &Report) -> String {
    let title = match report.zaps.as_slice() {
        [zap] => format!("Zaplint checklist: {}", visible::line(zap.name())),
        _ => "Zaplint checklist".to_owned(),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(CONTENT_POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(include_str!("html.css"))) }
            }
            body {
                header {
                    h1 { "Zaplint checklist" }
                    p { (summary(report)) }
                }
                main {
                    @for zap in &report.zaps { (of_zap(zap)) }
                    @if !report.errors.is_empty() { (errors(report)) }
                    section .closing {
                        h2 { "What “not checked” means" }
                        p { (NOT_CHECKED_MEANS) }
                    }
                }
                footer { "Made by Zaplint " (env!("CARGO_PKG_VERSION")) ". Nothing was sent anywhere." }
            }
        }
    };
    page.into_string()
}

fn summary(report: &Report) -> String {
    let open = report.zaps.iter().map(|zap| zap.open().count()).sum();
    format!("{}, {}", count(report.zaps.len(), "Zap"), lowercase(&count(open, "finding")))
}

fn errors(report: &Report) -> Markup {
    html! {
        section {
            h2 { "What could not be read" }
            ul { @for error in &report.errors { li { code { (zap_text(&error.file)) } ": " (zap_text(&error.message)) } } }
        }
    }
}

fn of_zap(zap: &ZapReport) -> Markup {
    html! {
        article {
            h2 { (zap_text(zap.name())) }
            p .about {
                strong { (zap.status_line()) } " · " (zap.about())
                @if let Some(file) = &zap.file { " · " code { (zap_text(file)) } }
            }
            (tally(zap))
            @if zap.unread().next().is_some() {
                section {
                    h3 { "What could not be read" }
                    ul { @for entry in zap.unread() { (not_checked(entry)) } }
                }
            }
            @for measure in Measure::ALL { (of_measure(zap, measure)) }
            p .signature { "Seen to by" span {} "on" span {} }
        }
    }
}

/// How many findings nobody waived there are of each severity.
fn tally(zap: &ZapReport) -> Markup {
    let of = |severity: Severity| zap.open().filter(|finding| finding.severity == severity).count();
    html! {
        @if zap.open().next().is_some() {
            ul .tally {
                @for (severity, number) in Severity::ALL.map(|severity| (severity, of(severity))) {
                    @if number > 0 { li class=(severity.word()) { (icon(severity)) " " (number) " " (severity.word()) } }
                }
            }
        }
    }
}

fn of_measure(zap: &ZapReport, measure: Measure) -> Markup {
    let findings: Vec<_> = zap.ordered().into_iter().filter(|finding| finding.measure == measure).collect();
    html! {
        section {
            h3 { span .number { (measure.number()) } (measure.title()) }
            h4 { "What Zaplint found" }
            @if findings.is_empty() { p .quiet { (zap.nothing_found(measure)) } }
            @for finding in findings { (of_finding(zap, finding)) }
            @if zap.not_checked_of(measure).next().is_some() {
                h4 { "What it could not check, and why" }
                ul { @for entry in zap.not_checked_of(measure) { (not_checked(entry)) } }
            }
            @if zap.items_of(measure).next().is_some() {
                h4 { "What a person must confirm" }
                ul .items {
                    @for entry in zap.items_of(measure).filter(|item| item.state != ItemState::NotApplicable) {
                        (item(entry))
                    }
                }
                @if zap.set_aside(measure).next().is_some() {
                    p .quiet {
                        "Not for this Zap: "
                        @for (at, (id, why)) in zap.set_aside(measure).enumerate() {
                            @if at > 0 { ", " }
                            (id) " (" (zap_text(&why)) ")"
                        }
                    }
                }
            }
        }
    }
}

fn of_finding(zap: &ZapReport, finding: &ReportedFinding) -> Markup {
    let severity = finding.severity;
    let path = zap.path_of(finding);
    html! {
        div .finding .waived[finding.waived.is_some()] .(severity.word()) {
            h5 {
                span .severity { (icon(severity)) " " (severity.label()) }
                " " (finding.title) " " span .rule { (finding.rule) }
            }
            p .place {
                @match (finding.step_number, &finding.field) {
                    (Some(step), Some(field)) => { "Step " (step) ", " code { (zap_text(field)) } }
                    _ => (zap_text(&sentence(&finding.place())))
                }
            }
            p { (zap_text(&finding.message)) }
            @if finding.evidence.is_some() || !path.is_empty() {
                dl {
                    @if let Some(evidence) = &finding.evidence { dt { "Seen" } dd { code { (zap_text(evidence)) } } }
                    @if !path.is_empty() { dt { "The data’s way" } dd { (zap_text(&path)) } }
                }
            }
            p .fix { strong { "What to do: " } (zap_text(&finding.fix)) }
            details {
                summary { "Why it matters" }
                p { (finding.why) }
                @if !finding.references.is_empty() { p .quiet { "References: " (finding.references.join(", ")) } }
            }
            @if let Some(accepted) = finding.accepted() { p .accepted { (zap_text(&accepted)) } }
        }
    }
}

fn not_checked(entry: &ReportedNotChecked) -> Markup {
    html! {
        li {
            @if let Some(rule) = entry.rule { span .rule { (rule) } " " }
            (zap_text(&sentence(&entry.place()))) ": " (zap_text(&entry.reason))
        }
    }
}

fn item(item: &ChecklistItem) -> Markup {
    let done = item.state == ItemState::Done;
    html! {
        li {
            span .box role="img" aria-label=(if done { "Done" } else { "To do" }) { @if done { "✓" } }
            div {
                p { strong { (item.id) } " " (item.text) }
                p .quiet { "Where: " (item.place) }
                p .quiet { "Done when: " (item.done_when) }
                @if let Some(note) = &item.note { p .quiet { "Note: " (zap_text(note)) } }
            }
        }
    }
}

/// Text that may come from a Zap: what would steer the page is shown, and its reading direction stays its own.
fn zap_text(text: &str) -> Markup {
    html! { bdi { (visible::line(text)) } }
}

/// A shape for each severity, for those who see no colours and for paper.
fn icon(severity: Severity) -> Markup {
    let shape = match severity {
        Severity::Critical => "◆",
        Severity::High => "▲",
        Severity::Medium => "■",
        Severity::Low => "●",
        Severity::Info => "○",
    };
    html! { span aria-hidden="true" { (shape) } }
}
