//! The apps known by name, and what kind of app each is.
//!
//! An app is looked up by its key (`GoogleSheetsV2CLIAPI`) or by the name the page shows ("Google Sheets"); both are
//! folded to letters and digits, so a row needs a key of its own only where that differs from the name
//! (`GoogleMail=Gmail`). Keys differ by age, and many apps have none but a number: then only the name can tell.

use crate::data::has_phrase;
use crate::index::{Index, hash};
use crate::letters::lowercase;
use std::sync::LazyLock;

use super::known::known;
use super::words::{fold, has_any, letters, words};
use crate::zap::Step;

/// What kind of app it is: what it does with data that is sent to it, and who can start a Zap through it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Chat among colleagues.
    TeamChat,
    /// Chat that outsiders can write in, too.
    OpenChat,
    /// A spreadsheet: its cells run formulas.
    Spreadsheet,
    /// A table or notes without formulas from values: Airtable, Notion, Zapier Tables.
    Table,
    /// A mailbox: reads mail, and sends it by some actions.
    Mailbox,
    /// A service that only sends mail.
    MailSender,
    /// Text messages and calls.
    Sms,
    /// A language model or another model that answers prompts.
    Ai,
    /// Requests to any address.
    Http,
    /// A store of files.
    Files,
    /// Documents.
    Documents,
    /// Social networks.
    Social,
    /// Web sites and planned posts: what is published is public.
    Publishing,
    /// Customers and deals.
    Crm,
    /// Mailing lists and campaigns.
    Marketing,
    /// Shops: orders and customers.
    Shop,
    /// Payments, invoices, bookkeeping.
    Finance,
    /// Accounts and roles of an organisation's people.
    Directory,
    /// Personnel and applicants.
    People,
    /// Tasks and tickets of the team.
    Tasks,
    /// Help desks: their tickets come from customers.
    Support,
    /// Calendars and meetings.
    Calendar,
    /// Appointments that customers book.
    Booking,
    /// Forms and surveys.
    Forms,
    /// Reviews and ratings.
    Reviews,
    /// Advertisements with a form in them.
    LeadAds,
    /// News feeds.
    Feed,
    /// Databases and data warehouses.
    Database,
    /// Source code.
    CodeHost,
    /// Documents to be signed.
    Signing,
    /// Pictures: made or changed.
    Images,
    /// Practice software, health records, tele-health.
    Health,
    /// The same for animals.
    Veterinary,
    /// Zapier's own helpers: no data leaves Zapier.
    Utility,
    /// Known by name, of no kind that rules ask for.
    Other,
    /// Not known.
    Unknown,
}

/// One known app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct App {
    /// As people know it.
    pub name: &'static str,
    /// What kind it is.
    pub kind: Kind,
}

/// The rows: for each kind its apps, as a name or as `key=name`. A key is written without its `CLIAPI`, `API`, `V2`.
#[rustfmt::skip]
const APPS: &[(Kind, &str)] = &[
    (Kind::TeamChat, "Slack; Microsoft Teams; MicrosoftTeamsChat=Microsoft Teams; Google Chat; HangoutsChat=Google Chat; Mattermost; \
        Rocket.Chat; Webex; CiscoWebexTeams=Webex; CiscoSpark=Webex; Zoho Cliq; Lark; Flock; Twist; Chanty; Pumble; Zulip; Workplace from Meta; \
        Zoom Team Chat; Ryver; Basecamp Campfire; Slack Enterprise Grid"),
    (Kind::OpenChat, "Discord; Telegram; TelegramBot=Telegram; WhatsApp Business; WhatsApp; WhatsAppNotifications=WhatsApp Notifications; \
        Facebook Messenger; Messenger; LINE; Viber; WeChat; Signal; Manychat; Crisp; tawk.to; LiveChat; Drift; Chatfuel; Landbot; Wati; \
        Tidio; Olark; Chatbots by Zapier; ZapierChatbots=Chatbots by Zapier; Circle; Respond.io; Trengo"),
    (Kind::Spreadsheet, "Google Sheets; Excel=Microsoft Excel; Zoho Sheet; EtherCalc"),
    (Kind::Table, "Airtable; Notion; Table=Zapier Tables; Tables=Zapier Tables; Tables by Zapier; Smartsheet; Coda; Baserow; NocoDB; SeaTable; Grist; \
        Rows; Stackby; Fibery; Knack; Glide; Quickbase; Caspio; Zoho Creator; Microsoft Lists; Anytype"),
    (Kind::Mailbox, "GoogleMail=Gmail; Microsoft Outlook; Outlook; MicrosoftOffice365=Microsoft Office 365; Microsoft Exchange; IMAP by Zapier; IMAP; Zoho Mail; \
        Fastmail; Yahoo Mail; Front; Missive; Help Scout Mailbox"),
    (Kind::MailSender, "ZapierMail=Email by Zapier; SMTP by Zapier; SMTP; SendGrid; Twilio SendGrid; Mailgun; Postmark; Amazon SES; AmazonSES=Amazon SES; SparkPost; \
        Mandrill; Mailchimp Transactional; Resend; Mailersend; Mailjet; Elastic Email; SMTP2GO; Gmass; Lob; Loops; ZeptoMail"),
    (Kind::Sms, "Twilio; SMS by Zapier; ZapierSMS=SMS by Zapier; ClickSend; Vonage; Nexmo=Vonage; MessageBird; Bird; Plivo; SimpleTexting; EZ Texting; TextMagic; Sinch; \
        Telnyx; OpenPhone; Quo; Dialpad; RingCentral; Salesmsg; SlickText; Podium; Aircall; JustCall; CallFire; Bulk SMS; Heymarket; Textline; \
        Phone by Zapier; Attentive; Postscript"),
    (Kind::Ai, "AI=AI by Zapier; AI by Zapier; ChatGPT; ChatGPT (OpenAI); OpenAi=OpenAI; OpenAI (GPT-4, DALL-E, Whisper); GPT; Anthropic (Claude); Claude; Anthropic=Claude; \
        Google AI Studio (Gemini); GoogleAIStudio=Google AI Studio (Gemini); GoogleMakerSuite=Google AI Studio (Gemini); Gemini; Google Gemini; \
        Google Vertex AI; Mistral AI; Mistral; Perplexity; DeepSeek; Groq; Cohere; Hugging Face; Replicate; Azure OpenAI; Amazon Bedrock; Together AI; \
        OpenRouter; xAI; Grok; Llama; Jasper; Copy.ai; Writesonic; ElevenLabs; Stability AI; DALL-E; Whisper; AssemblyAI; Deepgram; Cohere AI; \
        Agents=Zapier Agents; Zapier Agents; ZapierCentral=Zapier Agents; Zapier Central; Relevance AI; Voiceflow; Botpress; CustomGPT; CustomGPT.ai; \
        Chatbase; Dust; Stack AI; Straico; Vapi; Retell AI; Bland AI; Synthflow; HeyGen; Leonardo.AI; Runway"),
    (Kind::Http, "WebHook=Webhooks by Zapier; Webhooks by Zapier; Webhooks; API by Zapier; APIRequest=API by Zapier"),
    (Kind::Files, "Google Drive; DropBox=Dropbox; Microsoft OneDrive; OneDrive; Microsoft SharePoint; SharePoint; Box; Amazon S3; AmazonS3=Amazon S3; SFTP; FTP; \
        FTP by Zapier; SFTP by Zapier; FTPClient=FTP; Google Cloud Storage; Azure Blob Storage; Azure Storage; Backblaze B2; pCloud; Egnyte; Nextcloud; \
        Citrix ShareFile; ShareFile; Cloudflare R2; Wasabi; Zoho WorkDrive; Cloudinary; Google Photos; Uploadcare; Filestack; Frame.io; iCloud Drive; MEGA"),
    (Kind::Documents, "Google Docs; Google Slides; Microsoft Word; Microsoft PowerPoint; Quip; Evernote; Microsoft OneNote; OneNote; Confluence; Confluence Cloud; \
        Dropbox Paper; Slite; Guru; Nuclino; Slab; Obsidian; PDF.co; PDFMonkey; Documint; Formstack Documents; Google Keep; Craft; Bear; Roam"),
    (Kind::Social, "Twitter=X (Twitter); X (Twitter); X; Facebook Pages; Facebook; Facebook Groups; Instagram for Business; Instagram; LinkedIn; LinkedIn Pages; YouTube; \
        TikTok; Pinterest; Reddit; Threads; Bluesky; Mastodon; Tumblr; Vimeo; Twitch; Google Business Profile; GoogleMyBusiness=Google Business Profile; \
        Medium; SoundCloud; Flickr; Product Hunt; Quora"),
    (Kind::Publishing, "WordPress; Wordpress.com; Webflow; Ghost; Blogger; Squarespace; Wix; Buffer; Hootsuite; Later; SocialBee; Publer; Metricool; Sprout Social; \
        Zoho Social; Loomly; Sanity; Contentful; Storyblok; Drupal; Joomla; Transistor; Buzzsprout; Substack; Beehiiv Posts; Medium Publications; Framer; Vista Social"),
    (Kind::Crm, "Salesforce; HubSpot; HubSpotDeveloper=HubSpot; Pipedrive; Zoho CRM; Close; Copper; Freshsales; Freshworks CRM; Microsoft Dynamics 365 CRM; Dynamics 365; \
        Insightly; Nutshell; Capsule CRM; Attio; Folk; Streak; Keap; Infusionsoft=Keap; HighLevel; LeadConnector=LeadConnector; GoHighLevel=HighLevel; \
        Follow Up Boss; Agile CRM; SugarCRM; Nimble; Salesflare; Affinity; Pipeliner; Apollo; Lemlist; Outreach; Salesloft; Clay; Clearbit; Hunter; ZoomInfo; \
        JobNimbus; Jobber; ServiceTitan; Housecall Pro; Clio; Lawmatics; MyCase; Bitrix24; Odoo; NetSuite; Monica; Google Contacts; Airtable CRM; Less Annoying CRM; \
        Donorbox; Bloomerang; NationBuilder"),
    (Kind::Marketing, "Mailchimp; ActiveCampaign; Klaviyo; Kit; ConvertKit=Kit; MailerLite; Brevo; Sendinblue=Brevo; Constant Contact; AWeber; GetResponse; Drip; \
        Campaign Monitor; Customer.io; Sendy; EmailOctopus; Moosend; beehiiv; Flodesk; Omnisend; Benchmark Email; iContact; Mautic; Marketo; Pardot; Ontraport; \
        Kartra; Kajabi; ClickFunnels; ClickFunnels Classic; Systeme.io; systeme.io; Instantly; Smartlead; Woodpecker; Mailshake; Braze; Iterable; Emma; \
        Vero; Autopilot; Ortto; Encharge; GetVero; Zoho Campaigns; SendFox; Mailmodo; TinyLetter; Senja; Google Ads; Facebook Custom Audiences"),
    (Kind::Shop, "Shopify; WooCommerce; BigCommerce; Magento; Etsy; eBay; Amazon Seller Central; Ecwid; Gumroad; PrestaShop; ThriveCart; SamCart; Printful; Printify; \
        ShipStation; Lemon Squeezy; Sellfy; Podia; Teachable; Thinkific; LearnWorlds; Eventbrite; Ticket Tailor; Humanitix"),
    (Kind::Finance, "Stripe; PayPal; Square; QuickBooks Online; QuickBooks; Xero; FreshBooks; Wave; Zoho Books; Zoho Invoice; Sage; Chargebee; Recurly; Paddle; Braintree; Wise; \
        Plaid; Bill.com; BILL; Invoice Ninja; Harvest; Expensify; Ramp; Brex; GoCardless; Razorpay; Mollie; Adyen; Authorize.Net; Mercury; lexoffice; sevDesk; \
        Debitoor; MoneyBird; Exact Online; e-conomic; Pennylane; Stripe Connect; Revolut"),
    (Kind::Directory, "Google Workspace Admin; GoogleAdmin=Google Workspace Admin; GSuite=Google Workspace Admin; Google Groups; Microsoft Entra ID; \
        AzureActiveDirectory=Microsoft Entra ID; Okta; OneLogin; JumpCloud; Auth0; Duo; 1Password; LastPass; Bitwarden; Keycloak"),
    (Kind::People, "BambooHR; Gusto; Rippling; Workday; Greenhouse; Lever; Workable; Personio; Deel; ADP; Namely; Zenefits; HiBob; Recruitee; Breezy HR; Ashby; \
        SmartRecruiters; JazzHR; Factorial; Kenjo; Zoho People; Zoho Recruit; Remote; TeamTailor; Bullhorn; Manatal; 15Five; Lattice; Culture Amp; Checkr"),
    (Kind::Tasks, "Trello; Asana; Jira; JiraSoftwareCloud=Jira Software Cloud; JiraSoftwareServer=Jira Software Server; ClickUp; monday.com; Monday=monday.com; Todoist; \
        Linear; Basecamp; Wrike; Teamwork; Microsoft To Do; MicrosoftTodo=Microsoft To Do; Microsoft Planner; Google Tasks; Things; TickTick; Shortcut; \
        Clubhouse=Shortcut; Pivotal Tracker; MeisterTask; Hive; Podio; Zoho Projects; Toggl; TogglTrack=Toggl Track; Clockify; Aha!; Productboard; \
        YouTrack; Redmine; PagerDuty; Opsgenie; Statuspage; Sentry; Process Street; Any.do; OmniFocus; Azure DevOps; Favro; Taiga; Height"),
    (Kind::Support, "Zendesk; Freshdesk; Intercom; Help Scout; HelpScout=Help Scout; Gorgias; Kayako; Zoho Desk; Jira Service Management; ServiceNow; Kustomer; Groove; \
        HappyFox; LiveAgent; Freshservice; Freshchat; Re:amaze; Richpanel; Dixa; UserVoice; Canny; Zammad; osTicket; HelpDesk; Pylon; Plain"),
    (Kind::Calendar, "Google Calendar; Microsoft Outlook Calendar; Office365Calendar=Microsoft Outlook Calendar; Zoom; GoToWebinar; GoToMeeting; Google Meet; Demio; \
        Livestorm; WebinarJam; Webex Meetings; Teamup; Fathom; Fireflies.ai; Otter.ai; Grain; tl;dv; Read AI; Gong; Avoma; Zoho Calendar; Apple Calendar; \
        Microsoft Bookings Calendar; ON24; BigMarker; EverWebinar; Granola"),
    (Kind::Booking, "Calendly; Acuity Scheduling; AcuityScheduling=Acuity Scheduling; Cal.com; SavvyCal; YouCanBookMe; Setmore; SimplyBook.me; Appointlet; Microsoft Bookings; \
        Square Appointments; Mindbody; Vagaro; Book Like A Boss; TidyCal; OnceHub; ScheduleOnce; Doodle; Bookeo; Checkfront; FareHarbor; Momence; Fresha"),
    (Kind::Forms, "Typeform; Tally; Google Forms; Microsoft Forms; Jotform; JotFormV4=Jotform; Gravity Forms; Wufoo; Paperform; Fillout; Formstack; Cognito Forms; 123FormBuilder; \
        SurveyMonkey; Survey Monkey; Qualtrics; Zoho Forms; Zoho Survey; Ninja Forms; WPForms; Elementor; Fluent Forms; Formidable Forms; Formspree; Formsite; Netlify; \
        Interfaces=Zapier Interfaces; Zapier Interfaces; Interfaces by Zapier; Forms by Zapier; ZapierForms=Zapier Forms; Unbounce; Leadpages; Instapage; \
        ConvertFlow; OptinMonster; Sumo; involve.me; Outgrow; Interact; ScoreApp; Heyflow; Perspective; feathery; Basin; Getform; Airtable Forms; VideoAsk; \
        Delighted; AskNicely; Hotjar; Swipe Pages; Poptin; Privy; Alchemer; LimeSurvey; Formbricks; Youform; Carrd; Contact Form 7"),
    (Kind::Reviews, "Trustpilot; Yelp; Judge.me; Yotpo; Stamped; Loox; Birdeye; Grade.us; AppFollow; Google Reviews; G2; Reviews.io; Feefo; TripAdvisor"),
    (Kind::LeadAds, "Facebook Lead Ads; FacebookLeadGen=Facebook Lead Ads; FacebookLeads=Facebook Lead Ads; LinkedIn Lead Gen Forms; Google Ads Lead Forms; TikTok Lead Generation; Thumbtack; Angi; HomeAdvisor"),
    (Kind::Feed, "RSS=RSS by Zapier; RSS by Zapier; Feedly; Inoreader; Google Alerts; Google News; Hacker News; Mention; Brand24"),
    (Kind::Database, "PostgreSQL; Postgres; MySQL; SQL Server; Microsoft SQL Server; MariaDB; MongoDB; Snowflake; Google BigQuery; BigQuery; Amazon Redshift; Redshift; \
        Supabase; Firebase; Firebase / Firestore; FirebaseFirestore=Firebase / Firestore; Xano; Pinecone; Bubble; Databricks; CockroachDB; Redis; Qdrant; Weaviate; Oracle Database; DynamoDB"),
    (Kind::CodeHost, "GitHub; GitLab; Bitbucket; GitHub Enterprise; Vercel; Render; CircleCI; Jenkins"),
    (Kind::Signing, "DocuSign; PandaDoc; Dropbox Sign; HelloSign=Dropbox Sign; Adobe Acrobat Sign; AdobeSign=Adobe Acrobat Sign; SignNow; SignWell; BoldSign; Eversign; \
        Xodo Sign; Oneflow; Proposify; Better Proposals; Qwilr; Documenso; DocuSeal; Zoho Sign; Yousign; Skribble; GetAccept; Concord; Ironclad"),
    (Kind::Images, "Picsart; PicsartCreative=Picsart; Picsart Creative APIs; Bannerbear; Placid; remove.bg; Canva; Photoroom; Cloudconvert; CloudConvert; Convertapi; Creatomate; Shotstack; \
        Figma; Adobe Photoshop; ClipDrop; Imgur; Renderform; Dynapictures; Abyssale"),
    (Kind::Health, "Cliniko; SimplePractice; Jane; Jane App; DrChrono; athenahealth; Epic; Cerner; Oracle Health; Practice Better; Healthie; Doctolib; Zocdoc; TherapyNotes; \
        IntakeQ; PracticeQ; Kareo; Tebra; Elation Health; Elation; Canvas Medical; Medplum; Doxy.me; NexHealth; Power Diary; Zanda; Halaxy; Nookal; Practice Fusion; \
        eClinicalWorks; AdvancedMD; Carepatron; Osmind; TheraNest; Valant; Sessions Health; Charm EHR; CharmHealth; Semble; Heidi Health; Heidi; Nabla; Luma Health; \
        Klara; Spruce Health; Phreesia; OptiMantra; Cerbo; Hint Health; Akute Health; Mend; Updox; Weave; Dentrix; Open Dental; CareStack; WebPT; WriteUpp; Pabau; \
        Writeupp; Dentally; Cliniconex; Redox; Particle Health; Human API; SonderMind; Headway; Alma; Grow Therapy; Samedi; Jameda; Mindbody Health; Aesthetic Record; \
        PatientPop; Patient Communicator; Solutionreach; NextGen; Greenway Health; Allscripts; ModMed; OpenEMR; Meditech; OhMD; Rupa Health; Fullscript; Meddbase; CorePlus"),
    (Kind::Veterinary, "ezyVet; Provet Cloud; Vetspire; PetDesk; Digitail; Shepherd; Shepherd Veterinary; VETport; Instinct Science; Covetrus; Vetstoria; Otto Vet; NaVetor; AVImark"),
    (Kind::Utility, "Code=Code by Zapier; Code by Zapier; Filter=Filter by Zapier; Filter by Zapier; Branching=Paths by Zapier; Paths=Paths by Zapier; Paths by Zapier; Engine=Paths by Zapier; Delay=Delay by Zapier; \
        Delay by Zapier; Schedule=Schedule by Zapier; Schedule by Zapier; ZapierFormatter=Formatter by Zapier; Formatter by Zapier; Formatter=Formatter by Zapier; \
        ZapierLooping=Looping by Zapier; Looping by Zapier; Looping=Looping by Zapier; SubZap=Sub-Zap by Zapier; Sub-Zap by Zapier; SubZaps=Sub-Zap by Zapier; \
        FilesByZapier=Files by Zapier; Storage=Storage by Zapier; Storage by Zapier; ZapierManager=Zapier Manager; Zapier Manager; Digest=Digest by Zapier; \
        Digest by Zapier; EmailParser=Email Parser by Zapier; Email Parser by Zapier; HumanInTheLoop=Human in the Loop; Human in the Loop; \
        HumanInTheLoopByZapier=Human in the Loop; Approvals=Approvals by Zapier; Push=Push by Zapier; Push by Zapier; ZapierPush=Push by Zapier; Weather by Zapier; Weather=Weather by Zapier; \
        URLShortener=URL Shortener by Zapier; URL Shortener by Zapier; Transfer by Zapier; ZapierFunctions=Zapier Functions; Functions by Zapier; Lead Score by Zapier; \
        Translate by Zapier; Translate=Translate by Zapier; MCP Client by Zapier; Zapier Chrome Extension; ChromeExtension=Zapier Chrome Extension; \
        Zapier Canvas; Canvas by Zapier; Sub-Zaps by Zapier; Date=Formatter by Zapier"),
    (Kind::Other, "Bitly; Google Analytics; Segment; Mixpanel; Amplitude; Zapier; Google Translate; DeepL; Google Maps; Dub; Rebrandly; ScrapingBee; Apify; Browse AI; \
        Browserless; Docparser; Mailparser; Parseur; Parserr; Google Cloud; AWS Lambda; Amazon Lambda; Amazon SQS; Amazon SNS; IFTTT; Make; n8n; Pushover; Pushbullet; Spotify"),
];

/// The apps under their keys and names, which are looked for folded.
struct ByFolded {
    apps: Vec<(&'static str, App)>,
    index: Index,
}

impl ByFolded {
    fn get(&self, folded: &str) -> Option<App> {
        let at = |place: usize| self.apps.get(place);
        let is = |place: usize| at(place).is_some_and(|(known, _)| letters(known).eq(folded.chars()));
        at(self.index.find(folded, is)?).map(|&(_, app)| app)
    }
}

/// Made when the first step is read, while somebody waits for the first badge.
static BY_FOLDED: LazyLock<ByFolded> = LazyLock::new(|| {
    let mut apps: Vec<(&'static str, App)> = Vec::new();
    for &(kind, rows) in APPS {
        for row in rows.split("; ").map(str::trim) {
            let (key, name) = row.split_once('=').unwrap_or((row, row));
            let app = App { name, kind };
            apps.push((key, app));
            if key != name {
                apps.push((name, app));
            }
        }
    }
    let mut folded = String::new();
    let hash_of = |&(text, _): &(&str, App)| {
        folded.clear();
        folded.extend(letters(text));
        hash(&folded)
    };
    let index = Index::of_hashes(apps.iter().map(hash_of));
    ByFolded { apps, index }
});

/// The names of all apps that are listed; some come twice.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn known_names() -> impl Iterator<Item = &'static str> {
    BY_FOLDED.apps.iter().map(|(_, app)| app.name)
}

/// The known app of a step: by its key, else by the name that the page shows.
#[must_use]
pub fn find(step: &Step) -> Option<App> {
    known(step).app
}

/// The same, by the app's folded key.
pub(super) fn look_up(folded: &str, step: &Step) -> Option<App> {
    by_key(folded).or_else(|| by_name(step.app_name.as_deref()?)).or_else(|| picsart(step))
}

/// Picsart's own key is not known, only that its name holds the word. The key of an app that is not listed,
/// `App170422CLIAPI`, says nothing; the step's title may.
fn picsart(step: &Step) -> Option<App> {
    let says = |text: &str| has_any(&words(text), &["picsart"]);
    let stem = stem(&step.app);
    let titled = || opaque(stem).is_some_and(|number| !number.is_empty()) && step.title.as_deref().is_some_and(says);
    (says(stem) || step.app_name.as_deref().is_some_and(says) || titled()).then(|| by_name("Picsart")).flatten()
}

/// The number of an app that has no key of its own: `170422` of the stem `App170422`.
pub(super) fn opaque(stem: &str) -> Option<&str> {
    stem.strip_prefix("App").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What kind of app a step uses. Apps that are not in the table are judged by the words of their name: Form, GPT,
/// Claude and the like say enough; nothing else is guessed.
#[must_use]
pub fn kind(step: &Step) -> Kind {
    known(step).kind
}

pub(super) fn kind_of(step: &Step, app: Option<App>) -> Kind {
    if let Some(app) = app {
        return app.kind;
    }
    let mut found = words(stem(&step.app));
    found.extend(step.app_name.as_deref().map(words).unwrap_or_default());
    match kind_by_words(&found) {
        // An app of one's own, which only its action tells.
        Kind::Unknown if has_phrase(&step.action, ASKING_AI) => Kind::Ai,
        Kind::Unknown if has_phrase(&step.action, CHANGING_PICTURES) => Kind::Images,
        kind => kind,
    }
}

/// Actions that only language models have.
const ASKING_AI: &[&str] =
    &["chat completion", "chat completions", "text completion", "send prompt", "run prompt", "ask ai"];

/// Actions that only services for pictures have.
const CHANGING_PICTURES: &[&str] = &[
    "remove background", "removebg", "remove bg", "replace background", "upscale image", "upscale photo",
    "enhance image", "enhance photo", "enhance face", "resize image", "crop image",
];

#[rustfmt::skip]
const KINDS_BY_WORD: &[(Kind, &[&str])] = &[
    (Kind::Forms, &["form", "forms", "survey", "surveys"]),
    (Kind::Veterinary, &["vet", "vets", "veterinary"]),
    (Kind::Health, &["ehr", "emr", "clinic", "clinical", "patient", "patients", "telehealth", "telemedicine", "medical", "dental"]),
    (Kind::Ai, &["gpt", "gpt3", "gpt4", "gpt5", "claude", "gemini", "openai", "anthropic", "mistral", "perplexity", "deepseek", "llm", "llms"]),
    (Kind::Sms, &["sms"]),
    (Kind::Crm, &["crm"]),
];

fn kind_by_words(words: &[String]) -> Kind {
    KINDS_BY_WORD.iter().find(|(_, list)| has_any(words, list)).map_or(Kind::Unknown, |&(kind, _)| kind)
}

fn by_key(folded: &str) -> Option<App> {
    if folded.is_empty() { None } else { BY_FOLDED.get(folded) }
}

/// By the shown name, also with a remark in brackets behind it ("Slack (Legacy)") or a word for its age.
fn by_name(name: &str) -> Option<App> {
    let known = |name: &str| BY_FOLDED.get(&fold(name));
    let plain = |name: &str| name.split(['(', '[']).next().unwrap_or(name).trim().to_owned();
    known(name).or_else(|| known(&plain(name))).or_else(|| {
        let name = plain(name);
        let (name, last) = name.rsplit_once(' ')?;
        matches!(lowercase(last).as_str(), "legacy" | "deprecated" | "beta" | "v2" | "v3").then(|| known(name))?
    })
}

/// An app's key without version and without the endings that say how it was built: `GoogleSheetsV2CLIAPI` → `GoogleSheets`.
pub(crate) fn stem(key: &str) -> &str {
    let key = key.split('@').next().unwrap_or(key);
    let key = ["CLIAPI", "DevAPI", "API"].iter().find_map(|end| key.strip_suffix(end)).unwrap_or(key);
    let without_digits = key.trim_end_matches(|char: char| char.is_ascii_digit());
    match without_digits.strip_suffix('V') {
        Some(before) if without_digits.len() < key.len() && !before.is_empty() => before,
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key(key: &str) -> Step {
        Step { app: key.into(), ..Step::default() }
    }

    fn with_name(name: &str) -> Step {
        Step { app_name: Some(name.into()), ..Step::default() }
    }

    #[test]
    fn apps_are_found_by_key_of_any_age_and_by_name() {
        for key in ["SlackCLIAPI", "SlackAPI", "SlackCLIAPI@1.2.3"] {
            assert_eq!(find(&with_key(key)).map(|app| app.name), Some("Slack"), "{key}");
        }
        for (key, name) in [
            ("GoogleMailV2CLIAPI", "Gmail"),
            ("GoogleSheetsV2API", "Google Sheets"),
            ("DropBoxCLIAPI", "Dropbox"),
            ("WebHookAPI", "Webhooks by Zapier"),
            ("TodoistV2DevAPI", "Todoist"),
            ("AICLIAPI", "AI by Zapier"),
            ("TableCLIAPI", "Zapier Tables"),
            ("JiraSoftwareCloudCLIAPI", "Jira Software Cloud"),
            ("FilterAPI", "Filter by Zapier"),
            ("FacebookLeadsCLIAPI@1.16.0", "Facebook Lead Ads"),
        ] {
            assert_eq!(find(&with_key(key)).map(|app| app.name), Some(name), "{key}");
        }
        for name in ["slack", "Slack (Legacy)", "Slack Legacy", " Slack "] {
            assert_eq!(find(&with_name(name)).map(|app| app.name), Some("Slack"), "{name}");
        }
        assert_eq!(find(&with_name("Slackline Rentals")), None);
        assert_eq!(find(&with_key("")), None);
        assert_eq!(find(&with_key("App12345CLIAPI")), None);
    }

    #[test]
    fn picsart_is_known_by_its_name_and_where_the_key_says_nothing_by_the_steps_title() {
        for (app, title, expected) in [
            ("App170422CLIAPI@1.0.2", "Remove the background with Picsart", true),
            ("App170422CLIAPI@1.0.2", "Remove the background", false),
            ("AcmeCLIAPI@1.0.2", "Send it to the Picsart team", false),
            ("SlackCLIAPI@1.0.2", "Tell of the Picsart result", false),
            ("PicsartEnterpriseCLIAPI@1.0.2", "Remove the background", true),
        ] {
            let titled = Step { title: Some(title.into()), action: "x".into(), ..with_key(app) };
            let found = find(&titled).filter(|app| app.name == "Picsart");
            assert_eq!(found.is_some(), expected, "{app} {title}");
            assert_eq!(crate::apps::product(&titled) == crate::apps::Product::Picsart, expected, "{app} {title}");
            assert_eq!(kind(&titled) == Kind::Images, expected, "{app} {title}");
            assert_eq!(crate::apps::app_name(&titled) == "Picsart", expected, "{app} {title}");
        }
    }

    #[test]
    fn words_of_a_name_tell_the_kind_and_parts_of_words_do_not() {
        for (name, expected) in [
            ("Acme Forms", Kind::Forms),
            ("Platform Hub", Kind::Unknown),
            ("Salesforms", Kind::Unknown),
            ("AcmeGPT", Kind::Ai),
            ("My Claude Helper", Kind::Ai),
            ("Velvet", Kind::Unknown),
            ("Happy Paws Vet", Kind::Veterinary),
            ("Acme EHR", Kind::Health),
            ("Patience", Kind::Unknown),
        ] {
            assert_eq!(kind(&with_name(name)), expected, "{name}");
        }
    }

    #[test]
    fn an_app_not_known_is_told_by_an_action_that_only_language_models_have() {
        let own = |action: &str| kind(&Step { action: action.into(), ..with_key("App12345CLIAPI") });
        for action in ["chat_completion", "createChatCompletion", "send_prompt", "Run Prompt"] {
            assert_eq!(own(action), Kind::Ai, "{action}");
        }
        for action in ["create_completion_certificate", "send_chat", "prompt_customer", "task_completion", ""] {
            assert_eq!(own(action), Kind::Unknown, "{action}");
        }
        assert_eq!(kind(&Step { action: "send_prompt".into(), ..with_key("SlackCLIAPI") }), Kind::TeamChat);
    }

    #[test]
    fn every_row_is_read_as_it_is_written() {
        for &(kind, rows) in APPS {
            for row in rows.split("; ").map(str::trim) {
                let (key, name) = row.split_once('=').unwrap_or((row, row));
                assert!(!fold(key).is_empty() && !fold(name).is_empty(), "{row}");
                assert_eq!(BY_FOLDED.get(&fold(key)).map(|app| app.kind), Some(kind), "{row} is listed twice");
            }
        }
    }
}
