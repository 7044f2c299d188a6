//! What is said beside a field without being a finding: what its bureau asks of it, and what its number tells.

use super::{holder_of, inferred_from};
use beian_locale::{Lang, Words, fill, requirements, ui::Ui};
use beian_model::{Date, Facts, Later, OrganiserField, Path, PersonField, Province, ProvinceRule};

/// What the filing's bureau asks of a field, a sentence a line.
pub fn asked(province: Option<Province>, facts: &Facts, path: Path, lang: Lang) -> Option<String> {
    lines(province, facts, path, &|rule, province| {
        let asked = requirements::beside(&rule.asks, lang);
        fill(Ui::BureauSays.text(lang), |name| Some(if name == "province" { province.text(lang) } else { &asked }))
    })
}

/// Where that was read, a source a line: the bureau's own publication by its name, and what others told of it as what the bureau asks.
pub fn sources(province: Option<Province>, facts: &Facts, path: Path, lang: Lang) -> Option<String> {
    lines(province, facts, path, &|rule, province| match is_tag(&rule.source) {
        true => fill(Ui::BureauSource.text(lang), |name| {
            Some(if name == "province" { province.text(lang) } else { &rule.date })
        }),
        false => rule.source.clone(),
    })
}

/// A source of ours that only the handbook explains: two letters and a page of somebody's documentation.
fn is_tag(source: &str) -> bool {
    matches!(source.as_bytes(), [b'A'..=b'Z', b'A'..=b'Z', b' ', ..])
}

/// A line for each of the bureau's rules that is said at a field, each line once.
fn lines(
    province: Option<Province>,
    facts: &Facts,
    path: Path,
    line: &dyn Fn(&ProvinceRule, Province) -> String,
) -> Option<String> {
    let rules = facts.province_rules.as_ref().and_then(Later::get)?;
    let province = province.filter(|province| *province == rules.province)?;
    let mut lines: Vec<String> = Vec::new();
    for rule in rules.rules.iter().filter(|rule| rule.asks.is_said_at(path)) {
        let line = line(rule, province);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;

    fn said(file: &str, lang: Lang) -> (Option<String>, Option<String>) {
        let (_, mut facts) = complete_filing();
        facts.province_rules = Some(crate::provinces::read(file).unwrap().into());
        let at = Path::OrganiserPerson(PersonField::Mobile);
        let of = |say: fn(Option<Province>, &Facts, Path, Lang) -> Option<String>| {
            say(Some(Province::Guangdong), &facts, at, lang)
        };
        (of(asked), of(sources))
    }

    #[test]
    fn each_thing_asked_and_each_source_is_said_once() {
        let rule = |source: &str| {
            format!(
                "[[rule]]\nkind = \"mobile_local\"\nseverity = \"risk\"\nsource = \"{source}\"\ndate = \"2024-05\"\n"
            )
        };
        let file = |sources: &[&str]| {
            format!("province = \"gd\"\n{}", sources.iter().map(|one| rule(one)).collect::<String>())
        };
        let (asked, sources) = said(&file(&["TQ 各省管局要求", "HW 备案管局咨询"]), Lang::Chinese);
        assert_eq!(asked.unwrap().lines().count(), 1);
        assert_eq!(sources.unwrap(), "广东省管局备案要求（2024-05）");
        let (_, sources) = said(&file(&["TQ 各省管局要求", "粤通局〔2025〕3号"]), Lang::English);
        assert_eq!(sources.unwrap(), "Filing requirements of the bureau of Guangdong (2024-05)\n粤通局〔2025〕3号");
        assert_eq!(said("province = \"gd\"\n", Lang::Chinese), (None, None));
    }
}
