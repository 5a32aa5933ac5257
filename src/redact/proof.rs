//! The proof: nothing that was replaced is found in the result.
//!
//! It reads what was written anew and knows nothing of how it was made: it collects every typed text and every word
//! and number of four letters or digits of the original that may not stay, and looks for each in every key and every
//! text of the result.

use super::stand_ins::{Words, is_number_stand_in, is_stand_in};
use super::texts::{is_the_day, runs};
use super::vocabulary::{humps, is_choice, is_known_run};
use super::walk::{Place, inner, is_key_of_app};
use crate::{letters::lowercase, read::tree::Json};

/// Words and numbers shorter than this prove nothing: they are in too many texts.
const SHORTEST: usize = 4;

/// What of the original must not be found.
pub(super) struct Originals {
    words: Words,
    /// Texts without any word long enough to be looked for.
    wholes: Vec<String>,
}

impl Originals {
    pub(super) fn of(original: &Json<'_>) -> Self {
        let (mut words, mut wholes) = (Vec::new(), Vec::new());
        each_text(original, "", Place::Structure, "", &mut |text, _, _| {
            let before = words.len();
            for run in runs(text).filter(|(run, is_run)| *is_run && may_not_stay(run)).map(|(run, _)| run) {
                words.push(lowercase(run));
                words.extend(humps(run).into_iter().filter(|hump| may_not_stay(hump)).map(lowercase));
            }
            let letters = text.chars().filter(|char| char.is_alphanumeric()).count();
            let stays = is_choice(text)
                || runs(text).all(|(run, is_run)| !is_run || is_known_run(run) || is_number_stand_in(run));
            if words.len() == before && letters >= SHORTEST && !stays {
                wholes.push(lowercase(text.trim()));
            }
            None
        });
        wholes.sort_unstable();
        wholes.dedup();
        Self { words: Words::of(words), wholes }
    }

    /// The first place in the result where something of the original is left.
    pub(super) fn left_in(&self, result: &Json<'_>) -> Option<String> {
        each_text(result, "", Place::Structure, "", &mut |text, path, is_key| {
            let has = |word: &str| self.words.has(&lowercase(word));
            let in_words = runs(text)
                .filter(|(run, is_run)| *is_run && !is_known_run(run))
                .any(|(run, _)| has(run) || humps(run).into_iter().any(has));
            let lower = lowercase(text);
            // A whole text that is only short words may well be part of a name: there it proves nothing.
            let whole = || !is_key && self.wholes.iter().any(|whole| lower.contains(whole.as_str()));
            (in_words || whole()).then(|| path.to_owned())
        })
    }
}

fn may_not_stay(word: &str) -> bool {
    word.chars().count() >= SHORTEST && !is_known_run(word) && !is_stand_in(word) && !is_number_stand_in(word)
}

type Look<'l> = &'l mut dyn FnMut(&str, &str, bool) -> Option<String>;

/// Shows every key and every text with its place, but the keys of apps and actions; stops at the first answer.
fn each_text(json: &Json<'_>, key: &str, place: Place, path: &str, look: Look<'_>) -> Option<String> {
    match json {
        Json::Null | Json::Switch(_) => None,
        Json::Number(number) => look(number, path, false),
        Json::Text(text) if is_key_of_app(place, key, text) || is_the_day(text) => None,
        Json::Text(text) => match inner(text) {
            Some(json) => each_text(&json, key, place, path, look),
            None => look(text, path, false),
        },
        Json::List(items) => {
            items.iter().enumerate().find_map(|(at, item)| each_text(item, key, place, &format!("{path}[{at}]"), look))
        }
        Json::Object(members) => members.iter().enumerate().find_map(|(at, (name, member))| {
            // A key that is left would show itself: it is told by its place.
            let shown = if is_shown(name) { name.to_string() } else { format!("(member {})", at + 1) };
            let path = if path.is_empty() { shown } else { format!("{path}.{shown}") };
            look(name, &path, true).or_else(|| each_text(member, name, place.below(name), &path, look))
        }),
    }
}

/// Whether a key may stand in the message that something was left.
fn is_shown(key: &str) -> bool {
    runs(key).all(|(run, is_run)| !is_run || is_known_run(run) || is_number_stand_in(run))
}
