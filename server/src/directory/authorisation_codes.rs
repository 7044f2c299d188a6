//! Authorisation codes (备案授权码): one carries one site of the account that it was made for, on a server of the account that made it.

use crate::app::App;
use crate::config::Resource;
use crate::config::tables::is_same_number;
use crate::directory::resources;
use crate::directory::stored::AuthorisationCode;
use crate::http::problem::Answer;
use beian_locale::known::CodeRefused;
use beian_locale::{Lang, Word, Words};
use beian_model::wire::Refusal;
use beian_model::{FilingId, Finding, Path, ResourceKind, SiteField, SiteId, params};
use beian_rules::checks::resource::AUTHORISATION_CODE_REFUSED;

/// What stands against a code that a site names.
pub fn refused(site: SiteId, why: Word) -> Finding {
    AUTHORISATION_CODE_REFUSED
        .at(Path::Site(site, SiteField::Resource))
        .with(params::SAY_ZH, why.text(Lang::Chinese))
        .with(params::SAY_EN, why.text(Lang::English))
}

/// Why a filing of an account, named by its mobile number, cannot use a code; nothing where it can. Who did not get a code learns no more
/// of it than that it is another's.
///
/// # Errors
/// When the database fails.
pub async fn against(app: &App, code: &str, mobile: &str, filing: &FilingId) -> Answer<Option<Word>> {
    let made = app.store.authorisation_code(code).await?;
    let theirs = match &made {
        Some(made) => made.mobile == mobile,
        None => match app.config.authorisation_codes.iter().find(|one| one.code == code) {
            Some(known) => known.account.as_deref().is_none_or(|account| is_same_number(account, mobile)),
            None => return Ok(Some(CodeRefused::Unknown)),
        },
    };
    if !theirs {
        return Ok(Some(CodeRefused::OfAnother));
    }
    if app.store.user_of_code(code).await?.is_some_and(|user| user != *filing) {
        return Ok(Some(CodeRefused::Used));
    }
    let stands = match &made {
        Some(made) => made.withdrawn_at.is_none() && server_qualifies(app, made).await?,
        None => true,
    };
    Ok((!stands).then_some(CodeRefused::Void))
}

async fn server_qualifies(app: &App, code: &AuthorisationCode) -> Answer<bool> {
    let Some(owner) = app.store.account(&code.owner).await? else { return Ok(false) };
    Ok(qualifies(&resources::eligible(app, &owner.mobile).await?, &code.resource))
}

/// The server of a code may still carry filings; how many it carries is no matter: the code is one of them.
pub fn qualifies(eligible: &[(Resource, Option<Refusal>)], server: &str) -> bool {
    eligible.iter().any(|(one, refused)| one.kind == ResourceKind::Cvm && one.id == server && refused.is_none())
}
