//! Findings in words: what is wrong with a field, and what would be right.

use super::checks::fields::REQUIRED;
use super::checks::phones::SAME_PHONE;
use super::rule;
use beian_locale::{Lang, Words, fields, fill, ui::Ui};
use beian_model::field::{Kind, Source};
use beian_model::wire::Refusal;
use beian_model::{
    Capture, CertificateType, Finding, Measure, Nature, Path, PersonField, PreApprovalKind, Province, ServiceContent,
};

/// A finding in words, its parameters filled in.
pub fn message(finding: &Finding, lang: Lang) -> String {
    let Some((zh, en)) = template(finding) else { return of_the_server(finding, lang) };
    let text = match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    };
    let param = |name: &str| finding.params.get(name).map(String::as_str);
    let measures = param("measures").map(|codes| measures(codes, lang));
    let megabytes = param("max").and_then(|max| max.parse::<u64>().ok()).map(|max| (max >> 20).to_string());
    fill(text, |name| match name {
        "label" => Some(fields::label(finding.path, lang)),
        "measures" => measures.as_deref(),
        "megabytes" => Some(megabytes.as_deref().unwrap_or("?")),
        "refusal" => param("reason").and_then(|code| code.parse::<Refusal>().ok()).map(|one| one.text(lang)),
        "other" if SAME_PHONE.found(finding) => {
            let other = param(name).and_then(|code| code.parse::<PersonField>().ok());
            other.map(|field| fields::label(Path::OrganiserPerson(field), lang))
        }
        "where" => param(name).and_then(|code| code.parse::<Path>().ok()).map(|path| fields::label(path, lang)),
        // What a bureau asks is said in its file, in both languages.
        "say" => param(match lang {
            Lang::Chinese => "say_zh",
            Lang::English => "say_en",
        }),
        _ => param(name).map(|value| listed(name, value, lang).unwrap_or(value)),
    })
}

/// The sentence that the server gave for a rule of its own that this program does not know, and the rule's name where it gave none.
fn of_the_server(finding: &Finding, lang: Lang) -> String {
    let sentence = finding.params.get(match lang {
        Lang::Chinese => Finding::SENTENCE_ZH,
        Lang::English => Finding::SENTENCE_EN,
    });
    sentence.cloned().unwrap_or_else(|| finding.rule.to_string())
}

/// The findings of an answer, each with its sentence in both languages: the page that reads it may be older than its server.
pub fn with_sentences(mut findings: Vec<Finding>) -> Vec<Finding> {
    for finding in &mut findings {
        let [zh, en] = [Lang::Chinese, Lang::English].map(|lang| message(finding, lang));
        finding.params.insert(Finding::SENTENCE_ZH.to_owned(), zh);
        finding.params.insert(Finding::SENTENCE_EN.to_owned(), en);
    }
    findings
}

/// Measures that are parted by commas, in words.
fn measures(codes: &str, lang: Lang) -> String {
    let words = codes.split(',').filter_map(|code| code.parse::<Measure>().ok()).map(|one| one.text(lang));
    words.collect::<Vec<_>>().join(match lang {
        Lang::Chinese => "、",
        Lang::English => ", ",
    })
}

/// The words of a finding's rule, with their places; nothing of a rule that this program does not know.
fn template(finding: &Finding) -> Option<(&'static str, &'static str)> {
    if REQUIRED.found(finding) {
        return Some(required(finding.path));
    }
    rule(&finding.rule).map(|rule| (rule.zh, rule.en))
}

/// What to do about an empty field: fill in, choose, or upload, as its row has it.
fn required(path: Path) -> (&'static str, &'static str) {
    let Some(row) = path.row() else { return (REQUIRED.zh, REQUIRED.en) };
    match (row.kind, row.source) {
        (Kind::File, _) => ("请上传{label}", "Upload: {label}"),
        (Kind::Choice(_), _) | (_, Source::Chosen | Source::Ticked) => ("请选择{label}", "Choose: {label}"),
        _ => (REQUIRED.zh, REQUIRED.en),
    }
}

/// A finding in words where its field is not beside it: the field's name first, unless the words name it themselves.
pub fn line(finding: &Finding, lang: Lang) -> String {
    let words = message(finding, lang);
    if finding.path == Path::Filing || template(finding).is_some_and(|(zh, _)| zh.contains("{label}")) {
        return words;
    }
    // That a field may be left out is no more to be said where something is wrong with it.
    let label = fields::label(finding.path, lang);
    let label = label.strip_suffix("（选填）").or_else(|| label.strip_suffix(" (optional)")).unwrap_or(label);
    format!("{label}{}{words}", Ui::Colon.text(lang))
}

/// The word of a parameter that is a member of a list.
fn listed(name: &str, code: &str, lang: Lang) -> Option<&'static str> {
    fn word<T: core::str::FromStr + Words>(code: &str, lang: Lang) -> Option<&'static str> {
        code.parse::<T>().ok().map(|one| one.text(lang))
    }
    match name {
        "province" => word::<Province>(code, lang),
        "other" => word::<Province>(code, lang),
        "nature" | "who" => word::<Nature>(code, lang),
        "approval" => word::<PreApprovalKind>(code, lang),
        "content" => word::<ServiceContent>(code, lang),
        "capture" => word::<Capture>(code, lang),
        "expected" => word::<CertificateType>(code, lang).or_else(|| word::<ServiceContent>(code, lang)),
        _ => None,
    }
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
