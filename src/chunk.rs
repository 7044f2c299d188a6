//! Chunks: parts of a program that come in files of their own. With the feature `split` of its package, which only `cargo xtask dist`
//! sets, what is declared so is fetched when it is first called; any other build has it in it. The desk has chunks of its own by the
//! same macro. One of the wizard is named by what it holds:
//!
//! - `rules`: the rules with their words, what is said beside a field, and what is said of a domain on the landing page.
//! - `mine`: my filings, the checklist, what to prepare, and what is asked for once in a while.
//! - `filing`: the open filing and how it is saved, and of the basic check what is typed.
//! - `steps`: the steps after it, attachments, what is read from pictures, and where a filing stands.
//! - `fields`: what else a page of fields has: lists, domains and resources, the lines of the pre-check; what merges two changes, and
//!   what reads earlier drafts.
//!
//! All else is in the first file. Code of two chunks comes in a file that both name; so
//! there are few of them: nine names were sixty-five files.

use beian_browser::client::ApiError;
use beian_browser::waiting::{first_of, rest, woken};
use std::future::Future;

/// So long after a failure a chunk is asked for again, milliseconds; at once when the network is back.
const AGAIN_AFTER: u32 = 15_000;

/// A chunk did not come, though it was waited and asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Missing {
        Missing
    }
}

impl From<Missing> for ApiError {
    fn from(_: Missing) -> ApiError {
        ApiError::PartMissing
    }
}

/// What a chunk brings, asked for until it comes.
pub async fn at_last<C, F: Future<Output = Result<C, Missing>>>(fetch: impl Fn() -> F) -> C {
    loop {
        if let Ok(code) = fetch().await {
            return code;
        }
        first_of(woken(), rest(AGAIN_AFTER)).await;
    }
}

/// Declares functions whose code comes with a chunk: each becomes `async`, and its value a result. Their names are unlike each other
/// in the whole program. Whether they are apart is asked of the package that declares them: the wizard's chunks are none in the desk.
#[macro_export]
macro_rules! chunked {
    ($($(#[$meta:meta])* $vis:vis $chunk:ident: fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $value:ty $body:block)+) => {$(
        $(#[$meta])*
        #[cfg(feature = "split")]
        #[leptos::wasm_split::wasm_split($chunk, fallible, wasm_split_path = ::leptos::wasm_split)]
        $vis fn $name($($argument: $type),*) -> Result<$value, $crate::chunk::Missing> {
            Ok($body)
        }

        $(#[$meta])*
        #[cfg(not(feature = "split"))]
        $vis async fn $name($($argument: $type),*) -> Result<$value, $crate::chunk::Missing> {
            Ok($body)
        }
    )+};
}

pub use chunked;
