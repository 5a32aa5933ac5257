//! The panel and the options as people use them, without a browser.

use super::{options::Options, *};
use crate::{
    finding::Severity,
    session::{CardSeen, Desk, ExportFormat, Item, Message, PageSeen, Reply, Section, Sheet},
};

/// A form that starts a Zap and sends what came in, without encryption.
fn data() -> String {
    r#"{"props":{"pageProps":{"zap":{"id":"77","title":"Lead intake","draft":{"zdl":{"steps":[
        {"id":"77","app":"WebHookCLIAPI@1.1.1","type":"read","action":"hook_v2","params":{}},
        {"id":"78","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post",
         "params":{"url":"http://crm.example.com/leads","data":{"lead":"{{77__email}}"}}}]}}}}}}"#
        .to_owned()
}

/// The view of it.
fn view() -> View {
    match desk().ask(1, &Ask::View, "2026-11-24").0 {
        Answer::View { view, .. } => *view,
        answer => panic!("{answer:?}"),
    }
}

/// A desk with it.
fn desk() -> Desk {
    let mut desk = Desk::default();
    let card = CardSeen { handle: 5, ids: vec!["78".into()], text: "2. POST".into() };
    let page =
        PageSeen { address: "https://zapier.com/editor/77/draft".into(), cards: vec![card], ..PageSeen::default() };
    let painted = desk.message(1, Message::Open { data: Some(data()), page }, "2026-11-24");
    assert!(matches!(painted, Reply::Paint(_)));
    desk
}

fn panel() -> Panel {
    let mut panel = Panel::new(Place::Page, Language::ENGLISH);
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(view()) }));
    panel
}

/// All elements below one, itself too.
fn all(node: &Node) -> Vec<&Node> {
    let inside = node.inside.iter().flatten();
    let below = inside.filter_map(|one| match one {
        Inside::Node(node) => Some(all(node)),
        Inside::Text(_) => None,
    });
    std::iter::once(node).chain(below.flatten()).collect()
}

/// What is read of an element.
fn words(node: &Node) -> String {
    let inside = node.inside.iter().flatten();
    inside
        .map(|one| match one {
            Inside::Text(text) => text.clone(),
            Inside::Node(node) => words(node),
        })
        .collect()
}

/// The name of an element.
fn name(node: &Node) -> String {
    node.attribute("aria-label").map_or_else(|| words(node), str::to_owned)
}

/// Uses the first element with this name.
fn press(screen: &mut dyn Screen, wanted: &str) -> Vec<Effect> {
    use_with(screen, wanted, Use::Click, "")
}

fn use_with(screen: &mut dyn Screen, wanted: &str, when: Use, value: &str) -> Vec<Effect> {
    let drawn = screen.draw();
    let uses = all(&drawn).into_iter().filter(|node| name(node).contains(wanted)).flat_map(|node| &node.uses);
    let action = uses.filter(|(used, _)| *used == when).map(|(_, action)| action.clone()).next();
    let action = action.unwrap_or_else(|| panic!("nothing named {wanted} in {}", words(&drawn)));
    screen.act(&action, value)
}

fn findings(panel: &Panel) -> Vec<String> {
    let drawn = panel.draw();
    all(&drawn).into_iter().filter(|node| node.attribute("class") == Some("finding")).map(name).collect()
}

const HTTP: &str = "High: Request without encryption (Z301), step 2";

#[test]
fn findings_have_the_names_that_people_and_checks_rely_on() {
    let panel = panel();
    let drawn = panel.draw();
    let regions = all(&drawn).into_iter().filter(|node| node.tag == "section");
    assert!(regions.filter_map(|node| node.attribute("aria-label")).eq(["Zaplint"]));
    let status = all(&drawn).into_iter().find(|node| node.attribute("role") == Some("status")).map(words);
    assert_eq!(status, Some(panel.view.as_ref().unwrap().status.clone()));
    assert!(findings(&panel).contains(&HTTP.to_owned()), "{:?}", findings(&panel));
}

#[test]
fn a_finding_opens_with_why_and_what_to_do_and_closes_again() {
    let mut panel = panel();
    let said = |panel: &Panel| words(&panel.draw());
    assert!(!said(&panel).contains("CWE-319"));
    // The page shows the step, and it is no matter if it cannot.
    let show = Ask::Show { step: "78".into(), field: Some("url".into()) };
    assert_eq!(press(&mut panel, HTTP), [Effect::Ask(show.clone())]);
    let sorry = || Some(Answer::Sorry { reason: "scroll".into() });
    panel.answered(&show, sorry());
    assert!(!said(&panel).contains("scroll"));
    let open = said(&panel);
    for part in ["Why", "CWE-319", "More about Z301", "Copy the fix", "Accept …", "Show the step"] {
        assert!(open.contains(part), "{part} in {open}");
    }
    assert!(matches!(press(&mut panel, "Copy the fix").as_slice(), [Effect::Copy(fix)] if fix.contains("https")));
    assert!(said(&panel).contains("Copied."));
    press(&mut panel, "Show the step");
    panel.answered(&show, sorry());
    assert!(said(&panel).contains("scroll"));
    press(&mut panel, HTTP);
    assert!(!said(&panel).contains("CWE-319"));
}

#[test]
fn what_is_open_stays_open_when_something_new_comes() {
    let mut panel = panel();
    press(&mut panel, HTTP);
    let mut other = view();
    other.status = "4 findings".into();
    let effects = panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(other.clone()) }));
    assert_eq!(effects, [Effect::Say("4 findings".into())]);
    assert!(words(&panel.draw()).contains("CWE-319"));
    // The same once more is not worth a word.
    assert_eq!(panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(other) })), []);
}

#[test]
fn filters_and_search_show_fewer_and_say_how_many() {
    let mut panel = panel();
    let all_of_them = findings(&panel);
    press(&mut panel, "Medium");
    let medium = findings(&panel);
    assert!(!medium.is_empty() && medium.iter().all(|name| name.starts_with("Medium: ")), "{medium:?}");
    let said = format!("{} of {} findings are shown", medium.len(), all_of_them.len());
    assert!(words(&panel.draw()).contains(&said), "{said}");
    press(&mut panel, "Show all");
    assert_eq!(findings(&panel), all_of_them);
    press(&mut panel, "3. Encryption");
    assert_eq!(findings(&panel), [HTTP]);
    press(&mut panel, "3. Encryption");
    use_with(&mut panel, "Search the findings", Use::Input, "encryption POST");
    assert_eq!(findings(&panel), [HTTP]);
    use_with(&mut panel, "Search the findings", Use::Input, "zebra");
    assert!(findings(&panel).is_empty() && words(&panel.draw()).contains("No finding is like that."));
    // Who comes from a badge sees its finding all the same.
    let fingerprint = view().groups.iter().flat_map(|group| &group.findings).next().unwrap().fingerprint.clone();
    assert_eq!(panel.act(&Action::Find(fingerprint.clone()), ""), [Effect::Focus(id_of(&fingerprint))]);
    assert_eq!(findings(&panel), all_of_them);
}

#[test]
fn accepting_asks_for_a_reason_first() {
    let mut panel = panel();
    press(&mut panel, HTTP);
    assert_eq!(press(&mut panel, "Accept …"), [Effect::Focus("reason".into())]);
    assert_eq!(panel.act(&Action::Accept, ""), [Effect::Focus("reason".into())]);
    panel.act(&Action::Reason, " a test server ");
    panel.act(&Action::Until, "2027-01-31");
    let effects = panel.act(&Action::Accept, "");
    let Some(Effect::Ask(Ask::Waive { fingerprint, reason, until })) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((reason.as_str(), until.as_deref()), ("a test server", Some("2027-01-31")));
    assert_eq!(effects.get(1), Some(&Effect::Focus(id_of(fingerprint))));
}

#[test]
fn an_accepted_finding_comes_last_struck_through_and_can_be_taken_back() {
    let mut panel = panel();
    let mut view = view();
    let entry = view.groups.iter_mut().flat_map(|group| &mut group.findings).find(|entry| entry.name == HTTP).unwrap();
    let fingerprint = entry.fingerprint.clone();
    entry.accepted = Some(crate::session::Accepted {
        sentence: "Accepted by Kim: test".into(),
        reason: "test".into(),
        by: Some("Kim".into()),
        until: None,
        here: true,
    });
    view.summary.accepted = 1;
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(view) }));
    assert_eq!(findings(&panel).last(), Some(&format!("{HTTP}, accepted")));
    press(&mut panel, HTTP);
    let drawn = panel.draw();
    assert!(words(&drawn).contains("1 accepted") && words(&drawn).contains("Accepted by Kim: test."));
    assert!(all(&drawn).iter().any(|node| node.tag == "s" && words(node) == "Request without encryption"));
    assert_eq!(press(&mut panel, "Take back"), [Effect::Ask(Ask::Unwaive { fingerprint })]);
}

#[test]
fn a_tick_leaves_the_note_alone_and_a_note_the_tick() {
    let mut panel = panel();
    let mut view = view();
    let tick = crate::notebook::Tick {
        item: "K1".into(),
        done: true,
        note: "seen".into(),
        by: "Kim".into(),
        when: "2026-11-20".into(),
    };
    let item = |item: &mut Item| item.tick = (item.id == "K1").then(|| tick.clone());
    view.checklist.iter_mut().flat_map(|section: &mut Section| &mut section.items).for_each(item);
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(view) }));
    assert!(words(&panel.draw()).contains("Kim, 20 Nov 2026"));
    let asked = |effects: Vec<Effect>| match effects.into_iter().next() {
        Some(Effect::Ask(Ask::Tick { item, done, note, .. })) => (item, done, note),
        effect => panic!("{effect:?}"),
    };
    assert_eq!(asked(panel.act(&Action::Tick("K1".into()), "false")), ("K1".into(), Some(false), None));
    let noted = ("K1".into(), None, Some("seen twice".into()));
    assert_eq!(asked(panel.act(&Action::Note("K1".into()), "seen twice ")), noted);
    // Its field stays while somebody empties it to write something else.
    panel.act(&Action::Note("K1".into()), "");
    let mut without = panel.view.clone().unwrap();
    without.checklist.iter_mut().flat_map(|section| &mut section.items).for_each(|item| item.tick = None);
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(without) }));
    assert!(all(&panel.draw()).iter().any(|node| node.attribute("id") == Some("n-K1")));
}

#[test]
fn everything_that_is_exported_stands_in_one_menu() {
    let mut panel = panel();
    let effects = press(&mut panel, "Export as Markdown");
    assert_eq!(effects, [Effect::Ask(Ask::Export { format: ExportFormat::Markdown })]);
    let drawn = panel.draw();
    let menu = all(&drawn).into_iter().find(|node| node.attribute("id") == Some("exports")).unwrap();
    let buttons = all(menu).into_iter().filter(|node| node.tag == "button");
    assert!(buttons.clone().count() == 10 && menu.attribute("popover").is_some());
    assert!(buttons.clone().all(|button| button.attribute("popovertargetaction") == Some("hide")));
}

#[test]
fn the_picture_is_asked_for_only_when_its_part_is_open() {
    let mut panel = panel();
    let part = Action::Part("picture".into());
    let picture = [Effect::Ask(Ask::Picture { frame: Frame::Narrow })];
    assert_eq!(panel.act(&part, "true"), picture);
    // The browser tells of what the page itself has opened, too.
    assert_eq!(panel.act(&part, "true"), []);
    let mut other = view();
    other.title = "Other".into();
    assert_eq!(panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(other) })), picture);
    assert_eq!(panel.act(&part, "false"), []);
}

#[test]
fn who_marks_the_zap_as_reviewed_is_told_so() {
    let mut panel = panel();
    press(&mut panel, "Mark as reviewed");
    assert_eq!(panel.answered(&Ask::Reviewed, Some(Answer::Done)), [Effect::Ask(Ask::View)]);
    assert!(words(&panel.draw()).contains("Marked as reviewed."));
}

#[test]
fn what_is_paused_shows_how_to_go_on() {
    let mut panel = panel();
    let mut paused = View { language: "en".into(), status: "Paused: …".into(), unreadable: true, ..View::default() };
    paused.paused.here = true;
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(paused) }));
    assert_eq!(panel.status(), "Paused: …");
    assert_eq!(press(&mut panel, "Check this Zap again"), [Effect::Ask(Ask::Pause { everywhere: false, on: false })]);
}

#[test]
fn the_panel_speaks_the_language_of_what_it_shows() {
    let mut panel = panel();
    let german = View { language: "de".into(), ..view() };
    let effects = panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(german) }));
    assert_eq!(effects, [Effect::Language(Some("de".into()))]);
}

#[test]
fn without_a_zap_the_known_ones_are_listed() {
    let mut panel = Panel::new(Place::Popup, Language::ENGLISH);
    let reason = "This page is not a Zap.".to_owned();
    assert_eq!(panel.answered(&Ask::View, Some(Answer::Sorry { reason: reason.clone() })), [Effect::Ask(Ask::Known)]);
    assert_eq!(panel.status(), reason);
    let known = KnownZap {
        zap: "77".into(),
        title: "Lead intake".into(),
        checked: "24 November 2026".into(),
        status: "3 findings".into(),
        counts: crate::notebook::Counts::default(),
        reviewed: None,
        paused: false,
    };
    panel.answered(&Ask::Known, Some(Answer::Known(vec![known.clone()])));
    assert_eq!(press(&mut panel, "Lead intake"), [Effect::Ask(Ask::Report { zap: "77".into() })]);
    let finding = crate::session::SavedFinding {
        rule: "Z301".into(),
        severity: Severity::High,
        name: HTTP.into(),
        accepted: false,
    };
    let report = SavedReport { zap: known, findings: vec![finding] };
    panel.answered(&Ask::Report { zap: "77".into() }, Some(Answer::Report(report)));
    assert!(words(&panel.draw()).contains(HTTP));
}

fn options() -> Options {
    let mut options = Options::new(Language::ENGLISH);
    let company = crate::session::Locked { setting: "denied_apps".into(), value: "Discord".into(), adds: false };
    let contact = Some("privacy@example.org".into());
    let sheet = Sheet { company: vec![company], contact, rules: vec!["Z301".into()], ..Sheet::default() };
    options.answered(&Ask::Settings, Some(Answer::Settings(Box::new(sheet))));
    options
}

#[test]
fn a_setting_applies_at_once() {
    let mut options = options();
    let effects = options.act(&Action::Set(options::Field::Domains), " example.org \n\nacme.example\n");
    let [Effect::Ask(Ask::Set { settings })] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(settings.policy.company_domains, ["example.org", "acme.example"]);
    options.answered(&Ask::Set { settings: settings.clone() }, Some(Answer::Done));
    assert!(words(&options.draw()).contains("Saved."));
    let effects = options.act(&Action::Set(options::Field::Language), "de");
    assert!(effects.contains(&Effect::Language(Some("de".into()))), "{effects:?}");
}

#[test]
fn what_cannot_be_set_is_told_and_stays_as_it_was_typed() {
    use options::Field::{Domains, KeepDays, Name, RulesOff};
    let mut options = options();
    for (field, text, reason) in [
        (KeepDays, "-3", "Write a whole number from 1 to 3,650."),
        (Domains, "example.org\nhttps://acme.example/", "“https://acme.example/” is no domain"),
        (RulesOff, "z301\nZ999", "There is no rule “Z999”"),
    ] {
        assert_eq!(options.act(&Action::Set(field), text), []);
        let drawn = options.draw();
        assert!(words(&drawn).contains(reason), "{}", words(&drawn));
        assert!(all(&drawn).iter().any(|node| node.attribute("value") == Some(text)));
    }
    // What is right is set beside it, and what was wrong can be mended.
    let effects = options.act(&Action::Set(Name), "Kim");
    assert!(matches!(effects.as_slice(), [Effect::Ask(Ask::Set { settings })] if settings.policy.rules_off.is_empty()));
    let effects = options.act(&Action::Set(RulesOff), "z301");
    assert!(
        matches!(effects.as_slice(), [Effect::Ask(Ask::Set { settings })] if settings.policy.rules_off == ["z301"])
    );
    assert!(!words(&options.draw()).contains("Z999"));
}

#[test]
fn that_the_zap_is_being_read_is_said_until_it_was() {
    let mut panel = panel();
    let show = Ask::Show { step: "78".into(), field: None };
    press(&mut panel, "(Z301)");
    press(&mut panel, "Copy the fix");
    // The step of what is opened is shown by the way, and nobody waits for it.
    panel.answered(&show, Some(Answer::Reading { tab: 1 }));
    assert!(words(&panel.draw()).contains("Copied."));
    press(&mut panel, "Show the step");
    panel.answered(&show, Some(Answer::Reading { tab: 1 }));
    assert!(words(&panel.draw()).contains("one moment"));
    panel.answered(&show, Some(Answer::Done));
    assert!(!words(&panel.draw()).contains("one moment"));
}

/// The findings that are open, by their names.
fn opened(panel: &Panel) -> Vec<String> {
    let drawn = panel.draw();
    let is_open = |node: &&Node| node.attribute("aria-expanded") == Some("true");
    all(&drawn)
        .into_iter()
        .filter(|node| node.attribute("class") == Some("finding"))
        .filter(is_open)
        .map(name)
        .collect()
}

#[test]
fn next_and_previous_lead_from_finding_to_finding_and_round() {
    let mut panel = panel();
    let names = findings(&panel);
    assert!(names.len() > 1);
    for name in names.iter().chain(names.first()) {
        let effects = press(&mut panel, "Next finding");
        assert_eq!(opened(&panel), std::slice::from_ref(name));
        assert!(
            matches!(&effects[..2], [Effect::Reveal(_), Effect::Say(said)] if said.ends_with(name.as_str())),
            "{effects:?}"
        );
    }
    // By the keys the keyboard goes there, too.
    let effects = panel.act(&Action::Walk { back: true, leads: true }, "");
    assert_eq!(opened(&panel), names.last().map(std::slice::from_ref).unwrap());
    assert!(matches!(effects.first(), Some(Effect::Focus(id)) if id.starts_with("f-")), "{effects:?}");
    assert!(words(&panel.draw()).contains(&format!("{0} / {0}", names.len())));
    // Only those that are shown.
    use_with(&mut panel, "Search the findings", Use::Input, "Z301");
    press(&mut panel, "Next finding");
    assert_eq!(opened(&panel), [HTTP]);
}

#[test]
fn from_a_finding_that_was_mended_it_goes_on_to_the_next_one() {
    let mut panel = panel();
    let names = findings(&panel);
    press(&mut panel, "Next finding");
    let mut mended = view();
    for group in &mut mended.groups {
        group.findings.retain(|entry| entry.name != names[0]);
    }
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(mended) }));
    press(&mut panel, "Next finding");
    assert_eq!(opened(&panel), [names[1].as_str()]);
}

#[test]
fn the_finding_that_the_keyboard_came_to_in_the_editor_is_shown_and_gone_on_from() {
    let mut panel = panel();
    let names = findings(&panel);
    let entries: Vec<_> = view().groups.into_iter().flat_map(|group| group.findings).collect();
    let effects = panel.act(&Action::At(entries[0].fingerprint.clone()), "");
    assert_eq!(effects, [Effect::Reveal(id_of(&entries[0].fingerprint))]);
    press(&mut panel, "Next finding");
    assert_eq!(opened(&panel), [names[1].as_str()]);
}

#[test]
fn a_page_that_cannot_be_read_can_be_reported() {
    let mut panel = panel();
    let cannot =
        View {
            language: "en".into(), status: "Cannot read this page: …".into(), unreadable: true, ..View::default()
        };
    panel.answered(&Ask::View, Some(Answer::View { tab: 1, view: Box::new(cannot) }));
    assert_eq!(press(&mut panel, "Copy a description"), [Effect::Ask(Ask::Layout)]);
    let copied = panel.answered(&Ask::Layout, Some(Answer::Text("body".into())));
    assert_eq!(copied, [Effect::Copy("body".into())]);
    assert!(words(&panel.draw()).contains("sent to nobody. Paste it"));
}

#[test]
fn escape_leaves_what_was_begun_and_then_the_panel() {
    let mut panel = panel();
    let entry = view().groups.iter().flat_map(|group| group.findings.clone()).next().unwrap();
    panel.act(&Action::Consider(entry.fingerprint.clone()), "");
    assert_eq!(panel.act(&Action::Leave, ""), [Effect::Focus(format!("c-{}", entry.fingerprint))]);
    assert_eq!(panel.act(&Action::Leave, ""), [Effect::Ask(Ask::Close)]);
    let mut side = Panel::new(Place::Side, Language::ENGLISH);
    assert_eq!(side.act(&Action::Leave, ""), []);
}

#[test]
fn a_rule_that_does_not_fit_is_switched_off_and_on_again() {
    let mut desk = desk();
    let mut panel = Panel::new(Place::Page, Language::ENGLISH);
    let mut ask = |panel: &mut Panel, ask: &Ask| {
        let answer = desk.ask(1, ask, "2026-11-24").0;
        panel.answered(ask, Some(answer))
    };
    ask(&mut panel, &Ask::View);
    let is_301 = |entry: &&crate::session::Entry| entry.rule == "Z301";
    let found = view().groups.iter().flat_map(|group| &group.findings).find(is_301).unwrap().fingerprint.clone();
    panel.act(&Action::Finding(found.clone()), "");
    panel.act(&Action::Consider(found), "");
    let off = Ask::Rule { rule: "Z301".into(), on: false };
    assert_eq!(press(&mut panel, "Switch Z301 off on every Zap"), [Effect::Ask(off.clone())]);
    assert_eq!(ask(&mut panel, &off), [Effect::Ask(Ask::View)]);
    ask(&mut panel, &Ask::View);
    assert!(words(&panel.draw()).contains("You have switched this rule off."));
    let on = Ask::Rule { rule: "Z301".into(), on: true };
    assert_eq!(press(&mut panel, "Switch Z301 on again"), [Effect::Ask(on.clone())]);
    ask(&mut panel, &on);
    ask(&mut panel, &Ask::View);
    assert!(!words(&panel.draw()).contains("You have switched"));
}

#[test]
fn what_the_company_set_is_locked_and_says_whom_to_ask() {
    let drawn = options().draw();
    let denied = all(&drawn).into_iter().find(|node| node.attribute("id") == Some("denied_apps")).unwrap();
    assert!(denied.attribute("disabled").is_some());
    for part in ["Your company has set: Discord. It cannot be changed here.", "privacy@example.org"] {
        assert!(words(&drawn).contains(part), "{part}");
    }
}

#[test]
fn what_the_company_set_is_said_as_the_page_says_it() {
    let mut options = Options::new(Language::ENGLISH);
    let locked = |setting: &str, value: &str| crate::session::Locked {
        setting: setting.into(),
        value: value.into(),
        adds: false,
    };
    let company = vec![locked("persona", "pedantic"), locked("minimum_severity", "low")];
    options.answered(&Ask::Settings, Some(Answer::Settings(Box::new(Sheet { company, ..Sheet::default() }))));
    let drawn = options.draw();
    for part in ["Your company has set: Small things, too. It cannot", "Findings are shown from: Low"] {
        assert!(words(&drawn).contains(part), "{part}");
    }
    let chosen = all(&drawn).into_iter().find(|node| node.attribute("id") == Some("persona")).unwrap();
    assert_eq!(chosen.attribute("value"), Some("pedantic"));
}

#[test]
fn deleting_everything_is_asked_twice() {
    let mut options = options();
    press(&mut options, "Delete everything …");
    press(&mut options, "Yes, delete it");
    press(&mut options, "Keep it");
    press(&mut options, "Delete everything …");
    press(&mut options, "Yes, delete it");
    assert_eq!(press(&mut options, "Delete it for good"), [Effect::Ask(Ask::Forget { zap: None })]);
}

#[test]
fn every_id_is_there_once() {
    let mut panel = panel();
    for entry in view().groups.iter().flat_map(|group| &group.findings) {
        panel.act(&Action::Finding(entry.fingerprint.clone()), "");
    }
    panel.act(&Action::Write("K1".into()), "");
    for drawn in [panel.draw(), options().draw()] {
        let mut ids: Vec<&str> = all(&drawn).into_iter().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{ids:?}");
        // And each label names a field that is there.
        for node in all(&drawn) {
            if let Some(named) = node.attribute("for") {
                assert!(ids.contains(&named), "{named}");
            }
        }
    }
}
