//! Sessions, of applicants and of colleagues.

use super::tables::{sessions, staff};
use super::*;
use crate::audit::Who;
use sea_orm::sea_query::Expr;

fn session(row: sessions::Model) -> Session {
    Session {
        id: row.id,
        owner: row.owner,
        created_at: Timestamp(row.created_at),
        seen_at: Timestamp(row.seen_at),
        address: row.address,
        browser: row.browser,
        token_hash: row.token_hash,
        by_provider: row.by_provider,
    }
}

async fn insert(database: &impl ConnectionTrait, new: &NewSession, now: Timestamp) -> Stored<()> {
    let new = sessions::ActiveModel {
        token_hash: Set(new.token_hash.clone()),
        kind: Set(new.kind.as_str().to_owned()),
        owner: Set(new.owner.clone()),
        created_at: Set(now.0),
        seen_at: Set(now.0),
        id: Set(crate::secret::id()),
        address: Set(new.address.clone()),
        browser: Set(new.browser.clone()),
        by_provider: Set(new.by_provider),
    };
    sessions::Entity::insert(new).exec_without_returning(database).await?;
    Ok(())
}

/// Ends every session of an owner but one; gives how many.
async fn close(database: &impl ConnectionTrait, kind: SessionKind, owner: &str, but: &str) -> Stored<u64> {
    let done = sessions::Entity::delete_many()
        .filter(sessions::Column::Kind.eq(kind.as_str()))
        .filter(sessions::Column::Owner.eq(owner))
        .filter(sessions::Column::TokenHash.ne(but))
        .exec(database)
        .await?;
    Ok(done.rows_affected)
}

/// The owner of a session, as the audit log names them.
fn owner(kind: SessionKind, id: &str) -> Who {
    match kind {
        SessionKind::Applicant => Who::applicant(id),
        SessionKind::Staff | SessionKind::SecondStep => Who::colleague(id),
    }
}

/// That a session was opened: by an identity provider, by the password alone, by a code as well, or by a code by SMS.
fn opened(new: &NewSession, by_password_alone: bool) -> Act {
    let (what, factor) = match new.kind {
        SessionKind::Applicant | SessionKind::Staff if new.by_provider => (What::SessionOpened, "identity provider"),
        SessionKind::SecondStep => (What::SecondStepBegun, "password"),
        SessionKind::Applicant => (What::SessionOpened, "sms"),
        SessionKind::Staff if by_password_alone => (What::SessionOpened, "password"),
        SessionKind::Staff => (What::SessionOpened, "password and second factor"),
    };
    Act::new(what).by(owner(new.kind, &new.owner)).with("factor", factor)
}

/// That so many sessions of an owner were ended.
fn ended(kind: SessionKind, of: &str, sessions: u64) -> Option<Act> {
    let whose = owner(kind, of);
    let act = Act::new(What::SessionEnded).with(whose.kind.as_str(), whose.id).with("sessions", sessions);
    // A second step opens nothing by itself.
    (sessions > 0 && kind != SessionKind::SecondStep).then_some(act)
}

/// Ends every session of a colleague but one, a second step that was begun too.
pub(super) async fn close_staff(database: &impl ConnectionTrait, staff: &str, but: &str) -> Stored<()> {
    close(database, SessionKind::Staff, staff, but).await?;
    close(database, SessionKind::SecondStep, staff, "").await?;
    Ok(())
}

impl Store {
    /// Opens a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_session(&self, new: &NewSession, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        insert(&transaction, new, now).await?;
        self.finish(transaction, [opened(new, false)]).await
    }

    /// Opens a session of a colleague, or the second step to one, while they are as they were read: enabled, with this password, and without
    /// a second factor where the password was all that was asked for. False where they are not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_staff_session(
        &self,
        new: &NewSession,
        password_hash: &str,
        by_password_alone: bool,
        now: Timestamp,
    ) -> Stored<bool> {
        let transaction = self.begin().await?;
        let same = staff::Entity::find_by_id(&new.owner)
            .filter(staff::Column::PasswordHash.eq(password_hash))
            .filter(staff::Column::DisabledAt.is_null())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        if same.is_none() {
            return Ok(false);
        }
        if by_password_alone {
            use super::tables::staff_totp::{Column, Entity};
            let confirmed = Entity::find_by_id(&new.owner).filter(Column::ConfirmedAt.is_not_null());
            if confirmed.count(&transaction).await? > 0 {
                return Ok(false);
            }
        }
        insert(&transaction, new, now).await?;
        self.finish(transaction, [opened(new, by_password_alone)]).await?;
        Ok(true)
    }

    /// A session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token_hash: &str, kind: SessionKind) -> Stored<Option<Session>> {
        let of_kind = sessions::Column::Kind.eq(kind.as_str());
        let found = sessions::Entity::find_by_id(token_hash).filter(of_kind).one(self.reader()).await?;
        Ok(found.map(session))
    }

    /// The sessions of an owner, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(&self, kind: SessionKind, owner: &str) -> Stored<Vec<Session>> {
        let all = sessions::Entity::find()
            .filter(sessions::Column::Kind.eq(kind.as_str()))
            .filter(sessions::Column::Owner.eq(owner))
            .order_by_desc(sessions::Column::CreatedAt)
            .order_by_asc(sessions::Column::Id);
        Ok(all.all(self.reader()).await?.into_iter().map(session).collect())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Stored<()> {
        sessions::Entity::update_many()
            .col_expr(sessions::Column::SeenAt, Expr::value(now.0))
            .filter(sessions::Column::TokenHash.eq(token_hash))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Ends a session. False where there was none: of two that end one at the same time, one does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_session(&self, token_hash: &str) -> Stored<bool> {
        let transaction = self.begin().await?;
        let Some(found) = sessions::Entity::find_by_id(token_hash).one(&transaction).await? else { return Ok(false) };
        let done = sessions::Entity::delete_by_id(token_hash).exec(&transaction).await?.rows_affected;
        let kind = [SessionKind::Applicant, SessionKind::Staff].into_iter().find(|kind| kind.as_str() == found.kind);
        self.finish(transaction, kind.and_then(|kind| ended(kind, &found.owner, done))).await?;
        Ok(done == 1)
    }

    /// Ends the session of an owner that an id names. False where they have none of this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_session_named(&self, kind: SessionKind, owner: &str, id: &str) -> Stored<bool> {
        let transaction = self.begin().await?;
        let done = sessions::Entity::delete_many()
            .filter(sessions::Column::Kind.eq(kind.as_str()))
            .filter(sessions::Column::Owner.eq(owner))
            .filter(sessions::Column::Id.eq(id))
            .exec(&transaction)
            .await?;
        self.finish(transaction, ended(kind, owner, done.rows_affected)).await?;
        Ok(done.rows_affected > 0)
    }

    /// Ends every session of an owner.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_sessions_of(&self, kind: SessionKind, owner: &str) -> Stored<()> {
        let transaction = self.begin().await?;
        let done = close(&transaction, kind, owner, "").await?;
        self.finish(transaction, ended(kind, owner, done)).await
    }
}
