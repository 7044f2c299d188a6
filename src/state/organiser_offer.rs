//! The organiser of the account's last filing, offered to the open one.

use super::{OpenFiling, Request, session, use_filing};
use beian_browser::client::filings;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The offer.
#[derive(Clone, Copy)]
pub struct OrganiserOffer {
    /// The name of the organiser; nothing where there is none to offer.
    pub name: RwSignal<Option<String>>,
    /// It was taken over.
    pub done: RwSignal<bool>,
    /// The request that takes it over.
    pub request: Request,
    filing: OpenFiling,
}

impl OrganiserOffer {
    /// Asks whom there is to offer, unless the present organiser was begun already.
    pub fn look() -> OrganiserOffer {
        let filing = use_filing();
        let name = RwSignal::new(None);
        if filing.document.with_untracked(|document| document.organiser.name.trim().is_empty()) {
            let id = filing.id();
            spawn_local(async move {
                // An offer that does not come is no loss: everything can be typed.
                if let Ok(previous) = filings::previous_organiser(&id).await {
                    name.try_set(previous.name);
                }
            });
        }
        OrganiserOffer { name, done: RwSignal::new(false), request: session::request(), filing }
    }

    /// Takes it over.
    pub fn take(self) {
        let filing = self.filing;
        self.request.send(async move {
            filing.flush().await?;
            let Some((id, version)) = filing.known_version() else { return Ok(()) };
            filing.acknowledge_newer(filings::take_previous_organiser(&id, version).await?);
            self.name.try_set(None);
            self.done.try_set(true);
            Ok(())
        });
    }
}
