//! Messages are sent: each at its time, again after longer and longer pauses where that failed, and given up after a day, or once nobody
//! needs it. A way that fails again and again is asked with one message at a time until it answers (a circuit breaker).

use crate::app::App;
use crate::carriers::{Carrier, Channel, Failed, Parcel};
use crate::http::problem::Answer;

use beian_model::Timestamp;
use futures_util::future::join_all;
use rand::Rng;

/// Of these at a time.
const SIDE_BY_SIDE: usize = 4;
/// A message of which nothing is heard for so long is tried again, in seconds: longer than the longest try.
const UNHEARD: i64 = 120;
/// Shortest and longest pause between two tries, in seconds.
const PAUSES: (i64, i64) = (10, 3600);
/// Tries until a message is given up: with the pauses, more than a day.
const TRIES: u32 = 32;
/// Longest text of a failure that is kept, in characters.
const LONGEST: usize = 300;

/// Seconds until the next try, after so many: up to a quarter more, so that what failed together is not tried together.
fn pause(tries: u32) -> i64 {
    let pause = PAUSES.0.saturating_mul(1 << tries.min(16)).min(PAUSES.1);
    pause + rand::rng().random_range(0..=pause / 4)
}

/// Sends what is due, by both channels side by side.
///
/// # Errors
/// The first failure of the database, when all were tried.
pub async fn look(app: &App) -> Answer<()> {
    let [sms, email] = Channel::ALL.map(|channel| look_at(app, channel));
    let (sms, email) = tokio::join!(sms, email);
    sms.and(email)
}

async fn look_at(app: &App, channel: Channel) -> Answer<()> {
    let Some(carrier) = app.carriers.of(channel) else {
        return Ok(app.store.keep_messages(channel, app.clock.now()).await?);
    };
    let most = app.fare.most(channel);
    let due = app.store.messages_to_send(channel, app.clock.now(), most).await?;
    let mut done = Ok(());
    for some in due.chunks(SIDE_BY_SIDE) {
        let all = join_all(some.iter().map(|parcel| send(app, carrier, channel, parcel))).await;
        done = all.into_iter().fold(done, Answer::and);
    }
    done
}

async fn send(app: &App, carrier: &dyn Carrier, channel: Channel, parcel: &Parcel) -> Answer<()> {
    let now = app.clock.now();
    if !app.store.take_message(parcel, now.plus(UNHEARD)).await? {
        return Ok(());
    }
    if parcel.until.is_some_and(|until| until <= now) {
        return failed(app, channel, parcel, "nobody needs it any more", None).await;
    }
    match carrier.carry(parcel).await {
        Ok(()) => {
            app.fare.note(channel, true);
            Ok(app.store.message_sent(parcel.id, app.clock.now()).await?)
        }
        Err(Failed::Never(why)) => {
            // It answers.
            app.fare.note(channel, true);
            failed(app, channel, parcel, &why, None).await
        }
        Err(Failed::Later(why)) => {
            app.fare.note(channel, false);
            let again = app.clock.now().plus(pause(parcel.tries));
            let is_over = parcel.tries + 1 >= TRIES || parcel.until.is_some_and(|until| until <= again);
            failed(app, channel, parcel, &why, (!is_over).then_some(again)).await
        }
    }
}

/// Keeps why a message was not sent. What it says and whom it is for stands in no log.
async fn failed(app: &App, channel: Channel, parcel: &Parcel, why: &str, again: Option<Timestamp>) -> Answer<()> {
    let why: String =
        why.replace(&parcel.to, "…").chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    let (message, by, kind, tries) = (parcel.id, channel.as_str(), &parcel.template, parcel.tries + 1);
    match again {
        Some(_) => tracing::warn!(message, by, kind, tries, why, "a message was not sent; it is tried again"),
        None => tracing::error!(message, by, kind, tries, why, "a message was not sent and is given up"),
    }
    Ok(app.store.message_failed(parcel.id, &why, again, app.clock.now()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_a_day() {
        for tries in 0..40 {
            let least = PAUSES.0.saturating_mul(1 << tries.min(16)).min(PAUSES.1);
            let pause = pause(tries);
            assert!((least..=least + least / 4).contains(&pause), "{tries}: {pause}");
        }
        let all: i64 = (0..TRIES).map(|tries| PAUSES.0.saturating_mul(1 << tries.min(16)).min(PAUSES.1)).sum();
        assert!((80_000..100_000).contains(&all), "{all}");
    }
}
