//! Accounts, colleagues, sessions, codes and tries.

use super::*;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

fn staff(row: &SqliteRow) -> Staff {
    Staff { id: row.get("id"), email: row.get("email"), name: row.get("name"), password_hash: row.get("password_hash") }
}

/// The time of the try that must grow old before another is allowed; nothing while there were fewer than so many.
async fn exhausted(
    database: impl sqlx::SqliteExecutor<'_>,
    what: &str,
    most: u32,
    since: Timestamp,
) -> Stored<Option<Timestamp>> {
    // None at all are allowed: as if the first had been tried in this moment.
    let Some(place) = most.checked_sub(1) else { return Ok(Some(Timestamp(i64::MAX))) };
    let at = sqlx::query_scalar("SELECT at FROM attempts WHERE what = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?")
        .bind(what)
        .bind(since.0)
        .bind(place)
        .fetch_optional(database)
        .await?;
    Ok(at.map(Timestamp))
}

impl SqliteStore {
    pub(super) async fn account_of_(&self, mobile: &str, now: Timestamp) -> Stored<Account> {
        let row = sqlx::query(
            "INSERT INTO accounts (id, mobile, created_at) VALUES (?, ?, ?)
             ON CONFLICT (mobile) DO UPDATE SET mobile = excluded.mobile RETURNING id, mobile",
        )
        .bind(crate::secret::id())
        .bind(mobile)
        .bind(now.0)
        .fetch_one(&self.pool)
        .await?;
        Ok(Account { id: row.get("id"), mobile: row.get("mobile") })
    }

    pub(super) async fn account_(&self, id: &str) -> Stored<Option<Account>> {
        let row =
            sqlx::query("SELECT id, mobile FROM accounts WHERE id = ?").bind(id).fetch_optional(&self.pool).await?;
        Ok(row.map(|row| Account { id: row.get("id"), mobile: row.get("mobile") }))
    }

    pub(super) async fn add_staff_(&self, staff: &Staff, now: Timestamp) -> Stored<()> {
        sqlx::query("INSERT INTO staff (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, ?)")
            .bind(&staff.id)
            .bind(&staff.email)
            .bind(&staff.name)
            .bind(&staff.password_hash)
            .bind(now.0)
            .execute(&self.pool)
            .await
            .map_err(|error| if is_unique_violation(&error) { StoreError::Exists } else { error.into() })?;
        Ok(())
    }

    pub(super) async fn set_password_(&self, id: &str, password_hash: &str) -> Stored<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("UPDATE staff SET password_hash = ? WHERE id = ?")
            .bind(password_hash)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE kind = ? AND owner = ?")
            .bind(SessionKind::Staff.as_str())
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn staff_where(&self, column: &'static str, value: &str) -> Stored<Option<Staff>> {
        let sql = match column {
            "email" => "SELECT * FROM staff WHERE email = ?",
            _ => "SELECT * FROM staff WHERE id = ?",
        };
        Ok(sqlx::query(sql).bind(value).fetch_optional(&self.pool).await?.as_ref().map(staff))
    }

    pub(super) async fn open_session_(
        &self,
        token_hash: &str,
        kind: SessionKind,
        owner: &str,
        now: Timestamp,
    ) -> Stored<()> {
        sqlx::query("INSERT INTO sessions (token_hash, kind, owner, created_at, seen_at) VALUES (?, ?, ?, ?, ?)")
            .bind(token_hash)
            .bind(kind.as_str())
            .bind(owner)
            .bind(now.0)
            .bind(now.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub(super) async fn session_(&self, token_hash: &str, kind: SessionKind) -> Stored<Option<Session>> {
        let row = sqlx::query("SELECT owner, created_at, seen_at FROM sessions WHERE token_hash = ? AND kind = ?")
            .bind(token_hash)
            .bind(kind.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| Session {
            owner: row.get("owner"),
            created_at: Timestamp(row.get("created_at")),
            seen_at: Timestamp(row.get("seen_at")),
        }))
    }

    pub(super) async fn touch_session_(&self, token_hash: &str, now: Timestamp) -> Stored<()> {
        sqlx::query("UPDATE sessions SET seen_at = ? WHERE token_hash = ?")
            .bind(now.0)
            .bind(token_hash)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub(super) async fn close_session_(&self, token_hash: &str) -> Stored<()> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = ?").bind(token_hash).execute(&self.pool).await?;
        Ok(())
    }

    pub(super) async fn close_sessions_of_(&self, kind: SessionKind, owner: &str) -> Stored<()> {
        sqlx::query("DELETE FROM sessions WHERE kind = ? AND owner = ?")
            .bind(kind.as_str())
            .bind(owner)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub(super) async fn put_code_(
        &self,
        code: &Code,
        message: &Message,
        sent_before: Timestamp,
        now: Timestamp,
    ) -> Stored<()> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "INSERT INTO codes (purpose, mobile, code_hash, sent_at, expires_at, tries_left, blocked_until)
             VALUES (?, ?, ?, ?, ?, ?, 0)
             ON CONFLICT (purpose, mobile) DO UPDATE SET code_hash = excluded.code_hash, sent_at = excluded.sent_at,
             expires_at = excluded.expires_at, tries_left = excluded.tries_left, blocked_until = 0
             WHERE codes.sent_at <= ? AND codes.blocked_until <= ?",
        )
        .bind(&code.purpose)
        .bind(&code.mobile)
        .bind(&code.code_hash)
        .bind(code.sent_at.0)
        .bind(code.expires_at.0)
        .bind(code.tries_left)
        .bind(sent_before.0)
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
        super::outbox::commit_with(transaction, &done, message, now).await
    }

    pub(super) async fn code_(&self, purpose: &str, mobile: &str) -> Stored<Option<Code>> {
        let row = sqlx::query("SELECT * FROM codes WHERE purpose = ? AND mobile = ?")
            .bind(purpose)
            .bind(mobile)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| Code {
            purpose: row.get("purpose"),
            mobile: row.get("mobile"),
            code_hash: row.get("code_hash"),
            sent_at: Timestamp(row.get("sent_at")),
            expires_at: Timestamp(row.get("expires_at")),
            tries_left: row.get("tries_left"),
            blocked_until: Timestamp(row.get("blocked_until")),
        }))
    }

    pub(super) async fn try_code_(
        &self,
        purpose: &str,
        mobile: &str,
        blocked_until: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<(String, u32)>> {
        // One statement: of those who try at the same time no two can take the same try.
        let row = sqlx::query(
            "UPDATE codes SET tries_left = tries_left - 1,
             blocked_until = CASE WHEN tries_left = 1 THEN ? ELSE blocked_until END
             WHERE purpose = ? AND mobile = ? AND tries_left > 0 AND expires_at > ? AND blocked_until <= ?
             RETURNING code_hash, tries_left",
        )
        .bind(blocked_until.0)
        .bind(purpose)
        .bind(mobile)
        .bind(now.0)
        .bind(now.0)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| (row.get("code_hash"), row.get("tries_left"))))
    }

    pub(super) async fn use_code_(&self, purpose: &str, mobile: &str, code_hash: &str) -> Stored<bool> {
        let done = sqlx::query("DELETE FROM codes WHERE purpose = ? AND mobile = ? AND code_hash = ?")
            .bind(purpose)
            .bind(mobile)
            .bind(code_hash)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    pub(super) async fn attempt_(
        &self,
        what: &str,
        most: u32,
        since: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<Timestamp>> {
        let mut transaction = self.begin().await?;
        let oldest = exhausted(&mut *transaction, what, most, since).await?;
        if oldest.is_none() {
            sqlx::query("INSERT INTO attempts (what, at) VALUES (?, ?)")
                .bind(what)
                .bind(now.0)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(oldest)
    }

    pub(super) async fn exhausted_(&self, what: &str, most: u32, since: Timestamp) -> Stored<Option<Timestamp>> {
        exhausted(&self.pool, what, most, since).await
    }
}
