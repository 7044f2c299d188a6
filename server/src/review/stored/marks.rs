//! What colleagues write on the fields of a filing, and of the whole, before they decide (标注).

use super::tables::marks::{ActiveModel, Column, Entity};
use super::tables::{filings, pending_decisions, staff};
use super::values::read;
use super::*;
use crate::access::changes::{By, Change, may};
use beian_model::wire::FieldMark;
use beian_model::{Actor, Path, Status};
use sea_orm::JoinType;
use sea_orm::sea_query::OnConflict;

/// What is written of a filing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// On fields.
    pub marks: Vec<FieldMark>,
    /// Of the whole; empty where nothing was written.
    pub note: String,
}

/// Where something is written, as it is stored.
fn at(path: Option<Path>) -> String {
    path.map(|path| path.to_string()).unwrap_or_default()
}

/// Within a transaction: the colleague has the filing, nothing was decided, and it stays so until the end.
async fn is_judged(transaction: &Tx, id: &FilingId, by: &str) -> Stored<()> {
    let row: Option<(String, Option<String>)> = filings::Entity::find()
        .select_only()
        .columns([filings::Column::Status, filings::Column::Reviewer])
        .filter(filings::Column::Id.eq(id.as_str()))
        .lock_exclusive()
        .into_tuple()
        .one(transaction)
        .await?;
    let Some((status, reviewer)) = row else { return Err(StoreError::Stale) };
    let status: Status = read(&status)?;
    if reviewer.as_deref() != Some(by) || may(Change::Judgement, By::Actor(Actor::Reviewer), status).is_err() {
        return Err(StoreError::Stale);
    }
    let decided = pending_decisions::Entity::find_by_id(id.as_str()).count(transaction).await?;
    if decided > 0 { Err(StoreError::Exists) } else { Ok(()) }
}

impl Store {
    /// Writes on a field, or of the whole, in place of what stood there; an empty text takes that back. Of a text that its colleague
    /// goes on writing, only the beginning is in the audit log.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the colleague has it no longer or it is no longer under review, [`StoreError::Exists`] where it is decided.
    pub async fn write_mark(
        &self,
        id: &FilingId,
        path: Option<Path>,
        text: &str,
        by: &str,
        now: Timestamp,
    ) -> Stored<()> {
        let transaction = self.begin().await?;
        is_judged(&transaction, id, by).await?;
        let key = (id.to_string(), at(path));
        let before = Entity::find_by_id(key.clone()).one(&transaction).await?;
        let act = |what| Act::of(what, id).with("of", at(path));
        if text.is_empty() {
            Entity::delete_by_id(key).exec(&transaction).await?;
            return self.finish(transaction, before.map(|_| act(What::FilingUnmarked))).await;
        }
        let row = ActiveModel {
            filing: Set(key.0),
            path: Set(key.1),
            text: Set(text.to_owned()),
            staff: Set(by.to_owned()),
            at: Set(now.0),
        };
        let in_its_place = OnConflict::columns([Column::Filing, Column::Path])
            .update_columns([Column::Text, Column::Staff, Column::At])
            .to_owned();
        Entity::insert(row).on_conflict(in_its_place).exec_without_returning(&transaction).await?;
        let goes_on = before.is_some_and(|before| before.staff == by);
        self.finish(transaction, (!goes_on).then(|| act(What::FilingMarked))).await
    }

    /// What is written of a filing.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn written(&self, id: &FilingId) -> Stored<Written> {
        let by = Entity::belongs_to(staff::Entity).from(Column::Staff).to(staff::Column::Id).into();
        let rows: Vec<(String, String, i64, String)> = Entity::find()
            .select_only()
            .columns([Column::Path, Column::Text, Column::At])
            .column(staff::Column::Name)
            .join(JoinType::InnerJoin, by)
            .filter(Column::Filing.eq(id.as_str()))
            .order_by_asc(Column::Path)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut written = Written::default();
        for (path, text, at, by) in rows {
            if path.is_empty() {
                written.note = text;
            } else {
                written.marks.push(FieldMark { path: read(&path)?, text, by, at: Timestamp(at) });
            }
        }
        Ok(written)
    }
}
