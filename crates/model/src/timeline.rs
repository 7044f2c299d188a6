//! How a filing came to where it stands: one entry a change of state (审核历史).

use super::{Actor, Event, Status, Timestamp};
use crate::by_name::by_name;
use serde::Serialize;

/// One change of state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// When it happened.
    pub at: Timestamp,
    /// What happened; nothing for the creation of the filing.
    pub event: Option<Event>,
    /// Who did it.
    pub actor: Actor,
    /// The state after it.
    pub status: Status,
    /// What the actor said (a reason), in their words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

by_name! {
    TimelineEntry,
    must { at actor status }
    may { event note }
    TimelineEntry { at: Timestamp(0), event: None, actor: Actor::Clock, status: Status::Draft, note: String::new() }
}
