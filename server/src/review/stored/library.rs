//! The library of reasons (退回理由库): listed, changed, counted.

use super::tables::library_reasons::{ActiveModel, Column, Entity, Model};
use super::*;
use beian_model::wire::LibraryReason;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};

/// Reasons that a library has at the most.
pub const MOST_REASONS: u64 = 300;

fn reason(row: Model) -> LibraryReason {
    LibraryReason {
        id: row.id,
        fields: row.fields.split_whitespace().map(str::to_owned).collect(),
        zh: row.zh,
        en: row.en,
        times: u32::try_from(row.times).unwrap_or(u32::MAX),
    }
}

impl Store {
    /// The library, the most used first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn library(&self) -> Stored<Vec<LibraryReason>> {
        let all = Entity::find().order_by_desc(Column::Times).order_by_asc(Column::Id).limit(MOST_REASONS);
        Ok(all.all(self.reader()).await?.into_iter().map(reason).collect())
    }

    /// Adds a reason, or writes one anew; how often it was used stays.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the library is full.
    pub async fn put_reason(&self, new: &LibraryReason) -> Stored<()> {
        let transaction = self.begin_alone("library of reasons").await?;
        let is_new = Entity::find_by_id(new.id.as_str()).one(&transaction).await?.is_none();
        if is_new && Entity::find().count(&transaction).await? >= MOST_REASONS {
            return Err(StoreError::Exists);
        }
        let row = ActiveModel {
            id: Set(new.id.clone()),
            fields: Set(new.fields.join(" ")),
            zh: Set(new.zh.clone()),
            en: Set(new.en.clone()),
            times: Set(0),
        };
        let anew = OnConflict::column(Column::Id).update_columns([Column::Fields, Column::Zh, Column::En]).to_owned();
        Entity::insert(row).on_conflict(anew).exec_without_returning(&transaction).await?;
        let act = Act::new(What::LibraryChanged).with("reason", new.id.as_str()).with("added", is_new);
        self.finish(transaction, [act]).await
    }

    /// Removes a reason; done already where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_reason(&self, id: &str) -> Stored<()> {
        let transaction = self.begin().await?;
        let removed = Entity::delete_by_id(id).exec(&transaction).await?.rows_affected == 1;
        let act = Act::new(What::LibraryChanged).with("reason", id).with("removed", true);
        self.finish(transaction, removed.then_some(act)).await
    }

    /// Counts that filings were returned for these.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_reasons(&self, ids: &[String]) -> Stored<()> {
        Entity::update_many()
            .col_expr(Column::Times, Expr::col(Column::Times).add(1))
            .filter(Column::Id.is_in(ids))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}
