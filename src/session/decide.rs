//! What people decide about the Zap in a tab: to accept a finding, to confirm an item, that they have looked at it, to pause.

use super::{Answer, Ask, Desk, ExportedFile, Session};
use crate::{
    backup::{self, CopyForm},
    checklist,
    data::Masker,
    diff::Snapshot,
    history::{Deed, History, is_day},
    lint::{masker_of, shown_title},
    notebook::{LONG, Named, Notebook, Notes, Refused, Review, Tick, Transfer, Waived, place_hash, short},
    say,
    words::Said,
    zap::Zap,
};

impl Desk {
    /// Does what a person wants about the Zap in a tab, which has been read; `None` for what is asked without deciding anything.
    pub(super) fn decide(&mut self, tab: i32, ask: &Ask, today: &str) -> Option<Answer> {
        let answer = match ask {
            Ask::Waive { fingerprint, reason, until } => self.waive(tab, fingerprint, reason, until.as_deref(), today),
            Ask::Unwaive { fingerprint } => {
                self.note(tab, today, |notes, _| notes.unwaive(fingerprint));
                Ok(Answer::Done)
            }
            Ask::Tick { item, done, note, .. } => self.tick(tab, item, *done, note.as_deref(), today),
            Ask::Reviewed => self.reviewed(tab, today),
            Ask::Pause { everywhere: false, on } => self.keeps(tab).map(|()| {
                self.note(tab, today, |notes, _| std::mem::replace(&mut notes.paused, *on) != *on);
                Answer::Done
            }),
            Ask::Export { format } => self.export(tab, *format),
            Ask::Copy { form } => self.copy(tab, *form, today),
            Ask::Import { text } => self.import(tab, text, today),
            _ => return None,
        };
        Some(answer.unwrap_or_else(|reason| self.sorry(&reason)))
    }

    /// The Zap in a tab as it was saved.
    fn saved(&self, tab: i32) -> Result<&Zap, Said> {
        let nothing = || say!("There is nothing to save: this page could not be read.");
        self.session(tab).and_then(Session::saved).ok_or_else(nothing)
    }

    /// Whether something can be kept of the Zap in a tab.
    fn keeps(&self, tab: i32) -> Result<(), Said> {
        if Notebook::can_keep(&self.saved(tab)?.id) {
            return Ok(());
        }
        Err(say!("This Zap has no number yet to remember it by: once Zapier has saved it, reload the page."))
    }

    fn masker(&self, tab: i32) -> Masker {
        self.session(tab).and_then(Session::zap).map_or_else(Masker::default, |zap| masker_of(&zap))
    }

    fn name(&self) -> String {
        self.book.settings().name.clone()
    }

    /// Changes the notes of the Zap in a tab, and checks it again where something is new.
    fn note(&mut self, tab: i32, today: &str, change: impl FnOnce(&mut Notes, &Zap) -> bool) {
        let Ok(zap) = self.saved(tab).cloned() else { return };
        let mut changed = false;
        self.book.note(&zap.id, today, |notes| {
            changed = change(notes, &zap);
            changed
        });
        if changed {
            self.recheck_zap(&zap.id, today);
        }
    }

    fn waive(
        &mut self,
        tab: i32,
        fingerprint: &str,
        reason: &str,
        until: Option<&str>,
        today: &str,
    ) -> Result<Answer, Said> {
        self.keeps(tab)?;
        let reason = short(reason, &self.masker(tab), LONG);
        if reason.is_empty() {
            return Err(say!("Please say why: whoever looks at it later will ask."));
        }
        let until = until.map(str::trim).filter(|until| !until.is_empty());
        if until.is_some_and(|until| !is_day(until) || until < today) {
            return Err(say!("The last day has to be a day from today on."));
        }
        let session = self.session(tab);
        let findings = session.and_then(Session::report).map_or(&[][..], |report| &report.findings);
        let Some(finding) = findings.iter().find(|finding| finding.fingerprint == fingerprint) else {
            return Err(say!("This finding is gone by now."));
        };
        if !self.policy.takes_waivers(&finding.rule) {
            return Err(say!("Your company has decided that findings of this rule cannot be accepted."));
        }
        let zap = session.and_then(Session::zap);
        let place = zap.and_then(|zap| place_hash(&zap, finding.step.as_deref(), finding.field.as_deref()));
        let waived = Waived {
            fingerprint: fingerprint.to_owned(),
            reason,
            by: self.name(),
            until: until.map(str::to_owned),
            when: today.to_owned(),
            place,
        };
        self.note(tab, today, |notes, _| {
            notes.waive(waived);
            true
        });
        Ok(Answer::Done)
    }

    fn tick(
        &mut self,
        tab: i32,
        item: &str,
        done: Option<bool>,
        note: Option<&str>,
        today: &str,
    ) -> Result<Answer, Said> {
        if !checklist::has(item) {
            return Err(say!("There is no such item on the checklist."));
        }
        let zap = self.session(tab).and_then(Session::saved).map(|zap| zap.id.clone()).unwrap_or_default();
        let note = note.map(|note| short(note, &self.masker(tab), LONG));
        if !checklist::is_for_account(item) {
            self.keeps(tab)?;
        }
        self.put_tick(&zap, item, done, note, today);
        Ok(Answer::Done)
    }

    /// Ticks an item of a Zap whose page is not here, as after a start of the worker: who ticks it and goes on at once asks only
    /// once. A note waits for the page, since what is secret in the Zap is left out of it. `None` for everything else.
    pub(super) fn tick_unseen(&mut self, ask: &Ask, today: &str) -> Option<Answer> {
        let Ask::Tick { item, done: Some(done), note: None, zap: Some(zap) } = ask else { return None };
        if !checklist::has(item) || !Notebook::can_keep(zap) {
            return None;
        }
        self.put_tick(zap, item, Some(*done), None, today);
        Some(Answer::Done)
    }

    /// Notes down what is new about an item; `None` for as before.
    fn put_tick(&mut self, zap: &str, item: &str, done: Option<bool>, note: Option<String>, today: &str) {
        let before = self.book.paper(zap).tick(item).cloned().unwrap_or_default();
        let (done, note) = (done.unwrap_or(before.done), note.unwrap_or(before.note));
        let tick = Tick { item: item.to_owned(), done, note, by: self.name(), when: today.to_owned() };
        if checklist::is_for_account(item) {
            self.book.tick_account(tick);
            self.recheck(today);
        } else {
            self.book.note(zap, today, |notes| {
                notes.tick(tick);
                true
            });
            self.recheck_zap(zap, today);
        }
    }

    fn reviewed(&mut self, tab: i32, today: &str) -> Result<Answer, Said> {
        self.keeps(tab)?;
        if self.session(tab).and_then(Session::report).is_none() {
            return Err(say!("Zaplint is paused here: switch it on again first."));
        }
        let by = self.name();
        self.note(tab, today, |notes, zap| {
            mark(notes, zap, Deed::Review, today, &by);
            true
        });
        // From now on there is a record, and the rules that look into it may have found something by that.
        let findings = self.session(tab).and_then(Session::report).map(Named::all).unwrap_or_default();
        self.note(tab, today, |notes, zap| {
            let snapshot = String::from(Snapshot::of(zap));
            notes.review = Some(Review { when: today.to_owned(), by, snapshot, findings });
            true
        });
        Ok(Answer::Done)
    }

    fn copy(&mut self, tab: i32, form: CopyForm, today: &str) -> Result<Answer, Said> {
        let zap = self.saved(tab)?;
        let name = form.file(&backup::file_name(zap));
        let definition = || {
            let data = self.session(tab).and_then(Session::data)?;
            backup::definitions(data).ok()?.into_iter().next().map(|definition| definition.json)
        };
        let no_data = || say!("This page does not hold the Zap's whole definition. Zapier's own export has it.");
        let (mime, text) = match form {
            CopyForm::Full => ("application/json", backup::full(&definition().ok_or_else(no_data)?, &self.language)),
            CopyForm::Readable => ("text/markdown", backup::readable(zap, &self.language)),
            CopyForm::Redacted => {
                let redacted = crate::redact::redact(&definition().ok_or_else(no_data)?);
                let text = redacted.map_err(|_| {
                    say!("No copy for sharing was made: something of the original would have been left in it.")
                })?;
                ("application/json", text)
            }
        };
        if form != CopyForm::Redacted {
            let by = self.name();
            self.note(tab, today, |notes, zap| {
                mark(notes, zap, Deed::Export, today, &by);
                true
            });
        }
        Ok(Answer::File(ExportedFile { name, mime: mime.to_owned(), text }))
    }

    fn import(&mut self, tab: i32, text: &str, today: &str) -> Result<Answer, Said> {
        self.keeps(tab)?;
        let zap = &self.saved(tab)?.id;
        let transfer = Transfer::read(text, zap).map_err(|refused| match refused {
            Refused::NoReport => say!("This is no checklist that was exported as JSON by this version of Zaplint."),
            Refused::OtherZap => say!("This checklist is about another Zap."),
        })?;
        let masker = self.masker(tab);
        let mut account = Vec::new();
        self.note(tab, today, |notes, _| {
            account = transfer.put_into(notes, &masker);
            true
        });
        if self.book.merge_account(account) {
            self.recheck(today);
        }
        Ok(Answer::Done)
    }
}

/// Notes in the Zap's record that it was reviewed or copied.
fn mark(notes: &mut Notes, zap: &Zap, deed: Deed, today: &str, by: &str) {
    let record = notes.record.get_or_insert_with(History::default);
    record.mark(zap, &shown_title(zap), deed, today, Some(by).filter(|by| !by.is_empty()));
    record.keep_latest();
}
