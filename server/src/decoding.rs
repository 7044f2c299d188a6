//! How much is decoded at a time, by whoever decodes: a small file may be a large picture, and many may come at once.

use crate::config::Uploads;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

const MEBIBYTE: u64 = 1024 * 1024;
/// Bytes of a decoded pixel that a picture may have where it has as many pixels as are allowed: red, green and blue.
const OF_PIXEL: u64 = 3;

/// The memory in which pictures are decoded; cheap to clone, one for the whole process.
#[derive(Clone, Debug)]
pub struct Decoders {
    room: Arc<Semaphore>,
    /// Of it all, in mebibytes.
    all: u32,
    wait: Duration,
}

/// Why nothing was decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodingError {
    /// Others were decoded for as long as one may wait.
    #[error("others are being decoded")]
    Busy,
    /// The server is stopping, or the decoder gave up on what it was given.
    #[error("the decoder ended")]
    Ended,
}

impl Decoders {
    /// With the limits of the settings.
    pub fn new(limits: &Uploads) -> Decoders {
        let all = limits.decode_mib.clamp(1, u32::MAX >> 3);
        let room = Arc::new(Semaphore::new(all as usize));
        Decoders { room, all, wait: Duration::from_secs(limits.decode_wait) }
    }

    /// Does work that takes so many bytes at its most, in turn with all others, away from the threads that answer. What takes more than
    /// there is has all of it for itself. It keeps its room to its end, though who asked have gone.
    ///
    /// # Errors
    /// [`DecodingError`].
    pub async fn run<T: Send + 'static>(
        &self,
        bytes: u64,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, DecodingError> {
        let wanted = u32::try_from(bytes.div_ceil(MEBIBYTE)).unwrap_or(u32::MAX).clamp(1, self.all);
        let turn = tokio::time::timeout(self.wait, self.room.clone().acquire_many_owned(wanted));
        let room = turn.await.map_err(|_| DecodingError::Busy)?.map_err(|_| DecodingError::Ended)?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(room);
            done
        });
        done.await.map_err(|_| DecodingError::Ended)
    }
}

/// Most bytes that a picture may take when it is decoded, where so many millions of pixels are allowed.
pub fn most_bytes(max_megapixels: u32) -> u64 {
    u64::from(max_megapixels) * 1_000_000 * OF_PIXEL
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    fn decoders(decode_mib: u32, decode_wait: u64) -> Decoders {
        Decoders::new(&Uploads { decode_mib, decode_wait, ..Uploads::default() })
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn never_more_at_a_time_than_there_is_room_for() {
        let decoders = decoders(10, 600);
        let (now, most) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..60 {
            let (decoders, now, most) = (decoders.clone(), now.clone(), most.clone());
            // From a thumbnail to one that is larger than all there is.
            let mebibytes = [1, 3, 4, 10, 700][n % 5];
            let takes = mebibytes.min(10);
            tasks.spawn(async move {
                let work = move || {
                    most.fetch_max(now.fetch_add(takes, Ordering::SeqCst) + takes, Ordering::SeqCst);
                    std::thread::yield_now();
                    now.fetch_sub(takes, Ordering::SeqCst);
                };
                decoders.run(mebibytes * MEBIBYTE, work).await.unwrap();
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.unwrap();
        }
        assert!(most.load(Ordering::SeqCst) <= 10, "{most:?}");
    }

    #[tokio::test]
    async fn who_waits_too_long_is_told_and_who_left_keeps_nobody_waiting() {
        let decoders = decoders(1, 0);
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let (begin, begun) = tokio::sync::oneshot::channel();
        let long = tokio::spawn({
            let decoders = decoders.clone();
            async move {
                let work = move || {
                    let _ = begin.send(());
                    let _ = ended.recv();
                };
                decoders.run(1, work).await
            }
        });
        begun.await.unwrap();
        assert_eq!(decoders.run(1, || ()).await, Err(DecodingError::Busy));
        // Who asked has gone; what was begun goes on, and so it still has its room.
        long.abort();
        assert!(long.await.unwrap_err().is_cancelled());
        assert_eq!(decoders.run(1, || ()).await, Err(DecodingError::Busy));
        drop(end);
        while decoders.run(1, || ()).await.is_err() {
            tokio::task::yield_now().await;
        }
        assert_eq!(decoders.run(1, || panic!("damaged")).await, Err::<(), _>(DecodingError::Ended));
        decoders.run(1, || ()).await.unwrap();
    }
}
