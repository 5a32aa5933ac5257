//! A copy of a Zap for sharing, with nothing of anybody's in it.
//!
//! Ids, addresses, names, typed texts and secrets are replaced, the same original by the same stand-in, so that mappings
//! still lead to their steps. What stays: the structure, the keys of apps and actions, switches, small numbers, choices
//! such as `post` or `json`, and of the names of fields and of code the words of a closed list (`vocabulary`).
//! The last pass proves it (`proof`): what it finds left is an error, and nothing is given out.

mod proof;
mod stand_ins;
mod texts;
mod vocabulary;
mod walk;

use std::fmt;

use crate::{
    read::{self, ReadError, tree::Json},
    say,
    words::Said,
};
use proof::Originals;
use stand_ins::{StandIns, is_number_stand_in, is_stand_in};
use texts::{Texts, runs};
use walk::Place;

/// Why there is no redacted copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The input could not be read.
    Unread(ReadError),
    /// Something of the original was found in the result, at this place.
    Left(Said),
}

impl Refusal {
    /// What is wrong and what to do.
    #[must_use]
    pub fn said(&self) -> Said {
        match self {
            Self::Unread(error) => error.said(),
            Self::Left(place) => say!(
                "nothing was written: at {} something of the original would have been left in the redacted copy. \
                 Rename or empty that place in a copy of the file, and report this, without the text that stands there",
                place
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(out)
    }
}

impl std::error::Error for Refusal {}

/// The redacted copy of an input, whatever its kind, as JSON of the same kind; of a saved editor page its Zap alone.
///
/// # Errors
/// When the input holds no Zap, or when the proof fails.
pub fn redact(text: &str) -> Result<String, Refusal> {
    let unread = |error: ReadError| Refusal::Unread(error);
    read::read(text).map_err(unread)?;
    let source = read::json_of(text).map_err(unread)?;
    let json: Json<'_> = serde_json::from_str(&source).map_err(|_| Refusal::Left(say!("the whole file")))?;
    let json = read::the_zap_alone(json);
    let mut texts = Texts { given: stand_ins(&json) };
    let result = walk::redacted(&json, "", Place::Structure, &mut texts);
    let mut written = String::with_capacity(source.len());
    result.write(&mut written, Some(0));
    written.push('\n');
    prove(&json, &written)?;
    Ok(written)
}

fn prove(original: &Json<'_>, written: &str) -> Result<(), Refusal> {
    let result: Json<'_> = serde_json::from_str(written).map_err(|_| Refusal::Left(say!("the whole file")))?;
    Originals::of(original).left_in(&result).map_or(Ok(()), |place| Err(Refusal::Left(say!("{}", place))))
}

/// What is replaced by numbers, in their order, and which stand-ins are there already.
fn stand_ins(json: &Json<'_>) -> StandIns {
    let (mut numbers, mut last_word, mut last_number) = (Vec::new(), 0, 0);
    collect(json, &mut |text| {
        for (run, _) in runs(text).filter(|(_, is_run)| *is_run) {
            if is_stand_in(run) {
                let counts = run.split(|char: char| !char.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
                last_word = counts.fold(last_word, u32::max);
            } else if is_number_stand_in(run) {
                last_number = run.get(7..).and_then(|digits| digits.parse().ok()).unwrap_or(0).max(last_number);
            } else if run.len() >= 4 && run.bytes().all(|byte| byte.is_ascii_digit()) {
                numbers.push(run.to_owned());
            }
        }
    });
    StandIns::new(numbers, last_word, last_number)
}

fn collect(json: &Json<'_>, take: &mut dyn FnMut(&str)) {
    match json {
        Json::Text(text) => take(text),
        Json::Number(number) => take(number),
        Json::List(items) => items.iter().for_each(|item| collect(item, take)),
        Json::Object(members) => members.iter().for_each(|(key, member)| {
            take(key);
            collect(member, take);
        }),
        Json::Null | Json::Switch(_) => {}
    }
}

#[cfg(test)]
mod tests;
