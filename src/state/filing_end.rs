//! Taking a filing back (撤回修改) and ending it (放弃备案).

use super::Request;
use beian_browser::client::filings;
use beian_model::wire::FilingView;
use beian_model::{Event, FilingId};

/// Takes a filing back, or ends it, for the reason that is given; `then` has the filing as it is by then.
pub fn end(request: Request, id: FilingId, event: Event, note: String, then: impl FnOnce(FilingView) + 'static) {
    request.send(async move {
        then(match event {
            Event::Withdraw => filings::withdraw(&id, note).await?,
            _ => filings::abandon(&id, note).await?,
        });
        Ok(())
    });
}
