//! What is seen in one frame, and how it travels between two programs of a page.

use super::Hint;
use beian_model::{Measure, Score};

/// What is seen in one frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Each measure of a card or a face, once.
    pub scores: Vec<Score>,
    /// The most useful thing to do; `None` when every score is good.
    pub hint: Option<Hint>,
}

impl Seen {
    /// As bytes: the hint's place in its list (0 for none, else from 1), then of each score the measure's place and the score.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![self.hint.map_or(0, |hint| hint as u8 + 1)];
        bytes.extend(self.scores.iter().flat_map(|it| [it.measure as u8, it.score]));
        bytes
    }

    /// From such bytes; `None` for others.
    pub fn from_bytes(bytes: &[u8]) -> Option<Seen> {
        let (hint, scores) = bytes.split_first()?;
        let hint = match usize::from(*hint).checked_sub(1) {
            None => None,
            Some(place) => Some(*Hint::ALL.get(place)?),
        };
        let score = |pair: &[u8]| match *pair {
            [measure, score] if score <= 100 => {
                Some(Score { measure: *Measure::ALL.get(usize::from(measure))?, score })
            }
            _ => None,
        };
        Some(Seen { scores: scores.chunks(2).map(score).collect::<Option<_>>()?, hint })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_comes_back_from_its_bytes() {
        let scores: Vec<Score> =
            Measure::ALL.iter().zip([0, 100, 60]).map(|(measure, score)| Score { measure: *measure, score }).collect();
        for hint in Hint::ALL.iter().copied().map(Some).chain([None]) {
            for scores in [&scores[..], &[]] {
                let seen = Seen { scores: scores.to_vec(), hint };
                assert_eq!(Seen::from_bytes(&seen.to_bytes()), Some(seen));
            }
        }
    }

    #[test]
    fn other_bytes_are_nothing() {
        let (hints, measures) = (Hint::ALL.len() as u8, Measure::ALL.len() as u8);
        for bytes in [&[][..], &[hints + 1], &[0, 0], &[0, measures, 50], &[0, 0, 101]] {
            assert_eq!(Seen::from_bytes(bytes), None, "{bytes:?}");
        }
    }
}
