//! What is counted of changes of state, in bounds and by indexes.

use crate::audit::{Act, What};
use crate::storage::tables::{decision_reasons, event_counts, staff};
use crate::storage::values::column;
use crate::storage::{Store, Stored};
use beian_model::{Date, FilingId, Timestamp};
use event_counts::{Column, Entity};
use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select, Statement,
};

/// Changes of state of which the newest are looked at for how long states last.
const MOST_LASTED: u64 = 20_000;
/// What each state lasted in the middle, of the changes from a moment until before another, as far as there may be more of them…
const MIDDLE_FROM: &str = "SELECT came_from, lasted, ended FROM (
    SELECT came_from, lasted, row_number() OVER (PARTITION BY came_from ORDER BY lasted) AS place,
        count(*) OVER (PARTITION BY came_from) AS ended
    FROM (SELECT came_from, lasted FROM timeline WHERE at >= $1 AND at < $2 AND came_from <> '' ORDER BY at DESC";
/// … and from there on.
const MIDDLE_TO: &str = ") newest) placed WHERE place = (ended + 1) / 2";
/// Fields that are listed with their reasons.
const MOST_FIELDS: u64 = 30;
/// Colleagues that are listed.
const MOST_STAFF: u64 = 200;

/// From which day until which, in China; both are in it.
#[derive(Clone, Copy, Debug)]
pub struct Between(pub Date, pub Date);

impl Between {
    /// The moment in which it begins, and that in which it is over.
    fn moments(self) -> (i64, i64) {
        let begins = |date: Date| Timestamp(date.days() * 86_400 - 8 * 3600).0;
        (begins(self.0), begins(self.1.plus_days(1)))
    }
}

/// How often each event happened, by something.
pub type Counted<T> = Vec<(T, String, i64)>;

/// What is counted of days: by province, by colleague, or of first decisions.
fn within(of: &str, between: Between) -> Select<Entity> {
    let all = Entity::find().select_only().filter(Column::Of.eq(of));
    all.filter(Column::Day.gte(between.0.days())).filter(Column::Day.lte(between.1.days()))
}

/// The sum of the counts.
fn times() -> Expr {
    Expr::col((Entity, Column::Times)).sum().cast_as(Alias::new("BIGINT"))
}

impl Store {
    /// How often each event happened, by day in China.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_by_day(&self, between: Between) -> Stored<Counted<i64>> {
        let counted = within("province", between)
            .columns([Column::Day, Column::Event])
            .column_as(times(), "sum")
            .group_by(Column::Day)
            .group_by(Column::Event);
        Ok(counted.into_tuple().all(self.reader()).await?)
    }

    /// The same, by province.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_by_province(&self, between: Between) -> Stored<Counted<String>> {
        self.events_by("province", between).await
    }

    /// The same, by the colleague who made it happen, by their id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_by_staff(&self, between: Between) -> Stored<Counted<String>> {
        self.events_by("staff", between).await
    }

    async fn events_by(&self, of: &str, between: Between) -> Stored<Counted<String>> {
        let counted = within(of, between)
            .columns([Column::Value, Column::Event])
            .column_as(times(), "sum")
            .group_by(Column::Value)
            .group_by(Column::Event);
        Ok(counted.into_tuple().all(self.reader()).await?)
    }

    /// The names of colleagues by their ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_names(&self) -> Stored<Vec<(String, String)>> {
        let names = staff::Entity::find().select_only().columns([staff::Column::Id, staff::Column::Name]);
        Ok(names.order_by_asc(staff::Column::CreatedAt).limit(MOST_STAFF).into_tuple().all(self.reader()).await?)
    }

    /// For each state that changes ended: the seconds in the middle of what it had lasted (of an even number the lower of the two), and how often
    /// it ended. The newest changes are looked at, so many at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn states_ended(&self, between: Between) -> Stored<Vec<(String, i64, i64)>> {
        let (begins, ends) = between.moments();
        let sql = format!("{MIDDLE_FROM} LIMIT {MOST_LASTED}{MIDDLE_TO}");
        let sql =
            Statement::from_sql_and_values(self.reader().get_database_backend(), sql, [begins, ends].map(Into::into));
        let rows = self.reader().query_all_raw(sql).await?;
        let middle = |row| Ok((column(row, "came_from")?, column(row, "lasted")?, column(row, "ended")?));
        rows.iter().map(middle).collect()
    }

    /// How often each decision was the first on its filing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_decisions(&self, between: Between) -> Stored<Vec<(String, i64)>> {
        let first = within("first", between).column(Column::Event).column_as(times(), "sum").group_by(Column::Event);
        Ok(first.into_tuple().all(self.reader()).await?)
    }

    /// The fields that most reasons were on, with how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reasons_by_field(&self, between: Between) -> Stored<Vec<(String, i64)>> {
        use decision_reasons::{Column, Entity};
        let (begins, ends) = between.moments();
        let counted = Entity::find()
            .select_only()
            .column(Column::Field)
            .column_as(Column::Id.count(), "times")
            .filter(Column::At.gte(begins))
            .filter(Column::At.lt(ends))
            .group_by(Column::Field)
            .order_by(Column::Id.count(), Order::Desc)
            .order_by_asc(Column::Field)
            .limit(MOST_FIELDS);
        Ok(counted.into_tuple().all(self.reader()).await?)
    }

    /// Notes that a colleague looks at what the log says of a filing.
    ///
    /// # Errors
    /// When the database fails; then they are shown nothing.
    pub async fn note_audit_look(&self, filing: &FilingId) -> Stored<()> {
        let transaction = self.begin().await?;
        self.finish(transaction, [Act::of(What::AuditViewed, filing)]).await
    }
}
