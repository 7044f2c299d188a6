//! What the bureaus ask, in words.
#![cfg(not(target_arch = "wasm32"))]

use beian_locale::{Lang, requirements};
use beian_model::sample::complete_filing;
use beian_model::{CertificateType, Facts, Filing, Finding, Nature, PersonIs, Province, Severity};
use beian_rules::{check, provinces};

#[test]
fn every_line_of_every_bureau_is_whole_and_none_stands_twice() {
    for rules in provinces::all().unwrap() {
        for lang in [Lang::Chinese, Lang::English] {
            let lines: Vec<String> = rules.said().iter().map(|(asks, _)| requirements::line(asks, lang)).collect();
            for (n, text) in lines.iter().enumerate() {
                assert!(!text.trim().is_empty() && !text.contains('{'), "{}: {text}", rules.province);
                assert!(!lines[..n].contains(text), "{} twice: {text}", rules.province);
            }
        }
    }
}

/// What is found of the sample in a province, changed; by rule and weight.
fn found(province: Province, change: impl FnOnce(&mut Filing, &mut Facts)) -> Vec<(String, Severity)> {
    let (mut filing, mut facts) = complete_filing();
    filing.province = Some(province);
    facts.province_rules = provinces::all().unwrap().into_iter().find(|of| of.province == province).map(Into::into);
    change(&mut filing, &mut facts);
    check(&filing, &facts).iter().map(|one: &Finding| (one.rule.to_string(), one.severity)).collect()
}

fn has(found: &[(String, Severity)], rule: &str, weight: Severity) -> bool {
    found.iter().any(|one| *one == (rule.to_owned(), weight))
}

/// The answer before the camera: it counts before there is a name, and says so where names and numbers say otherwise.
#[test]
fn who_the_person_is_said_to_be_is_answered_at_once_and_held_against_what_is_filled_in() {
    use PersonIs::{LegalRepresentative, Other};
    let guangdong = Province::Guangdong;
    // (province, answer, name and number of the person; what is found at the question)
    for (province, said, name, number, expected) in [
        (guangdong, None, "", "", &[][..]),
        (guangdong, Some(LegalRepresentative), "", "", &[]),
        (guangdong, Some(LegalRepresentative), "示例甲", "440399198512310026", &[]),
        (guangdong, Some(Other), "", "", &["person.not-legal"]),
        (guangdong, Some(Other), "示例乙", "11019919900101007X", &["person.not-legal"]),
        (Province::Liaoning, Some(Other), "", "", &[]),
        // A namesake is another person.
        (Province::Liaoning, Some(Other), "示例甲", "11019919900101007X", &[]),
        (Province::Liaoning, Some(Other), "示例甲", "440399198512310026", &["person.is-otherwise"]),
        (Province::Liaoning, Some(LegalRepresentative), "示例乙", "11019919900101007X", &["person.is-otherwise"]),
        // A passport's name is not that of the licence.
        (Province::Liaoning, Some(LegalRepresentative), "José García", "440399198512310026", &[]),
    ] {
        let (mut filing, mut facts) = complete_filing();
        filing.province = Some(province);
        facts.province_rules = provinces::all().unwrap().into_iter().find(|of| of.province == province).map(Into::into);
        filing.organiser.person_is = said;
        filing.organiser.responsible_person.name = name.to_owned();
        filing.organiser.responsible_person.document_number = number.to_owned();
        let all = check(&filing, &facts);
        let at = |path: &str| -> Vec<String> {
            all.iter().filter(|one| one.path.to_string() == path).map(|one| one.rule.to_string()).collect()
        };
        assert_eq!(at("organiser.person_is"), expected, "{province} {said:?} {name} {number}");
        // Somebody else needs a letter, said before any name.
        let letter = !at("organiser.authorisation_letter").is_empty();
        let is_other = said == Some(Other) && !expected.contains(&"person.is-otherwise");
        assert_eq!(letter, is_other || name == "示例乙", "{province} {said:?} {name} {number}");
    }
}

/// Jiangsu wants a plan from 30 domains on: the sample's one is the thirtieth.
#[test]
fn domains_that_are_filed_already_count_towards_a_threshold() {
    for (filed, reached) in [(0, false), (28, false), (29, true)] {
        let found = found(Province::Jiangsu, |_, facts| facts.domains_filed = filed);
        assert_eq!(has(&found, "domain.limit", Severity::Risk), reached, "{filed}: {found:?}");
    }
    let missing = |filed| {
        let found = found(Province::Jiangsu, |_, facts| facts.domains_filed = filed);
        found.into_iter().filter(|one| *one == ("material.missing".to_owned(), Severity::Error)).count()
    };
    assert_eq!(missing(29), missing(28) + 1, "the construction plan");
}

#[test]
fn a_medical_institution_files_in_guangdong_with_another_certificate_than_its_licence() {
    for (kind, refused) in [
        (CertificateType::MedicalLicence, true),
        (CertificateType::PublicInstitutionCertificate, false),
        (CertificateType::BusinessLicence, false),
    ] {
        let found = found(Province::Guangdong, |filing, _| {
            filing.organiser.nature = Some(Nature::MedicalInstitution);
            filing.organiser.certificate_type = Some(kind);
        });
        assert_eq!(has(&found, "certificate.province", Severity::Error), refused, "{kind}: {found:?}");
        assert!(!has(&found, "not-allowed-here", Severity::Error), "{kind}");
    }
}

#[test]
fn a_suffix_that_one_bureau_takes_is_right_there_and_nowhere_else() {
    for (province, refused) in [(Province::Beijing, false), (Province::Guangdong, true)] {
        let found = found(province, |filing, _| filing.sites[0].domains[0] = "example-demo.tel".to_owned());
        assert_eq!(has(&found, "domain.suffix", Severity::Error), refused, "{province}: {found:?}");
    }
}

/// 党政机关 must, public institutions are expected to.
#[test]
fn bodies_of_the_state_use_their_own_suffixes() {
    for (nature, domain, weight) in [
        (Nature::Government, "example-demo.com", Some(Severity::Error)),
        (Nature::Government, "example-demo.gov.cn", None),
        (Nature::PublicInstitution, "example-demo.com", Some(Severity::Risk)),
        (Nature::PublicInstitution, "example-demo.cn", None),
        (Nature::Enterprise, "example-demo.com", None),
    ] {
        let found = found(Province::Guangdong, |filing, _| {
            filing.organiser.nature = Some(nature);
            filing.sites[0].domains[0] = domain.to_owned();
        });
        let said = found.into_iter().find(|one| one.0 == "domain.public-body").map(|one| one.1);
        assert_eq!(said, weight, "{nature} {domain}");
    }
}

#[test]
fn single_bureaus_ask_for_approvals_that_are_abolished_elsewhere() {
    for (province, name, asked) in [
        (Province::Zhejiang, "示例教育资料", true),
        (Province::Guangdong, "示例教育资料", false),
        (Province::Hebei, "示例医院介绍", true),
    ] {
        let found = found(province, |filing, _| filing.sites[0].name = name.to_owned());
        assert_eq!(has(&found, "pre-approval.word", Severity::Risk), asked, "{province} {name}: {found:?}");
    }
}

#[test]
fn the_pages_name_regulations_and_bureaus_as_sources_and_no_provider() {
    let sources = include_str!("../../../public/rule-sources.json");
    for name in ["云备案", "腾讯", "阿里", "华为", "青云", "微信", "云服务"] {
        assert!(!sources.contains(name), "{name}");
    }
    for named in ["GB 32100-2015", "管局要求（江苏）", "互联网信息服务备案登记表"] {
        assert!(sources.contains(named), "{named}");
    }
}
