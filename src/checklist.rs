//! The checklist: what no machine can see from the editor, and a person has to confirm.
//!
//! Zaplint says where to look and when an item is done; it never ticks one by itself. An item is left out only
//! where the Zap shows that it cannot concern it; what belongs to the whole account stays open for every Zap.

use crate::{
    finding::Measure,
    report::{ChecklistItem, ItemState},
    word,
    words::{Language, Word},
};

/// What a Zap has to do with. Set what is not known to `true`: an item too many does no harm, one too few does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Concerns {
    /// A step uses Picsart.
    pub picsart: bool,
    /// A step sends web requests: Webhooks by Zapier, an app's API Request, Code that calls an address.
    pub webhooks: bool,
    /// A Catch Hook starts the Zap.
    pub catch_hook: bool,
    /// A step uses Zapier Forms, Interfaces or Tables.
    pub forms_or_tables: bool,
    /// Personal data is in the Zap.
    pub personal_data: bool,
    /// Health data is in the Zap.
    pub health_data: bool,
    /// A step uses a connected account.
    pub connections: bool,
    /// A step uses Zapier MCP, or an agent does through it.
    pub mcp: bool,
}

impl Concerns {
    /// Everything: for a Zap of which parts could not be read.
    pub const ALL: Self = Self {
        picsart: true,
        webhooks: true,
        catch_hook: true,
        forms_or_tables: true,
        personal_data: true,
        health_data: true,
        connections: true,
        mcp: true,
    };
}

/// What an item depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// The account, or any Zap at all.
    Always,
    Picsart,
    Webhooks,
    CatchHook,
    FormsOrTables,
    PersonalData,
    HealthData,
    Connections,
    Mcp,
}

impl When {
    /// Why the item does not concern the Zap; `None` where it does.
    const fn not_applicable(self, concerns: &Concerns) -> Option<Word> {
        let (concerned, why) = match self {
            Self::Always => return None,
            Self::Picsart => (concerns.picsart, word!("This Zap does not use Picsart.")),
            Self::Webhooks => (concerns.webhooks, word!("This Zap sends no web requests of its own.")),
            Self::CatchHook => (concerns.catch_hook, word!("No Catch Hook starts this Zap.")),
            Self::FormsOrTables => {
                (concerns.forms_or_tables, word!("This Zap uses no Zapier Forms, Interfaces or Tables."))
            }
            Self::PersonalData => (concerns.personal_data, word!("Zaplint saw no personal data in this Zap.")),
            Self::HealthData => (concerns.health_data, word!("Zaplint saw no health data in this Zap.")),
            Self::Connections => (concerns.connections, word!("No step of this Zap uses a connected account.")),
            Self::Mcp => (concerns.mcp, word!("This Zap does not use Zapier MCP.")),
        };
        if concerned { None } else { Some(why) }
    }
}

/// One row of the table below.
struct Item {
    id: &'static str,
    measure: Measure,
    when: When,
    text: &'static str,
    place: &'static str,
    done_when: &'static str,
}

/// Whether there is an item with this id; capitals do not matter.
#[must_use]
pub fn has(id: &str) -> bool {
    ITEMS.iter().any(|item| item.id.eq_ignore_ascii_case(id))
}

/// The items that are about the whole account, and so are confirmed once for all its Zaps.
const FOR_ACCOUNT: [&str; 20] = [
    "K1", "K2", "K3", "K8", "K9", "K10", "K12", "K13", "K14", "K15", "K17", "K18", "K19", "K25", "K26", "K27", "K30",
    "K31", "K32", "K33",
];

/// Whether an item is about the whole account, and so is confirmed once for all its Zaps.
#[must_use]
pub fn is_for_account(id: &str) -> bool {
    FOR_ACCOUNT.contains(&id)
}

/// The whole checklist for a Zap, K1 to K33 in order, each item open or not applicable with the reason.
#[must_use]
pub fn items(concerns: &Concerns, language: &Language) -> Vec<ChecklistItem> {
    let state = |item: &Item| match item.when.not_applicable(concerns) {
        None => (ItemState::Open, None),
        Some(why) => (ItemState::NotApplicable, Some(language.word(why).to_owned())),
    };
    ITEMS
        .iter()
        .map(|item| {
            let (state, note) = state(item);
            let &Item { id, measure, .. } = item;
            let [text, place, done_when] = [item.text, item.place, item.done_when].map(|text| language.kept(text));
            ChecklistItem { id, measure, text, place, done_when, state, note, required: false }
        })
        .collect()
}

const ITEMS: [Item; 33] = [
    Item {
        id: "K1",
        measure: Measure::Credentials,
        when: When::Always,
        text: "Two-factor sign-in is on for your Zapier login, and for your Picsart login if you have one.",
        place: "Zapier: Settings › Security and data › Two-Factor Authentication. Picsart: the settings of your account.",
        done_when: "Signing in asks for a code as well as the password. An owner of the account has seen that every \
                    member has it on.",
    },
    Item {
        id: "K2",
        measure: Measure::Credentials,
        when: When::Always,
        text: "Each person has a login of their own, with a password that is used nowhere else.",
        place: "Your password manager, and the member list in Zapier.",
        done_when: "The password comes from a password manager, and nobody signs in as somebody else. People who \
                    shared a login have a seat each.",
    },
    Item {
        id: "K3",
        measure: Measure::Credentials,
        when: When::Always,
        text: "People sign in to Zapier through your company's own sign-in, and only people you invited can join.",
        place: "Zapier's Admin Center: single sign-on (SAML), user provisioning (SCIM) and domain access. These come \
                with the Enterprise plan.",
        done_when: "SAML and SCIM are set up and joining is set to “Only invited members”; or your plan does not have \
                    them, and that is noted here.",
    },
    Item {
        id: "K4",
        measure: Measure::ApiKeys,
        when: When::Picsart,
        text: "This Zap or its team has a Picsart key of its own, and replaced keys are deleted.",
        place: "The Picsart console, My Apps.",
        done_when: "No other Zap or team uses the same key, and no key is left there that nothing uses. A key that \
                    others might have seen is renewed each month.",
    },
    Item {
        id: "K5",
        measure: Measure::ApiKeys,
        when: When::Always,
        text: "Every key that was ever typed into a step has been cancelled, not just taken out of the step.",
        place: "The website of the app the key belongs to, where it lists API keys or tokens.",
        done_when: "The old key no longer works. Taking it out of the step is not enough: old versions, copies, the \
                    Zap history and exports still hold it.",
    },
    Item {
        id: "K6",
        measure: Measure::ApiKeys,
        when: When::Connections,
        text: "Each connected account of this Zap may do no more than the Zap needs.",
        place: "In each connected app: the page that lists authorised apps or integrations.",
        done_when: "Each connection has the smallest set of permissions the app offers, read-only where the Zap only \
                    reads.",
    },
    Item {
        id: "K7",
        measure: Measure::Encryption,
        when: When::Webhooks,
        text: "The systems that receive this Zap's web requests use up-to-date encryption and check who is calling.",
        place: "With whoever runs the receiving system.",
        done_when: "They confirm TLS 1.2 or newer with a valid certificate, and that calls without the right token or \
                    signature are refused. Zapier does not sign its requests.",
    },
    Item {
        id: "K8",
        measure: Measure::Access,
        when: When::Always,
        text: "Only people who should be in the Zapier account are in it, with the smallest role that will do.",
        place: "Zapier: Settings › Members.",
        done_when: "You know every name on the list, and only a few people are owners or super admins.",
    },
    Item {
        id: "K9",
        measure: Measure::Access,
        when: When::Always,
        text: "When somebody leaves, their Zaps and connections get a new owner and their accounts are closed.",
        place: "Zapier: Settings › Members, when removing the person; then each app they had connected.",
        done_when: "For each leaver: the list of their Zaps and connections was saved, each has a new owner, and the \
                    account in the connected app is disabled. Zaps of a removed member keep running by default.",
    },
    Item {
        id: "K10",
        measure: Measure::Access,
        when: When::Always,
        text: "No connected account is shared with everyone.",
        place: "Zapier: App connections, the accounts of each app.",
        done_when: "Each connection is private, or shared only with the people who need it.",
    },
    Item {
        id: "K11",
        measure: Measure::Access,
        when: When::Always,
        text: "The folder of this Zap is shared only with people who may change it and read its history.",
        place: "Zapier: Zaps, the folder's sharing settings.",
        done_when: "The members with access are the right ones. A shared folder lets all members edit and see the \
                    history unless that was changed.",
    },
    Item {
        id: "K12",
        measure: Measure::Access,
        when: When::Always,
        text: "The company has decided which apps and actions may be used, and who has to approve a new Zap.",
        place: "Zapier's Admin Center: Governance › App permissions, and Members › Publishing restrictions. These come \
                with the Enterprise plan.",
        done_when: "The restrictions are set; or your plan does not have them, and the rule is written down elsewhere.",
    },
    Item {
        id: "K13",
        measure: Measure::Access,
        when: When::FormsOrTables,
        text: "Forms, Interfaces and Tables are open only to the people they are meant for.",
        place: "Zapier: the sharing or access settings of each form, page and table.",
        done_when: "None is left at “Anyone with the link” by accident, which is how forms start out, and no table has \
                    a public link that is not needed.",
    },
    Item {
        id: "K14",
        measure: Measure::Access,
        when: When::Mcp,
        text: "Every AI tool that can act through Zapier MCP is known, and its token is kept like a password.",
        place: "mcp.zapier.com: the list of servers and their tokens.",
        done_when: "You know who uses each server, the tools it offers are the ones needed, and tokens that nobody \
                    uses are renewed or deleted.",
    },
    Item {
        id: "K15",
        measure: Measure::Access,
        when: When::Picsart,
        text: "Only people who should be in the Picsart team are in it.",
        place: "Picsart: the team's settings.",
        done_when: "You know every name on the list, and each has the smallest role that will do.",
    },
    Item {
        id: "K16",
        measure: Measure::Minimisation,
        when: When::Always,
        text: "The test data of every step is about invented people.",
        place: "The Test tab of each step, the trigger first.",
        done_when: "No test record shows a real person. Zapier keeps test data until the Zap is deleted.",
    },
    Item {
        id: "K17",
        measure: Measure::Minimisation,
        when: When::Always,
        text: "Zapier keeps the data of past runs no longer than you need it.",
        place: "Zapier: Settings › Security and data › data retention.",
        done_when: "Retention is set to 7 to 30 days; or your plan does not allow it, and that is noted here.",
    },
    Item {
        id: "K18",
        measure: Measure::Auditing,
        when: When::Always,
        text: "Somebody reads the account's audit log every month.",
        place: "Zapier's audit log. Team plans: the owner sees 6 months. Enterprise: super admins and owners see 12.",
        done_when: "The last month was read for strange sign-ins, new or shared connections, changed roles and \
                    published versions; or your plan has no audit log, and that is noted here.",
    },
    Item {
        id: "K19",
        measure: Measure::Auditing,
        when: When::Always,
        text: "Zapier's audit log also goes to your company's own log system.",
        place: "Zapier's Admin Center: log streaming. It comes with the Enterprise plan.",
        done_when: "Events arrive there; or your plan does not have it, and that is noted here.",
    },
    Item {
        id: "K20",
        measure: Measure::Auditing,
        when: When::CatchHook,
        text: "Only the systems you know have called this Zap's Catch Hook.",
        place: "Zap history, filtered to this Zap.",
        done_when: "Every run of the last weeks came from a call you expected. If not, the hook was replaced by a new \
                    one.",
    },
    Item {
        id: "K21",
        measure: Measure::Auditing,
        when: When::Picsart,
        text: "Picsart counts as many calls as this Zap should have made.",
        place: "The Picsart console: usage and credits.",
        done_when: "Usage matches the number of runs you expected. Much more means that somebody else has the key.",
    },
    Item {
        id: "K22",
        measure: Measure::Compliance,
        when: When::PersonalData,
        text: "Data processing agreements are on file, and your record of processing names this Zap.",
        place: "Zapier's agreement is part of its terms (zapier.com/dpa). Ask Picsart and the other apps for theirs. \
                Your data protection officer keeps the record.",
        done_when: "There is an agreement with Zapier, with Picsart if it is used and with every other app that gets \
                    personal data, and the record says what this Zap does.",
    },
    Item {
        id: "K23",
        measure: Measure::Compliance,
        when: When::PersonalData,
        text: "Sending personal data to the USA is covered. Zapier stores it there and offers no storage in the EU only.",
        place: "The agreements of K22, and your data protection officer.",
        done_when: "A legal ground is written down for each company that gets the data, such as the EU-US Data Privacy \
                    Framework or standard contractual clauses; or no law asks it of you, and that is noted here.",
    },
    Item {
        id: "K24",
        measure: Measure::Compliance,
        when: When::HealthData,
        text: "Health data passes only through companies that signed for it.",
        place: "Your signed contracts: for HIPAA, the business associate agreement (BAA) of every app in this Zap, \
                Zapier included.",
        done_when: "There is a signed BAA from each of them, or the health data is out of the Zap. A badge on a \
                    website is no BAA.",
    },
    Item {
        id: "K25",
        measure: Measure::Compliance,
        when: When::PersonalData,
        text: "When somebody asks what you hold about them or wants it deleted, you also look in Zapier.",
        place: "Your procedure for such requests; in Zapier: Zap history, Tables, Storage.",
        done_when: "The procedure names these places, and somebody has tried it once.",
    },
    Item {
        id: "K26",
        measure: Measure::Compliance,
        when: When::Always,
        text: "You have decided whether Zapier may use your account's data to improve its AI.",
        place: "Zapier's AI data opt-out form. Enterprise accounts are opted out already.",
        done_when: "The form was sent, or the decision not to send it is written down.",
    },
    Item {
        id: "K27",
        measure: Measure::Vendors,
        when: When::Always,
        text: "Somebody read this year what Zapier, and Picsart if you use it, say about security and incidents.",
        place: "trust.zapier.com and picsart.io/trust.",
        done_when: "The date is noted, and so is every incident that could have touched your data.",
    },
    Item {
        id: "K28",
        measure: Measure::Vendors,
        when: When::Always,
        text: "Every other app in this Zap has somebody in your company who checked it and answers for it.",
        place: "Your company's list of approved apps.",
        done_when: "Each app of this Zap is on the list with a name beside it.",
    },
    Item {
        id: "K29",
        measure: Measure::Backups,
        when: When::Picsart,
        text: "Pictures that Picsart made are saved to your own storage within 24 hours.",
        place: "The steps after the Picsart step, and the folder they save to.",
        done_when: "The picture itself is in your storage, not only its address: Picsart's addresses stop working \
                    after 24 hours.",
    },
    Item {
        id: "K30",
        measure: Measure::Backups,
        when: When::Always,
        text: "There is a recent copy of your Zaps, and it is locked away.",
        place: "Zapier: Settings › Data management › Export my data.",
        done_when: "The export is stored encrypted, where only the people who need it can open it: it holds \
                    everything that is typed into your steps.",
    },
    Item {
        id: "K31",
        measure: Measure::Backups,
        when: When::Always,
        text: "You have tried once to bring a Zap back.",
        place: "The editor's Versions sidebar for an older version; your export for a lost Zap.",
        done_when: "An older version was published again, a Zap was rebuilt from the export, and both worked.",
    },
    Item {
        id: "K32",
        measure: Measure::Training,
        when: When::Always,
        text: "Everyone who builds Zaps knows the three rules: no keys in steps, no real people in tests, and whom to \
               call when something leaks.",
        place: "Your training records.",
        done_when: "Each builder has signed for it within the last year.",
    },
    Item {
        id: "K33",
        measure: Measure::Training,
        when: When::Always,
        text: "You have practised a leak once this year.",
        place: "A Zap made for practice.",
        done_when: "Somebody cancelled its key, gave it a new hook and searched its history for what leaked, and you \
                    know how long that took.",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k1_to_k33_in_order_of_measures() {
        let items = items(&Concerns::ALL, &Language::ENGLISH);
        let ids: Vec<_> = (1..=33).map(|number| format!("K{number}")).collect();
        assert_eq!(items.iter().map(|item| item.id).collect::<Vec<_>>(), ids);
        assert!(items.is_sorted_by_key(|item| item.measure));
        assert!(items.iter().all(|item| item.state == ItemState::Open && item.note.is_none()));
        assert!(Measure::ALL.iter().all(|measure| items.iter().any(|item| item.measure == *measure)));
    }

    #[test]
    fn what_does_not_concern_the_zap_says_why() {
        let items = items(&Concerns { picsart: true, ..Concerns::default() }, &Language::ENGLISH);
        let of = |id: &str| items.iter().find(|item| item.id == id).unwrap();
        assert_eq!(of("K1").state, ItemState::Open);
        assert_eq!(of("K29").state, ItemState::Open);
        assert_eq!(of("K24").state, ItemState::NotApplicable);
        assert_eq!(of("K24").note.as_deref(), Some("Zaplint saw no health data in this Zap."));
        assert!(items.iter().all(|item| (item.state == ItemState::NotApplicable) == item.note.is_some()));
    }

    #[test]
    fn texts_are_whole_sentences() {
        for Item { id, text, place, done_when, .. } in &ITEMS {
            assert!([text, place, done_when].iter().all(|text| text.ends_with('.')), "{id}");
        }
    }
}
