//! The responsible person's page on the phone.
