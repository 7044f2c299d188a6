//! The bytes of uploads, sealed, and the keys to them.
//!
//! - `files`: the sealed store; `folder`: how it lies on the disk; `s3`: in an S3 store, whose `credentials` may come from a file; `large`: in
//!   parts; `vault`: sealing and opening; `keys`: finding keys, or making one; `rotation`: under a new key; `swept`: when it was tidied;
//!   `private`: what only the server's own user may read. `audit_key`, `index_key`: keys of the database's that the vault seals.

pub mod audit_key;
mod credentials;
pub mod files;
pub mod folder;
pub mod index_key;
pub mod keys;
mod large;
pub mod private;
pub mod rotation;
pub mod s3;
pub mod swept;
pub mod vault;
