//! Samples to try Beian with, each plainly marked 样本 SAMPLE.
//!
//! - [`values`]: names and numbers that pass the checks and belong to nobody.
//! - `draw`: the documents and camera pictures that show them (feature `draw`).

#[cfg(feature = "draw")]
pub mod draw;
pub mod values;
