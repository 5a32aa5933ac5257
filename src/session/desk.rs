//! All open editors, one session for each tab, and what the panel and the popup ask about them.

use serde::Serialize;

use super::{Answer, Ask, Message, Reply, Session, View};
use crate::{lint::Context, policy::Policy, words::Language};

/// The sessions by the browser's number for the tab.
#[derive(Default)]
pub struct Desk {
    sessions: Vec<(i32, Session)>,
    policy: Policy,
    language: Language,
}

/// What is told to the content script of a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Tell {
    /// Send the page once more as it was read last.
    Again,
    /// Read the page's data anew.
    Refresh,
    /// Bring the card with this handle into view.
    Show {
        /// The card's handle.
        handle: u32,
    },
    /// Close the panel.
    Close,
}

impl Desk {
    /// A message of the content script in a tab.
    pub fn message(&mut self, tab: i32, message: Message, today: &str) -> Reply {
        if self.session(tab).is_none() {
            self.sessions.push((tab, Session::default()));
        }
        let session = self.sessions.iter_mut().find(|(known, _)| *known == tab);
        let context = Context { policy: &self.policy, history: None, today, language: &self.language };
        session.map_or(Reply::Again, |(_, session)| session.handle(message, &context))
    }

    fn session(&self, tab: i32) -> Option<&Session> {
        self.sessions.iter().find(|(known, _)| *known == tab).map(|(_, session)| session)
    }

    /// In which language everything is said from now on. Pages that were read before say it when they are read again.
    pub fn speak(&mut self, language: Language) {
        self.language = language;
    }

    /// The answer for a tab that holds no Zap.
    #[must_use]
    pub fn no_zap(&self) -> Answer {
        let reason = self
            .language
            .word("This page is not a Zap. Open a Zap in Zapier's editor, and Zaplint checks it while you build it.");
        Answer::Sorry { reason: reason.to_owned() }
    }

    /// A tab was closed.
    pub fn forget(&mut self, tab: i32) {
        self.sessions.retain(|(known, _)| *known != tab);
    }

    /// Answers the panel or the popup; the second part is for the content script.
    pub fn ask(&mut self, tab: i32, ask: &Ask, _today: &str) -> (Answer, Option<Tell>) {
        let Some((paint, session)) =
            self.session(tab).and_then(|session| session.paint().map(|paint| (paint, session)))
        else {
            return (Answer::Reading { tab }, Some(Tell::Again));
        };
        match ask {
            Ask::View => (Answer::View { tab, view: Box::new(View::new(paint, session.report())) }, None),
            Ask::Export { format } => (session.export(*format, &self.policy, &self.language), None),
            Ask::Picture { frame } => (Answer::Picture(session.picture(&self.policy, *frame)), None),
            Ask::Show { step } => match session.card_of(step) {
                Some(handle) => (Answer::Done, Some(Tell::Show { handle })),
                None => {
                    let reason = self.language.word("This step is not on the screen: scroll the Zap until you see it.");
                    (Answer::Sorry { reason: reason.to_owned() }, None)
                }
            },
            Ask::Refresh => (Answer::Done, Some(Tell::Refresh)),
            Ask::Close => (Answer::Done, Some(Tell::Close)),
            _ => {
                let reason = self.language.word("This version of Zaplint cannot do that yet.");
                (Answer::Sorry { reason: reason.to_owned() }, None)
            }
        }
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
        assert_eq!(desk.ask(1, &Ask::Show { step: "78".into() }, "2026-11-24").1, Some(Tell::Show { handle: 5 }));
        assert_eq!(desk.ask(1, &Ask::Show { step: "77".into() }, "2026-11-24").1, None);
    }
}
