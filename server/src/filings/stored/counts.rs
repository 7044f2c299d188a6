//! What statistics read of changes of state, written with each: how long the state lasted that it ends, and how often each event happened on a
//! day, by province and by colleague.

use super::tables::event_counts;
use super::tables::timeline::{ActiveModel, Column, Entity};
use super::*;
use crate::audit::doing;
use crate::audit::who::Kind;
use beian_model::{Actor, Event};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};

/// The decisions of the first review.
const DECISIONS: [Event; 3] = [Event::Approve, Event::Return, Event::Reject];

/// The entry of a change of state with what it ends; and whether it is the first decision on its filing.
pub(super) async fn ending(
    transaction: &Tx,
    filing: &FilingId,
    entry: ActiveModel,
    event: Event,
    now: Timestamp,
) -> Stored<(ActiveModel, bool)> {
    let of = || Entity::find().filter(Column::Filing.eq(filing.as_str()));
    let before: Option<(String, i64)> = of()
        .select_only()
        .columns([Column::Status, Column::At])
        .order_by_desc(Column::Id)
        .into_tuple()
        .one(transaction)
        .await?;
    let (came_from, since) = before.unwrap_or((String::new(), now.0));
    let is_first = DECISIONS.contains(&event) && {
        let earlier = of().filter(Column::Event.is_in(DECISIONS.map(Event::as_str)));
        earlier.count(transaction).await? == 0
    };
    Ok((ActiveModel { came_from: Set(came_from), lasted: Set(now.0 - since), ..entry }, is_first))
}

/// Counts a change of state. The rows of a day are everybody's: they are locked in one order, as the last of a transaction but for the audit log.
pub(super) async fn add(
    transaction: &Tx,
    row: &FilingRow,
    moved: &Moved,
    is_first: bool,
    now: Timestamp,
) -> Stored<()> {
    let event = moved.event;
    if is_first {
        count(transaction, "first", "", event, now).await?;
    }
    let province = row.document.province.map_or("", |province| province.as_str());
    count(transaction, "province", province, event, now).await?;
    let by = doing::present();
    // A decision that holds once it cannot be undone any more is made by a job: it is of who has the filing.
    let staff = match by.who.kind {
        Kind::Colleague => Some(&by.who.id),
        _ if moved.actor == Actor::Reviewer => row.reviewer.as_ref(),
        _ => None,
    };
    if let Some(staff) = staff {
        count(transaction, "staff", staff, event, now).await?;
    }
    Ok(())
}

/// Adds one to a day's count.
async fn count(transaction: &Tx, of: &str, value: &str, event: Event, now: Timestamp) -> Stored<()> {
    use event_counts::Column::{Day, Event as OfEvent, Of, Times, Value};
    let row = event_counts::ActiveModel {
        of: Set(of.to_owned()),
        day: Set(now.date_in_china().days()),
        value: Set(value.to_owned()),
        event: Set(event.to_string()),
        times: Set(1),
    };
    let one_more = Expr::col((event_counts::Entity, Times)).add(1);
    let there = OnConflict::columns([Of, Day, Value, OfEvent]).value(Times, one_more).to_owned();
    event_counts::Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
    Ok(())
}
