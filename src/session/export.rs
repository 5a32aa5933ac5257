//! The checklist of an open Zap as a file, or as a text for a ticket.

use super::{Answer, Desk, ExportFormat, ExportedFile, Session};
use crate::{
    letters::slug,
    notebook::Transfer,
    report::{
        self, Report,
        picture::{self, Frame},
    },
    say,
    words::Said,
};

impl Desk {
    pub(super) fn export(&mut self, tab: i32, format: ExportFormat) -> Result<Answer, Said> {
        let session = self.session(tab);
        let Some(mut zap) = session.and_then(Session::report).cloned() else {
            return Err(say!("There is nothing to save: this page could not be read."));
        };
        let name = file_name(zap.name());
        if let ExportFormat::Html | ExportFormat::Svg = format {
            zap.picture = session.and_then(|session| session.picture(&self.policy, Frame::Wide));
        }
        if format == ExportFormat::Json {
            zap.notes = Transfer::of(self.book.paper(&zap.id));
        }
        let picture = zap.picture.as_ref().map(picture::svg::file).unwrap_or_default();
        let language = zap.language.clone();
        let report = Report { zaps: vec![zap], errors: Vec::new(), language };
        let (extension, mime, text) = match format {
            ExportFormat::Ticket => return Ok(Answer::Text(report::ticket::write(&report))),
            ExportFormat::Markdown => ("md", "text/markdown", report::markdown::write(&report)),
            ExportFormat::Html => ("html", "text/html", report::html::write(&report)),
            ExportFormat::Json => ("json", "application/json", report::json::write(&report)),
            ExportFormat::Csv => ("csv", "text/csv", report::csv::write(&report)),
            ExportFormat::Sarif => ("sarif", "application/sarif+json", report::sarif::write(&report)),
            ExportFormat::Svg => ("svg", "image/svg+xml", picture),
        };
        Ok(Answer::File(ExportedFile { name: format!("zaplint-{name}.{extension}"), mime: mime.to_owned(), text }))
    }
}

/// "Lead intake (new)" as `lead-intake-new`.
pub(super) fn file_name(title: &str) -> String {
    let name = slug(&title.chars().take(80).collect::<String>());
    if name.is_empty() { "zap".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_files_hold_no_folders() {
        assert_eq!(file_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(file_name("…"), "zap");
    }
}
