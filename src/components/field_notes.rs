//! What is said beside a field without being an error message: what its bureau asks of it, what its number tells, who found an error.

use crate::state::{clock, use_filing, use_language};
use beian_locale::{Lang, Words, fill, requirements, ui::Ui};
use beian_model::{Finding, OrganiserField, Path, PersonField, params};
use beian_rules::checks::review::RETURNED;
use leptos::prelude::*;

/// What the filing's bureau asks of a field.
pub fn bureau_hints(path: Path, lang: Lang) -> Vec<String> {
    let filing = use_filing();
    let server = filing.server.read();
    let province = filing.province.get();
    let rules = server.facts.province_rules.as_ref().filter(|rules| Some(rules.province) == province);
    let about = rules.iter().flat_map(|of| of.rules.iter().map(|rule| (rule, of.province)));
    about
        .filter(|(rule, _)| rule.asks.is_said_at(path))
        .map(|(rule, province)| {
            let asked = requirements::line(&rule.asks, lang);
            let province = province.text(lang);
            fill(Ui::BureauSays.text(lang), |name| Some(if name == "province" { province } else { &asked }))
        })
        .collect()
}

/// What the number in a field tells, once it is whole: where an organiser is registered, a person's birth date, sex and age.
pub fn inferred(path: Path, lang: Lang) -> Option<String> {
    let filing = use_filing();
    // No other field follows each keystroke.
    let number = || filing.document.read().text(path).map(str::to_owned);
    match path {
        Path::Organiser(OrganiserField::CertificateNumber) => {
            let told = beian_rules::inferred_from(&number()?)?;
            let (province, nature) = (told.province?.text(lang), told.nature.text(lang));
            Some(fill(Ui::CodeTells.text(lang), |name| Some(if name == "province" { province } else { nature })))
        }
        Path::Organiser(OrganiserField::LegalRepresentativeNumber)
        | Path::OrganiserPerson(PersonField::DocumentNumber)
        | Path::SitePerson(_, PersonField::DocumentNumber) => {
            let today = filing.server.with(|server| server.facts.today);
            let holder = beian_rules::holder_of(&number()?, today)?;
            let (birth, age) = (holder.birth.to_string(), holder.age.to_string());
            let sex = if holder.is_woman { Ui::Woman } else { Ui::Man }.text(lang);
            Some(fill(Ui::IdTells.text(lang), |name| {
                Some(match name {
                    "birth" => birth.as_str(),
                    "age" => age.as_str(),
                    _ => sex,
                })
            }))
        }
        _ => None,
    }
}

/// Who said a finding that no rule of this browser makes, and when.
pub fn said_by(finding: &Finding, lang: Lang) -> Option<String> {
    let at = finding.get(params::AT)?;
    let when = clock::written(at, lang);
    // A reviewer's name stands in the words themselves.
    let word = if finding.rule == RETURNED.id { Ui::SaidAt } else { Ui::CheckedAt };
    Some(fill(word.text(lang), |_| Some(&when)))
}

/// Hints of the bureau under a field's own hint, and what its number tells under the control.
#[component]
pub fn BureauHints(
    /// The field.
    at: Path,
) -> impl IntoView {
    let language = use_language();
    move || {
        let lines = bureau_hints(at, language.get());
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <p class="field__bureau">{line}</p> }).collect_view();
            view! { <div id=format!("{at}-bureau")>{lines}</div> }
        })
    }
}
