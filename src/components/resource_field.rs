//! The cloud resource of a site (云资源): one of the account's, each refused one with its reason, or an authorisation code.

use super::field::FieldInput;
use super::field_frame::FieldFrame;
use super::text_link::text_link;
use super::tick_input::{TickInput, choice_item, radio_group};
use crate::dynamic::{dynamic, given, memo};
use crate::state::{t, use_filing, use_language};
use beian_locale::{Words, fill, ui::Ui};
use beian_model::wire::CloudResource;
use beian_model::{Path, ResourceKind, SiteField, SiteId};
use leptos::prelude::*;

/// The resource of a site.
#[component]
pub fn ResourceField(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let filing = use_filing();
    let kind_at = Path::Site(site, SiteField::ResourceKind);
    let at = Path::Site(site, SiteField::Resource);
    let kind = filing.text(kind_at);
    let value = filing.text(at);
    let by_code = Signal::derive(move || *kind.read() == *ResourceKind::AuthorisationCode.as_str());
    let resources = memo(move || filing.server.read().facts.resources.clone());
    let choose = move |kind: ResourceKind, id: &str| {
        filing.set_text(kind_at, kind.as_str());
        filing.set_text(at, id);
        filing.touch(at);
    };
    let group = format!("{at}-group");
    let group_of_code = group.clone();
    let items = move || {
        resources
            .get()
            .into_iter()
            .map(|one| view! { <ResourceChoice one group=group.clone() chosen=value choose /> })
            .collect_view()
    };
    let none = move || resources.read().is_empty();
    let code_choice = format!("{at}-code-choice");
    let buttons = move || {
        view! {
            {dynamic(items)}
            {given(none, move || view! {
                <p class="notice notice--info">{t(Ui::NoResources)}</p>
            })}
            {choice_item(
                code_choice,
                Some(group_of_code),
                by_code,
                Callback::new(move |_| choose(ResourceKind::AuthorisationCode, "")),
                None,
                dynamic(move || ResourceKind::AuthorisationCode.text(use_language().get())),
            )}
            {given(move || by_code.get(), move || view! {
                <div class="field">
                    <label class="field__label" for=format!("{at}-code")>{t(Ui::AuthorisationCode)}</label>
                    <FieldInput at control_id=format!("{at}-code") />
                </div>
            })}
        }
        .into_any()
    };
    view! {
        <FieldFrame at group=true>
            {radio_group(at, buttons())}
            <p class="field__hint">{text_link("help#code", Ui::CodeHelp)}</p>
        </FieldFrame>
    }
}

#[component]
fn ResourceChoice(
    one: CloudResource,
    group: String,
    chosen: Memo<String>,
    choose: impl Fn(ResourceKind, &str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let CloudResource { kind, id, name, address, sites_left, refused } = one;
    let control = format!("resource-{id}");
    let mine = id.clone();
    let detail = move || {
        let lang = language.get();
        match refused {
            Some(reason) => reason.text(lang).to_owned(),
            None => {
                let left = sites_left.to_string();
                fill(Ui::SitesLeft.text(lang), |_| Some(&left))
            }
        }
    };
    view! {
        <div class="choice__item" data-refused=refused.map(|reason| reason.as_str())>
            <TickInput id=control.clone() group checked=Signal::derive(move || *chosen.read() == mine)
                disabled=refused.is_some() on_tick=move |_| choose(kind, &id) />
            <label for=control>
                <strong>{name}</strong>
                <span class="choice__detail">{dynamic(move || kind.text(language.get()))} " · " {address} " · " {dynamic(detail)}</span>
            </label>
        </div>
    }
}
