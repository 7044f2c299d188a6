//! What a filing of a province needs: what is asked everywhere and what its bureau asks besides, by subject, each line with
//! its weight; for reading, and for printing, before anything is filled in.

use super::refusal::Refusal;
use super::select_input::SelectInput;
use crate::dynamic::{dynamic, given, memo};
use crate::state::of_province::bureau_rules;
use crate::state::{t, use_language};
use beian_locale::{Lang, Word, Words, before::Before, fields, requirements, ui::Ui};
use beian_model::{Path, Province, ProvinceRules, Severity, Subject};
use leptos::prelude::*;

/// A choice of province that belongs to no filing.
#[component]
pub fn ProvinceChoice(
    /// The province that is chosen.
    #[prop(into)]
    chosen: Signal<Option<Province>>,
    /// What to do when another is.
    on_choose: impl Fn(Option<Province>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let language = use_language();
    let code = Signal::derive(move || chosen.get().map(|one| one.to_string()).unwrap_or_default());
    let options = move || {
        let lang = language.get();
        let option = |one: &Province| {
            let (code, word) = (one.as_str(), one.text(lang));
            view! { <option value=code selected=move || chosen.get().is_some_and(|one| one.as_str() == code)>{word}</option> }
        };
        Province::ALL.iter().map(option).collect_view()
    };
    view! {
        <div class="field asks-choice">
            <label class="field__label" for="checklist-province">{dynamic(move || fields::label(Path::Province, language.get()))}</label>
            <SelectInput id="checklist-province" value=code on_choose=move |code: String| on_choose(code.parse().ok())>
                <option value="" selected=move || chosen.get().is_none()>{t(Ui::Choose)}</option>
                {dynamic(options)}
            </SelectInput>
        </div>
    }
}

/// The list. What is asked everywhere stands there at once; what the bureau asks, when the server told it.
#[component]
pub fn BureauChecklist(
    /// Whose bureau; nothing while none is chosen.
    #[prop(into)]
    province: Signal<Option<Province>>,
) -> impl IntoView {
    let language = use_language();
    let province = memo(move || province.get());
    let rules = bureau_rules(province);
    let (told, error) = (rules.known, rules.request.refused());
    let waiting = move || province.get().is_some() && told.read().is_none() && error.read().is_none();
    let groups = move || {
        let lang = language.get();
        let told = told.read();
        let group = |subject: &Subject| {
            let lines = lines(*subject, told.as_ref(), lang);
            (!lines.is_empty()).then(|| view! { <Group subject=*subject lines /> })
        };
        Subject::ALL.iter().map(group).collect_view()
    };
    view! {
        <div class="asks" data-checklist data-bureau=move || told.read().as_ref().map(|rules| rules.province.as_str())>
            {dynamic(groups)}
            {given(waiting, move || view! { <p role="status">{t(Ui::Loading)}</p> })}
            <Refusal error />
            {given(move || error.read().is_some(), move || view! {
                <button type="button" class="button button--secondary" data-action="ask-again"
                    on:click=move |_| rules.again()>
                    {t(Ui::TryAgain)}
                </button>
            })}
        </div>
    }
}

/// One thing that is asked.
struct Line {
    weight: Severity,
    /// What it is in a few words, where the text says more of it.
    title: &'static str,
    text: String,
    /// The province whose bureau asks it; empty where everybody does.
    bureau: &'static str,
}

#[component]
fn Group(subject: Subject, lines: Vec<Line>) -> impl IntoView {
    let language = use_language();
    let lines = lines.into_iter().map(|Line { weight, title, text, bureau }| {
        let tone = match weight {
            Severity::Error => "bad",
            Severity::Risk => "warn",
            Severity::Note => "info",
        };
        view! {
            <li class="asks__line">
                <span class=format!("tag tag--{tone}") data-weight=weight.as_str()>{requirements::weight(weight, language.now())}</span>
                <span>
                    {(!bureau.is_empty()).then(|| view! { <span class="tag">{bureau}</span> " " })}
                    {(!title.is_empty()).then(|| view! { <strong>{title}</strong> " " })}
                    // Lines of a list end without a stop, whoever wrote them.
                    {text.trim_end_matches(['。', '.']).to_owned()}
                </span>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <section class="asks__group" data-subject=subject.as_str()>
            <h2>{subject.text(language.now())}</h2>
            <ul>{lines}</ul>
        </section>
    }
}

/// What is asked of a subject: everywhere first, then by the bureau.
fn lines(subject: Subject, told: Option<&ProvinceRules>, lang: Lang) -> Vec<Line> {
    let said = told.map(ProvinceRules::said).unwrap_or_default();
    let own: Vec<Line> = said
        .into_iter()
        .filter(|(asked, _)| asked.subject() == subject)
        .map(|(asked, weight)| {
            let bureau = told.map_or("", |rules| rules.province.text(lang));
            Line { weight, title: "", text: requirements::line(asked, lang), bureau }
        })
        .collect();
    let mut lines = everywhere(subject, lang);
    if subject == Subject::Duration {
        let review = match (told.is_some(), own.is_empty()) {
            (false, _) => Before::BureauReviewAnywhere,
            (true, true) => Before::BureauReview,
            (true, false) => Before::BureauReviewOwn,
        };
        lines.push(known(review, lang));
    }
    lines.extend(own);
    lines
}

/// What is asked of every filing.
fn everywhere(subject: Subject, lang: Lang) -> Vec<Line> {
    let titled = |title: Word, text: Word| Line {
        weight: Severity::Error,
        title: title.text(lang),
        text: text.text(lang).to_owned(),
        bureau: "",
    };
    let must = |text: Word| Line { weight: Severity::Error, ..known(text, lang) };
    match subject {
        Subject::Duration => vec![known(Before::FirstReview, lang), known(Before::HandOver, lang)],
        Subject::Attachments => vec![
            titled(Ui::PrepareCertificate, Ui::PrepareCertificateText),
            titled(Ui::PrepareLetter, Ui::PrepareLetterText),
            titled(Ui::PrepareResource, Ui::PrepareResourceText),
        ],
        Subject::People => vec![titled(Ui::PreparePerson, Ui::PreparePersonText), must(Before::NationalPerson)],
        Subject::Phones => vec![titled(Ui::PreparePhone, Ui::PreparePhoneText), must(Before::NationalEmergency)],
        Subject::Addresses => vec![must(Before::NationalAddress)],
        Subject::Domains => vec![
            titled(Ui::PrepareDomain, Ui::PrepareDomainText),
            Line { weight: Severity::Error, title: "", text: Ui::PrepareOffline.text(lang).to_owned(), bureau: "" },
        ],
        Subject::Sites => vec![must(Before::NationalName)],
        Subject::Remarks | Subject::Process => Vec::new(),
    }
}

fn known(text: Word, lang: Lang) -> Line {
    Line { weight: Severity::Note, title: "", text: text.text(lang).to_owned(), bureau: "" }
}
