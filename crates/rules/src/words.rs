//! Findings in words: what is wrong with a field, and what would be right.

use super::checks::attachments::ATTACHMENT_MISSING;
use super::checks::fields::REQUIRED;
use super::rule;
use beian_locale::{Lang, Words, fields, fill, problems, ui::Ui};
use beian_model::field::{Kind, Source};
use beian_model::params::{self, Held, Holds};
use beian_model::{Finding, Path};
use std::borrow::Cow;

/// A finding in words, its parameters filled in.
pub fn message(finding: &Finding, lang: Lang) -> String {
    let Some((zh, en)) = template(finding) else { return problems::sentence(finding, lang) };
    let text = match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    };
    // What a bureau asks is said in its file, in both languages.
    let say = match lang {
        Lang::Chinese => params::SAY_ZH,
        Lang::English => params::SAY_EN,
    };
    let mut label = fields::bare_label(finding.path, lang).to_owned();
    // Within a sentence English writes it small.
    if !text.starts_with('{')
        && let Some(first) = label.get_mut(..1)
    {
        first.make_ascii_lowercase();
    }
    let mut said: Vec<(&str, Cow<str>)> = vec![("label", label.into())];
    for (name, value) in &finding.params {
        let name = if name == say.name { "say" } else { name };
        said.push((name, value_in_words(name, value, lang)));
    }
    fill(text, |name| said.iter().find(|(one, _)| *one == name).map(|(_, words)| words.as_ref()))
}

/// The findings of an answer, each with its sentence in both languages: the page that reads it may be older than its server.
pub fn with_sentences(mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        let [zh, en] = [Lang::Chinese, Lang::English].map(|lang| message(finding, lang));
        let said = std::mem::replace(finding, Finding::new(finding.rule.clone(), finding.severity, finding.path));
        *finding = said.with(params::SENTENCE_ZH, zh).with(params::SENTENCE_EN, en);
    }
    findings
}

/// The words of a finding's rule, with their places; nothing of a rule that this program has no words for.
fn template(finding: &Finding) -> Option<(&'static str, &'static str)> {
    if REQUIRED.found(finding) {
        return Some(required(finding.path));
    }
    rule(&finding.rule).map(|rule| (rule.zh, rule.en)).filter(|(zh, _)| !zh.is_empty())
}

/// What to do about an empty field: fill in, choose, or upload, as its row has it.
fn required(path: Path) -> (&'static str, &'static str) {
    let Some(row) = path.row() else { return (REQUIRED.zh, REQUIRED.en) };
    match (row.kind, row.source) {
        (Kind::File, _) => ("请上传{label}", "Upload the {label}"),
        (Kind::Choice(_), _) | (_, Source::Chosen | Source::Ticked) => ("请选择{label}", "Choose the {label}"),
        _ => (REQUIRED.zh, REQUIRED.en),
    }
}

/// A finding in words where its field is not beside it: the field's name first, unless the words name it themselves.
pub fn line(finding: &Finding, lang: Lang) -> String {
    let words = message(finding, lang);
    let named = |(zh, _): (&str, &str)| zh.contains("{label}");
    if finding.path == Path::Filing || ATTACHMENT_MISSING.found(finding) || template(finding).is_some_and(named) {
        return words;
    }
    // That a field may be left out is no more to be said where something is wrong with it.
    format!("{}{}{words}", fields::bare_label(finding.path, lang), Ui::Colon.text(lang))
}

/// What a parameter holds, in words: the word of a list's member, the label of a field; anything else as it is.
fn value_in_words<'a>(name: &str, value: &'a str, lang: Lang) -> Cow<'a, str> {
    fn word<H: Held<Value: Words>>(code: &str, lang: Lang) -> Option<Cow<'static, str>> {
        H::read(code).map(|one| one.text(lang).into())
    }
    let words = params::holds(name).and_then(|holds| match holds {
        Holds::Region => word::<params::Region>(value, lang),
        Holds::Organisation => word::<params::Organisation>(value, lang),
        Holds::Certificate => word::<params::Certificate>(value, lang),
        Holds::Approval => word::<params::Approval>(value, lang),
        Holds::Content => word::<params::Content>(value, lang),
        Holds::Reason => word::<params::Reason>(value, lang),
        Holds::Taken => word::<params::Taken>(value, lang),
        Holds::Field => params::Field::read(value).map(|path| fields::label(path, lang).into()),
        Holds::Measures => params::Measures::read(value).map(|all| {
            let words: Vec<_> = all.iter().map(|one| one.text(lang)).collect();
            let comma = match lang {
                Lang::Chinese => "、",
                Lang::English => ", ",
            };
            words.join(comma).into()
        }),
        Holds::Bytes => params::Bytes::read(value).map(|bytes| (bytes >> 20).to_string().into()),
        Holds::Text | Holds::Count | Holds::Position | Holds::Time | Holds::Day => None,
    });
    words.unwrap_or(Cow::Borrowed(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, rules};
    use beian_locale::places;

    #[test]
    fn a_rule_of_a_newer_server_is_said_in_its_sentence() {
        let known = with_sentences(vec![REQUIRED.at(Path::Province)]).remove(0);
        let newer = Finding { rule: serde_json::from_str("\"of.tomorrow\"").unwrap(), ..known.clone() };
        for lang in Lang::ALL {
            assert_eq!(message(&newer, *lang), message(&known, *lang));
            assert!(line(&newer, *lang).contains(&message(&known, *lang)));
        }
        let bare = Finding { params: Default::default(), ..newer };
        assert_eq!(message(&bare, Lang::English), "of.tomorrow");
    }

    #[test]
    fn every_rule_has_words_whose_places_agree() {
        for rule in rules() {
            assert!(!rule.zh.is_empty() && places(rule.zh) == places(rule.en), "{}", rule.id);
        }
    }

    #[test]
    fn a_sentence_names_its_field_once() {
        use crate::checks::remarks::REMARK_MISSING;
        use beian_model::{OrganiserField, PaperField, PaperKind, PersonField, Province};
        let organiser = Path::Organiser;
        for (path, zh, en) in [
            (organiser(OrganiserField::Name), "请填写主办单位名称", "Enter the organiser's name"),
            (organiser(OrganiserField::Nature), "请选择主办单位性质", "Choose the nature of the organiser"),
            (organiser(OrganiserField::Licence), "请上传主办单位证件照片", "Upload the picture of the certificate"),
            (Path::OrganiserPerson(PersonField::Email), "请填写电子邮箱", "Enter the e-mail"),
        ] {
            let finding = REQUIRED.at(path);
            assert_eq!([line(&finding, Lang::Chinese), line(&finding, Lang::English)], [zh, en]);
        }
        let pledge = Path::paper(None, PaperKind::Pledge, PaperField::Pages);
        let by_bureau = |finding: Finding, zh: &str, en: &str| {
            let said =
                finding.with(params::PROVINCE, Province::Guangdong).with(params::SAY_ZH, zh).with(params::SAY_EN, en);
            [Lang::Chinese, Lang::English].map(|lang| line(&said, lang))
        };
        assert_eq!(
            by_bureau(ATTACHMENT_MISSING.at(pledge), "承诺书，加盖公章。", "Pledge with seal."),
            [
                "请按广东省通信管理局要求上传：承诺书，加盖公章。",
                "Upload for the bureau of Guangdong: Pledge with seal."
            ]
        );
        assert_eq!(
            by_bureau(REMARK_MISSING.at(organiser(OrganiserField::Remark)), "写明用途", "Say what it is for"),
            ["广东省通信管理局要求填写备注：写明用途", "Remarks for the bureau of Guangdong: Say what it is for"]
        );
    }

    #[test]
    fn what_the_rules_say_leaves_no_place_empty() {
        use beian_model::{Filing, SiteId, sample::complete_filing};
        let (complete, facts) = complete_filing();
        let mut wrong = vec![Filing::new(SiteId(1))];
        for (path, text) in [
            ("organiser.name", "甲"),
            ("organiser.certificate_number", "91110199MA00AAAA49"),
            ("organiser.certificate_number", "9111"),
            ("organiser.responsible_person.document_number", "440399201512310026"),
            ("organiser.responsible_person.emergency_phone", "13800100500"),
            ("organiser.responsible_person.valid_until", "2026-12-01"),
            ("sites[3f2a9c01].name", "中国论坛示例"),
            ("sites[3f2a9c01].domains[0]", "https://www.example.io"),
            ("sites[3f2a9c01].domains[0]", "www.example.com"),
            ("sites[3f2a9c01].domains[0]", "_"),
        ] {
            let mut filing = complete.clone();
            filing.set_text(path.parse().unwrap(), text).unwrap();
            wrong.push(filing);
        }
        for filing in wrong {
            for finding in check(&filing, &facts) {
                for lang in [Lang::Chinese, Lang::English] {
                    let text = message(&finding, lang);
                    assert!(!text.contains('{') && !text.is_empty(), "{}: {text}", finding.rule);
                }
            }
        }
    }
}
