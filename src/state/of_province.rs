//! What depends on a province and is asked for when one is chosen: its bureau's rules, its cities.

use super::{ApiError, Request};
use crate::dynamic::effect;
use beian_browser::client::provinces;
use beian_model::{Province, ProvinceRules};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// What is known of the province that is chosen, asked for anew with each.
pub struct OfProvince<T: 'static> {
    /// What is known; nothing before the answer is here.
    pub known: RwSignal<Option<T>>,
    /// The request for it.
    pub request: Request,
    province: Memo<Option<Province>>,
    ask: fn(Province) -> Answer<T>,
}

impl<T> Clone for OfProvince<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for OfProvince<T> {}

impl<T: Send + Sync> OfProvince<T> {
    /// Asks for each province that is chosen from now on.
    pub(super) fn follow(province: Memo<Option<Province>>, ask: fn(Province) -> Answer<T>) -> OfProvince<T> {
        let this = OfProvince { known: RwSignal::new(None), request: Request::new(), province, ask };
        effect(move || {
            this.known.set(None);
            this.request.reset();
            if let Some(chosen) = province.get() {
                this.ask_for(chosen);
            }
        });
        this
    }

    /// Asks once more for the same province.
    pub fn again(self) {
        if let Some(chosen) = self.province.get_untracked() {
            self.ask_for(chosen);
        }
    }

    fn ask_for(self, chosen: Province) {
        self.request.ask((self.ask)(chosen), move |answer| self.known.set(Some(answer)));
    }
}

/// What the bureau of the province asks.
pub fn bureau_rules(province: Memo<Option<Province>>) -> OfProvince<ProvinceRules> {
    OfProvince::follow(province, |chosen| Box::pin(provinces::of(chosen)))
}
