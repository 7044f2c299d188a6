//! Words of lists.
