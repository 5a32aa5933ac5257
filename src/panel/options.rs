//! The options: what a person sets on this machine, what the company has set, and what is kept. Everything applies at once.

use super::{
    Action, Effect, Node, Screen,
    account::Account,
    node::{Use, button, node, text},
};
use crate::{
    finding::{Persona, Severity},
    notebook::Settings,
    say,
    session::{Answer, Ask, Locked, Sheet},
    word,
    words::{Language, Said, Word},
};

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The person's name.
    Name,
    /// The language of everything that is said.
    Language,
    /// For whom findings are shown.
    Persona,
    /// From which severity on there are badges.
    BadgesFrom,
    /// The rules that are off.
    RulesOff,
    /// Nothing is checked.
    Paused,
    /// The company's domains.
    Domains,
    /// The apps that may be used.
    Approved,
    /// The apps that must not be used.
    Denied,
    /// After how many days a review is due.
    ReviewDays,
    /// For how many days something is kept.
    KeepDays,
}

impl Field {
    /// Its name in a policy file; what a policy cannot set has one of its own.
    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Language => "language",
            Self::Persona => "persona",
            Self::BadgesFrom => "badges_from",
            Self::RulesOff => "rules_off",
            Self::Paused => "paused",
            Self::Domains => "company_domains",
            Self::Approved => "approved_apps",
            Self::Denied => "denied_apps",
            Self::ReviewDays => "review_days",
            Self::KeepDays => "keep_days",
        }
    }

    /// What it is, and what to know about it.
    const fn words(self) -> (Word, Word) {
        match self {
            Self::Name => (
                word!("Your name"),
                word!(
                    "It stands beside what you accept, confirm and review. It stays on this computer, and in what you export."
                ),
            ),
            Self::Language => (word!("Language"), word!("Everything that Zaplint says, also in exports.")),
            Self::Persona => (word!("What is shown"), word!("More is not always better: start with the first.")),
            Self::BadgesFrom => (word!("Badges in the editor"), word!("The panel shows all findings in any case.")),
            Self::RulesOff => (
                word!("Rules that are switched off"),
                word!("One on each line, such as Z301. The panel tells that they are not checked."),
            ),
            Self::Paused => (
                word!("Pause Zaplint everywhere"),
                word!("Nothing is checked and nothing is shown until you switch it on again."),
            ),
            Self::Domains => (
                word!("Domains of your company"),
                word!("One on each line, such as example.org. What goes to another domain goes out of the house."),
            ),
            Self::Approved => (
                word!("Approved apps"),
                word!(
                    "One on each line. Zaplint points out every other app. Leave it empty where there is no such list."
                ),
            ),
            Self::Denied => (word!("Apps that must not be used"), word!("One on each line.")),
            Self::ReviewDays => (word!("Days until a Zap is due for a review"), word!("90 where nothing is set.")),
            Self::KeepDays => (
                word!("Days that notes on a Zap are kept"),
                word!("400 where nothing is set. They count from the last check of the Zap."),
            ),
        }
    }
}

/// The parts of the page, each with its settings.
const PARTS: [(Word, &[Field]); 3] = [
    (word!("You"), &[Field::Name, Field::Language]),
    (word!("What Zaplint shows"), &[Field::Persona, Field::BadgesFrom, Field::RulesOff, Field::Paused]),
    (word!("Your company"), &[Field::Domains, Field::Approved, Field::Denied, Field::ReviewDays]),
];

/// What was typed into a field, and why it cannot be that.
#[derive(Debug)]
struct Fault {
    field: Field,
    text: String,
    reason: Said,
}

/// The options page.
#[derive(Debug)]
pub struct Options {
    language: Language,
    sheet: Option<Sheet>,
    notice: String,
    /// What was typed and cannot be, with the reason.
    faults: Vec<Fault>,
    /// How often somebody has said that everything is to be deleted.
    forgetting: u8,
    account: Account,
}

impl Options {
    /// A page that has not been told anything yet.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (account, faults, forgetting) = (Account::default(), Vec::new(), 0);
        Self { language, sheet: None, notice: String::new(), faults, forgetting, account }
    }

    fn tell(&mut self, notice: &Said) {
        self.notice = self.language.said(notice);
    }

    fn field(&self, sheet: &Sheet, field: Field) -> Node {
        let (words, help) = field.words();
        let (name, help_id) = (field.name(), format!("{}-help", field.name()));
        let locked = sheet.company.iter().find(|locked| locked.setting == name);
        let is_fixed = locked.is_some_and(|locked| !locked.adds);
        let control = self
            .control(&sheet.settings, field, locked.filter(|_| is_fixed))
            .id(name)
            .with("aria-describedby", &help_id);
        let fault = self.faults.iter().find(|fault| fault.field == field);
        let control = control.flag("disabled", is_fixed);
        let control = fault.into_iter().fold(control, |control, _| control.state("aria-invalid", true));
        let label = text("label", self.language.word(words)).with("for", name);
        let mut about = node("div").id(&help_id).child(text("p", self.language.word(help)).class("quiet"));
        if let Some(fault) = fault {
            let reason = text("p", &self.language.said(&fault.reason));
            about = about.child(reason.class("fault").with("role", "alert").key("fault"));
        }
        if let Some(locked) = locked {
            about = about.child(text("p", &self.set_by_company(locked)).class("locked"));
        }
        let row = node("div").class(if field == Field::Paused { "tick" } else { "setting" }).key(name);
        if field == Field::Paused {
            row.child(control).child(label).child(about)
        } else {
            row.child(label).child(control).child(about)
        }
    }

    fn set_by_company(&self, locked: &Locked) -> String {
        let value = self.value(locked);
        self.language.said(&match locked.adds {
            true => say!("Your company has set: {}. What you set counts beside it.", value),
            false => say!("Your company has set: {}. It cannot be changed here.", value),
        })
    }

    /// What the company has set, as this page says it.
    fn value(&self, locked: &Locked) -> String {
        let words = match locked.setting.as_str() {
            "persona" => PERSONAS.iter().find(|(_, value, _)| *value == locked.value).map(|(_, _, words)| *words),
            "minimum_severity" => {
                Severity::ALL.into_iter().find(|one| one.word() == locked.value).map(|one| one.label())
            }
            _ => None,
        };
        words.map_or_else(|| locked.value.clone(), |words: Word| self.language.word(words).to_owned())
    }

    /// The field; `fixed` is what the company has set in place of what the person would.
    fn control(&self, settings: &Settings, field: Field, fixed: Option<&Locked>) -> Node {
        let policy = &settings.policy;
        let typed = self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone());
        let lines = |lines: &[String]| {
            let text = typed.clone().unwrap_or_else(|| lines.join("\n"));
            node("textarea").with("rows", "3").with("spellcheck", "false").with("value", &text)
        };
        let number = |number: Option<u32>| {
            let number = typed.clone().or(number.map(|number| number.to_string())).unwrap_or_default();
            let input = node("input").with("type", "number").with("min", "1").with("max", "3650");
            input.with("inputmode", "numeric").with("value", &number)
        };
        let control = match field {
            Field::Name => node("input").with("type", "text").with("maxlength", "80").with("value", &settings.name),
            Field::Language => self.languages(settings),
            Field::Persona => {
                let fixed = fixed.and_then(|fixed| chosen(&PERSONAS, &fixed.value));
                self.choice(fixed.or(policy.persona).unwrap_or_default(), &PERSONAS)
            }
            Field::BadgesFrom => self.choice(settings.badges_from.unwrap_or(Severity::Info), &BADGES),
            Field::Paused => node("input").with("type", "checkbox").flag("checked", settings.paused),
            Field::RulesOff => lines(&policy.rules_off),
            Field::Domains => lines(&policy.company_domains),
            Field::Approved => lines(&policy.approved_apps),
            Field::Denied => lines(&policy.denied_apps),
            Field::ReviewDays => number(policy.review_days),
            Field::KeepDays => number(settings.keep_days),
        };
        control.on(Use::Change, Action::Set(field))
    }

    fn choice<T: Copy + PartialEq>(&self, chosen: T, choices: &[(T, &str, Word)]) -> Node {
        let value = choices.iter().find(|(one, _, _)| *one == chosen).map_or("", |(_, value, _)| value);
        let option =
            |(_, value, words): &(T, &str, Word)| text("option", self.language.word(*words)).with("value", value);
        node("select").children(choices.iter().map(option).collect()).with("value", value)
    }

    fn languages(&self, settings: &Settings) -> Node {
        let own = text("option", self.language.word("As the browser")).with("value", "");
        let english = text("option", "English").with("value", "en").with("lang", "en");
        let others =
            Language::OTHERS.iter().map(|(tag, name)| text("option", name).with("value", tag).with("lang", tag));
        let chosen = settings.language.as_deref().unwrap_or_default();
        node("select").child(own).child(english).children(others.collect()).with("value", chosen)
    }

    /// What the company has set beside what has a field here.
    fn company(&self, sheet: &Sheet) -> Node {
        let mut part = node("div");
        let has_field = |locked: &&Locked| {
            PARTS.iter().any(|(_, fields)| fields.iter().any(|field| field.name() == locked.setting))
        };
        let others: Vec<Node> = sheet
            .company
            .iter()
            .filter(|locked| !has_field(locked))
            .map(|locked| text("li", &format!("{}: {}", self.setting(&locked.setting), self.value(locked))))
            .collect();
        if !others.is_empty() {
            let words = self.language.word("Your company has set this, too. It cannot be changed here.");
            part = part.child(text("p", words)).child(node("ul").children(others));
        }
        if let Some(contact) = &sheet.contact {
            part = part
                .child(text("p", &self.language.said(&say!("Questions about what your company has set: {}", contact))));
        }
        part
    }

    /// A setting of a policy that has no field here.
    fn setting(&self, name: &str) -> String {
        let words = match name {
            "minimum_severity" => word!("Findings are shown from"),
            "no_waivers" => word!("Rules whose findings nobody can accept"),
            "required_items" => word!("Items of the checklist that must be confirmed"),
            "waivers" => word!("Findings that are accepted"),
            "reviewed_code" => word!("Code that was read"),
            _ => return name.to_owned(),
        };
        self.language.word(words).to_owned()
    }

    fn kept(&self, sheet: &Sheet) -> Node {
        let language = &self.language;
        let zaps = language.said(&match sheet.zaps {
            0 => say!("Nothing is kept of any Zap."),
            1 => say!(
                "For 1 Zap, Zaplint keeps what you accepted, confirmed and reviewed, and how many findings it had."
            ),
            zaps => say!(
                "For {} Zaps, Zaplint keeps what you accepted, confirmed and reviewed, and how many findings they had.",
                zaps
            ),
        });
        let words = language.word("It stays on this computer. What you type into a Zap is never kept.");
        let buttons = node("div")
            .class("buttons")
            .child(button(language.word("Save the settings as a file"), Action::Ask(Ask::SettingsFile)))
            .child(super::header::file(language.word("Take over settings from a file"), Action::ReadSettings));
        node("section")
            .key("kept")
            .child(text("h2", language.word("What is kept")))
            .child(text("p", &zaps))
            .child(text("p", words).class("quiet"))
            .child(self.field(sheet, Field::KeepDays))
            .child(buttons)
            .child(self.forget())
    }

    /// Asks twice.
    fn forget(&self) -> Node {
        let language = &self.language;
        let part = node("div").key("forget").class("forget");
        let (question, yes) = match self.forgetting {
            0 => return part.child(button(language.word("Delete everything …"), Action::ConsiderForget).id("forget")),
            1 => (word!("Delete all settings, and all that is kept of your Zaps?"), word!("Yes, delete it")),
            _ => (word!("This cannot be undone. Is there really nothing to keep?"), word!("Delete it for good")),
        };
        let yes = match self.forgetting {
            1 => button(language.word(yes), Action::ConsiderForget),
            _ => button(language.word(yes), Action::Ask(Ask::Forget { zap: None })),
        };
        let no = button(language.word("Keep it"), Action::Cancel).id("keep");
        let question = text("p", language.word(question)).id("question");
        let group = node("div").with("role", "group").with("aria-labelledby", "question");
        part.child(group.child(question).child(node("div").class("buttons").child(no).child(yes.class("danger"))))
    }

    fn set(&mut self, field: Field, value: &str) -> Vec<Effect> {
        let Some(sheet) = &mut self.sheet else { return Vec::new() };
        let settings = &mut sheet.settings;
        self.faults.retain(|fault| fault.field != field);
        if let Some(reason) = fault(field, value, settings, &sheet.rules) {
            self.faults.push(Fault { field, text: value.to_owned(), reason });
            return Vec::new();
        }
        let lines = || -> Vec<String> {
            value.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let number = || value.trim().parse().ok();
        let mut effects = Vec::new();
        match field {
            Field::Name => value.trim().clone_into(&mut settings.name),
            Field::Language => {
                settings.language = Some(value.to_owned()).filter(|tag| !tag.is_empty());
                effects.push(Effect::Language(settings.language.clone()));
            }
            Field::Persona => settings.policy.persona = chosen(&PERSONAS, value),
            Field::BadgesFrom => settings.badges_from = chosen(&BADGES, value),
            Field::RulesOff => settings.policy.rules_off = lines(),
            Field::Paused => settings.paused = value == "true",
            Field::Domains => settings.policy.company_domains = lines(),
            Field::Approved => settings.policy.approved_apps = lines(),
            Field::Denied => settings.policy.denied_apps = lines(),
            Field::ReviewDays => settings.policy.review_days = number(),
            Field::KeepDays => settings.keep_days = number(),
        }
        effects.push(Effect::Ask(Ask::Set { settings: Box::new(settings.clone()) }));
        effects
    }
}

/// Why something cannot be set to what was typed. `rules` are the ids of the built-in rules.
fn fault(field: Field, value: &str, settings: &Settings, rules: &[String]) -> Option<Said> {
    let mut lines = value.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_domain = |line: &str| {
        let domain = line.trim_start_matches('@');
        domain.contains('.') && domain.chars().all(|sign| sign.is_alphanumeric() || ".-".contains(sign))
    };
    let is_rule =
        |line: &str| rules.iter().any(|rule| rule.eq_ignore_ascii_case(line)) || settings.policy.rule(line).is_some();
    match field {
        Field::Domains => {
            lines.find(|line| !is_domain(line)).map(|line| say!("“{}” is no domain: one is like example.org.", line))
        }
        Field::RulesOff => {
            lines.find(|line| !is_rule(line)).map(|line| say!("There is no rule “{}”: one is like Z301.", line))
        }
        Field::ReviewDays | Field::KeepDays => {
            let is_number = value.trim().parse::<u32>().is_ok_and(|number| (1..=3650).contains(&number));
            (!value.trim().is_empty() && !is_number).then(|| say!("Write a whole number from 1 to 3,650."))
        }
        _ => None,
    }
}

const PERSONAS: [(Persona, &str, Word); 3] = [
    (Persona::Regular, "regular", word!("What everyone who builds Zaps should mend")),
    (Persona::Pedantic, "pedantic", word!("Small things, too")),
    (Persona::Auditor, "auditor", word!("Everything, for an audit")),
];

const BADGES: [(Severity, &str, Word); 5] = [
    (Severity::Info, "info", word!("For every finding")),
    (Severity::Low, "low", word!("From low on")),
    (Severity::Medium, "medium", word!("From medium on")),
    (Severity::High, "high", word!("From high on")),
    (Severity::Critical, "critical", word!("For critical ones only")),
];

fn chosen<T: Copy>(choices: &[(T, &str, Word)], value: &str) -> Option<T> {
    choices.iter().find(|(_, known, _)| *known == value).map(|(one, _, _)| *one)
}

impl Screen for Options {
    fn draw(&self) -> Node {
        let language = &self.language;
        let about = language.word("Every change counts at once. Nothing of it leaves this computer.");
        let notice = text("p", &self.notice).class("notice").with("role", "status");
        let header =
            node("header").child(text("h1", language.word("Zaplint: options"))).child(text("p", about).class("quiet"));
        let mut main = node("main").child(header.child(notice));
        let Some(sheet) = &self.sheet else { return main };
        let notices = sheet.notices.iter().map(|notice| text("p", notice).class("warning").key(notice));
        main = main.children(notices.collect());
        for (heading, fields) in PARTS {
            let fields = fields.iter().map(|field| self.field(sheet, *field)).collect();
            let part =
                node("section").key(heading.english()).child(text("h2", language.word(heading))).children(fields);
            main = main.child(part);
        }
        main.child(self.company(sheet).key("company"))
            .child(super::keys::draw(language))
            .child(self.account.draw(language))
            .child(self.kept(sheet))
    }

    fn act(&mut self, action: &Action, value: &str) -> Vec<Effect> {
        self.notice.clear();
        match action {
            Action::Account(deed) => self.account.act(deed, &self.language),
            Action::Set(field) => self.set(*field, value),
            Action::Ask(ask) => vec![Effect::Ask(ask.clone())],
            Action::ReadSettings => vec![Effect::Ask(Ask::ReadSettings { text: value.to_owned() })],
            Action::ConsiderForget => {
                self.forgetting += 1;
                vec![Effect::Focus("keep".to_owned())]
            }
            Action::Cancel => {
                self.forgetting = 0;
                vec![Effect::Focus("forget".to_owned())]
            }
            _ => Vec::new(),
        }
    }

    fn answered(&mut self, ask: &Ask, answer: Option<Answer>) -> Vec<Effect> {
        match (ask, answer) {
            (ask, Some(Answer::Settings(sheet))) => {
                let language = sheet.settings.language.clone();
                let other = self.sheet.as_ref().is_some_and(|before| before.settings.language != language);
                self.sheet = Some(*sheet);
                if *ask != Ask::Settings {
                    self.tell(&say!("Saved."));
                }
                if other { vec![Effect::Language(language)] } else { Vec::new() }
            }
            (Ask::Set { .. } | Ask::ReadSettings { .. }, Some(Answer::Done)) => {
                self.tell(&say!("Saved."));
                vec![Effect::Ask(Ask::Settings)]
            }
            (Ask::Forget { .. }, Some(Answer::Done)) => {
                self.forgetting = 0;
                self.tell(&say!("Everything is deleted."));
                vec![Effect::Ask(Ask::Settings), Effect::Focus("forget".to_owned())]
            }
            (_, Some(Answer::File(file))) => {
                self.tell(&say!("Saved {}.", &file.name));
                vec![Effect::Save(file)]
            }
            (_, Some(Answer::Sorry { reason })) => {
                // What was typed stays where it is.
                self.notice = reason;
                Vec::new()
            }
            (Ask::Set { .. }, None) => {
                self.tell(&say!("Zaplint does not answer: reload this page."));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn failed(&mut self, effect: &Effect) {
        if let Effect::Save(_) = effect {
            self.tell(&say!("The browser did not let Zaplint save the file."));
        }
    }

    fn speak(&mut self, language: Language) {
        self.language = language;
    }
}
