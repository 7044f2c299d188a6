//! The key of the index, and the index written anew for every filing: where there is none yet, or where its key was lost.

use super::tables::{filing_keys, filings, secrets};
use super::values::read;
use super::*;
use crate::sealing::index_key::{IndexKey, LENGTH};
use crate::sealing::vault::Vault;
use data_encoding::BASE64;
use sea_orm::sea_query::Expr;

/// The key's name among the secrets, and what it is sealed for.
const NAME: &str = "index";
const SEALED_FOR: &str = "secrets/index";
/// Filings that are read at a time.
const BATCH: u64 = 500;

fn sealed(vault: &Vault, key: &[u8]) -> Stored<String> {
    Ok(BASE64.encode(&vault.seal(SEALED_FOR, key).map_err(StoreError::Sealed)?))
}

/// The key of the index. The first time it is made, and the index with it; sealed with an older key of the vault it is sealed anew.
///
/// # Errors
/// [`StoreError::Sealed`] where the key that it is sealed with is not configured.
pub(super) async fn open(store: &Store, vault: &Vault) -> Stored<IndexKey> {
    let transaction = store.begin_alone("index").await?;
    let key = match secrets::Entity::find_by_id(NAME).one(&transaction).await? {
        Some(row) => known(&transaction, vault, &row.sealed).await?,
        None => made(store, &transaction, vault).await?.0,
    };
    transaction.commit().await?;
    super::queue_columns::fill_in(store, &key).await?;
    Ok(key)
}

async fn known(transaction: &Tx, vault: &Vault, row: &str) -> Stored<IndexKey> {
    let wrong = || StoreError::Value("the index's key".to_owned());
    let bytes = BASE64.decode(row.as_bytes()).map_err(|_| wrong())?;
    let key = vault.open(SEALED_FOR, bytes.clone().into()).map_err(StoreError::Sealed)?;
    if !vault.is_current(&bytes).map_err(StoreError::Sealed)? {
        secrets::Entity::update_many()
            .col_expr(secrets::Column::Sealed, Expr::value(sealed(vault, &key)?))
            .filter(secrets::Column::Name.eq(NAME))
            .exec(transaction)
            .await?;
    }
    let key: &[u8; LENGTH] = key.as_ref().try_into().map_err(|_| wrong())?;
    Ok(IndexKey::of(key))
}

/// A new key, and the index written with it; gives for how many filings.
async fn made(store: &Store, transaction: &Tx, vault: &Vault) -> Stored<(IndexKey, u64)> {
    let bytes = IndexKey::random();
    let key = IndexKey::of(&bytes);
    let row = secrets::ActiveModel { name: Set(NAME.to_owned()), sealed: Set(sealed(vault, &bytes)?) };
    secrets::Entity::insert(row).exec_without_returning(transaction).await?;
    filing_keys::Entity::delete_many().exec(transaction).await?;
    let (mut written, mut after) = (0, 0);
    loop {
        use filings::{Column, Entity};
        let batch = Entity::find()
            .select_only()
            .columns([Column::Seq, Column::Id, Column::Status, Column::Document])
            .filter(Column::Seq.gt(after))
            .filter(Column::Status.ne(Status::Draft.as_str()))
            .order_by_asc(Column::Seq)
            .limit(BATCH);
        let batch: Vec<(i64, String, String, String)> = batch.into_tuple().all(transaction).await?;
        let Some(last) = batch.last() else { return Ok((key, written)) };
        after = last.0;
        for (_, id, status, document) in &batch {
            let id = FilingId(id.clone());
            // One that cannot be read is found by nothing, and keeps none of the others.
            match (read::<Status>(status), super::filing::document(document)) {
                (Ok(status), Ok(document)) => {
                    super::filing_keys::write(transaction, &key, &id, status, &document).await?;
                    written += 1;
                }
                (Err(error), _) | (_, Err(error)) => store.note_unreadable("filing", id.as_str(), &error),
            }
        }
    }
}

/// Makes a new key, and writes the index anew; gives for how many filings.
///
/// # Errors
/// When the database fails.
pub(super) async fn renew(store: &Store, vault: &Vault) -> Stored<u64> {
    let transaction = store.begin_alone("index").await?;
    secrets::Entity::delete_by_id(NAME).exec(&transaction).await?;
    let (_, written) = made(store, &transaction, vault).await?;
    transaction.commit().await?;
    Ok(written)
}
