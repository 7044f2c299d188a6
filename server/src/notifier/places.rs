//! How many wait at a time, for one session or one account: each wait holds a place in its names until it ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The places that are taken, by name. A name of which none is taken takes no room.
#[derive(Clone, Default)]
pub struct Places(Arc<Mutex<HashMap<String, u32>>>);

/// A place in each of its names, until it is dropped.
pub struct Place {
    places: Places,
    names: Vec<String>,
}

impl Places {
    fn taken(&self) -> MutexGuard<'_, HashMap<String, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place in each of these names, with the most that each may have; nothing where one of them has none left.
    pub fn take<const N: usize>(&self, names: [(String, u32); N]) -> Option<Place> {
        let mut taken = self.taken();
        if names.iter().any(|(name, most)| taken.get(name).is_some_and(|taken| taken >= most)) {
            return None;
        }
        let names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
        for name in &names {
            *taken.entry(name.clone()).or_default() += 1;
        }
        Some(Place { places: self.clone(), names })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        for name in &self.names {
            match taken.get_mut(name) {
                Some(left) if *left > 1 => *left -= 1,
                _ => drop(taken.remove(name)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_its_bound_and_what_is_given_back_can_be_taken_again() {
        let places = Places::default();
        let take = |session: &str| places.take([(session.to_owned(), 2), ("account".to_owned(), 3)]);
        let (one, two) = (take("one"), take("one"));
        assert!(one.is_some() && two.is_some() && take("one").is_none());
        let three = take("two");
        assert!(three.is_some() && take("two").is_none(), "the account has three");
        drop(one);
        assert!(take("two").is_some() && take("one").is_some());
        drop((two, three));
        assert!(places.taken().is_empty());
    }
}
