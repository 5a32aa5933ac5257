//! The checklist as one page to read, print and file: no script, nothing loaded from anywhere, and what comes
//! from a Zap is only ever text.

mod trend;

use std::io;

use maud::{Markup, PreEscaped, html};

use super::{
    ChecklistItem, ItemState, NOT_CHECKED_MEANS, Report, ReportedFinding, ReportedNotChecked, Stream, Summary, Writing,
    ZapReport, findings, page, picture,
    summary::{text, whole},
    visible, zaps,
};
use crate::{
    account::{self, Account},
    finding::{Measure, Severity},
    letters::sentence,
    say,
};

/// The report as a page.
#[must_use]
pub fn write(report: &Report) -> String {
    whole(frames(&Summary::of(report)), STREAMS, report.zaps.iter().map(|zap| [self::zap(zap)]))
}

/// How Zaps follow each other.
pub const STREAMS: [Stream; 1] = [Stream::PLAIN];

/// The part of one Zap.
#[must_use]
pub fn zap(zap: &ZapReport) -> String {
    of_zap(zap).into_string()
}

/// What stands before the Zaps, and behind them.
#[must_use]
pub fn frames(summary: &Summary) -> [String; 2] {
    let page = text(|out| stream(summary, out, &mut |out| out.write_all(page::HOLE.0.as_bytes())));
    page::split(&page).map(str::to_owned)
}

/// Writes the whole report; `zaps` writes the Zaps.
///
/// # Errors
/// Those of writing.
pub fn stream(summary: &Summary, out: &mut dyn io::Write, zaps: Writing<'_>) -> io::Result<()> {
    let language = &summary.language;
    let heading = language.word("Zaplint checklist");
    let title = match summary.zaps {
        1 => format!("{heading}: {}", visible::line(&summary.name)),
        _ => heading.to_owned(),
    };
    let styles = if summary.has_picture { [picture::LIGHT].as_slice() } else { &[] };
    let body = html! {
        header {
            h1 { (heading) }
            p { (in_short(summary)) }
            (compared(summary))
        }
        main {
            (page::HOLE)
            @if !summary.errors.is_empty() { (errors(summary)) }
            section .closing {
                h2 { (language.word("What “not checked” means")) }
                p { (language.word(NOT_CHECKED_MEANS)) }
            }
        }
    };
    let page = page::page(language, &title, styles, &body);
    let [head, tail] = page::split(&page);
    out.write_all(head.as_bytes())?;
    if let Some(account) = &summary.account {
        write_account(account, summary, out)?;
    }
    zaps(out)?;
    out.write_all(tail.as_bytes())
}

/// What the Zaps have together, row by row.
fn write_account(account: &Account, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
    let language = &summary.language;
    let article = html! {
        article {
            h2 { (language.word("The account")) }
            @if let Some(trend) = &summary.trend { (trend::of_account(trend, language)) }
            (page::HOLE)
        }
    };
    let article = article.into_string();
    let [head, tail] = page::split(&article);
    out.write_all(head.as_bytes())?;
    for table in account::long_tables(account, language) {
        let section = html! {
            section {
                h3 { (table.heading) }
                table {
                    thead { tr { @for column in &table.columns { th scope="col" { (column) } } } }
                    tbody { (page::HOLE) }
                }
            }
        };
        let section = section.into_string();
        let [head, tail] = page::split(&section);
        out.write_all(head.as_bytes())?;
        for row in table.rows {
            let row = html! { tr { @for cell in &row { td { (zap_text(cell)) } } } };
            out.write_all(row.into_string().as_bytes())?;
        }
        out.write_all(tail.as_bytes())?;
    }
    out.write_all(tail.as_bytes())
}

fn in_short(summary: &Summary) -> String {
    let findings = match summary.open.total() {
        0 => say!("no findings"),
        open => findings(open),
    };
    summary.language.said(&say!("{}, {}", zaps(summary.zaps), findings))
}

#[cfg(not(target_arch = "wasm32"))]
fn compared(summary: &Summary) -> Markup {
    let language = &summary.language;
    html! {
        @if let Some(compared) = &summary.baseline {
            p { (language.said(&compared.said())) }
            ul { @for gone in &compared.gone { li { (zap_text(&language.said(&gone.said()))) } } }
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn compared(_: &Summary) -> Markup {
    html! {}
}

fn errors(summary: &Summary) -> Markup {
    html! {
        section {
            h2 { (summary.language.word("What could not be read")) }
            ul { @for error in &summary.errors { li { code { (zap_text(&error.file)) } ": " (zap_text(&error.message)) } } }
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
            @if let Some(trend) = &zap.trend { (trend::of_zap(trend, &zap.language)) }
            @if let Some(picture) = &zap.picture { (way_of_the_data(zap, picture)) }
            @if zap.unread().next().is_some() {
                section {
                    h3 { (zap.language.word("What could not be read")) }
                    ul { @for entry in zap.unread() { (not_checked(entry)) } }
                }
            }
            @for measure in Measure::ALL { (of_measure(zap, measure)) }
            (record(zap))
            p .signature { (zap.language.word("Seen to by")) span {} (zap.language.word("on")) span {} }
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
                    @if number > 0 { li class=(severity.word()) { (icon(severity)) " " (number) " " (zap.language.word(severity.in_sentence())) } }
                }
            }
        }
    }
}

fn way_of_the_data(zap: &ZapReport, picture: &picture::Picture) -> Markup {
    html! {
        section {
            h3 { (picture.name) }
            div .picture { (PreEscaped(picture::svg::part(picture))) }
            details {
                summary { (zap.language.word("The picture in words")) }
                ul { @for sentence in &picture.words { li { (sentence) } } }
            }
        }
    }
}

fn of_measure(zap: &ZapReport, measure: Measure) -> Markup {
    let findings: Vec<_> = zap.ordered().into_iter().filter(|finding| finding.measure == measure).collect();
    html! {
        section {
            h3 { span .number { (measure.number()) } (zap.language.word(measure.title())) }
            h4 { (zap.language.word("What Zaplint found")) }
            @if findings.is_empty() { p .quiet { (zap.nothing_found(measure)) } }
            @for finding in findings { (of_finding(zap, finding)) }
            @if zap.not_checked_of(measure).next().is_some() {
                h4 { (zap.language.word("What it could not check, and why")) }
                ul { @for entry in zap.not_checked_of(measure) { (not_checked(entry)) } }
            }
            @if measure.number() == 8 && !zap.vendors.is_empty() {
                h4 { (zap.language.word("The vendors of this Zap’s apps")) }
                (vendors(zap))
            }
            @if zap.items_of(measure).next().is_some() {
                h4 { (zap.language.word("What a person must confirm")) }
                ul .items {
                    @for entry in zap.items_of(measure).filter(|item| item.state != ItemState::NotApplicable) {
                        (item(zap, entry))
                    }
                }
                @if zap.set_aside(measure).next().is_some() {
                    p .quiet {
                        (zap.language.word("Not for this Zap")) ": "
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

/// The companies behind the Zap's apps: what is known, where it was seen and when.
fn vendors(zap: &ZapReport) -> Markup {
    html! {
        @for entry in &zap.vendors {
            h5 { (zap_text(&entry.app)) }
            @match &entry.vendor {
                None => { p .quiet { (zap.language.word("Unknown: nobody has looked up this vendor.")) } }
                Some(vendor) => {
                    ul {
                        @for fact in vendor.told(&zap.language) {
                            li {
                                (fact.name) ": " (zap_text(&fact.value))
                                @if let Some((source, day)) = &fact.seen { " (" (zap_text(source)) ", " (day) ")" }
                                @if !fact.remarks.is_empty() { " " (zap_text(&fact.remarks)) }
                            }
                        }
                    }
                }
            }
            @if let Some(stale) = entry.stale() { p { (sentence(&zap.language.said(&stale))) } }
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn record(zap: &ZapReport) -> Markup {
    html! { @if let Some(record) = &zap.record { (crate::record::html_part(record, &zap.language)) } }
}

#[cfg(target_arch = "wasm32")]
fn record(_: &ZapReport) -> Markup {
    html! {}
}

fn of_finding(zap: &ZapReport, finding: &ReportedFinding) -> Markup {
    let language = &zap.language;
    let severity = finding.severity;
    let path = zap.path_of(finding);
    html! {
        div .finding .waived[finding.waived.is_some()] .(severity.word()) {
            h5 {
                span .severity { (icon(severity)) " " (language.word(severity.label())) }
                " " (finding.title) " " span .rule { (finding.rule) }
            }
            p .place {
                @match (finding.step_number, &finding.field) {
                    (Some(step), Some(field)) => { (language.said(&say!("Step {}", step))) ", " code { (zap_text(field)) } }
                    _ => (zap_text(&sentence(&finding.place())))
                }
            }
            p { (zap_text(&finding.message)) }
            @if finding.evidence.is_some() || !path.is_empty() {
                dl {
                    @if let Some(evidence) = &finding.evidence { dt { (language.word("Seen")) } dd { code { (zap_text(evidence)) } } }
                    @if !path.is_empty() { dt { (language.word("The data’s way")) } dd { (zap_text(&path)) } }
                }
            }
            p .fix { strong { (language.word("What to do")) ": " } (zap_text(&finding.fix)) }
            details {
                summary { (language.word("Why it matters")) }
                p { (finding.why) }
                @if !finding.references.is_empty() { p .quiet { (language.word("References")) ": " (finding.references.join(", ")) } }
            }
            @if let Some(accepted) = finding.accepted() { p .accepted { (zap_text(&accepted)) } }
            @if let Some(refused) = finding.not_accepted() { p .accepted { (zap_text(&refused)) } }
        }
    }
}

fn not_checked(entry: &ReportedNotChecked) -> Markup {
    html! {
        li {
            @if let Some(rule) = &entry.rule { span .rule { (rule) } " " }
            (zap_text(&sentence(&entry.place()))) ": " (zap_text(&entry.reason))
        }
    }
}

fn item(zap: &ZapReport, item: &ChecklistItem) -> Markup {
    let language = &zap.language;
    let done = item.state == ItemState::Done;
    html! {
        li {
            span .box role="img" aria-label=(if done { language.word("Done") } else { language.word("To do") }) { @if done { "✓" } }
            div {
                p { strong { (item.id) } " " (item.text) }
                p .quiet { (language.word("Where")) ": " (item.place) }
                p .quiet { (language.word("Done when")) ": " (item.done_when) }
                @if let Some(note) = &item.note { p .quiet { (language.word("Note")) ": " (zap_text(note)) } }
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
