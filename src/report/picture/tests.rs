//! The picture as a whole.

use super::*;
use crate::{lint, read};

fn read_one(text: &str) -> Zap {
    read::read(text).unwrap().zaps.swap_remove(0)
}

fn drawn(zap: &Zap, frame: Frame) -> Picture {
    let policy = Policy::default();
    Picture::new(zap, &lint::lint(zap, &policy, "2026-11-24"), &policy, frame)
}

/// A hook, a Formatter that hands the address on, and a request that sends it off.
fn leads(title: &str, url: &str) -> Zap {
    let steps = serde_json::json!([
        {"id": "10", "app": "WebHookCLIAPI@1.1.1", "type": "read", "action": "hook_v2", "params": {}},
        {"id": "11", "app": "FormatterCLIAPI@1.0.0", "type": "write", "action": "text", "title": title,
         "params": {"inputs": "{{10__email}}"}},
        {"id": "12", "app": "WebHookCLIAPI@1.1.1", "type": "write", "action": "post", "title": title,
         "params": {"url": url, "data": {"mail": "{{11__output}}"}}},
    ]);
    let zap = serde_json::json!({"id": "10", "title": title, "draft": {"zdl": {"steps": steps}}});
    read_one(&zap.to_string())
}

/// A Zap of so many steps, each of which hands everything it knows of on to a chat.
fn long(count: usize) -> Zap {
    let step = |number: usize| {
        serde_json::json!({"id": (number + 10).to_string(), "app": "SlackCLIAPI@1.0.0", "type": "write", "action": "channel_message",
            "params": {"channel": "C1", "text": "{{10__email}} {{10__phone}} {{10__iban}} {{10__diagnosis}}"}})
    };
    let hook = serde_json::json!({"id": "10", "app": "WebHookCLIAPI@1.1.1", "type": "read", "action": "hook_v2", "params": {}});
    let steps: Vec<_> = std::iter::once(hook).chain((1..count).map(step)).collect();
    read_one(&serde_json::json!({"id": "10", "title": "Long", "draft": {"zdl": {"steps": steps}}}).to_string())
}

fn each<'s>(shapes: &'s [Shape], visit: &mut dyn FnMut(&'s Shape)) {
    for shape in shapes {
        visit(shape);
        each(&shape.children, visit);
    }
}

fn attribute<'s>(shape: &'s Shape, name: &str) -> Option<&'s str> {
    shape.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn names<'s>(picture: &'s Picture) -> Vec<&'s str> {
    let mut names = Vec::new();
    let is_step = |shape: &Shape| attribute(shape, "tabindex").is_some();
    let name = |shape: &'s Shape| shape.children.iter().find(|child| child.tag == Tag::Title);
    each(&picture.shapes, &mut |shape| {
        names.extend(Some(shape).filter(|shape| is_step(shape)).and_then(name).map(|title| title.text.as_str()));
    });
    names
}

#[test]
fn every_step_is_named_with_its_data_and_findings() {
    let picture = drawn(&leads("Tidy up", "http://crm.example.com/leads"), Frame::Wide);
    assert_eq!(
        names(&picture),
        [
            "Step 1, Catch Hook in Webhooks by Zapier: brings in: E-mail address; 1 finding, medium",
            "Step 2, Tidy up: uses: E-mail address",
            "Step 3, Tidy up: sends to an address on the web: E-mail address; 1 finding, high",
        ]
    );
    assert_eq!(
        picture.words,
        ["E-mail address: comes in at step 1; is used at step 2; goes to an address on the web at step 3."]
    );
    // Each can be reached by the keyboard, and tells which step it is.
    let mut steps = Vec::new();
    each(&picture.shapes, &mut |shape| steps.extend(attribute(shape, "data-step").zip(attribute(shape, "tabindex"))));
    assert_eq!(steps, [("10", "0"), ("11", "0"), ("12", "0")]);
}

#[test]
fn steps_that_send_to_the_same_kind_of_place_are_told_together() {
    let picture = drawn(&long(5), Frame::Narrow);
    assert!(
        picture
            .words
            .iter()
            .any(|told| told == "E-mail address: comes in at step 1; goes to a chat at steps 2, 3, 4 and 5."),
        "{:?}",
        picture.words
    );
}

#[test]
fn a_zap_without_data_or_steps_says_so() {
    let hourly = r#"{"id":"1","draft":{"zdl":{"steps":[{"id":"1","app":"ScheduleCLIAPI@1.0.0","type":"read","action":"everyHour"}]}}}"#;
    assert_eq!(drawn(&read_one(hourly), Frame::Narrow).words.len(), 1);
    let mut said = String::new();
    let none = drawn(&Zap::new("1".into(), crate::zap::Source::Zdl, Vec::new()), Frame::Narrow);
    each(&none.shapes, &mut |shape| said.push_str(&shape.text));
    assert_eq!(said, "This Zap has no steps.");
}

#[test]
fn no_secret_and_no_markup_gets_into_the_picture() {
    let secret = ["sk_l", "ive_4eC39HqLyjWDarjtT1zdp7dc"].concat();
    let hostile = format!("</title><script>alert(1)</script> \u{202e}{secret}");
    let zap = leads(&hostile, &format!("https://crm.example.com/?key={secret}"));
    let text = svg::file(&drawn(&zap, Frame::Wide));
    assert!(!text.contains(&secret) && !text.contains("<script") && !text.contains('\u{202e}'));
    assert!(text.contains("&lt;script&gt;") && text.contains("[U+202E]"));
    // A key that is typed in is a line of its own, although it is nowhere shown.
    assert!(text.contains(">Key or token<"));
}

#[test]
fn nothing_is_drawn_outside() {
    let hostile = "W".repeat(4_000);
    for (count, frame) in
        [(1, Frame::Narrow), (3, Frame::Narrow), (12, Frame::Wide), (60, Frame::Narrow), (300, Frame::Wide)]
    {
        let mut zap = long(count);
        zap.title = Some(hostile.clone());
        let picture = drawn(&zap, frame);
        each(&picture.shapes, &mut |shape| {
            let number = |name| attribute(shape, name).and_then(|text| text.parse::<i32>().ok()).unwrap_or(0);
            let (right, bottom) =
                (number("x") + number("cx") + number("width"), number("y") + number("cy") + number("height"));
            assert!(right <= picture.width && bottom <= picture.height, "{count} steps: {shape:?}");
            if shape.tag == Tag::Text
                && attribute(shape, "transform").is_none()
                && attribute(shape, "class") != Some("zp-letter")
            {
                assert!(right + fit::width(&shape.text, 12) <= picture.width, "{count} steps: {shape:?}");
            }
        });
    }
}

#[test]
fn many_steps_take_less_room_each() {
    let high = |count| drawn(&long(count), Frame::Wide).height / i32::try_from(count).unwrap();
    assert!(high(60) < 35 && high(3) > 60, "{} {}", high(60), high(3));
}

#[test]
fn a_picture_goes_through_a_message() {
    let picture = drawn(&leads("Tidy up", "http://crm.example.com/leads"), Frame::Narrow);
    let text = serde_json::to_string(&picture).unwrap();
    assert_eq!(serde_json::from_str::<Picture>(&text).unwrap(), picture);
}
