//! Suffixes that may be filed (可备案域名后缀), list of the ministry as published on 30 August 2022.
//!
//! `gs.cn` is missing in that publication and added here: it is Gansu's, like the other provinces' suffixes.

use beian_model::Nature;

/// Suffixes of two labels, in ASCII; looked for before `cn`.
pub static TWO_LABELS: &[&str] = &[
    "com.cn",
    "net.cn",
    "org.cn",
    "gov.cn",
    "edu.cn",
    "ac.cn",
    "mil.cn",
    "xn--zfr164b.cn",
    "xn--55qw42g.cn",
    "bj.cn",
    "tj.cn",
    "sh.cn",
    "cq.cn",
    "he.cn",
    "sx.cn",
    "nm.cn",
    "ln.cn",
    "jl.cn",
    "hl.cn",
    "js.cn",
    "zj.cn",
    "ah.cn",
    "fj.cn",
    "jx.cn",
    "sd.cn",
    "ha.cn",
    "hb.cn",
    "hn.cn",
    "gd.cn",
    "gx.cn",
    "hi.cn",
    "sc.cn",
    "gz.cn",
    "yn.cn",
    "xz.cn",
    "sn.cn",
    "gs.cn",
    "qh.cn",
    "nx.cn",
    "xj.cn",
    "tw.cn",
    "hk.cn",
    "mo.cn",
];

/// Latin suffixes.
pub static LATIN: &[&str] = &[
    "com",
    "net",
    "info",
    "mobi",
    "pro",
    "biz",
    "co",
    "me",
    "tv",
    "cc",
    "asia",
    "ren",
    "wang",
    "citic",
    "top",
    "sohu",
    "xin",
    "club",
    "xyz",
    "vip",
    "site",
    "shop",
    "ink",
    "red",
    "kim",
    "ltd",
    "group",
    "auto",
    "link",
    "work",
    "law",
    "beer",
    "store",
    "tech",
    "fun",
    "online",
    "art",
    "design",
    "wiki",
    "love",
    "center",
    "video",
    "social",
    "team",
    "show",
    "cool",
    "zone",
    "world",
    "today",
    "city",
    "chat",
    "company",
    "live",
    "fund",
    "gold",
    "plus",
    "guru",
    "run",
    "pub",
    "email",
    "life",
    "fashion",
    "fit",
    "luxe",
    "yoga",
    "baidu",
    "cloud",
    "host",
    "space",
    "press",
    "website",
    "archi",
    "bio",
    "black",
    "blue",
    "green",
    "lotto",
    "organic",
    "pet",
    "pink",
    "poker",
    "promo",
    "ski",
    "vote",
    "voto",
    "icu",
    "fans",
    "unicom",
    "jpmorgan",
    "chase",
    "band",
    "cab",
    "cafe",
    "cash",
    "fan",
    "fyi",
    "games",
    "market",
    "mba",
    "news",
    "media",
    "sale",
    "shopping",
    "studio",
    "tax",
    "technology",
    "vin",
    "baby",
    "college",
    "monster",
    "protection",
    "rent",
    "security",
    "storage",
    "theatre",
    "bond",
    "cyou",
    "uno",
    "school",
    "global",
];

/// Chinese suffixes, and their Punycode without `xn--` (UTS 46).
pub static CHINESE: &[(&str, &str)] = &[
    ("中国", "fiqs8s"),
    ("政务", "zfr164b"),
    ("公益", "55qw42g"),
    ("公司", "55qx5d"),
    ("网络", "io0a7i"),
    ("网址", "ses554g"),
    ("商城", "czru2d"),
    ("网店", "hxt814e"),
    ("中信", "fiq64b"),
    ("商标", "czr694b"),
    ("广东", "xhq521b"),
    ("佛山", "1qqw23a"),
    ("信息", "vuq861b"),
    ("手机", "kput3i"),
    ("在线", "3ds443g"),
    ("中文网", "fiq228c5hs"),
    ("集团", "3bst00m"),
    ("我爱你", "6qq986b3xl"),
    ("商店", "czrs0t"),
    ("企业", "vhquv"),
    ("娱乐", "fjq720a"),
    ("游戏", "unup4y"),
    ("购物", "g2xx48c"),
    ("餐厅", "imr513n"),
    ("招聘", "otu796d"),
    ("时尚", "9et52u"),
    ("移动", "6frz82g"),
    ("网站", "5tzm5g"),
    ("联通", "8y0a063a"),
    ("世界", "rhqv96g"),
    ("健康", "nyqy26a"),
];

/// Suffixes kept for organisers of some natures (suffix, natures): state bodies, schools, research, defence, non-profits.
pub static KEPT: &[(&str, &[Nature])] = &[
    ("gov.cn", &[Nature::Government, Nature::PublicInstitution]),
    ("xn--zfr164b.cn", &[Nature::Government, Nature::PublicInstitution]),
    ("xn--zfr164b", &[Nature::Government, Nature::PublicInstitution]),
    ("mil.cn", &[Nature::Defence]),
];

/// Suffixes under which public bodies are expected (网站域名核验要求).
pub static EXPECTED: &[(Nature, &[&str], &str)] = &[
    (Nature::Government, &["gov.cn", "xn--zfr164b.cn", "xn--zfr164b"], ".gov.cn、.政务"),
    (
        Nature::PublicInstitution,
        &[
            "cn",
            "gov.cn",
            "edu.cn",
            "ac.cn",
            "org.cn",
            "xn--55qw42g",
            "xn--55qw42g.cn",
            "xn--zfr164b",
            "xn--zfr164b.cn",
        ],
        ".cn、.公益",
    ),
];

/// Suffixes of two labels under which anybody may register, below a top level that may be filed, and which themselves may
/// not (Public Suffix List, ICANN section, 2025).
static OTHERS: &[&str] = &[
    "arts.co",
    "com.co",
    "edu.co",
    "firm.co",
    "gov.co",
    "info.co",
    "int.co",
    "mil.co",
    "net.co",
    "nom.co",
    "org.co",
    "rec.co",
    "web.co",
    "co.me",
    "net.me",
    "org.me",
    "edu.me",
    "ac.me",
    "gov.me",
    "its.me",
    "priv.me",
    "aaa.pro",
    "aca.pro",
    "acct.pro",
    "avocat.pro",
    "bar.pro",
    "cpa.pro",
    "eng.pro",
    "jur.pro",
    "law.pro",
    "med.pro",
    "recht.pro",
    "xn--55qx5d.cn",
    "xn--io0a7i.cn",
    "xn--od0alg.cn",
];

/// What a domain that may not be filed is registered under.
pub fn unapproved(domain: &str) -> &str {
    let other = OTHERS.iter().find(|other| domain.strip_suffix(**other).is_some_and(|rest| rest.ends_with('.')));
    other.copied().unwrap_or_else(|| domain.rsplit('.').next().unwrap_or(domain))
}

/// Every suffix of the ministry's list, in ASCII.
pub fn all() -> impl Iterator<Item = String> {
    let plain = TWO_LABELS.iter().chain(LATIN).chain(&["cn"]).map(|one| (*one).to_owned());
    plain.chain(CHINESE.iter().map(|(_, puny)| format!("xn--{puny}")))
}

/// What stands before the longest suffix that may be filed, these too, and that suffix, of a domain in ASCII; nothing where there
/// is none.
pub fn split<'d>(domain: &'d str, approved: &[String]) -> Option<(&'d str, &'d str)> {
    let is_approved = |suffix: &str| approved.iter().any(|one| one == suffix);
    let (rest, top) = domain.rsplit_once('.')?;
    if let Some((label, second)) = rest.rsplit_once('.') {
        let two = &domain[domain.len() - second.len() - 1 - top.len()..];
        if TWO_LABELS.contains(&two) || is_approved(two) {
            return Some((label, two));
        }
        if OTHERS.contains(&two) {
            return None;
        }
    } else if TWO_LABELS.contains(&domain) || OTHERS.contains(&domain) {
        return None;
    }
    let chinese = || top.strip_prefix("xn--").is_some_and(|code| CHINESE.iter().any(|(_, puny)| *puny == code));
    (top == "cn" || LATIN.contains(&top) || chinese() || is_approved(top)).then_some((rest, top))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identifiers::idn;

    #[test]
    fn every_chinese_suffix_is_what_its_punycode_says() {
        for (name, puny) in CHINESE {
            assert_eq!(idn::to_ascii(name).as_deref(), Some(format!("xn--{puny}").as_str()), "{name}");
            assert_eq!(idn::to_unicode(&format!("xn--{puny}")), *name);
        }
    }

    #[test]
    fn no_suffix_stands_twice_and_each_is_in_the_form_that_is_looked_for() {
        let all: Vec<&str> = TWO_LABELS.iter().chain(LATIN).copied().collect();
        for (n, suffix) in all.iter().enumerate() {
            assert!(!all[n + 1..].contains(suffix), "{suffix}");
            let right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
            assert!(suffix.chars().all(right), "{suffix}");
        }
    }

    #[test]
    fn the_longest_suffix_counts() {
        for (domain, parts) in [
            ("example.com", Some(("example", "com"))),
            ("example.com.cn", Some(("example", "com.cn"))),
            ("a.example.com.cn", Some(("a.example", "com.cn"))),
            ("example.cn", Some(("example", "cn"))),
            ("xn--fsqv13goyc.xn--fiqs8s", Some(("xn--fsqv13goyc", "xn--fiqs8s"))),
            ("com.cn", None),
            ("com.co", None),
            ("example.com.co", None),
            ("example.co", Some(("example", "co"))),
            ("example.io", None),
            ("example", None),
        ] {
            assert_eq!(split(domain, &[]), parts, "{domain}");
        }
    }
}
