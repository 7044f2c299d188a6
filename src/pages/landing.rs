//! What can be learned before signing in: whether a domain can be filed, what is needed, how it goes; and the way in, the one
//! primary action.

use super::sign_in::SignInForm;
use crate::components::domain_check::DomainCheck;
use crate::routes;
use crate::state::t;
use beian_locale::{before::Before, ui::Ui};
use leptos::prelude::*;

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
                <h2 id="sign-in-title">{t(Before::Start)}</h2>
                <SignInForm />
            </section>
            <div class="landing__more">
                <section class="card" aria-labelledby="checklist-title">
                    <h2 id="checklist-title">{t(Before::Need)}</h2>
                    <p>{t(Before::NeedText)}</p>
                    <a href=routes::checklist(None) class="button button--secondary" data-action="checklist">
                        {t(Before::ChecklistTitle)}
                    </a>
                </section>
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
