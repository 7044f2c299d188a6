//! What happens by itself in time.
//!
//! - `scheduler`: what is due, again and again; `retention`: deleting by rule; `trusted_clock`: whether the clock is to be trusted with that.

pub mod retention;
pub mod scheduler;
pub mod trusted_clock;
