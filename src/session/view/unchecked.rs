//! What was not checked, why, and what would help.

use serde::{Deserialize, Serialize};

use crate::{
    letters::sentence,
    policy::{Policy, SetBy},
    report::ReportedNotChecked,
    word,
    words::Word,
};

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchecked {
    /// "Step 2, code".
    pub place: String,
    /// The step's id, to scroll to its card.
    pub step: Option<String>,
    /// The rule that could not look; `None` where none could.
    pub rule: Option<String>,
    /// Why, as a sentence.
    pub reason: String,
    /// What would help, as a sentence.
    pub help: String,
    /// The person switched the rule off, and can switch it on again.
    pub is_own: bool,
}

impl Unchecked {
    pub(super) fn new(entry: &ReportedNotChecked, policy: &Policy) -> Self {
        let off = entry.rule.as_deref().and_then(|rule| policy.off_by(rule));
        Self {
            place: sentence(&entry.place()),
            step: entry.step.clone(),
            rule: entry.rule.as_deref().map(str::to_owned),
            reason: format!("{}.", sentence(entry.reason.trim_end_matches('.'))),
            help: entry.language.word(off.map_or_else(|| help(entry), help_off)).to_owned(),
            is_own: off == Some(SetBy::Person),
        }
    }
}

/// What would help where a rule is off.
fn help_off(by: SetBy) -> Word {
    match by {
        SetBy::Person => word!("Switch it on again to have it checked."),
        _ => word!("Whoever looks after Zaplint in your company can have it checked again."),
    }
}

/// What would help: it goes by the rule, and by what could not be read.
fn help(entry: &ReportedNotChecked) -> Word {
    match (entry.rule.as_deref(), entry.field.as_deref()) {
        (Some("Z604"), _) => {
            word!("Look through the Zap and press “Mark as reviewed”: from then on Zaplint remembers.")
        }
        (Some("Z904"), _) => word!("Save a copy of the Zap here: from then on Zaplint remembers."),
        (Some("Z404"), _) => word!("Look at the sharing of the folder and of the connections in Zapier."),
        (Some(_), _) => word!("Look there yourself, and note on the checklist what you saw."),
        (None, Some("code")) => word!("Open the step and scroll to its code: Zaplint reads what is on the screen."),
        (None, Some(_)) => word!("Open the step and look at this field: Zaplint reads what is on the screen."),
        (None, None) => word!("Open each step once, or check an export of the Zap on Zaplint's options page."),
    }
}
