//! Messages by SMS and e-mail: `notices`: whom to tell of a change; `outbox`: what would have been sent, shown to this
//! machine; `stored`: how messages are kept.

pub mod notices;
pub mod outbox;
pub mod stored;
