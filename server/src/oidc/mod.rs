//! The server as a client of identity providers (OpenID Connect Core 1.0): the authorisation code flow with PKCE, state and nonce.
//!
//! - `provider`: a provider, its metadata, where people are sent and what their code is exchanged for; `flow`: what binds the answer to the
//!   browser that began; `asking`: how a provider is asked; `claims`: what it says of somebody.
//!
//! Knows no accounts and no pages. Tokens of a provider stay here, and are forgotten once their claims are read.

mod asking;
pub mod claims;
pub mod flow;
pub mod provider;

use crate::config::{Config, OidcProvider};
use provider::Provider;

/// Where a provider leads applicants back to, below the address of this server.
pub const BACK: &str = "/api/v1/session/provider/callback";
/// Where it leads colleagues back to: an address of its own, so that no answer of one provider is taken for one of the other.
pub const STAFF_BACK: &str = "/api/v1/staff/session/provider/callback";

/// The providers of the settings.
pub struct Providers {
    /// That of applicants.
    pub applicants: Option<Provider>,
    /// That of colleagues.
    pub staff: Option<Provider>,
}

/// Why a provider of the settings cannot be used. Whether it answers is asked later.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// The file with the secret cannot be read.
    #[error("the client secret in {0}: {1}")]
    Secret(std::path::PathBuf, std::io::Error),
    /// An address cannot be read.
    #[error("{0}")]
    Address(String),
    /// Nothing could be asked: the system's certificates cannot be read.
    #[error("{0}")]
    Asking(#[from] reqwest::Error),
}

impl Providers {
    /// Those of the settings; nobody is asked yet.
    ///
    /// # Errors
    /// [`OidcError`].
    pub fn open(config: &Config) -> Result<Providers, OidcError> {
        let own = if config.public_url.is_empty() { config.own_address() } else { config.public_url.clone() };
        let open = |settings: OidcProvider, path: &str| {
            let base = if settings.back_to.is_empty() { own.clone() } else { settings.back_to.clone() };
            Provider::open(settings, &format!("{}{path}", base.trim_end_matches('/')))
        };
        Ok(Providers {
            applicants: config.oidc.as_ref().map(|oidc| open(oidc.provider(), BACK)).transpose()?,
            staff: config.staff.oidc.as_ref().map(|oidc| open(oidc.provider(), STAFF_BACK)).transpose()?,
        })
    }
}
