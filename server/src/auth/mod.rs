//! Who asks, and from where.
//!
//! - `cookie`: reading and writing the session cookies; `people`: applicant and colleague; `phone`: a verification's phone.
//! - `asked`: which host a request named; `origin`: writes come from our own pages; `peer`: who is connected.

pub mod asked;
pub mod cookie;
pub mod origin;
pub mod peer;
mod people;
mod phone;

pub use people::{Applicant, Colleague, close_replaced};
pub use phone::Phone;
