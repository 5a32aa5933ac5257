//! What people decide in the panel, from the question to what is kept.

use super::*;
use crate::{
    backup::CopyForm,
    notebook::{Company, Notebook, Save, Settings},
    policy::Policy,
    read::open_fields::{OpenField, Part},
    rules::testkit::random,
};

const TODAY: &str = "2026-11-24";

/// A browser: a desk, and what its storage holds.
#[derive(Default)]
struct Browser {
    desk: Desk,
    stored: Vec<(String, String)>,
}

impl Browser {
    fn opened() -> Self {
        let mut browser = Self::default();
        browser.open("http://crm.example.com/leads");
        browser
    }

    /// Opens the Zap with this address in its request.
    fn open(&mut self, url: &str) -> Paint {
        let card = CardSeen { handle: 6, ids: vec!["78".into()], text: String::new() };
        let page = PageSeen { cards: vec![card], ..PageSeen::at("https://zapier.com/editor/77/draft") };
        self.message(Message::Open { data: Some(data("77", url)), page })
    }

    fn message(&mut self, message: Message) -> Paint {
        let reply = self.desk.message(1, message, TODAY);
        self.write();
        match reply {
            Reply::Paint(paint) => paint,
            Reply::Again => panic!("nothing painted"),
        }
    }

    fn ask(&mut self, ask: &Ask) -> Answer {
        let (answer, _) = self.desk.ask(1, ask, TODAY);
        self.write();
        answer
    }

    fn write(&mut self) {
        for Save { key, text } in self.desk.take_saves() {
            self.stored.retain(|(known, _)| *known != key);
            self.stored.extend(text.map(|text| (key, text)));
        }
    }

    /// The browser stops the worker and starts it again.
    fn restart(&mut self) {
        self.desk = Desk::open(Notebook::open(self.stored.clone()), Company::default());
        self.write();
    }

    fn view(&mut self) -> View {
        match self.ask(&Ask::View) {
            Answer::View { view, .. } => *view,
            answer => panic!("{answer:?}"),
        }
    }

    fn entry(&mut self, rule: &str) -> Option<Entry> {
        self.view().groups.into_iter().flat_map(|group| group.findings).find(|entry| entry.rule == rule)
    }

    fn waive(&mut self, rule: &str, until: Option<&str>) -> Answer {
        let fingerprint = self.entry(rule).unwrap().fingerprint;
        self.ask(&Ask::Waive { fingerprint, reason: "known".into(), until: until.map(Into::into) })
    }
}

impl PageSeen {
    fn at(address: &str) -> Self {
        Self { address: address.into(), ..Self::default() }
    }
}

fn data(id: &str, url: &str) -> String {
    format!(
        r#"{{"props":{{"pageProps":{{"zap":{{"id":"{id}","title":"Lead intake","draft":{{"zdl":{{"steps":[
            {{"id":"77","app":"WebHookCLIAPI@1.1.1","type":"read","action":"hook_v2","params":{{}}}},
            {{"id":"78","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post",
              "params":{{"url":"{url}","data":{{"lead":"{{{{77__id}}}}"}}}}}}]}}}}}}}}}}}}"#
    )
}

fn sorry(answer: &Answer) -> bool {
    matches!(answer, Answer::Sorry { .. })
}

#[test]
fn nothing_is_shown_before_what_is_kept_of_the_zap_is_here() {
    let mut browser = Browser::opened();
    assert_eq!(browser.waive("Z301", None), Answer::Done);
    let (stored, keys) = (browser.stored.clone(), browser.stored.iter().map(|(key, _)| key.clone()).collect());
    browser.desk = Desk::open(Notebook::default().with_keys(keys), Company::default());
    let page = PageSeen::at("https://zapier.com/editor/77/draft");
    let open = || Message::Open { data: Some(data("77", "http://crm.example.com/leads")), page: page.clone() };
    assert_eq!(browser.desk.message(1, open(), TODAY), Reply::Again);
    assert!(browser.desk.take_saves().is_empty());
    // Whatever the address says: it is what the page holds.
    let keys = browser.desk.needed("https://zapier.com/editor/78/draft");
    assert_eq!(keys, ["zap:77"]);
    browser.desk.came(&keys, stored);
    assert!(matches!(browser.desk.message(1, open(), TODAY), Reply::Paint(_)));
    assert_eq!(browser.view().summary.accepted, 1);
    assert_eq!(browser.desk.needed_for(&Ask::Known), [""; 0]);
}

#[test]
fn a_tick_is_kept_also_while_the_page_is_not_here() {
    let mut browser = Browser::opened();
    for item in ["K1", "K16"] {
        browser.restart();
        let tick = |note| Ask::Tick { item: item.into(), done: Some(true), note, zap: Some("77".into()) };
        // What is noted could hold a secret of the Zap.
        assert_eq!(browser.ask(&tick(Some("seen".into()))), Answer::Reading { tab: 1 });
        assert_eq!(browser.ask(&tick(None)), Answer::Done);
    }
    browser.restart();
    browser.open("http://crm.example.com/leads");
    let sections = browser.view().checklist;
    let done = sections
        .iter()
        .flat_map(|section| &section.items)
        .filter(|item| item.tick.as_ref().is_some_and(|tick| tick.done));
    assert_eq!(done.map(|item| item.id.as_str()).collect::<Vec<_>>(), ["K1", "K16"]);
}

#[test]
fn a_waiver_stays_until_the_field_changes() {
    let mut browser = Browser::opened();
    assert_eq!(browser.waive("Z301", None), Answer::Done);
    assert_eq!(browser.desk.take_tells(), [(1, Tell::Again)]);
    let entry = browser.entry("Z301").unwrap();
    assert!(entry.accepted.is_some_and(|accepted| accepted.here && accepted.sentence == "Accepted: known"));
    browser.restart();
    let paint = browser.open("http://crm.example.com/leads");
    assert!(paint.badges.iter().all(|badge| !badge.name.contains("Z301")));
    assert_eq!(browser.view().summary.accepted, 1);
    // Another address is another matter; the old one is what was accepted.
    browser.open("http://elsewhere.example.com/leads");
    assert_eq!(browser.entry("Z301").unwrap().accepted, None);
    browser.open("http://crm.example.com/leads");
    assert!(browser.entry("Z301").unwrap().accepted.is_some());
    // So it is while somebody types.
    let field =
        OpenField { label: "URL".into(), row: None, parts: vec![Part::Text("http://other.example.com/".into())] };
    let fields = vec![FieldSeen { handle: 9, field, ..FieldSeen::default() }];
    let page = PageSeen { fields, ..PageSeen::at("https://zapier.com/editor/77/draft/78/fields") };
    assert!(browser.message(Message::Changed { page }).badges.iter().any(|badge| badge.name.contains("Z301")));
    browser.open("http://crm.example.com/leads");
    let fingerprint = browser.entry("Z301").unwrap().fingerprint;
    browser.ask(&Ask::Unwaive { fingerprint });
    assert_eq!(browser.entry("Z301").unwrap().accepted, None);
}

#[test]
fn a_waiver_needs_a_reason_a_day_to_come_and_a_rule_that_takes_it() {
    let mut browser = Browser::opened();
    for until in ["2026-11-23", "tomorrow", "2026-13-01"] {
        assert!(sorry(&browser.waive("Z301", Some(until))), "{until}");
    }
    let fingerprint = browser.entry("Z301").unwrap().fingerprint;
    assert!(sorry(&browser.ask(&Ask::Waive { fingerprint, reason: " ".into(), until: None })));
    assert!(sorry(&browser.ask(&Ask::Waive { fingerprint: "0".into(), reason: "known".into(), until: None })));
    assert_eq!(browser.waive("Z301", Some(TODAY)), Answer::Done);
    let company = Company::read(r#"{"no_waivers":["Z301"],"contact":"it@example.org"}"#);
    browser.desk.take_tells();
    browser.desk.set_company(Company::default(), TODAY);
    assert_eq!(browser.desk.take_tells(), []);
    browser.desk.set_company(company, TODAY);
    assert_eq!(browser.desk.take_tells(), [(1, Tell::Again)]);
    let entry = browser.entry("Z301").unwrap();
    assert!(entry.accepted.is_none() && entry.locked.is_some_and(|locked| locked.contains("company")));
    assert_eq!(browser.view().contact.as_deref(), Some("it@example.org"));
    assert!(sorry(&browser.waive("Z301", None)));
}

#[test]
fn of_a_zap_without_a_number_nothing_is_kept_and_that_is_said() {
    let mut browser = Browser::default();
    let page = PageSeen::at("https://zapier.com/editor?attempt_id=1");
    browser.message(Message::Open { data: Some(data("sandbox", "http://crm.example.com/")), page });
    assert!(browser.entry("Z301").unwrap().locked.is_some() && sorry(&browser.waive("Z301", None)));
    for ask in [Ask::Reviewed, Ask::Pause { everywhere: false, on: true }] {
        assert!(sorry(&browser.ask(&ask)));
    }
    assert!(browser.stored.is_empty());
}

#[test]
fn ticks_stay_and_those_of_the_account_hold_for_every_zap() {
    let mut browser = Browser::opened();
    let settings = Settings { name: "Kim".into(), ..Settings::default() };
    browser.ask(&Ask::Set { settings: Box::new(settings) });
    let secret = ["sk_li", "ve_", &random(24)].concat();
    for (item, note) in [("K1", "all have it"), ("K16", secret.as_str())] {
        assert_eq!(
            browser.ask(&Ask::Tick { item: item.into(), done: Some(true), note: Some(note.into()), zap: None }),
            Answer::Done
        );
    }
    assert!(sorry(&browser.ask(&Ask::Tick { item: "K99".into(), done: Some(true), note: None, zap: None })));
    browser.restart();
    browser.open("http://crm.example.com/leads");
    let done = |view: &View| -> Vec<String> {
        let items = view.checklist.iter().flat_map(|section| &section.items);
        items.filter(|item| item.tick.as_ref().is_some_and(|tick| tick.done)).map(|item| item.id.clone()).collect()
    };
    let view = browser.view();
    assert_eq!(done(&view), ["K1", "K16"]);
    assert_eq!(view.checklist[0].done, 1);
    assert!(!format!("{view:?}{:?}", browser.stored).contains(&secret[8..]));
    let Answer::File(file) = browser.ask(&Ask::Export { format: ExportFormat::Markdown }) else { panic!() };
    assert!(
        file.text.contains("- [x] ") && file.text.contains("Done on 24 Nov 2026 by Kim: all have it"),
        "{}",
        file.text
    );
    let page = PageSeen::at("https://zapier.com/editor/99/draft");
    browser.message(Message::Open { data: Some(data("99", "http://crm.example.com/")), page });
    assert_eq!(done(&browser.view()), ["K1"]);
    browser.ask(&Ask::Tick { item: "K1".into(), done: Some(false), note: None, zap: None });
    let noted = |view: View| view.checklist[0].items[0].tick.clone().map(|tick| (tick.done, tick.note));
    assert_eq!(noted(browser.view()), Some((false, "all have it".into())));
    browser.ask(&Ask::Tick { item: "K1".into(), done: None, note: Some(String::new()), zap: None });
    assert_eq!(noted(browser.view()), None);
}

#[test]
fn after_a_review_it_is_said_what_is_new() {
    let mut browser = Browser::opened();
    assert_eq!(browser.view().review, None);
    assert!(!browser.view().groups[0].findings[0].is_new);
    assert_eq!(browser.ask(&Ask::Reviewed), Answer::Done);
    browser.restart();
    browser.open("http://crm.example.com/leads");
    let review = browser.view().review.unwrap();
    assert_eq!(
        (review.when.as_str(), review.changes.len(), review.new.len(), review.gone.len()),
        ("24 Nov 2026", 0, 0, 0)
    );
    let token = ["sk_li", "ve_", &random(24)].concat();
    browser.open(&format!("https://crm.example.com/leads?api_key={token}"));
    let view = browser.view();
    let review = view.review.unwrap();
    assert!(review.changes.iter().any(|change| change.contains("url")), "{review:?}");
    assert!(
        review.gone.iter().any(|name| name.starts_with("High: Request without encryption (Z301), step 2")),
        "{review:?}"
    );
    assert!(
        review.new.iter().any(|name| name.contains("(Z202)")) && view.summary.new == review.new.len(),
        "{review:?}"
    );
    // Only from the first review on is it a finding that it was changed since.
    assert!(browser.entry("Z604").is_some());
    assert!(Browser::opened().entry("Z604").is_none());
    assert!(!format!("{:?}", browser.stored).contains(&token[8..]));
}

#[test]
fn a_pause_is_honest_and_ends() {
    let mut browser = Browser::opened();
    for everywhere in [false, true] {
        browser.ask(&Ask::Pause { everywhere, on: true });
        browser.restart();
        let paint = browser.open("http://crm.example.com/leads");
        assert_eq!((paint.state, paint.count, paint.badges.len()), (State::Paused, 0, 0));
        let view = browser.view();
        assert!(view.status.starts_with("Paused: ") && view.unreadable && view.title == "Lead intake");
        assert_eq!(view.paused, Pauses { everywhere, here: !everywhere });
        assert!(sorry(&browser.ask(&Ask::Reviewed)) && browser.desk.toolbar(1).grey);
        browser.ask(&Ask::Pause { everywhere, on: false });
        assert!(browser.entry("Z301").is_some());
    }
}

#[test]
fn settings_hold_at_once() {
    let mut browser = Browser::opened();
    let paint = |browser: &Browser| browser.desk.sessions[0].1.paint().cloned().unwrap();
    let usual = paint(&browser);
    let set = |browser: &mut Browser, policy, badges_from| {
        let settings = Settings { policy, badges_from, ..Settings::default() };
        browser.ask(&Ask::Set { settings: Box::new(settings) });
    };
    set(&mut browser, Policy::default(), Some(Severity::Critical));
    assert_eq!((paint(&browser).badges.len(), paint(&browser).count), (0, usual.count));
    set(&mut browser, Policy::default(), None);
    assert!(paint(&browser).badges[0].name.contains("(Z301)"));
    set(&mut browser, Policy { rules_off: vec!["Z301".into()], ..Policy::default() }, None);
    assert!(browser.entry("Z301").is_none() && paint(&browser).badges.is_empty());
    browser.desk.speak(Language::built_in("de").unwrap(), TODAY);
    assert!(browser.view().status.contains("Befund"));
    assert!(!browser.desk.take_tells().is_empty());
}

#[test]
fn the_checklist_goes_on_on_another_machine() {
    let mut browser = Browser::opened();
    browser.waive("Z301", None);
    for item in ["K1", "K16"] {
        browser.ask(&Ask::Tick { item: item.into(), done: Some(true), note: Some("seen".into()), zap: None });
    }
    browser.ask(&Ask::Reviewed);
    let Answer::File(file) = browser.ask(&Ask::Export { format: ExportFormat::Json }) else { panic!() };
    let mut other = Browser::opened();
    assert_eq!(other.ask(&Ask::Import { text: file.text.clone() }), Answer::Done);
    let (view, expected) = (other.view(), browser.view());
    assert_eq!((view.checklist, view.review.is_some()), (expected.checklist, true));
    assert!(other.entry("Z301").unwrap().accepted.is_some());
    assert!(sorry(&other.ask(&Ask::Import { text: "{}".into() })));
    let page = PageSeen::at("https://zapier.com/editor/99/draft");
    other.message(Message::Open { data: Some(data("99", "http://crm.example.com/")), page });
    assert!(sorry(&other.ask(&Ask::Import { text: file.text })));
}

#[test]
fn copies_are_made_and_remembered() {
    let mut browser = Browser::opened();
    assert!(browser.entry("Z904").is_none());
    for (form, ending, part) in [
        (CopyForm::Full, "-full-private.json", "PRIVATE"),
        (CopyForm::Readable, "-readable.md", "# Lead intake"),
        (CopyForm::Redacted, "redacted.json", "hook_v2"),
    ] {
        let Answer::File(file) = browser.ask(&Ask::Copy { form }) else { panic!("{form:?}") };
        assert!(file.name.ends_with(ending) && file.text.contains(part), "{}", file.name);
    }
    browser.open("https://crm.example.com/leads");
    assert!(browser.entry("Z904").is_some());
}

#[test]
fn known_zaps_are_listed_until_they_are_forgotten() {
    let mut browser = Browser::opened();
    let page = PageSeen::at("chrome-extension://x/sample.html");
    browser.message(Message::Open { data: Some(data("910000101", "http://crm.example.com/")), page });
    let Answer::Known(known) = browser.ask(&Ask::Known) else { panic!() };
    assert_eq!(
        known.iter().map(|zap| (zap.zap.as_str(), zap.title.as_str())).collect::<Vec<_>>(),
        [("77", "Lead intake")]
    );
    assert_eq!(known[0].counts.total(), browser.view().summary.counts.total());
    let Answer::Report(report) = browser.ask(&Ask::Report { zap: "77".into() }) else { panic!() };
    assert!(report.findings.iter().any(|finding| finding.name.contains("(Z301), step 2")));
    browser.ask(&Ask::Forget { zap: Some("77".into()) });
    assert!(sorry(&browser.ask(&Ask::Report { zap: "77".into() })) && browser.stored.is_empty());
}

#[test]
fn a_damaged_text_is_told_of_and_checking_goes_on() {
    let mut browser = Browser { stored: vec![("zap:77".into(), "{".into())], ..Browser::default() };
    browser.restart();
    browser.open("http://crm.example.com/leads");
    // Not before somebody has seen it.
    browser.restart();
    browser.open("http://crm.example.com/leads");
    assert!(browser.entry("Z301").is_some());
    assert_eq!(browser.view().notices.len(), 1);
    browser.restart();
    browser.open("http://crm.example.com/leads");
    assert!(browser.view().notices.is_empty());
    let Answer::Settings(sheet) = browser.ask(&Ask::Settings) else { panic!() };
    assert_eq!((sheet.notices.len(), sheet.zaps), (1, 1));
    browser.ask(&Ask::Forget { zap: None });
    assert!(browser.stored.is_empty());
}

#[test]
fn the_next_badge_is_the_one_after_the_last() {
    let mut browser = Browser::opened();
    let paint = browser.message(Message::Changed { page: PageSeen::at("https://zapier.com/editor/77/draft") });
    assert!(paint.badges.is_empty() && browser.desk.command(1, Command::NextFinding, None).is_none());
    let cards =
        [(5, "77"), (6, "78")].map(|(handle, id)| CardSeen { handle, ids: vec![id.into()], text: String::new() });
    let page = PageSeen { cards: cards.to_vec(), ..PageSeen::at("https://zapier.com/editor/77/draft") };
    let paint = browser.message(Message::Changed { page });
    let anchors: Vec<Anchor> = paint.badges.iter().map(|badge| badge.anchor).collect();
    let mut next = || browser.desk.command(1, Command::NextFinding, None);
    for anchor in anchors.iter().chain(anchors.first()) {
        assert_eq!(next(), Some(Tell::Focus { anchor: *anchor }));
    }
    assert!(anchors.len() > 1);
    let back = browser.desk.command(1, Command::PreviousFinding, None);
    assert_eq!(back, anchors.last().map(|&anchor| Tell::Focus { anchor }));
    // The panel and the keys go on from the same finding.
    let shown = Ask::Show { step: "77".into(), field: None };
    browser.ask(&shown);
    assert_eq!(browser.desk.at_hand(1), paint.badges.first().map(|badge| badge.fingerprint.as_str()));
    assert_eq!(browser.desk.command(1, Command::NextFinding, None), Some(Tell::Focus { anchor: anchors[1] }));
    // So does a worker that was stopped meanwhile.
    browser.restart();
    let page = PageSeen { cards: cards.into(), at: Some(5), ..PageSeen::at("https://zapier.com/editor/77/draft") };
    browser.message(Message::Open { data: Some(data("77", "http://crm.example.com/leads")), page });
    assert_eq!(browser.desk.command(1, Command::NextFinding, None), Some(Tell::Focus { anchor: anchors[1] }));
    assert_eq!(browser.desk.command(1, Command::TogglePanel, None), Some(Tell::Toggle));
    assert_eq!(browser.desk.command(2, Command::TogglePanel, None), None);
}

#[test]
fn from_a_field_the_next_badge_is_its_own() {
    let mut browser = Browser::opened();
    let cards =
        [(5, "77"), (6, "78")].map(|(handle, id)| CardSeen { handle, ids: vec![id.into()], text: String::new() });
    let field = |handle: u32, label: &str, text: &str| FieldSeen {
        handle,
        field: OpenField { label: label.into(), row: None, parts: vec![Part::Text(text.into())] },
        ..FieldSeen::default()
    };
    let fields = vec![field(8, "Wrap Request In Array", "no"), field(9, "URL", "http://crm.example.com/leads")];
    let address = "https://zapier.com/editor/77/draft/78/fields";
    let page = PageSeen { cards: cards.into(), fields, ..PageSeen::at(address) };
    let paint = browser.message(Message::Changed { page });
    let anchors: Vec<Anchor> = paint.badges.iter().map(|badge| badge.anchor).collect();
    assert_eq!(anchors, [Anchor::Card(5), Anchor::Card(6), Anchor::Field(9)]);
    let mut goes = |command, from| match browser.desk.command(1, command, from) {
        Some(Tell::Focus { anchor }) => anchor,
        other => panic!("{other:?}"),
    };
    // Into the field, also by the one above it that has none of its own; once there, on and round.
    assert_eq!(goes(Command::NextFinding, Some(9)), Anchor::Field(9));
    assert_eq!(goes(Command::NextFinding, Some(9)), Anchor::Card(5));
    assert_eq!(goes(Command::NextFinding, Some(8)), Anchor::Field(9));
    assert_eq!(goes(Command::PreviousFinding, Some(8)), Anchor::Card(6));
    assert_eq!(goes(Command::PreviousFinding, Some(9)), Anchor::Card(6));
    assert_eq!(goes(Command::NextFinding, Some(5)), Anchor::Card(5));
    // Elsewhere on the page it goes on from the last one.
    assert_eq!(goes(Command::NextFinding, Some(40)), Anchor::Card(6));
    assert_eq!(goes(Command::NextFinding, None), Anchor::Field(9));
}

#[test]
fn the_layout_of_a_page_is_described_without_what_is_in_it() {
    let mut browser = Browser::opened();
    assert_eq!(browser.desk.ask(1, &Ask::Layout, TODAY).1, Some(Tell::Layout));
    let body = crate::layout::ElementSeen { name: "body".into(), ..Default::default() };
    let Answer::Text(text) = browser.desk.layout(1, &[body]) else { panic!() };
    assert!(
        text.contains("zapier.com/editor/#/draft") && text.contains("steps: list of 2") && !text.contains("crm"),
        "{text}"
    );
    assert!(matches!(browser.desk.layout(1, &[]), Answer::Sorry { .. }));
}

#[test]
fn that_settings_have_changed_is_told_once() {
    let mut browser = Browser::opened();
    browser.desk.take_settings_news();
    browser.open("http://crm.example.com/leads");
    assert!(!browser.desk.take_settings_news());
    browser.desk.set_company(Company::read(r#"{"rules_off": ["Z301"]}"#), TODAY);
    assert!(browser.desk.take_settings_news() && !browser.desk.take_settings_news());
    browser.ask(&Ask::Pause { everywhere: true, on: true });
    assert!(browser.desk.take_settings_news());
}
