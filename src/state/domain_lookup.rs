//! A domain looked up before anything is filed: what the server knows against it.

use super::{ApiError, Request};
use beian_browser::client::domains;
use beian_model::wire::DomainView;
use beian_rules::identifiers::domain::{Domain, DomainError};
use leptos::prelude::*;

/// What the server answered, and to which domain.
pub type AboutDomain = Option<(String, Result<DomainView, ApiError>)>;

/// What is known of the domain that was looked at last.
#[derive(Clone, Copy)]
pub struct DomainLookup {
    /// What the server says of it.
    pub known: RwSignal<AboutDomain>,
    request: Request,
}

impl DomainLookup {
    /// Nothing was looked at yet.
    pub fn new() -> DomainLookup {
        DomainLookup { known: RwSignal::new(None), request: Request::new() }
    }

    /// Asks the server about what was typed, if it is a domain and not known yet; of suffixes the server may know more.
    pub fn look(self, typed: &str) {
        let ascii = match Domain::parse(typed) {
            Ok(domain) => domain.as_str().to_owned(),
            // An address with a path is none to ask for.
            Err(DomainError::Suffix(_)) if !typed.contains(['/', '?', '#', '%']) => typed.to_owned(),
            Err(_) => return,
        };
        let is_known = matches!(&*self.known.read_untracked(), Some((domain, Ok(_))) if *domain == ascii);
        if is_known {
            return;
        }
        self.known.set(None);
        self.request.ask(
            async move {
                let answer = domains::check(&ascii).await;
                Ok((ascii, answer))
            },
            move |answer| self.known.set(Some(answer)),
        );
    }
}

impl Default for DomainLookup {
    fn default() -> Self {
        DomainLookup::new()
    }
}
