//! Sign-in by an identity provider, end to end: our server in this process, a certified provider (npm's `oidc-provider`) in another, and
//! browsers that go from one to the other.
//!
//! - `provider`: the provider; `site`: our server; `browser`: who goes from one to the other.
//! - `applicants`: applicants sign in; `staff`: colleagues; `refused`: what leads to no session.

mod applicants;
mod browser;
mod provider;
mod refused;
mod site;
mod staff;
