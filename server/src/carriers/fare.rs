//! How the ways fare: one that fails again and again is asked with one message at a time until it answers (a circuit breaker).

use super::Channel;
use std::sync::atomic::{AtomicU32, Ordering};

/// Messages of a channel that a look sends; the next goes on.
const AT_ONCE: u64 = 40;
/// Failures in a row after which a way is asked with one message at a time.
const IN_A_ROW: u32 = 5;

/// How each channel's way fares.
#[derive(Debug, Default)]
pub struct Fare {
    failures: [AtomicU32; 2],
}

impl Fare {
    fn of(&self, channel: Channel) -> &AtomicU32 {
        &self.failures[usize::from(channel == Channel::Email)]
    }

    /// So many messages of a channel may be sent at a look.
    pub fn most(&self, channel: Channel) -> u64 {
        if self.of(channel).load(Ordering::Relaxed) < IN_A_ROW { AT_ONCE } else { 1 }
    }

    /// A message was carried, or refused for its own sake; or the way failed.
    pub fn note(&self, channel: Channel, is_well: bool) {
        match is_well {
            true => self.of(channel).store(0, Ordering::Relaxed),
            false => {
                self.of(channel).fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_that_fails_is_asked_with_one_message_until_it_answers() {
        let fare = Fare::default();
        for _ in 0..IN_A_ROW {
            assert_eq!(fare.most(Channel::Sms), AT_ONCE);
            fare.note(Channel::Sms, false);
        }
        assert_eq!((fare.most(Channel::Sms), fare.most(Channel::Email)), (1, AT_ONCE));
        fare.note(Channel::Sms, true);
        assert_eq!(fare.most(Channel::Sms), AT_ONCE);
    }
}
