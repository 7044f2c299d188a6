//! What can be learned before signing in: whether a domain can be filed, what a province asks, how it goes; and the way in.

use super::sign_in::SignInForm;
use crate::chunk::chunked;
use crate::components::bureau_checklist::ProvinceChoice;
use crate::components::domain_check::DomainCheck;
use crate::components::part::part;
use crate::routes;
use crate::state::t;
use beian_locale::{before::Before, ui::Ui};
use beian_model::Province;
use leptos::prelude::*;

chunked! {
    rules: fn fetch_provinces() -> fn(RwSignal<Option<Province>>) -> AnyView {
        |province| view! { <ProvinceChoice chosen=province on_choose=move |one| province.set(one) /> }.into_any()
    }
}

/// The page of who is signed out.
#[component]
pub fn Landing() -> impl IntoView {
    view! {
        <p class="lead">{t(Ui::LandingLead)}</p>
        <div class="landing">
            <section class="card landing__check" aria-labelledby="domain-title">
                <h2 id="domain-title">{t(Before::DomainTitle)}</h2>
                <DomainCheck />
            </section>
            <section class="card landing__in" aria-labelledby="sign-in-title">
                <h2 id="sign-in-title">{t(Ui::SignIn)}</h2>
                <SignInForm />
            </section>
            <div class="landing__more">
                <ChecklistWay />
                <h2>{t(Before::HowItGoes)}</h2>
                <ol class="checklist">
                    <li>{t(Ui::LandingBasic)}</li>
                    <li>{t(Ui::LandingVerify)}</li>
                    <li>{t(Ui::LandingFill)}</li>
                    <li>{t(Ui::LandingReview)}</li>
                    <li>{t(Ui::LandingDone)}</li>
                </ol>
            </div>
        </div>
    }
}

/// A province to choose, and the way to its checklist.
#[component]
fn ChecklistWay() -> impl IntoView {
    let province: RwSignal<Option<Province>> = RwSignal::new(None);
    view! {
        <section class="card" aria-labelledby="checklist-title">
            <h2 id="checklist-title">{t(Before::ChecklistTitle)}</h2>
            <p>{t(Before::ChecklistLead)}</p>
            <div class="asks-head">
                <div class="asks-place">{part(fetch_provinces, move |choice| choice(province))}</div>
                <a href=move || routes::checklist(province.get()) class="button button--secondary" data-action="checklist">
                    {t(Before::ChecklistShow)}
                </a>
            </div>
        </section>
    }
}
