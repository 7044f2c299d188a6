//! How a phone is known, and what counts of the rows of verifications.

use crate::storage::VerificationRow;
use beian_model::{Path, PersonField, PersonRef, VerificationState};

/// What a phone is known by, as hashes.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Of its session.
    pub session: String,
    /// Of the key that it keeps; nothing where it keeps none.
    pub key: Option<String>,
}

/// The newest verification of each field, of rows in order of age.
pub fn newest_of_each(rows: &[VerificationRow]) -> Vec<&VerificationRow> {
    let mut newest: Vec<&VerificationRow> = Vec::new();
    for row in rows {
        newest.retain(|other| other.of != row.of);
        newest.push(row);
    }
    newest
}

/// The person's newest passed verification.
pub fn passed_of(rows: &[VerificationRow], person: PersonRef) -> Option<&VerificationRow> {
    let at = Path::person(person, PersonField::Verification);
    rows.iter().rev().find(|row| row.of == at && row.state == VerificationState::Passed)
}
