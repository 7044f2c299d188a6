//! Lists that rules look things up in, each with its source and date.

pub mod suffixes;
pub mod words;
