//! The audit log (审计日志): who did what to which filing, from where. What an entry says, and how its bytes are counted into the chain; not
//! where entries are kept (`storage::audit`), nor which operation has which (`access::audited`).
//!
//! - `what`: the events, by their stable names; `who`: who makes them happen; `act`: an event with its filing and details.
//! - `doing`: whom the present task works for, so that a change is written with its author wherever it is made.
//! - `entry`: an entry, and its bytes for the chain; `refusals`: many refusals of a minute are few entries; `told`: when the log's end was
//!   last said.

pub mod act;
pub mod doing;
pub mod entry;
pub mod refusals;
pub mod told;
pub mod what;
pub mod who;

pub use act::{Act, Draft};
pub use doing::Doing;
pub use entry::Entry;
pub use what::What;
pub use who::Who;
