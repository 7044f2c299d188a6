//! The opening of a document: asked for when somebody wants to look, by a link that holds for minutes and is noted.

use super::staff;
use beian::state::Request;
use beian_browser::client::{api_base, staff as calls};
use beian_model::FilingId;
use beian_model::wire::ShowRequest;
use leptos::prelude::*;
use std::time::Duration;

/// How far the opening of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Nobody wants to look.
    Closed,
    /// Its link is asked for.
    Asked,
    /// From this address.
    Open(String),
}

/// A document that can be opened.
#[derive(Clone, Copy)]
pub struct OpenedDocument {
    /// How far that is.
    pub opening: RwSignal<Opening>,
    /// The address opens for a while only; what was loaded stays.
    pub holds: RwSignal<bool>,
    /// The request for the link.
    pub request: Request,
    wanted: StoredValue<(FilingId, ShowRequest)>,
}

impl OpenedDocument {
    /// A document of a filing, closed.
    pub fn closed(filing: FilingId, wanted: ShowRequest) -> OpenedDocument {
        OpenedDocument {
            opening: RwSignal::new(Opening::Closed),
            holds: RwSignal::new(false),
            request: staff::request(),
            wanted: StoredValue::new((filing, wanted)),
        }
    }

    /// Asks for its link.
    pub fn open(self) {
        let (filing, wanted) = self.wanted.get_value();
        self.opening.set(Opening::Asked);
        self.request.send(async move {
            let answer = calls::show(&filing, &wanted).await.inspect_err(|_| {
                self.opening.try_set(Opening::Closed);
            });
            let link = answer?;
            self.opening.try_set(Opening::Open(format!("{}{}", api_base(), link.path)));
            self.holds.try_set(true);
            let end = move || {
                self.holds.try_set(false);
            };
            set_timeout(end, Duration::from_secs(u64::from(link.expires_in)));
            Ok(())
        });
    }
}
