//! The panel in the editor and the popup of the toolbar: the same page, in two places.

use std::{cell::RefCell, rc::Rc};

use gloo::events::EventListener;
use js_sys::Promise;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlAnchorElement};

use super::{browser, dom, language, picture, worker::to_js};
use crate::{
    report::picture::{Frame, Picture},
    say,
    session::{Answer, Ask, Entry, ExportFormat, ExportedFile, View},
    word,
    words::{Language, Said},
};

/// A question to the worker. The panel is in the tab it asks about, so the worker knows the tab; the popup names it.
#[derive(Serialize)]
struct Question<'a> {
    to: &'static str,
    tab: Option<i32>,
    ask: &'a Ask,
}

/// What the worker broadcasts when a page has changed.
#[derive(Deserialize)]
struct News {
    kind: String,
    tab: i32,
}

/// Builds the page and keeps it up to date. `popup` is for the toolbar: it shows the tab that is in front.
#[wasm_bindgen]
#[allow(unreachable_pub, reason = "exported to JavaScript")]
pub async fn show_panel(popup: bool) -> Result<(), JsValue> {
    let document = gloo::utils::document();
    let tab = if popup { front_tab().await } else { None };
    let language = language::load(None).await;
    let panel = Rc::new(Panel::new(document, language, tab, popup)?);
    let listening = panel.clone();
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        if let Ok(news) = serde_wasm_bindgen::from_value::<News>(message)
            && news.kind == "news"
            && listening.tab.borrow().is_none_or(|tab| tab == news.tab)
        {
            let panel = listening.clone();
            spawn_local(async move { panel.update().await });
        }
    });
    browser::on_message(listener.as_ref().unchecked_ref())?;
    // Lives as long as the page.
    listener.forget();
    panel.update().await;
    Ok(())
}

/// The tab in front of the window.
async fn front_tab() -> Option<i32> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Query {
        active: bool,
        current_window: bool,
    }
    #[derive(Deserialize)]
    struct Tab {
        id: i32,
    }
    let found = browser::query_tabs(&to_js(&Query { active: true, current_window: true })).ok()?;
    let tabs = JsFuture::from(found).await.ok()?;
    let tabs: Vec<Tab> = serde_wasm_bindgen::from_value(tabs).ok()?;
    tabs.first().map(|tab| tab.id)
}

struct Panel {
    document: Document,
    language: Language,
    tab: RefCell<Option<i32>>,
    named: Option<i32>,
    popup: bool,
    status: Element,
    notice: Element,
    tools: Element,
    body: Element,
    shown: RefCell<Option<View>>,
    picture: RefCell<Option<picture::Drawn>>,
    listeners: RefCell<Vec<EventListener>>,
    tool_listeners: RefCell<Vec<EventListener>>,
}

impl Panel {
    fn new(document: Document, language: Language, tab: Option<i32>, popup: bool) -> Result<Self, JsValue> {
        document.document_element().ok_or("a page without an element")?.set_attribute("lang", language.tag())?;
        let make = |name: &str| document.create_element(name);
        let region = make("section")?;
        region.set_attribute("aria-label", "Zaplint")?;
        let header = make("header")?;
        let title = make("h1")?;
        title.set_text_content(Some("Zaplint"));
        let status = make("p")?;
        status.set_attribute("role", "status")?;
        status.set_text_content(Some(language.word("Reading the Zap …")));
        let tools = make("div")?;
        tools.set_class_name("tools");
        let notice = make("p")?;
        notice.set_class_name("notice");
        notice.set_attribute("aria-live", "polite")?;
        header.append_child(&title)?;
        header.append_child(&status)?;
        header.append_child(&tools)?;
        header.append_child(&notice)?;
        let body = make("div")?;
        region.append_child(&header)?;
        region.append_child(&body)?;
        document.body().ok_or("a page without body")?.append_child(&region)?;
        Ok(Self {
            document,
            language,
            tab: RefCell::new(tab),
            named: tab,
            popup,
            status,
            notice,
            tools,
            body,
            shown: RefCell::new(None),
            picture: RefCell::default(),
            listeners: RefCell::default(),
            tool_listeners: RefCell::default(),
        })
    }

    /// Asks the worker; `None` when it does not answer.
    async fn ask(&self, ask: &Ask) -> Option<Answer> {
        let question = to_js(&Question { to: "desk", tab: self.named, ask });
        let sent: Promise = browser::send_message(&question).ok()?;
        let answer = JsFuture::from(sent).await.ok()?;
        serde_wasm_bindgen::from_value(answer).ok()
    }

    /// Asks for the view and draws it. A worker that is just starting or stopping may not answer, and one that was
    /// stopped has to get the page first: it is asked a few times more, ever more slowly.
    async fn update(self: &Rc<Self>) {
        for pause in [300, 1_000, 3_000, 0] {
            match self.ask(&Ask::View).await {
                Some(Answer::View { tab, view }) => {
                    *self.tab.borrow_mut() = Some(tab);
                    // The same view is not drawn again: what is open and focused stays so.
                    if self.shown.borrow().as_ref() != Some(&view) {
                        let _ = self.draw(&view);
                        *self.shown.borrow_mut() = Some(*view);
                    }
                    return;
                }
                Some(Answer::Sorry { reason }) => return self.status.set_text_content(Some(&reason)),
                Some(Answer::Reading { tab }) => *self.tab.borrow_mut() = Some(tab),
                _ => {}
            }
            if pause > 0 {
                gloo::timers::future::TimeoutFuture::new(pause).await;
            }
        }
    }

    fn draw(self: &Rc<Self>, view: &View) -> Result<(), JsValue> {
        self.status.set_text_content(Some(&view.status));
        self.body.set_text_content(None);
        self.listeners.borrow_mut().clear();
        self.draw_tools(view)?;
        if !view.title.is_empty() {
            dom::text(&self.body, "p", "zap", &view.title)?;
        }
        for group in &view.groups {
            let section = dom::element(&self.body, "section", "group")?;
            dom::text(&section, "h2", "", &group.heading)?;
            for entry in &group.findings {
                self.draw_entry(&section, entry)?;
            }
        }
        if view.groups.is_empty() && !view.unreadable {
            dom::text(
                &self.body,
                "p",
                "clean",
                self.language.word("Zaplint found nothing to mend in what it could read."),
            )?;
        }
        self.offer_picture(view)?;
        self.draw_not_checked(view)?;
        self.draw_checklist(view)
    }

    fn draw_tools(self: &Rc<Self>, view: &View) -> Result<(), JsValue> {
        if self.tools.child_element_count() > 0
            && self.shown.borrow().as_ref().is_some_and(|shown| shown.unreadable == view.unreadable)
        {
            return Ok(());
        }
        self.tools.set_text_content(None);
        self.tool_listeners.borrow_mut().clear();
        let mut asks = vec![(word!("Refresh"), word!("Read the Zap again"), Ask::Refresh)];
        if !view.unreadable {
            for (name, format) in [
                (word!("Export checklist"), ExportFormat::Html),
                (word!("Export as Markdown"), ExportFormat::Markdown),
                (word!("Export as JSON"), ExportFormat::Json),
            ] {
                asks.push((name, word!("Save the checklist for this Zap"), Ask::Export { format }));
            }
        }
        if !self.popup {
            asks.push((word!("Close"), word!("Close the panel"), Ask::Close));
        }
        for (name, hint, ask) in asks {
            let button = dom::text(&self.tools, "button", "", self.language.word(name))?;
            button.set_attribute("type", "button")?;
            button.set_attribute("title", self.language.word(hint))?;
            let listener = self.on_click(&button, ask);
            self.tool_listeners.borrow_mut().push(listener);
        }
        Ok(())
    }

    fn draw_entry(self: &Rc<Self>, section: &Element, entry: &Entry) -> Result<(), JsValue> {
        let article = dom::element(section, "article", entry.severity.word())?;
        if entry.accepted.is_some() {
            article.class_list().add_1("waived")?;
        }
        let heading = dom::element(&article, "h3", "")?;
        let button = dom::text(&heading, "button", "finding", &entry.name)?;
        button.set_attribute("type", "button")?;
        if let Some(step) = &entry.step {
            button.set_attribute("title", self.language.word("Show the step"))?;
            let listener = self.on_click(&button, Ask::Show { step: step.clone() });
            self.listeners.borrow_mut().push(listener);
        }
        dom::text(&article, "p", "what", &entry.what)?;
        let list = dom::element(&article, "dl", "")?;
        let rows = [
            (word!("Field"), entry.field.as_deref()),
            (word!("Seen"), entry.evidence.as_deref()),
            (word!("Way"), entry.path.as_deref()),
            (word!("Why"), Some(entry.why.as_str())),
            (word!("Do"), Some(entry.fix.as_str())),
            (word!("Accepted"), entry.accepted.as_ref().map(|accepted| accepted.reason.as_str())),
        ];
        for (name, value) in rows {
            if let Some(value) = value {
                dom::text(&list, "dt", "", self.language.word(name))?;
                dom::text(&list, "dd", if name == word!("Seen") { "seen" } else { "" }, value)?;
            }
        }
        let link = dom::text(&article, "a", "learn", &self.language.said(&say!("More about {}", &entry.rule)))?;
        link.set_attribute("href", &browser::address_of(&format!("learn.html#{}", entry.rule)))?;
        link.set_attribute("target", "_blank")?;
        Ok(())
    }

    /// The picture is drawn only when somebody opens its part of the page.
    fn offer_picture(self: &Rc<Self>, view: &View) -> Result<(), JsValue> {
        if view.unreadable {
            return Ok(());
        }
        let part = dom::element(&self.body, "details", "picture")?;
        dom::text(&part, "summary", "", self.language.word("The way of the data"))?;
        let panel = self.clone();
        let opened = part.clone();
        self.listeners.borrow_mut().push(EventListener::once(&part, "toggle", move |_| {
            spawn_local(async move {
                if let Some(Answer::Picture(Some(picture))) = panel.ask(&Ask::Picture { frame: Frame::Narrow }).await {
                    let _ = panel.draw_picture(&opened, &picture);
                }
            });
        }));
        Ok(())
    }

    fn draw_picture(self: &Rc<Self>, part: &Element, picture: &Picture) -> Result<(), JsValue> {
        let panel = self.clone();
        let show = move |step: &str| {
            let (panel, step) = (panel.clone(), step.to_owned());
            spawn_local(async move {
                panel.ask(&Ask::Show { step }).await;
            });
        };
        let drawn = picture::draw(&self.document, part, picture, Rc::new(show))?;
        *self.picture.borrow_mut() = Some(drawn);
        let list = dom::element(part, "ul", "")?;
        for sentence in &picture.words {
            dom::text(&list, "li", "", sentence)?;
        }
        Ok(())
    }

    fn draw_not_checked(&self, view: &View) -> Result<(), JsValue> {
        if view.not_checked.is_empty() {
            return Ok(());
        }
        let section = dom::element(&self.body, "section", "unchecked")?;
        dom::text(&section, "h2", "", self.language.word("Not checked"))?;
        let list = dom::element(&section, "ul", "")?;
        for entry in &view.not_checked {
            let rule = entry.rule.as_deref().map(|rule| format!("{rule}, ")).unwrap_or_default();
            dom::text(&list, "li", "", &format!("{rule}{}: {} {}", entry.place, entry.reason, entry.help))?;
        }
        Ok(())
    }

    fn draw_checklist(&self, view: &View) -> Result<(), JsValue> {
        if view.checklist.is_empty() {
            return Ok(());
        }
        let details = dom::element(&self.body, "details", "checklist")?;
        dom::text(&details, "summary", "", self.language.word("Checklist: what only a person can confirm"))?;
        for part in &view.checklist {
            dom::text(&details, "h3", "", &part.heading)?;
            let list = dom::element(&details, "ul", "")?;
            for item in &part.items {
                let line = dom::element(&list, "li", "")?;
                dom::text(&line, "strong", "", &format!("{} ", item.id))?;
                dom::text(&line, "span", "", &item.text)?;
                dom::text(&line, "p", "where", &self.language.said(&say!("Where: {}", &item.place)))?;
                dom::text(&line, "p", "where", &self.language.said(&say!("Done when: {}", &item.done_when)))?;
            }
        }
        Ok(())
    }

    fn on_click(self: &Rc<Self>, element: &Element, ask: Ask) -> EventListener {
        let panel = self.clone();
        EventListener::new(element, "click", move |_| {
            let panel = panel.clone();
            let ask = ask.clone();
            spawn_local(async move {
                panel.notice.set_text_content(None);
                match panel.ask(&ask).await {
                    Some(Answer::File(file)) => match panel.save(&file) {
                        Ok(()) => panel.tell(&say!("Saved {}.", &file.name)),
                        Err(_) => panel.tell(&say!("The browser did not let Zaplint save the file.")),
                    },
                    Some(Answer::Sorry { reason }) => panel.notice.set_text_content(Some(&reason)),
                    Some(Answer::Reading { .. }) => panel.tell(&say!("Reading the Zap, one moment …")),
                    _ => {}
                }
            });
        })
    }

    fn tell(&self, notice: &Said) {
        self.notice.set_text_content(Some(&self.language.said(notice)));
    }

    /// Saves a file as the browser saves downloads: nothing leaves the machine.
    fn save(&self, file: &ExportedFile) -> Result<(), JsValue> {
        let blob = gloo::file::Blob::new_with_options(file.text.as_str(), Some(&file.mime));
        let address = gloo::file::ObjectUrl::from(blob);
        let link: HtmlAnchorElement = self.document.create_element("a")?.dyn_into()?;
        link.set_href(&address);
        link.set_download(&file.name);
        link.click();
        // The download has its own hold on the data only after the click was handled.
        gloo::timers::callback::Timeout::new(10_000, move || drop(address)).forget();
        Ok(())
    }
}
