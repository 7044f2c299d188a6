//! Filings at random, for property tests: mostly nearly right, as people's are, with anything anywhere.

use super::Facts;
use super::provinces;
use crate::model::sample::complete_filing;
use crate::model::{Filing, Path, PreApproval, PreApprovalKind, Site, SiteField, SiteId};
use proptest::prelude::*;

/// What people type, and what nobody does.
pub fn any_text() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "示例甲",
        "示例乙",
        "深圳示例一科技有限公司",
        "示例★",
        "中国示例网",
        "示例论坛理财",
        "example.com",
        "www.example.com",
        "示例甲.中国",
        "example.io",
        "91440399MA00AAAA44",
        "91110199ma00aaaa49",
        "440399198512310026",
        "110199900101001",
        "13800100500",
        "17000000000",
        "0755-86013388",
        "010-82998299",
        "person@example.com",
        "a@b",
        "2020-01-01",
        "2027-01-01",
        "long-term",
        "gd",
        "js",
        "enterprise",
        "government",
        "business_licence",
        "organisation_code",
        "resident_id",
        "passport",
        "other",
        "news",
        "organisation_portal",
        "ins-1a2b3c4d",
        "ABCD1234",
        "cvm",
        "authorisation_code",
        "true",
        "科技园路1号301室",
        "广东省广州市示例路1号",
        "440300",
        "110100",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,40}"]
}

/// A filing of one to four sites with some fields changed, and the facts of a province chosen at random or of none.
pub fn any_case() -> impl Strategy<Value = (Filing, Facts)> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any_text()), 0..12);
    let sites = prop::collection::vec((any::<bool>(), 0usize..3, 0usize..3), 0..3);
    let province = prop::option::of(prop::sample::select(provinces::all()));
    (changes, sites, province).prop_map(|(changes, sites, province)| {
        let (mut filing, mut facts) = complete_filing();
        for (n, (same_person, domains, approvals)) in sites.into_iter().enumerate() {
            filing.sites.push(site(SiteId(n as u32 + 1), same_person, domains, approvals));
        }
        if let Some(province) = &province {
            filing.province = Some(province.province);
        }
        facts.province_rules = province;
        for (at, text) in changes {
            let paths: Vec<Path> = filing.fields().collect();
            let path = paths[at.index(paths.len())];
            if let Some(slot) = filing.attachment_mut(path) {
                *slot = None;
            } else if !matches!(path, Path::Site(_, SiteField::SamePerson)) || text.len() < 5 {
                let _ = filing.set_text(path, &text);
            }
        }
        (filing, facts)
    })
}

fn site(id: SiteId, same_person: bool, domains: usize, approvals: usize) -> Site {
    let mut site = Site::new(id);
    site.same_person = same_person;
    site.domains = ["example.com", "示例甲.中国"].iter().take(domains).map(|&domain| domain.to_owned()).collect();
    let kinds = PreApprovalKind::ALL.iter().take(approvals);
    site.pre_approvals = kinds.map(|kind| PreApproval { kind: *kind, number: String::new(), document: None }).collect();
    site
}
