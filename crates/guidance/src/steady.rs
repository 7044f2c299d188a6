//! Frames over time: a hint that does not flicker, how long all has been good, and what a video's worst second was.

use super::{Hint, Seen};
use beian_model::{Measure, Score};

/// A hint shows after it held for so long, in milliseconds.
const BELIEVED: u32 = 400;
/// A hint stays for so long: a person reads it.
const READ: u32 = 1_200;
/// Held good for so long, in milliseconds, a picture takes itself.
pub const HELD: u32 = 1_000;
/// Between two frames of one sequence; after a longer pause nothing before it counts.
const PAUSE: u32 = 1_000;

/// Which hint to show, from frame to frame. Times are milliseconds from any beginning.
#[derive(Clone, Debug, Default)]
pub struct Steady {
    shown: Option<State>,
    coming: Option<State>,
    good_since: Option<u32>,
    last: Option<u32>,
}

/// A hint, or none because all is good, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    hint: Option<Hint>,
    since: u32,
}

impl Steady {
    /// Takes a frame's hint in.
    pub fn see(&mut self, hint: Option<Hint>, now: u32) {
        if self.last.is_some_and(|last| now.saturating_sub(last) > PAUSE) {
            *self = Steady::default();
        }
        self.last = Some(now);
        match hint {
            None => self.good_since = self.good_since.or(Some(now)),
            Some(_) => self.good_since = None,
        }
        let state = State { hint, since: now };
        let Some(shown) = self.shown else { return self.shown = Some(state) };
        if shown.hint == hint {
            return self.coming = None;
        }
        let coming = match self.coming {
            Some(coming) if coming.hint == hint => coming,
            _ => state,
        };
        let is_read = shown.hint.is_none() || hint.is_none() || now.saturating_sub(shown.since) >= READ;
        match is_read && now.saturating_sub(coming.since) >= BELIEVED {
            true => (self.shown, self.coming) = (Some(state), None),
            false => self.coming = Some(coming),
        }
    }

    /// What to show: nothing yet, `Some(None)` for good, or a hint.
    pub fn shown(&self) -> Option<Option<Hint>> {
        self.shown.map(|shown| shown.hint)
    }

    /// For how many milliseconds every frame has been good while good was shown; 0 where the last was not.
    pub fn held_for(&self) -> u32 {
        match (self.shown, self.good_since, self.last) {
            (Some(State { hint: None, since }), Some(good), Some(last)) => last.saturating_sub(since.max(good)),
            _ => 0,
        }
    }
}

/// What a video is worth: of each measure the worst second's average.
#[derive(Clone, Debug, Default)]
pub struct Worst {
    second: u32,
    sums: Vec<(Measure, u32, u32)>,
    worst: Vec<Score>,
}

impl Worst {
    /// Takes a frame in; `now` in milliseconds from the beginning of the video.
    pub fn see(&mut self, seen: &Seen, now: u32) {
        if now / 1_000 != self.second {
            self.worst = self.scores();
            self.sums.clear();
            self.second = now / 1_000;
        }
        for score in &seen.scores {
            match self.sums.iter_mut().find(|(measure, ..)| *measure == score.measure) {
                Some((_, sum, count)) => (*sum, *count) = (*sum + u32::from(score.score), *count + 1),
                None => self.sums.push((score.measure, u32::from(score.score), 1)),
            }
        }
    }

    /// The scores so far, the second that runs among them.
    pub fn scores(&self) -> Vec<Score> {
        let mut worst = self.worst.clone();
        for (measure, sum, count) in &self.sums {
            let score = (sum / count.max(&1)) as u8;
            match worst.iter_mut().find(|it| it.measure == *measure) {
                Some(it) => it.score = it.score.min(score),
                None => worst.push(Score { measure: *measure, score }),
            }
        }
        worst
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown after each frame, 150 milliseconds apart.
    fn shown(frames: &[Option<Hint>]) -> Vec<Option<Hint>> {
        let mut steady = Steady::default();
        let see = |(n, hint): (usize, &Option<Hint>)| {
            steady.see(*hint, n as u32 * 150);
            steady.shown().expect("a frame was seen")
        };
        frames.iter().enumerate().map(see).collect()
    }

    #[test]
    fn a_hint_of_a_moment_is_not_shown() {
        let mut frames = vec![None; 20];
        frames[5] = Some(Hint::Glare);
        frames[9] = Some(Hint::Tilted);
        frames[10] = Some(Hint::Tilted);
        assert_eq!(shown(&frames), vec![None; 20]);
    }

    #[test]
    fn hints_that_take_turns_do_not_flicker() {
        let frames: Vec<Option<Hint>> =
            (0..40).map(|n| Some(if n % 2 == 0 { Hint::CardBlurred } else { Hint::Tilted })).collect();
        assert_eq!(shown(&frames), vec![Some(Hint::CardBlurred); 40]);
    }

    #[test]
    fn a_hint_is_shown_long_enough_to_be_read_and_good_soon() {
        let mut frames = vec![Some(Hint::NoCard); 2];
        frames.extend(vec![Some(Hint::Tilted); 12]);
        frames.extend(vec![None; 6]);
        let shown = shown(&frames);
        assert_eq!(shown[7], Some(Hint::NoCard), "1.05 s after the first");
        assert_eq!(shown[8], Some(Hint::Tilted));
        assert_eq!(shown[16], Some(Hint::Tilted), "0.3 s of good");
        assert_eq!(shown[17], None);
    }

    #[test]
    fn held_counts_while_good_is_shown_without_a_bad_frame_or_a_pause() {
        let mut steady = Steady::default();
        let mut see = |hint, now| {
            steady.see(hint, now);
            steady.held_for()
        };
        assert_eq!([see(Some(Hint::NoCard), 0), see(None, 200), see(None, 400)], [0, 0, 0], "the hint still shows");
        assert_eq!([see(None, 600), see(None, 900)], [0, 300]);
        assert_eq!([see(Some(Hint::Glare), 1_000), see(None, 1_200), see(None, 1_500)], [0, 0, 300]);
        assert_eq!(see(None, 5_000), 0, "the page was hidden");
    }

    #[test]
    fn a_video_is_worth_its_worst_second() {
        let seen = |white| Seen { scores: vec![Score { measure: Measure::White, score: white }], hint: None };
        let mut worst = Worst::default();
        assert!(worst.scores().is_empty());
        for (now, white) in [(0, 90), (500, 70), (1_100, 20), (1_900, 40), (2_100, 100)] {
            worst.see(&seen(white), now);
        }
        assert_eq!(worst.scores(), vec![Score { measure: Measure::White, score: 30 }]);
    }
}
