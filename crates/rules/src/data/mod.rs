//! Lists that rules look things up in, each with its source and date.
//!
//! - `suffixes`: what domains may be filed under; `words`: what names hold; `area_codes`, `mobile_ranges`: the number plan.
//! - `provinces`, `cities`: as addresses begin with them.

pub mod area_codes;
pub mod cities;
pub mod mobile_ranges;
pub mod provinces;
pub mod suffixes;
pub mod words;
