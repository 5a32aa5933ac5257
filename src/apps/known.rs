//! What is asked of a step again and again, worked out once for each step.

use super::catalog::{App, Kind, kind_of, look_up, stem};
use super::name::is_zapiers;
use super::product::{Product, calls_http, product_of};
use super::words::{fold, has_any, words};
use crate::zap::Step;

/// What is known about a step's app and action.
#[derive(Debug, Clone)]
pub struct Known {
    pub(super) app: Option<App>,
    pub(super) kind: Kind,
    pub(super) product: Product,
    pub(super) is_http_call: bool,
    pub(super) is_built_in: bool,
    /// The app's key, folded.
    pub(super) folded: String,
    /// The words of the action's key.
    pub(super) action: Vec<String>,
}

/// What is known about a step's app and action. It is kept with the step: app, action and kind do not change after.
pub(super) fn known(step: &Step) -> &Known {
    step.known.get_or(|| {
        let folded = fold(stem(&step.app));
        let app = look_up(&folded, step);
        let kind = kind_of(step, app);
        let action = words(&step.action);
        let product = product_of(step, app, kind, &action);
        let is_built_in = kind == Kind::Utility || is_zapiers(step, app);
        Known { app, kind, product, is_http_call: calls_http(step, product), is_built_in, folded, action }
    })
}

/// Whether one of these words is in the key or name of the step's action.
#[must_use]
pub fn says(step: &Step, list: &[&str]) -> bool {
    has_any(&known(step).action, list)
}
