//! Sign-ins that were begun here and go on at an identity provider.

use super::tables::begun_sign_ins::{ActiveModel, Column, Entity};
use super::*;
use sea_orm::sea_query::Query;

impl Store {
    /// Keeps one that was begun, and forgets those that are over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_sign_in(&self, begun: &BegunSignIn, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        Entity::delete_many().filter(Column::ExpiresAt.lte(now.0)).exec(&transaction).await?;
        let row = ActiveModel {
            state_hash: Set(begun.state_hash.clone()),
            browser_hash: Set(begun.browser_hash.clone()),
            kind: Set(begun.kind.as_str().to_owned()),
            back: Set(begun.back.clone()),
            lang: Set(begun.lang.clone()),
            expires_at: Set(begun.expires_at.0),
        };
        Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes one that this browser began, for a session of this kind: the path to go back to, and the language. Nothing where there is none, it
    /// is over, another browser began it, or it was taken before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_sign_in(
        &self,
        state_hash: &str,
        browser_hash: &str,
        kind: SessionKind,
        now: Timestamp,
    ) -> Stored<Option<(String, String)>> {
        // One statement: of two that bring the same state one takes it.
        let taken = Query::delete()
            .from_table(Entity)
            .and_where(Column::StateHash.eq(state_hash))
            .and_where(Column::BrowserHash.eq(browser_hash))
            .and_where(Column::Kind.eq(kind.as_str()))
            .and_where(Column::ExpiresAt.gt(now.0))
            .returning(Query::returning().columns([Column::Back, Column::Lang]))
            .to_owned();
        let Some(row) = self.writer().query_one(&taken).await? else { return Ok(None) };
        Ok(Some((column(&row, "back")?, column(&row, "lang")?)))
    }
}
