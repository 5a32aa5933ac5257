//! Words that may stay in the names of fields, in mappings, addresses and code: a closed list, nobody's own.
//!
//! A name that is made of them says what a field holds, which the rules read; every other word is replaced. Typed texts
//! are replaced whole, whatever words are in them.

use std::sync::LazyLock;

use super::stand_ins::{Words, is_stand_in};
use crate::{address::catcher_hosts, apps::public_hosts, data::known_words, facts::ai_hosts, letters::lowercase};

/// Zapier's own words, those of the web and of apps' fields, and of the two languages of Code.
const MORE: &str = "\
    account action active actions add all allow always amount any api app apps application archive array as assigned \
    assignee at attachment audience auth authentication authorization auto automatic avatar award base base64 basic bcc bearer bill billing block blocks board \
    body bool boolean bot branch browse bucket build bulk button buyer bytes cache calendar callback campaign caption card category cc cell \
    change channel channels charge chat check checked class clean client close closed code col color column comment comments \
    commit company complete completion condition config confirm connection console const contact content contents context \
    continue convert copied copy count country coupon cover create created criteria currency current custom customer \
    customuser data database dataset datasource date datetime day days deal dedupe default delay delete delivery department description \
    destination detail details dict digest discount disk display div doc docs document documents domain download draft drive due duration \
    duplicate editor element email emails embed emoji enable enabled encode encoding end endpoint engine entry env error errors \
    eval event events every exact except exists expand expire export expression extension external extract fail failed fallback \
    false feature feed field fields file filename files fill filter find first flag float folder folders font footer for form format former \
    formula found free from full function functions generate generated get gives go google grant graph grid group groups guess guesser \
    had handle has hash header headers height hidden hide hook hooks host hour hours html http https icon id identifier ids if image \
    images import in include incoming index indices info input inputs insert instance instant instructions int integer interval invalid \
    invoice is issue item items iteration job join json jsonp key keys kind label labels language last later lead leads left length \
    less level limit line lines link links list live load local location lock log login lookup loop mail mailing main manager map mapping \
    mapped mappings match max member memo merge message messages meta metadata method metric milestone min minutes missing mode model module month \
    more multi multiple my name names network new next nickname node nodes no none note notes notify null number object of off offset \
    old on one open operation operator option options or order organization original origin out output output outputs over override owner \
    package packages page pages paid parallel param parameter parameters parammap params parent part password past path paths pause paused \
    payload payment percent perform period permission person phone photo picture pipeline pixel plain plan platform play plus point poll \
    polling pool port position post preview previous price print priority private process product profile project prompt props \
    properties property provider public publish put quantity query querystring question queue quote random range rate raw read reason \
    receipt recipient record records redirect reference refresh region register release remote remove render repeat replaced reply report repo \
    repository reporter request requests required res resource resources response responses result results retry return returns reverse \
    review right role root round route row rows rule run sales sample save scale schedule scheduled scheduling schema scope score screen script search second \
    seconds secret section select selected self send sender sent sequence series server service session set settings shared sheet shipping \
    show sign signature since single site size skip slack slug sort source spread spreadsheet sql stack stage stages start started state status \
    step steps stop storage store stores story stream street string style subject submission subscribe subscriber subtitle subtotal \
    success suggestions summary supplier support survey switch sync system tab table tables tag tags target task tasks team \
    temperature template term test text theme this thread ticket time timeout timestamp timezone title to toggle token tokens tool top \
    topic total tracking transaction transfer transform trash trigger triggers trim triple true ts type types unflatten unfurl unit unlabelled until \
    update updated upload uri url urls usage use user username users utils uuid v val valid validate validation value values variable \
    vendor version video view wait webhook webhooks week weeks weight when where whitespace width with workbook worksheet workflow workspace wrap \
    write xml year yes zap zaps zapier zdl zero zip \
    allowed alias amended async await break catch clear concat console decode decodeuri deep del dumps elif else endswith entries enumerate \
    exec extend false fetch filter finally floor flat foreach fromentries getitem global import include includes indexof instanceof isarray \
    isinstance items iter iterator lambda len let loads lower lowercase math next node none nonlocal not nonetype now number object parse parsefloat parseint \
    pass pop promise push python raise reduce regex regexp replace require resolve reject seconds settimeout shift slice some sorted \
    splice split starts startswith stringify strip strptime strftime sub substring super switch symbol throw then throw tofixed tolower tolowercase \
    touppercase toString trim try tuple typeof undefined unshift update upper urllib urlopen utf var void while with yield export default \
    json javascript digits datetime re os sys csv hmac hashlib sha md crypto axios node bytes buffer accept agent cookie cors \
    content control etag host origin referer multipart urlencoded octet stream form www com org net io v1 v2 v3 rest oauth sid rfc \
    airtable notion trello jira github gitlab openai gpt mini anthropic claude gemini hubspot salesforce stripe twilio asana \
    removebg upscale enhance tools bg output scale factor blur genai picsart catch \
    gen give guard assistant conversation thread system role max stop choices top embedding completions chat \
    enclosure guid rss item upc sku isbn qty tax net gross iban bic vat subtotal line discount \
    cats dow hod recurrence calendarid spreadsheetid worksheetid formid tableid drive folderid datasource \
    legacy issuetype issuekey sprint epic assignee priority workspaceid projectid boardid listid \
    cv lodash miss ro ssl tls answer pandas overwrite sharing vid human selfie through mailbox visibility lifecyclestage rich \
    temporary expected why acl qualified wish statement soql clause jql shopify ocp apim correlation prefer benutzername ignore \
    alternate signed presigned conflict breed appointment variant exit pronouns marital ever confirmation lifecycle verdict \
    premium ray xray führerschein rijbewijs osobisty passfoto logo plate before after bypass passed proxy parsed media protocol \
    starttls sslmode verschlüsselung passthrough kundennummer short loyalty desc exp library blocklist greeting zod ftp sftp ftps \
    ftplib paramiko smtp smtplib imap statuscode throws except traceback logging logger info debug warn \
    gmail high low subfolder deleted inbox existing filtered primary applicationid formid by ai gdpr example internal smsv subzap dict my loops looping count times values csv";

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // What may stay as a whole, and hosts that may, have words that may.
    let wholes = CHOICES.iter().copied().chain(public_hosts()).chain(catcher_hosts()).chain(ai_hosts());
    let parts = wholes.flat_map(|whole| whole.split(|char: char| !char.is_alphanumeric()).flat_map(humps));
    let words = known_words().chain(MORE.split_whitespace()).chain(parts);
    Words::of(words.map(lowercase).collect())
});

/// Choices of how a step works, and other values that say nothing about anybody. A value that is just one of them stays.
const CHOICES: &[&str] = &[
    "true", "True", "false", "False", "yes", "Yes", "no", "No", "none", "None", "null", "get", "GET", "post", "POST",
    "put", "PUT", "patch", "PATCH", "delete", "DELETE", "json", "JSON", "form", "xml", "raw", "text", "plain", "html",
    "markdown", "plain_text", "string", "integer", "number", "float", "decimal", "boolean", "bool", "datetime", "file",
    "list", "object", "and", "or", "in", "continue", "stop", "group", "first", "last", "all", "any", "asc", "desc",
    "daily", "weekly", "monthly", "minutes", "hours", "days", "weeks", "months", "hour", "day", "week", "month",
    "schedule", "direct", "account", "zap", "public", "private", "anyone", "everyone", "domain", "reader", "writer",
    "editor", "viewer", "commenter", "owner", "organizer", "member", "admin", "administrator", "guest", "subscribed",
    "pending", "unsubscribed", "active", "open", "closed", "default", "basic", "bearer", "oauth2", "api_key", "openai",
    "anthropic", "google", "util.lookup", "util.line_itemizer", "util.import_csv", "util.text_to_line_items",
    "text.split", "text.replace", "text.extract_email", "text.uppercase", "text.lowercase", "text.trim",
    "date.formatting", "number.formatting", "read", "write", "search", "search_or_write", "filter", "run", "series",
    "on", "off", "draft", "paused", "gdpr_v1", "Untitled Zap", "application/json", "application/x-www-form-urlencoded",
    "multipart/form-data", "text/plain", "text/html", "exact", "iexact", "contains", "icontains", "startswith",
    "istartswith", "endswith", "iendswith", "exist", "iexist", "exists", "iexists", "greater", "igreater", "less",
    "iless", "dategreater", "idategreater", "dateless", "idateless", "dateequal", "idateequal", "iboolean", "iin",
];

/// Whether a word, as it stands in a name, may stay. Numbers of up to three digits may.
pub(super) fn is_known(word: &str) -> bool {
    match word.as_bytes() {
        digits if digits.iter().all(u8::is_ascii_digit) => digits.len() < 4,
        [letter] => letter.is_ascii(),
        _ => {
            let word = lowercase(word);
            WORDS.has(&word) || word.strip_suffix('s').is_some_and(|one| WORDS.has(one))
        }
    }
}

/// Whether a whole value may stay.
pub(super) fn is_choice(value: &str) -> bool {
    let value = value.trim();
    // A column of a sheet by its letters.
    let column = value.strip_prefix("COL$").is_some_and(|letters| {
        (1..=2).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase())
    });
    column || CHOICES.contains(&value)
}

/// The words of a run of letters and digits: `clientZip2` is `client`, `Zip` and `2`; `XMLHttp` is `XML` and `Http`.
pub(super) fn humps(run: &str) -> Vec<&str> {
    let kind = |char: char| match char {
        '0'..='9' => 0,
        _ if crate::letters::is_capital(char) => 1,
        _ => 2,
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before: Option<(usize, u8)> = None;
    for (at, char) in run.char_indices() {
        let now = kind(char);
        if let Some((last_at, last)) = before {
            let cut = match (last, now) {
                (1, 2) if last_at > start => Some(last_at),
                (0, 1 | 2) | (1 | 2, 0) | (2, 1) => Some(at),
                _ => None,
            };
            if let Some(cut) = cut {
                parts.push(run.get(start..cut).unwrap_or_default());
                start = cut;
            }
        }
        before = Some((at, now));
    }
    parts.push(run.get(start..).unwrap_or_default());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The words of a run, where a stand-in is one word.
pub(super) fn humps_and_stand_ins(run: &str) -> Vec<&str> {
    let parts = humps(run);
    let mut joined: Vec<&str> = Vec::with_capacity(parts.len());
    let mut start = 0;
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let next = parts.get(at + 1).map_or(0, |next| next.len());
        let both = run.get(start..start + part.len() + next).unwrap_or_default();
        let (word, step) = if is_stand_in(both) { (both, 2) } else { (*part, 1) };
        joined.push(word);
        start += word.len();
        at += step;
    }
    joined
}

/// Whether all of a run may stay in a name: known as it is, or word by word.
pub(super) fn is_known_run(run: &str) -> bool {
    let words = humps_and_stand_ins(run);
    // Only short pieces, and many of them: an id that happens to look like words.
    let is_id = words.len() > 2 && words.iter().all(|word| word.len() < 4);
    is_known(run) || (!is_id && words.iter().all(|word| is_known(word) || is_stand_in(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        assert_eq!(humps("clientZip2"), ["client", "Zip", "2"]);
        assert_eq!(humps("XMLHttpRequest"), ["XML", "Http", "Request"]);
        assert_eq!(humps("ÄpfelBaum"), ["Äpfel", "Baum"]);
        for (run, known) in [
            ("customerEmail", true),
            ("COL", true),
            ("smsv2", true),
            ("acmeToken", false),
            ("fldBmBV5c3R0Q3a5l", false),
            ("suB3j", false),
            ("12345", false),
            ("word3", true),
        ] {
            assert_eq!(is_known_run(run), known, "{run}");
        }
    }

    #[test]
    fn what_the_readers_look_for_is_known() {
        for key in "metadata version zaps nodes id title status account_id customuser_id paused type_of params meta $editor parammap \
            stepTitle parent_id root_id action selected_api authentication_id selectedGives filter_criteria group key match value \
            props pageProps zap current_version draft zdl steps app type comment description zap_note is_enabled legacy_node_id \
            path_eval_index generated_by_ai $zap_guesser label code input headers data url basic_auth"
            .split_whitespace()
        {
            let runs = key.split(|char: char| !char.is_alphanumeric());
            assert!(runs.filter(|run| !run.is_empty()).all(is_known_run), "{key}");
        }
    }
}
