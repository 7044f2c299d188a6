//! What is made rather than written: the regions, what the rules say of themselves, sample documents.

pub mod regions;
pub mod rules;
pub mod samples;
