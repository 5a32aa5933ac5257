//! Texts without anything of anybody's in them.
//!
//! Two ways: a typed text loses every word; a name (of a field, of mapped data, in an address, in code) loses the words
//! that are not of the closed list. Numbers of four digits and more, also written in groups, are replaced in both.

use super::stand_ins::{Kind, StandIns, is_number_stand_in, is_stand_in};
use super::vocabulary::{humps_and_stand_ins, is_choice, is_known, is_known_run};
use crate::{
    address::Address,
    apps,
    data::is_free_mail,
    facts::ai_hosts,
    letters::{lowercase, sentence},
    zap::{Segment, Template},
};

/// The day that stands for every day.
const DAY: &str = "2000-01-01";

/// What redacts the texts of one input.
pub(super) struct Texts {
    pub(super) given: StandIns,
}

/// A text cut into runs of letters and digits and what is between them.
pub(super) fn runs(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_run = rest.chars().next()?.is_alphanumeric();
        let end = rest.find(|char: char| char.is_alphanumeric() != is_run).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some((piece, is_run))
    })
}

impl Texts {
    /// A value of a field: mappings stay what they are, what was typed is replaced.
    pub(super) fn value(&mut self, text: &str) -> String {
        if text.trim().is_empty() || is_choice(text) {
            return text.to_owned();
        }
        if let Some(time) = day(text) {
            return time;
        }
        self.segments(text, |texts, fixed| texts.typed(fixed))
    }

    /// What a Filter compares with: that is typed, even where it is a word that elsewhere would be a choice.
    pub(super) fn compared(&mut self, text: &str) -> String {
        let is_answer = ["true", "false", "yes", "no"].iter().any(|answer| text.trim().eq_ignore_ascii_case(answer));
        if is_answer { text.to_owned() } else { day(text).unwrap_or_else(|| self.segments(text, Self::typed)) }
    }

    /// A value that is a credential: each typed piece of it as a whole.
    pub(super) fn secret(&mut self, text: &str) -> String {
        self.segments(text, |texts, fixed| {
            let (scheme, rest) = match fixed.split_once(' ') {
                Some((scheme, rest)) if matches!(scheme, "Bearer" | "Basic" | "Token") => (Some(scheme), rest),
                _ => (None, fixed),
            };
            let hidden = if rest.trim().is_empty() || is_stand_in(rest) {
                rest.to_owned()
            } else {
                texts.given.text(Kind::Hidden, rest)
            };
            scheme.map_or_else(|| hidden.clone(), |scheme| format!("{scheme} {hidden}"))
        })
    }

    fn segments(&mut self, text: &str, mut typed: impl FnMut(&mut Self, &str) -> String) -> String {
        let template = Template::new(text);
        let mut out = String::with_capacity(text.len());
        for segment in template.segments() {
            out.push_str(&match segment {
                Segment::Text(fixed) => typed(self, fixed),
                Segment::Mapping(mapping) => self.name(&mapping.text),
            });
        }
        out
    }

    /// A typed text: addresses keep their form, of all else every word is replaced.
    pub(super) fn typed(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut plain = String::new();
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end_matches(char::is_whitespace);
            let redacted = if word.contains("://") {
                self.with_url(word)
            } else if word.contains('@') {
                self.with_mail(word)
            } else {
                plain.push_str(piece);
                continue;
            };
            out.push_str(&self.words(&std::mem::take(&mut plain)));
            out.push_str(&redacted);
            out.push_str(piece.get(word.len()..).unwrap_or_default());
        }
        out.push_str(&self.words(&plain));
        out
    }

    /// Every word and number; of a number in groups (`06 12 34 56 78`, `10.0.1.5`) the whole.
    fn words(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let pieces: Vec<(&str, bool)> = runs(text).collect();
        let mut at = 0;
        while let Some(&(piece, is_run)) = pieces.get(at) {
            let length = chain(pieces.get(at..).unwrap_or_default());
            if length > 1 {
                let group = pieces.get(at..at + length).unwrap_or_default();
                let digits: String = group.iter().filter(|(_, is_run)| *is_run).map(|(digits, _)| *digits).collect();
                out.push_str(&self.given.number(&digits));
                at += length;
                continue;
            }
            if is_run {
                out.push_str(&self.word(piece))
            } else {
                out.push_str(piece)
            }
            at += 1;
        }
        out
    }

    fn word(&mut self, run: &str) -> String {
        if run.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.digits(run);
        }
        if is_stand_in(run) || (run.len() == 1) {
            return run.to_owned();
        }
        self.given.text(Kind::Word, run)
    }

    pub(super) fn digits(&mut self, digits: &str) -> String {
        if digits.len() < 4 || is_number_stand_in(digits) { digits.to_owned() } else { self.given.number(digits) }
    }

    /// A name: the words that are known stay.
    pub(super) fn name(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (run, is_run) in runs(text) {
            if !is_run || is_known_run(run) {
                out.push_str(run);
            } else if run.bytes().all(|byte| byte.is_ascii_digit()) {
                out.push_str(&self.digits(run));
            } else {
                self.hump_by_hump(run, &mut out);
            }
        }
        out
    }

    /// A run of which some words are known keeps those; one of which most are not is an id of some sort, and one thing.
    fn hump_by_hump(&mut self, run: &str, out: &mut String) {
        let words = humps_and_stand_ins(run);
        let stays = |word: &&str| is_known(word) || is_stand_in(word);
        let known = words.iter().copied().filter(|word| word.len() > 1 && stays(word)).count();
        if known * 2 < words.len() || words.iter().all(|word| word.len() < 4) {
            return out.push_str(&self.given.text(Kind::Word, run));
        }
        for (at, word) in words.iter().enumerate() {
            let stand_in = if stays(word) { (*word).to_owned() } else { self.given.text(Kind::Word, word) };
            // As a word of its own, so that it is known again as one.
            out.push_str(&if at > 0 { sentence(&stand_in) } else { stand_in });
        }
    }

    /// A word with an address in it.
    fn with_url(&mut self, word: &str) -> String {
        let Some((before, after)) = word.split_once("://") else { return self.words(word) };
        let scheme_at = before.rfind(|char: char| !char.is_ascii_alphanumeric() && char != '+').map_or(0, |at| at + 1);
        let (lead, scheme) = before.split_at_checked(scheme_at).unwrap_or(("", before));
        let end = after.find(['"', '\'', '<', '>', '`', '|', ',']).unwrap_or(after.len());
        let (address, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        let tail = if tail.is_empty() { String::new() } else { self.typed(tail) };
        format!("{}{}://{}{tail}", self.words(lead), self.name(scheme), self.address(address))
    }

    /// Of an address what stands behind the scheme.
    fn address(&mut self, address: &str) -> String {
        let end = address.find(['/', '?', '#', '\\']).unwrap_or(address.len());
        let (authority, rest) = address.split_at_checked(end).unwrap_or((address, ""));
        let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
        let user = user.map(|user| {
            let parts: Vec<String> = user.split(':').map(|part| self.words(part)).collect();
            format!("{}@", parts.join(":"))
        });
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port))
                if port.len() < 6 && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                (host, Some(port))
            }
            _ => (host, None),
        };
        let mut out = user.unwrap_or_default();
        out.push_str(&self.host(host));
        if let Some(port) = port {
            // A low port says which protocol it is; the others say nothing.
            out.push(':');
            out.push_str(if port.len() < 4 { port } else { "800" });
        }
        let (path, fragment) = rest.split_once('#').map_or((rest, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        out.push_str(&self.name(path));
        if let Some(query) = query {
            for (at, pair) in query.split('&').enumerate() {
                out.push(if at == 0 { '?' } else { '&' });
                match pair.split_once('=') {
                    Some((name, value)) => {
                        out.push_str(&self.name(name));
                        out.push('=');
                        out.push_str(&if is_choice(value) { value.to_owned() } else { self.words(value) });
                    }
                    None => out.push_str(&self.name(pair)),
                }
            }
        }
        if let Some(fragment) = fragment {
            out.push('#');
            out.push_str(&self.words(fragment));
        }
        out
    }

    /// A word with a mail address in it, or a mention.
    fn with_mail(&mut self, word: &str) -> String {
        let Some(at) = word.find('@') else { return self.words(word) };
        let (before, after) = (word.get(..at).unwrap_or_default(), word.get(at + 1..).unwrap_or_default());
        let in_local = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '%' | '+' | '-');
        let start = before.rfind(|char: char| !in_local(char)).map_or(0, |place| {
            place + before.get(place..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        let end =
            after.find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '-'))).unwrap_or(after.len());
        let (lead, local) = before.split_at_checked(start).unwrap_or(("", before));
        let (host, tail) = after.split_at_checked(end).unwrap_or((after, ""));
        let host = host.trim_end_matches(['.', '-']);
        let tail = after.get(host.len()..).unwrap_or(tail);
        if local.is_empty() || !host.contains('.') {
            let rest = self.typed(after);
            return format!("{}@{rest}", self.words(before));
        }
        let local =
            if is_stand_in(local) { local.to_owned() } else { self.given.text(Kind::Person, &lowercase(local)) };
        let tail = if tail.is_empty() { String::new() } else { self.typed(tail) };
        format!("{}{local}@{}{tail}", self.words(lead), self.host(host))
    }

    /// A host: those of public services stay as their apps do, without what is before them; of all others the owner is
    /// replaced, so that what belonged together still does.
    fn host(&mut self, host: &str) -> String {
        let lower = lowercase(host);
        let address = Address::read_text(&format!("https://{lower}/"));
        if lower.is_empty() || lower == "localhost" {
            return lower;
        }
        // Anybody's mail service stands for all of them.
        if is_free_mail(&lower) {
            return "gmail.com".to_owned();
        }
        if address.as_ref().is_some_and(Address::is_loopback) {
            return "localhost".to_owned();
        }
        let labels: Vec<&str> = lower.split('.').collect();
        let known = |from: usize| labels.get(from..).map(|labels| labels.join(".")).filter(|host| is_public(host));
        let (owner, suffix) = match (0..labels.len()).rev().find_map(|from| Some((from, known(from)?))) {
            Some((from, suffix)) => (from, suffix),
            None => {
                let is_inside = address.as_ref().is_some_and(Address::is_private);
                let is_number =
                    lower.contains(':') || labels.iter().all(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
                let end = if is_inside { "internal" } else { "example" };
                let from = if is_number { 0 } else { labels.len().saturating_sub(2) };
                let own = labels.get(from..).unwrap_or_default();
                let suffix = match own {
                    [one, top] if is_stand_in(one) && (*top == "example" || *top == "internal") => own.join("."),
                    [one] if is_stand_in(one) => own.join("."),
                    [_] if !is_number => self.given.text(Kind::Host, &own.join(".")),
                    _ => format!("{}.{end}", self.given.text(Kind::Host, &own.join("."))),
                };
                (from, suffix)
            }
        };
        let mut out = String::new();
        for label in labels.get(..owner).unwrap_or_default() {
            out.push_str(&self.name(label));
            out.push('.');
        }
        out + &suffix
    }

    /// Code: comments and strings lose what was typed, names keep the words that are known.
    pub(super) fn code(&mut self, code: &str, is_python: bool) -> String {
        let mut out = String::with_capacity(code.len());
        let mut plain_from = 0;
        let mut at = 0;
        while let Some(rest) = code.get(at..).filter(|rest| !rest.is_empty()) {
            let (piece, opening, is_text) = match piece(rest, is_python) {
                Some(found) => found,
                None => {
                    at += rest.chars().next().map_or(1, char::len_utf8);
                    continue;
                }
            };
            let before = code.get(plain_from..at).unwrap_or_default();
            out.push_str(&self.name(before));
            let closing = if is_text { opening } else { 0 };
            let inner = piece.get(opening..piece.len().saturating_sub(closing).max(opening)).unwrap_or_default();
            out.push_str(piece.get(..opening).unwrap_or_default());
            out.push_str(
                &self.segments(inner, |texts, fixed| if is_text { texts.string(fixed) } else { texts.typed(fixed) }),
            );
            out.push_str(piece.get(opening + inner.len()..).unwrap_or_default());
            at += piece.len();
            plain_from = at;
        }
        out.push_str(&self.name(code.get(plain_from..).unwrap_or_default()));
        out
    }

    /// What stands in the quotes of code: a name or a choice that is known stays; holes are names.
    fn string(&mut self, text: &str) -> String {
        if is_choice(text) || (text.len() <= 40 && !text.contains(char::is_whitespace) && self.is_name(text)) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['\\', '{']) {
            let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            out.push_str(&self.typed(before));
            let end = match after.strip_prefix('{').and_then(|hole| hole.find('}')) {
                Some(end) => end + 2,
                // A backslash takes the next sign with it.
                None => after.chars().take(2).map(char::len_utf8).sum(),
            };
            let (taken, left) = after.split_at_checked(end).unwrap_or((after, ""));
            let is_escape = taken.starts_with('\\');
            out.push_str(&if is_escape { taken.to_owned() } else { self.name(taken) });
            rest = left;
        }
        out.push_str(&self.typed(rest));
        out
    }

    fn is_name(&self, text: &str) -> bool {
        !text.contains("://") && !text.contains('@') && runs(text).all(|(run, is_run)| !is_run || is_known_run(run))
    }
}

/// Whether a host, with all below it, is of a service that everybody knows.
fn is_public(host: &str) -> bool {
    apps::app_of_host(host).is_some()
        || ai_hosts().any(|known| known == host)
        || Address::read_text(&format!("https://{host}/")).is_some_and(|address| address.catcher().is_some())
        || matches!(host, "zapier.com" | "google.com" | "schema.org" | "w3.org")
}

/// How many pieces from here on are one number in groups with at least four digits; else 0 or 1.
fn chain(pieces: &[(&str, bool)]) -> usize {
    let is_digits = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_digit()) && !is_number_stand_in(piece);
    let joins = |piece: &str| {
        piece.chars().count() <= 3
            && piece.chars().all(|char| matches!(char, ' ' | '.' | '-' | '(' | ')' | '/' | '+' | '\u{a0}'))
    };
    let (mut length, mut digits, mut at) = (0, 0, 0);
    while let Some((run, true)) = pieces.get(at)
        && is_digits(run)
    {
        digits += run.len();
        length = at + 1;
        match pieces.get(at + 1) {
            Some((sign, false)) if joins(sign) => at += 2,
            _ => break,
        }
    }
    if digits < 4 { 0 } else { length }
}

/// Whether a text is the day that stands for every day.
pub(super) fn is_the_day(text: &str) -> bool {
    text.strip_prefix(DAY).is_some_and(|rest| rest.is_empty() || rest == "T00:00:00+00:00")
}

/// A day or a time, which becomes the one that stands for all of them.
fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10)?;
    let shape = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(byte, form)| if form == b'0' { byte.is_ascii_digit() } else { byte == form })
    };
    let is_time = rest.bytes().all(|byte| byte.is_ascii_digit() || b"T:.+-Z ".contains(&byte)) && rest.len() <= 22;
    if !shape(date, "0000-00-00") || !is_time {
        return None;
    }
    Some(if rest.is_empty() { DAY.to_owned() } else { format!("{DAY}T00:00:00+00:00") })
}

/// A comment or a string at the start of code: all of it, the length of its opening sign, and whether it is a string.
fn piece(code: &str, is_python: bool) -> Option<(&str, usize, bool)> {
    let until = |opening: usize, end: &str, is_text: bool| {
        let mut escaped = false;
        let inner = code.get(opening..).unwrap_or_default();
        let close = inner.char_indices().find(|&(at, char)| {
            let ends = !escaped && inner.get(at..).is_some_and(|rest| rest.starts_with(end));
            escaped = is_text && !escaped && char == '\\';
            ends
        });
        let length =
            close.map_or(code.len(), |(at, _)| opening + at + if is_text || end != "\n" { end.len() } else { 0 });
        code.get(..length).unwrap_or(code)
    };
    let quotes: &[&str] = if is_python { &["\"\"\"", "'''", "\"", "'"] } else { &["\"", "'", "`"] };
    if let Some(quote) = quotes.iter().find(|quote| code.starts_with(**quote)) {
        return Some((until(quote.len(), quote, true), quote.len(), true));
    }
    if is_python && code.starts_with('#') {
        return Some((until(1, "\n", false), 1, false));
    }
    if !is_python && code.starts_with("//") {
        return Some((until(2, "\n", false), 2, false));
    }
    if !is_python && code.starts_with("/*") {
        return Some((until(2, "*/", false), 2, false));
    }
    None
}
