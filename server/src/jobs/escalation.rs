//! Tells seniors once of each filing that waits for staff for longer than the promised working days (升级提醒), by one e-mail for all that became
//! late since.

use crate::app::App;
use crate::http::problem::Answer;
use crate::messages::stored::{Channel, Message};
use crate::storage::StoreError;
use beian_locale::Lang;
use beian_locale::told::{self, Overdue};
use beian_model::wire::Role;
use beian_model::{FilingId, Status};
use beian_rules::working_days::PROMISED;

/// Where the next step is the provider's own.
const STATES: [Status; 4] = [Status::FirstReview, Status::Resubmitted, Status::ToBureau, Status::SmsFailed];
/// Filings of which one look tells; the next one goes on.
const AT_ONCE: u64 = 200;

/// Looks once. What cannot be read is named by its number elsewhere, and told of too.
///
/// # Errors
/// When the database fails.
pub async fn run(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let since_before = app.store.working_days().await?.late_before(now, PROMISED);
    let late = app.store.overdue(&STATES, since_before, AT_ONCE).await?;
    if late.is_empty() {
        return Ok(());
    }
    let mut named = Vec::new();
    for (id, _) in &late {
        named.push(overdue(app, id).await?);
    }
    let desk = app.config.pages_at().map(|base| format!("{base}/desk#/?late=true")).unwrap_or_default();
    let text = told::overdue(&named, &desk, Lang::Chinese);
    let seniors = app.store.colleagues().await?.into_iter().filter(|staff| staff.role >= Role::Senior);
    let messages: Vec<Message> =
        seniors.map(|staff| Message::new(Channel::Email, staff.email, text.clone(), "overdue")).collect();
    app.store.escalate(&late, &messages, now).await?;
    Ok(())
}

async fn overdue(app: &App, id: &FilingId) -> Answer<Overdue> {
    match app.store.filing(id).await {
        Ok(Some(row)) => {
            let who = match &row.reviewer {
                Some(reviewer) => app.store.staff(reviewer).await?.map(|staff| staff.name),
                None => None,
            };
            Ok(Overdue { number: row.number, organiser: row.document.organiser.name, who })
        }
        Ok(None) | Err(StoreError::Value(_)) => {
            Ok(Overdue { number: id.to_string(), organiser: String::new(), who: None })
        }
        Err(error) => Err(error.into()),
    }
}
