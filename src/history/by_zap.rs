//! The Zaps of the record as a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serializer};

use super::Entry;

pub(super) fn serialize<S: Serializer>(zaps: &BTreeMap<String, Entry>, out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(zaps.values())
}

/// A Zap that stands twice, as when two files were put together by hand, has the marks of both.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Entry>, D::Error> {
    let mut zaps: BTreeMap<String, Entry> = BTreeMap::new();
    for mut entry in Vec::<Entry>::deserialize(from)? {
        match zaps.get_mut(&entry.zap) {
            Some(known) => {
                known.reviews.append(&mut entry.reviews);
                known.exports.append(&mut entry.exports);
            }
            None => {
                zaps.insert(entry.zap.clone(), entry);
            }
        }
    }
    Ok(zaps)
}
