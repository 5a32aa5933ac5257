//! Whether a value is a secret by its looks alone: it stands under a name that promises one.

use super::super::placeholder::{is_masked, is_placeholder, scheme_stripped};

/// No value under a secret-like name is longer than this.
const LONGEST: usize = 4096;

/// Shannon entropy in bits per character.
#[must_use]
pub fn entropy(text: &str) -> f32 {
    let mut counts = [0u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = text.len() as f32;
    let share = |count: u32| count as f32 / total;
    -counts.into_iter().filter(|count| *count > 0).map(|count| share(count) * share(count).log2()).sum::<f32>()
}

/// Whether a value under a secret-like name is a secret by its looks: one word of at least 16 characters and 3.5 bits of
/// entropy per character (gitleaks' bound; less for hexadecimal digits, which have 4 at most, and where letters and digits
/// take turns), and nothing else that people write in one word: a mapping, a stand-in, an id, a number, an address, words joined by signs, code, a picture.
#[must_use]
pub fn looks_like_secret(value: &str) -> bool {
    let value = scheme_stripped(value.trim()).trim_matches(['"', '\'', '`']);
    let least = if value.len() >= 32 && is_made_of(value, b"0123456789abcdef") {
        3.0
    } else if turns(value) >= 4 {
        3.25
    } else {
        3.5
    };
    value.len() >= 16
        && value.len() <= LONGEST
        && value.is_ascii()
        && !value.contains(|sign: char| sign.is_whitespace() || "{}()[]<>,\"".contains(sign))
        && !value.contains("://")
        && !is_masked(value)
        && !is_placeholder(value)
        && !is_id(value)
        && !is_number(value)
        && !is_address(value)
        && !is_made_by_a_program(value)
        && !reads_as_words(value)
        && !is_alphabet(value)
        && entropy(value) >= least
}

fn is_made_of(text: &str, signs: &[u8]) -> bool {
    text.bytes().all(|byte| signs.contains(&byte))
}

/// An id that makers give to a thing: UUID, ULID, CUID, and those of shops, tables, databases and signed-in people.
fn is_id(value: &str) -> bool {
    // Keys that may be shown to everybody.
    const PUBLIC: [&str; 7] = ["pk_live_", "pk_test_", "phc_", "cs_live_", "cs_test_", "chatcmpl-", "GTM-"];
    // What an id belongs to: customers, payments, threads. They are not long.
    const THINGS: [&str; 18] = [
        "cus_", "acct_", "price_", "prod_", "sub_", "pi_", "pm_", "in_", "ch_", "evt_", "txn_", "seti_", "asst_",
        "thread_", "run_", "file-", "pub_", "G-",
    ];
    // Airtable's, which are 17 letters long.
    const SHORT: [&str; 9] = ["rec", "tbl", "app", "fld", "viw", "usr", "wsp", "att", "ent"];
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| value.starts_with(beginning));
    let is_small = value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let is_capital = value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let is_alphanumeric = value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_tied = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    begins(&PUBLIC)
        || (value.len() <= 32 && begins(&THINGS))
        || has_uuid(value)
        || is_chain_address(value)
        || match value.len() {
            // Salesforce's begin with the kind of thing and hold the number of it.
            15 | 18 if is_alphanumeric => value.starts_with(['0', 'a']) && value.contains("000"),
            17 if is_alphanumeric => begins(&SHORT),
            // MongoDB's begin with the time.
            24 if is_made_of(value, b"0123456789abcdef") => value.starts_with(['5', '6']),
            25 => is_small && value.starts_with('c'),
            26 => is_capital && value.starts_with("01"),
            // Files of Google's.
            33 | 44 if is_tied => value.starts_with('1'),
            _ => false,
        }
}

/// A contract or a purse in a block chain, which everybody may know; a private key is longer.
#[must_use]
pub fn is_chain_address(value: &str) -> bool {
    let digits = value.strip_prefix("0x");
    digits.is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A UUID, also behind words (`712020:`, `user_`).
fn has_uuid(value: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let Some((before, uuid)) = value.len().checked_sub(36).and_then(|at| value.split_at_checked(at)) else {
        return false;
    };
    let parts = uuid.split('-');
    parts.clone().count() == lengths.len()
        && parts.zip(lengths).all(|(part, len)| part.len() == len && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && (before.len() < 16 || reads_as_words(before))
}

/// A date, a telephone or tracking number, an account, an address of a network.
fn is_number(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let has_small = value.bytes().any(|byte| byte.is_ascii_lowercase());
    let is_hex = |part: &str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    value.bytes().all(|byte| byte.is_ascii_digit() || b"-:./+TZW_#".contains(&byte))
        || !has_small && digits * 10 >= value.len() * 7
        || value.contains(':') && value.split(':').all(is_hex)
}

/// An address of mail or of a file, or the name of a thing in a cloud.
fn is_address(value: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".json", ".pem", ".key", ".txt", ".pdf", ".csv", ".xml", ".html", ".js", ".py", ".png", ".jpg", ".p12", ".com",
    ];
    let mail = value.split_once('@').is_some_and(|(user, host)| {
        let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        !user.is_empty() && host.contains('.') && is_host
    });
    let lower = value.to_ascii_lowercase();
    mail || value.starts_with("arn:") || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// A picture or file in base64, a sum of a file, a piece of a style or of an address.
fn is_made_by_a_program(value: &str) -> bool {
    const BEGINNINGS: [&str; 15] = [
        "iVBORw0KGgo", "/9j/", "R0lGOD", "JVBERi", "UklGR", "PHN2Zy", "UEsDB", "data:", "sha256-", "sha384-",
        "sha512-", "sha256:", "ssh-", "AAAAB3NzaC1", "#",
    ];
    let is_style = value.contains(';') && !value.to_ascii_lowercase().contains("pass");
    is_style || BEGINNINGS.iter().any(|beginning| value.starts_with(beginning))
}

/// The letters that a password may be made of: `abcdefgh…`, also without those that look alike.
fn is_alphabet(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.contains("abcdefghij") || lower.contains("bcdfghjk")
}

/// Words as programs and people join them, by signs or by capitals, and numbers between them: most letters are in words.
fn reads_as_words(value: &str) -> bool {
    if is_words(value) {
        return true;
    }
    let (mut good, mut all) = (0, 0);
    for part in value.split(|sign: char| !sign.is_ascii_alphanumeric()) {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if part.len() > 3 && turns(part) > 2 {
            return false;
        }
        all += part.len() - digits;
        good += word_letters(part);
    }
    all > 0 && good * 10 >= all * 8
}

/// How often letters and digits take turns; in words they hardly do.
fn turns(part: &str) -> usize {
    let takes_turn = |pair: &&[u8]| match pair {
        [left, right] => left.is_ascii_digit() != right.is_ascii_digit(),
        _ => false,
    };
    part.as_bytes().windows(2).filter(takes_turn).count()
}

/// How many letters of the part are in words: of three and more letters, in one case, with vowels among them.
fn word_letters(part: &str) -> usize {
    let mut letters = 0;
    let mut rest = part.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        if !first.is_ascii_alphabetic() {
            rest = behind;
            continue;
        }
        let capitals = rest.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let small = behind.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        // `Invoice`, `invoice`, or `PDF` before the next word (`PDFInvoice`).
        let len = if capitals <= 1 { 1 + small } else { capitals };
        let (word, behind) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        let is_vowel = |byte: &u8| b"aeiouyAEIOUY".contains(byte);
        let vowels = word.iter().filter(|byte| is_vowel(byte)).count();
        let is_dense = vowels * if len < 8 { 6 } else { 5 } >= len;
        let can_be_said = word.split(is_vowel).all(|consonants| consonants.len() <= 5);
        if (len >= 3 && is_dense && can_be_said) || part.len() <= 3 {
            letters += len;
        }
        rest = behind;
    }
    letters
}

/// Words such as people join them: letters in each part, vowels among them, and at most a year behind (`v2`, `Sale2026`).
#[must_use]
pub fn is_words(value: &str) -> bool {
    let is_word = |part: &str| {
        let letters = part.trim_end_matches(|last: char| last.is_ascii_digit());
        let is_numbered = letters.len() >= 4 && part.len() - letters.len() <= 4 || letters.eq_ignore_ascii_case("v");
        let part = if is_numbered { letters } else { part };
        let small = part.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
        let same_case = small || part.bytes().all(|byte| byte.is_ascii_uppercase());
        let vowels = part.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count();
        let is_number = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number
            || (same_case
                && part.bytes().all(|byte| byte.is_ascii_alphabetic())
                && (part.len() <= 3 || vowels * 6 >= part.len()))
    };
    value.split(['_', '-', '.', '/', ':', ',']).filter(|part| !part.is_empty()).all(is_word)
}

#[cfg(test)]
mod tests {
    use super::super::tests::make;
    use super::*;

    #[test]
    fn what_looks_like_a_secret() {
        for sample in [
            "{a24}", "{h32}", "{h40}", "{h64}", "{a18}", "{a20}", "{l20}", "{l32}", "{u32}", "{a43}=", "{a86}==",
            "{a21}-{a21}", "{a10}/{a20}+{a12}=", "Bearer {a32}", "Basic {a24}==", "Token {h40}", "\"{a32}\"",
            " {a32}\n", "live-{a32}", "prod_{a32}", "sk_custom_{a24}", "acme-{a12}-{a12}", "acme_live_sk_{a24}",
            "wh-{h32}", "v1.{a40}", "{a24}:{a24}", "{a20}.{a20}.{a20}", "{a24}|{a24}", "1|{a40}",
            "ab12-Kd34-ef56-Gh78", "A1B2C-3D4E5-F6G7H-8J9K0", "Zq8!kd-93Lx_02hR", "xK9#mP2$vL5nQ8@w",
            "JBSWY3DPEHPK3PXP7Q2WLM4N", "c5{h30}",
        ] {
            // Chance makes one in a hundred look like something else.
            let missed: Vec<String> =
                (0..100).map(|seed| make(sample, seed)).filter(|value| !looks_like_secret(value)).collect();
            assert!(missed.len() <= 4, "{sample}: {missed:?}");
        }
    }

    #[test]
    fn what_only_stands_under_such_a_name() {
        for sample in [
            // Mappings, stand-ins, code.
            "{{2__access_token_of_the_step}}",
            "•••••••••••••••••1234",
            "********************",
            "YOUR_API_KEY_GOES_HERE",
            "${STRIPE_SECRET_KEY}",
            "%STRIPE_SECRET_KEY%",
            "<your-token-from-the-portal>",
            "process.env.STRIPE_SECRET_KEY",
            "inputData.slackBotToken2",
            "os.environ['API_TOKEN_2']",
            "getAccessToken(user1)",
            "secrets.STRIPE_LIVE_KEY_2",
            "bundle.authData.access_token",
            // Ids.
            "{g}",
            "712020:{g}",
            "user_{g}",
            "urn:uuid:{g}",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "ckv2x7f3q0000qzrmn831i7rn",
            "507f1f77bcf86cd799439011",
            "rec{a14}",
            "app{a14}",
            "cus_{a14}",
            "price_1{a23}",
            "acct_{a16}",
            "pi_3{a22}",
            "asst_{a24}",
            "0015g00000Xy7ZkAAJ",
            "1{a43}",
            "0x{h40}",
            "pk_live_{a24}",
            "phc_{a43}",
            "GTM-{u14}",
            // Numbers and dates.
            "2026-03-04T10:20:30+00:00",
            "2026-03-04T10:20:30.000Z",
            "20260304T102030Z",
            "04.03.2026-17.03.2026",
            "1234567890123456789",
            "+49-30-1234567-890",
            "1Z9990W10123456784",
            "DE89370400440532013000",
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "00:1A:2B:3C:4D:5E:6F",
            "INV-2026-0000123456",
            "order-1234567890123",
            // Words.
            "customer_invoice_number_field",
            "customerInvoiceNumberField",
            "ContactFormSubmission2",
            "this is only a long sentence about keys",
            "how-to-connect-your-crm-in-10-minutes",
            "b2b-saas-onboarding-flow",
            "spring-sale2026-retargeting",
            "authentication-service-v2",
            "oauth2_client_credentials",
            "grant_type=client_credentials",
            "Zugangsberechtigungsschluessel",
            "Schlüssel-für-die-Übertragung",
            "checkout.payment.token.label",
            "auth.errors.invalidToken2",
            "crm.objects.contacts.read",
            "files:read+chat:write",
            "America/Argentina/Buenos_Aires",
            "application/json-patch",
            "application/vnd.openxmlformats-officedocument",
            "max-age=31536000",
            "short",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789",
            // Places.
            "https://example.com/some/long/path",
            "projects/acme-prod/secrets/stripe-key/versions/latest",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/stripe-AbCdEf",
            "op://vault/stripe/api-key-2",
            "/home/app/.config/service-account-4711.json",
            "./keys/prod-2026-a1b2c3.pem",
            "someone@some-company.com",
            "Invoice_2026-03_ACME_GmbH.pdf",
            "IMG_20260304_102030.jpg",
            // Styles, colours, versions, goods, pictures.
            "#ff6600,#336699,#ffffff",
            "FF5733,C70039,900C3F,581845",
            "rgba(255,102,0,0.5)",
            "color:#ff6600;margin:0;padding:12px",
            "grid-cols-2-md-4-lg-6",
            "v2.14.0-beta.3+build.20260304",
            "TSHIRT-BLK-XL-2026-EU",
            "SKU-48213-BLK-0042",
            "App123456CLIAPI",
            "iVBORw0KGgo{a40}",
            "/9j/4AAQSkZJRg{a40}",
            "data:image/png;base64,{a40}",
            "sha256-{a43}=",
            "ssh-ed25519-{a40}",
        ] {
            for seed in 0..10 {
                let value = make(sample, seed);
                assert!(!looks_like_secret(&value), "{sample}: {value}");
            }
        }
    }
}
