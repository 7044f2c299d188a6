//! Messages by SMS and e-mail: `notices`: whom to tell of a change; `stored`: how messages are kept; `delivering`: how they are sent, `outbox`:
//! what was written, shown to this machine.

pub mod delivering;
pub mod notices;
pub mod outbox;
pub mod stored;
