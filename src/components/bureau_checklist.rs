//! What the bureau of the chosen province asks besides, for reading before anything is filled in.

use crate::client::provinces;
use crate::locale::{Lang, Words, fields, fill, rules as rule_words, ui::Ui};
use crate::model::{OrganiserField, Path, Province};
use crate::rules::provinces::{ProvinceRule, ProvinceRules, Requirement, Who};
use crate::rules::{Finding, RuleId};
use crate::state::{use_filing, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list, once a province is chosen and the server told what its bureau asks; nothing until then.
#[component]
pub fn BureauChecklist() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let province = Memo::new(move |_| filing.document.read().province);
    let told = RwSignal::new(None::<ProvinceRules>);
    Effect::new(move |_| {
        let Some(chosen) = province.get() else { return told.set(None) };
        spawn_local(async move {
            if let Ok(rules) = provinces::of(chosen).await
                && province.try_get_untracked() == Some(Some(chosen))
            {
                told.try_set(Some(rules));
            }
        });
    });
    move || {
        let rules = told.get()?;
        let lang = language.get();
        let lines: Vec<String> = rules.rules.iter().filter_map(|rule| line(rule, rules.province, lang)).collect();
        if lines.is_empty() {
            return None;
        }
        let title = fill(Ui::BureauAsks.text(lang), |_| Some(rules.province.text(lang)));
        Some(view! {
            <section data-bureau=rules.province.as_str()>
                <h2>{title}</h2>
                <ul class="checklist">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            </section>
        })
    }
}

/// A rule in words: its own where its file has some, else those of the finding that breaking it makes. What every bureau
/// asks, and what is looked up in lists, is not said.
pub(super) fn line(rule: &ProvinceRule, province: Province, lang: Lang) -> Option<String> {
    let pick = |zh: &str, en: &str| match lang {
        Lang::Chinese => zh.to_owned(),
        Lang::English => en.to_owned(),
    };
    let id = match &rule.asks {
        Requirement::Note { zh, en } | Requirement::Material { zh, en, .. } => return Some(pick(zh, en)),
        Requirement::Remark { zh, en, .. } | Requirement::Investor { zh, en, .. } => {
            let field = match rule.asks {
                Requirement::Investor { .. } => OrganiserField::Investor,
                _ => OrganiserField::Remark,
            };
            let label = fields::label(Path::Organiser(field), lang);
            let label = label.strip_suffix("（选填）").or_else(|| label.strip_suffix(" (optional)")).unwrap_or(label);
            return Some(format!("{label}{}{}", Ui::Colon.text(lang), pick(zh, en)));
        }
        Requirement::ResponsiblePerson { who: Who::LegalRepresentative } => RuleId::NotLegalRepresentative,
        Requirement::ResponsiblePerson { who: Who::Executive } => RuleId::NotExecutive,
        Requirement::SitePersonSame { .. } => RuleId::SitePersonOther,
        Requirement::MobileLocal {} => RuleId::MobileLocal,
        Requirement::Landline {} => RuleId::LandlineMissing,
        Requirement::SameCity {} => RuleId::AddressCity,
        Requirement::NameLatin {} => RuleId::SiteNameLatinProvince,
        Requirement::NamePlace {} => RuleId::SiteNamePlace,
        Requirement::Sites { .. } => RuleId::SiteCountProvince,
        Requirement::PhonesDiffer { .. } => RuleId::PhonesTooFew,
        _ => return None,
    };
    let mut finding = Finding::error(Path::Filing, id).with("province", province);
    match rule.asks {
        Requirement::Sites { max } => finding = finding.with("max", max),
        Requirement::PhonesDiffer { count } => finding = finding.with("count", count),
        _ => {}
    }
    Some(rule_words::message(&finding, lang))
}
