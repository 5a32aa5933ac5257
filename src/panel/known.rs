//! Where there is no Zap to check: the Zaps that were checked on this machine before, with what was found then.

use super::{
    Action, Panel,
    node::{Node, button, node, text},
};
use crate::{
    say,
    session::{Ask, KnownZap, SavedReport},
};

impl Panel {
    pub(super) fn draw_known(&self, body: Node) -> Node {
        if self.known.is_empty() {
            return body;
        }
        let list = self.known.iter().map(|zap| self.known_zap(zap)).collect();
        let heading = text("h2", self.language.word("Zaps that were checked here")).key("heading");
        body.child(heading).child(node("ul").class("known").key("known").children(list))
    }

    fn known_zap(&self, zap: &KnownZap) -> Node {
        let language = &self.language;
        let open = self.report.as_ref().filter(|report| report.zap.zap == zap.zap);
        let tone = zap.counts.worst().map_or("none", crate::finding::Severity::word);
        let about = language.said(&say!("{} on {}", &zap.status, &zap.checked));
        let opener = button("", Action::Ask(Ask::Report { zap: zap.zap.clone() }))
            .class(&format!("known-zap {tone}"))
            .state("aria-expanded", open.is_some())
            .child(text("span", &zap.title).class("title"))
            .text(" ")
            .child(text("span", &about).class("quiet"));
        let mut item = node("li").key(&zap.zap).child(opener);
        if let Some(report) = open {
            item = item.child(self.saved(report));
        }
        item
    }

    fn saved(&self, report: &SavedReport) -> Node {
        let language = &self.language;
        let mut saved = node("div").class("open");
        if let Some(reviewed) = &report.zap.reviewed {
            saved = saved.child(text("p", &language.said(&say!("Reviewed on {}", reviewed))).class("quiet"));
        }
        let findings = report.findings.iter().map(|finding| {
            let words = if finding.accepted { text("s", &finding.name) } else { text("span", &finding.name) };
            node("li").class(finding.severity.word()).child(words)
        });
        saved = saved.child(node("ul").children(findings.collect()));
        let mut buttons = node("div").class("buttons");
        // Only a number leads to the editor.
        if !report.zap.zap.is_empty() && report.zap.zap.bytes().all(|byte| byte.is_ascii_digit()) {
            let address = format!("https://zapier.com/editor/{}", report.zap.zap);
            buttons = buttons.child(super::header::page(&address, language.word("Open it in Zapier")));
        }
        let forget = Action::Ask(Ask::Forget { zap: Some(report.zap.zap.clone()) });
        saved.child(buttons.child(button(language.word("Forget this Zap"), forget)))
    }
}
