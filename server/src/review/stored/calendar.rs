//! Public holidays, and the days worked for them (调休).

use super::tables::calendar_days::{ActiveModel, Column, Entity};
use super::*;
use beian_model::Date;
use beian_rules::working_days::WorkingDays;
use sea_orm::sea_query::OnConflict;

/// A day that works, or does not, otherwise than its weekday says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub day: Date,
    /// It works.
    pub works: bool,
    /// Of which holiday.
    pub name: String,
}

impl Store {
    /// All of them, by their day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calendar(&self) -> Stored<Vec<CalendarDay>> {
        let all = Entity::find().order_by_asc(Column::Day).all(self.reader()).await?;
        // What is no day was not written here, and counts for none.
        let day = |row: tables::calendar_days::Model| {
            Some(CalendarDay { day: row.day.parse().ok()?, works: row.works, name: row.name })
        };
        Ok(all.into_iter().filter_map(day).collect())
    }

    /// The calendar by which working days are counted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn working_days(&self) -> Stored<WorkingDays> {
        Ok(WorkingDays::of(self.calendar().await?.into_iter().map(|one| (one.day, one.works))))
    }

    /// Says of days that they work, or do not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_days(&self, days: &[CalendarDay]) -> Stored<()> {
        let rows = days.iter().map(|one| ActiveModel {
            day: Set(one.day.to_string()),
            works: Set(one.works),
            name: Set(one.name.clone()),
        });
        let transaction = self.begin().await?;
        let again = OnConflict::column(Column::Day).update_columns([Column::Works, Column::Name]).to_owned();
        Entity::insert_many(rows).on_conflict(again).exec_without_returning(&transaction).await?;
        let acts = days.iter().map(|one| act(&one.day.to_string(), if one.works { "works" } else { "free" }));
        self.finish(transaction, acts).await
    }

    /// A day is what its weekday says again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_day(&self, day: Date) -> Stored<()> {
        let transaction = self.begin().await?;
        Entity::delete_many().filter(Column::Day.eq(day.to_string())).exec(&transaction).await?;
        self.finish(transaction, [act(&day.to_string(), "weekday")]).await
    }
}

fn act(day: &str, is: &str) -> Act {
    Act::new(What::CalendarChanged).with("day", day).with("is", is)
}
