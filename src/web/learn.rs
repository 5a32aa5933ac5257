//! The page to learn from: each measure with what it means, what Zaplint checks and what only a person can do, and each rule
//! with an example. It is drawn from the rules as the worker tells them, the checklist and the lessons of the reader's language.

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlInputElement};

use super::{browser, dom, language, talk};
use crate::{
    checklist::{self, Concerns},
    finding::Measure,
    lessons::Lessons,
    letters::lowercase,
    report::ChecklistItem,
    say,
    session::{Answer, Ask, Reference, RuleText},
    word,
    words::Language,
};

/// Builds the page, and shows the rule that the address names (`#Z301`).
pub async fn show() -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let language = language::of_reader().await;
    language::mark(&document, &language)?;
    document.set_title(language.word("Zaplint: the rules"));
    // Without them the page is shorter, and still of use.
    let lessons = browser::text_of(&format!("data/learn.{}.json", language.tag())).await.unwrap_or_default();
    let lessons = Lessons::read(&lessons).ok();
    let rules = match talk::patiently(async || talk::ask(None, &Ask::Rules).await).await {
        Some(Answer::Rules(rules)) => rules,
        _ => Vec::new(),
    };
    let page = Page { document, language, lessons, rules };
    page.draw()?;
    let moved = move || page.show_named();
    moved()?;
    EventListener::new(&gloo::utils::window(), "hashchange", move |_| {
        let _ = moved();
    })
    // Lives as long as the page.
    .forget();
    Ok(())
}

struct Page {
    document: Document,
    language: Language,
    lessons: Option<Lessons>,
    /// None where the worker does not answer.
    rules: Vec<RuleText>,
}

impl Page {
    fn draw(&self) -> Result<(), JsValue> {
        let body: Element = self.document.body().ok_or("a page without body")?.into();
        let header = dom::add(&body, "header", "")?;
        dom::add(&header, "h1", self.language.word("What Zaplint looks for"))?;
        dom::add(
            &header,
            "p",
            self.language
                .word("Each rule with the reason for it and what to do. Nothing on this page leaves your computer."),
        )?;
        let search = self.search(&header)?;
        let nav = dom::add(&body, "nav", "")?;
        nav.set_attribute("aria-label", self.language.word("Measures"))?;
        let index = dom::add(&nav, "ol", "")?;
        let main = dom::add(&body, "main", "")?;
        let items = checklist::items(&Concerns::ALL, &self.language);
        let mut articles = Vec::new();
        for measure in Measure::ALL {
            let title = self.language.word(measure.title());
            let line = dom::add(&index, "li", "")?;
            let link = dom::add(&line, "a", title)?;
            link.set_attribute("href", &format!("#measure-{}", measure.number()))?;
            let section = dom::add(&main, "section", "")?;
            section.set_id(&format!("measure-{}", measure.number()));
            self.measure(&section, measure, &items, &mut articles)?;
        }
        let none = dom::add(&main, "p", "")?;
        none.set_attribute("role", "status")?;
        if self.rules.is_empty() {
            none.set_text_content(Some(self.language.word("Zaplint does not answer: reload this page.")));
        }
        self.listen(&search, articles, none);
        Ok(())
    }

    fn search(&self, header: &Element) -> Result<HtmlInputElement, JsValue> {
        let label = dom::add(header, "label", "")?;
        dom::add(&label, "span", self.language.word("Search the rules"))?;
        let search: HtmlInputElement = dom::add(&label, "input", "")?.dyn_into()?;
        search.set_attribute("type", "search")?;
        search.set_attribute("autocomplete", "off")?;
        Ok(search)
    }

    fn measure(
        &self,
        section: &Element,
        measure: Measure,
        items: &[ChecklistItem],
        articles: &mut Vec<Article>,
    ) -> Result<(), JsValue> {
        let title = format!("{}. {}", measure.number(), self.language.word(measure.title()));
        dom::add(section, "h2", &title)?;
        if let Some(meaning) = self.lessons.as_ref().and_then(|lessons| lessons.measure(measure)) {
            dom::add(section, "p", meaning)?;
        }
        dom::add(section, "h3", self.language.word("What Zaplint checks"))?;
        for rule in self.rules.iter().filter(|rule| rule.measure == measure.number()) {
            articles.push(self.rule(section, rule)?);
        }
        dom::add(section, "h3", self.language.word("What only a person can do"))?;
        let list = dom::add(section, "ul", "")?;
        list.set_class_name("items");
        for item in items.iter().filter(|item| item.measure == measure) {
            let line = dom::add(&list, "li", "")?;
            dom::add(&line, "strong", item.id)?;
            dom::add(&line, "span", &format!(" {} ", item.text))?;
            dom::add(&line, "span", &self.language.said(&say!("Where: {}", &*item.place)))?.set_class_name("quiet");
        }
        Ok(())
    }

    /// A rule, closed until somebody opens it.
    fn rule(&self, section: &Element, rule: &RuleText) -> Result<Article, JsValue> {
        let language = &self.language;
        let part = dom::add(section, "details", "")?;
        part.set_id(&rule.id);
        part.set_class_name(rule.severity.word());
        let summary = dom::add(&part, "summary", "")?;
        dom::add(&summary, "span", language.word(rule.severity.label()))?.set_class_name("severity");
        dom::add(&summary, "span", &rule.title)?.set_class_name("title");
        dom::add(&summary, "span", &rule.id)?.set_class_name("id");
        for (heading, text) in [
            (word!("What it looks for"), &rule.what),
            (word!("Why it matters"), &rule.why),
            (word!("What to do"), &rule.fix),
        ] {
            dom::add(&part, "h4", language.word(heading))?;
            dom::add(&part, "p", text)?;
        }
        let mut words = [&rule.title, &rule.what, &rule.why, &rule.fix].map(String::as_str).join(" ");
        if let Some(lesson) = self.lessons.as_ref().and_then(|lessons| lessons.rule(&rule.id)) {
            dom::add(&part, "h4", language.word("Step by step"))?;
            let list = dom::add(&part, "ol", "")?;
            for step in &lesson.steps {
                dom::add(&list, "li", step)?;
            }
            let example = dom::add(&part, "dl", "")?;
            example.set_class_name("example");
            for (name, text) in [(word!("Before"), &lesson.before), (word!("After"), &lesson.after)] {
                dom::add(&example, "dt", language.word(name))?;
                let shown = dom::add(&example, "dd", "")?;
                dom::add(&shown, "code", text)?;
                words = format!("{words} {text}");
            }
        }
        self.references(&part, rule)?;
        for word in [&rule.id, &rule.name].into_iter().chain(rule.references.iter().map(|reference| &reference.name)) {
            words = format!("{words} {word}");
        }
        let words = lowercase(&words);
        Ok(Article { element: part, section: section.clone(), words })
    }

    fn references(&self, part: &Element, rule: &RuleText) -> Result<(), JsValue> {
        dom::add(part, "h4", self.language.word("References"))?;
        let list = dom::add(part, "ul", "")?;
        list.set_class_name("references");
        for Reference { name, page } in &rule.references {
            let line = dom::add(&list, "li", "")?;
            match page {
                Some(page) => {
                    let link = dom::add(&line, "a", name)?;
                    link.set_attribute("href", page)?;
                    link.set_attribute("target", "_blank")?;
                    link.set_attribute("rel", "noreferrer")?;
                }
                None => line.set_text_content(Some(name)),
            }
        }
        Ok(())
    }

    /// Shows what holds every word that is typed into the search box.
    fn listen(&self, search: &HtmlInputElement, articles: Vec<Article>, none: Element) {
        let language = self.language.clone();
        let input = search.clone();
        EventListener::new(search, "input", move |_| {
            let wanted = lowercase(&input.value());
            let mut found = 0;
            let is_wanted = |article: &Article| wanted.split_whitespace().all(|word| article.words.contains(word));
            for article in &articles {
                let _ = article.element.toggle_attribute_with_force("hidden", !is_wanted(article));
                found += usize::from(is_wanted(article));
            }
            for article in &articles {
                let any = articles.iter().any(|other| other.section == article.section && is_wanted(other));
                let _ = article.section.toggle_attribute_with_force("hidden", !any);
            }
            let said = match (wanted.trim().is_empty(), found) {
                (true, _) => String::new(),
                (_, 0) => language.word("No rule holds these words.").to_owned(),
                (_, 1) => language.word("1 rule").to_owned(),
                (_, many) => language.said(&say!("{} rules", many)),
            };
            none.set_text_content(Some(&said));
        })
        .forget();
    }

    /// Opens the rule that the address names, and brings it into view.
    fn show_named(&self) -> Result<(), JsValue> {
        let wanted = gloo::utils::window().location().hash()?;
        if let Some(element) = wanted.strip_prefix('#').and_then(|id| self.document.get_element_by_id(id)) {
            if element.tag_name().eq_ignore_ascii_case("details") {
                element.set_attribute("open", "")?;
            }
            element.scroll_into_view();
        }
        Ok(())
    }
}

/// A rule on the page, with the words it is found by.
struct Article {
    element: Element,
    section: Element,
    words: String,
}
