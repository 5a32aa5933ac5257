//! `zaplint picture`.

use std::{process::ExitCode, slice};

use zaplint::{
    lint::{Context, lint_with},
    report::picture::{Frame, Picture, svg},
    say,
    words::Language,
    zap::Zap,
};

use super::{Failure, PictureArguments, input, output, policy};

pub(super) fn picture(arguments: &PictureArguments, language: &Language) -> Result<ExitCode, Failure> {
    let today = super::now(arguments.now.as_deref())?.date().to_string();
    let policy = policy::read(arguments.policy.as_deref())?;
    let zap = one(all(arguments, language)?, arguments.zap.as_deref(), language)?;
    let report = lint_with(&zap, &Context { policy: &policy, history: None, today: &today, language });
    let text = svg::file(&Picture::new(&zap, &report, &policy, Frame::Wide));
    output::give(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Every Zap that could be read.
fn all(arguments: &PictureArguments, language: &Language) -> Result<Vec<Zap>, Failure> {
    let mut zaps = Vec::new();
    let mut failure = None;
    input::read_each(slice::from_ref(&arguments.path), language, &mut |file, read| match read {
        Ok(reading) => {
            zaps.extend(reading.zaps);
            if let Some(error) = reading.errors.first() {
                failure.get_or_insert(say!("{}: {}", file, error.said()));
            }
        }
        Err(reason) => {
            failure.get_or_insert(say!("{}: {}", file, reason));
        }
    });
    match failure {
        Some(failure) if zaps.is_empty() => Err(failure),
        _ => Ok(zaps),
    }
}

/// The one that was asked for, or the only one.
fn one(zaps: Vec<Zap>, asked: Option<&str>, language: &Language) -> Result<Zap, Failure> {
    let is = |zap: &Zap| asked.is_none_or(|asked| zap.id == asked || zap.title.as_deref() == Some(asked));
    let (mut wanted, others): (Vec<Zap>, Vec<Zap>) = zaps.into_iter().partition(is);
    match (wanted.len(), asked) {
        (1, _) => wanted.pop().ok_or_else(|| say!("there is no Zap in it")),
        (0, None) => Err(say!("there is no Zap in it")),
        (0, Some(asked)) => Err(say!("there is no Zap {} in it{}", asked, named(&others, language))),
        (_, None) => Err(say!("it holds several Zaps: name one with --zap{}", named(&wanted, language))),
        (_, Some(asked)) => Err(say!("several Zaps are called {}: take the number{}", asked, named(&wanted, language))),
    }
}

/// The first of them by number and name.
fn named(zaps: &[Zap], language: &Language) -> String {
    const MOST: usize = 12;
    let masker = zaplint::data::Masker::default();
    let mut names = String::new();
    for zap in zaps.iter().take(MOST) {
        let title = masker.mask(zap.title.as_deref().unwrap_or_default()).into_owned();
        let title: String = title.chars().filter(|char| !char.is_control()).take(80).collect();
        let title = if title.trim().is_empty() { language.word("Untitled Zap") } else { &title };
        names.push_str(&format!("\n  {} {title}", zap.id));
    }
    if zaps.len() > MOST {
        names.push_str("\n  ");
        names.push_str(&language.said(&say!("and {} more", zaps.len() - MOST)));
    }
    names
}
