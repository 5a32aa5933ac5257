//! The report as a few lines to paste into a ticket: what is to mend and where, without any piece of the Zap's data.

use std::fmt::Write as _;

use super::{ItemState, Report, ZapReport, visible};
use crate::say;

/// A line for each finding; the worst first.
#[must_use]
pub fn write(report: &Report) -> String {
    let mut text = String::new();
    report.zaps.iter().for_each(|zap| write_zap(&mut text, zap));
    text
}

fn write_zap(text: &mut String, zap: &ZapReport) {
    let language = &zap.language;
    let _ = writeln!(text, "{}: {}", visible::line(zap.name()), zap.status_line());
    for finding in zap.ordered() {
        let place = visible::line(&finding.place()).into_owned();
        match finding.accepted() {
            Some(accepted) => {
                let _ = writeln!(text, "- {}, {place}. {}", finding.heading(), visible::line(&accepted));
            }
            None => {
                let _ = writeln!(text, "- {}, {place}. {} {}", finding.heading(), language.word("Do:"), finding.fix);
            }
        }
    }
    let confirm = zap.checklist.iter().filter(|item| item.state == ItemState::Open).count();
    if !zap.not_checked.is_empty() {
        let _ = writeln!(text, "{}", language.said(&say!("Not checked: {}", zap.not_checked.len())));
    }
    if confirm > 0 {
        let _ = writeln!(text, "{}", language.said(&say!("Still to confirm by a person: {}", confirm)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lint::lint,
        policy::{Policy, Waiver},
        rules::testkit::*,
    };

    #[test]
    fn a_ticket_says_what_is_to_do_and_nothing_of_the_data() {
        let nodes = steps![hook(), post("http://crm.example.com/leads")];
        let [zap, _] = zaps("Lead\nintake", &nodes);
        let report = lint(&zap, &Policy::default(), "2026-11-24");
        let text = write(&Report { zaps: vec![report.clone()], ..Report::default() });
        assert!(
            text.starts_with("Lead␊intake: ") && text.contains("\n- High: Request without encryption (Z301), step 2")
        );
        assert!(
            text.contains("Do: ") && text.contains("Still to confirm by a person: ") && !text.contains("crm.example")
        );
        let known = report.findings.iter().find(|finding| finding.rule == "Z301").unwrap();
        let waiver = Waiver { fingerprint: known.fingerprint.clone(), reason: "test".into(), by: None, until: None };
        let report = lint(&zap, &Policy { waivers: vec![waiver], ..Policy::default() }, "2026-11-24");
        let text = write(&Report { zaps: vec![report], ..Report::default() });
        assert!(text.contains("(Z301), step 2, url. Accepted: test\n"), "{text}");
    }
}
