//! What happens by itself in time.
//!
//! - `audit_log`: what each server does for the audit log.
//! - `scheduler`: what is due, again and again; `retention`: deleting by rule; `reminders`: of what waits for somebody; `escalation`: what waits too long for staff; `calls_again`: calls that reached nobody; `trusted_clock`: whether
//!   the clock is to be trusted with that.
//! - `checkpoints`: SQLite's write-ahead log.
//! - `stored`: their rows.
//! - Several servers on one database: `leases`: which of them does a job; `relay`: how they hear of each other's changes.

pub mod audit_log;
pub mod calls_again;
pub mod checkpoints;
pub mod escalation;
pub mod leases;
pub mod relay;
pub mod reminders;
pub mod retention;
pub mod scheduler;
pub mod stored;
pub mod trusted_clock;
