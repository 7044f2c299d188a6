//! Running the rules.

use super::as_read::{as_read, is_same_basic_information};
use super::checks::CHECKS;
use super::registry::Case;
use super::step_of;
use crate::checks::basic_check::BASIC_UNCHECKED;
use beian_model::{Facts, Filing, Finding, Path, Severity, Step};

/// Everything that can be known of a filing without asking anyone, in the order of the pages; on one field what must be put
/// right comes before what is a risk.
pub fn check(filing: &Filing, facts: &Facts) -> Vec<Finding> {
    let mut found = all(filing, facts);
    let right = found.iter().all(|one| one.severity != Severity::Error || !is_basic(filing, one.path));
    let checked = facts.basic_check.as_ref();
    if right && !checked.is_some_and(|checked| is_same_basic_information(checked, filing, facts.today)) {
        // Said once the fields themselves are right: before that there is something better to say.
        found.push(BASIC_UNCHECKED.at(Path::Province));
    }
    in_order(filing, found)
}

/// What can be known of the fields of the basic check (基础信息校验).
pub fn check_basic(filing: &Filing, facts: &Facts) -> Vec<Finding> {
    let mut found = all(filing, facts);
    found.retain(|one| is_basic(filing, one.path));
    in_order(filing, found)
}

/// What the checks say of the filing as it is read.
fn all(filing: &Filing, facts: &Facts) -> Vec<Finding> {
    let read = as_read(filing, facts.today);
    let case = Case::new(&read, filing, facts);
    let mut found = Vec::new();
    for check in CHECKS.iter().copied().flatten() {
        check.run(&case, &mut found);
    }
    found
}

fn is_basic(filing: &Filing, path: Path) -> bool {
    step_of(filing, path) == Some(Step::BasicCheck)
}

/// In the order of the pages, and on one field by weight. They come nearly in order, and are a few: what sorts thousands would be 2 kB of
/// what every page fetches.
fn in_order(filing: &Filing, found: Vec<Finding>) -> Vec<Finding> {
    let site = |path: Path| path.site().and_then(|id| filing.sites.iter().position(|site| site.id == id));
    let place = |one: &Finding| (step_of(filing, one.path), site(one.path), one.path, one.severity);
    let places: Vec<_> = found.iter().map(place).collect();
    let mut order: Vec<usize> = Vec::with_capacity(found.len());
    for (n, place) in places.iter().enumerate() {
        order.insert(order.partition_point(|other| places[*other] <= *place), n);
    }
    let mut found: Vec<Option<Finding>> = found.into_iter().map(Some).collect();
    order.into_iter().filter_map(|n| found[n].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::address::{ADDRESS_DETAIL, REGION_OTHER_PROVINCE};
    use crate::checks::agreements::AGREEMENT_MISSING;
    use crate::checks::certificate::{CHARACTER, LICENCE_NUMBER_CHECK, NOT_ALLOWED_HERE, OTHER_PROVINCE, USCC_CHECK};
    use crate::checks::content::PRE_APPROVAL_TWICE;
    use crate::checks::document_number::{RESIDENT_ID_CHECK, RESIDENT_ID_DATE};
    use crate::checks::domains::{DOMAIN_NOT_BARE, DOMAIN_SHAPE, DOMAIN_SUB, DOMAIN_SUFFIX, DOMAIN_TWICE};
    use crate::checks::fields::{LANGUAGE_MISSING, REQUIRED, SITE_COUNT, TOO_SHORT};
    use crate::checks::person::{DATE_ORDER, DATE_SHAPE, DATE_YEAR, DOCUMENT_EXPIRES, EMAIL_SHAPE, NOT_VERIFIED};
    use crate::checks::phones::{MOBILE_SHAPE, MOBILE_UNPROVED, PHONE_SHAPE, SAME_PHONE};
    use crate::checks::read_as::READ_AS;
    use crate::checks::resource::RESOURCE_UNKNOWN;
    use crate::checks::site_name::{
        SITE_NAME_DOMAIN, SITE_NAME_LATIN, SITE_NAME_NATIONAL, SITE_NAME_TOO_SHORT, SITE_NAME_WORD,
    };
    use crate::rule;
    use beian_model::sample::{attachment, complete_filing};
    use beian_model::{
        AgreementField, OrganiserField, PaperField, PaperKind, PersonField, PersonRef, PreApproval, PreApprovalField,
        PreApprovalKind, Site, SiteField,
    };

    fn rules_at(filing: &Filing, facts: &Facts, path: Path) -> Vec<&'static str> {
        let found = check(filing, facts).into_iter().filter(|one| one.path == path);
        found.map(|one| rule(&one.rule).unwrap().id).collect()
    }

    #[test]
    fn a_complete_filing_has_nothing_wrong() {
        let (filing, facts) = complete_filing();
        assert_eq!(check(&filing, &facts), []);
    }

    #[test]
    fn what_an_applicant_adds_is_explained_and_what_they_explain_is_there() {
        let (complete, facts) = complete_filing();
        for of in [None, Some(complete.sites[0].id)] {
            let at = |field| Path::paper(of, PaperKind::Other, field);
            let (explanation, pages) = (at(PaperField::Explanation), at(PaperField::Pages));
            for (text, has_page, wrong) in [
                ("", false, None),
                ("股东会决议", true, None),
                (" \u{3000}", true, Some(explanation)),
                ("股东会决议", false, Some(pages)),
            ] {
                let mut filing = complete.clone();
                filing.set_text(explanation, text).unwrap();
                if has_page {
                    filing.pages_mut(pages).unwrap().push(attachment("resolution"));
                }
                let found: Vec<_> =
                    check(&filing, &facts).into_iter().map(|one| (one.path, rule(&one.rule).unwrap().id)).collect();
                assert_eq!(found, wrong.map(|path| (path, REQUIRED.id)).into_iter().collect::<Vec<_>>(), "{text:?}");
            }
        }
    }

    #[test]
    fn what_the_bureau_demands_is_missed_where_it_is_demanded() {
        let (mut filing, mut facts) = complete_filing();
        let second =
            Site { id: beian_model::SiteId(2), domains: vec!["example.cn".to_owned()], ..filing.sites[0].clone() };
        filing.sites.push(second);
        filing.papers.clear();
        let missing = |filing: &Filing, facts: &Facts| -> Vec<String> {
            let found = check(filing, facts).into_iter().filter(|one| one.rule == "material.missing");
            found.map(|one| one.path.to_string()).collect()
        };
        for (code, expected) in [
            ("gd", "papers[pledge].pages"),
            (
                "js",
                "sites[3f2a9c01].domain_certificate sites[3f2a9c01].papers[pledge].pages \
                 sites[3f2a9c01].papers[notice].pages sites[3f2a9c01].papers[pledge_video].pages \
                 sites[00000002].domain_certificate sites[00000002].papers[pledge].pages \
                 sites[00000002].papers[notice].pages sites[00000002].papers[pledge_video].pages",
            ),
            ("xj", "papers[party_building_letter].pages"),
            ("hb", ""),
        ] {
            let rules = crate::provinces::all().unwrap().into_iter().find(|rules| rules.province.as_str() == code);
            filing.province = code.parse().ok();
            facts.province_rules = Some(rules.unwrap().into());
            assert_eq!(missing(&filing, &facts).join(" "), expected, "{code}");
        }
    }

    #[test]
    fn an_empty_filing_is_never_a_panic_and_misses_what_is_required() {
        let (_, facts) = complete_filing();
        let filing = Filing::new(beian_model::SiteId(7));
        let found = check(&filing, &facts);
        assert!(found.iter().any(|one| one.path == Path::Province && one.rule == REQUIRED.id));
        assert!(found.iter().any(|one| one.path == Path::Domain(beian_model::SiteId(7), 0)));
    }

    #[test]
    fn each_required_field_emptied_is_said_at_that_field() {
        let (complete, facts) = complete_filing();
        let site = complete.sites[0].id;
        let person = |field| Path::person(PersonRef::Organiser, field);
        let texts = [
            Path::Province,
            Path::Organiser(OrganiserField::Nature),
            Path::Organiser(OrganiserField::Name),
            Path::Organiser(OrganiserField::CertificateType),
            Path::Organiser(OrganiserField::CertificateNumber),
            Path::Organiser(OrganiserField::City),
            Path::Organiser(OrganiserField::District),
            Path::Organiser(OrganiserField::CertificateAddress),
            Path::Organiser(OrganiserField::LegalRepresentative),
            Path::Organiser(OrganiserField::LegalRepresentativeNumber),
            Path::Organiser(OrganiserField::Address),
            person(PersonField::DocumentType),
            person(PersonField::Name),
            person(PersonField::DocumentNumber),
            person(PersonField::ValidFrom),
            person(PersonField::ValidUntil),
            person(PersonField::Mobile),
            person(PersonField::EmergencyPhone),
            person(PersonField::Email),
            Path::Domain(site, 0),
            Path::Site(site, SiteField::Resource),
            Path::Site(site, SiteField::Name),
            Path::Site(site, SiteField::ServiceContent),
        ];
        for path in texts {
            let mut filing = complete.clone();
            filing.set_text(path, "").unwrap();
            assert_eq!(rules_at(&filing, &facts, path), [REQUIRED.id], "{path}");
        }
        let mut filing = complete.clone();
        filing.organiser.licence = Vec::new();
        assert_eq!(rules_at(&filing, &facts, Path::Organiser(OrganiserField::Licence)), [REQUIRED.id]);
        for field in AgreementField::ALL {
            let mut filing = complete.clone();
            filing.set_text(Path::Agreement(*field), "").unwrap();
            assert_eq!(rules_at(&filing, &facts, Path::Agreement(*field)), [AGREEMENT_MISSING.id]);
        }
    }

    /// What people paste reads as what they mean: nothing is wrong with it, and it is said how it will be filed.
    #[test]
    fn pasted_texts_are_read_and_it_is_said() {
        let (complete, facts) = complete_filing();
        let person = |field| Path::person(PersonRef::Organiser, field);
        let o = Path::Organiser;
        for (path, typed, read) in [
            (person(PersonField::Mobile), "\u{202d}13800100500\u{202c}", "13800100500"),
            (person(PersonField::DocumentNumber), "440399198512310026\u{200e}", "440399198512310026"),
            (o(OrganiserField::CertificateNumber), "91440399\u{ad}MA00AAAA44", "91440399MA00AAAA44"),
            (o(OrganiserField::LegalRepresentativeNumber), "440399 19851231 0026", "440399198512310026"),
            (person(PersonField::Email), "zhang@qq。com", "zhang@qq.com"),
            (person(PersonField::Email), "mailto:zhang@QQ.com", "zhang@qq.com"),
            (person(PersonField::SecondPhone), "0755-86013388转801", "086-0755-86013388-801"),
            (o(OrganiserField::Address), "科技园路1号\u{202e}示例大厦\u{202c}301室", "科技园路1号示例大厦301室"),
            (o(OrganiserField::Name), "⼴东⽰例科技有限公司", "广东示例科技有限公司"),
        ] {
            let mut filing = complete.clone();
            filing.set_text(path, typed).unwrap();
            let mut known = facts.clone();
            known.basic_check = Some(filing.basic_information());
            let said: Vec<Finding> = check(&filing, &known).into_iter().filter(|one| one.path == path).collect();
            let note = READ_AS.weighing(Severity::Note, path).with(beian_model::params::VALUE, read);
            assert_eq!(said, [note], "{path} {typed:?}");
            let stored = as_read(&filing, known.today).into_owned();
            assert_eq!(stored.text(path), Some(read));
            assert!(
                check(&stored, &known).iter().all(|one| one.path != path),
                "said once; the basic check still holds"
            );
        }
    }

    #[test]
    fn characters_that_nobody_sees_are_no_answer() {
        let (complete, facts) = complete_filing();
        for path in [OrganiserField::CertificateAddress, OrganiserField::Name, OrganiserField::LegalRepresentative] {
            for typed in ["\u{200b}\u{200b}", "\u{feff}", "\u{3164}", " \u{202a}\u{202c} "] {
                let mut filing = complete.clone();
                filing.set_text(Path::Organiser(path), typed).unwrap();
                assert_eq!(rules_at(&filing, &facts, Path::Organiser(path)), [REQUIRED.id], "{typed:?}");
            }
        }
    }

    /// One notion of the same name: another dot, bracket or width makes nobody another person.
    #[test]
    fn names_that_are_the_same_are_one_persons() {
        let (complete, facts) = complete_filing();
        let name = Path::person(PersonRef::Organiser, PersonField::Name);
        for (legal, person) in [
            ("买买提·吐尔逊", "买买提•吐尔逊"),
            ("买买提·吐尔逊", "买买提・吐尔逊"),
            ("José García", "Jose\u{301} GARCÍA"),
            ("O’Brien", "O'Brien"),
            ("⼴某某", "广某某"),
        ] {
            let mut filing = complete.clone();
            filing.organiser.legal_representative = legal.to_owned();
            filing.set_text(name, person).unwrap();
            let wrong: Vec<Finding> = check(&filing, &facts)
                .into_iter()
                .filter(|one| one.severity != Severity::Note && one.path == name)
                .collect();
            assert_eq!(wrong, [], "{legal} {person}");
        }
    }

    #[test]
    fn forms_table() {
        let (complete, facts) = complete_filing();
        let site = complete.sites[0].id;
        let person = |field| Path::person(PersonRef::Organiser, field);
        let table = [
            (Path::Organiser(OrganiserField::CertificateType), "notary_licence", NOT_ALLOWED_HERE.id),
            (Path::Organiser(OrganiserField::CertificateNumber), "91110199MA00AAAA4A", USCC_CHECK.id),
            (Path::Organiser(OrganiserField::CertificateNumber), "91110199MAOOAAAA49", CHARACTER.id),
            (Path::Organiser(OrganiserField::CertificateNumber), "110199000000012", LICENCE_NUMBER_CHECK.id),
            (Path::Organiser(OrganiserField::Name), "甲", TOO_SHORT.id),
            (Path::Organiser(OrganiserField::Address), "深圳市", ADDRESS_DETAIL.id),
            (Path::Organiser(OrganiserField::City), "110100", REGION_OTHER_PROVINCE.id),
            (person(PersonField::DocumentNumber), "110199199001010011", RESIDENT_ID_CHECK.id),
            (person(PersonField::DocumentNumber), "110199199002300011", RESIDENT_ID_DATE.id),
            (person(PersonField::Mobile), "12345678901", MOBILE_SHAPE.id),
            (person(PersonField::Mobile), "13010112599", MOBILE_UNPROVED.id),
            (person(PersonField::EmergencyPhone), "13800100500", SAME_PHONE.id),
            (person(PersonField::SecondPhone), "12", PHONE_SHAPE.id),
            (person(PersonField::EmergencyPhone), "12345678901", PHONE_SHAPE.id),
            (person(PersonField::Email), "a@b", EMAIL_SHAPE.id),
            (person(PersonField::ValidUntil), "2026-12-01", DOCUMENT_EXPIRES.id),
            (person(PersonField::ValidUntil), "2019-01-01", DATE_ORDER.id),
            (person(PersonField::ValidFrom), "yesterday", DATE_SHAPE.id),
            (person(PersonField::ValidFrom), "0020-01-01", DATE_YEAR.id),
            (person(PersonField::ValidUntil), "9999-12-31", DATE_YEAR.id),
            (person(PersonField::Email), "a..b@example.com", EMAIL_SHAPE.id),
            (person(PersonField::Email), "<img/src=x>@example.com", EMAIL_SHAPE.id),
            (Path::Domain(site, 0), "www.example-demo.com", DOMAIN_NOT_BARE.id),
            (Path::Domain(site, 0), "example.io", DOMAIN_SUFFIX.id),
            (Path::Domain(site, 0), "a.b.com.cn", DOMAIN_SUB.id),
            (Path::Domain(site, 0), "a_b.com", DOMAIN_SHAPE.id),
            (Path::Site(site, SiteField::Resource), "ins-nobody", RESOURCE_UNKNOWN.id),
            (Path::Site(site, SiteField::Name), "中国示例网", SITE_NAME_NATIONAL.id),
            (Path::Site(site, SiteField::Name), "12345", SITE_NAME_LATIN.id),
            (Path::Site(site, SiteField::Name), "示例a", SITE_NAME_TOO_SHORT.id),
            (Path::Site(site, SiteField::Name), "反腐示例展示", SITE_NAME_WORD.id),
            (Path::Site(site, SiteField::Name), "example-demo.com", SITE_NAME_DOMAIN.id),
        ];
        for (path, text, rule) in table {
            let mut filing = complete.clone();
            filing.set_text(path, text).unwrap();
            assert!(
                rules_at(&filing, &facts, path).contains(&rule),
                "{path} = {text}: {:?}",
                rules_at(&filing, &facts, path)
            );
        }
    }

    #[test]
    fn a_changed_basic_field_asks_for_the_check_again() {
        let (mut filing, facts) = complete_filing();
        filing.organiser.name = "深圳示例二科技有限公司".to_owned();
        assert_eq!(rules_at(&filing, &facts, Path::Province), [BASIC_UNCHECKED.id]);
        // A risk among the basic fields does not stand in for the check.
        let (mut filing, facts) = complete_filing();
        filing.organiser.certificate_number = "91110199MA00AAAA49".to_owned();
        assert_eq!(rules_at(&filing, &facts, Path::Province), [BASIC_UNCHECKED.id]);
    }

    #[test]
    fn lists_that_must_hold_something() {
        let (complete, facts) = complete_filing();
        let site = complete.sites[0].id;
        let mut filing = complete.clone();
        filing.sites[0].domains.clear();
        assert_eq!(rules_at(&filing, &facts, Path::Site(site, SiteField::Domains)), [REQUIRED.id]);
        let mut filing = complete.clone();
        filing.sites[0].languages.clear();
        assert_eq!(rules_at(&filing, &facts, Path::Site(site, SiteField::Languages)), [LANGUAGE_MISSING.id]);
        let mut filing = complete.clone();
        filing.sites.clear();
        assert_eq!(rules_at(&filing, &facts, Path::Sites), [SITE_COUNT.id]);
    }

    #[test]
    fn an_approval_needs_its_number_and_its_attachment_and_stands_once() {
        let (mut filing, facts) = complete_filing();
        let site = filing.sites[0].id;
        let approval = PreApproval { kind: PreApprovalKind::News, number: String::new(), document: Vec::new() };
        filing.sites[0].pre_approvals = vec![approval.clone(), approval];
        for field in [PreApprovalField::Number, PreApprovalField::Document] {
            assert_eq!(rules_at(&filing, &facts, Path::PreApproval(site, 0, field)), [REQUIRED.id]);
        }
        assert_eq!(rules_at(&filing, &facts, Path::Site(site, SiteField::PreApprovals)), [PRE_APPROVAL_TWICE.id]);
    }

    #[test]
    fn another_province_is_a_risk_not_an_error() {
        let (mut filing, facts) = complete_filing();
        let at = Path::Organiser(OrganiserField::CertificateNumber);
        filing.set_text(at, "91110199MA00AAAA49").unwrap();
        let found: Vec<_> = check(&filing, &facts).into_iter().filter(|one| one.path == at).collect();
        assert_eq!(found.len(), 1);
        assert!(OTHER_PROVINCE.found(&found[0]) && found[0].severity == Severity::Risk, "{found:?}");
    }

    #[test]
    fn another_person_needs_a_letter_and_a_verification() {
        let (mut filing, facts) = complete_filing();
        filing.organiser.responsible_person.name = "示例乙".to_owned();
        filing.organiser.responsible_person.document_number = "110199199001010010".to_owned();
        let letter = Path::Organiser(OrganiserField::AuthorisationLetter);
        assert_eq!(rules_at(&filing, &facts, letter), [REQUIRED.id]);

        let (mut filing, facts) = complete_filing();
        filing.sites[0].same_person = false;
        let site = filing.sites[0].id;
        let verification = Path::SitePerson(site, PersonField::Verification);
        assert_eq!(rules_at(&filing, &facts, verification), [NOT_VERIFIED.id]);
        assert_eq!(rules_at(&filing, &facts, Path::SitePerson(site, PersonField::Name)), [REQUIRED.id]);
    }

    #[test]
    fn the_same_domain_twice_is_said_at_the_second() {
        let (mut filing, facts) = complete_filing();
        let site = filing.sites[0].id;
        let again = filing.sites[0].domains[0].to_uppercase();
        filing.sites[0].domains.push(again);
        assert_eq!(rules_at(&filing, &facts, Path::Domain(site, 1)), [DOMAIN_TWICE.id, READ_AS.id]);
        assert_eq!(rules_at(&filing, &facts, Path::Domain(site, 0)), [""; 0]);
    }
}
