//! `zaplint picture`.

use std::process::ExitCode;

use zaplint::{
    lint::{Context, lint_with},
    report::picture::{Frame, Picture, svg},
    zap::Zap,
};

use super::{Failure, PictureArguments, check, input, output};

pub(super) fn picture(arguments: &PictureArguments) -> Result<ExitCode, Failure> {
    let today = super::now(arguments.now.as_deref())?.date().to_string();
    let policy = check::read_policy(arguments.policy.as_deref())?;
    let zap = one(all(arguments)?, arguments.zap.as_deref())?;
    let language = arguments.language.read();
    let report = lint_with(&zap, &Context { policy: &policy, history: None, today: &today, language: &language });
    let text = svg::file(&Picture::new(&zap, &report, &policy, Frame::Wide));
    output::give(arguments.output.as_deref(), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// Every Zap that could be read.
fn all(arguments: &PictureArguments) -> Result<Vec<Zap>, Failure> {
    let mut zaps = Vec::new();
    let mut failure = None;
    input::read_each(&arguments.path, &mut |file, read| match read {
        Ok(reading) => {
            zaps.extend(reading.zaps);
            if let Some(error) = reading.errors.first() {
                failure.get_or_insert(format!("{file}: {error}"));
            }
        }
        Err(reason) => {
            failure.get_or_insert(format!("{file}: {reason}"));
        }
    });
    match failure {
        Some(failure) if zaps.is_empty() => Err(failure),
        _ => Ok(zaps),
    }
}

/// The one that was asked for, or the only one.
fn one(zaps: Vec<Zap>, asked: Option<&str>) -> Result<Zap, Failure> {
    let is = |zap: &Zap| asked.is_none_or(|asked| zap.id == asked || zap.title.as_deref() == Some(asked));
    let (mut wanted, others): (Vec<Zap>, Vec<Zap>) = zaps.into_iter().partition(is);
    match (wanted.len(), asked) {
        (1, _) => wanted.pop().ok_or_else(String::new),
        (0, None) => Err("there is no Zap in it".to_owned()),
        (0, Some(asked)) => Err(format!("there is no Zap {asked} in it{}", named(&others))),
        (_, None) => Err(format!("it holds several Zaps: name one with --zap{}", named(&wanted))),
        (_, Some(asked)) => Err(format!("several Zaps are called {asked}: take the number{}", named(&wanted))),
    }
}

/// The first of them by number and name.
fn named(zaps: &[Zap]) -> String {
    const MOST: usize = 12;
    let masker = zaplint::data::Masker::default();
    let mut names = String::new();
    for zap in zaps.iter().take(MOST) {
        let title = masker.mask(zap.title.as_deref().unwrap_or_default()).into_owned();
        let title: String = title.chars().filter(|char| !char.is_control()).take(80).collect();
        names.push_str(&format!("\n  {} {title}", zap.id));
    }
    if zaps.len() > MOST {
        names.push_str(&format!("\n  and {} more", zaps.len() - MOST));
    }
    names
}
