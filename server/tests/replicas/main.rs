//! Two servers over one PostgreSQL and one data folder, as processes of their own, before clients that are given to one or the other.
//!
//! - `pair`: the servers; `person`: clients, behind what distributes requests as a load balancer does.
//! - `heard`: pages hear of changes made elsewhere; `shared`: sessions, limits, messages, jobs; `killed`: one is killed amid requests;
//!   `rolling`: both are started anew, one after the other.

mod heard;
mod killed;
mod pair;
mod person;
mod rolling;
mod shared;
#[path = "../common/throw_away.rs"]
mod throw_away;
