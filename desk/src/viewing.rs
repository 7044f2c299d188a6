//! What comes with the desk's chunk `viewing`: the documents and all that stands beside the fields. A file of its own in what is delivered,
//! as `case` is.

use super::focused::Focused;
use super::last_return::last_return;
use super::read_beside::beside;
use super::related::related;
use super::viewer::viewer;
use beian::chunk::chunked;
use beian_model::Path;
use beian_model::wire::ReviewView;
use leptos::prelude::*;

/// What the chunk brings.
#[derive(Clone, Copy)]
pub struct Viewing {
    /// The documents of a filing, in step with its fields.
    pub viewer: fn(RwSignal<Option<ReviewView>>, Focused) -> AnyView,
    /// What stands beside a field.
    pub beside: fn(StoredValue<ReviewView>, Path) -> AnyView,
    /// What was returned last.
    pub last_return: fn(StoredValue<ReviewView>) -> AnyView,
    /// Other filings.
    pub related: fn(StoredValue<ReviewView>) -> AnyView,
}

chunked! {
    pub viewing: fn fetch_viewing() -> Viewing {
        Viewing { viewer, beside, last_return, related }
    }
}
