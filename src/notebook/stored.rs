//! The form in which things are stored: `{"version": 1, "content": …}`.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::read::typed;

/// Rises when a key changes its meaning; then [`read`] has to know the old form as well.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'c, T> {
    version: u32,
    content: &'c T,
}

#[derive(Deserialize)]
struct Read<T> {
    content: T,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

/// As text.
pub(super) fn write<T: Serialize>(content: &T) -> String {
    // Plain structs with text keys cannot fail to serialise.
    serde_json::to_string(&Written { version: VERSION, content }).unwrap_or_default()
}

/// What a text says; `None` for one that is damaged, or of a later version. Keys that are not known are left aside.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    match typed::read::<Head>(text).ok()?.version {
        VERSION => typed::read::<Read<T>>(text).ok().map(|read| read.content),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::{Notes, Settings};

    /// As it was written by the first version: it must be read for ever.
    const NOTES: &str = r#"{"version":1,"content":{"title":"Leads","seen":"2026-11-24","paused":false,
        "waived":[{"fingerprint":"a1","reason":"known","by":"Kim","until":null,"when":"2026-11-20","place":"0badf00d"}],
        "ticks":[{"item":"K1","done":true,"note":"seen","by":"Kim","when":"2026-11-21"}],
        "review":{"when":"2026-11-22","by":"Kim","snapshot":"","findings":[
            {"fingerprint":"a1","rule":"Z301","severity":"high","step":2,"accepted":true}]},
        "record":{"schema":1,"zaps":[]},
        "checks":[{"day":"2026-11-24","counts":[0,1,0,0,0]}],"findings":[]}}"#;

    #[test]
    fn what_the_first_version_wrote_is_read() {
        let notes: Notes = read(NOTES).unwrap();
        assert_eq!((notes.waived[0].reason.as_str(), notes.ticks[0].item.as_str()), ("known", "K1"));
        assert_eq!(notes.review.as_ref().map(|review| review.findings.len()), Some(1));
        assert_eq!(notes.checks[0].counts.total(), 1);
        assert_eq!(read::<Notes>(&write(&notes)), Some(notes));
        let settings: Settings = read(r#"{"version":1,"content":{"language":"de","keep_days":30,"later":1}}"#).unwrap();
        assert_eq!((settings.language.as_deref(), settings.keep_days), (Some("de"), Some(30)));
    }

    #[test]
    fn damaged_and_later_texts_are_not_read() {
        for text in [
            "", "{", "[]", "null", r#"{"content":{}}"#, r#"{"version":2,"content":{}}"#, r#"{"version":1}"#,
            r#"{"version":1,"content":{"ticks":3}}"#,
        ] {
            assert_eq!(read::<Notes>(text), None, "{text}");
        }
    }
}
