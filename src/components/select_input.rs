//! The one choice from a short list of all pages; its options are the caller's.

use leptos::prelude::*;

/// A choice from a short list.
#[component]
pub fn SelectInput(
    /// Its id.
    #[prop(into)]
    id: String,
    /// The code that is chosen. The options say it by `prop:selected`: they may be drawn after it is known.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the code that the person chose.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Something is wrong with it.
    #[prop(optional, into)]
    invalid: Signal<bool>,
    /// `aria-describedby`.
    #[prop(optional, into)]
    described: Signal<Option<String>>,
    /// Called as it is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// The options.
    children: Children,
) -> impl IntoView {
    // Autofill and extensions send one of the two events, a person's choice sends both.
    let hear = move |event: web_sys::Event| {
        let code = event_target_value(&event);
        if code != *value.read_untracked() {
            on_choose.run(code);
        }
    };
    let leave = move |_| {
        if let Some(on_leave) = on_leave {
            on_leave.try_run(());
        }
    };
    view! {
        <select
            class="select"
            id=id
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described.get()
            on:input=hear
            on:change=hear
            on:blur=leave
        >
            {children()}
        </select>
    }
    .into_any()
}
