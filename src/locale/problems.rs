//! Words of problems.
