//! The keys of the audit log, sealed by the vault: made the first time, and renewed where one is lost. What was written under a lost one
//! stays, and cannot be checked any more.

use super::audit::{append, lock_head};
use super::tables::{audit_head, secrets};
use super::*;
use crate::sealing::audit_key::LENGTH;
use crate::sealing::vault::Vault;
use data_encoding::BASE64;
use sea_orm::sea_query::Expr;

/// A key's name among the secrets.
fn name(nth: i64) -> String {
    format!("audit/{nth}")
}

/// What it is sealed for.
fn sealed_for(nth: i64) -> String {
    format!("secrets/audit/{nth}")
}

fn sealed(vault: &Vault, nth: i64, key: &[u8]) -> Stored<String> {
    Ok(BASE64.encode(&vault.seal(&sealed_for(nth), key).map_err(StoreError::Sealed)?))
}

/// A key of the log, sealed anew where it was sealed with an older key of the vault; nothing where it is not there.
async fn known(database: &impl ConnectionTrait, vault: &Vault, nth: i64, anew: bool) -> Stored<Option<AuditKey>> {
    let Some(row) = secrets::Entity::find_by_id(name(nth)).one(database).await? else { return Ok(None) };
    let wrong = || StoreError::Value("a key of the audit log".to_owned());
    let bytes = BASE64.decode(row.sealed.as_bytes()).map_err(|_| wrong())?;
    let key = vault.open(&sealed_for(nth), bytes.clone().into()).map_err(StoreError::Sealed)?;
    if anew && !vault.is_current(&bytes).map_err(StoreError::Sealed)? {
        secrets::Entity::update_many()
            .col_expr(secrets::Column::Sealed, Expr::value(sealed(vault, nth, &key)?))
            .filter(secrets::Column::Name.eq(name(nth)))
            .exec(database)
            .await?;
    }
    let key: &[u8; LENGTH] = key.as_ref().try_into().map_err(|_| wrong())?;
    Ok(Some(AuditKey::of(nth, key)))
}

async fn made(transaction: &Tx, vault: &Vault, nth: i64) -> Stored<AuditKey> {
    let bytes = AuditKey::random();
    let row = secrets::ActiveModel { name: Set(name(nth)), sealed: Set(sealed(vault, nth, &bytes)?) };
    secrets::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(AuditKey::of(nth, &bytes))
}

/// The key that comes after a lost one; the log says so with its first entry under it.
async fn renewed(transaction: &Tx, vault: &Vault, lost: i64, now: Timestamp) -> Stored<AuditKey> {
    let key = made(transaction, vault, lost + 1).await?;
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Key, Expr::value(key.nth))
        .filter(audit_head::Column::Id.eq(1))
        .exec(transaction)
        .await?;
    let said = Act::new(What::AuditKeyRenewed).with("lost", lost);
    append(transaction, &key, vec![doing::done(said)], now).await?;
    tracing::error!(lost, "a key of the audit log is lost: what was written under it cannot be checked any more");
    Ok(key)
}

/// The key that the next entry is made with.
///
/// # Errors
/// [`StoreError::Sealed`] where the key of the vault that it is sealed with is not configured.
pub(super) async fn open(store: &Store, vault: &Vault) -> Stored<AuditKey> {
    let transaction = store.begin_alone("audit").await?;
    let head = lock_head(&transaction).await?;
    // All of them are sealed with the active key, so that older ones of the vault can go.
    for nth in 1..head.key {
        match known(&transaction, vault, nth, true).await {
            Ok(_) => {}
            Err(error @ (StoreError::Sealed(_) | StoreError::Value(_))) => {
                tracing::warn!(nth, %error, "an old key of the audit log")
            }
            Err(error) => return Err(error),
        }
    }
    let key = match known(&transaction, vault, head.key, true).await? {
        Some(key) => key,
        None if head.number == 0 => made(&transaction, vault, head.key).await?,
        None => renewed(&transaction, vault, head.key, store.clock.now()).await?,
    };
    transaction.commit().await?;
    Ok(key)
}

/// Says that the index was written anew; where the log's own key does not open either, under the one after it.
///
/// # Errors
/// When the database fails.
pub(super) async fn note_reindexed(store: &Store, vault: &Vault) -> Stored<()> {
    let transaction = store.begin_alone("audit").await?;
    let head = lock_head(&transaction).await?;
    let key = match known(&transaction, vault, head.key, true).await {
        Ok(Some(key)) => key,
        Ok(None) if head.number == 0 => made(&transaction, vault, head.key).await?,
        Ok(None) | Err(StoreError::Sealed(_) | StoreError::Value(_)) => {
            renewed(&transaction, vault, head.key, store.clock.now()).await?
        }
        Err(error) => return Err(error),
    };
    append(&transaction, &key, vec![doing::done(Act::new(What::DataReindexed))], store.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// An older key of the log, to check with; nothing where it is lost.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_before(store: &Store, vault: &Vault, nth: i64) -> Stored<Option<AuditKey>> {
    match known(store.reader(), vault, nth, false).await {
        Err(StoreError::Sealed(_) | StoreError::Value(_)) => Ok(None),
        known => known,
    }
}
