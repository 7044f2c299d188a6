//! Cloud resources of an account (云资源) and authorisation codes (备案授权码): the embedded table of the settings.

use crate::app::App;
use crate::http::problem::Answer;
use beian_model::ResourceKind;
use beian_model::wire::{CloudResource, Refusal};

/// What an account may choose from, each with the sites it may still carry. Sites of filings in flight and of approved
/// ones count, those of the asking account's own open filing do not.
///
/// # Errors
/// When the database fails.
pub async fn of_account(app: &App, own_filing: &beian_model::FilingId) -> Answer<Vec<CloudResource>> {
    let others = app.store.filings_in_flight().await?;
    let carried = |kind: ResourceKind, id: &str| {
        let sites = others.iter().filter(|row| row.id != *own_filing).flat_map(|row| &row.document.sites);
        sites.filter(|site| site.resource_kind == Some(kind) && site.resource == id).count() as u32
    };
    let resources = app.config.resources.iter().map(|one| {
        let sites_left = one.slots.saturating_sub(carried(one.kind, &one.id));
        let refused = one.refused.or((sites_left == 0).then_some(Refusal::NoSlotLeft));
        CloudResource {
            kind: one.kind,
            id: one.id.clone(),
            name: one.name.clone(),
            address: one.address.clone(),
            sites_left,
            refused,
        }
    });
    Ok(resources.collect())
}
