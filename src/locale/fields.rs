//! Words of fields.
