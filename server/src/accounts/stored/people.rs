//! Accounts and codes.

use super::tables::{accounts, codes};
use super::values::small;
use super::*;
use beian_locale::Lang;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, OnConflict, Query};

pub(super) fn account(row: accounts::Model) -> Account {
    // One without a number has its id there.
    let mobile = if row.mobile == row.id { String::new() } else { row.mobile };
    // Chinese, the language of every filing, where another cannot be told.
    let lang = row.lang.parse().unwrap_or(Lang::Chinese);
    Account { id: row.id, mobile, called: row.called, lang, reminders: row.reminders }
}

/// The account of a mobile number, made when there is none; without a number a new one.
pub(super) async fn insert_account(
    database: &impl ConnectionTrait,
    mobile: Option<&str>,
    now: Timestamp,
) -> Stored<Account> {
    let id = crate::secret::id();
    let new = accounts::ActiveModel {
        mobile: Set(mobile.unwrap_or(&id).to_owned()),
        id: Set(id),
        created_at: Set(now.0),
        called: Set(String::new()),
        lang: Set(Lang::Chinese.as_str().to_owned()),
        reminders: Set(true),
    };
    let known = OnConflict::column(accounts::Column::Mobile).update_column(accounts::Column::Mobile).to_owned();
    Ok(account(accounts::Entity::insert(new).on_conflict(known).exec_with_returning(database).await?))
}

impl Store {
    /// The account of a mobile number, made when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of(&self, mobile: &str, now: Timestamp) -> Stored<Account> {
        insert_account(self.writer(), Some(mobile), now).await
    }

    /// An account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self, id: &str) -> Stored<Option<Account>> {
        Ok(accounts::Entity::find_by_id(id).one(self.reader()).await?.map(account))
    }

    /// Sets how an account is sent messages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_messages(&self, id: &str, lang: Lang, reminders: bool) -> Stored<()> {
        accounts::Entity::update_many()
            .col_expr(accounts::Column::Lang, Expr::value(lang.as_str()))
            .col_expr(accounts::Column::Reminders, Expr::value(reminders))
            .filter(accounts::Column::Id.eq(id))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// The account of a mobile number, where there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_by_mobile(&self, mobile: &str) -> Stored<Option<Account>> {
        let found = accounts::Entity::find().filter(accounts::Column::Mobile.eq(mobile)).one(self.reader()).await?;
        Ok(found.map(account))
    }

    /// Keeps a code in place of an earlier one, and the message that carries it.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the earlier one was sent after a moment, or is blocked after wrong tries.
    pub async fn put_code(&self, code: &Code, message: &Message, sent_before: Timestamp, now: Timestamp) -> Stored<()> {
        use codes::Column::{BlockedUntil, CodeHash, ExpiresAt, Mobile, Purpose, SentAt, TriesLeft};
        let transaction = self.begin().await?;
        let new = codes::ActiveModel {
            purpose: Set(code.purpose.clone()),
            mobile: Set(code.mobile.clone()),
            code_hash: Set(code.code_hash.clone()),
            sent_at: Set(code.sent_at.0),
            expires_at: Set(code.expires_at.0),
            tries_left: Set(i64::from(code.tries_left)),
            blocked_until: Set(0),
        };
        let earlier = |column| Expr::col((codes::Entity, column));
        let in_its_place = OnConflict::columns([Purpose, Mobile])
            .update_columns([CodeHash, SentAt, ExpiresAt, TriesLeft, BlockedUntil])
            .action_and_where(earlier(SentAt).lte(sent_before.0))
            .action_and_where(earlier(BlockedUntil).lte(now.0))
            .to_owned();
        let rows = codes::Entity::insert(new).on_conflict(in_its_place).exec_without_returning(&transaction).await?;
        outbox::insert_with(&transaction, rows, message, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The code for a purpose and number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn code(&self, purpose: &str, mobile: &str) -> Stored<Option<Code>> {
        let key = (purpose.to_owned(), mobile.to_owned());
        let Some(row) = codes::Entity::find_by_id(key).one(self.reader()).await? else { return Ok(None) };
        Ok(Some(Code {
            purpose: row.purpose,
            mobile: row.mobile,
            code_hash: row.code_hash,
            sent_at: Timestamp(row.sent_at),
            expires_at: Timestamp(row.expires_at),
            tries_left: small(row.tries_left)?,
            blocked_until: Timestamp(row.blocked_until),
        }))
    }

    /// Takes a try of a code away, before anything is compared: gives the hash to compare with, and how many tries are left. At none
    /// left the code is void until `blocked_until`. Nothing where there is no code that may be tried now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn try_code(
        &self,
        purpose: &str,
        mobile: &str,
        blocked_until: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<(String, u32)>> {
        use codes::Column::{BlockedUntil, CodeHash, ExpiresAt, Mobile, Purpose, TriesLeft};
        let blocked = CaseStatement::new()
            .case(Expr::col(TriesLeft).eq(1), Expr::value(blocked_until.0))
            .finally(Expr::col(BlockedUntil));
        // One statement: of those who try at the same time no two can take the same try.
        let taken = Query::update()
            .table(codes::Entity)
            .value(TriesLeft, Expr::col(TriesLeft).sub(1))
            .value(BlockedUntil, blocked)
            .and_where(Purpose.eq(purpose))
            .and_where(Mobile.eq(mobile))
            .and_where(TriesLeft.gt(0))
            .and_where(ExpiresAt.gt(now.0))
            .and_where(BlockedUntil.lte(now.0))
            .returning(Query::returning().columns([CodeHash, TriesLeft]))
            .to_owned();
        let Some(row) = self.writer().query_one(&taken).await? else { return Ok(None) };
        Ok(Some((column(&row, "code_hash")?, small(column(&row, "tries_left")?)?)))
    }

    /// Takes the code away: it was used. False when another request was faster.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn use_code(&self, purpose: &str, mobile: &str, code_hash: &str) -> Stored<bool> {
        let done = codes::Entity::delete_many()
            .filter(codes::Column::Purpose.eq(purpose))
            .filter(codes::Column::Mobile.eq(mobile))
            .filter(codes::Column::CodeHash.eq(code_hash))
            .exec(self.writer())
            .await?;
        Ok(done.rows_affected == 1)
    }
}
