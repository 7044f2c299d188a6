//! The store over a SQLite file: what a request that is given up does to it.

use super::*;
use crate::config::VaultKey;
use crate::sealing::keys::Keys;
use crate::sealing::vault::Vault;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

/// The store in a file.
pub(crate) async fn open(file: &std::path::Path) -> Stored<Store> {
    connect::sqlite(connect::sqlite_options(file), &vault()).await
}

/// A vault of one key, always the same.
pub(crate) fn vault() -> Vault {
    let key = VaultKey { id: "k".to_owned(), key: data_encoding::BASE64.encode(&[7; 32]) };
    Vault::new(Keys::of(&[key]).unwrap().unwrap())
}

/// Gives a future up after so many polls, as a server does whose client has gone.
async fn given_up<F: Future>(future: F, after: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut polls = 0;
    poll_fn(|context| {
        if polls == after {
            return Poll::Ready(None);
        }
        polls += 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

#[tokio::test]
async fn a_transaction_that_is_given_up_while_it_begins_keeps_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("beian.sqlite")).await.unwrap();
    for polls in 0.. {
        let begun = given_up(store.begin(), polls).await.is_some();
        store.attempt("write", u32::MAX, Timestamp(0), Timestamp(0)).await.unwrap_or_else(|error| {
            panic!("nobody can write after a transaction was given up at its poll {polls}: {error}")
        });
        if begun {
            return;
        }
    }
}
