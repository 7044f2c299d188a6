//! A labelled field of the filing, given its path and nothing else: label, hint, choices, errors and saving follow.

use super::beside::{self, BureauHints};
use super::combobox::{Choice, Combobox};
use super::options;
use super::select_input::SelectInput;
use super::text_input::TextInput;
use crate::state::{t, use_filing, use_language};
use beian_locale::{Lang, fields, ui::Ui};
use beian_model::{OrganiserField, Path, PersonField, SiteField};
use beian_rules::words as rule_words;
use leptos::prelude::*;

/// How a field is entered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Control {
    /// One line; `type`, `inputmode` and `autocomplete` of the input.
    Line(&'static str, &'static str, &'static str),
    /// Several lines.
    Area,
    /// One of a short list.
    List,
    /// One of a long list, searched by typing.
    Search,
}

/// How the field at a path is entered.
fn control(path: Path) -> Control {
    use Control::{Area, Line, List, Search};
    match path {
        Path::Province => Search,
        Path::Organiser(field) => match field {
            OrganiserField::Nature | OrganiserField::CertificateType => List,
            OrganiserField::Remark => Area,
            OrganiserField::Name => Line("text", "text", "organization"),
            OrganiserField::Address | OrganiserField::CertificateAddress => Line("text", "text", "street-address"),
            _ => Line("text", "text", "off"),
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::DocumentType => List,
            PersonField::Name => Line("text", "text", "name"),
            PersonField::ValidFrom | PersonField::ValidUntil => Line("date", "text", "off"),
            PersonField::Mobile => Line("tel", "tel", "tel-national"),
            PersonField::SecondPhone | PersonField::EmergencyPhone => Line("tel", "tel", "off"),
            PersonField::Email => Line("text", "email", "email"),
            PersonField::DocumentNumber | PersonField::Verification => Line("text", "text", "off"),
        },
        Path::Site(_, SiteField::ServiceContent) => Search,
        Path::Site(_, SiteField::ResourceKind) => List,
        Path::Site(_, SiteField::Remark) => Area,
        Path::Domain(..) => Line("text", "url", "off"),
        _ => Line("text", "text", "off"),
    }
}

/// Label, hint and complaint around a control; the complaint is tied to the control by `<path>-error`.
#[component]
pub fn FieldFrame(
    /// The field.
    at: Path,
    /// The control has this id; the path when nothing else is said.
    #[prop(optional, into)]
    control_id: Option<String>,
    /// The control is a group with a legend of its own, not one input that a label can name.
    #[prop(optional)]
    group: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let id = at.to_string();
    let label_for = control_id.unwrap_or_else(|| id.clone());
    let complaint = filing.complaint(at);
    let label = move || fields::label(at, language.get());
    let hint_id = format!("{id}-hint");
    let hint = move || {
        let hint_id = hint_id.clone();
        let lang = language.get();
        let (hint, example) = (fields::hint(at, lang), fields::example(at, lang));
        (hint.is_some() || example.is_some()).then(|| {
            view! { <p class="field__hint" id=hint_id>{hint} " " {example.map(|example| view! { <span class="field__example">{example}</span> })}</p> }
        })
    };
    let error_id = format!("{id}-error");
    let error = move || {
        let error_id = error_id.clone();
        complaint.get().map(|finding| {
            let words = rule_words::message(&finding, language.get());
            view! {
                <p class="field__error" id=error_id data-rule=finding.rule.to_string() data-severity=finding.severity.as_str()>
                    {words}
                    {beside::said_by(&finding, language.get()).map(|said| view! { " " <span class="field__said">{said}</span> })}
                </p>
            }
        })
    };
    let note = filing.note(at);
    let said = move || {
        note.get().filter(|_| complaint.read().is_none()).map(|finding| {
            let words = rule_words::message(&finding, language.get());
            view! { <p class="field__note" role="status" data-rule=finding.rule.to_string()>{words}</p> }
        })
    };
    let told = Memo::new(move |_| beside::told(at, language.get()));
    let tells = move || told.get().map(|words| view! { <p class="field__note" data-told="true">{words}</p> });
    let named = if group {
        view! { <p class="field__label" id=format!("{id}-label")>{label}</p> }.into_any()
    } else {
        view! { <label class="field__label" for=label_for>{label}</label> }.into_any()
    };
    view! {
        <div class="field" data-path=id data-invalid=move || complaint.read().is_some().then_some("true")>
            {named}
            {hint}
            <BureauHints at />
            {error}
            <div class="field__control">{children()}</div>
            {said}
            {tells}
            <super::reading::ReadMark at />
        </div>
    }
}

/// What `aria-describedby` of a field's control says: its hint and, while there is one, its complaint.
pub fn described_by(at: Path) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let filing = use_filing();
    let language = use_language();
    let complaint = filing.complaint(at);
    move || {
        let mut ids = Vec::new();
        let lang = language.get();
        if fields::hint(at, lang).is_some() || fields::example(at, lang).is_some() {
            ids.push(format!("{at}-hint"));
        }
        if !beside::bureau_hints(at, lang).is_empty() {
            ids.push(format!("{at}-bureau"));
        }
        if complaint.read().is_some() {
            ids.push(format!("{at}-error"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// The field at a path: text, date or choice, whichever it is.
#[component]
pub fn Field(
    /// The field.
    at: Path,
) -> impl IntoView {
    let input = match control(at) {
        Control::Line(kind, mode, autocomplete) => view! { <FieldInput at kind mode autocomplete /> }.into_any(),
        Control::Area => view! { <FieldInput at rows=3 /> }.into_any(),
        Control::List => view! { <ChoiceInput at /> }.into_any(),
        Control::Search => view! { <SearchInput at /> }.into_any(),
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
    let complaint = filing.complaint(at);
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
            invalid=Signal::derive(move || complaint.read().is_some())
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
    let complaint = filing.complaint(at);
    let choices = Memo::new(move |_| options::choices(&filing.document.read(), at, language.get()).unwrap_or_default());
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
            invalid=Signal::derive(move || complaint.read().is_some())
            described=Signal::derive(described_by(at))
            on_leave=move |()| filing.touch(at)
        >
            <option value="" prop:selected=move || value.read().is_empty()>{t(Ui::Choose)}</option>
            {items}
        </SelectInput>
    }
}

#[component]
fn SearchInput(at: Path) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let choices = Signal::derive(move || {
        let of = |lang| options::choices(&filing.document.read(), at, lang).unwrap_or_default();
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
