//! Filings at random from a seed: mostly nearly right, as people's are, with anything anywhere. The same seed gives the same
//! filing here and in a browser, so that the findings of both can be compared.

use super::check;
use beian_model::sample::{attachment, complete_filing};
use beian_model::{Facts, Filing, Paper, PaperKind, Path, PreApproval, PreApprovalKind, ProvinceRules, Site, SiteId};

/// What people type, and what nobody does.
const TEXTS: &[&str] = &[
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
    "bücher.com",
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
    "\u{200b}\u{300}ß❤",
    "１３８ ０００",
];

/// Numbers from a seed (xorshift64*).
pub struct Numbers(u64);

impl Numbers {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % end
    }

    /// One of the texts.
    pub fn text(&mut self) -> &'static str {
        TEXTS[self.below(TEXTS.len())]
    }
}

/// A filing of one to four sites with some fields changed, and the facts of one of the provinces or of none.
pub fn case(seed: u64, provinces: &[ProvinceRules]) -> (Filing, Facts) {
    let mut numbers = Numbers::new(seed);
    let (mut filing, mut facts) = complete_filing();
    for n in 0..numbers.below(4) {
        let site = site(SiteId(n as u32 + 1), &mut numbers);
        filing.sites.push(site);
    }
    if let Some(rules) = provinces.get(numbers.below(provinces.len() + 1)) {
        filing.province = Some(rules.province);
        facts.province_rules = Some(rules.clone().into());
    }
    let kinds = PaperKind::ALL.iter().take(numbers.below(3));
    filing.papers = kinds.map(|kind| Paper { pages: vec![attachment("paper")], ..Paper::new(*kind) }).collect();
    for _ in 0..numbers.below(12) {
        let paths: Vec<Path> = filing.fields().collect();
        let path = paths[numbers.below(paths.len())];
        let text = numbers.text();
        match filing.pages_mut(path) {
            Some(pages) => pages.clear(),
            // A code that its list does not know changes nothing.
            None => drop(filing.set_text(path, text)),
        }
    }
    (filing, facts)
}

fn site(id: SiteId, numbers: &mut Numbers) -> Site {
    let mut site = Site::new(id);
    site.same_person = numbers.below(2) == 0;
    let domains = ["example.com", "示例甲.中国"];
    site.domains = domains.iter().take(numbers.below(3)).map(|&domain| domain.to_owned()).collect();
    let kinds = PreApprovalKind::ALL.iter().take(numbers.below(3));
    site.pre_approvals =
        kinds.map(|kind| PreApproval { kind: *kind, number: String::new(), document: Vec::new() }).collect();
    site
}

/// A fingerprint (FNV-1a) of everything that is found in so many filings.
pub fn fingerprint(filings: u64, provinces: &[ProvinceRules]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for seed in 0..filings {
        let (filing, facts) = case(seed, provinces);
        for finding in check(&filing, &facts) {
            let text = serde_json::to_string(&finding).unwrap_or_default();
            hash = text.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        }
    }
    hash
}
