//! What applicants say of the ministry's code (短信核验情况): the last word counts, while the window is open.

use super::tables::sms_reports::{ActiveModel, Column, Entity};
use super::values::read;
use super::*;
use beian_model::wire::{SmsReport, SmsSaid};
use sea_orm::sea_query::OnConflict;

impl Store {
    /// Notes what the applicant says, in place of what they said before; the filing's version grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where the window is not open any more.
    pub async fn note_sms_report(&self, id: &FilingId, said: SmsSaid, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        if standing::lock(&transaction, id).await?.as_deref() != Some(Status::SmsPending.as_str()) {
            return Err(StoreError::Stale);
        }
        let row = ActiveModel { filing: Set(id.to_string()), at: Set(now.0), said: Set(said.to_string()) };
        let again = OnConflict::column(Column::Filing).update_columns([Column::At, Column::Said]).to_owned();
        Entity::insert(row).on_conflict(again).exec_without_returning(&transaction).await?;
        standing::grow(&transaction, id, now).await?;
        self.finish(transaction, [Act::of(What::SmsReported, id).with("said", said.as_str())]).await
    }

    /// What the applicant said last.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn sms_report(&self, id: &FilingId) -> Stored<Option<SmsReport>> {
        let row = Entity::find_by_id(id.to_string()).one(self.reader()).await?;
        row.map(|row| Ok(SmsReport { at: Timestamp(row.at), said: read(&row.said)? })).transpose()
    }
}
