//! Filings that were submitted before it was said with a submission whether the rules find a risk in it.

use super::tables::filings::{Column, Entity};
use super::*;
use sea_orm::sea_query::Expr;

impl Store {
    /// Those of them that have not ended, so many at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn risk_unknown(&self, most: u64) -> Stored<Vec<FilingId>> {
        let mut unknown: Vec<String> = Vec::new();
        for tab in [Tab::Waiting, Tab::Applicant, Tab::Bureau] {
            let of_tab = Entity::find().select_only().column(Column::Id).filter(Column::QueueRank.eq(tab.rank()));
            let of_tab = of_tab.filter(Column::AtRisk.is_null()).order_by_asc(Column::StatusSince).limit(most);
            unknown.extend(of_tab.into_tuple::<String>().all(self.reader()).await?);
        }
        unknown.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(unknown.into_iter().map(FilingId).collect())
    }

    /// Says it of one, where a submission has not done so meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_risk(&self, id: &FilingId, at_risk: bool) -> Stored<()> {
        Entity::update_many()
            .col_expr(Column::AtRisk, Expr::value(at_risk))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::AtRisk.is_null())
            .exec(self.writer())
            .await?;
        Ok(())
    }
}
