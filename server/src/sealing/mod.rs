//! The bytes of uploads, sealed, and the keys to them.
//!
//! - `files`: the sealed store; `folder`: how it lies on the disk; `vault`: sealing and opening; `keys`: finding keys, or making one;
//!   `rotation`: under a new key; `swept`: when it was tidied; `private`: what only the server's own user may read.

pub mod files;
pub mod folder;
pub mod index_key;
pub mod keys;
pub mod private;
pub mod rotation;
pub mod swept;
pub mod vault;
