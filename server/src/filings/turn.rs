//! By when whoever's turn it is makes the next step of a filing (截止时间), by the server's clock: what applicants are shown, and asked to keep.

use crate::app::App;
use crate::filings::transitions;
use crate::http::problem::Answer;
use beian_model::{Party, Status, Timestamp};
use beian_rules::working_days::{HANDING_OVER, OF_BUREAU, PROMISED, WorkingDays};

/// The moment before which the next step is made, of a filing that is in this state since another; nothing where nothing follows.
pub fn until(app: &App, status: Status, since: Timestamp, days: &WorkingDays) -> Option<Timestamp> {
    match working_days(status) {
        Some(n) => Some(days.due(since, n)),
        None => transitions::until(app, status, since),
    }
}

/// Working days of a step that is staff's or the bureau's.
const fn working_days(status: Status) -> Option<u32> {
    match (status.turn(), status) {
        (Some(Party::Reviewer), Status::ToBureau | Status::SmsFailed) => Some(HANDING_OVER),
        (Some(Party::Reviewer), _) => Some(PROMISED),
        (Some(Party::Bureau), _) => Some(OF_BUREAU),
        _ => None,
    }
}

/// The calendar by which that is counted, where one of these states needs it: each save of a draft is answered without it.
///
/// # Errors
/// When the database fails.
pub async fn calendar(app: &App, states: &[Status]) -> Answer<WorkingDays> {
    match states.iter().any(|status| working_days(*status).is_some()) {
        true => Ok(app.store.working_days().await?),
        false => Ok(WorkingDays::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_and_bureau_have_working_days_and_nobody_else() {
        for status in Status::ALL {
            let counted = matches!(status.turn(), Some(Party::Reviewer | Party::Bureau));
            assert_eq!(working_days(*status).is_some(), counted, "{status}");
        }
    }
}
