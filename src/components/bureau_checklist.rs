//! What a filing of a province needs: what is asked everywhere and what its bureau asks besides, by subject, folded to a line with a
//! count, what must be first; for reading, and for printing, before anything is filled in.

use super::refusal::Refusal;
use super::select_input::SelectInput;
use crate::dynamic::{dynamic, given, memo};
use crate::routes;
use crate::state::of_province::bureau_rules;
use crate::state::{t, use_language};
use beian_locale::{Lang, Word, Words, before::Before, fields, fill, requirements, ui::Ui};
use beian_model::attachments::has_template;
use beian_model::{
    BureauAttachment, OrganiserField, PaperField, Path, Province, ProvinceRules, Requirement, Severity, SiteField,
    SiteId, Subject, Who,
};
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
    /// Whether it is unfolded, as for print.
    open: bool,
) -> impl IntoView {
    let language = use_language();
    let province = memo(move || province.get());
    let rules = bureau_rules(province);
    let (told, error) = (rules.known, rules.request.refused());
    let waiting = move || province.get().is_some() && told.read().is_none() && error.read().is_none();
    let groups = move || {
        let lang = language.get();
        let told = told.read();
        let bureau = told.as_ref().map(|rules| {
            let name = rules.province.text(lang);
            view! { <p>{fill(Before::OwnAre.text(lang), |_| Some(name))}</p> }
        });
        let group = |subject: &Subject| {
            let lines = lines(*subject, told.as_ref(), lang);
            let province = told.as_ref().map_or("", |rules| rules.province.as_str());
            (!lines.is_empty()).then(|| group(*subject, &lines, province, open, lang))
        };
        (bureau, Subject::ALL.iter().map(group).collect_view())
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
    /// The province's bureau asks it, not everybody.
    own: bool,
    /// The slot that it is sent by.
    slot: Option<Path>,
}

/// A subject with its lines, the weightiest first.
fn group(subject: Subject, lines: &[Line], province: &str, open: bool, lang: Lang) -> AnyView {
    let mut views = Vec::with_capacity(lines.len());
    let mut must = 0;
    for weight in [Severity::Error, Severity::Risk, Severity::Note] {
        for one in lines {
            if one.weight == weight {
                views.push(line(one, province, lang));
            }
        }
        if weight == Severity::Error {
            must = views.len();
        }
    }
    let word = if must == 0 { Before::CountedAll } else { Before::Counted };
    let (must, all) = (must.to_string(), lines.len().to_string());
    let count = fill(word.text(lang), |name| Some(if name == "must" { &must } else { &all }));
    view! {
        <details class="asks__group" data-subject=subject.as_str() open=open>
            <summary><h2>{subject.text(lang)}</h2> " " <span class="field__hint">{count}</span></summary>
            <ul>{views}</ul>
        </details>
    }
    .into_any()
}

fn line(one: &Line, province: &str, lang: Lang) -> AnyView {
    let tone = if one.weight == Severity::Error { "tag tag--info" } else { "tag" };
    let form = one.slot.filter(|slot| has_template(*slot)).map(|slot| {
        let href = routes::blank_form(slot, province);
        view! { " " <a href=href target="_blank" rel="external noopener" data-template="true">{Before::BlankForm.text(lang)}</a> }
    });
    view! {
        <li class="asks__line">
            <span class=tone data-weight=one.weight.as_str()>{requirements::weight(one.weight, lang)}</span>
            <span>
                {one.own.then(|| view! { <span class="tag">{Before::Own.text(lang)}</span> " " })}
                {(!one.title.is_empty()).then(|| view! { <strong>{one.title}</strong> " " })}
                // Lines of a list end without a stop, whoever wrote them.
                {one.text.trim_end_matches(['。', '.']).to_owned()}
                {form}
            </span>
        </li>
    }
    .into_any()
}

/// What is asked of a subject: everywhere first, then by the bureau.
fn lines(subject: Subject, told: Option<&ProvinceRules>, lang: Lang) -> Vec<Line> {
    let said = told.map(ProvinceRules::said).unwrap_or_default();
    let mut lines = everywhere(subject, told, lang);
    let at = lines.len();
    for (asked, weight) in said {
        if asked.subject() == subject {
            lines.push(Line { weight, title: "", text: requirements::line(asked, lang), own: true, slot: slot(asked) });
        }
    }
    if subject == Subject::Duration {
        let review = if lines.len() == at { Before::BureauReview } else { Before::BureauReviewOwn };
        lines.insert(at, known(review, lang));
    }
    lines
}

/// The slot of an attachment that a bureau asks.
fn slot(asked: &Requirement) -> Option<Path> {
    match asked {
        Requirement::SitePersonLetter {} => Some(SITE_LETTER),
        Requirement::Attachment { attachment: BureauAttachment::OrganiserLetter, .. } => Some(LETTER),
        Requirement::Attachment { attachment: BureauAttachment::SiteLetter, .. } => Some(SITE_LETTER),
        Requirement::Attachment { attachment, .. } => Some(Path::Paper(attachment.paper()?, PaperField::Pages)),
        _ => None,
    }
}

/// The organiser's letter, and a site's: which site is all the same to a blank form.
const LETTER: Path = Path::Organiser(OrganiserField::AuthorisationLetter);
const SITE_LETTER: Path = Path::Site(SiteId(0), SiteField::AuthorisationLetter);

/// Which letter of authorisation can be needed beside the bureau's own line: none for a person who must be the legal representative.
fn letter(told: Option<&ProvinceRules>) -> Option<(Word, Path)> {
    let (mut must_be_legal, mut is_settled) = (false, false);
    for rule in told.map_or(&[][..], |rules| &rules.rules) {
        match rule.asks {
            Requirement::ResponsiblePerson { who: Who::LegalRepresentative } => must_be_legal = true,
            Requirement::SitePersonSame { always: true } | Requirement::SitePersonLetter {} => is_settled = true,
            _ => {}
        }
    }
    match (must_be_legal, is_settled) {
        (false, _) => Some((Ui::PrepareLetter, LETTER)),
        (true, false) => Some((Before::SiteLetter, SITE_LETTER)),
        (true, true) => None,
    }
}

/// What is asked of every filing.
fn everywhere(subject: Subject, told: Option<&ProvinceRules>, lang: Lang) -> Vec<Line> {
    let must = |title: Option<Word>, text: Word| Line {
        weight: Severity::Error,
        title: title.map_or("", |title| title.text(lang)),
        ..known(text, lang)
    };
    match subject {
        Subject::Duration => vec![known(Before::FirstReview, lang), known(Before::HandOver, lang)],
        Subject::Attachments => {
            let mut lines = vec![
                must(Some(Ui::PrepareCertificate), Ui::PrepareCertificateText),
                must(Some(Ui::PrepareResource), Ui::PrepareResourceText),
            ];
            if let Some((title, slot)) = letter(told) {
                // Not everybody must have one.
                lines.push(Line {
                    weight: Severity::Risk,
                    slot: Some(slot),
                    ..must(Some(title), Ui::PrepareLetterText)
                });
            }
            lines
        }
        Subject::People => {
            vec![must(Some(Ui::PreparePerson), Ui::PreparePersonText), must(None, Before::NationalPerson)]
        }
        Subject::Phones => {
            vec![must(Some(Ui::PreparePhone), Ui::PreparePhoneText), must(None, Before::NationalEmergency)]
        }
        Subject::Addresses => vec![must(None, Before::NationalAddress)],
        Subject::Domains => {
            vec![must(Some(Ui::PrepareDomain), Ui::PrepareDomainText), must(None, Ui::PrepareOffline)]
        }
        Subject::Sites => vec![must(None, Before::NationalName)],
        Subject::Remarks | Subject::Process => Vec::new(),
    }
}

fn known(text: Word, lang: Lang) -> Line {
    Line { weight: Severity::Note, title: "", text: text.text(lang).to_owned(), own: false, slot: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_rules::provinces;

    fn rules(code: &str) -> ProvinceRules {
        let province: Province = code.parse().unwrap();
        provinces::all().unwrap().into_iter().find(|rules| rules.province == province).unwrap()
    }

    #[test]
    fn who_must_be_the_legal_representative_needs_no_letter() {
        assert_eq!(letter(None), Some((Ui::PrepareLetter, LETTER)));
        for (code, slot) in [("gd", Some(SITE_LETTER)), ("hl", Some(LETTER)), ("sh", None)] {
            assert_eq!(letter(Some(&rules(code))).map(|(_, slot)| slot), slot, "{code}");
        }
    }

    #[test]
    fn what_is_sent_on_a_form_has_it_beside() {
        let guangdong = rules("gd");
        let lines = lines(Subject::Attachments, Some(&guangdong), Lang::Chinese);
        let forms: Vec<String> = lines
            .iter()
            .filter_map(|one| one.slot)
            .filter(|slot| has_template(*slot))
            .map(|slot| slot.to_string())
            .collect();
        for slot in ["sites[00000000].authorisation_letter", "papers[pledge].pages", "papers[construction_plan].pages"]
        {
            assert!(forms.iter().any(|form| form == slot), "{slot}: {forms:?}");
        }
        let must = |one: &&Line| one.weight == Severity::Error;
        assert!(lines.iter().filter(must).count() > 2 && !lines.iter().all(|one| must(&one)));
        assert!(lines.iter().all(|one| !one.text.contains("广东")), "the bureau's name is said once, above");
    }
}
