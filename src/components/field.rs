//! A field of the filing, given its path and nothing else: control, choices, label, hint, errors and saving follow.

use super::combobox::{Choice, Combobox};
use super::field_frame::{FieldFrame, described_by};
use super::options;
use super::part::part;
use super::select_input::SelectInput;
use super::text_input::TextInput;
use crate::chunk::chunked;
use crate::dynamic::{dynamic, memo};
use crate::state::{t, use_filing, use_language};
use beian_locale::{Lang, ui::Ui};
use beian_model::Path;
use beian_model::field::{Control, Input};
use leptos::prelude::*;

/// `type`, `inputmode` and `autocomplete` of a line.
const fn attributes(input: Input) -> (&'static str, &'static str, &'static str) {
    match input {
        Input::Text => ("text", "text", "off"),
        Input::Organisation => ("text", "text", "organization"),
        Input::StreetAddress => ("text", "text", "street-address"),
        Input::PersonName => ("text", "text", "name"),
        Input::Date => ("date", "text", "off"),
        Input::OwnPhone => ("tel", "tel", "tel-national"),
        Input::Phone => ("tel", "tel", "off"),
        Input::Email => ("text", "email", "email"),
        Input::Domain => ("text", "url", "off"),
    }
}

chunked! {
    pub(crate) fields: fn fetch_search() -> fn(Path) -> AnyView {
        |at| view! { <SearchInput at /> }.into_any()
    }
    fields: fn fetch_list() -> fn(Path) -> AnyView {
        |at| view! { <ChoiceInput at /> }.into_any()
    }
}

/// The field at a path: text, date or choice, whichever it is.
#[component]
pub fn Field(
    /// The field.
    at: Path,
) -> impl IntoView {
    let input = match at.row().map(|row| row.control) {
        Some(Control::Line(input)) => {
            let (kind, mode, autocomplete) = attributes(input);
            view! { <FieldInput at kind mode autocomplete /> }.into_any()
        }
        Some(Control::Area) => view! { <FieldInput at rows=3 /> }.into_any(),
        Some(Control::List) => part(fetch_list, move |list| list(at)),
        Some(Control::Search) => part(fetch_search, move |search| search(at)),
        // A component of its own draws it.
        Some(Control::Own) | None => return ().into_any(),
    };
    view! { <FieldFrame at>{input}</FieldFrame> }.into_any()
}

/// The text of a field in its control, which says what is wrong with it as its frame does.
#[component]
pub fn FieldInput(
    /// The field.
    at: Path,
    /// Its id; the path when nothing else is said.
    #[prop(optional, into)]
    control_id: Option<String>,
    /// `type` of an input.
    #[prop(default = "text")]
    kind: &'static str,
    /// `inputmode`.
    #[prop(default = "text")]
    mode: &'static str,
    /// `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Lines of a textarea; none for an input.
    #[prop(default = 0)]
    rows: u32,
    /// Something else was said in its place; it shows nothing meanwhile.
    #[prop(optional, into)]
    is_off: Signal<bool>,
) -> impl IntoView {
    let filing = use_filing();
    let text = filing.text(at);
    let value = Signal::derive(move || if is_off.get() { String::new() } else { text.get() });
    let error_message = filing.error_message(at);
    // No control but a date's tells of a half.
    let on_half = Callback::new(
        move |is_half| {
            if is_half { filing.unfinished.half_a_date(at) } else { filing.unfinished.clear(at) }
        },
    );
    if kind == "date" {
        on_cleanup(move || filing.unfinished.clear(at));
    }
    view! {
        <TextInput
            id=control_id.unwrap_or_else(|| at.to_string())
            value
            on_text=move |text: String| filing.set_text(at, &text)
            kind
            mode
            autocomplete
            rows
            invalid=Signal::derive(move || error_message.read().is_some())
            described=Signal::derive(described_by(at))
            is_off
            on_leave=move |()| filing.touch(at)
            on_half
        />
    }
}

#[component]
fn ChoiceInput(at: Path) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let error_message = filing.error_message(at);
    let nature = memo(move || filing.document.read().organiser.nature);
    let choices = memo(move || options::choices(nature.get(), at, language.get()).unwrap_or_default());
    let items = move || {
        choices
            .get()
            .into_iter()
            .map(|(code, word)| {
                // `selected` on the option, not `value` on the select: the list may be drawn after the value is set.
                view! { <option value=code prop:selected=move || *value.read() == *code>{word}</option> }
            })
            .collect_view()
    };
    view! {
        <SelectInput
            id=at.to_string()
            value
            on_choose=move |code: String| filing.set_text(at, &code)
            invalid=Signal::derive(move || error_message.read().is_some())
            described=Signal::derive(described_by(at))
            on_leave=move |()| filing.touch(at)
        >
            <option value="" prop:selected=move || value.read().is_empty()>{t(Ui::Choose)}</option>
            {dynamic(items)}
        </SelectInput>
    }
}

#[component]
fn SearchInput(at: Path) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let nature = memo(move || filing.document.read().organiser.nature);
    let choices = Signal::derive(move || {
        let of = |lang| options::choices(nature.get(), at, lang).unwrap_or_default();
        let both = of(language.get()).into_iter().zip(of(Lang::Chinese));
        let choice = |((code, word), (_, chinese)): (options::Choice, options::Choice)| Choice {
            code: code.to_owned(),
            word: word.to_owned(),
            chinese: chinese.to_owned(),
        };
        both.map(choice).collect()
    });
    let on_choice = Callback::new(move |code: String| filing.set_text(at, &code));
    view! { <Combobox at choices value on_choice /> }
}
