//! The page to learn from: every rule with what it looks for, why that matters and what to do. It is drawn from the
//! rules themselves.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

use super::language;
use crate::{
    finding::Measure,
    rules::{self, Rule},
    words::Language,
};

/// Builds the page, and shows the rule that the address names (`#Z301`).
#[wasm_bindgen]
#[allow(unreachable_pub, reason = "exported to JavaScript")]
pub async fn show_rules() -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let language = language::load(None).await;
    document.document_element().ok_or("a page without an element")?.set_attribute("lang", language.tag())?;
    document.set_title(language.word("Zaplint: the rules"));
    let page = add(&document, &document.body().ok_or("a page without body")?.into(), "main", "")?;
    add(&document, &page, "h1", language.word("What Zaplint looks for"))?;
    add(
        &document,
        &page,
        "p",
        language.word("Each rule with the reason for it and what to do. Nothing on this page leaves your computer."),
    )?;
    for measure in Measure::ALL {
        let section = add(&document, &page, "section", "")?;
        add(&document, &section, "h2", &format!("{}. {}", measure.number(), language.word(measure.title())))?;
        for rule in rules::ALL.iter().filter(|rule| rule.measure == measure) {
            of_rule(&document, &section, rule, &language)?;
        }
    }
    let wanted = gloo::utils::window().location().hash()?;
    if let Some(element) = wanted.strip_prefix('#').and_then(|id| document.get_element_by_id(id)) {
        element.scroll_into_view();
    }
    Ok(())
}

fn of_rule(document: &Document, section: &Element, rule: &Rule, language: &Language) -> Result<(), JsValue> {
    let article = add(document, section, "article", "")?;
    article.set_id(rule.id);
    article.set_class_name(rule.severity.word());
    add(
        document,
        &article,
        "h3",
        &format!("{}: {} ({})", language.word(rule.severity.label()), language.word(rule.title), rule.id),
    )?;
    let list = add(document, &article, "dl", "")?;
    let references = rule.references.join(", ");
    for (name, text) in [
        (language.word("What it looks for"), language.word(rule.what)),
        (language.word("Why it matters"), language.word(rule.why)),
        (language.word("What to do"), language.word(rule.fix)),
        (language.word("References"), &references),
    ] {
        add(document, &list, "dt", name)?;
        add(document, &list, "dd", text)?;
    }
    Ok(())
}

fn add(document: &Document, parent: &Element, name: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(name)?;
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    parent.append_child(&element)?;
    Ok(element)
}
