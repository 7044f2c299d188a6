//! What is said beside a field without being a finding: what its bureau asks of it, and what its number tells.

use super::{holder_of, inferred_from};
use beian_locale::{Lang, Words, fill, requirements, ui::Ui};
use beian_model::{Date, Facts, Later, OrganiserField, Path, PersonField, Province};

/// What the filing's bureau asks of a field, a sentence each.
pub fn asked(province: Option<Province>, facts: &Facts, path: Path, lang: Lang) -> Vec<String> {
    let rules = facts.province_rules.as_ref().and_then(Later::get);
    let rules = rules.filter(|rules| Some(rules.province) == province);
    let about = rules.iter().flat_map(|of| of.rules.iter().map(|rule| (rule, of.province)));
    about
        .filter(|(rule, _)| rule.asks.is_said_at(path))
        .map(|(rule, province)| {
            let asked = requirements::beside(&rule.asks, lang);
            let province = province.text(lang);
            fill(Ui::BureauSays.text(lang), |name| Some(if name == "province" { province } else { &asked }))
        })
        .collect()
}

/// What the number in a field tells, once it is whole: where an organiser is registered, a person's birth date, sex and age. The number
/// and today's date are asked for where the field has such a number.
pub fn told(path: Path, number: &dyn Fn() -> Option<String>, today: &dyn Fn() -> Date, lang: Lang) -> Option<String> {
    match path {
        Path::Organiser(OrganiserField::CertificateNumber) => {
            let told = inferred_from(&number()?)?;
            let (province, nature) = (told.province?.text(lang), told.nature.text(lang));
            Some(fill(Ui::CodeTells.text(lang), |name| Some(if name == "province" { province } else { nature })))
        }
        Path::Organiser(OrganiserField::LegalRepresentativeNumber)
        | Path::OrganiserPerson(PersonField::DocumentNumber)
        | Path::SitePerson(_, PersonField::DocumentNumber) => {
            let holder = holder_of(&number()?, today())?;
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
