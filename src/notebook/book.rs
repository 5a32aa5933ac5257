//! All that is kept, and what of it has to be written anew.

use serde::{Deserialize, Serialize};

use super::{
    Notes, Paper, Settings, Tick,
    keep::{self, Kept},
    stored, tick, transfer,
    unread::Unread,
};

/// The notebook. It is opened with the texts as they are stored; a Zap's are read when the Zap is opened, and may come only then.
#[derive(Debug, Default)]
pub struct Notebook {
    settings: Settings,
    account: Account,
    unread: Unread,
    /// Zaps whose texts were needed before they were here.
    wanted: Vec<String>,
    /// What is old was not looked for since something new came.
    untidy: bool,
    zaps: Vec<(String, Notes)>,
    /// Keys to be written.
    saves: Vec<Save>,
    /// Keys of texts that could not be read and lie aside.
    aside: Vec<String>,
    /// How many of them somebody was told of, the last time that Zaplint was started.
    told_before: usize,
    /// How many somebody was told of by now.
    told: usize,
    /// The browser did not write what it was given last.
    unwritten: bool,
}

/// Something to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// Under which key.
    pub key: String,
    /// The text; `None` to delete it.
    pub text: Option<String>,
}

/// What holds for every Zap of the account.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Account {
    ticks: Vec<Tick>,
}

const SETTINGS: &str = "settings";
const ACCOUNT: &str = "account";
const ZAP: &str = "zap:";
const ASIDE: &str = "damaged:";
const TOLD: &str = "told";

impl Notebook {
    /// What has to be there from the start.
    pub const FIRST: [&'static str; 3] = [SETTINGS, ACCOUNT, TOLD];

    /// The notebook of what is stored, key by key. What is damaged is set aside under another key, and told of.
    #[must_use]
    pub fn open(stored: Vec<(String, String)>) -> Self {
        let mut book = Self::default();
        for (key, text) in stored {
            if let Some(zap) = key.strip_prefix(ZAP) {
                book.unread.add(zap, Some(text));
            } else if key == SETTINGS {
                match stored::read(&text) {
                    Some(settings) => book.settings = settings,
                    None => book.set_aside(&key, text),
                }
            } else if key == ACCOUNT {
                match stored::read(&text) {
                    Some(account) => book.account = account,
                    None => book.set_aside(&key, text),
                }
            } else if key == TOLD {
                book.told = text.parse().unwrap_or(0);
                book.told_before = book.told;
            } else if key.starts_with(ASIDE) && !book.aside.contains(&key) {
                book.aside.push(key);
            }
        }
        book
    }

    /// All of these keys are stored: the texts of Zaps that are not here yet come when they are needed.
    #[must_use]
    pub fn with_keys(mut self, keys: Vec<String>) -> Self {
        for key in keys {
            if let Some(zap) = key.strip_prefix(ZAP) {
                self.unread.add(zap, None);
            } else if key.starts_with(ASIDE) && !self.aside.contains(&key) {
                self.aside.push(key);
            }
        }
        self
    }

    /// The keys of the texts that were needed before they were here, and of this Zap's, if they are still to come.
    pub fn needed(&mut self, zap: Option<&str>) -> Vec<String> {
        let wanted = std::mem::take(&mut self.wanted);
        let is_needed = |one: &&str| wanted.iter().map(String::as_str).chain(zap).any(|wanted| wanted == *one);
        self.unread.without_text().filter(is_needed).map(|zap| format!("{ZAP}{zap}")).collect()
    }

    /// The keys of all texts that are still to come.
    #[must_use]
    pub fn to_come(&self) -> Vec<String> {
        self.unread.without_text().map(|zap| format!("{ZAP}{zap}")).collect()
    }

    /// The texts under these keys came: those that are not among them are not stored.
    pub fn came(&mut self, keys: &[String], mut texts: Vec<(String, String)>) {
        for key in keys {
            let place = texts.iter().position(|(known, _)| known == key);
            let text = place.map(|place| texts.swap_remove(place).1);
            if let Some(zap) = key.strip_prefix(ZAP) {
                self.unread.came(zap, text);
            }
        }
    }

    /// Whether the text of a Zap has to come before anything can be said about it.
    pub fn wants(&mut self, zap: &str) -> bool {
        let wants = self.unread.without_text().any(|unread| unread == zap);
        if wants {
            self.wanted.push(zap.to_owned());
        }
        wants
    }

    fn set_aside(&mut self, key: &str, text: String) {
        let aside = format!("{ASIDE}{key}");
        self.save(aside.clone(), Some(text));
        self.save(key.to_owned(), None);
        self.aside.retain(|known| *known != aside);
        self.aside.push(aside);
    }

    /// What is to be written since it was asked for last.
    pub fn take_saves(&mut self) -> Vec<Save> {
        std::mem::take(&mut self.saves)
    }

    /// These were not written: they come again beside what is new. Gives whether that is news.
    pub fn not_written(&mut self, saves: Vec<Save>) -> bool {
        let is_new = |save: &Save| self.saves.iter().all(|newer| newer.key != save.key);
        let again: Vec<Save> = saves.into_iter().filter(is_new).collect();
        self.saves.extend(again);
        !std::mem::replace(&mut self.unwritten, true)
    }

    /// Whether something waits for being written that the browser did not write.
    #[must_use]
    pub const fn is_unwritten(&self) -> bool {
        self.unwritten
    }

    /// All was written.
    pub fn written(&mut self) {
        self.unwritten = false;
    }

    fn save(&mut self, key: String, text: Option<String>) {
        self.saves.retain(|save| save.key != key);
        self.saves.push(Save { key, text });
    }

    /// How many texts could not be read and lie aside.
    #[must_use]
    pub const fn all_aside(&self) -> usize {
        self.aside.len()
    }

    /// How many of them nobody was told of when Zaplint was started.
    #[must_use]
    pub const fn newly_aside(&self) -> usize {
        self.aside.len().saturating_sub(self.told_before)
    }

    /// Somebody is told of them: the next time that Zaplint is started it is nothing new.
    pub fn tell_aside(&mut self) {
        if self.told != self.aside.len() {
            self.told = self.aside.len();
            self.save(TOLD.to_owned(), Some(self.told.to_string()));
        }
    }

    /// What is set.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sets all of it.
    pub fn set(&mut self, settings: Settings, today: &str) {
        self.settings = settings.tidied();
        self.save(SETTINGS.to_owned(), Some(stored::write(&self.settings)));
        self.forget_outdated(today);
    }

    /// What is to be laid over the report of a Zap.
    pub fn paper(&mut self, zap: &str) -> Paper<'_> {
        let notes = self.place(zap).and_then(|place| self.zaps.get(place)).map(|(_, notes)| notes);
        Paper { notes, account: &self.account.ticks }
    }

    /// Where a Zap's notes are, read by now; `None` where there are none.
    fn place(&mut self, zap: &str) -> Option<usize> {
        if let Some(text) = self.unread.take(zap) {
            match stored::read(&text) {
                Some(notes) => self.zaps.push((zap.to_owned(), notes)),
                None => self.set_aside(&format!("{ZAP}{zap}"), text),
            }
        }
        self.zaps.iter().position(|(known, _)| known == zap)
    }

    /// Whether something can be kept of a Zap: one with a number.
    #[must_use]
    pub fn can_keep(zap: &str) -> bool {
        let is_plain = |char: char| char.is_ascii_alphanumeric() || char == '-' || char == '_';
        (1..=64).contains(&zap.len()) && zap != "sandbox" && zap.chars().all(is_plain)
    }

    /// Changes the notes of a Zap; they are written where `change` says so. Nothing happens for a Zap without a number.
    pub fn note(&mut self, zap: &str, today: &str, change: impl FnOnce(&mut Notes) -> bool) {
        if !Self::can_keep(zap) || self.wants(zap) {
            return;
        }
        let known = self.place(zap);
        let is_new = known.is_none();
        let place = known.unwrap_or_else(|| {
            self.zaps.push((zap.to_owned(), Notes { seen: today.to_owned(), ..Notes::default() }));
            self.zaps.len() - 1
        });
        let Some((_, notes)) = self.zaps.get_mut(place) else { return };
        if change(notes) {
            let text = stored::write(notes);
            self.save(format!("{ZAP}{zap}"), Some(text));
            if is_new {
                self.forget_outdated(today);
            }
        } else if is_new {
            self.zaps.truncate(place);
        }
    }

    /// Remembers what somebody noted beside an item that is about the whole account.
    pub fn tick_account(&mut self, new: Tick) {
        tick::put(&mut self.account.ticks, new);
        self.save(ACCOUNT.to_owned(), Some(stored::write(&self.account)));
    }

    /// Takes over such notes of another machine, where they are later than those here.
    /// Gives whether there were any.
    pub fn merge_account(&mut self, ticks: Vec<Tick>) -> bool {
        let mut any = false;
        for tick in ticks {
            if transfer::later(&self.account.ticks, &tick) {
                self.tick_account(tick);
                any = true;
            }
        }
        any
    }

    /// Of how many Zaps something is kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.unread.zaps().count() + self.zaps.len()
    }

    /// All Zaps of which something is kept and here, the one that was opened last first.
    pub fn known(&mut self) -> Vec<(&str, &Notes)> {
        self.read_all();
        let mut known: Vec<(&str, &Notes)> = self.zaps.iter().map(|(zap, notes)| (zap.as_str(), notes)).collect();
        let day = |notes: &Notes| crate::history::day_number(&notes.seen).unwrap_or(0).unsigned_abs();
        crate::sorted::sort_by_numbers(&mut known, |(_, notes)| [!day(notes), 0]);
        known
    }

    fn read_all(&mut self) {
        while let Some(zap) = self.unread.next() {
            self.place(&zap);
        }
    }

    /// Forgets a Zap.
    pub fn forget(&mut self, zap: &str) {
        self.unread.forget(zap);
        self.zaps.retain(|(known, _)| known != zap);
        self.save(format!("{ZAP}{zap}"), None);
        let aside = format!("{ASIDE}{ZAP}{zap}");
        if self.aside.contains(&aside) {
            self.aside.retain(|known| *known != aside);
            self.save(aside, None);
        }
    }

    /// Forgets everything, settings too.
    pub fn forget_all(&mut self) {
        let zaps = self.unread.zaps().chain(self.zaps.iter().map(|(zap, _)| zap.as_str()));
        let keys: Vec<String> = zaps
            .map(|zap| format!("{ZAP}{zap}"))
            .chain([SETTINGS, ACCOUNT, TOLD].map(str::to_owned))
            .chain(self.aside.iter().cloned())
            .chain(self.saves.iter().map(|save| save.key.clone()))
            .collect();
        let saves = keys.into_iter().map(|key| Save { key, text: None }).collect();
        *self = Self { saves, ..Self::default() };
    }

    /// Whether there may be something old, which cannot be told before all texts are here.
    #[must_use]
    pub const fn is_untidy(&self) -> bool {
        self.untidy
    }

    /// Forgets what is too old or too much, once all texts are here.
    pub fn forget_outdated(&mut self, today: &str) {
        self.untidy = self.unread.without_text().next().is_some();
        if self.untidy {
            return;
        }
        self.read_all();
        let keep_days = self.settings.keep_days.unwrap_or(Settings::KEEP_DAYS);
        let kept = self.zaps.iter().map(|(zap, notes)| Kept::new(zap, notes, stored::write(notes).len())).collect();
        for zap in keep::outdated(kept, keep_days, today) {
            self.forget(&zap);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::Waived;

    const TODAY: &str = "2026-11-24";

    /// What a browser would hold after these saves.
    fn stored(mut before: Vec<(String, String)>, saves: Vec<Save>) -> Vec<(String, String)> {
        for Save { key, text } in saves {
            before.retain(|(known, _)| *known != key);
            before.extend(text.map(|text| (key, text)));
        }
        before
    }

    fn waived(reason: &str) -> Waived {
        Waived { fingerprint: "f".into(), reason: reason.into(), ..Waived::default() }
    }

    #[test]
    fn what_is_noted_is_there_again_after_a_start() {
        let mut book = Notebook::default();
        book.note("77", TODAY, |notes| {
            notes.waive(waived("known"));
            true
        });
        book.tick_account(Tick { item: "K1".into(), done: true, ..Tick::default() });
        book.set(Settings { name: "Kim".into(), ..Settings::default() }, TODAY);
        let kept = stored(Vec::new(), book.take_saves());
        assert!(book.take_saves().is_empty());
        let mut book = Notebook::open(kept.clone());
        assert!(book.take_saves().is_empty());
        assert_eq!(book.settings().name, "Kim");
        assert!(book.paper("77").has_waived("f") && !book.paper("78").has_waived("f"));
        assert!(book.paper("78").tick("K1").is_some_and(|tick| tick.done));
        assert_eq!(book.known().len(), 1);
        book.forget("77");
        assert_eq!(stored(kept.clone(), book.take_saves()).len(), 2);
        book.forget("77");
        book.forget_all();
        assert!(stored(kept, book.take_saves()).is_empty());
    }

    #[test]
    fn everything_can_be_forgotten_damaged_texts_too() {
        let kept = ["settings", "account", "zap:1", "zap:2", "damaged:zap:3"];
        let kept: Vec<_> = kept.map(|key| (key.to_owned(), "{".to_owned())).into();
        let mut book = Notebook::open(kept.clone());
        book.paper("1");
        let kept = stored(kept, book.take_saves());
        book.forget_all();
        assert!(stored(kept, book.take_saves()).is_empty());
        assert_eq!(book.all_aside(), 0);
    }

    #[test]
    fn a_damaged_text_is_set_aside_and_the_rest_holds() {
        let good = stored::write(&Settings { name: "Kim".into(), ..Settings::default() });
        let kept = vec![("settings".to_owned(), good), ("zap:77".to_owned(), "{\"version\":".to_owned())];
        let mut book = Notebook::open(kept.clone());
        assert_eq!((book.settings().name.as_str(), book.newly_aside()), ("Kim", 0));
        assert!(book.paper("77").notes.is_none());
        assert_eq!((book.newly_aside(), book.all_aside()), (1, 1));
        let kept = stored(kept, book.take_saves());
        assert_eq!(Notebook::open(kept.clone()).newly_aside(), 1);
        book.tell_aside();
        let kept = stored(kept, book.take_saves());
        assert!(kept.iter().any(|(key, text)| key == "damaged:zap:77" && text == "{\"version\":"));
        assert!(kept.iter().all(|(key, _)| key != "zap:77"));
        // It is told of once; it lies there until somebody deletes everything.
        let book = Notebook::open(kept);
        assert_eq!((book.newly_aside(), book.all_aside()), (0, 1));
    }

    /// What a browser has stored, known by its keys but for what has to be there at the start.
    fn by_keys(kept: &[(String, String)]) -> Notebook {
        let first = kept.iter().filter(|(key, _)| Notebook::FIRST.contains(&key.as_str())).cloned().collect();
        Notebook::open(first).with_keys(kept.iter().map(|(key, _)| key.clone()).collect())
    }

    fn of_zap(seen: &str, reason: &str) -> String {
        stored::write(&Notes { seen: seen.into(), waived: vec![waived(reason)], ..Notes::default() })
    }

    #[test]
    fn a_zaps_notes_come_when_they_are_needed_and_nothing_is_written_over_them() {
        let settings = stored::write(&Settings { name: "Kim".into(), ..Settings::default() });
        let kept = [("settings", settings), ("zap:1", of_zap(TODAY, "one")), ("zap:2", of_zap(TODAY, "two"))];
        let kept = kept.map(|(key, text)| (key.to_owned(), text));
        let mut book = by_keys(&kept);
        assert_eq!((book.settings().name.as_str(), book.count()), ("Kim", 2));
        assert_eq!(book.needed(Some("3")), [""; 0]);
        book.note("1", TODAY, |_| panic!("nobody knows yet what is noted there"));
        assert!(book.wants("1") && !book.wants("3") && book.take_saves().is_empty());
        let keys = book.needed(Some("3"));
        assert_eq!((keys.as_slice(), book.needed(None)), (["zap:1".to_owned()].as_slice(), vec![]));
        book.came(&keys, vec![kept[1].clone()]);
        assert!(book.paper("1").has_waived("f") && !book.wants("1"));
        book.note("1", TODAY, |notes| notes.unwaive("f"));
        // A text that was asked for twice comes too late.
        book.came(&keys, vec![kept[1].clone()]);
        assert!(!book.paper("1").has_waived("f"));
        // One that is not there after all is not waited for.
        let keys = book.needed(Some("2"));
        book.came(&keys, Vec::new());
        assert!(!book.wants("2") && book.count() == 1);
    }

    #[test]
    fn the_old_go_once_all_is_here() {
        let kept =
            [("zap:1", of_zap("2024-01-01", "old")), ("zap:2", of_zap(TODAY, "new")), ("damaged:zap:3", String::new())];
        let kept = kept.map(|(key, text)| (key.to_owned(), text));
        let mut book = by_keys(&kept);
        assert_eq!(book.all_aside(), 1);
        book.note("4", TODAY, |_| true);
        assert!(book.is_untidy() && book.take_saves().len() == 1);
        let keys = book.to_come();
        book.came(&keys, kept.to_vec());
        book.forget_outdated(TODAY);
        assert_eq!((book.is_untidy(), book.known().len()), (false, 2));
        assert_eq!(book.take_saves(), [Save { key: "zap:1".into(), text: None }]);
        // What is known by its key alone is forgotten with everything else.
        let mut book = by_keys(&kept);
        book.forget_all();
        assert!(stored(kept.to_vec(), book.take_saves()).is_empty());
    }

    #[test]
    fn of_zaps_without_a_number_nothing_is_kept() {
        let mut book = Notebook::default();
        for zap in ["", "sandbox", "a:b", "../x", &"7".repeat(65)] {
            book.note(zap, TODAY, |notes| {
                notes.paused = true;
                true
            });
        }
        // Nor is anything where there is nothing new.
        book.note("77", TODAY, |_| false);
        assert!(book.take_saves().is_empty() && book.known().is_empty());
    }

    #[test]
    fn old_zaps_go_when_a_new_one_comes() {
        let old = stored::write(&Notes { seen: "2024-01-01".into(), ..Notes::default() });
        let mut book = Notebook::open(vec![("zap:1".into(), old)]);
        book.note("2", TODAY, |_| true);
        assert_eq!(book.known().iter().map(|(zap, _)| *zap).collect::<Vec<_>>(), ["2"]);
        assert!(book.take_saves().iter().any(|save| save.key == "zap:1" && save.text.is_none()));
    }
}
