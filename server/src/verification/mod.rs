//! A person's verification (真实性核验): `assessment`: what the server finds in one; `reuse`: for whom one was made, and where it holds;
//! `stored`: how they are kept.

pub mod assessment;
pub mod reuse;
pub mod stored;
