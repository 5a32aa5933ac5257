//! All open editors, one session for each tab, with what is kept and what was decided: what the background worker holds.

use serde::{Deserialize, Serialize};

use super::{Anchor, Answer, Ask, Message, Reply, Session, Terms, Toolbar, view::Shown};
use crate::{
    layout::{self, ElementSeen},
    notebook::{Company, Notebook, Save},
    policy::{Policy, layered},
    say, word,
    words::{Language, Said, Word},
};

/// The sessions by the browser's number for the tab.
#[derive(Default)]
pub struct Desk {
    pub(super) sessions: Vec<(i32, Session)>,
    pub(super) book: Notebook,
    pub(super) company: Company,
    /// The person's settings under the company's policy.
    pub(super) policy: Policy,
    pub(super) language: Language,
    tells: Vec<(i32, Tell)>,
    /// What is set has changed since it was told last.
    news: bool,
    /// The tabs about which nobody has asked since there was news of them.
    unasked: Vec<i32>,
}

/// Said as long as something could not be written.
const NOT_KEPT: Word = word!(
    "The browser does not let Zaplint keep what was noted last: perhaps the disk is full. It holds until the browser is closed, \
     and Zaplint tries again."
);

/// What is told to the content script of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Tell {
    /// Send the page once more as it was read last.
    Again,
    /// Read the page's data anew.
    Refresh,
    /// Bring the card or field with this handle into view.
    Show {
        /// The handle.
        handle: u32,
    },
    /// Bring a badge into view and put the focus on it.
    Focus {
        /// What it stands beside.
        anchor: Anchor,
    },
    /// Tell what elements the page has.
    Layout,
    /// Open the panel, or close it.
    Toggle,
    /// Close the panel.
    Close,
}

/// A key combination of the browser; their names are in the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Open the panel, or close it.
    TogglePanel,
    /// Go to the next badge.
    NextFinding,
    /// Go back to the badge before.
    PreviousFinding,
}

impl Desk {
    /// A desk with what was kept, in a company.
    #[must_use]
    pub fn open(book: Notebook, company: Company) -> Self {
        let mut desk = Self { book, company, ..Self::default() };
        desk.lay();
        desk
    }

    /// Lays the company's policy over the person's settings.
    fn lay(&mut self) {
        let policy = layered(&self.book.settings().policy, &self.company.policy).policy;
        self.policy = Policy { company_off: Some(self.company.policy.rules_off.clone()), ..policy };
    }

    /// What all pages are checked by. The notebook is not in it, because checking reads on in it.
    pub(super) fn terms<'t>(book: &Notebook, policy: &'t Policy, language: &'t Language, today: &'t str) -> Terms<'t> {
        let settings = book.settings();
        Terms { policy, language, today, badges_from: settings.badges_from, paused: settings.paused }
    }

    /// A message of the content script in a tab.
    pub fn message(&mut self, tab: i32, message: Message, today: &str) -> Reply {
        if self.session(tab).is_none() {
            self.sessions.push((tab, Session::default()));
        }
        if matches!(message, Message::Open { .. }) {
            // Whoever asked while there was no page is waiting for it.
            self.asked(tab);
        }
        let terms = Self::terms(&self.book, &self.policy, &self.language, today);
        let session = self.sessions.iter_mut().find(|(known, _)| *known == tab);
        session.map_or(Reply::Again, |(_, session)| session.handle(message, &mut self.book, &terms))
    }

    pub(super) fn session(&self, tab: i32) -> Option<&Session> {
        self.sessions.iter().find(|(known, _)| *known == tab).map(|(_, session)| session)
    }

    /// The language that somebody chose; `None` for the browser's.
    #[must_use]
    pub fn wanted_language(&self) -> Option<&str> {
        self.book.settings().language.as_deref()
    }

    /// The tag of the language that is spoken.
    #[must_use]
    pub fn language(&self) -> &str {
        self.language.tag()
    }

    /// In which language everything is said from now on.
    pub fn speak(&mut self, language: Language, today: &str) {
        if self.language != language {
            self.language = language;
            self.recheck(today);
        }
    }

    /// The company's settings are these from now on; where they were so before, no page is painted anew.
    pub fn set_company(&mut self, company: Company, today: &str) {
        if self.company != company {
            self.company = company;
            self.recheck(today);
        }
    }

    /// Everything is checked by what holds now, and every page is painted anew.
    pub(super) fn recheck(&mut self, today: &str) {
        self.lay();
        self.news = true;
        self.recheck_those(|_| true, today);
    }

    /// The same where this Zap is open: something was noted about it alone.
    pub(super) fn recheck_zap(&mut self, zap: &str, today: &str) {
        self.recheck_those(|session| session.saved().is_some_and(|saved| saved.id == zap), today);
    }

    fn recheck_those(&mut self, is_one: impl Fn(&Session) -> bool, today: &str) {
        let terms = Self::terms(&self.book, &self.policy, &self.language, today);
        for (tab, session) in self.sessions.iter_mut().filter(|(_, session)| is_one(session)) {
            let again = (*tab, Tell::Again);
            if session.recheck(&mut self.book, &terms) && !self.tells.contains(&again) {
                self.tells.push(again);
            }
        }
    }

    /// What is to be written since it was asked for last, and what could not be written then.
    pub fn take_saves(&mut self) -> Vec<Save> {
        self.book.take_saves()
    }

    /// All was written.
    pub fn written(&mut self) {
        self.book.written();
    }

    /// Whether something new about a tab is to be told to our pages: not again before one has asked, for then none is open. Who types
    /// without the panel sends no news.
    pub fn is_news(&mut self, tab: i32) -> bool {
        let is_news = !self.unasked.contains(&tab);
        if is_news {
            self.unasked.push(tab);
        }
        is_news
    }

    fn asked(&mut self, tab: i32) {
        self.unasked.retain(|unasked| *unasked != tab);
    }

    /// The tabs with a page.
    pub fn tabs(&self) -> impl Iterator<Item = i32> {
        self.sessions.iter().map(|(tab, _)| *tab)
    }

    /// What is to be told to which tabs since it was asked for last.
    pub fn take_tells(&mut self) -> Vec<(i32, Tell)> {
        std::mem::take(&mut self.tells)
    }

    /// How the toolbar's button looks for a tab.
    #[must_use]
    pub fn toolbar(&self, tab: i32) -> Toolbar {
        Toolbar::new(self.session(tab).and_then(Session::paint), &self.language)
    }

    /// What a key combination is to do in a tab. `from` is the handle of the card or field that the keyboard is in, if it is in one.
    pub fn command(&mut self, tab: i32, command: Command, from: Option<u32>) -> Option<Tell> {
        let (_, session) = self.sessions.iter_mut().find(|(known, _)| *known == tab)?;
        match command {
            Command::TogglePanel => session.paint().map(|_| Tell::Toggle),
            Command::NextFinding => session.walk(false, from).map(|anchor| Tell::Focus { anchor }),
            Command::PreviousFinding => session.walk(true, from).map(|anchor| Tell::Focus { anchor }),
        }
    }

    /// The fingerprint of the finding that was gone to last in a tab.
    #[must_use]
    pub fn at_hand(&self, tab: i32) -> Option<&str> {
        self.session(tab)?.at_hand()
    }

    /// Whether what is set has changed since this was asked last.
    pub fn take_settings_news(&mut self) -> bool {
        std::mem::take(&mut self.news)
    }

    pub(super) fn sorry(&self, reason: &Said) -> Answer {
        Answer::Sorry { reason: self.language.said(reason) }
    }

    /// The answer for a tab that holds no Zap.
    #[must_use]
    pub fn no_zap(&self) -> Answer {
        self.sorry(&say!(
            "This page is not a Zap that Zaplint can read. Open a Zap in Zapier's editor, and Zaplint checks it while you build \
             it. If that is what you see here, reload the page once."
        ))
    }

    /// The answer where something could not be written.
    #[must_use]
    pub fn not_kept(&self) -> Answer {
        self.sorry(&NOT_KEPT.into())
    }

    /// What was to be written could not be: it is tried again with what is written next. Gives whether that is news.
    pub fn not_written(&mut self, saves: Vec<Save>) -> bool {
        self.book.not_written(saves)
    }

    /// A tab was closed.
    pub fn forget(&mut self, tab: i32) {
        self.sessions.retain(|(known, _)| *known != tab);
        self.asked(tab);
    }

    /// Answers the panel, the popup or the options page; the second part is for the content script.
    pub fn ask(&mut self, tab: i32, ask: &Ask, today: &str) -> (Answer, Option<Tell>) {
        self.asked(tab);
        if let Some(answer) = self.about_all(ask, today) {
            return (answer, None);
        }
        if self.session(tab).and_then(Session::paint).is_none() {
            if let Some(done) = self.tick_unseen(ask, today) {
                return (done, Some(Tell::Again));
            }
            return (Answer::Reading { tab }, Some(Tell::Again));
        }
        if let Some(answer) = self.decide(tab, ask, today) {
            return (answer, None);
        }
        let Some((_, session)) = self.sessions.iter_mut().find(|(known, _)| *known == tab) else {
            return (self.no_zap(), None);
        };
        match ask {
            Ask::View => (self.view(tab), None),
            Ask::Picture { frame } => (Answer::Picture(session.picture(&self.policy, *frame)), None),
            Ask::Show { step, field } => match session.place_of(step, field.as_deref()) {
                Some(handle) => {
                    session.note_badge(handle);
                    (Answer::Done, Some(Tell::Show { handle }))
                }
                None => (self.sorry(&say!("This step is not on the screen: scroll the Zap until you see it.")), None),
            },
            Ask::Refresh => (Answer::Done, Some(Tell::Refresh)),
            Ask::Layout => (Answer::Done, Some(Tell::Layout)),
            _ => (Answer::Done, Some(Tell::Close)),
        }
    }

    /// The layout of a tab's page in words, from the elements that it told.
    #[must_use]
    pub fn layout(&self, tab: i32, elements: &[ElementSeen]) -> Answer {
        match self.session(tab).and_then(Session::found) {
            Some(found) if !elements.is_empty() => Answer::Text(layout::describe(found, elements)),
            _ => self.sorry(&say!("This page does not answer: reload it, and try once more.")),
        }
    }

    fn view(&mut self, tab: i32) -> Answer {
        let notices = self.notices(false);
        self.book.tell_aside();
        let (paused, policy, language) = (self.book.settings().paused, &self.policy, &self.language);
        let found = self.sessions.iter().find(|(known, _)| *known == tab);
        let Some((session, paint)) = found.and_then(|(_, session)| Some((session, session.paint()?))) else {
            return Answer::Reading { tab };
        };
        let id = session.saved().map(|zap| zap.id.clone()).unwrap_or_default();
        let (zap, paper) = (session.zap(), self.book.paper(&id));
        let shown = Shown {
            paint,
            report: session.report(),
            zap: zap.as_ref(),
            saved: session.saved(),
            paper,
            policy,
            language,
            paused,
            notices,
        };
        Answer::View { tab, view: Box::new(shown.view()) }
    }

    /// What is wrong with what is kept: what was found just now, or `all` there is.
    pub(super) fn notices(&self, all: bool) -> Vec<String> {
        let aside = if all { self.book.all_aside() } else { self.book.newly_aside() };
        let damaged = word!(
            "Something that Zaplint had kept could not be read any more. It was set aside, and what it said does not hold: \
             please look at what you had accepted and confirmed."
        );
        let damaged = (aside > 0).then(|| self.language.word(damaged).to_owned());
        let faults = self.company.faults.iter().filter(|_| all).map(|fault| self.language.said(fault));
        let unwritten = self.book.is_unwritten().then(|| self.language.word(NOT_KEPT).to_owned());
        damaged.into_iter().chain(faults).chain(unwritten).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        read::open_fields::{OpenField, Part},
        report::picture::Frame,
        session::{CardSeen, ExportFormat, FieldSeen, PageSeen, State},
    };

    fn data() -> String {
        r#"{"props":{"pageProps":{"zap":{"id":"77","title":"Lead intake (new)","draft":{"zdl":{"steps":[
            {"id":"77","app":"WebHookCLIAPI@1.1.1","type":"read","action":"hook_v2","params":{}},
            {"id":"78","app":"WebHookCLIAPI@1.1.1","type":"write","action":"post",
             "params":{"url":"https://crm.example.com/leads","data":{"lead":"{{77__id}}"}}}]}}}}}}"#
            .to_owned()
    }

    fn page(url: &str) -> PageSeen {
        let field = OpenField { label: "URL".into(), row: None, parts: vec![Part::Text(url.into())] };
        PageSeen {
            address: "https://zapier.com/editor/77/draft/78/fields".into(),
            cards: vec![CardSeen { handle: 5, ids: vec!["78".into()], text: "2. POST".into() }],
            fields: vec![FieldSeen { handle: 9, field, ..FieldSeen::default() }],
            at: None,
        }
    }

    fn painted(reply: Reply) -> crate::session::Paint {
        match reply {
            Reply::Paint(paint) => paint,
            Reply::Again => panic!("nothing painted"),
        }
    }

    #[test]
    fn a_warning_comes_while_typing_and_goes_when_it_is_mended() {
        let mut desk = Desk::default();
        let open = Message::Open { data: Some(data()), page: page("https://crm.example.com/leads") };
        let names = |paint: &crate::session::Paint| -> Vec<String> {
            paint.badges.iter().map(|badge| badge.name.clone()).filter(|name| name.contains("Z301")).collect()
        };
        let opened = painted(desk.message(1, open, "2026-11-24"));
        assert!(names(&opened).is_empty() && opened.words.is_some());
        let typed = Message::Changed { page: page("http://crm.example.com/leads") };
        let paint = painted(desk.message(1, typed, "2026-11-24"));
        assert!(paint.words.is_none());
        // Beside the card and beside the field.
        assert_eq!(names(&paint), ["High: Request without encryption (Z301)"; 2]);
        let mended = Message::Changed { page: page("https://crm.example.com/leads") };
        assert!(names(&painted(desk.message(1, mended, "2026-11-24"))).is_empty());
    }

    #[test]
    fn a_stopped_worker_asks_for_the_page_again() {
        let mut desk = Desk::default();
        assert_eq!(desk.message(1, Message::Changed { page: page("x") }, "2026-11-24"), Reply::Again);
        assert_eq!(desk.ask(1, &Ask::View, "2026-11-24"), (Answer::Reading { tab: 1 }, Some(Tell::Again)));
    }

    #[test]
    fn news_is_told_once_until_somebody_asks() {
        let mut desk = Desk::default();
        let typed = Message::Changed { page: page("http://crm.example.com") };
        let open = Message::Open { data: Some(data()), page: page("http://crm.example.com") };
        desk.message(1, open.clone(), "2026-11-24");
        assert!(desk.is_news(1) && !desk.is_news(1) && desk.is_news(2));
        desk.message(1, typed, "2026-11-24");
        assert!(!desk.is_news(1));
        desk.ask(1, &Ask::View, "2026-11-24");
        assert!(desk.is_news(1) && !desk.is_news(2));
        // A page that was loaded anew.
        desk.message(1, open, "2026-11-24");
        assert!(desk.is_news(1));
    }

    #[test]
    fn the_picture_shows_what_is_being_typed() {
        let mut desk = Desk::default();
        let shown = |desk: &mut Desk| match desk.ask(1, &Ask::Picture { frame: Frame::Narrow }, "2026-11-24").0 {
            Answer::Picture(Some(picture)) => serde_json::to_string(&picture).unwrap(),
            answer => panic!("{answer:?}"),
        };
        desk.message(
            1,
            Message::Open { data: Some(data()), page: page("https://crm.example.com/leads") },
            "2026-11-24",
        );
        assert!(!shown(&mut desk).contains("Key or token"));
        let secret = ["https://x:sk_l", "ive_4eC39HqLyjWDarjtT1zdp7dc@crm.example.com/"].concat();
        desk.message(1, Message::Changed { page: page(&secret) }, "2026-11-24");
        let picture = shown(&mut desk);
        assert!(
            picture.contains("Step 2, POST in Webhooks by Zapier: brings in: ") && !picture.contains("4eC39"),
            "{picture}"
        );
    }

    #[test]
    fn pages_that_cannot_be_read_say_so() {
        let mut desk = Desk::default();
        let none = r#"{"props":{"pageProps":{"zap":null}}}"#.to_owned();
        let paint =
            painted(desk.message(1, Message::Open { data: Some(none), page: PageSeen::default() }, "2026-11-24"));
        assert_eq!(paint.state, State::CannotRead);
        assert!(paint.status.starts_with("Cannot read this page: "), "{}", paint.status);
        // With cards it is partly checked, without a word of "passed".
        let paint =
            painted(desk.message(1, Message::Open { data: None, page: page("http://a.example.com") }, "2026-11-24"));
        assert_eq!(paint.state, State::PartlyChecked);
        assert!(paint.status.starts_with("Partly checked: "), "{}", paint.status);
    }

    #[test]
    fn exports_have_safe_names_and_cards_are_found() {
        let mut desk = Desk::default();
        desk.message(1, Message::Open { data: Some(data()), page: page("https://x.example.com") }, "2026-11-24");
        let (answer, _) = desk.ask(1, &Ask::Export { format: ExportFormat::Markdown }, "2026-11-24");
        let Answer::File(file) = answer else { panic!("{answer:?}") };
        assert_eq!(file.name, "zaplint-lead-intake-new.md");
        let (answer, _) = desk.ask(1, &Ask::Export { format: ExportFormat::Html }, "2026-11-24");
        let Answer::File(file) = answer else { panic!("{answer:?}") };
        assert!(file.text.contains("<svg "));
        assert_eq!(
            desk.ask(1, &Ask::Show { step: "78".into(), field: None }, "2026-11-24").1,
            Some(Tell::Show { handle: 5 })
        );
        let url = Ask::Show { step: "78".into(), field: Some("url".into()) };
        assert_eq!(desk.ask(1, &url, "2026-11-24").1, Some(Tell::Show { handle: 9 }));
        let closed = Ask::Show { step: "78".into(), field: Some("data.lead".into()) };
        assert_eq!(desk.ask(1, &closed, "2026-11-24").1, Some(Tell::Show { handle: 5 }));
        assert_eq!(desk.ask(1, &Ask::Show { step: "77".into(), field: None }, "2026-11-24").1, None);
    }
}
