//! Cloud resources of an account (云资源): which there are, what they may carry, and what they carry already.

use crate::app::App;
use crate::config::Resource;
use crate::directory::eligibility;
use crate::http::problem::Answer;
use beian_model::wire::{CloudResource, Refusal};
use beian_model::{FilingId, ResourceKind};

/// The resources of the account of a mobile number with their facts. A provider's own system is asked here: the embedded table of the
/// settings stands in for it.
///
/// # Errors
/// When who is asked does not answer; the table always does.
async fn known(app: &App, mobile: &str) -> Answer<Vec<Resource>> {
    Ok(app.config.resources.iter().filter(|one| one.is_of(mobile)).cloned().collect())
}

/// The same, each with the reason for which it may not carry any filing.
///
/// # Errors
/// When who is asked does not answer.
pub async fn eligible(app: &App, mobile: &str) -> Answer<Vec<(Resource, Option<Refusal>)>> {
    let today = app.clock.now().date_in_china();
    let all = known(app, mobile).await?;
    let refused: Vec<_> = all.iter().map(|one| eligibility::refused(one, &all, today)).collect();
    Ok(all.into_iter().zip(refused).collect())
}

/// What an account may choose from, each with the sites it may still carry. Sites of submitted and of approved filings count, and so do
/// the authorisation codes that were made of it; those of the asking account's own open filing do not.
///
/// # Errors
/// When the database fails.
pub async fn of_account(app: &App, mobile: &str, own_filing: Option<&FilingId>) -> Answer<Vec<CloudResource>> {
    let eligible = eligible(app, mobile).await?;
    let asked: Vec<(ResourceKind, &str)> = eligible.iter().map(|(one, _)| (one.kind, one.id.as_str())).collect();
    let sites = app.store.sites_on(&asked, own_filing).await?;
    let servers = asked.iter().filter(|(kind, _)| *kind == ResourceKind::Cvm).map(|(_, id)| *id);
    let codes = app.store.codes_standing(servers).await?;
    let carried: Vec<u32> = asked
        .iter()
        .map(|(kind, id)| {
            let of = |one: &&(String, u32)| *kind == ResourceKind::Cvm && one.0 == *id;
            let codes = codes.iter().find(of).map_or(0, |(_, count)| *count);
            let sites = sites.iter().find(|((of, name), _)| of == kind && name == id).map_or(0, |(_, count)| *count);
            sites.saturating_add(codes)
        })
        .collect();
    let resources = eligible.into_iter().zip(carried).map(|((one, refused), carried)| {
        let sites_left = one.slots().saturating_sub(carried);
        let refused = refused.or((sites_left == 0).then_some(Refusal::NoSlotLeft));
        CloudResource { kind: one.kind, id: one.id, name: one.name, address: one.address, sites_left, refused }
    });
    Ok(resources.collect())
}
