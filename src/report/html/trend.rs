//! How findings went over time, as a chart and as a table.

use maud::{Markup, html};

use super::zap_text;
use crate::{
    finding::Severity,
    report::trend::{AccountTrend, Chart, Piece, Point, Trend},
    words::Language,
};

/// Of a Zap.
pub(super) fn of_zap(trend: &Trend, language: &Language) -> Markup {
    html! {
        section {
            h3 { (language.word("Findings over time")) }
            (drawn(|| trend.days.iter().map(Point::from), language))
            @if let Some(drift) = &trend.drift {
                p { (language.said(&drift.said())) }
                (list(language.word("New findings"), &drift.new))
                (list(language.word("Findings that are gone"), &drift.gone))
            }
        }
    }
}

/// Of all Zaps together.
pub(super) fn of_account(trend: &AccountTrend, language: &Language) -> Markup {
    html! {
        section {
            h3 { (language.word("Findings over time")) }
            (drawn(|| trend.days.iter().map(Point::from), language))
            @for said in trend.said() { p { (language.said(&said)) } }
        }
    }
}

fn list(heading: &str, names: &[String]) -> Markup {
    html! {
        @if !names.is_empty() {
            h4 { (heading) }
            ul { @for name in names { li { (zap_text(name)) } } }
        }
    }
}

fn drawn<'p, P: Iterator<Item = Point<'p>>>(points: impl Fn() -> P, language: &Language) -> Markup {
    let Some(chart) = Chart::new(points()) else { return html! {} };
    let sentence = chart.told(language);
    html! {
        svg .trend viewBox=(format!("0 0 {} {}", chart.width, Chart::HIGH)) width=(chart.width) height=(Chart::HIGH)
            role="img" aria-label=(sentence) {
            @for Piece { kind, sides: [x, y, width, height] } in &chart.pieces {
                rect class=(kind) x=(x) y=(y) width=(width) height=(height) {}
            }
        }
        p .quiet { (sentence) }
        details {
            summary { (language.word("The chart in numbers")) }
            table {
                thead {
                    tr {
                        th scope="col" { (language.word("Checked on")) }
                        @for severity in Severity::ALL { th scope="col" { (language.word(severity.label())) } }
                        th scope="col" { (language.word("In all")) }
                    }
                }
                tbody { @for point in points() { (row(&point, language)) } }
            }
        }
    }
}

fn row(point: &Point<'_>, language: &Language) -> Markup {
    html! {
        tr {
            th scope="row" { (language.day(point.day)) }
            @for severity in Severity::ALL { td { (language.number(point.counts.of(severity))) } }
            td { (language.said(&point.said)) }
        }
    }
}
