//! Waiting for what takes its time: asked again and again, to an end.

use std::time::{Duration, Instant};

/// How long a browser may take for what a person waits for.
pub const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// What the question gives once it gives something; its last refusal where it gave nothing in time.
pub async fn patiently<T, E>(within: Duration, ask: impl AsyncFnMut() -> Result<T, E>) -> Result<T, E> {
    every(PAUSE, within, ask).await
}

/// The same, asked at longer intervals: where each question takes the time of what is measured.
pub async fn every<T, E>(
    pause: Duration,
    within: Duration,
    mut ask: impl AsyncFnMut() -> Result<T, E>,
) -> Result<T, E> {
    let until = Instant::now() + within;
    loop {
        let answer = ask().await;
        if answer.is_ok() || Instant::now() >= until {
            return answer;
        }
        tokio::time::sleep(pause).await;
    }
}
